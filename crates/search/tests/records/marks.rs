//! Words of a query marked in texts, and that no query can do harm.

use crate::corpus::{open, plain_facts, record};
use proptest::prelude::*;
use search::{Filter, Place, Query, Request, Typing};

fn marked(query: &str, text: &str) -> Vec<String> {
    let marked = Query::parse(query, Typing::Complete)
        .marker()
        .mark(Place::Abstract, text);
    assert_eq!(marked.plain(), text);
    marked.marked().into_iter().map(str::to_owned).collect()
}

#[test]
fn marks_what_the_query_finds() {
    let text = "Beta‑blockers and TNF‑α in Sjögren’s syndrome; heart failure, not failure of the heart. Therapies vary.";
    assert_eq!(marked("beta-blocker", text), ["Beta‑blockers"]);
    assert_eq!(marked("betablockers", text), ["Beta‑blockers"]);
    assert_eq!(marked("blocker", text), ["blockers"]);
    assert_eq!(marked("tnfalpha", text), ["TNF‑α"]);
    assert_eq!(marked("alpha", text), ["α"]);
    assert_eq!(marked("sjogren", text), ["Sjögren"]);
    assert_eq!(marked("\"heart failure\"", text), ["heart failure"]);
    assert_eq!(
        marked("heart failure", text),
        ["heart", "failure", "failure", "heart"]
    );
    assert_eq!(marked("therapy", text), ["Therapies"]);
    assert_eq!(marked("\"therapy\"", text), [""; 0]);
    assert_eq!(marked("syn* NOT heart", text), ["syndrome"]);
    assert_eq!(marked("title:heart tag:failure", text), [""; 0]);
    assert_eq!(marked("", text), [""; 0]);
}

#[test]
fn an_excerpt_shows_the_marks_and_says_what_it_cuts() {
    let filler = "Nothing of interest stands in this sentence. ".repeat(20);
    let text = format!("{filler}Metformin lowered HbA1c in adults. {filler}");
    let marker = Query::parse("metformin hba1c", Typing::Complete).marker();
    let excerpt = marker.excerpt(Place::Abstract, &text, 120);
    assert_eq!(excerpt.marked(), ["Metformin", "HbA1c"]);
    assert!(excerpt.cut_before && excerpt.cut_after);
    assert!(
        excerpt.plain().starts_with("Metformin"),
        "{}",
        excerpt.plain()
    );
    assert!(text.contains(&excerpt.plain()));
    assert!(excerpt.plain().chars().count() <= 120);
    let none =
        Query::parse("aspirin", Typing::Complete)
            .marker()
            .excerpt(Place::Abstract, &text, 120);
    assert!(!none.cut_before && none.plain().starts_with("Nothing"));
}

#[test]
fn markup_in_a_text_stays_text() {
    let text = "<script>alert(1)</script> & heart";
    assert_eq!(marked("heart script", text), ["script", "script", "heart"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn no_text_breaks_a_query_and_its_understanding_is_stable(text in r#"([a-zα* ()":\[\]-]|AND |OR |NOT |title:|tag:|year:2010|\[ti\]|\[dp\]|\PC){0,30}"#) {
        for typing in [Typing::Complete, Typing::AsYouType] {
            let understood = Query::parse(&text, typing).understood();
            let again = Query::parse(&understood, Typing::Complete).understood();
            prop_assert_eq!(&understood, &again, "{}", text);
        }
    }

    #[test]
    fn marks_never_change_a_text(query in "\\PC{0,20}", text in "\\PC{0,400}", length in 0usize..100) {
        let marker = Query::parse(&query, Typing::AsYouType).marker();
        prop_assert_eq!(marker.mark(Place::Title, &text).plain(), text.clone());
        let excerpt = marker.excerpt(Place::Abstract, &text, length).plain();
        prop_assert!(text.contains(&excerpt));
    }
}

#[test]
fn no_query_ends_a_search() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = vec![record(
        "a",
        "Asthma (α) in children",
        "5 of 10; see [1]",
        2001,
    )];
    let index = open(folder.path(), "1", &corpus).unwrap();
    let facts = plain_facts(&index, &corpus);
    let filter = Filter::default();
    let search = |text: &str| {
        for typing in [Typing::Complete, Typing::AsYouType] {
            let query = Query::parse(text, typing);
            let request = Request {
                filter: &filter,
                ..Request::new(&query, &facts)
            };
            index.search(&request).unwrap();
            query.marker().snippet(&corpus[0].1);
        }
    };
    for text in [
        "(".repeat(100_000),
        ")".repeat(100_000),
        "NOT ".repeat(20_000),
        "\"".repeat(9_999),
        "[".repeat(9_999),
        "title:".repeat(9_999),
        "a OR ".repeat(5_000),
        "x".repeat(100_000),
        "\u{0}\u{FEFF}\u{AD}".to_owned(),
        "-".repeat(50_000),
        "a-".repeat(20_000),
        "*".to_owned(),
        "\"* *\"".to_owned(),
    ] {
        search(&text);
    }
    let config = ProptestConfig {
        cases: 200,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    proptest!(config, |(text in r#"([a-z5α* ()":\[\]-]|AND |OR |NOT |author:|doi:|year:>|stage:f|\[au\]|\PC){0,30}"#)| search(&text));
}
