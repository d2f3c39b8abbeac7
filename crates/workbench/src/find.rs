//! Search: records by their words and by what is known of them. The index is derived and rebuilt when it is stale.

use std::collections::HashMap;
use std::sync::Arc;

use review::{Outcome, Record, RecordId, ReviewerId, Stage};
use search::{
    Facts, Index, MarkedText, Query, QueryProblem, QueryProblemKind, RecordFacts, Request,
    SearchError, Typing,
};
use serde::Serialize;
use sha2::{Digest, Sha256};
use store::StoredRecord;
use tokio::sync::mpsc;

use crate::error::{Code, Error, Result};
use crate::ledger::{Ledger, LedgerMark};
use crate::open_review::Review;
use crate::progress::Progress;

/// A question to the records.
#[derive(Clone, Debug, Default)]
pub struct SearchRequest {
    /// The query.
    pub query: String,
    /// Take the last word for the beginning of one.
    pub as_you_type: bool,
    /// How many answers to skip.
    pub offset: usize,
    /// How many to give at most.
    pub limit: usize,
    /// On whose behalf: others' decisions on records that are not settled stay hidden. `None` for the team as a whole.
    pub viewer: Option<ReviewerId>,
}

/// The answers.
#[derive(Clone, Debug, Serialize)]
pub struct SearchResult {
    /// How many records were found in all.
    pub total: usize,
    /// How the query was understood.
    pub understood: String,
    /// What was repaired or left out, in words.
    pub notes: Vec<String>,
    /// The page that was asked for.
    pub hits: Vec<SearchHit>,
}

/// A record that was found.
#[derive(Clone, Debug, Serialize)]
pub struct SearchHit {
    /// The record that stands for its group.
    pub id: RecordId,
    /// Title with the found words marked.
    pub title: MarkedText,
    /// Excerpt of the abstract with the found words marked.
    pub abstract_text: MarkedText,
    /// First author, journal and year in a line.
    pub place: String,
    /// Where the record stands at the stage it has reached.
    pub outcome: &'static str,
}

/// The index of an open review with the state it was built from.
pub(crate) struct OpenIndex {
    index: Arc<Index>,
    fingerprint: String,
    /// What each viewer may know, as of some state of the ledger.
    facts: HashMap<Option<ReviewerId>, KnownFacts>,
}

/// Facts with the state of the ledger that they follow from.
struct KnownFacts {
    facts: Arc<Facts>,
    mark: LedgerMark,
}

impl std::fmt::Debug for OpenIndex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OpenIndex")
            .field("fingerprint", &self.fingerprint)
            .finish_non_exhaustive()
    }
}

impl Review {
    /// Searches the records. The first search after an import, a merge or an edit builds the index anew.
    pub async fn search(
        &self,
        request: &SearchRequest,
        progress: &Progress,
    ) -> Result<SearchResult> {
        let ledger = self.ledger().await?;
        let index = self.open_index(&ledger, progress).await?;
        let typing = if request.as_you_type {
            Typing::AsYouType
        } else {
            Typing::Complete
        };
        let query = Query::parse(&request.query, typing);
        let facts = self
            .facts_for(&index, &ledger, request.viewer.as_ref())
            .await;
        let found = {
            let (index, query, offset, limit) = (
                Arc::clone(&index),
                query.clone(),
                request.offset,
                request.limit,
            );
            let run = move || {
                let mut question = Request::new(&query, &facts);
                question.offset = offset;
                question.limit = limit;
                index.search(&question)
            };
            tokio::task::spawn_blocking(run)
                .await
                .map_err(|e| Error::internal(format!("the search ended unexpectedly: {e}")))?
                .map_err(|e| from_search(&e))?
        };
        let marker = query.marker();
        let mut hits = Vec::new();
        for hit in found.hits {
            let Some(ordinal) = ledger.ordinal(&hit.id) else {
                continue;
            };
            let record = self.combined(&ledger, ordinal).await?;
            let snippet = marker.snippet(&record);
            let (_, outcome) = standing(&ledger, ordinal, request.viewer.as_ref());
            hits.push(SearchHit {
                id: hit.id,
                title: snippet.title,
                abstract_text: snippet.abstract_text,
                place: place(&record),
                outcome: outcome.as_str(),
            });
        }
        Ok(SearchResult {
            total: found.total,
            understood: query.understood(),
            notes: query.problems().iter().map(in_words).collect(),
            hits,
        })
    }

    async fn open_index(&self, ledger: &Arc<Ledger>, progress: &Progress) -> Result<Arc<Index>> {
        let fingerprint = self.fingerprint(ledger).await?;
        let mut open = self.index.lock().await;
        if let Some(known) = open
            .as_ref()
            .filter(|known| known.fingerprint == fingerprint)
        {
            return Ok(Arc::clone(&known.index));
        }
        // Tantivy reads its records on a thread of its own; they are handed over a few at a time.
        let (sender, mut receiver) =
            mpsc::channel::<std::result::Result<(RecordId, Record), Error>>(256);
        let folder = self.store.folder().index();
        let total = ledger.groups().count() as u64;
        let build = {
            let (fingerprint, progress) = (fingerprint.clone(), progress.clone());
            tokio::task::spawn_blocking(move || {
                Index::open_or_rebuild(
                    &folder,
                    &fingerprint,
                    || std::iter::from_fn(move || receiver.blocking_recv()),
                    &mut |done| progress.report("Building the search index", done as u64, total),
                    progress.cancel_flag(),
                )
            })
        };
        self.send_groups(ledger, &sender).await;
        drop(sender);
        let index = build
            .await
            .map_err(|e| Error::internal(format!("building the index ended unexpectedly: {e}")))?
            .map_err(|e| from_search(&e))?;
        let index = Arc::new(index);
        *open = Some(OpenIndex {
            index: Arc::clone(&index),
            fingerprint,
            facts: HashMap::new(),
        });
        Ok(index)
    }

    /// What the viewer may know of each record. After a decision only its record is looked at again, so that search
    /// stays quick in a large review.
    async fn facts_for(
        &self,
        index: &Index,
        ledger: &Ledger,
        viewer: Option<&ReviewerId>,
    ) -> Arc<Facts> {
        let mut open = self.index.lock().await;
        let known = open
            .as_mut()
            .and_then(|open| open.facts.remove(&viewer.cloned()));
        let mark = ledger.mark();
        let facts = match known {
            Some(known) if known.mark == mark => known.facts,
            Some(mut known) if ledger.decided_since(&known.mark).is_some() => {
                let changed = ledger.decided_since(&known.mark).unwrap_or_default();
                let facts = Arc::make_mut(&mut known.facts);
                for group in changed {
                    set_facts(facts, ledger, group, viewer);
                }
                known.facts
            }
            _ => Arc::new(all_facts(index, ledger, viewer)),
        };
        if let Some(open) = open.as_mut() {
            let known = KnownFacts {
                facts: Arc::clone(&facts),
                mark,
            };
            open.facts.insert(viewer.cloned(), known);
        }
        facts
    }

    /// Hands every group to the index, with the fields of its copies combined. Ends early when nobody listens: the
    /// index was there already.
    async fn send_groups(
        &self,
        ledger: &Ledger,
        sender: &mpsc::Sender<std::result::Result<(RecordId, Record), Error>>,
    ) {
        const PAGE: usize = 500;
        let groups: Vec<usize> = ledger.groups().collect();
        for page in groups.chunks(PAGE) {
            if sender.is_closed() {
                return;
            }
            let records = self.combined_page(ledger, page).await;
            match records {
                Ok(records) => {
                    for (group, record) in records {
                        if sender
                            .send(Ok((ledger.id(group).clone(), record)))
                            .await
                            .is_err()
                        {
                            return;
                        }
                    }
                }
                Err(error) => {
                    // Whether the index still listens or not, there is nothing more to send.
                    let _unheard = sender.send(Err(error)).await;
                    return;
                }
            }
        }
    }

    /// The combined records of some groups.
    pub(crate) async fn combined_page(
        &self,
        ledger: &Ledger,
        groups: &[usize],
    ) -> Result<Vec<(usize, Record)>> {
        let ordinals: Vec<usize> = groups.iter().flat_map(|&g| ledger.members(g)).collect();
        let stored = self.store.records_at(&ordinals).await?;
        let edits = if stored.iter().any(|r| r.edited) {
            self.store.edits().await?
        } else {
            Vec::new()
        };
        let mut records: HashMap<usize, StoredRecord> =
            stored.into_iter().map(|r| (r.ordinal, r)).collect();
        Ok(groups
            .iter()
            .map(|&group| {
                let copies = ledger
                    .members(group)
                    .iter()
                    .filter_map(|o| records.remove(o))
                    .collect();
                (group, crate::dedupe::combined_of(copies, &edits))
            })
            .collect())
    }

    /// Names the state of everything that is indexed: records, edits, merges, withdrawn imports.
    async fn fingerprint(&self, ledger: &Ledger) -> Result<String> {
        let mut hasher = Sha256::new();
        hasher.update(self.store.edit_count().await?.to_le_bytes());
        for ordinal in 0..ledger.record_count() {
            let group = if ledger.is_live(ordinal) {
                ledger.group(ordinal) as u64
            } else {
                u64::MAX
            };
            hasher.update(group.to_le_bytes());
        }
        Ok(hasher
            .finalize()
            .iter()
            .map(|b| format!("{b:02x}"))
            .collect())
    }
}

/// What is known of each group, as far as the viewer may know it.
fn all_facts(index: &Index, ledger: &Ledger, viewer: Option<&ReviewerId>) -> Facts {
    let mut facts = index.facts();
    for group in ledger.groups() {
        set_facts(&mut facts, ledger, group, viewer);
    }
    facts
}

fn set_facts(facts: &mut Facts, ledger: &Ledger, group: usize, viewer: Option<&ReviewerId>) {
    let (stage, outcome) = standing(ledger, group, viewer);
    let reason = match &outcome {
        Outcome::Excluded { reason: Some(id) } => ledger
            .protocol()
            .criteria
            .iter()
            .find(|c| c.id == *id)
            .map(|c| c.label.clone()),
        _ => None,
    };
    let reviewers = ledger
        .in_force(group, Stage::TitleAbstract)
        .iter()
        .chain(&ledger.in_force(group, Stage::FullText))
        .filter(|d| viewer.is_none_or(|v| d.reviewer_id == *v))
        .map(|d| ledger.reviewer_name(&d.reviewer_id).to_owned())
        .collect();
    facts.set(
        ledger.id(group),
        RecordFacts {
            sources: ledger
                .sources(group)
                .into_iter()
                .map(str::to_owned)
                .collect(),
            stage,
            standing: (&outcome).into(),
            reason,
            reviewers,
            tags: ledger.tags(group).into_iter().map(str::to_owned).collect(),
        },
    );
}

/// The stage at which a group was decided on last and its outcome there: a record included at title and abstract counts
/// as included until someone has decided on its full text. A viewer who has not decided sees an unsettled record as
/// undecided.
fn standing(ledger: &Ledger, group: usize, viewer: Option<&ReviewerId>) -> (Stage, Outcome) {
    let (stage, outcome) = match ledger.outcome(group, Stage::FullText) {
        Outcome::Undecided => (
            Stage::TitleAbstract,
            ledger.outcome(group, Stage::TitleAbstract),
        ),
        decided => (Stage::FullText, decided),
    };
    let settled = matches!(outcome, Outcome::Included | Outcome::Excluded { .. });
    let hidden = viewer.is_some_and(|v| !settled && ledger.own_decision(group, stage, v).is_none());
    (stage, if hidden { Outcome::Undecided } else { outcome })
}

/// First author, journal and year in a line.
fn place(record: &Record) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(record.authors.first().map(|a| a.family().to_owned()));
    parts.extend(record.journal.clone());
    parts.extend(record.year.map(|y| y.to_string()));
    parts.join(" · ")
}

fn in_words(problem: &QueryProblem) -> String {
    let text = &problem.text;
    match problem.kind {
        QueryProblemKind::UnclosedQuote => {
            "a quotation mark was not closed; the phrase was taken to the end".into()
        }
        QueryProblemKind::UnclosedParenthesis => {
            "a parenthesis was not closed; it was closed at the end".into()
        }
        QueryProblemKind::UnopenedParenthesis => {
            "a closing parenthesis without an opening one was ignored".into()
        }
        QueryProblemKind::MissingOperand => {
            format!("“{text}” has nothing to connect and was ignored")
        }
        QueryProblemKind::MissingValue => format!("“{text}” has no value and was ignored"),
        QueryProblemKind::UnknownTag => format!("the tag {text} is not known and was ignored"),
        QueryProblemKind::UnreadableYear => format!("“{text}” is not a year and was ignored"),
        QueryProblemKind::UnknownValue => format!("“{text}” does not exist, so it finds nothing"),
        QueryProblemKind::InnerWildcard => {
            format!("the * inside “{text}” counts for its beginning only")
        }
        QueryProblemKind::TooLong => "the query is too long; its end was ignored".into(),
    }
}

fn from_search(error: &SearchError) -> Error {
    match error {
        SearchError::Cancelled => Error::cancelled(),
        other => Error::new(Code::Internal, other.to_string(), other.hint()),
    }
}
