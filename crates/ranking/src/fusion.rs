//! [`Reading`]: what a language model read of each record, and how it is mixed with what u4 learns from words.
//!
//! Three views of a record are brought to mean 0 and deviation 1 over the records still to be screened, and added:
//! what u4 learnt from the labels; what a second machine learnt from the same labels over the model's vectors, which
//! knows that other words can mean the same; and what the model made of the review question before any label. The last
//! counts less with every inclusion found, because by then the records of this very review say more than its question
//! does. The constants were chosen on the development reviews by leaving one review out (docs/decisions/0014).

use crate::balancer::SampleWeights;
use crate::vectors::{VectorMachine, Vectors};

/// How much the second machine counts; u4 counts 1.
const VECTORS: f64 = 1.0;
/// How much the reader's answer to the question counts before the first inclusion.
const QUESTION: f64 = 1.0;
/// How much the nearness of record and question counts, to one of the reader's answer.
const NEARNESS: f64 = 0.5;
/// After so many inclusions the question counts half.
const HALF_AFTER: f64 = 5.0;

/// What a language model read of the records of a review. Empty by default: nothing was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// By record: does it fit the question? Greater is likelier; unread ones stand at the mean.
    fits: Vec<f64>,
    /// By record: how near its vector is to that of the question.
    near: Vec<f64>,
    vectors: Vectors,
}

impl Reading {
    /// From the reader's score of each record against the question (`None`: not read), the vectors of the records and
    /// that of the question. Any of them may be empty.
    pub fn new(scores: &[Option<f32>], vectors: Vectors, question: &[f32]) -> Self {
        let near = if vectors.is_empty() || question.is_empty() {
            Vec::new()
        } else {
            (0..vectors.len())
                .map(|row| vectors.dot(row, question))
                .collect()
        };
        Self {
            fits: with_mean(scores),
            near,
            vectors,
        }
    }

    /// Whether nothing was read.
    pub fn is_empty(&self) -> bool {
        self.fits.is_empty() && self.vectors.is_empty()
    }

    /// How well each record fits the question, as numbers that can be compared within this reading only: standardised,
    /// greater is likelier.
    pub fn for_question(&self) -> Vec<f64> {
        let rows: Vec<usize> = (0..self.fits.len().max(self.near.len())).collect();
        self.by_question(&rows)
    }

    /// The rows of `pool` by the question alone: the order before there is anything to learn from.
    pub(crate) fn by_question(&self, pool: &[usize]) -> Vec<f64> {
        let of = |scores: &[f64]| {
            let row = |&row: &usize| scores.get(row).copied().unwrap_or_default();
            standardised(pool.iter().map(row).collect())
        };
        let both = of(&self.fits).into_iter().zip(of(&self.near));
        both.map(|(fit, near)| fit + NEARNESS * near).collect()
    }
}

/// Unread scores take the mean of the others; empty if all are unread.
fn with_mean(scores: &[Option<f32>]) -> Vec<f64> {
    let read = || scores.iter().flatten().filter(|s| s.is_finite());
    let count = read().count();
    if count == 0 {
        return Vec::new();
    }
    let mean = read().map(|&s| f64::from(s)).sum::<f64>() / count as f64;
    let score = |s: &Option<f32>| s.filter(|s| s.is_finite()).map_or(mean, f64::from);
    scores.iter().map(score).collect()
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
        let reading = Reading::new(&scores, Vectors::default(), &[]);
        let order = reading.by_question(&[0, 1, 2, 3]);
        assert!(order[0] > order[1] && order[1] > order[2] && order[1] == order[3]);
        assert!(Reading::new(&[None, None], Vectors::new(3), &[]).is_empty());
    }

    /// Learnt scores 0 and 1, question 1 and 0: standardised they are mirrored, so the weight alone decides.
    #[test]
    fn the_question_counts_less_with_every_inclusion() {
        let reading = Reading::new(&[Some(1.0), Some(0.0)], Vectors::default(), &[]);
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

    /// Both records are new words to u4, but one vector is like that of the inclusion.
    #[test]
    fn vectors_know_other_words_for_the_same() {
        let mut vectors = Vectors::new(2);
        for vector in [[1.0, 0.0], [0.0, 1.0], [0.1, 0.9], [0.9, 0.1]] {
            vectors.push(Some(&vector));
        }
        let reading = Reading::new(&[], vectors, &[]);
        let mut fusion = Fusion::new(&reading);
        fusion.push(0, true);
        fusion.push(1, false);
        let fused = fusion.fuse(vec![0.0, 0.0], &[2, 3], EVEN, 1);
        assert_eq!(greatest(&fused), 1);
    }
}
