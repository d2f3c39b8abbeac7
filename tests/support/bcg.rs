//! A review of four trials of the BCG vaccine (Colditz 1994, as metafor's `dat.bcg`), extracted and served.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::support::{Served, json as run, program, word};

/// Trials with events and people, vaccinated and not (Colditz 1994, as metafor's `dat.bcg`).
pub(crate) const TRIALS: [(&str, [u32; 4]); 4] = [
    ("Aronson 1948", [4, 123, 11, 139]),
    ("Ferguson 1949", [6, 306, 29, 303]),
    ("Rosenthal 1960", [3, 231, 11, 220]),
    ("Hart 1977", [62, 13_598, 248, 12_867]),
];

pub(crate) struct Made {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) review: PathBuf,
    pub(crate) served: Served,
    pub(crate) reviewer: Value,
}

impl Made {
    pub(crate) fn ask(&self, name: &str, payload: Value) -> Value {
        self.served
            .rpc(name, payload)
            .unwrap_or_else(|e| panic!("{name}: {e}"))
    }

    /// Enters a value as a person does.
    pub(crate) fn give(&self, study: &Value, address: &Value, value: &str) {
        self.give_as(study, address, "reported", value);
    }

    pub(crate) fn give_as(&self, study: &Value, address: &Value, status: &str, value: &str) {
        self.ask(
            "give_value",
            json!({ "given": {
                "study": study, "address": address, "reviewer": self.reviewer, "note": null, "time": null,
                "finding": { "status": status, "value": value, "unit": null, "formula": null, "evidence": [] },
            }}),
        );
    }

    /// The studies that are extracted, by label.
    pub(crate) fn studies(&self) -> Vec<(String, Value)> {
        let rows = self.ask("studies_to_extract", json!({ "reviewer": self.reviewer }));
        let rows = rows.as_array().expect("studies").iter();
        rows.map(|row| {
            (
                row["label"].as_str().expect("a label").to_owned(),
                row["study"].clone(),
            )
        })
        .collect()
    }

    /// Answers what is still open: the reports do not say it.
    pub(crate) fn settle_the_rest(&self) {
        for (_, study) in self.studies() {
            let view = self.ask(
                "study",
                json!({ "study": study, "reviewer": self.reviewer }),
            );
            for asked in view["values"].as_array().expect("values") {
                let number = matches!(asked["address"]["field"].as_str(), Some("events" | "n"));
                if !number {
                    self.give_as(&study, &asked["address"], "not_reported", "");
                }
            }
        }
    }

    pub(crate) fn keep(&self, choice: Value) -> Value {
        self.ask(
            "keep_analysis",
            json!({ "analysis": null, "choice": choice, "reviewer": self.reviewer }),
        )
    }

    /// Exports, and gives back the paths of the files.
    pub(crate) fn exported(&self, what: Value) -> Vec<PathBuf> {
        let job = self.served.finish("export", json!({ "export": what }));
        assert_eq!(job["state"], "done", "{job}");
        let files = job["result"]["files"].as_array().expect("files").iter();
        files
            .map(|file| PathBuf::from(file["path"].as_str().expect("a path")))
            .collect()
    }

    /// Assesses a result by RoB 2 as at low risk of bias.
    pub(crate) fn assess(&self, study: &Value, name: &str) {
        let result = self.ask(
            "add_bias_result",
            json!({ "study": study, "result": name, "tool": "rob2", "reviewer": self.reviewer }),
        );
        for (question, answer) in [
            ("1.1", "Y"),
            ("1.2", "Y"),
            ("1.3", "N"),
            ("2.1", "N"),
            ("2.2", "N"),
            ("2.6", "Y"),
            ("3.1", "Y"),
            ("4.1", "N"),
            ("4.2", "N"),
            ("4.3", "N"),
            ("5.1", "Y"),
            ("5.2", "N"),
            ("5.3", "N"),
        ] {
            self.ask(
                "answer_bias_question",
                json!({ "given": {
                    "result": result, "question": question, "answer": answer, "quote": null, "comment": "",
                    "reviewer": self.reviewer, "settles": false, "time": null,
                }}),
            );
        }
        self.ask(
            "finish_bias_result",
            json!({ "result": result, "reviewer": self.reviewer, "finished": true }),
        );
    }
}

/// A review of the trials with one extractor; all values entered but those of the last study's second arm.
pub(crate) fn made() -> Made {
    let folder = tempfile::tempdir().expect("a folder");
    let review = folder.path().join("BCG.review");
    let dir = word(&review);
    let file = folder.path().join("found.ris");
    let entries: Vec<String> = TRIALS
        .iter()
        .map(|(name, _)| {
            let (author, year) = name.split_once(' ').expect("a year");
            format!("TY  - JOUR\r\nTI  - BCG vaccination, the trial of {author}\r\nAU  - {author}, A.\r\nPY  - {year}\r\nER  - \r\n")
        })
        .collect();
    std::fs::write(&file, entries.concat()).expect("a file");
    run(["new", &dir, "--title", "BCG", "--reviewers", "1"]);
    run(["import", &dir, &word(&file), "--source", "PubMed"]);
    run(["reviewer", "add", &dir, "R. Adams"]);
    let next = run(["next", &dir, "--reviewer", "R. Adams", "--count", "9"]);
    for record in next.as_array().expect("records") {
        let id = record["id"].as_str().expect("a record").to_owned();
        let decide = |stage: &str| {
            run([
                "decide",
                &dir,
                &id,
                "include",
                "--reviewer",
                "R. Adams",
                "--stage",
                stage,
            ])
        };
        decide("title_abstract");
        let report = folder.path().join(format!("{id}.md"));
        std::fs::write(&report, format!("# Report {id}\n\nThe report.\n")).expect("a report");
        run([
            "retrieve",
            &dir,
            "--record",
            &id,
            "--pdf",
            &word(&report),
            "--reviewer",
            "R. Adams",
        ]);
        decide("full_text");
    }
    run([
        "form",
        &dir,
        "--template",
        "dichotomous",
        "--reviewer",
        "R. Adams",
    ]);
    for (name, _) in TRIALS {
        run([
            "extract",
            &dir,
            "--reviewer",
            "R. Adams",
            "--without-model",
            "--study",
            name,
            "--arms",
            "BCG vaccine",
            "no vaccine",
            "--outcomes",
            "tuberculosis",
        ]);
    }
    let preferences = folder.path().join("preferences");
    let served = Served::from(program(), &[&dir, "--preferences", &word(&preferences)]);
    let reviewer = served.rpc("reviewers", json!({})).expect("reviewers")[0]["id"].clone();
    let made = Made {
        folder,
        review,
        served,
        reviewer,
    };
    let rows = made.ask("studies_to_extract", json!({ "reviewer": made.reviewer }));
    for row in rows.as_array().expect("studies") {
        let label = row["label"].as_str().expect("a label");
        let (_, numbers) = TRIALS
            .iter()
            .find(|(name, _)| *name == label)
            .unwrap_or_else(|| panic!("{label}"));
        let view = made.ask(
            "study",
            json!({ "study": row["study"], "reviewer": made.reviewer }),
        );
        for asked in view["values"].as_array().expect("values") {
            let address = &asked["address"];
            let second = usize::from(address["arm"] == "no vaccine") * 2;
            let number = match address["field"].as_str() {
                Some("events") => numbers[second],
                Some("n" | "n_analysed" | "analysed" | "total") => numbers[second + 1],
                _ => continue,
            };
            made.give(&row["study"], address, &number.to_string());
        }
    }
    made
}

fn choice(name: &str) -> Value {
    json!({
        "name": name, "outcomes": ["tuberculosis"], "time_points": [""], "first_arms": ["BCG vaccine"],
        "second_arms": ["No vaccine"], "measure": "risk_ratio", "effect_measure": null,
        "method": "reml", "hartung_knapp": "no", "level": 0.95, "double_zero": "left_out",
        "subgroups": null, "favours_low": "vaccine", "favours_high": "no vaccine", "omitted": [],
    })
}

pub(crate) fn with(name: &str, method: &str) -> Value {
    let mut choice = choice(name);
    choice["method"] = json!(method);
    choice
}

pub(crate) fn is(value: &Value, expected: f64) {
    let value = value.as_f64().expect("a number");
    assert!((value - expected).abs() < 5e-5, "{value} is not {expected}");
}
