//! A process that is killed at any moment loses no acknowledged decision and leaves no half-done import.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

mod support;

use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use support::{Served, json as run, program, ris, word};

/// Moments spread over a span without a pattern (golden-ratio sequence), the same in every run.
fn moments(count: u32, span: Duration) -> impl Iterator<Item = Duration> {
    (1..=count).map(move |n| span.mul_f64((f64::from(n) * 0.618_033_988_749_895).fract()))
}

fn records(review: &Path) -> u64 {
    let sources = run(["sources", &word(review)]);
    sources
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|s| s["records"].as_u64())
        .sum()
}

#[test]
fn an_import_is_there_whole_or_not_at_all() {
    const RECORDS: usize = 4_000;
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("export.ris");
    std::fs::write(&file, ris(RECORDS)).expect("a file");

    // How long an import takes undisturbed, so that the killing falls into all of it.
    let calm = folder.path().join("Calm.review");
    run(["new", &word(&calm), "--title", "Calm"]);
    let started = Instant::now();
    run(["import", &word(&calm), &word(&file)]);
    let span = started.elapsed().mul_f64(1.1);

    let review = folder.path().join("Killed.review");
    run(["new", &word(&review), "--title", "Killed"]);
    let mut imports = 0;
    for moment in moments(30, span) {
        let mut child = program()
            .args(["--quiet", "import", &word(&review), &word(&file), "--again"])
            .stdout(Stdio::null())
            .spawn()
            .expect("attest starts");
        std::thread::sleep(moment);
        child.kill().expect("killed");
        child.wait().expect("reaped");
        let there = records(&review);
        assert_eq!(there % RECORDS as u64, 0, "half an import after {moment:?}");
        assert!(
            there / RECORDS as u64 >= imports,
            "an import vanished after {moment:?}"
        );
        imports = there / RECORDS as u64;
        assert_eq!(run(["verify", &word(&review)]), json!({ "whole": true }));
    }
    // The review still works.
    run(["import", &word(&review), &word(&file), "--again"]);
    assert_eq!(records(&review) / RECORDS as u64, imports + 1);
}

#[test]
fn every_acknowledged_decision_survives() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("export.ris");
    std::fs::write(&file, ris(600)).expect("a file");
    let review = folder.path().join("Killed.review");
    run([
        "new",
        &word(&review),
        "--title",
        "Killed",
        "--reviewers",
        "1",
    ]);
    run(["import", &word(&review), &word(&file)]);
    let reviewers = run(["reviewer", "add", &word(&review), "A. Reviewer"]);
    let reviewer = reviewers[0]["id"].clone();

    let mut acknowledged: Vec<(Value, Value)> = Vec::new();
    for moment in moments(20, Duration::from_millis(400)) {
        let mut served = Served::start(&review);
        let next = served
            .rpc(
                "next_records",
                json!({ "reviewer": reviewer, "stage": "title_abstract", "count": 200 }),
            )
            .expect("records");
        std::thread::scope(|scope| {
            let (served_port, token) = (served.port, served.token.clone());
            let worker = scope.spawn({
                let reviewer = reviewer.clone();
                move || decide_until_dead(served_port, &token, &next, &reviewer)
            });
            std::thread::sleep(moment);
            served.kill();
            acknowledged.extend(worker.join().expect("the worker ends"));
        });
        let kept = decisions(folder.path(), &review);
        for (record, verdict) in &acknowledged {
            let (record, verdict) = (
                record.as_str().expect("an id"),
                verdict.as_str().expect("a word"),
            );
            assert!(
                kept.iter().any(|(r, v)| r == record && v == verdict),
                "the decision on {record} was acknowledged and is gone"
            );
        }
        // One more may be there: committed, and killed before the answer was sent.
        assert!(
            kept.len() - acknowledged.len() <= 20,
            "decisions that nobody made"
        );
    }
    assert!(
        acknowledged.len() > 20,
        "the test decided on something: {}",
        acknowledged.len()
    );
    assert_eq!(run(["verify", &word(&review)]), json!({ "whole": true }));
}

fn decide_until_dead(
    port: u16,
    token: &str,
    next: &Value,
    reviewer: &Value,
) -> Vec<(Value, Value)> {
    let mut acknowledged = Vec::new();
    for (n, view) in next.as_array().expect("records").iter().enumerate() {
        let verdict = json!(["include", "exclude"][n % 2]);
        let payload = json!({
            "record": view["id"], "stage": "title_abstract", "reviewer": reviewer, "verdict": verdict,
            "reason": null, "note": null, "time": null,
        });
        let answer = ureq::post(format!("http://127.0.0.1:{port}/rpc"))
            .header("Authorization", format!("Bearer {token}"))
            .send_json(json!({ "name": "decide", "payload": { "verdict": payload } }));
        match answer {
            Ok(_) => acknowledged.push((view["id"].clone(), verdict)),
            Err(_) => break,
        }
    }
    acknowledged
}

fn decisions(folder: &Path, review: &Path) -> Vec<(String, String)> {
    let out = folder.join("decisions.json");
    run(["export", &word(review), "decisions", "--out", &word(&out)]);
    let rows: Value =
        serde_json::from_slice(&std::fs::read(out).expect("the export")).expect("JSON");
    let text = |row: &Value, name: &str| row[name].as_str().expect("text").to_owned();
    rows.as_array()
        .expect("rows")
        .iter()
        .map(|row| (text(row, "record"), text(row, "verdict")))
        .collect()
}
