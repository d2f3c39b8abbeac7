//! Files of ClinicalTrials.gov: the JSON of its API (version 2), the classic XML and the download as CSV.

pub(crate) mod csv;
pub(crate) mod json;
mod json_results;
mod value;
pub(crate) mod xml;

use crate::numbers::numbers_in;
use crate::trial::OtherId;

/// The name of the registry.
pub(crate) const REGISTRY: &str = "ClinicalTrials.gov";

/// A number beside the registry's own.
fn other_id(text: &str, kind: Option<String>) -> OtherId {
    OtherId {
        text: text.to_owned(),
        kind,
        numbers: numbers_in(text)
            .into_iter()
            .map(|found| found.number)
            .collect(),
    }
}
