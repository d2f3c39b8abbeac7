//! The criteria of the review's own: questions that the census asks of each record. Saving appends a version.

use census::{CRITERIA, Criteria, CriterionEntry, read_criteria, write_criteria};
use review::ReviewerId;
use serde::Serialize;
use store::Actor;
use ts_rs::TS;

use super::refused;
use crate::error::{Error, Result};
use crate::open_review::Review;

/// Longest file of criteria (characters), so that a slip of the clipboard is no version.
const LONGEST: usize = 100_000;
/// Most criteria: each is a column, and is looked for in every record.
const MOST: usize = 20;

/// The criteria in force and how they came about.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CensusCriteriaView {
    /// The criteria, in the order in which they are asked.
    pub criteria: Vec<CriterionEntry>,
    /// Whether they are those that come with the program.
    pub shipped: bool,
    /// Those that come with the program, to begin anew from.
    pub of_program: Vec<CriterionEntry>,
    /// Every version that was saved, the latest first.
    pub versions: Vec<CensusCriteriaVersion>,
}

/// A version of the criteria.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CensusCriteriaVersion {
    /// Its number, from 1.
    pub version: usize,
    /// Who saved it.
    pub saved_by: String,
    /// When, UTC milliseconds.
    pub saved_at: i64,
    /// Why.
    pub remark: Option<String>,
    /// What it asks.
    pub questions: Vec<String>,
}

impl Review {
    /// The criteria of the trial census with their versions.
    ///
    /// # Errors
    /// What the database says; a version that cannot be read any more.
    pub async fn census_criteria_view(&self) -> Result<CensusCriteriaView> {
        let ledger = self.ledger().await?;
        let rows = self.store.census_criteria().await?;
        let entries = |text: &str| {
            read_criteria(text, "criteria of the review").map_err(|error| refused(&error))
        };
        let of_program = entries(CRITERIA)?;
        let criteria = match rows.last() {
            Some(row) => entries(&row.body)?,
            None => of_program.clone(),
        };
        let mut versions = Vec::with_capacity(rows.len());
        for (version, row) in (1..).zip(rows) {
            versions.push(CensusCriteriaVersion {
                version,
                saved_by: ledger.reviewer_name(&row.reviewer_id).to_owned(),
                saved_at: row.written_at,
                remark: row.remark,
                questions: entries(&row.body)?
                    .into_iter()
                    .map(|criterion| criterion.question)
                    .collect(),
            });
        }
        versions.reverse();
        Ok(CensusCriteriaView {
            shipped: criteria == of_program,
            criteria,
            of_program,
            versions,
        })
    }

    /// Saves the criteria as a new version; returns its number. What was told by earlier ones is told anew when the
    /// census is made again; no label and no decision changes.
    ///
    /// # Errors
    /// Criteria that cannot be asked (a pattern that is none, a name twice), and such as are in force already.
    pub async fn save_census_criteria(
        &self,
        criteria: &[CriterionEntry],
        remark: Option<&str>,
        reviewer: &ReviewerId,
    ) -> Result<usize> {
        self.known_reviewer(reviewer).await?;
        if criteria.is_empty() || criteria.len() > MOST {
            return Err(Error::invalid(
                format!("{} criteria cannot be asked", criteria.len()),
                format!("Ask one to {MOST} questions."),
            ));
        }
        let criteria: Vec<CriterionEntry> = criteria.iter().map(tidied).collect();
        if let Some(without) = criteria.iter().find(|c| c.question.is_empty()) {
            return Err(Error::invalid(
                format!("the criterion “{}” has no question", without.id),
                "Write the question that people read.",
            ));
        }
        let text = write_criteria(&criteria).map_err(|e| refused(&e))?;
        if text.chars().count() > LONGEST {
            return Err(Error::invalid(
                "the criteria are too long",
                format!("All of them together hold at most {LONGEST} characters."),
            ));
        }
        Criteria::from_toml(&text, "the criteria").map_err(|e| refused(&e))?;
        let rows = self.store.census_criteria().await?;
        let before = read_criteria(
            rows.last().map_or(CRITERIA, |row| row.body.as_str()),
            "criteria of the review",
        );
        if before.is_ok_and(|before| before == criteria) {
            return Err(Error::refused(
                "these criteria are in force already",
                "Change something before you save them.",
            ));
        }
        let version = rows.len() + 1;
        let remark = remark.map(str::trim).filter(|remark| !remark.is_empty());
        let mut change = self
            .store
            .begin(&Actor::Reviewer(reviewer.clone()), "save census criteria")
            .await?;
        change.add_census_criteria(&text, remark, reviewer).await?;
        change
            .commit(&serde_json::json!({ "version": version, "remark": remark, "criteria": text }))
            .await?;
        Ok(version)
    }
}

/// Without the blanks and empty lines that editing leaves. A pattern keeps blanks within it.
fn tidied(criterion: &CriterionEntry) -> CriterionEntry {
    let lines = |lines: &[String]| -> Vec<String> {
        lines
            .iter()
            .map(|line| line.trim().to_owned())
            .filter(|line| !line.is_empty())
            .collect()
    };
    CriterionEntry {
        id: criterion.id.trim().to_owned(),
        question: criterion.question.trim().to_owned(),
        yes: lines(&criterion.yes),
        no: lines(&criterion.no),
        yes_designs: criterion.yes_designs.clone(),
        no_designs: criterion.no_designs.clone(),
    }
}
