//! Assign: who is asked to decide on which records. The rule is part of the protocol; single records can be assigned beside
//! it. That nobody is offered what others are asked for is enforced where records are handed out (`screen.rs`) and where
//! decisions are taken (`decide.rs`).

use review::{Assignment, RecordId, ReviewerId, Share, Stage};
use serde::Serialize;
use store::Actor;
use ts_rs::TS;

use crate::decide::known_group;
use crate::error::{Error, Result};
use crate::open_review::Review;

/// Who is asked for what at one stage.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AssignmentView {
    /// The stage.
    pub stage: Stage,
    /// The rule of the protocol.
    pub rule: Assignment,
    /// Records at this stage.
    pub records: usize,
    /// Records that were assigned one by one.
    pub singly: usize,
    /// What each reviewer is asked for, in the order in which they were added.
    pub loads: Vec<Load>,
}

/// What one reviewer is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Load {
    /// Who.
    pub reviewer: ReviewerId,
    /// Name.
    pub name: String,
    /// The parts of the share; `None` where there are no shares.
    pub parts: Option<u32>,
    /// Records for which this reviewer is asked; with others, where more decisions are needed than one.
    pub asked: usize,
    /// Records on which the reviewer has decided, asked or not.
    pub decided: usize,
    /// Records that wait for this reviewer.
    pub open: usize,
}

impl Review {
    /// Who is asked for what at a stage.
    pub async fn assignment(&self, stage: Stage) -> Result<AssignmentView> {
        let ledger = self.ledger().await?;
        let rule = ledger.protocol().assignment_at(stage).clone();
        let groups: Vec<usize> = ledger
            .groups()
            .filter(|&group| ledger.is_eligible(group, stage))
            .collect();
        let mut loads = Vec::new();
        for reviewer in &ledger.facts().reviewers {
            let count = |holds: &dyn Fn(usize) -> bool| {
                groups.iter().filter(|&&group| holds(group)).count()
            };
            let parts = match &rule {
                Assignment::Everyone => None,
                Assignment::Shares { shares, .. } => shares
                    .iter()
                    .find(|share| share.reviewer == reviewer.id)
                    .map_or(Some(0), |share| Some(share.parts)),
            };
            loads.push(Load {
                asked: count(&|group| ledger.is_asked(group, stage, &reviewer.id)),
                decided: count(&|group| ledger.own_decision(group, stage, &reviewer.id).is_some()),
                open: count(&|group| ledger.is_open_for(group, stage, &reviewer.id)),
                reviewer: reviewer.id.clone(),
                name: reviewer.name.clone(),
                parts,
            });
        }
        let singly = ledger.facts().assigned.iter();
        Ok(AssignmentView {
            stage,
            rule,
            records: groups.len(),
            singly: singly.filter(|row| row.stage == stage).count(),
            loads,
        })
    }

    /// Records a new version of the protocol in which each record is drawn for reviewers by their shares (name or
    /// identifier, and parts), or, without shares, offered to everybody. Returns the version's number.
    pub async fn set_shares(
        &self,
        stage: Stage,
        shares: &[(String, u32)],
        seed: u32,
    ) -> Result<i64> {
        let assignment = if shares.is_empty() {
            Assignment::Everyone
        } else {
            let shares = shares.iter().map(|(name, parts)| Share {
                reviewer: name.as_str().into(),
                parts: *parts,
            });
            Assignment::Shares {
                seed,
                shares: shares.collect(),
            }
        };
        let mut protocol = self.ledger().await?.protocol().clone();
        match stage {
            Stage::TitleAbstract => protocol.assignment_title_abstract = assignment,
            Stage::FullText => protocol.assignment_full_text = assignment,
        }
        self.set_protocol(&protocol, Some("who is asked for which records"))
            .await
    }

    /// Asks these reviewers to decide on each of the records, whatever the shares say; with none, the shares hold again.
    ///
    /// Refused with fewer reviewers than a record needs: it would wait for ever.
    pub async fn assign(
        &self,
        records: &[RecordId],
        stage: Stage,
        reviewers: &[ReviewerId],
        by: &ReviewerId,
    ) -> Result<usize> {
        let ledger = self.ledger().await?;
        let mut groups = Vec::with_capacity(records.len());
        for record in records {
            groups.push(known_group(&ledger, record)?);
        }
        groups.sort_unstable();
        groups.dedup();
        let needed = ledger.protocol().reviewers_at(stage).count();
        if !reviewers.is_empty() && reviewers.len() < needed {
            return Err(Error::refused(
                format!("every record needs {needed} reviewers at this stage"),
                "Name as many, or more: then those who come first decide.",
            ));
        }
        for reviewer in reviewers {
            self.reviewer(reviewer.as_str()).await?;
        }
        let ids: Vec<RecordId> = groups
            .iter()
            .map(|&group| ledger.id(group).clone())
            .collect();
        let mut change = self
            .store
            .begin(&Actor::Reviewer(by.clone()), "assign records")
            .await?;
        change.assign_records(&ids, stage, reviewers).await?;
        change
            .commit(&serde_json::json!({ "stage": stage, "records": ids, "reviewers": reviewers }))
            .await?;
        Ok(ids.len())
    }
}
