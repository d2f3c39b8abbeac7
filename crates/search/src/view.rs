//! One state of the index as it is asked: its segments with the record numbers and years of their documents.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError};

use tantivy::index::SegmentId;
use tantivy::{Searcher, SegmentReader};

use crate::facts::SharedNumbering;

pub(crate) struct View {
    pub(crate) searcher: Searcher,
    pub(crate) numbers: Arc<HashMap<SegmentId, Arc<Vec<u32>>>>,
    /// Year by record number.
    years: Vec<Option<i32>>,
}

impl View {
    pub(crate) fn new(searcher: Searcher, numbering: &SharedNumbering) -> tantivy::Result<Self> {
        let mut by_segment = HashMap::new();
        let mut years = Vec::new();
        for segment in searcher.segment_readers() {
            let numbers = numbers_of(segment, numbering)?;
            let column = segment.fast_fields().i64("year")?;
            for doc in segment.doc_ids_alive() {
                let Some(number) = numbers.get(doc as usize).map(|n| *n as usize) else {
                    continue;
                };
                if years.len() <= number {
                    years.resize(number + 1, None);
                }
                years[number] = column.first(doc).and_then(|year| i32::try_from(year).ok());
            }
            by_segment.insert(segment.segment_id(), Arc::new(numbers));
        }
        Ok(Self {
            searcher,
            numbers: Arc::new(by_segment),
            years,
        })
    }

    pub(crate) fn year(&self, number: usize) -> Option<i32> {
        self.years.get(number).copied().flatten()
    }
}

/// The record number of each document of a segment.
fn numbers_of(segment: &SegmentReader, numbering: &SharedNumbering) -> tantivy::Result<Vec<u32>> {
    let Some(ids) = segment.fast_fields().str("id")? else {
        return Ok(vec![u32::MAX; segment.max_doc() as usize]);
    };
    let mut numbering = numbering.write().unwrap_or_else(PoisonError::into_inner);
    let mut of_term = Vec::with_capacity(ids.num_terms());
    let mut terms = ids.dictionary().stream()?;
    while terms.advance() {
        let id = String::from_utf8_lossy(terms.key()).into_owned();
        of_term.push(id);
    }
    // Numbered in the order of the documents, which is that of the import.
    let mut numbers = Vec::with_capacity(segment.max_doc() as usize);
    for doc in 0..segment.max_doc() {
        let id = ids
            .term_ords(doc)
            .next()
            .and_then(|ord| of_term.get(usize::try_from(ord).ok()?));
        numbers.push(id.map_or(u32::MAX, |id| numbering.number(&id.as_str().into())));
    }
    Ok(numbers)
}
