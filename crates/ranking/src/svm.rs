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
use crate::optimum::Products;
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

    /// Whether two records score the same whatever the machine: they have the same among the terms of the labelled
    /// records. All others have no coefficient.
    pub(crate) fn alike(&self, matrix: &FeatureMatrix, one: usize, other: usize) -> bool {
        let known = |row| {
            let cells = matrix.row(row);
            cells.filter(|&(column, _)| self.local[column as usize] != ABSENT)
        };
        one == other || known(one).eq(known(other))
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

    pub(crate) fn positive(&self, row: usize) -> bool {
        self.positive[row]
    }

    /// Squared norm of the record, the bias counted.
    pub(crate) fn square(&self, row: usize) -> f64 {
        self.shared[row] + self.private[row] + 1.0
    }

    fn row(&self, row: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let cells = self.starts[row]..self.starts[row + 1];
        self.terms[cells.clone()]
            .iter()
            .zip(&self.values[cells])
            .map(|(&term, &value)| (term as usize, value))
    }

    /// Trains on all records that were added.
    pub(crate) fn fit(
        &self,
        scores: &mut impl Scores,
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
                    diagonal,
                    curvature: diagonal + self.square(row),
                    alpha: 0.0,
                }
            }));
        }
        let mut random = LiblinearRandom::new(seed);
        let mut index: Vec<usize> = (0..n).collect();
        let mut active = n;
        let mut bias = 0.0;
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
                let score = scores.score(sample.row, sample.sign * sample.alpha) + bias;
                let gradient = sample.sign * score - 1.0 + sample.alpha * sample.diagonal;
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
                    scores.step(sample.row, step);
                    bias += step;
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
        let mut beta = vec![0.0; n];
        for sample in samples {
            beta[sample.row] = sample.sign * sample.alpha;
        }
        Ok(Svm { beta, bias })
    }

    /// The sum of the records, each multiplied by its number in `beta`, by term.
    pub(crate) fn coefficients(&self, beta: &[f64]) -> Vec<f64> {
        let mut coefficients = vec![0.0; self.columns.len()];
        for (row, &beta) in beta.iter().enumerate().filter(|&(_, &beta)| beta != 0.0) {
            for (term, value) in self.row(row) {
                coefficients[term] += beta * value;
            }
        }
        coefficients
    }

    /// The product of a record with coefficients.
    fn dot(&self, row: usize, coefficients: &[f64]) -> f64 {
        let cells = self.row(row);
        cells.map(|(term, value)| coefficients[term] * value).sum()
    }

    /// Writes coefficients by column of the matrix, multiplied by idf, for [`FeatureMatrix::dot`].
    pub(crate) fn spread(&self, coefficients: &[f64], matrix: &FeatureMatrix, into: &mut [f64]) {
        for (&column, &coefficient) in self.columns.iter().zip(coefficients) {
            into[column as usize] = coefficient * matrix.idf(column);
        }
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
    /// By row of the training set: yᵢαᵢ.
    pub(crate) beta: Vec<f64>,
    pub(crate) bias: f64,
}

/// The scores of the labelled records while a machine is trained, the bias not counted.
pub(crate) trait Scores {
    /// The score of a record whose own coefficient is `beta`.
    fn score(&self, row: usize, beta: f64) -> f64;

    /// Adds `by` to the coefficient of a record.
    fn step(&mut self, row: usize, by: f64);
}

/// Scores found from the terms, for a single training or where products would take too much memory.
pub(crate) struct InTerms<'t> {
    training: &'t TrainingSet,
    coefficients: Vec<f64>,
}

impl<'t> InTerms<'t> {
    pub(crate) fn new(training: &'t TrainingSet) -> Self {
        Self {
            training,
            coefficients: vec![0.0; training.columns.len()],
        }
    }
}

impl Scores for InTerms<'_> {
    fn score(&self, row: usize, beta: f64) -> f64 {
        // The private feature of a record is moved by this record alone.
        self.training.dot(row, &self.coefficients) + beta * self.training.private[row]
    }

    fn step(&mut self, row: usize, by: f64) {
        for (term, value) in self.training.row(row) {
            self.coefficients[term] += by * value;
        }
    }
}

impl Products for InTerms<'_> {
    fn multiply(&mut self, by: &[f64], into: &mut [f64]) {
        self.multiply_from(0, by, into);
    }

    fn multiply_from(&mut self, first: usize, by: &[f64], into: &mut [f64]) {
        self.coefficients = self.training.coefficients(by);
        for (row, sum) in (first..).zip(into) {
            *sum = self.score(row, by[row]);
        }
    }
}
