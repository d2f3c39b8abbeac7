//! Refer, the `%` tags that EndNote writes to `.enw` files.
//!
//! An entry begins with `%0`, or, where a file begins otherwise, with the tag that begins the file, behind a blank
//! line. Other blank lines are part of an abstract.

use std::borrow::Cow;

use review::{Record, RecordKind, Severity};

use crate::entries::Entries;
use crate::fields::{author, doi, isbns, issns, kind_from_words, one_line, year};
use crate::tagged::{Field, Line, fill, keep, lines, prose, title, value_lines, word};

/// Reads a Refer file.
pub(crate) fn parse(text: &str) -> Entries {
    let mut entries = Entries::default();
    let mut fields: Vec<Field<'_>> = Vec::new();
    let mut first_tag = None;
    let mut blank = false;
    let mut stray: Option<Line<'_>> = None;
    for line in lines(text) {
        if line.is_blank() {
            blank = true;
            continue;
        }
        match tag_of(line.text) {
            Some((tag, value)) => {
                let first = *first_tag.get_or_insert(tag);
                let has = |tag: &str| fields.iter().any(|field| field.tag == tag);
                let begins = (tag == "%0" && has("%0"))
                    || (blank && (tag == first || (matches!(tag, "%0" | "%T") && has(tag))));
                if begins {
                    close(&mut entries, &mut fields);
                }
                if fields.is_empty()
                    && let Some(line) = stray.take()
                {
                    passed_over(&mut entries, line);
                }
                fields.push(Field::new(tag, value, line));
            }
            None => match fields.last_mut() {
                Some(field) => {
                    field.extend(text, line);
                }
                None => stray = stray.or(Some(line)),
            },
        }
        blank = false;
    }
    close(&mut entries, &mut fields);
    if let Some(line) = stray {
        passed_over(&mut entries, line);
    }
    entries
}

fn passed_over(entries: &mut Entries, line: Line<'_>) {
    let reason = "text outside of entries was passed over";
    let excerpt = Some(line.text.trim());
    entries.problem(Severity::Note, Some(line.number), None, reason, excerpt);
}

/// `%` and one character, alone or before white space.
fn tag_of(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches([' ', '\t', '\u{feff}']);
    let [b'%', tag, rest @ ..] = line.as_bytes() else {
        return None;
    };
    let is_tag =
        tag.is_ascii_graphic() && rest.first().is_none_or(|byte| matches!(byte, b' ' | b'\t'));
    is_tag.then(|| {
        (
            line.get(..2).unwrap_or_default(),
            line.get(2..).unwrap_or_default(),
        )
    })
}

fn close(entries: &mut Entries, fields: &mut Vec<Field<'_>>) {
    let Some(first) = fields.first() else {
        return;
    };
    let (line, number) = (first.line, entries.begin());
    let record = of_fields(fields);
    if record.title.is_none() {
        let reason = "the entry has no title";
        entries.problem(
            Severity::Note,
            Some(line),
            Some(number),
            reason,
            Some(first.value.trim()),
        );
    }
    fields.clear();
    entries.record(record, line, number);
}

fn of_fields(fields: &[Field<'_>]) -> Record {
    let mut record = Record::default();
    let mut book_title = None;
    for field in fields {
        let value = field.value.trim();
        if value.is_empty() {
            continue;
        }
        let rejected = match field.tag {
            "%0" => {
                record.kind = match value {
                    // EndNote calls a paper in proceedings by the name of the proceedings.
                    "Conference Proceedings" => RecordKind::ConferencePaper,
                    "Generic" => RecordKind::Unknown,
                    _ => kind_from_words(value)
                        .unwrap_or_else(|| RecordKind::Other(one_line(value).into_owned())),
                };
                None
            }
            "%T" => fill(&mut record.title, title(value)),
            "%A" => {
                record
                    .authors
                    .extend(value_lines(value).filter_map(|name| author(&name)));
                None
            }
            "%E" => {
                record
                    .editors
                    .extend(value_lines(value).filter_map(|name| author(&name)));
                None
            }
            "%J" => fill(&mut record.journal, title(value)),
            "%B" => fill(&mut book_title, title(value)),
            "%D" => match year(value) {
                Some(found) if record.year.is_none_or(|known| known == found) => {
                    record.year = Some(found);
                    if value.len() > 4 {
                        fill(&mut record.date, word(value))
                    } else {
                        None
                    }
                }
                _ => word(value),
            },
            "%8" => fill(&mut record.date, word(value)),
            "%V" => fill(&mut record.volume, word(value)),
            "%N" => fill(&mut record.issue, word(value)),
            "%P" => fill(&mut record.pages, word(value)),
            "%R" => match doi(value) {
                Some(found) => fill(&mut record.doi, Some(found)),
                None => word(value),
            },
            "%@" => {
                let (serial, book) = (issns(value), isbns(value));
                if serial.is_empty() && book.is_empty() {
                    word(value)
                } else {
                    record.issn.extend(serial);
                    record.isbn.extend(book);
                    None
                }
            }
            "%X" => fill(&mut record.abstract_text, prose(value)),
            "%K" => {
                for line in value_lines(value) {
                    let words = line
                        .split(';')
                        .map(str::trim)
                        .filter(|word| !word.is_empty());
                    record.keywords.extend(words.map(str::to_owned));
                }
                None
            }
            "%U" => {
                record.urls.extend(value_lines(value).map(Cow::into_owned));
                None
            }
            "%I" => fill(&mut record.publisher, title(value)),
            "%C" => fill(&mut record.place, title(value)),
            "%G" => fill(&mut record.language, word(value)),
            "%M" => fill(&mut record.accession, word(value)),
            "%~" => fill(&mut record.database, word(value)),
            "%Z" => {
                record.notes.extend(prose(value));
                None
            }
            _ => Some(value.to_owned()),
        };
        if let Some(value) = rejected {
            keep(&mut record, field.tag, &value);
        }
    }
    // The containing book or proceedings; of an article some programs put the journal there.
    if let Some(value) = fill(&mut record.journal, book_title) {
        keep(&mut record, "%B", &value);
    }
    if record.year.is_none() {
        record.year = record.date.as_deref().and_then(year);
    }
    record
}
