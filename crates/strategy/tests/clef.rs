//! The strategies of the CLEF reviews (Kanoulas et al. 2017), as published with typing errors and all: every line is read
//! wholly, or what is the matter is told with its place.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

use std::collections::BTreeMap;

use strategy::{
    Corpus, CorpusRecord, LineRead, ProblemKind, RelevantRecords, explain, lint, parse,
    parse_detected, run, write,
};

fn strategies() -> Option<Vec<(String, String)>> {
    let folder = real_data::folder("screening/criteria")?;
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path
            .file_stem()
            .and_then(|n| n.to_str())
            .expect("a name")
            .to_owned();
        let text = std::fs::read_to_string(&path).expect("a text");
        if let Some((_, rest)) = text.split_once("## Boolean query")
            && let Some((query, _)) = rest.split_once("## Protocol")
        {
            found.push((name, query.to_owned()));
        }
    }
    found.sort();
    Some(found)
}

#[test]
fn every_line_is_read_or_explained() {
    let Some(strategies) = strategies() else {
        return;
    };
    assert_eq!(strategies.len(), 14);
    let (mut lines, mut whole, mut explained, mut partly) = (0, 0, 0, 0);
    let mut kinds: BTreeMap<ProblemKind, usize> = BTreeMap::new();
    for (name, text) in &strategies {
        let (detected, parsed) = parse_detected(text);
        println!(
            "{name}: {} ({} signs, others {:?})",
            detected.syntax, detected.signs, detected.others
        );
        for line in &parsed.strategy.lines {
            lines += 1;
            match parsed.line_read(line.number) {
                LineRead::Whole => whole += 1,
                LineRead::Explained => explained += 1,
                LineRead::Partly => partly += 1,
            }
        }
        for problem in &lint(&parsed) {
            *kinds.entry(problem.kind).or_default() += 1;
            println!(
                "   {}: {:?} {:?} {} {}",
                problem.number, problem.kind, problem.at, problem.message, problem.hint
            );
        }
        if std::env::var_os("SHOW").is_some() {
            for line in explain(&parsed.strategy) {
                println!("      {} {}", line.number, line.words);
            }
        }
        // What was read is written and read again without loss.
        let again = parse(&write(&parsed.strategy), detected.syntax);
        assert_eq!(
            again.strategy,
            parsed.strategy,
            "{name}\n{}",
            write(&parsed.strategy)
        );
    }
    println!("{lines} lines: {whole} whole, {explained} explained, {partly} partly; {kinds:?}");
    assert_eq!((lines, whole, explained, partly), (387, 385, 2, 0));
    let count = |kind| kinds.get(&kind).copied().unwrap_or(0);
    assert_eq!(count(ProblemKind::NumberWithoutSign), 1);
    assert_eq!(count(ProblemKind::UnusedLine), 1);
    assert_eq!(count(ProblemKind::NoField), 1);
    assert_eq!(count(ProblemKind::NotLosesRecords), 0);
}

/// The records came from these strategies. By the words of title and abstract most are found again; the upper bound, which
/// allows for headings that the records lack, holds every one.
#[test]
fn strategies_find_the_relevant_records_again() {
    let Some(strategies) = strategies() else {
        return;
    };
    let Some(folder) = real_data::folder("screening/dev") else {
        return;
    };
    for (name, lines, tiab, included, hits) in [
        ("clef_CD008760", 5, (11, 12), (9, 9), 50),
        ("clef_CD010705", 12, (23, 23), (18, 18), 113),
    ] {
        let mut reader =
            csv::Reader::from_path(folder.join(format!("{name}.csv"))).expect("a table");
        let headers = reader.headers().expect("a heading").clone();
        let column = |name: &str| headers.iter().position(|h| h == name).expect("a column");
        let columns = ["title", "abstract", "label_tiab", "label_included"].map(column);
        let mut records = Vec::new();
        let mut sets = [RelevantRecords::default(), RelevantRecords::default()];
        for row in reader.records() {
            let row = row.expect("a row");
            let place = u32::try_from(records.len()).expect("few records");
            for (set, column) in sets.iter_mut().zip([columns[2], columns[3]]) {
                if row[column].starts_with('1') {
                    set.records.push(place);
                }
            }
            records.push(CorpusRecord {
                title: row[columns[0]].to_owned(),
                abstract_text: row[columns[1]].to_owned(),
                ..CorpusRecord::default()
            });
        }
        let (_, text) = strategies
            .iter()
            .find(|(known, _)| known == name)
            .expect("a strategy");
        let strategy = parse_detected(text).1.strategy;
        let report = run(&strategy, &Corpus::new(&records), &sets, None);
        let of = |set: usize| (report.recall[set].found, report.recall[set].relevant);
        assert_eq!(
            (report.lines.len(), of(0), of(1), report.found.len()),
            (lines, tiab, included, hits),
            "{name}"
        );
        for recall in &report.recall {
            assert_eq!(recall.at_most, recall.relevant, "{name}");
        }
    }
}
