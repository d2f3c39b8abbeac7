//! What the pooled estimate rests on: every study left out once, and studies added one by one.

use serde::Serialize;

use crate::analysis::{Pooled, pool_effects, pooled};
use crate::{Analysis, HartungKnapp, Options, PoolError, StudyEffect};

/// The studies pooled once more.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Repooled {
    /// The study left out, or the one added last.
    pub id: String,
    /// What is shown of it.
    pub label: String,
    /// The estimate of the others, or of all so far.
    pub pooled: Pooled,
    /// Variance between them.
    pub tau2: f64,
    /// Their I², 0 to 1.
    pub i2: f64,
}

/// The pooled estimate without each study in turn; of two studies, what is left is the other one's own estimate.
///
/// # Errors
/// As [`pool`](crate::pool): what is left may not be estimable.
pub fn leave_one_out(analysis: &Analysis) -> Result<Vec<Repooled>, PoolError> {
    let studies = &analysis.studies;
    (0..studies.len())
        .map(|out| {
            let rest = studies.iter().enumerate().filter(|(i, _)| *i != out);
            let rest: Vec<StudyEffect> = rest.map(|(_, study)| study.clone()).collect();
            again(&studies[out], rest, &analysis.options)
        })
        .collect()
}

/// The pooled estimate of the first study, the first two, and so on, in the order given.
///
/// # Errors
/// As [`pool`](crate::pool): the first studies may not be estimable together.
pub fn cumulative(analysis: &Analysis) -> Result<Vec<Repooled>, PoolError> {
    let studies = &analysis.studies;
    (0..studies.len())
        .map(|last| again(&studies[last], studies[..=last].to_vec(), &analysis.options))
        .collect()
}

fn again(
    named: &StudyEffect,
    studies: Vec<StudyEffect>,
    options: &Options,
) -> Result<Repooled, PoolError> {
    let (pooled, tau2, i2) = pool_any(studies, options)?;
    Ok(Repooled {
        id: named.id.clone(),
        label: named.label.clone(),
        pooled,
        tau2,
        i2,
    })
}

/// Estimate, τ² and I² of one study or more. One study's estimate is its own, by the normal distribution.
pub(crate) fn pool_any(
    studies: Vec<StudyEffect>,
    options: &Options,
) -> Result<(Pooled, f64, f64), PoolError> {
    match studies.as_slice() {
        [] => Err(PoolError::TooFew {
            given: 0,
            with_effect: 0,
            left_out: Vec::new(),
        }),
        [only] => {
            let options = Options {
                hartung_knapp: HartungKnapp::No,
                ..*options
            };
            Ok((pooled(only.yi, only.se(), None, &options), 0.0, 0.0))
        }
        _ => {
            let analysis = pool_effects(studies, Vec::new(), options)?;
            let found = analysis.heterogeneity;
            Ok((analysis.pooled, found.tau2, found.i2))
        }
    }
}
