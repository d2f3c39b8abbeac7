//! The six synthetic reports of trials: what is proposed for every value of which the truth is known, on which page, and
//! that nothing is proposed where its evidence was taken out.

use std::collections::BTreeMap;
use std::path::PathBuf;

use documents::Document;
use extraction::{ReaderScores, Source, StudyLists, Suggested, TEMPLATES, plain_number, suggest};
use review::{FieldKind, Finding, Form, Measure, Proposal, ValueStatus};

use crate::counting::{Counts, report, share};
use crate::without_evidence::without;

/// A value that is known, by its column names in `values.csv`.
struct Truth {
    report: String,
    form: String,
    field: String,
    arm: Option<String>,
    outcome: Option<String>,
    time_point: Option<String>,
    status: String,
    value: String,
    page: Option<u32>,
    passage: String,
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../assets/sample/reports")
}

fn truths() -> Vec<Truth> {
    let mut reader = csv::Reader::from_path(folder().join("values.csv")).expect("values.csv");
    reader
        .records()
        .map(|row| {
            let row = row.expect("a row");
            let word = |column: usize| row.get(column).expect("a column").to_owned();
            let some = |column: usize| Some(word(column)).filter(|word| !word.is_empty());
            Truth {
                report: word(0),
                form: word(1),
                field: word(2),
                arm: some(3),
                outcome: some(4),
                time_point: some(5),
                status: word(6),
                value: word(7),
                page: some(9).map(|page| page.parse().expect("a page")),
                passage: word(10),
            }
        })
        .collect()
}

fn form(name: &str) -> Form {
    TEMPLATES
        .iter()
        .find(|template| template.name == name)
        .expect("a template")
        .form(name.into())
        .expect("a form")
}

/// The study's arms, and the outcomes and times that the truth has for this form.
fn lists(of_report: &[&Truth], form: &str) -> StudyLists {
    let distinct = |of: &dyn Fn(&Truth) -> Option<String>, any_form: bool| {
        let mut all: Vec<String> = Vec::new();
        for truth in of_report.iter().filter(|t| any_form || t.form == form) {
            if let Some(one) = of(truth)
                && !all.contains(&one)
            {
                all.push(one);
            }
        }
        all
    };
    StudyLists {
        arms: distinct(&|t| t.arm.clone(), true),
        outcomes: distinct(&|t| t.outcome.clone(), false),
        time_points: distinct(&|t| t.time_point.clone(), false),
    }
}

fn finding(suggested: &Suggested) -> &Finding {
    match &suggested.proposal {
        Proposal::Read { finding, .. } => finding,
        Proposal::Unread { why } => panic!("rules always answer: {why}"),
    }
}

fn squeezed(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

/// Whether a proposal is right: numbers, dates and options are the same; words are right where the passage that the truth
/// rests on is among them.
fn is_right(truth: &Truth, kind: &FieldKind, found: &Finding) -> bool {
    if truth.status == "not_reported" {
        return found.status == ValueStatus::NotReported;
    }
    match kind {
        FieldKind::Number { .. } => {
            let wanted = plain_number(truth.value.trim_start_matches('<')).expect("a number");
            let decimals = truth
                .value
                .split_once('.')
                .map_or(0, |(_, digits)| digits.len());
            let calculated = found.status == ValueStatus::Calculated;
            // “<0.001” is not 0.001.
            let given = found.value.trim_start_matches('<');
            (given == found.value) != truth.value.starts_with('<')
                && plain_number(given).is_some_and(|value| {
                    // A computed value may have more decimals than the truth.
                    let near = 0.5 * 0.1_f64.powi(i32::try_from(decimals).expect("few"));
                    value == wanted || calculated && (value - wanted).abs() <= near + 1e-9
                })
        }
        FieldKind::Text => {
            squeezed(&found.value).contains(&squeezed(&truth.passage))
                || squeezed(&truth.passage).contains(&squeezed(&found.value))
                    && !found.value.is_empty()
        }
        _ => found.value == truth.value,
    }
}

struct Measured {
    by_field: BTreeMap<String, Counts>,
    pages_right: u64,
    pages: u64,
    abstained: u64,
    taken_out: u64,
}

fn measure() -> Measured {
    let truths = truths();
    let mut measured = Measured {
        by_field: BTreeMap::new(),
        pages_right: 0,
        pages: 0,
        abstained: 0,
        taken_out: 0,
    };
    let mut reports: Vec<&str> = truths.iter().map(|t| t.report.as_str()).collect();
    reports.dedup();
    for name in reports {
        let bytes = std::fs::read(folder().join(format!("{name}.pdf"))).expect("a report");
        let document = documents::read_document(&bytes);
        let of_report: Vec<&Truth> = truths.iter().filter(|t| t.report == name).collect();
        let mut forms: Vec<&str> = of_report.iter().map(|t| t.form.as_str()).collect();
        forms.dedup();
        for form_name in forms {
            let form = form(form_name);
            let lists = lists(&of_report, form_name);
            let source = Source::new(&document);
            let all = suggest(&source, &form, &lists, &ReaderScores::default());
            for truth in of_report.iter().filter(|t| t.form == form_name) {
                one(truth, &form, &lists, &all, &document, &mut measured);
            }
        }
    }
    measured
}

fn of<'s>(all: &'s [Suggested], truth: &Truth) -> &'s Finding {
    let suggested = all
        .iter()
        .find(|s| {
            s.address.field.as_str() == truth.field
                && s.address.arm == truth.arm
                && s.address.outcome == truth.outcome
                && s.address.time_point == truth.time_point
        })
        .expect("every address of the form is answered");
    finding(suggested)
}

fn one(
    truth: &Truth,
    form: &Form,
    lists: &StudyLists,
    all: &[Suggested],
    document: &Document,
    measured: &mut Measured,
) {
    let field = form
        .fields
        .iter()
        .find(|field| field.id.as_str() == truth.field)
        .expect("a field of the template");
    let found = of(all, truth);
    let given = truth.status != "not_reported";
    let proposed = !found.value.is_empty();
    let right = is_right(truth, &field.kind, found);
    measured
        .by_field
        .entry(format!("{}.{}", truth.form, truth.field))
        .or_default()
        .count(given, proposed, right);
    let shown = found.evidence.first();
    if right && given {
        measured.pages += 1;
        let on_page = shown.and_then(|quote| quote.page) == truth.page;
        measured.pages_right += u64::from(on_page);
    }
    if !right {
        println!(
            "{} {}.{} | {} | {} | truth {} {:?}, proposed {:?} {:?} in {:?}",
            truth.report,
            truth.form,
            truth.field,
            truth.arm.as_deref().unwrap_or("–"),
            truth.outcome.as_deref().unwrap_or("–"),
            truth.status,
            truth.value,
            found.status,
            found.value.chars().take(80).collect::<String>(),
            shown.map(|quote| (
                &quote.unit,
                quote.exact.chars().take(60).collect::<String>()
            ))
        );
    }
    if let FieldKind::Number {
        measure: Measure::Events | Measure::GroupSize,
        ..
    } = &field.kind
    {
        assert_eq!(
            found.unit, None,
            "people have no unit, as below “Number (%)”"
        );
    }
    // Without its evidence nothing may be proposed.
    if let (true, FieldKind::Number { .. }) = (given, &field.kind) {
        let numbers: Vec<f64> = [&truth.value, &truth.passage]
            .into_iter()
            .flat_map(|text| numbers_of(text))
            .collect();
        let left = without(document, &numbers);
        let source = Source::new(&left);
        let alone = Form {
            fields: vec![field.clone()],
            ..form.clone()
        };
        let of_it = StudyLists {
            outcomes: truth.outcome.iter().cloned().collect(),
            time_points: truth.time_point.iter().cloned().collect(),
            ..lists.clone()
        };
        let again = suggest(&source, &alone, &of_it, &ReaderScores::default());
        let found = of(&again, truth);
        // Where another place gives it too, it is still reported.
        if !is_right(truth, &field.kind, found) {
            measured.taken_out += 1;
            let abstained = found.value.is_empty();
            measured.abstained += u64::from(abstained);
            if !abstained {
                println!(
                    "without its evidence: {} {}.{} | {:?} | {:?} | truth {:?}, proposed {:?} in {:?}",
                    truth.report,
                    truth.form,
                    truth.field,
                    truth.arm,
                    truth.outcome,
                    truth.value,
                    found.value,
                    found.evidence.first().map(|quote| (
                        &quote.unit,
                        quote.exact.chars().take(60).collect::<String>()
                    ))
                );
            }
        }
    }
}

fn numbers_of(text: &str) -> Vec<f64> {
    extraction::parse(text, None)
        .iter()
        .flat_map(|reading| reading.shape.numbers().into_iter().map(|n| n.value))
        .collect()
}

#[test]
fn values_of_the_sample_reports() {
    let measured = measure();
    let all = report("six synthetic reports", &measured.by_field);
    println!(
        "page of the first quote: {}",
        share(measured.pages_right, measured.pages)
    );
    println!(
        "nothing proposed without the evidence: {}",
        share(measured.abstained, measured.taken_out)
    );
    assert_eq!(all.asked, 360, "all values were asked for");
    assert!(all.right * 100 >= 84 * all.asked, "fewer right than once");
    assert!(
        all.proposed_right * 100 >= 94 * all.proposed,
        "more proposed wrongly than once"
    );
    assert!(
        measured.pages_right * 100 >= 95 * measured.pages,
        "more quotes on another page than once"
    );
    assert!(
        measured.abstained * 100 >= 95 * measured.taken_out,
        "more proposed without evidence than once"
    );
}
