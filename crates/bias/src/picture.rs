//! [`Picture`]: an SVG document for paper, written piece by piece, and how judgements look in it.

use std::fmt::Write;

use drawing::{FONTS, escape, px, text::Style};

use crate::Judgement;

/// Text and outlines.
pub(crate) const INK: &str = "#111111";
/// What is said beside.
pub(crate) const QUIET: &str = "#404040";
/// Rules between rows.
pub(crate) const RULE: &str = "#c8c8c8";

pub(crate) const BODY: Style = Style {
    size: 12.0,
    bold: false,
};
pub(crate) const BOLD: Style = Style {
    size: 12.0,
    bold: true,
};
pub(crate) const SMALL: Style = Style {
    size: 11.0,
    bold: false,
};
pub(crate) const SYMBOL: Style = Style {
    size: 15.0,
    bold: true,
};

/// The colour of a judgement and that of the symbol on it. From low to critical each is darker than the one before, so that
/// they can be told apart in grey and with every kind of colour vision; blue, amber and vermilion stay apart in hue
/// (after Okabe and Ito).
pub(crate) fn colours(judgement: Judgement) -> (&'static str, &'static str) {
    match judgement {
        Judgement::Low => ("#cfe8f3", INK),
        Judgement::SomeConcerns | Judgement::Moderate | Judgement::Unclear => ("#f0a830", INK),
        Judgement::High | Judgement::Serious => ("#b8380a", "#ffffff"),
        Judgement::Critical => ("#4a1010", "#ffffff"),
        Judgement::NoInformation => ("#ffffff", INK),
    }
}

/// Where a text stands from its place.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
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

    /// A level or upright line.
    pub(crate) fn stroke(&mut self, (x1, y1): (f32, f32), (x2, y2): (f32, f32), colour: &str) {
        self.line(format_args!(
            r#"<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="{colour}" stroke-width="1"/>"#,
            px(x1),
            px(y1),
            px(x2),
            px(y2)
        ));
    }

    /// A light: a circle in the judgement's colour with its symbol, and a text for those who cannot see it. One that is not
    /// judged is a circle with a broken line.
    pub(crate) fn light(
        &mut self,
        (x, y): (f32, f32),
        radius: f32,
        judgement: Option<Judgement>,
        says: &str,
    ) {
        let (fill, ink, dash) = match judgement {
            Some(judgement) => {
                let (fill, ink) = colours(judgement);
                (fill, ink, "")
            }
            None => ("#ffffff", INK, r#" stroke-dasharray="2 3""#),
        };
        self.line(format_args!(
            r#"<circle cx="{}" cy="{}" r="{}" fill="{fill}" stroke="{INK}" stroke-width="1"{dash}><title>{}</title></circle>"#,
            px(x),
            px(y),
            px(radius),
            escape(says)
        ));
        if let Some(judgement) = judgement {
            let place = (x, y + SYMBOL.size * 0.36);
            self.text(place, Anchor::Middle, SYMBOL, ink, judgement.symbol());
        }
    }

    /// A box in a colour with a thin outline, and a text for those who cannot see it.
    pub(crate) fn bar(
        &mut self,
        (x, y): (f32, f32),
        width: f32,
        height: f32,
        fill: &str,
        says: &str,
    ) {
        self.line(format_args!(
            r#"<rect x="{}" y="{}" width="{}" height="{}" fill="{fill}" stroke="{INK}" stroke-width="1"><title>{}</title></rect>"#,
            px(x),
            px(y),
            px(width),
            px(height),
            escape(says)
        ));
    }

    /// The document.
    pub(crate) fn finish(mut self) -> String {
        self.out.push_str("</svg>\n");
        self.out
    }
}

/// A text without breaks and controls, its spaces single.
pub(crate) fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance (WCAG 2.2) of a colour such as `#f0a830`.
    fn luminance(colour: &str) -> f64 {
        let part = |at: usize| {
            let value = u8::from_str_radix(&colour[at..at + 2], 16).unwrap_or_default();
            let share = f64::from(value) / 255.0;
            if share <= 0.04045 {
                share / 12.92
            } else {
                ((share + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    }

    fn contrast(one: &str, other: &str) -> f64 {
        let (a, b) = (luminance(one), luminance(other));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn judgements_can_be_told_apart_in_grey_and_their_symbols_be_read() {
        let worse = [
            Judgement::Low,
            Judgement::SomeConcerns,
            Judgement::High,
            Judgement::Critical,
        ];
        for pair in worse.windows(2) {
            let (better, worse) = (colours(pair[0]).0, colours(pair[1]).0);
            assert!(luminance(better) > luminance(worse));
            assert!(contrast(better, worse) > 1.5, "{better} {worse}");
        }
        for judgement in Judgement::ALL {
            let (fill, ink) = colours(judgement);
            assert!(contrast(fill, ink) > 4.5, "{judgement:?}");
        }
    }

    #[test]
    fn the_shipped_font_has_every_symbol() {
        // What it lacks is measured as 1.4 em wide.
        for judgement in Judgement::ALL {
            let wide = drawing::text::width(judgement.symbol(), SYMBOL);
            assert!(wide < SYMBOL.size, "{judgement:?} is {wide}");
        }
    }
}
