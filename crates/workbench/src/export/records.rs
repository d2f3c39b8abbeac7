//! Export of records: the whole review or a part of it, as references or as a table with outcomes.

use std::path::Path;
use std::str::FromStr;

use formats::Format;
use review::{Outcome, Record, Stage};
use serde::Serialize;
use ts_rs::TS;

use super::table::{Table, TableFormat, TableWritten};
use crate::convert::write_references;
use crate::dedupe::authors;
use crate::error::{Error, Result};
use crate::ledger::Ledger;
use crate::open_review::Review;

/// Which records are exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RecordSet {
    /// Every entry of every file, duplicates too.
    Entries,
    /// Every record after duplicates were merged.
    All,
    /// Records still to be settled at title and abstract.
    Undecided,
    /// Included at title and abstract: the reports sought.
    IncludedAbstract,
    /// Excluded at title and abstract.
    ExcludedAbstract,
    /// Included at full text.
    Included,
    /// Excluded at full text.
    ExcludedFullText,
    /// In conflict at either stage.
    Conflicts,
}

impl RecordSet {
    /// The words on the command line.
    pub const WORDS: [(&'static str, RecordSet); 8] = [
        ("all", RecordSet::All),
        ("entries", RecordSet::Entries),
        ("undecided", RecordSet::Undecided),
        ("included-abstract", RecordSet::IncludedAbstract),
        ("excluded-abstract", RecordSet::ExcludedAbstract),
        ("included", RecordSet::Included),
        ("excluded-full-text", RecordSet::ExcludedFullText),
        ("conflicts", RecordSet::Conflicts),
    ];

    fn contains(self, ledger: &Ledger, group: usize) -> bool {
        if self == RecordSet::All {
            return true;
        }
        let title_abstract = ledger.outcome(group, Stage::TitleAbstract);
        let full_text = ledger.outcome(group, Stage::FullText);
        match self {
            RecordSet::All | RecordSet::Entries => true,
            _ if ledger.removal(group).is_some() => false,
            RecordSet::Undecided => matches!(title_abstract, Outcome::Undecided | Outcome::Waiting),
            RecordSet::IncludedAbstract => title_abstract == Outcome::Included,
            RecordSet::ExcludedAbstract => matches!(title_abstract, Outcome::Excluded { .. }),
            RecordSet::Included => {
                ledger.is_eligible(group, Stage::FullText) && full_text == Outcome::Included
            }
            RecordSet::ExcludedFullText => {
                ledger.is_eligible(group, Stage::FullText)
                    && matches!(full_text, Outcome::Excluded { .. })
            }
            RecordSet::Conflicts => {
                title_abstract == Outcome::Conflict || full_text == Outcome::Conflict
            }
        }
    }
}

impl FromStr for RecordSet {
    type Err = Error;

    fn from_str(word: &str) -> Result<Self> {
        RecordSet::WORDS
            .iter()
            .find(|(name, _)| *name == word)
            .map(|(_, set)| *set)
            .ok_or_else(|| {
                let words: Vec<&str> = RecordSet::WORDS.iter().map(|(name, _)| *name).collect();
                Error::invalid(
                    format!("there is no set of records “{word}”"),
                    format!("Choose one of: {}.", words.join(", ")),
                )
            })
    }
}

/// How records are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordFormat {
    /// As references.
    References(Format),
    /// As a spreadsheet with the outcome of each record.
    Xlsx,
}

impl FromStr for RecordFormat {
    type Err = Error;

    fn from_str(word: &str) -> Result<Self> {
        if word == "xlsx" {
            return Ok(RecordFormat::Xlsx);
        }
        match Format::from_str(word) {
            Ok(format) if Format::WRITABLE.contains(&format) => {
                Ok(RecordFormat::References(format))
            }
            _ => Err(Error::invalid(
                format!("records cannot be written as “{word}”"),
                "Choose ris, nbib, bib, csv, json or xlsx.",
            )),
        }
    }
}

impl Review {
    /// Writes a set of records; returns how many there were.
    pub async fn export_records(
        &self,
        set: RecordSet,
        format: RecordFormat,
        out: &Path,
    ) -> Result<TableWritten> {
        let ledger = self.ledger().await?;
        let chosen: Vec<usize> = match set {
            RecordSet::Entries => (0..ledger.record_count())
                .filter(|&o| ledger.is_live(o))
                .collect(),
            _ => ledger
                .groups()
                .filter(|&g| set.contains(&ledger, g))
                .collect(),
        };
        let mut records = Vec::with_capacity(chosen.len());
        for &ordinal in &chosen {
            records.push(match set {
                RecordSet::Entries => self.store.record(ledger.id(ordinal)).await?.record,
                _ => self.combined(&ledger, ordinal).await?,
            });
        }
        match format {
            RecordFormat::References(format) => {
                write_references(&records, format, out)?;
                Ok(records.len().into())
            }
            RecordFormat::Xlsx => table(&ledger, &chosen, &records).write(out, TableFormat::Xlsx),
        }
    }
}

fn table(ledger: &Ledger, ordinals: &[usize], records: &[Record]) -> Table {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let rows = ordinals
        .iter()
        .zip(records)
        .map(|(&ordinal, record)| {
            let group = ledger.group(ordinal);
            let full_text = ledger.outcome(group, Stage::FullText);
            let reason = match &full_text {
                Outcome::Excluded { reason: Some(id) } => ledger
                    .protocol()
                    .criteria
                    .iter()
                    .find(|c| c.id == *id)
                    .map(|c| c.text.clone()),
                _ => None,
            };
            vec![
                ledger.id(ordinal).to_string(),
                text(&record.title),
                authors(record),
                record.year.map(|y| y.to_string()).unwrap_or_default(),
                text(&record.journal),
                text(&record.volume),
                text(&record.issue),
                text(&record.pages),
                text(&record.doi),
                text(&record.pmid),
                ledger.sources(group).join("; "),
                ledger
                    .outcome(group, Stage::TitleAbstract)
                    .as_str()
                    .to_owned(),
                full_text.as_str().to_owned(),
                reason.unwrap_or_default(),
                ledger.tags(group).join("; "),
                text(&record.abstract_text),
            ]
        })
        .collect();
    Table {
        name: "Records",
        header: vec![
            "record",
            "title",
            "authors",
            "year",
            "journal",
            "volume",
            "issue",
            "pages",
            "doi",
            "pmid",
            "sources",
            "title_abstract",
            "full_text",
            "exclusion_reason",
            "tags",
            "abstract",
        ],
        rows,
    }
}
