//! [`PoolError`]: why studies could not be pooled.

use drawing::text::one_line;

use crate::{HartungKnapp, LeftOut, Measure, Method};

/// Why studies could not be pooled.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum PoolError {
    /// Fewer than two studies have an effect.
    #[error(
        "{with_effect} of {given} studies have an estimate; a meta-analysis needs two or more{}",
        reasons(left_out)
    )]
    TooFew {
        /// Studies given.
        given: usize,
        /// Of these, with an estimate that can be used.
        with_effect: usize,
        /// Those that have none, with the reason.
        left_out: Vec<LeftOut>,
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
    /// All estimates are the same, so that the interval of Hartung and Knapp has no width.
    #[error("all estimates are the same, so that the interval of Hartung and Knapp has no width")]
    SameEstimates,
    /// A subgroup by itself could not be pooled.
    #[error("the subgroup “{name}” cannot be pooled by itself: {why}")]
    Subgroup {
        /// Its name.
        name: String,
        /// Why.
        why: Box<PoolError>,
    },
    /// A study is given twice: it would count twice.
    #[error("the study “{0}” is given more than once and would count more than once")]
    Twice(String),
}

impl PoolError {
    /// What to try, in words that fit a command and a screen alike; `None` where it hangs on where the studies come from.
    pub fn hint(&self) -> Option<&'static str> {
        Some(match self {
            PoolError::Method { .. } => {
                "Mantel–Haenszel is for odds ratio, risk ratio and risk difference, Peto for the Peto odds ratio; the other methods are for every measure."
            }
            PoolError::HartungKnapp { .. } => {
                "Choose a method of random effects: REML, DerSimonian–Laird or Paule–Mandel."
            }
            PoolError::Level(_) => "The usual level is 0.95.",
            PoolError::NotEstimable {
                measure: Measure::RiskDifference,
                ..
            } => "Choose inverse variance, which adds ½ to empty cells.",
            PoolError::NotEstimable { .. } => "A risk difference can be pooled.",
            PoolError::NotConverged { .. } => "DerSimonian–Laird and Paule–Mandel always end.",
            PoolError::SameEstimates => "Choose the ad-hoc correction, or the usual interval.",
            PoolError::Subgroup { .. } => "Pool without subgroups, or by another method.",
            PoolError::TooFew { .. } | PoolError::Twice(_) => return None,
        })
    }
}

/// The first studies without an estimate, in brackets.
fn reasons(left_out: &[LeftOut]) -> String {
    const NAMED: usize = 4;
    let named: Vec<String> = left_out
        .iter()
        .take(NAMED)
        .map(|left| format!("{}: {}", one_line(&left.label), left.because.reason()))
        .collect();
    match left_out.len() {
        0 => String::new(),
        n if n > NAMED => format!(" ({}; and {} more)", named.join("; "), n - NAMED),
        _ => format!(" ({})", named.join("; ")),
    }
}
