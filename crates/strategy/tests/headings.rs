//! Files of MeSH in NLM's three forms, and what a strategy gains by them. The headings are real ones; the files are made here.

#![expect(clippy::unwrap_used, reason = "a test may end the program")]

use proptest::prelude::*;
use strategy::{HeadingTree, HeadingsError, ProblemKind, Severity, Syntax, lint_headings, parse};

const TEXT: &str = "*NEWRECORD
RECTYPE = D
MH = Myocardial Infarction
AQ = BL BS CF
ENTRY = Heart Attack|T047|NON|EQV|NLM (2006)|050413|abbcdef
ENTRY = Infarction, Myocardial|T047|LAB|EQV|MSH (1965)|a
PRINT ENTRY = Cardiac Infarction
MN = C14.280.647.500
MN = C23.550.513.355.750
UI = D009203

*NEWRECORD
RECTYPE = D
MH = Myocardial Ischemia
MN = C14.280.647
UI = D017202

*NEWRECORD
RECTYPE = D
MH = Shock, Cardiogenic
MN = C14.280.647.500.750
UI = D012770
";

const XML: &str = r#"<?xml version="1.0"?>
<!DOCTYPE DescriptorRecordSet SYSTEM "nlmdescriptorrecordset.dtd">
<DescriptorRecordSet LanguageCode="eng">
<DescriptorRecord DescriptorClass="1">
  <DescriptorUI>D009203</DescriptorUI>
  <DescriptorName><String>Myocardial Infarction</String></DescriptorName>
  <TreeNumberList><TreeNumber>C14.280.647.500</TreeNumber></TreeNumberList>
  <ConceptList><Concept PreferredConceptYN="Y">
    <ConceptUI>M0014340</ConceptUI><ConceptName><String>Myocardial Infarction</String></ConceptName>
    <TermList>
      <Term ConceptPreferredTermYN="Y"><TermUI>T027163</TermUI><String>Myocardial Infarction</String></Term>
      <Term><TermUI>T027165</TermUI><String>Infarction, Myocardial</String></Term>
    </TermList></Concept>
    <Concept PreferredConceptYN="N"><ConceptName><String>Heart Attack</String></ConceptName>
    <TermList><Term><TermUI>T1</TermUI><String>Heart Attack</String></Term></TermList></Concept>
  </ConceptList>
</DescriptorRecord>
<DescriptorRecord DescriptorClass="1">
  <DescriptorUI>D017202</DescriptorUI>
  <DescriptorName><String>Myocardial Ischemia</String></DescriptorName>
  <TreeNumberList><TreeNumber>C14.280.647</TreeNumber></TreeNumberList>
</DescriptorRecord>
</DescriptorRecordSet>"#;

fn read(text: &str) -> HeadingTree {
    HeadingTree::read(text.as_bytes()).unwrap()
}

#[test]
fn the_text_file_gives_headings_tree_and_entry_terms() {
    let mesh = read(TEXT);
    assert_eq!((mesh.len(), mesh.entry_term_count()), (3, 3));
    assert_eq!(
        mesh.entry_terms("myocardial infarction"),
        [
            "Heart Attack",
            "Infarction, Myocardial",
            "Cardiac Infarction"
        ]
    );
    assert_eq!(
        mesh.heading_of("heart attack"),
        Some("Myocardial Infarction")
    );
    assert_eq!(mesh.heading_of("Heart Attacks"), None);
    assert_eq!(
        mesh.with_narrower("Myocardial Ischemia"),
        [
            "Myocardial Infarction",
            "Myocardial Ischemia",
            "Shock, Cardiogenic"
        ]
    );
    assert_eq!(
        mesh.with_narrower("Shock, Cardiogenic"),
        ["Shock, Cardiogenic"]
    );
    assert_eq!(
        mesh.nearest("Miocardial Infarction"),
        ["Myocardial Infarction"]
    );
}

#[test]
fn the_xml_file_gives_the_same() {
    let mesh = read(XML);
    assert_eq!(mesh.len(), 2);
    assert_eq!(
        mesh.entry_terms("Myocardial Infarction"),
        ["Infarction, Myocardial", "Heart Attack"]
    );
    assert_eq!(
        mesh.with_narrower("Myocardial Ischemia"),
        ["Myocardial Infarction", "Myocardial Ischemia"]
    );
}

#[test]
fn the_tree_alone_gives_what_lies_below_what() {
    let mesh =
        read("Eye;A01.456.505.420\nEyebrows;A01.456.505.420.338\nEyelids;A01.456.505.4200\n");
    // The last number is none of MeSH.
    assert_eq!(mesh.len(), 2);
    assert_eq!(mesh.with_narrower("eye"), ["Eye", "Eyebrows"]);
    assert_eq!(mesh.with_narrower("nose"), Vec::<&str>::new());
}

#[test]
fn what_is_no_file_of_mesh_is_told() {
    for text in [
        "",
        "Title;Author\nA;B\n",
        "<html><p>MeSH</p></html>",
        "RECTYPE = D\n",
    ] {
        let error = HeadingTree::read(text.as_bytes()).unwrap_err();
        assert!(
            matches!(error, HeadingsError::NoHeadings),
            "{text}: {error}"
        );
    }
}

#[test]
fn headings_that_mesh_does_not_have_are_told() {
    let mesh = read(TEXT);
    let found = |text: &str, syntax| {
        let problems = lint_headings(&parse(text, syntax).strategy, &mesh);
        assert!(
            problems
                .iter()
                .all(|p| p.kind == ProblemKind::UnknownHeading)
        );
        problems
            .into_iter()
            .map(|p| (p.severity, p.hint))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        found(
            "exp Myocardial Infarction/ or Shock, Cardiogenic/",
            Syntax::OvidMedline
        ),
        []
    );
    assert_eq!(
        found("exp Heart Attack/", Syntax::OvidMedline),
        [(
            Severity::Warning,
            "It leads to the heading “Myocardial Infarction”: write that one.".to_owned()
        )]
    );
    assert_eq!(
        found("heart attack[mh]", Syntax::PubMed)[0].0,
        Severity::Hint
    );
    assert_eq!(
        found("Myocardial Ischaemia[mh]", Syntax::PubMed)[0].1,
        "Did you mean “Myocardial Ischemia”?"
    );
    // Emtree is another thesaurus.
    assert_eq!(found("exp heart infarction/", Syntax::OvidEmbase), []);
}

proptest! {
    #[test]
    fn what_is_kept_is_read_again(names in prop::collection::vec("[A-Z][a-z]{2,9}(, [A-Z][a-z]{2,5})?", 1..8)) {
        let mut text = String::new();
        for (at, name) in names.iter().enumerate() {
            text.push_str(&format!("*NEWRECORD\nMH = {name}\nENTRY = {name} Disease|T047\nMN = C{at:02}\nMN = C01.{at:03}\n"));
        }
        let mesh = read(&text);
        let again = read(&mesh.to_text());
        prop_assert_eq!(again.len(), mesh.len());
        for name in &names {
            prop_assert_eq!(again.entry_terms(name), mesh.entry_terms(name));
            prop_assert_eq!(again.with_narrower(name), mesh.with_narrower(name));
        }
    }

    #[test]
    fn no_bytes_end_the_program(bytes in prop::collection::vec(any::<u8>(), 0..400), start in prop::sample::select(vec!["", "<DescriptorRecord>", "*NEWRECORD\nMH = ", "A;C01\n"])) {
        let mut file = start.as_bytes().to_vec();
        file.extend(bytes);
        // An error is fine; a panic is not.
        if let Ok(mesh) = HeadingTree::read(&file[..]) {
            prop_assert!(!mesh.is_empty());
            prop_assert!(HeadingTree::read(mesh.to_text().as_bytes()).is_ok());
        }
    }
}
