//! [`ReviewClock`]: the time and the identities of what is written to one review. Neither ever goes back.
//!
//! What holds is the latest row of a reviewer about a record, by identity and time. A computer's clock can be set back
//! (a battery, a time zone, a wrong date put right), and clocks of two computers differ: a correction made then would
//! come before what it corrects, and be lost. So time here begins after everything that the review has recorded,
//! whatever the computer's clock says, and follows that clock again once it has caught up.

use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use uuid::{ContextV7, Timestamp, Uuid};

/// How far the newest change may lie ahead of this computer's clock before it is worth a word, milliseconds.
const WORTH_A_WORD: i64 = 10 * 60 * 1000;

/// One for each open review.
#[derive(Debug)]
pub(crate) struct ReviewClock {
    /// The newest time given out or recorded, milliseconds since 1970-01-01 UTC.
    latest: AtomicI64,
    // Counts within a millisecond, so that identities ascend in the order in which they were made.
    within: Mutex<ContextV7>,
}

impl Default for ReviewClock {
    fn default() -> Self {
        Self {
            latest: AtomicI64::new(0),
            within: Mutex::new(ContextV7::new()),
        }
    }
}

impl ReviewClock {
    /// Takes note of the time of a recorded change: everything from now on is later.
    pub(crate) fn after(&self, recorded: i64) {
        self.latest
            .fetch_max(recorded.saturating_add(1), Ordering::AcqRel);
    }

    /// The time now, milliseconds since 1970-01-01 UTC; never before one that was given out or recorded.
    pub(crate) fn now(&self) -> i64 {
        let computer = computer_now();
        self.latest
            .fetch_max(computer, Ordering::AcqRel)
            .max(computer)
    }

    /// A new UUIDv7 (RFC 9562), which sorts after all that were made or recorded before.
    pub(crate) fn new_id(&self) -> String {
        let now = u64::try_from(self.now()).unwrap_or_default();
        let nanoseconds = u32::try_from(now % 1000 * 1_000_000).unwrap_or_default();
        Uuid::new_v7(Timestamp::from_unix(&self.within, now / 1000, nanoseconds)).to_string()
    }

    /// Says in the log that the computer's clock lies behind the review, where it does.
    pub(crate) fn tell_if_behind(&self) {
        let ahead = self.latest.load(Ordering::Acquire) - computer_now();
        if ahead > WORTH_A_WORD {
            tracing::warn!(
                minutes = ahead / 60_000,
                "the newest change of this review is ahead of this computer's clock; until the clock has caught up, \
                 changes bear the time of that one"
            );
        }
    }
}

/// What the computer's clock says, milliseconds since 1970-01-01 UTC; 0 before that.
pub(crate) fn computer_now() -> i64 {
    let elapsed = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(elapsed.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_a_recorded_change_is_later_whatever_the_computer_says() {
        let clock = ReviewClock::default();
        let earlier = clock.new_id();
        let next_year = computer_now() + 31_536_000_000;
        clock.after(next_year);
        assert_eq!(clock.now(), next_year + 1);
        let ids: Vec<String> = (0..1000).map(|_| clock.new_id()).collect();
        assert!(earlier < ids[0]);
        assert!(ids.is_sorted(), "{ids:?}");
        // Another review is not touched by it.
        assert!(ReviewClock::default().new_id() < ids[0]);
    }
}
