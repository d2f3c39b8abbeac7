//! Questions to the corpus: the sentences of the review's own titles and abstracts that answer a question in plain words,
//! each with its record. The answer is made of quotations alone; that nothing was found is an answer too.

use std::sync::Arc;

use models::{Pair, Worker};
use ranking::WordMatch;
use review::RecordId;
use serde::Serialize;
use strategy::{CorpusRecord, telling_words};
use ts_rs::TS;

use crate::error::{Error, Result};
use crate::evidence::{in_order, probabilities};
use crate::model_files::thresholds;
use crate::off_thread::off_thread;
use crate::open_review::Review;
use crate::progress::Progress;

/// Records whose sentences are read: those that share most with the question.
const READ: usize = 60;
/// Sentences that are listed at most.
const LISTED: usize = 20;
/// Sentences of one record that are listed at most.
const OF_ONE: usize = 3;
/// The longest question that is read, characters; the reader reads some eighty words of it.
const LONGEST: usize = 2_000;

/// What the records say to a question.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CorpusAnswer {
    /// The question.
    pub question: String,
    /// Name of the reader.
    pub model: String,
    /// Records that were searched.
    pub searched: usize,
    /// Of these, the records that share a telling word with the question.
    pub sharing: usize,
    /// Records whose sentences were read.
    pub read: usize,
    /// Sentences that were read.
    pub sentences_read: usize,
    /// The sentences that answer, the best first. None: nothing was found.
    pub sentences: Vec<AnsweringSentence>,
}

/// A sentence of a record.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AnsweringSentence {
    /// The record.
    pub record: RecordId,
    /// Its title.
    pub title: String,
    /// Its year.
    pub year: Option<i32>,
    /// The sentence, cut from title or abstract.
    pub text: String,
    /// Whether it is the title.
    pub is_title: bool,
    /// How strongly the reader thinks that it answers, 0 to 1; only for the order and strength of its mark.
    pub weight: f64,
}

/// A sentence that is read.
struct Candidate {
    place: usize,
    text: String,
    is_title: bool,
}

impl Review {
    /// Asks the records a question. The reader scores sentences of the records that share most with the question; what it
    /// thinks answers is listed, in the order that its scores and the shared words give together.
    ///
    /// # Errors
    /// An empty question; a model that is no reader or stopped working; `Cancelled`.
    pub async fn ask_corpus(
        &self,
        question: &str,
        reader: &Worker,
        progress: &Progress,
    ) -> Result<CorpusAnswer> {
        let question = question.trim().to_owned();
        if question.is_empty() || question.chars().count() > LONGEST {
            return Err(Error::invalid(
                if question.is_empty() {
                    "there is no question"
                } else {
                    "the question is too long"
                },
                "Ask one thing, in a sentence: “How many patients fell?”",
            ));
        }
        let limit = thresholds(&reader.model().path).evidence;
        let ledger = self.ledger().await?;
        let at = self.searchable(&ledger).await?;
        progress.report("Searching the records", 0, 0);
        let (asked, kept) = (question.clone(), Arc::clone(&at));
        let (sharing, candidates) =
            off_thread("searching", move || candidates(&asked, kept.records())).await?;
        let mut answer = CorpusAnswer {
            model: reader.model().name.clone(),
            searched: at.records().len(),
            sharing,
            read: sharing.min(READ),
            sentences_read: candidates.len(),
            sentences: Vec::new(),
            question,
        };
        if candidates.is_empty() {
            return Ok(answer);
        }
        let mut words = WordMatch::new(&answer.question);
        let mut pairs = Vec::with_capacity(candidates.len());
        for candidate in &candidates {
            let text = documents::for_model(&candidate.text);
            words.push(&text);
            pairs.push(Pair {
                question: answer.question.clone(),
                text,
            });
        }
        let read = probabilities(reader, &pairs, progress).await?;
        let answering = in_order(read, &words.scores())
            .into_iter()
            .filter(|(_, weight)| *weight >= limit);
        for (number, weight) in answering {
            let Some(candidate) = candidates.get(number) else {
                continue;
            };
            let (Some(record), Some(&group)) = (
                at.records().get(candidate.place),
                at.groups().get(candidate.place),
            ) else {
                continue;
            };
            let id = ledger.id(group);
            let of_it = answer.sentences.iter().filter(|s| s.record == *id).count();
            if of_it < OF_ONE {
                answer.sentences.push(AnsweringSentence {
                    record: id.clone(),
                    title: record.title.clone(),
                    year: record.year,
                    text: candidate.text.clone(),
                    is_title: candidate.is_title,
                    weight,
                });
            }
            if answer.sentences.len() == LISTED {
                break;
            }
        }
        Ok(answer)
    }
}

/// How many records share a word with the question, and the sentences of those that share most.
fn candidates(question: &str, records: &[CorpusRecord]) -> (usize, Vec<Candidate>) {
    // Every record has “what” and “the”; that it has nothing else of the question is no reason to read it.
    let mut words = WordMatch::new(&telling_words(question));
    for record in records {
        words.push(&format!("{} {}", record.title, record.abstract_text));
    }
    let mut order: Vec<(usize, f64)> = words
        .scores()
        .into_iter()
        .enumerate()
        .filter(|(_, score)| *score > 0.0)
        .collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let sharing = order.len();
    let mut candidates = Vec::new();
    for (place, _) in order.into_iter().take(READ) {
        let record = &records[place];
        if !record.title.trim().is_empty() {
            candidates.push(Candidate {
                place,
                text: record.title.clone(),
                is_title: true,
            });
        }
        let text = &record.abstract_text;
        candidates.extend(
            documents::sentences(text)
                .into_iter()
                .map(|sentence| Candidate {
                    place,
                    text: text[sentence.body].to_owned(),
                    is_title: false,
                }),
        );
    }
    (sharing, candidates)
}
