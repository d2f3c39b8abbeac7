//! From lines to paragraphs and headings, over the ends of columns and pages.

use std::sync::LazyLock;

use regex::Regex;
use review::PageBox;

use super::columns::Line;
use super::segments::{Frame, Segment, Token};
use super::tables::FoundTable;
use super::words::{WordList, pieces};
use crate::assemble::{Block, Grid, GridCell};
use crate::section_kind::named;
use crate::text_file::label_of;

/// A line with its page.
#[derive(Clone, Debug)]
pub(super) struct PageLine {
    pub page: u32,
    pub frame: Frame,
    pub line: Line,
    /// Share of its letters that are bold.
    pub bold: f64,
}

impl PageLine {
    /// A line by itself, as in a cell.
    pub(super) fn alone(page: u32, frame: Frame, segment: Segment) -> Self {
        Self {
            page,
            frame,
            bold: segment.boldness(),
            line: Line {
                left: segment.x0,
                right: segment.x1,
                part: 0,
                segment,
            },
        }
    }

    /// Where a word stands on the page.
    pub(super) fn place(&self, token: &Token) -> PageBox {
        place(self.page, self.frame, token)
    }

    fn first_word(&self) -> &str {
        let first = self.line.segment.tokens.first();
        first.map(|token| token.text.as_str()).unwrap_or_default()
    }

    fn text(&self) -> String {
        self.line.segment.text()
    }
}

/// Where a word stands on the page: from its ascenders to its descenders.
pub(super) fn place(page: u32, frame: Frame, token: &Token) -> PageBox {
    let top = frame.back(token.x0, token.base - 0.76 * token.size);
    let bottom = frame.back(token.x1, token.base + 0.22 * token.size);
    PageBox {
        page,
        x: top.0.min(bottom.0) as f32,
        y: top.1.min(bottom.1) as f32,
        width: (top.0 - bottom.0).abs() as f32,
        height: (top.1 - bottom.1).abs() as f32,
    }
}

/// Lines that belong together.
#[derive(Debug)]
struct Paragraph {
    lines: Vec<PageLine>,
    role: Role,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Role {
    Body,
    Heading(u8),
    Caption,
    Table(usize),
}

impl Paragraph {
    fn text(&self) -> String {
        let lines: Vec<String> = self.lines.iter().map(PageLine::text).collect();
        lines.join(" ")
    }

    fn size(&self) -> f64 {
        self.lines
            .iter()
            .max_by_key(|line| line.line.segment.tokens.len())
            .map_or(0.0, |line| line.line.segment.size)
    }

    fn last(&self) -> Option<&PageLine> {
        self.lines.last()
    }
}

/// A table with its page.
#[derive(Debug)]
pub(super) struct PageTable {
    pub page: u32,
    pub frame: Frame,
    pub table: FoundTable,
}

impl PageTable {
    fn grid(self, words: &WordList) -> Grid {
        let lines = |segments: Vec<Segment>| -> Vec<PageLine> {
            segments
                .into_iter()
                .map(|segment| PageLine::alone(self.page, self.frame, segment))
                .collect()
        };
        let caption = lines(self.table.caption);
        let words_of_caption: Vec<String> = caption.iter().map(PageLine::text).collect();
        Grid {
            label: label_of(&words_of_caption.join(" ")),
            caption: pieces(&caption, words),
            cells: self
                .table
                .cells
                .into_iter()
                .map(|cell| GridCell {
                    row: cell.row,
                    column: cell.column,
                    column_span: cell.span,
                    heading: cell.heading,
                    pieces: pieces(&lines(cell.lines), words),
                })
                .collect(),
        }
    }
}

/// The blocks of a document. `tables` stand where their lines stand.
pub(super) fn blocks(lines: Vec<PageLine>, tables: Vec<PageTable>) -> Vec<Block> {
    let words = WordList::of(lines.iter());
    let tables = tables.into_iter().map(|table| table.grid(&words));
    let body = body_size(lines.iter().map(|line| &line.line.segment));
    let mut paragraphs = paragraphs(lines);
    for paragraph in &mut paragraphs {
        paragraph.role = role(paragraph, body);
    }
    let paragraphs = continued(paragraphs);
    let mut tables: Vec<Option<Grid>> = tables.map(Some).collect();
    let mut blocks = Vec::new();
    for paragraph in &paragraphs {
        match paragraph.role {
            Role::Table(number) => {
                let grid = tables.get_mut(number).and_then(Option::take);
                blocks.extend(grid.map(Block::Table));
            }
            Role::Heading(level) => blocks.push(Block::Heading {
                pieces: pieces(&paragraph.lines, &words),
                level,
            }),
            Role::Body | Role::Caption => blocks.push(Block::Paragraph {
                pieces: pieces(&paragraph.lines, &words),
            }),
        }
    }
    // None is lost, wherever it should have stood.
    blocks.extend(tables.into_iter().flatten().map(Block::Table));
    blocks
}

/// The size of most letters.
pub(super) fn body_size<'s>(segments: impl Iterator<Item = &'s Segment>) -> f64 {
    let mut sizes: Vec<(i64, usize)> = Vec::new();
    for segment in segments {
        let size = (segment.size * 5.0).round() as i64;
        let letters: usize = segment.tokens.iter().map(|t| t.text.len()).sum();
        match sizes.iter_mut().find(|(known, _)| *known == size) {
            Some((_, count)) => *count += letters,
            None => sizes.push((size, letters)),
        }
    }
    sizes
        .into_iter()
        .max_by_key(|(size, count)| (*count, *size))
        .map_or(10.0, |(size, _)| size as f64 / 5.0)
}

/// Lines that follow each other in one part of a page, cut where a paragraph begins.
fn paragraphs(lines: Vec<PageLine>) -> Vec<Paragraph> {
    let leadings = Leadings::of(&lines);
    let mut out: Vec<Paragraph> = Vec::new();
    for line in lines {
        let goes_on = line.line.segment.table.is_none()
            && out.last().is_some_and(|open| {
                open.lines
                    .last()
                    .is_some_and(|last| follows(open, last, &line, &leadings))
            });
        match out.last_mut() {
            Some(open) if goes_on => open.lines.push(line),
            _ => out.push(Paragraph {
                lines: vec![line],
                role: Role::Body,
            }),
        }
    }
    out
}

/// The usual distance of baselines for each size of letters.
struct Leadings(Vec<(f64, f64)>);

impl Leadings {
    fn of(lines: &[PageLine]) -> Self {
        let mut seen: Vec<(f64, Vec<f64>)> = Vec::new();
        for pair in lines.windows(2) {
            let (a, b) = (&pair[0], &pair[1]);
            let step = b.line.segment.base - a.line.segment.base;
            let size = a.line.segment.size;
            let alike = (size - b.line.segment.size).abs() < 0.3;
            if a.page == b.page
                && a.line.part == b.line.part
                && alike
                && step > 0.8 * size
                && step < 2.6 * size
            {
                match seen
                    .iter_mut()
                    .find(|(known, _)| (known - size).abs() < 0.3)
                {
                    Some((_, steps)) => steps.push(step),
                    None => seen.push((size, vec![step])),
                }
            }
        }
        Self(
            seen.into_iter()
                .map(|(size, mut steps)| {
                    steps.sort_by(f64::total_cmp);
                    (size, steps[steps.len() / 2])
                })
                .collect(),
        )
    }

    fn usual(&self, size: f64) -> f64 {
        self.0
            .iter()
            .find(|(known, _)| (known - size).abs() < 0.3)
            .map_or(1.25 * size, |(_, step)| *step)
    }
}

fn follows(open: &Paragraph, last: &PageLine, next: &PageLine, leadings: &Leadings) -> bool {
    if last.line.segment.table.is_some()
        || last.page != next.page
        || last.line.part != next.line.part
        || last.frame != next.frame
    {
        return false;
    }
    let (a, b) = (&last.line.segment, &next.line.segment);
    let size = a.size.max(b.size);
    let step = b.base - a.base;
    if step < 0.5 * size || step > 1.28 * leadings.usual(a.size).max(1.05 * size) {
        return false;
    }
    if (a.size - b.size).abs() > 0.06 * size {
        return false;
    }
    // A bold line over lines that are not, and the other way about.
    let ends = ends_sentence(&last.text());
    if (last.bold > 0.9) != (next.bold > 0.9)
        && (last.bold > 0.9 || ends)
        && (next.bold < 0.5 || last.bold < 0.5)
    {
        return false;
    }
    let em = b.size;
    let column = next.line.right - next.line.left;
    let first = &open.lines[0].line.segment;
    let item = is_item(next.first_word());
    let back = a.x0 > b.x0 + 0.6 * em;
    let forth = b.x0 > a.x0 + 0.6 * em;
    let short = a.x1 < next.line.right - 0.18 * column && a.x1 < next.line.right - 2.5 * em;
    if item && (back || short || ends) && (b.x0 - first.x0).abs() < 0.8 * em {
        return false;
    }
    // The first line is set in: a new paragraph, unless this one hangs (its first line stands out).
    if forth && open.lines.len() > 1 {
        return false;
    }
    if forth && open.lines.len() == 1 {
        let hangs = is_item(open.lines[0].first_word());
        return hangs || (!ends && !short);
    }
    if back && open.lines.len() > 1 {
        // Back to where a hanging paragraph began.
        let hung = open.lines.len() > 1
            && open.lines[1].line.segment.x0 > first.x0 + 0.6 * em
            && (b.x0 - first.x0).abs() < 0.4 * em;
        if hung && (ends || short || item) {
            return false;
        }
    }
    !(short
        && ends
        && next
            .text()
            .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '['))
}

fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '”', '’', ')', ']', '\'']);
    text.ends_with(['.', '?', '!', ':'])
}

/// “(i)”, “1.”, “•”, “[12]”: what items of lists and references begin with.
fn is_item(word: &str) -> bool {
    static SHAPE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^(?:[•●■▪◦‣∙·–—-]|\(?[ivxIVX]{1,4}[).]|\(?[a-zA-Z][).]|\(?\d{1,3}[).]|\[\d{1,3}\]|\(\d{1,3}\))$").ok()
    });
    SHAPE.as_ref().is_some_and(|shape| shape.is_match(word))
}

fn role(paragraph: &Paragraph, body: f64) -> Role {
    let Some(first) = paragraph.lines.first() else {
        return Role::Body;
    };
    if let Some(number) = first.line.segment.table {
        return Role::Table(number);
    }
    static CAPTION: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^(?i:figure|fig\.?|scheme|box|tab(?:le|\.))\s*[A-Z]?\d+").ok()
    });
    let text = paragraph.text();
    if CAPTION.as_ref().is_some_and(|shape| shape.is_match(&text)) {
        return Role::Caption;
    }
    let words = text.split_whitespace().count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if paragraph.lines.len() > 4 || words > 25 || letters < 3 || text.ends_with([',', ';', '-']) {
        return Role::Body;
    }
    static NUMBERED: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"^(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+\p{Lu}").ok());
    let numbers = NUMBERED
        .as_ref()
        .and_then(|shape| shape.captures(&text))
        .and_then(|found| found.get(1))
        .map(|found| found.as_str().matches('.').count() + 1);
    let size = paragraph.size();
    let bold = paragraph.lines.iter().all(|line| line.bold > 0.8);
    let larger = size > 1.08 * body;
    let capital = text
        .trim_start_matches(|c: char| !c.is_alphabetic())
        .starts_with(char::is_uppercase);
    let known = named(&text).is_some() && paragraph.lines.len() == 1 && !text.ends_with('.');
    let stands_out = bold || larger || (known && words <= 6);
    if !stands_out || !capital || (text.ends_with('.') && !known && numbers.is_none()) {
        return Role::Body;
    }
    let level = match numbers {
        Some(depth) => depth,
        None if known => 1,
        None if larger => 1,
        None => 2,
    };
    Role::Heading(u8::try_from(level).unwrap_or(6))
}

/// Joins paragraphs that the end of a column or page, a table or a figure cut in two. What stood between comes after.
fn continued(paragraphs: Vec<Paragraph>) -> Vec<Paragraph> {
    let mut rest: Vec<Option<Paragraph>> = paragraphs.into_iter().map(Some).collect();
    let mut out = Vec::new();
    for at in 0..rest.len() {
        let Some(mut open) = rest[at].take() else {
            continue;
        };
        let mut from = at + 1;
        while let Some(next) = continuation(&open, &rest, from) {
            if let Some(more) = rest[next].take() {
                open.lines.extend(more.lines);
            }
            from = next + 1;
        }
        out.push(open);
    }
    out
}

/// Where a paragraph goes on that does not end with a sentence.
fn continuation(open: &Paragraph, rest: &[Option<Paragraph>], from: usize) -> Option<usize> {
    /// Figures have many small texts.
    const BETWEEN: usize = 80;
    let last = open.last()?;
    let text = last.text();
    if !matches!(open.role, Role::Body | Role::Caption) || ends_sentence(&text) {
        return None;
    }
    let em = last.line.segment.size;
    let cut = text.ends_with(['-', '\u{ad}', '\u{2010}']);
    let full = last.line.segment.x1 > last.line.right - 3.0 * em;
    let size = open.size();
    for (at, next) in rest.iter().enumerate().skip(from).take(BETWEEN) {
        let Some(next) = next else { continue };
        let first = next.lines.first()?;
        if first.page > last.page + 1 + u32::from(full) {
            return None;
        }
        let alike = (next.size() - size).abs() < 0.04 * size;
        match next.role {
            Role::Heading(_) if next.size() < 0.95 * size => continue,
            Role::Heading(_) => return None,
            Role::Body if alike && open.role == Role::Body => {}
            _ => continue,
        }
        let elsewhere = first.page != last.page || first.line.part != last.line.part;
        let words = next.text();
        let lower = words.starts_with(char::is_lowercase);
        let set_in = first.line.segment.x0 > first.line.left + 0.8 * em;
        let goes_on = cut || lower || (full && !set_in && !is_item(first.first_word()));
        if goes_on && (elsewhere || lower || cut) && first.bold < 0.8 {
            return Some(at);
        }
        // Text of the same kind that is no continuation: the paragraph ended without a mark.
        if next.lines.len() > 1 || elsewhere {
            return None;
        }
    }
    None
}
