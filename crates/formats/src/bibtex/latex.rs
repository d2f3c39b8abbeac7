//! LaTeX to Unicode and back.
//!
//! The `biblatex` crate knows LaTeX as well, but it calls itself for every nested argument, refuses a value with an
//! unmatched brace, and drops what it does not know; here every value must come through. [`decode`] is one pass without
//! recursion: braces only group, so they can be dropped where they stand, and an accent needs no more than the next
//! letter.

use unicode_normalization::char::compose;

use super::symbols::{accent, symbol};

/// What a field's line breaks mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lines {
    /// White space like any other.
    Join,
    /// A break before an indented line was made by a program that wraps; every other one ends a paragraph.
    Paragraphs,
}

/// A LaTeX value as plain text: commands and accents resolved, grouping braces dropped, white space tidied.
///
/// Commands that are not known stay as they are written.
pub(super) fn decode(value: &str, lines: Lines) -> String {
    let plain = value.bytes().all(|byte| {
        !matches!(
            byte,
            b'\\' | b'{' | b'}' | b'~' | b'$' | b'`' | b'\'' | b'-'
        )
    });
    if plain {
        return tidy(value, lines);
    }
    let mut decoder = Decoder {
        rest: value,
        out: String::with_capacity(value.len()),
        math_end: None,
    };
    decoder.run();
    tidy(&decoder.out, lines)
}

/// A value that is no prose (a DOI, a link): only the escapes that programs put into it are taken off.
pub(super) fn decode_verbatim(value: &str) -> String {
    let value = value.trim();
    let value = match value.strip_prefix('{').and_then(|v| v.strip_suffix('}')) {
        Some(inner) if !inner.contains(['{', '}']) => inner.trim(),
        _ => value,
    };
    let mut out = String::with_capacity(value.len());
    let mut characters = value.chars().peekable();
    while let Some(character) = characters.next() {
        if character == '\\'
            && let Some(escaped) = characters.next_if(|c| "_%&#$~{}:\\".contains(*c))
        {
            out.push(escaped);
        } else if character.is_whitespace() {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        } else {
            out.push(character);
        }
    }
    out
}

struct Decoder<'t> {
    rest: &'t str,
    out: String,
    /// Length of `rest` at the dollar sign that ends the formula we are in.
    math_end: Option<usize>,
}

impl<'t> Decoder<'t> {
    fn run(&mut self) {
        while let Some(special) = self.rest.find(['\\', '{', '}', '~', '$', '`', '\'', '-']) {
            self.out.push_str(&self.rest[..special]);
            self.rest = &self.rest[special..];
            let first = self.rest.as_bytes()[0];
            match first {
                b'\\' => self.command(),
                b'{' | b'}' => self.skip(1),
                b'~' => self.replace(1, " "),
                b'$' => self.dollar(),
                b'`' if self.rest.starts_with("``") => self.replace(2, "“"),
                b'\'' if self.rest.starts_with("''") => self.replace(2, "”"),
                b'-' if self.rest.starts_with("---") => self.replace(3, "—"),
                b'-' if self.rest.starts_with("--") => self.replace(2, "–"),
                _ => {
                    self.out.push(char::from(first));
                    self.skip(1);
                }
            }
        }
        self.out.push_str(self.rest);
        self.rest = "";
    }

    fn skip(&mut self, bytes: usize) {
        self.rest = &self.rest[bytes..];
    }

    fn replace(&mut self, bytes: usize, text: &str) {
        self.out.push_str(text);
        self.skip(bytes);
    }

    /// A formula loses its dollar signs. A dollar sign that begins none (`$100 and $200`) is a dollar.
    fn dollar(&mut self) {
        if self.math_end == Some(self.rest.len()) {
            self.math_end = None;
            self.skip(1);
            return;
        }
        let after = &self.rest[1..];
        let formula = memchr::memchr(b'$', after.as_bytes()).filter(|length| {
            let inside = &after[..*length];
            !inside.is_empty()
                && (inside.contains(['\\', '^', '_', '{', '=', '<', '>'])
                    || !inside.contains(char::is_whitespace))
                && !inside
                    .starts_with(|c: char| c.is_ascii_digit() && !inside.contains(['^', '_', '\\']))
        });
        match formula {
            Some(length) => self.math_end = Some(after.len() - length),
            None => self.out.push('$'),
        }
        self.skip(1);
    }

    fn command(&mut self) {
        let after = &self.rest[1..];
        let Some(first) = after.chars().next() else {
            self.replace(1, "\\");
            return;
        };
        if !first.is_ascii_alphabetic() {
            match first {
                '{' | '}' | '%' | '&' | '$' | '#' | '_' | ':' => {
                    self.out.push(first);
                    self.skip(2);
                }
                ' ' | ',' | ';' | '\n' | '\\' | '~' if first != '~' => self.replace(2, " "),
                '-' | '/' | '@' | '!' => self.skip(2),
                '(' | ')' | '[' | ']' => self.skip(2),
                _ => match accent(&after[..first.len_utf8()]) {
                    Some(mark) => {
                        self.skip(1 + first.len_utf8());
                        self.accented(mark);
                    }
                    None => self.replace(1, "\\"),
                },
            }
            return;
        }
        let length = after
            .bytes()
            .take_while(|byte| byte.is_ascii_alphabetic())
            .count();
        let name = &after[..length];
        let behind = &after[length..];
        let argument_follows = behind.starts_with('{');
        if let Some(mark) =
            accent(name).filter(|_| argument_follows || behind.starts_with([' ', '\\']))
        {
            self.skip(1 + length);
            self.accented(mark);
        } else if let Some(text) = symbol(name) {
            self.out.push_str(text);
            self.skip(1 + length);
            self.end_of_name();
        } else if is_formatting(name) {
            self.skip(1 + length);
            self.end_of_name();
        } else {
            // Unknown: kept as written, its braces too, so that a person can still see what it was.
            let braces = if argument_follows {
                behind.find('}').map_or(0, |end| end + 1).min(200)
            } else {
                0
            };
            let mut kept = 1 + length + braces;
            while !self.rest.is_char_boundary(kept) {
                kept -= 1;
            }
            let text = &self.rest[..kept];
            self.out.push_str(text);
            self.skip(kept);
        }
    }

    /// Passes over what only ends the name of a command: white space or `{}`.
    fn end_of_name(&mut self) {
        if let Some(rest) = self.rest.strip_prefix("{}") {
            self.rest = rest;
        } else {
            self.rest = self.rest.trim_start_matches([' ', '\t']);
        }
    }

    /// Puts an accent on the next letter.
    fn accented(&mut self, mark: char) {
        let mut rest = self.rest.trim_start_matches([' ', '\t', '{']);
        let mut base = None;
        if let Some(command) = rest.strip_prefix('\\') {
            let length = command
                .bytes()
                .take_while(|byte| byte.is_ascii_alphabetic())
                .count();
            let letter = match &command[..length] {
                // Accents replace the dot.
                "i" | "imath" => Some('i'),
                "j" | "jmath" => Some('j'),
                name => symbol(name).and_then(|text| text.chars().next()),
            };
            if letter.is_some() {
                base = letter;
                rest = command[length..].trim_start_matches([' ', '\t']);
                rest = rest.strip_prefix("{}").unwrap_or(rest);
            }
        } else if let Some(letter) = rest.chars().next()
            && !matches!(letter, '}' | '{' | '$')
        {
            base = Some(letter);
            rest = &rest[letter.len_utf8()..];
        }
        match base {
            Some(letter) => match compose(letter, mark) {
                Some(composed) => self.out.push(composed),
                None => self.out.extend([letter, mark]),
            },
            // `\^{}` and `\~{}` are how these characters are written on their own.
            None => self.out.push(match mark {
                '\u{302}' => '^',
                '\u{303}' => '~',
                '\u{300}' => '`',
                '\u{301}' => '´',
                '\u{308}' => '¨',
                other => other,
            }),
        }
        self.rest = rest;
    }
}

/// Commands that change the look of their argument, which is what is kept of them.
fn is_formatting(name: &str) -> bool {
    matches!(
        name,
        "emph"
            | "textit"
            | "textbf"
            | "textsc"
            | "textrm"
            | "textsf"
            | "texttt"
            | "textsl"
            | "textup"
            | "textmd"
            | "textnormal"
            | "textsubscript"
            | "textsuperscript"
            | "text"
            | "mathrm"
            | "mathbf"
            | "mathit"
            | "mathsf"
            | "mathcal"
            | "mathbb"
            | "mathtt"
            | "boldsymbol"
            | "bm"
            | "mbox"
            | "hbox"
            | "ensuremath"
            | "url"
            | "uppercase"
            | "lowercase"
            | "MakeUppercase"
            | "MakeLowercase"
            | "underline"
            | "enquote"
            | "it"
            | "bf"
            | "em"
            | "sc"
            | "rm"
            | "sf"
            | "tt"
            | "sl"
            | "small"
            | "large"
            | "Large"
            | "normalsize"
            | "scriptsize"
            | "relax"
            | "protect"
            | "noopsort"
            | "left"
            | "right"
            | "operatorname"
            | "bibinfo"
            | "path"
            | "nolinkurl"
            | "mathop"
            | "limits"
            | "displaystyle"
            | "foreignlanguage"
            | "par"
            | "newline"
            | "linebreak"
    )
}

/// Tidies white space: one blank between words, none at the ends of a line, line breaks as asked.
fn tidy(text: &str, lines: Lines) -> String {
    let mut out = String::with_capacity(text.len());
    let mut after_blank_line = false;
    for line in text.split('\n') {
        let mut words = line.split_whitespace();
        let Some(first) = words.next() else {
            after_blank_line = true;
            continue;
        };
        if !out.is_empty() {
            let wrapped = line.starts_with([' ', '\t']) && !after_blank_line;
            out.push(if lines == Lines::Join || wrapped {
                ' '
            } else {
                '\n'
            });
        }
        after_blank_line = false;
        out.push_str(first);
        for word in words {
            out.push(' ');
            out.push_str(word);
        }
    }
    out
}

/// Plain text as LaTeX that [`decode`] turns back into it.
pub(super) fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut previous = '\n';
    for (at, character) in text.char_indices() {
        if previous == '\n' && looks_like_a_tag(&text[at..]) {
            out.push_str("{}");
        }
        match character {
            '\\' => out.push_str("\\textbackslash{}"),
            // BibTeX counts braces behind a backslash too, so an unmatched one has to go by its name.
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '%' | '&' | '$' | '#' | '_' => out.extend(['\\', character]),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            // Two of a kind would be read as a dash or as quotation marks.
            '-' | '`' | '\'' if previous == character => out.extend(['{', '}', character]),
            // At the start of a line it would look like an entry.
            '@' => out.push_str("{@}"),
            _ if is_invisible(character) => out.push(' '),
            _ => out.push(character),
        }
        previous = character;
    }
    out
}

/// Whether a line begins like one of another format (`TY  - `, `PMID- `, `%T `), for which the file might be taken.
fn looks_like_a_tag(line: &str) -> bool {
    let line =
        line.trim_start_matches(|c: char| is_invisible(c) || (c.is_whitespace() && c != '\n'));
    let bytes = line.as_bytes();
    let tag = bytes
        .iter()
        .take(5)
        .take_while(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        .count();
    let gap = bytes
        .iter()
        .skip(tag)
        .take_while(|byte| **byte == b' ')
        .count();
    line.starts_with('%')
        || ((2..=4).contains(&tag) && (gap > 1 || bytes.get(tag + gap) == Some(&b'-')))
}

/// Whether programs on the way may drop or change a character.
fn is_invisible(character: char) -> bool {
    (character.is_control() && character != '\n') || character == '\u{feff}'
}
