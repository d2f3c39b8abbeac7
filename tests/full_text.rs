//! Real papers find their records by DOI, title or file name, where the real data is present.

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
