//! Simulate: a review that is already labelled is screened again by the machine, to see what its order would have saved.

use std::collections::BTreeMap;
use std::path::Path;

use ranking::{At, ConfusionAt, Model, Reading, Simulation, SimulationOptions, Simulator, Summary};
use review::{Outcome, Stage};
use serde::Serialize;

use crate::convert::write_whole;
use crate::dedupe_file::write_table;
use crate::error::{Error, Result};
use crate::open_review::Review;
use crate::progress::Progress;

/// A labelled review as texts and labels, row by row as in the file.
#[derive(Clone, Debug)]
pub struct LabelledTexts {
    /// Title, blank, abstract.
    pub texts: Vec<String>,
    /// Whether the record was included.
    pub labels: Vec<bool>,
}

/// Which records are known before the start.
#[derive(Clone, Debug)]
pub enum Priors {
    /// These rows, from 0.
    Rows(Vec<usize>),
    /// This many relevant and irrelevant ones drawn by chance, this many times.
    Drawn {
        /// Relevant records to draw.
        relevant: usize,
        /// Irrelevant records to draw.
        irrelevant: usize,
        /// How many simulations.
        times: usize,
    },
}

/// What a simulation is asked for.
#[derive(Clone, Debug)]
pub struct SimulateRequest {
    /// The model.
    pub model: Model,
    /// The priors.
    pub priors: Priors,
    /// The seed.
    pub seed: u32,
    /// Go on after the last relevant record.
    pub all: bool,
    /// What a language model read of the records; empty but for [`Model::Attest`].
    pub reading: Reading,
}

/// Cells that the reference program's table reader (pandas) takes for missing values.
const MISSING: [&str; 19] = [
    "", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN",
    "<NA>", "N/A", "NA", "NULL", "NaN", "None", "n/a", "nan", "null",
];

/// Reads a table with a title and an abstract column and a column of labels (`1`/`0`, `included`/`excluded`,
/// `yes`/`no`, `true`/`false`). The texts are taken as they are, as the reference program does, so that the orders can
/// be compared.
pub fn read_labelled(file: &Path, label_column: &str) -> Result<LabelledTexts> {
    let problem =
        |what: String, hint: &str| Error::bad_input(format!("{}: {what}", file.display()), hint);
    let bytes = std::fs::read(file).map_err(|e| Error::file(file, &e))?;
    let text = String::from_utf8_lossy(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes));
    let delimiter = crate::table_input::delimiter(&text);
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let headers = reader
        .headers()
        .map_err(|e| problem(e.to_string(), "Save the table as CSV."))?
        .clone();
    let column = |names: &[&str]| {
        headers
            .iter()
            .position(|h| names.iter().any(|n| h.trim().eq_ignore_ascii_case(n)))
    };
    let listed = formats::columns_in_words(headers.iter());
    let label = headers
        .iter()
        .position(|h| h == label_column)
        .or_else(|| column(&[label_column]))
        .ok_or_else(|| {
            problem(
                format!("there is no column “{label_column}”"),
                &format!("The columns are: {listed}."),
            )
        })?;
    let title = column(&["title", "primary_title", "article title"]);
    let abstract_text = column(&[
        "abstract",
        "abstract note",
        "notes_abstract",
        "abstract_text",
    ]);
    if title.is_none() && abstract_text.is_none() {
        return Err(problem(
            "there is neither a title nor an abstract column".to_owned(),
            &format!("The columns are: {listed}."),
        ));
    }
    let mut texts = Vec::new();
    let mut labels = Vec::new();
    for (row, record) in reader.records().enumerate() {
        let record = record.map_err(|e| {
            problem(
                e.to_string(),
                "Mend the row, or save the table again as CSV.",
            )
        })?;
        let cell = |column: Option<usize>| {
            let text = column.and_then(|c| record.get(c)).unwrap_or_default();
            if MISSING.contains(&text) { "" } else { text }
        };
        texts.push(format!("{} {}", cell(title), cell(abstract_text)));
        let word = record.get(label).unwrap_or_default().trim().to_lowercase();
        labels.push(match word.as_str() {
            "1" | "1.0" | "yes" | "true" | "included" | "include" | "relevant" => true,
            "0" | "0.0" | "no" | "false" | "excluded" | "exclude" | "irrelevant" => false,
            _ => {
                return Err(problem(
                    format!("row {row} (counted from 0) has the label “{word}”"),
                    "Labels are 1 and 0, or included and excluded; a row without label cannot be simulated.",
                ));
            }
        });
    }
    Ok(LabelledTexts { texts, labels })
}

impl Review {
    /// The records of the review that are settled at title and abstract, in order of import, as texts and labels: what
    /// would the machine's order have saved here? Rows count these records from 0.
    pub async fn labelled_texts(&self) -> Result<LabelledTexts> {
        let ledger = self.ledger().await?;
        let mut settled = Vec::new();
        let mut labels = Vec::new();
        for group in ledger.groups().filter(|&g| ledger.removal(g).is_none()) {
            match ledger.outcome(group, Stage::TitleAbstract) {
                Outcome::Included => labels.push(true),
                Outcome::Excluded { .. } => labels.push(false),
                Outcome::Undecided | Outcome::Waiting | Outcome::Conflict => continue,
            }
            settled.push(group);
        }
        let records = self.combined_page(&ledger, &settled).await?;
        Ok(LabelledTexts {
            texts: records
                .iter()
                .map(|(_, record)| record.title_and_abstract())
                .collect(),
            labels,
        })
    }
}

/// Runs the simulations that are asked for, one for each set of priors.
pub fn simulate(
    review: &LabelledTexts,
    request: &SimulateRequest,
    progress: &Progress,
) -> Result<Vec<Simulation>> {
    let invalid = |e: ranking::SimulationError| match e {
        ranking::SimulationError::Cancelled(_) => Error::cancelled(),
        other => Error::invalid(
            other.to_string(),
            "Choose other priors; rows are counted from 0.",
        ),
    };
    let relevant = review.labels.iter().filter(|&&l| l).count();
    if relevant == 0 {
        return Err(Error::bad_input(
            "no record has the label 1",
            "A simulation needs to know which records were included.",
        ));
    }
    let simulator = Simulator::new(
        &review.texts,
        &review.labels,
        request.model,
        progress.cancel_flag(),
    )
    .map_err(invalid)?
    .with_reading(request.reading.clone());
    let sets: Vec<Vec<usize>> = match &request.priors {
        Priors::Rows(rows) => vec![rows.clone()],
        Priors::Drawn {
            relevant,
            irrelevant,
            times,
        } => (0..*times)
            .map(|time| {
                let seed = request
                    .seed
                    .wrapping_add(u32::try_from(time).unwrap_or(u32::MAX));
                simulator
                    .draw_priors(*relevant, *irrelevant, seed)
                    .map_err(invalid)
            })
            .collect::<Result<_>>()?,
    };
    let options = SimulationOptions {
        seed: request.seed,
        all: request.all,
        ..SimulationOptions::default()
    };
    let mut simulations = Vec::new();
    for priors in &sets {
        let mut watch = |step: ranking::SimulationProgress| {
            progress.report("Simulating", step.found as u64, step.relevant as u64);
        };
        simulations.push(
            simulator
                .run(priors, &options, &mut watch, progress.cancel_flag())
                .map_err(invalid)?,
        );
    }
    Ok(simulations)
}

/// The measures of one or more simulations, by the names of the literature: the file that `--metrics` writes.
#[derive(Clone, Debug, Serialize)]
pub struct SimulationReport {
    /// The model.
    pub model: Model,
    /// Number of records in the review.
    pub records: usize,
    /// Number of relevant records in the review, priors included.
    pub relevant: usize,
    /// One entry for each set of priors.
    pub simulations: Vec<SimulationMeasures>,
    /// With several sets of priors: mean, smallest and largest of each measure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<Summary>,
    /// The first simulation again, so that a single one is read without a detour.
    #[serde(flatten)]
    pub first: Option<SimulationMeasures>,
}

/// The measures of one simulation (METHODS §1). Thresholds are the keys of the maps.
#[derive(Clone, Debug, Serialize)]
pub struct SimulationMeasures {
    /// The seed.
    pub seed: u32,
    /// Rows known before the start.
    pub priors: Vec<usize>,
    /// Records screened after the priors.
    pub screened: usize,
    /// Recall by share of the records screened.
    pub recall: BTreeMap<String, f64>,
    /// Work saved over sampling by recall, ASReview's definition.
    pub wss: BTreeMap<String, f64>,
    /// Work saved over sampling by recall, Cohen's definition.
    pub wss_cohen: BTreeMap<String, f64>,
    /// Extra relevant records found by share of the records screened.
    pub erf: BTreeMap<String, f64>,
    /// Place of each relevant record in the order, from 1.
    pub td: Vec<usize>,
    /// Mean of those.
    pub atd: Option<f64>,
    /// From 0, the best order there is, to 1.
    pub loss: Option<f64>,
    /// Normalised discounted cumulative gain.
    pub ndcg: Option<f64>,
    /// Counts at each recall.
    pub confusion: Vec<ConfusionAt>,
}

impl SimulationReport {
    /// Gathers the measures of simulations of one review.
    pub fn of(simulations: &[Simulation]) -> Option<Self> {
        let first = simulations.first()?;
        let each: Vec<SimulationMeasures> = simulations.iter().map(measures).collect();
        let prior_relevant = first
            .labels
            .iter()
            .take(first.priors.len())
            .filter(|&&l| l)
            .count();
        Some(Self {
            model: first.model,
            records: first.records,
            relevant: first.measures.relevant + prior_relevant,
            summary: (each.len() > 1).then(|| {
                Summary::of(
                    &simulations
                        .iter()
                        .map(|s| s.measures.clone())
                        .collect::<Vec<_>>(),
                )
            }),
            first: each.first().cloned(),
            simulations: each,
        })
    }
}

fn measures(simulation: &Simulation) -> SimulationMeasures {
    let m = &simulation.measures;
    let map = |values: &[At]| values.iter().map(|v| (v.at.to_string(), v.value)).collect();
    SimulationMeasures {
        seed: simulation.seed,
        priors: simulation.priors.clone(),
        screened: m.screened,
        recall: map(&m.recall),
        wss: map(&m.wss),
        wss_cohen: map(&m.wss_cohen),
        erf: map(&m.erf),
        td: m.time_to_discovery.clone(),
        atd: m.average_time_to_discovery,
        loss: m.loss,
        ndcg: m.ndcg,
        confusion: m.confusion.clone(),
    }
}

/// Writes the order of the first simulation as CSV: `row` (from 0) and `label`, without the priors.
pub fn write_order(path: &Path, simulation: &Simulation) -> Result<()> {
    let screened = simulation
        .order
        .iter()
        .zip(&simulation.labels)
        .skip(simulation.priors.len());
    write_table(
        path,
        &["row", "label"],
        screened.map(|(row, label)| vec![row.to_string(), u8::from(*label).to_string()]),
    )
}

/// Writes anything as JSON, whole or not at all.
pub fn write_json(path: &Path, value: &impl Serialize) -> Result<()> {
    write_whole(path, |file| {
        serde_json::to_writer_pretty(&mut *file, value).map_err(|e| match e.io_error_kind() {
            Some(kind) => Error::file(path, &kind.into()),
            None => Error::internal(format!("{}: {e}", path.display())),
        })?;
        file.write_all(b"\n").map_err(|e| Error::file(path, &e))
    })
}
