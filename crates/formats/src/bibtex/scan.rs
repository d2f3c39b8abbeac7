//! The outer grammar of a `.bib` file: where entries begin and end, and what their fields are.
//!
//! A broken entry must cost only itself, so the file is first cut into *blocks*, each reaching from a line that looks
//! like the head of an entry to the next such line. An entry is closed inside its own block or not at all; a missing
//! brace can therefore never swallow the entries after it, and no byte is looked at more than a few times.

use std::collections::HashMap;

use super::repair;

/// One `@type{key, name = value, …}` as it stands in the file.
#[derive(Debug, Default)]
pub(super) struct RawEntry<'t> {
    /// The word after the `@`, as written.
    pub(super) kind: &'t str,
    /// The citation key, trimmed; may be empty.
    pub(super) key: &'t str,
    /// Field names as written, with their values still in LaTeX and macros put in.
    pub(super) fields: Vec<(&'t str, String)>,
    /// Line of the `@`, from 1.
    pub(super) line: u64,
    /// Macros that are not defined anywhere before: they were kept as text.
    pub(super) unknown_macros: Vec<&'t str>,
    /// Whether the closing brace was missing.
    pub(super) unclosed: bool,
    /// Whether its braces do not balance, so that its fields were told apart by their lines.
    pub(super) repaired: bool,
}

/// What the scanner found next.
#[derive(Debug)]
pub(super) enum Item<'t> {
    /// An entry.
    Entry(RawEntry<'t>),
    /// An entry that cannot be read.
    Bad {
        /// Line of the `@`.
        line: u64,
        /// Why.
        reason: &'static str,
        /// All of it.
        text: &'t str,
    },
    /// An entry behind a `%`, which is left out on purpose.
    CommentedOut {
        /// Line of the `%`.
        line: u64,
        /// All of it.
        text: &'t str,
    },
}

/// Goes through a file, item by item.
pub(super) struct Scanner<'t> {
    text: &'t str,
    at: usize,
    counted_to: usize,
    line: u64,
    macros: Macros,
    comment_ran_out: bool,
    /// The next line that begins an entry, as far as it is known: looked for once, however many entries share a line.
    next_head: usize,
}

impl<'t> Scanner<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            counted_to: 0,
            line: 1,
            macros: Macros {
                texts: HashMap::new(),
                allowance: text.len().saturating_mul(2) + 100_000,
            },
            comment_ran_out: false,
            next_head: 0,
        }
    }

    /// The line of a position. Positions are asked for in rising order, so that counting stays linear.
    fn line_of(&mut self, position: usize) -> u64 {
        if position > self.counted_to {
            let passed = &self.text.as_bytes()[self.counted_to..position];
            self.line += passed.iter().filter(|byte| **byte == b'\n').count() as u64;
            self.counted_to = position;
        }
        self.line
    }

    /// Reads one head and what belongs to it. `None` if it was no entry (a comment, a macro, an e-mail address).
    fn item_at(&mut self, at_sign: usize) -> Option<Item<'t>> {
        let Some(head) = Head::at(self.text, at_sign) else {
            self.at = at_sign + 1;
            return None;
        };
        let line = self.line_of(at_sign);
        if head.is("comment") {
            self.skip_comment(&head);
            return None;
        }
        if self.next_head < head.body {
            self.next_head = next_head_on_a_line(self.text, head.body);
        }
        let block_end = self.next_head;
        if behind_percent_sign(&self.text[..at_sign]) {
            // What follows on lines of its own behind a `%` each is skipped as text between entries.
            let line_end = self.text[at_sign..]
                .find('\n')
                .map_or(self.text.len(), |length| at_sign + length);
            self.at = line_end;
            return Some(Item::CommentedOut {
                line,
                text: &self.text[at_sign..line_end],
            });
        }
        let mut body = Body {
            text: &self.text[..block_end],
            at: head.body,
            close: head.close,
        };
        if head.is("preamble") {
            // A preamble is TeX code for the typesetter; it describes no work.
            self.at = match body.value(&mut self.macros, &mut Vec::new()) {
                Ok(_) => body.at,
                Err(_) => block_end,
            };
            return None;
        }
        if head.is("string") {
            let mut unknown = Vec::new();
            let (fields, _) = body
                .fields(&mut self.macros, &mut unknown)
                .unwrap_or_default();
            for (name, value) in fields {
                self.macros.texts.insert(name.to_lowercase(), value);
            }
            self.at = body.at.max(head.body);
            return None;
        }
        let mut unknown_macros = Vec::new();
        let key = body.key();
        let behind_key = body.at;
        match body.fields(&mut self.macros, &mut unknown_macros) {
            Ok((fields, closed)) => {
                self.at = body.at;
                if !closed
                    && let Some(by_line) = repair::fields_by_line(&self.text[behind_key..block_end])
                    && by_line.len() > fields.len()
                {
                    // A brace within a value is missing, and the value has swallowed the fields behind it.
                    return Some(Item::Entry(RawEntry {
                        kind: head.kind,
                        key,
                        fields: by_line,
                        line,
                        repaired: true,
                        ..RawEntry::default()
                    }));
                }
                Some(Item::Entry(RawEntry {
                    kind: head.kind,
                    key,
                    fields,
                    line,
                    unknown_macros,
                    unclosed: !closed,
                    repaired: false,
                }))
            }
            Err(reason) => {
                self.at = block_end;
                if let Some(fields) = repair::fields_by_line(&self.text[behind_key..block_end]) {
                    return Some(Item::Entry(RawEntry {
                        kind: head.kind,
                        key,
                        fields,
                        line,
                        repaired: true,
                        ..RawEntry::default()
                    }));
                }
                Some(Item::Bad {
                    line,
                    reason,
                    text: self.text[at_sign..block_end].trim_end(),
                })
            }
        }
    }

    /// Passes over `@comment{…}`, braces balanced, entries in it and all. One that is never closed ends with its line,
    /// as in BibTeX, where a comment is only the word.
    fn skip_comment(&mut self, head: &Head<'t>) {
        self.at = head.body;
        if self.comment_ran_out {
            return;
        }
        let mut depth = 1usize;
        for (at, byte) in self.text.bytes().enumerate().skip(head.body) {
            match byte {
                b'{' => depth += 1,
                b'}' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                self.at = at + 1;
                return;
            }
        }
        self.comment_ran_out = true;
    }
}

impl<'t> Iterator for Scanner<'t> {
    type Item = Item<'t>;

    fn next(&mut self) -> Option<Item<'t>> {
        while let Some(found) = memchr::memchr(b'@', self.text.as_bytes().get(self.at..)?) {
            if let Some(item) = self.item_at(self.at + found) {
                return Some(item);
            }
        }
        None
    }
}

/// What `@string` has defined.
struct Macros {
    texts: HashMap<String, String>,
    /// How many bytes may still come out of macros: one that holds itself twice doubles with every line.
    allowance: usize,
}

impl Macros {
    fn text(&mut self, word: &str) -> Option<&str> {
        let text = self.texts.get(&word.to_lowercase())?;
        self.allowance = self.allowance.checked_sub(text.len())?;
        Some(text)
    }
}

/// `@word{` or `@word(`.
struct Head<'t> {
    kind: &'t str,
    close: u8,
    /// Where the inside begins.
    body: usize,
}

impl<'t> Head<'t> {
    fn at(text: &'t str, at_sign: usize) -> Option<Self> {
        let rest = text.get(at_sign + 1..)?;
        let gap = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let word = rest[gap..]
            .bytes()
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
            .count();
        let kind = &rest[gap..gap + word];
        let after = rest[gap + word..].trim_start();
        let close = match after.bytes().next()? {
            b'{' => b'}',
            b'(' => b')',
            _ => return None,
        };
        let starts_well = kind.bytes().next().is_some_and(|b| b.is_ascii_alphabetic());
        starts_well.then(|| Self {
            kind,
            close,
            body: text.len() - after.len() + 1,
        })
    }

    fn is(&self, word: &str) -> bool {
        self.kind.eq_ignore_ascii_case(word)
    }
}

/// Whether a line so far begins with a percent sign. Looks back no further than a line of a comment is long.
fn behind_percent_sign(before: &str) -> bool {
    let bytes = before.as_bytes();
    let window = &bytes[bytes.len().saturating_sub(500)..];
    let start = match memchr::memrchr(b'\n', window) {
        Some(at) => at + 1,
        None if window.len() == bytes.len() => 0,
        None => return false,
    };
    window[start..].trim_ascii_start().starts_with(b"%")
}

/// Where the next line begins that opens an entry: `@word{key,`, or a comment, macro or preamble.
///
/// The comma is asked for so that a line of an abstract that begins with `@user{x}` does not cut its entry in two.
fn next_head_on_a_line(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(found) = memchr::memchr(b'@', &bytes[at..]) {
        let at_sign = at + found;
        at = at_sign + 1;
        let line_start = bytes[from..at_sign]
            .iter()
            .rposition(|byte| !matches!(byte, b' ' | b'\t'));
        let alone = line_start.is_some_and(|before| bytes[from + before] == b'\n');
        if !alone {
            continue;
        }
        let Some(head) = Head::at(text, at_sign) else {
            continue;
        };
        let command = head.is("comment") || head.is("string") || head.is("preamble");
        let key = bytes[head.body..]
            .iter()
            .take(300)
            .position(|byte| matches!(byte, b',' | b'{' | b'}' | b'=' | b'"' | b'\n'));
        if command || key.is_some_and(|length| bytes[head.body + length] == b',') {
            return at_sign;
        }
    }
    text.len()
}

/// The inside of an entry.
struct Body<'t> {
    text: &'t str,
    at: usize,
    close: u8,
}

/// Names with values, and whether the closing brace was there.
type Fields<'t> = (Vec<(&'t str, String)>, bool);

impl<'t> Body<'t> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip(&mut self, skipped: impl Fn(u8) -> bool) {
        while self.peek().is_some_and(&skipped) {
            self.at += 1;
        }
    }

    fn until(&mut self, stop: &[u8]) -> &'t str {
        let start = self.at;
        self.skip(|byte| !stop.contains(&byte));
        &self.text[start..self.at]
    }

    /// The citation key, up to the first comma. An entry without one (`@misc{title = …`) has an empty key.
    fn key(&mut self) -> &'t str {
        let start = self.at;
        let key = self.until(b",={}\"").trim();
        match self.peek() {
            Some(b',') => self.at += 1,
            Some(b'=') => {
                self.at = start;
                return "";
            }
            _ => {}
        }
        key
    }

    fn fields(
        &mut self,
        macros: &mut Macros,
        unknown: &mut Vec<&'t str>,
    ) -> Result<Fields<'t>, &'static str> {
        let mut fields = Vec::new();
        loop {
            self.skip(|byte| byte.is_ascii_whitespace() || byte == b',');
            match self.peek() {
                None => return Ok((fields, false)),
                Some(byte) if byte == self.close => {
                    self.at += 1;
                    return Ok((fields, true));
                }
                Some(b'%') => {
                    self.until(b"\n");
                    continue;
                }
                Some(_) => {}
            }
            let name = self.until(b"={},\"").trim();
            if name.is_empty() || self.peek() != Some(b'=') {
                return Err("a field has no name or no equals sign");
            }
            self.at += 1;
            let value = self.value(macros, unknown)?;
            fields.push((name, value));
        }
    }

    /// `{…} # "…" # macro # 12`
    fn value(
        &mut self,
        macros: &mut Macros,
        unknown: &mut Vec<&'t str>,
    ) -> Result<String, &'static str> {
        let mut value = String::new();
        loop {
            self.skip(|byte| byte.is_ascii_whitespace());
            match self.peek() {
                Some(b'{') => value.push_str(self.braced()?),
                Some(b'"') => value.push_str(self.quoted()?),
                Some(_) => {
                    let close = self.close;
                    let start = self.at;
                    self.skip(|byte| {
                        byte != close && !matches!(byte, b',' | b'#' | b'\n' | b'{' | b'"' | b'}')
                    });
                    let word = self.text[start..self.at].trim();
                    match macros.text(word) {
                        Some(text) => value.push_str(text),
                        None => {
                            let number = word.bytes().all(|byte| byte.is_ascii_digit());
                            if !number && !is_month(word) {
                                unknown.push(word);
                            }
                            value.push_str(word);
                        }
                    }
                }
                None => return Err("a field has no value"),
            }
            self.skip(|byte| byte.is_ascii_whitespace());
            if self.peek() != Some(b'#') {
                return Ok(value);
            }
            self.at += 1;
        }
    }

    fn braced(&mut self) -> Result<&'t str, &'static str> {
        self.balanced(|byte, depth| byte == b'}' && depth == 0)
            .ok_or("a brace is opened and never closed")
    }

    fn quoted(&mut self) -> Result<&'t str, &'static str> {
        self.balanced(|byte, depth| byte == b'"' && depth == 0)
            .ok_or("a quotation mark is opened and never closed")
    }

    /// From an opening mark to the byte that ends it, given with the number of braces open before it.
    fn balanced(&mut self, ends: impl Fn(u8, usize) -> bool) -> Option<&'t str> {
        let start = self.at + 1;
        let mut depth = 0usize;
        for (offset, byte) in self.text.as_bytes()[start..].iter().enumerate() {
            if ends(*byte, depth) {
                self.at = start + offset + 1;
                return Some(&self.text[start..start + offset]);
            }
            match byte {
                b'{' => depth += 1,
                b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        None
    }
}

/// Whether a bare word is one of BibTeX's own macros, the months.
fn is_month(word: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    MONTHS.iter().any(|month| word.eq_ignore_ascii_case(month))
}
