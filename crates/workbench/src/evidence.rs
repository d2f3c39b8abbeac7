//! Evidence: the sentences of a document that answer a question best, cut from it by their places.

use std::path::{Path, PathBuf};

use models::{Launch, Pair, StopFlag, Worker, WorkerOptions};
use serde::Serialize;

use crate::error::{Error, Result};
use crate::model_files::find_model;
use crate::preferences::Preferences;
use crate::progress::Progress;
use crate::read_document::{read_document, why_unread};

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
    /// Probability that it answers the question in the eyes of the model, 0 to 1, not calibrated.
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
    let stop = StopFlag::from(progress.stop_flag());
    let mut scored: Vec<(usize, f64)> = Vec::new();
    for (page, some) in sentences.chunks(BATCH).enumerate() {
        progress.report(
            "Reading sentences",
            (page * BATCH) as u64,
            sentences.len() as u64,
        );
        let pairs = some.iter().map(|sentence| Pair {
            question: request.question.clone(),
            text: documents::visible(&text[sentence.body.clone()]),
        });
        worker
            .score(pairs.collect(), &stop, |place, answer| {
                scored.extend(
                    answer
                        .probability()
                        .map(|score| (page * BATCH + place, score)),
                );
            })
            .await?;
    }
    let unread = sentences.len() - scored.len();
    scored.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
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

/// The text of a text file as it is, or what is read of a PDF.
async fn text_of(path: &Path) -> Result<String> {
    let bytes = std::fs::read(path).map_err(|e| Error::file(path, &e))?;
    if bytes.starts_with(b"%PDF")
        || path
            .extension()
            .is_some_and(|e| e.eq_ignore_ascii_case("pdf"))
    {
        drop(bytes);
        let document = read_document(path).await?;
        return match why_unread(&document.status) {
            None => Ok(document.text),
            Some(why) => Err(Error::bad_input(
                format!("{}: {why}", path.display()),
                "Open it in a PDF reader and save it anew; a scan needs text recognition first.",
            )),
        };
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
