//! Two assessors side by side.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

use bias::{Answer, Assessment, Judgement, RESAMPLING, Tool, compare, consensus_draft, judge};

use Answer::{No, NoInformation, ProbablyYes, Yes};

/// An assessment of which domain 5 comes to low, some concerns or high.
fn judged(study: usize, category: usize, who: &str) -> Assessment {
    let answers = match category {
        0 => [("5.1", Yes), ("5.2", No), ("5.3", No)],
        1 => [("5.1", No), ("5.2", No), ("5.3", No)],
        _ => [("5.1", Yes), ("5.2", Yes), ("5.3", No)],
    };
    Assessment::new(&format!("Study {study}"), "Death", Tool::Rob2, who).with_answers(answers)
}

fn near(found: Option<f64>, expected: f64) {
    assert!(
        found.is_some_and(|found| (found - expected).abs() < 1e-6),
        "{found:?} is not {expected}"
    );
}

/// The table of the golden tests of `agreement`, with the figures of R's package vcd 1.4-11.
#[test]
fn weighted_kappa_is_that_of_r() {
    let cells = [[13, 0, 0], [0, 20, 7], [0, 4, 56]];
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for (a, row) in cells.iter().enumerate() {
        for (b, times) in row.iter().enumerate() {
            for _ in 0..*times {
                let study = first.len();
                first.push(judged(study, a, "A"));
                second.push(judged(study, b, "B"));
            }
        }
    }
    second.reverse();
    let found = compare(&first, &second, Tool::Rob2, RESAMPLING);
    assert_eq!(found.results.len(), 100);
    let reported = found
        .agreement
        .iter()
        .find(|one| one.item == "D5")
        .expect("D5");
    assert_eq!((reported.results, reported.no_information), (100, 0));
    let figures = reported.figures.as_ref().expect("figures");
    near(figures.raw.value, 0.89);
    near(figures.kappa.value, 0.796_409_4);
    let quadratic = figures.weighted_kappa.expect("ordered categories");
    near(quadratic.value, 0.892_156_9);
    near(quadratic.standard_error, 0.035_351_5);
    let linear = reported.linear_kappa.expect("ordered categories");
    near(linear.value, 0.842_902_0);
    near(linear.standard_error, 0.047_872_1);
    let interval = linear.analytic.expect("an interval");
    assert!((interval.low - (0.842_902_0 - 1.959_964 * 0.047_872_1)).abs() < 1e-6);
    assert!(
        linear
            .resampled
            .is_some_and(|i| i.low < 0.842 && 0.843 < i.high && i.high <= 1.0)
    );
    // Nothing else was judged by either.
    let randomisation = &found.agreement[0];
    assert_eq!(
        (randomisation.item.as_str(), randomisation.results),
        ("D1", 0)
    );
    assert!(randomisation.figures.is_none() && randomisation.linear_kappa.is_none());
}

#[test]
fn differences_are_told_with_what_each_said() {
    let mut first = judged(1, 0, "A").with_answers([("3.1", Yes), ("1.1", Yes)]);
    first.answers[1].comment = "One scale only".to_owned();
    let second = judged(1, 2, "B").with_answers([("3.1", ProbablyYes)]);
    let alone = Assessment::new("Study 7", "Death", Tool::Rob2, "A");
    let other_tool = Assessment::new("Study 1", "Death", Tool::RobinsI, "B");
    let found = compare(
        &[first, alone],
        &[other_tool, second],
        Tool::Rob2,
        RESAMPLING,
    );
    assert_eq!(found.only_first, ["Study 7 (Death)"]);
    assert!(found.only_second.is_empty());
    let result = &found.results[0];
    let answers: Vec<(&str, Option<Answer>, Option<Answer>, bool)> = result
        .answers
        .iter()
        .map(|d| (d.question.as_str(), d.first, d.second, d.certainty_only))
        .collect();
    assert_eq!(
        answers,
        [
            ("1.1", Some(Yes), None, false),
            ("3.1", Some(Yes), Some(ProbablyYes), true),
            ("5.2", Some(No), Some(Yes), false),
        ]
    );
    assert_eq!(result.answers[2].first_because, "One scale only");
    let judgements: Vec<(&str, Option<Judgement>, Option<Judgement>)> = result
        .judgements
        .iter()
        .map(|d| (d.item.as_str(), d.first, d.second))
        .collect();
    assert_eq!(
        judgements,
        [("D5", Some(Judgement::Low), Some(Judgement::High))]
    );
    assert_eq!(
        result.judgements[0].second_because,
        "High, because 5.2 is “yes” and 5.3 is “no”"
    );
}

#[test]
fn a_draft_of_the_consensus_keeps_what_both_said_and_leaves_the_rest_open() {
    let first = judged(1, 0, "A")
        .with_answers([("3.1", Yes), ("1.2", NoInformation)])
        .with_judgement("D2", Judgement::High, "Many switched")
        .with_judgement("D4", Judgement::High, "Unblinded");
    let second = judged(1, 2, "B")
        .with_answers([("3.1", Yes), ("1.2", Yes)])
        .with_judgement("d2", Judgement::High, "Switching");
    let draft = consensus_draft(&first, &second, "A and B");
    let kept: Vec<&str> = draft
        .answers
        .iter()
        .map(|given| given.question.as_str())
        .collect();
    assert_eq!(kept, ["5.1", "5.3", "3.1"]);
    assert_eq!(draft.judgements.len(), 1);
    assert_eq!(
        (draft.reviewer.as_str(), draft.judgements[0].of.as_str()),
        ("A and B", "D2")
    );
    let judged = judge(&draft);
    assert!(judged.missing.contains(&"an answer to 5.2".to_owned()));
    assert!(!judged.complete);
}
