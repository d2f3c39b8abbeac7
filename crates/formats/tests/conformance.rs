//! Every file of the collection of real exports against the list `conformance.csv`.
//!
//! The list has a row for each file: the number of records that the collection's own index states, the numbers of
//! records and of unreadable entries that we find, and, where those differ, who is right and why. A deviation without
//! a reason fails, and so does a file that is missing from the list. `message` is what a refused file is told.

use std::collections::BTreeMap;

use formats::{ReadOptions, read};
use review::Severity;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
struct Row {
    path: String,
    format: String,
    expected: usize,
    records: usize,
    bad_entries: usize,
    verdict: String,
    reason: String,
}

#[derive(Debug, Deserialize)]
struct Indexed {
    path: String,
    records: usize,
    encoding: String,
    bom: String,
}

#[test]
fn every_indexed_file_is_read_as_listed() {
    let Some(folder) = real_data::folder("formats") else {
        return;
    };
    let list = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/conformance.csv");
    let rows: BTreeMap<String, Row> = csv::Reader::from_path(list)
        .unwrap()
        .deserialize()
        .map(|row: Result<Row, _>| row.unwrap())
        .map(|row| (row.path.clone(), row))
        .collect();
    let mut failures = Vec::new();
    let mut files = 0;
    for indexed in csv::Reader::from_path(folder.join("INDEX.csv"))
        .unwrap()
        .deserialize()
    {
        let indexed: Indexed = indexed.unwrap();
        files += 1;
        let Some(row) = rows.get(&indexed.path) else {
            failures.push(format!("{} is not in the list", indexed.path));
            continue;
        };
        assert_eq!(row.expected, indexed.records, "{}", row.path);
        let deviates = row.expected != row.records || row.format == "refused";
        if deviates != (row.verdict != "as indexed") || deviates && row.reason.is_empty() {
            failures.push(format!("{}: verdict and reason do not fit", row.path));
        }
        let bytes = std::fs::read(folder.join(&indexed.path)).unwrap();
        let options = ReadOptions {
            file_name: Some(indexed.path.clone()),
            ..ReadOptions::default()
        };
        let found = match read(&bytes, &options) {
            Ok(import) => {
                let bad = import
                    .problems
                    .iter()
                    .filter(|problem| problem.severity == Severity::Entry)
                    .count();
                let marked = !indexed.bom.is_empty();
                if import.byte_order_mark != marked {
                    failures.push(format!("{}: byte order mark {marked}", row.path));
                }
                if !indexed.encoding.contains("utf-16") && indexed.encoding != "utf-8" {
                    assert_eq!(import.encoding, "windows-1252", "{}", row.path);
                }
                (import.format.to_string(), import.records.len(), bad)
            }
            Err(error) => {
                assert!(error.to_string().contains("export"), "{error}");
                ("refused".to_owned(), 0, 0)
            }
        };
        let listed = (row.format.clone(), row.records, row.bad_entries);
        if found != listed {
            failures.push(format!("{}: {found:?}, listed as {listed:?}", row.path));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert_eq!(
        files,
        rows.len(),
        "the list has rows for files that are gone"
    );
}

/// The five database exports of a real scoping review: as many records as their `TY` lines, none without a title.
#[test]
fn a_real_review_is_read_in_full() {
    let Some(folder) = real_data::folder("endtoend") else {
        return;
    };
    let folder = folder.join("msm_syndemic/Files/electronic_search");
    let mut total = 0;
    for (name, expected) in [
        ("cochrane.ris", 15),
        ("medline.ris", 190),
        ("proquest.ris", 66),
        ("psycinfo.ris", 157),
        ("scopus.ris", 213),
    ] {
        let bytes = std::fs::read(folder.join(name)).unwrap();
        let import = read(&bytes, &ReadOptions::default()).unwrap();
        assert_eq!(import.records.len(), expected, "{name}");
        assert!(
            import
                .problems
                .iter()
                .all(|p| p.severity != Severity::Entry)
        );
        for imported in &import.records {
            let record = &imported.record;
            assert!(record.title.is_some(), "{name}: entry {}", imported.entry);
            assert!(record.year.is_some(), "{name}: entry {}", imported.entry);
        }
        total += expected;
    }
    assert_eq!(total, 641);
}
