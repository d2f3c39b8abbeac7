//! BibTeX and BibLaTeX.
//!
//! The `biblatex` crate reads whole files or nothing: one broken entry, one unmatched brace in a value, is the end of
//! it. Exports of databases are full of both, so the outer grammar is read here, tolerantly and entry by entry
//! ([`scan`]), and so are values ([`latex`]) and names ([`names`]).
//!
//! Where things go in a [`Record`]: the citation key to `other` as `citation_key`, an entry type that is not the one
//! we would write to `other` as `entrytype`, fields without a place to `other` under their names as written.

mod crossref;
mod latex;
mod map;
mod names;
mod repair;
mod scan;
mod symbols;
mod write;

use std::collections::HashSet;

use review::Severity;

use crate::entries::Entries;

pub(crate) use write::write;

/// Reads a file. Each entry stands for itself; only macros and `crossref` reach across entries.
pub(crate) fn parse(text: &str) -> Entries {
    let mut entries = Entries::default();
    let mut family = crossref::Family::default();
    let mut keys = HashSet::new();
    for item in scan::Scanner::new(text) {
        match item {
            scan::Item::Entry(raw) => {
                let entry = entries.begin();
                let line = Some(raw.line);
                if raw.unclosed {
                    entries.problem(
                        Severity::Note,
                        line,
                        Some(entry),
                        "The closing brace of this entry is missing; it was read up to the next entry.",
                        Some(raw.key),
                    );
                }
                if raw.repaired {
                    entries.problem(
                        Severity::Value,
                        line,
                        Some(entry),
                        "The braces in this entry do not balance; its fields were told apart by their lines.",
                        Some(raw.key),
                    );
                }
                if !raw.key.is_empty() && !keys.insert(raw.key) {
                    entries.problem(
                        Severity::Note,
                        line,
                        Some(entry),
                        format!(
                            "Another entry has the citation key {} as well; both were kept.",
                            raw.key
                        ),
                        None,
                    );
                }
                for word in &raw.unknown_macros {
                    entries.problem(
                        Severity::Note,
                        line,
                        Some(entry),
                        format!("The abbreviation {word} is not explained in this file; it was kept as it stands."),
                        None,
                    );
                }
                let mapped = map::record(&raw);
                for (reason, value) in &mapped.doubts {
                    entries.problem(Severity::Value, line, Some(entry), *reason, Some(value));
                }
                if mapped.record.is_blank() && !mapped.key_was_made {
                    entries.problem(
                        Severity::Note,
                        line,
                        Some(entry),
                        "This entry has no fields.",
                        Some(raw.kind),
                    );
                }
                family.add(&raw, entries.records.len());
                entries.record(mapped.record, raw.line, entry);
            }
            scan::Item::Bad { line, reason, text } => {
                let entry = entries.begin();
                entries.problem(
                    Severity::Entry,
                    Some(line),
                    Some(entry),
                    format!("This entry could not be read: {reason}."),
                    Some(text),
                );
            }
            scan::Item::CommentedOut { line, text } => entries.problem(
                Severity::Note,
                Some(line),
                None,
                "An entry behind a % is a comment and was left out.",
                Some(text),
            ),
        }
    }
    family.inherit(&mut entries.records);
    entries
}
