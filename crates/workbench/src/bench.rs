//! Bench: models compared on the team's own settled decisions, before anyone relies on one of them.
//!
//! The sample is drawn by chance from the records that are settled at title and abstract; each model judges each of
//! them against the protocol's criteria, seeing nothing of the decisions. What it said is set against what the team
//! decided: accuracy with intervals, agreement beyond chance, how often it answered at all, time and memory. Models are
//! compared pair by pair on the same records, and the smallest that is not shown to be worse is recommended.
//!
//! Judgements are kept in `derived/bench/` as they come, so that a comparison that was stopped goes on where it ended,
//! and another rule on the same model costs nothing. Nothing here writes to the review itself.

mod compare;
mod kept_answers;
mod reading;
mod report;
mod sample;
mod whole;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use models::{Item, Judgement, Launch, StopFlag, WorkerOptions, inspect, memory_needed};

use crate::asked::Asked;
use crate::error::{Code, Error, Result};
use crate::jobs::now_ms;
use crate::ledger::Ledger;
use crate::model_at_work::ModelAtWork;
use crate::open_review::Review;
use crate::progress::Progress;
use crate::simulate::write_json;

use compare::{Truth, Verdicts, recommend};
use kept_answers::KeptAnswers;
use reading::Reading;
pub use report::{
    BenchComparison, BenchDifference, BenchFailure, BenchFigure, BenchModel, BenchRecommendation,
    BenchReport, BenchRequest, BenchRow, BenchRule, BenchSample, BenchSeconds, BenchShare,
    Contender,
};
use sample::Drawn;
use whole::{Whole, places};

/// Fewer settled decisions say too little of any model.
const FEWEST: usize = 50;
/// More make a comparison long without narrowing its intervals much.
const MOST: usize = 300;

/// Tokens of a decoder's context, for the estimate of memory.
const AT_MOST: u32 = 4096;

/// A model with its readings of the sample.
struct Read {
    model: BenchModel,
    memory: u64,
    readings: Vec<Reading>,
}

impl Review {
    /// Compares models on the team's settled decisions, and keeps the report. `launch` says how a model's own process
    /// is started.
    ///
    /// # Errors
    /// `Invalid` for a request without contenders or with impossible numbers; `Refused` where the protocol has no criteria,
    /// fewer than 50 records are settled, or all of them alike; `Cancelled`. A model that does not work is no error: its
    /// row says why.
    pub async fn bench(
        &self,
        request: &BenchRequest,
        launch: &Launch,
        progress: &Progress,
    ) -> Result<BenchReport> {
        check(request)?;
        let ledger = self.ledger().await?;
        let protocol = ledger.protocol();
        if protocol.criteria.is_empty() {
            return Err(Error::refused(
                "the protocol has no criteria to judge by",
                "Write the eligibility criteria into the protocol first.",
            ));
        }
        let drawn = sample::draw(&ledger, request.records, request.seed);
        if drawn.all_included + drawn.all_excluded < FEWEST {
            return Err(Error::refused(
                format!(
                    "only {} records are settled at title and abstract",
                    drawn.all_included + drawn.all_excluded
                ),
                "Decide on at least 50 records first: fewer say too little of any model.",
            ));
        }
        if drawn.all_included == 0 || drawn.all_excluded == 0 {
            return Err(Error::refused(
                "all settled records were decided alike",
                "A comparison needs included and excluded records. Go on screening.",
            ));
        }
        let items = self.items(&ledger, &drawn).await?;
        let relevant: Vec<bool> = drawn
            .records
            .iter()
            .map(|&(_, relevant)| relevant)
            .collect();
        let truth = Truth {
            relevant: &relevant,
            sample: drawn.sample(),
            seed: request.seed,
        };

        // Each model reads once, however many rules are tried on what it says.
        let mut read: BTreeMap<&Path, std::result::Result<Read, BenchFailure>> = BTreeMap::new();
        for contender in &request.contenders {
            if !read.contains_key(contender.model.as_path()) {
                let readings = self
                    .have_read(&contender.model, launch, &items, progress)
                    .await?;
                read.insert(&contender.model, readings);
            }
        }
        let mut rows = Vec::new();
        let mut verdicts: Vec<Option<Verdicts>> = Vec::new();
        for contender in &request.contenders {
            let (row, kept) = match read.get(contender.model.as_path()) {
                Some(Ok(read)) => {
                    let model = read.model.clone();
                    let (row, kept) = truth.row(model, read.memory, contender.rule, &read.readings);
                    (row, Some(kept))
                }
                Some(Err(failure)) => (failed(contender, failure.clone()), None),
                None => return Err(Error::internal("a model was not asked")),
            };
            rows.push(row);
            verdicts.push(kept);
        }
        let mut comparisons = Vec::new();
        for (second, of_second) in verdicts.iter().enumerate() {
            for (first, of_first) in verdicts[..second].iter().enumerate() {
                if let (Some(of_first), Some(of_second)) = (of_first, of_second) {
                    comparisons.push(truth.compare((first, of_first), (second, of_second)));
                }
            }
        }
        let report = BenchReport {
            made_at: now_ms(),
            seed: request.seed,
            protocol_version: ledger.protocol_version(),
            sample: truth.sample,
            recommendation: recommend(&rows, &comparisons),
            rows,
            comparisons,
        };
        let folder = self.bench_folder();
        std::fs::create_dir_all(&folder).map_err(|e| Error::file(&folder, &e))?;
        write_json(
            &folder.join(format!("report-{}.json", report.made_at)),
            &report,
        )?;
        Ok(report)
    }

    /// The comparisons that were made, the latest first. One that cannot be read is left out: they are derived, and can
    /// be made again.
    pub fn bench_reports(&self) -> Vec<BenchReport> {
        let entries = std::fs::read_dir(self.bench_folder())
            .into_iter()
            .flatten()
            .flatten();
        let mut reports: Vec<BenchReport> = entries
            .filter(|entry| entry.file_name().to_string_lossy().starts_with("report-"))
            .filter_map(|entry| serde_json::from_slice(&std::fs::read(entry.path()).ok()?).ok())
            .collect();
        reports.sort_by_key(|report| std::cmp::Reverse(report.made_at));
        reports
    }

    fn bench_folder(&self) -> PathBuf {
        self.store.folder().derived().join("bench")
    }

    /// What is asked about each record of the sample.
    async fn items(&self, ledger: &Ledger, drawn: &Drawn) -> Result<Vec<Item>> {
        let groups: Vec<usize> = drawn.records.iter().map(|&(group, _)| group).collect();
        let records = self.combined_page(ledger, &groups).await?;
        Ok(records
            .iter()
            .map(|(_, record)| {
                let asked = Asked::new(ledger.protocol(), record);
                asked.item(asked.criteria.iter())
            })
            .collect())
    }

    /// Has a model judge the items, as far as its answers are not kept from before. The inner error is the model's own.
    async fn have_read(
        &self,
        path: &Path,
        launch: &Launch,
        items: &[Item],
        progress: &Progress,
    ) -> Result<std::result::Result<Read, BenchFailure>> {
        let model = match start(path, launch).await {
            Ok(model) => model,
            Err(error) => return Ok(Err(failure(error))),
        };
        let identity = model.agent().identity();
        let mut kept = KeptAnswers::open(&self.bench_folder(), identity)?;
        let stop = StopFlag::from(progress.stop_flag());
        let mut readings = Vec::with_capacity(items.len());
        let mut wholes = Vec::with_capacity(items.len());
        let mut asked = 0;
        for (done, item) in items.iter().enumerate() {
            progress.report("Comparing models", done as u64, items.len() as u64);
            let (judgements, whole, seconds) = match kept.get(item) {
                Some(answer) => answer,
                None => {
                    let started = Instant::now();
                    let (judgements, whole) = match judge(&model, item, &stop).await {
                        Ok(judged) => judged,
                        Err(error) if error.code == Code::Cancelled => return Err(error),
                        Err(error) => return Ok(Err(failure(error))),
                    };
                    let seconds = started.elapsed().as_secs_f64();
                    kept.keep(item, &judgements, whole, seconds)?;
                    asked += 1;
                    (judgements, whole, seconds)
                }
            };
            readings.push(Reading::new(item, &judgements, seconds));
            wholes.push(whole);
        }
        if model.reader().is_some() {
            let places = places(items, &wholes);
            let both = readings.into_iter().zip(places);
            readings = both
                .map(|(reading, place)| reading.with_place(place))
                .collect();
        }
        let worker = model
            .worker()
            .ok_or_else(|| Error::internal("only models on this computer are compared"))?;
        let file = worker.model();
        let measured = worker.process_id().and_then(peak_memory);
        let reckoned = || {
            let lanes = worker.lanes();
            memory_needed(
                file,
                WorkerOptions::default().context.unwrap_or(AT_MOST),
                lanes,
            )
        };
        Ok(Ok(Read {
            // A process that had nothing left to do does not show what it needs.
            memory: measured.filter(|_| asked > 0).unwrap_or_else(reckoned),
            model: BenchModel {
                name: identity.name.clone(),
                sha256: identity.sha256.clone(),
                quantization: identity.quantization.clone(),
                bytes: file.bytes,
                parameters: file.parameters,
                prompt_version: identity.prompt_version.clone(),
            },
            readings,
        }))
    }
}

/// Has a model judge an item by its criteria, and a reader the whole of it as well.
async fn judge(
    model: &ModelAtWork,
    item: &Item,
    stop: &StopFlag,
) -> Result<(Vec<Judgement>, Option<Whole>)> {
    let judgements = model.agent().judge(item, stop).await?;
    let whole = match model.reader() {
        Some(worker) => Whole::read(worker, item, stop).await?,
        None => None,
    };
    Ok((judgements, whole))
}

/// Starts a model in a process of its own.
async fn start(path: &Path, launch: &Launch) -> Result<ModelAtWork> {
    let path = path.to_owned();
    let file = tokio::task::spawn_blocking(move || inspect(&path))
        .await
        .map_err(|e| Error::internal(format!("reading a model ended unexpectedly: {e}")))??;
    ModelAtWork::start(launch.clone(), file).await
}

/// How the program itself starts the process of a model.
pub(crate) fn this_program() -> Result<Launch> {
    Launch::this_program()
        .map_err(|e| Error::internal(format!("this program does not know where it is: {e}")))
}

fn check(request: &BenchRequest) -> Result<()> {
    if request.contenders.is_empty() {
        return Err(Error::invalid(
            "no model was named",
            "Name at least one GGUF file.",
        ));
    }
    if !(FEWEST..=MOST).contains(&request.records) {
        return Err(Error::invalid(
            format!("{} records cannot be drawn", request.records),
            "Choose 50 to 300 records.",
        ));
    }
    let sound = request
        .contenders
        .iter()
        .all(|contender| match contender.rule {
            BenchRule::Labels {} => true,
            BenchRule::Threshold { at_least: share } | BenchRule::Fitted { sensitivity: share } => {
                (0.0..=1.0).contains(&share)
            }
        });
    if sound {
        Ok(())
    } else {
        Err(Error::invalid(
            "a threshold or sensitivity lies outside 0 to 1",
            "Choose a number such as 0.5.",
        ))
    }
}

fn failure(error: Error) -> BenchFailure {
    BenchFailure {
        message: error.message,
        hint: error.hint,
    }
}

/// The row of a model that did not work.
fn failed(contender: &Contender, failure: BenchFailure) -> BenchRow {
    let name = contender.model.file_name().unwrap_or_default();
    BenchRow {
        model: BenchModel {
            name: name.to_string_lossy().into_owned(),
            sha256: String::new(),
            quantization: String::new(),
            bytes: 0,
            parameters: 0,
            prompt_version: String::new(),
        },
        rule: contender.rule,
        failed: Some(failure),
        sensitivity: BenchShare::default(),
        specificity: BenchShare::default(),
        balanced_accuracy: BenchFigure::default(),
        precision: BenchFigure::default(),
        raw_agreement: BenchFigure::default(),
        kappa: BenchFigure::default(),
        pabak: BenchFigure::default(),
        ac1: BenchFigure::default(),
        read: BenchShare::default(),
        abstained: BenchShare::default(),
        seconds: None,
        memory: 0,
    }
}

/// The most memory that a process had so far, bytes; `None` where the system does not say.
fn peak_memory(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}
