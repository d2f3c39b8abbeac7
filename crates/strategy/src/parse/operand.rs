//! Terms, and what may stand in their place: references to lines, headings, fields that stand before.

use crate::fields::{Field, did_you_mean, fields_of};
use crate::model::{Expression, Limit, Lines, Reference, Term};
use crate::parse::operator::{boolean, near};
use crate::parse::reader::Reader;
use crate::parse::word;
use crate::problem::{ProblemKind, Severity};
use crate::syntax::Syntax;

impl Reader {
    /// One operand with its field tag.
    pub(super) fn operand(&mut self) -> Option<Expression> {
        let start = self.at;
        if let Some(found) = self.special() {
            return Some(found);
        }
        let inner = match self.peek()? {
            '(' => self.bracketed()?,
            '"' => self.quoted()?,
            _ => self.words()?,
        };
        Some(self.with_suffix(inner, start))
    }

    fn special(&mut self) -> Option<Expression> {
        if let Some(reference) = self.reference() {
            return Some(reference);
        }
        match self.syntax {
            Syntax::OvidMedline | Syntax::OvidEmbase => self.ovid_heading(),
            Syntax::Cochrane => self.cochrane_heading(),
            Syntax::Scopus => self.scopus_field(),
            Syntax::WebOfScience => self.web_of_science_field(),
            Syntax::Cinahl => self.cinahl_field(),
            Syntax::ClinicalTrialsGov => self.clinical_trials_area(),
            Syntax::PubMed | Syntax::Ictrp => None,
        }
    }

    /// Whether a number or word ends here: nothing of it follows.
    pub(super) fn ends_at(&self, at: usize) -> bool {
        self.chars
            .get(at)
            .is_none_or(|c| c.is_whitespace() || matches!(c, '(' | ')' | '}' | ','))
    }

    fn digits_at(&self, at: usize) -> Option<(u32, usize)> {
        let digits = self
            .chars
            .get(at..)?
            .iter()
            .take_while(|c| c.is_ascii_digit())
            .count();
        let number = (1..=4)
            .contains(&digits)
            .then(|| self.text(at, at + digits))?;
        Some((number.parse().ok()?, at + digits))
    }

    fn reference(&mut self) -> Option<Expression> {
        if !self.syntax.has_lines() {
            return None;
        }
        let sign = self.syntax.reference_sign();
        let from = self.at + sign.len();
        if !self.starts_with(self.at, sign) {
            return None;
        }
        let (line, end) = self.digits_at(from)?;
        if !self.ends_at(end) {
            return None;
        }
        if self.syntax.is_ovid() {
            // A number among words is one of them: `stage 3`, `3 month`.
            let mut next = end;
            while self.chars.get(next).is_some_and(|c| c.is_whitespace()) {
                next += 1;
            }
            let following = self.bare_word(next);
            let alone = self.chars.get(next).is_none_or(|c| matches!(c, ')' | '('))
                || boolean(&following).is_some()
                || near(&following, self.syntax).is_some();
            if !alone {
                return None;
            }
        }
        let at = self.place(self.at);
        self.at = end;
        Some(Expression::Reference(Reference { line, at }))
    }

    /// `or/1-5,8` of Ovid, `{OR #1-#5}` of Cochrane.
    pub(super) fn lines_at_once(&mut self) -> Option<Expression> {
        let start = self.at;
        let (all, mut at, braces) = if self.syntax.is_ovid() {
            let all = self.starts_with(start, "and/");
            if !all && !self.starts_with(start, "or/") {
                return None;
            }
            (all, start + if all { 4 } else { 3 }, false)
        } else if self.syntax == Syntax::Cochrane && self.peek() == Some('{') {
            let all = self.starts_with(start, "{and ");
            if !all && !self.starts_with(start, "{or ") {
                return None;
            }
            (all, start + if all { 5 } else { 4 }, true)
        } else {
            return None;
        };
        let mut ranges = Vec::new();
        loop {
            at = self.over(at, &[' ', '#']);
            let Some((first, end)) = self.digits_at(at) else {
                break;
            };
            at = self.over(end, &[]);
            let mut last = first;
            if self.chars.get(at) == Some(&'-') {
                let from = self.over(at + 1, &[' ', '#']);
                if let Some((number, end)) = self.digits_at(from) {
                    last = number;
                    at = end;
                }
            }
            ranges.push((first, last));
            let comma = self.over(at, &[' ']);
            if self.chars.get(comma) != Some(&',') {
                break;
            }
            at = comma + 1;
        }
        if ranges.is_empty() {
            return None;
        }
        if braces {
            at = self.over(at, &[' ']);
            if self.chars.get(at) != Some(&'}') {
                return None;
            }
            at += 1;
        }
        let place = self.place(start);
        self.at = at;
        Some(Expression::Lines(Lines {
            all,
            ranges,
            at: place,
        }))
    }

    fn over(&self, mut at: usize, passed: &[char]) -> usize {
        while self.chars.get(at).is_some_and(|c| passed.contains(c)) {
            at += 1;
        }
        at
    }

    /// Words in quotes; the cursor stands on the quotation mark.
    fn quoted(&mut self) -> Option<Expression> {
        let open = self.at;
        let rest = self.chars.get(open + 1..).unwrap_or_default();
        let close = rest.iter().position(|c| *c == '"').map(|n| open + 1 + n);
        let tag_inside =
            |close: usize| self.syntax == Syntax::PubMed && self.text(open, close).contains('[');
        let Some(close) = close.filter(|close| !tag_inside(*close)) else {
            self.problem(
                ProblemKind::UnbalancedQuote,
                Severity::Error,
                open,
                "This quotation mark has no partner.".to_owned(),
                "Add the one that closes; it was passed over.".to_owned(),
            );
            self.at += 1;
            self.spaces();
            return self.words();
        };
        let inner = self.text(open + 1, close);
        self.at = close + 1;
        let words: Vec<_> = inner
            .split_whitespace()
            .map(|w| word::read(w, self.syntax))
            .collect();
        if words.is_empty() {
            return Some(self.unreadable(open, "\"\""));
        }
        Some(Expression::Term(Term {
            words,
            quoted: true,
            at: self.place(open),
        }))
    }

    /// Words without quotes, up to an operator, a bracket or a field tag.
    pub(super) fn words(&mut self) -> Option<Expression> {
        let start = self.at;
        let mut words = Vec::new();
        loop {
            let before = self.at;
            self.spaces();
            if !words.is_empty() && (self.operator(true).is_some() || self.field_begins()) {
                self.at = before;
                break;
            }
            let from = self.at;
            while let Some(c) = self.peek() {
                if c.is_whitespace() || self.ends_word(c) || (self.at > from && self.suffix_here())
                {
                    break;
                }
                self.at += 1;
            }
            if self.at == from {
                self.at = before;
                break;
            }
            let text = self.text(from, self.at);
            let text = text.trim_end_matches([',', ';']);
            if !text.is_empty() {
                words.push(word::read(text, self.syntax));
            }
            if self.suffix_here() {
                break;
            }
        }
        if words.is_empty() {
            return None;
        }
        if self.peek() == Some('"')
            && !self
                .chars
                .get(self.at.wrapping_sub(1))
                .is_some_and(|c| c.is_whitespace())
        {
            self.stray_quote();
        }
        Some(Expression::Term(Term {
            words,
            quoted: false,
            at: self.place(start),
        }))
    }

    fn stray_quote(&mut self) {
        let at = self.at;
        self.at += 1;
        self.problem(
            ProblemKind::UnbalancedQuote,
            Severity::Error,
            at,
            "This quotation mark closes what was not opened.".to_owned(),
            "Add one before the first word, or take this one away; it was passed over.".to_owned(),
        );
    }

    fn ends_word(&self, c: char) -> bool {
        match c {
            '(' | ')' | '"' => true,
            '[' | ']' => matches!(self.syntax, Syntax::PubMed | Syntax::Cochrane),
            '{' | '}' => self.syntax == Syntax::Cochrane,
            _ => false,
        }
    }

    /// Whether a field that stands before its term begins here.
    fn field_begins(&self) -> bool {
        match self.syntax {
            Syntax::WebOfScience => self.web_of_science_tag().is_some(),
            Syntax::Cinahl => self
                .cinahl_tag()
                .is_some_and(|(tag, _)| tag.len() == 2 && self.cinahl_tag_is_sure()),
            _ => false,
        }
    }

    /// What a field that stands before its term holds.
    pub(super) fn of_field(&mut self, fields: &[Field]) -> Option<Expression> {
        self.spaces();
        let inner = match self.peek()? {
            '(' => self.bracketed()?,
            '"' => self.quoted()?,
            _ => self.words()?,
        };
        if let [Field::Year | Field::PublicationDate] = fields
            && let Expression::Term(term) = &inner
            && let Some(years) = years(&term.shown())
        {
            return Some(Expression::Only(years));
        }
        Some(inner.within(fields))
    }

    /// The fields of tags, each with where it stands; unknown ones are told and kept.
    pub(super) fn fields_of_tags(&mut self, tags: &[(String, usize)]) -> Vec<Field> {
        let mut fields = Vec::new();
        for (tag, at) in tags {
            match fields_of(self.syntax, tag) {
                Some(known) => fields.extend(known),
                None => {
                    let hint = match did_you_mean(self.syntax, tag) {
                        Some(known) => format!("Did you mean “{known}”?"),
                        None => "See the platform's list of fields.".to_owned(),
                    };
                    self.problem(
                        ProblemKind::UnknownField,
                        Severity::Error,
                        *at,
                        format!("{} has no field “{}”.", self.syntax, tag.trim()),
                        hint,
                    );
                    fields.push(Field::Other(tag.trim().to_owned()));
                }
            }
        }
        fields.sort();
        fields.dedup();
        fields
    }
}

/// `2010-2020`, `2010:2020`, `2010`, `20100101-20201231` as years; 1000 and 3000 stand for an open end.
pub(super) fn years(text: &str) -> Option<Limit> {
    let year = |part: &str| -> Option<u16> {
        let part = part.trim().trim_matches('"').trim();
        let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
        (digits.len() == 4 || digits.len() == 8).then(|| digits.get(..4)?.parse().ok())?
    };
    let (from, to) = match text.split_once([':', '-', '–']) {
        Some((from, to)) => (year(from)?, year(to)?),
        None => (year(text)?, year(text)?),
    };
    Some(Limit::Years {
        from: (from > 1000).then_some(from),
        to: (to < 3000).then_some(to),
    })
}
