//! [`Folded`]: a text as quotes are compared in it, with the way back to its bytes.
//!
//! What is set in another way but reads the same becomes the same: compatibility forms (NFKC), case, white space,
//! hyphens within words, dashes and minus signs, marks that part thousands, a decimal point set at mid-height. What
//! makes a number another number (digits, signs, decimal points and commas) is always kept.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// A text in the form in which quotes are compared.
#[derive(Clone, Debug, Default)]
pub(super) struct Folded {
    /// The folded text.
    pub(super) text: String,
    /// For each byte of the folded text the bytes of the source it comes from.
    sources: Vec<(u32, u32)>,
}

/// A folded character and the bytes of the source it comes from.
#[derive(Clone, Copy, Debug)]
struct Piece {
    letter: char,
    start: u32,
    end: u32,
}

/// Stands for white space that parts thousands, until it is known whether it does.
const THIN_SPACE: char = '\u{2009}';

impl Folded {
    /// Folds a text. Texts over 4 GiB are cut there, which no document is.
    pub(super) fn new(text: &str) -> Self {
        let pieces = without_word_hyphens(&without_thousands(&compatible(text)));
        let pieces = without_idle_spaces(&pieces);
        let mut folded = Self::default();
        for piece in pieces {
            folded.text.push(piece.letter);
            folded.sources.extend(std::iter::repeat_n(
                (piece.start, piece.end),
                piece.letter.len_utf8(),
            ));
        }
        folded
    }

    /// The bytes of the source behind a range of the folded text that is not empty.
    pub(super) fn source(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let (start, _) = *self.sources.get(range.start)?;
        let (_, end) = *self.sources.get(range.end.checked_sub(1)?)?;
        Some(start as usize..end as usize)
    }
}

/// NFKC, lower case, one kind of each mark; white space as single blanks; nothing that is not drawn.
fn compatible(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::with_capacity(text.len());
    let mut letters = text.char_indices().peekable();
    while let Some((start, first)) = letters.next() {
        let mut end = start + first.len_utf8();
        while let Some(&(at, next)) = letters.peek() {
            if canonical_combining_class(next) == 0 {
                break;
            }
            end = at + next.len_utf8();
            letters.next();
        }
        let (Ok(from), Ok(to)) = (u32::try_from(start), u32::try_from(end)) else {
            break;
        };
        let mut push = |letter: char| {
            pieces.push(Piece {
                letter,
                start: from,
                end: to,
            });
        };
        match first {
            _ if is_undrawn(first) => {}
            '\u{2009}' | '\u{202f}' | '\u{2007}' | '\u{a0}' | '\u{2008}' | '\u{200a}' => {
                push(THIN_SPACE)
            }
            _ if first.is_whitespace() => push(' '),
            '·' | '\u{2219}' | '\u{22c5}' | '\u{2027}' | '\u{30fb}' => push('·'),
            _ => {
                // A raised figure is another number than one on the line: 10³ is not 103.
                let raised = is_raised(first);
                if raised
                    && pieces
                        .last()
                        .is_some_and(|before| before.letter.is_ascii_digit())
                {
                    pieces.push(Piece {
                        letter: '^',
                        start: from,
                        end: to,
                    });
                }
                for letter in text[start..end].nfkc().flat_map(char::to_lowercase) {
                    if !is_undrawn(letter) {
                        pieces.push(Piece {
                            letter: one_kind(letter),
                            start: from,
                            end: to,
                        });
                    }
                }
            }
        }
    }
    with_points(&mut pieces);
    pieces
}

/// Characters that are not drawn, the soft hyphen among them.
fn is_undrawn(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{206f}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e007f}')
        || (c.is_control() && !c.is_whitespace())
}

/// Superscripts, subscripts, fractions and figures in circles: numbers, but no decimal digits.
fn is_raised(c: char) -> bool {
    c.is_numeric() && !c.is_ascii() && !is_digit_of_another_form(c)
}

/// Full-width and mathematical digits.
fn is_digit_of_another_form(c: char) -> bool {
    matches!(c, '\u{ff10}'..='\u{ff19}' | '\u{1d7ce}'..='\u{1d7ff}')
}

fn one_kind(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}'
        | '\u{2212}'
        | '\u{2043}'
        | '\u{fe58}'
        | '\u{fe63}'
        | '\u{ff0d}'
        | '\u{2796}' => '-',
        '\u{2018}'..='\u{201b}' | '\u{2032}' | '`' | '´' => '\'',
        '\u{201c}'..='\u{201f}' | '\u{2033}' | '«' | '»' => '"',
        'ς' => 'σ',
        '∼' | '˜' => '~',
        '⩽' | '≦' => '≤',
        '⩾' | '≧' => '≥',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// A dot at mid-height before a digit is a decimal point, as *The Lancet* sets it.
fn with_points(pieces: &mut [Piece]) {
    for at in 0..pieces.len() {
        if pieces[at].letter == '·' {
            let before = at.checked_sub(1).and_then(|before| pieces.get(before));
            let digit_after = pieces
                .get(at + 1)
                .is_some_and(|p| p.letter.is_ascii_digit());
            let may_begin =
                before.is_none_or(|p| p.letter.is_ascii_digit() || !p.letter.is_alphabetic());
            if digit_after && may_begin {
                pieces[at].letter = '.';
            }
        }
    }
}

/// Without commas and narrow spaces that part thousands; other narrow spaces are blanks.
fn without_thousands(pieces: &[Piece]) -> Vec<Piece> {
    let digit = |at: usize| pieces.get(at).is_some_and(|p| p.letter.is_ascii_digit());
    let mut kept = Vec::with_capacity(pieces.len());
    let mut digits_before = 0_usize;
    let mut parted = false;
    for (at, piece) in pieces.iter().enumerate() {
        let letter = piece.letter;
        if letter.is_ascii_digit() {
            digits_before += 1;
            kept.push(*piece);
            continue;
        }
        let three_after = digit(at + 1) && digit(at + 2) && digit(at + 3) && !digit(at + 4);
        let begins = if parted {
            digits_before == 3
        } else {
            (1..=3).contains(&digits_before)
        };
        let leading_zero = !parted
            && digits_before > 0
            && pieces
                .get(at - digits_before)
                .is_some_and(|p| p.letter == '0');
        // "1.234,567" and "0.1 234": what follows a point is no group of thousands.
        let after_point = !parted
            && digits_before > 0
            && (at - digits_before)
                .checked_sub(1)
                .and_then(|before| pieces.get(before))
                .is_some_and(|p| matches!(p.letter, '.' | ','));
        if matches!(letter, ',' | THIN_SPACE)
            && three_after
            && begins
            && !leading_zero
            && !after_point
        {
            parted = true;
            digits_before = 0;
            continue;
        }
        parted = false;
        digits_before = 0;
        kept.push(Piece {
            letter: if letter == THIN_SPACE { ' ' } else { letter },
            ..*piece
        });
    }
    kept
}

/// Without hyphens between two letters, with the white space of a line break around them: `follow-up`, `follow‐ up`
/// and `followup` read the same.
fn without_word_hyphens(pieces: &[Piece]) -> Vec<Piece> {
    let mut kept: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        if piece.letter == '-' && kept.last().is_some_and(|p| p.letter.is_alphabetic()) {
            let mut next = at + 1;
            while pieces.get(next).is_some_and(|p| p.letter == ' ') {
                next += 1;
            }
            if pieces.get(next).is_some_and(|p| p.letter.is_alphabetic()) {
                at = next;
                continue;
            }
        }
        kept.push(*piece);
        at += 1;
    }
    kept
}

/// Without white space where it parts nothing: at marks such as `=`, `<`, `(`. It stays between words, between numbers,
/// and beside points and commas, where it decides what the number is.
fn without_idle_spaces(pieces: &[Piece]) -> Vec<Piece> {
    let mut kept: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        if piece.letter != ' ' {
            kept.push(*piece);
            at += 1;
            continue;
        }
        let mut next = at;
        while pieces.get(next).is_some_and(|p| p.letter == ' ') {
            next += 1;
        }
        let before = kept.last().map(|p| p.letter);
        let after = pieces.get(next).map(|p| p.letter);
        let idle = before.is_none_or(is_mark) || after.is_none_or(is_mark);
        if !idle && let Some(last) = pieces.get(next - 1) {
            kept.push(Piece {
                letter: ' ',
                start: piece.start,
                end: last.end,
            });
        }
        at = next;
    }
    kept
}

/// Marks that part what stands at their sides without white space.
fn is_mark(c: char) -> bool {
    matches!(
        c,
        '<' | '>'
            | '='
            | '≤'
            | '≥'
            | '±'
            | '×'
            | '('
            | ')'
            | '['
            | ']'
            | '{'
            | '}'
            | '/'
            | '%'
            | ';'
            | ':'
            | '"'
            | '\''
            | '*'
            | '†'
            | '‡'
            | '§'
            | '¶'
            | '|'
            | '~'
            | '≈'
            | '-'
            | '+'
    )
}
