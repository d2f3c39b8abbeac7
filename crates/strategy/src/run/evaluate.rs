//! What an expression finds in a corpus: the records that it certainly finds, and those that it may find.
//!
//! A corpus of titles and abstracts says nothing of headings or of the day of entry. What cannot be judged is not taken
//! for “no”: each expression has a lower set and an upper set, and AND, OR and NOT work on both. As one NOT that cannot
//! be judged empties the lower set, there is a second way: parts of which the corpus says nothing at all are left out, and
//! the rest is taken at what is certain.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::corpus::{
    ABSTRACT, Bits, Corpus, EVERYWHERE, KEYWORDS, Span, TITLE, near, next_to, patterns,
};
use crate::fields::Field;
use crate::headings::HeadingTree;
use crate::model::{Expression, Heading, Limit, Near, Strategy, Term};
use crate::run::alternatives::{Alternatives, address, both, either};
use crate::syntax::{Syntax, Unquoted};

/// Records found, at least and at most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) surely: Bits,
    pub(crate) perhaps: Bits,
}

impl Found {
    fn exactly(surely: Bits) -> Self {
        Self {
            perhaps: surely.clone(),
            surely,
        }
    }
}

/// Where a term is looked for.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Where {
    Text(u8),
    HeadingName,
    Type,
    Language,
    Year,
    Unknown,
}

/// Evaluates the lines of one strategy, each once.
pub(crate) struct Evaluator<'a> {
    pub(super) corpus: &'a Corpus,
    strategy: &'a Strategy,
    tree: Option<&'a HeadingTree>,
    /// What single terms find, by their address: the same whatever else is left out.
    leaves: FxHashMap<(usize, Where), Found>,
    lines: FxHashMap<u32, Option<Found>>,
    underway: Vec<u32>,
    /// A part that is taken as if it were not there.
    pub(super) left_out: Option<&'a Expression>,
    /// Alternatives of the strategy, each looked at once however many parts are left out in turn.
    pub(super) alternatives: Option<Alternatives>,
    /// Whether parts of which the corpus says nothing are left out.
    judged: bool,
    /// What could not be judged.
    pub(crate) blind: BTreeSet<String>,
}

impl<'a> Evaluator<'a> {
    pub(crate) fn new(
        corpus: &'a Corpus,
        strategy: &'a Strategy,
        tree: Option<&'a HeadingTree>,
    ) -> Self {
        Self {
            corpus,
            strategy,
            tree,
            leaves: FxHashMap::default(),
            lines: FxHashMap::default(),
            underway: Vec::new(),
            left_out: None,
            alternatives: None,
            judged: false,
            blind: BTreeSet::new(),
        }
    }

    /// From now on, this part is not there.
    pub(crate) fn leave_out(&mut self, part: Option<&'a Expression>) {
        self.left_out = part;
        self.lines.clear();
        if let Some(part) = part {
            self.alternatives
                .get_or_insert_with(|| Alternatives::of(self.strategy))
                .follow(part);
        }
    }

    /// From now on, parts of which the corpus says nothing are left out.
    pub(crate) fn judged(mut self) -> Self {
        self.judged = true;
        self
    }

    /// What counts of a part by itself: in the judged way what is certain, or nothing where nothing is known.
    fn settled(&self, found: Found) -> Option<Found> {
        if !self.judged || found.surely == found.perhaps {
            return Some(found);
        }
        let silent = found.surely.count() == 0 && found.perhaps.count() == self.corpus.len();
        (!silent).then(|| Found::exactly(found.surely))
    }

    /// What a line finds; `None` where there is nothing to search.
    pub(crate) fn line(&mut self, number: u32) -> Option<Found> {
        if let Some(found) = self.lines.get(&number) {
            return found.clone();
        }
        // A line that refers to itself finds nothing by that.
        if self.underway.contains(&number) {
            return None;
        }
        self.underway.push(number);
        let expression = self
            .strategy
            .line(number)
            .and_then(|line| line.expression.as_ref());
        let found = expression.and_then(|e| self.find(e, Where::Text(EVERYWHERE)));
        self.underway.pop();
        self.lines.insert(number, found.clone());
        found
    }

    /// What an expression of the strategy finds by itself.
    pub(crate) fn expression(&mut self, expression: &'a Expression) -> Option<Found> {
        self.find(expression, Where::Text(EVERYWHERE))
    }

    /// What a term finds in these fields.
    pub(crate) fn unit(&mut self, fields: &[&Field], unit: &'a Expression) -> Option<Found> {
        let fields: Vec<Field> = fields.iter().map(|f| (*f).clone()).collect();
        let place = if fields.is_empty() {
            Where::Text(EVERYWHERE)
        } else {
            self.place(&fields)
        };
        self.find(unit, place)
    }

    pub(super) fn find(&mut self, expression: &'a Expression, place: Where) -> Option<Found> {
        if self
            .left_out
            .is_some_and(|out| std::ptr::eq(out, expression))
        {
            return None;
        }
        match expression {
            Expression::And(parts) => {
                let found: Vec<Found> = parts.iter().filter_map(|p| self.find(p, place)).collect();
                found.into_iter().reduce(both)
            }
            Expression::Or(parts) => {
                if let Some(found) = self.alternatives_without(expression, parts, place) {
                    return found;
                }
                let found: Vec<Found> = parts.iter().filter_map(|p| self.find(p, place)).collect();
                found.into_iter().reduce(either)
            }
            Expression::Not { of, without } => {
                let mut of = self.find(of, place)?;
                if let Some(without) = self.find(without, place) {
                    of.surely.without(&without.perhaps);
                    of.perhaps.without(&without.surely);
                }
                Some(of)
            }
            Expression::InFields { fields, of } => {
                let place = self.place(fields);
                self.find(of, place)
            }
            Expression::Reference(reference) => self.line(reference.line),
            Expression::Lines(lines) => {
                let found: Vec<Found> = lines.numbers().filter_map(|n| self.line(n)).collect();
                found
                    .into_iter()
                    .reduce(if lines.all { both } else { either })
            }
            Expression::Limited { of, to } => {
                let mut found = self.find(of, place)?;
                for limit in to {
                    let limit = self.limit(limit);
                    if let Some(limit) = self.settled(limit) {
                        found = both(found, limit);
                    }
                }
                Some(found)
            }
            Expression::Only(limit) => {
                let limit = self.limit(limit);
                self.settled(limit)
            }
            Expression::Unread(_) => None,
            Expression::Term(_) | Expression::Heading(_) | Expression::Near(_) => {
                let address = address(expression);
                if let Some(found) = self.leaves.get(&(address, place)) {
                    return self.settled(found.clone());
                }
                let found = match expression {
                    Expression::Term(term) => self.term(term, place),
                    Expression::Heading(heading) => self.heading(heading),
                    Expression::Near(near) => self.near(near, place)?,
                    _ => return None,
                };
                self.leaves.insert((address, place), found.clone());
                self.settled(found)
            }
        }
    }

    fn none(&self) -> Bits {
        Bits::none(self.corpus.len())
    }

    fn unknown(&mut self, what: String) -> Found {
        self.blind.insert(what);
        Found {
            surely: self.none(),
            perhaps: Bits::all(self.corpus.len()),
        }
    }

    /// Where these fields are in the corpus. Of several, those that it has.
    fn place(&mut self, fields: &[Field]) -> Where {
        let mut mask = 0;
        let mut other = None;
        for field in fields {
            match field {
                Field::Title => mask |= TITLE,
                Field::Abstract => mask |= ABSTRACT,
                Field::Keywords | Field::KeywordWords | Field::HeadingWords => mask |= KEYWORDS,
                Field::TextWords if self.strategy.syntax.is_ovid() => mask |= TITLE | ABSTRACT,
                Field::TextWords
                | Field::MultiPurpose
                | Field::All
                | Field::Condition
                | Field::Intervention => {
                    mask |= EVERYWHERE;
                }
                Field::HeadingExact => other = other.or(Some(Where::HeadingName)),
                Field::PublicationType => other = other.or(Some(Where::Type)),
                Field::Language => other = other.or(Some(Where::Language)),
                Field::Year | Field::PublicationDate => other = other.or(Some(Where::Year)),
                field => {
                    self.blind.insert(format!(
                        "The corpus does not hold the field “{}”.",
                        field.in_words()
                    ));
                    other = other.or(Some(Where::Unknown));
                }
            }
        }
        match other {
            Some(other) if mask == 0 => other,
            _ => Where::Text(mask),
        }
    }

    fn term(&mut self, term: &'a Term, place: Where) -> Found {
        match place {
            Where::Text(mask) => {
                let surely = self.documents(&self.words(term, mask), term, mask);
                self.in_text(surely, mask)
            }
            Where::HeadingName => self.by_name(&term.shown(), false, false),
            Where::Type => {
                let (surely, unknown) = self.corpus.of_type(&term.shown());
                self.with_unknown(surely, unknown.clone(), "type of publication")
            }
            Where::Language => {
                let (surely, unknown) = self.corpus.of_language(&term.shown());
                self.with_unknown(surely, unknown.clone(), "language")
            }
            Where::Year => match term.shown().parse::<u16>() {
                Ok(year) => self.limit(&Limit::Years {
                    from: Some(year),
                    to: Some(year),
                }),
                Err(_) => self.unknown(format!(
                    "“{}” is not a year that could be compared.",
                    term.shown()
                )),
            },
            Where::Unknown => Found {
                surely: self.none(),
                perhaps: Bits::all(self.corpus.len()),
            },
        }
    }

    /// A record without keywords may have the words among those that the database gives it.
    fn in_text(&mut self, surely: Bits, mask: u8) -> Found {
        let mut found = Found::exactly(surely);
        if mask & KEYWORDS != 0 && self.corpus.without_keywords().count() > 0 {
            self.note_keywords();
            found.perhaps.or(self.corpus.without_keywords());
        }
        found
    }

    fn with_unknown(&mut self, surely: Bits, unknown: Bits, what: &str) -> Found {
        let lacking = unknown.count();
        if lacking > 0 {
            let all = self.corpus.len();
            self.blind.insert(format!(
                "{lacking} of {all} records say nothing of their {what}."
            ));
        }
        let mut perhaps = surely.clone();
        perhaps.or(&unknown);
        Found { surely, perhaps }
    }

    /// Places of a phrase; of loose words, those of the first (see `documents`).
    fn words(&self, term: &Term, mask: u8) -> Vec<Span> {
        let mut spans: Option<Vec<Span>> = None;
        for pattern in patterns(term) {
            let places = self.corpus.places(&pattern, mask);
            spans = Some(match spans {
                Some(before) => next_to(&before, &places),
                None => places,
            });
            if spans.as_ref().is_some_and(Vec::is_empty) {
                break;
            }
        }
        spans.unwrap_or_default()
    }

    fn documents(&self, phrase: &[Span], term: &Term, mask: u8) -> Bits {
        let loose = !term.quoted
            && term.words.len() > 1
            && self.strategy.syntax.unquoted() == Unquoted::AllWords;
        if !loose {
            return of_spans(self.corpus.len(), phrase);
        }
        let mut all = Bits::all(self.corpus.len());
        for word in &term.words {
            let single = Term {
                words: vec![word.clone()],
                quoted: true,
                at: term.at,
            };
            all.and(&of_spans(self.corpus.len(), &self.words(&single, mask)));
        }
        all
    }

    fn heading(&mut self, heading: &Heading) -> Found {
        self.by_name(&heading.name, heading.explode, heading.major)
    }

    fn note_keywords(&mut self) {
        let lacking = self.corpus.without_keywords().count();
        if lacking > 0 {
            let all = self.corpus.len();
            self.blind.insert(format!(
                "{lacking} of {all} records have no keywords or headings."
            ));
        }
    }

    fn by_name(&mut self, name: &str, explode: bool, major: bool) -> Found {
        self.note_keywords();
        let mut surely = self.corpus.with_heading(name, major);
        let mut perhaps = self.corpus.without_keywords().clone();
        if major {
            // A source that does not mark main topics leaves it open.
            perhaps.or(&self.corpus.with_heading(name, false));
        }
        if explode {
            match self.tree.filter(|tree| tree.knows(name)) {
                Some(tree) => {
                    for narrower in tree.with_narrower(name) {
                        surely.or(&self.corpus.with_heading(narrower, major));
                    }
                }
                None => {
                    self.blind.insert(
                        "Narrower headings are not known here (exploded headings); a file of the tree can be given."
                            .to_owned(),
                    );
                    perhaps = Bits::all(self.corpus.len());
                }
            }
        }
        perhaps.or(&surely);
        Found { surely, perhaps }
    }

    fn limit(&mut self, limit: &Limit) -> Found {
        match limit {
            Limit::Humans => self.by_name("humans", false, false),
            Limit::Years { from, to } => {
                let (mut surely, mut unknown) = (self.none(), self.none());
                for (record, year) in (0_u32..).zip(&self.corpus.years) {
                    match year {
                        Some(year) => {
                            let after = from.is_none_or(|from| i32::from(from) <= *year);
                            if after && to.is_none_or(|to| *year <= i32::from(to)) {
                                surely.insert(record);
                            }
                        }
                        None => unknown.insert(record),
                    }
                }
                self.with_unknown(surely, unknown, "year")
            }
            Limit::Language(name) => {
                let (surely, unknown) = self.corpus.of_language(name);
                self.with_unknown(surely, unknown.clone(), "language")
            }
            Limit::PublicationType(name) => {
                let (surely, unknown) = self.corpus.of_type(name);
                self.with_unknown(surely, unknown.clone(), "type of publication")
            }
            Limit::Named(name) => {
                self.unknown(format!("The limit “{name}” cannot be judged on a corpus."))
            }
        }
    }

    fn near(&mut self, near: &'a Near, place: Where) -> Option<Found> {
        let mask = match place {
            Where::Text(mask) => mask,
            _ => {
                return Some(self.unknown(
                    "Proximity in a field that is not text cannot be judged.".to_owned(),
                ));
            }
        };
        match self.near_spans(near, mask) {
            Some(spans) => {
                let surely = of_spans(self.corpus.len(), &spans);
                Some(self.in_text(surely, mask))
            }
            // Operands that have no place in the text, such as lines, are only asked to be there.
            None => {
                let found: Vec<Found> = near
                    .operands
                    .iter()
                    .filter_map(|o| self.find(o, place))
                    .collect();
                found.into_iter().reduce(both)
            }
        }
    }

    fn near_spans(&self, group: &Near, mask: u8) -> Option<Vec<Span>> {
        let mut operands = group.operands.iter();
        let mut spans = self.spans(operands.next()?, mask)?;
        for operand in operands {
            spans = near(
                &spans,
                &self.spans(operand, mask)?,
                group.between,
                group.ordered,
            );
        }
        if self.strategy.syntax == Syntax::PubMed && group.operands.len() > 2 {
            // PubMed counts all other words of the window.
            let longest = group.operands.len() + group.between as usize;
            spans.retain(|span| usize::from(span.end - span.start) < longest);
        }
        Some(spans)
    }

    fn spans(&self, expression: &Expression, mask: u8) -> Option<Vec<Span>> {
        match expression {
            Expression::Term(term) => Some(self.words(term, mask)),
            Expression::Near(near) => self.near_spans(near, mask),
            Expression::Or(parts) => {
                let mut spans = Vec::new();
                for part in parts {
                    spans.extend(self.spans(part, mask)?);
                }
                spans.sort_unstable();
                spans.dedup();
                Some(spans)
            }
            _ => None,
        }
    }
}

fn of_spans(records: usize, spans: &[Span]) -> Bits {
    let mut bits = Bits::none(records);
    for span in spans {
        bits.insert(span.document);
    }
    bits
}
