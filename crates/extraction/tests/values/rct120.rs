//! Values of ten randomised trials that people extracted (Yun et al. 2024, rct120, the part for development): how many
//! are proposed rightly, and that nothing is proposed where the evidence was taken out.

use std::collections::BTreeMap;

use documents::Document;
use extraction::{ReaderScores, Source, StudyLists, Suggested, read_form, suggest};
use review::{Form, Proposal, ValueAddress, ValueStatus};
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

/// The trials in the order of their numbers, every other one: what was tuned on the one half is checked on the other.
fn half(rows: &[Row], article: &str) -> usize {
    let mut articles: Vec<u64> = rows.iter().map(|row| number_of(&row.article)).collect();
    articles.sort_unstable();
    articles.dedup();
    let place = articles.iter().position(|n| *n == number_of(article));
    place.expect("one of them") % 2
}

fn number_of(article: &str) -> u64 {
    article.trim_start_matches("PMC").parse().expect("a number")
}

/// How often nothing was proposed after the evidence was taken out.
#[derive(Clone, Copy, Debug, Default)]
struct Abstained {
    times: u64,
    of: u64,
}

/// A value is asked for again in a document without its evidence; what is proposed is told apart from what still gives it.
fn again(document: &Document, row: &Row, address: &ValueAddress, gold: f64) -> Option<Suggested> {
    let left = without(document, &[gold]);
    let form = Form {
        fields: (row
            .form
            .fields
            .iter()
            .filter(|f| f.id == address.field)
            .cloned())
        .collect(),
        ..row.form.clone()
    };
    suggest(
        &Source::new(&left),
        &form,
        &row.lists,
        &ReaderScores::default(),
    )
    .into_iter()
    .find(|suggested| suggested.address == *address)
    .filter(|suggested| value(suggested).0 != Some(gold))
}

#[test]
fn values_of_the_development_trials() {
    let Some(rows) = rows() else { return };
    let mut counts = [BTreeMap::new(), BTreeMap::new()];
    let mut abstained = [Abstained::default(); 2];
    for row in &rows {
        let half = half(&rows, &row.article);
        let document = article(&row.article);
        let source = Source::new(&document);
        for suggested in suggest(&source, &row.form, &row.lists, &ReaderScores::default()) {
            let of_arm = suggested.address.arm.as_ref();
            let arm = row.lists.arms.iter().position(|arm| Some(arm) == of_arm);
            let arm = arm.expect("an arm");
            let field = suggested.address.field.to_string();
            let gold = row.gold[&(field.clone(), arm)];
            let what = format!(
                "{half} {} {} | {} | {field}: gold {gold:?}",
                row.article, row.lists.outcomes[0], row.lists.arms[arm]
            );
            let (found, status, names) = value(&suggested);
            let right = found == gold;
            let counts: &mut Counts = counts[half].entry(field).or_default();
            counts.count(gold.is_some(), found.is_some(), right);
            if !right {
                println!("{what}, proposed {found:?} ({status:?}) {names}");
            }
            let Some(gold) = gold else { continue };
            if let Some(again) = again(&document, row, &suggested.address, gold) {
                let (found, _, names) = value(&again);
                abstained[half].of += 1;
                abstained[half].times += u64::from(found.is_none());
                if found.is_some() {
                    println!("without its evidence: {what}, proposed {found:?} {names}");
                }
            }
        }
    }
    let mut whole = Counts::default();
    for (half, name) in ["checked on", "tuned on"].into_iter().enumerate() {
        whole.add(report(
            &format!("rct120, development trials, the half that was {name}"),
            &counts[half],
        ));
        let Abstained { times, of } = abstained[half];
        println!(
            "nothing proposed without the evidence: {}",
            share(times, of)
        );
        assert!(
            times * 100 >= 95 * of,
            "more proposed without evidence than once"
        );
    }
    assert!(
        whole.right * 100 >= 82 * whole.asked,
        "fewer right than once"
    );
    assert!(
        whole.proposed_right * 100 >= 92 * whole.proposed,
        "more proposed wrongly than once"
    );
}
