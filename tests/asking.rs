//! Questions and search strategies held against the records of a review, through the command line and the window's
//! contract: what is quoted stands in a record, nothing found is an answer, and what nobody has settled yet counts as
//! relevant for no strategy.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

mod support;

use serde_json::{Value, json};
use support::{Served, error, json as run, sample, word};

struct Review {
    _folder: tempfile::TempDir,
    dir: String,
    served: Served,
}

impl Review {
    /// The sample review with its records, duplicates merged, and nobody's decisions.
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("Sample.review");
        let dir = word(&path);
        run([
            "new",
            &dir,
            "--title",
            "Sample",
            "--protocol",
            &word(&sample().join("protocol.toml")),
        ]);
        run(["reviewer", "add", &dir, "R. Adams", "M. Silva"]);
        run([
            "import",
            &dir,
            "--list",
            &word(&sample().join("sources.toml")),
        ]);
        run(["dedupe", &dir]);
        Self {
            served: Served::start(&path),
            _folder: folder,
            dir,
        }
    }

    fn reviewer(&self, name: &str) -> Value {
        let people = self.served.rpc("reviewers", json!({})).expect("people");
        let mut all = people.as_array().expect("a list").iter();
        all.find(|one| one["name"] == name).expect("the reviewer")["id"].clone()
    }

    fn look(&self, text: &str) -> Value {
        self.served
            .rpc("look_at_strategy", json!({ "text": text, "syntax": null }))
            .expect("a view")
    }
}

#[test]
fn the_answer_to_a_question_is_made_of_sentences_of_the_records() {
    let review = Review::new();
    let answer = run([
        "ask",
        &review.dir,
        "How many patients were readmitted to hospital within 90 days?",
    ]);
    let sentences = answer["sentences"].as_array().expect("sentences");
    assert!(!sentences.is_empty() && sentences.len() <= 20, "{answer}");
    let me = review.reviewer("R. Adams");
    for sentence in sentences {
        let text = sentence["text"].as_str().expect("a text");
        let asked =
            json!({ "record": sentence["record"], "stage": "title_abstract", "reviewer": me });
        let record = review.served.rpc("record", asked).expect("the record");
        let whole = [
            &record["record"]["title"],
            &record["record"]["abstract_text"],
        ]
        .map(|part| part.as_str().unwrap_or_default().to_owned())
        .join("\n");
        assert!(whole.contains(text), "“{text}” is not in {whole}");
    }
    // Three of the first five at least speak of readmission.
    let of_readmission = sentences.iter().take(5).filter(|s| {
        s["text"]
            .as_str()
            .is_some_and(|t| t.to_lowercase().contains("readm"))
    });
    assert!(of_readmission.count() >= 3, "{answer}");

    let nothing = run([
        "ask",
        &review.dir,
        "What is the boiling temperature of tungsten?",
    ]);
    assert_eq!(nothing["sentences"], json!([]), "{nothing}");
    assert!(nothing["searched"].as_u64() > Some(90));
    assert_eq!(error(["ask", &review.dir, "  "]).code, "invalid");
}

#[test]
fn a_strategy_is_held_against_the_records_and_what_is_settled() {
    let review = Review::new();
    let text =
        "1. pharmacist*[tiab]\n2. readmission*[tiab] OR rehospitali*[tiab]\n3. #1 AND #2 AND #9";
    let view = review.look(text);
    assert_eq!(view["syntax"]["id"], json!("pubmed"));
    let lines = view["lines"].as_array().expect("lines");
    let hits: Vec<u64> = lines
        .iter()
        .map(|line| line["hits"].as_u64().expect("a number"))
        .collect();
    assert!(hits[0] > 20 && hits[1] > 20, "{hits:?}");
    let told = view["problems"].to_string();
    assert!(told.contains("#9") || told.contains(" 9"), "{told}");
    assert_eq!(view["recall"], json!([]), "nothing is settled yet");
    let asked = json!({ "text": text, "syntax": null });
    assert!(review.served.rpc("strategy_terms", asked.clone()).is_err());

    // One of two decisions settles nothing, and shows in no strategy.
    let next =
        json!({ "reviewer": review.reviewer("R. Adams"), "stage": "title_abstract", "count": 200 });
    let views = review.served.rpc("next_records", next).expect("records");
    let wanted: Vec<Value> = views
        .as_array()
        .expect("records")
        .iter()
        .filter(|view| {
            let title = view["record"]["title"].as_str().unwrap_or_default();
            title.to_lowercase().contains("pharmacist")
        })
        .take(4)
        .map(|view| view["id"].clone())
        .collect();
    assert_eq!(wanted.len(), 4);
    let include = |name: &str| {
        for record in &wanted {
            let verdict = json!({ "verdict": {
                "record": record, "stage": "title_abstract", "reviewer": review.reviewer(name), "verdict": "include",
                "reason": null, "note": null, "time": null, "seen": null,
            } });
            review.served.rpc("decide", verdict).expect("a decision");
        }
    };
    include("R. Adams");
    assert_eq!(review.look(text)["recall"], json!([]));
    include("M. Silva");
    let view = review.look("pharmacist*[ti]");
    assert_eq!(
        view["recall"],
        json!([{ "name": "included at title and abstract", "relevant": 4, "found": 4, "at_most": 4 }])
    );
    assert_eq!(view["missed"], json!([]));
    let view = review.look("zebra*[tiab]");
    assert_eq!(view["missed"].as_array().map(Vec::len), Some(4));
    let terms = review.served.rpc("strategy_terms", asked).expect("terms");
    let proposed = terms["terms"].as_array().expect("terms");
    assert!(!proposed.is_empty());
    for term in proposed {
        let count = |name: &str| term[name].as_u64().expect("a number");
        assert!((1..=4).contains(&count("relevant")), "{term}");
        assert!(
            count("in_title") + count("in_abstract") + count("in_keywords") > 0,
            "{term}"
        );
    }

    let translated = json!({ "text": text, "from": null, "to": "ovid-medline" });
    let translated = review
        .served
        .rpc("translate_strategy", translated)
        .expect("a text");
    let ovid = translated["text"].as_str().expect("a text");
    assert!(
        ovid.contains("pharmacist*.ti,ab.") || ovid.contains("pharmacist$.ti,ab."),
        "{ovid}"
    );
    assert!(
        review
            .served
            .rpc(
                "translate_strategy",
                json!({ "text": text, "from": null, "to": "klingon" })
            )
            .is_err()
    );
}
