//! Merged: what is one work in several copies, group by group, with the reason of each merge.

use review::{MergeId, PairEvidence, Record};
use serde::Serialize;
use ts_rs::TS;

use crate::dedupe::{SideView, authors};
use crate::error::Result;
use crate::ledger::Ledger;
use crate::open_review::Review;

/// Which groups of merged records are wanted.
#[derive(Clone, Debug, Default)]
pub struct MergedRequest {
    /// How many groups to skip.
    pub offset: usize,
    /// How many to give at most.
    pub limit: usize,
    /// Words that must stand in a group, each of them anywhere in its titles, authors, journals, years, identifiers,
    /// sources, file names and reasons for merging; every group if empty.
    pub words: String,
}

/// A page of the groups of merged records, in the order of import.
#[derive(Clone, Debug, Serialize, TS)]
pub struct MergedPage {
    /// How many groups there are in all.
    pub total: usize,
    /// How many of them hold the words that were asked for.
    pub found: usize,
    /// The groups of the page.
    pub groups: Vec<MergedGroup>,
}

/// A group of merged records.
#[derive(Clone, Debug, Serialize, TS)]
pub struct MergedGroup {
    /// The record that stands for the group.
    pub kept: SideView,
    /// The records merged into it.
    pub duplicates: Vec<MergedRecord>,
    /// The fields of all copies combined: what is screened and exported.
    pub combined: Record,
}

/// A record merged into another.
#[derive(Clone, Debug, Serialize, TS)]
pub struct MergedRecord {
    /// The record.
    #[serde(flatten)]
    pub side: SideView,
    /// The merge, for undoing it.
    pub merge: MergeId,
    /// Why it was merged.
    pub evidence: PairEvidence,
}

/// Records read at a time while looking for words.
const PAGE: usize = 500;

impl Review {
    /// The groups of merged records with the reason of each merge.
    pub async fn merged_groups(&self, request: &MergedRequest) -> Result<MergedPage> {
        let ledger = self.ledger().await?;
        let groups: Vec<(usize, Vec<usize>)> = ledger.merged_groups().into_iter().collect();
        let total = groups.len();
        let words: Vec<String> = request
            .words
            .split_whitespace()
            .map(str::to_lowercase)
            .collect();
        let found = if words.is_empty() {
            groups
        } else {
            self.holding(&ledger, groups, &words).await?
        };
        let mut page = Vec::new();
        for (group, members) in found.iter().skip(request.offset).take(request.limit) {
            page.push(self.merged_group(&ledger, *group, members).await?);
        }
        Ok(MergedPage {
            total,
            found: found.len(),
            groups: page,
        })
    }

    /// The groups in whose copies, or in the reasons of whose merges, every word stands.
    async fn holding(
        &self,
        ledger: &Ledger,
        groups: Vec<(usize, Vec<usize>)>,
        words: &[String],
    ) -> Result<Vec<(usize, Vec<usize>)>> {
        let reasons = self.store.merge_reasons().await?;
        let mut found = Vec::new();
        for page in groups.chunks(PAGE) {
            let ordinals: Vec<usize> = page.iter().flat_map(|(_, m)| m.iter().copied()).collect();
            let copies = self.store.records_at(&ordinals).await?;
            for (group, members) in page {
                let mut text = String::new();
                for copy in copies.iter().filter(|copy| members.contains(&copy.ordinal)) {
                    let search = &ledger.search(copy.ordinal).search;
                    for part in [&search.source, &search.file_name] {
                        text.push_str(part);
                        text.push(' ');
                    }
                    add_text(&mut text, &copy.record);
                }
                for merge in members.iter().filter_map(|&m| ledger.merge_of(m)) {
                    text.push_str(reasons.get(merge).map_or("", String::as_str));
                    text.push(' ');
                }
                let text = text.to_lowercase();
                if words.iter().all(|word| text.contains(word)) {
                    found.push((*group, members.clone()));
                }
            }
        }
        Ok(found)
    }

    async fn merged_group(
        &self,
        ledger: &Ledger,
        group: usize,
        members: &[usize],
    ) -> Result<MergedGroup> {
        let kept = self.side(ledger, ledger.id(group)).await?;
        let mut duplicates = Vec::new();
        for &member in members.iter().filter(|&&m| m != group) {
            let Some(merge) = ledger.merge_of(member) else {
                continue;
            };
            duplicates.push(MergedRecord {
                side: self.side(ledger, ledger.id(member)).await?,
                merge: merge.clone(),
                evidence: self.store.merge_evidence(merge).await?,
            });
        }
        let copies: Vec<&Record> = std::iter::once(&kept.record)
            .chain(duplicates.iter().map(|d| &d.side.record))
            .collect();
        Ok(MergedGroup {
            combined: dedup::combine(&copies),
            kept,
            duplicates,
        })
    }
}

/// What one may look for in a copy.
fn add_text(text: &mut String, record: &Record) {
    let year = record.year.map(|year| year.to_string());
    let authors = authors(record);
    let parts = [
        record.title.as_deref(),
        Some(authors.as_str()),
        record.journal.as_deref(),
        year.as_deref(),
        record.doi.as_deref(),
        record.pmid.as_deref(),
    ];
    for part in parts.into_iter().flatten() {
        text.push_str(part);
        text.push(' ');
    }
}
