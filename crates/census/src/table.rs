//! The table of designs: one row for each record, written as it is judged and read again to be counted.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{Read, Write};

use review::Record;

use crate::Design;
use crate::census::Judged;
use crate::criteria::{Answer, Criteria};
use crate::error::CensusError;
use crate::phase::Phase;

/// Columns that stand before the criteria.
const COLUMNS: [&str; 17] = [
    "file",
    "entry",
    "pmid",
    "doi",
    "year",
    "title",
    "design",
    "probability",
    "randomised_trial",
    "deciding_sentence",
    "place",
    "start",
    "end",
    "cue",
    "phase",
    "people",
    "trial_in_humans",
];

/// The table of designs as it is being written.
pub struct DesignTable<W: Write> {
    out: csv::Writer<W>,
}

impl<W: Write> DesignTable<W> {
    pub(crate) fn new(out: W, criteria: &Criteria) -> Result<Self, CensusError> {
        let mut out = csv::Writer::from_writer(out);
        let mut heading: Vec<String> = COLUMNS.map(str::to_owned).to_vec();
        for criterion in criteria.list() {
            heading.push(criterion.id.clone());
            heading.push(format!("{}_sentence", criterion.id));
        }
        out.write_record(&heading).map_err(unwritten)?;
        Ok(Self { out })
    }

    pub(crate) fn write(
        &mut self,
        file_name: &str,
        entry: u64,
        record: &Record,
        judged: &Judged,
    ) -> Result<(), CensusError> {
        let deciding = judged.design.deciding.as_ref();
        let evidence = deciding.map(|cue| &cue.evidence);
        let text = |text: Option<&str>| neutralised(text.unwrap_or_default()).into_owned();
        let number = |number: Option<String>| number.unwrap_or_default();
        let mut row: Vec<String> = vec![
            text(Some(file_name)),
            entry.to_string(),
            text(record.pmid.as_deref()),
            text(record.doi.as_deref()),
            number(record.year.map(|year| year.to_string())),
            text(record.title.as_deref()),
            judged.design.design.word().to_owned(),
            format!("{:.4}", judged.design.probability),
            format!("{:.4}", judged.design.randomised_trial),
            text(evidence.map(|e| e.text.as_str())),
            text(evidence.map(|e| e.place.word())),
            number(evidence.map(|e| e.start.to_string())),
            number(evidence.map(|e| e.end.to_string())),
            text(deciding.map(|cue| cue.cue.as_str())),
            number(
                judged
                    .phase
                    .as_ref()
                    .map(|(phase, _)| phase.word().to_owned()),
            ),
            number(judged.people.as_ref().map(|(people, _)| people.to_string())),
            judged.answers.all.word().to_owned(),
        ];
        for answered in &judged.answers.criteria {
            row.push(answered.answer.word().to_owned());
            row.push(text(answered.evidence.as_ref().map(|e| e.text.as_str())));
        }
        self.out.write_record(&row).map_err(unwritten)
    }

    /// Writes what is still in memory.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn finish(mut self) -> Result<(), CensusError> {
        self.out
            .flush()
            .map_err(|e| CensusError::Write(e.to_string()))
    }
}

fn unwritten(error: csv::Error) -> CensusError {
    CensusError::Write(error.to_string())
}

/// A cell that no spreadsheet program takes for a formula (OWASP, CSV Injection).
fn neutralised(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}").into()
    } else {
        cell.into()
    }
}

/// What is counted of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DesignRow {
    /// Year of publication.
    pub year: Option<i32>,
    /// The likeliest design.
    pub design: Design,
    /// The probability of a randomised trial.
    pub randomised_trial: f64,
    /// The phase.
    pub phase: Option<Phase>,
    /// How many people.
    pub people: Option<u64>,
    /// Whether it reports results of a prospective interventional trial in humans.
    pub trial_in_humans: Answer,
}

/// Cells of a table by the names of their columns, case set aside.
pub(crate) struct Columns {
    places: BTreeMap<String, usize>,
}

impl Columns {
    pub(crate) fn of(heading: &csv::StringRecord) -> Self {
        let name = |cell: &str| cell.trim().trim_start_matches('\u{feff}').to_lowercase();
        Self {
            places: heading
                .iter()
                .enumerate()
                .map(|(at, cell)| (name(cell), at))
                .collect(),
        }
    }

    pub(crate) fn has(&self, column: &str) -> bool {
        self.places.contains_key(column)
    }

    pub(crate) fn need(&self, column: &str) -> Result<(), CensusError> {
        if self.has(column) {
            return Ok(());
        }
        Err(CensusError::Column {
            column: column.to_owned(),
            found: formats::columns_in_words(self.places.keys().map(String::as_str)),
        })
    }

    pub(crate) fn cell<'r>(&self, row: &'r csv::StringRecord, column: &str) -> &'r str {
        self.places
            .get(column)
            .and_then(|at| row.get(*at))
            .unwrap_or_default()
            .trim()
    }
}

/// Reads a table of designs row by row, so that one of a million rows needs the memory of one.
///
/// Returns how many rows could not be read.
///
/// # Errors
/// A table that is not one of designs, or cannot be read.
pub fn read_designs(input: impl Read, mut each: impl FnMut(DesignRow)) -> Result<u64, CensusError> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(input);
    let heading = reader
        .headers()
        .map_err(|e| CensusError::Read(format!("the table of designs cannot be read: {e}")))?;
    let columns = Columns::of(heading);
    for column in ["year", "design", "randomised_trial"] {
        columns.need(column)?;
    }
    let mut unread = 0;
    let mut row = csv::StringRecord::new();
    loop {
        match reader.read_record(&mut row) {
            Ok(false) => return Ok(unread),
            Ok(true) => match design_row(&columns, &row) {
                Some(row) => each(row),
                None => unread += 1,
            },
            Err(error) if error.is_io_error() => {
                return Err(CensusError::Read(format!(
                    "the table of designs cannot be read: {error}"
                )));
            }
            Err(_) => unread += 1,
        }
    }
}

fn design_row(columns: &Columns, row: &csv::StringRecord) -> Option<DesignRow> {
    let cell = |column: &str| columns.cell(row, column);
    let randomised_trial: f64 = cell("randomised_trial").parse().ok()?;
    if !(0.0..=1.0).contains(&randomised_trial) {
        return None;
    }
    Some(DesignRow {
        year: cell("year").parse().ok(),
        design: Design::from_word(cell("design"))?,
        randomised_trial,
        phase: Phase::from_word(cell("phase")),
        people: cell("people").parse().ok(),
        trial_in_humans: match cell("trial_in_humans") {
            "yes" => Answer::Yes,
            "no" => Answer::No,
            _ => Answer::Unclear,
        },
    })
}
