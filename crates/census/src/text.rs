//! A record as the sentences that cues are looked for in.

use review::Record;
use serde::Serialize;
use ts_rs::TS;

/// Where a sentence stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "CensusPlace")]
pub enum Place {
    /// The title.
    Title,
    /// The abstract.
    Abstract,
    /// A keyword or subject heading.
    Keywords,
    /// A type of publication that the database gave.
    PublicationType,
}

impl Place {
    /// The word that stands for it in files.
    pub fn word(self) -> &'static str {
        match self {
            Place::Title => "title",
            Place::Abstract => "abstract",
            Place::Keywords => "keywords",
            Place::PublicationType => "publication_type",
        }
    }
}

/// A sentence that something rests on, cut from the record by its place and never rewritten.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// Which field of the record.
    pub place: Place,
    /// First byte of the sentence in that field; of keywords and publication types in the single one.
    pub start: usize,
    /// The byte behind its last one.
    pub end: usize,
    /// The sentence itself.
    pub text: String,
}

/// A sentence of a record, and the same as cues see it.
pub(crate) struct Sentence<'r> {
    pub(crate) place: Place,
    start: usize,
    text: &'r str,
    pub(crate) folded: String,
}

impl Sentence<'_> {
    pub(crate) fn evidence(&self) -> Evidence {
        Evidence {
            place: self.place,
            start: self.start,
            end: self.start + self.text.len(),
            text: self.text.to_owned(),
        }
    }
}

/// Longer titles and abstracts are read up to here (bytes): no abstract is as long, and a hostile file may be.
const LONGEST: usize = 64 * 1024;

/// Tags of imported fields that hold types of publication.
const PUBLICATION_TYPE_TAGS: [&str; 5] = [
    "PublicationType",
    "PT",
    "Publication Type",
    "Document Type",
    "M3",
];

/// All that is read of a record, title first. Keywords and types of publication only where `database` says so.
pub(crate) fn sentences(record: &Record, database: bool) -> Vec<Sentence<'_>> {
    let mut found = Vec::new();
    let mut add = |place, start, text| {
        found.push(Sentence {
            place,
            start,
            text,
            folded: folded(text),
        });
    };
    if let Some(title) = record.title.as_deref() {
        add(Place::Title, 0, beginning(title));
    }
    if let Some(text) = record.abstract_text.as_deref() {
        let text = beginning(text);
        for sentence in documents::sentences(text) {
            add(Place::Abstract, sentence.body.start, &text[sentence.body]);
        }
    }
    if database {
        for keyword in record.keywords.iter().take(500) {
            // Tables have all headings in one cell.
            for part in keyword.split(';') {
                let part = part.trim();
                add(Place::Keywords, 0, beginning(part));
            }
        }
        let types = record
            .other
            .iter()
            .filter(|field| PUBLICATION_TYPE_TAGS.contains(&field.tag.as_str()));
        for field in types.take(50) {
            add(Place::PublicationType, 0, beginning(field.value.trim()));
        }
    }
    found
}

fn beginning(text: &str) -> &str {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Lower case, every dash as `-`, every quotation mark straight, white space as one blank.
pub(crate) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut blank = true;
    for character in text.chars() {
        match character {
            c if c.is_whitespace() => {
                if !blank {
                    folded.push(' ');
                }
                blank = true;
                continue;
            }
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ad}' => folded.push('-'),
            '\u{2018}' | '\u{2019}' => folded.push('\''),
            '\u{201c}' | '\u{201d}' => folded.push('"'),
            c if c.is_ascii() => folded.push(c.to_ascii_lowercase()),
            c => folded.extend(c.to_lowercase()),
        }
        blank = false;
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_case_and_white_space_do_not_matter() {
        assert_eq!(
            folded("  Double\u{2010}Blind,\n Non\u{2013}Randomised "),
            "double-blind, non-randomised "
        );
    }

    #[test]
    fn evidence_is_cut_from_the_record() {
        let record = Record {
            title: Some("A title".to_owned()),
            abstract_text: Some("First, é. We randomised 20 men.".to_owned()),
            ..Record::default()
        };
        let found = sentences(&record, true);
        let last = found.last().expect("a sentence").evidence();
        let text = record.abstract_text.as_deref().expect("an abstract");
        assert_eq!(&text[last.start..last.end], "We randomised 20 men.");
        assert_eq!(last.text, "We randomised 20 men.");
    }
}
