//! [`Protocol`]: what the team set down before screening (PRISMA-P; PRISMA 2020 items 4, 5, 8 and 24).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Assignment, Blinding, CriterionId, ReviewerId, Stage};

/// One version of the protocol. Changing it appends a version; decisions name the version they were made under.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Protocol {
    /// The review question in a sentence.
    pub question: String,
    /// The question in its parts.
    pub pico: Pico,
    /// Eligibility criteria, in the order in which they are shown and asked.
    pub criteria: Vec<Criterion>,
    /// How many reviewers decide on each record at title and abstract.
    pub reviewers_title_abstract: ReviewersPerRecord,
    /// How many reviewers decide on each report at full text.
    pub reviewers_full_text: ReviewersPerRecord,
    /// How many reviewers extract each study (PRISMA 2020 item 9).
    pub reviewers_extraction: ReviewersPerRecord,
    /// Who may adjudicate. Empty: any reviewer of the review.
    pub adjudicators: Vec<ReviewerId>,
    /// Whether a reviewer sees suggestions before deciding.
    pub independence: Independence,
    /// What a reviewer may see of where a record comes from before the own decision.
    pub blinding: Blinding,
    /// Who is asked to decide on which records at title and abstract.
    pub assignment_title_abstract: Assignment,
    /// Who is asked to decide on which reports at full text.
    pub assignment_full_text: Assignment,
    /// The team's own words to be marked in titles and abstracts.
    pub highlights: Vec<HighlightList>,
}

impl Protocol {
    /// How many reviewers decide at a stage.
    pub fn reviewers_at(&self, stage: Stage) -> ReviewersPerRecord {
        match stage {
            Stage::TitleAbstract => self.reviewers_title_abstract,
            Stage::FullText => self.reviewers_full_text,
        }
    }

    /// Who is asked at a stage.
    pub fn assignment_at(&self, stage: Stage) -> &Assignment {
        match stage {
            Stage::TitleAbstract => &self.assignment_title_abstract,
            Stage::FullText => &self.assignment_full_text,
        }
    }

    /// Whether this reviewer may settle conflicts.
    pub fn may_adjudicate(&self, reviewer: &ReviewerId) -> bool {
        self.adjudicators.is_empty() || self.adjudicators.contains(reviewer)
    }
}

/// The parts of a question about an intervention, exposure or test.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[expect(
    missing_docs,
    reason = "each field is the element of PICO(S) of that name"
)]
pub struct Pico {
    pub population: String,
    pub intervention: String,
    pub comparator: String,
    pub outcomes: String,
    pub study_designs: String,
}

/// An eligibility rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Identity, kept when the wording is refined.
    pub id: CriterionId,
    /// Short label as in the protocol, such as `I1` or `E3`.
    pub label: String,
    /// Whether meeting it speaks for inclusion or for exclusion.
    pub polarity: Polarity,
    /// The rule in words. For an exclusion criterion this is also the reason printed in the diagram.
    pub text: String,
}

/// Whether a criterion describes what is wanted or what is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Polarity {
    /// A record must meet it.
    Inclusion,
    /// A record must not meet it.
    Exclusion,
}

/// How many independent decisions a record needs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReviewersPerRecord {
    /// One decision settles.
    One,
    /// Two decisions by different reviewers settle, or conflict.
    #[default]
    Two,
}

impl ReviewersPerRecord {
    /// As a number.
    pub fn count(self) -> usize {
        match self {
            ReviewersPerRecord::One => 1,
            ReviewersPerRecord::Two => 2,
        }
    }
}

/// Whether suggestions of a model are visible before a reviewer's own decision.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Independence {
    /// No other decision and no suggestion is shown before one's own decision.
    #[default]
    Independent,
    /// Suggestions are shown beforehand; other reviewers' decisions never are.
    Assisted,
}

/// A list of words or phrases to mark in the text, with a shape so that colour is never the only sign (WCAG 1.4.1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct HighlightList {
    /// What the list is for, such as `Population`.
    pub name: String,
    /// How its words are marked.
    pub shape: HighlightShape,
    /// Words or phrases; a trailing `*` marks every continuation of the word.
    pub terms: Vec<String>,
}

/// How a marked word differs from its surroundings other than by colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each variant names the mark it draws")]
pub enum HighlightShape {
    Underline,
    DoubleUnderline,
    DottedUnderline,
    Box,
}
