//! Which term to add, one at a time, each step the best of all; and which could be dropped.

use serde::Serialize;

use crate::corpus::{ABSTRACT, Bits, Corpus, TITLE};
use crate::headings::HeadingTree;
use crate::model::Strategy;
use crate::run::{Evaluator, RelevantRecords, all_units, concepts, last_found, shown_unit};
use crate::terms::{ProposedTerm, records_with};
use crate::write::write_expression;

/// What would make a strategy better on this corpus. Measured on the records at hand, which the terms were taken from;
/// how it does on others is not known.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Suggestions {
    /// Terms to add, in this order.
    pub add: Vec<AddedTerm>,
    /// Terms each of which can be dropped, the others left, without losing a relevant record; those whose loss saves most
    /// reading first.
    pub drop: Vec<DroppedTerm>,
    /// Relevant records that are found at first, and after the terms were added.
    pub found: (usize, usize),
    /// Relevant records.
    pub relevant: usize,
}

/// A term to add.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AddedTerm {
    /// The term.
    pub term: String,
    /// The concept to which it is added by OR, from 1 in the order of the result, and its first words.
    pub concept: usize,
    /// How that concept begins.
    pub concept_begins: String,
    /// Relevant records that the result gains.
    pub gains_relevant: usize,
    /// Other records that it gains.
    pub gains_other: usize,
}

/// A term that can be dropped.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DroppedTerm {
    /// The line it stands in.
    pub line: u32,
    /// The term.
    pub term: String,
    /// Records fewer to read.
    pub saves: usize,
}

/// Suggests terms to add, out of those proposed from the relevant records, and terms to drop; at most `most` of each.
pub fn suggest(
    strategy: &Strategy,
    corpus: &Corpus,
    relevant: &RelevantRecords,
    proposed: &[ProposedTerm],
    tree: Option<&HeadingTree>,
    most: usize,
) -> Suggestions {
    let relevant = Bits::of(corpus.len(), &relevant.records);
    let mut suggestions = Suggestions {
        relevant: relevant.count(),
        ..Suggestions::default()
    };
    add(
        strategy,
        corpus,
        &relevant,
        proposed,
        tree,
        most,
        &mut suggestions,
    );
    drop_terms(strategy, corpus, &relevant, tree, most, &mut suggestions);
    suggestions
}

fn add(
    strategy: &Strategy,
    corpus: &Corpus,
    relevant: &Bits,
    proposed: &[ProposedTerm],
    tree: Option<&HeadingTree>,
    most: usize,
    suggestions: &mut Suggestions,
) {
    let mut evaluator = Evaluator::new(corpus, strategy, tree).judged();
    let mut result = last_found(&mut evaluator, strategy, corpus).surely;
    let concepts = concepts(strategy);
    let mut found: Vec<Bits> = concepts
        .iter()
        .map(|c| {
            evaluator
                .expression(c)
                .map_or_else(|| Bits::none(corpus.len()), |f| f.surely)
        })
        .collect();
    suggestions.found = (result.common(relevant), result.common(relevant));
    let candidates: Vec<(&ProposedTerm, Bits)> = proposed
        .iter()
        .map(|term| (term, records_with(corpus, &term.term, TITLE | ABSTRACT)))
        .collect();
    while suggestions.add.len() < most {
        let mut best: Option<(f64, usize, usize, usize, Bits)> = None;
        for (concept, _) in found.iter().enumerate() {
            let others = others(&found, concept, corpus.len());
            for (index, (_, with)) in candidates.iter().enumerate() {
                let mut gained = with.clone();
                gained.and(&others);
                gained.without(&result);
                let good = gained.common(relevant);
                if good == 0 {
                    continue;
                }
                let other = gained.count() - good;
                // Relevant records per record to be read; of equals the one that gains more.
                let worth = good as f64 / (good + other) as f64 + good as f64 * 1e-3;
                if best.as_ref().is_none_or(|b| worth > b.0) {
                    best = Some((worth, concept, index, good, gained));
                }
            }
        }
        let Some((_, concept, index, good, gained)) = best else {
            break;
        };
        let (term, with) = &candidates[index];
        let begins = write_expression(concepts[concept], strategy.syntax);
        suggestions.add.push(AddedTerm {
            term: term.term.clone(),
            concept: concept + 1,
            concept_begins: begins.chars().take(60).collect(),
            gains_relevant: good,
            gains_other: gained.count() - good,
        });
        found[concept].or(with);
        result.or(&gained);
        suggestions.found.1 = result.common(relevant);
    }
}

fn others(found: &[Bits], concept: usize, records: usize) -> Bits {
    let mut all = Bits::all(records);
    for (index, bits) in found.iter().enumerate() {
        if index != concept {
            all.and(bits);
        }
    }
    all
}

/// Terms whose loss costs no relevant record, the largest saving first, each judged by itself.
fn drop_terms(
    strategy: &Strategy,
    corpus: &Corpus,
    relevant: &Bits,
    tree: Option<&HeadingTree>,
    most: usize,
    suggestions: &mut Suggestions,
) {
    let mut evaluator = Evaluator::new(corpus, strategy, tree).judged();
    let whole = last_found(&mut evaluator, strategy, corpus).surely;
    let mut single: Vec<(usize, u32, String)> = Vec::new();
    for (line, fields, unit) in all_units(strategy).into_iter().take(2_000) {
        evaluator.leave_out(Some(unit));
        let rest = last_found(&mut evaluator, strategy, corpus).surely;
        let mut gained = rest.clone();
        gained.without(&whole);
        let keeps = rest.common(relevant) == whole.common(relevant) && gained.count() == 0;
        let saves = whole.count() - rest.count().min(whole.count());
        if keeps && saves > 0 {
            single.push((saves, line, shown_unit(&fields, unit, strategy)));
        }
    }
    single.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    suggestions.drop = single
        .into_iter()
        .take(most)
        .map(|(saves, line, term)| DroppedTerm { line, term, saves })
        .collect();
}
