//! The text cut into numbered lines.

use crate::model::Place;
use crate::parse::operator::is_operator_word;
use crate::syntax::Syntax;

/// A line of the strategy before it is read.
pub(super) struct RawLine {
    pub(super) number: u32,
    pub(super) comment: Option<String>,
    pub(super) hits: Option<u64>,
    pub(super) chars: Vec<char>,
    pub(super) places: Vec<Place>,
}

/// Longest text that is read, in characters; a strategy has a few thousand.
const LONGEST: usize = 1_000_000;
const MOST_LINES: u32 = 9_999;

/// Cuts a text into lines. Where they are numbered, a line without a number goes on the one before.
pub(super) fn split(text: &str, syntax: Syntax) -> Vec<RawLine> {
    let text: String = text.chars().take(LONGEST).collect();
    let physical: Vec<(u32, &str)> = (1..).zip(text.lines()).collect();
    let numbered = is_numbered(&physical, syntax);
    let mut lines: Vec<RawLine> = Vec::new();
    let mut comment: Option<String> = None;
    for (row, whole) in physical {
        let trimmed = whole.trim();
        if trimmed.is_empty() {
            continue;
        }
        if let Some(remark) = trimmed.strip_prefix("//") {
            let remark = remark.trim();
            comment = Some(match comment.take() {
                Some(before) => format!("{before}\n{remark}"),
                None => remark.to_owned(),
            });
            continue;
        }
        let start = whole.chars().take_while(|c| c.is_whitespace()).count();
        let number = numbered.then(|| number_of(trimmed, syntax)).flatten();
        let (number, skipped) = match number {
            Some((number, skipped)) => (number, skipped),
            None if numbered => {
                if let Some(last) = lines.last_mut() {
                    last.chars.push(' ');
                    last.places.push(place(row, 0));
                    add(last, row, start, trimmed);
                    continue;
                }
                (1, 0)
            }
            None => (u32::try_from(lines.len()).unwrap_or(MOST_LINES) + 1, 0),
        };
        let rest: String = trimmed.chars().skip(skipped).collect();
        let (rest, hits) = if numbered {
            without_hits(&rest)
        } else {
            (rest.as_str(), None)
        };
        let mut line = RawLine {
            number,
            comment: comment.take(),
            hits,
            chars: Vec::new(),
            places: Vec::new(),
        };
        add(&mut line, row, start + skipped, rest);
        lines.push(line);
    }
    lines
}

fn place(line: u32, column: usize) -> Place {
    Place {
        line,
        column: u32::try_from(column + 1).unwrap_or(u32::MAX),
    }
}

fn add(line: &mut RawLine, row: u32, start: usize, text: &str) {
    for (column, c) in text.chars().enumerate() {
        line.chars.push(c);
        line.places.push(place(row, start + column));
    }
}

/// The lines are numbered if the first one is, the numbers rise, and most lines have one.
fn is_numbered(physical: &[(u32, &str)], syntax: Syntax) -> bool {
    let content: Vec<&str> = physical
        .iter()
        .map(|(_, line)| line.trim())
        .filter(|line| !line.is_empty() && !line.starts_with("//"))
        .collect();
    let numbers: Vec<Option<u32>> = content
        .iter()
        .map(|line| number_of(line, syntax).map(|(number, _)| number))
        .collect();
    let Some(Some(first)) = numbers.first() else {
        return false;
    };
    let given: Vec<u32> = numbers.iter().copied().flatten().collect();
    let rising = given.windows(2).all(|pair| pair[0] < pair[1]);
    // One line by itself has a number only where a sign says so: `2012 …` begins with a year.
    let marked = content.first().is_some_and(|line| {
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        line.starts_with(['#', 'S', 's']) || rest.starts_with(['.', ')', ':'])
    });
    let alone = content.len() == 1 && *first != 1 && !marked;
    rising && !alone && given.len() * 2 >= content.len()
}

/// The number at the beginning of a line, and how many characters it takes with what follows it.
pub(crate) fn number_of(line: &str, syntax: Syntax) -> Option<(u32, usize)> {
    let chars: Vec<char> = line.chars().collect();
    let sign = matches!(chars.first(), Some('#' | 'S' | 's'));
    let from = usize::from(sign);
    let digits = chars[from..]
        .iter()
        .take_while(|c| c.is_ascii_digit())
        .count();
    if digits == 0 || digits > 4 {
        return None;
    }
    let number: u32 = chars[from..from + digits]
        .iter()
        .collect::<String>()
        .parse()
        .ok()?;
    let mut at = from + digits;
    let marked = matches!(chars.get(at), Some('.' | ')' | ':'));
    if marked {
        at += 1;
    }
    if !chars.get(at)?.is_whitespace() || number == 0 || number > MOST_LINES {
        return None;
    }
    let spaces = chars[at..].iter().take_while(|c| c.is_whitespace()).count();
    let tab = chars.get(at) == Some(&'\t');
    let rest: String = chars[at + spaces..].iter().collect();
    let word: String = rest
        .chars()
        .take_while(|c| !c.is_whitespace() && !"()\"".contains(*c))
        .collect();
    // `1 or 2` and `#1 OR #2` are lines without a number; `3 heart` might be either, and is numbered only by a sign.
    let operator = !marked && is_operator_word(&word, syntax);
    (!operator && !rest.is_empty() && (marked || sign || tab || digits <= 3))
        .then_some((number, at + spaces))
}

/// The number of records that an export gives at the end of the line, after a tab or in brackets after two spaces.
fn without_hits(text: &str) -> (&str, Option<u64>) {
    let text = text.trim_end();
    let cut = match text.rfind(['\t', '(']) {
        Some(at) if text[at..].starts_with('\t') || text[..at].ends_with("  ") => at,
        _ => return (text, None),
    };
    let inner = text[cut..]
        .trim()
        .trim_start_matches('(')
        .trim_end_matches(')');
    let digits: String = inner.chars().filter(|c| !matches!(c, ',' | ' ')).collect();
    match digits.parse::<u64>() {
        Ok(hits) if !digits.is_empty() => (text[..cut].trim_end(), Some(hits)),
        _ => (text, None),
    }
}
