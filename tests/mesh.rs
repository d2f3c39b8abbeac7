//! A file of MeSH, added on the screens: which headings there are, what lies below them, which words lead to them.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

mod support;

use serde_json::{Value, json};
use support::{Served, error, word};

/// Real headings, cut, in the form of NLM's text file.
const MESH: &str = "*NEWRECORD
RECTYPE = D
MH = Endoscopy, Gastrointestinal
MN = E01.370.372.250
*NEWRECORD
RECTYPE = D
MH = Capsule Endoscopy
ENTRY = Wireless Capsule Endoscopy|T060|NON|NRW|NLM (2004)
ENTRY = Video Capsule Endoscopy
MN = E01.370.372.250.200
";

fn record(number: usize, title: &str, keyword: &str) -> String {
    format!("TY  - JOUR\nTI  - {title}\nAN  - {number}\nPY  - 2019\nKW  - {keyword}\nER  - \n\n")
}

#[test]
fn a_file_of_mesh_serves_every_review_of_the_person() {
    let folder = tempfile::tempdir().expect("a folder");
    let preferences = folder.path().join("preferences");
    let path = |name: &str| word(&folder.path().join(name));
    std::fs::write(folder.path().join("d2026.bin"), MESH).expect("a file");
    std::fs::write(folder.path().join("letter.bin"), "Dear colleague;\nyours\n").expect("a file");
    let records = [
        record(
            1,
            "Wireless capsule endoscopy of varices",
            "Capsule Endoscopy",
        ),
        record(2, "Gastroscopy again", "Endoscopy, Gastrointestinal"),
        record(3, "Something else", "Humans"),
    ];
    std::fs::write(folder.path().join("a.ris"), records.concat()).expect("a file");

    let served = Served::at_home(&preferences);
    let ask = |name: &str, payload: Value| {
        served
            .rpc(name, payload)
            .unwrap_or_else(|e| panic!("{name}: {e}"))
    };
    ask(
        "create_review",
        json!({ "folder": path("A.review"), "title": "A", "protocol": {} }),
    );
    served.finish(
        "import",
        json!({ "files": [{
            "path": path("a.ris"), "source": "PubMed", "kind": "database", "searched_on": "2026-01-12", "strategy": null,
            "columns": null, "accept_guess": false, "again": false,
        }] }),
    );
    let strategy = json!({ "text": "exp Endoscopy, Gastrointestinal/", "syntax": "ovid-medline" });
    let line = |view: &Value| {
        (
            view["lines"][0]["hits"].clone(),
            view["lines"][0]["at_most"].clone(),
        )
    };

    // Without the tree, what lies below the heading is not known.
    assert_eq!(ask("mesh_file", json!({})), Value::Null);
    assert_eq!(ask("heading_terms", strategy.clone()), json!([]));
    assert_eq!(
        line(&ask("look_at_strategy", strategy.clone())),
        (json!(1), json!(3))
    );

    let added = served.finish("add_mesh", json!({ "path": path("d2026.bin") }))["result"].clone();
    assert_eq!(
        (&added["file"], &added["headings"], &added["entry_terms"]),
        (&json!("d2026.bin"), &json!(2), &json!(2))
    );
    assert_eq!(
        line(&ask("look_at_strategy", strategy)),
        (json!(2), json!(2))
    );

    // Words that lead to a heading, with what they find; a heading that there is not.
    let strategy =
        json!({ "text": "Capsule Endoscopy/ or Capsule Endoscopi/", "syntax": "ovid-medline" });
    assert_eq!(
        ask("heading_terms", strategy.clone()),
        json!([{ "heading": "Capsule Endoscopy", "narrower": 0, "terms": [
            { "term": "Wireless Capsule Endoscopy", "records": 1, "relevant": 0 },
            { "term": "Video Capsule Endoscopy", "records": 0, "relevant": 0 },
        ] }])
    );
    let problems = ask("look_at_strategy", strategy.clone())["problems"].clone();
    assert!(
        problems
            .to_string()
            .contains("Did you mean “Capsule Endoscopy”?"),
        "{problems}"
    );

    // What is no file of MeSH changes nothing.
    let failed = served.finish("add_mesh", json!({ "path": path("letter.bin") }));
    assert_eq!(failed["state"], "failed");
    assert!(
        failed.to_string().contains("no heading was found"),
        "{failed}"
    );
    assert_eq!(ask("mesh_file", json!({}))["headings"], 2);

    ask("remove_mesh", json!({}));
    assert_eq!(ask("mesh_file", json!({})), Value::Null);
    assert_eq!(ask("heading_terms", strategy), json!([]));

    // The same file for the command line.
    std::fs::write(folder.path().join("s.txt"), "exp Capsule Endoscopy/").expect("a file");
    let told = error([
        "strategy",
        "run",
        &path("s.txt"),
        "--corpus",
        &path("a.ris"),
        "--tree",
        &path("letter.bin"),
    ]);
    assert!(told.message.contains("letter.bin"), "{told:?}");
}
