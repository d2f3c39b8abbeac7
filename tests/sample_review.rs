//! The main road on the sample review, from export files to the PRISMA numbers that its truth file demands.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

mod support;

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use serde_json::{Value, json};
use support::{attest, error, json as run, sample, word};

/// Makes the sample review and takes it up to its decisions.
fn sample_review(folder: &std::path::Path) -> PathBuf {
    let review = folder.join("Sample.review");
    let (sample, dir) = (sample(), word(&review));
    run([
        "new",
        &dir,
        "--title",
        "Sample",
        "--protocol",
        &word(&sample.join("protocol.toml")),
    ]);
    run(["reviewer", "add", &dir, "R. Adams", "M. Silva"]);
    run([
        "import",
        &dir,
        "--list",
        &word(&sample.join("sources.toml")),
    ]);
    run(["dedupe", &dir]);
    run([
        "duplicates",
        &dir,
        "--table",
        &word(&sample.join("pairs.csv")),
        "--reviewer",
        "R. Adams",
    ]);
    run([
        "decisions",
        "import",
        &dir,
        "--table",
        &word(&sample.join("decisions.csv")),
    ]);
    run([
        "retrieve",
        &dir,
        "--table",
        &word(&sample.join("retrieval.csv")),
        "--reviewer",
        "R. Adams",
    ]);
    run([
        "study",
        &dir,
        "--table",
        &word(&sample.join("studies.csv")),
        "--reviewer",
        "R. Adams",
    ]);
    review
}

fn expected() -> Value {
    let text = std::fs::read_to_string(sample().join("expected.json")).expect("expected.json");
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn the_flow_has_the_numbers_of_the_truth_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let review = sample_review(folder.path());
    let out = folder.path().join("prisma");
    let written = run(["prisma", &word(&review), "--out", &word(&out)]);
    let (flow, wanted) = (&written["flow"], &expected()["prisma"]);

    assert_eq!(written["mismatches"], json!([]));
    assert_eq!(flow["databases"]["total"], wanted["database_results"]);
    assert_eq!(flow["removed"]["duplicates"], wanted["duplicates"]);
    assert_eq!(flow["screened"], wanted["records_screened"]);
    assert_eq!(flow["excluded"], wanted["records_excluded"]);
    assert_eq!(flow["reports"]["sought"], wanted["dbr_sought_reports"]);
    assert_eq!(
        flow["reports"]["not_retrieved"]["total"],
        wanted["dbr_notretrieved_reports"]
    );
    assert_eq!(flow["reports"]["assessed"], wanted["dbr_assessed"]);
    let reasons: u64 = wanted["dbr_excluded"]
        .as_object()
        .expect("reasons")
        .values()
        .filter_map(Value::as_u64)
        .sum();
    assert_eq!(flow["reports"]["excluded"]["total"], json!(reasons));
    assert_eq!(
        flow["other_methods"]["citations"],
        wanted["citations_results"]
    );
    assert_eq!(
        flow["other_methods"]["reports"]["sought"],
        wanted["other_sought_reports"]
    );
    assert_eq!(
        flow["other_methods"]["reports"]["assessed"],
        wanted["other_assessed"]
    );
    assert_eq!(flow["new"]["studies"], wanted["new_studies"]);
    assert_eq!(flow["new"]["reports"], wanted["new_reports"]);

    for name in [
        "prisma.svg",
        "prisma.png",
        "prisma.pdf",
        "prisma.csv",
        "prisma.json",
    ] {
        assert!(
            out.join(name).metadata().expect(name).len() > 1000,
            "{name}"
        );
    }
    assert_eq!(run(["verify", &word(&review)]), json!({ "whole": true }));
}

#[test]
fn merged_records_are_copies_of_one_work_and_all_copies_are_merged() {
    let folder = tempfile::tempdir().expect("a folder");
    let review = sample_review(folder.path());
    let mut truth = csv::Reader::from_path(sample().join("truth.csv")).expect("truth.csv");
    let works: HashMap<(String, String), String> = truth
        .records()
        .map(|row| row.expect("a row"))
        .map(|row| ((row[0].to_owned(), row[1].to_owned()), row[2].to_owned()))
        .collect();
    let work = |side: &Value| {
        let file = side["file"].as_str().expect("a file").to_owned();
        works[&(file, side["entry"].to_string())].clone()
    };
    let groups = run(["duplicates", &word(&review), "--merged", "--limit", "1000"]);
    let mut merged = 0;
    for group in groups.as_array().expect("groups") {
        for duplicate in group["duplicates"].as_array().expect("duplicates") {
            assert_eq!(
                work(duplicate),
                work(&group["kept"]),
                "{}",
                duplicate["evidence"]["reason"]
            );
            merged += 1;
        }
    }
    let distinct: HashSet<&String> = works.values().collect();
    assert_eq!(merged, works.len() - distinct.len());
    assert_eq!(
        run(["duplicates", &word(&review)]),
        json!([]),
        "every doubtful pair was answered"
    );
}

#[test]
fn a_merge_and_a_decision_can_be_taken_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let review = sample_review(folder.path());
    let dir = word(&review);
    let remaining = |summary: &Value| summary["remaining"].as_u64().expect("a number");

    let groups = run(["duplicates", &dir, "--merged", "--limit", "1"]);
    let merge = groups[0]["duplicates"][0]["merge"]
        .as_str()
        .expect("a merge")
        .to_owned();
    let before = remaining(&run(["dedupe", &dir]));
    run([
        "duplicates",
        &dir,
        "--undo",
        &merge,
        "--reviewer",
        "M. Silva",
    ]);
    // Looking again does not merge them again.
    let after = run(["dedupe", &dir]);
    assert_eq!(remaining(&after), before + 1);
    assert_eq!(after["merged_now"], json!(0));

    // The separated copy is a record of its own that nobody has decided on.
    let next = run(["next", &dir, "--reviewer", "M. Silva"]);
    let record = next[0]["id"].as_str().expect("a record").to_owned();
    run([
        "decide",
        &dir,
        &record,
        "include",
        "--reviewer",
        "M. Silva",
        "--seconds",
        "12.5",
    ]);
    assert_eq!(run(["next", &dir, "--reviewer", "M. Silva"]), json!([]));
    let undone = run(["undo", &dir, "--reviewer", "M. Silva"]);
    assert_eq!(undone["record_id"], json!(record));
    assert_eq!(
        run(["next", &dir, "--reviewer", "M. Silva"])[0]["id"],
        json!(record)
    );
}

#[test]
fn exported_decisions_can_be_imported_into_a_copy() {
    let folder = tempfile::tempdir().expect("a folder");
    let review = sample_review(folder.path());
    let table = folder.path().join("decisions.csv");
    run([
        "export",
        &word(&review),
        "decisions",
        "--out",
        &word(&table),
    ]);
    let again = run([
        "decisions",
        "import",
        &word(&review),
        "--table",
        &word(&table),
    ]);
    assert_eq!(again["recorded"], json!(0));
    assert_eq!(again["unmatched"], json!([]));
}

#[test]
fn formulas_do_not_run_and_injections_stay_text() {
    let folder = tempfile::tempdir().expect("a folder");
    let review = sample_review(folder.path());
    let csv = folder.path().join("all.csv");
    run(["export", &word(&review), "records", "--out", &word(&csv)]);
    let text = std::fs::read_to_string(&csv).expect("the export");
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    for row in reader.records() {
        for cell in row.expect("a row").iter() {
            assert!(
                !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                "{cell}"
            );
        }
    }
    let found = run(["search", &word(&review), "\"ignore previous instructions\""]);
    assert_eq!(
        found["total"],
        json!(1),
        "the sentence is text of an abstract, no more"
    );
}

#[test]
fn the_rules_of_the_review_hold_on_the_command_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let review = sample_review(folder.path());
    let dir = word(&review);
    let hit = run(["search", &dir, "decision:included", "--limit", "1"]);
    let record = hit["hits"][0]["id"].as_str().expect("a record").to_owned();
    let refused = error([
        "decide",
        &dir,
        &record,
        "exclude",
        "--stage",
        "full_text",
        "--reviewer",
        "R. Adams",
    ]);
    assert_eq!(
        (refused.code.as_str(), refused.message.as_str()),
        ("refused", "an exclusion at full text needs a reason")
    );
    let not_adjudicator = error([
        "adjudicate",
        &dir,
        &record,
        "include",
        "--reviewer",
        "R. Adams",
    ]);
    assert_eq!(not_adjudicator.code, "refused");
    let nobody = error([
        "decide",
        &dir,
        &record,
        "include",
        "--reviewer",
        "X. Nobody",
    ]);
    assert_eq!(nobody.code, "not_found");
    assert!(nobody.hint.contains("R. Adams"));
    assert_eq!(attest(["decide", &dir]).status.code(), Some(2));
}

#[test]
fn pdfs_find_their_reports_and_none_is_attached_twice() {
    let folder = tempfile::tempdir().expect("a folder");
    let review = word(&sample_review(folder.path()));
    let mut pdfs: Vec<String> = ["w001", "w003", "w004", "w006", "w012", "w013"]
        .iter()
        .map(|work| word(&sample().join(format!("reports/{work}.pdf"))))
        .collect();
    let stranger = folder.path().join("stranger.pdf");
    std::fs::write(&stranger, b"%PDF-1.4 of something else").expect("a file");
    pdfs.push(word(&stranger));
    let attach = || {
        let mut words = vec!["--json", "retrieve", &review, "--reviewer", "R. Adams"];
        words.push("--pdfs");
        words.extend(pdfs.iter().map(String::as_str));
        let output = attest(words);
        assert_eq!(output.status.code(), Some(3), "one is left to a person");
        serde_json::from_slice::<Vec<Value>>(&output.stdout).expect("JSON")
    };
    let rows = attach();
    let found_by: Vec<&str> = rows[..6]
        .iter()
        .map(|row| {
            assert_eq!(row["attached"], json!(true), "{row}");
            row["found"]["found_by"].as_str().expect("found")
        })
        .collect();
    // An abstract of a conference has the title of w001, so only its DOI tells; w003 and w012 print none.
    assert_eq!(found_by, ["doi", "title", "doi", "doi", "title", "doi"]);
    assert_eq!(rows[6]["attached"], json!(false));
    assert_eq!(rows[6]["found"]["record"], json!(null));
    assert!(attach().iter().all(|row| row["attached"] == json!(false)));
    let reports = run(["retrieve", &review]);
    let with_pdf = reports.as_array().expect("reports").iter();
    let with_pdf = with_pdf.filter(|report| report.to_string().contains("\"document\":\""));
    assert_eq!(with_pdf.count(), 6);
}
