//! Search strategies as the window shows them, held against the records of the open review: what each line finds, what it
//! misses of the records that are known to be relevant, how it would be written elsewhere. Nothing is sent anywhere, and
//! nothing is stored but the draft that the window keeps. The command line's steps are in `search_strategy.rs`.

use std::sync::Arc;

use review::{Outcome, RecordId, Stage};
use serde::Serialize;
use strategy::{
    CorpusRecord, HeadingTree, RelevantRecords, Severity, Syntax, contributions, detect, explain,
    lint, lint_headings, lint_on_corpus, parse, propose_terms, run, suggest, translate,
};
use ts_rs::TS;

use crate::error::{Error, Result};
use crate::ledger::{Ledger, LedgerMark};
use crate::off_thread::off_thread;
use crate::open_review::Review;
use crate::search_strategy::{Searched, corpus_record, syntax_of};

/// Records whose texts are fetched at a time.
const PAGE: usize = 2048;
/// Terms that are proposed at most.
const MOST_TERMS: usize = 60;
/// Terms that are suggested to be added or dropped at most.
const MOST_CHANGES: usize = 12;
/// Missed records that are listed at most.
const LISTED: usize = 200;
/// The longest strategy that is read, bytes; published ones have some thousands.
const LONGEST: usize = 1 << 18;

/// The search languages that are known.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SyntaxChoice {
    /// Short name, by which it is chosen.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// A strategy, read and held against the records.
#[derive(Clone, Debug, Serialize, TS)]
pub struct StrategyView {
    /// The language it was read in.
    pub syntax: SyntaxChoice,
    /// All languages.
    pub syntaxes: Vec<SyntaxChoice>,
    /// Its lines.
    pub lines: Vec<StrategyLine>,
    /// What is wrong with it, or worth a look, in the order of the text.
    pub problems: Vec<StrategyProblem>,
    /// Records of the review that were searched: those that were not removed before screening, each work once.
    pub records: usize,
    /// Of these, with keywords or headings; where few have any, lines of headings find less here than in the database.
    pub with_keywords: usize,
    /// What the last line finds of the records known to be relevant.
    pub recall: Vec<StrategyRecall>,
    /// The relevant records that the last line does not find, at most two hundred.
    pub missed: Vec<UnfoundRecord>,
}

/// A line of a strategy.
#[derive(Clone, Debug, Serialize, TS)]
pub struct StrategyLine {
    /// Its number.
    pub number: u32,
    /// As it is written.
    pub text: String,
    /// What it finds, in words.
    pub words: String,
    /// Records that it certainly finds.
    pub hits: usize,
    /// Records that it finds at most, where something cannot be judged on these records.
    pub at_most: usize,
    /// Of each set of relevant records, those that it certainly finds; in the order of `recall`.
    pub relevant: Vec<usize>,
    /// What cannot be judged.
    pub blind: Vec<String>,
    /// What each of its terms contributes to the whole.
    pub terms: Vec<TermContribution>,
}

/// What a term contributes to the last line.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TermContribution {
    /// As it is written.
    pub term: String,
    /// Records that it finds by itself; `None` where that cannot be judged.
    pub hits: Option<usize>,
    /// Records of the result that only it finds.
    pub only_it_finds: usize,
    /// Of these, the relevant ones, by set.
    pub only_it_finds_relevant: Vec<usize>,
    /// Records that the result would gain without it.
    pub keeps_out: usize,
}

/// Something that is wrong with a strategy, or worth a look.
#[derive(Clone, Debug, Serialize, TS)]
pub struct StrategyProblem {
    /// How much it matters.
    pub weight: ProblemWeight,
    /// Line of the text, from 1; 0 where it is about the whole.
    pub line: u32,
    /// Character in that line, from 1.
    pub column: u32,
    /// What is the matter.
    pub message: String,
    /// What to write or to try.
    pub hint: String,
}

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProblemWeight {
    /// The database will refuse it or search something else.
    Error,
    /// It may not do what was meant.
    Warning,
    /// Worth a look.
    Hint,
}

/// How many of the records known to be relevant the last line finds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct StrategyRecall {
    /// Of which records.
    pub name: String,
    /// How many there are.
    pub relevant: usize,
    /// Certainly found.
    pub found: usize,
    /// Found at most.
    pub at_most: usize,
}

/// A relevant record that is not found.
#[derive(Clone, Debug, Serialize, TS)]
pub struct UnfoundRecord {
    /// The record.
    pub record: RecordId,
    /// Its title.
    pub title: Option<String>,
}

/// A strategy in another language.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TranslatedStrategy {
    /// The text.
    pub text: String,
    /// What is not the same there: the line, and what.
    pub losses: Vec<TranslationLoss>,
}

/// What a translation could not carry.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TranslationLoss {
    /// Line of the strategy that was translated.
    pub line: u32,
    /// What is different.
    pub message: String,
}

/// Terms out of the records known to be relevant. Counted, not thought of by a model.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TermProposals {
    /// Which records count as relevant here.
    pub relevant: StrategyRecall,
    /// Terms that relevant records use more than the others, the clearest first.
    pub terms: Vec<TermProposal>,
    /// Terms that would find relevant records which the strategy misses, in the order in which to add them.
    pub add: Vec<TermToAdd>,
    /// Terms that can each be dropped without losing a relevant record.
    pub drop: Vec<TermToDrop>,
}

/// A term that relevant records use more than the others.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TermProposal {
    /// The word, phrase or keyword.
    pub term: String,
    /// Relevant records with it in the title.
    pub in_title: usize,
    /// In the abstract.
    pub in_abstract: usize,
    /// As a keyword or heading.
    pub in_keywords: usize,
    /// Relevant records with it anywhere.
    pub relevant: usize,
    /// Other records with it anywhere.
    pub others: usize,
}

/// A term to add.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TermToAdd {
    /// The term.
    pub term: String,
    /// How the concept begins to which it would be added by OR.
    pub concept: String,
    /// Relevant records gained.
    pub gains_relevant: usize,
    /// Other records gained.
    pub gains_other: usize,
}

/// A term that can be dropped.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TermToDrop {
    /// The line it stands in.
    pub line: u32,
    /// The term.
    pub term: String,
    /// Records fewer to read.
    pub saves: usize,
}

/// The records of a review, ready to be searched.
#[derive(Debug)]
pub(crate) struct Searchable {
    mark: LedgerMark,
    groups: Vec<usize>,
    pub(crate) searched: Arc<Searched>,
    /// MeSH, where it is on this computer.
    pub(crate) mesh: Option<Arc<HeadingTree>>,
}

impl Searchable {
    /// The tree of headings, where it is known.
    pub(crate) fn tree(&self) -> Option<&HeadingTree> {
        self.mesh.as_deref()
    }

    /// Their texts.
    pub(crate) fn records(&self) -> &[CorpusRecord] {
        &self.searched.records
    }

    /// Their groups, in the same order.
    pub(crate) fn groups(&self) -> &[usize] {
        &self.groups
    }

    /// The places of those that are included at a stage. By decisions that are settled alone, so that nobody's open
    /// decision can be read off a strategy.
    pub(crate) fn included(&self, ledger: &Ledger, stage: Stage) -> Vec<u32> {
        (0_u32..)
            .zip(&self.groups)
            .filter(|(_, group)| ledger.outcome(**group, stage) == Outcome::Included)
            .map(|(place, _)| place)
            .collect()
    }
}

impl Review {
    /// A strategy in words and in figures. Without a language it is told from the text.
    pub(crate) async fn strategy_view(
        &self,
        text: String,
        syntax: Option<String>,
    ) -> Result<StrategyView> {
        let syntax = chosen(&text, syntax)?;
        let ledger = self.ledger().await?;
        let searchable = self.searchable(&ledger).await?;
        let known = relevant_sets(&ledger, &searchable);
        let at = Arc::clone(&searchable);
        let (mut view, missed) =
            off_thread("searching", move || looked_at(&text, syntax, &at, &known)).await?;
        for places in missed.chunks(PAGE) {
            let groups: Vec<usize> = places
                .iter()
                .filter_map(|&place| searchable.groups.get(place as usize).copied())
                .collect();
            for (group, record) in self.combined_page(&ledger, &groups).await? {
                view.missed.push(UnfoundRecord {
                    record: ledger.id(group).clone(),
                    title: record.title,
                });
            }
        }
        Ok(view)
    }

    /// Terms proposed from the relevant records, and what they would change in this strategy.
    pub(crate) async fn strategy_terms(
        &self,
        text: String,
        syntax: Option<String>,
    ) -> Result<TermProposals> {
        let syntax = chosen(&text, syntax)?;
        let ledger = self.ledger().await?;
        let searchable = self.searchable(&ledger).await?;
        let known = relevant_sets(&ledger, &searchable);
        off_thread("searching", move || {
            proposals(&text, syntax, &searchable, &known)
        })
        .await?
    }

    /// The records that are live, as they are now; kept as long as nothing but decisions changes.
    pub(crate) async fn searchable(&self, ledger: &Ledger) -> Result<Arc<Searchable>> {
        let mut kept = self.searchable.lock().await;
        if let Some(kept) = kept.as_ref()
            && ledger.decided_since(&kept.mark).is_some()
        {
            return Ok(Arc::clone(kept));
        }
        let groups: Vec<usize> = ledger
            .groups()
            .filter(|&group| ledger.removal(group).is_none())
            .collect();
        let mut records = Vec::with_capacity(groups.len());
        for page in groups.chunks(PAGE) {
            let page = self.combined_page(ledger, page).await?;
            records.extend(page.iter().map(|(_, record)| corpus_record(record)));
        }
        let mark = ledger.mark();
        let mesh = self.mesh();
        let made = off_thread("searching", move || Searchable {
            mark,
            groups,
            searched: Arc::new(Searched::new(records)),
            mesh,
        })
        .await?;
        let made = Arc::new(made);
        *kept = Some(Arc::clone(&made));
        Ok(made)
    }
}

/// A strategy in another language.
///
/// # Errors
/// A language that is not known; a text that is too long.
pub fn translated_strategy(
    text: &str,
    from: Option<String>,
    to: &str,
) -> Result<TranslatedStrategy> {
    let from = chosen(text, from)?;
    let to = syntax_of(to)?;
    let translation = translate(&parse(text, from).strategy, to);
    Ok(TranslatedStrategy {
        text: translation.text,
        losses: translation
            .losses
            .into_iter()
            .map(|loss| TranslationLoss {
                line: loss.line,
                message: loss.message,
            })
            .collect(),
    })
}

/// Which records count as relevant, those of the last stage first.
pub(crate) fn relevant_sets(ledger: &Ledger, searchable: &Searchable) -> Vec<RelevantRecords> {
    let sets = [
        ("included at full text", Stage::FullText),
        ("included at title and abstract", Stage::TitleAbstract),
    ];
    sets.into_iter()
        .map(|(name, stage)| RelevantRecords {
            name: name.to_owned(),
            records: searchable.included(ledger, stage),
        })
        .filter(|set| !set.records.is_empty())
        .collect()
}

fn looked_at(
    text: &str,
    syntax: Syntax,
    at: &Searchable,
    known: &[RelevantRecords],
) -> (StrategyView, Vec<u32>) {
    let parsed = parse(text, syntax);
    let report = run(&parsed.strategy, &at.searched.corpus, known, at.tree());
    let words = explain(&parsed.strategy);
    let contributed = contributions(&parsed.strategy, &at.searched.corpus, known, at.tree());
    let mut problems = lint(&parsed);
    problems.extend(lint_on_corpus(
        &parsed.strategy,
        &at.searched.corpus,
        at.tree(),
    ));
    if let Some(mesh) = at.tree() {
        problems.extend(lint_headings(&parsed.strategy, mesh));
    }
    problems.sort_by_key(|problem| (problem.at.line, problem.at.column, problem.severity));
    let lines = report.lines.into_iter().map(|line| {
        let own = contributed.iter().filter(|term| term.line == line.number);
        StrategyLine {
            number: line.number,
            words: words
                .iter()
                .find(|said| said.number == line.number)
                .map_or_else(String::new, |said| said.words.clone()),
            text: line.text,
            hits: line.hits,
            at_most: line.at_most,
            relevant: line.relevant,
            blind: line.blind,
            terms: own
                .map(|term| TermContribution {
                    term: term.term.clone(),
                    hits: term.hits,
                    only_it_finds: term.only_it_finds,
                    only_it_finds_relevant: term.only_it_finds_relevant.clone(),
                    keeps_out: term.keeps_out,
                })
                .collect(),
        }
    });
    let lines: Vec<StrategyLine> = lines.collect();
    let widest = known.last().map_or(&[][..], |set| &set.records[..]);
    let missed = widest
        .iter()
        .copied()
        .filter(|place| report.found.binary_search(place).is_err())
        .take(LISTED)
        .collect();
    let view = StrategyView {
        syntax: choice(syntax),
        syntaxes: Syntax::ALL.into_iter().map(choice).collect(),
        lines,
        problems: problems.into_iter().map(problem_view).collect(),
        records: report.records,
        with_keywords: report.with_keywords,
        recall: report
            .recall
            .into_iter()
            .map(|recall| StrategyRecall {
                name: recall.name,
                relevant: recall.relevant,
                found: recall.found,
                at_most: recall.at_most,
            })
            .collect(),
        missed: Vec::new(),
    };
    (view, missed)
}

pub(crate) fn problem_view(problem: strategy::Problem) -> StrategyProblem {
    StrategyProblem {
        weight: match problem.severity {
            Severity::Error => ProblemWeight::Error,
            Severity::Warning => ProblemWeight::Warning,
            Severity::Hint => ProblemWeight::Hint,
        },
        line: problem.at.line,
        column: problem.at.column,
        message: problem.message,
        hint: problem.hint,
    }
}

fn proposals(
    text: &str,
    syntax: Syntax,
    at: &Searchable,
    known: &[RelevantRecords],
) -> Result<TermProposals> {
    // Those that were included in the end, where there are enough of them to count.
    let relevant = known
        .iter()
        .find(|set| set.records.len() >= 3)
        .or(known.last())
        .ok_or_else(|| {
            Error::refused(
                "no record is known to be relevant yet",
                "Include some records at title and abstract first: terms are proposed out of them.",
            )
        })?;
    let strategy = parse(text, syntax).strategy;
    let terms = propose_terms(
        &at.searched.corpus,
        &at.searched.records,
        relevant,
        MOST_TERMS,
    );
    let changes = suggest(
        &strategy,
        &at.searched.corpus,
        relevant,
        &terms,
        at.tree(),
        MOST_CHANGES,
    );
    Ok(TermProposals {
        relevant: StrategyRecall {
            name: relevant.name.clone(),
            relevant: changes.relevant,
            found: changes.found.0,
            at_most: changes.found.1,
        },
        terms: terms
            .into_iter()
            .map(|term| TermProposal {
                term: term.term,
                in_title: term.in_title,
                in_abstract: term.in_abstract,
                in_keywords: term.in_keywords,
                relevant: term.relevant,
                others: term.others,
            })
            .collect(),
        add: changes
            .add
            .into_iter()
            .map(|term| TermToAdd {
                term: term.term,
                concept: term.concept_begins,
                gains_relevant: term.gains_relevant,
                gains_other: term.gains_other,
            })
            .collect(),
        drop: changes
            .drop
            .into_iter()
            .map(|term| TermToDrop {
                line: term.line,
                term: term.term,
                saves: term.saves,
            })
            .collect(),
    })
}

pub(crate) fn chosen(text: &str, syntax: Option<String>) -> Result<Syntax> {
    if text.len() > LONGEST {
        return Err(Error::invalid(
            format!("a strategy of {} characters is not read", text.len()),
            "Paste the lines of the strategy alone.",
        ));
    }
    syntax.map_or_else(|| Ok(detect(text).syntax), |id| syntax_of(&id))
}

pub(crate) fn choice(syntax: Syntax) -> SyntaxChoice {
    SyntaxChoice {
        id: syntax.as_str().to_owned(),
        name: syntax.name().to_owned(),
    }
}
