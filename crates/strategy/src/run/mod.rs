//! A strategy run on a corpus: hits of each line, recall of known relevant records, what each term contributes.

mod alternatives;
mod contribution;
mod evaluate;
mod suggestion;

use serde::{Deserialize, Serialize};

use crate::corpus::{Bits, Corpus};
use crate::headings::HeadingTree;
use crate::model::{Expression, Strategy};
use crate::write::write_expression;

pub use contribution::{Contribution, contributions};
pub(crate) use contribution::{all_units, shown_unit};
pub(crate) use evaluate::{Evaluator, Found};
pub use suggestion::{AddedTerm, DroppedTerm, Suggestions, suggest};

/// Records that are known to be relevant, by their places in the corpus.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelevantRecords {
    /// What they are, such as `included`.
    pub name: String,
    /// Their places, from 0.
    pub records: Vec<u32>,
}

/// What a strategy finds in a corpus.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RunReport {
    /// Records of the corpus.
    pub records: usize,
    /// Of these, with keywords or headings; without any, a line of headings finds nothing.
    pub with_keywords: usize,
    /// Each line.
    pub lines: Vec<LineHits>,
    /// Recall of the last line, of each set of relevant records.
    pub recall: Vec<Recall>,
    /// Places of the records that the last line finds, counted as `hits`.
    pub found: Vec<u32>,
}

/// What a line finds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LineHits {
    /// Its number.
    pub number: u32,
    /// As it is written.
    pub text: String,
    /// Records that it finds as far as this corpus can tell: parts of which it says nothing (headings where no record has
    /// keywords, dates of entry) are left out.
    pub hits: usize,
    /// Records that it certainly finds, whatever the corpus does not tell.
    pub at_least: usize,
    /// Records that it finds at most, where something cannot be judged on this corpus.
    pub at_most: usize,
    /// Of each set of relevant records, those among its hits.
    pub relevant: Vec<usize>,
    /// What cannot be judged.
    pub blind: Vec<String>,
}

/// How many of the relevant records were found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Recall {
    /// Of which records.
    pub name: String,
    /// How many there are.
    pub relevant: usize,
    /// Among the hits, as far as this corpus can tell.
    pub found: usize,
    /// Certainly found.
    pub at_least: usize,
    /// Found at most.
    pub at_most: usize,
    /// Found, as a share; `None` without any.
    pub recall: Option<f64>,
    /// Found at most, as a share.
    pub recall_at_most: Option<f64>,
    /// Records to be read for one relevant record (number needed to read); `None` where none is found.
    pub needed_to_read: Option<f64>,
    /// Places of those that are not found.
    pub missed: Vec<u32>,
}

/// Runs a strategy. Without a tree of headings, `exp` finds the heading itself for certain, and all others perhaps. Hits are
/// counted as far as the corpus can tell, with the bounds beside them.
pub fn run(
    strategy: &Strategy,
    corpus: &Corpus,
    relevant: &[RelevantRecords],
    tree: Option<&HeadingTree>,
) -> RunReport {
    let sets = sets(corpus, relevant);
    let mut bounds = Evaluator::new(corpus, strategy, tree);
    let mut judged = Evaluator::new(corpus, strategy, tree).judged();
    let mut lines = Vec::new();
    for line in &strategy.lines {
        bounds.blind.clear();
        let found = bounds.line(line.number).unwrap_or_else(|| nothing(corpus));
        let hits = judged
            .line(line.number)
            .unwrap_or_else(|| nothing(corpus))
            .surely;
        let text = line
            .expression
            .as_ref()
            .map(|e| write_expression(e, strategy.syntax));
        lines.push(LineHits {
            number: line.number,
            text: text.unwrap_or_default(),
            hits: hits.count(),
            at_least: found.surely.count(),
            at_most: found.perhaps.count(),
            relevant: sets.iter().map(|set| hits.common(set)).collect(),
            blind: bounds.blind.iter().cloned().collect(),
        });
    }
    let bounds = last_found(&mut bounds, strategy, corpus);
    let hits = last_found(&mut judged, strategy, corpus).surely;
    let recall = relevant
        .iter()
        .zip(&sets)
        .map(|(named, set)| {
            let found = hits.common(set);
            let at_most = bounds.perhaps.common(set);
            let of = set.count();
            let share = |n: usize| (of > 0).then(|| n as f64 / of as f64);
            Recall {
                name: named.name.clone(),
                relevant: of,
                found,
                at_least: bounds.surely.common(set),
                at_most,
                recall: share(found),
                recall_at_most: share(at_most),
                needed_to_read: (found > 0).then(|| hits.count() as f64 / found as f64),
                missed: set.iter().filter(|record| !hits.has(*record)).collect(),
            }
        })
        .collect();
    RunReport {
        records: corpus.len(),
        with_keywords: corpus.with_keywords(),
        lines,
        recall,
        found: hits.iter().collect(),
    }
}

fn sets(corpus: &Corpus, relevant: &[RelevantRecords]) -> Vec<Bits> {
    relevant
        .iter()
        .map(|set| Bits::of(corpus.len(), &set.records))
        .collect()
}

fn nothing(corpus: &Corpus) -> Found {
    let none = Bits::none(corpus.len());
    Found {
        surely: none.clone(),
        perhaps: none,
    }
}

/// What the last line of a strategy finds; nothing where there is none.
pub(crate) fn last_found(
    evaluator: &mut Evaluator<'_>,
    strategy: &Strategy,
    corpus: &Corpus,
) -> Found {
    let last = strategy.last().and_then(|line| evaluator.line(line.number));
    last.unwrap_or_else(|| nothing(corpus))
}

/// The expression of the last line with references replaced by what they stand for, down to the concepts that are
/// combined by AND.
pub(crate) fn concepts(strategy: &Strategy) -> Vec<&Expression> {
    fn descend<'a>(
        strategy: &'a Strategy,
        expression: &'a Expression,
        depth: usize,
        into: &mut Vec<&'a Expression>,
    ) {
        if depth > 50 {
            return;
        }
        match expression {
            Expression::And(parts) => parts
                .iter()
                .for_each(|part| descend(strategy, part, depth + 1, into)),
            Expression::Not { of, .. } | Expression::Limited { of, .. } => {
                descend(strategy, of, depth + 1, into)
            }
            Expression::Lines(lines) if lines.all => {
                let lines = lines
                    .numbers()
                    .filter_map(|n| strategy.line(n)?.expression.as_ref());
                lines.for_each(|line| descend(strategy, line, depth + 1, into));
            }
            Expression::Reference(reference) => {
                let line = strategy.line(reference.line);
                if let Some(line) = line.and_then(|line| line.expression.as_ref()) {
                    descend(strategy, line, depth + 1, into);
                }
            }
            Expression::InFields { of, .. } if matches!(**of, Expression::Reference(_)) => {
                descend(strategy, of, depth + 1, into);
            }
            Expression::Only(_) => {}
            other => into.push(other),
        }
    }
    let mut found = Vec::new();
    if let Some(expression) = strategy.last().and_then(|line| line.expression.as_ref()) {
        descend(strategy, expression, 0, &mut found);
    }
    found
}
