//! An analysis is made to be shown: the result, the studies with the words that their numbers rest on, what it hangs on, its
//! paragraph and its certainty.

use agreement::Interval;

use store::AnalysisRow;
use synthesis::{Asymmetry, Data, Repooled, leave_one_out};

use super::analysis_shown::{
    AnalysisEstimate, AnalysisResult, AnalysisStudy, AnalysisSubgroup, AnalysisView, KeptAnalysis,
    LeftOutStudy, SaidOf, SynthesisView, Withdrawn,
};
use super::certainty::{CertaintyRating, outcome};
use super::choice::AnalysisChoice;
use super::findings_of_analyses::{About, findings};
use super::kept::{choice_of, unreadable};
use super::numbers::AllNumbers;
use super::paragraph::{WrittenSentence, checked};
use super::poolable::{outcomes_with_arms, poolable};
use super::together::{NotIn, Selected, Together, check, pool, select};
use crate::error::{Error, Result};
use crate::open_review::Review;
use crate::pool::rows::told_of_limits;

impl Review {
    /// What is kept and what could be pooled.
    pub async fn synthesis(&self) -> Result<SynthesisView> {
        let ledger = self.ledger().await?;
        let kept = self.store.analyses().await?;
        let ratings = self.store.certainty_ratings().await?;
        let all = self.numbers_to_pool().await?;
        let mut analyses = Vec::new();
        for row in kept {
            let choice = choice_of(&row)?;
            let selected = select(&choice, &all);
            let together = pool(&choice, &selected.studies, selected.given).ok();
            let rating = ratings
                .iter()
                .find(|remark| remark.analysis_id == row.id)
                .and_then(|remark| serde_json::from_str::<CertaintyRating>(&remark.body).ok());
            analyses.push(KeptAnalysis {
                by: ledger.reviewer_name(&row.reviewer_id).to_owned(),
                at: row.kept_at,
                studies: together.as_ref().map(|t| t.analysis.studies.len()),
                result: together.as_ref().map(|t| in_short(&choice, t)),
                certainty: rating.and_then(|rating| rating.certainty),
                withdrawn: withdrawn(&row, |id| ledger.reviewer_name(id).to_owned()),
                id: row.id,
                version: row.version,
                name: row.name,
            });
        }
        Ok(SynthesisView {
            analyses,
            poolable: poolable(&all.results),
            outcomes: outcomes_with_arms(&all.results),
            subgroup_fields: all
                .subgroup_fields
                .iter()
                .map(|(id, label)| (id.as_str().to_owned(), label.clone()))
                .collect(),
            studies: all.studies.len(),
            unfinished: all.unfinished,
        })
    }

    /// What a choice comes to, without keeping it.
    pub async fn try_analysis(&self, choice: &AnalysisChoice) -> Result<AnalysisView> {
        check(choice)?;
        let all = self.numbers_to_pool().await?;
        Ok(self.seen(choice, &all, None).await?.0)
    }

    /// A kept analysis.
    pub async fn analysis(&self, analysis: &str) -> Result<AnalysisView> {
        Ok(self.whole_analysis(analysis).await?.0)
    }

    /// A kept analysis with what the statistics made of it.
    pub(crate) async fn whole_analysis(
        &self,
        analysis: &str,
    ) -> Result<(AnalysisView, Option<Together>)> {
        let kept = self.store.analyses().await?;
        // A name may have been used again after an analysis was withdrawn.
        let named = |in_force: bool| {
            kept.iter().find(|row| {
                row.id == analysis || (row.name == analysis && row.withdrawn.is_none() == in_force)
            })
        };
        let row = named(true)
            .or_else(|| named(false))
            .cloned()
            .ok_or_else(|| {
                Error::not_found(
                    format!("there is no analysis “{analysis}”"),
                    "Look at the list of analyses.",
                )
            })?;
        let choice = AnalysisChoice {
            name: row.name.clone(),
            ..choice_of(&row)?
        };
        let all = self.numbers_to_pool().await?;
        self.seen(&choice, &all, Some(&row)).await
    }

    async fn seen(
        &self,
        choice: &AnalysisChoice,
        all: &AllNumbers,
        row: Option<&AnalysisRow>,
    ) -> Result<(AnalysisView, Option<Together>)> {
        let ledger = self.ledger().await?;
        let name_of = |id: &review::ReviewerId| ledger.reviewer_name(id).to_owned();
        let Selected {
            studies,
            given,
            mut not_in,
        } = select(choice, all);
        let pooled = pool(choice, &studies, given);
        if let Ok(together) = &pooled {
            not_in.extend(left_out(together));
        }
        let numbers = pooled.as_ref().map_or("", |t| t.numbers_sha256.as_str());
        let of_row = |remarks: Vec<store::AnalysisRemark>| {
            let id = row.map(|row| row.id.clone())?;
            remarks.into_iter().find(|one| one.analysis_id == id)
        };
        let said = |remark: &store::AnalysisRemark| SaidOf {
            by: name_of(&remark.reviewer_id),
            at: remark.at,
            outdated: remark.numbers_sha256 != numbers,
        };
        let rated = of_row(self.store.certainty_ratings().await?);
        let rating: CertaintyRating = rated
            .as_ref()
            .map(|remark| serde_json::from_str(&remark.body))
            .transpose()
            .map_err(|e| unreadable("rating of certainty", &e))?
            .unwrap_or_default();
        let paragraph = of_row(self.store.analysis_paragraphs().await?);
        let own: Vec<WrittenSentence> = paragraph
            .as_ref()
            .map(|remark| serde_json::from_str(&remark.body))
            .transpose()
            .map_err(|e| unreadable("paragraph", &e))?
            .unwrap_or_default();
        let mut view = AnalysisView {
            choice: choice.clone(),
            outcome: choice.wording().outcome,
            result: None,
            not_pooled: None,
            left_out: not_in
                .iter()
                .map(|one| LeftOutStudy {
                    study: one.study.clone(),
                    name: one.name.clone(),
                    reason: one.reason.clone(),
                    by_choice: choice.omitted.iter().any(|o| o.study == one.study),
                })
                .collect(),
            unfinished: all.unfinished.clone(),
            sentences: Vec::new(),
            written: paragraph.as_ref().filter(|_| !own.is_empty()).map(said),
            rated: rated.as_ref().map(said),
            rating,
            findings: None,
            withdrawn: row.and_then(|row| withdrawn(row, name_of)),
        };
        let together = match pooled {
            Ok(together) => together,
            Err(error) => {
                view.not_pooled = Some((error.message, error.hint));
                return Ok((view, None));
            }
        };
        let draft = match own.is_empty() {
            true => drafted(choice, &together)?,
            false => own,
        };
        view.sentences = checked(&draft, choice, &together, &not_in);
        let protocol = ledger.protocol();
        view.findings = Some(findings(
            About::new(&protocol.question, &protocol.pico, all),
            vec![(choice.clone(), row_of(&view, &together))],
            &self.settled_bias().await?,
        ));
        view.result = Some(result(choice, &together));
        Ok((view, Some(together)))
    }
}

impl AllNumbers {
    /// Of a review without a form.
    pub(crate) fn none() -> Self {
        Self {
            results: Vec::new(),
            studies: Vec::new(),
            unfinished: Vec::new(),
            subgroup_fields: Vec::new(),
        }
    }
}

/// The draft of the program.
pub(crate) fn drafted(
    choice: &AnalysisChoice,
    together: &Together,
) -> Result<Vec<WrittenSentence>> {
    let sentences = synthesis::sentences(&together.analysis, &choice.wording())
        .map_err(|error| Error::internal(error.to_string()))?;
    Ok(sentences
        .into_iter()
        .map(|sentence| WrittenSentence {
            text: sentence.text,
            studies: sentence.studies,
        })
        .collect())
}

/// The row of an analysis in a summary of findings. A rating that was given before the numbers changed says so.
pub(super) fn row_of(view: &AnalysisView, together: &Together) -> bias::grade::Outcome {
    let rated_by = view.rated.as_ref().map_or("", |said| said.by.as_str());
    let mut row = outcome(&view.choice, together, &view.rating, rated_by);
    if view.rated.as_ref().is_some_and(|said| said.outdated) {
        row.comment = format!(
            "The numbers have changed since the certainty was rated. {}",
            row.comment
        );
    }
    row
}

fn withdrawn(
    row: &AnalysisRow,
    name_of: impl Fn(&review::ReviewerId) -> String,
) -> Option<Withdrawn> {
    row.withdrawn.as_ref().map(|(reason, by, at)| Withdrawn {
        reason: reason.clone(),
        by: name_of(by),
        at: *at,
    })
}

/// Studies that had numbers of which no estimate can be made.
fn left_out(together: &Together) -> Vec<NotIn> {
    let left = together.analysis.left_out.iter();
    left.filter_map(|left| {
        let given = together.given.iter().find(|given| given.name == left.id)?;
        Some(NotIn {
            study: given.study.clone(),
            name: left.label.clone(),
            reason: left.because.reason().to_owned(),
        })
    })
    .collect()
}

fn in_short(choice: &AnalysisChoice, together: &Together) -> String {
    let analysis = &together.analysis;
    let interval = analysis.shown_interval(analysis.pooled.interval);
    let measure = choice.measure;
    format!(
        "{} {} ({} to {})",
        choice.effect_measure.as_deref().unwrap_or(measure.name()),
        synthesis::figure(
            analysis.shown(analysis.pooled.estimate),
            measure.no_effect()
        ),
        synthesis::figure(interval.low, measure.no_effect()),
        synthesis::figure(interval.high, measure.no_effect())
    )
}

fn result(choice: &AnalysisChoice, together: &Together) -> AnalysisResult {
    let analysis = &together.analysis;
    let measure = choice.measure;
    let named = |name: &str, estimate: f64, interval: Interval, i2: f64| {
        let shown = analysis.shown_interval(interval);
        AnalysisEstimate {
            name: name.to_owned(),
            estimate: analysis.shown(estimate),
            low: shown.low,
            high: shown.high,
            i2,
        }
    };
    let each = |all: std::result::Result<Vec<Repooled>, synthesis::PoolError>| {
        all.unwrap_or_default()
            .iter()
            .map(|one| named(&one.label, one.pooled.estimate, one.pooled.interval, one.i2))
            .collect()
    };
    let found = &analysis.heterogeneity;
    let asymmetry = synthesis::egger(analysis);
    let random = choice.method.is_random();
    AnalysisResult {
        estimated: match choice.wording().measure {
            name if name.trim().is_empty() => measure.name().to_owned(),
            name => name,
        },
        method: choice.method.name().to_owned(),
        is_ratio: measure.is_ratio(),
        is_proportion: measure.is_proportion(),
        no_effect: measure.no_effect(),
        pooled: named(
            "",
            analysis.pooled.estimate,
            analysis.pooled.interval,
            found.i2,
        ),
        p: analysis.pooled.p,
        prediction: analysis
            .prediction
            .map(|prediction| analysis.shown_interval(prediction.interval)),
        q: (found.q, found.df, found.p),
        i2: found.i2,
        i2_interval: found.i2_interval,
        tau2: random.then_some(found.tau2),
        tau2_interval: found.tau2_interval,
        people: analysis.people(),
        studies: studies(together),
        subgroups: together
            .subgroups
            .iter()
            .flat_map(|found| &found.groups)
            .map(|group| AnalysisSubgroup {
                estimate: named(
                    &group.name,
                    group.pooled.estimate,
                    group.pooled.interval,
                    group.i2,
                ),
                studies: group.studies.clone(),
            })
            .collect(),
        between_subgroups: together
            .subgroups
            .as_ref()
            .and_then(|found| Some((found.q, found.df, found.p?))),
        leave_one_out: each(leave_one_out(analysis)),
        cumulative: each(synthesis::cumulative(analysis)),
        asymmetry_tested: matches!(asymmetry, Asymmetry::Tested(_)),
        asymmetry: asymmetry_words(&asymmetry),
        middle: analysis.pooled.estimate,
        z: {
            let shown = analysis.pooled.interval;
            // That of the normal distribution, as the pseudo-interval of a funnel has it.
            match analysis.pooled.df {
                None => (shown.high - shown.low) / (2.0 * analysis.pooled.se),
                Some(_) => synthesis::normal_quantile((1.0 + choice.level) / 2.0),
            }
        },
        notes: {
            let limits = together.given.iter();
            let limits = limits.filter_map(|one| Some((one.name.as_str(), one.from_limits?)));
            let notes = analysis.notes.iter().map(synthesis::Note::words);
            notes.chain(told_of_limits(limits)).collect()
        },
    }
}

fn asymmetry_words(asymmetry: &Asymmetry) -> String {
    match asymmetry {
        Asymmetry::Tested(test) => format!(
            "Egger's test: slope {} on the standard error (standard error {}), p {}.",
            synthesis::figure(test.bias, None),
            synthesis::figure(test.se, None),
            synthesis::p_value(test.p)
        ),
        Asymmetry::TooFewStudies { studies, needed } => format!(
            "Egger's test is not made with {studies} studies: below {needed} it says too little."
        ),
        Asymmetry::SameStandardErrors => {
            "Egger's test is not made: all studies have the same standard error.".to_owned()
        }
    }
}

fn studies(together: &Together) -> Vec<AnalysisStudy> {
    let analysis = &together.analysis;
    let of = |value: f64| synthesis::figure(value, None);
    analysis
        .studies
        .iter()
        .filter_map(|study| {
            let given = together.given.iter().find(|given| given.name == study.id)?;
            let (estimate, interval) = analysis.shown_study(study);
            let (first, second) = match &study.data {
                Data::TwoByTwo(t) => (
                    format!("{}/{}", t.events1, t.n1),
                    format!("{}/{}", t.events2, t.n2),
                ),
                Data::Means(m) => (
                    format!("{} ({}), {}", of(m.mean1), of(m.sd1), m.n1),
                    format!("{} ({}), {}", of(m.mean2), of(m.sd2), m.n2),
                ),
                Data::Proportion(p) => (format!("{}/{}", p.events, p.n), String::new()),
                Data::Estimate(_) => (String::new(), String::new()),
            };
            Some(AnalysisStudy {
                study: given.study.clone(),
                name: study.label.clone(),
                group: study.group.clone(),
                estimate,
                low: interval.low,
                high: interval.high,
                weight: study.weight,
                yi: study.yi,
                se: study.se(),
                first,
                second,
                corrected: study.added > 0.0,
                is_final: given.is_final,
                numbers: given.numbers.clone(),
            })
        })
        .collect()
}
