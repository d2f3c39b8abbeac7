//! The line-based formats in the dialects of their sources, on small files made up for the purpose.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use formats::{Format, Import, ReadError, ReadOptions, read};
use review::{Author, Record, RecordKind, Severity};

fn import(text: &str) -> Import {
    read(text.as_bytes(), &ReadOptions::default()).unwrap()
}

fn only(text: &str, format: Format) -> Record {
    let import = import(text);
    assert_eq!(import.format, format);
    assert_eq!(import.records.len(), 1);
    import.records[0].record.clone()
}

fn names(authors: &[Author]) -> Vec<String> {
    authors.iter().map(Author::to_string).collect()
}

fn other<'a>(record: &'a Record, tag: &str) -> Option<&'a str> {
    let field = record.other.iter().find(|field| field.tag == tag)?;
    Some(&field.value)
}

#[test]
fn ris_of_scopus() {
    let record = only(
        "TY  - JOUR\nTI  - A trial of <i>E. coli</i>\nT2  - Journal of Trials\nJ2  - J. Trials\nAU  - Müller, J.A.\n\
         AU  - The ABC Study Group\nPY  - 2019\nVL  - 12\nIS  - 3\nSP  - 101\nEP  - 110\nSN  - 12345678 (ISSN)\n\
         DO  - https://doi.org/10.1000/AbC.1\nC2  - 31234567\nC7  - 55\nDB  - Scopus\nKW  - one\nKW  - two; three\nER  - \n",
        Format::Ris,
    );
    assert_eq!(record.kind, RecordKind::JournalArticle);
    assert_eq!(record.title.as_deref(), Some("A trial of E. coli"));
    assert_eq!(record.journal.as_deref(), Some("Journal of Trials"));
    assert_eq!(record.journal_abbreviation.as_deref(), Some("J. Trials"));
    assert_eq!(
        names(&record.authors),
        ["Müller, J.A.", "The ABC Study Group"]
    );
    assert_eq!(record.pages.as_deref(), Some("101-110"));
    assert_eq!(record.issn, ["1234-5678"]);
    assert_eq!(record.doi.as_deref(), Some("10.1000/abc.1"));
    assert_eq!(record.pmid.as_deref(), Some("31234567"));
    assert_eq!(record.keywords, ["one", "two", "three"]);
    assert_eq!(other(&record, "C7"), Some("55"));
}

#[test]
fn ris_of_ovid_has_fields_behind_the_end() {
    let import = import(
        "1. \nTY  - JOUR\nID  - 32487818\nT1  - First\nA1  - Smith, Jane\nY1  - 2020/05//\nN2  - Text\nJF  - Journal\n\
         JA  - J\nDB  - Ovid MEDLINE(R)\nER  -  \nNL  - Short\n\nLink to the Ovid Full Text: http://example.org/1\n\n2. \n\
         TY  - JOUR\nT1  - Second\nER  -  \n",
    );
    assert_eq!(import.records.len(), 2);
    assert!(import.problems.is_empty(), "{:?}", import.problems);
    let record = &import.records[0].record;
    assert_eq!(record.pmid.as_deref(), Some("32487818"));
    assert_eq!(
        (record.year, record.date.as_deref()),
        (Some(2020), Some("2020/05"))
    );
    assert_eq!(other(record, "NL"), Some("Short"));
    assert_eq!(
        other(record, "Link to the Ovid Full Text"),
        Some("http://example.org/1")
    );
    assert_eq!((import.records[1].line, import.records[1].entry), (17, 2));
}

#[test]
fn ris_with_a_broken_frame_loses_nothing() {
    let import = import(
        "Provider: somebody\nTY - JOUR\nTI - Loose\nAB - First line\nT1 of the trial\nTY - BOOK\nTI - No end before\n\
         ER -\nTI - No start\nPY - n.d.\nER -\n",
    );
    let titles: Vec<_> = import
        .records
        .iter()
        .map(|r| r.record.title.as_deref().unwrap())
        .collect();
    assert_eq!(titles, ["Loose", "No end before", "No start"]);
    let text = import.records[0].record.abstract_text.as_deref();
    assert_eq!(text, Some("First line\nT1 of the trial"));
    let problems: Vec<_> = import
        .problems
        .iter()
        .map(|p| (p.severity, p.line.unwrap(), p.entry))
        .collect();
    assert_eq!(
        problems,
        [
            (Severity::Note, 1, None),
            (Severity::Note, 2, Some(1)),
            (Severity::Note, 9, Some(3)),
            (Severity::Value, 10, Some(3)),
        ]
    );
    assert_eq!(other(&import.records[2].record, "PY"), Some("n.d."));
}

#[test]
fn nbib_of_pubmed() {
    let record = only(
        "PMID- 12345\nOWN - NLM\nIS  - 1234-567X (Electronic)\nVI  - 5\nDP  - 2017 Nov 15\nTI  - A title that is\n      \
         wrapped.\nLID - S1 [pii]\nLID - 10.1000/abc [doi]\nAB  - BACKGROUND: one\n      two.\nFAU - Smith, Jane A\nAU  - \
         Smith JA\nFAU - van der Berg, Jan Jr\nAU  - van der Berg J Jr\nCN  - ABC Group\nLA  - eng\nPT  - Journal Article\n\
         PT  - Randomized Controlled Trial\nTT  - Ein Titel.\nTA  - J Short\nJT  - The long journal\nMH  - Humans\nOT  - \
         word\nPMC - PMC99\n",
        Format::Nbib,
    );
    assert_eq!(record.title.as_deref(), Some("A title that is wrapped."));
    assert_eq!(record.original_title.as_deref(), Some("Ein Titel."));
    assert_eq!(
        record.abstract_text.as_deref(),
        Some("BACKGROUND: one two.")
    );
    assert_eq!(
        names(&record.authors),
        ["Smith, Jane A", "van der Berg, Jan, Jr", "ABC Group"]
    );
    assert_eq!(
        (record.year, record.date.as_deref()),
        (Some(2017), Some("2017 Nov 15"))
    );
    assert_eq!(record.doi.as_deref(), Some("10.1000/abc"));
    assert_eq!(record.pmcid.as_deref(), Some("PMC99"));
    assert_eq!(record.keywords, ["Humans", "word"]);
    assert_eq!(other(&record, "PT"), Some("Randomized Controlled Trial"));
    assert_eq!(other(&record, "LID"), Some("S1 [pii]"));
}

#[test]
fn web_of_science() {
    let record = only(
        "FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Smith, J\n   Doe, A\nAF Smith, Jane\n   Doe, Alan B.\nTI A \
         wrapped\n   title\nSO A JOURNAL\nJI A. J.\nDE one; two\nID THREE\nAB Some\n   text\nSN 1234-5678\nEI 8765-4321\nPD JUN \
         14\nPY 2019\nVL 6\nAR 55\nDI 10.1000/x\nUT WOS:1\nPM 123\nER\n\nEF\n",
        Format::WebOfScience,
    );
    assert_eq!(record.title.as_deref(), Some("A wrapped title"));
    assert_eq!(names(&record.authors), ["Smith, Jane", "Doe, Alan B."]);
    assert_eq!(record.keywords, ["one", "two", "THREE"]);
    assert_eq!(record.issn, ["1234-5678", "8765-4321"]);
    assert_eq!(record.pages.as_deref(), Some("55"));
    assert_eq!(
        (record.year, record.date.as_deref()),
        (Some(2019), Some("JUN 14"))
    );
    assert_eq!(
        (record.accession.as_deref(), record.pmid.as_deref()),
        (Some("WOS:1"), Some("123"))
    );
}

#[test]
fn refer_and_ovid_text() {
    let record = only(
        "%0 Book Section\n%T A chapter\n%B The book\n%A Smith, Jane\n%E Doe, Alan\n%D 2016\n%K one\ntwo\n%X First.\n\nSecond.\n\
         %@ 978-3-16-148410-0\n%7 3rd\n",
        Format::Refer,
    );
    assert_eq!(record.kind, RecordKind::BookSection);
    assert_eq!(record.journal.as_deref(), Some("The book"));
    assert_eq!(record.abstract_text.as_deref(), Some("First.\nSecond."));
    assert_eq!(record.keywords, ["one", "two"]);
    assert_eq!(record.isbn, ["978-3-16-148410-0"]);
    assert_eq!(other(&record, "%7"), Some("3rd"));

    let record = only(
        "<1>\nAuthor\n  Smith, Jane MD *;  Doe, Alan 1\nTitle\n  A title.[Review]\nSource\n  A Journal.   28(2):103-106, April \
         2015.\nDOI Number\n  10.1000/abc\n",
        Format::Ovid,
    );
    assert_eq!(names(&record.authors), ["Smith, Jane", "Doe, Alan"]);
    assert_eq!(record.title.as_deref(), Some("A title."));
    assert_eq!(record.journal.as_deref(), Some("A Journal"));
    assert_eq!(
        (record.volume.as_deref(), record.issue.as_deref()),
        (Some("28"), Some("2"))
    );
    assert_eq!(
        (record.pages.as_deref(), record.year),
        (Some("103-106"), Some(2015))
    );
}

#[test]
fn what_is_no_reference_file_is_refused_with_a_hint() {
    let refused = |bytes: &[u8]| {
        read(bytes, &ReadOptions::default())
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        read(b" \n", &ReadOptions::default()).unwrap_err(),
        ReadError::Empty
    );
    assert!(refused(b"%PDF-1.7 x").starts_with("this is a PDF document; "));
    assert!(refused(b"PK\x03\x04 xl/workbook.xml").contains("Excel workbook; open it and save it"));
    assert!(refused(b"<!DOCTYPE html><html><body>x").contains("a web page"));
    assert!(refused(b"Dear colleague\nthank you\n").contains("no bibliographic format"));
    assert!(refused(b"\x01\x02\x03\x04\x05\x06abc\x07\x08").contains("binary"));
}

#[test]
fn a_wrong_extension_is_no_problem() {
    let options = ReadOptions {
        file_name: Some("export.bib".to_owned()),
        ..ReadOptions::default()
    };
    let import = read(b"TY  - JOUR\nTI  - x\nER  - \n", &options).unwrap();
    assert_eq!(import.format, Format::Ris);
}
