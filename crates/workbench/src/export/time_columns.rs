//! The columns of how long a value or an answer took, the same in every table of times (METHODS §5).

use store::ValueTime;

/// What stands above them.
pub(crate) const TIME_COLUMNS: [&str; 5] = [
    "active_seconds",
    "elapsed_seconds",
    "active_seconds_idle_after_30",
    "active_seconds_idle_after_60",
    "active_seconds_idle_after_120",
];

/// The cells of a row, seconds; empty where it was not measured.
pub(crate) fn time_cells(time: Option<&ValueTime>) -> [String; 5] {
    let rules = time.and_then(|time| time.rules);
    let rule = |at: usize| rules.and_then(|rules| rules.get(at).copied());
    [
        time.map(|time| time.active_ms),
        rule(0),
        rule(1),
        rule(2),
        rule(3),
    ]
    .map(|ms| ms.map_or_else(String::new, |ms| format!("{:.3}", ms as f64 / 1000.0)))
}
