//! From a query to the records it finds.

use std::collections::{BTreeSet, HashMap};
use std::ops::Bound;
use std::sync::Arc;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::index::SegmentId;
use tantivy::query::{
    AllQuery, BitSetDocSet, BooleanQuery, BoostQuery, ConstScoreQuery, ConstScorer, EmptyQuery,
    EnableScoring, Explanation, Occur, PhrasePrefixQuery, PhraseQuery, Query as TantivyQuery,
    RangeQuery, Scorer, TermQuery, Weight,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{BitSet, DocId, Score, SegmentOrdinal, SegmentReader, TantivyError, Term};

use crate::facts::{Facts, Numbers};
use crate::family::Family;
use crate::query::{Identifier, Node, Scope, TextTerm};
use crate::schema::Fields;
use crate::view::View;

/// A form of a word counts this much of the word itself, so that exact matches come first.
const FORM: Score = 0.3;
/// A longer word than the one typed, likewise; it is not ranked by its rarity.
const LONGER: Score = 0.5;

type Boxed = Box<dyn TantivyQuery>;

/// Turns the tree of a query into tantivy's.
pub(crate) struct Compiler<'a> {
    pub(crate) view: &'a View,
    pub(crate) fields: Fields,
    pub(crate) facts: &'a Facts,
}

impl Compiler<'_> {
    pub(crate) fn compile(&self, node: &Node) -> tantivy::Result<Boxed> {
        Ok(match node {
            Node::All => all(),
            Node::And(nodes) => {
                let mut clauses = Vec::with_capacity(nodes.len() + 1);
                for node in nodes {
                    clauses.push(match node {
                        Node::Not(node) => (Occur::MustNot, self.compile(node)?),
                        node => (Occur::Must, self.compile(node)?),
                    });
                }
                if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
                    clauses.push((Occur::Must, all()));
                }
                Box::new(BooleanQuery::new(clauses))
            }
            Node::Or(nodes) => {
                let nodes: Vec<Boxed> = nodes
                    .iter()
                    .map(|node| self.compile(node))
                    .collect::<Result<_, _>>()?;
                any(nodes)
            }
            Node::Not(node) => Box::new(BooleanQuery::new(vec![
                (Occur::Must, all()),
                (Occur::MustNot, self.compile(node)?),
            ])),
            Node::Text(term) => self.text(term)?,
            Node::Years { from, to } => self.years(*from, *to),
            Node::Identifier {
                kind,
                value,
                prefix,
            } => {
                let field = match kind {
                    Identifier::Doi => self.fields.doi,
                    Identifier::Pmid => self.fields.pmid,
                };
                if *prefix {
                    beginning(field, value, 1.0)
                } else {
                    word(field, value, 1.0)
                }
            }
            Node::Fact(term) => Box::new(NumbersQuery {
                wanted: Arc::new(self.facts.fitting(term)),
                numbers: Arc::clone(&self.view.numbers),
            }),
        })
    }

    fn years(&self, from: Option<i32>, to: Option<i32>) -> Boxed {
        let term = |year: i32| Term::from_field_i64(self.fields.year, i64::from(year));
        let lower = Bound::Included(term(from.unwrap_or(i32::MIN)));
        let upper = Bound::Included(term(to.unwrap_or(i32::MAX)));
        Box::new(ConstScoreQuery::new(
            Box::new(RangeQuery::new(lower, upper)),
            0.0,
        ))
    }

    fn text(&self, term: &TextTerm) -> tantivy::Result<Boxed> {
        let mut ways: Vec<Boxed> = Vec::new();
        for (field, weight) in self.fields_of(term.scope) {
            match term.parts.split_last() {
                Some((last, [])) => self.single(field, weight, term, last, &mut ways)?,
                Some((last, first)) => {
                    self.sequence(field, weight, term, first, last, &mut ways)?
                }
                None => {}
            }
            if let Some(compound) = &term.compound {
                self.single(field, weight, term, compound, &mut ways)?;
            }
        }
        if let (Scope::Anywhere, false, [number]) = (term.scope, term.quoted, term.parts.as_slice())
            && number.len() >= 5
            && number.bytes().all(|b| b.is_ascii_digit())
        {
            ways.push(word(self.fields.pmid, number, 3.0));
        }
        Ok(any(ways))
    }

    fn single(
        &self,
        field: Field,
        weight: Score,
        term: &TextTerm,
        wanted: &str,
        ways: &mut Vec<Boxed>,
    ) -> tantivy::Result<()> {
        ways.push(word(field, wanted, weight));
        if term.prefix {
            ways.push(beginning(field, wanted, weight * LONGER));
        }
        if let Some(family) = term.family(wanted) {
            for form in self.forms(field, &family)? {
                ways.push(word(field, &form, weight * FORM));
            }
        }
        Ok(())
    }

    fn sequence(
        &self,
        field: Field,
        weight: Score,
        term: &TextTerm,
        first: &[String],
        last: &str,
        ways: &mut Vec<Boxed>,
    ) -> tantivy::Result<()> {
        let with = |last: &str| -> Vec<Term> {
            let words = first.iter().map(String::as_str).chain([last]);
            words
                .map(|word| Term::from_field_text(field, word))
                .collect()
        };
        ways.push(boosted(Box::new(PhraseQuery::new(with(last))), weight));
        if term.prefix {
            let mut phrase = PhrasePrefixQuery::new(with(last));
            // Room for this many is set aside at once, and with fewer some records would silently be missed.
            phrase.set_max_expansions(self.most_longer(field, last)?);
            ways.push(boosted(Box::new(phrase), weight * LONGER));
        }
        if let Some(family) = term.family(last) {
            for form in self.forms(field, &family)? {
                let phrase = PhraseQuery::new(with(&form));
                ways.push(boosted(Box::new(phrase), weight * FORM));
            }
        }
        Ok(())
    }

    /// The other forms of a word that occur in a field.
    fn forms(&self, field: Field, family: &Family) -> tantivy::Result<BTreeSet<String>> {
        let mut forms = BTreeSet::new();
        let Some(start) = family.beginning() else {
            return Ok(forms);
        };
        self.each_beginning_with(field, start, |_, term| {
            if term != family.word && family.contains(term) {
                forms.insert(term.to_owned());
            }
        })?;
        Ok(forms)
    }

    /// How many words with this beginning there are in the segment that has the most.
    fn most_longer(&self, field: Field, start: &str) -> tantivy::Result<u32> {
        let mut counts: Vec<u32> = vec![0; self.view.searcher.segment_readers().len()];
        self.each_beginning_with(field, start, |segment, _| counts[segment] += 1)?;
        Ok(counts.into_iter().max().unwrap_or(0).max(1))
    }

    /// Visits the words of a field with this beginning, with the number of their segment.
    fn each_beginning_with(
        &self,
        field: Field,
        start: &str,
        mut visit: impl FnMut(usize, &str),
    ) -> tantivy::Result<()> {
        for (number, segment) in self.view.searcher.segment_readers().iter().enumerate() {
            let index = segment.inverted_index(field)?;
            let mut terms = index.terms().range().ge(start.as_bytes());
            if let Some(end) = after_all_with(start) {
                terms = terms.lt(&end);
            }
            let mut terms = terms.into_stream()?;
            while terms.advance() {
                if let Ok(term) = std::str::from_utf8(terms.key()) {
                    visit(number, term);
                }
            }
        }
        Ok(())
    }

    /// The fields of a scope and how much a word in each counts.
    fn fields_of(&self, scope: Scope) -> Vec<(Field, Score)> {
        let Fields {
            title,
            abstract_text,
            author,
            journal,
            keyword,
            ..
        } = self.fields;
        let all = [
            (title, 3.0),
            (abstract_text, 1.0),
            (keyword, 1.5),
            (author, 1.5),
            (journal, 0.5),
        ];
        match scope {
            Scope::Anywhere => all.to_vec(),
            Scope::Title => all[..1].to_vec(),
            Scope::Abstract => all[1..2].to_vec(),
            Scope::TitleAbstract => all[..2].to_vec(),
            Scope::Keyword => all[2..3].to_vec(),
            Scope::Author => all[3..4].to_vec(),
            Scope::Journal => all[4..].to_vec(),
        }
    }
}

fn all() -> Boxed {
    Box::new(ConstScoreQuery::new(Box::new(AllQuery), 0.0))
}

fn any(mut queries: Vec<Boxed>) -> Boxed {
    if queries.len() > 1 {
        return Box::new(BooleanQuery::union(queries));
    }
    queries.pop().unwrap_or_else(|| Box::new(EmptyQuery))
}

fn boosted(query: Boxed, weight: Score) -> Boxed {
    Box::new(BoostQuery::new(query, weight))
}

fn word(field: Field, word: &str, weight: Score) -> Boxed {
    let term = Term::from_field_text(field, word);
    boosted(
        Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)),
        weight,
    )
}

/// Every word with this beginning.
fn beginning(field: Field, start: &str, weight: Score) -> Boxed {
    let lower = Bound::Included(Term::from_field_text(field, start));
    // The dictionary is sorted by bytes, and no word holds a byte above 0xF4.
    let mut end = Term::from_field_text(field, start);
    end.append_bytes(&[0xFF]);
    let range = RangeQuery::new(lower, Bound::Excluded(end));
    Box::new(ConstScoreQuery::new(Box::new(range), weight))
}

/// The first bytes after everything with this beginning.
fn after_all_with(start: &str) -> Option<Vec<u8>> {
    let mut end = start.as_bytes().to_vec();
    let last = end.last_mut()?;
    *last = last.checked_add(1)?;
    Some(end)
}

/// Finds the documents of a set of record numbers.
#[derive(Clone, Debug)]
struct NumbersQuery {
    wanted: Arc<Numbers>,
    numbers: Arc<HashMap<SegmentId, Arc<Vec<u32>>>>,
}

impl TantivyQuery for NumbersQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for NumbersQuery {
    fn scorer(&self, reader: &SegmentReader, _: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut docs = BitSet::with_max_value(reader.max_doc());
        if let Some(numbers) = self.numbers.get(&reader.segment_id()) {
            for (doc, number) in (0..reader.max_doc()).zip(numbers.iter()) {
                if self.wanted.contains(*number) {
                    docs.insert(doc);
                }
            }
        }
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(docs), 0.0)))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let numbers = self.numbers.get(&reader.segment_id());
        let number = numbers.and_then(|numbers| numbers.get(doc as usize));
        if number.is_some_and(|number| self.wanted.contains(*number)) {
            return Ok(Explanation::new("a fact about the record", 0.0));
        }
        Err(TantivyError::InvalidArgument(format!(
            "document {doc} does not match"
        )))
    }
}

/// Collects score and number of every allowed record: the count needs them all anyway.
pub(crate) struct Everything {
    pub(crate) numbers: Arc<HashMap<SegmentId, Arc<Vec<u32>>>>,
    pub(crate) allowed: Arc<Numbers>,
    pub(crate) scoring: bool,
}

impl Collector for Everything {
    type Fruit = Vec<(Score, u32)>;
    type Child = SegmentEverything;

    fn for_segment(
        &self,
        _: SegmentOrdinal,
        segment: &SegmentReader,
    ) -> tantivy::Result<SegmentEverything> {
        Ok(SegmentEverything {
            numbers: self
                .numbers
                .get(&segment.segment_id())
                .cloned()
                .unwrap_or_default(),
            allowed: Arc::clone(&self.allowed),
            found: Vec::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        self.scoring
    }

    fn merge_fruits(&self, fruits: Vec<Self::Fruit>) -> tantivy::Result<Self::Fruit> {
        Ok(fruits.concat())
    }
}

pub(crate) struct SegmentEverything {
    numbers: Arc<Vec<u32>>,
    allowed: Arc<Numbers>,
    found: Vec<(Score, u32)>,
}

impl SegmentCollector for SegmentEverything {
    type Fruit = Vec<(Score, u32)>;

    fn collect(&mut self, doc: DocId, score: Score) {
        if let Some(number) = self.numbers.get(doc as usize)
            && self.allowed.contains(*number)
        {
            self.found.push((score, *number));
        }
    }

    fn harvest(self) -> Self::Fruit {
        self.found
    }
}
