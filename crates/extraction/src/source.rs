//! [`Source`]: a document made ready for questions: its sentences and table rows as units, how rare its words are, its
//! abbreviations.

use documents::{Anchor, Anchors, Document, SectionKind};
use review::EvidenceQuote;

use crate::grid::Grid;
use crate::parse::parse;
use crate::reading::Reading;
use crate::terms::{Rarity, Terms, abbreviations, noted_abbreviations};
use crate::time::When;
use crate::which_time::Times;

/// A document made ready for questions. Cheap enough to make anew for each document, dear enough to keep for all
/// questions to one.
#[derive(Clone, Debug)]
pub struct Source<'a> {
    pub(crate) document: &'a Document,
    anchors: Anchors<'a>,
    pub(crate) grids: Vec<Grid<'a>>,
    /// The times at which the tables give results.
    pub(crate) times: Times,
    units: Vec<SourceUnit>,
    pub(crate) rarity: Rarity,
    pub(crate) abbreviations: Vec<(String, String)>,
}

/// A sentence, or a row of a table with its headings: what questions are put to.
#[derive(Clone, Debug)]
pub struct SourceUnit {
    /// `S17`, or `T2.r3` for a row.
    pub name: String,
    /// What is read: a sentence as it stands, a row with caption and headings put together.
    pub text: String,
    /// The part of the article it stands in.
    pub section: SectionKind,
    pub(crate) terms: Terms,
    pub(crate) place: Place,
    /// The numbers of a sentence; those of a row are read cell by cell, under their headings.
    pub(crate) readings: Vec<Reading>,
    /// The time a sentence speaks of.
    pub(crate) when: When,
}

/// Where a unit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// A sentence, by its number in the document.
    Sentence(usize),
    /// A row of a table, both by number.
    Row { grid: usize, row: u32 },
}

impl<'a> Source<'a> {
    /// Makes a document ready. Passages that a person does not see, and sentences of the reference list, are left out.
    pub fn new(document: &'a Document) -> Self {
        let grids: Vec<Grid<'a>> = document
            .tables
            .iter()
            .map(|table| Grid::new(document, table))
            .collect();
        let mut units = Vec::new();
        for (number, sentence) in document.sentences.iter().enumerate() {
            let section = section_at(document, sentence.range.start);
            let text = documents::visible(document.words_of(&sentence.range));
            if section == SectionKind::References || text.trim().is_empty() {
                continue;
            }
            units.push(SourceUnit {
                name: sentence.id.clone(),
                terms: Terms::of(&text),
                readings: parse(&text, None),
                when: When::of(&text),
                text,
                section,
                place: Place::Sentence(number),
            });
        }
        for (index, grid) in grids.iter().enumerate() {
            for row in grid.rows().filter(|row| grid.is_data(*row)) {
                let text = documents::visible(&grid.row_text(row));
                let start = grid.table.cells.first().map_or(0, |cell| cell.range.start);
                units.push(SourceUnit {
                    name: format!("{}.r{row}", grid.table.id),
                    terms: Terms::of(&text),
                    readings: Vec::new(),
                    when: When::NotSaid,
                    text,
                    section: section_at(document, start),
                    place: Place::Row { grid: index, row },
                });
            }
        }
        let mut long_forms = abbreviations(&document.text);
        for grid in &grids {
            for (short, long) in noted_abbreviations(&grid.notes) {
                if !long_forms.iter().any(|(known, _)| *known == short) {
                    long_forms.push((short, long));
                }
            }
        }
        let rarity = Rarity::of(units.iter().map(|unit| &unit.terms));
        Self {
            document,
            anchors: Anchors::of_document(document),
            times: Times::of(&grids),
            grids,
            abbreviations: long_forms,
            units,
            rarity,
        }
    }

    /// All units, sentences first.
    pub fn units(&self) -> &[SourceUnit] {
        &self.units
    }

    /// Quotes of sentences and cells, by their names; a row is its cells. Names that the document does not have give
    /// none.
    pub fn quotes(&self, names: &[String]) -> Vec<EvidenceQuote> {
        names.iter().filter_map(|name| self.quote(name)).collect()
    }

    fn quote(&self, name: &str) -> Option<EvidenceQuote> {
        if let Some(anchor) = self.anchors.unit(name) {
            return Some(self.anchors.quote(&anchor));
        }
        let (table, row) = name.rsplit_once(".r")?;
        let row: u32 = row.parse().ok()?;
        let cells: Vec<_> = self
            .document
            .tables
            .iter()
            .find(|t| t.id == table)?
            .cells
            .iter()
            .filter(|cell| cell.row == row)
            .collect();
        let start = cells.iter().map(|cell| cell.range.start).min()?;
        let end = cells.iter().map(|cell| cell.range.end).max()?;
        Some(self.anchors.quote(&Anchor {
            matched: start..end,
            range: start..end,
            units: cells.iter().map(|cell| cell.id.clone()).collect(),
        }))
    }

    /// The anchors of the document.
    pub fn anchors(&self) -> &Anchors<'a> {
        &self.anchors
    }

    /// What was read: the share of the pages that have text, or, of a document without pages, all of it.
    pub fn coverage(&self) -> Coverage {
        let documents::DocumentStatus::Read { pages_without_text } = &self.document.status else {
            return Coverage::default();
        };
        let pages = self.document.pages.len();
        Coverage {
            pages,
            pages_read: pages.saturating_sub(pages_without_text.len()),
            sentences: self.document.sentences.len(),
            sentences_read: self
                .units
                .iter()
                .filter(|u| matches!(u.place, Place::Sentence(_)))
                .count(),
            tables: self.document.tables.len(),
            cells: self
                .document
                .tables
                .iter()
                .map(|table| table.cells.len())
                .sum(),
        }
    }
}

/// How much of a document was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Coverage {
    /// Pages of the document; 0 where it has none, as a text file.
    pub pages: usize,
    /// Those with text.
    pub pages_read: usize,
    /// Sentences of the document.
    pub sentences: usize,
    /// Those that questions were put to: all but the reference list.
    pub sentences_read: usize,
    /// Tables.
    pub tables: usize,
    /// Their cells.
    pub cells: usize,
}

fn section_at(document: &Document, at: usize) -> SectionKind {
    document
        .sections
        .iter()
        .rev()
        .find(|section| section.range.contains(&at))
        .map_or(SectionKind::Other, |section| section.kind)
}
