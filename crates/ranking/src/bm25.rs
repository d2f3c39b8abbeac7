//! [`WordMatch`]: how well the words of each record fit those of the question, before there is anything to learn from.
//!
//! BM25 (Robertson & Zaragoza 2009) with the usual constants and the never-negative weight of Lucene. *What it is not:*
//! a search index: it knows one question, and keeps of each record only how often that question's words occur in it.

use std::collections::HashMap;

use crate::tokens::words;

/// How soon more occurrences of a word stop counting.
const K1: f64 = 1.2;
/// How much a long text is discounted.
const B: f64 = 0.75;

/// A question, and what was found of its words in the records that were added.
///
/// ```
/// let mut found = ranking::WordMatch::new("Aspirin after stroke");
/// found.push("Knitting patterns of the north");
/// found.push("Aspirin for the prevention of recurrent stroke");
/// let scores = found.scores();
/// assert!(scores[0] == 0.0 && scores[1] > 0.0);
/// ```
#[derive(Clone, Debug, Default)]
pub struct WordMatch {
    terms: HashMap<String, usize>,
    /// (term, occurrences) of all records in a row.
    cells: Vec<(usize, u32)>,
    /// By record: where its cells end.
    ends: Vec<usize>,
    /// By record: its number of words.
    lengths: Vec<u32>,
}

impl WordMatch {
    /// No record yet.
    pub fn new(question: &str) -> Self {
        let mut terms = HashMap::new();
        words(&question.to_lowercase(), |word| {
            let next = terms.len();
            terms.entry(word.to_owned()).or_insert(next);
        });
        Self {
            terms,
            ..Self::default()
        }
    }

    /// Adds the next record: its title and abstract.
    pub fn push(&mut self, text: &str) {
        let mut length = 0;
        let mut counts: Vec<(usize, u32)> = Vec::new();
        words(&text.to_lowercase(), |word| {
            length += 1;
            if let Some(&term) = self.terms.get(word) {
                match counts.iter_mut().find(|(known, _)| *known == term) {
                    Some((_, count)) => *count += 1,
                    None => counts.push((term, 1)),
                }
            }
        });
        self.cells.extend(counts);
        self.ends.push(self.cells.len());
        self.lengths.push(length);
    }

    /// The score of each record, in the order in which they were added: 0 where no word of the question is in it.
    pub fn scores(&self) -> Vec<f64> {
        let count = self.lengths.len() as f64;
        let all: f64 = self.lengths.iter().copied().map(f64::from).sum();
        let mean = (all / count.max(1.0)).max(1.0);
        let mut records_with = vec![0.0; self.terms.len()];
        for &(term, _) in &self.cells {
            records_with[term] += 1.0;
        }
        let weights: Vec<f64> = records_with
            .iter()
            .map(|with| (1.0 + (count - with + 0.5) / (with + 0.5)).ln())
            .collect();
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let of_record = starts.zip(&self.ends).zip(&self.lengths);
        of_record
            .map(|((start, &end), &length)| {
                let long = K1 * (1.0 - B + B * f64::from(length) / mean);
                let cells = self.cells[start..end].iter();
                cells
                    .map(|&(term, times)| {
                        let times = f64::from(times);
                        weights[term] * times * (K1 + 1.0) / (times + long)
                    })
                    .sum()
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: three texts of 3, 3 and 6 words (mean 4); “stroke” is in two of them, “aspirin” in one.
    #[test]
    fn scores_are_those_of_the_formula() {
        let mut found = WordMatch::new("aspirin stroke, aspirin");
        for text in [
            "aspirin and stroke",
            "knitting by hand",
            "stroke stroke care in the north",
        ] {
            found.push(text);
        }
        let scores = found.scores();
        let weight = |with: f64| (1.0 + (3.0 - with + 0.5) / (with + 0.5)).ln();
        let part =
            |times: f64, length: f64| times * 2.2 / (times + 1.2 * (0.25 + 0.75 * length / 4.0));
        assert!((scores[0] - (weight(1.0) + weight(2.0)) * part(1.0, 3.0)).abs() < 1e-12);
        assert!(scores[1].abs() < 1e-12);
        assert!((scores[2] - weight(2.0) * part(2.0, 6.0)).abs() < 1e-12);
        assert!(WordMatch::new("").scores().is_empty());
    }
}
