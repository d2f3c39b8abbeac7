//! Field tags that follow their term: `[tiab]`, `.ti,ab.`, `:ti,ab,kw`.

use crate::fields::{Field, did_you_mean, fields_of};
use crate::model::{Expression, Heading, Limit, Near, Term};
use crate::parse::operand::years;
use crate::parse::reader::Reader;
use crate::problem::{ProblemKind, Severity};
use crate::syntax::Syntax;

type Tags = Vec<(String, usize)>;

impl Reader {
    /// Whether a field tag of Ovid or Cochrane stands at the cursor.
    pub(super) fn suffix_here(&self) -> bool {
        self.suffix_at(self.at).is_some()
    }

    /// The tags `.ti,ab.` or `:ti,ab` at a place, and where they end.
    pub(super) fn suffix_at(&self, from: usize) -> Option<(Tags, usize)> {
        let sign = match self.syntax {
            Syntax::OvidMedline | Syntax::OvidEmbase => '.',
            Syntax::Cochrane => ':',
            _ => return None,
        };
        if self.chars.get(from) != Some(&sign) {
            return None;
        }
        let mut tags: Tags = Vec::new();
        let mut at = from + 1;
        loop {
            let rest = self.chars.get(at..)?;
            let length = rest
                .iter()
                .take_while(|c| c.is_ascii_alphabetic() || **c == '_')
                .count();
            if length < 2 {
                return None;
            }
            tags.push((self.text(at, at + length).to_lowercase(), at));
            at += length;
            let mut next = at;
            while self.chars.get(next) == Some(&' ') {
                next += 1;
            }
            if self.chars.get(next) != Some(&',') {
                break;
            }
            next += 1;
            while self.chars.get(next) == Some(&' ') {
                next += 1;
            }
            at = next;
        }
        if sign == '.' && self.chars.get(at) == Some(&'.') {
            at += 1;
        }
        if !self.ends_at(at) {
            return None;
        }
        let known = tags
            .iter()
            .any(|(tag, _)| fields_of(self.syntax, tag).is_some());
        let meant = tags
            .iter()
            .all(|(tag, _)| tag.len() <= 5 && did_you_mean(self.syntax, tag).is_some());
        (known || meant).then_some((tags, at))
    }

    /// Reads the tags at the cursor, if there are any.
    pub(super) fn fields_after(&mut self) -> Option<Vec<Field>> {
        let (tags, end) = self.suffix_at(self.at)?;
        self.at = end;
        Some(self.fields_of_tags(&tags))
    }

    /// The operand with the tag that follows it.
    pub(super) fn with_suffix(&mut self, inner: Expression, start: usize) -> Expression {
        match self.syntax {
            Syntax::PubMed => self.pubmed_tag(inner, start),
            _ => match self.fields_after() {
                Some(fields) => inner.within(&fields),
                None => inner,
            },
        }
    }

    fn pubmed_tag(&mut self, inner: Expression, start: usize) -> Expression {
        let before = self.at;
        self.spaces();
        if self.peek() != Some('[') {
            self.at = before;
            return inner;
        }
        let open = self.at;
        let rest = self.chars.get(open..).unwrap_or_default();
        let Some(close) = rest.iter().position(|c| *c == ']') else {
            self.problem(
                ProblemKind::UnbalancedBracket,
                Severity::Error,
                open,
                "This field tag is not closed.".to_owned(),
                "Write ] after it; the term was kept without a field.".to_owned(),
            );
            let end = self.text(open, self.chars.len());
            let end = end
                .chars()
                .take_while(|c| !c.is_whitespace() && *c != ')')
                .count();
            self.at = open + end;
            return inner;
        };
        let tag = self.text(open + 1, open + close);
        self.at = open + close + 1;
        let normal = tag
            .to_lowercase()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let (name, option) = normal.split_once(':').unwrap_or((&normal, ""));
        let (name, option) = (name.trim(), option.trim());
        if let Some(heading) = self.pubmed_heading(&inner, name, option, start) {
            return heading;
        }
        if let Some(near) = option.strip_prefix('~')
            && let (Ok(between), Expression::Term(term)) = (near.trim().parse(), &inner)
        {
            let fields = self.fields_of_tags(&[(name.to_owned(), open + 1)]);
            return near_words(term, between).within(&fields);
        }
        if matches!(
            name,
            "dp" | "pdat" | "publication date" | "date - publication"
        ) && let Expression::Term(term) = &inner
            && let Some(limit) = self.pubmed_years(&term.shown())
        {
            return Expression::Only(limit);
        }
        if !matches!(inner, Expression::Term(_)) {
            self.problem(
                ProblemKind::FieldOnGroup,
                Severity::Error,
                open,
                "PubMed takes a field tag after a single term only, not after a bracket."
                    .to_owned(),
                "Put the tag after each term; it was read so.".to_owned(),
            );
        }
        let fields = self.fields_of_tags(&[(name.to_owned(), open + 1)]);
        inner.within(&fields)
    }

    fn pubmed_heading(
        &mut self,
        inner: &Expression,
        name: &str,
        option: &str,
        start: usize,
    ) -> Option<Expression> {
        let major = matches!(name, "majr" | "mesh major topic");
        if !major && !matches!(name, "mh" | "mesh" | "mesh terms" | "mesh heading") {
            return None;
        }
        let Expression::Term(term) = inner else {
            return None;
        };
        if term.words.iter().any(|w| w.is_pattern()) {
            return None;
        }
        let shown = term.shown();
        let (heading, codes) = match shown.rsplit_once('/') {
            Some((heading, codes)) if crate::qualifiers::code(codes).is_some() => (heading, codes),
            _ => (shown.as_str(), ""),
        };
        let subheadings = self.qualifier_codes(codes, start);
        Some(Expression::Heading(Heading {
            name: heading.to_owned(),
            explode: option.replace(' ', "") != "noexp",
            major,
            subheadings,
            at: self.place(start),
        }))
    }

    /// `2010:2020`, or `"2010/01/01"` with `: "2020"[dp]` after it.
    fn pubmed_years(&mut self, first: &str) -> Option<Limit> {
        let before = self.at;
        self.spaces();
        if self.peek() != Some(':') {
            self.at = before;
            return years(first);
        }
        self.at += 1;
        self.spaces();
        let rest = self.text(self.at, self.chars.len());
        let second = rest
            .split('[')
            .next()
            .unwrap_or_default()
            .trim()
            .trim_matches('"')
            .to_owned();
        match (
            years(&format!("{}:{}", slashed(first), slashed(&second))),
            rest.find(']'),
        ) {
            (Some(limit), Some(close)) => {
                self.at += rest.get(..=close).unwrap_or_default().chars().count();
                Some(limit)
            }
            _ => {
                self.at = before;
                None
            }
        }
    }
}

fn slashed(date: &str) -> &str {
    date.split('/').next().unwrap_or_default()
}

/// `"a b"[tiab:~3]`: single words near each other.
fn near_words(term: &Term, between: u32) -> Expression {
    let operands: Vec<Expression> = term
        .words
        .iter()
        .map(|word| {
            Expression::Term(Term {
                words: vec![word.clone()],
                quoted: false,
                at: term.at,
            })
        })
        .collect();
    if operands.len() < 2 {
        return Expression::Term(term.clone());
    }
    Expression::Near(Near {
        operands,
        between,
        ordered: false,
    })
}
