//! What a team asks for when it plans a study, and how many items it takes.

use review::ReviewerId;
use serde::{Deserialize, Serialize};
use study::{Arm, Margins, PrimaryOutcome, Size};
use ts_rs::TS;

use crate::error::{Error, Result};
use crate::open_review::Review;

/// What is read in a study.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StudyOf {
    /// Records, by title and abstract.
    #[default]
    Records,
    /// Values of the extraction form, from the reports of studies.
    Values,
}

impl StudyOf {
    /// What is usually asked.
    pub fn usual_question(self) -> &'static str {
        match self {
            StudyOf::Records => {
                "Does reading with suggestions in view take less time per record than reading without them?"
            }
            StudyOf::Values => {
                "Does extracting with suggested values in view take less time per value than extracting without them?"
            }
        }
    }
}

/// By what records or values are spread evenly over readers and arms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StudyStrata {
    /// Not at all: a simple random sample.
    None,
    /// By where they stand at title and abstract: included, excluded, or open. As many of each as there are.
    Outcome,
    /// By what the model suggests: include, exclude, or neither; of values by their kind and by whether one is suggested
    /// or said not to be reported. As many of each as there are.
    #[default]
    Suggestion,
}

/// What a team asks for. The machine draws items and allocation from it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct StudyDesign {
    /// What the study is called.
    pub title: String,
    /// What it asks, in a sentence.
    pub question: String,
    /// What is read; records in designs of earlier versions.
    #[serde(default)]
    pub of: StudyOf,
    /// What it is mainly about.
    pub primary: PrimaryOutcome,
    /// The arms that are compared with reading without suggestions: B, C or both.
    pub assisted: Vec<Arm>,
    /// Whether the model alone is reported as well.
    pub model_alone: bool,
    /// Who reads.
    pub readers: Vec<ReviewerId>,
    /// Who settles what is right.
    pub adjudicators: Vec<ReviewerId>,
    /// How many records or values are read.
    pub items: u32,
    /// How many are read beforehand for practice.
    pub practice: u32,
    /// By what they are spread.
    pub strata: StudyStrata,
    /// Whether records may be drawn that one of these people has decided on before, or values that one has extracted.
    pub known_too: bool,
    /// Into how many periods each reader's work falls.
    pub periods: u32,
    /// How much worse counts as not worse.
    pub margins: Margins,
    /// The level of the intervals.
    pub level: f64,
    /// Draws of each bootstrap.
    pub draws: u32,
    /// Seconds without input after which a reader counts as away.
    pub idle_seconds: u32,
    /// What the drawing of the records starts from. That of the allocation is chance, and sealed.
    pub seed: u32,
}

impl Default for StudyDesign {
    fn default() -> Self {
        Self {
            title: "What suggestions do for us".into(),
            question: StudyOf::Records.usual_question().into(),
            of: StudyOf::Records,
            primary: PrimaryOutcome::Time,
            assisted: vec![Arm::SuggestionFirst],
            model_alone: true,
            readers: Vec::new(),
            adjudicators: Vec::new(),
            items: 62,
            practice: 10,
            strata: StudyStrata::default(),
            known_too: false,
            periods: 2,
            margins: Margins::default(),
            level: 0.95,
            draws: 2000,
            idle_seconds: 60,
            seed: 1,
        }
    }
}

/// What a size rests on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct StudySizeAsked {
    /// The share of time that is hoped to be saved, such as .25.
    pub saved: f64,
    /// How much worse recall may be, such as .05.
    pub margin: f64,
    /// The share of relevant records on which two readings are expected to differ, such as .1.
    pub differing: f64,
    /// The level of the interval, such as .95.
    pub level: f64,
    /// The probability of showing it if it is so, such as .8.
    pub power: f64,
}

/// How many items it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct StudySizes {
    /// Records, each read once without and once with suggestions, to show the time saved.
    pub records_for_time: Option<usize>,
    /// Relevant records among them, to show that recall is not worse by the margin.
    pub relevant_for_recall: Option<usize>,
}

/// How many items it takes (METHODS §5: 101 records for a fifth of the time, 62 for a quarter, 41 for three tenths).
pub fn study_sizes(asked: &StudySizeAsked) -> StudySizes {
    let size = Size {
        level: asked.level,
        power: asked.power,
    };
    StudySizes {
        records_for_time: size.pairs_for_time(asked.saved, Size::USUAL_RESIDUAL_SD),
        relevant_for_recall: size.relevant_for_margin(asked.margin, asked.differing),
    }
}

/// Where the design that is worked on is kept until it is locked.
const SETTING: &str = "study design";

/// More are no study of a team's own, and would only make the drawing long.
const MOST_ITEMS: u32 = 5_000;
/// Likewise.
const MOST_PERIODS: u32 = 100;

impl StudyDesign {
    /// The same design of something else; a question that was the usual one becomes the usual one of that.
    pub fn turned_to(mut self, of: StudyOf) -> Self {
        if self.question == self.of.usual_question() {
            self.question = of.usual_question().to_owned();
        }
        self.of = of;
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        let long = |text: &str| text.chars().count() > 2_000;
        if self.title.trim().is_empty() || self.question.trim().is_empty() {
            return Err(Error::invalid(
                "the study has no title or no question",
                "Say what it is called, and in a sentence what it asks.",
            ));
        }
        if long(&self.title) || long(&self.question) {
            return Err(Error::invalid(
                "title or question of the study is too long",
                "A sentence each is enough.",
            ));
        }
        if self.items > MOST_ITEMS || self.practice > MOST_ITEMS {
            return Err(Error::invalid(
                format!("more than {MOST_ITEMS} are asked for"),
                "Read fewer; the size helper says how many it takes.",
            ));
        }
        if self.periods > MOST_PERIODS {
            return Err(Error::invalid(
                format!("more than {MOST_PERIODS} periods are asked for"),
                "Two are usual.",
            ));
        }
        Ok(())
    }
}

impl Review {
    /// The design that is worked on; a usual one where none was saved.
    pub async fn study_design(&self) -> Result<StudyDesign> {
        let saved = self.store.setting(SETTING).await?;
        // A design that an older version wrote is no evidence: one begins again from the usual one.
        Ok(saved
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default())
    }

    /// Keeps the design that is worked on. People may be given by name.
    pub async fn save_study_design(&self, design: &StudyDesign) -> Result<StudyDesign> {
        design.check()?;
        let mut design = design.clone();
        for person in design.readers.iter_mut().chain(&mut design.adjudicators) {
            *person = self.reviewer(person.as_str()).await?;
        }
        let text = serde_json::to_string(&design)
            .map_err(|e| Error::internal(format!("the design could not be written: {e}")))?;
        let mut change = self
            .store
            .begin(&store::Actor::Program, "save study design")
            .await?;
        change.set_setting(SETTING, &text).await?;
        change
            .commit(&serde_json::json!({ "title": design.title }))
            .await?;
        self.advance_ledger(|_| ()).await?;
        Ok(design)
    }
}
