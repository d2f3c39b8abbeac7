//! Evidence: the sentences of a document that answer a question best, cut from it by their places.

use std::path::{Path, PathBuf};

use models::{Launch, Pair, StopFlag, Worker, WorkerOptions};
use ranking::{WordMatch, fit_to_question};
use serde::Serialize;

use crate::error::{Error, Result};
use crate::model_files::find_model;
use crate::preferences::Preferences;
use crate::progress::Progress;
use crate::read_document::read_legible;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct EvidenceRequest {
    /// The reader; `None`: the one that comes with the program.
    pub model: Option<PathBuf>,
    /// The question, or a criterion.
    pub question: String,
    /// A text file or a PDF.
    pub document: PathBuf,
    /// Sentences wanted.
    pub top: usize,
}

/// The sentences, the best first.
#[derive(Clone, Debug, Serialize)]
pub struct EvidenceReport {
    /// Name of the model.
    pub model: String,
    /// Its SHA-256.
    pub sha256: String,
    /// Length of the document's text in characters (Unicode scalar values).
    pub characters: usize,
    /// Sentences of the document in all.
    pub sentences: usize,
    /// Sentences that could not be read.
    pub unread: usize,
    /// The best ones.
    pub evidence: Vec<EvidenceSentence>,
    /// The text that the places count in: that of the file, or the text layer of a PDF.
    #[serde(skip)]
    pub text: String,
}

/// A sentence with its place.
#[derive(Clone, Debug, Serialize)]
pub struct EvidenceSentence {
    /// `S1`, `S2`, … in the order of the document.
    pub id: String,
    /// Where it begins: characters (Unicode scalar values) of the text before it.
    pub start: usize,
    /// Where it ends, likewise.
    pub end: usize,
    /// The sentence.
    pub text: String,
    /// Probability that it answers the question in the eyes of the model, 0 to 1, not calibrated. The order follows from
    /// it and from the words that question and sentence share.
    pub score: f64,
}

/// Pairs scored between two reports of progress.
const BATCH: usize = 256;

/// Finds the sentences of a document that answer a question best.
///
/// # Errors
/// A document without text, a model that is no reader, one that cannot be started.
pub async fn evidence(
    request: &EvidenceRequest,
    launch: Launch,
    preferences: &Preferences,
    progress: &Progress,
) -> Result<EvidenceReport> {
    let text = text_of(&request.document).await?;
    let sentences = documents::sentences(&text);
    if sentences.is_empty() {
        return Err(Error::bad_input(
            format!("{}: there is no text in it", request.document.display()),
            "A scanned PDF needs a text layer first.",
        ));
    }
    let file = find_model(request.model.as_deref(), preferences)?;
    let worker = Worker::start(launch, file, WorkerOptions::default()).await?;
    let mut words = WordMatch::new(&request.question);
    let pairs = sentences.iter().map(|sentence| {
        let text = documents::for_model(&text[sentence.body.clone()]);
        words.push(&text);
        Pair {
            question: request.question.clone(),
            text,
        }
    });
    let pairs: Vec<Pair> = pairs.collect();
    let read = probabilities(&worker, &pairs, progress).await?;
    let scored = in_order(read, &words.scores());
    let unread = sentences.len() - scored.len();
    let characters = |bytes: usize| text[..bytes].chars().count();
    let evidence = scored
        .iter()
        .take(request.top)
        .filter_map(|&(place, score)| Some((sentences.get(place)?, score)))
        .map(|(sentence, score)| EvidenceSentence {
            id: sentence.id.clone(),
            start: characters(sentence.body.start),
            end: characters(sentence.body.end),
            text: text[sentence.body.clone()].to_owned(),
            score,
        })
        .collect();
    Ok(EvidenceReport {
        model: worker.model().name.clone(),
        sha256: worker.model().sha256.clone(),
        characters: text.chars().count(),
        sentences: sentences.len(),
        unread,
        evidence,
        text,
    })
}

/// The sentences that were read, with the reader's probability: those that answer best come first, by what the reader says
/// and by the words they share with the question (`words`, by place), which together find the annotated sentence more
/// often than either alone (models/README.md).
pub(crate) fn in_order(mut read: Vec<(usize, f64)>, words: &[f64]) -> Vec<(usize, f64)> {
    read.sort_by_key(|(place, _)| *place);
    // A probability of exactly 0 or 1 has no logit; this is as far from the others as a reader goes.
    let logit = |p: f64| (p / (1.0 - p)).ln().clamp(-20.0, 20.0);
    let logits = read.iter().map(|(_, p)| logit(*p)).collect();
    let shared = |place: &usize| words.get(*place).copied().unwrap_or_default();
    let shared = read.iter().map(|(place, _)| shared(place)).collect();
    let fits = fit_to_question(read.len(), logits, Vec::new(), shared);
    let mut order: Vec<(f64, (usize, f64))> = fits.into_iter().zip(read).collect();
    // Among equals the earlier sentence: sorting keeps their order.
    order.sort_by(|a, b| b.0.total_cmp(&a.0));
    order.into_iter().map(|(_, sentence)| sentence).collect()
}

/// What a reader makes of each pair, by its place among them; pairs it could not read are left out.
pub(crate) async fn probabilities(
    worker: &Worker,
    pairs: &[Pair],
    progress: &Progress,
) -> Result<Vec<(usize, f64)>> {
    let stop = StopFlag::from(progress.stop_flag());
    let mut scored = Vec::with_capacity(pairs.len());
    for (page, some) in pairs.chunks(BATCH).enumerate() {
        let before = page * BATCH;
        progress.report("Reading sentences", before as u64, pairs.len() as u64);
        worker
            .score(some.to_vec(), &stop, |place, answer| {
                scored.extend(answer.probability().map(|score| (before + place, score)));
            })
            .await?;
    }
    Ok(scored)
}

/// The text of a text file as it is, or what is read of a PDF.
async fn text_of(path: &Path) -> Result<String> {
    let bytes = std::fs::read(path).map_err(|e| Error::file(path, &e))?;
    if bytes.starts_with(b"%PDF")
        || path
            .extension()
            .is_some_and(|e| e.eq_ignore_ascii_case("pdf"))
    {
        drop(bytes);
        return Ok(read_legible(path).await?.text);
    }
    String::from_utf8(bytes).map_err(|e| {
        Error::bad_input(
            format!(
                "{}: byte {} is not UTF-8 text",
                path.display(),
                e.utf8_error().valid_up_to()
            ),
            "Save the text as UTF-8, or give a PDF.",
        )
    })
}
