//! Where a study stands, as far as everybody may know: who has read how much, and never what, how, or in which arm.

use std::collections::HashSet;

use review::{RecordId, ReviewerId};
use serde::Serialize;
use store::{StudyModeRole, StudyModeRow, StudyModeStep};
use ts_rs::TS;

use super::Opened;
use super::design::StudyOf;
use super::of_values::{Said, progress};
use super::truth::{Verdict, truth_of};
use crate::error::{Error, Result};
use crate::ledger::Ledger;
use crate::open_review::Review;

/// What a person does in a study.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StudyRole {
    /// Reads.
    Reader,
    /// Settles what is right.
    Adjudicator,
}

/// How far somebody is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct StudyProgress {
    /// Who.
    pub reviewer: ReviewerId,
    /// Name.
    pub name: String,
    /// What they do.
    pub role: StudyRole,
    /// Records of practice that are read.
    pub practised: usize,
    /// Records of practice.
    pub practice: usize,
    /// Records that are read, or judged.
    pub done: usize,
    /// Records to be read, or judged.
    pub of: usize,
}

/// The end of a study.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct StudyEnd {
    /// Name of who ended it.
    pub by: String,
    /// Why, where it was not finished.
    pub reason: String,
    /// When, UTC milliseconds.
    pub at: i64,
}

/// The study that was locked last.
#[derive(Clone, Debug, Serialize, TS)]
pub struct StudyStanding {
    /// Identity.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What it asks.
    pub question: String,
    /// What is read.
    pub of: StudyOf,
    /// SHA-256 of the protocol, hexadecimal; to be noted elsewhere before the study begins.
    pub protocol_sha256: String,
    /// Name of who locked it.
    pub locked_by: String,
    /// When, UTC milliseconds.
    pub locked_at: i64,
    /// The models whose suggestions are shown.
    pub agent: String,
    /// Records or values that are read.
    pub items: usize,
    /// Reports that the values belong to; 0 of records.
    pub reports: usize,
    /// What the person who asks does in it.
    pub role: Option<StudyRole>,
    /// How far everybody is.
    pub people: Vec<StudyProgress>,
    /// Records or values on which what is right is settled.
    pub settled: usize,
    /// Records or values on which all adjudicators have judged and differ.
    pub differing: usize,
    /// Whether everything is read and settled.
    pub complete: bool,
    /// Whether the person who asks may end it.
    pub may_end: bool,
    /// Its end, once it has come.
    pub end: Option<StudyEnd>,
}

/// A study that has ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct StudyPast {
    /// Identity.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// When it ended, UTC milliseconds.
    pub ended_at: i64,
}

/// Where studies stand.
#[derive(Clone, Debug, Serialize, TS)]
pub struct StudyOverview {
    /// The one that was locked last.
    pub study: Option<StudyStanding>,
    /// Those that have ended, the latest first.
    pub past: Vec<StudyPast>,
}

/// How far a study is.
struct SoFar {
    people: Vec<StudyProgress>,
    settled: usize,
    differing: usize,
    /// Whether everything is settled.
    complete: bool,
}

impl Review {
    /// Where studies stand, for one person.
    pub async fn study_overview(&self, reviewer: Option<&ReviewerId>) -> Result<StudyOverview> {
        let rows = self.store.study_modes().await?;
        let ledger = self.ledger().await?;
        let mut past = Vec::new();
        for row in rows.iter().rev() {
            if let Some(end) = &row.end {
                past.push(StudyPast {
                    id: row.id.clone(),
                    // A title to find it by; what is told of it is checked when it is opened.
                    title: serde_json::from_str::<study::Protocol>(&row.text)
                        .map_or_else(|_| row.id.clone(), |protocol| protocol.plan.title),
                    ended_at: end.at,
                });
            }
        }
        let study = match rows.into_iter().next_back() {
            Some(row) => Some(self.study_standing(row, &ledger, reviewer).await?),
            None => None,
        };
        Ok(StudyOverview { study, past })
    }

    async fn study_standing(
        &self,
        row: StudyModeRow,
        ledger: &Ledger,
        reviewer: Option<&ReviewerId>,
    ) -> Result<StudyStanding> {
        let opened = self.opened_study(row).await?;
        let far = match opened.of() {
            StudyOf::Records => self.records_so_far(&opened, ledger).await?,
            StudyOf::Values => self.values_so_far(&opened, ledger).await?,
        };
        let plan = &opened.locked.protocol.plan;
        let role = far
            .people
            .iter()
            .find(|person| Some(&person.reviewer) == reviewer)
            .map(|person| person.role);
        Ok(StudyStanding {
            title: plan.title.clone(),
            question: plan.question.clone(),
            of: opened.of(),
            protocol_sha256: opened.row.sha256.clone(),
            locked_by: ledger.reviewer_name(&opened.row.locked_by).to_owned(),
            locked_at: opened.row.locked_at,
            agent: plan.agent.clone(),
            items: plan.items.len(),
            reports: plan.clusters().len(),
            settled: far.settled,
            differing: far.differing,
            complete: far.complete && far.people.iter().all(|person| person.done == person.of),
            may_end: opened.row.end.is_none()
                && (role == Some(StudyRole::Adjudicator)
                    || reviewer == Some(&opened.row.locked_by)),
            role,
            people: far.people,
            end: opened.row.end.as_ref().map(|end| StudyEnd {
                by: ledger.reviewer_name(&end.by).to_owned(),
                reason: end.reason.clone(),
                at: end.at,
            }),
            id: opened.row.id,
        })
    }

    async fn values_so_far(&self, opened: &Opened, ledger: &Ledger) -> Result<SoFar> {
        let id = &opened.row.id;
        let readings = self.store.study_mode_value_readings(id, None).await?;
        let truths = self.store.study_mode_value_truths(id).await?;
        let adjudicated = progress(&Said {
            opened,
            readings: &readings,
            truths: &truths,
        });
        let mut people = Vec::new();
        for (id, role) in &opened.row.people {
            let name = ledger.reviewer_name(id).to_owned();
            people.push(match role {
                StudyModeRole::Reader => {
                    let done: HashSet<&str> = readings
                        .iter()
                        .filter(|row| row.reader_id == *id && row.step == StudyModeStep::Final)
                        .map(|row| row.item.as_str())
                        .collect();
                    let places = opened.value_places(&name);
                    let count = |practice: bool| {
                        let mine = || places.iter().filter(move |p| p.practice == practice);
                        let read = mine().filter(|p| done.contains(p.item.as_str())).count();
                        (read, mine().count())
                    };
                    let ((practised, practice), (done, of)) = (count(true), count(false));
                    StudyProgress {
                        reviewer: id.clone(),
                        name,
                        role: StudyRole::Reader,
                        practised,
                        practice,
                        done,
                        of,
                    }
                }
                StudyModeRole::Adjudicator => StudyProgress {
                    reviewer: id.clone(),
                    name,
                    role: StudyRole::Adjudicator,
                    practised: 0,
                    practice: 0,
                    done: adjudicated
                        .done
                        .iter()
                        .find_map(|(who, done)| (who == id).then_some(*done))
                        .unwrap_or_default(),
                    of: adjudicated.of,
                },
            });
        }
        Ok(SoFar {
            people,
            settled: adjudicated.settled,
            differing: adjudicated.differing,
            complete: adjudicated.complete,
        })
    }

    async fn records_so_far(&self, opened: &Opened, ledger: &Ledger) -> Result<SoFar> {
        let readings = self.store.study_mode_readings(&opened.row.id, None).await?;
        let truths = self.store.study_mode_truths(&opened.row.id).await?;
        let items: Vec<&RecordId> = opened
            .items
            .iter()
            .filter(|item| !item.practice)
            .map(|item| &item.record_id)
            .collect();
        let mut people = Vec::new();
        for (id, role) in &opened.row.people {
            let name = ledger.reviewer_name(id).to_owned();
            let (role, practised, practice, done, of) = match role {
                StudyModeRole::Reader => {
                    let done: HashSet<&RecordId> = readings
                        .iter()
                        .filter(|row| row.reader_id == *id && row.step == StudyModeStep::Final)
                        .map(|row| &row.record_id)
                        .collect();
                    let count = |practice: bool| {
                        let places = opened.places(&name);
                        let mine: Vec<_> =
                            places.iter().filter(|p| p.practice == practice).collect();
                        let read = mine.iter().filter(|p| done.contains(&p.record)).count();
                        (read, mine.len())
                    };
                    let (practised, practice) = count(true);
                    let (read, of) = count(false);
                    (StudyRole::Reader, practised, practice, read, of)
                }
                StudyModeRole::Adjudicator => {
                    let judged = truths
                        .iter()
                        .filter(|truth| truth.reviewer_id == *id && !truth.consensus)
                        .count();
                    (StudyRole::Adjudicator, 0, 0, judged, items.len())
                }
            };
            people.push(StudyProgress {
                reviewer: id.clone(),
                name,
                role,
                practised,
                practice,
                done,
                of,
            });
        }
        let standing = |wanted: fn(&Verdict) -> bool| {
            items
                .iter()
                .filter(|record| wanted(&truth_of(opened, record, &truths)))
                .count()
        };
        let settled = standing(|truth| matches!(truth, Verdict::Settled(_)));
        let differing = standing(|truth| matches!(truth, Verdict::Differing));
        Ok(SoFar {
            complete: settled == items.len(),
            people,
            settled,
            differing,
        })
    }

    /// Ends the study that runs: nothing is read afterwards, and the allocation is opened. Who locked it or adjudicates
    /// may; before everything is read and settled with a reason only, which stands in the report.
    pub async fn end_study(&self, by: &ReviewerId, reason: &str) -> Result<StudyOverview> {
        let by = &self.reviewer(by.as_str()).await?;
        let reason = reason.trim();
        let overview = self.study_overview(Some(by)).await?;
        let standing = overview.study.filter(|study| study.end.is_none());
        let Some(standing) = standing else {
            return Err(Error::refused(
                "no study is running",
                "There is nothing to end.",
            ));
        };
        if !standing.may_end {
            return Err(Error::refused(
                "only who locked the study, or an adjudicator, may end it",
                "Ask one of them.",
            ));
        }
        if !standing.complete && reason.is_empty() {
            return Err(Error::refused(
                "not everything is read and settled yet",
                "To end the study now for good, say why; the reason stands in the report.",
            ));
        }
        let mut change = self.study_change(by, "end study").await?;
        if !change.end_study_mode(&standing.id, by, reason).await? {
            return Err(Error::refused("the study has ended", "Look at its report."));
        }
        change
            .commit(&serde_json::json!({
                "study": standing.id, "complete": standing.complete, "reason": reason,
            }))
            .await?;
        self.advance_ledger(|_| ()).await?;
        self.study_overview(Some(by)).await
    }
}
