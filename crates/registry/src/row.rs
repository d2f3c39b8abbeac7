//! [`Row`]: the fields of a trial by name, from a line of a table or from the flat elements of ICTRP's XML.

use std::collections::HashMap;

/// Fields by their names in lower case with single spaces, so that `Date_registration3` and `Date registration3` are one.
#[derive(Default)]
pub(crate) struct Row(HashMap<String, String>);

/// The name under which a field is found.
pub(crate) fn field_name(name: &str) -> String {
    let spaced = name
        .trim_start_matches('\u{feff}')
        .replace('_', " ")
        .to_lowercase();
    let words: Vec<&str> = spaced.split_whitespace().collect();
    words.join(" ")
}

impl Row {
    pub(crate) fn put(&mut self, name: &str, value: &str) {
        let value = unprotected(value.trim());
        if !value.is_empty() && !value.eq_ignore_ascii_case("null") {
            self.0
                .entry(field_name(name))
                .and_modify(|before| {
                    before.push('\n');
                    before.push_str(value);
                })
                .or_insert_with(|| value.to_owned());
        }
    }

    /// The field with its line breaks; those of HTML count.
    pub(crate) fn text(&self, names: &[&str]) -> Option<String> {
        let value = names.iter().find_map(|name| self.0.get(*name))?;
        Some(with_line_breaks(value))
    }

    /// The field on one line.
    pub(crate) fn line(&self, names: &[&str]) -> Option<String> {
        let text = self.text(names)?;
        let words: Vec<&str> = text.split_whitespace().collect();
        (!words.is_empty()).then(|| words.join(" "))
    }

    /// The parts of a field between any of these signs, each on one line; empty ones left out, each once.
    pub(crate) fn parts(&self, names: &[&str], between: &[char]) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for part in self.text(names).unwrap_or_default().split(between) {
            let words: Vec<&str> = part.split_whitespace().collect();
            let part = words.join(" ");
            if part.chars().any(char::is_alphanumeric) && !all.contains(&part) {
                all.push(part);
            }
        }
        all
    }
}

/// Takes off the apostrophe that kept a spreadsheet from running a formula.
fn unprotected(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r']) => rest,
        _ => cell,
    }
}

fn with_line_breaks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let tag: String = from
            .chars()
            .take(6)
            .filter(|c| !c.is_whitespace())
            .collect::<String>()
            .to_lowercase();
        let is_break = ["<br>", "<br/>", "</br>"]
            .iter()
            .any(|b| tag.starts_with(b));
        match from.find('>') {
            Some(end) if is_break => {
                out.push('\n');
                rest = from.get(end + 1..).unwrap_or_default();
            }
            _ => {
                out.push('<');
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out.replace("\r\n", "\n").replace('\r', "\n")
}
