//! Simulated studies, many of them: how often the intervals hold what is true, and how often the study shows it.
//! `cargo run --release -p study --example coverage -- 2000`

#![expect(clippy::print_stdout, reason = "it is a program for the terminal")]

#[path = "../tests/support/mod.rs"]
mod support;

use study::{Accuracy, Arm, Measure, Plan, Protocol, Simulated, TimeAnalysis};
use support::plan;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let runs: u64 = std::env::args().nth(1).map_or(Ok(500), |n| n.parse())?;
    let usual = Simulated::USUAL;
    println!(
        "time saved: share of intervals of 95 % that hold it, share that exclude 0, mean estimate"
    );
    let mut four_periods = plan(80, 4, &[Arm::SuggestionFirst]);
    four_periods.periods = 4;
    for (name, plan, truth) in [
        (
            "62 records, 4 readers, 25 %",
            plan(62, 4, &[Arm::SuggestionFirst]),
            usual,
        ),
        (
            "62 records, 2 readers, 25 %",
            plan(62, 2, &[Arm::SuggestionFirst]),
            usual,
        ),
        (
            "101 records, 6 readers, 20 %",
            plan(101, 6, &[Arm::SuggestionFirst]),
            Simulated {
                saved: 0.2,
                ..usual
            },
        ),
        (
            "80 records, 4 readers, 4 periods, nothing saved",
            four_periods,
            Simulated {
                saved: 0.0,
                ..usual
            },
        ),
        (
            "120 records, 4 readers, arms B and C, 25 %",
            plan(120, 4, &[Arm::SuggestionFirst, Arm::PersonFirst]),
            usual,
        ),
        (
            "62 records, 4 readers, savings differ by reader",
            plan(62, 4, &[Arm::SuggestionFirst]),
            Simulated {
                saved_sd: 0.1,
                ..usual
            },
        ),
    ] {
        time(name, &plan, truth, runs)?;
    }
    println!(
        "recall: share of intervals of 95 % that hold the difference: by item, paired, what statements rest on, by item and reader; non-inferior"
    );
    for (name, items, truth) in [
        ("100 records, no difference", 100, usual),
        ("300 records, no difference", 300, usual),
        (
            "300 records, .05 less",
            300,
            Simulated {
                right_with: 0.83,
                ..usual
            },
        ),
        (
            "60 records, recall .97",
            60,
            Simulated {
                right_alone: 0.97,
                right_with: 0.97,
                ..usual
            },
        ),
    ] {
        recall(name, &plan(items, 4, &[Arm::SuggestionFirst]), truth, runs)?;
    }
    Ok(())
}

fn time(
    name: &str,
    plan: &Plan,
    truth: Simulated,
    runs: u64,
) -> Result<(), Box<dyn std::error::Error>> {
    let (mut held, mut shown, mut sum) = (0, 0, 0.0);
    for run in 0..runs {
        let locked = Protocol::lock(plan.clone(), run)?;
        let readings = truth.readings(plan, &locked.allocation, run);
        let found = TimeAnalysis::of(plan, &locked.allocation, &readings, &by(run, 1))?;
        let saved = found.saved.first().ok_or("an assisted arm")?.saved;
        let interval = saved.interval.ok_or("an interval")?;
        held += u64::from(interval.contains(truth.saved));
        shown += u64::from(!interval.contains(0.0));
        sum += saved.value;
    }
    let share = |count: u64| count as f64 / runs as f64;
    println!(
        "  {name}: {:.3} {:.3} {:.3}",
        share(held),
        share(shown),
        sum / runs as f64
    );
    Ok(())
}

fn recall(
    name: &str,
    plan: &Plan,
    truth: Simulated,
    runs: u64,
) -> Result<(), Box<dyn std::error::Error>> {
    let expected = truth.right_with - truth.right_alone;
    let (mut held, mut non_inferior) = ([0_u64; 4], 0);
    for run in 0..runs {
        let locked = Protocol::lock(plan.clone(), run)?;
        let readings = truth.readings(plan, &locked.allocation, run);
        let found = Accuracy::of(Measure::Recall, &readings, plan.margins, &by(run, 1000));
        let found = found
            .and_then(|accuracy| accuracy.differences.first().copied())
            .ok_or("a difference")?;
        let intervals = [
            found.by_item,
            found.paired,
            found.interval,
            found.by_item_and_reader,
        ];
        for (count, interval) in held.iter_mut().zip(intervals) {
            *count += u64::from(interval.is_some_and(|i| i.contains(expected)));
        }
        non_inferior += u64::from(found.non_inferior);
    }
    let shares = held
        .map(|count| format!("{:.3}", count as f64 / runs as f64))
        .join(" ");
    println!(
        "  {name}: {shares}; {:.3}",
        non_inferior as f64 / runs as f64
    );
    Ok(())
}

fn by(seed: u64, draws: usize) -> agreement::Resampling {
    agreement::Resampling {
        draws,
        seed,
        level: 0.95,
    }
}
