//! The census of a review's records: made by a job, kept in `derived/`, and made again when records, criteria or cues
//! change. It is advice about words, never a decision; nothing of it is written into the database.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use census::{
    Answer, CRITERIA, CUES, Census, Classifier, Criteria, Design, DesignRow, Judged, Phase, Reading,
};
use review::{Record, RecordId};
use serde::Serialize;
use sha2::{Digest, Sha256};
use ts_rs::TS;

use super::refused;
use crate::convert::write_whole;
use crate::error::{Error, Result};
use crate::ledger::Ledger;
use crate::off_thread::off_thread;
use crate::open_review::Review;
use crate::progress::Progress;

/// Records judged between two looks at the wish to stop.
const PAGE: usize = 500;
/// Digits of the hash in the name of the file: enough to tell one review's states apart.
const DIGITS: usize = 16;

/// What was said of a record, without the sentences: those are cut from the record again when they are shown.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CensusRow {
    pub(crate) group: usize,
    pub(crate) counted: DesignRow,
    /// Probability of the likeliest design.
    pub(crate) probability: f64,
    /// In the order of the criteria.
    pub(crate) answers: Vec<Answer>,
}

/// The census of all records as they are.
#[derive(Debug)]
pub(crate) struct KeptCensus {
    key: String,
    pub(crate) rows: Vec<CensusRow>,
    /// When it was made, UTC milliseconds.
    pub(crate) made_at: i64,
}

/// What is kept in memory: to get the patterns ready takes longer than to judge a page of records.
#[derive(Default)]
pub(crate) struct CensusCache {
    made: Option<Arc<KeptCensus>>,
    /// The criteria as text, and cues and criteria ready to be asked.
    ready: Option<(String, Arc<Census>)>,
}

impl std::fmt::Debug for CensusCache {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CensusCache")
            .field("made", &self.made.is_some())
            .finish_non_exhaustive()
    }
}

/// What the job came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct CensusDone {
    /// Records that were judged.
    pub records: usize,
}

/// How far the census of the review is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CensusState {
    /// It was never made.
    None,
    /// Records, criteria or the program have changed since it was made.
    Stale,
    /// It is of the records as they are.
    Ready,
}

impl Review {
    /// Tells the design of every record that was not taken out before screening, with phase, size and the criteria.
    ///
    /// # Errors
    /// When stopped; nothing is kept then.
    pub async fn classify_census(&self, progress: &Progress) -> Result<CensusDone> {
        const LABEL: &str = "Telling designs";
        let ledger = self.ledger().await?;
        let key = self.census_key(&ledger).await?;
        let census = self.census_of_review().await?;
        let groups: Vec<usize> = counted_groups(&ledger).collect();
        let total = groups.len() as u64;
        let mut rows = Vec::with_capacity(groups.len());
        progress.report(LABEL, 0, total);
        for page in groups.chunks(PAGE) {
            if progress.is_cancelled() {
                return Err(Error::cancelled());
            }
            let (groups, records): (Vec<usize>, Vec<Record>) =
                self.combined_page(&ledger, page).await?.into_iter().unzip();
            let census = Arc::clone(&census);
            let judged = off_thread("the census", move || {
                let judged = census.judge_all(&records);
                records
                    .iter()
                    .zip(groups)
                    .zip(&judged)
                    .map(|((record, group), judged)| row(group, record, judged))
                    .collect::<Vec<CensusRow>>()
            })
            .await?;
            rows.extend(judged);
            progress.report(LABEL, rows.len() as u64, total);
        }
        let records = rows.len();
        let file = self.census_file(&key);
        let kept = KeptCensus {
            made_at: jiff::Timestamp::now().as_millisecond(),
            rows,
            key,
        };
        // On a medium that cannot be written to it is known until the program ends.
        match write(&file, &kept.rows, &ledger) {
            Ok(()) => remove_others(&file),
            Err(error) => tracing::warn!(%error, "the trial census could not be kept"),
        }
        self.census.lock().await.made = Some(Arc::new(kept));
        Ok(CensusDone { records })
    }

    /// The census of the records as they are, where it was made.
    pub(crate) async fn kept_census(&self, ledger: &Ledger) -> Result<Option<Arc<KeptCensus>>> {
        let key = self.census_key(ledger).await?;
        let mut cache = self.census.lock().await;
        if let Some(kept) = cache.made.as_ref().filter(|kept| kept.key == key) {
            return Ok(Some(Arc::clone(kept)));
        }
        let file = self.census_file(&key);
        let Some((rows, made_at)) = read(&file, ledger) else {
            return Ok(None);
        };
        let read = Arc::new(KeptCensus { key, rows, made_at });
        cache.made = Some(Arc::clone(&read));
        Ok(Some(read))
    }

    /// The same, made where it is not there.
    pub(crate) async fn census_now(&self, progress: &Progress) -> Result<Arc<KeptCensus>> {
        let ledger = self.ledger().await?;
        if let Some(kept) = self.kept_census(&ledger).await? {
            return Ok(kept);
        }
        self.classify_census(progress).await?;
        self.kept_census(&ledger).await?.ok_or_else(|| {
            Error::refused(
                "the records changed while their designs were told",
                "Start it again.",
            )
        })
    }

    pub(crate) async fn census_state(&self, ledger: &Ledger) -> Result<CensusState> {
        if self.kept_census(ledger).await?.is_some() {
            return Ok(CensusState::Ready);
        }
        let known = self.census.lock().await.made.is_some();
        let earlier = known || !kept_files(&self.store.folder().derived()).is_empty();
        Ok(if earlier {
            CensusState::Stale
        } else {
            CensusState::None
        })
    }

    /// Cues of the program with the criteria of the review.
    pub(crate) async fn census_of_review(&self) -> Result<Arc<Census>> {
        let text = self.census_criteria_text().await?;
        let mut cache = self.census.lock().await;
        if let Some((_, census)) = cache.ready.as_ref().filter(|(of, _)| *of == text) {
            return Ok(Arc::clone(census));
        }
        let census = Arc::new(Census::new(
            Classifier::shipped().map_err(|e| refused(&e))?,
            Criteria::from_toml(&text, "criteria of the review").map_err(|e| refused(&e))?,
            Reading::All,
        ));
        cache.ready = Some((text, Arc::clone(&census)));
        Ok(census)
    }

    pub(crate) async fn census_criteria_text(&self) -> Result<String> {
        let versions = self.store.census_criteria().await?;
        Ok(versions
            .into_iter()
            .next_back()
            .map_or_else(|| CRITERIA.to_owned(), |row| row.body))
    }

    /// Names the state of all that the census is made of.
    async fn census_key(&self, ledger: &Ledger) -> Result<String> {
        let mut hasher = Sha256::new();
        for part in [
            // What the program itself makes of a pattern, a phase or a size may change with it.
            env!("CARGO_PKG_VERSION"),
            CUES,
            &self.census_criteria_text().await?,
            &self.fingerprint(ledger).await?,
        ] {
            hasher.update((part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        for group in counted_groups(ledger) {
            hasher.update((group as u64).to_le_bytes());
        }
        let mut key = store::hexadecimal(&hasher.finalize());
        key.truncate(DIGITS);
        Ok(key)
    }

    fn census_file(&self, key: &str) -> PathBuf {
        let name = format!("census-{key}.csv");
        self.store.folder().derived().join(name)
    }
}

/// The records that a census is of: all that were not taken out before screening, duplicates once.
pub(crate) fn counted_groups(ledger: &Ledger) -> impl Iterator<Item = usize> + '_ {
    ledger.groups().filter(|&g| ledger.removal(g).is_none())
}

fn row(group: usize, record: &Record, judged: &Judged) -> CensusRow {
    CensusRow {
        group,
        counted: DesignRow {
            year: record.year,
            design: judged.design.design,
            randomised_trial: judged.design.randomised_trial,
            phase: judged.phase.as_ref().map(|(phase, _)| *phase),
            people: judged.people.as_ref().map(|(people, _)| *people),
            trial_in_humans: judged.answers.all,
        },
        probability: judged.design.probability,
        answers: judged.answers.criteria.iter().map(|a| a.answer).collect(),
    }
}

fn kept_files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let ours = |name: &str| name.starts_with("census-") && name.ends_with(".csv");
    entries
        .flatten()
        .filter(|entry| entry.file_name().to_str().is_some_and(ours))
        .map(|entry| entry.path())
        .collect()
}

fn remove_others(kept: &Path) {
    let Some(folder) = kept.parent() else { return };
    for old in kept_files(folder).iter().filter(|path| *path != kept) {
        if let Err(error) = std::fs::remove_file(old) {
            tracing::debug!(%error, "an earlier census could not be removed");
        }
    }
}

fn write(file: &Path, rows: &[CensusRow], ledger: &Ledger) -> Result<()> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder).map_err(|e| Error::file(folder, &e))?;
    }
    write_whole(file, |out| {
        let failed = |e| Error::table(file, e);
        let mut out = csv::WriterBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_writer(out);
        for row in rows {
            let number = |number: Option<String>| number.unwrap_or_default();
            let mut cells = vec![
                ledger.id(row.group).to_string(),
                row.counted.design.word().to_owned(),
                row.probability.to_string(),
                row.counted.randomised_trial.to_string(),
                number(row.counted.year.map(|year| year.to_string())),
                number(row.counted.phase.map(|phase| phase.word().to_owned())),
                number(row.counted.people.map(|people| people.to_string())),
                row.counted.trial_in_humans.word().to_owned(),
            ];
            cells.extend(row.answers.iter().map(|answer| answer.word().to_owned()));
            out.write_record(&cells).map_err(failed)?;
        }
        out.flush().map_err(|e| Error::file(file, &e))
    })
}

/// `None` where there is no such file, or a line of it is not as it was written: it is made again then.
fn read(file: &Path, ledger: &Ledger) -> Option<(Vec<CensusRow>, i64)> {
    let facts = std::fs::metadata(file).ok()?;
    let made = facts.modified().ok()?;
    let made = made.duration_since(std::time::UNIX_EPOCH).ok()?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_path(file)
        .ok()?;
    let mut rows = Vec::new();
    for cells in reader.records() {
        rows.push(read_row(&cells.ok()?, ledger)?);
    }
    (rows.len() == counted_groups(ledger).count()).then_some(())?;
    Some((rows, i64::try_from(made.as_millis()).ok()?))
}

fn read_row(cells: &csv::StringRecord, ledger: &Ledger) -> Option<CensusRow> {
    let given = |at: usize| cells.get(at).filter(|cell| !cell.is_empty());
    Some(CensusRow {
        group: ledger.ordinal(&RecordId::from(cells.get(0)?))?,
        counted: DesignRow {
            design: Design::from_word(cells.get(1)?)?,
            randomised_trial: cells.get(3)?.parse().ok()?,
            year: given(4).map(str::parse).transpose().ok()?,
            phase: given(5).and_then(Phase::from_word),
            people: given(6).map(str::parse).transpose().ok()?,
            trial_in_humans: Answer::from_word(cells.get(7)?)?,
        },
        probability: cells.get(2)?.parse().ok()?,
        answers: cells
            .iter()
            .skip(8)
            .map(Answer::from_word)
            .collect::<Option<_>>()?,
    })
}
