//! Question scores: how well each record fits the review question in the eyes of a reader, for the order of records.
//!
//! They are a function of model, question and text, costly to compute and worth nothing as evidence: so they lie in
//! `derived/`, one file for each model and question, and not in the database, where every batch would be a link of the
//! audit chain and a part of every backup. A line that was cut off by a power cut is computed anew.

use std::collections::HashMap;
use std::fs::OpenOptions;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use models::{Scored, StopFlag, Worker};
use review::{Record, RecordId};

use crate::asked::{Asked, fingerprint};
use crate::error::{Error, Result};
use crate::open_review::Review;

/// Records scored between two writes.
const BATCH: usize = 64;
/// Digits of the fingerprints in names and lines: enough to tell one person's models, questions and texts apart.
const DIGITS: usize = 16;
/// The last cell of a line that was written to its end.
const WHOLE: &str = ".";

impl Review {
    /// The scores that a model gave so far to the records as they are now, by the ordinal of the group: the reader's
    /// logit, greater is more likely. Empty where it has not read any.
    pub async fn question_scores(&self, model_sha256: &str) -> Result<HashMap<usize, f64>> {
        let ledger = self.ledger().await?;
        let known = read(&self.scores_file(model_sha256, &ledger.protocol().question))?;
        if known.is_empty() {
            return Ok(HashMap::new());
        }
        let groups: Vec<usize> = ledger
            .groups()
            .filter(|&g| known.contains_key(ledger.id(g)))
            .collect();
        let mut scores = HashMap::with_capacity(groups.len());
        for page in groups.chunks(500) {
            for (group, record) in self.combined_page(&ledger, page).await? {
                if let Some((text, score)) = known.get(ledger.id(group))
                    && *text == text_of(&record)
                {
                    scores.insert(group, *score);
                }
            }
        }
        Ok(scores)
    }

    /// Has a reader score these groups against the question, as far as they lack a score. `passed` is told how many
    /// more are done, those that lacked nothing included.
    pub(crate) async fn score_records(
        &self,
        worker: &Worker,
        groups: &[usize],
        stop: &StopFlag,
        passed: &mut (dyn FnMut(usize) + Send),
    ) -> Result<()> {
        let ledger = self.ledger().await?;
        let file = self.scores_file(&worker.model().sha256, &ledger.protocol().question);
        let known = read(&file)?;
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
                if known.get(&id).is_none_or(|(known, _)| *known != text) {
                    lacking.push((id, text, Asked::new(ledger.protocol(), &record).pair()));
                }
            }
            passed(page.len() - lacking.len());
            if lacking.is_empty() {
                continue;
            }
            let pairs = lacking.iter().map(|(_, _, pair)| pair.clone()).collect();
            let mut lines = String::new();
            let outcome = worker
                .score(pairs, stop, |place, scored| {
                    passed(1);
                    // What was not read has no score, and is asked about again another time.
                    if let (Some((id, text, _)), Some(score)) = (lacking.get(place), logit(&scored))
                    {
                        lines.push_str(&format!("{id},{text},{score},{WHOLE}\n"));
                    }
                })
                .await;
            append(&file, &lines)?;
            outcome?;
        }
        Ok(())
    }

    fn scores_file(&self, model_sha256: &str, question: &str) -> PathBuf {
        let short = |text: &str| text.chars().take(DIGITS).collect::<String>();
        let name = format!(
            "scores-{}-{}.csv",
            short(model_sha256),
            short(&fingerprint(&[question]))
        );
        self.store.folder().derived().join(name)
    }
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

/// Record → fingerprint of its text, score. Later lines hold; a line that is not whole is passed over.
fn read(file: &Path) -> Result<HashMap<RecordId, (String, f64)>> {
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(HashMap::new()),
        Err(e) if e.kind() == std::io::ErrorKind::InvalidData => String::new(),
        Err(e) => return Err(Error::file(file, &e)),
    };
    let whole = text.rfind('\n').map_or("", |end| &text[..end]);
    let parsed = whole.lines().filter_map(|line| {
        let mut cells = line.split(',');
        let (id, text, score) = (
            cells.next()?,
            cells.next()?,
            cells.next()?.parse::<f64>().ok()?,
        );
        let sound = cells.next() == Some(WHOLE) && text.len() == DIGITS && score.is_finite();
        sound.then(|| (RecordId::from(id), (text.to_owned(), score)))
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
    fn a_torn_line_costs_only_itself() {
        let folder = tempfile::tempdir().unwrap_or_else(|e| std::panic::panic_any(e));
        let file = folder.path().join("derived").join("scores.csv");
        let line = |id: &str, score: &str| format!("{id},0123456789abcdef,{score}");
        let lines = [
            format!("{},.\n", line("a", "1.5")),
            line("b", "2"),
            format!("{},.\n", line("c", "-3.25")),
            line("d", ""),
        ];
        for lines in lines {
            assert_eq!(append(&file, &lines), Ok(()));
        }
        let known = read(&file).unwrap_or_default();
        let scores = ["a", "b", "c", "d"].map(|id| known.get(&id.into()).map(|k| k.1));
        assert_eq!(scores, [Some(1.5), None, Some(-3.25), None]);
    }
}
