//! Decide: a named person's verdict on a record, and taking it back. The only road to a decision.

use std::sync::Arc;

use review::{
    Decision, Outcome, RecordId, Retrieval, ReviewerId, Role, Stage, SuggestionId, Verdict,
};
use serde::{Deserialize, Serialize};
use store::{Activity, Actor, RecordedDecision, Whereabouts};
use ts_rs::TS;

use crate::error::{Error, Result};
use crate::ledger::Ledger;
use crate::open_review::{Review, criterion};
use crate::people::refuse_unknown_reviewer;

/// A verdict about to be recorded.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Verdicts {
    /// The record; a merged duplicate stands for its group.
    pub record: RecordId,
    /// The stage.
    pub stage: Stage,
    /// Who decides.
    pub reviewer: ReviewerId,
    /// What.
    pub verdict: Verdict,
    /// Label of the criterion cited; required to exclude at full text.
    pub reason: Option<String>,
    /// A remark.
    pub note: Option<String>,
    /// The suggestions that were on the screen when deciding, so that this is known ever after; empty where none was.
    /// Left out by whoever shows none at all.
    #[serde(default)]
    #[ts(optional)]
    pub seen: Option<Vec<SuggestionId>>,
    /// How long the record was worked on, if it was measured.
    pub time: Option<TimeSpent>,
}

/// Time spent on a record before deciding (METHODS §5), milliseconds, from a monotonic clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TimeSpent {
    /// From opening the record to the decision.
    pub elapsed_ms: i64,
    /// Active time where more than 30 s without input counts as idle.
    pub active_30_ms: i64,
    /// The same for 60 s.
    pub active_60_ms: i64,
    /// The same for 120 s.
    pub active_120_ms: i64,
    /// Seconds without input after which this reviewer counts as away: 30, 60 or 120. The decision's own active time
    /// is the one measured by this rule; all three are kept beside it.
    #[serde(default = "usual_idle_seconds")]
    pub idle_seconds: u32,
}

/// The usual rule (METHODS §5).
fn usual_idle_seconds() -> u32 {
    TimeSpent::USUAL_IDLE_SECONDS
}

impl TimeSpent {
    /// The longest time on one record that is believed, in milliseconds: a day.
    pub const LONGEST_MS: i64 = 86_400_000;

    /// Seconds without input after which a reviewer counts as away, unless they chose otherwise.
    pub const USUAL_IDLE_SECONDS: u32 = 60;

    /// Active milliseconds by the reviewer's rule; `None` where it is none of those that are measured.
    pub fn active_ms(self) -> Option<i64> {
        match self.idle_seconds {
            30 => Some(self.active_30_ms),
            60 => Some(self.active_60_ms),
            120 => Some(self.active_120_ms),
            _ => None,
        }
    }

    /// The time as far as it can be: from 0 to a day, 0 ≤ active (30 s) ≤ active (60 s) ≤ active (120 s) ≤ elapsed, by a
    /// rule that is measured. What cannot be is cut, and a trace says so: what was decided is never lost for its time.
    pub(crate) fn believed(self) -> Self {
        let elapsed_ms = self.elapsed_ms.clamp(0, Self::LONGEST_MS);
        let active_120_ms = self.active_120_ms.clamp(0, elapsed_ms);
        let active_60_ms = self.active_60_ms.clamp(0, active_120_ms);
        let active_30_ms = self.active_30_ms.clamp(0, active_60_ms);
        let believed = Self {
            elapsed_ms,
            active_30_ms,
            active_60_ms,
            active_120_ms,
            idle_seconds: match self.idle_seconds {
                measured @ (30 | 60 | 120) => measured,
                _ => Self::USUAL_IDLE_SECONDS,
            },
        };
        if believed != self {
            tracing::warn!(told = ?self, ?believed, "a time that cannot be was cut to what can");
        }
        believed
    }
}

impl Review {
    /// Records a reviewer's independent verdict. When this returns, it is on disk.
    ///
    /// Refused where the record is not at that stage, or a reason is missing at full text.
    pub async fn decide(&self, verdict: &Verdicts) -> Result<Decision> {
        let ledger = self.ledger().await?;
        let group = known_group(&ledger, &verdict.record)?;
        refuse_ineligible(&ledger, group, verdict.stage)?;
        let own = ledger.own_decision(group, verdict.stage, &verdict.reviewer);
        if own.is_none() && !ledger.is_open_for(group, verdict.stage, &verdict.reviewer) {
            refuse_unasked(&ledger, group, verdict)?;
            return Err(Error::refused(
                "this record has the decisions it needs",
                "Those who decided may change their decision; a conflict is settled by an adjudicator.",
            ));
        }
        self.record_decision(ledger, group, verdict, Role::Reviewer)
            .await
    }

    /// Settles a conflict. Refused where there is none, or for a reviewer the protocol does not name as adjudicator.
    pub async fn adjudicate(&self, verdict: &Verdicts) -> Result<Decision> {
        let ledger = self.ledger().await?;
        let group = known_group(&ledger, &verdict.record)?;
        refuse_ineligible(&ledger, group, verdict.stage)?;
        if !ledger.protocol().may_adjudicate(&verdict.reviewer) {
            let names: Vec<&str> = ledger
                .protocol()
                .adjudicators
                .iter()
                .map(|id| ledger.reviewer_name(id))
                .collect();
            return Err(Error::refused(
                format!(
                    "{} is not an adjudicator of this review",
                    ledger.reviewer_name(&verdict.reviewer)
                ),
                format!("The protocol names: {}.", names.join(", ")),
            ));
        }
        let adjudicated = ledger
            .in_force(group, verdict.stage)
            .iter()
            .any(|d| d.role == Role::Adjudicator);
        if !adjudicated && ledger.outcome(group, verdict.stage) != Outcome::Conflict {
            return Err(Error::refused(
                "there is no conflict on this record",
                "Only records on which the reviewers disagree, or where one was unsure, are adjudicated.",
            ));
        }
        self.record_decision(ledger, group, verdict, Role::Adjudicator)
            .await
    }

    async fn record_decision(
        &self,
        ledger: Arc<Ledger>,
        group: usize,
        verdict: &Verdicts,
        role: Role,
    ) -> Result<Decision> {
        let reason = reason_for(&ledger, verdict)?;
        refuse_unknown_reviewer(&ledger, &verdict.reviewer)?;
        if let Some(note) = &verdict.note {
            crate::annotate::refuse_strange_note(note)?;
        }
        let time = verdict.time.map(TimeSpent::believed);
        let record_id = ledger.id(group).clone();
        let reopened = !ledger
            .in_force(group, verdict.stage)
            .iter()
            .all(|d| d.reviewer_id != verdict.reviewer);
        let sightings = self
            .sightings(&ledger, group, verdict.stage, verdict.seen.as_deref())
            .await?;
        let (id, decided_at) = self.store.next_decision();
        let activity = time.map(|time| Activity {
            record_id: record_id.clone(),
            stage: verdict.stage,
            reviewer_id: verdict.reviewer.clone(),
            decision_id: Some(id.clone()),
            started_at: decided_at - time.elapsed_ms,
            elapsed_ms: time.elapsed_ms,
            active_30_ms: time.active_30_ms,
            active_60_ms: time.active_60_ms,
            active_120_ms: time.active_120_ms,
            reopened,
        });
        let decision = Decision {
            id,
            record_id,
            stage: verdict.stage,
            reviewer_id: verdict.reviewer.clone(),
            role,
            verdict: verdict.verdict,
            reason,
            note: verdict.note.clone(),
            active_ms: time.and_then(TimeSpent::active_ms),
            protocol_version: ledger.protocol_version(),
            decided_at,
        };
        let recorded = RecordedDecision {
            decision,
            activity,
            sightings,
        };
        let whereabouts = self.store.record_decision(&recorded).await?;
        // Held no longer, the ledger is advanced in place instead of being copied.
        drop(ledger);
        let applied = recorded.decision.clone();
        match whereabouts {
            Whereabouts::Recorded => {
                self.advance_ledger(move |ledger| ledger.add_decision(applied))
                    .await?;
            }
            Whereabouts::Waits => {
                self.apply_at_once(move |ledger| ledger.add_decision(applied))
                    .await;
            }
        }
        Ok(recorded.decision)
    }

    /// Takes back the reviewer's latest decision that was not taken back yet, at any stage and in any role; as often as
    /// there are decisions. Returns it, so that its record can be shown again.
    pub async fn undo(&self, reviewer: &ReviewerId) -> Result<Option<Decision>> {
        self.known_reviewer(reviewer).await?;
        let ledger = self.ledger().await?;
        let latest = ledger
            .decisions()
            .rfind(|d| d.reviewer_id == *reviewer)
            .cloned();
        let Some(decision) = latest else {
            return Ok(None);
        };
        let mut change = self
            .store
            .begin(&Actor::Reviewer(reviewer.clone()), "undo decision")
            .await?;
        change.withdraw_decision(&decision.id, reviewer).await?;
        change
            .commit(&serde_json::json!({ "decision": decision.id, "record": decision.record_id }))
            .await?;
        drop(ledger);
        let id = decision.id.clone();
        self.advance_ledger(move |ledger| ledger.withdraw_decision(&id))
            .await?;
        Ok(Some(decision))
    }
}

/// The group of a record.
pub(crate) fn known_group(ledger: &Ledger, record: &RecordId) -> Result<usize> {
    match ledger.ordinal(record) {
        Some(ordinal) if ledger.is_live(ordinal) => Ok(ledger.group(ordinal)),
        Some(_) => Err(Error::refused(
            format!("the import that brought record {record} was withdrawn"),
            "Import the file again if it was withdrawn by mistake.",
        )),
        None => Err(Error::not_found(
            format!("there is no record {record} in this review"),
            "Search for it by its words.",
        )),
    }
}

/// Refused where others were asked for this record.
fn refuse_unasked(ledger: &Ledger, group: usize, verdict: &Verdicts) -> Result<()> {
    let Some(asked) = ledger.asked_for(group, verdict.stage) else {
        return Ok(());
    };
    if asked.contains(&&verdict.reviewer) {
        return Ok(());
    }
    if let Some(only) = &ledger.facts().packet_of {
        return Err(Error::refused(
            format!(
                "this review was made of a packet for {}",
                ledger.reviewer_name(only)
            ),
            format!(
                "Only their decisions are taken back into the review that it came from: choose {} at the top right, \
                 or open a packet of your own.",
                ledger.reviewer_name(only)
            ),
        ));
    }
    let names: Vec<&str> = asked
        .into_iter()
        .map(|id| ledger.reviewer_name(id))
        .collect();
    Err(Error::refused(
        format!(
            "{} was not asked for this record",
            ledger.reviewer_name(&verdict.reviewer)
        ),
        format!(
            "It is assigned to {}. Assign it anew if that should change.",
            names.join(", ")
        ),
    ))
}

fn refuse_ineligible(ledger: &Ledger, group: usize, stage: Stage) -> Result<()> {
    if ledger.is_eligible(group, stage) {
        return Ok(());
    }
    let record = ledger.id(group);
    if ledger.removal(group).is_some() {
        return Err(Error::refused(
            format!("record {record} was removed before screening"),
            "Put it back first.",
        ));
    }
    Err(match ledger.retrieval(group) {
        Retrieval::NotRetrieved { .. } => Error::refused(
            format!("the report of record {record} is noted as not retrieved"),
            "Attach it or note it as retrieved first.",
        ),
        _ => Error::refused(
            format!(
                "record {record} is not at the full-text stage: it is not (or not yet) included at title and abstract"
            ),
            "Settle title and abstract first; where two reviewers are needed, both must have decided.",
        ),
    })
}

fn reason_for(ledger: &Ledger, verdict: &Verdicts) -> Result<Option<review::CriterionId>> {
    let labels = || {
        let labels: Vec<String> = ledger
            .protocol()
            .criteria
            .iter()
            .map(|c| format!("{} ({})", c.label, c.text))
            .collect();
        if labels.is_empty() {
            "The protocol has no criteria yet; record them first.".to_owned()
        } else {
            format!("The criteria are: {}.", labels.join("; "))
        }
    };
    match (&verdict.reason, verdict.verdict) {
        (Some(label), Verdict::Exclude) => match criterion(ledger.protocol(), label) {
            Some(criterion) => Ok(Some(criterion.id.clone())),
            None => Err(Error::not_found(
                format!("the protocol has no criterion “{label}”"),
                labels(),
            )),
        },
        (Some(_), _) => Err(Error::invalid(
            "only an exclusion has a reason",
            "Leave the reason out, or exclude.",
        )),
        (None, Verdict::Exclude) if verdict.stage == Stage::FullText => Err(Error::refused(
            "an exclusion at full text needs a reason",
            labels(),
        )),
        (None, _) => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_cut_to_what_can_be() {
        let told =
            |elapsed_ms, active_30_ms, active_60_ms, active_120_ms, idle_seconds| TimeSpent {
                elapsed_ms,
                active_30_ms,
                active_60_ms,
                active_120_ms,
                idle_seconds,
            };
        for (said, believed) in [
            (
                told(100, 5_000, 5_000, 5_000, 60),
                told(100, 100, 100, 100, 60),
            ),
            (
                told(9_000, 4_000, 3_000, 8_000, 30),
                told(9_000, 3_000, 3_000, 8_000, 30),
            ),
            (told(-5, 1, -1, i64::MAX, 7), told(0, 0, 0, 0, 60)),
            (
                told(9_000, 1_000, 2_000, 3_000, 120),
                told(9_000, 1_000, 2_000, 3_000, 120),
            ),
            (
                told(i64::MAX, 0, 0, i64::MAX, 60),
                told(TimeSpent::LONGEST_MS, 0, 0, TimeSpent::LONGEST_MS, 60),
            ),
        ] {
            assert_eq!(said.believed(), believed);
        }
    }
}
