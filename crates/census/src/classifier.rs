//! [`Classifier`]: from the words of a record to its design.

use std::collections::BTreeMap;

use review::Record;
use serde::{Deserialize, Serialize};

use crate::Design;
use crate::error::CensusError;
use crate::patterns::{Patterns, Searchable};
use crate::text::{Evidence, Place, Sentence, sentences};

/// The cues that ship with the program.
pub const CUES: &str = include_str!("../cues.toml");

/// What of a record is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reading {
    /// Title, abstract, and what the database says of it: headings and types of publication.
    #[default]
    All,
    /// Title and abstract only.
    TextOnly,
}

/// What was made of a record.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Classified {
    /// The likeliest design.
    pub design: Design,
    /// How likely it is, 0 to 1, as the model has it.
    pub probability: f64,
    /// How likely the record is a randomised trial, 0 to 1: what operating points are thresholds of.
    pub randomised_trial: f64,
    /// The probability of every design, in the order of [`Design::ALL`]; the sum is 1.
    pub probabilities: Vec<f64>,
    /// The cue that counted most for the design, with its sentence; `None` where it is unclear.
    pub deciding: Option<FoundCue>,
    /// All cues that were found, in the order of their file.
    pub cues: Vec<FoundCue>,
}

/// A cue and where it was found first.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FoundCue {
    /// Its name.
    pub cue: String,
    /// What it counts for the design that was chosen, in logits.
    pub weight: f64,
    /// The sentence.
    pub evidence: Evidence,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CueFile {
    prior: BTreeMap<Design, f64>,
    cue: Vec<CueEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CueEntry {
    name: String,
    r#where: CuePlace,
    pattern: String,
    unless: Option<String>,
    weights: BTreeMap<Design, f64>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum CuePlace {
    Title,
    Abstract,
    Text,
    Keywords,
    PublicationType,
}

impl CuePlace {
    fn holds(self, place: Place) -> bool {
        match self {
            CuePlace::Title => place == Place::Title,
            CuePlace::Abstract => place == Place::Abstract,
            CuePlace::Text => matches!(place, Place::Title | Place::Abstract),
            CuePlace::Keywords => place == Place::Keywords,
            CuePlace::PublicationType => place == Place::PublicationType,
        }
    }
}

struct Cue {
    name: String,
    place: CuePlace,
    pattern: usize,
    unless: Option<usize>,
    weights: [f64; Design::ALL.len()],
}

/// Tells the design of a study by weighted cues: no word decides that is not in the file.
///
/// ```
/// use census::{Classifier, Design, Reading};
/// use review::Record;
///
/// let record = Record {
///     title: Some("Aspirin for headache".to_owned()),
///     abstract_text: Some(
///         "Headache is common. Patients were randomly assigned to aspirin or placebo. Pain fell by half.".to_owned(),
///     ),
///     ..Record::default()
/// };
/// let found = Classifier::shipped()?.classify(&record, Reading::All);
/// assert_eq!(found.design, Design::RandomisedTrial);
/// let deciding = found.deciding.expect("a sentence");
/// assert_eq!(deciding.evidence.text, "Patients were randomly assigned to aspirin or placebo.");
/// # Ok::<(), census::CensusError>(())
/// ```
pub struct Classifier {
    patterns: Patterns,
    cues: Vec<Cue>,
    prior: [f64; Design::ALL.len()],
}

impl Classifier {
    /// The one that ships with the program.
    ///
    /// # Errors
    /// None in practice: a test reads the shipped file.
    pub fn shipped() -> Result<Self, CensusError> {
        Self::from_toml(CUES, "cues.toml")
    }

    /// One with cues of one's own; `file` is named in errors.
    ///
    /// # Errors
    /// A file that is not in the form of [`CUES`], or a pattern that is no regular expression.
    pub fn from_toml(text: &str, file: &str) -> Result<Self, CensusError> {
        let read: CueFile = toml::from_str(text).map_err(|error| CensusError::File {
            file: file.to_owned(),
            reason: error.to_string(),
        })?;
        let mut patterns = Vec::new();
        let mut number_of = |pattern: String| {
            patterns.push(pattern);
            patterns.len() - 1
        };
        let cues = read
            .cue
            .into_iter()
            .map(|entry| Cue {
                name: entry.name,
                place: entry.r#where,
                pattern: number_of(entry.pattern),
                unless: entry.unless.map(&mut number_of),
                weights: by_design(&entry.weights),
            })
            .collect();
        Ok(Self {
            patterns: Patterns::new(&patterns, file)?,
            cues,
            prior: by_design(&read.prior),
        })
    }

    /// Tells the design of a record.
    pub fn classify(&self, record: &Record, reading: Reading) -> Classified {
        self.of_sentences(&sentences(record, reading == Reading::All))
    }

    /// The names of all cues, in the order of their file.
    pub fn cue_names(&self) -> impl Iterator<Item = &str> {
        self.cues.iter().map(|cue| cue.name.as_str())
    }

    pub(crate) fn of_sentences(&self, sentences: &[Sentence<'_>]) -> Classified {
        let text = Searchable::new(sentences);
        let first: Vec<Option<usize>> = self
            .cues
            .iter()
            .map(|cue| {
                text.first(&self.patterns, cue.pattern, cue.unless, |at| {
                    cue.place.holds(at)
                })
            })
            .collect();
        let mut sums = self.prior;
        for (cue, _) in self.cues.iter().zip(&first).filter(|(_, at)| at.is_some()) {
            for (sum, weight) in sums.iter_mut().zip(cue.weights) {
                *sum += weight;
            }
        }
        let probabilities = softmax(&sums);
        let design = Design::ALL
            .into_iter()
            .max_by(|a, b| probabilities[a.index()].total_cmp(&probabilities[b.index()]))
            .unwrap_or(Design::Unclear);
        let cues: Vec<FoundCue> = self
            .cues
            .iter()
            .zip(&first)
            .filter_map(|(cue, at)| {
                Some(FoundCue {
                    cue: cue.name.clone(),
                    weight: cue.weights[design.index()],
                    evidence: sentences.get((*at)?)?.evidence(),
                })
            })
            .collect();
        let deciding = cues
            .iter()
            .filter(|cue| cue.weight > 0.0 && design != Design::Unclear)
            .max_by(|a, b| a.weight.total_cmp(&b.weight))
            .cloned();
        Classified {
            design,
            probability: probabilities[design.index()],
            randomised_trial: probabilities[Design::RandomisedTrial.index()],
            probabilities: probabilities.to_vec(),
            deciding,
            cues,
        }
    }
}

fn by_design(weights: &BTreeMap<Design, f64>) -> [f64; Design::ALL.len()] {
    let mut all = [0.0; Design::ALL.len()];
    for (design, weight) in weights {
        all[design.index()] = *weight;
    }
    all
}

fn softmax<const N: usize>(sums: &[f64; N]) -> [f64; N] {
    let largest = sums.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let powers = sums.map(|sum| (sum - largest).exp());
    let total: f64 = powers.iter().sum();
    powers.map(|power| power / total)
}
