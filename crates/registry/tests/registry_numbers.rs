//! Numbers of registries in the full texts of 796 trials (evidence_inference): how many state one, and that each that is
//! found stands in the text.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use registry::{ReportText, TrialKey, link, numbers_in};

fn texts() -> Option<Vec<(String, String)>> {
    let folder = real_data::folder("extraction/evidence_inference")?.join("txt");
    let mut all: Vec<(String, String)> = std::fs::read_dir(&folder)
        .expect("a folder of texts")
        .map(|entry| {
            let path = entry.expect("a file").path();
            let name = path
                .file_name()
                .and_then(|n| n.to_str())
                .unwrap_or_default();
            let name = name.trim_end_matches(".txt.gz").to_owned();
            let mut text = String::new();
            flate2::read::GzDecoder::new(std::fs::File::open(&path).expect("a file"))
                .read_to_string(&mut text)
                .expect("UTF-8");
            (name, text)
        })
        .collect();
    all.sort();
    Some(all)
}

#[test]
fn articles_that_state_a_number_are_found_and_linked() {
    let Some(texts) = texts() else { return };
    let mut registries: BTreeMap<String, usize> = BTreeMap::new();
    let mut stating = 0;
    let mut distinct: BTreeSet<String> = BTreeSet::new();
    let mut found = 0;
    for (name, text) in &texts {
        let numbers = numbers_in(text);
        stating += usize::from(!numbers.is_empty());
        found += numbers.len();
        for number in numbers {
            // The digits of what was found stand in the text in that order.
            let last: String = number
                .number
                .chars()
                .rev()
                .take(4)
                .collect::<Vec<_>>()
                .into_iter()
                .rev()
                .collect();
            assert!(text.contains(&last), "{name}: {}", number.number);
            *registries.entry(number.registry).or_default() += 1;
            distinct.insert(number.number);
        }
    }
    println!(
        "{} articles, {stating} state a number, {found} numbers, {} of them different",
        texts.len(),
        distinct.len()
    );
    for (registry, count) in &registries {
        println!("  {registry}: {count}");
    }
    // Each number as a trial of its own: every article that states one is linked to all of them, and no other.
    let trials: Vec<TrialKey> = distinct
        .iter()
        .map(|id| TrialKey {
            id: id.clone(),
            registry: "any".to_owned(),
            ..TrialKey::default()
        })
        .collect();
    let reports: Vec<ReportText> = texts
        .iter()
        .map(|(name, text)| ReportText {
            id: name.clone(),
            texts: vec![("full text".to_owned(), text.clone())],
            ..ReportText::default()
        })
        .collect();
    let links = link(&trials, &reports);
    assert_eq!(links.links.len(), found);
    assert_eq!(links.unlinked_reports.len(), texts.len() - stating);
    assert!(links.unknown_numbers.is_empty() && links.unlinked_trials.is_empty());
    for one in &links.links {
        for way in &one.ways {
            if let registry::LinkWay::Number { number, quote, .. } = way {
                println!("{}\t{number}\t{quote}", one.report);
            }
        }
    }
}
