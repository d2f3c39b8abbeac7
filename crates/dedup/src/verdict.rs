//! [`Verdict`]: the rules that say whether two records are certainly, perhaps or not the same work.
//!
//! A pair is certain only where two independent things agree (what the work is, and where it stands) and nothing
//! contradicts. Everything that looks alike with a contradiction is for a person. `docs/decisions/0003-deduplication.md`
//! gives the reasons and the numbers.

use review::Agreement::{Different, Missing, Same, Similar};

use crate::comparison::{Comparison, abstracts};
use crate::prepared::Prepared;
use crate::title::{Numbers, TitleRelation};

/// What the rules say about a pair, with the reason in words of a reviewer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// The same work.
    Certain(String),
    /// A person must decide.
    Doubtful(String),
    /// Different works, or nothing to go by.
    Apart(String),
}

impl Verdict {
    /// The reason.
    pub(crate) fn reason(&self) -> &str {
        match self {
            Verdict::Certain(reason) | Verdict::Doubtful(reason) | Verdict::Apart(reason) => reason,
        }
    }
}

/// Applies the rules.
pub(crate) fn judge(c: &Comparison, a: &Prepared<'_>, b: &Prepared<'_>) -> Verdict {
    let facts = Facts::of(c);
    let contradictions = contradictions(c);
    if contradictions.is_empty()
        && let Some(reason) = certain(c, &facts, a, b)
    {
        return Verdict::Certain(reason);
    }
    let mut against = contradictions;
    for difference in differences(c) {
        if !against.contains(&difference) {
            against.push(difference);
        }
    }
    match doubtful(c, &facts, a, b) {
        Some(mut reason) => {
            if !against.is_empty() {
                reason = format!("{reason}, but {}", list(&against));
            }
            Verdict::Doubtful(reason)
        }
        None => Verdict::Apart(if against.is_empty() {
            "too little in common to tell".to_owned()
        } else {
            list(&against)
        }),
    }
}

/// What forbids that two records are ever merged by rule, and that they meet in one group.
pub(crate) fn contradictions(c: &Comparison) -> Vec<&'static str> {
    let mut found = Vec::new();
    let mut note = |holds: bool, words| {
        if holds {
            found.push(words);
        }
    };
    let same_id = c.doi == Same || c.pmid == Same;
    let place = c.volume == Same && matches!(c.pages, Same | Similar);
    note(
        c.notices_differ,
        "one is a notice about the other (erratum, retraction, comment or reply)",
    );
    note(
        c.status_differs,
        "only one title speaks of a protocol or a retraction",
    );
    note(c.pmid == Different, "the PubMed numbers differ");
    note(
        c.form == Different,
        "they are different forms of publication",
    );
    note(
        c.title.numbers == Numbers::Conflict && c.title.relation > TitleRelation::Different,
        "the numbers in the titles differ",
    );
    note(
        c.title.relation == TitleRelation::Different,
        "the titles differ",
    );
    let same_title = matches!(
        c.title.relation,
        TitleRelation::Same | TitleRelation::Spelling
    );
    note(
        c.people.agreement == Different && !(same_id && same_title && place),
        "the authors differ",
    );
    note(c.doi == Similar, "the DOIs name different versions");
    note(
        c.issue == Different && !same_id && (c.generic || c.volume == Same && c.pages == Missing),
        "the issues differ",
    );
    note(
        c.year == Different && !(same_id && place),
        "the years differ",
    );
    note(
        c.pages == Different && (!same_id || c.volume == Different),
        "the pages differ",
    );
    note(
        c.doi == Different
            && !(place && c.pages == Same && c.both_ranges && agrees(c.journal.0) && !c.generic),
        "the DOIs differ",
    );
    note(
        c.volume == Different && !same_id && !(c.pages == Same && c.both_ranges),
        "the volumes differ",
    );
    found
}

fn agrees(agreement: review::Agreement) -> bool {
    matches!(agreement, Same | Similar)
}

/// Combinations that several rules use.
struct Facts {
    /// The titles are the same but for spelling.
    title: bool,
    /// One title is the other cut short, or they have nearly all words in common, without different numbers.
    near_title: bool,
    /// Authors agree.
    authors: bool,
    /// Authors agree, or at least one list is missing.
    authors_open: bool,
    journal: bool,
    year_near: bool,
}

impl Facts {
    fn of(c: &Comparison) -> Self {
        let title = matches!(
            c.title.relation,
            TitleRelation::Same | TitleRelation::Spelling
        ) && c.title.numbers == Numbers::Same;
        Self {
            title,
            near_title: title
                || c.title.numbers != Numbers::Conflict
                    && matches!(c.title.relation, TitleRelation::Part | TitleRelation::Loose),
            authors: agrees(c.people.agreement),
            authors_open: c.people.agreement != Different,
            journal: agrees(c.journal.0),
            year_near: c.year != Different,
        }
    }
}

fn certain(c: &Comparison, f: &Facts, a: &Prepared<'_>, b: &Prepared<'_>) -> Option<String> {
    let part = c.title.relation == TitleRelation::Part && c.title.numbers == Numbers::Same;
    let distinctive = !c.generic || c.pages == Same && c.volume == Same;
    // An identifier and the title.
    if c.pmid == Same && (f.title || f.near_title && (c.pages == Same || f.authors)) {
        return say(c, &["PubMed number"]);
    }
    if c.doi == Same && distinctive && f.title && (f.authors || c.pages == Same || f.year_near) {
        return say(c, &["DOI"]);
    }
    let near =
        c.title.similarity >= 0.85 && c.title.numbers == Numbers::Same && c.volume != Different;
    let shortened = part || f.near_title && (c.pages == Same || near && c.year == Same);
    if c.doi == Same && shortened && f.authors && f.year_near {
        return say(c, &["DOI"]);
    }
    let place = c.volume == Same || f.journal;
    // The title and the first page, in the same volume or journal.
    if f.title && c.pages == Same && place && f.year_near && c.journal.0 != Different {
        let sure_pages = c.volume != Different || c.both_ranges;
        if sure_pages
            && f.authors_open
            && (!c.generic || c.volume == Same && f.journal && c.people.agreement != Missing)
        {
            // Two short reports of one title may stand on one page of a supplement or of an erratum.
            let one_page = c.issue == Different && !c.both_ranges && c.year != Same;
            if !one_page {
                return say(c, &[]);
            }
        }
    }
    // A chapter and the same text as an article of a series: volume and all pages agree.
    if f.title
        && c.pages == Same
        && c.both_ranges
        && c.volume == Same
        && f.authors
        && f.year_near
        && !c.generic
    {
        return say(c, &[]);
    }
    // Proceedings are named in many ways: all pages and the year agree.
    if f.title
        && c.pages == Same
        && c.both_ranges
        && c.volume != Different
        && f.authors
        && c.year == Same
        && !c.generic
    {
        return say(c, &[]);
    }
    // Overlapping pages of the same volume.
    if f.title
        && c.pages == Similar
        && c.volume == Same
        && f.journal
        && f.authors
        && c.year == Same
        && c.issue != Different
        && !c.generic
        && c.both_ranges
    {
        return say(c, &[]);
    }
    // A title cut short, everything else the same.
    if f.near_title
        && c.title.relation != TitleRelation::Different
        && (c.title.relation == TitleRelation::Part
            || c.title.similarity >= 0.8 && c.title.numbers == Numbers::Same)
        && c.pages == Same
        && c.volume != Different
        && f.journal
        && f.authors
        && c.year == Same
        && (c.both_ranges || part && c.volume == Same && c.issue == Same && !c.generic)
    {
        return say(c, &[]);
    }
    // Pages missing: authors, journal and year must stand in for them.
    let unpaged = c.pages == Missing && !c.supplement_differs && !c.generic;
    let same_year = c.year == Same || c.year == Similar && c.volume == Same;
    let placed = f.journal && c.volume != Different && c.issue != Different;
    if f.title && unpaged && f.authors && placed && same_year {
        return say(c, &[]);
    }
    // Abstracts of some length word for word the same, in one year.
    if f.title
        && unpaged
        && c.year == Same
        && f.authors
        && c.journal.0 == Missing
        && c.volume != Different
        && same_abstract(a, b)
    {
        return say(c, &["abstract"]);
    }
    None
}

fn same_abstract(a: &Prepared<'_>, b: &Prepared<'_>) -> bool {
    let long = |r: &Prepared<'_>| r.abstract_text.is_some_and(|t| t.len() > 200);
    long(a) && long(b) && agrees(abstracts(a, b).0)
}

fn doubtful(c: &Comparison, f: &Facts, a: &Prepared<'_>, b: &Prepared<'_>) -> Option<String> {
    // A notice about a work is another document. A person is asked only where the marker may be missing or wrong:
    // in one place; and for a correction, which databases often give the title and authors of the article.
    if c.notices_differ {
        let one_place = c.volume == Same && agrees(c.pages) && c.journal.0 != Different;
        let correction = !c.comment && f.journal && c.volume == Same && c.year == Same;
        let close = c.pmid == Same || c.doi == Same || one_place || correction;
        let title = f.title || c.title.relation == TitleRelation::Part || one_place && f.near_title;
        return if close && title && f.year_near {
            say(c, &[])
        } else {
            None
        };
    }
    if c.pmid == Same {
        return say(c, &["PubMed number"]);
    }
    // A column of a journal bears one title in every issue.
    if c.generic && c.doi != Same && (c.issue == Different || c.doi == Different) {
        return None;
    }
    // Abstracts of a supplement and chapters of a book share DOIs: the titles or the people must be alike too.
    if c.doi == Same
        && (f.near_title
            || f.authors && (agrees(c.pages) || c.pages == Missing)
            || c.title.relation == TitleRelation::Missing)
    {
        return say(c, &["DOI"]);
    }
    // Nothing but where it stands and who wrote it: a missing title, or one in another language.
    let same_place = c.pages == Same && c.volume == Same && f.journal && f.year_near;
    if same_place && f.authors && (f.near_title || c.both_ranges && c.issue != Different) {
        return say(c, &[]);
    }
    if c.generic {
        let placed = c.volume == Same || c.pages == Same;
        let against = [c.volume, c.issue, c.pages, c.journal.0].contains(&Different);
        return if f.title && f.authors && c.year == Same && placed && !against {
            say(c, &[])
        } else {
            None
        };
    }
    if !f.authors_open && c.people.matched == 0 {
        return None;
    }
    // The same title in another place or year: often a conference abstract, sometimes a wrong field.
    if f.title && f.authors {
        // Two places, both given in full, are two publications.
        let two_places = c.volume == Different && c.pages == Different;
        let form = c.form == Same || f.journal && c.pages == Same || !c.preprint;
        return if c.doi == Similar || f.year_near && form && !two_places {
            say(c, &[])
        } else {
            None
        };
    }
    if f.title
        && c.people.agreement == Missing
        && f.year_near
        && c.pages != Different
        && c.volume != Different
        && c.journal.0 != Different
    {
        return say(c, &[]);
    }
    if f.title && c.people.matched > 0 && same_place {
        return say(c, &[]);
    }
    // Nothing is given but title, people and year: entries of registers, reports.
    let bare = [c.volume, c.pages, c.journal.0, c.issue, c.doi]
        .iter()
        .all(|f| *f == Missing);
    if f.near_title && bare && c.year == Same && f.authors_open && c.title.numbers == Numbers::Same
    {
        return say(c, &[]);
    }
    if f.near_title && f.authors && f.year_near && c.form == Same {
        let placed = (c.pages == Same) as u8
            + (c.volume == Same) as u8
            + f.journal as u8
            + (c.issue == Same) as u8;
        let contradicted = (c.pages == Different) as u8 + (c.volume == Different) as u8;
        if contradicted == 0
            && (placed >= 2
                || placed >= 1 && (same_abstract(a, b) || c.people.matched >= 3 && c.year == Same))
        {
            return say(c, &[]);
        }
    }
    None
}

/// `same DOI, title and pages`: the fields that agree, those named first.
#[expect(clippy::unnecessary_wraps, reason = "every rule ends with it")]
fn say(c: &Comparison, first: &[&'static str]) -> Option<String> {
    let mut same: Vec<&str> = first.to_vec();
    let mut add = |holds: bool, words| {
        if holds {
            same.push(words);
        }
    };
    match c.title.relation {
        TitleRelation::Same => add(true, "title"),
        TitleRelation::Spelling => add(true, "title but for spelling"),
        TitleRelation::Part => add(true, "beginning or end of the title"),
        TitleRelation::Loose => add(true, "most words of the title"),
        TitleRelation::Different | TitleRelation::Missing => {}
    }
    add(agrees(c.people.agreement), "authors");
    add(c.journal.0 == Same, "journal");
    add(c.year == Same, "year");
    add(c.volume == Same, "volume");
    add(c.pages == Same, "pages");
    let alike = match c.journal.0 == Similar {
        true if same.is_empty() => "similar journal",
        true => ", similar journal",
        false => "",
    };
    Some(match list(&same).as_str() {
        "" => alike.to_owned(),
        same => format!("same {same}{alike}"),
    })
}

/// What differs without forbidding that the two are one work.
fn differences(c: &Comparison) -> Vec<&'static str> {
    let mut found = Vec::new();
    let mut note = |holds: bool, words| {
        if holds {
            found.push(words);
        }
    };
    note(c.year == Similar, "the years are one apart");
    note(c.year == Different, "the years differ");
    note(c.journal.0 == Different, "the journals differ");
    note(c.pages == Different, "the pages differ");
    note(c.volume == Different, "the volumes differ");
    note(c.doi == Different, "the DOIs differ");
    note(c.issue == Different, "the issues differ");
    note(
        c.title.relation == TitleRelation::Missing,
        "a title is missing",
    );
    note(
        c.title.numbers == Numbers::OneSided,
        "only one title has a number",
    );
    note(
        c.supplement_differs || c.in_supplement && c.pages != Same,
        "one may be an abstract in a supplement",
    );
    found
}

fn list(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
