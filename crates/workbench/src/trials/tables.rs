//! The ten kinds of things that the trials of the review consist of, as tables, and as files.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use registry::{TableKind, TableWriter, Trial};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::list::{TrialReportState, report_state};
use crate::error::{Error, Result};
use crate::export::Table;
use crate::open_review::Review;

/// Rows that a page may have.
const MOST_ROWS: usize = 500;

/// Which trials.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TrialSet {
    /// All that were imported.
    #[default]
    All,
    /// Those with a report that is included at full text.
    Included,
}

/// Rows of one of the tables.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TrialTablePage {
    /// Columns.
    pub header: Vec<String>,
    /// Rows of this page.
    pub rows: Vec<Vec<String>>,
    /// Rows that hold the words, on all pages.
    pub found: usize,
    /// Rows of the table.
    pub all: usize,
    /// Trials in the set.
    pub trials: usize,
}

impl Review {
    /// A page of a table: the rows that hold every word.
    pub async fn trial_table(
        &self,
        table: TableKind,
        set: TrialSet,
        words: &str,
        offset: usize,
        limit: usize,
    ) -> Result<TrialTablePage> {
        let trials = self.trials_of(set).await?;
        let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
        let (mut all, mut found, mut rows) = (0, 0, Vec::new());
        for row in trials.iter().flat_map(|trial| table.rows(trial)) {
            all += 1;
            let text = || row.join("\n").to_lowercase();
            if !words.is_empty() {
                let text = text();
                if !words.iter().all(|word| text.contains(word)) {
                    continue;
                }
            }
            if found >= offset && rows.len() < limit.min(MOST_ROWS) {
                rows.push(row);
            }
            found += 1;
        }
        Ok(TrialTablePage {
            header: table.header().iter().map(|&name| name.to_owned()).collect(),
            rows,
            found,
            all,
            trials: trials.len(),
        })
    }

    /// The latest version of each registration of a set, registrations of one trial beside each other.
    pub(crate) async fn trials_of(&self, set: TrialSet) -> Result<Vec<Trial>> {
        let kept = self.kept_trials().await?;
        let latest = |number: &String| kept.registration(number)?.latest().cloned();
        if set == TrialSet::All {
            let all = kept.registrations.iter().filter_map(|one| one.latest());
            return Ok(all.cloned().collect());
        }
        let ledger = self.ledger().await?;
        let linked = self.linked_trials(&ledger, &kept).await?;
        let included: BTreeSet<&String> = linked
            .trials
            .iter()
            .filter(|trial| {
                trial.links.iter().any(|link| {
                    link.holds() && report_state(&ledger, link.group) == TrialReportState::Included
                })
            })
            .flat_map(|trial| &trial.numbers)
            .collect();
        Ok(included.into_iter().filter_map(latest).collect())
    }

    /// One table to be written.
    pub(crate) async fn trial_table_to_write(
        &self,
        table: TableKind,
        set: TrialSet,
    ) -> Result<Table> {
        let trials = self.trials_of(set).await?;
        Ok(Table {
            name: table.name(),
            header: table.header().to_vec(),
            rows: trials.iter().flat_map(|trial| table.rows(trial)).collect(),
        })
    }

    /// Writes the ten tables as CSV into a folder. Returns the files and the rows in them, headers not counted.
    ///
    /// # Errors
    /// A place that cannot be written.
    pub async fn write_trial_tables(
        &self,
        folder: &Path,
        set: TrialSet,
    ) -> Result<(Vec<PathBuf>, usize)> {
        let trials = self.trials_of(set).await?;
        std::fs::create_dir_all(folder).map_err(|e| Error::file(folder, &e))?;
        let failed = |e: std::io::Error| Error::file(folder, &e);
        let path = |kind: TableKind| folder.join(format!("{}.csv", kind.name()));
        let mut writer = TableWriter::new(|kind| File::create(path(kind)).map(BufWriter::new))
            .map_err(failed)?;
        for trial in &trials {
            writer.add(trial).map_err(failed)?;
        }
        let mut files = Vec::new();
        let mut rows = 0;
        for (kind, count, file) in writer.finish().map_err(failed)? {
            let file = file.into_inner().map_err(|e| failed(e.into_error()))?;
            file.sync_all().map_err(failed)?;
            rows += usize::try_from(count).unwrap_or(usize::MAX);
            files.push(path(kind));
        }
        Ok((files, rows))
    }
}
