//! Screen: what a reviewer sees next, and of it only what may be seen before one's own decision.

use std::collections::HashSet;

use regex::{Regex, RegexBuilder};
use review::{
    Criterion, Decision, HighlightList, Outcome, Record, RecordId, Retrieval, ReviewerId, Role,
    Stage,
};
use serde::Serialize;
use store::NoteRow;
use ts_rs::TS;

use crate::at_hand::AT_HAND;
use crate::blinding::{blind, is_blinded};
use crate::decide::known_group;
use crate::error::Result;
use crate::ledger::Ledger;
use crate::open_review::Review;
use crate::stopping::drawn_first;
use crate::suggestion_view::{SuggestionsView, SuspiciousText, suspicious_text};

/// A record as a reviewer sees it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct RecordView {
    /// The record that stands for its group.
    pub id: RecordId,
    /// The fields of all copies combined.
    pub record: Record,
    /// The databases and other sources that brought it.
    pub sources: Vec<String>,
    /// Whether authors, journal and what leads to them were left out, as the protocol asks before one's own decision.
    pub blinded: bool,
    /// The number of the round of calibration in which everybody reads this record, while it lasts.
    pub round: Option<i64>,
    /// Title with the team's words marked.
    pub title: Vec<Segment>,
    /// Abstract with the team's words marked.
    pub abstract_text: Vec<Segment>,
    /// The criteria, in order.
    pub criteria: Vec<Criterion>,
    /// The reviewer's own decision in force.
    pub own: Option<Decision>,
    /// Where the record stands. Hidden (`None`) until one has decided, if the protocol asks for independence.
    pub outcome: Option<Outcome>,
    /// A model's advice, where this reviewer may see it.
    pub suggestions: SuggestionsView,
    /// Text that is hidden from people or addressed to a machine, to be warned of.
    pub suspicious: Vec<SuspiciousText>,
    /// The others' decisions, shown under the same condition.
    pub others: Option<Vec<Decision>>,
    /// Notes: one's own before deciding, everybody's after.
    pub notes: Vec<NoteRow>,
    /// Tags.
    pub tags: Vec<String>,
    /// At full text: whether the report is at hand.
    pub retrieval: Retrieval,
}

/// A stretch of text with its mark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Segment {
    /// The text as given.
    pub text: String,
    /// The number of the highlight list (from 0) one of whose terms this is.
    pub list: Option<usize>,
}

/// How far a reviewer is at a stage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct Workload {
    /// Records that need decisions at this stage in all.
    pub total: usize,
    /// Records this reviewer decided on.
    pub decided: usize,
    /// Records that wait for this reviewer.
    pub open: usize,
    /// Records in conflict.
    pub conflicts: usize,
}

impl Review {
    /// The next records for a reviewer, in the given order (ordinals), records that are not in it last. Give a `count`
    /// above 1 to have the following ones at hand before they are needed.
    pub async fn next_records(
        &self,
        reviewer: &ReviewerId,
        stage: Stage,
        order: &[usize],
        count: usize,
    ) -> Result<Vec<RecordView>> {
        self.known_reviewer(reviewer).await?;
        let ledger = self.ledger().await?;
        let mut views = Vec::new();
        for group in queue(&ledger, reviewer, stage, order).take(count) {
            views.push(self.view_at_hand(&ledger, group, stage, reviewer).await?);
        }
        let next = queue(&ledger, reviewer, stage, order).take(AT_HAND);
        self.keep_at_hand(next.collect(), stage, reviewer).await;
        Ok(views)
    }

    /// One record as this reviewer sees it.
    pub async fn record_view(
        &self,
        record: &RecordId,
        stage: Stage,
        reviewer: &ReviewerId,
    ) -> Result<RecordView> {
        let ledger = self.ledger().await?;
        let group = known_group(&ledger, record)?;
        self.view_at_hand(&ledger, group, stage, reviewer).await
    }

    /// Records in conflict at a stage, as an adjudicator sees them: with both decisions. Others see only those on which
    /// they have decided.
    pub async fn conflicts(
        &self,
        stage: Stage,
        adjudicator: &ReviewerId,
    ) -> Result<Vec<RecordView>> {
        let ledger = self.ledger().await?;
        let mut views = Vec::new();
        let may_see = |group| {
            ledger.protocol().may_adjudicate(adjudicator)
                || ledger.own_decision(group, stage, adjudicator).is_some()
        };
        for group in ledger
            .conflicts(stage)
            .into_iter()
            .filter(|&group| may_see(group))
        {
            let mut view = self.view(&ledger, group, stage, adjudicator).await?;
            view.outcome = Some(Outcome::Conflict);
            view.others = Some(ledger.in_force(group, stage));
            views.push(view);
        }
        Ok(views)
    }

    /// How far a reviewer is.
    pub async fn workload(&self, reviewer: &ReviewerId, stage: Stage) -> Result<Workload> {
        self.known_reviewer(reviewer).await?;
        let ledger = self.ledger().await?;
        let mut load = Workload {
            conflicts: ledger.conflicts(stage).len(),
            ..Workload::default()
        };
        for group in ledger.groups().filter(|&g| ledger.is_eligible(g, stage)) {
            load.total += 1;
            load.decided += usize::from(ledger.own_decision(group, stage, reviewer).is_some());
            load.open += usize::from(ledger.is_open_for(group, stage, reviewer));
        }
        Ok(load)
    }

    pub(crate) async fn view(
        &self,
        ledger: &Ledger,
        group: usize,
        stage: Stage,
        reviewer: &ReviewerId,
    ) -> Result<RecordView> {
        let mut record = self.combined(ledger, group).await?;
        let own = ledger.own_decision(group, stage, reviewer);
        let adjudicated_by_self = ledger
            .in_force(group, stage)
            .iter()
            .any(|d| d.role == Role::Adjudicator && d.reviewer_id == *reviewer);
        // Independence hides the others whatever the protocol says; assisted mode is about suggestions only.
        let revealed = own.is_some() || adjudicated_by_self;
        let marker = Marker::new(&ledger.protocol().highlights);
        let id = ledger.id(group).clone();
        let notes = self
            .notes(&id)
            .await?
            .into_iter()
            .filter(|note| revealed || note.reviewer_id == *reviewer)
            .collect();
        let suggestions = self
            .suggestions_view(ledger, group, &record, stage, reviewer)
            .await?;
        let suspicious = suspicious_text(&record);
        let blinded = is_blinded(ledger, group, Some(reviewer));
        if blinded {
            blind(&mut record);
        }
        Ok(RecordView {
            blinded,
            round: ledger.round_of(group, stage).map(|round| round.number),
            sources: ledger
                .sources(group)
                .into_iter()
                .map(str::to_owned)
                .collect(),
            title: marker.mark(record.title.as_deref().unwrap_or_default()),
            abstract_text: marker.mark(record.abstract_text.as_deref().unwrap_or_default()),
            criteria: ledger.protocol().criteria.clone(),
            outcome: revealed.then(|| ledger.outcome(group, stage)),
            others: revealed.then(|| {
                ledger
                    .in_force(group, stage)
                    .into_iter()
                    .filter(|d| d.reviewer_id != *reviewer)
                    .collect()
            }),
            suggestions,
            suspicious,
            own,
            notes,
            tags: ledger.tags(group).into_iter().map(str::to_owned).collect(),
            retrieval: ledger.retrieval(group),
            id,
            record,
        })
    }
}

/// The groups that wait for a reviewer: those of a round of calibration first, then those of an open audit sample as they
/// were drawn, then those of `order` in its order, then all others in order of import.
pub(crate) fn queue<'l>(
    ledger: &'l Ledger,
    reviewer: &'l ReviewerId,
    stage: Stage,
    order: &'l [usize],
) -> impl Iterator<Item = usize> + 'l {
    let mut together = ledger.in_rounds_of(stage, reviewer);
    together.extend(drawn_first(ledger, stage));
    let mut first = HashSet::new();
    together.retain(|&group| first.insert(group));
    let ranked: HashSet<usize> = order.iter().copied().collect();
    let rest = ledger.groups().filter(move |group| !ranked.contains(group));
    let others = order.iter().copied().chain(rest);
    together
        .into_iter()
        .chain(others.filter(move |group| !first.contains(group)))
        .filter(|&group| group < ledger.record_count())
        .filter(move |&group| ledger.is_open_for(group, stage, reviewer))
}

/// Marks the team's words in a text.
///
/// A list without terms has no pattern and marks nothing.
struct Marker(Vec<Option<Regex>>);

impl Marker {
    fn new(lists: &[HighlightList]) -> Self {
        Self(lists.iter().map(pattern).collect())
    }

    /// The text in segments; where terms of two lists overlap, the list that comes first wins.
    fn mark(&self, text: &str) -> Vec<Segment> {
        let mut marks: Vec<(usize, usize, usize)> = Vec::new();
        for (list, pattern) in self.0.iter().enumerate() {
            for found in pattern.iter().flat_map(|p| p.find_iter(text)) {
                if !marks
                    .iter()
                    .any(|(start, end, _)| found.start() < *end && *start < found.end())
                {
                    marks.push((found.start(), found.end(), list));
                }
            }
        }
        marks.sort_unstable();
        let mut segments = Vec::new();
        let mut at = 0;
        for (start, end, list) in marks {
            if at < start {
                segments.push(Segment {
                    text: text[at..start].to_owned(),
                    list: None,
                });
            }
            segments.push(Segment {
                text: text[start..end].to_owned(),
                list: Some(list),
            });
            at = end;
        }
        if at < text.len() {
            segments.push(Segment {
                text: text[at..].to_owned(),
                list: None,
            });
        }
        segments
    }
}

/// Whole words, without regard to case; a trailing `*` stands for any continuation of the word, blanks for any white
/// space.
fn pattern(list: &HighlightList) -> Option<Regex> {
    let terms: Vec<String> = list
        .terms
        .iter()
        .map(|term| term.trim())
        .filter(|term| !term.trim_matches('*').is_empty())
        .map(|term| {
            let (stem, open) = term
                .strip_suffix('*')
                .map_or((term, false), |stem| (stem, true));
            let words: Vec<String> = stem.split_whitespace().map(regex::escape).collect();
            let start = if stem.starts_with(char::is_alphanumeric) {
                r"\b"
            } else {
                ""
            };
            let end = match (open, stem.ends_with(char::is_alphanumeric)) {
                (true, _) => r"\w*",
                (false, true) => r"\b",
                (false, false) => "",
            };
            format!("{start}{}{end}", words.join(r"\s+"))
        })
        .collect();
    if terms.is_empty() {
        return None;
    }
    let built = RegexBuilder::new(&terms.join("|"))
        .case_insensitive(true)
        .size_limit(1 << 24)
        .build();
    built
        .inspect_err(|error| tracing::warn!(%error, list = list.name, "this list of words is too long to be marked"))
        .ok()
}

#[cfg(test)]
mod tests {
    use review::HighlightShape;

    use super::*;

    #[test]
    fn words_are_marked_whole_and_the_first_list_wins() {
        let list = |terms: &[&str]| HighlightList {
            name: "list".into(),
            shape: HighlightShape::Box,
            terms: terms.iter().map(|t| (*t).to_owned()).collect(),
        };
        let marker = Marker::new(&[
            list(&["random*", "heart failure"]),
            list(&["failure", "art", "β-blocker", "("]),
        ]);
        let marked: Vec<(String, usize)> = marker
            .mark("Randomised heart\nfailure: failure of β-blocker art (2019)")
            .into_iter()
            .filter_map(|s| Some((s.text, s.list?)))
            .collect();
        let expected = [
            ("Randomised", 0),
            ("heart\nfailure", 0),
            ("failure", 1),
            ("β-blocker", 1),
            ("art", 1),
            ("(", 1),
        ];
        assert_eq!(marked, expected.map(|(text, list)| (text.to_owned(), list)));
        let whole: String = marker
            .mark("heart failure")
            .into_iter()
            .map(|s| s.text)
            .collect();
        assert_eq!(whole, "heart failure");
        assert!(
            Marker::new(&[list(&["*", ""])])
                .mark("anything")
                .iter()
                .all(|s| s.list.is_none())
        );
    }
}
