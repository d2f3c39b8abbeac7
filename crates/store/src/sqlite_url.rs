//! The connection URL of a SQLite file: the `Any` driver takes nothing else.

use std::path::Path;

use crate::StoreError;

/// How SQLite shall open the file.
#[derive(Clone, Copy)]
pub(crate) enum Mode {
    Create,
    ReadWrite,
    ReadOnly,
    /// On a medium that cannot be written and has no unfinished write-ahead log.
    Immutable,
}

/// `sqlite://…` for a file, with every byte that could be taken for a part of the URL percent-encoded.
pub(crate) fn sqlite_url(path: &Path, mode: Mode) -> Result<String, StoreError> {
    let path = std::path::absolute(path).map_err(|e| StoreError::file(path, e))?;
    let text = path.to_str().ok_or_else(|| StoreError::File {
        path: path.clone(),
        source: std::io::Error::new(
            std::io::ErrorKind::InvalidInput,
            "the name of the folder is not valid Unicode",
        ),
    })?;
    let mut url = String::from("sqlite://");
    for byte in text.bytes() {
        match byte {
            b'/' | b'-' | b'_' | b'.' | b'~' => url.push(byte as char),
            _ if byte.is_ascii_alphanumeric() => url.push(byte as char),
            _ => url.push_str(&format!("%{byte:02X}")),
        }
    }
    url.push_str(match mode {
        Mode::Create => "?mode=rwc",
        Mode::ReadWrite => "?mode=rw",
        Mode::ReadOnly => "?mode=ro",
        Mode::Immutable => "?mode=ro&immutable=1",
    });
    Ok(url)
}
