//! Analyses that are kept: named, changed by appending, withdrawn with a reason; what people rate and write of them.

use review::ReviewerId;
use store::{Actor, AnalysisRow};

use super::certainty::CertaintyRating;
use super::choice::AnalysisChoice;
use super::paragraph::WrittenSentence;
use super::together::{check, pool, select};
use crate::error::{Error, Result};
use crate::open_review::Review;

/// The most sentences of a paragraph, and characters of one.
const LONGEST: (usize, usize) = (60, 3_000);

impl Review {
    /// Keeps an analysis, or the next version of a kept one. Returns its identity.
    ///
    /// Refused where the choice is not sound, nothing can be pooled by it, or another analysis has the name.
    pub async fn keep_analysis(
        &self,
        analysis: Option<&str>,
        choice: &AnalysisChoice,
        reviewer: &ReviewerId,
    ) -> Result<String> {
        self.known_reviewer(reviewer).await?;
        check(choice)?;
        let kept = self.store.analyses().await?;
        if let Some(id) = analysis {
            refuse_withdrawn(&kept, id)?;
        }
        let same = |row: &&AnalysisRow| {
            row.withdrawn.is_none()
                && Some(row.id.as_str()) != analysis
                && row.name.trim().eq_ignore_ascii_case(choice.name.trim())
        };
        if kept.iter().any(|row| same(&row)) {
            return Err(Error::refused(
                format!("there is an analysis “{}” already", choice.name.trim()),
                "Give it another name, or change that one.",
            ));
        }
        let all = self.numbers_to_pool().await?;
        let selected = select(choice, &all);
        pool(choice, &selected.studies, selected.given)?;
        let body = json(choice)?;
        let mut change = self
            .store
            .begin(&Actor::Reviewer(reviewer.clone()), "keep analysis")
            .await?;
        let (id, version) = change
            .keep_analysis(analysis, choice.name.trim(), &body, reviewer)
            .await?;
        change
            .commit(&serde_json::json!({
                "analysis": id, "version": version, "name": choice.name.trim(), "choice": choice
            }))
            .await?;
        Ok(id)
    }

    /// Withdraws an analysis; it stays to be read, and leaves in no export.
    pub async fn withdraw_analysis(
        &self,
        analysis: &str,
        reason: &str,
        reviewer: &ReviewerId,
    ) -> Result<()> {
        self.known_reviewer(reviewer).await?;
        let kept = self.store.analyses().await?;
        let row = refuse_withdrawn(&kept, analysis)?;
        if reason.trim().is_empty() {
            return Err(Error::invalid(
                "an analysis is not withdrawn without a reason",
                "Say why: an analysis that was made and is not told would bias the report.",
            ));
        }
        let mut change = self
            .store
            .begin(&Actor::Reviewer(reviewer.clone()), "withdraw analysis")
            .await?;
        change
            .withdraw_analysis(analysis, reason.trim(), reviewer)
            .await?;
        change
            .commit(&serde_json::json!({
                "analysis": analysis, "name": row.name, "reason": reason.trim()
            }))
            .await?;
        Ok(())
    }

    /// Rates the certainty of an analysis, under the reviewer's name.
    pub async fn rate_certainty(
        &self,
        analysis: &str,
        rating: &CertaintyRating,
        reviewer: &ReviewerId,
    ) -> Result<()> {
        self.known_reviewer(reviewer).await?;
        rating.check()?;
        let (name, numbers) = self.numbers_of(analysis).await?;
        let body = json(rating)?;
        let mut change = self
            .store
            .begin(&Actor::Reviewer(reviewer.clone()), "rate certainty")
            .await?;
        change
            .rate_certainty(analysis, &body, &numbers, reviewer)
            .await?;
        change
            .commit(&serde_json::json!({
                "analysis": analysis, "name": name, "rating": rating,
                "certainty": rating.certainty.map(bias::grade::Certainty::words)
            }))
            .await?;
        Ok(())
    }

    /// Writes the paragraph on an analysis; without sentences, the draft of the program holds again. What is not supported
    /// is kept, and struck out wherever it is shown.
    pub async fn write_paragraph(
        &self,
        analysis: &str,
        sentences: &[WrittenSentence],
        reviewer: &ReviewerId,
    ) -> Result<()> {
        self.known_reviewer(reviewer).await?;
        let (most, longest) = LONGEST;
        let long = |one: &WrittenSentence| one.text.chars().count() > longest;
        if sentences.len() > most || sentences.iter().any(long) {
            return Err(Error::invalid(
                format!("a paragraph holds at most {most} sentences of {longest} characters"),
                "Write it in short.",
            ));
        }
        let (name, numbers) = self.numbers_of(analysis).await?;
        let sentences: Vec<WrittenSentence> = sentences
            .iter()
            .map(|one| WrittenSentence {
                text: one.text.split_whitespace().collect::<Vec<_>>().join(" "),
                studies: one.studies.clone(),
            })
            .filter(|one| !one.text.is_empty())
            .collect();
        let body = json(&sentences)?;
        let mut change = self
            .store
            .begin(&Actor::Reviewer(reviewer.clone()), "write paragraph")
            .await?;
        change
            .write_paragraph(analysis, &body, &numbers, reviewer)
            .await?;
        change
            .commit(&serde_json::json!({
                "analysis": analysis, "name": name, "sentences": sentences.len(), "text": sentences
            }))
            .await?;
        Ok(())
    }

    /// Name of an analysis that is in force, and the numbers that it rests on now.
    async fn numbers_of(&self, analysis: &str) -> Result<(String, String)> {
        let kept = self.store.analyses().await?;
        let row = refuse_withdrawn(&kept, analysis)?;
        let choice = choice_of(row)?;
        let all = self.numbers_to_pool().await?;
        let selected = select(&choice, &all);
        let together = pool(&choice, &selected.studies, selected.given)?;
        Ok((row.name.clone(), together.numbers_sha256))
    }
}

/// What was chosen for a kept analysis.
pub(crate) fn choice_of(row: &AnalysisRow) -> Result<AnalysisChoice> {
    serde_json::from_str(&row.choice).map_err(|error| unreadable("analysis", &error))
}

/// What is kept and cannot be read: made by a newer program, or damaged.
pub(crate) fn unreadable(what: &'static str, error: &serde_json::Error) -> Error {
    Error::from(store::StoreError::Unreadable {
        what,
        reason: error.to_string(),
    })
}

/// A kept analysis that was not withdrawn.
pub(crate) fn refuse_withdrawn<'k>(
    kept: &'k [AnalysisRow],
    analysis: &str,
) -> Result<&'k AnalysisRow> {
    let row = kept.iter().find(|row| row.id == analysis).ok_or_else(|| {
        Error::not_found(
            format!("there is no analysis {analysis}"),
            "Look at the list of analyses.",
        )
    })?;
    if let Some((reason, ..)) = &row.withdrawn {
        return Err(Error::refused(
            format!("the analysis “{}” was withdrawn: {reason}", row.name),
            "Keep it anew under another name, if it is to be told after all.",
        ));
    }
    Ok(row)
}

fn json<T: serde::Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::internal(error.to_string()))
}
