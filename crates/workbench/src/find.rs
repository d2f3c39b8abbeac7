//! Search: records by their words and by what is known of them. The index is derived and rebuilt when it is stale.

mod facts;
mod filter;
mod words;

use std::collections::HashMap;
use std::sync::Arc;

use review::{Record, RecordId, ReviewerId, Stage};
use search::{Facts, Index, MarkedText, Order, Query, Request, SearchError, Sort, Typing};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::StoredRecord;
use tokio::sync::mpsc;
use ts_rs::TS;

use self::facts::{all_facts, set_facts, standing};
pub use self::filter::SearchFilter;
use self::filter::filter;
use self::words::in_words;
use crate::blinding::{blind, is_blinded};
use crate::error::{Code, Error, Result};
use crate::ledger::{Ledger, LedgerMark};
use crate::off_thread::off_thread;
use crate::open_review::Review;
use crate::progress::Progress;

/// A question to the records.
#[derive(Clone, Debug, Default, Deserialize, TS)]
#[serde(default)]
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
    /// Conditions set beside the query.
    pub only: SearchFilter,
    /// The order of the answers.
    pub sort: SearchSort,
}

/// The order of answers. Equals stay in the order of import.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SearchSort {
    /// The best match first.
    #[default]
    Relevance,
    /// The newest first, records without a year last.
    NewestFirst,
    /// The oldest first, records without a year last.
    OldestFirst,
    /// By title, from A.
    Title,
    /// By title, from Z.
    TitleBackwards,
    /// By the family name of the first author, from A.
    Author,
    /// By the family name of the first author, from Z.
    AuthorBackwards,
    /// By journal, from A.
    Journal,
    /// By journal, from Z.
    JournalBackwards,
}

/// The answers.
#[derive(Clone, Debug, Serialize, TS)]
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
#[derive(Clone, Debug, Serialize, TS)]
pub struct SearchHit {
    /// The record that stands for its group.
    pub id: RecordId,
    /// Title with the found words marked.
    pub title: MarkedText,
    /// Excerpt of the abstract with the found words marked.
    pub abstract_text: MarkedText,
    /// First author, journal and year in a line.
    pub place: String,
    /// Family names of the first authors, as they are cited in a line: `Adams, Silva et al.`
    pub authors: String,
    /// Year of publication.
    pub year: Option<i32>,
    /// Journal, as abbreviated where that is known.
    pub journal: Option<String>,
    /// The sources that brought it.
    pub sources: Vec<String>,
    /// Its tags.
    pub tags: Vec<String>,
    /// The stage it has reached.
    pub stage: Stage,
    /// Where the record stands at that stage.
    #[ts(type = "string")]
    pub outcome: &'static str,
    /// Whether it was taken out before screening.
    pub removed: bool,
    /// Whether there is an abstract to read.
    pub has_abstract: bool,
}

/// Records read at a time.
const PAGE: usize = 500;

/// The index of an open review with the state it was built from.
pub(crate) struct OpenIndex {
    index: Arc<Index>,
    fingerprint: String,
    /// What each viewer may know, as of some state of the ledger.
    facts: HashMap<Option<ReviewerId>, KnownFacts>,
    /// Orders by a column, made when they are first asked for.
    orders: HashMap<SearchSort, Arc<Order>>,
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
        let order = self.column_order(&index, &ledger, request.sort).await?;
        let filter = filter(&request.only)?;
        let found = {
            let (index, query, offset, limit, sort) = (
                Arc::clone(&index),
                query.clone(),
                request.offset,
                request.limit,
                request.sort,
            );
            let run = move || {
                let mut question = Request::new(&query, &facts);
                question.offset = offset;
                question.limit = limit;
                question.filter = &filter;
                question.sort = match (&order, sort) {
                    (Some(order), _) => Sort::Given(order),
                    (None, SearchSort::NewestFirst) => Sort::NewestFirst,
                    (None, SearchSort::OldestFirst) => Sort::OldestFirst,
                    (None, _) => Sort::Relevance,
                };
                index.search(&question)
            };
            off_thread("the search", run)
                .await?
                .map_err(|e| from_search(&e))?
        };
        let marker = query.marker();
        let mut hits = Vec::new();
        for hit in found.hits {
            let Some(ordinal) = ledger.ordinal(&hit.id) else {
                continue;
            };
            let mut record = self.combined(&ledger, ordinal).await?;
            if is_blinded(&ledger, ordinal, request.viewer.as_ref()) {
                blind(&mut record);
            }
            let snippet = marker.snippet(&record);
            let (stage, outcome) = standing(&ledger, ordinal, request.viewer.as_ref());
            hits.push(SearchHit {
                id: hit.id,
                title: snippet.title,
                abstract_text: snippet.abstract_text,
                place: place(&record),
                authors: cited(&record),
                year: record.year,
                journal: record.journal_abbreviation.or(record.journal),
                sources: owned(ledger.sources(ordinal)),
                tags: owned(ledger.tags(ordinal)),
                stage,
                outcome: outcome.as_str(),
                removed: ledger.removal(ordinal).is_some(),
                has_abstract: record.abstract_text.is_some(),
            });
        }
        Ok(SearchResult {
            total: found.total,
            understood: query.understood(),
            notes: query.problems().iter().map(in_words).collect(),
            hits,
        })
    }

    /// Builds the index where it is stale. Returns the number of records in it.
    pub async fn index(&self, progress: &Progress) -> Result<usize> {
        let ledger = self.ledger().await?;
        self.open_index(&ledger, progress).await?;
        Ok(ledger.groups().count())
    }

    /// The order by a column, which needs a look at every record once per state of the index.
    async fn column_order(
        &self,
        index: &Index,
        ledger: &Ledger,
        sort: SearchSort,
    ) -> Result<Option<Arc<Order>>> {
        let (key, backwards): (fn(&Record) -> Option<&str>, bool) = match sort {
            SearchSort::Relevance | SearchSort::NewestFirst | SearchSort::OldestFirst => {
                return Ok(None);
            }
            SearchSort::Title | SearchSort::TitleBackwards => (
                |record| record.title.as_deref(),
                sort == SearchSort::TitleBackwards,
            ),
            SearchSort::Author | SearchSort::AuthorBackwards => (
                |record| record.authors.first().map(review::Author::family),
                sort == SearchSort::AuthorBackwards,
            ),
            SearchSort::Journal | SearchSort::JournalBackwards => (
                |record| {
                    let abbreviated = record.journal_abbreviation.as_deref();
                    abbreviated.or(record.journal.as_deref())
                },
                sort == SearchSort::JournalBackwards,
            ),
        };
        let known = self.index.lock().await;
        if let Some(order) = known.as_ref().and_then(|open| open.orders.get(&sort)) {
            return Ok(Some(Arc::clone(order)));
        }
        drop(known);
        let groups: Vec<usize> = ledger.groups().collect();
        let mut keyed: Vec<(Option<String>, usize)> = Vec::with_capacity(groups.len());
        for page in groups.chunks(PAGE) {
            for (group, record) in self.combined_page(ledger, page).await? {
                let text = key(&record).map(|text| {
                    let letters = text.trim_start_matches(|c: char| !c.is_alphanumeric());
                    letters.to_lowercase()
                });
                keyed.push((text.filter(|t| !t.is_empty()), group));
            }
        }
        // Records without the field come last in either direction.
        keyed.sort_by(|(a, _), (b, _)| match (a, b) {
            (Some(a), Some(b)) if backwards => b.cmp(a),
            (Some(a), Some(b)) => a.cmp(b),
            _ => a.is_none().cmp(&b.is_none()),
        });
        let order = Arc::new(index.order(keyed.iter().map(|(_, group)| ledger.id(*group))));
        if let Some(open) = self.index.lock().await.as_mut() {
            open.orders.insert(sort, Arc::clone(&order));
        }
        Ok(Some(order))
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
            orders: HashMap::new(),
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
    pub(crate) async fn fingerprint(&self, ledger: &Ledger) -> Result<String> {
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
        Ok(store::hexadecimal(&hasher.finalize()))
    }
}

fn owned(names: Vec<&str>) -> Vec<String> {
    names.into_iter().map(str::to_owned).collect()
}

/// Family names as a list cites them: up to two, then `et al.`
pub(crate) fn cited(record: &Record) -> String {
    let names: Vec<&str> = record.authors.iter().map(review::Author::family).collect();
    match names[..] {
        [] => String::new(),
        [one] => one.to_owned(),
        [a, b] => format!("{a}, {b}"),
        [a, ..] => format!("{a} et al."),
    }
}

/// First author, journal and year in a line.
fn place(record: &Record) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(record.authors.first().map(|a| a.family().to_owned()));
    parts.extend(record.journal.clone());
    parts.extend(record.year.map(|y| y.to_string()));
    parts.join(" · ")
}

fn from_search(error: &SearchError) -> Error {
    match error {
        SearchError::Cancelled => Error::cancelled(),
        other => Error::new(Code::Internal, other.to_string(), other.hint()),
    }
}
