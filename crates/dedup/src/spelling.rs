//! Words in another spelling, told from other words: `haemolytic` and `hemolytic`, but not `typical` and `atypical`.

use rapidfuzz::distance::osa;

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

/// A number, also as a Roman numeral or in words; the ordinal of a part counts.
pub(crate) fn as_number(word: &str) -> Option<&str> {
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

/// Articles, prepositions and the like: with or without one a title is the same.
pub(crate) fn is_small(word: &str) -> bool {
    const SMALL: [&str; 17] = [
        "an", "the", "of", "and", "in", "on", "for", "to", "by", "with", "from", "at", "as", "its",
        "or", "their", "s",
    ];
    SMALL.contains(&word)
}
