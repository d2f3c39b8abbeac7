//! Protocols with their parts in tags, as the CLEF collection has them: `<objective>`, `<participants>` ….

use documents::sentences;

use super::{CriteriaFile, one_line};

/// Parts that say what is eligible, with the words that stand before what is taken from them.
const PARTS: [(&str, &str); 5] = [
    ("type_of_study", "Type of study"),
    ("participants", "Participants"),
    ("index_tests", "Index test"),
    ("target_conditions", "Target condition"),
    ("reference_standards", "Reference standard"),
];

/// A criterion longer than this, in bytes, is background: models read about 128 words of it at most.
const LONGEST: usize = 420;

/// The protocol in the text, if it is of this kind.
pub(super) fn read(text: &str) -> Option<CriteriaFile> {
    let objective = part(text, "objective")?;
    let title = text
        .lines()
        .find_map(|line| line.strip_prefix("# "))
        .map(one_line);
    let primary = objective
        .split("Secondary objectives")
        .next()
        .unwrap_or_default();
    let mut read = CriteriaFile {
        question: title.clone().unwrap_or_else(|| shortened(primary)),
        title,
        ..CriteriaFile::default()
    };
    for (tag, words) in PARTS {
        let Some(body) = part(text, tag) else {
            continue;
        };
        let (mut wanted, mut unwanted) = (String::new(), Vec::new());
        for sentence in sentences(body) {
            let sentence = one_line(&body[sentence.body]);
            if speaks_against(&sentence) {
                unwanted.push(format!("{words}: {}", shortened(&sentence)));
            } else if wanted.len() + sentence.len() < LONGEST {
                wanted.push_str(if wanted.is_empty() { "" } else { " " });
                wanted.push_str(&sentence);
            }
        }
        if !wanted.is_empty() {
            read.inclusion.push(format!("{words}: {wanted}"));
        }
        read.exclusion.extend(unwanted);
    }
    Some(read)
}

fn part<'t>(text: &'t str, tag: &str) -> Option<&'t str> {
    let (_, after) = text.split_once(&format!("<{tag}>"))?;
    let (body, _) = after.split_once(&format!("</{tag}>"))?;
    Some(body.trim())
}

/// "We excluded …", "… were excluded", "… were not eligible".
fn speaks_against(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    [
        "we excluded",
        "we also excluded",
        "were excluded",
        "will be excluded",
        "not eligible",
        "we therefore excluded",
        "we exclude ",
        "excluded studies",
    ]
    .iter()
    .any(|words| lower.contains(words))
}

/// The first sentences, as many as fit.
fn shortened(text: &str) -> String {
    let mut short = String::new();
    for sentence in sentences(text) {
        let sentence = one_line(&text[sentence.body]);
        if !short.is_empty() && short.len() + sentence.len() >= LONGEST {
            break;
        }
        short.push_str(if short.is_empty() { "" } else { " " });
        short.push_str(&sentence);
    }
    short
}
