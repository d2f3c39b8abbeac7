use super::*;

fn cut(text: &str) -> Vec<&str> {
    let found = sentences(text);
    let mut at = 0;
    for (number, sentence) in found.iter().enumerate() {
        assert_eq!(
            sentence.range.start, at,
            "the ranges tile the text {text:?}"
        );
        assert_eq!(sentence.id, format!("S{}", number + 1));
        assert_eq!(
            text[sentence.range.clone()].trim(),
            &text[sentence.body.clone()]
        );
        assert!(!sentence.body.is_empty());
        at = sentence.range.end;
    }
    assert!(found.is_empty() || at == text.len());
    assert!(!found.is_empty() || text.trim().is_empty());
    found.into_iter().map(|s| &text[s.body]).collect()
}

#[track_caller]
fn ends_at_bars(marked: &str) {
    let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
    let text = marked.replace('|', "");
    assert_eq!(cut(&text), expected);
}

#[test]
fn abbreviations_do_not_end_a_sentence() {
    ends_at_bars(
        "Statins vs. Placebo were compared, i.e. by Dr. Smith et al. (2010) in St. Louis.| It worked.",
    );
    ends_at_bars(
        "We used drugs (e.g. Aspirin. And more).| See Fig. 2 and Table 3.| No. 5 was lost.",
    );
    ends_at_bars("They said no. |We asked approx. 40 people, cf. Jones.| Done.");
    ends_at_bars("Jones et al. showed it. |As reported by Jones et al. |The result held.");
    ends_at_bars(
        "Cells (Gibco Inc., USA) grew. |Made by Pfizer Inc. in the U.S. Food programme. |We live in the U.S. |The end.",
    );
    ends_at_bars("Given 5 mg i.v. twice. |Given 5 mg b.i.d. |The next day they left.");
}

#[test]
fn numbers_and_initials() {
    ends_at_bars(
        "It fell by 2.5 mm Hg (95% CI 1.2 to 3.8; P < .05). |25 patients died, P=.05. |In all, 0.5.",
    );
    ends_at_bars(
        "S. aureus and E. coli grew. |J. A. Smith read it. |Reviewed by R. Adams. |Hepatitis B. |We saw vitamin C. |Then it ended.",
    );
    ends_at_bars("Was it safe? |Yes! |It was.");
    ends_at_bars("1. To compare drugs. |2. To count.");
    ends_at_bars(
        "mTOR was blocked. |mTOR rose. |p53 fell. |pH was 7.4. |eGFR was low. |α-synuclein too.",
    );
}

#[test]
fn references_and_brackets_stay_with_their_sentence() {
    ends_at_bars("It is known. [3, 4] |We looked (P = 0.04. See below) again. |Other [5].| End.");
    ends_at_bars("\"It works.\" |(It did.) |She said “no.” |Then she left.");
    // A bracket that is never closed hides nothing.
    ends_at_bars("It is ( known. |We looked. |End.");
}

#[test]
fn headings_and_paragraphs() {
    ends_at_bars("BACKGROUND: Pain is common. |METHODS: We asked. |RESULTS: n = 5.");
    ends_at_bars(
        "It is known.Methods: We asked."
            .replace(".M", ".|M")
            .as_str(),
    );
    ends_at_bars("It was 0.05.RESULTS: none.".replace(".R", ".|R").as_str());
    assert_eq!(
        cut("Title without a full stop\nMETHODS\nWe asked them.\r\n\r\nResults:\nNone"),
        [
            "Title without a full stop",
            "METHODS\nWe asked them.",
            "Results:\nNone"
        ]
    );
    assert_eq!(
        cut(
            "We asked people in\nthe streets of London. They\nanswered in the United\nKingdom at once. Nobody\nelse did.\n\nNew paragraph"
        ),
        [
            "We asked people in\nthe streets of London.",
            "They\nanswered in the United\nKingdom at once.",
            "Nobody\nelse did.",
            "New paragraph"
        ]
    );
    assert_eq!(
        cut("See www.Example.Org/a.B and me@x.Org. ok"),
        ["See www.Example.Org/a.B and me@x.Org. ok"]
    );
}

#[test]
fn odd_texts() {
    assert!(cut("").is_empty());
    assert!(cut(" \n\t ").is_empty());
    assert_eq!(cut("  one  "), ["one"]);
    assert_eq!(cut("..."), ["..."]);
    assert_eq!(
        cut("效果显著。没有副作用。"),
        ["效果显著。", "没有副作用。"]
    );
    let long = "word, ".repeat(5000);
    let pieces = cut(&long);
    assert!(pieces.len() > 20 && pieces.iter().all(|p| p.len() <= LONGEST));
    let unbroken = "é".repeat(3000);
    assert!(cut(&unbroken).iter().all(|p| p.len() <= LONGEST));
    // Many open brackets cost no more than others.
    assert_eq!(cut(&"(".repeat(20_000)).concat().len(), 20_000);
}

#[test]
fn real_abstracts_are_tiled_and_cut_in_sentences_of_usual_length() {
    let Some(folder) = real_data::folder("extraction/structured_abstracts_from_pmc") else {
        return;
    };
    let Ok(lines) = std::fs::read_to_string(folder.join("abstracts.jsonl")) else {
        return;
    };
    let (mut texts, mut all, mut odd) = (0_usize, 0_usize, Vec::new());
    for line in lines.lines() {
        let Ok(entry) = serde_json::from_str::<serde_json::Value>(line) else {
            continue;
        };
        let parts = entry["sections"].as_array().into_iter().flatten();
        let text: Vec<&str> = parts.filter_map(|s| s["text"].as_str()).collect();
        let text = text.join("\n");
        texts += usize::from(!text.is_empty());
        for sentence in cut(&text) {
            all += 1;
            let suspicious = sentence.len() < 12
                || sentence.len() > 700
                || sentence.starts_with(|c: char| c.is_lowercase() && c.is_ascii());
            if suspicious {
                odd.push(sentence.to_owned());
            }
        }
    }
    assert!(texts > 3000, "{texts} abstracts were read");
    let per_text = all as f64 / texts as f64;
    assert!(
        (8.0..20.0).contains(&per_text),
        "{per_text} sentences an abstract"
    );
    assert!(
        odd.len() * 50 < all,
        "{} of {all} are odd: {:?}",
        odd.len(),
        &odd[..40]
    );
}
