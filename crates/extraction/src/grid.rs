//! [`Grid`]: a table with what its cells stand under: column headings, row headings, the heading a row is grouped by.
//!
//! Tables of trials have more layouts than a header row: headings over headings, rows that head the rows below them,
//! a second header in the middle. What a cell stands under is worked out here once.

use std::collections::BTreeMap;
use std::ops::Range;

use documents::{Document, Table, TableCell};

use crate::convention::Convention;
use crate::parse::parse;
use crate::reading::{Reading, Shape};

/// A table with its headings.
#[derive(Clone, Debug)]
pub(crate) struct Grid<'a> {
    pub(crate) table: &'a Table,
    text: &'a str,
    /// Which cell stands at a row and column; a cell that spans columns stands at each.
    places: BTreeMap<(u32, u32), usize>,
    /// Rows that are headings, with the row at which the rows they head begin.
    header_rows: Vec<Vec<u32>>,
    /// For each row, which of `header_rows` it stands under.
    under: BTreeMap<u32, usize>,
    /// For each row, the row that heads it, if any.
    group_row: BTreeMap<u32, u32>,
    /// What the numbers of each cell of the table are, in its order, with the convention they were read under.
    read: Vec<(Option<Convention>, Vec<Reading>)>,
    /// How caption or notes say that pairs of numbers are to be read.
    of_caption: Option<Convention>,
    /// Whether they say that some pairs are means with their spread and others counts with their share.
    mixed: bool,
    /// What caption and notes say of the numbers.
    pub(crate) caption: String,
    pub(crate) notes: String,
}

/// A heading with the columns it stands over.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Heading {
    pub(crate) text: String,
    /// The heading's own row.
    pub(crate) row: u32,
    pub(crate) columns: Range<u32>,
    /// Its cell's name.
    pub(crate) id: String,
}

/// Bytes of the text behind a table that may be its notes.
const NOTES: usize = 900;

impl<'a> Grid<'a> {
    pub(crate) fn new(document: &'a Document, table: &'a Table) -> Self {
        let text = document.text.as_str();
        let mut places = BTreeMap::new();
        for (index, cell) in table.cells.iter().enumerate() {
            for column in cell.column..cell.column.saturating_add(cell.column_span.clamp(1, 200)) {
                places.entry((cell.row, column)).or_insert(index);
            }
        }
        let caption = table
            .caption
            .as_ref()
            .map(|range| document.words_of(range).to_owned())
            .unwrap_or_default();
        let end = table
            .cells
            .iter()
            .map(|cell| cell.range.end)
            .max()
            .unwrap_or(0);
        let mut stop = (end + NOTES).min(text.len());
        while !text.is_char_boundary(stop) {
            stop -= 1;
        }
        let notes = text.get(end..stop).unwrap_or_default();
        // Notes end where another table begins.
        let notes = document
            .tables
            .iter()
            .filter(|other| other.id != table.id)
            .flat_map(|other| other.cells.iter().map(|cell| cell.range.start).min())
            .filter(|start| *start > end && *start < stop)
            .min()
            .and_then(|start| text.get(end..start))
            .unwrap_or(notes)
            .to_owned();
        let said = [&caption, &notes]
            .into_iter()
            .filter_map(|text| Some((Convention::of(text)?, text)))
            .find(|(c, _)| c.is_of_two());
        let of_caption = said.map(|(convention, _)| convention);
        let mixed = said.is_some_and(|(_, text)| Convention::is_mixed(text));
        let mut grid = Self {
            table,
            text,
            places,
            header_rows: Vec::new(),
            under: BTreeMap::new(),
            group_row: BTreeMap::new(),
            read: Vec::new(),
            of_caption,
            mixed,
            caption,
            notes,
        };
        grid.work_out_headings();
        grid.read = table
            .cells
            .iter()
            .map(|cell| {
                let convention = grid.convention(cell);
                (convention, parse(grid.words(cell), convention))
            })
            .collect();
        grid
    }

    pub(crate) fn cell(&self, row: u32, column: u32) -> Option<&'a TableCell> {
        self.places
            .get(&(row, column))
            .and_then(|index| self.table.cells.get(*index))
    }

    pub(crate) fn words(&self, cell: &TableCell) -> &'a str {
        self.text.get(cell.range.clone()).unwrap_or_default().trim()
    }

    pub(crate) fn rows(&self) -> std::ops::RangeInclusive<u32> {
        1..=self.table.rows.min(2000)
    }

    /// The cells of a row that are not its first column.
    pub(crate) fn data(&self, row: u32) -> impl Iterator<Item = &'a TableCell> {
        self.table
            .cells
            .iter()
            .filter(move |cell| cell.row == row && cell.column > 1)
    }

    /// The numbers of a cell, and how its headings say that they are to be read.
    pub(crate) fn readings(&self, cell: &TableCell) -> (Option<Convention>, &[Reading]) {
        self.places
            .get(&(cell.row, cell.column))
            .and_then(|index| self.read.get(*index))
            .map_or((None, &[]), |(convention, readings)| {
                (*convention, readings)
            })
    }

    fn work_out_headings(&mut self) {
        let rows: Vec<u32> = self.rows().collect();
        let mut headers: Vec<u32> = Vec::new();
        let mut current: Option<usize> = None;
        let mut group: Option<u32> = None;
        let mut data_seen = false;
        for row in rows {
            let kind = self.kind_of(row, data_seen);
            match kind {
                RowKind::Empty => {}
                RowKind::Header => {
                    // A header after data begins a new part of the table.
                    if data_seen && headers.is_empty() {
                        group = None;
                    }
                    headers.push(row);
                }
                RowKind::Group => {
                    if headers.is_empty() {
                        group = Some(row);
                    } else {
                        // Between header rows and data: a heading of the rows below.
                        self.header_rows.push(std::mem::take(&mut headers));
                        current = Some(self.header_rows.len() - 1);
                        group = Some(row);
                    }
                }
                RowKind::Data => {
                    if !headers.is_empty() {
                        self.header_rows.push(std::mem::take(&mut headers));
                        current = Some(self.header_rows.len() - 1);
                    }
                    data_seen = true;
                    if let Some(current) = current {
                        self.under.insert(row, current);
                    }
                    if let Some(group) = group {
                        self.group_row.insert(row, group);
                    }
                }
            }
        }
    }

    fn kind_of(&self, row: u32, data_seen: bool) -> RowKind {
        let cells: Vec<&TableCell> = self
            .table
            .cells
            .iter()
            .filter(|cell| cell.row == row && !self.words(cell).is_empty())
            .collect();
        if cells.is_empty() {
            return RowKind::Empty;
        }
        let data: Vec<&&TableCell> = cells.iter().filter(|cell| cell.column > 1).collect();
        let first = cells.iter().find(|cell| cell.column == 1);
        if data.is_empty() {
            // One cell over all columns, or nothing but a row heading: it heads what follows.
            return if data_seen
                || first.is_some_and(|cell| !cell.heading || self.table.columns > 1 && row > 1)
            {
                RowKind::Group
            } else {
                RowKind::Header
            };
        }
        if data.iter().any(|cell| has_values(self.words(cell))) {
            return if !data_seen && data.iter().all(|cell| cell.heading) {
                RowKind::Header
            } else {
                RowKind::Data
            };
        }
        // Words only. At the top of the table, marked as heading, or naming what columns hold: a header.
        let names = data
            .iter()
            .filter(|cell| {
                Convention::of(self.words(cell)).is_some() || gives_size(self.words(cell))
            })
            .count();
        if !data_seen || data.iter().all(|cell| cell.heading) || names * 2 >= data.len().max(2) {
            RowKind::Header
        } else {
            RowKind::Data
        }
    }

    /// The headings over a cell, the uppermost first.
    pub(crate) fn over(&self, cell: &TableCell) -> Vec<Heading> {
        let Some(rows) = self
            .under
            .get(&cell.row)
            .and_then(|block| self.header_rows.get(*block))
        else {
            return Vec::new();
        };
        let mut headings: Vec<Heading> = Vec::new();
        for row in rows {
            // Where a heading is only set over the first of its columns, the one to the left holds on, as long as a
            // heading below parts it.
            let own = self.cell(*row, cell.column);
            if let Some(own) = own {
                headings.push(self.heading(own));
            } else if *row != rows[rows.len() - 1]
                && let Some(left) = (2..cell.column)
                    .rev()
                    .find_map(|column| self.cell(*row, column))
            {
                let mut heading = self.heading(left);
                heading.columns.end = heading.columns.end.max(cell.column + 1);
                headings.push(heading);
            }
        }
        // A spanning header of a former block holds on where this block's header has only lower headings.
        headings
    }

    fn heading(&self, cell: &TableCell) -> Heading {
        Heading {
            text: self.words(cell).to_owned(),
            row: cell.row,
            columns: cell.column..cell.column + cell.column_span.clamp(1, 200),
            id: cell.id.clone(),
        }
    }

    /// The heading in front of a row: its first column.
    pub(crate) fn row_heading(&self, row: u32) -> Option<Heading> {
        let cell = self.cell(row, 1)?;
        Some(self.heading(cell))
    }

    /// The row that heads this one, such as “Sex, n (%)” over “Female”.
    pub(crate) fn group_heading(&self, row: u32) -> Option<Heading> {
        let group = self.group_row.get(&row)?;
        let cell = self
            .table
            .cells
            .iter()
            .find(|cell| cell.row == *group && !self.words(cell).is_empty())?;
        Some(self.heading(cell))
    }

    /// How a cell's numbers are to be read: by the heading over it, in front of it, over its rows, the caption, the
    /// notes, in this order. What speaks of two numbers holds before what speaks of one.
    fn convention(&self, cell: &TableCell) -> Option<Convention> {
        let column: Vec<String> = self.over(cell).into_iter().rev().map(|h| h.text).collect();
        let corner = self
            .under
            .get(&cell.row)
            .and_then(|block| self.header_rows.get(*block))
            .and_then(|rows| rows.iter().rev().find_map(|row| self.cell(*row, 1)))
            .map(|cell| self.words(cell).to_owned());
        let near: Vec<String> = column
            .iter()
            .cloned()
            .chain(self.row_heading(cell.row).map(|h| h.text))
            .chain(self.group_heading(cell.row).map(|h| h.text))
            .collect();
        let said: Vec<Convention> = near
            .iter()
            .filter_map(|text| Convention::of(text))
            .collect();
        // Headings over each other are read together: “Relative risk” over “(95% CI)”.
        let upright: Vec<&str> = column.iter().rev().map(String::as_str).collect();
        if let Some(together) = Convention::of(&upright.join(" "))
            && together.is_of_two()
        {
            return Some(together);
        }
        // A column of one number says so by itself: “SD”, “%”, “P”.
        if let Some(own) = column.first().and_then(|text| Convention::of(text))
            && !own.is_of_two()
            && own != Convention::Count
        {
            return Some(own);
        }
        said.iter()
            .copied()
            .find(|c| c.is_of_two())
            .or_else(|| said.first().copied().filter(|c| *c != Convention::Interval))
            .or_else(|| {
                corner
                    .and_then(|text| Convention::of(&text))
                    .filter(|c| c.is_of_two())
                    .or_else(|| self.by_caption(cell))
            })
    }

    /// How caption and notes say that a cell's pair is to be read. Where they say both, the numbers themselves tell: only
    /// a mean has decimals, and a count with its share adds up to the size in the heading.
    fn by_caption(&self, cell: &TableCell) -> Option<Convention> {
        if !self.mixed {
            return self.of_caption;
        }
        let readings = parse(self.words(cell), None);
        let Some(Shape::Bracketed { first, inside }) = readings.first().map(|r| &r.shape) else {
            return None;
        };
        if first.decimals() > 0 {
            return Some(Convention::MeanSd);
        }
        let size = self.over(cell).iter().find_map(|h| self.size_in(h))?;
        let share = 100.0 * first.value / size.value.max(1.0);
        ((share - inside.value).abs() < 0.6).then_some(Convention::CountPercent)
    }

    /// Group sizes that headings give, “Placebo (n = 42)”, with the heading.
    pub(crate) fn size_in(&self, heading: &Heading) -> Option<crate::number::Number> {
        parse(&heading.text, None)
            .into_iter()
            .find_map(|reading| match reading.shape {
                Shape::GroupSize(n) => Some(n),
                _ => None,
            })
    }

    /// Every column heading of the table, of all its header rows.
    pub(crate) fn all_headings(&self) -> Vec<Heading> {
        let rows: Vec<u32> = self.header_rows.iter().flatten().copied().collect();
        self.table
            .cells
            .iter()
            .filter(|cell| rows.contains(&cell.row) && cell.column > 1)
            .map(|cell| self.heading(cell))
            .collect()
    }

    /// Labels that stand side by side: those of each heading row, and those in front of the rows.
    pub(crate) fn side_by_side(&self) -> Vec<Vec<String>> {
        let mut by_row: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        for heading in self.all_headings() {
            by_row.entry(heading.row).or_default().push(heading.text);
        }
        let in_front = self
            .rows()
            .filter(|row| self.is_data(*row))
            .filter_map(|row| Some(self.row_heading(row)?.text));
        let mut all: Vec<Vec<String>> = by_row.into_values().collect();
        all.push(in_front.collect());
        all
    }

    /// A row as a sentence, for finding it: caption, headings, cells.
    pub(crate) fn row_text(&self, row: u32) -> String {
        let mut parts = vec![self.caption.clone()];
        parts.extend(self.group_heading(row).map(|h| h.text));
        parts.extend(self.row_heading(row).map(|h| h.text));
        for cell in self.data(row) {
            let over: Vec<String> = self.over(cell).into_iter().map(|h| h.text).collect();
            parts.push(format!("{}: {}", over.join(", "), self.words(cell)));
        }
        parts.retain(|part| !part.trim().is_empty());
        parts.join("; ")
    }

    pub(crate) fn is_data(&self, row: u32) -> bool {
        self.under.contains_key(&row)
            || (self.header_rows.is_empty() && self.data(row).next().is_some())
    }
}

enum RowKind {
    Empty,
    Header,
    Group,
    Data,
}

/// Whether a cell holds values, not only a name with a number in it such as “Week 8” or “n = 30”.
fn has_values(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let dash = matches!(text.trim(), "-" | "–" | "—" | "−");
    dash || (digits > 0 && letters <= digits.max(3) && !gives_size(text))
}

fn gives_size(text: &str) -> bool {
    let readings = parse(text, None);
    readings
        .iter()
        .any(|r| matches!(r.shape, Shape::GroupSize(_)))
}
