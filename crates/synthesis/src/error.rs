//! [`PoolError`]: why studies could not be pooled.

use crate::{HartungKnapp, Measure, Method};

/// Why studies could not be pooled.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum PoolError {
    /// Fewer than two studies have an effect.
    #[error("{with_effect} of {given} studies have an estimate; a meta-analysis needs two or more")]
    TooFew {
        /// Studies given.
        given: usize,
        /// Of these, with an estimate that can be used.
        with_effect: usize,
    },
    /// The level of the intervals is no share.
    #[error("{0} is no level for an interval; it lies between 0 and 1, such as 0.95")]
    Level(f64),
    /// The method needs counts that the measure has not, or another measure.
    #[error("{} cannot be pooled by the method “{}”", measure.name(), method.name())]
    Method {
        /// What was asked for.
        measure: Measure,
        /// How it was to be pooled.
        method: Method,
    },
    /// The correction belongs to random effects.
    #[error("the interval of Hartung and Knapp belongs to random effects, not to “{}”", method.name())]
    HartungKnapp {
        /// How it was to be pooled.
        method: Method,
        /// The interval asked for.
        interval: HartungKnapp,
    },
    /// All studies together have no event in one arm, so that no ratio can be estimated.
    #[error("a pooled {} cannot be estimated: {why}", measure.name())]
    NotEstimable {
        /// What was asked for.
        measure: Measure,
        /// What is lacking.
        why: &'static str,
    },
    /// The variance between studies was not found.
    #[error(
        "the variance between studies was not found by “{}” in {steps} steps; try another method", method.name()
    )]
    NotConverged {
        /// The estimator.
        method: Method,
        /// Steps made.
        steps: usize,
    },
    /// A study is given twice: it would count twice.
    #[error("the study “{0}” is given more than once and would count more than once")]
    Twice(String),
}
