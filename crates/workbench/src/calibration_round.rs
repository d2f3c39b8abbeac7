//! Calibration rounds: the same records for several people before all others, and how far they agreed on them, so that the
//! criteria can be refined before the work is shared out.

use std::collections::{BTreeSet, HashSet};

use ranking::draw_audit_sample;
use review::{CalibrationRound, RecordId, ReviewerId, Stage};
use serde::Serialize;
use store::Actor;
use ts_rs::TS;

use crate::error::{Error, Result};
use crate::ledger::Ledger;
use crate::open_review::Review;
use crate::reviewer_agreement::{AgreementReport, CountUnsure};

/// A round and what came of it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CalibrationView {
    /// The round.
    pub round: CalibrationRound,
    /// How far each of its readers is.
    pub readers: Vec<RoundReader>,
    /// How far they agree. Hidden (`None`) until everybody has read every record, or the round was ended.
    pub agreement: Option<AgreementReport>,
    /// Version of the protocol now: where it is another than at the start, the criteria were refined since.
    pub protocol_version_now: i64,
}

/// How far one reader of a round is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct RoundReader {
    /// Who.
    pub reviewer: ReviewerId,
    /// Name.
    pub name: String,
    /// Records of the round on which this reader has decided.
    pub decided: usize,
}

impl Review {
    /// Starts a round of `count` records, drawn by chance from those nobody has decided on. Without `reviewers` it is for
    /// everybody.
    ///
    /// Refused for fewer than two people, while another round lasts at this stage, and where fewer records are left.
    pub async fn start_calibration(
        &self,
        stage: Stage,
        reviewers: &[ReviewerId],
        count: usize,
        seed: u32,
        by: &ReviewerId,
    ) -> Result<CalibrationRound> {
        let ledger = self.ledger().await?;
        let mut people = BTreeSet::new();
        for reviewer in reviewers {
            people.insert(self.reviewer(reviewer.as_str()).await?);
        }
        let everybody = ledger.facts().reviewers.iter().map(|r| &r.id);
        let reviewers: Vec<ReviewerId> = everybody
            .filter(|id| people.is_empty() || people.contains(*id))
            .cloned()
            .collect();
        if reviewers.len() < 2 {
            return Err(Error::refused(
                "a round of calibration needs two people or more",
                "Add the other reviewers first.",
            ));
        }
        if let Some(lasting) = lasting(&ledger, stage) {
            return Err(Error::refused(
                format!("round {} is not ended yet", lasting.number),
                "End it first; what was decided in it stays.",
            ));
        }
        let untouched: Vec<usize> = ledger
            .groups()
            .filter(|&group| {
                ledger.is_eligible(group, stage) && ledger.in_force(group, stage).is_empty()
            })
            .collect();
        if count == 0 || untouched.len() < count {
            return Err(Error::refused(
                format!(
                    "{count} records cannot be drawn: {} have no decision yet",
                    untouched.len()
                ),
                "Draw fewer; 20 to 50 are usual.",
            ));
        }
        let records: Vec<RecordId> = draw_audit_sample(&untouched, count, seed)
            .into_iter()
            .map(|group| ledger.id(group).clone())
            .collect();
        let version = ledger.protocol_version();
        let mut change = self
            .store
            .begin(&Actor::Reviewer(by.clone()), "start calibration")
            .await?;
        let number = change
            .start_calibration(stage, &reviewers, &records, i64::from(seed), version)
            .await?;
        change
            .commit(&serde_json::json!({
                "round": number, "stage": stage, "reviewers": reviewers, "records": records, "seed": seed,
                "protocol_version": version,
            }))
            .await?;
        self.calibration_round(number).await
    }

    /// Ends a round: its records need as many decisions as all others from now on.
    pub async fn end_calibration(&self, number: i64, by: &ReviewerId) -> Result<CalibrationRound> {
        let round = self.calibration_round(number).await?;
        if round.ended_at.is_some() {
            return Err(Error::refused(
                format!("round {number} was ended already"),
                "Start another one.",
            ));
        }
        let mut change = self
            .store
            .begin(&Actor::Reviewer(by.clone()), "end calibration")
            .await?;
        change.end_calibration(number).await?;
        change
            .commit(&serde_json::json!({ "round": number }))
            .await?;
        self.calibration_round(number).await
    }

    /// Every round with what came of it, the latest first.
    pub async fn calibration_rounds(&self) -> Result<Vec<CalibrationView>> {
        let ledger = self.ledger().await?;
        let mut views = Vec::new();
        for round in ledger.facts().rounds.iter().rev() {
            let groups: HashSet<usize> = round
                .records
                .iter()
                .filter_map(|id| ledger.ordinal(id))
                .map(|ordinal| ledger.group(ordinal))
                .collect();
            let mut readers = Vec::new();
            for reviewer in &round.reviewers {
                let decided =
                    |&&group: &&usize| ledger.own_decision(group, round.stage, reviewer).is_some();
                readers.push(RoundReader {
                    reviewer: reviewer.clone(),
                    name: ledger.reviewer_name(reviewer).to_owned(),
                    decided: groups.iter().filter(decided).count(),
                });
            }
            let finished = readers.iter().all(|reader| reader.decided == groups.len());
            let agreement = if finished || round.ended_at.is_some() {
                let of = |group| groups.contains(&group);
                let unsure = CountUnsure::BetweenBoth;
                Some(
                    self.agreement_on(&ledger, round.stage, unsure, 1, of)
                        .await?,
                )
            } else {
                None
            };
            views.push(CalibrationView {
                round: round.clone(),
                readers,
                agreement,
                protocol_version_now: ledger.protocol_version(),
            });
        }
        Ok(views)
    }

    async fn calibration_round(&self, number: i64) -> Result<CalibrationRound> {
        let ledger = self.ledger().await?;
        let found = ledger.facts().rounds.iter().find(|r| r.number == number);
        found.cloned().ok_or_else(|| {
            Error::not_found(
                format!("there is no round {number} of calibration"),
                "List the rounds first.",
            )
        })
    }
}

fn lasting(ledger: &Ledger, stage: Stage) -> Option<&CalibrationRound> {
    let mut rounds = ledger.facts().rounds.iter();
    rounds.find(|round| round.stage == stage && round.ended_at.is_none())
}
