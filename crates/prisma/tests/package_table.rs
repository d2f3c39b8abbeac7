//! The CSV of the R package: its layout, what the package reads in it, and the way there and back.

// The lints allow these in test functions only, not in the functions that those share.
#![allow(clippy::unwrap_used)]

use prisma::{Breakdown, Flow, Included, Key, NamedCount, PackageTable, TableError, Template};
use proptest::prelude::*;

mod flows;
mod random_flow;

fn example() -> Flow {
    flows::worked_example(Template {
        updated: true,
        other_methods: true,
    })
}

fn n_of(table: &PackageTable, key: Key) -> Option<&str> {
    let mut rows = table.rows.iter();
    let row = rows.find(|row| row.data.as_deref() == Some(key.as_str()));
    row.unwrap().n.as_deref()
}

#[test]
fn the_file_has_the_layout_of_the_package() {
    let (table, notes) = PackageTable::of(&example());
    assert_eq!(notes, []);
    insta::assert_snapshot!(table.to_csv());
}

/// What the package's `PRISMA_parse_reasons_` (from version 1.0.2) makes of a field: entries end at
/// `;` and one blank, the name is what stands before the first comma, the number the digits after.
fn as_the_package_reads(field: &str) -> Vec<(String, String)> {
    let entries = field.split(';').enumerate().map(|(place, entry)| {
        if place == 0 {
            entry
        } else {
            entry.strip_prefix(' ').unwrap_or(entry)
        }
    });
    entries
        .map(|entry| {
            let (name, rest) = entry.split_once(',').unwrap_or((entry, ""));
            let digits = rest.chars().filter(char::is_ascii_digit).collect();
            (name.to_owned(), digits)
        })
        .collect()
}

/// The same in its older versions: entries end at `; `, the number is what follows the last comma.
fn as_older_versions_read(field: &str) -> Vec<(String, String)> {
    field
        .split("; ")
        .map(|entry| {
            let name = entry.split(',').next().unwrap_or_default();
            let n = entry.rsplit(',').next().unwrap_or_default();
            (name.to_owned(), n.trim().to_owned())
        })
        .collect()
}

#[test]
fn lists_are_what_the_package_expects() {
    let (table, _) = PackageTable::of(&example());
    let field = n_of(&table, Key::DbrExcluded).unwrap();
    assert_eq!(
        field,
        "Wrong population, 17; Wrong intervention or comparator, 9; No relevant outcome, 8; Not a randomised trial, 5"
    );
    assert_eq!(
        as_the_package_reads(field)[1],
        (
            "Wrong intervention or comparator".to_owned(),
            "9".to_owned()
        )
    );
    assert_eq!(n_of(&table, Key::DatabaseResults), Some("2361"));
}

#[test]
fn unknown_numbers_are_na_and_known_zeros_are_zeros() {
    let (table, _) = PackageTable::of(&flows::worked_example(Template::default()));
    let csv = table.to_csv();
    assert_eq!(n_of(&table, Key::PreviousStudies), None);
    assert!(csv.contains("previous_studies.html,NA\n"));
    assert_eq!(n_of(&table, Key::ExcludedAutomatic), Some("0"));
}

#[test]
fn a_number_without_reasons_is_written_alone() {
    let mut flow = example();
    flow.reports.excluded = Breakdown::of(39);
    let (table, _) = PackageTable::of(&flow);
    assert_eq!(n_of(&table, Key::DbrExcluded), Some("39"));
    assert_eq!(table.flow().0.reports.excluded, Breakdown::of(39));
}

#[test]
fn names_that_the_format_cannot_hold_are_changed_and_reported() {
    let mut flow = example();
    flow.reports.excluded = Breakdown::by_name([
        ("Wrong population, adults; children", 3),
        ("=cmd|' /C calc'!A0", 2),
        ("Crohn's disease", 1),
    ]);
    let (table, notes) = PackageTable::of(&flow);
    assert_eq!(
        n_of(&table, Key::DbrExcluded).unwrap(),
        "Wrong population - adults - children, 3; cmd|\u{2019} /C calc\u{2019}!A0, 2; Crohn\u{2019}s disease, 1"
    );
    assert_eq!(notes.len(), 3);
    assert_eq!(notes[0].key, Some(Key::DbrExcluded));
    assert!(
        notes[0]
            .message
            .contains("Wrong population, adults; children")
    );
}

#[test]
fn what_the_format_has_no_place_for_is_reported() {
    let (_, notes) = PackageTable::of(&flows::crowded());
    let about: Vec<_> = notes.iter().filter_map(|note| note.key).collect();
    for key in [
        Key::RecordsExcluded,
        Key::OtherResults,
        Key::DbrNotretrievedReports,
    ] {
        assert!(about.contains(&key), "{key:?}");
    }
    assert!(
        notes
            .iter()
            .any(|note| note.message.contains("40 records not yet screened"))
    );
}

#[test]
fn texts_and_links_of_a_read_file_are_kept() {
    let (table, _) = PackageTable::of(&example());
    let edited = table
        .to_csv()
        .replace("Records screened,", "Titles screened,")
        .replace("records_screened.html", "\"https://example.org/a,b\"")
        + "my_row,NA,mine,Mine,NA,NA,NA,7\n";
    let mut read = PackageTable::from_csv(edited.as_bytes()).unwrap();
    assert_eq!(read.to_csv(), edited);
    let mut flow = example();
    flow.screened = Some(1);
    assert_eq!(read.fill(&flow), []);
    let changed = read.to_csv();
    assert!(changed.contains("Titles screened,"));
    assert!(changed.contains("\"https://example.org/a,b\",1\n"));
    assert!(changed.ends_with("my_row,NA,mine,Mine,NA,NA,NA,7\n"));
}

#[test]
fn files_of_spreadsheets_and_older_versions_are_read() {
    let file = "\u{feff}data;n;boxtext\r\nrecords_screened;1,234;x\r\nduplicates;12.0;x\r\n\
                dbr_excluded;\"Not a trial, 3; Age, under 18, 4\";x\r\nnew_studies;;x\r\n";
    let (flow, notes) = PackageTable::from_csv(file.as_bytes()).unwrap().flow();
    assert_eq!(notes, []);
    assert_eq!(flow.screened, Some(1234));
    assert_eq!(flow.removed.duplicates, Some(12));
    assert_eq!(
        flow.reports.excluded,
        Breakdown::by_name([("Not a trial", 3), ("Age, under 18", 4)])
    );
    assert_eq!(flow.new, Included::default());

    let latin = b"data,n\ndbr_excluded,\"\xc9tude en cours, 3\"\n";
    let (flow, _) = PackageTable::from_csv(latin).unwrap().flow();
    assert_eq!(flow.reports.excluded.parts[0].name, "Étude en cours");
}

#[test]
fn placeholders_stay_blank_and_are_reported() {
    let file = "data,n\nrecords_screened,xxx\ndbr_excluded,\"Reason1, xxx; Reason2, 5\"\n\
                duplicates,-4\nduplicates,4\n";
    let (flow, notes) = PackageTable::from_csv(file.as_bytes()).unwrap().flow();
    assert_eq!(flow.screened, None);
    assert_eq!(flow.removed.duplicates, None);
    assert_eq!(flow.reports.excluded, Breakdown::by_name([("Reason2", 5)]));
    assert_eq!(notes.len(), 4);
    assert!(
        notes
            .iter()
            .any(|note| note.message.contains("Reason1, xxx"))
    );
}

#[test]
fn another_file_is_refused_with_what_was_expected() {
    for file in [&b""[..], b"Title,Year\nA,2020\n", b"\x89PNG\r\n\x1a\n\0\0"] {
        let error = PackageTable::from_csv(file).unwrap_err();
        assert!(matches!(error, TableError::MissingColumn("data")));
        assert!(error.to_string().contains("expected: data,node,box"));
    }
}

/// The flow as the format can hold it: what is written is what comes back.
fn as_held(flow: &Flow) -> Flow {
    let (table, _) = PackageTable::of(flow);
    table.flow().0
}

proptest! {
    #[test]
    fn there_and_back_loses_nothing_that_the_format_holds(flow in random_flow::any_flow()) {
        let (table, _) = PackageTable::of(&flow);
        let read = PackageTable::from_csv(table.to_csv().as_bytes()).unwrap();
        prop_assert_eq!(&read, &table);
        let (back, notes) = read.flow();
        prop_assert_eq!(notes, []);
        for key in Key::ALL {
            // A list keeps its parts; a total that contradicts them is reported as lost.
            let contradicted = flow.breakdown(key).is_some_and(|breakdown| {
                breakdown.total.is_some() && !breakdown.parts.is_empty()
            }) && matches!(key, Key::DbrExcluded | Key::OtherExcluded);
            if key != Key::OtherResults && !contradicted {
                prop_assert_eq!(back.count(key), flow.count(key), "{:?}", key);
            }
        }
        prop_assert_eq!(as_held(&back), back.clone());
        let (again, notes) = PackageTable::of(&back);
        prop_assert_eq!(&again, &table);
        // Nothing more is lost the second time; what remains are hints about the template.
        let about_template = [Some(Key::PreviousStudies), Some(Key::WebsiteResults)];
        let lost_again = notes.iter().any(|note| !about_template.contains(&note.key));
        prop_assert!(!lost_again, "{:?}", notes);
    }

    #[test]
    fn every_list_is_read_by_the_package_as_it_was_meant(
        names in prop::collection::vec(random_flow::name(), 1..8),
    ) {
        let mut flow = Flow::default();
        flow.reports.excluded.parts = names
            .into_iter()
            .zip(1..)
            .map(|(name, n)| NamedCount { name, n })
            .collect();
        let (table, _) = PackageTable::of(&flow);
        let field = n_of(&table, Key::DbrExcluded).unwrap();
        let read = as_the_package_reads(field);
        prop_assert_eq!(&read, &as_older_versions_read(field));
        let counts: Vec<String> = read.iter().map(|(_, n)| n.clone()).collect();
        let expected: Vec<String> =
            (1..=read.len()).map(|n| n.to_string()).collect();
        prop_assert_eq!(counts, expected);
        prop_assert_eq!(read.len(), flow.reports.excluded.parts.len());
        prop_assert!(read.iter().all(|(name, _)| !name.is_empty()));
        prop_assert!(!field.contains(['\'', '"', '\\', '\n']));
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let mut file = b"data,node,box,description,boxtext,tooltips,url,n\n".to_vec();
        file.extend(bytes);
        if let Ok(table) = PackageTable::from_csv(&file) {
            table.flow();
        }
    }
}
