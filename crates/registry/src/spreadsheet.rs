//! Cells that no spreadsheet runs as a formula.

use std::borrow::Cow;

/// A cell that begins with `=`, `+`, `-`, `@`, tab or carriage return gets an apostrophe before it (OWASP, CSV
/// Injection), as in the exports of a review. A negative number stays one.
pub(crate) fn neutralised(cell: &str) -> Cow<'_, str> {
    let risky = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if risky && !is_negative_number(cell) {
        format!("'{cell}").into()
    } else {
        cell.into()
    }
}

fn is_negative_number(cell: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    cell.strip_prefix('-')
        .is_some_and(|number| match number.split_once('.') {
            Some((whole, fraction)) => digits(whole) && digits(fraction),
            None => digits(number),
        })
}
