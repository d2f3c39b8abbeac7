//! [`Vectors`]: what an embedding model makes of each record, and the machine that learns from it.
//!
//! *What it is:* the squared-hinge support vector machine of [`crate::svm`], over dense vectors, solved by the same
//! coordinate descent (Hsieh et al., ICML 2008, algorithm 3) from where the last solution was. *What it is not:* it
//! follows no reference program step by step, so it needs no shuffles, and stops at a coarser tolerance.

use crate::balancer::SampleWeights;
use crate::svm::C;

const MOST_PASSES: usize = 200;
/// Where the descent stops, on the projected gradient. Scores are compared by rank after being standardised.
const TOLERANCE: f64 = 1e-3;

/// A unit vector for each record, in bytes: 127 steps to the greatest part of each vector, so the angle between two
/// vectors is kept to about a third of a percent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Vectors {
    width: usize,
    parts: Vec<i8>,
    /// By record: what a step is worth; 0 for a record that was not read.
    steps: Vec<f32>,
}

impl Vectors {
    /// No record yet; vectors of `width` parts.
    pub fn new(width: usize) -> Self {
        Self {
            width,
            ..Self::default()
        }
    }

    /// Adds the next record: `None`, a vector of another width and one that holds what is no number are unread.
    pub fn push(&mut self, vector: Option<&[f32]>) {
        let sound = vector.filter(|v| v.len() == self.width && v.iter().all(|x| x.is_finite()));
        let greatest = sound.map_or(0.0, |v| v.iter().fold(0.0_f32, |most, x| most.max(x.abs())));
        let step = greatest / 127.0;
        match sound.filter(|_| step > 0.0) {
            Some(vector) => {
                let parts = vector.iter().map(|x| (x / step).round() as i8);
                self.parts.extend(parts);
                self.steps.push(step);
            }
            None => {
                self.parts.resize(self.parts.len() + self.width, 0);
                self.steps.push(0.0);
            }
        }
    }

    /// Number of records.
    pub fn len(&self) -> usize {
        self.steps.len()
    }

    /// Whether nothing was read.
    pub fn is_empty(&self) -> bool {
        self.steps.iter().all(|&step| step == 0.0)
    }

    /// The product of a record's vector with `by`. 0 for a record that was added since.
    pub(crate) fn dot(&self, row: usize, by: &[f32]) -> f64 {
        let Some(&step) = self.steps.get(row) else {
            return 0.0;
        };
        let parts = &self.parts[row * self.width..(row + 1) * self.width];
        let sum: f32 = parts.iter().zip(by).map(|(&p, b)| f32::from(p) * b).sum();
        f64::from(sum * step)
    }

    /// The same; `None` for a record that was not read.
    pub(crate) fn product(&self, row: usize, by: &[f32]) -> Option<f64> {
        self.is_read(row).then(|| self.dot(row, by))
    }

    /// Whether the record has a vector.
    pub(crate) fn is_read(&self, row: usize) -> bool {
        self.steps.get(row).is_some_and(|&step| step > 0.0)
    }

    /// The mean of the vectors of these rows.
    pub(crate) fn mean(&self, rows: &[usize]) -> Vec<f32> {
        let mut mean = vec![0.0; self.width];
        for &row in rows {
            self.add(row, 1.0 / rows.len() as f64, &mut mean);
        }
        mean
    }

    fn add(&self, row: usize, times: f64, to: &mut [f32]) {
        let Some(&step) = self.steps.get(row) else {
            return;
        };
        let parts = &self.parts[row * self.width..(row + 1) * self.width];
        let by = times as f32 * step;
        for (to, &part) in to.iter_mut().zip(parts) {
            *to += by * f32::from(part);
        }
    }

    fn square(&self, row: usize) -> f64 {
        let mut vector = vec![0.0; self.width];
        self.add(row, 1.0, &mut vector);
        self.dot(row, &vector)
    }
}

/// The machine over the vectors, kept from step to step.
#[derive(Debug, Default)]
pub(crate) struct VectorMachine {
    labelled: Vec<Labelled>,
    coefficients: Vec<f32>,
    bias: f64,
}

#[derive(Debug)]
struct Labelled {
    row: usize,
    positive: bool,
    /// Squared norm, the bias counted.
    square: f64,
    alpha: f64,
}

impl VectorMachine {
    pub(crate) fn push(&mut self, vectors: &Vectors, row: usize, positive: bool) {
        self.labelled.push(Labelled {
            row,
            positive,
            square: vectors.square(row) + 1.0,
            alpha: 0.0,
        });
    }

    /// Trains on all labels, from the last solution, and scores the rows of `pool`.
    pub(crate) fn score(
        &mut self,
        vectors: &Vectors,
        weights: SampleWeights,
        pool: &[usize],
    ) -> Vec<f64> {
        self.coefficients.resize(vectors.width, 0.0);
        for _ in 0..MOST_PASSES {
            let mut greatest = 0.0_f64;
            for at in 0..self.labelled.len() {
                greatest = greatest.max(self.descend(vectors, weights, at));
            }
            if greatest < TOLERANCE {
                break;
            }
        }
        let score = |&row: &usize| vectors.dot(row, &self.coefficients) + self.bias;
        pool.iter().map(score).collect()
    }

    /// One coordinate; returns how far its projected gradient was from 0.
    fn descend(&mut self, vectors: &Vectors, weights: SampleWeights, at: usize) -> f64 {
        let Self {
            labelled,
            coefficients,
            bias,
        } = self;
        let label = &mut labelled[at];
        let (sign, weight) = if label.positive {
            (1.0, weights.relevant)
        } else {
            (-1.0, weights.irrelevant)
        };
        let diagonal = 0.5 / (C * weight);
        let value = vectors.dot(label.row, coefficients) + *bias;
        let gradient = sign * value - 1.0 + label.alpha * diagonal;
        let projected = if label.alpha > 0.0 {
            gradient
        } else {
            gradient.min(0.0)
        };
        if projected != 0.0 {
            let before = label.alpha;
            label.alpha = (before - gradient / (label.square + diagonal)).max(0.0);
            let moved = sign * (label.alpha - before);
            vectors.add(label.row, moved, coefficients);
            *bias += moved;
        }
        projected.abs()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vector_survives_in_bytes() {
        let mut vectors = Vectors::new(3);
        vectors.push(Some(&[0.6, -0.8, 0.0]));
        vectors.push(None);
        vectors.push(Some(&[1.0, f32::NAN, 0.0]));
        assert_eq!(vectors.len(), 3);
        assert!((vectors.dot(0, &[1.0, 0.0, 0.0]) - 0.6).abs() < 0.004);
        assert!((vectors.square(0) - 1.0).abs() < 0.01);
        assert_eq!(vectors.square(1) + vectors.square(2), 0.0);
        assert_eq!(vectors.dot(9, &[1.0, 0.0, 0.0]), 0.0);
    }

    /// Two orthogonal unit vectors, one of each label, weights 1. By symmetry w = (s, −s) with bias 0, and the dual is
    /// minimised where 2α·½·… : (K + D)β = y with K = [[2,1],[1,2]], D = 1/(2C): β = 1/(1 + 1/(2C)), score = β.
    #[test]
    fn the_solution_is_the_one_on_paper() {
        let mut vectors = Vectors::new(2);
        vectors.push(Some(&[1.0, 0.0]));
        vectors.push(Some(&[0.0, 1.0]));
        let mut machine = VectorMachine::default();
        machine.push(&vectors, 0, true);
        machine.push(&vectors, 1, false);
        let weights = SampleWeights {
            relevant: 1.0,
            irrelevant: 1.0,
        };
        let scores = machine.score(&vectors, weights, &[0, 1]);
        let expected = 1.0 / (1.0 + 0.5 / C);
        assert!((scores[0] - expected).abs() < 1e-3, "{scores:?}");
        assert!((scores[1] + expected).abs() < 1e-3, "{scores:?}");
    }
}
