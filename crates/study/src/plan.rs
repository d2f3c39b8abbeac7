//! [`Plan`]: what a team sets down before it measures.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How a record or study is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[ts(rename = "StudyArm")]
pub enum Arm {
    /// A person alone.
    #[serde(rename = "A")]
    Alone,
    /// A person who sees the suggestion from the beginning.
    #[serde(rename = "B")]
    SuggestionFirst,
    /// A person who answers, is then shown the suggestion, and may change the answer.
    #[serde(rename = "C")]
    PersonFirst,
    /// The model alone: no person, and so no time.
    #[serde(rename = "D")]
    ModelAlone,
}

impl Arm {
    /// Its letter.
    pub fn letter(self) -> char {
        match self {
            Arm::Alone => 'A',
            Arm::SuggestionFirst => 'B',
            Arm::PersonFirst => 'C',
            Arm::ModelAlone => 'D',
        }
    }

    /// What it is, in words that fit into a sentence.
    pub fn in_words(self) -> &'static str {
        match self {
            Arm::Alone => "without suggestions",
            Arm::SuggestionFirst => "with the suggestion in view",
            Arm::PersonFirst => "with the suggestion shown after the own answer",
            Arm::ModelAlone => "by the model alone",
        }
    }
}

/// What is done with each item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "StudyTask")]
pub enum Task {
    /// Records are screened by title and abstract.
    TitleAbstract,
    /// Reports are screened at full text.
    FullText,
    /// Values are extracted.
    Extraction,
}

/// What the study is mainly about; everything else is reported as secondary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "StudyOutcome")]
pub enum PrimaryOutcome {
    /// Active time of an item.
    Time,
    /// Of the relevant records, the share that was kept.
    Recall,
    /// Of all answers, the share that is right.
    Accuracy,
}

/// How much worse with suggestions still counts as not worse.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "StudyMargins")]
pub struct Margins {
    /// Of recall; .05 is usual.
    pub recall: f64,
    /// Of the share of right answers; .03 is usual.
    pub accuracy: f64,
}

impl Default for Margins {
    fn default() -> Self {
        Self {
            recall: 0.05,
            accuracy: 0.03,
        }
    }
}

/// An item to be read: a record, a report or a study.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "StudyItem")]
pub struct Item {
    /// Its identity in the review.
    pub id: String,
    /// Items of one stratum are spread evenly over readers and arms, such as those likely and unlikely to be relevant.
    pub stratum: Option<String>,
    /// What it is a part of, such as the report that a value is extracted from: items of one cluster are read by a
    /// reader one after the other and in one arm, and intervals take them together. All items have one, or none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cluster: Option<String>,
}

/// What a team sets down before it measures, complete: who reads what, which arms are compared, what counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "StudyPlan")]
pub struct Plan {
    /// What the study is called.
    pub title: String,
    /// What it asks, in a sentence.
    pub question: String,
    /// What is done with each item.
    pub task: Task,
    /// What it is mainly about.
    pub primary: PrimaryOutcome,
    /// The arms that are compared with reading without suggestions: B, C or both.
    pub assisted: Vec<Arm>,
    /// Whether the model alone is reported as well (arm D).
    pub model_alone: bool,
    /// Which model with which wording of its questions, such as its name and SHA-256; its suggestions are made before
    /// the study begins.
    pub agent: String,
    /// Who reads, at least two.
    pub readers: Vec<String>,
    /// Who settles what is right, blind to the arms, at least two, and no readers.
    pub adjudicators: Vec<String>,
    /// What is read.
    pub items: Vec<Item>,
    /// What is read beforehand by everyone, with and without suggestions, and not analysed; at least ten.
    pub practice: Vec<String>,
    /// Into how many periods each reader's work falls, by turns without and with suggestions; even.
    pub periods: u32,
    /// How much worse counts as not worse.
    pub margins: Margins,
    /// The level of the intervals, such as .95.
    pub level: f64,
    /// Draws of each bootstrap.
    pub draws: u32,
    /// Seconds without input after which a reader counts as away.
    pub idle_seconds: u32,
}

/// What is wrong with a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[serde(rename_all = "snake_case", tag = "problem")]
#[ts(rename = "StudyPlanProblem")]
#[expect(missing_docs, reason = "each says what it is")]
pub enum PlanProblem {
    #[error(
        "name at least two readers: every item is read by two of them, once without and once with suggestions"
    )]
    TooFewReaders,
    #[error("“{name}” is named twice")]
    NamedTwice { name: String },
    #[error(
        "“{name}” reads and adjudicates: who settles what is right must not have read the items"
    )]
    ReaderAdjudicates { name: String },
    #[error("name at least two adjudicators, blind to the arms")]
    TooFewAdjudicators,
    #[error("choose arm B, arm C or both to compare with reading without suggestions")]
    NoAssistedArm,
    #[error("there are no items to read")]
    NoItems,
    #[error(
        "{found} practice items are too few: at least ten, so that the first of the study are not the first ever"
    )]
    TooLittlePractice { found: usize },
    #[error("item “{id}” is for practice and for the study")]
    PractisedItem { id: String },
    #[error(
        "the number of periods must be even and at least two, by turns without and with suggestions"
    )]
    Periods,
    #[error("margins lie above 0 and below 1")]
    Margins,
    #[error("the level of confidence lies between .5 and 1")]
    Level,
    #[error("1,000 draws at least are needed for an interval, and no more than 100,000 are made")]
    Draws,
    #[error("one counts as away after 30, 60 or 120 seconds")]
    IdleSeconds,
    #[error("recall is of screening: of extracted values the share of right ones is told")]
    RecallOfExtraction,
    #[error(
        "values of {found} reports are too few: everybody reads whole reports, some without and others with suggestions, \
         so that it takes as many reports as readers"
    )]
    TooFewClusters { found: usize },
    #[error("some items belong to a report and others to none")]
    ClusterMissing,
}

impl Plan {
    /// Everything that is wrong with it; empty where it may be locked.
    pub fn problems(&self) -> Vec<PlanProblem> {
        let mut problems = Vec::new();
        let mut note = |wrong: bool, problem: PlanProblem| {
            if wrong {
                problems.push(problem);
            }
        };
        note(self.readers.len() < 2, PlanProblem::TooFewReaders);
        note(self.adjudicators.len() < 2, PlanProblem::TooFewAdjudicators);
        let items: Vec<String> = self.items.iter().map(|item| item.id.clone()).collect();
        for names in [&self.readers, &self.adjudicators, &items, &self.practice] {
            let mut known = BTreeSet::new();
            for name in names.iter().filter(|name| !known.insert(*name)) {
                note(true, PlanProblem::NamedTwice { name: name.clone() });
            }
        }
        for name in self
            .adjudicators
            .iter()
            .filter(|a| self.readers.contains(a))
        {
            note(true, PlanProblem::ReaderAdjudicates { name: name.clone() });
        }
        let assisted = |arm: &Arm| matches!(arm, Arm::SuggestionFirst | Arm::PersonFirst);
        let arms: BTreeSet<&Arm> = self.assisted.iter().collect();
        let sound = !arms.is_empty() && arms.len() == self.assisted.len();
        note(
            !sound || !self.assisted.iter().all(assisted),
            PlanProblem::NoAssistedArm,
        );
        note(self.items.is_empty(), PlanProblem::NoItems);
        let found = self.practice.len();
        note(found < 10, PlanProblem::TooLittlePractice { found });
        let to_read: BTreeSet<&String> = items.iter().collect();
        for id in self.practice.iter().filter(|id| to_read.contains(id)) {
            note(true, PlanProblem::PractisedItem { id: id.clone() });
        }
        note(
            self.periods < 2 || !self.periods.is_multiple_of(2),
            PlanProblem::Periods,
        );
        let inside = |x: f64| x > 0.0 && x < 1.0;
        let margins = inside(self.margins.recall) && inside(self.margins.accuracy);
        note(!margins, PlanProblem::Margins);
        note(!(self.level > 0.5 && self.level < 1.0), PlanProblem::Level);
        note(!(1_000..=100_000).contains(&self.draws), PlanProblem::Draws);
        note(
            ![30, 60, 120].contains(&self.idle_seconds),
            PlanProblem::IdleSeconds,
        );
        let recall_of_values =
            self.task == Task::Extraction && self.primary == PrimaryOutcome::Recall;
        note(recall_of_values, PlanProblem::RecallOfExtraction);
        let clusters = self.clusters();
        if !clusters.is_empty() {
            let found = clusters.len();
            note(
                found < self.readers.len(),
                PlanProblem::TooFewClusters { found },
            );
            note(
                self.items.iter().any(|item| item.cluster.is_none()),
                PlanProblem::ClusterMissing,
            );
        }
        problems
    }

    /// The clusters of its items; empty where each item stands for itself.
    pub fn clusters(&self) -> BTreeSet<&str> {
        let clusters = self.items.iter().map(|item| item.cluster.as_deref());
        clusters.flatten().collect()
    }
}
