//! BibTeX: the grammar with all its corners, damage, and what writing makes of a record.

#![expect(clippy::unwrap_used, reason = "a test may end the program")]

use formats::{Format, Import, ReadOptions, read, write};
use review::{Author, OtherField, Record, RecordKind, Severity};

fn import(file: &str) -> Import {
    let options = ReadOptions {
        format: Some(Format::Bibtex),
        ..ReadOptions::default()
    };
    read(file.as_bytes(), &options).unwrap()
}

fn titles(import: &Import) -> Vec<&str> {
    import
        .records
        .iter()
        .map(|found| found.record.title.as_deref().unwrap_or_default())
        .collect()
}

#[test]
fn an_accent_that_is_no_ascii_is_one() {
    let import = import("@article{a, title = {Caf\\´e and \\´{o}, \\¨u}}");
    // `\\´` is written in place of `\\'`; `\\¨` is no accent of LaTeX and stays as it is.
    assert_eq!(titles(&import), ["Café and ó, \\¨u"]);
}

#[test]
fn values_are_put_together_and_decoded() {
    let import = import(
        "@string{jmir = {J. Med. Internet Res.}, suffix = \" \\& Co\"}\n\
         @preamble{\"\\newcommand{\\x}{}\"}\n\
         % a remark\n\
         @ARTICLE(Key:1, author = {M{\\\"u}ller, J{\\'e}r{\\^o}me and {World Health Organization} and others},\n\
           Title = {{The} $\\alpha$-blocker --- 10\\% of \\textit{E. coli} in {\\c{C}}ankaya \\& \\o stre},\n\
           journal = jmir # suffix, year = 2019, month = mar, pages = {12 -- 15}, doi = \"https://doi.org/10.1000/A\\_b\",\n\
           abstract = {One\n  wrapped.\nTwo costs $100 and $200.}, keywords = {a, b}, x-thing = {kept {\\ss}},\n\
           eprinttype = {pubmed}, eprint = {123})\n",
    );
    assert_eq!(import.problems, []);
    let found = &import.records[0];
    assert_eq!(found.line, 4);
    let record = &found.record;
    assert_eq!(
        record.title.as_deref(),
        Some("The α-blocker — 10% of E. coli in Çankaya & østre")
    );
    assert_eq!(record.authors[0].to_string(), "Müller, Jérôme");
    assert_eq!(
        record.authors[1],
        Author::Group {
            name: "World Health Organization".to_owned()
        }
    );
    assert_eq!(record.authors.len(), 2);
    assert_eq!(
        record.journal.as_deref(),
        Some("J. Med. Internet Res. & Co")
    );
    assert_eq!(
        (record.year, record.date.as_deref()),
        (Some(2019), Some("2019 mar"))
    );
    assert_eq!(record.pages.as_deref(), Some("12-15"));
    assert_eq!(record.doi.as_deref(), Some("10.1000/a_b"));
    assert_eq!(record.pmid.as_deref(), Some("123"));
    assert_eq!(
        record.abstract_text.as_deref(),
        Some("One wrapped.\nTwo costs $100 and $200.")
    );
    let others: Vec<(&str, &str)> = record
        .other
        .iter()
        .map(|field| (field.tag.as_str(), field.value.as_str()))
        .collect();
    assert_eq!(
        others,
        [
            ("citation_key", "Key:1"),
            ("author", "and others"),
            ("x-thing", "kept ß"),
            ("eprinttype", "pubmed"),
            ("eprint", "123")
        ]
    );
}

#[test]
fn a_bad_entry_costs_only_itself() {
    let import = import(
        "@article{a, title = {One}}\n\
         @article{b, title = {Two {never closed},\n year = 1999}\n\
         @article{c,\n title = {Three }brace},\n author = {Doe, A},\n year = {2001}\n}\n\
         @article{d, nonsense}\n\
         @article{e, title = {Five}\n\
         @article{a, title = {Six}}\n",
    );
    assert_eq!(
        titles(&import),
        ["One", "Two {never closed", "Three }brace", "Five", "Six"]
    );
    let said: Vec<_> = import
        .problems
        .iter()
        .map(|problem| (problem.severity, problem.line, problem.entry))
        .collect();
    assert_eq!(
        said,
        [
            (Severity::Value, Some(2), Some(2)),
            (Severity::Value, Some(4), Some(3)),
            (Severity::Entry, Some(9), Some(4)),
            (Severity::Note, Some(10), Some(5)),
            (Severity::Note, Some(11), Some(6)),
        ]
    );
}

#[test]
fn comments_are_no_entries() {
    let import = import(
        "@comment{jabref-meta: databaseType:bibtex;}\n@Comment{\n@article{hidden, title = {No},\n}\n}\n\
         %@article{also, title = {No}}\nme@example.org {x}\n@article{a, title = {Yes}}",
    );
    assert_eq!(titles(&import), ["Yes"]);
    assert_eq!(import.problems.len(), 1);
    assert_eq!(
        (import.problems[0].severity, import.problems[0].line),
        (Severity::Note, Some(6))
    );
}

#[test]
fn papers_inherit_from_their_proceedings() {
    let import = import(
        "@inproceedings{p, title = {Paper}, crossref = {c}}\n@proceedings{c, title = {Congress}, year = 2004, editor = {Doe, A}}",
    );
    let paper = &import.records[0].record;
    assert_eq!(paper.kind, RecordKind::ConferencePaper);
    assert_eq!(
        (paper.journal.as_deref(), paper.year),
        (Some("Congress"), Some(2004))
    );
    assert_eq!(paper.editors.len(), 1);
    assert!(paper.other.contains(&OtherField {
        tag: "crossref".to_owned(),
        value: "c".to_owned()
    }));
}

#[test]
fn what_is_written_is_plain_bibtex() {
    let record = Record {
        kind: RecordKind::JournalArticle,
        title: Some("100% of {x} & y_z".to_owned()),
        authors: vec![
            Author::Person {
                family: "van der Berg".to_owned(),
                given: Some("Jo".to_owned()),
                suffix: Some("Jr".to_owned()),
            },
            Author::Group {
                name: "Smith and Sons".to_owned(),
            },
        ],
        year: Some(2019),
        pages: Some("1-9".to_owned()),
        ..Record::default()
    };
    let mut file = Vec::new();
    write(&[record.clone(), record.clone()], Format::Bibtex, &mut file).unwrap();
    let text = String::from_utf8(file).unwrap();
    let first = "@article{vanderBerg2019,\n  author = {van der Berg, Jr, Jo and {Smith and Sons}},\n  \
                 title = {100\\% of \\textbraceleft{}x\\textbraceright{} \\& y\\_z},\n  year = {2019},\n  \
                 pages = {1--9},\n  attest = {key},\n}\n";
    assert!(text.starts_with(first), "{text}");
    assert!(
        text.contains("@article{vanderBerg2019-2,"),
        "keys are unique"
    );
    let back: Vec<Record> = import(&text)
        .records
        .into_iter()
        .map(|found| found.record)
        .collect();
    assert_eq!(back, [record.clone(), record]);
}
