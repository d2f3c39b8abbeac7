//! What the names of columns mean, whichever program wrote them.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::ColumnTarget;

/// A name without case, blanks and punctuation: `Author(s) ID` becomes `authorsid`.
pub(crate) fn normalised(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether a name is a two-letter tag as in Web of Science and RIS.
pub(super) fn is_code(name: &str) -> bool {
    let name = name.trim();
    name.len() == 2
        && name.starts_with(|c: char| c.is_ascii_uppercase())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

/// The target of a name; `None` where it says nothing to us. Two-letter tags are understood in a header of such tags.
pub(super) fn target(name: &str, codes: bool) -> Option<ColumnTarget> {
    if codes && is_code(name) {
        return Some(code(name.trim()));
    }
    static BY_NAME: LazyLock<HashMap<&str, ColumnTarget>> = LazyLock::new(|| {
        // The first target that lists a name has it.
        NAMES
            .iter()
            .rev()
            .flat_map(|(target, names)| names.split_whitespace().map(|name| (name, *target)))
            .collect()
    });
    // No name of a column is longer; a cell of an abstract need not be looked at.
    if name.len() > 100 {
        return None;
    }
    BY_NAME.get(normalised(name).as_str()).copied()
}

fn code(tag: &str) -> ColumnTarget {
    match tag {
        "TI" | "T1" => ColumnTarget::Title,
        "AB" | "N2" => ColumnTarget::Abstract,
        "AU" | "A1" => ColumnTarget::Authors,
        "AF" => ColumnTarget::AuthorsInFull,
        "BE" | "ED" => ColumnTarget::Editors,
        "PY" | "Y1" | "YR" => ColumnTarget::Year,
        "DA" | "DP" => ColumnTarget::Date,
        "SO" | "JO" | "JF" | "T2" | "JT" => ColumnTarget::Journal,
        "JI" | "JA" | "TA" => ColumnTarget::JournalAbbreviation,
        "VL" | "VI" => ColumnTarget::Volume,
        "IS" | "IP" => ColumnTarget::Issue,
        "PG" | "PP" => ColumnTarget::Pages,
        "BP" | "SP" => ColumnTarget::StartPage,
        "EP" => ColumnTarget::EndPage,
        "AR" => ColumnTarget::ArticleNumber,
        "DI" | "DO" => ColumnTarget::Doi,
        "PM" => ColumnTarget::Pmid,
        "SN" | "EI" | "BN" => ColumnTarget::SerialNumber,
        "PU" | "PB" => ColumnTarget::Publisher,
        "PI" | "CY" => ColumnTarget::Place,
        "LA" => ColumnTarget::Language,
        "DE" | "KW" | "MH" => ColumnTarget::Keywords,
        "UR" => ColumnTarget::Url,
        "UT" | "AN" | "UI" => ColumnTarget::Accession,
        "DB" => ColumnTarget::Database,
        "DT" | "PT" | "TY" => ColumnTarget::Kind,
        "N1" => ColumnTarget::Note,
        _ => ColumnTarget::Other,
    }
}

/// Normalised names between blanks. Those under `Other` are known to be about the record and not about the work.
const NAMES: &[(ColumnTarget, &str)] = &[
    (
        ColumnTarget::Title,
        "title articletitle documenttitle itemtitle primarytitle titles papertitle publicationtitleen studytitle \
         displayname titleprimary referencetitle booktitlearticle ti titletext",
    ),
    (
        ColumnTarget::OriginalTitle,
        "originaltitle titleoriginal vernaculartitle foreigntitle translatedtitle nonenglishtitle",
    ),
    (
        ColumnTarget::Abstract,
        "abstract abstracttext abstracts summary notesabstract abstractnote articleabstract ab description",
    ),
    (
        ColumnTarget::Authors,
        "authors author authornames firstauthors authorlist au creators creator authornameslist primaryauthors \
         contributors authorsstring authorshipsauthordisplayname",
    ),
    (
        ColumnTarget::AuthorsInFull,
        "authorfullnames authorsfullnames fullauthornames authorfullname authorsfull",
    ),
    (
        ColumnTarget::Editors,
        "editors editor bookeditors secondaryauthors secondaryauthor editornames",
    ),
    (
        ColumnTarget::Year,
        "year publicationyear pubyear yearpublished yearofpublication publishedyear py copyrightyear pyear",
    ),
    (
        ColumnTarget::Date,
        "date publicationdate pubdate datepublished publisheddate dateofpublication coverdate originalpaperdate \
         publicationdateonline",
    ),
    (
        ColumnTarget::Journal,
        "journal journaltitle sourcetitle publicationtitle publicationname journalname journalbook pubtitle \
         secondarytitle containertitle booktitle fulljournalname parenttitle conferencetitle sourcetitleanthologytitle \
         primarylocationsourcedisplayname publication periodical so fulljournaltitle venue proceedingstitle \
         journalfull jt",
    ),
    (
        ColumnTarget::JournalAbbreviation,
        "journalabbreviation abbreviatedsourcetitle journalabbr journalisoabbreviation alternatename shortjournal \
         abbreviatedjournal sourcetitleabbreviated isoabbreviation alternatetitle1 journalabbreviationiso",
    ),
    (
        ColumnTarget::Volume,
        "volume vol journalvolume volumenumber vl volno",
    ),
    (
        ColumnTarget::Issue,
        "issue number issuenumber journalissue issueno no num is issuepart",
    ),
    (
        ColumnTarget::Pages,
        "pages page pagination pagenumbers pagerange pagesrange pg medlinepgn",
    ),
    (
        ColumnTarget::StartPage,
        "startpage pagestart firstpage beginningpage pagefirst spage sp",
    ),
    (
        ColumnTarget::EndPage,
        "endpage pageend lastpage endingpage pagelast epage ep",
    ),
    (
        ColumnTarget::ArticleNumber,
        "artno articlenumber articleno articlenr elocationid",
    ),
    (
        ColumnTarget::Doi,
        "doi itemdoi digitalobjectidentifier doinumber doiurl articledoi doilink originalpaperdoi do bookdoi",
    ),
    (
        ColumnTarget::Pmid,
        "pmid pubmedid pubmed pmidnumber idspmid pubmedidentifier originalpaperpubmedid pubmedpmid medlinepmid",
    ),
    (
        ColumnTarget::Pmcid,
        "pmcid pmc pubmedcentralid pmcnumber idspmcid",
    ),
    (
        ColumnTarget::SerialNumber,
        "issn isbn issns isbns eissn issnisbn isbnissn printissn electronicissn issnprint issnonline linkingissn \
         primarylocationsourceissnl issnl isbnelectronic isbnprint sn onlineissn",
    ),
    (
        ColumnTarget::Publisher,
        "publisher publishername publisherinformation publishers",
    ),
    (
        ColumnTarget::Place,
        "place placeofpublication publisherlocation placepublished publisherplace publisheraddress publishercity \
         city location",
    ),
    (
        ColumnTarget::Language,
        "language languages languageoforiginaldocument lang articlelanguage la articlelanguages",
    ),
    (
        ColumnTarget::Keywords,
        "keywords keyword authorkeywords indexkeywords meshterms mesh subjects subject subjectheadings keywordsplus \
         ieeeterms inspeccontrolledterms inspecnoncontrolledterms manualtags automatictags fieldsofstudy descriptors \
         identifierkeywords identifierskeywords subjectterms emtreedrugindextermsmajorfocus emtreedrugindexterms \
         emtreemedicalindextermsmajorfocus emtreemedicalindexterms meshheadings indexterms mainsubject topics kw \
         subjectheading thesaurusterms primarytopicdisplayname acmkeywords controlledterms medicalsubjectheadings",
    ),
    (
        ColumnTarget::Url,
        "url urls link links weblink webaddress pdflink sourceurls externalurl openurllink plink permalink \
         documenturl fulltexturl openurl documenturlabstract recordurl doiurllink",
    ),
    (
        ColumnTarget::Accession,
        "accession accessionnumber accessionnum accessionno eid utuniquewosid uniqueid lensid cochraneid centralid pui \
         embaseaccessionid publicationid storeid documentidentifier accessionid openalexid nctid nctnumber \
         medlineaccession anumber proquestdocumentid ui",
    ),
    (
        ColumnTarget::Database,
        "database databases db sourcedb databasename sourcedatabase databaseprovider remotedatabasename",
    ),
    (
        ColumnTarget::Kind,
        "documenttype publicationtype type itemtype contenttype referencetype typeofreference reftype entrytype \
         articletype doctype sourcetype category typeofpublication documenttypes recordtype",
    ),
    (
        ColumnTarget::Note,
        "notes note extra comments comment annote remarks researchnotes",
    ),
    (
        ColumnTarget::Other,
        "id recordid key citationkey refid index number1 rownumber rank clusterid isduplicate duplicateid idold \
         labeltiab labelincluded label included labelincluded finalincluded abstractincluded asreviewlabel \
         asreviewranking asreviewtime asreviewnote exportedcitation caption customid pdfrelativepath authoraddress \
         authoraffiliations affiliations affiliation authorswithaffiliations authorsid citedby timescited \
         correspondenceaddress country firstauthor createdate nihmsid bookseriestitle source institution edition \
         series citationcount references openaccess license fileattachments fileattachments2 alternatetitle2 \
         alternatetitle3 dateadded datemodified accessdate numpages month day copyright unnamed0 decision \
         inclusiondecision exclusionreason reason screening tags covidence ref study shorttitle score \
         recordnumber retractiondoi retractionpubmedid retractiondate retractionnature paywalled numberofcitedreferences \
         citedreferencecount filename authorcount somecolumn titlesuffix chapter school x",
    ),
];
