//! Extraction through the front door: forms as files, values suggested from a document by rules and words alone, nothing
//! of it a value before a person accepts it, exports with quotes.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

mod support;

use std::path::PathBuf;

use serde_json::{Value, json};
use support::{Served, error, json as run, program, word};

const REPORT: &str = "# Eptifibatide in acute coronary syndromes\n\n## Abstract\n\nWe randomly assigned 120 patients to \
    eptifibatide (n = 60) or placebo (n = 60).\n\n## Results\n\nAt 30 days, death had occurred in 12 of 60 patients in the \
    eptifibatide group and in 20 of 60 patients in the placebo group.\n";

struct Made {
    folder: tempfile::TempDir,
    review: PathBuf,
}

/// A review with one included report, attached as text, and a form for dichotomous outcomes.
fn made() -> Made {
    let folder = tempfile::tempdir().expect("a folder");
    let review = folder.path().join("Test.review");
    let (file, report) = (
        folder.path().join("found.ris"),
        folder.path().join("Lee 2003.md"),
    );
    let entry = "TY  - JOUR\r\nTI  - Eptifibatide in acute coronary syndromes\r\nAU  - Lee, K.\r\nPY  - 2003\r\nER  - \r\n";
    std::fs::write(&file, entry).expect("a file");
    std::fs::write(&report, REPORT).expect("a report");
    let dir = word(&review);
    run(["new", &dir, "--title", "Test", "--reviewers", "1"]);
    run(["import", &dir, &word(&file), "--source", "PubMed"]);
    run(["reviewer", "add", &dir, "R. Adams"]);
    let next = run(["next", &dir, "--reviewer", "R. Adams"]);
    let record = next[0]["id"].as_str().expect("a record").to_owned();
    let decide = |stage: &str| {
        run([
            "decide",
            &dir,
            &record,
            "include",
            "--reviewer",
            "R. Adams",
            "--stage",
            stage,
        ])
    };
    decide("title_abstract");
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
    decide("full_text");
    Made { folder, review }
}

impl Made {
    fn dir(&self) -> String {
        word(&self.review)
    }

    fn form(&self) -> Value {
        run([
            "form",
            &self.dir(),
            "--template",
            "dichotomous",
            "--reviewer",
            "R. Adams",
        ])
    }

    fn suggest(&self, parts: &[&str]) -> Value {
        let dir = self.dir();
        let mut words = vec![
            "extract",
            dir.as_str(),
            "--reviewer",
            "R. Adams",
            "--without-model",
            "--study",
            "Lee 2003",
        ];
        words.extend(parts);
        run(words)
    }

    fn served(&self) -> Served {
        let preferences = self.folder.path().join("preferences");
        Served::from(
            program(),
            &[&self.dir(), "--preferences", &word(&preferences)],
        )
    }
}

#[test]
fn a_form_goes_out_as_toml_and_comes_back_as_the_next_version() {
    let made = made();
    assert_eq!(made.form()["version"], 1);
    let file = made.folder.path().join("form.toml");
    run(["form", &made.dir(), "--out", &word(&file)]);
    let text = std::fs::read_to_string(&file).expect("a form");
    assert!(text.contains("People with the event"), "{text}");
    std::fs::write(
        &file,
        text.replace("People with the event", "Patients with the event"),
    )
    .expect("a form");
    let saved = run([
        "form",
        &made.dir(),
        "--set",
        &word(&file),
        "--reviewer",
        "R. Adams",
        "--remark",
        "patients only",
    ]);
    assert_eq!(saved["version"], 2);
    let view = run(["form", &made.dir()]);
    assert_eq!(
        view["form"]["fields"][0]["label"],
        "Patients with the event"
    );
    assert_eq!(view["versions"].as_array().map(Vec::len), Some(2));
    std::fs::write(&file, "name = \"x\"\nkind = 3\n").expect("a file");
    let refused = error([
        "form",
        &made.dir(),
        "--set",
        &word(&file),
        "--reviewer",
        "R. Adams",
    ]);
    assert_eq!(refused.code, "bad_input");
}

#[test]
fn suggested_values_are_advice_until_a_person_accepts_them() {
    let made = made();
    made.form();
    let parts = [
        "--arms",
        "eptifibatide",
        "placebo",
        "--outcomes",
        "death",
        "--time-points",
        "30 days",
    ];
    let summary = made.suggest(&parts);
    assert_eq!(summary["studies"], 1);
    assert!(summary["proposed"].as_u64() >= Some(2), "{summary}");
    let again = made.suggest(&[]);
    assert_eq!(
        (&again["proposed"], &again["not_reported"]),
        (&json!(0), &json!(0)),
        "nothing is asked twice"
    );
    let dir = made.dir();
    let rows = run(["extract", dir.as_str()]);
    assert_eq!(rows[0]["answered"], 0, "no suggestion is a value");
    let out = made.folder.path().join("table.csv");
    let out = word(&out);
    let export = |more: &[&str]| {
        let mut words = vec!["export", dir.as_str(), "evidence", "--out", out.as_str()];
        words.extend(more);
        words.into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let refused = error(export(&[]));
    assert_eq!(refused.code, "refused");
    assert!(refused.message.contains("Lee 2003"), "{}", refused.message);
    run(export(&["--draft"]));

    let served = made.served();
    let ask = |name: &str, payload: Value| {
        served
            .rpc(name, payload)
            .unwrap_or_else(|e| panic!("{name}: {e}"))
    };
    let reviewer = ask("reviewers", json!({}))[0]["id"].clone();
    let study = rows[0]["study"].clone();
    let view = ask("study", json!({ "study": study, "reviewer": reviewer }));
    let values = view["values"].as_array().expect("values");
    let events = values
        .iter()
        .find(|v| v["address"]["field"] == "events" && v["address"]["arm"] == "eptifibatide")
        .expect("the events of the arm");
    let proposal = &events["proposed"]["proposal"];
    assert_eq!(proposal["came"], "read", "{events}");
    assert_eq!(proposal["finding"]["value"], "12", "{events}");
    let quote = proposal["finding"]["evidence"][0]["exact"]
        .as_str()
        .expect("a quote");
    assert!(REPORT.contains(quote), "{quote}");
    let accepted = ask(
        "accept_value",
        json!({ "accepted": {
            "study": study, "suggestion": events["proposed"]["id"], "reviewer": reviewer, "note": null, "time": null,
        }}),
    );
    assert_eq!(accepted["act"], "accepted");
    assert_eq!(accepted["finding"]["value"], "12");
    let time = json!({
        "elapsed_ms": 9_000, "active_30_ms": 8_000, "active_60_ms": 8_500, "active_120_ms": 9_000, "idle_seconds": 60,
    });
    let other = values
        .iter()
        .find(|v| v["address"]["field"] == "events" && v["address"]["arm"] == "placebo")
        .expect("the events of the other arm");
    let given = ask(
        "give_value",
        json!({ "given": {
            "study": study, "address": other["address"], "reviewer": reviewer, "note": null, "time": time,
            "finding": { "status": "reported", "value": "21", "unit": null, "formula": null, "evidence": [] },
        }}),
    );
    assert_eq!(given["active_ms"], 8_500);
    let trail = ask(
        "audit",
        json!({ "query": { "limit": 50, "words": "value" } }),
    );
    assert!(!trail.to_string().contains("\\\"21\\\""), "{trail}");
    let kept = served.finish(
        "export",
        json!({ "export": { "what": "evidence_report", "is_final": false } }),
    );
    assert_eq!(kept["state"], "done", "{kept}");
    let name = kept["result"]["files"][0]["name"].as_str().expect("a name");
    let page = served
        .get(&format!("/bytes/exports/{}", name.replace(' ', "%20")))
        .expect("the page");
    let page = String::from_utf8(page).expect("UTF-8");
    assert!(
        page.contains("<mark>At 30 days, death had occurred in 12 of 60 patients"),
        "{page}"
    );
}

/// What was read of a document is kept, and made anew where it is lost or damaged; the document itself must be there and
/// be the same.
#[test]
fn what_was_read_of_a_report_is_kept_and_made_anew() {
    let made = made();
    made.form();
    let parts = ["--arms", "eptifibatide", "placebo", "--outcomes", "death"];
    let kept = made.review.join("derived/documents");
    let files = || -> Vec<PathBuf> {
        let entries = std::fs::read_dir(&kept).expect("what was read");
        entries.map(|entry| entry.expect("a file").path()).collect()
    };
    assert!(made.suggest(&parts)["proposed"].as_u64() >= Some(2));
    let file = files().pop().expect("a document that was read");
    let first = std::fs::read(&file).expect("what was read");
    // Damaged, and of another document: both are read anew from the report.
    for damage in [&b"{"[..], &first[..first.len() / 2]] {
        std::fs::write(&file, damage).expect("written");
        // Another question, so that the document is looked at again.
        let outcome = format!("outcome {}", damage.len());
        made.suggest(&["--outcomes", &outcome]);
        assert_eq!(std::fs::read(&file).expect("read anew"), first);
    }
    // Without the report nothing is made of what was kept of another.
    let report = made.review.join("documents");
    for entry in std::fs::read_dir(report).expect("documents") {
        std::fs::write(entry.expect("a report").path(), "Another report.").expect("written");
    }
    std::fs::remove_file(&file).expect("removed");
    let summary = made.suggest(&["--outcomes", "stroke"]);
    let unreadable = summary["unreadable"].as_array().expect("a list");
    assert!(
        unreadable
            .iter()
            .any(|why| why.as_str().is_some_and(|w| w.contains("changed on disk"))),
        "{summary}"
    );
}
