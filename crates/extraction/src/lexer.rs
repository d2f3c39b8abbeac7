//! Cuts a text into numbers, words and marks, each with its place, before [`parse`](crate::parse) puts them together.
//!
//! Here it is decided what is a number at all: `CD4`, `EQ-5D`, `2nd` and the citation in “trials [3, 4]” are none. And
//! what its sign is: in `5–7` the dash parts a range, in `(–7)` it is a minus.

use std::ops::Range;

use crate::number::{Number, small_word, tens_word};

/// A piece of a text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    pub(crate) range: Range<usize>,
}

/// What a piece is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    /// A number.
    Number(Number),
    /// A word in lower case, without dots: `s.d.` is `sd`.
    Word(String),
    /// `±` also for `+/-`; `-` for every dash; anything else as it is.
    Mark(char),
}

impl Token {
    pub(crate) fn number(&self) -> Option<&Number> {
        match &self.kind {
            Kind::Number(number) => Some(number),
            _ => None,
        }
    }

    pub(crate) fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    pub(crate) fn is_mark(&self, marks: &str) -> bool {
        matches!(self.kind, Kind::Mark(mark) if marks.contains(mark))
    }
}

/// A character with the bytes it comes from.
#[derive(Clone, Copy)]
struct Letter {
    c: char,
    start: usize,
    end: usize,
}

const THIN: char = '\u{2009}';
/// A minus sign that can be nothing else.
const MINUS: char = '\u{2212}';

/// Cuts a text.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let letters = letters(text);
    let mut cutter = Cutter {
        letters: &letters,
        at: 0,
        tokens: Vec::new(),
    };
    cutter.cut();
    spelled_numbers(without_citations(cutter.tokens))
}

fn letters(text: &str) -> Vec<Letter> {
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

struct Cutter<'a> {
    letters: &'a [Letter],
    at: usize,
    tokens: Vec<Token>,
}

impl Cutter<'_> {
    fn c(&self, at: usize) -> Option<char> {
        self.letters.get(at).map(|letter| letter.c)
    }

    fn digit(&self, at: usize) -> bool {
        self.c(at).is_some_and(|c| c.is_ascii_digit())
    }

    fn blank(&self, at: usize) -> bool {
        self.c(at).is_none_or(|c| c == ' ' || c == THIN)
    }

    fn before(&self, at: usize) -> Option<char> {
        at.checked_sub(1).and_then(|at| self.c(at))
    }

    fn range(&self, from: usize, to: usize) -> Range<usize> {
        let start = self.letters.get(from).map_or(0, |l| l.start);
        let end = to
            .checked_sub(1)
            .and_then(|at| self.letters.get(at))
            .map_or(start, |l| l.end);
        start..end
    }

    fn push(&mut self, kind: Kind, from: usize, to: usize) {
        let range = self.range(from, to);
        self.tokens.push(Token { kind, range });
        self.at = to;
    }

    fn cut(&mut self) {
        while let Some(c) = self.c(self.at) {
            let at = self.at;
            if c == ' ' || c == THIN {
                self.at += 1;
            } else if c.is_ascii_digit()
                || (c == '.' && self.digit(at + 1) && !self.digit(at.wrapping_sub(1)))
            {
                self.number(at, at);
            } else if c == '+'
                && matches!(
                    (self.c(at + 1), self.c(at + 2)),
                    (Some('/'), Some('-' | MINUS))
                )
            {
                self.push(Kind::Mark('±'), at, at + 3);
            } else if c == '+' && matches!(self.c(at + 1), Some('-' | MINUS)) && self.digit(at + 2)
            {
                self.push(Kind::Mark('±'), at, at + 2);
            } else if let Some(start) = self.sign(at) {
                self.number(at, start);
            } else if c.is_alphabetic() {
                self.word(at);
            } else {
                self.push(Kind::Mark(if c == MINUS { '-' } else { c }), at, at + 1);
            }
        }
    }

    /// Where the number begins whose sign stands here; none where it is a dash.
    fn sign(&self, at: usize) -> Option<usize> {
        let c = self.c(at).filter(|&c| matches!(c, '-' | '+' | MINUS))?;
        let mut start = at + 1;
        while self.blank(start) && start < self.letters.len() {
            start += 1;
        }
        let number = self.digit(start) || (self.c(start) == Some('.') && self.digit(start + 1));
        if !number {
            return None;
        }
        let apart = start > at + 1;
        let opens = self.before(at).is_none_or(|c| {
            matches!(
                c,
                '(' | '[' | '=' | '<' | '>' | '≤' | '≥' | '±' | ':' | ';' | '|'
            )
        });
        if opens {
            return Some(start);
        }
        let after_blank = self.blank(at.wrapping_sub(1));
        let after_number = self.tokens.last().is_some_and(|t| t.number().is_some());
        let after_dash = self.tokens.last().is_some_and(|t| t.is_mark("-,"))
            && self
                .tokens
                .iter()
                .rev()
                .nth(1)
                .is_some_and(|t| t.number().is_some());
        let sign = match (c, apart) {
            _ if after_dash => true,
            (MINUS, false) => after_blank,
            (MINUS, true) => after_blank && !after_number,
            (_, false) => after_blank && !after_number,
            (_, true) => false,
        };
        sign.then_some(start)
    }

    /// A number whose digits begin at `start` and whose sign, if any, stands at `from`.
    fn number(&mut self, from: usize, start: usize) {
        let mut text = String::new();
        let mut at = start;
        while self.digit(at) {
            text.extend(self.c(at));
            at += 1;
        }
        let first_group = text.len();
        let mut grouped = false;
        if (1..=3).contains(&first_group) && !text.starts_with('0') {
            // Lakhs: 1,23,456.
            while self.c(at) == Some(',')
                && self.digit(at + 1)
                && self.digit(at + 2)
                && self.c(at + 3) == Some(',')
                && self.digit(at + 4)
                && text.len() <= 4
            {
                text.extend((1..=2).filter_map(|n| self.c(at + n)));
                at += 3;
                grouped = true;
            }
            // A common blank parts thousands too, unless the number before it counts something else.
            let counts_other = self.tokens.last().is_some_and(|t| {
                t.word()
                    .is_some_and(|word| BEFORE_A_NUMBER_OF_ITS_OWN.contains(&word))
            });
            let blank_parts = !counts_other
                && self.c(at) == Some(' ')
                && (1..=3).all(|n| self.digit(at + n))
                && !self.c(at + 4).is_some_and(char::is_alphanumeric);
            if blank_parts && !grouped {
                text.extend((1..=3).filter_map(|n| self.c(at + n)));
                at += 4;
                grouped = true;
            }
            while matches!(self.c(at), Some(',' | THIN))
                && self.digit(at + 1)
                && self.digit(at + 2)
                && self.digit(at + 3)
                && !self.digit(at + 4)
            {
                text.extend((1..=3).filter_map(|n| self.c(at + n)));
                at += 4;
                grouped = true;
            }
        }
        let point = match self.c(at) {
            Some('.') => self.digit(at + 1),
            Some(',') => !grouped && self.digit(at + 1) && self.decimal_comma(&text, at),
            _ => false,
        };
        if point {
            at = self.decimals(&mut text, at);
        }
        if text.starts_with('.') {
            text.insert(0, '0');
        }
        // "1.2.3", "12:30", "10.1186/s12875": no numbers but names of something.
        if text.starts_with("10.")
            && text.len() >= 7
            && self.c(at) == Some('/')
            && !self.blank(at + 1)
        {
            while !self.blank(at) {
                at += 1;
            }
            return self.push(Kind::Word("doi".into()), from, at);
        }
        let joined = |c: Option<char>, beyond: bool| matches!(c, Some('.' | ':' | '_')) && beyond;
        if joined(self.c(at), self.digit(at + 1)) || text.len() > 18 {
            return self.name(from);
        }
        // "2nd", "5D", "3rd", "17β": a word; "5mg", "30%", "13.6a": a number with what follows it.
        let mut end = at;
        while self.c(end).is_some_and(char::is_alphanumeric) {
            end += 1;
        }
        if end > at {
            let tail: String = (at..end).filter_map(|n| self.c(n)).collect();
            if !may_follow_number(&tail, text.contains('.')) {
                return self.name(from);
            }
        }
        let before = self.before(from);
        let glued = before.is_some_and(|c| c.is_alphanumeric() || c == '_')
            || (from == start
                && before == Some('-')
                && from
                    .checked_sub(2)
                    .and_then(|at| self.c(at))
                    .is_some_and(char::is_alphabetic));
        if glued {
            return self.name(from);
        }
        if from < start && matches!(self.c(from), Some('-' | MINUS)) {
            text.insert(0, '-');
        }
        let Ok(value) = text.parse() else {
            return self.name(from);
        };
        let range = self.range(from, at);
        self.push(
            Kind::Number(Number {
                value,
                text,
                range,
                spelled: false,
            }),
            from,
            at,
        );
        // A footnote's letter behind a number is no word of the sentence.
        if end > at {
            let tail: String = (at..end).filter_map(|n| self.c(n)).collect();
            if is_footnote(&tail) && !is_unit_letter(&tail) {
                self.at = end;
            }
        }
    }

    fn decimals(&self, text: &mut String, mut at: usize) -> usize {
        text.push('.');
        at += 1;
        while self.digit(at) {
            text.extend(self.c(at));
            at += 1;
        }
        at
    }

    /// Whether the comma after these digits is a decimal one: `0,03`, `12,5%`, `3,4 ± 1,2`.
    fn decimal_comma(&self, whole: &str, comma: usize) -> bool {
        let mut end = comma + 1;
        while self.digit(end) {
            end += 1;
        }
        if self.c(end) == Some(',') || end - comma > 4 {
            return false;
        }
        let mut next = end;
        while self.blank(next) && next < self.letters.len() {
            next += 1;
        }
        let after_plus_minus = self.tokens.last().is_some_and(|t| t.is_mark("±"));
        whole == "0" || matches!(self.c(next), Some('%' | '±')) || after_plus_minus
    }

    /// Something with digits that is no number, as a word.
    fn name(&mut self, from: usize) {
        let mut end = from + 1;
        while self.c(end).is_some_and(|c| {
            c.is_alphanumeric()
                || (matches!(c, '.' | ':' | '_')
                    && self.c(end + 1).is_some_and(char::is_alphanumeric))
        }) {
            end += 1;
        }
        let word: String = (from..end)
            .filter_map(|n| self.c(n))
            .collect::<String>()
            .to_lowercase();
        self.push(Kind::Word(word), from, end);
    }

    fn word(&mut self, from: usize) {
        let mut word = String::new();
        let mut at = from;
        while let Some(c) = self.c(at) {
            let dotted = c == '.'
                && self.c(at + 1).is_some_and(char::is_alphabetic)
                && at - from <= 3
                && (at - from) % 2 == 1;
            if c.is_alphanumeric() || (c == '\'' && self.c(at + 1).is_some_and(char::is_alphabetic))
            {
                word.extend(c.to_lowercase());
            } else if !dotted {
                break;
            }
            at += 1;
        }
        self.push(Kind::Word(word), from, at);
    }
}

/// Words that number something: what follows their number is another one.
const BEFORE_A_NUMBER_OF_ITS_OWN: [&str; 20] = [
    "table", "figure", "fig", "week", "weeks", "day", "days", "month", "months", "year", "years",
    "phase", "group", "arm", "grade", "type", "visit", "period", "stage", "appendix",
];

/// Letters that may stand right behind a number.
fn may_follow_number(tail: &str, decimals: bool) -> bool {
    let lower = tail.to_lowercase();
    crate::units::unit_word(&lower).is_some()
        || matches!(lower.as_str(), "to" | "x" | "vs" | "n")
        || (is_footnote(tail) && (decimals || tail.len() == 1))
}

/// A footnote's letter or roman number: `a`, `b`, `iii`.
fn is_footnote(tail: &str) -> bool {
    let roman = tail.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    tail.len() <= 4 && (roman || (tail.len() == 1 && tail.chars().all(|c| c.is_ascii_lowercase())))
}

fn is_unit_letter(tail: &str) -> bool {
    crate::units::unit_word(tail).is_some()
}

/// Without citations: square brackets with nothing but whole numbers, commas and dashes that stand behind a word.
fn without_citations(tokens: Vec<Token>) -> Vec<Token> {
    let mut kept: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if token.is_mark("[") {
            let close = tokens[at..]
                .iter()
                .position(|t| t.is_mark("]"))
                .map(|n| at + n);
            let behind_word = kept.last().is_none_or(|before| match &before.kind {
                Kind::Word(word) => !matches!(
                    word.as_str(),
                    "ci" | "iqr" | "range" | "sd" | "se" | "median"
                ),
                Kind::Mark(mark) => ".,;:)\"”".contains(*mark),
                Kind::Number(_) => false,
            });
            if let Some(close) = close
                && behind_word
                && close > at + 1
                && tokens[at + 1..close].iter().all(|t| {
                    t.is_mark(",-;")
                        || t.number()
                            .is_some_and(|n| n.is_whole() && (1.0..1000.0).contains(&n.value))
                })
            {
                at = close + 1;
                continue;
            }
        }
        kept.push(token.clone());
        at += 1;
    }
    kept
}

/// Joins words such as “one hundred and twenty-four” to numbers.
fn spelled_numbers(tokens: Vec<Token>) -> Vec<Token> {
    let mut joined = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let Some((value, end)) = spelled(&tokens, at) else {
            joined.push(tokens[at].clone());
            at += 1;
            continue;
        };
        let range = tokens[at].range.start..tokens[end - 1].range.end;
        joined.push(Token {
            kind: Kind::Number(Number {
                value: f64::from(value),
                text: value.to_string(),
                range: range.clone(),
                spelled: true,
            }),
            range,
        });
        at = end;
    }
    joined
}

fn spelled(tokens: &[Token], start: usize) -> Option<(u32, usize)> {
    let word = |at: usize| tokens.get(at).and_then(Token::word);
    let below_hundred = |at: usize| -> Option<(u32, usize)> {
        if let Some(tens) = tens_word(word(at)?) {
            let unit_at = if tokens.get(at + 1).is_some_and(|t| t.is_mark("-")) {
                at + 2
            } else {
                at + 1
            };
            return match word(unit_at).and_then(small_word) {
                Some(unit @ 1..=9) => Some((tens + unit, unit_at + 1)),
                _ => Some((tens, at + 1)),
            };
        }
        Some((small_word(word(at)?)?, at + 1))
    };
    let (first, next) = below_hundred(start)?;
    if word(next) != Some("hundred") {
        return Some((first, next));
    }
    let rest = if word(next + 1) == Some("and") {
        next + 2
    } else {
        next + 1
    };
    match below_hundred(rest) {
        Some((below, end)) => Some((first * 100 + below, end)),
        None => Some((first * 100, next + 1)),
    }
}
