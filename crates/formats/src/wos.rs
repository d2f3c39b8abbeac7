//! Web of Science (ISI) field-tagged files: `PT` to `ER`, tags of two letters, wrapped lines set in by three spaces.
//!
//! Zoological Record, Inspec and MEDLINE on Web of Science write the same frame with some tags of their own.

use review::{Author, OtherField, Record, RecordKind, Severity};

use crate::entries::Entries;
use crate::fields::{
    author_list, doi, isbns, issns, kind_from_words, non_empty, one_line, plain_line, pmid, year,
};
use crate::parts;
use crate::tagged::{Field, Line, fill, keep, lines, title, value_lines, word};

/// Reads a Web of Science file.
pub(crate) fn parse(text: &str) -> Entries {
    // Whatever is open before this tag ends there.
    parts::read(text, "PT ", parse_part)
}

fn parse_part(text: &str) -> Entries {
    let mut entries = Entries::default();
    let mut fields: Vec<Field<'_>> = Vec::new();
    let mut in_header = false;
    let mut stray: Option<Line<'_>> = None;
    for line in lines(text) {
        match tag_of(line.text) {
            Some(("FN" | "VR", _)) if fields.is_empty() => in_header = true,
            Some(("EF", "")) if fields.is_empty() => {}
            Some(("ER", value)) if value.trim().is_empty() && !fields.is_empty() => {
                close(&mut entries, &mut fields, true);
            }
            Some((tag, value)) => {
                let ends = tag == "PT" || (tag == "EF" && value.trim().is_empty());
                if ends && !fields.is_empty() {
                    close(&mut entries, &mut fields, false);
                }
                if tag == "EF" && value.trim().is_empty() {
                    continue;
                }
                if fields.is_empty() {
                    passed_over(&mut entries, &mut stray);
                    in_header = false;
                }
                fields.push(Field::new(tag, value, line));
            }
            None if line.is_blank() => {}
            None => match fields.last_mut() {
                Some(field) => {
                    field.extend(text, line);
                }
                None if in_header && line.text.starts_with(' ') => {}
                None => stray = stray.or(Some(line)),
            },
        }
    }
    close(&mut entries, &mut fields, false);
    passed_over(&mut entries, &mut stray);
    entries
}

fn passed_over(entries: &mut Entries, stray: &mut Option<Line<'_>>) {
    if let Some(line) = stray.take() {
        let reason = "text outside of entries was passed over";
        let excerpt = Some(line.text.trim());
        entries.problem(Severity::Note, Some(line.number), None, reason, excerpt);
    }
}

/// Two capitals or a capital and a digit, alone or before a space.
fn tag_of(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches('\u{feff}');
    let [a, b, rest @ ..] = line.as_bytes() else {
        return None;
    };
    let is_tag = a.is_ascii_uppercase()
        && (b.is_ascii_uppercase() || b.is_ascii_digit())
        && rest.first().is_none_or(|byte| *byte == b' ');
    is_tag.then(|| {
        (
            line.get(..2).unwrap_or_default(),
            line.get(2..).unwrap_or_default(),
        )
    })
}

fn close(entries: &mut Entries, fields: &mut Vec<Field<'_>>, ended: bool) {
    let Some(first) = fields.first() else {
        return;
    };
    let (line, number) = (first.line, entries.begin());
    let at = (Some(line), Some(number));
    if !ended {
        let reason = "the end of the entry (ER) is missing";
        entries.problem(Severity::Note, at.0, at.1, reason, None);
    }
    if first.tag != "PT" {
        let reason = "the entry does not begin with PT; it was read nevertheless";
        entries.problem(Severity::Note, at.0, at.1, reason, None);
    }
    let record = of_fields(fields);
    if record.title.is_none() {
        let reason = "the entry has no title";
        entries.problem(Severity::Note, at.0, at.1, reason, Some(first.value.trim()));
    }
    fields.clear();
    entries.record(record, line, number);
}

fn of_fields(fields: &[Field<'_>]) -> Record {
    let mut record = Record::default();
    let mut full_names: Vec<Author> = Vec::new();
    let mut groups: Vec<Author> = Vec::new();
    let (mut start, mut end, mut range, mut article) = (None, None, None, None);
    let mut short = None;
    for field in fields {
        let value = field.value.trim();
        if value.is_empty() {
            continue;
        }
        let rejected = match field.tag {
            "PT" => {
                record.kind = match value {
                    "J" => RecordKind::JournalArticle,
                    "B" => RecordKind::Book,
                    "S" => RecordKind::BookSection,
                    "C" => RecordKind::ConferencePaper,
                    "P" => RecordKind::Other("Patent".to_owned()),
                    words => kind_from_words(words)
                        .unwrap_or_else(|| RecordKind::Other(one_line(words).into_owned())),
                };
                None
            }
            "AU" => {
                for line in value_lines(value) {
                    // Zoological Record puts addresses behind names.
                    let (name, address) = match line.split_once(" (") {
                        Some((name, rest)) if rest.contains('@') => (name, Some(rest)),
                        _ => (line.as_ref(), None),
                    };
                    record.authors.extend(author_list(name));
                    if address.is_some() {
                        keep(&mut record, "AU", &line);
                    }
                }
                None
            }
            "AF" => {
                full_names.extend(value_lines(value).flat_map(|line| author_list(&line)));
                None
            }
            "BE" => {
                record
                    .editors
                    .extend(value_lines(value).flat_map(|line| author_list(&line)));
                None
            }
            "CA" | "GP" => {
                groups.extend(
                    value_lines(value)
                        .flat_map(|line| {
                            let names = line.split(';').map(|name| non_empty(one_line(name)));
                            names.collect::<Vec<_>>()
                        })
                        .flatten()
                        .map(|name| Author::Group { name }),
                );
                None
            }
            "TI" => fill(&mut record.title, title(value)),
            "SO" => fill(&mut record.journal, title(value)),
            "JI" => fill(&mut record.journal_abbreviation, title(value)),
            "J9" => {
                short = title(value);
                None
            }
            "VL" => fill(&mut record.volume, word(value)),
            "IS" => fill(&mut record.issue, word(value)),
            "BP" => fill(&mut start, word(value)),
            "EP" => fill(&mut end, word(value)),
            "PS" => fill(&mut range, word(value)),
            "AR" => fill(&mut article, word(value)),
            "DI" => match doi(value) {
                Some(found) => fill(&mut record.doi, Some(found)),
                None => word(value),
            },
            "PM" => match pmid(value) {
                Some(found) => fill(&mut record.pmid, Some(found)),
                None => word(value),
            },
            "UT" => {
                let lower = value.to_ascii_lowercase();
                if lower.starts_with("medline:") && record.pmid.is_none() {
                    record.pmid = pmid(value);
                }
                fill(&mut record.accession, word(value))
            }
            "AN" => fill(&mut record.accession, word(value)),
            "SN" | "EI" => numbers(&mut record.issn, issns(value), value)
                .and_then(|value| numbers(&mut record.isbn, isbns(&value), &value)),
            "BN" => numbers(&mut record.isbn, isbns(value), value),
            "PY" => match year(value) {
                Some(found) if record.year.is_none_or(|known| known == found) => {
                    record.year = Some(found);
                    None
                }
                _ => word(value),
            },
            "PD" => fill(&mut record.date, word(value)),
            "LA" => fill(&mut record.language, word(value)),
            "DE" | "ID" => {
                let line = plain_line(value);
                let words = line
                    .split(';')
                    .map(str::trim)
                    .filter(|word| !word.is_empty());
                record.keywords.extend(words.map(str::to_owned));
                None
            }
            // The lines are wrapped; what they say about paragraphs is nothing.
            "AB" => match (&mut record.abstract_text, title(value)) {
                (Some(text), Some(more)) => {
                    text.push('\n');
                    text.push_str(&more);
                    None
                }
                (slot, text) => {
                    *slot = text;
                    None
                }
            },
            "PU" => fill(&mut record.publisher, title(value)),
            "PI" => fill(&mut record.place, title(value)),
            "UR" => {
                record.urls.extend(word(value));
                None
            }
            _ => Some(value.to_owned()),
        };
        if let Some(value) = rejected {
            keep(&mut record, field.tag, &value);
        }
    }
    // `AF` repeats `AU` with full names.
    if full_names.len() >= record.authors.len() && !full_names.is_empty() {
        record.authors = full_names;
    } else {
        record
            .other
            .extend(full_names.into_iter().map(|name| OtherField {
                tag: "AF".to_owned(),
                value: name.to_string(),
            }));
    }
    record.authors.extend(groups);
    if let Some(short) = fill(&mut record.journal_abbreviation, short) {
        keep(&mut record, "J9", &short);
    }
    record.pages = match (start, end) {
        (Some(start), Some(end)) if start != end => Some(format!("{start}-{end}")),
        (start, end) => start.or(end),
    };
    for (tag, value) in [("PS", range), ("AR", article)] {
        if let Some(value) = fill(&mut record.pages, value) {
            keep(&mut record, tag, &value);
        }
    }
    if record.year.is_none() {
        record.year = record.date.as_deref().and_then(year);
    }
    record
}

/// Adds the numbers that were found in a value; without any, the value is handed back.
fn numbers(list: &mut Vec<String>, found: Vec<String>, value: &str) -> Option<String> {
    if found.is_empty() {
        return word(value);
    }
    for number in found {
        if !list.contains(&number) {
            list.push(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_in_parts_changes_nothing() {
        let texts = [
            "FN x\nVR 1\n more\nstray\nPT J\nTI a\n   b\nER\n\nPT J\nstray\nPT J\nTI c\nER\nEF\nstray\n\
             PT B\nAU d\nEF\nTI e\n\nPT J\n",
        ];
        parts::tests::assert_parts_change_nothing("PT ", &texts, parse_part);
    }
}
