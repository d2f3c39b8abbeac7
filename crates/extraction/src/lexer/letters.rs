//! Characters as they are compared: one kind of dash, of space, of point.

/// A narrow space, which may part thousands.
pub(super) const THIN: char = '\u{2009}';
/// A minus sign that can be nothing else.
pub(super) const MINUS: char = '\u{2212}';

/// A character with the bytes it comes from.
#[derive(Clone, Copy)]
pub(super) struct Letter {
    pub(super) c: char,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The characters of a text, without those that are not seen.
pub(super) fn letters(text: &str) -> Vec<Letter> {
    let mut letters: Vec<Letter> = Vec::with_capacity(text.len());
    for (start, c) in text.char_indices() {
        let c = match c {
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => continue,
            '\u{2009}' | '\u{202f}' | '\u{2007}' | '\u{a0}' | '\u{2008}' | '\u{200a}' => THIN,
            '\u{fe63}' | '\u{ff0d}' | '\u{2796}' => MINUS,
            '\u{2010}'..='\u{2015}' => '-',
            '\u{2219}' | '\u{22c5}' | '\u{2027}' => '·',
            '\u{ff10}'..='\u{ff19}' => char::from_digit(u32::from(c) - 0xff10, 10).unwrap_or(c),
            '⩽' | '≦' => '≤',
            '⩾' | '≧' => '≥',
            c if c.is_whitespace() => ' ',
            c => c,
        };
        letters.push(Letter {
            c,
            start,
            end: start + c_len(text, start),
        });
    }
    for at in 0..letters.len() {
        let next_is_digit = letters.get(at + 1).is_some_and(|l| l.c.is_ascii_digit());
        let before = at
            .checked_sub(1)
            .and_then(|at| letters.get(at))
            .map(|l| l.c);
        if letters[at].c == '·' && next_is_digit && before.is_none_or(|c| !c.is_alphabetic()) {
            letters[at].c = '.';
        }
    }
    letters
}

fn c_len(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}
