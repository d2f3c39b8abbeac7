//! References between lines.

use std::collections::BTreeSet;

use crate::lint::note;
use crate::model::{Expression, Piece, Strategy};
use crate::problem::{Problem, ProblemKind, Severity};

pub(super) fn check(strategy: &Strategy, problems: &mut Vec<Problem>) {
    let numbers: BTreeSet<u32> = strategy.lines.iter().map(|line| line.number).collect();
    for line in &strategy.lines {
        let Some(expression) = &line.expression else {
            continue;
        };
        let mut told = BTreeSet::new();
        for reference in expression.references() {
            if !told.insert(reference.line) {
                continue;
            }
            if !numbers.contains(&reference.line) {
                note(
                    problems,
                    line,
                    reference.at,
                    (ProblemKind::MissingLine, Severity::Error),
                    format!("There is no line {}.", reference.line),
                    format!("The strategy has lines {}.", range(&numbers)),
                );
            } else if reference.line >= line.number {
                let message = if reference.line == line.number {
                    "The line refers to itself.".to_owned()
                } else {
                    format!(
                        "The line refers to line {}, which comes later.",
                        reference.line
                    )
                };
                note(
                    problems,
                    line,
                    reference.at,
                    (ProblemKind::CircularReference, Severity::Error),
                    message,
                    "A line can refer to earlier ones only. Was a line added or taken away above?",
                );
            }
        }
        bare_numbers(strategy, line, expression, &numbers, problems);
    }
    unused(strategy, problems);
}

fn range(numbers: &BTreeSet<u32>) -> String {
    match (numbers.first(), numbers.last()) {
        (Some(first), Some(last)) => format!("{first} to {last}"),
        _ => "none".to_owned(),
    }
}

/// `#1 OR #2 OR 6`: in a line of references, a number without the sign is a word.
fn bare_numbers(
    strategy: &Strategy,
    line: &crate::model::Line,
    expression: &Expression,
    numbers: &BTreeSet<u32>,
    problems: &mut Vec<Problem>,
) {
    let sign = strategy.syntax.reference_sign();
    if sign.is_empty() || expression.references().is_empty() {
        return;
    }
    expression.walk(&mut |part| {
        let Expression::Term(term) = part else { return };
        let [word] = term.words.as_slice() else {
            return;
        };
        let [Piece::Text(text)] = word.pieces.as_slice() else {
            return;
        };
        if let Ok(number) = text.parse::<u32>()
            && numbers.contains(&number)
            && number < line.number
        {
            note(
                problems,
                line,
                term.at,
                (ProblemKind::NumberWithoutSign, Severity::Error),
                format!("“{number}” without {sign} is searched as a word, not as line {number}."),
                format!("Write {sign}{number} if the line is meant."),
            );
        }
    });
}

/// Lines on which the last one does not rest.
fn unused(strategy: &Strategy, problems: &mut Vec<Problem>) {
    let Some(last) = strategy.last() else { return };
    if !strategy.syntax.has_lines() || strategy.lines.len() < 2 {
        return;
    }
    let mut used = BTreeSet::from([last.number]);
    let mut open = vec![last.number];
    while let Some(number) = open.pop() {
        let expression = strategy
            .line(number)
            .and_then(|line| line.expression.as_ref());
        for reference in expression.into_iter().flat_map(Expression::references) {
            if used.insert(reference.line) {
                open.push(reference.line);
            }
        }
    }
    for line in strategy
        .lines
        .iter()
        .filter(|line| !used.contains(&line.number))
    {
        if line.expression.is_some() {
            note(
                problems,
                line,
                line.at,
                (ProblemKind::UnusedLine, Severity::Warning),
                format!("Line {} is not used by the last line.", line.number),
                "Combine it with the others, or take it out.",
            );
        }
    }
}
