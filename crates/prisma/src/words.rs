//! How numbers are written, and how text that came from outside is made safe to show.

/// A count with a comma between groups of three digits, as in the PRISMA 2020 statement: `1,234`.
pub fn thousands(n: u64) -> String {
    let digits = n.to_string();
    let mut written = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written
}

/// The text with what cannot or must not be drawn taken out: control characters, invisible and
/// direction-changing characters (which can make a line read as something else), non-characters.
/// Runs of white space become one space.
pub(crate) fn clean(text: &str) -> String {
    let visible: String = text
        .chars()
        .filter_map(|c| match c {
            c if c.is_whitespace() || c.is_control() => Some(' '),
            c if is_invisible(c) => None,
            c => Some(c),
        })
        .collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_invisible(c: char) -> bool {
    matches!(
        u32::from(c),
        0x00AD
            | 0x034F
            | 0x061C
            | 0x180E
            | 0x200B
            | 0x200E..=0x200F
            | 0x2028..=0x202E
            | 0x2060..=0x206F
            | 0xFEFF
            | 0xFFF0..=0xFFFC
            | 0xFDD0..=0xFDEF
            | 0xE0000..=0xE0FFF
    ) || u32::from(c) & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_stand_between_groups_of_three() {
        let written: Vec<String> = [0, 999, 1000, 12345, 1234567].map(thousands).into();
        assert_eq!(written, ["0", "999", "1,000", "12,345", "1,234,567"]);
    }

    #[test]
    fn deceptive_characters_are_taken_out() {
        assert_eq!(
            clean("wrong\u{202e}noitalupop\u{202c}\n\t \u{0}population\u{200b}\u{ffff}"),
            "wrongnoitalupop population"
        );
    }
}
