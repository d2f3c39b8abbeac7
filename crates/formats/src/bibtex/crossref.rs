//! `crossref` and `xdata`: fields that an entry has from another one, which may stand later in the file.

use std::collections::HashMap;

use review::Record;

use super::scan::RawEntry;
use crate::ImportedRecord;

/// Which entry refers to which.
#[derive(Default)]
pub(super) struct Family<'t> {
    by_key: HashMap<&'t str, usize>,
    /// The referring record and the key it names.
    children: Vec<(usize, String)>,
}

impl<'t> Family<'t> {
    /// Notes an entry under the index its record will have. Of entries with one key, the first is meant.
    pub(super) fn add(&mut self, entry: &RawEntry<'t>, index: usize) {
        if !entry.key.is_empty() {
            self.by_key.entry(entry.key).or_insert(index);
        }
        for (name, value) in &entry.fields {
            if name.eq_ignore_ascii_case("crossref") || name.eq_ignore_ascii_case("xdata") {
                self.children.push((index, value.trim().to_owned()));
            }
        }
    }

    /// Fills what is missing in each referring record. One generation only: that is all BibTeX does, and it ends.
    pub(super) fn inherit(self, records: &mut [ImportedRecord]) {
        for (child, key) in self.children {
            let Some(parent) = self
                .by_key
                .get(key.as_str())
                .filter(|index| **index != child)
            else {
                continue;
            };
            let parent = records[*parent].record.clone();
            fill(&mut records[child].record, parent);
        }
    }
}

fn fill(child: &mut Record, parent: Record) {
    fn or<T>(own: &mut Option<T>, other: Option<T>) {
        if own.is_none() {
            *own = other;
        }
    }
    // The title of the collection is the place where the paper stands.
    or(&mut child.journal, parent.journal.or(parent.title));
    or(&mut child.journal_abbreviation, parent.journal_abbreviation);
    if child.year.is_none() {
        or(&mut child.date, parent.date);
    }
    or(&mut child.year, parent.year);
    or(&mut child.volume, parent.volume);
    or(&mut child.publisher, parent.publisher);
    or(&mut child.place, parent.place);
    or(&mut child.language, parent.language);
    if child.editors.is_empty() {
        child.editors = parent.editors;
    }
    if child.issn.is_empty() {
        child.issn = parent.issn;
    }
    if child.isbn.is_empty() {
        child.isbn = parent.isbn;
    }
}
