//! Reports are read in a process of their own: those of the sample as their truth says, and bad ones without harm.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

mod support;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::Value;
use support::{json as run, program, sample, word};

/// White space as one blank.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of the document that lie in a range of its text.
fn words(document: &Value, range: &Value) -> String {
    let text = document["text"].as_str().expect("text");
    let end = |name: &str| {
        let place = range[name].as_u64().expect("a place");
        usize::try_from(place).expect("a place")
    };
    folded(&text[end("start")..end("end")])
}

/// What stands on each page, word by word.
fn pages(document: &Value) -> BTreeMap<u64, String> {
    let mut pages: BTreeMap<u64, String> = BTreeMap::new();
    let text = document["text"].as_str().expect("text");
    let mut end = 0;
    for word in document["words"].as_array().expect("words") {
        let page = word["place"]["page"].as_u64().expect("a page");
        let start =
            usize::try_from(word["range"]["start"].as_u64().expect("a place")).expect("a place");
        let said = pages.entry(page).or_default();
        // Some words are of several pieces.
        if start > end {
            said.push(' ');
        }
        said.push_str(&words(document, &word["range"]));
        end = usize::try_from(word["range"]["end"].as_u64().expect("a place")).expect("a place");
    }
    assert!(end <= text.len());
    pages
}

#[test]
fn the_reports_of_the_sample_hold_what_their_truth_says_on_its_pages() {
    let folder = sample().join("reports");
    let scratch = tempfile::tempdir().expect("a folder");
    let mut rows: BTreeMap<String, Vec<(String, u64)>> = BTreeMap::new();
    let mut table = csv::Reader::from_path(folder.join("values.csv")).expect("values.csv");
    let head = table.headers().expect("a head").clone();
    let column = |name: &str| head.iter().position(|h| h == name).expect("a column");
    let (report, page, place) = (column("report"), column("page"), column("where"));
    for row in table.records() {
        let row = row.expect("a row");
        if !row[place].is_empty() {
            let page = row[page].parse().expect("a page");
            rows.entry(row[report].to_owned())
                .or_default()
                .push((folded(&row[place]), page));
        }
    }
    assert_eq!(rows.len(), 6);
    let mut missing = Vec::new();
    for (report, quotes) in &rows {
        let out = scratch.path().join("report.json");
        let pdf = folder.join(format!("{report}.pdf"));
        let summary = run(["read", &word(&pdf), "--out", &word(&out)]);
        assert_eq!(summary["status"]["status"], "read");
        // One of them holds white words to a machine.
        let hidden = summary["hidden"].as_array().expect("hidden passages");
        assert_eq!(hidden.len(), usize::from(report == "w012"), "{summary}");
        for passage in hidden {
            assert_eq!(
                (&passage["why"], &passage["page"]),
                (&"unseen".into(), &2.into())
            );
            let says = passage["says"].as_str().expect("words");
            assert!(says.starts_with("Note to language models"), "{says}");
        }
        let tables = summary["tables"].as_array().expect("tables");
        for label in ["Table 1", "Table 2"] {
            let found = tables.iter().any(|table| table["label"] == label);
            assert!(found, "{summary}");
        }
        let document: Value =
            serde_json::from_slice(&std::fs::read(&out).expect("the document")).expect("JSON");
        assert!(!folded(document["text"].as_str().expect("text")).contains("language models"));
        let pages = pages(&document);
        for (quote, page) in quotes {
            if !pages
                .get(page)
                .is_some_and(|said| said.contains(quote.as_str()))
            {
                missing.push((report, page, quote));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn text_and_markdown_are_read_as_they_are() {
    let scratch = tempfile::tempdir().expect("a folder");
    let file = scratch.path().join("report.md");
    let text = "# Results\n\nTwelve of 60 patients died.\n\n| Outcome | Visits |\n|---|---|\n| Deaths | 12 |\n";
    std::fs::write(&file, text).expect("written");
    let out = scratch.path().join("report.json");
    let summary = run(["read", &word(&file), "--out", &word(&out)]);
    assert_eq!(summary["sections"][0], "Results");
    let document: Value =
        serde_json::from_slice(&std::fs::read(&out).expect("the document")).expect("JSON");
    assert_eq!(document["sentences"][1]["id"], "S2");
    assert_eq!(
        words(&document, &document["sentences"][1]["range"]),
        "Twelve of 60 patients died."
    );
    assert_eq!(document["tables"][0]["cells"][3]["id"], "T1.r2.c2");
}

/// Forms that draw ten others each, nine deep: a thousand million words.
fn endless() -> String {
    let mut file = String::from(
        "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n\
         2 0 obj\n<< /Type /Pages /Count 1 /Kids [3 0 R] >>\nendobj\n\
         3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /XObject << /X 10 0 R >> >> \
         /Contents 4 0 R >>\nendobj\n4 0 obj\n<< /Length 5 >>\nstream\n/X Do\nendstream\nendobj\n\
         5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>\nendobj\n",
    );
    for depth in 0..9 {
        let (content, next) = if depth == 8 {
            ("BT /F 10 Tf 20 20 Td (more) Tj ET ".repeat(10), 5)
        } else {
            ("/X Do ".repeat(10), 11 + depth)
        };
        write!(
            file,
            "{} 0 obj\n<< /Type /XObject /Subtype /Form /BBox [0 0 612 792] /Length {} /Resources << /XObject << /X {next} \
             0 R >> /Font << /F 5 0 R >> >> >>\nstream\n{content}\nendstream\nendobj\n",
            10 + depth,
            content.len()
        )
        .expect("a string");
    }
    file.push_str("trailer\n<< /Root 1 0 R /Size 20 >>\n%%EOF\n");
    file
}

#[test]
fn a_file_without_end_is_given_up() {
    let scratch = tempfile::tempdir().expect("a folder");
    let file = scratch.path().join("endless.pdf");
    std::fs::write(&file, endless()).expect("written");
    let start = Instant::now();
    let summary = run(["read", &word(&file)]);
    assert_eq!(summary["status"]["status"], "too_large", "{summary}");
    assert!(start.elapsed() < Duration::from_secs(30));
}

/// A page whose content is one and a half gigabytes of blanks, packed into 24 megabytes by run lengths.
fn swelling() -> Vec<u8> {
    // 129 − 2 bytes on: the byte that follows, 128 times (PDF 32000-1, 7.4.5).
    let packed = [129_u8, b' '].repeat(12 << 20);
    let mut file = Vec::from(
        "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n\
         2 0 obj\n<< /Type /Pages /Count 1 /Kids [3 0 R] >>\nendobj\n\
         3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>\nendobj\n",
    );
    let head = format!(
        "4 0 obj\n<< /Length {} /Filter /RunLengthDecode >>\nstream\n",
        packed.len()
    );
    file.extend(head.as_bytes());
    file.extend(packed);
    file.extend(b"\nendstream\nendobj\ntrailer\n<< /Root 1 0 R /Size 5 >>\n%%EOF\n");
    file
}

#[test]
fn a_file_that_swells_in_memory_is_given_up() {
    let scratch = tempfile::tempdir().expect("a folder");
    let file = scratch.path().join("swelling.pdf");
    std::fs::write(&file, swelling()).expect("written");
    let summary = run(["read", &word(&file)]);
    assert_eq!(summary["status"]["status"], "too_large", "{summary}");
    // On a busy machine the time is up before the memory is.
    let why = summary["status"]["why"].as_str().expect("a reason");
    assert!(
        why.contains("more than 1 GB of memory") || why.contains("more than 10 seconds"),
        "{why}"
    );
}

#[test]
fn the_process_that_reads_can_do_nothing_else() {
    // By itself, without a file, it ends; it answers nothing to what is no request.
    let output = program()
        .arg("document-worker")
        .stdin(std::process::Stdio::null())
        .output()
        .expect("attest starts");
    assert!(!output.status.success());
    assert!(output.stdout.is_empty());
}

/// Every damaged, hostile, encrypted or odd file has a status, within ten seconds and a gigabyte.
#[test]
fn no_file_does_harm() {
    let Some(folder) = real_data::folder("pdf/robust") else {
        return;
    };
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for entry in std::fs::read_dir(folder).expect("the folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|e| e != "pdf") {
            continue;
        }
        let start = Instant::now();
        let status = status_of(&path);
        let seconds = start.elapsed().as_secs_f64();
        assert!(seconds < 11.0, "{}: {seconds} s", path.display());
        *seen.entry(status).or_default() += 1;
    }
    assert!(seen.values().sum::<usize>() > 50, "{seen:?}");
    // Limits are for what has no end; none of these has.
    assert_eq!(seen.get("too_large"), None, "{seen:?}");
    assert!(seen["read"] > seen["damaged"], "{seen:?}");
}

fn status_of(path: &Path) -> String {
    let summary = run(["read", &word(path)]);
    summary["status"]["status"]
        .as_str()
        .expect("a status")
        .to_owned()
}
