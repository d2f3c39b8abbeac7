//! What single screens ask for beside the main path: pairs taken back, merges found by words, marks in a whole
//! abstract, filters by removal and report, samples of columns, the rule of what counts as idle.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

mod support;

use serde_json::{Value, json};
use support::Served;

/// The sample review, opened by its first reviewer.
struct Sample {
    folder: tempfile::TempDir,
    served: Served,
    reviewer: Value,
}

impl Sample {
    fn open() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let served = Served::with_sample(folder.path());
        let people = served.rpc("reviewers", json!({})).expect("reviewers");
        Self {
            reviewer: people[0]["id"].clone(),
            folder,
            served,
        }
    }

    fn ask(&self, name: &str, payload: Value) -> Value {
        self.served
            .rpc(name, payload)
            .unwrap_or_else(|e| panic!("{name}: {e}"))
    }

    fn queue(&self) -> Vec<Value> {
        let queue = self.ask("duplicate_queue", json!({ "limit": 100 }));
        queue.as_array().expect("pairs").clone()
    }

    fn merged(&self, words: &str) -> Value {
        self.ask(
            "merged_groups",
            json!({ "offset": 0, "limit": 10_000, "words": words }),
        )
    }

    /// Titles of what a filter leaves.
    fn filtered(&self, only: Value) -> usize {
        let request = json!({ "limit": 1, "only": only, "viewer": self.reviewer });
        let found = self.ask("search", json!({ "request": request }));
        usize::try_from(found["total"].as_u64().expect("a number")).expect("a small number")
    }
}

fn identity(pair: &Value) -> (Value, Value) {
    (pair["a"]["id"].clone(), pair["b"]["id"].clone())
}

#[test]
fn an_answer_on_a_pair_is_taken_back_in_one_step() {
    let sample = Sample::open();
    let before = sample.queue();
    let groups = sample.merged("")["total"].clone();
    let (a, b) = identity(&before[0]);
    let merge = sample.ask(
        "judge_pair",
        json!({ "a": a, "b": b, "verdict": "same", "reviewer": sample.reviewer }),
    );
    assert!(merge.is_string(), "{merge}");
    assert_eq!(sample.queue().len(), before.len() - 1);
    let changes = |sample: &Sample| {
        let page = sample.ask("audit", json!({ "query": { "limit": 1 } }));
        page["total"].as_u64().expect("a number")
    };
    let told = changes(&sample);
    sample.ask(
        "take_back_pair",
        json!({ "a": a, "b": b, "merge": merge, "reviewer": sample.reviewer }),
    );
    assert_eq!(changes(&sample), told + 1, "one change");
    assert_eq!(sample.merged("")["total"], groups);
    let after = sample.queue();
    assert_eq!(after.len(), before.len());
    let back = after
        .iter()
        .find(|pair| identity(pair) == (a.clone(), b.clone()));
    assert!(back.is_some(), "the pair waits again");
    // Nothing was said about the works: the same answer is possible again, and the other one too.
    let none = sample.ask(
        "judge_pair",
        json!({ "a": a, "b": b, "verdict": "different", "reviewer": sample.reviewer }),
    );
    assert_eq!(none, Value::Null);
    sample.ask(
        "take_back_pair",
        json!({ "a": a, "b": b, "merge": null, "reviewer": sample.reviewer }),
    );
    assert_eq!(sample.queue().len(), before.len());
    let gone = sample.served.rpc(
        "take_back_pair",
        json!({ "a": a, "b": b, "merge": merge, "reviewer": sample.reviewer }),
    );
    assert!(gone.is_err(), "a merge is undone once");
}

#[test]
fn merges_are_paged_and_found_by_their_words() {
    let sample = Sample::open();
    let all = sample.merged("");
    let groups = all["groups"].as_array().expect("groups").clone();
    assert_eq!(all["total"].as_u64(), Some(groups.len() as u64));
    let page = sample.ask(
        "merged_groups",
        json!({ "offset": 3, "limit": 2, "words": "" }),
    );
    assert_eq!(page["groups"].as_array().map(Vec::len), Some(2));
    assert_eq!(page["groups"][0]["kept"]["id"], groups[3]["kept"]["id"]);
    // Words may stand in different places of a group: here in the title and in the name of a source.
    let found = sample.merged("CINAHL hip fracture");
    assert!(found["found"].as_u64().is_some_and(|n| n > 0), "{found}");
    assert_eq!(found["total"], all["total"]);
    for group in found["groups"].as_array().expect("groups") {
        let text = group.to_string().to_lowercase();
        for word in ["cinahl", "hip", "fracture"] {
            assert!(text.contains(word), "{word}: {text}");
        }
    }
    assert_eq!(sample.merged("nosuchword")["found"], json!(0));
    // The reason of a merge is found as well.
    let of_all: Vec<&str> = groups
        .iter()
        .flat_map(|group| group["duplicates"].as_array().expect("duplicates"))
        .map(|duplicate| duplicate["evidence"]["reason"].as_str().expect("reason"))
        .collect();
    let with_doi = groups
        .iter()
        .filter(|group| group["duplicates"].to_string().contains("same DOI"))
        .count();
    assert!(0 < with_doi && with_doi < groups.len(), "{of_all:?}");
    assert_eq!(sample.merged("same doi")["found"], json!(with_doi));
}

#[test]
fn a_whole_abstract_is_marked_as_the_search_finds_it() {
    let sample = Sample::open();
    let request = json!({ "query": "readmission", "limit": 1 });
    let found = sample.ask("search", json!({ "request": request }));
    let hit = &found["hits"][0];
    let text = sample.ask(
        "found_text",
        json!({ "record": hit["id"], "query": "readmission" }),
    );
    let plain = |marked: &Value| -> String {
        let pieces = marked["pieces"].as_array().expect("pieces");
        pieces.iter().filter_map(|p| p["text"].as_str()).collect()
    };
    let record = sample.ask(
        "record",
        json!({ "record": hit["id"], "stage": "title_abstract", "reviewer": sample.reviewer }),
    );
    assert_eq!(json!(plain(&text["title"])), record["record"]["title"]);
    assert_eq!(
        json!(plain(&text["abstract_text"])),
        record["record"]["abstract_text"]
    );
    let marked: Vec<String> = [&text["title"], &text["abstract_text"]]
        .iter()
        .flat_map(|part| part["pieces"].as_array().expect("pieces").clone())
        .filter(|piece| piece["marked"] == json!(true))
        .filter_map(|piece| piece["text"].as_str().map(str::to_lowercase))
        .collect();
    assert!(!marked.is_empty());
    for word in marked {
        assert!(word.starts_with("readm"), "{word}");
    }
}

#[test]
fn records_are_filtered_by_removal_and_by_where_their_report_is() {
    let sample = Sample::open();
    let flow = sample.ask("flow", json!({}));
    let sought = sample.filtered(json!({ "retrieval": ["sought"] }));
    let at_hand = sample.filtered(json!({ "retrieval": ["retrieved"] }));
    let given_up = sample.filtered(json!({ "retrieval": ["not_retrieved"] }));
    let number = |value: &Value| usize::try_from(value.as_u64().expect("a number")).expect("small");
    let both =
        number(&flow["reports"]["sought"]) + number(&flow["other_methods"]["reports"]["sought"]);
    assert_eq!(sought + at_hand + given_up, both);
    assert_eq!(sought, 4);
    assert_eq!(given_up, 1);

    let all = sample.filtered(json!({}));
    assert_eq!(sample.filtered(json!({ "removed": true })), 0);
    let request =
        json!({ "limit": 1, "only": { "outcomes": ["undecided"] }, "viewer": sample.reviewer });
    let found = sample.ask("search", json!({ "request": request }));
    let record = found["hits"][0]["id"].clone();
    sample.ask(
        "remove",
        json!({ "records": [record], "kind": "other", "reason": "before 1990", "reviewer": sample.reviewer }),
    );
    assert_eq!(sample.filtered(json!({ "removed": true })), 1);
    assert_eq!(sample.filtered(json!({ "removed": false })), all - 1);
    let request = json!({ "limit": 1, "only": { "removed": true } });
    let found = sample.ask("search", json!({ "request": request }));
    assert_eq!(found["hits"][0]["id"], record);
    assert_eq!(found["hits"][0]["removed"], json!(true));
    assert!(
        sample
            .served
            .rpc(
                "search",
                json!({ "request": { "only": { "retrieval": ["lost"] } } })
            )
            .is_err()
    );
}

#[test]
fn a_report_says_by_which_criterion_it_is_excluded() {
    let sample = Sample::open();
    let reports = sample.ask("reports", json!({ "reviewer": sample.reviewer }));
    let mut excluded = 0;
    for report in reports.as_array().expect("reports") {
        let is_excluded = report["outcome"]["outcome"] == json!("excluded");
        let label = report["reason"].as_str().unwrap_or_default();
        assert_eq!(label.starts_with('E'), is_excluded, "{report}");
        excluded += usize::from(is_excluded);
    }
    assert_eq!(excluded, 8);
}

#[test]
fn the_time_of_a_decision_follows_the_rule_of_the_reviewer() {
    let sample = Sample::open();
    // A rule that is not measured costs no decision: its time is that of the usual rule.
    for (rule, seconds) in [(30, 10), (60, 20), (120, 30), (45, 20)] {
        let next = sample.ask(
            "next_records",
            json!({ "reviewer": sample.reviewer, "stage": "title_abstract", "count": 1 }),
        );
        let verdict = |idle: i64| {
            json!({ "verdict": {
                "record": next[0]["id"], "stage": "title_abstract", "reviewer": sample.reviewer, "verdict": "unsure",
                "reason": null, "note": null,
                "time": {
                    "elapsed_ms": 99_000, "active_30_ms": 10_000, "active_60_ms": 20_000, "active_120_ms": 30_000,
                    "idle_seconds": idle,
                },
            } })
        };
        let decision = sample.ask("decide", verdict(rule));
        assert_eq!(decision["active_ms"], json!(seconds * 1000), "{rule}");
    }
}

#[test]
fn a_table_of_unknown_columns_shows_what_stands_in_them() {
    let sample = Sample::open();
    let path = sample.folder.path().join("unknown.csv");
    let long = "word ".repeat(60);
    std::fs::write(
        &path,
        format!("A,B,C\nA trial of haste,,{long}\nA second trial of haste,2015,x\nA third trial,2016,y\nA fourth,2017,z\n"),
    )
    .expect("a file");
    let preview = sample.ask("preview", json!({ "path": path, "columns": null }));
    let samples = &preview["columns"]["samples"];
    assert_eq!(
        samples[0],
        json!([
            "A trial of haste",
            "A second trial of haste",
            "A third trial"
        ])
    );
    assert_eq!(samples[1], json!(["2015", "2016", "2017"]));
    let shortened = samples[2][0].as_str().expect("a text");
    assert!(
        shortened.ends_with('…') && shortened.chars().count() <= 81,
        "{shortened}"
    );
}
