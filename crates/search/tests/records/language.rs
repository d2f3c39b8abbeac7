//! What the query language finds in a corpus that can be checked by eye.

use crate::corpus::{Corpus, ask, ids, open, person, plain_facts, record};
use review::Stage;
use search::{
    Facts, Filter, Index, Query, QueryProblemKind, RecordFacts, Request, Sort, Standing, Typing,
};

fn corpus() -> Corpus {
    let mut corpus = vec![
        record(
            "hf",
            "Beta-blockers in heart failure",
            "A randomised trial of TNF-α in 1,200 patients (p<0.05).",
            2010,
        ),
        record(
            "stroke",
            "Cardiac embolism and stroke",
            "Therapies after acute stroke. Heart rhythm was monitored; no failure occurred.",
            2015,
        ),
        record(
            "diet",
            "Mediterranean diet",
            "Cardiovascular risk and the failing heart: Sjögren’s syndrome excluded.",
            2012,
        ),
        record(
            "rats",
            "Interleukin in rats",
            "IL-6 and tumour necrosis factor alpha in a rat model. Therapy was ineffective.",
            2018,
        ),
        record("old", "Betablocker therapy", "", 1985),
    ];
    corpus[0].1.authors = vec![person("Smith", "John Andrew"), person("Müller", "K.")];
    corpus[0].1.doi = Some("10.1016/s0140-6736(05)70005-9".into());
    corpus[0].1.pmid = Some("12345678".into());
    corpus[0].1.journal = Some("The Lancet".into());
    corpus[1].1.authors = vec![person("Andrews", "Jane"), person("John", "Smith")];
    corpus[3].1.keywords = vec!["Animals".into(), "Heart Diseases".into()];
    corpus[4].1.year = None;
    corpus
}

struct Fixture {
    index: Index,
    facts: Facts,
    _folder: tempfile::TempDir,
}

fn fixture() -> Fixture {
    let folder = tempfile::tempdir().unwrap();
    let corpus = corpus();
    let index = open(folder.path(), "1", &corpus).unwrap();
    let facts = plain_facts(&index, &corpus);
    Fixture {
        index,
        facts,
        _folder: folder,
    }
}

impl Fixture {
    /// Ids found, in alphabetical order.
    fn finds(&self, text: &str) -> String {
        self.finds_typing(text, Typing::Complete)
    }

    fn finds_typing(&self, text: &str, typing: Typing) -> String {
        let found = ask(&self.index, &self.facts, text, typing);
        let mut ids = ids(&found);
        ids.sort_unstable();
        ids.join(" ")
    }
}

#[test]
fn words_phrases_and_beginnings() {
    let f = fixture();
    assert_eq!(f.finds("heart"), "diet hf rats stroke");
    assert_eq!(f.finds("\"heart failure\""), "hf");
    assert_eq!(f.finds("heart failure"), "hf stroke");
    assert_eq!(f.finds("cardi*"), "diet stroke");
    assert_eq!(f.finds("\"heart rhy*\""), "stroke");
    assert_eq!(f.finds(""), "diet hf old rats stroke");
    assert_eq!(f.finds("pneumonia"), "");
}

#[test]
fn forms_of_a_word_are_found_but_not_in_quotation_marks() {
    let f = fixture();
    assert_eq!(f.finds("therapy"), "old rats stroke");
    assert_eq!(f.finds("\"therapy\""), "old rats");
    assert_eq!(f.finds("\"rat\""), "rats");
    // The word itself ranks before its forms where all else is equal.
    let folder = tempfile::tempdir().unwrap();
    let corpus = vec![
        record("forms", "Therapies for asthma", "", 2000),
        record("exact", "Therapy for asthma", "", 2000),
    ];
    let index = open(folder.path(), "1", &corpus).unwrap();
    let facts = plain_facts(&index, &corpus);
    assert_eq!(
        ids(&ask(&index, &facts, "therapy", Typing::Complete)),
        ["exact", "forms"]
    );
    assert_eq!(
        ids(&ask(&index, &facts, "therapies", Typing::Complete)),
        ["forms", "exact"]
    );
}

#[test]
fn titles_rank_before_abstracts() {
    let f = fixture();
    let found = ask(&f.index, &f.facts, "\"heart\"", Typing::Complete);
    assert_eq!(ids(&found)[0], "hf");
    assert!(
        found
            .hits
            .windows(2)
            .all(|pair| pair[0].score >= pair[1].score)
    );
}

#[test]
fn boolean_operators_in_any_case() {
    let f = fixture();
    assert_eq!(f.finds("heart AND failure"), "hf stroke");
    assert_eq!(f.finds("mediterranean or embolism"), "diet stroke");
    assert_eq!(f.finds("heart not stroke"), "diet hf rats");
    assert_eq!(f.finds("NOT heart"), "old");
    assert_eq!(f.finds("heart AND NOT (stroke OR rats)"), "diet hf");
    assert_eq!(f.finds("mediterranean OR heart embolism"), "diet stroke");
    assert_eq!(f.finds("NOT NOT heart"), "diet hf rats stroke");
}

#[test]
fn compounds_accents_greek_and_numbers() {
    let f = fixture();
    for text in [
        "beta-blocker",
        "betablocker",
        "beta-blockers",
        "beta-blocker*",
    ] {
        assert_eq!(f.finds(text), "hf old", "{text}");
    }
    assert_eq!(f.finds("blockers"), "hf");
    assert_eq!(f.finds("\"beta blockers\""), "hf");
    for text in ["TNF-alpha", "tnfα", "tnf α", "TNFalpha"] {
        assert_eq!(f.finds(text), "hf", "{text}");
    }
    assert_eq!(f.finds("α"), "hf rats");
    assert_eq!(f.finds("il6"), "rats");
    assert_eq!(f.finds("IL-6"), "rats");
    assert_eq!(f.finds("sjogren"), "diet");
    assert_eq!(f.finds("SJÖGREN'S"), "diet");
    assert_eq!(f.finds("1200"), "hf");
    assert_eq!(f.finds("0.05"), "hf");
}

#[test]
fn fields_before_and_tags_after() {
    let f = fixture();
    assert_eq!(f.finds("title:heart"), "hf");
    assert_eq!(f.finds("heart[ti]"), "hf");
    assert_eq!(f.finds("(heart OR stroke)[ti]"), "hf stroke");
    assert_eq!(f.finds("title:(heart OR stroke)"), "hf stroke");
    assert_eq!(f.finds("heart failure[ti]"), "hf");
    assert_eq!(f.finds("abstract:stroke"), "stroke");
    assert_eq!(f.finds("heart[tiab]"), "diet hf stroke");
    assert_eq!(f.finds("keyword:\"heart diseases\""), "rats");
    assert_eq!(f.finds("animals[mh]"), "rats");
    assert_eq!(f.finds("journal:lancet"), "hf");
}

#[test]
fn authors_as_pubmed_writes_them() {
    let f = fixture();
    for text in [
        "smith j[au]",
        "smith ja[au]",
        "author:\"smith john\"",
        "muller[au]",
        "author:Müller",
    ] {
        assert_eq!(f.finds(text), "hf", "{text}");
    }
    assert_eq!(f.finds("andrews j[au]"), "stroke");
    assert_eq!(f.finds("author:smith"), "hf stroke");
}

#[test]
fn years_and_identifiers() {
    let f = fixture();
    for text in [
        "year:2010..2012",
        "2010:2012[dp]",
        "2010/01:2012/12[dp]",
        "\"2010/01/01\"[dp] : \"2012\"[dp]",
        "year:2010-2012",
    ] {
        assert_eq!(f.finds(text), "diet hf", "{text}");
    }
    assert_eq!(f.finds("year:2015.."), "rats stroke");
    assert_eq!(f.finds("year:>2015"), "rats");
    assert_eq!(f.finds("year:..2011"), "hf");
    assert_eq!(f.finds("year:2012"), "diet");
    for text in [
        "doi:10.1016/S0140-6736(05)70005-9",
        "https://doi.org/10.1016/s0140-6736(05)70005-9",
        "doi:10.1016/*",
        "pmid:12345678",
        "12345678",
        "12345678[uid]",
    ] {
        assert_eq!(f.finds(text), "hf", "{text}");
    }
}

#[test]
fn facts_are_searched_without_touching_the_index() {
    let mut f = fixture();
    let facts = |tags: &[&str], stage, standing| RecordFacts {
        sources: vec!["MEDLINE (Ovid)".into()],
        stage,
        standing,
        reason: Some("E3".into()),
        reviewers: vec!["Ana Silva".into()],
        tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        ..RecordFacts::default()
    };
    f.facts.set(
        &"hf".into(),
        facts(&["key paper"], Stage::FullText, Standing::Included),
    );
    f.facts.set(
        &"rats".into(),
        facts(&["animal"], Stage::TitleAbstract, Standing::Excluded),
    );
    assert_eq!(f.finds("source:medline"), "hf rats");
    assert_eq!(f.finds("source:\"MEDLINE\""), "");
    assert_eq!(f.finds("tag:key*"), "hf");
    assert_eq!(f.finds("tag:\"key paper\""), "hf");
    assert_eq!(f.finds("heart not tag:animal"), "diet hf stroke");
    assert_eq!(f.finds("stage:full_text"), "hf");
    assert_eq!(f.finds("stage:full-text decision:include"), "hf");
    assert_eq!(f.finds("decision:excl"), "rats");
    assert_eq!(f.finds("decision:undecided"), "diet old stroke");
    assert_eq!(f.finds("reviewer:silva reason:E3"), "hf rats");
    assert_eq!(f.finds("tag:(animal or key)"), "hf rats");
    f.facts.remove(&"hf".into());
    assert_eq!(f.finds("heart"), "diet rats stroke");
}

#[test]
fn filters_orders_and_pages() {
    let mut f = fixture();
    f.facts.set(
        &"old".into(),
        RecordFacts {
            tags: vec!["x".into()],
            sources: vec!["Embase".into()],
            ..RecordFacts::default()
        },
    );
    let query = Query::parse("", Typing::Complete);
    let run = |filter: &Filter, sort, offset, limit| {
        let request = Request {
            filter,
            sort,
            offset,
            limit,
            ..Request::new(&query, &f.facts)
        };
        let found = f.index.search(&request).unwrap();
        (found.total, ids(&found).join(" "))
    };
    let none = Filter::default();
    assert_eq!(
        run(&none, Sort::NewestFirst, 0, 9),
        (5, "rats stroke diet hf old".into())
    );
    assert_eq!(
        run(&none, Sort::OldestFirst, 1, 2),
        (5, "diet stroke".into())
    );
    assert_eq!(run(&none, Sort::Relevance, 3, 9), (5, "rats old".into()));
    assert_eq!(run(&none, Sort::Relevance, 9, 9), (5, String::new()));
    let given = ["old".into(), "hf".into()];
    let order = f.index.order(&given);
    assert_eq!(
        run(&none, Sort::Given(&order), 0, 3),
        (5, "old hf stroke".into())
    );
    let years = Filter {
        from_year: Some(2011),
        to_year: Some(2015),
        ..Filter::default()
    };
    assert_eq!(
        run(&years, Sort::OldestFirst, 0, 9),
        (2, "diet stroke".into())
    );
    let facts = Filter {
        tags: vec!["x".into(), "y".into()],
        sources: vec!["Embase".into()],
        standings: vec![Standing::Undecided],
        stages: vec![Stage::TitleAbstract],
        ..Filter::default()
    };
    assert_eq!(run(&facts, Sort::Relevance, 0, 9), (1, "old".into()));
}

#[test]
fn the_last_word_may_be_unfinished_while_typing() {
    let f = fixture();
    assert_eq!(f.finds_typing("cardi", Typing::AsYouType), "diet stroke");
    assert_eq!(f.finds_typing("cardi ", Typing::AsYouType), "");
    assert_eq!(
        f.finds_typing("heart fai", Typing::AsYouType),
        "diet hf stroke"
    );
    assert_eq!(f.finds_typing("\"heart fai", Typing::AsYouType), "hf");
    assert_eq!(f.finds_typing("rhyth", Typing::AsYouType), "stroke");
    // A finished word finds the same before and after the space.
    assert_eq!(
        f.finds_typing("therapies", Typing::AsYouType),
        f.finds("therapies ")
    );
    assert_eq!(
        f.finds_typing("heart AND", Typing::AsYouType),
        "diet hf rats stroke"
    );
    // One letter is not yet a beginning, unless a star says so.
    assert_eq!(f.finds_typing("c", Typing::AsYouType), "");
    assert_eq!(f.finds_typing("ca", Typing::AsYouType), "diet stroke");
    assert_eq!(
        f.finds_typing("m*", Typing::AsYouType),
        "diet hf rats stroke"
    );
    assert_eq!(
        f.finds_typing("heart (fail", Typing::AsYouType),
        "diet hf stroke"
    );
}

#[test]
fn queries_are_repaired_and_say_so() {
    use QueryProblemKind::*;
    for (text, understood, problems) in [
        ("heart failure", "heart AND failure", vec![]),
        ("a or b and not c", "a OR (b NOT c)", vec![]),
        (
            "(heart OR \"cardiac arr",
            "heart OR \"cardiac arr\"",
            vec![UnclosedQuote, UnclosedParenthesis],
        ),
        (
            "heart) failure",
            "heart AND failure",
            vec![UnopenedParenthesis],
        ),
        (
            "AND heart OR",
            "heart",
            vec![MissingOperand, MissingOperand],
        ),
        ("not", "", vec![MissingOperand]),
        ("title: ", "", vec![MissingValue]),
        ("heart[zz]", "heart", vec![UnknownTag]),
        ("year:soon heart", "heart", vec![UnreadableYear]),
        ("decision:perhaps", "decision:perhaps", vec![UnknownValue]),
        ("wom*n", "wom*", vec![InnerWildcard]),
        (
            "smith j[au] 2010:2012[dp]",
            "author:\"smith j\" AND year:2010..2012",
            vec![],
        ),
        ("(heart stroke)[ti]", "title:heart AND title:stroke", vec![]),
        ("!!! ...", "", vec![]),
    ] {
        let query = Query::parse(text, Typing::Complete);
        let kinds: Vec<_> = query
            .problems()
            .iter()
            .map(|problem| problem.kind)
            .collect();
        assert_eq!(
            (query.understood().as_str(), kinds),
            (understood, problems),
            "{text}"
        );
    }
    let query = Query::parse("𝛼 heart[zz]", Typing::Complete);
    assert_eq!(
        (
            query.problems()[0].at.clone(),
            query.problems()[0].text.as_str()
        ),
        (8..12, "[zz]")
    );
}
