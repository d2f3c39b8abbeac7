//! PubMed XML: fields, streaming, damage, and real files against the BibTeX that JabRef expects of them.

use std::ops::ControlFlow;

use formats::{Format, PubmedItem, ReadOptions, read, read_pubmed_xml};
use review::{Author, RecordKind, Severity};

const ARTICLE: &str = "<PubmedArticle>\n<MedlineCitation Status=\"MEDLINE\"><PMID Version=\"1\">123</PMID><Article>\
<Journal><ISSN IssnType=\"Print\">0000-0000</ISSN><JournalIssue><Volume>3</Volume><Issue>2</Issue><PubDate>\
<MedlineDate>2019 Nov-Dec</MedlineDate></PubDate></JournalIssue><Title>A Journal</Title>\
<ISOAbbreviation>A J</ISOAbbreviation></Journal><ArticleTitle>Growth of <i>E. coli</i> at 10<sup>9</sup>/L &amp; \
p &lt; .05.</ArticleTitle><Pagination><MedlinePgn>764-9</MedlinePgn></Pagination>\
<ELocationID EIdType=\"doi\" ValidYN=\"Y\">10.1000/ABC</ELocationID><Abstract>\
<AbstractText Label=\"BACKGROUND\">One.</AbstractText><AbstractText Label=\"METHODS\">Two <sub>x</sub>.</AbstractText>\
</Abstract><AuthorList><Author><LastName>Smith</LastName><ForeName>Jane A</ForeName><Initials>JA</Initials>\
<Suffix>Jr</Suffix><AffiliationInfo><Affiliation>Here</Affiliation></AffiliationInfo></Author>\
<Author><CollectiveName>A Trial Group</CollectiveName></Author></AuthorList><Language>ger</Language><DataBankList>\
<DataBank><DataBankName>ClinicalTrials.gov</DataBankName><AccessionNumberList>\
<AccessionNumber>NCT01</AccessionNumber></AccessionNumberList></DataBank></DataBankList><PublicationTypeList>\
<PublicationType>Journal Article</PublicationType></PublicationTypeList><VernacularTitle>Wachstum</VernacularTitle>\
</Article><MeshHeadingList><MeshHeading><DescriptorName MajorTopicYN=\"N\">Humans</DescriptorName></MeshHeading>\
<MeshHeading><DescriptorName MajorTopicYN=\"Y\">Kidney</DescriptorName><QualifierName MajorTopicYN=\"N\">drug effects\
</QualifierName><QualifierName MajorTopicYN=\"Y\">surgery</QualifierName></MeshHeading></MeshHeadingList>\
</MedlineCitation><PubmedData><ArticleIdList><ArticleId IdType=\"pmc\">PMC7</ArticleId></ArticleIdList></PubmedData>\
</PubmedArticle>\n";

fn set(inside: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE PubmedArticleSet [<!ENTITY a \"aaa\"><!ENTITY b SYSTEM \
        \"file:///etc/passwd\">]>\n<PubmedArticleSet>\n{inside}</PubmedArticleSet>"
    )
}

#[test]
fn the_fields_of_an_article() {
    let import = read(set(ARTICLE).as_bytes(), &ReadOptions::default()).unwrap();
    assert_eq!(import.format, Format::PubmedXml);
    assert_eq!(import.problems, []);
    let found = &import.records[0];
    assert_eq!(found.line, 4);
    let record = &found.record;
    assert_eq!(record.kind, RecordKind::JournalArticle);
    assert_eq!(
        record.title.as_deref(),
        Some("Growth of E. coli at 10⁹/L & p < .05.")
    );
    assert_eq!(record.original_title.as_deref(), Some("Wachstum"));
    assert_eq!(
        record.abstract_text.as_deref(),
        Some("BACKGROUND: One.\nMETHODS: Two x.")
    );
    assert_eq!(record.authors[0].to_string(), "Smith, Jane A, Jr");
    assert_eq!(
        record.authors[1],
        Author::Group {
            name: "A Trial Group".to_owned()
        }
    );
    assert_eq!(
        (record.year, record.date.as_deref()),
        (Some(2019), Some("2019 Nov-Dec"))
    );
    assert_eq!(record.pages.as_deref(), Some("764-9"));
    assert_eq!(record.doi.as_deref(), Some("10.1000/abc"));
    assert_eq!(
        (record.pmid.as_deref(), record.pmcid.as_deref()),
        (Some("123"), Some("PMC7"))
    );
    assert_eq!(
        record.keywords,
        ["Humans", "Kidney*/drug effects", "Kidney*/surgery*"]
    );
    let other = |tag: &str| {
        record
            .other
            .iter()
            .find(|field| field.tag == tag)
            .map(|field| field.value.as_str())
    };
    assert_eq!(other("DataBank"), Some("ClinicalTrials.gov/NCT01"));
    assert_eq!(other("Affiliation"), Some("Smith, Jane A, Jr: Here"));
}

#[test]
fn entities_are_neither_expanded_nor_fetched() {
    let file = set(
        "<PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>&a;&b;&eacute;&#945;\
        </ArticleTitle></Article></MedlineCitation></PubmedArticle>",
    );
    let import = read(file.as_bytes(), &ReadOptions::default()).unwrap();
    assert_eq!(import.records[0].record.title.as_deref(), Some("&a;&b;éα"));
}

#[test]
fn a_file_that_is_cut_off_keeps_its_complete_records() {
    let whole = set(&ARTICLE.repeat(2));
    for end in [whole.len() - 300, whole.len() - 1000] {
        let import = read(&whole.as_bytes()[..end], &ReadOptions::default()).unwrap();
        assert_eq!(import.records.len(), 1);
        assert_eq!(import.problems.len(), 1);
        assert_eq!(import.problems[0].severity, Severity::Entry);
        assert_eq!(import.problems[0].entry, Some(2));
    }
    // Between two records there is nothing to lose, but it is said.
    let end = whole.rfind("</PubmedArticleSet>").unwrap();
    let import = read(&whole.as_bytes()[..end], &ReadOptions::default()).unwrap();
    assert_eq!((import.records.len(), import.problems.len()), (2, 1));
    assert_eq!(import.problems[0].severity, Severity::Note);
}

#[test]
fn records_come_one_by_one() {
    let file = set(&format!(
        "{ARTICLE}<DeleteCitation><PMID>7</PMID><PMID>8</PMID></DeleteCitation>{ARTICLE}"
    ));
    let mut seen = Vec::new();
    read_pubmed_xml(file.as_bytes(), |item| {
        seen.push(match item {
            PubmedItem::Record(found) => found.record.pmid.unwrap_or_default(),
            PubmedItem::Deleted(numbers) => numbers.join("+"),
            PubmedItem::Problem(problem) => problem.reason,
        });
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(seen, ["123", "7+8", "123"]);
}

/// JabRef's tests hold the BibTeX that its own importer must make of each file.
#[test]
fn real_files_read_as_jabref_expects() {
    let Some(folder) = real_data::folder("formats") else {
        return;
    };
    let folder =
        folder.join("JabRef+jabref/jablib/src/test/resources/org/jabref/logic/importer/fileformat");
    let mut compared = 0;
    for name in [
        "ArticleID",
        "ArticleItalics",
        "ArticleNoISSN",
        "KeywordSingleEntry",
        "MeshHeadingList",
        "MathML",
        "Nbib",
    ] {
        let load = |ending: &str| {
            let path = folder.join(format!("MedlineImporterTest{name}.{ending}"));
            read(&std::fs::read(path).unwrap(), &ReadOptions::default())
                .unwrap()
                .records
        };
        for (ours, theirs) in load("xml").iter().zip(&load("bib")) {
            let (ours, theirs) = (&ours.record, &theirs.record);
            assert_eq!(ours.title, theirs.title, "{name}");
            assert_eq!(ours.year, theirs.year, "{name}");
            assert_eq!(ours.journal, theirs.journal, "{name}");
            assert_eq!(ours.doi, theirs.doi, "{name}");
            assert_eq!(ours.pmid, theirs.pmid, "{name}");
            assert_eq!(ours.volume, theirs.volume, "{name}");
            if name == "KeywordSingleEntry" {
                // JabRef takes the person whom this article is about for its author.
                assert_eq!(ours.authors, []);
                compared += 1;
                continue;
            }
            assert_eq!(ours.authors.len(), theirs.authors.len(), "{name}");
            for (ours, theirs) in ours.authors.iter().zip(&theirs.authors) {
                // In the BibTeX, groups stand without the braces that would tell them from persons.
                if matches!(ours, Author::Person { .. }) {
                    assert_eq!(ours.family(), theirs.family(), "{name}");
                }
            }
            compared += 1;
        }
    }
    assert_eq!(compared, 8);
}
