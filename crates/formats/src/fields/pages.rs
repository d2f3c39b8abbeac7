//! Page ranges.

/// Pages with one plain hyphen between first and last, whatever dashes and blanks the source has there.
pub(crate) fn pages(text: &str) -> String {
    let mut pages = String::with_capacity(text.len());
    for character in text.trim().chars() {
        match character {
            '–' | '—' | '‐' | '‑' | '−' | '-' => {
                pages.truncate(pages.trim_end().len());
                if !pages.ends_with('-') {
                    pages.push('-');
                }
            }
            ' ' if pages.ends_with('-') => {}
            _ => pages.push(character),
        }
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::pages;

    #[test]
    fn dashes_become_hyphens() {
        for (text, expected) in [
            ("376 -- 388", "376-388"),
            ("1–9", "1-9"),
            ("S1 - S9, 20", "S1-S9, 20"),
            ("e12", "e12"),
        ] {
            assert_eq!(pages(text), expected);
        }
    }
}
