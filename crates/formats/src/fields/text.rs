//! White space and markup.

use std::borrow::Cow;

use super::entities::decode_entities;

/// The text, unless it is empty.
pub(crate) fn non_empty<'t>(text: impl Into<Cow<'t, str>>) -> Option<String> {
    let text = text.into();
    (!text.is_empty()).then(|| text.into_owned())
}

/// Whether every function of this file would leave the text as it is, as far as its bytes tell: printable ASCII
/// without `&` and `<`, without two spaces in a row or one at an end. Most values are so, and one look at eight bytes
/// at a time is many times faster than searching for each kind of trouble by itself.
pub(crate) fn is_simple(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else {
        return true;
    };
    if *first == b' ' || has_special(padded(&[*last]), padded(b" ")) {
        return false;
    }
    // Each byte beside the one after it.
    let these = bytes.get(..bytes.len() - 1).unwrap_or_default();
    let nexts = bytes.get(1..).unwrap_or_default();
    let (wide, rest) = these.as_chunks::<8>();
    let (wide_nexts, rest_nexts) = nexts.as_chunks::<8>();
    let mut pairs = wide.iter().zip(wide_nexts);
    !pairs.any(|(these, nexts)| has_special(*these, *nexts))
        && (rest.is_empty() || !has_special(padded(rest), padded(rest_nexts)))
}

/// Fewer than eight bytes, filled up with one that means nothing.
fn padded(bytes: &[u8]) -> [u8; 8] {
    let mut padded = [b'x'; 8];
    for (to, from) in padded.iter_mut().zip(bytes) {
        *to = *from;
    }
    padded
}

/// Whether one of eight bytes, each before its next one, may be part of something to clean. All are looked at in one
/// register: the high bit of each of its bytes becomes the answer for that byte (H. S. Warren, Hacker's Delight, 6-1).
fn has_special(bytes: [u8; 8], nexts: [u8; 8]) -> bool {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * ONES;
    let (these, nexts) = (u64::from_le_bytes(bytes), u64::from_le_bytes(nexts));
    let each = |byte: u8| u64::from(byte) * ONES;
    let zero = |bytes: u64| bytes.wrapping_sub(ONES) & !bytes;
    let beyond = these | these.wrapping_add(ONES);
    let control = these.wrapping_sub(each(b' ')) & !these;
    let spaces = (these ^ each(b' ')) | (nexts ^ each(b' '));
    let special =
        beyond | control | zero(these ^ each(b'&')) | zero(these ^ each(b'<')) | zero(spaces);
    special & HIGH != 0
}

/// The text as one line: runs of white space become one space, other control characters and byte order marks go.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    if is_simple(text) {
        return Cow::Borrowed(text);
    }
    let text = text.trim_matches([' ', '\t', '\n']);
    if is_clean(text.as_bytes()) {
        return Cow::Borrowed(text);
    }
    let mut line = String::with_capacity(text.len());
    push_words(text, &mut line);
    Cow::Owned(line)
}

/// [`one_line`] of the [`plain`] text.
pub(crate) fn plain_line(text: &str) -> Cow<'_, str> {
    if is_simple(text) {
        return Cow::Borrowed(text);
    }
    match plain(text) {
        Cow::Borrowed(plain) => one_line(plain),
        Cow::Owned(plain) => Cow::Owned(one_line(&plain).into_owned()),
    }
}

fn push_words(text: &str, line: &mut String) {
    for word in text.split(|c: char| c.is_whitespace() || c == '\0') {
        let start = line.len();
        if start > 0 && !line.ends_with('\n') && !word.is_empty() {
            line.push(' ');
        }
        if word
            .bytes()
            .any(|b| b < b' ' || b == 0x7f || b == 0xc2 || b == 0xef)
        {
            let before = line.len();
            line.extend(word.chars().filter(|c| !c.is_control() && *c != '\u{feff}'));
            if line.len() == before {
                // The word was nothing but control characters.
                line.truncate(start);
            }
        } else {
            line.push_str(word);
        }
    }
}

/// Whether cleaning would change nothing within a text without blanks at its ends: no control characters, no two
/// spaces in a row, no white space beyond ASCII, no byte order mark.
fn is_clean(bytes: &[u8]) -> bool {
    let (mut dirty, mut beyond) = (false, false);
    let mut before = b' ';
    // Without an early end, so that the compiler can look at many bytes at once.
    for byte in bytes {
        dirty |= (*byte < b' ') | (*byte == 0x7f) | ((*byte == b' ') & (before == b' '));
        beyond |= *byte >= 0x80;
        before = *byte;
    }
    !dirty && (!beyond || !has_invisible(bytes))
}

/// Whether there is white space, a control character or a byte order mark beyond ASCII. Only few first bytes begin
/// such a character, and the two after them settle it.
fn has_invisible(text: &[u8]) -> bool {
    let invisible = |place: usize| match text.get(place..) {
        Some([0xc2, second, ..]) => *second <= 0xa0,
        Some([0xe1, 0x9a, 0x80, ..] | [0xe3, 0x80, 0x80, ..] | [0xef, 0xbb, 0xbf, ..]) => true,
        Some([0xe2, 0x80, third, ..]) => matches!(third, 0x80..=0x8a | 0xa8 | 0xa9 | 0xaf),
        Some([0xe2, 0x81, third, ..]) => *third == 0x9f,
        _ => false,
    };
    memchr::memchr3_iter(0xc2, 0xe2, 0xef, text).any(invisible)
        || memchr::memchr2_iter(0xe1, 0xe3, text).any(invisible)
}

/// The text with every line cleaned like [`one_line`] and blank lines left out: paragraphs stay apart.
pub(crate) fn paragraphs(text: &str) -> Cow<'_, str> {
    if is_simple(text) {
        return Cow::Borrowed(text);
    }
    if memchr::memchr(b'\n', text.as_bytes()).is_none() {
        return one_line(text);
    }
    let mut clean = String::with_capacity(text.len());
    for line in text.split('\n') {
        let line = one_line(line);
        if !line.is_empty() {
            if !clean.is_empty() {
                clean.push('\n');
            }
            clean.push_str(&line);
        }
    }
    Cow::Owned(clean)
}

/// The text without HTML entities and without the tags of [`is_markup`]: `10<sup>9</sup>` becomes `10⁹`, because
/// `109` would be another number; other superscripts and all subscripts become plain text.
///
/// White space is not touched; see [`one_line`] and [`paragraphs`].
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    let decoded = decode_entities(text);
    if memchr::memchr(b'<', decoded.as_bytes()).is_none() {
        return decoded;
    }
    Cow::Owned(without_markup(&decoded))
}

fn without_markup(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(place) = memchr::memchr(b'<', rest.as_bytes()) {
        let (before, from) = rest.split_at(place);
        clean.push_str(before);
        match markup(from) {
            Some((name, after)) => {
                rest = after;
                if name == "br" || name == "p" {
                    clean.push('\n');
                } else if name == "sup"
                    && clean.ends_with(|c: char| c.is_ascii_digit())
                    && let Some((exponent, after)) = exponent(after)
                {
                    clean.push_str(&exponent);
                    rest = after;
                }
            }
            None => {
                clean.push('<');
                rest = from.strip_prefix('<').unwrap_or_default();
            }
        }
    }
    clean.push_str(rest);
    clean
}

/// The longest tag that counts as markup; bounds the search for its end.
const LONGEST_TAG: usize = 200;

/// If the text begins with a tag of markup: its name, lower case, and what follows the tag.
fn markup(text: &str) -> Option<(String, &str)> {
    let head = text.as_bytes().get(..text.len().min(LONGEST_TAG))?;
    let end = memchr::memchr(b'>', head)?;
    let inside = text.get(1..end)?;
    let name = inside
        .trim_start_matches('/')
        .split(|c: char| c.is_whitespace() || c == '/')
        .next()?
        .to_ascii_lowercase();
    let name = name
        .split_once(':')
        .map_or(name.as_str(), |(_, local)| local);
    is_markup(name).then(|| (name.to_owned(), text.get(end + 1..).unwrap_or_default()))
}

/// The elements that databases use in titles and abstracts.
fn is_markup(name: &str) -> bool {
    matches!(
        name,
        "i" | "b"
            | "u"
            | "em"
            | "strong"
            | "sub"
            | "sup"
            | "inf"
            | "br"
            | "p"
            | "span"
            | "small"
            | "scp"
            | "sc"
            | "italic"
            | "bold"
            | "underline"
            | "sec"
            | "title"
            | "tt"
            | "font"
            | "div"
            | "a"
            | "mml"
            | "math"
            | "mi"
            | "mn"
            | "mo"
            | "mrow"
            | "msup"
            | "msub"
            | "mspace"
            | "mtext"
    )
}

/// The exponent up to the closing tag, in superscript characters.
fn exponent(text: &str) -> Option<(String, &str)> {
    let head = text
        .get(..text.len().min(40))
        .or_else(|| text.get(..text.find('<')?))?;
    let end = head.find("</")?;
    let digits: Option<String> = head
        .get(..end)?
        .trim()
        .chars()
        .map(|c| {
            Some(match c {
                '0' => '⁰',
                '1' => '¹',
                '2' => '²',
                '3' => '³',
                '4' => '⁴',
                '5' => '⁵',
                '6' => '⁶',
                '7' => '⁷',
                '8' => '⁸',
                '9' => '⁹',
                '+' => '⁺',
                '-' | '−' | '–' => '⁻',
                _ => return None,
            })
        })
        .collect();
    Some((digits?, text.get(end..).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_is_judged_as_its_unicode_properties_say() {
        for c in '\0'..=char::MAX {
            let (alone, within) = (c.to_string(), format!("a{c}b"));
            let expected = if c.is_whitespace() || c == '\0' {
                "a b".to_owned()
            } else if c.is_control() || c == '\u{feff}' {
                "ab".to_owned()
            } else {
                within.clone()
            };
            assert_eq!(one_line(&within), expected, "{c:?}");
            assert_eq!(paragraphs(&within).replace('\n', " "), expected, "{c:?}");
            let empty = c.is_whitespace() || c.is_control() || c == '\u{feff}';
            assert_eq!(one_line(&alone).is_empty(), empty, "{c:?}");
        }
    }

    #[test]
    fn a_special_byte_is_seen_at_every_place() {
        for length in 1..50 {
            for place in 0..length {
                for special in ["&", "<", "\t", "\n", "\u{7f}", "é"] {
                    let mut text = "x".repeat(length);
                    assert!(is_simple(&text));
                    text.replace_range(place..place + 1, special);
                    assert!(!is_simple(&text), "{text}");
                }
                let mut text = "x".repeat(length);
                text.replace_range(place..place + 1, " ");
                let inside = place > 0 && place + 1 < length;
                assert_eq!(is_simple(&text), inside, "{text}");
                text.insert(place, ' ');
                assert!(!is_simple(&text), "{text}");
            }
        }
    }

    #[test]
    fn white_space_and_control_characters_are_cleaned() {
        assert_eq!(
            one_line("  a\n\t b\u{a0}c\u{0}d \u{1} e\u{feff} "),
            "a b c d e"
        );
        assert_eq!(paragraphs("\n a  b \n\n  \n c\u{7f}\n"), "a b\nc");
    }

    #[test]
    fn markup_goes_and_numbers_keep_their_exponents() {
        assert_eq!(plain("<i>E. coli</i> in CO<sub>2</sub>"), "E. coli in CO2");
        assert_eq!(
            plain("10<sup>9</sup>/L and 10<SUP>-3</SUP>"),
            "10⁹/L and 10⁻³"
        );
        assert_eq!(
            plain("<sup>18</sup>F, m<sup>2</sup>, 5<sup>a</sup>"),
            "18F, m2, 5a"
        );
        assert_eq!(plain("p < 0.05 and n > 3; a<b>c"), "p < 0.05 and n > 3; ac");
        assert_eq!(
            plain("&lt;jats:p&gt;x &amp; &#945;&#x3b2; &bogus; AT&T"),
            "\nx & αβ &bogus; AT&T"
        );
        assert_eq!(plain("p <0.001, é<"), "p <0.001, é<");
    }
}
