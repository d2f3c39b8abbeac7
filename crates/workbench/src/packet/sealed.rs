//! The file of a packet: encrypted with a passphrase in the format of age (age-encryption.org/v1), which also notices every
//! change of a byte. Inside: a line of JSON with the length of the body, the body as JSON, then the documents one after
//! the other.

use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::path::Path;

use age::secrecy::{ExposeSecret, SecretString};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::convert::write_whole;
use crate::error::{Error, Result};

/// Shortest passphrase that is taken: one that is tried out at a second each is not guessed.
const SHORTEST: usize = 10;

/// Greatest body that is read, bytes: some hundred thousand records.
const GREATEST_BODY: u64 = 1 << 30;

/// Greatest work that a file may ask for before it is known to be ours, as a power of two: some seconds and a gibibyte.
const GREATEST_WORK: u8 = 20;

/// What the first line says.
#[derive(Serialize, Deserialize)]
struct Head {
    /// Version of this format.
    attest_packet: u32,
    kind: Kind,
    /// Length of the body in bytes.
    body: u64,
}

/// Which of the two ways a packet goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    /// Records to be decided on.
    Work,
    /// What was decided.
    Answers,
}

/// A passphrase, not shown by `Debug` and wiped from memory when dropped.
#[derive(Clone, Debug)]
pub struct Passphrase(SecretString);

impl Passphrase {
    /// Refused where it is shorter than ten characters.
    pub fn new(text: &str) -> Result<Self> {
        let text = text.trim_end_matches(['\r', '\n']);
        if text.chars().count() < SHORTEST {
            return Err(Error::invalid(
                format!("a passphrase needs {SHORTEST} characters or more"),
                "Four words that have nothing to do with each other are easy to keep and hard to guess.",
            ));
        }
        Ok(Self(SecretString::from(text.to_owned())))
    }
}

/// Writes a packet: whole, or not at all.
pub(super) fn seal(
    path: &Path,
    passphrase: &Passphrase,
    kind: Kind,
    body: &impl Serialize,
    documents: &[std::path::PathBuf],
) -> Result<()> {
    let body = serde_json::to_vec(body).map_err(|e| Error::internal(e.to_string()))?;
    let head = Head {
        attest_packet: 1,
        kind,
        body: body.len() as u64,
    };
    let head = serde_json::to_vec(&head).map_err(|e| Error::internal(e.to_string()))?;
    let failed = |e: std::io::Error| Error::file(path, &e);
    write_whole(path, |out| {
        let secret = SecretString::from(passphrase.0.expose_secret().to_owned());
        let encryptor = age::Encryptor::with_user_passphrase(secret);
        let mut sealed = encryptor.wrap_output(BufWriter::new(out)).map_err(failed)?;
        for part in [&head[..], b"\n", &body] {
            sealed.write_all(part).map_err(failed)?;
        }
        for document in documents {
            let mut file = std::fs::File::open(document).map_err(|e| Error::file(document, &e))?;
            std::io::copy(&mut file, &mut sealed).map_err(failed)?;
        }
        let mut out = sealed.finish().map_err(failed)?;
        out.flush().map_err(failed)
    })
}

/// An opened packet: its body, and its documents still to be read.
pub(super) struct Opened<T> {
    pub(super) body: T,
    rest: Box<dyn BufRead>,
}

impl<T> Opened<T> {
    /// The next document, which has this length.
    pub(super) fn document(&mut self, length: u64) -> Result<Vec<u8>> {
        take(&mut self.rest, length)
    }
}

/// Opens a packet of that kind.
pub(super) fn open<T: DeserializeOwned>(
    path: &Path,
    passphrase: &Passphrase,
    kind: Kind,
) -> Result<Opened<T>> {
    let file = std::fs::File::open(path).map_err(|e| Error::file(path, &e))?;
    let none = |why: String| {
        Error::bad_input(
            format!("{} is not a packet of Attest: {why}", name_of(path)),
            "Ask whoever made it to send it again.",
        )
    };
    let decryptor = age::Decryptor::new(BufReader::new(file)).map_err(|error| {
        none(match error {
            age::DecryptError::Io(_) => "the file is cut off, or of another kind".to_owned(),
            error => error.to_string(),
        })
    })?;
    let secret = SecretString::from(passphrase.0.expose_secret().to_owned());
    let mut identity = age::scrypt::Identity::new(secret);
    identity.set_max_work_factor(GREATEST_WORK);
    let identities = std::iter::once(&identity as &dyn age::Identity);
    let plain = decryptor.decrypt(identities).map_err(|error| match error {
        age::DecryptError::DecryptionFailed | age::DecryptError::KeyDecryptionFailed => {
            Error::bad_input(
                format!("{} does not open with this passphrase", name_of(path)),
                "Type it again, or ask whoever made the packet; it is told by another way than the file.",
            )
        }
        error => none(error.to_string()),
    })?;
    let mut rest = BufReader::new(plain);
    let mut line = Vec::new();
    (&mut rest)
        .take(1 << 10)
        .read_until(b'\n', &mut line)
        .map_err(|_| altered())?;
    let head: Head = serde_json::from_slice(&line).map_err(|e| none(e.to_string()))?;
    if head.attest_packet != 1 {
        return Err(Error::bad_input(
            "the packet was made by a newer version of Attest",
            "Install that version here.",
        ));
    }
    if head.kind != kind {
        return Err(match head.kind {
            Kind::Work => Error::bad_input(
                "this packet holds records to be decided on, not answers",
                "It is opened into a folder of its own by whoever decides on them.",
            ),
            Kind::Answers => Error::bad_input(
                "this packet holds answers, not records to be decided on",
                "It is taken into the review that gave the records out.",
            ),
        });
    }
    if head.body > GREATEST_BODY {
        return Err(none("it is too large".to_owned()));
    }
    let body = take(&mut rest, head.body)?;
    let body = serde_json::from_slice(&body).map_err(|e| none(e.to_string()))?;
    Ok(Opened {
        body,
        rest: Box::new(rest),
    })
}

/// The name of a file without its folder: a browser's upload lies in a folder that nobody knows.
fn name_of(path: &Path) -> String {
    path.file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}

/// So many bytes; fewer are a file that was cut or altered.
fn take(from: &mut impl Read, length: u64) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = from.take(length).read_to_end(&mut bytes);
    match read {
        Ok(count) if count as u64 == length => Ok(bytes),
        Ok(_) | Err(_) => Err(altered()),
    }
}

fn altered() -> Error {
    Error::bad_input(
        "the packet was cut or altered on its way",
        "Nothing was taken from it. Ask for it to be sent again.",
    )
}
