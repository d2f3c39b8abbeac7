//! What was repaired in a query, in words.

use search::{QueryProblem, QueryProblemKind};

/// A sentence without its full stop.
pub(super) fn in_words(problem: &QueryProblem) -> String {
    let text = &problem.text;
    match problem.kind {
        QueryProblemKind::UnclosedQuote => {
            "a quotation mark was not closed; the phrase was taken to the end".into()
        }
        QueryProblemKind::UnclosedParenthesis => {
            "a parenthesis was not closed; it was closed at the end".into()
        }
        QueryProblemKind::UnopenedParenthesis => {
            "a closing parenthesis without an opening one was ignored".into()
        }
        QueryProblemKind::MissingOperand => {
            format!("“{text}” has nothing to connect and was ignored")
        }
        QueryProblemKind::MissingValue => format!("“{text}” has no value and was ignored"),
        QueryProblemKind::UnknownTag => format!("the tag {text} is not known and was ignored"),
        QueryProblemKind::UnreadableYear => format!("“{text}” is not a year and was ignored"),
        QueryProblemKind::UnknownValue => format!("“{text}” does not exist, so it finds nothing"),
        QueryProblemKind::InnerWildcard => {
            format!("the * inside “{text}” counts for its beginning only")
        }
        QueryProblemKind::TooLong => "the query is too long; its end was ignored".into(),
    }
}
