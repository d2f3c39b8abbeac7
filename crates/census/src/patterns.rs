//! Many regular expressions looked for at once.

use regex::{RegexSet, RegexSetBuilder};

use crate::error::CensusError;

/// Regular expressions that are looked for together in one sentence.
pub(crate) struct Patterns {
    set: RegexSet,
}

impl Patterns {
    /// Compiles them. `where_from` names the file for the error.
    pub(crate) fn new(patterns: &[String], where_from: &str) -> Result<Self, CensusError> {
        for pattern in patterns {
            if let Err(error) = regex::Regex::new(&fast(pattern)) {
                return Err(CensusError::Pattern {
                    file: where_from.to_owned(),
                    pattern: pattern.clone(),
                    reason: error.to_string(),
                });
            }
        }
        let fast: Vec<String> = patterns.iter().map(|pattern| fast(pattern)).collect();
        let set = RegexSetBuilder::new(&fast)
            .size_limit(256 << 20)
            .dfa_size_limit(64 << 20)
            .build()
            .map_err(|error| CensusError::Pattern {
                file: where_from.to_owned(),
                pattern: "all of them together".to_owned(),
                reason: error.to_string(),
            })?;
        Ok(Self { set })
    }

    /// The numbers of those that are found in a folded sentence, ascending.
    pub(crate) fn found(&self, folded: &str) -> Vec<usize> {
        self.set.matches(folded).into_iter().collect()
    }
}

/// Boundaries of ASCII words and ASCII digits: with those of Unicode the engine leaves its fast path at the first “é”.
pub(crate) fn fast(pattern: &str) -> String {
    pattern.replace(r"\b", r"(?-u:\b)").replace(r"\d", "[0-9]")
}
