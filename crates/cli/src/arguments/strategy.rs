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
    /// Take a strategy apart into concepts with terms and headings, or say why it is not made of these.
    Concepts(StrategyFile),
    /// Show the concepts that a review keeps, what each term finds in its records, and the strategy; or save them.
    Blocks {
        /// Folder of the review.
        dir: PathBuf,
        /// The syntax to write the strategy in.
        #[arg(long, default_value = "pubmed")]
        syntax: String,
        /// TOML file of concepts, as for `build`, to be saved as the next version.
        #[arg(long, requires = "reviewer", value_name = "FILE")]
        save: Option<PathBuf>,
        /// Why they are changed.
        #[arg(long, requires = "save")]
        remark: Option<String>,
        /// Who saves them.
        #[arg(long)]
        reviewer: Option<String>,
    },
    /// Have a model that writes propose terms for a concept of a review. Nothing is stored.
    ModelTerms {
        /// Folder of the review.
        dir: PathBuf,
        /// The concept, such as Population.
        concept: String,
        /// GGUF file of a model that writes; without it, the one that is chosen.
        #[arg(long)]
        model: Option<PathBuf>,
    },
    /// List the searches that a review keeps as they were run; or record one, correct one or take one back.
    Ran {
        /// Folder of the review.
        dir: PathBuf,
        /// TOML file: database, platform, searched_on, strategy, limits, records and others.
        #[arg(long, requires = "reviewer", value_name = "FILE")]
        record: Option<PathBuf>,
        /// The search that is corrected by --record.
        #[arg(long, requires = "record", value_name = "ID")]
        correct: Option<String>,
        /// The search that is taken back.
        #[arg(
            long,
            requires = "reviewer",
            conflicts_with = "record",
            value_name = "ID"
        )]
        withdraw: Option<String>,
        /// Why it is taken back.
        #[arg(long, requires = "withdraw")]
        reason: Option<String>,
        /// Who says so.
        #[arg(long)]
        reviewer: Option<String>,
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
    /// A file of MeSH as NLM gives it (desc….xml, d….bin, mtrees….bin): exploded headings find the narrower ones, and
    /// headings that MeSH does not have are told.
    #[arg(long, value_name = "FILE")]
    pub(crate) tree: Option<PathBuf>,
}
