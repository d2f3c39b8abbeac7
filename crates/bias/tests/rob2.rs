//! RoB 2 over all combinations of answers, against a decision table that was written apart from the algorithm
//! (`reference/rob2_table.csv`: the first row that fits holds; `*` is any answer, yes stands for probably yes too).

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

use bias::{Answer, Answers, Asked, Assessment, Domain, Finding, Judgement, Tool, judge};

const TABLE: &str = include_str!("reference/rob2_table.csv");

/// A row of the decision table.
struct Row {
    part: String,
    tool: String,
    cells: Vec<String>,
    judgement: Judgement,
}

fn table() -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(TABLE.as_bytes());
    let rows: Vec<Row> = reader
        .records()
        .map(|row| {
            let row = row.expect("a row");
            Row {
                part: row[0].to_owned(),
                tool: row[1].to_owned(),
                cells: (2..8).map(|place| row[place].to_owned()).collect(),
                judgement: Judgement::read(&row[8]).expect("a judgement"),
            }
        })
        .collect();
    assert_eq!(rows.len(), 37);
    rows
}

/// The first row that fits.
fn looked_up(table: &[Row], part: &str, tool: Tool, answers: &[Answer]) -> Judgement {
    let code = |answer: Answer| match answer {
        Answer::Yes | Answer::ProbablyYes => "Y",
        Answer::No | Answer::ProbablyNo => "N",
        other => other.code(),
    };
    table
        .iter()
        .filter(|row| row.part == part && (row.tool == "both" || row.tool == tool.word()))
        .find(|row| {
            row.cells.iter().zip(answers).all(|(cell, answer)| {
                cell == "*" || cell.split('|').any(|allowed| allowed == code(*answer))
            })
        })
        .expect("a row that fits")
        .judgement
}

fn worse(one: Judgement, other: Judgement) -> Judgement {
    let rank = |judgement| {
        Tool::Rob2
            .judgements()
            .iter()
            .position(|known| *known == judgement)
    };
    if rank(one) >= rank(other) { one } else { other }
}

/// Every combination of one of the choices of each.
fn combinations(choices: &[Vec<Answer>]) -> Vec<Vec<Answer>> {
    choices.iter().fold(vec![vec![]], |begun, next| {
        begun
            .iter()
            .flat_map(|before| {
                next.iter().map(move |answer| {
                    let mut more = before.clone();
                    more.push(*answer);
                    more
                })
            })
            .collect()
    })
}

/// All answers of all questions of a domain, also of those that are not asked.
fn choices(domain: &Domain) -> Vec<Vec<Answer>> {
    domain
        .questions
        .iter()
        .map(|question| question.answers.to_vec())
        .collect()
}

fn assessment(tool: Tool, domain: &'static Domain, answers: &[Answer]) -> Assessment {
    let given = domain
        .questions
        .iter()
        .map(|q| q.id)
        .zip(answers.iter().copied());
    Assessment::new("Study", "Result", tool, "Reviewer").with_answers(given)
}

fn finding(assessment: &Assessment, domain: &Domain) -> Finding {
    let judged = judge(assessment);
    let item = judged.domains.iter().find(|item| item.id == domain.id);
    item.expect("the domain").finding.clone()
}

#[test]
fn every_combination_of_answers_comes_to_what_the_table_says() {
    let table = table();
    let mut compared = 0;
    for tool in [Tool::Rob2, Tool::Rob2Adhering] {
        for domain in tool.form().domains {
            for answers in combinations(&choices(domain)) {
                let expected = if (tool, domain.id) == (Tool::Rob2, "D2") {
                    worse(
                        looked_up(&table, "D2 deviations", tool, &answers[..5]),
                        looked_up(&table, "D2 analysis", tool, &answers[5..]),
                    )
                } else {
                    looked_up(&table, domain.id, tool, &answers)
                };
                let found = finding(&assessment(tool, domain, &answers), domain);
                assert_eq!(
                    found.suggested(),
                    Some(expected),
                    "{tool} {} {answers:?}: {}",
                    domain.id,
                    found.in_words()
                );
                compared += 1;
            }
        }
    }
    // 125 + 5⁷ + 500 + 5⁵ + 125, and 5²·6³·5 in place of 5⁷.
    assert_eq!(
        compared,
        (125 + 78_125 + 500 + 3_125 + 125) + (125 + 27_000 + 500 + 3_125 + 125)
    );
}

/// When a question is asked, as the published form says in brackets before it.
fn is_asked(tool: Tool, id: &str, a: &dyn Fn(&str) -> Option<Answer>) -> bool {
    let yes = |id| matches!(a(id), Some(Answer::Yes | Answer::ProbablyYes));
    let no = |id| matches!(a(id), Some(Answer::No | Answer::ProbablyNo));
    let open = |id| a(id) == Some(Answer::NoInformation);
    match (tool, id) {
        (_, "2.3") => yes("2.1") || open("2.1") || yes("2.2") || open("2.2"),
        (Tool::Rob2, "2.4") => yes("2.3"),
        (Tool::Rob2, "2.5") => yes("2.4") || open("2.4"),
        (Tool::Rob2, "2.7") => no("2.6") || open("2.6"),
        (Tool::Rob2Adhering, "2.6") => {
            no("2.3") || open("2.3") || yes("2.4") || open("2.4") || yes("2.5") || open("2.5")
        }
        (_, "3.2") => no("3.1") || open("3.1"),
        (_, "3.3") => no("3.2"),
        (_, "3.4") => yes("3.3") || open("3.3"),
        (_, "4.3") => (no("4.1") || open("4.1")) && (no("4.2") || open("4.2")),
        (_, "4.4") => yes("4.3") || open("4.3"),
        (_, "4.5") => yes("4.4") || open("4.4"),
        _ => true,
    }
}

#[test]
fn questions_are_asked_as_the_form_says_and_none_that_is_asked_can_be_left_out() {
    let mut left_out = 0;
    for tool in [Tool::Rob2, Tool::Rob2Adhering] {
        for domain in tool.form().domains {
            for all in combinations(&choices(domain)) {
                // Only what is asked, question by question.
                let mut answers = Answers::new();
                for (question, answer) in domain.questions.iter().zip(&all) {
                    let given = |id: &str| answers.get(id).copied();
                    let asked = is_asked(tool, question.id, &given);
                    let expected = if asked { Asked::Yes } else { Asked::No };
                    assert_eq!(
                        domain.asked(question, &answers),
                        expected,
                        "{tool} {}",
                        question.id
                    );
                    if asked {
                        answers.insert(question.id.to_owned(), *answer);
                    }
                }
                assert!(domain.missing(&answers).is_empty());
                // Thinned out, as every combination with each answer left out takes long and says the same.
                if all
                    .iter()
                    .any(|answer| matches!(answer, Answer::ProbablyYes | Answer::ProbablyNo))
                {
                    continue;
                }
                for id in answers.keys() {
                    let mut without = answers.clone();
                    without.remove(id);
                    let given = without.iter().map(|(id, answer)| (id.as_str(), *answer));
                    let lacking = Assessment::new("S", "R", tool, "A").with_answers(given);
                    let Finding::Missing { items } = finding(&lacking, domain) else {
                        panic!("{tool} {}: judged without {id}", domain.id);
                    };
                    assert!(items.contains(id), "{items:?} does not name {id}");
                    left_out += 1;
                }
            }
        }
    }
    assert!(left_out > 10_000, "{left_out}");
}

#[test]
fn the_way_is_told_as_it_was_taken() {
    let domain = Tool::Rob2.form().domain("D1").expect("D1");
    let answers = [Answer::Yes, Answer::NoInformation, Answer::Yes];
    let found = finding(&assessment(Tool::Rob2, domain, &answers), domain);
    assert_eq!(
        found.in_words(),
        "High, because 1.2 is “no information” and 1.3 is “yes”"
    );
    let domain = Tool::Rob2.form().domain("D4").expect("D4");
    let answers = [
        Answer::ProbablyNo,
        Answer::No,
        Answer::Yes,
        Answer::NoInformation,
        Answer::ProbablyNo,
    ];
    let found = finding(&assessment(Tool::Rob2, domain, &answers), domain);
    assert_eq!(
        found.in_words(),
        "Some concerns, because 4.1 is “probably no”, 4.2 is “no”, 4.3 is “yes”, 4.4 is “no information” and 4.5 is \
         “probably no”"
    );
}

/// Answers that make each domain low, some concerns or high.
fn answers_for(domain: &str, judgement: Judgement) -> Vec<(&'static str, Answer)> {
    use Answer::{No, NoInformation, Yes};
    match (domain, judgement) {
        ("D1", Judgement::Low) => vec![("1.1", Yes), ("1.2", Yes), ("1.3", No)],
        ("D1", Judgement::High) => vec![("1.1", Yes), ("1.2", No), ("1.3", No)],
        ("D1", _) => vec![("1.1", Yes), ("1.2", NoInformation), ("1.3", No)],
        ("D2", Judgement::Low) => vec![("2.1", No), ("2.2", No), ("2.6", Yes)],
        ("D2", Judgement::High) => vec![("2.1", No), ("2.2", No), ("2.6", No), ("2.7", Yes)],
        ("D2", _) => vec![("2.1", No), ("2.2", No), ("2.6", No), ("2.7", No)],
        ("D3", Judgement::Low) => vec![("3.1", Yes)],
        ("D3", Judgement::High) => vec![("3.1", No), ("3.2", No), ("3.3", Yes), ("3.4", Yes)],
        ("D3", _) => vec![("3.1", No), ("3.2", No), ("3.3", Yes), ("3.4", No)],
        ("D4", Judgement::Low) => vec![("4.1", No), ("4.2", No), ("4.3", No)],
        ("D4", Judgement::High) => vec![("4.1", Yes), ("4.2", No)],
        ("D4", _) => vec![("4.1", No), ("4.2", NoInformation), ("4.3", No)],
        (_, Judgement::Low) => vec![("5.1", Yes), ("5.2", No), ("5.3", No)],
        (_, Judgement::High) => vec![("5.1", Yes), ("5.2", Yes), ("5.3", No)],
        _ => vec![("5.1", No), ("5.2", No), ("5.3", No)],
    }
}

fn with_domains(judgements: &[Judgement]) -> Assessment {
    let ids = ["D1", "D2", "D3", "D4", "D5"];
    let answers = ids
        .iter()
        .zip(judgements)
        .flat_map(|(id, judgement)| answers_for(id, *judgement));
    Assessment::new("Study", "Result", Tool::Rob2, "A").with_answers(answers)
}

#[test]
fn the_whole_follows_from_the_domains_over_all_243_combinations() {
    use Judgement::{High, Low, SomeConcerns};
    for number in 0..243_usize {
        let judgements: Vec<Judgement> = (0..5)
            .map(|place| [Low, SomeConcerns, High][number / 3_usize.pow(place) % 3])
            .collect();
        let count = |wanted| judgements.iter().filter(|j| **j == wanted).count();
        let judged = judge(&with_domains(&judgements));
        let found: Vec<Option<Judgement>> =
            judged.domains.iter().map(|item| item.judgement).collect();
        let expected: Vec<Option<Judgement>> = judgements.iter().copied().map(Some).collect();
        assert_eq!(found, expected);
        match (count(High), count(SomeConcerns)) {
            (0, 0) => assert_eq!(judged.overall.judgement, Some(Low)),
            (0, 1) => assert_eq!(judged.overall.judgement, Some(SomeConcerns)),
            (0, several) => {
                assert_eq!(judged.overall.judgement, None, "{several}");
                assert!(matches!(
                    judged.overall.finding,
                    Finding::LeftToReviewer { .. }
                ));
                assert!(!judged.complete);
                for choice in [SomeConcerns, High] {
                    let silent = with_domains(&judgements).with_judgement("Overall", choice, " ");
                    let silent = judge(&silent);
                    assert_eq!(silent.overall.judgement, None);
                    assert!(
                        silent.missing[0].starts_with("a reason why Overall"),
                        "{:?}",
                        silent.missing
                    );
                    let settled = with_domains(&judgements).with_judgement(
                        "overall",
                        choice,
                        "All of one kind",
                    );
                    let settled = judge(&settled);
                    assert_eq!(settled.overall.judgement, Some(choice));
                    assert!(settled.complete && settled.overall.by_reviewer);
                }
            }
            _ => assert_eq!(judged.overall.judgement, Some(High)),
        }
    }
}

#[test]
fn a_judgement_is_overridden_with_a_reason_only() {
    use Judgement::{High, Low, SomeConcerns};
    let all_low = with_domains(&[Low; 5]);
    let silent = judge(&all_low.clone().with_judgement("D3", High, ""));
    assert_eq!(
        (silent.domains[2].judgement, silent.overall.judgement),
        (None, None)
    );
    assert_eq!(
        silent.missing,
        [
            "a reason why D3 is judged “High”",
            "the overall judgement waits for D3"
        ]
    );
    let told = judge(
        &all_low
            .clone()
            .with_judgement("D3", High, "Half were lost after the event"),
    );
    assert_eq!(
        (told.domains[2].judgement, told.overall.judgement),
        (Some(High), Some(High))
    );
    assert!(told.domains[2].by_reviewer && told.complete);
    assert_eq!(told.domains[2].finding.suggested(), Some(Low));
    // The same as the algorithm needs no reason; a word of another tool is none.
    assert!(judge(&all_low.clone().with_judgement("D3", Low, "")).complete);
    let foreign = judge(&all_low.with_judgement("D3", Judgement::Critical, "Worse"));
    assert_eq!(foreign.overall.judgement, Some(Low));
    assert_eq!(
        foreign.problems,
        ["D3 is judged “Critical”, which RoB 2 does not know"]
    );
    // Nothing is judged before its questions are answered.
    let early =
        Assessment::new("S", "R", Tool::Rob2, "A").with_judgement("D1", SomeConcerns, "I think so");
    assert_eq!(judge(&early).domains[0].judgement, None);
}

#[test]
fn what_cannot_be_used_is_told_and_not_used() {
    let odd = with_domains(&[Judgement::Low; 5]).with_answers([
        ("3.2", Answer::Yes),
        ("9.9", Answer::Yes),
        ("1.1", Answer::Unclear),
        ("1.2", Answer::No),
        ("3.4", Answer::NotApplicable),
    ]);
    let judged = judge(&odd);
    assert_eq!(judged.overall.judgement, Some(Judgement::Low));
    assert_eq!(
        judged.problems,
        [
            "RoB 2 has no question 9.9",
            "1.1 is answered U, which it does not allow; it allows Y, PY, PN, N, NI",
            "1.2 is answered twice, Y and N; the first is used",
            "3.2 is answered though it is not asked (if 3.1 is PN/N/NI); the answer is not used",
        ]
    );
    // “Not applicable” does not stand for an answer where one is needed.
    let lacking = Assessment::new("S", "R", Tool::Rob2, "A")
        .with_answers([("3.1", Answer::No), ("3.2", Answer::NotApplicable)]);
    let judged = judge(&lacking);
    assert!(judged.missing.contains(&"an answer to 3.2".to_owned()));
    assert_eq!(
        judged.problems,
        ["3.2 is answered NA, but it is asked here"]
    );
}
