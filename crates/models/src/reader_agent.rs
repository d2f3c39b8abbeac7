//! [`ReaderAgent`]: a small encoder that scores each criterion against the record, and each sentence against the
//! criterion.

use serde::{Deserialize, Serialize};

use crate::agent::{
    Agent, AgentIdentity, Asked, Evidence, Item, JudgedLabel, Judgement, Judging, Polarity,
};
use crate::task::{Pair, Scored};
use crate::{ModelError, ModelKind, StopFlag, Worker};

/// Changes whenever the same model could score differently: the layout of pairs, the text that is scored.
const VERSION: &str = "reader-2";
/// Sentences that are shown as evidence at most.
const MOST_EVIDENCE: usize = 3;

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
        // For each criterion the record, then its sentences.
        let pairs = item
            .criteria
            .iter()
            .flat_map(|criterion| {
                std::iter::once(text.as_str())
                    .chain(item.sentences.iter().map(|sentence| sentence.text.as_str()))
                    .map(|text| Pair {
                        question: criterion.text.clone(),
                        text: text.to_owned(),
                    })
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
        let each = item.sentences.len() + 1;
        Ok(item
            .criteria
            .iter()
            .zip(scores.chunks(each))
            .map(|(criterion, scores)| self.judgement(criterion, item, scores))
            .collect())
    }

    fn judgement(&self, asked: &Asked, item: &Item, scores: &[Option<Scored>]) -> Judgement {
        let criterion = asked.id.as_str();
        let whole = scores.first().and_then(Option::as_ref);
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
        let mut evidence: Vec<Evidence> = item
            .sentences
            .iter()
            .zip(scores.iter().skip(1))
            .filter_map(|(sentence, score)| {
                let weight = score.as_ref()?.probability()?;
                (weight >= self.thresholds.evidence).then(|| Evidence {
                    sentence: sentence.id.clone(),
                    weight,
                })
            })
            .collect();
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
