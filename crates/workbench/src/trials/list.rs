//! The trials of the review with their reports: those without any, and the numbers of trials that were not imported.

use std::collections::HashMap;

use registry::{JoinedBy, LinkWay, OutcomeRank, Size, SizeKind, Trial};
use review::{Outcome, Record, RecordId, Stage};
use serde::Serialize;
use store::RegistryImportRow;
use ts_rs::TS;

use super::links::{LinkSaid, LinkedRecord, LinkedTrial};
use crate::error::Result;
use crate::ledger::Ledger;
use crate::open_review::Review;
use crate::retrieve::study_of;

/// All trials, with what is lacking.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TrialsView {
    /// The files, those taken back included.
    pub imports: Vec<RegistryImportRow>,
    /// The trials; one that is registered several times stands here once.
    pub trials: Vec<TrialRow>,
    /// Numbers of trials that reports state and that no imported file holds.
    pub missing: Vec<MissingTrial>,
    /// Registrations that share a number and are of one registry: they may be a trial and its extension.
    pub not_joined: Vec<JoinedBy>,
    /// Works that were looked through for numbers.
    pub searched: usize,
    /// Attached documents that nothing has read yet, so that numbers in them are not found.
    pub unread_documents: usize,
}

/// A trial as a list shows it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TrialRow {
    /// The number of the registration that stands for it.
    pub number: String,
    /// Its other registrations in the review.
    pub also: Vec<String>,
    /// Why they are one trial.
    pub joined_by: Vec<JoinedBy>,
    /// The registry.
    pub registry: String,
    /// Title.
    pub title: Option<String>,
    /// Its first primary outcome, as registered.
    pub primary_outcome: Option<String>,
    /// Recruitment, such as `completed`.
    pub status: Option<String>,
    /// Phases.
    pub phases: Vec<String>,
    /// People.
    pub people: Option<u64>,
    /// Whether that is `planned` or `actual`; `None` where the file does not say.
    pub people_are: Option<String>,
    /// First sent to the registry.
    pub registered: Option<String>,
    /// Start.
    pub start: Option<String>,
    /// Last measurement of the primary outcome, or of all.
    pub completion: Option<String>,
    /// Whether it was registered after its start; `None` where the dates do not tell.
    pub registered_late: Option<bool>,
    /// Whether the registry says that it has results.
    pub has_results: bool,
    /// How many versions of its registration were imported.
    pub versions: usize,
    /// Records that state its number, that the registry lists, or that a person linked or unlinked.
    pub reports: Vec<TrialReport>,
}

/// A record and a trial.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TrialReport {
    /// The record.
    pub record: RecordId,
    /// Title.
    pub title: Option<String>,
    /// Year.
    pub year: Option<i32>,
    /// Label of its study.
    pub study: Option<String>,
    /// What became of it.
    pub state: TrialReportState,
    /// What leads from it to the trial.
    pub ways: Vec<LinkWay>,
    /// What a person said.
    pub said: Option<SaidOfLink>,
    /// Whether it counts as a report of the trial.
    pub linked: bool,
}

/// What a person said of a record and a trial.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SaidOfLink {
    /// What.
    pub said: LinkSaid,
    /// Who.
    pub by: String,
    /// When, UTC milliseconds.
    pub at: i64,
}

/// What became of a record. Nothing here tells a decision that is not settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TrialReportState {
    /// Included at full text.
    Included,
    /// Included at title and abstract, not settled at full text.
    Sought,
    /// Not settled at title and abstract.
    NotSettled,
    /// Excluded.
    Excluded,
    /// Taken out before screening.
    Removed,
}

/// A number that a report states and that no imported file holds.
#[derive(Clone, Debug, Serialize, TS)]
pub struct MissingTrial {
    /// The number.
    pub number: String,
    /// Its registry.
    pub registry: String,
    /// The text it stands in, such as `abstract`.
    pub place: String,
    /// The words around it.
    pub quote: String,
    /// The record.
    pub record: RecordId,
    /// Its title.
    pub title: Option<String>,
    /// What became of it.
    pub state: TrialReportState,
}

impl Review {
    /// The trials with their reports.
    pub async fn trials(&self) -> Result<TrialsView> {
        let ledger = self.ledger().await?;
        let kept = self.kept_trials().await?;
        let linked = self.linked_trials(&ledger, &kept).await?;
        let group_of = |record: &str| {
            ledger
                .ordinal(&RecordId::from(record))
                .map(|o| ledger.group(o))
        };
        let unknown: Vec<(usize, _)> = linked
            .unknown
            .into_iter()
            .filter_map(|one| Some((group_of(&one.report)?, one)))
            .collect();
        let mut groups: Vec<usize> = linked
            .trials
            .iter()
            .flat_map(|trial| trial.links.iter().map(|one| one.group))
            .chain(unknown.iter().map(|(group, _)| *group))
            .collect();
        groups.sort_unstable();
        groups.dedup();
        let records: HashMap<usize, Record> = self
            .combined_page(&ledger, &groups)
            .await?
            .into_iter()
            .collect();
        let mut missing: Vec<MissingTrial> = unknown
            .into_iter()
            .map(|(group, one)| MissingTrial {
                number: one.number,
                registry: one.registry,
                place: one.place,
                quote: one.quote,
                record: ledger.id(group).clone(),
                title: records.get(&group).and_then(|r| r.title.clone()),
                state: report_state(&ledger, group),
            })
            .collect();
        missing.sort_by(|a, b| a.state.cmp(&b.state).then_with(|| a.number.cmp(&b.number)));
        let trials = linked.trials.iter().filter_map(|one| {
            let registration = kept.registration(one.numbers.first()?)?;
            let trial = registration.latest()?;
            let reports = one
                .links
                .iter()
                .map(|link| of_link(&ledger, link, &records));
            Some(row(
                trial,
                one,
                registration.versions().len(),
                reports.collect(),
            ))
        });
        Ok(TrialsView {
            imports: kept.facts.imports.clone(),
            trials: trials.collect(),
            missing,
            not_joined: linked.not_joined,
            searched: linked.searched,
            unread_documents: self.unread_documents().await?.len(),
        })
    }
}

/// What became of a work, settled decisions only.
pub(crate) fn report_state(ledger: &Ledger, group: usize) -> TrialReportState {
    if ledger.removal(group).is_some() {
        return TrialReportState::Removed;
    }
    match ledger.outcome(group, Stage::TitleAbstract) {
        Outcome::Excluded { .. } => TrialReportState::Excluded,
        Outcome::Included => match ledger.outcome(group, Stage::FullText) {
            Outcome::Included => TrialReportState::Included,
            Outcome::Excluded { .. } => TrialReportState::Excluded,
            _ => TrialReportState::Sought,
        },
        _ => TrialReportState::NotSettled,
    }
}

/// Label of the study of a work.
pub(crate) fn study_label(ledger: &Ledger, group: usize) -> Option<String> {
    let id = study_of(ledger, group)?;
    let studies = &ledger.facts().studies;
    studies
        .iter()
        .find(|study| study.id == id)
        .map(|study| study.label.clone())
}

fn of_link(ledger: &Ledger, link: &LinkedRecord, records: &HashMap<usize, Record>) -> TrialReport {
    let record = records.get(&link.group);
    let state = report_state(ledger, link.group);
    TrialReport {
        record: ledger.id(link.group).clone(),
        title: record.and_then(|r| r.title.clone()),
        year: record.and_then(|r| r.year),
        // Its label names an author, which blinding hides of records that are not settled.
        study: study_label(ledger, link.group).filter(|_| state == TrialReportState::Included),
        state,
        linked: link.holds(),
        said: link.said.as_ref().map(|row| SaidOfLink {
            said: if row.said == LinkSaid::Linked.as_str() {
                LinkSaid::Linked
            } else {
                LinkSaid::NotLinked
            },
            by: ledger.reviewer_name(&row.reviewer_id).to_owned(),
            at: row.said_at,
        }),
        ways: link.ways.clone(),
    }
}

fn row(trial: &Trial, one: &LinkedTrial, versions: usize, reports: Vec<TrialReport>) -> TrialRow {
    let people_are = |size: &Size| match size.kind {
        SizeKind::Target => Some("planned".to_owned()),
        SizeKind::Actual => Some("actual".to_owned()),
        SizeKind::NotSaid => None,
    };
    let dates = &trial.dates;
    let late = match (dates.registered, dates.start) {
        (Some(registered), Some(start)) => registered
            .against(start)
            .map(|order| order == std::cmp::Ordering::Greater),
        _ => None,
    };
    TrialRow {
        number: trial.id.clone(),
        also: one.numbers.iter().skip(1).cloned().collect(),
        joined_by: one.joined_by.clone(),
        registry: trial.registry.clone(),
        title: trial.title.clone().or_else(|| trial.official_title.clone()),
        primary_outcome: trial
            .outcomes_of(OutcomeRank::Primary)
            .next()
            .map(|outcome| outcome.measure.clone()),
        status: trial.status.clone(),
        phases: trial.design.phases.clone(),
        people: trial.size.as_ref().map(|size| size.people),
        people_are: trial.size.as_ref().and_then(people_are),
        registered: dates.registered.map(|date| date.to_string()),
        start: dates.start.map(|date| date.to_string()),
        completion: dates
            .primary_completion
            .or(dates.completion)
            .map(|date| date.to_string()),
        registered_late: late,
        has_results: trial.has_results,
        versions,
        reports,
    }
}
