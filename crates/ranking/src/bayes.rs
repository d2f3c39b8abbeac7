//! The multinomial naive Bayes classifier of `u3`.

use crate::balancer::SampleWeights;
use crate::features::FeatureMatrix;

/// The smoothing of u3.
pub(crate) const ALPHA: f64 = 3.822;

/// Weighted sums of the labelled records, by class: exclusions first.
#[derive(Debug)]
pub(crate) struct TermSums {
    /// Unweighted sums of the shared terms' weights.
    terms: [Vec<f64>; 2],
    /// Sums over all terms, the private ones counted.
    total: [f64; 2],
    records: [usize; 2],
}

impl TermSums {
    pub(crate) fn new(matrix: &FeatureMatrix) -> Self {
        let zeros = || vec![0.0; matrix.columns()];
        Self {
            terms: [zeros(), zeros()],
            total: [0.0; 2],
            records: [0; 2],
        }
    }

    /// Adds a labelled record.
    pub(crate) fn push(&mut self, matrix: &FeatureMatrix, row: usize, positive: bool) {
        let class = usize::from(positive);
        for (column, value) in matrix.row(row) {
            self.terms[class][column as usize] += value;
            self.total[class] += value;
        }
        self.total[class] += matrix.private_sum(row);
        self.records[class] += 1;
    }

    /// Trains on all records that were added.
    pub(crate) fn fit(&self, weights: SampleWeights, matrix: &FeatureMatrix) -> NaiveBayes {
        let weight = [weights.irrelevant, weights.relevant];
        let smoothing = ALPHA * matrix.vocabulary() as f64;
        let denominator: Vec<f64> = (0..2)
            .map(|class| (weight[class] * self.total[class] + smoothing).ln())
            .collect();
        let all: f64 = (0..2)
            .map(|class| weight[class] * self.records[class] as f64)
            .sum();
        let by_class = |class: usize| Class {
            prior: (weight[class] * self.records[class] as f64).ln() - all.ln(),
            coefficients: self.terms[class]
                .iter()
                .zip(0..)
                .map(|(sum, column)| {
                    ((weight[class] * sum + ALPHA).ln() - denominator[class]) * matrix.idf(column)
                })
                .collect(),
            // A private term of an unlabelled record was never seen in a labelled one.
            unseen: ALPHA.ln() - denominator[class],
        };
        NaiveBayes([by_class(0), by_class(1)])
    }
}

/// A trained classifier.
#[derive(Debug)]
pub(crate) struct NaiveBayes([Class; 2]);

#[derive(Debug)]
struct Class {
    prior: f64,
    coefficients: Vec<f64>,
    unseen: f64,
}

impl NaiveBayes {
    /// The probability that an unlabelled record is relevant.
    pub(crate) fn probability(&self, matrix: &FeatureMatrix, row: usize) -> f64 {
        let private = matrix.private_sum(row);
        let [irrelevant, relevant] = [&self.0[0], &self.0[1]].map(|class| {
            class.prior + matrix.dot(row, &class.coefficients) + private * class.unseen
        });
        let greater = irrelevant.max(relevant);
        let sum = ((irrelevant - greater).exp() + (relevant - greater).exp()).ln() + greater;
        (relevant - sum).exp()
    }
}
