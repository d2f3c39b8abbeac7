//! [`Event`]: what the program tells a user interface unasked, on one stream.

use review::RecordId;
use serde::Serialize;
use tokio::sync::broadcast;
use ts_rs::TS;

use crate::jobs::Job;
use crate::read_ahead::ReadAhead;
use crate::team::TeamState;

/// Something a user interface should know.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// A long step has begun, got on, or ended.
    Job {
        /// The step as it stands.
        job: Job,
    },
    /// Something in the open review was changed.
    Changed {
        /// Number of the last change.
        change: i64,
    },
    /// These records have new suggestions. What they say is asked for like everything else, and is hidden where it must
    /// be.
    Suggested {
        /// The records.
        records: Vec<RecordId>,
    },
    /// The reading ahead got on, or its state changed.
    ReadAhead {
        /// The state.
        read_ahead: ReadAhead,
    },
    /// Whether the server of the team's review answers, and what waits for it.
    Team {
        /// The state.
        team: TeamState,
    },
    /// Another review was opened in this window, or the review was closed.
    Opened {},
    /// The window is asked to close: the user interface says whether it may.
    Closing {},
}

/// The stream. Cheap to clone; whoever listens too slowly misses events and should fetch anew.
#[derive(Clone, Debug)]
pub struct Events(broadcast::Sender<Event>);

/// Events that may wait for a slow listener.
const WAITING: usize = 256;

impl Default for Events {
    fn default() -> Self {
        Self(broadcast::Sender::new(WAITING))
    }
}

impl Events {
    /// Tells everybody who listens.
    pub fn send(&self, event: Event) {
        // Where nobody listens, nobody needs to know.
        let _unheard = self.0.send(event);
    }

    /// Listens from now on.
    pub fn subscribe(&self) -> broadcast::Receiver<Event> {
        self.0.subscribe()
    }
}
