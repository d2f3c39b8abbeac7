//! What types of publication and headings change, on the bibliographic files that carry types.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test ends where what it needs is absent, and shows what it measured"
)]

use std::collections::{BTreeMap, HashSet};
use std::fs::File;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use census::{Classifier, Design, Item, OperatingPoints, Reading, read_records};
use review::Record;

const TYPES: [&str; 5] = [
    "PublicationType",
    "PT",
    "Publication Type",
    "Document Type",
    "M3",
];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
    found.sort();
}

fn types(record: &Record) -> Vec<String> {
    let fields = record.other.iter();
    fields
        .filter(|field| TYPES.contains(&field.tag.as_str()))
        .map(|field| field.value.to_lowercase())
        .collect()
}

/// No file at hand has both types of publication and a design that a person gave: what is measured is how far the words alone
/// agree with the type that the database gave, and how many records the types move.
#[test]
fn types_of_publication_against_words_alone() {
    let Some(folder) = real_data::folder("formats") else {
        return;
    };
    let classifier = Classifier::shipped().expect("cues");
    let points = OperatingPoints::shipped().expect("points").thresholds();
    let mut paths = Vec::new();
    files(&folder, &mut paths);
    let mut seen = HashSet::new();
    let (mut with_types, mut moved) = (0_u32, BTreeMap::<(Design, Design), u32>::new());
    let mut told = BTreeMap::<(String, Design), u32>::new();
    // For each point: trials by their type found by words, all such, others left out, all others.
    let mut agreed = vec![[0_u32; 4]; points.len()];
    for path in paths {
        let name = path
            .file_name()
            .and_then(|n| n.to_str())
            .unwrap_or_default()
            .to_owned();
        let file = File::open(&path).expect("a file");
        // Files that are no references, or broken on purpose, are not of interest here.
        let _read = read_records(file, &name, |item| {
            let Item::Record(record, _) = item else {
                return ControlFlow::Continue(());
            };
            let given = types(&record);
            let key = (record.title.clone(), record.pmid.clone());
            if given.is_empty() || record.title.is_none() || !seen.insert(key) {
                return ControlFlow::Continue(());
            }
            with_types += 1;
            let words = classifier.classify(&record, Reading::TextOnly);
            let all = classifier.classify(&record, Reading::All);
            if words.design != all.design {
                *moved.entry((words.design, all.design)).or_default() += 1;
            }
            let trial = given
                .iter()
                .any(|t| t.contains("randomized controlled trial"));
            for (counts, (_, threshold)) in agreed.iter_mut().zip(&points) {
                let found = words.randomised_trial >= *threshold;
                let side = if trial { 0 } else { 2 };
                counts[side] += u32::from(found == trial);
                counts[side + 1] += 1;
            }
            for kind in [
                "randomized controlled trial",
                "review",
                "meta-analysis",
                "case reports",
            ] {
                if given.iter().any(|t| t == kind) {
                    *told.entry((kind.to_owned(), words.design)).or_default() += 1;
                }
            }
            ControlFlow::Continue(())
        });
    }
    println!("records with types of publication, each once: {with_types}");
    println!("moved by types and headings, from → to: {moved:?}");
    println!("type that the database gave, design by words alone: {told:?}");
    for ((point, threshold), [found, trials, left, others]) in points.iter().zip(&agreed) {
        println!(
            "{} from {threshold}: of those typed as randomised trials {found}/{trials} found by words; of others {left}/{others} left out",
            point.word()
        );
    }
    assert!(with_types > 20, "{with_types}");
}
