//! What is shown of analyses: plain data for a screen, made in `analysis_view.rs`.

use agreement::Interval;
use bias::grade::{Certainty, Findings};
use review::StudyId;
use serde::Serialize;
use ts_rs::TS;

use super::certainty::CertaintyRating;
use super::choice::AnalysisChoice;
use super::numbers::AnalysisNumber;
use super::paragraph::CheckedSentence;
use super::poolable::{OutcomeWithArms, Poolable};

/// What is kept and what could be pooled.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SynthesisView {
    /// The kept analyses, in the order in which they were first kept.
    pub analyses: Vec<KeptAnalysis>,
    /// What could be pooled, most studies first.
    pub poolable: Vec<Poolable>,
    /// Every outcome with its arms, to put together what studies call by different names.
    pub outcomes: Vec<OutcomeWithArms>,
    /// Fields of the form whose values could make subgroups: identity and label.
    pub subgroup_fields: Vec<(String, String)>,
    /// Studies whose extraction is not finished, with what is open: as long as there are any, analyses are drafts.
    pub unfinished: Vec<(String, String)>,
    /// Studies that were included.
    pub studies: usize,
}

/// A kept analysis in a list.
#[derive(Clone, Debug, Serialize, TS)]
pub struct KeptAnalysis {
    /// Identity.
    pub id: String,
    /// Version in force, from 1.
    pub version: i64,
    /// What it is called.
    pub name: String,
    /// Who kept this version.
    pub by: String,
    /// When, UTC milliseconds.
    pub at: i64,
    /// Studies in it now; `None` where nothing can be pooled any more.
    pub studies: Option<usize>,
    /// The result in short, such as `risk ratio 0.49 (0.34 to 0.70)`.
    pub result: Option<String>,
    /// The certainty that a person gave.
    pub certainty: Option<Certainty>,
    /// Why it was withdrawn, by whom and when.
    pub withdrawn: Option<Withdrawn>,
}

/// Why, by whom and when something was withdrawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Withdrawn {
    /// Why.
    pub reason: String,
    /// By whom.
    pub by: String,
    /// When, UTC milliseconds.
    pub at: i64,
}

/// An analysis, kept or only tried.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AnalysisView {
    /// What was chosen.
    pub choice: AnalysisChoice,
    /// The outcome as drawings have it.
    pub outcome: String,
    /// What it comes to; `None` where nothing can be pooled.
    pub result: Option<AnalysisResult>,
    /// Why nothing can be pooled, with what to try.
    pub not_pooled: Option<(String, String)>,
    /// Studies that have the outcome and are not in it, with the reason.
    pub left_out: Vec<LeftOutStudy>,
    /// Studies whose extraction is not finished, with what is open. While there are any, this is a draft.
    pub unfinished: Vec<(String, String)>,
    /// The paragraph: the draft of the program, or what a person made of it.
    pub sentences: Vec<CheckedSentence>,
    /// Who wrote the paragraph; `None` of the draft.
    pub written: Option<SaidOf>,
    /// What a person rated.
    pub rating: CertaintyRating,
    /// Who rated; `None` where nobody has.
    pub rated: Option<SaidOf>,
    /// The row of the summary of findings, with facts.
    pub findings: Option<Findings>,
    /// Why it was withdrawn.
    pub withdrawn: Option<Withdrawn>,
}

/// Who said something of an analysis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct SaidOf {
    /// Who.
    pub by: String,
    /// When, UTC milliseconds.
    pub at: i64,
    /// Whether numbers or options have changed since.
    pub outdated: bool,
}

/// A study that has the outcome and is not in an analysis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct LeftOutStudy {
    /// The study.
    pub study: StudyId,
    /// Its name.
    pub name: String,
    /// Why.
    pub reason: String,
    /// Whether a person left it out.
    pub by_choice: bool,
}

/// What studies come to. Values are as they are shown (of ratios the ratio), but for those on the pooling scale.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AnalysisResult {
    /// What is estimated, in words.
    pub estimated: String,
    /// The method in words.
    pub method: String,
    /// Whether it is shown on a logarithmic axis.
    pub is_ratio: bool,
    /// Whether it is a share.
    pub is_proportion: bool,
    /// The value that means no effect.
    pub no_effect: Option<f64>,
    /// The pooled estimate.
    pub pooled: AnalysisEstimate,
    /// Its p.
    pub p: Option<f64>,
    /// Where a further study is expected.
    pub prediction: Option<Interval>,
    /// Cochran's Q, its degrees of freedom and p.
    pub q: (f64, f64, f64),
    /// Share of the variation that is more than chance, 0 to 1.
    pub i2: f64,
    /// Its interval.
    pub i2_interval: Option<Interval>,
    /// Variance between studies, on the pooling scale; `None` with a fixed effect.
    pub tau2: Option<f64>,
    /// Its interval.
    pub tau2_interval: Option<Interval>,
    /// People in the studies, where all say it.
    pub people: Option<u64>,
    /// The studies in the order of the plot.
    pub studies: Vec<AnalysisStudy>,
    /// Each subgroup by itself.
    pub subgroups: Vec<AnalysisSubgroup>,
    /// Q between subgroups, its degrees of freedom and p.
    pub between_subgroups: Option<(f64, f64, f64)>,
    /// Without each study in turn; empty where that cannot be pooled.
    pub leave_one_out: Vec<AnalysisEstimate>,
    /// The studies added one by one in the order of the plot; empty where that cannot be pooled.
    pub cumulative: Vec<AnalysisEstimate>,
    /// What the test for small-study effects says, or why it was not made.
    pub asymmetry: String,
    /// Whether that test was made.
    pub asymmetry_tested: bool,
    /// The pooled estimate on the pooling scale, for the funnel.
    pub middle: f64,
    /// Standard errors from the estimate to the end of an interval.
    pub z: f64,
    /// What a reader has to know.
    pub notes: Vec<String>,
}

/// A named estimate with its interval.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct AnalysisEstimate {
    /// What it is of.
    pub name: String,
    /// The estimate.
    pub estimate: f64,
    /// Its interval.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
    /// I² of it, 0 to 1.
    pub i2: f64,
}

/// A subgroup.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct AnalysisSubgroup {
    /// Its estimate; an empty name for studies without a value.
    pub estimate: AnalysisEstimate,
    /// Names of its studies.
    pub studies: Vec<String>,
}

/// A study of an analysis.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AnalysisStudy {
    /// The study.
    pub study: StudyId,
    /// Its name.
    pub name: String,
    /// The subgroup it belongs to.
    pub group: Option<String>,
    /// Its estimate.
    pub estimate: f64,
    /// Its interval.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
    /// Its share of the pooled estimate, 0 to 1.
    pub weight: f64,
    /// Estimate on the pooling scale.
    pub yi: f64,
    /// Its standard error.
    pub se: f64,
    /// Its numbers in the first arm, such as `4/123`.
    pub first: String,
    /// Those in the second arm.
    pub second: String,
    /// Whether ½ was added to its cells.
    pub corrected: bool,
    /// Whether nothing of its extraction is open.
    pub is_final: bool,
    /// The extracted numbers that it rests on.
    pub numbers: Vec<AnalysisNumber>,
}
