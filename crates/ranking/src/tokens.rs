//! [`words`]: the words of a text, as the reference program cuts them.
//!
//! The rule is scikit-learn's `(?u)\b\w\w+\b` on the lower-cased text: every longest run of word characters that has
//! two of them or more. A word character is one that Python's `re` calls `\w`: a letter, a number of any kind, or the
//! underscore. Combining marks are none, so that a decomposed `é` ends a word, as it does in the reference.

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

/// Calls `each` with every word of `text`, which must be in lower case already.
pub(crate) fn words(text: &str, mut each: impl FnMut(&str)) {
    let mut start = 0;
    let mut length = 0_usize;
    for (at, character) in text.char_indices() {
        if is_word_character(character) {
            if length == 0 {
                start = at;
            }
            length += 1;
        } else {
            if length >= 2 {
                each(&text[start..at]);
            }
            length = 0;
        }
    }
    if length >= 2 {
        each(&text[start..]);
    }
}

fn is_word_character(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphanumeric() || character == '_';
    }
    matches!(
        character.general_category_group(),
        GeneralCategoryGroup::Letter | GeneralCategoryGroup::Number
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        words(&text.to_lowercase(), |word| found.push(word.to_owned()));
        found
    }

    #[test]
    fn runs_of_two_or_more_word_characters() {
        assert_eq!(
            of("Vitamin C trial: 5-HT2A, IL_6 (n=12)"),
            ["vitamin", "trial", "ht2a", "il_6", "12"]
        );
        assert_eq!(of(""), Vec::<String>::new());
        assert_eq!(of("a b c"), Vec::<String>::new());
    }

    #[test]
    fn letters_of_every_script_and_no_marks() {
        assert_eq!(
            of("Ménière β-Blocker 帕金森 10²"),
            ["ménière", "blocker", "帕金森", "10²"]
        );
        assert_eq!(of("cafe\u{301}s"), ["cafe"]);
    }
}
