//! What may be wrong with a strategy, by its text alone and held against a corpus.

mod headings;
mod on_corpus;
mod references;
mod terms;

use crate::model::{Expression, Line, Place, Strategy};
use crate::parse::Parsed;
use crate::problem::{Problem, ProblemKind, Severity};

pub use headings::lint_headings;
pub use on_corpus::lint_on_corpus;

/// Problems of a strategy: those of reading it, and what its lines mean together; by line.
pub fn lint(parsed: &Parsed) -> Vec<Problem> {
    let mut problems = parsed.problems.clone();
    references::check(&parsed.strategy, &mut problems);
    terms::check(&parsed.strategy, &mut problems);
    in_order(problems)
}

pub(crate) fn in_order(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort_by_key(|p| (p.at.line, p.at.column, p.severity, p.kind));
    problems.dedup();
    problems
}

/// Notes a problem of a line.
fn note(
    problems: &mut Vec<Problem>,
    line: &Line,
    at: Place,
    (kind, severity): (ProblemKind, Severity),
    message: String,
    hint: impl Into<String>,
) {
    let at = if at.line == 0 { line.at } else { at };
    problems.push(Problem {
        kind,
        severity,
        number: line.number,
        at,
        message,
        hint: hint.into(),
    });
}

/// Where an expression begins.
fn place(expression: &Expression) -> Place {
    match expression {
        Expression::Term(term) => term.at,
        Expression::Heading(heading) => heading.at,
        Expression::Reference(reference) => reference.at,
        Expression::Lines(lines) => lines.at,
        Expression::Unread(unread) => unread.at,
        other => other
            .parts()
            .first()
            .map_or(Place::default(), |part| place(part)),
    }
}

/// The expression behind a reference, however many there are between.
fn resolved<'a>(strategy: &'a Strategy, mut expression: &'a Expression) -> &'a Expression {
    for _ in 0..50 {
        let Expression::Reference(reference) = expression else {
            break;
        };
        match strategy
            .line(reference.line)
            .and_then(|line| line.expression.as_ref())
        {
            Some(next) => expression = next,
            None => break,
        }
    }
    expression
}
