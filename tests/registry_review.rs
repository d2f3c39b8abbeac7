//! Trials of registries kept in a review, through the command line: imported, linked to records, set beside papers, counted.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

mod support;

use std::path::{Path, PathBuf};

use serde_json::Value;
use support::{error, json, word};

/// Two registrations as the WHO's portal exports them; the second has no report in the review.
const FIRST: &str = r"<?xml version='1.0' encoding='UTF-8'?>
<Trials_downloaded_from_ICTRP>
<Trial><TrialID>ISRCTN99010042</TrialID><Source_Register>ISRCTN</Source_Register>
<Public_title>Home visits after discharge</Public_title><Target_size>400</Target_size>
<Date_registration3>20140415</Date_registration3><Date_enrollement>01/03/2014</Date_enrollement>
<Recruitment_Status>Not Recruiting</Recruitment_Status><Study_type>Interventional</Study_type>
<Primary_outcome>Unplanned readmission within 180 days</Primary_outcome></Trial>
<Trial><TrialID>ISRCTN99000001</TrialID><Source_Register>ISRCTN</Source_Register>
<Public_title>A trial that nobody reported</Public_title><Target_size>90</Target_size></Trial>
</Trials_downloaded_from_ICTRP>";

const RECORDS: &str = "TY  - JOUR\r\nTI  - Home visits by a nurse after discharge: the HARBOUR trial\r\nAU  - Lee, K.\r\nPY  - 2017\r\n\
    AB  - We randomised 410 people. Readmission within 180 days was the primary outcome. Registered as ISRCTN99010042.\r\nER  - \r\n\
    TY  - JOUR\r\nTI  - Another trial of something else entirely\r\nAU  - Roe, J.\r\nPY  - 2018\r\nAB  - Registration: NCT01234567.\r\nER  - \r\n";

struct Made {
    folder: tempfile::TempDir,
    review: PathBuf,
    /// The report of the first registration.
    record: String,
}

impl Made {
    fn dir(&self) -> String {
        word(&self.review)
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).expect("a file");
        word(&path)
    }

    fn show(&self, more: &[&str]) -> Value {
        let dir = self.dir();
        let mut words = vec!["registry", "show", dir.as_str()];
        words.extend(more);
        json(words)
    }

    fn trial(&self, number: &str) -> Value {
        let all = self.show(&[]);
        let trials = all["trials"].as_array().expect("trials").clone();
        let found = trials.into_iter().find(|one| one["number"] == number);
        found.expect("the trial")
    }
}

/// A review of one reviewer a record in which the first record is included.
fn made() -> Made {
    let folder = tempfile::tempdir().expect("a folder");
    let review = folder.path().join("Test.review");
    let dir = word(&review);
    let mut made = Made {
        folder,
        review,
        record: String::new(),
    };
    let records = made.file("found.ris", RECORDS);
    json(["new", &dir, "--title", "Test", "--reviewers", "1"]);
    json(["import", &dir, &records, "--source", "PubMed"]);
    json(["reviewer", "add", &dir, "R. Adams"]);
    let next = json(["next", &dir, "--reviewer", "R. Adams", "--count", "10"]);
    let all = next.as_array().expect("records");
    let report = all
        .iter()
        .find(|one| {
            one["record"]["title"]
                .as_str()
                .is_some_and(|t| t.contains("HARBOUR"))
        })
        .expect("the report");
    made.record = report["id"].as_str().expect("an identity").to_owned();
    for stage in ["title_abstract", "full_text"] {
        if stage == "full_text" {
            json([
                "retrieve",
                &dir,
                "--record",
                &made.record,
                "--at-hand",
                "--reviewer",
                "R. Adams",
            ]);
        }
        json([
            "decide",
            &dir,
            &made.record,
            "include",
            "--reviewer",
            "R. Adams",
            "--stage",
            stage,
        ]);
    }
    made
}

fn add(made: &Made, file: &str) -> Value {
    json([
        "registry",
        "add",
        file,
        "--to",
        &made.dir(),
        "--reviewer",
        "R. Adams",
    ])
}

#[test]
fn trials_without_a_report_and_reports_without_their_trial_are_told() {
    let made = made();
    let added = add(&made, &made.file("first.xml", FIRST));
    assert_eq!(
        (&added[0]["added"]["trials"], &added[0]["added"]["fresh"]),
        (&2.into(), &2.into())
    );
    let view = made.show(&[]);
    let linked = made.trial("ISRCTN99010042");
    assert_eq!(linked["reports"][0]["record"], made.record);
    assert_eq!(linked["reports"][0]["state"], "included");
    assert_eq!(linked["reports"][0]["ways"][0]["place"], "abstract");
    // Sent to the registry on 15 April, begun on 1 March 2014.
    assert_eq!(linked["registered_late"], true);
    assert_eq!(
        made.trial("ISRCTN99000001")["reports"],
        serde_json::json!([])
    );
    assert_eq!(view["missing"][0]["number"], "NCT01234567");

    // The same file is not taken twice; a file that is none is refused by itself.
    let again = add(&made, &made.file("again.xml", FIRST));
    assert!(
        again[0]["refused"]["message"]
            .as_str()
            .expect("why")
            .contains("first.xml")
    );
    let none = add(&made, &made.file("letter.txt", "Dear reader"));
    assert_eq!(none[0]["refused"]["code"], "bad_input");
    let tables = made.folder.path().join("tables");
    made.show(&["--tables", &word(&tables)]);
    let trials = std::fs::read_to_string(tables.join("trials.csv")).expect("a table");
    assert_eq!(trials.lines().count(), 3, "{trials}");
    json(["verify", &made.dir()]);
}

#[test]
fn what_a_person_says_goes_before_numbers_and_can_be_taken_back() {
    let made = made();
    add(&made, &made.file("first.xml", FIRST));
    let (dir, record) = (made.dir(), made.record.as_str());
    let say = |trial: &str, said: &str| {
        json([
            "registry",
            "say",
            &dir,
            trial,
            record,
            said,
            "--reviewer",
            "R. Adams",
        ])
    };
    say("ISRCTN99010042", "not-linked");
    assert_eq!(made.trial("ISRCTN99010042")["reports"][0]["linked"], false);
    assert!(
        made.show(&["--differences"])
            .as_array()
            .expect("a list")
            .is_empty()
    );
    say("ISRCTN99000001", "linked");
    let reports = &made.trial("ISRCTN99000001")["reports"];
    assert_eq!(
        (&reports[0]["linked"], &reports[0]["said"]["by"]),
        (&true.into(), &"R. Adams".into())
    );
    say("ISRCTN99010042", "open");
    assert_eq!(made.trial("ISRCTN99010042")["reports"][0]["linked"], true);
    let refused = error([
        "registry",
        "say",
        &dir,
        "ISRCTN99010042",
        record,
        "open",
        "--reviewer",
        "R. Adams",
    ]);
    assert_eq!(refused.code, "refused");
    let unknown = error([
        "registry",
        "say",
        &dir,
        "NCT00000000",
        record,
        "linked",
        "--reviewer",
        "R. Adams",
    ]);
    assert_eq!(unknown.code, "not_found");
}

#[test]
fn a_later_export_is_a_new_version_and_tells_what_changed() {
    let made = made();
    add(&made, &made.file("first.xml", FIRST));
    let later = FIRST
        .replace("<Target_size>400", "<Target_size>410")
        .replace("within 180 days", "within 90 days");
    let added = add(&made, &made.file("later.xml", &later));
    assert_eq!(
        (&added[0]["added"]["fresh"], &added[0]["added"]["changed"]),
        (&0.into(), &1.into())
    );
    assert_eq!(made.trial("ISRCTN99010042")["versions"], 2);
    assert_eq!(made.trial("ISRCTN99000001")["versions"], 1);
    let trial = made.show(&["--trial", "ISRCTN99010042"]);
    let changes = trial["versions"][0]["changes"].as_array().expect("changes");
    let people = changes
        .iter()
        .find(|change| change["column"] == "people")
        .expect("the size");
    assert_eq!(
        (&people["before"][0]["text"], &people["after"][0]["text"]),
        (&"400".into(), &"410".into())
    );
    let outcome = changes
        .iter()
        .find(|change| change["table"] == "outcomes")
        .expect("the outcome");
    let marked = |side: &str| -> String {
        let pieces = outcome[side].as_array().expect("pieces").iter();
        let differing = pieces.filter(|piece| piece["differs"] == true);
        differing
            .filter_map(|piece| piece["text"].as_str())
            .map(str::trim)
            .collect()
    };
    assert_eq!(
        (marked("before"), marked("after")),
        ("180".to_owned(), "90".to_owned())
    );

    // Taken back, the version before holds again; the file stays in the list with the reason.
    json([
        "registry",
        "take-back",
        &made.dir(),
        "later.xml",
        "--reason",
        "wrong export",
        "--reviewer",
        "R. Adams",
    ]);
    assert_eq!(made.trial("ISRCTN99010042")["people"], 400);
    assert_eq!(made.show(&[])["imports"][1]["withdrawn"], "wrong export");
}

#[test]
fn a_registration_stands_beside_what_a_person_read_in_the_paper() {
    let made = made();
    add(&made, &made.file("first.xml", FIRST));
    let (dir, record) = (made.dir(), made.record.as_str());
    let note = |item: &str, value: &str, quote: &str| {
        json([
            "registry",
            "note",
            &dir,
            record,
            item,
            value,
            "--quote",
            quote,
            "--reviewer",
            "R. Adams",
        ])
    };
    note(
        "primary-outcomes",
        "Readmission within 180 days",
        "Readmission within 180 days was the primary outcome.",
    );
    let found = note("randomised", "410", "We randomised 410 people.");
    let items = found[0]["items"].as_array().expect("items");
    let of = |name: &str| {
        items
            .iter()
            .find(|item| item["item"] == name)
            .expect("an item")
    };
    assert_eq!(of("size")["finding"], "differs");
    // 410 of 400 people.
    assert!(
        of("size")["note"]
            .as_str()
            .expect("a note")
            .contains("102.5 %")
    );
    assert_eq!(of("registered_before_start")["finding"], "differs");
    let outcome = of("primary_outcome");
    assert_eq!(outcome["finding"], "differs");
    let marked: Vec<&str> = outcome["registry"]
        .as_array()
        .expect("pieces")
        .iter()
        .filter(|piece| piece["differs"] == true)
        .filter_map(|piece| piece["text"].as_str())
        .collect();
    assert_eq!(marked, ["Unplanned "]);

    // What does not stand in the report is no quote, and what is no number no size.
    let refused = error([
        "registry",
        "note",
        &dir,
        record,
        "randomised",
        "411",
        "--quote",
        "We randomised 411 people.",
        "--reviewer",
        "R. Adams",
    ]);
    assert_eq!(refused.code, "refused");
    let wrong = error([
        "registry",
        "note",
        &dir,
        record,
        "randomised",
        "many",
        "--reviewer",
        "R. Adams",
    ]);
    assert!(wrong.message.contains("many"), "{wrong:?}");
    // An empty value takes it back.
    let found = note("randomised", "", "");
    assert!(!found[0]["items"].to_string().contains("\"size\""));

    let used = made.show(&["--used", "--included"]);
    assert_eq!(
        (&used["bench"]["trials"], &used["bench"]["people"]["median"]),
        (&1.into(), &400.0.into())
    );
    assert_eq!(
        used["bench"]["primary_outcomes"]["rows"][0]["trials"][0],
        "ISRCTN99010042"
    );
    assert_eq!(made.show(&["--used"])["bench"]["trials"], 2);
    assert!(Path::new(&dir).exists());
}
