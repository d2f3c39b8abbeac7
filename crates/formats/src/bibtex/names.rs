//! Lists of names in BibTeX's grammar: `von Last, Jr, First and {Some Group} and others`.

use review::Author;

use super::latex::{Lines, decode, encode};

/// The names of one field, and whether it ended with `and others`.
pub(super) fn parse(value: &str) -> (Vec<Author>, bool) {
    let value = without_idle_braces(value);
    let mut others = false;
    let mut names = Vec::new();
    for name in split_on_and(value) {
        if name.eq_ignore_ascii_case("others") {
            others = true;
        } else if let Some(author) = author(name) {
            names.push(author);
        }
    }
    (names, others)
}

/// Some programs put a whole list into a second pair of braces, which would make one group of it.
fn without_idle_braces(value: &str) -> &str {
    let trimmed = value.trim();
    let Some(inner) = inside_braces(trimmed) else {
        return trimmed;
    };
    let names = split_on_and(inner);
    if names.len() > 1 && names.iter().all(|name| name.contains(',')) {
        inner
    } else {
        trimmed
    }
}

/// The text between braces that enclose all of it.
fn inside_braces(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('{')?.strip_suffix('}')?;
    let mut depth = 0i64;
    for byte in inner.bytes() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return None;
        }
    }
    (depth == 0).then_some(inner)
}

/// The pieces of a text between ` and ` outside of braces, without empty ones.
fn split_on_and(text: &str) -> Vec<&str> {
    let bytes = text.as_bytes();
    let mut pieces = Vec::new();
    let mut depth = 0usize;
    let mut start = 0;
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            byte if depth == 0 && byte.is_ascii_whitespace() => {
                let is_and = bytes.len() > at + 4
                    && bytes[at + 1..at + 4].eq_ignore_ascii_case(b"and")
                    && bytes[at + 4].is_ascii_whitespace();
                if is_and {
                    pieces.push(text[start..at].trim());
                    // The blank behind may be the one before the next `and`.
                    at += 4;
                    start = at;
                    continue;
                }
            }
            _ => {}
        }
        at += 1;
    }
    pieces.push(text[start..].trim());
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// The parts of a name between commas outside of braces.
fn split_on_commas(name: &str) -> Vec<&str> {
    let mut depth = 0usize;
    name.split(|character| {
        match character {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        character == ',' && depth == 0
    })
    .map(str::trim)
    .collect()
}

/// The words of a name between white space outside of braces.
fn words(name: &str) -> Vec<&str> {
    let mut depth = 0usize;
    name.split(|character: char| {
        match character {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        (character.is_whitespace() || character == '~') && depth == 0
    })
    .filter(|word| !word.is_empty())
    .collect()
}

fn plain(latex: &str) -> String {
    decode(latex, Lines::Join)
}

fn some(latex: &str) -> Option<String> {
    Some(plain(latex)).filter(|text| !text.is_empty())
}

fn author(name: &str) -> Option<Author> {
    if let Some(group) = inside_braces(name) {
        return some(group).map(|name| Author::Group { name });
    }
    let parts = split_on_commas(name);
    let (family, given, suffix) = match parts.as_slice() {
        [whole] => {
            let words = words(whole);
            let last = words.len().checked_sub(1)?;
            // The particle begins at the first word in lower case, unless that is all there is.
            let family = words[..last]
                .iter()
                .position(|word| plain(word).starts_with(char::is_lowercase))
                .unwrap_or(last);
            (
                words[family..].join(" "),
                words[..family].join(" "),
                String::new(),
            )
        }
        [family, given] => ((*family).to_owned(), (*given).to_owned(), String::new()),
        [family, suffix, given @ ..] => {
            ((*family).to_owned(), given.join(", "), (*suffix).to_owned())
        }
        [] => return None,
    };
    let (family, given) = match some(&family) {
        Some(family) => (family, some(&given)),
        // `, Jane`: what there is of the name.
        None => (some(&given)?, None),
    };
    Some(Author::Person {
        family,
        given,
        suffix: some(&suffix),
    })
}

/// Names in the form `Family, Given and {Group} and Family, Jr, Given`.
pub(super) fn write(authors: &[Author]) -> String {
    let mut out = String::new();
    for (index, author) in authors.iter().enumerate() {
        if index > 0 {
            out.push_str(" and ");
        }
        match author {
            Author::Group { name } => {
                out.push('{');
                out.push_str(&encode(name));
                out.push('}');
            }
            Author::Person {
                family,
                given,
                suffix,
            } => {
                out.push_str(&guarded(family));
                out.push(',');
                if let Some(suffix) = suffix {
                    out.push(' ');
                    out.push_str(&guarded(suffix));
                    out.push(',');
                }
                if let Some(given) = given {
                    out.push(' ');
                    out.push_str(&guarded(given));
                }
            }
        }
    }
    out
}

/// A part of a name, in braces where a comma or an `and` in it would divide it.
fn guarded(part: &str) -> String {
    let latex = encode(part);
    let divides = part.contains(',')
        || part
            .split_whitespace()
            .any(|word| word.eq_ignore_ascii_case("and"));
    if divides {
        format!("{{{latex}}}")
    } else {
        latex
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(value: &str) -> Vec<String> {
        parse(value).0.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_forms_of_a_name() {
        assert_eq!(
            shown("Jane van der Berg and de la Cruz, Jr, Juan AND Ludwig {van Beethoven}"),
            [
                "van der Berg, Jane",
                "de la Cruz, Juan, Jr",
                "van Beethoven, Ludwig"
            ]
        );
        assert_eq!(
            shown("M{\\\"u}ller, J{\\'e}r{\\^o}me\n and\n Madonna"),
            ["Müller, Jérôme", "Madonna"]
        );
        assert_eq!(
            parse("{{World Health Organization} and Smith, J. and others}")
                .0
                .len(),
            1,
            "a list in idle braces is unpacked only if every name in it has a comma"
        );
        assert_eq!(shown("{Smith, J. and Doe, A.}"), ["Smith, J.", "Doe, A."]);
    }

    #[test]
    fn groups_and_others() {
        let (names, others) =
            parse("{Centers for Disease Control and Prevention} and Doe, A and others");
        assert!(others);
        assert_eq!(
            names[0],
            Author::Group {
                name: "Centers for Disease Control and Prevention".to_owned()
            }
        );
        assert_eq!(names.len(), 2);
    }
}
