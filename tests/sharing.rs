//! Sharing the work: who is asked for which records, rounds of calibration, blinding, and packets for those who work away
//! from the review.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use support::{Served, error, json as run, ris, word};

/// A review of made-up records with reviewers, without the criteria of a real one.
struct Review {
    folder: tempfile::TempDir,
    dir: String,
}

impl Review {
    fn new(records: usize, protocol: &str, reviewers: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let dir = word(&folder.path().join("Shared.review"));
        let file = folder.path().join("search.ris");
        std::fs::write(&file, ris(records)).expect("a file");
        let toml = folder.path().join("protocol.toml");
        std::fs::write(&toml, protocol).expect("a protocol");
        run(["new", &dir, "--title", "Shared", "--protocol", &word(&toml)]);
        run(["import", &dir, &word(&file)]);
        for reviewer in reviewers {
            run(["reviewer", "add", &dir, reviewer]);
        }
        Self { folder, dir }
    }

    fn served(&self) -> Served {
        Served::start(self.dir.as_ref())
    }

    fn ids(&self) -> BTreeMap<String, String> {
        let reviewers = run(["reviewer", "list", &self.dir]);
        let reviewers = reviewers.as_array().expect("the reviewers");
        let text = |value: &Value| value.as_str().expect("text").to_owned();
        reviewers
            .iter()
            .map(|reviewer| (text(&reviewer["name"]), text(&reviewer["id"])))
            .collect()
    }
}

/// The records that a reviewer is offered, in their order.
fn offered(served: &Served, reviewer: &str) -> Vec<String> {
    let asked = json!({ "reviewer": reviewer, "stage": "title_abstract", "count": 1000 });
    let records = served.rpc("next_records", asked).expect("records");
    let records = records.as_array().expect("a list").iter();
    records
        .map(|record| record["id"].as_str().expect("an id").to_owned())
        .collect()
}

fn decide(served: &Served, reviewer: &str, record: &str, verdict: &str) -> Result<Value, String> {
    let verdict = json!({
        "record": record, "stage": "title_abstract", "reviewer": reviewer, "verdict": verdict,
        "reason": null, "note": null, "time": null, "seen": null,
    });
    served.rpc("decide", json!({ "verdict": verdict }))
}

const THREE: [&str; 3] = ["R. Adams", "L. Silva", "M. Chen"];

#[test]
fn shares_ask_as_many_people_as_a_record_needs_and_nobody_else() {
    let review = Review::new(300, "", &THREE);
    let shares = ["R. Adams=2", "L. Silva=1", "M. Chen=1"];
    let set = run(["assign", &review.dir, "--seed", "5", "--shares"]
        .into_iter()
        .chain(shares));
    let asked: Vec<u64> = set["loads"]
        .as_array()
        .expect("loads")
        .iter()
        .map(|load| load["asked"].as_u64().expect("a number"))
        .collect();
    // Two for each record; a share of a half is drawn for five records of six where two are needed. Identities differ in
    // each run, so the draw does: six standard deviations of 6.5 are allowed (that the shares are exact is tested on
    // 20,000 records of fixed identity, in `review::assignment`).
    assert_eq!(asked.iter().sum::<u64>(), 600);
    assert!((211..=289).contains(&asked[0]), "{asked:?}");

    let served = review.served();
    let ids = review.ids();
    let queues: BTreeMap<&str, BTreeSet<String>> = THREE
        .iter()
        .map(|name| (*name, offered(&served, &ids[*name]).into_iter().collect()))
        .collect();
    for (name, asked) in THREE.iter().zip(&asked) {
        assert_eq!(queues[name].len() as u64, *asked);
    }
    let everything: BTreeSet<&String> = queues.values().flatten().collect();
    assert_eq!(everything.len(), 300);

    // Whoever is not asked is refused, not only not offered it.
    let foreign = queues["R. Adams"]
        .iter()
        .find(|record| !queues["L. Silva"].contains(*record))
        .expect("a record that Silva is not asked for");
    drop(served);
    let refused = error([
        "decide",
        &review.dir,
        foreign,
        "include",
        "--reviewer",
        "L. Silva",
    ]);
    assert_eq!(refused.code, "refused");
    assert!(refused.message.contains("not asked"), "{refused:?}");
    assert!(refused.hint.contains("R. Adams"), "{refused:?}");

    // One by one, whatever the shares say.
    run([
        "assign",
        &review.dir,
        foreign,
        "--to",
        "L. Silva",
        "M. Chen",
        "--reviewer",
        "R. Adams",
    ]);
    let served = review.served();
    assert!(offered(&served, &ids["L. Silva"]).contains(foreign));
    assert!(!offered(&served, &ids["R. Adams"]).contains(foreign));
    decide(&served, &ids["L. Silva"], foreign, "include").expect("a decision");
    drop(served);
    let too_few = error([
        "assign",
        &review.dir,
        foreign,
        "--to",
        "L. Silva",
        "--reviewer",
        "R. Adams",
    ]);
    assert!(too_few.message.contains("2 reviewers"), "{too_few:?}");
    let too_few = error([
        "assign",
        &review.dir,
        "--shares",
        "R. Adams=1",
        "L. Silva=0",
    ]);
    assert!(too_few.message.contains("needs 2"), "{too_few:?}");

    // Everybody again, and the file of the protocol carries the shares.
    let protocol = run(["protocol", &review.dir]);
    assert_eq!(
        protocol["protocol"]["assignment_title_abstract"]["by"],
        "shares"
    );
    run(["assign", &review.dir, "--everyone"]);
    let served = review.served();
    assert_eq!(offered(&served, &ids["M. Chen"]).len(), 300);
}

#[test]
fn a_round_of_calibration_comes_first_and_tells_when_all_have_read() {
    let review = Review::new(60, "", &THREE);
    let started = run([
        "calibrate",
        "start",
        &review.dir,
        "--records",
        "10",
        "--seed",
        "3",
        "--reviewer",
        "R. Adams",
    ]);
    let drawn: Vec<String> = started["records"]
        .as_array()
        .expect("records")
        .iter()
        .map(|id| id.as_str().expect("an id").to_owned())
        .collect();
    assert_eq!(drawn.iter().collect::<BTreeSet<_>>().len(), 10);
    let again = error([
        "calibrate",
        "start",
        &review.dir,
        "--records",
        "10",
        "--reviewer",
        "R. Adams",
    ]);
    assert!(again.message.contains("round 1"), "{again:?}");

    let served = review.served();
    let ids = review.ids();
    let rounds = || served.rpc("calibration_rounds", json!({})).expect("rounds");
    // Nine alike; on the tenth Chen differs. Nothing is settled, and nothing told, before the third has read it.
    for (at, name) in THREE.iter().enumerate() {
        let queue = offered(&served, &ids[*name]);
        assert_eq!(queue[..10], drawn[..]);
        assert_eq!(queue.len(), 60);
        for (n, record) in drawn.iter().enumerate() {
            assert!(rounds()[0]["agreement"].is_null());
            let verdict = match (n, at) {
                (9, 2) => "include",
                (0..5, _) => "include",
                _ => "exclude",
            };
            decide(&served, &ids[*name], record, verdict).expect("a decision");
            let asked =
                json!({ "record": record, "stage": "title_abstract", "reviewer": ids[*name] });
            let standing = served.rpc("record", asked).expect("the record");
            let outcome = standing["outcome"]["outcome"].as_str();
            let expected = match (n, at) {
                (_, 0 | 1) => "waiting",
                (9, _) => "conflict",
                (0..5, _) => "included",
                _ => "excluded",
            };
            assert_eq!(outcome, Some(expected), "record {n}, reader {at}");
        }
    }
    let told = &rounds()[0];
    let agreement = &told["agreement"];
    assert_eq!(agreement["records"], 10);
    assert_eq!(agreement["disagreement_count"], 1);
    assert_eq!(agreement["disagreements"][0]["record"], drawn[9]);
    let raw: BTreeMap<(String, String), f64> = agreement["pairs"]
        .as_array()
        .expect("pairs")
        .iter()
        .map(|pair| {
            let name = |key: &str| pair[key].as_str().expect("a name").to_owned();
            let value = pair["before"]["raw"]["value"].as_f64().expect("a number");
            ((name("first_name"), name("second_name")), value)
        })
        .collect();
    let of = |a: &str, b: &str| raw[&(a.to_owned(), b.to_owned())];
    assert_eq!(of("R. Adams", "L. Silva"), 1.0);
    assert_eq!(of("R. Adams", "M. Chen"), 0.9);
    assert_eq!(of("L. Silva", "M. Chen"), 0.9);

    // Ended, its records are like all others; what was decided stays.
    drop(served);
    run([
        "calibrate",
        "end",
        &review.dir,
        "1",
        "--reviewer",
        "R. Adams",
    ]);
    let shown = run(["calibrate", "show", &review.dir]);
    assert_eq!(shown[0]["agreement"]["disagreement_count"], 1);
    let status = run(["status", &review.dir]);
    // Nine are settled; the tenth waits for an adjudicator.
    assert_eq!(status["flow"]["screened"], 9);
    let conflicts = run(["conflicts", &review.dir, "--reviewer", "R. Adams"]);
    assert_eq!(conflicts.as_array().map(Vec::len), Some(1));
}

#[test]
fn a_round_that_is_ended_early_leaves_nobody_waiting() {
    let review = Review::new(12, "", &THREE);
    let started = run([
        "calibrate",
        "start",
        &review.dir,
        "--records",
        "4",
        "--reviewer",
        "R. Adams",
    ]);
    let served = review.served();
    let ids = review.ids();
    let record = started["records"][0].as_str().expect("an id");
    decide(&served, &ids["R. Adams"], record, "include").expect("a decision");
    decide(&served, &ids["L. Silva"], record, "include").expect("a decision");
    let end = json!({ "round": 1, "reviewer": ids["R. Adams"] });
    served.rpc("end_calibration", end.clone()).expect("ended");
    served.rpc("end_calibration", end).expect_err("ended once");
    let asked = json!({ "record": record, "stage": "title_abstract", "reviewer": ids["R. Adams"] });
    let standing = served.rpc("record", asked).expect("the record");
    assert_eq!(standing["outcome"]["outcome"], "included");
    assert!(!offered(&served, &ids["M. Chen"]).contains(&record.to_owned()));
}

#[test]
fn authors_and_journal_are_hidden_until_the_own_decision() {
    let review = Review::new(5, "blinding = \"authors_and_journals\"\n", &THREE);
    let served = review.served();
    let ids = review.ids();
    let record = offered(&served, &ids["R. Adams"])[0].clone();
    let view = |name: &str, stage: &str| {
        let asked = json!({ "record": record, "stage": stage, "reviewer": ids[name] });
        served.rpc("record", asked).expect("the record")
    };
    let search = |viewer: Value| {
        let request = json!({ "query": "\"trial number 0\"", "limit": 10, "viewer": viewer });
        let found = served
            .rpc("search", json!({ "request": request }))
            .expect("an answer");
        found["hits"][0].clone()
    };
    for name in THREE {
        for stage in ["title_abstract", "full_text"] {
            let shown = view(name, stage);
            assert_eq!(shown["blinded"], true);
            let text = shown.to_string();
            assert!(
                !text.contains("Author0") && !text.contains("Journal of"),
                "{text}"
            );
            assert_eq!(shown["record"]["year"], 2015);
        }
    }
    for viewer in [json!(ids["R. Adams"]), Value::Null] {
        let hit = search(viewer);
        assert_eq!(hit["journal"], Value::Null);
        assert_eq!(hit["authors"], "");
    }
    decide(&served, &ids["R. Adams"], &record, "include").expect("a decision");
    assert_eq!(
        view("R. Adams", "title_abstract")["record"]["journal"],
        "Journal of Made-up Trials"
    );
    assert_eq!(
        search(json!(ids["R. Adams"]))["journal"],
        "Journal of Made-up Trials"
    );
    assert_eq!(view("L. Silva", "title_abstract")["blinded"], true);
    decide(&served, &ids["L. Silva"], &record, "include").expect("a decision");
    // Settled: the names are no secret any more.
    assert_eq!(view("M. Chen", "title_abstract")["blinded"], false);
}

/// A file with a passphrase.
fn passphrase(folder: &std::path::Path, text: &str) -> String {
    let file = folder.join(format!("{}.txt", text.len()));
    std::fs::write(&file, text).expect("a file");
    word(&file)
}

#[test]
fn a_packet_is_worked_on_elsewhere_and_comes_back_once() {
    let review = Review::new(40, "", &THREE);
    let folder = review.folder.path();
    let secret = passphrase(folder, "four words nobody guesses");
    let wrong = passphrase(folder, "another passphrase, and wrong");
    let short = passphrase(folder, "short");
    let (packet, answers) = (
        word(&folder.join("silva.packet")),
        word(&folder.join("silva.answers")),
    );
    let out = |records: &str, to: &str, secret: &str| {
        [
            "packet",
            "out",
            &review.dir,
            "--for",
            "L. Silva",
            "--reviewer",
            "R. Adams",
            "--records",
            records,
            "--to",
            to,
            "--passphrase-file",
            secret,
        ]
        .map(str::to_owned)
    };
    assert!(
        error(out("10", &packet, &short))
            .message
            .contains("10 characters")
    );
    let given = run(out("10", &packet, &secret));
    assert_eq!(given["packet"]["records"], 10);
    let bytes = std::fs::read(&packet).expect("the packet");
    assert!(bytes.starts_with(b"age-encryption.org/v1"));
    assert!(!String::from_utf8_lossy(&bytes).contains("Made-up trial"));
    // The next packet holds other records.
    let second = word(&folder.join("second.packet"));
    assert_eq!(run(out("100", &second, &secret))["packet"]["records"], 30);
    assert_eq!(
        error(out("1", &word(&folder.join("third")), &secret)).code,
        "refused"
    );

    // On the other computer.
    let away = word(&folder.join("away.review"));
    let open = |file: &str, secret: &str| {
        ["packet", "in", &away, file, "--passphrase-file", secret].map(str::to_owned)
    };
    assert!(
        error(open(&packet, &wrong))
            .message
            .contains("does not open")
    );
    let mut altered = bytes.clone();
    let middle = altered.len() / 2;
    altered[middle] ^= 1;
    let spoiled = word(&folder.join("spoiled.packet"));
    for damaged in [
        &altered[..],
        &bytes[..bytes.len() - 20],
        b"age-encryption.org/v1\n",
        b"",
    ] {
        std::fs::write(&spoiled, damaged).expect("a file");
        assert_eq!(error(open(&spoiled, &secret)).code, "bad_input");
        assert!(!std::path::Path::new(&away).exists());
    }
    let opened = run(open(&packet, &secret));
    assert_eq!(opened[0]["packet"]["records"], 10);
    let served = Served::start(away.as_ref());
    let ids = review.ids();
    let silva = &ids["L. Silva"];
    let offered_away = offered(&served, silva);
    assert_eq!(offered_away.len(), 10);
    for (n, record) in offered_away.iter().take(8).enumerate() {
        let verdict = if n < 3 { "include" } else { "exclude" };
        decide(&served, silva, record, verdict).expect("a decision");
    }
    // Nobody else works in it: what others decided would not be taken back.
    let adams = &ids["R. Adams"];
    assert!(offered(&served, adams).is_empty());
    let refused = decide(&served, adams, &offered_away[9], "include").expect_err("a refusal");
    assert!(refused.contains("a packet for L. Silva"), "{refused}");
    // A mind that was changed comes back as two decisions, in their order.
    decide(&served, silva, &offered_away[7], "unsure").expect("a decision");
    let note = json!({ "record": offered_away[0], "reviewer": silva, "body": "=HYPERLINK(\"x\") <b>seen</b>" });
    served.rpc("note", note).expect("a note");
    drop(served);
    let back = [
        "packet",
        "out",
        &away,
        "--to",
        &answers,
        "--passphrase-file",
        &secret,
    ];
    assert_eq!(run(back)["packet"]["records"], 9);

    // Meanwhile, at home: one record as in the packet, one otherwise.
    for (record, verdict) in [(&offered_away[1], "include"), (&offered_away[2], "exclude")] {
        run([
            "decide",
            &review.dir,
            record,
            verdict,
            "--reviewer",
            "L. Silva",
        ]);
    }
    let take = [
        "packet",
        "in",
        &review.dir,
        &answers,
        "--passphrase-file",
        &secret,
        "--reviewer",
        "R. Adams",
    ];
    let taken = run(take);
    assert_eq!(taken["taken"], 7);
    assert_eq!(taken["alike"], 1);
    assert_eq!(taken["notes"], 1);
    assert_eq!(taken["refused"], json!([]));
    assert_eq!(taken["conflicts"][0]["record"], offered_away[2]);
    assert_eq!(taken["conflicts"][0]["here"], "exclude");
    assert_eq!(taken["conflicts"][0]["packet"], "include");
    // Again, nothing is recorded twice.
    let again = run(take);
    assert_eq!((&again["taken"], &again["known"]), (&json!(0), &json!(7)));
    assert_eq!(again["notes"], 0);

    let packets = run(["packet", "list", &review.dir]);
    assert_eq!(packets[1]["decided"], 8);
    let served = review.served();
    let view = |record: &str| {
        let asked = json!({ "record": record, "stage": "title_abstract", "reviewer": silva });
        served.rpc("record", asked).expect("the record")["own"]["verdict"].clone()
    };
    assert_eq!(view(&offered_away[0]), "include");
    assert_eq!(view(&offered_away[2]), "exclude");
    assert_eq!(view(&offered_away[7]), "unsure");
    assert_eq!(
        served.rpc("verify", json!({})).expect("an answer"),
        Value::Null
    );
    drop(served);

    // Neither of the two goes where the other belongs, nor to a review that did not give it.
    assert_eq!(
        error(open(&answers, &secret).map(|w| if w == away { format!("{away}2") } else { w })).code,
        "bad_input"
    );
    let stranger = Review::new(3, "", &THREE);
    let take = [
        "packet",
        "in",
        &stranger.dir,
        &answers,
        "--passphrase-file",
        &secret,
        "--reviewer",
        "R. Adams",
    ];
    assert!(error(take).message.contains("gave no packet"));
}

#[test]
fn answers_that_were_tampered_with_are_not_taken() {
    let review = Review::new(6, "", &THREE);
    // Records that the shares would not give to Chen: what is in a packet is asked of its reviewer all the same.
    let served = review.served();
    let all = offered(&served, &review.ids()["M. Chen"]);
    drop(served);
    run([
        "assign",
        &review.dir,
        "--shares",
        "R. Adams=1",
        "L. Silva=1",
    ]);
    let mut assign = vec!["assign", &review.dir];
    assign.extend(all.iter().map(String::as_str));
    assign.extend(["--reviewer", "R. Adams", "--to", "M. Chen", "R. Adams"]);
    run(assign);
    let folder = review.folder.path();
    let secret = passphrase(folder, "four words nobody guesses");
    let (packet, answers) = (
        word(&folder.join("chen.packet")),
        word(&folder.join("chen.answers")),
    );
    run([
        "packet",
        "out",
        &review.dir,
        "--for",
        "M. Chen",
        "--reviewer",
        "R. Adams",
        "--to",
        &packet,
        "--records",
        "3",
        "--passphrase-file",
        &secret,
    ]);
    let away = word(&folder.join("away.review"));
    run(["packet", "in", &away, &packet, "--passphrase-file", &secret]);
    let chen = &review.ids()["M. Chen"];
    let served = Served::start(away.as_ref());
    let records = offered(&served, chen);
    for record in &records {
        decide(&served, chen, record, "include").expect("a decision");
    }
    // One title is mended away from the review: it was read in another wording.
    let edit = json!({ "record": records[1], "field": "title", "value": "Another title", "reviewer": chen });
    served.rpc("edit", edit).expect("an edit");
    drop(served);
    run([
        "packet",
        "out",
        &away,
        "--to",
        &answers,
        "--passphrase-file",
        &secret,
    ]);
    let take = [
        "packet",
        "in",
        &review.dir,
        &answers,
        "--passphrase-file",
        &secret,
        "--reviewer",
        "R. Adams",
    ];
    let taken = run(take);
    assert_eq!(taken["taken"], 2);
    assert_eq!(taken["refused"][0]["record"], records[1]);
    assert!(
        taken["refused"][0]["why"]
            .as_str()
            .is_some_and(|why| why.contains("wording"))
    );

    // The trail of the other review was altered by hand: it vouches for nothing.
    let database = std::path::Path::new(&away).join("review.db");
    let altered = std::process::Command::new("python3")
        .args(["-c", "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.execute(\"UPDATE audit SET detail = replace(detail, 'include', 'exclude')\"); c.commit()"])
        .arg(&database)
        .status()
        .expect("python3");
    assert!(altered.success());
    let refused = error([
        "packet",
        "out",
        &away,
        "--to",
        &answers,
        "--passphrase-file",
        &secret,
    ]);
    assert!(
        refused.message.contains("audit trail was altered"),
        "{refused:?}"
    );
}
