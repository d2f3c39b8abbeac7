//! Screening order by active learning, its simulation and its measures.

mod balancer;
mod bayes;
mod features;
mod learner;
mod measures;
mod model;
mod optimum;
mod random;
mod simulation;
mod svm;
mod tokens;

pub use balancer::{Balancer, SampleWeights};
pub use measures::{At, ConfusionAt, Measures, Thresholds};
pub use model::{Model, UnknownModel};
pub use simulation::{Simulation, SimulationError, SimulationOptions, SimulationProgress, Simulator};

/// The work was stopped because the caller asked for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("stopped on request")]
pub struct Cancelled;
