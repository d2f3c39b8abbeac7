//! MEDLINE/PubMed tagged format (`.nbib`): tags of two to four letters, a hyphen in the fifth place, wrapped lines.
//!
//! PubMed, ERIC and Ovid's MEDLINE write it. A blank line ends an entry, unless what follows has neither a number nor
//! a title of its own; then it goes on with the entry before.

mod record;
mod writer;

use std::ops::Range;

use review::Severity;

use crate::entries::Entries;
use crate::parts;
use crate::tagged::{Field, Line, lines};

pub(crate) use writer::write;

/// Reads a MEDLINE/nbib file.
pub(crate) fn parse(text: &str) -> Entries {
    // An entry begins with this tag, wherever it stands.
    parts::read(text, "PMID- ", parse_part)
}

fn parse_part(text: &str) -> Entries {
    let mut entries = Entries::default();
    let mut fields: Vec<Field<'_>> = Vec::new();
    // Where each block of lines without a blank line between them begins in `fields`.
    let mut blocks: Vec<usize> = Vec::new();
    let mut blank = true;
    for line in lines(text) {
        if line.is_blank() || crate::ovid::record_number(line.text).is_some() {
            blank = true;
        } else if let Some((tag, value)) = tag_of(line.text) {
            if blank || matches!(tag, "PMID" | "UI") {
                blocks.push(fields.len());
            }
            blank = false;
            fields.push(Field::new(tag, value, line));
        } else if let (false, Some(field)) = (blank, fields.last_mut()) {
            field.extend(text, line);
        } else {
            stray(&mut entries, line);
            // Further lines of the same text belong to it, and not to the field before.
            blank = true;
        }
    }
    for range in entry_ranges(&fields, &blocks) {
        let Some((first, entry_fields)) = fields.get(range).and_then(|f| Some((f.first()?, f)))
        else {
            continue;
        };
        let number = entries.begin();
        let (record, mut problems) = record::of_fields(entry_fields);
        for problem in &mut problems {
            problem.entry = Some(number);
        }
        entries.problems.append(&mut problems);
        if record.title.is_none() {
            let reason = "the entry has no title";
            let at = (Some(first.line), Some(number));
            entries.problem(Severity::Note, at.0, at.1, reason, Some(first.value.trim()));
        }
        entries.record(record, first.line, number);
    }
    entries
}

fn stray(entries: &mut Entries, line: Line<'_>) {
    // One note for a region, not one for each of its lines.
    let reason = "text outside of entries was passed over";
    let follows = entries
        .problems
        .last()
        .is_some_and(|last| last.line == Some(line.number - 1) && last.reason == reason);
    if follows {
        if let Some(last) = entries.problems.last_mut() {
            last.line = Some(line.number);
        }
    } else {
        let excerpt = Some(line.text.trim());
        entries.problem(Severity::Note, Some(line.number), None, reason, excerpt);
    }
}

/// Joins blocks to entries.
fn entry_ranges(fields: &[Field<'_>], blocks: &[usize]) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (place, start) in blocks.iter().enumerate() {
        let end = blocks.get(place + 1).copied().unwrap_or(fields.len());
        let own = fields
            .get(*start..end)
            .unwrap_or_default()
            .iter()
            .any(|field| matches!(field.tag, "PMID" | "UI" | "TI" | "BTI" | "OWN" | "PMCR"));
        match ranges.last_mut() {
            Some(last) if !own => last.end = end,
            _ => ranges.push(*start..end),
        }
    }
    ranges
}

/// The tag at the start of a line, and what follows it.
fn tag_of(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches('\u{feff}');
    let bytes = line.as_bytes();
    let length = bytes
        .iter()
        .take(5)
        .take_while(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        .count();
    if !(2..=4).contains(&length) || !bytes.first()?.is_ascii_uppercase() {
        return None;
    }
    let tag = line.get(..length)?;
    let spaces = bytes
        .get(length..)?
        .iter()
        .take(4)
        .take_while(|byte| **byte == b' ')
        .count();
    let dash = length + spaces;
    if bytes.get(dash) != Some(&b'-') {
        return None;
    }
    let value = line.get(dash + 1..)?;
    // The hyphen stands in the fifth place; a few programs put it elsewhere.
    let set_off = value.trim().is_empty() || value.starts_with(' ');
    (dash == 4 || (set_off && dash <= 5 && record::is_known(tag))).then_some((tag, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_in_parts_changes_nothing() {
        let texts = [
            "stray\nTI  - a\n\nPMID- 1\nstray\n\nstray\nstray\nPMID- 2\nTI  - b\n      c\nPMID- 3\n\nOWN - NLM\n\n\
             AU  - d\nLID - 10.1/x\nPMID- none\nTI  - e",
        ];
        parts::tests::assert_parts_change_nothing("PMID- ", &texts, parse_part);
    }
}
