//! [`ModelFolder`]: the models a person has, in a folder of theirs.
//!
//! Each model is a GGUF file with an entry of the same name beside it. What an entry says was learnt from the file
//! itself; where the file has changed since, it is looked at anew.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

use crate::catalogue::CatalogueEntry;
use crate::download::{Download, download, unfinished};
use crate::{ModelError, ModelFile, StopFlag, inspect};

/// A folder of models.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelFolder(PathBuf);

/// A model of the folder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AddedModel {
    /// What the file is.
    pub model: ModelFile,
    /// Where it came from: an address, or the path it was added from.
    pub source: String,
    /// Whether its hash was compared with one known before; else it was recorded when the file first came.
    pub hash_was_known: bool,
    /// When the file was last changed, milliseconds since 1970: tells whether the entry still holds.
    changed_ms: u64,
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
    pub fn list(&self) -> Result<(Vec<AddedModel>, Vec<ModelError>), ModelError> {
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
                match entry(&path) {
                    Ok(entry) => entries.push(entry),
                    Err(error) => problems.push(error),
                }
            }
        }
        entries.sort_by(|a, b| (&a.model.name, &a.model.path).cmp(&(&b.model.name, &b.model.path)));
        Ok((entries, problems))
    }

    /// Adds a file from disk, once it has proved to be a model: under a second name where the disk allows it (a hard
    /// link, which takes no space and stays when the first name goes), else as a copy. One that is there already is not
    /// added twice.
    ///
    /// # Errors
    /// As for [`inspect`], and [`ModelError::File`] when the folder cannot be written.
    pub fn add(&self, file: &Path) -> Result<AddedModel, ModelError> {
        let model = inspect(file)?;
        if let Some(known) = self.known(&model.sha256)? {
            return Ok(known);
        }
        fs::create_dir_all(&self.0).map_err(|e| ModelError::file(&self.0, e))?;
        let to = self.free_name(&file_name(file), &model.sha256);
        // A symbolic link would be given a second name itself, and be gone with the file it points to.
        let original = file.canonicalize().map_err(|e| ModelError::file(file, e))?;
        if fs::hard_link(&original, &to).is_err() {
            copy(&original, &to).map_err(|e| ModelError::file(&to, e))?;
        }
        let entry = AddedModel {
            changed_ms: changed(&to)?,
            model: inspect(&to)?,
            source: file.display().to_string(),
            hash_was_known: false,
        };
        save(&entry)?;
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

    /// Where a model of the catalogue will lie.
    pub fn place_of(&self, wanted: &CatalogueEntry) -> PathBuf {
        let plain = |text: &str| -> String {
            let lower = text.to_lowercase();
            let keep = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
            lower
                .chars()
                .map(|c| if keep(c) { c } else { '_' })
                .collect()
        };
        let name = format!("{}-{}.gguf", plain(&wanted.id), plain(&wanted.quantization));
        self.0.join(name)
    }

    /// How many bytes of it an earlier download brought before it stopped.
    pub fn arrived(&self, wanted: &CatalogueEntry) -> u64 {
        fs::metadata(unfinished(&self.place_of(wanted))).map_or(0, |m| m.len())
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
    ) -> Result<AddedModel, ModelError> {
        fs::create_dir_all(&self.0).map_err(|e| ModelError::file(&self.0, e))?;
        let to = self.place_of(wanted);
        let wanted = Download {
            address: wanted.address.clone(),
            to: to.clone(),
            sha256: wanted.sha256.clone(),
        };
        let model = download(&wanted, stop, told)?;
        let entry = AddedModel {
            changed_ms: changed(&to)?,
            model,
            source: wanted.address,
            hash_was_known: wanted.sha256.is_some(),
        };
        save(&entry)?;
        Ok(entry)
    }

    /// Takes a model out of the folder. A file it was added from stays where it is.
    ///
    /// # Errors
    /// [`ModelError::File`] when it cannot be deleted.
    pub fn remove(&self, entry: &AddedModel) -> Result<(), ModelError> {
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

    fn known(&self, sha256: &str) -> Result<Option<AddedModel>, ModelError> {
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
fn entry(path: &Path) -> Result<AddedModel, ModelError> {
    let bytes = fs::metadata(path)
        .map_err(|e| ModelError::file(path, e))?
        .len();
    let changed_ms = changed(path)?;
    let note = note(path);
    let written: Option<AddedModel> = fs::read(&note)
        .ok()
        .and_then(|text| serde_json::from_slice(&text).ok());
    if let Some(mut known) =
        written.filter(|known| known.changed_ms == changed_ms && known.model.bytes == bytes)
    {
        // The folder may have been moved.
        known.model.path = path.into();
        return Ok(known);
    }
    let unknown = !note.exists();
    let entry = AddedModel {
        model: inspect(path)?,
        source: path.display().to_string(),
        hash_was_known: false,
        changed_ms,
    };
    // Who adds the file at this moment knows more of it, and may have written it down meanwhile.
    let kept = saving(&entry).and_then(|new| {
        let kept = if unknown {
            new.persist_noclobber(&note)
        } else {
            new.persist(&note)
        };
        kept.map_err(|e| ModelError::file(&note, e.error))
    });
    if let Err(error) = kept {
        tracing::debug!(%error, "the file will be looked at again");
    }
    Ok(entry)
}

fn save(entry: &AddedModel) -> Result<(), ModelError> {
    let path = note(&entry.model.path);
    match saving(entry)?.persist(&path) {
        Ok(_) => Ok(()),
        Err(error) => Err(ModelError::file(path, error.error)),
    }
}

/// Written whole, without its name yet: several may look at one file at a time.
fn saving(entry: &AddedModel) -> Result<NamedTempFile, ModelError> {
    let path = note(&entry.model.path);
    let error = |e| ModelError::file(&path, e);
    let text = serde_json::to_vec_pretty(entry).map_err(|e| error(e.into()))?;
    let mut file = beside(&path).map_err(error)?;
    file.write_all(&text).map_err(error)?;
    Ok(file)
}

/// A file without a lasting name in the folder of another.
fn beside(path: &Path) -> io::Result<NamedTempFile> {
    NamedTempFile::new_in(path.parent().unwrap_or(Path::new(".")))
}

/// Under another name until it is complete.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let mut part = beside(to)?;
    io::copy(&mut fs::File::open(from)?, part.as_file_mut())?;
    part.persist(to)?;
    Ok(())
}
