//! The readings of values as a table.

use std::collections::HashMap;

use review::{Finding, ValueStatus};

use super::known::KnownValue;
use crate::export::utc;

/// The columns.
pub(crate) const HEADER: [&str; 27] = [
    "reader",
    "study",
    "study_label",
    "value",
    "kind",
    "practice",
    "arm",
    "period",
    "position",
    "first_answer",
    "first_answer_right",
    "answer",
    "answer_unit",
    "answer_right",
    "suggestion",
    "suggestion_unit",
    "suggestion_right",
    "suggestion_in_view",
    "accepted_by_key",
    "truth",
    "truth_unit",
    "active_30_seconds",
    "active_60_seconds",
    "active_120_seconds",
    "active_60_seconds_after_suggestion",
    "laid_aside",
    "last_step_at",
];

/// One reading.
pub(crate) fn row(known: &KnownValue, labels: &HashMap<String, String>) -> Vec<String> {
    let yes = |truth: bool| if truth { "yes" } else { "no" }.to_owned();
    let judged = |truth: Option<bool>| truth.map_or_else(String::new, yes);
    let value = |finding: Option<&Finding>| finding.map_or_else(String::new, said);
    let unit = |finding: Option<&Finding>| {
        finding
            .and_then(|finding| finding.unit.clone())
            .unwrap_or_default()
    };
    let seconds = |rule: usize| {
        known
            .seconds
            .map_or_else(String::new, |seconds| format!("{:.3}", seconds[rule]))
    };
    vec![
        known.reader.clone(),
        known.extracted.clone(),
        labels.get(&known.extracted).cloned().unwrap_or_default(),
        known.words.clone(),
        known.stratum.clone(),
        yes(known.practice),
        known.arm.clone(),
        known.period.to_string(),
        known.position.to_string(),
        value(known.first.as_ref()),
        judged(known.first_right),
        value(known.answer.as_ref()),
        unit(known.answer.as_ref()),
        judged(known.answer_right),
        value(Some(&known.suggestion)),
        unit(Some(&known.suggestion)),
        judged(known.suggestion_right),
        yes(known.shown),
        yes(known.accepted),
        value(known.truth.as_ref()),
        unit(known.truth.as_ref()),
        seconds(0),
        seconds(1),
        seconds(2),
        known
            .after
            .map_or_else(String::new, |after| format!("{:.3}", after[1])),
        known.laid_aside.to_string(),
        utc(known.answered_at),
    ]
}

/// An answer in words: its value, or why there is none.
fn said(finding: &Finding) -> String {
    match finding.status {
        ValueStatus::Reported | ValueStatus::Calculated => finding.value.clone(),
        ValueStatus::NotReported => "not reported".to_owned(),
        ValueStatus::Unclear => format!("unclear {}", finding.value).trim().to_owned(),
        ValueStatus::Conflicting => format!("conflicting {}", finding.value).trim().to_owned(),
    }
}
