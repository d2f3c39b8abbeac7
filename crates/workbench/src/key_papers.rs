//! Key papers: works that the team knows to be relevant, to see whether search and screening find them (SAFE; PRISMA-S
//! item 14 speaks of such checks of a search).

use review::{Outcome, RecordId, ReviewerId, Stage};
use serde::Serialize;
use store::{Actor, KeyPaperRow, KeyWork};
use ts_rs::TS;

use crate::decide::known_group;
use crate::error::{Error, Result};
use crate::ledger::{Ledger, LedgerMark};
use crate::matching::Wanted;
use crate::open_review::Review;

/// A key paper and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct KeyPaper {
    /// Identity.
    pub id: String,
    /// As it was named.
    pub given: String,
    /// The record that stands for it, where the review has one.
    pub record: Option<RecordId>,
    /// Title of that record.
    pub title: Option<String>,
    /// What became of it.
    pub state: KeyPaperState,
    /// Who named it.
    pub named_by: String,
    /// When, UTC milliseconds.
    pub named_at: i64,
}

/// What became of a key paper. Nothing here tells a decision that is not settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KeyPaperState {
    /// No search brought it.
    NotInReview,
    /// It was taken out before screening.
    Removed,
    /// It is in the review and not settled at title and abstract.
    NotSettled,
    /// Included at title and abstract: found.
    Found,
    /// Excluded at title and abstract.
    Excluded,
}

impl KeyPaperState {
    /// In words, as they stand behind a title.
    pub fn in_words(self) -> &'static str {
        match self {
            KeyPaperState::NotInReview => "no search brought it",
            KeyPaperState::Removed => "taken out before screening",
            KeyPaperState::NotSettled => "in the review, not settled yet",
            KeyPaperState::Found => "found: included at title and abstract",
            KeyPaperState::Excluded => "excluded at title and abstract",
        }
    }
}

/// Which records the key papers are that were not in the review when they were named, as of one state of the records.
#[derive(Debug, Default)]
pub(crate) struct KeyMatches {
    mark: Option<LedgerMark>,
    /// Identity of the key paper and its group, if there is one.
    groups: Vec<(String, Option<usize>)>,
}

impl Review {
    /// Names a key paper: by DOI, PubMed number or title, or by picking a record. Returns its identity.
    ///
    /// Refused where nothing is given, or the paper is on the list already.
    pub async fn name_key_paper(
        &self,
        given: &str,
        record: Option<&RecordId>,
        reviewer: &ReviewerId,
    ) -> Result<String> {
        let ledger = self.ledger().await?;
        self.known_reviewer(reviewer).await?;
        let mut work = work_of(given);
        let group = match record {
            Some(record) => {
                let group = known_group(&ledger, record)?;
                if work.given.is_empty() {
                    let title = self.combined(&ledger, group).await?.title;
                    work.given = title.unwrap_or_else(|| record.to_string());
                    work.title = Some(work.given.clone());
                }
                Some(group)
            }
            None if work.given.is_empty() => {
                return Err(Error::invalid(
                    "no key paper is given",
                    "Give its DOI, its PubMed number or its title.",
                ));
            }
            None => self.matcher().await?.find(&wanted(&work)).ok(),
        };
        for known in self.key_groups(&ledger).await? {
            if known.0.work.given == work.given || (group.is_some() && known.1 == group) {
                return Err(Error::refused(
                    "this paper is on the list of key papers already",
                    "Each paper is named once.",
                ));
            }
        }
        work.record_id = group.map(|group| ledger.id(group).clone());
        let mut change = self
            .store
            .begin(&Actor::Reviewer(reviewer.clone()), "name key paper")
            .await?;
        let id = change.add_key_paper(&work, reviewer).await?;
        change
            .commit(
                &serde_json::json!({ "paper": id, "given": work.given, "record": work.record_id }),
            )
            .await?;
        Ok(id)
    }

    /// Takes a key paper off the list.
    pub async fn withdraw_key_paper(&self, paper: &str, reviewer: &ReviewerId) -> Result<()> {
        let ledger = self.ledger().await?;
        self.known_reviewer(reviewer).await?;
        let papers = &ledger.facts().key_papers;
        let known = papers
            .iter()
            .find(|known| known.id == paper)
            .ok_or_else(|| {
                Error::not_found(
                    format!("there is no key paper {paper}"),
                    "It may have been taken off the list already.",
                )
            })?;
        let mut change = self
            .store
            .begin(&Actor::Reviewer(reviewer.clone()), "withdraw key paper")
            .await?;
        change.withdraw_key_paper(paper, reviewer).await?;
        change
            .commit(&serde_json::json!({ "paper": paper, "given": known.work.given }))
            .await?;
        Ok(())
    }

    /// The key papers and what became of them.
    pub async fn key_papers(&self) -> Result<Vec<KeyPaper>> {
        let ledger = self.ledger().await?;
        let mut papers = Vec::new();
        for (row, group) in self.key_groups(&ledger).await? {
            papers.push(KeyPaper {
                record: group.map(|group| ledger.id(group).clone()),
                title: match group {
                    Some(group) => self.combined(&ledger, group).await?.title,
                    None => None,
                },
                state: state(&ledger, group),
                named_by: ledger.reviewer_name(&row.reviewer_id).to_owned(),
                named_at: row.named_at,
                given: row.work.given,
                id: row.id,
            });
        }
        Ok(papers)
    }

    /// How many key papers there are, and how many of them were found.
    pub(crate) async fn key_papers_found(&self, ledger: &Ledger) -> Result<(usize, usize)> {
        let papers = self.key_groups(ledger).await?;
        let found = papers
            .iter()
            .filter(|(_, group)| state(ledger, *group) == KeyPaperState::Found);
        Ok((papers.len(), found.count()))
    }

    /// The key papers with the groups that they are. A paper that was not in the review when it was named may have come
    /// with a later import.
    async fn key_groups(&self, ledger: &Ledger) -> Result<Vec<(KeyPaperRow, Option<usize>)>> {
        let rows = ledger.facts().key_papers.clone();
        let picked = |row: &KeyPaperRow| {
            let ordinal = ledger.ordinal(row.work.record_id.as_ref()?)?;
            ledger.is_live(ordinal).then(|| ledger.group(ordinal))
        };
        if rows.iter().all(|row| picked(row).is_some()) {
            return Ok(rows
                .into_iter()
                .map(|row| {
                    let group = picked(&row);
                    (row, group)
                })
                .collect());
        }
        let mut known = self.key_matches.lock().await;
        let fresh = known
            .mark
            .as_ref()
            .is_some_and(|mark| ledger.decided_since(mark).is_some());
        if !fresh {
            let matcher = self.matcher().await?;
            known.groups = rows
                .iter()
                .filter(|row| picked(row).is_none())
                .map(|row| (row.id.clone(), matcher.find(&wanted(&row.work)).ok()))
                .collect();
            known.mark = Some(ledger.mark());
        }
        Ok(rows
            .into_iter()
            .map(|row| {
                let matched = || known.groups.iter().find(|(id, _)| *id == row.id)?.1;
                let group = picked(&row).or_else(matched);
                (row, group)
            })
            .collect())
    }
}

fn state(ledger: &Ledger, group: Option<usize>) -> KeyPaperState {
    let Some(group) = group else {
        return KeyPaperState::NotInReview;
    };
    if ledger.removal(group).is_some() {
        return KeyPaperState::Removed;
    }
    match ledger.outcome(group, Stage::TitleAbstract) {
        Outcome::Included => KeyPaperState::Found,
        Outcome::Excluded { .. } => KeyPaperState::Excluded,
        Outcome::Undecided | Outcome::Waiting | Outcome::Conflict => KeyPaperState::NotSettled,
    }
}

/// What a person wrote as DOI, PubMed number or title.
fn work_of(given: &str) -> KeyWork {
    let given = given.split_whitespace().collect::<Vec<_>>().join(" ");
    let lower = given.to_lowercase();
    let doi = lower
        .find("10.")
        .map(|at| lower[at..].trim_end_matches(['.', ',', ';']).to_owned())
        .filter(|doi| doi.contains('/') && !doi.contains(' '));
    let digits = lower
        .trim_start_matches("pmid")
        .trim_start_matches([':', ' ']);
    let is_pmid =
        (1..=9).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let pmid = is_pmid.then(|| digits.to_owned());
    KeyWork {
        title: (doi.is_none() && pmid.is_none() && !given.is_empty()).then(|| given.clone()),
        doi,
        pmid,
        record_id: None,
        given,
    }
}

fn wanted(work: &KeyWork) -> Wanted<'_> {
    Wanted {
        doi: work.doi.as_deref(),
        pmid: work.pmid.as_deref(),
        title: work.title.as_deref(),
        ..Wanted::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_given_is_a_doi_a_pubmed_number_or_a_title() {
        for given in [
            "10.1000/ABC.1",
            "https://doi.org/10.1000/abc.1",
            " doi: 10.1000/abc.1. ",
        ] {
            let work = work_of(given);
            assert_eq!(work.doi.as_deref(), Some("10.1000/abc.1"), "{given}");
            assert_eq!((work.pmid, work.title), (None, None));
        }
        for given in ["31234567", "PMID: 31234567"] {
            assert_eq!(work_of(given).pmid.as_deref(), Some("31234567"));
        }
        let title = "Effect of 10.5/kg doses: a trial";
        assert_eq!(work_of(title).title.as_deref(), Some(title));
        assert_eq!(work_of("  "), KeyWork::default());
    }
}
