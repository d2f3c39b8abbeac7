//! Headings and lists, in Markdown or plain text.

use documents::sentences;

use super::{CriteriaFile, one_line};

/// What the lines below a heading are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    /// Nothing was said yet.
    Opening,
    Question,
    Inclusion,
    Exclusion,
    /// Inclusion and exclusion in running text.
    Both,
    /// A search strategy, definitions, background.
    Other,
}

/// The question and the lists in a text.
pub(super) fn read(text: &str) -> CriteriaFile {
    let mut read = CriteriaFile::default();
    let mut section = Section::Opening;
    let mut headings: Vec<String> = Vec::new();
    let mut opening: Vec<String> = Vec::new();
    let mut strategy: Vec<String> = Vec::new();
    let mut questions: Vec<String> = Vec::new();
    // What the criteria below are about, such as "Population" in a list by elements.
    let mut about: Option<String> = None;
    let mut within_item = false;
    for line in text.lines() {
        let Line { level, item, words } = parts_of(line);
        if words.is_empty() {
            within_item = false;
            continue;
        }
        if let Some((named, rest)) = section_named(&words) {
            section = named;
            within_item = false;
            if !item {
                about = None;
            }
            if !rest.is_empty() {
                let text = match &about {
                    Some(about) => format!("{about}: {rest}"),
                    None => rest.to_owned(),
                };
                take(&mut read, &mut questions, section, &text);
                within_item =
                    matches!(section, Section::Inclusion | Section::Exclusion) && about.is_none();
            }
            continue;
        }
        if level > 0 {
            headings.push(words);
            section = if headings.len() > 1 && section != Section::Opening {
                Section::Other
            } else {
                section
            };
            within_item = false;
            continue;
        }
        // "Population:" on a line of its own names what the following criteria are about.
        if !item && words.ends_with(':') && words.split_whitespace().count() <= 4 {
            about = Some(words.trim_end_matches(':').to_owned());
            section = if section == Section::Opening {
                section
            } else {
                Section::Other
            };
            within_item = false;
            continue;
        }
        match section {
            Section::Inclusion | Section::Exclusion if within_item && !item => {
                let list = if section == Section::Inclusion {
                    &mut read.inclusion
                } else {
                    &mut read.exclusion
                };
                if let Some(last) = list.last_mut() {
                    last.push(' ');
                    last.push_str(&words);
                }
            }
            Section::Opening => opening.push(words),
            Section::Other => strategy.push(words),
            named => {
                take(&mut read, &mut questions, named, &words);
                within_item = true;
            }
        }
    }
    for list in [&mut read.inclusion, &mut read.exclusion] {
        *list = list.iter().flat_map(|text| enumerated(text)).collect();
    }
    read.title = headings.first().cloned();
    read.question = one_line(&questions.join(" "));
    if read.question.is_empty() {
        let opening = one_line(&opening.join(" "));
        let cited = headings
            .iter()
            .enumerate()
            .find_map(|(n, heading)| cited_title(heading, headings.get(n + 1)));
        let only_title =
            (headings.len() == 1 && read.inclusion.is_empty()).then(|| headings.concat());
        let opening = (!opening.is_empty()).then_some(opening);
        read.question = opening.or(cited).or(only_title).unwrap_or_default();
    }
    if read.inclusion.is_empty() && read.exclusion.is_empty() {
        read.question = read.question.trim_start_matches("Relevant = ").to_owned();
        // A sentence alone is the question, and the one thing asked of a record.
        if !read.question.is_empty() && headings.is_empty() {
            read.inclusion.push(read.question.clone());
        }
        if read.question.is_empty() {
            read.question = one_line(&strategy.join(" "));
        }
    }
    read
}

/// A line in its parts: level of its heading (0: none), whether it is an item of a list, and its words.
struct Line {
    level: usize,
    item: bool,
    words: String,
}

fn parts_of(line: &str) -> Line {
    let line = line.trim();
    let level = line.bytes().take_while(|&b| b == b'#').count();
    let level = if line[level..].starts_with(' ') {
        level
    } else {
        0
    };
    let rest = line[level..].trim();
    let after_mark = ["- ", "* ", "• ", "+ ", "– "]
        .iter()
        .find_map(|mark| rest.strip_prefix(mark));
    let after_number = || {
        let rest = rest.strip_prefix('(').unwrap_or(rest);
        let label = rest
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(rest.len());
        let numbered = (1..=2).contains(&label)
            && (rest[..label].chars().all(|c| c.is_ascii_digit()) || label == 1);
        let after = rest[label..].strip_prefix(['.', ')'])?;
        (numbered && after.starts_with(' ')).then_some(after)
    };
    let item = after_mark.or_else(after_number);
    let words = item.unwrap_or(rest).replace("**", "").replace("__", "");
    Line {
        level,
        item: item.is_some(),
        words: words.trim().to_owned(),
    }
}

/// The section that a line opens, with what follows its name on the line.
fn section_named(words: &str) -> Option<(Section, &str)> {
    const NAMES: [(&str, Section); 29] = [
        ("inclusion and exclusion criteria", Section::Both),
        ("eligibility criteria", Section::Both),
        ("selection criteria", Section::Both),
        ("criteria for inclusion", Section::Inclusion),
        ("criteria for exclusion", Section::Exclusion),
        ("inclusion criteria", Section::Inclusion),
        ("inclusion criterion", Section::Inclusion),
        ("included studies", Section::Inclusion),
        ("inclusion", Section::Inclusion),
        ("include", Section::Inclusion),
        ("exclusion criteria", Section::Exclusion),
        ("exclusion criterion", Section::Exclusion),
        ("excluded studies", Section::Exclusion),
        ("exclusion", Section::Exclusion),
        ("exclude", Section::Exclusion),
        ("review questions", Section::Question),
        ("review question", Section::Question),
        ("research questions", Section::Question),
        ("research question", Section::Question),
        ("questions", Section::Question),
        ("question", Section::Question),
        ("study objective", Section::Question),
        ("objectives", Section::Question),
        ("objective", Section::Question),
        ("aims", Section::Question),
        ("aim", Section::Question),
        ("study description", Section::Question),
        ("boolean query", Section::Other),
        ("definitions", Section::Other),
    ];
    let lower = words.to_lowercase();
    let (name, section) = NAMES.iter().find(|(name, _)| lower.starts_with(name))?;
    // Lower case keeps the length of these names in bytes: they are ASCII.
    let rest = words.get(name.len()..)?;
    match rest.chars().next() {
        None => Some((*section, "")),
        Some(':') => Some((*section, rest[1..].trim())),
        // "Exclusion criteria will include any study: (1) …"
        Some(' ') if name.ends_with("criteria") && rest.contains(':') => {
            let (_, rest) = rest.split_once(':')?;
            Some((*section, rest.trim()))
        }
        Some(' ') if rest.trim().starts_with(['(', '–', '-']) && rest.trim().len() < 40 => {
            Some((*section, ""))
        }
        _ => None,
    }
}

fn take(read: &mut CriteriaFile, questions: &mut Vec<String>, section: Section, text: &str) {
    let text = one_line(text);
    match section {
        Section::Question => questions.push(text),
        Section::Inclusion => read.inclusion.push(text),
        Section::Exclusion => read.exclusion.push(text),
        Section::Both => {
            for sentence in sentences(&text) {
                let sentence = &text[sentence.body];
                let lower = sentence.to_lowercase();
                if lower.contains("excluded") || lower.contains("not eligible") {
                    read.exclusion.push(sentence.to_owned());
                } else {
                    read.inclusion.push(sentence.to_owned());
                }
            }
        }
        Section::Opening | Section::Other => {}
    }
}

/// "(1) that …, (2) that …" in running text as single criteria; any other text as one.
fn enumerated(text: &str) -> Vec<String> {
    let mut places = Vec::new();
    for number in 1.. {
        let from = places
            .last()
            .map_or(0, |(start, _): &(usize, usize)| *start);
        let mark = format!("({number}) ");
        match text[from..].find(&mark) {
            Some(at) => places.push((from + at, from + at + mark.len())),
            None => break,
        }
    }
    if places.len() < 2 || places[0].0 != 0 {
        return vec![text.to_owned()];
    }
    let ends = places
        .iter()
        .skip(1)
        .map(|(start, _)| *start)
        .chain([text.len()]);
    places
        .iter()
        .zip(ends)
        .map(|((_, start), end)| {
            let part = text[*start..end].trim().trim_end_matches("and").trim();
            part.trim_end_matches([',', ';', '.']).trim().to_owned()
        })
        .filter(|part| !part.is_empty())
        .collect()
}

/// The title in a heading that cites an article, "Adams R et al. (2021). Its title.", with the heading after it where
/// the title goes on there.
fn cited_title(heading: &str, next: Option<&String>) -> Option<String> {
    let (_, after) = heading.split_once("et al. (")?;
    let (_, title) = after.split_once("). ")?;
    let mut title = title.to_owned();
    if title.ends_with(':') {
        title.push(' ');
        title.push_str(next.map_or("", String::as_str));
    }
    let words = title
        .split_whitespace()
        .filter(|word| !word.contains("://"));
    Some(words.collect::<Vec<_>>().join(" "))
}
