//! [`Decision`]: one reviewer's verdict on one record at one stage.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{CriterionId, DecisionId, RecordId, ReviewerId};

/// A verdict that a named person gave. Rows like this are only ever appended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Decision {
    /// Identity; in order of time, as UUIDv7 are.
    pub id: DecisionId,
    /// The record decided on. At full text the decision is on the record's report.
    pub record_id: RecordId,
    /// The stage of screening.
    pub stage: Stage,
    /// Who decided.
    pub reviewer_id: ReviewerId,
    /// In which role.
    pub role: Role,
    /// What was decided.
    pub verdict: Verdict,
    /// The criterion cited as reason for exclusion, required at full text.
    pub reason: Option<CriterionId>,
    /// A remark of the reviewer.
    pub note: Option<String>,
    /// Active time spent on the record before this decision, milliseconds (METHODS §5); `None` where it was not
    /// measured, as for imported decisions.
    pub active_ms: Option<i64>,
    /// Version of the protocol it was made under.
    pub protocol_version: i64,
    /// When, milliseconds since 1970-01-01 UTC.
    pub decided_at: i64,
}

impl Decision {
    /// A decision at title and abstract with everything else at its simplest, for examples and tests.
    pub fn example(reviewer: &str, verdict: Verdict) -> Self {
        Self {
            id: DecisionId::from(reviewer),
            record_id: RecordId::from("record"),
            stage: Stage::TitleAbstract,
            reviewer_id: ReviewerId::from(reviewer),
            role: Role::Reviewer,
            verdict,
            reason: None,
            note: None,
            active_ms: None,
            protocol_version: 1,
            decided_at: 0,
        }
    }
}

/// The two stages of screening.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Screening of titles and abstracts.
    TitleAbstract,
    /// Assessment of full texts.
    FullText,
}

impl Stage {
    /// The word used in files, in the database and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Stage::TitleAbstract => "title_abstract",
            Stage::FullText => "full_text",
        }
    }

    /// The value that [`as_str`](Self::as_str) writes as this word.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "title_abstract" => Some(Stage::TitleAbstract),
            "full_text" => Some(Stage::FullText),
            _ => None,
        }
    }
}

/// The role in which a decision was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// An independent decision.
    Reviewer,
    /// Settling a conflict between reviewers.
    Adjudicator,
}

impl Role {
    /// The word used in files, in the database and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Reviewer => "reviewer",
            Role::Adjudicator => "adjudicator",
        }
    }

    /// The value that [`as_str`](Self::as_str) writes as this word.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "reviewer" => Some(Role::Reviewer),
            "adjudicator" => Some(Role::Adjudicator),
            _ => None,
        }
    }
}

/// The three equal answers of screening.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Goes on to the next stage.
    Include,
    /// Leaves the review.
    Exclude,
    /// The reviewer cannot tell.
    Unsure,
}

impl Verdict {
    /// The word used in files, in the database and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::Include => "include",
            Verdict::Exclude => "exclude",
            Verdict::Unsure => "unsure",
        }
    }

    /// The value that [`as_str`](Self::as_str) writes as this word.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "include" => Some(Verdict::Include),
            "exclude" => Some(Verdict::Exclude),
            "unsure" => Some(Verdict::Unsure),
            _ => None,
        }
    }
}
