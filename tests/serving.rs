//! `attest serve` answers the person who started it, and nobody else.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

mod support;

use std::io::{Read, Write};
use std::net::TcpStream;

use serde_json::json;
use support::{Served, json as run, ris, word};

fn served() -> (tempfile::TempDir, Served) {
    let folder = tempfile::tempdir().expect("a folder");
    let review = folder.path().join("Served.review");
    let file = folder.path().join("export.ris");
    std::fs::write(&file, ris(30)).expect("a file");
    run([
        "new",
        &word(&review),
        "--title",
        "Served",
        "--reviewers",
        "1",
    ]);
    run(["import", &word(&review), &word(&file)]);
    run(["reviewer", "add", &word(&review), "A. Reviewer"]);
    let served = Served::start(&review);
    (folder, served)
}

/// The status line and headers of a request written by hand.
fn raw(served: &Served, request: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", served.port)).expect("a connection");
    stream.write_all(request.as_bytes()).expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    answer
}

#[test]
fn without_the_token_or_from_another_site_nothing_is_answered() {
    let (_folder, served) = served();
    let port = served.port;
    let body = r#"{"name":"flow","payload":{}}"#;
    let post = |host: &str, extra: &str| {
        format!(
            "POST /rpc HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: {}\r\n{extra}\r\n{body}",
            body.len()
        )
    };
    let authorised = format!("Authorization: Bearer {}\r\n", served.token);
    let own = format!("127.0.0.1:{port}");
    assert!(raw(&served, &post(&own, "")).starts_with("HTTP/1.1 401"));
    assert!(raw(&served, &post(&own, "Authorization: Bearer 0\r\n")).starts_with("HTTP/1.1 401"));
    assert!(raw(&served, &post(&own, &authorised)).starts_with("HTTP/1.1 200"));
    let foreign = format!("{authorised}Origin: http://evil.example\r\n");
    assert!(raw(&served, &post(&own, &foreign)).starts_with("HTTP/1.1 403"));
    let rebound = post(&format!("evil.example:{port}"), &authorised);
    assert!(raw(&served, &rebound).starts_with("HTTP/1.1 403"));

    let page = raw(
        &served,
        &format!("GET / HTTP/1.1\r\nHost: {own}\r\nConnection: close\r\n\r\n"),
    );
    assert!(page.starts_with("HTTP/1.1 200"));
    assert!(
        page.to_lowercase()
            .contains("content-security-policy: default-src 'self'; script-src 'self'")
    );
    assert!(!page.contains(&served.token));
}

#[test]
fn a_reviewer_screens_searches_and_takes_back() {
    let (_folder, served) = served();
    let reviewer = served.rpc("reviewers", json!({})).expect("reviewers")[0]["id"].clone();
    let ask = json!({ "reviewer": reviewer, "stage": "title_abstract", "count": 2 });
    let first = served.rpc("next_records", ask.clone()).expect("records");
    let record = first[0]["id"].clone();
    let verdict = json!({
        "record": record, "stage": "title_abstract", "reviewer": reviewer, "verdict": "include",
        "reason": null, "note": "looks right",
        "time": { "elapsed_ms": 9000, "active_30_ms": 8000, "active_60_ms": 8000, "active_120_ms": 8000 },
    });
    served
        .rpc("decide", json!({ "verdict": verdict }))
        .expect("a decision");
    assert_eq!(
        served.rpc("next_records", ask.clone()).expect("records")[0]["id"],
        first[1]["id"]
    );
    let found = served
        .rpc("search", json!({ "request": { "query": "decision:undecided hurr", "as_you_type": true, "limit": 5 } }))
        .expect("an answer");
    assert_eq!(found["total"], json!(29));
    let undone = served
        .rpc("undo", json!({ "reviewer": reviewer }))
        .expect("an answer");
    assert_eq!(undone["record_id"], record);
    assert_eq!(
        served.rpc("next_records", ask).expect("records")[0]["id"],
        record
    );
    assert!(served.rpc("no_such_request", json!({})).is_err());
}

#[test]
fn the_others_decisions_stay_hidden_until_ones_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let review = folder.path().join("Two.review");
    let file = folder.path().join("export.ris");
    std::fs::write(&file, ris(3)).expect("a file");
    run(["new", &word(&review), "--title", "Two"]);
    run(["import", &word(&review), &word(&file)]);
    let people = run(["reviewer", "add", &word(&review), "A. First", "B. Second"]);
    let (first, second) = (people[0]["id"].clone(), people[1]["id"].clone());
    let served = Served::start(&review);
    let next = |reviewer: &serde_json::Value| {
        served
            .rpc(
                "next_records",
                json!({ "reviewer": reviewer, "stage": "title_abstract", "count": 1 }),
            )
            .expect("records")[0]
            .clone()
    };
    let decide = |record: &serde_json::Value, reviewer: &serde_json::Value, verdict: &str| {
        served
            .rpc("decide", json!({ "verdict": {
                "record": record, "stage": "title_abstract", "reviewer": reviewer, "verdict": verdict,
                "reason": null, "note": null, "time": null,
            } }))
            .expect("a decision")
    };
    let record = next(&first)["id"].clone();
    decide(&record, &first, "include");
    let seen = next(&second);
    assert_eq!(seen["id"], record);
    assert_eq!(
        (&seen["outcome"], &seen["others"]),
        (&json!(null), &json!(null))
    );
    let found = served
        .rpc(
            "search",
            json!({ "request": { "query": "decision:waiting", "limit": 5, "viewer": second } }),
        )
        .expect("an answer");
    assert_eq!(found["total"], json!(0), "search must not tell either");
    decide(&record, &second, "exclude");
    let view = served
        .rpc(
            "record",
            json!({ "record": record, "stage": "title_abstract", "reviewer": second }),
        )
        .expect("a record");
    assert_eq!(view["outcome"]["outcome"], json!("conflict"));
    assert_eq!(view["others"][0]["verdict"], json!("include"));
}
