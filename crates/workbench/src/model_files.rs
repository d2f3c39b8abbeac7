//! The models on this computer: the reader that comes with the program, and those that the user added.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use models::{
    AddedModel, Launch, ModelFile, ModelFolder, ModelKind, SmokeReport, Thresholds, Worker,
    WorkerOptions, inspect, memory_free, memory_needed,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::{Code, Error, Result};
use crate::model_server::{ServerEntry, server_entry};
use crate::model_trial::{trials, try_model};
use crate::preferences::Preferences;
use crate::progress::Progress;

/// The reader that comes with the program.
pub(crate) const SHIPPED: &str = "attest-reader-q8_0.gguf";

/// The models that can be chosen.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ModelList {
    /// Usable ones, the reader of the program first, then by name.
    pub models: Vec<ModelEntry>,
    /// The team's own model server, where one was named.
    pub server: Option<ServerEntry>,
    /// What is wrong with files in the folder that cannot be used.
    pub unusable: Vec<Error>,
    /// Where models that are added lie.
    pub folder: PathBuf,
    /// Bytes of memory that are free now; `None` where the system does not say.
    pub memory_free: Option<u64>,
}

/// A model file.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ModelEntry {
    /// Where it is.
    pub path: PathBuf,
    /// SHA-256 of its content, hexadecimal; by this it is chosen.
    pub sha256: String,
    /// Its size, bytes.
    pub bytes: u64,
    /// Its name.
    pub name: String,
    /// Architecture in the words of llama.cpp.
    pub architecture: String,
    /// What it can do.
    pub role: ModelRole,
    /// How its weights are stored, such as `Q8_0`.
    pub quantization: String,
    /// Number of weights.
    pub parameters: u64,
    /// The longest text it was trained for, tokens.
    pub context_length: u32,
    /// The licence it names.
    pub licence: Option<String>,
    /// Whether it says how a conversation is laid out; a decoder without is asked plainly.
    pub has_chat_template: bool,
    /// Bytes of memory it will need, an estimate.
    pub memory_needed: u64,
    /// Whether it came with the program.
    pub shipped: bool,
    /// Where it was added from, a file or an address; none for the one that came with the program.
    pub source: Option<String>,
    /// What came of trying it on made-up records, once that was done.
    pub trial: Option<SmokeReport>,
    /// Whether it makes the suggestions.
    pub chosen: bool,
}

/// What a model can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ModelRole {
    /// Scores records and sentences against criteria: fast, for all records.
    Reader,
    /// Turns texts into vectors; cannot make suggestions.
    Embedder,
    /// Writes answers: slow without a graphics card, for the records that come next.
    Decoder,
}

/// The models of a person. Reads files: call it where nothing waits.
pub fn model_list(preferences: &Preferences) -> ModelList {
    let trials = trials(preferences);
    let folder = ModelFolder::new(preferences.models_folder());
    let mut unusable: Vec<Error> = Vec::new();
    let shipped = shipped_reader().and_then(|path| match inspect(&path) {
        Ok(file) => Some(file),
        Err(error) => {
            unusable.push(error.into());
            None
        }
    });
    let mut models: Vec<ModelEntry> = shipped
        .iter()
        .map(|file| entry(file, true, None, &trials))
        .collect();
    match folder.list() {
        Ok((added, problems)) => {
            for added in added {
                if !models.iter().any(|m| m.sha256 == added.model.sha256) {
                    models.push(entry(&added.model, false, Some(added.source), &trials));
                }
            }
            unusable.extend(problems.into_iter().map(Error::from));
        }
        Err(error) => unusable.push(error.into()),
    }
    let server = server_entry(preferences);
    let place = preferences
        .settings()
        .model
        .and_then(|sha256| models.iter().position(|m| m.sha256 == sha256))
        .or_else(|| models.iter().position(|m| m.shipped));
    if let Some(place) = place
        && !server.as_ref().is_some_and(|server| server.chosen)
    {
        models[place].chosen = true;
    }
    ModelList {
        models,
        server,
        unusable,
        folder: preferences.models_folder(),
        memory_free: memory_free(),
    }
}

/// A model that was added just now.
pub(crate) fn entry_of(added: &AddedModel, preferences: &Preferences) -> ModelEntry {
    let source = Some(added.source.clone());
    entry(&added.model, false, source, &trials(preferences))
}

fn entry(
    file: &ModelFile,
    shipped: bool,
    source: Option<String>,
    trials: &BTreeMap<String, SmokeReport>,
) -> ModelEntry {
    let (role, context) = match file.kind {
        ModelKind::Reader { .. } => (ModelRole::Reader, 320),
        ModelKind::Embedder => (ModelRole::Embedder, 320),
        ModelKind::Decoder => (ModelRole::Decoder, 4096),
    };
    let lanes = std::thread::available_parallelism().map_or(1, usize::from);
    ModelEntry {
        path: file.path.clone(),
        sha256: file.sha256.clone(),
        bytes: file.bytes,
        name: file.name.clone(),
        architecture: file.architecture.clone(),
        role,
        quantization: file.quantization.clone(),
        parameters: file.parameters,
        context_length: file.context_length,
        licence: file.licence.clone(),
        has_chat_template: file.has_chat_template,
        memory_needed: memory_needed(file, context, lanes),
        shipped,
        source,
        trial: trials.get(&file.sha256).cloned(),
        chosen: false,
    }
}

/// Where the reader of the program lies: beside the program, in its installed resources, or in `models/` of the working
/// tree it was built in.
pub fn shipped_reader() -> Option<PathBuf> {
    let program = std::env::current_exe().ok()?;
    let folder = program.parent()?;
    let installed = [
        "models",
        "../lib/Attest/models",
        "../lib/attest/models",
        "../share/attest/models",
    ];
    let beside = installed.iter().map(|place| folder.join(place));
    let above = folder
        .ancestors()
        .skip(1)
        .take(4)
        .map(|place| place.join("models"));
    beside
        .chain(above)
        .filter_map(|place| place.join(SHIPPED).canonicalize().ok())
        .find(|path| path.is_file())
}

/// The model file to use: the given one, else the chosen one, else the reader of the program; that also where a server
/// makes the suggestions, as no server scores texts.
pub fn find_model(given: Option<&Path>, preferences: &Preferences) -> Result<ModelFile> {
    if let Some(path) = given {
        return Ok(inspect(path)?);
    }
    let list = model_list(preferences);
    let on_server = list.server.as_ref().is_some_and(|server| server.chosen);
    let mut models = list.models.into_iter();
    let chosen = models.find(|m| m.chosen || (on_server && m.shipped));
    chosen.map_or_else(|| Err(no_model()), |entry| Ok(inspect(&entry.path)?))
}

/// The reader to use: the chosen one where it is a reader, else that of the program.
pub fn reader_file(preferences: &Preferences) -> Result<ModelFile> {
    let list = model_list(preferences);
    let reader = |model: &&ModelEntry| model.role == ModelRole::Reader;
    let chosen = list.models.iter().filter(reader).find(|m| m.chosen);
    let found = chosen.or_else(|| list.models.iter().filter(reader).find(|m| m.shipped));
    found.map_or_else(|| Err(no_model()), |entry| Ok(inspect(&entry.path)?))
}

/// That there is none.
pub(crate) fn no_model() -> Error {
    Error::new(
        Code::NotFound,
        format!("there is no model: {SHIPPED} is not where the program is installed"),
        "Install Attest again, add a GGUF file under Models, or name one with --model FILE.",
    )
}

/// Where the probabilities of a reader become labels: from the card beside it (same name, `.toml`, table
/// `thresholds`), else the usual ones.
pub(crate) fn thresholds(model: &Path) -> Thresholds {
    #[derive(Deserialize)]
    struct Card {
        thresholds: Option<Thresholds>,
    }
    // `attest-reader-q8_0.gguf` and `attest-reader.toml`: a card may stand for all quantizations.
    let name = model
        .file_stem()
        .and_then(|s| s.to_str())
        .unwrap_or_default();
    let family = name.rsplit_once("-q").map_or(name, |(family, _)| family);
    let cards = [name, family].map(|name| model.with_file_name(format!("{name}.toml")));
    cards
        .iter()
        .filter_map(|card| std::fs::read_to_string(card).ok())
        .find_map(|text| toml::from_str::<Card>(&text).ok()?.thresholds)
        .unwrap_or_default()
}

/// A model that llama.cpp has loaded.
#[derive(Clone, Debug, Serialize)]
pub struct CheckedModel {
    /// What it is, with what came of trying it, where it can make suggestions.
    pub model: ModelEntry,
    /// How long loading took, in its own process.
    pub seconds_to_load: f64,
}

/// Checks a model file: its description, that llama.cpp loads it, and what it makes of records with known answers.
///
/// # Errors
/// The file is no model, cannot be loaded, or does not work; `Cancelled`.
pub async fn check_model(
    path: &Path,
    launch: Launch,
    preferences: &Preferences,
    progress: &Progress,
) -> Result<CheckedModel> {
    let file = inspect(path)?;
    let mut model = entry(&file, false, None, &BTreeMap::new());
    let begun = std::time::Instant::now();
    let options = WorkerOptions {
        lanes: 1,
        ..WorkerOptions::default()
    };
    drop(Worker::start(launch.clone(), file.clone(), options).await?);
    let seconds_to_load = begun.elapsed().as_secs_f64();
    if model.role != ModelRole::Embedder {
        model.trial = Some(try_model(&file, launch, preferences, progress).await?);
    }
    Ok(CheckedModel {
        model,
        seconds_to_load,
    })
}

/// Adds a model file from disk to the user's models. Reads files: call it where nothing waits.
///
/// # Errors
/// As for [`ModelFolder::add`].
pub fn add_model(path: &Path, preferences: &Preferences) -> Result<ModelEntry> {
    let file = inspect(path)?;
    let listed = model_list(preferences);
    if let Some(known) = listed.models.into_iter().find(|m| m.sha256 == file.sha256) {
        return Ok(known);
    }
    let added = ModelFolder::new(preferences.models_folder()).add(path)?;
    Ok(entry_of(&added, preferences))
}

/// Takes a model that was added off this computer; the file it was added from stays where it is.
///
/// # Errors
/// `NotFound` where no such model was added; the file cannot be deleted.
pub fn remove_model(sha256: &str, preferences: &Preferences) -> Result<()> {
    let folder = ModelFolder::new(preferences.models_folder());
    let (added, _) = folder.list()?;
    let found = added.iter().find(|a| a.model.sha256 == sha256);
    let found = found.ok_or_else(|| {
        Error::not_found(
            format!("no model with the SHA-256 {sha256} was added"),
            "The reader that comes with the program cannot be taken away.",
        )
    })?;
    Ok(folder.remove(found)?)
}
