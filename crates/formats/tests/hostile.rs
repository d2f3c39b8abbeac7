//! Fuzz targets, one per parser: whatever the bytes, nothing ends the program and no entry is lost.
//!
//! They run with every `cargo test`; for a long run set `PROPTEST_CASES`, such as
//! `PROPTEST_CASES=1000000 cargo test --release -p formats --test hostile` (docs/decisions/0002-fuzzing-on-stable.md).

#[path = "support/mutate.rs"]
mod mutate;

use formats::{Format, Import, ReadOptions, read};
use proptest::prelude::*;
use review::Severity;

/// Reads bytes as a format and checks what holds for every file.
fn check(bytes: &[u8], format: Option<Format>) -> Option<Import> {
    let options = ReadOptions {
        format,
        ..ReadOptions::default()
    };
    let import = read(bytes, &options).ok()?;
    // Every entry that was begun is a record or a problem of its own, and is counted once.
    let mut entries: Vec<u64> = import.records.iter().map(|record| record.entry).collect();
    let lost = |severity| severity == Severity::Entry;
    entries.extend(
        import
            .problems
            .iter()
            .filter(|problem| lost(problem.severity))
            .filter_map(|problem| problem.entry),
    );
    entries.sort_unstable();
    let expected: Vec<u64> = (1..=entries.len() as u64).collect();
    assert_eq!(entries, expected);
    // Text that is there gives something.
    assert!(!import.records.is_empty() || !import.problems.is_empty());
    // Records stand in file order, on lines of the file.
    assert!(
        import
            .records
            .windows(2)
            .all(|two| two[0].line <= two[1].line)
    );
    let lines = 1 + bytes
        .iter()
        .filter(|byte| matches!(byte, b'\n' | b'\r'))
        .count() as u64;
    assert!(
        import
            .records
            .iter()
            .all(|record| (1..=lines).contains(&record.line))
    );
    for problem in &import.problems {
        assert!(
            problem
                .excerpt
                .as_ref()
                .is_none_or(|text| text.chars().count() <= 200)
        );
        assert!(!problem.reason.is_empty());
    }
    Some(import)
}

/// Lines of the decoded text that begin with one of the strings.
fn starts(bytes: &[u8], start: &str) -> usize {
    let text = String::from_utf8_lossy(bytes);
    text.lines().filter(|line| line.starts_with(start)).count()
}

const RIS: &str = "\
Provider: a database\n1.\nTY  - JOUR\nTI  - One title\nAU  - Smith, Jane\nPY  - 2019///\nAB  - First.\nSecond line\n\
KW  - a; b\nSP  - 12\nEP  - 15\nDO  - 10.1000/abc\nER  - \n\nTY  - CHAP\nT1  - Two\nA2  - Doe, A\nN2  - x\nU5  - \
attest:title=\"Three\"\nER  - \n";
const RIS_TOKENS: &[&str] = &[
    "TY  - JOUR\n",
    "ER  - \n",
    "TY - BOOK\n",
    "ER\n",
    "TI  - t\n",
    "\n",
    "\r",
    "AB  - ",
    "  - ",
    "- ",
    "1.\n",
    "U5  - attest:other=[]\n",
    "U5  - attest:other={\"tag\":\"a\",\"value\":\"b\"}\n",
    "attest:",
    "\u{feff}",
    "é",
    "SN  - 1234-5678\n",
    "KW  - ;;\n",
    "DO  - 10.1/\n",
    "PY  - //\n",
    "NL  - x\n",
    "Link to the Ovid: x\n",
    "ty  - jour\n",
];

const NBIB: &str = "\
PMID- 12345\nOWN - NLM\nTI  - One title that\n      goes on\nFAU - Smith, Jane\nAU  - Smith J\nLID - 10.1000/abc [doi]\n\
DP  - 2019 Mar\nPT  - Journal Article\nMH  - Humans\nPMC - PMC12\n\nPMID- 67890\nTI  - Two\nCN  - A Group\n\nOWN - ERIC\n\
TI  - Three\nOID - EJ1\n";
const NBIB_TOKENS: &[&str] = &[
    "PMID- 1\n",
    "\n",
    "TI  - t\n",
    "      more\n",
    "AU  - A B\n",
    "FAU - A, B\n",
    "PMID-\n",
    "- ",
    "GN  - attest:",
    "GN  - attest:year=1\n",
    "SO- x\n",
    "stray text\n",
    "<1>\n",
    "\u{feff}",
    "IS  - 1\n",
    "AID - x\n",
    "\r\n",
    "DP  - \n",
];

const WOS: &str = "\
FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Smith, J\n   Doe, A\nAF Smith, Jane\n   Doe, Alan\nTI One title\n   \
goes on\nSO A JOURNAL\nPD JUN 14\nPY 2019\nUT WOS:1\nER\n\nPT B\nTI Two\nER\n\nEF\n";
const WOS_TOKENS: &[&str] = &[
    "PT J\n",
    "ER\n",
    "EF\n",
    "FN x\n",
    "TI t\n",
    "   more\n",
    "AU A, B (a@b)\n",
    "CA ;\n",
    "\n",
    "SN x\n",
    "stray\n",
    "PY x\n",
    "UT MEDLINE:1\n",
    "\u{feff}",
    "AB\n",
    "BP 1\n",
];

const REFER: &str = "\
%0 Journal Article\n%T One title\n%A Smith, Jane\n%A Doe, A\n%D 2019\n%X First.\n\nSecond.\n%K a\nb\n%@ 1234-567X\n\n\
%0 Book\n%T Two\n%E Lee, C\n";
const REFER_TOKENS: &[&str] = &[
    "%0 Book\n",
    "%0\n",
    "%T t\n",
    "\n",
    "%",
    "%%\n",
    "% x\n",
    "%A\n",
    "text\n",
    "%J j\n",
    "%B b\n",
    "%D x\n",
    "\u{feff}",
];

const OVID: &str = "\
Database: a database\n<1>\nAccession Number\n  0001.\nAuthor\n  Smith, Jane MD *;  Doe, Alan +\nTitle\n  One title.[Article]\n\
Source\n  A Journal.   28(2):103-106, April 2015.\nAbstract\n  Text\n\n<2>\nTitle\n  Two\nDOI Number\n  10.1000/abc\n";
const OVID_TOKENS: &[&str] = &[
    "<1>\n",
    "2.\n",
    "Title\n",
    "  value\n",
    "Author\n",
    "Source\n",
    "\n",
    "  [Article]\n",
    "Abstract\n",
    "  ;;,\n",
    "<>\n",
    "  (2). x\n",
    "Chapter Title\n",
    "\u{feff}",
    "  Vol 1(2:3, 4\n",
];

const BIBTEX: &str = "\
@string{j = \"A Journal\"}\n@article{smith2019,\n  title = {One {T}itle},\n  author = {Smith, Jane and Doe, A.},\n  \
journal = j # \" B\",\n  year = 2019,\n  doi = {10.1000/abc},\n  abstract = {x \\\"a \\& $y^2$}\n}\n\n@book(two,\n  title = \
\"Two\"\n)\n@comment{x}\n";
const BIBTEX_TOKENS: &[&str] = &[
    "@article{a,",
    "@",
    "{",
    "}",
    "\"",
    "\\",
    "#",
    "=",
    ",",
    "(",
    ")",
    "@string{a=",
    "@comment{",
    "title = {",
    "\n",
    "%",
    "@preamble",
    "author={",
    " and ",
    "\\\"{a",
    "$",
    "crossref={a}",
    "\u{feff}",
];

const PUBMED: &str = "\
<?xml version=\"1.0\"?>\n<PubmedArticleSet>\n<PubmedArticle><MedlineCitation><PMID Version=\"1\">12345</PMID><Article>\
<Journal><Title>J</Title></Journal><ArticleTitle>One <i>t</i></ArticleTitle><Abstract><AbstractText Label=\"A\">x</AbstractText>\
</Abstract><AuthorList><Author><LastName>Smith</LastName><ForeName>Jane</ForeName></Author></AuthorList></Article>\
</MedlineCitation></PubmedArticle>\n<PubmedArticle><MedlineCitation><PMID>2</PMID><Article><ArticleTitle>Two</ArticleTitle>\
</Article></MedlineCitation></PubmedArticle>\n</PubmedArticleSet>\n";
const ENDNOTE: &str = "\
<?xml version=\"1.0\"?>\n<xml><records><record><ref-type name=\"Journal Article\">17</ref-type><contributors><authors><author>\
<style face=\"normal\">Smith, Jane</style></author></authors></contributors><titles><title><style>One</style></title></titles>\
<dates><year>2019</year></dates></record><record><titles><title>Two</title></titles></record></records></xml>\n";
const XML_TOKENS: &[&str] = &[
    "<",
    ">",
    "</",
    "/>",
    "&",
    "&amp;",
    "&#0;",
    "&bogus;",
    "<record>",
    "</record>",
    "<PubmedArticle>",
    "</PubmedArticle>",
    "<a>",
    "</a>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?",
    "\"",
    "<!DOCTYPE a [<!ENTITY b \"c\">]>",
    "<title>",
    "\n",
];

const CSV: &str = "\
Title,Authors,Year,DOI,Abstract,Strange\nOne title,\"Smith, J.; Doe, A.\",2019,10.1000/abc,\"a \"\"b\"\"\nc\",x\n\
Two,Lee C,2020,,text,\n";
const CSV_TOKENS: &[&str] = &[
    ",",
    "\"",
    "\"\"",
    ";",
    "\t",
    "\n",
    "\r\n",
    "Title,Year\n",
    "a,b,c\n",
    "'",
    "|",
    "\u{feff}",
    "=1+1",
    ",,,,,,,,\n",
];

const JSON: &str = "\
[\n {\"kind\":\"journal_article\",\"title\":\"One\",\"authors\":[{\"person\":{\"family\":\"Smith\",\"given\":\"Jane\",\"suffix\":\
null}}],\"year\":2019},\n {\"title\":\"Two\",\"other\":[{\"tag\":\"a\",\"value\":\"b\"}]}\n]\n";
const JSON_TOKENS: &[&str] = &[
    "[",
    "]",
    "{",
    "}",
    "\"",
    ":",
    ",",
    "null",
    "\\",
    "\\u",
    "1e999",
    "-",
    "\"title\":",
    "{\"title\":\"x\"},",
    "\n",
    "[[[[",
];

proptest! {
    #[test]
    fn ris(file in mutate::files(RIS, RIS_TOKENS)) {
        if let Some(import) = check(&file, Some(Format::Ris)) && import.encoding == "UTF-8" && !file.contains(&b'\r') {
            prop_assert!(import.records.len() >= starts(&file, "TY  - "));
        }
    }

    #[test]
    fn nbib(file in mutate::files(NBIB, NBIB_TOKENS)) {
        if let Some(import) = check(&file, Some(Format::Nbib)) && import.encoding == "UTF-8" && !file.contains(&b'\r') {
            prop_assert!(import.records.len() >= starts(&file, "PMID- "));
        }
    }

    #[test]
    fn web_of_science(file in mutate::files(WOS, WOS_TOKENS)) {
        if let Some(import) = check(&file, Some(Format::WebOfScience)) && import.encoding == "UTF-8" && !file.contains(&b'\r') {
            prop_assert!(import.records.len() >= starts(&file, "PT "));
        }
    }

    #[test]
    fn refer(file in mutate::files(REFER, REFER_TOKENS)) {
        if let Some(import) = check(&file, Some(Format::Refer)) && import.encoding == "UTF-8" && !file.contains(&b'\r') {
            prop_assert!(import.records.len() >= starts(&file, "%0 "));
        }
    }

    #[test]
    fn ovid(file in mutate::files(OVID, OVID_TOKENS)) {
        check(&file, Some(Format::Ovid));
    }

    #[test]
    fn bibtex(file in mutate::files(BIBTEX, BIBTEX_TOKENS)) {
        check(&file, Some(Format::Bibtex));
    }

    #[test]
    fn pubmed_xml(file in mutate::files(PUBMED, XML_TOKENS)) {
        check(&file, Some(Format::PubmedXml));
    }

    #[test]
    fn endnote_xml(file in mutate::files(ENDNOTE, XML_TOKENS)) {
        check(&file, Some(Format::EndnoteXml));
    }

    #[test]
    fn csv(file in mutate::files(CSV, CSV_TOKENS)) {
        check(&file, Some(Format::Csv));
    }

    #[test]
    fn json(file in mutate::files(JSON, JSON_TOKENS)) {
        check(&file, Some(Format::Json));
    }

    /// The format is left to be recognised, which must not fail either.
    #[test]
    fn recognition(file in prop_oneof![
        mutate::files(RIS, CSV_TOKENS), mutate::files(OVID, XML_TOKENS), mutate::files(NBIB, BIBTEX_TOKENS),
        mutate::files(CSV, RIS_TOKENS), mutate::files(PUBMED, REFER_TOKENS), mutate::files(WOS, JSON_TOKENS),
    ]) {
        check(&file, None);
    }
}

/// Files that cost quadratic time or a deep stack where a parser is careless. A careless one would run for hours.
#[test]
fn large_and_deep() {
    const SIZE: usize = 1 << 19;
    let of = |piece: &str| piece.repeat(SIZE / piece.len()).into_bytes();
    let formats = [
        Format::Ris,
        Format::Nbib,
        Format::PubmedXml,
        Format::EndnoteXml,
        Format::Bibtex,
        Format::WebOfScience,
        Format::Refer,
        Format::Ovid,
        Format::Csv,
        Format::Json,
    ];
    let pieces = [
        "a",
        " ",
        "\n",
        "\r",
        "{",
        "}",
        "<",
        "<a>",
        "[",
        "\"",
        "\\",
        "@",
        "&",
        ",",
        ";",
        "%0 ",
        "10.",
        "10.1000/)))",
        "(",
        "\u{feff}",
        "- ",
        "a,b\n",
        "<1>\n",
        "@a{b,c={",
        " and ",
        "attest:",
        "PMC",
    ];
    for piece in pieces {
        let bytes = of(piece);
        check(&bytes, None);
        for format in formats {
            check(&bytes, Some(format));
        }
    }
    for (start, piece) in [
        ("TY  - JOUR\nTI  - ", "x <sup> & 10.1000/)"),
        ("TY  - JOUR\n", "KW  - a; b\n"),
        ("TY  - JOUR\n", "UR  - http://a;"),
        ("TY  - JOUR\n", "SN  - 1234-5678 \n"),
        ("TY  - JOUR\n", "AB  - a\n"),
        ("TY  - JOUR\nAU  - ", "a, b; c and d "),
        ("PMID- 1\nTI  - ", "word\n      "),
        ("PMID- 1\n", "AB  - a\n"),
        ("PT J\nAU ", "a, b; c\n   "),
        ("%0 Book\n%X ", "\n\na"),
        ("<1>\nAuthor\n  ", "a MD, PhD 1; "),
        ("<1>\nSource\n  ", "a. 1(2):3, "),
    ] {
        let bytes = format!("{start}{}", piece.repeat(SIZE / 4 / piece.len())).into_bytes();
        assert!(check(&bytes, None).is_some(), "{start}");
    }
}
