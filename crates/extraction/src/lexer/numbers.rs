//! What is a number, and what its sign is.

use super::letters::{MINUS, THIN};
use super::{Cutter, Kind};
use crate::number::Number;

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

impl Cutter<'_> {
    /// Where the number begins whose sign stands here; none where it is a dash.
    pub(super) fn sign(&self, at: usize) -> Option<usize> {
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
    pub(super) fn number(&mut self, from: usize, start: usize) {
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

    pub(super) fn decimals(&self, text: &mut String, mut at: usize) -> usize {
        text.push('.');
        at += 1;
        while self.digit(at) {
            text.extend(self.c(at));
            at += 1;
        }
        at
    }

    /// Whether the comma after these digits is a decimal one: `0,03`, `12,5%`, `3,4 ± 1,2`.
    pub(super) fn decimal_comma(&self, whole: &str, comma: usize) -> bool {
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
}
