//! [`read_pdf`]: a [`Document`] from a PDF.
//!
//! The pages are drawn onto a device that takes down letters, lines and pictures ([`ink`]); letters become words and
//! stretches of lines ([`segments`]); what comes again on each page goes ([`furniture`]); what is left is put into
//! reading order ([`columns`]) and joined to paragraphs ([`flow`]).

mod columns;
mod flow;
mod furniture;
mod ink;
mod segments;
mod unseen;
mod words;

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};

use crate::assemble::{assemble, hash_of, unread};
use crate::document::{Document, DocumentStatus, HiddenPassage, Page};
use columns::{Gutter, gutters, lines};
use flow::PageLine;
use ink::{Ink, Letter, LetterText, Reader, Sight};
use segments::{Frame, Segment, quarter_of, segments};

/// More pages are not a report.
const MOST_PAGES: usize = 5000;
/// A picture that covers this share of a page makes it a scan.
const SCAN: f64 = 0.5;

/// Reads a PDF in this process: without limits of time and memory. Never fails; the document's status says what went
/// wrong.
pub fn read_pdf(bytes: &[u8]) -> Document {
    read_first_pages(bytes, usize::MAX).0
}

/// Reads the first pages only; and says how many there are.
pub(crate) fn read_first_pages(bytes: &[u8], most: usize) -> (Document, usize) {
    // What breaks the parser is a damaged file.
    let read = catch_unwind(AssertUnwindSafe(|| read(bytes, most)));
    read.unwrap_or_else(|_| {
        let why = "its structure cannot be followed".into();
        (unread(hash_of(bytes), DocumentStatus::Damaged { why }), 0)
    })
}

fn read(bytes: &[u8], most: usize) -> (Document, usize) {
    let hash = hash_of(bytes);
    let pdf = match Pdf::new(bytes.to_vec()) {
        Ok(pdf) => pdf,
        Err(LoadPdfError::Decryption(_)) => return (unread(hash, DocumentStatus::Encrypted), 0),
        Err(LoadPdfError::Invalid) => {
            let why = if bytes.is_empty() {
                "the file is empty"
            } else if bytes[..bytes.len().min(1024)]
                .windows(5)
                .any(|w| w == b"%PDF-")
            {
                "its structure cannot be followed"
            } else {
                "it is not a PDF"
            };
            return (unread(hash, DocumentStatus::Damaged { why: why.into() }), 0);
        }
    };
    let all = pdf.pages();
    if all.is_empty() {
        let why = "it has no pages".into();
        return (unread(hash, DocumentStatus::Damaged { why }), 0);
    }
    if all.len() > MOST_PAGES {
        let why = format!("{} pages; at most {MOST_PAGES} are read", all.len());
        return (unread(hash, DocumentStatus::TooLarge { why }), all.len());
    }
    let mut reader = Reader::new(&pdf);
    let mut pages = Vec::new();
    let mut sheets: Vec<Sheet> = Vec::new();
    let mut hidden: Vec<HiddenPassage> = Vec::new();
    let mut without_text = Vec::new();
    let mut drawn = false;
    for (number, page) in (1..).zip(all.iter().take(most)) {
        let ink = reader.page(page);
        pages.push(Page {
            number,
            width: ink.width as f32,
            height: ink.height as f32,
        });
        drawn |= ink.drawn || !ink.letters.is_empty();
        hidden.extend(unseen::passages(&ink, number));
        let sheet = Sheet::of(&ink, number);
        if !is_legible(&ink) {
            without_text.push(number);
        }
        sheets.push(sheet);
    }
    let status = if without_text.len() < pages.len() {
        DocumentStatus::Read {
            pages_without_text: without_text,
        }
    } else if drawn {
        DocumentStatus::Scanned
    } else {
        DocumentStatus::Empty
    };
    let blocks = if matches!(status, DocumentStatus::Read { .. }) {
        weigh(&mut sheets);
        flow::blocks(page_lines(sheets), Vec::new())
    } else {
        Vec::new()
    };
    let document = assemble(hash, status, pages, &blocks, hidden);
    (document, all.len())
}

/// Whether a page has text that can be read as letters.
fn is_legible(ink: &Ink) -> bool {
    let scan = ink.picture > SCAN;
    let (mut known, mut unknown) = (0, 0);
    for letter in &ink.letters {
        let counted = match letter.sight {
            Sight::Seen => true,
            Sight::Invisible => scan,
            _ => false,
        };
        if !counted {
            continue;
        }
        match &letter.text {
            LetterText::One(c) if c.is_whitespace() => {}
            LetterText::Unknown | LetterText::One('\u{fffd}') => unknown += 1,
            LetterText::One(c) if ('\u{e000}'..='\u{f8ff}').contains(c) => unknown += 1,
            _ => known += 1,
        }
    }
    known > 0 && known >= unknown
}

/// The segments of a page in each direction of its text, the main one first.
struct Sheet {
    number: u32,
    directions: Vec<(Frame, f64, Vec<Segment>)>,
}

impl Sheet {
    fn of(ink: &Ink, number: u32) -> Self {
        let scan = ink.picture > SCAN;
        let mut directions: Vec<(u8, Vec<&Letter>)> = Vec::new();
        for letter in &ink.letters {
            let shown = match letter.sight {
                Sight::Seen => true,
                Sight::Invisible => scan,
                _ => false,
            };
            // Slanted text is a watermark, or part of a figure.
            let Some(quarter) = quarter_of(letter).filter(|_| shown) else {
                continue;
            };
            match directions.iter_mut().find(|(known, _)| *known == quarter) {
                Some((_, letters)) => letters.push(letter),
                None => directions.push((quarter, vec![letter])),
            }
        }
        directions.sort_by_key(|(quarter, letters)| (std::cmp::Reverse(letters.len()), *quarter));
        Self {
            number,
            directions: directions
                .into_iter()
                .map(|(quarter, letters)| {
                    let height = if quarter % 2 == 0 {
                        ink.height
                    } else {
                        ink.width
                    };
                    let frame = Frame::quarter(quarter);
                    (frame, height, segments(&letters, frame))
                })
                .collect(),
        }
    }
}

/// Works out which words are bold: how much blacker their letters are than these letters are in most of the document.
fn weigh(sheets: &mut [Sheet]) {
    let mut inks: HashMap<char, Vec<f32>> = HashMap::new();
    let every = || sheets.iter().flat_map(|sheet| &sheet.directions);
    for (_, _, segments) in every() {
        for token in segments.iter().flat_map(|segment| &segment.tokens) {
            for (c, ink) in &token.inks {
                inks.entry(*c).or_default().push(*ink);
            }
        }
    }
    let usual: HashMap<char, f32> = inks
        .into_iter()
        .filter_map(|(c, mut inks)| {
            inks.sort_by(f32::total_cmp);
            let middle = inks[inks.len() / 2];
            (middle > 0.0).then_some((c, middle))
        })
        .collect();
    let every = sheets.iter_mut().flat_map(|sheet| &mut sheet.directions);
    for (_, _, segments) in every {
        for token in segments.iter_mut().flat_map(|segment| &mut segment.tokens) {
            let ratios: Vec<f32> = token
                .inks
                .iter()
                .filter_map(|(c, ink)| usual.get(c).map(|usual| ink / usual))
                .collect();
            if !ratios.is_empty() {
                token.weight = ratios.iter().sum::<f32>() / ratios.len() as f32;
            }
        }
    }
}

/// All lines in reading order.
fn page_lines(mut sheets: Vec<Sheet>) -> Vec<PageLine> {
    let mut main: Vec<(Vec<Segment>, f64)> = sheets
        .iter_mut()
        .map(|sheet| match sheet.directions.first_mut() {
            Some((_, height, segments)) => (std::mem::take(segments), *height),
            None => (Vec::new(), 0.0),
        })
        .collect();
    let away = furniture::furniture(&main);
    for ((segments, _), away) in main.iter_mut().zip(away) {
        let mut away = away.into_iter();
        segments.retain(|_| !away.next().unwrap_or(false));
    }
    let found: Vec<Vec<Gutter>> = main
        .iter()
        .map(|(segments, _)| gutters(segments, &[]))
        .collect();
    let known: Vec<Gutter> = found.iter().flatten().copied().collect();
    let mut out = Vec::new();
    for (sheet, (segments, _)) in sheets.into_iter().zip(main) {
        let others = sheet.directions.iter().skip(1);
        let others: Vec<(Frame, Vec<Segment>)> = others
            .map(|(frame, _, segments)| (*frame, segments.clone()))
            .collect();
        if let Some((frame, _, _)) = sheet.directions.first() {
            let gutters = gutters(&segments, &known);
            push_lines(&mut out, sheet.number, *frame, segments, &gutters, 0);
        }
        // Text in another direction: labels of axes, a note along the margin, a table that lies on its side.
        for (turn, (frame, segments)) in others.into_iter().enumerate() {
            push_lines(
                &mut out,
                sheet.number,
                frame,
                segments,
                &[],
                1000 * (turn + 1),
            );
        }
    }
    out
}

fn push_lines(
    out: &mut Vec<PageLine>,
    page: u32,
    frame: Frame,
    segments: Vec<Segment>,
    gutters: &[Gutter],
    parts: usize,
) {
    for mut line in lines(segments, gutters) {
        line.part += parts;
        out.push(PageLine {
            page,
            frame,
            bold: line.segment.boldness(),
            table: None,
            line,
        });
    }
}
