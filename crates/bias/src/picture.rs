//! How judgements look in a drawing.

use drawing::{Anchor, Line, Picture, text::Style};

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

/// A light: a circle in the judgement's colour with its symbol, and a text for those who cannot see it. One that is not
/// judged is a circle with a broken line.
pub(crate) fn light(
    picture: &mut Picture,
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
        None => ("#ffffff", INK, "2 3"),
    };
    let outline = Line {
        dash,
        ..Line::thin(INK)
    };
    picture.circle((x, y), radius, fill, outline, says);
    if let Some(judgement) = judgement {
        let place = (x, y + SYMBOL.size * 0.36);
        picture.text(place, Anchor::Middle, SYMBOL, ink, judgement.symbol());
    }
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
