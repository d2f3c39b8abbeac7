//! A team measures on its own review what suggestions do for it (METHODS §5): planned, locked, practised, read, settled
//! by adjudicators, reported. Of records that are screened here, of values that are extracted in `of_values/`. The rules and the statistics are those of the crate `study`; here they meet the review.
//!
//! The machine keeps arm and order. What a reader is sent holds no suggestion but in the arm and at the moment in which
//! it may be seen, nobody is sent another's answers, and the allocation stays closed until the study has ended. A
//! reading is never a decision of the review.

mod content;
mod design;
mod draw;
mod export;
mod findings;
mod integrity;
mod lock;
mod of_values;
mod page;
mod pdf;
mod plots;
mod read;
mod standing;
mod truth;

pub use design::{StudyDesign, StudyOf, StudySizeAsked, StudySizes, StudyStrata, study_sizes};
pub use draw::{StudyDraft, StudyStratum};
pub use export::StudyFiles;
pub use findings::{ModelAlone, StudyFindings};
pub use integrity::StudyIntegrity;
pub use of_values::{
    GivenValueReading, GivenValueTruth, LeftValueReading, SettledValueTruth, StudiedValue,
    ValueFindings, ValueSays, ValueTruthDifference, ValueTruthTurn, ValueTurn,
};
pub use read::{GivenReading, LeftReading, StudyTurn};
pub use standing::{StudyEnd, StudyOverview, StudyPast, StudyProgress, StudyRole, StudyStanding};
pub use truth::{GivenTruth, SettledTruth, TruthDifference, TruthTurn};

use review::{RecordId, ReviewerId};
use store::{Actor, StudyModeItem, StudyModeRole, StudyModeRow, StudyModeValue};
use study::{Locked, Protocol, ProtocolError, Task};

use crate::error::{Code, Error, Result};
use crate::ledger::Ledger;
use crate::open_review::Review;
use crate::screen::RecordView;
use crate::suggestion_view::SuggestionsView;

/// A study with its protocol opened and checked.
pub(crate) struct Opened {
    pub(crate) row: StudyModeRow,
    pub(crate) locked: Locked,
    /// What is read in a study of records.
    pub(crate) items: Vec<StudyModeItem>,
    /// What is read in a study of values.
    pub(crate) values: Vec<StudyModeValue>,
}

impl Opened {
    pub(crate) fn of(&self) -> StudyOf {
        match self.locked.protocol.plan.task {
            Task::Extraction => StudyOf::Values,
            Task::TitleAbstract | Task::FullText => StudyOf::Records,
        }
    }

    pub(crate) fn item(&self, record: &RecordId) -> Option<&StudyModeItem> {
        self.items.iter().find(|item| item.record_id == *record)
    }

    pub(crate) fn people(&self, role: StudyModeRole) -> impl Iterator<Item = &ReviewerId> {
        let people = self.row.people.iter();
        people.filter_map(move |(id, known)| (*known == role).then_some(id))
    }

    /// Refused for anybody who does not have this part in the study.
    pub(crate) fn refuse_unless(
        &self,
        role: StudyModeRole,
        reviewer: &ReviewerId,
        ledger: &Ledger,
    ) -> Result<()> {
        if self.people(role).any(|id| id == reviewer) {
            return Ok(());
        }
        let names: Vec<&str> = self
            .people(role)
            .map(|id| ledger.reviewer_name(id))
            .collect();
        let (part, hint) = match role {
            StudyModeRole::Reader => ("reader", "The readers are"),
            StudyModeRole::Adjudicator => ("adjudicator", "The adjudicators are"),
        };
        Err(Error::refused(
            format!(
                "{} is no {part} in this study",
                ledger.reviewer_name(reviewer)
            ),
            format!("{hint}: {}.", names.join(", ")),
        ))
    }
}

impl Review {
    /// The study that was locked last; `None` where there is none.
    pub(crate) async fn last_study(&self) -> Result<Option<StudyModeRow>> {
        Ok(self.store.study_modes().await?.pop())
    }

    /// The study of records that runs, opened. Refused where none does.
    pub(crate) async fn running_study(&self) -> Result<Opened> {
        self.running_study_of(StudyOf::Records).await
    }

    /// The study of values that runs, opened. Refused where none does.
    pub(crate) async fn running_study_of_values(&self) -> Result<Opened> {
        self.running_study_of(StudyOf::Values).await
    }

    async fn running_study_of(&self, of: StudyOf) -> Result<Opened> {
        let opened = self.any_running_study().await?;
        if opened.of() == of {
            return Ok(opened);
        }
        Err(Error::refused(
            "the study that runs is of something else",
            match of {
                StudyOf::Records => "It is of values: they are read one by one, and not records.",
                StudyOf::Values => "It is of records: they are read one by one, and not values.",
            },
        ))
    }

    async fn any_running_study(&self) -> Result<Opened> {
        match self.last_study().await? {
            Some(row) if row.end.is_none() => self.opened_study(row).await,
            Some(_) => Err(Error::refused(
                "the study has ended",
                "Look at its report, or plan another one.",
            )),
            None => Err(Error::refused(
                "no study is locked",
                "Plan one and lock its protocol first.",
            )),
        }
    }

    /// Opens a protocol with its seal. A protocol or an allocation that was tampered with is refused.
    pub(crate) async fn opened_study(&self, row: StudyModeRow) -> Result<Opened> {
        let seed = self.store.study_mode_seed(&row.id).await?;
        let locked = Protocol::open(&row.text, &row.sha256, seed).map_err(tampered)?;
        let items = self.store.study_mode_items(&row.id).await?;
        let values = self.store.study_mode_values(&row.id).await?;
        Ok(Opened {
            row,
            locked,
            items,
            values,
        })
    }

    /// A record as it is read in a study: without decisions, notes and tags of anybody, and with suggestions only where
    /// they are given.
    pub(crate) async fn study_record(
        &self,
        ledger: &Ledger,
        record: &RecordId,
        reviewer: &ReviewerId,
        suggestions: SuggestionsView,
    ) -> Result<RecordView> {
        let group = crate::decide::known_group(ledger, record)?;
        let view = self
            .view(ledger, group, review::Stage::TitleAbstract, reviewer)
            .await?;
        Ok(RecordView {
            own: None,
            outcome: None,
            others: None,
            notes: Vec::new(),
            tags: Vec::new(),
            suggestions,
            // Answers name the record as the protocol does, whatever was merged since.
            id: record.clone(),
            ..view
        })
    }

    /// A change by a person that concerns the study only: nothing that is derived from the review's facts moves.
    pub(crate) async fn study_change(
        &self,
        by: &ReviewerId,
        action: &'static str,
    ) -> Result<store::Change> {
        Ok(self
            .store
            .begin(&Actor::Reviewer(by.clone()), action)
            .await?)
    }
}

/// Whether a record may be opened as part of a study is for `study` to say; that it was tampered with is damage.
pub(crate) fn tampered(error: ProtocolError) -> Error {
    Error::new(
        Code::Damaged,
        format!("the study cannot go on: {error}"),
        "What was locked is not what is stored now. Nothing is read or reported of it; look at the audit trail and the copies in backups/.",
    )
}
