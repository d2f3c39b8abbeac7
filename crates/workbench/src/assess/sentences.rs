//! Sentences of a study's reports that may bear on a question, for a person who asks for them. They are quotations: they say
//! neither what the answer is nor that there is one.

use documents::Anchors;
use models::{Pair, Worker};
use ranking::WordMatch;
use review::{DocumentHash, EvidenceQuote, ReviewerId};
use serde::Serialize;
use ts_rs::TS;

use crate::error::{Error, Result};
use crate::evidence::{in_order, probabilities};
use crate::open_review::Review;
use crate::progress::Progress;

/// Sentences that are read: those that share most with the question and the words it is usually answered with.
const READ: usize = 80;
/// Sentences that are listed at most.
const LISTED: usize = 5;

/// Sentences that may bear on a question.
#[derive(Clone, Debug, Serialize, TS)]
pub struct BiasSentences {
    /// The number of the question.
    pub question: String,
    /// Name of the reader.
    pub model: String,
    /// Sentences of the reports in all.
    pub searched: usize,
    /// Sentences that were read.
    pub read: usize,
    /// The sentences, the likeliest first.
    pub sentences: Vec<BiasSentence>,
}

/// Such a sentence.
#[derive(Clone, Debug, Serialize, TS)]
pub struct BiasSentence {
    /// It, with its place.
    pub quote: EvidenceQuote,
}

struct Candidate {
    document: DocumentHash,
    name: String,
    text: String,
}

impl Review {
    /// Refuses where the team has not switched on that sentences may be looked for.
    pub(crate) async fn refuse_unsought(&self) -> Result<()> {
        if self.bias_methods().await?.methods.finds_sentences {
            return Ok(());
        }
        Err(Error::refused(
            "sentences are not looked for in this review",
            "Switch it on under Risk of bias, How we assess. Your team decides whether it is used.",
        ))
    }

    /// Looks for sentences of the study's reports that may bear on a question: by shared words and by the reader, as
    /// questions to the records are.
    ///
    /// # Errors
    /// The team has not switched it on; a question that the tool does not have; no report with text; a model that stopped.
    pub async fn find_bias_sentences(
        &self,
        result: &str,
        question: &str,
        reviewer: &ReviewerId,
        reader: &Worker,
        progress: &Progress,
    ) -> Result<BiasSentences> {
        self.known_reviewer(reviewer).await?;
        self.refuse_unsought().await?;
        let at_hand = self.bias_at_hand().await?;
        let standing = at_hand.standing(result)?;
        let form = standing.tool.form();
        let Some((_, asked)) = form.question(question) else {
            return Err(Error::not_found(
                format!("{} has no question {question}", form.name),
                "Open the result again.",
            ));
        };
        let sought = format!("{} {}", asked.text, bias::sought(standing.tool, asked.id));
        let mut words = WordMatch::new(&sought);
        let mut all = Vec::new();
        for hash in self.documents_of(&standing.result.study_id).await? {
            let Ok(document) = self.readable(&hash).await else {
                continue;
            };
            for sentence in &document.sentences {
                let text = documents::for_model(&document.text[sentence.range.clone()]);
                words.push(&text);
                all.push(Candidate {
                    document: hash.clone(),
                    name: sentence.id.clone(),
                    text,
                });
            }
        }
        if all.is_empty() {
            return Err(Error::refused(
                "no report of this study has text that could be read",
                "Attach the report under Full text.",
            ));
        }
        let searched = all.len();
        let mut near: Vec<(Candidate, f64)> = all.into_iter().zip(words.scores()).collect();
        near.retain(|(_, score)| *score > 0.0);
        near.sort_by(|a, b| b.1.total_cmp(&a.1));
        near.truncate(READ);
        let pairs: Vec<Pair> = near
            .iter()
            .map(|(candidate, _)| Pair {
                question: asked.text.to_owned(),
                text: candidate.text.clone(),
            })
            .collect();
        let read = probabilities(reader, &pairs, progress).await?;
        let shared: Vec<f64> = near.iter().map(|(_, score)| *score).collect();
        let mut found = BiasSentences {
            question: asked.id.to_owned(),
            model: reader.model().name.clone(),
            searched,
            read: read.len(),
            sentences: Vec::new(),
        };
        for (place, _) in in_order(read, &shared).into_iter().take(LISTED) {
            let Some((candidate, _)) = near.get(place) else {
                continue;
            };
            let document = self.readable(&candidate.document).await?;
            let anchors = Anchors::of_document(&document);
            if let Some(anchor) = anchors.unit(&candidate.name) {
                found.sentences.push(BiasSentence {
                    quote: anchors.quote(&anchor),
                });
            }
        }
        Ok(found)
    }
}
