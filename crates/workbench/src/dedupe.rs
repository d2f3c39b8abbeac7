//! Dedupe: certain duplicates are merged, doubtful ones wait for a person, every merge can be undone.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

use dedup::{Deduplication, Options, WordDifferences};
use review::{MergeId, PairEvidence, Record, RecordId, ReviewerId};
use serde::Serialize;
use store::{Actor, DoubtfulPair, EditRow, MergeRow, PairVerdict, StoredRecord};
use ts_rs::TS;

use crate::error::{Error, Result};
use crate::ledger::Ledger;
use crate::open_review::Review;
use crate::progress::Progress;

/// What a run of the deduplication did.
#[derive(Clone, Debug, Serialize, TS)]
pub struct DedupeSummary {
    /// Records looked at.
    pub records: usize,
    /// Records merged by this run.
    pub merged_now: usize,
    /// Records that are merged into others in all.
    pub merged: usize,
    /// Records that remain.
    pub remaining: usize,
    /// Pairs that wait for a person.
    pub doubtful: usize,
}

/// Two records side by side, as a person decides on them.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PairView {
    /// The record imported first.
    pub a: SideView,
    /// The other.
    pub b: SideView,
    /// Field by field, with the rule that decided.
    pub evidence: PairEvidence,
    /// Where the titles differ, by word.
    pub titles: WordDifferences,
    /// Where the authors differ, by word.
    pub authors: WordDifferences,
    /// Where the journals differ, by word.
    pub journals: WordDifferences,
    /// Where the abstracts differ, by word.
    pub abstracts: WordDifferences,
    /// Whether someone has put the pair off.
    pub put_off: bool,
}

/// One side of a pair.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SideView {
    /// The record.
    pub id: RecordId,
    /// Its source.
    pub source: String,
    /// The file it came from.
    pub file: String,
    /// Number of its entry in that file, from 1.
    pub entry: i64,
    /// Its content.
    pub record: Record,
}

impl Review {
    /// Finds duplicates among all records, merges the certain ones and queues the doubtful ones. What people said about
    /// pairs is kept: a merge that was undone is not made again. Running it twice changes nothing.
    pub async fn dedupe(&self, progress: &Progress) -> Result<DedupeSummary> {
        let ledger = self.ledger().await?;
        let mut ordinals = Vec::new();
        let mut records = Vec::new();
        self.store
            .each_record(|stored| {
                if ledger.is_live(stored.ordinal) {
                    ordinals.push(stored.ordinal);
                    records.push(stored.record);
                }
                !progress.is_cancelled()
            })
            .await?;
        let positions: HashMap<usize, usize> = ordinals
            .iter()
            .enumerate()
            .map(|(position, &ordinal)| (ordinal, position))
            .collect();
        let (distinct, same) = declared(&ledger, &positions);
        let total = records.len();
        let found = find_off_thread(records, distinct, same, progress.clone()).await?;

        let mut merges = Vec::new();
        for group in &found.groups {
            let members: Vec<usize> = group.members.iter().map(|&p| ordinals[p]).collect();
            merges.extend(new_merges(&ledger, &members, group, &ordinals));
        }
        let pairs: Vec<DoubtfulPair> = found
            .queue
            .iter()
            .map(|link| DoubtfulPair {
                a: ledger.id(ordinals[link.a]).clone(),
                b: ledger.id(ordinals[link.b]).clone(),
                evidence: link.evidence.clone(),
            })
            .collect();
        let mut change = self.store.begin(&Actor::Program, "deduplicate").await?;
        change.add_merges(&merges).await?;
        change.replace_doubtful_pairs(&pairs).await?;
        change
            .commit(&serde_json::json!({ "records": total, "merged": merges.len(), "doubtful": pairs.len() }))
            .await?;
        let ledger = self.ledger().await?;
        let remaining = ledger.groups().count();
        Ok(DedupeSummary {
            records: total,
            merged_now: merges.len(),
            merged: total - remaining,
            remaining,
            doubtful: self.open_pairs().await?.len(),
        })
    }

    /// The doubtful pairs that still wait: neither answered nor joined meanwhile; those put off come last.
    pub(crate) async fn open_pairs(&self) -> Result<Vec<(DoubtfulPair, bool)>> {
        let ledger = self.ledger().await?;
        // An answer holds for the groups of the two records, whichever copies it was given on.
        let mut answered: HashMap<(usize, usize), PairVerdict> = HashMap::new();
        for row in &ledger.facts().pair_verdicts {
            if let (Some(a), Some(b)) = (ledger.ordinal(&row.a), ledger.ordinal(&row.b)) {
                answered.insert(unordered(ledger.group(a), ledger.group(b)), row.verdict);
            }
        }
        let mut open = Vec::new();
        for pair in self.store.doubtful_pairs().await? {
            let (Some(a), Some(b)) = (ledger.ordinal(&pair.a), ledger.ordinal(&pair.b)) else {
                continue;
            };
            let groups = unordered(ledger.group(a), ledger.group(b));
            if !ledger.is_live(a) || !ledger.is_live(b) || groups.0 == groups.1 {
                continue;
            }
            match answered.get(&groups) {
                None => open.push((pair, false)),
                Some(PairVerdict::Later) => open.push((pair, true)),
                Some(PairVerdict::Same | PairVerdict::Different) => {}
            }
        }
        open.sort_by(|(a, late_a), (b, late_b)| {
            late_a
                .cmp(late_b)
                .then_with(|| b.evidence.score.total_cmp(&a.evidence.score))
        });
        Ok(open)
    }

    /// The queue of doubtful pairs, the most alike first, with everything a person needs to decide.
    pub async fn duplicate_queue(&self, limit: usize) -> Result<Vec<PairView>> {
        let mut views = Vec::new();
        for (pair, put_off) in self.open_pairs().await?.into_iter().take(limit) {
            views.push(
                self.pair_view(&pair.a, &pair.b, Some(pair.evidence), put_off)
                    .await?,
            );
        }
        Ok(views)
    }

    /// Any two records side by side.
    pub async fn compare(&self, a: &RecordId, b: &RecordId) -> Result<PairView> {
        self.pair_view(a, b, None, false).await
    }

    async fn pair_view(
        &self,
        a: &RecordId,
        b: &RecordId,
        evidence: Option<PairEvidence>,
        put_off: bool,
    ) -> Result<PairView> {
        let ledger = self.ledger().await?;
        let (a, b) = (self.side(&ledger, a).await?, self.side(&ledger, b).await?);
        let differing = |text: fn(&Record) -> String| {
            dedup::differing_words(&text(&a.record), &text(&b.record))
        };
        Ok(PairView {
            evidence: evidence.unwrap_or_else(|| dedup::compare(&a.record, &b.record)),
            titles: differing(|r| r.title.clone().unwrap_or_default()),
            authors: differing(authors),
            journals: differing(|r| r.journal.clone().unwrap_or_default()),
            abstracts: differing(|r| r.abstract_text.clone().unwrap_or_default()),
            a,
            b,
            put_off,
        })
    }

    pub(crate) async fn side(&self, ledger: &Ledger, id: &RecordId) -> Result<SideView> {
        let stored = self.store.record(id).await?;
        let search = &ledger.search(stored.ordinal).search;
        Ok(SideView {
            id: stored.id,
            source: search.source.clone(),
            file: search.file_name.clone(),
            entry: stored.entry,
            record: stored.record,
        })
    }

    /// Says whether two records are the same work. *Same* merges them at once; *different* keeps them apart for good;
    /// *later* moves the pair to the end of the queue. Returns the merge that followed, by which
    /// [`take_back_pair`](Self::take_back_pair) finds it again.
    pub async fn judge_pair(
        &self,
        a: &RecordId,
        b: &RecordId,
        verdict: PairVerdict,
        reviewer: &ReviewerId,
    ) -> Result<Option<MergeId>> {
        let ledger = self.ledger().await?;
        let (a, b) = ordered(&ledger, a, b)?;
        if ledger.group(a) == ledger.group(b) {
            return Err(Error::refused(
                "these two records are merged already",
                "Undo the merge to say that they are different.",
            ));
        }
        let action = match verdict {
            PairVerdict::Same => "merge duplicates",
            PairVerdict::Different => "keep records apart",
            PairVerdict::Later => "put pair off",
        };
        let mut change = self
            .store
            .begin(&Actor::Reviewer(reviewer.clone()), action)
            .await?;
        change
            .add_pair_verdict(ledger.id(a), ledger.id(b), verdict, reviewer)
            .await?;
        let mut merge = None;
        if verdict == PairVerdict::Same {
            let (kept, duplicate) = (
                ledger.group(a).min(ledger.group(b)),
                ledger.group(a).max(ledger.group(b)),
            );
            let evidence = dedup::compare(
                &self.store.record(ledger.id(a)).await?.record,
                &self.store.record(ledger.id(b)).await?.record,
            );
            merge = change
                .add_merges(&[(
                    ledger.id(kept).clone(),
                    ledger.id(duplicate).clone(),
                    evidence,
                )])
                .await?
                .pop();
        }
        change
            .commit(
                &serde_json::json!({ "a": ledger.id(a), "b": ledger.id(b), "verdict": verdict }),
            )
            .await?;
        Ok(merge)
    }

    /// Takes an answer on a pair back: the pair waits again, and the merge that followed from the answer, if any, is
    /// undone with it in one change. Unlike [`undo_merge`](Self::undo_merge) it says nothing about the two works.
    pub async fn take_back_pair(
        &self,
        a: &RecordId,
        b: &RecordId,
        merge: Option<&MergeId>,
        reviewer: &ReviewerId,
    ) -> Result<()> {
        let ledger = self.ledger().await?;
        let (a, b) = ordered(&ledger, a, b)?;
        if let Some(merge) = merge {
            refuse_unknown_merge(&ledger, merge)?;
        }
        let mut change = self
            .store
            .begin(&Actor::Reviewer(reviewer.clone()), "take back pair")
            .await?;
        if let Some(merge) = merge {
            change.withdraw_merge(merge).await?;
        }
        change
            .add_pair_verdict(ledger.id(a), ledger.id(b), PairVerdict::Later, reviewer)
            .await?;
        change
            .commit(&serde_json::json!({ "a": ledger.id(a), "b": ledger.id(b), "merge": merge }))
            .await?;
        Ok(())
    }

    /// Undoes a merge: the record stands alone again, with the decisions made on it, and the program will not merge it
    /// with the others of its group again.
    pub async fn undo_merge(&self, merge: &MergeId, reviewer: &ReviewerId) -> Result<()> {
        let ledger = self.ledger().await?;
        let row = refuse_unknown_merge(&ledger, merge)?;
        let (_, duplicate) = ordered(&ledger, &row.kept, &row.duplicate)?;
        let mut change = self
            .store
            .begin(&Actor::Reviewer(reviewer.clone()), "undo merge")
            .await?;
        change.withdraw_merge(merge).await?;
        for other in ledger
            .members(ledger.group(duplicate))
            .into_iter()
            .filter(|&o| o != duplicate)
        {
            let (a, b) = (other.min(duplicate), other.max(duplicate));
            change
                .add_pair_verdict(ledger.id(a), ledger.id(b), PairVerdict::Different, reviewer)
                .await?;
        }
        change
            .commit(&serde_json::json!({ "merge": merge, "duplicate": row.duplicate }))
            .await?;
        Ok(())
    }

    /// The record of a group as it is screened: the fields of all copies combined.
    pub(crate) async fn combined(&self, ledger: &Ledger, group: usize) -> Result<Record> {
        let members = ledger.members(ledger.group(group));
        let records = self.store.records_at(&members).await?;
        let edits = if records.iter().any(|r| r.edited) {
            self.store.edits().await?
        } else {
            Vec::new()
        };
        Ok(combined_of(records, &edits))
    }
}

/// The fields of copies combined; a record without copies as it is. What a reviewer mended goes before everything that
/// was imported.
pub(crate) fn combined_of(mut copies: Vec<StoredRecord>, edits: &[EditRow]) -> Record {
    if copies.len() == 1 {
        return copies.swap_remove(0).record;
    }
    let mut combined = dedup::combine(&copies.iter().map(|c| &c.record).collect::<Vec<_>>());
    for edit in edits
        .iter()
        .filter(|edit| copies.iter().any(|c| c.id == edit.record_id))
    {
        edit.field.write(&mut combined, edit.new_value.clone());
    }
    combined
}

type Pairs = Vec<(usize, usize)>;

/// What people said, and what is merged, as positions for the search.
fn declared(ledger: &Ledger, positions: &HashMap<usize, usize>) -> (Pairs, Pairs) {
    let position = |id: &RecordId| ledger.ordinal(id).and_then(|o| positions.get(&o)).copied();
    let mut distinct = Vec::new();
    let mut same = Vec::new();
    for row in &ledger.facts().pair_verdicts {
        if let (PairVerdict::Different, Some(a), Some(b)) =
            (row.verdict, position(&row.a), position(&row.b))
        {
            distinct.push((a, b));
        }
    }
    for merge in &ledger.facts().merges {
        if let (Some(a), Some(b)) = (position(&merge.kept), position(&merge.duplicate)) {
            same.push((a, b));
        }
    }
    (distinct, same)
}

/// Merges that make the members of a found group one group of the review, each with the evidence that links it.
fn new_merges(
    ledger: &Ledger,
    members: &[usize],
    group: &dedup::Group,
    ordinals: &[usize],
) -> Vec<(RecordId, RecordId, PairEvidence)> {
    let Some(&first) = members.first() else {
        return Vec::new();
    };
    let kept = ledger.group(first);
    let mut joined: HashSet<usize> = HashSet::from([kept]);
    let mut merges = Vec::new();
    for &member in members {
        let root = ledger.group(member);
        if !joined.insert(root) {
            continue;
        }
        let link = group
            .evidence
            .iter()
            .find(|link| [ordinals[link.a], ordinals[link.b]].contains(&member))
            .or_else(|| group.evidence.first());
        if let Some(link) = link {
            merges.push((
                ledger.id(kept).clone(),
                ledger.id(root).clone(),
                link.evidence.clone(),
            ));
        }
    }
    merges
}

async fn find_off_thread(
    records: Vec<Record>,
    distinct: Pairs,
    same: Pairs,
    progress: Progress,
) -> Result<Deduplication> {
    tokio::task::spawn_blocking(move || {
        let references: Vec<&Record> = records.iter().collect();
        find_duplicates(
            &references,
            &Options {
                distinct: &distinct,
                same: &same,
            },
            &progress,
        )
    })
    .await
    .map_err(|e| Error::internal(format!("the deduplication ended unexpectedly: {e}")))?
}

/// Finds duplicates, reporting progress in thousandths.
pub(crate) fn find_duplicates(
    records: &[&Record],
    options: &Options<'_>,
    progress: &Progress,
) -> Result<Deduplication> {
    let watch = |share: f32| {
        progress.report("Comparing records", (share * 1000.0) as u64, 1000);
        if progress.is_cancelled() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    dedup::find(records, options, &watch).ok_or_else(Error::cancelled)
}

/// A merge that is in force.
fn refuse_unknown_merge<'l>(ledger: &'l Ledger, merge: &MergeId) -> Result<&'l MergeRow> {
    let merges = &ledger.facts().merges;
    merges.iter().find(|m| m.id == *merge).ok_or_else(|| {
        Error::not_found(
            format!("there is no merge {merge}, or it was undone already"),
            "Look at the list of what is merged.",
        )
    })
}

fn unordered(a: usize, b: usize) -> (usize, usize) {
    (a.min(b), a.max(b))
}

/// Two records in order of import.
fn ordered(ledger: &Ledger, a: &RecordId, b: &RecordId) -> Result<(usize, usize)> {
    let find = |id: &RecordId| {
        ledger.ordinal(id).ok_or_else(|| {
            Error::not_found(
                format!("there is no record {id} in this review"),
                "Check the identifier.",
            )
        })
    };
    let (a, b) = (find(a)?, find(b)?);
    if a == b {
        return Err(Error::invalid(
            "a record cannot be compared with itself",
            "Name two records.",
        ));
    }
    Ok(unordered(a, b))
}

/// The authors in one line.
pub(crate) fn authors(record: &Record) -> String {
    record
        .authors
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("; ")
}
