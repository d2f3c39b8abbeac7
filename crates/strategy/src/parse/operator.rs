//! Operators between terms.

use crate::syntax::Syntax;

/// An operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    And,
    Or,
    Not,
    Near { between: u32, ordered: bool },
}

/// AND, OR or NOT, in any case.
pub(super) fn boolean(word: &str) -> Option<Operator> {
    match word.to_ascii_lowercase().as_str() {
        "and" => Some(Operator::And),
        "or" => Some(Operator::Or),
        "not" => Some(Operator::Not),
        _ => None,
    }
}

/// A proximity operator of the syntax.
pub(super) fn near(word: &str, syntax: Syntax) -> Option<Operator> {
    let lower = word.to_ascii_lowercase();
    let number = |prefix: &str| -> Option<u32> {
        let digits = lower.strip_prefix(prefix)?;
        (!digits.is_empty() && digits.len() <= 3).then(|| digits.parse().ok())?
    };
    let near = |between, ordered| Some(Operator::Near { between, ordered });
    match syntax {
        Syntax::OvidMedline | Syntax::OvidEmbase => match number("adj") {
            Some(n) => near(n.saturating_sub(1), false),
            None if lower == "adj" => near(0, true),
            None => None,
        },
        Syntax::Cochrane => match (number("near/"), number("next/")) {
            (Some(n), _) => near(n.saturating_sub(1), false),
            (_, Some(n)) => near(n.saturating_sub(1), true),
            _ if lower == "near" => near(5, false),
            _ if lower == "next" => near(0, true),
            _ => None,
        },
        Syntax::WebOfScience => match number("near/") {
            Some(n) => near(n, false),
            None if lower == "near" => near(15, false),
            None => None,
        },
        Syntax::Scopus => match (number("w/"), number("pre/")) {
            (Some(n), _) => near(n, false),
            (_, Some(n)) => near(n, true),
            _ => None,
        },
        Syntax::Cinahl => match (number("n"), number("w")) {
            (Some(n), _) => near(n, false),
            (_, Some(n)) => near(n, true),
            _ => None,
        },
        Syntax::PubMed | Syntax::ClinicalTrialsGov | Syntax::Ictrp => None,
    }
}

/// Whether a word would be read as an operator.
pub(crate) fn is_operator_word(word: &str, syntax: Syntax) -> bool {
    boolean(word).is_some() || near(word, syntax).is_some()
}
