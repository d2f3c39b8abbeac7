// The types of the program, written by `UPDATE=1 cargo test -p cli --test bindings`. Not to be edited.

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
 * SHA-256 of the model's file, hexadecimal.
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
 * Request → its answer, for TypeScript only.
 */
export type Answers = { home: Home, current: OpenReview | null, create_review: OpenReview, open_review: OpenReview, close_review: null, open_sample: Job, forget_recent: null, settings: Settings, set_settings: null, drafts: { [key in string]: string }, set_draft: null, jobs: Array<Job>, cancel_job: null, status: Status, flow: Flow, counts: Counts, pace: Pace, reviewers: Array<Reviewer>, add_reviewer: ReviewerId, protocol: Array<ProtocolVersion>, set_protocol: number, preview: FileSummary, import: Job, searches: Array<SearchRow>, problems: Array<Problem>, withdraw_import: null, dedupe: Job, duplicate_queue: Array<PairView>, merged_groups: MergedPage, compare: PairView, judge_pair: MergeId | null, take_back_pair: null, undo_merge: null, next_records: Array<RecordView>, record: RecordView, workload: Workload, decide: Decision, adjudicate: Decision, undo: Decision | null, history: Array<HistoryEntry>, conflicts: Array<RecordView>, models: ModelList, add_model: Job, offered_models: Array<OfferedModel>, download_model: Job, try_model: Job, remove_model: null, choose_model: null, read_ahead: ReadAhead, pause_read_ahead: null, resume_read_ahead: null, suggest_now: Job, explain: SuggestionView, calibration: Calibration, suggestion_agreement: SuggestionAgreement, bench: Job, bench_reports: Array<BenchReport>, note: null, tag: null, tags: Array<string>, edit: null, reports: Array<ReportRow>, match_documents: Job, attach: DocumentHash, set_retrieval: null, link_study: StudyId, remove: null, restore: number, search: SearchResult, found_text: FoundText, index: Job, export: Job, exports: Array<ExportedFile>, save_copy: string, audit: AuditPage, verify: number | null, };

/**
 * Light or dark.
 */
export type Appearance = "system" | "light" | "dark";

/**
 * A page of the audit trail.
 */
export type AuditPage = { 
/**
 * Changes that hold the words.
 */
total: number, 
/**
 * The page, the latest change first. `actor` is the reviewer's name, or the program's.
 */
rows: Array<AuditRow>, };

/**
 * One change as it was recorded.
 */
export type AuditRow = { 
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
 * The least probability, 0 to 1.
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
export type Code = "not_found" | "exists" | "in_use" | "newer_version" | "read_only" | "disk_full" | "damaged" | "bad_input" | "refused" | "invalid" | "model" | "cancelled" | "internal";

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
included: number, };

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
read_ahead: ReadAhead, } | { "kind": "opened", } | { "kind": "closing", };

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
export type JobKind = "import" | "dedupe" | "index" | "export" | "attach" | "sample" | "suggest" | "add_model" | "bench";

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
writable: boolean, };

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
 * Who may adjudicate. Empty: any reviewer of the review.
 */
adjudicators: Array<ReviewerId>, 
/**
 * Whether a reviewer sees suggestions before deciding.
 */
independence: Independence, 
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
 * What a user interface can ask for: `{"name": "next_records", "payload": {…}}`.
 */
export type Request = { "name": "home", "payload": Record<symbol, never> } | { "name": "current", "payload": Record<symbol, never> } | { "name": "create_review", "payload": { folder: string, title: string, protocol: Protocol, } } | { "name": "open_review", "payload": { folder: string, read_only: boolean, } } | { "name": "close_review", "payload": Record<symbol, never> } | { "name": "open_sample", "payload": Record<symbol, never> } | { "name": "forget_recent", "payload": { folder: string, } } | { "name": "settings", "payload": Record<symbol, never> } | { "name": "set_settings", "payload": { settings: Settings, } } | { "name": "drafts", "payload": Record<symbol, never> } | { "name": "set_draft", "payload": { place: string, text: string | null, } } | { "name": "jobs", "payload": Record<symbol, never> } | { "name": "cancel_job", "payload": { job: number, } } | { "name": "status", "payload": { recall: number, confidence: number, } } | { "name": "flow", "payload": Record<symbol, never> } | { "name": "counts", "payload": { reviewer: ReviewerId | null, } } | { "name": "pace", "payload": { offset_minutes: number, } } | { "name": "reviewers", "payload": Record<symbol, never> } | { "name": "add_reviewer", "payload": { name: string, } } | { "name": "protocol", "payload": Record<symbol, never> } | { "name": "set_protocol", "payload": { protocol: Protocol, remark: string | null, } } | { "name": "preview", "payload": { path: string, columns: ColumnMapping | null, } } | { "name": "import", "payload": { files: Array<ImportFile>, } } | { "name": "searches", "payload": Record<symbol, never> } | { "name": "problems", "payload": { search: SearchId, } } | { "name": "withdraw_import", "payload": { search: SearchId, reason: string, } } | { "name": "dedupe", "payload": Record<symbol, never> } | { "name": "duplicate_queue", "payload": { limit: number, } } | { "name": "merged_groups", "payload": { offset: number, limit: number, words: string, } } | { "name": "compare", "payload": { a: RecordId, b: RecordId, } } | { "name": "judge_pair", "payload": { a: RecordId, b: RecordId, verdict: PairVerdict, reviewer: ReviewerId, } } | { "name": "take_back_pair", "payload": { a: RecordId, b: RecordId, merge: MergeId | null, reviewer: ReviewerId, } } | { "name": "undo_merge", "payload": { merge: MergeId, reviewer: ReviewerId, } } | { "name": "next_records", "payload": { reviewer: ReviewerId, stage: Stage, count: number, } } | { "name": "record", "payload": { record: RecordId, stage: Stage, reviewer: ReviewerId, } } | { "name": "workload", "payload": { reviewer: ReviewerId, stage: Stage, } } | { "name": "decide", "payload": { verdict: Verdicts, } } | { "name": "adjudicate", "payload": { verdict: Verdicts, } } | { "name": "undo", "payload": { reviewer: ReviewerId, } } | { "name": "history", "payload": { reviewer: ReviewerId, stage: Stage, limit: number, } } | { "name": "conflicts", "payload": { stage: Stage, reviewer: ReviewerId, } } | { "name": "models", "payload": Record<symbol, never> } | { "name": "add_model", "payload": { path: string, } } | { "name": "offered_models", "payload": Record<symbol, never> } | { "name": "download_model", "payload": { id: string, } } | { "name": "try_model", "payload": { sha256: string, } } | { "name": "remove_model", "payload": { sha256: string, } } | { "name": "choose_model", "payload": { sha256: string | null, } } | { "name": "read_ahead", "payload": Record<symbol, never> } | { "name": "pause_read_ahead", "payload": Record<symbol, never> } | { "name": "resume_read_ahead", "payload": Record<symbol, never> } | { "name": "suggest_now", "payload": { records: Array<RecordId>, } } | { "name": "explain", "payload": { record: RecordId, criterion: CriterionId, reviewer: ReviewerId, } } | { "name": "calibration", "payload": { reviewer: ReviewerId, } } | { "name": "suggestion_agreement", "payload": { reviewer: ReviewerId, } } | { "name": "bench", "payload": { request: BenchRequest, } } | { "name": "bench_reports", "payload": Record<symbol, never> } | { "name": "note", "payload": { record: RecordId, reviewer: ReviewerId, body: string, } } | { "name": "tag", "payload": { records: Array<RecordId>, tag: string, present: boolean, reviewer: ReviewerId, } } | { "name": "tags", "payload": Record<symbol, never> } | { "name": "edit", "payload": { record: RecordId, field: EditableField, value: string | null, reviewer: ReviewerId, } } | { "name": "reports", "payload": { reviewer: ReviewerId, } } | { "name": "match_documents", "payload": { files: Array<string>, } } | { "name": "attach", "payload": { record: RecordId, path: string, reviewer: ReviewerId, } } | { "name": "set_retrieval", "payload": { record: RecordId, retrieval: Retrieval, reviewer: ReviewerId, } } | { "name": "link_study", "payload": { records: Array<RecordId>, label: string, reviewer: ReviewerId, } } | { "name": "remove", "payload": { records: Array<RecordId>, kind: RemovalKind, reason: string, reviewer: ReviewerId, } } | { "name": "restore", "payload": { records: Array<RecordId>, reviewer: ReviewerId, } } | { "name": "search", "payload": { request: SearchRequest, } } | { "name": "found_text", "payload": { record: RecordId, query: string, } } | { "name": "index", "payload": Record<symbol, never> } | { "name": "export", "payload": { export: Export, } } | { "name": "exports", "payload": Record<symbol, never> } | { "name": "save_copy", "payload": { name: string, to: string, } } | { "name": "audit", "payload": { offset: number, limit: number, words: string, } } | { "name": "verify", "payload": Record<symbol, never> };

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
 * How much a [`Problem`] cost.
 */
export type Severity = "note" | "value" | "entry";

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
 * One investigation, the unit of inclusion.
 */
export type StudyId = string;

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
