//! Authors: the same people under `Smith, John`, `J. Smith` and `SMITH J`.

use review::{Agreement, Author};

use crate::spelling::same_word;
use crate::text::fold;

/// How many authors are compared; a list of hundreds is known by its beginning.
const COMPARED: usize = 24;

/// One author, prepared.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Name {
    /// Family name, folded, without spaces and with `ae`, `oe`, `ue` as `a`, `o`, `u`.
    pub(crate) family: String,
    /// Folded words of the whole name with more than one letter.
    words: Vec<String>,
    /// Initials of the given names.
    initials: String,
}

/// The comparison of two lists of authors.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PeopleComparison {
    /// The verdict.
    pub(crate) agreement: Agreement,
    /// Share of the shorter list that is found in the longer.
    pub(crate) overlap: f64,
    /// Number of names found on both sides.
    pub(crate) matched: usize,
}

/// Prepares a list of authors.
pub(crate) fn read(authors: &[Author]) -> Vec<Name> {
    authors
        .iter()
        .take(COMPARED)
        .filter_map(Name::read)
        .collect()
}

impl Name {
    fn read(author: &Author) -> Option<Self> {
        let (family, given) = match author {
            Author::Person { family, given, .. } => (fold(family), given.as_deref().map(fold)),
            Author::Group { name } => (fold(name), None),
        };
        if matches!(
            family.as_str(),
            "" | "et al" | "anonymous" | "anon" | "no authorship" | "others"
        ) {
            return None;
        }
        let mut given = given.unwrap_or_default();
        let mut family = family;
        // `Smith J` without a comma arrives as one family name: the letters at its end are initials.
        if given.is_empty()
            && matches!(author, Author::Person { .. })
            && let Some((head, tail)) = family.split_once(' ')
            && tail.split(' ').all(|w| w.len() <= 2)
        {
            given = tail.to_owned();
            family = head.to_owned();
        }
        let words = family
            .split(' ')
            .chain(given.split(' '))
            .filter(|w| w.len() > 1)
            .map(str::to_owned)
            .collect();
        let initials = given.split(' ').filter_map(|w| w.chars().next()).collect();
        Some(Self {
            family: plain(&family),
            words,
            initials,
        })
    }

    fn is_same_person(&self, other: &Self) -> bool {
        let initials = self.initials.is_empty()
            || other.initials.is_empty()
            || self.initials.chars().any(|c| other.initials.contains(c));
        if self.family == other.family || same_word(&self.family, &other.family) {
            return initials;
        }
        // `van Bijnen` and `Bijnen`, `Garcia Lopez` and `Lopez`, `Kathryn, Liszewski M.`: a long word in common,
        // which must be the family name of one of them.
        let part = |a: &Self, b: &Self| {
            b.words.iter().any(|w| {
                w.len() >= 4 && a.family.contains(plain(w).as_str()) && a.words.contains(w)
            })
        };
        // `Liu, J.` and `Junping, Liu`: the names changed places.
        let swapped = |a: &Self, b: &Self| {
            b.words.contains(&a.family) && b.family.starts_with(|c| a.initials.contains(c))
        };
        part(self, other) || part(other, self) || swapped(self, other) || swapped(other, self)
    }
}

/// `Mueller` and `Müller` alike.
fn plain(text: &str) -> String {
    text.replace(' ', "")
        .replace("ae", "a")
        .replace("oe", "o")
        .replace("ue", "u")
}

/// Compares two lists.
pub(crate) fn compare(a: &[Name], b: &[Name]) -> PeopleComparison {
    if a.is_empty() || b.is_empty() {
        return PeopleComparison {
            agreement: Agreement::Missing,
            overlap: 0.0,
            matched: 0,
        };
    }
    let mut free: Vec<&Name> = b.iter().collect();
    let mut matched = 0;
    for name in a {
        if let Some(at) = free.iter().position(|n| name.is_same_person(n)) {
            free.remove(at);
            matched += 1;
        }
    }
    let shorter = a.len().min(b.len());
    let overlap = matched as f64 / shorter as f64;
    let first = a[0].is_same_person(&b[0]);
    let agreement = if matched == a.len() && matched == b.len() {
        Agreement::Same
    } else if first && overlap >= 0.5 || overlap >= 0.7 && matched >= 2 {
        Agreement::Similar
    } else {
        Agreement::Different
    };
    PeopleComparison {
        agreement,
        overlap,
        matched,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(text: &str) -> Vec<Name> {
        let authors: Vec<Author> = text
            .split("; ")
            .map(|name| {
                let (family, given) = name.split_once(", ").unwrap_or((name, ""));
                Author::Person {
                    family: family.to_owned(),
                    given: (!given.is_empty()).then(|| given.to_owned()),
                    suffix: None,
                }
            })
            .collect();
        read(&authors)
    }

    fn agreement(a: &str, b: &str) -> Agreement {
        compare(&people(a), &people(b)).agreement
    }

    #[test]
    fn names_in_several_styles() {
        let same = Agreement::Same;
        assert_eq!(agreement("Smith, John", "Smith J"), same);
        assert_eq!(agreement("Müller, K.", "Mueller, Karl"), same);
        assert_eq!(agreement("van Wijck, F.", "Wijck, F."), same);
        assert_eq!(
            agreement("Björkdahl, Ann; Åkerlund, E", "Bjorkdahl, A.; Akerlund, E."),
            same
        );
        assert_eq!(agreement("Liszewski, M. K.", "Kathryn, Liszewski M."), same);
        assert_eq!(
            agreement("Stringer, A. Y.; Small, S.", "Stringer, A."),
            Agreement::Similar
        );
        assert_eq!(agreement("Wang, X.", "Wang, Y."), Agreement::Different);
        assert_eq!(agreement("Balon, R.", "Merker, B."), Agreement::Different);
        assert_eq!(agreement("et al", "Merker, B."), Agreement::Missing);
    }
}
