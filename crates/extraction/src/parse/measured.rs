//! Units behind a number, and what a number with one is.

use std::ops::Range;

use super::Parser;
use crate::number::Number;
use crate::reading::Shape;
use crate::units::{Dimension, unit_word};

impl Parser<'_> {
    /// The unit that stands at a token, and the token behind it; none, and the same token, where there is none.
    pub(super) fn unit(&self, at: usize) -> (Option<String>, usize) {
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
    pub(super) fn measured(&self, number: Number, unit: &str, at: usize, end: usize) -> Shape {
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
}
