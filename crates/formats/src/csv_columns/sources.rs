//! Headers of known sources.

use super::ColumnTarget;
use super::names::normalised;

/// A source and normalised names that all stand in its header, and only there together. The first that fits is meant.
const SOURCES: &[(&str, &[&str])] = &[
    ("Lens", &["lensid", "title"]),
    ("Dimensions", &["publicationid", "dimensionsurl"]),
    ("OpenAlex", &["authorshipsauthordisplayname", "displayname"]),
    ("Covidence", &["covidence", "title"]),
    ("Cochrane Library", &["cochraneid", "title"]),
    ("Cochrane Library", &["centralid", "title"]),
    ("Web of Science", &["utuniquewosid", "sourcetitle"]),
    ("Web of Science", &["pt", "au", "so", "ut"]),
    ("Scopus", &["sourcetitle", "authors", "eid"]),
    ("Scopus", &["sourcetitle", "authors", "citedby", "link"]),
    (
        "IEEE Xplore",
        &["documenttitle", "publicationtitle", "authors"],
    ),
    ("Springer", &["itemtitle", "itemdoi", "publicationtitle"]),
    ("PubMed", &["pmid", "journalbook", "firstauthor"]),
    ("Embase", &["authornames", "emtreemedicalindexterms"]),
    ("Embase", &["authornames", "openurllink"]),
    ("Embase", &["pui", "authornames"]),
    ("EBSCO", &["articletitle", "journaltitle", "plink"]),
    (
        "EBSCO",
        &["articletitle", "journaltitle", "accessionnumber", "doctype"],
    ),
    ("EBSCO", &["title", "an", "plink"]),
    ("ProQuest", &["storeid", "pubtitle"]),
    ("ProQuest", &["title", "pubtitle", "documenttype"]),
    (
        "ProQuest",
        &["title", "publicationtitle", "proquestdocumentid"],
    ),
    ("Ovid", &["ui", "ti", "au"]),
    ("Ovid", &["title", "authors", "vn", "db"]),
    ("Zotero", &["itemtype", "publicationtitle", "dateadded"]),
    ("Rayyan", &["key", "title", "authors", "journal", "notes"]),
    ("EPPI-Reviewer", &["itemid", "parenttitle"]),
    ("EPPI-Reviewer", &["id", "parenttitle", "shorttitle"]),
    ("DistillerSR", &["refid", "title", "author"]),
    ("DistillerSR", &["refid", "title", "authors"]),
    ("DistillerSR", &["refid", "bibliography"]),
    ("ASReview", &["title", "asreviewlabel"]),
    ("ASReview", &["title", "asreviewranking"]),
    ("ASReview", &["title", "included", "recordid"]),
    (
        "ACM Digital Library",
        &["itemtype", "proceedingstitle", "numpages"],
    ),
    ("ACM Digital Library", &["title", "authors", "acmkeywords"]),
    ("Retraction Watch", &["retractiondoi", "originalpaperdoi"]),
    ("ASySD", &["alternatename", "publicationname", "customid"]),
];

/// The source whose header this is.
pub(super) fn recognise(header: &[String]) -> Option<&'static str> {
    let names: Vec<String> = header.iter().map(|name| normalised(name)).collect();
    let has = |wanted: &&str| names.iter().any(|name| name == wanted);
    SOURCES
        .iter()
        .find(|(_, wanted)| wanted.iter().all(has))
        .map(|(source, _)| *source)
}

/// What a column means in this source, where it is not what its name means elsewhere.
pub(super) fn target(source: &str, name: &str) -> Option<ColumnTarget> {
    let name = normalised(name);
    Some(match (source, name.as_str()) {
        // `Source` names the database in Scopus, and is the citation in Embase and Ovid.
        ("Scopus", "source") => ColumnTarget::Database,
        ("Embase" | "Ovid", "source") => ColumnTarget::Citation,
        ("Cochrane Library", "source") => ColumnTarget::Journal,
        ("PubMed", "citation") => ColumnTarget::Citation,
        ("EBSCO", "an") => ColumnTarget::Accession,
        ("DistillerSR", "bibliography") => ColumnTarget::Citation,
        // Keywords Plus; in RIS it is a number.
        ("Web of Science", "id") => ColumnTarget::Keywords,
        ("OpenAlex", "id") => ColumnTarget::Accession,
        ("Covidence", "covidence") => ColumnTarget::Accession,
        _ => return None,
    })
}
