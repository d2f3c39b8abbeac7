//! The audit trail, readable by a person: who did what, when, to which record, with which suggestion in view.
//!
//! What one reviewer decided on a record is told to another only once the other's own decision is made or no longer
//! wanted: until then the entry says that something was decided, and no more. The row of the chain and its hash stay as
//! they are in the review, so that the trail can be verified whatever is shown of it.

use std::collections::{BTreeSet, HashMap};

use review::{
    Decision, DecisionId, Outcome, Reading, RecordId, ReviewerId, Sighting, Stage, Suggestion,
    SuggestionId,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::AuditRow;
use ts_rs::TS;

use crate::audit_sentences::{Told, told};
use crate::error::Result;
use crate::ledger::Ledger;
use crate::open_review::Review;

/// Which part of the trail is wanted.
#[derive(Clone, Debug, Default, Deserialize, TS)]
#[serde(default)]
pub struct AuditQuery {
    /// Entries to pass over, from the latest.
    pub offset: usize,
    /// Entries at most.
    pub limit: usize,
    /// Words that an entry must hold, all of them.
    pub words: String,
    /// Only changes of this person, by name; `attest` for the program's.
    #[ts(optional)]
    pub person: Option<String>,
    /// Only changes of this kind: the verb of the log, such as `decide`.
    #[ts(optional)]
    pub action: Option<String>,
    /// Only changes about this record.
    #[ts(optional)]
    pub record: Option<RecordId>,
    /// Only from this time on, UTC milliseconds.
    #[ts(optional)]
    pub from: Option<i64>,
    /// Only before this time, UTC milliseconds.
    #[ts(optional)]
    pub until: Option<i64>,
    /// Who reads it: what this reviewer may not know yet is left out. Without one, what anybody may not know yet.
    #[ts(optional)]
    pub viewer: Option<ReviewerId>,
}

/// A page of the audit trail.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AuditPage {
    /// Changes that fit.
    pub total: usize,
    /// Changes in all.
    pub changes: usize,
    /// The page, the latest change first.
    pub rows: Vec<AuditEntry>,
    /// Everybody who changed anything, by name.
    pub people: Vec<String>,
    /// The kinds of change that there are.
    pub actions: Vec<String>,
    /// Hash of the last change of the review: who keeps it can tell later whether anything before was altered.
    pub head: Option<String>,
}

/// A change, in words.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AuditEntry {
    /// The change as it stands in the log, its actor by name.
    #[serde(flatten)]
    pub row: AuditRow,
    /// Identifier of the actor as it went into the hash.
    pub actor_id: String,
    /// What was done, as what follows the name of who did it.
    pub text: String,
    /// The records it is about, each with its title; at most five.
    pub records: Vec<AuditRecord>,
    /// How many it is about.
    pub record_count: usize,
    /// The suggestions that were in view, of a decision; `None` where none was recorded.
    pub suggestions: Option<AuditSuggestions>,
    /// Whether what was decided is left out, as the reader's own decision is still to come.
    pub withheld: bool,
}

/// A record that a change is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct AuditRecord {
    /// The record.
    pub id: RecordId,
    /// Its title.
    pub title: Option<String>,
}

/// Suggestions beside a decision.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct AuditSuggestions {
    /// On the screen when it was made: criterion, label and model in words.
    pub before: Vec<String>,
    /// Revealed by it.
    pub after: Vec<String>,
}

/// Titles shown of a change to many records.
const TITLES: usize = 5;

/// A change that is told, before titles and suggestions are looked up.
pub(crate) struct Entry {
    row: AuditRow,
    actor_id: String,
    told: Told,
    withheld: bool,
}

impl Review {
    /// A page of the audit trail.
    pub async fn audit_page(&self, query: &AuditQuery) -> Result<AuditPage> {
        let ledger = self.ledger().await?;
        let rows = named(&ledger, self.store.audit().await?);
        let changes = rows.len();
        let head = rows.last().map(|(row, _)| row.hash.clone());
        let distinct = |of: fn(&AuditRow) -> &String| -> Vec<String> {
            let all: BTreeSet<&String> = rows.iter().map(|(row, _)| of(row)).collect();
            all.into_iter().cloned().collect()
        };
        let people = distinct(|row| &row.actor);
        let actions = distinct(|row| &row.action);
        let mut rows = narrowed(rows, query);
        let mut total = rows.len();
        let page = |length: usize| {
            let end = length.saturating_sub(query.offset);
            end.saturating_sub(query.limit)..end
        };
        // Telling a change costs more than counting it: where nothing has to be read for the choice, only the page is.
        let mut entries = if query.words.trim().is_empty() && query.record.is_none() {
            let page = rows.drain(page(total)).collect();
            told_of(&ledger, page, query.viewer.as_ref())
        } else {
            let mut fitting = fitting(
                &ledger,
                told_of(&ledger, rows, query.viewer.as_ref()),
                query,
            );
            total = fitting.len();
            fitting.drain(page(total)).collect()
        };
        entries.reverse();
        Ok(AuditPage {
            total,
            changes,
            rows: self.with_what_was_seen(&ledger, entries).await?,
            people,
            actions,
            head,
        })
    }

    /// The whole trail in order, as far as its reader may know it.
    pub(crate) async fn whole_trail(&self, query: &AuditQuery) -> Result<Vec<AuditEntry>> {
        let ledger = self.ledger().await?;
        let rows = narrowed(named(&ledger, self.store.audit().await?), query);
        let entries = told_of(&ledger, rows, query.viewer.as_ref());
        let entries = fitting(&ledger, entries, query);
        self.with_what_was_seen(&ledger, entries).await
    }

    /// Adds titles, and the suggestions that were in view.
    async fn with_what_was_seen(
        &self,
        ledger: &Ledger,
        entries: Vec<Entry>,
    ) -> Result<Vec<AuditEntry>> {
        let wanted: BTreeSet<usize> = entries
            .iter()
            .flat_map(|entry| entry.told.records.iter().take(TITLES))
            .filter_map(|id| ledger.ordinal(id))
            .collect();
        let wanted: Vec<usize> = wanted.into_iter().collect();
        let mut titles: HashMap<RecordId, Option<String>> = HashMap::new();
        for stored in self.store.records_at(&wanted).await? {
            titles.insert(ledger.id(stored.ordinal).clone(), stored.record.title);
        }
        let mut seen = self.seen_with(&entries).await?;
        Ok(entries
            .into_iter()
            .map(|entry| AuditEntry {
                records: entry
                    .told
                    .records
                    .iter()
                    .take(TITLES)
                    .map(|id| AuditRecord {
                        id: id.clone(),
                        title: titles.get(id).cloned().flatten(),
                    })
                    .collect(),
                record_count: entry.told.records.len(),
                suggestions: entry
                    .told
                    .decision
                    .as_ref()
                    .filter(|_| !entry.withheld)
                    .and_then(|decision| seen.remove(decision)),
                text: entry.told.text,
                withheld: entry.withheld,
                actor_id: entry.actor_id,
                row: entry.row,
            })
            .collect())
    }

    /// The suggestions that were in view at the decisions among these entries.
    async fn seen_with(&self, entries: &[Entry]) -> Result<HashMap<DecisionId, AuditSuggestions>> {
        let decided: HashMap<&DecisionId, &RecordId> = entries
            .iter()
            .filter_map(|entry| Some((entry.told.decision.as_ref()?, entry.told.records.first()?)))
            .collect();
        let mut found: HashMap<DecisionId, AuditSuggestions> = HashMap::new();
        if decided.is_empty() {
            return Ok(found);
        }
        let sightings = self.store.sightings().await?;
        let sightings: Vec<_> = sightings
            .into_iter()
            .filter(|sighting| decided.contains_key(&sighting.decision_id))
            .collect();
        if sightings.is_empty() {
            return Ok(found);
        }
        let ledger = self.ledger().await?;
        let records: BTreeSet<RecordId> = sightings
            .iter()
            .filter_map(|sighting| ledger.ordinal(decided.get(&sighting.decision_id)?))
            .flat_map(|ordinal| ledger.members(ledger.group(ordinal)))
            .map(|ordinal| ledger.id(ordinal).clone())
            .collect();
        let records: Vec<RecordId> = records.into_iter().collect();
        let suggestions = self.store.suggestions_on(&records).await?;
        let suggestions: HashMap<&SuggestionId, &Suggestion> =
            suggestions.iter().map(|one| (&one.id, one)).collect();
        let agents = self.store.agents().await?;
        let criteria = &ledger.protocol().criteria;
        for sighting in sightings {
            let Some(suggestion) = suggestions.get(&sighting.suggestion_id) else {
                continue;
            };
            let criterion = criteria.iter().find(|c| c.id == suggestion.criterion_id);
            let label = criterion.map_or("an earlier criterion", |c| c.label.as_str());
            let said = match &suggestion.reading {
                Reading::Read { label, .. } => label.as_str().replace('_', " "),
                Reading::Unread { .. } => "unread".to_owned(),
            };
            let agent = agents.iter().find(|a| a.id == suggestion.agent_id);
            let agent = agent.map_or("a model", |a| a.name.as_str());
            let words = format!("{label} {said} ({agent})");
            let beside = found.entry(sighting.decision_id).or_default();
            match sighting.sighting {
                Sighting::Before => beside.before.push(words),
                Sighting::After => beside.after.push(words),
            }
        }
        for beside in found.values_mut() {
            beside.before.sort_unstable();
            beside.after.sort_unstable();
        }
        Ok(found)
    }
}

/// A row with its actor by name, and the identifier that stands in the log.
type NamedRow = (AuditRow, String);

fn named(ledger: &Ledger, rows: Vec<AuditRow>) -> Vec<NamedRow> {
    let named = |mut row: AuditRow| {
        let name = ledger.reviewer_name(&row.actor.as_str().into()).to_owned();
        let actor_id = std::mem::replace(&mut row.actor, name);
        (row, actor_id)
    };
    rows.into_iter().map(named).collect()
}

/// The rows of a person, a kind and a time.
fn narrowed(mut rows: Vec<NamedRow>, query: &AuditQuery) -> Vec<NamedRow> {
    rows.retain(|(row, actor_id)| {
        let is = |person: &String| row.actor.eq_ignore_ascii_case(person) || actor_id == person;
        query.person.as_ref().is_none_or(is)
            && query.action.as_ref().is_none_or(|a| *a == row.action)
            && query.from.is_none_or(|from| row.at >= from)
            && query.until.is_none_or(|until| row.at < until)
    });
    rows
}

fn told_of(ledger: &Ledger, rows: Vec<NamedRow>, viewer: Option<&ReviewerId>) -> Vec<Entry> {
    rows.into_iter()
        .map(|(mut row, actor_id)| {
            let withheld = is_withheld(ledger, &row, &actor_id, viewer);
            if withheld {
                row.detail = withheld_detail(&row.detail);
            }
            let told = told(&row, ledger, withheld);
            Entry {
                row,
                actor_id,
                told,
                withheld,
            }
        })
        .collect()
}

/// Whether a row tells what its reader must not know yet: another's decision or note on a record on which the reader's
/// own decision is still wanted; without a reader, on a record that still waits for anybody.
fn is_withheld(
    ledger: &Ledger,
    row: &AuditRow,
    actor_id: &str,
    viewer: Option<&ReviewerId>,
) -> bool {
    if viewer.is_some_and(|viewer| viewer.as_str() == actor_id) {
        return false;
    }
    let (record, stages) = match row.action.as_str() {
        "decide" | "adjudicate" => match serde_json::from_str::<Decision>(&row.detail) {
            Ok(decision) => (decision.record_id, vec![decision.stage]),
            // What cannot be read is not shown either.
            Err(_) => return true,
        },
        "note" => {
            let detail: Value = serde_json::from_str(&row.detail).unwrap_or_default();
            match detail["record"].as_str() {
                Some(record) => (record.into(), vec![Stage::TitleAbstract, Stage::FullText]),
                None => return true,
            }
        }
        _ => return false,
    };
    let Some(ordinal) = ledger.ordinal(&record) else {
        return false;
    };
    let group = ledger.group(ordinal);
    stages.into_iter().any(|stage| match viewer {
        Some(viewer) => ledger.is_open_for(group, stage, viewer),
        None => {
            ledger.is_eligible(group, stage)
                && matches!(
                    ledger.outcome(group, stage),
                    Outcome::Undecided | Outcome::Waiting
                )
        }
    })
}

/// What remains of a detail: which record it is about.
fn withheld_detail(detail: &str) -> String {
    let detail: Value = serde_json::from_str(detail).unwrap_or_default();
    let record = detail.get("record_id").or_else(|| detail.get("record"));
    serde_json::json!({ "record_id": record, "stage": detail.get("stage"), "withheld": true })
        .to_string()
}

/// The entries about a record, and those that hold all the words.
fn fitting(ledger: &Ledger, entries: Vec<Entry>, query: &AuditQuery) -> Vec<Entry> {
    let words: Vec<String> = query
        .words
        .split_whitespace()
        .map(str::to_lowercase)
        .collect();
    // A merged record is named by any of its copies.
    let group_of = |id: &RecordId| ledger.ordinal(id).map(|ordinal| ledger.group(ordinal));
    let wanted = query.record.as_ref().map(group_of);
    let is_about = |entry: &Entry| {
        wanted.is_none_or(|group| {
            group.is_some() && entry.told.records.iter().any(|id| group_of(id) == group)
        })
    };
    let holds = |entry: &Entry| {
        if words.is_empty() {
            return true;
        }
        let (row, told) = (&entry.row, &entry.told.text);
        let text = format!("{} {} {told} {}", row.actor, row.action, row.detail).to_lowercase();
        words.iter().all(|word| text.contains(word))
    };
    entries
        .into_iter()
        .filter(|entry| is_about(entry) && holds(entry))
        .collect()
}
