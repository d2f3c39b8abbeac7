//! A real scoping review from its five database exports to the PRISMA diagram, where the real data is present.
//!
//! Published diagram (`Files/images/PRISMA.png` of the data): 840 records from databases and 1 from elsewhere, 305 after
//! duplicates were removed, 181 assessed at full text, 115 included. The exports that the authors share hold 641 of the
//! 840 records, and the lists of included references hold 167 and 108; so the numbers below follow from these files,
//! and `docs/decisions/0008-msm-syndemic.md` explains each difference to the published ones.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

mod support;

use serde_json::{Value, json};
use support::{json as run, word};

#[test]
fn five_exports_become_a_consistent_flow() {
    let Some(data) = real_data::folder("endtoend/msm_syndemic/Files") else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let review = folder.path().join("Syndemic.review");
    let dir = word(&review);
    run([
        "new",
        &dir,
        "--title",
        "Syndemics among men who have sex with men",
        "--reviewers",
        "1",
    ]);
    for (file, source) in [
        ("scopus.ris", "Scopus"),
        ("medline.ris", "MEDLINE"),
        ("psycinfo.ris", "PsycInfo"),
        ("proquest.ris", "ProQuest"),
        ("cochrane.ris", "Cochrane Library"),
    ] {
        let path = data.join("electronic_search").join(file);
        let answer = run(["import", &dir, &word(&path), "--source", source]);
        assert_eq!(answer[0]["imported"]["entries_lost"], json!(0), "{file}");
    }
    run([
        "import",
        &dir,
        &word(&data.join("handsearch.ris")),
        "--source",
        "Hand search",
        "--kind",
        "citation",
    ]);
    let deduplicated = run(["dedupe", &dir]);
    assert_eq!(deduplicated["records"], json!(642));

    let at = |stage: &str, file: &str, reason: &[&str]| -> Value {
        let mut words = vec![
            "decisions".to_owned(),
            "import".into(),
            dir.clone(),
            "--included".into(),
            word(&data.join(file)),
            "--exclude-others".into(),
            "--stage".into(),
            stage.into(),
            "--reviewer".into(),
            "M. Ouafik".into(),
        ];
        words.extend(reason.iter().map(|w| (*w).to_owned()));
        run(words)
    };
    at("title_abstract", "included_abstracts.ris", &[]);
    run(["retrieve", &dir, "--all-at-hand", "--reviewer", "M. Ouafik"]);
    at(
        "full_text",
        "included_full_text.ris",
        &["--reason", "Not eligible at full text"],
    );

    let written = run([
        "prisma",
        &dir,
        "--out",
        &word(&folder.path().join("prisma")),
    ]);
    let flow = &written["flow"];
    assert_eq!(written["mismatches"], json!([]));
    assert_eq!(flow["databases"]["total"], json!(641));
    assert_eq!(flow["other_methods"]["citations"], json!(1));
    // 385 merges, each of which was read: the copies of one work, never an article with its correction. Four pairs wait
    // for a person, three of them a chapter that was printed three times.
    assert_eq!(flow["removed"]["duplicates"], json!(385));
    assert_eq!(flow["pending"]["possible_duplicates"], json!(4));
    assert_eq!(flow["screened"], json!(256));
    // The lists of included references hold works that are in none of the five exports (a later search).
    assert_eq!(flow["reports"]["sought"], json!(153));
    assert_eq!(flow["reports"]["assessed"], json!(153));
    assert_eq!(flow["new"]["reports"], json!(99));
}
