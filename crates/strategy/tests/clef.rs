//! The strategies of the CLEF reviews (Kanoulas et al. 2017), as published with typing errors and all: every line is read
//! wholly, or what is the matter is told with its place.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

use std::collections::BTreeMap;

use strategy::{LineRead, ProblemKind, explain, lint, parse, parse_detected, write};

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
    assert_eq!((lines, partly), (387, 0));
}
