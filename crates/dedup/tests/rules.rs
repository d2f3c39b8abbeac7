//! What is merged, what is queued and what is left alone, case by case.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use std::ops::ControlFlow;

use dedup::{Deduplication, Options, compare, find};
use review::{Author, Record, RecordKind};

#[derive(Debug, PartialEq)]
enum Found {
    Merged,
    Queued,
    Apart,
}

fn run(records: &[Record], options: &Options<'_>) -> Deduplication {
    let records: Vec<&Record> = records.iter().collect();
    find(&records, options, &|_| ControlFlow::Continue(())).unwrap()
}

fn pair(a: &Record, b: &Record) -> Found {
    let found = run(&[a.clone(), b.clone()], &Options::default());
    match (found.groups.len(), found.queue.len()) {
        (1, 0) => Found::Merged,
        (0, 1) => Found::Queued,
        (0, 0) => Found::Apart,
        other => panic!("a pair is in one place only: {other:?}"),
    }
}

fn person(family: &str, given: &str) -> Author {
    Author::Person {
        family: family.into(),
        given: Some(given.into()),
        suffix: None,
    }
}

/// A complete article.
fn article() -> Record {
    Record {
        title: Some(
            "Plasma exchange for atypical haemolytic uraemic syndrome: a randomised trial".into(),
        ),
        authors: vec![
            person("Müller", "Anna K."),
            person("van Wijck", "F."),
            person("Okoro", "Henry"),
        ],
        year: Some(2014),
        journal: Some("Journal of Clinical Apheresis".into()),
        volume: Some("29".into()),
        issue: Some("3".into()),
        pages: Some("1123-1128".into()),
        doi: Some("10.1002/jca.21301".into()),
        ..Record::default()
    }
}

/// The same as another database writes it.
fn copy() -> Record {
    Record {
        title: Some(
            "PLASMA EXCHANGE FOR ATYPICAL HEMOLYTIC UREMIC SYNDROME: A RANDOMIZED TRIAL.".into(),
        ),
        authors: vec![
            person("Mueller", "A"),
            person("Wijck", "F"),
            person("Okoro", "H"),
        ],
        year: Some(2014),
        journal: Some("J Clin Apher".into()),
        volume: Some("29".into()),
        issue: Some("3".into()),
        pages: Some("1123-8".into()),
        ..Record::default()
    }
}

fn with(change: impl FnOnce(&mut Record)) -> Record {
    let mut record = copy();
    change(&mut record);
    record
}

#[test]
fn copies_are_merged() {
    let same = |change: fn(&mut Record)| {
        let other = with(change);
        let evidence = compare(&article(), &other);
        assert_eq!(
            pair(&article(), &other),
            Found::Merged,
            "{other:?} {}",
            evidence.reason
        );
    };
    same(|_| ());
    same(|r| r.year = Some(2013));
    same(|r| r.doi = Some("10.1002/jca.99999".into()));
    same(|r| r.authors.clear());
    same(|r| r.authors.truncate(1));
    same(|r| r.journal = None);
    same(|r| r.issue = None);
    same(|r| r.pages = Some("1123".into()));
    same(|r| r.pages = None);
    same(|r| (r.volume, r.issue) = (r.issue.take(), r.volume.take()));
    same(|r| {
        r.title = Some("[Plasma exchange for atypical haemolytic uraemic syndrome: a randomised trial]. [German]".into())
    });
    same(|r| r.title = Some("Plasma exchange for atypical haemolytic uraemic syndrome".into()));
    same(|r| {
        r.title = Some(
            "Plasma exchnage for atypical haemolytic uraemic syndrome: a randomised trial".into(),
        )
    });
    same(|r| {
        r.title = Some("Plasma exchange for atypical <i>haemolytic</i> uraemic syndrome: a randomised trial [Erratum appears in J Clin Apher. 2015;30(1):9 [added]]".into())
    });
}

#[test]
fn other_documents_about_the_work_are_not_merged() {
    let title = article().title.unwrap();
    let apart = |change: &dyn Fn(&mut Record)| {
        let other = with(|r| change(r));
        assert_ne!(pair(&article(), &other), Found::Merged, "{other:?}");
    };
    for marker in [
        "Erratum: ",
        "Retraction notice to: ",
        "RETRACTED: ",
        "Comment on: ",
        "Reply to: ",
        "Re: ",
        "Correction: ",
    ] {
        apart(&|r| r.title = Some(format!("{marker}{title}")));
        apart(&|r| {
            r.title = Some(format!("{marker}{title}"));
            r.pages = Some("1301".into());
        });
    }
    // The same title in a supplement, in another year, volume or journal, as preprint or thesis.
    apart(&|r| r.pages = Some("S12".into()));
    apart(&|r| r.year = Some(2011));
    apart(&|r| (r.volume, r.pages) = (Some("31".into()), Some("7-15".into())));
    apart(&|r| {
        (r.journal, r.volume, r.pages) = (
            Some("Blood".into()),
            Some("120".into()),
            Some("S118".into()),
        );
    });
    apart(&|r| {
        *r = Record {
            title: r.title.take(),
            authors: r.authors.clone(),
            year: r.year,
            doi: Some("10.1101/2013.11.02.123456".into()),
            journal: Some("medRxiv".into()),
            ..Record::default()
        };
    });
    apart(&|r| r.kind = RecordKind::Thesis);
    apart(&|r| r.title = Some(format!("{title}: study protocol")));
    // Another DOI is another document, unless title, people, volume and all pages are the same.
    apart(&|r| (r.doi, r.pages) = (Some("10.1002/jca.99999".into()), Some("1123".into())));
}

#[test]
fn preprints_and_full_abstracts_elsewhere_are_left_alone() {
    let preprint = with(|r| {
        r.journal = Some("medRxiv".into());
        r.doi = Some("10.1101/2013.11.02.123456".into());
        (r.volume, r.issue, r.pages) = (None, None, None);
    });
    assert_eq!(pair(&article(), &preprint), Found::Apart);
    let meeting = with(|r| {
        (r.journal, r.volume, r.issue) = (
            Some("Blood".into()),
            Some("120".into()),
            Some("Suppl 1".into()),
        );
        (r.pages, r.year) = (Some("S118".into()), Some(2013));
    });
    assert_eq!(pair(&article(), &meeting), Found::Apart);
}

#[test]
fn parts_and_editions_stay_apart() {
    let part = |number: &str, pages: &str| {
        with(|r| {
            r.title = Some(format!(
                "Guidelines for the care of stroke patients. Part {number}"
            ));
            r.pages = Some(pages.into());
        })
    };
    assert_eq!(pair(&part("I", "1-20"), &part("II", "21-40")), Found::Apart);
    assert_ne!(pair(&part("1", "1-20"), &part("2", "1-20")), Found::Merged);
    assert_eq!(pair(&part("I", "1-20"), &part("1", "1-20")), Found::Merged);
    let version = |version: &str, year| Record {
        title: Some("Systemic corticosteroids for acute sinusitis in adults".into()),
        authors: vec![person("Venekamp", "R. P.")],
        year: Some(year),
        journal: Some("Cochrane Database of Systematic Reviews".into()),
        issue: Some("3".into()),
        pages: Some("CD008115".into()),
        doi: Some(format!("10.1002/14651858.cd008115{version}")),
        ..Record::default()
    };
    assert_eq!(
        pair(&version(".pub2", 2011), &version(".pub3", 2014)),
        Found::Queued
    );
    assert_eq!(
        pair(&version(".pub2", 2011), &version(".pub2", 2011)),
        Found::Merged
    );
}

#[test]
fn one_doi_for_many_abstracts_merges_nothing() {
    let abstract_of = |title: &str, page: &str| {
        with(|r| {
            r.title = Some(title.into());
            r.doi = Some("10.1002/ijgo.12582".into());
            r.pages = Some(page.into());
            r.authors = vec![person(&title[..6], "A.")];
        })
    };
    let a = abstract_of("Outcome of delayed insertion after birth", "306");
    let b = abstract_of("Maternal anaemia in rural districts of the north", "412");
    assert_eq!(pair(&a, &b), Found::Apart);
}

#[test]
fn columns_that_bear_one_title_are_not_merged() {
    let column = |issue: &str, pages: &str| {
        with(|r| {
            r.title = Some("Editorial".into());
            r.issue = Some(issue.into());
            r.pages = Some(pages.into());
        })
    };
    assert_eq!(pair(&column("2", "5-6"), &column("4", "5-6")), Found::Apart);
    assert_eq!(
        pair(&column("2", "5-6"), &column("2", "17-19")),
        Found::Apart
    );
    assert_eq!(
        pair(&column("2", "5-6"), &column("2", "5-6")),
        Found::Merged
    );
}

#[test]
fn without_a_title_a_person_decides() {
    assert_eq!(pair(&article(), &with(|r| r.title = None)), Found::Queued);
    assert_eq!(pair(&Record::default(), &Record::default()), Found::Apart);
    let translated = with(|r| r.title = Some("Plasmaaustausch beim atypischen HUS".into()));
    assert_eq!(pair(&article(), &translated), Found::Queued);
}

#[test]
fn what_people_said_holds() {
    let records = [article(), copy(), with(|r| r.year = None)];
    let found = run(&records, &Options::default());
    assert_eq!(found.groups[0].members, [0, 1, 2]);
    assert_eq!(found.groups[0].evidence.len(), 2);

    let distinct = [(1, 0)];
    let found = run(
        &records,
        &Options {
            distinct: &distinct,
            same: &[],
        },
    );
    assert_eq!(found.groups.len(), 1);
    assert_ne!(found.groups[0].members, [0, 1, 2]);
    assert!(found.groups[0].members.len() == 2 && !found.groups[0].members.starts_with(&[0, 1]));
    assert_eq!(
        found.queue,
        [],
        "an answered question is not asked again, nor through a third record"
    );

    let other = Record {
        title: Some("Something else altogether".into()),
        ..Record::default()
    };
    let same = [(0, 1), (0, 9), (1, 1)];
    let found = run(
        &[article(), other],
        &Options {
            distinct: &[],
            same: &same,
        },
    );
    assert_eq!(found.groups[0].members, [0, 1]);
}

#[test]
fn records_that_contradict_do_not_meet_through_a_third() {
    let unpaged = with(|r| (r.pages, r.issue) = (None, None));
    let abstract_page = with(|r| r.pages = Some("1301".into()));
    let found = run(&[article(), unpaged, abstract_page], &Options::default());
    assert_eq!(found.groups.len(), 1);
    assert_eq!(found.groups[0].members.len(), 2);
    assert_eq!(found.queue.len(), 1);
}

#[test]
fn reasons_are_words_for_a_reviewer() {
    let reason = compare(&article(), &copy()).reason;
    assert_eq!(
        reason,
        "same title but for spelling, authors, journal, year, volume and pages"
    );
    let erratum = with(|r| r.title = Some(format!("Erratum: {}", article().title.unwrap())));
    assert!(
        compare(&article(), &erratum)
            .reason
            .contains("one is a notice about the other")
    );
}

#[test]
fn it_can_be_stopped() {
    let a = article();
    assert_eq!(
        find(&[&a, &a], &Options::default(), &|_| ControlFlow::Break(())),
        None
    );
}

#[test]
fn crowds_of_like_records_do_not_explode() {
    let empty = vec![Record::default(); 20_000];
    assert_eq!(run(&empty, &Options::default()), Deduplication::default());

    let titled: Vec<Record> = (0..20_000)
        .map(|i| Record {
            title: Some("The same title in every one of these records".into()),
            year: Some(1900 + i % 120),
            pages: Some(format!("{i}")),
            ..Record::default()
        })
        .collect();
    assert_eq!(run(&titled, &Options::default()).groups.len(), 0);

    let copies = vec![article(); 20_000];
    let found = run(&copies, &Options::default());
    assert_eq!(found.groups.len(), 1);
    assert_eq!(found.groups[0].members.len(), 20_000);
}
