//! [`Matcher`]: which record of the review a reference from elsewhere is: by identifiers first, then by title.

use std::collections::HashMap;
use std::sync::Arc;

use review::{Record, RecordId};

use crate::error::{Error, Result};
use crate::ledger::Ledger;
use crate::open_review::Review;

/// What is known of the record that is wanted.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Wanted<'a> {
    pub(crate) record: Option<&'a str>,
    pub(crate) file: Option<&'a str>,
    pub(crate) entry: Option<i64>,
    pub(crate) doi: Option<&'a str>,
    pub(crate) pmid: Option<&'a str>,
    pub(crate) title: Option<&'a str>,
    pub(crate) year: Option<i32>,
    pub(crate) volume: Option<&'a str>,
    pub(crate) pages: Option<&'a str>,
    pub(crate) journal: Option<&'a str>,
}

impl<'a> Wanted<'a> {
    /// A reference as it was read from a file.
    pub(crate) fn of(record: &'a Record) -> Self {
        Self {
            doi: record.doi.as_deref(),
            pmid: record.pmid.as_deref(),
            title: record.title.as_deref(),
            year: record.year,
            volume: record.volume.as_deref(),
            pages: record.pages.as_deref(),
            journal: record.journal.as_deref(),
            ..Self::default()
        }
    }
}

/// An index over the records of a review by what identifies them.
pub(crate) struct Matcher {
    ledger: Arc<Ledger>,
    by_entry: HashMap<(String, i64), Vec<usize>>,
    by_doi: HashMap<String, Vec<usize>>,
    by_pmid: HashMap<String, Vec<usize>>,
    by_title: HashMap<String, Vec<Candidate>>,
}

/// A record with this title, and what tells it from others of the same title.
struct Candidate {
    group: usize,
    year: Option<i32>,
    volume: Option<String>,
    pages: Option<String>,
    journal: Option<String>,
}

impl Review {
    pub(crate) async fn matcher(&self) -> Result<Matcher> {
        let ledger = self.ledger().await?;
        let mut matcher = Matcher {
            by_entry: HashMap::new(),
            by_doi: HashMap::new(),
            by_pmid: HashMap::new(),
            by_title: HashMap::new(),
            ledger: Arc::clone(&ledger),
        };
        self.store
            .each_record(|stored| {
                if !ledger.is_live(stored.ordinal) {
                    return true;
                }
                let group = ledger.group(stored.ordinal);
                let file = ledger.search(stored.ordinal).search.file_name.clone();
                let of_entry = matcher.by_entry.entry((file, stored.entry)).or_default();
                if !of_entry.contains(&group) {
                    of_entry.push(group);
                }
                if let Some(doi) = &stored.record.doi {
                    push(&mut matcher.by_doi, doi.to_lowercase(), group);
                }
                if let Some(pmid) = &stored.record.pmid {
                    push(&mut matcher.by_pmid, pmid.clone(), group);
                }
                if let Some(title) = &stored.record.title {
                    let entries = matcher.by_title.entry(bare(title)).or_default();
                    entries.push(Candidate {
                        group,
                        year: stored.record.year,
                        volume: stored.record.volume.clone(),
                        pages: stored.record.pages.as_deref().map(first_page),
                        journal: stored.record.journal.as_deref().map(bare),
                    });
                }
                true
            })
            .await?;
        Ok(matcher)
    }
}

fn push(map: &mut HashMap<String, Vec<usize>>, key: String, group: usize) {
    let groups = map.entry(key).or_default();
    if !groups.contains(&group) {
        groups.push(group);
    }
}

/// A title as letters and digits only, so that punctuation, case and spacing do not matter.
fn bare(title: &str) -> String {
    title
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

impl Matcher {
    /// The group of the wanted record. Errors say why none was found, or that several fit equally well: then nothing is
    /// guessed.
    pub(crate) fn find(&self, wanted: &Wanted<'_>) -> Result<usize> {
        // An identifier of another review means nothing here; what else is known of the record then decides.
        let known = given(wanted.record).and_then(|id| self.ledger.ordinal(&RecordId::from(id)));
        if let Some(ordinal) = known.filter(|&o| self.ledger.is_live(self.ledger.group(o))) {
            return Ok(self.ledger.group(ordinal));
        }
        let place = given(wanted.file).zip(wanted.entry);
        let from_entry =
            place.and_then(|(file, entry)| self.by_entry.get(&(file.to_owned(), entry)));
        if let Some([group]) = from_entry.map(Vec::as_slice) {
            return Ok(*group);
        }
        let by_reference = self.by_reference(wanted);
        match (from_entry, by_reference) {
            // Two files of one name: DOI or title must tell which is meant.
            (Some(groups), Ok(group)) if groups.contains(&group) => Ok(group),
            (Some(_), _) => Err(none(
                "several imported files have this name; give the DOI or the title too".to_owned(),
            )),
            (None, found) => found,
        }
    }

    /// By identifiers, then by title.
    fn by_reference(&self, wanted: &Wanted<'_>) -> Result<usize> {
        let title = given(wanted.title).map(bare).filter(|t| !t.is_empty());
        let by_title = title.as_ref().and_then(|t| self.by_title.get(t));
        let identified = given(wanted.doi)
            .and_then(|doi| self.by_doi.get(&doi.to_lowercase()))
            .or_else(|| given(wanted.pmid).and_then(|pmid| self.by_pmid.get(pmid)));
        if let Some(groups) = identified {
            if let [group] = groups[..] {
                return Ok(group);
            }
            // The same identifier on several works (a supplement, a proceedings volume): the title must tell.
            let both: Vec<usize> = by_title
                .into_iter()
                .flatten()
                .map(|candidate| candidate.group)
                .filter(|group| groups.contains(group))
                .collect();
            if let [group] = both[..] {
                return Ok(group);
            }
        }
        let Some(candidates) = by_title else {
            return Err(none("no record has this DOI, PMID or title".to_owned()));
        };
        // Several records of one title: the one that agrees in more of what tells them apart, or none.
        let agreement = |c: &Candidate| {
            let same = |wanted: Option<String>, found: &Option<String>| {
                wanted.is_some() && wanted == *found
            };
            [
                wanted.year.is_some() && wanted.year == c.year,
                same(wanted.volume.map(str::to_owned), &c.volume),
                same(wanted.pages.map(first_page), &c.pages),
                same(wanted.journal.map(bare), &c.journal),
            ]
            .into_iter()
            .filter(|&agrees| agrees)
            .count()
        };
        let mut best: HashMap<usize, usize> = HashMap::new();
        for candidate in candidates {
            let most = best.entry(candidate.group).or_default();
            *most = agreement(candidate).max(*most);
        }
        let highest = best.values().copied().max().unwrap_or_default();
        let mut highest_groups = best
            .iter()
            .filter(|(_, agreement)| **agreement == highest)
            .map(|(group, _)| *group);
        match (highest_groups.next(), highest_groups.next()) {
            (Some(group), None) => Ok(group),
            _ => Err(none(format!(
                "{} records have this title and nothing tells them apart",
                best.len()
            ))),
        }
    }
}

/// The first page of a range, so that `123-8` and `123-128` agree.
fn first_page(pages: &str) -> String {
    pages
        .split(['-', '–'])
        .next()
        .unwrap_or_default()
        .trim()
        .to_lowercase()
}

fn given(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|t| !t.is_empty())
}

fn none(message: String) -> Error {
    Error::not_found(
        message,
        "Check the reference, or name the record by its identifier.",
    )
}
