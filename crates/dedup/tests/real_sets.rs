//! The labelled sets of `shared/data/dedup`: no false merge but the listed errors of the truth, sensitivity of what
//! is merged or queued at least .99, a small queue.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::ops::ControlFlow;

use common::{Labelled, Measured, authors, read_csv};
use dedup::{Deduplication, Options, find};
use review::Record;

fn run(records: &[Record]) -> Deduplication {
    let records: Vec<&Record> = records.iter().collect();
    find(
        &records,
        &Options::default(),
        &|_| ControlFlow::Continue(()),
    )
    .unwrap()
}

/// The pairs of `conformance.csv` for one set: those where the truth and the rules of METHODS §3 part, with a verdict.
fn listed(set: &str, about: &str) -> BTreeSet<(String, String)> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/conformance.csv");
    csv::Reader::from_path(path)
        .unwrap()
        .records()
        .map(|row| row.unwrap())
        .filter(|row| &row[0] == set && &row[1] == about)
        .map(|row| (row[2].to_owned(), row[3].to_owned()))
        .collect()
}

fn named(labelled: &Labelled, pairs: &[(usize, usize)]) -> BTreeSet<(String, String)> {
    pairs
        .iter()
        .map(|(a, b)| (labelled.ids[*a].clone(), labelled.ids[*b].clone()))
        .collect()
}

#[test]
fn labelled_sets() {
    let Some(folder) = real_data::folder("dedup") else {
        return;
    };
    // Share of records that the queue may be: 2 %, but 3 % where a third of the records are conference abstracts and
    // letters without identifiers.
    for (name, queue) in [
        ("haematology", 0.03),
        ("stroke", 0.02),
        ("digital_work", 0.02),
        ("copper", 0.02),
    ] {
        let set = read_csv(&folder.join(format!("{name}.csv")));
        let measured = Measured::of(&set, &run(&set.records));
        println!("{}", measured.line(name, set.records.len()));
        assert_eq!(
            named(&set, &measured.false_merges()),
            listed(name, "merged"),
            "{name}: false merges"
        );
        assert!(measured.sensitivity() >= 0.99, "{name}");
        assert!(
            (measured.queued.len() as f64) < queue * set.records.len() as f64,
            "{name}"
        );
        assert_eq!(
            named(&set, &measured.missed()),
            listed(name, "not found"),
            "{name}: missed"
        );
    }
}

fn special(file: &str) -> Option<Vec<Record>> {
    let path = real_data::folder("dedup")?.join("special_pairs").join(file);
    let values: Vec<serde_json::Value> =
        serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let records = values.iter().map(|value| {
        let get = |key: &str| value[key].as_str().map(str::to_owned);
        let people = match &value["authors"] {
            serde_json::Value::Array(names) => {
                let names: Vec<&str> = names.iter().filter_map(|n| n.as_str()).collect();
                names.join("; ")
            }
            text => text.as_str().unwrap_or_default().replace(".,", ".; "),
        };
        Record {
            title: get("title"),
            authors: authors(&people),
            year: get("year").and_then(|y| y.parse().ok()),
            journal: get("journal"),
            volume: get("volume"),
            issue: get("number"),
            pages: get("pages"),
            issn: get("isbn").into_iter().collect(),
            abstract_text: get("abstract"),
            ..Record::default()
        }
    });
    Some(records.collect())
}

#[test]
fn special_pairs() {
    let Some(obvious) = special("dupes-obvious.json") else {
        return;
    };
    let found = run(&obvious);
    let pairs: Vec<Vec<usize>> = found.groups.iter().map(|g| g.members.clone()).collect();
    let expected: Vec<Vec<usize>> = (0..obvious.len() / 2)
        .map(|i| vec![2 * i, 2 * i + 1])
        .collect();
    assert_eq!(pairs, expected);
    assert_eq!(found.queue, []);

    let found = run(&special("nodupes.json").unwrap());
    assert_eq!(found, Deduplication::default());

    // Two titles with everything else the same: a person looks at them.
    let found = run(&special("isbn-false-dupe.json").unwrap());
    assert_eq!((found.groups.len(), found.queue.len()), (0, 1));

    // One article with its volume and pages in two styles, among others of the same supplement.
    let found = run(&special("dupeissues.json").unwrap());
    assert_eq!(found.groups.len(), 1);
    assert_eq!(found.groups[0].members, [0, 1]);
    assert_eq!(found.queue, []);
}
