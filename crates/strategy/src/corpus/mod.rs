//! [`Corpus`]: records in an inverted index with positions, in memory.
//!
//! It is exact: no stemming, no stop words, no ranking. A word is a run of letters and digits, lower case, accents off; so
//! “FP-CIT” is the phrase “fp cit” in records and strategies alike.

mod bits;
mod pattern;
mod spans;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

pub(crate) use bits::Bits;
pub(crate) use pattern::{Pattern, patterns};
pub(crate) use spans::{Span, near, next_to};

/// What of a record is searched.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CorpusRecord {
    /// Title.
    pub title: String,
    /// Abstract.
    pub abstract_text: String,
    /// Keywords and headings; a heading may carry `*` (major) and `/qualifier`.
    pub keywords: Vec<String>,
    /// Year of publication.
    pub year: Option<i32>,
    /// Types of publication, where the source gives them.
    pub publication_types: Vec<String>,
    /// Language, where the source gives it.
    pub language: Option<String>,
}

/// Title.
pub(crate) const TITLE: u8 = 1;
/// Abstract.
pub(crate) const ABSTRACT: u8 = 2;
/// Keywords and headings.
pub(crate) const KEYWORDS: u8 = 4;
/// All of them.
pub(crate) const EVERYWHERE: u8 = 7;

/// Positions left free between parts, so that no phrase reaches from one into the next.
const GAP: u16 = 100;
/// Words of a record beyond this are not searched; abstracts have some hundreds.
const MOST_WORDS: u16 = 60_000;

/// Records that strategies can be run on.
#[derive(Debug)]
pub struct Corpus {
    records: usize,
    vocabulary: Vec<Box<str>>,
    /// Where the occurrences of each word begin; one more than there are words.
    starts: Vec<usize>,
    documents: Vec<u32>,
    positions: Vec<u16>,
    /// Where abstract and keywords begin in each record.
    parts: Vec<(u16, u16)>,
    headings: FxHashMap<String, Vec<u32>>,
    major_headings: FxHashMap<String, Vec<u32>>,
    without_keywords: Bits,
    pub(crate) years: Vec<Option<i32>>,
    types: FxHashMap<String, Vec<u32>>,
    without_types: Bits,
    languages: FxHashMap<String, Vec<u32>>,
    without_language: Bits,
}

impl Corpus {
    /// Indexes records; each is known by its place in the order given. 100,000 abstracts take a few seconds and about
    /// 150 MB.
    pub fn new<'a>(records: impl IntoIterator<Item = &'a CorpusRecord>) -> Self {
        Builder::default().build(records)
    }

    /// How many records.
    pub fn len(&self) -> usize {
        self.records
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.records == 0
    }

    /// How many different words.
    pub fn words(&self) -> usize {
        self.vocabulary.len()
    }

    /// How many records have keywords or headings.
    pub fn with_keywords(&self) -> usize {
        self.records - self.without_keywords.count()
    }

    pub(crate) fn without_keywords(&self) -> &Bits {
        &self.without_keywords
    }

    /// Records with a type of publication or language, and those of which it is not known.
    pub(crate) fn of_type(&self, name: &str) -> (Bits, &Bits) {
        (self.bits(self.types.get(&key(name))), &self.without_types)
    }

    pub(crate) fn of_language(&self, name: &str) -> (Bits, &Bits) {
        let name = key(name);
        let same = |known: &str| known == name || known.get(..3) == name.get(..3);
        let mut found = Bits::none(self.records);
        for (language, records) in &self.languages {
            if same(language) {
                found.or(&self.bits(Some(records)));
            }
        }
        (found, &self.without_language)
    }

    /// Records with a heading or keyword of exactly this name.
    pub(crate) fn with_heading(&self, name: &str, major: bool) -> Bits {
        let headings = if major {
            &self.major_headings
        } else {
            &self.headings
        };
        self.bits(headings.get(&key(name)))
    }

    /// Whether a keyword of the corpus has exactly this name.
    pub fn knows_keyword(&self, name: &str) -> bool {
        self.headings.contains_key(&key(name))
    }

    fn bits(&self, records: Option<&Vec<u32>>) -> Bits {
        Bits::of(self.records, records.map(Vec::as_slice).unwrap_or_default())
    }

    /// The words of the vocabulary that a pattern matches, as a range to look through and a test.
    fn matching(&self, pattern: &Pattern) -> Vec<usize> {
        let stem = pattern.stem();
        let from = self.vocabulary.partition_point(|word| word.as_ref() < stem);
        if pattern.is_plain() {
            let hit = self
                .vocabulary
                .get(from)
                .is_some_and(|word| word.as_ref() == stem);
            return if hit { vec![from] } else { vec![] };
        }
        self.vocabulary[from..]
            .iter()
            .take_while(|word| word.starts_with(stem))
            .enumerate()
            .filter(|(_, word)| pattern.matches(word))
            .map(|(index, _)| from + index)
            .collect()
    }

    /// Whether a word of the corpus matches.
    pub(crate) fn knows(&self, pattern: &Pattern) -> bool {
        !self.matching(pattern).is_empty()
    }

    /// Words of the corpus with the number of their occurrences.
    pub(crate) fn vocabulary(&self) -> impl Iterator<Item = (&str, usize)> {
        let counts = self.starts.windows(2).map(|pair| pair[1] - pair[0]);
        self.vocabulary.iter().map(AsRef::as_ref).zip(counts)
    }

    /// Every place of the words that match, in these parts, by record and position.
    pub(crate) fn places(&self, pattern: &Pattern, mask: u8) -> Vec<Span> {
        let words = self.matching(pattern);
        let mut spans: Vec<Span> = Vec::new();
        for word in &words {
            for at in self.starts[*word]..self.starts[*word + 1] {
                let (document, position) = (self.documents[at], self.positions[at]);
                if mask == EVERYWHERE || self.part(document, position) & mask != 0 {
                    spans.push(Span {
                        document,
                        start: position,
                        end: position,
                    });
                }
            }
        }
        if words.len() > 1 {
            spans.sort_unstable();
        }
        spans
    }

    /// Which part a position lies in.
    pub(crate) fn part(&self, document: u32, position: u16) -> u8 {
        match self.parts.get(document as usize) {
            Some((abstract_at, _)) if position < *abstract_at => TITLE,
            Some((_, keywords_at)) if position < *keywords_at => ABSTRACT,
            _ => KEYWORDS,
        }
    }
}

/// Lower case without accents, one space between words: the key of keywords.
pub(crate) fn key(text: &str) -> String {
    let mut words = Vec::new();
    for_each_word(text, |word| words.push(word.to_owned()));
    words.join(" ")
}

/// Calls `take` for each word of a text.
pub(crate) fn for_each_word(text: &str, mut take: impl FnMut(&str)) {
    let mut word = String::new();
    let mut push = |c: char, word: &mut String| {
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase().filter(|c| !is_combining_mark(*c)));
        } else if !is_combining_mark(c) && !word.is_empty() {
            take(word);
            word.clear();
        }
    };
    if text.is_ascii() {
        text.chars().for_each(|c| push(c, &mut word));
    } else {
        text.nfd().for_each(|c| push(c, &mut word));
    }
    push(' ', &mut word);
}

#[derive(Default)]
struct Builder {
    known: FxHashMap<Box<str>, u32>,
    sequence: Vec<u32>,
    positions: Vec<u16>,
    /// Number of occurrences up to the end of each record.
    ends: Vec<usize>,
}

impl Builder {
    fn add(&mut self, text: &str, position: &mut u16) {
        let Self {
            known,
            sequence,
            positions,
            ..
        } = self;
        for_each_word(text, |word| {
            if *position >= MOST_WORDS {
                return;
            }
            let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
            let id = match known.get(word) {
                Some(id) => *id,
                None => {
                    known.insert(word.into(), next);
                    next
                }
            };
            sequence.push(id);
            positions.push(*position);
            *position += 1;
        });
    }

    fn build<'a>(mut self, records: impl IntoIterator<Item = &'a CorpusRecord>) -> Corpus {
        let mut parts = Vec::new();
        let mut headings: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        let mut major_headings: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        let mut types: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        let mut languages: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        let mut years = Vec::new();
        let (mut bare, mut untyped, mut speechless) = (Vec::new(), Vec::new(), Vec::new());
        for (document, record) in (0_u32..).zip(records) {
            let mut position = 0;
            self.add(&record.title, &mut position);
            position = position.saturating_add(GAP);
            let abstract_at = position;
            self.add(&record.abstract_text, &mut position);
            position = position.saturating_add(GAP);
            parts.push((abstract_at, position));
            for keyword in &record.keywords {
                self.add(keyword, &mut position);
                position = position.saturating_add(GAP);
                let name = key(keyword.split('/').next().unwrap_or_default());
                if keyword.contains('*') {
                    note(&mut major_headings, name.clone(), document);
                }
                note(&mut headings, name, document);
            }
            if record.keywords.is_empty() {
                bare.push(document);
            }
            for kind in &record.publication_types {
                note(&mut types, key(kind), document);
            }
            if record.publication_types.is_empty() {
                untyped.push(document);
            }
            match &record.language {
                Some(language) => note(&mut languages, key(language), document),
                None => speechless.push(document),
            }
            years.push(record.year);
            self.ends.push(self.sequence.len());
        }
        let records = years.len();
        let index = self.invert();
        Corpus {
            records,
            vocabulary: index.0,
            starts: index.1,
            documents: index.2,
            positions: index.3,
            parts,
            headings,
            major_headings,
            without_keywords: Bits::of(records, &bare),
            years,
            types,
            without_types: Bits::of(records, &untyped),
            languages,
            without_language: Bits::of(records, &speechless),
        }
    }

    /// The occurrences sorted by word (counting sort): within a word by record and position, as they came.
    fn invert(self) -> (Vec<Box<str>>, Vec<usize>, Vec<u32>, Vec<u16>) {
        let mut words: Vec<(Box<str>, u32)> = self.known.into_iter().collect();
        words.sort_unstable();
        let mut rank = vec![0_usize; words.len()];
        for (place, (_, id)) in words.iter().enumerate() {
            rank[*id as usize] = place;
        }
        let mut starts = vec![0_usize; words.len() + 1];
        for id in &self.sequence {
            starts[rank[*id as usize] + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut documents = vec![0_u32; self.sequence.len()];
        let mut positions = vec![0_u16; self.sequence.len()];
        let mut document = 0_u32;
        for (at, id) in self.sequence.iter().enumerate() {
            while self
                .ends
                .get(document as usize)
                .is_some_and(|end| at >= *end)
            {
                document += 1;
            }
            let to = &mut next[rank[*id as usize]];
            documents[*to] = document;
            positions[*to] = self.positions[at];
            *to += 1;
        }
        let vocabulary = words.into_iter().map(|(word, _)| word).collect();
        (vocabulary, starts, documents, positions)
    }
}

fn note(lists: &mut FxHashMap<String, Vec<u32>>, name: String, document: u32) {
    let list = lists.entry(name).or_default();
    if list.last() != Some(&document) {
        list.push(document);
    }
}
