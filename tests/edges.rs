//! The crates depend on each other only as `docs/ARCHITECTURE.md` says, and each heavy library is known to one crate.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

/// Crate → the crates of this workspace that it may use.
const EDGES: [(&str, &[&str]); 25] = [
    ("review", &[]),
    ("agreement", &[]),
    ("timing", &["agreement"]),
    ("study", &["agreement"]),
    ("formats", &["review"]),
    ("dedup", &["review"]),
    ("ranking", &["review"]),
    ("search", &["review"]),
    ("store", &["review"]),
    ("drawing", &[]),
    ("prisma", &["review", "drawing"]),
    ("synthesis", &["agreement", "drawing"]),
    ("strategy", &["formats"]),
    ("bias", &["review", "agreement", "drawing"]),
    ("confine", &[]),
    ("documents", &["review", "confine"]),
    ("extraction", &["review", "documents"]),
    ("registry", &["review", "formats", "documents"]),
    ("census", &["review", "agreement", "documents", "formats"]),
    ("models", &["confine"]),
    (
        "workbench",
        &[
            "review",
            "formats",
            "dedup",
            "ranking",
            "search",
            "store",
            "prisma",
            "documents",
            "models",
            "agreement",
            "timing",
            "study",
            "extraction",
            "drawing",
            "synthesis",
            "strategy",
            "registry",
            "bias",
            "census",
        ],
    ),
    ("cli", &["workbench", "models"]),
    ("window", &["workbench", "models"]),
    ("attest-desktop", &["window"]),
    ("real_data", &[]),
];

/// Library → the only crate that may use it.
const OWNED: [(&str, &str); 12] = [
    ("sqlx", "store"),
    ("tantivy", "search"),
    ("quick-xml", "formats"),
    ("biblatex", "formats"),
    ("resvg", "drawing"),
    ("svg2pdf", "drawing"),
    ("hayro-interpret", "documents"),
    ("clap", "cli"),
    ("axum", "cli"),
    ("llama-cpp-sys-2", "models"),
    ("nalgebra", "study"),
    ("argmin", "study"),
];

/// Crates that compute and nothing else: no asynchronous runtime, no clock in the guise of a date library.
const PURE: [&str; 17] = [
    "review",
    "agreement",
    "timing",
    "study",
    "formats",
    "dedup",
    "ranking",
    "drawing",
    "prisma",
    "synthesis",
    "strategy",
    "bias",
    "search",
    "documents",
    "extraction",
    "registry",
    "census",
];

fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version",
            "1",
            "--no-deps",
            "--offline",
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo metadata");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    let name = |value: &Value| value["name"].as_str().expect("a name").to_owned();
    packages
        .iter()
        .map(|package| {
            let used = package["dependencies"].as_array().expect("dependencies");
            // What only the tests use does not couple the crates.
            (
                name(package),
                used.iter()
                    .filter(|d| d["kind"] != "dev")
                    .map(name)
                    .collect(),
            )
        })
        .collect()
}

#[test]
fn crates_use_only_what_the_architecture_allows() {
    let all = dependencies();
    let known: BTreeMap<&str, &[&str]> = EDGES.into_iter().collect();
    for (package, used) in &all {
        let allowed = known
            .get(package.as_str())
            .unwrap_or_else(|| panic!("{package} is not in the table"));
        for other in used.iter().filter(|other| all.contains_key(*other)) {
            assert!(
                allowed.contains(&other.as_str()),
                "{package} must not use {other}"
            );
        }
    }
    assert_eq!(
        all.len(),
        EDGES.len(),
        "the table names a crate that does not exist"
    );
}

#[test]
fn each_heavy_library_is_known_to_one_crate() {
    for (package, used) in dependencies() {
        for (library, owner) in OWNED {
            assert!(
                package == owner || !used.contains(library),
                "{package} must not use {library}"
            );
        }
        if PURE.contains(&package.as_str()) {
            for library in ["tokio", "jiff", "uuid"] {
                assert!(!used.contains(library), "{package} must not use {library}");
            }
        }
    }
}
