//! One trial: all that its registry says, as the ten tables, and what changed from one imported version to the next.

use registry::{TableKind, TrialChange, changes};
use serde::Serialize;
use ts_rs::TS;

use super::links::no_trial;
use crate::error::Result;
use crate::open_review::Review;

/// A registration with its history.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TrialDetail {
    /// Its number.
    pub number: String,
    /// Its page, as text.
    pub url: Option<String>,
    /// What it says, tables without rows left out.
    pub tables: Vec<TrialTable>,
    /// Its versions, the latest first.
    pub versions: Vec<TrialVersion>,
}

/// One of the ten tables, of one trial.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TrialTable {
    /// Which.
    pub table: TableKind,
    /// Its columns, without the number of the trial.
    pub header: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<String>>,
}

/// A version of a registration.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TrialVersion {
    /// The files that hold it.
    pub files: Vec<TrialFile>,
    /// What changed against the version before; empty of the first.
    pub changes: Vec<TrialChange>,
}

/// A file that holds a version.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TrialFile {
    /// Its name.
    pub name: String,
    /// Who imported it.
    pub by: String,
    /// When, UTC milliseconds.
    pub at: i64,
}

impl Review {
    /// A registration by its number.
    ///
    /// # Errors
    /// There is none.
    pub async fn trial(&self, number: &str) -> Result<TrialDetail> {
        let ledger = self.ledger().await?;
        let kept = self.kept_trials().await?;
        let registration = kept.registration(number).ok_or_else(|| no_trial(number))?;
        let latest = registration.latest().ok_or_else(|| no_trial(number))?;
        let tables = TableKind::ALL.into_iter().map(|table| TrialTable {
            table,
            header: table
                .header()
                .iter()
                .skip(1)
                .map(|&name| name.to_owned())
                .collect(),
            rows: table
                .rows(latest)
                .into_iter()
                .map(|row| row.into_iter().skip(1).collect())
                .collect(),
        });
        let imports = &kept.facts.imports;
        let mut versions = Vec::new();
        let mut before = None;
        for version in registration.versions() {
            let files = version.imports.iter().filter_map(|id| {
                let import = imports.iter().find(|import| import.id == *id)?;
                Some(TrialFile {
                    name: import.file_name.clone(),
                    by: ledger.reviewer_name(&import.reviewer_id).to_owned(),
                    at: import.imported_at,
                })
            });
            versions.push(TrialVersion {
                files: files.collect(),
                changes: before.map_or_else(Vec::new, |before| changes(before, &version.trial)),
            });
            before = Some(&version.trial);
        }
        versions.reverse();
        Ok(TrialDetail {
            number: number.to_owned(),
            url: latest.url.clone(),
            tables: tables.filter(|table| !table.rows.is_empty()).collect(),
            versions,
        })
    }
}
