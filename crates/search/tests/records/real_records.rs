//! Simple queries over real records find what a naive scan finds.

use std::collections::BTreeSet;

use crate::corpus::{Corpus, ask, ids, open, plain_facts};
use review::Record;
use search::Typing;

/// Lower-case words, split at everything but letters and digits: enough for words that are plain ASCII.
fn naive_words(record: &Record) -> Vec<String> {
    let text = record.title_and_abstract().to_lowercase();
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect()
}

fn corpus() -> Option<Corpus> {
    let folder = real_data::folder("screening")?.join("dev");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let mut corpus = Vec::new();
    for (number, file) in files.iter().enumerate() {
        let mut reader = csv::Reader::from_path(file).unwrap();
        let headers = reader.headers().unwrap().clone();
        let column = |name: &str| headers.iter().position(|header| header == name);
        let (id, title, text, year) = (
            column("record_id"),
            column("title"),
            column("abstract"),
            column("year"),
        );
        for (row, line) in reader.records().enumerate() {
            let line = line.unwrap();
            let value = |at: Option<usize>| {
                at.and_then(|at| line.get(at))
                    .filter(|v| !v.is_empty())
                    .map(str::to_owned)
            };
            let record = Record {
                title: value(title),
                abstract_text: value(text),
                year: value(year).and_then(|y| y.parse().ok()),
                ..Record::default()
            };
            let id = format!("{number}/{}/{row}", value(id).unwrap_or_default());
            corpus.push((id.as_str().into(), record));
        }
    }
    Some(corpus)
}

#[test]
fn the_same_records_as_a_naive_scan() {
    let Some(corpus) = corpus() else { return };
    assert!(corpus.len() > 5_000, "{}", corpus.len());
    let folder = tempfile::tempdir().unwrap();
    let index = open(folder.path(), "1", &corpus).unwrap();
    let facts = plain_facts(&index, &corpus);
    let words: Vec<(&str, Vec<String>)> = corpus
        .iter()
        .map(|(id, record)| (id.as_str(), naive_words(record)))
        .collect();
    let scan = |fits: &dyn Fn(&[String]) -> bool| -> BTreeSet<&str> {
        words
            .iter()
            .filter(|(_, words)| fits(words))
            .map(|(id, _)| *id)
            .collect()
    };
    let has = |words: &[String], word: &str| words.iter().any(|w| w == word);
    let phrase = |words: &[String], wanted: &[&str]| {
        words.windows(wanted.len()).any(|found| found == wanted)
    };
    let check = |query: &str, expected: BTreeSet<&str>| {
        let found = ask(&index, &facts, query, Typing::Complete);
        let found: BTreeSet<&str> = ids(&found).into_iter().collect();
        let missing: Vec<_> = expected.difference(&found).collect();
        let extra: Vec<_> = found.difference(&expected).collect();
        assert!(!expected.is_empty(), "{query} finds nothing");
        assert!(
            missing.is_empty() && extra.is_empty(),
            "{query}: missing {missing:?}, extra {extra:?}"
        );
    };
    for word in [
        "treatment",
        "patients",
        "nudge",
        "radiotherapy",
        "antihistamine",
        "children",
        "zidovudine",
        "climate",
        "imaging",
    ] {
        let expected = scan(&|words| has(words, word));
        if !expected.is_empty() {
            check(&format!("\"{word}\""), expected);
        }
    }
    check(
        "\"clinical trial\"",
        scan(&|words| phrase(words, &["clinical", "trial"])),
    );
    check(
        "\"quality of life\"",
        scan(&|words| phrase(words, &["quality", "of", "life"])),
    );
    check(
        "\"patients\" \"treatment\" NOT \"placebo\"",
        scan(&|w| has(w, "patients") && has(w, "treatment") && !has(w, "placebo")),
    );
    check(
        "\"nudge\" OR \"seizures\" OR \"rhinitis\"",
        scan(&|w| {
            ["nudge", "seizures", "rhinitis"]
                .iter()
                .any(|word| has(w, word))
        }),
    );
}
