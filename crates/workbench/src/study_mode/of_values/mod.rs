//! A study of suggested values: what is read is one value of the extraction form, and reports are given out whole.
//!
//! Everything that a study of records keeps closed is closed here too. Readings are answers of the study and never
//! values of the review; what is right is settled by adjudicators, and which answers are right beside it as well.

mod answers;
mod draw;
mod findings;
mod integrity;
mod known;
mod read;
mod table;
mod truth;

pub use findings::ValueFindings;
pub use read::{GivenValueReading, LeftValueReading, ValueTurn};
pub use truth::{
    GivenValueTruth, SettledValueTruth, ValueSays, ValueTruthDifference, ValueTruthTurn,
};

pub(crate) use answers::Said;
pub(crate) use known::KnownValue;
pub(crate) use table::{HEADER, row};
pub(crate) use truth::progress;

use review::{Field, ValueAddress};
use serde::Serialize;
use store::StudyModeValue;
use ts_rs::TS;

use super::Opened;
use crate::error::{Error, Result};
use crate::extract::StudyReport;
use crate::open_review::Review;

/// A value as it is read or judged in a study: its field and its report, and nothing that anybody or a model said of it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct StudiedValue {
    /// Its name in the protocol.
    pub item: String,
    /// What the study that it belongs to is called.
    pub label: String,
    /// The reports of that study.
    pub reports: Vec<StudyReport>,
    /// The field as the form had it when the protocol was locked.
    pub field: Field,
    /// Which value: the field with its arm, outcome and time point.
    pub address: ValueAddress,
}

impl Opened {
    pub(crate) fn value(&self, item: &str) -> Result<&StudyModeValue> {
        self.values
            .iter()
            .find(|value| value.item == item)
            .ok_or_else(|| {
                Error::not_found(
                    "this study reads no such value",
                    "Go on with the value that is shown.",
                )
            })
    }
}

impl Review {
    async fn studied_value(&self, value: &StudyModeValue) -> Result<StudiedValue> {
        let ledger = self.ledger().await?;
        let facts = self.extraction_facts().await?;
        let listed = self.to_extract(&ledger, &facts).await?;
        let of = listed
            .into_iter()
            .find(|one| one.study.as_ref() == Some(&value.extracted));
        let (label, reports) = of.map_or_else(Default::default, |one| (one.label, one.reports));
        Ok(StudiedValue {
            item: value.item.clone(),
            label,
            reports,
            field: value.field.clone(),
            address: value.address.clone(),
        })
    }
}
