use super::*;
use crate::SectionKind;

fn cell<'a>(document: &'a Document, id: &str) -> &'a str {
    let cell = document
        .tables
        .iter()
        .flat_map(|table| &table.cells)
        .find(|cell| cell.id == id);
    cell.map(|cell| document.words_of(&cell.range))
        .unwrap_or_default()
}

#[test]
fn plain_text_is_cut_into_parts_and_sentences() {
    let document = read_text(
        "TITLE:\nAspirin after stroke\n\nMETHODS\nWe randomised 120 adults to aspirin\nor placebo. Follow-up was one year.\n\nRESULTS\n12 died (10%).\n",
    );
    let sentences: Vec<&str> = document
        .sentences
        .iter()
        .map(|sentence| document.words_of(&sentence.range))
        .collect();
    assert_eq!(
        sentences,
        [
            "TITLE",
            "Aspirin after stroke",
            "METHODS",
            "We randomised 120 adults to aspirin or placebo.",
            "Follow-up was one year.",
            "RESULTS",
            "12 died (10%)."
        ]
    );
    let kinds: Vec<SectionKind> = document
        .sections
        .iter()
        .map(|section| section.kind)
        .collect();
    assert_eq!(
        kinds,
        [
            SectionKind::Other,
            SectionKind::Methods,
            SectionKind::Results
        ]
    );
    assert!(document.words.is_empty() && document.pages.is_empty());
}

#[test]
fn tables_in_columns_keep_their_cells() {
    let document = read_text(
        "Before ([2](#)).:::: ## Results\n\n::: caption\nTable 2. Deaths\n:::\n\n                 All patients              *P*\n  -------------- ----------- ------------- -----\n  Group          Drug        Placebo       \n  Died^\\*^       12/60       1,020         0.04\n                                           \n  Half-life                  3.5^2^        \n\nAfter.",
    );
    assert_eq!(document.tables.len(), 1);
    let table = &document.tables[0];
    assert_eq!(
        (table.label.as_str(), table.rows, table.columns),
        ("Table 2", 4, 4)
    );
    assert_eq!(cell(&document, "T1.r1.c2"), "All patients");
    assert_eq!(cell(&document, "T1.r3.c1"), "Died*");
    assert_eq!(cell(&document, "T1.r3.c3"), "1,020");
    assert_eq!(cell(&document, "T1.r3.c4"), "0.04");
    assert_eq!(cell(&document, "T1.r4.c3"), "3.5[2]");
    assert!(document.text.contains("Died*\t12/60\t1,020\t0.04\n"));
    assert!(document.text.starts_with("Before (2)."));
    assert!(document.text.ends_with("After."));
}

#[test]
fn tables_with_bars_keep_their_cells() {
    let document = read_text("| Arm | n |\n|---|--:|\n| A \\| B | 30 |\n| C | |\n\nEnd.");
    assert_eq!(cell(&document, "T1.r2.c1"), "A | B");
    assert_eq!(cell(&document, "T1.r2.c2"), "30");
    assert_eq!(document.tables[0].cells.len(), 5);
}

#[test]
fn nothing_is_an_empty_document() {
    assert_eq!(read_text(" \n\t").status, DocumentStatus::Empty);
}
