//! Risk of bias in a review, through the command line and a served page: two people assess a result from their tables,
//! nothing of either is told before both have finished, they settle what differs, and it leaves as files.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

mod support;

use std::path::PathBuf;

use serde_json::{Value, json};
use support::{Served, error, json as run, program, word};

const REPORT: &str = "# A trial of walking\n\n## Methods\n\nThe list was made by a computer. Numbered opaque envelopes held \
    the allocation.\n\n## Results\n\nAt 30 days, 12 of 60 people who walked had fallen, and 20 of 60 who did not.\n";

/// What the first says: every domain is low. Of the quotes the second stands in no report.
const FIRST: &str = "study,result,tool,item,answer,comment,quote\n\
    Lee 2003,Falls at 30 days,rob2,1.1,Y,,The list was made by a computer.\n\
    Lee 2003,Falls at 30 days,rob2,1.2,Y,=1+1,Sealed in gold.\n\
    Lee 2003,Falls at 30 days,rob2,1.3,N,,\n\
    Lee 2003,Falls at 30 days,rob2,2.1,N,,\n\
    Lee 2003,Falls at 30 days,rob2,2.2,N,,\n\
    Lee 2003,Falls at 30 days,rob2,2.6,Y,,\n\
    Lee 2003,Falls at 30 days,rob2,3.1,Y,,\n\
    Lee 2003,Falls at 30 days,rob2,4.1,N,,\n\
    Lee 2003,Falls at 30 days,rob2,4.2,N,,\n\
    Lee 2003,Falls at 30 days,rob2,4.3,N,,\n\
    Lee 2003,Falls at 30 days,rob2,5.1,Y,,\n\
    Lee 2003,Falls at 30 days,rob2,5.2,N,,\n\
    Lee 2003,Falls at 30 days,rob2,5.3,N,,\n";

struct Made {
    folder: tempfile::TempDir,
    review: PathBuf,
}

/// A review with one included report, attached as text, and two reviewers.
fn made() -> Made {
    let folder = tempfile::tempdir().expect("a folder");
    let review = folder.path().join("Test.review");
    let (file, report) = (
        folder.path().join("found.ris"),
        folder.path().join("Lee 2003.md"),
    );
    let entry =
        "TY  - JOUR\r\nTI  - A trial of walking\r\nAU  - Lee, K.\r\nPY  - 2003\r\nER  - \r\n";
    std::fs::write(&file, entry).expect("a file");
    std::fs::write(&report, REPORT).expect("a report");
    let dir = word(&review);
    run(["new", &dir, "--title", "Test", "--reviewers", "1"]);
    run(["import", &dir, &word(&file), "--source", "PubMed"]);
    run(["reviewer", "add", &dir, "R. Adams"]);
    run(["reviewer", "add", &dir, "M. Silva"]);
    let next = run(["next", &dir, "--reviewer", "R. Adams"]);
    let record = next[0]["id"].as_str().expect("a record").to_owned();
    for stage in ["title_abstract", "full_text"] {
        if stage == "full_text" {
            run([
                "retrieve",
                &dir,
                "--record",
                &record,
                "--pdf",
                &word(&report),
                "--reviewer",
                "R. Adams",
            ]);
        }
        run([
            "decide",
            &dir,
            &record,
            "include",
            "--reviewer",
            "R. Adams",
            "--stage",
            stage,
        ]);
    }
    Made { folder, review }
}

impl Made {
    fn words<'w>(&self, words: &[&'w str]) -> Vec<String> {
        let mut all = vec!["bias".to_owned(), "review".to_owned(), word(&self.review)];
        all.extend(words.iter().map(|&word: &&'w str| word.to_owned()));
        all
    }

    fn bias(&self, words: &[&str]) -> Value {
        run(self.words(words))
    }

    /// Takes a table in as one of the reviewers.
    fn import(&self, name: &str, table: &str, reviewer: &str) -> Value {
        let file = self.folder.path().join(name);
        std::fs::write(&file, table).expect("a file");
        self.bias(&["import", &word(&file), "--reviewer", reviewer])
    }

    fn out(&self, name: &str) -> String {
        word(&self.folder.path().join(name))
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.folder.path().join(name)).expect("a file")
    }
}

#[test]
fn two_people_assess_apart_settle_and_export() {
    let made = made();
    let list = made.bias(&["list"]);
    assert_eq!(list["methods"]["tool"], "rob2");
    assert_eq!(list["methods"]["assessors"], "two");
    assert_eq!(
        list["methods"]["finds_sentences"], false,
        "off unless the team wants it"
    );

    let taken = made.import("first.csv", FIRST, "R. Adams");
    assert_eq!(
        (&taken["answers"], &taken["added"]),
        (&json!(13), &json!(1)),
        "{taken}"
    );
    let refused = taken["refused"].as_array().expect("a list");
    assert_eq!(
        refused.len(),
        1,
        "the quote that stands nowhere: {refused:?}"
    );

    // Nothing of it is told to the other, by the list, the export or the trail.
    let seen = made.bias(&["list", "--reviewer", "M. Silva"]);
    let result = &seen["studies"][0]["results"][0];
    assert_eq!(
        (&result["name"], &result["answered"], &result["stage"]),
        (&json!("Falls at 30 days"), &json!(0), &json!("to_assess"))
    );
    let answers = made.out("answers.csv");
    let early = error(made.words(&["export", "answers", "--out", &answers]));
    assert_eq!(early.code, "refused");
    let early = error(made.words(&["differences", "Lee 2003", "--reviewer", "M. Silva"]));
    assert_eq!(early.code, "refused");
    let trail = made.out("audit.csv");
    run(["export", &word(&made.review), "audit", "--out", &trail]);
    assert!(!made.read("audit.csv").contains("=1+1"));

    // The second says otherwise of 1.3, less certain of 1.1, and is not asked what the first was not.
    let second = FIRST
        .replace("rob2,1.1,Y,", "rob2,1.1,PY,")
        .replace("rob2,1.3,N,", "rob2,1.3,Y,")
        .replace("=1+1,Sealed in gold.", ",");
    made.import("second.csv", &second, "M. Silva");
    let finish = |who: &str| made.bias(&["finish", "Lee 2003", "--reviewer", who]);
    assert_eq!(finish("R. Adams")["result"]["stage"], "waiting");
    assert_eq!(finish("M. Silva")["result"]["stage"], "differs");

    let found = made.bias(&["differences", "Lee 2003", "--reviewer", "R. Adams"]);
    let differing: Vec<&str> = found["compared"]["answers"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|one| one["question"].as_str())
        .collect();
    assert_eq!(differing, ["1.1", "1.3"]);
    let none = made.out("none.csv");
    let open = error(made.words(&["export", "robvis", "--out", &none]));
    assert_eq!(open.code, "refused");
    let settle = |item: &str, says: &str| {
        made.bias(&["settle", "Lee 2003", item, says, "--reviewer", "M. Silva"])
    };
    settle("1.1", "Y");
    let settled = settle("1.3", "Y");
    assert_eq!(settled["open"], json!([]));
    // 1.2 yes and 1.3 yes: some concerns; one domain of some concerns: the whole, too.
    assert_eq!(
        settled["settled_judged"]["overall"]["judgement"],
        "some_concerns"
    );

    made.bias(&["export", "robvis", "--out", &made.out("robvis.csv")]);
    assert_eq!(
        made.read("robvis.csv"),
        "Study,D1,D2,D3,D4,D5,Overall\nLee 2003,Some concerns,Low,Low,Low,Low,Some concerns\n"
    );
    made.bias(&["export", "answers", "--out", &answers]);
    let table = made.read("answers.csv");
    assert!(table.contains("'=1+1"), "no formula leaves: {table}");
    assert!(
        table.contains("Consensus of R. Adams and M. Silva"),
        "{table}"
    );
    assert_eq!(table.matches("The list was made by a computer.").count(), 2);
    for name in ["lights.svg", "lights.png", "summary.pdf", "revman.csv"] {
        let what = name.split('.').next().expect("a name");
        made.bias(&["export", what, "--out", &made.out(name)]);
        assert!(std::fs::metadata(made.out(name)).expect("a file").len() > 100);
    }
    let agreement = made.bias(&["agreement"]);
    assert_eq!(agreement["finished"], 1);
    let d1 = &agreement["comparisons"][0]["agreement"][0];
    assert_eq!((&d1["item"], &d1["results"]), (&json!("D1"), &json!(1)));
}

#[test]
fn a_served_page_assesses_question_by_question() {
    let made = made();
    let preferences = made.folder.path().join("preferences");
    let served = Served::from(
        program(),
        &[&word(&made.review), "--preferences", &word(&preferences)],
    );
    let ask = |name: &str, payload: Value| served.rpc(name, payload);
    let good =
        |name: &str, payload: Value| ask(name, payload).unwrap_or_else(|e| panic!("{name}: {e}"));
    let reviewer = good("reviewers", json!({}))[0]["id"].clone();
    let overview = good("bias_overview", json!({ "reviewer": reviewer }));
    let record = overview["studies"][0]["reports"][0]["record"].clone();
    let study = good(
        "begin_study",
        json!({ "record": record, "reviewer": reviewer }),
    );
    good(
        "add_study_part",
        json!({ "study": study, "kind": "outcome", "part": "Falls", "reviewer": reviewer }),
    );
    let overview = good("bias_overview", json!({ "reviewer": reviewer }));
    assert_eq!(overview["studies"][0]["offered"], json!(["Falls"]));
    let result = good(
        "add_bias_result",
        json!({ "study": study, "result": "Falls", "tool": null, "reviewer": reviewer }),
    );
    let view = good(
        "bias_result",
        json!({ "result": result, "reviewer": reviewer }),
    );
    let asked = |view: &Value, id: &str| {
        let questions = view["questions"].as_array().expect("questions");
        let found = questions.iter().find(|q| q["id"] == id);
        found.expect("a question")["asked"].clone()
    };
    assert_eq!(asked(&view, "2.3"), "not_yet_known");
    let document = view["reports"][0]["document"].clone();
    let quote = good(
        "evidence_of",
        json!({ "selection": { "document": document, "text": "held the allocation", "boxes": [] } }),
    );
    let given = |question: &str, answer: &str, quote: Value| {
        json!({ "given": {
            "result": result, "question": question, "answer": answer, "quote": quote, "comment": "", "reviewer": reviewer,
            "settles": false, "time": null,
        } })
    };
    let view = good("answer_bias_question", given("1.2", "Y", quote));
    assert_eq!(
        view["assessment"]["answers"][0]["quote"]["exact"],
        "Numbered opaque envelopes held the allocation."
    );
    let view = good("answer_bias_question", given("2.1", "Y", Value::Null));
    assert_eq!(asked(&view, "2.3"), "yes");
    assert!(ask("answer_bias_question", given("2.4", "Y", Value::Null)).is_err());
    // Off by default: nothing is looked for, whoever asks.
    let sought = json!({ "result": result, "question": "1.2", "reviewer": reviewer });
    assert!(ask("find_bias_sentences", sought).is_err());
}
