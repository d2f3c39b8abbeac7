//! Risk of bias and summaries of findings through the command line.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

mod support;

use std::path::{Path, PathBuf};

use serde_json::Value;
use support::{attest, error, json, word};

fn file(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).expect("a file");
    path
}

/// Three results as one assessor saw them: the first low, the second high by D1, the third with two domains of some concerns.
const FIRST: &str = "study,result,reviewer,item,answer,comment,quote,page\n\
    Lee 2019,Death,A,1.1,Y,,allocated by a computer,3\nLee 2019,Death,A,1.2,Y,,,\nLee 2019,Death,A,1.3,N,,,\n\
    Lee 2019,Death,A,2.1,N,,,\nLee 2019,Death,A,2.2,N,,,\nLee 2019,Death,A,2.6,Y,,,\n\
    Lee 2019,Death,A,3.1,Y,,,\nLee 2019,Death,A,4.1,N,,,\nLee 2019,Death,A,4.2,PN,,,\nLee 2019,Death,A,4.3,N,,,\n\
    Lee 2019,Death,A,5.1,Y,,,\nLee 2019,Death,A,5.2,N,,,\nLee 2019,Death,A,5.3,N,,,\n\
    Wu 2020,Death,A,1.1,Y,,,\nWu 2020,Death,A,1.2,NI,,,\nWu 2020,Death,A,1.3,Y,,,\n\
    Wu 2020,Death,A,2.1,N,,,\nWu 2020,Death,A,2.2,N,,,\nWu 2020,Death,A,2.6,Y,,,\n\
    Wu 2020,Death,A,3.1,Y,,,\nWu 2020,Death,A,4.1,N,,,\nWu 2020,Death,A,4.2,N,,,\nWu 2020,Death,A,4.3,N,,,\n\
    Wu 2020,Death,A,5.1,Y,,,\nWu 2020,Death,A,5.2,N,,,\nWu 2020,Death,A,5.3,N,,,\n\
    Xu 2021,Death,A,1.1,Y,,,\nXu 2021,Death,A,1.2,NI,,,\nXu 2021,Death,A,1.3,N,,,\n\
    Xu 2021,Death,A,2.1,N,,,\nXu 2021,Death,A,2.2,N,,,\nXu 2021,Death,A,2.6,Y,,,\n\
    Xu 2021,Death,A,3.1,Y,,,\nXu 2021,Death,A,4.1,N,,,\nXu 2021,Death,A,4.2,N,,,\nXu 2021,Death,A,4.3,N,,,\n\
    Xu 2021,Death,A,5.1,NI,,,\nXu 2021,Death,A,5.2,N,,,\nXu 2021,Death,A,5.3,N,,,\n";

#[test]
fn the_form_is_shown_and_filled_in() {
    let form = json(["bias", "questions", "--tool", "rob2"]);
    let domains = form["domains"].as_array().expect("domains");
    assert_eq!(domains.len(), 5);
    assert_eq!(domains[1]["questions"][3]["id"], "2.4");
    let folder = tempfile::tempdir().expect("a folder");
    let empty = folder.path().join("form.csv");
    let output = attest([
        "bias",
        "questions",
        "--tool",
        "quadas-2",
        "--out",
        &word(&empty),
        "--study",
        "Lee 2019",
    ]);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(text.contains("QUADAS-2") && text.contains("4.4"), "{text}");
    // What is not filled in is missing, and never judged.
    let report = json(["bias", "judge", &word(&empty)]);
    let judged = &report["judged"][0];
    assert_eq!(judged["study"], "Lee 2019");
    assert_eq!(judged["complete"], false);
    assert_eq!(judged["overall"]["judgement"], Value::Null);
}

#[test]
fn answers_are_judged_with_the_way_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let answers = file(folder.path(), "a.csv", FIRST);
    let kept = folder.path().join("a.toml");
    let report = json([
        "bias",
        "judge",
        &word(&answers),
        "--tool",
        "rob2",
        "--out",
        &word(&kept),
    ]);
    let judged = report["judged"].as_array().expect("assessments");
    let overall: Vec<&Value> = judged
        .iter()
        .map(|one| &one["overall"]["judgement"])
        .collect();
    assert_eq!(
        overall,
        [&Value::from("low"), &Value::from("high"), &Value::Null]
    );
    let wu = &judged[1]["domains"][0];
    assert_eq!(
        wu["finding"]["because"],
        "1.2 is “no information” and 1.3 is “yes”"
    );
    let missing = judged[2]["missing"].to_string();
    assert!(
        missing.contains("D1 and D5 are “some concerns”"),
        "{missing}"
    );
    // The same from the file that was kept.
    let again = json(["bias", "judge", &word(&kept)]);
    assert_eq!(again["judged"], report["judged"]);
    // With the reviewer's word and reason it is complete.
    let settled = format!("{FIRST}Xu 2021,Death,A,Overall,High,Both lower confidence,,\n");
    let settled = file(folder.path(), "settled.csv", &settled);
    let report = json(["bias", "judge", &word(&settled), "--tool", "rob2"]);
    assert_eq!(report["judged"][2]["overall"]["judgement"], "high");
    assert_eq!(report["judged"][2]["complete"], true);

    let unnamed = json(["bias", "judge", &word(&answers)]);
    let problem = unnamed["problems"][0]["problem"]
        .as_str()
        .expect("a problem");
    assert!(problem.contains("the tool is not named"), "{problem}");
    let wrong = file(folder.path(), "wrong.csv", "study,question\nA,1.1\n");
    let wrong = error(["bias", "judge", &word(&wrong), "--tool", "rob2"]);
    assert!(
        wrong.message.contains("the column “answer” is missing"),
        "{wrong:?}"
    );
    assert!(wrong.hint.contains("attest bias questions"));
}

#[test]
fn two_assessors_are_compared() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = file(folder.path(), "a.csv", FIRST);
    let second = FIRST
        .replace(",A,", ",B,")
        .replace("Wu 2020,Death,B,1.3,Y", "Wu 2020,Death,B,1.3,N");
    let second = file(folder.path(), "b.csv", &second);
    let consensus = folder.path().join("consensus.csv");
    let report = json([
        "bias",
        "compare",
        &word(&first),
        &word(&second),
        "--tool",
        "rob2",
        "--consensus",
        &word(&consensus),
    ]);
    let found = &report["comparisons"][0];
    let wu = &found["results"][1];
    assert_eq!(wu["answers"][0]["question"], "1.3");
    assert_eq!(wu["judgements"][0]["first"], "high");
    assert_eq!(wu["judgements"][0]["second"], "some_concerns");
    // D1: low/low, high/some concerns, some concerns/some concerns. With linear weights 5/6 is observed; by chance
    // (first low, some, high ⅓ each; second low ⅓, some ⅔) it is 11/18. κ = (5/6 − 11/18)/(7/18) = 4/7.
    let linear = found["agreement"][0]["linear_kappa"]["value"]
        .as_f64()
        .expect("κ");
    assert!((linear - 4.0 / 7.0).abs() < 1e-9, "{linear}");
    let draft = std::fs::read_to_string(&consensus).expect("a draft");
    assert!(draft.contains("Wu 2020,Death,rob2,consensus of A and B,1.2,NI"));
    assert!(!draft.contains("Wu 2020,Death,rob2,consensus of A and B,1.3"));
}

#[test]
fn judgements_are_drawn_and_exported() {
    let folder = tempfile::tempdir().expect("a folder");
    let settled = format!("{FIRST}Xu 2021,Death,A,Overall,Some concerns,Minor,,\n");
    let answers = word(&file(folder.path(), "a.csv", &settled));
    let weights = word(&file(
        folder.path(),
        "weights.csv",
        "study,weight\nLee 2019,50\nWu 2020,30\nXu 2021,20\n",
    ));
    let (lights, bars, robvis, revman) = (
        folder.path().join("lights.svg"),
        folder.path().join("bars.pdf"),
        folder.path().join("robvis.csv"),
        folder.path().join("revman.csv"),
    );
    let tool = ["--tool", "rob2"];
    let run = |words: &[&str]| json(["bias"].iter().chain(words).chain(&tool).copied());
    run(&[
        "plot",
        &answers,
        "--out",
        &word(&lights),
        "--bars",
        &word(&bars),
        "--weights",
        &weights,
    ]);
    let svg = std::fs::read_to_string(&lights).expect("a drawing");
    assert!(svg.contains(">Wu 2020<") && svg.contains("Wu 2020, D1: High"));
    assert!(
        std::fs::read(&bars)
            .expect("a drawing")
            .starts_with(b"%PDF")
    );
    run(&[
        "robvis",
        &answers,
        "--weights",
        &weights,
        "--out",
        &word(&robvis),
    ]);
    assert_eq!(
        std::fs::read_to_string(&robvis).expect("a table"),
        "Study,D1,D2,D3,D4,D5,Overall,Weight\nLee 2019,Low,Low,Low,Low,Low,Low,50\n\
         Wu 2020,High,Low,Low,Low,Low,High,30\n\
         Xu 2021,Some concerns,Low,Low,Low,Some concerns,Some concerns,20\n"
    );
    // What robvis reads is drawn too.
    let again = folder.path().join("again.svg");
    run(&[
        "plot",
        &word(&robvis),
        "--from-robvis",
        "--out",
        &word(&again),
    ]);
    assert_eq!(std::fs::read_to_string(&again).expect("a drawing"), svg);
    run(&["revman", &answers, "--out", &word(&revman)]);
    let table = std::fs::read_to_string(&revman).expect("a table");
    assert!(
        table.contains("Quote: “allocated by a computer”") && table.contains("High risk of bias")
    );

    let open = word(&file(folder.path(), "open.csv", FIRST));
    let refused = error([
        "bias",
        "robvis",
        &open,
        "--tool",
        "rob2",
        "--out",
        &word(&robvis),
    ]);
    assert!(
        refused.message.contains("Xu 2021 is not judged completely"),
        "{refused:?}"
    );
    let refused = error([
        "bias",
        "plot",
        &open,
        "--tool",
        "rob2",
        "--out",
        &word(&revman),
    ]);
    assert!(refused.hint.contains(".svg"), "{refused:?}");
}

/// A line of the Cochrane Handbook's own example (5.1, figure 11.5.a): compression stockings for airline passengers.
#[test]
fn a_summary_of_findings_is_made() {
    let folder = tempfile::tempdir().expect("a folder");
    let table = "intervention = \"Stockings\"\ncomparison = \"no stockings\"\npopulation = \"<b>passengers</b>\"\n\
        [[outcome]]\nname = \"Symptomless thrombosis\"\nstudies = 9\nparticipants = 2637\nmeasure = \"risk_ratio\"\n\
        estimate = 0.10\nlow = 0.04\nhigh = 0.26\nassumed_risk = [{ per_1000 = 30 }]\n\
        [[outcome]]\nname = \"Death\"\nweights = { \"Lee 2019\" = 60, \"Wu 2020\" = 40 }\n";
    let table = word(&file(folder.path(), "table.toml", table));
    let answers = word(&file(folder.path(), "a.csv", FIRST));
    let page = folder.path().join("findings.html");
    let report = json([
        "bias",
        "summary-of-findings",
        &table,
        "--assessments",
        &answers,
        "--tool",
        "rob2",
        "--out",
        &word(&page),
    ]);
    let outcomes = &report["findings"]["outcomes"];
    let with = outcomes[0]["risks"][0]["corresponding"]["value"]
        .as_f64()
        .expect("people");
    assert!((with - 3.0).abs() < 1e-9, "{with}");
    assert_eq!(outcomes[0]["certainty"], Value::Null);
    let facts = outcomes[1]["facts"].to_string();
    assert!(
        facts.contains("high: 1 of 3 assessed results, with 40 % of the weight"),
        "{facts}"
    );
    let html = std::fs::read_to_string(&page).expect("a page");
    assert!(html.contains("3 per 1,000 (1 to 8)") && html.contains("not rated yet"));
    assert!(html.contains("&lt;b&gt;passengers&lt;/b&gt;") && !html.contains("<b>passengers"));
    let wrong = word(&file(
        folder.path(),
        "wrong.toml",
        "[[outcome]]\nnaem = \"Death\"\n",
    ));
    let wrong = error(["bias", "summary-of-findings", &wrong]);
    assert!(wrong.message.contains("naem"), "{wrong:?}");
}
