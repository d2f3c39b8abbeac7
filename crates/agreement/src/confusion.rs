//! [`Confusion`]: judgements against a truth.

use crate::Proportion;

/// How judgements of kept or dropped compare with the truth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Confusion {
    /// Relevant and kept.
    pub true_positives: u64,
    /// Relevant and dropped: missed.
    pub false_negatives: u64,
    /// Irrelevant and kept.
    pub false_positives: u64,
    /// Irrelevant and dropped.
    pub true_negatives: u64,
}

impl Confusion {
    /// Counts one judgement.
    pub fn count(&mut self, relevant: bool, kept: bool) {
        *match (relevant, kept) {
            (true, true) => &mut self.true_positives,
            (true, false) => &mut self.false_negatives,
            (false, true) => &mut self.false_positives,
            (false, false) => &mut self.true_negatives,
        } += 1;
    }

    /// Of the relevant, how many were kept.
    pub fn sensitivity(&self) -> Proportion {
        Proportion::new(
            self.true_positives,
            self.true_positives + self.false_negatives,
        )
    }

    /// Of the irrelevant, how many were dropped.
    pub fn specificity(&self) -> Proportion {
        Proportion::new(
            self.true_negatives,
            self.true_negatives + self.false_positives,
        )
    }

    /// Of the kept, how many are relevant.
    pub fn precision(&self) -> Proportion {
        Proportion::new(
            self.true_positives,
            self.true_positives + self.false_positives,
        )
    }

    /// The weighted harmonic mean of precision and sensitivity, the latter weighing β times as much; `None` where there
    /// is nothing relevant and nothing kept.
    pub fn f(&self, beta: f64) -> Option<f64> {
        let weight = beta * beta;
        let [hit, missed, wrong, _] = self.cells();
        let all = (1.0 + weight) * hit + weight * missed + wrong;
        (all > 0.0).then(|| (1.0 + weight) * hit / all)
    }

    /// Matthews' correlation coefficient; `None` where a row or a column is empty.
    pub fn mcc(&self) -> Option<f64> {
        let [tp, fneg, fp, tn] = self.cells();
        let product = (tp + fp) * (tp + fneg) * (tn + fp) * (tn + fneg);
        (product > 0.0).then(|| (tp * tn - fp * fneg) / product.sqrt())
    }

    /// Number needed to read: how many kept records have to be read for one that is relevant. `None` where nothing
    /// relevant was kept.
    pub fn number_needed_to_read(&self) -> Option<f64> {
        let [tp, _, fp, _] = self.cells();
        (tp > 0.0).then(|| (tp + fp) / tp)
    }

    /// Work saved over sampling (Cohen et al. 2006): the share of records that need not be read, less the share of the
    /// relevant ones that are missed by it. `None` where nothing is relevant.
    pub fn work_saved(&self) -> Option<f64> {
        let [_, missed, _, dropped] = self.cells();
        let all: f64 = self.cells().iter().sum();
        let recall = self.sensitivity().value()?;
        Some((dropped + missed) / all - (1.0 - recall))
    }

    fn cells(&self) -> [f64; 4] {
        [
            self.true_positives,
            self.false_negatives,
            self.false_positives,
            self.true_negatives,
        ]
        .map(|count| count as f64)
    }
}
