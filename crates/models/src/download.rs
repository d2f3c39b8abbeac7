//! [`download`]: the only way of this program to the network, taken only when someone asks for a model.
//!
//! A download that breaks off goes on where it stopped, where the server says that it still has the same file. What
//! arrives is believed only after it was hashed and looked at: before that it lies under another name.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use ureq::http::{HeaderMap, Response, StatusCode, header};
use ureq::{Agent, Body};

use crate::{ModelError, ModelFile, StopFlag, inspect};

/// Connections that may break in one download.
const MOST_BREAKS: u32 = 5;
/// Time without a byte after which a connection counts as broken.
const SILENCE: Duration = Duration::from_secs(60);
/// No model that fits a laptop is larger.
const LARGEST: u64 = 200 << 30;

/// What to download.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Download {
    /// Where the file is: `https`, or `http` on this computer itself.
    pub address: String,
    /// Where it shall lie. While it arrives, it lies beside that as `….part`.
    pub to: PathBuf,
    /// SHA-256 it must have, hexadecimal, where that is known.
    pub sha256: Option<String>,
}

/// What is known of a file that arrives, kept beside it.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Arriving {
    address: String,
    /// The server's mark of this version of the file.
    version: String,
}

/// Why one connection gave no whole file.
enum Break {
    /// Worth another try.
    Again(String),
    Final(ModelError),
}

/// Downloads a model, looks at it and returns what it is. It blocks: call it from a thread of its own.
///
/// `told` is called with the bytes that have arrived and, where the server says so, of how many; at most once for
/// each 64 kB.
///
/// # Errors
/// [`ModelError::Download`] when the connection breaks again and again (what arrived is kept),
/// [`ModelError::NotAsAnnounced`] when what arrived has another hash or is no usable model (it is deleted),
/// [`ModelError::Stopped`] (what arrived is kept), [`ModelError::File`] when it cannot be written.
pub fn download(
    wanted: &Download,
    stop: &StopFlag,
    mut told: impl FnMut(u64, Option<u64>),
) -> Result<ModelFile, ModelError> {
    let agent = agent(&wanted.address)?;
    let part = unfinished(&wanted.to);
    let note = beside(&wanted.to, "part.json");
    let mut breaks = 0;
    let mut arrived = 0;
    loop {
        match connection(&agent, wanted, &part, &note, stop, &mut told) {
            Ok(()) => break,
            Err(Break::Final(error)) => return Err(error),
            Err(Break::Again(reason)) => {
                let now = fs::metadata(&part).map_or(0, |m| m.len());
                // A connection that brought something is no sign of a dead server.
                breaks = if now > arrived { 1 } else { breaks + 1 };
                arrived = now;
                if breaks >= MOST_BREAKS {
                    return Err(failed(wanted, reason));
                }
                pause(breaks, stop)?;
            }
        }
    }
    let checked = check(wanted, &part);
    match checked {
        Ok(mut model) => {
            fs::rename(&part, &wanted.to).map_err(|e| ModelError::file(&wanted.to, e))?;
            remove(&note)?;
            model.path.clone_from(&wanted.to);
            Ok(model)
        }
        Err(error) => {
            remove(&part)?;
            remove(&note)?;
            Err(error)
        }
    }
}

fn failed(wanted: &Download, reason: impl Into<String>) -> ModelError {
    ModelError::Download {
        address: wanted.address.clone(),
        reason: reason.into(),
    }
}

/// Where a file lies while it arrives.
pub(crate) fn unfinished(to: &Path) -> PathBuf {
    beside(to, "part")
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}

fn remove(path: &Path) -> Result<(), ModelError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(ModelError::file(path, error)),
        _ => Ok(()),
    }
}

/// Encrypted everywhere but on this computer itself.
fn agent(address: &str) -> Result<Agent, ModelError> {
    let own = ["http://127.0.0.1", "http://localhost", "http://[::1]"]
        .iter()
        .any(|own| {
            address
                .strip_prefix(own)
                .is_some_and(|rest| rest.starts_with([':', '/']))
        });
    if !own && !address.starts_with("https://") {
        return Err(ModelError::Download {
            address: address.to_owned(),
            reason: "only encrypted addresses (https) are used".into(),
        });
    }
    let config = Agent::config_builder()
        .https_only(!own)
        .http_status_as_error(false)
        .max_redirects(8)
        .user_agent("Attest")
        .timeout_connect(Some(SILENCE))
        .timeout_recv_response(Some(SILENCE))
        .timeout_per_read(Some(SILENCE))
        .build();
    Ok(config.into())
}

fn pause(breaks: u32, stop: &StopFlag) -> Result<(), ModelError> {
    for _ in 0..breaks * 10 {
        if stop.is_stopped() {
            return Err(ModelError::Stopped);
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Ok(())
}

/// One connection: goes on from what has arrived, to the end or until it breaks.
fn connection(
    agent: &Agent,
    wanted: &Download,
    part: &Path,
    note: &Path,
    stop: &StopFlag,
    told: &mut impl FnMut(u64, Option<u64>),
) -> Result<(), Break> {
    let file_error = |path: &Path, e| Break::Final(ModelError::file(path, e));
    let have = fs::metadata(part).map_or(0, |m| m.len());
    let known: Option<Arriving> = fs::read(note)
        .ok()
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .filter(|known: &Arriving| known.address == wanted.address);
    // Compressed transfer would make positions meaningless.
    let mut request = agent
        .get(&wanted.address)
        .header(header::ACCEPT_ENCODING, "identity");
    if let Some(known) = known.filter(|_| have > 0) {
        request = request
            .header(header::RANGE, format!("bytes={have}-"))
            .header(header::IF_RANGE, known.version);
    }
    let response = request.call().map_err(|e| Break::Again(e.to_string()))?;
    let (start, total) = place(&response, have, wanted)?;
    if total.is_some_and(|total| total > LARGEST) {
        return Err(Break::Final(failed(
            wanted,
            "the file is larger than any model",
        )));
    }
    if start == 0 {
        let version = version(response.headers());
        let arriving = Arriving {
            address: wanted.address.clone(),
            version: version.unwrap_or_default(),
        };
        if arriving.version.is_empty() {
            // Without a mark of its version there is no way to go on later.
            remove(note).map_err(Break::Final)?;
        } else {
            let text = serde_json::to_vec(&arriving)
                .map_err(|e| Break::Final(failed(wanted, e.to_string())))?;
            fs::write(note, text).map_err(|e| file_error(note, e))?;
        }
    }
    let mut file = OpenOptions::new()
        .create(true)
        .append(start > 0)
        .write(true)
        .truncate(start == 0)
        .open(part)
        .map_err(|e| file_error(part, e))?;
    receive(response, &mut file, start, total, stop, told).map_err(|stopped| match stopped {
        Receive::Stopped => Break::Final(ModelError::Stopped),
        Receive::Broken(reason) => Break::Again(reason),
        Receive::File(error) => file_error(part, error),
    })?;
    file.sync_all().map_err(|e| file_error(part, e))
}

/// Where in the file the answer begins, and how long the whole file is.
fn place(
    response: &Response<Body>,
    have: u64,
    wanted: &Download,
) -> Result<(u64, Option<u64>), Break> {
    let number = |text: &str| text.trim().parse::<u64>().ok();
    let length = response
        .headers()
        .get(header::CONTENT_LENGTH)
        .and_then(|value| number(value.to_str().ok()?));
    match response.status() {
        StatusCode::OK => Ok((0, length)),
        StatusCode::PARTIAL_CONTENT => {
            // bytes 100-199/200
            let range = response
                .headers()
                .get(header::CONTENT_RANGE)
                .and_then(|v| v.to_str().ok());
            let parsed = range
                .and_then(|range| range.strip_prefix("bytes "))
                .and_then(|range| range.split_once('/'))
                .and_then(|(span, total)| Some((number(span.split_once('-')?.0)?, number(total))));
            match parsed {
                Some((start, total)) if start == have => Ok((start, total)),
                _ => Err(Break::Final(failed(
                    wanted,
                    "the server sent another part than was asked for",
                ))),
            }
        }
        // What has arrived is not a beginning of what the server has now.
        StatusCode::RANGE_NOT_SATISFIABLE => {
            remove(&beside(&wanted.to, "part")).map_err(Break::Final)?;
            Err(Break::Again("the file has changed on the server".into()))
        }
        status if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS => {
            Err(Break::Again(format!("the server answered {status}")))
        }
        status => Err(Break::Final(failed(
            wanted,
            format!("the server answered {status}"),
        ))),
    }
}

/// The server's mark of a version that is fit for `If-Range`.
fn version(headers: &HeaderMap) -> Option<String> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    text(header::ETAG)
        .filter(|tag| !tag.starts_with("W/"))
        .or_else(|| text(header::LAST_MODIFIED))
        .map(str::to_owned)
}

enum Receive {
    Stopped,
    Broken(String),
    File(io::Error),
}

fn receive(
    mut response: Response<Body>,
    file: &mut File,
    start: u64,
    total: Option<u64>,
    stop: &StopFlag,
    told: &mut impl FnMut(u64, Option<u64>),
) -> Result<(), Receive> {
    let mut at = start;
    // A server that sends on and on is not believed.
    let left = total.unwrap_or(LARGEST).saturating_sub(start);
    let mut body = response.body_mut().as_reader().take(left);
    let mut buffer = vec![0; 1 << 16];
    loop {
        if stop.is_stopped() {
            return Err(Receive::Stopped);
        }
        match body.read(&mut buffer) {
            Ok(0) => break,
            Ok(n) => {
                file.write_all(&buffer[..n]).map_err(Receive::File)?;
                at += n as u64;
                told(at, total);
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(Receive::Broken(error.to_string())),
        }
    }
    match total {
        Some(total) if at < total => Err(Receive::Broken(format!(
            "the connection ended after {at} of {total} bytes"
        ))),
        _ => Ok(()),
    }
}

/// Whether what arrived is what was announced, and a model.
fn check(wanted: &Download, part: &Path) -> Result<ModelFile, ModelError> {
    let other = |reason: String| ModelError::NotAsAnnounced {
        address: wanted.address.clone(),
        reason,
    };
    let model = match inspect(part) {
        Ok(model) => model,
        Err(error @ ModelError::File { .. }) => return Err(error),
        Err(error) => return Err(other(error.to_string())),
    };
    match &wanted.sha256 {
        Some(hash) if !hash.eq_ignore_ascii_case(&model.sha256) => Err(other(format!(
            "its SHA-256 is {}, not {hash}",
            model.sha256
        ))),
        _ => Ok(model),
    }
}
