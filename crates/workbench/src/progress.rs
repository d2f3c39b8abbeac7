//! [`Progress`]: how far a long step is, and whether it shall stop.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::Serialize;

/// How far a step is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// What is being done, in words for the person who waits.
    pub label: &'static str,
    /// How much is done.
    pub done: u64,
    /// Of how much; 0 where it is not known.
    pub total: u64,
}

/// Receives progress and carries the wish to stop. Cheap to clone.
#[derive(Clone)]
pub struct Progress {
    report: Arc<dyn Fn(Step) + Send + Sync>,
    cancelled: Arc<AtomicBool>,
}

impl Progress {
    /// Reports to `report`, which is called from any thread and must be quick.
    pub fn new(report: impl Fn(Step) + Send + Sync + 'static) -> Self {
        Self {
            report: Arc::new(report),
            cancelled: Arc::default(),
        }
    }

    /// Reports nothing.
    pub fn silent() -> Self {
        Self::new(|_| {})
    }

    /// The same wish to stop, for a part of the step of which nothing is reported.
    pub(crate) fn quiet(&self) -> Self {
        Self {
            report: Arc::new(|_| {}),
            cancelled: Arc::clone(&self.cancelled),
        }
    }

    /// Says how far the step is.
    pub fn report(&self, label: &'static str, done: u64, total: u64) {
        (self.report)(Step { label, done, total });
    }

    /// Asks the step to stop at the next opportunity.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether the step shall stop.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    /// The flag itself, to be shared with what runs beside this step.
    pub fn stop_flag(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.cancelled)
    }

    /// The flag itself, for libraries that take one.
    pub fn cancel_flag(&self) -> &AtomicBool {
        &self.cancelled
    }
}

impl std::fmt::Debug for Progress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Progress")
            .field("cancelled", &self.is_cancelled())
            .finish_non_exhaustive()
    }
}
