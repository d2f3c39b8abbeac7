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
