//! [`without`]: a document from which the evidence of a value was taken out.

use std::ops::Range;

use documents::Document;
use extraction::{Number, parse};

/// The document without every paragraph that gives one of the numbers, and without every row of a table that does.
///
/// What stays are the other paragraphs, the table's heading and its other rows: places that look like the right one.
pub(crate) fn without(document: &Document, numbers: &[f64]) -> Document {
    let gives = |range: &Range<usize>| {
        let text = document.words_of(range);
        let same = |n: &&Number| numbers.iter().any(|wanted| n.value.abs() == wanted.abs());
        parse(text, None)
            .iter()
            .any(|reading| reading.shape.numbers().iter().any(same))
            || numbers.iter().any(|wanted| spelled(text, *wanted))
    };
    let mut left = document.clone();
    for table in &mut left.tables {
        let rows: Vec<u32> = table
            .cells
            .iter()
            .filter(|cell| gives(&cell.range))
            .map(|cell| cell.row)
            .collect();
        table.cells.retain(|cell| !rows.contains(&cell.row));
    }
    let paragraph = |at: usize| {
        let start = document.text[..at].rfind("\n\n").map_or(0, |n| n + 2);
        let end = document.text[at..]
            .find("\n\n")
            .map_or(document.text.len(), |n| at + n);
        start..end
    };
    let gone: Vec<Range<usize>> = document
        .sentences
        .iter()
        .filter(|sentence| gives(&sentence.range))
        .map(|sentence| paragraph(sentence.range.start))
        .collect();
    left.sentences.retain(|sentence| {
        !gone
            .iter()
            .any(|range| range.contains(&sentence.range.start))
    });
    left
}

/// A number as it may stand within a word or a heading, such as “n=30”.
fn spelled(text: &str, number: f64) -> bool {
    let digits = number.abs().to_string();
    text.replace('·', ".")
        .replace(',', "")
        .split(|c: char| !c.is_ascii_digit() && c != '.')
        .any(|part| part.trim_matches('.') == digits)
}
