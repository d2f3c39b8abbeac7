//! The numbers of the extraction for meta-analysis: a row for each pair of arms of a study, outcome and time point, its
//! columns named as the R package metafor's `escalc` asks for them.
//!
//! Only settled values are in it, and nothing is computed but what is left of a group without the event. A value that is
//! not reported leaves its cell empty, which R reads as missing.

use std::path::Path;

use review::{Form, Measure};

use super::evidence_table::Extracted;
use super::numbers_of_study::{NumbersOfStudy, OutcomeAtTime};
use super::table::{Table, TableFormat};
use crate::error::{Error, Result};
use crate::open_review::Review;

/// What is told of each arm.
const OF_ARMS: [Measure; 4] = [
    Measure::Events,
    Measure::GroupSize,
    Measure::Mean,
    Measure::StandardDeviation,
];

/// What a report says of two arms together.
const OF_PAIRS: [Measure; 5] = [
    Measure::Estimate,
    Measure::StandardError,
    Measure::LowerLimit,
    Measure::UpperLimit,
    Measure::PValue,
];

const HEADER: [&str; 22] = [
    "slab",
    "outcome",
    "time_point",
    "arm1",
    "arm2",
    "ai",
    "bi",
    "ci",
    "di",
    "n1i",
    "n2i",
    "m1i",
    "sd1i",
    "m2i",
    "sd2i",
    "effect_measure",
    "estimate",
    "standard_error",
    "lower_limit",
    "upper_limit",
    "p_value",
    "arms_in_study",
];

impl Review {
    /// The table for metafor as CSV. Of several fields for the same number the form's first is taken; a form without the
    /// number of people for each outcome gives that of the arm. Returns the number of rows.
    pub async fn export_metafor(&self, out: &Path, is_final: bool) -> Result<usize> {
        let extracted = self.extracted_for(is_final).await?;
        let facts = self.extraction_facts().await?;
        let form = crate::extract::standing::form_in_force(&facts).ok_or_else(|| {
            Error::refused(
                "there is no form for extraction yet",
                "Make one first, for example from a template.",
            )
        })?;
        let table = table(form, &extracted);
        if table.rows.is_empty() {
            return Err(Error::refused(
                "there are no numbers of two arms and an outcome yet",
                "Name arms and outcomes of the studies; the form needs fields for each arm and outcome.",
            ));
        }
        table.write(out, TableFormat::Csv)?;
        Ok(table.rows.len())
    }
}

fn table(form: &Form, extracted: &Extracted) -> Table {
    let mut rows = Vec::new();
    for study in &extracted.studies {
        let numbers = NumbersOfStudy::of(form, study);
        for at in &numbers.results {
            for (index, first) in numbers.arms.iter().enumerate() {
                for second in &numbers.arms[index + 1..] {
                    rows.push(row(&numbers, at, [*first, *second]));
                }
            }
        }
    }
    // A pair of which nothing is known says nothing.
    rows.retain(|row| row[5..21].iter().any(|cell| !cell.is_empty()));
    Table {
        name: "metafor",
        header: HEADER.to_vec(),
        rows,
    }
}

fn row(numbers: &NumbersOfStudy<'_>, at: &OutcomeAtTime<'_>, pair: [&str; 2]) -> Vec<String> {
    let [one, two] = pair.map(|arm| OF_ARMS.map(|measure| numbers.of_arm(measure, arm, at)));
    let [events1, n1, mean1, sd1] = one;
    let [events2, n2, mean2, sd2] = two;
    let mut row = vec![
        numbers.study.label.clone(),
        at.outcome.to_owned(),
        at.time.unwrap_or_default().to_owned(),
        pair[0].to_owned(),
        pair[1].to_owned(),
    ];
    let (left1, left2) = (without(&events1, &n1), without(&events2, &n2));
    row.extend([
        events1, left1, events2, left2, n1, n2, mean1, sd1, mean2, sd2,
    ]);
    row.push(numbers.effect_measure(at));
    row.extend(OF_PAIRS.map(|measure| numbers.of_pair(measure, at)));
    row.push(numbers.arms.len().to_string());
    row
}

/// People without the event; empty where that cannot be said.
fn without(events: &str, people: &str) -> String {
    match (events.parse::<u64>(), people.parse::<u64>()) {
        (Ok(events), Ok(people)) if events <= people => (people - events).to_string(),
        _ => String::new(),
    }
}
