//! Simple queries over real records find what a naive scan finds.

use std::collections::BTreeSet;

use crate::corpus::{Corpus, ask, ids, open, plain_facts};
use review::Record;
use search::Typing;

/// A text as a naive scan sees it.
struct Naive {
    /// Lower-case words, split at everything but letters and digits: enough for words that are plain ASCII.
    words: Vec<String>,
    /// The same with hyphens left out: `anti-histamine` is also one word.
    compounds: Vec<String>,
}

impl Naive {
    fn new(record: &Record) -> Self {
        let text = record.title_and_abstract().to_lowercase();
        Self {
            words: split(&text),
            compounds: split(&text.replace(['-', '\u{2010}', '\u{2011}'], "")),
        }
    }

    fn has(&self, word: &str) -> bool {
        self.words.iter().chain(&self.compounds).any(|w| w == word)
    }

    fn has_phrase(&self, wanted: &[&str]) -> bool {
        self.words
            .windows(wanted.len())
            .any(|found| found == wanted)
    }
}

fn split(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
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
    let texts: Vec<(&str, Naive)> = corpus
        .iter()
        .map(|(id, record)| (id.as_str(), Naive::new(record)))
        .collect();
    let scan = |fits: &dyn Fn(&Naive) -> bool| -> BTreeSet<&str> {
        texts
            .iter()
            .filter(|(_, text)| fits(text))
            .map(|(id, _)| *id)
            .collect()
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
        let expected = scan(&|text| text.has(word));
        if !expected.is_empty() {
            check(&format!("\"{word}\""), expected);
        }
    }
    check(
        "\"clinical trial\"",
        scan(&|text| text.has_phrase(&["clinical", "trial"])),
    );
    check(
        "\"quality of life\"",
        scan(&|text| text.has_phrase(&["quality", "of", "life"])),
    );
    check(
        "\"patients\" \"treatment\" NOT \"placebo\"",
        scan(&|text| text.has("patients") && text.has("treatment") && !text.has("placebo")),
    );
    check(
        "\"nudge\" OR \"seizures\" OR \"rhinitis\"",
        scan(&|text| {
            ["nudge", "seizures", "rhinitis"]
                .iter()
                .any(|word| text.has(word))
        }),
    );
}
