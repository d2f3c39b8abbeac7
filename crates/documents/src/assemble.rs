//! [`assemble`]: from the blocks that a format's reader found, in reading order, to a [`Document`].
//!
//! All formats end here, so that sentences, sections, names of cells, registry numbers and warnings are worked out one
//! way.

use std::ops::Range;

use review::{DocumentHash, PageBox};
use sha2::{Digest, Sha256};

use crate::document::{
    Document, DocumentSentence, DocumentStatus, EXTRACTOR, HiddenPassage, HiddenReason, Page,
    Section, Table, TableCell, Word,
};
use crate::hidden::{HiddenKind, hidden_text};
use crate::section_kind::kinds;
use crate::{dois_in, registrations_in, sentences};

/// Letters that belong together, with their place where the format has pages.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Piece {
    /// One word, or for a format without pages any run of words.
    pub text: String,
    /// Where it stands.
    pub place: Option<PageBox>,
    /// Whether it follows the piece before it without a blank.
    pub glued: bool,
}

/// What follows each other in a document.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Block {
    /// A heading; 1 is the highest level.
    Heading { pieces: Vec<Piece>, level: u8 },
    /// Running text, a caption of a figure, a footnote.
    Paragraph { pieces: Vec<Piece> },
    /// A table with its caption.
    Table(Grid),
}

/// A table before its words have places in the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Grid {
    pub label: String,
    pub caption: Vec<Piece>,
    pub cells: Vec<GridCell>,
}

/// A cell of a [`Grid`]; rows and columns count from 0 here.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct GridCell {
    pub row: usize,
    pub column: usize,
    pub column_span: usize,
    pub heading: bool,
    pub pieces: Vec<Piece>,
}

impl Piece {
    /// A piece of a format without pages.
    pub(crate) fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            place: None,
            glued: false,
        }
    }
}

/// SHA-256 of a file, as documents are named by.
pub(crate) fn hash_of(bytes: &[u8]) -> DocumentHash {
    let digest = Sha256::digest(bytes);
    let hexadecimal: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    DocumentHash::from(hexadecimal.as_str())
}

/// A document that could not be read, and why.
pub(crate) fn unread(hash: DocumentHash, status: DocumentStatus) -> Document {
    Document {
        extractor: EXTRACTOR,
        hash,
        status,
        pages: Vec::new(),
        text: String::new(),
        sections: Vec::new(),
        sentences: Vec::new(),
        tables: Vec::new(),
        words: Vec::new(),
        hidden: Vec::new(),
        registrations: Vec::new(),
        dois: Vec::new(),
    }
}

/// Puts a document together. `hidden` is what the format's reader kept out of the blocks.
pub(crate) fn assemble(
    hash: DocumentHash,
    status: DocumentStatus,
    pages: Vec<Page>,
    blocks: &[Block],
    hidden: Vec<HiddenPassage>,
) -> Document {
    let mut document = unread(hash, status);
    document.pages = pages;
    document.hidden = hidden;
    let mut headings: Vec<(Range<usize>, u8)> = Vec::new();
    for block in blocks {
        match block {
            Block::Heading { pieces, level } => {
                let range = document.paragraph(pieces);
                if !range.is_empty() {
                    headings.push((range, *level));
                }
            }
            Block::Paragraph { pieces } => {
                document.paragraph(pieces);
            }
            Block::Table(grid) => document.table(grid),
        }
    }
    document.text.truncate(document.text.trim_end().len());
    document.sections = sections(&document.text, &headings);
    document.registrations = registrations_in(&document.text);
    document.dois = dois_in(&document.text);
    document.warn();
    document
}

impl Document {
    /// Adds a paragraph of its own and its sentences.
    fn paragraph(&mut self, pieces: &[Piece]) -> Range<usize> {
        let range = self.add(pieces);
        if range.is_empty() {
            return range;
        }
        for sentence in sentences(&self.text[range.clone()]) {
            let body = range.start + sentence.body.start..range.start + sentence.body.end;
            self.sentences.push(DocumentSentence {
                id: format!("S{}", self.sentences.len() + 1),
                range: body,
            });
        }
        self.text.push_str("\n\n");
        range
    }

    /// Adds a caption and a line for each row.
    fn table(&mut self, grid: &Grid) {
        let rows = grid.cells.iter().map(|cell| cell.row + 1).max();
        let columns = grid
            .cells
            .iter()
            .map(|cell| cell.column + cell.column_span)
            .max();
        let (Some(rows), Some(columns)) = (rows, columns) else {
            self.paragraph(&grid.caption);
            return;
        };
        let id = format!("T{}", self.tables.len() + 1);
        let caption = self.paragraph(&grid.caption);
        let mut cells = Vec::new();
        for row in 0..rows {
            let mut column = 0;
            let mut in_row: Vec<&GridCell> =
                grid.cells.iter().filter(|cell| cell.row == row).collect();
            in_row.sort_by_key(|cell| cell.column);
            for cell in in_row {
                while column < cell.column {
                    self.text.push('\t');
                    column += 1;
                }
                let range = self.add(&cell.pieces);
                if range.is_empty() {
                    continue;
                }
                cells.push(TableCell {
                    id: format!("{id}.r{}.c{}", row + 1, cell.column + 1),
                    row: number(row + 1),
                    column: number(cell.column + 1),
                    column_span: number(cell.column_span),
                    heading: cell.heading,
                    range,
                });
            }
            self.text.push('\n');
        }
        self.text.push('\n');
        self.tables.push(Table {
            id,
            label: grid.label.clone(),
            caption: (!caption.is_empty()).then_some(caption),
            rows: number(rows),
            columns: number(columns),
            cells,
        });
    }

    /// Adds words and their places. White space within pieces is folded, so that tabs and line breaks in the text are
    /// those of tables and paragraphs only.
    fn add(&mut self, pieces: &[Piece]) -> Range<usize> {
        let start = self.text.len();
        for piece in pieces {
            for (number, word) in piece.text.split_whitespace().enumerate() {
                let glued = number == 0 && piece.glued;
                if self.text.len() > start && !glued {
                    self.text.push(' ');
                }
                let at = self.text.len();
                self.text.push_str(word);
                if let Some(place) = piece.place {
                    self.words.push(Word {
                        range: at..self.text.len(),
                        place,
                    });
                }
            }
        }
        start..self.text.len()
    }

    /// Looks for characters that are not drawn and for words addressed to a machine.
    fn warn(&mut self) {
        for found in hidden_text(&self.text) {
            let why = match found.kind {
                HiddenKind::Invisible | HiddenKind::Reordering => HiddenReason::Invisible,
                HiddenKind::Instruction => HiddenReason::Instruction,
            };
            self.hidden.push(HiddenPassage {
                why,
                says: found.says,
                place: self.boxes(&found.range).first().copied(),
            });
        }
    }
}

/// The parts that headings make.
fn sections(text: &str, headings: &[(Range<usize>, u8)]) -> Vec<Section> {
    let mut sections = Vec::new();
    let first = headings
        .first()
        .map_or(text.len(), |(range, _)| range.start);
    let titles: Vec<(&str, u8)> = headings
        .iter()
        .map(|(range, level)| (&text[range.clone()], *level))
        .collect();
    let kinds = kinds(&titles);
    if !text[..first].trim().is_empty() {
        sections.push(Section {
            title: String::new(),
            kind: if headings.is_empty() {
                crate::SectionKind::Other
            } else {
                crate::SectionKind::Front
            },
            range: 0..text[..first].trim_end().len(),
        });
    }
    for (at, (range, _)) in headings.iter().enumerate() {
        let end = headings
            .get(at + 1)
            .map_or(text.len(), |(next, _)| next.start);
        sections.push(Section {
            title: text[range.clone()].to_owned(),
            kind: kinds[at],
            range: range.start..range.start + text[range.start..end].trim_end().len(),
        });
    }
    sections
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
