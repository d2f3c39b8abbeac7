//! [`Title`]: what two titles have in common once notes, markers and spelling are set aside.

use rapidfuzz::distance::{levenshtein, osa};

use crate::notice::{Found, Notice, split_notice};
use crate::spelling::{as_number, is_small, same_word};
use crate::text::{compact, present};

/// A title prepared for comparison.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Title {
    /// Folded words of the title, without notes of the database and without its [`Notice`].
    pub(crate) words: String,
    /// The same without spaces.
    pub(crate) compact: String,
    /// What the title says the document is about another one.
    pub(crate) notice: Notice,
    /// Whether it says that the work was retracted or withdrawn.
    pub(crate) retracted: bool,
    /// Whether it announces a protocol rather than results.
    pub(crate) protocol: bool,
}

/// How two titles relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum TitleRelation {
    /// One of them has none.
    Missing,
    /// Different words.
    Different,
    /// Many words in common.
    Loose,
    /// One is the other cut short or with an addition.
    Part,
    /// Different only in spelling.
    Spelling,
    /// The same letters.
    Same,
}

/// Numbers in two titles: `Part 1` is not `Part 2`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Numbers {
    /// The same, or none.
    Same,
    /// One title has numbers which the other lacks.
    OneSided,
    /// Each has a number which the other lacks.
    Conflict,
}

/// The comparison of two titles.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TitleComparison {
    /// How they relate.
    pub(crate) relation: TitleRelation,
    /// Their numbers.
    pub(crate) numbers: Numbers,
    /// From 0 to 1.
    pub(crate) similarity: f64,
}

impl Title {
    /// Prepares a title as given.
    pub(crate) fn read(text: Option<&str>) -> Self {
        let Some(text) = present(text) else {
            return Self::default();
        };
        let Found {
            words,
            notice,
            retracted,
        } = split_notice(text);
        Self {
            compact: compact(&words),
            protocol: words.contains("protocol"),
            words,
            notice,
            retracted,
        }
    }

    /// Whether there is no title.
    pub(crate) fn is_missing(&self) -> bool {
        self.compact.is_empty()
    }

    /// Whether many works bear this title: it is short, or names a section of a journal.
    pub(crate) fn is_generic(&self) -> bool {
        const SECTIONS: [&str; 19] = [
            "special section",
            "special issue",
            "issue information",
            "editorial",
            "editors",
            "introduction",
            "foreword",
            "preface",
            "abstracts",
            "abstract",
            "proceedings",
            "letters",
            "correspondence",
            "commentary",
            "news",
            "book review",
            "discussion",
            "conclusion",
            "table of contents",
        ];
        let count = self.words.split(' ').count();
        self.compact.len() < 18
            || count < 3
            || (count < 10
                && self
                    .words
                    .split(' ')
                    .any(|w| matches!(w, "editor" | "editors" | "editorial")))
            || (count < 8
                && SECTIONS
                    .iter()
                    .any(|s| self.words.starts_with(s) || self.words.ends_with(s)))
    }
}

/// Compares two titles.
pub(crate) fn compare(a: &Title, b: &Title) -> TitleComparison {
    let of = |relation, numbers, similarity| TitleComparison {
        relation,
        numbers,
        similarity,
    };
    if a.is_missing() || b.is_missing() {
        return of(TitleRelation::Missing, Numbers::Same, 0.0);
    }
    if a.compact == b.compact {
        return of(TitleRelation::Same, Numbers::Same, 1.0);
    }
    let (mut left, mut right, common) = leftovers(&a.words, &b.words);
    let total = left.len() + right.len() + 2 * common;
    let dice = 2.0 * common as f64 / total as f64;
    // Titles of one or two words, and those without spaces, have letters in common rather than words.
    let wordless = |title: &Title| title.words.matches(' ').count() < 3;
    let edit = if dice >= 0.3 || wordless(a) || wordless(b) {
        levenshtein::normalized_similarity_with_args(
            a.compact.bytes(),
            b.compact.bytes(),
            &levenshtein::Args::default().score_cutoff(0.6),
        )
        .unwrap_or(0.0)
    } else {
        0.0
    };
    let similarity = dice.max(edit);
    // Most candidates end here: one title must at least hold most words of the other.
    let held = 2 * common >= left.len().min(right.len()) + common;
    let contained = || a.compact.contains(&b.compact) || b.compact.contains(&a.compact);
    if similarity < 0.3 || similarity < 0.6 && dice < 0.5 && !(held && contained()) {
        return of(TitleRelation::Different, Numbers::Same, similarity);
    }
    let numbers = numbers(&left, &right);
    pair_spellings(&mut left, &mut right);
    drop_small(&mut left, &mut right);
    if numbers == Numbers::Same && is_spelling(&left, &right) && edit >= 0.8 {
        return of(TitleRelation::Spelling, numbers, similarity);
    }
    let part =
        (left.is_empty() || right.is_empty() || dice >= 0.4) && is_part(&a.compact, &b.compact);
    let relation = if part {
        TitleRelation::Part
    } else if similarity >= 0.75 {
        TitleRelation::Loose
    } else {
        TitleRelation::Different
    };
    of(relation, numbers, similarity)
}

/// The words of each that the other lacks, and how many they share.
fn leftovers<'a>(a: &'a str, b: &'a str) -> (Vec<&'a str>, Vec<&'a str>, usize) {
    let mut left = Vec::new();
    let mut right: Vec<Option<&str>> = b.split(' ').map(Some).collect();
    let mut common = 0;
    for (at, word) in a.split(' ').enumerate() {
        // Titles mostly agree word by word: looking near the same place first keeps long ones cheap.
        let near = at.saturating_sub(2)..(at + 3).min(right.len());
        let found = near
            .clone()
            .find(|i| right[*i] == Some(word))
            .or_else(|| right.iter().position(|r| *r == Some(word)));
        match found {
            Some(i) => {
                right[i] = None;
                common += 1;
            }
            None => left.push(word),
        }
    }
    (left, right.into_iter().flatten().collect(), common)
}

fn numbers(left: &[&str], right: &[&str]) -> Numbers {
    let of = |words: &[&str]| {
        let mut found: Vec<String> = words
            .iter()
            .filter_map(|w| as_number(w))
            .map(str::to_owned)
            .collect();
        found.sort();
        found
    };
    let (mut left, mut right) = (of(left), of(right));
    left.retain(|n| match right.iter().position(|r| r == n) {
        Some(at) => {
            right.remove(at);
            false
        }
        None => true,
    });
    match (left.is_empty(), right.is_empty()) {
        (true, true) => Numbers::Same,
        // `CH 50` and `CH50`, `12 000` and `12000` are the same number with another space.
        (false, false) if digits(&left) == digits(&right) => Numbers::Same,
        (false, false) => Numbers::Conflict,
        _ => Numbers::OneSided,
    }
}

fn digits(numbers: &[String]) -> Vec<u8> {
    let mut digits: Vec<u8> = numbers
        .concat()
        .bytes()
        .filter(u8::is_ascii_digit)
        .collect();
    digits.sort_unstable();
    digits
}

/// Takes out articles and prepositions, and a mistyped one of them: `ih` for `in`.
fn drop_small(left: &mut Vec<&str>, right: &mut Vec<&str>) {
    let small = |words: &[&str]| -> Vec<String> {
        words
            .iter()
            .filter(|w| is_small(w))
            .map(|w| (*w).to_owned())
            .collect()
    };
    let (of_left, of_right) = (small(left), small(right));
    left.retain(|w| !is_small(w));
    right.retain(|w| !is_small(w));
    let mistyped = |words: &mut Vec<&str>, others: &[String]| {
        if let [word] = words[..]
            && (2..=4).contains(&word.len())
            && as_number(word).is_none()
            && others
                .iter()
                .any(|o| o.len() > 1 && osa::distance(word.bytes(), o.bytes()) == 1)
        {
            words.clear();
        }
    };
    if right.is_empty() {
        mistyped(left, &of_right);
    } else if left.is_empty() {
        mistyped(right, &of_left);
    }
}

/// Takes out the words of either side that are the same word in another spelling.
fn pair_spellings(left: &mut Vec<&str>, right: &mut Vec<&str>) {
    left.retain(|l| match right.iter().position(|r| same_word(l, r)) {
        Some(at) => {
            right.remove(at);
            false
        }
        None => true,
    });
}

/// Whether what is left over on both sides is the same letters divided otherwise, or nothing.
fn is_spelling(left: &[&str], right: &[&str]) -> bool {
    const NEGATING: [&str; 4] = ["no", "not", "without", "non"];
    if left.is_empty() && right.is_empty() {
        return true;
    }
    if left.iter().chain(right).any(|w| NEGATING.contains(w)) {
        return false;
    }
    let (l, r) = (left.concat(), right.concat());
    l == r || same_word(&l, &r)
}

/// Whether the shorter is the beginning or the end of the longer, give or take a typing error.
fn is_part(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.len() < 18 {
        return false;
    }
    if long.contains(short) {
        return true;
    }
    let allowed = short.len() / 25;
    let near = |piece: &[u8]| {
        levenshtein::distance_with_args(
            short.bytes(),
            piece.iter().copied(),
            &levenshtein::Args::default().score_cutoff(allowed),
        )
        .is_some()
    };
    let bytes = long.as_bytes();
    near(&bytes[..short.len()]) || near(&bytes[long.len() - short.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn relation(a: &str, b: &str) -> (TitleRelation, Numbers) {
        let c = compare(&Title::read(Some(a)), &Title::read(Some(b)));
        (c.relation, c.numbers)
    }

    #[test]
    fn spelling_is_told_from_meaning() {
        use TitleRelation::*;
        let same = |a, b, expected| assert_eq!(relation(a, b).0, expected, "{a} / {b}");
        same(
            "Atypical haemolytic uraemic syndrome in children",
            "ATYPICAL HEMOLYTIC UREMIC SYNDROME IN CHILDREN.",
            Spelling,
        );
        same(
            "[Impact of cognitive deficit on survival].",
            "Impact of cognitive deficit on survival. [Spanish]",
            Same,
        );
        same(
            "Varied walking-task practice versus support",
            "Varied walking task practice versus support",
            Same,
        );
        same(
            "A review of stroke [Review] [33 refs]",
            "A review of stroke",
            Same,
        );
        same(
            "TNF-α blockade in adult patients",
            "TNF-alpha blockade in adult patients",
            Same,
        );
        same(
            "Treatment of hypertension in the elderly patient",
            "Treatment of hypotension in the elderly patient",
            Loose,
        );
        same(
            "Outcome of symptomatic carotid stenosis after stenting",
            "Outcome of asymptomatic carotid stenosis after stenting",
            Loose,
        );
        same(
            "Good signals, bad signals: performance and traits",
            "Good signals, bad signals",
            Part,
        );
        same(
            "Copper shows its mettle",
            "Entirely unrelated heading of a work",
            Different,
        );
        same("", "Anything at all", Missing);
    }

    #[test]
    fn numbers_are_kept() {
        assert_eq!(
            relation(
                "Guidelines for stroke care. Part I",
                "Guidelines for stroke care. Part II"
            )
            .1,
            Numbers::Conflict
        );
        assert_eq!(
            relation(
                "Guidelines for stroke care. Part I",
                "Guidelines for stroke care. Part 1"
            )
            .1,
            Numbers::Same
        );
        assert_eq!(
            relation(
                "Guidelines for stroke care",
                "Guidelines for stroke care. Part 2"
            )
            .1,
            Numbers::OneSided
        );
        assert_eq!(
            relation(
                "Assay of CH 50 in serum of adults",
                "Assay of CH50 in sera of adults"
            )
            .1,
            Numbers::Same
        );
    }

    #[test]
    fn titles_that_many_works_bear() {
        let generic = |text| Title::read(Some(text)).is_generic();
        assert!(generic("Editorial") && generic("Remarks from the Editor - Editor's Comments"));
        assert!(generic(
            "Special Section: Competitive Strategy and Economics"
        ));
        assert!(!generic("Poststroke depression: a review"));
    }
}
