//! The shapes that a drawing is made of, placed.

use serde::Serialize;

use crate::{Key, Template};

/// The finished drawing as geometry. All lengths are px of 1/96 inch, from the top left corner.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Layout {
    /// The template that was drawn.
    pub template: Template,
    /// Width of the drawing.
    pub width: f32,
    /// Height of the drawing.
    pub height: f32,
    /// The yellow and grey bars at the top.
    pub headers: Vec<Bar>,
    /// The blue bars at the left, with upright text.
    pub stages: Vec<Bar>,
    /// The boxes, in reading order.
    pub boxes: Vec<PlacedBox>,
    /// The arrows, each ending with its head on the border of a box.
    pub arrows: Vec<Arrow>,
    /// "Work in progress", above the diagram, while anything is unfinished.
    pub note: Option<Note>,
    /// Footnotes and citation, below the diagram.
    pub footer: Vec<PlacedLine>,
}

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Rect {
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

impl Rect {
    /// Right edge.
    pub fn right(&self) -> f32 {
        self.x + self.width
    }

    /// Bottom edge.
    pub fn bottom(&self) -> f32 {
        self.y + self.height
    }

    /// Middle from left to right.
    pub fn centre_x(&self) -> f32 {
        self.x + self.width / 2.0
    }

    /// Middle from top to bottom.
    pub fn centre_y(&self) -> f32 {
        self.y + self.height / 2.0
    }
}

/// A coloured bar with a centred bold text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bar {
    /// Its name in the column `box` of the CSV, such as `newstud`.
    pub id: &'static str,
    /// Where it is.
    pub rect: Rect,
    /// Its lines, placed; the line of a stage bar is placed as if it were not turned.
    pub lines: Vec<PlacedLine>,
    /// Whether it is grey, as previous studies and other methods are.
    pub grey: bool,
}

/// A box with its text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlacedBox {
    /// The first of its numbers.
    pub key: Key,
    /// Where it is.
    pub rect: Rect,
    /// Its lines from top to bottom.
    pub lines: Vec<PlacedLine>,
    /// Whether it is grey.
    pub grey: bool,
}

/// A line of text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlacedLine {
    /// Left end.
    pub x: f32,
    /// The line that the letters stand on.
    pub baseline: f32,
    /// Width in the shipped font.
    pub width: f32,
    /// The number that it states or helps to state.
    pub key: Option<Key>,
    /// Whether a paragraph begins here, rather than going on from the line above.
    pub begins: bool,
    /// The text.
    pub text: String,
}

/// A straight or once-bent arrow.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Arrow {
    /// The box it leaves.
    pub from: Key,
    /// The box it points to.
    pub to: Key,
    /// Its corners, first to last.
    pub points: Vec<(f32, f32)>,
}

/// A framed note.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Note {
    /// Its frame.
    pub rect: Rect,
    /// Its lines.
    pub lines: Vec<PlacedLine>,
}
