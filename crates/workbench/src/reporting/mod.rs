//! Reporting: the checklists PRISMA 2020, PRISMA-S and PRISMA-trAIce and a statement on the use of models, filled from
//! the review's own log where it can be, with what is missing marked as missing.
//!
//! Nothing is filled by guess: that nothing of a kind was recorded is never taken for “none was done”. What people write
//! stands beside what the log says, with their name, and every earlier text is kept.

mod ai_use;
mod items;
mod prefilled;
mod prisma_2020;
mod prisma_s;
mod recorded;

use review::ReviewerId;
use serde::Serialize;
use store::Actor;
use ts_rs::TS;

pub use ai_use::{AiModel, AiTask, AiUse};
pub use items::{ChecklistKind, Requirement};
use recorded::Recorded;

use crate::error::{Error, Result};
use crate::open_review::Review;

/// What a report of the review has to say of how it was done.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Reporting {
    /// Title of the review.
    pub title: String,
    /// The three checklists.
    pub checklists: Vec<Checklist>,
    /// The statement on the use of models.
    pub ai_use: AiUse,
}

/// A checklist with its items.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Checklist {
    /// Which.
    pub kind: ChecklistKind,
    /// Its name.
    pub name: String,
    /// Where its items come from, with the licence.
    pub source: String,
    /// Its items, in order.
    pub items: Vec<ChecklistItem>,
}

/// An item.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ChecklistItem {
    /// Its number, such as `13a`.
    pub number: String,
    /// The section it belongs to.
    pub section: String,
    /// What it is about.
    pub topic: String,
    /// What it asks for, in short.
    pub asks: String,
    /// How much it is insisted on.
    pub requirement: Requirement,
    /// What the log says.
    pub recorded: Vec<String>,
    /// What it asks for and the log does not hold.
    pub lacking: Vec<String>,
    /// What a person wrote.
    pub written: Option<WrittenText>,
    /// How far it is filled.
    pub state: ItemFilled,
}

/// What a person wrote on an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct WrittenText {
    /// The text.
    pub body: String,
    /// Where it is reported, such as a page.
    pub place: String,
    /// Who wrote it.
    pub by: String,
    /// When, UTC milliseconds.
    pub at: i64,
}

/// How far an item is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ItemFilled {
    /// The log holds all that it asks for.
    Recorded,
    /// A person wrote on it.
    Written,
    /// The log holds a part.
    Partly,
    /// Neither the log nor a person says anything.
    Missing,
}

impl ItemFilled {
    /// In words.
    pub fn in_words(self) -> &'static str {
        match self {
            ItemFilled::Recorded => "from the log",
            ItemFilled::Written => "written",
            ItemFilled::Partly => "in part",
            ItemFilled::Missing => "missing",
        }
    }
}

/// The longest text on an item, in characters: some pages.
const LONGEST: usize = 20_000;

impl Review {
    /// The checklists and the statement as they stand.
    pub async fn reporting(&self) -> Result<Reporting> {
        let recorded = Recorded::of(self).await?;
        let ledger = self.ledger().await?;
        let texts = self.store.report_texts().await?;
        let checklists = ChecklistKind::ALL
            .into_iter()
            .map(|kind| Checklist {
                kind,
                name: kind.name().to_owned(),
                source: kind.source().to_owned(),
                items: kind
                    .items()
                    .iter()
                    .map(|item| {
                        let filled = match kind {
                            ChecklistKind::Prisma2020 => prisma_2020::fill(item.number, &recorded),
                            ChecklistKind::PrismaS => prisma_s::fill(item.number, &recorded),
                            ChecklistKind::PrismaTraice => ai_use::fill(item.number, &recorded),
                        };
                        let written = texts
                            .iter()
                            .find(|t| t.checklist == kind.as_str() && t.item == item.number)
                            .map(|text| WrittenText {
                                body: text.body.clone(),
                                place: text.place.clone(),
                                by: ledger.reviewer_name(&text.reviewer_id).to_owned(),
                                at: text.written_at,
                            });
                        let state = match (&written, &filled.recorded[..], &filled.lacking[..]) {
                            (Some(_), ..) => ItemFilled::Written,
                            (None, [], _) => ItemFilled::Missing,
                            (None, _, []) => ItemFilled::Recorded,
                            (None, ..) => ItemFilled::Partly,
                        };
                        ChecklistItem {
                            number: item.number.to_owned(),
                            section: item.section.to_owned(),
                            topic: item.topic.to_owned(),
                            asks: item.asks.to_owned(),
                            requirement: item.requirement,
                            recorded: filled.recorded,
                            lacking: filled.lacking,
                            written,
                            state,
                        }
                    })
                    .collect(),
            })
            .collect();
        Ok(Reporting {
            title: self.title().await?,
            checklists,
            ai_use: ai_use::statement(&recorded),
        })
    }

    /// Writes on an item of a checklist: a text, or where it is reported, or both. Both empty take back what was written.
    pub async fn write_report_text(
        &self,
        checklist: ChecklistKind,
        item: &str,
        body: &str,
        place: &str,
        reviewer: &ReviewerId,
    ) -> Result<()> {
        self.known_reviewer(reviewer).await?;
        if !checklist.items().iter().any(|known| known.number == item) {
            return Err(Error::not_found(
                format!("{} has no item “{item}”", checklist.name()),
                "Items are named by their number, such as 13a.",
            ));
        }
        let (body, place) = (body.trim(), place.trim());
        if body.chars().count() > LONGEST || place.chars().count() > LONGEST {
            return Err(Error::invalid(
                format!("the text on an item holds at most {LONGEST} characters"),
                "Write it in short, and say where the whole is reported.",
            ));
        }
        let mut change = self
            .store
            .begin(&Actor::Reviewer(reviewer.clone()), "write report item")
            .await?;
        change
            .add_report_text(checklist.as_str(), item, body, place, reviewer)
            .await?;
        change
            .commit(&serde_json::json!({
                "checklist": checklist.as_str(), "item": item, "text": body, "place": place
            }))
            .await?;
        Ok(())
    }
}
