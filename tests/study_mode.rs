//! A study of one's own through the front door: planned, locked, read, settled and reported, on records of the sample
//! review with suggestions of a real (random) model. No reader is ever sent a suggestion before it may be seen, nor
//! anything of another's; the report's numbers follow from its table; what was tampered with is noticed.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test ends where what it needs is absent"
)]

#[path = "support/postgres.rs"]
mod postgres;
#[path = "support/study_report.rs"]
mod study_report;
mod support;

/// Random models of the real form, shared with the tests of the crate `models`.
#[path = "../crates/models/tests/support"]
mod tiny {
    #![allow(dead_code, unreachable_pub, reason = "each test uses its part")]
    pub mod gguf;
    pub mod models;
}

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use postgres::Postgres;
use serde_json::{Value, json};
use study_report::{ITEMS, PRACTICE, Seen};
use support::{Served, error, json as run, program, sample, word};
use tiny::models::{TINY, reader};

/// What only a suggestion has in it.
const TRACES: [&str; 4] = [
    "\"evidence\"",
    "\"likeness\"",
    "\"sentence\"",
    "model_sha256",
];

fn shows_suggestion(turn: &Value) -> bool {
    let text = turn.to_string();
    let traces = TRACES.iter().any(|trace| text.contains(trace));
    assert_eq!(
        traces,
        turn["view"]["suggestions"]["state"] == "shown",
        "{turn}"
    );
    traces
}

/// The records of one database of the sample review, and four people.
fn review(folder: &Path) -> PathBuf {
    let review = folder.join("Study.review");
    let dir = word(&review);
    run([
        "new",
        &dir,
        "--title",
        "Study",
        "--protocol",
        &word(&sample().join("protocol.toml")),
    ]);
    run([
        "import",
        &dir,
        &word(&sample().join("pubmed.nbib")),
        "--source",
        "PubMed",
        "--kind",
        "database",
    ]);
    run([
        "reviewer",
        "add",
        &dir,
        "A. Reader",
        "B. Reader",
        "C. Judge",
        "D. Judge",
    ]);
    review
}

/// Has a random model read every record.
fn suggested(folder: &Path, dir: &str) {
    let model = folder.join("tiny.gguf");
    tiny::models::written(&reader(TINY), &model);
    run(["suggest", dir, "--model", &word(&model)]);
}

fn plan(dir: &str) -> Value {
    run([
        "study",
        "plan",
        dir,
        "--title",
        "Suggestions <b>&</b> us",
        "--reader",
        "A. Reader",
        "B. Reader",
        "--adjudicator",
        "C. Judge",
        "D. Judge",
        "--items",
        &ITEMS.to_string(),
        "--arms",
        "b,c",
        "--draws",
        "1000",
    ])
}

/// What is right, of a record: something that is fixed and about as often so as not.
fn right(record: &str) -> bool {
    record.bytes().map(u32::from).sum::<u32>() % 3 != 0
}

fn time(seconds: i64) -> Value {
    let ms = seconds * 1000;
    json!({
        "elapsed_ms": ms + 5000, "active_30_ms": ms - 1000, "active_60_ms": ms, "active_120_ms": ms + 1000,
        "idle_seconds": 60,
    })
}

fn ask(served: &Served, name: &str, payload: Value) -> Value {
    served
        .rpc(name, payload)
        .unwrap_or_else(|e| panic!("{name}: {e}"))
}

fn refused(served: &Served, name: &str, payload: Value) {
    let answer = served.rpc(name, payload);
    assert!(answer.is_err(), "{name}: {answer:?}");
}

/// Reads everything that a reader is given, slower without a suggestion, and now and then wrongly.
fn read_all(served: &Served, reader: &Value) -> (Seen, usize) {
    let (mut seen, mut practised) = (Seen::new(), 0);
    let mut turn = ask(served, "next_reading", json!({ "reviewer": reader }));
    let mut answers = 0_i64;
    while !turn.is_null() {
        let record = turn["view"]["id"].as_str().expect("a record").to_owned();
        let first = &turn["first"];
        let shown = shows_suggestion(&turn);
        assert!(turn["view"]["own"].is_null() && turn["view"]["others"].is_null());
        let wrong = first.is_null() && answers % 5 == 4;
        answers += 1;
        if turn["practice"] == false {
            let entry = seen.entry(record.clone()).or_default();
            if first.is_null() {
                entry.0 = shown;
            } else {
                entry.1 = shown;
            }
            // Laid aside once: its time is added.
            if answers == 30 {
                ask(
                    served,
                    "leave_reading",
                    json!({ "reading": { "reviewer": reader, "record": record, "time": time(7) } }),
                );
            }
        } else {
            practised += usize::from(first.is_null());
        }
        let seconds = if shown { 12 } else { 20 } + answers % 4;
        turn = ask(
            served,
            "give_reading",
            json!({ "reading": {
                "reviewer": reader, "record": record, "relevant": right(&record) != wrong, "time": time(seconds),
            } }),
        );
    }
    (seen, practised)
}

fn judge_all(served: &Served, judge: &Value, but: Option<&str>) {
    let mut turn = ask(served, "next_truth", json!({ "reviewer": judge }));
    while !turn.is_null() {
        let record = turn["view"]["id"].as_str().expect("a record").to_owned();
        assert_eq!(turn["view"]["suggestions"]["state"], "hidden");
        assert!(!turn.to_string().contains("\"arm\""));
        turn = ask(
            served,
            "give_truth",
            json!({ "truth": {
                "reviewer": judge, "record": record, "relevant": right(&record) != (but == Some(record.as_str())),
                "time": time(10),
            } }),
        );
    }
}

fn alter(review: &Path, statement: &str) {
    let script = "import sqlite3,sys\nc=sqlite3.connect(sys.argv[1])\nn=c.execute(sys.argv[2]).rowcount\nc.commit()\nc.close()\nassert n==1,n";
    let done = Command::new("python3")
        .args(["-c", script, &word(&review.join("review.db")), statement])
        .status()
        .expect("python3");
    assert!(done.success(), "{statement}");
}

#[test]
fn a_team_measures_what_suggestions_do_and_nobody_sees_anything_too_early() {
    let folder = tempfile::tempdir().expect("a folder");
    let review = review(folder.path());
    let dir = word(&review);

    // Suggestions are made beforehand: without them the study is refused, with how many are lacking.
    let draft = plan(&dir);
    assert_eq!(draft["lacking"], json!(ITEMS + PRACTICE));
    let failure = error(["study", "lock", &dir, "--reviewer", "C. Judge"]);
    assert_eq!(failure.code, "refused");
    assert!(failure.message.contains("34 of the 34"), "{failure:?}");
    suggested(folder.path(), &dir);
    let draft = plan(&dir);
    assert_eq!(
        (&draft["problems"], &draft["lacking"], &draft["items"]),
        (&json!([]), &json!(0), &json!(ITEMS))
    );

    let locked = run(["study", "lock", &dir, "--reviewer", "C. Judge"]);
    let hash = locked["study"]["protocol_sha256"].clone();
    assert_eq!(hash.as_str().map(str::len), Some(64));
    // A new plan is a draft of the next study; what is locked stays, and a second lock is refused.
    run(["study", "plan", &dir, "--items", "12"]);
    assert_eq!(
        error(["study", "lock", &dir, "--reviewer", "C. Judge"]).code,
        "refused"
    );
    let status = run(["study", "status", &dir]);
    assert_eq!(status["study"]["protocol_sha256"], hash);
    assert_eq!(status["study"]["items"], json!(ITEMS));

    let (seen_a, seen_b) = conduct(&Served::start(&review), &people(&dir));
    let out = folder.path().join("report");
    run(["study", "report", &dir, "--out", &word(&out)]);
    study_report::the_arms_were_kept(&out, &[("A. Reader", &seen_a), ("B. Reader", &seen_b)]);
    study_report::follows_from_the_table(&out);
    tampering_is_noticed(&review);
    // No reading became a decision: the one there is was made as one.
    let decisions = run([
        "export",
        &dir,
        "decisions",
        "--out",
        &word(&folder.path().join("decisions.csv")),
    ]);
    assert_eq!(decisions["rows"], json!(1), "{decisions}");
}

/// The identities of the four people, in the order A to D.
fn people(dir: &str) -> [Value; 4] {
    let people = run(["reviewer", "list", dir]);
    ["A. Reader", "B. Reader", "C. Judge", "D. Judge"].map(|name| {
        let people = people.as_array().expect("people");
        let found = people.iter().find(|p| p["name"] == name);
        found.map(|p| p["id"].clone()).expect("a person")
    })
}

/// Everything that people do in a study that is locked, until its end; and everything that is refused to them.
fn conduct(served: &Served, [a, b, c, d]: &[Value; 4]) -> (Seen, Seen) {
    // Everybody has their own part only; nothing is reported before the end.
    refused(served, "next_reading", json!({ "reviewer": c }));
    refused(served, "next_truth", json!({ "reviewer": a }));
    refused(served, "truth_differences", json!({ "reviewer": a }));
    refused(served, "truth_differences", json!({ "reviewer": c }));
    refused(served, "study_findings", json!({ "study": null }));
    refused(
        served,
        "end_study",
        json!({ "reviewer": a, "reason": "curious" }),
    );
    refused(served, "end_study", json!({ "reviewer": c, "reason": " " }));

    let (seen_a, practised) = read_all(served, a);
    assert_eq!((seen_a.len(), practised), (ITEMS, PRACTICE));
    // An answer is final, and only the record whose turn it is can be answered.
    let (some, _) = seen_a.first_key_value().expect("a record");
    refused(
        served,
        "give_reading",
        json!({ "reading": { "reviewer": a, "record": some, "relevant": true, "time": null } }),
    );
    let turn = ask(served, "next_reading", json!({ "reviewer": b }));
    let other = seen_a
        .keys()
        .find(|record| turn["view"]["id"] != **record)
        .expect("another record");
    refused(
        served,
        "give_reading",
        json!({ "reading": { "reviewer": b, "record": other, "relevant": true, "time": null } }),
    );
    // Elsewhere in the program the suggestions of these records are closed as well, even after one's own decision.
    ask(
        served,
        "decide",
        json!({ "verdict": {
            "record": some, "stage": "title_abstract", "reviewer": b, "verdict": "exclude", "reason": null,
            "note": null, "time": null,
        } }),
    );
    let view = ask(
        served,
        "record",
        json!({ "record": some, "stage": "title_abstract", "reviewer": b }),
    );
    assert_eq!(view["suggestions"]["state"], "hidden");

    let (seen_b, _) = read_all(served, b);
    let disputed = seen_b.keys().next().expect("a record").clone();
    judge_all(served, c, None);
    judge_all(served, d, Some(&disputed));
    let differences = ask(served, "truth_differences", json!({ "reviewer": c }));
    assert_eq!(differences.as_array().map(Vec::len), Some(1));
    assert_eq!(differences[0]["view"]["id"], json!(disputed));
    // The audit trail tells that somebody read, and neither what was answered nor in which arm.
    let audit = ask(
        served,
        "audit",
        json!({ "query": { "limit": 10_000, "words": "in study" } }),
    );
    let rows = audit["rows"].as_array().expect("rows");
    let of_study = |row: &&Value| {
        row["action"]
            .as_str()
            .is_some_and(|a| a.ends_with(" in study"))
    };
    assert!(rows.iter().filter(of_study).count() >= 2 * (2 * ITEMS + PRACTICE));
    for row in rows.iter().filter(of_study) {
        let detail = row["detail"].as_str().expect("text");
        let keys: Value = serde_json::from_str(detail).expect("JSON");
        let keys: BTreeSet<&str> = keys
            .as_object()
            .expect("keys")
            .keys()
            .map(String::as_str)
            .collect();
        let allowed = BTreeSet::from(["study", "record", "row_sha256", "together"]);
        assert!(keys.is_subset(&allowed), "{detail}");
    }
    let left = ask(
        served,
        "settle_truth",
        json!({ "truth": { "reviewer": d, "record": disputed, "relevant": right(&disputed) } }),
    );
    assert_eq!(left, json!([]));
    let ended = ask(served, "end_study", json!({ "reviewer": c, "reason": "" }));
    assert_eq!(ended["study"]["complete"], json!(true));
    refused(served, "next_reading", json!({ "reviewer": a }));
    (seen_a, seen_b)
}

fn tampering_is_noticed(review: &Path) {
    let dir = word(review);
    let report = || run(["study", "report", &dir]);
    let id = report()["id"].clone();
    let before = std::fs::read(review.join("review.db")).expect("the database");
    let restore = || {
        for rest in ["review.db-wal", "review.db-shm"] {
            // Gone already where the last program closed in order.
            let _gone = std::fs::remove_file(review.join(rest));
        }
        std::fs::write(review.join("review.db"), &before).expect("written");
    };

    alter(
        review,
        "UPDATE study_mode_protocols SET text = replace(text, '0.05', '0.15')",
    );
    let failure = error(["study", "report", &dir]);
    assert_eq!(failure.code, "damaged");
    assert!(
        failure.message.contains("changed after it was locked"),
        "{failure:?}"
    );
    restore();

    alter(review, "UPDATE study_mode_seals SET seed = '1'");
    let failure = error(["study", "status", &dir]);
    assert_eq!(failure.code, "damaged");
    assert!(
        failure.message.contains("not the one that was sealed"),
        "{failure:?}"
    );
    restore();

    alter(
        review,
        "UPDATE study_mode_readings SET relevant = 1 - relevant WHERE id =
         (SELECT MIN(id) FROM study_mode_readings WHERE practice = 0 AND step = 'final')",
    );
    // Neither noted as it is, nor there as it was noted.
    assert_eq!(report()["integrity"]["altered"], json!(2));
    restore();

    alter(
        review,
        "DELETE FROM study_mode_truths WHERE id = (SELECT MIN(id) FROM study_mode_truths)",
    );
    assert_eq!(report()["integrity"]["altered"], json!(1));
    restore();

    alter(
        review,
        "UPDATE study_mode_items SET verdict = 'include' WHERE record_id =
         (SELECT MIN(record_id) FROM study_mode_items WHERE verdict IS NULL OR verdict <> 'include')",
    );
    assert_eq!(report()["integrity"]["suggestions_as_locked"], json!(false));
    restore();
    assert_eq!(report()["id"], id);
}

#[test]
fn a_team_reads_its_study_on_one_server() {
    let Some(server) = Postgres::start() else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let review = review(folder.path());
    let dir = word(&review);
    suggested(folder.path(), &dir);
    plan(&dir);
    let locked = run(["study", "lock", &dir, "--reviewer", "C. Judge"]);
    let address = server.database("study");
    let at_home = |words: &[&str]| -> Value {
        let output = program()
            .env("HOME", folder.path())
            .env_remove("XDG_DATA_HOME")
            .env_remove("XDG_CONFIG_HOME")
            .arg("--json")
            .args(words)
            .output()
            .expect("attest starts");
        assert!(output.status.success(), "{words:?} {output:?}");
        serde_json::from_slice(&output.stdout).expect("JSON")
    };
    at_home(&["copy", &dir, &address]);
    let mut serving = program();
    serving
        .env("HOME", folder.path())
        .env_remove("XDG_DATA_HOME")
        .env_remove("XDG_CONFIG_HOME");
    let preferences = folder.path().join("preferences");
    let served = Served::from(serving, &[&address, "--preferences", &word(&preferences)]);
    let (seen_a, seen_b) = conduct(&served, &people(&dir));
    drop(served);
    let status = at_home(&["study", "status", &address]);
    assert_eq!(
        status["study"]["protocol_sha256"],
        locked["study"]["protocol_sha256"]
    );
    let out = folder.path().join("report");
    at_home(&["study", "report", &address, "--out", &word(&out)]);
    study_report::the_arms_were_kept(&out, &[("A. Reader", &seen_a), ("B. Reader", &seen_b)]);
    study_report::follows_from_the_table(&out);
}

#[test]
fn sizes_are_those_of_the_paired_test() {
    for (saved, records) in [("0.2", 101), ("0.25", 62), ("0.3", 41), ("0.4", 21)] {
        let sizes = run(["study", "size", "--saved", saved]);
        assert_eq!(sizes["records_for_time"], json!(records));
    }
    assert_eq!(
        run(["study", "size", "--saved", "0"])["records_for_time"],
        Value::Null
    );
}
