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
export type Answers = { home: Home, current: OpenReview | null, create_review: OpenReview, open_review: OpenReview, close_review: null, open_sample: Job, forget_recent: null, settings: Settings, set_settings: null, drafts: { [key in string]: string }, set_draft: null, jobs: Array<Job>, cancel_job: null, status: Status, stopping: Stopping, draw_audit_sample: string, give_up_audit_sample: null, name_key_paper: string, withdraw_key_paper: null, flow: Flow, counts: Counts, reviewer_agreement: AgreementReport, time_report: TimeReport, pace: Pace, reviewers: Array<Reviewer>, add_reviewer: ReviewerId, protocol: Array<ProtocolVersion>, set_protocol: number, assignment: AssignmentView, set_shares: number, assign: number, calibration_rounds: Array<CalibrationView>, start_calibration: CalibrationRound, end_calibration: CalibrationRound, packets: Array<PacketView>, give_packet: Job, answer_packet: Job, take_answers: Job, open_packet: Job, preview: FileSummary, import: Job, searches: Array<SearchRow>, problems: Array<Problem>, withdraw_import: null, dedupe: Job, duplicate_queue: Array<PairView>, merged_groups: MergedPage, compare: PairView, judge_pair: MergeId | null, take_back_pair: null, undo_merge: null, next_records: Array<RecordView>, record: RecordView, workload: Workload, decide: Decision, adjudicate: Decision, undo: Decision | null, history: Array<HistoryEntry>, conflicts: Array<RecordView>, models: ModelList, add_model: Job, offered_models: Array<OfferedModel>, download_model: Job, try_model: Job, remove_model: null, set_model_server: Job, remove_model_server: null, choose_model: null, read_ahead: ReadAhead, pause_read_ahead: null, resume_read_ahead: null, suggest_now: Job, explain: SuggestionView, calibration: Calibration, suggestion_agreement: SuggestionAgreement, bench: Job, bench_reports: Array<BenchReport>, note: null, tag: null, tags: Array<string>, edit: null, reports: Array<ReportRow>, match_documents: Job, attach: DocumentHash, set_retrieval: null, link_study: StudyId, extraction_form: FormView, save_form: FormChange, form_templates: Array<FormTemplate>, read_form: Form, studies_to_extract: Array<StudyRow>, begin_study: StudyId, study: StudyView, add_study_part: StudyPart, withdraw_study_part: null, give_value: FieldValue, accept_value: FieldValue, reject_value: FieldValue, withdraw_value: FieldValue, finish_study: null, differences: DifferencesView, settle_value: FieldValue, suggest_values: Job, reading: ReadingView, evidence_of: EvidenceQuote, extraction_unfinished: Array<Unfinished>, study_overview: StudyOverview, study_sizes: StudySizes, study_design: StudyDesign, save_study_design: StudyDesign, plan_study: StudyDraft, lock_study: StudyOverview, next_reading: StudyTurn | null, give_reading: StudyTurn | null, leave_reading: null, next_truth: TruthTurn | null, give_truth: TruthTurn | null, truth_differences: Array<TruthDifference>, settle_truth: Array<TruthDifference>, next_value: ValueTurn | null, give_value_reading: ValueTurn | null, leave_value_reading: null, next_value_truth: ValueTruthTurn | null, give_value_truth: ValueTruthTurn | null, value_truth_differences: Array<ValueTruthDifference>, settle_value_truth: Array<ValueTruthDifference>, end_study: StudyOverview, study_findings: StudyFindings, remove: null, restore: number, search: SearchResult, found_text: FoundText, index: Job, look_at_strategy: StrategyView, translate_strategy: TranslatedStrategy, strategy_terms: TermProposals, ask_corpus: Job, export: Job, exports: Array<ExportedFile>, save_copy: string, reporting: Reporting, write_report_text: null, audit: AuditPage, verify: number | null, };

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
 * Why the file could not be read, in words; it may be attached nevertheless.
 */
problem: string | null, };

/**
 * The fields that a reviewer may fill in or mend.
 */
export type EditableField = "title" | "abstract" | "year" | "doi" | "pmid" | "journal";

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
study: string | null, } | { "what": "form", } | { "what": "evidence_table", 
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
is_final: boolean, } | { "what": "extraction_times", 
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
export type JobKind = "import" | "dedupe" | "index" | "export" | "attach" | "sample" | "suggest" | "suggest_values" | "add_model" | "bench" | "ask";

/**
 * Where a job stands.
 */
export type JobState = "waiting" | "running" | "done" | "failed" | "cancelled";

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
 * What a number measures, in the words of meta-analysis.
 */
export type Measure = "any" | "group_size" | "events" | "percent" | "mean" | "standard_deviation" | "standard_error" | "median" | "lower_quartile" | "upper_quartile" | "minimum" | "maximum" | "estimate" | "lower_limit" | "upper_limit" | "p_value" | "dose" | "duration" | "age" | "true_positives" | "false_positives" | "false_negatives" | "true_negatives";

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
export type Request = { "name": "home", "payload": Record<symbol, never> } | { "name": "current", "payload": Record<symbol, never> } | { "name": "create_review", "payload": { folder: string, title: string, protocol: Protocol, } } | { "name": "open_review", "payload": { folder: string, read_only: boolean, } } | { "name": "close_review", "payload": Record<symbol, never> } | { "name": "open_sample", "payload": Record<symbol, never> } | { "name": "forget_recent", "payload": { folder: string, } } | { "name": "settings", "payload": Record<symbol, never> } | { "name": "set_settings", "payload": { settings: Settings, } } | { "name": "drafts", "payload": Record<symbol, never> } | { "name": "set_draft", "payload": { place: string, text: string | null, } } | { "name": "jobs", "payload": Record<symbol, never> } | { "name": "cancel_job", "payload": { job: number, } } | { "name": "status", "payload": { recall: number, confidence: number, } } | { "name": "stopping", "payload": { recall: number, confidence: number, } } | { "name": "draw_audit_sample", "payload": { wanted: SampleRequest, reviewer: ReviewerId, } } | { "name": "give_up_audit_sample", "payload": { reason: string, reviewer: ReviewerId, } } | { "name": "name_key_paper", "payload": { given: string, record: RecordId | null, reviewer: ReviewerId, } } | { "name": "withdraw_key_paper", "payload": { paper: string, reviewer: ReviewerId, } } | { "name": "flow", "payload": Record<symbol, never> } | { "name": "counts", "payload": { reviewer: ReviewerId | null, } } | { "name": "reviewer_agreement", "payload": { stage: Stage, unsure: CountUnsure, } } | { "name": "time_report", "payload": { idle_seconds: number, } } | { "name": "pace", "payload": { offset_minutes: number, } } | { "name": "reviewers", "payload": Record<symbol, never> } | { "name": "add_reviewer", "payload": { name: string, } } | { "name": "protocol", "payload": Record<symbol, never> } | { "name": "set_protocol", "payload": { protocol: Protocol, remark: string | null, } } | { "name": "assignment", "payload": { stage: Stage, } } | { "name": "set_shares", "payload": { stage: Stage, shares: Array<[string, number]>, seed: number, } } | { "name": "assign", "payload": { records: Array<RecordId>, stage: Stage, reviewers: Array<ReviewerId>, reviewer: ReviewerId, } } | { "name": "calibration_rounds", "payload": Record<symbol, never> } | { "name": "start_calibration", "payload": { stage: Stage, reviewers: Array<ReviewerId>, count: number, seed: number, reviewer: ReviewerId, } } | { "name": "end_calibration", "payload": { round: number, reviewer: ReviewerId, } } | { "name": "packets", "payload": Record<symbol, never> } | { "name": "give_packet", "payload": { request: PacketRequest, passphrase: string, } } | { "name": "answer_packet", "payload": { passphrase: string, } } | { "name": "take_answers", "payload": { path: string, passphrase: string, reviewer: ReviewerId, } } | { "name": "open_packet", "payload": { path: string, folder: string, passphrase: string, } } | { "name": "preview", "payload": { path: string, columns: ColumnMapping | null, } } | { "name": "import", "payload": { files: Array<ImportFile>, } } | { "name": "searches", "payload": Record<symbol, never> } | { "name": "problems", "payload": { search: SearchId, } } | { "name": "withdraw_import", "payload": { search: SearchId, reason: string, } } | { "name": "dedupe", "payload": Record<symbol, never> } | { "name": "duplicate_queue", "payload": { limit: number, } } | { "name": "merged_groups", "payload": { offset: number, limit: number, words: string, } } | { "name": "compare", "payload": { a: RecordId, b: RecordId, } } | { "name": "judge_pair", "payload": { a: RecordId, b: RecordId, verdict: PairVerdict, reviewer: ReviewerId, } } | { "name": "take_back_pair", "payload": { a: RecordId, b: RecordId, merge: MergeId | null, reviewer: ReviewerId, } } | { "name": "undo_merge", "payload": { merge: MergeId, reviewer: ReviewerId, } } | { "name": "next_records", "payload": { reviewer: ReviewerId, stage: Stage, count: number, } } | { "name": "record", "payload": { record: RecordId, stage: Stage, reviewer: ReviewerId, } } | { "name": "workload", "payload": { reviewer: ReviewerId, stage: Stage, } } | { "name": "decide", "payload": { verdict: Verdicts, } } | { "name": "adjudicate", "payload": { verdict: Verdicts, } } | { "name": "undo", "payload": { reviewer: ReviewerId, } } | { "name": "history", "payload": { reviewer: ReviewerId, stage: Stage, limit: number, } } | { "name": "conflicts", "payload": { stage: Stage, reviewer: ReviewerId, } } | { "name": "models", "payload": Record<symbol, never> } | { "name": "add_model", "payload": { path: string, } } | { "name": "offered_models", "payload": Record<symbol, never> } | { "name": "download_model", "payload": { id: string, } } | { "name": "try_model", "payload": { sha256: string, } } | { "name": "remove_model", "payload": { sha256: string, } } | { "name": "set_model_server", "payload": { server: ServerRequest, } } | { "name": "remove_model_server", "payload": Record<symbol, never> } | { "name": "choose_model", "payload": { sha256: string | null, } } | { "name": "read_ahead", "payload": Record<symbol, never> } | { "name": "pause_read_ahead", "payload": Record<symbol, never> } | { "name": "resume_read_ahead", "payload": Record<symbol, never> } | { "name": "suggest_now", "payload": { records: Array<RecordId>, } } | { "name": "explain", "payload": { record: RecordId, criterion: CriterionId, reviewer: ReviewerId, } } | { "name": "calibration", "payload": { reviewer: ReviewerId, } } | { "name": "suggestion_agreement", "payload": { reviewer: ReviewerId, } } | { "name": "bench", "payload": { request: BenchRequest, } } | { "name": "bench_reports", "payload": Record<symbol, never> } | { "name": "note", "payload": { record: RecordId, reviewer: ReviewerId, body: string, } } | { "name": "tag", "payload": { records: Array<RecordId>, tag: string, present: boolean, reviewer: ReviewerId, } } | { "name": "tags", "payload": Record<symbol, never> } | { "name": "edit", "payload": { record: RecordId, field: EditableField, value: string | null, reviewer: ReviewerId, } } | { "name": "reports", "payload": { reviewer: ReviewerId, } } | { "name": "match_documents", "payload": { files: Array<string>, } } | { "name": "attach", "payload": { record: RecordId, path: string, reviewer: ReviewerId, } } | { "name": "set_retrieval", "payload": { record: RecordId, retrieval: Retrieval, reviewer: ReviewerId, } } | { "name": "link_study", "payload": { records: Array<RecordId>, label: string, reviewer: ReviewerId, } } | { "name": "extraction_form", "payload": Record<symbol, never> } | { "name": "save_form", "payload": { form: Form, remark: string | null, reviewer: ReviewerId, } } | { "name": "form_templates", "payload": Record<symbol, never> } | { "name": "read_form", "payload": { path: string, } } | { "name": "studies_to_extract", "payload": { reviewer: ReviewerId, } } | { "name": "begin_study", "payload": { record: RecordId, reviewer: ReviewerId, } } | { "name": "study", "payload": { study: StudyId, reviewer: ReviewerId, } } | { "name": "add_study_part", "payload": { study: StudyId, kind: StudyPartKind, part: string, reviewer: ReviewerId, } } | { "name": "withdraw_study_part", "payload": { part: string, reviewer: ReviewerId, } } | { "name": "give_value", "payload": { given: GivenValue, } } | { "name": "accept_value", "payload": { accepted: AcceptedValue, } } | { "name": "reject_value", "payload": { refused: RefusedSuggestion, } } | { "name": "withdraw_value", "payload": { study: StudyId, address: ValueAddress, reviewer: ReviewerId, } } | { "name": "finish_study", "payload": { study: StudyId, reviewer: ReviewerId, finished: boolean, } } | { "name": "differences", "payload": { study: StudyId, reviewer: ReviewerId, } } | { "name": "settle_value", "payload": { consensus: Consensus, } } | { "name": "suggest_values", "payload": { study: StudyId | null, reviewer: ReviewerId, } } | { "name": "reading", "payload": { document: DocumentHash, } } | { "name": "evidence_of", "payload": { selection: Selection, } } | { "name": "extraction_unfinished", "payload": Record<symbol, never> } | { "name": "study_overview", "payload": { reviewer: ReviewerId | null, } } | { "name": "study_sizes", "payload": { asked: StudySizeAsked, } } | { "name": "study_design", "payload": Record<symbol, never> } | { "name": "save_study_design", "payload": { design: StudyDesign, } } | { "name": "plan_study", "payload": { design: StudyDesign, } } | { "name": "lock_study", "payload": { design: StudyDesign, reviewer: ReviewerId, } } | { "name": "next_reading", "payload": { reviewer: ReviewerId, } } | { "name": "give_reading", "payload": { reading: GivenReading, } } | { "name": "leave_reading", "payload": { reading: LeftReading, } } | { "name": "next_truth", "payload": { reviewer: ReviewerId, } } | { "name": "give_truth", "payload": { truth: GivenTruth, } } | { "name": "truth_differences", "payload": { reviewer: ReviewerId, } } | { "name": "settle_truth", "payload": { truth: SettledTruth, } } | { "name": "next_value", "payload": { reviewer: ReviewerId, } } | { "name": "give_value_reading", "payload": { reading: GivenValueReading, } } | { "name": "leave_value_reading", "payload": { reading: LeftValueReading, } } | { "name": "next_value_truth", "payload": { reviewer: ReviewerId, } } | { "name": "give_value_truth", "payload": { truth: GivenValueTruth, } } | { "name": "value_truth_differences", "payload": { reviewer: ReviewerId, } } | { "name": "settle_value_truth", "payload": { truth: SettledValueTruth, } } | { "name": "end_study", "payload": { reviewer: ReviewerId, reason: string, } } | { "name": "study_findings", "payload": { study: string | null, } } | { "name": "remove", "payload": { records: Array<RecordId>, kind: RemovalKind, reason: string, reviewer: ReviewerId, } } | { "name": "restore", "payload": { records: Array<RecordId>, reviewer: ReviewerId, } } | { "name": "search", "payload": { request: SearchRequest, } } | { "name": "found_text", "payload": { record: RecordId, query: string, } } | { "name": "index", "payload": Record<symbol, never> } | { "name": "look_at_strategy", "payload": { text: string, syntax: string | null, } } | { "name": "translate_strategy", "payload": { text: string, from: string | null, to: string, } } | { "name": "strategy_terms", "payload": { text: string, syntax: string | null, } } | { "name": "ask_corpus", "payload": { question: string, } } | { "name": "export", "payload": { export: Export, } } | { "name": "exports", "payload": Record<symbol, never> } | { "name": "save_copy", "payload": { name: string, to: string, } } | { "name": "reporting", "payload": Record<symbol, never> } | { "name": "write_report_text", "payload": { checklist: ChecklistKind, item: string, body: string, place: string, reviewer: ReviewerId, } } | { "name": "audit", "payload": { query: AuditQuery, } } | { "name": "verify", "payload": Record<symbol, never> };

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
 * How many records are read.
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
 * Whether records may be drawn that one of these people has decided on before.
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
 * The interval by resampling items (both readings of an item stay together), these readers being given.
 */
by_item: ConfidenceInterval | null, 
/**
 * Where items belong to clusters, the interval by the variance between clusters and Student's t with as many degrees
 * of freedom as clusters, less one: of few clusters resampling promises too much.
 */
by_cluster: Interval | null, 
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
 * What statements rest on: the lower of the lower ends and the higher of the higher ends of the first two.
 */
interval: ConfidenceInterval | null, 
/**
 * The exact test of McNemar, where each item has one answer on either side.
 */
p: number | null, 
/**
 * How much worse counts as not worse.
 */
margin: number, 
/**
 * Whether it is shown not to be worse by the margin or more: the lower end lies above −margin. Otherwise it is not
 * shown, which does not mean that it is worse.
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
 * Records that could be drawn.
 */
available: number, 
/**
 * Records that are left out because one of the people has decided on them before.
 */
known: number, 
/**
 * Records that would be read.
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
 * Titles of the records that the analysis names.
 */
titles: { [key in string]: string }, 
/**
 * Active seconds of each analysed reading with a time, by the letter of its arm; for drawing.
 */
seconds: { [key in string]: Array<number> }, 
/**
 * What the model says.
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
cluster: string | null, };

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
 * several answers.
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
 * Records that are read.
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
 * Records on which what is right is settled.
 */
settled: number, 
/**
 * Records on which all adjudicators have judged and differ.
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
 * By what records are spread evenly over readers and arms.
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
