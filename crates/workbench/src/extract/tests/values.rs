//! Values: appended only, cut from the document, never taken from a red suggestion, kept when the form changes.

use super::*;
use crate::StudyView;

#[tokio::test]
async fn a_study_is_listed_with_its_report_and_named_by_author_and_year() {
    let made = made(ReviewersPerRecord::One).await;
    let rows = made
        .review
        .studies_to_extract(&made.people[0])
        .await
        .unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].label, "Lee 2019");
    assert_eq!(rows[0].asked, 2, "outcomes and arms are not named yet");
    assert_eq!(rows[0].reports[0].file_name.as_deref(), Some("Lee 2019.md"));
    assert!(!rows[0].reports[0].has_pages);
    assert_eq!(made.review.counts(None).await.unwrap().extract, 1);
}

#[tokio::test]
async fn rows_are_only_appended_and_the_latest_holds() {
    let made = made(ReviewersPerRecord::One).await;
    assert_eq!(
        made.give(0, at("dose"), "12\u{B7}5").await.unwrap(),
        ValueAct::Entered
    );
    made.give(0, at("dose"), "13").await.unwrap();
    made.review
        .withdraw_value(&made.study, &at("dose"), &made.people[0])
        .await
        .unwrap();
    assert!(made.state(0).await.values[0].own.is_none());
    made.give(0, at("dose"), "1,250").await.unwrap();
    let facts = made.review.extraction_facts().await.unwrap();
    let kept: Vec<(ValueAct, Option<&str>)> = facts
        .values
        .iter()
        .map(|v| (v.act, v.finding.as_ref().map(|f| f.value.as_str())))
        .collect();
    assert_eq!(
        kept,
        [
            (ValueAct::Entered, Some("12.5")),
            (ValueAct::Entered, Some("13")),
            (ValueAct::Withdrawn, None),
            (ValueAct::Entered, Some("1250")),
        ]
    );
    assert_eq!(made.review.verify_audit().await.unwrap(), None);
    for (typed, what) in [("1,5", "ambiguous"), ("about 12", "words"), ("", "nothing")] {
        let refused = made.give(0, at("dose"), typed).await.unwrap_err();
        assert_eq!(refused.code, Code::Invalid, "{what}");
    }
    let elsewhere = made.give(0, at("height"), "3").await.unwrap_err();
    assert_eq!(elsewhere.code, Code::NotFound);
}

#[tokio::test]
async fn evidence_is_cut_from_the_document_and_nothing_else_is_evidence() {
    let made = made(ReviewersPerRecord::One).await;
    let quote = made.quote("mean dose was 12.5 mg").await;
    assert_eq!(quote.exact, "The mean dose was 12\u{B7}5 mg.");
    let mut finding = reported("12.5");
    finding.evidence = vec![quote.clone()];
    let kept = made
        .review
        .give_value(&made.given(0, at("dose"), finding.clone()))
        .await
        .unwrap();
    assert_eq!(kept.finding.unwrap().evidence, [quote]);
    // Words that were changed on the way, or never stood there, are refused.
    finding.evidence[0].exact = "The mean dose was 13.5 mg.".into();
    let refused = made
        .review
        .give_value(&made.given(0, at("dose"), finding.clone()))
        .await
        .unwrap_err();
    assert_eq!(refused.code, Code::Refused);
    finding.evidence[0].document = DocumentHash("0".repeat(64));
    let foreign = made
        .review
        .give_value(&made.given(0, at("dose"), finding))
        .await
        .unwrap_err();
    assert_eq!(foreign.code, Code::Refused);
    let selection = |text: &str| Selection {
        document: made.document.clone(),
        text: text.into(),
        boxes: Vec::new(),
    };
    for words in ["It was lowered.", "mean dose was 12 mg", " "] {
        let refused = made
            .review
            .evidence_of(&selection(words))
            .await
            .unwrap_err();
        assert_eq!(refused.code, Code::Refused, "{words}");
    }
}

#[tokio::test]
async fn a_red_proposal_is_never_accepted_unchanged() {
    let made = made(ReviewersPerRecord::One).await;
    let mut finding = reported("60");
    finding.evidence = vec![made.quote("Twelve of 60 patients died").await];
    made.propose(&at("dose"), finding.clone(), Light::Red).await;
    let refused = made.accept(0, &at("dose")).await.unwrap_err();
    assert_eq!(refused.code, Code::Refused);
    // Typing the very same is accepting it.
    let same = made.given(0, at("dose"), finding.clone());
    assert_eq!(
        made.review.give_value(&same).await.unwrap_err().code,
        Code::Refused
    );
    // So is the same on fewer words, unless the person says why it holds.
    let mut bare = made.given(0, at("dose"), reported("60.0"));
    let refused = made.review.give_value(&bare).await.unwrap_err();
    assert_eq!(refused.code, Code::Refused);
    assert!(made.state(0).await.values[0].own.is_none());
    bare.note = Some("read from figure 2".into());
    let given = made.review.give_value(&bare).await.unwrap();
    assert_eq!(given.act, ValueAct::Corrected);
    let corrected = made.give(0, at("dose"), "12.5").await.unwrap();
    assert_eq!(corrected, ValueAct::Corrected);
    // Amber is looked at twice, and may be right.
    made.propose(&at("design"), reported("crossover"), Light::Amber)
        .await;
    assert_eq!(
        made.accept(0, &at("design")).await.unwrap(),
        ValueAct::Accepted
    );
}

#[tokio::test]
async fn a_suggestion_that_was_superseded_cannot_be_accepted_and_a_rejected_one_leaves_no_value() {
    let made = made(ReviewersPerRecord::One).await;
    made.propose(&at("dose"), reported("12"), Light::Green)
        .await;
    let old = made.state(0).await.values[0].proposed.clone().unwrap();
    made.propose(&at("dose"), reported("12.5"), Light::Green)
        .await;
    let accepted = |suggestion| AcceptedValue {
        study: made.study.clone(),
        suggestion,
        reviewer: made.people[0].clone(),
        note: None,
        time: None,
    };
    let refused = made
        .review
        .accept_value(&accepted(old.id))
        .await
        .unwrap_err();
    assert_eq!(refused.code, Code::Refused);
    let now = made.state(0).await.values[0].proposed.clone().unwrap();
    let refusal = RefusedSuggestion {
        study: made.study.clone(),
        address: at("dose"),
        suggestion: Some(now.id),
        reviewer: made.people[0].clone(),
        note: Some("of the other arm".into()),
        time: None,
    };
    let rejected = made.review.reject_value(&refusal).await.unwrap();
    assert_eq!((rejected.act, rejected.finding), (ValueAct::Rejected, None));
    // Another wording is another question: what was said to the old one stands no more.
    let mut changed = form();
    changed.fields[0].question = "What was the highest dose?".into();
    made.review
        .save_form(&changed, None, &made.people[0])
        .await
        .unwrap();
    assert!(made.state(0).await.values[0].proposed.is_none());
}

#[tokio::test]
async fn changing_the_form_or_the_lists_keeps_every_value() {
    let made = made(ReviewersPerRecord::One).await;
    let (review, me) = (&made.review, &made.people[0]);
    for (kind, name) in [
        (StudyPartKind::Arm, "drug"),
        (StudyPartKind::Arm, "placebo"),
        (StudyPartKind::Outcome, "death"),
    ] {
        review
            .add_study_part(&made.study, kind, name, me)
            .await
            .unwrap();
    }
    let events = ValueAddress {
        arm: Some("drug".into()),
        outcome: Some("death".into()),
        ..at("events")
    };
    made.give(0, events.clone(), "12").await.unwrap();
    made.give(0, at("design"), "parallel").await.unwrap();
    let shown = |view: &StudyView| -> Vec<(String, String)> {
        view.former
            .iter()
            .map(|f| {
                let finding = f.value.finding.as_ref().unwrap();
                (f.label.clone(), finding.value.clone())
            })
            .collect()
    };
    // A field is taken off: its value is shown apart, and is there again when the field is.
    let mut without = form();
    without.fields.remove(1);
    let saved = review
        .save_form(&without, Some("too much"), me)
        .await
        .unwrap();
    assert_eq!(saved.version, 2);
    assert_eq!(saved.kept_values_of, ["The design"]);
    assert_eq!(
        shown(&made.state(0).await),
        [("The design".to_owned(), "parallel".to_owned())]
    );
    // An arm is taken off.
    let arm = made.state(0).await.parts[0].id.clone();
    review.withdraw_study_part(&arm, me).await.unwrap();
    assert_eq!(shown(&made.state(0).await).len(), 2);
    review
        .add_study_part(&made.study, StudyPartKind::Arm, "drug", me)
        .await
        .unwrap();
    review.save_form(&form(), None, me).await.unwrap();
    let view = made.state(0).await;
    assert_eq!(shown(&view), []);
    let value = view.values.iter().find(|v| v.address == events).unwrap();
    assert_eq!(value.own.as_ref().unwrap().form_version, 1);
    // A value that a changed field does not take is asked for again, and is not gone.
    let mut choice = form();
    choice.fields[1].kind = FieldKind::Choice {
        options: vec!["crossover".into(), "cluster".into()],
        several: false,
    };
    let before = made.review.studies_to_extract(me).await.unwrap()[0].answered;
    review.save_form(&choice, None, me).await.unwrap();
    let rows = made.review.studies_to_extract(me).await.unwrap();
    assert_eq!(rows[0].answered, before - 1);
    let view = made.state(0).await;
    let design = view.values.iter().find(|v| v.address == at("design"));
    let kept = design.unwrap().own.as_ref().unwrap();
    assert_eq!(kept.finding.as_ref().unwrap().value, "parallel");
    // Forms that cannot be used are refused.
    let mut twice = form();
    twice.fields.push(twice.fields[0].clone());
    assert_eq!(
        review.save_form(&twice, None, me).await.unwrap_err().code,
        Code::Invalid
    );
}

fn in_arm(field: &str, arm: Option<&str>) -> ValueAddress {
    ValueAddress {
        arm: arm.map(Into::into),
        outcome: Some("death".into()),
        ..at(field)
    }
}

/// A study with arms, an outcome and the numbers of dichotomous outcomes.
async fn with_numbers(extractors: ReviewersPerRecord) -> Made {
    let made = made(extractors).await;
    let mut asked = form();
    asked.fields = vec![
        field("events", number(Measure::Events), Scope::ArmOutcome),
        field("n", number(Measure::GroupSize), Scope::ArmOutcome),
        field("percent", number(Measure::Percent), Scope::ArmOutcome),
        field("effect_measure", FieldKind::Text, Scope::Outcome),
        field("effect", number(Measure::Estimate), Scope::Outcome),
        field("lower", number(Measure::LowerLimit), Scope::Outcome),
        field("upper", number(Measure::UpperLimit), Scope::Outcome),
        field("p", number(Measure::PValue), Scope::Outcome),
    ];
    made.review
        .save_form(&asked, None, &made.people[0])
        .await
        .unwrap();
    for (kind, name) in [
        (StudyPartKind::Arm, "drug"),
        (StudyPartKind::Outcome, "death"),
    ] {
        made.review
            .add_study_part(&made.study, kind, name, &made.people[0])
            .await
            .unwrap();
    }
    made
}

#[tokio::test]
async fn counts_below_zero_or_in_parts_are_refused() {
    let made = with_numbers(ReviewersPerRecord::One).await;
    for (asked, typed) in [
        ("events", "-5"),
        ("events", "10.5"),
        ("n", "-3"),
        ("n", "1.5"),
    ] {
        let refused = made.give(0, in_arm(asked, Some("drug")), typed).await;
        assert_eq!(refused.unwrap_err().code, Code::Invalid, "{asked} {typed}");
    }
    for value in made.state(0).await.values {
        assert!(value.own.is_none());
    }
}

#[tokio::test]
async fn what_cannot_be_is_told_and_keeps_the_final_export_back_until_it_is_confirmed() {
    let made = with_numbers(ReviewersPerRecord::One).await;
    let (drug, whole) = (Some("drug"), None);
    for (asked, arm, typed) in [
        ("events", drug, "60"),
        ("n", drug, "50"),
        ("percent", drug, "150"),
        ("effect_measure", whole, "risk ratio"),
        ("effect", whole, "-1"),
        ("lower", whole, "5"),
        ("upper", whole, "2"),
        ("p", whole, "50"),
    ] {
        made.give(0, in_arm(asked, arm), typed).await.unwrap();
    }
    let doubtful = async || -> Vec<String> {
        let view = made.state(0).await;
        let of = view.values.into_iter().filter(|value| value.doubtful);
        of.map(|value| value.address.field.0).collect()
    };
    let all = ["events", "n", "percent", "effect", "lower", "upper", "p"];
    assert_eq!(doubtful().await, all);
    let view = made.state(0).await;
    assert_eq!(view.stage, ExtractionStage::ToExtract);
    let says = view.values[0].doubt.as_ref().unwrap();
    assert_eq!((says.gate, says.light), (Gate::Arithmetic, Light::Red));
    let out = made.review.folder().join("metafor.csv");
    let refused = made.review.export_metafor(&out, true).await.unwrap_err();
    assert!(
        refused.message.contains(
            "The events (drug, death): 60 people with the event are more than the 50 of the group"
        ),
        "{}",
        refused.message
    );
    assert_eq!(
        made.review.extraction_unfinished().await.unwrap()[0]
            .doubtful
            .len(),
        7
    );
    // Corrected, or said to be printed so.
    for (asked, arm, typed) in [
        ("percent", drug, "20"),
        ("effect", whole, "0.8"),
        ("lower", whole, "0.5"),
        ("upper", whole, "1.2"),
        ("p", whole, "< .001"),
    ] {
        made.give(0, in_arm(asked, arm), typed).await.unwrap();
    }
    assert_eq!(doubtful().await, ["events", "n"]);
    let mut printed = made.given(0, in_arm("n", drug), reported("50"));
    printed.note = Some("Table 2 prints 60 of 50.".into());
    made.review.give_value(&printed).await.unwrap();
    assert_eq!(doubtful().await, Vec::<String>::new());
    let view = made.state(0).await;
    assert!(view.values[0].doubt.is_some(), "it is still told");
    assert_eq!(view.stage, ExtractionStage::Done);
    let table = made.review.folder().join("table.csv");
    let csv = "csv".parse().unwrap();
    made.review
        .export_evidence_table(&table, csv, true)
        .await
        .unwrap();
    let text = std::fs::read_to_string(&table).unwrap();
    assert!(text.contains(",<0.001,"), "{text}");
    // A note that was there before the number it does not fit confirms nothing.
    made.give(0, in_arm("events", drug), "70").await.unwrap();
    assert_eq!(doubtful().await, ["events", "n"]);
}

#[tokio::test]
async fn two_extractors_confirm_what_cannot_be_before_they_finish_or_settle_it() {
    let made = with_numbers(ReviewersPerRecord::Two).await;
    for who in [0, 1] {
        for (asked, typed) in [
            ("effect_measure", "risk ratio"),
            ("effect", "0.8"),
            ("lower", "0.5"),
            ("upper", "1.2"),
            ("p", "12.5"),
        ] {
            made.give(who, in_arm(asked, None), typed).await.unwrap();
        }
        made.give(who, in_arm("percent", Some("drug")), "20")
            .await
            .unwrap();
        made.give(who, in_arm("events", Some("drug")), "60")
            .await
            .unwrap();
        made.give(who, in_arm("n", Some("drug")), "50")
            .await
            .unwrap();
        let refused = made.finish(who, true).await.unwrap_err();
        assert!(
            refused.message.contains("more than the 50"),
            "{}",
            refused.message
        );
        let mut printed = made.given(who, in_arm("n", Some("drug")), reported("50"));
        printed.note = Some("printed so".into());
        made.review.give_value(&printed).await.unwrap();
        let mut odd = made.given(who, in_arm("p", None), reported("12.5"));
        odd.note = Some("printed so".into());
        made.review.give_value(&odd).await.unwrap();
        made.finish(who, true).await.unwrap();
    }
    let settled = made
        .review
        .differences(&made.study, &made.people[0])
        .await
        .unwrap();
    assert!(settled.values.iter().any(|value| value.doubt.is_some()));
    assert!(settled.values.iter().all(|value| !value.doubtful));
    assert!(
        made.review
            .extraction_unfinished()
            .await
            .unwrap()
            .is_empty()
    );
}
