//! Found: the whole title and abstract of a record with everything marked that a query finds in them.

use review::RecordId;
use search::{MarkedText, Place, Query, Typing};
use serde::Serialize;
use ts_rs::TS;

use crate::decide::known_group;
use crate::error::Result;
use crate::open_review::Review;

/// What a query finds in a record, for reading: nothing is left out.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FoundText {
    /// The title.
    pub title: MarkedText,
    /// The abstract; empty where there is none.
    pub abstract_text: MarkedText,
}

impl Review {
    /// Marks what a query finds in a record, by the rules by which the search finds it.
    pub async fn found_text(&self, record: &RecordId, query: &str) -> Result<FoundText> {
        let ledger = self.ledger().await?;
        let group = known_group(&ledger, record)?;
        let record = self.combined(&ledger, group).await?;
        // The last word may be unfinished: a list that was searched while typing marks its beginning too.
        let marker = Query::parse(query, Typing::AsYouType).marker();
        let mark =
            |place, text: &Option<String>| marker.mark(place, text.as_deref().unwrap_or_default());
        Ok(FoundText {
            title: mark(Place::Title, &record.title),
            abstract_text: mark(Place::Abstract, &record.abstract_text),
        })
    }
}
