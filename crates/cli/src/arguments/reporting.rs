//! Arguments of what is decided and told at the end: stopping, the report, the audit trail.

use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct Stop {
    #[command(subcommand)]
    pub(crate) action: Option<StopAction>,
    /// Folder of the review: show whether enough was screened.
    #[arg(required = true)]
    pub(crate) dir: Option<PathBuf>,
    /// Recall that shall be reached.
    #[arg(long, default_value_t = 0.95)]
    pub(crate) recall: f64,
    /// Confidence.
    #[arg(long, default_value_t = 0.95)]
    pub(crate) confidence: f64,
}

#[derive(Debug, Subcommand)]
pub(crate) enum StopAction {
    /// Name a key paper, a work that is known to be relevant: by DOI, PubMed number or title, or by a record.
    Key {
        /// Folder of the review.
        dir: PathBuf,
        /// DOI, PubMed number or title.
        #[arg(required_unless_present = "record")]
        paper: Option<String>,
        /// Identifier of a record instead.
        #[arg(long)]
        record: Option<String>,
        /// Who names it.
        #[arg(long)]
        reviewer: String,
    },
    /// Take a key paper off the list.
    Unkey {
        /// Folder of the review.
        dir: PathBuf,
        /// Its identifier.
        paper: String,
        /// Who takes it off.
        #[arg(long)]
        reviewer: String,
    },
    /// Draw a random audit sample of the records that are not settled. Its records then come first.
    Sample {
        /// Folder of the review.
        dir: PathBuf,
        /// How many; left out, as many as it takes to show the recall if none of them is relevant.
        #[arg(long)]
        size: Option<usize>,
        /// Recall that it shall show.
        #[arg(long, default_value_t = 0.95)]
        recall: f64,
        /// With which confidence.
        #[arg(long, default_value_t = 0.95)]
        confidence: f64,
        /// Who has it drawn.
        #[arg(long)]
        reviewer: String,
    },
    /// Give the open audit sample up. It still counts as drawn.
    GiveUp {
        /// Folder of the review.
        dir: PathBuf,
        /// Why.
        #[arg(long)]
        reason: String,
        /// Who gives it up.
        #[arg(long)]
        reviewer: String,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Report {
    /// Folder of the review.
    pub(crate) dir: PathBuf,
    /// Show this checklist: prisma_2020, prisma_s or prisma_traice; left out, how far each is and the statement on the
    /// use of models.
    #[arg(long)]
    pub(crate) checklist: Option<String>,
    /// Write on this item of the checklist, such as 24a.
    #[arg(long, requires_all = ["checklist", "reviewer"])]
    pub(crate) item: Option<String>,
    /// What to write. With an empty text and place, what was written is taken back.
    #[arg(long, requires = "item", default_value = "")]
    pub(crate) text: String,
    /// Where it is reported, such as "page 4".
    #[arg(long, requires = "item", default_value = "")]
    pub(crate) place: String,
    /// Who writes it.
    #[arg(long)]
    pub(crate) reviewer: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Audit {
    /// Folder of the review.
    pub(crate) dir: PathBuf,
    /// Only changes that hold all these words.
    #[arg(long, default_value = "")]
    pub(crate) words: String,
    /// Only changes of this person; attest for the program's.
    #[arg(long)]
    pub(crate) person: Option<String>,
    /// Only changes of this kind: the verb of the log, such as decide.
    #[arg(long)]
    pub(crate) action: Option<String>,
    /// Only changes about this record.
    #[arg(long)]
    pub(crate) record: Option<String>,
    /// Only changes of this day, YYYY-MM-DD, in this computer's time.
    #[arg(long)]
    pub(crate) day: Option<String>,
    /// Who reads it: decisions of others on records that this reviewer has still to decide on are withheld. Left out,
    /// those on records that wait for anybody's.
    #[arg(long)]
    pub(crate) reviewer: Option<String>,
    /// Show this many, the latest first.
    #[arg(long, default_value_t = 50)]
    pub(crate) limit: usize,
    /// Write all that fits to this file instead: .csv, .xlsx, .json, or .html to be read.
    #[arg(long)]
    pub(crate) out: Option<PathBuf>,
}
