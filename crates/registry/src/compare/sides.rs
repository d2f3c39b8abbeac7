//! The two sides of a comparison: what a paper says, and what was found beside the registration.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::PartialDate;
use crate::words::MarkedPiece;

/// Something a paper says, with the words it rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Stated<T> {
    /// What it says.
    pub value: T,
    /// Its words, cut from the paper.
    pub quote: Option<String>,
    /// Where they stand, such as `page 3` or `S17`.
    pub place: Option<String>,
}

/// An outcome as a paper names it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PaperOutcome {
    /// Its name.
    pub measure: String,
    /// When it is measured.
    pub time_frame: Option<String>,
}

/// What a paper says of its trial: filled from extracted values with their quotes, or by hand. What is `None` or empty
/// is not compared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PaperValues {
    /// What names the report.
    pub report: String,
    /// Number of the registration.
    pub registration: Option<Stated<String>>,
    /// Primary outcomes.
    pub primary_outcomes: Vec<Stated<PaperOutcome>>,
    /// Secondary outcomes.
    pub secondary_outcomes: Vec<Stated<PaperOutcome>>,
    /// People allocated.
    pub randomised: Option<Stated<u64>>,
    /// First person enrolled.
    pub enrolment_start: Option<Stated<Option<PartialDate>>>,
    /// Last person enrolled.
    pub enrolment_end: Option<Stated<Option<PartialDate>>>,
    /// Allocation, such as `randomised`.
    pub allocation: Option<Stated<String>>,
    /// Masking, such as `double-blind`.
    pub masking: Option<Stated<String>>,
    /// Who paid or is responsible.
    pub sponsor: Option<Stated<String>>,
}

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[ts(rename = "ComparedTrialItem")]
#[serde(rename_all = "snake_case")]
pub enum ComparedItem {
    /// The registration's number.
    Registration,
    /// A primary outcome.
    PrimaryOutcome,
    /// A secondary outcome.
    SecondaryOutcome,
    /// How many people.
    Size,
    /// The registration against the start of the trial: both dates are the registry's.
    RegisteredBeforeStart,
    /// The start.
    Start,
    /// The end of enrolment against the registry's completion.
    End,
    /// Allocation.
    Allocation,
    /// Masking.
    Masking,
    /// Sponsor.
    Sponsor,
}

/// How the two sides stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[ts(rename = "RegistryFinding")]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// The same words, number or date, but for order, case and plurals.
    Same,
    /// Other words or another number.
    Differs,
    /// Only the registration has it.
    OnlyInRegistry,
    /// Only the paper has it.
    OnlyInPaper,
    /// The paper has it at another rank: what is primary here is secondary there.
    OtherRank,
    /// It cannot be told: a month where a day is needed, a text that cannot be read.
    CannotBeTold,
}

/// One thing on both sides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "ComparedTrial")]
pub struct Compared {
    /// What.
    pub item: ComparedItem,
    /// How the sides stand to each other.
    pub finding: Finding,
    /// What the registry says, with the words marked that the paper lacks.
    pub registry: Vec<MarkedPiece>,
    /// What the paper says, with the words marked that the registry lacks.
    pub paper: Vec<MarkedPiece>,
    /// The share of words in common, 0 to 1, of texts.
    pub overlap: Option<f64>,
    /// The words of the paper that it rests on.
    pub quote: Option<String>,
    /// Where they stand.
    pub place: Option<String>,
    /// What a reader should know, such as by how many days.
    pub note: Option<String>,
}

/// A registration beside a paper.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RegistryComparison {
    /// The trial.
    pub trial: String,
    /// The report.
    pub report: String,
    /// All that was compared, in the order of [`PaperValues`].
    pub items: Vec<Compared>,
}
