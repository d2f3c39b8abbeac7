//! Numbers of registries in text, and the name of the registry a number belongs to.

use std::borrow::Cow;

use documents::Registration;

/// The numbers of registries in a text, as [`documents::registrations_in`] finds them; the forms that the WHO gives
/// European numbers (`EUCTR2009-012345-67-GB`, `CTIS2022-501234-12-00`) are known beside it.
///
/// ```
/// let found = registry::numbers_in("EUCTR2009-012345-67-GB and JPRN-UMIN000012345");
/// let numbers: Vec<&str> = found.iter().map(|one| one.number.as_str()).collect();
/// assert_eq!(numbers, ["2009-012345-67", "UMIN000012345"]);
/// ```
pub fn numbers_in(text: &str) -> Vec<Registration> {
    documents::registrations_in(&spaced(text))
}

/// A number in its registry's spelling with that registry's name; one of no known shape stays as it is written, under
/// `otherwise`.
pub(crate) fn identified(written: &str, otherwise: &str) -> (String, String) {
    let written = written.trim();
    match numbers_in(written).into_iter().next() {
        Some(found) => (found.number, found.registry),
        None => (written.to_owned(), otherwise.to_owned()),
    }
}

/// Sets a space behind `EUCTR` and `CTIS`, and before the letters of a country behind such a number.
fn spaced(text: &str) -> Cow<'_, str> {
    let has = |word: &[u8]| {
        text.as_bytes()
            .windows(word.len())
            .any(|window| window.eq_ignore_ascii_case(word))
    };
    if !has(b"euctr") && !has(b"ctis") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(at) = next_prefix(rest) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        out.push(' ');
        let end = from
            .find(|c: char| !c.is_ascii_digit() && c != '-')
            .unwrap_or(from.len());
        let (number, after) = from.split_at(end);
        out.push_str(number.trim_end_matches('-'));
        out.push(' ');
        rest = after;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Where the digits behind the next `EUCTR` or `CTIS` begin.
fn next_prefix(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    (0..bytes.len()).find_map(|at| {
        let from = bytes.get(at..)?;
        let length = [&b"euctr"[..], b"ctis"].into_iter().find_map(|word| {
            let start = from.get(..word.len())?;
            start.eq_ignore_ascii_case(word).then_some(word.len())
        })?;
        let digit = from.get(length)?.is_ascii_digit();
        digit.then_some(at + length)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_of_the_who_are_those_of_the_registries() {
        for (written, number, registry) in [
            (
                "EUCTR2009-012345-67-GB",
                "2009-012345-67",
                "EU Clinical Trials Register",
            ),
            ("CTIS2022-501234-12-00", "2022-501234-12-00", "CTIS"),
            ("JPRN-UMIN000012345", "UMIN000012345", "JPRN (UMIN)"),
            ("NCT01234567", "NCT01234567", "ClinicalTrials.gov"),
            ("PER-012-12", "PER-012-12", "REPEC"),
        ] {
            assert_eq!(
                identified(written, "REPEC"),
                (number.to_owned(), registry.to_owned())
            );
        }
        let text = "registered (EUCTR2009-012345-67; NCT01234567).";
        assert_eq!(numbers_in(text).len(), 2);
    }

    proptest! {
        #[test]
        fn no_text_ends_the_finder(text in "\\PC{0,60}|(EUCTR|CTIS|é|2009-|0|-){0,12}") {
            let _found = numbers_in(&text);
        }
    }
}
