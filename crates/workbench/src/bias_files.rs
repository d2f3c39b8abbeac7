//! Risk of bias and summaries of findings from files, without a review. Everything that is judged comes from people's
//! answers; nothing is asked of a model.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use bias::grade::{Findings, read_summary, summary_csv, summary_html, work_out};
use bias::{
    Assessment, Comparison, FileError, Judged, JudgementTable, RESAMPLING, TableError, Tool,
    compare, consensus_draft, empty_csv, judge, read_csv, read_json, read_toml, summary_plot,
    to_csv, to_json, to_revman, to_toml, traffic_light_plot,
};
use serde::{Deserialize, Serialize};

use crate::convert::write_whole;
use crate::error::{Error, Result};
use crate::pool::write_drawing;
use crate::table_input;

/// The largest file of assessments that is read, in bytes.
const LARGEST: u64 = 100_000_000;

/// Files of assessments, and what they do not say themselves.
#[derive(Clone, Debug, Default)]
pub struct BiasFiles {
    /// CSV with one row for each answer, JSON or TOML.
    pub files: Vec<PathBuf>,
    /// The tool, for tables without that column.
    pub tool: Option<Tool>,
    /// Who assessed, for tables without that column.
    pub reviewer: String,
}

/// A row of a file that was left out.
#[derive(Clone, Debug, Serialize)]
pub struct BiasProblem {
    /// The file.
    pub file: PathBuf,
    /// The row, the heading not counted.
    pub row: usize,
    /// What is the matter.
    pub problem: String,
}

/// What assessments come to.
#[derive(Clone, Debug, Serialize)]
pub struct BiasReport {
    /// The assessments in the order of the files.
    pub judged: Vec<Judged>,
    /// Rows that were left out.
    pub problems: Vec<BiasProblem>,
}

/// Two assessors compared.
#[derive(Clone, Debug, Serialize)]
pub struct BiasComparisonReport {
    /// One comparison for each tool that both used.
    pub comparisons: Vec<Comparison>,
    /// Rows that were left out.
    pub problems: Vec<BiasProblem>,
}

/// A drawing or table that was written, of so many results.
#[derive(Clone, Debug, Serialize)]
pub struct BiasWritten {
    /// The files.
    pub files: Vec<PathBuf>,
    /// The rows in them.
    pub results: usize,
    /// Assessments that are not complete.
    pub incomplete: Vec<String>,
    /// Rows that were left out.
    pub problems: Vec<BiasProblem>,
}

/// What is drawn.
#[derive(Clone, Debug, Default)]
pub struct BiasDrawing {
    /// The traffic-light plot: `.svg`, `.png` or `.pdf`.
    pub lights: Option<PathBuf>,
    /// The summary plot: `.svg`, `.png` or `.pdf`.
    pub bars: Option<PathBuf>,
    /// The title of both; may be empty.
    pub title: String,
    /// A table with the columns study and weight.
    pub weights: Option<PathBuf>,
    /// Whether the file is a table as robvis reads it, in place of assessments.
    pub robvis: bool,
}

/// A summary of findings that was made.
#[derive(Clone, Debug, Serialize)]
pub struct FindingsReport {
    /// The findings.
    pub findings: Findings,
    /// Rows of the assessments that were left out.
    pub problems: Vec<BiasProblem>,
}

#[derive(Deserialize)]
struct WeightRow {
    study: String,
    weight: f64,
}

/// Writes the questions of a tool as a table to be filled in, for each study with its result.
///
/// # Errors
/// A file that cannot be written.
pub fn write_bias_form(
    tool: Tool,
    studies: &[(String, String)],
    reviewer: &str,
    out: &Path,
) -> Result<()> {
    write_text(out, &empty_csv(tool, studies, reviewer))
}

/// Judges the assessments of files.
///
/// # Errors
/// A file that is none of assessments.
pub fn judge_bias(files: &BiasFiles) -> Result<BiasReport> {
    let (assessments, problems) = read(files)?;
    Ok(BiasReport {
        judged: assessments.iter().map(judge).collect(),
        problems,
    })
}

/// Writes the assessments of files into one, as its name says: `.csv`, `.json` or `.toml`.
///
/// # Errors
/// A file that is none of assessments, or a name that ends in nothing of these.
pub fn convert_bias(files: &BiasFiles, out: &Path) -> Result<BiasWritten> {
    let (assessments, problems) = read(files)?;
    write_assessments(out, &assessments)?;
    Ok(written(vec![out.to_owned()], &assessments, problems))
}

/// Compares two assessors, and writes what both said as a draft of the consensus where that is asked for.
///
/// # Errors
/// A file that is none of assessments, or nothing that both assessed.
pub fn compare_bias(
    first: &BiasFiles,
    second: &BiasFiles,
    consensus: Option<&Path>,
) -> Result<BiasComparisonReport> {
    let (one, mut problems) = read(first)?;
    let (other, more) = read(second)?;
    problems.extend(more);
    let comparisons: Vec<Comparison> = Tool::ALL
        .into_iter()
        .map(|tool| compare(&one, &other, tool, RESAMPLING))
        .filter(|found| !found.results.is_empty())
        .collect();
    if comparisons.is_empty() {
        return Err(Error::invalid(
            "there is no result that both assessed with the same tool",
            "Results are the same where study, result and tool are; check their names.",
        ));
    }
    if let Some(out) = consensus {
        let drafts: Vec<Assessment> = comparisons
            .iter()
            .flat_map(|found| &found.results)
            .filter_map(|result| {
                let of = |all: &[Assessment], who: &str| -> Option<Assessment> {
                    all.iter()
                        .find(|a| {
                            a.reviewer == who
                                && same(&a.study, &result.study)
                                && same(&a.result, &result.result)
                        })
                        .cloned()
                };
                let (a, b) = (of(&one, &result.first)?, of(&other, &result.second)?);
                let who = format!("consensus of {} and {}", result.first, result.second);
                Some(consensus_draft(&a, &b, &who))
            })
            .collect();
        write_assessments(out, &drafts)?;
    }
    Ok(BiasComparisonReport {
        comparisons,
        problems,
    })
}

/// Draws judgements.
///
/// # Errors
/// A file that cannot be understood, results that do not go into one table, or a name that is none of a drawing.
pub fn draw_bias(files: &BiasFiles, drawing: &BiasDrawing) -> Result<BiasWritten> {
    let (table, incomplete, problems) = table(files, drawing.robvis, drawing.weights.as_deref())?;
    let mut paths = Vec::new();
    if let Some(path) = &drawing.lights {
        write_drawing(path, &traffic_light_plot(&table, &drawing.title))?;
        paths.push(path.clone());
    }
    if let Some(path) = &drawing.bars {
        write_drawing(path, &summary_plot(&table, &drawing.title))?;
        paths.push(path.clone());
    }
    Ok(BiasWritten {
        files: paths,
        results: table.rows.len(),
        incomplete,
        problems,
    })
}

/// Writes judgements as robvis reads them.
///
/// # Errors
/// A file that cannot be understood, or an assessment that is not complete.
pub fn write_robvis(files: &BiasFiles, weights: Option<&Path>, out: &Path) -> Result<BiasWritten> {
    let (table, incomplete, problems) = table(files, false, weights)?;
    write_text(out, &table.to_robvis().map_err(|error| refused(&error))?)?;
    Ok(BiasWritten {
        files: vec![out.to_owned()],
        results: table.rows.len(),
        incomplete,
        problems,
    })
}

/// Writes RevMan's file of risk of bias.
///
/// # Errors
/// A file that cannot be understood, or assessments of several tools.
pub fn write_revman_bias(files: &BiasFiles, out: &Path) -> Result<BiasWritten> {
    let (assessments, problems) = read(files)?;
    let judged: Vec<Judged> = assessments.iter().map(judge).collect();
    JudgementTable::of(&judged).map_err(|error| refused(&error))?;
    write_text(out, &to_revman(&assessments))?;
    Ok(written(vec![out.to_owned()], &assessments, problems))
}

/// Makes a summary of findings from a TOML file, with the assessments beside it, and writes it as its name says: `.html` or
/// `.csv`.
///
/// # Errors
/// A file that cannot be understood, or a name that ends in neither.
pub fn summary_of_findings(
    file: &Path,
    assessments: &BiasFiles,
    out: Option<&Path>,
) -> Result<FindingsReport> {
    let summary = read_summary(&text_of(file)?).map_err(|error| unreadable(file, &error))?;
    if summary.outcomes.is_empty() {
        return Err(Error::bad_input(
            format!("{} names no outcome", file.display()),
            "A summary of findings has an [[outcome]] for each of its rows.",
        ));
    }
    let (assessments, problems) = read(assessments)?;
    let judged: Vec<Judged> = assessments.iter().map(judge).collect();
    let findings = work_out(&summary, &judged);
    if let Some(out) = out {
        let text = match extension(out).as_deref() {
            Some("html") => summary_html(&findings),
            Some("csv") => summary_csv(&findings),
            _ => {
                return Err(Error::invalid(
                    format!("{} is no name of a summary of findings", out.display()),
                    "End it in .html or .csv.",
                ));
            }
        };
        write_text(out, &text)?;
    }
    Ok(FindingsReport { findings, problems })
}

/// The assessments of all files, and the rows that were left out.
pub(crate) fn read(files: &BiasFiles) -> Result<(Vec<Assessment>, Vec<BiasProblem>)> {
    let (mut all, mut problems) = (Vec::new(), Vec::new());
    for file in &files.files {
        let text = text_of(file)?;
        let refused = |error: FileError| unreadable(file, &error);
        match extension(file).as_deref() {
            Some("json") => all.extend(read_json(&text).map_err(refused)?),
            Some("toml") => all.extend(read_toml(&text).map_err(refused)?),
            _ => {
                let read = read_csv(&text, files.tool, &files.reviewer).map_err(refused)?;
                all.extend(read.assessments);
                problems.extend(read.problems.into_iter().map(|problem| BiasProblem {
                    file: file.clone(),
                    row: problem.row,
                    problem: problem.problem,
                }));
            }
        }
    }
    Ok((all, problems))
}

/// The table of judgements, the assessments that are not complete, and the rows that were left out.
fn table(
    files: &BiasFiles,
    robvis: bool,
    weights: Option<&Path>,
) -> Result<(JudgementTable, Vec<String>, Vec<BiasProblem>)> {
    let (table, incomplete, problems) = if robvis {
        let ([file], Some(tool)) = (files.files.as_slice(), files.tool) else {
            return Err(Error::invalid(
                "a table of robvis says neither its tool, nor can several be drawn as one",
                "Give one file, and its tool with --tool.",
            ));
        };
        let table =
            JudgementTable::read_robvis(&text_of(file)?, tool).map_err(|error| refused(&error))?;
        (table, Vec::new(), Vec::new())
    } else {
        let (assessments, problems) = read(files)?;
        let judged: Vec<Judged> = assessments.iter().map(judge).collect();
        let table = JudgementTable::of(&judged).map_err(|error| refused(&error))?;
        (table, incomplete(&judged), problems)
    };
    let Some(path) = weights else {
        return Ok((table, incomplete, problems));
    };
    let mut by_study = HashMap::new();
    for (index, row) in table_input::rows::<WeightRow>(path, &["study", "weight"])?
        .into_iter()
        .enumerate()
    {
        let row = row.map_err(|problem| {
            Error::bad_input(
                format!("{}: row {}: {problem}", path.display(), index + 1),
                "Each row has a study and a number above 0.",
            )
        })?;
        by_study.insert(row.study, row.weight);
    }
    let table = table.weighted(&by_study).map_err(|error| refused(&error))?;
    Ok((table, incomplete, problems))
}

fn incomplete(judged: &[Judged]) -> Vec<String> {
    let open = judged.iter().filter(|one| !one.complete);
    open.map(Judged::label).collect()
}

fn written(
    files: Vec<PathBuf>,
    assessments: &[Assessment],
    problems: Vec<BiasProblem>,
) -> BiasWritten {
    let judged: Vec<Judged> = assessments.iter().map(judge).collect();
    BiasWritten {
        files,
        results: assessments.len(),
        incomplete: incomplete(&judged),
        problems,
    }
}

fn write_assessments(out: &Path, assessments: &[Assessment]) -> Result<()> {
    let failed = |error: FileError| Error::internal(format!("{}: {error}", out.display()));
    let text = match extension(out).as_deref() {
        Some("csv") => to_csv(assessments),
        Some("json") => to_json(assessments).map_err(failed)?,
        Some("toml") => to_toml(assessments).map_err(failed)?,
        _ => {
            return Err(Error::invalid(
                format!("{} is no name of a file of assessments", out.display()),
                "End it in .csv, .json or .toml.",
            ));
        }
    };
    write_text(out, &text)
}

fn write_text(out: &Path, text: &str) -> Result<()> {
    write_whole(out, |file| {
        file.write_all(text.as_bytes())
            .map_err(|e| Error::file(out, &e))
    })
}

fn text_of(file: &Path) -> Result<String> {
    let length = std::fs::metadata(file)
        .map_err(|e| Error::file(file, &e))?
        .len();
    if length > LARGEST {
        return Err(Error::bad_input(
            format!(
                "{} has {length} bytes, which is more than any review has",
                file.display()
            ),
            "Check that it is the right file.",
        ));
    }
    let bytes = std::fs::read(file).map_err(|e| Error::file(file, &e))?;
    Ok(table_input::decoded(&bytes))
}

fn extension(path: &Path) -> Option<String> {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.map(str::to_lowercase)
}

fn same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

fn unreadable(file: &Path, error: &FileError) -> Error {
    let hint = match error {
        FileError::NoColumn { .. } => {
            "A table of answers has the columns study, item and answer; `attest bias questions --out FILE.csv` makes one."
        }
        FileError::Unreadable { .. } => "Check the file at the place that is named.",
        FileError::Newer { .. } => "Open it with a newer version of the program.",
        FileError::TooLong => "Check that it is the right file.",
    };
    Error::bad_input(format!("{}: {error}", file.display()), hint)
}

pub(crate) fn refused(error: &TableError) -> Error {
    let hint = match error {
        TableError::Nothing => "Give a file with assessments.",
        TableError::SeveralTools(_) => "Give the assessments of one tool at a time.",
        TableError::Twice(_) => {
            "Give the file of one reviewer, or that of the consensus; a table has a result once."
        }
        TableError::Row { .. } => "Mend the row and try again.",
        TableError::Weight { .. } | TableError::NoWeight(_) => {
            "Give a number above 0 for every study that is shown."
        }
        TableError::Incomplete(_) => "`attest bias judge` says what is missing.",
    };
    Error::invalid(error.to_string(), hint)
}
