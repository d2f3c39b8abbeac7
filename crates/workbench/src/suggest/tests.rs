use models::{Evidence, Sentence};
use review::CriterionId;

use super::*;

fn criterion(polarity: Polarity) -> Criterion {
    Criterion {
        id: CriterionId::from("i1"),
        label: "I1".into(),
        polarity,
        text: "adults".into(),
    }
}

fn item() -> Item {
    Item {
        question: "Do drugs help adults?".into(),
        title: "A trial".into(),
        sentences: vec![Sentence {
            id: "S1".into(),
            text: "Adults took part.".into(),
        }],
        criteria: Vec::new(),
    }
}

fn sound() -> Judgement {
    Judgement {
        criterion: "i1".into(),
        label: Some(JudgedLabel::Met),
        probability: Some(0.9),
        evidence: vec![Evidence {
            sentence: "S1".into(),
            weight: 0.8,
        }],
        reason: None,
        unread: None,
        warning: None,
    }
}

fn read(judgements: &[&Judgement]) -> Reading {
    understood(judgements, &item(), &criterion(Polarity::Inclusion), false).0
}

#[test]
fn only_what_is_exactly_in_form_is_a_label() {
    let label = match read(&[&sound()]) {
        Reading::Read { label, .. } => Some(label),
        Reading::Unread { .. } => None,
    };
    assert_eq!(label, Some(SuggestedLabel::Met));
    let malformed: Vec<Judgement> = vec![
        Judgement {
            label: None,
            ..sound()
        },
        Judgement {
            unread: Some("no".into()),
            ..sound()
        },
        Judgement {
            probability: Some(f64::NAN),
            ..sound()
        },
        Judgement {
            probability: Some(1.01),
            ..sound()
        },
        Judgement {
            probability: Some(-0.1),
            ..sound()
        },
        Judgement {
            evidence: vec![Evidence {
                sentence: "S2".into(),
                weight: 0.5,
            }],
            ..sound()
        },
        Judgement {
            evidence: vec![Evidence {
                sentence: "S1".into(),
                weight: f64::INFINITY,
            }],
            ..sound()
        },
        Judgement {
            reason: Some("word ".repeat(41)),
            ..sound()
        },
        Judgement::unread("i1", "the answer was cut off"),
    ];
    for judgement in &malformed {
        assert!(
            matches!(read(&[judgement]), Reading::Unread { .. }),
            "{judgement:?}"
        );
    }
    assert!(matches!(read(&[]), Reading::Unread { .. }));
    assert!(matches!(
        read(&[&sound(), &sound()]),
        Reading::Unread { .. }
    ));
}

#[test]
fn a_missing_abstract_is_never_a_reason_against_a_record() {
    let label = |label, polarity| {
        let judgement = Judgement {
            label: Some(label),
            ..sound()
        };
        match understood(&[&judgement], &item(), &criterion(polarity), true).0 {
            Reading::Read { label, .. } => Some(label),
            Reading::Unread { .. } => None,
        }
    };
    assert_eq!(
        label(JudgedLabel::NotMet, Polarity::Inclusion),
        Some(SuggestedLabel::Unclear)
    );
    assert_eq!(
        label(JudgedLabel::Met, Polarity::Exclusion),
        Some(SuggestedLabel::Unclear)
    );
    assert_eq!(
        label(JudgedLabel::Met, Polarity::Inclusion),
        Some(SuggestedLabel::Met)
    );
    assert_eq!(
        label(JudgedLabel::NotMet, Polarity::Exclusion),
        Some(SuggestedLabel::NotMet)
    );
}
