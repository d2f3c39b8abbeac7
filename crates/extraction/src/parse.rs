//! [`parse`]: the numbers of a text or table cell put together to what they are.
//!
//! Deterministic: the same text always gives the same readings, and a number that nothing explains stays a plain one.

mod brackets;
mod interval;
mod measured;
mod p_value;
mod people;
mod spread;

use crate::convention::{Convention, is_interval, of_two};
use crate::dates::date_or_period;
use crate::lexer::{Token, tokens};
use crate::number::Number;
use crate::reading::{Reading, Shape, Spread};

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
}
