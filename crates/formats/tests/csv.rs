//! Tables: layout, sources, mappings, damage, and real exports against what CoLRev expects of them.

#![expect(clippy::unwrap_used, reason = "a test may end the program")]

use formats::{ColumnMapping, ColumnTarget, Format, Import, ReadOptions, read, write};
use review::{Record, Severity};

fn import(file: &str) -> Import {
    let options = ReadOptions {
        format: Some(Format::Csv),
        ..ReadOptions::default()
    };
    read(file.as_bytes(), &options).unwrap()
}

#[test]
fn separator_banner_and_header_are_found() {
    for file in [
        "title,year,authors\n\"One, two\",2001,\"Smith, J; Doe, A\"\n",
        "sep=;\ntitle;year;authors\nOne, two;2001;\"Smith, J; Doe, A\"\n",
        "title\tyear\tauthors\r\nOne, two\t2001\tSmith, J; Doe, A\r\n",
        "EBSCO export of 3 May\n\nSearch: x, y and z\ntitle,year,authors\n\"One, two\",2001,\"Smith, J; Doe, A\"\n",
    ] {
        let import = import(file);
        assert!(import.columns.unwrap().confident, "{file}");
        let record = &import.records[0].record;
        assert_eq!(record.title.as_deref(), Some("One, two"));
        assert_eq!((record.year, record.authors.len()), (Some(2001), 2));
        assert!(
            import
                .problems
                .iter()
                .all(|problem| problem.severity == Severity::Note)
        );
    }
}

#[test]
fn rows_keep_their_lines_and_cost_only_themselves() {
    let import = import(
        "title,abstract,doi\n\"a\n\nb\",x,10.1000/1\nshort\n\"open,x,10.1000/2\nlong,x,10.1000/3,more\nno doi,x,y\n",
    );
    let lines: Vec<u64> = import.records.iter().map(|found| found.line).collect();
    assert_eq!(lines, [2, 5, 6, 7, 8]);
    let said: Vec<_> = import
        .problems
        .iter()
        .map(|problem| (problem.severity, problem.line))
        .collect();
    assert_eq!(
        said,
        [
            (Severity::Note, Some(5)),
            (Severity::Note, Some(6)),
            (Severity::Value, Some(7)),
            (Severity::Value, Some(8)),
        ]
    );
    let long = &import.records[3].record.other[0];
    assert_eq!(
        (long.tag.as_str(), long.value.as_str()),
        ("Column 4", "more")
    );
}

#[test]
fn a_mapping_that_the_user_confirmed_replaces_the_guess() {
    let file = "A,B,C\nAspirin and headache in adults,Smith J,2001\nAnother long title of a paper,Doe A,2002\n";
    let guess = import(file).columns.unwrap();
    assert!(!guess.confident);
    assert_eq!(
        guess.mapping.columns,
        [ColumnTarget::Title, ColumnTarget::Other, ColumnTarget::Year]
    );
    let mapping = ColumnMapping {
        columns: vec![
            ColumnTarget::Title,
            ColumnTarget::Authors,
            ColumnTarget::Year,
        ],
    };
    let json = serde_json::to_string(&mapping).unwrap();
    assert_eq!(json, r#"{"columns":["title","authors","year"]}"#);
    let options = ReadOptions {
        format: Some(Format::Csv),
        columns: Some(serde_json::from_str(&json).unwrap()),
        ..ReadOptions::default()
    };
    let import = read(file.as_bytes(), &options).unwrap();
    assert!(import.columns.unwrap().confident);
    assert_eq!(import.records[0].record.authors[0].to_string(), "Smith, J");
}

#[test]
fn known_sources_are_named_and_understood() {
    for (header, source) in [
        (
            "Authors,Title,Year,Source title,Cited by,DOI,Link,Abstract,EID",
            "Scopus",
        ),
        (
            "Title,Original Title,Author Names,Source,Abstract,Emtree Medical Index Terms",
            "Embase",
        ),
        (
            "Article Title,Author,Journal Title,ISSN,Publication Date,PLink",
            "EBSCO",
        ),
        (
            "Document Title,Authors,Publication Title,Publication Year,DOI",
            "IEEE Xplore",
        ),
        ("Title,StoreId,Authors,pubtitle,year", "ProQuest"),
        (
            "Cochrane ID,Author(s),Title,Source,Year",
            "Cochrane Library",
        ),
        (
            "PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year",
            "PubMed",
        ),
        ("PT\tAU\tAF\tTI\tSO\tPY\tUT", "Web of Science"),
        (
            "Item Title,Publication Title,Item DOI,Authors,Publication Year",
            "Springer",
        ),
        (
            "Title,Authors,Abstract,Published Year,Journal,DOI,Covidence #,Study",
            "Covidence",
        ),
        ("key,title,year,authors,journal,notes,abstract", "Rayyan"),
        ("title,abstract,asreview_label,asreview_ranking", "ASReview"),
        ("Refid,Author,Title,Abstract", "DistillerSR"),
        (
            "Key,Item Type,Publication Year,Author,Title,Publication Title,Date Added",
            "Zotero",
        ),
        (
            "Publication ID,DOI,Title,Source title,PubYear,Authors,Dimensions URL",
            "Dimensions",
        ),
        ("Lens ID,Title,Date Published,Author/s", "Lens"),
        ("ItemId,Title,ParentTitle,Authors", "EPPI-Reviewer"),
    ] {
        let separator = if header.contains('\t') { "\t" } else { "," };
        let row = vec!["x"; header.split(separator).count()].join(separator);
        let guess = import(&format!("{header}\n{row}\n")).columns.unwrap();
        assert_eq!(guess.source.as_deref(), Some(source));
        assert!(
            guess.confident && guess.mapping.has(ColumnTarget::Title),
            "{source}"
        );
    }
}

#[test]
fn no_cell_is_a_formula() {
    let record = Record {
        title: Some("=HYPERLINK(\"http://x\")".to_owned()),
        volume: Some("-2".to_owned()),
        issue: Some("'=x".to_owned()),
        notes: vec!["@a\tb".to_owned()],
        ..Record::default()
    };
    let mut file = Vec::new();
    write(std::slice::from_ref(&record), Format::Csv, &mut file).unwrap();
    let text = String::from_utf8(file).unwrap();
    assert!(text.contains("\"'=HYPERLINK(\"\"http://x\"\")\""), "{text}");
    assert!(text.contains(",'-2,"), "{text}");
    let back = import(&text);
    assert_eq!(back.columns.unwrap().source.as_deref(), Some("Attest"));
    assert_eq!(back.records[0].record, record);
}

/// Every column of the tables we were given is understood.
#[test]
fn real_tables_need_no_question() {
    let Some(data) = real_data::folder("dedup") else {
        return;
    };
    let mut seen = 0;
    for folder in [data.clone(), data.join("../screening/dev")] {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|ending| ending != "csv") {
                continue;
            }
            let import = read(&std::fs::read(&path).unwrap(), &ReadOptions::default()).unwrap();
            assert!(import.columns.unwrap().confident, "{}", path.display());
            assert_eq!(import.problems, [], "{}", path.display());
            seen += import.records.len();
        }
    }
    assert_eq!(seen, 10371 + 5930);
}

/// CoLRev's tests hold the BibTeX that its own loaders must make of each table.
#[test]
fn real_exports_read_as_colrev_expects() {
    let Some(folder) = real_data::folder("formats") else {
        return;
    };
    let folder =
        folder.join("CoLRev-Environment+colrev/tests/review_manager/3_packages_search/data");
    for name in ["pubmed_csv", "springer_csv", "ieee_csv"] {
        let load = |ending: &str| -> Vec<Record> {
            let file = std::fs::read(folder.join(format!("{name}{ending}"))).unwrap();
            let import = read(&file, &ReadOptions::default()).unwrap();
            import
                .records
                .into_iter()
                .map(|found| found.record)
                .collect()
        };
        let (ours, theirs) = (load(".csv"), load("_result.bib"));
        assert_eq!(ours.len(), theirs.len());
        for (ours, theirs) in ours.iter().zip(&theirs) {
            assert_eq!(ours.title, theirs.title, "{name}");
            assert_eq!(ours.authors, theirs.authors, "{name}");
            assert_eq!(ours.doi, theirs.doi, "{name}");
            assert_eq!(ours.journal, theirs.journal, "{name}");
            assert_eq!(ours.year, theirs.year, "{name}");
            assert_eq!(ours.pages, theirs.pages, "{name}");
        }
    }
}
