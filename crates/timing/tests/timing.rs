//! Active time by the cases of the screens' own stopwatch; distributions by hand; intervals by simulation.

use agreement::Resampling;
use rand_mt::Mt64;
use statrs::distribution::{ContinuousCDF, Normal};
use timing::{Distribution, Event, Forecast, Learning, Pace, Sign, Timing, net_times, per_unit};

const BY: Resampling = Resampling {
    draws: 1000,
    seed: 11,
    level: 0.95,
};

fn at(second: i64, sign: Sign) -> Event {
    Event {
        at_ms: second * 1000,
        sign,
    }
}

fn opened(unit: &str) -> Sign {
    Sign::Opened(unit.to_owned())
}

/// Elapsed, then active by 30, 60 and 120 s, in seconds, of the only stretch.
fn seconds(events: &[Event]) -> [i64; 4] {
    let times = net_times(events);
    assert_eq!(times.len(), 1);
    let t = &times[0];
    [
        t.elapsed_ms,
        t.active_30_ms,
        t.active_60_ms,
        t.active_120_ms,
    ]
    .map(|ms| ms / 1000)
}

#[test]
fn each_rule_cuts_a_pause_at_its_own_length() {
    let mut steady = vec![at(0, opened("r"))];
    steady.extend((1..9).map(|n| at(n * 10, Sign::Input)));
    steady.push(at(90, Sign::Closed));
    assert_eq!(seconds(&steady), [90, 90, 90, 90]);
    let paused = [
        at(0, opened("r")),
        at(100, Sign::Input),
        at(105, Sign::Closed),
    ];
    assert_eq!(seconds(&paused), [105, 35, 65, 105]);
}

#[test]
fn a_window_out_of_focus_does_not_count() {
    let away = [
        at(0, opened("r")),
        at(10, Sign::Left),
        at(20, Sign::Input),
        at(300, Sign::Back),
        at(305, Sign::Closed),
    ];
    assert_eq!(seconds(&away), [305, 15, 15, 15]);
    let background = [
        at(0, Sign::Left),
        at(0, opened("r")),
        at(50, Sign::Back),
        at(62, Sign::Closed),
    ];
    assert_eq!(seconds(&background), [62, 12, 12, 12]);
    // A clock that runs backwards stands still.
    let backwards = [
        at(100, opened("r")),
        at(40, Sign::Input),
        at(110, Sign::Closed),
    ];
    assert_eq!(seconds(&backwards), [10, 10, 10, 10]);
}

#[test]
fn reopening_is_added_and_what_follows_the_suggestion_is_kept_apart() {
    let times = net_times(&[
        at(0, opened("a")),
        at(20, Sign::Revealed),
        at(25, opened("b")),
        at(40, opened("a")),
        at(47, Sign::Closed),
        // Between records nothing is charged to anything.
        at(1000, Sign::Input),
        at(1010, opened("c")),
    ]);
    let told: Vec<_> = times
        .iter()
        .map(|t| {
            (
                t.unit.as_str(),
                t.active_60_ms / 1000,
                t.after_reveal_ms.map(|ms| ms / 1000),
                t.reopened,
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("a", 25, Some(5), false),
            ("b", 15, None, false),
            ("a", 7, None, true)
        ]
    );
    let units = per_unit(&times);
    let told: Vec<_> = units
        .iter()
        .map(|t| {
            (
                t.unit.as_str(),
                t.active_60_ms / 1000,
                t.after_reveal_ms.map(|ms| ms / 1000),
                t.reopened,
            )
        })
        .collect();
    assert_eq!(told, [("a", 32, Some(12), true), ("b", 15, None, false)]);
}

fn timings(seconds: impl IntoIterator<Item = f64>) -> Vec<Timing> {
    let mut started_at_ms = 0;
    let of = seconds.into_iter().map(|seconds| {
        let timing = Timing {
            started_at_ms,
            seconds,
        };
        started_at_ms += (seconds * 1000.0) as i64 + 500;
        timing
    });
    of.collect()
}

#[test]
fn a_distribution_by_hand() -> Result<(), &'static str> {
    let mut some = timings([10.0, 20.0, 40.0, 80.0, 160.0]);
    some.push(Timing {
        started_at_ms: 9,
        seconds: f64::NAN,
    });
    some.push(Timing {
        started_at_ms: 9,
        seconds: -1.0,
    });
    let found = Distribution::of(&some, &BY).ok_or("there are five")?;
    assert_eq!((found.count, found.total, found.mean), (5, 310.0, 62.0));
    assert_eq!(
        (found.shortest, found.lower_quartile, found.median),
        (10.0, 20.0, 40.0)
    );
    assert_eq!((found.upper_quartile, found.longest), (80.0, 160.0));
    assert!(
        found
            .geometric_mean
            .is_some_and(|mean| (mean - 40.0).abs() < 1e-9)
    );
    // R: exp(confint(lm(log(c(10, 20, 40, 80, 160)) ~ 1))).
    let interval = found.geometric_interval.ok_or("five logarithms")?;
    assert!(
        (interval.low - 10.25805).abs() < 1e-4 && (interval.high - 155.97503).abs() < 1e-4,
        "{interval:?}"
    );
    assert_eq!(found.mean_interval, None);
    assert_eq!(Distribution::of(&[], &BY), None);
    let pace = Pace::of(&some, &BY).ok_or("time passed")?;
    assert!((pace.per_hour - 3600.0 / 62.0).abs() < 1e-9);
    assert_eq!(Pace::of(&timings([0.0, 0.0]), &BY), None);
    Ok(())
}

#[test]
fn learning_is_found_where_it_is() -> Result<(), &'static str> {
    // Exactly a tenth less with each doubling.
    let slope = 0.9_f64.log2();
    let law = |k: usize| 60.0 * (k as f64).powf(slope);
    // Symmetric deviations of the logarithm, so that there is something to be unsure of.
    let times = timings((1..=200).map(|k| law(k) * if k % 2 == 0 { 1.1 } else { 1.0 / 1.1 }));
    let found = Learning::of(&times, 0.95).ok_or("two hundred")?;
    assert!((found.per_doubling + 0.1).abs() < 0.01, "{found:?}");
    assert!(found.interval.contains(-0.1) && !found.interval.contains(0.0));
    assert!((found.latest / law(200) - 1.0).abs() < 0.02);
    assert_eq!(found.curve.len(), 40);
    assert_eq!(found.curve.first().map(|p| (p.from, p.to)), Some((1, 5)));
    assert_eq!(found.curve.last().map(|p| p.to), Some(200));
    assert_eq!(Learning::of(&times[..19], 0.95), None);
    Ok(())
}

struct Chance(Mt64);

impl Chance {
    fn normal(&mut self) -> f64 {
        let uniform = (self.0.next_u64() >> 11) as f64 + 0.5;
        Normal::standard().inverse_cdf(uniform / (1_u64 << 53) as f64)
    }
}

/// In which share of simulated screenings the time that was left lay within the interval of 95 %, and the mean width of
/// the interval relative to the forecast.
fn coverage(
    known: usize,
    to_come: usize,
    session: usize,
    session_sd: f64,
    runs: usize,
) -> (f64, f64) {
    let mut chance = Chance(Mt64::new(5));
    let (mut within, mut width) = (0, 0.0);
    for run in 0..runs {
        let mut now = 0;
        let mut effect = 0.0;
        let all: Vec<Timing> = (0..known + to_come)
            .map(|n| {
                if n % session == 0 {
                    effect = session_sd * chance.normal();
                    now += 86_400_000;
                }
                let seconds = (3.0 + effect + 0.7 * chance.normal()).exp();
                let timing = Timing {
                    started_at_ms: now,
                    seconds,
                };
                now += (seconds * 1000.0) as i64;
                timing
            })
            .collect();
        let by = Resampling {
            seed: run as u64,
            draws: 600,
            ..BY
        };
        let truth: f64 = all[known..].iter().map(|t| t.seconds).sum();
        if let Some(found) = Forecast::of(&all[..known], to_come, &by) {
            within += usize::from(found.interval.contains(truth));
            width += (found.interval.high - found.interval.low) / found.seconds;
        }
    }
    (within as f64 / runs as f64, width / runs as f64)
}

/// Known, to come, and the length and spread of sessions.
const SCREENINGS: [(usize, usize, usize, f64); 4] = [
    (40, 300, 1000, 0.0),
    (100, 20, 1000, 0.0),
    (200, 1000, 1000, 0.0),
    (240, 600, 30, 0.25),
];

#[test]
fn the_time_left_lies_in_its_interval_about_as_often_as_it_says() {
    for (known, to_come, session, spread) in SCREENINGS {
        let (share, width) = coverage(known, to_come, session, spread, 100);
        // A hundred runs have a standard error of .022.
        assert!(share >= 0.885, "{known} {to_come} {spread}: {share}");
        assert!(width < 1.0, "{known} {to_come} {spread}: {width}");
    }
}

#[test]
#[ignore = "two minutes"]
fn the_time_left_lies_in_its_interval_as_often_as_it_says() {
    for (known, to_come, session, spread) in SCREENINGS {
        let (share, width) = coverage(known, to_come, session, spread, 2000);
        eprintln!(
            "{known} known, {to_come} to come, sessions of {session} ± {spread}: {share} within, width {width:.3}"
        );
        assert!(
            (0.92..=0.98).contains(&share),
            "{known} {to_come} {spread}: {share}"
        );
    }
}

#[test]
fn a_forecast_needs_something_to_go_by() {
    let times = timings((0..25).map(|n| 20.0 + f64::from(n % 5)));
    assert!(Forecast::of(&times, 100, &BY).is_some());
    assert_eq!(Forecast::of(&times, 0, &BY), None);
    assert_eq!(Forecast::of(&times[..19], 100, &BY), None);
    assert_eq!(Forecast::of(&timings([30.0; 25]), 100, &BY), None);
}
