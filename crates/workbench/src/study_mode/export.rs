//! The report of a study as files: page, PDF, every reading as a table, the analysis as data, and what it takes to check
//! them.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use serde::Serialize;
use ts_rs::TS;

use super::content::content;
use super::findings::{Known, Reported};
use super::{of_values, page, pdf};
use crate::convert::write_whole;
use crate::error::{Error, Result};
use crate::export::{Table, TableFormat, utc};
use crate::open_review::Review;
use crate::simulate::write_json;

/// What was written.
#[derive(Clone, Debug, Serialize, TS)]
pub struct StudyFiles {
    /// The files.
    pub files: Vec<PathBuf>,
    /// Readings in the table.
    pub readings: usize,
}

impl Review {
    /// Writes the report of a study into a folder: `report.html`, `report.pdf`, `readings.csv`, `analysis.json`,
    /// `protocol.json` (as it was locked, byte for byte) and `allocation.json`. Refused before the study has ended.
    pub async fn export_study(&self, study: Option<&str>, folder: &Path) -> Result<StudyFiles> {
        let reported = self.reported_study(study).await?;
        let titles = reported.titles(self).await?;
        std::fs::create_dir_all(folder).map_err(|e| Error::file(folder, &e))?;
        let blocks = content(&reported);
        let title = &reported.findings.analysis.plan.title;
        let written = utc(jiff::Timestamp::now().as_millisecond());
        let foot = format!(
            "Written by Attest {} on {written}.",
            env!("CARGO_PKG_VERSION")
        );
        let mut files = Vec::new();
        let mut bytes = |name: &str, bytes: &[u8]| -> Result<()> {
            let path = folder.join(name);
            write_whole(&path, |file| {
                file.write_all(bytes).map_err(|e| Error::file(&path, &e))
            })?;
            files.push(path);
            Ok(())
        };
        bytes("report.html", page::page(title, &blocks, &foot).as_bytes())?;
        let drawn = pdf::pdf(title, &blocks, &foot)
            .map_err(|e| Error::internal(format!("the report could not be drawn: {e}")))?;
        bytes("report.pdf", &drawn)?;
        bytes("protocol.json", reported.opened.locked.text.as_bytes())?;
        let table = match reported.findings.values {
            None => Table {
                name: "Readings",
                header: HEADER.to_vec(),
                rows: reported
                    .known
                    .iter()
                    .map(|known| row(known, titles.get(known.record.as_str())))
                    .collect(),
            },
            Some(_) => {
                let labels = self.study_labels().await?;
                Table {
                    name: "Readings",
                    header: of_values::HEADER.to_vec(),
                    rows: reported
                        .values
                        .iter()
                        .map(|known| of_values::row(known, &labels))
                        .collect(),
                }
            }
        };
        let path = folder.join("readings.csv");
        table.write(&path, TableFormat::Csv)?;
        files.push(path);
        let path = folder.join("analysis.json");
        write_json(&path, &reported.findings)?;
        files.push(path);
        let path = folder.join("allocation.json");
        write_json(&path, &allocation(&reported))?;
        files.push(path);
        Ok(StudyFiles {
            files,
            readings: table.rows.len(),
        })
    }
}

impl Review {
    /// What the studies of the review are called.
    async fn study_labels(&self) -> Result<HashMap<String, String>> {
        let ledger = self.ledger().await?;
        let studies = ledger.facts().studies.iter();
        Ok(studies
            .map(|study| (study.id.to_string(), study.label.clone()))
            .collect())
    }
}

fn allocation(reported: &Reported) -> serde_json::Value {
    serde_json::json!({
        "protocol_sha256": reported.opened.row.sha256,
        "allocation_sha256": reported.opened.locked.protocol.allocation_sha256,
        "seed": reported.findings.allocation_seed,
        "allocation": reported.opened.locked.allocation,
    })
}

const HEADER: [&str; 19] = [
    "reader",
    "record",
    "title",
    "practice",
    "arm",
    "period",
    "position",
    "first_answer",
    "answer",
    "suggestion",
    "suggestion_in_view",
    "truth",
    "right",
    "active_30_seconds",
    "active_60_seconds",
    "active_120_seconds",
    "active_60_seconds_after_suggestion",
    "laid_aside",
    "last_step_at",
];

fn row(known: &Known, title: Option<&String>) -> Vec<String> {
    let answer = |kept: Option<bool>| {
        kept.map_or("", |kept| if kept { "include" } else { "exclude" })
            .to_owned()
    };
    let yes = |truth: bool| if truth { "yes" } else { "no" }.to_owned();
    let seconds = |rule: usize| {
        known
            .seconds
            .map_or_else(String::new, |seconds| format!("{:.3}", seconds[rule]))
    };
    vec![
        known.reader.clone(),
        known.record.to_string(),
        title.cloned().unwrap_or_default(),
        yes(known.practice),
        known.arm.clone(),
        known.period.to_string(),
        known.position.to_string(),
        answer(known.first),
        answer(known.answer),
        known
            .suggestion
            .as_deref()
            .map_or("unread", |s| if s == "unsure" { "neither" } else { s })
            .to_owned(),
        yes(known.shown),
        answer(known.truth),
        match (known.answer, known.truth) {
            (Some(answer), Some(truth)) => yes(answer == truth),
            _ => String::new(),
        },
        seconds(0),
        seconds(1),
        seconds(2),
        known
            .after
            .map_or_else(String::new, |after| format!("{:.3}", after[1])),
        known.laid_aside.to_string(),
        utc(known.answered_at),
    ]
}
