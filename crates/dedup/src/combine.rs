//! [`combine`]: one record out of the copies of a work.

use review::{Author, OtherField, Record, RecordKind};

use crate::pages::Pages;

/// Joins the fields of the copies into one record. The copies themselves are untouched and remain the sources.
///
/// | field | rule |
/// |---|---|
/// | kind | the first that is known; a source's own word only if nothing else is |
/// | title | not in capitals, not with mark-up or brackets, then the longest |
/// | original title, abstract, publisher, place | the longest |
/// | authors, editors | not in capitals, then the most people, then the fullest given names |
/// | year, volume, issue | the value that most copies have; of equals the one of the copy whose place is most complete |
/// | date | the longest among copies with the chosen year |
/// | journal | not in capitals and without the name of a conference appended, then the longest |
/// | pages | a full range before a first page, then the value that most copies have |
/// | DOI, PubMed, PMC and accession number | the first; further values go to `other`, so that none is lost |
/// | journal abbreviation, language, database | the first |
/// | ISSN, ISBN, keywords, links, notes, other fields | all, each once |
///
/// Of values that are equal under a rule the earlier copy wins. No copies give an empty record.
///
/// ```
/// use review::Record;
/// let a = Record { doi: Some("10.1/a".into()), title: Some("A TITLE".into()), ..Record::default() };
/// let b = Record { pmid: Some("7".into()), title: Some("A title".into()), ..Record::default() };
/// let joined = dedup::combine(&[&a, &b]);
/// assert_eq!(joined.title.as_deref(), Some("A title"));
/// assert_eq!((joined.doi.as_deref(), joined.pmid.as_deref()), (Some("10.1/a"), Some("7")));
/// ```
pub fn combine(members: &[&Record]) -> Record {
    let year = most_frequent(members, |r| r.year);
    let mut joined = Record {
        kind: kind(members),
        title: best(
            members,
            |r| r.title.as_deref(),
            |title| {
                (
                    !is_capitals(title),
                    !has_mark_up(title),
                    title.chars().count(),
                )
            },
        ),
        original_title: best(members, |r| r.original_title.as_deref(), str::len),
        abstract_text: best(
            members,
            |r| r.abstract_text.as_deref(),
            |text| text.chars().count(),
        ),
        authors: people(members, |r| &r.authors),
        editors: people(members, |r| &r.editors),
        year,
        date: best(
            members,
            |r| r.date.as_deref().filter(|_| r.year == year),
            str::len,
        ),
        journal: best(
            members,
            |r| r.journal.as_deref(),
            |name| {
                (
                    !is_capitals(name) || name.len() < 6,
                    !name.contains("Conference:"),
                    name.chars().count(),
                )
            },
        ),
        journal_abbreviation: first(members, |r| r.journal_abbreviation.as_deref()),
        volume: most_frequent(members, |r| given(r.volume.as_deref())),
        issue: most_frequent(members, |r| given(r.issue.as_deref())),
        pages: pages(members),
        doi: first(members, |r| r.doi.as_deref()),
        pmid: first(members, |r| r.pmid.as_deref()),
        pmcid: first(members, |r| r.pmcid.as_deref()),
        issn: union(members, |r| &r.issn, str::to_owned),
        isbn: union(members, |r| &r.isbn, str::to_owned),
        publisher: best(members, |r| r.publisher.as_deref(), str::len),
        place: best(members, |r| r.place.as_deref(), str::len),
        language: first(members, |r| r.language.as_deref()),
        keywords: union(members, |r| &r.keywords, str::to_lowercase),
        urls: union(members, |r| &r.urls, str::to_owned),
        accession: first(members, |r| r.accession.as_deref()),
        database: first(members, |r| r.database.as_deref()),
        notes: union(members, |r| &r.notes, str::to_owned),
        other: Vec::new(),
    };
    joined.other = other(members, &joined);
    joined
}

fn given(text: Option<&str>) -> Option<String> {
    text.filter(|t| !t.trim().is_empty()).map(str::to_owned)
}

fn first<'r>(
    members: &[&'r Record],
    field: impl Fn(&'r Record) -> Option<&'r str>,
) -> Option<String> {
    members.iter().find_map(|r| given(field(r)))
}

/// The value with the highest rank; of equals the first.
fn best<'r, K: PartialOrd>(
    members: &[&'r Record],
    field: impl Fn(&'r Record) -> Option<&'r str>,
    rank: impl Fn(&str) -> K,
) -> Option<String> {
    let mut found: Option<(&str, K)> = None;
    for value in members.iter().filter_map(|r| field(r)) {
        let rank = rank(value);
        if !value.trim().is_empty() && found.as_ref().is_none_or(|(_, best)| rank > *best) {
            found = Some((value, rank));
        }
    }
    found.map(|(value, _)| value.to_owned())
}

/// The value most copies have; of equals the one of the copy whose place is most complete, then the first.
fn most_frequent<T: PartialEq + Clone>(
    members: &[&Record],
    field: impl Fn(&Record) -> Option<T>,
) -> Option<T> {
    let mut found: Vec<(T, usize, usize)> = Vec::new();
    for record in members {
        let Some(value) = field(record) else { continue };
        let place = [&record.volume, &record.issue, &record.pages];
        let complete = place.iter().filter(|f| f.is_some()).count();
        match found.iter_mut().find(|(known, ..)| *known == value) {
            Some((_, count, best)) => {
                *count += 1;
                *best = complete.max(*best);
            }
            None => found.push((value, 1, complete)),
        }
    }
    // The first of the best: `max_by_key` would take the last.
    found.reverse();
    found
        .into_iter()
        .max_by_key(|(_, count, complete)| (*count, *complete))
        .map(|(value, ..)| value)
}

fn kind(members: &[&Record]) -> RecordKind {
    let known = |kind: &&RecordKind| !matches!(kind, RecordKind::Unknown | RecordKind::Other(_));
    let kinds = || members.iter().map(|r| &r.kind);
    kinds()
        .find(known)
        .or_else(|| kinds().find(|kind| **kind != RecordKind::Unknown))
        .cloned()
        .unwrap_or_default()
}

fn pages(members: &[&Record]) -> Option<String> {
    let ranged: Vec<&Record> = members
        .iter()
        .copied()
        .filter(|r| Pages::read(r.pages.as_deref()).is_some_and(|p| p.is_range()))
        .collect();
    let of = |records: &[&Record]| most_frequent(records, |r| given(r.pages.as_deref()));
    of(&ranged).or_else(|| of(members))
}

fn is_capitals(text: &str) -> bool {
    !text.chars().any(char::is_lowercase) && text.chars().any(char::is_uppercase)
}

fn has_mark_up(title: &str) -> bool {
    let title = title.trim();
    title.starts_with('[')
        || title.contains("</")
        || ["&amp;", "&lt;", "&gt;", "&quot;", "&#"]
            .iter()
            .any(|e| title.contains(e))
}

fn people(members: &[&Record], field: impl Fn(&Record) -> &Vec<Author>) -> Vec<Author> {
    let rank = |authors: &Vec<Author>| {
        let given: usize = authors
            .iter()
            .map(|author| match author {
                Author::Person {
                    given: Some(given), ..
                } => given.chars().filter(|c| c.is_alphabetic()).count(),
                _ => 0,
            })
            .sum();
        let capitals = authors.iter().all(|a| is_capitals(a.family()));
        (!capitals, authors.len(), given)
    };
    let mut found: Option<&Vec<Author>> = None;
    for authors in members.iter().map(|r| field(r)) {
        if !authors.is_empty() && found.is_none_or(|best| rank(authors) > rank(best)) {
            found = Some(authors);
        }
    }
    found.cloned().unwrap_or_default()
}

/// All values, each once; two values are one where their keys are equal.
fn union(
    members: &[&Record],
    field: impl Fn(&Record) -> &Vec<String>,
    key: impl Fn(&str) -> String,
) -> Vec<String> {
    let mut seen = std::collections::HashSet::new();
    members
        .iter()
        .flat_map(|r| field(r))
        .filter(|value| seen.insert(key(value.trim())))
        .cloned()
        .collect()
}

/// Other fields of all copies, each once, and the identifiers for which the record has one place only.
fn other(members: &[&Record], joined: &Record) -> Vec<OtherField> {
    let mut fields: Vec<OtherField> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    let mut push = |field: OtherField| {
        if seen.insert(field.clone()) {
            fields.push(field);
        }
    };
    for field in members.iter().flat_map(|r| &r.other) {
        push(field.clone());
    }
    for record in members {
        let identifiers = [
            ("DOI", &record.doi, &joined.doi),
            ("PMID", &record.pmid, &joined.pmid),
            ("PMCID", &record.pmcid, &joined.pmcid),
            ("Accession", &record.accession, &joined.accession),
        ];
        for (tag, value, chosen) in identifiers {
            if let Some(value) = given(value.as_deref())
                && Some(&value) != chosen.as_ref()
            {
                push(OtherField {
                    tag: tag.to_owned(),
                    value,
                });
            }
        }
    }
    fields
}
