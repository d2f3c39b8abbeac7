//! How long the work takes: active time, its distribution, learning, pace, and what is left.
//!
//! *What it is:* active time from events ([`net_times`]), how times are distributed ([`Distribution`]), whether people
//! get faster ([`Learning`]), records per hour ([`Pace`]), and the time that is left with its interval ([`Forecast`]).
//! Pure: clocks are arguments, and chance only from a seed.
//!
//! *What it is not:* it knows no review and no reviewer, and measures nothing itself.
//!
//! ```
//! use timing::{Event, Sign, net_times};
//!
//! let at = |at_ms, sign| Event { at_ms, sign };
//! let times = net_times(&[
//!     at(0, Sign::Opened("record 7".into())),
//!     at(20_000, Sign::Input),
//!     // Two minutes without a sign: with the rule of 60 s the person counts as away after one.
//!     at(140_000, Sign::Closed),
//! ]);
//! assert_eq!(times[0].elapsed_ms, 140_000);
//! assert_eq!(times[0].active_60_ms, 80_000);
//! ```

mod distribution;
mod forecast;
mod learning;
mod mean;
mod net_time;
mod pace;

pub use distribution::Distribution;
pub use forecast::{Forecast, LEAST_TIMES};
pub use learning::{Learning, LearningPoint};
pub use net_time::{Event, NetTime, Sign, net_times, per_unit};
pub use pace::Pace;

/// One stretch of work.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Timing {
    /// When it began, milliseconds since any beginning; only gaps between stretches matter.
    pub started_at_ms: i64,
    /// Active time, seconds.
    pub seconds: f64,
}
