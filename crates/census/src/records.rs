//! Records out of files of any size.

use std::io::{BufRead, BufReader, Read};
use std::ops::ControlFlow;

use flate2::bufread::MultiGzDecoder;
use formats::{PubmedItem, ReadOptions};
use review::{Problem, Record};

use crate::error::CensusError;

/// A file that is not PubMed XML is read as a whole, and therefore only up to here (bytes, unpacked): 2 GiB.
const LARGEST_WHOLE: u64 = 2 << 30;

/// How far into a file PubMed XML is recognised.
const HEAD: usize = 4096;

/// What was found in a file, one after the other.
#[derive(Debug)]
pub enum Item {
    /// A record, with its number in the file, from 1.
    Record(Box<Record>, u64),
    /// What could not be read as it should.
    Problem(Problem),
}

/// Reads the records of a file: PubMed XML record by record in the memory of one, anything else that can be imported as a
/// whole. A file packed by gzip is unpacked on the way, whatever its name is.
///
/// Stops early where `each` breaks.
///
/// # Errors
/// Input that cannot be read, is in no known format, or is larger than 2 GiB and no PubMed XML.
pub fn read_records(
    input: impl Read,
    file_name: &str,
    mut each: impl FnMut(Item) -> ControlFlow<()>,
) -> Result<(), CensusError> {
    let mut input = BufReader::with_capacity(1 << 16, input);
    let packed = input
        .fill_buf()
        .map_err(|error| unreadable(file_name, &error))?
        .starts_with(&[0x1f, 0x8b]);
    if packed {
        let unpacked = BufReader::with_capacity(1 << 16, MultiGzDecoder::new(input));
        let name = file_name.strip_suffix(".gz").unwrap_or(file_name);
        unpacked_records(unpacked, name, &mut each)
    } else {
        unpacked_records(input, file_name, &mut each)
    }
}

fn unpacked_records(
    mut input: impl BufRead,
    file_name: &str,
    each: &mut impl FnMut(Item) -> ControlFlow<()>,
) -> Result<(), CensusError> {
    let mut head = Vec::with_capacity(HEAD);
    let failed = |error: std::io::Error| unreadable(file_name, &error);
    input
        .by_ref()
        .take(HEAD as u64)
        .read_to_end(&mut head)
        .map_err(failed)?;
    let is_pubmed = is_pubmed_xml(&head);
    let mut whole = std::io::Cursor::new(head).chain(input);
    if is_pubmed {
        return formats::read_pubmed_xml(whole, |item| match item {
            PubmedItem::Record(found) => each(Item::Record(Box::new(found.record), found.entry)),
            PubmedItem::Problem(problem) => each(Item::Problem(problem)),
            // Update files name what PubMed has deleted: no record of theirs is in the file.
            PubmedItem::Deleted(_) => ControlFlow::Continue(()),
        })
        .map_err(failed);
    }
    let mut bytes = Vec::new();
    whole
        .by_ref()
        .take(LARGEST_WHOLE + 1)
        .read_to_end(&mut bytes)
        .map_err(failed)?;
    if bytes.len() as u64 > LARGEST_WHOLE {
        return Err(CensusError::Read(format!(
            "{file_name} is larger than 2 GiB; split it, or export PubMed XML, of which any size can be read"
        )));
    }
    let options = ReadOptions {
        file_name: Some(file_name.to_owned()),
        ..ReadOptions::default()
    };
    let import = formats::read(&bytes, &options)
        .map_err(|error| CensusError::Read(format!("{file_name}: {error}")))?;
    drop(bytes);
    for problem in import.problems {
        if each(Item::Problem(problem)).is_break() {
            return Ok(());
        }
    }
    for found in import.records {
        if each(Item::Record(Box::new(found.record), found.entry)).is_break() {
            return Ok(());
        }
    }
    Ok(())
}

fn is_pubmed_xml(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head);
    let start = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    start.starts_with('<')
        && [
            "<PubmedArticleSet",
            "<PubmedArticle>",
            "<PubmedBookArticle",
            "<MedlineCitation",
        ]
        .iter()
        .any(|element| head.contains(element))
}

fn unreadable(file_name: &str, error: &std::io::Error) -> CensusError {
    CensusError::Read(format!(
        "{file_name} could not be read: {error}; look whether the file is complete"
    ))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    const XML: &str = "<?xml version=\"1.0\"?><PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID>\
        <Article><ArticleTitle>Aspirin</ArticleTitle></Article></MedlineCitation></PubmedArticle>\
        <PubmedArticle><MedlineCitation><PMID>2</PMID><Article><ArticleTitle>Placebo</ArticleTitle></Article>\
        </MedlineCitation></PubmedArticle></PubmedArticleSet>";

    fn titles(bytes: &[u8], name: &str) -> Result<Vec<String>, CensusError> {
        let mut titles = Vec::new();
        read_records(bytes, name, |item| {
            if let Item::Record(record, _) = item {
                titles.extend(record.title);
            }
            ControlFlow::Continue(())
        })?;
        Ok(titles)
    }

    #[test]
    fn pubmed_xml_is_read_packed_and_unpacked() {
        assert_eq!(
            titles(XML.as_bytes(), "a.xml").expect("records"),
            ["Aspirin", "Placebo"]
        );
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(XML.as_bytes()).expect("packed");
        let packed = packed.finish().expect("packed");
        assert_eq!(
            titles(&packed, "a.xml.gz").expect("records"),
            ["Aspirin", "Placebo"]
        );
        // A file that is cut off is told, not taken for a shorter one.
        assert!(titles(&packed[..packed.len() - 12], "a.xml.gz").is_err());
    }

    #[test]
    fn other_formats_are_read_as_a_whole() {
        let ris = b"TY  - JOUR\nTI  - Aspirin\nER  - \n";
        assert_eq!(titles(ris, "a.ris").expect("records"), ["Aspirin"]);
        let error = titles(b"%PDF-1.7", "a.pdf").expect_err("no references");
        assert!(error.to_string().contains("a.pdf"), "{error}");
    }

    #[test]
    fn reading_stops_when_asked() {
        let mut seen = 0;
        read_records(XML.as_bytes(), "a.xml", |_| {
            seen += 1;
            ControlFlow::Break(())
        })
        .expect("read");
        assert_eq!(seen, 1);
    }
}
