//! Suggest values: the documents of studies are read for the values of the form. What comes of it is advice, with its
//! evidence and its lights; it becomes a value only by a named person (`give.rs`).
//!
//! A step asks the store what still lacks an answer, so that it can be stopped and started again at any moment.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use documents::Document;
use extraction::{ReaderScores, Source, StudyLists, Suggested, ToRead};
use models::{Pair, StopFlag, VALUES_VERSION, Worker};
use review::{
    AgentId, DocumentHash, Field as FormField, Form, Proposal, ReviewerId, StudyId, ValueAddress,
    ValueStatus,
};
use serde::Serialize;
use sha2::{Digest, Sha256};
use store::{Actor, NewAgent, NewValueSuggestion, StudyPartKind};
use ts_rs::TS;

use super::addresses::names;
use super::ask_values::with_decoder;
use super::standing::{Standing, form_in_force};
use super::studies::ToExtract;
use crate::desk::Desk;
use crate::error::{Code, Error, Result};
use crate::events::Event;
use crate::jobs::{Job, JobKind, Lane};
use crate::model_at_work::{ModelAtWork, ModelToUse};
use crate::off_thread::off_thread;
use crate::open_review::Review;
use crate::progress::Progress;

/// What a stretch of suggesting came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct ValuesSummary {
    /// Studies that were gone through.
    pub studies: usize,
    /// Values for which something is proposed.
    pub proposed: usize,
    /// Values of which the document says nothing.
    pub not_reported: usize,
    /// Values without an answer.
    pub unread: usize,
    /// Documents that could not be read, with the reason.
    pub unreadable: Vec<String>,
    /// Studies whose arms or outcomes are not named yet, although the form asks for values of them.
    pub without_parts: Vec<String>,
}

/// Version of the way values are asked for; another one asks anew.
const ASKED_AS: &str = "values-2";
/// Sentences and rows that a reader is asked about for each question, the best by their words.
const READ_PER_QUESTION: usize = 8;
/// Pairs that are scored between two looks at the wish to stop.
const BATCH: usize = 32;

/// SHA-256, hexadecimal, over what is asked of a document: the document itself, the field's kind and question, and the
/// arm, outcome and time point. Another wording is another question.
pub(crate) fn asked_sha256(
    document: &DocumentHash,
    field: &FormField,
    address: &ValueAddress,
) -> String {
    let question = extraction::question(field, address);
    let asked = serde_json::json!([document, field.kind, field.scope, question, address]);
    store::hexadecimal(&Sha256::digest(asked.to_string()))
}

impl Review {
    /// Has values suggested for one study, or for all; reports that belong to no study get one in the name of the
    /// reviewer. Without a model, rules and the words of the documents alone say what is proposed.
    ///
    /// What was asked before in the same words, by the same agent, is not asked again.
    pub async fn suggest_values(
        &self,
        study: Option<&StudyId>,
        reviewer: &ReviewerId,
        model: Option<(ModelToUse, models::Launch)>,
        progress: &Progress,
    ) -> Result<ValuesSummary> {
        let model = match model {
            Some((model, launch)) => Some(ModelAtWork::of(launch, model).await?),
            None => None,
        };
        self.values_by(study, reviewer, model.as_ref(), progress, &|| {})
            .await
    }

    /// The same, with a model that runs already; `stored` is told of every study whose suggestions are on disk.
    async fn values_by(
        &self,
        study: Option<&StudyId>,
        reviewer: &ReviewerId,
        model: Option<&ModelAtWork>,
        progress: &Progress,
        stored: &(dyn Fn() + Sync),
    ) -> Result<ValuesSummary> {
        self.known_reviewer(reviewer).await?;
        let facts = self.extraction_facts().await?;
        if form_in_force(&facts).is_none() {
            return Err(Error::refused(
                "there is no form for extraction yet",
                "Make one first, for example from a template.",
            ));
        }
        let ledger = self.ledger().await?;
        let mut wanted = self.to_extract(&ledger, &facts).await?;
        wanted.retain(|one| study.is_none() || one.study.as_ref() == study);
        drop((ledger, facts));
        let mut summary = ValuesSummary::default();
        // Of one study it is told how far its reading is; of several, how many are done.
        let within = match wanted.len() {
            1 => progress.clone(),
            _ => progress.quiet(),
        };
        for (done, one) in wanted.iter().enumerate() {
            progress.report("Suggesting values", done as u64, wanted.len() as u64);
            self.values_of(one, reviewer, model, &within, &mut summary)
                .await?;
            summary.studies += 1;
            stored();
        }
        Ok(summary)
    }

    async fn values_of(
        &self,
        one: &ToExtract,
        reviewer: &ReviewerId,
        model: Option<&ModelAtWork>,
        progress: &Progress,
        summary: &mut ValuesSummary,
    ) -> Result<()> {
        let attached = one.reports.iter().any(|report| report.document.is_some());
        let study = match (&one.study, one.reports.first()) {
            (Some(study), _) => study.clone(),
            (None, Some(report)) if attached => self.begin_study(&report.record, reviewer).await?,
            _ => return Ok(()),
        };
        let facts = self.extraction_facts().await?;
        let standing = Standing::of(&facts, &study, review::ReviewersPerRecord::One);
        let Some(form) = standing.form else {
            return Ok(());
        };
        let lists = StudyLists {
            arms: names(&standing.parts, StudyPartKind::Arm),
            outcomes: names(&standing.parts, StudyPartKind::Outcome),
            time_points: names(&standing.parts, StudyPartKind::TimePoint),
        };
        let unasked = form
            .fields
            .iter()
            .any(|field| lists.addresses(field).is_empty());
        if unasked {
            summary.without_parts.push(one.label.clone());
        }
        for report in &one.reports {
            if progress.is_cancelled() {
                return Err(stop_error());
            }
            let Some(hash) = &report.document else {
                continue;
            };
            if self.is_answered(&study, hash, &standing, model).await? {
                continue;
            }
            let document = match self.readable(hash).await {
                Ok(document) => document,
                Err(error) => {
                    let name = report.file_name.as_deref().unwrap_or(&report.citation);
                    summary.unreadable.push(format!("{name}: {error}"));
                    continue;
                }
            };
            let reader = match model.and_then(ModelAtWork::reader) {
                Some(model) => scores(&document, form, &lists, model, progress).await?,
                None => ReaderScores::default(),
            };
            let ruled =
                proposals(Arc::clone(&document), form.clone(), lists.clone(), reader).await?;
            let suggested = match model.and_then(ModelAtWork::decoder) {
                Some(decoder) => {
                    with_decoder(&document, form, &lists, ruled, decoder, progress).await?
                }
                None => ruled,
            };
            self.keep_values(&study, hash, form, suggested, model, summary)
                .await?;
        }
        Ok(())
    }

    /// Whether the agent answered all that the form asks of this document now.
    async fn is_answered(
        &self,
        study: &StudyId,
        document: &DocumentHash,
        standing: &Standing<'_>,
        model: Option<&ModelAtWork>,
    ) -> Result<bool> {
        let asker = agent(model);
        let same: HashSet<AgentId> = self
            .store
            .agents()
            .await?
            .into_iter()
            .filter(|a| a.sha256 == asker.sha256 && a.prompt_version == asker.prompt_version)
            .map(|a| a.id)
            .collect();
        let known = self.store.value_inputs(study, &same).await?;
        Ok(standing
            .addresses
            .iter()
            .all(|address| match asked_of(standing.form, address) {
                Some(field) => known.contains(&asked_sha256(document, field, address)),
                None => true,
            }))
    }

    /// Appends what is new: the same proposal to the same question is not kept twice.
    async fn keep_values(
        &self,
        study: &StudyId,
        document: &DocumentHash,
        form: &Form,
        suggested: Vec<Suggested>,
        model: Option<&ModelAtWork>,
        summary: &mut ValuesSummary,
    ) -> Result<()> {
        let asker = agent(model);
        let mut latest: HashMap<String, Proposal> = HashMap::new();
        for stored in self.store.value_suggestions(study).await? {
            latest.insert(stored.input_sha256, stored.suggestion.proposal);
        }
        let mut new = Vec::new();
        for one in suggested {
            let Some(field) = asked_of(Some(form), &one.address) else {
                continue;
            };
            match &one.proposal {
                Proposal::Unread { .. } => summary.unread += 1,
                Proposal::Read { finding, .. } if finding.status == ValueStatus::NotReported => {
                    summary.not_reported += 1;
                }
                Proposal::Read { .. } => summary.proposed += 1,
            }
            new.push(NewValueSuggestion {
                study_id: study.clone(),
                document: document.clone(),
                form_id: form.id.clone(),
                form_version: form.version,
                input_sha256: asked_sha256(document, field, &one.address),
                address: one.address,
                proposal: one.proposal,
            });
        }
        let mut change = self.store.begin(&Actor::Program, "suggest values").await?;
        let id = change.agent(&asker).await?;
        change.add_value_suggestions(&id, &new).await?;
        change
            .commit(&serde_json::json!({
                "study": study, "document": document, "agent": id, "model": asker.name, "suggestions": new.len(),
                "changed": new.iter().filter(|n| latest.get(&n.input_sha256) != Some(&n.proposal)).count(),
            }))
            .await?;
        self.advance_ledger(|_| {}).await?;
        Ok(())
    }
}

impl Desk {
    /// Has values suggested for one study, or for all: by rules, and by the decoder that is chosen, where one is. A
    /// reader is not asked: measured, its scores made no suggestion better (docs/BENCHMARKS.md), and cost half a minute.
    pub(crate) async fn suggest_values(
        &self,
        study: Option<StudyId>,
        reviewer: ReviewerId,
    ) -> Result<Job> {
        let session = self.session().await?;
        let events = self.events().clone();
        self.run(
            Lane::Model,
            JobKind::SuggestValues,
            "Suggesting values",
            move |review, progress| async move {
                let model = match session.ahead.model().await {
                    Ok(model) => Some(model).filter(|model| model.reader().is_none()),
                    Err(error) if error.code == Code::NotFound => None,
                    Err(error) => return Err(error),
                };
                let change = review.last_change().await?;
                let stored = || events.send(Event::Changed { change });
                review
                    .values_by(
                        study.as_ref(),
                        &reviewer,
                        model.as_ref(),
                        &progress,
                        &stored,
                    )
                    .await
            },
        )
        .await
    }
}

/// The field that an address asks for.
fn asked_of<'f>(form: Option<&'f Form>, address: &ValueAddress) -> Option<&'f FormField> {
    form?.fields.iter().find(|field| field.id == address.field)
}

/// Who proposes: the reader whose scores were used, the decoder that is asked where the rules propose nothing, or the
/// program's own rules.
fn agent(model: Option<&ModelAtWork>) -> NewAgent {
    let Some(model) = model else {
        return NewAgent {
            name: "rules without a model".to_owned(),
            sha256: String::new(),
            quantization: String::new(),
            prompt_version: ASKED_AS.to_owned(),
            seed: "0".to_owned(),
        };
    };
    let identity = model.agent().identity();
    let (prompt_version, seed) = if model.reader().is_some() {
        (ASKED_AS.to_owned(), "0".to_owned())
    } else {
        // The seed says which delimiters stood around the passages.
        (
            format!("{ASKED_AS} {VALUES_VERSION}"),
            identity.seed.to_string(),
        )
    };
    NewAgent {
        name: identity.name.clone(),
        sha256: identity.sha256.clone(),
        quantization: identity.quantization.clone(),
        prompt_version,
        seed,
    }
}

/// What a reader makes of the units that have words of each question. A value that cannot be a number or words, such as
/// one of a field of choices, is asked for like every other.
async fn scores(
    document: &Arc<Document>,
    form: &Form,
    lists: &StudyLists,
    worker: &Worker,
    progress: &Progress,
) -> Result<ReaderScores> {
    let (document, form, lists) = (Arc::clone(document), form.clone(), lists.clone());
    let asked: Vec<ToRead> = off_thread("suggesting values", move || {
        extraction::to_read(&Source::new(&document), &form, &lists, READ_PER_QUESTION)
    })
    .await?;
    let stop = StopFlag::from(progress.stop_flag());
    let mut reader = ReaderScores::default();
    for (batch, some) in asked.chunks(BATCH).enumerate() {
        progress.report(
            "Reading the report for its values",
            (batch * BATCH) as u64,
            asked.len() as u64,
        );
        let pairs = some.iter().map(|one| Pair {
            question: one.question.clone(),
            text: one.text.clone(),
        });
        worker
            .score(pairs.collect(), &stop, |place, answer| {
                if let (Some(probability), Some(one)) = (answer.probability(), some.get(place)) {
                    reader.insert(&one.question, one.unit, probability);
                }
            })
            .await?;
    }
    Ok(reader)
}

async fn proposals(
    document: Arc<Document>,
    form: Form,
    lists: StudyLists,
    reader: ReaderScores,
) -> Result<Vec<Suggested>> {
    off_thread("suggesting values", move || {
        extraction::suggest(&Source::new(&document), &form, &lists, &reader)
    })
    .await
}

fn stop_error() -> Error {
    Error::new(
        Code::Cancelled,
        "stopped",
        "What was suggested so far is kept; start it again when you like.",
    )
}
