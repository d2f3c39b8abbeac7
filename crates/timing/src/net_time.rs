//! [`net_times`]: from what happened at the screen to active time.
//!
//! The rule: time is charged to what is open and in focus; after a sign of life a person counts as present for as long
//! as the idle limit says. 60 s is the usual limit; what 30 s and 120 s give is always kept beside it.

use std::collections::{HashMap, HashSet};

/// The idle limits, milliseconds.
const LIMITS_MS: [i64; 3] = [30_000, 60_000, 120_000];

/// Something that happened at the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// When, milliseconds of a clock that never runs backwards.
    pub at_ms: i64,
    /// What.
    pub sign: Sign,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sign {
    /// A unit of work, such as a record or a field, was opened; what was open before is closed by it.
    Opened(String),
    /// The person gave a sign of life: a key, a movement, scrolling.
    Input,
    /// The window went out of focus.
    Left,
    /// It is in focus again.
    Back,
    /// The suggestion on the open unit was shown.
    Revealed,
    /// The open unit was closed, as by a decision.
    Closed,
}

/// The time of one stretch of work on one unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NetTime {
    /// The unit.
    pub unit: String,
    /// From opening to closing.
    pub elapsed_ms: i64,
    /// Active time with an idle limit of 30 s.
    pub active_30_ms: i64,
    /// The same for 60 s: the rule of the program.
    pub active_60_ms: i64,
    /// The same for 120 s.
    pub active_120_ms: i64,
    /// Of the active time (60 s), what passed after the suggestion was shown; `None` where none was.
    pub after_reveal_ms: Option<i64>,
    /// Whether the unit had been open before.
    pub reopened: bool,
}

/// The time of each stretch of work, in order of closing. Events must be in order of time; a clock that runs backwards
/// counts as standing still. What is open at the end is not counted: nobody knows yet how long it takes.
pub fn net_times(events: &[Event]) -> Vec<NetTime> {
    let mut times = Vec::new();
    let mut open: Option<Open> = None;
    let mut known: HashSet<&str> = HashSet::new();
    let mut in_focus = true;
    for event in events {
        let now = event.at_ms;
        if let Some(open) = &mut open {
            open.pass(now, in_focus);
        }
        match &event.sign {
            Sign::Opened(unit) => {
                times.extend(open.take().map(Open::close));
                let reopened = !known.insert(unit);
                open = Some(Open::new(unit, now, reopened));
            }
            Sign::Closed => times.extend(open.take().map(Open::close)),
            Sign::Revealed => {
                if let Some(open) = &mut open {
                    open.time.after_reveal_ms.get_or_insert(0);
                }
            }
            Sign::Left => in_focus = false,
            Sign::Back => in_focus = true,
            Sign::Input => {}
        }
    }
    times
}

/// All stretches of work on a unit together, in order of first closing: time of reopening is added, and told by
/// `reopened`.
pub fn per_unit(times: &[NetTime]) -> Vec<NetTime> {
    let mut units: Vec<NetTime> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for time in times {
        let Some(&place) = places.get(time.unit.as_str()) else {
            places.insert(&time.unit, units.len());
            units.push(time.clone());
            continue;
        };
        let all = &mut units[place];
        all.elapsed_ms = all.elapsed_ms.saturating_add(time.elapsed_ms);
        all.active_30_ms = all.active_30_ms.saturating_add(time.active_30_ms);
        all.active_60_ms = all.active_60_ms.saturating_add(time.active_60_ms);
        all.active_120_ms = all.active_120_ms.saturating_add(time.active_120_ms);
        // Once a suggestion was seen, later stretches are all after it.
        all.after_reveal_ms = match (all.after_reveal_ms, time.after_reveal_ms) {
            (Some(before), _) => Some(before.saturating_add(time.active_60_ms)),
            (None, after) => after,
        };
        all.reopened = true;
    }
    units
}

/// A unit that is open.
struct Open {
    time: NetTime,
    opened: i64,
    last: i64,
}

impl Open {
    fn new(unit: &str, now: i64, reopened: bool) -> Self {
        Self {
            time: NetTime {
                unit: unit.to_owned(),
                elapsed_ms: 0,
                active_30_ms: 0,
                active_60_ms: 0,
                active_120_ms: 0,
                after_reveal_ms: None,
                reopened,
            },
            opened: now,
            last: now,
        }
    }

    /// Counts what passed since the last event.
    fn pass(&mut self, now: i64, in_focus: bool) {
        let passed = now.saturating_sub(self.last).max(0);
        self.last = self.last.max(now);
        self.time.elapsed_ms = self.last.saturating_sub(self.opened);
        if !in_focus {
            return;
        }
        let [thirty, sixty, hundred_twenty] = LIMITS_MS.map(|limit| passed.min(limit));
        self.time.active_30_ms = self.time.active_30_ms.saturating_add(thirty);
        self.time.active_60_ms = self.time.active_60_ms.saturating_add(sixty);
        self.time.active_120_ms = self.time.active_120_ms.saturating_add(hundred_twenty);
        if let Some(after) = &mut self.time.after_reveal_ms {
            *after = after.saturating_add(sixty);
        }
    }

    fn close(self) -> NetTime {
        self.time
    }
}
