//! What might be put into the blocks: words of the protocol, and terms that a decoder names. All of it is advice: nothing is
//! in a block before a person takes it.

use models::{Launch, NamedTermKind, StopFlag, TermQuestion, TermReply};
use review::{Pico, Protocol};
use serde::{Deserialize, Serialize};
use strategy::telling_words;
use ts_rs::TS;

use super::look::ChipFigures;
use super::{Chip, ChipField, ChipKind, ChipOrigin, SearchBlock, SearchBlocks};
use crate::error::{Error, Result};
use crate::model_at_work::{ModelAtWork, ModelToUse};
use crate::open_review::Review;
use crate::progress::Progress;

/// Words of a phrase out of the protocol, and phrases of a part, at most.
const MOST_WORDS: usize = 3;
const MOST_PHRASES: usize = 20;

/// A block for which terms are wanted of a model.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct TermsWanted {
    /// Name of the block.
    pub block: String,
    /// The terms that are in it.
    pub known: Vec<String>,
}

/// What a model names for a block. Proposals: none of it is in the blocks.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ModelTerms {
    /// Name of the block.
    pub block: String,
    /// Name of the model.
    pub model: String,
    /// The terms, marked as its own.
    pub terms: Vec<Chip>,
    /// What each finds by itself; those that nobody knows may be made up.
    pub figures: Vec<ChipFigures>,
    /// Why its answer could not be read; then there are no terms.
    pub unread: Option<String>,
}

fn parts(pico: &Pico) -> [(&'static str, &str); 5] {
    [
        ("Population", &pico.population),
        ("Intervention", &pico.intervention),
        ("Comparison", &pico.comparator),
        ("Outcome", &pico.outcomes),
        ("Study design", &pico.study_designs),
    ]
}

/// Empty blocks by the parts of the question.
pub(super) fn empty() -> SearchBlocks {
    let names = parts(&Pico::default()).map(|(name, _)| name);
    SearchBlocks {
        blocks: names
            .into_iter()
            .map(|name| SearchBlock {
                name: name.to_owned(),
                chips: Vec::new(),
            })
            .collect(),
        ..SearchBlocks::default()
    }
}

/// Words and short phrases of the question's parts; of the question itself where no part is written.
pub(super) fn from_protocol(protocol: &Protocol) -> Vec<SearchBlock> {
    let mut of_parts: Vec<(&str, &str)> = parts(&protocol.pico).to_vec();
    of_parts.retain(|(_, text)| !text.trim().is_empty());
    if of_parts.is_empty() && !protocol.question.trim().is_empty() {
        of_parts.push(("Question", &protocol.question));
    }
    of_parts
        .into_iter()
        .map(|(name, text)| SearchBlock {
            name: name.to_owned(),
            chips: phrases(text)
                .into_iter()
                .map(|text| chip(text, ChipKind::Term, ChipOrigin::Protocol, None))
                .collect(),
        })
        .collect()
}

/// The words of a text that tell something, those side by side as phrases.
fn phrases(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut phrase: Vec<String> = Vec::new();
    let mut end = |phrase: &mut Vec<String>| {
        let text = phrase.join(" ");
        phrase.clear();
        if !text.is_empty() && !found.contains(&text) {
            found.push(text);
        }
    };
    for word in text.split_whitespace() {
        let bare = word
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase();
        let tells = !telling_words(&bare).is_empty() && bare.chars().any(char::is_alphabetic);
        if tells {
            phrase.push(bare);
        }
        let stops = word.ends_with(|c: char| !c.is_alphanumeric());
        if !tells || stops || phrase.len() == MOST_WORDS {
            end(&mut phrase);
        }
    }
    end(&mut phrase);
    found.truncate(MOST_PHRASES);
    found
}

fn chip(text: String, kind: ChipKind, origin: ChipOrigin, model: Option<String>) -> Chip {
    Chip {
        text,
        kind,
        field: ChipField::TitleAbstract,
        explode: kind == ChipKind::Heading,
        focus: false,
        origin,
        model,
    }
}

impl Review {
    /// Has a model that is started for it name terms for a block.
    ///
    /// # Errors
    /// Refused where the model does not write, or cannot be started; `Cancelled`.
    pub async fn propose_terms(
        &self,
        wanted: &TermsWanted,
        model: ModelToUse,
        launch: Launch,
        progress: &Progress,
    ) -> Result<ModelTerms> {
        let model = ModelAtWork::of(launch, model).await?;
        self.model_terms(wanted, &model, progress).await
    }

    /// Has a decoder name terms for a block, and holds each against the records. Nothing is stored.
    ///
    /// # Errors
    /// Refused where the model does not write; `Cancelled`.
    pub(crate) async fn model_terms(
        &self,
        wanted: &TermsWanted,
        model: &ModelAtWork,
        progress: &Progress,
    ) -> Result<ModelTerms> {
        let decoder = model.decoder().ok_or_else(writes_nothing)?;
        let name = models::Agent::identity(decoder).name.clone();
        let ledger = self.ledger().await?;
        let protocol = ledger.protocol();
        let meant = parts(&protocol.pico)
            .into_iter()
            .find(|(part, _)| part.eq_ignore_ascii_case(wanted.block.trim()));
        let asked = TermQuestion {
            question: protocol.question.clone(),
            concept: wanted.block.clone(),
            meant: meant.map(|(_, text)| text.to_owned()).unwrap_or_default(),
            known: wanted.known.clone(),
        };
        progress.report("Asking the model for terms", 0, 0);
        let reply = decoder
            .terms(&asked, &StopFlag::from(progress.stop_flag()))
            .await?;
        let (named, unread) = match reply {
            TermReply::Named(named) => (named, None),
            TermReply::Unread(why) => (Vec::new(), Some(why)),
        };
        let terms: Vec<Chip> = named
            .into_iter()
            .filter(|term| {
                !wanted
                    .known
                    .iter()
                    .any(|k| k.eq_ignore_ascii_case(&term.text))
            })
            .map(|term| {
                let kind = match term.kind {
                    NamedTermKind::Heading => ChipKind::Heading,
                    NamedTermKind::Synonym | NamedTermKind::Spelling => ChipKind::Term,
                };
                chip(term.text, kind, ChipOrigin::Model, Some(name.clone()))
            })
            .collect();
        Ok(ModelTerms {
            block: wanted.block.clone(),
            figures: self.figures_of(terms.clone()).await?,
            model: name,
            terms,
            unread,
        })
    }
}

/// That the model which is chosen cannot be asked for words.
pub(crate) fn writes_nothing() -> Error {
    Error::refused(
        "the model that is chosen scores texts and writes none",
        "Choose a model that writes (a decoder) under Models, or the team's model server.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_the_question_is_parted_into_phrases() {
        assert_eq!(
            phrases("Adults aged 65 or older, discharged from hospital to their own home"),
            ["adults aged", "older", "discharged", "hospital", "home"]
        );
        assert_eq!(
            phrases("Medication review led by a pharmacist within 30 days"),
            ["medication review led", "pharmacist", "days"]
        );
        assert!(phrases(" 30; 12 ").is_empty());
    }
}
