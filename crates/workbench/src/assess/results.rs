//! The results that are assessed: added, given another tool, taken off the list.

use bias::Tool;
use review::{ReviewerId, StudyId};
use store::{Actor, BiasFacts, BiasResultRow};

use super::methods::in_force;
use super::standing::tool_of;
use super::view::{BiasStudy, study_called};
use crate::error::{Error, Result};
use crate::open_review::Review;
use crate::people::refuse_control_characters;

/// The longest name of a result, in characters.
const LONGEST: usize = 300;

/// The result of that identity.
pub(super) fn known_result<'f>(facts: &'f BiasFacts, id: &str) -> Result<&'f BiasResultRow> {
    let mut results = facts.results.iter();
    results.find(|row| row.id == id).ok_or_else(|| {
        Error::not_found(
            "this result is not on the list of its study",
            "Open the list of studies again.",
        )
    })
}

/// The same result, whatever the capitals and spaces.
pub(super) fn same_name(a: &str, b: &str) -> bool {
    let plain = |text: &str| {
        let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
        words.join(" ")
    };
    plain(a) == plain(b)
}

impl Review {
    /// Adds a result of a study that is to be assessed, with a tool or the team's; returns its identity. For a tool that
    /// judges the study as a whole the name is left empty.
    ///
    /// # Errors
    /// No name where the tool needs one; a result that the study has already.
    pub async fn add_bias_result(
        &self,
        study: &StudyId,
        name: &str,
        tool: Option<Tool>,
        reviewer: &ReviewerId,
    ) -> Result<String> {
        self.known_reviewer(reviewer).await?;
        self.known_study(study).await?;
        let facts = self.store.bias_facts().await?;
        let tool = match tool {
            Some(tool) => tool,
            None => in_force(&facts)?.tool,
        };
        let name = named(name, tool)?;
        refuse_twin(&facts, study, &name, tool, None)?;
        let mut change = self
            .store
            .begin(&Actor::Reviewer(reviewer.clone()), "add bias result")
            .await?;
        let id = change
            .add_bias_result(study, &name, tool.word(), reviewer)
            .await?;
        change
            .commit(&serde_json::json!({ "study": study, "result": name, "tool": tool.form().name, "id": id }))
            .await?;
        self.advance_ledger(|_| {}).await?;
        Ok(id)
    }

    /// The same for a study that is named by its label; it is made of its report where there is none yet.
    ///
    /// # Errors
    /// No such study; as [`add_bias_result`](Self::add_bias_result).
    pub async fn add_bias_result_of(
        &self,
        label: &str,
        name: &str,
        tool: Option<Tool>,
        reviewer: &ReviewerId,
    ) -> Result<String> {
        let overview = self.bias_overview(reviewer).await?;
        let listed = study_called(&overview.studies, label)?;
        let study = self.study_begun(listed, reviewer).await?;
        self.add_bias_result(&study, name, tool, reviewer).await
    }

    /// The study of a line of the list, made of its report where there is none yet.
    pub(super) async fn study_begun(
        &self,
        listed: &BiasStudy,
        reviewer: &ReviewerId,
    ) -> Result<StudyId> {
        match (&listed.study, listed.reports.first()) {
            (Some(study), _) => Ok(study.clone()),
            (None, Some(report)) => self.begin_study(&report.record, reviewer).await,
            (None, None) => Err(Error::not_found(
                format!("“{}” has no report any more", listed.label),
                "Open the list of studies again.",
            )),
        }
    }

    /// Takes a result off the list; what was said about it stays in the database.
    ///
    /// # Errors
    /// Somebody else has answered something of it.
    pub async fn withdraw_bias_result(&self, result: &str, reviewer: &ReviewerId) -> Result<()> {
        self.known_reviewer(reviewer).await?;
        let facts = self.store.bias_facts().await?;
        let row = known_result(&facts, result)?;
        refuse_answered_by_others(&facts, row, reviewer)?;
        let mut change = self
            .store
            .begin(&Actor::Reviewer(reviewer.clone()), "withdraw bias result")
            .await?;
        change.withdraw_bias_result(result, reviewer).await?;
        change
            .commit(&serde_json::json!({ "study": row.study_id, "result": row.name, "id": row.id }))
            .await?;
        self.advance_ledger(|_| {}).await
    }

    /// Has a result assessed with another tool; returns its new identity. What was answered with the tool before does not
    /// go with it.
    ///
    /// # Errors
    /// Somebody has answered something of it.
    pub async fn change_bias_tool(
        &self,
        result: &str,
        tool: Tool,
        reviewer: &ReviewerId,
    ) -> Result<String> {
        self.known_reviewer(reviewer).await?;
        let facts = self.store.bias_facts().await?;
        let row = known_result(&facts, result)?;
        if tool_of(&row.tool)? == tool {
            return Ok(row.id.clone());
        }
        if facts.entries.iter().any(|e| e.result_id == row.id) {
            return Err(Error::refused(
                "something was answered with the tool that this result has",
                "Add the result once more with the other tool, or take this one off the list.",
            ));
        }
        let name = named(&row.name, tool)?;
        refuse_twin(&facts, &row.study_id, &name, tool, Some(&row.id))?;
        let mut change = self
            .store
            .begin(&Actor::Reviewer(reviewer.clone()), "change bias tool")
            .await?;
        change.withdraw_bias_result(&row.id, reviewer).await?;
        let id = change
            .add_bias_result(&row.study_id, &name, tool.word(), reviewer)
            .await?;
        change
            .commit(&serde_json::json!({
                "study": row.study_id, "result": name, "tool": tool.form().name, "effect": tool.form().effect, "id": id,
            }))
            .await?;
        self.advance_ledger(|_| {}).await?;
        Ok(id)
    }
}

/// The name as it is kept.
fn named(name: &str, tool: Tool) -> Result<String> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    refuse_control_characters(&name)?;
    if !tool.is_of_a_result() {
        return Ok(String::new());
    }
    if name.is_empty() || name.chars().count() > LONGEST {
        return Err(Error::invalid(
            "the name of the result is empty or too long",
            "Name it by outcome and time, such as “Death, 30 days”.",
        ));
    }
    Ok(name)
}

fn refuse_twin(
    facts: &BiasFacts,
    study: &StudyId,
    name: &str,
    tool: Tool,
    but: Option<&str>,
) -> Result<()> {
    let twin = facts.results.iter().any(|row| {
        row.study_id == *study
            && row.tool == tool.word()
            && same_name(&row.name, name)
            && Some(row.id.as_str()) != but
    });
    if !twin {
        return Ok(());
    }
    Err(Error::refused(
        if name.is_empty() {
            "the study is on the list for this tool already".to_owned()
        } else {
            format!("the study has the result “{name}” already")
        },
        "Give the result a name of its own.",
    ))
}

fn refuse_answered_by_others(
    facts: &BiasFacts,
    row: &BiasResultRow,
    reviewer: &ReviewerId,
) -> Result<()> {
    let others = facts
        .entries
        .iter()
        .any(|e| e.result_id == row.id && e.reviewer_id != *reviewer);
    if !others {
        return Ok(());
    }
    Err(Error::refused(
        "somebody else has begun to assess this result",
        "It stays on the list, so that no work of others is lost from sight.",
    ))
}
