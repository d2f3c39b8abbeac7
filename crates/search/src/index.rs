//! [`Index`]: asked with a [`Request`], changed with [`Index::update`].

use std::borrow::Borrow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use review::{Record, RecordId, Stage};
use tantivy::IndexReader;

use crate::error::SearchError;
use crate::facts::{Facts, Numbers, ReportPlace, SharedNumbering, Standing};
use crate::open::{Payload, writer};
use crate::query::Query;
use crate::run::{Compiler, Everything};
use crate::schema::Fields;
use crate::view::View;

/// The index of one review. Shared between threads; a search sees the last finished update.
pub struct Index {
    pub(crate) folder: PathBuf,
    pub(crate) origin: Origin,
    pub(crate) fields: Fields,
    pub(crate) index: tantivy::Index,
    pub(crate) reader: IndexReader,
    pub(crate) numbering: SharedNumbering,
    pub(crate) view: RwLock<Arc<View>>,
    /// Held while the index is changed.
    pub(crate) changing: Mutex<()>,
}

/// Where an index came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Whether it was built just now.
    pub rebuilt: bool,
    /// Whether it lives in memory only, because its folder cannot be written.
    pub in_memory: bool,
}

/// A question with the page of answers that is wanted.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// What is searched for.
    pub query: &'a Query,
    /// What is known about the records; those without facts are not found.
    pub facts: &'a Facts,
    /// Conditions set beside the query.
    pub filter: &'a Filter,
    /// The order of the answers.
    pub sort: Sort<'a>,
    /// How many answers to skip.
    pub offset: usize,
    /// How many to give at most.
    pub limit: usize,
}

impl<'a> Request<'a> {
    /// The first fifty answers by relevance, without further conditions.
    pub fn new(query: &'a Query, facts: &'a Facts) -> Self {
        const NO_FILTER: &Filter = &Filter {
            from_year: None,
            to_year: None,
            sources: Vec::new(),
            stages: Vec::new(),
            standings: Vec::new(),
            tags: Vec::new(),
            removed: None,
            reports: Vec::new(),
        };
        Self {
            query,
            facts,
            filter: NO_FILTER,
            sort: Sort::Relevance,
            offset: 0,
            limit: 50,
        }
    }
}

/// Conditions beside a query: any of the values within a field, all fields together. An empty field sets none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// First year; records without a year are left out.
    pub from_year: Option<i32>,
    /// Last year, included; records without a year are left out.
    pub to_year: Option<i32>,
    /// Names of sources, exactly.
    pub sources: Vec<String>,
    /// Stages at which a record stands.
    pub stages: Vec<Stage>,
    /// Outcomes at that stage.
    pub standings: Vec<Standing>,
    /// Tags, exactly.
    pub tags: Vec<String>,
    /// Only those that were taken out before screening, or only those that were not.
    pub removed: Option<bool>,
    /// Where the report is; records whose report is not sought are left out.
    pub reports: Vec<ReportPlace>,
}

/// The order of answers. Equals stay in the order in which the records were indexed.
#[derive(Clone, Copy)]
pub enum Sort<'a> {
    /// The best match first (BM25, titles counting three times).
    Relevance,
    /// The newest first, records without a year last.
    NewestFirst,
    /// The oldest first, records without a year last.
    OldestFirst,
    /// As given, such as by ranking; records that are not in it last.
    Given(&'a Order),
}

/// An order of records made by [`Index::order`].
pub struct Order {
    numbering: SharedNumbering,
    place: Vec<u32>,
}

/// The answers to a [`Request`].
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// How many records were found in all.
    pub total: usize,
    /// The page that was asked for.
    pub hits: Vec<Hit>,
}

/// A record that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Which.
    pub id: RecordId,
    /// How well it matches, only comparable within one search; 0 where the order is not by relevance.
    pub score: f32,
}

impl Index {
    /// Where this index came from.
    pub fn origin(&self) -> Origin {
        self.origin
    }

    /// How many records are in the index, whether or not there are facts about them.
    pub fn len(&self) -> usize {
        usize::try_from(self.view().searcher.num_docs()).unwrap_or(usize::MAX)
    }

    /// Whether the index holds no record.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Facts to be filled for this index. Several may be kept, as for several reviewers.
    pub fn facts(&self) -> Facts {
        Facts::new(Arc::clone(&self.numbering))
    }

    /// An order for [`Sort::Given`].
    pub fn order<'a>(&self, ids: impl IntoIterator<Item = &'a RecordId>) -> Order {
        let mut numbering = self
            .numbering
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        let mut place = Vec::new();
        for (rank, id) in (0..u32::MAX).zip(ids) {
            let number = numbering.number(id) as usize;
            if place.len() <= number {
                place.resize(number.max(numbering.len()) + 1, u32::MAX);
            }
            place[number] = place[number].min(rank);
        }
        Order {
            numbering: Arc::clone(&self.numbering),
            place,
        }
    }

    /// Answers a request.
    ///
    /// # Errors
    /// If the facts or the order are of another index, or the files of the index were damaged while it was open.
    pub fn search(&self, request: &Request<'_>) -> Result<Found, SearchError> {
        let own = |numbering| Arc::ptr_eq(numbering, &self.numbering);
        if !own(&request.facts.numbering)
            || matches!(request.sort, Sort::Given(order) if !own(&order.numbering))
        {
            return Err(SearchError::Foreign);
        }
        let view = self.view();
        let found = catch_unwind(AssertUnwindSafe(|| self.collect(&view, request)))
            .unwrap_or_else(|_| {
                Err(tantivy::TantivyError::InternalError(
                    "its files changed while in use".into(),
                ))
            })
            .map_err(|error| self.error("searching the index", &error))?;
        Ok(self.page(&view, request, found))
    }

    /// Replaces changed records, adds new ones and removes others, then states what the index now corresponds to.
    /// For changed titles and abstracts only: decisions and tags are facts, and a merge only hides a record.
    ///
    /// # Errors
    /// If the index cannot be written; it then stays as it was.
    pub fn update<R: Borrow<Record>>(
        &self,
        changed: impl IntoIterator<Item = (RecordId, R)>,
        removed: &[RecordId],
        fingerprint: &str,
    ) -> Result<(), SearchError> {
        let _alone = self.changing.lock().unwrap_or_else(PoisonError::into_inner);
        let changes = || -> tantivy::Result<()> {
            let mut writer = writer(&self.index)?;
            for id in removed {
                writer.delete_term(self.fields.id_term(id));
            }
            for (id, record) in changed {
                writer.delete_term(self.fields.id_term(&id));
                writer.add_document(self.fields.document(&id, record.borrow()))?;
            }
            let mut commit = writer.prepare_commit()?;
            commit.set_payload(&Payload::new(fingerprint).to_text());
            commit.commit()?;
            writer.wait_merging_threads()?;
            self.reader.reload()?;
            let view = View::new(self.reader.searcher(), &self.numbering)?;
            *self.view.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(view);
            Ok(())
        };
        changes().map_err(|error| self.error("updating the search index", &error))
    }

    fn view(&self) -> Arc<View> {
        Arc::clone(&self.view.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn error(&self, doing: &'static str, error: &tantivy::TantivyError) -> SearchError {
        SearchError::Index {
            doing,
            folder: self.folder.clone(),
            reason: error.to_string(),
        }
    }

    fn collect(&self, view: &View, request: &Request<'_>) -> tantivy::Result<Vec<(f32, u32)>> {
        let compiler = Compiler {
            view,
            fields: self.fields,
            facts: request.facts,
        };
        let query = compiler.compile(&request.query.root)?;
        let everything = Everything {
            numbers: Arc::clone(&view.numbers),
            allowed: Arc::new(request.filter.allowed(request.facts, view)),
            scoring: matches!(request.sort, Sort::Relevance),
        };
        view.searcher.search(&query, &everything)
    }

    fn page(&self, view: &View, request: &Request<'_>, mut found: Vec<(f32, u32)>) -> Found {
        let total = found.len();
        let end = request.offset.saturating_add(request.limit).min(total);
        match request.sort {
            Sort::Relevance => {
                first(&mut found, end, |a, b| {
                    b.0.total_cmp(&a.0).then(a.1.cmp(&b.1))
                });
            }
            Sort::NewestFirst => sort_by_key(&mut found, end, |number| {
                view.year(number).map_or(i64::MAX, |year| -i64::from(year))
            }),
            Sort::OldestFirst => sort_by_key(&mut found, end, |number| {
                view.year(number).map_or(i64::MAX, i64::from)
            }),
            Sort::Given(order) => sort_by_key(&mut found, end, |number| {
                order
                    .place
                    .get(number)
                    .map_or(i64::from(u32::MAX), |place| i64::from(*place))
            }),
        }
        let numbering = self
            .numbering
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        let page = found.get(request.offset.min(end)..end).unwrap_or_default();
        let by_relevance = matches!(request.sort, Sort::Relevance);
        let hits = page
            .iter()
            .filter_map(|(score, number)| {
                Some(Hit {
                    id: numbering.id(*number)?.clone(),
                    score: if by_relevance { *score } else { 0.0 },
                })
            })
            .collect();
        Found { total, hits }
    }
}

impl Filter {
    fn allowed(&self, facts: &Facts, view: &View) -> Numbers {
        let has = |wanted: &[String], values: &[String]| {
            wanted.is_empty() || values.iter().any(|value| wanted.contains(value))
        };
        let years = self.from_year.is_some() || self.to_year.is_some();
        facts.matching(|number, facts| {
            let in_years = !years
                || view.year(number).is_some_and(|year| {
                    self.from_year.is_none_or(|from| year >= from)
                        && self.to_year.is_none_or(|to| year <= to)
                });
            in_years
                && (self.stages.is_empty() || self.stages.contains(&facts.stage))
                && (self.standings.is_empty() || self.standings.contains(&facts.standing))
                && has(&self.sources, &facts.sources)
                && has(&self.tags, &facts.tags)
                && self.removed.is_none_or(|removed| facts.removed == removed)
                && (self.reports.is_empty()
                    || facts
                        .report
                        .is_some_and(|place| self.reports.contains(&place)))
        })
    }
}

fn sort_by_key(found: &mut [(f32, u32)], end: usize, key: impl Fn(usize) -> i64) {
    first(found, end, |a, b| {
        (key(a.1 as usize), a.1).cmp(&(key(b.1 as usize), b.1))
    });
}

/// Sorts so far that the first `end` are in place.
fn first(
    found: &mut [(f32, u32)],
    end: usize,
    compare: impl Fn(&(f32, u32), &(f32, u32)) -> std::cmp::Ordering,
) {
    if end < found.len() {
        found.select_nth_unstable_by(end, &compare);
    }
    if let Some(page) = found.get_mut(..end) {
        page.sort_unstable_by(&compare);
    }
}
