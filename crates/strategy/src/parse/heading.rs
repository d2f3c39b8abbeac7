//! Headings of thesauri: `exp Asthma/`, `[mh Asthma]`, `(MH "Asthma+")`; fields that stand before their term.

use crate::fields::{Field, did_you_mean, fields_of};
use crate::model::{Expression, Heading, Limit};
use crate::parse::operator::{boolean, near};
use crate::parse::reader::Reader;
use crate::problem::{ProblemKind, Severity};
use crate::qualifiers;

impl Reader {
    /// `exp *Name/di, pa`; `None` where no heading stands here.
    pub(super) fn ovid_heading(&mut self) -> Option<Expression> {
        let start = self.at;
        let explode = self.starts_with(start, "exp ");
        let mut at = start + if explode { 4 } else { 0 };
        while self.chars.get(at) == Some(&' ') {
            at += 1;
        }
        let major = self.chars.get(at) == Some(&'*');
        at += usize::from(major);
        let (name, end) = match self.ovid_name(at) {
            Some(found) => found,
            None if explode => return self.without_slash(start, at, major),
            None => return None,
        };
        // The cursor is behind the slash.
        let (subheadings, end) = self.ovid_subheadings(end);
        self.at = end;
        Some(Expression::Heading(Heading {
            name,
            explode,
            major,
            subheadings,
            at: self.place(start),
        }))
    }

    /// The name of a heading from `at`, and where its slash ends.
    fn ovid_name(&self, from: usize) -> Option<(String, usize)> {
        if self.chars.get(from) == Some(&'"') {
            let length = self.chars.get(from + 1..)?.iter().position(|c| *c == '"')?;
            let slash = from + length + 2;
            let name = self.text(from + 1, from + 1 + length);
            return (self.chars.get(slash) == Some(&'/')).then_some((name, slash + 1));
        }
        let mut at = from;
        let mut word = from;
        loop {
            match self.chars.get(at)? {
                '(' | ')' | '"' => return None,
                '/' => {
                    let next = self.chars.get(at + 1);
                    let bare =
                        next.is_none_or(|c| c.is_whitespace() || matches!(c, ')' | '.' | ','));
                    let name = self.text(from, at).trim().to_owned();
                    let found =
                        !name.is_empty() && (bare || !self.ovid_subheadings(at + 1).0.is_empty());
                    return found.then_some((name, at + 1));
                }
                '.' if at > from && self.suffix_at(at).is_some() => return None,
                c if c.is_whitespace() => {
                    let passed = self.text(word, at);
                    if boolean(&passed).is_some() || near(&passed, self.syntax).is_some() {
                        return None;
                    }
                    word = at + 1;
                }
                _ => {}
            }
            at += 1;
        }
    }

    /// `di, pa, ra [Diagnosis, …]` from `at`: the codes and where they end.
    fn ovid_subheadings(&self, from: usize) -> (Vec<String>, usize) {
        let mut codes = Vec::new();
        let mut end = from;
        let mut at = from;
        loop {
            let letters = self.text(at, at + 2).to_lowercase();
            let two = letters.len() == 2 && letters.chars().all(|c| c.is_ascii_lowercase());
            let bounded = self
                .chars
                .get(at + 2)
                .is_none_or(|c| !c.is_alphanumeric() && *c != '/' && *c != '-');
            if !two || !bounded || qualifiers::code(&letters).is_none() {
                break;
            }
            codes.push(letters);
            at += 2;
            end = at;
            while self.chars.get(at) == Some(&' ') {
                at += 1;
            }
            if self.chars.get(at) == Some(&',') {
                at += 1;
                while self.chars.get(at) == Some(&' ') {
                    at += 1;
                }
            } else {
                break;
            }
        }
        let mut at = end;
        while self.chars.get(at) == Some(&' ') {
            at += 1;
        }
        // The names of the codes in square brackets repeat them.
        if !codes.is_empty() && self.chars.get(at) == Some(&'[') {
            let rest = self.chars.get(at..).unwrap_or_default();
            if let Some(close) = rest.iter().position(|c| *c == ']') {
                end = at + close + 1;
            }
        }
        (codes, end)
    }

    fn without_slash(&mut self, start: usize, from: usize, major: bool) -> Option<Expression> {
        self.at = from;
        let name = match self.words()? {
            Expression::Term(term) => term.shown(),
            _ => return None,
        };
        self.problem(
            ProblemKind::MissingSlash,
            Severity::Error,
            start,
            format!("“exp {name}” has no slash at its end, so that Ovid searches for words."),
            format!("Write exp {name}/; it was read so."),
        );
        Some(Expression::Heading(Heading {
            name,
            explode: true,
            major,
            subheadings: vec![],
            at: self.place(start),
        }))
    }

    /// `[mh ^"Name"/DI[mj]]`, or `MeSH descriptor: [Name] explode all trees`.
    pub(super) fn cochrane_heading(&mut self) -> Option<Expression> {
        let start = self.at;
        if self.starts_with(start, "mesh descriptor") {
            return self.cochrane_descriptor(start);
        }
        if !self.starts_with(start, "[mh") {
            return None;
        }
        let mut depth = 0;
        let mut end = start;
        loop {
            match self.chars.get(end)? {
                '[' => depth += 1,
                ']' => depth -= 1,
                _ => {}
            }
            end += 1;
            if depth == 0 {
                break;
            }
        }
        let inner = self.text(start + 3, end - 1);
        let mut inner = inner.trim();
        let major = inner.to_lowercase().contains("[mj]");
        if let Some(at) = inner.find('[') {
            inner = inner.get(..at).unwrap_or_default().trim();
        }
        let explode = !inner.starts_with('^');
        let inner = inner.trim_start_matches('^').trim();
        let (name, codes) = match inner
            .strip_prefix('"')
            .and_then(|rest| rest.split_once('"'))
        {
            Some((name, codes)) => (name, codes.trim_start_matches('/')),
            None => inner.split_once('/').unwrap_or((inner, "")),
        };
        let subheadings = self.qualifier_codes(codes, start);
        self.at = end;
        Some(Expression::Heading(Heading {
            name: name.trim().to_owned(),
            explode,
            major,
            subheadings,
            at: self.place(start),
        }))
    }

    fn cochrane_descriptor(&mut self, start: usize) -> Option<Expression> {
        let mut at = start;
        while self.chars.get(at).is_some_and(|c| *c != '[') {
            at += 1;
        }
        let rest = self.chars.get(at + 1..)?;
        let close = rest.iter().position(|c| *c == ']')?;
        let name = self.text(at + 1, at + 1 + close);
        let mut end = at + close + 2;
        let tail = self.text(end, self.chars.len()).to_lowercase();
        let mut explode = true;
        let mut codes = String::new();
        for (words, exploded) in [("explode all trees", true), ("this term only", false)] {
            if tail.trim_start().starts_with(words) {
                explode = exploded;
                end += tail.len() - tail.trim_start().len() + words.len();
            }
        }
        let tail = self.text(end, self.chars.len());
        if tail
            .trim_start()
            .to_lowercase()
            .starts_with("and with qualifier")
            && let (Some(open), Some(close)) = (tail.find('['), tail.find(']'))
            && open < close
        {
            codes = tail.get(open + 1..close).unwrap_or_default().to_owned();
            end += tail.get(..=close).unwrap_or_default().chars().count();
        }
        // `diagnosis - DI` names it twice.
        let codes: Vec<&str> = codes
            .split(',')
            .filter_map(|c| c.rsplit(" - ").next())
            .collect();
        let subheadings = self.qualifier_codes(&codes.join(","), start);
        self.at = end;
        Some(Expression::Heading(Heading {
            name: name.trim().to_owned(),
            explode,
            major: false,
            subheadings,
            at: self.place(start),
        }))
    }

    /// Codes or names of qualifiers, separated by commas; those not known are told.
    pub(super) fn qualifier_codes(&mut self, text: &str, at: usize) -> Vec<String> {
        let mut codes = Vec::new();
        for part in text.split(',').map(str::trim).filter(|p| !p.is_empty()) {
            match qualifiers::code(part) {
                Some(code) => codes.push(code),
                None => self.problem(
                    ProblemKind::UnknownField,
                    Severity::Error,
                    at,
                    format!("MeSH has no subheading “{part}”."),
                    "Check the code; it was left out.".to_owned(),
                ),
            }
        }
        codes
    }

    /// `TI`, `MH` and the like before a term: the tag and where it ends.
    pub(super) fn cinahl_tag(&self) -> Option<(String, usize)> {
        let tag = self.text(self.at, self.at + 2);
        let capital = tag.len() == 2 && tag.chars().all(|c| c.is_ascii_uppercase());
        let next = self.chars.get(self.at + 2);
        let ends = next.is_some_and(|c| c.is_whitespace() || matches!(c, '(' | '"'));
        (capital && ends).then_some((tag, self.at + 2))
    }

    /// Whether the tag at the cursor can be nothing but one in the midst of words.
    pub(super) fn cinahl_tag_is_sure(&self) -> bool {
        let tag = self.text(self.at, self.at + 2);
        matches!(
            tag.as_str(),
            "TI" | "AB" | "TX" | "SU" | "MH" | "MM" | "MW" | "XB"
        )
    }

    /// `TI asthma`, `MH "Asthma+"`.
    pub(super) fn cinahl_field(&mut self) -> Option<Expression> {
        let start = self.at;
        let (tag, end) = self.cinahl_tag()?;
        if tag == "MH" || tag == "MM" {
            return self.cinahl_heading(start, tag == "MM");
        }
        if let Some(fields) = fields_of(self.syntax, &tag) {
            self.at = end;
            let found = self.of_field(&fields);
            if found.is_none() {
                self.at = start;
            }
            return found;
        }
        // Two capitals before a quotation mark or bracket are meant as a field.
        let mut next = end;
        while self.chars.get(next) == Some(&' ') {
            next += 1;
        }
        if !matches!(self.chars.get(next), Some('"' | '(')) || boolean(&tag).is_some() {
            return None;
        }
        self.at = end;
        let fields = self.fields_of_tags(&[(tag, start)]);
        self.of_field(&fields)
    }

    fn cinahl_heading(&mut self, start: usize, major: bool) -> Option<Expression> {
        self.at = start + 2;
        self.spaces();
        let name = if self.peek() == Some('"') {
            let rest = self.chars.get(self.at + 1..)?;
            let length = rest.iter().position(|c| *c == '"')?;
            let name = self.text(self.at + 1, self.at + 1 + length);
            self.at += length + 2;
            name
        } else {
            match self.words()? {
                Expression::Term(term) => term.shown().replace('*', ""),
                _ => return None,
            }
        };
        let (name, codes) = match name.split_once('/') {
            Some((name, codes)) => (name.to_owned(), codes.to_owned()),
            None => (name, String::new()),
        };
        let explode = name.ends_with('+') || codes.ends_with('+');
        let subheadings = self.qualifier_codes(codes.trim_end_matches('+'), start);
        Some(Expression::Heading(Heading {
            name: name.trim_end_matches('+').trim().to_owned(),
            explode,
            major,
            subheadings,
            at: self.place(start),
        }))
    }

    /// `TITLE-ABS-KEY(…)`, `PUBYEAR > 2009`, `LIMIT-TO(LANGUAGE, "English")`.
    pub(super) fn scopus_field(&mut self) -> Option<Expression> {
        let start = self.at;
        let rest = self.chars.get(start..)?;
        let length = rest
            .iter()
            .take_while(|c| c.is_ascii_alphabetic() || **c == '-')
            .count();
        let name = self.text(start, start + length).to_uppercase();
        let mut at = start + length;
        while self.chars.get(at) == Some(&' ') {
            at += 1;
        }
        if name == "PUBYEAR" {
            return self.scopus_year(at);
        }
        if self.chars.get(at) != Some(&'(') || length < 2 || boolean(&name).is_some() {
            return None;
        }
        if name == "LIMIT-TO" {
            return self.scopus_limit(at);
        }
        let capital = self.text(start, start + length) == name;
        if fields_of(self.syntax, &name).is_none()
            && (!capital || did_you_mean(self.syntax, &name).is_none())
        {
            return None;
        }
        let fields = self.fields_of_tags(&[(name, start)]);
        self.at = at;
        Some(self.bracketed()?.within(&fields))
    }

    fn scopus_year(&mut self, from: usize) -> Option<Expression> {
        let rest = self.text(from, from + 12).to_uppercase();
        let sign = [">", "<", "=", "AFT", "BEF", "IS"]
            .into_iter()
            .find(|s| rest.starts_with(s))?;
        let after = rest.get(sign.len()..)?;
        let skipped = after.len() - after.trim_start().len();
        let digits: String = after
            .trim_start()
            .chars()
            .take_while(char::is_ascii_digit)
            .collect();
        let year: u16 = digits.parse().ok()?;
        self.at = from + sign.len() + skipped + digits.len();
        let (from, to) = match sign {
            ">" | "AFT" => (Some(year.saturating_add(1)), None),
            "<" | "BEF" => (None, Some(year.saturating_sub(1))),
            _ => (Some(year), Some(year)),
        };
        Some(Expression::Only(Limit::Years { from, to }))
    }

    fn scopus_limit(&mut self, open: usize) -> Option<Expression> {
        let rest = self.chars.get(open..)?;
        let close = rest.iter().position(|c| *c == ')')?;
        let inner = self.text(open + 1, open + close);
        self.at = open + close + 1;
        let (name, value) = inner.split_once(',').unwrap_or((&inner, ""));
        let value = value.trim().trim_matches('"').trim().to_owned();
        let limit = match name.trim().to_uppercase().as_str() {
            "LANGUAGE" => Limit::Language(value),
            "DOCTYPE" => Limit::PublicationType(value),
            _ => Limit::Named(inner.trim().to_owned()),
        };
        Some(Expression::Only(limit))
    }

    /// `TS=` before a term: the tag and where it ends.
    pub(super) fn web_of_science_tag(&self) -> Option<(String, usize)> {
        let rest = self.chars.get(self.at..)?;
        let length = rest.iter().take_while(|c| c.is_ascii_uppercase()).count();
        let mut at = self.at + length;
        while self.chars.get(at) == Some(&' ') {
            at += 1;
        }
        let found = (2..=4).contains(&length) && self.chars.get(at) == Some(&'=');
        found.then(|| (self.text(self.at, self.at + length), at + 1))
    }

    pub(super) fn web_of_science_field(&mut self) -> Option<Expression> {
        let start = self.at;
        let (tag, end) = self.web_of_science_tag()?;
        let fields = self.fields_of_tags(&[(tag, start)]);
        self.at = end;
        self.of_field(&fields)
    }

    /// `AREA[ConditionSearch] …`, `AREA[StartDate]RANGE[2010, MAX]`.
    pub(super) fn clinical_trials_area(&mut self) -> Option<Expression> {
        let start = self.at;
        if !self.starts_with(start, "area[") {
            return None;
        }
        let rest = self.chars.get(start..)?;
        let close = rest.iter().position(|c| *c == ']')?;
        let name = self.text(start + 5, start + close);
        self.at = start + close + 1;
        if self.starts_with(self.at, "range[") {
            let rest = self.chars.get(self.at..)?;
            let end = rest.iter().position(|c| *c == ']')?;
            let inner = self.text(self.at + 6, self.at + end);
            self.at += end + 1;
            let (from, to) = inner.split_once(',')?;
            let year = |text: &str| text.trim().get(..4).and_then(|y| y.parse::<u16>().ok());
            let limit = Limit::Years {
                from: year(from),
                to: year(to),
            };
            return Some(if name.ends_with("Date") {
                Expression::Only(limit)
            } else {
                let text = self.text(start, self.at);
                Expression::Only(Limit::Named(text))
            });
        }
        let fields: Vec<Field> = self.fields_of_tags(&[(name, start + 5)]);
        self.of_field(&fields)
    }
}
