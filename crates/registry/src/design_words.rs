//! A design told as one text of named parts, as in `Allocation: Randomized. Masking: Double (Participant)`.

use crate::trial::Design;
use crate::vocabulary::{coded, masking, model};

const PARTS: [&str; 6] = [
    "allocation:",
    "intervention model:",
    "observational model:",
    "masking:",
    "primary purpose:",
    "time perspective:",
];

/// Fills in what a text says of the design; the text is kept where it is more than those parts.
pub(crate) fn read_design(text: &str, design: &mut Design) {
    let lower = text.to_ascii_lowercase();
    let mut found: Vec<(usize, &str)> = PARTS
        .iter()
        .filter_map(|part| Some((lower.find(part)?, *part)))
        .collect();
    found.sort_unstable();
    for (index, (at, part)) in found.iter().enumerate() {
        let end = found.get(index + 1).map_or(text.len(), |(next, _)| *next);
        let value = text
            .get(at + part.len()..end)
            .unwrap_or_default()
            .trim()
            .trim_end_matches(['.', '|', ';', ','])
            .trim_end();
        match *part {
            "allocation:" => design.allocation = coded(value),
            "intervention model:" | "observational model:" => {
                design.model = design.model.take().or_else(|| model(value));
            }
            "masking:" => (design.masking, design.masked) = masking(value),
            "primary purpose:" => design.purpose = coded(value),
            _ => {}
        }
    }
    if found.is_empty() {
        from_words(&lower, design);
        let line: Vec<&str> = text.split_whitespace().collect();
        design.as_written = (!line.is_empty()).then(|| line.join(" "));
    }
}

/// What plain words state (`randomised, double blind`), and the answers of EU CTR (`Randomised: yes Open: no`).
fn from_words(lower: &str, design: &mut Design) {
    let answer = |question: &str| {
        let after = lower.split_once(question)?.1.trim_start();
        if after.starts_with("yes") {
            Some(true)
        } else if after.starts_with("no") {
            Some(false)
        } else {
            None
        }
    };
    let says = |word: &str| lower.contains(word);
    let randomised = answer("randomised:").or_else(|| answer("randomized:"));
    design.allocation = match randomised {
        Some(true) => Some("randomized".to_owned()),
        Some(false) => Some("non randomized".to_owned()),
        None if ["non-random", "non random", "nonrandom", "not random"]
            .iter()
            .any(|w| says(w)) =>
        {
            Some("non randomized".to_owned())
        }
        None if says("randomi") => Some("randomized".to_owned()),
        None => None,
    };
    let masked = |question: &str, words: &[&str]| match answer(question) {
        Some(is) => is,
        None => words.iter().any(|word| says(word)),
    };
    design.masking = if masked(
        "double blind:",
        &["double blind", "double-blind", "double mask"],
    ) {
        Some("double".to_owned())
    } else if masked(
        "single blind:",
        &["single blind", "single-blind", "single mask"],
    ) {
        Some("single".to_owned())
    } else if masked("open:", &["open label", "open-label"]) {
        Some("none".to_owned())
    } else {
        None
    };
    if masked("parallel group:", &["parallel"]) {
        design.model = Some("parallel".to_owned());
    } else if masked("cross over:", &["crossover", "cross-over", "cross over"]) {
        design.model = Some("crossover".to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Option<String>, Option<String>, Option<String>) {
        let mut design = Design::default();
        read_design(text, &mut design);
        (design.allocation, design.model, design.masking)
    }

    #[test]
    fn designs_of_several_registries_are_read() {
        let is = |allocation: &str, model: &str, masking: &str| {
            (
                Some(allocation.to_owned()),
                Some(model.to_owned()),
                Some(masking.to_owned()),
            )
        };
        for text in [
            "Allocation: Randomized. Intervention model: Parallel Assignment. Primary purpose: Treatment. Masking: Double (Participant, Investigator).",
            "Allocation: RANDOMIZED|Intervention Model: PARALLEL|Masking: DOUBLE (PARTICIPANT, INVESTIGATOR)|Primary Purpose: TREATMENT",
            "Controlled: yes Randomised: yes Open: no Single blind: no Double blind: yes Parallel group: yes Cross over: no",
            "Randomised, double-blind, parallel group trial",
        ] {
            assert_eq!(read(text), is("randomized", "parallel", "double"), "{text}");
        }
        assert_eq!(
            read("Non-randomised open label"),
            (
                Some("non randomized".to_owned()),
                None,
                Some("none".to_owned())
            )
        );
        assert_eq!(read(""), (None, None, None));
    }
}
