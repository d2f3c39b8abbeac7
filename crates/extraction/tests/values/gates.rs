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
