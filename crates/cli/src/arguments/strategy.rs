//! Arguments of search strategies.

use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Debug, Args)]
pub(crate) struct Strategy {
    #[command(subcommand)]
    pub(crate) action: StrategyAction,
}

#[derive(Debug, Subcommand)]
pub(crate) enum StrategyAction {
    /// Read a strategy, and write it again as it was understood.
    Parse(StrategyFile),
    /// Say in plain words what each line finds.
    Explain(StrategyFile),
    /// Tell what may be wrong: brackets, quotes, fields, references, truncation, spellings.
    Lint {
        #[command(flatten)]
        strategy: StrategyFile,
        /// Also find terms and lines that do nothing on these records: folder of a review, or a file of references.
        #[arg(long, value_name = "REVIEW|FILE")]
        corpus: Option<PathBuf>,
    },
    /// Write it in the syntax of another platform, and tell what is lost.
    Translate {
        #[command(flatten)]
        strategy: StrategyFile,
        /// The syntax to write.
        #[arg(long)]
        to: String,
        /// File to write; else it is shown.
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Build a strategy from a TOML file of concepts with terms and headings.
    Build {
        /// The concepts.
        blocks: PathBuf,
        /// The syntax to write.
        #[arg(long)]
        syntax: String,
        /// File to write; else it is shown.
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Run it on records at hand: hits of each line, recall, what each term contributes.
    Run {
        #[command(flatten)]
        strategy: StrategyFile,
        #[command(flatten)]
        corpus: StrategyRecords,
        /// Suggest this many terms to add and to drop; 0 for none.
        #[arg(long, default_value_t = 5)]
        suggest: usize,
    },
    /// Propose terms that the relevant records use more than the others; or, with --check, hold terms against the records.
    Terms {
        #[command(flatten)]
        corpus: StrategyRecords,
        /// Show this many.
        #[arg(long, default_value_t = 50)]
        limit: usize,
        /// Terms to hold against the records instead.
        #[arg(long, num_args = 1.., value_name = "TERM")]
        check: Vec<String>,
        /// With --check: where these terms come from, such as the name of a person or model.
        #[arg(long, default_value = "command line", requires = "check")]
        origin: String,
    },
    /// Show what PRISMA-S asks of a search, filled from the strategy.
    Record {
        #[command(flatten)]
        strategy: StrategyFile,
        /// TOML file with what the strategy does not say: database, platform, searched_on, records, filters, updates …
        #[arg(long)]
        details: Option<PathBuf>,
    },
}

#[derive(Debug, Args)]
pub(crate) struct StrategyFile {
    /// Text file with the strategy, each line of it on its own.
    pub(crate) file: PathBuf,
    /// Its syntax: pubmed, ovid-medline, ovid-embase, cochrane, scopus, web-of-science, cinahl, clinicaltrials-gov or
    /// ictrp; recognised where not given.
    #[arg(long)]
    pub(crate) syntax: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct StrategyRecords {
    /// Folder of a review, or a file of references.
    #[arg(long, value_name = "REVIEW|FILE")]
    pub(crate) corpus: PathBuf,
    /// Of a table: columns that say with 1 which records are relevant; the last is the one that counts.
    #[arg(long, num_args = 1.., value_name = "COLUMN")]
    pub(crate) relevant: Vec<String>,
    /// The tree of headings, as NLM publishes that of MeSH, so that exploded headings find the narrower ones.
    #[arg(long, value_name = "FILE")]
    pub(crate) tree: Option<PathBuf>,
}
