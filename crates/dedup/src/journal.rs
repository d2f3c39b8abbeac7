//! Journals and proceedings: `Nat Rev Nephrol` is `Nature Reviews Nephrology`.

use review::Agreement;

use crate::text::{fold, present};

/// The names a source gives to the journal, prepared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Journal {
    /// Each name as its folded words without the small ones; several where the source gives several.
    names: Vec<String>,
    /// ISSNs, digits only.
    issn: Vec<String>,
}

impl Journal {
    /// Prepares the names and ISSNs of a record's journal.
    pub(crate) fn read(names: &[Option<&str>], issn: &[String]) -> Self {
        let mut prepared = Vec::new();
        for name in names.iter().filter_map(|name| present(*name)) {
            let name = name.split("Conference:").next().unwrap_or(name);
            let name = without_brackets(name);
            push(&mut prepared, &name);
            if let Some((head, tail)) = name.split_once([':', '=']) {
                push(&mut prepared, head);
                push(&mut prepared, tail);
            }
        }
        let mut issn: Vec<String> = issn
            .iter()
            .flat_map(|text| text.split([' ', ',', ';', '\r', '\n']))
            .map(|text| text.to_lowercase().replace('-', ""))
            .filter(|text| text.len() == 8 && text.bytes().take(7).all(|b| b.is_ascii_digit()))
            .collect();
        issn.sort();
        issn.dedup();
        Self {
            names: prepared,
            issn,
        }
    }

    /// Whether no name is known.
    pub(crate) fn is_missing(&self) -> bool {
        self.names.is_empty()
    }

    /// Whether any of its names contains one of the words.
    pub(crate) fn mentions(&self, words: &[&str]) -> bool {
        self.names
            .iter()
            .any(|name| words.iter().any(|w| name.contains(w)))
    }
}

fn push(names: &mut Vec<String>, name: &str) {
    const SMALL: [&str; 20] = [
        "of", "the", "and", "in", "for", "on", "a", "an", "de", "la", "der", "die", "und", "fur",
        "et", "e", "y", "di", "des", "del",
    ];
    let name: Vec<String> = fold(name)
        .split(' ')
        .filter(|w| !SMALL.contains(w) && !w.is_empty())
        .map(str::to_owned)
        .collect();
    let name = name.join(" ");
    if !name.is_empty() && !names.contains(&name) {
        names.push(name);
    }
}

fn without_brackets(name: &str) -> String {
    let mut depth = 0_u32;
    name.chars()
        .filter(|c| {
            match c {
                '(' | '[' => depth += 1,
                ')' | ']' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect()
}

/// Compares two journals, with a similarity from 0 to 1.
pub(crate) fn compare(a: &Journal, b: &Journal) -> (Agreement, f64) {
    if a.issn.iter().any(|i| b.issn.contains(i)) && !(a.is_missing() && b.is_missing()) {
        return (Agreement::Same, 1.0);
    }
    let mut best = (Agreement::Missing, 0.0);
    for x in &a.names {
        for y in &b.names {
            let found = compare_names(x, y);
            if best.0 == Agreement::Missing || found.1 > best.1 {
                best = found;
            }
        }
    }
    best
}

fn compare_names(a: &str, b: &str) -> (Agreement, f64) {
    if a == b {
        return (Agreement::Same, 1.0);
    }
    let (x, y): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    if abbreviates(&x, &y) || abbreviates(&y, &x) || is_acronym(&x, &y) || is_acronym(&y, &x) {
        return (Agreement::Same, 0.95);
    }
    let (x, y) = (essential(&x), essential(&y));
    let (short, long) = if x.len() <= y.len() {
        (&x, &y)
    } else {
        (&y, &x)
    };
    if short.is_empty() {
        return (Agreement::Different, 0.0);
    }
    let found = short
        .iter()
        .filter(|s| {
            long.iter()
                .any(|l| abbreviates_word(s, l) || abbreviates_word(l, s))
        })
        .count();
    let share = found as f64 / short.len() as f64;
    let acronym = short.iter().any(|s| is_acronym(&[s], long))
        || long.iter().any(|l| is_acronym(&[l], short));
    if acronym || share >= 0.75 && found >= 2 || share == 1.0 && long.len() <= 3 {
        return (Agreement::Similar, 0.8 * share.max(0.9));
    }
    (Agreement::Different, 0.6 * share)
}

/// The words that tell one meeting from another: no years, ordinals, months or words that all proceedings share.
fn essential<'a>(words: &[&'a str]) -> Vec<&'a str> {
    const SHARED: [&str; 12] = [
        "proceedings",
        "annual",
        "proc",
        "meeting",
        "international",
        "joint",
        "acm",
        "ieee",
        "electronic",
        "resource",
        "conference",
        "journal",
    ];
    words
        .iter()
        .filter(|w| !SHARED.contains(w) && !w.starts_with(|c: char| c.is_ascii_digit()))
        .copied()
        .collect()
}

/// Whether the words of `short` abbreviate those of `long` one after the other; a third of the long ones may be
/// skipped, as `J` skips nothing and `CMAJ` adds nothing.
fn abbreviates(short: &[&str], long: &[&str]) -> bool {
    if short.len() > long.len() || short.len() * 3 < long.len() * 2 {
        return false;
    }
    let mut rest = long.iter();
    let all = short.iter().all(|s| rest.any(|l| abbreviates_word(s, l)));
    // One letter alone says nothing: `J` is not `Joule`.
    all && (short.len() > 1 || short[0].len() >= 3)
}

/// Whether a word abbreviates another: the same first letter, its letters in order, at least two of them but for
/// `J` and its like.
fn abbreviates_word(short: &str, long: &str) -> bool {
    if short == long {
        return true;
    }
    if short.len() >= long.len() || short.as_bytes().first() != long.as_bytes().first() {
        return false;
    }
    if long.starts_with(short) {
        return true;
    }
    let mut rest = long.bytes();
    short.len() >= 3 && short.len() * 2 >= 5 && short.bytes().all(|s| rest.any(|l| l == s))
}

/// Whether one word is made of the first letters of the others, as `JAMA` or `ICIS`.
fn is_acronym(one: &[&str], words: &[&str]) -> bool {
    let [acronym] = one else { return false };
    acronym.len() >= 3
        && acronym.len() == words.len()
        && words
            .iter()
            .zip(acronym.chars())
            .all(|(word, letter)| word.starts_with(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agreement(a: &str, b: &str) -> Agreement {
        compare(
            &Journal::read(&[Some(a)], &[]),
            &Journal::read(&[Some(b)], &[]),
        )
        .0
    }

    #[test]
    fn abbreviations_and_additions() {
        use Agreement::*;
        assert_eq!(
            agreement("Nat Rev Nephrol", "Nature Reviews Nephrology"),
            Same
        );
        assert_eq!(
            agreement("N Engl J Med", "The New England Journal of Medicine"),
            Same
        );
        assert_eq!(
            agreement("JAMA", "Journal of the American Medical Association"),
            Same
        );
        assert_eq!(
            agreement(
                "Cerebrovascular diseases (Basel, Switzerland)",
                "Cerebrovascular Diseases"
            ),
            Same
        );
        assert_eq!(
            agreement("CMAJ : Canadian Medical Association journal", "CMAJ"),
            Same
        );
        assert_eq!(
            agreement("Thrombosis and Haemostasis", "Thrombosis & Haemostasis"),
            Same
        );
        assert_eq!(
            agreement(
                "Pediatric Nephrology.Conference: 44th Annual Meeting",
                "Pediatric Nephrology."
            ),
            Same
        );
        assert_eq!(
            agreement(
                "ICIS : Transforming Society",
                "International Conference on Information Systems"
            ),
            Same
        );
        assert_eq!(agreement("Stroke", "BMC Neurology"), Different);
        assert_eq!(
            agreement(
                "Value in Health",
                "Antimicrobial Resistance and Infection Control"
            ),
            Different
        );
        assert_eq!(agreement("", "Stroke"), Missing);
    }

    #[test]
    fn a_shared_issn_decides() {
        let a = Journal::read(
            &[Some("Rev Med Chil")],
            &["0034-9887 (Print)\r0034-9887".into()],
        );
        let b = Journal::read(&[Some("Something else")], &["0034-9887".into()]);
        assert_eq!(compare(&a, &b).0, Agreement::Same);
    }
}
