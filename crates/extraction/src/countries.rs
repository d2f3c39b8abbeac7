//! Countries that a sentence names, by their usual names in English (ISO 3166-1, with the parts of the United Kingdom).

use std::ops::Range;

/// The names, the longer of two that begin alike first.
const NAMES: &str = include_str!("countries.txt");

/// What may stand between two names of one list.
const JOINTS: [&str; 9] = [
    ", and the ",
    ", and ",
    " and the ",
    ", the ",
    " and ",
    ", ",
    " & ",
    "/",
    " or ",
];

/// The places of the countries that a text names outside brackets, in order. Brackets hold where a maker of devices or
/// software sits.
pub(crate) fn countries(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let inside = found.last().is_some_and(|last| at < last.end);
        let begins = !text[..at].ends_with(char::is_alphanumeric);
        if depth > 0 || inside || !begins || !c.is_uppercase() {
            continue;
        }
        let name = NAMES.lines().find(|name| {
            text[at..].starts_with(name)
                && !text[at + name.len()..].starts_with(char::is_alphanumeric)
        });
        if let Some(name) = name {
            found.push(at..at + name.len());
        }
    }
    found
}

/// The countries of a text as it names them: the stretch from the first to the last where they stand in one list, else
/// the first.
pub(crate) fn named_countries(text: &str) -> Option<&str> {
    let found = countries(text);
    let mut whole = found.first()?.clone();
    for next in &found[1..] {
        let between = text.get(whole.end..next.start)?;
        if !JOINTS.contains(&between) {
            break;
        }
        whole.end = next.end;
    }
    text.get(whole)
}
