//! How text becomes words, the same for records, queries and marks.
//!
//! Case and accents are folded (Unicode NFKD, combining marks dropped, `ø` to `o` and the like). A compound such as
//! `beta-blocker` or `TNF-α` gives its parts and, beside them, itself in one piece (`betablocker`, `tnfalpha`). One or
//! two Greek letters are spelled by name, so that `α` and `alpha` are the same word. Decimals and thousands stay one
//! number (`0.05`, `1,000` as `1000`). Chinese and Japanese characters are words of their own.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longer words are cut to this many bytes, in texts and queries alike; nobody types more.
const LONGEST_WORD: usize = 120;

/// One word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// Where its folded form lies in [`Words::folded`].
    folded: Range<usize>,
    /// Where it lies in the text, bytes.
    pub(crate) at: Range<usize>,
    /// Number of the part in the text; a compound stands at the positions of its first and last part.
    pub(crate) position: usize,
    /// Whether this is a compound in one piece, whose parts are listed as well.
    pub(crate) compound: bool,
}

/// The words of one text, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    folded: String,
    list: Vec<Word>,
    position: usize,
    /// Where the current compound begins in `list`.
    compound_from: usize,
    part: Part,
}

#[derive(Clone, Debug, Default)]
struct Part {
    start: usize,
    end: usize,
    has_greek: bool,
    /// Folded text of the part so far.
    folded: String,
}

impl Words {
    /// Splits a text.
    pub(crate) fn of(text: &str) -> Self {
        let mut words = Self::default();
        words.read(text);
        words
    }

    /// Splits another text, reusing the memory.
    pub(crate) fn read(&mut self, text: &str) {
        self.folded.clear();
        self.list.clear();
        self.position = 0;
        self.compound_from = 0;
        self.part = Part::default();

        let mut rest = text.char_indices().peekable();
        while let Some((at, c)) = rest.next() {
            let end = at + c.len_utf8();
            if is_ignorable(c) {
                continue;
            }
            if is_ideograph(c) {
                self.end_compound(text);
                self.extend_part(at, end, c);
                self.end_compound(text);
            } else if c.is_alphanumeric() || (is_combining_mark(c) && !self.part.folded.is_empty())
            {
                self.extend_part(at, end, c);
            } else if self.part.folded.is_empty() {
                self.end_compound(text);
            } else if is_decimal_mark(c) && self.part_is_number() && next_is_digit(&text[end..]) {
                self.part.folded.push('.');
            } else if c == ',' && self.part_takes_thousands(&text[end..]) {
                // The separator is left out: 1,000 is 1000.
            } else if is_joint(c) && next_is_word(&text[end..]) {
                self.end_part(text);
                if is_apostrophe(c) && possessive_s(&text[end..]) {
                    rest.next();
                    self.end_compound(text);
                }
            } else {
                self.end_compound(text);
            }
        }
        self.end_compound(text);
    }

    /// The words in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Word> {
        self.list.iter()
    }

    /// The word at an index, compounds included.
    pub(crate) fn get(&self, index: usize) -> Option<&Word> {
        self.list.get(index)
    }

    /// The folded form of a word.
    pub(crate) fn folded(&self, word: &Word) -> &str {
        &self.folded[word.folded.clone()]
    }

    /// The folded parts in order, without compounds.
    pub(crate) fn parts(&self) -> Vec<String> {
        self.iter()
            .filter(|w| !w.compound)
            .map(|w| self.folded(w).to_owned())
            .collect()
    }

    /// The whole text as one compound, where it is one.
    pub(crate) fn single_compound(&self) -> Option<String> {
        let parts = self.iter().filter(|w| !w.compound).count();
        let whole = self.iter().find(|w| w.compound)?;
        let covered = self
            .iter()
            .filter(|w| !w.compound)
            .filter(|w| w.at.start >= whole.at.start && w.at.end <= whole.at.end)
            .count();
        (parts == covered).then(|| self.folded(whole).to_owned())
    }

    fn extend_part(&mut self, at: usize, end: usize, c: char) {
        if self.part.folded.is_empty() {
            self.part.start = at;
        }
        self.part.end = end;
        self.part.has_greek |= is_greek(c);
        fold_char(c, &mut self.part.folded);
    }

    fn part_is_number(&self) -> bool {
        let digits = |b: &u8| b.is_ascii_digit();
        let folded = self.part.folded.as_bytes();
        folded.last().is_some_and(digits) && folded.iter().all(|b| digits(b) || *b == b'.')
    }

    fn part_takes_thousands(&self, rest: &str) -> bool {
        let folded = self.part.folded.as_bytes();
        let grouped = self.part.end - self.part.start > folded.len();
        (folded.len() <= 3 || grouped)
            && folded.iter().all(u8::is_ascii_digit)
            && rest.bytes().take_while(u8::is_ascii_digit).count() == 3
    }

    fn end_part(&mut self, text: &str) {
        if self.part.folded.is_empty() {
            return;
        }
        let part = std::mem::take(&mut self.part);
        if part.has_greek {
            for (range, folded) in greek_by_name(text, part.start..part.end) {
                self.push_part(range, &folded);
            }
        } else {
            self.push_part(part.start..part.end, &part.folded);
        }
        self.part.folded = part.folded;
        self.part.folded.clear();
    }

    fn push_part(&mut self, at: Range<usize>, folded: &str) {
        if folded.is_empty() {
            return;
        }
        let folded = self.push_folded(folded);
        self.list.push(Word {
            folded,
            at,
            position: self.position,
            compound: false,
        });
        self.position += 1;
    }

    fn push_folded(&mut self, folded: &str) -> Range<usize> {
        let start = self.folded.len();
        self.folded.push_str(cut(folded, LONGEST_WORD));
        start..self.folded.len()
    }

    /// Ends the part and, if it was one of several joined ones, adds the compound.
    fn end_compound(&mut self, text: &str) {
        self.end_part(text);
        let from = self.compound_from;
        let last = self.list.len();
        if last - from >= 2 {
            let whole: String = self.list[from..]
                .iter()
                .map(|w| &self.folded[w.folded.clone()])
                .collect();
            let folded = self.push_folded(&whole);
            let compound = |position| Word {
                folded: folded.clone(),
                at: self.list[from].at.start..self.list[last - 1].at.end,
                position,
                compound: true,
            };
            let (first, end) = (
                compound(self.list[from].position),
                compound(self.list[last - 1].position),
            );
            self.list.insert(from + 1, first);
            self.list.push(end);
        }
        self.compound_from = self.list.len();
    }
}

/// A text as its folded parts with single spaces between, for comparing names.
pub(crate) fn folded_words(text: &str) -> String {
    Words::of(text).parts().join(" ")
}

fn cut(text: &str, bytes: usize) -> &str {
    if text.len() <= bytes {
        return text;
    }
    let mut end = bytes;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn fold_char(c: char, to: &mut String) {
    if c.is_ascii() {
        to.push(c.to_ascii_lowercase());
        return;
    }
    for c in std::iter::once(c)
        .nfkd()
        .flat_map(char::to_lowercase)
        .nfkd()
    {
        match c {
            'ß' => to.push_str("ss"),
            'æ' => to.push_str("ae"),
            'œ' => to.push_str("oe"),
            'þ' => to.push_str("th"),
            'ø' => to.push('o'),
            'ł' => to.push('l'),
            'đ' | 'ð' => to.push('d'),
            'ħ' => to.push('h'),
            'ı' => to.push('i'),
            'ς' => to.push('σ'),
            c if is_combining_mark(c) || !c.is_alphanumeric() => {}
            c => to.push(c),
        }
    }
}

/// Splits a part that has Greek letters in it: runs of one or two are spelled by name, longer ones are Greek words.
/// `μ` before a Latin letter is the prefix micro and stays, or `μg` would be found as `mug`.
fn greek_by_name(text: &str, at: Range<usize>) -> Vec<(Range<usize>, String)> {
    let mut runs: Vec<(Range<usize>, bool, String)> = Vec::new();
    for (offset, c) in text[at.clone()].char_indices() {
        let start = at.start + offset;
        let end = start + c.len_utf8();
        let mut folded = String::new();
        fold_char(c, &mut folded);
        let greek = folded.chars().all(is_greek) && !folded.is_empty();
        match runs.last_mut() {
            Some((range, was_greek, so_far)) if *was_greek == greek || folded.is_empty() => {
                range.end = end;
                so_far.push_str(&folded);
            }
            Some((range, was_greek, micro)) if micro == "μ" => {
                *was_greek = false;
                range.end = end;
                micro.push_str(&folded);
            }
            _ => runs.push((start..end, greek, folded)),
        }
    }
    runs.into_iter()
        .map(|(range, greek, folded)| {
            let short = greek && folded.chars().count() <= 2;
            let spelled = if short {
                folded.chars().map(greek_name).collect()
            } else {
                folded
            };
            (range, spelled)
        })
        .collect()
}

fn greek_name(c: char) -> &'static str {
    const NAMES: [&str; 25] = [
        "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa",
        "lambda", "mu", "nu", "xi", "omicron", "pi", "rho", "sigma", "sigma", "tau", "upsilon",
        "phi", "chi", "psi", "omega",
    ];
    (c as usize)
        .checked_sub('α' as usize)
        .and_then(|i| NAMES.get(i))
        .copied()
        .unwrap_or("")
}

fn is_greek(c: char) -> bool {
    matches!(c, 'µ' | '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}')
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{2FA1F}')
}

/// Soft hyphen and the zero-width joiners, which stand inside words without being seen.
fn is_ignorable(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{200C}' | '\u{200D}' | '\u{2060}' | '\u{FEFF}'
    )
}

fn is_decimal_mark(c: char) -> bool {
    matches!(c, '.' | '·' | '⋅')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '`')
}

fn is_joint(c: char) -> bool {
    is_apostrophe(c) || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn next_is_digit(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_ascii_digit())
}

fn next_is_word(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_alphanumeric() && !is_ideograph(c))
}

fn possessive_s(rest: &str) -> bool {
    let mut chars = rest.chars();
    matches!(chars.next(), Some('s' | 'S')) && !chars.next().is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::Words;

    fn parts(text: &str) -> String {
        Words::of(text).parts().join(" ")
    }

    fn compounds(text: &str) -> Vec<String> {
        let words = Words::of(text);
        let mut found: Vec<String> = words
            .iter()
            .filter(|w| w.compound)
            .map(|w| words.folded(w).to_owned())
            .collect();
        found.dedup();
        found
    }

    #[test]
    fn folds_case_accents_and_ligatures() {
        assert_eq!(parts("Sjögren’s ŒDÈME"), "sjogren oedeme");
        assert_eq!(
            parts("Straße Ångström Łódź ﬁbrosis"),
            "strasse angstrom lodz fibrosis"
        );
        assert_eq!(parts("CO₂ m² ﬂow"), "co2 m2 flow");
    }

    #[test]
    fn compounds_in_parts_and_whole() {
        assert_eq!(parts("beta-blocker"), "beta blocker");
        assert_eq!(compounds("a beta‑blocker use"), ["betablocker"]);
        assert_eq!(parts("Crohn's O'Brien"), "crohn o brien");
        assert_eq!(compounds("Crohn's O'Brien"), ["obrien"]);
        assert_eq!(Words::of("IL-6").single_compound().as_deref(), Some("il6"));
        assert_eq!(Words::of("IL-6 receptor").single_compound(), None);
    }

    #[test]
    fn greek_letters_have_names_and_greek_words_stay() {
        assert_eq!(
            parts("TNF-α TNFα α β-catenin γδ"),
            "tnf alpha tnf alpha alpha beta catenin gammadelta"
        );
        assert_eq!(compounds("TNFα"), ["tnfalpha"]);
        assert_eq!(parts("5 µg μ-opioid"), "5 μg mu opioid");
        assert_eq!(parts("Αθήνα"), "αθηνα");
    }

    #[test]
    fn numbers_keep_their_marks() {
        assert_eq!(
            parts("p<0.05, 0·05 and 1,000,000 of 1,2,3."),
            "p 0.05 0.05 and 1000000 of 1 2 3"
        );
        assert_eq!(parts("HbA1c CD4+ in 2010."), "hba1c cd4 in 2010");
    }

    #[test]
    fn ideographs_stand_alone() {
        assert_eq!(parts("心脏病"), "心 脏 病");
    }
}
