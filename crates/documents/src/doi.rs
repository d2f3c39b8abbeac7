//! DOIs in running text (ISO 26324; the shape recommended by Crossref for matching).

use std::sync::LazyLock;

use regex::Regex;

/// The DOIs in a text, bare and in lower case, each once, in the order in which they appear.
///
/// A DOI may hold brackets and full stops, so what follows it in a sentence is taken off its end.
pub fn dois_in(text: &str) -> Vec<String> {
    static SHAPE: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r#"(?i)\b10\.\d{4,9}/[^\s"<>{}|\\^`]+"#).ok());
    let mut found = Vec::new();
    for one in SHAPE.iter().flat_map(|shape| shape.find_iter(text)) {
        let doi = without_tail(one.as_str()).to_lowercase();
        if !found.contains(&doi) {
            found.push(doi);
        }
    }
    found
}

fn without_tail(text: &str) -> &str {
    let mut rest = text;
    loop {
        let shorter = match rest.chars().last() {
            Some('.' | ',' | ';' | ':' | '\'' | '’' | '”' | '*' | '†') => {
                &rest[..rest.len() - last_len(rest)]
            }
            Some(')') if rest.matches(')').count() > rest.matches('(').count() => {
                &rest[..rest.len() - 1]
            }
            Some(']') if rest.matches(']').count() > rest.matches('[').count() => {
                &rest[..rest.len() - 1]
            }
            _ => return rest,
        };
        rest = shorter;
    }
}

fn last_len(text: &str) -> usize {
    text.chars().last().map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doi_ends_where_its_sentence_goes_on() {
        let text = "See https://doi.org/10.1136/BMJ.n71. Also (doi:10.1016/S0140-6736(20)30183-5), and 10.1136/bmj.n71;";
        assert_eq!(
            dois_in(text),
            ["10.1136/bmj.n71", "10.1016/s0140-6736(20)30183-5"]
        );
        assert!(dois_in("version 10.2 / 2019").is_empty());
    }
}
