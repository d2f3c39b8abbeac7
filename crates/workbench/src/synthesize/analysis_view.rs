//! An analysis as it is shown: the result, the studies with the words that their numbers rest on, what it hangs on, its
//! paragraph and its certainty.

use agreement::Interval;
use bias::grade::{Certainty, Findings};
use review::StudyId;
use serde::Serialize;
use store::AnalysisRow;
use synthesis::{Asymmetry, Data, Repooled, leave_one_out};
use ts_rs::TS;

use super::certainty::{CertaintyRating, findings, outcome};
use super::choice::AnalysisChoice;
use super::kept::{choice_of, unreadable};
use super::numbers::{AllNumbers, AnalysisNumber};
use super::paragraph::{CheckedSentence, WrittenSentence, checked};
use super::poolable::{OutcomeWithArms, Poolable, outcomes_with_arms, poolable};
use super::together::{NotIn, Selected, Together, check, pool, select};
use crate::error::{Error, Result};
use crate::open_review::Review;

/// What is kept and what could be pooled.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SynthesisView {
    /// The kept analyses, in the order in which they were first kept.
    pub analyses: Vec<KeptAnalysis>,
    /// What could be pooled, most studies first.
    pub poolable: Vec<Poolable>,
    /// Every outcome with its arms, to put together what studies call by different names.
    pub outcomes: Vec<OutcomeWithArms>,
    /// Fields of the form whose values could make subgroups: identity and label.
    pub subgroup_fields: Vec<(String, String)>,
    /// Studies whose extraction is not finished, with what is open: as long as there are any, analyses are drafts.
    pub unfinished: Vec<(String, String)>,
    /// Studies that were included.
    pub studies: usize,
}

/// A kept analysis in a list.
#[derive(Clone, Debug, Serialize, TS)]
pub struct KeptAnalysis {
    /// Identity.
    pub id: String,
    /// Version in force, from 1.
    pub version: i64,
    /// What it is called.
    pub name: String,
    /// Who kept this version.
    pub by: String,
    /// When, UTC milliseconds.
    pub at: i64,
    /// Studies in it now; `None` where nothing can be pooled any more.
    pub studies: Option<usize>,
    /// The result in short, such as `risk ratio 0.49 (0.34 to 0.70)`.
    pub result: Option<String>,
    /// The certainty that a person gave.
    pub certainty: Option<Certainty>,
    /// Why it was withdrawn, by whom and when.
    pub withdrawn: Option<Withdrawn>,
}

/// Why, by whom and when something was withdrawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Withdrawn {
    /// Why.
    pub reason: String,
    /// By whom.
    pub by: String,
    /// When, UTC milliseconds.
    pub at: i64,
}

/// An analysis, kept or only tried.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AnalysisView {
    /// What was chosen.
    pub choice: AnalysisChoice,
    /// The outcome as drawings have it.
    pub outcome: String,
    /// What it comes to; `None` where nothing can be pooled.
    pub result: Option<AnalysisResult>,
    /// Why nothing can be pooled, with what to try.
    pub not_pooled: Option<(String, String)>,
    /// Studies that have the outcome and are not in it, with the reason.
    pub left_out: Vec<LeftOutStudy>,
    /// Studies whose extraction is not finished, with what is open. While there are any, this is a draft.
    pub unfinished: Vec<(String, String)>,
    /// The paragraph: the draft of the program, or what a person made of it.
    pub sentences: Vec<CheckedSentence>,
    /// Who wrote the paragraph; `None` of the draft.
    pub written: Option<SaidOf>,
    /// What a person rated.
    pub rating: CertaintyRating,
    /// Who rated; `None` where nobody has.
    pub rated: Option<SaidOf>,
    /// The row of the summary of findings, with facts.
    pub findings: Option<Findings>,
    /// Why it was withdrawn.
    pub withdrawn: Option<Withdrawn>,
}

/// Who said something of an analysis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct SaidOf {
    /// Who.
    pub by: String,
    /// When, UTC milliseconds.
    pub at: i64,
    /// Whether numbers or options have changed since.
    pub outdated: bool,
}

/// A study that has the outcome and is not in an analysis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct LeftOutStudy {
    /// The study.
    pub study: StudyId,
    /// Its name.
    pub name: String,
    /// Why.
    pub reason: String,
    /// Whether a person left it out.
    pub by_choice: bool,
}

/// What studies come to. Values are as they are shown (of ratios the ratio), but for those on the pooling scale.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AnalysisResult {
    /// What is estimated, in words.
    pub estimated: String,
    /// The method in words.
    pub method: String,
    /// Whether it is shown on a logarithmic axis.
    pub is_ratio: bool,
    /// Whether it is a share.
    pub is_proportion: bool,
    /// The value that means no effect.
    pub no_effect: Option<f64>,
    /// The pooled estimate.
    pub pooled: AnalysisEstimate,
    /// Its p.
    pub p: Option<f64>,
    /// Where a further study is expected.
    pub prediction: Option<Interval>,
    /// Cochran's Q, its degrees of freedom and p.
    pub q: (f64, f64, f64),
    /// Share of the variation that is more than chance, 0 to 1.
    pub i2: f64,
    /// Its interval.
    pub i2_interval: Option<Interval>,
    /// Variance between studies, on the pooling scale; `None` with a fixed effect.
    pub tau2: Option<f64>,
    /// Its interval.
    pub tau2_interval: Option<Interval>,
    /// People in the studies, where all say it.
    pub people: Option<u64>,
    /// The studies in the order of the plot.
    pub studies: Vec<AnalysisStudy>,
    /// Each subgroup by itself.
    pub subgroups: Vec<AnalysisSubgroup>,
    /// Q between subgroups, its degrees of freedom and p.
    pub between_subgroups: Option<(f64, f64, f64)>,
    /// Without each study in turn; empty where that cannot be pooled.
    pub leave_one_out: Vec<AnalysisEstimate>,
    /// The studies added one by one in the order of the plot; empty where that cannot be pooled.
    pub cumulative: Vec<AnalysisEstimate>,
    /// What the test for small-study effects says, or why it was not made.
    pub asymmetry: String,
    /// Whether that test was made.
    pub asymmetry_tested: bool,
    /// The pooled estimate on the pooling scale, for the funnel.
    pub middle: f64,
    /// Standard errors from the estimate to the end of an interval.
    pub z: f64,
    /// What a reader has to know.
    pub notes: Vec<String>,
}

/// A named estimate with its interval.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct AnalysisEstimate {
    /// What it is of.
    pub name: String,
    /// The estimate.
    pub estimate: f64,
    /// Its interval.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
    /// I² of it, 0 to 1.
    pub i2: f64,
}

/// A subgroup.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct AnalysisSubgroup {
    /// Its estimate; an empty name for studies without a value.
    pub estimate: AnalysisEstimate,
    /// Names of its studies.
    pub studies: Vec<String>,
}

/// A study of an analysis.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AnalysisStudy {
    /// The study.
    pub study: StudyId,
    /// Its name.
    pub name: String,
    /// The subgroup it belongs to.
    pub group: Option<String>,
    /// Its estimate.
    pub estimate: f64,
    /// Its interval.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
    /// Its share of the pooled estimate, 0 to 1.
    pub weight: f64,
    /// Estimate on the pooling scale.
    pub yi: f64,
    /// Its standard error.
    pub se: f64,
    /// Its numbers in the first arm, such as `4/123`.
    pub first: String,
    /// Those in the second arm.
    pub second: String,
    /// Whether ½ was added to its cells.
    pub corrected: bool,
    /// Whether nothing of its extraction is open.
    pub is_final: bool,
    /// The extracted numbers that it rests on.
    pub numbers: Vec<AnalysisNumber>,
}

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
        let rated_by = view.rated.as_ref().map_or("", |said| said.by.as_str());
        view.findings = Some(findings(
            &ledger.protocol().question,
            &ledger.protocol().pico,
            choice,
            vec![outcome(choice, &together, &view.rating, rated_by)],
            self.settled_bias().await?,
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
        notes: analysis.notes.iter().map(synthesis::Note::words).collect(),
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
