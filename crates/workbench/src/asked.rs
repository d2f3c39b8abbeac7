//! [`Asked`]: what an agent is asked about a record, and the names of the sentences it may cite.

use std::ops::Range;

use documents::{Sentence, for_model, sentences};
use review::{Criterion, CriterionId, Polarity, Protocol, Record};
use serde::Serialize;
use sha2::{Digest, Sha256};
use ts_rs::TS;

/// Where in a record a sentence stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each variant is the field of that name")]
pub enum Place {
    Title,
    Abstract,
}

/// A record with the criteria of a protocol, as an agent is asked about it.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    question: String,
    title: String,
    abstract_text: String,
    /// The title as a whole is one sentence, `T1`.
    title_body: Option<Range<usize>>,
    sentences: Vec<Sentence>,
    pub(crate) criteria: Vec<AskedCriterion>,
}

/// A criterion with the fingerprint of all that is asked with it.
#[derive(Clone, Debug)]
pub(crate) struct AskedCriterion {
    pub(crate) criterion: Criterion,
    pub(crate) input_sha256: String,
}

/// The name of the title as a sentence.
const TITLE: &str = "T1";

impl Asked {
    pub(crate) fn new(protocol: &Protocol, record: &Record) -> Self {
        let title = record.title.clone().unwrap_or_default();
        let abstract_text = record.abstract_text.clone().unwrap_or_default();
        let trimmed = title.trim();
        let title_body = (!trimmed.is_empty()).then(|| {
            let start = title.len() - title.trim_start().len();
            start..start + trimmed.len()
        });
        let criteria = protocol.criteria.iter().map(|criterion| AskedCriterion {
            input_sha256: fingerprint(&[
                &protocol.question,
                criterion.id.as_str(),
                match criterion.polarity {
                    Polarity::Inclusion => "inclusion",
                    Polarity::Exclusion => "exclusion",
                },
                &criterion.text,
                &title,
                &abstract_text,
            ]),
            criterion: criterion.clone(),
        });
        Self {
            criteria: criteria.collect(),
            question: protocol.question.clone(),
            sentences: sentences(&abstract_text),
            title,
            abstract_text,
            title_body,
        }
    }

    /// What must be equal for a suggestion on this criterion to be about this record as it is.
    pub(crate) fn input_of(&self, criterion: &CriterionId) -> Option<&str> {
        let asked = self
            .criteria
            .iter()
            .find(|c| c.criterion.id == *criterion)?;
        Some(&asked.input_sha256)
    }

    /// The text of a place.
    pub(crate) fn text(&self, place: Place) -> &str {
        match place {
            Place::Title => &self.title,
            Place::Abstract => &self.abstract_text,
        }
    }

    /// Where the sentence of that name stands.
    pub(crate) fn sentence(&self, name: &str) -> Option<(Place, Range<usize>)> {
        if name == TITLE {
            return Some((Place::Title, self.title_body.clone()?));
        }
        let sentence = self.sentences.iter().find(|s| s.id == name)?;
        Some((Place::Abstract, sentence.body.clone()))
    }

    /// Whether there is nothing but a title to go by.
    pub(crate) fn lacks_abstract(&self) -> bool {
        self.sentences.is_empty()
    }

    /// The question against title and abstract, as a reader scores it for the order of records.
    pub(crate) fn pair(&self) -> models::Pair {
        models::Pair {
            question: self.question.clone(),
            text: text_for_model(&self.title, &self.abstract_text),
        }
    }

    /// The same for an agent, about these criteria. What is not drawn on a screen, and what is
    /// addressed to a machine, is not read by a model.
    pub(crate) fn item<'c>(
        &self,
        criteria: impl Iterator<Item = &'c AskedCriterion>,
    ) -> models::Item {
        let title = self
            .title_body
            .clone()
            .map(|body| (TITLE, &self.title[body]));
        let of_abstract = self
            .sentences
            .iter()
            .map(|s| (s.id.as_str(), &self.abstract_text[s.body.clone()]));
        models::Item {
            question: self.question.clone(),
            title: for_model(self.title.trim()),
            sentences: title
                .into_iter()
                .chain(of_abstract)
                .map(|(id, text)| models::Sentence {
                    id: id.to_owned(),
                    text: for_model(text),
                })
                .filter(|sentence| !sentence.text.is_empty())
                .collect(),
            criteria: criteria
                .map(|asked| models::Asked {
                    id: asked.criterion.id.0.clone(),
                    text: asked.criterion.text.clone(),
                    polarity: match asked.criterion.polarity {
                        Polarity::Inclusion => models::Polarity::Inclusion,
                        Polarity::Exclusion => models::Polarity::Exclusion,
                    },
                })
                .collect(),
        }
    }
}

/// Title and abstract as a model is given them. Each is looked at by itself: a sentence at the beginning of the abstract
/// that is addressed to a machine must not take a title without a full stop with it.
pub(crate) fn text_for_model(title: &str, abstract_text: &str) -> String {
    format!("{} {}", for_model(title), for_model(abstract_text))
        .trim()
        .to_owned()
}

/// SHA-256 over several texts, their lengths included, so that no two lists of texts give the same bytes.
pub(crate) fn fingerprint(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    format!("{:x}", hash.finalize())
}
