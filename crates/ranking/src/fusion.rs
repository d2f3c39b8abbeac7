//! [`Reading`]: what a language model read of each record, and how it is mixed with what u4 learns from words.
//!
//! Before any label a record is placed by how well it fits the question: the reader's answer, the nearness of the two
//! vectors and the words they share (BM25), each brought to mean 0 and deviation 1 and added; and by how like it is to
//! the fifth of the records that fit best, as these say more of the topic than a question in one sentence does (feedback
//! without labels, Rocchio 1971). As labels come, three views are added: what u4 learnt from them; what a second machine
//! learnt from the same labels over the vectors, which knows that other words can mean the same; and the fit to the
//! question, which counts less with every inclusion found, because by then the records of this very review say more.
//! The constants were chosen on the development reviews (docs/decisions/0014).

use crate::balancer::SampleWeights;
use crate::vectors::{VectorMachine, Vectors};

/// How much the second machine counts; u4 counts 1.
const VECTORS: f64 = 1.0;
/// How much the fit to the question counts before the first inclusion.
const QUESTION: f64 = 1.0;
/// After so many inclusions the question counts half.
const HALF_AFTER: f64 = 5.0;
/// How much the nearness of record and question counts, to one of the reader's answer.
const NEARNESS: f64 = 1.0;
/// How much the words of the question count, likewise.
const WORDS: f64 = 0.5;
/// How much the likeness to the records that fit best counts, to one of the fit itself.
const FEEDBACK: f64 = 1.0;
/// The share of the records that fit best.
const BEST: f64 = 0.2;
/// Of so many at least.
const FEWEST: usize = 5;

/// What a language model read of the records of a review. Empty by default: nothing was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// By record: does it fit the question? Greater is likelier.
    fit: Vec<f64>,
    vectors: Vectors,
}

impl Reading {
    /// From the reader's score of each record against the question (`None`: not read), how well its words fit
    /// ([`crate::WordMatch::scores`]), the vectors of the records and that of the question. Any of them may be empty;
    /// where the model read nothing, the reading is.
    pub fn new(
        scores: &[Option<f32>],
        words: Vec<f64>,
        vectors: Vectors,
        question: &[f32],
    ) -> Self {
        let scores: Vec<Option<f64>> = scores
            .iter()
            .map(|s| s.filter(|s| s.is_finite()).map(f64::from))
            .collect();
        if scores.iter().all(Option::is_none) && vectors.is_empty() {
            return Self::default();
        }
        let near = match question.is_empty() {
            true => Vec::new(),
            false => with_mean((0..vectors.len()).map(|row| vectors.product(row, question))),
        };
        let count = scores.len().max(vectors.len());
        let first = fit_to_question(count, with_mean(scores.into_iter()), near, words);
        let fit = with_feedback(first, &vectors);
        Self { fit, vectors }
    }

    /// Whether nothing was read.
    pub fn is_empty(&self) -> bool {
        self.fit.is_empty() && self.vectors.is_empty()
    }

    /// How well each record fits the question, as numbers that can be compared within this reading only: greater is
    /// likelier, and what was not read stands by its words alone.
    pub fn for_question(&self) -> &[f64] {
        &self.fit
    }

    /// The rows of `pool` by the question alone: the order before there is anything to learn from.
    pub(crate) fn by_question(&self, pool: &[usize]) -> Vec<f64> {
        let row = |&row: &usize| self.fit.get(row).copied().unwrap_or_default();
        standardised(pool.iter().map(row).collect())
    }
}

/// How well each of `count` records fits the question: the reader's score, the nearness of the vectors and the fit of
/// the words, one of each for every record (or none at all), standardised and added. Comparable among these records only;
/// greater is likelier.
pub fn fit_to_question(
    count: usize,
    scores: Vec<f64>,
    near: Vec<f64>,
    words: Vec<f64>,
) -> Vec<f64> {
    let mut fit = vec![0.0; count];
    add(&mut fit, 1.0, &standardised(scores));
    add(&mut fit, NEARNESS, &standardised(near));
    add(&mut fit, WORDS, &standardised(words));
    standardised(fit)
}

/// Adds how like each record is to those that fit best.
fn with_feedback(mut fit: Vec<f64>, vectors: &Vectors) -> Vec<f64> {
    let mut read: Vec<usize> = (0..fit.len()).filter(|&row| vectors.is_read(row)).collect();
    if read.is_empty() {
        return fit;
    }
    let all = vectors.mean(&read);
    read.sort_by(|&a, &b| fit[b].total_cmp(&fit[a]).then(a.cmp(&b)));
    read.truncate(FEWEST.max((read.len() as f64 * BEST) as usize));
    let best = vectors.mean(&read);
    let apart: Vec<f32> = best.iter().zip(&all).map(|(b, a)| b - a).collect();
    let like = with_mean((0..fit.len()).map(|row| vectors.product(row, &apart)));
    add(&mut fit, FEEDBACK, &standardised(like));
    fit
}

/// What is not known takes the mean of the others; empty if nothing is.
fn with_mean(values: impl Iterator<Item = Option<f64>>) -> Vec<f64> {
    let values: Vec<Option<f64>> = values.collect();
    let count = values.iter().flatten().count();
    if count == 0 {
        return Vec::new();
    }
    let mean = values.iter().flatten().sum::<f64>() / count as f64;
    values.into_iter().map(|v| v.unwrap_or(mean)).collect()
}

/// A reading at work: it gets the same labels as u4.
#[derive(Debug)]
pub(crate) struct Fusion<'r> {
    reading: &'r Reading,
    machine: VectorMachine,
}

impl<'r> Fusion<'r> {
    pub(crate) fn new(reading: &'r Reading) -> Self {
        Self {
            reading,
            machine: VectorMachine::default(),
        }
    }

    pub(crate) fn push(&mut self, row: usize, positive: bool) {
        if !self.reading.vectors.is_empty() {
            self.machine.push(&self.reading.vectors, row, positive);
        }
    }

    /// Mixes u4's scores of the rows of `pool` with the reading, after `relevant` inclusions.
    pub(crate) fn fuse(
        &mut self,
        learnt: Vec<f64>,
        pool: &[usize],
        weights: SampleWeights,
        relevant: usize,
    ) -> Vec<f64> {
        if self.reading.is_empty() {
            return learnt;
        }
        let mut fused = standardised(learnt);
        if !self.reading.vectors.is_empty() {
            let scores = self.machine.score(&self.reading.vectors, weights, pool);
            add(&mut fused, VECTORS, &standardised(scores));
        }
        let question = QUESTION / (1.0 + relevant as f64 / HALF_AFTER);
        add(&mut fused, question, &self.reading.by_question(pool));
        fused
    }
}

fn add(to: &mut [f64], times: f64, more: &[f64]) {
    for (to, more) in to.iter_mut().zip(more) {
        *to += times * more;
    }
}

/// Mean 0, deviation 1; all 0 where they are all the same.
fn standardised(mut values: Vec<f64>) -> Vec<f64> {
    let count = values.len().max(1) as f64;
    let mean = values.iter().sum::<f64>() / count;
    let variance = values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / count;
    let deviation = if variance > 0.0 { variance.sqrt() } else { 1.0 };
    for value in &mut values {
        *value = (*value - mean) / deviation;
    }
    values
}

/// Where the greatest value is; of equal ones the first. 0 if there are none.
pub(crate) fn greatest(values: &[f64]) -> usize {
    let mut best = 0;
    for (at, &value) in values.iter().enumerate() {
        if value > values[best] {
            best = at;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVEN: SampleWeights = SampleWeights {
        relevant: 1.0,
        irrelevant: 1.0,
    };

    #[test]
    fn unread_records_stand_in_the_middle() {
        let scores = [Some(2.0), None, Some(-2.0), Some(f32::NAN)];
        let reading = Reading::new(&scores, Vec::new(), Vectors::default(), &[]);
        let order = reading.by_question(&[0, 1, 2, 3]);
        assert!(order[0] > order[1] && order[1] > order[2] && order[1] == order[3]);
        assert!(Reading::new(&[None, None], Vec::new(), Vectors::new(3), &[]).is_empty());
    }

    /// Learnt scores 0 and 1, question 1 and 0: standardised they are mirrored, so the weight alone decides.
    #[test]
    fn the_question_counts_less_with_every_inclusion() {
        let reading = Reading::new(&[Some(1.0), Some(0.0)], Vec::new(), Vectors::default(), &[]);
        let lead = |relevant: usize| {
            let fused = Fusion::new(&reading).fuse(vec![0.0, 1.0], &[0, 1], EVEN, relevant);
            fused[1] - fused[0]
        };
        assert!((lead(0) - (2.0 - 2.0 * QUESTION)).abs() < 1e-12);
        assert!((lead(HALF_AFTER as usize) - (2.0 - QUESTION)).abs() < 1e-12);
    }

    #[test]
    fn without_a_reading_nothing_changes() {
        let reading = Reading::default();
        let fused = Fusion::new(&reading).fuse(vec![3.0, 1.0], &[0, 1], EVEN, 0);
        assert_eq!(fused, [3.0, 1.0]);
    }

    /// The reader says the same of the last three; the first fits best, and the second is like it.
    #[test]
    fn records_like_those_that_fit_best_come_before_others() {
        let mut vectors = Vectors::new(2);
        for _ in 0..5 {
            vectors.push(Some(&[1.0, 0.0]));
        }
        for vector in [[0.9, 0.1], [0.0, 1.0]] {
            vectors.push(Some(&vector));
        }
        vectors.push(None);
        let mut scores = vec![Some(1.0); 5];
        scores.extend([Some(-1.0), Some(-1.0), None]);
        let reading = Reading::new(&scores, Vec::new(), vectors, &[]);
        let fit = reading.for_question();
        assert!(fit[0] > fit[5] && fit[5] > fit[6], "{fit:?}");
        assert!(fit[7] > fit[6] && fit[7] < fit[0], "{fit:?}");
    }

    /// Both records are new words to u4, but one vector is like that of the inclusion.
    #[test]
    fn vectors_know_other_words_for_the_same() {
        let mut vectors = Vectors::new(2);
        for vector in [[1.0, 0.0], [0.0, 1.0], [0.1, 0.9], [0.9, 0.1]] {
            vectors.push(Some(&vector));
        }
        let reading = Reading::new(&[], Vec::new(), vectors, &[]);
        let mut fusion = Fusion::new(&reading);
        fusion.push(0, true);
        fusion.push(1, false);
        let fused = fusion.fuse(vec![0.0, 0.0], &[2, 3], EVEN, 1);
        assert_eq!(greatest(&fused), 1);
    }
}
