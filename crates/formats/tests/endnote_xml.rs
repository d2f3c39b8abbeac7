//! EndNote XML: fields of a synthetic export, and real exports against the tables and BibTeX files beside them.

#![expect(clippy::unwrap_used, reason = "a test may end the program")]

use formats::{Format, ReadOptions, read};
use review::{Author, Record, RecordKind, Severity};

fn records(file: &[u8]) -> Vec<Record> {
    let options = ReadOptions {
        format: Some(Format::EndnoteXml),
        ..ReadOptions::default()
    };
    let import = read(file, &options).unwrap();
    assert!(
        import
            .problems
            .iter()
            .all(|problem| problem.severity != Severity::Entry),
        "{:?}",
        import.problems
    );
    import
        .records
        .into_iter()
        .map(|found| found.record)
        .collect()
}

#[test]
fn the_fields_of_an_export() {
    let file = "<xml><records><record><ref-type name=\"Journal Article\">17</ref-type><contributors><authors>\
        <author><style face=\"normal\">Smith, J. A.</style></author><author>Trial Group,</author></authors>\
        <secondary-authors><author>Doe, A.</author></secondary-authors></contributors>\
        <titles><title><style face=\"normal\">Growth of </style><style face=\"italic\">E. coli</style>\
        <style face=\"normal\"> at 10<sup>9</sup>/L &amp; more</style></title>\
        <secondary-title>A Journal</secondary-title></titles><periodical><full-title>A Journal</full-title>\
        <abbr-1>A J</abbr-1></periodical><pages>1-9</pages><volume>3</volume><number>2</number>\
        <keywords><keyword>a, b</keyword><keyword>c</keyword></keywords>\
        <dates><year>2015</year><pub-dates><date>Mar 3</date></pub-dates></dates>\
        <isbn>1532-1827 (Electronic)&#xD;0007-0920 (Linking)</isbn><accession-num>25647015</accession-num>\
        <electronic-resource-num>https://doi.org/10.1000/ABC</electronic-resource-num>\
        <abstract>First.&#xD;Second.</abstract><notes>A note</notes><custom3>kept</custom3>\
        <urls><related-urls><url>http://www.ncbi.nlm.nih.gov/pubmed/25647015</url></related-urls>\
        <pdf-urls><url>internal-pdf://1.pdf</url></pdf-urls></urls>\
        <remote-database-name>Embase</remote-database-name></record></records></xml>";
    let [record] = &records(file.as_bytes())[..] else {
        panic!("one record")
    };
    assert_eq!(record.kind, RecordKind::JournalArticle);
    assert_eq!(
        record.title.as_deref(),
        Some("Growth of E. coli at 10⁹/L & more")
    );
    assert_eq!(
        record.authors[1],
        Author::Group {
            name: "Trial Group".to_owned()
        }
    );
    assert_eq!(record.editors[0].to_string(), "Doe, A.");
    assert_eq!(record.journal.as_deref(), Some("A Journal"));
    assert_eq!(record.journal_abbreviation.as_deref(), Some("A J"));
    assert_eq!(
        (record.year, record.date.as_deref()),
        (Some(2015), Some("2015 Mar 3"))
    );
    assert_eq!(record.issn, ["1532-1827", "0007-0920"]);
    assert_eq!(record.doi.as_deref(), Some("10.1000/abc"));
    assert_eq!(record.pmid.as_deref(), Some("25647015"));
    assert_eq!(record.abstract_text.as_deref(), Some("First.\nSecond."));
    assert_eq!(record.keywords, ["a, b", "c"]);
    assert_eq!(record.database.as_deref(), Some("Embase"));
    let others: Vec<(&str, &str)> = record
        .other
        .iter()
        .map(|field| (field.tag.as_str(), field.value.as_str()))
        .collect();
    assert_eq!(
        others,
        [("custom3", "kept"), ("pdf-urls", "internal-pdf://1.pdf")]
    );
}

#[test]
fn a_bad_entry_costs_only_itself() {
    let file = b"<xml><records>\n<record><titles><title>One</title></titles></record>\n\
        <record><titles><title>Two</title>\n<record><titles><title>Three</title></record>\n<record><titles><title>Fo";
    let options = ReadOptions {
        format: Some(Format::EndnoteXml),
        ..ReadOptions::default()
    };
    let import = read(file, &options).unwrap();
    let titles: Vec<_> = import
        .records
        .iter()
        .map(|found| found.record.title.as_deref().unwrap())
        .collect();
    assert_eq!(titles, ["One", "Three"]);
    let lost: Vec<_> = import
        .problems
        .iter()
        .filter(|problem| problem.severity == Severity::Entry)
        .map(|problem| (problem.line, problem.excerpt.as_deref()))
        .collect();
    assert_eq!(lost, [(Some(3), Some("Two")), (Some(5), Some("Fo"))]);
}

/// The same library as EndNote XML and as a table.
#[test]
fn copper_agrees_with_its_table() {
    let Some(folder) = real_data::folder("dedup") else {
        return;
    };
    let xml = records(&std::fs::read(folder.join("copper.xml")).unwrap());
    let table = read(
        &std::fs::read(folder.join("copper.csv")).unwrap(),
        &ReadOptions::default(),
    )
    .unwrap();
    assert_eq!((xml.len(), table.records.len()), (505, 505));
    let squeezed = |text: &Option<String>| {
        text.as_deref()
            .unwrap_or_default()
            .split_whitespace()
            .collect::<String>()
    };
    for (xml, table) in xml.iter().zip(&table.records) {
        let table = &table.record;
        assert_eq!(squeezed(&xml.title), squeezed(&table.title));
        assert_eq!(xml.year, table.year, "{:?}", xml.title);
        assert_eq!(
            squeezed(&xml.volume),
            squeezed(&table.volume),
            "{:?}",
            xml.title
        );
        assert_eq!(
            squeezed(&xml.issue),
            squeezed(&table.issue),
            "{:?}",
            xml.title
        );
        assert_eq!(xml.doi, table.doi, "{:?}", xml.title);
        assert_eq!(
            squeezed(&xml.abstract_text),
            squeezed(&table.abstract_text),
            "{:?}",
            xml.title
        );
        // The table has the journal in the case of `periodical`, the file in that of `secondary-title` as well.
        assert_eq!(
            squeezed(&xml.journal).to_lowercase(),
            squeezed(&table.journal).to_lowercase()
        );
        let families = |record: &Record| {
            record
                .authors
                .iter()
                .map(|a| a.to_string())
                .collect::<Vec<_>>()
        };
        assert_eq!(families(xml), families(table), "{:?}", xml.title);
    }
}
