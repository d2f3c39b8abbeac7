//! Arguments of `attest study`: which reports belong to one study; and a study of one's own.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use workbench::study::{Arm, PrimaryOutcome};
use workbench::{StudyOf, StudyStrata};

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct Study {
    #[command(subcommand)]
    pub(crate) action: Option<StudyAction>,
    #[command(flatten)]
    pub(crate) link: Option<StudyLink>,
}

/// Which reports belong to one study of the review.
#[derive(Debug, Args)]
pub(crate) struct StudyLink {
    /// Folder of the review.
    pub(crate) dir: PathBuf,
    /// Label of the study, such as "Adams 2018".
    #[arg(long, requires = "records", required_unless_present = "table")]
    pub(crate) label: Option<String>,
    /// Identifiers of the records whose reports belong to it.
    #[arg(long, num_args = 1..)]
    pub(crate) records: Vec<String>,
    /// Import a table: columns study_label, and record, or file and entry, or doi, or title.
    #[arg(long, conflicts_with = "label")]
    pub(crate) table: Option<PathBuf>,
    /// Who says so.
    #[arg(long)]
    pub(crate) reviewer: String,
}

#[derive(Debug, Subcommand)]
pub(crate) enum StudyAction {
    /// Say how many records or values it takes to show a saving of time, or that recall is not worse (no review needed).
    Size(StudySize),
    /// Plan a study of what suggestions do for this team; what is not said stays as it was. Shows what is in the way.
    Plan(Box<StudyPlan>),
    /// Lock the protocol of the planned study: from then on nothing of it changes. Prints its hash.
    Lock {
        /// Folder of the review.
        dir: PathBuf,
        /// Who locks it.
        #[arg(long)]
        reviewer: String,
    },
    /// Show where the study stands: who has read how much.
    Status {
        /// Folder of the review.
        dir: PathBuf,
    },
    /// End the study: nothing is read afterwards, and the allocation is opened.
    End {
        /// Folder of the review.
        dir: PathBuf,
        /// Who ends it: who locked it, or an adjudicator.
        #[arg(long)]
        reviewer: String,
        /// Why, where not everything is read and settled; it stands in the report.
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// Report a study that has ended: page, PDF, readings (CSV), analysis, protocol and allocation (JSON).
    Report {
        /// Folder of the review.
        dir: PathBuf,
        /// Folder to write the files to; without it what may be said is printed.
        #[arg(long)]
        out: Option<PathBuf>,
        /// Identity of the study; the last one by default.
        #[arg(long)]
        study: Option<String>,
    },
}

#[derive(Debug, Args)]
pub(crate) struct StudySize {
    /// The share of time that is hoped to be saved.
    #[arg(long, default_value_t = 0.25)]
    pub(crate) saved: f64,
    /// How much worse recall may be.
    #[arg(long, default_value_t = 0.05)]
    pub(crate) margin: f64,
    /// The share of relevant records on which two readings are expected to differ.
    #[arg(long, default_value_t = 0.1)]
    pub(crate) differing: f64,
    /// The level of the interval.
    #[arg(long, default_value_t = 0.95)]
    pub(crate) level: f64,
    /// The probability of showing it if it is so.
    #[arg(long, default_value_t = 0.8)]
    pub(crate) power: f64,
}

#[derive(Debug, Args)]
pub(crate) struct StudyPlan {
    /// Folder of the review.
    pub(crate) dir: PathBuf,
    /// What is read: records, by title and abstract, or values, extracted from reports with values suggested beforehand.
    #[arg(long, value_enum)]
    pub(crate) of: Option<Of>,
    /// What the study is called.
    #[arg(long)]
    pub(crate) title: Option<String>,
    /// What it asks, in a sentence.
    #[arg(long)]
    pub(crate) question: Option<String>,
    /// What it is mainly about.
    #[arg(long, value_enum)]
    pub(crate) primary: Option<Primary>,
    /// Arms compared with reading without suggestions: b (in view from the beginning), c (after the own answer).
    #[arg(long, value_enum, num_args = 1.., value_delimiter = ',')]
    pub(crate) arms: Vec<AssistedArm>,
    /// Report the model alone as well (arm D).
    #[arg(long)]
    pub(crate) model_alone: Option<bool>,
    /// Names of those who read, at least two.
    #[arg(long = "reader", num_args = 1..)]
    pub(crate) readers: Vec<String>,
    /// Names of those who settle what is right, at least two, and no readers.
    #[arg(long = "adjudicator", num_args = 1..)]
    pub(crate) adjudicators: Vec<String>,
    /// How many records or values are read.
    #[arg(long)]
    pub(crate) items: Option<u32>,
    /// How many are read beforehand for practice, at least ten.
    #[arg(long)]
    pub(crate) practice: Option<u32>,
    /// By what records are spread over readers and arms; values by `suggestion` (kind of field, and whether one is
    /// suggested or said not to be reported) or `none`.
    #[arg(long, value_enum)]
    pub(crate) strata: Option<Strata>,
    /// Draw also records that one of these people has decided on before, or values that one has extracted.
    #[arg(long)]
    pub(crate) known_too: Option<bool>,
    /// Into how many periods each reader's work falls, by turns without and with suggestions.
    #[arg(long)]
    pub(crate) periods: Option<u32>,
    /// How much worse recall may be.
    #[arg(long)]
    pub(crate) margin_recall: Option<f64>,
    /// How much worse the share of right answers may be.
    #[arg(long)]
    pub(crate) margin_accuracy: Option<f64>,
    /// The level of the intervals.
    #[arg(long)]
    pub(crate) level: Option<f64>,
    /// Draws of each bootstrap.
    #[arg(long)]
    pub(crate) draws: Option<u32>,
    /// Seconds without input after which one counts as away: 30, 60 or 120.
    #[arg(long)]
    pub(crate) idle: Option<u32>,
    /// What the drawing of the records starts from.
    #[arg(long)]
    pub(crate) seed: Option<u32>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Of {
    Records,
    Values,
}

impl From<Of> for StudyOf {
    fn from(of: Of) -> Self {
        match of {
            Of::Records => StudyOf::Records,
            Of::Values => StudyOf::Values,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Primary {
    Time,
    Recall,
    Accuracy,
}

impl From<Primary> for PrimaryOutcome {
    fn from(primary: Primary) -> Self {
        match primary {
            Primary::Time => PrimaryOutcome::Time,
            Primary::Recall => PrimaryOutcome::Recall,
            Primary::Accuracy => PrimaryOutcome::Accuracy,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum AssistedArm {
    B,
    C,
}

impl From<AssistedArm> for Arm {
    fn from(arm: AssistedArm) -> Self {
        match arm {
            AssistedArm::B => Arm::SuggestionFirst,
            AssistedArm::C => Arm::PersonFirst,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Strata {
    None,
    Outcome,
    Suggestion,
}

impl From<Strata> for StudyStrata {
    fn from(strata: Strata) -> Self {
        match strata {
            Strata::None => StudyStrata::None,
            Strata::Outcome => StudyStrata::Outcome,
            Strata::Suggestion => StudyStrata::Suggestion,
        }
    }
}
