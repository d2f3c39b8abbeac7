//! Blocks held against the records: what each chip finds, and what only it finds; and the strategy that they build.

use std::sync::Arc;

use serde::Serialize;
use strategy::{OfferedTerm, RelevantRecords, RunReport, Syntax, build, check_terms, run};
use ts_rs::TS;

use super::chips::to_concepts;
use super::{Chip, ChipKind, SearchBlock, SearchBlocks, tidy};
use crate::error::Result;
use crate::off_thread::off_thread;
use crate::open_review::Review;
use crate::search_strategy::syntax_of;
use crate::strategy_view::{
    Searchable, StrategyProblem, StrategyRecall, SyntaxChoice, TranslationLoss, choice,
    problem_view, relevant_sets,
};

/// Blocks, held against the records of the review.
#[derive(Clone, Debug, Serialize, TS)]
pub struct BlocksLook {
    /// The strategy that they build.
    pub text: String,
    /// The language it is written in.
    pub syntax: SyntaxChoice,
    /// All languages.
    pub syntaxes: Vec<SyntaxChoice>,
    /// The blocks, in their order.
    pub blocks: Vec<BlockFigures>,
    /// Records that all blocks together find, with the limits.
    pub hits: usize,
    /// Records that they find at most, where these records do not tell.
    pub at_most: usize,
    /// Records that were searched.
    pub records: usize,
    /// Of these, with keywords or headings.
    pub with_keywords: usize,
    /// What they find of the records known to be relevant; `None` where none is.
    pub recall: Option<StrategyRecall>,
    /// What cannot be said in this language.
    pub losses: Vec<TranslationLoss>,
    /// What could not be read of the terms.
    pub problems: Vec<StrategyProblem>,
}

/// A block, held against the records.
#[derive(Clone, Debug, Serialize, TS)]
pub struct BlockFigures {
    /// Records that it finds.
    pub hits: usize,
    /// Of these, relevant ones.
    pub relevant: usize,
    /// Its chips, in their order.
    pub chips: Vec<ChipFigures>,
}

/// A chip, held against the records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ChipFigures {
    /// Records that it finds.
    pub hits: usize,
    /// Records that it finds at most, where these records do not tell.
    pub at_most: usize,
    /// Of its hits, relevant ones.
    pub relevant: usize,
    /// Records of the whole result that no other chip of its block finds.
    pub only_it_finds: usize,
    /// Of these, relevant ones.
    pub only_it_finds_relevant: usize,
    /// Who knows it.
    pub known: ChipKnown,
    /// For one that nobody knows: words of the records that are nearest.
    pub did_you_mean: Vec<String>,
}

/// Who knows a chip. What nobody knows is shown in red.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ChipKnown {
    /// A record uses it.
    Corpus,
    /// No record uses it so, but it is a keyword of one.
    Vocabulary,
    /// Neither.
    Nobody,
    /// A heading, where no record has keywords: these records cannot tell.
    CannotTell,
}

impl Review {
    /// Holds blocks against the records, and builds the strategy in a language.
    ///
    /// # Errors
    /// A language that is not known; blocks that hold too much.
    pub async fn look_at_blocks(&self, blocks: &SearchBlocks, syntax: &str) -> Result<BlocksLook> {
        let syntax = syntax_of(syntax)?;
        tidy(blocks)?;
        let blocks = blocks.clone();
        let ledger = self.ledger().await?;
        let at = self.searchable(&ledger).await?;
        let known = relevant_sets(&ledger, &at);
        off_thread("searching", move || looked_at(&blocks, syntax, &at, &known)).await
    }

    /// Holds single chips against the records, each as if it stood alone.
    pub(super) async fn figures_of(&self, chips: Vec<Chip>) -> Result<Vec<ChipFigures>> {
        let ledger = self.ledger().await?;
        let at = self.searchable(&ledger).await?;
        let known = relevant_sets(&ledger, &at);
        off_thread("searching", move || {
            let relevant = most_telling(&known);
            let found = chips.iter().map(|chip| found_by(chip, &at, &relevant).1);
            found.collect()
        })
        .await
    }
}

/// The set of relevant records that counts: those that were included in the end, where there are enough of them.
fn most_telling(known: &[RelevantRecords]) -> RelevantRecords {
    let enough = known.iter().find(|set| set.records.len() >= 3);
    enough.or(known.last()).cloned().unwrap_or_default()
}

fn looked_at(
    blocks: &SearchBlocks,
    syntax: Syntax,
    at: &Arc<Searchable>,
    known: &[RelevantRecords],
) -> BlocksLook {
    let corpus = &at.searched.corpus;
    let relevant = most_telling(known);
    let concepts = to_concepts(blocks);
    let whole = build(&concepts, Syntax::OvidMedline);
    let sets = std::slice::from_ref(&relevant);
    let report = run(&whole.translation.strategy, corpus, sets, at.tree());
    let is_relevant = |record: &u32| relevant.records.binary_search(record).is_ok();
    let figures = blocks
        .blocks
        .iter()
        .map(|block| {
            let found: Vec<(Vec<u32>, ChipFigures)> = block
                .chips
                .iter()
                .map(|chip| found_by(chip, at, &relevant))
                .collect();
            let mut times = vec![0_u32; corpus.len()];
            for place in found.iter().flat_map(|(places, _)| places) {
                if let Some(times) = times.get_mut(*place as usize) {
                    *times += 1;
                }
            }
            let in_block = (0_u32..).zip(&times).filter(|(_, n)| **n > 0);
            let in_block: Vec<u32> = in_block.map(|(place, _)| place).collect();
            BlockFigures {
                hits: in_block.len(),
                relevant: in_block.iter().filter(|place| is_relevant(place)).count(),
                chips: found
                    .into_iter()
                    .map(|(places, figures)| {
                        let only: Vec<&u32> = places
                            .iter()
                            .filter(|place| times.get(**place as usize) == Some(&1))
                            .filter(|place| report.found.binary_search(place).is_ok())
                            .collect();
                        ChipFigures {
                            only_it_finds: only.len(),
                            only_it_finds_relevant: only
                                .iter()
                                .filter(|place| is_relevant(place))
                                .count(),
                            ..figures
                        }
                    })
                    .collect(),
            }
        })
        .collect();
    let built = build(&concepts, syntax);
    BlocksLook {
        text: built.translation.text,
        syntax: choice(syntax),
        syntaxes: Syntax::ALL.into_iter().map(choice).collect(),
        blocks: figures,
        hits: report.found.len(),
        at_most: found_at_most(&report),
        records: report.records,
        with_keywords: report.with_keywords,
        recall: report
            .recall
            .into_iter()
            .find(|recall| recall.relevant > 0)
            .map(|recall| StrategyRecall {
                name: recall.name,
                relevant: recall.relevant,
                found: recall.found,
                at_most: recall.at_most,
            }),
        losses: built
            .translation
            .losses
            .into_iter()
            .map(|loss| TranslationLoss {
                line: loss.line,
                message: loss.message,
            })
            .collect(),
        problems: built.problems.into_iter().map(problem_view).collect(),
    }
}

/// The last line is what a strategy finds.
fn found_at_most(report: &RunReport) -> usize {
    report.lines.last().map_or(0, |line| line.at_most)
}

/// The places of the records that a chip finds by itself, and its figures without those of the whole.
fn found_by(chip: &Chip, at: &Searchable, relevant: &RelevantRecords) -> (Vec<u32>, ChipFigures) {
    let corpus = &at.searched.corpus;
    let alone = SearchBlocks {
        blocks: vec![SearchBlock {
            name: String::new(),
            chips: vec![chip.clone()],
        }],
        ..SearchBlocks::default()
    };
    let strategy = build(&to_concepts(&alone), Syntax::OvidMedline);
    let report = run(
        &strategy.translation.strategy,
        corpus,
        std::slice::from_ref(relevant),
        None,
    );
    let mut figures = ChipFigures {
        hits: report.found.len(),
        at_most: found_at_most(&report),
        relevant: report.recall.first().map_or(0, |recall| recall.found),
        only_it_finds: 0,
        only_it_finds_relevant: 0,
        known: ChipKnown::Corpus,
        did_you_mean: Vec::new(),
    };
    if figures.hits == 0 {
        let offered = OfferedTerm {
            term: chip.text.replace('"', ""),
            origin: String::new(),
        };
        let checked = check_terms(&[offered], corpus, relevant, at.tree()).pop();
        let used = checked.as_ref().is_some_and(|c| c.records > 0);
        figures.known = if chip.kind == ChipKind::Heading && corpus.with_keywords() == 0 {
            ChipKnown::CannotTell
        } else if corpus.knows_keyword(&chip.text)
            || at.tree().is_some_and(|mesh| mesh.knows(&chip.text))
        {
            ChipKnown::Vocabulary
        } else if used {
            ChipKnown::Corpus
        } else {
            ChipKnown::Nobody
        };
        if figures.known == ChipKnown::Nobody {
            figures.did_you_mean = checked.map(|c| c.did_you_mean).unwrap_or_default();
        }
    }
    (report.found, figures)
}
