//! The parts that articles and books have in common.

use review::{Author, OtherField, Record};

use crate::fields;
use crate::xml::Element;

/// Keeps a value under a name.
pub(super) fn other(record: &mut Record, tag: &str, value: String) {
    record.other.push(OtherField {
        tag: tag.to_owned(),
        value,
    });
}

/// Keeps an element that has no place of its own: its text, or that of the elements in it under their names.
pub(super) fn keep(element: &Element, record: &mut Record) {
    if element.child("Year").is_some() {
        if let Some(date) = numeric_date(element) {
            let tag = match element.attribute("PubStatus") {
                Some(status) => format!("{} {status}", element.name),
                None => element.name.clone(),
            };
            other(record, &tag, date);
        }
    } else if element.has_structure() {
        for child in element.children() {
            keep(child, record);
        }
    } else if let Some(text) = element.line() {
        other(record, &element.name, text);
    }
}

/// The texts of all elements directly inside, with a separator between them.
pub(super) fn joined(element: &Element, separator: &str) -> Option<String> {
    let parts: Vec<String> = element.children().filter_map(Element::line).collect();
    fields::non_empty(parts.join(separator))
}

/// `2018-03-05` from `Year`, `Month` and `Day`, as far as they are there.
pub(super) fn numeric_date(element: &Element) -> Option<String> {
    let parts: Vec<String> = ["Year", "Month", "Day"]
        .iter()
        .map_while(|name| element.line_of(name))
        .collect();
    fields::non_empty(parts.join("-"))
}

/// `PubDate`: the year, and the date as PubMed prints it where it says more (`2018 Mar 5`, `2019 Nov-Dec`).
pub(super) fn publication_date(element: &Element, record: &mut Record) {
    let parts: Vec<String> = ["Year", "Season", "Month", "Day", "MedlineDate"]
        .iter()
        .filter_map(|name| element.line_of(name))
        .collect();
    let date = parts.join(" ");
    record.year = fields::year(&date);
    if record.year.map(|year| year.to_string()).as_deref() != Some(date.as_str()) {
        record.date = fields::non_empty(date);
    }
}

/// The authors or editors of an `AuthorList`.
pub(super) fn authors(list: &Element, record: &mut Record) {
    let mut names = Vec::new();
    for element in list.children() {
        // A name that a correction has replaced is no author.
        if element.attribute("ValidYN") == Some("N") {
            if let Some(name) = joined(element, " ") {
                other(record, "Author (replaced by a correction)", name);
            }
            continue;
        }
        let Some(author) = author(element) else {
            continue;
        };
        for child in element.children() {
            match child.name.as_str() {
                "LastName" | "ForeName" | "Initials" | "Suffix" | "CollectiveName" => {}
                "Identifier" => {
                    if let Some(value) = child.line() {
                        let source = child.attribute("Source").unwrap_or_default();
                        other(
                            record,
                            &format!("Identifier {source}"),
                            format!("{author}: {value}"),
                        );
                    }
                }
                _ => {
                    let texts = match child.has_structure() {
                        true => child
                            .children()
                            .filter(|part| part.name == "Affiliation")
                            .collect(),
                        false => vec![child],
                    };
                    for value in texts.into_iter().filter_map(Element::line) {
                        other(record, "Affiliation", format!("{author}: {value}"));
                    }
                }
            }
        }
        names.push(author);
    }
    if list.attribute("CompleteYN") == Some("N") {
        other(record, "AuthorList", "and others".to_owned());
    }
    if list.attribute("Type") == Some("editors") {
        record.editors.append(&mut names);
    } else {
        record.authors.append(&mut names);
    }
}

/// One `Author` or `Investigator`.
pub(super) fn author(element: &Element) -> Option<Author> {
    if let Some(name) = element.line_of("CollectiveName") {
        return Some(Author::Group { name });
    }
    let given = element
        .line_of("ForeName")
        .or_else(|| element.line_of("Initials"));
    let (family, given) = match element.line_of("LastName") {
        Some(family) => (family, given),
        None => (given?, None),
    };
    Some(Author::Person {
        family,
        given,
        suffix: element.line_of("Suffix"),
    })
}

/// The sections of an `Abstract`, one a line, each with its label.
pub(super) fn abstract_text(element: &Element) -> Option<String> {
    let sections: Vec<String> = element
        .children()
        .filter(|section| section.name == "AbstractText")
        .filter_map(|section| {
            let text = section.line()?;
            let label = section
                .attribute("Label")
                .map(fields::one_line)
                .unwrap_or_default();
            Some(
                if label.is_empty() || label.eq_ignore_ascii_case("unlabelled") {
                    text
                } else {
                    format!("{label}: {text}")
                },
            )
        })
        .collect();
    fields::non_empty(sections.join("\n"))
}

/// An `Abstract`, with its copyright kept apart.
pub(super) fn whole_abstract(element: &Element, record: &mut Record) {
    if record.abstract_text.is_none() {
        record.abstract_text = abstract_text(element);
    }
    for part in element
        .children()
        .filter(|part| part.name != "AbstractText")
    {
        keep(part, record);
    }
}

/// An `ELocationID` or `ArticleId`.
pub(super) fn identifier(element: &Element, record: &mut Record) {
    let Some(value) = element.line() else { return };
    let kind = element
        .attribute("IdType")
        .or(element.attribute("EIdType"))
        .unwrap_or_default();
    // PubMed marks identifiers that turned out to be wrong.
    let valid = element.attribute("ValidYN") != Some("N");
    match kind {
        "doi" if valid && record.doi.is_none() && fields::doi(&value).is_some() => {
            record.doi = fields::doi(&value)
        }
        "doi" if valid && record.doi == fields::doi(&value) => {}
        "pmc" if record.pmcid.is_none() && fields::pmcid(&value).is_some() => {
            record.pmcid = fields::pmcid(&value)
        }
        "pubmed" if record.pmid.is_none() => record.pmid = fields::pmid(&value),
        "pubmed" if record.pmid.as_ref() == Some(&value) => {}
        _ => {
            let tag = format!("{} {kind}", element.name);
            // Articles have their PII twice, in two places.
            let known = record
                .other
                .iter()
                .any(|field| field.value == value && field.tag.ends_with(kind));
            if !known {
                other(record, tag.trim_end(), value);
            }
        }
    }
}

/// Pages, `MedlinePgn` or from start to end.
pub(super) fn pages(element: &Element) -> Option<String> {
    element.line_of("MedlinePgn").or_else(|| {
        let start = element.line_of("StartPage")?;
        Some(match element.line_of("EndPage") {
            Some(end) if end != start => format!("{start}-{end}"),
            _ => start,
        })
    })
}

/// The keywords of a `KeywordList`.
pub(super) fn keywords(list: &Element, record: &mut Record) {
    record
        .keywords
        .extend(list.children().filter_map(Element::line));
}
