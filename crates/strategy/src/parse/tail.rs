//! A whole line: what limits it, and the expression itself.

use crate::model::{Expression, Limit, Reference};
use crate::parse::reader::Reader;
use crate::syntax::Syntax;

/// Types of publication that Ovid takes as a limit.
pub(crate) const OVID_TYPES: [&str; 8] = [
    "randomized controlled trial",
    "controlled clinical trial",
    "clinical trial",
    "meta analysis",
    "review articles",
    "systematic review",
    "case reports",
    "comparative study",
];

/// Reads a line.
pub(super) fn line(reader: &mut Reader) -> Option<Expression> {
    match reader.syntax {
        Syntax::OvidMedline | Syntax::OvidEmbase => {
            if let Some(limited) = ovid_limit(reader) {
                return Some(limited);
            }
        }
        Syntax::Cochrane => {
            if let Some((of, years)) = cut(reader, "with publication year from ") {
                return limited(of, cochrane_years(&years));
            }
        }
        Syntax::Cinahl => {
            if let Some((of, limits)) = cut(reader, "limiters - ") {
                return limited(of, cinahl_limits(&limits));
            }
        }
        _ => {}
    }
    reader.sequence()
}

fn limited(of: Option<Expression>, to: Vec<Limit>) -> Option<Expression> {
    let of = Box::new(of?);
    Some(Expression::Limited { of, to })
}

/// What stands before a phrase, read, and the text after it.
fn cut(reader: &mut Reader, phrase: &str) -> Option<(Option<Expression>, String)> {
    let at = (0..reader.chars.len()).find(|&at| reader.starts_with(at, phrase))?;
    let tail = reader.text(at + phrase.chars().count(), reader.chars.len());
    reader.chars.truncate(at);
    Some((reader.sequence(), tail))
}

/// `limit 6 to (english language and yr="2000 -Current")`.
fn ovid_limit(reader: &mut Reader) -> Option<Expression> {
    let start = reader.at;
    reader.spaces();
    if !reader.starts_with(reader.at, "limit ") {
        reader.at = start;
        return None;
    }
    let whole = reader.text(reader.at + 6, reader.chars.len());
    let (line, to) = whole.trim_start().split_once(' ')?;
    let line: u32 = line.parse().ok()?;
    let to = to.trim_start();
    let to = to
        .get(..3)
        .filter(|w| w.eq_ignore_ascii_case("to "))
        .and(to.get(3..))?;
    let at = reader.place(reader.at + 6);
    reader.at = reader.chars.len();
    let to = to.trim();
    let inner = to
        .strip_prefix('(')
        .and_then(|t| t.strip_suffix(')'))
        .unwrap_or(to);
    let limits = outside_quotes(inner)
        .iter()
        .map(|text| ovid_item(text))
        .collect();
    Some(Expression::Limited {
        of: Box::new(Expression::Reference(Reference { line, at })),
        to: limits,
    })
}

/// The items between “and”, quotes and brackets left whole.
fn outside_quotes(text: &str) -> Vec<String> {
    let mut items = vec![String::new()];
    let (mut quoted, mut depth) = (false, 0_i32);
    for word in text.split_whitespace() {
        if word.eq_ignore_ascii_case("and") && !quoted && depth == 0 {
            items.push(String::new());
            continue;
        }
        quoted ^= word.matches('"').count() % 2 == 1;
        depth += word.matches('(').count() as i32 - word.matches(')').count() as i32;
        if let Some(item) = items.last_mut() {
            if !item.is_empty() {
                item.push(' ');
            }
            item.push_str(word);
        }
    }
    items.retain(|item| !item.is_empty());
    items
}

fn ovid_item(text: &str) -> Limit {
    let lower = text.to_lowercase();
    if matches!(lower.as_str(), "humans" | "human") {
        return Limit::Humans;
    }
    if let Some(years) = lower.strip_prefix("yr=") {
        let years = years.trim_matches('"').trim();
        let year = |part: &str| part.trim().parse::<u16>().ok();
        let (from, to) = match years.split_once('-') {
            Some((from, to)) => (year(from), year(to)),
            None => (year(years), year(years)),
        };
        if from.is_some() || to.is_some() {
            return Limit::Years { from, to };
        }
    }
    if let Some(language) = lower.strip_suffix(" language") {
        return Limit::Language(language.to_owned());
    }
    if lower == "english" {
        return Limit::Language(lower);
    }
    if OVID_TYPES.contains(&lower.as_str()) {
        return Limit::PublicationType(lower);
    }
    Limit::Named(text.to_owned())
}

fn cochrane_years(text: &str) -> Vec<Limit> {
    let mut years = text
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|part| (part.len() == 4).then(|| part.parse::<u16>().ok())?);
    let open = text.to_lowercase().contains("to present");
    let from = years.next();
    let to = if open { None } else { years.next() };
    vec![Limit::Years { from, to }]
}

fn cinahl_limits(text: &str) -> Vec<Limit> {
    let items = text
        .split(';')
        .map(str::trim)
        .filter(|item| !item.is_empty());
    items
        .map(
            |item| match item.split_once(':').map(|(k, v)| (k.trim(), v.trim())) {
                None if item.eq_ignore_ascii_case("human") => Limit::Humans,
                None if item.ends_with(" Language") => {
                    Limit::Language(item.trim_end_matches(" Language").to_owned())
                }
                Some(("Published Date", dates)) => {
                    let year = |part: &str| part.get(..4).and_then(|y| y.parse::<u16>().ok());
                    let (from, to) = dates.split_once('-').unwrap_or((dates, ""));
                    Limit::Years {
                        from: year(from),
                        to: year(to),
                    }
                }
                Some(("Publication Type", kind)) => Limit::PublicationType(kind.to_owned()),
                _ => Limit::Named(item.to_owned()),
            },
        )
        .collect()
}
