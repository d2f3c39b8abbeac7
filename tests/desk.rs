//! What the screens ask of the program, through `attest serve`: reviews made and opened, long steps, settings, exports.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

mod support;

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;

use serde_json::{Value, json};
use support::{Served, ris, word};

struct Home {
    folder: tempfile::TempDir,
    served: Served,
}

impl Home {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let served = Served::at_home(&folder.path().join("preferences"));
        Self { folder, served }
    }

    fn ask(&self, name: &str, payload: Value) -> Value {
        self.served
            .rpc(name, payload)
            .unwrap_or_else(|e| panic!("{name}: {e}"))
    }

    fn create(&self, title: &str) -> String {
        let folder = word(&self.folder.path().join(format!("{title}.review")));
        self.ask(
            "create_review",
            json!({ "folder": folder, "title": title, "protocol": {} }),
        );
        folder
    }

    fn import(&self, name: &str, text: &str) -> Value {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).expect("a file");
        self.served.finish(
            "import",
            json!({ "files": [{
                "path": path, "source": "PubMed", "kind": "database", "searched_on": "2026-01-12", "strategy": null,
                "columns": null, "accept_guess": false, "again": false,
            }] }),
        )
    }
}

#[test]
fn reviews_are_made_closed_found_again_and_forgotten() {
    let home = Home::new();
    assert_eq!(home.ask("current", json!({})), Value::Null);
    assert!(home.served.rpc("flow", json!({})).is_err(), "none is open");
    let first = home.create("First");
    let second = home.create("Second");
    assert_eq!(home.ask("current", json!({}))["title"], json!("Second"));
    let recent = home.ask("home", json!({}))["recent"].clone();
    let titles: Vec<&Value> = recent
        .as_array()
        .expect("a list")
        .iter()
        .map(|r| &r["title"])
        .collect();
    assert_eq!(titles, [&json!("Second"), &json!("First")]);

    // The first was closed when the second was made: another process may open it for writing.
    support::json(["reviewer", "add", &first, "A. Reviewer"]);
    home.ask(
        "open_review",
        json!({ "folder": first, "read_only": false }),
    );
    assert_eq!(
        home.ask("reviewers", json!({}))[0]["name"],
        json!("A. Reviewer")
    );
    home.ask("close_review", json!({}));
    home.ask("forget_recent", json!({ "folder": second }));
    let recent = home.ask("home", json!({}))["recent"].clone();
    assert_eq!(recent.as_array().map(Vec::len), Some(1));
    let missing = home.served.rpc(
        "open_review",
        json!({ "folder": "/no/such/place.review", "read_only": false }),
    );
    assert!(missing.is_err());
    let relative = json!({ "folder": "Here.review", "title": "Here", "protocol": {} });
    assert!(home.served.rpc("create_review", relative).is_err());
}

#[test]
fn long_steps_are_jobs_with_a_result_and_their_events_reach_the_stream() {
    let home = Home::new();
    home.create("Jobs");
    let mut stream = TcpStream::connect(("127.0.0.1", home.served.port)).expect("a connection");
    let (port, token) = (home.served.port, &home.served.token);
    write!(
        stream,
        "GET /events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer {token}\r\n\r\n"
    )
    .expect("sent");
    let mut lines = BufReader::new(stream).lines();
    let opened = lines.find(|line| line.as_ref().is_ok_and(|l| l.starts_with(':')));
    assert!(opened.is_some(), "the stream opens at once");

    let job = home.import("export.ris", &ris(5_000));
    assert_eq!(job["state"], json!("done"), "{job}");
    assert_eq!(job["result"][0]["imported"]["records"], json!(5_000));
    let twice = home.import("export.ris", &ris(5_000));
    assert_eq!(twice["result"][0]["refused"]["code"], json!("exists"));
    let deduplicated = home.served.finish("dedupe", json!({}));
    assert_eq!(deduplicated["result"]["records"], json!(5_000));

    let mut seen_storing = false;
    let mut seen_change = false;
    for line in lines {
        let line = line.expect("a line");
        let Some(event) = line.strip_prefix("data: ") else {
            continue;
        };
        let event: Value = serde_json::from_str(event).expect("JSON");
        seen_storing |= event["job"]["label"] == json!("Storing records");
        seen_change |= event["kind"] == json!("changed");
        if event["job"]["id"] == deduplicated["id"] && event["job"]["state"] == json!("done") {
            break;
        }
    }
    assert!(seen_storing, "a large import says how far it is");
    assert!(seen_change, "a change is told");
}

#[test]
fn a_step_that_is_cancelled_leaves_nothing_half_done() {
    let home = Home::new();
    home.create("Cancelled");
    let path = home.folder.path().join("large.ris");
    std::fs::write(&path, ris(60_000)).expect("a file");
    let file = json!({
        "path": path, "source": "PubMed", "kind": "database", "searched_on": null, "strategy": null,
        "columns": null, "accept_guess": false, "again": false,
    });
    let job = home.ask("import", json!({ "files": [file] }));
    home.ask("cancel_job", json!({ "job": job["id"] }));
    let ended = loop {
        let jobs = home.ask("jobs", json!({}));
        if !matches!(jobs[0]["state"].as_str(), Some("waiting" | "running")) {
            break jobs[0].clone();
        }
    };
    assert_eq!(ended["state"], json!("cancelled"), "{ended}");
    assert_eq!(home.ask("searches", json!({})), json!([]));
}

#[test]
fn settings_and_drafts_outlive_the_program_and_nonsense_is_refused() {
    let home = Home::new();
    let folder = home.create("Drafts");
    let mut settings = home.ask("settings", json!({}));
    assert_eq!(settings["single_keys"], json!(true));
    settings["theme"] = json!("dark");
    settings["keys"] = json!({ "screen.include": "y" });
    home.ask("set_settings", json!({ "settings": settings }));
    settings["text_size"] = json!(500);
    assert!(
        home.served
            .rpc("set_settings", json!({ "settings": settings }))
            .is_err()
    );
    home.ask(
        "set_draft",
        json!({ "place": "note/1", "text": "half a sen" }),
    );
    let Home {
        folder: kept,
        served,
    } = home;
    drop(served);
    let served = Served::at_home(&kept.path().join("preferences"));
    let ask = |name: &str, payload| served.rpc(name, payload).expect("an answer");
    assert_eq!(ask("settings", json!({}))["theme"], json!("dark"));
    ask(
        "open_review",
        json!({ "folder": folder, "read_only": false }),
    );
    assert_eq!(ask("drafts", json!({})), json!({ "note/1": "half a sen" }));
    ask("set_draft", json!({ "place": "note/1", "text": null }));
    assert_eq!(ask("drafts", json!({})), json!({}));
}

#[test]
fn exports_are_kept_in_the_review_and_nothing_else_can_be_fetched() {
    let home = Home::new();
    let folder = home.create("Exports");
    home.import("export.ris", &ris(30));
    let job = home.served.finish(
        "export",
        json!({ "export": { "what": "prisma", "dark": false, "other_methods": null, "dpi": 96 } }),
    );
    let files = job["result"]["files"].as_array().expect("files").clone();
    let names: Vec<&str> = files.iter().filter_map(|f| f["name"].as_str()).collect();
    assert!(names.iter().any(|n| n.ends_with("prisma.svg")), "{names:?}");
    let svg = names
        .iter()
        .find(|n| n.ends_with("svg"))
        .expect("a drawing");
    let path = format!("/bytes/exports/{}", svg.replace(' ', "%20"));
    let drawing = home.served.get(&path).expect("the drawing");
    assert!(String::from_utf8_lossy(&drawing).contains("n = 30"));
    let csv = home.served.finish(
        "export",
        json!({ "export": { "what": "records", "set": "all", "format": "csv" } }),
    );
    assert_eq!(csv["result"]["rows"], json!(30));
    // What a program that was killed left half written is no export.
    let exports = std::path::Path::new(&folder).join("exports");
    std::fs::write(exports.join("unfinished-Ab12Cd"), "half").expect("a file");
    let kept = home.ask("exports", json!({}));
    assert_eq!(kept.as_array().map(Vec::len), Some(6));
    let copy = home.folder.path().join("copy.csv");
    let name = csv["result"]["files"][0]["name"].clone();
    home.ask("save_copy", json!({ "name": name, "to": copy }));
    assert!(copy.is_file());
    for path in [
        "/bytes/review.db",
        "/bytes/exports/../review.db",
        "/bytes/exports/%2e%2e%2freview.db",
        "/bytes/documents/../../review.db",
        "/bytes//etc/passwd",
    ] {
        assert!(home.served.get(path).is_err(), "{path}");
    }
    assert!(
        home.served
            .rpc("save_copy", json!({ "name": "../review.db", "to": copy }))
            .is_err()
    );
    assert!(exports.is_dir());
}

#[test]
fn a_file_from_the_browser_keeps_its_name_and_no_folders() {
    let home = Home::new();
    let path = home
        .served
        .upload("../../evil/my export.ris", ris(2).as_bytes());
    assert_eq!(
        path.file_name().and_then(|n| n.to_str()),
        Some("my export.ris")
    );
    let parent = path
        .parent()
        .and_then(std::path::Path::parent)
        .expect("a folder");
    let name = parent.file_name().expect("a name").to_string_lossy();
    assert!(name.starts_with("attest-uploads-"), "{name}");
    let preview = home.ask("preview", json!({ "path": path, "columns": null }));
    assert_eq!(preview["records"], json!(2));
}

#[test]
fn records_are_listed_by_column_and_filtered() {
    let home = Home::new();
    home.create("Table");
    home.import(
        "export.ris",
        "TY  - JOUR\nTI  - \"Beta\" blockers\nAU  - Zimmer, A.\nPY  - 2001\nER  - \n\
         TY  - JOUR\nTI  - alpha blockers\nAU  - Adams, B.\nAU  - Silva, C.\nAU  - Novak, D.\nPY  - 2011\nER  - \n\
         TY  - JOUR\nTI  - Gamma rays\nPY  - 1999\nER  - \n",
    );
    let titles = |request: Value| -> Vec<String> {
        let found = home.ask("search", json!({ "request": request }));
        let hits = found["hits"].as_array().expect("hits").clone();
        hits.iter()
            .map(|hit| {
                let pieces = hit["title"]["pieces"].as_array().expect("pieces").clone();
                pieces
                    .iter()
                    .filter_map(|p| p["text"].as_str().map(str::to_owned))
                    .collect()
            })
            .collect()
    };
    assert_eq!(
        titles(json!({ "limit": 9, "sort": "title" })),
        ["alpha blockers", "\"Beta\" blockers", "Gamma rays"]
    );
    assert_eq!(
        titles(json!({ "limit": 9, "sort": "author_backwards" })),
        ["\"Beta\" blockers", "alpha blockers", "Gamma rays"]
    );
    assert_eq!(
        titles(json!({ "limit": 1, "offset": 1, "sort": "oldest_first" })),
        ["\"Beta\" blockers"]
    );
    assert_eq!(
        titles(json!({ "limit": 9, "query": "blockers", "only": { "from_year": 2005 } })),
        ["alpha blockers"]
    );
    let found = home.ask(
        "search",
        json!({ "request": { "limit": 9, "sort": "title" } }),
    );
    assert_eq!(found["hits"][0]["authors"], json!("Adams et al."));
    assert_eq!(found["hits"][0]["sources"], json!(["PubMed"]));
}

#[test]
fn the_sample_review_has_something_to_try_at_every_step() {
    let folder = tempfile::tempdir().expect("a folder");
    let served = Served::with_sample(folder.path());
    let people = served.rpc("reviewers", json!({})).expect("reviewers");
    let counts = served
        .rpc("counts", json!({ "reviewer": people[0]["id"] }))
        .expect("counts");
    for step in [
        "duplicates",
        "screen",
        "conflicts",
        "awaited",
        "full_text",
        "included",
    ] {
        assert!(
            counts[step].as_u64().is_some_and(|n| n > 0),
            "{step}: {counts}"
        );
    }
    // Those that are at hand and wait for this person, one who has decided on some already.
    let reports = served
        .rpc("reports", json!({ "reviewer": people[0]["id"] }))
        .expect("reports");
    let waiting = reports.as_array().expect("rows").iter().filter(|row| {
        row["retrieval"]["retrieval"] == "retrieved"
            && row["own"] == Value::Null
            && row["outcome"]["outcome"] == "undecided"
    });
    assert_eq!(counts["assessable"], json!(waiting.count()), "{counts}");
    assert!(counts["assessable"].as_u64() < counts["full_text"].as_u64());
    // Two extractors differ on one study, and one is begun.
    let studies = served
        .rpc("studies_to_extract", json!({ "reviewer": people[0]["id"] }))
        .expect("studies");
    let stages = |stage: &str| -> Vec<(u64, u64, u64)> {
        let number = |row: &Value, name: &str| row[name].as_u64().expect("a number");
        studies
            .as_array()
            .expect("rows")
            .iter()
            .filter(|row| row["stage"] == json!(stage))
            .map(|row| {
                (
                    number(row, "asked"),
                    number(row, "answered"),
                    number(row, "differing"),
                )
            })
            .collect()
    };
    assert_eq!(stages("differs"), [(14, 14, 2)]);
    assert!(stages("to_extract").contains(&(6, 5, 0)), "{studies}");
    // The second time it is opened as it was left.
    let again = served.finish("open_sample", json!({}));
    assert_eq!(again["state"], json!("done"), "{again}");
}

#[test]
fn what_is_no_report_cannot_be_attached() {
    let folder = tempfile::tempdir().expect("a folder");
    let served = Served::with_sample(folder.path());
    let picture = folder.path().join("figure.png");
    std::fs::write(&picture, b"\x89PNG\r\n\x1a\n\0\0").expect("a picture");
    let files = [
        word(&picture),
        word(&support::sample().join("reports/w001.pdf")),
    ];
    let looked = served.finish("match_documents", json!({ "files": files }));
    let said = |file: usize, what: &str| looked["result"][file][what].clone();
    assert_eq!(
        (said(0, "attachable"), said(0, "has_text")),
        (json!(false), json!(false))
    );
    assert_eq!(
        (said(1, "attachable"), said(1, "has_text")),
        (json!(true), json!(true))
    );
    let people = served.rpc("reviewers", json!({})).expect("reviewers");
    let attach =
        json!({ "record": said(1, "record"), "path": files[0], "reviewer": people[0]["id"] });
    let refused = served.rpc("attach", attach).expect_err("no report");
    assert!(refused.contains("is not a PDF"), "{refused}");
}
