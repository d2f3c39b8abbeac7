//! [`Format`]: the kinds of bibliographic file, and the names people and files give them.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A kind of bibliographic file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// RIS (Research Information Systems), two-letter tags with `  - `, in all its dialects.
    Ris,
    /// MEDLINE/PubMed tagged format (`.nbib`), also as Ovid and ERIC write it.
    Nbib,
    /// PubMed XML (`PubmedArticleSet` and its relatives).
    PubmedXml,
    /// XML of EndNote and of tools that imitate it.
    EndnoteXml,
    /// BibTeX and BibLaTeX.
    Bibtex,
    /// Web of Science (ISI) field-tagged files, `.ciw` and `.txt`.
    WebOfScience,
    /// Refer, the `%` tags of EndNote (`.enw`).
    Refer,
    /// Ovid's display format with headings and numbered records.
    Ovid,
    /// Tables with a header line, separated by comma, semicolon or tab.
    Csv,
    /// Attest's own JSON: a list of records with the field names of [`Record`](review::Record).
    Json,
}

impl Format {
    /// The formats that [`write`](fn@crate::write) can produce.
    pub const WRITABLE: [Format; 5] = [
        Format::Ris,
        Format::Nbib,
        Format::Bibtex,
        Format::Csv,
        Format::Json,
    ];

    /// The format that the extension of a file name suggests. A hint at most: the content decides.
    pub fn from_file_name(name: &str) -> Option<Self> {
        let extension = Path::new(name).extension()?.to_str()?.to_ascii_lowercase();
        Some(match extension.as_str() {
            "ris" => Format::Ris,
            "nbib" | "medline" => Format::Nbib,
            "bib" | "bibtex" | "biblatex" => Format::Bibtex,
            "ciw" | "isi" => Format::WebOfScience,
            "enw" | "refer" | "ref" => Format::Refer,
            "csv" | "tsv" | "tab" => Format::Csv,
            "json" => Format::Json,
            _ => return None,
        })
    }

    /// The word for the format on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Ris => "ris",
            Format::Nbib => "nbib",
            Format::PubmedXml => "pubmed-xml",
            Format::EndnoteXml => "endnote-xml",
            Format::Bibtex => "bib",
            Format::WebOfScience => "wos",
            Format::Refer => "enw",
            Format::Ovid => "ovid",
            Format::Csv => "csv",
            Format::Json => "json",
        }
    }
}

impl fmt::Display for Format {
    /// The name for people.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Format::Ris => "RIS",
            Format::Nbib => "MEDLINE/nbib",
            Format::PubmedXml => "PubMed XML",
            Format::EndnoteXml => "EndNote XML",
            Format::Bibtex => "BibTeX",
            Format::WebOfScience => "Web of Science",
            Format::Refer => "Refer/EndNote tagged",
            Format::Ovid => "Ovid text",
            Format::Csv => "CSV",
            Format::Json => "JSON",
        })
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    /// Reads the words of [`Format::as_str`] and the usual file extensions, in any case.
    fn from_str(word: &str) -> Result<Self, UnknownFormat> {
        let lower = word.trim().to_ascii_lowercase();
        [
            Format::Ris,
            Format::Nbib,
            Format::PubmedXml,
            Format::EndnoteXml,
            Format::Bibtex,
            Format::WebOfScience,
            Format::Refer,
            Format::Ovid,
            Format::Csv,
            Format::Json,
        ]
        .into_iter()
        .find(|format| format.as_str() == lower)
        .or_else(|| Format::from_file_name(&format!("file.{lower}")))
        .ok_or_else(|| UnknownFormat(word.to_owned()))
    }
}

/// A word that names no format.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no format; try one of ris, nbib, bib, csv, json")]
pub struct UnknownFormat(pub String);
