//! Terms proposed from records that are known to be relevant, and terms from elsewhere held against the corpus.

use rapidfuzz::distance::osa;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use crate::corpus::{
    ABSTRACT, Bits, Corpus, CorpusRecord, EVERYWHERE, KEYWORDS, Pattern, Span, TITLE,
    for_each_word, next_to, patterns,
};
use crate::headings::HeadingTree;
use crate::model::{Expression, Term};
use crate::parse::word;
use crate::run::RelevantRecords;
use crate::syntax::Syntax;

/// A term that the relevant records use more than the others do.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProposedTerm {
    /// The word, phrase or keyword, lower case.
    pub term: String,
    /// How many words it has.
    pub words: usize,
    /// Relevant records with it in title, abstract, keywords.
    pub in_title: usize,
    /// In the abstract.
    pub in_abstract: usize,
    /// As a whole keyword or heading.
    pub in_keywords: usize,
    /// Relevant records with it anywhere.
    pub relevant: usize,
    /// Other records with it anywhere.
    pub others: usize,
    /// Difference of the logarithms of its odds in relevant and other records, shrunk towards 0 by the prior.
    pub log_odds: f64,
    /// The same divided by its standard error.
    pub z: f64,
}

/// Weight of the prior: as if so many terms more had been counted in each group.
const PRIOR: f64 = 1_000.0;
/// Most candidates that are counted.
const MOST_CANDIDATES: usize = 20_000;

/// Proposes terms by the log-odds ratio with an informative Dirichlet prior of Monroe, Colaresi and Quinn, “Fightin’
/// Words” (Polit Anal 2008;16:372–403, section 3.4). Counted are records, not occurrences, so that one long abstract
/// does not make a term; the prior is the share of the term in the whole corpus.
///
/// Words, phrases of two and three words that neither begin nor end with a common word, and whole keywords, in at least
/// two relevant records (one where there are fewer than four). At most `most`, the largest z first.
pub fn propose_terms(
    corpus: &Corpus,
    records: &[CorpusRecord],
    relevant: &RelevantRecords,
    most: usize,
) -> Vec<ProposedTerm> {
    let relevant_bits = Bits::of(corpus.len(), &relevant.records);
    let of_relevant = relevant_bits.count();
    let least = if of_relevant < 4 { 1 } else { 2 };
    let mut counts: FxHashMap<String, [usize; 3]> = FxHashMap::default();
    for record in relevant_bits.iter().filter_map(|r| records.get(r as usize)) {
        count_terms(record, &mut counts);
    }
    let mut candidates: Vec<(String, [usize; 3])> = counts
        .into_iter()
        .filter(|(_, counts)| counts.iter().sum::<usize>() >= least)
        .collect();
    candidates.sort_by(|a, b| {
        b.1.iter()
            .sum::<usize>()
            .cmp(&a.1.iter().sum())
            .then(a.0.cmp(&b.0))
    });
    candidates.truncate(MOST_CANDIDATES);
    let mut counted: Vec<(String, [usize; 3], usize, usize)> = Vec::new();
    for (term, parts) in candidates {
        let with = records_with(corpus, &term, EVERYWHERE);
        let in_relevant = with.common(&relevant_bits);
        if in_relevant >= least {
            counted.push((term, parts, in_relevant, with.count() - in_relevant));
        }
    }
    let total_relevant: f64 = counted.iter().map(|c| c.2 as f64).sum();
    let total_others: f64 = counted.iter().map(|c| c.3 as f64).sum();
    let mut proposed: Vec<ProposedTerm> = counted
        .into_iter()
        .map(|(term, parts, relevant, others)| {
            let share = (relevant + others) as f64 / (total_relevant + total_others).max(1.0);
            let (log_odds, z) = log_odds(
                relevant as f64,
                total_relevant,
                others as f64,
                total_others,
                share * PRIOR,
            );
            ProposedTerm {
                words: term.split(' ').count(),
                term,
                in_title: parts[0],
                in_abstract: parts[1],
                in_keywords: parts[2],
                relevant,
                others,
                log_odds,
                z,
            }
        })
        .filter(|term| term.z > 0.0)
        .collect();
    proposed.sort_by(|a, b| b.z.total_cmp(&a.z).then_with(|| a.term.cmp(&b.term)));
    proposed.truncate(most);
    proposed
}

/// Monroe et al., equations 16, 18, 20 and 22: the log-odds ratio and its z-score.
///
/// `prior` is α of the term; that of all terms together is [`PRIOR`].
fn log_odds(y1: f64, n1: f64, y2: f64, n2: f64, prior: f64) -> (f64, f64) {
    let odds = |y: f64, n: f64| ((y + prior) / (n + PRIOR - y - prior).max(f64::MIN_POSITIVE)).ln();
    let difference = odds(y1, n1) - odds(y2, n2);
    let variance = 1.0 / (y1 + prior) + 1.0 / (y2 + prior);
    (difference, difference / variance.sqrt())
}

/// Notes each term of a record once for title, abstract and keywords.
fn count_terms(record: &CorpusRecord, counts: &mut FxHashMap<String, [usize; 3]>) {
    for (part, text) in [(0, &record.title), (1, &record.abstract_text)] {
        let mut words: Vec<String> = Vec::new();
        for_each_word(text, |word| words.push(word.to_owned()));
        let mut seen: FxHashSet<String> = FxHashSet::default();
        for length in 1..=3 {
            for window in words.windows(length) {
                let ends = [window.first(), window.last()];
                if ends.into_iter().flatten().all(|word| is_telling(word)) {
                    seen.insert(window.join(" "));
                }
            }
        }
        for term in seen {
            counts.entry(term).or_default()[part] += 1;
        }
    }
    let names: FxHashSet<String> = record
        .keywords
        .iter()
        .map(|keyword| crate::corpus::key(keyword.split('/').next().unwrap_or_default()))
        .collect();
    for name in names.into_iter().filter(|name| !name.is_empty()) {
        counts.entry(name).or_default()[2] += 1;
    }
}

const COMMON: &[&str] = &[
    "a",
    "about",
    "after",
    "all",
    "also",
    "although",
    "among",
    "an",
    "and",
    "any",
    "are",
    "as",
    "at",
    "be",
    "been",
    "before",
    "being",
    "between",
    "both",
    "but",
    "by",
    "can",
    "could",
    "did",
    "do",
    "does",
    "due",
    "during",
    "each",
    "either",
    "for",
    "from",
    "further",
    "had",
    "has",
    "have",
    "having",
    "he",
    "her",
    "here",
    "his",
    "however",
    "if",
    "in",
    "into",
    "is",
    "it",
    "its",
    "itself",
    "may",
    "might",
    "more",
    "most",
    "no",
    "nor",
    "not",
    "of",
    "on",
    "only",
    "or",
    "other",
    "our",
    "out",
    "over",
    "own",
    "per",
    "she",
    "should",
    "since",
    "so",
    "some",
    "such",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "through",
    "to",
    "under",
    "until",
    "up",
    "upon",
    "very",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "whose",
    "will",
    "with",
    "within",
    "without",
    "would",
    "background",
    "objective",
    "methods",
    "results",
    "conclusion",
    "conclusions",
];

/// The words of a question or title that tell what it is about, lower case, between single spaces: neither common words
/// nor those that ask for a number.
///
/// ```
/// assert_eq!(strategy::telling_words("How many patients fell in the ward?"), "patients fell ward");
/// ```
pub fn telling_words(text: &str) -> String {
    let text = text.to_lowercase();
    let words = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| is_telling(word) && !["how", "many", "much", "why"].contains(word));
    words.collect::<Vec<_>>().join(" ")
}

fn is_telling(word: &str) -> bool {
    word.chars().count() > 1 && !COMMON.contains(&word) && !word.chars().all(|c| c.is_ascii_digit())
}

/// The records with a word or phrase (words between single spaces) in these parts.
pub(crate) fn records_with(corpus: &Corpus, term: &str, mask: u8) -> Bits {
    let mut spans: Option<Vec<Span>> = None;
    for word in term.split(' ').filter(|w| !w.is_empty()) {
        let places = corpus.places(&Pattern::plain(word), mask);
        spans = Some(match spans {
            Some(before) => next_to(&before, &places),
            None => places,
        });
    }
    bits_of(corpus, &spans.unwrap_or_default())
}

fn bits_of(corpus: &Corpus, spans: &[Span]) -> Bits {
    let mut bits = Bits::none(corpus.len());
    spans.iter().for_each(|span| bits.insert(span.document));
    bits
}

/// A term from elsewhere: a person, a model, a thesaurus.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferedTerm {
    /// The term, perhaps with truncation `*`.
    pub term: String,
    /// Where it comes from, as it shall be shown.
    pub origin: String,
}

/// An offered term held against corpus and vocabulary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckedTerm {
    /// The term.
    pub term: String,
    /// Where it comes from, unchanged.
    pub origin: String,
    /// Who knows it.
    pub known: KnownBy,
    /// Records with it in title, abstract, keywords.
    pub in_title: usize,
    /// In the abstract.
    pub in_abstract: usize,
    /// In keywords and headings.
    pub in_keywords: usize,
    /// Records with it anywhere.
    pub records: usize,
    /// Of these, relevant ones.
    pub relevant: usize,
    /// For a term that nobody knows: words of the corpus that are nearest.
    pub did_you_mean: Vec<String>,
}

/// Who knows a term. What nobody knows is to be shown in red.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KnownBy {
    /// A record uses it.
    Corpus,
    /// No record uses it, but it is a heading of the thesaurus or a keyword of the corpus.
    Vocabulary,
    /// Neither.
    Nobody,
}

/// Holds terms against the corpus and, if there is one, the thesaurus. Nothing is dropped; their origin is kept.
pub fn check_terms(
    terms: &[OfferedTerm],
    corpus: &Corpus,
    relevant: &RelevantRecords,
    tree: Option<&HeadingTree>,
) -> Vec<CheckedTerm> {
    let relevant = Bits::of(corpus.len(), &relevant.records);
    terms
        .iter()
        .map(|offered| {
            let words = offered
                .term
                .split_whitespace()
                .map(|w| word::read(w, Syntax::Scopus));
            let term = Term::of(words.collect(), true);
            let within = |mask| phrase(corpus, &term, mask);
            let anywhere = within(EVERYWHERE);
            let known = if anywhere.count() > 0 {
                KnownBy::Corpus
            } else if corpus.knows_keyword(&offered.term)
                || tree.is_some_and(|tree| tree.knows(&offered.term))
            {
                KnownBy::Vocabulary
            } else {
                KnownBy::Nobody
            };
            CheckedTerm {
                term: offered.term.clone(),
                origin: offered.origin.clone(),
                known,
                in_title: within(TITLE).count(),
                in_abstract: within(ABSTRACT).count(),
                in_keywords: within(KEYWORDS).count(),
                records: anywhere.count(),
                relevant: anywhere.common(&relevant),
                did_you_mean: match known {
                    KnownBy::Nobody => nearest(corpus, &Expression::Term(term)),
                    _ => vec![],
                },
            }
        })
        .collect()
}

fn phrase(corpus: &Corpus, term: &Term, mask: u8) -> Bits {
    let mut spans: Option<Vec<Span>> = None;
    for pattern in patterns(term) {
        let places = corpus.places(&pattern, mask);
        spans = Some(match spans {
            Some(before) => next_to(&before, &places),
            None => places,
        });
    }
    bits_of(corpus, &spans.unwrap_or_default())
}

/// Words of the corpus one or two letters away from a word of the term that the corpus does not know; the commonest first.
pub(crate) fn nearest(corpus: &Corpus, term: &Expression) -> Vec<String> {
    let Expression::Term(term) = term else {
        return vec![];
    };
    let mut found: Vec<(usize, std::cmp::Reverse<usize>, String)> = Vec::new();
    for pattern in patterns(term).iter().filter(|p| !corpus.knows(p)) {
        let stem = pattern.stem();
        let length = stem.chars().count();
        if length < 4 {
            continue;
        }
        let furthest = if length < 8 { 1 } else { 2 };
        for (known, count) in corpus.vocabulary() {
            // Of a truncated word, the beginning is compared.
            let compared: String = if pattern.is_plain() {
                known.to_owned()
            } else {
                known.chars().take(length).collect()
            };
            if compared.chars().count().abs_diff(length) <= furthest {
                let distance = osa::distance(compared.chars(), stem.chars());
                if distance <= furthest {
                    found.push((distance, std::cmp::Reverse(count), known.to_owned()));
                }
            }
        }
    }
    found.sort();
    found.into_iter().take(3).map(|(_, _, word)| word).collect()
}
