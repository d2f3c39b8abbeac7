//! The models that can be downloaded: a short list that comes with the program, and that of the user's own institution.
//!
//! Nothing is looked up: the list is read from this computer, and the only connection is the download a person asks for.

use models::{CatalogueEntry, ModelFolder, StopFlag, catalogue, catalogue_of};
use serde::Serialize;
use ts_rs::TS;

use crate::error::{Error, Result};
use crate::model_files::{ModelEntry, entry_of, model_list};
use crate::preferences::Preferences;
use crate::progress::Progress;

/// An own list, in the folder of the settings, laid out as `models/catalogue.toml` is: for hospitals that keep models on
/// a server of their own.
pub const OWN_CATALOGUE: &str = "catalogue.toml";

/// What a model needs while it works, beyond the size of its file: a fifth, as the catalogue says.
const WORKING_SHARE: u64 = 5;

/// Progress is told in these.
const MB: u64 = 1_000_000;

/// A model that can be downloaded.
#[derive(Clone, Debug, Serialize, TS)]
pub struct OfferedModel {
    /// What it is and where it lies.
    pub entry: CatalogueEntry,
    /// Bytes of memory it will need, an estimate.
    pub memory_needed: u64,
    /// Whether it is on this computer already.
    pub present: bool,
    /// Bytes that an earlier download brought before it stopped; it goes on from there.
    pub arrived: u64,
}

/// The models that can be downloaded, own ones first. Errors: the own list cannot be understood.
pub fn offered_models(preferences: &Preferences) -> Result<Vec<OfferedModel>> {
    let folder = ModelFolder::new(preferences.models_folder());
    let present = model_list(preferences).models;
    let own = own_catalogue(preferences)?;
    let offered = own.into_iter().chain(catalogue()?).map(|entry| {
        let file = folder.place_of(&entry);
        OfferedModel {
            memory_needed: entry.bytes.saturating_add(entry.bytes / WORKING_SHARE),
            present: present
                .iter()
                .any(|m| m.path == file || Some(&m.sha256) == entry.sha256.as_ref()),
            arrived: folder.arrived(&entry),
            entry,
        }
    });
    Ok(offered.collect())
}

fn own_catalogue(preferences: &Preferences) -> Result<Vec<CatalogueEntry>> {
    let path = preferences.folder().join(OWN_CATALOGUE);
    match std::fs::read_to_string(&path) {
        Ok(text) => catalogue_of(&text).map_err(|error| {
            Error::bad_input(
                format!("{}: {error}", path.display()),
                "Mend this file or take it away; it is a list of models of your own.",
            )
        }),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(Error::file(&path, &error)),
    }
}

/// Downloads a model of the list, by its short name. It blocks: call it where nothing waits.
///
/// What arrives is checked before it counts as a model; a download that was stopped or broke off goes on later.
///
/// # Errors
/// `NotFound` where no list has it; those of [`ModelFolder::download`]; `Cancelled`.
pub fn download_model(
    id: &str,
    preferences: &Preferences,
    progress: &Progress,
) -> Result<ModelEntry> {
    let offered = offered_models(preferences)?;
    let wanted = offered
        .into_iter()
        .find(|offer| offer.entry.id == id)
        .ok_or_else(|| {
            Error::not_found(
                format!("no model of the list is called “{id}”"),
                "`attest models list` names those that can be downloaded.",
            )
        })?;
    let folder = ModelFolder::new(preferences.models_folder());
    let stop = StopFlag::from(progress.stop_flag());
    let added = folder.download(&wanted.entry, &stop, |arrived, of| {
        let of = of.unwrap_or(wanted.entry.bytes);
        progress.report("Downloading the model, MB", arrived / MB, of / MB);
    })?;
    Ok(entry_of(&added, preferences))
}
