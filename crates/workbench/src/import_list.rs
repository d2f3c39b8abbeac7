//! Lists of sources: what the reviewers recorded about each search (PRISMA-S), as a TOML file beside the search files.

use std::path::{Path, PathBuf};

use review::SourceKind;
use serde::Deserialize;

use crate::error::{Error, Result};
use crate::import::ImportFile;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceList {
    source: Vec<ListedSource>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListedSource {
    file: PathBuf,
    source: String,
    kind: SourceKind,
    searched_on: Option<String>,
    strategy: Option<String>,
}

/// The files of a list; they lie beside it.
pub fn read_import_list(list: &Path) -> Result<Vec<ImportFile>> {
    let text = std::fs::read_to_string(list).map_err(|e| Error::file(list, &e))?;
    let sources: SourceList = toml::from_str(&text).map_err(|e| {
        Error::bad_input(
            format!("{}: {}", list.display(), e.to_string().trim_end()),
            "See assets/sample/sources.toml for an example.",
        )
    })?;
    let folder = list.parent().unwrap_or(Path::new("."));
    let files = sources.source.into_iter().map(|s| ImportFile {
        path: folder.join(s.file),
        source: s.source,
        kind: s.kind,
        searched_on: s.searched_on,
        strategy: s.strategy,
        columns: None,
        accept_guess: false,
        again: false,
    });
    Ok(files.collect())
}
