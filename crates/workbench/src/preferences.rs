//! [`Preferences`]: what belongs to the person at this computer and not to a review: settings, recent reviews, drafts.
//!
//! Each is a small JSON file in the user's configuration folder, written whole. A file that cannot be read is kept
//! beside its successor, so that nothing is lost to a stray edit.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use review::ReviewerId;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::{Error, Result};
use crate::simulate::write_json;

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each variant says which")]
pub enum Appearance {
    #[default]
    System,
    Light,
    Dark,
}

/// Settings of the user interface.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Settings {
    /// Light or dark.
    pub theme: Appearance,
    /// Size of all text in percent of the usual, 80 to 200.
    pub text_size: u32,
    /// Whether single keys (without Ctrl or the like) decide (WCAG 2.1.4).
    pub single_keys: bool,
    /// Keys that differ from the usual ones: action → key.
    pub keys: BTreeMap<String, String>,
    /// Seconds without input after which a reviewer counts as away: 30, 60 or 120 (METHODS §5). Goes with every decision
    /// as [`TimeSpent::idle_seconds`](crate::TimeSpent::idle_seconds).
    pub idle_seconds: u32,
    /// Whether the model reads ahead while one screens.
    pub read_ahead: bool,
    /// SHA-256 of the model that makes the suggestions; `None`: the reader that comes with the program.
    pub model: Option<String>,
    /// Who sits here: folder of a review → its reviewer.
    pub reviewers: BTreeMap<String, ReviewerId>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Appearance::System,
            text_size: 100,
            single_keys: true,
            keys: BTreeMap::new(),
            idle_seconds: 60,
            read_ahead: true,
            model: None,
            reviewers: BTreeMap::new(),
        }
    }
}

impl Settings {
    fn check(&self) -> Result<()> {
        if !(80..=200).contains(&self.text_size) {
            return Err(Error::invalid(
                format!("a text size of {} % is not possible", self.text_size),
                "Choose between 80 and 200 %.",
            ));
        }
        if ![30, 60, 120].contains(&self.idle_seconds) {
            return Err(Error::invalid(
                format!("{} seconds is not one of the idle times", self.idle_seconds),
                "Choose 30, 60 or 120 seconds: these are logged side by side.",
            ));
        }
        Ok(())
    }
}

/// A review that was opened before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecentReview {
    /// Its folder.
    pub folder: PathBuf,
    /// Its title when it was opened last.
    pub title: String,
    /// When it was opened last, UTC milliseconds.
    pub opened_at: i64,
    /// Whether the folder is there now.
    #[serde(default)]
    pub present: bool,
}

/// Recent reviews that are remembered.
const RECENT: usize = 20;

/// Settings, recent reviews and drafts, each in a file. Cheap to clone; clones share one lock.
#[derive(Clone, Debug)]
pub struct Preferences {
    folder: PathBuf,
    lock: Arc<Mutex<()>>,
}

impl Preferences {
    /// The preferences in a folder, which is made when something is kept.
    pub fn in_folder(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
            lock: Arc::default(),
        }
    }

    /// The preferences of the person who runs the program: `Attest` in the user's configuration folder.
    pub fn of_user() -> Self {
        let folder = dirs::config_dir().unwrap_or_else(std::env::temp_dir);
        Self::in_folder(folder.join("Attest"))
    }

    /// The settings.
    pub fn settings(&self) -> Settings {
        self.read("settings.json")
    }

    /// Replaces the settings.
    pub fn set_settings(&self, settings: &Settings) -> Result<()> {
        settings.check()?;
        let _held = self.hold();
        self.write("settings.json", settings)
    }

    /// The recent reviews, the latest first.
    pub fn recent(&self) -> Vec<RecentReview> {
        let mut recent: Vec<RecentReview> = self.read("recent.json");
        for review in &mut recent {
            let holds = |file: &str| review.folder.join(file).is_file();
            review.present = holds("review.db") || holds("team.toml");
        }
        recent
    }

    /// Puts a review at the front of the recent ones.
    pub fn remember(&self, folder: &Path, title: &str, now_ms: i64) -> Result<()> {
        let _held = self.hold();
        let mut recent: Vec<RecentReview> = self.read("recent.json");
        recent.retain(|r| r.folder != folder);
        recent.insert(
            0,
            RecentReview {
                folder: folder.to_owned(),
                title: title.to_owned(),
                opened_at: now_ms,
                present: true,
            },
        );
        recent.truncate(RECENT);
        self.write("recent.json", &recent)
    }

    /// Takes a review off the list; the review itself stays where it is.
    pub fn forget(&self, folder: &Path) -> Result<()> {
        let _held = self.hold();
        let mut recent: Vec<RecentReview> = self.read("recent.json");
        recent.retain(|r| r.folder != folder);
        self.write("recent.json", &recent)
    }

    /// Text that was typed and not yet saved in a review: place → text.
    pub fn drafts(&self, review: &Path) -> BTreeMap<String, String> {
        let mut all: Drafts = self.read("drafts.json");
        all.remove(&review.display().to_string())
            .unwrap_or_default()
    }

    /// Keeps a draft, or drops it (`None`).
    pub fn set_draft(&self, review: &Path, place: &str, text: Option<&str>) -> Result<()> {
        let _held = self.hold();
        let mut all: Drafts = self.read("drafts.json");
        let of_review = all.entry(review.display().to_string()).or_default();
        match text {
            Some(text) => of_review.insert(place.to_owned(), text.to_owned()),
            None => of_review.remove(place),
        };
        all.retain(|_, drafts| !drafts.is_empty());
        self.write("drafts.json", &all)
    }

    /// Where the models lie that the user adds.
    pub fn models_folder(&self) -> PathBuf {
        self.folder.join("models")
    }

    /// The folder of all this.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// What another part of the program keeps for this person under a file name of its own.
    pub(crate) fn kept<T: DeserializeOwned + Default>(&self, name: &str) -> T {
        self.read(name)
    }

    /// Changes what is kept under that name.
    pub(crate) fn change<T: Serialize + DeserializeOwned + Default>(
        &self,
        name: &str,
        change: impl FnOnce(&mut T),
    ) -> Result<()> {
        let _held = self.hold();
        let mut kept = self.read(name);
        change(&mut kept);
        self.write(name, &kept)
    }

    /// Keeps something under a file name of its own that only the owner may read.
    pub(crate) fn keep_secret<T: Serialize>(&self, name: &str, kept: &T) -> Result<()> {
        let _held = self.hold();
        std::fs::create_dir_all(&self.folder).map_err(|e| Error::file(&self.folder, &e))?;
        let path = self.folder.join(name);
        let bytes = serde_json::to_vec_pretty(kept)
            .map_err(|e| Error::internal(format!("{name} cannot be written: {e}")))?;
        let file_error = |e: &std::io::Error| Error::file(&path, e);
        let mut file = tempfile::NamedTempFile::new_in(&self.folder).map_err(|e| file_error(&e))?;
        std::io::Write::write_all(&mut file, &bytes).map_err(|e| file_error(&e))?;
        file.persist(&path).map_err(|e| file_error(&e.error))?;
        Ok(())
    }

    fn hold(&self) -> std::sync::MutexGuard<'_, ()> {
        self.lock.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn read<T: DeserializeOwned + Default>(&self, name: &str) -> T {
        let path = self.folder.join(name);
        let Ok(bytes) = std::fs::read(&path) else {
            return T::default();
        };
        serde_json::from_slice(&bytes).unwrap_or_else(|error| {
            tracing::warn!(%error, file = %path.display(), "this file cannot be read; it is put aside");
            if let Err(error) = std::fs::rename(&path, path.with_extension("unreadable.json")) {
                tracing::warn!(%error, "nor can it be renamed");
            }
            T::default()
        })
    }

    fn write(&self, name: &str, value: &impl Serialize) -> Result<()> {
        std::fs::create_dir_all(&self.folder).map_err(|e| Error::file(&self.folder, &e))?;
        write_json(&self.folder.join(name), value)
    }
}

/// Folder of a review → place in the user interface → text.
type Drafts = BTreeMap<String, BTreeMap<String, String>>;
