//! [`read_trials`]: the trials of a file of any of the known formats, one after the other.

use std::fmt;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::ops::ControlFlow;

use formats::{XmlElement, XmlEntries, XmlFound};
use review::{Problem, Severity};
use serde::Serialize;

use crate::json_studies::{RawStudy, Studies};
use crate::row::{Row, field_name};
use crate::trial::{Place, Trial};
use crate::{clinical_trials_gov, ictrp};

/// A single trial that takes more bytes is taken for none.
const LARGEST_TRIAL: usize = 64 << 20;
/// What is looked at to know the format.
const HEAD: u64 = 64 << 10;
/// Signs of a text that a problem shows.
const EXCERPT: usize = 200;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RegistryFormat {
    /// Studies of ClinicalTrials.gov's API, version 2.
    ClinicalTrialsGovJson,
    /// The classic XML of ClinicalTrials.gov.
    ClinicalTrialsGovXml,
    /// The download of ClinicalTrials.gov as a table.
    ClinicalTrialsGovCsv,
    /// The export of the WHO's portal as XML.
    IctrpXml,
    /// The export of the WHO's portal as a table.
    IctrpCsv,
}

impl fmt::Display for RegistryFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            RegistryFormat::ClinicalTrialsGovJson => "ClinicalTrials.gov JSON",
            RegistryFormat::ClinicalTrialsGovXml => "ClinicalTrials.gov XML",
            RegistryFormat::ClinicalTrialsGovCsv => "ClinicalTrials.gov CSV",
            RegistryFormat::IctrpXml => "ICTRP XML",
            RegistryFormat::IctrpCsv => "ICTRP CSV",
        })
    }
}

/// One thing that a file holds.
#[derive(Clone, Debug)]
pub enum RegistryItem {
    /// A trial.
    Trial(Box<Trial>),
    /// What could not be read as it should.
    Problem(Problem),
}

/// Why a file was not read.
#[derive(Debug)]
pub enum ReadTrialsError {
    /// The input itself could not be read.
    Io(io::Error),
    /// The file is none of the known formats.
    UnknownFormat,
}

impl fmt::Display for ReadTrialsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReadTrialsError::Io(error) => error.fmt(f),
            ReadTrialsError::UnknownFormat => f.write_str(
                "the file is no JSON, XML or CSV of ClinicalTrials.gov and no XML or CSV of the WHO's portal (ICTRP)",
            ),
        }
    }
}

impl std::error::Error for ReadTrialsError {}

impl From<io::Error> for ReadTrialsError {
    fn from(error: io::Error) -> Self {
        ReadTrialsError::Io(error)
    }
}

/// Reads a file trial by trial, so that one of any size needs the memory of one trial, which is bounded too. The format
/// is recognised. A bad trial costs only itself and is told as a problem with its line and number.
///
/// Stops early when `each` breaks.
///
/// # Errors
/// Where the input cannot be read, or is none of the formats.
///
/// ```
/// use std::ops::ControlFlow;
///
/// let file = br#"{"studies":[{"protocolSection":{"identificationModule":{"nctId":"NCT01234567"}}}]}"#;
/// let mut numbers = Vec::new();
/// let format = registry::read_trials(&file[..], |item| {
///     if let registry::RegistryItem::Trial(trial) = item {
///         numbers.push(trial.id);
///     }
///     ControlFlow::Continue(())
/// })?;
/// assert_eq!(numbers, ["NCT01234567"]);
/// assert_eq!(format, registry::RegistryFormat::ClinicalTrialsGovJson);
/// # Ok::<(), registry::ReadTrialsError>(())
/// ```
pub fn read_trials(
    mut input: impl Read,
    mut each: impl FnMut(RegistryItem) -> ControlFlow<()>,
) -> Result<RegistryFormat, ReadTrialsError> {
    let mut head = Vec::new();
    input.by_ref().take(HEAD).read_to_end(&mut head)?;
    let format = format_of(&head).ok_or(ReadTrialsError::UnknownFormat)?;
    if head.starts_with(b"\xEF\xBB\xBF") {
        head.drain(..3);
    }
    let input = BufReader::new(Cursor::new(head).chain(input));
    match format {
        RegistryFormat::ClinicalTrialsGovJson => json(input, &mut each)?,
        RegistryFormat::ClinicalTrialsGovXml | RegistryFormat::IctrpXml => xml(input, &mut each)?,
        RegistryFormat::ClinicalTrialsGovCsv | RegistryFormat::IctrpCsv => {
            table(input, format, &mut each)?;
        }
    }
    Ok(format)
}

fn format_of(head: &[u8]) -> Option<RegistryFormat> {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start();
    if text.starts_with('<') {
        return if text.contains("<clinical_study") {
            Some(RegistryFormat::ClinicalTrialsGovXml)
        } else if text.contains("<Trials_downloaded_from_ICTRP") || text.contains("<TrialID") {
            Some(RegistryFormat::IctrpXml)
        } else {
            None
        };
    }
    if text.starts_with('{') || text.starts_with('[') {
        let known = text.contains("\"protocolSection\"") || text.contains("\"studies\"");
        return known.then_some(RegistryFormat::ClinicalTrialsGovJson);
    }
    let names: Vec<String> = text
        .lines()
        .next()?
        .split([',', ';', '\t'])
        .map(|name| field_name(name.trim().trim_matches('"')))
        .collect();
    if names.iter().any(|name| name == "nct number") {
        Some(RegistryFormat::ClinicalTrialsGovCsv)
    } else if names.iter().any(|name| name == "trialid") {
        Some(RegistryFormat::IctrpCsv)
    } else {
        None
    }
}

fn problem(severity: Severity, place: Place, reason: String, text: &str) -> RegistryItem {
    let excerpt: String = text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .take(EXCERPT)
        .collect();
    RegistryItem::Problem(Problem {
        severity,
        line: place.line,
        entry: (place.entry > 0).then_some(place.entry),
        reason,
        excerpt: (!excerpt.is_empty()).then_some(excerpt),
    })
}

fn bad(place: Place, reason: &str, text: &str) -> RegistryItem {
    problem(
        Severity::Entry,
        place,
        format!("This trial could not be read: {reason}."),
        text,
    )
}

type Each<'e> = &'e mut dyn FnMut(RegistryItem) -> ControlFlow<()>;

fn json(input: impl BufRead, each: Each<'_>) -> io::Result<()> {
    let mut studies = Studies::new(input, LARGEST_TRIAL);
    let mut entry = 0;
    while let Some(raw) = studies.next()? {
        entry += 1;
        let place = Place {
            line: Some(raw.line),
            entry,
        };
        if each(study(&raw, place)).is_break() {
            break;
        }
    }
    Ok(())
}

fn study(raw: &RawStudy, place: Place) -> RegistryItem {
    let text = || {
        let head = raw
            .bytes
            .get(..raw.bytes.len().min(4 * EXCERPT))
            .unwrap_or_default();
        String::from_utf8_lossy(head).into_owned()
    };
    if let Some(reason) = raw.broken {
        return bad(place, reason, &text());
    }
    // Bytes that are no UTF-8 cost their signs only.
    let parsed = match std::str::from_utf8(&raw.bytes) {
        Ok(text) => serde_json::from_str(text),
        Err(_) => serde_json::from_str(&String::from_utf8_lossy(&raw.bytes)),
    };
    match parsed {
        Ok(value) => finished(clinical_trials_gov::json::trial(&value), place, &text),
        Err(error) => bad(
            place,
            &format!("it is no proper JSON ({error}, counted from its start)"),
            &text(),
        ),
    }
}

fn finished(
    read: Result<Trial, &'static str>,
    place: Place,
    text: &dyn Fn() -> String,
) -> RegistryItem {
    match read {
        Ok(mut trial) => {
            trial.place = place;
            RegistryItem::Trial(Box::new(trial))
        }
        Err(reason) => bad(place, reason, &text()),
    }
}

fn xml(input: impl BufRead, each: Each<'_>) -> io::Result<()> {
    let names = &["clinical_study", "Trial"];
    let mut entries = XmlEntries::new(input, names, names).with_largest(LARGEST_TRIAL);
    let mut entry = 0;
    while let Some(found) = entries.read_next()? {
        let item = match found {
            XmlFound::Entry {
                element,
                line,
                untidy,
            } => {
                entry += 1;
                let place = Place {
                    line: Some(line),
                    entry,
                };
                let trial = match element.name.as_str() {
                    "clinical_study" => clinical_trials_gov::xml::trial(&element),
                    _ => ictrp::trial(&fields(&element)),
                };
                if untidy && trial.is_ok() {
                    let reason = "Tags in this trial are not closed; what it says was read as far as it can be.";
                    let note = problem(Severity::Note, place, reason.to_owned(), "");
                    if each(note).is_break() {
                        return Ok(());
                    }
                }
                finished(trial, place, &|| element.line().unwrap_or_default())
            }
            XmlFound::Broken { line, reason, text } => {
                entry += 1;
                let place = Place {
                    line: Some(line),
                    entry,
                };
                bad(place, reason, &text)
            }
            XmlFound::Remark { line, reason } => {
                let place = Place {
                    line: Some(line),
                    entry: 0,
                };
                problem(Severity::Note, place, reason.to_owned(), "")
            }
        };
        if each(item).is_break() {
            break;
        }
    }
    Ok(())
}

fn fields(element: &XmlElement) -> Row {
    let mut row = Row::default();
    for child in element.children() {
        row.put(&child.name, &child.text());
    }
    row
}

/// Ends a file in which a line is larger than any true one, so that a quote without its end cannot fill the memory.
struct Bounded<R> {
    input: R,
    left: usize,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let allowed = buffer.len().min(self.left);
        let read = self
            .input
            .read(buffer.get_mut(..allowed).unwrap_or_default())?;
        self.left -= read;
        Ok(read)
    }
}

fn table(mut input: impl BufRead, format: RegistryFormat, each: Each<'_>) -> io::Result<()> {
    let delimiter = delimiter(input.fill_buf()?);
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(Bounded {
            input,
            left: LARGEST_TRIAL,
        });
    let failed = |error: csv::Error| io::Error::other(error.to_string());
    let header: Vec<String> = reader
        .byte_headers()
        .map_err(failed)?
        .iter()
        .map(|name| String::from_utf8_lossy(name).into_owned())
        .collect();
    let mut record = csv::ByteRecord::new();
    let mut entry = 0;
    loop {
        reader.get_mut().left = LARGEST_TRIAL;
        if !reader.read_byte_record(&mut record).map_err(failed)? {
            break;
        }
        entry += 1;
        let place = Place {
            line: record.position().map(csv::Position::line),
            entry,
        };
        let ended = reader.get_ref().left == 0;
        let item = if ended {
            bad(
                place,
                "a line here is larger than any true one, since a quote has no end; the file was read up to it",
                "",
            )
        } else {
            line(&header, &record, format, place)
        };
        if each(item).is_break() || ended {
            break;
        }
    }
    Ok(())
}

fn line(
    header: &[String],
    record: &csv::ByteRecord,
    format: RegistryFormat,
    place: Place,
) -> RegistryItem {
    let shown = || {
        let cells: Vec<_> = record.iter().take(6).map(String::from_utf8_lossy).collect();
        cells.join(", ")
    };
    if record.len() > header.len() {
        let reason = format!(
            "it has {} cells and the first line names {}, so that cells cannot be told apart; a comma or quote in it may not be quoted",
            record.len(),
            header.len()
        );
        return bad(place, &reason, &shown());
    }
    let mut row = Row::default();
    for (name, cell) in header.iter().zip(record) {
        row.put(name, &String::from_utf8_lossy(cell));
    }
    let read = match format {
        RegistryFormat::IctrpCsv => ictrp::trial(&row),
        _ => clinical_trials_gov::csv::trial(&row),
    };
    finished(read, place, &shown)
}

/// The sign that stands most often in the first line; of equals the comma.
fn delimiter(head: &[u8]) -> u8 {
    let first = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    [b'\t', b';', b',']
        .into_iter()
        .max_by_key(|sign| first.iter().filter(|byte| *byte == sign).count())
        .unwrap_or(b',')
}
