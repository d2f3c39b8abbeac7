//! The spread of a mean: “± 1.3”, “(SD 1.3)”, “1.3 SD”.

use super::Parser;
use crate::convention::Convention;
use crate::number::Number;
use crate::reading::{Shape, Spread};

impl Parser<'_> {
    /// “SD 1.3”, “± 1.3”, “standard error = 0.2”: the number, what it is, and the token behind it.
    pub(super) fn named_spread(&self, at: usize) -> Option<(Number, Spread, usize)> {
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
    pub(super) fn spread_behind(&self, at: usize, first: &Number) -> Option<(Shape, usize)> {
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
    pub(super) fn spread_named_behind(&self, at: usize) -> Option<Spread> {
        let at = if self.mark(at, "([") { at + 1 } else { at };
        match self.word(at)? {
            "sd" => Some(Spread::StandardDeviation),
            "se" | "sem" => Some(Spread::StandardError),
            _ => None,
        }
    }
}
