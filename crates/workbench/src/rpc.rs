//! [`Session`]: the contract with a user interface: a named request in, a JSON value or an [`Error`] out.
//!
//! The same requests travel over HTTP (`attest serve`) and, later, through the window's one command. A session remembers
//! the background ranking of each reviewer, so that the next record is there at once after a decision.

use std::collections::HashMap;
use std::sync::Arc;

use review::{Protocol, RecordId, Retrieval, ReviewerId, Stage};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::{EditableField, PairVerdict, RemovalKind};
use tokio::sync::Mutex;

use crate::decide::Verdicts;
use crate::error::{Error, Result};
use crate::find::SearchRequest;
use crate::import::ImportFile;
use crate::open_review::Review;
use crate::progress::Progress;
use crate::rank::LiveRanking;

/// What a user interface can ask for: `{"name": "next_records", "payload": {…}}`.
#[derive(Debug, Deserialize)]
#[serde(tag = "name", content = "payload", rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "each request is the use case of that name, each field its argument"
)]
pub enum Request {
    Status {
        recall: f64,
        confidence: f64,
    },
    Flow {},
    Reviewers {},
    AddReviewer {
        name: String,
    },
    Protocol {},
    SetProtocol {
        protocol: Protocol,
        remark: Option<String>,
    },
    Searches {},
    Problems {
        search: review::SearchId,
    },
    Import {
        files: Vec<ImportFile>,
    },
    WithdrawImport {
        search: review::SearchId,
        reason: String,
    },
    Dedupe {},
    DuplicateQueue {
        limit: usize,
    },
    MergedGroups {
        limit: usize,
    },
    JudgePair {
        a: RecordId,
        b: RecordId,
        verdict: PairVerdict,
        reviewer: ReviewerId,
    },
    UndoMerge {
        merge: review::MergeId,
        reviewer: ReviewerId,
    },
    NextRecords {
        reviewer: ReviewerId,
        stage: Stage,
        count: usize,
    },
    Record {
        record: RecordId,
        stage: Stage,
        reviewer: ReviewerId,
    },
    Workload {
        reviewer: ReviewerId,
        stage: Stage,
    },
    Decide(Verdicts),
    Adjudicate(Verdicts),
    Undo {
        reviewer: ReviewerId,
    },
    Conflicts {
        stage: Stage,
        reviewer: ReviewerId,
    },
    Note {
        record: RecordId,
        reviewer: ReviewerId,
        body: String,
    },
    Tag {
        records: Vec<RecordId>,
        tag: String,
        present: bool,
        reviewer: ReviewerId,
    },
    Edit {
        record: RecordId,
        field: EditableField,
        value: Option<String>,
        reviewer: ReviewerId,
    },
    Reports {},
    SetRetrieval {
        record: RecordId,
        retrieval: Retrieval,
        reviewer: ReviewerId,
    },
    LinkStudy {
        records: Vec<RecordId>,
        label: String,
        reviewer: ReviewerId,
    },
    Remove {
        records: Vec<RecordId>,
        kind: RemovalKind,
        reason: String,
        reviewer: ReviewerId,
    },
    Restore {
        records: Vec<RecordId>,
        reviewer: ReviewerId,
    },
    Search {
        query: String,
        as_you_type: bool,
        offset: usize,
        limit: usize,
        reviewer: Option<ReviewerId>,
    },
}

/// An open review with what runs beside it.
#[derive(Clone, Debug)]
pub struct Session {
    review: Review,
    rankings: Arc<Mutex<HashMap<ReviewerId, LiveRanking>>>,
}

impl Session {
    /// A session over a review.
    pub fn new(review: Review) -> Self {
        Self {
            review,
            rankings: Arc::default(),
        }
    }

    /// The review.
    pub fn review(&self) -> &Review {
        &self.review
    }

    /// Answers a request given as JSON text. A request that is not understood is an error, never a guess.
    pub async fn answer_text(&self, text: &[u8]) -> Result<Value> {
        let request: Request = serde_json::from_slice(text).map_err(|e| {
            Error::invalid(
                format!("the request was not understood: {e}"),
                "The program and its user interface do not fit; restart both.",
            )
        })?;
        self.answer(request).await
    }

    /// Answers a request.
    pub async fn answer(&self, request: Request) -> Result<Value> {
        let review = &self.review;
        let progress = Progress::silent();
        match request {
            Request::Status { recall, confidence } => {
                json(review.status(recall, confidence).await?)
            }
            Request::Flow {} => json(review.flow().await?),
            Request::Reviewers {} => json(review.reviewers().await?),
            Request::AddReviewer { name } => json(review.add_reviewer(&name).await?),
            Request::Protocol {} => json(review.protocol_versions().await?),
            Request::SetProtocol { protocol, remark } => {
                json(review.set_protocol(&protocol, remark.as_deref()).await?)
            }
            Request::Searches {} => json(review.searches().await?),
            Request::Problems { search } => json(review.problems(&search).await?),
            Request::Import { files } => json(review.import(&files, &progress).await?),
            Request::WithdrawImport { search, reason } => {
                json(review.withdraw_import(&search, &reason).await?)
            }
            Request::Dedupe {} => json(review.dedupe(&progress).await?),
            Request::DuplicateQueue { limit } => json(review.duplicate_queue(limit).await?),
            Request::MergedGroups { limit } => json(review.merged_groups(limit).await?),
            Request::JudgePair {
                a,
                b,
                verdict,
                reviewer,
            } => json(review.judge_pair(&a, &b, verdict, &reviewer).await?),
            Request::UndoMerge { merge, reviewer } => {
                json(review.undo_merge(&merge, &reviewer).await?)
            }
            Request::NextRecords {
                reviewer,
                stage,
                count,
            } => {
                let order = self.order(&reviewer).await?;
                json(review.next_records(&reviewer, stage, &order, count).await?)
            }
            Request::Record {
                record,
                stage,
                reviewer,
            } => json(review.record_view(&record, stage, &reviewer).await?),
            Request::Workload { reviewer, stage } => json(review.workload(&reviewer, stage).await?),
            Request::Decide(verdict) => {
                let decision = review.decide(&verdict).await?;
                self.learn().await;
                json(decision)
            }
            Request::Adjudicate(verdict) => {
                let decision = review.adjudicate(&verdict).await?;
                self.learn().await;
                json(decision)
            }
            Request::Undo { reviewer } => {
                let undone = review.undo(&reviewer).await?;
                self.learn().await;
                json(undone)
            }
            Request::Conflicts { stage, reviewer } => {
                json(review.conflicts(stage, &reviewer).await?)
            }
            Request::Note {
                record,
                reviewer,
                body,
            } => json(review.add_note(&record, &reviewer, &body).await?),
            Request::Tag {
                records,
                tag,
                present,
                reviewer,
            } => json(review.set_tag(&records, &tag, present, &reviewer).await?),
            Request::Edit {
                record,
                field,
                value,
                reviewer,
            } => json(
                review
                    .edit_record(&record, field, value.as_deref(), &reviewer)
                    .await?,
            ),
            Request::Reports {} => json(review.reports().await?),
            Request::SetRetrieval {
                record,
                retrieval,
                reviewer,
            } => json(review.set_retrieval(&record, &retrieval, &reviewer).await?),
            Request::LinkStudy {
                records,
                label,
                reviewer,
            } => json(review.link_study(&records, &label, &reviewer).await?),
            Request::Remove {
                records,
                kind,
                reason,
                reviewer,
            } => json(
                review
                    .remove_before_screening(&records, kind, &reason, &reviewer)
                    .await?,
            ),
            Request::Restore { records, reviewer } => {
                json(review.restore(&records, &reviewer).await?)
            }
            Request::Search {
                query,
                as_you_type,
                offset,
                limit,
                reviewer,
            } => {
                let request = SearchRequest {
                    query,
                    as_you_type,
                    offset,
                    limit,
                    viewer: reviewer,
                };
                json(review.search(&request, &progress).await?)
            }
        }
    }

    /// The order of a reviewer as the background keeps it.
    async fn order(&self, reviewer: &ReviewerId) -> Result<Arc<Vec<usize>>> {
        let mut rankings = self.rankings.lock().await;
        if let Some(ranking) = rankings.get(reviewer) {
            return Ok(ranking.order());
        }
        let ranking = LiveRanking::start(&self.review, reviewer).await?;
        let order = ranking.order();
        rankings.insert(reviewer.clone(), ranking);
        Ok(order)
    }

    async fn learn(&self) {
        for ranking in self.rankings.lock().await.values() {
            ranking.learn();
        }
    }
}

fn json(value: impl Serialize) -> Result<Value> {
    serde_json::to_value(value)
        .map_err(|e| Error::internal(format!("an answer could not be written: {e}")))
}
