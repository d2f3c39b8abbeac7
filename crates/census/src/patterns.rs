//! Many regular expressions looked for in the sentences of a record.

use regex::{Regex, RegexBuilder};

use crate::error::CensusError;
use crate::text::{Place, Sentence};

/// Memory that a pattern may take for what it has learnt of texts, in bytes for each core.
const LEARNT: usize = 256 << 10;

/// Regular expressions that are looked for in one sentence at a time.
///
/// Each is a search of its own: as one set of 150 they outgrow what the engine can keep of them, and are ten times slower.
pub(crate) struct Patterns {
    patterns: Vec<Regex>,
}

impl Patterns {
    /// Compiles them. `file` is named in errors.
    pub(crate) fn new(patterns: &[String], file: &str) -> Result<Self, CensusError> {
        let compiled = patterns.iter().map(|pattern| {
            RegexBuilder::new(&fast(pattern))
                // A line of what is searched is a sentence.
                .multi_line(true)
                .dfa_size_limit(LEARNT)
                .build()
                .map_err(|error| CensusError::Pattern {
                    file: file.to_owned(),
                    pattern: pattern.clone(),
                    reason: error.to_string(),
                })
        });
        Ok(Self {
            patterns: compiled.collect::<Result<_, _>>()?,
        })
    }

    /// Whether one of them is found.
    pub(crate) fn finds(&self, pattern: usize, folded: &str) -> bool {
        self.patterns
            .get(pattern)
            .is_some_and(|pattern| pattern.is_match(folded))
    }
}

/// The sentences of a record by place, each place also as one text with a sentence on a line: what is found in no line of it
/// need not be looked for in the sentences one by one.
pub(crate) struct Searchable<'s, 'r> {
    sentences: &'s [Sentence<'r>],
    whole: Vec<(Place, String)>,
}

impl<'s, 'r> Searchable<'s, 'r> {
    pub(crate) fn new(sentences: &'s [Sentence<'r>]) -> Self {
        let mut whole: Vec<(Place, String)> = Vec::new();
        for sentence in sentences {
            match whole.last_mut() {
                Some((place, text)) if *place == sentence.place => {
                    text.push('\n');
                    text.push_str(&sentence.folded);
                }
                _ => whole.push((sentence.place, sentence.folded.clone())),
            }
        }
        Self { sentences, whole }
    }

    /// The first sentence, of the places that `wanted` names, in which the pattern is found and `unless` is not.
    pub(crate) fn first(
        &self,
        patterns: &Patterns,
        pattern: usize,
        unless: Option<usize>,
        wanted: impl Fn(Place) -> bool,
    ) -> Option<usize> {
        let anywhere = self
            .whole
            .iter()
            .any(|(place, text)| wanted(*place) && patterns.finds(pattern, text));
        if !anywhere {
            return None;
        }
        self.sentences.iter().position(|sentence| {
            wanted(sentence.place)
                && patterns.finds(pattern, &sentence.folded)
                && !unless.is_some_and(|unless| patterns.finds(unless, &sentence.folded))
        })
    }
}

/// Boundaries of ASCII words and ASCII digits: with those of Unicode the engine leaves its fast path at the first “é”.
pub(crate) fn fast(pattern: &str) -> String {
    pattern.replace(r"\b", r"(?-u:\b)").replace(r"\d", "[0-9]")
}
