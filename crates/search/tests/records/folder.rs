//! The folder of the index: absent, stale, damaged, half-built, impossible to write.

use std::convert::Infallible;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::corpus::{Corpus, ask, ids, open, plain_facts, record};
use review::{Record, RecordId};
use search::{Index, SearchError, Typing};

fn corpus() -> Corpus {
    vec![
        record(
            "a",
            "Asthma in children",
            "Inhaled steroids were given.",
            2001,
        ),
        record(
            "b",
            "Bronchitis",
            "Children with asthma were excluded.",
            2002,
        ),
    ]
}

fn works(index: &Index, corpus: &Corpus) {
    let facts = plain_facts(index, corpus);
    assert_eq!(
        ids(&ask(index, &facts, "asthma", Typing::Complete)),
        ["a", "b"]
    );
    assert_eq!(
        ids(&ask(index, &facts, "steroids", Typing::Complete)),
        ["a"]
    );
}

fn rebuilt(folder: &Path, fingerprint: &str) -> bool {
    let index = open(folder, fingerprint, &corpus()).unwrap();
    works(&index, &corpus());
    assert!(!index.origin().in_memory);
    index.origin().rebuilt
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        if entry.path().is_dir() {
            found.extend(files(&entry.path()));
        } else {
            found.push(entry.path());
        }
    }
    found
}

#[test]
fn rebuilt_when_absent_or_stale_only() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("index");
    assert!(rebuilt(&folder, "1"));
    assert!(!rebuilt(&folder, "1"));
    assert!(rebuilt(&folder, "2"));
    assert!(!rebuilt(&folder, "2"));
    fs::remove_dir_all(&folder).unwrap();
    assert!(rebuilt(&folder, "2"));
    // Superseded generations are gone.
    assert_eq!(
        fs::read_dir(&folder)
            .unwrap()
            .flatten()
            .filter(|e| e.path().is_dir())
            .count(),
        1
    );
}

type Damage = fn(&mut Vec<u8>);

#[test]
fn every_file_damaged_in_every_way_is_noticed_or_harmless() {
    let folder = tempfile::tempdir().unwrap();
    let original = folder.path().join("original");
    open(&original, "1", &corpus()).unwrap();
    let damages: [(&str, Damage); 5] = [
        ("emptied", |bytes| bytes.clear()),
        ("cut to 5 bytes", |bytes| bytes.truncate(5)),
        ("cut in half", |bytes| bytes.truncate(bytes.len() / 2)),
        ("garbled", |bytes| {
            bytes
                .iter_mut()
                .enumerate()
                .for_each(|(i, byte)| *byte = byte.wrapping_mul(31) ^ i as u8)
        }),
        ("one bit", |bytes| {
            let middle = bytes.len() / 2;
            bytes
                .get_mut(middle)
                .into_iter()
                .for_each(|byte| *byte ^= 1);
        }),
    ];
    let names: Vec<PathBuf> = files(&original)
        .iter()
        .map(|file| file.strip_prefix(&original).unwrap().to_owned())
        .collect();
    assert!(names.len() > 5);
    for name in &names {
        for (damage, apply) in &damages {
            let copy = tempfile::tempdir().unwrap();
            for file in &names {
                let to = copy.path().join(file);
                fs::create_dir_all(to.parent().unwrap()).unwrap();
                let mut bytes = fs::read(original.join(file)).unwrap();
                if file == name {
                    apply(&mut bytes);
                }
                fs::write(to, bytes).unwrap();
            }
            println!("{} {damage}", name.display());
            rebuilt(copy.path(), "1");
        }
        // Removed.
        let copy = tempfile::tempdir().unwrap();
        for file in names.iter().filter(|file| *file != name) {
            let to = copy.path().join(file);
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::copy(original.join(file), to).unwrap();
        }
        rebuilt(copy.path(), "1");
    }
}

#[test]
fn a_cancelled_or_failing_build_leaves_nothing_and_the_old_index_stays() {
    let folder = tempfile::tempdir().unwrap();
    assert!(rebuilt(folder.path(), "1"));
    let cancel = AtomicBool::new(false);
    let corpus = corpus();
    let records = || {
        corpus
            .iter()
            .map(|(id, record)| Ok::<_, Infallible>((id.clone(), record)))
    };
    let cancelled = Index::open_or_rebuild(
        folder.path(),
        "2",
        records,
        &mut |_| cancel.store(true, Ordering::Relaxed),
        &cancel,
    );
    assert!(matches!(cancelled, Err(SearchError::Cancelled)));

    let broken = || {
        let first: Result<(RecordId, Record), String> = Ok(corpus[0].clone());
        [first, Err("the database is locked".to_owned())]
    };
    let failed = Index::open_or_rebuild(
        folder.path(),
        "2",
        broken,
        &mut |_| {},
        &AtomicBool::new(false),
    );
    let message = failed.err().unwrap().to_string();
    assert!(message.contains("the database is locked"), "{message}");
    assert!(!rebuilt(folder.path(), "1"));
}

#[test]
fn a_half_built_generation_is_ignored() {
    let folder = tempfile::tempdir().unwrap();
    assert!(rebuilt(folder.path(), "1"));
    // As a program leaves it that was killed before its last commit.
    fs::create_dir(folder.path().join("2")).unwrap();
    fs::write(
        folder.path().join("2/meta.json"),
        r#"{"segments":[],"schema":[],"opstamp":0}"#,
    )
    .unwrap();
    assert!(!rebuilt(folder.path(), "1"));
    assert!(rebuilt(folder.path(), "2"));
}

#[test]
fn a_folder_that_cannot_be_made_gives_an_index_in_memory() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("index");
    fs::write(&file, "not a folder").unwrap();
    let index = open(&file, "1", &corpus()).unwrap();
    assert!(index.origin().in_memory);
    works(&index, &corpus());
    index
        .update([corpus()[0].clone()], &["b".into()], "2")
        .unwrap();
    assert_eq!(index.len(), 1);
}

#[test]
fn an_index_that_cannot_be_locked_is_read_into_memory() {
    let folder = tempfile::tempdir().unwrap();
    assert!(rebuilt(folder.path(), "1"));
    let lock = folder.path().join("1/.tantivy-meta.lock");
    fs::remove_file(&lock).ok();
    fs::create_dir(&lock).unwrap();
    let index = open(folder.path(), "1", &corpus()).unwrap();
    assert_eq!(
        (index.origin().rebuilt, index.origin().in_memory),
        (false, true)
    );
    works(&index, &corpus());
}

#[test]
fn updates_are_seen_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = corpus();
    let index = open(folder.path(), "1", &corpus).unwrap();
    let facts = plain_facts(&index, &corpus);
    index
        .update([record("b", "Bronchiolitis", "", 2003)], &["a".into()], "2")
        .unwrap();
    assert_eq!(index.len(), 1);
    assert_eq!(
        ids(&ask(&index, &facts, "bronchiolitis", Typing::Complete)),
        ["b"]
    );
    assert_eq!(
        ids(&ask(&index, &facts, "asthma", Typing::Complete)),
        [""; 0]
    );
    drop(index);
    let index = open(folder.path(), "2", &corpus).unwrap();
    assert!(!index.origin().rebuilt);
    assert_eq!(index.len(), 1);
}

#[test]
fn an_id_given_twice_counts_once_and_last() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = vec![
        record("a", "First", "", 2000),
        record("a", "Second", "", 2000),
    ];
    let index = open(folder.path(), "1", &corpus).unwrap();
    let facts = plain_facts(&index, &corpus);
    assert_eq!(ask(&index, &facts, "first", Typing::Complete).total, 0);
    assert_eq!(ids(&ask(&index, &facts, "second", Typing::Complete)), ["a"]);
}

#[test]
fn facts_of_another_index_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = corpus();
    let index = open(&folder.path().join("1"), "1", &corpus).unwrap();
    let other = open(&folder.path().join("2"), "1", &corpus).unwrap();
    let query = search::Query::parse("asthma", Typing::Complete);
    let facts = plain_facts(&other, &corpus);
    assert!(matches!(
        index.search(&search::Request::new(&query, &facts)),
        Err(SearchError::Foreign)
    ));
}
