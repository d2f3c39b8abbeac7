//! [`Field`]: what a field tag means, and how each platform writes it.

use rapidfuzz::distance::osa;
use serde::{Deserialize, Serialize};

use crate::syntax::Syntax;

/// A field of a record, as far as platforms tell them apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Title.
    Title,
    /// Abstract.
    Abstract,
    /// Keywords of authors or database.
    Keywords,
    /// Words of the authors' keywords.
    KeywordWords,
    /// The platform's field of text words: on Ovid title and abstract, in PubMed also keywords and headings.
    TextWords,
    /// Ovid's `.mp.`: title, abstract, headings, keywords, names of substances.
    MultiPurpose,
    /// All fields, or the full text.
    All,
    /// Title in the original language.
    OriginalTitle,
    /// Chemical registry number.
    RegistryNumber,
    /// Name of a substance.
    Substance,
    /// A heading exactly.
    HeadingExact,
    /// Words of headings.
    HeadingWords,
    /// Qualifier of a heading, with any heading.
    Subheading,
    /// Type of publication.
    PublicationType,
    /// Language.
    Language,
    /// Author.
    Author,
    /// Journal.
    Journal,
    /// Address of an author.
    Affiliation,
    /// Day it was entered.
    EntryDate,
    /// Day the record was made.
    CreateDate,
    /// Day of publication.
    PublicationDate,
    /// Year of publication.
    Year,
    /// Number of the record.
    Identifier,
    /// A subset or filter of the platform.
    Subset,
    /// Condition of a registered trial.
    Condition,
    /// Intervention of a registered trial.
    Intervention,
    /// A field that is known to the platform by this tag and stands for itself.
    Other(String),
}

impl Field {
    /// In words, for the middle of a sentence.
    pub fn in_words(&self) -> &str {
        match self {
            Self::Title => "title",
            Self::Abstract => "abstract",
            Self::Keywords => "keywords",
            Self::KeywordWords => "author keywords",
            Self::TextWords => "text words",
            Self::MultiPurpose => "title, abstract, headings and keywords",
            Self::All => "all fields",
            Self::OriginalTitle => "original title",
            Self::RegistryNumber => "registry number",
            Self::Substance => "name of substance",
            Self::HeadingExact => "subject headings",
            Self::HeadingWords => "words of subject headings",
            Self::Subheading => "subheadings",
            Self::PublicationType => "publication type",
            Self::Language => "language",
            Self::Author => "author",
            Self::Journal => "journal",
            Self::Affiliation => "affiliation",
            Self::EntryDate => "date of entry",
            Self::CreateDate => "date of creation",
            Self::PublicationDate => "date of publication",
            Self::Year => "year",
            Self::Identifier => "number of the record",
            Self::Subset => "subset",
            Self::Condition => "condition",
            Self::Intervention => "intervention",
            Self::Other(tag) => tag,
        }
    }
}

use Field::*;

type Tags = &'static [(&'static str, &'static [Field])];

// The first tag of a set of fields is the one that is written.
const PUBMED: Tags = &[
    ("tiab", &[Title, Abstract]),
    ("ti", &[Title]),
    ("ab", &[Abstract]),
    ("tw", &[TextWords]),
    ("all", &[All]),
    ("ot", &[Keywords]),
    ("nm", &[Substance]),
    ("rn", &[RegistryNumber]),
    ("mh", &[HeadingExact]),
    ("sh", &[Subheading]),
    ("pt", &[PublicationType]),
    ("la", &[Language]),
    ("au", &[Author]),
    ("ta", &[Journal]),
    ("ad", &[Affiliation]),
    ("edat", &[EntryDate]),
    ("crdt", &[CreateDate]),
    ("dp", &[PublicationDate]),
    ("pmid", &[Identifier]),
    ("sb", &[Subset]),
    ("title/abstract", &[Title, Abstract]),
    ("title", &[Title]),
    ("abstract", &[Abstract]),
    ("text word", &[TextWords]),
    ("text words", &[TextWords]),
    ("all fields", &[All]),
    ("other term", &[Keywords]),
    ("supplementary concept", &[Substance]),
    ("substance name", &[Substance]),
    ("ec/rn number", &[RegistryNumber]),
    ("subheading", &[Subheading]),
    ("mesh subheading", &[Subheading]),
    ("publication type", &[PublicationType]),
    ("ptyp", &[PublicationType]),
    ("language", &[Language]),
    ("lang", &[Language]),
    ("author", &[Author]),
    ("journal", &[Journal]),
    ("affiliation", &[Affiliation]),
    ("entry date", &[EntryDate]),
    ("edate", &[EntryDate]),
    ("create date", &[CreateDate]),
    ("date - create", &[CreateDate]),
    ("date - entrez", &[EntryDate]),
    ("date - publication", &[PublicationDate]),
    ("publication date", &[PublicationDate]),
    ("pdat", &[PublicationDate]),
    ("uid", &[Identifier]),
    ("filter", &[Subset]),
    ("subset", &[Subset]),
];

const PUBMED_OTHER: &[&str] = &[
    "1au",
    "aid",
    "auid",
    "cn",
    "cois",
    "dcom",
    "ed",
    "fau",
    "fir",
    "gr",
    "ip",
    "ir",
    "isbn",
    "jid",
    "lastau",
    "lid",
    "lr",
    "mhda",
    "pa",
    "pg",
    "pl",
    "ppdat",
    "ps",
    "pubn",
    "si",
    "tt",
    "vi",
    "book",
    "mesh date",
    "pharmacological action",
];

const OVID: Tags = &[
    ("ti", &[Title]),
    ("ab", &[Abstract]),
    ("kw", &[Keywords]),
    ("kf", &[KeywordWords]),
    ("tw", &[TextWords]),
    ("mp", &[MultiPurpose]),
    ("af", &[All]),
    ("ot", &[OriginalTitle]),
    ("rn", &[RegistryNumber]),
    ("nm", &[Substance]),
    ("sh", &[HeadingExact]),
    ("hw", &[HeadingWords]),
    ("fs", &[Subheading]),
    ("pt", &[PublicationType]),
    ("la", &[Language]),
    ("lg", &[Language]),
    ("au", &[Author]),
    ("jn", &[Journal]),
    ("jw", &[Journal]),
    ("in", &[Affiliation]),
    ("ed", &[EntryDate]),
    ("dt", &[CreateDate]),
    ("dp", &[PublicationDate]),
    ("yr", &[Year]),
    ("ui", &[Identifier]),
];

const OVID_OTHER: &[&str] = &[
    "an", "as", "bt", "cc", "ci", "cm", "co", "cp", "cw", "dc", "de", "df", "dm", "do", "dq", "du",
    "dv", "dy", "em", "ep", "fx", "gn", "gw", "ia", "id", "ip", "is", "ja", "jc", "kc", "lm", "mf",
    "mh", "my", "nj", "ow", "ox", "oa", "pg", "ps", "px", "rs", "rx", "rw", "sb", "si", "sm", "sy",
    "tn", "tr", "up", "ux", "vo", "yx", "dd", "so", "pb",
];

const COCHRANE: Tags = &[
    ("ti", &[Title]),
    ("ab", &[Abstract]),
    ("kw", &[Keywords]),
    ("pt", &[PublicationType]),
    ("au", &[Author]),
    ("so", &[Journal]),
    ("an", &[Identifier]),
];

const SCOPUS: Tags = &[
    ("TITLE-ABS-KEY", &[Title, Abstract, Keywords]),
    ("TITLE-ABS", &[Title, Abstract]),
    ("TITLE", &[Title]),
    ("ABS", &[Abstract]),
    ("KEY", &[Keywords]),
    ("AUTHKEY", &[KeywordWords]),
    ("INDEXTERMS", &[HeadingWords]),
    ("ALL", &[All]),
    ("CHEMNAME", &[Substance]),
    ("CASREGNUMBER", &[RegistryNumber]),
    ("LANGUAGE", &[Language]),
    ("DOCTYPE", &[PublicationType]),
    ("AUTH", &[Author]),
    ("SRCTITLE", &[Journal]),
    ("AFFIL", &[Affiliation]),
    ("PMID", &[Identifier]),
];

const SCOPUS_OTHER: &[&str] = &[
    "TITLE-ABS-KEY-AUTH",
    "AFFILCITY",
    "AFFILCOUNTRY",
    "AFFILORG",
    "AUTHLASTNAME",
    "AUTHFIRST",
    "AU-ID",
    "CHEM",
    "CODEN",
    "CONF",
    "DOI",
    "EDITOR",
    "EISSN",
    "EXACTSRCTITLE",
    "FIRSTAUTH",
    "FUND-ALL",
    "FUND-SPONSOR",
    "ISBN",
    "ISSN",
    "ISSUE",
    "KEYWORD",
    "MANUFACTURER",
    "OPENACCESS",
    "PAGES",
    "PUBLISHER",
    "REF",
    "REFTITLE",
    "SRCTYPE",
    "SUBJAREA",
    "TRADENAME",
    "VOLUME",
    "WEBSITE",
];

const WEB_OF_SCIENCE: Tags = &[
    ("TS", &[Title, Abstract, Keywords]),
    ("TI", &[Title]),
    ("AB", &[Abstract]),
    ("AK", &[KeywordWords]),
    ("KP", &[Keywords]),
    ("ALL", &[All]),
    ("DT", &[PublicationType]),
    ("LA", &[Language]),
    ("AU", &[Author]),
    ("SO", &[Journal]),
    ("AD", &[Affiliation]),
    ("PY", &[Year]),
    ("DOP", &[PublicationDate]),
    ("UT", &[Identifier]),
];

const WEB_OF_SCIENCE_OTHER: &[&str] = &[
    "AI", "BP", "CF", "CI", "CU", "DO", "ED", "FG", "FO", "FT", "GP", "IS", "OG", "OO", "PMID",
    "PS", "SA", "SG", "SU", "WC", "ZP",
];

const CINAHL: Tags = &[
    ("TI", &[Title]),
    ("AB", &[Abstract]),
    ("XB", &[Title, Abstract]),
    ("SU", &[Keywords]),
    ("MW", &[HeadingWords]),
    ("TX", &[All]),
    ("PT", &[PublicationType]),
    ("LA", &[Language]),
    ("AU", &[Author]),
    ("SO", &[Journal]),
    ("AF", &[Affiliation]),
    ("PY", &[Year]),
    ("DT", &[PublicationDate]),
    ("EM", &[EntryDate]),
    ("AN", &[Identifier]),
];

const CINAHL_OTHER: &[&str] = &[
    "CO", "GR", "IB", "IN", "IP", "IS", "PG", "RF", "SB", "SM", "TC", "ZT",
];

const CLINICAL_TRIALS: Tags = &[
    ("ConditionSearch", &[Condition]),
    ("InterventionSearch", &[Intervention]),
    ("TitleSearch", &[Title]),
    ("BriefSummary", &[Abstract]),
    ("Keyword", &[Keywords]),
    ("BasicSearch", &[All]),
    ("StudyType", &[PublicationType]),
    ("NCTId", &[Identifier]),
    ("Condition", &[Condition]),
    ("BriefTitle", &[Title]),
];

fn tags(syntax: Syntax) -> (Tags, &'static [&'static str]) {
    match syntax {
        Syntax::PubMed => (PUBMED, PUBMED_OTHER),
        Syntax::OvidMedline | Syntax::OvidEmbase => (OVID, OVID_OTHER),
        Syntax::Cochrane => (COCHRANE, &[]),
        Syntax::Scopus => (SCOPUS, SCOPUS_OTHER),
        Syntax::WebOfScience => (WEB_OF_SCIENCE, WEB_OF_SCIENCE_OTHER),
        Syntax::Cinahl => (CINAHL, CINAHL_OTHER),
        Syntax::ClinicalTrialsGov => (CLINICAL_TRIALS, &[]),
        Syntax::Ictrp => (&[], &[]),
    }
}

/// The fields of a single tag; `None` where the platform does not know it. The case does not matter.
pub fn fields_of(syntax: Syntax, tag: &str) -> Option<Vec<Field>> {
    let (known, other) = tags(syntax);
    let tag = tag.trim();
    if let Some((_, fields)) = known
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(tag))
    {
        return Some(fields.to_vec());
    }
    if let Some(name) = other.iter().find(|name| name.eq_ignore_ascii_case(tag)) {
        return Some(vec![Other((*name).to_owned())]);
    }
    // ClinicalTrials.gov has some hundred areas, named in the same manner.
    let area = syntax == Syntax::ClinicalTrialsGov
        && tag.len() > 2
        && tag.chars().all(|c| c.is_ascii_alphanumeric())
        && tag.starts_with(|c: char| c.is_ascii_uppercase());
    area.then(|| vec![Other(tag.to_owned())])
}

/// The tag that stands for exactly these fields (sorted); `None` where there is none.
pub fn tag_of(syntax: Syntax, fields: &[Field]) -> Option<String> {
    if let [Other(tag)] = fields {
        return Some(tag.clone());
    }
    let (known, _) = tags(syntax);
    known
        .iter()
        .find(|(_, of)| {
            let mut of = of.to_vec();
            of.sort();
            of == fields
        })
        .map(|(tag, _)| (*tag).to_owned())
}

/// The known tag nearest to one that is not known, if any is near enough to have been meant.
pub fn did_you_mean(syntax: Syntax, tag: &str) -> Option<String> {
    let (known, other) = tags(syntax);
    let tag = tag.trim().to_lowercase();
    let known = known.iter().map(|(name, _)| *name);
    known
        .chain(other.iter().copied())
        .map(|name| {
            (
                osa::distance(name.to_lowercase().chars(), tag.chars()),
                name,
            )
        })
        .min_by_key(|(distance, _)| *distance)
        .filter(|(distance, name)| *distance * 2 <= name.len().max(tag.len()))
        .map(|(_, name)| name.to_owned())
}
