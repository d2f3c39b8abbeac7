//! Where the header of a table is, and what separates its cells.

use super::rows::{Row, Rows};
use crate::csv_columns::known_names;
use crate::fields;

/// How much of a file is looked at.
const HEAD: usize = 1 << 17;
/// How many rows may stand before the header.
const BANNER: usize = 30;

/// A table whose header is known.
pub(super) struct Layout<'t> {
    /// The names of the columns.
    pub(super) header: Vec<String>,
    /// What stood before the header, if anything.
    pub(super) banner: Option<String>,
    /// Rows that were read and are data: the first one, in a table without header.
    pub(super) first_rows: Vec<Row<'t>>,
    /// The rows from there on.
    pub(super) rows: Rows<'t>,
}

/// Finds the layout of a table.
pub(super) fn find(text: &str) -> Layout<'_> {
    let named = named_separator(text);
    let mut end = HEAD.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = &text[..end];
    let separators: &[u8] = match &named {
        Some(separator) => std::slice::from_ref(separator),
        None => b",;\t|",
    };
    // The separator that gives a header of known names; if none does, the one that gives most rows of one length.
    let (separator, header_row) = separators
        .iter()
        .map(|separator| (*separator, best_header(head, *separator, named.is_some())))
        .max_by_key(|(separator, best)| (best.known, best.regular, *separator == b','))
        .map_or((b',', 0), |(separator, best)| (separator, best.row));
    let mut rows = Rows::new(text, separator);
    let mut banner = String::new();
    for _ in 0..header_row {
        if let Some(row) = rows.next()
            && !row.text.starts_with("sep=")
        {
            banner.push_str(row.text);
            banner.push('\n');
        }
    }
    let mut first_rows = Vec::new();
    let mut header = Vec::new();
    if let Some(row) = rows.next() {
        header = row
            .cells
            .iter()
            .map(|cell| fields::one_line(cell).into_owned())
            .collect();
        if known_names(&header) == 0 && is_data(&header) {
            header = (1..=row.cells.len())
                .map(|number| format!("Column {number}"))
                .collect();
            first_rows.push(row);
        }
    }
    Layout {
        header,
        banner: fields::non_empty(banner),
        first_rows,
        rows,
    }
}

/// Excel's first line `sep=;`.
fn named_separator(text: &str) -> Option<u8> {
    let line = text.lines().next()?.trim_matches(['"', ' ']);
    match line.strip_prefix("sep=")?.as_bytes() {
        [separator] => Some(*separator),
        [] => Some(b'\t'),
        _ => None,
    }
}

/// The row that is most like a header.
struct Header {
    row: usize,
    /// How many of its cells are names of columns.
    known: usize,
    /// How many of the rows after it are as long as it is, and of more than one cell.
    regular: usize,
}

fn best_header(head: &str, separator: u8, first_is_separator: bool) -> Header {
    let rows: Vec<Vec<String>> = Rows::new(head, separator)
        .take(BANNER + 20)
        .map(|row| {
            row.cells
                .iter()
                .map(|cell| fields::one_line(cell).into_owned())
                .collect()
        })
        .collect();
    let regular = |row: usize| {
        let length = rows[row].len();
        match length {
            1 => 0,
            _ => rows[row + 1..]
                .iter()
                .filter(|other| other.len() == length)
                .count(),
        }
    };
    let first = usize::from(first_is_separator && rows.len() > 1);
    let mut best = Header {
        row: first,
        known: 0,
        regular: 0,
    };
    // A banner may name a database or say `Title`: only a row with more names than the best so far replaces it.
    for (row, cells) in rows.iter().enumerate().take(BANNER).skip(first) {
        let known = known_names(cells);
        if known > best.known && (known > 1 || cells.len() <= 2 || row == first) {
            best = Header {
                row,
                known,
                regular: regular(row),
            };
        }
    }
    if best.known == 0 && !rows.is_empty() {
        // No name is known: the header is the first row of the usual length.
        if let Some(row) =
            (first..rows.len().min(BANNER)).max_by_key(|row| (regular(*row), usize::MAX - row))
        {
            best.row = row;
            best.regular = regular(row);
        }
    }
    best
}

/// Whether cells are values and no names: a DOI, a year, a long text, a link.
fn is_data(cells: &[String]) -> bool {
    cells.iter().any(|cell| {
        cell.len() > 80
            || cell.contains("://")
            || fields::doi(cell).is_some()
            || (cell.len() == 4 && fields::year(cell).is_some())
    })
}
