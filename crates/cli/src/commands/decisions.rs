//! Decisions made elsewhere.

use std::path::Path;

use workbench::{Replay, ReplayLists, Result};

use super::{for_writing, stage};
use crate::arguments::{DecisionsAction, DecisionsImport};
use crate::output::{Done, Output};

pub(crate) async fn run(action: &DecisionsAction, output: &Output) -> Result<Done> {
    let DecisionsAction::Import(a) = action;
    let replay = import(a).await?;
    let partly = !replay.unmatched.is_empty();
    output.show(&replay, |r| described(r, "decisions"))?;
    Ok(if partly { Done::Listed } else { Done::Whole })
}

async fn import(a: &DecisionsImport) -> Result<Replay> {
    let review = for_writing(&a.dir).await?;
    if let Some(table) = &a.table {
        return review.replay_table(table).await;
    }
    let mut reviewers = Vec::new();
    for name in &a.reviewer {
        let reviewer = review.add_reviewer(name).await?;
        if !reviewers.contains(&reviewer) {
            reviewers.push(reviewer);
        }
    }
    let included: Vec<&Path> = a.included.iter().map(AsRef::as_ref).collect();
    let excluded: Vec<&Path> = a.excluded.iter().map(AsRef::as_ref).collect();
    review
        .replay_lists(&ReplayLists {
            included: &included,
            excluded: &excluded,
            exclude_others: a.exclude_others,
            reviewers: &reviewers,
            stage: stage(&a.stage)?,
            reason: a.reason.as_deref(),
        })
        .await
}

/// What a replay did, in words; `noun` is what was recorded.
pub(crate) fn described(replay: &Replay, noun: &str) -> String {
    let mut text = format!("{} {noun} recorded", replay.recorded);
    if replay.included > 0 {
        text.push_str(&format!(", {} of them inclusions", replay.included));
    }
    if replay.unchanged > 0 {
        text.push_str(&format!("; {} were there already", replay.unchanged));
    }
    for criterion in &replay.criteria_added {
        text.push_str(&format!(
            "\n  added to the protocol as a reason: {criterion}"
        ));
    }
    if !replay.unmatched.is_empty() {
        text.push_str(&format!(
            "\n{} entries were left out:",
            replay.unmatched.len()
        ));
        for one in &replay.unmatched {
            text.push_str(&format!(
                "\n  entry {}: {} ({})",
                one.entry, one.what, one.reason
            ));
        }
    }
    text
}
