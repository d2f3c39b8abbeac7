//! Criteria: questions to a record, answered yes, no or unclear, each with the sentence that answers it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Design;
use crate::classifier::Classified;
use crate::error::CensusError;
use crate::patterns::{Patterns, Searchable};
use crate::text::{Evidence, Place, Sentence};

/// The criteria that ship with the program: whether a record reports results of a prospective interventional trial in humans.
pub const CRITERIA: &str = include_str!("../criteria.toml");

/// An answer to a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "CensusAnswer")]
pub enum Answer {
    /// It is so.
    Yes,
    /// It is not so.
    No,
    /// The text does not tell, or tells both.
    Unclear,
}

impl Answer {
    /// The word that stands for it in files.
    pub fn word(self) -> &'static str {
        match self {
            Answer::Yes => "yes",
            Answer::No => "no",
            Answer::Unclear => "unclear",
        }
    }

    /// The answer that [`Answer::word`] stands for.
    pub fn from_word(word: &str) -> Option<Self> {
        [Answer::Yes, Answer::No, Answer::Unclear]
            .into_iter()
            .find(|answer| answer.word() == word)
    }
}

/// How a criterion was answered.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answered {
    /// The criterion.
    pub criterion: String,
    /// The answer.
    pub answer: Answer,
    /// What decided: the pattern that was found, or the design.
    pub because: Option<String>,
    /// The sentence it was found in; of a design, the one that decided for the design.
    pub evidence: Option<Evidence>,
}

/// All answers to a record.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answers {
    /// No where one is no, yes where all are yes, else unclear.
    pub all: Answer,
    /// In the order of the criteria.
    pub criteria: Vec<Answered>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CriteriaFile {
    criterion: Vec<CriterionEntry>,
}

/// A criterion as it stands in a file, to be edited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "CensusCriterion")]
pub struct CriterionEntry {
    /// Its short name, a column of tables: small letters, digits and `_`.
    pub id: String,
    /// The question.
    pub question: String,
    /// Regular expressions that speak for yes, looked for in lower case.
    pub yes: Vec<String>,
    /// Those that speak for no.
    pub no: Vec<String>,
    /// Designs that answer it with yes where no words do.
    #[serde(default)]
    pub yes_designs: Vec<Design>,
    /// Designs that answer it with no where no words do.
    #[serde(default)]
    pub no_designs: Vec<Design>,
}

/// The criteria of a file as they stand in it; `file` is named in errors.
///
/// # Errors
/// A file that is not in the form of [`CRITERIA`]. Whether its criteria can be asked, [`Criteria::from_toml`] says.
pub fn read_criteria(text: &str, file: &str) -> Result<Vec<CriterionEntry>, CensusError> {
    let read: CriteriaFile = toml::from_str(text).map_err(|e| CensusError::File {
        file: file.to_owned(),
        reason: e.to_string(),
    })?;
    Ok(read.criterion)
}

/// A file of criteria, as [`read_criteria`] reads it.
///
/// # Errors
/// None in practice: every criterion can be written.
///
/// ```
/// let shipped = census::read_criteria(census::CRITERIA, "criteria.toml")?;
/// let written = census::write_criteria(&shipped)?;
/// assert_eq!(census::read_criteria(&written, "written")?, shipped);
/// # Ok::<(), census::CensusError>(())
/// ```
pub fn write_criteria(criteria: &[CriterionEntry]) -> Result<String, CensusError> {
    toml::to_string(&CriteriaFile {
        criterion: criteria.to_vec(),
    })
    .map_err(|e| CensusError::Write(e.to_string()))
}

/// Which side of which criterion a pattern speaks for.
struct Cue {
    criterion: usize,
    side: Answer,
    pattern: String,
}

/// A criterion as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Criterion {
    /// Its short name, a column of tables.
    pub id: String,
    /// The question.
    pub question: String,
    /// Designs that answer it with yes where no words do.
    pub yes_designs: Vec<Design>,
    /// Designs that answer it with no where no words do.
    pub no_designs: Vec<Design>,
}

/// A set of criteria, ready to be asked.
pub struct Criteria {
    criteria: Vec<Criterion>,
    patterns: Patterns,
    cues: Vec<Cue>,
}

impl Criteria {
    /// Those that ship with the program.
    ///
    /// # Errors
    /// None in practice: a test reads the shipped file.
    pub fn shipped() -> Result<Self, CensusError> {
        Self::from_toml(CRITERIA, "criteria.toml")
    }

    /// Criteria of one's own; `file` is named in errors.
    ///
    /// # Errors
    /// A file that is not in the form of [`CRITERIA`], two criteria of one name, or a pattern that is no regular expression.
    pub fn from_toml(text: &str, file: &str) -> Result<Self, CensusError> {
        let refused = |reason: String| CensusError::File {
            file: file.to_owned(),
            reason,
        };
        let (mut criteria, mut cues) = (Vec::<Criterion>::new(), Vec::new());
        for entry in read_criteria(text, file)? {
            if criteria.iter().any(|known| known.id == entry.id) {
                return Err(refused(format!(
                    "the criterion “{}” stands in it twice",
                    entry.id
                )));
            }
            let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
            if entry.id.is_empty() || !entry.id.chars().all(plain) {
                return Err(refused(format!(
                    "“{}” is no name of a criterion: small letters, digits and _ only",
                    entry.id
                )));
            }
            let criterion = criteria.len();
            let sides = [(Answer::Yes, entry.yes), (Answer::No, entry.no)];
            for (side, patterns) in sides {
                cues.extend(patterns.into_iter().map(|pattern| Cue {
                    criterion,
                    side,
                    pattern,
                }));
            }
            criteria.push(Criterion {
                id: entry.id,
                question: entry.question,
                yes_designs: entry.yes_designs,
                no_designs: entry.no_designs,
            });
        }
        let patterns: Vec<String> = cues.iter().map(|cue| cue.pattern.clone()).collect();
        Ok(Self {
            criteria,
            patterns: Patterns::new(&patterns, file)?,
            cues,
        })
    }

    /// The criteria, in the order of their file.
    pub fn list(&self) -> &[Criterion] {
        &self.criteria
    }

    pub(crate) fn answer(&self, sentences: &[Sentence<'_>], design: &Classified) -> Answers {
        // For each criterion and side: the cue that was found first and its sentence.
        let mut found: Vec<[Option<(usize, usize)>; 2]> = vec![[None; 2]; self.criteria.len()];
        let text = Searchable::new(sentences);
        for (at, cue) in self.cues.iter().enumerate() {
            let Some(sides) = found.get_mut(cue.criterion) else {
                continue;
            };
            let side = &mut sides[usize::from(cue.side == Answer::No)];
            if side.is_none() {
                let first = text.first(&self.patterns, at, None, |place| {
                    matches!(place, Place::Title | Place::Abstract)
                });
                *side = first.map(|sentence| (at, sentence));
            }
        }
        let criteria: Vec<Answered> = self
            .criteria
            .iter()
            .zip(&found)
            .map(|(criterion, sides)| {
                let by_words = |(at, sentence): (usize, usize), answer| Answered {
                    criterion: criterion.id.clone(),
                    answer,
                    because: self.cues.get(at).map(|cue| cue.pattern.clone()),
                    evidence: sentences.get(sentence).map(Sentence::evidence),
                };
                match sides {
                    [Some(yes), None] => by_words(*yes, Answer::Yes),
                    [None, Some(no)] => by_words(*no, Answer::No),
                    _ => by_design(criterion, design),
                }
            })
            .collect();
        let has = |answer| criteria.iter().any(|a| a.answer == answer);
        let all = if has(Answer::No) {
            Answer::No
        } else if has(Answer::Unclear) || criteria.is_empty() {
            Answer::Unclear
        } else {
            Answer::Yes
        };
        Answers { all, criteria }
    }
}

fn by_design(criterion: &Criterion, design: &Classified) -> Answered {
    let answer = if criterion.yes_designs.contains(&design.design) {
        Answer::Yes
    } else if criterion.no_designs.contains(&design.design) {
        Answer::No
    } else {
        Answer::Unclear
    };
    let told = answer != Answer::Unclear;
    Answered {
        criterion: criterion.id.clone(),
        answer,
        because: told.then(|| format!("design: {}", design.design)),
        evidence: design
            .deciding
            .as_ref()
            .filter(|_| told)
            .map(|cue| cue.evidence.clone()),
    }
}
