//! What each term of a strategy contributes: the records that the result would lose without it.

use serde::Serialize;

use crate::corpus::Corpus;
use crate::headings::HeadingTree;
use crate::model::{Expression, Strategy};
use crate::run::{Evaluator, RelevantRecords, last_found, sets};
use crate::write::write_expression;

/// What a term contributes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Contribution {
    /// The line it stands in.
    pub line: u32,
    /// The term, heading or group of words near each other, as it is written.
    pub term: String,
    /// Records that it finds by itself; `None` where that cannot be judged on this corpus, as for headings without
    /// keywords in the records.
    pub hits: Option<usize>,
    /// Records of the result that only it finds.
    pub only_it_finds: usize,
    /// Of each set of relevant records, those that only it finds.
    pub only_it_finds_relevant: Vec<usize>,
    /// Records that the result would gain without it, where it narrows.
    pub keeps_out: usize,
}

/// The smallest parts that can be left out: terms, headings, and groups of words near each other.
pub(crate) fn all_units(
    strategy: &Strategy,
) -> Vec<(u32, Vec<&crate::fields::Field>, &Expression)> {
    fn collect<'a>(
        line: u32,
        expression: &'a Expression,
        fields: &[&'a crate::fields::Field],
        into: &mut Vec<(u32, Vec<&'a crate::fields::Field>, &'a Expression)>,
    ) {
        match expression {
            Expression::Term(_) | Expression::Heading(_) | Expression::Near(_) => {
                into.push((line, fields.to_vec(), expression));
            }
            Expression::InFields { fields, of } => {
                let fields: Vec<_> = fields.iter().collect();
                collect(line, of, &fields, into);
            }
            _ => expression
                .parts()
                .into_iter()
                .for_each(|part| collect(line, part, fields, into)),
        }
    }
    let mut found = Vec::new();
    for line in &strategy.lines {
        if let Some(expression) = &line.expression {
            collect(line.number, expression, &[], &mut found);
        }
    }
    found
}

/// A unit as it is written, with its fields.
pub(crate) fn shown_unit(
    fields: &[&crate::fields::Field],
    unit: &Expression,
    strategy: &Strategy,
) -> String {
    let fields: Vec<_> = fields.iter().map(|f| (*f).clone()).collect();
    write_expression(&unit.clone().within(&fields), strategy.syntax)
}

/// What each term contributes to the last line, in the order of the strategy. Counted as
/// far as the corpus can tell, as `hits` of a line are; a strategy of thousands of terms is cut off at 2,000.
pub fn contributions(
    strategy: &Strategy,
    corpus: &Corpus,
    relevant: &[RelevantRecords],
    tree: Option<&HeadingTree>,
) -> Vec<Contribution> {
    let sets = sets(corpus, relevant);
    let mut evaluator = Evaluator::new(corpus, strategy, tree).judged();
    let whole = last_found(&mut evaluator, strategy, corpus).surely;
    let mut found = Vec::new();
    for (line, fields, unit) in all_units(strategy).into_iter().take(2_000) {
        evaluator.leave_out(None);
        let by_itself = evaluator.unit(&fields, unit);
        let hits = by_itself.map(|found| found.surely.count());
        evaluator.leave_out(Some(unit));
        let rest = last_found(&mut evaluator, strategy, corpus).surely;
        let mut lost = whole.clone();
        lost.without(&rest);
        let mut gained = rest;
        gained.without(&whole);
        found.push(Contribution {
            line,
            term: shown_unit(&fields, unit, strategy),
            hits,
            only_it_finds: lost.count(),
            only_it_finds_relevant: sets.iter().map(|set| lost.common(set)).collect(),
            keeps_out: gained.count(),
        });
    }
    found
}
