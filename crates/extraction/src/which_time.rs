//! [`Times`]: at which times a report's tables give results, and whether a place may answer where no time was asked for.
//!
//! A report that measures at the end of treatment and again after four months has two values for one question. Where
//! both stand side by side, the end of treatment, else the last time, is put forward. Where only one of them is at hand,
//! nobody can say that it is the one that was meant, and none is proposed.

use crate::grid::Grid;
use crate::reading::Shape;
use crate::time::When;
use crate::units::{Dimension, unit_word};

/// Times that differ by less than this share are the same one: four weeks are a month.
const SAME: f64 = 0.1;

/// The times of all tables of a report.
#[derive(Clone, Debug, Default)]
pub(crate) struct Times {
    of_tables: Vec<OfTable>,
}

/// The times of one table.
#[derive(Clone, Debug, Default)]
struct OfTable {
    /// What its headings say, each once.
    said: Vec<When>,
    /// Stretches of time that its headings name, in days: `4–12 months`.
    stretches: Vec<(f64, f64)>,
}

impl Times {
    pub(crate) fn of(grids: &[Grid<'_>]) -> Self {
        let of_tables = grids.iter().map(|grid| {
            let mut labels: Vec<String> = grid.all_headings().into_iter().map(|h| h.text).collect();
            let rows = grid.rows().filter(|row| grid.is_data(*row));
            labels.extend(
                rows.filter_map(|row| Some(grid.row_heading(row)?.text))
                    .filter(|text| only_time(text)),
            );
            let mut times = OfTable::default();
            for label in &labels {
                times.add(When::of(label));
                times.stretches.extend(stretch(label));
            }
            if times.said.is_empty() {
                times.add(When::of(&grid.caption));
            }
            times
        });
        Self {
            of_tables: of_tables.collect(),
        }
    }

    /// Whether a place of a table that speaks of this time, or of this stretch of time, may answer although no time was
    /// asked for.
    pub(crate) fn may_answer(&self, table: usize, when: When, label: Option<&str>) -> bool {
        let Some(own) = self.of_tables.get(table) else {
            return true;
        };
        if let Some((from, to)) = label.and_then(stretch)
            && own
                .stretches
                .iter()
                .any(|(start, end)| *start >= to || *end <= from)
        {
            // A part of the time, which another part goes before or follows.
            return false;
        }
        let elsewhere = || {
            self.of_tables
                .iter()
                .flat_map(|table| &table.said)
                .any(|other| differ(*other, when))
        };
        !matches!(when, When::After(_)) || own.said.len() > 1 || !elsewhere()
    }
}

impl OfTable {
    fn add(&mut self, when: When) {
        if matches!(when, When::After(_) | When::End)
            && self.said.iter().all(|known| differ(*known, when))
        {
            self.said.push(when);
        }
    }
}

fn differ(a: When, b: When) -> bool {
    match (a, b) {
        (When::After(a), When::After(b)) => (a - b).abs() > SAME * a.max(b),
        (a, b) => a != b,
    }
}

/// From when to when a label says, in days.
fn stretch(label: &str) -> Option<(f64, f64)> {
    crate::parse::parse(label, None)
        .into_iter()
        .find_map(|reading| {
            let unit = reading.unit.as_deref().and_then(unit_word)?;
            match reading.shape {
                Shape::Range { lower, upper }
                    if unit.dimension == Dimension::Time && lower.value < upper.value =>
                {
                    Some((lower.value * unit.size, upper.value * unit.size))
                }
                _ => None,
            }
        })
}

/// “0-3 months”, “Week 8”, “Total 0-12 months”: a time and nothing else.
pub(crate) fn only_time(text: &str) -> bool {
    const OF_TIME: [&str; 14] = [
        "total", "overal", "follow", "up", "after", "month", "week", "day", "year", "baselin",
        "post", "test", "pre", "to",
    ];
    crate::terms::Terms::of(text).words().iter().all(|word| {
        word.chars().all(|c| c.is_ascii_digit())
            || unit_word(word).is_some()
            || OF_TIME.contains(&word.as_str())
    })
}
