//! How far reviewers agree, before and after they talked about it (METHODS §4).
//!
//! Only records that have all the decisions they need are told of: nobody's own decision on them is still to come, so
//! that nothing here can be known before it.

mod ratings;

use agreement::{Agreement, Ratings, Resampling, Scale};
use ratings::{Categories, Judged, ModelRatings, PairRatings, judged, verdict_of_model};
use review::{CriterionId, Outcome, RecordId, ReviewerId, Stage, Verdict};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::Result;
use crate::ledger::Ledger;
use crate::off_thread::off_thread;
use crate::open_review::Review;

/// How *unsure* is counted; it has to be said wherever agreement is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CountUnsure {
    /// As a third answer between include and exclude.
    #[default]
    BetweenBoth,
    /// As include: the record goes on to the next stage either way.
    AsInclude,
    /// Records on which one of the two was unsure are left out.
    LeftOut,
}

/// How far the reviewers agree at one stage.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AgreementReport {
    /// The stage.
    pub stage: Stage,
    /// How *unsure* was counted.
    pub unsure: CountUnsure,
    /// What the figures number as categories, in their order.
    pub categories: Vec<String>,
    /// Records that have all the decisions they need: what all figures are of.
    pub records: usize,
    /// Records that wait for another decision, and are not told of.
    pub awaiting: usize,
    /// Every pair of reviewers who decided on the same records.
    pub pairs: Vec<PairAgreement>,
    /// All reviewers together, before they talked; of three or more.
    pub together: Option<Agreement>,
    /// Labels of the criteria that the figures of reasons number as categories.
    pub reasons: Vec<String>,
    /// What the figures of models number as categories.
    pub model_categories: Vec<String>,
    /// Models as one more reviewer. They are not: a suggestion is never a decision.
    pub models: Vec<ModelAgreement>,
    /// The records on which reviewers differed before they talked, in order of import; at most five hundred.
    pub disagreements: Vec<Disagreement>,
    /// How many there are in all.
    pub disagreement_count: usize,
}

/// Two reviewers.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PairAgreement {
    /// The first, whose categories are the rows.
    pub first: ReviewerId,
    /// The second.
    pub second: ReviewerId,
    /// Name of the first.
    pub first_name: String,
    /// Name of the second.
    pub second_name: String,
    /// By the decisions that were in force when the last decision needed was made: neither knew the other's.
    pub before: Agreement,
    /// By the decisions in force now; `None` where neither changed any afterwards. Adjudication is not among them.
    pub after: Option<Agreement>,
    /// Records on which one of them changed the decision afterwards.
    pub changed: usize,
    /// On the records that both excluded, before they talked: whether for the same reason. `None` where there are none
    /// with two reasons.
    pub reasons: Option<Agreement>,
    /// Criterion by criterion, before they talked: whether both excluded for it.
    pub criteria: Vec<ReasonAgreement>,
}

/// Two reviewers on one criterion.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ReasonAgreement {
    /// Its label.
    pub criterion: String,
    /// Records that one of the two, or both, excluded for it.
    pub cited: usize,
    /// Of two categories: excluded for this criterion, or not (included, unsure, or excluded for another). Exclusions
    /// without a reason are left out.
    pub figures: Agreement,
}

/// A model and a reviewer.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ModelAgreement {
    /// The model's name.
    pub agent: String,
    /// The reviewer.
    pub reviewer: ReviewerId,
    /// Name of the reviewer.
    pub reviewer_name: String,
    /// The reviewer's categories are the rows. The model includes where every criterion speaks for the record, excludes
    /// where one speaks against it, and is unsure otherwise.
    pub figures: Agreement,
    /// Records that are left out because the model did not answer on every criterion.
    pub unread: usize,
}

/// A record on which reviewers differed.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Disagreement {
    /// The record.
    pub record: RecordId,
    /// Its title.
    pub title: Option<String>,
    /// Who decided how, before they talked.
    pub verdicts: Vec<OneVerdict>,
    /// Where the record stands now.
    pub outcome: Outcome,
}

/// What one reviewer decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct OneVerdict {
    /// Name.
    pub reviewer: String,
    /// The verdict.
    pub verdict: Verdict,
    /// Label of the criterion cited.
    pub reason: Option<String>,
}

/// Disagreements that are listed at most.
const LISTED: usize = 500;

impl Review {
    /// How far the reviewers agree at a stage. Intervals are of 95 %, from 2,000 draws with this seed.
    pub async fn reviewer_agreement(
        &self,
        stage: Stage,
        unsure: CountUnsure,
        seed: u32,
    ) -> Result<AgreementReport> {
        let ledger = self.ledger().await?;
        self.agreement_on(&ledger, stage, unsure, seed, |_| true)
            .await
    }

    /// The same of some groups only.
    pub(crate) async fn agreement_on(
        &self,
        ledger: &Ledger,
        stage: Stage,
        unsure: CountUnsure,
        seed: u32,
        of: impl Fn(usize) -> bool,
    ) -> Result<AgreementReport> {
        let (judged, awaiting) = judged(ledger, stage, of);
        let all = || {
            judged
                .iter()
                .flat_map(|one| one.before.values().chain(one.after.values()))
        };
        let given =
            unsure == CountUnsure::BetweenBoth && all().any(|d| d.verdict == Verdict::Unsure);
        let categories = Categories { unsure, given };
        let by = Resampling {
            draws: 2000,
            seed: u64::from(seed),
            level: 0.95,
        };
        let mut reviewers: Vec<&ReviewerId> = all().map(|decision| &decision.reviewer_id).collect();
        reviewers.sort_unstable();
        reviewers.dedup();
        // In the order in which they were added.
        let known = &ledger.facts().reviewers;
        reviewers.sort_by_key(|id| known.iter().position(|reviewer| reviewer.id == **id));
        let mut reasons: Vec<&CriterionId> = all().filter_map(|d| d.reason.as_ref()).collect();
        reasons.sort_unstable();
        reasons.dedup();

        let mut asked = Vec::new();
        for (place, first) in reviewers.iter().enumerate() {
            for second in &reviewers[place + 1..] {
                asked.push(PairRatings::of(
                    &judged,
                    first,
                    second,
                    &categories,
                    &reasons,
                ));
            }
        }
        let together = (reviewers.len() > 2)
            .then(|| {
                let rows: Vec<Vec<Option<usize>>> = judged
                    .iter()
                    .map(|one| {
                        let category =
                            |id| one.before.get(id).and_then(|d| categories.of(d.verdict));
                        reviewers.iter().map(category).collect()
                    })
                    .collect();
                Ratings::new(categories.count(), &rows)
            })
            .flatten();
        // Models are unsure more often than not, even where no reviewer ever was.
        let of_models = Categories {
            unsure,
            given: unsure == CountUnsure::BetweenBoth,
        };
        let models = self
            .models_as_raters(ledger, &judged, &reviewers, &of_models, stage)
            .await?;
        let (scale, scale_of_models) = (categories.scale(), of_models.scale());
        let (pairs, together, models) = off_thread("working out agreement", move || {
            let figures = |ratings: &Ratings| Agreement::of(ratings, scale, by);
            let pairs: Vec<_> = asked
                .iter()
                .map(|pair| {
                    Some((
                        figures(pair.before.as_ref()?)?,
                        pair.after.as_ref().and_then(figures),
                        pair.reasons
                            .as_ref()
                            .and_then(|ratings| Agreement::of(ratings, Scale::Nominal, by)),
                        pair.by_reason
                            .iter()
                            .map(|of| Agreement::of(of.as_ref()?, Scale::Nominal, by))
                            .collect::<Vec<_>>(),
                        pair.changed,
                    ))
                })
                .collect();
            let models: Vec<_> = models
                .into_iter()
                .filter_map(|model| {
                    Some((Agreement::of(&model.ratings, scale_of_models, by)?, model))
                })
                .collect();
            (pairs, together.as_ref().and_then(figures), models)
        })
        .await?;

        let name = |id: &ReviewerId| ledger.reviewer_name(id).to_owned();
        let mut told = pairs.into_iter();
        let mut report = AgreementReport {
            stage,
            unsure,
            categories: categories.names(),
            model_categories: of_models.names(),
            records: judged.len(),
            awaiting,
            pairs: Vec::new(),
            together,
            reasons: reasons.iter().map(|id| label(ledger, id)).collect(),
            models: models
                .into_iter()
                .map(|(figures, model)| ModelAgreement {
                    agent: model.agent,
                    reviewer_name: name(&model.reviewer),
                    reviewer: model.reviewer,
                    figures,
                    unread: model.unread,
                })
                .collect(),
            disagreements: Vec::new(),
            disagreement_count: 0,
        };
        for (place, first) in reviewers.iter().enumerate() {
            for second in &reviewers[place + 1..] {
                let Some((before, after, same_reason, by_reason, changed)) = told.next().flatten()
                else {
                    continue;
                };
                report.pairs.push(PairAgreement {
                    first: (*first).clone(),
                    second: (*second).clone(),
                    first_name: name(first),
                    second_name: name(second),
                    before,
                    after,
                    changed,
                    reasons: same_reason,
                    criteria: by_reason
                        .into_iter()
                        .zip(&reasons)
                        .filter_map(|(figures, id)| criterion(ledger, id, figures?))
                        .collect(),
                });
            }
        }
        let differing: Vec<&Judged> = judged.iter().filter(|one| one.differ()).collect();
        report.disagreement_count = differing.len();
        for one in differing.into_iter().take(LISTED) {
            report.disagreements.push(Disagreement {
                record: ledger.id(one.group).clone(),
                title: self.combined(ledger, one.group).await?.title,
                verdicts: one
                    .before
                    .iter()
                    .map(|(id, decision)| OneVerdict {
                        reviewer: name(id),
                        verdict: decision.verdict,
                        reason: decision.reason.as_ref().map(|id| label(ledger, id)),
                    })
                    .collect(),
                outcome: ledger.outcome(one.group, stage),
            });
        }
        Ok(report)
    }

    /// What the models say of the same records, at title and abstract.
    async fn models_as_raters(
        &self,
        ledger: &Ledger,
        judged: &[Judged<'_>],
        reviewers: &[&ReviewerId],
        categories: &Categories,
        stage: Stage,
    ) -> Result<Vec<ModelRatings>> {
        if stage != Stage::TitleAbstract || ledger.protocol().criteria.is_empty() {
            return Ok(Vec::new());
        }
        let agents = self.store.agents().await?;
        let readings = self.readings_now().await?;
        let mut models = Vec::new();
        for agent in &agents {
            for reviewer in reviewers {
                let (mut rows, mut unread) = (Vec::new(), 0);
                for one in judged {
                    let Some(decision) = one.before.get(reviewer) else {
                        continue;
                    };
                    match verdict_of_model(ledger, &readings, one.group, &agent.id) {
                        Some(verdict) => rows.push(vec![
                            categories.of(decision.verdict),
                            categories.of(verdict),
                        ]),
                        None => unread += 1,
                    }
                }
                let ratings = Ratings::new(categories.count(), &rows);
                models.extend(ratings.map(|ratings| ModelRatings {
                    agent: agent.name.clone(),
                    reviewer: (*reviewer).clone(),
                    ratings,
                    unread,
                }));
            }
        }
        Ok(models)
    }
}

/// `None` where neither excluded for it.
fn criterion(ledger: &Ledger, id: &CriterionId, figures: Agreement) -> Option<ReasonAgreement> {
    let [both, first, second, _] = figures.table.as_deref()? else {
        return None;
    };
    let cited = both + first + second;
    (cited > 0).then(|| ReasonAgreement {
        criterion: label(ledger, id),
        cited,
        figures,
    })
}

fn label(ledger: &Ledger, id: &CriterionId) -> String {
    let known = ledger.protocol().criteria.iter().find(|c| c.id == *id);
    known.map_or_else(|| id.to_string(), |criterion| criterion.label.clone())
}
