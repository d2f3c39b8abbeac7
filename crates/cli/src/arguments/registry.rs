//! Arguments of registries and of the design of trials.

use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Debug, Args)]
pub(crate) struct Registry {
    #[command(subcommand)]
    pub(crate) action: RegistryAction,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RegistryAction {
    /// Read files and count what is in them. A bad trial costs only itself and is listed.
    Import {
        /// Files: JSON, XML or CSV of ClinicalTrials.gov, XML or CSV of the WHO's portal (ICTRP).
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Write the trials to this file, one JSON object on each line.
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Write the ten kinds of things a trial consists of as CSV: trials, arms, interventions, outcomes, criteria,
    /// conditions, sponsors, locations, publications, results.
    Tables {
        /// Files of registries.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Folder to write them to.
        #[arg(long)]
        out: PathBuf,
    },
    /// Link records and texts to trials by registry numbers, and join trials that are registered twice.
    Link {
        /// Files of registries.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Bibliographic file whose records are linked; may be given several times.
        #[arg(long, required_unless_present = "text")]
        records: Vec<PathBuf>,
        /// Plain text of a report; may be given several times.
        #[arg(long)]
        text: Vec<PathBuf>,
    },
    /// Set a registration beside what a paper says: primary outcomes, size, dates, masking, sponsor.
    Compare {
        /// Files of registries.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// What the paper says, as JSON: one object, or a list of them.
        #[arg(long)]
        paper: PathBuf,
        /// Number of the registration; by default the one that the paper gives.
        #[arg(long)]
        trial: Option<String>,
    },
    /// Keep the trials of these files in a review, and read its attached documents for the numbers in them.
    Add {
        /// Files of registries.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Folder of the review.
        #[arg(long)]
        to: PathBuf,
        /// Who imports them.
        #[arg(long)]
        reviewer: String,
    },
    /// Show the trials of a review with their reports, those without any, and the numbers that were not imported.
    Show(RegistryShow),
    /// Say whether a record reports a trial.
    Say(RegistrySay),
    /// Note what a report says of its trial where nothing was extracted.
    Note(RegistryNote),
    /// Take a file of a registry back. It stays in the list, with the reason.
    TakeBack {
        /// Folder of the review.
        dir: PathBuf,
        /// Identifier or name of the file.
        file: String,
        /// Why.
        #[arg(long)]
        reason: String,
        /// Who takes it back.
        #[arg(long)]
        reviewer: String,
    },
}

#[derive(Debug, Args)]
pub(crate) struct RegistryShow {
    /// Folder of the review.
    pub(crate) dir: PathBuf,
    /// One trial, by its number: all that its registry says, and what changed between its versions.
    #[arg(long, group = "what")]
    pub(crate) trial: Option<String>,
    /// Trials beside what their included reports say.
    #[arg(long, group = "what")]
    pub(crate) differences: bool,
    /// What trials used, counted.
    #[arg(long, group = "what")]
    pub(crate) used: bool,
    /// Write the ten tables as CSV into this folder.
    #[arg(long, group = "what")]
    pub(crate) tables: Option<PathBuf>,
    /// Only trials with a report that is included at full text.
    #[arg(long)]
    pub(crate) included: bool,
}

#[derive(Debug, Args)]
pub(crate) struct RegistrySay {
    /// Folder of the review.
    pub(crate) dir: PathBuf,
    /// Number of the trial.
    pub(crate) trial: String,
    /// Identifier of the record.
    pub(crate) record: String,
    /// `linked`, `not-linked`, or `open` to take back what was said.
    pub(crate) said: String,
    /// Who says it.
    #[arg(long)]
    pub(crate) reviewer: String,
}

#[derive(Debug, Args)]
pub(crate) struct RegistryNote {
    /// Folder of the review.
    pub(crate) dir: PathBuf,
    /// Identifier of the record.
    pub(crate) record: String,
    /// Of what: registration, primary-outcomes, secondary-outcomes, randomised, enrolment-start, enrolment-end,
    /// allocation, masking or sponsor.
    pub(crate) item: String,
    /// What the report says; empty takes it back.
    pub(crate) value: String,
    /// The words it rests on, as they stand in the report.
    #[arg(long, default_value = "")]
    pub(crate) quote: String,
    /// Who read it.
    #[arg(long)]
    pub(crate) reviewer: String,
}

#[derive(Debug, Args)]
pub(crate) struct Design {
    /// Files of registries.
    #[arg(required_unless_present = "values")]
    pub(crate) files: Vec<PathBuf>,
    /// What trials used as extracted from reports, as JSON: a list of objects.
    #[arg(long)]
    pub(crate) values: Option<PathBuf>,
    /// A pooled result, as `attest pool --json` writes it: fills the questions of `attest size`.
    #[arg(long)]
    pub(crate) pooled: Option<PathBuf>,
    /// Rows of each table that are shown.
    #[arg(long, default_value_t = 10)]
    pub(crate) rows: usize,
}
