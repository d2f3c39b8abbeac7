//! Score: a table of records against criteria, without a review. For whoever wants a reader's numbers in other programs.

use std::path::{Path, PathBuf};

use models::{Launch, Pair, Scored, StopFlag, Worker, WorkerOptions, inspect};
use ranking::{Reading, Vectors, WordMatch};
use serde::Serialize;

use crate::asked::text_for_model;
use crate::convert::write_whole;
use crate::criteria_file::CriteriaFile;
use crate::error::{Error, Result};
use crate::model_files::find_model;
use crate::preferences::Preferences;
use crate::progress::Progress;
use crate::reading::logit;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct ScoreRequest {
    /// The reader; `None`: the one that comes with the program.
    pub model: Option<PathBuf>,
    /// The criteria.
    pub criteria: PathBuf,
    /// A table with the columns `record_id`, `title`, `abstract`.
    pub records: PathBuf,
    /// Where the scores go.
    pub out: PathBuf,
}

/// What came of it.
#[derive(Clone, Debug, Serialize)]
pub struct ScoreReport {
    /// Records with a score.
    pub scored: usize,
    /// Records that could not be read: their cells are empty.
    pub unread: usize,
    /// The question that was asked.
    pub question: String,
    /// Inclusion criteria.
    pub inclusion: usize,
    /// Exclusion criteria.
    pub exclusion: usize,
    /// Name of the model.
    pub model: String,
    /// Its SHA-256.
    pub sha256: String,
    /// Records a second.
    pub records_per_second: f64,
    /// Where the scores are.
    pub out: PathBuf,
}

/// Records scored between two reports of progress.
const BATCH: usize = 32;

/// Scores every record of a table against the question and each criterion.
///
/// The columns of the result: `record_id`; `score`, greater is more likely relevant: the reader's answer to the
/// question, the nearness of the vectors, the words they share, and the likeness to the records that fit best
/// ([`ranking::Reading`]; comparable within the table only); `question`, and `I1`…, `E1`… for the criteria, the
/// probability of being met, not calibrated. A record that could not be read has empty cells: no number is invented.
///
/// # Errors
/// Files that cannot be read or written, a model that is no reader, one that cannot be started.
pub async fn score_file(
    request: &ScoreRequest,
    launch: Launch,
    preferences: &Preferences,
    progress: &Progress,
) -> Result<ScoreReport> {
    let criteria = CriteriaFile::read(&request.criteria)?;
    let records = read_records(&request.records)?;
    let file = match &request.model {
        Some(path) => inspect(path)?,
        None => find_model(None, preferences)?,
    };
    let worker = Worker::start(launch, file, WorkerOptions::default()).await?;
    let questions: Vec<&String> = std::iter::once(&criteria.question)
        .chain(&criteria.inclusion)
        .chain(&criteria.exclusion)
        .collect();
    let stop = StopFlag::from(progress.stop_flag());
    let begun = std::time::Instant::now();
    let mut scores: Vec<Vec<Option<Scored>>> = Vec::with_capacity(records.len());
    for page in records.chunks(BATCH) {
        progress.report("Scoring records", scores.len() as u64, records.len() as u64);
        let pairs: Vec<Pair> = page
            .iter()
            .flat_map(|record| {
                questions.iter().map(|question| Pair {
                    question: (*question).clone(),
                    text: record.text.clone(),
                })
            })
            .collect();
        let mut of_page: Vec<Option<Scored>> = vec![None; pairs.len()];
        worker
            .score(pairs, &stop, |place, scored| {
                if let Some(slot) = of_page.get_mut(place) {
                    *slot = Some(scored);
                }
            })
            .await?;
        scores.extend(of_page.chunks(questions.len()).map(<[_]>::to_vec));
    }
    let overall = overall(&worker, &criteria.question, &records, &scores, &stop).await?;
    let seconds = begun.elapsed().as_secs_f64();
    let unread = overall.iter().filter(|score| score.is_none()).count();
    write_scores(&request.out, &records, &overall, &scores, &criteria)?;
    Ok(ScoreReport {
        scored: records.len() - unread,
        unread,
        inclusion: criteria.inclusion.len(),
        exclusion: criteria.exclusion.len(),
        question: criteria.question,
        model: worker.model().name.clone(),
        sha256: worker.model().sha256.clone(),
        records_per_second: records.len() as f64 / seconds.max(f64::MIN_POSITIVE),
        out: request.out.clone(),
    })
}

/// How well each record fits the question; `None` where it was not read.
async fn overall(
    worker: &Worker,
    question: &str,
    records: &[TableRecord],
    scores: &[Vec<Option<Scored>>],
    stop: &StopFlag,
) -> Result<Vec<Option<f64>>> {
    let texts = std::iter::once(question.to_owned())
        .chain(records.iter().map(|record| record.text.clone()))
        .collect();
    let mut found = worker.embed(texts, stop).await?.into_iter();
    let direction = found.next().flatten().unwrap_or_default();
    let mut vectors = Vectors::new(direction.len());
    found.for_each(|vector| vectors.push(vector.as_deref()));
    let mut words = WordMatch::new(question);
    for record in records {
        words.push(&record.text);
    }
    let logits: Vec<Option<f32>> = scores
        .iter()
        .map(|row| Some(row.first()?.as_ref().and_then(logit)? as f32))
        .collect();
    let reading = Reading::new(&logits, words.scores(), vectors, &direction);
    let fits = reading.for_question();
    let of_record = |(row, logit): (usize, &Option<f32>)| logit.and(fits.get(row).copied());
    Ok(logits.iter().enumerate().map(of_record).collect())
}

struct TableRecord {
    id: String,
    /// As a model is given it.
    text: String,
}

fn read_records(file: &Path) -> Result<Vec<TableRecord>> {
    let bytes = std::fs::read(file).map_err(|e| Error::file(file, &e))?;
    let problem = |what: String| {
        Error::bad_input(
            format!("{}: {what}", file.display()),
            "Give a CSV table with the columns record_id, title and abstract.",
        )
    };
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes));
    let headers = reader
        .headers()
        .map_err(|e| problem(e.to_string()))?
        .clone();
    let column = |name: &str| {
        headers
            .iter()
            .position(|h| h.trim().eq_ignore_ascii_case(name))
    };
    let id = column("record_id").ok_or_else(|| problem("there is no column record_id".into()))?;
    let (title, abstract_text) = (column("title"), column("abstract"));
    if title.is_none() && abstract_text.is_none() {
        return Err(problem(
            "there is neither a column title nor a column abstract".into(),
        ));
    }
    let mut records = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|e| problem(e.to_string()))?;
        let cell =
            |column: Option<usize>| column.and_then(|c| row.get(c)).unwrap_or_default().trim();
        records.push(TableRecord {
            id: cell(Some(id)).to_owned(),
            text: text_for_model(cell(title), cell(abstract_text)),
        });
    }
    Ok(records)
}

fn write_scores(
    out: &Path,
    records: &[TableRecord],
    overall: &[Option<f64>],
    scores: &[Vec<Option<Scored>>],
    criteria: &CriteriaFile,
) -> Result<()> {
    let labels = |letter: char, texts: &[String]| -> Vec<String> {
        (1..=texts.len()).map(|n| format!("{letter}{n}")).collect()
    };
    let mut header = vec![
        "record_id".to_owned(),
        "score".to_owned(),
        "question".to_owned(),
    ];
    header.extend(labels('I', &criteria.inclusion));
    header.extend(labels('E', &criteria.exclusion));
    let mut writer = csv::Writer::from_writer(Vec::new());
    let failed = |e: csv::Error| Error::internal(format!("the table could not be written: {e}"));
    writer.write_record(&header).map_err(failed)?;
    for ((record, overall), row) in records.iter().zip(overall).zip(scores) {
        let number = |value: Option<f64>| value.map_or_else(String::new, |v| format!("{v:.6}"));
        let mut cells = vec![record.id.clone(), number(*overall)];
        let probabilities = row
            .iter()
            .map(|score| score.as_ref().and_then(Scored::probability));
        cells.extend(probabilities.map(number));
        writer.write_record(&cells).map_err(failed)?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|e| Error::internal(format!("the table could not be written: {e}")))?;
    write_whole(out, |file| {
        file.write_all(&bytes).map_err(|e| Error::file(out, &e))
    })
}
