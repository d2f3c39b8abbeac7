//! A study from its plan to its report: allocation, seal, analysis, sentences.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use agreement::Resampling;
use study::{
    Accuracy, Allocation, Answer, Arm, AutomationBias, Margins, Measure, MixedModel, ModelError,
    Observation, PlanProblem, PrimaryOutcome, Protocol, ProtocolError, Reading, Report, Sequence,
    Shown, Simulated, Task, TimeAnalysis, Topic,
};
use support::{named, plan};

type Outcome = Result<(), Box<dyn std::error::Error>>;

const BOTH: [Arm; 2] = [Arm::SuggestionFirst, Arm::PersonFirst];

#[test]
fn a_plan_says_what_it_lacks() {
    let sound = plan(20, 3, &BOTH);
    assert_eq!(sound.problems(), []);
    let mut wrong = sound.clone();
    wrong.readers = vec!["Ann".into()];
    wrong.adjudicators = vec!["Ann".into(), "Ann".into()];
    wrong.assisted = vec![Arm::ModelAlone];
    wrong.practice = vec!["record 1".into()];
    wrong.periods = 3;
    wrong.margins.recall = 0.0;
    wrong.level = 95.0;
    wrong.draws = 10;
    wrong.idle_seconds = 61;
    wrong.task = Task::Extraction;
    wrong.primary = PrimaryOutcome::Recall;
    let ann = || "Ann".to_owned();
    assert_eq!(
        wrong.problems(),
        [
            PlanProblem::TooFewReaders,
            PlanProblem::NamedTwice { name: ann() },
            PlanProblem::ReaderAdjudicates { name: ann() },
            PlanProblem::ReaderAdjudicates { name: ann() },
            PlanProblem::NoAssistedArm,
            PlanProblem::TooLittlePractice { found: 1 },
            PlanProblem::PractisedItem {
                id: "record 1".into()
            },
            PlanProblem::Periods,
            PlanProblem::Margins,
            PlanProblem::Level,
            PlanProblem::Draws,
            PlanProblem::IdleSeconds,
            PlanProblem::RecallOfExtraction,
        ]
    );
    assert!(
        matches!(Protocol::lock(wrong, 1), Err(ProtocolError::Plan(problems)) if problems.len() == 13)
    );
}

#[test]
fn every_item_is_read_once_without_and_once_with_by_two_people() -> Outcome {
    for (items, readers, periods, assisted) in [
        (62, 4, 2, &BOTH[..1]),
        (61, 3, 4, &BOTH[..]),
        (7, 5, 2, &BOTH[1..]),
        (200, 2, 6, &BOTH[..]),
    ] {
        let mut plan = plan(items, readers, assisted);
        plan.periods = periods;
        let drawn = Allocation::draw(&plan, 42).map_err(|problems| format!("{problems:?}"))?;
        assert_eq!(
            drawn,
            Allocation::draw(&plan, 42).map_err(|p| format!("{p:?}"))?
        );
        assert_ne!(
            drawn,
            Allocation::draw(&plan, 43).map_err(|p| format!("{p:?}"))?
        );
        assert_eq!(drawn.assignments.len(), 2 * items);
        let mut of_item: BTreeMap<&str, Vec<(&str, Arm)>> = BTreeMap::new();
        let mut of_reader: BTreeMap<(&str, Arm), usize> = BTreeMap::new();
        let mut places: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for a in &drawn.assignments {
            of_item.entry(&a.item).or_default().push((&a.reader, a.arm));
            *of_reader.entry((&a.reader, a.arm)).or_default() += 1;
            places.entry(&a.reader).or_default().push(a.position);
            // Periods go by turns, beginning as the reader's sequence says.
            let without =
                (a.period % 2 == 1) == (drawn.sequences[&a.reader] == Sequence::WithoutFirst);
            assert_eq!(a.arm == Arm::Alone, without);
        }
        for readings in of_item.values() {
            assert_eq!(readings.len(), 2);
            assert_eq!(
                readings
                    .iter()
                    .filter(|(_, arm)| *arm == Arm::Alone)
                    .count(),
                1
            );
            assert_ne!(readings[0].0, readings[1].0);
        }
        for arm in std::iter::once(Arm::Alone).chain(assisted.iter().copied()) {
            let counts: Vec<usize> = plan
                .readers
                .iter()
                .map(|r| of_reader.get(&(r.as_str(), arm)).copied().unwrap_or(0))
                .collect();
            let spread = counts
                .iter()
                .max()
                .zip(counts.iter().min())
                .map(|(most, least)| most - least);
            // With two assisted arms each period may round one item either way.
            assert!(
                spread
                    <= Some(if assisted.len() > 1 {
                        periods as usize
                    } else {
                        1
                    }),
                "{arm:?} {counts:?}"
            );
        }
        for places in places.into_values() {
            assert_eq!(places, (1..=places.len() as u32).collect::<Vec<_>>());
        }
        // Half of the readers begin without suggestions.
        let without_first = drawn
            .sequences
            .values()
            .filter(|s| **s == Sequence::WithoutFirst)
            .count();
        assert_eq!(without_first, readers.div_ceil(2));
    }
    Ok(())
}

#[test]
fn strata_are_spread_over_readers() -> Outcome {
    let plan = plan(120, 4, &BOTH[..1]);
    let drawn = Allocation::draw(&plan, 3).map_err(|problems| format!("{problems:?}"))?;
    let likely: BTreeSet<&str> = plan
        .items
        .iter()
        .filter(|i| i.stratum.is_some())
        .map(|i| i.id.as_str())
        .collect();
    assert_eq!(likely.len(), 40);
    let mut counts: BTreeMap<(&str, Arm), usize> = BTreeMap::new();
    for a in drawn
        .assignments
        .iter()
        .filter(|a| likely.contains(a.item.as_str()))
    {
        *counts.entry((&a.reader, a.arm)).or_default() += 1;
    }
    assert!(
        counts.len() == 8 && counts.values().all(|&n| n == 10),
        "{counts:?}"
    );
    Ok(())
}

#[test]
fn a_locked_protocol_shows_every_change() -> Outcome {
    let locked = Protocol::lock(plan(20, 2, &BOTH[..1]), u64::MAX)?;
    assert_eq!(locked.sha256.len(), 64);
    // Canonical: keys in order, no spaces, numbers as short as they are, and the seed is nowhere in it.
    assert!(locked.text.starts_with(r#"{"allocation_sha256":""#));
    assert!(
        locked
            .text
            .contains(r#""margins":{"accuracy":0.03,"recall":0.05}"#)
    );
    assert!(!locked.text.contains(&u64::MAX.to_string()));
    let opened = Protocol::open(&locked.text, &locked.sha256, u64::MAX)?;
    assert_eq!(opened, locked);
    assert_eq!(
        Protocol::open(&locked.text, &locked.sha256, 1),
        Err(ProtocolError::Allocation)
    );
    let eased = locked.text.replace(r#""recall":0.05"#, r#""recall":0.15"#);
    assert!(matches!(
        Protocol::open(&eased, &locked.sha256, u64::MAX),
        Err(ProtocolError::Changed { expected, .. }) if expected == locked.sha256
    ));
    // The same plan written in another order has the same text.
    let value: serde_json::Value = serde_json::from_str(&locked.text)?;
    let again: Protocol = serde_json::from_str(&serde_json::to_string_pretty(&value)?)?;
    assert_eq!(Protocol::lock(again.plan, u64::MAX)?.sha256, locked.sha256);
    Ok(())
}

fn by(draws: usize) -> Resampling {
    Resampling {
        draws,
        seed: 1,
        level: 0.95,
    }
}

#[test]
fn a_quarter_of_the_time_is_recovered_with_the_coverage_that_is_stated() -> Outcome {
    const RUNS: u64 = 400;
    let truth = Simulated::USUAL;
    let plan = plan(62, 4, &BOTH[..1]);
    let (mut held, mut shown, mut sum) = (0, 0, 0.0);
    for run in 0..RUNS {
        let locked = Protocol::lock(plan.clone(), run)?;
        let readings = truth.readings(&plan, &locked.allocation, run);
        let found = TimeAnalysis::of(&plan, &locked.allocation, &readings, &by(1))?;
        let saved = found.saved.first().ok_or("one arm")?.saved;
        let interval = saved.interval.ok_or("an interval")?;
        held += u64::from(interval.contains(truth.saved));
        shown += u64::from(interval.low > 0.0);
        sum += saved.value;
    }
    let (held, shown, mean) = (
        held as f64 / RUNS as f64,
        shown as f64 / RUNS as f64,
        sum / RUNS as f64,
    );
    // Of 400 runs the standard errors are .011, .02 and .004.
    assert!((0.92..=0.98).contains(&held), "{held}");
    assert!((0.74..=0.88).contains(&shown), "{shown}");
    assert!((mean - 0.25).abs() < 0.015, "{mean}");
    Ok(())
}

#[test]
fn the_interval_of_recall_holds_about_as_often_as_it_says() -> Outcome {
    const RUNS: u64 = 200;
    let truth = Simulated {
        right_with: 0.83,
        ..Simulated::USUAL
    };
    let plan = plan(150, 4, &BOTH[..1]);
    let mut held = 0;
    for run in 0..RUNS {
        let locked = Protocol::lock(plan.clone(), run)?;
        let readings = truth.readings(&plan, &locked.allocation, run);
        let found =
            Accuracy::of(Measure::Recall, &readings, plan.margins, &by(400)).ok_or("recall")?;
        let interval = found
            .differences
            .first()
            .and_then(|d| d.interval)
            .ok_or("an interval")?;
        held += u64::from(interval.contains(truth.right_with - truth.right_alone));
    }
    assert!(
        (0.91..=0.995).contains(&(held as f64 / RUNS as f64)),
        "{held}"
    );
    Ok(())
}

/// One answer of a reading of a screened record.
fn screened(
    reader: &str,
    item: usize,
    arm: Arm,
    right: bool,
    suggestion: Option<Shown>,
) -> Reading {
    Reading {
        reader: reader.to_owned(),
        item: format!("record {item}"),
        cluster: None,
        arm,
        period: 1,
        time: None,
        answers: vec![Answer {
            field: None,
            relevant: Some(item <= 60),
            right,
            suggestion,
        }],
    }
}

#[test]
fn recall_by_hand() -> Outcome {
    // Sixty relevant records: without suggestions 5 missed, with them another 2, the first of them in common.
    let readings: Vec<Reading> = (1..=100)
        .flat_map(|item| {
            [
                screened("Ann", item, Arm::Alone, item > 5, None),
                screened(
                    "Ben",
                    item,
                    Arm::SuggestionFirst,
                    !(5..=6).contains(&item),
                    None,
                ),
            ]
        })
        .collect();
    let found =
        Accuracy::of(Measure::Recall, &readings, Margins::default(), &by(2000)).ok_or("recall")?;
    assert_eq!(found.arms[0].missed, named("record", 5));
    assert_eq!(found.arms[1].missed, ["record 5", "record 6"]);
    assert_eq!(found.arms[0].share.value(), Some(55.0 / 60.0));
    let d = found.differences[0];
    assert!((d.value - 3.0 / 60.0).abs() < 1e-12);
    assert_eq!(
        (d.with.successes, d.without.successes, d.with.of),
        (58, 55, 60)
    );
    // Four against one: 2 · (1 + 5)/2⁵.
    assert!(d.p.is_some_and(|p| (p - 0.375).abs() < 1e-9));
    let (by_item, paired, interval) = (
        d.by_item.ok_or("by item")?,
        d.paired.ok_or("paired")?,
        d.interval.ok_or("both")?,
    );
    assert!(
        interval.low <= by_item.low
            && interval.low <= paired.low
            && interval.high >= by_item.high.max(paired.high)
    );
    assert!(by_item.contains(d.value) && paired.contains(d.value));
    assert!(d.non_inferior && !d.better && !d.worse);
    assert_eq!(
        d.by_item_and_reader, None,
        "two readers say nothing of others"
    );
    // Nobody ever wrong: of ten records that does not show that recall is as good.
    let few: Vec<Reading> = (1..=10)
        .flat_map(|item| {
            [
                screened("Ann", item, Arm::Alone, true, None),
                screened("Ben", item, Arm::PersonFirst, true, None),
            ]
        })
        .collect();
    let found =
        Accuracy::of(Measure::Recall, &few, Margins::default(), &by(2000)).ok_or("recall")?;
    let d = found.differences[0];
    assert_eq!(d.by_item.map(|i| (i.low, i.high)), Some((0.0, 0.0)));
    assert!(!d.non_inferior && d.value == 0.0, "{d:?}");
    assert_eq!(
        Accuracy::of(Measure::Specificity, &few, Margins::default(), &by(2000)),
        None
    );
    Ok(())
}

#[test]
fn automation_bias_by_hand() -> Outcome {
    let shown = |right: bool, taken: bool, before: bool, changed: bool| Shown {
        right,
        taken,
        right_before: Some(before),
        changed: Some(changed),
    };
    let mut readings = Vec::new();
    for item in 1..=40 {
        // Every fourth suggestion is wrong; of the ten wrong ones six are taken, four of these against the own answer.
        let wrong = item % 4 == 0;
        let taken = if wrong { item <= 24 } else { item != 1 };
        let before = if wrong { item > 8 } else { item > 3 };
        let right = wrong != taken;
        readings.push(screened("Ann", item, Arm::Alone, true, None));
        readings.push(screened(
            "Ben",
            item,
            Arm::PersonFirst,
            right,
            Some(shown(!wrong, taken, before, before != right)),
        ));
    }
    let found = AutomationBias::of(&readings, Arm::PersonFirst, &by(2000))
        .ok_or("suggestions were shown")?;
    assert_eq!(
        (
            found.wrong_taken.count.successes,
            found.wrong_taken.count.of
        ),
        (6, 10)
    );
    assert_eq!(
        (
            found.right_overridden.count.successes,
            found.right_overridden.count.of
        ),
        (1, 30)
    );
    let switches = found.switches.ok_or("arm C")?;
    assert_eq!(
        (
            switches.shown,
            switches.to_right,
            switches.to_wrong,
            switches.kept
        ),
        (40, 2, 4, 34)
    );
    let added = found
        .errors_added
        .ok_or("wrong suggestions on items read twice")?;
    assert!(
        (added.value - 0.6).abs() < 1e-12
            && added.interval.is_some_and(|i| i.low > 0.2 && i.high <= 1.0)
    );
    assert_eq!(
        AutomationBias::of(&readings, Arm::SuggestionFirst, &by(2000)),
        None
    );
    Ok(())
}

#[test]
fn values_of_one_study_stay_together() -> Outcome {
    // Ten values a study, all right or all wrong: forty answers are worth four.
    let readings: Vec<Reading> = (0..24)
        .flat_map(|item| {
            let of = |arm, right| Reading {
                reader: format!("{arm:?}"),
                item: format!("study {item}"),
                cluster: None,
                arm,
                period: 1,
                time: None,
                answers: (0..10)
                    .map(|field| Answer {
                        field: Some(format!("field {field}")),
                        relevant: None,
                        right,
                        suggestion: None,
                    })
                    .collect(),
            };
            [
                of(Arm::Alone, item % 4 != 0),
                of(Arm::SuggestionFirst, item % 3 != 0),
            ]
        })
        .collect();
    let found = Accuracy::of(Measure::Accuracy, &readings, Margins::default(), &by(2000))
        .ok_or("answers")?;
    let alone = &found.arms[0].share;
    assert_eq!((alone.count.successes, alone.count.of), (180, 240));
    // √(.75 · .25/24) = .088: about twice that either way, not a third of it as of 240 answers.
    let width = alone
        .interval
        .map(|i| i.high - i.low)
        .ok_or("an interval")?;
    assert!((0.28..=0.42).contains(&width), "{width}");
    let d = found.differences[0];
    assert!(d.paired.is_none() && d.p.is_none() && d.by_item.is_some() && !d.non_inferior);
    Ok(())
}

#[test]
fn the_report_claims_no_more_than_its_intervals() -> Outcome {
    let mut plan = plan(80, 4, &BOTH);
    plan.model_alone = true;
    let locked = Protocol::lock(plan.clone(), 5)?;
    let mut readings = Simulated {
        saved: 0.4,
        suggestion_right: 0.7,
        ..Simulated::USUAL
    }
    .readings(&plan, &locked.allocation, 3);
    // One is missing, one was read by somebody else, one again, one for practice.
    readings.remove(0);
    readings[0].reader = "nobody".into();
    let again = readings[1].clone();
    readings.push(again);
    readings.push(Reading {
        item: "practice 1".into(),
        ..readings[2].clone()
    });
    let report = Report::of(&locked, &readings, 9);
    assert_eq!(report, Report::of(&locked, &readings, 9));
    let conduct = &report.conduct;
    assert_eq!(
        (conduct.drawn, conduct.read, conduct.missing.len()),
        (160, 158, 2)
    );
    assert_eq!(
        (conduct.otherwise, conduct.repeated, conduct.unsettled),
        (1, 1, 0)
    );
    let time = report.time.as_ref().ok_or("time")?;
    assert_eq!(time.saved.len(), 2);
    assert_eq!(time.arms.len(), 3);
    for saved in &time.saved {
        let interval = saved.saved.interval.ok_or("an interval")?;
        assert!(
            interval.contains(saved.saved.value)
                && saved
                    .by_means
                    .interval
                    .is_some_and(|i| i.contains(saved.by_means.value))
        );
        assert!(
            saved
                .if_idle_after_30
                .is_some_and(|e| (e.value - saved.saved.value).abs() < 1e-6)
        );
    }
    let texts: Vec<&str> = report.statements.iter().map(|s| s.text.as_str()).collect();
    for statement in &report.statements {
        let text = &statement.text;
        assert_eq!(statement.primary, statement.about == Topic::Time, "{text}");
        let nothing = [
            "No difference in time is shown",
            "that it is not worse by",
            "nothing is shown",
            "nor that they do not",
        ];
        assert_eq!(
            statement.shown,
            !nothing.iter().any(|words| text.contains(words)),
            "{text}"
        );
    }
    assert!(
        texts[0].starts_with("Reading with the suggestion in view took "),
        "{}",
        texts[0]
    );
    assert!(
        texts
            .iter()
            .any(|text| text.contains("2 of 160 readings that were drawn are missing."))
    );
    // Without times the report says so and gives the rest.
    let silent: Vec<Reading> = readings
        .iter()
        .map(|r| Reading {
            time: None,
            ..r.clone()
        })
        .collect();
    let report = Report::of(&locked, &silent, 9);
    assert!(report.time.is_none() && report.accuracy.len() == 3);
    assert!(
        report.statements[0]
            .text
            .starts_with("Nothing can be said of time: ")
    );
    assert!(!report.statements[0].shown);
    // Nothing at all was read.
    let empty = Report::of(&locked, &[], 9);
    assert!(
        empty.accuracy.is_empty() && empty.bias.is_empty() && empty.conduct.missing.len() == 160
    );
    Ok(())
}

#[test]
fn a_model_that_cannot_be_fitted_says_why() {
    let row = |n: usize, response: f64, fixed: Vec<f64>| Observation {
        response,
        fixed,
        reader: n % 2,
        item: n / 2,
    };
    let fit = |rows: &[Observation], level| {
        MixedModel::fit(rows, &["arm"], level).map(|model| model.observations)
    };
    let some = |response: fn(usize) -> f64| {
        (0..20)
            .map(|n| row(n, response(n), vec![(n % 2) as f64]))
            .collect::<Vec<_>>()
    };
    let sound = some(|n| ((n * 37) % 11) as f64);
    assert_eq!(fit(&sound, 0.95), Ok(20));
    assert_eq!(fit(&sound, 1.0), Err(ModelError::Level));
    assert_eq!(
        fit(&sound[..4], 0.95),
        Err(ModelError::TooFew {
            rows: 4,
            effects: 2
        })
    );
    assert_eq!(fit(&some(|_| 3.0), 0.95), Err(ModelError::NoVariation));
    let malformed = Err(ModelError::Malformed {
        found: 1,
        expected: 1,
    });
    assert_eq!(
        fit(&some(|n| if n == 3 { f64::NAN } else { 1.0 }), 0.95),
        malformed
    );
    // An effect that follows from another is left out and named.
    let twice: Vec<Observation> = (0..20)
        .map(|n| {
            row(
                n,
                ((n * 37) % 11) as f64,
                vec![(n % 2) as f64, 2.0 * (n % 2) as f64],
            )
        })
        .collect();
    let model = MixedModel::fit(&twice, &["arm", "arm again"], 0.95);
    assert_eq!(model.map(|m| m.left_out), Ok(vec!["arm again".to_owned()]));
}
