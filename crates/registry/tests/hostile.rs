//! Files that are broken or meant to harm: a bad trial costs only itself, and memory stays bounded.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

mod support;

use proptest::prelude::*;
use registry::{
    ReadTrialsError, RegistryFormat, RegistryItem, TableKind, TableWriter, read_trials,
};
use review::Severity;
use std::ops::ControlFlow;
use support::{file, read};

fn xml_study(number: u32, inside: &str) -> String {
    format!(
        "<clinical_study><id_info><nct_id>NCT{number:08}</nct_id></id_info>{inside}</clinical_study>"
    )
}

fn ids(bytes: &[u8]) -> Vec<String> {
    read(bytes).1.into_iter().map(|trial| trial.id).collect()
}

#[test]
fn broken_xml_costs_only_its_trial() {
    let good = |n| xml_study(n, "<condition>Hurry</condition>");
    for bad in [
        // No number; not closed; tags crossed; the end of something else; a tag that is cut off.
        "<clinical_study><brief_title>No number</brief_title></clinical_study>",
        "<clinical_study><id_info><nct_id>NCT00000009",
        "<clinical_study><id_info></clinical_study></id_info>",
        "<clinical_study></search_results>",
        "<clinical_study><id_info <nct_id>",
    ] {
        let text = format!(
            "<search_results>\n{}\n{bad}\n{}\n</search_results>",
            good(1),
            good(2)
        );
        let (_, trials, problems) = read(text.as_bytes());
        let ids: Vec<&str> = trials.iter().map(|t| t.id.as_str()).collect();
        assert!(
            ids.contains(&"NCT00000001") && ids.contains(&"NCT00000002"),
            "{bad}: {ids:?}"
        );
        assert!(
            problems
                .iter()
                .any(|p| p.line == Some(3) && !p.reason.is_empty()),
            "{bad}: {problems:?}"
        );
    }
}

#[test]
fn entities_are_not_expanded() {
    let bomb = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"{}\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">\
         <!ENTITY f SYSTEM \"file:///etc/passwd\">]><search_results>{}</search_results>",
        "y".repeat(1000),
        xml_study(1, "<condition>&b;&f;&lt;b&gt;</condition>")
    );
    let (_, trials, _) = read(bomb.as_bytes());
    assert_eq!(trials[0].conditions.len(), 1);
    assert!(
        trials[0].conditions[0].len() < 100,
        "{}",
        trials[0].conditions[0].len()
    );
    assert!(!trials[0].conditions[0].contains("root:"));
}

#[test]
fn huge_texts_are_read_or_told() {
    // Ten million signs in one element are read; a hundred million are no true trial.
    let (_, trials, problems) = read(
        format!(
            "<search_results>{}{}</search_results>",
            xml_study(1, &format!("<keyword>{}</keyword>", "x".repeat(10_000_000))),
            xml_study(2, "")
        )
        .as_bytes(),
    );
    assert_eq!((trials.len(), problems.len()), (2, 0));
    assert_eq!(trials[0].keywords[0].len(), 10_000_000);

    let huge = "z".repeat(70 << 20);
    let xml = format!(
        "<search_results>{}{}</search_results>",
        xml_study(1, ""),
        xml_study(2, &huge)
    );
    let (_, trials, problems) = read(xml.as_bytes());
    assert_eq!(trials.len(), 1);
    assert!(
        problems
            .iter()
            .any(|p| p.reason.contains("larger than any true entry")),
        "{problems:?}"
    );

    let json = format!(
        r#"[{{"protocolSection":{{"a":"{huge}"}}}},{{"protocolSection":{{"identificationModule":{{"nctId":"NCT00000002"}}}}}}]"#
    );
    let (_, trials, problems) = read(json.as_bytes());
    assert_eq!(trials[0].id, "NCT00000002");
    assert!(problems[0].reason.contains("larger than any true study"));

    let csv = format!(
        "NCT Number,Study Title\nNCT00000001,One\nNCT00000002,\"{huge}\nNCT00000003,Three\n"
    );
    let (_, trials, problems) = read(csv.as_bytes());
    assert_eq!(trials.len(), 1);
    assert!(problems[0].reason.contains("a quote has no end"));
}

#[test]
fn deep_nesting_ends_nothing() {
    let deep = format!("<clinical_study>{}", "<a>".repeat(200_000));
    assert!(ids(deep.as_bytes()).is_empty());
    let json = format!(
        r#"[{{"protocolSection":{}{},"#,
        r#"{"a":"#.repeat(100_000),
        "1"
    );
    assert!(ids(json.as_bytes()).is_empty());
}

#[test]
fn formulas_are_neutralised_in_tables() {
    let json = r#"[{"protocolSection":{"identificationModule":{"nctId":"NCT00000001","briefTitle":"=HYPERLINK(\"http://x\")"},
        "conditionsModule":{"conditions":["+1","-cmd|' /C calc'!A0","@SUM(A1)","-5.2"]}}}]"#;
    let (_, trials, _) = read(json.as_bytes());
    let mut writer = TableWriter::new(|_| Ok(Vec::new())).expect("memory can be written");
    writer.add(&trials[0]).expect("memory can be written");
    for (kind, _, bytes) in writer.finish().expect("memory can be written") {
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let cells: Vec<String> = reader
            .records()
            .flat_map(|row| {
                row.expect("a row")
                    .iter()
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            })
            .collect();
        assert!(
            cells
                .iter()
                .all(|cell| cell == "-5.2" || !cell.starts_with(['=', '+', '-', '@'])),
            "{cells:?}"
        );
        if kind == TableKind::Trials {
            assert_eq!(cells[2], "'=HYPERLINK(\"http://x\")");
        }
    }
    // And taken off again where such a table comes back.
    let (_, trials, _) = read(b"NCT Number,Study Title\nNCT00000001,'=1+1\n");
    assert_eq!(trials[0].title.as_deref(), Some("=1+1"));
}

#[test]
fn tables_with_shifted_cells_are_told() {
    let csv = "NCT Number,Study Title,Acronym\nNCT00000001,One,A\nNCT00000002,Two, three, four,B\n,None,\nNCT00000004,Four\n";
    let (_, trials, problems) = read(csv.as_bytes());
    let ids: Vec<&str> = trials.iter().map(|t| t.id.as_str()).collect();
    assert_eq!(ids, ["NCT00000001", "NCT00000004"]);
    assert_eq!(
        problems
            .iter()
            .map(|p| (p.line, p.entry))
            .collect::<Vec<_>>(),
        [(Some(3), Some(2)), (Some(4), Some(3))]
    );
    assert!(problems.iter().all(|p| p.severity == Severity::Entry));
    assert!(problems[0].reason.contains("5 cells"));
}

#[test]
fn other_files_are_refused() {
    for other in [
        &b""[..],
        b"hello",
        b"<html></html>",
        b"{\"a\":1}",
        b"title,year\nx,2010\n",
        b"\xFF\xFE\x00",
    ] {
        let error =
            read_trials(other, |_| ControlFlow::Continue(())).expect_err("no registry file");
        assert!(matches!(error, ReadTrialsError::UnknownFormat), "{error}");
    }
}

#[test]
fn bytes_that_are_no_text_cost_their_signs() {
    let mut bytes =
        br#"[{"protocolSection":{"identificationModule":{"nctId":"NCT00000001","briefTitle":"Caf"#
            .to_vec();
    bytes.extend(b"\xE9 trial\"}}}]");
    let (_, trials, _) = read(&bytes);
    assert_eq!(trials[0].title.as_deref(), Some("Caf\u{fffd} trial"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is cut out of a file or put into it, the reader ends; and a study of a JSON file that stands behind the
    /// damage is read.
    #[test]
    fn damage_is_local(at in 0_usize..6000, cut in 0_usize..40, put in "[<>{}\\[\\]\"\\\\,a-c&;\n]{0,12}", json in any::<bool>()) {
        let name = if json { "studies.json" } else { "ictrp.xml" };
        let text: Vec<char> = String::from_utf8(file(name)).expect("UTF-8").chars().collect();
        let from = at.min(text.len());
        let to = (from + cut).min(text.len());
        let mut damaged: String = text[..from].iter().collect();
        damaged.push_str(&put);
        damaged.extend(&text[to..]);
        damaged.push_str("\n{\"protocolSection\":{\"identificationModule\":{\"nctId\":\"NCT77777777\"}}}\n");
        let mut found = false;
        let read = read_trials(damaged.as_bytes(), |item| {
            if let RegistryItem::Trial(trial) = item {
                found |= trial.id == "NCT77777777";
            }
            ControlFlow::Continue(())
        });
        prop_assert!(found || !matches!(read, Ok(RegistryFormat::ClinicalTrialsGovJson)));
    }
}
