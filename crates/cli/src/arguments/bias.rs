//! Arguments of risk of bias and summaries of findings.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use workbench::BiasExport;
use workbench::bias::Tool;

#[derive(Debug, Args)]
pub(crate) struct Bias {
    #[command(subcommand)]
    pub(crate) action: BiasAction,
}

#[derive(Debug, Subcommand)]
pub(crate) enum BiasAction {
    /// Show the questions of a tool, or write them as a table to be filled in.
    Questions {
        /// The tool.
        #[arg(long, value_enum)]
        tool: BiasTool,
        /// Write a table to be filled in to this CSV file.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// With --out: a study to be assessed, or STUDY=RESULT. Give it several times.
        #[arg(long = "study", value_name = "STUDY[=RESULT]", requires = "out")]
        studies: Vec<String>,
        /// With --out: who will assess.
        #[arg(long, default_value = "", requires = "out")]
        reviewer: String,
    },
    /// Judge answers: what the tool comes to with the way there, what is left to the reviewer, what is missing.
    Judge {
        #[command(flatten)]
        files: BiasInput,
        /// Write the assessments to this file too (.csv, .json or .toml).
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Compare two assessors: differences side by side, agreement on each domain with weighted κ.
    Compare {
        /// The first assessor's answers (.csv, .json or .toml).
        first: PathBuf,
        /// The second assessor's.
        second: PathBuf,
        /// The tool, for tables without that column.
        #[arg(long, value_enum)]
        tool: Option<BiasTool>,
        /// Write what both said, the rest left open, to this file (.csv, .json or .toml).
        #[arg(long, value_name = "FILE")]
        consensus: Option<PathBuf>,
    },
    /// Draw judgements: a traffic-light plot, a summary plot.
    Plot {
        #[command(flatten)]
        files: BiasInput,
        /// Draw the traffic-light plot into this file (.svg, .png or .pdf).
        #[arg(long, value_name = "FILE", required_unless_present = "bars")]
        out: Option<PathBuf>,
        /// Draw the summary plot into this file (.svg, .png or .pdf).
        #[arg(long, value_name = "FILE")]
        bars: Option<PathBuf>,
        /// A title above the plots.
        #[arg(long, default_value = "")]
        title: String,
        /// What each study weighs in the summary plot: a table with the columns study and weight.
        #[arg(long, value_name = "FILE")]
        weights: Option<PathBuf>,
        /// The file is a table of judgements as robvis reads it (Study, D1 …, Overall, perhaps Weight); needs --tool.
        #[arg(long, requires = "tool")]
        from_robvis: bool,
    },
    /// Write judgements as the R package robvis reads them.
    Robvis {
        #[command(flatten)]
        files: BiasInput,
        /// What each study weighs: a table with the columns study and weight.
        #[arg(long, value_name = "FILE")]
        weights: Option<PathBuf>,
        /// CSV to write.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Write judgements with their support as RevMan's file of risk of bias.
    Revman {
        #[command(flatten)]
        files: BiasInput,
        /// CSV to write.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Risk of bias that is kept in a review: list it, add results, take answers in, finish, settle, export.
    Review(BiasInReview),
    /// Make GRADE's summary of findings from what people rated: absolute effects, certainty with footnotes, facts beside it.
    SummaryOfFindings {
        /// What people wrote down, as TOML.
        table: PathBuf,
        /// Assessments of risk of bias (.csv, .json or .toml), to tell how much of the evidence is at high risk. Give it
        /// several times.
        #[arg(long = "assessments", value_name = "FILE")]
        assessments: Vec<PathBuf>,
        /// The tool, for tables of assessments without that column.
        #[arg(long, value_enum)]
        tool: Option<BiasTool>,
        /// File to write (.html or .csv).
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
}

#[derive(Debug, Args)]
pub(crate) struct BiasInReview {
    /// Folder of the review, or the address of a team's server.
    pub(crate) dir: PathBuf,
    #[command(subcommand)]
    pub(crate) action: BiasReviewAction,
}

#[derive(Debug, Subcommand)]
pub(crate) enum BiasReviewAction {
    /// List the studies with their results, as a reviewer may see them.
    List {
        /// Who asks; without a name only what is settled is shown.
        #[arg(long)]
        reviewer: Option<String>,
    },
    /// Say how the team assesses: the tool, one or two assessors, whether sentences may be looked for.
    Methods {
        /// The tool of results that are added from now on.
        #[arg(long, value_enum)]
        tool: Option<BiasTool>,
        /// How many people assess each result: 1 or 2.
        #[arg(long, value_parser = clap::value_parser!(u8).range(1..=2))]
        assessors: Option<u8>,
        /// Whether sentences may be looked for.
        #[arg(long)]
        sentences: Option<bool>,
        /// Who says so.
        #[arg(long)]
        reviewer: Option<String>,
    },
    /// Add a result of a study that is to be assessed.
    Add {
        /// The study, or STUDY=RESULT.
        #[arg(value_name = "STUDY[=RESULT]")]
        result: String,
        /// The tool; without it the team's.
        #[arg(long, value_enum)]
        tool: Option<BiasTool>,
        /// Who adds it.
        #[arg(long)]
        reviewer: String,
    },
    /// Record answers and judgements of files as those of a reviewer. Results that are not there are added.
    Import {
        /// Answers (.csv, .json or .toml).
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// The tool, for tables without that column.
        #[arg(long, value_enum)]
        tool: Option<BiasTool>,
        /// Whose answers they are.
        #[arg(long)]
        reviewer: String,
    },
    /// Say that a reviewer has finished a result, or takes it up again.
    Finish {
        /// The study, or STUDY=RESULT.
        #[arg(value_name = "STUDY[=RESULT]")]
        result: String,
        /// Take it up again.
        #[arg(long)]
        again: bool,
        /// Who.
        #[arg(long)]
        reviewer: String,
    },
    /// Show where two assessors of a result differ, once both have finished.
    Differences {
        /// The study, or STUDY=RESULT.
        #[arg(value_name = "STUDY[=RESULT]")]
        result: String,
        /// Who asks.
        #[arg(long)]
        reviewer: String,
    },
    /// Settle a difference, for both.
    Settle {
        /// The study, or STUDY=RESULT.
        #[arg(value_name = "STUDY[=RESULT]")]
        result: String,
        /// The number of the question, a domain (D2) or Overall.
        item: String,
        /// The answer (Y, PY, PN, N, NI, NA, U) or the judgement (low, high …).
        says: String,
        /// The comment, or the reason of a judgement.
        #[arg(long, default_value = "")]
        because: String,
        /// Who settles it.
        #[arg(long)]
        reviewer: String,
    },
    /// Show how far assessors agreed before anything was settled.
    Agreement,
    /// Write a plot, a table or the answers of what is settled.
    Export {
        /// What to write.
        #[arg(value_enum)]
        what: BiasFile,
        /// The file: .svg, .png or .pdf for a plot, .csv for a table, for answers also .json or .toml.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// Of which tool, where the review uses several.
        #[arg(long, value_enum)]
        tool: Option<BiasTool>,
    },
}

/// What leaves a review.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum BiasFile {
    /// The traffic-light plot.
    Lights,
    /// The summary plot.
    Summary,
    /// The table for robvis.
    Robvis,
    /// The table for RevMan.
    Revman,
    /// Answers with quotes and comments, of everybody who has finished.
    Answers,
}

impl From<BiasFile> for BiasExport {
    fn from(file: BiasFile) -> Self {
        match file {
            BiasFile::Lights => BiasExport::Lights,
            BiasFile::Summary => BiasExport::Summary,
            BiasFile::Robvis => BiasExport::Robvis,
            BiasFile::Revman => BiasExport::Revman,
            BiasFile::Answers => BiasExport::Answers,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct BiasInput {
    /// Answers: CSV with one row each (columns study, item, answer; result, tool, reviewer, comment, quote, page, sentence
    /// and document may be there), JSON or TOML.
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// The tool, for tables without that column.
    #[arg(long, value_enum)]
    pub(crate) tool: Option<BiasTool>,
    /// Who assessed, for tables without that column.
    #[arg(long, default_value = "")]
    pub(crate) reviewer: String,
}

/// A tool with the effect it is used for.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum BiasTool {
    /// RoB 2 (2019), effect of assignment.
    #[value(name = "rob2")]
    Rob2,
    /// RoB 2 (2019), effect of adhering.
    #[value(name = "rob2-adhering")]
    Rob2Adhering,
    /// ROBINS-I (2016), effect of assignment.
    #[value(name = "robins-i")]
    RobinsI,
    /// ROBINS-I (2016), effect of starting and adhering.
    #[value(name = "robins-i-adhering")]
    RobinsIAdhering,
    /// QUADAS-2.
    #[value(name = "quadas-2")]
    Quadas2,
}

impl From<BiasTool> for Tool {
    fn from(tool: BiasTool) -> Self {
        match tool {
            BiasTool::Rob2 => Tool::Rob2,
            BiasTool::Rob2Adhering => Tool::Rob2Adhering,
            BiasTool::RobinsI => Tool::RobinsI,
            BiasTool::RobinsIAdhering => Tool::RobinsIAdhering,
            BiasTool::Quadas2 => Tool::Quadas2,
        }
    }
}
