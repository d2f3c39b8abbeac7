//! Tables that people made in a spreadsheet: decisions, retrievals, studies, pairs.

use std::path::Path;

use serde::de::DeserializeOwned;

use crate::error::{Error, Result};

/// The rows of a table, each read or refused by itself. Separator (comma, semicolon, tab) and the case of the headings
/// do not matter; UTF-8, UTF-16 and, failing those, Latin-1 are read; an apostrophe that keeps a spreadsheet from
/// running a formula is taken off. `needed` are the headings that must be there.
pub(crate) fn rows<T: DeserializeOwned>(
    file: &Path,
    needed: &[&str],
) -> Result<Vec<std::result::Result<T, String>>> {
    let bytes = std::fs::read(file).map_err(|e| Error::file(file, &e))?;
    let text = decoded(&bytes);
    let delimiter = delimiter(&text);
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .trim(csv::Trim::All)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let header: csv::StringRecord = reader
        .headers()
        .map_err(|e| {
            Error::bad_input(format!("{}: {e}", file.display()), "Save the table as CSV.")
        })?
        .iter()
        .map(str::to_lowercase)
        .collect();
    for name in needed {
        if !header.iter().any(|h| h == *name) {
            let found = formats::columns_in_words(header.iter());
            return Err(Error::bad_input(
                format!("{}: the column “{name}” is missing", file.display()),
                format!("The first line must name the columns; it names: {found}."),
            ));
        }
    }
    Ok(reader
        .records()
        .map(|record| {
            let record: csv::StringRecord = record
                .map_err(|e| e.to_string())?
                .iter()
                .map(plain)
                .collect();
            record.deserialize(Some(&header)).map_err(|e| e.to_string())
        })
        .collect())
}

/// The text of a file that a spreadsheet wrote: UTF-8, UTF-16 or, failing those, Latin-1.
pub(crate) fn decoded(bytes: &[u8]) -> String {
    let utf16 = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes
            .chunks_exact(2)
            .map(|pair| unit([pair[0], pair[1]]))
            .collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => {
            let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
            match std::str::from_utf8(bytes) {
                Ok(text) => text.to_owned(),
                Err(_) => bytes.iter().map(|&byte| char::from(byte)).collect(),
            }
        }
    }
}

/// The separator that stands most often in the first line.
pub(crate) fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |separator: u8| first.bytes().filter(|&byte| byte == separator).count();
    // Of equals the last is taken: the comma.
    [b'\t', b';', b',']
        .into_iter()
        .max_by_key(|&separator| count(separator))
        .unwrap_or(b',')
}

fn plain(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r']) => rest,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(serde::Deserialize, Debug, PartialEq)]
    struct Row {
        stage: String,
        entry: Option<i64>,
    }

    #[test]
    fn tables_of_any_spreadsheet_are_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("table.csv");
        let read = |bytes: &[u8]| {
            std::fs::write(&path, bytes).expect("a file");
            rows::<Row>(&path, &["stage"]).expect("a table")
        };
        let row = |stage: &str, entry| {
            Ok(Row {
                stage: stage.to_owned(),
                entry,
            })
        };
        assert_eq!(
            read(b"Stage,entry\r\nfull_text,3\r\n"),
            [row("full_text", Some(3))]
        );
        assert_eq!(
            read(b"\xEF\xBB\xBFentry;Stage\n;'=1+1\n"),
            [row("=1+1", None)]
        );
        let utf16: Vec<u8> = "\u{feff}stage\tentry\nx\t1\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(read(&utf16), [row("x", Some(1))]);
        assert!(read(b"stage,entry\nx,seven\ny,2\n")[0].is_err());
        let missing = rows::<Row>(&path, &["verdict"]).expect_err("a missing column");
        assert!(missing.hint.contains("stage, entry"));
    }
}
