//! The headings of a table as a message can print them.

/// The most columns that are named.
const MOST: usize = 20;
/// The longest heading, in characters.
const LONGEST: usize = 40;

/// The names of a table's columns, parted by commas, for a message about one that is missing: at most twenty, each cut
/// after forty characters, and what cannot be printed shown as `�`. A file that is no table has anything in its first line.
///
/// ```
/// assert_eq!(formats::columns_in_words(["title", "ye\0ar"]), "title, ye\u{FFFD}ar");
/// ```
pub fn columns_in_words<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    let mut names = names.into_iter();
    let mut shown: Vec<String> = names.by_ref().take(MOST).map(printable).collect();
    match names.count() {
        0 => {}
        1 => shown.push("and 1 more".to_owned()),
        more => shown.push(format!("and {more} more")),
    }
    shown.join(", ")
}

fn printable(name: &str) -> String {
    let mut letters = name.chars();
    let mut kept: String = letters
        .by_ref()
        .take(LONGEST)
        .map(|c| {
            let turns = matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
            if c.is_control() || turns { '\u{FFFD}' } else { c }
        })
        .collect();
    if letters.next().is_some() {
        kept.push('…');
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_first_line_can_be_printed() {
        let long = "x".repeat(200_000);
        assert_eq!(
            columns_in_words([long.as_str()]),
            format!("{}…", "x".repeat(40))
        );
        let many: Vec<String> = (0..500).map(|n| n.to_string()).collect();
        let said = columns_in_words(many.iter().map(String::as_str));
        assert!(said.ends_with("18, 19, and 480 more"), "{said}");
        let odd = columns_in_words(["\0\u{1b}[31m", "a\nb", "\u{202E}c"]);
        assert!(
            !odd.chars().any(|c| c.is_control() || c == '\u{202E}'),
            "{odd}"
        );
    }
}
