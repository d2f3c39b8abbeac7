//! A team's own model server: named by a person, asked before it is kept, and marked wherever its advice appears, as the
//! texts of the review leave this computer for it.

use models::{DecoderAgent, ModelServer, ServerChoice, SmokeReport, StopFlag, smoke};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::{Error, Result};
use crate::model_trial::{keep_trial, trials};
use crate::preferences::Preferences;
use crate::progress::Progress;

/// Where the choice is kept, readable by its owner alone: it may hold a key.
const KEPT: &str = "model-server.json";
/// Questions under way at once, where nothing else was said.
const AT_ONCE: u32 = 4;

/// A model server to be used.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ServerRequest {
    /// Its address, such as `https://models.hospital.example`; without https only in the own network.
    pub address: String,
    /// The model's name there; `None` where the server has only one.
    pub model: Option<String>,
    /// Questions under way at once, 1 to 64; 4 unless given.
    pub at_once: Option<u32>,
    /// What the server wants to be shown; `None` keeps what is known for this address.
    pub key: Option<String>,
}

/// The model server of this person, without its key.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ServerEntry {
    /// What stands for the model's hash; by this it is chosen, as a file is by its SHA-256.
    pub id: String,
    /// Its address.
    pub address: String,
    /// The model's name there.
    pub model: String,
    /// Questions under way at once.
    pub at_once: u32,
    /// Whether a key is kept for it.
    pub has_key: bool,
    /// Whether texts are encrypted on their way.
    pub encrypted: bool,
    /// What came of trying it on made-up records.
    pub trial: Option<SmokeReport>,
    /// Whether it makes the suggestions.
    pub chosen: bool,
}

/// The server that is kept, ready to be asked; `None` where there is none.
pub(crate) fn kept_server(preferences: &Preferences) -> Result<Option<ModelServer>> {
    let kept: Option<ServerChoice> = preferences.kept(KEPT);
    Ok(kept.map(ModelServer::new).transpose()?)
}

/// The server that makes the suggestions; `None` where a model on this computer does.
pub fn chosen_server(preferences: &Preferences) -> Result<Option<ModelServer>> {
    let chosen = preferences.settings().model;
    let server = kept_server(preferences)?;
    Ok(server.filter(|server| chosen == Some(server.choice().id())))
}

/// The server as it is shown.
pub(crate) fn server_entry(preferences: &Preferences) -> Option<ServerEntry> {
    let kept: Option<ServerChoice> = preferences.kept(KEPT);
    let choice = kept?;
    let id = choice.id();
    Some(ServerEntry {
        trial: trials(preferences).remove(&id),
        chosen: preferences.settings().model.as_ref() == Some(&id),
        encrypted: choice.address.starts_with("https://"),
        has_key: choice.key.is_some(),
        at_once: choice.at_once,
        model: choice.model,
        address: choice.address,
        id,
    })
}

/// Asks a server for its models, keeps it, and tries it on made-up records. Nothing of a review is sent for this, and it
/// makes no suggestion before it is chosen.
///
/// # Errors
/// The address is none or would go unencrypted beyond the own network; the server does not answer, or has no such model.
pub async fn set_model_server(
    request: ServerRequest,
    preferences: &Preferences,
    progress: &Progress,
) -> Result<ServerEntry> {
    let stop = StopFlag::from(progress.stop_flag());
    let known: Option<ServerChoice> = preferences.kept(KEPT);
    let wanted = request.model.filter(|model| !model.trim().is_empty());
    let mut choice = ServerChoice {
        address: request.address,
        // Any name will do for asking which there are.
        model: wanted.clone().unwrap_or_else(|| "?".to_owned()),
        at_once: request.at_once.unwrap_or(AT_ONCE),
        key: request.key,
    };
    let plain = ModelServer::new(choice.clone())?;
    if choice.key.is_none() {
        choice.key = known
            .filter(|known| known.address == plain.choice().address)
            .and_then(|known| known.key);
    }
    progress.report("Asking the model server", 0, 0);
    let offered = ModelServer::new(choice.clone())?.models(&stop).await?;
    choice.model = match (wanted, &offered[..]) {
        (Some(wanted), offered) if offered.contains(&wanted) => wanted,
        (None, [only]) => only.clone(),
        (wanted, offered) => {
            return Err(Error::not_found(
                match wanted {
                    Some(wanted) => format!("the model server has no model “{wanted}”"),
                    None => format!("the model server has {} models", offered.len()),
                },
                format!("Name one of: {}.", offered.join(", ")),
            ));
        }
    };
    let server = ModelServer::new(choice)?;
    progress.report("Trying the model on made-up records", 0, 0);
    let report = smoke(&DecoderAgent::on_server(server.clone()), &stop).await?;
    let kept = server.choice().clone();
    preferences.keep_secret(KEPT, &Some(kept))?;
    keep_trial(preferences, report)?;
    server_entry(preferences)
        .ok_or_else(|| Error::internal("the server that was just kept is not there"))
}

/// Forgets the server and its key. Where it made the suggestions, the reader of the program does so again.
pub fn remove_model_server(preferences: &Preferences) -> Result<()> {
    let mut settings = preferences.settings();
    if settings
        .model
        .as_deref()
        .is_some_and(|model| ServerChoice::of_id(model).is_some())
    {
        settings.model = None;
        preferences.set_settings(&settings)?;
    }
    preferences.keep_secret(KEPT, &None::<ServerChoice>)
}
