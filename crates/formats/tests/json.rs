//! JSON: strange fields are kept, bad records cost only themselves.

#![expect(clippy::unwrap_used, reason = "a test may end the program")]

use formats::{Format, Import, ReadOptions, read};
use review::Severity;

fn import(file: &str) -> Import {
    let options = ReadOptions {
        format: Some(Format::Json),
        ..ReadOptions::default()
    };
    read(file.as_bytes(), &options).unwrap()
}

#[test]
fn fields_that_are_not_ours_are_kept_in_order() {
    let import = import("[{\"title\": \"One\", \"z\": \"text\", \"year\": 2001, \"a\": [1, 2]}]");
    let record = &import.records[0].record;
    assert_eq!(
        (record.title.as_deref(), record.year),
        (Some("One"), Some(2001))
    );
    let others: Vec<(&str, &str)> = record
        .other
        .iter()
        .map(|field| (field.tag.as_str(), field.value.as_str()))
        .collect();
    assert_eq!(others, [("z", "text"), ("a", "[1,2]")]);
}

#[test]
fn a_bad_record_costs_only_itself() {
    let import = import(
        "[\n{\"title\": \"One\"},\n{\"title\": 5},\n7,\n{\"title\": \"Four\"},\n{\"title\": \"Fi",
    );
    let titles: Vec<_> = import
        .records
        .iter()
        .map(|found| (found.line, found.record.title.as_deref().unwrap()))
        .collect();
    assert_eq!(titles, [(2, "One"), (5, "Four")]);
    let said: Vec<_> = import
        .problems
        .iter()
        .map(|problem| (problem.severity, problem.line, problem.entry))
        .collect();
    assert_eq!(
        said,
        [
            (Severity::Entry, Some(3), Some(2)),
            (Severity::Entry, Some(4), Some(3)),
            (Severity::Entry, Some(6), Some(5)),
        ]
    );
}

#[test]
fn records_one_a_line_are_read_too() {
    let import = import("{\"title\": \"One\"}\n{\"title\": \"Two\"}\n");
    assert_eq!(import.records.len(), 2);
    assert_eq!(import.records[1].line, 2);
    assert_eq!(import.problems, []);
}
