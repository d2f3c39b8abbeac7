//! Numbers of registries in text, and the name of the registry a number belongs to.

use std::borrow::Cow;

use documents::Registration;

/// The numbers of registries in a text, as [`documents::registrations_in`] finds them. Spellings that it does not know
/// are mended before: those of the WHO (`EUCTR2009-012345-67-GB`, `CTIS2022-501234-12-00`), `EudraCT2009-012345-67`
/// without a space or with long dashes, `ISRCTN registry (12345678)`, `ACTRN 012605000044628`, `UMIN C000002789`.
///
/// ```
/// let found = registry::numbers_in("EUCTR2009-012345-67-GB and JPRN-UMIN000012345");
/// let numbers: Vec<&str> = found.iter().map(|one| one.number.as_str()).collect();
/// assert_eq!(numbers, ["2009-012345-67", "UMIN000012345"]);
/// ```
pub fn numbers_in(text: &str) -> Vec<Registration> {
    documents::registrations_in(&mended(text))
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

/// Words behind which a number may be spelled in a way of its own.
const WORDS: [&str; 6] = ["eudract", "euctr", "ctis", "isrctn", "actrn", "umin"];
/// Signs between `ISRCTN` and its digits, at most.
const LONGEST_JOINT: usize = 24;

/// The text with spellings that are known here made those that are known everywhere.
fn mended(text: &str) -> Cow<'_, str> {
    let lower = text.to_ascii_lowercase();
    let dashes = text.contains(['–', '‐', '‑', '−']);
    if !dashes && !WORDS.iter().any(|word| lower.contains(word)) {
        return Cow::Borrowed(text);
    }
    let mut places: Vec<(usize, &str)> = WORDS
        .iter()
        .flat_map(|word| lower.match_indices(word))
        .collect();
    places.sort_unstable();
    let mut out = String::with_capacity(text.len() + 16);
    let mut from = 0;
    for (at, word) in places {
        let behind = at + word.len();
        let (Some(rest), true) = (text.get(behind..), at >= from) else {
            continue;
        };
        if let Some((number, length)) = number_behind(word, rest) {
            out.push_str(text.get(from..behind).unwrap_or_default());
            out.push_str(&number);
            from = behind + length;
        }
    }
    out.push_str(text.get(from..).unwrap_or_default());
    if dashes {
        out = out.replace(['–', '‐', '‑', '−'], "-");
    }
    Cow::Owned(out)
}

/// The number behind a word as it shall be written, and how much of the text it takes.
fn number_behind(word: &str, rest: &str) -> Option<(String, usize)> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    match word {
        "eudract" | "euctr" | "ctis" => {
            if digits(rest) == 0 {
                return None;
            }
            let length = rest
                .find(|c: char| !c.is_ascii_digit() && !matches!(c, '-' | '–' | '‐' | '‑' | '−'))
                .unwrap_or(rest.len());
            // The letters of a country follow behind a dash.
            let number = rest
                .get(..length)?
                .trim_end_matches(['-', '–', '‐', '‑', '−']);
            Some((format!(" {number} "), length))
        }
        "isrctn" => {
            let at = rest.find(|c: char| c.is_ascii_digit())?;
            let joint = rest
                .get(..at)
                .filter(|joint| joint.len() <= LONGEST_JOINT)?;
            let joins = joint
                .split(|c: char| {
                    c.is_whitespace() || matches!(c, '(' | ')' | ':' | '#' | '-' | ',' | '.' | '[')
                })
                .all(|word| {
                    matches!(
                        word.to_ascii_lowercase().as_str(),
                        "" | "registry"
                            | "register"
                            | "registration"
                            | "number"
                            | "identifier"
                            | "id"
                            | "no"
                            | "nr"
                    )
                });
            let number = rest.get(at..)?;
            (joins && digits(number) == 8)
                .then(|| (number.get(..8).unwrap_or_default().to_owned(), at + 8))
        }
        "actrn" => {
            let at = rest.len() - rest.trim_start_matches([' ', ':', '-']).len();
            let number = rest.get(at..)?;
            let number = number.strip_prefix('0').filter(|n| digits(n) == 14)?;
            Some((number.get(..14)?.to_owned(), at + 15))
        }
        _ => {
            let at = rest.len() - rest.trim_start_matches([' ', ':', '-']).len();
            let number = rest
                .get(at..)?
                .strip_prefix(['C', 'c'])
                .filter(|n| digits(n) == 9)?;
            Some((number.get(..9)?.to_owned(), at + 10))
        }
    }
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
        for (text, number) in [
            ("(ISRCTN): 35739639.", "ISRCTN35739639"),
            ("ISRCTN registry (86247213)", "ISRCTN86247213"),
            ("ACTRN 012605000044628", "ACTRN12605000044628"),
            ("UMIN C000002789, Post-results", "UMIN000002789"),
            ("EudraCT2006-006186-16", "2006-006186-16"),
            ("Eudra-CT-Number: 2006–004374-27", "2006-004374-27"),
            ("ISRCTN39503939", "ISRCTN39503939"),
        ] {
            let found: Vec<String> = numbers_in(text).into_iter().map(|one| one.number).collect();
            assert_eq!(found, [number], "{text}");
        }
        assert!(
            numbers_in("the ISRCTN of 2345 people; aged 2006–2010; ISRCTN in 12345678").is_empty()
        );
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
