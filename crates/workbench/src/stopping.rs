//! Stopping: whether enough was screened, and the audit sample from which recall may be stated (METHODS §2).
//!
//! The sample is drawn by chance from all records that are not settled at title and abstract, half decided and disputed
//! ones too, since these are all the records in which something may still be missed. Its size, target and confidence are
//! set before it is drawn and kept with it. Its records are screened like all others and by the same rules; they come
//! first, in the order of the draw, and nothing in a record's view says that it is of the sample.
//!
//! * Before its last record is settled nothing is told of what the sample holds, so that nobody ends it early because it
//!   looks good. A sample that is given up counts as one that was drawn ([`ranking::audit_confidence`]).
//! * The bound is on what was left at the time of the draw, and stays true whatever is screened later; what is found
//!   later counts as found. Records that came afterwards, or are open again, are none the sample was drawn from: while
//!   such a record is not settled, nothing is stated from the sample.

mod counted;

use counted::{Counted, statement};
use ranking::{
    AuditSample, StoppingInput, StoppingPanel, audit_confidence, audit_sample_size,
    draw_audit_sample,
};
use review::{Outcome, RecordId, ReviewerId, Stage};
use serde::Serialize;
use sha2::{Digest, Sha256};
use store::{Actor, AuditSampleRow, SampleDraw};
use ts_rs::TS;

use crate::error::{Error, Result};
use crate::key_papers::KeyPaper;
use crate::ledger::Ledger;
use crate::open_review::Review;

/// All that a team looks at before it stops.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Stopping {
    /// Test, check list, and what may be claimed; `None` before anything was settled.
    pub panel: Option<StoppingPanel>,
    /// The key papers.
    pub key_papers: Vec<KeyPaper>,
    /// Every audit sample that was drawn, the latest last.
    pub samples: Vec<SampleView>,
    /// Records that a sample would be drawn from now.
    pub unsettled: usize,
}

/// An audit sample.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SampleView {
    /// Identity.
    pub id: String,
    /// Its number among all that were drawn, from 1.
    pub number: usize,
    /// Who had it drawn.
    pub drawn_by: String,
    /// When, UTC milliseconds.
    pub drawn_at: i64,
    /// Seed of the draw.
    pub seed: u32,
    /// Recall that it shall show, from 0 to 1.
    pub target: f64,
    /// With which confidence, over all samples together.
    pub confidence: f64,
    /// Records that it was drawn from.
    pub population: usize,
    /// Records in it.
    pub size: usize,
    /// How many of them are settled.
    pub settled: usize,
    /// How far it is.
    pub state: SampleState,
    /// What it showed; only once every record of it is settled.
    pub outcome: Option<SampleOutcome>,
}

/// How far a sample is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum SampleState {
    /// Its records are being screened.
    Open,
    /// It was given up before its end.
    GivenUp {
        /// Why.
        reason: String,
    },
    /// Every record of it is settled.
    Read,
}

/// What a sample showed.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SampleOutcome {
    /// The sample with its bounds.
    pub sample: AuditSample,
    /// Relevant records of what was left that were found outside of the sample since.
    pub found_since: usize,
    /// Records that came or were opened again after the draw and are not settled: nothing is stated while there are any.
    pub not_covered: usize,
    /// Records of the sample that are duplicates of others by now, or were removed or taken back: they count nowhere.
    pub left: usize,
    /// The relevant records of the sample: those that would have been missed without it.
    pub missed: Vec<MissedRecord>,
    /// What may be stated, in a sentence for a report.
    pub statement: String,
}

/// A relevant record that screening by rank had not reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct MissedRecord {
    /// The record.
    pub record: RecordId,
    /// Its title.
    pub title: Option<String>,
}

/// What a sample shall show, before it is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, serde::Deserialize, TS)]
pub struct SampleRequest {
    /// Recall that it shall show, from 0 to 1.
    pub target: f64,
    /// With which confidence, from 0 to 1.
    pub confidence: f64,
    /// How many records; left out, as many as it takes if none of them is relevant.
    pub size: Option<usize>,
}

impl Review {
    /// All that a team looks at before it stops.
    pub async fn stopping(&self, target: f64, confidence: f64) -> Result<Stopping> {
        check_share("recall", target)?;
        check_share("confidence", confidence)?;
        let ledger = self.ledger().await?;
        let mut samples = Vec::new();
        for (earlier, row) in ledger.facts().audit_samples.iter().enumerate() {
            samples.push(self.sample_view(&ledger, row, earlier).await?);
        }
        Ok(Stopping {
            panel: self.stopping_panel(&ledger, target, confidence).await?,
            key_papers: self.key_papers().await?,
            samples,
            unsettled: unsettled(&ledger).len(),
        })
    }

    /// Draws an audit sample; returns its identity.
    ///
    /// Refused while another one is open, or where nothing is left to draw from.
    pub async fn draw_audit_sample(
        &self,
        wanted: &SampleRequest,
        reviewer: &ReviewerId,
    ) -> Result<String> {
        check_share("recall", wanted.target)?;
        check_share("confidence", wanted.confidence)?;
        let ledger = self.ledger().await?;
        self.known_reviewer(reviewer).await?;
        if open_sample(&ledger).is_some() {
            return Err(Error::refused(
                "an audit sample is open",
                "Screen its records to the end, or give it up, before another one is drawn.",
            ));
        }
        let population = unsettled(&ledger);
        let size = wanted.size.unwrap_or_else(|| {
            let drawn = ledger.facts().audit_samples.len();
            audit_sample_size(
                population.len(),
                relevant(&ledger),
                wanted.target,
                audit_confidence(wanted.confidence, drawn),
            )
        });
        if population.is_empty() {
            return Err(Error::refused(
                "every record is settled at title and abstract",
                "Nothing is left that a sample could be drawn from, and none is needed.",
            ));
        }
        if size == 0 || size > population.len() {
            return Err(Error::invalid(
                format!("a sample of {size} records makes no sense"),
                format!("Between 1 and {} records can be drawn.", population.len()),
            ));
        }
        let seed = by_chance();
        let draw = SampleDraw {
            target: wanted.target,
            confidence: wanted.confidence,
            seed,
            sample: draw_audit_sample(&population, size, seed),
            population,
        };
        let mut change = self
            .store
            .begin(&Actor::Reviewer(reviewer.clone()), "draw audit sample")
            .await?;
        let id = change.add_audit_sample(&draw, reviewer).await?;
        // Not which records: the trail is read by those who screen them.
        change
            .commit(&serde_json::json!({
                "sample": id,
                "size": size,
                "population": draw.population.len(),
                "target": draw.target,
                "confidence": draw.confidence,
                "seed": seed,
                "records_sha256": sha256_of(&draw.sample),
            }))
            .await?;
        Ok(id)
    }

    /// Gives the open sample up. It still counts as one that was drawn.
    pub async fn give_up_audit_sample(&self, reason: &str, reviewer: &ReviewerId) -> Result<()> {
        let ledger = self.ledger().await?;
        self.known_reviewer(reviewer).await?;
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(Error::invalid(
                "why the sample is given up is not said",
                "Give the reason; it stands in the report.",
            ));
        }
        let open = open_sample(&ledger).ok_or_else(|| {
            Error::refused(
                "no audit sample is open",
                "A sample whose records are all settled stays as it is.",
            )
        })?;
        let mut change = self
            .store
            .begin(&Actor::Reviewer(reviewer.clone()), "give up audit sample")
            .await?;
        change.end_audit_sample(&open.id, reason, reviewer).await?;
        change
            .commit(&serde_json::json!({ "sample": open.id, "reason": reason }))
            .await?;
        Ok(())
    }

    /// The panel over the settled records, in the order in which they were settled.
    pub(crate) async fn stopping_panel(
        &self,
        ledger: &Ledger,
        target: f64,
        confidence: f64,
    ) -> Result<Option<StoppingPanel>> {
        let mut settled: Vec<(i64, usize, bool)> = Vec::new();
        let mut records = 0;
        for group in eligible(ledger) {
            records += 1;
            let Some(relevant) = settled_as(ledger, group) else {
                continue;
            };
            let decisions = ledger.in_force(group, Stage::TitleAbstract);
            let at = decisions.iter().map(|d| d.decided_at).max();
            settled.push((at.unwrap_or_default(), group, relevant));
        }
        if settled.is_empty() {
            return Ok(None);
        }
        settled.sort_unstable();
        let samples = &ledger.facts().audit_samples;
        let read = samples
            .iter()
            .enumerate()
            .rev()
            .map(|(earlier, row)| (earlier, row, Counted::of(ledger, row)))
            .find(|(_, _, counted)| counted.read().is_some());
        let (key_papers, key_papers_found) = self.key_papers_found(ledger).await?;
        let panel = StoppingPanel::after_audits(
            &StoppingInput {
                screened: settled
                    .into_iter()
                    .map(|(_, _, relevant)| relevant)
                    .collect(),
                records,
                target,
                confidence,
                key_papers,
                key_papers_found,
                estimated_relevant: read.as_ref().and_then(|(_, _, counted)| counted.estimate()),
                audit: None,
            },
            samples.len(),
        );
        Ok(Some(match read {
            Some((earlier, row, counted)) if counted.not_covered == 0 => panel.with_sample(
                counted.bounds(audit_confidence(row.draw.confidence, earlier)),
                row.draw.confidence,
                earlier,
            ),
            _ => panel,
        }))
    }

    async fn sample_view(
        &self,
        ledger: &Ledger,
        row: &AuditSampleRow,
        earlier: usize,
    ) -> Result<SampleView> {
        let counted = Counted::of(ledger, row);
        let state = match &row.given_up {
            Some(reason) => SampleState::GivenUp {
                reason: reason.clone(),
            },
            None if counted.settled < counted.size => SampleState::Open,
            None => SampleState::Read,
        };
        let outcome = match counted.read() {
            Some(counted) if row.given_up.is_none() => {
                let mut missed = Vec::new();
                for &group in &counted.relevant {
                    missed.push(MissedRecord {
                        record: ledger.id(group).clone(),
                        title: self.combined(ledger, group).await?.title,
                    });
                }
                let sample = counted.bounds(audit_confidence(row.draw.confidence, earlier));
                Some(SampleOutcome {
                    sample,
                    found_since: counted.found_since,
                    not_covered: counted.not_covered,
                    left: row.draw.sample.len() - counted.size,
                    missed,
                    statement: statement(row, counted, &sample),
                })
            }
            _ => None,
        };
        Ok(SampleView {
            id: row.id.clone(),
            number: earlier + 1,
            drawn_by: ledger.reviewer_name(&row.reviewer_id).to_owned(),
            drawn_at: row.drawn_at,
            seed: row.draw.seed,
            target: row.draw.target,
            confidence: row.draw.confidence,
            population: row.draw.population.len(),
            size: row.draw.sample.len(),
            settled: counted.settled + (row.draw.sample.len() - counted.size),
            state,
            outcome,
        })
    }
}

/// The sample whose records are being screened: the latest, where it is neither read nor given up.
fn open_sample(ledger: &Ledger) -> Option<&AuditSampleRow> {
    let last = ledger.facts().audit_samples.last()?;
    let counted = Counted::of(ledger, last);
    (!counted.given_up && counted.settled < counted.size).then_some(last)
}

/// The records of the open sample in the order in which they were drawn: they come first in everybody's order.
pub(crate) fn drawn_first(ledger: &Ledger, stage: Stage) -> &[usize] {
    let last = ledger
        .facts()
        .audit_samples
        .last()
        .filter(|_| stage == Stage::TitleAbstract);
    last.filter(|row| row.given_up.is_none())
        .map_or(&[], |row| &row.draw.sample)
}

/// Groups to be screened by title and abstract, or screened.
fn eligible(ledger: &Ledger) -> impl Iterator<Item = usize> + '_ {
    ledger.groups().filter(|&g| ledger.removal(g).is_none())
}

fn unsettled(ledger: &Ledger) -> Vec<usize> {
    eligible(ledger)
        .filter(|&group| settled_as(ledger, group).is_none())
        .collect()
}

fn relevant(ledger: &Ledger) -> usize {
    eligible(ledger)
        .filter(|&group| settled_as(ledger, group) == Some(true))
        .count()
}

/// Included or excluded at title and abstract; `None` where that is not settled.
fn settled_as(ledger: &Ledger, group: usize) -> Option<bool> {
    match ledger.outcome(group, Stage::TitleAbstract) {
        Outcome::Included => Some(true),
        Outcome::Excluded { .. } => Some(false),
        Outcome::Undecided | Outcome::Waiting | Outcome::Conflict => None,
    }
}

fn check_share(name: &str, value: f64) -> Result<()> {
    if value > 0.0 && value < 1.0 {
        return Ok(());
    }
    Err(Error::invalid(
        format!("a {name} of {value} makes no sense"),
        "Give a share such as 0.95.",
    ))
}

/// A seed that nobody chose: the operating system's randomness.
fn by_chance() -> u32 {
    let [a, b, c, d, ..] = uuid::Uuid::new_v4().into_bytes();
    u32::from_le_bytes([a, b, c, d])
}

/// Says later whether the list of a sample is the one that was drawn, without saying it now.
fn sha256_of(sample: &[usize]) -> String {
    let words: Vec<String> = sample.iter().map(usize::to_string).collect();
    let digest = Sha256::digest(words.join(","));
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
