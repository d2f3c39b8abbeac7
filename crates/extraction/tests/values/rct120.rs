//! Values of ten randomised trials that people extracted (Yun et al. 2024, rct120, the part for development): how many
//! are proposed rightly, and that nothing is proposed where the evidence was taken out.

use std::collections::BTreeMap;

use documents::Document;
use extraction::{ReaderScores, Source, StudyLists, Suggested, read_form, suggest};
use review::{Form, Proposal, ValueStatus};
use serde_json::Value;

use crate::counting::{Counts, report, share};
use crate::without_evidence::without;

const BINARY: &str = r#"
name = "Dichotomous"
[[field]]
id = "events"
label = "People with the event"
kind = "number"
measure = "events"
scope = "arm_outcome"
[[field]]
id = "group_size"
label = "People analysed"
kind = "number"
measure = "group_size"
scope = "arm_outcome"
"#;
const CONTINUOUS: &str = r#"
name = "Continuous"
[[field]]
id = "mean"
label = "Mean"
kind = "number"
measure = "mean"
scope = "arm_outcome"
[[field]]
id = "standard_deviation"
label = "Standard deviation"
kind = "number"
measure = "standard_deviation"
scope = "arm_outcome"
[[field]]
id = "group_size"
label = "People analysed"
kind = "number"
measure = "group_size"
scope = "arm_outcome"
"#;

struct Row {
    article: String,
    form: Form,
    lists: StudyLists,
    /// Field and arm → what people extracted.
    gold: BTreeMap<(String, usize), Option<f64>>,
}

fn rows() -> Option<Vec<Row>> {
    let folder = real_data::folder("extraction/rct120")?;
    let text = std::fs::read_to_string(folder.join("outcomes.json")).expect("outcomes");
    let all: Vec<Value> = serde_json::from_str(&text).expect("JSON");
    let rows = all.iter().filter(|row| row["split"] == "DEV").map(|row| {
        let word = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
        let binary = row["outcome_type"] == "binary";
        let form = read_form(if binary { BINARY } else { CONTINUOUS }, "f".into())
            .expect("a form")
            .form;
        let mut gold = BTreeMap::new();
        for field in &form.fields {
            for (arm, side) in ["intervention", "comparator"].into_iter().enumerate() {
                let name = format!("{side}_{}", field.id);
                gold.insert((field.id.to_string(), arm), row[&name].as_f64());
            }
        }
        Row {
            article: format!("PMC{}", row["pmcid"]),
            form,
            lists: StudyLists {
                arms: vec![word("intervention"), word("comparator")],
                outcomes: vec![word("outcome")],
                time_points: Vec::new(),
            },
            gold,
        }
    });
    Some(rows.collect())
}

fn article(name: &str) -> Document {
    let folder = real_data::folder("extraction/rct120").expect("data");
    let path = folder.join(format!("abstract_and_results_xml_files/{name}.xml"));
    let mut document = documents::read_jats(&std::fs::read_to_string(path).expect("an article"));
    // One of the ten files is cut in the middle of its XML.
    if !matches!(document.status, documents::DocumentStatus::Read { .. }) {
        let path = folder.join(format!("no_attributes_markdown_files/{name}.md"));
        document = documents::read_text(&std::fs::read_to_string(path).expect("an article"));
    }
    document
}

fn value(suggested: &Suggested) -> (Option<f64>, ValueStatus, String) {
    let Proposal::Read { finding, .. } = &suggested.proposal else {
        panic!("read")
    };
    let names: Vec<&str> = finding.evidence.iter().map(|q| q.unit.as_str()).collect();
    (finding.value.parse().ok(), finding.status, names.join(" "))
}

/// The words of the row heading that a proposal out of a table rests on.
fn row_heading(suggested: &Suggested) -> Option<&str> {
    let Proposal::Read { finding, .. } = &suggested.proposal else {
        return None;
    };
    let heading = finding.evidence.get(1)?;
    heading
        .unit
        .ends_with(".c1")
        .then_some(heading.exact.as_str())
}

#[test]
fn values_of_the_development_trials() {
    let Some(rows) = rows() else { return };
    let mut counts: BTreeMap<String, Counts> = BTreeMap::new();
    let (mut abstained, mut elsewhere, mut taken_out) = (0, 0, 0);
    for row in &rows {
        let document = article(&row.article);
        let source = Source::new(&document);
        let all = suggest(&source, &row.form, &row.lists, &ReaderScores::default());
        for (place, suggested) in all.iter().enumerate() {
            let arm = row
                .lists
                .arms
                .iter()
                .position(|arm| Some(arm) == suggested.address.arm.as_ref())
                .expect("an arm");
            let field = suggested.address.field.to_string();
            let gold = row.gold[&(field.clone(), arm)];
            let (found, status, names) = value(suggested);
            let right = found == gold;
            counts
                .entry(field.clone())
                .or_default()
                .count(gold.is_some(), found.is_some(), right);
            if !right {
                println!(
                    "{} {} | {} | {}: gold {gold:?}, proposed {found:?} ({status:?}) {names}",
                    row.article, row.lists.outcomes[0], row.lists.arms[arm], field
                );
            }
            // Without its evidence nothing may be proposed; where other numbers give it too, it is still known.
            let Some(gold) = gold else { continue };
            let left = without(&document, &[gold]);
            let again = suggest(
                &Source::new(&left),
                &row.form,
                &row.lists,
                &ReaderScores::default(),
            );
            let (found, _, names) = value(&again[place]);
            if found != Some(gold) {
                taken_out += 1;
                abstained += u64::from(found.is_none());
                // No time is asked for here: a row of the same name in a table of another time answers as well.
                let same = found.is_some() && row_heading(&again[place]) == row_heading(suggested);
                elsewhere += u64::from(same && row_heading(suggested).is_some());
                if found.is_some() && !same {
                    println!(
                        "without its evidence: {} {} | {} | {}: gold {gold:?}, proposed {found:?} {names}",
                        row.article, row.lists.outcomes[0], row.lists.arms[arm], field
                    );
                }
            }
        }
    }
    let all = report("rct120, development trials", &counts);
    println!(
        "nothing proposed without the evidence: {}; but for rows of the same name in tables of other times: {}",
        share(abstained, taken_out),
        share(abstained, taken_out - elsewhere)
    );
    assert!(all.right * 100 >= 75 * all.asked, "fewer right than once");
    assert!(
        all.proposed_right * 100 >= 80 * all.proposed,
        "more proposed wrongly than once"
    );
}
