//! Text as it will be drawn: its width in the shipped font, and where its lines break.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustybuzz::{Face, UnicodeBuffer};
use unicode_segmentation::UnicodeSegmentation;

/// The shipped font, Noto Sans (SIL Open Font License 1.1).
pub(crate) const REGULAR: &[u8] = include_bytes!("../../../assets/fonts/NotoSans-Regular.ttf");
/// Its bold face.
pub(crate) const BOLD: &[u8] = include_bytes!("../../../assets/fonts/NotoSans-Bold.ttf");

static REGULAR_FACE: LazyLock<Option<Face<'static>>> =
    LazyLock::new(|| Face::from_slice(REGULAR, 0));
static BOLD_FACE: LazyLock<Option<Face<'static>>> = LazyLock::new(|| Face::from_slice(BOLD, 0));

/// The width that is kept free for a character that the font lacks, in em. Where the drawing is
/// shown with other fonts at hand, emoji and East Asian characters take up to this much.
const MISSING_GLYPH_EM: f32 = 1.4;

/// A text with the characters that the shipped font has: its minus sign is an en dash, which is drawn alike. A drawing
/// keeps the true sign where it stays text (SVG).
pub fn drawn(text: &str) -> Cow<'_, str> {
    if text.contains(MINUS) {
        text.replace(MINUS, "\u{2013}").into()
    } else {
        text.into()
    }
}

/// The characters of a text that would be drawn as empty boxes, because the shipped font lacks them.
pub fn missing(text: &str) -> Vec<char> {
    let Some(face) = &*REGULAR_FACE else {
        return Vec::new();
    };
    drawn(text)
        .chars()
        .filter(|c| !c.is_control() && face.glyph_index(*c).is_none())
        .collect()
}

/// The minus sign, which Noto Sans as it is shipped lacks.
const MINUS: char = '\u{2212}';

/// Size and weight of a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// Height of an em, in px.
    pub size: f32,
    /// In the bold face.
    pub bold: bool,
}

/// The width of a line, in px, after shaping (kerning and combining marks included).
pub fn width(text: &str, style: Style) -> f32 {
    let face = if style.bold {
        &*BOLD_FACE
    } else {
        &*REGULAR_FACE
    };
    let Some(face) = face else {
        return text.chars().count() as f32 * style.size;
    };
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(&drawn(text));
    buffer.guess_segment_properties();
    let glyphs = rustybuzz::shape(face, &[], buffer);
    let em = face.units_per_em() as f32;
    glyphs
        .glyph_infos()
        .iter()
        .zip(glyphs.glyph_positions())
        .map(|(glyph, position)| match glyph.glyph_id {
            0 => MISSING_GLYPH_EM * style.size,
            _ => position.x_advance as f32 / em * style.size,
        })
        .sum()
}

/// A text broken into lines no wider than `room` px, at the places that Unicode allows (UAX 14); a
/// word that is wider than the room is broken between its characters. No-break spaces become spaces and
/// word joiners vanish once they have done their work. Never empty.
pub fn wrap(text: &str, style: Style, room: f32) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0.0;
    let mut start = 0;
    for (end, _) in unicode_linebreak::linebreaks(text) {
        let word = &text[start..end];
        start = end;
        let (word_width, trimmed_width) = (width(word, style), width(word.trim_end(), style));
        if used + trimmed_width > room && used > 0.0 {
            lines.push(String::new());
            used = 0.0;
        }
        if trimmed_width <= room {
            append(&mut lines, word);
            used += word_width;
            continue;
        }
        for character in word.graphemes(true) {
            let character_width = width(character, style);
            if used + character_width > room && used > 0.0 {
                lines.push(String::new());
                used = 0.0;
            }
            append(&mut lines, character);
            used += character_width;
        }
    }
    for line in &mut lines {
        *line = line
            .trim_end()
            .replace('\u{a0}', " ")
            .replace('\u{2060}', "");
    }
    lines
}

/// A text no wider than `room` px: what is too long ends in “…” after a whole word, or within it where it has no other.
pub fn cut(text: &str, style: Style, room: f32) -> String {
    if width(text, style) <= room {
        return text.to_owned();
    }
    let (mut kept, mut whole_words) = (String::new(), 0);
    for (place, character) in text.grapheme_indices(true) {
        if character.chars().all(char::is_whitespace) {
            whole_words = kept.trim_end().len();
        }
        if width(&format!("{}…", &text[..place + character.len()]), style) > room {
            break;
        }
        kept.push_str(character);
    }
    // A last word that would take more than a third with it is cut instead.
    if whole_words * 3 > kept.len() * 2 {
        kept.truncate(whole_words);
    }
    format!("{}…", kept.trim_end().trim_end_matches([',', ';', ':']))
}

/// A text without breaks and controls, its spaces single.
pub fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn append(lines: &mut [String], text: &str) {
    if let Some(line) = lines.last_mut() {
        line.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLE: Style = Style {
        size: 12.0,
        bold: false,
    };

    #[test]
    fn widths_are_those_of_the_font() {
        // In Noto Sans a digit is 572 units of 1000 wide, a space 260.
        assert!((width("11", STYLE) - 2.0 * 0.572 * 12.0).abs() < 0.01);
        assert!((width("1 1", STYLE) - (2.0 * 0.572 + 0.26) * 12.0).abs() < 0.01);
        assert!(
            width(
                "www",
                Style {
                    bold: true,
                    ..STYLE
                }
            ) > width("www", STYLE)
        );
    }

    #[test]
    fn a_minus_sign_is_as_wide_as_what_is_drawn_for_it() {
        assert_eq!(width("−1", STYLE), width("–1", STYLE));
        assert!(width("−", STYLE) < STYLE.size);
        assert_eq!(drawn("−0.5 to 1"), "–0.5 to 1");
        assert_eq!(missing("−0.5 → τ² 研"), ['→', '研']);
    }

    #[test]
    fn lines_break_between_words_and_keep_the_count_together() {
        let lines = wrap("Wrong population (n\u{a0}=\u{a0}12)", STYLE, 110.0);
        assert_eq!(lines, ["Wrong population", "(n = 12)"]);
    }

    #[test]
    fn what_is_too_long_is_cut_after_a_word() {
        assert_eq!(cut("Short", STYLE, 100.0), "Short");
        let long = "International Stroke Trial Collaborative Group 1997";
        let short = cut(long, STYLE, 160.0);
        assert_eq!(short, "International Stroke Trial…");
        assert!(width(&short, STYLE) <= 160.0);
        assert!(cut(&"x".repeat(99), STYLE, 50.0).ends_with("x…"));
    }

    #[test]
    fn a_word_without_a_break_is_broken_anyway() {
        let word = "a".repeat(100);
        let lines = wrap(&word, STYLE, 100.0);
        assert!(lines.len() > 3);
        assert_eq!(lines.concat(), word);
        assert!(lines.iter().all(|line| width(line, STYLE) <= 100.0));
    }
}
