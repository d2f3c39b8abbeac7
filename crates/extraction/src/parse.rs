//! [`parse`]: the numbers of a text or table cell put together to what they are.
//!
//! Deterministic: the same text always gives the same readings, and a number that nothing explains stays a plain one.

use std::ops::Range;

use crate::convention::{Convention, is_interval, of_two};
use crate::dates::date_or_period;
use crate::lexer::{Token, tokens};
use crate::number::Number;
use crate::reading::{Ends, Reading, Shape, Spread};
use crate::units::{Dimension, unit_word};

/// The readings of a text, in order.
///
/// `convention` is what the headings of a table say of its cells; in running text what the text itself says holds.
///
/// ```
/// use extraction::parse;
///
/// let readings = parse("Events: 12/30 (40%) vs. 5 of 31; RR 2.48 (95% CI 1.00–6.15), p=0·03.", None);
/// let said: Vec<String> = readings.iter().map(|r| r.shape.to_string()).collect();
/// assert_eq!(said, ["events 12 of 30 (40%)", "events 5 of 31", "estimate 2.48 ci 1.00 to 6.15", "p = 0.03"]);
/// ```
pub fn parse(text: &str, convention: Option<Convention>) -> Vec<Reading> {
    let tokens = tokens(text);
    let mut parser = Parser {
        tokens: &tokens,
        convention,
        readings: Vec::new(),
        open: 0,
    };
    parser.run();
    parser.readings
}

struct Parser<'a> {
    tokens: &'a [Token],
    convention: Option<Convention>,
    readings: Vec<Reading>,
    /// Brackets that are open where the parser stands.
    open: usize,
}

/// Words for people that are counted.
const PEOPLE: [&str; 42] = [
    "patients",
    "patient",
    "children",
    "participants",
    "participant",
    "subjects",
    "subject",
    "women",
    "men",
    "infants",
    "adults",
    "volunteers",
    "individuals",
    "people",
    "persons",
    "cases",
    "females",
    "males",
    "adolescents",
    "girls",
    "boys",
    "students",
    "neonates",
    "newborns",
    "mothers",
    "controls",
    "eyes",
    "pregnancies",
    "families",
    "nurses",
    "athletes",
    "smokers",
    "survivors",
    "veterans",
    "residents",
    "inpatients",
    "outpatients",
    "respondents",
    "babies",
    "couples",
    "caregivers",
    "users",
];

impl Parser<'_> {
    fn run(&mut self) {
        let mut at = 0;
        while at < self.tokens.len() {
            if let Some(of_two) = of_two(self.tokens, at) {
                self.convention = Some(of_two);
            }
            if self.tokens[at].is_mark("([") {
                self.open += 1;
            } else if self.tokens[at].is_mark(")]") {
                self.open = self.open.saturating_sub(1);
            }
            match self.reading(at) {
                Some((shape, unit, next)) => {
                    let next = next.max(at + 1);
                    let range = self.tokens[at].range.start..self.tokens[next - 1].range.end;
                    self.readings.push(Reading {
                        shape,
                        range,
                        unit,
                        in_brackets: self.open > 0,
                    });
                    at = next;
                }
                None => at += 1,
            }
        }
    }

    fn number(&self, at: usize) -> Option<&Number> {
        self.tokens.get(at)?.number()
    }

    fn word(&self, at: usize) -> Option<&str> {
        self.tokens.get(at)?.word()
    }

    fn mark(&self, at: usize, marks: &str) -> bool {
        self.tokens.get(at).is_some_and(|t| t.is_mark(marks))
    }

    /// What begins at a token: its shape, unit, and the token behind it.
    fn reading(&mut self, at: usize) -> Option<(Shape, Option<String>, usize)> {
        let without_unit = |(shape, next)| (shape, None, next);
        date_or_period(self.tokens, at)
            .or_else(|| self.p_value(at))
            .or_else(|| self.group_size(at))
            .or_else(|| self.interval(at))
            .map(without_unit)
            .or_else(|| self.at_number(at))
    }

    /// “p = 0.03”, “P value < .001”, “p: ns”.
    fn p_value(&self, at: usize) -> Option<(Shape, usize)> {
        if let Some(word) = self.word(at)
            && matches!(word, "ns" | "nonsignificant")
            && self.convention == Some(Convention::PValue)
        {
            return Some((Shape::NotSignificant, at + 1));
        }
        let mut next = at;
        let named = matches!(self.word(at), Some("p" | "pvalue" | "pvalues" | "ps"));
        if named {
            next += 1;
            if self.mark(next, "-") {
                next += 1;
            }
            if matches!(
                self.word(next),
                Some("value" | "values" | "interaction" | "trend" | "for")
            ) {
                next += 1;
                if matches!(
                    self.word(next),
                    Some("interaction" | "trend" | "difference")
                ) {
                    next += 1;
                }
            }
        } else if self.convention != Some(Convention::PValue) {
            return None;
        }
        let mut sign = None;
        while self.mark(next, "=<>≤≥:") || matches!(self.word(next), Some("of" | "was" | "is"))
        {
            if let crate::lexer::Kind::Mark(mark) = self.tokens[next].kind
                && mark != ':'
            {
                // "< =" is "≤".
                sign = match (sign, mark) {
                    (Some('<'), '=') => Some('≤'),
                    (Some('>'), '=') => Some('≥'),
                    _ => Some(mark),
                };
            }
            next += 1;
        }
        if named && matches!(self.word(next), Some("ns" | "nonsignificant")) {
            return Some((Shape::NotSignificant, next + 1));
        }
        let value = self.number(next)?;
        let stated = sign.is_some()
            || !named
            || self.mark(next - 1, ":")
            || self.word(next - 1).is_some_and(|w| w != "p");
        (stated && (0.0..=1.0).contains(&value.value) && !value.spelled).then(|| {
            (
                Shape::PValue {
                    sign: sign.unwrap_or('='),
                    value: value.clone(),
                },
                next + 1,
            )
        })
    }

    /// “n = 30”, “N 30”.
    fn group_size(&self, at: usize) -> Option<(Shape, usize)> {
        if self.word(at) != Some("n") {
            return None;
        }
        let mut next = at + 1;
        while self.mark(next, "=:") {
            next += 1;
        }
        let n = self
            .number(next)
            .filter(|n| n.is_whole() && n.value >= 0.0)?;
        if self.mark(next + 1, "/")
            && let Some(group) = self
                .number(next + 2)
                .filter(|g| g.is_whole() && g.value >= n.value)
        {
            let (percent, end) = self.percent_in_brackets(next + 3);
            return Some((
                Shape::EventsOfGroup {
                    events: n.clone(),
                    group: group.clone(),
                    percent,
                },
                end,
            ));
        }
        if self.mark(next + 1, "%") {
            return None;
        }
        Some((Shape::GroupSize(n.clone()), next + 1))
    }

    /// “95% CI 0.65 to 1.12”, with the estimate before it where there is one.
    fn interval(&mut self, at: usize) -> Option<(Shape, usize)> {
        if !is_interval(self.tokens, at)
            || (at > 0 && is_interval(self.tokens, at - 1) && self.word(at).is_some())
        {
            return None;
        }
        let level = self.number(at).map(|n| n.value);
        let mut next = at;
        let mut passed = 0;
        if level.is_some() {
            next += 2;
        }
        while passed < 8 {
            if passed > 0 && self.number(next).is_some() && is_interval(self.tokens, next) {
                next += 2;
            }
            let name = matches!(
                self.word(next),
                Some(
                    "ci" | "cis"
                        | "confidence"
                        | "interval"
                        | "intervals"
                        | "limits"
                        | "cri"
                        | "credible"
                        | "cl"
                        | "was"
                        | "of"
                        | "from"
                        | "between"
                        | "is"
                )
            );
            if !name && !self.mark(next, "=:,;([-)") {
                break;
            }
            next += 1;
            passed += 1;
        }
        let (lower, upper, mut end) = self.ends(next)?;
        if self.mark(end, ")]") && self.open == 0 {
            end += 1;
        }
        let shape = match self.estimate_before(at) {
            Some(estimate) => {
                self.readings.pop();
                Shape::Estimate {
                    estimate,
                    lower,
                    upper,
                    level,
                }
            }
            None => Shape::Interval {
                lower,
                upper,
                level,
            },
        };
        Some((shape, end))
    }

    /// The number that stands right before an interval: a plain one or a share, with marks only between.
    fn estimate_before(&self, at: usize) -> Option<Number> {
        let last = self.readings.last()?;
        let number = match &last.shape {
            Shape::Plain(n) | Shape::Percent(n) | Shape::Duration(n) | Shape::Dose(n) => n.clone(),
            _ => return None,
        };
        let begin = self.tokens[at].range.start;
        let between = self
            .tokens
            .iter()
            .filter(|t| t.range.start >= last.range.end && t.range.end <= begin)
            .all(|t| {
                t.is_mark(",;([%:")
                    || matches!(t.word(), Some("with" | "and" | "a"))
                    || t.word().is_some_and(|w| unit_word(w).is_some())
            });
        between.then_some(number)
    }

    /// Two numbers with a dash, “to” or a comma between: where they end.
    fn ends(&self, at: usize) -> Option<(Number, Number, usize)> {
        let lower = self.number(at)?;
        let mut next = at + 1;
        if self.mark(next, "%") {
            next += 1;
        }
        let joined =
            self.mark(next, "-,;/~") || matches!(self.word(next), Some("to" | "and" | "through"));
        if !joined {
            return None;
        }
        next += 1;
        if self.mark(next, "-") && self.number(next + 1).is_none() {
            next += 1;
        }
        let upper = self.number(next)?;
        next += 1;
        if self.mark(next, "%") {
            next += 1;
        }
        (lower.value <= upper.value).then(|| (lower.clone(), upper.clone(), next))
    }

    fn at_number(&mut self, at: usize) -> Option<(Shape, Option<String>, usize)> {
        let first = self.number(at)?.clone();
        let whole = first.is_whole() && first.value >= 0.0;
        let no_unit = |(shape, next)| Some((shape, None, next));
        // The level of an interval is no number of its own.
        if self.mark(at + 1, "%") && is_interval(self.tokens, at) {
            return None;
        }
        // "12/30", "12 of 30", "12 out of the 30".
        if whole && let Some(found) = self.of_group(at, &first) {
            return no_unit(found);
        }
        let percent = self.mark(at + 1, "%") || matches!(self.word(at + 1), Some("percent"));
        let per_cent = self.word(at + 1) == Some("per") && self.word(at + 2) == Some("cent");
        let (unit, unit_end) = if percent {
            (None, at + 2)
        } else if per_cent {
            (None, at + 3)
        } else {
            self.unit(at + 1)
        };
        let share = percent || per_cent;
        // "3.4 ± 1.3".
        if self.mark(unit_end, "±")
            && let Some(spread) = self.number(unit_end + 1)
        {
            let kind = match self.convention {
                Some(Convention::MeanSd) => Spread::StandardDeviation,
                Some(Convention::MeanSe) => Spread::StandardError,
                _ => Spread::NotSaid,
            };
            let (behind, end) = self.unit(unit_end + 2);
            let kind = self.spread_named_behind(end).unwrap_or(kind);
            return Some((
                Shape::MeanSpread {
                    mean: first,
                    spread: spread.clone(),
                    kind,
                },
                unit.or(behind),
                end,
            ));
        }
        if let Some((shape, end)) = self.brackets(unit_end, &first, share) {
            return Some((shape, unit, end));
        }
        // "0.85, SD 0.3", "mean 3.4; SE = 0.2".
        if let Some((shape, end)) = self.spread_behind(unit_end, &first) {
            return Some((shape, unit, end));
        }
        if share {
            return no_unit((Shape::Percent(first), unit_end));
        }
        if unit.is_none()
            && let Some((lower, upper, end)) = self
                .ends(at)
                .filter(|_| !self.mark(at + 1, ",;/~") && self.word(at + 1) != Some("and"))
        {
            let shape = match self.convention {
                Some(Convention::Interval) => Shape::Interval {
                    lower,
                    upper,
                    level: None,
                },
                _ => Shape::Range { lower, upper },
            };
            let (unit, end) = self.unit(end);
            return Some((shape, unit, end));
        }
        if let Some(unit) = unit {
            return Some((
                self.measured(first, &unit, at, unit_end),
                Some(unit),
                unit_end,
            ));
        }
        if whole && self.people_behind(at + 1) {
            return no_unit((Shape::People(first), at + 1));
        }
        if first.spelled && first.value <= 2.0 {
            // "one", "two": mostly no count.
            return None;
        }
        let shape = match self.convention {
            Some(Convention::Percent) => Shape::Percent(first),
            _ => Shape::Plain(first),
        };
        no_unit((shape, at + 1))
    }

    fn of_group(&self, at: usize, events: &Number) -> Option<(Shape, usize)> {
        let fits =
            |group: &&Number| group.is_whole() && group.value >= events.value && group.value > 0.0;
        if self.mark(at + 1, "/") {
            let group = self.number(at + 2).filter(fits)?;
            // "25 mg/5 ml" has no number before the slash; "1/2/2004" is a date of unknown order.
            if self.mark(at + 3, "/") {
                return None;
            }
            let (percent, end) = self.percent_in_brackets(at + 3);
            return Some((
                Shape::EventsOfGroup {
                    events: events.clone(),
                    group: group.clone(),
                    percent,
                },
                end,
            ));
        }
        let mut next = at + 1;
        // "12 (of 30)", "12 patients of 30".
        if self.people_behind(next) && self.word(next).is_some_and(|w| PEOPLE.contains(&w)) {
            next += 1;
        }
        let bracket = self.mark(next, "([");
        if bracket {
            next += 1;
        }
        match self.word(next) {
            Some("of") => next += 1,
            Some("out") if self.word(next + 1) == Some("of") => next += 2,
            _ => return None,
        }
        while matches!(
            self.word(next),
            Some("the" | "all" | "these" | "those" | "a" | "total" | "of" | "our")
        ) {
            next += 1;
        }
        let group = self.number(next).filter(fits)?;
        if self.mark(next + 1, "%") {
            return None;
        }
        let (percent, end) = self.percent_in_brackets(next + 1 + usize::from(bracket));
        Some((
            Shape::EventsOfGroup {
                events: events.clone(),
                group: group.clone(),
                percent,
            },
            end,
        ))
    }

    /// A share in brackets, “(40%)” or “(40)”; the token behind it, or the same where there is none.
    fn percent_in_brackets(&self, at: usize) -> (Option<Number>, usize) {
        if self.mark(at, "([")
            && let Some(percent) = self.number(at + 1)
        {
            let end = if self.mark(at + 2, "%") {
                at + 3
            } else {
                at + 2
            };
            if self.mark(end, ")]") && (0.0..=100.0).contains(&percent.value) {
                return (Some(percent.clone()), end + 1);
            }
        }
        (None, at)
    }

    /// What stands in brackets behind a number.
    fn brackets(&self, at: usize, first: &Number, share: bool) -> Option<(Shape, usize)> {
        use Convention as C;
        if !self.mark(at, "([") {
            return None;
        }
        let close = (at + 1..self.tokens.len().min(at + 18)).find(|&n| self.mark(n, ")]"))?;
        let first = first.clone();
        let whole = first.is_whole() && first.value >= 0.0;
        let inner = at + 1;
        let ends_at = |end: usize| end == close;
        // "12.5% (3/24)", "12.5% (n = 3/24)".
        let fraction = if self.word(inner) == Some("n") && self.mark(inner + 1, "=") {
            inner + 2
        } else {
            inner
        };
        if share
            && let (Some(events), Some(group)) = (self.number(fraction), self.number(fraction + 2))
            && (self.mark(fraction + 1, "/") || self.word(fraction + 1) == Some("of"))
            && ends_at(fraction + 3)
            && events.is_whole()
            && group.is_whole()
            && events.value <= group.value
        {
            return Some((
                Shape::EventsOfGroup {
                    events: events.clone(),
                    group: group.clone(),
                    percent: Some(first),
                },
                close + 1,
            ));
        }
        // "(40%)", "(40)".
        if let Some(inside) = self.number(inner) {
            let inside = inside.clone();
            let percent = self.mark(inner + 1, "%");
            let alone = ends_at(inner + 1) || (percent && ends_at(inner + 2));
            // "(40%, 95% CI 30 to 50)": the share is its first part.
            if percent && whole && !share && (alone || self.mark(inner + 2, ",;")) {
                return Some((
                    Shape::CountPercent {
                        count: first,
                        percent: inside,
                    },
                    if alone { close + 1 } else { inner + 2 },
                ));
            }
            if alone
                && (share || self.convention == Some(C::PercentCount))
                && inside.is_whole()
                && !percent
            {
                return Some((
                    Shape::CountPercent {
                        count: inside,
                        percent: first,
                    },
                    close + 1,
                ));
            }
            if alone && !percent {
                let kind = match self.convention {
                    Some(C::CountPercent | C::Count) if whole && inside.value <= 100.0 => {
                        return Some((
                            Shape::CountPercent {
                                count: first,
                                percent: inside,
                            },
                            close + 1,
                        ));
                    }
                    Some(C::MeanSd) => Spread::StandardDeviation,
                    Some(C::MeanSe) => Spread::StandardError,
                    _ => {
                        return Some((Shape::Bracketed { first, inside }, close + 1));
                    }
                };
                return Some((
                    Shape::MeanSpread {
                        mean: first,
                        spread: inside,
                        kind,
                    },
                    close + 1,
                ));
            }
        }
        // "(SD 1.3)", "(± 1.3)", "(SE = 0.2)".
        if let Some((spread, kind, end)) = self.named_spread(inner)
            && ends_at(end)
        {
            return Some((
                Shape::MeanSpread {
                    mean: first,
                    spread,
                    kind,
                },
                close + 1,
            ));
        }
        self.bracketed_ends(inner, close, first)
    }

    /// “(95% CI 0.65 to 1.12)”, “(IQR 4–9)”, “(range, 1–96)”, “(1–96)”.
    fn bracketed_ends(&self, inner: usize, close: usize, first: Number) -> Option<(Shape, usize)> {
        use Convention as C;
        let mut next = inner;
        let mut said = None;
        let mut level = None;
        if is_interval(self.tokens, inner) {
            said = Some(C::EstimateCi);
            level = self.number(inner).map(|n| n.value);
            next += if level.is_some() { 2 } else { 0 };
        }
        for _ in 0..8 {
            match self.word(next) {
                Some(
                    "ci" | "confidence" | "interval" | "intervals" | "limits" | "cri" | "credible"
                    | "from" | "was" | "of" | "between",
                ) => {}
                Some("iqr" | "interquartile" | "quartile" | "quartiles" | "iq" | "inter") => {
                    said = Some(C::MedianIqr)
                }
                Some("range" | "ranges" | "ranging" | "min" | "max") => {
                    said = said.or(Some(C::MedianRange))
                }
                Some("25th" | "75th" | "percentile" | "percentiles" | "q1" | "q3") => {
                    said = Some(C::MedianIqr)
                }
                _ if self.mark(next, ",:;=-([") => {}
                _ => break,
            }
            next += 1;
        }
        let (lower, upper, mut end) = self.ends(next)?;
        // "(1–96 months)": the unit stands behind the upper end.
        if self.word(end).is_some_and(|w| unit_word(w).is_some()) {
            end += 1;
        }
        let whole = end == close || (said.is_some() && self.mark(end, ";,"));
        if !whole {
            return None;
        }
        let surrounds = lower.value <= first.value && first.value <= upper.value;
        let median = !matches!(self.convention, Some(C::MeanRange)) || said == Some(C::MedianIqr);
        let shape = match said.or(self.convention) {
            Some(C::EstimateCi | C::MeanCi) => Shape::Estimate {
                estimate: first,
                lower,
                upper,
                level,
            },
            Some(C::MedianIqr) => Shape::Centre {
                centre: first,
                median: true,
                lower,
                upper,
                ends: Ends::Quartiles,
            },
            Some(C::MedianRange | C::MeanRange) if median && self.says_median() => Shape::Centre {
                centre: first,
                median: true,
                lower,
                upper,
                ends: Ends::Range,
            },
            Some(C::MeanRange) => Shape::Centre {
                centre: first,
                median: false,
                lower,
                upper,
                ends: Ends::Range,
            },
            _ if surrounds => Shape::BracketedRange {
                first,
                lower,
                upper,
            },
            _ => return None,
        };
        Some((shape, if end == close { close + 1 } else { end }))
    }

    /// Whether a median is meant where a range stands: said by the headings or somewhere before in the text.
    fn says_median(&self) -> bool {
        self.convention == Some(Convention::MedianRange)
            || self.convention == Some(Convention::Median)
            || self
                .tokens
                .iter()
                .any(|t| matches!(t.word(), Some("median" | "medians")))
    }

    /// “SD 1.3”, “± 1.3”, “standard error = 0.2”: the number, what it is, and the token behind it.
    fn named_spread(&self, at: usize) -> Option<(Number, Spread, usize)> {
        let (kind, mut next) = match self.word(at) {
            Some("sd" | "stdev" | "std") => (Spread::StandardDeviation, at + 1),
            Some("se" | "sem") => (Spread::StandardError, at + 1),
            Some("standard") => match self.word(at + 1) {
                Some("deviation" | "deviations") => (Spread::StandardDeviation, at + 2),
                Some("error" | "errors") => (Spread::StandardError, at + 2),
                _ => return None,
            },
            _ if self.mark(at, "±") => (
                match self.convention {
                    Some(Convention::MeanSd) => Spread::StandardDeviation,
                    Some(Convention::MeanSe) => Spread::StandardError,
                    _ => Spread::NotSaid,
                },
                at + 1,
            ),
            _ => return None,
        };
        while self.mark(next, "=:,±") || matches!(self.word(next), Some("of" | "was")) {
            next += 1;
        }
        let spread = self.number(next)?.clone();
        let (_, end) = self.unit(next + 1);
        Some((spread, kind, end))
    }

    /// A spread that follows a number behind a comma.
    fn spread_behind(&self, at: usize, first: &Number) -> Option<(Shape, usize)> {
        let next = if self.mark(at, ",;") { at + 1 } else { at };
        let next = if self.word(next) == Some("and") || self.word(next) == Some("with") {
            next + 1
        } else {
            next
        };
        if next == at || self.mark(next, "±") {
            return None;
        }
        let (spread, kind, end) = self.named_spread(next)?;
        Some((
            Shape::MeanSpread {
                mean: first.clone(),
                spread,
                kind,
            },
            end,
        ))
    }

    /// “3.4 ± 1.3 (SD)”, “3.4 ± 1.3 SE”.
    fn spread_named_behind(&self, at: usize) -> Option<Spread> {
        let at = if self.mark(at, "([") { at + 1 } else { at };
        match self.word(at)? {
            "sd" => Some(Spread::StandardDeviation),
            "se" | "sem" => Some(Spread::StandardError),
            _ => None,
        }
    }

    /// The unit that stands at a token, and the token behind it; none, and the same token, where there is none.
    fn unit(&self, at: usize) -> (Option<String>, usize) {
        let gap = |at: usize| -> Option<Range<usize>> {
            let before = self.tokens.get(at.checked_sub(1)?)?;
            Some(before.range.end..self.tokens.get(at)?.range.start)
        };
        let named = |at: usize| {
            let unit = unit_word(self.word(at)?)?;
            let alone = self.tokens[at].range.len() == 1;
            // Single letters are words or footnotes as often as units, unless nothing stands between.
            let near = gap(at).is_some_and(|gap| gap.is_empty());
            let common = matches!(self.word(at), Some("g" | "d" | "h" | "l"));
            (!alone || near || common).then_some(unit)
        };
        // "12-week", "5-mg".
        let start = if self.mark(at, "-")
            && self
                .word(at + 1)
                .is_some_and(|w| w.len() > 1 && unit_word(w).is_some())
        {
            at + 1
        } else {
            at
        };
        let Some(first) = named(start) else {
            return (None, at);
        };
        let mut name = first.name.to_owned();
        let mut next = start + 1;
        while (self.mark(next, "/") || matches!(self.word(next), Some("per")))
            && self.word(next + 1).is_some_and(|w| unit_word(w).is_some())
        {
            name.push('/');
            name.push_str(
                self.word(next + 1)
                    .and_then(unit_word)
                    .map_or("", |unit| unit.name),
            );
            next += 2;
        }
        if first.dimension != Dimension::Time && self.word(next) == Some("daily") {
            name.push_str("/days");
            next += 1;
        }
        (Some(name), next)
    }

    /// What a number with a unit is.
    fn measured(&self, number: Number, unit: &str, at: usize, end: usize) -> Shape {
        let dimension = unit_word(&unit.to_lowercase()).map(|unit| unit.dimension);
        let aged = |word: Option<&str>| matches!(word, Some("age" | "aged" | "ages" | "old"));
        let near = (at.saturating_sub(4)..at).any(|n| aged(self.word(n)));
        match dimension {
            Some(Dimension::Time)
                if near
                    || aged(self.word(end))
                    || (self.mark(end, "-") && aged(self.word(end + 1))) =>
            {
                Shape::Age(number)
            }
            Some(Dimension::Time) => Shape::Duration(number),
            Some(Dimension::Length) => Shape::Plain(number),
            Some(Dimension::Share) => Shape::Percent(number),
            Some(_) => Shape::Dose(number),
            None if unit.contains('/') => Shape::Dose(number),
            None => Shape::Plain(number),
        }
    }

    /// “30 patients”, “30 eligible young women”.
    fn people_behind(&self, at: usize) -> bool {
        for next in at..at + 4 {
            match self.word(next) {
                Some(word) if PEOPLE.contains(&word) => return true,
                Some(
                    "of" | "and" | "to" | "were" | "was" | "in" | "had" | "who" | "with" | "than"
                    | "or" | "for" | "at" | "the" | "from",
                )
                | None => return false,
                Some(_) => {}
            }
        }
        false
    }
}
