//! One review on a team's PostgreSQL server: the same commands, several programs at once, and copies both ways.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test ends where what it needs is absent"
)]

#[path = "support/postgres.rs"]
mod postgres;
mod support;

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use postgres::Postgres;
use serde_json::{Value, json};
use support::{Served, failure, program, ris, sample, word};

/// A laptop: a program with a home of its own.
struct Laptop(tempfile::TempDir);

impl Laptop {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn program(&self) -> Command {
        let mut program = program();
        program
            .env("HOME", self.0.path())
            .env_remove("XDG_DATA_HOME")
            .env_remove("XDG_CONFIG_HOME");
        program
    }

    fn run(&self, words: &[&str]) -> Value {
        let output = self
            .program()
            .arg("--json")
            .args(words)
            .output()
            .expect("attest starts");
        assert!(
            matches!(output.status.code(), Some(0 | 3)),
            "{words:?}\n{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        serde_json::from_slice(&output.stdout).expect("the answer is JSON")
    }

    fn serve(&self, review: &str) -> Served {
        Served::from(
            self.program(),
            &[
                review,
                "--preferences",
                &word(&self.0.path().join("preferences")),
            ],
        )
    }
}

/// The numbers of the diagram, and every decision with who made it, when and why.
fn state(laptop: &Laptop, review: &str) -> (Value, String) {
    let prisma = laptop.0.path().join("prisma");
    laptop.run(&["prisma", review, "--out", &word(&prisma)]);
    let numbers = std::fs::read(prisma.join("prisma.json")).expect("the numbers");
    let numbers: Value = serde_json::from_slice(&numbers).expect("JSON");
    let decisions = laptop.0.path().join("decisions.csv");
    laptop.run(&["export", review, "decisions", "--out", &word(&decisions)]);
    let decisions = std::fs::read_to_string(decisions).expect("the decisions");
    assert!(decisions.lines().count() > 200, "{decisions}");
    (numbers["flow"].clone(), decisions)
}

#[test]
fn the_sample_review_goes_to_a_server_and_back_without_loss() {
    let Some(server) = Postgres::start() else {
        return;
    };
    let laptop = Laptop::new();
    let folder = word(&laptop.0.path().join("Sample.review"));
    let of = |name: &str| word(&sample().join(name));
    laptop.run(&[
        "new",
        &folder,
        "--title",
        "Sample",
        "--protocol",
        &of("protocol.toml"),
    ]);
    laptop.run(&["reviewer", "add", &folder, "R. Adams", "M. Silva"]);
    laptop.run(&["import", &folder, "--list", &of("sources.toml")]);
    laptop.run(&["dedupe", &folder]);
    laptop.run(&[
        "duplicates",
        &folder,
        "--table",
        &of("pairs.csv"),
        "--reviewer",
        "R. Adams",
    ]);
    laptop.run(&[
        "decisions",
        "import",
        &folder,
        "--table",
        &of("decisions.csv"),
    ]);
    laptop.run(&[
        "retrieve",
        &folder,
        "--table",
        &of("retrieval.csv"),
        "--reviewer",
        "R. Adams",
    ]);
    laptop.run(&[
        "retrieve",
        &folder,
        "--pdfs",
        &of("reports/w001.pdf"),
        "--reviewer",
        "R. Adams",
    ]);
    let before = state(&laptop, &folder);

    let address = server.database("sample");
    let copied = laptop.run(&["copy", &folder, &address]);
    assert_eq!(copied["documents"], json!(1));
    assert!(
        copied["rows"].as_u64().is_some_and(|rows| rows > 500),
        "{copied}"
    );
    assert_eq!(state(&laptop, &address), before);

    // Another laptop knows the address only. The report is brought to it when it is read.
    let other = Laptop::new();
    assert_eq!(state(&other, &address), before);
    let pieces = server.sql("sample", "SELECT COUNT(*) FROM document_pieces");
    assert_eq!(pieces, "1");
    let again = failure(
        &other
            .program()
            .args(["--json", "copy", &folder, &address])
            .output()
            .expect("attest starts"),
    );
    assert_eq!(again.code, "exists");

    // And back, by the other laptop: the same rows, the same bytes.
    let back = word(&other.0.path().join("Back.review"));
    let returned = other.run(&["copy", &address, &back]);
    assert_eq!(returned["documents"], json!(1));
    // The copy to the server has left a row of its own in the audit trail.
    assert_eq!(
        returned["rows"].as_u64(),
        copied["rows"].as_u64().map(|rows| rows + 1)
    );
    assert_eq!(state(&other, &back), before);
    for review in [&folder, &address, &back] {
        laptop.run(&["verify", review]);
    }
    let hash = std::fs::read_dir(Path::new(&back).join("documents"))
        .expect("the folder")
        .next()
        .expect("a document")
        .expect("its entry");
    let bytes = std::fs::read(hash.path()).expect("the document");
    assert_eq!(
        bytes,
        std::fs::read(sample().join("reports/w001.pdf")).expect("the PDF")
    );
}

#[test]
fn an_address_that_leads_nowhere_is_said_without_its_password() {
    let laptop = Laptop::new();
    for (address, says) in [
        (
            "postgres://attest:secret@127.0.0.1:1/review",
            "cannot be reached",
        ),
        ("postgres://attest:secret@127.0.0.1", "names no database"),
    ] {
        let output = laptop
            .program()
            .args(["--json", "status", address])
            .output()
            .expect("attest starts");
        let failure = failure(&output);
        assert!(failure.message.contains(says), "{failure:?}");
        assert!(!failure.message.contains("secret"), "{failure:?}");
    }
}

#[test]
fn a_folder_from_elsewhere_leads_to_no_server() {
    let laptop = Laptop::new();
    let folder = laptop.0.path().join("Sent.review");
    std::fs::create_dir_all(&folder).expect("a folder");
    let door = "server = \"postgres://attest@127.0.0.1:1/review\"\n";
    std::fs::write(folder.join("team.toml"), door).expect("a file");
    let output = laptop
        .program()
        .args(["--json", "status", &word(&folder)])
        .output()
        .expect("attest starts");
    let failure = failure(&output);
    assert_eq!(failure.code, "refused");
    assert!(failure.hint.contains("postgres://"), "{failure:?}");
}

#[test]
fn four_laptops_screen_one_review_while_connections_and_the_server_break() {
    // More, for a measurement: docs/BENCHMARKS.md.
    let asked = std::env::var("ATTEST_TEAM_RECORDS").ok();
    let records = asked.map_or(240, |n| n.parse().expect("a number of records"));
    let Some(server) = Postgres::start() else {
        return;
    };
    let address = server.database("shared");
    let first = Laptop::new();
    let names = ["R. Adams", "M. Silva", "K. Novak", "N. Okoye"];
    first.run(&["new", &address, "--title", "Shared", "--reviewers", "1"]);
    let mut add = vec!["reviewer", "add", &address];
    add.extend(names);
    first.run(&add);
    let found = first.0.path().join("found.ris");
    std::fs::write(&found, ris(records)).expect("a file");
    first.run(&["import", &address, &word(&found), "--source", "Made up"]);

    let laptops: Vec<Laptop> = (0..names.len()).map(|_| Laptop::new()).collect();
    let served: Vec<Served> = laptops
        .iter()
        .map(|laptop| laptop.serve(&address))
        .collect();
    let people = served[0].rpc("reviewers", json!({})).expect("the people");
    let reviewer = |name: &str| -> Value {
        let all = people.as_array().expect("a list");
        let found = all.iter().find(|one| one["name"] == name);
        found.expect("the reviewer")["id"].clone()
    };
    let all = served[0]
        .rpc(
            "search",
            json!({ "request": { "limit": records, "sort": "title" } }),
        )
        .expect("the records");
    let found: Vec<Value> = all["hits"]
        .as_array()
        .expect("hits")
        .iter()
        .map(|hit| hit["id"].clone())
        .collect();
    assert_eq!(found.len(), records);
    let begun = Instant::now();

    // Each laptop decides a quarter of the records; each decision is tried until it is answered.
    let mut slowest = Duration::ZERO;
    std::thread::scope(|scope| {
        let workers: Vec<_> = served
            .iter()
            .enumerate()
            .map(|(turn, served)| {
                let mine = found.iter().skip(turn).step_by(names.len());
                let mine: Vec<Value> = mine.cloned().collect();
                let who = reviewer(names[turn]);
                scope.spawn(move || {
                    let mut slowest = Duration::ZERO;
                    for record in mine {
                        let asked = Instant::now();
                        let verdict = json!({ "record": record, "stage": "title_abstract", "reviewer": who,
                                              "verdict": "exclude", "reason": null, "note": null, "time": null });
                        let answer = served.rpc("decide", json!({ "verdict": verdict }));
                        answer.unwrap_or_else(|e| panic!("a decision was not taken: {e}"));
                        slowest = slowest.max(asked.elapsed());
                    }
                    slowest
                })
            })
            .collect();
        let mut rounds = 0;
        while rounds < 4 || workers.iter().any(|worker| !worker.is_finished()) {
            std::thread::sleep(Duration::from_millis(300));
            rounds += 1;
            if rounds % 8 == 3 {
                server.kill();
                std::thread::sleep(Duration::from_millis(700));
                server.resume();
            } else if rounds < 8 || rounds % 8 == 0 {
                server.cut_connections();
            }
        }
        for worker in workers {
            slowest = slowest.max(worker.join().expect("a laptop"));
        }
    });
    // What waited on a laptop is sent when the server is there again.
    let waiting = Instant::now();
    let arrived = || server.sql("shared", "SELECT COUNT(*) FROM decisions");
    while arrived() != records.to_string() {
        assert!(waiting.elapsed().as_secs() < 60, "{} arrived", arrived());
        std::thread::sleep(Duration::from_millis(200));
    }
    eprintln!(
        "{records} decisions in {:.1} s, the slowest in {} ms",
        begun.elapsed().as_secs_f64(),
        slowest.as_millis()
    );
    let single = "SELECT COUNT(DISTINCT record_id) FROM decisions";
    assert_eq!(server.sql("shared", single), records.to_string());
    drop(served);
    let verified = first.run(&["verify", &address]);
    assert_eq!(verified["whole"], json!(true), "{verified}");
    let decided = "SELECT COUNT(*) FROM audit WHERE action = 'decide'";
    assert_eq!(server.sql("shared", decided), records.to_string());
    let status = first.run(&["status", &address]);
    assert_eq!(status["flow"]["excluded"], json!(records), "{status}");
    assert_eq!(
        status["flow"]["pending"]["unscreened"],
        json!(0),
        "{status}"
    );
}

#[test]
fn the_server_keeps_to_the_roles_whatever_a_program_asks() {
    let Some(server) = Postgres::start() else {
        return;
    };
    let address = server.database("roles");
    for login in ["silva", "chen", "reader", "stranger"] {
        server.sql("roles", &format!("CREATE ROLE {login} LOGIN"));
    }
    let owner = Laptop::new();
    let file = owner.0.path().join("search.ris");
    std::fs::write(&file, ris(20)).expect("a file");
    owner.run(&["new", &address, "--title", "Roles"]);
    owner.run(&["import", &address, &word(&file)]);
    owner.run(&["reviewer", "add", &address, "R. Adams"]);
    let member = |login: &str, name: Option<&str>, role: &str| {
        let mut words = vec![
            "team",
            &address,
            "--login",
            login,
            "--role",
            role,
            "--reviewer",
            "R. Adams",
        ];
        words.extend(name.into_iter().flat_map(|name| ["--name", name]));
        owner.run(&words)
    };
    member("silva", Some("L. Silva"), "reviewer");
    member("chen", Some("M. Chen"), "adjudicator");
    let members = member("reader", None, "reader");
    assert_eq!(members.as_array().map(Vec::len), Some(3));
    let nobody = failure(
        &owner
            .program()
            .args([
                "--json",
                "team",
                &address,
                "--login",
                "nobody_known",
                "--role",
                "reader",
                "--reviewer",
                "R. Adams",
            ])
            .output()
            .expect("attest starts"),
    );
    assert!(nobody.message.contains("nobody_known"), "{nobody:?}");

    // A reviewer screens under the own name, on a laptop of her own, and under no other.
    let other = owner.0.path().join("other.ris");
    std::fs::write(&other, ris(30)).expect("a file");
    let (silva, chen, reader) = (Laptop::new(), Laptop::new(), Laptop::new());
    let of = |login: &str| server.address_for(login, "roles");
    let refused = |laptop: &Laptop, words: &[&str]| {
        let output = laptop.program().arg("--json").args(words).output();
        failure(&output.expect("attest starts"))
    };
    let records = silva.run(&[
        "next",
        &of("silva"),
        "--reviewer",
        "L. Silva",
        "--count",
        "3",
    ]);
    let record = |n: usize| records[n]["id"].as_str().expect("an id").to_owned();
    silva.run(&[
        "decide",
        &of("silva"),
        &record(0),
        "include",
        "--reviewer",
        "L. Silva",
    ]);
    silva.run(&[
        "note",
        &of("silva"),
        &record(0),
        "a note",
        "--reviewer",
        "L. Silva",
    ]);
    silva.run(&["undo", &of("silva"), "--reviewer", "L. Silva"]);
    silva.run(&[
        "decide",
        &of("silva"),
        &record(0),
        "include",
        "--reviewer",
        "L. Silva",
    ]);
    let foreign = refused(
        &silva,
        &[
            "decide",
            &of("silva"),
            &record(1),
            "include",
            "--reviewer",
            "M. Chen",
        ],
    );
    assert_eq!(foreign.code, "refused");
    assert!(foreign.message.contains("does not let you"), "{foreign:?}");
    assert_eq!(
        refused(&silva, &["import", &of("silva"), &word(&other)]).code,
        "refused"
    );
    assert_eq!(
        refused(&silva, &["reviewer", "add", &of("silva"), "X. Nobody"]).code,
        "refused"
    );
    let raise = [
        "team",
        &of("silva"),
        "--login",
        "silva",
        "--name",
        "L. Silva",
        "--role",
        "owner",
        "--reviewer",
        "L. Silva",
    ];
    assert_eq!(refused(&silva, &raise).code, "refused");

    // Only an adjudicator settles, and a reader reads.
    chen.run(&[
        "decide",
        &of("chen"),
        &record(0),
        "exclude",
        "--reviewer",
        "M. Chen",
    ]);
    assert_eq!(
        refused(
            &silva,
            &[
                "adjudicate",
                &of("silva"),
                &record(0),
                "include",
                "--reviewer",
                "L. Silva"
            ]
        )
        .code,
        "refused"
    );
    chen.run(&[
        "adjudicate",
        &of("chen"),
        &record(0),
        "include",
        "--reviewer",
        "M. Chen",
    ]);
    let status = reader.run(&["status", &of("reader")]);
    assert_eq!(status["flow"]["screened"], 1);
    assert_eq!(
        refused(
            &reader,
            &[
                "note",
                &of("reader"),
                &record(0),
                "x",
                "--reviewer",
                "L. Silva"
            ]
        )
        .code,
        "read_only"
    );

    // By hand, past the program.
    for statement in [
        "UPDATE decisions SET verdict = 'exclude'",
        "DELETE FROM decisions",
        "UPDATE audit SET detail = '{}'",
        "DELETE FROM audit",
        "INSERT INTO decisions SELECT 'x', record_id, stage, 'somebody', role, verdict, reason, note, active_ms, protocol_version, decided_at FROM decisions LIMIT 1",
        "INSERT INTO team_members VALUES ('z', 'silva', NULL, 'owner', 0)",
        "ALTER TABLE decisions DISABLE ROW LEVEL SECURITY",
    ] {
        let said = server.refused_sql("silva", "roles", statement);
        assert!(
            said.contains("permission denied")
                || said.contains("row-level security")
                || said.contains("must be owner"),
            "{statement}: {said}"
        );
    }
    let said = server.refused_sql("stranger", "roles", "SELECT * FROM decisions");
    assert!(said.contains("permission denied"), "{said}");
    // Taken away again.
    member("silva", Some("L. Silva"), "nobody");
    let said = server.refused_sql("silva", "roles", "SELECT * FROM decisions");
    assert!(said.contains("permission denied"), "{said}");
    assert_eq!(owner.run(&["verify", &address])["whole"], true);
}
