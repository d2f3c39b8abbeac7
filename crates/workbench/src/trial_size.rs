//! Size: how many people a trial needs, without a review.

use synthesis::size::{Plan, Question, SampleSize, SizeError};

use crate::error::{Error, Result};

/// How many people the trial needs.
///
/// # Errors
/// A number that cannot be what it is given as, or no size that suffices.
pub fn sample_size(question: &Question, plan: &Plan) -> Result<SampleSize> {
    synthesis::size::sample_size(question, plan).map_err(|error| {
        let hint = match error {
            SizeError::OutOfRange { .. } => "Shares are given as 0.2, not as 20.",
            SizeError::Unreachable(_) => "Check the expected difference and the margin.",
            SizeError::NoFormula => "Leave --equivalence out.",
            SizeError::TooMany => "Check the expected difference.",
        };
        Error::invalid(error.to_string(), hint)
    })
}
