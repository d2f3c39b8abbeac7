//! The linear support vector machine of `u4`: squared hinge loss, L2 penalty, the bias a feature like any other.
//!
//! It minimises ½(‖w‖²+b²) + C·Σ wᵢ·max(0, 1−yᵢ(w·xᵢ+b))² in its dual by coordinate descent (Hsieh et al., ICML 2008,
//! algorithm 3), stopping at a projected gradient of 1e-4. At that tolerance the answer depends on the order in which
//! coordinates are visited; scores differ from the optimum in the fourth decimal, and orders with them. So this
//! follows liblinear step by step: exclusions before inclusions, its shuffles, its shrinking, its stopping rule.

use std::sync::atomic::AtomicBool;

use crate::Cancelled;
use crate::balancer::SampleWeights;
use crate::features::{FeatureMatrix, stop_if};
use crate::random::LiblinearRandom;

/// The penalty of u4.
pub(crate) const C: f64 = 0.11;
/// Liblinear's stopping tolerance on the projected gradient.
pub(crate) const TOLERANCE: f64 = 1e-4;
const MOST_ITERATIONS: usize = 1000;
const ABSENT: u32 = u32::MAX;

/// The labelled records as rows over the terms that they have.
#[derive(Debug)]
pub(crate) struct TrainingSet {
    /// For each column of the matrix its number here.
    local: Vec<u32>,
    /// For each number here its column of the matrix.
    columns: Vec<u32>,
    starts: Vec<usize>,
    terms: Vec<u32>,
    values: Vec<f64>,
    /// Squared norm of the private feature of each row.
    private: Vec<f64>,
    /// Squared norm of each row without its private feature.
    shared: Vec<f64>,
    positive: Vec<bool>,
}

impl TrainingSet {
    pub(crate) fn new(matrix: &FeatureMatrix) -> Self {
        Self {
            local: vec![ABSENT; matrix.columns()],
            columns: Vec::new(),
            starts: vec![0],
            terms: Vec::new(),
            values: Vec::new(),
            private: Vec::new(),
            shared: Vec::new(),
            positive: Vec::new(),
        }
    }

    /// Adds a labelled record.
    pub(crate) fn push(&mut self, matrix: &FeatureMatrix, row: usize, positive: bool) {
        let mut shared = 0.0;
        for (column, value) in matrix.row(row) {
            let local = &mut self.local[column as usize];
            if *local == ABSENT {
                *local = self.columns.len() as u32;
                self.columns.push(column);
            }
            self.terms.push(*local);
            self.values.push(value);
            shared += value * value;
        }
        self.starts.push(self.terms.len());
        self.private.push(matrix.private_norm(row).powi(2));
        self.shared.push(shared);
        self.positive.push(positive);
    }

    /// Number of records.
    pub(crate) fn len(&self) -> usize {
        self.positive.len()
    }

    /// Number of terms that they have.
    pub(crate) fn terms(&self) -> usize {
        self.columns.len()
    }

    pub(crate) fn positive(&self, row: usize) -> bool {
        self.positive[row]
    }

    /// Squared norm of the record's private feature.
    pub(crate) fn private(&self, row: usize) -> f64 {
        self.private[row]
    }

    /// Squared norm of the record, the bias counted.
    pub(crate) fn square(&self, row: usize) -> f64 {
        self.shared[row] + self.private[row] + 1.0
    }

    pub(crate) fn row(&self, row: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let cells = self.starts[row]..self.starts[row + 1];
        self.terms[cells.clone()]
            .iter()
            .zip(&self.values[cells])
            .map(|(&term, &value)| (term as usize, value))
    }

    /// Trains on all records that were added.
    pub(crate) fn fit(
        &self,
        weights: SampleWeights,
        seed: u32,
        cancel: &AtomicBool,
    ) -> Result<Svm, Cancelled> {
        let n = self.positive.len();
        // Exclusions first, each kind in the order of labelling.
        let mut samples: Vec<Sample> = Vec::with_capacity(n);
        for kind in [false, true] {
            samples.extend((0..n).filter(|&row| self.positive[row] == kind).map(|row| {
                let cost = C * if kind {
                    weights.relevant
                } else {
                    weights.irrelevant
                };
                let diagonal = 0.5 / cost;
                Sample {
                    row,
                    sign: if kind { 1.0 } else { -1.0 },
                    // The private feature of a row is moved by this row alone: its part of w·x is α·‖private‖².
                    diagonal: diagonal + self.private[row],
                    curvature: diagonal + self.shared[row] + self.private[row] + 1.0,
                    alpha: 0.0,
                }
            }));
        }
        let mut random = LiblinearRandom::new(seed);
        let mut index: Vec<usize> = (0..n).collect();
        let mut active = n;
        let mut svm = Svm {
            coefficients: vec![0.0; self.columns.len()],
            bias: 0.0,
            #[cfg(test)]
            beta: Vec::new(),
        };
        let mut greatest_before = f64::INFINITY;

        for _ in 0..MOST_ITERATIONS {
            stop_if(cancel)?;
            let (mut greatest, mut least) = (f64::NEG_INFINITY, f64::INFINITY);
            for i in 0..active {
                let other = i + random.below((active - i) as u32) as usize;
                index.swap(i, other);
            }
            let mut s = 0;
            while s < active {
                let sample = &mut samples[index[s]];
                let gradient = sample.sign * svm.score(self.row(sample.row)) - 1.0
                    + sample.alpha * sample.diagonal;
                let mut projected = gradient;
                if sample.alpha == 0.0 {
                    if gradient > greatest_before {
                        active -= 1;
                        index.swap(s, active);
                        continue;
                    }
                    projected = gradient.min(0.0);
                }
                greatest = greatest.max(projected);
                least = least.min(projected);
                if projected.abs() > 1e-12 {
                    let before = sample.alpha;
                    sample.alpha = (before - gradient / sample.curvature).max(0.0);
                    let step = (sample.alpha - before) * sample.sign;
                    for (term, value) in self.row(sample.row) {
                        svm.coefficients[term] += step * value;
                    }
                    svm.bias += step;
                }
                s += 1;
            }
            if greatest - least <= TOLERANCE {
                if active == n {
                    break;
                }
                active = n;
                greatest_before = f64::INFINITY;
                continue;
            }
            greatest_before = if greatest <= 0.0 {
                f64::INFINITY
            } else {
                greatest
            };
        }
        #[cfg(test)]
        svm.beta
            .extend(samples.iter().map(|s| (s.row, s.sign * s.alpha)));
        Ok(svm)
    }

    /// Writes coefficients by column of the matrix, multiplied by idf, for [`FeatureMatrix::dot`].
    pub(crate) fn spread(&self, coefficients: &[f64], matrix: &FeatureMatrix, into: &mut [f64]) {
        for (&column, &coefficient) in self.columns.iter().zip(coefficients) {
            into[column as usize] = coefficient * matrix.idf(column);
        }
    }

    /// The scores of the labelled records themselves.
    #[cfg(test)]
    pub(crate) fn fitted(&self, svm: &Svm) -> Vec<f64> {
        let mut own = vec![0.0; self.len()];
        for &(row, beta) in &svm.beta {
            own[row] = beta * self.private[row];
        }
        (0..self.len())
            .map(|row| svm.score(self.row(row)) + own[row])
            .collect()
    }

    /// The same, and returns the norm of what changed.
    pub(crate) fn step(
        &self,
        coefficients: &[f64],
        matrix: &FeatureMatrix,
        into: &mut [f64],
    ) -> f64 {
        let mut square = 0.0;
        for (&column, &coefficient) in self.columns.iter().zip(coefficients) {
            let (place, idf) = (&mut into[column as usize], matrix.idf(column));
            let now = coefficient * idf;
            square += ((now - *place) / idf).powi(2);
            *place = now;
        }
        square.sqrt()
    }
}

struct Sample {
    row: usize,
    sign: f64,
    diagonal: f64,
    curvature: f64,
    alpha: f64,
}

/// A trained machine.
#[derive(Debug)]
pub(crate) struct Svm {
    /// By number within the [`TrainingSet`].
    pub(crate) coefficients: Vec<f64>,
    pub(crate) bias: f64,
    /// By row of the training set: yᵢαᵢ.
    #[cfg(test)]
    beta: Vec<(usize, f64)>,
}

impl Svm {
    fn score(&self, row: impl Iterator<Item = (usize, f64)>) -> f64 {
        row.map(|(term, value)| self.coefficients[term] * value)
            .sum::<f64>()
            + self.bias
    }
}
