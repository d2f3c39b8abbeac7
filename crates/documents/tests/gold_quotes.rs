//! Quotes that people marked as evidence in trials (Evidence Inference 2.0, DeYoung et al. 2020) are found in their
//! articles; with one digit, point, sign or word of direction altered, or a negation dropped, none is.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test ends where what it needs is absent, and says what it counted"
)]

use std::collections::{BTreeMap, HashMap};
use std::io::Read;
use std::path::Path;

use documents::{Anchors, Found, NotFound};
use serde_json::Value;

fn unpacked(path: &Path) -> String {
    let file = std::fs::File::open(path).expect("a file");
    let mut text = String::new();
    flate2::read::GzDecoder::new(file)
        .read_to_string(&mut text)
        .expect("text");
    text
}

/// Words of direction and their contraries.
const DIRECTIONS: [(&str, &str); 18] = [
    ("increase", "decrease"),
    ("increased", "decreased"),
    ("increases", "decreases"),
    ("increasing", "decreasing"),
    ("higher", "lower"),
    ("greater", "smaller"),
    ("more", "less"),
    ("improved", "worsened"),
    ("improvement", "deterioration"),
    ("longer", "shorter"),
    ("above", "below"),
    ("better", "worse"),
    ("reduced", "raised"),
    ("reduction", "rise"),
    ("faster", "slower"),
    ("earlier", "later"),
    ("gain", "loss"),
    ("high", "low"),
];
const NEGATIONS: [&str; 9] = [
    "no", "not", "non", "without", "neither", "nor", "never", "none", "cannot",
];

/// The quote with one thing changed, each kind at every place where it can be made.
fn altered(quote: &str) -> Vec<(&'static str, String)> {
    let mut all = Vec::new();
    let letters: Vec<(usize, char)> = quote.char_indices().collect();
    for (place, &(at, c)) in letters.iter().enumerate() {
        let next = letters.get(place + 1).map(|(_, c)| *c);
        let before = place.checked_sub(1).map(|before| letters[before].1);
        let rest = &quote[at + c.len_utf8()..];
        let number_follows = next.is_some_and(|c| c.is_ascii_digit());
        let with = |new: &str| format!("{}{new}{rest}", &quote[..at]);
        if let Some(digit) = c.to_digit(10) {
            all.push(("digit", with(&((digit + 1) % 10).to_string())));
            all.push(("digit", with(&((digit + 5) % 10).to_string())));
            if !before.is_some_and(|c| c.is_alphanumeric() || ".,·-−–+/".contains(c)) {
                all.push(("sign", format!("{}−{}", &quote[..at], &quote[at..])));
            }
        }
        if ".·".contains(c) && number_follows && before.is_some_and(|c| c.is_ascii_digit()) {
            all.push(("point", with("")));
            all.push(("point", with(",")));
        }
        if "-−–".contains(c) && number_follows && !before.is_some_and(char::is_alphanumeric) {
            all.push(("sign", with("")));
        }
        if c == '<' {
            all.push(("sign", with(">")));
        }
    }
    let mut start = 0;
    for word in quote.split_inclusive(|c: char| !c.is_alphabetic()) {
        let bare = word.trim_end_matches(|c: char| !c.is_alphabetic());
        let lower = bare.to_lowercase();
        let end = start + bare.len();
        let contrary = DIRECTIONS.iter().find_map(|(a, b)| match lower.as_str() {
            word if word == *a => Some(*b),
            word if word == *b => Some(*a),
            _ => None,
        });
        if let Some(contrary) = contrary {
            all.push((
                "direction",
                format!("{}{contrary}{}", &quote[..start], &quote[end..]),
            ));
        }
        if NEGATIONS.contains(&lower.as_str()) {
            all.push((
                "negation",
                format!(
                    "{}{}",
                    &quote[..start],
                    quote[end..].trim_start_matches([' ', '-'])
                ),
            ));
        }
        start += word.len();
    }
    all
}

/// Word for word, but for white space and case: whether the altered quote happens to stand elsewhere in the article.
fn plain(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

#[test]
fn gold_quotes_are_accepted_and_altered_ones_are_not() {
    let Some(folder) = real_data::folder("extraction/evidence_inference") else {
        return;
    };
    let prompts = unpacked(&folder.join("prompts.jsonl.gz"));
    let mut articles: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
    for line in prompts.lines() {
        let prompt: Value = serde_json::from_str(line).expect("JSON");
        let name = prompt["pmcid"].as_str().expect("an article").to_owned();
        for annotation in prompt["annotations"].as_array().expect("annotations") {
            let place = |end: &str| {
                annotation[end]
                    .as_u64()
                    .and_then(|n| usize::try_from(n).ok())
            };
            if let (Some(start), Some(end)) = (place("start"), place("end")) {
                articles.entry(name.clone()).or_default().push((start, end));
            }
        }
    }
    let (mut gold, mut accepted, mut several) = (0, 0, 0);
    let mut refused: Vec<(NotFound, String)> = Vec::new();
    let mut counted: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    let mut wrong: Vec<String> = Vec::new();
    for (name, places) in &articles {
        let text = unpacked(&folder.join(format!("txt/{name}.txt.gz")));
        let bytes: Vec<usize> = text
            .char_indices()
            .map(|(at, _)| at)
            .chain([text.len()])
            .collect();
        let anchors = Anchors::of_text(&text);
        let whole = plain(&text);
        let mut seen: Vec<&str> = Vec::new();
        for (start, end) in places {
            let (start, end) = (bytes[*start], bytes[*end]);
            let quote = &text[start..end];
            gold += 1;
            let covers = |anchor: &documents::Anchor| {
                anchor.range.start <= start + (quote.len() - quote.trim_start().len())
                    && anchor.range.end >= start + quote.trim_end().len()
            };
            match anchors.find(quote) {
                Found::Once(anchor) if covers(&anchor) => accepted += 1,
                Found::Several(all) if all.iter().any(covers) => {
                    accepted += 1;
                    several += 1;
                }
                Found::No(why) => refused.push((why, format!("{name} {quote}"))),
                _ => wrong.push(format!("{name}: elsewhere: {quote}")),
            }
            if seen.contains(&quote) {
                continue;
            }
            seen.push(quote);
            for (kind, changed) in altered(quote) {
                let [made, elsewhere, taken] = counted.entry(kind).or_default();
                *made += 1;
                let here = |anchor: &documents::Anchor| {
                    anchor.matched.start < end && start < anchor.matched.end
                };
                let (found, at_its_place) = match anchors.find(&changed) {
                    Found::No(_) => (false, false),
                    Found::Once(anchor) => (true, here(&anchor)),
                    Found::Several(all) => (true, all.iter().any(here)),
                };
                if found && (at_its_place || !whole.contains(&plain(&changed))) {
                    *taken += 1;
                    wrong.push(format!("{name} ({kind}): {changed}"));
                } else if found {
                    *elsewhere += 1;
                }
            }
        }
    }
    println!("gold quotes {gold}, accepted {accepted} ({several} stand at several places)");
    for (why, quote) in &refused {
        println!("refused ({why:?}): {quote}");
    }
    for (kind, [made, elsewhere, taken]) in &counted {
        println!(
            "{kind}: {made} altered, {taken} accepted, {elsewhere} stand word for word elsewhere in the article"
        );
    }
    for line in wrong.iter().take(20) {
        println!("WRONG {line}");
    }
    assert!(wrong.is_empty());
    assert_eq!(gold, 4235);
    // Five of these annotations begin or end within a number (“p = .|94”, “0.3|1”): they are told apart, not accepted.
    assert!(refused.iter().all(|(why, _)| *why == NotFound::CutsNumber));
    assert_eq!((accepted, refused.len()), (4230, 5));
}

/// Parts of an article's XML that are no running text, in the publishers' two formats.
const NO_TEXT: [&str; 24] = [
    "table",
    "table-wrap",
    "tbl",
    "ref-list",
    "bibl",
    "bm",
    "disp-formula",
    "inline-formula",
    "math",
    "display-formula",
    "ref",
    "supplementary-material",
    "suppl",
    "permissions",
    "contrib-group",
    "aff",
    "author-notes",
    "journal-meta",
    "kwd-group",
    "cpyrt",
    "aug",
    "xref",
    "xr",
    "abbrgrp",
];

/// Letters, digits and marks, without white space, hyphens and the brackets of citations.
fn folded(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | ';' | ':' | '%' | '(' | ')'))
        .collect()
}

/// The sentences of an article's paragraphs, without those that cite: no two programs write the marks alike.
fn sentences_of_xml(xml: &str) -> Vec<String> {
    let options = roxmltree::ParsingOptions {
        allow_dtd: true,
        ..Default::default()
    };
    let Ok(tree) = roxmltree::Document::parse_with_options(xml, options) else {
        return Vec::new();
    };
    let is_text = |node: &roxmltree::Node<'_, '_>| {
        !node
            .ancestors()
            .any(|above| NO_TEXT.contains(&above.tag_name().name()))
    };
    let mut all = Vec::new();
    for paragraph in tree
        .descendants()
        .filter(|node| node.has_tag_name("p") && is_text(node))
    {
        // Where something was left out, words around it do not stand together.
        if paragraph
            .descendants()
            .any(|node| NO_TEXT.contains(&node.tag_name().name()))
        {
            continue;
        }
        let text: String = paragraph
            .descendants()
            .filter_map(|n| n.text().filter(|_| n.is_text()))
            .collect();
        for sentence in documents::sentences(&text) {
            let words = folded(&text[sentence.body.clone()]);
            if words.len() > 40 && !text[sentence.body].contains('[') {
                all.push(words);
            }
        }
    }
    all
}

/// The publisher's sentences are found in what is read of the PDF, exactly but for white space and hyphens. BENCHMARKS has
/// it side by side with other programs; here is the floor.
#[test]
fn sentences_of_the_publishers_are_read_in_their_pdfs() {
    for (folder, floor) in [("pdf/pairs_trials_bmc", 99), ("pdf/pairs_hindawi", 98)] {
        let Some(folder) = real_data::folder(folder) else {
            return;
        };
        let (mut found, mut all) = (0, 0);
        for entry in std::fs::read_dir(&folder).expect("the folder") {
            let pdf = entry.expect("an entry").path();
            let xml = pdf.with_extension("xml");
            if pdf.extension().is_none_or(|e| e != "pdf") || !xml.exists() {
                continue;
            }
            let wanted = sentences_of_xml(&std::fs::read_to_string(xml).expect("XML"));
            let document = documents::read_document(&std::fs::read(&pdf).expect("a PDF"));
            let text = folded(&document.text);
            let missing = wanted.iter().filter(|words| !text.contains(*words));
            let missing: Vec<&String> = missing.collect();
            found += wanted.len() - missing.len();
            all += wanted.len();
            for words in missing {
                println!("{}: {words}", pdf.display());
            }
        }
        println!("{}: {found} of {all} sentences", folder.display());
        assert!(all > 400, "only {all} sentences in the XML");
        assert!(
            found * 100 >= floor * all,
            "{found} of {all} in {}",
            folder.display()
        );
    }
}
