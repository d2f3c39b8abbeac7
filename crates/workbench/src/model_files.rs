//! The models on this computer: the reader that comes with the program, and those that the user added.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use models::{
    Launch, ModelFile, ModelKind, Thresholds, Worker, WorkerOptions, inspect, memory_free,
    memory_needed,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::{Code, Error, Result};
use crate::preferences::Preferences;

/// The reader that comes with the program.
pub(crate) const SHIPPED: &str = "attest-reader-q8_0.gguf";

/// The models that can be chosen.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ModelList {
    /// Usable ones, the reader of the program first, then by name.
    pub models: Vec<ModelEntry>,
    /// Files in the folder that cannot be used, with the reason.
    pub unusable: Vec<UnusableModel>,
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

/// A file that is no usable model.
#[derive(Clone, Debug, Serialize, TS)]
pub struct UnusableModel {
    /// The file.
    pub path: PathBuf,
    /// Why, and what to try.
    pub error: Error,
}

/// What is known of a file as long as it is not touched: to hash some gigabytes takes seconds.
#[derive(Debug, Serialize, Deserialize)]
struct Known {
    bytes: u64,
    modified_ms: u128,
    file: ModelFile,
}

/// The models of a person. Reads files: call it where nothing waits.
pub fn model_list(preferences: &Preferences) -> ModelList {
    let mut known: BTreeMap<PathBuf, Known> = preferences.known_models();
    let before = known.len();
    let mut fresh = false;
    let mut list = ModelList {
        models: Vec::new(),
        unusable: Vec::new(),
        folder: preferences.models_folder(),
        memory_free: memory_free(),
    };
    let shipped = shipped_reader();
    let mut paths: Vec<(PathBuf, bool)> = shipped.into_iter().map(|path| (path, true)).collect();
    let added = std::fs::read_dir(&list.folder)
        .into_iter()
        .flatten()
        .flatten();
    let mut added: Vec<PathBuf> = added
        .map(|entry| entry.path())
        .filter(|path| {
            path.extension()
                .is_some_and(|e| e.eq_ignore_ascii_case("gguf"))
        })
        .collect();
    added.sort();
    paths.extend(added.into_iter().map(|path| (path, false)));
    let chosen = preferences.settings().model;
    for (path, shipped) in paths {
        match described(&path, &mut known, &mut fresh) {
            Ok(file) => {
                if !list.models.iter().any(|m| m.sha256 == file.sha256) {
                    list.models.push(entry(&file, shipped));
                }
            }
            Err(error) => list.unusable.push(UnusableModel { path, error }),
        }
    }
    let place = chosen
        .and_then(|sha256| list.models.iter().position(|m| m.sha256 == sha256))
        .or_else(|| list.models.iter().position(|m| m.shipped));
    if let Some(place) = place {
        list.models[place].chosen = true;
    }
    known.retain(|path, _| path.is_file());
    if fresh || known.len() != before {
        preferences.keep_known_models(&known);
    }
    list
}

/// What a file is, from memory where it was not touched since.
fn described(
    path: &Path,
    known: &mut BTreeMap<PathBuf, Known>,
    fresh: &mut bool,
) -> Result<ModelFile> {
    let meta = std::fs::metadata(path).map_err(|e| Error::file(path, &e))?;
    let modified = meta
        .modified()
        .ok()
        .and_then(|at| at.duration_since(UNIX_EPOCH).ok());
    let modified_ms = modified.map_or(0, |d| d.as_millis());
    if let Some(known) = known.get(path)
        && known.bytes == meta.len()
        && known.modified_ms == modified_ms
    {
        return Ok(known.file.clone());
    }
    let file = inspect(path)?;
    *fresh = true;
    known.insert(
        path.to_owned(),
        Known {
            bytes: meta.len(),
            modified_ms,
            file: file.clone(),
        },
    );
    Ok(file)
}

fn entry(file: &ModelFile, shipped: bool) -> ModelEntry {
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

/// The model to use: the given file, else the chosen one, else the reader of the program.
pub fn find_model(given: Option<&Path>, preferences: &Preferences) -> Result<ModelFile> {
    if let Some(path) = given {
        return Ok(inspect(path)?);
    }
    let list = model_list(preferences);
    let chosen = list.models.into_iter().find(|m| m.chosen);
    chosen.map_or_else(|| Err(no_model()), |entry| Ok(inspect(&entry.path)?))
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
    /// What it is.
    pub model: ModelEntry,
    /// How long loading took, in its own process.
    pub seconds_to_load: f64,
}

/// Checks a model file: its description, and that llama.cpp loads it.
pub async fn check_model(path: &Path, launch: Launch) -> Result<CheckedModel> {
    let file = inspect(path)?;
    let model = entry(&file, false);
    let begun = std::time::Instant::now();
    let worker = Worker::start(
        launch,
        file,
        WorkerOptions {
            lanes: 1,
            ..WorkerOptions::default()
        },
    )
    .await?;
    let seconds_to_load = begun.elapsed().as_secs_f64();
    drop(worker);
    Ok(CheckedModel {
        model,
        seconds_to_load,
    })
}

/// Adds a model file from disk to the user's models: checked first, linked where the disk allows it, else copied.
pub fn add_model(path: &Path, preferences: &Preferences) -> Result<ModelEntry> {
    let file = inspect(path)?;
    let folder = preferences.models_folder();
    let listed = model_list(preferences);
    if let Some(known) = listed.models.into_iter().find(|m| m.sha256 == file.sha256) {
        return Ok(known);
    }
    std::fs::create_dir_all(&folder).map_err(|e| Error::file(&folder, &e))?;
    let name = path
        .file_name()
        .and_then(|n| n.to_str())
        .unwrap_or("model.gguf");
    let mut target = folder.join(name);
    if target.exists() {
        let stem = path.file_stem().and_then(|n| n.to_str()).unwrap_or("model");
        let short: String = file.sha256.chars().take(8).collect();
        target = folder.join(format!("{stem}-{short}.gguf"));
    }
    if std::fs::hard_link(path, &target).is_err() {
        let unfinished = target.with_extension("unfinished");
        std::fs::copy(path, &unfinished).map_err(|e| Error::file(&unfinished, &e))?;
        std::fs::rename(&unfinished, &target).map_err(|e| Error::file(&target, &e))?;
    }
    let listed = model_list(preferences);
    let added = listed.models.into_iter().find(|m| m.sha256 == file.sha256);
    added.ok_or_else(|| {
        Error::bad_input(
            format!("{} changed while it was being added", path.display()),
            "Add it again when nothing else writes it.",
        )
    })
}
