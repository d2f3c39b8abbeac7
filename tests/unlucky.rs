//! What unlucky users did, and lost by it once: each test keeps one of these from coming back.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

mod support;

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use support::{error, json as run, ris, sample, word};

const FIRST: &str = "TY  - JOUR\nTI  - Cooking with gas and asthma in children\nAU  - Alba, A.\nPY  - 2011\nJO  - Made-up Air\nVL  - 3\nSP  - 11\nEP  - 19\nDO  - 10.5555/air.1\nER  - \n";
const SECOND: &str = "TY  - JOUR\nTI  - Wood stoves and chronic bronchitis\nAU  - Brun, B.\nPY  - 2012\nJO  - Made-up Air\nVL  - 4\nSP  - 21\nEP  - 29\nDO  - 10.5555/air.2\nER  - \n";

struct Bench {
    folder: tempfile::TempDir,
    review: PathBuf,
}

impl Bench {
    fn new(reviewers: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let review = folder.path().join("Test.review");
        run([
            "new",
            &word(&review),
            "--title",
            "Test",
            "--reviewers",
            reviewers,
        ]);
        run([
            "reviewer",
            "add",
            &word(&review),
            "A. First",
            "B. Second",
            "C. Third",
        ]);
        Self { folder, review }
    }

    fn dir(&self) -> String {
        word(&self.review)
    }

    /// Writes a file in a folder of its own, so that names may repeat, and imports it.
    fn import(&self, folder: &str, name: &str, text: &str) {
        let folder = self.folder.path().join(folder);
        std::fs::create_dir_all(&folder).expect("a folder");
        let file = folder.join(name);
        std::fs::write(&file, text).expect("a file");
        run(["import", &self.dir(), &word(&file)]);
    }

    fn file(&self, name: &str, text: &str) -> String {
        let file = self.folder.path().join(name);
        std::fs::write(&file, text).expect("a file");
        word(&file)
    }

    fn found(&self, query: &str) -> Vec<Value> {
        run(["search", &self.dir(), query])["hits"]
            .as_array()
            .expect("hits")
            .clone()
    }

    fn id(&self, query: &str) -> String {
        self.found(query)[0]["id"]
            .as_str()
            .expect("a record")
            .to_owned()
    }
}

#[test]
fn two_files_of_one_name_do_not_share_their_decisions() {
    let bench = Bench::new("1");
    bench.import("pubmed", "export.ris", FIRST);
    bench.import("embase", "export.ris", SECOND);
    let head = "stage,file,entry,title,reviewer,verdict\n";
    let vague = bench.file(
        "vague.csv",
        &format!("{head}title_abstract,export.ris,1,,A. First,include\n"),
    );
    let refused = run(["decisions", "import", &bench.dir(), "--table", &vague]);
    assert_eq!(
        (
            &refused["recorded"],
            refused["unmatched"][0]["entry"].clone()
        ),
        (&json!(0), json!(1))
    );
    let title = "Cooking with gas and asthma in children";
    let exact = bench.file(
        "exact.csv",
        &format!("{head}title_abstract,export.ris,1,{title},A. First,include\n"),
    );
    run(["decisions", "import", &bench.dir(), "--table", &exact]);
    assert_eq!(bench.id("decision:included"), bench.id("title:cooking"));
}

#[test]
fn decisions_move_to_a_fresh_review_by_their_export() {
    let bench = Bench::new("1");
    bench.import("one", "export.ris", FIRST);
    run([
        "decide",
        &bench.dir(),
        &bench.id("gas"),
        "include",
        "--reviewer",
        "A. First",
    ]);
    let table = word(&bench.folder.path().join("decisions.csv"));
    run(["export", &bench.dir(), "decisions", "--out", &table]);
    let fresh = Bench::new("1");
    fresh.import("one", "export.ris", FIRST);
    let replayed = run(["decisions", "import", &fresh.dir(), "--table", &table]);
    assert_eq!(
        (&replayed["recorded"], &replayed["unmatched"]),
        (&json!(1), &json!([]))
    );
}

#[test]
fn taking_an_import_back_keeps_what_was_decided_on_the_other_copies() {
    let bench = Bench::new("1");
    bench.import("one", "first.ris", FIRST);
    bench.import("two", "second.ris", &format!("{FIRST}\n{SECOND}"));
    run(["dedupe", &bench.dir()]);
    run([
        "decide",
        &bench.dir(),
        &bench.id("gas"),
        "exclude",
        "--reviewer",
        "A. First",
    ]);
    run([
        "sources",
        &bench.dir(),
        "--withdraw",
        "1",
        "--reason",
        "wrong export",
    ]);
    assert_eq!(bench.found("gas decision:excluded").len(), 1);
    let flow = &run(["status", &bench.dir()])["flow"];
    assert_eq!(
        (&flow["databases"]["total"], &flow["removed"]["duplicates"]),
        (&json!(2), &json!(0))
    );
    assert_eq!(flow["excluded"], json!(1));
}

#[test]
fn what_a_reviewer_mends_shows_on_merged_records() {
    let bench = Bench::new("1");
    bench.import("one", "first.ris", FIRST);
    bench.import(
        "two",
        "second.ris",
        &FIRST.replace("asthma in children", "asthma in children."),
    );
    run(["dedupe", &bench.dir()]);
    let record = bench.id("gas");
    run([
        "edit",
        &bench.dir(),
        &record,
        "title",
        "Cooking on gas",
        "--reviewer",
        "A. First",
    ]);
    assert_eq!(bench.found("\"cooking on gas\"").len(), 1);
    let next = run(["next", &bench.dir(), "--reviewer", "A. First"]);
    assert_eq!(next[0]["record"]["title"], json!("Cooking on gas"));
    assert_eq!(
        error([
            "edit",
            &bench.dir(),
            &record,
            "doi",
            "no doi",
            "--reviewer",
            "A. First"
        ])
        .code,
        "invalid"
    );
}

#[test]
fn an_export_replaces_neither_the_review_nor_what_is_read() {
    let bench = Bench::new("1");
    bench.import("one", "first.ris", FIRST);
    let database = bench.review.join("review.db");
    let refused = error([
        "export",
        &bench.dir(),
        "records",
        "--to",
        "csv",
        "--out",
        &word(&database),
    ]);
    assert_eq!(refused.code, "refused");
    let file = bench.file("table.ris", FIRST);
    assert_eq!(
        error(["convert", &file, "--to", "csv", "--out", &file]).code,
        "refused"
    );
    assert_eq!(std::fs::read_to_string(&file).expect("the file"), FIRST);
    assert_eq!(bench.found("gas").len(), 1);
}

#[test]
fn a_list_of_another_review_excludes_nothing() {
    let bench = Bench::new("1");
    bench.import("one", "first.ris", FIRST);
    let list = bench.file("other.ris", SECOND);
    let words = [
        "decisions",
        "import",
        &bench.dir(),
        "--included",
        &list,
        "--exclude-others",
        "--reviewer",
        "A. First",
    ];
    assert_eq!(error(words).code, "refused");
    assert_eq!(bench.found("decision:excluded").len(), 0);
}

#[test]
fn a_third_reviewer_does_not_reopen_what_two_have_settled() {
    let bench = Bench::new("2");
    bench.import("one", "first.ris", FIRST);
    let record = bench.id("gas");
    let decide = |who: &str, verdict: &str| {
        vec![
            "decide".to_owned(),
            bench.dir(),
            record.clone(),
            verdict.into(),
            "--reviewer".into(),
            who.into(),
        ]
    };
    run(decide("A. First", "include"));
    run(decide("B. Second", "include"));
    assert_eq!(error(decide("C. Third", "exclude")).code, "refused");
    run(decide("B. Second", "exclude"));
    assert_eq!(
        bench.found("decision:conflict").len(),
        1,
        "one may change one's own mind"
    );
}

#[test]
fn a_protocol_that_does_not_hold_makes_no_review() {
    let folder = tempfile::tempdir().expect("a folder");
    let review = folder.path().join("Bad.review");
    let protocol = std::fs::read_to_string(sample().join("protocol.toml")).expect("the protocol");
    let file = folder.path().join("protocol.toml");
    std::fs::write(&file, protocol.replace("\"E1\"", "\"e2\"")).expect("a file");
    let refused = error([
        "new",
        &word(&review),
        "--title",
        "Bad",
        "--protocol",
        &word(&file),
    ]);
    assert_eq!(refused.code, "invalid");
    assert!(!Path::new(&review).exists());
}

#[test]
fn json_does_not_grow_on_its_way_there_and_back() {
    let bench = Bench::new("1");
    let first = bench.file("first.ris", &ris(3));
    let path = |name: &str| word(&bench.folder.path().join(name));
    run([
        "convert",
        &first,
        "--to",
        "json",
        "--out",
        &path("one.json"),
    ]);
    run([
        "convert",
        &path("one.json"),
        "--to",
        "json",
        "--out",
        &path("two.json"),
    ]);
    let read = |name: &str| std::fs::read_to_string(path(name)).expect("a file");
    assert_eq!(read("one.json"), read("two.json"));
}
