//! [`ModelFolder`]: the models a person has, in a folder of theirs.
//!
//! Each model is a GGUF file with an entry of the same name beside it. What an entry says was learnt from the file
//! itself; where the file has changed since, it is looked at anew.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

use crate::catalogue::CatalogueEntry;
use crate::download::{Download, download};
use crate::{ModelError, ModelFile, SmokeReport, StopFlag, inspect};

/// A folder of models.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelFolder(PathBuf);

/// A model of the folder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ModelEntry {
    /// What the file is.
    pub model: ModelFile,
    /// Where it came from: an address, or the path it was added from.
    pub source: String,
    /// Whether its hash was compared with one known before; else it was recorded when the file first came.
    pub hash_was_known: bool,
    /// What came of the checks on first use.
    pub smoke: Option<SmokeReport>,
    /// When the file was last changed, milliseconds since 1970: tells whether the entry still holds.
    changed_ms: u64,
}

/// How a file is taken into the folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Take {
    /// Copied: what happens to the original later does not matter.
    Copy,
    /// Linked: takes no space, and is gone when the original is.
    Link,
}

impl ModelFolder {
    /// The folder at this path; it is made when something is added.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    /// Its path.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The models, by name, and what is wrong with the files that are none.
    ///
    /// # Errors
    /// [`ModelError::File`] when the folder cannot be read; a folder that does not exist has no models.
    pub fn list(&self) -> Result<(Vec<ModelEntry>, Vec<ModelError>), ModelError> {
        let files = match fs::read_dir(&self.0) {
            Ok(files) => files,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok((Vec::new(), Vec::new()));
            }
            Err(error) => return Err(ModelError::file(&self.0, error)),
        };
        let (mut entries, mut problems) = (Vec::new(), Vec::new());
        for file in files {
            let path = file.map_err(|e| ModelError::file(&self.0, e))?.path();
            if path
                .extension()
                .is_some_and(|ending| ending.eq_ignore_ascii_case("gguf"))
            {
                match entry(&path, None) {
                    Ok(entry) => entries.push(entry),
                    Err(error) => problems.push(error),
                }
            }
        }
        entries.sort_by(|a, b| (&a.model.name, &a.model.path).cmp(&(&b.model.name, &b.model.path)));
        Ok((entries, problems))
    }

    /// Adds a file from disk, once it has proved to be a model. One that is there already is not added twice.
    ///
    /// # Errors
    /// As for [`inspect`], and [`ModelError::File`] when the folder cannot be written.
    pub fn add(&self, file: &Path, take: Take) -> Result<ModelEntry, ModelError> {
        let model = inspect(file)?;
        if let Some(known) = self.known(&model.sha256)? {
            return Ok(known);
        }
        fs::create_dir_all(&self.0).map_err(|e| ModelError::file(&self.0, e))?;
        let to = self.free_name(&file_name(file), &model.sha256);
        match take {
            Take::Link => link(
                &std::path::absolute(file).map_err(|e| ModelError::file(file, e))?,
                &to,
            ),
            Take::Copy => copy(file, &to),
        }
        .map_err(|e| ModelError::file(&to, e))?;
        let entry = entry(&to, Some(file.display().to_string()))?;
        if entry.model.sha256 == model.sha256 {
            return Ok(entry);
        }
        // It changed while it was copied.
        self.remove(&entry)?;
        Err(ModelError::Damaged {
            path: file.into(),
            reason: "it changed while it was copied".into(),
        })
    }

    /// Downloads a model of the catalogue. It blocks: call it from a thread of its own.
    ///
    /// # Errors
    /// As for [`download`].
    pub fn download(
        &self,
        wanted: &CatalogueEntry,
        stop: &StopFlag,
        told: impl FnMut(u64, Option<u64>),
    ) -> Result<ModelEntry, ModelError> {
        fs::create_dir_all(&self.0).map_err(|e| ModelError::file(&self.0, e))?;
        let to = self.0.join(format!(
            "{}-{}.gguf",
            wanted.id,
            wanted.quantization.to_lowercase()
        ));
        let wanted = Download {
            address: wanted.address.clone(),
            to: to.clone(),
            sha256: wanted.sha256.clone(),
        };
        let model = download(&wanted, stop, told)?;
        let entry = ModelEntry {
            changed_ms: changed(&to)?,
            model,
            source: wanted.address,
            hash_was_known: wanted.sha256.is_some(),
            smoke: None,
        };
        save(&entry)?;
        Ok(entry)
    }

    /// Keeps what came of the checks on first use with the model's entry.
    ///
    /// # Errors
    /// [`ModelError::File`] when the entry cannot be written.
    pub fn keep_smoke(
        &self,
        mut entry: ModelEntry,
        report: SmokeReport,
    ) -> Result<ModelEntry, ModelError> {
        entry.smoke = Some(report);
        save(&entry)?;
        Ok(entry)
    }

    /// Takes a model out of the folder. Of a linked one only the link.
    ///
    /// # Errors
    /// [`ModelError::File`] when it cannot be deleted.
    pub fn remove(&self, entry: &ModelEntry) -> Result<(), ModelError> {
        for path in [note(&entry.model.path), entry.model.path.clone()] {
            match fs::remove_file(&path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(ModelError::file(path, error));
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn known(&self, sha256: &str) -> Result<Option<ModelEntry>, ModelError> {
        Ok(self
            .list()?
            .0
            .into_iter()
            .find(|entry| entry.model.sha256 == sha256))
    }

    /// The name, or where another file has it, one with the beginning of the hash.
    fn free_name(&self, name: &str, sha256: &str) -> PathBuf {
        let path = self.0.join(name);
        if path.symlink_metadata().is_err() {
            return path;
        }
        let stem = name.strip_suffix(".gguf").unwrap_or(name);
        self.0.join(format!(
            "{stem}-{}.gguf",
            sha256.get(..12).unwrap_or_default()
        ))
    }
}

/// A plain file name that ends as models do.
fn file_name(file: &Path) -> String {
    let stem = file
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned());
    format!("{}.gguf", stem.unwrap_or_else(|| "model".into()))
}

fn note(model: &Path) -> PathBuf {
    let mut name = model.as_os_str().to_owned();
    name.push(".json");
    name.into()
}

fn changed(path: &Path) -> Result<u64, ModelError> {
    let time = fs::metadata(path)
        .and_then(|m| m.modified())
        .map_err(|e| ModelError::file(path, e))?;
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    Ok(u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
}

/// The entry of a file: as it was written down where the file is unchanged, else from the file itself.
fn entry(path: &Path, source: Option<String>) -> Result<ModelEntry, ModelError> {
    let bytes = fs::metadata(path)
        .map_err(|e| ModelError::file(path, e))?
        .len();
    let changed_ms = changed(path)?;
    let written: Option<ModelEntry> = fs::read(note(path))
        .ok()
        .and_then(|text| serde_json::from_slice(&text).ok());
    if let Some(mut known) =
        written.filter(|known| known.changed_ms == changed_ms && known.model.bytes == bytes)
    {
        // The folder may have been moved.
        known.model.path = path.into();
        return Ok(known);
    }
    let entry = ModelEntry {
        model: inspect(path)?,
        source: source.unwrap_or_else(|| path.display().to_string()),
        hash_was_known: false,
        smoke: None,
        changed_ms,
    };
    save(&entry)?;
    Ok(entry)
}

fn save(entry: &ModelEntry) -> Result<(), ModelError> {
    let path = note(&entry.model.path);
    let error = |e| ModelError::file(&path, e);
    let text = serde_json::to_vec_pretty(entry).map_err(|e| error(e.into()))?;
    let new = path.with_extension("json.new");
    fs::write(&new, text).map_err(error)?;
    fs::rename(&new, &path).map_err(error)
}

/// Under another name until it is complete.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let part = to.with_extension("gguf.copy");
    let copied = fs::copy(from, &part).and_then(|_| fs::rename(&part, to));
    if copied.is_err()
        && let Err(error) = fs::remove_file(&part)
    {
        tracing::debug!(%error, "the beginning of a copy was left behind");
    }
    copied
}

#[cfg(unix)]
fn link(from: &Path, to: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(from, to)
}

#[cfg(windows)]
fn link(from: &Path, to: &Path) -> io::Result<()> {
    // Symbolic links need rights that few have there.
    fs::hard_link(from, to)
}
