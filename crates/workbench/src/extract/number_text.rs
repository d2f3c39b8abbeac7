//! What a person types into a field, as it is kept: numbers with a decimal point and without thousands separators, dates
//! by year, month and day, options as the form words them.

use review::{Field, FieldKind, Measure};

use crate::error::{Error, Result};

/// The longest text of a value, in characters.
const LONGEST: usize = 20_000;

/// The typed text as it is kept. Errors: it is none of what the field takes.
pub(super) fn as_kept(field: &Field, typed: &str) -> Result<String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(Error::invalid(
            format!("“{}” has no value", field.label),
            "Enter a value, or mark the field as not reported.",
        ));
    }
    if typed.chars().count() > LONGEST {
        return Err(Error::invalid(
            format!("the value of “{}” is too long", field.label),
            "Keep it under 20,000 characters; the evidence may quote more.",
        ));
    }
    if typed.chars().any(|c| c.is_control() && c != '\n') {
        return Err(Error::invalid(
            format!("the value of “{}” holds a control character", field.label),
            "Type it again.",
        ));
    }
    match &field.kind {
        FieldKind::Text => Ok(typed.to_owned()),
        FieldKind::Number {
            measure: Measure::PValue,
            ..
        } => p_value(typed).ok_or_else(|| {
            Error::invalid(
                format!("“{typed}” is no p value for “{}”", field.label),
                "Type it as 0.03, or with its sign as <0.001; what is only called not significant is unclear.",
            )
        }),
        FieldKind::Number { measure, .. } if extraction::counts(*measure) => number(typed)
            .filter(|number| number.bytes().all(|b| b.is_ascii_digit()))
            .ok_or_else(|| {
                Error::invalid(
                    format!("“{typed}” is no count for “{}”", field.label),
                    "Type a whole number from 0, such as 12; a share belongs in a field of its own.",
                )
            }),
        FieldKind::Number { .. } => number(typed).ok_or_else(|| {
            Error::invalid(
                format!("“{typed}” is no number for “{}”", field.label),
                "Type digits with a decimal point, such as 1234.5 or -0.8; a range or an interval belongs in fields of \
                 its own.",
            )
        }),
        FieldKind::Date => date(typed).ok_or_else(|| {
            Error::invalid(
                format!("“{typed}” is no date for “{}”", field.label),
                "Type it as 2019, 2019-04 or 2019-04-30.",
            )
        }),
        FieldKind::YesNoUnclear => {
            let options = ["yes", "no", "unclear"];
            option(typed, &options).ok_or_else(|| not_an_option(field, typed, &options))
        }
        FieldKind::Choice { options, several } => {
            let options: Vec<&str> = options.iter().map(String::as_str).collect();
            if !several {
                return option(typed, &options)
                    .ok_or_else(|| not_an_option(field, typed, &options));
            }
            let mut chosen = Vec::new();
            for one in typed.split([';', '\n']).map(str::trim).filter(|t| !t.is_empty()) {
                let known =
                    option(one, &options).ok_or_else(|| not_an_option(field, one, &options))?;
                if !chosen.contains(&known) {
                    chosen.push(known);
                }
            }
            Ok(chosen.join("; "))
        }
    }
}

fn option(typed: &str, options: &[&str]) -> Option<String> {
    let exact = options.iter().find(|option| **option == typed);
    exact
        .or_else(|| {
            options
                .iter()
                .find(|o| o.to_lowercase() == typed.to_lowercase())
        })
        .map(|option| (*option).to_owned())
}

fn not_an_option(field: &Field, typed: &str, options: &[&str]) -> Error {
    Error::invalid(
        format!("“{typed}” is none of the options of “{}”", field.label),
        format!("Choose from: {}.", options.join("; ")),
    )
}

/// A number as `-1234.5`: minus signs of all kinds, a middle dot as decimal point, spaces and commas between thousands.
/// `None` where it could be read in two ways, such as `1,5`.
pub(super) fn number(typed: &str) -> Option<String> {
    let plain: String = typed
        .chars()
        .map(|c| match c {
            '\u{2212}' | '\u{2010}'..='\u{2013}' | '\u{FE63}' | '\u{FF0D}' => '-',
            '\u{00B7}' | '\u{2219}' | '\u{22C5}' => '.',
            '\u{00A0}' | '\u{2009}' | '\u{202F}' => ' ',
            other => other,
        })
        .collect();
    let (sign, digits) = match plain.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", plain.strip_prefix('+').unwrap_or(&plain)),
    };
    let (whole, fraction) = match digits.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let whole = if all_digits(whole) {
        whole.to_owned()
    } else {
        let mark = if whole.contains(',') { ',' } else { ' ' };
        let groups: Vec<&str> = whole.split(mark).collect();
        let (first, rest) = groups.split_first()?;
        let thousands = all_digits(first)
            && first.len() <= 3
            && !rest.is_empty()
            && rest.iter().all(|g| g.len() == 3 && all_digits(g));
        // A single comma before three digits is a separator in English text; `0,123` is not.
        if !thousands || *first == "0" {
            return None;
        }
        groups.concat()
    };
    match fraction {
        Some(fraction) if all_digits(fraction) => Some(format!("{sign}{whole}.{fraction}")),
        Some(_) => None,
        None => Some(format!("{sign}{whole}")),
    }
}

/// A p value as reports print it: `<0.001`, `P < .05`, `= .03`. The sign is kept, but for `=`, which says nothing more
/// than the number; a zero is put before the point, as everywhere.
fn p_value(typed: &str) -> Option<String> {
    let bare = typed.strip_prefix(['p', 'P']).unwrap_or(typed).trim_start();
    let signs = [
        ("<=", "≤"),
        (">=", "≥"),
        ("<", "<"),
        (">", ">"),
        ("≤", "≤"),
        ("≥", "≥"),
        ("=", ""),
    ];
    let found = signs.iter().find_map(|(sign, kept)| {
        bare.strip_prefix(sign)
            .map(|rest| (*kept, rest.trim_start()))
    });
    // “p 0.03” without a sign names it as well.
    let (sign, digits) = found.unwrap_or(("", bare));
    let pointed = digits.starts_with(['.', '\u{00B7}', '\u{2219}', '\u{22C5}']);
    let zero = if pointed { "0" } else { "" };
    let value = number(&format!("{zero}{digits}"))?;
    Some(format!("{sign}{value}"))
}

fn date(typed: &str) -> Option<String> {
    let parts: Vec<&str> = typed.split('-').collect();
    let number = |text: &str, digits: usize| -> Option<i16> {
        (text.len() == digits && text.bytes().all(|b| b.is_ascii_digit()))
            .then(|| text.parse().ok())
            .flatten()
    };
    let valid = match parts[..] {
        [year] => number(year, 4).is_some(),
        [year, month] => {
            number(year, 4).is_some() && number(month, 2).is_some_and(|m| (1..=12).contains(&m))
        }
        [year, month, day] => {
            let (year, month, day) = (number(year, 4)?, number(month, 2)?, number(day, 2)?);
            jiff::civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).is_ok()
        }
        _ => false,
    };
    valid.then(|| typed.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_kept_in_one_form_and_never_guessed() {
        for (typed, kept) in [
            ("12", "12"),
            ("1,234", "1234"),
            ("1 234 567.80", "1234567.80"),
            ("\u{2212}0\u{00B7}8", "-0.8"),
            ("-3.10", "-3.10"),
            ("+5", "5"),
        ] {
            assert_eq!(number(typed).as_deref(), Some(kept), "{typed}");
        }
        for typed in [
            "1,5", "0,123", "12-15", "about 5", "1.2.3", ".5", "5.", "", "1e5", "12,34", "NaN",
        ] {
            assert_eq!(number(typed), None, "{typed}");
        }
    }

    #[test]
    fn p_values_keep_their_sign() {
        for (typed, kept) in [
            ("<0.001", "<0.001"),
            ("< .05", "<0.05"),
            ("= .03", "0.03"),
            ("P < 0\u{00B7}001", "<0.001"),
            ("p=0.20", "0.20"),
            (">= 0.05", "≥0.05"),
            ("≤.01", "≤0.01"),
            ("0.03", "0.03"),
        ] {
            assert_eq!(p_value(typed).as_deref(), Some(kept), "{typed}");
        }
        for typed in ["ns", "<", "p", "< 0.0.1", "<<0.1", "0.01 < p", "<0,05"] {
            assert_eq!(p_value(typed), None, "{typed}");
        }
    }

    #[test]
    fn dates_exist() {
        for typed in ["2019", "2019-04", "2020-02-29"] {
            assert_eq!(date(typed).as_deref(), Some(typed));
        }
        for typed in [
            "19",
            "2019-13",
            "2019-02-29",
            "2019-4",
            "4 May 2019",
            "2019-04-30-1",
        ] {
            assert_eq!(date(typed), None, "{typed}");
        }
    }
}
