//! From the words of lines to pieces of text: raised letters marked, words mended that a line break cut.

use std::collections::HashMap;

use review::PageBox;

use super::flow::PageLine;
use super::segments::{Rise, Token};
use crate::assemble::Piece;

/// How often each word stands in the document, in lower case; what a line break cut is not counted.
pub(super) struct WordList(HashMap<String, u32>);

impl WordList {
    pub(super) fn of<'l>(lines: impl Iterator<Item = &'l PageLine>) -> Self {
        let mut words: HashMap<String, u32> = HashMap::new();
        for line in lines {
            let text = line.line.segment.text();
            let mut parts = text.split_whitespace().peekable();
            while let Some(part) = parts.next() {
                let word = part.trim_matches(|c: char| !c.is_alphanumeric() && !is_hyphen(c));
                let cut = parts.peek().is_none() && word.ends_with(is_hyphen);
                if !cut && word.chars().any(char::is_alphabetic) {
                    *words.entry(word.to_lowercase()).or_default() += 1;
                    for half in word.split(is_hyphen).filter(|half| half.len() < word.len()) {
                        *words.entry(half.to_lowercase()).or_default() += 1;
                    }
                }
            }
        }
        Self(words)
    }

    fn count(&self, word: &str) -> u32 {
        self.0.get(word).copied().unwrap_or(0)
    }

    /// Whether a hyphen at the end of a line is the word's own.
    fn keeps_hyphen(&self, before: &str, after: &str) -> bool {
        let before = last_word(before).to_lowercase();
        let after: String = after
            .chars()
            .take_while(|c| c.is_alphanumeric())
            .collect::<String>()
            .to_lowercase();
        let whole = self.count(&format!("{before}{after}"));
        let parted = self.count(&format!("{before}-{after}"));
        if whole > 0 || parted > 0 {
            return parted > whole;
        }
        // “double-blind”: two words of the document; “recruit-ment” is not.
        let both = self.count(&before).min(self.count(&after)) > 0;
        let own = matches!(
            before.as_str(),
            "self"
                | "non"
                | "well"
                | "post"
                | "pre"
                | "co"
                | "anti"
                | "cross"
                | "half"
                | "high"
                | "low"
                | "long"
                | "short"
        );
        // “parallel-group”: the second is a word of the document, and the first is no part that words begin with.
        let second = self.count(&after) > 1
            && before.len() > 3
            && after.len() > 3
            && !BEGINNINGS.contains(&before.as_str());
        second || (both && before.len() > 2 && after.len() > 2) || (own && self.count(&after) > 0)
    }
}

/// What longer words begin with, before a part that is a word itself: “inter-action”.
const BEGINNINGS: [&str; 30] = [
    "inter", "intra", "infra", "extra", "ultra", "under", "over", "super", "hyper", "hypo",
    "trans", "multi", "semi", "cardio", "neuro", "gastro", "psycho", "physio", "socio", "micro",
    "macro", "immuno", "chemo", "radio", "photo", "electro", "counter", "with", "data", "where",
];

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{ad}')
}

fn last_word(text: &str) -> &str {
    text.rsplit(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default()
}

/// How a line goes on in the next.
enum Seam {
    Blank,
    /// Without a blank, the hyphen kept.
    Kept,
    /// Without a blank and without the hyphen.
    Mended,
}

fn seam(before: &str, after: &str, words: &WordList) -> Seam {
    let next = after.chars().next().unwrap_or(' ');
    let Some(mark) = before.chars().next_back() else {
        return Seam::Blank;
    };
    let ahead = before.chars().rev().nth(1);
    if mark == '\u{ad}' {
        return Seam::Mended;
    }
    if is_hyphen(mark) && ahead.is_some_and(char::is_alphanumeric) {
        let letters = ahead.is_some_and(char::is_alphabetic) && next.is_lowercase();
        if !letters {
            return if next.is_alphanumeric() {
                Seam::Kept
            } else {
                Seam::Blank
            };
        }
        // “short- and long-term”.
        let joint = after.split(|c: char| !c.is_alphabetic()).next();
        if matches!(joint, Some("and" | "or" | "to")) {
            return Seam::Blank;
        }
        let stem = &before[..before.len() - mark.len_utf8()];
        return if words.keeps_hyphen(stem, after) {
            Seam::Kept
        } else {
            Seam::Mended
        };
    }
    let is_address = ["://", "www.", "doi.org", "doi:10."]
        .iter()
        .any(|part| before.contains(part));
    let range = matches!(mark, '–' | '/') && ahead.is_some_and(char::is_alphanumeric);
    if (is_address
        && matches!(mark, '/' | '.' | '_' | '=' | '?' | '&' | '-')
        && !next.is_uppercase())
        || (range && next.is_alphanumeric())
    {
        return Seam::Kept;
    }
    Seam::Blank
}

/// The pieces of lines that are one paragraph.
pub(super) fn pieces(lines: &[PageLine], words: &WordList) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    for line in lines {
        let mut next = line_pieces(&line.line.segment.tokens, |token| line.place(token));
        if next.is_empty() {
            continue;
        }
        let mut before = String::new();
        for piece in out.iter().rev().take(4) {
            before.insert_str(0, &piece.text);
            if !piece.glued {
                break;
            }
        }
        let after: String = next
            .iter()
            .enumerate()
            .take_while(|(number, piece)| *number == 0 || piece.glued)
            .map(|(_, piece)| piece.text.as_str())
            .collect();
        if !before.is_empty() {
            match seam(&before, &after, words) {
                Seam::Blank => {}
                Seam::Kept => next[0].glued = true,
                Seam::Mended => {
                    next[0].glued = true;
                    if let Some(last) = out.last_mut() {
                        last.text.pop();
                    }
                }
            }
        }
        out.extend(next);
    }
    out.retain(|piece| !piece.text.is_empty());
    out
}

/// The pieces of one line.
pub(super) fn line_pieces(tokens: &[Token], place: impl Fn(&Token) -> PageBox) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        // Raised letters that stand together are one mark.
        let mut end = at + 1;
        if token.rise != Rise::OnLine {
            while tokens
                .get(end)
                .is_some_and(|next| next.rise == token.rise && next.glued)
            {
                end += 1;
            }
        }
        let mut text = String::new();
        let mut around = place(token);
        for part in &tokens[at..end] {
            text.push_str(&part.text);
            around = joined(around, place(part));
        }
        let mut glued = token.glued;
        let before = out
            .last()
            .map(|piece| piece.text.as_str())
            .unwrap_or_default();
        text = match token.rise {
            Rise::OnLine => text,
            Rise::Raised => {
                let near = at > 0 && token.x0 - tokens[at - 1].x1 < 0.3 * tokens[at - 1].size;
                glued |= near && !before.is_empty();
                if glued { raised(before, &text) } else { text }
            }
            Rise::Lowered => {
                let digits = before.ends_with(|c: char| c.is_ascii_digit())
                    && text.starts_with(|c: char| c.is_ascii_digit());
                if glued && digits {
                    format!("_{text}")
                } else {
                    text
                }
            }
        };
        out.push(Piece {
            text: undrawn(&text),
            place: Some(around),
            glued,
        });
        at = end;
    }
    out
}

/// Soft hyphens within a line are not drawn.
fn undrawn(text: &str) -> String {
    match text.strip_suffix('\u{ad}') {
        Some(stem) => stem.replace('\u{ad}', "") + "\u{ad}",
        None => text.replace('\u{ad}', ""),
    }
}

fn joined(a: PageBox, b: PageBox) -> PageBox {
    let (x, y) = (a.x.min(b.x), a.y.min(b.y));
    PageBox {
        page: a.page,
        x,
        y,
        width: (a.x + a.width).max(b.x + b.width) - x,
        height: (a.y + a.height).max(b.y + b.height) - y,
    }
}

/// Raised letters behind a word, so that they cannot be taken for more of a number: citation marks in brackets,
/// exponents of ten behind a caret, those of units and one-letter symbols as they are (`kg/m2`, `I2`).
fn raised(before: &str, text: &str) -> String {
    let mark = text
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, ',' | '-' | '–' | '−' | ' ' | ';'))
        && text.chars().any(|c| c.is_ascii_digit());
    let after_digit = before.ends_with(|c: char| c.is_ascii_digit());
    if mark {
        let ten = before.strip_suffix("10").is_some_and(|rest| {
            !rest.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','))
        });
        if ten {
            return format!("^{text}");
        }
        let word = last_word(before);
        let letters = word.chars().count();
        let exponent = matches!(
            text,
            "2" | "3" | "-1" | "−1" | "–1" | "-2" | "−2" | "–2" | "-3" | "−3"
        );
        let unit = matches!(
            word,
            "m" | "cm"
                | "mm"
                | "km"
                | "dm"
                | "µm"
                | "μm"
                | "nm"
                | "s"
                | "h"
                | "min"
                | "kg"
                | "g"
                | "mg"
                | "l"
                | "L"
                | "ml"
                | "mL"
                | "dl"
                | "dL"
                | "d"
                | "day"
                | "week"
                | "year"
                | "in"
                | "ft"
        );
        let symbol = letters == 1 && word.chars().all(char::is_alphabetic);
        if exponent && (unit || symbol) {
            return text.to_owned();
        }
        return format!("[{text}]");
    }
    let ordinal = matches!(text.to_lowercase().as_str(), "st" | "nd" | "rd" | "th");
    if after_digit && !ordinal && text.chars().all(|c| c.is_alphanumeric() || c == ',') {
        return format!("[{text}]");
    }
    text.to_owned()
}
