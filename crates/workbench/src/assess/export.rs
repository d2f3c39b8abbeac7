//! Export: plots and tables of what is settled, and the answers of everybody once nothing of them is hidden any more.

use std::path::Path;

use bias::{
    Assessment, Judged, JudgementTable, Tool, summary_plot, to_csv, to_json, to_revman, to_toml,
    traffic_light_plot,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::bias_files::refused;
use crate::convert::write_whole;
use crate::error::{Error, Result};
use crate::off_thread::off_thread;
use crate::open_review::Review;
use crate::pool::write_drawing;

/// What leaves the review of its risk of bias.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BiasExport {
    /// The traffic-light plot: SVG, PNG or PDF.
    Lights,
    /// The summary plot: SVG, PNG or PDF.
    Summary,
    /// The table for the R package robvis: CSV.
    Robvis,
    /// The table for RevMan: CSV.
    Revman,
    /// Answers with quotes and comments: CSV, JSON or TOML.
    Answers,
}

impl BiasExport {
    /// What the file is called.
    pub fn name(self) -> &'static str {
        match self {
            BiasExport::Lights => "risk of bias",
            BiasExport::Summary => "risk of bias summary",
            BiasExport::Robvis => "risk of bias robvis",
            BiasExport::Revman => "risk of bias revman",
            BiasExport::Answers => "risk of bias answers",
        }
    }
}

/// What was written.
#[derive(Clone, Debug, Serialize)]
pub struct BiasExported {
    /// Results in the file.
    pub rows: usize,
    /// Results that are not in it, each with why.
    pub left_out: Vec<String>,
}

impl Review {
    /// What is settled about the risk of bias of each result, as GRADE puts it beside an outcome.
    pub(crate) async fn settled_bias(&self) -> Result<Vec<Judged>> {
        let at_hand = self.bias_at_hand().await?;
        let standings = at_hand.standings()?;
        let settled = standings.iter().filter_map(|one| one.conclusion());
        Ok(settled.map(|(_, judged)| judged).collect())
    }

    /// Writes an export, of one tool where it is named. Results that are not settled are left out and told; nothing of an
    /// assessor leaves before all have finished.
    ///
    /// # Errors
    /// Nothing to write; several tools in one plot or table; a format that it does not have.
    pub async fn export_bias(
        &self,
        what: BiasExport,
        tool: Option<Tool>,
        path: &Path,
    ) -> Result<BiasExported> {
        let at_hand = self.bias_at_hand().await?;
        let mut left_out = Vec::new();
        let mut assessments: Vec<Assessment> = Vec::new();
        let mut settled: Vec<(Assessment, Judged)> = Vec::new();
        let mut rows = 0;
        for standing in at_hand.standings()? {
            if tool.is_some_and(|tool| tool != standing.tool) {
                continue;
            }
            let label = Assessment::new(
                at_hand.label_of(&standing.result.study_id),
                &standing.result.name,
                standing.tool,
                "",
            )
            .label();
            if what == BiasExport::Answers {
                let Some(together) = standing.settled() else {
                    left_out.push(format!("{label}: not all assessors have finished"));
                    continue;
                };
                rows += 1;
                if let Some((first, second)) = standing.both() {
                    assessments.extend([first.clone(), second.clone()]);
                }
                assessments.push(together);
                continue;
            }
            match standing.conclusion() {
                Some(conclusion) => settled.push(conclusion),
                None if standing.is_unsealed() => left_out.push(format!(
                    "{label}: still to be settled: {}",
                    standing.open().join("; ")
                )),
                None => left_out.push(format!("{label}: not all assessors have finished")),
            }
        }
        settled.sort_by_key(|one| one.0.label());
        rows = rows.max(settled.len());
        if rows == 0 {
            return Err(Error::refused(
                "no result is settled yet, so that there is nothing to export",
                if left_out.is_empty() {
                    "Add results and assess them under Risk of bias.".to_owned()
                } else {
                    format!("Waiting: {}.", left_out.join("; "))
                },
            ));
        }
        let written = path.to_owned();
        let work = move || write(what, &settled, &assessments, &written);
        off_thread("writing the export", work).await??;
        Ok(BiasExported { rows, left_out })
    }
}

fn write(
    what: BiasExport,
    settled: &[(Assessment, Judged)],
    assessments: &[Assessment],
    path: &Path,
) -> Result<()> {
    let extension = path
        .extension()
        .and_then(|e| e.to_str())
        .map(str::to_lowercase);
    let extension = extension.as_deref().unwrap_or_default();
    let table = || {
        let judged: Vec<Judged> = settled.iter().map(|(_, judged)| judged.clone()).collect();
        JudgementTable::of(&judged).map_err(|e| refused(&e))
    };
    match what {
        BiasExport::Lights => return write_drawing(path, &traffic_light_plot(&table()?, "")),
        BiasExport::Summary => return write_drawing(path, &summary_plot(&table()?, "")),
        BiasExport::Robvis | BiasExport::Revman if extension != "csv" => {
            return Err(no_format(path, ".csv"));
        }
        BiasExport::Robvis | BiasExport::Revman | BiasExport::Answers => {}
    }
    let text = match (what, extension) {
        (BiasExport::Robvis, _) => table()?.to_robvis().map_err(|e| refused(&e))?,
        (BiasExport::Revman, _) => {
            // Refuses what is of several tools.
            table()?;
            let settled: Vec<Assessment> = settled.iter().map(|(said, _)| said.clone()).collect();
            to_revman(&settled)
        }
        (_, "csv") => to_csv(assessments),
        (_, "json") => to_json(assessments).map_err(|e| Error::internal(e.to_string()))?,
        (_, "toml") => to_toml(assessments).map_err(|e| Error::internal(e.to_string()))?,
        _ => return Err(no_format(path, ".csv, .json or .toml")),
    };
    write_whole(path, |file| {
        file.write_all(text.as_bytes())
            .map_err(|e| Error::file(path, &e))
    })
}

fn no_format(path: &Path, formats: &str) -> Error {
    Error::invalid(
        format!("{} has no name that this export can have", path.display()),
        format!("End it in {formats}."),
    )
}
