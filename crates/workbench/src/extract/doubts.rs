//! Doubts: what the arithmetic of the gates says against values that people gave, and whether somebody stands by them.
//!
//! A report may print nonsense, so that nothing is refused here. What cannot be is told beside the value and keeps a final
//! export back until it is corrected, or the one of the numbers that was given last has a note that says why it holds.

use std::collections::HashMap;

use extraction::Placed;
use review::{
    FieldKind, FieldValue, Finding, GateResult, Light, Measure, ReviewerId, Scope, ValueAddress,
    ValueStatus,
};

use super::standing::{Settled, Standing};

/// A value that something speaks against.
#[derive(Clone, Debug)]
pub(crate) struct Doubted {
    pub(crate) address: ValueAddress,
    pub(crate) gate: GateResult,
    /// Whether somebody stands by it.
    pub(crate) confirmed: bool,
}

impl Doubted {
    /// Whether it is to be corrected or confirmed: it cannot be, and nobody stands by it.
    pub(crate) fn is_open(&self) -> bool {
        self.gate.light == Light::Red && !self.confirmed
    }
}

impl Standing<'_> {
    /// What speaks against the reviewer's own values; with one extractor, against anybody's.
    pub(crate) fn own_doubts(&self, reviewer: &ReviewerId) -> Vec<Doubted> {
        self.doubts(|address| {
            self.consensus(address)
                .or_else(|| self.own(reviewer, address))
                .cloned()
        })
    }

    /// What speaks against what the team says.
    pub(crate) fn settled_doubts(&self) -> Vec<Doubted> {
        self.doubts(|address| match self.settled(address) {
            Settled::Value { value } => Some(*value),
            Settled::Open | Settled::Differ { .. } => None,
        })
    }

    fn doubts(&self, value_at: impl Fn(&ValueAddress) -> Option<FieldValue>) -> Vec<Doubted> {
        let Some(form) = self.form else {
            return Vec::new();
        };
        let fields: HashMap<_, _> = form.fields.iter().map(|f| (&f.id, f)).collect();
        let mut numbers: Vec<(&ValueAddress, Measure, FieldValue, Finding)> = Vec::new();
        let mut ratios: Vec<&ValueAddress> = Vec::new();
        for address in &self.addresses {
            let Some(field) = fields.get(&address.field) else {
                continue;
            };
            let FieldKind::Number { measure, .. } = field.kind else {
                if field.id.as_str() == "effect_measure"
                    && field.scope == Scope::Outcome
                    && value_at(address)
                        .and_then(|value| value.finding)
                        .is_some_and(|found| extraction::names_ratio(&found.value))
                {
                    ratios.push(address);
                }
                continue;
            };
            let Some(value) = value_at(address).filter(|value| self.holds(value)) else {
                continue;
            };
            let given = value.finding.clone().filter(|finding| {
                matches!(
                    finding.status,
                    ValueStatus::Reported | ValueStatus::Calculated
                )
            });
            if let Some(finding) = given {
                numbers.push((address, measure, value, finding));
            }
        }
        let placed: Vec<Placed<'_>> = numbers
            .iter()
            .map(|(address, measure, _, finding)| Placed {
                address,
                measure: *measure,
                text: &finding.value,
                is_ratio: ratios.iter().any(|ratio| {
                    ratio.outcome == address.outcome && ratio.time_point == address.time_point
                }) || fields
                    .get(&address.field)
                    .is_some_and(|field| extraction::names_ratio(&field.label)),
            })
            .collect();
        let found = extraction::doubts(&placed);
        numbers
            .iter()
            .zip(found)
            .filter_map(|((address, ..), doubt)| {
                let doubt = doubt?;
                let of = doubt.of.iter().filter_map(|at| numbers.get(*at));
                let last = of
                    .map(|(_, _, value, _)| value)
                    .max_by_key(|value| &value.id);
                Some(Doubted {
                    address: (*address).clone(),
                    confirmed: last.is_some_and(|value| value.note.is_some()),
                    gate: doubt.gate(),
                })
            })
            .collect()
    }
}
