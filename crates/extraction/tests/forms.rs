//! Forms as files, and what becomes of values when a form changes.

#![allow(
    clippy::expect_used,
    reason = "a test ends where what it needs is absent"
)]

use extraction::{
    Change, FormFileError, StudyLists, TEMPLATES, changes, check, fits, read_form, write_form,
};
use review::{FieldKind, Measure, Scope, ValueAddress};

#[test]
fn every_template_is_a_form_and_survives_being_written_and_read() {
    for template in TEMPLATES {
        assert!(
            template.toml.starts_with("# "),
            "{}: says what it is for",
            template.name
        );
        let form = template.form("f".into()).expect(template.name);
        assert!(check(&form).is_empty());
        assert!(
            form.fields.iter().all(|field| !field.question.is_empty()),
            "{}",
            template.name
        );
        let written = write_form(&form).expect("TOML");
        assert_eq!(
            read_form(&written, "f".into()).expect("readable").form,
            form
        );
        assert!(changes(&form, &form).is_empty());
    }
}

#[test]
fn what_is_wrong_with_a_form_is_said_all_at_once() {
    let text = r#"
        name = ""
        [[field]]
        id = "Age"
        label = "Age"
        kind = "number"
        [[field]]
        id = "design"
        label = " "
        kind = "choice"
        options = ["RCT"]
        [[field]]
        id = "design"
        label = "Again"
        kind = "text"
        measure = "mean"
    "#;
    let Err(FormFileError::Unfit(problems)) = read_form(text, "f".into()) else {
        panic!("not a form");
    };
    let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
    for part in [
        "no name",
        "field “Age”: an id begins with a lower-case letter",
        "field “design”: it has no label",
        "at least two options",
        "two fields of this id",
        "belong to numbers",
    ] {
        assert!(
            said.iter().any(|line| line.contains(part)),
            "{part}: {said:?}"
        );
    }
    let misspelt =
        "name = \"A\"\n[[field]]\nid = \"a\"\nlabel = \"A\"\nkind = \"text\"\nscoop = \"arm\"\n";
    let error = read_form(misspelt, "f".into()).expect_err("a word that no form has");
    assert!(error.to_string().contains("scoop"), "{error}");
}

#[test]
fn a_change_of_form_says_what_becomes_of_the_values() {
    let before = TEMPLATES[0].form("f".into()).expect("a form");
    let mut after = before.clone();
    after.version = 2;
    after.fields[0].label = "Design".into();
    after.fields[2].kind = FieldKind::YesNoUnclear;
    after.fields[3].scope = Scope::Arm;
    let off = after.fields.remove(4);
    let mut new = off.clone();
    new.id = "arms".into();
    after.fields.push(new);
    let found = changes(&before, &after);
    let of = |id: &str| -> Vec<&Change> {
        found
            .iter()
            .filter(|c| c.field.as_str() == id)
            .map(|c| &c.change)
            .collect()
    };
    assert_eq!(of("design"), [&Change::Reworded]);
    assert_eq!(
        of("country"),
        [&Change::Kind {
            from: FieldKind::Text,
            to: FieldKind::YesNoUnclear,
            all_fit: false
        }]
    );
    assert_eq!(
        of("setting"),
        [&Change::Scope {
            from: Scope::Study,
            to: Scope::Arm
        }]
    );
    assert_eq!(of(off.id.as_str()), [&Change::TakenOff]);
    assert_eq!(of("arms"), [&Change::Added]);
    assert_eq!(found.len(), 5, "nothing else: {found:?}");
}

#[test]
fn values_fit_their_kind_or_not() {
    let number = FieldKind::Number {
        measure: Default::default(),
        unit: None,
    };
    for good in ["0", "-0.7", "1234", "12.50"] {
        assert!(fits(&number, good), "{good}");
    }
    for bad in [
        "", "1,234", "−0.7", "1e3", "NaN", "inf", "5.", "about 5", "+3",
    ] {
        assert!(!fits(&number, bad), "{bad}");
    }
    for good in ["2019", "2019-04", "2019-04-30", "2020-02-29"] {
        assert!(fits(&FieldKind::Date, good), "{good}");
    }
    for bad in [
        "19",
        "2019-13",
        "2019-02-29",
        "2019-4-3",
        "30 April 2019",
        "2019-04-30-1",
    ] {
        assert!(!fits(&FieldKind::Date, bad), "{bad}");
    }
    let choice = FieldKind::Choice {
        options: vec!["a".into(), "b".into()],
        several: true,
    };
    assert!(fits(&choice, "a; b") && !fits(&choice, "a; c"));
    assert!(fits(&FieldKind::YesNoUnclear, "unclear") && !fits(&FieldKind::YesNoUnclear, "maybe"));
}

#[test]
fn a_field_has_an_address_for_all_that_its_scope_asks_for() {
    let form = TEMPLATES[3].form("f".into()).expect("a form");
    let lists = StudyLists {
        arms: vec!["drug".into(), "placebo".into()],
        outcomes: vec!["death".into(), "stroke".into()],
        time_points: vec!["30 days".into()],
    };
    let events = &form.fields[0];
    let addresses = lists.addresses(events);
    assert_eq!(addresses.len(), 4);
    assert_eq!(addresses[1].arm.as_deref(), Some("placebo"));
    assert_eq!(addresses[1].time_point.as_deref(), Some("30 days"));
    let effect = form
        .fields
        .iter()
        .find(|f| f.id.as_str() == "effect")
        .expect("a field");
    assert_eq!(lists.addresses(effect).len(), 2);
}

#[test]
fn counts_are_whole_and_p_values_keep_their_sign() {
    let of = |measure| FieldKind::Number {
        measure,
        unit: None,
    };
    for measure in [Measure::Events, Measure::GroupSize, Measure::TruePositives] {
        assert!(fits(&of(measure), "0") && fits(&of(measure), "60"));
        for bad in ["-5", "10.5", "1.0", "<5"] {
            assert!(!fits(&of(measure), bad), "{bad}");
        }
    }
    for good in ["0.03", "<0.001", "≥0.05"] {
        assert!(fits(&of(Measure::PValue), good), "{good}");
    }
    assert!(!fits(&of(Measure::PValue), "<"));
    assert!(!fits(&of(Measure::Mean), "<5"));
}

#[test]
fn numbers_that_cannot_be_are_told_alone_and_together() {
    use extraction::{Placed, doubts, names_ratio};
    use review::Light;
    let at = |arm: Option<&str>, outcome: Option<&str>| ValueAddress {
        field: "f".into(),
        arm: arm.map(str::to_owned),
        outcome: outcome.map(str::to_owned),
        time_point: None,
    };
    let said = |numbers: &[(Measure, &str)], is_ratio: bool| -> Vec<Option<(Light, String)>> {
        let address = at(Some("drug"), Some("death"));
        let placed: Vec<Placed<'_>> = numbers
            .iter()
            .map(|(measure, text)| Placed {
                address: &address,
                measure: *measure,
                text,
                is_ratio,
            })
            .collect();
        let found = doubts(&placed).into_iter();
        found.map(|d| d.map(|d| (d.light, d.says))).collect()
    };
    for (measure, text) in [
        (Measure::PValue, "50"),
        (Measure::PValue, "-1"),
        (Measure::PValue, "<1.5"),
        (Measure::Percent, "150"),
        (Measure::Percent, "-4"),
        (Measure::GroupSize, "0"),
        (Measure::StandardDeviation, "-0.1"),
    ] {
        let found = said(&[(measure, text)], false);
        assert_eq!(found[0].as_ref().map(|d| d.0), Some(Light::Red), "{text}");
    }
    for (measure, text) in [
        (Measure::PValue, "<0.001"),
        (Measure::Percent, "100"),
        (Measure::Estimate, "-1"),
        (Measure::Mean, "-12.5"),
    ] {
        assert_eq!(said(&[(measure, text)], false), [None], "{text}");
    }
    assert!(said(&[(Measure::Estimate, "-1")], true)[0].is_some());
    let more = said(
        &[(Measure::Events, "60"), (Measure::GroupSize, "50")],
        false,
    );
    let words = "60 people with the event are more than the 50 of the group.";
    assert_eq!(more, [0, 1].map(|_| Some((Light::Red, words.to_owned()))));
    let share = [
        (Measure::Events, "12"),
        (Measure::GroupSize, "60"),
        (Measure::Percent, "25"),
    ];
    assert!(
        said(&share, false)
            .iter()
            .all(|d| d.as_ref().is_some_and(|d| d.0 == Light::Amber))
    );
    let turned = said(
        &[(Measure::LowerLimit, "5"), (Measure::UpperLimit, "2")],
        false,
    );
    assert!(turned.iter().all(Option::is_some), "{turned:?}");
    let outside = [
        (Measure::Estimate, "3"),
        (Measure::LowerLimit, "1"),
        (Measure::UpperLimit, "2"),
    ];
    assert!(said(&outside, false).iter().all(Option::is_some));
    let quartiles = said(
        &[(Measure::Median, "3"), (Measure::LowerQuartile, "4")],
        false,
    );
    assert_eq!(
        quartiles[0].as_ref().map(|d| d.1.as_str()),
        Some("The lower quartile 4 is above the median 3.")
    );
    // The people of an arm, asked for once, are those of its outcomes.
    let (arm, outcome) = (at(Some("drug"), None), at(Some("drug"), Some("death")));
    let placed = [
        (&arm, Measure::GroupSize, "50"),
        (&outcome, Measure::Events, "60"),
    ];
    let placed = placed.map(|(address, measure, text)| Placed {
        address,
        measure,
        text,
        is_ratio: false,
    });
    assert_eq!(
        doubts(&placed)[1].as_ref().map(|d| d.of.clone()),
        Some(vec![1, 0])
    );
    assert!(names_ratio("Risk ratio") && names_ratio("hazard ratio"));
    assert!(
        !names_ratio("risk difference")
            && !names_ratio("log odds ratio")
            && !names_ratio("Duration")
    );
}
