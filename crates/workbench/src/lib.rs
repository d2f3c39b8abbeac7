//! The use cases of a systematic review, one file per verb.
//!
//! *What it is:* everything that the command line and the window can do: [`Review`] is an open review, and its methods
//! are the verbs (import, dedupe, rank, decide, adjudicate, retrieve, extract, export). What follows from the recorded facts
//! (groups, outcomes, conflicts, the PRISMA flow) is derived here, in [`Ledger`]. A few verbs need no review:
//! [`convert`](fn@convert), [`dedupe_file`](fn@dedupe_file), [`simulate`](fn@simulate).
//!
//! *What it is not:* it draws nothing on a screen and parses no command line; it knows no SQL, no file format and no
//! index by itself: `store`, `formats`, `dedup`, `ranking`, `search` and `prisma` do.
//!
//! ```no_run
//! # async fn example() -> workbench::Result<()> {
//! use workbench::{Review, review::Protocol};
//!
//! let folder = std::path::Path::new("Nudging.review");
//! let review = Review::create(folder, "Nudging", &Protocol::default()).await?;
//! let flow = review.flow().await?;
//! assert_eq!(flow.screened, Some(0));
//! # Ok(())
//! # }
//! ```

mod annotate;
mod asked;
mod assess;
mod assign;
mod at_hand;
mod audit_sentences;
mod audit_trail;
mod bench;
mod bias_files;
mod blinding;
mod calibration;
mod calibration_round;
mod convert;
mod corpus_question;
mod corpus_summary;
mod counts;
mod criteria_file;
mod decide;
mod dedupe;
mod dedupe_file;
mod desk;
mod error;
mod events;
mod evidence;
mod export;
mod exports;
mod extract;
mod find;
mod flow;
mod found;
mod full_text;
mod history;
mod import;
mod import_list;
mod jobs;
mod key_papers;
mod ledger;
mod likeness;
mod matching;
mod memory;
mod merged;
mod mesh;
mod model_at_work;
mod model_catalogue;
mod model_files;
mod model_requests;
mod model_server;
mod model_trial;
mod off_thread;
mod open_review;
mod pace;
mod packet;
mod people;
mod pool;
mod preferences;
mod progress;
mod quotes_file;
mod rank;
mod read_ahead;
mod read_document;
mod reading;
mod registry_files;
mod replay;
mod reporting;
mod retrieve;
mod reviewer_agreement;
mod rpc;
mod sample;
mod score_file;
mod screen;
mod search_blocks;
mod search_runs;
mod search_strategy;
mod simulate;
mod status;
mod stopping;
mod strategy_view;
mod study_mode;
mod suggest;
mod suggestion_agreement;
mod suggestion_view;
mod synthesize;
mod table_input;
mod tables;
mod team;
mod time_report;
mod trial_census;
mod trial_size;
mod trials;
mod values_file;

pub use ::{
    agreement, bias, census, documents, extraction, formats, models, prisma, ranking, registry,
    review, search, store, strategy, study, synthesis, timing,
};
pub use asked::Place;
pub use assess::{
    AssessmentTime, BiasAgreement, BiasAnswerGiven, BiasAssessorView, BiasCell, BiasDifferences,
    BiasExport, BiasExported, BiasJudgementGiven, BiasMethods, BiasMethodsView, BiasOverview,
    BiasQuestionState, BiasResultLine, BiasResultView, BiasSentence, BiasSentences, BiasSettlement,
    BiasStage, BiasStudy, BiasTaken, BiasToolChoice,
};
pub use assign::{AssignmentView, Load};
pub use audit_trail::{AuditEntry, AuditPage, AuditQuery, AuditRecord, AuditSuggestions};
pub use bench::{
    BenchComparison, BenchDifference, BenchFailure, BenchFigure, BenchModel, BenchRecommendation,
    BenchReport, BenchRequest, BenchRow, BenchRule, BenchSample, BenchSeconds, BenchShare,
    Contender,
};
pub use bias_files::{
    BiasComparisonReport, BiasDrawing, BiasFiles, BiasProblem, BiasReport, BiasWritten,
    FindingsReport, compare_bias, convert_bias, draw_bias, judge_bias, summary_of_findings,
    write_bias_form, write_revman_bias, write_robvis,
};
pub use calibration::{Quality, ReliabilityBin};
pub use calibration_round::{CalibrationView, RoundReader};
pub use convert::{Conversion, convert, write_whole};
pub use corpus_question::{AnsweringSentence, CorpusAnswer};
pub use corpus_summary::{CorpusSummary, QuotedSentence, SummarySentence};
pub use counts::Counts;
pub use criteria_file::CriteriaFile;
pub use decide::{TimeSpent, Verdicts};
pub use dedupe::{DedupeSummary, PairView, SideView};
pub use dedupe_file::{FileDuplicates, dedupe_file};
pub use desk::{Bytes, Desk, Home, OpenReview};
pub use error::{Code, Error, Result};
pub use events::{Event, Events};
pub use evidence::{EvidenceReport, EvidenceRequest, EvidenceSentence, evidence};
pub use export::{
    DiagramFiles, DiagramOptions, RecordFormat, RecordSet, ReportFormat, Table, TableFormat,
    TableWritten,
};
pub use exports::{Export, Exported, ExportedFile};
pub use extract::{
    AcceptedValue, AddressView, Consensus, Difference, DifferencesView, ExtractionStage,
    ExtractorView, FormChange, FormTemplate, FormView, FormerValue, GivenValue, ProposedValue,
    ReadingPage, ReadingView, RefusedSuggestion, Selection, Settled, StudyReport, StudyRow,
    StudyView, Unfinished, ValuesSummary, form_templates,
};
pub use find::{SearchFilter, SearchHit, SearchRequest, SearchResult, SearchSort};
pub use found::FoundText;
pub use full_text::{AttachedDocument, DocumentMatch, FoundBy, ReportRow};
pub use history::HistoryEntry;
pub use import::{FileResult, FileSummary, ImportFile, ImportedFile, file_name, preview};
pub use import_list::read_import_list;
pub use jobs::{Job, JobKind, JobState};
pub use key_papers::{KeyPaper, KeyPaperState};
pub use ledger::Ledger;
pub use likeness::{Calibration, CriterionCalibration, Likeness};
pub use memory::give_memory_back;
pub use merged::{MergedGroup, MergedPage, MergedRecord, MergedRequest};
pub use mesh::{HeadingTerm, HeadingTerms, MeshFile};
pub use model_at_work::ModelToUse;
pub use model_catalogue::{OWN_CATALOGUE, OfferedModel, download_model, offered_models};
pub use model_files::{
    CheckedModel, ModelEntry, ModelList, ModelRole, add_model, check_model, find_model, model_list,
    reader_file, remove_model, shipped_reader,
};
pub use model_server::{
    ServerEntry, ServerRequest, chosen_server, remove_model_server, set_model_server,
};
pub use open_review::Review;
pub use pace::{CurvePoint, Pace, PaceDay};
pub use packet::{
    GivenPacket, PacketConflict, PacketRequest, PacketView, Passphrase, RefusedAnswer, TakenAnswers,
};
pub use pool::{PoolProblem, PoolReport, PoolRequest, ShownEstimate, Wanted, pool_file};
pub use preferences::{Appearance, Preferences, RecentReview, Settings};
pub use progress::{Progress, Step};
pub use quotes_file::{QuoteFound, QuotePlace, QuoteResult, QuotesReport, verify_quotes};
pub use rank::{LiveRanking, Ranked, RankedRecord};
pub use read_ahead::{ReadAhead, ReadAheadPhase};
pub use read_document::{DocumentSummary, HiddenSummary, TableSummary, read_document, why_unread};
pub use reading::read_texts;
pub use registry_files::{
    RegistryFile, RegistryImport, RegistryLinks, RegistryProblem, RegistryRequest, RegistryTable,
    TrialDesign, compare_registry, import_registry, link_registry, trial_design,
};
pub use replay::{Replay, ReplayLists, Unmatched};
pub use reporting::{
    AiModel, AiTask, AiUse, Checklist, ChecklistItem, ChecklistKind, ItemFilled, Reporting,
    Requirement, WrittenText,
};
pub use reviewer_agreement::{
    AgreementReport, CountUnsure, Disagreement, ModelAgreement, OneVerdict, PairAgreement,
};
pub use rpc::{Answering, Answers, Request};
pub use sample::create_sample;
pub use score_file::{ScoreReport, ScoreRequest, score_file};
pub use screen::{RecordView, Segment, Workload};
pub use search_blocks::{
    BlockFigures, BlocksLook, BlocksOfStrategy, Chip, ChipField, ChipFigures, ChipKind, ChipKnown,
    ChipOrigin, ModelTerms, SearchBlock, SearchBlocks, SearchBlocksSaved, SearchBlocksVersion,
    SearchBlocksView, TermsWanted, blocks_of_strategy, read_search_blocks,
};
pub use search_runs::{SearchRun, SearchRunGiven, SearchRunView, read_search_run};
pub use search_strategy::{
    ReadStrategy, StrategyCorpus, StrategyRun, build_strategy, read_strategy, strategy_record,
    syntax_of,
};
pub use simulate::{
    LabelledTexts, Priors, SimulateRequest, SimulationMeasures, SimulationReport, read_labelled,
    simulate, write_json, write_order,
};
pub use status::{ReviewerStatus, Status};
pub use stopping::{MissedRecord, SampleOutcome, SampleRequest, SampleState, SampleView, Stopping};
pub use strategy_view::{
    ProblemWeight, StrategyLine, StrategyProblem, StrategyRecall, StrategyView, SyntaxChoice,
    TermContribution, TermProposal, TermProposals, TermToAdd, TermToDrop, TranslatedStrategy,
    TranslationLoss, UnfoundRecord, translated_strategy,
};
pub use study_mode::{
    GivenReading, GivenTruth, GivenValueReading, GivenValueTruth, LeftReading, LeftValueReading,
    ModelAlone, SettledTruth, SettledValueTruth, StudiedValue, StudyDesign, StudyDraft, StudyEnd,
    StudyFiles, StudyFindings, StudyIntegrity, StudyOf, StudyOverview, StudyPast, StudyProgress,
    StudyRole, StudySizeAsked, StudySizes, StudyStanding, StudyStrata, StudyStratum, StudyTurn,
    TruthDifference, TruthTurn, ValueFindings, ValueSays, ValueTruthDifference, ValueTruthTurn,
    ValueTurn, study_sizes,
};
pub use suggest::SuggestSummary;
pub use suggestion_agreement::{CriterionAgreement, SuggestionAgreement};
pub use suggestion_view::{
    EvidenceView, SuggestionView, SuggestionsView, SuspiciousKind, SuspiciousText,
};
pub use synthesize::{
    AnalysisChoice, AnalysisEstimate, AnalysisNumber, AnalysisQuote, AnalysisResult, AnalysisStudy,
    AnalysisSubgroup, AnalysisView, CertaintyRating, CheckedSentence, KeptAnalysis, LeftOutStudy,
    MeasureThatFits, NextTrial, OmittedStudy, OutcomeWithArms, Poolable, PrefilledNumber,
    PrefilledTrial, SaidOf, SizeAsked, SizeAtEffect, SynthesisView, TrialSizes, Withdrawn,
    WrittenSentence, trial_sizes,
};
pub use team::{TeamState, copy_review, whole_place};
pub use time_report::{ExtractionTime, FieldTime, ScreeningTime, TimeReport};
pub use trial_census::{
    CensusCorrectedCount, CensusCorrection, CensusCount, CensusCountRequest, CensusCriteria,
    CensusCriteriaVersion, CensusCriteriaView, CensusDesignCount, CensusDone,
    CensusEvaluateRequest, CensusEvaluation, CensusFilter, CensusFound, CensusLabelling,
    CensusPage, CensusPhaseCount, CensusPoint, CensusRecord, CensusRecordAnswer, CensusReport,
    CensusRequest, CensusRevealed, CensusSampleView, CensusSizeCount, CensusState, CensusTagged,
    CensusTurn, CensusView, CensusYear, census_classify, census_count, census_criteria,
    census_design, census_evaluate,
};
pub use trial_size::sample_size;
pub use trials::{
    LinkSaid, MissingTrial, PaperItem, PaperItemView, PaperSource, RegistryFileAdded,
    RegistryFileResult, SaidOfLink, TrialDetail, TrialDifference, TrialFile, TrialReport,
    TrialReportState, TrialRow, TrialSet, TrialSource, TrialTable, TrialTablePage, TrialVersion,
    TrialsUsed, TrialsView,
};
pub use values_file::{ExtractRequest, ExtractedValue, ValuesReport, extract_values};
