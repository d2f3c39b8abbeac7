//! [`read_first_pages`]: a [`Document`] from a PDF.
//!
//! The pages are drawn onto a device that takes down letters, lines and pictures ([`ink`]); letters become words and
//! stretches of lines ([`segments`]); what comes again on each page goes ([`furniture`]); what is left is put into
//! reading order ([`columns`]) and joined to paragraphs ([`flow`]).

mod columns;
mod flow;
mod furniture;
mod ink;
mod segments;
mod tables;
mod unseen;
mod words;

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};

use crate::assemble::{assemble, hash_of, unread};
use crate::document::{Document, DocumentStatus, HiddenPassage, Page};
use crate::dois_in;
use columns::{Gutter, gutters, lines};
use flow::{PageLine, PageTable, body_size};
use ink::{Ink, Letter, LetterText, Reader, Rule, Sight};
use segments::{Frame, Segment, quarter_of, segments};

/// More pages are not a report.
const MOST_PAGES: usize = 5000;
/// A picture that covers this share of a page makes it a scan.
const SCAN: f64 = 0.5;

/// Reads the first pages of a PDF, and tells how many there are as soon as it is known. Never fails; the document's
/// status says what went wrong.
pub(crate) fn read_first_pages(bytes: &[u8], most: usize, tell: &mut dyn FnMut(usize)) -> Document {
    let mut told = false;
    let mut tell_once = |pages| {
        if !std::mem::replace(&mut told, true) {
            tell(pages);
        }
    };
    // What breaks the parser is a damaged file.
    let read = catch_unwind(AssertUnwindSafe(|| read(bytes, most, &mut tell_once)));
    tell_once(0);
    read.unwrap_or_else(|_| {
        let why = "its structure cannot be followed".into();
        unread(hash_of(bytes), DocumentStatus::Damaged { why })
    })
}

fn read(bytes: &[u8], most: usize, tell: &mut dyn FnMut(usize)) -> Document {
    let hash = hash_of(bytes);
    let pdf = match Pdf::new(bytes.to_vec()) {
        Ok(pdf) => pdf,
        Err(LoadPdfError::Decryption(_)) => return unread(hash, DocumentStatus::Encrypted),
        Err(LoadPdfError::Invalid) => {
            let why = "its structure cannot be followed".into();
            return unread(hash, DocumentStatus::Damaged { why });
        }
    };
    let all = pdf.pages();
    if all.is_empty() {
        let why = "it has no pages".into();
        return unread(hash, DocumentStatus::Damaged { why });
    }
    if all.len() > MOST_PAGES {
        let why = format!("{} pages; at most {MOST_PAGES} are read", all.len());
        return unread(hash, DocumentStatus::TooLarge { why });
    }
    tell(all.len().min(most));
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
    if !matches!(status, DocumentStatus::Read { .. }) {
        return assemble(hash, status, pages, &[], hidden);
    }
    weigh(&mut sheets);
    let main = main_direction(&mut sheets);
    let (main, margins) = without_furniture(main);
    let (lines, tables) = page_lines(sheets, main);
    let blocks = flow::blocks(lines, tables);
    let mut document = assemble(hash, status, pages, &blocks, hidden);
    // What stands in the margin of each page is the document's own DOI; the text cites others.
    let cited = std::mem::replace(&mut document.dois, dois_in(&margins));
    for doi in cited {
        if !document.dois.contains(&doi) {
            document.dois.push(doi);
        }
    }
    document
}

/// The segments of each page in its main direction, with the height of the page as read in it.
fn main_direction(sheets: &mut [Sheet]) -> Vec<(Vec<Segment>, f64)> {
    sheets
        .iter_mut()
        .map(|sheet| match sheet.directions.first_mut() {
            Some((_, height, segments)) => (std::mem::take(segments), *height),
            None => (Vec::new(), 0.0),
        })
        .collect()
}

/// The pages without running heads and page numbers, and the text of these.
fn without_furniture(mut main: Vec<(Vec<Segment>, f64)>) -> (Vec<(Vec<Segment>, f64)>, String) {
    let mut margins = String::new();
    let away = furniture::furniture(&main);
    for ((segments, _), away) in main.iter_mut().zip(away) {
        let mut away = away.into_iter();
        segments.retain(|segment| {
            let stays = !away.next().unwrap_or(false);
            if !stays {
                margins.push_str(&segment.text());
                margins.push('\n');
            }
            stays
        });
    }
    (main, margins)
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
    rules: Vec<Rule>,
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
            rules: ink.rules.clone(),
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

/// All lines in reading order, and the tables that stand between them. `main` is what each page holds in its main
/// direction.
fn page_lines(
    sheets: Vec<Sheet>,
    mut main: Vec<(Vec<Segment>, f64)>,
) -> (Vec<PageLine>, Vec<PageTable>) {
    let body = body_size(main.iter().flat_map(|(segments, _)| segments));
    let mut tables: Vec<PageTable> = Vec::new();
    for (sheet, (segments, _)) in sheets.iter().zip(&mut main) {
        let Some((frame, _, _)) = sheet.directions.first() else {
            continue;
        };
        let rules: Vec<Rule> = sheet
            .rules
            .iter()
            .map(|rule| turned(*rule, *frame))
            .collect();
        let found = tables::tables(segments, &rules, body, tables.len());
        tables.extend(found.into_iter().map(|table| PageTable {
            page: sheet.number,
            frame: *frame,
            table,
        }));
    }
    let found: Vec<Vec<Gutter>> = main
        .iter()
        .map(|(segments, _)| gutters(segments, &[]))
        .collect();
    let known: Vec<Gutter> = found.iter().flatten().copied().collect();
    let mut out = Vec::new();
    for (sheet, (segments, _)) in sheets.into_iter().zip(main) {
        let mut directions = sheet.directions.into_iter();
        if let Some((frame, _, _)) = directions.next() {
            let gutters = gutters(&segments, &known);
            push_lines(&mut out, sheet.number, frame, segments, &gutters, 0);
        }
        // Text in another direction: labels of axes, a note along the margin, a table that lies on its side.
        for (turn, (frame, _, segments)) in directions.enumerate() {
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
    (out, tables)
}

/// A rule as it lies beside text that runs in the frame's direction.
fn turned(rule: Rule, frame: Frame) -> Rule {
    let (a, b) = (frame.to(rule.x0, rule.y0), frame.to(rule.x1, rule.y1));
    Rule {
        x0: a.0.min(b.0),
        y0: a.1.min(b.1),
        x1: a.0.max(b.0),
        y1: a.1.max(b.1),
    }
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
            line,
        });
    }
}
