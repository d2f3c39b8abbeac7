//! Results of studies put together, and how large a trial has to be.
//!
//! *What it is:* effect sizes of single studies ([`Measure`], [`StudyEffect`]), meta-analysis ([`pool`]) with
//! heterogeneity, prediction interval and what it rests on ([`leave_one_out`], [`cumulative`], [`subgroups`],
//! [`egger`]), forest and funnel plots as SVG ([`forest_plot`], [`funnel_plot`]), sentences made from the numbers by
//! rules ([`sentences`]), the same once more as a script for R ([`r_script()`]), and sample sizes ([`size`]). Every figure is compared with R (metafor, pwr, epiR) in the
//! tests. Pure: no clock, no files, no chance.
//!
//! *What it is not:* it does not say whether studies ought to be pooled, and it knows no review and no model.
//!
//! ```
//! use synthesis::{Data, Measure, Method, Options, Study, TwoByTwo, pool};
//!
//! let study = |id: &str, events1, n1, events2, n2| Study {
//!     id: id.to_owned(),
//!     label: id.to_owned(),
//!     group: None,
//!     data: Data::TwoByTwo(TwoByTwo { events1, n1, events2, n2 }),
//! };
//! // Three of the trials of the BCG vaccine (Colditz 1994).
//! let studies = [
//!     study("Aronson 1948", 4, 123, 11, 139),
//!     study("Ferguson 1949", 6, 306, 29, 303),
//!     study("Rosenthal 1960", 3, 231, 11, 220),
//! ];
//! let options = Options::new(Measure::RiskRatio, Method::DerSimonianLaird);
//! let analysis = pool(&studies, &options)?;
//! assert_eq!(analysis.studies.len(), 3);
//! assert!(analysis.shown(analysis.pooled.interval.high) < 1.0);
//! # Ok::<(), synthesis::PoolError>(())
//! ```

mod analysis;
mod axis;
mod between_studies;
mod colours;
mod effect;
mod egger;
mod error;
mod forest;
mod funnel;
mod mantel_haenszel;
mod measure;
mod noncentral_t;
mod note;
mod number;
mod paragraph;
mod quantile;
mod r_script;
mod sensitivity;
pub mod size;
mod study;
mod subgroups;
mod weighted;
mod wording;

pub use analysis::{
    Analysis, HartungKnapp, Heterogeneity, Method, Options, Pooled, Prediction, pool,
};
pub use effect::{DoubleZero, LeftOut, LeftOutBecause, StudyEffect};
pub use egger::{Asymmetry, Egger, FEWEST_FOR_EGGER, egger};
pub use error::PoolError;
pub use forest::forest_plot;
pub use funnel::funnel_plot;
pub use measure::Measure;
pub use note::Note;
pub use number::{figure_beside as figure, p_value};
pub use paragraph::{Sentence, sentences};
pub use quantile::normal as normal_quantile;
pub use r_script::r_script;
pub use sensitivity::{Repooled, cumulative, leave_one_out};
pub use study::{Data, Estimate, Means, SingleProportion, Study, TwoByTwo};
pub use subgroups::{Subgroup, Subgroups, subgroups};
pub use wording::Wording;
