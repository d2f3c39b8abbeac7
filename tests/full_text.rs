//! Reports: real papers find their records by DOI, title or file name, where the real data is present; values and
//! quotes of a single file.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

mod support;

use std::path::PathBuf;

use serde_json::{Value, json};
use support::{Served, json as run, word};

/// Papers whose record is given without a DOI, so that the title must do.
const WITHOUT_DOI: usize = 5;

/// The text of the first element of that name, without its markup.
fn element(xml: &str, start: &str, end: &str) -> Option<String> {
    let from = xml.find(start)? + start.len();
    let body = &xml[from..from + xml[from..].find(end)?];
    let mut text = String::new();
    let mut inside = false;
    for c in body.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => text.push(c),
            _ => {}
        }
    }
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[test]
fn dropped_papers_find_their_records() {
    let Some(data) = real_data::folder("pdf/pairs_hindawi") else {
        return;
    };
    let mut papers: Vec<PathBuf> = std::fs::read_dir(data)
        .expect("the papers")
        .filter_map(|e| e.ok().map(|e| e.path()))
        .filter(|p| p.extension().is_some_and(|e| e == "pdf"))
        .collect();
    papers.sort();
    papers.truncate(15);
    let mut ris = String::new();
    for (n, paper) in papers.iter().enumerate() {
        let xml = std::fs::read_to_string(paper.with_extension("xml")).expect("its XML");
        let title = element(&xml, "<article-title>", "</article-title>").expect("a title");
        let doi =
            element(&xml, "<article-id pub-id-type=\"doi\">", "</article-id>").expect("a DOI");
        ris.push_str(&format!("TY  - JOUR\nTI  - {title}\n"));
        if n >= WITHOUT_DOI {
            ris.push_str(&format!("DO  - {doi}\n"));
        }
        ris.push_str("ER  - \n");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let review = folder.path().join("Papers.review");
    let dir = word(&review);
    let file = folder.path().join("papers.ris");
    std::fs::write(&file, &ris).expect("a file");
    run(["new", &dir, "--title", "Papers", "--reviewers", "1"]);
    run(["import", &dir, &word(&file)]);
    let reviewer = run(["reviewer", "add", &dir, "A. Reviewer"])[0]["id"].clone();
    let included = [
        "decisions",
        "import",
        &dir,
        "--included",
        &word(&file),
        "--reviewer",
        "A. Reviewer",
    ];
    assert_eq!(run(included)["recorded"], json!(papers.len()));

    // Under names that tell nothing.
    let dropped: Vec<PathBuf> = papers
        .iter()
        .enumerate()
        .map(|(n, paper)| {
            let copy = folder.path().join(format!("download ({n}).pdf"));
            std::fs::copy(paper, &copy).expect("a copy");
            copy
        })
        .collect();
    let served = Served::start(&review);
    let job = served.finish("match_documents", json!({ "files": dropped }));
    let matches = job["result"].as_array().expect("matches").clone();
    let reports = served
        .rpc("reports", json!({ "reviewer": reviewer }))
        .expect("reports");
    let mut found = 0;
    for (n, one) in matches.iter().enumerate() {
        if one["record"] == Value::Null {
            continue;
        }
        assert_eq!(one["has_text"], true, "{one}");
        // Records were imported in the order of the papers.
        assert_eq!(one["record"], reports[n]["record"], "{one}");
        found += 1;
    }
    assert!(
        found >= 14,
        "{found} of {} papers found their record",
        matches.len()
    );

    let attach =
        json!({ "record": matches[9]["record"], "path": dropped[9], "reviewer": reviewer });
    let hash = served.rpc("attach", attach).expect("attached");
    let hash = hash.as_str().expect("a hash");
    let bytes = served
        .get(&format!("/bytes/documents/{hash}"))
        .expect("the paper");
    assert_eq!(bytes, std::fs::read(&papers[9]).expect("the paper"));
}

/// A synthetic report that comes with the program.
fn report() -> String {
    word(&support::sample().join("reports/w001.pdf"))
}

/// Extracts with the form for dichotomous outcomes, and returns what was written.
fn extracted(document: &str, more: &[&str]) -> Value {
    let folder = tempfile::tempdir().expect("a folder");
    let out = word(&folder.path().join("values.json"));
    let form = word(&support::sample().join("../forms/dichotomous.toml"));
    let mut words = vec!["extract", "--form", &form, "--document", document];
    words.extend(["--out", &out]);
    words.extend(more);
    run(words);
    serde_json::from_str(&std::fs::read_to_string(&out).expect("the values")).expect("JSON")
}

fn value(values: &Value, field: &str, group: &str, outcome: &str) -> Value {
    let all = values["values"].as_array().expect("values");
    all.iter()
        .find(|v| v["field"] == field && v["group"] == group && v["outcome"] == outcome)
        .expect("a value")
        .clone()
}

#[test]
fn values_of_a_form_are_suggested_for_a_pdf() {
    let values = extracted(
        &report(),
        &[
            "--arms",
            "home visits",
            "usual care",
            "--outcomes",
            "fall with injury",
            "fracture of the skull",
        ],
    );
    let events = value(&values, "events", "home visits", "fall with injury");
    assert_eq!(
        (&events["status"], &events["value"], &events["page"]),
        (&json!("reported"), &json!("17"), &json!(2))
    );
    let quote = events["quote"].as_str().expect("a quote");
    assert!(quote.contains("17 of 206 (8·3%)"), "{quote}");
    let gates = events["gates"].as_array().expect("gates");
    assert!(gates.iter().all(|gate| gate["light"] != "red"), "{gates:?}");
    let none = value(&values, "events", "usual care", "fracture of the skull");
    assert_eq!(
        (&none["status"], &none["value"]),
        (&json!("not_reported"), &json!(""))
    );
}

#[test]
fn arms_that_nobody_names_are_those_of_a_table() {
    let folder = tempfile::tempdir().expect("a folder");
    let report = folder.path().join("report.md");
    let text = "# Results\n\n| Outcome | Usual care (n = 41) | Drug (n = 40) |\n|---|---|---|\n\
                | Death, n (%) | 12 (29.3) | 10 (25.0) |\n";
    std::fs::write(&report, text).expect("a file");
    let values = extracted(&word(&report), &["--outcomes", "death"]);
    // What others are compared with comes last.
    assert_eq!(values["lists"]["arms"], json!(["Drug", "Usual care"]));
    assert_eq!(values["arms_found"], true);
    let events = value(&values, "events", "Drug", "death");
    assert_eq!(
        (&events["value"], &events["quote"]),
        (&json!("10"), &json!("10 (25.0)"))
    );
    let people = value(&values, "n", "Usual care", "death");
    assert_eq!(people["value"], "41");
}

#[test]
fn quotes_are_looked_for_in_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let quotes = folder.path().join("quotes.json");
    let check = |list: Value| {
        std::fs::write(&quotes, list.to_string()).expect("a file");
        let output = support::attest([
            "verify",
            "--json",
            "--document",
            &report(),
            "--quotes",
            &word(&quotes),
        ]);
        let text = String::from_utf8(output.stdout).expect("text");
        let report: Value = serde_json::from_str(&text).expect("JSON");
        (output.status.code(), report)
    };
    // Another hyphen and another decimal point are the same words; another digit is not.
    let true_words = "HARBOUR was an individually randomised, parallel‐group trial";
    let (code, found) = check(json!([true_words, { "quote": "17 of 206 (8.3%)" }]));
    assert_eq!(code, Some(0), "{found}");
    assert_eq!(found["quotes"][0]["places"][0]["page"], 1);
    let exact = found["quotes"][1]["places"][0]["exact"].as_str();
    assert!(exact.is_some_and(|exact| exact.contains("17 of 206 (8·3%)")));
    let (code, found) = check(json!([true_words, "19 of 206 (8.3%)", "7 of 206 (8.3%)"]));
    assert_eq!(code, Some(1), "{found}");
    assert_eq!(
        (&found["found"], &found["not_found"]),
        (&json!(1), &json!(2))
    );
    assert_eq!(found["quotes"][1]["result"], "not_found");
}
