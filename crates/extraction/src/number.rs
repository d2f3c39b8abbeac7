//! [`Number`]: a number as it stands in a report, with its place; and the form in which the program keeps numbers.

use std::ops::Range;

use serde::Serialize;

/// A number of a report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Number {
    /// Its value.
    pub value: f64,
    /// In the program's own form: ASCII digits, `-` for the sign, a decimal point, no thousands separators. Decimals are
    /// those of the report: `1.20` is not `1.2`.
    pub text: String,
    /// Its bytes in the text that was parsed, with its sign.
    pub range: Range<usize>,
    /// Written in words, such as “twelve”.
    pub spelled: bool,
}

impl Number {
    /// Whether it is a whole number, written without a decimal point.
    pub fn is_whole(&self) -> bool {
        !self.text.contains('.')
    }

    /// How many decimals it is given with.
    pub fn decimals(&self) -> u32 {
        let decimals = self
            .text
            .split_once('.')
            .map_or(0, |(_, decimals)| decimals.len());
        u32::try_from(decimals).unwrap_or(u32::MAX)
    }
}

/// Reads a number in the program's own form. `None` for anything else, among it `1e5`, `inf` and `+3`.
pub fn plain_number(text: &str) -> Option<f64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = match digits.split_once('.') {
        Some((whole, decimals)) if !decimals.is_empty() => (whole, decimals),
        Some(_) => return None,
        None => (digits, ""),
    };
    let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty()
        || whole.len() > 15
        || decimals.len() > 15
        || !all_digits(whole)
        || !all_digits(decimals)
    {
        return None;
    }
    text.parse().ok()
}

/// Reads a p value in the program's own form: a number, or one with `<`, `>`, `≤` or `≥` before it, as reports print
/// `<0.001`. The sign is given apart: what is below 0.001 is not 0.001.
pub fn p_value(text: &str) -> Option<(Option<char>, f64)> {
    let sign = text.chars().next().filter(|c| "<>≤≥".contains(*c));
    let digits = sign.map_or(text, |sign| &text[sign.len_utf8()..]);
    plain_number(digits).map(|value| (sign, value))
}

/// Writes a computed number with at most that many decimals, without zeros at the end.
pub fn written(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    let text = if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.')
    } else {
        &text
    };
    if text == "-0" {
        "0".into()
    } else {
        text.to_owned()
    }
}
