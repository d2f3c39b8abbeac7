//! [`Title`]: what two titles have in common once notes, markers and spelling are set aside.

use rapidfuzz::distance::{levenshtein, osa};

use crate::text::{compact, fold, present};

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

/// A document about another document, by its title.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Notice {
    /// The work itself.
    #[default]
    None,
    /// Erratum, corrigendum, correction.
    Erratum,
    /// Notice of retraction, of withdrawal or of concern.
    Retraction,
    /// Comment, reply, response, letter about it.
    Comment,
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

const NOTES: [&str; 21] = [
    "review",
    "refs",
    "see comment",
    "comment",
    "erratum",
    "correct",
    "abstract",
    "letter",
    "letters",
    "ref",
    "proceedings",
    "reprint",
    "conference",
    "poster",
    "retract",
    "in process",
    "in press",
    "epub",
    "author s",
    "editorial",
    "discussion",
];

const LANGUAGES: [&str; 33] = [
    "arabic",
    "bulgarian",
    "chinese",
    "croatian",
    "czech",
    "danish",
    "dutch",
    "english",
    "estonian",
    "finnish",
    "french",
    "german",
    "greek",
    "hebrew",
    "hungarian",
    "italian",
    "japanese",
    "korean",
    "lithuanian",
    "norwegian",
    "persian",
    "polish",
    "portuguese",
    "romanian",
    "russian",
    "serbian",
    "slovak",
    "slovene",
    "spanish",
    "swedish",
    "thai",
    "turkish",
    "ukrainian",
];

/// What a title begins with when the document is about another one.
const PREFIXES: [(&str, Notice); 36] = [
    ("published erratum ", Notice::Erratum),
    ("erratum ", Notice::Erratum),
    ("errata ", Notice::Erratum),
    ("corrigenda ", Notice::Erratum),
    ("corrigendum ", Notice::Erratum),
    ("correction to ", Notice::Erratum),
    ("correction for ", Notice::Erratum),
    ("author correction ", Notice::Erratum),
    ("publisher correction ", Notice::Erratum),
    ("publishers note ", Notice::Erratum),
    ("addendum ", Notice::Erratum),
    ("retraction notice ", Notice::Retraction),
    ("retraction note ", Notice::Retraction),
    ("retraction of ", Notice::Retraction),
    ("retraction ", Notice::Retraction),
    ("notice of retraction ", Notice::Retraction),
    ("withdrawal notice ", Notice::Retraction),
    ("expression of concern ", Notice::Retraction),
    ("editorial expression of concern ", Notice::Retraction),
    ("comment on ", Notice::Comment),
    ("comments on ", Notice::Comment),
    ("comment to ", Notice::Comment),
    ("commentary on ", Notice::Comment),
    ("invited commentary ", Notice::Comment),
    ("commentary ", Notice::Comment),
    ("comment ", Notice::Comment),
    ("reply to ", Notice::Comment),
    ("reply ", Notice::Comment),
    ("in reply ", Notice::Comment),
    ("authors reply ", Notice::Comment),
    ("author reply ", Notice::Comment),
    ("authors response ", Notice::Comment),
    ("response to ", Notice::Comment),
    ("letter to the editor ", Notice::Comment),
    ("letter ", Notice::Comment),
    ("re ", Notice::Comment),
];

impl Title {
    /// Prepares a title as given.
    pub(crate) fn read(text: Option<&str>) -> Self {
        let Some(text) = present(text) else {
            return Self::default();
        };
        let notes = without_notes(text);
        let (text, mut retracted) = (notes.title, notes.retracted);
        let mut words = fold(text);
        let mut notice = match (notes.corrects, notes.reply) {
            (true, _) => Notice::Erratum,
            (_, true) => Notice::Comment,
            _ => Notice::None,
        };
        // `Correction: …` is a notice, `Correction of hyponatraemia …` is not.
        if let Some(rest) = words.strip_prefix("correction ")
            && text.to_lowercase().starts_with("correction:")
        {
            notice = Notice::Erratum;
            words = rest.to_owned();
        }
        while let Some((prefix, found)) = PREFIXES.iter().find(|(p, _)| words.starts_with(p)) {
            notice = *found;
            words.drain(..prefix.len());
        }
        for word in ["retracted ", "withdrawn "] {
            if let Some(rest) = words.strip_prefix(word)
                && text
                    .trim_start_matches(['[', '('])
                    .get(word.len() - 1..)
                    .is_some_and(|t| t.starts_with([':', ']', '.', ' ']))
            {
                let rest = rest.strip_prefix("article ").unwrap_or(rest).to_owned();
                retracted = true;
                words = rest;
            }
        }
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

/// What the notes around a title said.
struct Notes<'t> {
    /// The title without them.
    title: &'t str,
    /// Whether one said `retracted`.
    retracted: bool,
    /// Whether one cites the article that this document corrects: `(vol 360, pg 542, 2009)` in Web of Science,
    /// `(New England Journal of Medicine (2009) 360 (542-544))` in Embase.
    corrects: bool,
    /// Whether ` - Reply` stands at the end, as in Web of Science.
    reply: bool,
}

/// Takes off the notes that databases add at the end of a title.
fn without_notes(text: &str) -> Notes<'_> {
    let mut notes = Notes {
        title: text.trim(),
        retracted: false,
        corrects: false,
        reply: false,
    };
    loop {
        let text = notes.title.trim_end_matches(['.', ' ', '*', '†']);
        notes.title = text;
        for ending in [" - reply", " - Reply", " - REPLY", ": reply", ": Reply"] {
            if let Some(rest) = text.strip_suffix(ending) {
                notes.title = rest;
                notes.reply = true;
            }
        }
        let Some(start) = last_bracket(notes.title).filter(|start| *start > 0) else {
            break;
        };
        let square = text[start..].starts_with('[');
        let inside = fold(&text[start..]);
        let corrects = inside.starts_with("vol ") && inside.contains(" pg ")
            || !square && cites(&text[start + 1..]);
        let is_note = corrects
            || square && inside.chars().all(|c| c.is_ascii_digit())
            || LANGUAGES.iter().any(|l| inside.starts_with(l)) && inside.len() < 30
            || NOTES
                .iter()
                .any(|n| inside.starts_with(n) || inside.ends_with(n))
                && (square || inside.len() < 24);
        if !is_note {
            break;
        }
        notes.corrects |= corrects;
        notes.retracted |= inside.starts_with("retract");
        notes.title = &text[..start];
    }
    notes
}

/// Whether a bracket's content cites an article: `Journal (2009) 360 (542-544))`, `Journal (March 2003) (310-317))`.
fn cites(inside: &str) -> bool {
    let parts: Vec<&str> = inside.split('(').skip(1).collect();
    let is_year =
        |word: &str| word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
    let year = parts.iter().any(|part| {
        part.split([' ', ')'])
            .any(|word| is_year(word) && as_number(word).is_some())
    });
    year && parts.len() >= 2
}

/// Where the bracket begins that the text ends with; brackets inside it are part of it.
fn last_bracket(text: &str) -> Option<usize> {
    if !text.ends_with([']', ')']) {
        return None;
    }
    let mut depth = 0_u32;
    for (at, c) in text.char_indices().rev() {
        match c {
            ']' | ')' => depth += 1,
            '[' | '(' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
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
    let edit = if dice >= 0.3 || a.words.matches(' ').count() < 3 {
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
    let numbers = numbers(&left, &right);
    if similarity < 0.3 {
        return of(TitleRelation::Different, numbers, similarity);
    }
    if similarity < 0.6
        && dice < 0.5
        && !a.compact.contains(&b.compact)
        && !b.compact.contains(&a.compact)
    {
        return of(TitleRelation::Different, numbers, similarity);
    }
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

/// A number, also as a Roman numeral or in words; the ordinal of a part counts.
fn as_number(word: &str) -> Option<&str> {
    const ROMAN: [&str; 12] = [
        "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii",
    ];
    const ARABIC: [&str; 12] = [
        "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12",
    ];
    const WORDS: [&str; 12] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    const ORDINALS: [&str; 5] = ["first", "second", "third", "fourth", "fifth"];
    let in_list = |list: &[&str]| list.iter().position(|w| *w == word).map(|i| ARABIC[i]);
    if word.bytes().any(|b| b.is_ascii_digit()) {
        return Some(word);
    }
    in_list(&ROMAN)
        .or_else(|| in_list(&WORDS))
        .or_else(|| in_list(&ORDINALS))
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

fn is_small(word: &str) -> bool {
    const SMALL: [&str; 17] = [
        "an", "the", "of", "and", "in", "on", "for", "to", "by", "with", "from", "at", "as", "its",
        "or", "their", "s",
    ];
    SMALL.contains(&word)
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

/// Whether two words are one word in another spelling: `haemolytic` and `hemolytic`, but not `hypotension` and
/// `hypertension`, nor `typical` and `atypical`.
pub(crate) fn same_word(a: &str, b: &str) -> bool {
    let shorter = a.len().min(b.len());
    if shorter < 4 || as_number(a).is_some() || as_number(b).is_some() {
        return false;
    }
    let allowed = if shorter >= 9 { 2 } else { 1 };
    let (x, y) = (a.as_bytes(), b.as_bytes());
    // Cheap, as this is asked for every pair of words: one slip leaves the first or the last letter in place.
    if x.len().abs_diff(y.len()) > allowed || x[0] != y[0] && x[x.len() - 1] != y[y.len() - 1] {
        return false;
    }
    let close = osa::distance_with_args(
        a.bytes(),
        b.bytes(),
        &osa::Args::default().score_cutoff(allowed),
    );
    close.is_some() && !opposite(a, b)
}

/// Whether two words differ in a beginning that turns their meaning around.
fn opposite(a: &str, b: &str) -> bool {
    const PAIRS: [(&str, &str); 14] = [
        ("hypo", "hyper"),
        ("intra", "inter"),
        ("macro", "micro"),
        ("pre", "post"),
        ("pre", "pro"),
        ("ante", "anti"),
        ("in", "de"),
        ("in", "ex"),
        ("ab", "ad"),
        ("under", "over"),
        ("poly", "oligo"),
        ("men", "women"),
        ("male", "female"),
        ("endo", "ecto"),
    ];
    const NEGATIONS: [&str; 12] = [
        "a", "an", "un", "in", "im", "ir", "ab", "dis", "de", "non", "re", "anti",
    ];
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let negated = NEGATIONS
        .iter()
        .any(|n| long.strip_prefix(n).is_some_and(|rest| rest == short));
    negated
        || PAIRS.iter().any(|(x, y)| {
            let turned = |a: &str, b: &str| {
                matches!((a.strip_prefix(x), b.strip_prefix(y)), (Some(p), Some(q)) if p == q || same_tail(p, q))
            };
            turned(a, b) || turned(b, a)
        })
}

fn same_tail(a: &str, b: &str) -> bool {
    a.len() >= 3 && b.len() >= 3 && a[a.len() - 3..] == b[b.len() - 3..]
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
    fn notices_are_recognised() {
        let read = |text| Title::read(Some(text));
        assert_eq!(
            read("Erratum: Severe deficiency of it").notice,
            Notice::Erratum
        );
        assert_eq!(
            read("Correction of hyponatraemia in adults").notice,
            Notice::None
        );
        assert_eq!(
            read("Correction: Hyponatraemia in adults").notice,
            Notice::Erratum
        );
        assert_eq!(
            read("Retraction notice to: A study").notice,
            Notice::Retraction
        );
        assert!(read("RETRACTED: A study of things").retracted);
        assert_eq!(
            read("RETRACTED: A study of things").words,
            "a study of things"
        );
        assert!(read("A study of things [Retracted]").retracted);
        assert!(read("Editorial").is_generic());
        assert!(!read("Poststroke depression: a review").is_generic());
    }
}
