//! Classifies lines of JSON `{"title": …, "abstract": …}` from the standard input, one line of JSON out for each: what the
//! scripts that look at errors read.

#![allow(clippy::print_stdout, reason = "it is what the example is for")]

use std::io::{BufRead, Write};

use census::{Classifier, Reading};
use review::Record;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let classifier = Classifier::shipped()?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let value: serde_json::Value = serde_json::from_str(&line?)?;
        let text = |name: &str| {
            value[name]
                .as_str()
                .filter(|text| !text.is_empty())
                .map(str::to_owned)
        };
        let record = Record {
            title: text("title"),
            abstract_text: text("abstract"),
            ..Record::default()
        };
        let found = classifier.classify(&record, Reading::TextOnly);
        writeln!(out, "{}", serde_json::to_string(&found)?)?;
    }
    Ok(())
}
