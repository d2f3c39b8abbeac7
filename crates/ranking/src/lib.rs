//! The order in which records are screened: learnt from the decisions so far, simulated, measured, and stopped.
//!
//! *What it is:* the words of the active-learning literature as code. A feature extractor and a classifier
//! ([`Model`]) with a [`Balancer`] make an order of the records still to be screened ([`Ranker`]); a [`Simulator`]
//! screens a labelled review again in that order and [`Measures`] it; [`recall_curve_svg`] draws it; a
//! [`StoppingPanel`] says what is known about when to stop. `u4` gives the order of ASReview's ELAS u4 record by
//! record (METHODS §1, docs/decisions/0004).
//!
//! *What it is not:* it reads no file, no clock and no source of chance but the seed it is given; it decides nothing
//! about a record, and a record ranked last is still to be screened.
//!
//! ```
//! use ranking::{Label, Model, Ranker};
//! use std::sync::atomic::AtomicBool;
//!
//! let texts = [
//!     "Aspirin after stroke: a randomised trial",
//!     "Knitting patterns of the north",
//!     "Crochet and knitting for beginners",
//!     "Aspirin or clopidogrel after stroke",
//! ];
//! let never = AtomicBool::new(false);
//! let ranker = Ranker::new(&texts, Model::U4, 42, &never)?;
//! let labels = [Label { row: 0, relevant: true }, Label { row: 1, relevant: false }];
//! assert_eq!(ranker.rank(&labels, &never)?.order, [3, 2]);
//! # Ok::<(), ranking::RankingError>(())
//! ```

mod balancer;
mod bayes;
mod bm25;
mod curve;
mod features;
mod fusion;
mod gram;
mod learner;
mod measures;
mod model;
mod optimum;
mod random;
mod ranker;
mod simulation;
mod stopping;
mod summary;
mod svm;
mod tokens;
mod vectors;

pub use balancer::{Balancer, SampleWeights};
pub use bm25::WordMatch;
pub use curve::recall_curve_svg;
pub use features::ReadTexts;
pub use fusion::{Reading, fit_to_question};
pub use measures::{At, ConfusionAt, Measures, Thresholds};
pub use model::{Model, UnknownModel};
pub use ranker::{Basis, Label, Ranker, Ranking, RankingError};
pub use simulation::{
    Simulation, SimulationError, SimulationOptions, SimulationProgress, Simulator, simulate,
};
pub use stopping::{
    AuditSample, Claim, ClaimBasis, Interval, ItemState, RecallTest, SafeChecklist, SafeInput,
    SafeItem, SafeItemKind, StoppingInput, StoppingPanel, audit_confidence, audit_sample_size,
    clopper_pearson, draw_audit_sample, recall_test, sample_size,
};
pub use summary::{Range, RangeAt, Summary};
pub use vectors::Vectors;

/// The work was stopped because the caller asked for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("stopped on request")]
pub struct Cancelled;
