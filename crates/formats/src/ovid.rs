//! Ovid's display format: numbered records, headings on lines of their own, values set in below them.
//!
//! ```text
//! <1>
//! Accession Number
//!   00006236-201504000-00002.
//! Title
//!   Listening: Important to the Stuff of a Life.[Miscellaneous]
//! Source
//!   Nursing Science Quarterly.   28(2):103-106, April 2015.
//! ```

mod record;

use review::Severity;

use crate::entries::Entries;
use crate::tagged::{Field, Line, lines};

/// Reads an Ovid text file.
pub(crate) fn parse(text: &str) -> Entries {
    let mut reader = Reader {
        entries: Entries::default(),
        fields: Vec::new(),
        start: None,
        stray: None,
    };
    // Where records are not numbered, the heading that begins the first one begins them all.
    let numbered = lines(text).any(|line| record_number(line.text).is_some());
    let mut first_heading = None;
    for line in lines(text) {
        if line.is_blank() {
            continue;
        }
        if numbered && record_number(line.text).is_some() {
            reader.close();
            reader.start = Some(line.number);
            reader.passed_over();
            continue;
        }
        let set_in = line.text.starts_with([' ', '\t']);
        if set_in {
            match reader.fields.last_mut() {
                Some(field) => field.extend(text, line),
                None => reader.stray = reader.stray.or(Some(line)),
            }
            continue;
        }
        let heading = line.text.trim_end();
        if !numbered && is_heading(heading) && heading == *first_heading.get_or_insert(heading) {
            reader.close();
            reader.start = Some(line.number);
            reader.passed_over();
        }
        if reader.start.is_some() && heading.len() <= 60 {
            reader.fields.push(Field::new(heading, "", line));
        } else if let Some(field) = reader.fields.last_mut() {
            field.extend(text, line);
        } else {
            reader.stray = reader.stray.or(Some(line));
        }
    }
    reader.close();
    reader.passed_over();
    reader.entries
}

struct Reader<'a> {
    entries: Entries,
    fields: Vec<Field<'a>>,
    /// Line on which the open entry begins.
    start: Option<u64>,
    stray: Option<Line<'a>>,
}

impl Reader<'_> {
    fn close(&mut self) {
        let Some(line) = self.start.take() else {
            return;
        };
        let number = self.entries.begin();
        let at = (Some(line), Some(number));
        if self.fields.is_empty() {
            let reason = "there is nothing below the number of this record";
            self.entries
                .problem(Severity::Entry, at.0, at.1, reason, None);
            return;
        }
        let record = record::of_fields(&self.fields);
        if record.title.is_none() {
            let reason = "the entry has no title";
            self.entries
                .problem(Severity::Note, at.0, at.1, reason, None);
        }
        self.fields.clear();
        self.entries.record(record, line, number);
    }

    fn passed_over(&mut self) {
        if let Some(line) = self.stray.take() {
            let reason = "text outside of entries was passed over";
            let excerpt = Some(line.text.trim());
            self.entries
                .problem(Severity::Note, Some(line.number), None, reason, excerpt);
        }
    }
}

/// The number of a record, if the line is `<1>` or `1.` alone.
pub(crate) fn record_number(line: &str) -> Option<u64> {
    if !line.starts_with(['<', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']) {
        return None;
    }
    let line = line.trim_end();
    let digits = match line.strip_prefix('<') {
        Some(rest) => rest.strip_suffix('>')?,
        None => line.strip_suffix('.')?,
    };
    digits.trim().parse().ok()
}

/// Whether a line is one of the headings by which the format is known.
pub(crate) fn is_heading(line: &str) -> bool {
    matches!(
        line.trim_end(),
        "Title"
            | "Authors"
            | "Author"
            | "Source"
            | "Abstract"
            | "Score"
            | "Unique Identifier"
            | "Accession Number"
            | "Institution"
    )
}
