//! What changed between two versions of a registration: dates and sizes that moved, outcomes that came, went or were
//! worded anew.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::tables::TableKind;
use crate::trial::Trial;
use crate::words::{MarkedPiece, marked, overlap, word_set};

/// Rows with fewer words in common are two, of which one came and one went; as for outcomes beside a paper.
const ONE_ROW: f64 = 0.4;

/// Something that the two versions say differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TrialChange {
    /// The table in which it stands.
    pub table: TableKind,
    /// The column, where one value of the trial itself changed.
    pub column: Option<String>,
    /// As it was, with the words marked that are gone; empty where it was not there.
    pub before: Vec<MarkedPiece>,
    /// As it is, with the new words marked; empty where it is gone.
    pub after: Vec<MarkedPiece>,
}

/// What changed from one version to the next, in the order of the tables. Rows that only moved did not change.
///
/// ```
/// use registry::{Trial, changes};
///
/// let before = Trial { status: Some("recruiting".into()), ..Trial::default() };
/// let after = Trial { status: Some("completed".into()), ..before.clone() };
/// let found = changes(&before, &after);
/// assert_eq!((found.len(), found[0].column.as_deref()), (1, Some("status")));
/// ```
pub fn changes(before: &Trial, after: &Trial) -> Vec<TrialChange> {
    let mut found = Vec::new();
    for table in TableKind::ALL {
        let (old, new) = (table.rows(before), table.rows(after));
        if table == TableKind::Trials {
            let rows = old.iter().flatten().zip(new.iter().flatten());
            for (column, (old, new)) in table.header().iter().zip(rows) {
                if old != new {
                    found.push(change(table, Some(column), old, new));
                }
            }
        } else {
            found.extend(rows_changed(table, &old, &new));
        }
    }
    found
}

fn change(table: TableKind, column: Option<&str>, before: &str, after: &str) -> TrialChange {
    TrialChange {
        table,
        column: column.map(str::to_owned),
        before: marked(before, &word_set(after)),
        after: marked(after, &word_set(before)),
    }
}

/// A row in words, and the cell that names what it is: rows are the same thing where their names are alike.
struct RowText {
    text: String,
    name: String,
}

fn name_column(table: TableKind) -> usize {
    match table {
        TableKind::Outcomes | TableKind::Criteria | TableKind::Sponsors => 2,
        TableKind::Locations | TableKind::Results => 3,
        TableKind::Publications => 4,
        _ => 1,
    }
}

fn row_texts(table: TableKind, rows: &[Vec<String>]) -> Vec<RowText> {
    let texts = rows.iter().map(|row| {
        // The first cell is the number of the trial.
        let cells = row.iter().skip(1).filter(|cell| !cell.is_empty());
        RowText {
            text: cells.cloned().collect::<Vec<_>>().join(" · "),
            name: row.get(name_column(table)).cloned().unwrap_or_default(),
        }
    });
    texts.collect()
}

fn rows_changed(table: TableKind, old: &[Vec<String>], new: &[Vec<String>]) -> Vec<TrialChange> {
    let mut gone = row_texts(table, old);
    let mut come = Vec::new();
    for row in row_texts(table, new) {
        match gone.iter().position(|old| old.text == row.text) {
            Some(at) => {
                gone.remove(at);
            }
            None => come.push(row),
        }
    }
    let mut found = Vec::new();
    for row in come {
        let words = word_set(&row.name);
        let alike = gone
            .iter()
            .enumerate()
            .map(|(at, old)| (overlap(&words, &word_set(&old.name)), at))
            .filter(|(shared, _)| *shared >= ONE_ROW)
            .max_by(|a, b| a.0.total_cmp(&b.0));
        let before = alike.map_or_else(String::new, |(_, at)| gone.remove(at).text);
        found.push(change(table, None, &before, &row.text));
    }
    found.extend(gone.iter().map(|row| change(table, None, &row.text, "")));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Outcome, Size, SizeKind};

    fn outcome(measure: &str, time: &str) -> Outcome {
        Outcome {
            measure: measure.to_owned(),
            time_frame: Some(time.to_owned()),
            ..Outcome::default()
        }
    }

    fn words(pieces: &[MarkedPiece]) -> String {
        let of = |piece: &MarkedPiece| {
            if piece.differs {
                format!("[{}]", piece.text.trim())
            } else {
                piece.text.clone()
            }
        };
        pieces.iter().map(of).collect()
    }

    #[test]
    fn a_size_and_an_outcome_that_changed_are_told() {
        let size = |people| {
            Some(Size {
                people,
                kind: SizeKind::Target,
                as_written: None,
            })
        };
        let before = Trial {
            size: size(400),
            outcomes: vec![
                outcome("Death from any cause", "30 days"),
                outcome("Pain", "1 year"),
            ],
            ..Trial::default()
        };
        let after = Trial {
            size: size(410),
            outcomes: vec![
                outcome("Stroke", "2 years"),
                outcome("Death from any cause", "90 days"),
            ],
            ..Trial::default()
        };
        assert!(changes(&before, &before).is_empty());
        let found = changes(&before, &after);
        let told: Vec<(Option<&str>, String, String)> = found
            .iter()
            .map(|c| (c.column.as_deref(), words(&c.before), words(&c.after)))
            .collect();
        assert_eq!(told[0], (Some("people"), "[400]".into(), "[410]".into()));
        assert_eq!(told.len(), 4);
        assert!(
            told.iter()
                .any(|(_, before, after)| before.is_empty() && after.contains("Stroke"))
        );
        assert!(
            told.iter()
                .any(|(_, before, after)| before.contains("[30]") && after.contains("[90]"))
        );
        assert!(
            told.iter()
                .any(|(_, before, after)| before.contains("Pain") && after.is_empty())
        );
    }
}
