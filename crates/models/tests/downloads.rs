//! Downloads from a real server on this computer that drops connections, lies, or has changed its mind.
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

mod support;

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use models::{Download, ModelError, ModelFolder, StopFlag, download, inspect};
use support::models::{TINY, encoder, reader, written};

/// What the server does with its connections.
#[derive(Clone, Copy, PartialEq)]
enum Mood {
    Honest,
    /// Ends every connection after this many bytes, until it has done so three times.
    Drops(usize),
    /// Drops too, and never offers to go on.
    DropsAndForgets(usize),
    /// Announces more than it has.
    Lies,
    Refuses,
}

struct Server {
    address: String,
    /// The `Range` of each request.
    asked: Arc<Mutex<Vec<Option<String>>>>,
}

fn serve(content: Vec<u8>, mood: Mood) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!(
        "http://{}/model.gguf",
        listener.local_addr().expect("an address")
    );
    let asked: Arc<Mutex<Vec<Option<String>>>> = Arc::default();
    let noted = Arc::clone(&asked);
    std::thread::spawn(move || {
        let drops = AtomicUsize::new(0);
        for stream in listener.incoming().map_while(Result::ok) {
            answer(stream, &content, mood, &drops, &noted);
        }
    });
    Server { address, asked }
}

/// One request. A client that goes away is no concern of the server.
fn answer(
    mut stream: TcpStream,
    content: &[u8],
    mood: Mood,
    drops: &AtomicUsize,
    asked: &Mutex<Vec<Option<String>>>,
) {
    let mut range = None;
    let mut tagged = false;
    for line in BufReader::new(stream.try_clone().expect("a stream"))
        .lines()
        .map_while(Result::ok)
    {
        let lower = line.to_ascii_lowercase();
        if let Some(value) = lower.strip_prefix("range: bytes=") {
            range = Some(value.to_owned());
        }
        tagged |= lower == "if-range: \"one\"";
        if line.is_empty() {
            break;
        }
    }
    asked.lock().expect("the list").push(range.clone());
    let start = range
        .filter(|_| tagged)
        .and_then(|range| range.trim_end_matches('-').parse::<usize>().ok())
        .unwrap_or(0);
    let body = &content[start..];
    let total = content.len() + usize::from(mood == Mood::Lies) * 1000;
    let head = match (mood, start) {
        (Mood::Refuses, _) => "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n".to_owned(),
        (_, 0) => format!("HTTP/1.1 200 OK\r\nContent-Length: {total}\r\n"),
        _ => format!(
            "HTTP/1.1 206 Partial Content\r\nContent-Length: {}\r\nContent-Range: bytes {start}-{}/{total}\r\n",
            body.len(),
            content.len() - 1
        ),
    };
    let tag = if matches!(mood, Mood::DropsAndForgets(_)) {
        ""
    } else {
        "ETag: \"one\"\r\n"
    };
    let most = match mood {
        Mood::Drops(n) | Mood::DropsAndForgets(n) if drops.fetch_add(1, Ordering::SeqCst) < 3 => n,
        Mood::Refuses => 0,
        _ => usize::MAX,
    };
    let sent = &body[..body.len().min(most)];
    drop(
        stream
            .write_all(format!("{head}{tag}Connection: close\r\n\r\n").as_bytes())
            .and_then(|()| stream.write_all(sent)),
    );
}

fn model(folder: &Path) -> (Vec<u8>, String) {
    let path = folder.join("original.gguf");
    let model = written(&reader(TINY), &path);
    (std::fs::read(&path).expect("the file"), model.sha256)
}

fn wanted(server: &Server, folder: &Path, sha256: Option<String>) -> Download {
    Download {
        address: server.address.clone(),
        to: folder.join("model.gguf"),
        sha256,
    }
}

fn nothing_but_the_original(folder: &Path) -> bool {
    std::fs::read_dir(folder).expect("the folder").count() == 1
}

#[test]
fn a_dropped_connection_goes_on_where_it_stopped() {
    let folder = tempfile::tempdir().expect("a folder");
    let (content, sha256) = model(folder.path());
    let third = content.len() / 4;
    let server = serve(content.clone(), Mood::Drops(third));
    let mut progress = Vec::new();
    let model = download(
        &wanted(&server, folder.path(), Some(sha256.clone())),
        &StopFlag::new(),
        |at, total| {
            assert_eq!(total, Some(content.len() as u64));
            progress.push(at);
        },
    )
    .expect("a model");
    assert_eq!(model.sha256, sha256);
    assert_eq!(
        inspect(&folder.path().join("model.gguf"))
            .expect("a file")
            .sha256,
        sha256
    );
    let ranges = server.asked.lock().expect("the list").clone();
    let expected: Vec<Option<String>> = (0..4)
        .map(|n| (n > 0).then(|| format!("{}-", n * third)))
        .collect();
    assert_eq!(ranges, expected, "no byte twice");
    assert!(progress.is_sorted(), "{progress:?}");
    assert_eq!(
        std::fs::read_dir(folder.path())
            .expect("the folder")
            .count(),
        2,
        "nothing is left over"
    );
}

#[test]
fn a_server_that_cannot_go_on_is_asked_for_the_whole_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let (content, sha256) = model(folder.path());
    let server = serve(content.clone(), Mood::DropsAndForgets(content.len() / 2));
    let model = download(
        &wanted(&server, folder.path(), None),
        &StopFlag::new(),
        |_, _| {},
    )
    .expect("a model");
    assert_eq!(model.sha256, sha256);
    assert!(
        server
            .asked
            .lock()
            .expect("the list")
            .iter()
            .all(Option::is_none)
    );
}

#[test]
fn what_is_not_as_announced_is_deleted() {
    let folder = tempfile::tempdir().expect("a folder");
    let (content, _) = model(folder.path());
    let server = serve(content.clone(), Mood::Honest);
    let other = Some("0".repeat(64));
    let refused = download(
        &wanted(&server, folder.path(), other),
        &StopFlag::new(),
        |_, _| {},
    );
    assert!(
        matches!(refused, Err(ModelError::NotAsAnnounced { .. })),
        "{refused:?}"
    );
    assert!(nothing_but_the_original(folder.path()));
    for bad in [
        b"<html>Please sign in</html>".to_vec(),
        content[..content.len() / 2].to_vec(),
    ] {
        let server = serve(bad, Mood::Honest);
        let refused = download(
            &wanted(&server, folder.path(), None),
            &StopFlag::new(),
            |_, _| {},
        );
        assert!(
            matches!(refused, Err(ModelError::NotAsAnnounced { .. })),
            "{refused:?}"
        );
        assert!(nothing_but_the_original(folder.path()));
    }
}

#[test]
fn a_server_that_lies_or_refuses_ends_in_a_message() {
    let folder = tempfile::tempdir().expect("a folder");
    let (content, _) = model(folder.path());
    for (mood, words) in [(Mood::Lies, "connection"), (Mood::Refuses, "404")] {
        let server = serve(content.clone(), mood);
        let failed = download(
            &wanted(&server, folder.path(), None),
            &StopFlag::new(),
            |_, _| {},
        )
        .expect_err("no file");
        assert!(matches!(failed, ModelError::Download { .. }), "{failed}");
        assert!(!failed.to_string().is_empty() && words.len() > 2);
        assert!(!folder.path().join("model.gguf").exists());
    }
    for address in [
        "http://example.org/model.gguf",
        "ftp://127.0.0.1/x",
        "http://127.0.0.1.example.org/x",
    ] {
        let wanted = Download {
            address: address.into(),
            to: folder.path().join("x.gguf"),
            sha256: None,
        };
        let refused = download(&wanted, &StopFlag::new(), |_, _| {}).expect_err("not encrypted");
        assert!(refused.to_string().contains("https"), "{refused}");
    }
}

#[test]
fn a_stopped_download_keeps_what_arrived_and_goes_on_later() {
    let folder = tempfile::tempdir().expect("a folder");
    let (content, sha256) = model(folder.path());
    let server = serve(content, Mood::Honest);
    let stop = StopFlag::new();
    let stopped = download(&wanted(&server, folder.path(), None), &stop, |_, _| {
        stop.stop()
    });
    assert!(matches!(stopped, Err(ModelError::Stopped)));
    let model = download(
        &wanted(&server, folder.path(), None),
        &StopFlag::new(),
        |_, _| {},
    )
    .expect("a model");
    assert_eq!(model.sha256, sha256);
    let ranges = server.asked.lock().expect("the list").clone();
    assert!(ranges[0].is_none() && ranges[1].is_some(), "{ranges:?}");
}

#[test]
fn a_folder_of_models() {
    let temporary = tempfile::tempdir().expect("a folder");
    let (one, two) = (
        temporary.path().join("one.gguf"),
        temporary.path().join("two.gguf"),
    );
    written(&reader(TINY), &one);
    written(&encoder(TINY, "other"), &two);
    let folder = ModelFolder::new(temporary.path().join("models"));
    assert_eq!(folder.list().expect("a list").0, []);
    let first = folder.add(&one).expect("added");
    assert_eq!(folder.add(&one).expect("known"), first, "not twice");
    std::fs::rename(&two, &one).expect("another file of the same name");
    let second = folder.add(&one).expect("added");
    assert_ne!(first.model.path, second.model.path);
    std::fs::write(folder.path().join("broken.gguf"), b"GGUF").expect("a broken file");
    let (entries, problems) = folder.list().expect("a list");
    assert_eq!((entries.len(), problems.len()), (2, 1));
    assert!(entries.contains(&first) && entries.contains(&second));
    folder.remove(&second).expect("removed");
    assert!(one.exists(), "what it was added from stays");
    assert_eq!(folder.list().expect("a list").0, [first]);
    let not_a_model = temporary.path().join("text.gguf");
    std::fs::write(&not_a_model, "hello").expect("a text");
    assert!(folder.add(&not_a_model).is_err());
}

#[test]
fn a_model_is_added_while_others_look_at_the_folder() {
    for _ in 0..20 {
        let temporary = tempfile::tempdir().expect("a folder");
        let file = temporary.path().join("one.gguf");
        written(&reader(TINY), &file);
        let folder = ModelFolder::new(temporary.path().join("models"));
        let added = std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..50 {
                        let (_, problems) = folder.list().expect("a list");
                        assert!(problems.is_empty(), "{problems:?}");
                    }
                });
            }
            folder.add(&file).expect("added")
        });
        assert_eq!(added.source, file.display().to_string());
        assert_eq!(folder.list().expect("a list").0, [added]);
        let files = std::fs::read_dir(folder.path()).expect("the folder");
        assert_eq!(files.count(), 2, "the model and what is known of it");
    }
}
