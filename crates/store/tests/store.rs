//! The promises of the store that are not visible from the command line.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

use std::time::Duration;

use review::{Protocol, Stage, Verdict};
use serde_json::json;
use store::{
    Access, Actor, EditableField, NewDecision, NewRecord, NewSearch, PreviousVersion, Store,
    StoreError,
};

async fn new_store(folder: &std::path::Path) -> Store {
    Store::create(&folder.join("Test.review"), "Test")
        .await
        .expect("a store")
}

async fn with_records(store: &Store, count: u64) {
    let record = review::Record {
        title: Some("A made-up trial".into()),
        ..review::Record::default()
    };
    let mut change = store
        .begin(&Actor::Program, "import")
        .await
        .expect("a change");
    let search = change
        .add_search(&NewSearch {
            source: "PubMed",
            kind: review::SourceKind::Database,
            searched_on: None,
            strategy: None,
            file_name: "export.ris",
            file_sha256: "00",
            format: "RIS",
            encoding: "UTF-8",
        })
        .await
        .expect("a search");
    let records: Vec<NewRecord<'_>> = (1..=count)
        .map(|entry| NewRecord {
            entry,
            line: None,
            record: &record,
        })
        .collect();
    change
        .add_records(&search, &records)
        .await
        .expect("records");
    change.commit(&json!({})).await.expect("committed");
}

#[tokio::test]
async fn a_change_that_is_dropped_leaves_nothing_behind() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = new_store(folder.path()).await;
    let before = store.last_change().await.expect("a number");
    {
        let mut change = store
            .begin(&Actor::Program, "add reviewer")
            .await
            .expect("a change");
        change.add_reviewer("Nobody").await.expect("added");
    }
    assert!(store.reviewers().await.expect("reviewers").is_empty());
    assert_eq!(store.last_change().await.expect("a number"), before);
    assert_eq!(store.verify_audit().await.expect("verified"), None);
}

#[tokio::test]
async fn a_reader_cannot_write_and_sees_what_the_writer_committed() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = new_store(folder.path()).await;
    let path = folder.path().join("Test.review");
    let reader = Store::open(&path, Access::Read).await.expect("a reader");
    assert!(matches!(
        reader.begin(&Actor::Program, "write").await,
        Err(StoreError::OpenedForReading)
    ));
    assert!(matches!(
        Store::open(&path, Access::Write).await,
        Err(StoreError::InUse { .. })
    ));
    let mut change = store
        .begin(&Actor::Program, "add reviewer")
        .await
        .expect("a change");
    change.add_reviewer("R. Adams").await.expect("added");
    assert!(reader.reviewers().await.expect("reviewers").is_empty());
    change.commit(&json!({})).await.expect("committed");
    assert_eq!(
        reader.reviewers().await.expect("reviewers")[0].name,
        "R. Adams"
    );
}

#[tokio::test]
async fn a_program_that_is_just_ending_is_waited_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = new_store(folder.path()).await;
    let path = folder.path().join("Test.review");
    let ending = tokio::spawn(async move {
        tokio::time::sleep(Duration::from_millis(300)).await;
        store.close().await;
    });
    let next = Store::open(&path, Access::Write).await;
    assert!(next.is_ok(), "{next:?}");
    ending.await.expect("ended");
}

#[tokio::test]
async fn an_edit_shows_and_keeps_what_stood_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = new_store(folder.path()).await;
    with_records(&store, 2).await;
    let facts = store.facts().await.expect("facts");
    let record = &facts.records[1].id;
    let mut change = store
        .begin(&Actor::Program, "edit")
        .await
        .expect("a change");
    let adams = change.add_reviewer("R. Adams").await.expect("added");
    change
        .edit_record(
            record,
            EditableField::Abstract,
            None,
            Some("Typed in by hand."),
            &adams,
        )
        .await
        .expect("edited");
    change.commit(&json!({})).await.expect("committed");
    let edited = store.record(record).await.expect("the record");
    assert_eq!(
        (edited.record.abstract_text.as_deref(), edited.edited),
        (Some("Typed in by hand."), true)
    );
    assert_eq!(store.edits().await.expect("edits")[0].old_value, None);
    assert!(
        !store
            .record(&facts.records[0].id)
            .await
            .expect("the other")
            .edited
    );
}

#[tokio::test]
async fn a_withdrawn_decision_makes_the_one_before_it_count_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = new_store(folder.path()).await;
    with_records(&store, 1).await;
    let record = store.facts().await.expect("facts").records[0].id.clone();
    let mut change = store
        .begin(&Actor::Program, "decide")
        .await
        .expect("a change");
    change
        .add_protocol(&Protocol::default(), None)
        .await
        .expect("a protocol");
    let adams = change.add_reviewer("R. Adams").await.expect("added");
    let mut made = Vec::new();
    for verdict in [Verdict::Include, Verdict::Exclude] {
        let decision = NewDecision {
            record_id: &record,
            stage: Stage::TitleAbstract,
            reviewer_id: &adams,
            role: review::Role::Reviewer,
            verdict,
            reason: None,
            note: None,
            active_ms: Some(9_000),
            protocol_version: 1,
        };
        made.extend(change.add_decisions(&[decision]).await.expect("decided"));
    }
    change
        .withdraw_decision(&made[1].id, &adams)
        .await
        .expect("withdrawn");
    change.commit(&json!({})).await.expect("committed");
    let facts = store.facts().await.expect("facts");
    assert_eq!(
        facts
            .decisions
            .iter()
            .map(|d| d.verdict)
            .collect::<Vec<_>>(),
        [Verdict::Include]
    );
    let history = store.decision_history().await.expect("the history");
    assert_eq!(
        history
            .iter()
            .map(|(_, withdrawn)| *withdrawn)
            .collect::<Vec<_>>(),
        [false, true]
    );
}

#[tokio::test]
async fn a_backup_is_a_whole_database() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = new_store(folder.path()).await;
    let mut change = store
        .begin(&Actor::Program, "previous version")
        .await
        .expect("a change");
    change
        .set_previous_version(PreviousVersion {
            studies: 3,
            reports: 4,
        })
        .await
        .expect("set");
    change.commit(&json!({})).await.expect("committed");
    let backup = store.back_up("by-hand").await.expect("a backup");

    let restored = folder.path().join("Restored.review");
    std::fs::create_dir_all(&restored).expect("a folder");
    std::fs::copy(backup, restored.join("review.db")).expect("copied");
    let restored = Store::open(&restored, Access::Write)
        .await
        .expect("a review");
    let facts = restored.facts().await.expect("facts");
    assert_eq!(
        facts.previous_version,
        Some(PreviousVersion {
            studies: 3,
            reports: 4
        })
    );
    assert_eq!(restored.verify_audit().await.expect("verified"), None);
}

#[tokio::test]
async fn folders_may_have_any_name() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in [
        "Größe & 100 % (neu?) #1.review",
        "a'b\"c;d.review",
        "mode=ro&x.review",
        "系統的レビュー.review",
    ] {
        let path = folder.path().join(name);
        Store::create(&path, name)
            .await
            .unwrap_or_else(|e| panic!("{name}: {e}"))
            .close()
            .await;
        let store = Store::open(&path, Access::Write)
            .await
            .unwrap_or_else(|e| panic!("{name}: {e}"));
        assert_eq!(store.review().await.expect("a review").title, name);
        assert!(path.join("review.db").is_file());
    }
}

#[tokio::test]
async fn suggestions_are_appended_and_what_was_seen_is_kept_with_the_decision() {
    use review::{CitedSentence, CriterionId, Reading, Role, Sighting, SuggestedLabel};
    use store::{NewAgent, NewSuggestion};

    let folder = tempfile::tempdir().expect("a folder");
    let store = new_store(folder.path()).await;
    with_records(&store, 2).await;
    let record = store.facts().await.expect("facts").records[0].id.clone();
    let agent = NewAgent {
        name: "tiny".into(),
        sha256: "ab".into(),
        quantization: "Q8_0".into(),
        prompt_version: "reader-1".into(),
        seed: u64::MAX.to_string(),
    };
    let read = Reading::Read {
        label: SuggestedLabel::Partly,
        probability: Some(1.0),
        evidence: vec![CitedSentence {
            sentence: "S2".into(),
            weight: 0.25,
        }],
        reason: None,
    };
    let unread = Reading::Unread {
        why: "cut off".into(),
    };
    let new = |reading: &Reading| NewSuggestion {
        record_id: record.clone(),
        criterion_id: CriterionId::from("i1"),
        protocol_version: 1,
        input_sha256: "cd".into(),
        reading: reading.clone(),
        warning: None,
        elapsed_ms: 12,
    };
    let mut change = store
        .begin(&Actor::Program, "suggest")
        .await
        .expect("a change");
    change
        .add_protocol(&Protocol::default(), None)
        .await
        .expect("a protocol");
    let reviewer = change.add_reviewer("R. Adams").await.expect("a reviewer");
    let id = change.agent(&agent).await.expect("an agent");
    assert_eq!(change.agent(&agent).await.expect("the same"), id);
    let made = change
        .add_suggestions(&id, &[new(&read), new(&unread)])
        .await
        .expect("suggestions");
    let decisions = change
        .add_decisions(&[NewDecision {
            record_id: &record,
            stage: Stage::TitleAbstract,
            reviewer_id: &reviewer,
            role: Role::Reviewer,
            verdict: Verdict::Include,
            reason: None,
            note: None,
            active_ms: None,
            protocol_version: 1,
        }])
        .await
        .expect("a decision");
    change
        .add_sightings(&decisions[0].id, &[(made[0].clone(), Sighting::After)])
        .await
        .expect("a sighting");
    change.commit(&json!({})).await.expect("committed");

    let found = store
        .suggestions_on(std::slice::from_ref(&record))
        .await
        .expect("suggestions");
    let readings: Vec<&Reading> = found.iter().map(|s| &s.reading).collect();
    assert_eq!(readings, [&read, &unread]);
    assert_eq!(store.agents().await.expect("agents")[0].seed, agent.seed);
    let rows = store.readings_since("").await.expect("rows");
    let labels: Vec<_> = rows.iter().map(|r| (r.label, r.probability)).collect();
    assert_eq!(
        labels,
        [(Some(SuggestedLabel::Partly), Some(1.0)), (None, None)]
    );
    let later = store
        .readings_since(rows[0].id.as_str())
        .await
        .expect("rows");
    assert_eq!(later.len(), 1);
    let seen = store.sightings().await.expect("sightings");
    assert_eq!(
        (seen.len(), &seen[0].suggestion_id, seen[0].sighting),
        (1, &made[0], Sighting::After)
    );
}
