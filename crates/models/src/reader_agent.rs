//! [`ReaderAgent`]: a small encoder that scores each criterion against the record, and against the sentences that are
//! nearest to it.
//!
//! What the head makes of a sentence says whether it is of the kind that answers such questions; the nearness of the two
//! vectors says whether it is about the same. Together they cite the right sentence more often than either, and the
//! nearest sentences can be picked before the head is asked, which is half of the work.

use serde::{Deserialize, Serialize};

use crate::agent::{
    Agent, AgentIdentity, Asked, Evidence, Item, JudgedLabel, Judgement, Judging, Polarity,
};
use crate::task::{Pair, Scored};
use crate::{ModelError, ModelKind, StopFlag, Worker};

/// Changes whenever the same model could score differently: the layout of pairs, the text that is scored.
const VERSION: &str = "reader-3";
/// Sentences that are shown as evidence at most.
const MOST_EVIDENCE: usize = 3;
/// Sentences that are scored for each criterion: those nearest to it.
const NEAREST: usize = 4;
/// How much a nearness of 1 adds to the logit of a sentence, and the nearness that adds nothing. Between criteria and
/// sentences of abstracts it has mean .35 and deviation .19; logits have a deviation of 1.4.
const NEARNESS: f64 = 4.0;
const NEITHER_NEAR_NOR_FAR: f64 = 0.3;

/// Where a reader's probability becomes a label. They belong to the model and stand in its card: what a reader may say
/// is what was measured to be fit to be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Thresholds {
    /// On inclusion criteria.
    pub inclusion: Band,
    /// On exclusion criteria.
    pub exclusion: Band,
    /// From this probability on a sentence is evidence.
    pub evidence: f64,
}

/// What a reader may say of a criterion: between the two thresholds, and where one is `None`, the record is unclear.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Band {
    /// From this probability on the criterion is met; `None`: the reader never says so.
    #[serde(default)]
    pub met: Option<f64>,
    /// Up to this probability it is not met; `None`: the reader never says so.
    #[serde(default)]
    pub not_met: Option<f64>,
}

impl Band {
    fn label(&self, probability: f64) -> JudgedLabel {
        if self.met.is_some_and(|met| probability >= met) {
            JudgedLabel::Met
        } else if self.not_met.is_some_and(|not| probability <= not) {
            JudgedLabel::NotMet
        } else {
            JudgedLabel::Unclear
        }
    }
}

impl Default for Thresholds {
    /// For a model without a card: it may speak for a record, never against it, as nobody measured how often it errs.
    fn default() -> Self {
        Self {
            inclusion: Band {
                met: Some(0.7),
                not_met: None,
            },
            exclusion: Band {
                met: None,
                not_met: Some(0.1),
            },
            evidence: 0.5,
        }
    }
}

/// A reader that judges records.
#[derive(Clone, Debug)]
pub struct ReaderAgent {
    worker: Worker,
    thresholds: Thresholds,
    identity: AgentIdentity,
}

impl ReaderAgent {
    /// An agent of this model.
    ///
    /// # Errors
    /// [`ModelError::WrongKind`] for a model that is no reader of one or two outputs.
    pub fn new(worker: Worker, thresholds: Thresholds) -> Result<Self, ModelError> {
        let model = worker.model();
        if !matches!(model.kind, ModelKind::Reader { outputs: 1 | 2 }) {
            return Err(ModelError::WrongKind {
                name: model.name.clone(),
                task: "score criteria: it has no head of one or two outputs",
            });
        }
        let identity = AgentIdentity {
            name: model.name.clone(),
            sha256: model.sha256.clone(),
            quantization: model.quantization.clone(),
            prompt_version: format!(
                "{VERSION} inclusion {} exclusion {} evidence {}",
                in_words(thresholds.inclusion),
                in_words(thresholds.exclusion),
                thresholds.evidence
            ),
            seed: 0,
        };
        Ok(Self {
            worker,
            thresholds,
            identity,
        })
    }

    async fn read(&self, item: &Item, stop: &StopFlag) -> Result<Vec<Judgement>, ModelError> {
        let text = whole_text(item);
        let near = self.nearness(item, stop).await?;
        // For each criterion the record (no sentence), then the sentences nearest to it.
        let asked: Vec<(usize, Option<usize>)> = near
            .iter()
            .enumerate()
            .flat_map(|(criterion, near)| {
                std::iter::once((criterion, None))
                    .chain(nearest(near).into_iter().map(move |s| (criterion, Some(s))))
            })
            .collect();
        let pairs = asked
            .iter()
            .map(|&(criterion, sentence)| Pair {
                question: item.criteria[criterion].text.clone(),
                text: sentence.map_or_else(|| text.clone(), |s| item.sentences[s].text.clone()),
            })
            .collect::<Vec<_>>();
        let mut scores = vec![None; pairs.len()];
        self.worker
            .score(pairs, stop, |index, scored| {
                if let Some(slot) = scores.get_mut(index) {
                    *slot = Some(scored);
                }
            })
            .await?;
        let mut whole: Vec<Option<Scored>> = vec![None; item.criteria.len()];
        let mut cited: Vec<Vec<Evidence>> = vec![Vec::new(); item.criteria.len()];
        for ((criterion, sentence), scored) in asked.into_iter().zip(scores) {
            let Some(sentence) = sentence else {
                whole[criterion] = scored;
                continue;
            };
            let weight = scored.and_then(|scored| weight(&scored, near[criterion][sentence]));
            cited[criterion].extend(weight.map(|weight| Evidence {
                sentence: item.sentences[sentence].id.clone(),
                weight,
            }));
        }
        let judged = item.criteria.iter().zip(whole).zip(cited);
        Ok(judged
            .map(|((criterion, whole), cited)| self.judgement(criterion, whole.as_ref(), cited))
            .collect())
    }

    /// For each criterion how near each sentence is to it, −1 to 1; `None` where one of them could not be read.
    async fn nearness(
        &self,
        item: &Item,
        stop: &StopFlag,
    ) -> Result<Vec<Vec<Option<f64>>>, ModelError> {
        let criteria = item.criteria.iter().map(|criterion| &criterion.text);
        let sentences = item.sentences.iter().map(|sentence| &sentence.text);
        let texts = criteria.chain(sentences).cloned().collect();
        let vectors = self.worker.embed(texts, stop).await?;
        let (criteria, sentences) = vectors.split_at(item.criteria.len().min(vectors.len()));
        let product = |a: &Option<Vec<f32>>, b: &Option<Vec<f32>>| {
            let sum: f32 = a
                .as_ref()?
                .iter()
                .zip(b.as_ref()?)
                .map(|(a, b)| a * b)
                .sum();
            Some(f64::from(sum)).filter(|near| near.is_finite())
        };
        Ok(criteria
            .iter()
            .map(|c| sentences.iter().map(|s| product(c, s)).collect())
            .collect())
    }

    fn judgement(
        &self,
        asked: &Asked,
        whole: Option<&Scored>,
        mut evidence: Vec<Evidence>,
    ) -> Judgement {
        let criterion = asked.id.as_str();
        let Some(
            whole @ Scored::Logits {
                question_cut,
                text_cut,
                ..
            },
        ) = whole
        else {
            let why = match whole {
                Some(Scored::Unread(why)) => why.as_str(),
                _ => "it was not scored",
            };
            return Judgement::unread(criterion, why);
        };
        let Some(probability) = whole.probability() else {
            return Judgement::unread(criterion, "the model gave what is no number");
        };
        evidence.retain(|cited| cited.weight >= self.thresholds.evidence);
        // Among equals the earlier sentence: sorting keeps their order.
        evidence.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        evidence.truncate(MOST_EVIDENCE);
        let band = match asked.polarity {
            Polarity::Inclusion => self.thresholds.inclusion,
            Polarity::Exclusion => self.thresholds.exclusion,
        };
        Judgement {
            criterion: criterion.to_owned(),
            label: Some(band.label(probability)),
            probability: Some(probability),
            evidence,
            reason: None,
            unread: None,
            warning: match (question_cut, text_cut) {
                (true, true) => {
                    Some("The ends of the criterion and of the text were not read.".into())
                }
                (true, false) => Some("The end of the criterion was not read.".into()),
                (false, true) => Some("The end of the text was not read.".into()),
                (false, false) => None,
            },
        }
    }
}

/// The sentences nearest to a criterion, in their order in the record; those whose nearness is not known come last.
fn nearest(near: &[Option<f64>]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..near.len()).collect();
    let of = |&sentence: &usize| near[sentence].unwrap_or(-2.0);
    order.sort_by(|a, b| of(b).total_cmp(&of(a)));
    order.truncate(NEAREST);
    order.sort_unstable();
    order
}

/// How strongly a sentence supports what is said of a criterion, 0 to 1.
fn weight(scored: &Scored, near: Option<f64>) -> Option<f64> {
    let probability = scored.probability()?;
    let Some(near) = near else {
        return Some(probability);
    };
    let odds = probability / (1.0 - probability) * (NEARNESS * (near - NEITHER_NEAR_NOR_FAR)).exp();
    // Odds without end are certainty.
    Some(if odds.is_finite() {
        odds / (1.0 + odds)
    } else {
        1.0
    })
}

/// The thresholds of a band, for the version: whoever changes one gets other answers.
fn in_words(band: Band) -> String {
    let number = |threshold: Option<f64>| threshold.map_or("never".to_owned(), |t| t.to_string());
    format!("met {} not {}", number(band.met), number(band.not_met))
}

/// Title and abstract as one text.
fn whole_text(item: &Item) -> String {
    let sentences: Vec<&str> = item.sentences.iter().map(|s| s.text.trim()).collect();
    let text = sentences.join(" ");
    let title = item.title.trim();
    if text.starts_with(title) {
        text
    } else {
        format!("{title} {text}").trim().to_owned()
    }
}

impl Agent for ReaderAgent {
    fn identity(&self) -> &AgentIdentity {
        &self.identity
    }

    fn judge<'a>(&'a self, item: &'a Item, stop: &'a StopFlag) -> Judging<'a> {
        Box::pin(self.read(item, stop))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearness_moves_a_sentence_by_its_odds() {
        let scored = |logit: f32| Scored::Logits {
            values: vec![logit],
            question_cut: false,
            text_cut: false,
        };
        let even = weight(&scored(0.0), Some(0.3)).unwrap_or_default();
        assert!((even - 0.5).abs() < 1e-9);
        // A nearness of .55 adds 1 to the logit, one of .05 takes 1 away.
        let sigmoid = |logit: f64| 1.0 / (1.0 + (-logit).exp());
        for (logit, near, moved) in [(0.4, 0.55, 1.4), (-2.0, 0.05, -3.0)] {
            let weight = weight(&scored(logit as f32), Some(near)).unwrap_or_default();
            assert!((weight - sigmoid(moved)).abs() < 1e-6, "{weight}");
        }
        assert_eq!(weight(&scored(90.0), Some(1.0)), Some(1.0));
        assert_eq!(weight(&Scored::Unread("x".into()), Some(0.3)), None);
    }

    #[test]
    fn the_nearest_sentences_are_scored_in_their_order() {
        let near = [
            Some(0.1),
            None,
            Some(0.9),
            Some(0.3),
            Some(0.2),
            Some(-0.5),
            Some(0.4),
        ];
        assert_eq!(nearest(&near), [2, 3, 4, 6]);
        assert_eq!(nearest(&[None, Some(0.0)]), [0, 1]);
    }
}
