//! Text as it is compared: without case, accents, mark-up and punctuation.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

/// The words of a text in lower-case ASCII, one space between them.
///
/// HTML entities are decoded and tags dropped, Greek letters are spelled out (`α` → `alpha`) as databases do,
/// other scripts are transliterated, `&` becomes `and`, apostrophes join and all other punctuation separates.
pub(crate) fn fold(text: &str) -> String {
    let decoded = html_escape::decode_html_entities(text);
    let mut out = String::with_capacity(decoded.len());
    let mut chars = decoded.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '<' => match tag_length(&decoded[at..]) {
                Some(length) => {
                    let end = at + length;
                    while chars.offset() < end && chars.next().is_some() {}
                }
                None => separate(&mut out),
            },
            '&' => {
                separate(&mut out);
                out.push_str("and ");
            }
            '\'' | '’' | '‘' | 'ʼ' | '`' | '´' => {}
            _ if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase()),
            _ if c.is_ascii() => separate(&mut out),
            _ => push_foreign(&mut out, c),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn separate(out: &mut String) {
    if !out.is_empty() && !out.ends_with(' ') {
        out.push(' ');
    }
}

fn push_foreign(out: &mut String, c: char) {
    if let Some(name) = greek(c) {
        out.push_str(name);
        return;
    }
    match deunicode::deunicode_char(c) {
        Some(ascii) => {
            for c in ascii.chars() {
                if c.is_ascii_alphanumeric() {
                    out.push(c.to_ascii_lowercase());
                } else if c != '\'' {
                    separate(out);
                }
            }
        }
        None => separate(out),
    }
}

/// Length in bytes of the HTML tag a text starts with; `p < 0.05` starts with none.
fn tag_length(text: &str) -> Option<usize> {
    let second = text[1..].chars().next()?;
    if !(second.is_ascii_alphabetic() || second == '/') {
        return None;
    }
    let end = text.find('>')?;
    (end < 60).then_some(end + 1)
}

fn greek(c: char) -> Option<&'static str> {
    Some(match c {
        'α' | 'Α' => "alpha",
        'β' | 'Β' | 'ϐ' => "beta",
        'γ' | 'Γ' => "gamma",
        'δ' | 'Δ' => "delta",
        'ε' | 'Ε' | 'ϵ' => "epsilon",
        'ζ' => "zeta",
        'η' => "eta",
        'θ' | 'Θ' | 'ϑ' => "theta",
        'κ' => "kappa",
        'λ' | 'Λ' => "lambda",
        'μ' | 'µ' => "mu",
        'ξ' => "xi",
        'π' | 'Π' => "pi",
        'ρ' => "rho",
        'σ' | 'ς' | 'Σ' => "sigma",
        'τ' => "tau",
        'φ' | 'Φ' | 'ϕ' => "phi",
        'χ' => "chi",
        'ψ' | 'Ψ' => "psi",
        'ω' | 'Ω' => "omega",
        _ => return None,
    })
}

/// A folded text without its spaces.
pub(crate) fn compact(folded: &str) -> String {
    folded.chars().filter(|c| *c != ' ').collect()
}

/// A text trimmed, or `None` where a source writes that it has no value.
pub(crate) fn present(text: Option<&str>) -> Option<&str> {
    let text = text?.trim();
    let nothing = [
        "",
        "-",
        "unknown",
        "n/a",
        "na",
        "nan",
        "none",
        "null",
        "#name?",
        "no pagination specified",
        "no volume",
        "in press",
    ];
    (!nothing.contains(&text.to_lowercase().as_str())).then_some(text)
}

/// A hash that is the same in every run, for keys that never leave the process.
pub(crate) fn hash_of(value: impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_what_databases_write_differently() {
        assert_eq!(
            fold("TNF-α &amp; IL-1<sub>β</sub>"),
            "tnf alpha and il 1beta"
        );
        assert_eq!(fold("Björkdahl, Ann"), "bjorkdahl ann");
        assert_eq!(fold("men's (p < 0.05)"), "mens p 0 05");
        assert_eq!(fold("O’Leary"), "oleary");
        assert_eq!(fold("Платформенная занятость"), "platformennaia zaniatost");
        assert_eq!(fold(" … "), "");
    }

    #[test]
    fn a_word_for_nothing_is_nothing() {
        assert_eq!(present(Some(" UNKNOWN ")), None);
        assert_eq!(present(Some("12 ")), Some("12"));
    }
}
