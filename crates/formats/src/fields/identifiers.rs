//! DOI, PubMed numbers, ISSN and ISBN.

use std::sync::LazyLock;

use memchr::memmem::Finder;

/// The first DOI in a text, bare and in lower case: out of `doi:…`, an address, a citation or `… [doi]`.
///
/// The shape is that of the DOI Handbook §2.2: `10.`, a registrant code of digits and dots, `/`, any characters.
/// What is a quote, punctuation or an unmatched bracket at its end belongs to the text around it.
pub(crate) fn doi(text: &str) -> Option<String> {
    // Preparing the search costs more than the search itself.
    static BEGINNING: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("10."));
    let bytes = text.as_bytes();
    for start in BEGINNING.find_iter(bytes) {
        if start > 0
            && bytes
                .get(start - 1)
                .is_some_and(|byte| byte.is_ascii_digit() || *byte == b'.')
        {
            continue;
        }
        let (before, from) = text.split_at(start);
        // A registrant code has four to nine digits, perhaps with subdivisions.
        let Some(code) = from
            .get(3..)
            .and_then(|rest| rest.find(|c: char| !c.is_ascii_digit() && c != '.'))
            .filter(|length| (4..=20).contains(length))
        else {
            continue;
        };
        let encoded_slash = from
            .get(3 + code..3 + code + 3)
            .is_some_and(|slash| slash.eq_ignore_ascii_case("%2f"));
        if from.as_bytes().get(3 + code) != Some(&b'/') && !encoded_slash {
            continue;
        }
        let end = from
            .find(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '|'))
            .unwrap_or(from.len());
        let raw = from.get(..end).unwrap_or_default();
        let in_address = before
            .rsplit(char::is_whitespace)
            .next()
            .is_some_and(|word| {
                word.contains("://") || word.contains("www.") || word.contains(".org/")
            });
        let found = trimmed(if in_address {
            of_address(raw)
        } else {
            raw.to_owned()
        });
        if found.len() > 3 + code + 1 {
            return Some(found.to_lowercase());
        }
    }
    None
}

/// A DOI in an address: without query and fragment, percent-decoded, without the views of publishers' sites.
fn of_address(raw: &str) -> String {
    let path = raw.split(['?', '#', '&']).next().unwrap_or_default();
    let mut decoded = Vec::with_capacity(path.len());
    let mut bytes = path.bytes();
    while let Some(byte) = bytes.next() {
        let mut ahead = bytes.clone();
        if byte == b'%'
            && let (Some(high), Some(low)) = (ahead.next(), ahead.next())
            && let (Some(high), Some(low)) =
                (char::from(high).to_digit(16), char::from(low).to_digit(16))
            && let Ok(value) = u8::try_from(high * 16 + low)
            && value > b' '
        {
            decoded.push(value);
            bytes = ahead;
        } else {
            decoded.push(byte);
        }
    }
    let mut doi = String::from_utf8(decoded).unwrap_or_else(|_| path.to_owned());
    for view in ["/full", "/abstract", "/pdf", "/epdf", "/html", "/meta"] {
        if let Some(bare) = doi.strip_suffix(view)
            && bare.contains('/')
        {
            doi.truncate(bare.len());
        }
    }
    doi
}

fn trimmed(mut doi: String) -> String {
    // Most end with a letter or a digit.
    if doi.ends_with(|c: char| c.is_ascii_alphanumeric()) {
        return doi;
    }
    let count = |bracket: char| doi.matches(bracket).count();
    // Closing brackets of each kind that have no partner; all of them at the end in whatever is a DOI.
    let mut unmatched = [(')', '('), (']', '['), ('}', '{'), ('>', '<')]
        .map(|(close, open)| (close, count(close).saturating_sub(count(open))));
    while let Some(last) = doi.chars().next_back() {
        let bracket = unmatched.iter_mut().find(|(close, _)| *close == last);
        match (last, bracket) {
            ('.' | ',' | ';' | ':' | '\'' | '’' | '”' | '/', _) => {}
            (_, Some((_, count))) if *count > 0 => *count -= 1,
            _ => break,
        }
        doi.pop();
    }
    doi
}

/// A PubMed number: up to nine digits, alone or after `PMID`, `PUBMED`, `MEDLINE` or in an address of PubMed.
pub(crate) fn pmid(text: &str) -> Option<String> {
    let text = text.trim();
    let is_number = |digits: &str| {
        (1..=9).contains(&digits.len())
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && !digits.bytes().all(|byte| byte == b'0')
    };
    if is_number(text) {
        return Some(text.to_owned());
    }
    let head = text.get(..text.len().min(200))?;
    let lower = head.to_ascii_lowercase();
    for name in [
        "pmid",
        "pubmed.ncbi.nlm.nih.gov/",
        "/pubmed/",
        "pubmed",
        "medline",
    ] {
        if let Some(place) = lower.find(name) {
            let after = head.get(place + name.len()..)?;
            let after = after.trim_start_matches([':', ' ', '=', '-', '/']);
            let digits = after
                .split(|c: char| !c.is_ascii_digit())
                .next()
                .unwrap_or_default();
            if is_number(digits) {
                return Some(digits.to_owned());
            }
        }
    }
    None
}

/// A PubMed Central number, `PMC` and digits.
pub(crate) fn pmcid(text: &str) -> Option<String> {
    let head = text.get(..text.len().min(200)).unwrap_or_default();
    let upper = head.to_ascii_uppercase();
    let mut from = 0;
    while let Some(place) = upper.get(from..)?.find("PMC") {
        let digits: String = upper
            .get(from + place + 3..)?
            .chars()
            .take_while(char::is_ascii_digit)
            .collect();
        if (1..=9).contains(&digits.len()) {
            return Some(format!("PMC{digits}"));
        }
        from += place + 3;
    }
    None
}

/// The ISSNs in a text, `1234-567X`, whatever words stand around them.
pub(crate) fn issns(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for word in words(text) {
        if !matches!(word.len(), 8 | 9) {
            continue;
        }
        let compact: String = word.chars().filter(|c| *c != '-').collect();
        if compact.len() != 8 || !is_code(&compact, 7) {
            continue;
        }
        if let (Some(first), Some(last)) = (compact.get(..4), compact.get(4..)) {
            let issn = format!("{first}-{}", last.to_uppercase());
            if !found.contains(&issn) {
                found.push(issn);
            }
        }
    }
    found
}

/// The ISBNs in a text, of 10 or 13 digits, with the hyphens they have.
pub(crate) fn isbns(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for word in words(text) {
        if word.len() < 10 {
            continue;
        }
        let compact: String = word.chars().filter(|c| *c != '-').collect();
        let is_isbn = match compact.len() {
            10 => is_code(&compact, 9),
            13 => {
                (compact.starts_with("978") || compact.starts_with("979")) && is_code(&compact, 13)
            }
            _ => false,
        };
        if is_isbn && !found.iter().any(|known| known == word) {
            found.push(word.to_owned());
        }
    }
    found
}

/// The runs of digits, hyphens and `X`.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | 'x' | 'X')))
        .map(|word| word.trim_matches('-'))
        .filter(|word| !word.is_empty())
}

/// `digits` digits, then at most one digit or `X`.
fn is_code(compact: &str, digits: usize) -> bool {
    let bytes = compact.as_bytes();
    bytes.iter().take(digits).all(|byte| byte.is_ascii_digit())
        && bytes
            .get(digits..)
            .unwrap_or_default()
            .iter()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'x' | b'X'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doi_is_found_wherever_it_stands() {
        for (text, expected) in [
            ("10.1000/AbC.1", Some("10.1000/abc.1")),
            (
                "https://doi.org/10.1000%2Fabc(1)?x=1",
                Some("10.1000/abc(1)"),
            ),
            ("doi: 10.1000/abc.", Some("10.1000/abc")),
            (
                "S0140-6736(05)1 [pii] 10.1016/S0140-6736(05)1 [doi]",
                Some("10.1016/s0140-6736(05)1"),
            ),
            ("(see 10.1000/abc)", Some("10.1000/abc")),
            (
                "10.1002/(SICI)1097-0258(19970815)16:15<1741::AID-SIM>3.0.CO;2-F",
                Some("10.1002/(sici)1097-0258(19970815)16:15<1741::aid-sim>3.0.co;2-f"),
            ),
            (
                "https://onlinelibrary.wiley.com/doi/full/10.1002/ab.12/full",
                Some("10.1002/ab.12"),
            ),
            ("210.1000/abc", None),
            ("10.1000/", None),
            ("10.1000", None),
            ("pages 10.12/3", None),
        ] {
            assert_eq!(doi(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn pubmed_numbers_are_found() {
        assert_eq!(pmid(" 12345 ").as_deref(), Some("12345"));
        assert_eq!(pmid("PUBMED 29277711").as_deref(), Some("29277711"));
        assert_eq!(pmid("MEDLINE:16842170").as_deref(), Some("16842170"));
        assert_eq!(
            pmid("https://pubmed.ncbi.nlm.nih.gov/123/").as_deref(),
            Some("123")
        );
        assert_eq!(pmid("2019123456789"), None);
        assert_eq!(pmid("EMBASE 12"), None);
        assert_eq!(pmcid("pmc1234 [available]").as_deref(), Some("PMC1234"));
        assert_eq!(pmcid("PMC"), None);
    }

    #[test]
    fn serial_numbers_are_told_apart() {
        let text = "0021-9258 (Print) 1083351x (Linking); 978-3-16-148410-0, 316148410X";
        assert_eq!(issns(text), ["0021-9258", "1083-351X"]);
        assert_eq!(isbns(text), ["978-3-16-148410-0", "316148410X"]);
    }
}
