//! [`Comparison`]: two records field by field, before any verdict.

use review::{Agreement, ComparedField, FieldComparison};

use crate::journal;
use crate::notice::Notice;
use crate::pages;
use crate::people::{self, PeopleComparison};
use crate::prepared::{Form, Prepared};
use crate::text::{fold, hash_of};
use crate::title::{self, Numbers, TitleComparison, TitleRelation};

/// Two records field by field.
#[derive(Clone, Debug)]
pub(crate) struct Comparison {
    /// Titles; the best of title and original title.
    pub(crate) title: TitleComparison,
    /// Authors.
    pub(crate) people: PeopleComparison,
    /// Years: `Similar` where one apart, as the year of the issue and of the advance publication are.
    pub(crate) year: Agreement,
    /// Journals.
    pub(crate) journal: (Agreement, f64),
    /// Volumes: `Similar` where volume and issue changed places.
    pub(crate) volume: Agreement,
    /// Issues.
    pub(crate) issue: Agreement,
    /// Pages.
    pub(crate) pages: Agreement,
    /// Whether both have a first and a last page.
    pub(crate) both_ranges: bool,
    /// DOIs: `Similar` where one is another version of the other, `Missing` where one names a whole book.
    pub(crate) doi: Agreement,
    /// PubMed identifiers.
    pub(crate) pmid: Agreement,
    /// ISBNs.
    pub(crate) isbn: Agreement,
    /// Forms of publication.
    pub(crate) form: Agreement,
    /// Whether exactly one is a preprint.
    pub(crate) preprint: bool,
    /// Whether one is a notice about a work and the other the work.
    pub(crate) notices_differ: bool,
    /// Whether one is a comment, a reply or a letter about the other.
    pub(crate) comment: bool,
    /// Whether one title says the work was retracted, or is a protocol, and the other does not.
    pub(crate) status_differs: bool,
    /// Whether exactly one stands in a supplement.
    pub(crate) supplement_differs: bool,
    /// Whether either stands in a supplement.
    pub(crate) in_supplement: bool,
    /// Whether the titles are such as many works bear.
    pub(crate) generic: bool,
}

impl Comparison {
    /// Compares two prepared records; the order does not matter.
    pub(crate) fn of(a: &Prepared<'_>, b: &Prepared<'_>) -> Self {
        let (a, b) = ordered(a, b);
        Self::with_title(titles(a, b), a, b)
    }

    /// Compares two prepared records, unless neither titles nor identifiers nor first pages agree: no rule holds for
    /// these, and they are most of the candidates.
    pub(crate) fn promising(a: &Prepared<'_>, b: &Prepared<'_>) -> Option<Self> {
        let (a, b) = ordered(a, b);
        let title = titles(a, b);
        let same_id = a.pmid.is_some() && a.pmid == b.pmid
            || matches!((&a.doi, &b.doi), (Some(x), Some(y)) if x.stem == y.stem);
        let page = |r: &Prepared<'_>| r.pages.as_ref().map(|p| p.first);
        let same_page = page(a).is_some() && page(a) == page(b);
        let promising = title.relation > TitleRelation::Different || same_id || same_page;
        promising.then(|| Self::with_title(title, a, b))
    }

    fn with_title(title: TitleComparison, a: &Prepared<'_>, b: &Prepared<'_>) -> Self {
        let (x, y) = (a.title(), b.title());
        let generic = match (x.is_missing(), y.is_missing()) {
            (false, false) => x.is_generic() || y.is_generic(),
            _ => true,
        };
        Self {
            title,
            people: people::compare(&a.people, &b.people),
            year: years(a.year, b.year),
            journal: journal::compare(&a.journal, &b.journal),
            volume: volumes(a, b),
            issue: issues(a.issue.as_deref(), b.issue.as_deref()),
            pages: pages::compare(a.pages.as_ref(), b.pages.as_ref()),
            both_ranges: [a, b]
                .iter()
                .all(|r| r.pages.as_ref().is_some_and(|p| p.is_range())),
            doi: dois(a, b),
            pmid: equal(a.pmid.as_ref(), b.pmid.as_ref()),
            isbn: isbns(&a.isbn, &b.isbn),
            form: if a.form == b.form {
                Agreement::Same
            } else {
                Agreement::Different
            },
            preprint: (a.form == Form::Preprint) != (b.form == Form::Preprint),
            notices_differ: x.notice != y.notice,
            comment: x.notice != y.notice
                && (x.notice == Notice::Comment || y.notice == Notice::Comment),
            status_differs: x.retracted != y.retracted
                || (x.protocol != y.protocol && !x.is_missing() && !y.is_missing()),
            supplement_differs: a.supplement != b.supplement,
            in_supplement: a.supplement || b.supplement,
            generic,
        }
    }

    /// How alike the two are, from 0 to 1: agreement weighted by how much a field tells; a missing field counts half.
    pub(crate) fn score(&self) -> f64 {
        let value = |agreement| match agreement {
            Agreement::Same => 1.0,
            Agreement::Similar => 0.7,
            Agreement::Missing => 0.5,
            Agreement::Different => 0.0,
        };
        let people = if self.people.agreement == Agreement::Missing {
            0.5
        } else {
            self.people.overlap
        };
        let base = 0.40 * self.title.similarity
            + 0.18 * people
            + 0.08 * value(self.year)
            + 0.08 * value(self.journal.0)
            + 0.06 * value(self.volume)
            + 0.12 * value(self.pages)
            + 0.08 * value(self.doi).max(value(self.pmid));
        base.clamp(0.0, 1.0)
    }

    /// The comparison as it is shown, the abstracts included.
    pub(crate) fn fields(&self, a: &Prepared<'_>, b: &Prepared<'_>) -> Vec<FieldComparison> {
        let of = |field, agreement, similarity: Option<f64>| FieldComparison {
            field,
            agreement,
            similarity: similarity.filter(|_| agreement != Agreement::Missing),
        };
        let plain = |field, agreement| {
            let similarity = match agreement {
                Agreement::Same => 1.0,
                Agreement::Similar => 0.7,
                Agreement::Different | Agreement::Missing => 0.0,
            };
            of(field, agreement, Some(similarity))
        };
        let title = match self.title.relation {
            TitleRelation::Missing => Agreement::Missing,
            TitleRelation::Different => Agreement::Different,
            TitleRelation::Loose if self.title.numbers == Numbers::Conflict => Agreement::Different,
            TitleRelation::Loose | TitleRelation::Part | TitleRelation::Spelling => {
                Agreement::Similar
            }
            TitleRelation::Same => Agreement::Same,
        };
        let abstracts = abstracts(a, b);
        vec![
            of(ComparedField::Title, title, Some(self.title.similarity)),
            of(
                ComparedField::Authors,
                self.people.agreement,
                Some(self.people.overlap),
            ),
            plain(ComparedField::Year, self.year),
            of(ComparedField::Journal, self.journal.0, Some(self.journal.1)),
            plain(ComparedField::Volume, self.volume),
            plain(ComparedField::Issue, self.issue),
            plain(ComparedField::Pages, self.pages),
            plain(ComparedField::Doi, self.doi),
            plain(ComparedField::Pmid, self.pmid),
            plain(ComparedField::Isbn, self.isbn),
            of(ComparedField::Abstract, abstracts.0, Some(abstracts.1)),
            plain(ComparedField::Kind, self.form),
        ]
    }
}

/// The two in an order that depends on what they contain, as words and names are paired greedily.
fn ordered<'p, 'r>(
    a: &'p Prepared<'r>,
    b: &'p Prepared<'r>,
) -> (&'p Prepared<'r>, &'p Prepared<'r>) {
    if a.fingerprint <= b.fingerprint {
        (a, b)
    } else {
        (b, a)
    }
}

/// The best of titles and original titles.
fn titles(a: &Prepared<'_>, b: &Prepared<'_>) -> TitleComparison {
    a.titles
        .iter()
        .flat_map(|x| b.titles.iter().map(move |y| title::compare(x, y)))
        .max_by(|x, y| {
            (x.relation, x.similarity)
                .partial_cmp(&(y.relation, y.similarity))
                .unwrap_or(std::cmp::Ordering::Equal)
        })
        .unwrap_or(TitleComparison {
            relation: TitleRelation::Missing,
            numbers: Numbers::Same,
            similarity: 0.0,
        })
}

fn equal<T: PartialEq>(a: Option<T>, b: Option<T>) -> Agreement {
    match (a, b) {
        (Some(a), Some(b)) if a == b => Agreement::Same,
        (Some(_), Some(_)) => Agreement::Different,
        _ => Agreement::Missing,
    }
}

/// `Suppl` says no more than that; it does not contradict `Suppl 2`.
fn issues(a: Option<&str>, b: Option<&str>) -> Agreement {
    let bare = |issue: Option<&str>| issue == Some("suppl");
    let supplement = |issue: Option<&str>| issue.is_some_and(|i| i.starts_with("suppl"));
    if bare(a) && supplement(b) || bare(b) && supplement(a) {
        return Agreement::Missing;
    }
    equal(a, b)
}

fn years(a: Option<i32>, b: Option<i32>) -> Agreement {
    match (a, b) {
        (Some(a), Some(b)) if a == b => Agreement::Same,
        (Some(a), Some(b)) if a.abs_diff(b) == 1 => Agreement::Similar,
        (Some(_), Some(_)) => Agreement::Different,
        _ => Agreement::Missing,
    }
}

fn volumes(a: &Prepared<'_>, b: &Prepared<'_>) -> Agreement {
    let found = equal(a.volume.as_ref(), b.volume.as_ref());
    let crossed = |a: &Prepared<'_>, b: &Prepared<'_>| {
        a.volume.is_some()
            && a.volume == b.issue
            && (a.issue.is_none() || b.volume.is_none() || a.issue == b.volume)
    };
    // Journals that count by the year: `2015` as volume says no more than the year does.
    let by_year = |a: &Prepared<'_>, b: &Prepared<'_>| {
        a.year.is_some() && a.volume == a.year.map(|y| y.to_string()) && b.volume != a.volume
    };
    // A volume that is no number (`Conference: …`, `23-October-2016`) contradicts no number.
    let wordy = |a: &Prepared<'_>| {
        a.volume
            .as_ref()
            .is_some_and(|v| !v.starts_with(|c: char| c.is_ascii_digit()))
    };
    match found {
        Agreement::Different | Agreement::Missing if crossed(a, b) || crossed(b, a) => {
            Agreement::Similar
        }
        Agreement::Different if by_year(a, b) || by_year(b, a) || wordy(a) || wordy(b) => {
            Agreement::Missing
        }
        found => found,
    }
}

fn dois(a: &Prepared<'_>, b: &Prepared<'_>) -> Agreement {
    match (&a.doi, &b.doi) {
        (Some(a), Some(b)) if a.container || b.container => match a == b {
            true => Agreement::Similar,
            false => Agreement::Missing,
        },
        (Some(a), Some(b)) if a == b => Agreement::Same,
        (Some(a), Some(b)) if a.stem == b.stem => Agreement::Similar,
        (Some(_), Some(_)) => Agreement::Different,
        _ => Agreement::Missing,
    }
}

fn isbns(a: &[String], b: &[String]) -> Agreement {
    if a.is_empty() || b.is_empty() {
        Agreement::Missing
    } else if a.iter().any(|i| b.contains(i)) {
        Agreement::Same
    } else {
        Agreement::Different
    }
}

/// Words of an abstract that are compared.
const ABSTRACT_WORDS: usize = 300;

/// Compares two abstracts over the length of the shorter, as databases cut them.
pub(crate) fn abstracts(a: &Prepared<'_>, b: &Prepared<'_>) -> (Agreement, f64) {
    let (Some(a), Some(b)) = (a.abstract_text, b.abstract_text) else {
        return (Agreement::Missing, 0.0);
    };
    if a == b {
        return (Agreement::Same, 1.0);
    }
    let words = |text: &str| -> Vec<u64> {
        let end = text
            .char_indices()
            .nth(4_000)
            .map_or(text.len(), |(i, _)| i);
        fold(&text[..end])
            .split(' ')
            .take(ABSTRACT_WORDS)
            .map(hash_of)
            .collect()
    };
    let (mut a, mut b) = (words(a), words(b));
    let shorter = a.len().min(b.len());
    a.truncate(shorter + shorter / 10);
    b.truncate(shorter + shorter / 10);
    a.sort_unstable();
    b.sort_unstable();
    let (mut i, mut j, mut common) = (0, 0, 0_usize);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Equal => {
                common += 1;
                i += 1;
                j += 1;
            }
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
        }
    }
    let similarity = common as f64 / shorter.max(1) as f64;
    let agreement = if similarity >= 0.97 {
        Agreement::Same
    } else if similarity >= 0.8 {
        Agreement::Similar
    } else {
        Agreement::Different
    };
    (agreement, similarity)
}
