//! What a parser returns: records with their places, and problems.

use review::{Problem, Record, Severity};
use serde::{Deserialize, Serialize};

/// A record with its place in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedRecord {
    /// The record.
    pub record: Record,
    /// Line of the decoded file on which its entry starts, from 1.
    pub line: u64,
    /// Number of its entry in the file, from 1, counting entries that could not be read.
    pub entry: u64,
}

/// The entries of one file, good and bad.
#[derive(Debug, Default)]
pub(crate) struct Entries {
    pub(crate) records: Vec<ImportedRecord>,
    pub(crate) problems: Vec<Problem>,
    /// Number of entries begun so far.
    count: u64,
}

impl Entries {
    /// Counts a new entry and returns its number. Every entry start is counted once, before its record or its
    /// problem is added, so that nothing can be lost between the two.
    pub(crate) fn begin(&mut self) -> u64 {
        self.count += 1;
        self.count
    }

    /// Adds the entries of the next part of the file, which were counted from 1, as were its lines.
    pub(crate) fn append(&mut self, mut part: Entries, lines_before: u64) {
        let entries_before = self.count;
        for imported in &mut part.records {
            imported.line += lines_before;
            imported.entry += entries_before;
        }
        for problem in &mut part.problems {
            problem.line = problem.line.map(|line| line + lines_before);
            problem.entry = problem.entry.map(|entry| entry + entries_before);
        }
        self.records.append(&mut part.records);
        self.problems.append(&mut part.problems);
        self.count += part.count;
    }

    /// Adds the record of an entry.
    pub(crate) fn record(&mut self, record: Record, line: u64, entry: u64) {
        self.records.push(ImportedRecord {
            record,
            line,
            entry,
        });
    }

    /// Adds a problem. `excerpt` is cut to 200 characters.
    pub(crate) fn problem(
        &mut self,
        severity: Severity,
        line: Option<u64>,
        entry: Option<u64>,
        reason: impl Into<String>,
        excerpt: Option<&str>,
    ) {
        self.problems.push(Problem {
            severity,
            line,
            entry,
            reason: reason.into(),
            excerpt: excerpt.map(shortened),
        });
    }
}

/// The first 200 characters of a text.
pub(crate) fn shortened(text: &str) -> String {
    text.chars().take(200).collect()
}
