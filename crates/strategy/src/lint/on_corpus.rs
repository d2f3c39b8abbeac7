//! Terms and lines that do nothing on a corpus.

use crate::corpus::Corpus;
use crate::headings::HeadingTree;
use crate::lint::{in_order, note, place};
use crate::model::{Expression, Strategy};
use crate::problem::{Problem, ProblemKind, Severity};
use crate::run::{Evaluator, all_units, last_found, shown_unit};
use crate::terms::nearest;

/// Terms that find nothing in a corpus, with what may have been meant, and lines without which the result is the same.
/// What cannot be judged on the corpus, such as headings of records without keywords, is not blamed.
pub fn lint_on_corpus(
    strategy: &Strategy,
    corpus: &Corpus,
    tree: Option<&HeadingTree>,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut evaluator = Evaluator::new(corpus, strategy, tree);
    for (number, fields, unit) in all_units(strategy).into_iter().take(2_000) {
        let Some(line) = strategy.line(number) else {
            continue;
        };
        let Some(found) = evaluator.unit(&fields, unit) else {
            continue;
        };
        // Words that are nowhere in the text are told even where headings might have them.
        let in_text = matches!(unit, Expression::Heading(_)).then_some(found.perhaps.count());
        let nothing = found.surely.count() == 0 && in_text.unwrap_or(0) == 0;
        let judged = matches!(unit, Expression::Heading(_))
            || found.surely == found.perhaps
            || corpus.with_keywords() == 0 && !is_name(&fields);
        if nothing && judged {
            let near = nearest(corpus, unit);
            let hint = if near.is_empty() {
                "Check the spelling; it may still find records in the database.".to_owned()
            } else {
                format!(
                    "Did you mean “{}”? It may still find records in the database.",
                    near.join("” or “")
                )
            };
            note(
                &mut problems,
                line,
                place(unit),
                (ProblemKind::FindsNothing, Severity::Hint),
                format!(
                    "“{}” finds nothing among these records.",
                    shown_unit(&fields, unit, strategy)
                ),
                hint,
            );
        }
    }
    lines(strategy, corpus, &mut evaluator, &mut problems);
    in_order(problems)
}

/// Fields that are names and not text: a corpus of texts does not judge them.
fn is_name(fields: &[&crate::fields::Field]) -> bool {
    use crate::fields::Field;
    !fields.iter().any(|f| {
        matches!(
            f,
            Field::Title | Field::Abstract | Field::TextWords | Field::MultiPurpose | Field::All
        )
    }) && !fields.is_empty()
}

/// Lines that the result does not change without, though they can be judged.
fn lines<'a>(
    strategy: &'a Strategy,
    corpus: &'a Corpus,
    evaluator: &mut Evaluator<'a>,
    problems: &mut Vec<Problem>,
) {
    evaluator.leave_out(None);
    let whole = last_found(evaluator, strategy, corpus);
    let last = strategy.last().map(|line| line.number);
    for line in strategy
        .lines
        .iter()
        .filter(|line| Some(line.number) != last)
    {
        let Some(expression) = &line.expression else {
            continue;
        };
        evaluator.leave_out(None);
        let Some(found) = evaluator.line(line.number) else {
            continue;
        };
        if found.surely != found.perhaps || found.surely.count() == 0 {
            continue;
        }
        evaluator.leave_out(Some(expression));
        if last_found(evaluator, strategy, corpus) == whole {
            note(
                problems,
                line,
                line.at,
                (ProblemKind::AddsNothing, Severity::Hint),
                format!(
                    "Without line {} ({} hits) the result on this corpus is the same.",
                    line.number,
                    found.surely.count()
                ),
                "It may be taken out, or it may matter for records that this corpus does not hold.",
            );
        }
    }
}
