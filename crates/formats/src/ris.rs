//! RIS: two-letter tags, `TY  - ` to `ER  - `, in the dialects of all sources.
//!
//! There is no standard to hold files to: the specification of Research Information Systems (2001, 2011) is read
//! differently by every database. So tags are taken by what sources put into them (see [`record`]), and the frame is
//! read leniently: an end that is missing, a start that is missing, tags with one space or none, in small letters,
//! text between the entries.

mod record;
mod settle;
mod writer;

use review::Severity;

use crate::entries::Entries;
use crate::parts;
use crate::tagged::{Field, Line, lines};

pub(crate) use writer::write;

/// Reads a RIS file.
pub(crate) fn parse(text: &str) -> Entries {
    let styles = Styles::of(text);
    // This form of the line is a tag in every file, and whatever is open before it ends there.
    parts::read(text, "TY  - ", |part| parse_part(part, styles))
}

fn parse_part(text: &str, styles: Styles) -> Entries {
    let mut reader = Reader {
        text,
        entries: Entries::default(),
        open: None,
        ended: None,
        stray: None,
        spare: Vec::new(),
    };
    for line in lines(text) {
        match tag_of(line.text, styles) {
            Some((tag, value)) => reader.tag(line, tag, value),
            None => reader.text_line(line),
        }
    }
    reader.close();
    reader.end_stray();
    reader.entries
}

/// How tags are set off in a file besides `XX  - `; bit `n` means `n` spaces before the hyphen.
#[derive(Clone, Copy, Debug, Default)]
struct Styles(u8);

impl Styles {
    /// Looks at every `TY` line. A looser form is only accepted in a file that uses it there, because an abstract
    /// may well have a line that begins with `T1 - weighted`.
    fn of(text: &str) -> Self {
        let mut styles = 0;
        for line in lines(text) {
            let trimmed = line.text.trim_start();
            if let [t, y, rest @ ..] = trimmed.as_bytes()
                && t.eq_ignore_ascii_case(&b'T')
                && y.eq_ignore_ascii_case(&b'Y')
            {
                let spaces = gap(rest);
                if spaces < 4 && rest.get(spaces) == Some(&b'-') {
                    styles |= 1 << spaces;
                }
            }
        }
        Self(styles)
    }

    /// Every form, to recognise what might be taken for a tag in any file.
    const ALL: Self = Self(0b1111);

    fn allows(self, spaces: usize) -> bool {
        spaces < 4 && self.0 & (1 << spaces) != 0
    }
}

/// Length of the white space before a hyphen, at most four.
fn gap(rest: &[u8]) -> usize {
    let blank = |byte: &&u8| matches!(byte, b' ' | b'\t');
    rest.iter().take(4).take_while(blank).count()
}

/// The tag at the start of a line, as written, and what follows it.
fn tag_of(line: &str, styles: Styles) -> Option<(&str, &str)> {
    let line = line.trim_start_matches([' ', '\t', '\u{feff}']);
    let [a, b, rest @ ..] = line.as_bytes() else {
        return None;
    };
    if !a.is_ascii_alphabetic() || !b.is_ascii_alphanumeric() {
        return None;
    }
    let tag = line.get(..2)?;
    if rest.is_empty() {
        return (tag == "ER").then_some((tag, ""));
    }
    let spaces = gap(rest);
    if rest.get(spaces) != Some(&b'-') {
        return (tag == "ER" && line.trim_end() == "ER").then_some((tag, ""));
    }
    let value = line.get(2 + spaces + 1..)?;
    let tabbed = rest.iter().take(spaces).any(|byte| *byte == b'\t');
    let canonical = (spaces == 2 || tabbed) && (value.is_empty() || value.starts_with([' ', '\t']));
    if canonical {
        return Some((tag, value));
    }
    // Words like `de-escalation` are no tags; `TY- JOUR` and `TY  -JOUR` are.
    let known = record::is_known(tag) || matches!(tag, "TY" | "ER");
    let set_off = spaces >= 2 || value.is_empty() || value.starts_with(' ');
    (known && set_off && (styles.allows(spaces) || spaces == 2)).then_some((tag, value))
}

struct Open<'a> {
    number: u64,
    line: u64,
    start: usize,
    fields: Vec<Field<'a>>,
}

struct Reader<'a> {
    text: &'a str,
    entries: Entries,
    open: Option<Open<'a>>,
    /// The entry that ended last: Ovid writes some of its fields behind the end.
    ended: Option<Open<'a>>,
    /// Text outside of entries that is being gathered: first line and its text.
    stray: Option<Line<'a>>,
    /// The emptied list of an entry that is finished, for the next one.
    spare: Vec<Field<'a>>,
}

impl<'a> Reader<'a> {
    fn tag(&mut self, line: Line<'a>, tag: &'a str, value: &'a str) {
        if tag.eq_ignore_ascii_case("ER") {
            match self.open.take() {
                Some(open) => {
                    self.ended = Some(open);
                    if !value.trim().is_empty() {
                        self.note(line, "text after the end of an entry was passed over");
                    }
                }
                None => self.stray(line),
            }
            return;
        }
        let field = Field::new(tag, value, line);
        if tag.eq_ignore_ascii_case("TY") {
            self.begin(line);
        } else if self.open.is_none() {
            if let Some(ended) = &mut self.ended
                && !record::identifies(tag)
            {
                ended.fields.push(field);
                return;
            }
            self.begin(line);
            if let Some(open) = &self.open {
                let reason = "the entry does not begin with TY; it was read nevertheless";
                let (number, line) = (Some(open.number), Some(open.line));
                self.entries
                    .problem(Severity::Note, line, number, reason, None);
            }
        }
        if let Some(open) = &mut self.open {
            open.fields.push(field);
        }
    }

    /// A line without a tag continues the value before it, or stands outside of entries.
    fn text_line(&mut self, line: Line<'a>) {
        if let Some(field) = self.open.as_mut().and_then(|open| open.fields.last_mut()) {
            if !line.is_blank() {
                field.extend(self.text, line);
            }
        } else if let Some(ended) = &mut self.ended
            && line.text.starts_with("Link to ")
            && let Some((name, link)) = line.text.split_once(": ")
        {
            // Ovid: `Link to the Ovid Full Text or citation: http://…`
            ended.fields.push(Field::new(name, link, line));
        } else if !line.is_blank() && crate::ovid::record_number(line.text).is_none() {
            self.stray(line);
        }
    }

    fn begin(&mut self, line: Line<'a>) {
        self.close();
        self.end_stray();
        self.open = Some(Open {
            number: self.entries.begin(),
            line: line.number,
            start: line.start,
            fields: std::mem::take(&mut self.spare),
        });
    }

    /// Makes records of the entry that ended and of the one that is open without an end.
    fn close(&mut self) {
        if let Some(ended) = self.ended.take() {
            self.finish(ended);
        }
        if let Some(open) = self.open.take() {
            let reason = "the end of the entry (ER) is missing";
            let (line, number) = (Some(open.line), Some(open.number));
            self.entries
                .problem(Severity::Note, line, number, reason, None);
            self.finish(open);
        }
    }

    fn finish(&mut self, mut open: Open<'a>) {
        let at = (Some(open.line), Some(open.number));
        let (record, mut problems) = record::of_fields(&open.fields);
        for problem in &mut problems {
            problem.entry = Some(open.number);
        }
        self.entries.problems.append(&mut problems);
        if record.title.is_none() {
            let reason = if record.is_blank() {
                "the entry is empty"
            } else {
                "the entry has no title"
            };
            let end = open.fields.last().map_or(open.start, Field::end);
            let excerpt = self.text.get(open.start..end);
            self.entries
                .problem(Severity::Note, at.0, at.1, reason, excerpt);
        }
        self.entries.record(record, open.line, open.number);
        open.fields.clear();
        self.spare = open.fields;
    }

    fn stray(&mut self, line: Line<'a>) {
        if self.stray.is_none() {
            self.stray = Some(line);
        }
    }

    fn end_stray(&mut self) {
        if let Some(line) = self.stray.take() {
            self.note(line, "text outside of entries was passed over");
        }
    }

    fn note(&mut self, line: Line<'a>, reason: &str) {
        let excerpt = Some(line.text.trim());
        self.entries
            .problem(Severity::Note, Some(line.number), None, reason, excerpt);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_in_parts_changes_nothing() {
        let texts = [
            "stray\nTY  - JOUR\nTI  - a\nmore\nTY  - JOUR\nER  - x\nAB  - behind\nLink to y: http://z\n\
             TY  - BOOK\nDO  - none\nER  - \nAU  - no start\n\nTY  - GEN\nTY  - GEN\nPY  - never\nER  -",
            "TY  - JOUR\nER  - \nstray\nTY  - JOUR\nER  - \nER  - \nstray\n\u{feff}TY  - JOUR\nTI  - b",
        ];
        let styles = [Styles(0), Styles::ALL];
        for styles in styles {
            let read_part = |part: &str| parse_part(part, styles);
            parts::tests::assert_parts_change_nothing("TY  - ", &texts, read_part);
        }
    }
}
