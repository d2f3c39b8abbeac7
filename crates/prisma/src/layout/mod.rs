//! [`layout`]: gives every box, bar, arrow and line of text its place.
//!
//! Boxes are as wide as their column and as high as their text; a row is as high as its highest box,
//! so that rows align across the columns.

mod geometry;

pub use geometry::{Arrow, Bar, Layout, Note, PlacedBox, PlacedLine, Rect};

use serde::{Deserialize, Serialize};

use crate::content::{Column, Content, Row, contents, names_its_sources};
use crate::{Flow, Key, Template, Theme};
use drawing::text::{Style, width, wrap};

/// What to draw, apart from the numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DrawingOptions {
    /// The template; `None` takes the one that has a place for every number.
    pub template: Option<Template>,
    /// The palette.
    pub theme: Theme,
    /// Whether the footnotes of the published templates stand below, with their asterisks.
    pub footnotes: bool,
    /// Whether the PRISMA 2020 statement is cited below.
    pub citation: bool,
}

impl Default for DrawingOptions {
    fn default() -> Self {
        DrawingOptions {
            template: None,
            theme: Theme::Light,
            footnotes: false,
            citation: true,
        }
    }
}

/// Text in boxes.
pub(crate) const BODY: Style = Style {
    size: 12.0,
    bold: false,
};
/// Text in bars.
pub(crate) const BAR: Style = Style {
    size: 12.0,
    bold: true,
};
/// Text below the diagram.
pub(crate) const SMALL: Style = Style {
    size: 9.5,
    bold: false,
};

const LINE_HEIGHT: f32 = 16.0;
const SMALL_LINE_HEIGHT: f32 = 13.0;
/// From the top of a line to where its letters stand.
const ASCENT: f32 = 12.0;
const PADDING: f32 = 10.0;
const INDENT: f32 = 10.0;
const MARGIN: f32 = 16.0;
const ROW_GAP: f32 = 28.0;
const STAGE_WIDTH: f32 = 30.0;
/// Rows up to this height have boxes of one height, as in the published templates; in a higher row
/// (a long list) each box keeps the height of its own text.
const EVEN_ROW: f32 = 170.0;

/// Places everything; never fails, whatever the numbers and names are.
pub fn layout(flow: &Flow, options: &DrawingOptions) -> Layout {
    let template = options.template.unwrap_or_else(|| flow.template());
    let contents = contents(flow, template, options.footnotes);
    let columns = columns(template);
    let total_width = columns
        .last()
        .map_or(0.0, |(_, left, width)| left + width + MARGIN);
    let inner_width = total_width - 2.0 * MARGIN;

    let mut y = MARGIN;
    let note = note(flow, y, inner_width);
    if let Some(note) = &note {
        y = note.rect.bottom() + 16.0;
    }
    let headers = headers(template, &columns, y);
    y = headers
        .iter()
        .map(|bar| bar.rect.bottom())
        .fold(y, f32::max)
        + 14.0;

    let mut boxes: Vec<PlacedBox> = contents
        .iter()
        .filter_map(|content| {
            let (_, left, width) = columns.iter().find(|(name, ..)| *name == content.column)?;
            Some(sized_box(content, *left, *width))
        })
        .collect();
    let mut stages = Vec::new();
    for (id, name, rows) in [
        ("identification", "Identification", &[Row::Identified][..]),
        (
            "screening",
            "Screening",
            &[Row::Screened, Row::Sought, Row::Assessed],
        ),
        ("included", "Included", &[Row::New, Row::Total]),
    ] {
        let top = y;
        let name_width = width(name, BAR);
        for row in rows {
            let of_row = |content: &Content| content.row == *row;
            if !contents.iter().any(of_row) {
                continue;
            }
            let least = if rows.len() == 1 || (*row == Row::New && !template.updated) {
                name_width + 20.0
            } else {
                0.0
            };
            let members = boxes
                .iter_mut()
                .zip(&contents)
                .filter(|(_, content)| of_row(content))
                .map(|(placed, _)| placed);
            y += place_row(members, y, least, *row != Row::Assessed) + ROW_GAP;
        }
        let rect = Rect {
            x: MARGIN,
            y: top,
            width: STAGE_WIDTH,
            height: y - ROW_GAP - top,
        };
        stages.push(Bar {
            id,
            rect,
            lines: vec![PlacedLine {
                x: rect.centre_x() - name_width / 2.0,
                baseline: rect.centre_y() + 4.5,
                width: name_width,
                key: None,
                begins: true,
                text: name.to_owned(),
            }],
            grey: false,
        });
    }
    y -= ROW_GAP;

    let arrows = arrows(&boxes);
    let footer = footer(flow, options, y + 14.0, inner_width);
    let bottom = footer.last().map_or(y, |line| line.baseline + 3.0);
    Layout {
        template,
        width: total_width.ceil(),
        height: (bottom + MARGIN).ceil(),
        headers,
        stages,
        boxes,
        arrows,
        note,
        footer,
    }
}

/// Each column of a template with its left edge and its width.
fn columns(template: Template) -> Vec<(Column, f32, f32)> {
    let mut columns = Vec::new();
    let mut x = MARGIN + STAGE_WIDTH + 14.0;
    let mut push = |column: Column, width: f32, gap: f32| {
        columns.push((column, x, width));
        x += width + gap;
    };
    if template.updated {
        push(Column::Previous, 210.0, 34.0);
    }
    push(Column::Main, 240.0, 40.0);
    push(Column::MainSide, 250.0, 34.0);
    if template.other_methods {
        push(Column::Other, 210.0, 40.0);
        push(Column::OtherSide, 240.0, 0.0);
    }
    columns
}

/// A box at the top of its column, as high as its text.
fn sized_box(content: &Content, left: f32, box_width: f32) -> PlacedBox {
    let mut lines = Vec::new();
    let mut top = PADDING;
    for paragraph in &content.paragraphs {
        let x = left + PADDING + INDENT * f32::from(paragraph.depth);
        // A list entry that goes on hangs below its first line; a little room is left for rounding.
        let hang = if paragraph.depth > 0 { INDENT } else { 0.0 };
        let room = left + box_width - PADDING - x - hang - 1.0;
        for (place, text) in wrap(&paragraph.text, BODY, room).into_iter().enumerate() {
            lines.push(PlacedLine {
                x: if place == 0 { x } else { x + hang },
                baseline: top + ASCENT,
                width: width(&text, BODY),
                key: paragraph.key,
                begins: place == 0,
                text,
            });
            top += LINE_HEIGHT;
        }
    }
    PlacedBox {
        key: content.key,
        rect: Rect {
            x: left,
            y: 0.0,
            width: box_width,
            height: top + PADDING,
        },
        lines,
        grey: content.grey,
    }
}

/// Moves the boxes of one row to its top, evens their heights and gives back the row's height.
fn place_row<'a>(
    members: impl Iterator<Item = &'a mut PlacedBox>,
    top: f32,
    least: f32,
    even: bool,
) -> f32 {
    let members: Vec<_> = members.collect();
    let highest = members
        .iter()
        .map(|placed| placed.rect.height)
        .fold(least, f32::max);
    for placed in members {
        let natural = placed.rect.height;
        if even && highest <= EVEN_ROW {
            placed.rect.height = highest;
        }
        placed.rect.y = top;
        let shift = top + (placed.rect.height - natural) / 2.0;
        for line in &mut placed.lines {
            line.baseline += shift;
        }
    }
    highest
}

fn headers(template: Template, columns: &[(Column, f32, f32)], top: f32) -> Vec<Bar> {
    let studies = if template.updated {
        "new studies"
    } else {
        "studies"
    };
    let bars = [
        (
            "prevstud",
            "Previous studies".to_owned(),
            [Column::Previous; 2],
        ),
        (
            "newstud",
            format!("Identification of {studies} via databases and registers"),
            [Column::Main, Column::MainSide],
        ),
        (
            "othstud",
            format!("Identification of {studies} via other methods"),
            [Column::Other, Column::OtherSide],
        ),
    ];
    let mut headers = Vec::new();
    for (id, text, [first, last]) in bars {
        let edge = |column: Column| columns.iter().find(|(name, ..)| *name == column);
        let (Some((_, left, _)), Some((_, last_left, last_width))) = (edge(first), edge(last))
        else {
            continue;
        };
        let rect = Rect {
            x: *left,
            y: top,
            width: last_left + last_width - left,
            height: LINE_HEIGHT + 16.0,
        };
        let text_width = width(&text, BAR);
        headers.push(Bar {
            id,
            rect,
            lines: vec![PlacedLine {
                x: rect.centre_x() - text_width / 2.0,
                baseline: rect.y + 8.0 + ASCENT,
                width: text_width,
                key: None,
                begins: true,
                text,
            }],
            grey: id != "newstud",
        });
    }
    headers
}

fn arrows(boxes: &[PlacedBox]) -> Vec<Arrow> {
    let across = [
        (Key::DatabaseResults, Key::Duplicates),
        (Key::RecordsScreened, Key::RecordsExcluded),
        (Key::DbrSoughtReports, Key::DbrNotretrievedReports),
        (Key::DbrAssessed, Key::DbrExcluded),
        (Key::OtherSoughtReports, Key::OtherNotretrievedReports),
        (Key::OtherAssessed, Key::OtherExcluded),
    ];
    let down = [
        (Key::DatabaseResults, Key::RecordsScreened),
        (Key::RecordsScreened, Key::DbrSoughtReports),
        (Key::DbrSoughtReports, Key::DbrAssessed),
        (Key::DbrAssessed, Key::NewStudies),
        (Key::NewStudies, Key::TotalStudies),
        (Key::WebsiteResults, Key::OtherSoughtReports),
        (Key::OtherSoughtReports, Key::OtherAssessed),
    ];
    // The side columns meet the main one at the bottom.
    let bent = [
        (Key::PreviousStudies, Key::TotalStudies),
        (Key::OtherAssessed, Key::NewStudies),
    ];
    let rect = |key: Key| Some(boxes.iter().find(|placed| placed.key == key)?.rect);
    let arrow = |(from, to): (Key, Key), points: fn(Rect, Rect) -> Vec<(f32, f32)>| {
        Some(Arrow {
            from,
            to,
            points: points(rect(from)?, rect(to)?),
        })
    };
    let across = across.into_iter().filter_map(|pair| {
        arrow(pair, |a, b| {
            let y = a.y + a.height.min(b.height) / 2.0;
            vec![(a.right(), y), (b.x, y)]
        })
    });
    let down = down.into_iter().filter_map(|pair| {
        arrow(pair, |a, b| {
            vec![(a.centre_x(), a.bottom()), (a.centre_x(), b.y)]
        })
    });
    let bent = bent.into_iter().filter_map(|pair| {
        arrow(pair, |a, b| {
            let edge = if a.x < b.x { b.x } else { b.right() };
            vec![
                (a.centre_x(), a.bottom()),
                (a.centre_x(), b.centre_y()),
                (edge, b.centre_y()),
            ]
        })
    });
    across.chain(down).chain(bent).collect()
}

fn note(flow: &Flow, top: f32, inner_width: f32) -> Option<Note> {
    let unfinished = flow.unfinished();
    if unfinished.is_empty() {
        return None;
    }
    let text = format!(
        "Work in progress, these numbers are not final: {}.",
        unfinished.join("; ")
    );
    let lines: Vec<PlacedLine> = wrap(&text, BODY, inner_width - 2.0 * PADDING - 1.0)
        .into_iter()
        .enumerate()
        .map(|(place, text)| PlacedLine {
            x: MARGIN + PADDING,
            baseline: top + 7.0 + ASCENT + place as f32 * LINE_HEIGHT,
            width: width(&text, BODY),
            key: None,
            begins: place == 0,
            text,
        })
        .collect();
    Some(Note {
        rect: Rect {
            x: MARGIN,
            y: top,
            width: inner_width,
            height: lines.len() as f32 * LINE_HEIGHT + 14.0,
        },
        lines,
    })
}

/// Only those footnotes whose asterisk stands in a box.
fn footer(flow: &Flow, options: &DrawingOptions, top: f32, inner_width: f32) -> Vec<PlacedLine> {
    let mut paragraphs = Vec::new();
    if options.footnotes && !names_its_sources(flow) {
        paragraphs.push(
            "*Consider, if feasible to do so, reporting the number of records identified from each \
             database or register searched (rather than the total number across all \
             databases/registers).",
        );
    }
    if options.footnotes && flow.excluded_by.is_none() {
        paragraphs.push(
            "**If automation tools were used, indicate how many records were excluded by a human \
             and how many were excluded by automation tools.",
        );
    }
    if options.citation {
        paragraphs.push(
            "Source of the template: Page MJ, McKenzie JE, Bossuyt PM, et al. The PRISMA 2020 \
             statement: an updated guideline for reporting systematic reviews. BMJ 2021;372:n71. \
             doi: 10.1136/\u{2060}bmj.n71. Licensed under CC BY 4.0.",
        );
    }
    let mut lines = Vec::new();
    for paragraph in paragraphs {
        for (place, text) in wrap(paragraph, SMALL, inner_width - 1.0)
            .into_iter()
            .enumerate()
        {
            lines.push(PlacedLine {
                x: MARGIN,
                baseline: top + 10.0 + lines.len() as f32 * SMALL_LINE_HEIGHT,
                width: width(&text, SMALL),
                key: None,
                begins: place == 0,
                text,
            });
        }
    }
    lines
}
