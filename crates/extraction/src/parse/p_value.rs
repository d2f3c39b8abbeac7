//! “p = 0.03”, “P value < .001”, “p: ns”.

use super::Parser;
use crate::convention::Convention;
use crate::reading::Shape;

impl Parser<'_> {
    /// “p = 0.03”, “P value < .001”, “p: ns”.
    pub(super) fn p_value(&self, at: usize) -> Option<(Shape, usize)> {
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
}
