//! Confidence intervals with their estimates, and the two ends of a range.

use super::Parser;
use crate::convention::{Convention, is_interval};
use crate::number::Number;
use crate::reading::{Ends, Shape};
use crate::units::unit_word;

impl Parser<'_> {
    /// “95% CI 0.65 to 1.12”, with the estimate before it where there is one.
    pub(super) fn interval(&mut self, at: usize) -> Option<(Shape, usize)> {
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
    pub(super) fn estimate_before(&self, at: usize) -> Option<Number> {
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
    pub(super) fn ends(&self, at: usize) -> Option<(Number, Number, usize)> {
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

    /// “(95% CI 0.65 to 1.12)”, “(IQR 4–9)”, “(range, 1–96)”, “(1–96)”.
    pub(super) fn bracketed_ends(
        &self,
        inner: usize,
        close: usize,
        first: Number,
    ) -> Option<(Shape, usize)> {
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
    pub(super) fn says_median(&self) -> bool {
        self.convention == Some(Convention::MedianRange)
            || self.convention == Some(Convention::Median)
            || self
                .tokens
                .iter()
                .any(|t| matches!(t.word(), Some("median" | "medians")))
    }
}
