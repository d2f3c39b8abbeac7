//! [`Record`]: the title/abstract entry that a search returns (PRISMA 2020, Box 1 of the explanation paper).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What one search returned about one work: bibliographic data, never a decision about it.
///
/// It carries no identity: `store` gives each imported record a [`RecordId`](crate::RecordId).
/// A field that the source did not have is `None` or empty; nothing is invented to fill it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
// TypeScript has a type `Record` of its own.
#[ts(optional_fields, rename = "BibliographicRecord")]
pub struct Record {
    /// The kind of publication, as far as the source says.
    pub kind: RecordKind,
    /// Title as given, one line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Title in the original language where the source gives a translated one as well.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original_title: Option<String>,
    /// Abstract, with `\n` between paragraphs or labelled sections.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub abstract_text: Option<String>,
    /// In the order of the publication.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<_>")]
    pub authors: Vec<Author>,
    /// Editors of the containing work, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<_>")]
    pub editors: Vec<Author>,
    /// Year of publication, four digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<i32>,
    /// Date of publication as the source wrote it, such as `2018 Mar 5`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Journal, proceedings or book that contains the work, in full.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub journal: Option<String>,
    /// The abbreviated name of the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub journal_abbreviation: Option<String>,
    /// Volume as given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub volume: Option<String>,
    /// Issue (number) as given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issue: Option<String>,
    /// Pages or article number as given, such as `e12`, `123-8` or `123-128`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<String>,
    /// Bare DOI (`10.…`), lower case, without resolver or `doi:`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doi: Option<String>,
    /// PubMed identifier, digits only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pmid: Option<String>,
    /// PubMed Central identifier, `PMC` and digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pmcid: Option<String>,
    /// ISSNs as given, `1234-567X`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<_>")]
    pub issn: Vec<String>,
    /// ISBNs as given.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<_>")]
    pub isbn: Vec<String>,
    /// Publisher.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Place of publication.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Language as given (`eng`, `English`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Author and database keywords, subject headings included, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<_>")]
    pub keywords: Vec<String>,
    /// Links as given.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<_>")]
    pub urls: Vec<String>,
    /// The source database's own number for the record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accession: Option<String>,
    /// The database the source names inside the record, such as `Embase`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub database: Option<String>,
    /// Notes of the source.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<_>")]
    pub notes: Vec<String>,
    /// Everything else the source had, in file order: nothing is dropped.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<_>")]
    pub other: Vec<OtherField>,
}

impl Record {
    /// Title and abstract as one text, the input of ranking: `title + " " + abstract`, missing parts empty.
    pub fn title_and_abstract(&self) -> String {
        format!(
            "{} {}",
            self.title.as_deref().unwrap_or_default(),
            self.abstract_text.as_deref().unwrap_or_default()
        )
    }

    /// Whether the record holds nothing that a person could recognise a work by.
    pub fn is_blank(&self) -> bool {
        Record {
            kind: RecordKind::default(),
            ..self.clone()
        } == Record::default()
    }
}

/// A field of the source for which [`Record`] has no place of its own.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct OtherField {
    /// Tag, element or column name as in the source, such as `U1`, `PHST` or `Funding Details`.
    pub tag: String,
    /// The value as given.
    pub value: String,
}

/// A person or a group that wrote or edited a work.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Author {
    /// A person.
    Person {
        /// Family name, particles included.
        family: String,
        /// Given names or initials as the source wrote them.
        given: Option<String>,
        /// `Jr`, `III` and the like.
        suffix: Option<String>,
    },
    /// A collective author, such as a study group.
    Group {
        /// The name in full.
        name: String,
    },
}

impl Author {
    /// The name a list is sorted by: the family name, or the name of the group.
    pub fn family(&self) -> &str {
        match self {
            Author::Person { family, .. } => family,
            Author::Group { name } => name,
        }
    }
}

impl std::fmt::Display for Author {
    /// `Family, Given, Suffix`, or the name of the group.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Author::Group { name } => f.write_str(name),
            Author::Person {
                family,
                given,
                suffix,
            } => {
                f.write_str(family)?;
                if let Some(given) = given {
                    write!(f, ", {given}")?;
                }
                if let Some(suffix) = suffix {
                    write!(f, ", {suffix}")?;
                }
                Ok(())
            }
        }
    }
}

/// The kind of a publication: the kinds that matter to a review, and the source's own word for the rest.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RecordKind {
    /// An article in a journal, magazine or newspaper.
    JournalArticle,
    /// A whole book.
    Book,
    /// A chapter or section of a book.
    BookSection,
    /// A paper or abstract in the proceedings of a meeting.
    ConferencePaper,
    /// The proceedings of a meeting as a whole.
    Proceedings,
    /// A thesis or dissertation.
    Thesis,
    /// A report of an organisation or agency.
    TechnicalReport,
    /// A manuscript published before peer review.
    Preprint,
    /// An entry of a trial register.
    TrialRegistration,
    /// A web page or other electronic source.
    WebPage,
    /// A data set.
    Dataset,
    /// A kind known to the source by this word, which has no variant here.
    Other(String),
    /// The source does not say.
    #[default]
    Unknown,
}
