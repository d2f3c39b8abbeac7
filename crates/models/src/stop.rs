//! [`StopFlag`]: the wish that a long piece of work end now.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// How often a waiting caller looks at the flag; a fifth of the 100 ms within which work must end.
const LOOK: Duration = Duration::from_millis(20);

/// A flag that anyone who holds a clone may raise. Raised once, it stays so.
#[derive(Clone, Debug, Default)]
pub struct StopFlag(Arc<AtomicBool>);

impl StopFlag {
    /// A flag that is not raised.
    pub fn new() -> Self {
        Self::default()
    }

    /// Asks the work to stop.
    pub fn stop(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    /// Whether the work was asked to stop.
    pub fn is_stopped(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }

    /// Waits until the flag is raised.
    pub(crate) async fn raised(&self) {
        while !self.is_stopped() {
            tokio::time::sleep(LOOK).await;
        }
    }
}

impl From<Arc<AtomicBool>> for StopFlag {
    /// The flag of a job that has one already.
    fn from(flag: Arc<AtomicBool>) -> Self {
        Self(flag)
    }
}
