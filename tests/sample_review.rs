//! The main road on the sample review, from export files to the PRISMA numbers that its truth file demands.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

mod support;

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use serde_json::{Value, json};
use support::{Served, attest, error, json as run, sample, word};

/// Makes the sample review and takes it up to its decisions.
fn sample_review(folder: &std::path::Path) -> PathBuf {
    let review = folder.join("Sample.review");
    let (sample, dir) = (sample(), word(&review));
    run([
        "new",
        &dir,
        "--title",
        "Sample",
        "--protocol",
        &word(&sample.join("protocol.toml")),
    ]);
    run(["reviewer", "add", &dir, "R. Adams", "M. Silva"]);
    run([
        "import",
        &dir,
        "--list",
        &word(&sample.join("sources.toml")),
    ]);
    run(["dedupe", &dir]);
    run([
        "duplicates",
        &dir,
        "--table",
        &word(&sample.join("pairs.csv")),
        "--reviewer",
        "R. Adams",
    ]);
    run([
        "decisions",
        "import",
        &dir,
        "--table",
        &word(&sample.join("decisions.csv")),
    ]);
    run([
        "retrieve",
        &dir,
        "--table",
        &word(&sample.join("retrieval.csv")),
        "--reviewer",
        "R. Adams",
    ]);
    run([
        "study",
        &dir,
        "--table",
        &word(&sample.join("studies.csv")),
        "--reviewer",
        "R. Adams",
    ]);
    review
}

fn expected() -> Value {
    let text = std::fs::read_to_string(sample().join("expected.json")).expect("expected.json");
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn the_flow_has_the_numbers_of_the_truth_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let review = sample_review(folder.path());
    let out = folder.path().join("prisma");
    let written = run(["prisma", &word(&review), "--out", &word(&out)]);
    let (flow, wanted) = (&written["flow"], &expected()["prisma"]);

    assert_eq!(written["mismatches"], json!([]));
    assert_eq!(flow["databases"]["total"], wanted["database_results"]);
    assert_eq!(flow["removed"]["duplicates"], wanted["duplicates"]);
    assert_eq!(flow["screened"], wanted["records_screened"]);
    assert_eq!(flow["excluded"], wanted["records_excluded"]);
    assert_eq!(flow["reports"]["sought"], wanted["dbr_sought_reports"]);
    assert_eq!(
        flow["reports"]["not_retrieved"]["total"],
        wanted["dbr_notretrieved_reports"]
    );
    assert_eq!(flow["reports"]["assessed"], wanted["dbr_assessed"]);
    let reasons: u64 = wanted["dbr_excluded"]
        .as_object()
        .expect("reasons")
        .values()
        .filter_map(Value::as_u64)
        .sum();
    assert_eq!(flow["reports"]["excluded"]["total"], json!(reasons));
    assert_eq!(
        flow["other_methods"]["citations"],
        wanted["citations_results"]
    );
    assert_eq!(
        flow["other_methods"]["reports"]["sought"],
        wanted["other_sought_reports"]
    );
    assert_eq!(
        flow["other_methods"]["reports"]["assessed"],
        wanted["other_assessed"]
    );
    assert_eq!(flow["new"]["studies"], wanted["new_studies"]);
    assert_eq!(flow["new"]["reports"], wanted["new_reports"]);

    for name in [
        "prisma.svg",
        "prisma.png",
        "prisma.pdf",
        "prisma.csv",
        "prisma.json",
    ] {
        assert!(
            out.join(name).metadata().expect(name).len() > 1000,
            "{name}"
        );
    }
    assert_eq!(run(["verify", &word(&review)]), json!({ "whole": true }));
}

#[test]
fn merged_records_are_copies_of_one_work_and_all_copies_are_merged() {
    let folder = tempfile::tempdir().expect("a folder");
    let review = sample_review(folder.path());
    let mut truth = csv::Reader::from_path(sample().join("truth.csv")).expect("truth.csv");
    let works: HashMap<(String, String), String> = truth
        .records()
        .map(|row| row.expect("a row"))
        .map(|row| ((row[0].to_owned(), row[1].to_owned()), row[2].to_owned()))
        .collect();
    let work = |side: &Value| {
        let file = side["file"].as_str().expect("a file").to_owned();
        works[&(file, side["entry"].to_string())].clone()
    };
    let groups = run(["duplicates", &word(&review), "--merged", "--limit", "1000"]);
    let mut merged = 0;
    for group in groups.as_array().expect("groups") {
        for duplicate in group["duplicates"].as_array().expect("duplicates") {
            assert_eq!(
                work(duplicate),
                work(&group["kept"]),
                "{}",
                duplicate["evidence"]["reason"]
            );
            merged += 1;
        }
    }
    let distinct: HashSet<&String> = works.values().collect();
    assert_eq!(merged, works.len() - distinct.len());
    assert_eq!(
        run(["duplicates", &word(&review)]),
        json!([]),
        "every doubtful pair was answered"
    );
}

#[test]
fn a_merge_and_a_decision_can_be_taken_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let review = sample_review(folder.path());
    let dir = word(&review);
    let remaining = |summary: &Value| summary["remaining"].as_u64().expect("a number");

    let groups = run(["duplicates", &dir, "--merged", "--limit", "1"]);
    let merge = groups[0]["duplicates"][0]["merge"]
        .as_str()
        .expect("a merge")
        .to_owned();
    let before = remaining(&run(["dedupe", &dir]));
    run([
        "duplicates",
        &dir,
        "--undo",
        &merge,
        "--reviewer",
        "M. Silva",
    ]);
    // Looking again does not merge them again.
    let after = run(["dedupe", &dir]);
    assert_eq!(remaining(&after), before + 1);
    assert_eq!(after["merged_now"], json!(0));

    // The separated copy is a record of its own that nobody has decided on.
    let next = run(["next", &dir, "--reviewer", "M. Silva"]);
    let record = next[0]["id"].as_str().expect("a record").to_owned();
    run([
        "decide",
        &dir,
        &record,
        "include",
        "--reviewer",
        "M. Silva",
        "--seconds",
        "12.5",
    ]);
    assert_eq!(run(["next", &dir, "--reviewer", "M. Silva"]), json!([]));
    let undone = run(["undo", &dir, "--reviewer", "M. Silva"]);
    assert_eq!(undone["record_id"], json!(record));
    assert_eq!(
        run(["next", &dir, "--reviewer", "M. Silva"])[0]["id"],
        json!(record)
    );
}

#[test]
fn exported_decisions_can_be_imported_into_a_copy() {
    let folder = tempfile::tempdir().expect("a folder");
    let review = sample_review(folder.path());
    let table = folder.path().join("decisions.csv");
    run([
        "export",
        &word(&review),
        "decisions",
        "--out",
        &word(&table),
    ]);
    let again = run([
        "decisions",
        "import",
        &word(&review),
        "--table",
        &word(&table),
    ]);
    assert_eq!(again["recorded"], json!(0));
    assert_eq!(again["unmatched"], json!([]));
}

#[test]
fn formulas_do_not_run_and_injections_stay_text() {
    let folder = tempfile::tempdir().expect("a folder");
    let review = sample_review(folder.path());
    let csv = folder.path().join("all.csv");
    run(["export", &word(&review), "records", "--out", &word(&csv)]);
    let text = std::fs::read_to_string(&csv).expect("the export");
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    for row in reader.records() {
        for cell in row.expect("a row").iter() {
            assert!(
                !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                "{cell}"
            );
        }
    }
    let found = run(["search", &word(&review), "\"ignore previous instructions\""]);
    assert_eq!(
        found["total"],
        json!(1),
        "the sentence is text of an abstract, no more"
    );
}

#[test]
fn the_rules_of_the_review_hold_on_the_command_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let review = sample_review(folder.path());
    let dir = word(&review);
    let hit = run(["search", &dir, "decision:included", "--limit", "1"]);
    let record = hit["hits"][0]["id"].as_str().expect("a record").to_owned();
    let refused = error([
        "decide",
        &dir,
        &record,
        "exclude",
        "--stage",
        "full_text",
        "--reviewer",
        "R. Adams",
    ]);
    assert_eq!(
        (refused.code.as_str(), refused.message.as_str()),
        ("refused", "an exclusion at full text needs a reason")
    );
    let not_adjudicator = error([
        "adjudicate",
        &dir,
        &record,
        "include",
        "--reviewer",
        "R. Adams",
    ]);
    assert_eq!(not_adjudicator.code, "refused");
    let nobody = error([
        "decide",
        &dir,
        &record,
        "include",
        "--reviewer",
        "X. Nobody",
    ]);
    assert_eq!(nobody.code, "not_found");
    assert!(nobody.hint.contains("R. Adams"));
    assert_eq!(attest(["decide", &dir]).status.code(), Some(2));
}

#[test]
fn pdfs_find_their_reports_and_none_is_attached_twice() {
    let folder = tempfile::tempdir().expect("a folder");
    let review = word(&sample_review(folder.path()));
    let mut pdfs: Vec<String> = ["w001", "w003", "w004", "w006", "w012", "w013"]
        .iter()
        .map(|work| word(&sample().join(format!("reports/{work}.pdf"))))
        .collect();
    let stranger = folder.path().join("stranger.pdf");
    std::fs::write(&stranger, b"%PDF-1.4 of something else").expect("a file");
    pdfs.push(word(&stranger));
    let attach = || {
        let mut words = vec!["--json", "retrieve", &review, "--reviewer", "R. Adams"];
        words.push("--pdfs");
        words.extend(pdfs.iter().map(String::as_str));
        let output = attest(words);
        assert_eq!(output.status.code(), Some(3), "one is left to a person");
        serde_json::from_slice::<Vec<Value>>(&output.stdout).expect("JSON")
    };
    let rows = attach();
    let found_by: Vec<&str> = rows[..6]
        .iter()
        .map(|row| {
            assert_eq!(row["attached"], json!(true), "{row}");
            row["found"]["found_by"].as_str().expect("found")
        })
        .collect();
    // An abstract of a conference has the title of w001, so only its DOI tells; w003 and w012 print none.
    assert_eq!(found_by, ["doi", "title", "doi", "doi", "title", "doi"]);
    assert_eq!(rows[6]["attached"], json!(false));
    assert_eq!(rows[6]["found"]["record"], json!(null));
    assert!(attach().iter().all(|row| row["attached"] == json!(false)));
    let reports = run(["retrieve", &review]);
    let with_pdf = reports.as_array().expect("reports").iter();
    let with_pdf = with_pdf.filter(|report| report.to_string().contains("\"document\":\""));
    assert_eq!(with_pdf.count(), 6);
}

/// Two people on forty made-up records: both include 10, both exclude 22, three each way; one record has a decision of
/// one of them only, one has none.
struct Team {
    _folder: tempfile::TempDir,
    dir: String,
    served: Served,
    people: [Value; 2],
    records: Vec<Value>,
}

const TWO_REASONS: &str = r#"
question = "Does it work?"
reviewers_title_abstract = "two"
reviewers_full_text = "two"

[[criteria]]
id = "e1"
label = "Not a trial"
text = "Study without random allocation"
polarity = "exclusion"

[[criteria]]
id = "e2"
label = "Not adults"
text = "Study of children"
polarity = "exclusion"
"#;

impl Team {
    fn at_work() -> Self {
        Self::excluding(|_, _| None)
    }

    /// The same, with the reasons that these give for the exclusions of a person and record.
    fn excluding(reason: impl Fn(usize, usize) -> Option<&'static str>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let review = folder.path().join("Team.review");
        let (dir, file) = (word(&review), folder.path().join("made-up.ris"));
        std::fs::write(&file, support::ris(40)).expect("a file");
        let protocol = folder.path().join("protocol.toml");
        std::fs::write(&protocol, TWO_REASONS).expect("a protocol");
        let protocol = word(&protocol);
        run(["new", &dir, "--title", "Team", "--protocol", &protocol]);
        run(["import", &dir, &word(&file)]);
        let added = run(["reviewer", "add", &dir, "R. Adams", "M. Silva"]);
        let people = [added[0]["id"].clone(), added[1]["id"].clone()];
        let served = Served::start(&review);
        let next = json!({ "reviewer": people[0], "stage": "title_abstract", "count": 40 });
        let next = served.rpc("next_records", next).expect("records");
        let records: Vec<Value> = next
            .as_array()
            .expect("a list")
            .iter()
            .map(|r| r["id"].clone())
            .collect();
        let team = Self {
            _folder: folder,
            dir,
            served,
            people,
            records,
        };
        for n in 0..39 {
            let [first, second] = match n {
                0..10 => ["include", "include"],
                10..32 => ["exclude", "exclude"],
                32..35 => ["include", "exclude"],
                35..38 => ["exclude", "include"],
                _ => ["include", ""],
            };
            let reason = |who, verdict| reason(who, n).filter(|_| verdict == "exclude");
            team.decide_for(0, n, first, reason(0, first));
            if !second.is_empty() {
                team.decide_for(1, n, second, reason(1, second));
            }
        }
        team
    }

    fn decide(&self, who: usize, record: usize, verdict: &str) {
        self.decide_for(who, record, verdict, None);
    }

    /// A decision after 10, 12, … 18 active seconds by the usual rule.
    fn decide_for(&self, who: usize, record: usize, verdict: &str, reason: Option<&str>) {
        let active = 10_000 + 2_000 * (record as i64 % 5);
        let decision = json!({ "verdict": {
            "record": self.records[record], "stage": "title_abstract", "reviewer": self.people[who], "verdict": verdict,
            "reason": reason, "note": null,
            "time": {
                "elapsed_ms": active + 60_000, "active_30_ms": active - 1_000, "active_60_ms": active,
                "active_120_ms": active + 1_000, "idle_seconds": 60,
            },
        } });
        self.served.rpc("decide", decision).expect("a decision");
    }

    fn agreement(&self, more: &[&str]) -> Value {
        let mut words = vec!["agreement", &self.dir];
        words.extend(more);
        run(words)
    }
}

fn near(found: &Value, golden: f64) {
    assert!(
        found
            .as_f64()
            .is_some_and(|value| (value - golden).abs() < 1e-6),
        "{found} is not {golden}"
    );
}

/// Adams excludes 22 for e1 where Silva does too, and 3 for e2 that Silva includes; Silva excludes 14 of the 22 for e1,
/// the other 8 for e2, and 3 that Adams includes for e1.
#[test]
fn agreement_is_told_criterion_by_criterion() {
    let team = Team::excluding(|who, n| match (who, n) {
        (0, 10..32) | (1, 10..24 | 32..35) => Some("e1"),
        _ => Some("e2"),
    });
    let report = team.agreement(&[]);
    let criteria = report["pairs"][0]["criteria"].as_array().expect("a list");
    let [first, second] = &criteria[..] else {
        panic!("{criteria:?}");
    };
    assert_eq!(first["figures"]["table"], json!([14, 8, 3, 13]));
    assert_eq!(second["figures"]["table"], json!([0, 3, 8, 27]));
    assert_eq!(
        (&first["cited"], &second["cited"]),
        (&json!(25), &json!(11))
    );
    near(&first["figures"]["raw"]["value"], 27.0 / 38.0);
    // (.710526 − .491690) / (1 − .491690), and (.710526 − .743767) / (1 − .743767).
    near(&first["figures"]["kappa"]["value"], 0.430_517_711);
    near(&second["figures"]["kappa"]["value"], -0.129_729_730);
}

#[test]
fn agreement_is_told_of_records_that_nobody_waits_for() {
    let team = Team::at_work();
    let report = team.agreement(&[]);
    assert_eq!(
        (&report["records"], &report["awaiting"]),
        (&json!(38), &json!(1))
    );
    assert_eq!(report["categories"], json!(["include", "exclude"]));
    let pair = &report["pairs"][0];
    assert_eq!(
        (&pair["first_name"], &pair["second_name"]),
        (&json!("R. Adams"), &json!("M. Silva"))
    );
    let before = &pair["before"];
    assert_eq!(before["table"], json!([10, 3, 3, 22]));
    near(&before["raw"]["value"], 32.0 / 38.0);
    // (.842105 − .549861) / (1 − .549861).
    near(&before["kappa"]["value"], 0.649_230_8);
    near(&before["pabak"]["value"], 26.0 / 38.0);
    let interval = &before["kappa"]["resampled"];
    assert!(
        interval["low"].as_f64() > Some(0.3) && interval["high"].as_f64() < Some(0.95),
        "{interval}"
    );
    assert_eq!(
        (&pair["after"], &pair["changed"]),
        (&Value::Null, &json!(0))
    );
    assert_eq!(report["disagreement_count"], json!(6));
    // What one of them said of the record that waits for the other stands nowhere.
    let text = report.to_string();
    let waiting = team.records[38].as_str().expect("an identifier");
    assert!(
        !text.contains(waiting) && text.contains(team.records[33].as_str().expect("an identifier"))
    );
    assert_eq!(
        team.agreement(&[]),
        report,
        "the same seed gives the same intervals"
    );

    // They talk: one changes a decision. What they said before stays what it was.
    team.decide(1, 32, "include");
    let report = team.agreement(&[]);
    let pair = &report["pairs"][0];
    assert_eq!(pair["before"]["table"], json!([10, 3, 3, 22]));
    assert_eq!(
        (&pair["after"]["table"], &pair["changed"]),
        (&json!([11, 2, 3, 22]), &json!(1))
    );
    assert_eq!(
        report["disagreements"][0]["outcome"]["outcome"],
        json!("included")
    );

    // The second is unsure of the record that waited: an answer of its own, an inclusion, or none.
    team.decide(1, 38, "unsure");
    let between = team.agreement(&[]);
    assert_eq!(
        between["categories"],
        json!(["include", "unsure", "exclude"])
    );
    assert_eq!(
        between["pairs"][0]["before"]["table"],
        json!([10, 1, 3, 0, 0, 0, 3, 0, 22])
    );
    assert!(between["pairs"][0]["before"]["weighted_kappa"]["value"].is_number());
    let table =
        |unsure: &str| team.agreement(&["--unsure", unsure])["pairs"][0]["before"]["table"].clone();
    assert_eq!(table("include"), json!([11, 3, 3, 22]));
    assert_eq!(table("leave-out"), json!([10, 3, 3, 22]));
    let at_full_text = team.agreement(&["--stage", "full_text"]);
    assert_eq!(
        (&at_full_text["records"], &at_full_text["pairs"]),
        (&json!(0), &json!([]))
    );
    // The window is told the same as the command line.
    let asked = json!({ "stage": "title_abstract", "unsure": "between_both" });
    assert_eq!(
        team.served
            .rpc("reviewer_agreement", asked)
            .expect("a report"),
        between
    );
    let words = attest(["agreement", &team.dir]);
    let words = String::from_utf8_lossy(&words.stdout).into_owned();
    assert!(
        words.contains("R. Adams and M. Silva, before they talked:")
            && words.contains("observed agreement"),
        "{words}"
    );
}

#[test]
fn time_is_told_by_record_with_the_rule_and_a_forecast() {
    let team = Team::at_work();
    team.decide(0, 3, "exclude");
    let report = run(["time", &team.dir]);
    assert_eq!(report["idle_seconds"], json!(60));
    let of = |name: &str| {
        let all = report["screening"].as_array().expect("a list");
        all.iter()
            .find(|one| one["name"] == json!(name))
            .cloned()
            .expect("a reviewer")
    };
    let (adams, silva) = (of("R. Adams"), of("M. Silva"));
    // Seven records of 10, 12, 14, three of 16 and so on: 39 records, and 16 s more on the one that was opened again.
    assert_eq!(
        (
            &adams["seconds"]["count"],
            &adams["reopened"],
            &adams["untimed"]
        ),
        (&json!(39), &json!(1), &json!(0))
    );
    near(
        &adams["seconds"]["total"],
        f64::from((0..39).map(|n| 10 + 2 * (n % 5)).sum::<i32>() + 16),
    );
    near(&silva["seconds"]["median"], 14.0);
    assert_eq!(silva["median_by_idle_rule"], json!([13.0, 14.0, 15.0]));
    let mean = silva["seconds"]["mean"].as_f64().expect("a mean");
    near(&silva["pace"]["per_hour"], 3600.0 / mean);
    assert_eq!(
        (&silva["open"], &silva["forecast"]["remaining"]),
        (&json!(2), &json!(2))
    );
    near(&silva["forecast"]["seconds"], 2.0 * mean);
    let interval = &silva["forecast"]["interval"];
    assert!(
        interval["low"].as_f64() < Some(2.0 * mean) && interval["high"].as_f64() > Some(2.0 * mean)
    );
    let thirty = run(["time", &team.dir, "--idle", "30"]);
    assert_eq!(thirty["screening"][0]["seconds"]["count"], json!(39));
    near(
        &thirty["total_seconds"],
        report["total_seconds"].as_f64().expect("a sum") - 78.0,
    );
    assert_eq!(error(["time", &team.dir, "--idle", "45"]).code, "invalid");
    let words = attest(["time", &team.dir]);
    let words = String::from_utf8_lossy(&words.stdout).into_owned();
    assert!(
        words.contains("at this pace: ")
            && words.contains("More than 60 s without input do not count."),
        "{words}"
    );
}

#[test]
fn the_report_is_filled_from_the_log_and_says_what_is_missing() {
    let folder = tempfile::tempdir().expect("a folder");
    let review = sample_review(folder.path());
    let dir = word(&review);
    let prisma = &expected()["prisma"];
    let item = |checklist: &str, number: &str| {
        let list = run(["report", &dir, "--checklist", checklist]);
        let items = list["items"].as_array().expect("items").clone();
        let found = items.into_iter().find(|item| item["number"] == number);
        found.unwrap_or_else(|| panic!("{checklist} {number}"))
    };
    let said = |item: &Value| -> String {
        let sentences = item["recorded"].as_array().expect("sentences").iter();
        let sentences: Vec<&str> = sentences.filter_map(Value::as_str).collect();
        sentences.join("\n")
    };
    // The numbers of the flow are those of the truth file.
    let flow = said(&item("prisma_2020", "16a"));
    for sentence in [
        format!(
            "{} records were identified in databases and registers; before screening {} removed as duplicates",
            prisma["database_results"], prisma["duplicates"]
        ),
        format!(
            "{} records were screened, {} excluded.",
            prisma["records_screened"], prisma["records_excluded"]
        ),
        format!(
            "{} reports were sought, {} not retrieved, {} assessed",
            prisma["dbr_sought_reports"],
            prisma["dbr_notretrieved_reports"],
            prisma["dbr_assessed"]
        ),
        format!(
            "Excluded by people: {} records at title and abstract",
            prisma["records_excluded"]
        ),
    ] {
        assert!(flow.contains(&sentence), "{sentence} in {flow}");
    }
    let near = item("prisma_2020", "16b");
    let excluded: u64 = ["dbr_excluded", "other_excluded"]
        .iter()
        .filter_map(|column| prisma[column].as_object())
        .flat_map(serde_json::Map::values)
        .filter_map(Value::as_u64)
        .sum();
    assert_eq!(said(&near).matches(" Excluded: ").count() as u64, excluded);
    assert!(said(&item("prisma_2020", "4")).contains("adults aged 65 years or older"));
    assert!(said(&item("prisma_s", "16")).contains("merged by rule"));
    // What was not recorded is missing, never made up: nobody said that no filters were used.
    for (checklist, number) in [
        ("prisma_2020", "24a"),
        ("prisma_2020", "11"),
        ("prisma_s", "10"),
    ] {
        let item = item(checklist, number);
        assert_eq!(item["state"], "missing", "{item}");
        assert_eq!(item["recorded"], json!([]));
    }
    // No model was used, and the statement says so.
    let all = run(["report", &dir]);
    assert_eq!(all["ai_use"]["used"], false);
    let statement = all["ai_use"]["paragraphs"].to_string();
    assert!(
        statement.contains("No language model was used"),
        "{statement}"
    );
    assert!(said(&item("prisma_traice", "M2")).contains("Not applicable"));
    let lengths: Vec<usize> = all["checklists"]
        .as_array()
        .expect("checklists")
        .iter()
        .map(|list| list["items"].as_array().map_or(0, Vec::len))
        .collect();
    assert_eq!(lengths, [42, 16, 17]);

    // What a person writes stands beside it, with the name; every earlier text is kept in the trail.
    let write = |text: &str, place: &str| {
        run([
            "report",
            &dir,
            "--checklist",
            "prisma_2020",
            "--item",
            "24a",
            "--text",
            text,
            "--place",
            place,
            "--reviewer",
            "R. Adams",
        ]);
    };
    write("not registered", "");
    write("=HYPERLINK(\"x\") <script>alert(1)</script>", "page 2");
    let written = item("prisma_2020", "24a");
    assert_eq!(
        (&written["state"], &written["written"]["by"]),
        (&json!("written"), &json!("R. Adams"))
    );
    let trail = run(["audit", &dir, "--action", "write report item"]);
    assert_eq!(trail["total"], 2);
    assert!(trail.to_string().contains("not registered"));
    let wrong = error([
        "report",
        &dir,
        "--checklist",
        "prisma_2020",
        "--item",
        "99",
        "--text",
        "x",
        "--reviewer",
        "R. Adams",
    ]);
    assert_eq!(wrong.code, "not_found");

    let export = |what: &str, name: &str| {
        let out = folder.path().join(name);
        run(["export", &dir, what, "--out", &word(&out)]);
        std::fs::read(out).expect("the export")
    };
    let csv = String::from_utf8(export("prisma-2020", "a.csv")).expect("UTF-8");
    assert!(
        csv.contains("\"'=HYPERLINK(") && csv.contains("page 2"),
        "{csv}"
    );
    let html = String::from_utf8(export("prisma-2020", "a.html")).expect("UTF-8");
    assert!(html.contains("&lt;script&gt;") && !html.contains("<script"));
    assert!(html.contains("class=\"missing\""));
    assert!(export("prisma-traice", "a.docx").starts_with(b"PK"));
    let statement = String::from_utf8(export("ai-use", "ai.html")).expect("UTF-8");
    assert!(statement.contains("No language model was used"));
}
