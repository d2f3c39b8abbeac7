//! Entries whose braces do not balance: read line by line instead.
//!
//! Exports paste web pages and notes into values, unmatched braces and all. Where every field begins on a line of its
//! own, as all programs write them, the lines tell the fields apart just as well.

/// The fields of an entry, from the text behind its key; `None` where the lines do not show them.
pub(super) fn fields_by_line(body: &str) -> Option<Vec<(&str, String)>> {
    let mut fields: Vec<(&str, String)> = Vec::new();
    let mut open = String::new();
    for line in body.lines() {
        if let Some((name, value)) = field_start(line) {
            close(&mut fields, &mut open);
            fields.push((name, String::new()));
            open.push_str(value);
        } else {
            open.push('\n');
            open.push_str(line);
        }
    }
    // The brace that closes the entry.
    let length = open.trim_end().len();
    open.truncate(length);
    if open.ends_with('}') {
        let last_line = open.rsplit('\n').next().unwrap_or_default();
        if last_line.trim() == "}" || last_line.trim_end().ends_with("}}") {
            open.pop();
        }
    }
    close(&mut fields, &mut open);
    let telling = fields
        .iter()
        .filter(|(name, _)| {
            ["title", "author", "editor", "year", "journal"]
                .iter()
                .any(|known| name.eq_ignore_ascii_case(known))
        })
        .count();
    (telling >= 2).then_some(fields)
}

/// `  name = {value`
fn field_start(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once('=')?;
    let name = name.trim();
    let is_name = name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.len() <= 60
        && name.bytes().all(|byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'+' | b':')
        });
    let value = value.trim_start();
    let is_value =
        value.starts_with(['{', '"']) || value.starts_with(|first: char| first.is_ascii_digit());
    (is_name && is_value).then_some((name, value))
}

/// Gives the last field its value, the marks around it taken off, braces in it escaped: they group nothing.
fn close(fields: &mut [(&str, String)], open: &mut String) {
    let text = std::mem::take(open);
    let Some((_, value)) = fields.last_mut() else {
        return;
    };
    let text = text.trim().trim_end_matches(',').trim_end();
    let inner = match text.as_bytes() {
        [b'{', .., b'}'] | [b'"', .., b'"'] => &text[1..text.len() - 1],
        [b'{' | b'"', ..] => &text[1..],
        _ => text,
    };
    let balance = inner.bytes().filter(|byte| *byte == b'{').count()
        == inner.bytes().filter(|byte| *byte == b'}').count();
    if balance {
        value.push_str(inner);
        return;
    }
    for character in inner.chars() {
        if matches!(character, '{' | '}') {
            value.push('\\');
        }
        value.push(character);
    }
}
