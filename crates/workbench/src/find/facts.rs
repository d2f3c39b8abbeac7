//! What a viewer may know of each record, as the index asks for it.

use review::{Outcome, Retrieval, ReviewerId, Stage};
use search::{Facts, Index, RecordFacts, ReportPlace};

use super::owned;
use crate::ledger::Ledger;

/// What is known of each group, as far as the viewer may know it.
pub(super) fn all_facts(index: &Index, ledger: &Ledger, viewer: Option<&ReviewerId>) -> Facts {
    let mut facts = index.facts();
    for group in ledger.groups() {
        set_facts(&mut facts, ledger, group, viewer);
    }
    facts
}

/// Sets what is known of one group.
pub(super) fn set_facts(
    facts: &mut Facts,
    ledger: &Ledger,
    group: usize,
    viewer: Option<&ReviewerId>,
) {
    let (stage, outcome) = standing(ledger, group, viewer);
    let reason = match &outcome {
        Outcome::Excluded { reason: Some(id) } => ledger
            .protocol()
            .criteria
            .iter()
            .find(|c| c.id == *id)
            .map(|c| c.label.clone()),
        _ => None,
    };
    let reviewers = ledger
        .in_force(group, Stage::TitleAbstract)
        .iter()
        .chain(&ledger.in_force(group, Stage::FullText))
        .filter(|d| viewer.is_none_or(|v| d.reviewer_id == *v))
        .map(|d| ledger.reviewer_name(&d.reviewer_id).to_owned())
        .collect();
    facts.set(
        ledger.id(group),
        RecordFacts {
            sources: owned(ledger.sources(group)),
            stage,
            standing: (&outcome).into(),
            reason,
            reviewers,
            tags: owned(ledger.tags(group)),
            removed: ledger.removal(group).is_some(),
            report: report_place(ledger, group),
        },
    );
}

/// The stage at which a group was decided on last and its outcome there: a record included at title and abstract counts
/// as included until someone has decided on its full text. A viewer who has not decided sees an unsettled record as
/// undecided.
pub(super) fn standing(
    ledger: &Ledger,
    group: usize,
    viewer: Option<&ReviewerId>,
) -> (Stage, Outcome) {
    let (stage, outcome) = match ledger.outcome(group, Stage::FullText) {
        Outcome::Undecided => (
            Stage::TitleAbstract,
            ledger.outcome(group, Stage::TitleAbstract),
        ),
        decided => (Stage::FullText, decided),
    };
    let settled = matches!(outcome, Outcome::Included | Outcome::Excluded { .. });
    let hidden = viewer.is_some_and(|v| !settled && ledger.own_decision(group, stage, v).is_none());
    (stage, if hidden { Outcome::Undecided } else { outcome })
}

/// Where the report of a group is; `None` where it is not sought.
fn report_place(ledger: &Ledger, group: usize) -> Option<ReportPlace> {
    let sought = ledger.removal(group).is_none()
        && ledger.outcome(group, Stage::TitleAbstract) == Outcome::Included;
    sought.then(|| match ledger.retrieval(group) {
        Retrieval::Sought => ReportPlace::Sought,
        Retrieval::Retrieved { .. } => ReportPlace::Retrieved,
        Retrieval::NotRetrieved { .. } => ReportPlace::NotRetrieved,
    })
}
