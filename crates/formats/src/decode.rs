//! [`decode`]: bytes to text with `\n` line ends, whatever encoding and line ends the file has.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use review::{Problem, Severity};
use serde::{Deserialize, Serialize};

use crate::entries::shortened;

/// How the lines of a file end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineEnds {
    /// `\n`; also a file of a single line.
    Lf,
    /// `\r\n`.
    Crlf,
    /// `\r`, as old Macintosh programs wrote.
    Cr,
    /// More than one of them.
    Mixed,
}

/// The text of a file.
pub(crate) struct Decoded<'a> {
    /// Without byte order mark and NUL characters, with `\n` line ends.
    pub(crate) text: Cow<'a, str>,
    pub(crate) encoding: &'static str,
    pub(crate) byte_order_mark: bool,
    pub(crate) line_ends: LineEnds,
    pub(crate) problems: Vec<Problem>,
}

/// Decodes a file.
///
/// A byte order mark settles the encoding. Without one, NUL bytes at every other place mean UTF-16, valid UTF-8 is
/// UTF-8, and the rest is guessed by chardetng (windows-1252, of which Latin-1 is a part, for western languages).
/// Text that was encoded twice before it came here (`MÃ¼ller`) is left alone: it cannot be told apart safely.
pub(crate) fn decode(bytes: &[u8]) -> Decoded<'_> {
    let mut problems = Vec::new();
    let (encoding, byte_order_mark, body) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (Some(encoding), true, bytes.get(length..).unwrap_or(&[])),
        None => (utf_16_without_mark(bytes), false, bytes),
    };
    let (text, encoding) = match encoding {
        Some(utf_16) if utf_16 != UTF_8 => {
            let (text, broken) = utf_16.decode_without_bom_handling(body);
            if broken {
                note_replacements(&text, &mut problems);
            }
            (text, utf_16)
        }
        _ => decode_bytes(body, byte_order_mark, &mut problems),
    };
    let text = without_nul(text, &mut problems);
    let (text, line_ends) = with_plain_line_ends(text);
    Decoded {
        text,
        encoding: encoding.name(),
        byte_order_mark,
        line_ends,
        problems,
    }
}

/// UTF-16 shows itself by the NUL halves of its ASCII characters, all at even or all at odd places.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(4096)).unwrap_or(bytes);
    let mut nuls = [0_usize; 2];
    for (place, byte) in sample.iter().enumerate() {
        if *byte == 0
            && let Some(count) = nuls.get_mut(place % 2)
        {
            *count += 1;
        }
    }
    let enough = sample.len() / 10;
    let [even, odd] = nuls;
    if odd > enough && even * 10 <= odd {
        Some(UTF_16LE)
    } else if even > enough && odd * 10 <= even {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// UTF-8 where it is, else the encoding that fits the text best.
fn decode_bytes<'a>(
    bytes: &'a [u8],
    marked_utf_8: bool,
    problems: &mut Vec<Problem>,
) -> (Cow<'a, str>, &'static Encoding) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (Cow::Borrowed(text), UTF_8);
    }
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    if marked_utf_8 || good >= bad {
        return (Cow::Owned(repaired_utf_8(bytes, problems)), UTF_8);
    }
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let from = first.saturating_sub(1 << 10);
    let to = bytes.len().min(first + (1 << 18));
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes.get(from..to).unwrap_or(bytes), true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    (text, encoding)
}

/// UTF-8 into which lines of another encoding were pasted, or which lost bytes on its way: a line without any valid
/// UTF-8 beyond ASCII is read as windows-1252, in other lines the bad bytes become U+FFFD. Each line gives a note.
fn repaired_utf_8(bytes: &[u8], problems: &mut Vec<Problem>) -> String {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 16);
    for (number, line) in (1..).zip(bytes.split_inclusive(|byte| *byte == b'\n')) {
        if let Ok(line) = std::str::from_utf8(line) {
            text.push_str(line);
            continue;
        }
        let is_utf_8 = line.utf8_chunks().any(|chunk| !chunk.valid().is_ascii());
        let (repaired, reason) = if is_utf_8 {
            (
                String::from_utf8_lossy(line),
                "damaged characters were replaced by \u{fffd}",
            )
        } else {
            let (line, _) = WINDOWS_1252.decode_without_bom_handling(line);
            (
                line,
                "the line is not UTF-8 like the rest of the file and was read as windows-1252",
            )
        };
        problems.push(note(number, reason, Some(repaired.trim_end())));
        text.push_str(&repaired);
    }
    text
}

fn note_replacements(text: &str, problems: &mut Vec<Problem>) {
    for (number, line) in (1..).zip(text.split('\n')) {
        if line.contains('\u{fffd}') {
            let reason = "damaged characters were replaced by \u{fffd}";
            problems.push(note(number, reason, Some(line)));
        }
    }
}

fn without_nul<'a>(text: Cow<'a, str>, problems: &mut Vec<Problem>) -> Cow<'a, str> {
    let Some(first) = memchr::memchr(0, text.as_bytes()) else {
        return text;
    };
    let lines_before = memchr::memchr_iter(b'\n', text.as_bytes().get(..first).unwrap_or(&[]));
    let line = 1 + lines_before.count() as u64;
    let count = memchr::memchr_iter(0, text.as_bytes()).count();
    let reason =
        format!("NUL characters were removed, {count} in the file, the first on this line");
    problems.push(note(line, &reason, None));
    Cow::Owned(text.replace('\0', ""))
}

fn note(line: u64, reason: &str, excerpt: Option<&str>) -> Problem {
    Problem {
        severity: Severity::Note,
        line: Some(line),
        entry: None,
        reason: reason.to_owned(),
        excerpt: excerpt.map(shortened),
    }
}

/// Turns every line end into `\n`. `\r\r\n`, which a file gets when it is converted twice, is one line end.
fn with_plain_line_ends(text: Cow<'_, str>) -> (Cow<'_, str>, LineEnds) {
    if memchr::memchr(b'\r', text.as_bytes()).is_none() {
        return (text, LineEnds::Lf);
    }
    let (mut crlf, mut cr) = (0_usize, 0_usize);
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.as_ref();
    while let Some(place) = memchr::memchr(b'\r', rest.as_bytes()) {
        let (before, from) = rest.split_at(place);
        plain.push_str(before);
        plain.push('\n');
        rest = if let Some(after) = from
            .strip_prefix("\r\r\n")
            .or_else(|| from.strip_prefix("\r\n"))
        {
            crlf += 1;
            after
        } else {
            cr += 1;
            from.strip_prefix('\r').unwrap_or_default()
        };
    }
    plain.push_str(rest);
    let lf = memchr::memchr_iter(b'\n', text.as_bytes()).count() - crlf;
    let line_ends = match (lf > 0, crlf > 0, cr > 0) {
        (false, true, false) => LineEnds::Crlf,
        (false, false, true) => LineEnds::Cr,
        _ => LineEnds::Mixed,
    };
    (Cow::Owned(plain), line_ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf_16(text: &str, big_endian: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| {
                if big_endian {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            })
            .collect()
    }

    #[test]
    fn utf_16_is_read_with_and_without_mark() {
        let text = "TY  - JOUR\nAU  - Müller, Ω\n";
        for big_endian in [false, true] {
            let bare = decode_owned(&utf_16(text, big_endian));
            let marked = decode_owned(&utf_16(&format!("\u{feff}{text}"), big_endian));
            let name = if big_endian { "UTF-16BE" } else { "UTF-16LE" };
            assert_eq!(bare, (text.to_owned(), name, false));
            assert_eq!(marked, (text.to_owned(), name, true));
        }
    }

    fn decode_owned(bytes: &[u8]) -> (String, &'static str, bool) {
        let decoded = decode(bytes);
        assert!(decoded.problems.is_empty());
        (
            decoded.text.into_owned(),
            decoded.encoding,
            decoded.byte_order_mark,
        )
    }

    #[test]
    fn windows_1252_is_recognised() {
        let (text, encoding, _) =
            decode_owned(b"AU  - M\xfcller, J\xf6rg\nTI  - Caf\xe9 \x96 na\xefve\n");
        assert_eq!(encoding, "windows-1252");
        assert_eq!(text, "AU  - Müller, Jörg\nTI  - Café – naïve\n");
    }

    #[test]
    fn a_bad_line_in_utf_8_costs_a_note_and_not_the_file() {
        let decoded = decode(b"Jos\xc3\xa9\nM\xfcller\n\xc3\xa9 \xff\nplain\n");
        assert_eq!(decoded.encoding, "UTF-8");
        assert_eq!(decoded.text, "José\nMüller\né \u{fffd}\nplain\n");
        let lines: Vec<_> = decoded.problems.iter().map(|p| p.line).collect();
        assert_eq!(lines, [Some(2), Some(3)]);
    }

    #[test]
    fn line_ends_are_told_apart_and_made_alike() {
        for (bytes, text, ends) in [
            (&b"a\nb"[..], "a\nb", LineEnds::Lf),
            (b"a\r\nb\r\n", "a\nb\n", LineEnds::Crlf),
            (b"a\r\r\nb", "a\nb", LineEnds::Crlf),
            (b"a\rb\r", "a\nb\n", LineEnds::Cr),
            (b"a\r\nb\nc\r", "a\nb\nc\n", LineEnds::Mixed),
        ] {
            let decoded = decode(bytes);
            assert_eq!((decoded.text.as_ref(), decoded.line_ends), (text, ends));
        }
    }

    #[test]
    fn nul_characters_are_removed_and_noted() {
        let decoded = decode(b"one\ntw\0o\0 and a lot more text so that this is not UTF-16\n");
        assert!(decoded.text.starts_with("one\ntwo and"));
        assert_eq!(decoded.problems[0].line, Some(2));
    }
}
