//! Merge: taking the answers of a packet into the review that gave it. What is there already is never changed.

use std::collections::HashSet;
use std::path::Path;

use review::{
    CriterionId, Decision, DecisionId, RecordId, ReviewerId, Role, SuggestionId, Verdict,
};
use serde::Serialize;
use store::{Actor, Packet, PacketRole, RecordedDecision};
use ts_rs::TS;

use super::Answers;
use super::sealed::{Kind, Passphrase, open};
use crate::error::{Error, Result};
use crate::ledger::Ledger;
use crate::off_thread::off_thread;
use crate::open_review::Review;

/// A day in milliseconds: clocks of two computers differ by less.
const DAY: i64 = 86_400_000;

/// What came of a packet's answers.
#[derive(Clone, Debug, Default, Serialize, TS)]
pub struct TakenAnswers {
    /// Decisions that were recorded.
    pub taken: usize,
    /// Decisions that had been taken before.
    pub known: usize,
    /// Decisions that the reviewer has meanwhile made here in the same way.
    pub alike: usize,
    /// Notes that were added.
    pub notes: usize,
    /// Decisions that the reviewer has meanwhile made otherwise here. What stands here was not changed.
    pub conflicts: Vec<PacketConflict>,
    /// Answers that were not taken, each with the reason.
    pub refused: Vec<RefusedAnswer>,
    /// Suggestions that were seen away from here and are not known here; that they were seen is not recorded.
    pub unknown_suggestions: usize,
}

/// Two decisions of the same reviewer on one record.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PacketConflict {
    /// The record.
    pub record: RecordId,
    /// Its title.
    pub title: Option<String>,
    /// What stands here, and stays.
    pub here: Verdict,
    /// What the packet says.
    pub packet: Verdict,
}

/// An answer that was not taken.
#[derive(Clone, Debug, Serialize, TS)]
pub struct RefusedAnswer {
    /// The record it names.
    pub record: RecordId,
    /// Why, in words.
    pub why: String,
}

impl Review {
    /// Takes the answers of a packet. Those that can be are recorded under the name of their reviewer, with their own times;
    /// the others are listed.
    pub async fn take_answers(
        &self,
        file: &Path,
        passphrase: &Passphrase,
        by: &ReviewerId,
    ) -> Result<TakenAnswers> {
        let (path, passphrase) = (file.to_owned(), passphrase.clone());
        let opened = move || open::<Answers>(&path, &passphrase, Kind::Answers);
        let answers = off_thread("the packet", move || opened().map(|it| it.body)).await??;
        let packet = self.packet_of(&answers).await?;
        let records = self.store.packet_records(&packet.id).await?;
        let suggestions: HashSet<SuggestionId> = self.store.suggestion_ids().await?;
        let of_packet: HashSet<DecisionId> = answers
            .decisions
            .iter()
            .map(|recorded| recorded.decision.id.clone())
            .collect();
        let mut report = TakenAnswers::default();
        for mut recorded in answers.decisions {
            let ledger = self.ledger().await?;
            if ledger.decisions().any(|d| d.id == recorded.decision.id) {
                report.known += 1;
                continue;
            }
            let text = answers.texts.get(&recorded.decision.record_id);
            if let Some(why) = self
                .why_refused(&ledger, &packet, &records, &recorded, text)
                .await?
            {
                report.refused.push(RefusedAnswer {
                    record: recorded.decision.record_id,
                    why,
                });
                continue;
            }
            let here = recorded_here(&ledger, &recorded.decision);
            if let Some(here) = here
                && !of_packet.contains(&here.id)
            {
                if (here.verdict, &here.reason)
                    == (recorded.decision.verdict, &recorded.decision.reason)
                {
                    report.alike += 1;
                } else {
                    // Of several on one record the last one counts.
                    report.conflicts.retain(|c| c.record != here.record_id);
                    report
                        .conflicts
                        .push(self.conflict(&ledger, here, recorded).await?);
                }
                continue;
            }
            let seen = recorded.sightings.len();
            recorded
                .sightings
                .retain(|(id, _)| suggestions.contains(id));
            report.unknown_suggestions += seen - recorded.sightings.len();
            drop(ledger);
            self.store.record_decision(&recorded).await?;
            report.taken += 1;
        }
        let ledger = self.ledger().await?;
        for note in answers.notes {
            let known = records.contains(&note.record) && ledger.ordinal(&note.record).is_some();
            if !known || note.body.trim().is_empty() {
                continue;
            }
            let there = self.notes(&note.record).await?;
            if there
                .iter()
                .any(|n| n.reviewer_id == packet.reviewer_id && n.body == note.body)
            {
                continue;
            }
            self.add_note(&note.record, &packet.reviewer_id, &note.body)
                .await?;
            report.notes += 1;
        }
        let change = self
            .store
            .begin(&Actor::Reviewer(by.clone()), "take packet")
            .await?;
        change
            .commit(&serde_json::json!({
                "packet": packet.id, "reviewer": packet.reviewer_id, "taken": report.taken, "known": report.known,
                "conflicts": report.conflicts.len(), "refused": report.refused.len(),
            }))
            .await?;
        Ok(report)
    }

    /// The packet that these answers are to.
    async fn packet_of(&self, answers: &Answers) -> Result<Packet> {
        let given = self.store.packets().await?;
        let packet = given
            .into_iter()
            .find(|p| p.id == answers.id && p.role == PacketRole::Given);
        let same_review = self.store.review().await?.id == answers.review;
        match packet.filter(|_| same_review) {
            Some(packet)
                if packet.reviewer_id == answers.reviewer && packet.stage == answers.stage =>
            {
                Ok(packet)
            }
            Some(_) => Err(Error::bad_input(
                "the answers are of another reviewer or stage than the packet was given to",
                "Nothing was taken. Ask who wrote them.",
            )),
            None => Err(Error::bad_input(
                "this review gave no packet that these answers are to",
                "Open the review that the packet came from.",
            )),
        }
    }

    /// Why an answer is none to this packet; `None` where it is one.
    async fn why_refused(
        &self,
        ledger: &Ledger,
        packet: &Packet,
        records: &HashSet<RecordId>,
        recorded: &RecordedDecision,
        text: Option<&String>,
    ) -> Result<Option<String>> {
        let decision = &recorded.decision;
        let foreign = decision.reviewer_id != packet.reviewer_id
            || decision.stage != packet.stage
            || decision.role != Role::Reviewer
            || recorded.activity.as_ref().is_some_and(|a| {
                (&a.record_id, &a.reviewer_id) != (&decision.record_id, &decision.reviewer_id)
            });
        let criterion = |id: &CriterionId| ledger.protocol().criteria.iter().any(|c| c.id == *id);
        let why = if !records.contains(&decision.record_id) {
            "the packet did not hold this record"
        } else if foreign {
            "it is not a decision of this reviewer at this stage"
        } else if !(packet.made_at.saturating_sub(DAY)..=self.store.next_decision().1 + DAY)
            .contains(&decision.decided_at)
        {
            "its time is before the packet was made, or in the future"
        } else if decision.reason.as_ref().is_some_and(|id| !criterion(id)) {
            "it cites a criterion that the protocol does not have"
        } else if decision.protocol_version > ledger.protocol_version() {
            "it was made under a version of the protocol that is not known here"
        } else if text != Some(&self.text_hash(ledger, &decision.record_id).await?) {
            "the record was read in another wording than it has here"
        } else {
            return Ok(None);
        };
        Ok(Some(why.to_owned()))
    }

    async fn conflict(
        &self,
        ledger: &Ledger,
        here: Decision,
        recorded: RecordedDecision,
    ) -> Result<PacketConflict> {
        let group = crate::decide::known_group(ledger, &here.record_id)?;
        Ok(PacketConflict {
            record: here.record_id,
            title: self.combined(ledger, group).await?.title,
            here: here.verdict,
            packet: recorded.decision.verdict,
        })
    }
}

/// The decision of the same reviewer on the same record that is in force here.
fn recorded_here(ledger: &Ledger, decision: &Decision) -> Option<Decision> {
    let group = ledger.group(ledger.ordinal(&decision.record_id)?);
    ledger.own_decision(group, decision.stage, &decision.reviewer_id)
}
