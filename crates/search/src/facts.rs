//! [`Facts`]: what the review knows about each record and what changes with every decision. Kept out of the index
//! (docs/decisions/0005-search-index.md), so that a decision, a tag or a merge is seen by the next search.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, PoisonError, RwLock};

use hashbrown::HashTable;
use review::{Outcome, RecordId, Stage};

use crate::query::{FactField, FactTerm};
use crate::text::folded_words;

/// What is known about one record.
///
/// In independent screening, give a reviewer only what that reviewer may see: these facts can be searched.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RecordFacts {
    /// Names of the sources that returned the record, duplicates included.
    pub sources: Vec<String>,
    /// The stage at which the record stands: full text from the moment it was included on title and abstract.
    pub stage: Stage,
    /// Its outcome at that stage.
    pub standing: Standing,
    /// Label of the criterion cited for its exclusion, such as `E3`.
    pub reason: Option<String>,
    /// Names of the reviewers who decided on it.
    pub reviewers: Vec<String>,
    /// Its tags.
    pub tags: Vec<String>,
    /// Whether it was taken out before screening.
    pub removed: bool,
    /// Where its report is, once it is sought.
    pub report: Option<ReportPlace>,
}

/// Where the report of a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReportPlace {
    /// Sought.
    Sought,
    /// At hand.
    Retrieved,
    /// Given up.
    NotRetrieved,
}

impl Default for RecordFacts {
    /// A record on which nobody has decided.
    fn default() -> Self {
        Self {
            sources: Vec::new(),
            stage: Stage::TitleAbstract,
            standing: Standing::Undecided,
            reason: None,
            reviewers: Vec::new(),
            tags: Vec::new(),
            removed: false,
            report: None,
        }
    }
}

/// The word for an [`Outcome`], without its reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each variant is the outcome of that name")]
pub enum Standing {
    Undecided,
    Waiting,
    Conflict,
    Included,
    Excluded,
}

impl From<&Outcome> for Standing {
    fn from(outcome: &Outcome) -> Self {
        match outcome {
            Outcome::Undecided => Standing::Undecided,
            Outcome::Waiting => Standing::Waiting,
            Outcome::Conflict => Standing::Conflict,
            Outcome::Included => Standing::Included,
            Outcome::Excluded { .. } => Standing::Excluded,
        }
    }
}

impl Standing {
    /// The standing a person means: its word or the beginning of it, such as `include` or `excl`.
    pub(crate) fn named(typed: &str) -> Option<Self> {
        let typed = folded_words(typed);
        [
            ("included", Standing::Included),
            ("excluded", Standing::Excluded),
            ("undecided", Standing::Undecided),
            ("waiting", Standing::Waiting),
            ("conflict", Standing::Conflict),
        ]
        .into_iter()
        .find(|(word, _)| !typed.is_empty() && word.starts_with(&typed))
        .map(|(_, standing)| standing)
    }

    /// The stage a person means, such as `title`, `tiab`, `full_text` or `fulltext`.
    pub(crate) fn stage_named(typed: &str) -> Option<Stage> {
        let typed: String = folded_words(typed).replace([' ', '_'], "");
        let begins =
            |words: &[&str]| !typed.is_empty() && words.iter().any(|w| w.starts_with(&typed));
        if begins(&["titleabstract", "titleandabstract", "tiab", "abstract"]) {
            Some(Stage::TitleAbstract)
        } else if begins(&["fulltext"]) {
            Some(Stage::FullText)
        } else {
            None
        }
    }
}

/// Numbers for records, given once and kept while an index is open.
#[derive(Debug, Default)]
pub(crate) struct Numbering {
    ids: Vec<RecordId>,
    /// Places among the ids, found by the hash of the id.
    numbers: HashTable<u32>,
    hasher: RandomState,
}

pub(crate) type SharedNumbering = Arc<RwLock<Numbering>>;

impl Numbering {
    pub(crate) fn number(&mut self, id: &RecordId) -> u32 {
        let (ids, hasher) = (&self.ids, &self.hasher);
        // More than u32::MAX records do not fit into memory.
        let next = u32::try_from(ids.len()).unwrap_or(u32::MAX);
        let entry = self.numbers.entry(
            hasher.hash_one(id.as_str()),
            |&number| ids[number as usize] == *id,
            |&number| hasher.hash_one(ids[number as usize].as_str()),
        );
        let number = *entry.or_insert(next).get();
        if number == next {
            self.ids.push(id.clone());
        }
        number
    }

    pub(crate) fn id(&self, number: u32) -> Option<&RecordId> {
        self.ids.get(number as usize)
    }

    pub(crate) fn len(&self) -> usize {
        self.ids.len()
    }
}

/// What is known about all records that can be found, by the numbers of one [`Index`](crate::Index).
///
/// Only records with facts are found: merged duplicates are hidden by leaving them out, without touching the index.
#[derive(Clone, Debug)]
pub struct Facts {
    pub(crate) numbering: SharedNumbering,
    /// By number. Most records have the same facts as many others, which are kept once.
    rows: Vec<Option<Arc<RecordFacts>>>,
    known: HashSet<Arc<RecordFacts>>,
}

impl Facts {
    pub(crate) fn new(numbering: SharedNumbering) -> Self {
        Self {
            numbering,
            rows: Vec::new(),
            known: HashSet::new(),
        }
    }

    /// Sets what is known about a record, at once visible to searching.
    pub fn set(&mut self, id: &RecordId, facts: RecordFacts) {
        let number = self.number(id);
        if self.rows.len() <= number {
            self.rows.resize(number + 1, None);
        }
        let shared = match self.known.get(&facts) {
            Some(shared) => Arc::clone(shared),
            None => {
                let shared = Arc::new(facts);
                self.known.insert(Arc::clone(&shared));
                shared
            }
        };
        self.rows[number] = Some(shared);
    }

    /// Hides a record, as when it was merged into another.
    pub fn remove(&mut self, id: &RecordId) {
        let number = self.number(id);
        if let Some(row) = self.rows.get_mut(number) {
            *row = None;
        }
    }

    /// What is known about a record.
    pub fn get(&self, id: &RecordId) -> Option<&RecordFacts> {
        let number = self.number(id);
        self.rows.get(number)?.as_deref()
    }

    fn number(&self, id: &RecordId) -> usize {
        let mut numbering = self
            .numbering
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        numbering.number(id) as usize
    }

    /// The records whose number and facts satisfy a condition.
    pub(crate) fn matching(&self, condition: impl Fn(usize, &RecordFacts) -> bool) -> Numbers {
        let mut numbers = Numbers::default();
        for (number, row) in self.rows.iter().enumerate() {
            if row.as_ref().is_some_and(|facts| condition(number, facts)) {
                numbers.insert(number);
            }
        }
        numbers
    }

    /// The records that fit a term of a query.
    pub(crate) fn fitting(&self, term: &FactTerm) -> Numbers {
        // Few values are shared by many records: each is compared once.
        let mut known: HashMap<&str, bool> = HashMap::new();
        let mut numbers = Numbers::default();
        let (stage, standing) = (
            Standing::stage_named(&term.typed),
            Standing::named(&term.typed),
        );
        for (number, row) in self.rows.iter().enumerate() {
            let Some(facts) = row else { continue };
            let values: &[String] = match term.field {
                FactField::Source => &facts.sources,
                FactField::Tag => &facts.tags,
                FactField::Reviewer => &facts.reviewers,
                FactField::Reason => facts.reason.as_slice(),
                FactField::Stage | FactField::Decision => &[],
            };
            let fits = match term.field {
                FactField::Stage => Some(facts.stage) == stage,
                FactField::Decision => Some(facts.standing) == standing,
                _ => values
                    .iter()
                    .any(|value| *known.entry(value).or_insert_with(|| term.fits(value))),
            };
            if fits {
                numbers.insert(number);
            }
        }
        numbers
    }
}

impl<'a> Extend<(&'a RecordId, RecordFacts)> for Facts {
    fn extend<I: IntoIterator<Item = (&'a RecordId, RecordFacts)>>(&mut self, facts: I) {
        for (id, facts) in facts {
            self.set(id, facts);
        }
    }
}

/// A set of record numbers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Numbers(Vec<u64>);

impl Numbers {
    pub(crate) fn insert(&mut self, number: usize) {
        let word = number / 64;
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= 1 << (number % 64);
    }

    pub(crate) fn contains(&self, number: u32) -> bool {
        self.0
            .get(number as usize / 64)
            .is_some_and(|word| word & (1 << (number % 64)) != 0)
    }
}
