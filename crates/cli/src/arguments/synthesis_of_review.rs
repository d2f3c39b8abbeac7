//! Arguments of evidence summaries kept in a review.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::synthesis::{Knapp, PoolMeasure, PoolMethod};

#[derive(Debug, Args)]
pub(crate) struct Synthesis {
    #[command(subcommand)]
    pub(crate) action: SynthesisAction,
}

#[derive(Debug, Subcommand)]
pub(crate) enum SynthesisAction {
    /// What could be pooled of the extraction, and the analyses that are kept.
    List {
        /// Folder of the review.
        dir: PathBuf,
    },
    /// Pool results of the extraction; with --name and --reviewer the analysis is kept.
    Pool(Box<PoolReview>),
    /// Show a kept analysis.
    Show {
        /// Folder of the review.
        dir: PathBuf,
        /// Name or identity of the analysis.
        analysis: String,
    },
    /// Write the files of a kept analysis into a folder: forest and funnel plot, summary of findings, paragraph, numbers,
    /// script for R. Without a name, the summary of findings of all analyses.
    Export {
        /// Folder of the review.
        dir: PathBuf,
        /// Name or identity of the analysis.
        analysis: Option<String>,
        /// Folder to write into.
        #[arg(long)]
        out: PathBuf,
    },
    /// Withdraw a kept analysis; it stays to be read.
    Withdraw {
        /// Folder of the review.
        dir: PathBuf,
        /// Name or identity of the analysis.
        analysis: String,
        /// Why.
        #[arg(long)]
        reason: String,
        /// Who withdraws it.
        #[arg(long)]
        reviewer: String,
    },
    /// The numbers that a kept analysis gives to the size of the next trial, each with its source.
    NextTrial {
        /// Folder of the review.
        dir: PathBuf,
        /// Name or identity of the analysis.
        analysis: String,
    },
}

#[derive(Debug, Args)]
pub(crate) struct PoolReview {
    /// Folder of the review.
    pub(crate) dir: PathBuf,
    /// Names that studies give the outcome.
    #[arg(long, required = true, num_args = 1..)]
    pub(crate) outcome: Vec<String>,
    /// Names that studies give the time point; results without one, where none is given.
    #[arg(long, num_args = 1..)]
    pub(crate) time_point: Vec<String>,
    /// Names of the arm whose effect it is.
    #[arg(long, required = true, num_args = 1..)]
    pub(crate) first_arm: Vec<String>,
    /// Names of the arm that it is compared with.
    #[arg(long, num_args = 1..)]
    pub(crate) second_arm: Vec<String>,
    /// What is estimated.
    #[arg(long, value_enum)]
    pub(crate) measure: PoolMeasure,
    /// Of estimates as the reports give them: which kind, such as “hazard ratio”.
    #[arg(long)]
    pub(crate) effect_measure: Option<String>,
    /// How it is pooled.
    #[arg(long, value_enum, default_value_t = PoolMethod::Reml)]
    pub(crate) method: PoolMethod,
    /// The interval of Hartung and Knapp, of random effects.
    #[arg(long, value_enum, default_value_t = Knapp::No)]
    pub(crate) hartung_knapp: Knapp,
    /// Level of all intervals.
    #[arg(long, default_value_t = 0.95)]
    pub(crate) level: f64,
    /// Keep studies without an event in either arm when a ratio is pooled, with ½ added.
    #[arg(long)]
    pub(crate) keep_double_zero: bool,
    /// Make subgroups of the values of this field of the form.
    #[arg(long, value_name = "FIELD")]
    pub(crate) subgroups: Option<String>,
    /// Keep the analysis under this name. Needs --reviewer.
    #[arg(long, requires = "reviewer")]
    pub(crate) name: Option<String>,
    /// Who keeps it.
    #[arg(long)]
    pub(crate) reviewer: Option<String>,
}
