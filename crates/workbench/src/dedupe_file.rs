//! Deduplication of one file, without a review: for trying it out and for measuring it.

use std::path::Path;

use dedup::Options;
use review::Record;
use serde::Serialize;

use crate::convert::{refuse_same_file, write_whole};
use crate::dedupe::find_duplicates;
use crate::error::{Error, Result};
use crate::import::read_references;
use crate::progress::Progress;

/// What was found in the file.
#[derive(Clone, Debug, Serialize)]
pub struct FileDuplicates {
    /// Entries in the file, unreadable ones included.
    pub rows: usize,
    /// Groups of two or more.
    pub groups: usize,
    /// Records beyond the first of each group.
    pub duplicates: usize,
    /// Doubtful pairs.
    pub doubtful: usize,
}

/// Writes `out` with the columns `row` (from 0) and `group` (the first row of the group), one line for each entry of
/// `input`; and, if wanted, `queue` with the columns `a, b, score, reason` (rows from 0).
pub fn dedupe_file(
    input: &Path,
    out: &Path,
    queue: Option<&Path>,
    progress: &Progress,
) -> Result<FileDuplicates> {
    refuse_same_file(input, out)?;
    let (_, import) = read_references(input, None)?;
    // An entry that could not be read keeps its row, alone in its group.
    let row_of: Vec<usize> = import
        .records
        .iter()
        .map(|r| usize::try_from(r.entry.saturating_sub(1)).unwrap_or(usize::MAX))
        .collect();
    let lost = import
        .problems
        .iter()
        .filter_map(|p| p.entry)
        .max()
        .unwrap_or(0);
    let rows = row_of
        .last()
        .map_or(0, |last| last + 1)
        .max(usize::try_from(lost).unwrap_or(0));
    let records: Vec<&Record> = import.records.iter().map(|r| &r.record).collect();
    let found = find_duplicates(&records, &Options::default(), progress)?;

    let mut group_of: Vec<usize> = (0..rows).collect();
    for group in &found.groups {
        let first = group.members.first().map_or(0, |&m| row_of[m]);
        for &member in &group.members {
            group_of[row_of[member]] = first;
        }
    }
    write_table(
        out,
        &["row", "group"],
        group_of
            .iter()
            .enumerate()
            .map(|(row, group)| vec![row.to_string(), group.to_string()]),
    )?;
    if let Some(queue) = queue {
        write_table(
            queue,
            &["a", "b", "score", "reason"],
            found.queue.iter().map(|link| {
                vec![
                    row_of[link.a].to_string(),
                    row_of[link.b].to_string(),
                    format!("{:.4}", link.evidence.score),
                    link.evidence.reason.clone(),
                ]
            }),
        )?;
    }
    Ok(FileDuplicates {
        rows,
        groups: found.groups.len(),
        duplicates: found.groups.iter().map(|g| g.members.len() - 1).sum(),
        doubtful: found.queue.len(),
    })
}

/// Writes a CSV file whole or not at all.
pub(crate) fn write_table(
    path: &Path,
    header: &[&str],
    rows: impl Iterator<Item = Vec<String>>,
) -> Result<()> {
    write_whole(path, |file| {
        let failed = |e| Error::table(path, e);
        let mut writer = csv::Writer::from_writer(file);
        writer.write_record(header).map_err(failed)?;
        for row in rows {
            writer.write_record(&row).map_err(failed)?;
        }
        writer.flush().map_err(|e| Error::file(path, &e))
    })
}
