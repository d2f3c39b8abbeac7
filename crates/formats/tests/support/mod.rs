//! Arbitrary records, with the strings that hurt: line ends, tags, delimiters and control characters of all formats.

use proptest::prelude::*;
use review::{Author, OtherField, Record, RecordKind};

/// Pieces of which the nastier strings are made.
const PIECES: &[&str] = &[
    "ER  - ",
    "TY  - JOUR",
    "TI  - x",
    "TY - x",
    "AB -x",
    "PMID- 1",
    "TI- ",
    "FAU - A, B",
    "%0 Book",
    "%T x",
    "@article{a,",
    "}",
    "{",
    "\\",
    "\"",
    "\"\"",
    "'",
    ",",
    ";",
    " and ",
    "|",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\u{0}",
    "\u{1}",
    "\u{7f}",
    "\u{85}",
    "\u{2028}",
    "\u{feff}",
    "\u{a0}",
    "&amp;",
    "&lt;i&gt;",
    "<i>",
    "</i>",
    "<sup>",
    "10<sup>9</sup>",
    "NA",
    "attest:title=\"x\"",
    "attest:other={\"tag\":\"a\",\"value\":\"b\"}",
    "attest:",
    "=",
    "10.1000/AbC.",
    "doi:10.1/x",
    "https://doi.org/10.1000/1",
    "2019",
    "2019-2020",
    "1234-567X",
    "[doi]",
    "[pmid]",
    "Smith, J., Jr",
    "Group,",
    "1.",
    "<1>",
    "Title",
    "  ",
    " ",
    "é",
    "東京",
    "\u{301}",
    "\u{1f600}",
    "#",
    "$",
    "%",
    "~",
    "^",
    "_",
    "--",
    "\u{fffd}",
    "PMC12",
    "123",
    "Study Group",
    "null",
    "=1+1",
    "-2",
    "@x",
    "\u{200b}",
];

pub(crate) fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[A-Za-z][a-z]{0,8}( [a-z]{1,9}){0,4}",
        3 => prop::collection::vec(prop::sample::select(PIECES), 0..6).prop_map(|pieces| pieces.concat()),
        1 => any::<String>(),
        1 => (prop::sample::select(PIECES), any::<String>()).prop_map(|(piece, rest)| format!("{piece}{rest}")),
    ]
}

fn maybe(inner: impl Strategy<Value = String> + 'static) -> impl Strategy<Value = Option<String>> {
    prop::option::weighted(0.4, inner)
}

fn list(inner: impl Strategy<Value = String> + 'static) -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(inner, 0..3)
}

fn author() -> impl Strategy<Value = Author> {
    let word = || prop_oneof![2 => "[A-Z][a-z]{1,8}", 1 => text()];
    prop_oneof![
        3 => (word(), maybe(word()), maybe(prop_oneof![Just("Jr".to_owned()), text()])).prop_map(
            |(family, given, suffix)| Author::Person { family, given, suffix }
        ),
        1 => word().prop_map(|name| Author::Group { name }),
    ]
}

fn kind() -> impl Strategy<Value = RecordKind> {
    prop_oneof![
        Just(RecordKind::JournalArticle),
        Just(RecordKind::Book),
        Just(RecordKind::BookSection),
        Just(RecordKind::ConferencePaper),
        Just(RecordKind::Proceedings),
        Just(RecordKind::Thesis),
        Just(RecordKind::TechnicalReport),
        Just(RecordKind::Preprint),
        Just(RecordKind::TrialRegistration),
        Just(RecordKind::WebPage),
        Just(RecordKind::Dataset),
        Just(RecordKind::Unknown),
        text().prop_map(RecordKind::Other),
        Just(RecordKind::Other("JOUR".to_owned())),
    ]
}

fn other() -> impl Strategy<Value = OtherField> {
    let tag = prop_oneof![
        prop::sample::select(vec![
            "TY",
            "ER",
            "AU",
            "U1",
            "U5",
            "T2",
            "SP",
            "C2",
            "ST",
            "PT",
            "AD",
            "PHST",
            "GN",
            "LID",
            "title",
            "note",
            "Funding Details",
            "attest",
            "",
            "other",
        ])
        .prop_map(str::to_owned),
        text(),
    ];
    (tag, text()).prop_map(|(tag, value)| OtherField { tag, value })
}

prop_compose! {
    pub(crate) fn record()(
        kind in kind(),
        (title, original_title, abstract_text) in (maybe(text()), maybe(text()), maybe(text())),
        authors in prop::collection::vec(author(), 0..3),
        editors in prop::collection::vec(author(), 0..2),
        (year, date) in (prop::option::of(prop_oneof![1900..2030, any::<i32>()]), maybe(text())),
        (journal, journal_abbreviation) in (maybe(text()), maybe(text())),
        (volume, issue, pages) in (maybe(text()), maybe(text()), maybe(prop_oneof![Just("12-5".to_owned()), text()])),
        (doi, pmid, pmcid) in (
            maybe(prop_oneof![Just("10.1000/abc".to_owned()), text()]),
            maybe(prop_oneof![Just("123".to_owned()), text()]),
            maybe(prop_oneof![Just("PMC123".to_owned()), text()]),
        ),
        (issn, isbn) in (list(text()), list(text())),
        (publisher, place, language) in (maybe(text()), maybe(text()), maybe(text())),
        (keywords, urls, notes) in (list(text()), list(text()), list(text())),
        (accession, database) in (maybe(text()), maybe(text())),
        other in prop::collection::vec(other(), 0..4),
    ) -> Record {
        Record {
            kind, title, original_title, abstract_text, authors, editors, year, date, journal, journal_abbreviation,
            volume, issue, pages, doi, pmid, pmcid, issn, isbn, publisher, place, language, keywords, urls, accession,
            database, notes, other,
        }
    }
}

/// All files below a folder, in order of their paths.
#[allow(
    dead_code,
    reason = "each test file includes this module and uses what it needs"
)]
pub(crate) fn files(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}
