//! [`Terms`]: the words of a name or text as they are compared, and how much of a name a text holds.

use std::collections::{BTreeMap, BTreeSet};

use frostem::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;

use crate::word_forms::one_form;

/// Words that tell nothing apart.
const STOP: [&str; 72] = [
    "a",
    "an",
    "and",
    "are",
    "as",
    "at",
    "be",
    "been",
    "between",
    "both",
    "by",
    "did",
    "do",
    "does",
    "during",
    "for",
    "from",
    "had",
    "has",
    "have",
    "how",
    "in",
    "into",
    "is",
    "it",
    "its",
    "many",
    "mean",
    "of",
    "on",
    "or",
    "our",
    "that",
    "the",
    "their",
    "there",
    "these",
    "they",
    "this",
    "those",
    "to",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "which",
    "who",
    "with",
    "group",
    "groups",
    "arm",
    "arms",
    "patient",
    "patients",
    "value",
    "values",
    "score",
    "scores",
    "outcome",
    "rate",
    "related",
    "due",
    "because",
    "caused",
    "case",
    "cases",
    "subject",
    "subjects",
    "participant",
    "participants",
];

/// A set of words in their compared form, in order of their appearance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Terms {
    words: Vec<String>,
    set: BTreeSet<String>,
}

impl Terms {
    /// The words of a text: lower case, stemmed, without stop words. `stentless` becomes `without stent`, so that it
    /// meets “without stent”.
    pub(crate) fn of(text: &str) -> Self {
        let mut words = Vec::new();
        let folded: String = text.nfkc().collect::<String>().to_lowercase();
        let spelled = folded.replace(['‐', '‑', '–', '—', '−'], "-");
        for raw in spelled.split(|c: char| !c.is_alphanumeric()) {
            if raw.is_empty() || STOP.contains(&raw) {
                continue;
            }
            if let Some(stem) = raw.strip_suffix("less").filter(|stem| stem.len() >= 4) {
                words.push("without".to_owned());
                words.push(stemmed(stem));
                continue;
            }
            words.push(stemmed(raw));
        }
        let set = words.iter().cloned().collect();
        Self { words, set }
    }

    pub(crate) fn words(&self) -> &[String] {
        &self.words
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    pub(crate) fn has(&self, word: &str) -> bool {
        self.set.contains(word)
    }

    pub(crate) fn set(&self) -> &BTreeSet<String> {
        &self.set
    }
}

fn stemmed(word: &str) -> String {
    Stemmer::new(Algorithm::English)
        .stem(&one_form(word))
        .into_owned()
}

/// How rare words are in a document: rare ones tell more.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rarity {
    counts: BTreeMap<String, usize>,
    texts: usize,
}

impl Rarity {
    pub(crate) fn of<'a>(texts: impl Iterator<Item = &'a Terms>) -> Self {
        let mut rarity = Self::default();
        for terms in texts {
            rarity.texts += 1;
            for word in terms.set() {
                *rarity.counts.entry(word.clone()).or_default() += 1;
            }
        }
        rarity
    }

    /// The weight of a word (idf, as BM25 has it, above zero).
    pub(crate) fn weight(&self, word: &str) -> f64 {
        let count = self.counts.get(word).copied().unwrap_or(0) as f64;
        let all = self.texts as f64;
        (1.0 + (all - count + 0.5) / (count + 0.5)).ln()
    }

    /// The words of a text that are in any of the texts counted.
    pub(crate) fn known(&self, text: &Terms) -> Terms {
        let known = |word: &&String| self.counts.contains_key(*word);
        Terms {
            words: text.words.iter().filter(known).cloned().collect(),
            set: text.set.iter().filter(known).cloned().collect(),
        }
    }

    /// Which share of a name's words, by weight, a text holds; 0 for a name without words.
    pub(crate) fn coverage(&self, name: &Terms, text: &Terms) -> f64 {
        let mut whole = 0.0;
        let mut held = 0.0;
        for word in name.set() {
            let weight = self.weight(word);
            whole += weight;
            if text.has(word) || near(word, text) {
                held += weight;
            }
        }
        if whole > 0.0 { held / whole } else { 0.0 }
    }

    /// How alike two names are: the share of the words of both, by weight, that they have in common.
    pub(crate) fn likeness(&self, a: &Terms, b: &Terms) -> f64 {
        let all: BTreeSet<&String> = a.set().union(b.set()).collect();
        let mut whole = 0.0;
        let mut common = 0.0;
        for word in all {
            let weight = self.weight(word);
            whole += weight;
            if (a.has(word) || near(word, a)) && (b.has(word) || near(word, b)) {
                common += weight;
            }
        }
        if whole > 0.0 { common / whole } else { 0.0 }
    }
}

/// Whether a text has a word that begins as this one, or the other way round: `depress` and `depressive` that the
/// stemmer keeps apart.
fn near(word: &str, text: &Terms) -> bool {
    word.len() >= 5
        && text.set().iter().any(|other| {
            other.len() >= 5 && (other.starts_with(word) || word.starts_with(other.as_str()))
        })
}

/// Abbreviations that a text introduces in brackets, “treatment as usual (TAU)”, with their long form (Schwartz &
/// Hearst 2003, simplified to letters that begin words or stand in them in order).
pub(crate) fn abbreviations(text: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for (open, _) in text.match_indices('(') {
        let Some(close) = text[open..].find(')').map(|n| open + n) else {
            continue;
        };
        let inside = text[open + 1..close].trim();
        let short = inside.split([',', ';']).next().unwrap_or_default().trim();
        let letters = short.chars().filter(|c| c.is_alphanumeric()).count();
        let is_short = (2..=10).contains(&short.chars().count())
            && !short.contains(char::is_whitespace)
            && short.chars().any(char::is_uppercase)
            && short.starts_with(char::is_alphanumeric);
        if !is_short {
            continue;
        }
        let before = text[..open].trim_end();
        let sentence = before
            .rfind(['.', ';', '(', ')', '\n', ':'])
            .map_or(0, |at| at + 1);
        let words: Vec<&str> = before
            .get(sentence..)
            .unwrap_or_default()
            .split_whitespace()
            .collect();
        let most = (letters + 5).min(letters * 2).min(words.len());
        let long = (1..=most).find_map(|count| {
            let candidate = &words[words.len() - count..];
            spells(short, candidate).then(|| candidate.join(" "))
        });
        if let Some(long) = long
            && !found.iter().any(|(known, _)| known == short)
        {
            found.push((short.to_owned(), long));
        }
    }
    found
}

/// Whether the letters of an abbreviation stand in these words in order, the first at the start of the first word.
fn spells(short: &str, words: &[&str]) -> bool {
    let long: Vec<char> = words.join(" ").to_lowercase().chars().collect();
    let letters: Vec<char> = short
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect();
    if long.first() != letters.first() {
        return false;
    }
    // From the end: each letter must be found before the one after it.
    let mut at = long.len();
    for (place, letter) in letters.iter().enumerate().rev() {
        loop {
            if at == 0 {
                return false;
            }
            at -= 1;
            let begins = at == 0 || !long[at - 1].is_alphanumeric();
            if long[at] == *letter && (place > 0 || begins) {
                break;
            }
        }
    }
    at == 0
}

/// The words of a text in their compared form, each with its bytes; stop words are left out.
pub(crate) fn placed(text: &str) -> Vec<(String, std::ops::Range<usize>)> {
    let mut found = Vec::new();
    let mut start = None;
    let ends = text.char_indices().map(Some).chain([None]);
    for place in ends {
        let (at, inside) = match place {
            Some((at, c)) => (at, c.is_alphanumeric()),
            None => (text.len(), false),
        };
        match (start, inside) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                for word in Terms::of(&text[from..at]).words() {
                    found.push((word.clone(), from..at));
                }
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// Long forms that the notes of a table give: “EP group, the externship program; SD, standard deviation”.
pub(crate) fn noted_abbreviations(notes: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for part in notes.split([';', '\n', '.']) {
        let Some(at) = part.find([',', ':', '=']) else {
            continue;
        };
        let (short, long) = (part[..at].trim(), part[at + 1..].trim());
        let short = short
            .rsplit_once(['*', '†', '‡', '¤', '^'])
            .map_or(short, |(_, rest)| rest);
        let short = short
            .trim_end_matches(" group")
            .trim_end_matches(" Group")
            .trim();
        let fits = (2..=10).contains(&short.chars().count())
            && !short.contains(char::is_whitespace)
            && short.chars().filter(|c| c.is_uppercase()).count() >= 2;
        let words: Vec<&str> = long
            .split_whitespace()
            .skip_while(|w| matches!(*w, "the" | "a" | "an"))
            .take(10)
            .collect();
        if fits
            && let Some(count) = (1..=words.len())
                .rev()
                .find(|count| spells(short, &words[..*count]))
        {
            found.push((short.to_owned(), words[..count].join(" ")));
        }
    }
    found
}
