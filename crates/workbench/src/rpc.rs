//! The contract with a user interface: a named request in, a JSON value or an [`Error`](crate::Error) out.
//!
//! The same requests travel through the window's one command and over HTTP (`attest serve`). The table below is the
//! whole contract: each line is a request with its arguments, the type of its answer, and the use case that answers it.
//! From it come the type [`Request`], the answering function, and, by ts-rs, the TypeScript that the screens are
//! checked against (`tests/bindings.rs`).

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::pin::Pin;

use census::{Answer, CriterionEntry, OperatingPoint};
use registry::TableKind;
use review::{
    CalibrationRound, CriterionId, Decision, EvidenceQuote, FieldValue, Form, MergeId, Problem,
    Protocol, RecordId, Retrieval, ReviewerId, SearchId, Stage, StudyId, ValueAddress,
};
use serde::Deserialize;
use serde_json::Value;
use store::{
    EditableField, PairVerdict, ProtocolVersion, RemovalKind, Reviewer, SearchRow, StudyPart,
    StudyPartKind,
};
use ts_rs::TS;

use crate::assess::{
    BiasAgreement, BiasAnswerGiven, BiasDifferences, BiasJudgementGiven, BiasMethods, BiasOverview,
    BiasResultView,
};
use crate::assign::AssignmentView;
use crate::audit_trail::{AuditPage, AuditQuery};
use crate::bench::{BenchReport, BenchRequest, this_program};
use crate::calibration_round::CalibrationView;
use crate::corpus_summary::QuotedSentence;
use crate::counts::Counts;
use crate::decide::Verdicts;
use crate::dedupe::PairView;
use crate::desk::{Desk, Home, OpenReview, json};
use crate::error::Result;
use crate::exports::{Export, ExportedFile};
use crate::extract::{
    AcceptedValue, Consensus, DifferencesView, FormChange, FormTemplate, FormView, GivenValue,
    ReadingView, RefusedSuggestion, Selection, StudyRow, StudyView, Unfinished, form_templates,
};
use crate::find::{SearchRequest, SearchResult};
use crate::found::FoundText;
use crate::full_text::ReportRow;
use crate::history::HistoryEntry;
use crate::import::{FileSummary, ImportFile, preview};
use crate::jobs::{Job, JobKind, Lane};
use crate::likeness::Calibration;
use crate::merged::{MergedPage, MergedRequest};
use crate::mesh::{HeadingTerms, MeshFile};
use crate::model_catalogue::OfferedModel;
use crate::model_files::ModelList;
use crate::model_server::ServerRequest;
use crate::pace::Pace;
use crate::packet::{PacketRequest, PacketView, Passphrase};
use crate::preferences::Settings;
use crate::progress::Progress;
use crate::read_ahead::ReadAhead;
use crate::reporting::{ChecklistKind, Reporting};
use crate::reviewer_agreement::{AgreementReport, CountUnsure};
use crate::screen::{RecordView, Workload};
use crate::search_blocks::{
    BlocksLook, BlocksOfStrategy, SearchBlocks, SearchBlocksSaved, SearchBlocksView, TermsWanted,
    blocks_of_strategy,
};
use crate::search_runs::{SearchRunGiven, SearchRunView};
use crate::status::Status;
use crate::stopping::{SampleRequest, Stopping};
use crate::strategy_view::{StrategyView, TermProposals, TranslatedStrategy, translated_strategy};
use crate::study_mode::{
    GivenReading, GivenTruth, GivenValueReading, GivenValueTruth, LeftReading, LeftValueReading,
    SettledTruth, SettledValueTruth, StudyDesign, StudyDraft, StudyFindings, StudyOverview,
    StudySizeAsked, StudySizes, StudyTurn, TruthDifference, TruthTurn, ValueTruthDifference,
    ValueTruthTurn, ValueTurn, study_sizes,
};
use crate::suggestion_agreement::SuggestionAgreement;
use crate::suggestion_view::SuggestionView;
use crate::synthesize::{
    AnalysisChoice, AnalysisView, CertaintyRating, NextTrial, SizeAsked, SynthesisView, TrialSizes,
    WrittenSentence, trial_sizes,
};
use crate::time_report::TimeReport;
use crate::trial_census::{
    CensusCriteriaView, CensusFilter, CensusPage, CensusRevealed, CensusTagged, CensusTurn,
    CensusView,
};
use crate::trials::{
    LinkSaid, PaperItem, TrialDetail, TrialDifference, TrialSet, TrialTablePage, TrialsUsed,
    TrialsView,
};

/// A request that is being answered.
pub type Answering<'a> = Pin<Box<dyn Future<Output = Result<Value>> + Send + 'a>>;

/// Makes, from one table, the requests, the types of their answers, and the function that answers them.
macro_rules! contract {
    ($desk:ident; $($(#[$doc:meta])* $name:ident { $($field:ident: $type:ty),* $(,)? } -> $answer:ty => $body:expr;)*) => {
        /// What a user interface can ask for: `{"name": "next_records", "payload": {…}}`.
        #[derive(Debug, Deserialize, TS)]
        #[serde(tag = "name", content = "payload", rename_all = "snake_case")]
        pub enum Request {
            $($(#[$doc])* $name { $(#[expect(missing_docs, reason = "an argument of the use case")] $field: $type),* },)*
        }

        /// Request → its answer, for TypeScript only.
        #[derive(TS)]
        #[ts(rename_all = "snake_case")]
        #[allow(non_snake_case, dead_code, reason = "the fields are the names of the requests; nobody makes one")]
        pub struct Answers {
            $($name: $answer,)*
        }

        impl Desk {
            /// Answers a request. In a box, so that all of it is compiled here, once, and not into every program that
            /// asks.
            pub fn answer(&self, request: Request) -> Answering<'_> {
                let $desk = self;
                Box::pin(async move {
                    match request {
                        $(Request::$name { $($field),* } => {
                            let answer: $answer = $body;
                            json(answer)
                        })*
                    }
                })
            }
        }
    };
}

contract! { desk;
    // Home, and what belongs to the person at this computer.
    /// Recent reviews and where new ones are proposed to lie.
    Home {} -> Home => desk.home();
    /// The review that is open.
    Current {} -> Option<OpenReview> => desk.current().await?;
    /// Makes a review and opens it.
    CreateReview { folder: PathBuf, title: String, protocol: Protocol } -> OpenReview => desk.create_review(&folder, &title, &protocol).await?;
    /// Opens a review.
    OpenReview { folder: PathBuf, read_only: bool } -> OpenReview => desk.open_review(&folder, read_only).await?;
    /// Closes the review.
    CloseReview {} -> () => desk.close_review().await?;
    /// Makes the sample review where there is none, and opens it.
    OpenSample {} -> Job => desk.open_sample();
    /// Takes a review off the list of recent ones; it stays where it is.
    ForgetRecent { folder: PathBuf } -> () => desk.preferences().forget(&folder)?;
    /// The settings.
    Settings {} -> Settings => desk.preferences().settings();
    /// Replaces the settings.
    SetSettings { settings: Settings } -> () => desk.preferences().set_settings(&settings)?;
    /// Text that was typed in this review and not saved: place → text.
    Drafts {} -> BTreeMap<String, String> => desk.preferences().drafts(desk.session().await?.review.folder());
    /// Keeps such a text, or drops it.
    SetDraft { place: String, text: Option<String> } -> () => desk.preferences().set_draft(desk.session().await?.review.folder(), &place, text.as_deref())?;
    /// The long steps of this run of the program.
    Jobs {} -> Vec<Job> => desk.jobs().all();
    /// Asks a long step to stop.
    CancelJob { job: u64 } -> () => desk.jobs().cancel(job);

    // Where the review stands.
    /// Numbers, readiness, stopping.
    Status { recall: f64, confidence: f64 } -> Status => desk.session().await?.review.status(recall, confidence).await?;
    /// Whether enough was screened: test, check list, key papers and audit samples.
    Stopping { recall: f64, confidence: f64 } -> Stopping => desk.session().await?.review.stopping(recall, confidence).await?;
    /// Draws an audit sample of the records that are not settled. Refused while another one is open.
    DrawAuditSample { wanted: SampleRequest, reviewer: ReviewerId } -> String => desk.session().await?.review.draw_audit_sample(&wanted, &reviewer).await?;
    /// Gives the open audit sample up; it still counts as drawn.
    GiveUpAuditSample { reason: String, reviewer: ReviewerId } -> () => desk.session().await?.review.give_up_audit_sample(&reason, &reviewer).await?;
    /// Names a key paper by DOI, PubMed number or title, or by a record.
    NameKeyPaper { given: String, record: Option<RecordId>, reviewer: ReviewerId } -> String => desk.session().await?.review.name_key_paper(&given, record.as_ref(), &reviewer).await?;
    /// Takes a key paper off the list.
    WithdrawKeyPaper { paper: String, reviewer: ReviewerId } -> () => desk.session().await?.review.withdraw_key_paper(&paper, &reviewer).await?;
    /// The PRISMA 2020 flow.
    Flow {} -> prisma::Flow => desk.session().await?.review.flow().await?;
    /// What waits in each step.
    Counts { reviewer: Option<ReviewerId> } -> Counts => desk.session().await?.review.counts(reviewer.as_ref()).await?;
    /// How far the reviewers agree at a stage: of records that have all the decisions they need.
    ReviewerAgreement { stage: Stage, unsure: CountUnsure } -> AgreementReport => desk.session().await?.review.reviewer_agreement(stage, unsure, 1).await?;
    /// Where the time goes. One counts as away after 30, 60 or 120 seconds without input.
    TimeReport { idle_seconds: u32 } -> TimeReport => desk.session().await?.review.time_report(idle_seconds).await?;
    /// How the screening went.
    Pace { offset_minutes: i64 } -> Pace => desk.session().await?.review.pace(offset_minutes).await?;

    // People and protocol.
    /// Everybody who takes part.
    Reviewers {} -> Vec<Reviewer> => desk.session().await?.review.reviewers().await?;
    /// Adds a reviewer, or returns the one of that name.
    AddReviewer { name: String } -> ReviewerId => desk.session().await?.review.add_reviewer(&name).await?;
    /// Every version of the protocol, the latest last.
    Protocol {} -> Vec<ProtocolVersion> => desk.session().await?.review.protocol_versions().await?;
    /// Records a new version; returns its number.
    SetProtocol { protocol: Protocol, remark: Option<String> } -> i64 => desk.session().await?.review.set_protocol(&protocol, remark.as_deref()).await?;

    // Who reads what.
    /// Who is asked for which records at a stage.
    Assignment { stage: Stage } -> AssignmentView => desk.session().await?.review.assignment(stage).await?;
    /// Shares the records out by chance, in proportion to these parts; without shares, everybody is offered every record.
    /// Returns the version of the protocol that says so.
    SetShares { stage: Stage, shares: Vec<(String, u32)>, seed: u32 } -> i64 => desk.session().await?.review.set_shares(stage, &shares, seed).await?;
    /// Asks these reviewers for single records; with none, the shares hold again.
    Assign { records: Vec<RecordId>, stage: Stage, reviewers: Vec<ReviewerId>, reviewer: ReviewerId } -> usize => desk.session().await?.review.assign(&records, stage, &reviewers, &reviewer).await?;
    /// The rounds of calibration, the latest first.
    CalibrationRounds {} -> Vec<CalibrationView> => desk.session().await?.review.calibration_rounds().await?;
    /// Starts a round for these reviewers, or for everybody.
    StartCalibration { stage: Stage, reviewers: Vec<ReviewerId>, count: usize, seed: u32, reviewer: ReviewerId } -> CalibrationRound => desk.session().await?.review.start_calibration(stage, &reviewers, count, seed, &reviewer).await?;
    /// Ends a round.
    EndCalibration { round: i64, reviewer: ReviewerId } -> CalibrationRound => desk.session().await?.review.end_calibration(round, &reviewer).await?;

    /// The packets of this review, the latest first.
    Packets {} -> Vec<PacketView> => desk.session().await?.review.packets().await?;
    /// Writes a packet among the exports. The job's result is an `ExportedFile`.
    GivePacket { request: PacketRequest, passphrase: String } -> Job => {
        let passphrase = Passphrase::new(&passphrase)?;
        desk.run(Lane::Io, JobKind::Export, "Writing the packet", move |review, _| async move {
            review.keep_packet(&request, &passphrase).await
        }).await?
    };
    /// Writes what was decided on a packet among the exports. The job's result is an `ExportedFile`.
    AnswerPacket { passphrase: String } -> Job => {
        let passphrase = Passphrase::new(&passphrase)?;
        desk.run(Lane::Io, JobKind::Export, "Writing what was decided", move |review, _| async move {
            review.keep_answers(&passphrase).await
        }).await?
    };
    /// Takes the answers to a packet of this review. The job's result is `TakenAnswers`.
    TakeAnswers { path: PathBuf, passphrase: String, reviewer: ReviewerId } -> Job => {
        let passphrase = Passphrase::new(&passphrase)?;
        desk.run(Lane::Io, JobKind::Import, "Taking the answers of a packet", move |review, _| async move {
            review.take_answers(&path, &passphrase, &reviewer).await
        }).await?
    };
    /// Opens a packet into a new folder, as the review on this desk.
    OpenPacket { path: PathBuf, folder: PathBuf, passphrase: String } -> Job => desk.open_packet(path, folder, Passphrase::new(&passphrase)?);

    // Import.
    /// What would be understood of a file.
    Preview { path: PathBuf, columns: Option<formats::ColumnMapping> } -> FileSummary => preview(&path, columns).await?;
    /// Imports files. The job's result is a list of `ImportedFile`.
    Import { files: Vec<ImportFile> } -> Job => desk.run(Lane::Io, JobKind::Import, "Importing files", move |review, progress| async move {
        review.import(&files, &progress).await
    }).await?;
    /// Every search that was imported.
    Searches {} -> Vec<SearchRow> => desk.session().await?.review.searches().await?;
    /// What could not be read in the file of a search.
    Problems { search: SearchId } -> Vec<Problem> => desk.session().await?.review.problems(&search).await?;
    /// Takes an import back.
    WithdrawImport { search: SearchId, reason: String } -> () => desk.session().await?.review.withdraw_import(&search, &reason).await?;

    // Duplicates.
    /// Finds duplicates. The job's result is a `DedupeSummary`.
    Dedupe {} -> Job => desk.run(Lane::Compute, JobKind::Dedupe, "Looking for duplicates", move |review, progress| async move {
        review.dedupe(&progress).await
    }).await?;
    /// Pairs that await a person.
    DuplicateQueue { limit: usize } -> Vec<PairView> => desk.session().await?.review.duplicate_queue(limit).await?;
    /// What was merged, with the reasons: the groups that hold every word, a page at a time.
    MergedGroups { offset: usize, limit: usize, words: String } -> MergedPage => desk.session().await?.review.merged_groups(&MergedRequest { offset, limit, words }).await?;
    /// Any two records side by side.
    Compare { a: RecordId, b: RecordId } -> PairView => desk.session().await?.review.compare(&a, &b).await?;
    /// Says whether two records are the same work; returns the merge that followed.
    JudgePair { a: RecordId, b: RecordId, verdict: PairVerdict, reviewer: ReviewerId } -> Option<MergeId> => desk.session().await?.review.judge_pair(&a, &b, verdict, &reviewer).await?;
    /// Takes such an answer back, with the merge that followed: the pair waits again.
    TakeBackPair { a: RecordId, b: RecordId, merge: Option<MergeId>, reviewer: ReviewerId } -> () => desk.session().await?.review.take_back_pair(&a, &b, merge.as_ref(), &reviewer).await?;
    /// Takes a merge apart.
    UndoMerge { merge: MergeId, reviewer: ReviewerId } -> () => desk.session().await?.review.undo_merge(&merge, &reviewer).await?;

    // Screening.
    /// The next records for a reviewer, in the order of the ranking.
    NextRecords { reviewer: ReviewerId, stage: Stage, count: usize } -> Vec<RecordView> => {
        let session = desk.session().await?;
        let order = session.order(&reviewer).await?;
        session.review.next_records(&reviewer, stage, &order, count).await?
    };
    /// One record as a reviewer may see it.
    Record { record: RecordId, stage: Stage, reviewer: ReviewerId } -> RecordView => desk.session().await?.review.record_view(&record, stage, &reviewer).await?;
    /// How far a reviewer is.
    Workload { reviewer: ReviewerId, stage: Stage } -> Workload => desk.session().await?.review.workload(&reviewer, stage).await?;
    /// Records a reviewer's verdict.
    Decide { verdict: Verdicts } -> Decision => {
        let session = desk.session().await?;
        let decision = session.review.decide(&verdict).await?;
        session.learn().await;
        decision
    };
    /// Settles a conflict.
    Adjudicate { verdict: Verdicts } -> Decision => {
        let session = desk.session().await?;
        let decision = session.review.adjudicate(&verdict).await?;
        session.learn().await;
        decision
    };
    /// Takes the reviewer's latest decision back.
    Undo { reviewer: ReviewerId } -> Option<Decision> => {
        let session = desk.session().await?;
        let undone = session.review.undo(&reviewer).await?;
        session.learn().await;
        undone
    };
    /// The reviewer's own decisions at a stage, the latest first.
    History { reviewer: ReviewerId, stage: Stage, limit: usize } -> Vec<HistoryEntry> => desk.session().await?.review.history(&reviewer, stage, limit).await?;
    /// Records in conflict.
    Conflicts { stage: Stage, reviewer: ReviewerId } -> Vec<RecordView> => desk.session().await?.review.conflicts(stage, &reviewer).await?;

    // Models and their suggestions.
    /// The models on this computer.
    Models {} -> ModelList => desk.models().await?;
    /// Checks a model file and adds it to those that can be chosen. The job's result is a `ModelEntry`.
    AddModel { path: PathBuf } -> Job => desk.add_model(path);
    /// The models that can be downloaded. Nothing is looked up for it.
    OfferedModels {} -> Vec<OfferedModel> => desk.offered_models().await?;
    /// Downloads a model of the list by its short name, adds and tries it. The job's result is a `ModelEntry`.
    DownloadModel { id: String } -> Job => desk.download_model(id);
    /// Tries a model again on made-up records with known answers. The job's result is a `SmokeReport`.
    TryModel { sha256: String } -> Job => desk.try_model(&sha256).await?;
    /// Takes an added model off this computer.
    RemoveModel { sha256: String } -> () => desk.remove_model(sha256).await?;
    /// Asks a team's own model server, keeps it and tries it on made-up records; nothing of the review is sent, and it
    /// makes no suggestion before it is chosen. The job's result is a `ServerEntry`.
    SetModelServer { server: ServerRequest } -> Job => desk.set_model_server(server);
    /// Forgets the team's model server and its key.
    RemoveModelServer {} -> () => desk.remove_model_server().await?;
    /// Has another model make the suggestions: by its SHA-256 or the server's id, or (`None`) the reader that comes with the program.
    ChooseModel { sha256: Option<String> } -> () => desk.choose_model(sha256).await?;
    /// How far the reading ahead is.
    ReadAhead {} -> ReadAhead => desk.session().await?.ahead.state();
    /// Pauses the reading ahead, in this and every other review, until it is resumed.
    PauseReadAhead {} -> () => desk.set_read_ahead(false).await?;
    /// Has the model read ahead again; also after a problem.
    ResumeReadAhead {} -> () => desk.set_read_ahead(true).await?;
    /// Has the model read these records before all others. The job's result is a `SuggestSummary`.
    SuggestNow { records: Vec<RecordId> } -> Job => desk.suggest_now(records).await?;
    /// A reason, in at most 40 words, for the suggestion on one criterion; only of models that write. Refused where the
    /// suggestion is hidden from the reviewer.
    Explain { record: RecordId, criterion: CriterionId, reviewer: ReviewerId } -> SuggestionView => desk.explain(&record, &criterion, &reviewer).await?;
    /// How well the suggestions fit what this reviewer decided and what is settled.
    Calibration { reviewer: ReviewerId } -> Calibration => desk.session().await?.review.calibration(&reviewer).await?;
    /// How often the suggestions agree with this reviewer and what is settled.
    SuggestionAgreement { reviewer: ReviewerId } -> SuggestionAgreement => desk.session().await?.review.suggestion_agreement(&reviewer).await?;
    /// Compares models on the team's settled decisions. The job's result is a `BenchReport`.
    Bench { request: BenchRequest } -> Job => desk.run(Lane::Model, JobKind::Bench, "Comparing models", move |review, progress| async move {
        review.bench(&request, &this_program()?, &progress).await
    }).await?;
    /// The comparisons of models that were made, the latest first.
    BenchReports {} -> Vec<BenchReport> => desk.session().await?.review.bench_reports();

    // Notes, tags, mending.
    /// Adds a note.
    Note { record: RecordId, reviewer: ReviewerId, body: String } -> () => desk.session().await?.review.add_note(&record, &reviewer, &body).await?;
    /// Puts a tag on records, or takes it off.
    Tag { records: Vec<RecordId>, tag: String, present: bool, reviewer: ReviewerId } -> () => desk.session().await?.review.set_tag(&records, &tag, present, &reviewer).await?;
    /// Every tag in use.
    Tags {} -> Vec<String> => desk.session().await?.review.tags_in_use().await?;
    /// Fills in or mends a field.
    Edit { record: RecordId, field: EditableField, value: Option<String>, reviewer: ReviewerId } -> () => desk.session().await?.review.edit_record(&record, field, value.as_deref(), &reviewer).await?;

    // Full text.
    /// The reports that are sought.
    Reports { reviewer: ReviewerId } -> Vec<ReportRow> => desk.session().await?.review.report_rows(&reviewer).await?;
    /// Finds the records of PDFs. The job's result is a list of `DocumentMatch`.
    MatchDocuments { files: Vec<PathBuf> } -> Job => desk.run(Lane::Io, JobKind::Attach, "Reading PDFs", move |review, progress| async move {
        review.match_documents(&files, &progress).await
    }).await?;
    /// Attaches a PDF to a record's report.
    Attach { record: RecordId, path: PathBuf, reviewer: ReviewerId } -> review::DocumentHash => desk.session().await?.review.attach(&record, &path, &reviewer).await?;
    /// Notes that a report is at hand, sought, or not to be had.
    SetRetrieval { record: RecordId, retrieval: Retrieval, reviewer: ReviewerId } -> () => desk.session().await?.review.set_retrieval(&record, &retrieval, &reviewer).await?;
    /// Says that reports belong to one study.
    LinkStudy { records: Vec<RecordId>, label: String, reviewer: ReviewerId } -> StudyId => desk.session().await?.review.link_study(&records, &label, &reviewer).await?;

    // Extraction.
    /// The form for extraction with its versions.
    ExtractionForm {} -> FormView => desk.session().await?.review.extraction_form().await?;
    /// Saves the form as a new version. No value is changed or lost by it.
    SaveForm { form: Form, remark: Option<String>, reviewer: ReviewerId } -> FormChange => desk.session().await?.review.save_form(&form, remark.as_deref(), &reviewer).await?;
    /// The forms that come with the program, to begin from.
    FormTemplates {} -> Vec<FormTemplate> => form_templates()?;
    /// Reads a form from a TOML file; nothing is saved.
    ReadForm { path: PathBuf } -> Form => desk.session().await?.review.read_form(&path).await?;
    /// The studies to extract.
    StudiesToExtract { reviewer: ReviewerId } -> Vec<StudyRow> => desk.session().await?.review.studies_to_extract(&reviewer).await?;
    /// Makes a study of a report that belongs to none, so that values can be entered for it.
    BeginStudy { record: RecordId, reviewer: ReviewerId } -> StudyId => desk.session().await?.review.begin_study(&record, &reviewer).await?;
    /// A study as this reviewer may see it: nothing of the other extractor's values.
    Study { study: StudyId, reviewer: ReviewerId } -> StudyView => desk.session().await?.review.study_view(&study, &reviewer).await?;
    /// Adds an arm, outcome or time point to a study.
    AddStudyPart { study: StudyId, kind: StudyPartKind, part: String, reviewer: ReviewerId } -> StudyPart => desk.session().await?.review.add_study_part(&study, kind, &part, &reviewer).await?;
    /// Takes one off its list; values about it are kept.
    WithdrawStudyPart { part: String, reviewer: ReviewerId } -> () => desk.session().await?.review.withdraw_study_part(&part, &reviewer).await?;
    /// Enters a value, or corrects a suggestion to it.
    GiveValue { given: GivenValue } -> FieldValue => desk.session().await?.review.give_value(&given).await?;
    /// Takes a suggestion as it is. Refused where one of its lights is red.
    AcceptValue { accepted: AcceptedValue } -> FieldValue => desk.session().await?.review.accept_value(&accepted).await?;
    /// Says that a suggestion is wrong; the field stays open.
    RejectValue { refused: RefusedSuggestion } -> FieldValue => desk.session().await?.review.reject_value(&refused).await?;
    /// Takes back what the reviewer did last with a value.
    WithdrawValue { study: StudyId, address: ValueAddress, reviewer: ReviewerId } -> FieldValue => desk.session().await?.review.withdraw_value(&study, &address, &reviewer).await?;
    /// Says that the reviewer has finished a study, or takes it up again.
    FinishStudy { study: StudyId, reviewer: ReviewerId, finished: bool } -> () => desk.session().await?.review.finish_study(&study, &reviewer, finished).await?;
    /// Two extractors' values side by side. Refused before both have finished.
    Differences { study: StudyId, reviewer: ReviewerId } -> DifferencesView => desk.session().await?.review.differences(&study, &reviewer).await?;
    /// Settles a difference, or takes the settlement back.
    SettleValue { consensus: Consensus } -> FieldValue => desk.session().await?.review.settle_value(&consensus).await?;
    /// Has values suggested for a study, or (`None`) for all. The job's result is a `ValuesSummary`.
    SuggestValues { study: Option<StudyId>, reviewer: ReviewerId } -> Job => desk.suggest_values(study, reviewer).await?;
    /// How a document was read: coverage, what is suspicious, its text where it has no pages.
    Reading { document: review::DocumentHash } -> ReadingView => desk.session().await?.review.reading_view(&document).await?;
    /// The whole sentences or table cells that a person selected, as evidence. Refused where they do not stand there.
    EvidenceOf { selection: Selection } -> EvidenceQuote => desk.session().await?.review.evidence_of(&selection).await?;
    /// What keeps a final export of the extraction back.
    ExtractionUnfinished {} -> Vec<Unfinished> => desk.session().await?.review.extraction_unfinished().await?;

    // Risk of bias.
    /// The studies with the results that are assessed, as this reviewer may see them.
    BiasOverview { reviewer: ReviewerId } -> BiasOverview => desk.session().await?.review.bias_overview(&reviewer).await?;
    /// Says how the team assesses: the tool, one or two assessors, whether sentences may be looked for.
    SetBiasMethods { methods: BiasMethods, reviewer: ReviewerId } -> () => desk.session().await?.review.set_bias_methods(methods, &reviewer).await?;
    /// Adds a result of a study, with the team's tool where none is named; returns its identity.
    AddBiasResult { study: StudyId, result: String, tool: Option<bias::Tool>, reviewer: ReviewerId } -> String => desk.session().await?.review.add_bias_result(&study, &result, tool, &reviewer).await?;
    /// Takes a result off the list. Refused where somebody else has begun to assess it.
    WithdrawBiasResult { result: String, reviewer: ReviewerId } -> () => desk.session().await?.review.withdraw_bias_result(&result, &reviewer).await?;
    /// Has a result assessed with another tool; returns its new identity. Refused where something was answered.
    ChangeBiasTool { result: String, tool: bias::Tool, reviewer: ReviewerId } -> String => desk.session().await?.review.change_bias_tool(&result, tool, &reviewer).await?;
    /// A result at work: nothing of what another assessor said before all have finished.
    BiasResult { result: String, reviewer: ReviewerId } -> BiasResultView => desk.session().await?.review.bias_result(&result, &reviewer).await?;
    /// Answers a question, or takes the answer back; returns the result as it stands then.
    AnswerBiasQuestion { given: BiasAnswerGiven } -> BiasResultView => {
        let review = &desk.session().await?.review;
        review.answer_bias_question(&given).await?;
        review.bias_result(&given.result, &given.reviewer).await?
    };
    /// Judges in place of the tool, or takes that back; returns the result as it stands then.
    GiveBiasJudgement { given: BiasJudgementGiven } -> BiasResultView => {
        let review = &desk.session().await?.review;
        review.give_bias_judgement(&given).await?;
        review.bias_result(&given.result, &given.reviewer).await?
    };
    /// Says that the reviewer has finished a result, or takes it up again.
    FinishBiasResult { result: String, reviewer: ReviewerId, finished: bool } -> () => desk.session().await?.review.finish_bias_result(&result, &reviewer, finished).await?;
    /// Two assessments side by side. Refused before both have finished.
    BiasDifferences { result: String, reviewer: ReviewerId } -> BiasDifferences => desk.session().await?.review.bias_differences(&result, &reviewer).await?;
    /// How far assessors agreed before anything was settled.
    BiasAgreement {} -> BiasAgreement => desk.session().await?.review.bias_agreement().await?;
    /// Looks for sentences of the reports that may bear on a question. Refused where the team has not switched it on. The
    /// job's result is `BiasSentences`.
    FindBiasSentences { result: String, question: String, reviewer: ReviewerId } -> Job => desk.find_bias_sentences(result, question, reviewer).await?;

    // A study of one's own: what suggestions do for this team.
    /// Where studies stand: who has read how much, and never what or in which arm.
    StudyOverview { reviewer: Option<ReviewerId> } -> StudyOverview => desk.session().await?.review.study_overview(reviewer.as_ref()).await?;
    /// How many records it takes.
    StudySizes { asked: StudySizeAsked } -> StudySizes => study_sizes(&asked);
    /// The design that is worked on.
    StudyDesign {} -> StudyDesign => desk.session().await?.review.study_design().await?;
    /// Keeps it.
    SaveStudyDesign { design: StudyDesign } -> StudyDesign => desk.session().await?.review.save_study_design(&design).await?;
    /// What would be locked by a design now, and what is in the way. Nothing is stored.
    PlanStudy { design: StudyDesign } -> StudyDraft => desk.session().await?.review.plan_study(&design).await?;
    /// Locks a study: from then on nothing of its plan changes.
    LockStudy { design: StudyDesign, reviewer: ReviewerId } -> StudyOverview => desk.session().await?.review.lock_study(&design, &reviewer).await?;
    /// What a reader reads next, with the suggestion only where it may be seen now. Refused for anybody else.
    NextReading { reviewer: ReviewerId } -> Option<StudyTurn> => desk.session().await?.review.next_reading(&reviewer).await?;
    /// Records a reader's answer, and says what comes next.
    GiveReading { reading: GivenReading } -> Option<StudyTurn> => desk.session().await?.review.give_reading(&reading).await?;
    /// Notes the time of a record that was laid aside without an answer.
    LeaveReading { reading: LeftReading } -> () => desk.session().await?.review.leave_reading(&reading).await?;
    /// What an adjudicator judges next, without anything that anybody or a model said of it.
    NextTruth { reviewer: ReviewerId } -> Option<TruthTurn> => desk.session().await?.review.next_truth(&reviewer).await?;
    /// Records an adjudicator's judgement, and says what comes next.
    GiveTruth { truth: GivenTruth } -> Option<TruthTurn> => desk.session().await?.review.give_truth(&truth).await?;
    /// The records on which adjudicators differ. Refused before this one has judged all.
    TruthDifferences { reviewer: ReviewerId } -> Vec<TruthDifference> => desk.session().await?.review.truth_differences(&reviewer).await?;
    /// Settles such a difference, for all of them; returns those that are left.
    SettleTruth { truth: SettledTruth } -> Vec<TruthDifference> => desk.session().await?.review.settle_truth(&truth).await?;
    /// What a reader of a study of values extracts next, with the suggestion only where it may be seen now.
    NextValue { reviewer: ReviewerId } -> Option<ValueTurn> => desk.session().await?.review.next_value(&reviewer).await?;
    /// Records a reader's value, and says what comes next. It is an answer of the study, and no value of the review.
    GiveValueReading { reading: GivenValueReading } -> Option<ValueTurn> => desk.session().await?.review.give_value_reading(&reading).await?;
    /// Notes the time of a value that was laid aside without an answer.
    LeaveValueReading { reading: LeftValueReading } -> () => desk.session().await?.review.leave_value_reading(&reading).await?;
    /// What an adjudicator of a study of values is asked next: a value, or whether an answer is right as well.
    NextValueTruth { reviewer: ReviewerId } -> Option<ValueTruthTurn> => desk.session().await?.review.next_value_truth(&reviewer).await?;
    /// Records an adjudicator's judgement, and says what comes next.
    GiveValueTruth { truth: GivenValueTruth } -> Option<ValueTruthTurn> => desk.session().await?.review.give_value_truth(&truth).await?;
    /// What adjudicators of a study of values differ on. Refused before this one has answered everything asked so far.
    ValueTruthDifferences { reviewer: ReviewerId } -> Vec<ValueTruthDifference> => desk.session().await?.review.value_truth_differences(&reviewer).await?;
    /// Settles such a difference, for all of them; returns those that are left.
    SettleValueTruth { truth: SettledValueTruth } -> Vec<ValueTruthDifference> => desk.session().await?.review.settle_value_truth(&truth).await?;
    /// Ends the study: nothing is read afterwards, and the allocation is opened.
    EndStudy { reviewer: ReviewerId, reason: String } -> StudyOverview => desk.session().await?.review.end_study(&reviewer, &reason).await?;
    /// What a study found; the last one where none is named. Refused before it has ended.
    StudyFindings { study: Option<String> } -> StudyFindings => desk.session().await?.review.study_findings(study.as_deref()).await?;

    // Taking out before screening.
    /// Takes records out before screening.
    Remove { records: Vec<RecordId>, kind: RemovalKind, reason: String, reviewer: ReviewerId } -> () => desk.session().await?.review.remove_before_screening(&records, kind, &reason, &reviewer).await?;
    /// Puts them back.
    Restore { records: Vec<RecordId>, reviewer: ReviewerId } -> usize => desk.session().await?.review.restore(&records, &reviewer).await?;

    // Search.
    /// Searches the records, or lists them all.
    Search { request: SearchRequest } -> SearchResult => desk.session().await?.review.search(&request, &Progress::silent()).await?;
    /// Title and abstract of a record with everything marked that a query finds in them.
    FoundText { record: RecordId, query: String } -> FoundText => desk.session().await?.review.found_text(&record, &query).await?;
    /// Builds the search index where it is stale, so that the first search does not wait.
    Index {} -> Job => desk.run(Lane::Compute, JobKind::Index, "Building the search index", move |review, progress| async move {
        review.index(&progress).await
    }).await?;

    // Search strategies, held against the records.
    /// Reads a strategy, says what each line means and finds here, and what of the relevant records it misses. Without
    /// a language (`pubmed`, `ovid-medline` …) it is told from the text.
    LookAtStrategy { text: String, syntax: Option<String> } -> StrategyView => desk.session().await?.review.strategy_view(text, syntax).await?;
    /// Writes a strategy in another language.
    TranslateStrategy { text: String, from: Option<String>, to: String } -> TranslatedStrategy => translated_strategy(&text, from, &to)?;
    /// Proposes terms out of the relevant records. Refused where none is known.
    StrategyTerms { text: String, syntax: Option<String> } -> TermProposals => desk.session().await?.review.strategy_terms(text, syntax).await?;
    /// The file of MeSH on this computer.
    MeshFile {} -> Option<MeshFile> => desk.mesh_file();
    /// Reads a file of MeSH (NLM's `desc….xml`, `d….bin` or `mtrees….bin`) and keeps it for every review. The job's result is
    /// a `MeshFile`.
    AddMesh { path: PathBuf } -> Job => desk.add_mesh(path);
    /// Takes MeSH off this computer.
    RemoveMesh {} -> () => desk.remove_mesh().await?;
    /// The words that lead to the headings of a strategy, with what they find in the records.
    HeadingTerms { text: String, syntax: Option<String> } -> Vec<HeadingTerms> => desk.session().await?.review.heading_terms(text, syntax).await?;

    /// Asks the records a question in plain words; only sentences of theirs are the answer. The job's result is a
    /// `CorpusAnswer`.
    AskCorpus { question: String } -> Job => desk.ask_corpus(question).await?;
    /// Has the model that is chosen write a short text out of quoted sentences, each of its sentences checked against
    /// those that it cites. Refused where it does not write. The job's result is a `CorpusSummary`.
    SumUpAnswer { question: String, quotes: Vec<QuotedSentence> } -> Job => desk.sum_up_answer(question, quotes).await?;

    // The concepts of the search, and the searches that were run.
    /// The blocks that are kept, and what the protocol proposes.
    SearchBlocks {} -> SearchBlocksView => desk.session().await?.review.search_blocks().await?;
    /// Saves the blocks as a new version. Refused where another one was saved meanwhile.
    SaveSearchBlocks { saved: SearchBlocksSaved } -> SearchBlocksView => desk.session().await?.review.save_search_blocks(&saved).await?;
    /// Holds blocks against the records, and builds the strategy in a language. Nothing is stored.
    LookAtBlocks { blocks: SearchBlocks, syntax: String } -> BlocksLook => desk.session().await?.review.look_at_blocks(&blocks, &syntax).await?;
    /// The blocks that a strategy is made of, or why it is not made of blocks.
    BlocksOfStrategy { text: String, syntax: Option<String> } -> BlocksOfStrategy => blocks_of_strategy(&text, syntax)?;
    /// Has the model that is chosen name terms for a block; proposals only. Refused where it does not write. The job's
    /// result is a `ModelTerms`.
    ProposeTerms { wanted: TermsWanted } -> Job => desk.propose_terms(wanted).await?;
    /// The searches as they were run in databases.
    SearchRuns {} -> Vec<SearchRunView> => desk.session().await?.review.search_runs().await?;
    /// Records a search that was run, or corrects what was recorded of it.
    RecordSearchRun { given: SearchRunGiven } -> Vec<SearchRunView> => desk.session().await?.review.record_search_run(&given).await?;
    /// Takes back that a search was run.
    WithdrawSearchRun { id: String, reason: String, reviewer: ReviewerId } -> Vec<SearchRunView> => desk.session().await?.review.withdraw_search_run(&id, &reason, &reviewer).await?;

    // Results put together, and the size of the next trial.
    /// The analyses that are kept, and what could be pooled.
    Synthesis {} -> SynthesisView => desk.session().await?.review.synthesis().await?;
    /// What a choice comes to, without keeping it.
    TryAnalysis { choice: AnalysisChoice } -> AnalysisView => desk.session().await?.review.try_analysis(&choice).await?;
    /// A kept analysis.
    Analysis { analysis: String } -> AnalysisView => desk.session().await?.review.analysis(&analysis).await?;
    /// Keeps an analysis, or the next version of one; returns its identity.
    KeepAnalysis { analysis: Option<String>, choice: AnalysisChoice, reviewer: ReviewerId } -> String => desk.session().await?.review.keep_analysis(analysis.as_deref(), &choice, &reviewer).await?;
    /// Withdraws an analysis; it stays to be read.
    WithdrawAnalysis { analysis: String, reason: String, reviewer: ReviewerId } -> () => desk.session().await?.review.withdraw_analysis(&analysis, &reason, &reviewer).await?;
    /// Rates the certainty of an analysis (GRADE).
    RateCertainty { analysis: String, rating: CertaintyRating, reviewer: ReviewerId } -> () => desk.session().await?.review.rate_certainty(&analysis, &rating, &reviewer).await?;
    /// Writes the paragraph on an analysis; without sentences, the draft holds again.
    WriteParagraph { analysis: String, sentences: Vec<WrittenSentence>, reviewer: ReviewerId } -> () => desk.session().await?.review.write_paragraph(&analysis, &sentences, &reviewer).await?;
    /// What an analysis gives to the size of the next trial.
    NextTrial { analysis: String } -> NextTrial => desk.session().await?.review.next_trial(&analysis).await?;
    /// How many people a trial needs, and how that changes with the effect.
    TrialSizes { asked: SizeAsked } -> TrialSizes => trial_sizes(&asked)?;

    // Trials of registries.
    /// Imports files of registries, and reads attached documents for the numbers in them. The job's result is a list of
    /// `RegistryFileAdded`.
    AddRegistryFiles { files: Vec<PathBuf>, reviewer: ReviewerId } -> Job => desk.run(Lane::Io, JobKind::Import, "Importing trials", move |review, progress| async move {
        review.add_registry_files(&files, &reviewer, &progress).await
    }).await?;
    /// What could not be read as it should in a file of a registry.
    RegistryProblems { import: String } -> Vec<Problem> => desk.session().await?.review.registry_problems(&import).await?;
    /// Takes a file of a registry back.
    WithdrawRegistryImport { import: String, reason: String, reviewer: ReviewerId } -> () => desk.session().await?.review.withdraw_registry_import(&import, &reason, &reviewer).await?;
    /// Reads the attached documents that nothing has read yet, for the numbers in them. The job's result is their number.
    ReadForTrials {} -> Job => desk.run(Lane::Io, JobKind::Attach, "Reading attached documents", move |review, progress| async move {
        review.read_documents_for_trials(&progress).await
    }).await?;
    /// The trials with their reports, and what is lacking.
    Trials {} -> TrialsView => desk.session().await?.review.trials().await?;
    /// All that a registration says, and its versions.
    Trial { number: String } -> TrialDetail => desk.session().await?.review.trial(&number).await?;
    /// Says whether a record reports a trial, or takes that back.
    SayOfTrial { number: String, record: RecordId, said: LinkSaid, reviewer: ReviewerId } -> () => desk.session().await?.review.say_of_trial(&number, &record, said, &reviewer).await?;
    /// Trials beside what their included reports say.
    TrialDifferences {} -> Vec<TrialDifference> => desk.session().await?.review.trial_differences().await?;
    /// Keeps what a person read in a report where nothing was extracted; empty takes it back.
    EnterPaperValue { record: RecordId, item: PaperItem, value: String, quote: String, reviewer: ReviewerId } -> () => desk.session().await?.review.enter_paper_value(&record, item, &value, &quote, &reviewer).await?;
    /// Rows of one of the ten tables that hold every word.
    TrialTable { table: TableKind, set: TrialSet, words: String, offset: usize, limit: usize } -> TrialTablePage => desk.session().await?.review.trial_table(table, set, &words, offset, limit).await?;
    /// What trials used, counted.
    TrialsUsed { set: TrialSet } -> TrialsUsed => desk.session().await?.review.trials_used(set).await?;

    // Trial census.
    /// The census as it stands: counts at an operating point, corrected where enough records are labelled.
    Census { point: Option<OperatingPoint>, reviewer: Option<ReviewerId> } -> CensusView => desk.session().await?.review.census_view(point, reviewer.as_ref()).await?;
    /// Tells the design of every record. The job's result is a `CensusDone`.
    ClassifyCensus {} -> Job => desk.run(Lane::Compute, JobKind::Census, "Telling designs", move |review, progress| async move {
        review.classify_census(&progress).await
    }).await?;
    /// A page of the records that fit, with the sentence that decides. Refused until the census is made.
    CensusRecords { filter: CensusFilter, offset: usize, limit: usize, reviewer: Option<ReviewerId> } -> CensusPage => desk.session().await?.review.census_records(&filter, offset, limit, reviewer.as_ref()).await?;
    /// Puts a tag on the records that fit. Nothing is decided by that.
    TagCensus { filter: CensusFilter, tag: String, reviewer: ReviewerId } -> CensusTagged => desk.session().await?.review.tag_census(&filter, &tag, &reviewer).await?;
    /// The criteria that are asked of each record, with their versions.
    CensusCriteria {} -> CensusCriteriaView => desk.session().await?.review.census_criteria_view().await?;
    /// Saves the criteria as a new version; returns its number.
    SaveCensusCriteria { criteria: Vec<CriterionEntry>, remark: Option<String>, reviewer: ReviewerId } -> usize => desk.session().await?.review.save_census_criteria(&criteria, remark.as_deref(), &reviewer).await?;
    /// Draws records to be labelled, of all years or from the first to the last; returns how many.
    DrawCensusSample { size: usize, years: Option<(i32, i32)>, reviewer: ReviewerId } -> usize => desk.session().await?.review.draw_census_sample(size, years, &reviewer).await?;
    /// The record to label next, without what anybody says of it; with `second`, also those that only others labelled.
    NextCensusLabel { second: bool, reviewer: ReviewerId } -> Option<CensusTurn> => desk.session().await?.review.next_census_label(second, &reviewer).await?;
    /// Says whether a drawn record is the report of a randomised trial; then what the classifier says is told.
    LabelCensusRecord { record: RecordId, label: Answer, reviewer: ReviewerId } -> CensusRevealed => desk.session().await?.review.label_census_record(&record, label, &reviewer).await?;

    // What leaves the review.
    /// Writes an export into the review's folder. The job's result is `Exported`.
    Export { export: Export } -> Job => desk.run(Lane::Io, JobKind::Export, "Writing the export", move |review, _| async move {
        review.keep_export(&export).await
    }).await?;
    /// The exports that are kept, the latest first.
    Exports {} -> Vec<ExportedFile> => desk.session().await?.review.kept_exports()?;
    /// Copies a kept export to another place.
    SaveCopy { name: String, to: PathBuf } -> PathBuf => desk.session().await?.review.copy_export(&name, &to)?;
    /// The checklists for a report and the statement on the use of models, filled from the log.
    Reporting {} -> Reporting => desk.session().await?.review.reporting().await?;
    /// Writes on an item of a checklist, or (both empty) takes back what was written.
    WriteReportText { checklist: ChecklistKind, item: String, body: String, place: String, reviewer: ReviewerId } -> () => desk.session().await?.review.write_report_text(checklist, &item, &body, &place, &reviewer).await?;
    /// The audit trail, the latest change first.
    Audit { query: AuditQuery } -> AuditPage => desk.session().await?.review.audit_page(&query).await?;
    /// Whether the audit trail is whole; if not, the number of the first change that was altered.
    Verify {} -> Option<i64> => desk.session().await?.review.verify_audit().await?;
}
