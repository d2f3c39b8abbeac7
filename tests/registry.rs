//! Registries and the design of trials through the command line.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

mod support;

use std::path::Path;

use support::{attest, error, json, word};

fn file(name: &str) -> String {
    word(
        &Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../crates/registry/tests/files")
            .join(name),
    )
}

/// The numbers of rows can be counted in `crates/registry/tests/files`.
#[test]
fn files_of_both_registries_become_tables() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("tables");
    let report = json([
        "registry",
        "tables",
        &file("studies.json"),
        &file("ictrp.xml"),
        "--out",
        &word(&out),
    ]);
    assert_eq!(report["trials"], 4);
    assert_eq!(report["files"][0]["format"], "clinical_trials_gov_json");
    assert_eq!(report["files"][1]["format"], "ictrp_xml");
    let rows = |name: &str| {
        let mut reader = csv::Reader::from_path(out.join(format!("{name}.csv"))).expect("a table");
        reader.records().filter(Result::is_ok).count()
    };
    assert_eq!((rows("trials"), rows("results")), (4, 13));
    // Four and four criteria.
    assert_eq!(rows("criteria"), 8);
    assert_eq!(std::fs::read_dir(&out).expect("a folder").count(), 10);

    let lines = folder.path().join("trials.jsonl");
    let report = json([
        "registry",
        "import",
        &file("studies.json"),
        "--out",
        &word(&lines),
    ]);
    assert_eq!(report["trials"], 2);
    let text = std::fs::read_to_string(&lines).expect("a file");
    let first: serde_json::Value =
        serde_json::from_str(text.lines().next().expect("a line")).expect("JSON");
    assert_eq!(first["id"], "NCT90000001");
    assert_eq!(first["dates"]["start"], "2014-03-01");

    let wrong = folder.path().join("letter.txt");
    std::fs::write(&wrong, "Dear reader").expect("a file");
    let refused = error(["registry", "import", &word(&wrong)]);
    assert!(
        refused.message.contains("letter.txt") && refused.hint.contains("JSON"),
        "{refused:?}"
    );
}

#[test]
fn a_bad_trial_costs_only_itself() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("download.csv");
    std::fs::write(
        &path,
        "NCT Number,Study Title\nNCT00000001,One\n,No number\nNCT00000003,=1+1\n",
    )
    .expect("a file");
    let report = json(["registry", "import", &word(&path)]);
    assert_eq!((&report["trials"], &report["lost"]), (&2.into(), &1.into()));
    assert_eq!(report["problems"][0]["line"], 3);
    let out = folder.path().join("tables");
    json(["registry", "tables", &word(&path), "--out", &word(&out)]);
    let trials = std::fs::read_to_string(out.join("trials.csv")).expect("a table");
    assert!(trials.contains(",'=1+1,"), "{trials}");
}

#[test]
fn records_are_linked_by_number() {
    let folder = tempfile::tempdir().expect("a folder");
    let records = folder.path().join("records.ris");
    std::fs::write(
        &records,
        "TY  - JOUR\r\nTI  - Hurry\r\nAB  - Registered: EudraCT 2013-000001-23.\r\nER  - \r\n\
         TY  - JOUR\r\nTI  - Haste\r\nDO  - 10.1234/example.1\r\nER  - \r\n\
         TY  - JOUR\r\nTI  - Slowness\r\nAB  - See NCT99999999.\r\nER  - \r\n",
    )
    .expect("a file");
    let report = json([
        "registry",
        "link",
        &file("studies.json"),
        &file("ictrp.xml"),
        "--records",
        &word(&records),
    ]);
    assert_eq!(
        report["trials"][0]["registrations"],
        serde_json::json!(["NCT90000001", "2013-000001-23"])
    );
    assert_eq!(report["linked_reports"], 2);
    assert_eq!(report["links"][0]["ways"][0]["place"], "abstract");
    assert_eq!(report["links"][1]["ways"][0]["way"], "publication");
    assert_eq!(report["unknown_numbers"][0]["number"], "NCT99999999");
    assert_eq!(
        report["unlinked_reports"],
        serde_json::json!(["records.ris:3"])
    );
}

#[test]
fn a_paper_is_set_beside_its_registration() {
    let folder = tempfile::tempdir().expect("a folder");
    let paper = folder.path().join("paper.json");
    std::fs::write(
        &paper,
        r#"{"report":"Doe 2016","registration":{"value":"NCT90000001"},
        "primary_outcomes":[{"value":{"measure":"Falls"},"quote":"The primary outcome was falls."}],
        "randomised":{"value":120}}"#,
    )
    .expect("a file");
    let report = json([
        "registry",
        "compare",
        &file("studies.json"),
        "--paper",
        &word(&paper),
    ]);
    let items = report[0]["items"].as_array().expect("items");
    let finding = |item: &str| -> Vec<&str> {
        let of = items.iter().filter(|found| found["item"] == item);
        of.filter_map(|found| found["finding"].as_str()).collect()
    };
    // The registry's primary outcome is nowhere in the paper; the paper's is a secondary one there.
    assert_eq!(
        finding("primary_outcome"),
        ["only_in_registry", "other_rank"]
    );
    assert_eq!(finding("size"), ["same"]);
    // Sent to the registry on 15 April 2014, begun on 1 March.
    assert_eq!(finding("registered_before_start"), ["differs"]);
    let text = attest([
        "registry",
        "compare",
        &file("studies.json"),
        "--paper",
        &word(&paper),
    ]);
    let text = String::from_utf8_lossy(&text.stdout).into_owned();
    assert!(
        text.contains("45 days after it") && text.contains("“The primary outcome was falls.”"),
        "{text}"
    );
    let missing = error([
        "registry",
        "compare",
        &file("ictrp.csv"),
        "--paper",
        &word(&paper),
    ]);
    assert!(missing.hint.contains("--trial"), "{missing:?}");
}

/// What `design` fills in can be asked of `size` as it stands.
#[test]
fn a_design_counts_and_fills_the_size() {
    let folder = tempfile::tempdir().expect("a folder");
    let table = folder.path().join("table.csv");
    std::fs::write(
        &table,
        "slab,ai,n1i,ci,n2i\nA,10,100,20,100\nB,20,200,40,200\n",
    )
    .expect("a file");
    let pooled = json([
        "pool",
        &word(&table),
        "--measure",
        "rr",
        "--method",
        "fixed",
    ]);
    let path = folder.path().join("pool.json");
    std::fs::write(&path, pooled.to_string()).expect("a file");
    let report = json([
        "design",
        &file("studies.json"),
        &file("ictrp.xml"),
        "--pooled",
        &word(&path),
    ]);
    // The European registration is that of the first trial.
    assert_eq!(report["bench"]["trials"], 3);
    assert_eq!(
        report["registered_twice"],
        serde_json::json!(["2013-000001-23"])
    );
    // 100 and 120 people.
    assert_eq!(report["bench"]["people"]["median"], 110.0);
    let prefill = &report["prefill"];
    // 60 of 300 in the second arms; the ratio is a half in both studies.
    assert!(
        (prefill["control_event_rate"]["value"]
            .as_f64()
            .expect("a rate")
            - 0.2)
            .abs()
            < 1e-12
    );
    let question = &prefill["questions"][0];
    assert!((question["question"]["first"].as_f64().expect("a share") - 0.1).abs() < 1e-9);
    let words: Vec<&str> = question["command"]
        .as_array()
        .expect("words")
        .iter()
        .filter_map(serde_json::Value::as_str)
        .collect();
    // R: power.prop.test(p1 = 0.1, p2 = 0.2, power = 0.8) gives 198.96 in each arm.
    assert_eq!(json(words)["first"], 199);
}
