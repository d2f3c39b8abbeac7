//! Which words count as forms of one word: same English stem (Snowball, Porter 2) and same beginning.
//!
//! Forms are looked up in the dictionary of the index when a query runs, so that the index holds every word once and
//! an exact match can be told from a related form.

use frostem::{Algorithm, Stemmer};

/// The forms of one word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Family {
    /// The word itself.
    pub(crate) word: String,
    /// Stem and common beginning; `None` where only the word itself counts.
    stem: Option<(String, String)>,
}

impl Family {
    /// The family of a folded word. Short words and words with digits or other scripts have no forms.
    pub(crate) fn of(word: &str) -> Self {
        let inflects = word.len() >= 3 && word.bytes().all(|b| b.is_ascii_lowercase());
        let stem = inflects
            .then(|| stem(word))
            .filter(|stem| stem.len() >= 3)
            .and_then(|stem| {
                // The last letter of a stem changes with the form: therapi, therapy.
                let length = stem.len().saturating_sub(1).max(3);
                let beginning = stem.get(..length).or(stem.get(..))?.to_owned();
                word.starts_with(&beginning).then_some((stem, beginning))
            });
        Self {
            word: word.to_owned(),
            stem,
        }
    }

    /// Where all forms begin, for looking them up in a sorted dictionary; `None` where there are no other forms.
    pub(crate) fn beginning(&self) -> Option<&str> {
        self.stem.as_ref().map(|(_, beginning)| beginning.as_str())
    }

    /// Whether a folded word is this word or a form of it.
    pub(crate) fn contains(&self, word: &str) -> bool {
        if word == self.word {
            return true;
        }
        let Some((own, beginning)) = &self.stem else {
            return false;
        };
        word.starts_with(beginning.as_str())
            && word.bytes().all(|b| b.is_ascii_lowercase())
            && stem(word) == *own
    }
}

fn stem(word: &str) -> String {
    Stemmer::new(Algorithm::English).stem(word).into_owned()
}

#[cfg(test)]
mod tests {
    use super::Family;

    #[test]
    fn forms_of_english_words() {
        let therapy = Family::of("therapy");
        assert!(therapy.contains("therapies"));
        assert!(therapy.contains("therapy"));
        assert!(!therapy.contains("therapist"));
        assert!(Family::of("randomised").contains("randomise"));
        assert!(Family::of("trials").contains("trial"));
    }

    #[test]
    fn codes_and_short_words_have_no_forms() {
        assert!(!Family::of("ras").contains("ra"));
        assert!(Family::of("il6").beginning().is_none());
    }
}
