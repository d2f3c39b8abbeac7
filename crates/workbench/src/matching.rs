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
}

impl<'a> Wanted<'a> {
    /// A reference as it was read from a file.
    pub(crate) fn of(record: &'a Record) -> Self {
        Self {
            doi: record.doi.as_deref(),
            pmid: record.pmid.as_deref(),
            title: record.title.as_deref(),
            year: record.year,
            ..Self::default()
        }
    }
}

/// An index over the records of a review by what identifies them.
pub(crate) struct Matcher {
    ledger: Arc<Ledger>,
    by_entry: HashMap<(String, i64), usize>,
    by_doi: HashMap<String, Vec<usize>>,
    by_pmid: HashMap<String, Vec<usize>>,
    by_title: HashMap<String, Vec<(usize, Option<i32>)>>,
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
                matcher.by_entry.insert((file, stored.entry), group);
                if let Some(doi) = &stored.record.doi {
                    push(&mut matcher.by_doi, doi.to_lowercase(), group);
                }
                if let Some(pmid) = &stored.record.pmid {
                    push(&mut matcher.by_pmid, pmid.clone(), group);
                }
                if let Some(title) = &stored.record.title {
                    let entries = matcher.by_title.entry(bare(title)).or_default();
                    if !entries.iter().any(|(g, _)| *g == group) {
                        entries.push((group, stored.record.year));
                    }
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
        if let Some(id) = given(wanted.record) {
            return match self.ledger.ordinal(&RecordId::from(id)) {
                Some(ordinal) => Ok(self.ledger.group(ordinal)),
                None => Err(none(format!("no record has the identifier {id}"))),
            };
        }
        if let (Some(file), Some(entry)) = (given(wanted.file), wanted.entry) {
            return self
                .by_entry
                .get(&(file.to_owned(), entry))
                .copied()
                .ok_or_else(|| none(format!("no record came from entry {entry} of {file}")));
        }
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
                .map(|(group, _)| *group)
                .filter(|group| groups.contains(group))
                .collect();
            if let [group] = both[..] {
                return Ok(group);
            }
        }
        let Some(candidates) = by_title else {
            return Err(none("no record has this DOI, PMID or title".to_owned()));
        };
        if let [(group, _)] = candidates[..] {
            return Ok(group);
        }
        let same_year: Vec<usize> = candidates
            .iter()
            .filter(|(_, year)| wanted.year.is_some() && *year == wanted.year)
            .map(|(group, _)| *group)
            .collect();
        match same_year[..] {
            [group] => Ok(group),
            _ => Err(none(format!(
                "{} records have this title",
                candidates.len()
            ))),
        }
    }
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
