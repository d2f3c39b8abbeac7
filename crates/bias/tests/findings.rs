//! GRADE: a published summary of findings made again, and what people must say themselves.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

use bias::grade::{Certainty, read_summary, summary_csv, summary_html, summary_rows, work_out};
use bias::{Assessment, Judgement, Tool, judge};

/// Figure 11.5.a of the Cochrane Handbook 5.1 (Hopewell, Clarke: compression stockings for airline passengers). Its
/// certainties are those of the figure; that of symptomless thrombosis is high.
const STOCKINGS: &str = r#"
population = "Anyone taking a long flight"
setting = "International air travel"
intervention = "Compression stockings"
comparison = "Without stockings"

[[outcome]]
name = "Symptomless deep vein thrombosis"
studies = 9
participants = 2637
measure = "risk_ratio"
estimate = 0.10
low = 0.04
high = 0.26
risk_of_bias = { rating = "not_serious" }
inconsistency = { rating = "not_serious" }
indirectness = { rating = "not_serious" }
imprecision = { rating = "not_serious" }
publication_bias = { rating = "not_serious" }
certainty = "high"
rated_by = "Two of the authors"
important_per_1000 = 5
assumed_risk = [
  { label = "Low risk population", per_1000 = 10, source = "Median of the trials" },
  { label = "High risk population", per_1000 = 30, source = "Median of the trials" },
]

[[outcome]]
name = "Superficial vein thrombosis"
studies = 8
participants = 1804
measure = "risk_ratio"
estimate = 0.45
low = 0.18
high = 1.13
risk_of_bias = { rating = "not_serious" }
inconsistency = { rating = "not_serious" }
indirectness = { rating = "not_serious" }
imprecision = { rating = "serious", reason = "The interval includes no effect" }
publication_bias = { rating = "not_serious" }
certainty = "moderate"
rated_by = "Two of the authors"
assumed_risk = [{ per_1000 = 13 }]

[[outcome]]
name = "Oedema"
studies = 6
participants = 1246
measure = "mean_difference"
estimate = -4.7
low = -4.9
high = -4.5
without = "The mean score ranged from 6 to 9"
with = "The mean score was on average 4.7 lower (4.9 to 4.5 lower)"
risk_of_bias = { rating = "serious", reason = "Assessors were not blinded" }
inconsistency = { rating = "not_serious" }
indirectness = { rating = "serious", reason = "The scale was not validated" }
imprecision = { rating = "not_serious" }
publication_bias = { rating = "not_serious" }
certainty = "low"
rated_by = "Two of the authors"

[[outcome]]
name = "Pulmonary embolus"
studies = 9
participants = 2821
comment = "0 participants developed pulmonary embolus in these studies"
"#;

#[test]
fn the_table_of_the_handbook_is_made_again() {
    let table = read_summary(STOCKINGS).expect("a table");
    let findings = work_out(&table, &[]);
    let rows = summary_rows(&findings);
    let shown: Vec<Vec<&str>> = rows
        .iter()
        .map(|row| row.iter().map(String::as_str).collect())
        .collect();
    assert_eq!(
        &shown[1][1..7],
        [
            "2637 (9 studies)",
            "RR 0.10 (0.04 to 0.26)",
            "Low risk population: 10 per 1,000",
            "1 per 1,000 (0 to 3)",
            "9 fewer per 1,000 (from 10 fewer to 7 fewer)",
            "⊕⊕⊕⊕ High",
        ]
    );
    assert_eq!(
        &shown[2][3..5],
        ["High risk population: 30 per 1,000", "3 per 1,000 (1 to 8)"]
    );
    assert_eq!(
        &shown[3][1..7],
        [
            "1804 (8 studies)",
            "RR 0.45 (0.18 to 1.13)",
            "13 per 1,000",
            "6 per 1,000 (2 to 15)",
            "7 fewer per 1,000 (from 11 fewer to 2 more)",
            "⊕⊕⊕⊝ Moderate",
        ]
    );
    assert_eq!(shown[4][2], "MD −4.70 (−4.90 to −4.50)");
    assert_eq!(shown[4][6], "⊕⊕⊝⊝ Low");
    assert_eq!(
        (shown[5][2], shown[5][6]),
        ("not estimable", "not rated yet")
    );
    assert_eq!(findings.outcomes[3].missing.len(), 6);
    assert_eq!(findings.footnotes[0].text, "Median of the trials");
    assert_eq!(
        findings.outcomes[0].risks[0].mark,
        findings.outcomes[0].risks[1].mark
    );
    let facts = |outcome: usize| -> Vec<String> {
        findings.outcomes[outcome]
            .facts
            .iter()
            .map(|fact| format!("{}: {}", fact.of, fact.says))
            .collect()
    };
    assert!(
        facts(1).contains(
            &"Imprecision: The interval (0.18 to 1.13) includes no effect (1).".to_owned()
        )
    );
    assert!(facts(0).contains(
        &"Imprecision: The interval (0.04 to 0.26) does not include no effect (1).".to_owned()
    ));
    assert!(
        facts(0).contains(
            &"Imprecision: The interval of the difference does not cross 5 of 1,000 in either direction.".to_owned()
        )
    );
    assert!(facts(0).contains(
        &"Publication bias: 9 studies: too few for a test of asymmetry (ten are usual).".to_owned()
    ));
}

/// An outcome with sound ratings, some of its lines replaced.
fn outcome(change: &str) -> bias::grade::OutcomeFindings {
    let base = "[[outcome]]\nname = \"Death\"\nrated_by = \"A\"\nrisk_of_bias = { rating = \"serious\", reason = \"Open\" }\n\
        inconsistency = { rating = \"not_serious\" }\nindirectness = { rating = \"not_serious\" }\n\
        imprecision = { rating = \"not_serious\" }\npublication_bias = { rating = \"not_serious\" }\n";
    let table = read_summary(&format!("{base}{change}")).expect("a table");
    work_out(&table, &[]).outcomes.remove(0)
}

#[test]
fn nothing_is_rated_but_by_people() {
    let silent = outcome("");
    assert_eq!(
        (silent.certainty, silent.ratings_come_to),
        (None, Some(Certainty::Moderate))
    );
    assert_eq!(
        silent.missing,
        ["the certainty; the ratings come to moderate"]
    );
    assert_eq!(
        outcome("certainty = \"moderate\"").certainty,
        Some(Certainty::Moderate)
    );
    let other = outcome("certainty = \"low\"");
    assert_eq!(other.certainty, None);
    assert_eq!(
        other.missing,
        ["a reason why certainty is low though the ratings come to moderate"]
    );
    let told =
        outcome("certainty = \"low\"\ncertainty_reason = \"Two borderline concerns together\"");
    assert_eq!(told.certainty, Some(Certainty::Low));
    assert_eq!(told.marks, ["1", "2"]);
}

#[test]
fn studies_that_are_not_randomised_start_low_and_may_be_raised() {
    let raised = outcome(
        "design = \"non_randomised\"\ncertainty = \"moderate\"\n\
         large_effect = { rating = \"two_levels\", reason = \"RR above 5\" }",
    );
    assert_eq!(raised.certainty, Some(Certainty::Moderate));
    let started_high =
        outcome("design = \"non_randomised\"\nstart = \"high\"\ncertainty = \"moderate\"");
    assert_eq!(started_high.certainty, Some(Certainty::Moderate));
    let randomised = outcome(
        "certainty = \"moderate\"\ndose_response = { rating = \"one_level\", reason = \"Gradient\" }",
    );
    assert_eq!(randomised.ratings_come_to, Some(Certainty::Moderate));
    assert!(
        randomised.problems[0].contains("not randomised only"),
        "{:?}",
        randomised.problems
    );
    let unexplained =
        outcome("design = \"non_randomised\"\nlarge_effect = { rating = \"one_level\" }");
    assert!(
        unexplained
            .missing
            .contains(&"a reason for the rating of a large effect".to_owned())
    );
    assert_eq!(unexplained.ratings_come_to, None);
}

#[test]
fn the_share_of_the_weight_at_high_risk_is_told_from_assessments() {
    let high = |study: &str| {
        judge(
            &Assessment::new(study, "Death", Tool::Rob2, "A").with_answers([
                ("1.1", bias::Answer::Yes),
                ("1.2", bias::Answer::No),
                ("1.3", bias::Answer::No),
                ("2.1", bias::Answer::No),
                ("2.2", bias::Answer::No),
                ("2.6", bias::Answer::Yes),
                ("3.1", bias::Answer::Yes),
                ("4.1", bias::Answer::No),
                ("4.2", bias::Answer::No),
                ("4.3", bias::Answer::No),
                ("5.1", bias::Answer::Yes),
                ("5.2", bias::Answer::No),
                ("5.3", bias::Answer::No),
            ]),
        )
    };
    let judged = [
        high("Lee 2019"),
        judge(&Assessment::new("Wu 2020", "death", Tool::Rob2, "A")),
        judge(&Assessment::new("Lee 2019", "Stroke", Tool::Rob2, "A")),
    ];
    assert_eq!(judged[0].overall.judgement, Some(Judgement::High));
    let table = read_summary(
        "[[outcome]]\nname = \"Death\"\nparticipants = 300\noptimal_information_size = 1200\ni_squared = 61.4\n\
         measure = \"odds_ratio\"\nestimate = 0.7\nlow = 0.5\nhigh = 0.98\nprediction = [0.3, 1.6]\nthresholds = [0.75]\n\
         important_per_1000 = 20\nevents = 41\nassumed_risk = [{ per_1000 = 200 }]\n\
         weights = { \"Lee 2019\" = 30, \"Wu 2020\" = 50, \"Xu 2021\" = 20 }\n",
    )
    .expect("a table");
    let findings = work_out(&table, &judged);
    let says: Vec<&str> = findings.outcomes[0]
        .facts
        .iter()
        .map(|fact| fact.says.as_str())
        .collect();
    assert_eq!(
        says,
        [
            "Overall risk of bias high: 1 of 2 assessed results, with 30 % of the weight.",
            "Overall risk of bias not judged yet: 1 of 2 assessed results, with 50 % of the weight.",
            "Not assessed: Xu 2021.",
            "I² is 61 %.",
            "The prediction interval goes from 0.3 to 1.6 and includes no effect.",
            "The interval (0.5 to 0.98) does not include no effect (1).",
            "The interval includes the threshold 0.75.",
            "The interval of the difference crosses 20 fewer of 1,000.",
            "300 participants are fewer than the optimal information size of 1200.",
            "41 events.",
        ]
    );
    // 0.7 · 0.2 / (1 − 0.2 + 0.7 · 0.2) = 0.1489…
    let risk = &findings.outcomes[0].risks[0];
    assert!((risk.corresponding.value - 148.936_17).abs() < 1e-4);
}

#[test]
fn a_page_holds_no_markup_from_elsewhere() {
    let table = read_summary(
        &STOCKINGS
            .replace(
                "Anyone taking",
                "<script>alert(1)</script> & \u{202e}anyone taking",
            )
            .replace("Median of the trials", "=HYPERLINK(\\\"x\\\")<img>"),
    )
    .expect("a table");
    let findings = work_out(&table, &[]);
    let page = summary_html(&findings);
    assert!(!page.contains("<script") && !page.contains("<img") && !page.contains('\u{202e}'));
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; anyone taking"));
    assert!(page.contains("default-src &#39;none&#39;") || page.contains("default-src 'none'"));
    assert!(page.contains("1 per 1,000 (0 to 3)") && page.contains("not rated yet"));
    assert_eq!(page.matches("<tr>").count(), page.matches("</tr>").count());
    let table = summary_csv(&findings);
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(table.as_bytes());
    for row in reader.records() {
        assert!(
            row.expect("a row")
                .iter()
                .all(|cell| !cell.starts_with('='))
        );
    }
}

#[test]
fn files_that_are_none_are_refused() {
    let wrong = read_summary("[[outcome]]\nnaem = \"Death\"\n").expect_err("a misspelt key");
    assert!(wrong.to_string().contains("naem"), "{wrong}");
    assert!(
        read_summary("version = 9\n")
            .expect_err("newer")
            .to_string()
            .contains("version 9")
    );
    let odd = outcome("measure = \"risk_ratio\"\nestimate = 0.5\nlow = 0.6\nhigh = 0.9");
    assert!(odd.effect.is_empty());
    assert_eq!(
        odd.problems,
        ["the estimate 0.5 does not lie between its limits 0.6 and 0.9"]
    );
}
