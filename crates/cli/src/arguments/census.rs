//! Arguments of `attest census`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use workbench::census::{OperatingPoint, Period};

#[derive(Debug, Args)]
pub(crate) struct Census {
    #[command(subcommand)]
    pub(crate) action: CensusAction,
}

#[derive(Debug, Subcommand)]
pub(crate) enum CensusAction {
    /// Tell the design of each record of the files, with the sentence that decides, and write a table of them.
    Classify(CensusClassify),
    /// List the questions that are asked of each record, check a file of them, or write those of the program to be edited.
    Criteria(CensusCriteria),
    /// Count a table of designs by year, phase and size, and correct the counts by labelled records.
    Count(CensusCount),
    /// Compare labels that people gave with what the classifier says: sensitivity, specificity, AUROC.
    Evaluate(CensusEvaluate),
    /// Tell the design of each record of a review, count them, and correct the counts by what people labelled in it.
    Review(CensusReview),
}

#[derive(Debug, Args)]
pub(crate) struct CensusReview {
    /// Folder of the review.
    pub(crate) dir: PathBuf,
    /// How readily a record counts as a randomised trial; without it, each counts as its likeliest design.
    #[arg(long, value_enum)]
    pub(crate) point: Option<CensusPoint>,
    /// Table to write with a row for each record: its design and the sentence that decides (.csv, .xlsx or .json).
    #[arg(long)]
    pub(crate) out: Option<PathBuf>,
    /// Table to write with the counts by year and design (.csv, .xlsx or .json).
    #[arg(long)]
    pub(crate) counts: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct CensusClassify {
    /// Files of references in any format that can be imported; PubMed XML also packed (.xml.gz) and of any size.
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// CSV to write: a row for each record.
    #[arg(long)]
    pub(crate) out: PathBuf,
    /// Cues of your own (TOML), in place of those of the program; `attest census criteria --cues-out FILE` writes these.
    #[arg(long)]
    pub(crate) cues: Option<PathBuf>,
    /// Criteria of your own (TOML); `attest census criteria --out FILE` writes those of the program.
    #[arg(long)]
    pub(crate) criteria: Option<PathBuf>,
    /// Read title and abstract only, not headings and types of publication.
    #[arg(long)]
    pub(crate) text_only: bool,
}

#[derive(Debug, Args)]
pub(crate) struct CensusCriteria {
    /// File of criteria (TOML) to check and list; without it, those of the program.
    pub(crate) file: Option<PathBuf>,
    /// Write the criteria of the program to this file, to be edited.
    #[arg(long)]
    pub(crate) out: Option<PathBuf>,
    /// Write the cues of the program to this file, to be edited.
    #[arg(long)]
    pub(crate) cues_out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct CensusCount {
    /// Table of designs, as `attest census classify` writes it.
    pub(crate) designs: PathBuf,
    /// How readily a record counts as a randomised trial; without it, each counts as its likeliest design.
    #[arg(long, value_enum)]
    pub(crate) point: Option<CensusPoint>,
    /// Correct the counts by labelled records: rows of a table of designs, drawn at random, to which a column of labels was
    /// added; or a table with title, abstract, year and label.
    #[arg(long, value_name = "LABELS")]
    pub(crate) corrected_with: Option<PathBuf>,
    /// Column with the labels: a design, or 1 and 0 for a randomised trial or not.
    #[arg(long, default_value = "label")]
    pub(crate) label_column: String,
    /// Design whose counts are corrected.
    #[arg(long, default_value = "randomised_trial")]
    pub(crate) design: String,
    /// Periods in which the classifier is judged by itself, such as 2000-2009,2010-2019; made of the labels by default.
    #[arg(long, value_delimiter = ',', value_parser = period)]
    pub(crate) periods: Vec<Period>,
    /// Level of all intervals.
    #[arg(long, default_value_t = 0.95)]
    pub(crate) level: f64,
}

#[derive(Debug, Args)]
pub(crate) struct CensusEvaluate {
    /// Labelled records as CSV: title and abstract, or design and randomised_trial as `attest census classify` writes them.
    pub(crate) labels: PathBuf,
    /// Column with the labels: a design, or 1 and 0 for a randomised trial or not.
    #[arg(long, default_value = "label")]
    pub(crate) label_column: String,
    /// Cues of your own (TOML).
    #[arg(long)]
    pub(crate) cues: Option<PathBuf>,
    /// Read title and abstract only, not headings.
    #[arg(long)]
    pub(crate) text_only: bool,
    /// Level of all intervals.
    #[arg(long, default_value_t = 0.95)]
    pub(crate) level: f64,
}

/// How readily a record counts as a randomised trial.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum CensusPoint {
    /// Most readily: fewest are lost, much comes along.
    Liberal,
    /// Few are lost.
    Sensitive,
    /// About as many are lost as come along.
    Balanced,
}

impl From<CensusPoint> for OperatingPoint {
    fn from(point: CensusPoint) -> Self {
        match point {
            CensusPoint::Liberal => OperatingPoint::Liberal,
            CensusPoint::Sensitive => OperatingPoint::Sensitive,
            CensusPoint::Balanced => OperatingPoint::Balanced,
        }
    }
}

fn period(text: &str) -> Result<Period, String> {
    let years = text.split_once(['-', '–']).and_then(|(first, last)| {
        Some(Period {
            first: first.trim().parse().ok()?,
            last: last.trim().parse().ok()?,
        })
    });
    years.ok_or_else(|| "write two years with a hyphen between them, such as 2000-2009".to_owned())
}
