//! A table as rows of cells (RFC 4180, and what programs make of it).
//!
//! The `csv` crate reads a quotation mark that is never closed to the end of the file, and drops stray ones. Here a row
//! costs only itself, so rows are read by these rules: a quoted cell ends at a quotation mark before a separator or
//! line end; any other one inside it is text; a quoted cell that would not end at all, or that makes the row another
//! length than the header while its first line alone has the right one, was never meant as one.

use std::borrow::Cow;

/// One row.
#[derive(Debug)]
pub(super) struct Row<'t> {
    /// Its cells, outer quotation marks taken off.
    pub(super) cells: Vec<Cow<'t, str>>,
    /// Line it starts on, from 1.
    pub(super) line: u64,
    /// All of it as it stands.
    pub(super) text: &'t str,
    /// Whether a quotation mark in it is never closed.
    pub(super) unclosed_quote: bool,
}

/// Goes through a table, row by row. Rows without any text are passed over, unless asked for.
pub(super) struct Rows<'t> {
    text: &'t str,
    separator: u8,
    at: usize,
    line: u64,
    /// The length that rows should have, once it is known.
    columns: Option<usize>,
    /// From here on no quoted cell is closed.
    never_closed: usize,
    /// How many bytes may still be read twice, so that a hostile file costs no more than a multiple of its size.
    patience: usize,
    /// Whether rows of empty cells count.
    blank_rows: bool,
}

impl<'t> Rows<'t> {
    pub(super) fn new(text: &'t str, separator: u8) -> Self {
        Self {
            text,
            separator,
            at: 0,
            line: 1,
            columns: None,
            never_closed: usize::MAX,
            patience: text.len().saturating_mul(2),
            blank_rows: false,
        }
    }

    /// Makes rows of several empty cells count; elsewhere spreadsheets leave them behind.
    pub(super) fn keep_blank_rows(&mut self) {
        self.blank_rows = true;
    }

    /// Says how many cells a row should have.
    pub(super) fn expect_columns(&mut self, columns: usize) {
        self.columns = Some(columns);
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn row(&mut self) -> Option<Row<'t>> {
        let start = self.at;
        if start >= self.text.len() {
            return None;
        }
        let line = self.line;
        let (mut cells, mut end, mut unclosed_quote) = self.cells(start, true);
        let text = &self.text[start..end];
        let first_line = memchr::memchr(b'\n', text.as_bytes());
        if let (Some(length), Some(columns)) = (first_line, self.columns)
            && length + 1 < text.len()
            && self.patience > text.len()
            && (cells.len() != columns || self.holds_a_row(&cells))
        {
            self.patience -= text.len();
            // A row of the right length is only doubted if its first two lines are rows of that length as well.
            let mut next_too = || self.cells(start + length + 1, false).0.len() == columns;
            if cells.len() != columns || next_too() {
                let (alone, alone_end, _) = self.cells(start, false);
                if alone.len() == columns {
                    (cells, end, unclosed_quote) = (alone, alone_end, true);
                }
            }
        }
        let text = &self.text[start..end];
        self.line += memchr::memchr_iter(b'\n', text.as_bytes()).count() as u64;
        self.at = end;
        Some(Row {
            cells,
            line,
            text: text.trim_end_matches(['\r', '\n']),
            unclosed_quote,
        })
    }

    /// Whether a cell goes over lines and has in it what looks like the start of another quoted cell.
    fn holds_a_row(&self, cells: &[Cow<'_, str>]) -> bool {
        let start = [self.separator, b'"'];
        cells.iter().any(|cell| {
            cell.split_once('\n')
                .is_some_and(|(_, rest)| memchr::memmem::find(rest.as_bytes(), &start).is_some())
        })
    }

    /// The cells of the row that starts here, where the next one starts, and whether a quotation mark is never closed.
    fn cells(&mut self, start: usize, over_lines: bool) -> (Vec<Cow<'t, str>>, usize, bool) {
        let mut cells = Vec::new();
        let mut unclosed = false;
        let mut at = start;
        let limit = if over_lines {
            self.text.len()
        } else {
            memchr::memchr(b'\n', &self.text.as_bytes()[start..])
                .map_or(self.text.len(), |length| start + length)
        };
        loop {
            let mut open = at;
            while self.byte(open) == Some(b' ') {
                open += 1;
            }
            let quoted = match self.byte(open) {
                Some(b'"') if open < limit => {
                    let quoted = self.quoted(open + 1, limit);
                    unclosed |= quoted.is_none();
                    quoted
                }
                _ => None,
            };
            let (cell, end) = quoted.unwrap_or_else(|| self.bare(at));
            cells.push(cell);
            match self.byte(end) {
                Some(byte) if byte == self.separator => at = end + 1,
                Some(_) => return (cells, end + 1, unclosed),
                None => return (cells, end, unclosed),
            }
        }
    }

    /// A cell without quotation marks around it, and where it ends.
    fn bare(&self, start: usize) -> (Cow<'t, str>, usize) {
        let rest = &self.text[start..];
        let length = memchr::memchr2(self.separator, b'\n', rest.as_bytes()).unwrap_or(rest.len());
        (Cow::Borrowed(rest[..length].trim()), start + length)
    }

    /// A quoted cell from behind its first mark, and where the separator behind its last one is.
    fn quoted(&mut self, start: usize, limit: usize) -> Option<(Cow<'t, str>, usize)> {
        if start >= self.never_closed {
            return None;
        }
        let bytes = &self.text.as_bytes()[..limit];
        let mut cell = Cow::Borrowed("");
        let mut from = start;
        let mut at = start;
        while let Some(found) = memchr::memchr(b'"', &bytes[at..]) {
            let mark = at + found;
            if bytes.get(mark + 1) == Some(&b'"') {
                append(&mut cell, &self.text[from..=mark]);
                from = mark + 2;
                at = from;
                continue;
            }
            let mut end = mark + 1;
            while matches!(bytes.get(end), Some(b' ' | b'\r'))
                && bytes.get(end) != Some(&self.separator)
            {
                end += 1;
            }
            let closes = bytes
                .get(end)
                .is_none_or(|byte| *byte == self.separator || *byte == b'\n');
            if closes {
                append(&mut cell, &self.text[from..mark]);
                return Some((cell, end));
            }
            at = mark + 1;
        }
        if limit == self.text.len() {
            self.never_closed = start;
        }
        None
    }
}

fn append<'t>(cell: &mut Cow<'t, str>, text: &'t str) {
    if cell.is_empty() {
        *cell = Cow::Borrowed(text);
    } else {
        cell.to_mut().push_str(text);
    }
}

impl<'t> Iterator for Rows<'t> {
    type Item = Row<'t>;

    fn next(&mut self) -> Option<Row<'t>> {
        loop {
            let row = self.row()?;
            let blank = row.cells.iter().all(|cell| cell.trim().is_empty());
            if !blank || (self.blank_rows && row.cells.len() > 1) {
                return Some(row);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<(u64, Vec<String>)> {
        let mut rows = Rows::new(text, b',');
        rows.expect_columns(3);
        rows.map(|row| {
            (
                row.line,
                row.cells.into_iter().map(Cow::into_owned).collect(),
            )
        })
        .collect()
    }

    #[test]
    fn quoting_as_it_should_be() {
        assert_eq!(
            cells("a,\"b, \"\"c\"\"\nd\" ,e\r\n\n,,\n\"\", \"x\",\"\"\"\"\n"),
            [
                (
                    1,
                    vec!["a".to_owned(), "b, \"c\"\nd".to_owned(), "e".to_owned()]
                ),
                (5, vec![String::new(), "x".to_owned(), "\"".to_owned()]),
            ]
        );
    }

    #[test]
    fn a_bad_row_costs_only_itself() {
        let rows = cells(
            "1,\"stray \"quote\" inside\",x\n2,\"never closed,x\n3,\"fine, really\",x\n4,\"to the end,x",
        );
        let second: Vec<&str> = rows.iter().map(|(_, row)| row[1].as_str()).collect();
        assert_eq!(
            second,
            [
                "stray \"quote\" inside",
                "\"never closed",
                "fine, really",
                "\"to the end"
            ]
        );
        assert_eq!(
            rows.iter().map(|row| row.0).collect::<Vec<_>>(),
            [1, 2, 3, 4]
        );
    }
}
