//! The arms, outcomes and time points of a study: added and taken off its lists, never changed.

use review::{ReviewerId, StudyId};
use store::{Actor, StudyPart, StudyPartKind};

use crate::error::{Error, Result};
use crate::open_review::Review;
use crate::people::refuse_control_characters;

/// The longest name of an arm, outcome or time point, in characters.
const LONGEST: usize = 200;

impl Review {
    /// Adds an arm, outcome or time point to a study. Its extractors share the list, so that their values can be
    /// compared.
    pub async fn add_study_part(
        &self,
        study: &StudyId,
        kind: StudyPartKind,
        name: &str,
        reviewer: &ReviewerId,
    ) -> Result<StudyPart> {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() || name.chars().count() > LONGEST {
            return Err(Error::invalid(
                "the name is empty or too long",
                "Name it as the report does, in at most 200 characters.",
            ));
        }
        refuse_control_characters(&name)?;
        self.known_reviewer(reviewer).await?;
        self.known_study(study).await?;
        let facts = self.extraction_facts().await?;
        let twin = facts.parts.iter().find(|part| {
            part.study_id == *study
                && part.kind == kind
                && part.name.to_lowercase() == name.to_lowercase()
        });
        if let Some(twin) = twin {
            return Err(Error::refused(
                format!("the study has “{}” already", twin.name),
                "Give it a name of its own.",
            ));
        }
        let mut change = self
            .store
            .begin(&Actor::Reviewer(reviewer.clone()), "add part of study")
            .await?;
        let part = change.add_study_part(study, kind, &name, reviewer).await?;
        change
            .commit(&serde_json::json!({ "study": study, "part": kind, "name": name }))
            .await?;
        self.advance_ledger(|_| {}).await?;
        Ok(part)
    }

    /// Takes an arm, outcome or time point off its list. Values about it are kept and shown apart, and come back when
    /// one of that name is added again.
    pub async fn withdraw_study_part(&self, part: &str, reviewer: &ReviewerId) -> Result<()> {
        self.known_reviewer(reviewer).await?;
        let facts = self.extraction_facts().await?;
        let Some(known) = facts.parts.iter().find(|p| p.id == part) else {
            return Err(Error::not_found(
                "this arm, outcome or time point is not on the list of its study",
                "Open the study again.",
            ));
        };
        let mut change = self
            .store
            .begin(&Actor::Reviewer(reviewer.clone()), "withdraw part of study")
            .await?;
        change.withdraw_study_part(part, reviewer).await?;
        change
            .commit(&serde_json::json!({ "study": known.study_id, "part": known.kind, "name": known.name }))
            .await?;
        self.advance_ledger(|_| {}).await?;
        Ok(())
    }

    /// Refuses a study that the review does not have.
    pub(crate) async fn known_study(&self, study: &StudyId) -> Result<()> {
        let ledger = self.ledger().await?;
        if ledger.facts().studies.iter().any(|s| s.id == *study) {
            return Ok(());
        }
        Err(Error::not_found(
            format!("there is no study {study} in this review"),
            "Open the list of studies again.",
        ))
    }
}
