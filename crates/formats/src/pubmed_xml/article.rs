//! `MedlineCitation` and `PubmedData`.

use review::{Record, RecordKind};

use super::parts::{
    abstract_text, author, authors, identifier, joined, keep, keywords, other, pages,
    publication_date, whole_abstract,
};
use crate::fields;
use crate::xml::Element;

/// A journal article as NLM describes it.
pub(super) fn citation(citation: &Element, record: &mut Record) {
    for attribute in ["Status", "Owner", "IndexingMethod"] {
        if let Some(value) = citation.attribute(attribute) {
            other(record, attribute, value.to_owned());
        }
    }
    for element in citation.children() {
        match element.name.as_str() {
            // Of several, the last is the newest version.
            "PMID" => {
                if let Some(older) = std::mem::replace(&mut record.pmid, element.line()) {
                    other(record, "PMID", older);
                }
            }
            "Article" => article(element, record),
            "MedlineJournalInfo" => journal_info(element, record),
            "MeshHeadingList" => headings(element, record),
            "KeywordList" => keywords(element, record),
            "ChemicalList" => {
                for chemical in element.children() {
                    if let Some(name) = chemical.line_of("NameOfSubstance") {
                        let number = chemical
                            .line_of("RegistryNumber")
                            .filter(|number| number != "0");
                        let value = match number {
                            Some(number) => format!("{name} ({number})"),
                            None => name,
                        };
                        other(record, "Chemical", value);
                    }
                }
            }
            "CommentsCorrectionsList" => {
                for reference in element.children() {
                    let kind = reference.attribute("RefType").unwrap_or_default();
                    if let Some(value) = joined(reference, " PMID: ") {
                        other(record, &format!("CommentsCorrections {kind}"), value);
                    }
                }
            }
            "InvestigatorList" => {
                for investigator in element.children().filter_map(author) {
                    other(record, "Investigator", investigator.to_string());
                }
            }
            "OtherAbstract" => {
                let language = element.attribute("Language").unwrap_or_default();
                if let Some(text) = abstract_text(element) {
                    other(record, format!("OtherAbstract {language}").trim_end(), text);
                }
            }
            "PersonalNameSubjectList" => {
                for person in element.children().filter_map(author) {
                    other(record, "PersonalNameSubject", person.to_string());
                }
            }
            "VernacularTitle" if record.original_title.is_none() => {
                record.original_title = element.line()
            }
            "GeneralNote" => record.notes.extend(element.line()),
            _ => keep(element, record),
        }
    }
}

fn article(article: &Element, record: &mut Record) {
    if let Some(model) = article.attribute("PubModel") {
        other(record, "PubModel", model.to_owned());
    }
    let mut languages = Vec::new();
    for element in article.children() {
        match element.name.as_str() {
            "Journal" => journal(element, record),
            "ArticleTitle" => record.title = element.line(),
            "VernacularTitle" => record.original_title = element.line(),
            "Pagination" => record.pages = pages(element),
            "ELocationID" => identifier(element, record),
            "Abstract" => whole_abstract(element, record),
            "AuthorList" => authors(element, record),
            "Language" => languages.extend(element.line()),
            "PublicationTypeList" => {
                for kind in element.children().filter_map(Element::line) {
                    if kind == "Preprint" {
                        record.kind = RecordKind::Preprint;
                    } else if record.kind == RecordKind::Unknown {
                        record.kind = RecordKind::JournalArticle;
                    }
                    other(record, "PublicationType", kind);
                }
            }
            "DataBankList" => {
                for bank in element.children() {
                    let name = bank.line_of("DataBankName").unwrap_or_default();
                    let numbers = bank.child("AccessionNumberList");
                    for number in numbers
                        .iter()
                        .flat_map(|list| list.children())
                        .filter_map(Element::line)
                    {
                        other(record, "DataBank", format!("{name}/{number}"));
                    }
                }
            }
            "GrantList" => {
                for grant in element.children() {
                    if let Some(value) = joined(grant, "; ") {
                        other(record, "Grant", value);
                    }
                }
            }
            _ => keep(element, record),
        }
    }
    record.language = fields::non_empty(languages.join("; "));
    if record.kind == RecordKind::Unknown && record.journal.is_some() {
        record.kind = RecordKind::JournalArticle;
    }
}

fn journal(journal: &Element, record: &mut Record) {
    for element in journal.children() {
        match element.name.as_str() {
            "ISSN" => record.issn.extend(element.line()),
            "Title" => record.journal = element.line(),
            "ISOAbbreviation" => record.journal_abbreviation = element.line(),
            "JournalIssue" => {
                for part in element.children() {
                    match part.name.as_str() {
                        "Volume" => record.volume = part.line(),
                        "Issue" => record.issue = part.line(),
                        "PubDate" => publication_date(part, record),
                        _ => keep(part, record),
                    }
                }
            }
            _ => keep(element, record),
        }
    }
}

fn journal_info(info: &Element, record: &mut Record) {
    for element in info.children() {
        let Some(value) = element.line() else {
            continue;
        };
        match element.name.as_str() {
            "MedlineTA" if record.journal_abbreviation.is_none() => {
                record.journal_abbreviation = Some(value)
            }
            "MedlineTA" if record.journal_abbreviation.as_ref() == Some(&value) => {}
            "ISSNLinking" => {
                if !record.issn.contains(&value) {
                    record.issn.push(value);
                }
            }
            name => other(record, name, value),
        }
    }
}

/// Subject headings, one for each qualifier: `Term/qualifier`, with a star behind what is a major topic.
fn headings(list: &Element, record: &mut Record) {
    for heading in list.children() {
        let mut term = String::new();
        let mut qualified = false;
        for part in heading.children() {
            let Some(mut word) = part.line() else {
                continue;
            };
            if part.attribute("MajorTopicYN") == Some("Y") {
                word.push('*');
            }
            if part.name == "DescriptorName" {
                term = word;
            } else {
                record.keywords.push(format!("{term}/{word}"));
                qualified = true;
            }
        }
        if !qualified && !term.is_empty() {
            record.keywords.push(term);
        }
    }
}

/// What PubMed adds: identifiers, history, references.
pub(super) fn pubmed_data(data: &Element, record: &mut Record) {
    for element in data.children() {
        match element.name.as_str() {
            "ArticleIdList" => element.children().for_each(|id| identifier(id, record)),
            "ReferenceList" => {
                let references: Vec<String> = element
                    .children()
                    .filter_map(|reference| joined(reference, " "))
                    .collect();
                if let Some(text) = fields::non_empty(references.join("\n")) {
                    other(record, "ReferenceList", text);
                }
            }
            _ => keep(element, record),
        }
    }
}
