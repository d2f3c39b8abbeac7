//! Blinding: what is left out of a record before one's own decision, where the protocol asks for it.
//!
//! It is about what screening and search show. Comparing duplicates and mending records need the names; exports are of
//! the team as a whole; and whoever searches for an author by name knows the name already.

use review::{Blinding, Outcome, Record, ReviewerId, Stage};

use crate::ledger::Ledger;

/// Whether authors and journal of a record are hidden from a viewer: the record is not settled at title and abstract, and
/// the viewer has not decided on it. `None` is the team as a whole.
pub(crate) fn is_blinded(ledger: &Ledger, group: usize, viewer: Option<&ReviewerId>) -> bool {
    let stage = Stage::TitleAbstract;
    ledger.protocol().blinding == Blinding::AuthorsAndJournals
        && !matches!(
            ledger.outcome(group, stage),
            Outcome::Included | Outcome::Excluded { .. }
        )
        && viewer.is_none_or(|viewer| ledger.own_decision(group, stage, viewer).is_none())
}

/// Takes out authors and journal, and all that leads to them. What the work is about stays, and its year and language.
pub(crate) fn blind(record: &mut Record) {
    *record = Record {
        kind: record.kind.clone(),
        title: record.title.take(),
        original_title: record.original_title.take(),
        abstract_text: record.abstract_text.take(),
        year: record.year,
        language: record.language.take(),
        keywords: std::mem::take(&mut record.keywords),
        ..Record::default()
    };
}
