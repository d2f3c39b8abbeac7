//! Assessments as files, there and back; tables for robvis and RevMan.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

use std::collections::HashMap;

use bias::{
    Answer, Assessment, FileError, GivenAnswer, GivenJudgement, Judgement, JudgementTable,
    TableError, Tool, empty_csv, judge, read_csv, read_json, read_toml, to_csv, to_json, to_revman,
    to_toml,
};
use proptest::prelude::*;
use review::{DocumentHash, EvidenceQuote};

fn text() -> impl Strategy<Value = String> {
    // Cells are read without spaces around them.
    proptest::string::string_regex(
        "([=+@'-]?[A-Za-zß“”,;\"<&\u{2212}][A-Za-z0-9 ,;\"'<>&\n\u{e9}\u{4e2d}-]{0,20})?",
    )
    .expect("a pattern")
    .prop_map(|text| text.trim().to_owned())
}

fn named() -> impl Strategy<Value = String> {
    proptest::string::string_regex("[=+@A-Z][a-z ,;\"é-]{1,12}[0-9]{4}").expect("a pattern")
}

fn quote() -> impl Strategy<Value = Option<EvidenceQuote>> {
    let some = (named(), text(), text(), proptest::option::of(1_u32..900));
    proptest::option::of(
        some.prop_map(|(exact, prefix, suffix, page)| EvidenceQuote {
            document: DocumentHash("ab".repeat(32)),
            unit: "S17".to_owned(),
            exact,
            prefix,
            suffix,
            page,
            boxes: Vec::new(),
        }),
    )
}

fn assessment() -> impl Strategy<Value = Assessment> {
    let tool = proptest::sample::select(Tool::ALL.to_vec());
    (tool, named(), text(), named()).prop_flat_map(|(tool, study, result, reviewer)| {
        let questions: Vec<&str> = tool
            .form()
            .domains
            .iter()
            .flat_map(|domain| domain.questions)
            .map(|question| question.id)
            .collect();
        let answer = (
            proptest::sample::select(questions),
            proptest::sample::select(Answer::ALL.to_vec()),
            quote(),
            text(),
        );
        let judgement = (
            proptest::sample::select(vec!["D1", "D2", "Overall"]),
            proptest::sample::select(tool.judgements().to_vec()),
            text(),
        );
        (
            proptest::collection::vec(answer, 1..12),
            proptest::collection::vec(judgement, 0..3),
        )
            .prop_map(move |(answers, judgements)| Assessment {
                study: study.clone(),
                result: result.clone(),
                tool,
                reviewer: reviewer.clone(),
                answers: answers
                    .into_iter()
                    .map(|(question, answer, quote, comment)| GivenAnswer {
                        question: question.to_owned(),
                        answer,
                        quote,
                        comment,
                    })
                    .collect(),
                judgements: judgements
                    .into_iter()
                    .map(|(of, judgement, reason)| GivenJudgement {
                        of: of.to_owned(),
                        judgement,
                        reason,
                    })
                    .collect(),
            })
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(one in assessment()) {
        let all = vec![one];
        let read = read_csv(&to_csv(&all), None, "").expect("a table");
        prop_assert_eq!(&read.problems, &vec![]);
        prop_assert_eq!(&read.assessments, &all);
        prop_assert_eq!(&read_json(&to_json(&all).expect("JSON")).expect("JSON"), &all);
        prop_assert_eq!(&read_toml(&to_toml(&all).expect("TOML")).expect("TOML"), &all);
    }

    #[test]
    fn no_text_ends_the_reading_and_no_cell_begins_a_formula(text in ".{0,400}", study in ".{1,30}") {
        // An error or problems are fine; a panic is not.
        let read = read_csv(&text, Some(Tool::Rob2), "A");
        prop_assert!(read.is_ok() || !text.to_lowercase().contains("study,item,answer\n"));
        let headed = format!("study,item,answer\n{text}");
        prop_assert!(read_csv(&headed, Some(Tool::Rob2), "A").is_ok());
        let robvis = JudgementTable::read_robvis(&text, Tool::Rob2);
        prop_assert!(robvis.is_err() || text.contains([',', ';', '\t']));
        let written = to_csv(&[Assessment::new(&study, "", Tool::Rob2, "A").with_answers([("1.1", Answer::Yes)])]);
        let mut reader = csv::Reader::from_reader(written.as_bytes());
        for row in reader.records() {
            let row = row.expect("a row");
            prop_assert!(row.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])));
        }
    }
}

#[test]
fn a_bad_row_costs_itself_only() {
    let table = "\u{feff}Study;Result;Item;Answer;Comment;Page;Quote\n\
        Lee 2019;Death;1.1;probably yes;By computer;;\n\
        Lee 2019;Death;1.2;perhaps;;;\n\
        Lee 2019;Death;8.1;Y;;;\n\
        ;Death;1.3;N;;;\n\
        Lee 2019;Death;1.3;n;;two;Groups were alike\n\
        Lee 2019;Death;D2;Critical;;;\n\
        Lee 2019;Death;overall;some concerns;Several together;;\n\
        Lee 2019;Stroke;1.1;;;;\n\
        ;;;;;;\n\
        lee 2019;Death;1.3;N;;4;Groups were alike\n";
    let read = read_csv(table, Some(Tool::Rob2), "A. Able").expect("a table");
    let told: Vec<(usize, &str)> = read
        .problems
        .iter()
        .map(|problem| (problem.row, problem.problem.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (2, "“perhaps” is no answer; write Y, PY, PN, N, NI, NA or U"),
            (3, "RoB 2 has no question and nothing to judge called “8.1”"),
            (4, "the study is not named"),
            (5, "“two” is no page; write a number"),
            (
                6,
                "“Critical” is none of the judgements Low, Some concerns, High"
            ),
        ]
    );
    assert_eq!(read.assessments.len(), 3);
    let first = &read.assessments[0];
    assert_eq!((first.answers.len(), first.judgements.len()), (1, 1));
    assert_eq!(first.reviewer, "A. Able");
    assert!(
        read.assessments[1].answers.is_empty(),
        "begun, but not answered"
    );
    assert_eq!(
        read.assessments[2].answers[0]
            .quote
            .as_ref()
            .and_then(|q| q.page),
        Some(4)
    );
}

#[test]
fn files_that_are_none_are_refused_with_what_is_wrong() {
    let missing = read_csv("study,question\nA,1.1\n", None, "").expect_err("no answers");
    assert_eq!(
        missing.to_string(),
        "the column “answer” is missing; the first line names: study, question"
    );
    let unnamed = read_csv("study,item,answer\nA,1.1,Y\n", None, "").expect("a table");
    assert_eq!(
        unnamed.problems[0].problem,
        "the tool is not named, neither in the table nor for it"
    );
    assert_eq!(
        read_json("{\"version\": 2, \"assessments\": []}"),
        Err(FileError::Newer { found: 2 })
    );
    assert!(matches!(
        read_toml("version = "),
        Err(FileError::Unreadable { format: "TOML", .. })
    ));
    assert!(matches!(
        read_json("[]"),
        Err(FileError::Unreadable { format: "JSON", .. })
    ));
}

#[test]
fn an_empty_form_can_be_filled_in_and_read() {
    let studies = [
        ("Lee 2019".to_owned(), "Death".to_owned()),
        ("Wu 2020".to_owned(), "Death".to_owned()),
    ];
    for tool in Tool::ALL {
        let form = empty_csv(tool, &studies, "A. Able");
        let read = read_csv(&form, None, "").expect("a table");
        assert!(read.problems.is_empty(), "{:?}", read.problems);
        assert_eq!(read.assessments.len(), 2);
        assert!(
            read.assessments
                .iter()
                .all(|one| one.answers.is_empty() && one.tool == tool)
        );
        let questions: usize = tool.form().domains.iter().map(|d| d.questions.len()).sum();
        let domains = tool.form().domains.len();
        let applicability = tool
            .form()
            .domains
            .iter()
            .filter(|d| d.applicability.is_some())
            .count();
        let rows = csv::Reader::from_reader(form.as_bytes()).records().count();
        assert_eq!(rows, 2 * (questions + domains + applicability + 1));
    }
}

/// In the layout of the example data of robvis 0.3.0 (`data_rob2`).
const ROBVIS: &str = "Study,D1,D2,D3,D4,D5,Overall,Weight\n\
    Study A,Low,Low,Low,Low,Low,Low,33.5\n\
    Study B,Some concerns,Low,Low,Low,Low,Some concerns,12\n\
    Study C,Low,High,Low,Low,Low,High,0.25\n";

#[test]
fn robvis_tables_come_and_go_unchanged() {
    let table = JudgementTable::read_robvis(ROBVIS, Tool::Rob2).expect("a table");
    assert_eq!(table.rows[2].domains[1], Some(Judgement::High));
    assert_eq!(table.to_robvis().expect("complete"), ROBVIS);
    // As R writes it: quoted, and with row numbers.
    let of_r = "\"\",\"Study\",\"D1\",\"D2\",\"D3\",\"D4\",\"D5\",\"D6\",\"D7\",\"Overall\"\n\
        \"1\",\"A\",\"Moderate\",\"Critical\",\"Low\",\"Low\",\"Moderate\",\"No information\",\"Serious\",\"Critical\"\n";
    let of_r = JudgementTable::read_robvis(of_r, Tool::RobinsI).expect("a table");
    assert_eq!(of_r.rows[0].label, "A");
    assert_eq!(of_r.rows[0].domains[5], Some(Judgement::NoInformation));
    // robvis's template of QUADAS-2 has other words than the tool.
    let quadas = "Study,D1,D2,D3,D4,Overall\nA,Some concerns,Low,No information,High,High\n";
    let quadas = JudgementTable::read_robvis(quadas, Tool::Quadas2).expect("a table");
    assert_eq!(quadas.rows[0].domains[0], Some(Judgement::Unclear));
    assert!(
        quadas
            .to_robvis()
            .expect("complete")
            .contains("A,No information,Low,No information,High,High")
    );
    let wrong =
        JudgementTable::read_robvis(ROBVIS, Tool::RobinsI).expect_err("five domains, not seven");
    assert!(
        wrong.to_string().contains("ROBINS-I has 7 domains"),
        "{wrong}"
    );
    let word = ROBVIS.replace("High,Low", "Awful,Low");
    let wrong = JudgementTable::read_robvis(&word, Tool::Rob2).expect_err("no judgement");
    assert_eq!(wrong.to_string(), "row 3: “Awful” is no judgement of RoB 2");
}

fn low(study: &str, result: &str) -> Assessment {
    use Answer::{No, Yes};
    Assessment::new(study, result, Tool::Rob2, "A").with_answers([
        ("1.1", Yes),
        ("1.2", Yes),
        ("1.3", No),
        ("2.1", No),
        ("2.2", No),
        ("2.6", Yes),
        ("3.1", Yes),
        ("4.1", No),
        ("4.2", No),
        ("4.3", No),
        ("5.1", Yes),
        ("5.2", No),
        ("5.3", No),
    ])
}

#[test]
fn tables_of_judgements_name_results_where_needed_and_refuse_what_is_double() {
    let judged: Vec<_> = [
        low("Lee", "Death"),
        low("Lee", "Stroke"),
        low("=Wu", "Death"),
    ]
    .iter()
    .map(judge)
    .collect();
    let table = JudgementTable::of(&judged).expect("a table");
    let labels: Vec<&str> = table.rows.iter().map(|row| row.label.as_str()).collect();
    assert_eq!(labels, ["Lee (Death)", "Lee (Stroke)", "=Wu"]);
    assert!(table.to_robvis().expect("complete").contains("\n'=Wu,Low"));
    let weights = HashMap::from([
        ("lee (death)".to_owned(), 2.0),
        ("Lee (Stroke)".to_owned(), 1.0),
    ]);
    assert_eq!(
        table.clone().weighted(&weights),
        Err(TableError::NoWeight("=Wu".to_owned()))
    );
    let twice = [judge(&low("Lee", "Death")), judge(&low("Lee ", "Death"))];
    assert_eq!(
        JudgementTable::of(&twice),
        Err(TableError::Twice("Lee (Death)".to_owned()))
    );
    let open = [judge(&Assessment::new("Lee", "Death", Tool::Rob2, "A"))];
    let open = JudgementTable::of(&open).expect("a table");
    assert_eq!(
        open.to_robvis(),
        Err(TableError::Incomplete("Lee".to_owned()))
    );
    let mixed = [
        judge(&low("Lee", "")),
        judge(&Assessment::new("Wu", "", Tool::Quadas2, "A")),
    ];
    assert_eq!(
        JudgementTable::of(&mixed),
        Err(TableError::SeveralTools("QUADAS-2, RoB 2".to_owned()))
    );
    assert_eq!(JudgementTable::of(&[]), Err(TableError::Nothing));
}

#[test]
fn revman_gets_a_judgement_and_its_support_for_each_domain() {
    let mut one =
        low("Lee 2019", "Death").with_judgement("D1", Judgement::High, "Envelopes were opened");
    one.answers[0].comment = "Random number table".to_owned();
    let text = to_revman(&[one]);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().expect("a heading").clone();
    assert_eq!(header.len(), 2 + 2 * 6);
    assert_eq!(
        &header[2],
        "Bias arising from the randomisation process: Judgement"
    );
    assert_eq!(&header[13], "Overall bias: Support");
    let row = reader.records().next().expect("a row").expect("a row");
    assert_eq!(
        (&row[0], &row[1], &row[2]),
        ("Lee 2019", "Death", "High risk of bias")
    );
    assert_eq!(
        &row[3],
        "1.1 yes: Random number table\nEnvelopes were opened"
    );
    assert_eq!(
        (&row[4], &row[12]),
        ("Low risk of bias", "High risk of bias")
    );
    assert_eq!(&row[13], "High, because D1 is “high”");
}
