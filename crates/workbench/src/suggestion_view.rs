//! What of the suggestions a reviewer may see, and how: with the sentences cut from the record, never a bare percentage,
//! and in an independent review nothing at all before one's own decision.

use std::collections::HashMap;

use documents::hidden_text;
use review::{
    Agent, CriterionId, Independence, Reading, Record, RecordId, ReviewerId, Sighting, Stage,
    SuggestedLabel, Suggestion, SuggestionId,
};
use serde::Serialize;
use ts_rs::TS;

use crate::asked::{Asked, Place};
use crate::decide::known_group;
use crate::error::{Code, Error, Result};
use crate::ledger::Ledger;
use crate::likeness::Likeness;
use crate::open_review::Review;

/// The suggestions on a record, as far as this reviewer may see them. Only [`SuggestionsView::Shown`] can carry any: a
/// hidden suggestion is not in the answer, nor whether there is one.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum SuggestionsView {
    /// Suggestions are about title and abstract; at full text there are none.
    NotAtThisStage,
    /// The protocol has no criteria yet.
    NoCriteria,
    /// The review is independent, and this reviewer has not decided yet.
    Hidden,
    /// No model has read this record, or its text or the criteria were changed since.
    NotRead,
    /// These.
    Shown {
        /// Whether they appeared only after one's own decision.
        revealed: bool,
        /// One for each criterion that was asked about, in the order of the protocol.
        suggestions: Vec<SuggestionView>,
    },
}

/// A model's advice on one criterion.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct SuggestionView {
    /// Identity: name it in `Verdicts.seen` when deciding with it on the screen.
    pub id: SuggestionId,
    /// The criterion.
    pub criterion: CriterionId,
    /// Whether the record meets the criterion as it is worded; `None` where the criterion is unread.
    pub label: Option<SuggestedLabel>,
    /// Why there is no label, in words.
    pub unread: Option<String>,
    /// The sentences that support the label, the strongest first.
    pub evidence: Vec<EvidenceView>,
    /// How often records of which the model said about the same were included, or that this is not known yet.
    pub likeness: Likeness,
    /// The model's reason, at most 40 words, where one was asked for.
    pub reason: Option<String>,
    /// What should be known of it, such as that the end of the abstract was not read.
    pub warning: Option<String>,
    /// Who says it.
    pub agent: Agent,
    /// When, UTC milliseconds.
    pub made_at: i64,
}

/// A sentence cut from the record.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct EvidenceView {
    /// Its name: `T1` for the title, `S1`, `S2`, … for the abstract.
    pub sentence: String,
    /// Where it stands.
    pub place: Place,
    /// Where it begins in that text, in UTF-16 code units, as JavaScript counts.
    pub start: usize,
    /// Where it ends, likewise.
    pub end: usize,
    /// The sentence itself.
    pub text: String,
    /// How strongly it supports the label, 0 to 1; only for the order and strength of the mark.
    pub weight: f64,
}

/// Text in a record that a person does not see, or that speaks to a machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct SuspiciousText {
    /// Where it stands.
    pub place: Place,
    /// What is suspicious about it.
    pub kind: SuspiciousKind,
    /// Where it begins, in UTF-16 code units.
    pub start: usize,
    /// Where it ends, likewise.
    pub end: usize,
    /// What it says, made visible.
    pub text: String,
}

/// What is suspicious about a stretch of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SuspiciousKind {
    /// Characters that are not drawn.
    Invisible,
    /// Characters that change the order in which others are drawn.
    Reordering,
    /// Words addressed to a language model.
    Instruction,
}

impl Review {
    /// The suggestions on a group, as far as this reviewer may see them.
    pub(crate) async fn suggestions_view(
        &self,
        ledger: &Ledger,
        group: usize,
        record: &Record,
        stage: Stage,
        reviewer: &ReviewerId,
    ) -> Result<SuggestionsView> {
        if stage != Stage::TitleAbstract {
            return Ok(SuggestionsView::NotAtThisStage);
        }
        if ledger.protocol().criteria.is_empty() {
            return Ok(SuggestionsView::NoCriteria);
        }
        let decided = ledger.own_decision(group, stage, reviewer).is_some();
        if !decided && ledger.protocol().independence == Independence::Independent {
            return Ok(SuggestionsView::Hidden);
        }
        if self.held_by_study(ledger, group, reviewer).await? {
            return Ok(SuggestionsView::Hidden);
        }
        let asked = Asked::new(ledger.protocol(), record);
        let in_force = self.suggestions_in_force(ledger, group, &asked).await?;
        let revealed = ledger.protocol().independence == Independence::Independent;
        self.shown(ledger, reviewer, &asked, in_force, revealed)
            .await
    }

    /// Certain suggestions on a record, as a study shows them: those that were there when its protocol was locked.
    pub(crate) async fn named_suggestions(
        &self,
        ledger: &Ledger,
        record: &RecordId,
        reviewer: &ReviewerId,
        ids: &[SuggestionId],
        revealed: bool,
    ) -> Result<SuggestionsView> {
        let group = known_group(ledger, record)?;
        let combined = self.combined(ledger, group).await?;
        let asked = Asked::new(ledger.protocol(), &combined);
        let members: Vec<RecordId> = ledger
            .members(group)
            .into_iter()
            .map(|o| ledger.id(o).clone())
            .collect();
        let mut named = self.store.suggestions_on(&members).await?;
        named.retain(|suggestion| ids.contains(&suggestion.id));
        named.sort_by_key(|suggestion| ids.iter().position(|id| *id == suggestion.id));
        self.shown(ledger, reviewer, &asked, named, revealed).await
    }

    /// Whether a study that runs keeps a record's suggestions from one who reads or judges it there.
    async fn held_by_study(
        &self,
        ledger: &Ledger,
        group: usize,
        reviewer: &ReviewerId,
    ) -> Result<bool> {
        let members: Vec<RecordId> = ledger
            .members(group)
            .into_iter()
            .map(|o| ledger.id(o).clone())
            .collect();
        Ok(self.store.study_mode_holds(&members, reviewer).await?)
    }

    async fn shown(
        &self,
        ledger: &Ledger,
        reviewer: &ReviewerId,
        asked: &Asked,
        suggestions: Vec<Suggestion>,
        revealed: bool,
    ) -> Result<SuggestionsView> {
        if suggestions.is_empty() {
            return Ok(SuggestionsView::NotRead);
        }
        let agents = self.store.agents().await?;
        let curves = self.curves(ledger, reviewer).await?;
        let suggestions = suggestions
            .into_iter()
            .filter_map(|suggestion| {
                let agent = agents.iter().find(|a| a.id == suggestion.agent_id)?.clone();
                let met = match &suggestion.reading {
                    Reading::Read { probability, .. } => *probability,
                    Reading::Unread { .. } => None,
                };
                let likeness = curves.likeness(&suggestion.agent_id, &suggestion.criterion_id, met);
                Some(view(suggestion, agent, likeness, asked))
            })
            .collect();
        Ok(SuggestionsView::Shown {
            revealed,
            suggestions,
        })
    }

    /// The latest suggestion on each criterion that is about the record and the criteria as they are now, in the order of
    /// the protocol.
    pub(crate) async fn suggestions_in_force(
        &self,
        ledger: &Ledger,
        group: usize,
        asked: &Asked,
    ) -> Result<Vec<Suggestion>> {
        let members: Vec<RecordId> = ledger
            .members(group)
            .into_iter()
            .map(|o| ledger.id(o).clone())
            .collect();
        let all = self.store.suggestions_on(&members).await?;
        Ok(in_force(all, asked))
    }

    /// Which suggestions a decision made now would reveal, and which were on the screen before, as far as the screen
    /// says so. Nothing where the screen shows none.
    pub(crate) async fn sightings(
        &self,
        ledger: &Ledger,
        group: usize,
        stage: Stage,
        seen: Option<&[SuggestionId]>,
    ) -> Result<Vec<(SuggestionId, Sighting)>> {
        let Some(seen) = seen.filter(|_| stage == Stage::TitleAbstract) else {
            return Ok(Vec::new());
        };
        let in_force = async {
            let record = self.combined(ledger, group).await?;
            let asked = Asked::new(ledger.protocol(), &record);
            self.suggestions_in_force(ledger, group, &asked).await
        };
        let in_force = match in_force.await {
            Ok(in_force) => in_force,
            // The decision goes on without the team's server; what was on the screen is known here.
            Err(error) if error.code == Code::ServerAway => {
                let seen = seen.iter().cloned();
                return Ok(seen.map(|id| (id, Sighting::Before)).collect());
            }
            Err(error) => return Err(error),
        };
        let sightings = in_force.into_iter().map(|suggestion| {
            let sighting = if seen.contains(&suggestion.id) {
                Sighting::Before
            } else {
                Sighting::After
            };
            (suggestion.id, sighting)
        });
        Ok(sightings.collect())
    }

    /// Refuses where this reviewer may not see suggestions on a record yet.
    pub(crate) async fn refuse_hidden(
        &self,
        ledger: &Ledger,
        record: &RecordId,
        reviewer: &ReviewerId,
    ) -> Result<usize> {
        let group = known_group(ledger, record)?;
        let decided = ledger
            .own_decision(group, Stage::TitleAbstract, reviewer)
            .is_some();
        if !decided && ledger.protocol().independence == Independence::Independent {
            return Err(Error::refused(
                "this review is independent: a suggestion is shown only after one's own decision",
                "Decide first, or choose assisted screening in the protocol.",
            ));
        }
        if self.held_by_study(ledger, group, reviewer).await? {
            return Err(Error::refused(
                "this record is part of a study that you take part in",
                "Its suggestions are shown again once the study has ended.",
            ));
        }
        Ok(group)
    }
}

/// The latest suggestion on each criterion that is about this input, in the order of the criteria.
pub(crate) fn in_force(all: Vec<Suggestion>, asked: &Asked) -> Vec<Suggestion> {
    let mut latest: HashMap<CriterionId, Suggestion> = HashMap::new();
    for suggestion in all {
        if asked.input_of(&suggestion.criterion_id) == Some(suggestion.input_sha256.as_str()) {
            latest.insert(suggestion.criterion_id.clone(), suggestion);
        }
    }
    asked
        .criteria
        .iter()
        .filter_map(|c| latest.remove(&c.criterion.id))
        .collect()
}

fn view(suggestion: Suggestion, agent: Agent, likeness: Likeness, asked: &Asked) -> SuggestionView {
    let (label, unread, cited, reason) = match suggestion.reading {
        Reading::Read {
            label,
            evidence,
            reason,
            ..
        } => (Some(label), None, evidence, reason),
        Reading::Unread { why } => (None, Some(why), Vec::new(), None),
    };
    // A sentence is cut from the record by its name; a name that it does not have shows nothing.
    let evidence = cited.into_iter().filter_map(|cited| {
        let (place, body) = asked.sentence(&cited.sentence)?;
        let text = asked.text(place);
        Some(EvidenceView {
            sentence: cited.sentence,
            place,
            start: utf16(text, body.start),
            end: utf16(text, body.end),
            text: text[body].to_owned(),
            weight: cited.weight,
        })
    });
    SuggestionView {
        evidence: evidence.collect(),
        id: suggestion.id,
        criterion: suggestion.criterion_id,
        label,
        unread,
        likeness,
        reason,
        warning: suggestion.warning,
        agent,
        made_at: suggestion.made_at,
    }
}

/// What in title and abstract a person does not see, or is addressed to a machine.
pub(crate) fn suspicious_text(record: &Record) -> Vec<SuspiciousText> {
    let mut found = Vec::new();
    for (place, text) in [
        (Place::Title, record.title.as_deref().unwrap_or_default()),
        (
            Place::Abstract,
            record.abstract_text.as_deref().unwrap_or_default(),
        ),
    ] {
        found.extend(hidden_text(text).into_iter().map(|hidden| SuspiciousText {
            place,
            kind: match hidden.kind {
                documents::HiddenKind::Invisible => SuspiciousKind::Invisible,
                documents::HiddenKind::Reordering => SuspiciousKind::Reordering,
                documents::HiddenKind::Instruction => SuspiciousKind::Instruction,
            },
            start: utf16(text, hidden.range.start),
            end: utf16(text, hidden.range.end),
            text: hidden.says,
        }));
    }
    found
}

/// A place in bytes as a place in UTF-16 code units.
fn utf16(text: &str, bytes: usize) -> usize {
    text[..bytes].encode_utf16().count()
}
