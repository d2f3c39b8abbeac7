use proptest::prelude::*;

use super::*;

const TEXT: &str = "Results. The mean weight gain was − 0·7 g (95% CI −1.2 to 0.4; P<0.05) in 1,234 infants. \
There was no significant differ-\nence in follow-up (12.5 vs 21.5 %). Mortality did not increase. Deaths: 5–7 a year. \
In 10\u{2009}948 patients LDL fell by 10³ units. Mortality did not increase.";

fn found(quote: &str) -> bool {
    !matches!(Anchors::of_text(TEXT).find(quote), Found::No(_))
}

#[test]
fn what_is_only_set_in_another_way_is_found() {
    for quote in [
        "the mean weight gain was -0.7 g (95 % CI -1.2 to 0.4; p < 0.05) in 1234 infants",
        "The mean weight gain was \u{2212}0.7\u{a0}g",
        "no significant difference in follow up (12·5 vs 21.5%)"
            .replace("follow up", "followup")
            .as_str(),
        "no signi\u{fb01}cant differ\u{ad}ence in follow\u{2010}up",
        "In 10948 patients",
        "5-7 a year",
        "LDL fell by 10³ units",
    ] {
        assert!(found(quote), "{quote}");
    }
}

#[test]
fn what_says_something_else_is_not_found() {
    for quote in [
        "The mean weight gain was 0.7 g",
        "The mean weight gain was -0.8 g",
        "The mean weight gain was -07 g",
        "The mean weight gain was -7 g",
        "(95% CI 1.2 to 0.4",
        "in 1.234 infants",
        "in 12,34 infants",
        "There was significant difference in follow-up",
        "Mortality did increase",
        "Mortality did not decrease",
        "LDL fell by 103 units",
        "In 10 patients",
        "P>0.05",
    ] {
        assert!(!found(quote), "{quote}");
    }
}

#[test]
fn a_quote_that_begins_or_ends_within_a_number_or_behind_a_negation_is_refused_with_the_reason() {
    let anchors = Anchors::of_text(TEXT);
    for quote in [
        "0.7 g (95% CI",
        "7 g (95% CI",
        "2.5 vs 21.5",
        "(12.5 vs 21",
        "0.05) in 1,234",
        "234 infants",
    ] {
        assert_eq!(
            anchors.find(quote),
            Found::No(NotFound::CutsNumber),
            "{quote}"
        );
    }
    for quote in ["significant difference in follow-up", "increase."] {
        assert_eq!(
            anchors.find(quote),
            Found::No(NotFound::CutsNegation),
            "{quote}"
        );
    }
    assert_eq!(
        Anchors::of_text("An insignificant rise.").find("significant rise"),
        Found::No(NotFound::CutsNegation)
    );
    assert_eq!(anchors.find(" – "), Found::No(NotFound::Empty));
    assert_eq!(anchors.find("Deaths: 6"), Found::No(NotFound::Absent));
}

#[test]
fn a_find_is_widened_to_whole_sentences() {
    let anchors = Anchors::of_text(TEXT);
    let Found::Once(anchor) = anchors.find("in follow-up (12.5 vs 21.5 %). Mortality did not")
    else {
        panic!("found once");
    };
    assert_eq!(
        &TEXT[anchor.range.clone()],
        "There was no significant differ-\nence in follow-up (12.5 vs 21.5 %). Mortality did not increase."
    );
    assert_eq!(anchor.units.len(), 2);
    let quote = anchors.quote(&anchor);
    assert_eq!(quote.exact, &TEXT[anchor.range]);
    assert!(quote.prefix.ends_with("infants. "));
    assert!(quote.suffix.starts_with(" Deaths"));
}

#[test]
fn a_stored_quote_finds_itself_among_several_places_by_what_stands_around_it() {
    let anchors = Anchors::of_text(TEXT);
    let Found::Several(places) = anchors.find("Mortality did not increase.") else {
        panic!("there are two");
    };
    assert_eq!(places.len(), 2);
    for place in places {
        let stored = anchors.quote(&place);
        assert_eq!(anchors.find_again(&stored), Found::Once(place));
    }
    // In another reading of the same words, with another beginning.
    let other = TEXT
        .replace("differ-\nence", "difference")
        .replace("Results. ", "");
    let again = Anchors::of_text(&other);
    let Found::Several(places) = anchors.find("Mortality did not increase.") else {
        panic!("there are two");
    };
    let Found::Once(first) = again.find_again(&anchors.quote(&places[0])) else {
        panic!("found by its context");
    };
    assert!(other[first.range.end..].starts_with(" Deaths"));
}

#[test]
fn ranges_and_names_give_quotes() {
    let anchors = Anchors::of_text(TEXT);
    let at = TEXT.find("Deaths").expect("there");
    let anchor = anchors.at(at + 2..at + 4).expect("a sentence");
    assert_eq!(&TEXT[anchor.range.clone()], "Deaths: 5–7 a year.");
    assert_eq!(
        anchors.unit(&anchor.units[0]).expect("named").range,
        anchor.range
    );
    assert_eq!(anchors.at(0..TEXT.len() + 9), None);
    assert_eq!(anchors.at(TEXT.len()..TEXT.len()), None);
    assert_eq!(anchors.unit("S99"), None);
}

/// Sentences with numbers, signs and negations, as results have.
fn sentence() -> impl Strategy<Value = String> {
    let number =
        (0_u32..20_000, 0_u32..100, 0_u8..4).prop_map(|(whole, part, shape)| match shape {
            0 => format!("{whole}"),
            1 => format!("{whole}.{part:02}"),
            2 => format!("−{}·{part:02}", whole % 50),
            _ => format!("{}%", whole % 101),
        });
    (
        prop::sample::select(vec![
            "mortality",
            "weight gain",
            "the score",
            "pain at follow-up",
        ]),
        prop::sample::select(vec![
            "increased to",
            "did not change from",
            "was lower at",
            "was",
        ]),
        number.clone(),
        number,
        prop::sample::select(vec!["with placebo", "in the control group", "(P < 0.05)"]),
    )
        .prop_map(|(what, verb, a, b, tail)| format!("In arm A {what} {verb} {a} and {b} {tail}."))
}

proptest! {
    #[test]
    fn whole_sentences_are_found_and_no_changed_number_is(
        sentences in prop::collection::vec(sentence(), 1..6),
        which in any::<prop::sample::Index>(),
        digit in any::<prop::sample::Index>(),
        step in 1_u8..10,
    ) {
        let text = sentences.join(" ");
        let anchors = Anchors::of_text(&text);
        let quote = &sentences[which.index(sentences.len())];
        prop_assert!(!matches!(anchors.find(quote), Found::No(_)), "{quote}");
        prop_assert!(!matches!(anchors.find(&quote.to_uppercase()), Found::No(_)));
        let places: Vec<usize> = quote.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at).collect();
        let at = places[digit.index(places.len())];
        let mut bytes = quote.clone().into_bytes();
        bytes[at] = b'0' + (bytes[at] - b'0' + step) % 10;
        let altered = String::from_utf8(bytes).expect("digits");
        if !text.contains(&altered) {
            prop_assert!(matches!(anchors.find(&altered), Found::No(_)), "{altered} in {text}");
        }
        for (from, to) in [("−", ""), ("·", ""), (".", ""), ("increased", "decreased"), ("lower", "higher"), ("did not ", "did ")] {
            let body = quote.trim_end_matches('.');
            if body.contains(from) {
                let altered = body.replacen(from, to, 1);
                prop_assert!(matches!(anchors.find(&altered), Found::No(_)), "{altered} in {text}");
            }
        }
    }

    #[test]
    fn any_text_is_folded_without_fault(text in "\\PC{0,60}", quote in "\\PC{0,12}") {
        let anchors = Anchors::of_text(&text);
        match anchors.find(&quote) {
            Found::Once(anchor) => { prop_assert!(text.get(anchor.range).is_some()); }
            Found::Several(all) => { for anchor in all { prop_assert!(text.get(anchor.range).is_some()); } }
            Found::No(_) => {}
        }
        if text.contains(char::is_alphanumeric) {
            prop_assert!(!matches!(anchors.find(&text), Found::No(_)), "{text}");
        }
    }
}
