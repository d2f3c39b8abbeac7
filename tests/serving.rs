//! `attest serve` answers the person who started it, and nobody else.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

mod support;

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};

use serde_json::json;
use support::{Served, json as run, ris, word};

fn served() -> (tempfile::TempDir, Served) {
    let folder = tempfile::tempdir().expect("a folder");
    let review = folder.path().join("Served.review");
    let file = folder.path().join("export.ris");
    std::fs::write(&file, ris(30)).expect("a file");
    run([
        "new",
        &word(&review),
        "--title",
        "Served",
        "--reviewers",
        "1",
    ]);
    run(["import", &word(&review), &word(&file)]);
    run(["reviewer", "add", &word(&review), "A. Reviewer"]);
    let served = Served::start(&review);
    (folder, served)
}

/// The status line and headers of a request written by hand.
fn raw(served: &Served, request: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", served.port)).expect("a connection");
    stream.write_all(request.as_bytes()).expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    answer
}

#[test]
fn without_the_token_or_from_another_site_nothing_is_answered() {
    let (_folder, served) = served();
    let port = served.port;
    let body = r#"{"name":"flow","payload":{}}"#;
    let post = |host: &str, extra: &str| {
        format!(
            "POST /rpc HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: {}\r\n{extra}\r\n{body}",
            body.len()
        )
    };
    let authorised = format!("Authorization: Bearer {}\r\n", served.token);
    let own = format!("127.0.0.1:{port}");
    assert!(raw(&served, &post(&own, "")).starts_with("HTTP/1.1 401"));
    assert!(raw(&served, &post(&own, "Authorization: Bearer 0\r\n")).starts_with("HTTP/1.1 401"));
    assert!(raw(&served, &post(&own, &authorised)).starts_with("HTTP/1.1 200"));
    let foreign = format!("{authorised}Origin: http://evil.example\r\n");
    assert!(raw(&served, &post(&own, &foreign)).starts_with("HTTP/1.1 403"));
    let rebound = post(&format!("evil.example:{port}"), &authorised);
    assert!(raw(&served, &rebound).starts_with("HTTP/1.1 403"));

    let page = raw(
        &served,
        &format!("GET / HTTP/1.1\r\nHost: {own}\r\nConnection: close\r\n\r\n"),
    );
    assert!(page.starts_with("HTTP/1.1 200"));
    assert!(
        page.to_lowercase()
            .contains("content-security-policy: default-src 'self'; script-src 'self'")
    );
    assert!(!page.contains(&served.token));
}

#[test]
fn a_reviewer_screens_searches_and_takes_back() {
    let (_folder, served) = served();
    let reviewer = served.rpc("reviewers", json!({})).expect("reviewers")[0]["id"].clone();
    let ask = json!({ "reviewer": reviewer, "stage": "title_abstract", "count": 2 });
    let first = served.rpc("next_records", ask.clone()).expect("records");
    let record = first[0]["id"].clone();
    let verdict = json!({
        "record": record, "stage": "title_abstract", "reviewer": reviewer, "verdict": "include",
        "reason": null, "note": "looks right",
        "time": { "elapsed_ms": 9000, "active_30_ms": 8000, "active_60_ms": 8000, "active_120_ms": 8000 },
    });
    served
        .rpc("decide", json!({ "verdict": verdict }))
        .expect("a decision");
    assert_eq!(
        served.rpc("next_records", ask.clone()).expect("records")[0]["id"],
        first[1]["id"]
    );
    let found = served
        .rpc("search", json!({ "request": { "query": "decision:undecided hurr", "as_you_type": true, "limit": 5 } }))
        .expect("an answer");
    assert_eq!(found["total"], json!(29));
    let undone = served
        .rpc("undo", json!({ "reviewer": reviewer }))
        .expect("an answer");
    assert_eq!(undone["record_id"], record);
    assert_eq!(
        served.rpc("next_records", ask).expect("records")[0]["id"],
        record
    );
    assert!(served.rpc("no_such_request", json!({})).is_err());
}

#[test]
fn a_reviewer_who_is_not_of_this_review_is_answered_nothing_and_names_no_file() {
    let (folder, served) = served();
    let before = files_below(folder.path());
    for name in ["/../../../elsewhere", "../../elsewhere", "", "nobody"] {
        let own = json!({ "reviewer": name, "stage": "title_abstract" });
        let next = json!({ "reviewer": name, "stage": "title_abstract", "count": 1 });
        assert!(served.rpc("next_records", next).is_err(), "{name}");
        assert!(served.rpc("workload", own).is_err(), "{name}");
        assert!(served.rpc("counts", json!({ "reviewer": name })).is_err());
        assert!(served.rpc("undo", json!({ "reviewer": name })).is_err());
    }
    assert_eq!(files_below(folder.path()), before);
}

fn files_below(folder: &Path) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files_below(&path));
        }
        found.insert(path);
    }
    found
}

#[test]
fn one_name_is_one_person_however_it_is_typed() {
    let (_folder, served) = served();
    let known = served.rpc("reviewers", json!({})).expect("reviewers")[0]["id"].clone();
    for name in ["A. Reviewer", " a.  reviewer ", "A.\u{a0}Reviewer"] {
        let added = served.rpc("add_reviewer", json!({ "name": name }));
        assert_eq!(added.expect("a reviewer"), known, "{name}");
    }
    assert!(
        served
            .rpc("add_reviewer", json!({ "name": "A.\nReviewer" }))
            .is_err()
    );
}

#[test]
fn the_others_decisions_stay_hidden_until_ones_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let review = folder.path().join("Two.review");
    let file = folder.path().join("export.ris");
    std::fs::write(&file, ris(3)).expect("a file");
    run(["new", &word(&review), "--title", "Two"]);
    run(["import", &word(&review), &word(&file)]);
    let people = run(["reviewer", "add", &word(&review), "A. First", "B. Second"]);
    let (first, second) = (people[0]["id"].clone(), people[1]["id"].clone());
    let served = Served::start(&review);
    let next = |reviewer: &serde_json::Value| {
        served
            .rpc(
                "next_records",
                json!({ "reviewer": reviewer, "stage": "title_abstract", "count": 1 }),
            )
            .expect("records")[0]
            .clone()
    };
    let decide = |record: &serde_json::Value, reviewer: &serde_json::Value, verdict: &str| {
        served
            .rpc("decide", json!({ "verdict": {
                "record": record, "stage": "title_abstract", "reviewer": reviewer, "verdict": verdict,
                "reason": null, "note": null, "time": null,
            } }))
            .expect("a decision")
    };
    let record = next(&first)["id"].clone();
    decide(&record, &first, "include");
    let seen = next(&second);
    assert_eq!(seen["id"], record);
    assert_eq!(
        (&seen["outcome"], &seen["others"]),
        (&json!(null), &json!(null))
    );
    let found = served
        .rpc(
            "search",
            json!({ "request": { "query": "decision:waiting", "limit": 5, "viewer": second } }),
        )
        .expect("an answer");
    assert_eq!(found["total"], json!(0), "search must not tell either");
    decide(&record, &second, "exclude");
    let view = served
        .rpc(
            "record",
            json!({ "record": record, "stage": "title_abstract", "reviewer": second }),
        )
        .expect("a record");
    assert_eq!(view["outcome"]["outcome"], json!("conflict"));
    assert_eq!(view["others"][0]["verdict"], json!("include"));
}

/// The greatest number of relevant records among `population` of which `read` hold `relevant` or fewer with a
/// probability above `left`: counted, to check the program by.
fn most_that_may_be_missed(population: u64, read: u64, relevant: u64, left: f64) -> u64 {
    let ways = |n: u64, k: u64| -> f64 {
        if k > n {
            return 0.0;
        }
        (0..k).map(|i| (n - i) as f64 / (i + 1) as f64).product()
    };
    let fits = |truth: u64| {
        let seen: f64 = (0..=relevant)
            .map(|x| ways(truth, x) * ways(population - truth, read - x))
            .sum();
        seen / ways(population, read) > left
    };
    (relevant..=population - (read - relevant))
        .filter(|&truth| fits(truth))
        .max()
        .expect("what was seen fits")
}

#[test]
fn an_audit_sample_bounds_what_may_be_missed() {
    let (folder, served) = served();
    let ask = |name: &str, payload: serde_json::Value| {
        served
            .rpc(name, payload)
            .unwrap_or_else(|e| panic!("{name}: {e}"))
    };
    let me = ask("reviewers", json!({}))[0]["id"].clone();
    let queue = || {
        ask(
            "next_records",
            json!({ "reviewer": me, "stage": "title_abstract", "count": 30 }),
        )
    };
    // The number in the title is the place in the import.
    let number = |record: &serde_json::Value| -> usize {
        let title = record["record"]["title"].as_str().expect("a title");
        let words: Vec<&str> = title.split(' ').collect();
        words[3].parse().expect("a number")
    };
    let decide = |record: &serde_json::Value, verdict: &str| {
        ask(
            "decide",
            json!({ "verdict": { "record": record["id"], "stage": "title_abstract", "reviewer": me,
                "verdict": verdict, "reason": null, "note": null, "time": null } }),
        );
    };
    let stopping = || ask("stopping", json!({ "recall": 0.8, "confidence": 0.95 }));
    for record in queue().as_array().expect("records") {
        match number(record) {
            0..4 => decide(record, "include"),
            4..10 => decide(record, "exclude"),
            _ => {}
        }
    }
    let key = |given: &str| {
        ask(
            "name_key_paper",
            json!({ "given": given, "record": null, "reviewer": me }),
        )
    };
    key("Made-up trial number 3 of a remedy against hurry.");
    key("https://doi.org/10.9999/later");
    assert!(
        served
            .rpc("name_key_paper", json!({ "given": "made-up trial number 3 of a remedy against hurry", "record": null, "reviewer": me }))
            .is_err(),
        "a paper is named once"
    );
    let before = stopping();
    assert_eq!(before["unsettled"], 20);
    assert_eq!(before["panel"]["claim"]["basis"], "nothing");
    assert_eq!(before["panel"]["safe"]["items"][0]["reached"], 1);
    assert_eq!(before["panel"]["safe"]["items"][0]["needed"], 2);
    let states = |view: &serde_json::Value| {
        [0, 1].map(|at| {
            view["key_papers"][at]["state"]
                .as_str()
                .expect("a word")
                .to_owned()
        })
    };
    assert_eq!(states(&before), ["found", "not_in_review"]);

    let draw =
        json!({ "wanted": { "target": 0.8, "confidence": 0.95, "size": 8 }, "reviewer": me });
    ask("draw_audit_sample", draw.clone());
    assert!(
        served.rpc("draw_audit_sample", draw.clone()).is_err(),
        "one at a time"
    );
    let sample = stopping()["samples"][0].clone();
    assert_eq!(
        (
            &sample["population"],
            &sample["size"],
            &sample["state"]["is"]
        ),
        (&json!(20), &json!(8), &json!("open"))
    );
    // Whoever knows the seed can draw it again; the records come first, as they were drawn, and look like all others.
    let seed = u32::try_from(sample["seed"].as_u64().expect("a seed")).expect("32 bits");
    let population: Vec<usize> = (10..30).collect();
    let drawn = workbench::ranking::draw_audit_sample(&population, 8, seed);
    let first: Vec<serde_json::Value> = queue().as_array().expect("records")[..8].to_vec();
    assert_eq!(first.iter().map(number).collect::<Vec<_>>(), drawn);
    let keys = |record: &serde_json::Value| -> Vec<String> {
        record
            .as_object()
            .expect("an object")
            .keys()
            .cloned()
            .collect()
    };
    assert_eq!(keys(&first[0]), keys(&queue()[12]));
    for (place, record) in first.iter().enumerate() {
        let view = stopping();
        assert!(
            view["samples"][0]["outcome"].is_null(),
            "nothing before the last record"
        );
        assert_eq!(view["panel"]["claim"]["basis"], "nothing");
        assert_eq!(view["samples"][0]["settled"], place);
        decide(record, if place == 2 { "include" } else { "exclude" });
    }
    let after = stopping();
    let outcome = &after["samples"][0]["outcome"];
    assert_eq!(outcome["missed"].as_array().expect("a list").len(), 1);
    assert_eq!(outcome["missed"][0]["title"], first[2]["record"]["title"]);
    // The first of several samples keeps half of the error allowed: .975.
    let most = most_that_may_be_missed(20, 8, 1, 0.025);
    assert_eq!(outcome["sample"]["missed_at_most"], most);
    let share = outcome["sample"]["share_at_most"]
        .as_f64()
        .expect("a share");
    let as_few = (1.0 - share).powi(8) + 8.0 * share * (1.0 - share).powi(7);
    assert!(
        (as_few - 0.025).abs() < 1e-9,
        "Clopper and Pearson: {share}"
    );
    let recall = |view: &serde_json::Value| view["panel"]["claim"]["recall_at_least"].as_f64();
    assert_eq!(recall(&after), Some(5.0 / (4.0 + most as f64)));
    assert_eq!(after["panel"]["claim"]["basis"], "audit_sample");
    assert_eq!(after["panel"]["claim"]["confidence"], 0.95);

    // What is found later counts as found; the bound speaks of the time of the draw.
    decide(&queue()[0], "include");
    let later = stopping();
    assert_eq!(later["samples"][0]["outcome"]["found_since"], 1);
    assert_eq!(recall(&later), Some(6.0 / (4.0 + most as f64)));

    // Records that came afterwards are none that it was drawn from: nothing is stated while one is not settled.
    let file = folder.path().join("later.ris");
    let entry = "TY  - JOUR\r\nTI  - A paper that came later\r\nDO  - 10.9999/LATER\r\nPY  - 2020\r\nER  - \r\n";
    std::fs::write(&file, entry).expect("a file");
    let import = served.finish(
        "import",
        json!({ "files": [{ "path": file, "source": "Later", "kind": "database", "searched_on": null,
            "strategy": null, "columns": null, "accept_guess": false, "again": false }] }),
    );
    assert_eq!(import["state"], "done", "{import}");
    let grown = stopping();
    assert_eq!(grown["samples"][0]["outcome"]["not_covered"], 1);
    assert_eq!(grown["panel"]["claim"]["basis"], "nothing");
    let statement = grown["samples"][0]["outcome"]["statement"]
        .as_str()
        .expect("a sentence");
    assert!(
        statement.contains("Nothing is stated from this sample"),
        "{statement}"
    );
    assert_eq!(states(&grown), ["found", "not_settled"]);

    // A second sample costs more confidence, also where it is given up.
    ask("draw_audit_sample", draw);
    ask(
        "give_up_audit_sample",
        json!({ "reason": "we read on", "reviewer": me }),
    );
    let given_up = stopping();
    assert_eq!(given_up["samples"][1]["state"]["reason"], "we read on");
    let next = given_up["panel"]["next_audit_size"]
        .as_u64()
        .expect("a size");
    assert!(next >= grown["panel"]["next_audit_size"].as_u64().expect("a size"));
    let trail = ask(
        "audit",
        json!({ "query": { "limit": 100, "action": "draw audit sample" } }),
    );
    assert_eq!(trail["total"], 2);
    assert!(
        !trail
            .to_string()
            .contains(first[0]["id"].as_str().expect("an id"))
    );
}

#[test]
fn the_audit_trail_is_read_and_verified_and_tells_nothing_too_early() {
    use sha2::{Digest, Sha256};

    let folder = tempfile::tempdir().expect("a folder");
    let review = folder.path().join("Trail.review");
    let file = folder.path().join("export.ris");
    std::fs::write(&file, ris(3)).expect("a file");
    run(["new", &word(&review), "--title", "Trail"]);
    run(["import", &word(&review), &word(&file)]);
    let people = run(["reviewer", "add", &word(&review), "A. First", "=B. Second"]);
    let (first, second) = (people[0]["id"].clone(), people[1]["id"].clone());
    let served = Served::start(&review);
    let ask = |name: &str, payload: serde_json::Value| {
        served
            .rpc(name, payload)
            .unwrap_or_else(|e| panic!("{name}: {e}"))
    };
    let record = ask(
        "next_records",
        json!({ "reviewer": first, "stage": "title_abstract", "count": 1 }),
    )[0]
    .clone();
    let decide = |reviewer: &serde_json::Value, verdict: &str| {
        ask(
            "decide",
            json!({ "verdict": { "record": record["id"], "stage": "title_abstract", "reviewer": reviewer,
                "verdict": verdict, "reason": null, "note": "<b>telltale</b>", "time": null } }),
        );
    };
    let trail = |query: serde_json::Value| ask("audit", json!({ "query": query }));
    decide(&first, "include");
    // The second reviewer's decision is still to come: neither page, words nor export tell what the first decided.
    let withheld = trail(json!({ "limit": 1, "viewer": second }));
    assert_eq!(withheld["rows"][0]["withheld"], true, "{withheld}");
    assert_eq!(
        withheld["rows"][0]["records"][0]["title"],
        record["record"]["title"]
    );
    for query in [
        json!({ "limit": 50, "viewer": second }),
        json!({ "limit": 50 }),
    ] {
        let text = trail(query).to_string();
        assert!(
            !text.contains("telltale") && !text.contains("included"),
            "{text}"
        );
    }
    assert_eq!(
        trail(json!({ "limit": 9, "viewer": second, "words": "telltale" }))["total"],
        0
    );
    let own = trail(json!({ "limit": 1, "viewer": first }));
    let told = own["rows"][0]["text"].as_str().expect("words");
    assert!(
        told.starts_with("included a record at title and abstract"),
        "{told}"
    );
    let export = |name: &str| {
        let out = folder.path().join(name);
        run(["audit", &word(&review), "--out", &word(&out)]);
        std::fs::read_to_string(out).expect("the export")
    };
    assert!(!export("early.csv").contains("telltale"));

    decide(&second, "exclude");
    let filtered = trail(
        json!({ "limit": 9, "person": "A. First", "action": "decide", "record": record["id"] }),
    );
    assert_eq!(
        (&filtered["total"], &filtered["rows"][0]["withheld"]),
        (&json!(1), &json!(false))
    );
    assert_eq!(trail(json!({ "limit": 9, "until": 0 }))["total"], 0);

    // Anybody can follow the chain in the export with nothing but SHA-256.
    let table = export("trail.csv");
    let mut reader = csv::Reader::from_reader(table.trim_start_matches('\u{feff}').as_bytes());
    let head: Vec<String> = reader
        .headers()
        .expect("a head")
        .iter()
        .map(str::to_owned)
        .collect();
    let column = |name: &str| head.iter().position(|h| h == name).expect("a column");
    let mut previous = String::new();
    let mut people = Vec::new();
    for row in reader.records() {
        let row = row.expect("a row");
        let cell = |name: &str| row.get(column(name)).expect("a cell");
        let mut hasher = Sha256::new();
        hasher.update(&previous);
        for number in ["number", "at_milliseconds"] {
            hasher.update(cell(number).parse::<i64>().expect("a number").to_le_bytes());
        }
        for text in ["actor_id", "action", "detail"] {
            hasher.update((cell(text).len() as u64).to_le_bytes());
            hasher.update(cell(text));
        }
        let hash: String = hasher
            .finalize()
            .iter()
            .map(|b| format!("{b:02x}"))
            .collect();
        assert_eq!(hash, cell("hash"), "change {}", cell("number"));
        previous = hash;
        people.push(cell("actor").to_owned());
    }
    assert_eq!(trail(json!({ "limit": 1 }))["head"], json!(previous));
    assert!(
        people.contains(&"'=B. Second".to_owned()),
        "no formula: {people:?}"
    );
    let page = export("trail.html");
    assert!(page.contains(&previous) && page.contains("attest verify"));
    assert!(page.contains("&lt;b&gt;telltale&lt;/b&gt;") && !page.contains("<b>telltale"));
}
