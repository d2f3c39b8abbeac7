//! Which records report which trial: by the numbers they state, by what the registry lists, and by what people said,
//! which goes before both.

use std::collections::HashMap;

use registry::{JoinedBy, LinkWay, TrialKey, UnknownNumber, link};
use review::{RecordId, ReviewerId};
use serde::{Deserialize, Serialize};
use store::{Actor, RegistryLinkRow};
use ts_rs::TS;

use super::KeptTrials;
use crate::decide::known_group;
use crate::error::{Error, Result};
use crate::ledger::Ledger;
use crate::open_review::Review;

/// What a person says of a record and a trial.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "TrialLinkSaid")]
pub enum LinkSaid {
    /// It reports the trial.
    Linked,
    /// It does not, whatever number it states.
    NotLinked,
    /// Nothing any more: what was found holds again.
    Open,
}

impl LinkSaid {
    /// As it is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            LinkSaid::Linked => "linked",
            LinkSaid::NotLinked => "not_linked",
            LinkSaid::Open => "open",
        }
    }
}

/// A trial with its registrations and the records that lead to it.
pub(crate) struct LinkedTrial {
    /// Its registrations; the first stands for it.
    pub(crate) numbers: Vec<String>,
    /// Why they are one.
    pub(crate) joined_by: Vec<JoinedBy>,
    pub(crate) links: Vec<LinkedRecord>,
}

/// A record that leads to a trial, or of which somebody said whether it does.
pub(crate) struct LinkedRecord {
    pub(crate) group: usize,
    pub(crate) ways: Vec<LinkWay>,
    pub(crate) said: Option<RegistryLinkRow>,
}

impl LinkedRecord {
    /// Whether it counts as a report of the trial.
    pub(crate) fn holds(&self) -> bool {
        match &self.said {
            Some(said) => said.said == LinkSaid::Linked.as_str(),
            None => !self.ways.is_empty(),
        }
    }
}

/// All trials with their records.
pub(crate) struct LinkedTrials {
    pub(crate) trials: Vec<LinkedTrial>,
    pub(crate) unknown: Vec<UnknownNumber>,
    pub(crate) not_joined: Vec<JoinedBy>,
    /// Works that were looked through.
    pub(crate) searched: usize,
}

impl Review {
    /// Links what is known now.
    pub(crate) async fn linked_trials(
        &self,
        ledger: &Ledger,
        kept: &KeptTrials,
    ) -> Result<LinkedTrials> {
        let reports = self.report_texts_with_numbers(ledger).await?;
        let keys: Vec<TrialKey> = kept
            .registrations
            .iter()
            .filter_map(|registration| registration.latest().map(TrialKey::from))
            .collect();
        let found = link(&keys, &reports);
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut trials: Vec<LinkedTrial> = Vec::new();
        for group in found.trials {
            for number in &group.registrations {
                places.insert(number.clone(), trials.len());
            }
            trials.push(LinkedTrial {
                numbers: group.registrations,
                joined_by: group.joined_by,
                links: Vec::new(),
            });
        }
        let group_of = |record: &str| {
            ledger
                .ordinal(&RecordId::from(record))
                .map(|o| ledger.group(o))
        };
        for one in found.links {
            let trial = places.get(&one.trial).and_then(|at| trials.get_mut(*at));
            if let (Some(trial), Some(group)) = (trial, group_of(&one.report)) {
                trial.links.push(LinkedRecord {
                    group,
                    ways: one.ways,
                    said: None,
                });
            }
        }
        // In order of time, so that the latest word on a trial and a work holds, whichever number or copy it was about.
        let mut said: Vec<&RegistryLinkRow> = kept.facts.links.iter().collect();
        said.sort_by_key(|row| row.said_at);
        for row in said {
            let trial = places.get(&row.number).and_then(|at| trials.get_mut(*at));
            let ordinal = ledger
                .ordinal(&row.record_id)
                .filter(|o| ledger.is_live(*o));
            let (Some(trial), Some(ordinal)) = (trial, ordinal) else {
                continue;
            };
            let group = ledger.group(ordinal);
            let row = (row.said != LinkSaid::Open.as_str()).then(|| row.clone());
            match trial.links.iter_mut().find(|one| one.group == group) {
                Some(one) => one.said = row,
                None => trial.links.push(LinkedRecord {
                    group,
                    ways: Vec::new(),
                    said: row,
                }),
            }
        }
        for trial in &mut trials {
            trial
                .links
                .retain(|one| one.said.is_some() || !one.ways.is_empty());
        }
        Ok(LinkedTrials {
            trials,
            unknown: found.unknown_numbers,
            not_joined: found.not_joined,
            searched: ledger
                .groups()
                .filter(|g| ledger.removal(*g).is_none())
                .count(),
        })
    }

    /// Says whether a record reports a trial, or takes back what was said.
    ///
    /// # Errors
    /// There is no such trial or record; nothing was said that could be taken back.
    pub async fn say_of_trial(
        &self,
        number: &str,
        record: &RecordId,
        said: LinkSaid,
        reviewer: &ReviewerId,
    ) -> Result<()> {
        self.known_reviewer(reviewer).await?;
        let ledger = self.ledger().await?;
        let group = known_group(&ledger, record)?;
        let kept = self.kept_trials().await?;
        if kept.registration(number).is_none() {
            return Err(no_trial(number));
        }
        let linked = self.linked_trials(&ledger, &kept).await?;
        let known = linked
            .trials
            .iter()
            .find(|trial| trial.numbers.iter().any(|n| n == number))
            .and_then(|trial| trial.links.iter().find(|one| one.group == group));
        let before = known.and_then(|one| one.said.as_ref());
        if said == LinkSaid::Open && before.is_none() {
            return Err(Error::refused(
                "nobody has said anything of this record and this trial",
                "What was found by numbers holds already.",
            ));
        }
        if before.is_some_and(|before| before.said == said.as_str()) {
            return Ok(());
        }
        let record = ledger.id(group).clone();
        let mut change = self
            .store
            .begin(&Actor::Reviewer(reviewer.clone()), "link trial")
            .await?;
        change
            .add_registry_link(number, &record, said.as_str(), reviewer)
            .await?;
        change
            .commit(
                &serde_json::json!({ "trial": number, "record": record, "said": said.as_str() }),
            )
            .await?;
        Ok(())
    }
}

pub(crate) fn no_trial(number: &str) -> Error {
    Error::not_found(
        format!("there is no trial {number} in this review"),
        "Import the file of the registry that holds it.",
    )
}
