//! Packets: part of the work for one reviewer, as one encrypted file. It is made into a review of its own elsewhere, worked
//! on without the others, and what was decided comes back as a second file.

mod merge;
mod sealed;

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use review::{DecisionId, DocumentHash, RecordId, Retrieval, ReviewerId, Role, Stage};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::{Access, Actor, Packet, PacketRole, RecordedDecision, Slice, SliceOf, Store};
use ts_rs::TS;

pub use self::merge::{PacketConflict, RefusedAnswer, TakenAnswers};
pub use self::sealed::Passphrase;
use self::sealed::{Kind, open, seal};
use crate::error::{Error, Result};
use crate::ledger::Ledger;
use crate::off_thread::off_thread;
use crate::open_review::Review;

/// What a packet shall hold.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct PacketRequest {
    /// Whose work it is.
    pub reviewer: ReviewerId,
    /// The stage.
    pub stage: Stage,
    /// How many records at most: those that would come next for the reviewer.
    pub most: usize,
    /// Whether the suggestions of models are given along. Whether they are seen before deciding is up to the protocol.
    pub suggestions: bool,
    /// Whether the PDFs of reports are.
    pub documents: bool,
    /// Who gives it.
    pub by: ReviewerId,
}

/// A packet that was written.
#[derive(Clone, Debug, Serialize, TS)]
pub struct GivenPacket {
    /// The packet.
    pub packet: Packet,
    /// Number of PDFs in it.
    pub documents: usize,
    /// Size of the file, bytes.
    pub bytes: u64,
}

/// A packet of this review and what came back of it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PacketView {
    /// The packet.
    pub packet: Packet,
    /// Name of the reviewer.
    pub name: String,
    /// Records of it on which the reviewer has decided, as far as is known here.
    pub decided: usize,
}

/// The way out.
#[derive(Serialize, Deserialize)]
struct Work {
    id: String,
    review: String,
    reviewer: ReviewerId,
    stage: Stage,
    made_at: i64,
    records: Vec<RecordId>,
    slice: Slice,
    documents: Vec<Enclosed>,
}

/// A document behind the body.
#[derive(Serialize, Deserialize)]
struct Enclosed {
    hash: DocumentHash,
    length: u64,
}

/// The way back.
#[derive(Serialize, Deserialize)]
struct Answers {
    id: String,
    review: String,
    reviewer: ReviewerId,
    stage: Stage,
    /// In order of time, with times and what was seen.
    decisions: Vec<RecordedDecision>,
    /// SHA-256 of title and abstract of each record as it was read.
    texts: BTreeMap<RecordId, String>,
    notes: Vec<Note>,
}

#[derive(Serialize, Deserialize)]
struct Note {
    record: RecordId,
    body: String,
}

impl Review {
    /// The packets of this review, the latest first.
    pub async fn packets(&self) -> Result<Vec<PacketView>> {
        let ledger = self.ledger().await?;
        let mut views = Vec::new();
        for packet in self.store.packets().await?.into_iter().rev() {
            let records = self.store.packet_records(&packet.id).await?;
            let decided = records.iter().filter(|id| {
                ledger.ordinal(id).is_some_and(|ordinal| {
                    let group = ledger.group(ordinal);
                    ledger
                        .own_decision(group, packet.stage, &packet.reviewer_id)
                        .is_some()
                })
            });
            views.push(PacketView {
                decided: decided.count(),
                name: ledger.reviewer_name(&packet.reviewer_id).to_owned(),
                packet,
            });
        }
        Ok(views)
    }

    /// Writes the next records of a reviewer, that are in no other packet of theirs, into a file.
    ///
    /// Refused where nothing waits for the reviewer.
    pub async fn give_packet(
        &self,
        request: &PacketRequest,
        passphrase: &Passphrase,
        to: &Path,
    ) -> Result<GivenPacket> {
        let ledger = self.ledger().await?;
        self.reviewer(request.reviewer.as_str()).await?;
        let groups = self.not_given_yet(&ledger, request).await?;
        if groups.is_empty() {
            return Err(Error::refused(
                format!(
                    "nothing waits for {} at this stage that was not given already",
                    ledger.reviewer_name(&request.reviewer)
                ),
                "Import records, or take back what was decided on an earlier packet first.",
            ));
        }
        let mut of = SliceOf {
            suggestions: request.suggestions,
            ..SliceOf::default()
        };
        for &group in &groups {
            of.records.extend(
                ledger
                    .members(group)
                    .into_iter()
                    .map(|o| ledger.id(o).clone()),
            );
            if request.stage == Stage::FullText {
                // What put the report at this stage; it is settled.
                let settled = ledger.in_force(group, Stage::TitleAbstract);
                of.decisions.extend(settled.into_iter().map(|d| d.id));
                if let Retrieval::Retrieved {
                    document: Some(hash),
                } = ledger.retrieval(group)
                    && request.documents
                {
                    of.documents.insert(hash);
                }
            }
        }
        let mut documents = Vec::new();
        let mut files = Vec::new();
        for hash in &of.documents {
            let path = self.store.bring_document(hash).await?;
            let length = std::fs::metadata(&path)
                .map_err(|e| Error::file(&path, &e))?
                .len();
            documents.push(Enclosed {
                hash: hash.clone(),
                length,
            });
            files.push(path);
        }
        let (DecisionId(id), made_at) = self.store.next_decision();
        let records: Vec<RecordId> = groups.iter().map(|&g| ledger.id(g).clone()).collect();
        let packet = Packet {
            id: id.clone(),
            role: PacketRole::Given,
            reviewer_id: request.reviewer.clone(),
            stage: request.stage,
            made_at,
            records: records.len() as i64,
        };
        let mut change = self
            .store
            .begin(&Actor::Reviewer(request.by.clone()), "give packet")
            .await?;
        change.add_packet(&packet, &records).await?;
        let work = Work {
            id,
            review: self.store.review().await?.id,
            reviewer: request.reviewer.clone(),
            stage: request.stage,
            made_at,
            records,
            slice: self.store.slice(&of).await?,
            documents,
        };
        let (path, passphrase) = (to.to_owned(), passphrase.clone());
        let count = files.len();
        let sealed = move || seal(&path, &passphrase, Kind::Work, &work, &files);
        off_thread("the packet", sealed).await??;
        change
            .commit(&serde_json::json!({
                "packet": packet.id, "reviewer": packet.reviewer_id, "stage": packet.stage,
                "records": packet.records, "documents": count,
            }))
            .await?;
        let bytes = std::fs::metadata(to)
            .map_err(|e| Error::file(to, &e))?
            .len();
        Ok(GivenPacket {
            packet,
            documents: count,
            bytes,
        })
    }

    async fn not_given_yet(&self, ledger: &Ledger, request: &PacketRequest) -> Result<Vec<usize>> {
        let mut given: HashSet<RecordId> = HashSet::new();
        for packet in self.store.packets().await? {
            if packet.reviewer_id == request.reviewer && packet.stage == request.stage {
                given.extend(self.store.packet_records(&packet.id).await?);
            }
        }
        let order = self.saved_order(Some(&request.reviewer)).await?;
        let waiting = crate::screen::queue(ledger, &request.reviewer, request.stage, &order);
        Ok(waiting
            .filter(|&group| !given.contains(ledger.id(group)))
            .take(request.most)
            .collect())
    }

    /// Makes a review of a packet, in a folder that does not exist yet. Only its reviewer works in it.
    pub async fn open_packet(file: &Path, passphrase: &Passphrase, folder: &Path) -> Result<Self> {
        let (path, passphrase) = (file.to_owned(), passphrase.clone());
        let (work, documents) = off_thread("the packet", move || {
            let mut opened = open::<Work>(&path, &passphrase, Kind::Work)?;
            let mut documents = Vec::new();
            for enclosed in std::mem::take(&mut opened.body.documents) {
                let bytes = opened.document(enclosed.length)?;
                documents.push((enclosed.hash, bytes));
            }
            Ok::<_, Error>((opened.body, documents))
        })
        .await??;
        let store = Store::create_from(&work.slice, folder).await?;
        let filled = fill(&store, &work, &documents).await;
        store.close().await;
        if let Err(error) = filled {
            if let Err(error) = std::fs::remove_dir_all(folder) {
                tracing::warn!(%error, folder = %folder.display(), "the unfinished review could not be removed");
            }
            return Err(error);
        }
        Self::open(folder, Access::Write).await
    }

    /// Writes what was decided in a review that was made of a packet, to be taken into the review it came from. It can be
    /// written again at any time; what was taken before is known there.
    ///
    /// Refused in any other review, and where the audit trail was altered.
    pub async fn answer_packet(&self, passphrase: &Passphrase, to: &Path) -> Result<GivenPacket> {
        let received = self.store.packets().await?;
        let Some(packet) = received
            .into_iter()
            .find(|p| p.role == PacketRole::Received)
        else {
            return Err(Error::refused(
                "this review was not made of a packet",
                "Answers are written in the review that a packet was opened into.",
            ));
        };
        if let Some(sequence) = self.verify_audit().await? {
            return Err(Error::refused(
                format!("the audit trail was altered at change {sequence}"),
                "What was decided before can be read, but it cannot be vouched for; ask for the packet again.",
            ));
        }
        let answers = self.answers(&packet).await?;
        let (path, passphrase) = (to.to_owned(), passphrase.clone());
        let records = answers.decisions.len() as i64;
        off_thread("the packet", move || {
            seal(&path, &passphrase, Kind::Answers, &answers, &[])
        })
        .await??;
        let bytes = std::fs::metadata(to)
            .map_err(|e| Error::file(to, &e))?
            .len();
        Ok(GivenPacket {
            packet: Packet { records, ..packet },
            documents: 0,
            bytes,
        })
    }

    async fn answers(&self, packet: &Packet) -> Result<Answers> {
        let ledger = self.ledger().await?;
        let records = self.store.packet_records(&packet.id).await?;
        let activities = self.store.activities().await?;
        let seen = self.store.sightings().await?;
        let mut decisions = Vec::new();
        let mut texts = BTreeMap::new();
        for decision in ledger.decisions() {
            let own = decision.reviewer_id == packet.reviewer_id
                && decision.stage == packet.stage
                && decision.role == Role::Reviewer
                && records.contains(&decision.record_id);
            if !own {
                continue;
            }
            texts.insert(
                decision.record_id.clone(),
                self.text_hash(&ledger, &decision.record_id).await?,
            );
            decisions.push(RecordedDecision {
                activity: activities
                    .iter()
                    .find(|a| a.decision_id.as_ref() == Some(&decision.id))
                    .cloned(),
                sightings: seen
                    .iter()
                    .filter(|s| s.decision_id == decision.id)
                    .map(|s| (s.suggestion_id.clone(), s.sighting))
                    .collect(),
                decision: decision.clone(),
            });
        }
        let notes = self.store.notes(None).await?.into_iter();
        let notes = notes.filter(|n| n.reviewer_id == packet.reviewer_id);
        Ok(Answers {
            id: packet.id.clone(),
            review: self.store.review().await?.id,
            reviewer: packet.reviewer_id.clone(),
            stage: packet.stage,
            decisions,
            texts,
            notes: notes
                .map(|note| Note {
                    record: note.record_id,
                    body: note.body,
                })
                .collect(),
        })
    }

    /// SHA-256 of title and abstract of a record as it stands here, hexadecimal.
    async fn text_hash(&self, ledger: &Ledger, record: &RecordId) -> Result<String> {
        let group = crate::decide::known_group(ledger, record)?;
        let record = self.combined(ledger, group).await?;
        let mut hasher = Sha256::new();
        for text in [record.title, record.abstract_text] {
            let text = text.unwrap_or_default();
            hasher.update(text.len().to_le_bytes());
            hasher.update(text);
        }
        Ok(store::hexadecimal(&hasher.finalize()))
    }
}

async fn fill(store: &Store, work: &Work, documents: &[(DocumentHash, Vec<u8>)]) -> Result<()> {
    for (hash, bytes) in documents {
        if store.put_document(bytes)? != *hash {
            return Err(Error::bad_input(
                "a document of the packet is not the one that was sent",
                "Ask for the packet again.",
            ));
        }
    }
    let actor = Actor::Reviewer(work.reviewer.clone());
    let mut change = store.begin(&actor, "received packet").await?;
    let packet = Packet {
        id: work.id.clone(),
        role: PacketRole::Received,
        reviewer_id: work.reviewer.clone(),
        stage: work.stage,
        made_at: work.made_at,
        records: work.records.len() as i64,
    };
    change.add_packet(&packet, &work.records).await?;
    // Whatever the shares of the protocol say of them.
    let whose = std::slice::from_ref(&work.reviewer);
    change
        .assign_records(&work.records, work.stage, whose)
        .await?;
    change
        .commit(&serde_json::json!({ "packet": packet.id, "records": packet.records }))
        .await?;
    Ok(())
}
