//! What parsers make of strings as reports have them, against a table that a person can check line by line.

#![allow(
    clippy::expect_used,
    reason = "a test ends where what it needs is absent"
)]

use extraction::{Convention, parse};

fn convention(name: &str) -> Option<Convention> {
    (!name.is_empty()).then(|| {
        let snake: String = name
            .chars()
            .enumerate()
            .flat_map(|(at, c)| {
                let dash = (at > 0 && c.is_uppercase()).then_some('_');
                dash.into_iter().chain(c.to_lowercase())
            })
            .collect();
        serde_json::from_value(snake.into()).expect("a convention")
    })
}

#[test]
fn the_golden_table_holds() {
    let table = include_str!("golden/readings.tsv");
    let mut lines = 0;
    let mut wrong = Vec::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let (Some(text), Some(name), Some(expected)) = (cells.next(), cells.next(), cells.next())
        else {
            panic!("three columns: {line}");
        };
        lines += 1;
        let readings = parse(text, convention(name));
        let said: Vec<String> = readings.iter().map(|r| r.shape.to_string()).collect();
        if said.join(" | ") != expected {
            wrong.push(format!(
                "{text} [{name}]\n  expected {expected}\n  found    {}",
                said.join(" | ")
            ));
        }
        for reading in &readings {
            for number in reading.shape.numbers() {
                assert!(
                    text.get(number.range.clone()).is_some(),
                    "{text}: the place of {}",
                    number.text
                );
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {lines}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(lines >= 120);
}
