//! [`Picture`]: an SVG document for paper, written piece by piece.

use std::fmt::Write;

use drawing::{FONTS, escape, px, text::Style};

/// Text and lines, black as print.
pub(crate) const INK: &str = "#111111";
/// What is said beside.
pub(crate) const QUIET: &str = "#404040";
/// Squares, diamonds and points.
pub(crate) const MARK: &str = "#1f4e79";
/// Rules of the table and ticks.
pub(crate) const RULE: &str = "#767676";
/// The line of no effect and that of the pooled estimate.
pub(crate) const GUIDE: &str = "#595959";
/// Areas behind.
pub(crate) const AREA: &str = "#eef2f6";

/// Where a text stands from its place.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// An SVG document that is being written.
pub(crate) struct Picture {
    out: String,
}

impl Picture {
    /// A white sheet. `title` and `description` are for those who cannot see it.
    pub(crate) fn new(id: &str, width: f32, height: f32, title: &str, description: &str) -> Self {
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
    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        if self.out.write_fmt(line).is_ok() {
            self.out.push('\n');
        }
    }

    /// A text on its baseline.
    pub(crate) fn text(
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

    /// A straight line; `dash` such as `4 3`, or empty.
    pub(crate) fn stroke(
        &mut self,
        (x1, y1): (f32, f32),
        (x2, y2): (f32, f32),
        colour: &str,
        width: f32,
        dash: &str,
    ) {
        let dash = if dash.is_empty() {
            String::new()
        } else {
            format!(r#" stroke-dasharray="{dash}""#)
        };
        self.line(format_args!(
            r#"<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="{colour}" stroke-width="{width}"{dash}/>"#,
            px(x1),
            px(y1),
            px(x2),
            px(y2)
        ));
    }

    /// A filled shape; `stroke` may be empty.
    pub(crate) fn shape(&mut self, points: &[(f32, f32)], fill: &str, stroke: &str) {
        let points: Vec<String> = points
            .iter()
            .map(|(x, y)| format!("{},{}", px(*x), px(*y)))
            .collect();
        let stroke = if stroke.is_empty() {
            String::new()
        } else {
            format!(r#" stroke="{stroke}" stroke-width="1""#)
        };
        self.line(format_args!(
            r#"<polygon points="{}" fill="{fill}"{stroke}/>"#,
            points.join(" ")
        ));
    }

    /// A point, with what it stands for.
    pub(crate) fn point(&mut self, (x, y): (f32, f32), radius: f32, title: &str) {
        self.line(format_args!(
            r##"<circle cx="{}" cy="{}" r="{radius}" fill="{MARK}" stroke="#ffffff" stroke-width="1"><title>{}</title></circle>"##,
            px(x),
            px(y),
            escape(title)
        ));
    }

    /// The document.
    pub(crate) fn finish(mut self) -> String {
        self.out.push_str("</svg>\n");
        self.out
    }
}
