//! Census of trials: the designs of the studies in files of references, their criteria, counts over the years and figures
//! against labels, without a review. What is told rests on the words of each record; nothing is asked of a model.

mod count;
mod criteria_versions;
mod kept;
mod labelling;
mod records;
mod tables;
mod view;

use std::fs::File;
use std::path::{Path, PathBuf};

use census::{
    CRITERIA, CUES, Census, CensusError, Classifier, CountedAs, Criteria, Criterion, Design,
    Evaluation, Expected, Labels, OperatingPoint, OperatingPoints, Reading, Summary, evaluate,
    read_labels,
};
use serde::Serialize;
use ts_rs::TS;

use crate::convert::{refuse_same_file, write_whole};
use crate::error::{Error, Result};
use crate::import::file_name;
use crate::progress::Progress;

pub use count::{CensusCount, CensusCountRequest, census_count};
pub use criteria_versions::{CensusCriteriaVersion, CensusCriteriaView};
pub(crate) use kept::CensusCache;
pub use kept::{CensusDone, CensusState};
pub use labelling::{CensusLabelling, CensusRevealed, CensusSampleView, CensusTurn};
pub use records::{CensusFilter, CensusPage, CensusRecord, CensusRecordAnswer, CensusTagged};
pub use view::{
    CensusCorrectedCount, CensusCorrection, CensusDesignCount, CensusFound, CensusPhaseCount,
    CensusSizeCount, CensusView, CensusYear,
};

/// What is asked of a census.
#[derive(Clone, Debug)]
pub struct CensusRequest {
    /// Files of references in any format that can be imported; PubMed XML also packed (`.xml.gz`), of any size.
    pub files: Vec<PathBuf>,
    /// The table that is written, one row for each record.
    pub out: PathBuf,
    /// Cues in place of those that ship with the program.
    pub cues: Option<PathBuf>,
    /// Criteria in place of those that ship with the program.
    pub criteria: Option<PathBuf>,
    /// Leave out headings and types of publication.
    pub text_only: bool,
}

/// What a census came to.
#[derive(Clone, Debug, Serialize)]
pub struct CensusReport {
    /// Counts and problems.
    #[serde(flatten)]
    pub summary: Summary,
    /// The table.
    pub out: PathBuf,
    /// What each operating point costs, as measured.
    pub points: Vec<CensusPoint>,
}

/// An operating point as it is shown.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CensusPoint {
    /// Its name.
    pub point: OperatingPoint,
    /// The probability from which a record counts as a randomised trial.
    pub threshold: f64,
    /// What is to be expected of it.
    pub expected: Vec<Expected>,
}

/// Judges all records of the files, and writes a table with a row for each.
///
/// # Errors
/// Files that cannot be read or written, cues or criteria that cannot be understood, and the wish to stop; the table is then
/// not written.
pub fn census_classify(request: &CensusRequest, progress: &Progress) -> Result<CensusReport> {
    let census = Census::new(
        classifier(request.cues.as_deref())?,
        criteria(request.criteria.as_deref())?,
        reading(request.text_only),
    );
    for file in &request.files {
        refuse_same_file(file, &request.out)?;
    }
    let mut summary = Summary::default();
    write_whole(&request.out, |out| {
        let mut table = census.table(out).map_err(|e| refused(&e))?;
        for path in &request.files {
            if path.is_dir() {
                return Err(Error::bad_input(
                    format!("{} is a folder", path.display()),
                    "Name the files in it, one by one.",
                ));
            }
            let file = File::open(path).map_err(|e| Error::file(path, &e))?;
            census
                .classify_file(file, &file_name(path), &mut table, &mut summary, |done| {
                    progress.report("Telling designs", done, 0);
                    !progress.is_cancelled()
                })
                .map_err(|e| refused(&e))?;
        }
        table.finish().map_err(|e| refused(&e))
    })?;
    Ok(CensusReport {
        summary,
        out: request.out.clone(),
        points: points()?,
    })
}

/// The criteria as they are asked.
#[derive(Clone, Debug, Serialize)]
pub struct CensusCriteria {
    /// Each with its question.
    pub criteria: Vec<Criterion>,
    /// Files that were written to be edited.
    pub written: Vec<PathBuf>,
}

/// Checks a file of criteria and lists them; without one those that ship with the program. Writes the shipped criteria, and
/// the shipped cues, to files that can be edited.
///
/// # Errors
/// Files that cannot be read, understood or written, and files that exist already.
pub fn census_criteria(
    file: Option<&Path>,
    out: Option<&Path>,
    cues_out: Option<&Path>,
) -> Result<CensusCriteria> {
    let read = criteria(file)?;
    let mut written = Vec::new();
    for (path, text) in [(out, CRITERIA), (cues_out, CUES)] {
        let Some(path) = path else { continue };
        if path.exists() {
            return Err(Error::refused(
                format!("{} exists already and may have been edited", path.display()),
                "Choose another name for the file.",
            ));
        }
        write_whole(path, |out| {
            out.write_all(text.as_bytes())
                .map_err(|e| Error::file(path, &e))
        })?;
        written.push(path.to_owned());
    }
    Ok(CensusCriteria {
        criteria: read.list().to_vec(),
        written,
    })
}

/// What is asked of an evaluation.
#[derive(Clone, Debug)]
pub struct CensusEvaluateRequest {
    /// Labelled records as CSV.
    pub labels: PathBuf,
    /// The column with the labels.
    pub label_column: String,
    /// Cues in place of those that ship with the program.
    pub cues: Option<PathBuf>,
    /// Leave out headings.
    pub text_only: bool,
    /// Level of all intervals.
    pub level: f64,
}

/// Figures against labels.
#[derive(Clone, Debug, Serialize)]
pub struct CensusEvaluation {
    /// The figures.
    #[serde(flatten)]
    pub evaluation: Evaluation,
    /// Rows that could not be used, and why.
    pub problems: Vec<(u64, String)>,
}

/// Compares labels with what the classifier says.
///
/// # Errors
/// Files that cannot be read or understood, a table without a usable label, and a level outside 0 to 1.
pub fn census_evaluate(request: &CensusEvaluateRequest) -> Result<CensusEvaluation> {
    level(request.level)?;
    let labels = labels(
        &request.labels,
        &request.label_column,
        request.cues.as_deref(),
        reading(request.text_only),
    )?;
    let thresholds = OperatingPoints::shipped()
        .map_err(|e| refused(&e))?
        .thresholds();
    Ok(CensusEvaluation {
        evaluation: evaluate(&labels.labelled, &thresholds, request.level),
        problems: labels.problems,
    })
}

fn reading(text_only: bool) -> Reading {
    if text_only {
        Reading::TextOnly
    } else {
        Reading::All
    }
}

fn level(level: f64) -> Result<()> {
    if level > 0.0 && level < 1.0 {
        return Ok(());
    }
    Err(Error::invalid(
        format!("{level} is no level of an interval"),
        "The usual level is 0.95.",
    ))
}

fn text(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).map_err(|e| Error::file(path, &e))
}

fn classifier(path: Option<&Path>) -> Result<Classifier> {
    match path {
        None => Classifier::shipped(),
        Some(path) => Classifier::from_toml(&text(path)?, &file_name(path)),
    }
    .map_err(|e| refused(&e))
}

fn criteria(path: Option<&Path>) -> Result<Criteria> {
    match path {
        None => Criteria::shipped(),
        Some(path) => Criteria::from_toml(&text(path)?, &file_name(path)),
    }
    .map_err(|e| refused(&e))
}

fn labels(path: &Path, column: &str, cues: Option<&Path>, reading: Reading) -> Result<Labels> {
    let file = File::open(path).map_err(|e| Error::file(path, &e))?;
    read_labels(file, column, &classifier(cues)?, reading).map_err(|e| refused(&e))
}

/// What a record counts as at a point; its likeliest design without one.
fn counted_as(point: Option<OperatingPoint>) -> Result<CountedAs> {
    Ok(match point {
        None => CountedAs::Likeliest,
        Some(point) => CountedAs::AtThreshold(
            OperatingPoints::shipped()
                .map_err(|e| refused(&e))?
                .threshold(point),
        ),
    })
}

fn refused_until_made() -> Error {
    Error::refused(
        "the designs of these records were not told yet, or the records have changed since",
        "Classify the records first; it takes about a minute for 100,000.",
    )
}

fn points() -> Result<Vec<CensusPoint>> {
    let points = OperatingPoints::shipped().map_err(|e| refused(&e))?;
    Ok(points
        .entries()
        .iter()
        .map(|entry| CensusPoint {
            point: entry.point,
            threshold: entry.threshold,
            expected: entry.expected(),
        })
        .collect())
}

/// The sentences of the census have the hint after the semicolon.
fn refused(error: &CensusError) -> Error {
    if *error == CensusError::Stopped {
        return Error::cancelled();
    }
    let text = error.to_string();
    match text.rsplit_once("; ") {
        Some((message, hint)) => Error::bad_input(message, format!("Try this: {hint}.")),
        None => Error::bad_input(text, "Look at the first lines of the file."),
    }
}

/// The design that a word stands for.
///
/// # Errors
/// Any other word.
pub fn census_design(word: &str) -> Result<Design> {
    Design::from_word(word).ok_or_else(|| {
        let known = Design::ALL.map(Design::word).join(", ");
        Error::invalid(
            format!("there is no design “{word}”"),
            format!("The designs are {known}."),
        )
    })
}
