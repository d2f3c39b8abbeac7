//! Synthesize: the numbers of the extraction put together. What can be pooled, analyses that people keep, their forest and
//! funnel plots, paragraphs whose sentences are held against them, GRADE ratings, and the size of the next trial.
//!
//! Every number comes from the extraction or is computed from it by `synthesis`; nothing is asked of a model. What a
//! person chose, rated or wrote is kept under their name (`store/analyses.rs`) and never changed.

mod analysis_shown;
mod analysis_view;
mod certainty;
mod choice;
mod draft;
mod effect_kind;
mod files;
mod findings_of_analyses;
mod kept;
mod next_trial;
mod numbers;
mod paragraph;
mod poolable;
mod together;

pub use analysis_shown::{
    AnalysisEstimate, AnalysisResult, AnalysisStudy, AnalysisSubgroup, AnalysisView, KeptAnalysis,
    LeftOutStudy, SaidOf, SynthesisView, Withdrawn,
};
pub use certainty::CertaintyRating;
pub use choice::{AnalysisChoice, OmittedStudy};
pub use next_trial::{
    NextTrial, PrefilledNumber, PrefilledTrial, SizeAsked, SizeAtEffect, TrialSizes, trial_sizes,
};
pub use numbers::{AnalysisNumber, AnalysisQuote};
pub use paragraph::{CheckedSentence, WrittenSentence};
pub use poolable::{MeasureThatFits, OutcomeWithArms, Poolable};
