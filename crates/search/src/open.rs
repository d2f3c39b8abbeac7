//! Opening an index, or building it where there is none that fits.
//!
//! The folder holds generations `1`, `2`, …, each a tantivy index. A generation counts only once its last commit names
//! the state of the review it was built from, which tantivy writes in one step; so a program killed at any moment
//! leaves the old generation or none, never half of one. Superseded and unfinished ones are removed by the next build.

use std::borrow::Borrow;
use std::collections::HashSet;
use std::fs::{self, File};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, RwLock};
use std::time::Duration;

use review::{Record, RecordId};
use serde::{Deserialize, Serialize};
use tantivy::directory::RamDirectory;
use tantivy::indexer::IndexWriterOptions;
use tantivy::{Directory, IndexReader, IndexWriter, ReloadPolicy, TantivyError};

use crate::error::SearchError;
use crate::index::{Index, Origin};
use crate::schema::{Fields, SCHEMA_VERSION, schema, tokenizers};
use crate::view::View;

/// Memory in which the writer gathers words before it writes them out, bytes.
const WRITER_MEMORY: usize = 50_000_000;
/// How long another program may build before this one builds in memory.
const PATIENCE: Duration = Duration::from_secs(60);
/// A checksum and its marks; tantivy asserts that a file is at least so long, bytes.
const SHORTEST_FILE: u64 = 8;
const LOCK_FILE: &str = "building.lock";

/// What a finished generation says about itself.
#[derive(Serialize, Deserialize, PartialEq)]
pub(crate) struct Payload {
    schema_version: u32,
    fingerprint: String,
}

impl Payload {
    pub(crate) fn new(fingerprint: &str) -> Self {
        Self {
            schema_version: SCHEMA_VERSION,
            fingerprint: fingerprint.to_owned(),
        }
    }

    pub(crate) fn to_text(&self) -> String {
        serde_json::json!(self).to_string()
    }
}

/// One writing and one merging thread: searching goes on beside it, and a laptop has little memory.
pub(crate) fn writer(index: &tantivy::Index) -> tantivy::Result<IndexWriter> {
    let options = IndexWriterOptions::builder()
        .num_worker_threads(1)
        .memory_budget_per_thread(WRITER_MEMORY)
        .num_merge_threads(1)
        .build();
    index.writer_with_options(options)
}

impl Index {
    /// Opens the index in a folder if it was built from this state of the review and is undamaged, else builds it
    /// from the records. Where the folder cannot be written, the index lives in memory.
    ///
    /// `fingerprint` names the state of the records and their edits. `progress` is told the number of records indexed,
    /// and `cancel` is looked at before each. If an id comes twice, the later record counts.
    ///
    /// # Errors
    /// If the records cannot be read, the disk is full, or the work was cancelled; nothing half-built is left.
    pub fn open_or_rebuild<I, R, E>(
        folder: &Path,
        fingerprint: &str,
        records: impl FnOnce() -> I,
        progress: &mut dyn FnMut(usize),
        cancel: &AtomicBool,
    ) -> Result<Self, SearchError>
    where
        I: IntoIterator<Item = Result<(RecordId, R), E>>,
        R: Borrow<Record>,
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        let payload = Payload::new(fingerprint);
        if let Some(index) = open_fitting(folder, &payload) {
            return Ok(index);
        }
        let lock = match lock(folder, cancel)? {
            Some(lock) => lock,
            None => {
                tracing::warn!(folder = %folder.display(), "the search index is built in memory");
                let (schema, _) = schema();
                let index =
                    tantivy::Index::create(RamDirectory::create(), schema, Default::default());
                let index =
                    index.map_err(|error| failed("creating the search index", folder, &error))?;
                build(&index, folder, &payload, records(), progress, cancel)?;
                return assemble(index, folder, true, true)
                    .map_err(|error| failed("opening the search index", folder, &error));
            }
        };
        // Another program may have built it while this one waited.
        if let Some(index) = open_fitting(folder, &payload) {
            return Ok(index);
        }
        let built = build_generation(folder, &payload, records(), progress, cancel);
        drop(lock);
        built
    }
}

fn build_generation<R, E>(
    folder: &Path,
    payload: &Payload,
    records: impl IntoIterator<Item = Result<(RecordId, R), E>>,
    progress: &mut dyn FnMut(usize),
    cancel: &AtomicBool,
) -> Result<Index, SearchError>
where
    R: Borrow<Record>,
    E: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    let older = generations(folder);
    let next = older.first().map_or(1, |(newest, _)| newest + 1);
    let path = folder.join(next.to_string());
    let create = || -> tantivy::Result<tantivy::Index> {
        fs::create_dir(&path)?;
        tantivy::Index::create_in_dir(&path, schema().0)
    };
    let finished = create()
        .map_err(|error| failed("creating the search index", folder, &error))
        .and_then(|index| {
            build(&index, folder, payload, records, progress, cancel)?;
            assemble(index, folder, true, false)
                .map_err(|error| failed("opening the search index", folder, &error))
        });
    let superseded = match &finished {
        Ok(_) => older,
        Err(_) => vec![(next, path)],
    };
    for (_, path) in superseded {
        // Windows keeps files that another program has open; the next build tries again.
        if let Err(error) = fs::remove_dir_all(&path) {
            tracing::debug!(path = %path.display(), %error, "an old search index stays for now");
        }
    }
    finished
}

fn build<R, E>(
    index: &tantivy::Index,
    folder: &Path,
    payload: &Payload,
    records: impl IntoIterator<Item = Result<(RecordId, R), E>>,
    progress: &mut dyn FnMut(usize),
    cancel: &AtomicBool,
) -> Result<(), SearchError>
where
    R: Borrow<Record>,
    E: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    let failed = |error: TantivyError| failed("building the search index", folder, &error);
    let mut index = index.clone();
    index.set_tokenizers(tokenizers());
    let (_, fields) = schema();
    let mut writer = writer(&index).map_err(failed)?;
    let mut seen: HashSet<RecordId> = HashSet::new();
    for record in records {
        if cancel.load(Ordering::Relaxed) {
            return Err(SearchError::Cancelled);
        }
        let (id, record) = record.map_err(|error| SearchError::Records(error.into()))?;
        if seen.contains(&id) {
            writer.delete_term(fields.id_term(&id));
        }
        writer
            .add_document(fields.document(&id, record.borrow()))
            .map_err(failed)?;
        seen.insert(id);
        progress(seen.len());
    }
    let mut commit = writer.prepare_commit().map_err(failed)?;
    commit.set_payload(&payload.to_text());
    commit.commit().map_err(failed)?;
    writer.wait_merging_threads().map_err(failed)
}

/// The exclusive right to build in a folder; `None` where the folder cannot be written or another program is at it
/// for too long.
fn lock(folder: &Path, cancel: &AtomicBool) -> Result<Option<File>, SearchError> {
    let open = || {
        fs::create_dir_all(folder)?;
        File::options()
            .create(true)
            .write(true)
            .truncate(false)
            .open(folder.join(LOCK_FILE))
    };
    let Ok(file) = open() else { return Ok(None) };
    let pause = Duration::from_millis(50);
    for _ in 0..PATIENCE.as_millis() / pause.as_millis() {
        match file.try_lock() {
            Ok(()) => return Ok(Some(file)),
            Err(fs::TryLockError::WouldBlock) => std::thread::sleep(pause),
            Err(fs::TryLockError::Error(_)) => return Ok(None),
        }
        if cancel.load(Ordering::Relaxed) {
            return Err(SearchError::Cancelled);
        }
    }
    Ok(None)
}

/// The generations in a folder, newest first.
fn generations(folder: &Path) -> Vec<(u64, PathBuf)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut generations: Vec<(u64, PathBuf)> = entries
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path())))
        .collect();
    generations.sort_unstable_by(|a, b| b.cmp(a));
    generations
}

/// The newest generation of this state of the review, if it is undamaged.
fn open_fitting(folder: &Path, payload: &Payload) -> Option<Index> {
    generations(folder).into_iter().find_map(|(_, path)| {
        // tantivy asserts in places where a file is cut short; a damaged index is only built anew.
        let opened = catch_unwind(AssertUnwindSafe(|| open_undamaged(folder, &path, payload)));
        match opened {
            Ok(Ok(index)) => index,
            Ok(Err(error)) => {
                tracing::warn!(path = %path.display(), %error, "the search index is damaged");
                None
            }
            Err(_) => None,
        }
    })
}

fn open_undamaged(folder: &Path, path: &Path, payload: &Payload) -> tantivy::Result<Option<Index>> {
    // Read before anything else: tantivy trusts this file.
    let meta: Payload = match fs::read(path.join("meta.json")) {
        Ok(meta) => {
            let meta: serde_json::Value = serde_json::from_slice(&meta)
                .map_err(|error| TantivyError::InvalidArgument(error.to_string()))?;
            let text = meta.get("payload").and_then(|payload| payload.as_str());
            match text.and_then(|text| serde_json::from_str(text).ok()) {
                Some(payload) => payload,
                None => return Ok(None),
            }
        }
        Err(_) => return Ok(None),
    };
    if meta != *payload {
        return Ok(None);
    }
    let index = tantivy::Index::open_in_dir(path)?;
    check(&index, path)?;
    match assemble(index, folder, false, false) {
        Ok(index) => Ok(Some(index)),
        // tantivy writes a lock file even to read; in a folder that cannot be written it is read into memory.
        Err(TantivyError::LockFailure(..)) => {
            let memory = RamDirectory::create();
            for entry in fs::read_dir(path)?
                .flatten()
                .filter(|entry| entry.path().is_file())
            {
                memory.atomic_write(Path::new(&entry.file_name()), &fs::read(entry.path())?)?;
            }
            assemble(tantivy::Index::open(memory)?, folder, false, true).map(Some)
        }
        Err(error) => Err(error),
    }
}

/// Compares every file that is in use with its checksum.
fn check(index: &tantivy::Index, path: &Path) -> tantivy::Result<()> {
    let damaged =
        |path: &Path| TantivyError::InvalidArgument(format!("{} is damaged", path.display()));
    if index.schema() != schema().0 {
        return Err(damaged(Path::new("meta.json")));
    }
    for file in index.load_metas()?.list_segment_files() {
        let Ok(length) = fs::metadata(path.join(&file)).map(|file| file.len()) else {
            // Names of a temporary file and of deletions stand in the list of a segment without these, too.
            let name = file.to_string_lossy();
            if name.ends_with(".temp") || name.ends_with(".0.del") {
                continue;
            }
            return Err(damaged(&file));
        };
        if length < SHORTEST_FILE || !index.directory().validate_checksum(&file)? {
            return Err(damaged(&file));
        }
    }
    Ok(())
}

fn assemble(
    mut index: tantivy::Index,
    folder: &Path,
    rebuilt: bool,
    in_memory: bool,
) -> tantivy::Result<Index> {
    index.set_tokenizers(tokenizers());
    let fields: Fields = schema().1;
    let reader: IndexReader = index
        .reader_builder()
        .reload_policy(ReloadPolicy::Manual)
        .try_into()?;
    let numbering = Arc::default();
    let view = View::new(reader.searcher(), &numbering)?;
    Ok(Index {
        folder: folder.to_owned(),
        origin: Origin { rebuilt, in_memory },
        fields,
        index,
        reader,
        numbering,
        view: RwLock::new(Arc::new(view)),
        changing: Mutex::new(()),
    })
}

fn failed(doing: &'static str, folder: &Path, error: &TantivyError) -> SearchError {
    SearchError::Index {
        doing,
        folder: folder.to_owned(),
        reason: error.to_string(),
    }
}
