//! What stands in brackets behind a number: its share, its spread, its ends.

use super::Parser;
use crate::convention::Convention;
use crate::number::Number;
use crate::reading::{Shape, Spread};

impl Parser<'_> {
    /// A share in brackets, “(40%)” or “(40)”; the token behind it, or the same where there is none.
    pub(super) fn percent_in_brackets(&self, at: usize) -> (Option<Number>, usize) {
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
    pub(super) fn brackets(
        &self,
        at: usize,
        first: &Number,
        share: bool,
    ) -> Option<(Shape, usize)> {
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
}
