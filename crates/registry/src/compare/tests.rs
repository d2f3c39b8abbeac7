use super::*;
use crate::trial::{Dates, Size, Sponsor};

fn outcome(rank: OutcomeRank, measure: &str, time: &str) -> Outcome {
    Outcome {
        rank,
        measure: measure.to_owned(),
        description: None,
        time_frame: Some(time.to_owned()).filter(|t| !t.is_empty()),
    }
}

fn stated(measure: &str, time: &str) -> Stated<PaperOutcome> {
    Stated {
        value: PaperOutcome {
            measure: measure.to_owned(),
            time_frame: Some(time.to_owned()).filter(|t| !t.is_empty()),
        },
        quote: Some(format!("The outcome was {measure}.")),
        place: None,
    }
}

fn date(text: &str) -> PartialDate {
    text.parse().expect("a date")
}

fn trial() -> Trial {
    Trial {
        id: "NCT00000001".to_owned(),
        dates: Dates {
            registered: Some(date("2015-03-20")),
            start: Some(date("2015-03-09")),
            ..Dates::default()
        },
        size: Some(Size {
            people: 200,
            kind: SizeKind::Target,
            as_written: None,
        }),
        outcomes: vec![
            outcome(
                OutcomeRank::Primary,
                "Pain intensity on a visual analogue scale",
                "12 weeks",
            ),
            outcome(OutcomeRank::Primary, "Death from any cause", "1 year"),
            outcome(OutcomeRank::Primary, "Return to work", ""),
            outcome(OutcomeRank::Secondary, "Quality of life (SF-36)", ""),
        ],
        design: Design {
            allocation: Some("randomized".to_owned()),
            masking: Some("quadruple".to_owned()),
            ..Design::default()
        },
        sponsors: vec![Sponsor {
            name: "University of Examples".to_owned(),
            ..Sponsor::default()
        }],
        ..Trial::default()
    }
}

fn findings(comparison: &RegistryComparison, item: ComparedItem) -> Vec<Finding> {
    let of = comparison.items.iter().filter(|found| found.item == item);
    of.map(|found| found.finding).collect()
}

#[test]
fn outcomes_are_set_side_by_side() {
    let paper = PaperValues {
        primary_outcomes: vec![
            stated("pain intensity on visual analogue scales", "84 days"),
            stated("Quality of life (SF-36)", ""),
            stated("Adverse events", ""),
        ],
        secondary_outcomes: vec![
            stated("all-cause death", "1 year"),
            stated("death from any cause", "1 year"),
        ],
        ..PaperValues::default()
    };
    let found = compare(&trial(), &paper);
    assert_eq!(
        findings(&found, ComparedItem::PrimaryOutcome),
        [
            Finding::Same,           // pain: the same words, the same time in other units
            Finding::OtherRank,      // death is secondary in the paper
            Finding::OnlyInRegistry, // return to work
            Finding::OtherRank,      // quality of life is secondary in the registry
            Finding::OnlyInPaper,    // adverse events
        ]
    );
    let death = &found.items[1];
    assert_eq!(death.overlap, Some(1.0));
    assert_eq!(
        death.quote.as_deref(),
        Some("The outcome was death from any cause.")
    );
}

#[test]
fn differing_words_are_marked_and_times_told() {
    let paper = PaperValues {
        primary_outcomes: vec![stated(
            "Pain intensity on a numeric rating scale",
            "6 weeks",
        )],
        ..PaperValues::default()
    };
    let found = compare(&trial(), &paper);
    let pain = &found.items[0];
    assert_eq!(pain.finding, Finding::Differs);
    assert_eq!(pain.note.as_deref(), Some("the time frames differ"));
    let differ: Vec<&str> = pain
        .registry
        .iter()
        .filter(|p| p.differs)
        .map(|p| p.text.trim())
        .collect();
    assert_eq!(differ, ["visual analogue", "12"]);
    let differ: Vec<&str> = pain
        .paper
        .iter()
        .filter(|p| p.differs)
        .map(|p| p.text.trim())
        .collect();
    assert_eq!(differ, ["numeric rating", "6"]);
}

#[test]
fn numbers_dates_and_design_are_compared() {
    let said = |text: &str| {
        Some(Stated {
            value: text.to_owned(),
            ..Stated::default()
        })
    };
    let paper = PaperValues {
        registration: said("ClinicalTrials.gov, NCT00000001"),
        randomised: Some(Stated {
            value: 150,
            ..Stated::default()
        }),
        enrolment_start: Some(Stated {
            value: Some(date("2015-03")),
            ..Stated::default()
        }),
        allocation: said("randomised"),
        masking: said("double-blind"),
        sponsor: said("the University of Examples"),
        ..PaperValues::default()
    };
    let found = compare(&trial(), &paper);
    let of = |item| findings(&found, item);
    assert_eq!(of(ComparedItem::Registration), [Finding::Same]);
    assert_eq!(of(ComparedItem::Size), [Finding::Differs]);
    assert_eq!(of(ComparedItem::RegisteredBeforeStart), [Finding::Differs]);
    assert_eq!(of(ComparedItem::Start), [Finding::CannotBeTold]);
    assert_eq!(of(ComparedItem::Allocation), [Finding::Same]);
    assert_eq!(of(ComparedItem::Masking), [Finding::Differs]);
    assert_eq!(of(ComparedItem::Sponsor), [Finding::Same]);
    let note = |item| {
        let found = found.items.iter().find(|found| found.item == item);
        found
            .and_then(|found| found.note.clone())
            .unwrap_or_default()
    };
    assert!(note(ComparedItem::Size).contains("75.0 %"));
    assert!(note(ComparedItem::RegisteredBeforeStart).ends_with("11 days after it"));
    assert!(note(ComparedItem::Masking).contains("double-blind"));
    // What the paper does not say is not compared.
    assert!(of(ComparedItem::PrimaryOutcome).is_empty() && of(ComparedItem::End).is_empty());
}

#[test]
fn a_file_by_hand_is_read() {
    let text = r#"{"report":"Smith 2017","primary_outcomes":[{"value":{"measure":"Death"},"quote":"died"}],
        "randomised":{"value":12},"enrolment_start":{"value":"2015-03"}}"#;
    let paper: PaperValues = serde_json::from_str(text).expect("paper values");
    assert_eq!(paper.primary_outcomes[0].value.measure, "Death");
    assert_eq!(
        paper.enrolment_start.and_then(|s| s.value),
        Some(date("2015-03"))
    );
}
