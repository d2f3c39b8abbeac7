//! A corpus small enough to check by eye, and shorthand for asking it.

use std::convert::Infallible;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use review::{Author, Record, RecordId};
use search::{Facts, Filter, Found, Index, Query, RecordFacts, Request, SearchError, Typing};

pub(crate) type Corpus = Vec<(RecordId, Record)>;

pub(crate) fn record(id: &str, title: &str, abstract_text: &str, year: i32) -> (RecordId, Record) {
    let record = Record {
        title: Some(title.into()),
        abstract_text: (!abstract_text.is_empty()).then(|| abstract_text.into()),
        year: Some(year),
        ..Record::default()
    };
    (id.into(), record)
}

pub(crate) fn person(family: &str, given: &str) -> Author {
    Author::Person {
        family: family.into(),
        given: Some(given.into()),
        suffix: None,
    }
}

pub(crate) fn open(
    folder: &Path,
    fingerprint: &str,
    corpus: &Corpus,
) -> Result<Index, SearchError> {
    let records = || {
        corpus
            .iter()
            .map(|(id, record)| Ok::<_, Infallible>((id.clone(), record)))
    };
    Index::open_or_rebuild(
        folder,
        fingerprint,
        records,
        &mut |_| {},
        &AtomicBool::new(false),
    )
}

pub(crate) fn plain_facts(index: &Index, corpus: &Corpus) -> Facts {
    let mut facts = index.facts();
    facts.extend(corpus.iter().map(|(id, _)| (id, RecordFacts::default())));
    facts
}

pub(crate) fn ask(index: &Index, facts: &Facts, text: &str, typing: Typing) -> Found {
    let query = Query::parse(text, typing);
    let request = Request {
        limit: usize::MAX,
        filter: &Filter::default(),
        ..Request::new(&query, facts)
    };
    index.search(&request).unwrap()
}

/// Ids in order of relevance.
pub(crate) fn ids(found: &Found) -> Vec<&str> {
    found.hits.iter().map(|hit| hit.id.as_str()).collect()
}
