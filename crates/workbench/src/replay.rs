//! Replay: decisions that were made elsewhere are recorded here, from a table of decisions or from files of included
//! and excluded references, each in the name of a reviewer.

use std::collections::HashMap;
use std::path::Path;

use review::{CriterionId, Record, RecordId, ReviewerId, Role, Stage, Verdict};
use serde::{Deserialize, Serialize};
use store::{Actor, NewDecision};

use crate::error::{Error, Result};
use crate::import::read_references;
use crate::ledger::Ledger;
use crate::matching::{Matcher, Wanted};
use crate::open_review::Review;
use crate::table_input;

/// What a replay did.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Replay {
    /// Decisions recorded.
    pub recorded: usize,
    /// Of these, inclusions.
    pub included: usize,
    /// Decisions left out because the same verdict of the same reviewer is in force already.
    pub unchanged: usize,
    /// Entries for which no record was found, or that the review refused, with the reason.
    pub unmatched: Vec<Unmatched>,
    /// Exclusion criteria that were added to the protocol because decisions cite them.
    pub criteria_added: Vec<String>,
}

/// An entry that could not be replayed.
#[derive(Clone, Debug, Serialize)]
pub struct Unmatched {
    /// Number of the entry in its file, from 1.
    pub entry: u64,
    /// Its title or identifier.
    pub what: String,
    /// Why.
    pub reason: String,
}

/// How lists of included references become decisions.
#[derive(Clone, Debug)]
pub struct ReplayLists<'a> {
    /// Files of references that were included.
    pub included: &'a [&'a Path],
    /// Files of references that were excluded.
    pub excluded: &'a [&'a Path],
    /// Exclude every other record that is at this stage.
    pub exclude_others: bool,
    /// Who decided. With two reviewers per record, name both: a published list is their consensus.
    pub reviewers: &'a [ReviewerId],
    /// The stage.
    pub stage: Stage,
    /// Criterion cited for every exclusion; required at full text.
    pub reason: Option<&'a str>,
}

/// A row of a table of decisions.
#[derive(Debug, Deserialize)]
struct Row {
    stage: String,
    #[serde(default)]
    record: Option<String>,
    #[serde(default)]
    file: Option<String>,
    #[serde(default)]
    entry: Option<i64>,
    #[serde(default)]
    doi: Option<String>,
    #[serde(default)]
    title: Option<String>,
    reviewer: String,
    #[serde(default)]
    role: Option<String>,
    verdict: String,
    #[serde(default)]
    reason: Option<String>,
    #[serde(default)]
    note: Option<String>,
    #[serde(default)]
    active_seconds: Option<f64>,
    #[serde(default)]
    withdrawn: Option<String>,
}

struct Planned {
    /// Number of the row it stands in, from 1; of the record in the list otherwise.
    entry: u64,
    group: usize,
    stage: Stage,
    reviewer: ReviewerId,
    role: Role,
    verdict: Verdict,
    reason: Option<CriterionId>,
    note: Option<String>,
    active_ms: Option<i64>,
}

impl Review {
    /// Replays a table with the columns `stage, reviewer, verdict` and, to find the record, any of `record`, `file` with
    /// `entry`, `doi`, `title`; optionally `role`, `reason`, `note`, `active_seconds`. Reviewers that are not known yet
    /// are added. Rows that cannot be placed are listed and cost only themselves.
    pub async fn replay_table(&self, file: &Path) -> Result<Replay> {
        let rows = table_input::rows::<Row>(file, &["stage", "reviewer", "verdict"])?;
        let mut replay = Replay::default();
        let matcher = self.matcher().await?;
        let mut reviewers: HashMap<String, ReviewerId> = HashMap::new();
        let mut reasons: HashMap<String, CriterionId> = HashMap::new();
        // Full-text decisions need the title and abstract stage settled, adjudications need the decisions they settle,
        // so each kind is recorded before the next is planned.
        let mut phases: [Vec<Planned>; 4] = Default::default();
        for (index, row) in rows.into_iter().enumerate() {
            let entry = index as u64 + 1;
            let row = match row {
                Ok(row) => row,
                Err(error) => {
                    replay.unmatched.push(Unmatched {
                        entry,
                        what: String::new(),
                        reason: error,
                    });
                    continue;
                }
            };
            if row.withdrawn.as_deref() == Some("yes") {
                continue;
            }
            let what = row
                .title
                .clone()
                .or_else(|| row.doi.clone())
                .or_else(|| row.record.clone())
                .unwrap_or_default();
            match self
                .plan(&matcher, row, &mut reviewers, &mut reasons, &mut replay)
                .await
            {
                Ok(planned) => {
                    let planned = Planned { entry, ..planned };
                    let phase = match (planned.stage, planned.role) {
                        (Stage::TitleAbstract, Role::Reviewer) => 0,
                        (Stage::TitleAbstract, Role::Adjudicator) => 1,
                        (Stage::FullText, Role::Reviewer) => 2,
                        (Stage::FullText, Role::Adjudicator) => 3,
                    };
                    phases[phase].push(planned);
                }
                Err(error) if error.code == crate::Code::Internal => return Err(error),
                Err(error) => replay.unmatched.push(Unmatched {
                    entry,
                    what,
                    reason: error.message,
                }),
            }
        }
        for phase in &phases {
            self.record_planned(phase, "import decisions", &mut replay)
                .await?;
        }
        Ok(replay)
    }

    async fn plan(
        &self,
        matcher: &Matcher,
        row: Row,
        reviewers: &mut HashMap<String, ReviewerId>,
        reasons: &mut HashMap<String, CriterionId>,
        replay: &mut Replay,
    ) -> Result<Planned> {
        let stage = Stage::from_word(&row.stage).ok_or_else(|| {
            Error::invalid(
                format!("“{}” is no stage", row.stage),
                "title_abstract or full_text",
            )
        })?;
        let verdict = Verdict::from_word(&row.verdict).ok_or_else(|| {
            Error::invalid(
                format!("“{}” is no verdict", row.verdict),
                "include, exclude or unsure",
            )
        })?;
        let role = match row.role.as_deref().filter(|r| !r.is_empty()) {
            None => Role::Reviewer,
            Some(word) => Role::from_word(word).ok_or_else(|| {
                Error::invalid(format!("“{word}” is no role"), "reviewer or adjudicator")
            })?,
        };
        let group = matcher.find(&Wanted {
            record: row.record.as_deref(),
            file: row.file.as_deref(),
            entry: row.entry,
            doi: row.doi.as_deref(),
            title: row.title.as_deref(),
            ..Wanted::default()
        })?;
        let reviewer = match reviewers.get(&row.reviewer) {
            Some(id) => id.clone(),
            None => {
                let id = self.add_reviewer(&row.reviewer).await?;
                reviewers.insert(row.reviewer.clone(), id.clone());
                id
            }
        };
        let reason = match row
            .reason
            .filter(|r| !r.is_empty() && verdict == Verdict::Exclude)
        {
            None => None,
            Some(text) => match reasons.get(&text) {
                Some(id) => Some(id.clone()),
                None => {
                    let (id, added) = self.criterion_for_reason(&text).await?;
                    if added {
                        replay.criteria_added.push(text.clone());
                    }
                    reasons.insert(text, id.clone());
                    Some(id)
                }
            },
        };
        Ok(Planned {
            entry: 0,
            group,
            stage,
            reviewer,
            role,
            verdict,
            reason,
            note: row.note.filter(|n| !n.is_empty()),
            active_ms: row
                .active_seconds
                .filter(|s| (0.0..=86_400.0).contains(s))
                .map(|s| (s * 1000.0).round() as i64),
        })
    }

    /// Replays lists of references: those found in `included` are included, those in `excluded` (or all others) excluded.
    pub async fn replay_lists(&self, lists: &ReplayLists<'_>) -> Result<Replay> {
        let mut replay = Replay::default();
        let reason = match lists.reason {
            None if lists.stage == Stage::FullText
                && (lists.exclude_others || !lists.excluded.is_empty()) =>
            {
                return Err(Error::refused(
                    "an exclusion at full text needs a reason",
                    "Give the criterion, or the reason in words, with --reason.",
                ));
            }
            None => None,
            Some(text) => {
                let (id, added) = self.criterion_for_reason(text).await?;
                if added {
                    replay.criteria_added.push(text.to_owned());
                }
                Some(id)
            }
        };
        let matcher = self.matcher().await?;
        let mut verdicts: HashMap<usize, Verdict> = HashMap::new();
        // Included after excluded: a reference in both lists is kept for a closer look rather than lost.
        for (files, verdict) in [
            (lists.excluded, Verdict::Exclude),
            (lists.included, Verdict::Include),
        ] {
            for file in files {
                let (_, import) = read_references(file, None)?;
                for imported in import.records {
                    match matcher.find(&Wanted::of(&imported.record)) {
                        Ok(group) => {
                            verdicts.insert(group, verdict);
                        }
                        Err(error) => replay.unmatched.push(Unmatched {
                            entry: imported.entry,
                            what: described(&imported.record),
                            reason: error.message,
                        }),
                    }
                }
            }
        }
        let ledger = self.ledger().await?;
        if lists.exclude_others {
            if !verdicts.values().any(|v| *v == Verdict::Include) {
                return Err(Error::refused(
                    "none of the included references was found in this review, so nothing was excluded",
                    "Check that the list belongs to this review.",
                ));
            }
            for group in ledger
                .groups()
                .filter(|&g| ledger.is_eligible(g, lists.stage))
            {
                // What someone of these reviewers has decided already is left as it is.
                let decided = lists
                    .reviewers
                    .iter()
                    .any(|r| ledger.own_decision(group, lists.stage, r).is_some());
                if !decided {
                    verdicts.entry(group).or_insert(Verdict::Exclude);
                }
            }
        }
        let mut groups: Vec<(usize, Verdict)> = verdicts.into_iter().collect();
        groups.sort_unstable_by_key(|(group, _)| *group);
        let mut planned = Vec::new();
        for (group, verdict) in groups {
            for reviewer in lists.reviewers {
                planned.push(Planned {
                    entry: planned.len() as u64 + 1,
                    group,
                    stage: lists.stage,
                    reviewer: reviewer.clone(),
                    role: Role::Reviewer,
                    verdict,
                    reason: reason.clone().filter(|_| verdict == Verdict::Exclude),
                    note: None,
                    active_ms: None,
                });
            }
        }
        self.record_planned(&planned, "import decisions", &mut replay)
            .await?;
        Ok(replay)
    }

    /// Records planned decisions in one change; what the rules of the review refuse is listed instead.
    async fn record_planned(
        &self,
        planned: &[Planned],
        action: &'static str,
        replay: &mut Replay,
    ) -> Result<()> {
        if planned.is_empty() {
            return Ok(());
        }
        let ledger = self.ledger().await?;
        let mut rows: Vec<(&Planned, RecordId)> = Vec::new();
        for one in planned {
            let record = ledger.id(one.group).clone();
            if is_in_force(&ledger, one) {
                replay.unchanged += 1;
            } else if let Some(reason) = why_refused(&ledger, one) {
                replay.unmatched.push(Unmatched {
                    entry: one.entry,
                    what: record.to_string(),
                    reason,
                });
            } else {
                rows.push((one, record));
            }
        }
        let new: Vec<NewDecision<'_>> = rows
            .iter()
            .map(|(one, record)| NewDecision {
                record_id: record,
                stage: one.stage,
                reviewer_id: &one.reviewer,
                role: one.role,
                verdict: one.verdict,
                reason: one.reason.as_ref(),
                note: one.note.as_deref(),
                active_ms: one.active_ms,
                protocol_version: ledger.protocol_version(),
            })
            .collect();
        if new.is_empty() {
            return Ok(());
        }
        let mut change = self.store.begin(&Actor::Program, action).await?;
        let made = change.add_decisions(&new).await?;
        let included = made
            .iter()
            .filter(|d| d.verdict == Verdict::Include)
            .count();
        change
            .commit(&serde_json::json!({ "decisions": made.len(), "included": included }))
            .await?;
        replay.recorded += made.len();
        replay.included += included;
        Ok(())
    }
}

fn is_in_force(ledger: &Ledger, one: &Planned) -> bool {
    ledger.in_force(one.group, one.stage).iter().any(|d| {
        d.reviewer_id == one.reviewer
            && d.role == one.role
            && d.verdict == one.verdict
            && d.reason == one.reason
    })
}

fn why_refused(ledger: &Ledger, one: &Planned) -> Option<String> {
    if !ledger.is_eligible(one.group, one.stage) {
        return Some(match one.stage {
            Stage::TitleAbstract => "the record was removed before screening".to_owned(),
            Stage::FullText => {
                "the record is not included at title and abstract, or its report was not retrieved"
                    .to_owned()
            }
        });
    }
    if one.role == Role::Adjudicator && !ledger.protocol().may_adjudicate(&one.reviewer) {
        return Some(format!(
            "{} is not an adjudicator of this review",
            ledger.reviewer_name(&one.reviewer)
        ));
    }
    if one.stage == Stage::FullText && one.verdict == Verdict::Exclude && one.reason.is_none() {
        return Some("an exclusion at full text needs a reason".to_owned());
    }
    None
}

fn described(record: &Record) -> String {
    record
        .title
        .clone()
        .or_else(|| record.doi.clone())
        .unwrap_or_else(|| "an entry without title".to_owned())
}
