//! What stands in a JSON value, without ever failing: a value of another type than expected is as good as none.

use serde_json::Value;

/// What stands at the end of a path of keys.
pub(super) fn at<'v>(value: &'v Value, path: &[&str]) -> Option<&'v Value> {
    path.iter().try_fold(value, |value, key| value.get(key))
}

/// A text, as it is; numbers and truth values as they are written.
pub(super) fn text(value: &Value, path: &[&str]) -> Option<String> {
    let text = match at(value, path)? {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Bool(is) => is.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// A text on one line.
pub(super) fn line(value: &Value, path: &[&str]) -> Option<String> {
    let text = text(value, path)?;
    let words: Vec<&str> = text.split_whitespace().collect();
    Some(words.join(" "))
}

/// A text on one line, empty where there is none.
pub(super) fn cell(value: &Value, path: &[&str]) -> String {
    line(value, path).unwrap_or_default()
}

/// The elements of a list; none where there is no list.
pub(super) fn list<'v>(value: &'v Value, path: &[&str]) -> &'v [Value] {
    at(value, path)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

/// The texts of a list.
pub(super) fn lines(value: &Value, path: &[&str]) -> Vec<String> {
    list(value, path)
        .iter()
        .filter_map(|one| line(one, &[]))
        .collect()
}
