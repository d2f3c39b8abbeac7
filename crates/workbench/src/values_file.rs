//! Extract: the values of a form suggested for one document, without a review. What comes out is advice in a file, with
//! its evidence and gates; it becomes a value only in a review, by a named person.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use documents::Document;
use extraction::{Coverage, FormFile, ReaderScores, Source, StudyLists, found_arms, read_form};
use models::{Launch, Pair, Worker};
use review::{EvidenceQuote, Form, GateResult, Proposal, ValueStatus};
use serde::Serialize;

use crate::error::{Error, Result};
use crate::evidence::probabilities;
use crate::extract::with_decoder;
use crate::model_at_work::ModelAtWork;
use crate::model_files::find_model;
use crate::preferences::Preferences;
use crate::progress::Progress;
use crate::read_document::read_legible;
use crate::simulate::write_json;

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct ExtractRequest {
    /// The form, a TOML file.
    pub form: PathBuf,
    /// The report: PDF, article XML, text or Markdown.
    pub document: PathBuf,
    /// A reader, or a decoder that is asked where the rules propose nothing; `None`: rules and words alone.
    pub model: Option<PathBuf>,
    /// Arms, outcomes and time points. An empty list is that of the form's file; arms that neither names are looked for
    /// in the document.
    pub lists: StudyLists,
    /// Where the values go.
    pub out: PathBuf,
}

/// What is written.
#[derive(Clone, Debug, Serialize)]
pub struct ValuesReport {
    /// SHA-256 of the document.
    pub document: String,
    /// Name of the form.
    pub form: String,
    /// Name of the model; none where rules and words alone said which place is meant.
    pub model: Option<String>,
    /// Its SHA-256.
    pub model_sha256: Option<String>,
    /// How much of the document was read.
    pub coverage: Coverage,
    /// What values were asked for.
    pub lists: StudyLists,
    /// Whether the arms were found in the document; else they were given.
    pub arms_found: bool,
    /// Fields of which no value was asked for, since they need arms or outcomes and none are known.
    pub not_asked: Vec<String>,
    /// The values, in the order of the form.
    pub values: Vec<ExtractedValue>,
}

/// A suggested value (METHODS §7).
#[derive(Clone, Debug, Serialize)]
pub struct ExtractedValue {
    /// The field.
    pub field: String,
    /// Its arm.
    pub group: Option<String>,
    /// Its outcome.
    pub outcome: Option<String>,
    /// Its time point.
    pub timepoint: Option<String>,
    /// What the report says of it; none where it was not read.
    pub status: Option<ValueStatus>,
    /// Why it was not read.
    pub unread: Option<String>,
    /// The value; empty where nothing is reported.
    pub value: String,
    /// Its unit.
    pub unit: Option<String>,
    /// How it was computed, where it was.
    pub formula: Option<String>,
    /// Names of the sentences and cells that it rests on, the strongest first.
    pub evidence: Vec<String>,
    /// The words of the first of them.
    pub quote: Option<String>,
    /// Its page, from 1.
    pub page: Option<u32>,
    /// All of them, with their places.
    pub quotes: Vec<EvidenceQuote>,
    /// How sure the program is, 0 to 1, not calibrated.
    pub probability: Option<f64>,
    /// What was checked, in order.
    pub gates: Vec<GateResult>,
    /// Names of other places that speak of it.
    pub other_evidence: Vec<String>,
}

/// Units that a reader is asked about for each question, the best by their words.
const READ_PER_QUESTION: usize = 8;

/// Has the values of a form suggested for a document, and writes them as JSON.
///
/// # Errors
/// Files that cannot be read or written, a form that is none, a document without text, a model that can make no suggestions.
pub async fn extract_values(
    request: &ExtractRequest,
    launch: Launch,
    preferences: &Preferences,
    progress: &Progress,
) -> Result<ValuesReport> {
    let (form, mut lists) = form_of(&request.form)?;
    for (given, list) in [
        (&request.lists.arms, &mut lists.arms),
        (&request.lists.outcomes, &mut lists.outcomes),
        (&request.lists.time_points, &mut lists.time_points),
    ] {
        if !given.is_empty() {
            list.clone_from(given);
        }
    }
    let document = Arc::new(read_legible(&request.document).await?);
    let arms_found = lists.arms.is_empty();
    if arms_found {
        lists.arms = found_arms(&Source::new(&document));
    }
    let model = match &request.model {
        Some(path) => Some(ModelAtWork::start(launch, find_model(Some(path), preferences)?).await?),
        None => None,
    };
    let scores = match model.as_ref().and_then(ModelAtWork::reader) {
        Some(reader) => reader_scores(&document, &form, &lists, reader, progress).await?,
        None => ReaderScores::default(),
    };
    let not_asked = form
        .fields
        .iter()
        .filter(|field| lists.addresses(field).is_empty())
        .map(|field| field.id.to_string())
        .collect();
    let source = Source::new(&document);
    let mut suggested = extraction::suggest(&source, &form, &lists, &scores);
    if let Some(decoder) = model.as_ref().and_then(ModelAtWork::decoder) {
        suggested = with_decoder(&document, &form, &lists, suggested, decoder, progress).await?;
    }
    let values = suggested.into_iter().map(value).collect();
    let model = model.as_ref().map(|model| model.agent().identity());
    let report = ValuesReport {
        document: document.hash.to_string(),
        form: form.name.clone(),
        model: model.map(|model| model.name.clone()),
        model_sha256: model.map(|model| model.sha256.clone()),
        coverage: source.coverage(),
        lists,
        arms_found,
        not_asked,
        values,
    };
    write_json(&request.out, &report)?;
    Ok(report)
}

fn form_of(path: &Path) -> Result<(Form, StudyLists)> {
    let text = String::from_utf8(read_whole(path)?).map_err(|_| {
        Error::bad_input(
            format!("{}: this is no text", path.display()),
            "A form is a TOML file in UTF-8.",
        )
    })?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let FormFile { form, lists } = read_form(&text, name.as_ref().into()).map_err(|e| {
        Error::bad_input(
            format!("{}: {e}", path.display()),
            "Begin with a template of assets/forms; docs/EXTRACTION.md says how a form is written.",
        )
    })?;
    Ok((form, lists))
}

/// A file of moderate size, whole.
pub(crate) fn read_whole(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).map_err(|e| Error::file(path, &e))
}

/// What a reader makes of the units that have words of each question.
async fn reader_scores(
    document: &Arc<Document>,
    form: &Form,
    lists: &StudyLists,
    worker: &Worker,
    progress: &Progress,
) -> Result<ReaderScores> {
    let asked = extraction::to_read(&Source::new(document), form, lists, READ_PER_QUESTION);
    let pairs = asked.iter().map(|one| Pair {
        question: one.question.clone(),
        text: one.text.clone(),
    });
    let mut scores = ReaderScores::default();
    for (place, probability) in probabilities(worker, &pairs.collect::<Vec<_>>(), progress).await? {
        if let Some(one) = asked.get(place) {
            scores.insert(&one.question, one.unit, probability);
        }
    }
    Ok(scores)
}

fn value(suggested: extraction::Suggested) -> ExtractedValue {
    let address = suggested.address;
    let mut value = ExtractedValue {
        field: address.field.to_string(),
        group: address.arm,
        outcome: address.outcome,
        timepoint: address.time_point,
        status: None,
        unread: None,
        value: String::new(),
        unit: None,
        formula: None,
        evidence: Vec::new(),
        quote: None,
        page: None,
        quotes: Vec::new(),
        probability: None,
        gates: Vec::new(),
        other_evidence: Vec::new(),
    };
    match suggested.proposal {
        Proposal::Unread { why } => value.unread = Some(why),
        Proposal::Read {
            finding,
            gates,
            probability,
            other_evidence,
        } => {
            let first = finding.evidence.first();
            value.status = Some(finding.status);
            value.quote = first.map(|quote| quote.exact.clone());
            value.page = first.and_then(|quote| quote.page);
            value.evidence = finding.evidence.iter().map(|q| q.unit.clone()).collect();
            value.value = finding.value;
            value.unit = finding.unit;
            value.formula = finding.formula;
            value.quotes = finding.evidence;
            value.probability = probability;
            value.gates = gates;
            value.other_evidence = other_evidence.into_iter().map(|q| q.unit).collect();
        }
    }
    value
}
