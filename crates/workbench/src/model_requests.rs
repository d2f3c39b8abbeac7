//! What a window asks about models: the list, another choice, records to be read now, a reason.

use std::path::PathBuf;

use models::{ModelFile, StopFlag, Worker, WorkerOptions, inspect};
use review::{CriterionId, RecordId, ReviewerId, Stage};
use store::NewSuggestion;

use crate::asked::Asked;
use crate::bench::this_program;
use crate::corpus_summary::QuotedSentence;
use crate::decide::known_group;
use crate::desk::{Desk, Session, json};
use crate::error::{Error, Result};
use crate::events::{Event, Events};
use crate::jobs::{Job, JobKind, Lane};
use crate::model_at_work::ModelAtWork;
use crate::model_catalogue::{OfferedModel, download_model, offered_models};
use crate::model_files::{
    ModelEntry, ModelList, ModelRole, add_model, model_list, reader_file, remove_model,
};
use crate::model_server::{ServerRequest, remove_model_server, set_model_server};
use crate::model_trial::try_model;
use crate::off_thread::off_thread;
use crate::open_review::Review;
use crate::preferences::Preferences;
use crate::progress::Progress;
use crate::search_blocks::TermsWanted;
use crate::suggest::{Onlooker, SuggestSummary, understood};
use crate::suggestion_view::{SuggestionView, SuggestionsView};

impl Desk {
    /// The models on this computer.
    pub(crate) async fn models(&self) -> Result<ModelList> {
        let preferences = self.preferences().clone();
        off_thread("a step with model files", move || model_list(&preferences)).await
    }

    /// The models that can be downloaded.
    pub(crate) async fn offered_models(&self) -> Result<Vec<OfferedModel>> {
        let preferences = self.preferences().clone();
        off_thread("a step with model files", move || {
            offered_models(&preferences)
        })
        .await?
    }

    /// Adds a model file.
    pub(crate) fn add_model(&self, path: PathBuf) -> Job {
        self.take_in("Checking the model file", move |preferences, _| {
            add_model(&path, preferences)
        })
    }

    /// Downloads a model of the list.
    pub(crate) fn download_model(&self, id: String) -> Job {
        self.take_in("Downloading the model", move |preferences, progress| {
            download_model(&id, preferences, progress)
        })
    }

    /// Brings a model to this computer, and tries it where it was not tried yet.
    fn take_in(
        &self,
        label: &'static str,
        bring: impl FnOnce(&Preferences, &Progress) -> Result<ModelEntry> + Send + 'static,
    ) -> Job {
        let preferences = self.preferences().clone();
        let work = move |progress: Progress| async move {
            let (own, told) = (preferences.clone(), progress.clone());
            let mut entry =
                off_thread("a step with model files", move || bring(&own, &told)).await??;
            if entry.trial.is_none() && entry.role != ModelRole::Embedder {
                let file = inspected(entry.path.clone()).await?;
                let trial = try_model(&file, this_program()?, &preferences, &progress).await?;
                entry.trial = Some(trial);
            }
            json(entry)
        };
        self.jobs()
            .enqueue(Lane::Model, JobKind::AddModel, label, work)
    }

    /// Tries a model again.
    pub(crate) async fn try_model(&self, sha256: &str) -> Result<Job> {
        let list = self.models().await?;
        let known = list.models.into_iter().find(|m| m.sha256 == sha256);
        let path = known.ok_or_else(|| not_here(sha256))?.path;
        let preferences = self.preferences().clone();
        let work = move |progress: Progress| async move {
            let file = inspected(path).await?;
            json(try_model(&file, this_program()?, &preferences, &progress).await?)
        };
        let label = "Trying the model on made-up records";
        Ok(self
            .jobs()
            .enqueue(Lane::Model, JobKind::AddModel, label, work))
    }

    /// Asks a team's own model server, keeps and tries it.
    pub(crate) fn set_model_server(&self, server: ServerRequest) -> Job {
        let preferences = self.preferences().clone();
        let work = move |progress: Progress| async move {
            json(set_model_server(server, &preferences, &progress).await?)
        };
        self.jobs().enqueue(
            Lane::Model,
            JobKind::AddModel,
            "Asking the model server",
            work,
        )
    }

    /// Forgets the server.
    pub(crate) async fn remove_model_server(&self) -> Result<()> {
        remove_model_server(self.preferences())?;
        self.read_ahead_anew().await;
        Ok(())
    }

    /// Takes an added model away. The one that makes the suggestions gives way to the reader of the program.
    pub(crate) async fn remove_model(&self, sha256: String) -> Result<()> {
        if self.preferences().settings().model.as_deref() == Some(&sha256) {
            self.choose_model(None).await?;
        }
        let preferences = self.preferences().clone();
        off_thread("a step with model files", move || {
            remove_model(&sha256, &preferences)
        })
        .await?
    }

    /// Chooses the model that makes the suggestions.
    pub(crate) async fn choose_model(&self, sha256: Option<String>) -> Result<()> {
        if let Some(wanted) = &sha256 {
            let list = self.models().await?;
            let known = list.models.iter().any(|m| m.sha256 == *wanted)
                || list.server.is_some_and(|server| server.id == *wanted);
            if !known {
                return Err(not_here(wanted));
            }
        }
        let mut settings = self.preferences().settings();
        settings.model = sha256;
        self.preferences().set_settings(&settings)?;
        self.read_ahead_anew().await;
        Ok(())
    }

    /// Lets the model read ahead, or not.
    pub(crate) async fn set_read_ahead(&self, wanted: bool) -> Result<()> {
        let mut settings = self.preferences().settings();
        settings.read_ahead = wanted;
        self.preferences().set_settings(&settings)?;
        self.read_ahead_anew().await;
        Ok(())
    }

    async fn read_ahead_anew(&self) {
        if let Ok(session) = self.session().await {
            session.ahead.settings_changed();
        }
    }

    /// Has the model read records before all others.
    pub(crate) async fn suggest_now(&self, records: Vec<RecordId>) -> Result<Job> {
        let session = self.session().await?;
        let events = self.events().clone();
        self.run(
            Lane::Model,
            JobKind::Suggest,
            "Reading records",
            move |review, progress| async move {
                let ledger = review.ledger().await?;
                let groups = records
                    .iter()
                    .map(|id| known_group(&ledger, id))
                    .collect::<Result<Vec<usize>>>()?;
                drop(ledger);
                let model = session.ahead.model().await?;
                let stop = StopFlag::from(progress.stop_flag());
                let mut onlooker = Told {
                    events,
                    progress,
                    done: 0,
                    total: groups.len(),
                };
                let summary: SuggestSummary = review
                    .read_records(
                        model.agent(),
                        model.at_once(),
                        &groups,
                        groups.len(),
                        &stop,
                        &mut onlooker,
                    )
                    .await?;
                Ok(summary)
            },
        )
        .await
    }

    /// Asks the records of the open review; with the reader that reads ahead, else with that of the program.
    pub(crate) async fn ask_corpus(&self, question: String) -> Result<Job> {
        let session = self.session().await?;
        let preferences = self.preferences().clone();
        let work = move |review: Review, progress: Progress| async move {
            let reader = reader_at_hand(&session, preferences).await?;
            review.ask_corpus(&question, &reader, &progress).await
        };
        self.run(Lane::Model, JobKind::Ask, "Asking the records", work)
            .await
    }

    /// Has the model that is chosen sum up quoted sentences.
    pub(crate) async fn sum_up_answer(
        &self,
        question: String,
        quotes: Vec<QuotedSentence>,
    ) -> Result<Job> {
        let session = self.session().await?;
        let work = move |review: Review, progress: Progress| async move {
            let model = session.ahead.model().await?;
            review
                .corpus_summary(&question, &quotes, &model, &progress)
                .await
        };
        self.run(Lane::Model, JobKind::SumUp, "Writing a summary", work)
            .await
    }

    /// Has the model that is chosen name search terms for a block.
    pub(crate) async fn propose_terms(&self, wanted: TermsWanted) -> Result<Job> {
        let session = self.session().await?;
        let work = move |review: Review, progress: Progress| async move {
            let model = session.ahead.model().await?;
            review.model_terms(&wanted, &model, &progress).await
        };
        let label = "Asking the model for terms";
        self.run(Lane::Model, JobKind::ProposeTerms, label, work)
            .await
    }

    /// Looks for sentences that may bear on a question of risk of bias, with the same reader.
    pub(crate) async fn find_bias_sentences(
        &self,
        result: String,
        question: String,
        reviewer: ReviewerId,
    ) -> Result<Job> {
        let session = self.session().await?;
        session.review.refuse_unsought().await?;
        let preferences = self.preferences().clone();
        let work = move |review: Review, progress: Progress| async move {
            let reader = reader_at_hand(&session, preferences).await?;
            review
                .find_bias_sentences(&result, &question, &reviewer, &reader, &progress)
                .await
        };
        self.run(Lane::Model, JobKind::Ask, "Looking for sentences", work)
            .await
    }

    /// A suggestion with a reason, made anew.
    pub(crate) async fn explain(
        &self,
        record: &RecordId,
        criterion: &CriterionId,
        reviewer: &ReviewerId,
    ) -> Result<SuggestionView> {
        let session = self.session().await?;
        let review = &session.review;
        let ledger = review.ledger().await?;
        let group = review.refuse_hidden(&ledger, record, reviewer).await?;
        let combined = review.combined(&ledger, group).await?;
        let asked = Asked::new(ledger.protocol(), &combined);
        let wanted = asked
            .criteria
            .iter()
            .find(|c| c.criterion.id == *criterion)
            .ok_or_else(|| {
                Error::not_found(
                    format!("the protocol has no criterion “{criterion}”"),
                    "Open the record again; the protocol was changed.",
                )
            })?;
        let model = session.ahead.model().await?;
        let decoder = model.decoder().ok_or_else(|| {
            Error::refused(
                "the model that is chosen scores texts and gives no reasons",
                "Choose a model that writes under Models.",
            )
        })?;
        let item = asked.item(std::iter::once(wanted));
        let begun = std::time::Instant::now();
        let judgement = decoder
            .explain(&item, criterion.as_str(), &StopFlag::new())
            .await?;
        let (reading, warning) = understood(
            &[&judgement],
            &item,
            &wanted.criterion,
            asked.lacks_abstract(),
        );
        let new = NewSuggestion {
            record_id: ledger.id(group).clone(),
            criterion_id: criterion.clone(),
            protocol_version: ledger.protocol_version(),
            input_sha256: wanted.input_sha256.clone(),
            reading,
            warning,
            elapsed_ms: i64::try_from(begun.elapsed().as_millis()).unwrap_or(i64::MAX),
        };
        review
            .keep_suggestion(models::Agent::identity(decoder), new)
            .await?;
        let ledger = review.ledger().await?;
        let view = review
            .suggestions_view(&ledger, group, &combined, Stage::TitleAbstract, reviewer)
            .await?;
        let SuggestionsView::Shown { suggestions, .. } = view else {
            return Err(Error::internal(
                "the suggestion that was just kept is not shown",
            ));
        };
        let found = suggestions.into_iter().find(|s| s.criterion == *criterion);
        found.ok_or_else(|| Error::internal("the suggestion that was just kept is not there"))
    }
}

/// Tells the screens which records have suggestions now, and how far the job is.
struct Told {
    events: Events,
    progress: Progress,
    done: u64,
    total: usize,
}

impl Onlooker for Told {
    fn stored(&mut self, records: &[RecordId]) {
        self.events.send(Event::Suggested {
            records: records.to_vec(),
        });
    }

    fn passed(&mut self, groups: &[usize]) {
        self.done += groups.len() as u64;
        self.progress
            .report("Reading records", self.done, self.total as u64);
    }
}

fn not_here(sha256: &str) -> Error {
    Error::not_found(
        format!("there is no model with the SHA-256 {sha256}"),
        "Add its file first.",
    )
}

async fn inspected(path: PathBuf) -> Result<ModelFile> {
    off_thread("a step with model files", move || Ok(inspect(&path)?)).await?
}

/// The reader that reads ahead, else that of the program: a model that writes, or a server, is not started for this.
async fn reader_at_hand(session: &Session, preferences: Preferences) -> Result<Worker> {
    let chosen = preferences.settings().model;
    let file = off_thread("a step with model files", move || reader_file(&preferences)).await??;
    let at_work = match chosen.is_none_or(|chosen| chosen == file.sha256) {
        true => Some(session.ahead.model().await?),
        false => None,
    };
    match at_work.as_ref().and_then(ModelAtWork::reader) {
        Some(reader) => Ok(reader.clone()),
        None => Ok(Worker::start(this_program()?, file, WorkerOptions::default()).await?),
    }
}
