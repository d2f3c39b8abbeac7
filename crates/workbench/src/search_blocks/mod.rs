//! The concepts of the search as blocks of chips: kept with versions, held against the records, built into a strategy and
//! read back out of one. What a protocol, the included records or a model propose stands beside them and enters nothing
//! before a named person takes it.

mod chips;
mod look;
mod propose;

use review::ReviewerId;
use serde::{Deserialize, Serialize};
use store::Actor;
use strategy::concept_blocks;
use ts_rs::TS;

pub use chips::read_search_blocks;
pub use look::{BlockFigures, BlocksLook, ChipFigures, ChipKnown};
pub(crate) use propose::writes_nothing;
pub use propose::{ModelTerms, TermsWanted};

use crate::error::{Error, Result};
use crate::open_review::Review;
use crate::strategy_view::chosen;

/// Blocks, chips of a block, and characters of a chip or name, at most.
const MOST_BLOCKS: usize = 12;
const MOST_CHIPS: usize = 300;
const LONGEST: usize = 300;

/// The concepts of a search. OR within a block, AND between blocks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct SearchBlocks {
    /// The blocks.
    pub blocks: Vec<SearchBlock>,
    /// Published from this year on.
    pub from_year: Option<u16>,
    /// Published up to this year.
    pub to_year: Option<u16>,
    /// Only in this language, by its English name.
    pub language: Option<String>,
}

/// A concept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct SearchBlock {
    /// What it stands for, such as `Population`.
    pub name: String,
    /// Its terms and headings.
    pub chips: Vec<Chip>,
}

/// A term or heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Chip {
    /// Words as on Ovid: side by side they are a phrase, `*` is any ending, `?` one letter or none; or the name of a heading.
    pub text: String,
    /// Which of both.
    pub kind: ChipKind,
    /// Where a term is looked for.
    pub field: ChipField,
    /// A heading with all narrower ones.
    pub explode: bool,
    /// A heading as a main topic only.
    pub focus: bool,
    /// Where it comes from.
    pub origin: ChipOrigin,
    /// Name of the model, where it comes from one.
    pub model: Option<String>,
}

/// Whether a chip is words or a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ChipKind {
    /// Words in the text.
    Term,
    /// A subject heading.
    Heading,
}

/// Where a term is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ChipField {
    /// Title and abstract.
    TitleAbstract,
    /// Title.
    Title,
    /// Abstract.
    Abstract,
    /// Keywords.
    Keywords,
    /// Title, abstract, headings and keywords.
    Anywhere,
}

/// Where a chip comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ChipOrigin {
    /// Somebody typed it.
    Typed,
    /// Taken from the protocol.
    Protocol,
    /// Taken from the included records, which use it more than the others.
    Records,
    /// Taken from what a model proposed.
    Model,
    /// It stood in a strategy that was read.
    Strategy,
}

/// The blocks that are kept, and what the protocol proposes.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SearchBlocksView {
    /// The latest version; 0 where none was saved.
    pub version: i64,
    /// Its blocks; where none was saved, empty ones by the parts of the question.
    pub blocks: SearchBlocks,
    /// All versions, the latest first.
    pub versions: Vec<SearchBlocksVersion>,
    /// Terms out of the parts of the question, as proposals.
    pub from_protocol: Vec<SearchBlock>,
}

/// A version of the blocks.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SearchBlocksVersion {
    /// Its number, from 1.
    pub version: i64,
    /// Its blocks.
    pub blocks: SearchBlocks,
    /// Why it was changed.
    pub remark: Option<String>,
    /// Who saved it.
    pub by: String,
    /// When, UTC milliseconds.
    pub at: i64,
}

/// Blocks to be saved.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SearchBlocksSaved {
    /// The blocks.
    pub blocks: SearchBlocks,
    /// The version that they were made from; 0 where there was none.
    pub base: i64,
    /// Why they were changed.
    pub remark: Option<String>,
    /// Who saves them.
    pub reviewer: ReviewerId,
}

/// Blocks out of a strategy, or why there are none.
#[derive(Clone, Debug, Serialize, TS)]
pub struct BlocksOfStrategy {
    /// The blocks.
    pub blocks: Option<SearchBlocks>,
    /// Why it has not the shape of blocks.
    pub why_not: Option<String>,
    /// What the blocks search a little differently.
    pub changes: Vec<String>,
}

impl Review {
    /// The blocks that are kept, with what the protocol proposes.
    pub async fn search_blocks(&self) -> Result<SearchBlocksView> {
        let ledger = self.ledger().await?;
        let mut versions = Vec::new();
        for row in self.store.search_blocks().await? {
            let blocks = serde_json::from_str(&row.body).map_err(|e| {
                Error::internal(format!(
                    "version {} of the search blocks cannot be read: {e}",
                    row.version
                ))
            })?;
            versions.push(SearchBlocksVersion {
                version: row.version,
                blocks,
                remark: row.remark,
                by: ledger.reviewer_name(&row.reviewer_id).to_owned(),
                at: row.saved_at,
            });
        }
        versions.reverse();
        let protocol = ledger.protocol();
        Ok(SearchBlocksView {
            version: versions.first().map_or(0, |latest| latest.version),
            blocks: versions
                .first()
                .map_or_else(propose::empty, |latest| latest.blocks.clone()),
            from_protocol: propose::from_protocol(protocol),
            versions,
        })
    }

    /// Saves the blocks as a new version.
    ///
    /// # Errors
    /// Refused where another version was saved since the blocks were opened; invalid where something is too long or empty.
    pub async fn save_search_blocks(&self, saved: &SearchBlocksSaved) -> Result<SearchBlocksView> {
        self.known_reviewer(&saved.reviewer).await?;
        let blocks = tidy(&saved.blocks)?;
        let remark = saved
            .remark
            .as_deref()
            .map(str::trim)
            .filter(|remark| !remark.is_empty());
        let body = serde_json::to_string(&blocks)
            .map_err(|e| Error::internal(format!("the blocks cannot be written: {e}")))?;
        let mut change = self
            .store
            .begin(
                &Actor::Reviewer(saved.reviewer.clone()),
                "save search blocks",
            )
            .await?;
        let version = change
            .add_search_blocks(saved.base, &body, remark, &saved.reviewer)
            .await?
            .ok_or_else(|| {
                Error::refused(
                    "somebody saved another version of the blocks meanwhile",
                    "Open the latest version, and put your changes into it.",
                )
            })?;
        let chips: usize = blocks.blocks.iter().map(|block| block.chips.len()).sum();
        change
            .commit(&serde_json::json!({
                "version": version, "blocks": blocks.blocks.len(), "terms": chips, "remark": remark
            }))
            .await?;
        self.search_blocks().await
    }
}

/// The blocks that a strategy is made of, or why it is not made of blocks.
///
/// # Errors
/// A language that is not known; a text that is too long.
pub fn blocks_of_strategy(text: &str, syntax: Option<String>) -> Result<BlocksOfStrategy> {
    let syntax = chosen(text, syntax)?;
    Ok(
        match concept_blocks(&strategy::parse(text, syntax).strategy) {
            Ok(read) => BlocksOfStrategy {
                blocks: Some(chips::of_concepts(&read.blocks, ChipOrigin::Strategy)),
                why_not: None,
                changes: read.changes,
            },
            Err(not) => BlocksOfStrategy {
                blocks: None,
                why_not: Some(not.message),
                changes: Vec::new(),
            },
        },
    )
}

/// Blocks as they are kept: without empty chips, each text on one line, each chip once.
fn tidy(blocks: &SearchBlocks) -> Result<SearchBlocks> {
    let too_much = |what: &str| {
        Error::invalid(
            format!("the blocks hold too much: {what}"),
            "Take out what is not needed, or write the strategy as text.",
        )
    };
    if blocks.blocks.len() > MOST_BLOCKS {
        return Err(too_much(&format!("more than {MOST_BLOCKS} blocks")));
    }
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut tidied = blocks.clone();
    tidied.language = tidied
        .language
        .map(|language| one_line(&language))
        .filter(|language| !language.is_empty());
    for block in &mut tidied.blocks {
        block.name = one_line(&block.name);
        let mut kept: Vec<Chip> = Vec::new();
        for chip in &mut block.chips {
            chip.text = one_line(&chip.text);
            let again = kept.iter().any(|known| {
                known.kind == chip.kind
                    && known.field == chip.field
                    && known.text.eq_ignore_ascii_case(&chip.text)
            });
            if !chip.text.is_empty() && !again {
                kept.push(chip.clone());
            }
        }
        block.chips = kept;
        if block.chips.len() > MOST_CHIPS {
            return Err(too_much(&format!(
                "more than {MOST_CHIPS} terms in “{}”",
                block.name
            )));
        }
        let texts = block.chips.iter().map(|chip| &chip.text);
        if texts
            .chain([&block.name])
            .any(|text| text.chars().count() > LONGEST)
        {
            return Err(too_much(&format!(
                "a term or name of more than {LONGEST} characters"
            )));
        }
    }
    Ok(tidied)
}
