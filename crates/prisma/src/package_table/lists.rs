//! Lists in one field: `Wrong population, 12; No outcome, 3`.

use crate::NamedCount;
use crate::words::clean;

/// A list as the package reads it. The blank after each comma matters: without it older versions
/// take a list of one for a bare number.
pub(super) fn write_list(parts: &[NamedCount]) -> String {
    parts
        .iter()
        .map(|part| format!("{}, {}", safe_name(&part.name), part.n))
        .collect::<Vec<_>>()
        .join("; ")
}

/// A name without what the package, its drawing program or a spreadsheet would take for something
/// else. A safe name stays as it is.
pub(super) fn safe_name(name: &str) -> String {
    let mut safe = clean(name)
        .replace([',', ';'], " - ")
        .replace('\'', "\u{2019}")
        .replace('"', "\u{201d}")
        .replace('\\', "/");
    // The package's drawing program takes a doubled @ for a reference.
    while safe.contains("@@") {
        safe = safe.replace("@@", "@");
    }
    let words: Vec<&str> = safe.split_whitespace().collect();
    let safe = words.join(" ");
    // A spreadsheet takes a field that begins so for a formula.
    let safe = safe
        .trim_start_matches(|c: char| "=+-@".contains(c) || c.is_whitespace())
        .trim_end_matches(|c: char| c == '-' || c.is_whitespace());
    if safe.is_empty() {
        "Not specified".to_owned()
    } else {
        safe.to_owned()
    }
}

/// What a field with a list says.
#[derive(Debug, PartialEq)]
pub(super) enum ListField {
    /// A number alone.
    Count(u64),
    /// Names with numbers, and the entries that could not be read.
    Parts(Vec<NamedCount>, Vec<String>),
}

/// Reads a list. As in the package entries end at a semicolon; unlike it a name may contain commas
/// (the number is what follows the first comma that nothing but a number follows).
pub(super) fn read_list(field: &str) -> ListField {
    if let Some(n) = read_number(field) {
        return ListField::Count(n);
    }
    let mut parts = Vec::new();
    let mut unread = Vec::new();
    for entry in field.split(';').map(str::trim) {
        if entry.is_empty() {
            continue;
        }
        let named = entry.match_indices(',').find_map(|(comma, _)| {
            let n = read_number(&entry[comma + 1..])?;
            Some(NamedCount {
                name: entry[..comma].trim().to_owned(),
                n,
            })
        });
        match named {
            Some(named) => parts.push(named),
            None => unread.push(entry.to_owned()),
        }
    }
    ListField::Parts(parts, unread)
}

/// A count such as `1234`, `1,234` or `1234.0` (which spreadsheets write).
pub(super) fn read_number(text: &str) -> Option<u64> {
    let text = text.trim();
    let whole = match text.split_once('.') {
        Some((whole, fraction)) if !fraction.is_empty() && fraction.bytes().all(|b| b == b'0') => {
            whole
        }
        Some(_) => return None,
        None => text,
    };
    let groups: Vec<&str> = whole.split(',').collect();
    let grouped = groups.len() == 1
        || ((1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|group| group.len() == 3));
    if !grouped || !whole.bytes().all(|b| b.is_ascii_digit() || b == b',') {
        return None;
    }
    groups.concat().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str, n: u64) -> NamedCount {
        NamedCount {
            name: name.to_owned(),
            n,
        }
    }

    #[test]
    fn lists_are_read_as_the_package_reads_them() {
        let list = read_list("Reason1, 12;Reason 2, 1,234; Wrong population, adults, 3; ");
        let parts = vec![
            named("Reason1", 12),
            named("Reason 2", 1234),
            named("Wrong population, adults", 3),
        ];
        assert_eq!(list, ListField::Parts(parts, Vec::new()));
    }

    #[test]
    fn placeholders_are_not_taken_for_numbers() {
        let list = read_list("Reason1, xxx; Reason2, 4");
        let unread = vec!["Reason1, xxx".to_owned()];
        assert_eq!(list, ListField::Parts(vec![named("Reason2", 4)], unread));
    }

    #[test]
    fn numbers_of_spreadsheets_are_read_and_others_refused() {
        let read = ["7", " 1,234 ", "12.0", "12.5", "1,23", "", "-3", "x"].map(read_number);
        assert_eq!(
            read,
            [Some(7), Some(1234), Some(12), None, None, None, None, None]
        );
    }

    #[test]
    fn names_are_made_safe_once_and_for_all() {
        for (name, safe) in [
            ("Wrong population, adults", "Wrong population - adults"),
            ("not \"RCT\"; n<10", "not \u{201d}RCT\u{201d} - n<10"),
            ("Crohn's", "Crohn\u{2019}s"),
            ("=HYPERLINK(1)", "HYPERLINK(1)"),
            ("-@+", "Not specified"),
            ("", "Not specified"),
            ("a,;,b,", "a - - - b"),
        ] {
            assert_eq!(safe_name(name), safe);
            assert_eq!(safe_name(safe), safe);
        }
    }
}
