//! The extraction for RevMan Web: files of study information, study arms and study results, one row for each study, arm,
//! and arm at each outcome and time point, as RevMan's templates for study-centric data have them.
//!
//! Only settled values are in them. The fourth file of RevMan, risk of bias, is written from assessments in files (`bias_files.rs`).
//! What the columns are called follows RevMan's published descriptions; docs/EXTRACTION.md says what could not be checked
//! against the program.

use std::path::{Path, PathBuf};

use review::{Form, Measure};

use super::evidence_table::{Extracted, ExtractedStudy, shown};
use super::numbers_of_study::NumbersOfStudy;
use super::table::{Table, TableFormat};
use crate::error::{Error, Result};
use crate::open_review::Review;

/// The columns of RevMan's table of characteristics, with words of the headings and fields of a form that belong to
/// each. What fits none is a note.
const CHARACTERISTICS: [(&str, &[&str]); 4] = [
    (
        "Char: Methods",
        &[
            "design", "method", "setting", "conduct", "recruit", "country",
        ],
    ),
    (
        "Char: Participants",
        &["participant", "population", "people", "age", "sex"],
    ),
    ("Char: Interventions", &["treatment", "intervention", "arm"]),
    ("Char: Outcomes", &["outcome", "follow"]),
];

/// Numbers of an arm, with their columns.
const OF_ARMS: [(&str, Measure); 5] = [
    ("Events", Measure::Events),
    ("Total", Measure::GroupSize),
    ("Mean", Measure::Mean),
    ("SD", Measure::StandardDeviation),
    ("SE", Measure::StandardError),
];

/// What a report says of two arms together, with the columns.
const OF_PAIRS: [(&str, Measure); 5] = [
    ("Effect estimate", Measure::Estimate),
    ("Effect SE", Measure::StandardError),
    ("CI start", Measure::LowerLimit),
    ("CI end", Measure::UpperLimit),
    ("P value", Measure::PValue),
];

impl Review {
    /// The files for RevMan Web, as CSV in a folder that is made. Returns the files, and the number of their rows.
    pub async fn export_revman(
        &self,
        folder: &Path,
        is_final: bool,
    ) -> Result<(Vec<PathBuf>, usize)> {
        let extracted = self.extracted_for(is_final).await?;
        let facts = self.extraction_facts().await?;
        let form = crate::extract::standing::form_in_force(&facts).ok_or_else(|| {
            Error::refused(
                "there is no form for extraction yet",
                "Make one first, for example from a template.",
            )
        })?;
        let tables = [
            information(&extracted),
            arms(form, &extracted),
            results(form, &extracted),
        ];
        if tables[0].rows.is_empty() {
            return Err(Error::refused(
                "nothing is extracted yet",
                "Give values to a study first.",
            ));
        }
        std::fs::create_dir_all(folder).map_err(|e| Error::file(folder, &e))?;
        let mut files = Vec::new();
        let mut rows = 0;
        for table in tables {
            let path = folder.join(format!("{}.csv", table.name));
            table.write(&path, TableFormat::Csv)?;
            rows += table.rows.len();
            files.push(path);
        }
        Ok((files, rows))
    }
}

fn has_values(study: &ExtractedStudy) -> bool {
    study.values.iter().any(|value| value.finding().is_some())
}

/// A row for each study: its characteristics, each value after its label.
fn information(extracted: &Extracted) -> Table {
    let studies = extracted.studies.iter().filter(|study| has_values(study));
    let rows = studies.map(|study| {
        let mut row = vec![study.label.clone(), year(&study.label)];
        let mut columns = vec![Vec::new(); CHARACTERISTICS.len() + 1];
        for value in &study.values {
            let address = &value.address;
            let Some(finding) = value.finding().filter(|_| address.outcome.is_none()) else {
                continue;
            };
            let of = format!("{} {} {}", value.section, value.label, address.field).to_lowercase();
            let place = match &address.arm {
                Some(_) => 2,
                None => CHARACTERISTICS
                    .iter()
                    .position(|(_, words)| words.iter().any(|word| of.contains(word)))
                    .unwrap_or(CHARACTERISTICS.len()),
            };
            let arm = address.arm.as_ref().map(|arm| format!(" ({arm})"));
            let label = format!("{}{}", value.label, arm.unwrap_or_default());
            columns[place].push(format!("{label}: {}", shown(finding)));
        }
        row.extend(columns.into_iter().map(|lines| lines.join("\n")));
        row
    });
    let names = CHARACTERISTICS.iter().map(|(name, _)| *name);
    Table {
        name: "study information",
        header: ["Study", "Year"]
            .into_iter()
            .chain(names)
            .chain(["Char: Notes"])
            .collect(),
        rows: rows.collect(),
    }
}

/// A row for each arm: its name in the study, and the intervention of the review that it maps to, which is left to the
/// authors where the name is not the same.
fn arms(form: &Form, extracted: &Extracted) -> Table {
    let mut rows = Vec::new();
    for study in extracted.studies.iter().filter(|study| has_values(study)) {
        for arm in NumbersOfStudy::of(form, study).arms {
            rows.push(vec![study.label.clone(), arm.to_owned(), arm.to_owned()]);
        }
    }
    Table {
        name: "study arms",
        header: vec!["Study", "Arm", "Intervention"],
        rows,
    }
}

/// A row for each arm at each outcome and time point; what is said of two arms stands in the row of the first.
fn results(form: &Form, extracted: &Extracted) -> Table {
    let mut rows = Vec::new();
    for study in &extracted.studies {
        let numbers = NumbersOfStudy::of(form, study);
        for at in &numbers.results {
            for (place, arm) in numbers.arms.iter().enumerate() {
                let mut row = vec![
                    study.label.clone(),
                    at.outcome.to_owned(),
                    at.time.unwrap_or_default().to_owned(),
                    (*arm).to_owned(),
                ];
                row.extend(OF_ARMS.map(|(_, measure)| numbers.of_arm(measure, arm, at)));
                let first = place == 0;
                row.push(if first {
                    numbers.effect_measure(at)
                } else {
                    String::new()
                });
                row.extend(OF_PAIRS.map(|(_, measure)| match first {
                    true => numbers.of_pair(measure, at),
                    false => String::new(),
                }));
                // Of an arm of which nothing but its size is known, nothing is said of the outcome.
                if row
                    .iter()
                    .enumerate()
                    .any(|(n, cell)| n > 3 && n != 5 && !cell.is_empty())
                {
                    rows.push(row);
                }
            }
        }
    }
    let header = ["Study", "Outcome", "Timepoint", "Arm"]
        .into_iter()
        .chain(OF_ARMS.map(|(name, _)| name))
        .chain(["Effect measure"])
        .chain(OF_PAIRS.map(|(name, _)| name));
    Table {
        name: "study results",
        header: header.collect(),
        rows,
    }
}

/// The year at the end of a label such as “Lee 2019”.
fn year(label: &str) -> String {
    let last = label.split_whitespace().last().unwrap_or_default();
    let digits: String = last.chars().take(4).collect();
    let is_year = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_year { digits } else { String::new() }
}
