//! A team measures on its own review what suggestions do for it (METHODS §5).
//!
//! *What it is:* the plan of a counter-balanced crossover ([`Plan`]) and how many items it takes ([`Size`]), its
//! allocation drawn and sealed by the machine ([`Allocation`], [`Protocol`]), and the analysis ([`Report`]): time saved by a
//! mixed model ([`MixedModel`]), recall and accuracy with intervals ([`Accuracy`]), automation bias
//! ([`AutomationBias`]), and sentences that claim no more than the intervals ([`Statement`]). [`Simulated`] shows
//! beforehand what a plan would find. Pure: no clock, no files, and chance only from a seed.
//!
//! *What it is not:* it knows no review and no model, and does not run a study.
//!
//! ```
//! use study::{Arm, Item, Margins, Plan, PrimaryOutcome, Protocol, Report, Simulated, Task};
//!
//! let named = |what: &str, many: usize| (0..many).map(|n| format!("{what} {n}")).collect::<Vec<_>>();
//! let items = named("record", 62).into_iter().map(|id| Item { id, stratum: None, cluster: None });
//! let plan = Plan {
//!     title: "Suggestions in our review".into(),
//!     question: "Do suggestions save time?".into(),
//!     task: Task::TitleAbstract,
//!     primary: PrimaryOutcome::Time,
//!     assisted: vec![Arm::SuggestionFirst],
//!     model_alone: false,
//!     agent: "reader 1".into(),
//!     readers: named("reader", 4),
//!     adjudicators: named("adjudicator", 2),
//!     items: items.collect(),
//!     practice: named("practice", 10),
//!     periods: 2,
//!     margins: Margins::default(),
//!     level: 0.95,
//!     draws: 2000,
//!     idle_seconds: 60,
//! };
//! let locked = Protocol::lock(plan, 7)?;
//! let readings = Simulated::USUAL.readings(&locked.protocol.plan, &locked.allocation, 1);
//! let report = Report::of(&locked, &readings, 1);
//! assert!(report.time.is_some_and(|time| time.saved[0].saved.value > 0.0));
//! # Ok::<(), study::ProtocolError>(())
//! ```

mod accuracy;
mod allocation;
mod bias;
mod estimate;
mod minimum;
mod mixed_model;
mod plan;
mod protocol;
mod reading;
mod report;
mod simulation;
mod size;
mod statements;
mod time_saved;

pub use accuracy::{Accuracy, ArmShare, Difference, FEWEST_CLUSTERS, Measure};
pub use allocation::{Allocation, Assignment, Sequence};
pub use bias::{AutomationBias, Switches};
pub use estimate::{Estimate, Share};
pub use mixed_model::{Coefficient, MixedModel, ModelError, Observation};
pub use plan::{Arm, Item, Margins, Plan, PlanProblem, PrimaryOutcome, Task};
pub use protocol::{Locked, Protocol, ProtocolError};
pub use reading::{Answer, Reading, ReadingTime, Shown};
pub use report::{Conduct, KindAccuracy, Report};
pub use simulation::Simulated;
pub use size::Size;
pub use statements::{Statement, Topic};
pub use time_saved::{ArmTime, TimeAnalysis, TimeSaved};
