//! The arithmetic gate over all that was proposed.

use review::{Measure, Proposal};

use crate::gates::{Together, arithmetic, set};
use crate::number::plain_number;
use crate::suggest::Suggested;

/// The arithmetic gate: values of the same arm, outcome and time are looked at together.
pub(crate) fn check_together(all: &mut [(Suggested, Measure)]) {
    let value = |suggested: &Suggested| match &suggested.proposal {
        Proposal::Read { finding, .. } => {
            plain_number(&finding.value).map(|value| (value, finding.value.clone()))
        }
        Proposal::Unread { .. } => None,
    };
    let together: Vec<Together> = all
        .iter()
        .map(|(one, _)| {
            let mut found = Together::default();
            for (other, measure) in all.iter() {
                let same = other.address.arm == one.address.arm
                    && other.address.outcome == one.address.outcome
                    && other.address.time_point == one.address.time_point;
                let Some((number, text)) = value(other).filter(|_| same) else {
                    continue;
                };
                match measure {
                    Measure::Events => found.events = Some(number),
                    Measure::GroupSize => found.group = Some(number),
                    Measure::Percent => {
                        let decimals = text.split_once('.').map_or(0, |(_, d)| d.len());
                        found.percent = Some((number, u32::try_from(decimals).unwrap_or(0)));
                    }
                    Measure::Estimate => found.estimate = Some(number),
                    Measure::LowerLimit => found.lower = Some(number),
                    Measure::UpperLimit => found.upper = Some(number),
                    Measure::StandardDeviation => found.spread = Some(number),
                    _ => {}
                }
            }
            found
        })
        .collect();
    for ((suggested, measure), together) in all.iter_mut().zip(together) {
        if let Some(result) = arithmetic(&together, *measure) {
            set(&mut suggested.proposal, result);
        }
    }
}
