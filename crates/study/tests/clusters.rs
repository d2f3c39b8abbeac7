//! Items that belong together, such as the values of one report: read whole, in one arm, and taken together in intervals.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use agreement::Resampling;
use study::{
    Accuracy, Answer, Arm, Margins, Measure, Plan, PlanProblem, Protocol, Reading, Report,
    Simulated, Task, TimeAnalysis,
};
use support::plan;

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// A plan of values: so many reports with so many values each, of two kinds.
fn values(reports: usize, each: usize, readers: usize, assisted: &[Arm]) -> Plan {
    let mut plan = plan(reports * each, readers, assisted);
    plan.task = Task::Extraction;
    for (n, item) in plan.items.iter_mut().enumerate() {
        item.cluster = Some(format!("report {}", n / each));
        item.stratum = Some(
            if n % 2 == 0 {
                "number, suggested"
            } else {
                "text, suggested"
            }
            .to_owned(),
        );
    }
    plan
}

fn by(seed: u64) -> Resampling {
    Resampling {
        draws: 1000,
        seed,
        level: 0.95,
    }
}

#[test]
fn a_report_is_read_whole_and_in_one_arm_by_two_people() -> Outcome {
    let arms = [Arm::SuggestionFirst, Arm::PersonFirst];
    let plan = values(12, 5, 3, &arms);
    assert_eq!(plan.problems(), []);
    let locked = Protocol::lock(plan.clone(), 11)?;
    let report_of: BTreeMap<&str, &str> = plan
        .items
        .iter()
        .filter_map(|item| Some((item.id.as_str(), item.cluster.as_deref()?)))
        .collect();
    type Turns = Vec<(u32, Arm, u32)>;
    let mut together: BTreeMap<(&str, &str), Turns> = BTreeMap::new();
    for one in &locked.allocation.assignments {
        together
            .entry((&one.reader, report_of[one.item.as_str()]))
            .or_default()
            .push((one.position, one.arm, one.period));
    }
    assert_eq!(together.len(), 24);
    for of_report in together.values() {
        assert_eq!(of_report.len(), 5);
        let first = of_report[0];
        for (at, one) in of_report.iter().enumerate() {
            assert_eq!(*one, (first.0 + at as u32, first.1, first.2));
        }
    }
    for report in report_of.values().collect::<BTreeSet<_>>() {
        let arms: Vec<Arm> = together
            .iter()
            .filter(|((_, of), _)| of == report)
            .map(|(_, readings)| readings[0].1)
            .collect();
        assert_eq!(arms.len(), 2);
        assert_eq!(arms.iter().filter(|arm| **arm == Arm::Alone).count(), 1);
    }
    Ok(())
}

#[test]
fn a_protocol_without_clusters_is_written_as_it_always_was() -> Outcome {
    let locked = Protocol::lock(plan(20, 2, &[Arm::SuggestionFirst]), 3)?;
    assert!(!locked.text.contains("cluster"));
    let again = Protocol::open(&locked.text, &locked.sha256, 3)?;
    assert_eq!(again, locked);
    Ok(())
}

#[test]
fn everybody_needs_a_report_of_either_kind() {
    let few = values(2, 10, 3, &[Arm::SuggestionFirst]);
    assert_eq!(few.problems(), [PlanProblem::TooFewClusters { found: 2 }]);
    let mut mixed = values(4, 5, 2, &[Arm::SuggestionFirst]);
    mixed.items[0].cluster = None;
    assert_eq!(mixed.problems(), [PlanProblem::ClusterMissing]);
}

/// Three reports of two values: right alone 2, 1, 1 of 2, right with suggestions 2, 2, 1 of 2.
fn three_reports() -> Vec<Reading> {
    let right = [
        ("a", [true, true], [true, true]),
        ("b", [true, false], [true, true]),
        ("c", [false, true], [false, true]),
    ];
    right
        .into_iter()
        .flat_map(|(report, alone, with)| {
            let of = move |arm: Arm, at: usize, right: bool| Reading {
                reader: format!("{arm:?}"),
                item: format!("{report} {at}"),
                cluster: Some(report.to_owned()),
                arm,
                period: 1,
                time: None,
                answers: vec![Answer {
                    field: Some(format!("field {at}")),
                    relevant: None,
                    right,
                    suggestion: None,
                }],
            };
            (0..2).flat_map(move |at| {
                [
                    of(Arm::Alone, at, alone[at]),
                    of(Arm::SuggestionFirst, at, with[at]),
                ]
            })
        })
        .collect()
}

#[test]
fn the_difference_between_reports_by_hand() -> Outcome {
    let found = Accuracy::of(
        Measure::Accuracy,
        &three_reports(),
        Margins::default(),
        &by(1),
    )
    .ok_or("accuracy")?;
    let one = found.differences.first().ok_or("a difference")?;
    assert_eq!((one.with.successes, one.with.of), (5, 6));
    assert_eq!((one.without.successes, one.without.of), (4, 6));
    assert!((one.value - 1.0 / 6.0).abs() < 1e-12);
    // Of each report: (5/6's rest) − (4/6's rest), over 6: a (2 − 5/3) − (2 − 4/3) = −1/3; b (1/3) − (−1/3) = 2/3;
    // c (−2/3) − (−1/3) = −1/3. Variance 3/2 · (1 + 4 + 1)/9 / 36 = 1/36; t of 2 degrees .975 = 4.302653.
    let interval = one.by_cluster.ok_or("an interval")?;
    assert!((interval.low - (1.0 / 6.0 - 4.302_652_73 / 6.0)).abs() < 1e-6);
    assert!((interval.high - (1.0 / 6.0 + 4.302_652_73 / 6.0)).abs() < 1e-6);
    let all = one.interval.ok_or("an interval")?;
    assert!(all.low <= interval.low && all.high >= interval.high);
    assert!(!one.non_inferior && !one.better && one.p.is_none());
    Ok(())
}

#[test]
fn intervals_of_time_hold_what_is_true_although_values_of_a_report_resemble_each_other() -> Outcome
{
    const RUNS: u64 = 200;
    let plan = values(16, 6, 4, &[Arm::SuggestionFirst]);
    let truth = Simulated {
        cluster_sd: 0.4,
        ..Simulated::USUAL
    };
    let mut held = 0;
    for run in 0..RUNS {
        let locked = Protocol::lock(plan.clone(), run)?;
        let readings = truth.readings(&plan, &locked.allocation, run);
        let found = TimeAnalysis::of(&plan, &locked.allocation, &readings, &by(run))?;
        let saved = found.saved.first().ok_or("an arm")?;
        assert_eq!((saved.items, saved.clusters), (96, Some(16)));
        assert_eq!((found.model.items, found.model.observations), (16, 32));
        let interval = saved.saved.interval.ok_or("an interval")?;
        held += u64::from(interval.contains(truth.saved));
    }
    // 95 % of 200, and what chance adds or takes.
    assert!((180..=199).contains(&held), "{held}");
    Ok(())
}

#[test]
fn a_report_of_extraction_tells_values_by_kind_and_of_how_many_reports() -> Outcome {
    let plan = values(12, 6, 3, &[Arm::SuggestionFirst]);
    let locked = Protocol::lock(plan.clone(), 5)?;
    let mut readings = Simulated::USUAL.readings(&plan, &locked.allocation, 5);
    for reading in &mut readings {
        reading.answers[0].relevant = None;
    }
    let report = Report::of(&locked, &readings, 1);
    let kinds: Vec<(&str, usize)> = report
        .by_kind
        .iter()
        .map(|kind| (kind.kind.as_str(), kind.items))
        .collect();
    assert_eq!(kinds, [("number", 36), ("text", 36)]);
    let time = &report.statements[0].text;
    assert!(time.contains("per value"), "{time}");
    assert!(time.contains("72 values of 12 reports"), "{time}");
    assert!(
        report
            .statements
            .iter()
            .any(|s| s.text.contains("each of the 12 reports as one"))
    );
    Ok(())
}
