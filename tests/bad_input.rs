//! Bad input: a clear error with a hint each, nothing lost, nothing half done.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

mod support;

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use support::{Served, error, failure, json as run, program, ris, word};

struct Bench {
    folder: tempfile::TempDir,
    review: PathBuf,
}

/// A review with 20 records, and a folder for files.
fn bench() -> Bench {
    let folder = tempfile::tempdir().expect("a folder");
    let review = folder.path().join("Test.review");
    run(["new", &word(&review), "--title", "Test", "--reviewers", "1"]);
    let bench = Bench { folder, review };
    let file = bench.file("good.ris", ris(20).as_bytes());
    run([
        "import",
        &word(&bench.review),
        &word(&file),
        "--source",
        "PubMed",
    ]);
    bench
}

impl Bench {
    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).expect("a file");
        path
    }

    fn import_error(&self, file: &Path) -> support::Failure {
        error(["import", &word(&self.review), &word(file)])
    }

    fn records(&self) -> u64 {
        let sources = run(["sources", &word(&self.review)]);
        sources
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(|s| s["records"].as_u64())
            .sum()
    }
}

#[test]
fn trials_of_a_registry_are_no_references_and_the_refusal_says_where_they_belong() {
    let bench = bench();
    let files = Path::new(env!("CARGO_MANIFEST_DIR")).join("../registry/tests/files");
    for (file, registry) in [
        ("studies.json", "ClinicalTrials.gov"),
        ("study.xml", "ClinicalTrials.gov"),
        ("ictrp.xml", "ICTRP"),
    ] {
        let refused = bench.import_error(&files.join(file));
        assert_eq!(refused.code, "bad_input", "{file}");
        assert!(refused.message.contains(registry), "{}", refused.message);
        assert!(
            refused.hint.contains("Trial registries"),
            "{}",
            refused.hint
        );
    }
    assert_eq!(bench.records(), 20);
}

#[test]
fn files_that_hold_nothing_to_read_are_refused_and_cost_nothing() {
    let bench = bench();
    let binary: Vec<u8> = (0..4096_u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    let cases: [(&str, Vec<u8>); 8] = [
        ("empty.ris", Vec::new()),
        ("blank.ris", b" \n\r\n\t ".to_vec()),
        ("binary.ris", binary),
        (
            "paper.ris",
            b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n".to_vec(),
        ),
        ("table.csv", b"PK\x03\x04\x14\x00\x06\x00".to_vec()),
        ("nul.ris", vec![0; 5000]),
        (
            "prose.txt",
            b"Dear colleague,\nplease find the export attached.\n".to_vec(),
        ),
        (
            "page.ris",
            b"<!DOCTYPE html><html><body>Your session has expired</body></html>".to_vec(),
        ),
    ];
    for (name, bytes) in cases {
        let file = bench.file(name, &bytes);
        let refused = bench.import_error(&file);
        assert_eq!(refused.code, "bad_input", "{name}: {refused:?}");
        assert!(refused.message.contains(name), "{refused:?}");
    }
    assert_eq!(
        bench
            .import_error(&bench.folder.path().join("absent.ris"))
            .code,
        "not_found"
    );
    assert_eq!(bench.import_error(bench.folder.path()).code, "bad_input");
    assert_eq!(bench.records(), 20);
}

#[test]
fn a_bad_file_costs_only_itself() {
    let bench = bench();
    let bad = bench.file("bad.ris", b"");
    let good = bench.file("more.ris", ris(25).as_bytes());
    let output = program()
        .args([
            "--json",
            "import",
            &word(&bench.review),
            &word(&bad),
            &word(&good),
        ])
        .output()
        .expect("attest starts");
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(bench.records(), 45);
}

#[test]
fn a_truncated_file_keeps_its_whole_records_and_lists_the_rest() {
    let bench = bench();
    let whole = "<?xml version=\"1.0\"?><PubmedArticleSet>\
        <PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>A whole one</ArticleTitle></Article></MedlineCitation></PubmedArticle>\
        <PubmedArticle><MedlineCitation><PMID>2</PMID><Article><ArticleTi";
    let file = bench.file("cut.xml", whole.as_bytes());
    let answer = run(["import", &word(&bench.review), &word(&file)]);
    let strict = error_code(&[
        "--strict",
        "convert",
        &word(&file),
        "--to",
        "ris",
        "--out",
        &word(&bench.folder.path().join("o.ris")),
    ]);
    assert_eq!(strict, Some(3));
    let summary = &answer[0]["imported"];
    assert_eq!(summary["records"], json!(1));
    assert_eq!(summary["entries_lost"], json!(1));
    let problems = run(["sources", &word(&bench.review), "--problems", "2"]);
    assert!(
        problems[0]["reason"]
            .as_str()
            .is_some_and(|r| !r.is_empty())
    );
}

#[test]
fn the_extension_does_not_matter_and_nul_bytes_do_not_end_a_record() {
    let bench = bench();
    let wrong = bench.file(
        "records.bib",
        ris(3).replace("Trials", "Tri\0als").as_bytes(),
    );
    let answer = run(["import", &word(&bench.review), &word(&wrong)]);
    assert_eq!(answer[0]["imported"]["format"], json!("RIS"));
    assert_eq!(bench.records(), 23);
}

#[test]
fn the_same_file_is_not_imported_twice_unasked() {
    let bench = bench();
    let file = bench.folder.path().join("good.ris");
    let twice = bench.import_error(&file);
    assert_eq!(twice.code, "exists");
    assert!(twice.hint.contains("--again"));
    assert_eq!(bench.records(), 20);
    run(["import", &word(&bench.review), &word(&file), "--again"]);
    assert_eq!(bench.records(), 40);
}

#[test]
fn a_file_of_two_hundred_megabytes_is_read_or_refused_but_never_fatal() {
    let bench = bench();
    // One entry without an end: 200 MB in a single value.
    let mut bytes = b"TY  - JOUR\nTI  - An entry that never ends\nAB  - ".to_vec();
    bytes.resize(200 << 20, b'x');
    let file = bench.file("huge.ris", &bytes);
    drop(bytes);
    let output = program()
        .args([
            "--json",
            "convert",
            &word(&file),
            "--to",
            "json",
            "--out",
            &word(&bench.folder.path().join("huge.json")),
        ])
        .output()
        .expect("attest starts");
    assert!(
        matches!(output.status.code(), Some(0 | 1 | 3)),
        "{:?}",
        output.status
    );
    if output.status.code() == Some(1) {
        assert!(!failure(&output).hint.is_empty());
    }
}

#[test]
fn two_programs_do_not_write_one_review() {
    let bench = bench();
    let served = Served::start(&bench.review);
    let refused = error(["reviewer", "add", &word(&bench.review), "Second"]);
    assert_eq!(refused.code, "in_use");
    assert!(
        refused
            .message
            .contains(&format!("process {}", served.child.id())),
        "{refused:?}"
    );
    // Reading goes on beside it.
    assert_eq!(bench.records(), 20);
    drop(served);
    run(["reviewer", "add", &word(&bench.review), "Second"]);
}

#[test]
fn a_review_of_a_newer_version_is_left_alone() {
    let bench = bench();
    let database = bench.review.join("review.db");
    sql(
        &database,
        "INSERT INTO _sqlx_migrations VALUES (9999, 'from the future', '2099-01-01', 1, x'00', 0)",
    );
    for words in [vec!["status"], vec!["dedupe"]] {
        let refused = error(
            words
                .into_iter()
                .chain([word(&bench.review).as_str()])
                .map(str::to_owned)
                .collect::<Vec<_>>(),
        );
        assert_eq!(refused.code, "newer_version");
        assert!(refused.hint.contains("Update"));
    }
}

#[test]
fn an_older_database_is_copied_before_it_is_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    let review = folder.path().join("Old.review");
    std::fs::create_dir(&review).expect("a folder");
    // A database from before the first schema: the list of migrations is there and empty.
    sql(
        &review.join("review.db"),
        "CREATE TABLE _sqlx_migrations (version BIGINT PRIMARY KEY, description TEXT NOT NULL,
         installed_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP, success BOOLEAN NOT NULL, checksum BLOB NOT NULL,
         execution_time BIGINT NOT NULL)",
    );
    run(["reviewer", "add", &word(&review), "R. Adams"]);
    let backups: Vec<String> = std::fs::read_dir(review.join("backups"))
        .expect("backups")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    assert_eq!(backups.len(), 1);
    assert!(backups[0].contains("before-version-"), "{backups:?}");
    // Opening it again finds nothing to change.
    run(["reviewer", "add", &word(&review), "M. Silva"]);
    assert_eq!(
        std::fs::read_dir(review.join("backups"))
            .expect("backups")
            .count(),
        1
    );
}

#[test]
fn folders_that_are_no_review_and_damaged_databases_are_told_apart() {
    let bench = bench();
    assert_eq!(
        error(["status", &word(bench.folder.path())]).code,
        "not_found"
    );
    assert_eq!(
        error(["new", &word(&bench.review), "--title", "Again"]).code,
        "exists"
    );
    let database = bench.review.join("review.db");
    for leftover in ["review.db-wal", "review.db-shm"] {
        // Present only where the last program did not end in order.
        let _absent = std::fs::remove_file(bench.review.join(leftover));
    }
    let mut bytes = std::fs::read(&database).expect("the database");
    bytes[..4096].fill(b'#');
    std::fs::write(&database, bytes).expect("damaged");
    let damaged = error(["status", &word(&bench.review)]);
    assert_eq!(damaged.code, "damaged");
    assert!(damaged.hint.contains("backups/"));
}

fn error_code(words: &[&str]) -> Option<i32> {
    support::attest(words).status.code()
}

/// Changes a database behind the program's back.
fn sql(database: &Path, statement: &str) {
    let script = "import sqlite3,sys\nc=sqlite3.connect(sys.argv[1])\nc.execute(sys.argv[2])\nc.commit()\nc.close()";
    let status = Command::new("python3")
        .arg("-c")
        .arg(script)
        .arg(database)
        .arg(statement)
        .status()
        .expect("python3");
    assert!(status.success());
}

#[test]
fn an_altered_audit_trail_is_noticed() {
    let bench = bench();
    assert_eq!(
        run(["verify", &word(&bench.review)]),
        json!({ "whole": true })
    );
    sql(
        &bench.review.join("review.db"),
        "UPDATE audit SET actor = 'somebody else' WHERE sequence = 2",
    );
    let broken = error(["verify", &word(&bench.review)]);
    assert_eq!(broken.code, "damaged");
    assert!(broken.message.contains("change 2"));
}

/// Runs `attest` as a user without special rights; `None` where that cannot be arranged.
fn as_nobody(words: &[&str]) -> Option<std::process::Output> {
    let program = env!("CARGO_BIN_EXE_attest");
    let is_root = Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|o| o.stdout == b"0\n");
    if !is_root {
        return Command::new(program)
            .arg("--json")
            .args(words)
            .output()
            .ok();
    }
    // The program itself may lie in a folder that only root may enter.
    let copy = Path::new("/tmp").join(format!("attest-test-{}", std::process::id()));
    std::fs::copy(program, &copy).ok()?;
    let output = Command::new("setpriv")
        .args(["--reuid=65534", "--regid=65534", "--clear-groups"])
        .arg(&copy)
        .arg("--json")
        .args(words)
        .output()
        .ok();
    std::fs::remove_file(copy).ok()?;
    output
}

#[test]
#[cfg(unix)]
fn a_read_only_review_can_be_read_and_says_why_it_cannot_be_written() {
    use std::os::unix::fs::PermissionsExt;
    let bench = bench();
    let set = |path: &Path, mode: u32| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("permissions");
    };
    set(bench.folder.path(), 0o755);
    for entry in std::fs::read_dir(&bench.review).expect("the review") {
        let path = entry.expect("an entry").path();
        set(&path, if path.is_dir() { 0o555 } else { 0o444 });
    }
    set(&bench.review, 0o555);
    let dir = word(&bench.review);

    let Some(written) = as_nobody(&["reviewer", "add", &dir, "A. Reviewer"]) else {
        eprintln!("skipped: no second user to try with");
        set(&bench.review, 0o755);
        return;
    };
    assert_eq!(failure(&written).code, "read_only");
    let read = as_nobody(&["sources", &dir]).expect("attest starts");
    assert_eq!(
        read.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&read.stderr)
    );
    let searched = as_nobody(&["search", &dir, "hurry"]).expect("attest starts");
    assert_eq!(
        searched.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&searched.stderr)
    );
    let found: Value = serde_json::from_slice(&searched.stdout).expect("JSON");
    assert_eq!(found["total"], json!(20));
    let elsewhere = as_nobody(&[
        "convert",
        &word(&bench.folder.path().join("good.ris")),
        "--to",
        "csv",
        "--out",
        &format!("{dir}/x.csv"),
    ])
    .expect("attest starts");
    assert_eq!(failure(&elsewhere).code, "read_only");
    set(&bench.review, 0o755);
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_costs_the_last_step_only() {
    let folder = tempfile::tempdir().expect("a folder");
    let mounted = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=3m", "tmpfs"])
        .arg(folder.path())
        .output()
        .is_ok_and(|o| o.status.success());
    if !mounted {
        eprintln!("skipped: a small disk can only be mounted by root");
        return;
    }
    let review = folder.path().join("Small.review");
    let outside = tempfile::tempdir().expect("a folder");
    let write = |name: &str, count| {
        let path = outside.path().join(name);
        std::fs::write(&path, ris(count)).expect("a file");
        word(&path)
    };
    let result = std::panic::catch_unwind(|| {
        run(["new", &word(&review), "--title", "Small"]);
        run(["import", &word(&review), &write("few.ris", 100)]);
        let full = error(["import", &word(&review), &write("many.ris", 20_000)]);
        assert_eq!(full.code, "disk_full", "{full:?}");
        let sources = run(["sources", &word(&review)]);
        assert_eq!(sources[0]["records"], json!(100));
        assert_eq!(sources.as_array().map(Vec::len), Some(1));
        assert_eq!(run(["verify", &word(&review)]), json!({ "whole": true }));
        run(["reviewer", "add", &word(&review), "A. Reviewer"]);
    });
    let unmounted = Command::new("umount").arg(folder.path()).status();
    assert!(unmounted.is_ok_and(|s| s.success()));
    if let Err(panic) = result {
        std::panic::resume_unwind(panic);
    }
}
