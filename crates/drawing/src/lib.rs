//! What every drawing of the program shares.
//!
//! *What it is:* text measured, broken and cut in the shipped font ([`text`]), what SVG needs of text and lengths
//! ([`escape()`], [`px`]), SVG documents written piece by piece ([`Picture`]) and turned into [`png()`], [`pdf()`] and
//! [`pdf_pages`] with that font only, so that every computer draws the same.
//!
//! *What it is not:* it knows no diagram and no figure; those are drawn by the crates they belong to.
//!
//! ```
//! let line = format!("<text>{}</text>", drawing::escape("Smith & Wu <2020>"));
//! assert_eq!(line, "<text>Smith &amp; Wu &lt;2020&gt;</text>");
//! ```

mod image;
mod pages;
mod picture;
pub mod text;

pub use image::{DrawError, pdf, png};
pub use pages::pdf_pages;
pub use picture::{Anchor, Line, Picture};

/// The font of the drawings, then fonts that are at hand where it is absent. The first is wider than
/// most of the others, so that text stays in its box with them too.
pub const FONTS: &str = "'Noto Sans', 'Open Sans', 'Segoe UI', Arial, Helvetica, sans-serif";

/// Text as it may stand in an element or attribute of an SVG. Characters that XML does not allow (controls) are left
/// out.
pub fn escape(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .collect::<String>()
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// A length in px with at most two decimals.
pub fn px(length: f32) -> String {
    let rounded = (f64::from(length) * 100.0).round() / 100.0;
    format!("{rounded}")
}
