//! The words of the command line. What they do is in `commands/`.

mod bias;
mod census;
mod extraction;
mod models;
mod registry;
mod reporting;
mod strategy;
mod study;
mod synthesis;
mod synthesis_of_review;
mod team;
mod values;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

pub(crate) use bias::{Bias, BiasAction, BiasInReview, BiasInput, BiasReviewAction};
pub(crate) use census::{
    Census, CensusAction, CensusClassify, CensusCount, CensusCriteria, CensusEvaluate, CensusReview,
};
pub(crate) use extraction::{Extract, Form};
pub(crate) use models::{Ask, Evidence, Models, ModelsAction, ModelsBench, Score, Suggest};
pub(crate) use registry::{
    Design, Registry, RegistryAction, RegistryNote, RegistrySay, RegistryShow,
};
pub(crate) use reporting::{Audit, Report, Stop, StopAction};
pub(crate) use strategy::{Strategy, StrategyAction, StrategyFile, StrategyRecords};
pub(crate) use study::{Study, StudyAction, StudyLink, StudyPlan};
pub(crate) use synthesis::{Pool, Size, SizeOf, SizePlan};
pub(crate) use synthesis_of_review::{PoolReview, Synthesis, SynthesisAction};
pub(crate) use team::{
    Agreement, Assign, Calibrate, CalibrateAction, Packet, PacketAction, Team, Time,
};
pub(crate) use values::Verify;

const AFTER_HELP: &str = "\
The way of a review:
  attest new Nudging.review --title \"Nudging review\" --protocol protocol.toml
  attest import Nudging.review pubmed.nbib --source PubMed --kind database --date 2024-03-09
  attest import Nudging.review embase.ris --source Embase --kind database
  attest dedupe Nudging.review
  attest rank Nudging.review
  attest next Nudging.review --reviewer \"R. Adams\"
  attest decide Nudging.review RECORD include --reviewer \"R. Adams\"
  attest prisma Nudging.review --out prisma/

Exit codes: 0 done; 1 failed; 2 wrong command line; 3 done in part (a file was refused, or the sums of the
diagram do not agree; with --strict also where single entries were left out and listed); 130 stopped.
Every command takes --json. Nothing is ever sent anywhere.";

/// Systematic reviews on your own computer: from database exports to a PRISMA 2020 diagram.
#[derive(Debug, Parser)]
#[command(name = "attest", version, after_help = AFTER_HELP, max_term_width = 110)]
pub(crate) struct Arguments {
    /// Print results, and errors, as JSON.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Show no progress.
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
    /// Exit with 3 also where single entries were left out and listed.
    #[arg(long, global = true)]
    pub(crate) strict: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Turn a bibliographic file into another format (no review needed).
    Convert(Convert),
    /// Find duplicates: in a review, or, with --file, in any bibliographic file.
    Dedupe(Dedupe),
    /// Screen a labelled review again by machine, to see what the order would have saved.
    Simulate(Simulate),
    /// Make a new review.
    New(New),
    /// Import files of a search into a review. A bad entry costs only itself and is listed.
    Import(Import),
    /// Show what would be understood of a file, without storing anything.
    Preview(Preview),
    /// List the imported files, the problems found in them, or take an import back.
    Sources(Sources),
    /// Show the protocol, or record a new version of it.
    Protocol(Protocol),
    /// List or add the people of a review.
    Reviewer(Reviewer),
    /// Show duplicates: pairs that wait for a person, or what was merged; decide on a pair, undo a merge.
    Duplicates(Duplicates),
    /// Order the records still to be screened by how likely they are to be included.
    Rank(Rank),
    /// Have a model read the records against the criteria, so that its suggestions are ready.
    Suggest(Suggest),
    /// Score a table of records against criteria with a reader (no review needed).
    Score(Score),
    /// Read a report: a PDF, plain text or Markdown as sentences and tables with their places (no review needed).
    Read(Read),
    /// Find the sentences of a document that answer a question (no review needed).
    Evidence(Evidence),
    /// Ask the records of a review a question: the answer is made of their own sentences, each with its record.
    Ask(Ask),
    /// The language models on this computer.
    Models(Models),
    /// Show who is asked for which records; share them out, or assign single ones.
    Assign(Assign),
    /// Rounds of calibration: the same records for everybody before all others, and how far all agreed.
    Calibrate(Calibrate),
    /// The members of a team's review on a server: whose each login is, and what it may do there.
    Team(Team),
    /// Give a reviewer records in one encrypted file, to be worked on elsewhere, and take back what was decided.
    Packet(Packet),
    /// Show the next record to screen.
    Next(Next),
    /// Record a decision on a record.
    Decide(Decide),
    /// Take the latest decision of a reviewer back; repeat for earlier ones.
    Undo(Undo),
    /// List the records on which reviewers disagree.
    Conflicts(Conflicts),
    /// Settle a conflict.
    Adjudicate(Decide),
    /// Import decisions made elsewhere.
    Decisions(Decisions),
    /// Reports: which are sought, attach a PDF, note what could not be had.
    Retrieve(Retrieve),
    /// Say which reports belong to one study; or measure what suggestions do for this team in a study of its own: size,
    /// plan, lock, status, end, report.
    Study(Study),
    /// Show the form for extraction, or save a new version of it from templates or a file.
    Form(Form),
    /// Have the values of the form suggested for the included studies, or list these studies; or for one document, no
    /// review needed.
    Extract(Extract),
    /// Take records out before screening for another reason than being duplicates, or put them back.
    Remove(Remove),
    /// Fill in or mend a field of a record, such as a missing abstract.
    Edit(Edit),
    /// Add a note to a record.
    Note(Note),
    /// Put a tag on records, or take it off.
    Tag(Tag),
    /// Search the records: words, "phrases", prefix*, AND OR NOT, title: author: year:2010..2015 and more.
    Search(Search),
    /// Show where the review stands: counts, workload, what to do next, whether to stop.
    Status(Status),
    /// Tell how far the reviewers agree, before and after they talked: κ, PABAK, AC1, α with intervals.
    Agreement(Agreement),
    /// Tell where the time goes: per record and value, pace, learning, and how long the rest will take.
    Time(Time),
    /// Tell whether to stop screening: key papers, random audit samples, and what may be stated of recall.
    Stop(Stop),
    /// Show what a report has to say, filled from the log, with what is missing; write on an item of a checklist.
    Report(Report),
    /// Read the audit trail: who did what, when, with which suggestion in view.
    Audit(Audit),
    /// Draw the PRISMA 2020 flow diagram (SVG, PNG, PDF) and write its numbers (CSV, JSON).
    Prisma(Prisma),
    /// Write records, decisions, times or the audit trail to a file.
    Export(Export),
    /// Pool the results of studies in a table: meta-analysis with forest and funnel plot (no review needed).
    Pool(Pool),
    /// Put the extracted results of a review together: what can be pooled, analyses that are kept, their files.
    Synthesis(Synthesis),
    /// How many people a trial needs (no review needed).
    Size(Size),
    /// Search strategies: read, explain, check, translate, build, run on records, propose terms (no review needed).
    Strategy(Strategy),
    /// Trials as registries hold them: read files of ClinicalTrials.gov and ICTRP, write them as tables, link them to
    /// records, set them beside papers (no review needed).
    Registry(Registry),
    /// What trials used (arms, criteria, endpoints, sizes, follow-up), each count with its trials, and the numbers for a
    /// sample size from a pooled result (no review needed).
    Design(Design),
    /// Assess risk of bias (RoB 2, ROBINS-I, QUADAS-2), compare assessors, draw, and make a summary of findings: from
    /// files, or of a review.
    Bias(Bias),
    /// Census of trials: the design of each record, criteria, counts over the years; of files, or of a review.
    Census(Census),
    /// Copy a whole review from a folder to a team's server, from there to a folder, or between two of a kind
    Copy(Copy),
    /// Check that the audit trail is whole, or that quotes stand in a document (no review needed).
    Verify(Verify),
    /// Serve the review to a browser on this computer.
    Serve(Serve),
}

#[derive(Debug, Args)]
pub(crate) struct InReview {
    /// Folder of the review.
    pub(crate) dir: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Convert {
    /// File to read; its format is recognised.
    pub(crate) input: PathBuf,
    /// Format to write: ris, nbib, bib, csv or json.
    #[arg(long)]
    pub(crate) to: String,
    /// File to write.
    #[arg(long)]
    pub(crate) out: PathBuf,
    /// Write what could not be read as it should, with file, line and reason, to this JSON file.
    #[arg(long)]
    pub(crate) problems: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Read {
    /// PDF, plain text or Markdown. Without --out, what is in it is shown in short.
    pub(crate) file: PathBuf,
    /// Write all of it to this JSON file: text, sentences, tables, sections, and where each word stands.
    #[arg(long)]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Dedupe {
    /// Folder of the review.
    #[arg(required_unless_present = "file", conflicts_with = "file")]
    pub(crate) dir: Option<PathBuf>,
    /// Look for duplicates in this file instead of a review.
    #[arg(long, requires = "out")]
    pub(crate) file: Option<PathBuf>,
    /// With --file: CSV to write, the row (from 0) and its group (the first row of it).
    #[arg(long, requires = "file")]
    pub(crate) out: Option<PathBuf>,
    /// With --file: CSV to write with the doubtful pairs.
    #[arg(long, requires = "file")]
    pub(crate) queue: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Simulate {
    /// CSV with a title, an abstract and a label column; or a review, whose settled records are then screened again.
    pub(crate) file: PathBuf,
    /// Column with the labels (1 and 0).
    #[arg(long, default_value = "label_included")]
    pub(crate) label_column: String,
    /// u4 (ASReview's ELAS u4), u3, attest (u4 with what a reader makes of the question), or random.
    #[arg(long, default_value = "u4")]
    pub(crate) model: String,
    /// With --model attest: the question and criteria, as Markdown.
    #[arg(long)]
    pub(crate) criteria: Option<PathBuf>,
    /// With --model attest: the reader; that of the program by default.
    #[arg(long, value_name = "GGUF")]
    pub(crate) reader: Option<PathBuf>,
    /// Rows (from 0) that are known before the start, such as 45,202.
    #[arg(long, value_delimiter = ',', conflicts_with = "draw")]
    pub(crate) priors: Vec<usize>,
    /// Draw the priors by chance instead: relevant, irrelevant and number of simulations, such as 1,1,10.
    #[arg(long, value_name = "RELEVANT,IRRELEVANT,TIMES", value_parser = three)]
    pub(crate) draw: Option<[usize; 3]>,
    /// Seed of everything left to chance.
    #[arg(long, default_value_t = 42)]
    pub(crate) seed: u32,
    /// CSV to write: the rows in the order of screening, priors left out.
    #[arg(long)]
    pub(crate) order: Option<PathBuf>,
    /// JSON to write: all measures.
    #[arg(long)]
    pub(crate) metrics: Option<PathBuf>,
    /// SVG to write: the recall curve.
    #[arg(long)]
    pub(crate) curve: Option<PathBuf>,
    /// Go on after the last relevant record.
    #[arg(long)]
    pub(crate) all: bool,
}

#[derive(Debug, Args)]
pub(crate) struct New {
    /// Folder to make, usually NAME.review.
    pub(crate) dir: PathBuf,
    /// Title of the review.
    #[arg(long)]
    pub(crate) title: String,
    /// Protocol as a TOML file; see assets/sample/protocol.toml.
    #[arg(long)]
    pub(crate) protocol: Option<PathBuf>,
    /// How many reviewers decide on each record: 1 or 2.
    #[arg(long, value_parser = clap::value_parser!(u8).range(1..=2))]
    pub(crate) reviewers: Option<u8>,
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    /// Folder of the review.
    pub(crate) dir: PathBuf,
    /// Files to import.
    #[arg(required_unless_present = "list")]
    pub(crate) files: Vec<PathBuf>,
    /// TOML file that lists the files with their sources; see assets/sample/sources.toml.
    #[arg(long, conflicts_with_all = ["files", "source", "date", "strategy", "columns"])]
    pub(crate) list: Option<PathBuf>,
    /// Name of the source as it shall stand in the diagram, such as "MEDLINE (Ovid)".
    #[arg(long)]
    pub(crate) source: Option<String>,
    /// Kind of source: database, register, website, organisation, citation or other.
    #[arg(long, default_value = "database")]
    pub(crate) kind: String,
    /// Day of the search, YYYY-MM-DD.
    #[arg(long)]
    pub(crate) date: Option<String>,
    /// File with the search strategy as it was run.
    #[arg(long)]
    pub(crate) strategy: Option<PathBuf>,
    /// For a table: JSON that says which column holds what, as `preview --json` prints it.
    #[arg(long)]
    pub(crate) columns: Option<PathBuf>,
    /// For a table that is not of a known database: accept the columns as `preview` shows them.
    #[arg(long, conflicts_with = "columns")]
    pub(crate) accept_columns: bool,
    /// Import a file even if one of the same content was imported before.
    #[arg(long)]
    pub(crate) again: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Preview {
    /// Files to look at.
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Sources {
    /// Folder of the review.
    pub(crate) dir: PathBuf,
    /// List the problems found in this import (its number in the list, from 1).
    #[arg(long, conflicts_with = "withdraw")]
    pub(crate) problems: Option<usize>,
    /// Take this import back (its number in the list, from 1).
    #[arg(long, requires = "reason")]
    pub(crate) withdraw: Option<usize>,
    /// Why it is taken back.
    #[arg(long)]
    pub(crate) reason: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Protocol {
    /// Folder of the review.
    pub(crate) dir: PathBuf,
    /// Record this TOML file as a new version.
    #[arg(long)]
    pub(crate) set: Option<PathBuf>,
    /// Why it was changed.
    #[arg(long, requires = "set")]
    pub(crate) remark: Option<String>,
    /// List all versions.
    #[arg(long, conflicts_with = "set")]
    pub(crate) versions: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Reviewer {
    #[command(subcommand)]
    pub(crate) action: ReviewerAction,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ReviewerAction {
    /// List the reviewers.
    List(InReview),
    /// Add a reviewer.
    Add {
        /// Folder of the review.
        dir: PathBuf,
        /// Names.
        #[arg(required = true)]
        names: Vec<String>,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Duplicates {
    /// Folder of the review.
    pub(crate) dir: PathBuf,
    /// Show the merged groups instead of the pairs that wait.
    #[arg(long)]
    pub(crate) merged: bool,
    /// At most this many.
    #[arg(long, default_value_t = 20)]
    pub(crate) limit: usize,
    /// Decide on the pair of these two records.
    #[arg(long, num_args = 2, value_names = ["RECORD", "RECORD"], requires_all = ["verdict", "reviewer"])]
    pub(crate) pair: Vec<String>,
    /// same, different or later.
    #[arg(long, requires = "pair")]
    pub(crate) verdict: Option<String>,
    /// Import a table of verdicts on pairs: columns file, entry, other_file, other_entry, verdict.
    #[arg(long, requires = "reviewer", conflicts_with = "pair")]
    pub(crate) table: Option<PathBuf>,
    /// Undo this merge.
    #[arg(
        long,
        value_name = "MERGE",
        requires = "reviewer",
        conflicts_with = "pair"
    )]
    pub(crate) undo: Option<String>,
    /// Who decides.
    #[arg(long)]
    pub(crate) reviewer: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Rank {
    /// Folder of the review.
    pub(crate) dir: PathBuf,
    /// Learn from this reviewer's own decisions beside the settled ones.
    #[arg(long)]
    pub(crate) reviewer: Option<String>,
    /// u4, u3 or random.
    #[arg(long, default_value = "u4")]
    pub(crate) model: String,
    /// Seed of everything left to chance.
    #[arg(long, default_value_t = 42)]
    pub(crate) seed: u32,
    /// Show this many.
    #[arg(long, default_value_t = 10)]
    pub(crate) limit: usize,
}

#[derive(Debug, Args)]
pub(crate) struct Next {
    /// Folder of the review.
    pub(crate) dir: PathBuf,
    /// Who screens.
    #[arg(long)]
    pub(crate) reviewer: String,
    /// title_abstract or full_text.
    #[arg(long, default_value = "title_abstract")]
    pub(crate) stage: String,
    /// Show this many.
    #[arg(long, default_value_t = 1)]
    pub(crate) count: usize,
}

#[derive(Debug, Args)]
pub(crate) struct Decide {
    /// Folder of the review.
    pub(crate) dir: PathBuf,
    /// Identifier of the record.
    pub(crate) record: String,
    /// include, exclude or unsure.
    pub(crate) verdict: String,
    /// Who decides.
    #[arg(long)]
    pub(crate) reviewer: String,
    /// title_abstract or full_text.
    #[arg(long, default_value = "title_abstract")]
    pub(crate) stage: String,
    /// Label of the criterion cited, such as E2; required to exclude at full text.
    #[arg(long)]
    pub(crate) reason: Option<String>,
    /// A remark.
    #[arg(long)]
    pub(crate) note: Option<String>,
    /// Active time spent on the record, in seconds.
    #[arg(long)]
    pub(crate) seconds: Option<f64>,
}

#[derive(Debug, Args)]
pub(crate) struct Undo {
    /// Folder of the review.
    pub(crate) dir: PathBuf,
    /// Whose decision.
    #[arg(long)]
    pub(crate) reviewer: String,
}

#[derive(Debug, Args)]
pub(crate) struct Conflicts {
    /// Folder of the review.
    pub(crate) dir: PathBuf,
    /// Who adjudicates.
    #[arg(long)]
    pub(crate) reviewer: String,
    /// title_abstract or full_text.
    #[arg(long, default_value = "title_abstract")]
    pub(crate) stage: String,
}

#[derive(Debug, Args)]
pub(crate) struct Decisions {
    #[command(subcommand)]
    pub(crate) action: DecisionsAction,
}

#[derive(Debug, Subcommand)]
pub(crate) enum DecisionsAction {
    /// Import a table of decisions, or files of included and excluded references.
    Import(DecisionsImport),
}

#[derive(Debug, Args)]
pub(crate) struct DecisionsImport {
    /// Folder of the review.
    pub(crate) dir: PathBuf,
    /// Table of decisions: columns stage, reviewer, verdict, and record, or file and entry, or doi, or title; optionally
    /// role, reason, note, active_seconds. The table that `attest export` writes can be read.
    #[arg(long, conflicts_with_all = ["included", "excluded", "exclude_others"])]
    pub(crate) table: Option<PathBuf>,
    /// Files of references that were included (RIS, CSV or any other format).
    #[arg(long, num_args = 1..)]
    pub(crate) included: Vec<PathBuf>,
    /// Files of references that were excluded.
    #[arg(long, num_args = 1..)]
    pub(crate) excluded: Vec<PathBuf>,
    /// Exclude every other record of the stage.
    #[arg(long)]
    pub(crate) exclude_others: bool,
    /// Who decided; name two where the protocol asks for two.
    #[arg(long, num_args = 1.., required_unless_present = "table")]
    pub(crate) reviewer: Vec<String>,
    /// title_abstract or full_text.
    #[arg(long, default_value = "title_abstract")]
    pub(crate) stage: String,
    /// Reason of the exclusions: label of a criterion, or words that become one. Required at full text.
    #[arg(long)]
    pub(crate) reason: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Retrieve {
    /// Folder of the review.
    pub(crate) dir: PathBuf,
    /// Identifier of the record; without it the reports sought are listed.
    #[arg(long, requires = "reviewer")]
    pub(crate) record: Option<String>,
    /// Attach this PDF.
    #[arg(long, requires = "record", conflicts_with_all = ["at_hand", "not_retrieved"])]
    pub(crate) pdf: Option<PathBuf>,
    /// The report is at hand without a file.
    #[arg(long, requires = "record", conflicts_with = "not_retrieved")]
    pub(crate) at_hand: bool,
    /// The report could not be had: why.
    #[arg(long, requires = "record", value_name = "REASON")]
    pub(crate) not_retrieved: Option<String>,
    /// Import a table: columns retrieval (retrieved, not_retrieved, sought), reason, and record, or file and entry, or
    /// doi, or title.
    #[arg(long, requires = "reviewer", conflicts_with = "record")]
    pub(crate) table: Option<PathBuf>,
    /// Attach each of these PDFs to the report whose DOI or title it bears; the others are listed.
    #[arg(long, value_name = "FILE", num_args = 1.., requires = "reviewer", conflicts_with_all = ["record", "table"])]
    pub(crate) pdfs: Vec<PathBuf>,
    /// Note every report still sought as at hand.
    #[arg(long, requires = "reviewer", conflicts_with_all = ["record", "table", "pdfs"])]
    pub(crate) all_at_hand: bool,
    /// Who says so.
    #[arg(long)]
    pub(crate) reviewer: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Remove {
    /// Folder of the review.
    pub(crate) dir: PathBuf,
    /// Identifiers of the records.
    #[arg(required = true)]
    pub(crate) records: Vec<String>,
    /// Why, such as "published before 1990".
    #[arg(long, required_unless_present = "restore")]
    pub(crate) reason: Option<String>,
    /// An automation tool marked them as ineligible (counted apart in the diagram).
    #[arg(long)]
    pub(crate) by_automation: bool,
    /// Put them back.
    #[arg(long, conflicts_with_all = ["reason", "by_automation"])]
    pub(crate) restore: bool,
    /// Who says so.
    #[arg(long)]
    pub(crate) reviewer: String,
}

#[derive(Debug, Args)]
pub(crate) struct Edit {
    /// Folder of the review.
    pub(crate) dir: PathBuf,
    /// Identifier of the record.
    pub(crate) record: String,
    /// title, abstract, year, doi, pmid or journal.
    pub(crate) field: String,
    /// The new value; empty to clear the field.
    pub(crate) value: String,
    /// Who edits.
    #[arg(long)]
    pub(crate) reviewer: String,
}

#[derive(Debug, Args)]
pub(crate) struct Note {
    /// Folder of the review.
    pub(crate) dir: PathBuf,
    /// Identifier of the record.
    pub(crate) record: String,
    /// The note.
    pub(crate) text: String,
    /// Who writes.
    #[arg(long)]
    pub(crate) reviewer: String,
}

#[derive(Debug, Args)]
pub(crate) struct Tag {
    /// Folder of the review.
    pub(crate) dir: PathBuf,
    /// The tag.
    pub(crate) tag: String,
    /// Identifiers of the records.
    #[arg(required = true)]
    pub(crate) records: Vec<String>,
    /// Take the tag off.
    #[arg(long)]
    pub(crate) remove: bool,
    /// Who tags.
    #[arg(long)]
    pub(crate) reviewer: String,
}

#[derive(Debug, Args)]
pub(crate) struct Search {
    /// Folder of the review.
    pub(crate) dir: PathBuf,
    /// The query.
    pub(crate) query: String,
    /// Show this many.
    #[arg(long, default_value_t = 10)]
    pub(crate) limit: usize,
    /// Leave this many out at the beginning.
    #[arg(long, default_value_t = 0)]
    pub(crate) offset: usize,
    /// Take the last word for the beginning of one.
    #[arg(long)]
    pub(crate) as_you_type: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Status {
    /// Folder of the review.
    pub(crate) dir: PathBuf,
    /// Recall that shall be reached, for the stopping test.
    #[arg(long, default_value_t = 0.95)]
    pub(crate) recall: f64,
    /// Confidence of the stopping test.
    #[arg(long, default_value_t = 0.95)]
    pub(crate) confidence: f64,
}

#[derive(Debug, Args)]
pub(crate) struct Prisma {
    /// Folder of the review.
    pub(crate) dir: PathBuf,
    /// Folder for the files.
    #[arg(long)]
    pub(crate) out: PathBuf,
    /// Draw the column of other methods: yes or no; by default where there are any.
    #[arg(long, value_name = "yes|no")]
    pub(crate) other_methods: Option<String>,
    /// Studies and reports included in the previous version of this review, such as 12,15. Recorded in the review.
    #[arg(long, value_name = "STUDIES,REPORTS", value_parser = two)]
    pub(crate) previous: Option<[i64; 2]>,
    /// Draw for a dark background.
    #[arg(long)]
    pub(crate) dark: bool,
    /// Resolution of the PNG.
    #[arg(long, default_value_t = 300, value_parser = clap::value_parser!(u32).range(36..=1200))]
    pub(crate) dpi: u32,
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    /// Folder of the review.
    pub(crate) dir: PathBuf,
    /// records, decisions, times, audit; checklists for the report: prisma-2020, prisma-s, prisma-traice, and ai-use (the
    /// statement on the use of models); of the extraction: evidence (a table), evidence-report, metafor, revman (files
    /// in a folder), extraction-times, assessment-times.
    #[arg(default_value = "records")]
    pub(crate) what: String,
    /// Records to write: all, entries, undecided, included-abstract, excluded-abstract, included, excluded-full-text or
    /// conflicts.
    #[arg(long, default_value = "all")]
    pub(crate) set: String,
    /// Of the extraction: write a draft though values are open or the extractors differ.
    #[arg(long)]
    pub(crate) draft: bool,
    /// ris, nbib, bib, csv, json, xlsx; docx for the evidence and the checklists; html for the checklists and the audit
    /// trail; by default what the name of the file says.
    #[arg(long)]
    pub(crate) to: Option<String>,
    /// File to write.
    #[arg(long)]
    pub(crate) out: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Copy {
    /// Folder of the review, or the address of its server: postgres://USER@HOST/DATABASE.
    pub(crate) from: PathBuf,
    /// A folder that does not exist yet, or the address of an empty database.
    pub(crate) to: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Folder of the review; without it the page opens at home, where reviews are made and opened.
    pub(crate) dir: Option<PathBuf>,
    /// Port on 127.0.0.1; 0 chooses a free one.
    #[arg(long, default_value_t = 0)]
    pub(crate) port: u16,
    /// Where settings, recent reviews and drafts are kept, in place of the user's configuration folder.
    #[arg(long, value_name = "DIR")]
    pub(crate) preferences: Option<PathBuf>,
    /// Take the screens from this folder in place of the built-in ones, while working on them.
    #[arg(long, value_name = "DIR", hide = true)]
    pub(crate) screens: Option<PathBuf>,
}

fn three(text: &str) -> Result<[usize; 3], String> {
    numbers(text)
        .ok_or_else(|| "write three numbers with commas between them, such as 1,1,10".to_owned())
}

fn two(text: &str) -> Result<[i64; 2], String> {
    numbers(text)
        .ok_or_else(|| "write two numbers with a comma between them, such as 12,15".to_owned())
}

fn numbers<T: std::str::FromStr, const N: usize>(text: &str) -> Option<[T; N]> {
    let numbers: Result<Vec<T>, _> = text.split(',').map(|n| n.trim().parse()).collect();
    numbers.ok()?.try_into().ok()
}
