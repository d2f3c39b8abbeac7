// The types of the program, written by `UPDATE=1 cargo test -p cli --test bindings`. Not to be edited.

/**
 * A suggestion that a person takes as it is.
 */
export type AcceptedValue = { 
/**
 * The study.
 */
study: StudyId, 
/**
 * The suggestion that is on the screen.
 */
suggestion: ValueSuggestionId, 
/**
 * Who.
 */
reviewer: ReviewerId, 
/**
 * In the reviewer's words.
 */
note: string | null, 
/**
 * How long the value was worked on, if it was measured.
 */
time: TimeSpent | null, };

/**
 * All arms by one measure.
 */
export type AccuracyAnalysis = { 
/**
 * The measure.
 */
measure: StudyMeasure, 
/**
 * The arms.
 */
arms: Array<ArmShare>, 
/**
 * Each other arm against reading without suggestions.
 */
differences: Array<StudyDifference>, };

/**
 * A value that is asked for.
 */
export type AddressView = { 
/**
 * Which.
 */
address: ValueAddress, 
/**
 * What the reviewer did with it last; with one extractor, what anybody did.
 */
own: FieldValue | null, 
/**
 * What settled a difference about it.
 */
consensus: FieldValue | null, 
/**
 * What a model proposes.
 */
proposed: ProposedValue | null, 
/**
 * What arithmetic says against the value in force, alone or beside the others of its arm and outcome.
 */
doubt: GateResult | null, 
/**
 * Whether it cannot be as it stands and nobody has said in a note that the report prints it so: it keeps a final
 * export back.
 */
doubtful: boolean, 
/**
 * Whether the reviewer may change it now.
 */
open: boolean, };

/**
 * Whoever judges records and is not a person: a model file with all that must be known to make its answers again.
 */
export type Agent = { 
/**
 * Identity.
 */
id: AgentId, 
/**
 * What the model calls itself.
 */
name: string, 
/**
 * SHA-256 of the model's file, hexadecimal; for a model on a server, `server:`, its address, and its name there.
 */
sha256: string, 
/**
 * How its weights are stored, such as `Q8_0`.
 */
quantization: string, 
/**
 * Version of the question's wording.
 */
prompt_version: string, 
/**
 * What the delimiters of untrusted text are drawn from, a whole number.
 */
seed: string, };

/**
 * One model with one wording of its questions.
 */
export type AgentId = string;

/**
 * How two values of one field compare.
 */
export type Agreement = "same" | "similar" | "different" | "missing";

/**
 * A figure, and how sure one can be of it.
 */
export type AgreementFigure = { 
/**
 * The figure; absent where it is not defined.
 */
value: number | null, 
/**
 * Its standard error by formula; of raw agreement of two none, as its interval is Wilson's, and of α none, as there
 * is no formula.
 */
standard_error: number | null, 
/**
 * The interval by formula.
 */
analytic: ConfidenceInterval | null, 
/**
 * The interval by resampling of items; absent where the figure was not defined for every twentieth draw.
 */
resampled: ConfidenceInterval | null, };

/**
 * How far two or more agree. Categories are numbered; their names are the caller's.
 */
export type AgreementFigures = { 
/**
 * Items that two or more judged.
 */
items: number, 
/**
 * How many judged, at least some of them.
 */
raters: number, 
/**
 * Of two: how often each pair of categories was given, row by row, the first's category before the second's.
 * `None` of more.
 */
table: Array<number> | null, 
/**
 * Observed agreement: of more than two, the mean share of pairs who agree.
 */
raw: AgreementFigure, 
/**
 * Of two Cohen's κ, of more Fleiss' κ. Not defined where only one category was used.
 */
kappa: AgreementFigure, 
/**
 * Prevalence- and bias-adjusted κ; of more than two, Brennan and Prediger's coefficient.
 */
pabak: AgreementFigure, 
/**
 * Gwet's AC1.
 */
ac1: AgreementFigure, 
/**
 * Krippendorff's α, by the scale of the categories.
 */
alpha: AgreementFigure, 
/**
 * Weighted κ; only of ordered categories.
 */
weighted_kappa: AgreementFigure | null, 
/**
 * Gwet's AC2; only of ordered categories.
 */
ac2: AgreementFigure | null, 
/**
 * Of two: the agreement on each category.
 */
specific: Array<SpecificAgreement>, 
/**
 * |a − d|/n, of two and two categories.
 */
prevalence_index: number | null, 
/**
 * |b − c|/n, of two and two categories.
 */
bias_index: number | null, 
/**
 * How the intervals by resampling were made: by item, so that all that was said of one stays together.
 */
resampling: Resampling, };

/**
 * How far the reviewers agree at one stage.
 */
export type AgreementReport = { 
/**
 * The stage.
 */
stage: Stage, 
/**
 * How *unsure* was counted.
 */
unsure: CountUnsure, 
/**
 * What the figures number as categories, in their order.
 */
categories: Array<string>, 
/**
 * Records that have all the decisions they need: what all figures are of.
 */
records: number, 
/**
 * Records that wait for another decision, and are not told of.
 */
awaiting: number, 
/**
 * Every pair of reviewers who decided on the same records.
 */
pairs: Array<PairAgreement>, 
/**
 * All reviewers together, before they talked; of three or more.
 */
together: AgreementFigures | null, 
/**
 * Labels of the criteria that the figures of reasons number as categories.
 */
reasons: Array<string>, 
/**
 * What the figures of models number as categories.
 */
model_categories: Array<string>, 
/**
 * Models as one more reviewer. They are not: a suggestion is never a decision.
 */
models: Array<ModelAgreement>, 
/**
 * The records on which reviewers differed before they talked, in order of import; at most five hundred.
 */
disagreements: Array<Disagreement>, 
/**
 * How many there are in all.
 */
disagreement_count: number, };

/**
 * One model.
 */
export type AiModel = { 
/**
 * What it calls itself.
 */
name: string, 
/**
 * SHA-256 of its file, hexadecimal; of a model on a server, its address and name there.
 */
sha256: string, 
/**
 * How its weights are stored.
 */
quantization: string, 
/**
 * Version of the wording of its questions.
 */
prompt_version: string, 
/**
 * What it was used for.
 */
task: AiTask, 
/**
 * Records, or studies for values, that it read.
 */
read: number, 
/**
 * Suggestions that it made.
 */
suggestions: number, 
/**
 * Of these without an answer in the form that was asked for.
 */
unread: number, 
/**
 * First and last day, UTC.
 */
days: [string, string], };

/**
 * What a model was used for.
 */
export type AiTask = "criteria" | "values";

/**
 * The statement on the use of models.
 */
export type AiUse = { 
/**
 * Whether any model suggested anything.
 */
used: boolean, 
/**
 * The models.
 */
models: Array<AiModel>, 
/**
 * The statement, paragraph by paragraph.
 */
paragraphs: Array<string>, };

/**
 * What a person chose for a meta-analysis. Studies call things by different names; what counts as the same is named here
 * and stays to be seen.
 */
export type AnalysisChoice = { 
/**
 * What the analysis is called.
 */
name: string, 
/**
 * Names of the outcome in the studies; the first is the one that is shown.
 */
outcomes: Array<string>, 
/**
 * Names of the time point; an empty one means results without a time point.
 */
time_points: Array<string>, 
/**
 * Names of the arm whose effect it is; the first is the one that is shown.
 */
first_arms: Array<string>, 
/**
 * Names of the arm that it is compared with; none for a proportion.
 */
second_arms: Array<string>, 
/**
 * What is estimated.
 */
measure: EffectSizeMeasure, 
/**
 * Of estimates as the reports give them: which kind, such as `hazard ratio`.
 */
effect_measure: string | null, 
/**
 * How it is pooled.
 */
method: PoolingMethod, 
/**
 * The interval of the pooled estimate.
 */
hartung_knapp: HartungKnapp, 
/**
 * Level of all intervals, such as 0.95.
 */
level: number, 
/**
 * What becomes of studies that say nothing of a ratio.
 */
double_zero: DoubleZero, 
/**
 * A field of the form, asked for each study, whose values make subgroups.
 */
subgroups: FieldId | null, 
/**
 * What lower values favour, under the axis.
 */
favours_low: string, 
/**
 * What higher values favour, under the axis.
 */
favours_high: string, 
/**
 * Studies that are left out by choice, each with the reason.
 */
omitted: Array<OmittedStudy>, };

/**
 * A named estimate with its interval.
 */
export type AnalysisEstimate = { 
/**
 * What it is of.
 */
name: string, 
/**
 * The estimate.
 */
estimate: number, 
/**
 * Its interval.
 */
low: number, 
/**
 * Its upper end.
 */
high: number, 
/**
 * I² of it, 0 to 1.
 */
i2: number, };

/**
 * A number of a study with the value it comes from.
 */
export type AnalysisNumber = { 
/**
 * What it is, such as `people with the event, placebo`.
 */
what: string, 
/**
 * As it was extracted.
 */
value: string, 
/**
 * Which value of the extraction.
 */
address: ValueAddress, 
/**
 * How it was computed, where it was.
 */
formula: string | null, 
/**
 * Who gave it.
 */
by: string, 
/**
 * The words it rests on.
 */
quotes: Array<AnalysisQuote>, };

/**
 * Words of a report that a number rests on.
 */
export type AnalysisQuote = { 
/**
 * The words.
 */
text: string, 
/**
 * The page, from 1.
 */
page: number | null, };

/**
 * What studies come to. Values are as they are shown (of ratios the ratio), but for those on the pooling scale.
 */
export type AnalysisResult = { 
/**
 * What is estimated, in words.
 */
estimated: string, 
/**
 * The method in words.
 */
method: string, 
/**
 * Whether it is shown on a logarithmic axis.
 */
is_ratio: boolean, 
/**
 * Whether it is a share.
 */
is_proportion: boolean, 
/**
 * The value that means no effect.
 */
no_effect: number | null, 
/**
 * The pooled estimate.
 */
pooled: AnalysisEstimate, 
/**
 * Its p.
 */
p: number | null, 
/**
 * Where a further study is expected.
 */
prediction: ConfidenceInterval | null, 
/**
 * Cochran's Q, its degrees of freedom and p.
 */
q: [number, number, number], 
/**
 * Share of the variation that is more than chance, 0 to 1.
 */
i2: number, 
/**
 * Its interval.
 */
i2_interval: ConfidenceInterval | null, 
/**
 * Variance between studies, on the pooling scale; `None` with a fixed effect.
 */
tau2: number | null, 
/**
 * Its interval.
 */
tau2_interval: ConfidenceInterval | null, 
/**
 * People in the studies, where all say it.
 */
people: number | null, 
/**
 * The studies in the order of the plot.
 */
studies: Array<AnalysisStudy>, 
/**
 * Each subgroup by itself.
 */
subgroups: Array<AnalysisSubgroup>, 
/**
 * Q between subgroups, its degrees of freedom and p.
 */
between_subgroups: [number, number, number] | null, 
/**
 * Without each study in turn; empty where that cannot be pooled.
 */
leave_one_out: Array<AnalysisEstimate>, 
/**
 * The studies added one by one in the order of the plot; empty where that cannot be pooled.
 */
cumulative: Array<AnalysisEstimate>, 
/**
 * What the test for small-study effects says, or why it was not made.
 */
asymmetry: string, 
/**
 * Whether that test was made.
 */
asymmetry_tested: boolean, 
/**
 * The pooled estimate on the pooling scale, for the funnel.
 */
middle: number, 
/**
 * Standard errors from the estimate to the end of an interval.
 */
z: number, 
/**
 * What a reader has to know.
 */
notes: Array<string>, };

/**
 * A study of an analysis.
 */
export type AnalysisStudy = { 
/**
 * The study.
 */
study: StudyId, 
/**
 * Its name.
 */
name: string, 
/**
 * The subgroup it belongs to.
 */
group: string | null, 
/**
 * Its estimate.
 */
estimate: number, 
/**
 * Its interval.
 */
low: number, 
/**
 * Its upper end.
 */
high: number, 
/**
 * Its share of the pooled estimate, 0 to 1.
 */
weight: number, 
/**
 * Estimate on the pooling scale.
 */
yi: number, 
/**
 * Its standard error.
 */
se: number, 
/**
 * Its numbers in the first arm, such as `4/123`.
 */
first: string, 
/**
 * Those in the second arm.
 */
second: string, 
/**
 * Whether ½ was added to its cells.
 */
corrected: boolean, 
/**
 * Whether nothing of its extraction is open.
 */
is_final: boolean, 
/**
 * The extracted numbers that it rests on.
 */
numbers: Array<AnalysisNumber>, };

/**
 * A subgroup.
 */
export type AnalysisSubgroup = { 
/**
 * Its estimate; an empty name for studies without a value.
 */
estimate: AnalysisEstimate, 
/**
 * Names of its studies.
 */
studies: Array<string>, };

/**
 * An analysis, kept or only tried.
 */
export type AnalysisView = { 
/**
 * What was chosen.
 */
choice: AnalysisChoice, 
/**
 * The outcome as drawings have it.
 */
outcome: string, 
/**
 * What it comes to; `None` where nothing can be pooled.
 */
result: AnalysisResult | null, 
/**
 * Why nothing can be pooled, with what to try.
 */
not_pooled: [string, string] | null, 
/**
 * Studies that have the outcome and are not in it, with the reason.
 */
left_out: Array<LeftOutStudy>, 
/**
 * Studies whose extraction is not finished, with what is open. While there are any, this is a draft.
 */
unfinished: Array<[string, string]>, 
/**
 * The paragraph: the draft of the program, or what a person made of it.
 */
sentences: Array<CheckedSentence>, 
/**
 * Who wrote the paragraph; `None` of the draft.
 */
written: SaidOf | null, 
/**
 * What a person rated.
 */
rating: CertaintyRating, 
/**
 * Who rated; `None` where nobody has.
 */
rated: SaidOf | null, 
/**
 * The row of the summary of findings, with facts.
 */
findings: GradeFindings | null, 
/**
 * Why it was withdrawn.
 */
withdrawn: Withdrawn | null, };

/**
 * A sentence of a record.
 */
export type AnsweringSentence = { 
/**
 * The record.
 */
record: RecordId, 
/**
 * Its title.
 */
title: string, 
/**
 * Its year.
 */
year: number | null, 
/**
 * The sentence, cut from title or abstract.
 */
text: string, 
/**
 * Whether it is the title.
 */
is_title: boolean, 
/**
 * How strongly the reader thinks that it answers, 0 to 1; only for the order and strength of its mark.
 */
weight: number, };

/**
 * Request → its answer, for TypeScript only.
 */
export type Answers = { home: Home, current: OpenReview | null, create_review: OpenReview, open_review: OpenReview, close_review: null, open_sample: Job, forget_recent: null, settings: Settings, set_settings: null, drafts: { [key in string]: string }, set_draft: null, jobs: Array<Job>, cancel_job: null, status: Status, stopping: Stopping, draw_audit_sample: string, give_up_audit_sample: null, name_key_paper: string, withdraw_key_paper: null, flow: Flow, counts: Counts, reviewer_agreement: AgreementReport, time_report: TimeReport, pace: Pace, reviewers: Array<Reviewer>, add_reviewer: ReviewerId, protocol: Array<ProtocolVersion>, set_protocol: number, assignment: AssignmentView, set_shares: number, assign: number, calibration_rounds: Array<CalibrationView>, start_calibration: CalibrationRound, end_calibration: CalibrationRound, packets: Array<PacketView>, give_packet: Job, answer_packet: Job, take_answers: Job, open_packet: Job, preview: FileSummary, import: Job, searches: Array<SearchRow>, problems: Array<Problem>, withdraw_import: null, dedupe: Job, duplicate_queue: Array<PairView>, merged_groups: MergedPage, compare: PairView, judge_pair: MergeId | null, take_back_pair: null, undo_merge: null, next_records: Array<RecordView>, record: RecordView, workload: Workload, decide: Decision, adjudicate: Decision, undo: Decision | null, history: Array<HistoryEntry>, conflicts: Array<RecordView>, models: ModelList, add_model: Job, offered_models: Array<OfferedModel>, download_model: Job, try_model: Job, remove_model: null, set_model_server: Job, remove_model_server: null, choose_model: null, read_ahead: ReadAhead, pause_read_ahead: null, resume_read_ahead: null, suggest_now: Job, explain: SuggestionView, calibration: Calibration, suggestion_agreement: SuggestionAgreement, bench: Job, bench_reports: Array<BenchReport>, note: null, tag: null, tags: Array<string>, edit: null, reports: Array<ReportRow>, match_documents: Job, attach: DocumentHash, set_retrieval: null, link_study: StudyId, extraction_form: FormView, save_form: FormChange, form_templates: Array<FormTemplate>, read_form: Form, studies_to_extract: Array<StudyRow>, begin_study: StudyId, study: StudyView, add_study_part: StudyPart, withdraw_study_part: null, give_value: FieldValue, accept_value: FieldValue, reject_value: FieldValue, withdraw_value: FieldValue, finish_study: null, differences: DifferencesView, settle_value: FieldValue, suggest_values: Job, reading: ReadingView, evidence_of: EvidenceQuote, extraction_unfinished: Array<Unfinished>, bias_overview: BiasOverview, set_bias_methods: null, add_bias_result: string, withdraw_bias_result: null, change_bias_tool: string, bias_result: BiasResultView, answer_bias_question: BiasResultView, give_bias_judgement: BiasResultView, finish_bias_result: null, bias_differences: BiasDifferences, bias_agreement: BiasAgreement, find_bias_sentences: Job, study_overview: StudyOverview, study_sizes: StudySizes, study_design: StudyDesign, save_study_design: StudyDesign, plan_study: StudyDraft, lock_study: StudyOverview, next_reading: StudyTurn | null, give_reading: StudyTurn | null, leave_reading: null, next_truth: TruthTurn | null, give_truth: TruthTurn | null, truth_differences: Array<TruthDifference>, settle_truth: Array<TruthDifference>, next_value: ValueTurn | null, give_value_reading: ValueTurn | null, leave_value_reading: null, next_value_truth: ValueTruthTurn | null, give_value_truth: ValueTruthTurn | null, value_truth_differences: Array<ValueTruthDifference>, settle_value_truth: Array<ValueTruthDifference>, end_study: StudyOverview, study_findings: StudyFindings, remove: null, restore: number, search: SearchResult, found_text: FoundText, index: Job, look_at_strategy: StrategyView, translate_strategy: TranslatedStrategy, strategy_terms: TermProposals, mesh_file: MeshFile | null, add_mesh: Job, remove_mesh: null, heading_terms: Array<HeadingTerms>, ask_corpus: Job, sum_up_answer: Job, search_blocks: SearchBlocksView, save_search_blocks: SearchBlocksView, look_at_blocks: BlocksLook, blocks_of_strategy: BlocksOfStrategy, propose_terms: Job, search_runs: Array<SearchRunView>, record_search_run: Array<SearchRunView>, withdraw_search_run: Array<SearchRunView>, synthesis: SynthesisView, try_analysis: AnalysisView, analysis: AnalysisView, keep_analysis: string, withdraw_analysis: null, rate_certainty: null, write_paragraph: null, next_trial: NextTrial, trial_sizes: TrialSizes, add_registry_files: Job, registry_problems: Array<Problem>, withdraw_registry_import: null, read_for_trials: Job, trials: TrialsView, trial: TrialDetail, say_of_trial: null, trial_differences: Array<TrialDifference>, enter_paper_value: null, trial_table: TrialTablePage, trials_used: TrialsUsed, census: CensusView, classify_census: Job, census_records: CensusPage, tag_census: CensusTagged, census_criteria: CensusCriteriaView, save_census_criteria: number, draw_census_sample: number, next_census_label: CensusTurn | null, label_census_record: CensusRevealed, export: Job, exports: Array<ExportedFile>, save_copy: string, reporting: Reporting, write_report_text: null, audit: AuditPage, verify: number | null, };

/**
 * Light or dark.
 */
export type Appearance = "system" | "light" | "dark";

/**
 * One arm by one measure.
 */
export type ArmShare = { 
/**
 * The arm.
 */
arm: StudyArm, 
/**
 * How many answers are right.
 */
share: StudyShare, 
/**
 * Of recall, the relevant items that were dropped, by their identity in the review.
 */
missed: Array<string>, };

/**
 * Active time in one arm, in seconds. The unit is said with each, as it changes the figure.
 */
export type ArmTime = { 
/**
 * The arm.
 */
arm: StudyArm, 
/**
 * Readings with a time.
 */
readings: number, 
/**
 * Mean of an item read.
 */
per_item: number, 
/**
 * Half of the items took less.
 */
median: number, 
/**
 * Geometric mean of an item read.
 */
geometric_mean: number, 
/**
 * All time of the arm over the records it kept; of screening only.
 */
per_kept: number | null, 
/**
 * The mean of an item times all items of the plan: one person reading the whole set.
 */
per_set: number, };

/**
 * One assessor with one tool.
 */
export type AssessmentTime = { 
/**
 * The tool.
 */
tool: BiasTool, 
/**
 * Its name.
 */
tool_name: string, 
/**
 * Who.
 */
reviewer: ReviewerId, 
/**
 * Name.
 */
name: string, 
/**
 * Seconds a result.
 */
seconds: TimeDistribution, };

/**
 * Who is asked to decide on a record at one stage, where nothing else was said of that record.
 */
export type Assignment = { "by": "everyone" } | { "by": "shares", 
/**
 * What chance starts from: the same seed draws the same people.
 */
seed: number, 
/**
 * Who takes which share.
 */
shares: Array<Share>, };

/**
 * Who is asked for what at one stage.
 */
export type AssignmentView = { 
/**
 * The stage.
 */
stage: Stage, 
/**
 * The rule of the protocol.
 */
rule: Assignment, 
/**
 * Records at this stage.
 */
records: number, 
/**
 * Records that were assigned one by one.
 */
singly: number, 
/**
 * What each reviewer is asked for, in the order in which they were added.
 */
loads: Array<Load>, };

/**
 * A change, in words.
 */
export type AuditEntry = { 
/**
 * Identifier of the actor as it went into the hash.
 */
actor_id: string, 
/**
 * What was done, as what follows the name of who did it.
 */
text: string, 
/**
 * The records it is about, each with its title; at most five.
 */
records: Array<AuditRecord>, 
/**
 * How many it is about.
 */
record_count: number, 
/**
 * The suggestions that were in view, of a decision; `None` where none was recorded.
 */
suggestions: AuditSuggestions | null, 
/**
 * Whether what was decided is left out, as the reader's own decision is still to come.
 */
withheld: boolean, 
/**
 * Number of the change, from 1 without gaps.
 */
sequence: number, 
/**
 * When, milliseconds since 1970-01-01 UTC.
 */
at: number, 
/**
 * Identifier of the reviewer, or `attest`.
 */
actor: string, 
/**
 * What was done.
 */
action: string, 
/**
 * What exactly, JSON.
 */
detail: string, 
/**
 * SHA-256 over the previous row's hash and this row, hexadecimal.
 */
hash: string, };

/**
 * A page of the audit trail.
 */
export type AuditPage = { 
/**
 * Changes that fit.
 */
total: number, 
/**
 * Changes in all.
 */
changes: number, 
/**
 * The page, the latest change first.
 */
rows: Array<AuditEntry>, 
/**
 * Everybody who changed anything, by name.
 */
people: Array<string>, 
/**
 * The kinds of change that there are.
 */
actions: Array<string>, 
/**
 * Hash of the last change of the review: who keeps it can tell later whether anything before was altered.
 */
head: string | null, };

/**
 * Which part of the trail is wanted.
 */
export type AuditQuery = { 
/**
 * Entries to pass over, from the latest.
 */
offset: number, 
/**
 * Entries at most.
 */
limit: number, 
/**
 * Words that an entry must hold, all of them.
 */
words: string, 
/**
 * Only changes of this person, by name; `attest` for the program's.
 */
person?: string, 
/**
 * Only changes of this kind: the verb of the log, such as `decide`.
 */
action?: string, 
/**
 * Only changes about this record.
 */
record?: RecordId, 
/**
 * Only from this time on, UTC milliseconds.
 */
from?: number, 
/**
 * Only before this time, UTC milliseconds.
 */
until?: number, 
/**
 * Who reads it: what this reviewer may not know yet is left out. Without one, what anybody may not know yet.
 */
viewer?: ReviewerId, };

/**
 * A record that a change is about.
 */
export type AuditRecord = { 
/**
 * The record.
 */
id: RecordId, 
/**
 * Its title.
 */
title: string | null, };

/**
 * What a random sample of the unscreened records showed.
 */
export type AuditSample = { 
/**
 * Unscreened records that the sample was drawn from.
 */
population: number, 
/**
 * Records of the sample that were read.
 */
read: number, 
/**
 * How many of them were relevant.
 */
relevant: number, 
/**
 * Confidence of the bounds, from 0 to 1.
 */
confidence: number, 
/**
 * Two-sided bounds of the share of relevant records among the unscreened.
 */
share: Interval, 
/**
 * One-sided upper bound of that share: with this confidence it is no greater.
 */
share_at_most: number, 
/**
 * Upper bound of the number of relevant records among the unscreened, those of the sample counted: the greatest
 * number with which so few in the sample would still have a probability above 1 − confidence (hypergeometric,
 * exact).
 */
missed_at_most: number, 
/**
 * Lower bound of recall that follows, given the relevant records found in screening: with this confidence it is
 * no smaller, taking the relevant records of the sample as found. `None` where there is nothing relevant at all.
 */
recall_at_least: number | null, };

/**
 * Suggestions beside a decision.
 */
export type AuditSuggestions = { 
/**
 * On the screen when it was made: criterion, label and model in words.
 */
before: Array<string>, 
/**
 * Revealed by it.
 */
after: Array<string>, };

/**
 * A person or a group that wrote or edited a work.
 */
export type Author = { "person": { 
/**
 * Family name, particles included.
 */
family: string, 
/**
 * Given names or initials as the source wrote them.
 */
given: string | null, 
/**
 * `Jr`, `III` and the like.
 */
suffix: string | null, } } | { "group": { 
/**
 * The name in full.
 */
name: string, } };

/**
 * Whether people follow suggestions where they should not, in one assisted arm (Goddard, Roudsari & Wyatt 2012).
 */
export type AutomationBias = { 
/**
 * The arm.
 */
arm: StudyArm, 
/**
 * Of the wrong suggestions, how many were taken.
 */
wrong_taken: StudyShare, 
/**
 * Of the right suggestions, how many were overridden.
 */
right_overridden: StudyShare, 
/**
 * Where the suggestion is wrong: the share of wrong answers in this arm, minus that of the same items read without
 * suggestions. Above 0, suggestions bring people to errors that they do not make alone. `None` where no wrong
 * suggestion was shown on an item that was read in both arms.
 */
errors_added: StudyEstimate | null, 
/**
 * Arm C: what happened after the suggestion was shown.
 */
switches: Switches | null, };

/**
 * Two contenders on the same records. Differences are the first minus the second.
 */
export type BenchComparison = { 
/**
 * The first, by its place among the rows.
 */
first: number, 
/**
 * The second.
 */
second: number, 
/**
 * Difference in sensitivity.
 */
sensitivity: BenchDifference, 
/**
 * Difference in specificity.
 */
specificity: BenchDifference, 
/**
 * Difference in balanced accuracy.
 */
balanced_accuracy: BenchDifference, };

/**
 * A difference between two on the same records.
 */
export type BenchDifference = { 
/**
 * The difference and its interval (bootstrap by record, so the pairs stay together).
 */
figure: BenchFigure, 
/**
 * Records that only the first has right.
 */
only_first: number, 
/**
 * Records that only the second has right.
 */
only_second: number, 
/**
 * The exact test of McNemar on these two numbers; absent for balanced accuracy, which is no share of records.
 */
p: number | null, 
/**
 * Whether a difference is shown: the interval does not contain 0, and where there is a test, p < .05. Otherwise
 * “no difference shown” is all that can be said.
 */
shown: boolean, };

/**
 * Why a contender has no figures.
 */
export type BenchFailure = { 
/**
 * What failed.
 */
message: string, 
/**
 * What to try.
 */
hint: string, };

/**
 * A figure with its interval of 95 % (bootstrap by record, 2,000 draws).
 */
export type BenchFigure = { 
/**
 * The figure; absent where it is not defined.
 */
value: number | null, 
/**
 * Lower end of the interval; absent where the figure is not defined for most draws.
 */
low: number | null, 
/**
 * Upper end of the interval.
 */
high: number | null, };

/**
 * A model as it was compared.
 */
export type BenchModel = { 
/**
 * Its name, from its file.
 */
name: string, 
/**
 * SHA-256 of its file.
 */
sha256: string, 
/**
 * How its weights are stored, such as `Q8_0`.
 */
quantization: string, 
/**
 * Length of its file, bytes.
 */
bytes: number, 
/**
 * Number of its weights.
 */
parameters: number, 
/**
 * Version of the question's wording.
 */
prompt_version: string, };

/**
 * Which contender to take.
 */
export type BenchRecommendation = { "advice": "take", 
/**
 * Its place among the rows.
 */
row: number, 
/**
 * The place of the one with the greatest balanced accuracy.
 */
best: number, } | { "advice": "none_better_than_chance", } | { "advice": "none_worked", };

/**
 * What a comparison found.
 */
export type BenchReport = { 
/**
 * When it was made, UTC milliseconds.
 */
made_at: number, 
/**
 * The seed of the draw and of the intervals.
 */
seed: number, 
/**
 * Version of the protocol whose criteria were asked.
 */
protocol_version: number, 
/**
 * What the records are.
 */
sample: BenchSample, 
/**
 * One row for each contender, in the order asked for.
 */
rows: Array<BenchRow>, 
/**
 * Every pair of contenders that both worked.
 */
comparisons: Array<BenchComparison>, 
/**
 * Which to take.
 */
recommendation: BenchRecommendation, };

/**
 * Which models to compare on the team's own decisions.
 */
export type BenchRequest = { 
/**
 * The models, each with the rule by which its judgements count as keeping or dropping a record.
 */
contenders: Array<Contender>, 
/**
 * How many settled records to draw, 50 to 300; all of them where there are fewer.
 */
records: number, 
/**
 * What the draw starts from: the same seed draws the same records while the decisions stay the same.
 */
seed: number, };

/**
 * How one contender did.
 */
export type BenchRow = { 
/**
 * The model.
 */
model: BenchModel, 
/**
 * The rule.
 */
rule: BenchRule, 
/**
 * Why it could not be compared; the figures are empty then.
 */
failed: BenchFailure | null, 
/**
 * Of the included records, those it keeps.
 */
sensitivity: BenchShare, 
/**
 * Of the excluded records, those it drops.
 */
specificity: BenchShare, 
/**
 * The mean of the two: .5 is chance.
 */
balanced_accuracy: BenchFigure, 
/**
 * Of what it keeps, the share that the team included; weighed to the shares of the whole review.
 */
precision: BenchFigure, 
/**
 * Share of records on which it agrees with the team; weighed likewise.
 */
raw_agreement: BenchFigure, 
/**
 * Cohen's κ with the team; weighed likewise.
 */
kappa: BenchFigure, 
/**
 * Prevalence- and bias-adjusted κ; weighed likewise.
 */
pabak: BenchFigure, 
/**
 * Gwet's AC1; weighed likewise.
 */
ac1: BenchFigure, 
/**
 * Records of which every criterion was answered in the form that was asked for.
 */
read: BenchShare, 
/**
 * Records that it left to a person: unclear by its labels, and not dropped by them.
 */
abstained: BenchShare, 
/**
 * Time a record, seconds.
 */
seconds: BenchSeconds | null, 
/**
 * Memory of its process at its peak, bytes; where it had nothing left to do, or the system does not say, an estimate
 * from the file.
 */
memory: number, };

/**
 * How the judgements of a record's criteria are taken for keeping or dropping it. A record of which a criterion was not
 * read is always kept: a person reads it.
 */
export type BenchRule = { "rule": "labels", } | { "rule": "threshold", 
/**
 * The least probability or share, 0 to 1.
 */
at_least: number, } | { "rule": "fitted", 
/**
 * The sensitivity to reach, 0 to 1.
 */
sensitivity: number, };

/**
 * The records of a comparison: settled decisions at title and abstract, drawn by chance, as many included as excluded
 * as far as there are.
 */
export type BenchSample = { 
/**
 * Included records in the sample.
 */
included: number, 
/**
 * Excluded records in the sample.
 */
excluded: number, 
/**
 * Included records in the review.
 */
all_included: number, 
/**
 * Excluded records in the review.
 */
all_excluded: number, };

/**
 * Time a record.
 */
export type BenchSeconds = { 
/**
 * The middle one.
 */
median: number, 
/**
 * Of a hundred records, ninety-five are quicker.
 */
high: number, 
/**
 * Their mean.
 */
mean: number, };

/**
 * So many of so many, with the interval of 95 % (Wilson; Clopper–Pearson where it is none or all).
 */
export type BenchShare = { 
/**
 * How many.
 */
count: number, 
/**
 * Of how many.
 */
of: number, 
/**
 * The share, 0 to 1; absent of nothing.
 */
value: number | null, 
/**
 * Lower end of the interval.
 */
low: number | null, 
/**
 * Upper end of the interval.
 */
high: number | null, };

/**
 * Agreement of assessors.
 */
export type BiasAgreement = { 
/**
 * One comparison for each tool in use.
 */
comparisons: Array<BiasComparison>, 
/**
 * Results that both have finished.
 */
finished: number, 
/**
 * Results that are still with their assessors.
 */
waiting: number, };

/**
 * An answer to a signalling question, by the codes that the tools print.
 */
export type BiasAnswer = "Y" | "PY" | "PN" | "N" | "NI" | "NA" | "U";

/**
 * A question that was not answered alike.
 */
export type BiasAnswerDifference = { 
/**
 * The number of the question.
 */
question: string, 
/**
 * The question.
 */
text: string, 
/**
 * The first assessor's answer.
 */
first: BiasAnswer | null, 
/**
 * The second assessor's answer.
 */
second: BiasAnswer | null, 
/**
 * Whether the difference is one of certainty only (“yes” and “probably yes”), which changes no judgement.
 */
certainty_only: boolean, 
/**
 * The first assessor's words: the quote, else the comment.
 */
first_because: string, 
/**
 * The second assessor's words.
 */
second_because: string, };

/**
 * An answer to a signalling question.
 */
export type BiasAnswerGiven = { 
/**
 * The result.
 */
result: string, 
/**
 * The number of the question.
 */
question: string, 
/**
 * The answer; `None` takes it back.
 */
answer: BiasAnswer | null, 
/**
 * The words it rests on. They are looked up in the documents of the study before they are kept.
 */
quote: EvidenceQuote | null, 
/**
 * In the reviewer's words.
 */
comment: string, 
/**
 * Who.
 */
reviewer: ReviewerId, 
/**
 * Whether it settles a difference, for both.
 */
settles: boolean, 
/**
 * How long it took, if it was measured.
 */
time: TimeSpent | null, };

/**
 * Whether a question is to be answered.
 */
export type BiasAsked = "yes" | "no" | "not_yet_known";

/**
 * When a question is asked: if all of one of the groups holds. A group without conditions always holds.
 */
export type BiasAskedIf = Array<Array<BiasIs>>;

/**
 * What one reviewer answered and judged of one result with one tool. What follows from it is worked out by
 * [`crate::judge`] and never stored.
 */
export type BiasAssessment = { 
/**
 * The study.
 */
study: string, 
/**
 * The result of it that is assessed, such as `Death by 30 days`; empty for a tool that judges the study as a whole.
 */
result: string, 
/**
 * The tool, with the effect.
 */
tool: BiasTool, 
/**
 * Who assessed.
 */
reviewer: string, 
/**
 * The answers, in any order.
 */
answers: Array<BiasGivenAnswer>, 
/**
 * Judgements that the reviewer gave: where the tool leaves them to people, and where its own were overridden.
 */
judgements: Array<BiasGivenJudgement>, };

/**
 * Who assesses a result.
 */
export type BiasAssessorView = { 
/**
 * Who.
 */
reviewer: ReviewerId, 
/**
 * Whether they have finished.
 */
finished: boolean, };

/**
 * A judgement, as a matrix shows it.
 */
export type BiasCell = { 
/**
 * `D1` …, `D1 applicability` or `Overall`.
 */
item: string, 
/**
 * None as long as something is missing.
 */
judgement: BiasJudgement | null, 
/**
 * Whether a person gave it in place of the tool.
 */
by_reviewer: boolean, };

/**
 * A judgement that a reviewer may choose.
 */
export type BiasChoice = { 
/**
 * The judgement.
 */
judgement: BiasJudgement, 
/**
 * What the tool's guidance says it stands for, in our own words; may be empty.
 */
means: string, };

/**
 * One result as two assessors saw it.
 */
export type BiasComparedResult = { 
/**
 * The study.
 */
study: string, 
/**
 * The result; may be empty.
 */
result: string, 
/**
 * The first assessor.
 */
first: string, 
/**
 * The second assessor.
 */
second: string, 
/**
 * Questions that were not answered alike, in the order of the form.
 */
answers: Array<BiasAnswerDifference>, 
/**
 * Judgements that are not the same, or that one of the two lacks.
 */
judgements: Array<BiasJudgementDifference>, };

/**
 * Two assessors compared.
 */
export type BiasComparison = { 
/**
 * The tool.
 */
tool: BiasTool, 
/**
 * The results that both assessed, with where they differ.
 */
results: Array<BiasComparedResult>, 
/**
 * Agreement on each domain and on the whole.
 */
agreement: Array<BiasItemAgreement>, 
/**
 * Results that only the first assessed.
 */
only_first: Array<string>, 
/**
 * Results that only the second assessed.
 */
only_second: Array<string>, };

/**
 * Two assessments of a result side by side.
 */
export type BiasDifferences = { 
/**
 * What the one said.
 */
first: BiasAssessment, 
/**
 * What the other said.
 */
second: BiasAssessment, 
/**
 * What the one's answers come to.
 */
first_judged: BiasJudged, 
/**
 * What the other's answers come to.
 */
second_judged: BiasJudged, 
/**
 * Where they differ.
 */
compared: BiasComparedResult, 
/**
 * What both said alike and what was settled.
 */
settled: BiasAssessment, 
/**
 * What that comes to.
 */
settled_judged: BiasJudged, 
/**
 * Which questions are asked, by what is settled.
 */
questions: Array<BiasQuestionState>, 
/**
 * What was settled, and by whom.
 */
settlements: Array<BiasSettlement>, 
/**
 * Judgements that one gave in place of the tool and the other did not, or differently, and that nobody settled.
 */
judgements_to_settle: Array<string>, 
/**
 * What is still to be settled, in words.
 */
open: Array<string>, };

/**
 * A way in which a result can be biased.
 */
export type BiasDomain = { 
/**
 * `D1`, `D2` …
 */
id: string, 
/**
 * The name in full.
 */
name: string, 
/**
 * The name where there is little room.
 */
short: string, 
/**
 * Its questions in order.
 */
questions: Array<BiasQuestion>, 
/**
 * How the answers lead to a judgement, or that they do not by themselves.
 */
judging: string, 
/**
 * The question on applicability that is judged beside the risk of bias; QUADAS-2 only.
 */
applicability: string | null, };

/**
 * What leaves the review of its risk of bias.
 */
export type BiasExport = "lights" | "summary" | "robvis" | "revman" | "answers";

/**
 * What the answers come to. Never a default: what is not answered is missing, and what the tool leaves to people is left
 * to them.
 */
export type BiasFinding = { "kind": "missing", 
/**
 * Their numbers, or the names of the domains, in order.
 */
items: Array<string>, } | { "kind": "suggested", 
/**
 * The judgement that the algorithm of the tool comes to.
 */
judgement: BiasJudgement, 
/**
 * The answers it went by, in the order in which it looked at them.
 */
path: Array<BiasPathStep>, 
/**
 * The same in a sentence, such as `1.2 is “no information” and 1.3 is “yes”`.
 */
because: string, } | { "kind": "left_to_reviewer", 
/**
 * Why no judgement follows, with the answers that matter.
 */
because: string, 
/**
 * The answers that it hangs on.
 */
path: Array<BiasPathStep>, 
/**
 * What may be chosen, each with what the guidance says it stands for.
 */
choices: Array<BiasChoice>, };

/**
 * A tool with its questions.
 */
export type BiasForm = { 
/**
 * The tool.
 */
tool: BiasTool, 
/**
 * Its name, such as `RoB 2`.
 */
name: string, 
/**
 * Its version, with the date.
 */
version: string, 
/**
 * The effect that it is used for, in words.
 */
effect: string, 
/**
 * Where it is published. The questions are put in our own words; the publication rules.
 */
source: string, 
/**
 * The domains in order.
 */
domains: Array<BiasDomain>, 
/**
 * What the tool says about judging the result as a whole.
 */
overall: string, };

/**
 * An answer to a signalling question with what it rests on.
 */
export type BiasGivenAnswer = { 
/**
 * The number of the question.
 */
question: string, 
/**
 * The answer.
 */
answer: BiasAnswer, 
/**
 * The words of the report it rests on, found again as those of extracted values are.
 */
quote: EvidenceQuote | null, 
/**
 * What the reviewer adds.
 */
comment: string, };

/**
 * A judgement that a reviewer gave.
 */
export type BiasGivenJudgement = { 
/**
 * What it is of: a domain (`D2`), its applicability (`D2 applicability`), or `Overall`.
 */
of: string, 
/**
 * The judgement.
 */
judgement: BiasJudgement, 
/**
 * Why. Required where it is not what the tool comes to by itself.
 */
reason: string, };

/**
 * That an earlier question was answered in one of these ways.
 */
export type BiasIs = { 
/**
 * The earlier question, of the same domain.
 */
question: string, 
/**
 * The answers of which it is one.
 */
answers: Array<BiasAnswer>, };

/**
 * Agreement on one domain, or on the whole.
 */
export type BiasItemAgreement = { 
/**
 * `D1` …, `D1 applicability` or `Overall`.
 */
item: string, 
/**
 * Results that both judged.
 */
results: number, 
/**
 * Of these, those that one or both judged “no information”. It has no place in the order of the others and is not
 * in the figures.
 */
no_information: number, 
/**
 * Raw agreement, κ, PABAK, AC1, α and κ with quadratic weights, each with its interval; none where nothing can be
 * compared.
 */
figures: AgreementFigures | null, 
/**
 * κ with linear weights.
 */
linear_kappa: AgreementFigure | null, };

/**
 * What an assessment comes to.
 */
export type BiasJudged = { 
/**
 * The study.
 */
study: string, 
/**
 * The result; may be empty.
 */
result: string, 
/**
 * The tool.
 */
tool: BiasTool, 
/**
 * Who assessed.
 */
reviewer: string, 
/**
 * The domains in the order of the form.
 */
domains: Array<BiasJudgedItem>, 
/**
 * Concerns about applicability, of the domains that have them.
 */
applicability: Array<BiasJudgedItem>, 
/**
 * The result as a whole.
 */
overall: BiasJudgedItem, 
/**
 * What is still to be answered, judged or given a reason for, in words.
 */
missing: Array<string>, 
/**
 * What could not be used, in words.
 */
problems: Array<string>, 
/**
 * Whether nothing is missing.
 */
complete: boolean, };

/**
 * A judgement with what it comes from.
 */
export type BiasJudgedItem = { 
/**
 * `D1` …, `D1 applicability`, or `Overall`.
 */
id: string, 
/**
 * The name in full.
 */
name: string, 
/**
 * The judgement that holds; none as long as something is missing.
 */
judgement: BiasJudgement | null, 
/**
 * Whether a person gave it in place of the tool.
 */
by_reviewer: boolean, 
/**
 * The person's reason.
 */
reason: string, 
/**
 * What the tool comes to.
 */
finding: BiasFinding, };

/**
 * A judgement of a domain or of a result as a whole. Each tool has its own words ([`crate::Tool::judgements`]).
 */
export type BiasJudgement = "low" | "some_concerns" | "moderate" | "unclear" | "high" | "serious" | "critical" | "no_information";

/**
 * A judgement that is not the same.
 */
export type BiasJudgementDifference = { 
/**
 * `D1` …, `D1 applicability` or `Overall`.
 */
item: string, 
/**
 * The first assessor's judgement.
 */
first: BiasJudgement | null, 
/**
 * The second assessor's judgement.
 */
second: BiasJudgement | null, 
/**
 * Why, of the first.
 */
first_because: string, 
/**
 * Why, of the second.
 */
second_because: string, };

/**
 * A judgement in place of the tool's, or where the tool leaves it to people.
 */
export type BiasJudgementGiven = { 
/**
 * The result.
 */
result: string, 
/**
 * A domain (`D2`), its applicability (`D2 applicability`), or `Overall`.
 */
of: string, 
/**
 * The judgement; `None` takes it back, so that the tool's holds.
 */
judgement: BiasJudgement | null, 
/**
 * Why; required.
 */
reason: string, 
/**
 * Who.
 */
reviewer: ReviewerId, 
/**
 * Whether it settles a difference, for both.
 */
settles: boolean, 
/**
 * How long it took, if it was measured.
 */
time: TimeSpent | null, };

/**
 * How the team assesses risk of bias.
 */
export type BiasMethods = { 
/**
 * The tool of results that are added from now on; each can have another.
 */
tool: BiasTool, 
/**
 * How many people assess each result, apart from each other.
 */
assessors: ReviewersPerRecord, 
/**
 * Whether a person may have sentences of a report looked for that may bear on a question. They are quotations, and
 * never an answer.
 */
finds_sentences: boolean, };

/**
 * The studies of the review with the results that are assessed.
 */
export type BiasOverview = { 
/**
 * How the team assesses.
 */
methods: BiasMethods, 
/**
 * The tools that can be chosen.
 */
tools: Array<BiasToolChoice>, 
/**
 * Whether anything was answered.
 */
begun: boolean, 
/**
 * The forms of the tools in use, the team's first.
 */
forms: Array<BiasForm>, 
/**
 * The studies that were included at full text.
 */
studies: Array<BiasStudy>, };

/**
 * An answer, or the judgement of a domain, that a judgement rests on.
 */
export type BiasPathStep = { 
/**
 * The question, or the domain.
 */
item: string, 
/**
 * The answer or judgement, in words.
 */
is: string, };

/**
 * A signalling question.
 */
export type BiasQuestion = { 
/**
 * Its number in the published tool, such as `2.3`.
 */
id: string, 
/**
 * The question, in our own words.
 */
text: string, 
/**
 * The answers that are allowed where it is asked.
 */
answers: Array<BiasAnswer>, 
/**
 * When it is asked.
 */
asked: BiasAskedIf, };

/**
 * A question as it stands.
 */
export type BiasQuestionState = { 
/**
 * Its number.
 */
id: string, 
/**
 * Whether it is asked.
 */
asked: BiasAsked, 
/**
 * When it is asked, in words; empty where it always is.
 */
when: string, 
/**
 * What helps to answer it.
 */
help: string, };

/**
 * A result, as a list shows it.
 */
export type BiasResultLine = { 
/**
 * Identity.
 */
id: string, 
/**
 * Its name; empty for the study as a whole.
 */
name: string, 
/**
 * The tool it is assessed with.
 */
tool: BiasTool, 
/**
 * Where it stands for the reviewer who asks.
 */
stage: BiasStage, 
/**
 * Who assesses it.
 */
assessors: Array<BiasAssessorView>, 
/**
 * Questions that are asked, as far as that is known from the answers that may be shown.
 */
asked: number, 
/**
 * Of these, how many are answered.
 */
answered: number, 
/**
 * What it comes to: the team's once all have finished, else the reviewer's own.
 */
judgements: Array<BiasCell>, 
/**
 * Whether these are the team's and nothing is left to be settled.
 */
settled: boolean, };

/**
 * A result at work.
 */
export type BiasResultView = { 
/**
 * The result.
 */
result: BiasResultLine, 
/**
 * Its study.
 */
study: StudyId, 
/**
 * What the study is called.
 */
label: string, 
/**
 * The reports of the study.
 */
reports: Array<StudyReport>, 
/**
 * The questions of the tool.
 */
form: BiasForm, 
/**
 * Which of them are asked, by the answers below.
 */
questions: Array<BiasQuestionState>, 
/**
 * What the reviewer said; the team's once all have finished.
 */
assessment: BiasAssessment, 
/**
 * What that comes to.
 */
judged: BiasJudged, 
/**
 * Whether two assess it apart from each other.
 */
double: boolean, 
/**
 * Whether all who are needed have finished.
 */
unsealed: boolean, 
/**
 * Why this reviewer cannot change answers now; `None` where they can.
 */
closed: string | null, 
/**
 * Whether sentences that may bear on a question may be looked for.
 */
finds_sentences: boolean, };

/**
 * Such a sentence.
 */
export type BiasSentence = { 
/**
 * It, with its place.
 */
quote: EvidenceQuote, };

/**
 * Sentences that may bear on a question.
 */
export type BiasSentences = { 
/**
 * The number of the question.
 */
question: string, 
/**
 * Name of the reader.
 */
model: string, 
/**
 * Sentences of the reports in all.
 */
searched: number, 
/**
 * Sentences that were read.
 */
read: number, 
/**
 * The sentences, the likeliest first.
 */
sentences: Array<BiasSentence>, };

/**
 * Who settled something.
 */
export type BiasSettlement = { 
/**
 * The number of the question, or what was judged.
 */
item: string, 
/**
 * Who.
 */
reviewer: ReviewerId, };

/**
 * Where a result stands for a reviewer.
 */
export type BiasStage = "to_assess" | "to_finish" | "waiting" | "others" | "differs" | "done";

/**
 * A study.
 */
export type BiasStudy = { 
/**
 * It; `None` where its report belongs to no study yet. It gets one when its first result is added.
 */
study: StudyId | null, 
/**
 * What it is called.
 */
label: string, 
/**
 * Its reports; none where they were taken away from it since.
 */
reports: Array<StudyReport>, 
/**
 * Its results, in the order in which they were added.
 */
results: Array<BiasResultLine>, 
/**
 * Names of results that its extraction offers, by outcome and time point, and that are not on the list yet.
 */
offered: Array<string>, };

/**
 * An instrument with the effect that it is used for.
 */
export type BiasTool = "rob2" | "rob2-adhering" | "robins-i" | "robins-i-adhering" | "quadas-2";

/**
 * A tool that can be chosen.
 */
export type BiasToolChoice = { 
/**
 * It.
 */
tool: BiasTool, 
/**
 * Its name, such as `RoB 2`.
 */
name: string, 
/**
 * The effect that it is used for.
 */
effect: string, 
/**
 * Whether it judges single results, not the study as a whole.
 */
of_a_result: boolean, };

/**
 * What one search returned about one work: bibliographic data, never a decision about it.
 *
 * It carries no identity: `store` gives each imported record a [`RecordId`](crate::RecordId).
 * A field that the source did not have is `None` or empty; nothing is invented to fill it.
 */
export type BibliographicRecord = { 
/**
 * The kind of publication, as far as the source says.
 */
kind: RecordKind, 
/**
 * Title as given, one line.
 */
title?: string, 
/**
 * Title in the original language where the source gives a translated one as well.
 */
original_title?: string, 
/**
 * Abstract, with `\n` between paragraphs or labelled sections.
 */
abstract_text?: string, 
/**
 * In the order of the publication.
 */
authors?: Array<Author>, 
/**
 * Editors of the containing work, in order.
 */
editors?: Array<Author>, 
/**
 * Year of publication, four digits.
 */
year?: number, 
/**
 * Date of publication as the source wrote it, such as `2018 Mar 5`.
 */
date?: string, 
/**
 * Journal, proceedings or book that contains the work, in full.
 */
journal?: string, 
/**
 * The abbreviated name of the same.
 */
journal_abbreviation?: string, 
/**
 * Volume as given.
 */
volume?: string, 
/**
 * Issue (number) as given.
 */
issue?: string, 
/**
 * Pages or article number as given, such as `e12`, `123-8` or `123-128`.
 */
pages?: string, 
/**
 * Bare DOI (`10.…`), lower case, without resolver or `doi:`.
 */
doi?: string, 
/**
 * PubMed identifier, digits only.
 */
pmid?: string, 
/**
 * PubMed Central identifier, `PMC` and digits.
 */
pmcid?: string, 
/**
 * ISSNs as given, `1234-567X`.
 */
issn?: Array<string>, 
/**
 * ISBNs as given.
 */
isbn?: Array<string>, 
/**
 * Publisher.
 */
publisher?: string, 
/**
 * Place of publication.
 */
place?: string, 
/**
 * Language as given (`eng`, `English`).
 */
language?: string, 
/**
 * Author and database keywords, subject headings included, in order.
 */
keywords?: Array<string>, 
/**
 * Links as given.
 */
urls?: Array<string>, 
/**
 * The source database's own number for the record.
 */
accession?: string, 
/**
 * The database the source names inside the record, such as `Embase`.
 */
database?: string, 
/**
 * Notes of the source.
 */
notes?: Array<string>, 
/**
 * Everything else the source had, in file order: nothing is dropped.
 */
other?: Array<OtherField>, };

/**
 * What a reviewer may see of where a record comes from before the own decision.
 */
export type Blinding = "open" | "authors_and_journals";

/**
 * A block, held against the records.
 */
export type BlockFigures = { 
/**
 * Records that it finds.
 */
hits: number, 
/**
 * Of these, relevant ones.
 */
relevant: number, 
/**
 * Its chips, in their order.
 */
chips: Array<ChipFigures>, };

/**
 * Blocks, held against the records of the review.
 */
export type BlocksLook = { 
/**
 * The strategy that they build.
 */
text: string, 
/**
 * The language it is written in.
 */
syntax: SyntaxChoice, 
/**
 * All languages.
 */
syntaxes: Array<SyntaxChoice>, 
/**
 * The blocks, in their order.
 */
blocks: Array<BlockFigures>, 
/**
 * Records that all blocks together find, with the limits.
 */
hits: number, 
/**
 * Records that they find at most, where these records do not tell.
 */
at_most: number, 
/**
 * Records that were searched.
 */
records: number, 
/**
 * Of these, with keywords or headings.
 */
with_keywords: number, 
/**
 * What they find of the records known to be relevant; `None` where none is.
 */
recall: StrategyRecall | null, 
/**
 * What cannot be said in this language.
 */
losses: Array<TranslationLoss>, 
/**
 * What could not be read of the terms.
 */
problems: Array<StrategyProblem>, };

/**
 * Blocks out of a strategy, or why there are none.
 */
export type BlocksOfStrategy = { 
/**
 * The blocks.
 */
blocks: SearchBlocks | null, 
/**
 * Why it has not the shape of blocks.
 */
why_not: string | null, 
/**
 * What the blocks search a little differently.
 */
changes: Array<string>, };

/**
 * A count with the parts it is made of, such as each database or each reason for exclusion.
 */
export type Breakdown = { 
/**
 * The count in all, where it is stated apart from its parts.
 */
total: number | null, 
/**
 * The parts, in the order in which they shall be drawn.
 */
parts: Array<NamedCount>, };

/**
 * How well the suggestions fit the decisions of one reviewer and the settled outcomes.
 */
export type Calibration = { 
/**
 * For each criterion of the protocol that a model has read on a decided record.
 */
criteria: Array<CriterionCalibration>, 
/**
 * Decisions that a curve needs.
 */
needed: number, 
/**
 * Of these, of each kind at least.
 */
of_each: number, };

/**
 * A round in which the same records are read by several people before the others, so that they learn whether they
 * understand the criteria alike.
 */
export type CalibrationRound = { 
/**
 * Number of the round in this review, from 1.
 */
number: number, 
/**
 * The stage.
 */
stage: Stage, 
/**
 * Who reads them.
 */
reviewers: Array<ReviewerId>, 
/**
 * The records, in the order in which they are read.
 */
records: Array<RecordId>, 
/**
 * What the draw started from.
 */
seed: number, 
/**
 * Version of the protocol, and so of the criteria, at the start.
 */
protocol_version: number, 
/**
 * Milliseconds since 1970-01-01 UTC.
 */
started_at: number, 
/**
 * When it was ended; `None` while it lasts.
 */
ended_at: number | null, };

/**
 * A round and what came of it.
 */
export type CalibrationView = { 
/**
 * The round.
 */
round: CalibrationRound, 
/**
 * How far each of its readers is.
 */
readers: Array<RoundReader>, 
/**
 * How far they agree. Hidden (`None`) until everybody has read every record, or the round was ended.
 */
agreement: AgreementReport | null, 
/**
 * Version of the protocol now: where it is another than at the start, the criteria were refined since.
 */
protocol_version_now: number, };

/**
 * A model that can be had.
 */
export type CatalogueEntry = { 
/**
 * Short name, for commands.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * What it was trained for.
 */
field: Field, 
/**
 * Number of weights, rounded.
 */
parameters: number, 
/**
 * How its weights are stored.
 */
quantization: string, 
/**
 * Size of the file, bytes, rounded. It needs about a fifth more of memory.
 */
bytes: number, 
/**
 * Its licence.
 */
licence: string, 
/**
 * Where its makers or those who converted it describe it.
 */
page: string, 
/**
 * Where the file is.
 */
address: string, 
/**
 * For whom it is good, in a sentence or two.
 */
about: string, 
/**
 * SHA-256 of the file, hexadecimal, where it is known for sure.
 */
sha256: string | null, };

/**
 * What is known of the classifier in a period.
 */
export type CensusAccuracy = { 
/**
 * The years; `None` of all of them.
 */
period: CensusPeriod | null, 
/**
 * Of those that truly are, how many were found.
 */
sensitivity: CensusShare, 
/**
 * Of those that are not, how many were left out.
 */
specificity: CensusShare, };

/**
 * An answer to a criterion.
 */
export type CensusAnswer = "yes" | "no" | "unclear";

/**
 * A count with its correction.
 */
export type CensusCorrectedCount = { 
/**
 * The year; `None` of all records together.
 */
year: number | null, 
/**
 * So many were counted as randomised trials.
 */
found: number, 
/**
 * Of so many records.
 */
of: number, 
/**
 * So many there are, corrected; `None` where the classifier tells too little.
 */
number: number | null, 
/**
 * The interval of 95 %.
 */
interval: ConfidenceInterval | null, };

/**
 * Randomised trials as counted and corrected for misclassification (Rogan and Gladen, with the interval of Lang and
 * Reiczigel).
 */
export type CensusCorrection = { 
/**
 * What is known of the classifier: by period where the labels allow that, else of all of them together.
 */
accuracy: Array<CensusAccuracy>, 
/**
 * Whether it drifts; `None` where the labels do not tell periods apart.
 */
drift: CensusDrift | null, 
/**
 * All records together.
 */
whole: CensusCorrectedCount, 
/**
 * Each year.
 */
years: Array<CensusCorrectedCount>, 
/**
 * How the true share changes; `None` where fewer than two periods can be compared.
 */
trend: CensusTrend | null, 
/**
 * Drift and trend in words.
 */
in_words: Array<string>, };

/**
 * A version of the criteria.
 */
export type CensusCriteriaVersion = { 
/**
 * Its number, from 1.
 */
version: number, 
/**
 * Who saved it.
 */
saved_by: string, 
/**
 * When, UTC milliseconds.
 */
saved_at: number, 
/**
 * Why.
 */
remark: string | null, 
/**
 * What it asks.
 */
questions: Array<string>, };

/**
 * The criteria in force and how they came about.
 */
export type CensusCriteriaView = { 
/**
 * The criteria, in the order in which they are asked.
 */
criteria: Array<CensusCriterion>, 
/**
 * Whether they are those that come with the program.
 */
shipped: boolean, 
/**
 * Those that come with the program, to begin anew from.
 */
of_program: Array<CensusCriterion>, 
/**
 * Every version that was saved, the latest first.
 */
versions: Array<CensusCriteriaVersion>, };

/**
 * A criterion as it stands in a file, to be edited.
 */
export type CensusCriterion = { 
/**
 * Its short name, a column of tables: small letters, digits and `_`.
 */
id: string, 
/**
 * The question.
 */
question: string, 
/**
 * Regular expressions that speak for yes, looked for in lower case.
 */
yes: Array<string>, 
/**
 * Those that speak for no.
 */
no: Array<string>, 
/**
 * Designs that answer it with yes where no words do.
 */
yes_designs: Array<CensusDesign>, 
/**
 * Designs that answer it with no where no words do.
 */
no_designs: Array<CensusDesign>, };

/**
 * The design of a study, as far as a title and an abstract tell it.
 *
 * The classes are those that filters of literature databases and the census of trials tell apart.
 */
export type CensusDesign = "randomised_trial" | "other_trial" | "observational" | "diagnostic_accuracy" | "systematic_review" | "other_review" | "protocol" | "case_report" | "qualitative" | "animal" | "in_vitro" | "other" | "unclear";

/**
 * Records of a design.
 */
export type CensusDesignCount = { 
/**
 * The design.
 */
design: CensusDesign, 
/**
 * How many.
 */
records: number, };

/**
 * What the job came to.
 */
export type CensusDone = { 
/**
 * Records that were judged.
 */
records: number, };

/**
 * Whether sensitivity or specificity differ between periods.
 */
export type CensusDrift = { 
/**
 * Pearson's χ² test that sensitivity is the same in all periods; `None` where fewer than two have a sample.
 */
p_sensitivity: number | null, 
/**
 * The same of specificity.
 */
p_specificity: number | null, 
/**
 * Whether either is below .05.
 */
flagged: boolean, };

/**
 * What is to be expected of a point: shown beside every result.
 */
export type CensusExpected = { 
/**
 * Which records it was measured on.
 */
on: string, 
/**
 * Of 1,000 randomised trials, so many are lost.
 */
lost_per_1000_trials: number, 
/**
 * With the interval of 95 % (Wilson's).
 */
lost_interval: ConfidenceInterval, 
/**
 * Of 1,000 other records, so many come along.
 */
along_per_1000_others: number, 
/**
 * With the interval of 95 %.
 */
along_interval: ConfidenceInterval, };

/**
 * Which records of the census.
 */
export type CensusFilter = { 
/**
 * The design that a record counts as.
 */
design: CensusDesign | null, 
/**
 * From which point on a record counts as a randomised trial; else it counts as its likeliest design.
 */
point: OperatingPoint | null, 
/**
 * What the criteria together come to.
 */
trial_in_humans: CensusAnswer | null, 
/**
 * First year; records without a year are left out.
 */
from_year: number | null, 
/**
 * Last year, included; records without a year are left out.
 */
to_year: number | null, 
/**
 * Only where the likeliest design is less likely than this, 0 to 1: the doubtful ones.
 */
less_likely_than: number | null, };

/**
 * What was found.
 */
export type CensusFound = { 
/**
 * When the records were judged, UTC milliseconds.
 */
made_at: number, 
/**
 * The point at which a record counts as a randomised trial; `None`: each counts as its likeliest design.
 */
point: OperatingPoint | null, 
/**
 * How many records of each design, as counted; designs that do not occur are left out.
 */
designs: Array<CensusDesignCount>, 
/**
 * By year, those without a year last.
 */
years: Array<CensusYear>, 
/**
 * Trials by phase.
 */
phases: Array<CensusPhaseCount>, 
/**
 * Trials by the number of people.
 */
sizes: Array<CensusSizeCount>, 
/**
 * Records that report results of a prospective interventional trial in humans, by the criteria: yes, no, unclear.
 */
trial_in_humans: [number, number, number], 
/**
 * Randomised trials corrected for misclassification; `None` while too few records are labelled.
 */
corrected: CensusCorrection | null, };

/**
 * How far the labelling is.
 */
export type CensusLabelling = { 
/**
 * Records that were drawn, of those that are still there.
 */
drawn: number, 
/**
 * Records that could be drawn besides.
 */
left: number, 
/**
 * Drawn records that somebody labelled.
 */
labelled: number, 
/**
 * Drawn records that this reviewer labelled.
 */
own: number, 
/**
 * Labelled as randomised trials.
 */
yes: number, 
/**
 * Labelled as none.
 */
no: number, 
/**
 * Labelled as unclear.
 */
unclear: number, 
/**
 * Records on which people differ; they count as unclear.
 */
differing: number, 
/**
 * Records that more than one person labelled.
 */
twice: number, 
/**
 * Labels that were changed after the classifier's answer was seen.
 */
after_seen: number, 
/**
 * So many randomised trials, and as many others, must be labelled before counts are corrected.
 */
needed: number, 
/**
 * Randomised trials that are missing for that.
 */
missing_yes: number, 
/**
 * Others that are missing.
 */
missing_no: number, 
/**
 * About so many records more must be labelled for that, going by those labelled; `None` before the first of each
 * kind that is missing.
 */
about_more: number | null, 
/**
 * The draws, the latest last.
 */
samples: Array<CensusSampleView>, 
/**
 * The reviewer's own latest labels, the latest first, with what the classifier says.
 */
latest: Array<CensusRevealed>, };

/**
 * A page of the list.
 */
export type CensusPage = { 
/**
 * Records that fit, those that are kept back left out.
 */
total: number, 
/**
 * Records that were drawn to be labelled and that this reviewer has not labelled: nothing is told of them here,
 * whether they fit or not.
 */
withheld: number, 
/**
 * The page.
 */
records: Array<CensusRecord>, };

/**
 * Years that belong together, both ends included.
 */
export type CensusPeriod = { 
/**
 * First year.
 */
first: number, 
/**
 * Last year.
 */
last: number, };

/**
 * The phase of a clinical trial.
 */
export type CensusPhase = "one" | "one_two" | "two" | "two_three" | "three" | "four";

/**
 * Trials of a phase.
 */
export type CensusPhaseCount = { 
/**
 * The phase; `None` where it is not stated.
 */
phase: CensusPhase | null, 
/**
 * How many.
 */
trials: number, };

/**
 * Where a sentence stands.
 */
export type CensusPlace = "title" | "abstract" | "keywords" | "publication_type";

/**
 * An operating point as it is shown.
 */
export type CensusPoint = { 
/**
 * Its name.
 */
point: OperatingPoint, 
/**
 * The probability from which a record counts as a randomised trial.
 */
threshold: number, 
/**
 * What is to be expected of it.
 */
expected: Array<CensusExpected>, };

/**
 * A record with what is told of it.
 */
export type CensusRecord = { 
/**
 * The record.
 */
record: RecordId, 
/**
 * Year of publication.
 */
year: number | null, 
/**
 * The likeliest design.
 */
design: CensusDesign, 
/**
 * How likely it is, 0 to 1, as the cues have it.
 */
probability: number, 
/**
 * How likely the record is a randomised trial, 0 to 1.
 */
randomised_trial: number, 
/**
 * The cue that counted most, and where it was found; `None` where the design is unclear.
 */
cue: string | null, 
/**
 * The field with the sentence that decides.
 */
place: CensusPlace | null, 
/**
 * The sentence that decides.
 */
sentence: string | null, 
/**
 * The title, that sentence marked if it stands there.
 */
title: Array<Segment>, 
/**
 * The abstract, that sentence marked if it stands there.
 */
abstract_text: Array<Segment>, 
/**
 * The phase, where it is stated.
 */
phase: CensusPhase | null, 
/**
 * How many people, where it is stated.
 */
people: number | null, 
/**
 * What the criteria together come to.
 */
trial_in_humans: CensusAnswer, 
/**
 * Each criterion with the words it rests on.
 */
answers: Array<CensusRecordAnswer>, };

/**
 * The answer to a criterion.
 */
export type CensusRecordAnswer = { 
/**
 * The criterion.
 */
criterion: string, 
/**
 * The answer.
 */
answer: CensusAnswer, 
/**
 * The sentence that it rests on.
 */
sentence: string | null, };

/**
 * A label with what the classifier says of the record.
 */
export type CensusRevealed = { 
/**
 * What the person said.
 */
label: CensusAnswer, 
/**
 * Whether it was given or changed after the classifier's answer had been seen.
 */
after_seen: boolean, 
/**
 * When, UTC milliseconds.
 */
labelled_at: number, 
/**
 * What the classifier says.
 */
record: CensusRecord, };

/**
 * A draw.
 */
export type CensusSampleView = { 
/**
 * Records that were drawn.
 */
size: number, 
/**
 * From so many.
 */
population: number, 
/**
 * First and last year that was drawn from; `None` of all years.
 */
years: [number, number] | null, 
/**
 * Seed of the draw.
 */
seed: number, 
/**
 * Who had it drawn.
 */
drawn_by: string, 
/**
 * When, UTC milliseconds.
 */
drawn_at: number, };

/**
 * A share with its interval (Wilson's; at the edges that of Clopper and Pearson).
 */
export type CensusShare = { 
/**
 * So many.
 */
successes: number, 
/**
 * Of so many.
 */
of: number, 
/**
 * The share; `None` of nothing.
 */
value: number | null, 
/**
 * Its interval; `None` of nothing.
 */
interval: ConfidenceInterval | null, };

/**
 * Classes of size that counts are made by.
 */
export type CensusSize = "below50" | "from50" | "from100" | "from500" | "from1000" | "unknown";

/**
 * Trials of a size.
 */
export type CensusSizeCount = { 
/**
 * The size.
 */
size: CensusSize, 
/**
 * How many.
 */
trials: number, };

/**
 * How far the census of the review is.
 */
export type CensusState = "none" | "stale" | "ready";

/**
 * What tagging came to.
 */
export type CensusTagged = { 
/**
 * Records that carry the tag now.
 */
tagged: number, 
/**
 * Records that fit and were left out, as they are still to be labelled blind.
 */
withheld: number, };

/**
 * How the true share changes over the years.
 */
export type CensusTrend = { 
/**
 * Percentage points in ten years.
 */
points_per_decade: number, 
/**
 * Its interval: it covers chance in the counts and in the samples that sensitivity and specificity are known from.
 */
interval: ConfidenceInterval, 
/**
 * How many periods it rests on.
 */
periods: number, 
/**
 * Whether the interval leaves 0 out.
 */
claimed: boolean, };

/**
 * The record that is labelled next: nothing of what anybody said of it.
 */
export type CensusTurn = { 
/**
 * The record.
 */
record: RecordId, 
/**
 * Its title.
 */
title: string | null, 
/**
 * Its abstract.
 */
abstract_text: string | null, 
/**
 * Its year.
 */
year: number | null, 
/**
 * Its place in the order of the draw, from 1.
 */
place: number, };

/**
 * All that the screen of the census begins with.
 */
export type CensusView = { 
/**
 * How far it is.
 */
state: CensusState, 
/**
 * Records that it is of, or would be: all that were not taken out before screening, duplicates once.
 */
records: number, 
/**
 * How readily a record can count as a randomised trial, with what that costs.
 */
points: Array<CensusPoint>, 
/**
 * What was found; `None` until it is made of the records as they are.
 */
found: CensusFound | null, 
/**
 * How far the labelling is.
 */
labelling: CensusLabelling, };

/**
 * Records of a year.
 */
export type CensusYear = { 
/**
 * The year; `None` of records that tell none.
 */
year: number | null, 
/**
 * All its records.
 */
records: number, 
/**
 * By design.
 */
designs: Array<CensusDesignCount>, };

/**
 * What a person rates of an analysis.
 */
export type CertaintyRating = { 
/**
 * How the studies were designed.
 */
design: GradeDesign, 
/**
 * How long people were followed.
 */
follow_up: string, 
/**
 * Rating: risk of bias.
 */
risk_of_bias: GradeLowered | null, 
/**
 * Rating: inconsistency.
 */
inconsistency: GradeLowered | null, 
/**
 * Rating: indirectness.
 */
indirectness: GradeLowered | null, 
/**
 * Rating: imprecision.
 */
imprecision: GradeLowered | null, 
/**
 * Rating: publication bias.
 */
publication_bias: GradeLowered | null, 
/**
 * Rating: a large effect.
 */
large_effect: GradeRaised | null, 
/**
 * Rating: a dose–response gradient.
 */
dose_response: GradeRaised | null, 
/**
 * Rating: confounding that would have hidden the effect.
 */
opposing_confounding: GradeRaised | null, 
/**
 * The certainty, as the person says it.
 */
certainty: GradeCertainty | null, 
/**
 * Why it is not what the ratings come to, where it is not.
 */
certainty_reason: string, 
/**
 * Risks without the intervention, for the absolute effects.
 */
assumed_risk: Array<GradeAssumedRisk>, 
/**
 * The smallest difference that matters, in people of 1,000.
 */
important_per_1000: number | null, 
/**
 * Participants that one trial with enough power would take.
 */
optimal_information_size: number | null, 
/**
 * What is added in the last column.
 */
comment: string, };

/**
 * A sentence after it was held against the analysis.
 */
export type CheckedSentence = { 
/**
 * The sentence.
 */
text: string, 
/**
 * Names of the studies that it rests on.
 */
studies: Array<string>, 
/**
 * Of these, the identities that are known.
 */
study_ids: Array<StudyId>, 
/**
 * Why it is struck out; none of a supported sentence.
 */
struck: Array<string>, };

/**
 * A checklist with its items.
 */
export type Checklist = { 
/**
 * Which.
 */
kind: ChecklistKind, 
/**
 * Its name.
 */
name: string, 
/**
 * Where its items come from, with the licence.
 */
source: string, 
/**
 * Its items, in order.
 */
items: Array<ChecklistItem>, };

/**
 * An item.
 */
export type ChecklistItem = { 
/**
 * Its number, such as `13a`.
 */
number: string, 
/**
 * The section it belongs to.
 */
section: string, 
/**
 * What it is about.
 */
topic: string, 
/**
 * What it asks for, in short.
 */
asks: string, 
/**
 * How much it is insisted on.
 */
requirement: Requirement, 
/**
 * What the log says.
 */
recorded: Array<string>, 
/**
 * What it asks for and the log does not hold.
 */
lacking: Array<string>, 
/**
 * What a person wrote.
 */
written: WrittenText | null, 
/**
 * How far it is filled.
 */
state: ItemFilled, };

/**
 * A reporting checklist.
 */
export type ChecklistKind = "prisma_2020" | "prisma_s" | "prisma_traice";

/**
 * A term or heading.
 */
export type Chip = { 
/**
 * Words as on Ovid: side by side they are a phrase, `*` is any ending, `?` one letter or none; or the name of a heading.
 */
text: string, 
/**
 * Which of both.
 */
kind: ChipKind, 
/**
 * Where a term is looked for.
 */
field: ChipField, 
/**
 * A heading with all narrower ones.
 */
explode: boolean, 
/**
 * A heading as a main topic only.
 */
focus: boolean, 
/**
 * Where it comes from.
 */
origin: ChipOrigin, 
/**
 * Name of the model, where it comes from one.
 */
model: string | null, };

/**
 * Where a term is looked for.
 */
export type ChipField = "title_abstract" | "title" | "abstract" | "keywords" | "anywhere";

/**
 * A chip, held against the records.
 */
export type ChipFigures = { 
/**
 * Records that it finds.
 */
hits: number, 
/**
 * Records that it finds at most, where these records do not tell.
 */
at_most: number, 
/**
 * Of its hits, relevant ones.
 */
relevant: number, 
/**
 * Records of the whole result that no other chip of its block finds.
 */
only_it_finds: number, 
/**
 * Of these, relevant ones.
 */
only_it_finds_relevant: number, 
/**
 * Who knows it.
 */
known: ChipKnown, 
/**
 * For one that nobody knows: words of the records that are nearest.
 */
did_you_mean: Array<string>, };

/**
 * Whether a chip is words or a heading.
 */
export type ChipKind = "term" | "heading";

/**
 * Who knows a chip. What nobody knows is shown in red.
 */
export type ChipKnown = "corpus" | "vocabulary" | "nobody" | "cannot_tell";

/**
 * Where a chip comes from.
 */
export type ChipOrigin = "typed" | "protocol" | "records" | "model" | "strategy";

/**
 * What may be stated about recall.
 */
export type Claim = { 
/**
 * Recall is at least this, the relevant records of the audit sample counted as found. `None`: nothing may be
 * stated.
 */
recall_at_least: number | null, 
/**
 * With this confidence, from 0 to 1, over all audit samples of the review together.
 */
confidence: number, 
/**
 * Where it comes from.
 */
basis: ClaimBasis, };

/**
 * Where a [`Claim`] comes from.
 */
export type ClaimBasis = "nothing" | "audit_sample" | "everything_read";

/**
 * The closed set of reasons. The command line and the window act on them; people read message and hint.
 */
export type Code = "not_found" | "exists" | "in_use" | "newer_version" | "read_only" | "server_away" | "disk_full" | "damaged" | "bad_input" | "refused" | "invalid" | "model" | "cancelled" | "internal";

/**
 * The mapping that was used for a table, with the header it belongs to.
 */
export type ColumnGuess = { 
/**
 * The source whose export this is, such as `Scopus`, where its header is known.
 */
source: string | null, 
/**
 * The header, column by column.
 */
header: Array<string>, 
/**
 * What each column was taken for.
 */
mapping: ColumnMapping, 
/**
 * Whether the header is that of a known source, or the mapping came from the user: no question is needed.
 */
confident: boolean, 
/**
 * For each column its first few values that are not empty, shortened, to be looked at beside the mapping.
 */
samples: Array<Array<string>>, };

/**
 * What each column of a table holds, in the order of the columns.
 */
export type ColumnMapping = { 
/**
 * One target per column. Columns beyond its end are [`ColumnTarget::Other`].
 */
columns: Array<ColumnTarget>, };

/**
 * Where the values of a column go: the field of [`Record`](review::Record) of that name, unless said otherwise. Where
 * several columns have one target, the first with a value fills it and the others are kept under their names; lists
 * are filled by all of them.
 */
export type ColumnTarget = "other" | "title" | "original_title" | "abstract" | "authors" | "authors_in_full" | "editors" | "year" | "date" | "journal" | "journal_abbreviation" | "volume" | "issue" | "pages" | "start_page" | "end_page" | "article_number" | "doi" | "pmid" | "pmcid" | "serial_number" | "publisher" | "place" | "language" | "keywords" | "url" | "accession" | "database" | "kind" | "note" | "citation";

/**
 * The fields that are compared.
 */
export type ComparedField = "title" | "authors" | "year" | "journal" | "volume" | "issue" | "pages" | "doi" | "pmid" | "isbn" | "abstract" | "kind";

/**
 * One thing on both sides.
 */
export type ComparedTrial = { 
/**
 * What.
 */
item: ComparedTrialItem, 
/**
 * How the sides stand to each other.
 */
finding: RegistryFinding, 
/**
 * What the registry says, with the words marked that the paper lacks.
 */
registry: Array<MarkedWords>, 
/**
 * What the paper says, with the words marked that the registry lacks.
 */
paper: Array<MarkedWords>, 
/**
 * The share of words in common, 0 to 1, of texts.
 */
overlap: number | null, 
/**
 * The words of the paper that it rests on.
 */
quote: string | null, 
/**
 * Where they stand.
 */
place: string | null, 
/**
 * What a reader should know, such as by how many days.
 */
note: string | null, };

/**
 * What is compared.
 */
export type ComparedTrialItem = "registration" | "primary_outcome" | "secondary_outcome" | "size" | "registered_before_start" | "start" | "end" | "allocation" | "masking" | "sponsor";

/**
 * An interval of confidence.
 */
export type ConfidenceInterval = { 
/**
 * Its lower end.
 */
low: number, 
/**
 * Its upper end.
 */
high: number, };

/**
 * A value that settles a difference.
 */
export type Consensus = { 
/**
 * The study.
 */
study: StudyId, 
/**
 * Which value.
 */
address: ValueAddress, 
/**
 * Who settles it.
 */
reviewer: ReviewerId, 
/**
 * What holds; `None` takes the consensus back.
 */
finding: Finding | null, 
/**
 * Why, in the reviewer's words.
 */
note: string | null, 
/**
 * How long it took, if it was measured.
 */
time: TimeSpent | null, };

/**
 * A model with a rule.
 */
export type Contender = { 
/**
 * The GGUF file.
 */
model: string, 
/**
 * How its judgements are taken.
 */
rule: BenchRule, };

/**
 * What the records say to a question.
 */
export type CorpusAnswer = { 
/**
 * The question.
 */
question: string, 
/**
 * Name of the reader.
 */
model: string, 
/**
 * Records that were searched.
 */
searched: number, 
/**
 * Of these, the records that share a telling word with the question.
 */
sharing: number, 
/**
 * Records whose sentences were read.
 */
read: number, 
/**
 * Sentences that were read.
 */
sentences_read: number, 
/**
 * The sentences that answer, the best first. None: nothing was found.
 */
sentences: Array<AnsweringSentence>, };

/**
 * What a model wrote of quoted sentences.
 */
export type CorpusSummary = { 
/**
 * The question.
 */
question: string, 
/**
 * Name of the model.
 */
model: string, 
/**
 * How many of the quotes it was given: the first ones.
 */
quotes: number, 
/**
 * Its sentences; none where it wrote none, or could not be read.
 */
sentences: Array<SummarySentence>, 
/**
 * Why its answer could not be read.
 */
unread: string | null, };

/**
 * How *unsure* is counted; it has to be said wherever agreement is.
 */
export type CountUnsure = "between_both" | "as_include" | "left_out";

/**
 * What waits where.
 */
export type Counts = { 
/**
 * Records after duplicates were merged.
 */
records: number, 
/**
 * Searches that were imported and not withdrawn.
 */
searches: number, 
/**
 * Pairs of possible duplicates that await a person.
 */
duplicates: number, 
/**
 * Records that await this reviewer at title and abstract; without a reviewer, those that are not settled.
 */
screen: number, 
/**
 * Records at title and abstract in all.
 */
screen_total: number, 
/**
 * Conflicts at both stages.
 */
conflicts: number, 
/**
 * Reports that are sought and not at hand.
 */
awaited: number, 
/**
 * Reports that await this reviewer at full text.
 */
full_text: number, 
/**
 * Of these, the reports that are at hand, so that they can be assessed.
 */
assessable: number, 
/**
 * Reports included.
 */
included: number, 
/**
 * Studies whose values await this reviewer; without a reviewer, those that are not settled.
 */
extract: number, };

/**
 * An eligibility rule.
 */
export type Criterion = { 
/**
 * Identity, kept when the wording is refined.
 */
id: CriterionId, 
/**
 * Short label as in the protocol, such as `I1` or `E3`.
 */
label: string, 
/**
 * Whether meeting it speaks for inclusion or for exclusion.
 */
polarity: Polarity, 
/**
 * The rule in words. For an exclusion criterion this is also the reason printed in the diagram.
 */
text: string, };

/**
 * Agreement on one criterion. "For" and "against" are the label's direction for the record: an inclusion criterion
 * met, or an exclusion criterion not met, speaks for it.
 */
export type CriterionAgreement = { 
/**
 * The agent, a model, by name.
 */
agent: string, 
/**
 * The criterion.
 */
criterion: CriterionId, 
/**
 * Its label in the protocol.
 */
label: string, 
/**
 * The suggestion speaks for the record, and it was included.
 */
for_included: number, 
/**
 * The suggestion speaks for the record, and it was excluded. For one criterion of several this need not be an
 * error: another may have excluded it.
 */
for_excluded: number, 
/**
 * The suggestion speaks against the record, and it was included.
 */
against_included: number, 
/**
 * The suggestion speaks against the record, and it was excluded.
 */
against_excluded: number, 
/**
 * Labelled partly met or unclear: neither for nor against.
 */
undirected: number, 
/**
 * Unread: no label at all.
 */
unread: number, 
/**
 * Share of agreeing pairs among those with a direction; `None` where there are none.
 */
agreement: number | null, 
/**
 * Lower limit of its 95 % interval (Wilson).
 */
low: number | null, 
/**
 * Upper limit.
 */
high: number | null, };

/**
 * Calibration on one criterion.
 */
export type CriterionCalibration = { 
/**
 * The criterion.
 */
criterion: CriterionId, 
/**
 * Its label in the protocol.
 */
label: string, 
/**
 * Name of the model.
 */
agent: string, 
/**
 * Records that were included.
 */
included: number, 
/**
 * Records that were excluded.
 */
excluded: number, 
/**
 * Quality of the model's own probabilities, and after calibrating; `None` while too little was decided.
 */
quality: Quality | null, };

/**
 * One eligibility rule; stays the same when its wording is refined.
 */
export type CriterionId = string;

/**
 * A point of the curve.
 */
export type CurvePoint = { 
/**
 * Records settled.
 */
settled: number, 
/**
 * Of these, relevant.
 */
relevant: number, };

/**
 * A verdict that a named person gave. Rows like this are only ever appended.
 */
export type Decision = { 
/**
 * Identity; in order of time, as UUIDv7 are.
 */
id: DecisionId, 
/**
 * The record decided on. At full text the decision is on the record's report.
 */
record_id: RecordId, 
/**
 * The stage of screening.
 */
stage: Stage, 
/**
 * Who decided.
 */
reviewer_id: ReviewerId, 
/**
 * In which role.
 */
role: Role, 
/**
 * What was decided.
 */
verdict: Verdict, 
/**
 * The criterion cited as reason for exclusion, required at full text.
 */
reason: CriterionId | null, 
/**
 * A remark of the reviewer.
 */
note: string | null, 
/**
 * Active time spent on the record before this decision, milliseconds (METHODS §5); `None` where it was not
 * measured, as for imported decisions.
 */
active_ms: number | null, 
/**
 * Version of the protocol it was made under.
 */
protocol_version: number, 
/**
 * When, milliseconds since 1970-01-01 UTC.
 */
decided_at: number, };

/**
 * One row of the append-only decisions.
 */
export type DecisionId = string;

/**
 * What a run of the deduplication did.
 */
export type DedupeSummary = { 
/**
 * Records looked at.
 */
records: number, 
/**
 * Records merged by this run.
 */
merged_now: number, 
/**
 * Records that are merged into others in all.
 */
merged: number, 
/**
 * Records that remain.
 */
remaining: number, 
/**
 * Pairs that wait for a person.
 */
doubtful: number, };

/**
 * What was entered for one address.
 */
export type Difference = { 
/**
 * Which value.
 */
address: ValueAddress, 
/**
 * What each extractor entered, in the order in which they began; empty where not both have answered.
 */
values: Array<FieldValue>, 
/**
 * Whether they differ.
 */
differs: boolean, 
/**
 * What arithmetic says against what holds.
 */
doubt: GateResult | null, 
/**
 * Whether what holds cannot be as it stands, and nobody has said in a note that the report prints it so.
 */
doubtful: boolean, 
/**
 * What settled it.
 */
consensus: FieldValue | null, };

/**
 * Two extractors' values of a study, once both have finished.
 */
export type DifferencesView = { 
/**
 * Every value of the study, in the order of the form.
 */
values: Array<Difference>, 
/**
 * On how many of them the extractors agreed by themselves.
 */
agreed: number, 
/**
 * Values that both have answered.
 */
compared: number, };

/**
 * A stretch of a text, with the white space that follows it.
 */
export type DifferingSegment = { 
/**
 * The text as given.
 */
text: string, 
/**
 * Whether the other text lacks these words at this place.
 */
differs: boolean, };

/**
 * A record on which reviewers differed.
 */
export type Disagreement = { 
/**
 * The record.
 */
record: RecordId, 
/**
 * Its title.
 */
title: string | null, 
/**
 * Who decided how, before they talked.
 */
verdicts: Array<OneVerdict>, 
/**
 * Where the record stands now.
 */
outcome: Outcome, };

/**
 * The SHA-256 of a document's bytes, in lower-case hexadecimal; also its file name.
 */
export type DocumentHash = string;

/**
 * Which record a PDF seems to belong to.
 */
export type DocumentMatch = { 
/**
 * The file.
 */
path: string, 
/**
 * Its name.
 */
name: string, 
/**
 * The record, where one was found.
 */
record: RecordId | null, 
/**
 * Title of that record.
 */
title: string | null, 
/**
 * By what it was found.
 */
found_by: FoundBy | null, 
/**
 * Why the file could not be read, in words.
 */
problem: string | null, 
/**
 * Whether its first pages have text, by which its report could be found; a scan has none.
 */
has_text: boolean, 
/**
 * Whether it can be attached: a PDF, also one that could not be read, or a text.
 */
attachable: boolean, };

/**
 * What becomes of studies without an event in either arm, or with events only, when a ratio is pooled.
 */
export type DoubleZero = "left_out" | "kept";

/**
 * The fields that a reviewer may fill in or mend.
 */
export type EditableField = "title" | "abstract" | "year" | "doi" | "pmid" | "journal";

/**
 * What is estimated of each study.
 */
export type EffectSizeMeasure = "odds_ratio" | "risk_ratio" | "risk_difference" | "peto_odds_ratio" | "mean_difference" | "standardized_mean_difference" | "logit_proportion" | "freeman_tukey" | "difference" | "ratio";

/**
 * An error at the boundary.
 */
export type Error = { 
/**
 * What to act on.
 */
code: Code, 
/**
 * What failed and where.
 */
message: string, 
/**
 * What to try.
 */
hint: string, };

/**
 * Something a user interface should know.
 */
export type Event = { "kind": "job", 
/**
 * The step as it stands.
 */
job: Job, } | { "kind": "changed", 
/**
 * Number of the last change.
 */
change: number, } | { "kind": "suggested", 
/**
 * The records.
 */
records: Array<RecordId>, } | { "kind": "read_ahead", 
/**
 * The state.
 */
read_ahead: ReadAhead, } | { "kind": "team", 
/**
 * The state.
 */
team: TeamState, } | { "kind": "opened", } | { "kind": "closing", };

/**
 * A quote, cut from its document and never retyped.
 *
 * It is found again by its words with what stands around them, as a text quote selector of the W3C's Web Annotation
 * Data Model is; page and boxes are for showing it, and are worked out anew when the reading of the document changes.
 */
export type EvidenceQuote = { 
/**
 * The document it was cut from.
 */
document: DocumentHash, 
/**
 * The sentence or table cell it was cut from, such as `S17` or `T2.r3.c4`, in the reading at that time.
 */
unit: string, 
/**
 * The words: whole sentences, or whole cells.
 */
exact: string, 
/**
 * What stands before them, at most 32 characters.
 */
prefix: string, 
/**
 * What stands after them, at most 32 characters.
 */
suffix: string, 
/**
 * Page of the document, from 1; none for a text without pages.
 */
page: number | null, 
/**
 * Where the words stand.
 */
boxes: Array<PageBox>, };

/**
 * A sentence cut from the record.
 */
export type EvidenceView = { 
/**
 * Its name: `T1` for the title, `S1`, `S2`, … for the abstract.
 */
sentence: string, 
/**
 * Where it stands.
 */
place: Place, 
/**
 * Where it begins in that text, in UTF-16 code units, as JavaScript counts.
 */
start: number, 
/**
 * Where it ends, likewise.
 */
end: number, 
/**
 * The sentence itself.
 */
text: string, 
/**
 * How strongly it supports the label, 0 to 1; only for the order and strength of the mark.
 */
weight: number, };

/**
 * Records excluded by people and by automation tools (PRISMA 2020 item 16a; PRISMA-trAIce).
 */
export type ExcludedBy = { 
/**
 * By a person.
 */
human: number, 
/**
 * By an automation tool, without a person looking at the record.
 */
automation: number, };

/**
 * What is exported.
 */
export type Export = { "what": "prisma", 
/**
 * Dark colours.
 */
dark: boolean, 
/**
 * With or without the column of other methods; by what the review has if left out.
 */
other_methods: boolean | null, 
/**
 * Resolution of the PNG, dots per inch.
 */
dpi: number, } | { "what": "records", 
/**
 * Which: `all`, `entries`, `undecided`, `included-abstract`, `excluded-abstract`, `included`,
 * `excluded-full-text` or `conflicts`.
 */
set: string, 
/**
 * `ris`, `nbib`, `bib`, `csv`, `json` or `xlsx`.
 */
format: string, } | { "what": "decisions", 
/**
 * `csv`, `xlsx` or `json`.
 */
format: string, } | { "what": "times", 
/**
 * `csv`, `xlsx` or `json`.
 */
format: string, } | { "what": "audit", 
/**
 * `csv`, `xlsx` or `json`; `html` for a page to be read.
 */
format: string, 
/**
 * Which part of it; all, if left out.
 */
query?: AuditQuery, } | { "what": "checklist", 
/**
 * Which.
 */
checklist: ChecklistKind, 
/**
 * `docx`, `html` or `csv`.
 */
format: string, } | { "what": "ai_use", 
/**
 * `docx` or `html`.
 */
format: string, } | { "what": "study", 
/**
 * Which one; the last where none is named.
 */
study: string | null, } | { "what": "analysis", 
/**
 * Its identity or name.
 */
analysis: string, } | { "what": "summary_of_findings", } | { "what": "form", } | { "what": "evidence_table", 
/**
 * `csv`, `xlsx`, `json` or `docx`.
 */
format: string, 
/**
 * Refused while a value is open or the extractors differ; else a draft is written.
 */
is_final: boolean, } | { "what": "evidence_report", 
/**
 * As for the table.
 */
is_final: boolean, } | { "what": "metafor", 
/**
 * As for the table.
 */
is_final: boolean, } | { "what": "revman", 
/**
 * As for the table.
 */
is_final: boolean, } | { "what": "trial_tables", 
/**
 * Of which trials.
 */
set: TrialSet, } | { "what": "trial_table", 
/**
 * Which.
 */
table: TrialTableKind, 
/**
 * Of which trials.
 */
set: TrialSet, 
/**
 * `csv`, `xlsx` or `json`.
 */
format: string, } | { "what": "trial_differences", 
/**
 * `csv`, `xlsx` or `json`.
 */
format: string, } | { "what": "trials_used", 
/**
 * Which trials.
 */
set: TrialSet, 
/**
 * `csv`, `xlsx` or `json`.
 */
format: string, } | { "what": "census_designs", 
/**
 * `csv`, `xlsx` or `json`.
 */
format: string, } | { "what": "census_counts", 
/**
 * `csv`, `xlsx` or `json`.
 */
format: string, 
/**
 * At which operating point; by the likeliest design if left out.
 */
point: OperatingPoint | null, } | { "what": "bias", 
/**
 * Which of them.
 */
file: BiasExport, 
/**
 * Of which tool, where the review uses several.
 */
tool: BiasTool | null, 
/**
 * `svg`, `png` or `pdf` for a plot; `csv` for a table, for answers also `json` or `toml`.
 */
format: string, } | { "what": "extraction_times", 
/**
 * `csv`, `xlsx` or `json`.
 */
format: string, } | { "what": "assessment_times", 
/**
 * `csv`, `xlsx` or `json`.
 */
format: string, };

/**
 * What was written.
 */
export type Exported = { 
/**
 * The files.
 */
files: Array<ExportedFile>, 
/**
 * Rows or records in them; `None` for the diagram.
 */
rows: number | null, 
/**
 * Sums of the diagram that do not agree.
 */
mismatches: Array<Mismatch>, 
/**
 * What is still to be done before the numbers are final.
 */
unfinished: Array<string>, };

/**
 * A file in the folder `exports/`.
 */
export type ExportedFile = { 
/**
 * Its path below `exports/`, with `/` between folder and name.
 */
name: string, 
/**
 * Where it lies.
 */
path: string, 
/**
 * Its size.
 */
bytes: number, 
/**
 * When it was written, UTC milliseconds.
 */
written_at: number, };

/**
 * In which role a value was given.
 */
export type ExtractionRole = "extractor" | "consensus";

/**
 * Where a study stands for a reviewer.
 */
export type ExtractionStage = "to_extract" | "to_finish" | "waiting" | "others" | "differs" | "done";

/**
 * One extractor.
 */
export type ExtractionTime = { 
/**
 * Who.
 */
reviewer: ReviewerId, 
/**
 * Name.
 */
name: string, 
/**
 * Seconds a study.
 */
seconds: TimeDistribution, };

/**
 * An extractor of a study.
 */
export type ExtractorView = { 
/**
 * Who.
 */
reviewer: ReviewerId, 
/**
 * Whether they have finished.
 */
finished: boolean, };

/**
 * What a model was trained for.
 */
export type Field = "generalist" | "biomedical";

/**
 * The comparison of one field.
 */
export type FieldComparison = { 
/**
 * Which field.
 */
field: ComparedField, 
/**
 * The verdict on it.
 */
agreement: Agreement, 
/**
 * Similarity from 0 to 1 where both sides have a value.
 */
similarity: number | null, };

/**
 * One field of a form; stays the same when its wording is refined.
 */
export type FieldId = string;

/**
 * What can be entered in a field.
 */
export type FieldKind = { "type": "text" } | { "type": "number", 
/**
 * What it measures: parsers look for this kind of number.
 */
measure: Measure, 
/**
 * The unit it is wanted in, such as `mg` or `years`.
 */
unit: string | null, } | { "type": "choice", 
/**
 * What can be chosen.
 */
options: Array<string>, 
/**
 * Whether more than one can.
 */
several: boolean, } | { "type": "date" } | { "type": "yes_no_unclear" };

/**
 * One field of the form.
 */
export type FieldTime = { 
/**
 * The field.
 */
field: FieldId, 
/**
 * Its label in the form; its identifier where it is not in the form any more.
 */
label: string, 
/**
 * Seconds a value, whatever was done with it.
 */
seconds: TimeDistribution, 
/**
 * Seconds of a value that was accepted as suggested.
 */
accepted: TimeDistribution | null, 
/**
 * Seconds of a value that was entered or corrected.
 */
entered: TimeDistribution | null, };

/**
 * What a reviewer did. Rows like this are only ever appended; the latest of a reviewer about the same address holds.
 */
export type FieldValue = { 
/**
 * Identity; in order of time, as UUIDv7 are.
 */
id: ValueId, 
/**
 * The study.
 */
study_id: StudyId, 
/**
 * The form.
 */
form_id: FormId, 
/**
 * The version of the form that was filled in.
 */
form_version: number, 
/**
 * Which value.
 */
address: ValueAddress, 
/**
 * Who.
 */
reviewer_id: ReviewerId, 
/**
 * As extractor, or settling two extractors' difference.
 */
role: ExtractionRole, 
/**
 * What was done.
 */
act: ValueAct, 
/**
 * The value; none where the act leaves none.
 */
finding: Finding | null, 
/**
 * The suggestion that was on the screen, if any.
 */
suggestion_id: ValueSuggestionId | null, 
/**
 * In the reviewer's words.
 */
note: string | null, 
/**
 * How long the reviewer was at it, milliseconds, without idle time.
 */
active_ms: number, 
/**
 * When, milliseconds since 1970-01-01 UTC.
 */
made_at: number, };

/**
 * What was understood of a file.
 */
export type FileSummary = { 
/**
 * The search it became; `None` in a preview.
 */
search_id: SearchId | null, 
/**
 * Name of the source.
 */
source: string, 
/**
 * Format that was recognised.
 */
format: string, 
/**
 * Encoding that was recognised, with its byte order mark.
 */
encoding: string, 
/**
 * Number of records.
 */
records: number, 
/**
 * Entries that could not be read at all.
 */
entries_lost: number, 
/**
 * Everything that could not be read as it should.
 */
problems: Array<Problem>, 
/**
 * For tables: which column was taken for what, and whether that is certain.
 */
columns: ColumnGuess | null, };

/**
 * A value with its unit and where it comes from.
 */
export type Finding = { 
/**
 * What the report says about the field.
 */
status: ValueStatus, 
/**
 * The value as text: a number with a decimal point and no thousands separator, a date, an option, or words.
 * Empty where nothing is reported.
 */
value: string, 
/**
 * Its unit, such as `mg`.
 */
unit: string | null, 
/**
 * How it was computed, where it was: the formula with its numbers, such as `SD = SE × √n = 1.2 × √50`.
 */
formula: string | null, 
/**
 * The words it rests on, the strongest first.
 */
evidence: Array<EvidenceQuote>, };

/**
 * Every number of the PRISMA 2020 flow diagram (Page et al. 2021, Figure 1).
 *
 * `None` means that the number is not known or that the review has no such box; it is drawn as a
 * blank and never as zero. *Records*, *reports* and *studies* are three different counts.
 */
export type Flow = { 
/**
 * What the previous version of the review included; `None` in a new review.
 */
previous: Included | null, 
/**
 * Records identified from databases, by database.
 */
databases: Breakdown, 
/**
 * Records identified from study registers, by register.
 */
registers: Breakdown, 
/**
 * Records removed before screening.
 */
removed: Removed, 
/**
 * Records whose title and abstract were screened and have a settled outcome.
 */
screened: number | null, 
/**
 * Records excluded at that step.
 */
excluded: number | null, 
/**
 * The same exclusions by who made them, where automation tools took part (PRISMA-trAIce).
 */
excluded_by: ExcludedBy | null, 
/**
 * The way of the reports found through databases and registers.
 */
reports: ReportFlow, 
/**
 * The column of other methods; `None` where none were used.
 */
other_methods: OtherMethods | null, 
/**
 * What this review (or, in an update, this version) newly includes.
 */
new: Included, 
/**
 * What an update includes in all; `None` in a new review.
 */
total: Included | null, 
/**
 * Records whose way is not finished.
 */
pending: PendingRecords, };

/**
 * A form for extraction. A change appends a version; values keep the version they were entered under, and a field that
 * is taken off the form keeps its values.
 */
export type Form = { 
/**
 * Identity, the same in all versions.
 */
id: FormId, 
/**
 * From 1.
 */
version: number, 
/**
 * What the team calls it.
 */
name: string, 
/**
 * What extractors should know before they begin.
 */
guidance: string, 
/**
 * The fields, in the order they are asked.
 */
fields: Array<FormField>, };

/**
 * What saving a form came to.
 */
export type FormChange = { 
/**
 * Number of the version.
 */
version: number, 
/**
 * Labels of fields that were taken off the form and have values: they are kept and shown apart.
 */
kept_values_of: Array<string>, };

/**
 * One thing to extract.
 */
export type FormField = { 
/**
 * Identity within the form: lower-case letters, digits and `_`; stays the same when its wording is refined.
 */
id: FieldId, 
/**
 * The heading it stands under, such as “Study characteristics”.
 */
section: string, 
/**
 * What it is called, such as “Number randomised”.
 */
label: string, 
/**
 * How to decide what to enter.
 */
guidance: string, 
/**
 * The question that is put to the document to find evidence; the label, where empty.
 */
question: string, 
/**
 * What can be entered.
 */
kind: FieldKind, 
/**
 * What it is entered once for.
 */
scope: Scope, };

/**
 * One form for extraction, in all its versions.
 */
export type FormId = string;

/**
 * A form that comes with the program, to begin from.
 */
export type FormTemplate = { 
/**
 * Its name in commands, such as `dichotomous`.
 */
name: string, 
/**
 * What it is for, in a line.
 */
purpose: string, 
/**
 * The form.
 */
form: Form, };

/**
 * One version of a form.
 */
export type FormVersion = { 
/**
 * The form, with its number.
 */
form: Form, 
/**
 * Why it was changed.
 */
remark: string | null, 
/**
 * Who saved it.
 */
reviewer_id: ReviewerId, 
/**
 * Milliseconds since 1970-01-01 UTC.
 */
created_at: number, };

/**
 * The form with its history.
 */
export type FormView = { 
/**
 * The version in force; `None` before one was saved.
 */
form: Form | null, 
/**
 * Every version, the latest last.
 */
versions: Array<FormVersion>, 
/**
 * Fields with values in force, by identity: taking one off the form keeps its values.
 */
in_use: Array<string>, };

/**
 * A value that is not asked for any more.
 */
export type FormerValue = { 
/**
 * What the field was called.
 */
label: string, 
/**
 * The value.
 */
value: FieldValue, };

/**
 * By what a document found its record, the surest first.
 */
export type FoundBy = "doi" | "title" | "file_name";

/**
 * What a query finds in a record, for reading: nothing is left out.
 */
export type FoundText = { 
/**
 * The title.
 */
title: MarkedText, 
/**
 * The abstract; empty where there is none.
 */
abstract_text: MarkedText, };

/**
 * The gates a proposal goes through before a person sees it as sound, in order (METHODS §7).
 */
export type Gate = "form" | "evidence" | "number" | "whole_sentences" | "unit" | "arm" | "arithmetic" | "support";

/**
 * How a gate judged a proposal.
 */
export type GateResult = { 
/**
 * The gate.
 */
gate: Gate, 
/**
 * How it judged.
 */
light: Light, 
/**
 * What it found, in words; empty where it passed.
 */
says: string, };

/**
 * A reader's answer.
 */
export type GivenReading = { 
/**
 * Who.
 */
reviewer: ReviewerId, 
/**
 * Of which record; only the one whose turn it is.
 */
record: RecordId, 
/**
 * Whether it goes on to the next stage.
 */
relevant: boolean, 
/**
 * How long it was read, since it was opened or since the suggestion was shown.
 */
time: TimeSpent | null, };

/**
 * An adjudicator's judgement.
 */
export type GivenTruth = { 
/**
 * Who.
 */
reviewer: ReviewerId, 
/**
 * Of which record; only the one whose turn it is.
 */
record: RecordId, 
/**
 * Whether it is relevant: whether it ought to go on to the next stage.
 */
relevant: boolean, 
/**
 * How long it took.
 */
time: TimeSpent | null, };

/**
 * A value that a person enters, or corrects a suggestion to.
 */
export type GivenValue = { 
/**
 * The study.
 */
study: StudyId, 
/**
 * Which value.
 */
address: ValueAddress, 
/**
 * Who.
 */
reviewer: ReviewerId, 
/**
 * What was found. Its evidence is looked up in the document before it is kept.
 */
finding: Finding, 
/**
 * In the reviewer's words.
 */
note: string | null, 
/**
 * How long the value was worked on, if it was measured.
 */
time: TimeSpent | null, };

/**
 * A reader's answer: a value, or the suggestion in view as it is.
 */
export type GivenValueReading = { 
/**
 * Who.
 */
reviewer: ReviewerId, 
/**
 * Of which value; only the one whose turn it is.
 */
item: string, 
/**
 * What the report says. Words that it rests on are not kept: the value is what is measured.
 */
finding: Finding | null, 
/**
 * The suggestion in view that is taken as it is, in place of a value of one's own.
 */
accepted: ValueSuggestionId | null, 
/**
 * How long it took, since it was opened or since the suggestion was shown.
 */
time: TimeSpent | null, };

/**
 * An adjudicator's judgement.
 */
export type GivenValueTruth = { 
/**
 * Who.
 */
reviewer: ReviewerId, 
/**
 * Of which value; only the one whose turn it is.
 */
item: string, 
/**
 * What.
 */
says: ValueSays, 
/**
 * How long it took.
 */
time: TimeSpent | null, };

/**
 * A risk without the intervention.
 */
export type GradeAssumedRisk = { 
/**
 * Whose risk, such as `Low risk population`; may be empty.
 */
label: string, 
/**
 * People of 1,000 with the event.
 */
per_1000: number, 
/**
 * Where the number comes from.
 */
source: string, };

/**
 * How certain the evidence on an outcome is.
 */
export type GradeCertainty = "very_low" | "low" | "moderate" | "high";

/**
 * How studies were designed.
 */
export type GradeDesign = "randomised" | "non_randomised";

/**
 * Something that the numbers say to a reason.
 */
export type GradeFact = { 
/**
 * The reason it speaks to, such as `Imprecision`.
 */
of: string, 
/**
 * What it says, as a sentence.
 */
says: string, };

/**
 * A summary of findings.
 */
export type GradeFindings = { 
/**
 * The title.
 */
title: string, 
/**
 * What must be seen above the table, such as that its numbers are a draft; may be empty.
 */
notice: string, 
/**
 * Who is treated.
 */
population: string, 
/**
 * Where.
 */
setting: string, 
/**
 * With what.
 */
intervention: string, 
/**
 * Compared with what.
 */
comparison: string, 
/**
 * The outcomes.
 */
outcomes: Array<GradeOutcomeFindings>, 
/**
 * The footnotes, in the order of their marks.
 */
footnotes: Array<GradeFootnote>, };

/**
 * A footnote that a person wrote.
 */
export type GradeFootnote = { 
/**
 * `1`, `2` …
 */
mark: string, 
/**
 * The text.
 */
text: string, };

/**
 * A rating of a reason to lower certainty, by a person.
 */
export type GradeLowered = { 
/**
 * By how much.
 */
rating: GradeLowering, 
/**
 * Why: the footnote. Required where certainty is lowered.
 */
reason: string, };

/**
 * By how much certainty is lowered.
 */
export type GradeLowering = "not_serious" | "serious" | "very_serious";

/**
 * One outcome of a summary of findings.
 */
export type GradeOutcomeFindings = { 
/**
 * Its name.
 */
name: string, 
/**
 * How long people were followed.
 */
follow_up: string, 
/**
 * Number of participants.
 */
participants: number | null, 
/**
 * Number of studies.
 */
studies: number | null, 
/**
 * How they were designed.
 */
design: GradeDesign, 
/**
 * The effect with its interval, such as `RR 0.10 (0.04 to 0.26)`; empty where nothing was estimated.
 */
effect: string, 
/**
 * The level of intervals, such as 0.95.
 */
level: number, 
/**
 * Absolute effects, one for each assumed risk.
 */
risks: Array<GradeRiskFindings>, 
/**
 * What is found without the intervention, where it is told in words.
 */
without: string, 
/**
 * What is found with it, where it is told in words.
 */
with: string, 
/**
 * The certainty that people gave; none as long as they did not, or something is missing.
 */
certainty: GradeCertainty | null, 
/**
 * What their ratings come to; none as long as one of the five is missing.
 */
ratings_come_to: GradeCertainty | null, 
/**
 * Marks of the footnotes to the certainty.
 */
marks: Array<string>, 
/**
 * What the numbers say to each reason.
 */
facts: Array<GradeFact>, 
/**
 * Who rated.
 */
rated_by: string, 
/**
 * The last column.
 */
comment: string, 
/**
 * What is still to be rated or given a reason for.
 */
missing: Array<string>, 
/**
 * What could not be used.
 */
problems: Array<string>, };

/**
 * People of 1,000, with the interval.
 */
export type GradePerThousand = { 
/**
 * The estimate.
 */
value: number, 
/**
 * The lower limit.
 */
low: number, 
/**
 * The upper limit.
 */
high: number, 
/**
 * Whether a number fell outside 0 to 1,000 and was set to the limit: the effect does not go with the assumed risk.
 */
limited: boolean, };

/**
 * A rating of a reason to raise certainty, by a person.
 */
export type GradeRaised = { 
/**
 * By how much.
 */
rating: GradeRaising, 
/**
 * Why: the footnote. Required where certainty is raised.
 */
reason: string, };

/**
 * By how much certainty is raised.
 */
export type GradeRaising = "no" | "one_level" | "two_levels";

/**
 * An assumed risk with what corresponds to it.
 */
export type GradeRiskFindings = { 
/**
 * Whose risk.
 */
label: string, 
/**
 * People of 1,000 with the event without the intervention.
 */
assumed: number, 
/**
 * People of 1,000 with the event with it.
 */
corresponding: GradePerThousand, 
/**
 * More of 1,000; fewer are below 0.
 */
difference: GradePerThousand, 
/**
 * The mark of the footnote that says where the assumed risk comes from; may be empty.
 */
mark: string, };

/**
 * Which interval the pooled estimate of random effects gets.
 */
export type HartungKnapp = "no" | "plain" | "ad_hoc";

/**
 * A word that leads to a heading, counted on the records.
 */
export type HeadingTerm = { 
/**
 * The word or phrase.
 */
term: string, 
/**
 * Records that use it.
 */
records: number, 
/**
 * Of these, relevant ones.
 */
relevant: number, };

/**
 * The words that lead to a heading of a strategy: synonyms that may be searched as text words too.
 */
export type HeadingTerms = { 
/**
 * The heading, as NLM writes it.
 */
heading: string, 
/**
 * Headings below it.
 */
narrower: number, 
/**
 * The words.
 */
terms: Array<HeadingTerm>, };

/**
 * A list of words or phrases to mark in the text, with a shape so that colour is never the only sign (WCAG 1.4.1).
 */
export type HighlightList = { 
/**
 * What the list is for, such as `Population`.
 */
name: string, 
/**
 * How its words are marked.
 */
shape: HighlightShape, 
/**
 * Words or phrases; a trailing `*` marks every continuation of the word.
 */
terms: Array<string>, };

/**
 * How a marked word differs from its surroundings other than by colour.
 */
export type HighlightShape = "underline" | "double_underline" | "dotted_underline" | "box";

/**
 * One of the reviewer's own decisions, with its record's title.
 */
export type HistoryEntry = { 
/**
 * The decision.
 */
decision: Decision, 
/**
 * Title of the record.
 */
title: string | null, };

/**
 * What the home screen shows.
 */
export type Home = { 
/**
 * Reviews that were opened before, the latest first.
 */
recent: Array<RecentReview>, 
/**
 * Where new reviews are proposed to lie.
 */
default_folder: string, 
/**
 * Version of the program.
 */
version: string, };

/**
 * A file to be imported, with what the reviewers know of it.
 */
export type ImportFile = { 
/**
 * Where it lies.
 */
path: string, 
/**
 * Name of the source as it shall stand in the diagram; the file's own name if empty.
 */
source: string, 
/**
 * Which kind of source.
 */
kind: SourceKind, 
/**
 * Day of the search, `YYYY-MM-DD`.
 */
searched_on: string | null, 
/**
 * The search as it was run.
 */
strategy: string | null, 
/**
 * For a table of unknown columns: which column holds what.
 */
columns: ColumnMapping | null, 
/**
 * For a table of unknown columns: take the columns as they were guessed, after a person looked at the preview.
 */
accept_guess: boolean, 
/**
 * Import the file even if one of the same content was imported before.
 */
again: boolean, };

/**
 * What became of one file.
 */
export type ImportedFile = { 
/**
 * The file.
 */
path: string, } & ({ "imported": FileSummary } | { "refused": Error });

/**
 * Studies, and the reports that describe them.
 */
export type Included = { 
/**
 * Number of studies.
 */
studies: number | null, 
/**
 * Number of reports of these studies: at least one for each.
 */
reports: number | null, };

/**
 * Whether suggestions of a model are visible before a reviewer's own decision.
 */
export type Independence = "independent" | "assisted";

/**
 * Lower and upper bound.
 */
export type Interval = { lower: number, upper: number, };

/**
 * How far an item is filled.
 */
export type ItemFilled = "recorded" | "written" | "partly" | "missing";

/**
 * Whether an item is met.
 */
export type ItemState = "met" | "not_met" | "unknown";

/**
 * A long step with how far it is.
 */
export type Job = { 
/**
 * Number, from 1, within this run of the program.
 */
id: number, 
/**
 * What it does.
 */
kind: JobKind, 
/**
 * What is being done at the moment.
 */
label: string, 
/**
 * How much is done.
 */
done: number, 
/**
 * Of how much; 0 where it is not known.
 */
total: number, 
/**
 * When the present label began, UTC milliseconds: rate and remaining time count from here.
 */
started_ms: number, 
/**
 * Where it stands.
 */
state: JobState, 
/**
 * What the use case answered, once it is done.
 */
result: unknown, 
/**
 * Why it failed.
 */
error: Error | null, };

/**
 * What a job does.
 */
export type JobKind = "import" | "dedupe" | "index" | "export" | "attach" | "sample" | "suggest" | "suggest_values" | "add_model" | "add_mesh" | "bench" | "ask" | "sum_up" | "propose_terms" | "census";

/**
 * Where a job stands.
 */
export type JobState = "waiting" | "running" | "done" | "failed" | "cancelled";

/**
 * A kept analysis in a list.
 */
export type KeptAnalysis = { 
/**
 * Identity.
 */
id: string, 
/**
 * Version in force, from 1.
 */
version: number, 
/**
 * What it is called.
 */
name: string, 
/**
 * Who kept this version.
 */
by: string, 
/**
 * When, UTC milliseconds.
 */
at: number, 
/**
 * Studies in it now; `None` where nothing can be pooled any more.
 */
studies: number | null, 
/**
 * The result in short, such as `risk ratio 0.49 (0.34 to 0.70)`.
 */
result: string | null, 
/**
 * The certainty that a person gave.
 */
certainty: GradeCertainty | null, 
/**
 * Why it was withdrawn, by whom and when.
 */
withdrawn: Withdrawn | null, };

/**
 * One number of the PRISMA 2020 flow diagram.
 *
 * The names are those of the R package PRISMA2020 (Haddaway et al. 2022), which are also the ids in
 * the drawing. [`Key::OtherResults`] is the one number that the package has no row for.
 */
export type Key = "previous_studies" | "previous_reports" | "database_results" | "database_specific_results" | "register_results" | "register_specific_results" | "website_results" | "organisation_results" | "citations_results" | "other_results" | "duplicates" | "excluded_automatic" | "excluded_other" | "records_screened" | "records_excluded" | "dbr_sought_reports" | "dbr_notretrieved_reports" | "dbr_assessed" | "dbr_excluded" | "other_sought_reports" | "other_notretrieved_reports" | "other_assessed" | "other_excluded" | "new_studies" | "new_reports" | "total_studies" | "total_reports";

/**
 * A key paper and what became of it.
 */
export type KeyPaper = { 
/**
 * Identity.
 */
id: string, 
/**
 * As it was named.
 */
given: string, 
/**
 * The record that stands for it, where the review has one.
 */
record: RecordId | null, 
/**
 * Title of that record.
 */
title: string | null, 
/**
 * What became of it.
 */
state: KeyPaperState, 
/**
 * Who named it.
 */
named_by: string, 
/**
 * When, UTC milliseconds.
 */
named_at: number, };

/**
 * What became of a key paper. Nothing here tells a decision that is not settled.
 */
export type KeyPaperState = "not_in_review" | "removed" | "not_settled" | "found" | "excluded";

/**
 * The share of right answers of items of one kind.
 */
export type KindAccuracy = { 
/**
 * The kind, such as `number`.
 */
kind: string, 
/**
 * How many items are of it.
 */
items: number, 
/**
 * Their right answers, in every arm.
 */
accuracy: AccuracyAnalysis, };

/**
 * The law of practice (Newell & Rosenbloom 1981): each doubling of what was done changes the time by the same share.
 * Fitted to the logarithms, so that a single long one does not rule.
 */
export type Learning = { 
/**
 * How many times it rests on.
 */
count: number, 
/**
 * By what share the time changes with each doubling: −.1 is a tenth less.
 */
per_doubling: number, 
/**
 * Its interval, taking the times as independent of each other.
 */
interval: ConfidenceInterval, 
/**
 * What the law says of the first, seconds (geometric mean).
 */
first: number, 
/**
 * What it says of the latest.
 */
latest: number, 
/**
 * The times as they were, in at most forty stretches of equal length.
 */
curve: Array<LearningPoint>, };

/**
 * A stretch of the times.
 */
export type LearningPoint = { 
/**
 * The first of it, from 1.
 */
from: number, 
/**
 * The last of it.
 */
to: number, 
/**
 * Seconds: half are quicker.
 */
median: number, 
/**
 * A quarter is quicker.
 */
lower_quartile: number, 
/**
 * Three quarters are quicker.
 */
upper_quartile: number, };

/**
 * A study that has the outcome and is not in an analysis.
 */
export type LeftOutStudy = { 
/**
 * The study.
 */
study: StudyId, 
/**
 * Its name.
 */
name: string, 
/**
 * Why.
 */
reason: string, 
/**
 * Whether a person left it out.
 */
by_choice: boolean, };

/**
 * A record that was laid aside without an answer: its time counts.
 */
export type LeftReading = { 
/**
 * Who.
 */
reviewer: ReviewerId, 
/**
 * Which record.
 */
record: RecordId, 
/**
 * How long it was read.
 */
time: TimeSpent, };

/**
 * A value that was laid aside without an answer: its time counts.
 */
export type LeftValueReading = { 
/**
 * Who.
 */
reviewer: ReviewerId, 
/**
 * Which value.
 */
item: string, 
/**
 * How long it was read.
 */
time: TimeSpent, };

/**
 * How a gate judged: what is amber or red is shown so, and cannot be accepted unchanged when red.
 */
export type Light = "green" | "amber" | "red";

/**
 * How often records of which a model said about the same were included.
 */
export type Likeness = { "kind": "not_calibrated", 
/**
 * Inclusions so far.
 */
included: number, 
/**
 * Exclusions so far.
 */
excluded: number, 
/**
 * Decisions that are needed in all, of each kind at least `of_each`.
 */
needed: number, 
/**
 * See `needed`.
 */
of_each: number, } | { "kind": "calibrated", 
/**
 * Included ones.
 */
included: number, 
/**
 * All.
 */
of: number, } | { "kind": "no_probability" };

/**
 * What one reviewer is asked for.
 */
export type Load = { 
/**
 * Who.
 */
reviewer: ReviewerId, 
/**
 * Name.
 */
name: string, 
/**
 * The parts of the share; `None` where there are no shares.
 */
parts: number | null, 
/**
 * Records for which this reviewer is asked; with others, where more decisions are needed than one.
 */
asked: number, 
/**
 * Records on which the reviewer has decided, asked or not.
 */
decided: number, 
/**
 * Records that wait for this reviewer.
 */
open: number, };

/**
 * How the events of a log-rank test are counted.
 */
export type LogRank = "schoenfeld" | "freedman";

/**
 * Plain text in pieces, marked and not; together they are the text. There are no offsets to count in the wrong unit
 * and no markup that a text could smuggle in.
 */
export type MarkedText = { 
/**
 * The pieces in order; none is empty.
 */
pieces: Array<Piece>, 
/**
 * Whether text before the first piece was left out.
 */
cut_before: boolean, 
/**
 * Whether text after the last piece was left out.
 */
cut_after: boolean, };

/**
 * A piece of a text, and whether the other text lacks it.
 */
export type MarkedWords = { 
/**
 * Its words, with the space and signs behind them.
 */
text: string, 
/**
 * Whether the other text does not have them.
 */
differs: boolean, };

/**
 * What a number measures, in the words of meta-analysis.
 */
export type Measure = "any" | "group_size" | "events" | "percent" | "mean" | "standard_deviation" | "standard_error" | "median" | "lower_quartile" | "upper_quartile" | "minimum" | "maximum" | "estimate" | "lower_limit" | "upper_limit" | "p_value" | "dose" | "duration" | "age" | "true_positives" | "false_positives" | "false_negatives" | "true_negatives";

/**
 * A measure with the number of studies that have what it needs.
 */
export type MeasureThatFits = { 
/**
 * The measure.
 */
measure: EffectSizeMeasure, 
/**
 * Studies.
 */
studies: number, };

/**
 * One merge of a record into another.
 */
export type MergeId = string;

/**
 * A group of merged records.
 */
export type MergedGroup = { 
/**
 * The record that stands for the group.
 */
kept: SideView, 
/**
 * The records merged into it.
 */
duplicates: Array<MergedRecord>, 
/**
 * The fields of all copies combined: what is screened and exported.
 */
combined: BibliographicRecord, };

/**
 * A page of the groups of merged records, in the order of import.
 */
export type MergedPage = { 
/**
 * How many groups there are in all.
 */
total: number, 
/**
 * How many of them hold the words that were asked for.
 */
found: number, 
/**
 * The groups of the page.
 */
groups: Array<MergedGroup>, };

/**
 * A record merged into another.
 */
export type MergedRecord = { 
/**
 * The merge, for undoing it.
 */
merge: MergeId, 
/**
 * Why it was merged.
 */
evidence: PairEvidence, 
/**
 * The record.
 */
id: RecordId, 
/**
 * Its source.
 */
source: string, 
/**
 * The file it came from.
 */
file: string, 
/**
 * Number of its entry in that file, from 1.
 */
entry: number, 
/**
 * Its content.
 */
record: BibliographicRecord, };

/**
 * The file of MeSH that is on this computer.
 */
export type MeshFile = { 
/**
 * Name of the file it came from, such as `d2026.bin`: it tells the year.
 */
file: string, 
/**
 * Headings in it.
 */
headings: number, 
/**
 * Words that lead to headings; none where only the tree was given.
 */
entry_terms: number, 
/**
 * When it was added, milliseconds since 1970-01-01 UTC.
 */
added_at: number, };

/**
 * Two sides of a [`Rule`] that should agree and do not.
 */
export type Mismatch = { 
/**
 * The rule that is broken.
 */
rule: Rule, 
/**
 * The left side: the whole, or the smaller number where one must lie within another.
 */
left: number, 
/**
 * The right side: the sum of the parts, or the limit.
 */
right: number, 
/**
 * The numbers of the diagram that take part, the left side first.
 */
keys: Array<Key>, 
/**
 * A sentence for the reviewers: both numbers, where they come from, and the difference.
 */
explanation: string, };

/**
 * A relevant record that screening by rank had not reached.
 */
export type MissedRecord = { 
/**
 * The record.
 */
record: RecordId, 
/**
 * Its title.
 */
title: string | null, };

/**
 * A number that a report states and that no imported file holds.
 */
export type MissingTrial = { 
/**
 * The number.
 */
number: string, 
/**
 * Its registry.
 */
registry: string, 
/**
 * The text it stands in, such as `abstract`.
 */
place: string, 
/**
 * The words around it.
 */
quote: string, 
/**
 * The record.
 */
record: RecordId, 
/**
 * Its title.
 */
title: string | null, 
/**
 * What became of it.
 */
state: TrialReportState, };

/**
 * A fitted model.
 */
export type MixedModel = { 
/**
 * The intercept and the fixed effects that can be told apart, in their order.
 */
coefficients: Array<ModelCoefficient>, 
/**
 * Fixed effects that follow from the ones before them, and so were left out.
 */
left_out: Array<string>, 
/**
 * Standard deviation of the readers' effects.
 */
reader_sd: number, 
/**
 * Standard deviation of the items' effects.
 */
item_sd: number, 
/**
 * Standard deviation of the rest.
 */
residual_sd: number, 
/**
 * The restricted maximum-likelihood criterion at the optimum (−2 log likelihood).
 */
deviance: number, 
/**
 * Rows.
 */
observations: number, 
/**
 * Readers.
 */
readers: number, 
/**
 * Items.
 */
items: number, };

/**
 * A model and a reviewer.
 */
export type ModelAgreement = { 
/**
 * The model's name.
 */
agent: string, 
/**
 * The reviewer.
 */
reviewer: ReviewerId, 
/**
 * Name of the reviewer.
 */
reviewer_name: string, 
/**
 * The reviewer's categories are the rows. The model includes where every criterion speaks for the record, excludes
 * where one speaks against it, and is unsure otherwise.
 */
figures: AgreementFigures, 
/**
 * Records that are left out because the model did not answer on every criterion.
 */
unread: number, };

/**
 * What the model says of the records of a study.
 */
export type ModelAlone = { 
/**
 * Records that it suggests to include.
 */
include: number, 
/**
 * Records that it suggests to exclude.
 */
exclude: number, 
/**
 * Records of which it says neither: alone they would go on, and they count as no suggestion that could be followed.
 */
neither: number, 
/**
 * Records without an answer in form; they count nowhere.
 */
unread: number, };

/**
 * A fixed effect.
 */
export type ModelCoefficient = { 
/**
 * Its name.
 */
name: string, 
/**
 * The estimate.
 */
estimate: number, 
/**
 * Its standard error.
 */
standard_error: number, 
/**
 * Degrees of freedom (Satterthwaite).
 */
freedom: number, 
/**
 * The interval, from Student's distribution.
 */
interval: ConfidenceInterval, 
/**
 * The two-sided probability of so great an estimate if there were no effect.
 */
p: number, };

/**
 * A model file.
 */
export type ModelEntry = { 
/**
 * Where it is.
 */
path: string, 
/**
 * SHA-256 of its content, hexadecimal; by this it is chosen.
 */
sha256: string, 
/**
 * Its size, bytes.
 */
bytes: number, 
/**
 * Its name.
 */
name: string, 
/**
 * Architecture in the words of llama.cpp.
 */
architecture: string, 
/**
 * What it can do.
 */
role: ModelRole, 
/**
 * How its weights are stored, such as `Q8_0`.
 */
quantization: string, 
/**
 * Number of weights.
 */
parameters: number, 
/**
 * The longest text it was trained for, tokens.
 */
context_length: number, 
/**
 * The licence it names.
 */
licence: string | null, 
/**
 * Whether it says how a conversation is laid out; a decoder without is asked plainly.
 */
has_chat_template: boolean, 
/**
 * Bytes of memory it will need, an estimate.
 */
memory_needed: number, 
/**
 * Whether it came with the program.
 */
shipped: boolean, 
/**
 * Where it was added from, a file or an address; none for the one that came with the program.
 */
source: string | null, 
/**
 * What came of trying it on made-up records, once that was done.
 */
trial: SmokeReport | null, 
/**
 * Whether it makes the suggestions.
 */
chosen: boolean, };

/**
 * The models that can be chosen.
 */
export type ModelList = { 
/**
 * Usable ones, the reader of the program first, then by name.
 */
models: Array<ModelEntry>, 
/**
 * The team's own model server, where one was named.
 */
server: ServerEntry | null, 
/**
 * What is wrong with files in the folder that cannot be used.
 */
unusable: Array<Error>, 
/**
 * Where models that are added lie.
 */
folder: string, 
/**
 * Bytes of memory that are free now; `None` where the system does not say.
 */
memory_free: number | null, };

/**
 * What a model can do.
 */
export type ModelRole = "reader" | "embedder" | "decoder";

/**
 * What a model names for a block. Proposals: none of it is in the blocks.
 */
export type ModelTerms = { 
/**
 * Name of the block.
 */
block: string, 
/**
 * Name of the model.
 */
model: string, 
/**
 * The terms, marked as its own.
 */
terms: Array<Chip>, 
/**
 * What each finds by itself; those that nobody knows may be made up.
 */
figures: Array<ChipFigures>, 
/**
 * Why its answer could not be read; then there are no terms.
 */
unread: string | null, };

/**
 * One part of a [`Breakdown`].
 */
export type NamedCount = { 
/**
 * Name as the reviewers wrote it: untrusted text.
 */
name: string, 
/**
 * Number of records or reports.
 */
n: number, };

/**
 * What an analysis gives to the size of the next trial.
 */
export type NextTrial = { 
/**
 * Name of the analysis.
 */
analysis: string, 
/**
 * Its outcome.
 */
outcome: string, 
/**
 * Whether studies of it are still being extracted.
 */
is_draft: boolean, 
/**
 * Numbers that are known.
 */
numbers: Array<PrefilledNumber>, 
/**
 * Questions that can be asked with them.
 */
questions: Array<PrefilledTrial>, 
/**
 * Why something could not be filled in.
 */
notes: Array<string>, };

/**
 * A note of a reviewer.
 */
export type NoteRow = { 
/**
 * The record.
 */
record_id: RecordId, 
/**
 * Who wrote it.
 */
reviewer_id: ReviewerId, 
/**
 * The note.
 */
body: string, 
/**
 * Milliseconds since 1970-01-01 UTC.
 */
written_at: number, };

/**
 * A model that can be downloaded.
 */
export type OfferedModel = { 
/**
 * What it is and where it lies.
 */
entry: CatalogueEntry, 
/**
 * Bytes of memory it will need, an estimate.
 */
memory_needed: number, 
/**
 * Whether it is on this computer already.
 */
present: boolean, 
/**
 * Bytes that an earlier download brought before it stopped; it goes on from there.
 */
arrived: number, };

/**
 * A study that is left out by choice.
 */
export type OmittedStudy = { 
/**
 * The study.
 */
study: StudyId, 
/**
 * Why.
 */
reason: string, };

/**
 * What one reviewer decided.
 */
export type OneVerdict = { 
/**
 * Name.
 */
reviewer: string, 
/**
 * The verdict.
 */
verdict: Verdict, 
/**
 * Label of the criterion cited.
 */
reason: string | null, };

/**
 * The review that is open.
 */
export type OpenReview = { 
/**
 * Its folder.
 */
folder: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Whether it can be changed, or was opened for reading only.
 */
writable: boolean, 
/**
 * Of a team's review, the state of its server.
 */
team: TeamState | null, };

/**
 * How readily a record counts as a randomised trial.
 */
export type OperatingPoint = "liberal" | "sensitive" | "balanced";

/**
 * A field of the source for which [`Record`] has no place of its own.
 */
export type OtherField = { 
/**
 * Tag, element or column name as in the source, such as `U1`, `PHST` or `Funding Details`.
 */
tag: string, 
/**
 * The value as given.
 */
value: string, };

/**
 * Records found otherwise than through databases and registers, and their reports.
 */
export type OtherMethods = { 
/**
 * Records identified from websites.
 */
websites: number | null, 
/**
 * Records identified from organisations.
 */
organisations: number | null, 
/**
 * Records identified by citation searching.
 */
citations: number | null, 
/**
 * Records identified by any other method.
 */
other: number | null, 
/**
 * The way of their reports. PRISMA 2020 has no screening box in this column.
 */
reports: ReportFlow, };

/**
 * Where a record stands at one stage.
 */
export type Outcome = { "outcome": "undecided" } | { "outcome": "waiting" } | { "outcome": "conflict" } | { "outcome": "included" } | { "outcome": "excluded", 
/**
 * The criterion cited.
 */
reason: CriterionId | null, };

/**
 * Every arm that studies of one outcome and time point have, to be put together by hand.
 */
export type OutcomeWithArms = { 
/**
 * The outcome.
 */
outcome: string, 
/**
 * The time point; empty where there is none.
 */
time_point: string, 
/**
 * Names of the arms, with the number of studies that have each.
 */
arms: Array<[string, number]>, 
/**
 * Studies.
 */
studies: number, };

/**
 * How the screening went so far.
 */
export type Pace = { 
/**
 * Decisions per day and reviewer, in order of time.
 */
days: Array<PaceDay>, 
/**
 * How many relevant records were known after how many settled ones, in the order in which they were settled at
 * title and abstract; thinned to at most 400 points, the first and last always there.
 */
curve: Array<CurvePoint>, };

/**
 * One day of one reviewer at one stage.
 */
export type PaceDay = { 
/**
 * Day, as the number of days since 1970-01-01 in the reviewer's own time zone.
 */
day: number, 
/**
 * Who.
 */
reviewer: ReviewerId, 
/**
 * At which stage.
 */
stage: Stage, 
/**
 * Decisions made.
 */
decisions: number, 
/**
 * Active time, milliseconds; 0 where none was measured.
 */
active_ms: number, };

/**
 * One packet.
 */
export type Packet = { 
/**
 * Identity, the same at both ends.
 */
id: string, 
/**
 * Which end this is.
 */
role: PacketRole, 
/**
 * Whose work it is.
 */
reviewer_id: ReviewerId, 
/**
 * The stage.
 */
stage: Stage, 
/**
 * Milliseconds since 1970-01-01 UTC.
 */
made_at: number, 
/**
 * Number of its records.
 */
records: number, };

/**
 * Two decisions of the same reviewer on one record.
 */
export type PacketConflict = { 
/**
 * The record.
 */
record: RecordId, 
/**
 * Its title.
 */
title: string | null, 
/**
 * What stands here, and stays.
 */
here: Verdict, 
/**
 * What the packet says.
 */
packet: Verdict, };

/**
 * What a packet shall hold.
 */
export type PacketRequest = { 
/**
 * Whose work it is.
 */
reviewer: ReviewerId, 
/**
 * The stage.
 */
stage: Stage, 
/**
 * How many records at most: those that would come next for the reviewer.
 */
most: number, 
/**
 * Whether the suggestions of models are given along. Whether they are seen before deciding is up to the protocol.
 */
suggestions: boolean, 
/**
 * Whether the PDFs of reports are.
 */
documents: boolean, 
/**
 * Who gives it.
 */
by: ReviewerId, };

/**
 * Which end of a packet this review is.
 */
export type PacketRole = "given" | "received";

/**
 * A packet of this review and what came back of it.
 */
export type PacketView = { 
/**
 * The packet.
 */
packet: Packet, 
/**
 * Name of the reviewer.
 */
name: string, 
/**
 * Records of it on which the reviewer has decided, as far as is known here.
 */
decided: number, };

/**
 * A rectangle on a page.
 */
export type PageBox = { 
/**
 * Page, from 1.
 */
page: number, 
/**
 * Left edge in points (1/72 inch) from the left edge of the page as it is shown: crop box, turned upright.
 */
x: number, 
/**
 * Upper edge in points from the upper edge of the page as it is shown.
 */
y: number, 
/**
 * Width in points.
 */
width: number, 
/**
 * Height in points.
 */
height: number, };

/**
 * Two reviewers.
 */
export type PairAgreement = { 
/**
 * The first, whose categories are the rows.
 */
first: ReviewerId, 
/**
 * The second.
 */
second: ReviewerId, 
/**
 * Name of the first.
 */
first_name: string, 
/**
 * Name of the second.
 */
second_name: string, 
/**
 * By the decisions that were in force when the last decision needed was made: neither knew the other's.
 */
before: AgreementFigures, 
/**
 * By the decisions in force now; `None` where neither changed any afterwards. Adjudication is not among them.
 */
after: AgreementFigures | null, 
/**
 * Records on which one of them changed the decision afterwards.
 */
changed: number, 
/**
 * On the records that both excluded, before they talked: whether for the same reason. `None` where there are none
 * with two reasons.
 */
reasons: AgreementFigures | null, 
/**
 * Criterion by criterion, before they talked: whether both excluded for it.
 */
criteria: Array<ReasonAgreement>, };

/**
 * The comparison of two records, as `dedup` made it and as it is shown side by side.
 */
export type PairEvidence = { 
/**
 * The rule that decided, in words a reviewer understands, such as `same DOI, title and pages`.
 */
reason: string, 
/**
 * How alike the two are, from 0 to 1; an order for the queue, not a probability.
 */
score: number, 
/**
 * Field by field.
 */
fields: Array<FieldComparison>, };

/**
 * What a person said about two records.
 */
export type PairVerdict = "same" | "different" | "later";

/**
 * Two records side by side, as a person decides on them.
 */
export type PairView = { 
/**
 * The record imported first.
 */
a: SideView, 
/**
 * The other.
 */
b: SideView, 
/**
 * Field by field, with the rule that decided.
 */
evidence: PairEvidence, 
/**
 * Where the titles differ, by word.
 */
titles: WordDifferences, 
/**
 * Where the authors differ, by word.
 */
authors: WordDifferences, 
/**
 * Where the journals differ, by word.
 */
journals: WordDifferences, 
/**
 * Where the abstracts differ, by word.
 */
abstracts: WordDifferences, 
/**
 * Whether someone has put the pair off.
 */
put_off: boolean, };

/**
 * What is set beside a registration.
 */
export type PaperItem = "registration" | "primary_outcomes" | "secondary_outcomes" | "randomised" | "enrolment_start" | "enrolment_end" | "allocation" | "masking" | "sponsor";

/**
 * What the paper says of one item, and where that comes from.
 */
export type PaperItemView = { 
/**
 * Of what.
 */
item: PaperItem, 
/**
 * Where it comes from.
 */
source: PaperSource, 
/**
 * What the paper says; empty where nothing is known.
 */
values: Array<string>, 
/**
 * The words it rests on.
 */
quote: string | null, 
/**
 * Where they stand, such as `page 3`.
 */
place: string | null, 
/**
 * The document they were cut from.
 */
document: DocumentHash | null, 
/**
 * Who typed it.
 */
by: string | null, 
/**
 * Why nothing is known, or what the extraction says in place of a value.
 */
why: string | null, 
/**
 * Whether a person may type it now.
 */
open: boolean, };

/**
 * Where it is known from what a paper says.
 */
export type PaperSource = "extracted" | "typed" | "nothing";

/**
 * Records that are on their way: none of them is counted in `screened`.
 */
export type PendingRecords = { 
/**
 * Pairs of records that may be duplicates and await a decision.
 */
possible_duplicates: number, 
/**
 * Records without the decisions they need.
 */
unscreened: number, 
/**
 * Records on which reviewers disagree.
 */
conflicts: number, };

/**
 * Reports that are on their way: none of them is counted in `assessed`.
 */
export type PendingReports = { 
/**
 * Retained records whose report is not sought yet, so not counted in `sought`.
 */
unsought: number, 
/**
 * Reports sought but neither retrieved nor given up yet.
 */
awaited: number, 
/**
 * Reports retrieved but without the decisions they need.
 */
unassessed: number, 
/**
 * Reports on which reviewers disagree.
 */
conflicts: number, };

/**
 * The parts of a question about an intervention, exposure or test.
 */
export type Pico = { population: string, intervention: string, comparator: string, outcomes: string, study_designs: string, };

/**
 * A piece of a [`MarkedText`].
 */
export type Piece = { 
/**
 * The text.
 */
text: string, 
/**
 * Whether the query found it.
 */
marked: boolean, };

/**
 * Where in a record a sentence stands.
 */
export type Place = "title" | "abstract";

/**
 * Whether a criterion describes what is wanted or what is not.
 */
export type Polarity = "inclusion" | "exclusion";

/**
 * Results that could be pooled.
 */
export type Poolable = { 
/**
 * Names of the outcome in the studies.
 */
outcomes: Array<string>, 
/**
 * The time point; empty where there is none.
 */
time_point: string, 
/**
 * Names of the first arm.
 */
first_arms: Array<string>, 
/**
 * Names of the arm that it is compared with.
 */
second_arms: Array<string>, 
/**
 * What the reports' own estimates are, where the measure is one of these.
 */
effect_measure: string | null, 
/**
 * Names of the studies.
 */
studies: Array<string>, 
/**
 * Of these, those whose extraction is not finished.
 */
drafts: Array<string>, 
/**
 * The measures that fit, with the number of studies that have what each needs.
 */
measures: Array<MeasureThatFits>, };

/**
 * How studies are pooled.
 */
export type PoolingMethod = "fixed" | "mantel_haenszel" | "peto" | "der_simonian_laird" | "reml" | "paule_mandel";

/**
 * A number with its source.
 */
export type PrefilledNumber = { 
/**
 * What it is.
 */
what: string, 
/**
 * The number.
 */
value: number, 
/**
 * Lowest and highest over studies, or the limits of the pooled estimate.
 */
range: [number, number] | null, 
/**
 * How it came about, in words.
 */
source: string, 
/**
 * The studies that it rests on, with the extracted numbers and their words.
 */
studies: Array<[string, Array<AnalysisNumber>]>, };

/**
 * A question that is filled in.
 */
export type PrefilledTrial = { 
/**
 * With which effect, such as `the pooled estimate`.
 */
with: string, 
/**
 * The question.
 */
question: TrialQuestion, };

/**
 * One thing that went wrong, or was doubtful, while a file was read.
 */
export type Problem = { 
/**
 * How much was lost.
 */
severity: Severity, 
/**
 * Line in the decoded file, from 1; `None` where the format has no lines or the whole file is meant.
 */
line: number | null, 
/**
 * The entry in the file, from 1 in file order, counting bad entries too.
 */
entry: number | null, 
/**
 * What was wrong, in words for the person who exported the file.
 */
reason: string, 
/**
 * The text concerned, cut to at most 200 characters.
 */
excerpt: string | null, };

/**
 * How much a problem matters.
 */
export type ProblemWeight = "error" | "warning" | "hint";

/**
 * So many of so many.
 */
export type Proportion = { 
/**
 * How many have it.
 */
successes: number, 
/**
 * Of how many.
 */
of: number, };

/**
 * How a difference of two proportions is tested.
 */
export type ProportionsTest = "chi_squared" | "arcsine";

/**
 * What came of asking for a value.
 */
export type Proposal = { "came": "read", 
/**
 * The value with its evidence.
 */
finding: Finding, 
/**
 * What was checked, in order.
 */
gates: Array<GateResult>, 
/**
 * What the agent thinks of its answer, 0 to 1, not calibrated.
 */
probability: number | null, 
/**
 * Other places of the document that speak of the field, the strongest first.
 */
other_evidence: Array<EvidenceQuote>, } | { "came": "unread", 
/**
 * Why, in words.
 */
why: string, };

/**
 * What a model proposes for a value.
 */
export type ProposedValue = { 
/**
 * Identity of the suggestion.
 */
id: ValueSuggestionId, 
/**
 * Which value.
 */
address: ValueAddress, 
/**
 * The document that was read.
 */
document: DocumentHash, 
/**
 * What is proposed, or why nothing was read.
 */
proposal: Proposal, 
/**
 * The worst of its lights; amber where nothing was read.
 */
worst: Light, 
/**
 * The gate that gave it.
 */
gate: Gate | null, 
/**
 * Name of the model, or of the program's own rules.
 */
agent: string, 
/**
 * Milliseconds since 1970-01-01 UTC.
 */
made_at: number, };

/**
 * One version of the protocol. Changing it appends a version; decisions name the version they were made under.
 */
export type Protocol = { 
/**
 * The review question in a sentence.
 */
question: string, 
/**
 * The question in its parts.
 */
pico: Pico, 
/**
 * Eligibility criteria, in the order in which they are shown and asked.
 */
criteria: Array<Criterion>, 
/**
 * How many reviewers decide on each record at title and abstract.
 */
reviewers_title_abstract: ReviewersPerRecord, 
/**
 * How many reviewers decide on each report at full text.
 */
reviewers_full_text: ReviewersPerRecord, 
/**
 * How many reviewers extract each study (PRISMA 2020 item 9).
 */
reviewers_extraction: ReviewersPerRecord, 
/**
 * Who may adjudicate. Empty: any reviewer of the review.
 */
adjudicators: Array<ReviewerId>, 
/**
 * Whether a reviewer sees suggestions before deciding.
 */
independence: Independence, 
/**
 * What a reviewer may see of where a record comes from before the own decision.
 */
blinding: Blinding, 
/**
 * Who is asked to decide on which records at title and abstract.
 */
assignment_title_abstract: Assignment, 
/**
 * Who is asked to decide on which reports at full text.
 */
assignment_full_text: Assignment, 
/**
 * The team's own words to be marked in titles and abstracts.
 */
highlights: Array<HighlightList>, };

/**
 * One version.
 */
export type ProtocolVersion = { 
/**
 * From 1; 0 where none was recorded yet.
 */
version: number, 
/**
 * The protocol.
 */
protocol: Protocol, 
/**
 * Why it was changed.
 */
remark: string | null, 
/**
 * Milliseconds since 1970-01-01 UTC.
 */
created_at: number, };

/**
 * How well probabilities fit what was decided.
 */
export type Quality = { 
/**
 * Brier score of the model's probabilities as they are: mean squared difference, 0 is best.
 */
brier_raw: number, 
/**
 * The same after calibrating, cross-fitted.
 */
brier_calibrated: number, 
/**
 * Expected calibration error of the probabilities as they are, ten bins of equal width, 0 is best.
 */
ece_raw: number, 
/**
 * The same after calibrating, cross-fitted.
 */
ece_calibrated: number, 
/**
 * The reliability diagram of the probabilities as they are; empty bins are left out.
 */
raw: Array<ReliabilityBin>, 
/**
 * The same after calibrating, cross-fitted.
 */
calibrated: Array<ReliabilityBin>, };

/**
 * A sentence that was quoted for an answer.
 */
export type QuotedSentence = { 
/**
 * The record.
 */
record: RecordId, 
/**
 * The sentence, cut from its title or abstract.
 */
text: string, };

/**
 * How far the reading is.
 */
export type ReadAhead = { 
/**
 * What it is doing.
 */
phase: ReadAheadPhase, 
/**
 * Name of the model at work.
 */
model: string | null, 
/**
 * Records that are to be read in all.
 */
records: number, 
/**
 * Records that were read, so that a suggestion is ready.
 */
read: number, 
/**
 * Records that were scored for their order; only readers do.
 */
scored: number, 
/**
 * Records a minute at present; `None` before the first minute is known.
 */
per_minute: number | null, 
/**
 * Seconds until all are read at this rate; `None` where that is not known.
 */
remaining_seconds: number | null, 
/**
 * Why it stopped, and what to try. It goes on with `ResumeReadAhead`.
 */
problem: Error | null, };

/**
 * What reading ahead is doing.
 */
export type ReadAheadPhase = "paused" | "read_only" | "nothing_to_read" | "no_model" | "starting" | "reading" | "done" | "failed";

/**
 * A page.
 */
export type ReadingPage = { 
/**
 * From 1.
 */
number: number, 
/**
 * Points.
 */
width: number, 
/**
 * Points.
 */
height: number, };

/**
 * How a document was read.
 */
export type ReadingView = { 
/**
 * The document.
 */
document: DocumentHash, 
/**
 * Its pages; none for a text without pages.
 */
pages: Array<ReadingPage>, 
/**
 * How many pages were read; pages without text (pictures, scans) are not.
 */
pages_read: number, 
/**
 * Pages without text, from 1.
 */
pages_without_text: Array<number>, 
/**
 * Sentences and table cells that were read.
 */
units: number, 
/**
 * Why it could not be read, and what to try; `None` where it was.
 */
trouble: Error | null, 
/**
 * Text that a person who looks at the pages does not see, or that speaks to a machine.
 */
suspicious: Array<string>, 
/**
 * Numbers of trial registries that it names.
 */
registrations: Array<string>, 
/**
 * Arms as the headings of a table name them, to be offered to a person.
 */
arms: Array<string>, 
/**
 * Its text, for a document without pages; empty for one with pages.
 */
text: string, };

/**
 * Two reviewers on one criterion.
 */
export type ReasonAgreement = { 
/**
 * Its label.
 */
criterion: string, 
/**
 * Records that one of the two, or both, excluded for it.
 */
cited: number, 
/**
 * Of two categories: excluded for this criterion, or not (included, unsure, or excluded for another). Exclusions
 * without a reason are left out.
 */
figures: AgreementFigures, };

/**
 * The outcome of the test.
 */
export type RecallTest = { 
/**
 * The recall aimed for, from 0 to 1.
 */
target: number, 
/**
 * The confidence aimed for, from 0 to 1.
 */
confidence: number, 
/**
 * Probability of seeing as little as was seen at the end if the target were missed. 1 before anything relevant
 * was found.
 */
p_value: number, 
/**
 * Whether the p-value is below 1 − confidence.
 */
reached: boolean, 
/**
 * How many of the records screened last gave the smallest p-value.
 */
window: number, };

/**
 * A review that was opened before.
 */
export type RecentReview = { 
/**
 * Its folder.
 */
folder: string, 
/**
 * Its title when it was opened last.
 */
title: string, 
/**
 * When it was opened last, UTC milliseconds.
 */
opened_at: number, 
/**
 * Whether the folder is there now.
 */
present: boolean, };

/**
 * One title/abstract entry of one search.
 */
export type RecordId = string;

/**
 * The kind of a publication: the kinds that matter to a review, and the source's own word for the rest.
 */
export type RecordKind = "journal_article" | "book" | "book_section" | "conference_paper" | "proceedings" | "thesis" | "technical_report" | "preprint" | "trial_registration" | "web_page" | "dataset" | { "other": string } | "unknown";

/**
 * A record as a reviewer sees it.
 */
export type RecordView = { 
/**
 * The record that stands for its group.
 */
id: RecordId, 
/**
 * The fields of all copies combined.
 */
record: BibliographicRecord, 
/**
 * The databases and other sources that brought it.
 */
sources: Array<string>, 
/**
 * Whether authors, journal and what leads to them were left out, as the protocol asks before one's own decision.
 */
blinded: boolean, 
/**
 * The number of the round of calibration in which everybody reads this record, while it lasts.
 */
round: number | null, 
/**
 * Title with the team's words marked.
 */
title: Array<Segment>, 
/**
 * Abstract with the team's words marked.
 */
abstract_text: Array<Segment>, 
/**
 * The criteria, in order.
 */
criteria: Array<Criterion>, 
/**
 * The reviewer's own decision in force.
 */
own: Decision | null, 
/**
 * Where the record stands. Hidden (`None`) until one has decided, if the protocol asks for independence.
 */
outcome: Outcome | null, 
/**
 * A model's advice, where this reviewer may see it.
 */
suggestions: SuggestionsView, 
/**
 * Text that is hidden from people or addressed to a machine, to be warned of.
 */
suspicious: Array<SuspiciousText>, 
/**
 * The others' decisions, shown under the same condition.
 */
others: Array<Decision> | null, 
/**
 * Notes: one's own before deciding, everybody's after.
 */
notes: Array<NoteRow>, 
/**
 * Tags.
 */
tags: Array<string>, 
/**
 * At full text: whether the report is at hand.
 */
retrieval: Retrieval, };

/**
 * An answer that was not taken.
 */
export type RefusedAnswer = { 
/**
 * The record it names.
 */
record: RecordId, 
/**
 * Why, in words.
 */
why: string, };

/**
 * A suggestion that a person calls wrong, leaving no value.
 */
export type RefusedSuggestion = { 
/**
 * The study.
 */
study: StudyId, 
/**
 * Which value.
 */
address: ValueAddress, 
/**
 * The suggestion that is on the screen.
 */
suggestion: ValueSuggestionId | null, 
/**
 * Who.
 */
reviewer: ReviewerId, 
/**
 * Why, in the reviewer's words.
 */
note: string | null, 
/**
 * How long the value was worked on, if it was measured.
 */
time: TimeSpent | null, };

/**
 * A file of a registry, and what became of it.
 */
export type RegistryFileAdded = { 
/**
 * Name of the file.
 */
name: string, } & ({ "added": { 
/**
 * Its format.
 */
format: string, 
/**
 * Registrations in it.
 */
trials: number, 
/**
 * Of these, how many the review did not have.
 */
fresh: number, 
/**
 * How many it had in other words: they are new versions.
 */
changed: number, 
/**
 * What could not be read as it should.
 */
problems: Array<Problem>, 
/**
 * Registrations that could not be read at all.
 */
lost: number, } } | { "refused": Error });

/**
 * How the two sides stand to each other.
 */
export type RegistryFinding = "same" | "differs" | "only_in_registry" | "only_in_paper" | "other_rank" | "cannot_be_told";

/**
 * A file of a registry that was imported.
 */
export type RegistryImportRow = { 
/**
 * Identity; in order of time.
 */
id: string, 
/**
 * Name of the file.
 */
file_name: string, 
/**
 * SHA-256 of its content.
 */
file_sha256: string, 
/**
 * Its format, such as `ClinicalTrials.gov JSON`.
 */
format: string, 
/**
 * Registrations in it.
 */
trials: number, 
/**
 * Problems that are listed.
 */
problems: number, 
/**
 * Who imported it.
 */
reviewer_id: ReviewerId, 
/**
 * When, milliseconds since 1970-01-01 UTC.
 */
imported_at: number, 
/**
 * Why it was taken back; `None` while it counts.
 */
withdrawn: string | null, };

/**
 * A point of a reliability diagram.
 */
export type ReliabilityBin = { 
/**
 * Mean of the probabilities in the bin, that the record is included.
 */
predicted: number, 
/**
 * Share that was included.
 */
observed: number, 
/**
 * Lower limit of its 95 % interval (Wilson).
 */
low: number, 
/**
 * Upper limit.
 */
high: number, 
/**
 * Records in the bin.
 */
count: number, };

/**
 * Which of the two PRISMA 2020 lines a removal counts in.
 */
export type RemovalKind = "automation" | "other";

/**
 * Records removed before screening.
 */
export type Removed = { 
/**
 * Duplicate records.
 */
duplicates: number | null, 
/**
 * Records marked as ineligible by automation tools.
 */
automatic: number | null, 
/**
 * Records removed for other reasons.
 */
other: number | null, };

/**
 * The way of reports from being sought to being assessed.
 */
export type ReportFlow = { 
/**
 * Reports sought for retrieval.
 */
sought: number | null, 
/**
 * Reports not retrieved, with reasons where they were noted.
 */
not_retrieved: Breakdown, 
/**
 * Reports assessed for eligibility that have a settled outcome.
 */
assessed: number | null, 
/**
 * Reports excluded, by reason.
 */
excluded: Breakdown, 
/**
 * Reports whose way is not finished.
 */
pending: PendingReports, };

/**
 * A report that is sought, as a list shows it.
 */
export type ReportRow = { 
/**
 * The record it was sought for.
 */
record: RecordId, 
/**
 * Title.
 */
title: string | null, 
/**
 * First authors.
 */
authors: string, 
/**
 * Year.
 */
year: number | null, 
/**
 * Journal.
 */
journal: string | null, 
/**
 * DOI, for finding it.
 */
doi: string | null, 
/**
 * PubMed number, for finding it.
 */
pmid: string | null, 
/**
 * Whether it is at hand.
 */
retrieval: Retrieval, 
/**
 * Label of the study it belongs to.
 */
study: string | null, 
/**
 * The reviewer's own decision.
 */
own: Decision | null, 
/**
 * Where it stands; hidden (`undecided`) until one has decided, unless it is settled.
 */
outcome: Outcome, 
/**
 * Label of the criterion cited where the report is excluded.
 */
reason: string | null, };

/**
 * What a report of the review has to say of how it was done.
 */
export type Reporting = { 
/**
 * Title of the review.
 */
title: string, 
/**
 * The three checklists.
 */
checklists: Array<Checklist>, 
/**
 * The statement on the use of models.
 */
ai_use: AiUse, };

/**
 * What a user interface can ask for: `{"name": "next_records", "payload": {…}}`.
 */
export type Request = { "name": "home", "payload": Record<symbol, never> } | { "name": "current", "payload": Record<symbol, never> } | { "name": "create_review", "payload": { folder: string, title: string, protocol: Protocol, } } | { "name": "open_review", "payload": { folder: string, read_only: boolean, } } | { "name": "close_review", "payload": Record<symbol, never> } | { "name": "open_sample", "payload": Record<symbol, never> } | { "name": "forget_recent", "payload": { folder: string, } } | { "name": "settings", "payload": Record<symbol, never> } | { "name": "set_settings", "payload": { settings: Settings, } } | { "name": "drafts", "payload": Record<symbol, never> } | { "name": "set_draft", "payload": { place: string, text: string | null, } } | { "name": "jobs", "payload": Record<symbol, never> } | { "name": "cancel_job", "payload": { job: number, } } | { "name": "status", "payload": { recall: number, confidence: number, } } | { "name": "stopping", "payload": { recall: number, confidence: number, } } | { "name": "draw_audit_sample", "payload": { wanted: SampleRequest, reviewer: ReviewerId, } } | { "name": "give_up_audit_sample", "payload": { reason: string, reviewer: ReviewerId, } } | { "name": "name_key_paper", "payload": { given: string, record: RecordId | null, reviewer: ReviewerId, } } | { "name": "withdraw_key_paper", "payload": { paper: string, reviewer: ReviewerId, } } | { "name": "flow", "payload": Record<symbol, never> } | { "name": "counts", "payload": { reviewer: ReviewerId | null, } } | { "name": "reviewer_agreement", "payload": { stage: Stage, unsure: CountUnsure, } } | { "name": "time_report", "payload": { idle_seconds: number, } } | { "name": "pace", "payload": { offset_minutes: number, } } | { "name": "reviewers", "payload": Record<symbol, never> } | { "name": "add_reviewer", "payload": { name: string, } } | { "name": "protocol", "payload": Record<symbol, never> } | { "name": "set_protocol", "payload": { protocol: Protocol, remark: string | null, } } | { "name": "assignment", "payload": { stage: Stage, } } | { "name": "set_shares", "payload": { stage: Stage, shares: Array<[string, number]>, seed: number, } } | { "name": "assign", "payload": { records: Array<RecordId>, stage: Stage, reviewers: Array<ReviewerId>, reviewer: ReviewerId, } } | { "name": "calibration_rounds", "payload": Record<symbol, never> } | { "name": "start_calibration", "payload": { stage: Stage, reviewers: Array<ReviewerId>, count: number, seed: number, reviewer: ReviewerId, } } | { "name": "end_calibration", "payload": { round: number, reviewer: ReviewerId, } } | { "name": "packets", "payload": Record<symbol, never> } | { "name": "give_packet", "payload": { request: PacketRequest, passphrase: string, } } | { "name": "answer_packet", "payload": { passphrase: string, } } | { "name": "take_answers", "payload": { path: string, passphrase: string, reviewer: ReviewerId, } } | { "name": "open_packet", "payload": { path: string, folder: string, passphrase: string, } } | { "name": "preview", "payload": { path: string, columns: ColumnMapping | null, } } | { "name": "import", "payload": { files: Array<ImportFile>, } } | { "name": "searches", "payload": Record<symbol, never> } | { "name": "problems", "payload": { search: SearchId, } } | { "name": "withdraw_import", "payload": { search: SearchId, reason: string, } } | { "name": "dedupe", "payload": Record<symbol, never> } | { "name": "duplicate_queue", "payload": { limit: number, } } | { "name": "merged_groups", "payload": { offset: number, limit: number, words: string, } } | { "name": "compare", "payload": { a: RecordId, b: RecordId, } } | { "name": "judge_pair", "payload": { a: RecordId, b: RecordId, verdict: PairVerdict, reviewer: ReviewerId, } } | { "name": "take_back_pair", "payload": { a: RecordId, b: RecordId, merge: MergeId | null, reviewer: ReviewerId, } } | { "name": "undo_merge", "payload": { merge: MergeId, reviewer: ReviewerId, } } | { "name": "next_records", "payload": { reviewer: ReviewerId, stage: Stage, count: number, } } | { "name": "record", "payload": { record: RecordId, stage: Stage, reviewer: ReviewerId, } } | { "name": "workload", "payload": { reviewer: ReviewerId, stage: Stage, } } | { "name": "decide", "payload": { verdict: Verdicts, } } | { "name": "adjudicate", "payload": { verdict: Verdicts, } } | { "name": "undo", "payload": { reviewer: ReviewerId, } } | { "name": "history", "payload": { reviewer: ReviewerId, stage: Stage, limit: number, } } | { "name": "conflicts", "payload": { stage: Stage, reviewer: ReviewerId, } } | { "name": "models", "payload": Record<symbol, never> } | { "name": "add_model", "payload": { path: string, } } | { "name": "offered_models", "payload": Record<symbol, never> } | { "name": "download_model", "payload": { id: string, } } | { "name": "try_model", "payload": { sha256: string, } } | { "name": "remove_model", "payload": { sha256: string, } } | { "name": "set_model_server", "payload": { server: ServerRequest, } } | { "name": "remove_model_server", "payload": Record<symbol, never> } | { "name": "choose_model", "payload": { sha256: string | null, } } | { "name": "read_ahead", "payload": Record<symbol, never> } | { "name": "pause_read_ahead", "payload": Record<symbol, never> } | { "name": "resume_read_ahead", "payload": Record<symbol, never> } | { "name": "suggest_now", "payload": { records: Array<RecordId>, } } | { "name": "explain", "payload": { record: RecordId, criterion: CriterionId, reviewer: ReviewerId, } } | { "name": "calibration", "payload": { reviewer: ReviewerId, } } | { "name": "suggestion_agreement", "payload": { reviewer: ReviewerId, } } | { "name": "bench", "payload": { request: BenchRequest, } } | { "name": "bench_reports", "payload": Record<symbol, never> } | { "name": "note", "payload": { record: RecordId, reviewer: ReviewerId, body: string, } } | { "name": "tag", "payload": { records: Array<RecordId>, tag: string, present: boolean, reviewer: ReviewerId, } } | { "name": "tags", "payload": Record<symbol, never> } | { "name": "edit", "payload": { record: RecordId, field: EditableField, value: string | null, reviewer: ReviewerId, } } | { "name": "reports", "payload": { reviewer: ReviewerId, } } | { "name": "match_documents", "payload": { files: Array<string>, } } | { "name": "attach", "payload": { record: RecordId, path: string, reviewer: ReviewerId, } } | { "name": "set_retrieval", "payload": { record: RecordId, retrieval: Retrieval, reviewer: ReviewerId, } } | { "name": "link_study", "payload": { records: Array<RecordId>, label: string, reviewer: ReviewerId, } } | { "name": "extraction_form", "payload": Record<symbol, never> } | { "name": "save_form", "payload": { form: Form, remark: string | null, reviewer: ReviewerId, } } | { "name": "form_templates", "payload": Record<symbol, never> } | { "name": "read_form", "payload": { path: string, } } | { "name": "studies_to_extract", "payload": { reviewer: ReviewerId, } } | { "name": "begin_study", "payload": { record: RecordId, reviewer: ReviewerId, } } | { "name": "study", "payload": { study: StudyId, reviewer: ReviewerId, } } | { "name": "add_study_part", "payload": { study: StudyId, kind: StudyPartKind, part: string, reviewer: ReviewerId, } } | { "name": "withdraw_study_part", "payload": { part: string, reviewer: ReviewerId, } } | { "name": "give_value", "payload": { given: GivenValue, } } | { "name": "accept_value", "payload": { accepted: AcceptedValue, } } | { "name": "reject_value", "payload": { refused: RefusedSuggestion, } } | { "name": "withdraw_value", "payload": { study: StudyId, address: ValueAddress, reviewer: ReviewerId, } } | { "name": "finish_study", "payload": { study: StudyId, reviewer: ReviewerId, finished: boolean, } } | { "name": "differences", "payload": { study: StudyId, reviewer: ReviewerId, } } | { "name": "settle_value", "payload": { consensus: Consensus, } } | { "name": "suggest_values", "payload": { study: StudyId | null, reviewer: ReviewerId, } } | { "name": "reading", "payload": { document: DocumentHash, } } | { "name": "evidence_of", "payload": { selection: Selection, } } | { "name": "extraction_unfinished", "payload": Record<symbol, never> } | { "name": "bias_overview", "payload": { reviewer: ReviewerId, } } | { "name": "set_bias_methods", "payload": { methods: BiasMethods, reviewer: ReviewerId, } } | { "name": "add_bias_result", "payload": { study: StudyId, result: string, tool: BiasTool | null, reviewer: ReviewerId, } } | { "name": "withdraw_bias_result", "payload": { result: string, reviewer: ReviewerId, } } | { "name": "change_bias_tool", "payload": { result: string, tool: BiasTool, reviewer: ReviewerId, } } | { "name": "bias_result", "payload": { result: string, reviewer: ReviewerId, } } | { "name": "answer_bias_question", "payload": { given: BiasAnswerGiven, } } | { "name": "give_bias_judgement", "payload": { given: BiasJudgementGiven, } } | { "name": "finish_bias_result", "payload": { result: string, reviewer: ReviewerId, finished: boolean, } } | { "name": "bias_differences", "payload": { result: string, reviewer: ReviewerId, } } | { "name": "bias_agreement", "payload": Record<symbol, never> } | { "name": "find_bias_sentences", "payload": { result: string, question: string, reviewer: ReviewerId, } } | { "name": "study_overview", "payload": { reviewer: ReviewerId | null, } } | { "name": "study_sizes", "payload": { asked: StudySizeAsked, } } | { "name": "study_design", "payload": Record<symbol, never> } | { "name": "save_study_design", "payload": { design: StudyDesign, } } | { "name": "plan_study", "payload": { design: StudyDesign, } } | { "name": "lock_study", "payload": { design: StudyDesign, reviewer: ReviewerId, } } | { "name": "next_reading", "payload": { reviewer: ReviewerId, } } | { "name": "give_reading", "payload": { reading: GivenReading, } } | { "name": "leave_reading", "payload": { reading: LeftReading, } } | { "name": "next_truth", "payload": { reviewer: ReviewerId, } } | { "name": "give_truth", "payload": { truth: GivenTruth, } } | { "name": "truth_differences", "payload": { reviewer: ReviewerId, } } | { "name": "settle_truth", "payload": { truth: SettledTruth, } } | { "name": "next_value", "payload": { reviewer: ReviewerId, } } | { "name": "give_value_reading", "payload": { reading: GivenValueReading, } } | { "name": "leave_value_reading", "payload": { reading: LeftValueReading, } } | { "name": "next_value_truth", "payload": { reviewer: ReviewerId, } } | { "name": "give_value_truth", "payload": { truth: GivenValueTruth, } } | { "name": "value_truth_differences", "payload": { reviewer: ReviewerId, } } | { "name": "settle_value_truth", "payload": { truth: SettledValueTruth, } } | { "name": "end_study", "payload": { reviewer: ReviewerId, reason: string, } } | { "name": "study_findings", "payload": { study: string | null, } } | { "name": "remove", "payload": { records: Array<RecordId>, kind: RemovalKind, reason: string, reviewer: ReviewerId, } } | { "name": "restore", "payload": { records: Array<RecordId>, reviewer: ReviewerId, } } | { "name": "search", "payload": { request: SearchRequest, } } | { "name": "found_text", "payload": { record: RecordId, query: string, } } | { "name": "index", "payload": Record<symbol, never> } | { "name": "look_at_strategy", "payload": { text: string, syntax: string | null, } } | { "name": "translate_strategy", "payload": { text: string, from: string | null, to: string, } } | { "name": "strategy_terms", "payload": { text: string, syntax: string | null, } } | { "name": "mesh_file", "payload": Record<symbol, never> } | { "name": "add_mesh", "payload": { path: string, } } | { "name": "remove_mesh", "payload": Record<symbol, never> } | { "name": "heading_terms", "payload": { text: string, syntax: string | null, } } | { "name": "ask_corpus", "payload": { question: string, } } | { "name": "sum_up_answer", "payload": { question: string, quotes: Array<QuotedSentence>, } } | { "name": "search_blocks", "payload": Record<symbol, never> } | { "name": "save_search_blocks", "payload": { saved: SearchBlocksSaved, } } | { "name": "look_at_blocks", "payload": { blocks: SearchBlocks, syntax: string, } } | { "name": "blocks_of_strategy", "payload": { text: string, syntax: string | null, } } | { "name": "propose_terms", "payload": { wanted: TermsWanted, } } | { "name": "search_runs", "payload": Record<symbol, never> } | { "name": "record_search_run", "payload": { given: SearchRunGiven, } } | { "name": "withdraw_search_run", "payload": { id: string, reason: string, reviewer: ReviewerId, } } | { "name": "synthesis", "payload": Record<symbol, never> } | { "name": "try_analysis", "payload": { choice: AnalysisChoice, } } | { "name": "analysis", "payload": { analysis: string, } } | { "name": "keep_analysis", "payload": { analysis: string | null, choice: AnalysisChoice, reviewer: ReviewerId, } } | { "name": "withdraw_analysis", "payload": { analysis: string, reason: string, reviewer: ReviewerId, } } | { "name": "rate_certainty", "payload": { analysis: string, rating: CertaintyRating, reviewer: ReviewerId, } } | { "name": "write_paragraph", "payload": { analysis: string, sentences: Array<WrittenSentence>, reviewer: ReviewerId, } } | { "name": "next_trial", "payload": { analysis: string, } } | { "name": "trial_sizes", "payload": { asked: SizeAsked, } } | { "name": "add_registry_files", "payload": { files: Array<string>, reviewer: ReviewerId, } } | { "name": "registry_problems", "payload": { import: string, } } | { "name": "withdraw_registry_import", "payload": { import: string, reason: string, reviewer: ReviewerId, } } | { "name": "read_for_trials", "payload": Record<symbol, never> } | { "name": "trials", "payload": Record<symbol, never> } | { "name": "trial", "payload": { number: string, } } | { "name": "say_of_trial", "payload": { number: string, record: RecordId, said: TrialLinkSaid, reviewer: ReviewerId, } } | { "name": "trial_differences", "payload": Record<symbol, never> } | { "name": "enter_paper_value", "payload": { record: RecordId, item: PaperItem, value: string, quote: string, reviewer: ReviewerId, } } | { "name": "trial_table", "payload": { table: TrialTableKind, set: TrialSet, words: string, offset: number, limit: number, } } | { "name": "trials_used", "payload": { set: TrialSet, } } | { "name": "census", "payload": { point: OperatingPoint | null, reviewer: ReviewerId | null, } } | { "name": "classify_census", "payload": Record<symbol, never> } | { "name": "census_records", "payload": { filter: CensusFilter, offset: number, limit: number, reviewer: ReviewerId | null, } } | { "name": "tag_census", "payload": { filter: CensusFilter, tag: string, reviewer: ReviewerId, } } | { "name": "census_criteria", "payload": Record<symbol, never> } | { "name": "save_census_criteria", "payload": { criteria: Array<CensusCriterion>, remark: string | null, reviewer: ReviewerId, } } | { "name": "draw_census_sample", "payload": { size: number, years: [number, number] | null, reviewer: ReviewerId, } } | { "name": "next_census_label", "payload": { second: boolean, reviewer: ReviewerId, } } | { "name": "label_census_record", "payload": { record: RecordId, label: CensusAnswer, reviewer: ReviewerId, } } | { "name": "export", "payload": { export: Export, } } | { "name": "exports", "payload": Record<symbol, never> } | { "name": "save_copy", "payload": { name: string, to: string, } } | { "name": "reporting", "payload": Record<symbol, never> } | { "name": "write_report_text", "payload": { checklist: ChecklistKind, item: string, body: string, place: string, reviewer: ReviewerId, } } | { "name": "audit", "payload": { query: AuditQuery, } } | { "name": "verify", "payload": Record<symbol, never> };

/**
 * How much a checklist insists on an item.
 */
export type Requirement = "mandatory" | "recommended" | "optional";

/**
 * The bootstrap by item (Efron 1979), stratified: each time as many items of every stratum are drawn, with
 * replacement, as there are. An item keeps all that was said of it together, so differences between two who judged
 * the same items are paired.
 */
export type Resampling = { 
/**
 * How often it is drawn; 2,000 is usual.
 */
draws: number, 
/**
 * What chance starts from: the same seed gives the same interval.
 */
seed: number, 
/**
 * The level of confidence, such as .95.
 */
level: number, };

/**
 * Whether the full text of a report could be had.
 */
export type Retrieval = { "retrieval": "sought" } | { "retrieval": "retrieved", 
/**
 * The attached document.
 */
document: DocumentHash | null, } | { "retrieval": "not_retrieved", 
/**
 * Why, in the reviewer's words.
 */
reason: string, };

/**
 * A person who screens, extracts or adjudicates.
 */
export type Reviewer = { 
/**
 * Identity.
 */
id: ReviewerId, 
/**
 * Name, unique within the review.
 */
name: string, };

/**
 * One person who screens, extracts or adjudicates.
 */
export type ReviewerId = string;

/**
 * How far one reviewer is.
 */
export type ReviewerStatus = { 
/**
 * Who.
 */
id: ReviewerId, 
/**
 * Name.
 */
name: string, 
/**
 * At title and abstract.
 */
title_abstract: Workload, 
/**
 * At full text.
 */
full_text: Workload, 
/**
 * Median active time per decision at title and abstract, seconds per record; `None` where nothing was measured.
 */
seconds_per_record: number | null, };

/**
 * How many independent decisions a record needs.
 */
export type ReviewersPerRecord = "one" | "two";

/**
 * The role in which a decision was made.
 */
export type Role = "reviewer" | "adjudicator";

/**
 * How far one reader of a round is.
 */
export type RoundReader = { 
/**
 * Who.
 */
reviewer: ReviewerId, 
/**
 * Name.
 */
name: string, 
/**
 * Records of the round on which this reader has decided.
 */
decided: number, };

/**
 * A rule that the numbers of a flow must obey.
 */
export type Rule = "parts_sum_to_count" | "records_identified" | "records_screened" | "records_excluded_by" | "reports_sought" | "reports_assessed" | "sought_within_identified" | "totals" | "studies_within_reports";

/**
 * The four items in their order.
 */
export type SafeChecklist = { 
/**
 * The items.
 */
items: Array<SafeItem>, };

/**
 * One item with its state and numbers.
 */
export type SafeItem = { 
/**
 * Which one.
 */
kind: SafeItemKind, 
/**
 * Whether it is met.
 */
state: ItemState, 
/**
 * The number reached: key papers found, or records.
 */
reached: number, 
/**
 * The number needed; `None` where it cannot be known.
 */
needed: number | null, };

/**
 * The items of the check list.
 */
export type SafeItemKind = "key_papers_found" | "twice_the_estimate" | "tenth_screened" | "fifty_irrelevant_in_a_row";

/**
 * Who said something of an analysis.
 */
export type SaidOf = { 
/**
 * Who.
 */
by: string, 
/**
 * When, UTC milliseconds.
 */
at: number, 
/**
 * Whether numbers or options have changed since.
 */
outdated: boolean, };

/**
 * What a person said of a record and a trial.
 */
export type SaidOfLink = { 
/**
 * What.
 */
said: TrialLinkSaid, 
/**
 * Who.
 */
by: string, 
/**
 * When, UTC milliseconds.
 */
at: number, };

/**
 * What a sample showed.
 */
export type SampleOutcome = { 
/**
 * The sample with its bounds.
 */
sample: AuditSample, 
/**
 * Relevant records of what was left that were found outside of the sample since.
 */
found_since: number, 
/**
 * Records that came or were opened again after the draw and are not settled: nothing is stated while there are any.
 */
not_covered: number, 
/**
 * Records of the sample that are duplicates of others by now, or were removed or taken back: they count nowhere.
 */
left: number, 
/**
 * The relevant records of the sample: those that would have been missed without it.
 */
missed: Array<MissedRecord>, 
/**
 * What may be stated, in a sentence for a report.
 */
statement: string, };

/**
 * What a sample shall show, before it is drawn.
 */
export type SampleRequest = { 
/**
 * Recall that it shall show, from 0 to 1.
 */
target: number, 
/**
 * With which confidence, from 0 to 1.
 */
confidence: number, 
/**
 * How many records; left out, as many as it takes if none of them is relevant.
 */
size: number | null, };

/**
 * How far a sample is.
 */
export type SampleState = { "is": "open" } | { "is": "given_up", 
/**
 * Why.
 */
reason: string, } | { "is": "read" };

/**
 * An audit sample.
 */
export type SampleView = { 
/**
 * Identity.
 */
id: string, 
/**
 * Its number among all that were drawn, from 1.
 */
number: number, 
/**
 * Who had it drawn.
 */
drawn_by: string, 
/**
 * When, UTC milliseconds.
 */
drawn_at: number, 
/**
 * Seed of the draw.
 */
seed: number, 
/**
 * Recall that it shall show, from 0 to 1.
 */
target: number, 
/**
 * With which confidence, over all samples together.
 */
confidence: number, 
/**
 * Records that it was drawn from.
 */
population: number, 
/**
 * Records in it.
 */
size: number, 
/**
 * How many of them are settled.
 */
settled: number, 
/**
 * How far it is.
 */
state: SampleState, 
/**
 * What it showed; only once every record of it is settled.
 */
outcome: SampleOutcome | null, };

/**
 * What a field is entered once for.
 */
export type Scope = "study" | "arm" | "outcome" | "arm_outcome";

/**
 * One reviewer at one stage of screening.
 */
export type ScreeningTime = { 
/**
 * The stage.
 */
stage: Stage, 
/**
 * Who.
 */
reviewer: ReviewerId, 
/**
 * Name.
 */
name: string, 
/**
 * As reviewer, or settling conflicts.
 */
role: Role, 
/**
 * Seconds a record.
 */
seconds: TimeDistribution, 
/**
 * Median seconds a record if 30, 60 and 120 s without input count as away.
 */
median_by_idle_rule: [number, number, number], 
/**
 * Records an active hour.
 */
pace: WorkPace | null, 
/**
 * Whether the reviewer gets faster.
 */
learning: Learning | null, 
/**
 * Records that were opened again after a decision; their time is added.
 */
reopened: number, 
/**
 * Records decided on without a time, as imported decisions are.
 */
untimed: number, 
/**
 * Records that wait for this reviewer.
 */
open: number, 
/**
 * How long these will take, if this reviewer reads them all.
 */
forecast: TimeForecast | null, };

/**
 * A concept.
 */
export type SearchBlock = { 
/**
 * What it stands for, such as `Population`.
 */
name: string, 
/**
 * Its terms and headings.
 */
chips: Array<Chip>, };

/**
 * The concepts of a search. OR within a block, AND between blocks.
 */
export type SearchBlocks = { 
/**
 * The blocks.
 */
blocks: Array<SearchBlock>, 
/**
 * Published from this year on.
 */
from_year: number | null, 
/**
 * Published up to this year.
 */
to_year: number | null, 
/**
 * Only in this language, by its English name.
 */
language: string | null, };

/**
 * Blocks to be saved.
 */
export type SearchBlocksSaved = { 
/**
 * The blocks.
 */
blocks: SearchBlocks, 
/**
 * The version that they were made from; 0 where there was none.
 */
base: number, 
/**
 * Why they were changed.
 */
remark: string | null, 
/**
 * Who saves them.
 */
reviewer: ReviewerId, };

/**
 * A version of the blocks.
 */
export type SearchBlocksVersion = { 
/**
 * Its number, from 1.
 */
version: number, 
/**
 * Its blocks.
 */
blocks: SearchBlocks, 
/**
 * Why it was changed.
 */
remark: string | null, 
/**
 * Who saved it.
 */
by: string, 
/**
 * When, UTC milliseconds.
 */
at: number, };

/**
 * The blocks that are kept, and what the protocol proposes.
 */
export type SearchBlocksView = { 
/**
 * The latest version; 0 where none was saved.
 */
version: number, 
/**
 * Its blocks; where none was saved, empty ones by the parts of the question.
 */
blocks: SearchBlocks, 
/**
 * All versions, the latest first.
 */
versions: Array<SearchBlocksVersion>, 
/**
 * Terms out of the parts of the question, as proposals.
 */
from_protocol: Array<SearchBlock>, };

/**
 * Conditions beside a query: any of the values within a field, all fields together. An empty field sets none.
 */
export type SearchFilter = { 
/**
 * First year; records without a year are left out.
 */
from_year: number | null, 
/**
 * Last year, included; records without a year are left out.
 */
to_year: number | null, 
/**
 * Names of sources, exactly.
 */
sources: Array<string>, 
/**
 * The stage at which a record stands.
 */
stages: Array<Stage>, 
/**
 * Outcomes at that stage: `undecided`, `waiting`, `conflict`, `included`, `excluded`.
 */
outcomes: Array<string>, 
/**
 * Tags, exactly.
 */
tags: Array<string>, 
/**
 * Only records that were taken out before screening (`true`), or only those that were not.
 */
removed: boolean | null, 
/**
 * Where the report is, for records whose report is sought: `sought`, `retrieved`, `not_retrieved`.
 */
retrieval: Array<string>, };

/**
 * A record that was found.
 */
export type SearchHit = { 
/**
 * The record that stands for its group.
 */
id: RecordId, 
/**
 * Title with the found words marked.
 */
title: MarkedText, 
/**
 * Excerpt of the abstract with the found words marked.
 */
abstract_text: MarkedText, 
/**
 * First author, journal and year in a line.
 */
place: string, 
/**
 * Family names of the first authors, as they are cited in a line: `Adams, Silva et al.`
 */
authors: string, 
/**
 * Year of publication.
 */
year: number | null, 
/**
 * Journal, as abbreviated where that is known.
 */
journal: string | null, 
/**
 * The sources that brought it.
 */
sources: Array<string>, 
/**
 * Its tags.
 */
tags: Array<string>, 
/**
 * The stage it has reached.
 */
stage: Stage, 
/**
 * Where the record stands at that stage.
 */
outcome: string, 
/**
 * Whether it was taken out before screening.
 */
removed: boolean, 
/**
 * Whether there is an abstract to read.
 */
has_abstract: boolean, };

/**
 * One imported file of one search.
 */
export type SearchId = string;

/**
 * A question to the records.
 */
export type SearchRequest = { 
/**
 * The query.
 */
query: string, 
/**
 * Take the last word for the beginning of one.
 */
as_you_type: boolean, 
/**
 * How many answers to skip.
 */
offset: number, 
/**
 * How many to give at most.
 */
limit: number, 
/**
 * On whose behalf: others' decisions on records that are not settled stay hidden. `None` for the team as a whole.
 */
viewer: ReviewerId | null, 
/**
 * Conditions set beside the query.
 */
only: SearchFilter, 
/**
 * The order of the answers.
 */
sort: SearchSort, };

/**
 * The answers.
 */
export type SearchResult = { 
/**
 * How many records were found in all.
 */
total: number, 
/**
 * How the query was understood.
 */
understood: string, 
/**
 * What was repaired or left out, in words.
 */
notes: Array<string>, 
/**
 * The page that was asked for.
 */
hits: Array<SearchHit>, };

/**
 * A search as stored.
 */
export type SearchRow = { 
/**
 * When it was imported, milliseconds since 1970-01-01 UTC.
 */
imported_at: number, 
/**
 * Number of records it brought.
 */
records: number, 
/**
 * Number of problems found in its file.
 */
problems: number, 
/**
 * Why the import was taken back, if it was. Its records count nowhere then.
 */
withdrawn: string | null, 
/**
 * Identity.
 */
id: SearchId, 
/**
 * Name of the source as it shall stand in the diagram, such as `MEDLINE (Ovid)`.
 */
source: string, 
/**
 * Which column of the PRISMA 2020 diagram the records belong to.
 */
kind: SourceKind, 
/**
 * Day of the search, `YYYY-MM-DD`, if the reviewers gave it.
 */
searched_on: string | null, 
/**
 * The search strategy as it was run, if the reviewers gave it.
 */
strategy: string | null, 
/**
 * Name of the imported file, without folders.
 */
file_name: string, 
/**
 * SHA-256 of the imported file, hexadecimal.
 */
file_sha256: string, 
/**
 * Bibliographic format that was recognised, such as `RIS`.
 */
format: string, 
/**
 * Character encoding that was recognised, such as `UTF-8`.
 */
encoding: string, };

/**
 * A search that was run in a database.
 */
export type SearchRun = { 
/**
 * The database, such as `MEDLINE`.
 */
database: string, 
/**
 * The platform, such as `Ovid`.
 */
platform: string, 
/**
 * Databases that were searched together with it.
 */
searched_with: Array<string>, 
/**
 * Whether it is a study register.
 */
is_register: boolean, 
/**
 * Day on which it was last run, `YYYY-MM-DD`.
 */
searched_on: string, 
/**
 * What the database covers, as the platform says it.
 */
coverage: string, 
/**
 * Language of the strategy, such as `pubmed`; empty: it is told from the text.
 */
syntax: string, 
/**
 * The strategy exactly as it was run.
 */
strategy: string, 
/**
 * Limits that were set on the platform and do not stand in the strategy; `none` where there were none.
 */
limits: string, 
/**
 * Why limits were set.
 */
reasons_for_limits: string, 
/**
 * Published filters with their citations and changes; `none` where there were none.
 */
filters: string, 
/**
 * Strategies of others that were adapted, with citation; `none` where there were none.
 */
prior_work: string, 
/**
 * How it was or will be updated; `none` where it was not.
 */
updates: string, 
/**
 * Who reviewed it, and how; `none` where nobody did.
 */
peer_review: string, 
/**
 * Records that the database reported.
 */
records: number | null, 
/**
 * The version of the concept blocks that it was built from.
 */
blocks_version: number | null, 
/**
 * The import that brought its records.
 */
search: SearchId | null, };

/**
 * A search to be recorded.
 */
export type SearchRunGiven = { 
/**
 * The one that is corrected; `None` for a new one.
 */
id: string | null, 
/**
 * What is recorded.
 */
run: SearchRun, 
/**
 * Who records it.
 */
reviewer: ReviewerId, };

/**
 * A search that was run, as it is recorded.
 */
export type SearchRunView = { 
/**
 * Its identity.
 */
id: string, 
/**
 * What was recorded.
 */
run: SearchRun, 
/**
 * Who recorded it so.
 */
by: string, 
/**
 * When, UTC milliseconds.
 */
at: number, 
/**
 * How often it was recorded: 1, and one more for each correction.
 */
times: number, 
/**
 * The name of the file that brought its records.
 */
file: string | null, 
/**
 * Records in that file.
 */
imported: number | null, 
/**
 * What PRISMA-S asks for and is not there yet.
 */
missing: Array<string>, };

/**
 * The order of answers. Equals stay in the order of import.
 */
export type SearchSort = "relevance" | "newest_first" | "oldest_first" | "title" | "title_backwards" | "author" | "author_backwards" | "journal" | "journal_backwards";

/**
 * A stretch of text with its mark.
 */
export type Segment = { 
/**
 * The text as given.
 */
text: string, 
/**
 * The number of the highlight list (from 0) one of whose terms this is.
 */
list: number | null, };

/**
 * What a person selected.
 */
export type Selection = { 
/**
 * In which document.
 */
document: DocumentHash, 
/**
 * The words as they were selected.
 */
text: string, 
/**
 * Where the selection lies on the pages; empty for a text without pages. It tells several places with the same
 * words apart, and words from a table whose cells are selected in another order than they are read.
 */
boxes: Array<PageBox>, };

/**
 * The model server of this person, without its key.
 */
export type ServerEntry = { 
/**
 * What stands for the model's hash; by this it is chosen, as a file is by its SHA-256.
 */
id: string, 
/**
 * Its address.
 */
address: string, 
/**
 * The model's name there.
 */
model: string, 
/**
 * Questions under way at once.
 */
at_once: number, 
/**
 * Whether a key is kept for it.
 */
has_key: boolean, 
/**
 * Whether texts are encrypted on their way.
 */
encrypted: boolean, 
/**
 * What came of trying it on made-up records.
 */
trial: SmokeReport | null, 
/**
 * Whether it makes the suggestions.
 */
chosen: boolean, };

/**
 * A model server to be used.
 */
export type ServerRequest = { 
/**
 * Its address, such as `https://models.hospital.example`; without https only in the own network.
 */
address: string, 
/**
 * The model's name there; `None` where the server has only one.
 */
model: string | null, 
/**
 * Questions under way at once, 1 to 64; 4 unless given.
 */
at_once: number | null, 
/**
 * What the server wants to be shown; `None` keeps what is known for this address.
 */
key: string | null, };

/**
 * Settings of the user interface.
 */
export type Settings = { 
/**
 * Light or dark.
 */
theme: Appearance, 
/**
 * Size of all text in percent of the usual, 80 to 200.
 */
text_size: number, 
/**
 * Whether single keys (without Ctrl or the like) decide (WCAG 2.1.4).
 */
single_keys: boolean, 
/**
 * Keys that differ from the usual ones: action → key.
 */
keys: { [key in string]: string }, 
/**
 * Seconds without input after which a reviewer counts as away: 30, 60 or 120 (METHODS §5). Goes with every decision
 * as [`TimeSpent::idle_seconds`](crate::TimeSpent::idle_seconds).
 */
idle_seconds: number, 
/**
 * Whether the model reads ahead while one screens.
 */
read_ahead: boolean, 
/**
 * SHA-256 of the model that makes the suggestions; `None`: the reader that comes with the program.
 */
model: string | null, 
/**
 * Who sits here: folder of a review → its reviewer.
 */
reviewers: { [key in string]: ReviewerId }, };

/**
 * A difference that is settled, together.
 */
export type SettledTruth = { 
/**
 * Who notes it.
 */
reviewer: ReviewerId, 
/**
 * Of which record.
 */
record: RecordId, 
/**
 * Whether it is relevant.
 */
relevant: boolean, };

/**
 * A difference that is settled, together.
 */
export type SettledValueTruth = { 
/**
 * Who notes it.
 */
reviewer: ReviewerId, 
/**
 * Of which value.
 */
item: string, 
/**
 * What was agreed on.
 */
says: ValueSays, };

/**
 * How much a [`Problem`] cost.
 */
export type Severity = "note" | "value" | "entry";

/**
 * How much of the work one reviewer takes.
 */
export type Share = { 
/**
 * Who.
 */
reviewer: ReviewerId, 
/**
 * The share in parts: with 2, 1 and 1 the first takes half. 0 takes none.
 */
parts: number, };

/**
 * One side of a pair.
 */
export type SideView = { 
/**
 * The record.
 */
id: RecordId, 
/**
 * Its source.
 */
source: string, 
/**
 * The file it came from.
 */
file: string, 
/**
 * Number of its entry in that file, from 1.
 */
entry: number, 
/**
 * Its content.
 */
record: BibliographicRecord, };

/**
 * What a size is asked for.
 */
export type SizeAsked = { 
/**
 * What is compared.
 */
question: TrialQuestion, 
/**
 * How sure the trial is to be.
 */
plan: TrialPlan, };

/**
 * A size at an effect.
 */
export type SizeAtEffect = { 
/**
 * The effect: a difference, a proportion of the first arm, or a hazard ratio; of non-inferiority the margin.
 */
effect: number, 
/**
 * People to recruit.
 */
total: number, };

/**
 * One check.
 */
export type SmokeCheck = { 
/**
 * What is checked.
 */
kind: SmokeKind, 
/**
 * Whether the model did as expected, in all cases of the check.
 */
passed: boolean, 
/**
 * What was expected and what came, for each case that failed.
 */
failures: Array<string>, };

/**
 * What is checked.
 */
export type SmokeKind = "format" | "support" | "cannot_be_answered" | "every_depth" | "unit" | "injected_instruction";

/**
 * What came of the checks.
 */
export type SmokeReport = { 
/**
 * SHA-256 of the model's file.
 */
sha256: string, 
/**
 * Version of the question's wording.
 */
prompt_version: string, 
/**
 * Each check.
 */
checks: Array<SmokeCheck>, 
/**
 * How long all of it took.
 */
seconds: number, };

/**
 * The kinds of source that PRISMA 2020 tells apart.
 */
export type SourceKind = "database" | "register" | "website" | "organisation" | "citation" | "other";

/**
 * Of what either put into a category, the share that both put there. With two categories these are positive and
 * negative agreement.
 */
export type SpecificAgreement = { 
/**
 * The category.
 */
category: number, 
/**
 * The share, with its interval by resampling.
 */
figure: AgreementFigure, };

/**
 * The two stages of screening.
 */
export type Stage = "title_abstract" | "full_text";

/**
 * The overview of a review.
 */
export type Status = { 
/**
 * Title.
 */
title: string, 
/**
 * The PRISMA numbers.
 */
flow: Flow, 
/**
 * Sums that do not agree, in words.
 */
mismatches: Array<Mismatch>, 
/**
 * What is still to be done before the numbers are final.
 */
unfinished: Array<string>, 
/**
 * How far each reviewer is at title and abstract, then at full text.
 */
reviewers: Array<ReviewerStatus>, 
/**
 * Whether to stop screening titles and abstracts; `None` before anything was settled.
 */
stopping: StoppingPanel | null, };

/**
 * All that a team looks at before it stops.
 */
export type Stopping = { 
/**
 * Test, check list, and what may be claimed; `None` before anything was settled.
 */
panel: StoppingPanel | null, 
/**
 * The key papers.
 */
key_papers: Array<KeyPaper>, 
/**
 * Every audit sample that was drawn, the latest last.
 */
samples: Array<SampleView>, 
/**
 * Records that a sample would be drawn from now.
 */
unsettled: number, };

/**
 * The three answers side by side. None of them alone says stop: a person does.
 */
export type StoppingPanel = { 
/**
 * Records of the review.
 */
records: number, 
/**
 * Records screened.
 */
screened: number, 
/**
 * Relevant records among them.
 */
found: number, 
/**
 * Irrelevant records since the last relevant one.
 */
irrelevant_in_a_row: number, 
/**
 * The test on what was screened. Alone it does not keep its confidence (docs/decisions/0004): it is for planning.
 */
test: RecallTest, 
/**
 * The check list.
 */
safe: SafeChecklist, 
/**
 * The random sample of what was left, with its own confidence, see [`audit_confidence`].
 */
audit: AuditSample | null, 
/**
 * Audit samples drawn before this one.
 */
earlier_audits: number, 
/**
 * How many of the unscreened records the next random sample needs, so that finding nothing relevant in it shows
 * the target.
 */
next_audit_size: number, 
/**
 * What may be stated, in words or in a report. Nothing else in this panel may be.
 */
claim: Claim, };

/**
 * A line of a strategy.
 */
export type StrategyLine = { 
/**
 * Its number.
 */
number: number, 
/**
 * As it is written.
 */
text: string, 
/**
 * What it finds, in words.
 */
words: string, 
/**
 * Records that it certainly finds.
 */
hits: number, 
/**
 * Records that it finds at most, where something cannot be judged on these records.
 */
at_most: number, 
/**
 * Of each set of relevant records, those that it certainly finds; in the order of `recall`.
 */
relevant: Array<number>, 
/**
 * What cannot be judged.
 */
blind: Array<string>, 
/**
 * What each of its terms contributes to the whole.
 */
terms: Array<TermContribution>, };

/**
 * Something that is wrong with a strategy, or worth a look.
 */
export type StrategyProblem = { 
/**
 * How much it matters.
 */
weight: ProblemWeight, 
/**
 * Line of the text, from 1; 0 where it is about the whole.
 */
line: number, 
/**
 * Character in that line, from 1.
 */
column: number, 
/**
 * What is the matter.
 */
message: string, 
/**
 * What to write or to try.
 */
hint: string, };

/**
 * How many of the records known to be relevant the last line finds.
 */
export type StrategyRecall = { 
/**
 * Of which records.
 */
name: string, 
/**
 * How many there are.
 */
relevant: number, 
/**
 * Certainly found.
 */
found: number, 
/**
 * Found at most.
 */
at_most: number, };

/**
 * A strategy, read and held against the records.
 */
export type StrategyView = { 
/**
 * The language it was read in.
 */
syntax: SyntaxChoice, 
/**
 * All languages.
 */
syntaxes: Array<SyntaxChoice>, 
/**
 * Its lines.
 */
lines: Array<StrategyLine>, 
/**
 * What is wrong with it, or worth a look, in the order of the text.
 */
problems: Array<StrategyProblem>, 
/**
 * Records of the review that were searched: those that were not removed before screening, each work once.
 */
records: number, 
/**
 * Of these, with keywords or headings; where few have any, lines of headings find less here than in the database.
 */
with_keywords: number, 
/**
 * What the last line finds of the records known to be relevant.
 */
recall: Array<StrategyRecall>, 
/**
 * The relevant records that the last line does not find, at most two hundred.
 */
missed: Array<UnfoundRecord>, };

/**
 * A value as it is read or judged in a study: its field and its report, and nothing that anybody or a model said of it.
 */
export type StudiedValue = { 
/**
 * Its name in the protocol.
 */
item: string, 
/**
 * What the study that it belongs to is called.
 */
label: string, 
/**
 * The reports of that study.
 */
reports: Array<StudyReport>, 
/**
 * The field as the form had it when the protocol was locked.
 */
field: FormField, 
/**
 * Which value: the field with its arm, outcome and time point.
 */
address: ValueAddress, };

/**
 * Everything that a study found, with what it cannot say.
 */
export type StudyAnalysis = { 
/**
 * The plan as it was locked.
 */
plan: StudyPlan, 
/**
 * SHA-256 of the protocol, hexadecimal.
 */
protocol_sha256: string, 
/**
 * How the intervals by resampling were made.
 */
resampling: Resampling, 
/**
 * How the readings compare with the allocation.
 */
conduct: StudyConduct, 
/**
 * How much time suggestions save; `None` where it cannot be told, for the reason beside it.
 */
time: TimeAnalysis | null, 
/**
 * Why there is no analysis of time.
 */
no_time: string | null, 
/**
 * How right the answers are, by each measure of the task.
 */
accuracy: Array<AccuracyAnalysis>, 
/**
 * Of extraction, the share of right answers of items of each kind, as their strata name it up to a comma.
 */
by_kind: Array<KindAccuracy>, 
/**
 * Whether people follow wrong suggestions, in each assisted arm.
 */
bias: Array<AutomationBias>, 
/**
 * What may be said, in sentences that claim no more than the intervals.
 */
statements: Array<StudyStatement>, };

/**
 * How a record or study is read.
 */
export type StudyArm = "A" | "B" | "C" | "D";

/**
 * One reading as it is drawn.
 */
export type StudyAssignment = { 
/**
 * Who reads.
 */
reader: string, 
/**
 * What.
 */
item: string, 
/**
 * How.
 */
arm: StudyArm, 
/**
 * In which period, from 1.
 */
period: number, 
/**
 * At which place of the reader's work, from 1.
 */
position: number, };

/**
 * How the readings compare with the allocation. What was not read as it was drawn is told and not analysed.
 */
export type StudyConduct = { 
/**
 * Readings that were drawn.
 */
drawn: number, 
/**
 * Readings that were made as drawn, and are analysed.
 */
read: number, 
/**
 * Drawn and not read.
 */
missing: Array<StudyAssignment>, 
/**
 * Read by another, in another arm or another period than drawn, or not drawn at all.
 */
otherwise: number, 
/**
 * Read again after the first time: only the first counts.
 */
repeated: number, 
/**
 * Readings without an answer that was held against the truth.
 */
unsettled: number, };

/**
 * What a team asks for. The machine draws items and allocation from it.
 */
export type StudyDesign = { 
/**
 * What the study is called.
 */
title: string, 
/**
 * What it asks, in a sentence.
 */
question: string, 
/**
 * What is read; records in designs of earlier versions.
 */
of: StudyOf, 
/**
 * What it is mainly about.
 */
primary: StudyOutcome, 
/**
 * The arms that are compared with reading without suggestions: B, C or both.
 */
assisted: Array<StudyArm>, 
/**
 * Whether the model alone is reported as well.
 */
model_alone: boolean, 
/**
 * Who reads.
 */
readers: Array<ReviewerId>, 
/**
 * Who settles what is right.
 */
adjudicators: Array<ReviewerId>, 
/**
 * How many records or values are read.
 */
items: number, 
/**
 * How many are read beforehand for practice.
 */
practice: number, 
/**
 * By what they are spread.
 */
strata: StudyStrata, 
/**
 * Whether records may be drawn that one of these people has decided on before, or values that one has extracted.
 */
known_too: boolean, 
/**
 * Into how many periods each reader's work falls.
 */
periods: number, 
/**
 * How much worse counts as not worse.
 */
margins: StudyMargins, 
/**
 * The level of the intervals.
 */
level: number, 
/**
 * Draws of each bootstrap.
 */
draws: number, 
/**
 * Seconds without input after which a reader counts as away.
 */
idle_seconds: number, 
/**
 * What the drawing of the records starts from. That of the allocation is chance, and sealed.
 */
seed: number, };

/**
 * An arm against reading without suggestions.
 */
export type StudyDifference = { 
/**
 * The arm.
 */
arm: StudyArm, 
/**
 * Right answers in the arm, on the items that were read in it and without suggestions.
 */
with: Proportion, 
/**
 * Right answers without suggestions, on the same items.
 */
without: Proportion, 
/**
 * The first share minus the second: above 0 is better.
 */
value: number, 
/**
 * The interval by resampling items (both readings of an item stay together), these readers being given. Where items
 * belong to clusters, clusters are resampled.
 */
by_item: ConfidenceInterval | null, 
/**
 * Where items belong to clusters, the interval by the variance between clusters and Student's t with as many degrees
 * of freedom as clusters, less one: of few clusters resampling promises too much.
 */
by_cluster: ConfidenceInterval | null, 
/**
 * The interval by Newcombe's method for pairs, where each item has one answer on either side. It does not shrink
 * to nothing where few items were read and none differs.
 */
paired: ConfidenceInterval | null, 
/**
 * The interval by resampling items and readers (Owen 2007), from three readers on: wider than need be, and the only
 * one that speaks of other readers.
 */
by_item_and_reader: ConfidenceInterval | null, 
/**
 * What statements rest on: the lowest of the lower ends and the highest of the higher ends of the first three.
 */
interval: ConfidenceInterval | null, 
/**
 * The exact test of McNemar, where each item has one answer on either side and stands for itself.
 */
p: number | null, 
/**
 * How much worse counts as not worse.
 */
margin: number, 
/**
 * Whether it is shown not to be worse by the margin or more: the lower end lies above −margin. Otherwise it is not
 * shown, which does not mean that it is worse. Of fewer than [`FEWEST_CLUSTERS`] clusters nothing is.
 */
non_inferior: boolean, 
/**
 * Whether it is shown to be better: the lower end lies above 0.
 */
better: boolean, 
/**
 * Whether it is shown to be worse: the upper end lies below 0.
 */
worse: boolean, };

/**
 * What would be locked now, and what is in the way.
 */
export type StudyDraft = { 
/**
 * What was asked for.
 */
design: StudyDesign, 
/**
 * Records or values that could be drawn.
 */
available: number, 
/**
 * Records that are left out because one of the people has decided on them before.
 */
known: number, 
/**
 * Records or values that would be read.
 */
items: number, 
/**
 * Reports that the values belong to; 0 of records.
 */
reports: number, 
/**
 * Records for practice.
 */
practice: number, 
/**
 * Of which kinds the records are.
 */
strata: Array<StudyStratum>, 
/**
 * Records drawn on which not every criterion has a suggestion yet.
 */
lacking: number, 
/**
 * Records drawn on which the model gave no answer in form: they are read, and the model alone has no answer there.
 */
unread: number, 
/**
 * Readings of each reader, practice not among them.
 */
readings_each: number, 
/**
 * The models whose suggestions are shown.
 */
agents: Array<string>, 
/**
 * What is in the way of locking; empty where nothing is.
 */
problems: Array<string>, };

/**
 * The end of a study.
 */
export type StudyEnd = { 
/**
 * Name of who ended it.
 */
by: string, 
/**
 * Why, where it was not finished.
 */
reason: string, 
/**
 * When, UTC milliseconds.
 */
at: number, };

/**
 * A figure with its interval.
 */
export type StudyEstimate = { 
/**
 * The figure.
 */
value: number, 
/**
 * Its interval; absent where there is too little to know.
 */
interval: ConfidenceInterval | null, };

/**
 * What a study found. Only of one that has ended.
 */
export type StudyFindings = { 
/**
 * Identity of the study.
 */
id: string, 
/**
 * Name of who locked it.
 */
locked_by: string, 
/**
 * When, UTC milliseconds.
 */
locked_at: number, 
/**
 * How it ended.
 */
end: StudyEnd, 
/**
 * The seed of the allocation, open now: with the protocol anybody can draw it again.
 */
allocation_seed: string, 
/**
 * The analysis.
 */
analysis: StudyAnalysis, 
/**
 * Titles of the records that the analysis names, or the words for values.
 */
titles: { [key in string]: string }, 
/**
 * Active seconds of each analysed reading with a time, by the letter of its arm; for drawing.
 */
seconds: { [key in string]: Array<number> }, 
/**
 * What the model says of records.
 */
model: ModelAlone, 
/**
 * Of a study of values, what is told of it beside.
 */
values: ValueFindings | null, 
/**
 * Records on which the adjudicators, each alone, judged the same.
 */
adjudicated_alike: number, 
/**
 * Records that all of them judged.
 */
adjudicated: number, 
/**
 * Records on which what is right is settled.
 */
settled: number, 
/**
 * Active seconds of practice: overhead that the times above do not show.
 */
practice_seconds: number, 
/**
 * Active seconds of adjudication: overhead likewise.
 */
adjudication_seconds: number, 
/**
 * Whether the study is what was locked and read.
 */
integrity: StudyIntegrity, };

/**
 * One investigation, the unit of inclusion.
 */
export type StudyId = string;

/**
 * What was checked when a study was reported. The protocol's hash and the sealed allocation are checked whenever the
 * study is opened, and refused where they do not hold.
 */
export type StudyIntegrity = { 
/**
 * Whether the audit trail is whole.
 */
audit_whole: boolean, 
/**
 * Whether the protocol's hash is the one that the audit trail noted when it was locked.
 */
protocol_as_noted: boolean, 
/**
 * Whether the suggestions are those that the protocol names.
 */
suggestions_as_locked: boolean, 
/**
 * Readings and judgements that are not as they were noted when they were made, that were not noted at all, or that
 * were noted and are gone.
 */
altered: number, };

/**
 * An item to be read: a record, a report or a study.
 */
export type StudyItem = { 
/**
 * Its identity in the review.
 */
id: string, 
/**
 * Items of one stratum are spread evenly over readers and arms, such as those likely and unlikely to be relevant.
 */
stratum: string | null, 
/**
 * What it is a part of, such as the report that a value is extracted from: items of one cluster are read by a
 * reader one after the other and in one arm, and intervals take them together. All items have one, or none.
 */
cluster?: string | null, };

/**
 * How much worse with suggestions still counts as not worse.
 */
export type StudyMargins = { 
/**
 * Of recall; .05 is usual.
 */
recall: number, 
/**
 * Of the share of right answers; .03 is usual.
 */
accuracy: number, };

/**
 * What is told of answers.
 */
export type StudyMeasure = "recall" | "specificity" | "accuracy";

/**
 * What is read in a study.
 */
export type StudyOf = "records" | "values";

/**
 * What the study is mainly about; everything else is reported as secondary.
 */
export type StudyOutcome = "time" | "recall" | "accuracy";

/**
 * Where studies stand.
 */
export type StudyOverview = { 
/**
 * The one that was locked last.
 */
study: StudyStanding | null, 
/**
 * Those that have ended, the latest first.
 */
past: Array<StudyPast>, };

/**
 * One arm, outcome or time point of a study.
 */
export type StudyPart = { 
/**
 * Identity; in order of time.
 */
id: string, 
/**
 * The study.
 */
study_id: StudyId, 
/**
 * What it is.
 */
kind: StudyPartKind, 
/**
 * What the team calls it, as the addresses of values name it.
 */
name: string, };

/**
 * What a part of a study is.
 */
export type StudyPartKind = "arm" | "outcome" | "time_point";

/**
 * A study that has ended.
 */
export type StudyPast = { 
/**
 * Identity.
 */
id: string, 
/**
 * What it is called.
 */
title: string, 
/**
 * When it ended, UTC milliseconds.
 */
ended_at: number, };

/**
 * What a team sets down before it measures, complete: who reads what, which arms are compared, what counts.
 */
export type StudyPlan = { 
/**
 * What the study is called.
 */
title: string, 
/**
 * What it asks, in a sentence.
 */
question: string, 
/**
 * What is done with each item.
 */
task: StudyTask, 
/**
 * What it is mainly about.
 */
primary: StudyOutcome, 
/**
 * The arms that are compared with reading without suggestions: B, C or both.
 */
assisted: Array<StudyArm>, 
/**
 * Whether the model alone is reported as well (arm D).
 */
model_alone: boolean, 
/**
 * Which model with which wording of its questions, such as its name and SHA-256; its suggestions are made before
 * the study begins.
 */
agent: string, 
/**
 * Who reads, at least two.
 */
readers: Array<string>, 
/**
 * Who settles what is right, blind to the arms, at least two, and no readers.
 */
adjudicators: Array<string>, 
/**
 * What is read.
 */
items: Array<StudyItem>, 
/**
 * What is read beforehand by everyone, with and without suggestions, and not analysed; at least ten.
 */
practice: Array<string>, 
/**
 * Into how many periods each reader's work falls, by turns without and with suggestions; even.
 */
periods: number, 
/**
 * How much worse counts as not worse.
 */
margins: StudyMargins, 
/**
 * The level of the intervals, such as .95.
 */
level: number, 
/**
 * Draws of each bootstrap.
 */
draws: number, 
/**
 * Seconds without input after which a reader counts as away.
 */
idle_seconds: number, };

/**
 * How far somebody is.
 */
export type StudyProgress = { 
/**
 * Who.
 */
reviewer: ReviewerId, 
/**
 * Name.
 */
name: string, 
/**
 * What they do.
 */
role: StudyRole, 
/**
 * Records of practice that are read.
 */
practised: number, 
/**
 * Records of practice.
 */
practice: number, 
/**
 * Records that are read, or judged.
 */
done: number, 
/**
 * Records to be read, or judged.
 */
of: number, };

/**
 * A report of a study.
 */
export type StudyReport = { 
/**
 * Its record.
 */
record: RecordId, 
/**
 * Title.
 */
title: string, 
/**
 * First authors and year.
 */
citation: string, 
/**
 * The attached document.
 */
document: DocumentHash | null, 
/**
 * Its name when it was attached.
 */
file_name: string | null, 
/**
 * Whether it has pages to be drawn: a PDF, and not a text.
 */
has_pages: boolean, };

/**
 * What a person does in a study.
 */
export type StudyRole = "reader" | "adjudicator";

/**
 * A study that is to be extracted, as a list shows it.
 */
export type StudyRow = { 
/**
 * The study; `None` where the report belongs to none yet. It gets one when extraction begins.
 */
study: StudyId | null, 
/**
 * What it is called in tables.
 */
label: string, 
/**
 * Its reports that were included at full text; none where they were taken away from it since.
 */
reports: Array<StudyReport>, 
/**
 * Where it stands for the reviewer who asks.
 */
stage: ExtractionStage, 
/**
 * Who extracts it, in the order in which they began.
 */
extractors: Array<ReviewerId>, 
/**
 * Values that the form asks for.
 */
asked: number, 
/**
 * Of these, how many the reviewer has answered; with one extractor, how many anybody has.
 */
answered: number, 
/**
 * Values on which the extractors differ; 0 while they are not to be compared.
 */
differing: number, 
/**
 * Whether models have proposed values.
 */
suggested: boolean, };

/**
 * So many of so many.
 */
export type StudyShare = { 
/**
 * How many of how many answers.
 */
count: Proportion, 
/**
 * The share's interval: Wilson's (Clopper and Pearson's at the edges), or by resampling items where an item has
 * several answers, and then never narrower than if every answer stood for itself.
 */
interval: ConfidenceInterval | null, };

/**
 * What a size rests on.
 */
export type StudySizeAsked = { 
/**
 * The share of time that is hoped to be saved, such as .25.
 */
saved: number, 
/**
 * How much worse recall may be, such as .05.
 */
margin: number, 
/**
 * The share of relevant records on which two readings are expected to differ, such as .1.
 */
differing: number, 
/**
 * The level of the interval, such as .95.
 */
level: number, 
/**
 * The probability of showing it if it is so, such as .8.
 */
power: number, };

/**
 * How many items it takes.
 */
export type StudySizes = { 
/**
 * Records, each read once without and once with suggestions, to show the time saved.
 */
records_for_time: number | null, 
/**
 * Relevant records among them, to show that recall is not worse by the margin.
 */
relevant_for_recall: number | null, };

/**
 * The study that was locked last.
 */
export type StudyStanding = { 
/**
 * Identity.
 */
id: string, 
/**
 * What it is called.
 */
title: string, 
/**
 * What it asks.
 */
question: string, 
/**
 * What is read.
 */
of: StudyOf, 
/**
 * SHA-256 of the protocol, hexadecimal; to be noted elsewhere before the study begins.
 */
protocol_sha256: string, 
/**
 * Name of who locked it.
 */
locked_by: string, 
/**
 * When, UTC milliseconds.
 */
locked_at: number, 
/**
 * The models whose suggestions are shown.
 */
agent: string, 
/**
 * Records or values that are read.
 */
items: number, 
/**
 * Reports that the values belong to; 0 of records.
 */
reports: number, 
/**
 * What the person who asks does in it.
 */
role: StudyRole | null, 
/**
 * How far everybody is.
 */
people: Array<StudyProgress>, 
/**
 * Records or values on which what is right is settled.
 */
settled: number, 
/**
 * Records or values on which all adjudicators have judged and differ.
 */
differing: number, 
/**
 * Whether everything is read and settled.
 */
complete: boolean, 
/**
 * Whether the person who asks may end it.
 */
may_end: boolean, 
/**
 * Its end, once it has come.
 */
end: StudyEnd | null, };

/**
 * A sentence about a result.
 */
export type StudyStatement = { 
/**
 * What it is about.
 */
about: StudyTopic, 
/**
 * Whether it is about what the plan calls primary; all else is secondary, whatever it shows.
 */
primary: boolean, 
/**
 * Whether it states something that the interval shows; otherwise it says that nothing is shown.
 */
shown: boolean, 
/**
 * The sentence.
 */
text: string, };

/**
 * By what records or values are spread evenly over readers and arms.
 */
export type StudyStrata = "none" | "outcome" | "suggestion";

/**
 * Records of one kind.
 */
export type StudyStratum = { 
/**
 * The kind.
 */
name: string, 
/**
 * Records of it.
 */
available: number, 
/**
 * Records of it that would be read.
 */
drawn: number, };

/**
 * What is done with each item.
 */
export type StudyTask = "title_abstract" | "full_text" | "extraction";

/**
 * What a sentence is about.
 */
export type StudyTopic = "time" | "recall" | "specificity" | "accuracy" | "automation_bias" | "conduct";

/**
 * What a reader reads next. The arm is not told: what may be seen is in the record's suggestions.
 */
export type StudyTurn = { 
/**
 * Whether it is for practice, and not analysed.
 */
practice: boolean, 
/**
 * Its place, from 1, among those of practice or of the study.
 */
position: number, 
/**
 * How many there are.
 */
of: number, 
/**
 * The record. Its suggestions are there only where they may be seen now.
 */
view: RecordView, 
/**
 * One's own answer, where the suggestion is shown after it: it is kept or changed now.
 */
first: boolean | null, };

/**
 * A study as one extractor sees it.
 */
export type StudyView = { 
/**
 * The study.
 */
study: StudyId, 
/**
 * What it is called.
 */
label: string, 
/**
 * Its reports.
 */
reports: Array<StudyReport>, 
/**
 * The form in force.
 */
form: Form | null, 
/**
 * Arms, outcomes and time points.
 */
parts: Array<StudyPart>, 
/**
 * Names that other studies of the review have for outcomes and time points, to be offered.
 */
usual_outcomes: Array<string>, 
/**
 * The same for time points.
 */
usual_time_points: Array<string>, 
/**
 * Every value that is asked for, in the order of the form.
 */
values: Array<AddressView>, 
/**
 * Values that the form, or the lists of the study, do not ask for any more.
 */
former: Array<FormerValue>, 
/**
 * Where the study stands for this reviewer.
 */
stage: ExtractionStage, 
/**
 * Who extracts it.
 */
extractors: Array<ExtractorView>, 
/**
 * Whether two extract it apart from each other.
 */
double: boolean, 
/**
 * Why this reviewer cannot change values of it now; `None` where they can.
 */
closed: string | null, };

/**
 * What a stretch of reading came to.
 */
export type SuggestSummary = { 
/**
 * Records that were asked about; those that had their answers already are not counted.
 */
records: number, 
/**
 * Criteria with an answer.
 */
read: number, 
/**
 * Criteria without: the model's answer was malformed, or it could not read the record.
 */
unread: number, };

/**
 * Whether a record meets a criterion, in the eyes of an agent.
 */
export type SuggestedLabel = "met" | "partly" | "not_met" | "unclear";

/**
 * Agreement of suggestions with people. The agent is one of the two only here: its suggestions are never a decision.
 */
export type SuggestionAgreement = { 
/**
 * For each agent and criterion with suggestions on decided records.
 */
criteria: Array<CriterionAgreement>, 
/**
 * Decisions at title and abstract in force with a suggestion on the screen.
 */
decided_with_suggestions: number, 
/**
 * Decisions after which suggestions were revealed.
 */
revealed_after: number, 
/**
 * Whether suggestions are hidden before one's own decision.
 */
independent: boolean, };

/**
 * One row of the append-only suggestions.
 */
export type SuggestionId = string;

/**
 * A model's advice on one criterion.
 */
export type SuggestionView = { 
/**
 * Identity: name it in `Verdicts.seen` when deciding with it on the screen.
 */
id: SuggestionId, 
/**
 * The criterion.
 */
criterion: CriterionId, 
/**
 * Whether the record meets the criterion as it is worded; `None` where the criterion is unread.
 */
label: SuggestedLabel | null, 
/**
 * Why there is no label, in words.
 */
unread: string | null, 
/**
 * The sentences that support the label, the strongest first.
 */
evidence: Array<EvidenceView>, 
/**
 * How often records of which the model said about the same were included, or that this is not known yet.
 */
likeness: Likeness, 
/**
 * The model's reason, at most 40 words, where one was asked for.
 */
reason: string | null, 
/**
 * What should be known of it, such as that the end of the abstract was not read.
 */
warning: string | null, 
/**
 * Who says it.
 */
agent: Agent, 
/**
 * When, UTC milliseconds.
 */
made_at: number, };

/**
 * The suggestions on a record, as far as this reviewer may see them. Only [`SuggestionsView::Shown`] can carry any: a
 * hidden suggestion is not in the answer, nor whether there is one.
 */
export type SuggestionsView = { "state": "not_at_this_stage" } | { "state": "no_criteria" } | { "state": "hidden" } | { "state": "not_read" } | { "state": "shown", 
/**
 * Whether they appeared only after one's own decision.
 */
revealed: boolean, 
/**
 * One for each criterion that was asked about, in the order of the protocol.
 */
suggestions: Array<SuggestionView>, };

/**
 * A sentence that a model wrote.
 */
export type SummarySentence = { 
/**
 * The sentence.
 */
text: string, 
/**
 * Places of the quotes that it names, from 1.
 */
quotes: Array<number>, 
/**
 * Why it is struck out; `None` where every check was passed.
 */
struck: string | null, };

/**
 * What is suspicious about a stretch of text.
 */
export type SuspiciousKind = "invisible" | "reordering" | "instruction";

/**
 * Text in a record that a person does not see, or that speaks to a machine.
 */
export type SuspiciousText = { 
/**
 * Where it stands.
 */
place: Place, 
/**
 * What is suspicious about it.
 */
kind: SuspiciousKind, 
/**
 * Where it begins, in UTF-16 code units.
 */
start: number, 
/**
 * Where it ends, likewise.
 */
end: number, 
/**
 * What it says, made visible.
 */
text: string, };

/**
 * What happened to answers after the suggestion was shown.
 */
export type Switches = { 
/**
 * Answers that were followed by a suggestion.
 */
shown: number, 
/**
 * Wrong, then right.
 */
to_right: number, 
/**
 * Right, then wrong.
 */
to_wrong: number, 
/**
 * Changed from one wrong answer to another.
 */
between_wrong: number, 
/**
 * Left as they were.
 */
kept: number, };

/**
 * The search languages that are known.
 */
export type SyntaxChoice = { 
/**
 * Short name, by which it is chosen.
 */
id: string, 
/**
 * Its name.
 */
name: string, };

/**
 * What is kept and what could be pooled.
 */
export type SynthesisView = { 
/**
 * The kept analyses, in the order in which they were first kept.
 */
analyses: Array<KeptAnalysis>, 
/**
 * What could be pooled, most studies first.
 */
poolable: Array<Poolable>, 
/**
 * Every outcome with its arms, to put together what studies call by different names.
 */
outcomes: Array<OutcomeWithArms>, 
/**
 * Fields of the form whose values could make subgroups: identity and label.
 */
subgroup_fields: Array<[string, string]>, 
/**
 * Studies whose extraction is not finished, with what is open: as long as there are any, analyses are drafts.
 */
unfinished: Array<[string, string]>, 
/**
 * Studies that were included.
 */
studies: number, };

/**
 * What came of a packet's answers.
 */
export type TakenAnswers = { 
/**
 * Decisions that were recorded.
 */
taken: number, 
/**
 * Decisions that had been taken before.
 */
known: number, 
/**
 * Decisions that the reviewer has meanwhile made here in the same way.
 */
alike: number, 
/**
 * Notes that were added.
 */
notes: number, 
/**
 * Decisions that the reviewer has meanwhile made otherwise here. What stands here was not changed.
 */
conflicts: Array<PacketConflict>, 
/**
 * Answers that were not taken, each with the reason.
 */
refused: Array<RefusedAnswer>, 
/**
 * Suggestions that were seen away from here and are not known here; that they were seen is not recorded.
 */
unknown_suggestions: number, };

/**
 * A team's review as seen from this computer.
 */
export type TeamState = { 
/**
 * Host and database of its server.
 */
server: string, 
/**
 * Whether the server answered when it was asked last.
 */
answers: boolean, 
/**
 * Decisions on this computer's disk that the server does not have yet.
 */
waiting: number, };

/**
 * What a term contributes to the last line.
 */
export type TermContribution = { 
/**
 * As it is written.
 */
term: string, 
/**
 * Records that it finds by itself; `None` where that cannot be judged.
 */
hits: number | null, 
/**
 * Records of the result that only it finds.
 */
only_it_finds: number, 
/**
 * Of these, the relevant ones, by set.
 */
only_it_finds_relevant: Array<number>, 
/**
 * Records that the result would gain without it.
 */
keeps_out: number, };

/**
 * A term that relevant records use more than the others.
 */
export type TermProposal = { 
/**
 * The word, phrase or keyword.
 */
term: string, 
/**
 * Relevant records with it in the title.
 */
in_title: number, 
/**
 * In the abstract.
 */
in_abstract: number, 
/**
 * As a keyword or heading.
 */
in_keywords: number, 
/**
 * Relevant records with it anywhere.
 */
relevant: number, 
/**
 * Other records with it anywhere.
 */
others: number, };

/**
 * Terms out of the records known to be relevant. Counted, not thought of by a model.
 */
export type TermProposals = { 
/**
 * Which records count as relevant here.
 */
relevant: StrategyRecall, 
/**
 * Terms that relevant records use more than the others, the clearest first.
 */
terms: Array<TermProposal>, 
/**
 * Terms that would find relevant records which the strategy misses, in the order in which to add them.
 */
add: Array<TermToAdd>, 
/**
 * Terms that can each be dropped without losing a relevant record.
 */
drop: Array<TermToDrop>, };

/**
 * A term to add.
 */
export type TermToAdd = { 
/**
 * The term.
 */
term: string, 
/**
 * How the concept begins to which it would be added by OR.
 */
concept: string, 
/**
 * Relevant records gained.
 */
gains_relevant: number, 
/**
 * Other records gained.
 */
gains_other: number, };

/**
 * A term that can be dropped.
 */
export type TermToDrop = { 
/**
 * The line it stands in.
 */
line: number, 
/**
 * The term.
 */
term: string, 
/**
 * Records fewer to read.
 */
saves: number, };

/**
 * A block for which terms are wanted of a model.
 */
export type TermsWanted = { 
/**
 * Name of the block.
 */
block: string, 
/**
 * The terms that are in it.
 */
known: Array<string>, };

/**
 * How much time suggestions save (METHODS §5): a mixed model of the logarithm of active seconds, with arm, period and
 * sequence, and with readers and items as crossed random effects.
 */
export type TimeAnalysis = { 
/**
 * Time in each arm.
 */
arms: Array<ArmTime>, 
/**
 * What each assisted arm saves against reading without suggestions.
 */
saved: Array<TimeSaved>, 
/**
 * The model.
 */
model: MixedModel, 
/**
 * Readings without a time above 0, which have no logarithm: not in the model.
 */
untimed: number, };

/**
 * How times are distributed. Everything in seconds of one unit of work, such as a record.
 */
export type TimeDistribution = { 
/**
 * How many were measured.
 */
count: number, 
/**
 * All together.
 */
total: number, 
/**
 * Their mean.
 */
mean: number, 
/**
 * Its interval (bootstrap-t, widened where sessions differ); absent of fewer than ten.
 */
mean_interval: ConfidenceInterval | null, 
/**
 * Their geometric mean, which a single long one does not move much; of those above 0.
 */
geometric_mean: number | null, 
/**
 * Its interval, from the logarithms.
 */
geometric_interval: ConfidenceInterval | null, 
/**
 * The shortest.
 */
shortest: number, 
/**
 * A quarter is quicker.
 */
lower_quartile: number, 
/**
 * Half are quicker.
 */
median: number, 
/**
 * Three quarters are quicker.
 */
upper_quartile: number, 
/**
 * Of a hundred, ninety-five are quicker.
 */
percentile_95: number, 
/**
 * The longest.
 */
longest: number, };

/**
 * How much active time is left at the present pace.
 */
export type TimeForecast = { 
/**
 * How many are left.
 */
remaining: number, 
/**
 * Active seconds that they will take.
 */
seconds: number, 
/**
 * Where that will lie, if the records to come are like the latest ones. It allows for chance and for sessions that
 * differ, not for a change of criteria or of person.
 */
interval: ConfidenceInterval, 
/**
 * How many of the latest times this rests on.
 */
from: number, 
/**
 * In how many sessions these were measured (a pause of more than half an hour ends one).
 */
sessions: number, 
/**
 * By how much sessions that differ widen the variance; 1 where they do not, or are too few to know.
 */
design_effect: number, };

/**
 * Where the time goes.
 */
export type TimeReport = { 
/**
 * Seconds without input after which one counts as away, in every figure below.
 */
idle_seconds: number, 
/**
 * Screening, by stage and reviewer. The unit is a record: stretches of work on one are added.
 */
screening: Array<ScreeningTime>, 
/**
 * Extraction, by reviewer. The unit is a study that the reviewer has finished.
 */
extraction: Array<ExtractionTime>, 
/**
 * Extraction, by field, over all reviewers and finished studies. The unit is a value.
 */
fields: Array<FieldTime>, 
/**
 * Risk of bias, by tool and assessor. The unit is a result that the assessor has finished.
 */
assessments: Array<AssessmentTime>, 
/**
 * All active time that was measured, seconds; adjudication included.
 */
total_seconds: number, 
/**
 * Of that, adjudication: overhead that reading alone does not show.
 */
adjudication_seconds: number, 
/**
 * How the intervals were made (bootstrap-t, 95 %).
 */
resampling: Resampling, };

/**
 * What one assisted arm saves.
 */
export type TimeSaved = { 
/**
 * The arm.
 */
arm: StudyArm, 
/**
 * Items read in it and without suggestions.
 */
items: number, 
/**
 * Clusters that they belong to; `None` where each stands for itself.
 */
clusters: number | null, 
/**
 * The share of time saved, 1 − exp(β): .25 is a quarter less, and a negative one is more time.
 */
saved: StudyEstimate, 
/**
 * The two-sided probability of so great a difference if there were none.
 */
p: number, 
/**
 * 1 − the ratio of the mean times, which is what the clock on the wall shows; interval by resampling items.
 */
by_means: StudyEstimate, 
/**
 * The share saved if more than 30 s without input count as away.
 */
if_idle_after_30: StudyEstimate | null, 
/**
 * The same for 120 s.
 */
if_idle_after_120: StudyEstimate | null, };

/**
 * Time spent on a record before deciding (METHODS §5), milliseconds, from a monotonic clock.
 */
export type TimeSpent = { 
/**
 * From opening the record to the decision.
 */
elapsed_ms: number, 
/**
 * Active time where more than 30 s without input counts as idle.
 */
active_30_ms: number, 
/**
 * The same for 60 s.
 */
active_60_ms: number, 
/**
 * The same for 120 s.
 */
active_120_ms: number, 
/**
 * Seconds without input after which this reviewer counts as away: 30, 60 or 120. The decision's own active time
 * is the one measured by this rule; all three are kept beside it.
 */
idle_seconds: number, };

/**
 * A strategy in another language.
 */
export type TranslatedStrategy = { 
/**
 * The text.
 */
text: string, 
/**
 * What is not the same there: the line, and what.
 */
losses: Array<TranslationLoss>, };

/**
 * What a translation could not carry.
 */
export type TranslationLoss = { 
/**
 * Line of the strategy that was translated.
 */
line: number, 
/**
 * What is different.
 */
message: string, };

/**
 * What the trial is to show.
 */
export type TrialAim = { "aim": "difference" } | { "aim": "non_inferiority", 
/**
 * The margin, above 0; of a hazard ratio, the ratio that is just not acceptable, above 1.
 */
margin: number, } | { "aim": "equivalence", 
/**
 * The margin, above 0.
 */
margin: number, };

/**
 * What trials used.
 */
export type TrialBench = { 
/**
 * How many trials.
 */
trials: number, 
/**
 * Names of arms.
 */
arms: TrialFrequencies, 
/**
 * How many arms a trial has.
 */
arms_per_trial: TrialSpread | null, 
/**
 * Criteria that must be met.
 */
inclusion: TrialFrequencies, 
/**
 * Criteria that must not be met.
 */
exclusion: TrialFrequencies, 
/**
 * Primary outcomes.
 */
primary_outcomes: TrialFrequencies, 
/**
 * Secondary outcomes.
 */
secondary_outcomes: TrialFrequencies, 
/**
 * Time frames of primary outcomes.
 */
time_frames: TrialFrequencies, 
/**
 * Phases.
 */
phases: TrialFrequencies, 
/**
 * Allocation.
 */
allocation: TrialFrequencies, 
/**
 * Masking.
 */
masking: TrialFrequencies, 
/**
 * People.
 */
people: TrialSpread | null, 
/**
 * Follow-up in days: the longest time that a trial's time frames name.
 */
follow_up_days: TrialSpread | null, };

/**
 * Something that the two versions say differently.
 */
export type TrialChange = { 
/**
 * The table in which it stands.
 */
table: TrialTableKind, 
/**
 * The column, where one value of the trial itself changed.
 */
column: string | null, 
/**
 * As it was, with the words marked that are gone; empty where it was not there.
 */
before: Array<MarkedWords>, 
/**
 * As it is, with the new words marked; empty where it is gone.
 */
after: Array<MarkedWords>, };

/**
 * Clusters that are allocated instead of people.
 */
export type TrialClusters = { 
/**
 * People in a cluster on average, in the analysis.
 */
size: number, 
/**
 * Intracluster correlation, 0 to 1.
 */
icc: number, 
/**
 * Coefficient of variation of the sizes; 0 where all are the same.
 */
cv: number, };

/**
 * A registration with its history.
 */
export type TrialDetail = { 
/**
 * Its number.
 */
number: string, 
/**
 * Its page, as text.
 */
url: string | null, 
/**
 * What it says, tables without rows left out.
 */
tables: Array<TrialTable>, 
/**
 * Its versions, the latest first.
 */
versions: Array<TrialVersion>, };

/**
 * A trial and the papers of one study.
 */
export type TrialDifference = { 
/**
 * The registration.
 */
number: string, 
/**
 * Its title.
 */
title: string | null, 
/**
 * Label of the study, or title of the report.
 */
paper: string, 
/**
 * The study, where the report belongs to one.
 */
study: StudyId | null, 
/**
 * The records of the reports.
 */
records: Array<RecordId>, 
/**
 * What was compared.
 */
items: Array<ComparedTrial>, 
/**
 * What is known of the paper, item by item.
 */
said: Array<PaperItemView>, };

/**
 * A file that holds a version.
 */
export type TrialFile = { 
/**
 * Its name.
 */
name: string, 
/**
 * Who imported it.
 */
by: string, 
/**
 * When, UTC milliseconds.
 */
at: number, };

/**
 * How often what was used. Texts are one where they have the same words, whatever their order, case and plurals;
 * numbers, denials and `≥` `<` count as words.
 */
export type TrialFrequencies = { 
/**
 * Trials that say anything on this.
 */
trials: number, 
/**
 * What was used, the most frequent first.
 */
rows: Array<TrialFrequency>, };

/**
 * How many trials used one thing.
 */
export type TrialFrequency = { 
/**
 * What, in the words of the first trial that used it.
 */
text: string, 
/**
 * How many trials, each counted once.
 */
count: number, 
/**
 * Their share of the trials that say anything on this, 0 to 1.
 */
share: number, 
/**
 * The trials.
 */
trials: Array<string>, 
/**
 * The words of the first of them.
 */
quotes: Array<TrialQuote>, };

/**
 * What a person says of a record and a trial.
 */
export type TrialLinkSaid = "linked" | "not_linked" | "open";

/**
 * How a report and a trial were linked.
 */
export type TrialLinkWay = { "way": "number", 
/**
 * The number.
 */
number: string, 
/**
 * The text it stands in.
 */
place: string, 
/**
 * The words around it, cut from the text.
 */
quote: string, } | { "way": "publication", 
/**
 * Its PubMed number or DOI.
 */
identifier: string, };

/**
 * How sure the trial is to be, and how it is done.
 */
export type TrialPlan = { 
/**
 * The error of the first kind; [`Aim`] says on how many sides.
 */
alpha: number, 
/**
 * The power, above α and below 1.
 */
power: number, 
/**
 * People in the first arm for each one in the second.
 */
ratio: number, 
/**
 * Share of those recruited of whom no outcome will be known, 0 to below 1.
 */
drop_out: number, 
/**
 * Clusters, if these are allocated.
 */
clusters: TrialClusters | null, };

/**
 * What is compared.
 */
export type TrialQuestion = { "question": "two_means", 
/**
 * Mean of the first arm less that of the second, as expected.
 */
difference: number, 
/**
 * Standard deviation in either arm.
 */
sd: number, 
/**
 * What is to be shown.
 */
aim: TrialAim, } | { "question": "two_proportions", 
/**
 * Expected in the first arm.
 */
first: number, 
/**
 * Expected in the second arm.
 */
second: number, 
/**
 * The test of a difference; the other aims have one formula.
 */
test: ProportionsTest, 
/**
 * What is to be shown.
 */
aim: TrialAim, } | { "question": "survival", 
/**
 * Hazard in the first arm over that in the second, as expected.
 */
hazard_ratio: number, 
/**
 * Share of the second arm with the event by the end of follow-up.
 */
events_second: number, 
/**
 * Which formula.
 */
formula: LogRank, 
/**
 * What is to be shown: a difference, or non-inferiority by Schoenfeld's formula.
 */
aim: TrialAim, };

/**
 * A quote with its trial.
 */
export type TrialQuote = { 
/**
 * The trial.
 */
trial: string, 
/**
 * Its words.
 */
text: string, };

/**
 * A record and a trial.
 */
export type TrialReport = { 
/**
 * The record.
 */
record: RecordId, 
/**
 * Title.
 */
title: string | null, 
/**
 * Year.
 */
year: number | null, 
/**
 * Label of its study.
 */
study: string | null, 
/**
 * What became of it.
 */
state: TrialReportState, 
/**
 * What leads from it to the trial.
 */
ways: Array<TrialLinkWay>, 
/**
 * What a person said.
 */
said: SaidOfLink | null, 
/**
 * Whether it counts as a report of the trial.
 */
linked: boolean, };

/**
 * What became of a record. Nothing here tells a decision that is not settled.
 */
export type TrialReportState = "included" | "sought" | "not_settled" | "excluded" | "removed";

/**
 * A trial as a list shows it.
 */
export type TrialRow = { 
/**
 * The number of the registration that stands for it.
 */
number: string, 
/**
 * Its other registrations in the review.
 */
also: Array<string>, 
/**
 * Why they are one trial.
 */
joined_by: Array<TrialsJoinedBy>, 
/**
 * The registry.
 */
registry: string, 
/**
 * Title.
 */
title: string | null, 
/**
 * Its first primary outcome, as registered.
 */
primary_outcome: string | null, 
/**
 * Recruitment, such as `completed`.
 */
status: string | null, 
/**
 * Phases.
 */
phases: Array<string>, 
/**
 * People.
 */
people: number | null, 
/**
 * Whether that is `planned` or `actual`; `None` where the file does not say.
 */
people_are: string | null, 
/**
 * First sent to the registry.
 */
registered: string | null, 
/**
 * Start.
 */
start: string | null, 
/**
 * Last measurement of the primary outcome, or of all.
 */
completion: string | null, 
/**
 * Whether it was registered after its start; `None` where the dates do not tell.
 */
registered_late: boolean | null, 
/**
 * Whether the registry says that it has results.
 */
has_results: boolean, 
/**
 * How many versions of its registration were imported.
 */
versions: number, 
/**
 * Records that state its number, that the registry lists, or that a person linked or unlinked.
 */
reports: Array<TrialReport>, };

/**
 * Which trials.
 */
export type TrialSet = "all" | "included";

/**
 * How many people it takes.
 */
export type TrialSize = { 
/**
 * To recruit into the first arm.
 */
first: number, 
/**
 * To recruit into the second arm.
 */
second: number, 
/**
 * Both together.
 */
total: number, 
/**
 * Events that the analysis needs, of survival.
 */
events: number | null, 
/**
 * Clusters in the first and second arm.
 */
clusters: [number, number] | null, 
/**
 * How it came to that, unrounded.
 */
steps: Array<TrialSizeStep>, 
/**
 * The formula of the comparison.
 */
formula: string, 
/**
 * Where it is published.
 */
source: string, };

/**
 * A step from what the comparison needs to what has to be recruited.
 */
export type TrialSizeStep = { 
/**
 * What is counted after it.
 */
what: string, 
/**
 * In the first arm, before it is rounded up.
 */
first: number, 
/**
 * In the second arm, before it is rounded up.
 */
second: number, };

/**
 * A size with how it changes with the effect.
 */
export type TrialSizes = { 
/**
 * The size.
 */
size: TrialSize, 
/**
 * The same for other effects, from smaller to larger, the asked one among them; effects without a size are left out.
 */
curve: Array<SizeAtEffect>, 
/**
 * What the effect is that changes along the curve, in words.
 */
effect: string, 
/**
 * What the calculation is, in words.
 */
in_words: string, };

/**
 * A trial that is counted.
 */
export type TrialSource = { 
/**
 * Its name in the counts.
 */
name: string, 
/**
 * Its title, or the label of the study.
 */
title: string | null, 
/**
 * Whether a registration is counted; else what the team extracted of the study.
 */
registered: boolean, 
/**
 * The study, where its extracted values are counted.
 */
study: StudyId | null, };

/**
 * Where a number lies over trials.
 */
export type TrialSpread = { 
/**
 * Trials that give it.
 */
count: number, 
/**
 * Smallest.
 */
minimum: number, 
/**
 * A quarter lies below (R's type 7, linear between values).
 */
lower_quartile: number, 
/**
 * Half lies below.
 */
median: number, 
/**
 * Three quarters lie below.
 */
upper_quartile: number, 
/**
 * Largest.
 */
maximum: number, 
/**
 * Each value with its trial, in order of size.
 */
values: Array<TrialSpreadValue>, };

/**
 * A number of one trial.
 */
export type TrialSpreadValue = { 
/**
 * The trial.
 */
trial: string, 
/**
 * The number.
 */
value: number, 
/**
 * The words it rests on, where they are more than the number.
 */
quote: string | null, };

/**
 * One of the ten tables, of one trial.
 */
export type TrialTable = { 
/**
 * Which.
 */
table: TrialTableKind, 
/**
 * Its columns, without the number of the trial.
 */
header: Array<string>, 
/**
 * Its rows.
 */
rows: Array<Array<string>>, };

/**
 * A table.
 */
export type TrialTableKind = "trials" | "arms" | "interventions" | "outcomes" | "criteria" | "conditions" | "sponsors" | "locations" | "publications" | "results";

/**
 * Rows of one of the tables.
 */
export type TrialTablePage = { 
/**
 * Columns.
 */
header: Array<string>, 
/**
 * Rows of this page.
 */
rows: Array<Array<string>>, 
/**
 * Rows that hold the words, on all pages.
 */
found: number, 
/**
 * Rows of the table.
 */
all: number, 
/**
 * Trials in the set.
 */
trials: number, };

/**
 * A version of a registration.
 */
export type TrialVersion = { 
/**
 * The files that hold it.
 */
files: Array<TrialFile>, 
/**
 * What changed against the version before; empty of the first.
 */
changes: Array<TrialChange>, };

/**
 * Why two registrations are one trial.
 */
export type TrialsJoinedBy = { 
/**
 * The registration that gives the number.
 */
registration: string, 
/**
 * The registration that has it, or gives it as well.
 */
other: string, 
/**
 * The number.
 */
number: string, };

/**
 * What a set of trials used.
 */
export type TrialsUsed = { 
/**
 * The counts.
 */
bench: TrialBench, 
/**
 * What is counted, by the name that the counts give.
 */
sources: Array<TrialSource>, 
/**
 * Registrations that were not counted, since their trial is counted by another one.
 */
registered_twice: Array<string>, };

/**
 * All trials, with what is lacking.
 */
export type TrialsView = { 
/**
 * The files, those taken back included.
 */
imports: Array<RegistryImportRow>, 
/**
 * The trials; one that is registered several times stands here once.
 */
trials: Array<TrialRow>, 
/**
 * Numbers of trials that reports state and that no imported file holds.
 */
missing: Array<MissingTrial>, 
/**
 * Registrations that share a number and are of one registry: they may be a trial and its extension.
 */
not_joined: Array<TrialsJoinedBy>, 
/**
 * Works that were looked through for numbers.
 */
searched: number, 
/**
 * Attached documents that nothing has read yet, so that numbers in them are not found.
 */
unread_documents: number, };

/**
 * A record on which adjudicators differ.
 */
export type TruthDifference = { 
/**
 * The record.
 */
view: RecordView, 
/**
 * Who judged how, by name.
 */
judged: Array<[string, boolean]>, };

/**
 * What an adjudicator judges next.
 */
export type TruthTurn = { 
/**
 * Its place, from 1.
 */
position: number, 
/**
 * How many there are.
 */
of: number, 
/**
 * The record, without anything that anybody or a model said of it.
 */
view: RecordView, };

/**
 * What keeps a final export back, per study.
 */
export type Unfinished = { 
/**
 * Label of the study.
 */
study: string, 
/**
 * Values that nobody has entered or confirmed.
 */
unanswered: Array<string>, 
/**
 * Values on which the extractors differ.
 */
differing: Array<string>, 
/**
 * Values that cannot be as they stand, each with what speaks against it; nobody has confirmed that the report
 * prints them so.
 */
doubtful: Array<string>, 
/**
 * Extractors who have not finished, by name, and how many are still to be found.
 */
not_finished: Array<string>, };

/**
 * A relevant record that is not found.
 */
export type UnfoundRecord = { 
/**
 * The record.
 */
record: RecordId, 
/**
 * Its title.
 */
title: string | null, };

/**
 * What a reviewer did with a value.
 */
export type ValueAct = "accepted" | "corrected" | "entered" | "rejected" | "withdrawn";

/**
 * Which value of a study is meant: a field, with the arm, outcome and time point that its [`Scope`](crate::Scope) asks
 * for. Names are those of the study's own lists of arms, outcomes and time points.
 */
export type ValueAddress = { 
/**
 * The field.
 */
field: FieldId, 
/**
 * The arm, such as “eptifibatide”.
 */
arm: string | null, 
/**
 * The outcome, such as “death or myocardial infarction”.
 */
outcome: string | null, 
/**
 * The time point, such as “30 days”.
 */
time_point: string | null, };

/**
 * What is told of a study of values beside its analysis.
 */
export type ValueFindings = { 
/**
 * Reports whose values were read.
 */
reports: number, 
/**
 * Values of which the suggestion gives one.
 */
suggested: number, 
/**
 * Values of which the suggestion says that they are not reported.
 */
not_reported: number, 
/**
 * Suggestions that are right, of those where that is settled.
 */
right: number, 
/**
 * Suggestions of which that is settled.
 */
settled: number, 
/**
 * Answers of readers that took the suggestion by its key.
 */
accepted: number, 
/**
 * Distinct answers that no rule could compare, and adjudicators judged.
 */
judged: number, };

/**
 * One row of the append-only values of extraction.
 */
export type ValueId = string;

/**
 * What an adjudicator says.
 */
export type ValueSays = { "says": "right", 
/**
 * What the report says.
 */
finding: Finding, } | { "says": "answer", 
/**
 * Its name.
 */
name: string, 
/**
 * Whether it is.
 */
correct: boolean, };

/**
 * What the report says about the field (METHODS §7).
 */
export type ValueStatus = "reported" | "calculated" | "not_reported" | "unclear" | "conflicting";

/**
 * One row of the append-only suggestions of values.
 */
export type ValueSuggestionId = string;

/**
 * A question on which adjudicators differ.
 */
export type ValueTruthDifference = { 
/**
 * The value.
 */
value: StudiedValue, 
/**
 * The answer that is judged; `None` where the value itself is asked for.
 */
answer: Finding | null, 
/**
 * Its name.
 */
answer_name: string | null, 
/**
 * The value that was settled as right, where an answer is judged.
 */
right: Finding | null, 
/**
 * Who said what, by name.
 */
judged: Array<[string, ValueSays]>, };

/**
 * What an adjudicator is asked next.
 */
export type ValueTruthTurn = { 
/**
 * Its place, from 1.
 */
position: number, 
/**
 * How many there are so far; answers to be judged are added once everything is read.
 */
of: number, 
/**
 * The value, without anything that anybody or a model said of it.
 */
value: StudiedValue, 
/**
 * An answer that somebody or something gave, to be judged right or wrong; `None` where the value itself is asked for.
 */
answer: Finding | null, 
/**
 * Its name.
 */
answer_name: string | null, 
/**
 * The value that was settled as right, to hold the answer against.
 */
right: Finding | null, };

/**
 * What a reader extracts next. The arm is not told: what may be seen is in the suggestion.
 */
export type ValueTurn = { 
/**
 * Whether it is for practice, and not analysed.
 */
practice: boolean, 
/**
 * Its place, from 1, among those of practice or of the study.
 */
position: number, 
/**
 * How many there are.
 */
of: number, 
/**
 * The value that is asked for.
 */
value: StudiedValue, 
/**
 * One's own answer, where the suggestion is shown after it: it is kept or changed now.
 */
first: Finding | null, 
/**
 * The suggestion, only where it may be seen now.
 */
proposed: ProposedValue | null, };

/**
 * What a stretch of suggesting came to.
 */
export type ValuesSummary = { 
/**
 * Studies that were gone through.
 */
studies: number, 
/**
 * Values for which something is proposed.
 */
proposed: number, 
/**
 * Values of which the document says nothing.
 */
not_reported: number, 
/**
 * Values without an answer.
 */
unread: number, 
/**
 * Documents that could not be read, with the reason.
 */
unreadable: Array<string>, 
/**
 * Studies whose arms or outcomes are not named yet, although the form asks for values of them.
 */
without_parts: Array<string>, };

/**
 * The three equal answers of screening.
 */
export type Verdict = "include" | "exclude" | "unsure";

/**
 * A verdict about to be recorded.
 */
export type Verdicts = { 
/**
 * The record; a merged duplicate stands for its group.
 */
record: RecordId, 
/**
 * The stage.
 */
stage: Stage, 
/**
 * Who decides.
 */
reviewer: ReviewerId, 
/**
 * What.
 */
verdict: Verdict, 
/**
 * Label of the criterion cited; required to exclude at full text.
 */
reason: string | null, 
/**
 * A remark.
 */
note: string | null, 
/**
 * The suggestions that were on the screen when deciding, so that this is known ever after; empty where none was.
 * Left out by whoever shows none at all.
 */
seen?: Array<SuggestionId>, 
/**
 * How long the record was worked on, if it was measured.
 */
time: TimeSpent | null, };

/**
 * Why, by whom and when something was withdrawn.
 */
export type Withdrawn = { 
/**
 * Why.
 */
reason: string, 
/**
 * By whom.
 */
by: string, 
/**
 * When, UTC milliseconds.
 */
at: number, };

/**
 * Two texts in segments; the segments of a side joined are that text.
 */
export type WordDifferences = { 
/**
 * The first text.
 */
a: Array<DifferingSegment>, 
/**
 * The second text.
 */
b: Array<DifferingSegment>, };

/**
 * How many units of work an active hour, such as records.
 */
export type WorkPace = { 
/**
 * From how many times.
 */
count: number, 
/**
 * How many an active hour: 3,600 over the mean seconds.
 */
per_hour: number, 
/**
 * The interval; absent of fewer than ten.
 */
interval: ConfidenceInterval | null, };

/**
 * How far a reviewer is at a stage.
 */
export type Workload = { 
/**
 * Records that need decisions at this stage in all.
 */
total: number, 
/**
 * Records this reviewer decided on.
 */
decided: number, 
/**
 * Records that wait for this reviewer.
 */
open: number, 
/**
 * Records in conflict.
 */
conflicts: number, };

/**
 * A sentence with the studies that it rests on, by their names.
 */
export type WrittenSentence = { 
/**
 * The sentence.
 */
text: string, 
/**
 * Names of studies.
 */
studies: Array<string>, };

/**
 * What a person wrote on an item.
 */
export type WrittenText = { 
/**
 * The text.
 */
body: string, 
/**
 * Where it is reported, such as a page.
 */
place: string, 
/**
 * Who wrote it.
 */
by: string, 
/**
 * When, UTC milliseconds.
 */
at: number, };
