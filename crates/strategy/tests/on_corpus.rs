//! Strategies run on records, with answers that can be read off the records.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use strategy::{
    Corpus, CorpusRecord, HeadingTree, KnownBy, OfferedTerm, ProblemKind, RelevantRecords, Syntax,
    check_terms, contributions, lint_on_corpus, parse, propose_terms, run, suggest,
};

fn record(title: &str, abstract_text: &str, keywords: &[&str], year: Option<i32>) -> CorpusRecord {
    CorpusRecord {
        title: title.to_owned(),
        abstract_text: abstract_text.to_owned(),
        keywords: keywords.iter().map(|k| (*k).to_owned()).collect(),
        year,
        ..CorpusRecord::default()
    }
}

fn records() -> Vec<CorpusRecord> {
    vec![
        record(
            "Optical coherence tomography",
            "Of the macula, with oedema.",
            &["Macular Edema/di", "Humans"],
            Some(2001),
        ),
        record(
            "Tomography of coherent light",
            "Macular edema was seen.",
            &["*Macular Edema"],
            Some(2010),
        ),
        record(
            "FP-CIT in dementia",
            "Lewy’s bodies; no tomography.",
            &["Animals"],
            None,
        ),
        record("Nothing", "Haemorrhage and hemorrhage.", &[], Some(2015)),
    ]
}

/// Places of the records that a strategy of one or more lines finds.
fn found(text: &str, syntax: Syntax) -> Vec<u32> {
    let records = records();
    run(
        &parse(text, syntax).strategy,
        &Corpus::new(&records),
        &[],
        None,
    )
    .found
}

fn ovid(text: &str) -> Vec<u32> {
    found(text, Syntax::OvidMedline)
}

#[test]
fn words_phrases_and_proximity() {
    assert_eq!(ovid("tomograph$.ti."), [0, 1]);
    assert_eq!(ovid("tomograph$.ti,ab."), [0, 1, 2]);
    assert_eq!(ovid("coherence tomography.ti."), [0]);
    assert_eq!(ovid("(tomography adj2 coheren$).ti."), [0, 1]);
    assert_eq!(ovid("(tomography adj1 coheren$).ti."), [0]);
    assert_eq!(ovid("(coheren$ adj tomography).ti."), [0]);
    assert_eq!(ovid("(tomography adj coheren$).ti."), Vec::<u32>::new());
    // A phrase does not reach from the title into the abstract.
    assert_eq!(ovid("(tomography adj3 macula).ti,ab."), Vec::<u32>::new());
    assert_eq!(ovid("FP-CIT.tw."), [2]);
    assert_eq!(ovid("lewy's.tw."), [2]);
    assert_eq!(ovid("h?emorrhage.ab."), [3]);
    assert_eq!(ovid("h#emorrhage.ab."), [3]);
    assert_eq!(ovid("macul*1.ab."), [0]);
    assert_eq!(ovid("macul*2.ab."), [0, 1]);
    // On Scopus words side by side are single words, in quotes a phrase.
    assert_eq!(found("TITLE(tomography coherence)", Syntax::Scopus), [0]);
    assert_eq!(
        found("TITLE(\"tomography coherence\")", Syntax::Scopus),
        Vec::<u32>::new()
    );
}

#[test]
fn headings_limits_and_what_is_not_known() {
    assert_eq!(ovid("macular edema/"), [0, 1]);
    assert_eq!(ovid("*macular edema/"), [1]);
    assert_eq!(
        ovid("1. tomograph$.tw.\n2. limit 1 to yr=\"2005 -Current\""),
        [1]
    );
    assert_eq!(
        ovid("1. tomograph$.tw.\n2. exp animals/ not humans/\n3. 1 not 2"),
        [0, 1]
    );
    let records = records();
    let corpus = Corpus::new(&records);
    let report = run(
        &parse("macular edema/", Syntax::OvidMedline).strategy,
        &corpus,
        &[],
        None,
    );
    // The record without keywords may have the heading in the database.
    assert_eq!((report.lines[0].at_least, report.lines[0].at_most), (2, 3));
    assert_eq!(
        report.lines[0].blind,
        ["1 of 4 records have no keywords or headings."]
    );
    let tree =
        HeadingTree::read("Retinal Diseases;C11.768\nMacular Edema;C11.768.585.439\n".as_bytes())
            .expect("a tree");
    let exploded = parse("exp retinal diseases/", Syntax::OvidMedline).strategy;
    assert_eq!(run(&exploded, &corpus, &[], None).found, Vec::<u32>::new());
    assert_eq!(run(&exploded, &corpus, &[], Some(&tree)).found, [0, 1]);
    // A date of entry is not in the records: it is left out, and the bounds say so.
    let entered = parse(
        "1. tomograph$.tw.\n2. 2012*.ed.\n3. 1 and 2",
        Syntax::OvidMedline,
    )
    .strategy;
    let report = run(&entered, &corpus, &[], None);
    assert_eq!(
        (
            report.lines[2].hits,
            report.lines[2].at_least,
            report.lines[2].at_most
        ),
        (3, 0, 3)
    );
}

/// What is worked out from counts is what the strategy finds once the term is taken out of its text.
#[test]
fn what_a_term_contributes_is_what_the_strategy_without_it_lacks() {
    let records = records();
    let corpus = Corpus::new(&records);
    let found = |text: &str| {
        run(
            &parse(text, Syntax::OvidMedline).strategy,
            &corpus,
            &[],
            None,
        )
        .found
    };
    let blocks = [
        vec![
            "coherence",
            "coherent",
            "tomography",
            "tomograph$",
            "nowhere",
        ],
        vec!["oedema", "macula$", "retina$", "the", "tomography"],
    ];
    let written = |without: Option<(usize, usize)>| {
        let block = |at: usize| {
            let terms = blocks[at].iter().enumerate();
            let kept = terms.filter(|(term, _)| without != Some((at, *term)));
            kept.map(|(_, term)| *term).collect::<Vec<_>>().join(" or ")
        };
        format!(
            "1. ({}).tw.\n2. ({} or (coherence or nowhere)).ti,ab.\n3. 1 and 2\n4. 3 not nowhere.tw.",
            block(0),
            block(1)
        )
    };
    let whole = found(&written(None));
    let strategy = parse(&written(None), Syntax::OvidMedline).strategy;
    let shares = contributions(&strategy, &corpus, &[], None);
    let mut compared = 0;
    for (at, (line, terms)) in [(1, &blocks[0]), (2, &blocks[1])].into_iter().enumerate() {
        for (term, share) in (0..terms.len()).zip(shares.iter().filter(|share| share.line == line))
        {
            let rest = found(&written(Some((at, term))));
            let lost = whole.iter().filter(|record| !rest.contains(record)).count();
            let gained = rest.iter().filter(|record| !whole.contains(record)).count();
            assert_eq!(
                (share.only_it_finds, share.keeps_out),
                (lost, gained),
                "{}",
                share.term
            );
            compared += 1;
        }
    }
    assert_eq!(compared, 10);
    assert!(!whole.is_empty());
}

#[test]
fn what_each_term_contributes() {
    let records = records();
    let corpus = Corpus::new(&records);
    let relevant = RelevantRecords {
        name: "included".to_owned(),
        records: vec![0, 1, 2],
    };
    let strategy = parse(
        "(coherence or coherent or tomography).tw.",
        Syntax::OvidMedline,
    )
    .strategy;
    let shares = contributions(&strategy, &corpus, std::slice::from_ref(&relevant), None);
    let only: Vec<usize> = shares.iter().map(|c| c.only_it_finds).collect();
    assert_eq!(only, [0, 0, 1]);
    let report = run(&strategy, &corpus, std::slice::from_ref(&relevant), None);
    assert_eq!(
        (report.recall[0].found, report.recall[0].recall),
        (3, Some(1.0))
    );
    // Two concepts, of which the second lacks the American spelling.
    let strategy = parse(
        "1. tomography.tw.\n2. oedema.tw.\n3. 1 and 2",
        Syntax::OvidMedline,
    )
    .strategy;
    let relevant = RelevantRecords {
        name: "included".to_owned(),
        records: vec![0, 1],
    };
    let proposed = propose_terms(&corpus, &records, &relevant, 100);
    let suggestions = suggest(&strategy, &corpus, &relevant, &proposed, None, 3);
    assert_eq!((suggestions.found, suggestions.add.len()), ((1, 2), 1));
    assert_eq!(
        (suggestions.add[0].concept, suggestions.add[0].gains_other),
        (2, 0)
    );
    let nothing = parse(
        "1. tomography.tw.\n2. tomografy.tw.\n3. coherence.tw.\n4. or/1-3",
        Syntax::OvidMedline,
    )
    .strategy;
    let problems = lint_on_corpus(&nothing, &corpus, None);
    let told: Vec<(ProblemKind, u32)> = problems.iter().map(|p| (p.kind, p.number)).collect();
    assert_eq!(
        told,
        [
            (ProblemKind::FindsNothing, 2),
            (ProblemKind::AddsNothing, 3)
        ]
    );
    assert!(
        problems[0].hint.contains("“tomography”"),
        "{:?}",
        problems[0]
    );
}

#[test]
fn terms_from_elsewhere_keep_their_origin() {
    let records = records();
    let corpus = Corpus::new(&records);
    let offer = |term: &str| OfferedTerm {
        term: term.to_owned(),
        origin: "a model".to_owned(),
    };
    let tree = HeadingTree::read("Scotoma;C10.597\n".as_bytes()).expect("a tree");
    let offered = [
        offer("coheren*"),
        offer("scotoma"),
        offer("tomografy"),
        offer("zzz"),
    ];
    let checked = check_terms(&offered, &corpus, &RelevantRecords::default(), Some(&tree));
    let known: Vec<KnownBy> = checked.iter().map(|c| c.known).collect();
    assert_eq!(
        known,
        [
            KnownBy::Corpus,
            KnownBy::Vocabulary,
            KnownBy::Nobody,
            KnownBy::Nobody
        ]
    );
    assert!(checked.iter().all(|c| c.origin == "a model"));
    assert_eq!((checked[0].in_title, checked[0].records), (2, 2));
    assert_eq!(checked[2].did_you_mean, ["tomography"]);
}

/// Of twenty records ten are relevant and hold “alpha”, five of each half hold “beta”.
#[test]
fn terms_are_proposed_by_log_odds() {
    let records: Vec<CorpusRecord> = (0..20)
        .map(|n| {
            let beta = if n % 2 == 0 { "beta" } else { "gamma" };
            record(if n < 10 { "alpha" } else { "delta" }, beta, &[], None)
        })
        .collect();
    let relevant = RelevantRecords {
        name: "included".to_owned(),
        records: (0..10).collect(),
    };
    let corpus = Corpus::new(&records);
    let proposed = propose_terms(&corpus, &records, &relevant, 10);
    assert_eq!(proposed[0].term, "alpha");
    assert_eq!(
        (
            proposed[0].relevant,
            proposed[0].others,
            proposed[0].in_title
        ),
        (10, 0, 10)
    );
    // Counted are alpha 10/0, beta 5/5, gamma 5/5: n₁ = 20, n₂ = 10, α of alpha = 1000·10/30, so that by hand
    // δ = ln((10+333.3)/(20+1000−10−333.3)) − ln(333.3/(10+1000−333.3)), and the variance 1/343.3 + 1/333.3.
    let alpha = 1_000.0_f64 / 3.0;
    let expected = ((10.0 + alpha) / (1_010.0 - alpha)).ln() - (alpha / (1_010.0 - alpha)).ln();
    assert!((proposed[0].log_odds - expected).abs() < 1e-12);
    let z = expected / (1.0 / (10.0 + alpha) + 1.0 / alpha).sqrt();
    assert!((proposed[0].z - z).abs() < 1e-12);
}

/// What a person would do: look at every word of every record.
fn by_hand(texts: &[Vec<&str>], a: &str, b: &str, between: usize) -> Vec<u32> {
    (0_u32..)
        .zip(texts)
        .filter(|(_, words)| {
            (0..words.len()).any(|i| {
                (0..words.len()).any(|j| {
                    i != j
                        && words[i].starts_with(a)
                        && words[j] == b
                        && i.abs_diff(j) <= between + 1
                })
            })
        })
        .map(|(place, _)| place)
        .collect()
}

proptest! {
    #[test]
    fn proximity_is_what_counting_words_gives(
        texts in vec(vec(select(vec!["heart", "hearts", "attack", "of", "the", "lung"]), 0..9), 1..8),
        between in 0_usize..4,
    ) {
        let records: Vec<CorpusRecord> = texts.iter().map(|words| record(&words.join(" "), "", &[], None)).collect();
        let corpus = Corpus::new(&records);
        let text = format!("(heart$ adj{} attack).ti.", between + 1);
        let strategy = parse(&text, Syntax::OvidMedline).strategy;
        prop_assert_eq!(run(&strategy, &corpus, &[], None).found, by_hand(&texts, "heart", "attack", between));
    }
}
