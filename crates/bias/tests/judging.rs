//! ROBINS-I and QUADAS-2: what follows by rule, and what is left to people.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

use bias::{Answer, Assessment, Finding, Judgement, Tool, judge};

use Answer::{No, NoInformation, ProbablyNo, Unclear, Yes};

fn of(tool: Tool, answers: &[(&str, Answer)]) -> Assessment {
    Assessment::new("Study", "Result", tool, "A").with_answers(answers.iter().copied())
}

fn finding(assessment: &Assessment, domain: &str) -> Finding {
    let judged = judge(assessment);
    let item = judged.domains.iter().find(|item| item.id == domain);
    item.expect("the domain").finding.clone()
}

/// A domain, and answers that make it low.
type Low = (&'static str, Tool, &'static [(&'static str, Answer)]);

#[test]
fn robins_i_suggests_low_only_where_the_tool_says_it() {
    let low: [Low; 8] = [
        ("D1", Tool::RobinsI, &[("1.1", ProbablyNo)]),
        ("D2", Tool::RobinsI, &[("2.1", No), ("2.4", Yes)]),
        (
            "D3",
            Tool::RobinsI,
            &[("3.1", Yes), ("3.2", Yes), ("3.3", No)],
        ),
        ("D4", Tool::RobinsI, &[("4.1", No)]),
        (
            "D4",
            Tool::RobinsIAdhering,
            &[("4.3", Yes), ("4.4", Yes), ("4.5", Yes)],
        ),
        (
            "D5",
            Tool::RobinsI,
            &[("5.1", Yes), ("5.2", No), ("5.3", No)],
        ),
        (
            "D5",
            Tool::RobinsI,
            &[
                ("5.1", No),
                ("5.2", No),
                ("5.3", No),
                ("5.4", Yes),
                ("5.5", No),
            ],
        ),
        (
            "D6",
            Tool::RobinsI,
            &[("6.1", No), ("6.2", Yes), ("6.3", Yes), ("6.4", No)],
        ),
    ];
    for (domain, tool, answers) in low {
        assert_eq!(
            finding(&of(tool, answers), domain).suggested(),
            Some(Judgement::Low),
            "{domain} {answers:?}"
        );
    }
    // All answers speak well, but low takes a plan that the form does not ask for.
    let reported = finding(
        &of(Tool::RobinsI, &[("7.1", No), ("7.2", No), ("7.3", No)]),
        "D7",
    );
    let Finding::LeftToReviewer {
        because, choices, ..
    } = reported
    else {
        panic!("{reported:?}");
    };
    assert!(because.contains("plan written beforehand"), "{because}");
    assert_eq!(choices.len(), 5);
}

#[test]
fn confounding_leads_through_its_questions_and_is_moderate_at_best() {
    let begun = of(Tool::RobinsI, &[("1.1", Yes), ("1.2", Yes)]);
    assert_eq!(
        finding(&begun, "D1"),
        Finding::Missing {
            items: vec!["1.3".to_owned()]
        }
    );
    let over_time = of(Tool::RobinsI, &[("1.1", Yes), ("1.2", Yes), ("1.3", Yes)]);
    assert_eq!(
        finding(&over_time, "D1"),
        Finding::Missing {
            items: vec!["1.7".to_owned()]
        }
    );
    let whole = of(
        Tool::RobinsI,
        &[
            ("1.1", Yes),
            ("1.2", No),
            ("1.4", No),
            ("1.6", NoInformation),
        ],
    );
    let Finding::LeftToReviewer {
        because,
        choices,
        path,
    } = finding(&whole, "D1")
    else {
        panic!("it is left to the reviewer");
    };
    assert!(because.contains("1.1 and 1.4 point to a risk"), "{because}");
    assert!(because.contains("no information on 1.6"), "{because}");
    assert!(
        choices
            .iter()
            .all(|choice| choice.judgement != Judgement::Low)
    );
    assert_eq!(path.len(), 4);
}

/// Answers to all domains but the first that make each low but D7, which the reviewer judges.
fn sound() -> Vec<(&'static str, Answer)> {
    vec![
        ("1.1", No),
        ("2.1", No),
        ("2.4", Yes),
        ("3.1", Yes),
        ("3.2", Yes),
        ("3.3", No),
        ("4.1", No),
        ("5.1", Yes),
        ("5.2", No),
        ("5.3", No),
        ("6.1", No),
        ("6.2", No),
        ("6.3", Yes),
        ("6.4", No),
        ("7.1", No),
        ("7.2", No),
        ("7.3", No),
    ]
}

#[test]
fn the_whole_of_robins_i_is_as_bad_as_its_worst_domain() {
    use Judgement::{Critical, Low, Moderate, NoInformation as Unknown, Serious};
    let with =
        |judgement| judge(&of(Tool::RobinsI, &sound()).with_judgement("D7", judgement, "As read"));
    for judgement in [Low, Moderate, Serious, Critical] {
        assert_eq!(with(judgement).overall.judgement, Some(judgement));
    }
    let unknown = with(Unknown);
    assert_eq!(unknown.overall.judgement, None);
    assert!(
        unknown.missing[0].contains("D7 is “no information”"),
        "{:?}",
        unknown.missing
    );
    // With a domain at serious risk, the lack of information elsewhere does not matter.
    let both = of(Tool::RobinsI, &sound())
        .with_judgement("D7", Unknown, "Nothing is said")
        .with_judgement("D3", Serious, "Groups were formed from the outcome");
    assert_eq!(judge(&both).overall.judgement, Some(Serious));
}

#[test]
fn quadas_2_is_low_where_all_is_yes_and_left_to_people_otherwise() {
    let mut answers: Vec<(&str, Answer)> = Tool::Quadas2
        .form()
        .domains
        .iter()
        .flat_map(|domain| domain.questions)
        .map(|question| (question.id, Yes))
        .collect();
    assert_eq!(answers.len(), 11);
    let concerns = |assessment: Assessment| {
        ["D1 applicability", "D2 applicability", "D3 applicability"]
            .into_iter()
            .fold(assessment, |one, of| {
                one.with_judgement(of, Judgement::Low, "")
            })
    };
    let sound = judge(&concerns(of(Tool::Quadas2, &answers)));
    assert_eq!(sound.overall.judgement, Some(Judgement::Low));
    assert!(sound.complete && sound.applicability.len() == 3);
    // High concern about applicability takes a reason.
    let concern =
        of(Tool::Quadas2, &answers).with_judgement("D1 applicability", Judgement::High, "");
    assert!(
        judge(&concern)
            .missing
            .contains(&"a reason why D1 applicability is judged “High”".to_owned())
    );

    answers[0].1 = No;
    answers[4].1 = Unclear;
    let flagged = judge(&concerns(of(Tool::Quadas2, &answers)));
    let patients = &flagged.domains[0];
    assert_eq!(patients.judgement, None);
    assert_eq!(
        patients.finding.in_words(),
        "left to the reviewer: “no” to 1.1 flags a potential for bias"
    );
    assert!(
        flagged.domains[1]
            .finding
            .in_words()
            .contains("2.2 cannot be told")
    );
    let settled = concerns(of(Tool::Quadas2, &answers))
        .with_judgement("D1", Judgement::High, "Patients were picked")
        .with_judgement("D2", Judgement::Unclear, "The threshold is not reported")
        .with_judgement("Overall", Judgement::High, "At risk through selection");
    let settled = judge(&settled);
    assert!(settled.complete, "{:?}", settled.missing);
    assert_eq!(settled.overall.judgement, Some(Judgement::High));
}

/// The numbers of questions of the published tools, and that no condition points at a question that is not before it.
#[test]
fn forms_have_the_questions_of_the_published_tools() {
    let counts = [
        (Tool::Rob2, 5, 22),
        (Tool::Rob2Adhering, 5, 21),
        (Tool::RobinsI, 7, 30),
        (Tool::RobinsIAdhering, 7, 32),
        (Tool::Quadas2, 4, 11),
    ];
    for (tool, domains, questions) in counts {
        let form = tool.form();
        assert_eq!(form.domains.len(), domains, "{tool}");
        let all: Vec<&str> = form
            .domains
            .iter()
            .flat_map(|d| d.questions)
            .map(|q| q.id)
            .collect();
        assert_eq!(all.len(), questions, "{tool}: {all:?}");
        for domain in form.domains {
            for (place, question) in domain.questions.iter().enumerate() {
                let before = &domain.questions[..place];
                for is in question.asked.0.iter().flat_map(|group| group.iter()) {
                    assert!(
                        before.iter().any(|earlier| earlier.id == is.question),
                        "{}",
                        question.id
                    );
                }
            }
        }
    }
    let asked = Tool::Rob2
        .form()
        .question("4.3")
        .expect("4.3")
        .1
        .asked_in_words();
    assert_eq!(asked, "if 4.1 is PN/N/NI and 4.2 is PN/N/NI");
    let form = serde_json::to_value(Tool::Rob2.form()).expect("JSON");
    assert_eq!(
        form["domains"][1]["questions"][2]["asked"][0][0]["question"],
        "2.1"
    );
}
