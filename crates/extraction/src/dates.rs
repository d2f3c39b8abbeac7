//! Dates and periods in a row of tokens: “30 April 2019”, “April 30, 2019”, “2019-04-30”, “April 2019”, “2004 to 2006”.

use crate::lexer::Token;
use crate::reading::Shape;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn month(word: &str) -> Option<u32> {
    let word = word.trim_end_matches('.');
    let short = |name: &str| {
        word.len() >= 3 && (name == word || (word.len() <= 4 && name.starts_with(word)))
    };
    let place = MONTHS.iter().position(|name| short(name))?;
    u32::try_from(place + 1).ok()
}

/// A date that begins at a token, as text, and the token behind it.
pub(crate) fn date(tokens: &[Token], at: usize) -> Option<(String, usize)> {
    let whole = |at: usize| {
        let number = tokens.get(at)?.number()?;
        (number.is_whole() && !number.spelled && number.value >= 0.0).then_some(number.value as u32)
    };
    let year = |at: usize| whole(at).filter(|year| (1900..=2099).contains(year));
    let day = |at: usize| {
        whole(at).filter(|day| (1..=31).contains(day)).or_else(|| {
            let word = tokens.get(at)?.word()?;
            let digits = word
                .strip_suffix("st")
                .or(word.strip_suffix("nd"))
                .or(word.strip_suffix("rd"))
                .or(word.strip_suffix("th"))?;
            digits.parse().ok().filter(|day| (1..=31).contains(day))
        })
    };
    let named = |at: usize| month(tokens.get(at)?.word()?);
    let past = |at: usize, marks: &str| {
        if tokens.get(at).is_some_and(|t| t.is_mark(marks)) {
            at + 1
        } else {
            at
        }
    };
    let of = |at: usize| {
        if tokens.get(at).and_then(Token::word) == Some("of") {
            at + 1
        } else {
            at
        }
    };
    // 30 April 2019
    if let (Some(day), Some(month)) = (day(at), named(of(at + 1))) {
        let next = past(of(at + 1) + 1, ",.");
        if let Some(year) = year(next) {
            return Some((format!("{year}-{month:02}-{day:02}"), next + 1));
        }
    }
    if let Some(month) = named(at) {
        // April 30, 2019
        let first = past(at + 1, ".");
        if let Some(day) = day(first) {
            let next = past(first + 1, ",");
            if let Some(year) = year(next) {
                return Some((format!("{year}-{month:02}-{day:02}"), next + 1));
            }
        }
        // April 2019, April of 2019
        let next = past(of(first), ",");
        if let Some(year) = year(next) {
            return Some((format!("{year}-{month:02}"), next + 1));
        }
    }
    // 2019-04-30
    if let (Some(year), Some(month), Some(day)) = (year(at), whole(at + 2), whole(at + 4)) {
        let dash = |at: usize| tokens.get(at).is_some_and(|t| t.is_mark("-/"));
        let close = tokens
            .get(at + 4)
            .zip(tokens.get(at))
            .is_some_and(|(last, first)| last.range.end - first.range.start <= 10);
        if dash(at + 1)
            && dash(at + 3)
            && close
            && (1..=12).contains(&month)
            && (1..=31).contains(&day)
        {
            return Some((format!("{year}-{month:02}-{day:02}"), at + 5));
        }
    }
    None
}

/// Words after which a number of four digits is a year.
const BEFORE_YEAR: [&str; 12] = [
    "in", "since", "from", "during", "until", "till", "between", "of", "to", "before", "after",
    "year",
];

/// A date, a year or a period that begins at a token, and the token behind it.
pub(crate) fn date_or_period(tokens: &[Token], at: usize) -> Option<(Shape, usize)> {
    let year = |at: usize| {
        let number = tokens.get(at)?.number()?;
        (number.text.len() == 4 && (1900.0..2100.0).contains(&number.value))
            .then(|| number.text.clone())
    };
    let introduced = at > 0
        && tokens[at - 1]
            .word()
            .is_some_and(|word| BEFORE_YEAR.contains(&word) || month(word).is_some());
    let joined = |at: usize| {
        tokens.get(at).is_some_and(|t| {
            t.is_mark("-") || matches!(t.word(), Some("to" | "and" | "through" | "until" | "till"))
        })
    };
    let skip_words = |mut at: usize| {
        while matches!(
            tokens.get(at).and_then(Token::word),
            Some("the" | "end" | "of")
        ) {
            at += 1;
        }
        at
    };
    let point = |at: usize| date(tokens, at).or_else(|| Some((year(at)?, at + 1)));
    let first = date(tokens, at);
    // "January to December 2010", "1 January to 30 June 2010": the year stands once.
    if first.is_none()
        && let Some(begin) = tokens.get(at).and_then(Token::word).and_then(month)
        && joined(at + 1)
        && let Some((to, end)) = date(tokens, at + 2)
        && to.len() == 7
    {
        return Some((
            Shape::Period {
                from: format!("{}-{begin:02}", &to[..4]),
                to,
            },
            end,
        ));
    }
    let (from, next) = match &first {
        Some((date, next)) => (date.clone(), *next),
        None => (year(at)?, at + 1),
    };
    // "From February 9, 2015, through June 24, 2016".
    let next = if tokens.get(next).is_some_and(|t| t.is_mark(",")) && joined(next + 1) {
        next + 1
    } else {
        next
    };
    if joined(next) {
        let after = skip_words(next + 1);
        let both_years = first.is_none() && year(after).is_some();
        if let Some((to, end)) = point(after)
            && (first.is_some() || introduced || both_years)
            && to[..4] >= from[..4]
        {
            return Some((Shape::Period { from, to }, end));
        }
    }
    (first.is_some() || introduced).then_some((Shape::Date(from), next))
}
