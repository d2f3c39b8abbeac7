//! How the team assesses: the tool of new results, one or two assessors, whether sentences may be looked for.

use bias::Tool;
use review::{ReviewerId, ReviewersPerRecord};
use serde::{Deserialize, Serialize};
use store::{Actor, BiasFacts, BiasSettingsRow};
use ts_rs::TS;

use super::standing::tool_of;
use crate::error::{Error, Result};
use crate::open_review::Review;

/// How the team assesses risk of bias.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BiasMethods {
    /// The tool of results that are added from now on; each can have another.
    pub tool: Tool,
    /// How many people assess each result, apart from each other.
    pub assessors: ReviewersPerRecord,
    /// Whether a person may have sentences of a report looked for that may bear on a question. They are quotations, and
    /// never an answer.
    pub finds_sentences: bool,
}

impl Default for BiasMethods {
    /// RoB 2 by two people, without sentences looked for.
    fn default() -> Self {
        Self {
            tool: Tool::Rob2,
            assessors: ReviewersPerRecord::Two,
            finds_sentences: false,
        }
    }
}

/// The same with what a person may choose.
#[derive(Clone, Debug, Serialize, TS)]
pub struct BiasMethodsView {
    /// What holds.
    pub methods: BiasMethods,
    /// The tools.
    pub tools: Vec<BiasToolChoice>,
    /// Whether anything was answered: from then on the number of assessors stays.
    pub begun: bool,
}

/// A tool that can be chosen.
#[derive(Clone, Debug, Serialize, TS)]
pub struct BiasToolChoice {
    /// It.
    pub tool: Tool,
    /// Its name, such as `RoB 2`.
    pub name: String,
    /// The effect that it is used for.
    pub effect: String,
    /// Whether it judges single results, not the study as a whole.
    pub of_a_result: bool,
}

/// The methods in force.
pub(super) fn in_force(facts: &BiasFacts) -> Result<BiasMethods> {
    let Some(row) = &facts.settings else {
        return Ok(BiasMethods::default());
    };
    Ok(BiasMethods {
        tool: tool_of(&row.tool)?,
        assessors: if row.assessors == "one" {
            ReviewersPerRecord::One
        } else {
            ReviewersPerRecord::Two
        },
        finds_sentences: row.finds_sentences,
    })
}

pub(super) fn choices() -> Vec<BiasToolChoice> {
    Tool::ALL
        .into_iter()
        .map(|tool| BiasToolChoice {
            tool,
            name: tool.form().name.to_owned(),
            effect: tool.form().effect.to_owned(),
            of_a_result: tool.is_of_a_result(),
        })
        .collect()
}

impl Review {
    /// How the team assesses risk of bias.
    pub async fn bias_methods(&self) -> Result<BiasMethodsView> {
        let facts = self.store.bias_facts().await?;
        Ok(BiasMethodsView {
            methods: in_force(&facts)?,
            tools: choices(),
            begun: !facts.entries.is_empty(),
        })
    }

    /// Says how the team assesses from now on. The tool of results that are there already stays.
    ///
    /// # Errors
    /// Another number of assessors once something was answered: what was entered apart must stay so.
    pub async fn set_bias_methods(
        &self,
        methods: BiasMethods,
        reviewer: &ReviewerId,
    ) -> Result<()> {
        self.known_reviewer(reviewer).await?;
        let facts = self.store.bias_facts().await?;
        let now = in_force(&facts)?;
        if now == methods {
            return Ok(());
        }
        if now.assessors != methods.assessors && !facts.entries.is_empty() {
            return Err(Error::refused(
                "the number of assessors stays once something was answered",
                "What was entered by people apart from each other must stay so.",
            ));
        }
        let assessors = match methods.assessors {
            ReviewersPerRecord::One => "one",
            ReviewersPerRecord::Two => "two",
        };
        let mut change = self
            .store
            .begin(&Actor::Reviewer(reviewer.clone()), "set bias methods")
            .await?;
        change
            .set_bias_settings(
                &BiasSettingsRow {
                    tool: methods.tool.word().to_owned(),
                    assessors: assessors.to_owned(),
                    finds_sentences: methods.finds_sentences,
                },
                reviewer,
            )
            .await?;
        change
            .commit(&serde_json::json!({
                "tool": methods.tool.form().name, "effect": methods.tool.form().effect, "assessors": assessors,
                "finds_sentences": methods.finds_sentences,
            }))
            .await?;
        self.advance_ledger(|_| {}).await
    }
}
