//! The text of eligibility as single criteria.

use crate::trial::{Criterion, CriterionKind};

/// Headings longer than this are criteria.
const LONGEST_HEADING: usize = 60;

/// Whether the lines of a text were broken to fit a page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lines {
    /// Each line break is meant.
    Meant,
    /// Lines end where the page ended; paragraphs are set apart by empty lines (the XML of ClinicalTrials.gov).
    Wrapped,
}

/// Splits the text of eligibility at its headings (inclusion, exclusion), bullets, numbers and paragraphs. What stands
/// under a criterion that ends in a colon belongs to it. No word but headings and numbering is left out.
pub(crate) fn criteria(text: &str, lines: Lines, first: CriterionKind) -> Vec<Criterion> {
    let text = unescaped(text);
    let text = headings_apart(&text);
    let mut items: Vec<Item> = Vec::new();
    let mut kind = first;
    let mut paragraph_begins = true;
    for line in text.lines() {
        let indent = line.len() - line.trim_start().len();
        let line = line.trim();
        if line.is_empty() {
            paragraph_begins = true;
            continue;
        }
        if let Some((found, rest)) = heading(line) {
            kind = found.unwrap_or(kind);
            paragraph_begins = true;
            if rest.is_empty() {
                continue;
            }
            items.push(Item::new(kind, indent, unmarked(rest).unwrap_or(rest)));
            paragraph_begins = false;
            continue;
        }
        let bulleted = unmarked(line);
        if let Some(last) = items.last_mut()
            && last.kind == kind
        {
            let belongs = indent > last.indent && (last.text.ends_with(':') || last.has_parts);
            match bulleted {
                Some(words) if belongs => {
                    last.text.push_str(if last.has_parts { "; " } else { " " });
                    last.text.push_str(words);
                    last.has_parts = true;
                    paragraph_begins = false;
                    continue;
                }
                None if !paragraph_begins
                    && (lines == Lines::Wrapped
                        || line.starts_with(char::is_lowercase)
                        || last.bulleted) =>
                {
                    last.text.push(' ');
                    last.text.push_str(line);
                    continue;
                }
                _ => {}
            }
        }
        let mut item = Item::new(kind, indent, bulleted.unwrap_or(line));
        item.bulleted = bulleted.is_some();
        items.push(item);
        paragraph_begins = false;
    }
    items
        .into_iter()
        .flat_map(|item| {
            let kind = item.kind;
            numbered(&item.text)
                .into_iter()
                .map(one_line)
                .filter(|text| text.chars().any(char::is_alphanumeric))
                .map(move |text| Criterion { kind, text })
                .collect::<Vec<_>>()
        })
        .collect()
}

struct Item {
    kind: CriterionKind,
    indent: usize,
    bulleted: bool,
    has_parts: bool,
    text: String,
}

impl Item {
    fn new(kind: CriterionKind, indent: usize, text: &str) -> Self {
        Self {
            kind,
            indent,
            bulleted: false,
            has_parts: false,
            text: text.to_owned(),
        }
    }
}

fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words
        .join(" ")
        .trim_end_matches([';', ','])
        .trim_end()
        .to_owned()
}

/// The Markdown of ClinicalTrials.gov escapes signs: `\>` is `>`.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' if signs.peek().is_some_and(char::is_ascii_punctuation) => {}
            '\r' => out.push('\n'),
            '\u{a0}' => out.push(' '),
            sign => out.push(sign),
        }
    }
    out
}

/// Puts a heading in the middle of a line on a line of its own.
fn headings_apart(text: &str) -> String {
    const HEADINGS: [&str; 4] = [
        "inclusion criteria:",
        "exclusion criteria:",
        "inclusion criteria：",
        "exclusion criteria：",
    ];
    let lower = text.to_ascii_lowercase();
    let mut cuts: Vec<usize> = HEADINGS
        .iter()
        .flat_map(|heading| lower.match_indices(heading).map(|(at, _)| at))
        .collect();
    cuts.sort_unstable();
    let mut out = String::with_capacity(text.len() + cuts.len());
    let mut from = 0;
    for at in cuts {
        let before = text.get(from..at).unwrap_or_default();
        out.push_str(before);
        // “Key exclusion criteria:” and “Non-inclusion criteria:” stay whole.
        let line = before.rsplit('\n').next().unwrap_or_default();
        let starts = line.trim_end().ends_with(['.', ';', ':', ')', '>']);
        if starts {
            out.push('\n');
        }
        from = at;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

/// Whether a line begins with a heading: what it says of the side, and what follows it. Headings in capitals
/// (`DISEASE CHARACTERISTICS:`) say nothing of the side.
fn heading(line: &str) -> Option<(Option<CriterionKind>, &str)> {
    let bare = line.trim_matches(|c: char| matches!(c, '*' | '#' | '_' | '-' | '•' | ' '));
    let (title, rest) = match bare.find([':', '：']) {
        Some(at)
            if bare
                .get(..at)
                .is_some_and(|title| title.len() <= LONGEST_HEADING) =>
        {
            let (title, rest) = bare.split_at(at);
            let mut rest = rest.chars();
            rest.next();
            (title, rest.as_str())
        }
        _ if bare.len() <= LONGEST_HEADING => (bare, ""),
        _ => return None,
    };
    let has_colon = bare.len() > title.len();
    let lower = title.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    // What follows decides nothing of a heading that names criteria; one that only says “inclusion” needs a colon or
    // the line for itself.
    let names_criteria = words
        .iter()
        .any(|word| matches!(*word, "criteria" | "criterion" | "criterias"));
    let short = words.len() == 1;
    if !(names_criteria && words.len() <= 6 || short) || (!has_colon && !rest.is_empty()) {
        return capitals(title, has_colon, rest);
    }
    let says = |sought: &str| words.iter().any(|word| word.starts_with(sought));
    let excluded = says("exclusion") || says("non") && says("inclusion") || says("noninclusion");
    let kind = match (excluded, says("inclusion")) {
        (true, true) if !says("non") => return None,
        (true, _) => CriterionKind::Exclusion,
        (false, true) => CriterionKind::Inclusion,
        (false, false) => return capitals(title, has_colon, rest),
    };
    Some((Some(kind), rest.trim().trim_matches('*').trim()))
}

fn capitals<'t>(
    title: &str,
    has_colon: bool,
    rest: &'t str,
) -> Option<(Option<CriterionKind>, &'t str)> {
    let is_title = has_colon
        && rest.trim().is_empty()
        && title.chars().filter(|c| c.is_alphabetic()).count() > 3
        && !title.chars().any(char::is_lowercase);
    is_title.then_some((None, ""))
}

/// The words behind a bullet at the start of a line. A number stays, so that those behind it can be told to follow it.
fn unmarked(line: &str) -> Option<&str> {
    const BULLETS: [char; 12] = ['-', '*', '•', '·', '‣', '◦', '▪', '–', '—', '●', '○', '■'];
    let mut signs = line.chars();
    let first = signs.next()?;
    if BULLETS.contains(&first) {
        let rest = signs.as_str().trim_start();
        // “-5 °C” is a number; “-Age” is an item.
        let number = first == '-'
            && rest.len() == signs.as_str().len()
            && rest.starts_with(|c: char| c.is_ascii_digit());
        return (!number).then_some(rest);
    }
    if first == 'o' && signs.as_str().starts_with([' ', '\t']) {
        return Some(signs.as_str().trim_start());
    }
    label(line).map(|found| {
        if found.number.is_some() {
            line
        } else {
            found.rest
        }
    })
}

struct Label<'t> {
    /// Its number, where it is one.
    number: Option<u8>,
    /// Whether a bracket ends it, which is no end of a sentence.
    bracket: bool,
    /// What follows it.
    rest: &'t str,
}

/// A label such as `3.`, `3)`, `(3)`, `a)` or `iv.` at the start, and what follows it.
fn label(line: &str) -> Option<Label<'_>> {
    let (open, body) = match line.strip_prefix('(') {
        Some(body) => (true, body),
        None => (false, line),
    };
    let end = body.find(|c: char| !c.is_ascii_alphanumeric())?;
    let (label, rest) = body.split_at(end);
    let digits = (1..=2).contains(&label.len()) && label.bytes().all(|b| b.is_ascii_digit());
    let letter = label.len() == 1 && label.bytes().all(|b| b.is_ascii_lowercase());
    let roman =
        (1..=4).contains(&label.len()) && label.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'));
    if !digits && !letter && !roman {
        return None;
    }
    let mut signs = rest.chars();
    let (closed, bracket) = match signs.next()? {
        ')' => (true, true),
        '.' | '、' | '．' => (!open, false),
        _ => (false, false),
    };
    let after = signs.as_str();
    // “2.5 mg” begins with a number, “e.g.” with a word.
    let number_or_word = after.starts_with(|c: char| c.is_ascii_digit())
        || (!digits && !after.starts_with([' ', '\t']));
    (closed && !number_or_word).then(|| Label {
        number: label.parse().ok(),
        bracket,
        rest: after.trim_start(),
    })
}

/// Splits `1. … 2. … 3. …` within a line and takes the numbers off. A number counts only where it follows the one
/// before; a single one behind the first only where a sentence ends before it or a bracket follows it.
fn numbered(text: &str) -> Vec<&str> {
    let first = label(text).filter(|found| found.number.is_some());
    let mut expected = first
        .as_ref()
        .and_then(|found| found.number)
        .map_or(1, |n| n.saturating_add(1));
    // Where a number begins, where its words begin, and whether it is sure.
    let mut cuts: Vec<(usize, usize, bool)> = Vec::new();
    let start = first
        .as_ref()
        .map_or(0, |found| text.len() - found.rest.len());
    let (mut before, mut solid) = (' ', ' ');
    for (at, sign) in text.char_indices() {
        let may_begin =
            before.is_whitespace() || matches!(before, ';' | '.' | ',' | '。' | '；' | ':');
        if at >= start
            && may_begin
            && (sign == '(' || sign.is_ascii_digit())
            && let Some(from) = text.get(at..)
            && let Some(found) = label(from)
            && found.number == Some(expected)
        {
            let sure = found.bracket || matches!(solid, '.' | ';' | ',' | '。' | '；');
            cuts.push((at, text.len() - found.rest.len(), sure));
            expected = expected.saturating_add(1);
        }
        before = sign;
        if !sign.is_whitespace() {
            solid = sign;
        }
    }
    let enough = match (&first, cuts.as_slice()) {
        (_, []) => false,
        (Some(_), [(.., sure)]) => *sure,
        (None, [_]) => false,
        _ => true,
    };
    if !enough {
        return vec![text.get(start..).unwrap_or(text)];
    }
    let mut parts = Vec::with_capacity(cuts.len() + 1);
    let mut from = start;
    for (at, words, _) in cuts {
        parts.push(text.get(from..at).unwrap_or_default());
        from = words;
    }
    parts.push(text.get(from..).unwrap_or_default());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use CriterionKind::{Exclusion, Inclusion, NotSaid};
    use proptest::prelude::*;

    fn split(text: &str, lines: Lines) -> Vec<(CriterionKind, String)> {
        criteria(text, lines, NotSaid)
            .into_iter()
            .map(|c| (c.kind, c.text))
            .collect()
    }

    fn is(found: &[(CriterionKind, String)], expected: &[(CriterionKind, &str)]) {
        let found: Vec<(CriterionKind, &str)> = found
            .iter()
            .map(|(kind, text)| (*kind, text.as_str()))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn markdown_with_parts_is_split() {
        let text = "Inclusion Criteria:\n\n* Age \\>= 18 years\n* At least one of:\n\n  * diabetes\n  * hypertension\n\
            * Written consent\n\nExclusion Criteria:\n\n* Pregnancy\n* eGFR \\< 30 mL/min\n";
        is(
            &split(text, Lines::Meant),
            &[
                (Inclusion, "Age >= 18 years"),
                (Inclusion, "At least one of: diabetes; hypertension"),
                (Inclusion, "Written consent"),
                (Exclusion, "Pregnancy"),
                (Exclusion, "eGFR < 30 mL/min"),
            ],
        );
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let text = "\n        Inclusion Criteria:\n\n          -  Adults who can walk 10 metres without help and\n             \
            have had a stroke\n\n          -  2.5 mg of the drug tolerated\n\n        Exclusion Criteria:\n\n          -  Dementia\n    ";
        is(
            &split(text, Lines::Wrapped),
            &[
                (
                    Inclusion,
                    "Adults who can walk 10 metres without help and have had a stroke",
                ),
                (Inclusion, "2.5 mg of the drug tolerated"),
                (Exclusion, "Dementia"),
            ],
        );
    }

    #[test]
    fn numbers_within_a_line_are_split() {
        let text = "Inclusion criteria: 1. Aged 18 to 75; 2. HbA1c 7.5 to 10 %; 3. Signed consent. Exclusion criteria: 1) Type 1 diabetes 2) Dialysis";
        is(
            &split(text, Lines::Meant),
            &[
                (Inclusion, "Aged 18 to 75"),
                (Inclusion, "HbA1c 7.5 to 10 %"),
                (Inclusion, "Signed consent."),
                (Exclusion, "Type 1 diabetes"),
                (Exclusion, "Dialysis"),
            ],
        );
    }

    #[test]
    fn words_that_only_look_like_headings_stay() {
        is(
            &split(
                "1. Stable at visit 2. Then as below\n2. Adult",
                Lines::Meant,
            ),
            &[
                (NotSaid, "Stable at visit 2. Then as below"),
                (NotSaid, "Adult"),
            ],
        );
        let text = "Inclusion\nMeets inclusion criteria of the parent study, which are long and many and told elsewhere: see there\n\
            DISEASE CHARACTERISTICS:\nStage III melanoma";
        is(
            &split(text, Lines::Meant),
            &[
                (
                    Inclusion,
                    "Meets inclusion criteria of the parent study, which are long and many and told elsewhere: see there",
                ),
                (Inclusion, "Stage III melanoma"),
            ],
        );
        is(
            &split(
                "* Non-inclusion criteria:\n1. Pregnancy\n2. Age under 18",
                Lines::Meant,
            ),
            &[(Exclusion, "Pregnancy"), (Exclusion, "Age under 18")],
        );
    }

    proptest! {
        #[test]
        fn each_bullet_is_one_criterion(
            inside in proptest::collection::vec("[A-Z][a-z]{2,9}( [a-z]{2,9}){0,6}", 1..8),
            outside in proptest::collection::vec("[A-Z][a-z]{2,9}( [a-z]{2,9}){0,6}", 1..8),
            bullet in prop::sample::select(vec!["*", "-", "•"]),
        ) {
            let list = |items: &[String]| items.iter().map(|i| format!("{bullet} {i}\n")).collect::<String>();
            let text = format!("Inclusion Criteria:\n\n{}\nExclusion Criteria:\n\n{}", list(&inside), list(&outside));
            let found = split(&text, Lines::Meant);
            let expected: Vec<(CriterionKind, String)> = inside.iter().map(|i| (Inclusion, i.clone()))
                .chain(outside.iter().map(|i| (Exclusion, i.clone()))).collect();
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn no_text_ends_the_splitter(text in "\\PC{0,80}|([0-9]\\.|\\(|\\)|:|é|\n| |-|Exclusion criteria|x){0,30}") {
            let _found = split(&text, Lines::Meant);
            let _found = split(&text, Lines::Wrapped);
        }
    }
}
