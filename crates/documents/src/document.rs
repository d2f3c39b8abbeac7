//! [`Document`]: a report as it was read: one text in reading order, with sentences and table cells that have names and
//! places.

use std::ops::Range;

use review::{DocumentHash, PageBox};
use serde::{Deserialize, Serialize};

/// A report as it was read. Derived: it can be made again from the file, and is when [`EXTRACTOR`] changes.
///
/// All ranges are bytes of [`text`](Self::text), at boundaries of characters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// [`EXTRACTOR`] at the time of reading.
    pub extractor: u32,
    /// SHA-256 of the file's bytes.
    pub hash: DocumentHash,
    /// Whether it could be read.
    pub status: DocumentStatus,
    /// Its pages; none for a file without pages.
    pub pages: Vec<Page>,
    /// All of it in reading order: columns one after the other, words mended that a line break had cut, without running
    /// heads, footers and page numbers. Paragraphs are parted by an empty line. A table stands where its first row
    /// stood, a line per row, a tab between cells.
    pub text: String,
    /// The parts that its headings make, in order; nested parts follow each other.
    pub sections: Vec<Section>,
    /// The sentences of the running text, captions and headings in order, named `S1`, `S2`, …; those of tables are not
    /// among them.
    pub sentences: Vec<DocumentSentence>,
    /// Its tables, named `T1`, `T2`, …
    pub tables: Vec<Table>,
    /// Every word of the text with its place, in order; empty for a file without pages.
    pub words: Vec<Word>,
    /// What a person who looks at the pages does not see, and words addressed to a machine.
    pub hidden: Vec<HiddenPassage>,
    /// Numbers of trial registries in the text, each once.
    pub registrations: Vec<Registration>,
    /// DOIs in the text, each once.
    pub dois: Vec<String>,
}

/// Version of the way documents are read; raised with every change that changes what comes out.
pub const EXTRACTOR: u32 = 1;

/// Whether a document could be read, and if not, why: each is said differently to a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "status")]
pub enum DocumentStatus {
    /// It has text.
    Read {
        /// Pages without text, from 1: pictures, or scans.
        pages_without_text: Vec<u32>,
    },
    /// Pages, but no text: pictures of pages. It needs text recognition first.
    Scanned,
    /// It opens with a password only.
    Encrypted,
    /// Not a PDF, or damaged beyond reading.
    Damaged {
        /// What is wrong.
        why: String,
    },
    /// A sound file with nothing in it.
    Empty,
    /// It took more time or memory than is allowed.
    TooLarge {
        /// Which limit, in words.
        why: String,
    },
}

/// A page as it is shown: crop box, turned upright.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// From 1.
    pub number: u32,
    /// Points.
    pub width: f32,
    /// Points.
    pub height: f32,
}

/// A part of the document under a heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// The heading; empty for what stands before the first.
    pub title: String,
    /// Which part of an article it is, by its heading or that of the part it lies in.
    pub kind: SectionKind,
    /// From the heading to the next.
    pub range: Range<usize>,
}

/// The parts of an article (IMRaD).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SectionKind {
    /// Title, authors, addresses.
    Front,
    /// Abstract.
    Abstract,
    /// Introduction, background.
    Introduction,
    /// Methods.
    Methods,
    /// Results.
    Results,
    /// Discussion, conclusions.
    Discussion,
    /// Acknowledgements, funding, interests, contributions.
    Back,
    /// References.
    References,
    /// Any other.
    Other,
}

/// A sentence of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentSentence {
    /// `S1`, `S2`, …
    pub id: String,
    /// Its words in [`Document::text`], without white space at the ends.
    pub range: Range<usize>,
}

/// A table as a grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// `T1`, `T2`, … in order of the document.
    pub id: String,
    /// What it calls itself, such as “Table 2”; empty where it says nothing.
    pub label: String,
    /// Its caption, in [`Document::text`]; the caption's sentences are among [`Document::sentences`].
    pub caption: Option<Range<usize>>,
    /// How many rows.
    pub rows: u32,
    /// How many columns.
    pub columns: u32,
    /// Its cells that are not empty, row by row.
    pub cells: Vec<TableCell>,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableCell {
    /// `T2.r3.c4`: third row, fourth column, both from 1.
    pub id: String,
    /// From 1.
    pub row: u32,
    /// From 1.
    pub column: u32,
    /// How many columns it spans, at least 1.
    pub column_span: u32,
    /// Whether it heads a column or a row.
    pub heading: bool,
    /// Its words in [`Document::text`].
    pub range: Range<usize>,
}

/// A word with its place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Word {
    /// Its letters in [`Document::text`]. A word that a line break cuts is two of these.
    pub range: Range<usize>,
    /// Where they stand.
    pub place: PageBox,
}

/// Text that a person who looks at the pages does not see, or that speaks to a machine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HiddenPassage {
    /// Why it is suspicious.
    pub why: HiddenReason,
    /// What it says.
    pub says: String,
    /// Where, if it stands on a page.
    pub place: Option<PageBox>,
}

/// Why a passage is suspicious.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HiddenReason {
    /// In the colour of the page, or drawn invisibly (rendering mode 3) on a page that is not a scan.
    Unseen,
    /// Letters too small to read.
    Tiny,
    /// Outside the page, or outside what is clipped.
    OffPage,
    /// Characters that are not drawn, or that reorder others.
    Invisible,
    /// Words addressed to a language model.
    Instruction,
}

/// A number of a trial registry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Registration {
    /// Such as `ClinicalTrials.gov`.
    pub registry: String,
    /// In the registry's own spelling, such as `NCT01234567`.
    pub number: String,
}

impl Document {
    /// Whether it is of this [`EXTRACTOR`] and all its ranges lie in the text, at boundaries of characters; and its
    /// boxes on its pages. What was written to a file or by another process is asked this before it is used.
    pub fn is_sound(&self) -> bool {
        let lies = |range: &Range<usize>| self.text.get(range.clone()).is_some();
        let on_page = |place: &PageBox| {
            let sides = [place.x, place.y, place.width, place.height];
            usize::try_from(place.page).is_ok_and(|page| (1..=self.pages.len()).contains(&page))
                && sides.iter().all(|side| side.is_finite())
        };
        let words = self.words.iter();
        self.extractor == EXTRACTOR
            && self.sections.iter().all(|section| lies(&section.range))
            && self.sentences.iter().all(|sentence| lies(&sentence.range))
            && self.tables.iter().all(|table| {
                table.caption.as_ref().is_none_or(lies)
                    && table.cells.iter().all(|cell| lies(&cell.range))
            })
            && words
                .clone()
                .all(|word| lies(&word.range) && on_page(&word.place))
            && words.clone().is_sorted_by_key(|word| word.range.end)
            && self
                .hidden
                .iter()
                .all(|hidden| hidden.place.as_ref().is_none_or(on_page))
    }

    /// The words of a range. Empty where the range is none of this document.
    pub fn words_of(&self, range: &Range<usize>) -> &str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    /// Where a range stands on the pages, a box per line.
    pub fn boxes(&self, range: &Range<usize>) -> Vec<PageBox> {
        let first = self
            .words
            .partition_point(|word| word.range.end <= range.start);
        let mut lines: Vec<PageBox> = Vec::new();
        for word in self.words[first..]
            .iter()
            .take_while(|word| word.range.start < range.end)
        {
            match lines.last_mut() {
                Some(line) if on_one_line(line, &word.place) => *line = around(line, &word.place),
                _ => lines.push(word.place),
            }
        }
        lines
    }
}

/// Whether a word goes on the line of the boxes before it: same page, at the same height, further right.
fn on_one_line(line: &PageBox, word: &PageBox) -> bool {
    let lower_top = line.y.max(word.y);
    let upper_bottom = (line.y + line.height).min(word.y + word.height);
    let shared = upper_bottom - lower_top;
    line.page == word.page && word.x >= line.x && shared > 0.4 * line.height.min(word.height)
}

fn around(a: &PageBox, b: &PageBox) -> PageBox {
    let x = a.x.min(b.x);
    let y = a.y.min(b.y);
    PageBox {
        page: a.page,
        x,
        y,
        width: (a.x + a.width).max(b.x + b.width) - x,
        height: (a.y + a.height).max(b.y + b.height) - y,
    }
}
