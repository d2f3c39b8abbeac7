//! What a reader read of the records for their order: how well each fits the review question, and its vector.
//!
//! Both are a function of model, question and text, costly to compute and worth nothing as evidence: so they lie in
//! `derived/`, one file for each model and question, and not in the database, where every batch would be a link of the
//! audit chain and a part of every backup. A line that was cut off by a power cut is computed anew.

use std::collections::HashMap;
use std::fs::OpenOptions;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD as BASE64;
use models::{Pair, Scored, StopFlag, Worker};
use ranking::{Reading, Vectors, WordMatch};
use review::{Record, RecordId};

use crate::asked::{Asked, fingerprint, text_for_model};
use crate::error::{Error, Result};
use crate::open_review::Review;

/// Records read between two writes.
const BATCH: usize = 64;
/// Digits of the fingerprints in names and lines: enough to tell one person's models, questions and texts apart.
const DIGITS: usize = 16;
/// The last cell of a line that was written to its end.
const WHOLE: &str = ".";
/// Stands in the place of a record for the question itself.
const QUESTION: &str = "question";

/// What is known of a text.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    /// Fingerprint of the text.
    text: String,
    /// The reader's logit against the question; 0 for the question itself.
    score: f32,
    /// Its direction in the model's space of meanings, in bytes.
    vector: Vec<u8>,
}

/// How much there is to read from, to know whether it grew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ReadingMark {
    file: PathBuf,
    bytes: u64,
}

impl Review {
    /// What was read for the present question, by whichever model read most; `None` where nothing was.
    pub(crate) async fn reading_mark(&self) -> Result<Option<ReadingMark>> {
        let ending = format!(
            "-{}.csv",
            question_digits(&self.ledger().await?.protocol().question)
        );
        let Ok(entries) = std::fs::read_dir(self.store.folder().derived()) else {
            return Ok(None);
        };
        let marks = entries.flatten().filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let ours = name.starts_with("reading-") && name.ends_with(&ending);
            ours.then(|| {
                Some(ReadingMark {
                    file: entry.path(),
                    bytes: entry.metadata().ok()?.len(),
                })
            })?
        });
        Ok(marks.max_by(|a, b| (a.bytes, &a.file).cmp(&(b.bytes, &b.file))))
    }

    /// The reading of these groups, row by row. Records whose text has changed since are unread.
    pub(crate) async fn reading_of(&self, mark: &ReadingMark, groups: &[usize]) -> Result<Reading> {
        let ledger = self.ledger().await?;
        let known = read(&mark.file)?;
        let Some(question) = known
            .get(&QUESTION.into())
            .map(|line| direction(&line.vector))
        else {
            return Ok(Reading::default());
        };
        let mut scores = Vec::with_capacity(groups.len());
        let mut vectors = Vectors::new(question.len());
        let mut words = WordMatch::new(&ledger.protocol().question);
        for page in groups.chunks(500) {
            for (group, record) in self.combined_page(&ledger, page).await? {
                let line = known
                    .get(ledger.id(group))
                    .filter(|line| line.text == text_of(&record));
                scores.push(line.map(|line| line.score));
                vectors.push(line.map(|line| direction(&line.vector)).as_deref());
                words.push(&text_for_model(
                    record.title.as_deref().unwrap_or_default(),
                    record.abstract_text.as_deref().unwrap_or_default(),
                ));
            }
        }
        Ok(Reading::new(&scores, words.scores(), vectors, &question))
    }

    /// Has a reader read these groups for the question, as far as they were not read. `passed` is told how many more
    /// are done, those that lacked nothing included.
    pub(crate) async fn score_records(
        &self,
        worker: &Worker,
        groups: &[usize],
        stop: &StopFlag,
        passed: &mut (dyn FnMut(usize) + Send),
    ) -> Result<()> {
        let ledger = self.ledger().await?;
        let question = ledger.protocol().question.clone();
        let file = self.reading_file(&worker.model().sha256, &question);
        let known = read(&file)?;
        if !known.contains_key(&QUESTION.into()) {
            let vectors = worker.embed(vec![question.clone()], stop).await?;
            if let Some(Some(vector)) = vectors.first() {
                append(
                    &file,
                    &line(QUESTION, &question_digits(&question), 0.0, vector),
                )?;
            }
        }
        for page in groups.chunks(BATCH) {
            if stop.is_stopped() {
                return Err(Error::cancelled());
            }
            let present: Vec<usize> = page
                .iter()
                .copied()
                .filter(|&g| g < ledger.record_count())
                .collect();
            let mut lacking = Vec::new();
            for (group, record) in self.combined_page(&ledger, &present).await? {
                let text = text_of(&record);
                let id = ledger.id(group).clone();
                if known.get(&id).is_none_or(|line| line.text != text) {
                    lacking.push((id, text, Asked::new(ledger.protocol(), &record).pair()));
                }
            }
            passed(page.len() - lacking.len());
            if lacking.is_empty() {
                continue;
            }
            let pairs: Vec<Pair> = lacking.iter().map(|(_, _, pair)| pair.clone()).collect();
            let read = read_pairs(worker, pairs, stop, &mut || passed(1)).await?;
            let mut lines = String::new();
            for ((id, text, _), read) in lacking.iter().zip(read) {
                // What was not read has no line, and is asked about again another time.
                if let Some((score, vector)) = read {
                    lines.push_str(&line(id.as_str(), text, score, &vector));
                }
            }
            append(&file, &lines)?;
        }
        Ok(())
    }

    fn reading_file(&self, model_sha256: &str, question: &str) -> PathBuf {
        let model: String = model_sha256.chars().take(DIGITS).collect();
        let name = format!("reading-{model}-{}.csv", question_digits(question));
        self.store.folder().derived().join(name)
    }
}

/// Has a reader read texts for a question outside any review.
///
/// # Errors
/// A model that is no reader, one that cannot work; when stopped.
pub async fn read_texts(
    worker: &Worker,
    question: &str,
    texts: &[String],
    stop: &StopFlag,
    passed: &mut (dyn FnMut() + Send),
) -> Result<Reading> {
    let vectors = worker.embed(vec![question.to_owned()], stop).await?;
    let direction = vectors.into_iter().next().flatten().unwrap_or_default();
    let mut words = WordMatch::new(question);
    let mut pairs = Vec::with_capacity(texts.len());
    for text in texts {
        let text = documents::for_model(text);
        words.push(&text);
        pairs.push(Pair {
            question: question.to_owned(),
            text,
        });
    }
    let mut scores = Vec::with_capacity(texts.len());
    let mut vectors = Vectors::new(direction.len());
    for read in read_pairs(worker, pairs, stop, passed).await? {
        scores.push(read.as_ref().map(|(score, _)| *score));
        vectors.push(read.as_ref().map(|(_, vector)| vector.as_slice()));
    }
    Ok(Reading::new(&scores, words.scores(), vectors, &direction))
}

/// Logit and vector of each pair's text, in their order; `None` for what could not be read.
async fn read_pairs(
    worker: &Worker,
    pairs: Vec<Pair>,
    stop: &StopFlag,
    passed: &mut (dyn FnMut() + Send),
) -> Result<Vec<Option<(f32, Vec<f32>)>>> {
    let texts = pairs.iter().map(|pair| pair.text.clone()).collect();
    let mut scores = vec![None; pairs.len()];
    let told = worker
        .score(pairs, stop, |place, scored| {
            passed();
            if let Some(slot) = scores.get_mut(place) {
                *slot = logit(&scored);
            }
        })
        .await;
    told?;
    let vectors = worker.embed(texts, stop).await?;
    let both = scores.into_iter().zip(vectors);
    Ok(both
        .map(|(score, vector)| Some((score? as f32, vector?)))
        .collect())
}

fn question_digits(question: &str) -> String {
    fingerprint(&[question]).chars().take(DIGITS).collect()
}

fn line(id: &str, text: &str, score: f32, vector: &[f32]) -> String {
    let greatest = vector
        .iter()
        .fold(f32::MIN_POSITIVE, |most, x| most.max(x.abs()));
    let bytes: Vec<u8> = vector
        .iter()
        .map(|x| ((x / greatest * 127.0).round() as i8).cast_unsigned())
        .collect();
    format!("{id},{text},{score},{},{WHOLE}\n", BASE64.encode(bytes))
}

/// The unit vector that the bytes stand for; empty where there is none.
fn direction(bytes: &[u8]) -> Vec<f32> {
    let parts: Vec<f32> = bytes.iter().map(|b| f32::from(b.cast_signed())).collect();
    let length = parts.iter().map(|x| x * x).sum::<f32>().sqrt();
    if length == 0.0 {
        return Vec::new();
    }
    parts.iter().map(|x| x / length).collect()
}

fn text_of(record: &Record) -> String {
    let title = record.title.as_deref().unwrap_or_default();
    let abstract_text = record.abstract_text.as_deref().unwrap_or_default();
    fingerprint(&[title, abstract_text])
        .chars()
        .take(DIGITS)
        .collect()
}

/// The logit behind a score: of one output, or the difference of two.
pub(crate) fn logit(scored: &Scored) -> Option<f64> {
    let Scored::Logits { values, .. } = scored else {
        return None;
    };
    let logit = match values[..] {
        [only] => f64::from(only),
        [no, yes] => f64::from(yes) - f64::from(no),
        _ => return None,
    };
    logit.is_finite().then_some(logit)
}

/// Record → its line. Later lines hold; a line that is not whole is passed over.
fn read(file: &Path) -> Result<HashMap<RecordId, Line>> {
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(HashMap::new()),
        Err(e) if e.kind() == std::io::ErrorKind::InvalidData => String::new(),
        Err(e) => return Err(Error::file(file, &e)),
    };
    let whole = text.rfind('\n').map_or("", |end| &text[..end]);
    let parsed = whole.lines().filter_map(|line| {
        let cells: Vec<&str> = line.split(',').collect();
        let [id, text, score, vector, WHOLE] = cells[..] else {
            return None;
        };
        let line = Line {
            text: text.to_owned(),
            score: score.parse().ok()?,
            vector: BASE64.decode(vector).ok()?,
        };
        let sound = line.text.len() == DIGITS && line.score.is_finite() && !line.vector.is_empty();
        sound.then(|| (RecordId::from(id), line))
    });
    Ok(parsed.collect())
}

/// Adds whole lines at the end; a line that was cut off before is ended first.
fn append(path: &Path, lines: &str) -> Result<()> {
    let failed = |e: std::io::Error| Error::file(path, &e);
    if lines.is_empty() {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    let mut file = OpenOptions::new()
        .read(true)
        .append(true)
        .create(true)
        .open(path)
        .map_err(failed)?;
    let mut torn = false;
    if file.seek(SeekFrom::End(0)).map_err(failed)? > 0 {
        file.seek(SeekFrom::End(-1)).map_err(failed)?;
        let mut last = [0_u8];
        file.read_exact(&mut last).map_err(failed)?;
        torn = last != *b"\n";
    }
    let text = if torn {
        format!("\n{lines}")
    } else {
        lines.to_owned()
    };
    file.write_all(text.as_bytes()).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_torn_line_costs_only_itself() -> std::result::Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("derived").join("reading.csv");
        let whole = |id: &str, score: f32| line(id, "0123456789abcdef", score, &[0.6, -0.8]);
        let torn = whole("b", 2.0);
        append(&file, &whole("a", 1.5))?;
        append(&file, &torn[..torn.len() - 6])?;
        append(&file, &whole("c", -3.25))?;
        append(&file, "d,0123456789abcdef,1,,.\n")?;
        let known = read(&file)?;
        let scores = ["a", "b", "c", "d"].map(|id| known.get(&id.into()).map(|k| k.score));
        assert_eq!(scores, [Some(1.5), None, Some(-3.25), None]);
        let vector = direction(&known[&"a".into()].vector);
        assert!((vector[0] - 0.6).abs() < 0.005 && (vector[1] + 0.8).abs() < 0.005);
        Ok(())
    }
}
