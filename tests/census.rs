//! Census of trials through the command line.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

mod support;

use std::fmt::Write;
use std::path::Path;

use support::{error, json, word};

/// Six records whose designs a person can tell.
const XML: &str = r#"<?xml version="1.0"?><PubmedArticleSet>
<PubmedArticle><MedlineCitation><PMID>1</PMID><Article><Journal><JournalIssue><PubDate><Year>2010</Year></PubDate></JournalIssue></Journal>
<ArticleTitle>Aspirin or placebo for headache: a phase III trial</ArticleTitle>
<Abstract><AbstractText>Headache is common. We randomly assigned 240 patients to aspirin or placebo. Pain was lower with aspirin (P = 0.01).</AbstractText></Abstract></Article></MedlineCitation></PubmedArticle>
<PubmedArticle><MedlineCitation><PMID>2</PMID><Article><Journal><JournalIssue><PubDate><Year>2010</Year></PubDate></JournalIssue></Journal>
<ArticleTitle>Aspirin for headache: a systematic review and meta-analysis</ArticleTitle>
<Abstract><AbstractText>We searched MEDLINE and Embase. Twelve trials were included.</AbstractText></Abstract></Article></MedlineCitation></PubmedArticle>
<PubmedArticle><MedlineCitation><PMID>3</PMID><Article><Journal><JournalIssue><PubDate><Year>2011</Year></PubDate></JournalIssue></Journal>
<ArticleTitle>Aspirin in rats</ArticleTitle>
<Abstract><AbstractText>Male Wistar rats were randomly divided into two groups.</AbstractText></Abstract></Article></MedlineCitation></PubmedArticle>
<PubmedArticle><MedlineCitation><PMID>4</PMID><Article><Journal><JournalIssue><PubDate><Year>2011</Year></PubDate></JournalIssue></Journal>
<ArticleTitle>=Aspirin for headache: study protocol for a randomised controlled trial</ArticleTitle>
<Abstract><AbstractText>Patients will be randomised to aspirin or placebo.</AbstractText></Abstract></Article></MedlineCitation></PubmedArticle>
<PubmedArticle><MedlineCitation><PMID>5</PMID><Article><Journal><JournalIssue><PubDate><Year>2011</Year></PubDate></JournalIssue></Journal>
<ArticleTitle>Headache and aspirin: a retrospective cohort study</ArticleTitle>
<Abstract><AbstractText>We reviewed the medical records of 500 patients. Use of aspirin was associated with less headache (odds ratio 0.8).</AbstractText></Abstract></Article></MedlineCitation></PubmedArticle>
<PubmedArticle><MedlineCitation><PMID>6</PMID><Article><Journal><JournalIssue><PubDate><Year>2011</Year></PubDate></JournalIssue></Journal>
<ArticleTitle>Untitled</ArticleTitle></Article></MedlineCitation></PubmedArticle>
</PubmedArticleSet>"#;

fn rows(path: &Path) -> Vec<std::collections::HashMap<String, String>> {
    let mut reader = csv::Reader::from_path(path).expect("a table");
    reader
        .deserialize()
        .map(|row| row.expect("a row"))
        .collect()
}

#[test]
fn designs_are_told_with_the_sentence_that_decides_and_counted() {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, designs) = (
        folder.path().join("search.xml"),
        folder.path().join("designs.csv"),
    );
    std::fs::write(&file, XML).expect("a file");
    let report = json(["census", "classify", &word(&file), "--out", &word(&designs)]);
    assert_eq!(report["records"], 6);
    assert_eq!(report["designs"]["randomised_trial"], 1);
    assert_eq!(report["points"].as_array().map(Vec::len), Some(3));

    let rows = rows(&designs);
    let design: Vec<&str> = rows.iter().map(|row| row["design"].as_str()).collect();
    assert_eq!(
        design,
        [
            "randomised_trial",
            "systematic_review",
            "animal",
            "protocol",
            "observational",
            "unclear"
        ]
    );
    assert_eq!(
        rows[0]["deciding_sentence"],
        "We randomly assigned 240 patients to aspirin or placebo."
    );
    assert_eq!(
        (rows[0]["phase"].as_str(), rows[0]["people"].as_str()),
        ("III", "240")
    );
    assert_eq!(rows[0]["trial_in_humans"], "yes");
    assert_eq!(rows[2]["humans"], "no");
    assert_eq!(rows[3]["results"], "no");
    assert_eq!(rows[4]["assigned"], "no");
    // A title that a spreadsheet would take for a formula.
    assert!(
        rows[3]["title"].starts_with("'=Aspirin"),
        "{}",
        rows[3]["title"]
    );

    let counted = json(["census", "count", &word(&designs)]);
    assert_eq!(counted["counts"]["records"], 6);
    let years = counted["counts"]["years"].as_array().expect("years");
    assert_eq!(
        (years[0]["year"].as_i64(), years[0]["records"].as_u64()),
        (Some(2010), Some(2))
    );
    assert_eq!(years[1]["designs"]["animal"], 1);
    assert_eq!(counted["counts"]["phases"][0][0], "three");
    assert_eq!(counted["counts"]["sizes"][0][0], "from100");
    assert!(counted["correction"].is_null());
}

/// 300 of 1,000 records of each year are called trials. Of 100 true trials 90 are called so, of 100 others 10 are: by Rogan and
/// Gladen (.3 − .1) / (.9 − .1) = .25.
#[test]
fn counts_are_corrected_and_no_trend_is_claimed_of_what_is_flat() {
    let folder = tempfile::tempdir().expect("a folder");
    let (designs, labels) = (
        folder.path().join("designs.csv"),
        folder.path().join("labels.csv"),
    );
    let mut table = String::from("year,design,randomised_trial\n");
    for year in 2001..=2004 {
        for number in 0..1000 {
            let row = if number < 300 {
                "randomised_trial,0.9"
            } else {
                "observational,0.1"
            };
            writeln!(table, "{year},{row}").expect("a row");
        }
    }
    std::fs::write(&designs, table).expect("a file");
    let mut table = String::from("year,design,randomised_trial,label\n");
    for number in 0..200 {
        let (is, tenth) = (number < 100, number / 4 % 10 == 0);
        let row = if is != tenth {
            "randomised_trial,0.9"
        } else {
            "observational,0.1"
        };
        writeln!(table, "{},{row},{}", 2001 + number % 4, u8::from(is)).expect("a row");
    }
    std::fs::write(&labels, table).expect("a file");

    let counted = json([
        "census",
        "count",
        &word(&designs),
        "--corrected-with",
        &word(&labels),
        "--periods",
        "2001-2002,2003-2004",
    ]);
    let correction = &counted["correction"];
    assert_eq!(correction["drift"]["flagged"], false);
    assert_eq!(correction["trend"]["claimed"], false);
    for year in correction["years"].as_array().expect("years") {
        let share = year["corrected"]["share"].as_f64().expect("a share");
        assert!((share - 0.25).abs() < 0.03, "{year}");
        let interval = &year["corrected"]["interval"];
        assert!(
            interval["low"].as_f64() < Some(0.25) && interval["high"].as_f64() > Some(0.25),
            "{year}"
        );
    }

    let found = json(["census", "evaluate", &word(&labels)]);
    assert_eq!(
        (found["records"].as_u64(), found["trials"].as_u64()),
        (Some(200), Some(100))
    );
    let balanced = &found["points"][2];
    assert_eq!(balanced["point"], "balanced");
    let sensitivity = balanced["sensitivity"]["value"].as_f64().expect("a share");
    assert!((sensitivity - 0.9).abs() < 0.03, "{sensitivity}");

    let refused = error([
        "census",
        "count",
        &word(&designs),
        "--periods",
        "2001-2003,2003-2004",
    ]);
    assert!(refused.message.contains("overlap"), "{refused:?}");
}

#[test]
fn criteria_can_be_edited() {
    let folder = tempfile::tempdir().expect("a folder");
    let (criteria, file, designs) = (
        folder.path().join("criteria.toml"),
        folder.path().join("search.xml"),
        folder.path().join("designs.csv"),
    );
    let shown = json(["census", "criteria", "--out", &word(&criteria)]);
    assert_eq!(shown["criteria"].as_array().map(Vec::len), Some(5));
    // What may have been edited is not overwritten.
    error(["census", "criteria", "--out", &word(&criteria)]);

    std::fs::write(
        &criteria,
        "[[criterion]]\nid = \"headache\"\nquestion = \"Is it about headache?\"\nyes = ['\\bheadache\\b']\nno = ['\\brats\\b']\n",
    )
    .expect("a file");
    std::fs::write(&file, XML).expect("a file");
    json([
        "census",
        "classify",
        &word(&file),
        "--out",
        &word(&designs),
        "--criteria",
        &word(&criteria),
    ]);
    let rows = rows(&designs);
    assert_eq!(rows[0]["headache"], "yes");
    assert_eq!(rows[2]["headache"], "no");
    assert_eq!(rows[5]["headache"], "unclear");

    std::fs::write(
        &criteria,
        "[[criterion]]\nid = \"a\"\nquestion = \"?\"\nyes = ['(']\nno = []\n",
    )
    .expect("a file");
    let refused = error(["census", "criteria", &word(&criteria)]);
    assert!(refused.message.contains("criteria.toml"), "{refused:?}");
}
