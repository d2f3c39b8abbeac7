//! Trial census in a review: through the contract of the screens and the command line.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

mod support;

use std::fmt::Write;
use std::path::Path;

use serde_json::{Value, json};
use support::{Served, word};

const TRIAL: &str = "Headache is common. We randomly assigned 40 patients to the remedy or to placebo. Pain was lower with the remedy (P = 0.01).";
const COHORT: &str = "Headache is common. In this retrospective cohort study we reviewed the medical records of 500 patients. Use was associated with less pain.";

/// 120 records: 44 are trials by their titles' first word, and of these the words of 40 say so; of the 76 others, the words of 6
/// claim to be trials.
fn records() -> String {
    let mut text = String::new();
    let mut number = 0;
    for (title, count, abstract_text) in [
        ("Alpha", 40, TRIAL),
        ("Alpha", 4, COHORT),
        ("Omega", 6, TRIAL),
        ("Omega", 70, COHORT),
    ] {
        for _ in 0..count {
            number += 1;
            write!(
                text,
                "TY  - JOUR\r\nTI  - {title} remedy number {number} for headache\r\nAU  - Author{number}, A.\r\nPY  - {}\r\nAB  - {abstract_text}\r\nER  - \r\n",
                2001 + number % 4
            )
            .expect("text");
        }
    }
    text
}

struct Review {
    folder: tempfile::TempDir,
    served: Served,
    people: Vec<Value>,
}

impl Review {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let served = Served::at_home(&folder.path().join("preferences"));
        let mut review = Self {
            folder,
            served,
            people: Vec::new(),
        };
        review.ask(
            "create_review",
            json!({ "folder": review.dir(), "title": "Headache", "protocol": {} }),
        );
        for name in ["R. Adams", "M. Silva"] {
            let id = review.ask("add_reviewer", json!({ "name": name }));
            review.people.push(id);
        }
        let path = review.folder.path().join("search.ris");
        std::fs::write(&path, records()).expect("a file");
        let job = review.served.finish(
            "import",
            json!({ "files": [{
                "path": path, "source": "PubMed", "kind": "database", "searched_on": "2026-01-12", "strategy": null,
                "columns": null, "accept_guess": false, "again": false,
            }] }),
        );
        assert_eq!(job["state"], "done", "{job}");
        review
    }

    fn dir(&self) -> String {
        word(&self.folder.path().join("Headache.review"))
    }

    fn ask(&self, name: &str, payload: Value) -> Value {
        self.served
            .rpc(name, payload)
            .unwrap_or_else(|e| panic!("{name}: {e}"))
    }

    fn view(&self, point: Option<&str>) -> Value {
        self.ask(
            "census",
            json!({ "point": point, "reviewer": self.people[0] }),
        )
    }

    fn list(&self, design: Option<&str>, person: usize) -> Value {
        self.ask(
            "census_records",
            json!({ "filter": filter(design), "offset": 0, "limit": 100, "reviewer": self.people[person] }),
        )
    }

    fn classify(&self) {
        let job = self.served.finish("classify_census", json!({}));
        assert_eq!(job["result"]["records"], 120, "{job}");
    }
}

fn filter(design: Option<&str>) -> Value {
    json!({
        "design": design, "point": null, "trial_in_humans": null, "from_year": null, "to_year": null,
        "less_likely_than": null,
    })
}

fn count_of(view: &Value, design: &str) -> u64 {
    let designs = view["found"]["designs"].as_array().expect("designs");
    let found = designs.iter().find(|count| count["design"] == design);
    found.map_or(0, |count| count["records"].as_u64().expect("a number"))
}

fn csv_rows(path: &Path) -> Vec<std::collections::HashMap<String, String>> {
    let text = std::fs::read_to_string(path).expect("a table");
    csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes())
        .deserialize()
        .map(|row| row.expect("a row"))
        .collect()
}

#[test]
fn designs_are_told_labelled_blind_and_corrected() {
    let review = Review::new();
    let before = review.view(None);
    assert_eq!(
        (&before["state"], &before["found"]),
        (&json!("none"), &Value::Null)
    );
    let refused = json!({ "filter": filter(None), "offset": 0, "limit": 10, "reviewer": null });
    assert!(review.served.rpc("census_records", refused).is_err());

    review.classify();
    let view = review.view(None);
    assert_eq!(view["state"], "ready");
    assert_eq!(count_of(&view, "randomised_trial"), 46);
    assert_eq!(count_of(&view, "observational"), 74);
    assert_eq!(
        view["found"]["sizes"][0],
        json!({ "size": "below50", "trials": 46 })
    );
    assert!(view["found"]["corrected"].is_null(), "nothing is labelled");

    // The sentence that decides is marked in the abstract, and the pieces are the abstract again.
    let page = review.list(Some("randomised_trial"), 0);
    assert_eq!(page["total"], 46);
    let record = &page["records"][0];
    let pieces = record["abstract_text"].as_array().expect("pieces");
    let marked: Vec<&Value> = pieces.iter().filter(|p| !p["list"].is_null()).collect();
    assert_eq!(
        marked[0]["text"],
        "We randomly assigned 40 patients to the remedy or to placebo."
    );
    let whole: String = pieces
        .iter()
        .filter_map(|piece| piece["text"].as_str())
        .collect();
    assert_eq!(whole, TRIAL);

    // Only what chance chose can be labelled.
    let label = |record: &Value, label: &str, person: usize| {
        review.served.rpc(
            "label_census_record",
            json!({ "record": record, "label": label, "reviewer": review.people[person] }),
        )
    };
    assert!(label(&record["record"], "yes", 0).is_err());

    let drawn = review.ask(
        "draw_census_sample",
        json!({ "size": 200, "years": null, "reviewer": review.people[0] }),
    );
    assert_eq!(drawn, 120, "all there are");
    let kept_back = review.list(None, 0);
    assert_eq!(
        (&kept_back["total"], &kept_back["withheld"]),
        (&json!(0), &json!(120))
    );

    let next = || {
        review.ask(
            "next_census_label",
            json!({ "second": false, "reviewer": review.people[0] }),
        )
    };
    let mut labelled = 0;
    loop {
        let turn = next();
        if turn.is_null() {
            break;
        }
        let fields: Vec<&String> = turn.as_object().expect("a turn").keys().collect();
        assert_eq!(
            fields,
            ["abstract_text", "place", "record", "title", "year"]
        );
        let is_trial = turn["title"]
            .as_str()
            .expect("a title")
            .starts_with("Alpha");
        let said = if is_trial { "yes" } else { "no" };
        let revealed = label(&turn["record"], said, 0).expect("labelled");
        assert!(revealed["record"]["design"].is_string(), "{revealed}");
        labelled += 1;
        if labelled == 10 {
            let labelling = &review.view(None)["labelling"];
            let missing = |kind: &str| labelling[kind].as_u64().expect("a number");
            let known = |kind: &str| labelling[kind].as_u64().expect("a number");
            assert_eq!(known("yes") + known("no"), 10);
            assert_eq!(missing("missing_yes"), 20 - known("yes"));
            assert_eq!(missing("missing_no"), 20 - known("no"));
        }
    }
    assert_eq!(labelled, 120);

    // Every record is labelled, so the correction must give what people counted: 44, of 46 that the words claim.
    let view = review.view(None);
    let corrected = &view["found"]["corrected"];
    let whole = &corrected["whole"];
    assert_eq!((&whole["found"], &whole["of"]), (&json!(46), &json!(120)));
    assert!(
        (whole["number"].as_f64().expect("a number") - 44.0).abs() < 1e-9,
        "{whole}"
    );
    let interval = &whole["interval"];
    assert!(interval["low"].as_f64() < Some(44.0) && interval["high"].as_f64() > Some(44.0));
    assert_eq!(corrected["drift"]["flagged"], false, "{corrected}");
    assert_eq!(corrected["trend"]["claimed"], false);

    // The other person still knows nothing of any record, nor does the trail tell the labels.
    let other = review.list(None, 1);
    assert_eq!(
        (&other["total"], &other["withheld"]),
        (&json!(0), &json!(120))
    );
    assert_eq!(review.list(None, 0)["total"], 120);
    let trail = review.ask(
        "audit",
        json!({ "query": { "offset": 0, "limit": 5, "action": "label census record", "viewer": review.people[1] } }),
    );
    let told = trail.to_string();
    assert!(
        told.contains("labelled a record for the trial census"),
        "{told}"
    );
    assert!(!told.contains("\"label\""), "{told}");

    // Two people who differ: the record is unclear until they agree.
    let turn = review.ask(
        "next_census_label",
        json!({ "second": true, "reviewer": review.people[1] }),
    );
    let first = if turn["title"]
        .as_str()
        .expect("a title")
        .starts_with("Alpha")
    {
        "yes"
    } else {
        "no"
    };
    label(
        &turn["record"],
        if first == "yes" { "no" } else { "yes" },
        1,
    )
    .expect("labelled");
    let labelling = review.view(None)["labelling"].clone();
    assert_eq!(
        (&labelling["twice"], &labelling["differing"]),
        (&json!(1), &json!(1))
    );
    let changed = label(&turn["record"], first, 1).expect("labelled");
    assert_eq!(changed["after_seen"], true);
    let labelling = review.view(None)["labelling"].clone();
    assert_eq!(
        (&labelling["differing"], &labelling["after_seen"]),
        (&json!(0), &json!(1))
    );

    // The same figures on the command line, with both tables.
    let (designs, counts) = (
        review.folder.path().join("designs.csv"),
        review.folder.path().join("counts.csv"),
    );
    let shown = support::json([
        "census",
        "review",
        &review.dir(),
        "--out",
        &word(&designs),
        "--counts",
        &word(&counts),
    ]);
    assert_eq!(
        shown["found"]["corrected"]["whole"],
        view["found"]["corrected"]["whole"]
    );
    let rows = csv_rows(&designs);
    assert_eq!(rows.len(), 120);
    assert_eq!(
        rows.iter()
            .filter(|row| row["design"] == "randomised_trial")
            .count(),
        46
    );
    let rows = csv_rows(&counts);
    assert_eq!(
        (
            rows[0]["year"].as_str(),
            rows[0]["records"].as_str(),
            rows[0]["randomised_trials_corrected"].as_str()
        ),
        ("all", "120", "44.0")
    );
    assert_eq!(rows.len(), 5, "all, and four years");
}

#[test]
fn criteria_are_kept_in_versions_and_ask_for_a_new_census() {
    let review = Review::new();
    review.classify();
    let asked = review.ask("census_criteria", json!({}));
    assert_eq!(asked["shipped"], true);
    let mut criteria = asked["criteria"].clone();
    assert_eq!(criteria.as_array().map(Vec::len), Some(5));
    let save = |criteria: &Value| {
        review.served.rpc(
            "save_census_criteria",
            json!({ "criteria": criteria, "remark": "Headache only", "reviewer": review.people[0] }),
        )
    };
    assert!(save(&criteria).is_err(), "nothing is changed");
    criteria[0]["yes"] = json!(["(unclosed"]);
    assert!(save(&criteria).is_err(), "no regular expression");
    criteria[0] = json!({
        "id": "headache", "question": "Is it about headache?", "yes": ["\\bheadache\\b", " "], "no": [],
        "yes_designs": [], "no_designs": [],
    });
    assert_eq!(save(&criteria).expect("saved"), 1);
    let asked = review.ask("census_criteria", json!({}));
    assert_eq!(asked["shipped"], false);
    assert_eq!(asked["criteria"][0]["yes"], json!(["\\bheadache\\b"]));
    assert_eq!(asked["versions"][0]["saved_by"], "R. Adams");
    assert_eq!(asked["versions"][0]["remark"], "Headache only");

    assert_eq!(review.view(None)["state"], "stale");
    review.classify();
    let page = review.list(Some("observational"), 0);
    assert_eq!(page["records"][0]["answers"][0]["criterion"], "headache");
    assert_eq!(page["records"][0]["answers"][0]["answer"], "yes");

    // A tag on a class can be searched by, and decides nothing.
    let tagged = review.ask(
        "tag_census",
        json!({ "filter": filter(Some("randomised_trial")), "tag": "randomised", "reviewer": review.people[0] }),
    );
    assert_eq!(tagged, json!({ "tagged": 46, "withheld": 0 }));
    assert_eq!(review.ask("tags", json!({})), json!(["randomised"]));
    let flow = review.ask("flow", json!({}));
    assert_eq!(flow["excluded"].as_u64().unwrap_or(0), 0, "{flow}");
}
