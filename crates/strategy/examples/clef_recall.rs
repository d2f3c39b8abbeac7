//! Runs strategies on screening corpora: hits of each line, recall, contributions, suggestions.
//!
//! `cargo run --release -p strategy --example clef_recall -- STRATEGY.md CORPUS.csv [lines]`

#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "an example that a person runs"
)]

use std::time::Instant;

use strategy::{
    Corpus, CorpusRecord, RelevantRecords, contributions, lint_on_corpus, parse_detected,
    propose_terms, run, suggest,
};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let text = std::fs::read_to_string(&arguments[0]).expect("a strategy");
    let query = text
        .split_once("## Boolean query")
        .map_or(text.as_str(), |(_, rest)| {
            rest.split("## Protocol").next().unwrap_or(rest)
        });
    let mut reader = csv::Reader::from_path(&arguments[1]).expect("a corpus");
    let headers = reader.headers().expect("a heading").clone();
    let column = |name: &str| headers.iter().position(|h| h == name).expect("a column");
    let [title, abstract_text, tiab, included] =
        ["title", "abstract", "label_tiab", "label_included"].map(column);
    let mut records = Vec::new();
    let mut sets = ["title and abstract", "included"].map(|name| RelevantRecords {
        name: name.to_owned(),
        records: Vec::new(),
    });
    for row in reader.records() {
        let row = row.expect("a row");
        let place = u32::try_from(records.len()).expect("few records");
        for (set, column) in sets.iter_mut().zip([tiab, included]) {
            if row[column].starts_with('1') {
                set.records.push(place);
            }
        }
        records.push(CorpusRecord {
            title: row[title].to_owned(),
            abstract_text: row[abstract_text].to_owned(),
            ..CorpusRecord::default()
        });
    }
    let started = Instant::now();
    let corpus = Corpus::new(&records);
    let indexed = started.elapsed();
    let (detected, parsed) = parse_detected(query);
    let started = Instant::now();
    let report = run(&parsed.strategy, &corpus, &sets, None);
    let ran = started.elapsed();
    if arguments.get(2).is_some_and(|word| word == "lines") {
        for line in &report.lines {
            println!(
                "{:>4} {:>7} ({:>7} – {:>7})  {:?}  {}",
                line.number,
                line.hits,
                line.at_least,
                line.at_most,
                line.relevant,
                line.text.chars().take(90).collect::<String>()
            );
        }
    }
    println!(
        "{}: {}, {} records, {} words; indexed in {indexed:.2?}, run in {ran:.2?}",
        arguments[0],
        detected.syntax,
        report.records,
        corpus.words()
    );
    for recall in &report.recall {
        println!(
            "  {}: {} ({} to {}) of {}; {} hits",
            recall.name,
            recall.found,
            recall.at_least,
            recall.at_most,
            recall.relevant,
            report.found.len()
        );
    }
    if arguments.get(2).is_some_and(|word| word == "more") {
        for problem in lint_on_corpus(&parsed.strategy, &corpus, None) {
            println!(
                "  line {}: {} {}",
                problem.number, problem.message, problem.hint
            );
        }
        let started = Instant::now();
        for unit in contributions(&parsed.strategy, &corpus, &sets, None) {
            if unit.only_it_finds > 0 {
                println!("  {unit:?}");
            }
        }
        println!("contributions in {:.2?}", started.elapsed());
        let started = Instant::now();
        let proposed = propose_terms(&corpus, &records, &sets[1], 200);
        println!("proposed in {:.2?}", started.elapsed());
        for term in proposed.iter().take(15) {
            println!("  {term:?}");
        }
        let started = Instant::now();
        println!(
            "{:#?}",
            suggest(&parsed.strategy, &corpus, &sets[1], &proposed, None, 5)
        );
        println!("suggested in {:.2?}", started.elapsed());
    }
}
