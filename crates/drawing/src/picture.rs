//! [`Picture`]: an SVG document for paper, written piece by piece. Its lengths are in px.

use std::fmt::{Arguments, Write};

use crate::text::Style;
use crate::{FONTS, escape, px};

/// Where a text stands from its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// It begins there.
    Start,
    /// Its middle is there.
    Middle,
    /// It ends there.
    End,
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line<'a> {
    /// Its colour, such as `#111111`.
    pub colour: &'a str,
    /// Its width.
    pub width: f32,
    /// Lengths drawn and left out, such as `4 3`; empty of a whole line.
    pub dash: &'a str,
}

impl<'a> Line<'a> {
    /// A whole line that is 1 px wide.
    pub fn thin(colour: &'a str) -> Self {
        Self {
            colour,
            width: 1.0,
            dash: "",
        }
    }

    fn dashed(&self) -> String {
        match self.dash {
            "" => String::new(),
            dash => format!(r#" stroke-dasharray="{dash}""#),
        }
    }
}

/// An SVG document that is being written. Every text in it is escaped; colours and dashes are the program's own.
#[derive(Clone, Debug)]
pub struct Picture {
    out: String,
}

impl Picture {
    /// A white sheet. `title` and `description` are for those who cannot see it.
    pub fn new(id: &str, width: f32, height: f32, title: &str, description: &str) -> Self {
        let (width, height) = (px(width), px(height));
        let mut picture = Self { out: String::new() };
        picture.line(format_args!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" aria-labelledby="{id}-title {id}-desc" font-family="{FONTS}">"#
        ));
        picture.line(format_args!(
            r#"<title id="{id}-title">{}</title>"#,
            escape(title)
        ));
        picture.line(format_args!(
            r#"<desc id="{id}-desc">{}</desc>"#,
            escape(description)
        ));
        picture.line(format_args!(
            r##"<rect width="{width}" height="{height}" fill="#ffffff"/>"##
        ));
        picture
    }

    /// Appends a line. Writing to a `String` cannot fail.
    fn line(&mut self, line: Arguments<'_>) {
        if self.out.write_fmt(line).is_ok() {
            self.out.push('\n');
        }
    }

    /// A text on its baseline.
    pub fn text(
        &mut self,
        (x, y): (f32, f32),
        anchor: Anchor,
        style: Style,
        fill: &str,
        text: &str,
    ) {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => r#" text-anchor="middle""#,
            Anchor::End => r#" text-anchor="end""#,
        };
        let weight = if style.bold {
            r#" font-weight="bold""#
        } else {
            ""
        };
        self.line(format_args!(
            r#"<text x="{}" y="{}"{anchor} font-size="{}"{weight} fill="{fill}">{}</text>"#,
            px(x),
            px(y),
            style.size,
            escape(text)
        ));
    }

    /// A straight line.
    pub fn stroke(&mut self, (x1, y1): (f32, f32), (x2, y2): (f32, f32), line: Line<'_>) {
        self.line(format_args!(
            r#"<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="{}" stroke-width="{}"{}/>"#,
            px(x1),
            px(y1),
            px(x2),
            px(y2),
            line.colour,
            line.width,
            line.dashed()
        ));
    }

    /// A filled shape; `outline` may be empty.
    pub fn shape(&mut self, points: &[(f32, f32)], fill: &str, outline: &str) {
        let points: Vec<String> = points
            .iter()
            .map(|(x, y)| format!("{},{}", px(*x), px(*y)))
            .collect();
        let outline = if outline.is_empty() {
            String::new()
        } else {
            format!(r#" stroke="{outline}" stroke-width="1""#)
        };
        self.line(format_args!(
            r#"<polygon points="{}" fill="{fill}"{outline}/>"#,
            points.join(" ")
        ));
    }

    /// A circle, with what it stands for.
    pub fn circle(
        &mut self,
        (x, y): (f32, f32),
        radius: f32,
        fill: &str,
        outline: Line<'_>,
        says: &str,
    ) {
        self.line(format_args!(
            r#"<circle cx="{}" cy="{}" r="{}" fill="{fill}" stroke="{}" stroke-width="{}"{}><title>{}</title></circle>"#,
            px(x),
            px(y),
            px(radius),
            outline.colour,
            outline.width,
            outline.dashed(),
            escape(says)
        ));
    }

    /// A box from its upper left corner, with what it stands for.
    pub fn bar(
        &mut self,
        (x, y): (f32, f32),
        (width, height): (f32, f32),
        fill: &str,
        outline: Line<'_>,
        says: &str,
    ) {
        self.line(format_args!(
            r#"<rect x="{}" y="{}" width="{}" height="{}" fill="{fill}" stroke="{}" stroke-width="{}"{}><title>{}</title></rect>"#,
            px(x),
            px(y),
            px(width),
            px(height),
            outline.colour,
            outline.width,
            outline.dashed(),
            escape(says)
        ));
    }

    /// The document.
    pub fn finish(mut self) -> String {
        self.out.push_str("</svg>\n");
        self.out
    }
}
