//! Proposals out of a short report with every kind of fault, and what the gates say of them.

use extraction::{ReaderScores, Source, StudyLists, Suggested, TEMPLATES, suggest};
use review::{Form, Gate, Light, Proposal, ValueStatus};

const REPORT: &str = "\
# Effect of the drug

## Methods

People were randomly assigned to the drug or to placebo. Cadmium was given at a dose of 5 mg for 12 weeks.

## Results

Of 81 people, 40 were assigned to the drug and 41 to placebo.

Table 1. Outcomes at 30 days

| Outcome | Drug (n = 40) | Placebo (n = 41) | Risk ratio (95% CI) | P value |
|---|---|---|---|---|
| Death, n (%) | 10 (25.0) | 12 (31.3) | 0.85 (0.42 to 1.75) | 0.67 |
| Stroke, n (%) | 44 (11.0) | 3 (7.3) | 2.10 (0.42 to 1.75) | 0.21 |
| Falls, % | 12.5 | 17.1 | | |
| Weight (kg), mean (SD) | 71.4 (8.0) | 70.9 (7.7) | | |
| Pain score | 3.4 ± 1.2 | 4.4 ± 1.3 | | |
| Fatigue, mean (SE) | 5.1 (0.20) | 5.9 (0.25) | | |
";

fn template(name: &str) -> Form {
    TEMPLATES
        .iter()
        .find(|template| template.name == name)
        .expect("a template")
        .form("f".into())
        .expect("a form")
}

fn proposals(form: &str, outcome: &str) -> Vec<Suggested> {
    let document = documents::read_document(REPORT.as_bytes());
    let lists = StudyLists {
        arms: vec!["drug".into(), "placebo".into()],
        outcomes: vec![outcome.into()],
        time_points: Vec::new(),
    };
    suggest(
        &Source::new(&document),
        &template(form),
        &lists,
        &ReaderScores::default(),
    )
}

/// “10 reported”, the amber and red gates, and the evidence's names.
fn says(all: &[Suggested], field: &str, arm: Option<&str>) -> (String, Vec<(Gate, Light)>) {
    let one = all
        .iter()
        .find(|s| s.address.field.as_str() == field && s.address.arm.as_deref() == arm)
        .expect("an answer");
    let Proposal::Read { finding, gates, .. } = &one.proposal else {
        panic!("rules always answer")
    };
    let raised = gates
        .iter()
        .filter(|gate| gate.light != Light::Green)
        .map(|gate| (gate.gate, gate.light))
        .collect();
    let status = match finding.status {
        ValueStatus::Reported => "reported",
        ValueStatus::Calculated => "calculated",
        ValueStatus::NotReported => "not reported",
        ValueStatus::Unclear => "unclear",
        ValueStatus::Conflicting => "conflicting",
    };
    let value = &finding.value;
    (format!("{value} {status}").trim().to_owned(), raised)
}

#[test]
fn sound_values_pass_all_gates() {
    let all = proposals("dichotomous", "death");
    assert_eq!(
        says(&all, "events", Some("drug")),
        ("10 reported".into(), vec![])
    );
    assert_eq!(
        says(&all, "n", Some("drug")),
        ("40 reported".into(), vec![])
    );
    assert_eq!(
        says(&all, "percent", Some("drug")),
        ("25.0 reported".into(), vec![])
    );
    assert_eq!(says(&all, "effect", None), ("0.85 reported".into(), vec![]));
    assert_eq!(
        says(&all, "effect_lower", None),
        ("0.42 reported".into(), vec![])
    );
    assert_eq!(says(&all, "p", None), ("0.67 reported".into(), vec![]));
}

#[test]
fn arithmetic_that_does_not_fit_is_seen() {
    let all = proposals("dichotomous", "death");
    // 12 of 41 are 29.3 %, not 31.3 %.
    let (value, raised) = says(&all, "percent", Some("placebo"));
    assert_eq!(value, "31.3 reported");
    assert_eq!(raised, [(Gate::Arithmetic, Light::Amber)]);
    let all = proposals("dichotomous", "stroke");
    // 44 of 40, and an estimate outside its interval.
    let (value, raised) = says(&all, "events", Some("drug"));
    assert_eq!(value, "44 reported");
    assert_eq!(raised, [(Gate::Arithmetic, Light::Red)]);
    let (value, raised) = says(&all, "effect", None);
    assert_eq!(value, "2.10 reported");
    assert_eq!(raised, [(Gate::Arithmetic, Light::Red)]);
}

#[test]
fn what_is_computed_shows_how() {
    let all = proposals("dichotomous", "falls");
    // 12.5 % of 40 can only be 5; 17.1 % of 41 only 7.
    assert_eq!(says(&all, "events", Some("drug")).0, "5 calculated");
    assert_eq!(says(&all, "events", Some("placebo")).0, "7 calculated");
    let all = proposals("continuous", "fatigue");
    let one = all
        .iter()
        .find(|s| s.address.field.as_str() == "sd" && s.address.arm.as_deref() == Some("drug"))
        .expect("an answer");
    let Proposal::Read { finding, .. } = &one.proposal else {
        panic!("rules always answer")
    };
    // 0.20 × √40 = 1.265.
    assert_eq!(finding.value, "1.265");
    let formula = finding.formula.as_deref().expect("a formula");
    assert!(
        formula.starts_with("SD = SE × √n = 0.2 × √40 = 1.265"),
        "{formula}"
    );
}

#[test]
fn a_spread_that_is_not_named_is_amber() {
    let all = proposals("continuous", "pain score");
    let (value, raised) = says(&all, "sd", Some("drug"));
    assert_eq!(value, "1.2 reported");
    assert_eq!(raised, [(Gate::Arm, Light::Amber)]);
    let all = proposals("continuous", "weight");
    assert_eq!(
        says(&all, "sd", Some("placebo")),
        ("7.7 reported".into(), vec![])
    );
}

#[test]
fn what_the_report_does_not_give_is_not_reported() {
    for outcome in ["quality of life", "hospital admission", "cadmium in blood"] {
        for (form, fields) in [
            ("dichotomous", ["events", "percent"]),
            ("continuous", ["mean", "sd"]),
        ] {
            let all = proposals(form, outcome);
            for field in fields {
                assert_eq!(
                    says(&all, field, Some("drug")).0,
                    "not reported",
                    "{outcome} {field}"
                );
            }
        }
    }
}

/// Proposals out of a report that is made of these lines.
fn out_of(report: &str, form: &str, lists: &StudyLists) -> Vec<Suggested> {
    let document = documents::read_document(report.as_bytes());
    suggest(
        &Source::new(&document),
        &template(form),
        lists,
        &ReaderScores::default(),
    )
}

fn lists(arms: &[&str], outcome: &str, time: &[&str]) -> StudyLists {
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    StudyLists {
        arms: owned(arms),
        outcomes: vec![outcome.into()],
        time_points: owned(time),
    }
}

#[test]
fn one_of_several_times_is_proposed_only_where_it_was_asked_for() {
    let report = "\
# A trial

## Results

| Scale | Drug, week 8 | Placebo, week 8 | Drug, month 6 | Placebo, month 6 |
|---|---|---|---|---|
| Anxiety, mean (SD) | 10.5 (2.1) | 12.0 (2.2) | 9.1 (2.0) | 11.4 (2.3) |

The other scales were used once.

| Scale | Drug, month 6 | Placebo, month 6 |
|---|---|---|
| Anxiety, mean (SD) | 9.1 (2.0) | 11.4 (2.3) |
| Sleep, mean (SD) | 5.1 (1.0) | 6.4 (1.3) |
";
    let arms = ["drug", "placebo"];
    let mean = |outcome: &str, time: &[&str]| {
        let all = out_of(report, "continuous", &lists(&arms, outcome, time));
        says(&all, "mean", Some("drug"))
    };
    // Sleep is given at one of the times at which the report measures: it may not be the one that is meant.
    assert_eq!(
        mean("sleep", &[]),
        ("unclear".into(), vec![(Gate::Support, Light::Amber)])
    );
    assert_eq!(mean("sleep", &["6 months"]).0, "5.1 reported");
    // Anxiety has its times side by side: the last one is put forward, and that there is another is said.
    assert_eq!(mean("anxiety", &[]).0, "9.1 conflicting");
    assert_eq!(mean("anxiety", &["8 weeks"]).0, "10.5 reported");
}

#[test]
fn a_label_beside_the_arms_own_is_another_arm() {
    let report = "\
# A trial of juices

## Results

Table 1. Patients

| | Apple juice (n = 30) | White grape juice (n = 31) | Water (n = 29) |
|---|---|---|---|
| Boys, n (%) | 12 (40.0) | 14 (45.2) | 13 (44.8) |

Table 2. Duration of diarrhoea, hours

| Arm | Mean | SD |
|---|---|---|
| Apple juice | 49.4 | 32.6 |
| Water | 26.5 | 27.4 |
";
    let of = lists(
        &["white grape juice", "water"],
        "duration of diarrhoea",
        &[],
    );
    let all = out_of(report, "continuous", &of);
    assert_eq!(
        says(&all, "mean", Some("white grape juice")).0,
        "not reported"
    );
}

#[test]
fn deaths_are_those_who_had_died_and_women_those_who_are_no_men() {
    let report = "\
# A trial

## Results

By 30 days, 12 of 60 patients in the drug group and 20 of 58 patients in the placebo group had died.

Table 1. Patients at baseline

| | Drug (n = 60) | Placebo (n = 58) |
|---|---|---|
| Men, n (%) | 40 (66.7) | 35 (60.3) |
";
    let of = lists(&["drug", "placebo"], "death", &[]);
    let all = out_of(report, "dichotomous", &of);
    assert_eq!(says(&all, "events", Some("placebo")).0, "20 reported");
    let all = out_of(report, "baseline", &of);
    assert_eq!(says(&all, "female", Some("drug")).0, "20 calculated");
}

#[test]
fn characteristics_are_told_by_their_wording_and_nothing_else_is() {
    let report = "\
# A trial of a drug

## Introduction

In the United States one person in five is readmitted.

## Methods

The trial took place at four hospitals in Sweden, Norway and Finland. Patients aged 65 years or older were eligible. \
Allocation was by sequentially numbered, opaque, sealed envelopes. Participants were followed up for 12 months. \
Statistics were computed with a program (StataCorp, United States).

## Funding

The trial was funded by the Northern Heart Foundation.
";
    let all = out_of(report, "study_characteristics", &StudyLists::default());
    let value = |field: &str| says(&all, field, None).0;
    assert_eq!(value("country"), "Sweden, Norway and Finland reported");
    assert!(value("setting").contains("four hospitals"));
    assert!(value("population").contains("65 years or older"));
    assert_eq!(value("follow_up"), "12 reported");
    assert_eq!(value("allocation_concealed"), "yes reported");
    assert!(value("funding").contains("Northern Heart Foundation"));
    assert_eq!(value("recruitment_start"), "not reported");
    let silent = "# A trial\n\n## Methods\n\nPatients got a drug or placebo and were seen twice.\n";
    let all = out_of(silent, "study_characteristics", &StudyLists::default());
    for field in [
        "country",
        "setting",
        "follow_up",
        "funding",
        "allocation_concealed",
    ] {
        assert_eq!(says(&all, field, None).0, "not reported", "{field}");
    }
}

#[test]
fn what_a_model_chooses_goes_through_the_gates() {
    let document = documents::read_document(REPORT.as_bytes());
    let source = Source::new(&document);
    let form = template("dichotomous");
    let lists = lists(&["drug", "placebo"], "serious bleeding", &[]);
    let ruled = suggest(&source, &form, &lists, &ReaderScores::default());
    assert_eq!(says(&ruled, "events", Some("drug")).0, "not reported");
    let asked = extraction::to_ask(&source, &form, &ruled, 12);
    let of = |field: &str, arm: &str| {
        let found = asked
            .iter()
            .find(|a| a.address.field.as_str() == field && a.address.arm.as_deref() == Some(arm));
        found.expect("a question").clone()
    };
    let one = of("events", "drug");
    assert!(
        one.passages.len() <= 12 && one.values.contains(&"44".to_owned()),
        "{one:?}"
    );
    let reply = |passage: &str, value: &str| extraction::Reply {
        passages: vec![passage.into()],
        value: Some(value.into()),
        reported: true,
        probability: Some(0.9),
    };
    let nothing = extraction::Reply {
        passages: Vec::new(),
        value: None,
        reported: false,
        probability: None,
    };
    let stroke = one
        .passages
        .iter()
        .find(|p| p.text.contains("Stroke"))
        .expect("a row");
    let given = vec![
        // A number of the other arm, and one that is not in the passage.
        (of("events", "drug").address, Ok(reply(&stroke.name, "3"))),
        (
            of("percent", "drug").address,
            Ok(reply(&stroke.name, "25.0")),
        ),
        (of("events", "placebo").address, Err("cut off".into())),
        (of("percent", "placebo").address, Ok(nothing)),
    ];
    let all = extraction::with_replies(&source, &form, &lists, ruled, given);
    let (value, raised) = says(&all, "events", Some("drug"));
    assert_eq!(value, "3 reported");
    assert!(raised.contains(&(Gate::Arm, Light::Red)), "{raised:?}");
    assert!(
        raised.contains(&(Gate::Support, Light::Amber)),
        "{raised:?}"
    );
    let (_, raised) = says(&all, "percent", Some("drug"));
    assert!(raised.contains(&(Gate::Number, Light::Red)), "{raised:?}");
    assert_eq!(says(&all, "percent", Some("placebo")).0, "not reported");
    let unread = all.iter().find(|s| {
        s.address.field.as_str() == "events" && s.address.arm.as_deref() == Some("placebo")
    });
    assert!(matches!(
        unread.map(|s| &s.proposal),
        Some(Proposal::Unread { why }) if why == "cut off"
    ));
}
