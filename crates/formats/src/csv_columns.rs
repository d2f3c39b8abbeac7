//! [`ColumnMapping`]: which column of a table holds what.
//!
//! Exports of known sources are recognised by their header ([`sources`]); other columns by their names ([`names`]) and,
//! where no name helps, by what is in them. Such a guess is shown to the user, who confirms or corrects it.

mod names;
mod sources;

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::fields;

pub(crate) use names::normalised;

/// What each column of a table holds, in the order of the columns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ColumnMapping {
    /// One target per column. Columns beyond its end are [`ColumnTarget::Other`].
    pub columns: Vec<ColumnTarget>,
}

impl ColumnMapping {
    /// The target of a column.
    pub fn target(&self, column: usize) -> ColumnTarget {
        self.columns
            .get(column)
            .copied()
            .unwrap_or(ColumnTarget::Other)
    }

    /// Whether some column has this target.
    pub fn has(&self, target: ColumnTarget) -> bool {
        self.columns.contains(&target)
    }
}

/// Where the values of a column go: the field of [`Record`](review::Record) of that name, unless said otherwise. Where
/// several columns have one target, the first with a value fills it and the others are kept under their names; lists
/// are filled by all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "variants without remark are the field of `Record` of that name"
)]
pub enum ColumnTarget {
    /// Kept in `Record::other` under the name of the column.
    Other,
    Title,
    OriginalTitle,
    Abstract,
    Authors,
    /// The authors again with their given names in full; preferred to [`ColumnTarget::Authors`].
    AuthorsInFull,
    Editors,
    Year,
    Date,
    Journal,
    JournalAbbreviation,
    Volume,
    Issue,
    Pages,
    /// First page; makes `pages` together with [`ColumnTarget::EndPage`].
    StartPage,
    /// Last page.
    EndPage,
    /// Number of an article without pages.
    ArticleNumber,
    Doi,
    Pmid,
    Pmcid,
    /// ISSNs or ISBNs; they are told apart by their digits.
    SerialNumber,
    Publisher,
    Place,
    Language,
    Keywords,
    Url,
    Accession,
    Database,
    /// The kind of publication in the words of the source, which are kept as well.
    Kind,
    Note,
    /// A citation in one text, from which journal, year, volume, issue and pages are taken where no column has them
    /// (`JMIR. 2021;7(4):e27` of PubMed, `Lancet (2014) 3:3 (152-160)` of Embase).
    Citation,
}

/// The mapping that was used for a table, with the header it belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ColumnGuess {
    /// The source whose export this is, such as `Scopus`, where its header is known.
    pub source: Option<String>,
    /// The header, column by column.
    pub header: Vec<String>,
    /// What each column was taken for.
    pub mapping: ColumnMapping,
    /// Whether the header is that of a known source, or the mapping came from the user: no question is needed.
    pub confident: bool,
    /// For each column its first few values that are not empty, shortened, to be looked at beside the mapping.
    pub samples: Vec<Vec<String>>,
}

/// Values of a column that are shown.
const SHOWN: usize = 3;
/// Characters of a value that are shown.
const SHOWN_LENGTH: usize = 80;

/// The first values of each column.
fn samples(columns: usize, rows: &[Vec<String>]) -> Vec<Vec<String>> {
    let shown = |text: &str| {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        match text.char_indices().nth(SHOWN_LENGTH) {
            Some((end, _)) => format!("{}…", text[..end].trim_end()),
            None => text,
        }
    };
    (0..columns)
        .map(|column| {
            rows.iter()
                .filter_map(|row| row.get(column))
                .filter(|cell| !cell.trim().is_empty())
                .take(SHOWN)
                .map(|cell| shown(cell))
                .collect()
        })
        .collect()
}

/// How many different names in a header are those of a field.
pub(crate) fn known_names(header: &[String]) -> usize {
    let mut seen = HashSet::new();
    header
        .iter()
        .filter(|name| {
            names::target(name, false).is_some_and(|target| target != ColumnTarget::Other)
        })
        .filter(|name| seen.insert(normalised(name)))
        .count()
}

/// Finds out what the columns of a table hold, from its header and some of its rows.
pub(crate) fn guess(header: Vec<String>, rows: &[Vec<String>]) -> ColumnGuess {
    let codes = header.iter().filter(|name| names::is_code(name)).count() * 2 > header.len();
    let source = sources::recognise(&header);
    let known: Vec<Option<ColumnTarget>> = header
        .iter()
        .map(|name| match source {
            Some(source) => sources::target(source, name).or_else(|| names::target(name, codes)),
            None => names::target(name, codes),
        })
        .collect();
    let mut mapping = ColumnMapping {
        columns: known
            .iter()
            .map(|target| target.unwrap_or(ColumnTarget::Other))
            .collect(),
    };
    let all_known = known
        .iter()
        .zip(&header)
        .all(|(target, name)| target.is_some() || name.trim().is_empty());
    let confident = mapping.has(ColumnTarget::Title) && (source.is_some() || all_known);
    if !confident {
        guess_from_contents(&mut mapping, &known, rows);
    }
    ColumnGuess {
        source: source.map(str::to_owned),
        samples: samples(header.len(), rows),
        header,
        mapping,
        confident,
    }
}

/// Gives targets that no column has by name to columns whose names say nothing.
fn guess_from_contents(
    mapping: &mut ColumnMapping,
    known: &[Option<ColumnTarget>],
    rows: &[Vec<String>],
) {
    for (target, looks) in [
        (ColumnTarget::Doi, looks_like_doi as fn(&[&str]) -> bool),
        (ColumnTarget::Year, looks_like_years),
        (ColumnTarget::Abstract, looks_like_abstracts),
        (ColumnTarget::Title, looks_like_titles),
    ] {
        if mapping.has(target) {
            continue;
        }
        let found = (0..mapping.columns.len()).find(|column| {
            let free = known.get(*column).is_none_or(Option::is_none)
                && mapping.target(*column) == ColumnTarget::Other;
            let cells: Vec<&str> = rows
                .iter()
                .filter_map(|row| row.get(*column))
                .map(|cell| cell.trim())
                .filter(|cell| !cell.is_empty())
                .collect();
            free && !cells.is_empty() && looks(&cells)
        });
        if let Some(column) = found {
            mapping.columns[column] = target;
        }
    }
}

fn most(cells: &[&str], is: impl Fn(&str) -> bool) -> bool {
    cells.iter().filter(|cell| is(cell)).count() * 10 >= cells.len() * 8
}

fn mean_length(cells: &[&str]) -> usize {
    cells.iter().map(|cell| cell.len()).sum::<usize>() / cells.len().max(1)
}

fn looks_like_doi(cells: &[&str]) -> bool {
    most(cells, |cell| {
        cell.len() < 200 && fields::doi(cell).is_some()
    })
}

fn looks_like_years(cells: &[&str]) -> bool {
    most(cells, |cell| {
        cell.len() == 4 && fields::year(cell).is_some()
    })
}

fn looks_like_abstracts(cells: &[&str]) -> bool {
    mean_length(cells) > 400
}

fn looks_like_titles(cells: &[&str]) -> bool {
    (20..=300).contains(&mean_length(cells))
        && most(cells, |cell| {
            cell.split(' ').count() > 3 && !cell.contains("://") && !cell.contains(';')
        })
}
