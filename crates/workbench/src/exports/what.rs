//! [`Export`]: everything that can be exported, with what a person chooses of it.

use census::OperatingPoint;

use registry::TableKind;
use serde::Deserialize;
use ts_rs::TS;

use crate::assess::BiasExport;
use crate::audit_trail::AuditQuery;

use crate::reporting::ChecklistKind;
use crate::trials::TrialSet;

/// What is exported.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Export {
    /// The flow diagram as SVG, PNG, PDF, CSV and JSON.
    Prisma {
        /// Dark colours.
        dark: bool,
        /// With or without the column of other methods; by what the review has if left out.
        other_methods: Option<bool>,
        /// Resolution of the PNG, dots per inch.
        dpi: u32,
    },
    /// Records.
    Records {
        /// Which: `all`, `entries`, `undecided`, `included-abstract`, `excluded-abstract`, `included`,
        /// `excluded-full-text` or `conflicts`.
        set: String,
        /// `ris`, `nbib`, `bib`, `csv`, `json` or `xlsx`.
        format: String,
    },
    /// Every decision.
    Decisions {
        /// `csv`, `xlsx` or `json`.
        format: String,
    },
    /// How long each record took.
    Times {
        /// `csv`, `xlsx` or `json`.
        format: String,
    },
    /// The audit trail.
    Audit {
        /// `csv`, `xlsx` or `json`; `html` for a page to be read.
        format: String,
        /// Which part of it; all, if left out.
        #[serde(default)]
        #[ts(optional)]
        query: Option<AuditQuery>,
    },
    /// A checklist for the report.
    Checklist {
        /// Which.
        checklist: ChecklistKind,
        /// `docx`, `html` or `csv`.
        format: String,
    },
    /// The statement on the use of models.
    AiUse {
        /// `docx` or `html`.
        format: String,
    },
    /// The report of a study of one's own: page, PDF, readings, analysis, protocol and allocation.
    Study {
        /// Which one; the last where none is named.
        study: Option<String>,
    },
    /// All files of a kept analysis: drawings, summary of findings, paragraph, numbers, script for R.
    Analysis {
        /// Its identity or name.
        analysis: String,
    },
    /// The summary of findings of all analyses in force.
    SummaryOfFindings {},
    /// The form for extraction as TOML.
    Form {},
    /// Every extracted value with its quotes and pages.
    EvidenceTable {
        /// `csv`, `xlsx`, `json` or `docx`.
        format: String,
        /// Refused while a value is open or the extractors differ; else a draft is written.
        is_final: bool,
    },
    /// The same as one page, each quote marked in the words around it.
    EvidenceReport {
        /// As for the table.
        is_final: bool,
    },
    /// The numbers of each pair of arms and outcome, for the R package metafor.
    Metafor {
        /// As for the table.
        is_final: bool,
    },
    /// The files for RevMan Web: study information, study arms, study results.
    Revman {
        /// As for the table.
        is_final: bool,
    },
    /// The ten tables of the trials of registries as CSV, in a folder.
    TrialTables {
        /// Of which trials.
        set: TrialSet,
    },
    /// One of these tables.
    TrialTable {
        /// Which.
        table: TableKind,
        /// Of which trials.
        set: TrialSet,
        /// `csv`, `xlsx` or `json`.
        format: String,
    },
    /// Trials beside what their papers say.
    TrialDifferences {
        /// `csv`, `xlsx` or `json`.
        format: String,
    },
    /// What trials used, each count with the trials it rests on.
    TrialsUsed {
        /// Which trials.
        set: TrialSet,
        /// `csv`, `xlsx` or `json`.
        format: String,
    },
    /// The design of each record by the trial census, with the sentence that decides.
    CensusDesigns {
        /// `csv`, `xlsx` or `json`.
        format: String,
    },
    /// The counts of the trial census by year and design.
    CensusCounts {
        /// `csv`, `xlsx` or `json`.
        format: String,
        /// At which operating point; by the likeliest design if left out.
        point: Option<OperatingPoint>,
    },
    /// Risk of bias: plots and tables of what is settled, and the answers.
    Bias {
        /// Which of them.
        file: BiasExport,
        /// Of which tool, where the review uses several.
        tool: Option<bias::Tool>,
        /// `svg`, `png` or `pdf` for a plot; `csv` for a table, for answers also `json` or `toml`.
        format: String,
    },
    /// How long each value took.
    ExtractionTimes {
        /// `csv`, `xlsx` or `json`.
        format: String,
    },
    /// How long each answer about the risk of bias took.
    AssessmentTimes {
        /// `csv`, `xlsx` or `json`.
        format: String,
    },
}
