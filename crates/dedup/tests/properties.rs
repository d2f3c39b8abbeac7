//! What holds for any records.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use dedup::{Deduplication, Options, combine, compare, find};
use proptest::prelude::*;
use review::{Author, OtherField, Record};

fn text(choices: &'static [&'static str]) -> impl Strategy<Value = Option<String>> {
    prop::option::weighted(0.7, prop::sample::select(choices).prop_map(str::to_owned))
}

/// Records out of few values, so that many are alike.
fn record() -> impl Strategy<Value = Record> {
    let titles = text(&[
        "Exercise for adults with chronic low back pain",
        "Exercise for adults with chronic low-back pain.",
        "Erratum: Exercise for adults with chronic low back pain",
        "Exercise for adults with chronic low back pain. Part 2",
        "Editorial",
        "Übung für Erwachsene",
        "[",
        "",
    ]);
    let place = (
        text(&["12", "13", "Suppl 1", "UNKNOWN"]),
        text(&["1", "2"]),
        text(&["7-15", "7-9", "S7", "e12", "99999999999999999999"]),
    );
    let ids = (text(&["10.1000/a", "10.1000/b"]), text(&["101", "102"]));
    let authors = prop::collection::vec(
        prop::sample::select(&["Ng", "O’Neil", "García-López", "et al"][..]).prop_map(|family| {
            Author::Person {
                family: family.to_owned(),
                given: Some("A. B.".to_owned()),
                suffix: None,
            }
        }),
        0..3,
    );
    let year = prop::option::weighted(0.8, 2010..2013_i32);
    let journal = text(&[
        "Spine",
        "Spine (Phila Pa 1976)",
        "Clin Rehabil",
        "Clinical Rehabilitation",
    ]);
    (titles, place, ids, authors, year, journal).prop_map(
        |(title, (volume, issue, pages), (doi, pmid), authors, year, journal)| Record {
            title,
            volume,
            issue,
            pages,
            doi,
            pmid,
            authors,
            year,
            journal,
            ..Record::default()
        },
    )
}

fn run(records: &[Record], options: &Options<'_>) -> Deduplication {
    let records: Vec<&Record> = records.iter().collect();
    find(&records, options, &|_| ControlFlow::Continue(())).unwrap()
}

/// The groups with the records themselves in place of positions.
fn contents(found: &Deduplication, records: &[Record]) -> BTreeSet<Vec<String>> {
    found
        .groups
        .iter()
        .map(|group| {
            let mut members: Vec<String> = group
                .members
                .iter()
                .map(|m| format!("{:?}", records[*m]))
                .collect();
            members.sort();
            members
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_comparison_is_symmetric(a in record(), b in record()) {
        prop_assert_eq!(compare(&a, &b), compare(&b, &a));
    }

    #[test]
    fn the_order_of_the_records_does_not_matter(records in prop::collection::vec(record(), 0..12), turn in 0_usize..12) {
        let mut turned = records.clone();
        if !turned.is_empty() {
            let at = turn % turned.len();
            turned.rotate_left(at);
        }
        turned.reverse();
        let found = run(&records, &Options::default());
        let again = run(&turned, &Options::default());
        prop_assert_eq!(contents(&found, &records), contents(&again, &turned));
        prop_assert_eq!(found.queue.len(), again.queue.len());
    }

    #[test]
    fn groups_are_apart_and_hold_no_pair_declared_distinct(
        records in prop::collection::vec(record(), 2..12),
        distinct in prop::collection::vec((0_usize..14, 0_usize..14), 0..4),
        same in prop::collection::vec((0_usize..14, 0_usize..14), 0..3),
    ) {
        let found = run(&records, &Options { distinct: &distinct, same: &same });
        let mut seen = BTreeSet::new();
        for group in &found.groups {
            prop_assert!(group.members.len() >= 2);
            prop_assert!(group.members.is_sorted());
            prop_assert_eq!(group.evidence.len(), group.members.len() - 1);
            for member in &group.members {
                prop_assert!(seen.insert(*member));
                let declared = same.iter().any(|(a, b)| a == member || b == member);
                prop_assert!(declared || !records[*member].is_blank(), "an empty record is never merged");
            }
            for (a, b) in &distinct {
                prop_assert!(a == b || !(group.members.contains(a) && group.members.contains(b)));
            }
        }
        for link in &found.queue {
            prop_assert!(link.a < link.b && link.b < records.len());
            prop_assert!(!distinct.contains(&(link.a, link.b)) && !distinct.contains(&(link.b, link.a)));
        }
    }

    #[test]
    fn a_combined_record_combines_to_itself_and_loses_no_identifier(members in prop::collection::vec(record(), 1..5)) {
        let references: Vec<&Record> = members.iter().collect();
        let joined = combine(&references);
        prop_assert_eq!(&combine(&[&joined]), &joined);
        prop_assert_eq!(&combine(&[&joined, &joined]), &joined);
        for member in &members {
            let kept = |tag: &str, value: &Option<String>, chosen: &Option<String>| {
                value.is_none() || value == chosen || joined.other.contains(&OtherField {
                    tag: tag.to_owned(),
                    value: value.clone().unwrap(),
                })
            };
            prop_assert!(kept("DOI", &member.doi, &joined.doi));
            prop_assert!(kept("PMID", &member.pmid, &joined.pmid));
        }
    }

    #[test]
    fn any_text_can_be_compared(title in "\\PC{0,60}", pages in "\\PC{0,12}", volume in "\\PC{0,6}", doi in "\\PC{0,20}", name in "\\PC{0,12}") {
        let odd = Record {
            title: Some(title.clone()),
            original_title: Some(volume.clone()),
            pages: Some(pages),
            volume: Some(volume),
            doi: Some(doi),
            journal: Some(title),
            authors: vec![Author::Group { name: name.clone() }, Author::Person { family: name.clone(), given: Some(name), suffix: None }],
            ..Record::default()
        };
        prop_assert!(compare(&odd, &odd).score <= 1.0);
        run(&[odd.clone(), odd], &Options::default());
    }
}

#[test]
fn combining_takes_the_best_of_each_copy() {
    let a = Record {
        title: Some("EXERCISE FOR PAIN".into()),
        keywords: vec!["Pain".into(), "Exercise".into()],
        pages: Some("7".into()),
        doi: Some("10.1/x".into()),
        year: Some(2012),
        volume: Some("3".into()),
        ..Record::default()
    };
    let b = Record {
        title: Some("Exercise for pain".into()),
        abstract_text: Some("Long enough.".into()),
        keywords: vec!["pain".into(), "Trial".into()],
        pages: Some("7-15".into()),
        doi: Some("10.1/y".into()),
        year: Some(2011),
        ..Record::default()
    };
    let joined = combine(&[&a, &b]);
    assert_eq!(joined.title, b.title);
    assert_eq!(joined.abstract_text, b.abstract_text);
    assert_eq!(joined.keywords, ["Pain", "Exercise", "Trial"]);
    assert_eq!(joined.pages.as_deref(), Some("7-15"));
    assert_eq!(
        joined.year,
        Some(2012),
        "of equals the year of the fuller place"
    );
    assert_eq!(joined.doi.as_deref(), Some("10.1/x"));
    assert_eq!(
        joined.other,
        [OtherField {
            tag: "DOI".into(),
            value: "10.1/y".into()
        }]
    );
    assert_eq!(combine(&[]), Record::default());
}
