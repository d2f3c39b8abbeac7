//! Tables: CSV, TSV and their relatives, of any source.
//!
//! The separator, the header (some databases print a banner before it) and the meaning of the columns are found out
//! ([`layout`], [`csv_columns`](crate::csv_columns)); a mapping that the user confirmed replaces the last. What is in a
//! column without a target is kept in `Record::other` under the name of the column.

mod authors;
mod cells;
mod citation;
mod layout;
mod own;
mod rows;

use review::Severity;

use crate::csv_columns::{ColumnGuess, ColumnMapping, guess};
use crate::entries::Entries;

pub(crate) use own::write;

/// How many rows are looked at to find out what the columns hold.
const SAMPLE: usize = 300;

/// Reads a table, with the mapping the user confirmed or one that is found out.
pub(crate) fn parse(text: &str, mapping: Option<&ColumnMapping>) -> (Entries, ColumnGuess) {
    let layout = layout::find(text.strip_prefix('\u{feff}').unwrap_or(text));
    if own::is_own(&layout.header) {
        return own::parse(layout);
    }
    let mut entries = Entries::default();
    let mut rows = layout.rows;
    rows.expect_columns(layout.header.len());
    let mut sample = layout.first_rows;
    sample.extend(rows.by_ref().take(SAMPLE));
    let texts: Vec<Vec<String>> = sample
        .iter()
        .map(|row| {
            row.cells
                .iter()
                .map(|cell| cell.clone().into_owned())
                .collect()
        })
        .collect();
    let mut found = guess(layout.header, &texts);
    if let Some(mapping) = mapping {
        found.mapping = mapping.clone();
        found.confident = true;
    }
    if let Some(banner) = layout.banner {
        entries.problem(
            Severity::Note,
            Some(1),
            None,
            "The lines before the header of the table were passed over.",
            Some(&banner),
        );
    }
    let reader = cells::Reader::new(&found, &texts);
    drop(texts);
    for row in sample.into_iter().chain(rows) {
        let entry = entries.begin();
        let line = Some(row.line);
        if row.unclosed_quote {
            let reason = "A quotation mark in this row is never closed; it was taken as text.";
            entries.problem(Severity::Note, line, Some(entry), reason, Some(row.text));
        }
        let columns = found.header.len();
        if row.cells.len() > columns {
            let reason = format!(
                "This row has {} cells and the header {columns}; the cells too many were kept as text.",
                row.cells.len()
            );
            entries.problem(Severity::Value, line, Some(entry), reason, Some(row.text));
        } else if row.cells.len() < columns {
            let reason = format!(
                "This row has {} cells and the header {columns}.",
                row.cells.len()
            );
            entries.problem(Severity::Note, line, Some(entry), reason, Some(row.text));
        }
        let (record, doubts) = reader.record(&row.cells);
        for (reason, value) in doubts {
            entries.problem(Severity::Value, line, Some(entry), reason, Some(&value));
        }
        entries.record(record, row.line, entry);
    }
    (entries, found)
}
