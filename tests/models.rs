//! Models come to this computer and go again, through the requests of the window and a served program: an own list, a
//! download from a server on this computer, trying it in a process of its own, taking it away. The model has random
//! weights, so what it answers means nothing; that it answers in form does.

#![allow(
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test ends where what it needs is absent"
)]

mod support;
#[path = "../crates/models/tests/support"]
#[allow(dead_code, unreachable_pub, reason = "each test uses a part of it")]
mod tiny {
    pub mod gguf;
    pub mod models;
}

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::Path;

use serde_json::{Value, json};
use support::{Served, attest, word};

/// A server that has one file, under every name; returns its address.
fn server(content: Vec<u8>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    std::thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            let asked = BufReader::new(stream.try_clone().expect("a stream"));
            let head = asked.lines().map_while(Result::ok);
            for _ in head.take_while(|line| !line.is_empty()) {}
            let answer = format!(
                "HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                content.len()
            );
            stream.write_all(answer.as_bytes()).expect("sent");
            stream.write_all(&content).expect("sent");
        }
    });
    address
}

fn own_list(preferences: &Path, address: &str, sha256: Option<&str>) {
    std::fs::create_dir_all(preferences).expect("a folder");
    let hash = sha256.map_or_else(String::new, |hash| format!("sha256 = \"{hash}\"\n"));
    let list = format!(
        "[[model]]\nid = \"of-the-ward\"\nname = \"Of the ward\"\nfield = \"biomedical\"\nparameters = 1000\n\
         quantization = \"F32\"\nbytes = 100000\nlicence = \"CC0-1.0\"\npage = \"{address}/about\"\n\
         address = \"{address}/model.gguf\"\nabout = \"Made up.\"\n{hash}"
    );
    std::fs::write(preferences.join("catalogue.toml"), list).expect("written");
}

fn offer(served: &Served, id: &str) -> Value {
    let offered = served.rpc("offered_models", json!({})).expect("a list");
    let found = offered
        .as_array()
        .and_then(|all| all.iter().find(|offer| offer["entry"]["id"] == id))
        .cloned();
    found.unwrap_or_else(|| panic!("{id} is not offered: {offered}"))
}

fn added(served: &Served) -> Vec<Value> {
    let list = served.rpc("models", json!({})).expect("a list");
    let models = list["models"].as_array().expect("models");
    models
        .iter()
        .filter(|m| m["shipped"] == json!(false))
        .cloned()
        .collect()
}

#[test]
fn a_model_is_downloaded_tried_chosen_and_taken_away() {
    let folder = tempfile::tempdir().expect("a folder");
    let original = folder.path().join("original.gguf");
    let file = tiny::models::written(&tiny::models::reader(tiny::models::TINY), &original);
    let address = server(std::fs::read(&original).expect("the file"));
    let preferences = folder.path().join("preferences");
    own_list(&preferences, &address, Some(&file.sha256));
    let served = Served::at_home(&preferences);

    assert_eq!(offer(&served, "of-the-ward")["present"], json!(false));
    assert_eq!(offer(&served, "qwen3-0.6b")["present"], json!(false));
    let job = served.finish("download_model", json!({ "id": "of-the-ward" }));
    assert_eq!(job["state"], "done", "{job}");
    assert_eq!(job["result"]["sha256"], json!(file.sha256));
    assert_eq!(
        job["result"]["source"],
        json!(format!("{address}/model.gguf"))
    );
    let checks = job["result"]["trial"]["checks"].as_array().expect("checks");
    assert_eq!(checks.len(), 6);
    let format = checks.iter().find(|check| check["kind"] == "format");
    assert_eq!(format.expect("a check")["passed"], json!(true), "{job}");
    assert_eq!(offer(&served, "of-the-ward")["present"], json!(true));

    // What is known of it is still known to the next program, and by the command line.
    let kept = added(&served);
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0]["trial"], job["result"]["trial"]);
    let choice = json!({ "sha256": file.sha256 });
    served.rpc("choose_model", choice.clone()).expect("chosen");
    assert_eq!(added(&served)[0]["chosen"], json!(true));

    served.rpc("remove_model", choice.clone()).expect("gone");
    assert_eq!(added(&served), Vec::<Value>::new());
    assert_eq!(offer(&served, "of-the-ward")["present"], json!(false));
    let settings = served.rpc("settings", json!({})).expect("settings");
    assert_eq!(settings["model"], Value::Null, "the reader stands in again");
    assert!(served.rpc("remove_model", choice).is_err(), "not twice");
}

#[test]
fn what_arrives_with_another_hash_is_no_model_of_ours() {
    let folder = tempfile::tempdir().expect("a folder");
    let address = server(b"something else".to_vec());
    let preferences = folder.path().join("preferences");
    own_list(&preferences, &address, Some(&"0".repeat(64)));
    let served = Served::at_home(&preferences);
    let job = served.finish("download_model", json!({ "id": "of-the-ward" }));
    assert_eq!(job["state"], "failed", "{job}");
    assert_eq!(added(&served), Vec::<Value>::new());
    let left = std::fs::read_dir(preferences.join("models")).expect("the folder");
    assert_eq!(left.count(), 0, "nothing of it stays");
}

#[test]
fn a_broken_list_of_ones_own_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let preferences = folder.path().join("preferences");
    std::fs::create_dir_all(&preferences).expect("a folder");
    std::fs::write(preferences.join("catalogue.toml"), "[[model]]\nid = 3\n").expect("written");
    let served = Served::at_home(&preferences);
    let error = served
        .rpc("offered_models", json!({}))
        .expect_err("it cannot be read");
    assert!(!error.is_empty());
    // The models that are here are none the worse for it.
    assert!(served.rpc("models", json!({})).is_ok());
}

#[test]
fn the_command_line_says_what_a_model_makes_of_records_with_known_answers() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("random.gguf");
    tiny::models::written(&tiny::models::reader(tiny::models::TINY), &path);
    let output = attest(["models", "check", &word(&path)]);
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(text.contains("passed  answers in form"), "{text}");
    assert!(
        text.contains("FAILED"),
        "random weights know nothing: {text}"
    );
}
