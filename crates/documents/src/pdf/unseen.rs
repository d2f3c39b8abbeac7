//! Letters of a page that a person does not see, as passages.

use review::PageBox;

use super::ink::{Ink, Letter, LetterText, Sight};
use crate::document::{HiddenPassage, HiddenReason};

/// Fewer letters are traces of typesetting.
const LEAST: usize = 8;
/// A passage is told to this length, in characters.
const LONGEST: usize = 2000;
/// A page's passages beyond this are not told one by one.
const MOST: usize = 50;

/// What is hidden on a page, in the order in which it is drawn.
pub(super) fn passages(ink: &Ink, page: u32) -> Vec<HiddenPassage> {
    let scan = ink.picture > super::SCAN;
    let mut out: Vec<HiddenPassage> = Vec::new();
    let mut open: Option<(HiddenReason, Vec<&Letter>)> = None;
    for letter in &ink.letters {
        let reason = match letter.sight {
            Sight::Seen => None,
            Sight::Invisible if scan => None,
            Sight::Invisible | Sight::Unseen => Some(HiddenReason::Unseen),
            Sight::Tiny => Some(HiddenReason::Tiny),
            Sight::OffPage => Some(HiddenReason::OffPage),
        };
        match (&mut open, reason) {
            (Some((known, letters)), Some(reason)) if *known == reason => letters.push(letter),
            _ => {
                if let Some((reason, letters)) = open.take() {
                    out.extend(passage(reason, &letters, page));
                }
                open = reason.map(|reason| (reason, vec![letter]));
            }
        }
    }
    if let Some((reason, letters)) = open {
        out.extend(passage(reason, &letters, page));
    }
    out.truncate(MOST);
    out
}

fn passage(why: HiddenReason, letters: &[&Letter], page: u32) -> Option<HiddenPassage> {
    let mut says = String::new();
    let mut last: Option<&Letter> = None;
    for letter in letters {
        if let Some(last) = last {
            let gap = (letter.x - last.x - last.dx).hypot(letter.y - last.y - last.dy);
            if gap > 0.15 * letter.size && !says.ends_with(' ') {
                says.push(' ');
            }
        }
        match &letter.text {
            LetterText::One(c) if c.is_control() => says.push(' '),
            LetterText::One(c) => says.push(*c),
            LetterText::Several(several) => says.push_str(several),
            LetterText::Unknown => says.push('\u{fffd}'),
        }
        last = Some(letter);
    }
    let says: String = says.split_whitespace().collect::<Vec<_>>().join(" ");
    if says.chars().filter(|c| c.is_alphanumeric()).count() < LEAST {
        return None;
    }
    let x = |letter: &&Letter| {
        (
            letter.x.min(letter.x + letter.dx),
            letter.x.max(letter.x + letter.dx),
        )
    };
    let left = letters.iter().map(|l| x(l).0).fold(f64::INFINITY, f64::min);
    let right = letters
        .iter()
        .map(|l| x(l).1)
        .fold(f64::NEG_INFINITY, f64::max);
    let top = letters
        .iter()
        .map(|l| l.y - l.size)
        .fold(f64::INFINITY, f64::min);
    let bottom = letters
        .iter()
        .map(|l| l.y)
        .fold(f64::NEG_INFINITY, f64::max);
    Some(HiddenPassage {
        why,
        says: says.chars().take(LONGEST).collect(),
        place: Some(PageBox {
            page,
            x: left as f32,
            y: top as f32,
            width: (right - left) as f32,
            height: (bottom - top) as f32,
        }),
    })
}
