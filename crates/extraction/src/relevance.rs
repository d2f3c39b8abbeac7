//! Which units of a document speak of a question: by their words (BM25), and by what a reader makes of them.

use std::collections::{BTreeMap, BTreeSet};

use review::Form;

use crate::source::Source;
use crate::study_lists::StudyLists;
use crate::suggest::question;
use crate::terms::Terms;

/// What a reader gave for units of a document, question by question: a probability, not calibrated.
#[derive(Clone, Debug, Default)]
pub struct ReaderScores {
    scores: BTreeMap<String, BTreeMap<usize, f64>>,
}

impl ReaderScores {
    /// Takes a score for a unit, by its number in [`Source::units`].
    pub fn insert(&mut self, question: &str, unit: usize, probability: f64) {
        if probability.is_finite() {
            self.scores
                .entry(question.to_owned())
                .or_default()
                .insert(unit, probability);
        }
    }

    /// The score of a unit; `None` where it was not read.
    pub fn get(&self, question: &str, unit: usize) -> Option<f64> {
        self.scores.get(question)?.get(&unit).copied()
    }
}

/// A unit with its rank.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Relevant {
    /// Number of the unit in [`Source::units`].
    pub unit: usize,
    /// Fused score: greater is more relevant; comparable within a question only.
    pub score: f64,
    /// What the reader gave it, 0 to 1, not calibrated.
    pub reader: Option<f64>,
}

/// The usual constants of BM25 (Robertson & Zaragoza 2009).
const K1: f64 = 1.2;
const B: f64 = 0.75;
/// Constant of reciprocal rank fusion (Cormack 2009).
const FUSION: f64 = 60.0;

/// A question with a unit that a reader is to be asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToRead {
    /// The question, as [`ReaderScores::insert`] takes it.
    pub question: String,
    /// Number of the unit in [`Source::units`].
    pub unit: usize,
    /// What is read.
    pub text: String,
}

/// What a reader is to be asked for a form: each question once, with the `most` units that have the most of its words.
pub fn to_read(source: &Source<'_>, form: &Form, lists: &StudyLists, most: usize) -> Vec<ToRead> {
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    for field in &form.fields {
        for address in lists.addresses(field) {
            let asked = question(field, &address);
            if !seen.insert(asked.clone()) {
                continue;
            }
            for relevant in source.by_words(&asked, most) {
                if let Some(unit) = source.units().get(relevant.unit) {
                    all.push(ToRead {
                        question: asked.clone(),
                        unit: relevant.unit,
                        text: unit.text.clone(),
                    });
                }
            }
        }
    }
    all
}

impl Source<'_> {
    /// The units that have words of the question, the best first, by BM25. A document has some hundred units: they are
    /// gone through one by one, without an index.
    pub fn by_words(&self, question: &str, most: usize) -> Vec<Relevant> {
        let asked = Terms::of(question);
        let units = self.units();
        let average = units
            .iter()
            .map(|unit| unit.terms.words().len())
            .sum::<usize>() as f64
            / units.len().max(1) as f64;
        let mut found: Vec<Relevant> = units
            .iter()
            .enumerate()
            .filter_map(|(number, unit)| {
                let length = unit.terms.words().len() as f64;
                let score: f64 = asked
                    .set()
                    .iter()
                    .map(|word| {
                        let count = unit.terms.words().iter().filter(|w| *w == word).count() as f64;
                        let norm = K1 * (1.0 - B + B * length / average.max(1.0));
                        self.rarity.weight(word) * count * (K1 + 1.0) / (count + norm)
                    })
                    .sum();
                (score > 0.0).then_some(Relevant {
                    unit: number,
                    score,
                    reader: None,
                })
            })
            .collect();
        // Among equals the earlier unit: sorting keeps their order.
        found.sort_by(|a, b| b.score.total_cmp(&a.score));
        found.truncate(most);
        found
    }

    /// The units that speak of a question, the best first: the ranks by words and by the reader, fused; by words alone
    /// where the reader has not read.
    pub fn relevant(&self, question: &str, reader: &ReaderScores, most: usize) -> Vec<Relevant> {
        let by_words = self.by_words(question, usize::MAX);
        let mut fused: BTreeMap<usize, Relevant> = BTreeMap::new();
        let mut add = |unit: usize, rank: usize, probability: Option<f64>| {
            let entry = fused.entry(unit).or_insert(Relevant {
                unit,
                score: 0.0,
                reader: None,
            });
            entry.score += 1.0 / (FUSION + rank as f64 + 1.0);
            entry.reader = entry.reader.or(probability);
        };
        for (rank, found) in by_words.iter().enumerate() {
            add(found.unit, rank, None);
        }
        let mut read: Vec<(usize, f64)> = (0..self.units().len())
            .filter_map(|unit| Some((unit, reader.get(question, unit)?)))
            .collect();
        read.sort_by(|a, b| b.1.total_cmp(&a.1));
        for (rank, (unit, probability)) in read.into_iter().enumerate() {
            add(unit, rank, Some(probability));
        }
        let mut found: Vec<Relevant> = fused.into_values().collect();
        found.sort_by(|a, b| b.score.total_cmp(&a.score));
        found.truncate(most);
        found
    }
}
