//! Fields that are a number: the best place in tables and sentences, and the places that disagree with it.

use review::{Field, Finding, Measure, Scope, ValueAddress, ValueStatus};

use crate::answer::{Answer, Study};
use crate::candidate::{Candidate, EQUAL, Wanted};
use crate::characteristics::Topic;
use crate::gates::Known;
use crate::in_sentences::in_sentences;
use crate::in_tables::in_tables;
use crate::reading::Shape;
use crate::sizes::total;
use crate::terms::Terms;
use crate::time::When;
use crate::words::characterised;

/// How well a place must speak of what is asked for. Below it nothing is proposed: the value is not reported.
const THRESHOLD: f64 = 0.62;
/// What a sentence is worth beside a table that fits as well.
const SENTENCE: f64 = 0.97;
/// And of an arm's people at baseline, which stand in a table.
const BASELINE_SENTENCE: f64 = 0.85;
/// What a reader's probability adds to a place at most.
const READER: f64 = 0.05;

/// Why a place that speaks of what was asked for must not answer; none where it may.
fn doubt(wanted: &Wanted<'_>, candidate: &Candidate, baseline: bool) -> Option<String> {
    let timed = candidate.timed || wanted.time.is_some() || baseline;
    (!timed).then(|| {
        "The report gives results at more than one time, and this is one of them: name the time point.".into()
    })
}

/// The number, of a p value with the sign that stands before it.
fn as_printed(measure: Measure, best: &Candidate) -> String {
    match best.reading.shape {
        Shape::PValue { sign, .. } if measure == Measure::PValue && "<>≤≥".contains(sign) => {
            format!("{sign}{}", best.number.text)
        }
        _ => best.number.text.clone(),
    }
}

impl Study<'_, '_> {
    pub(crate) fn number(
        &self,
        field: &Field,
        address: &ValueAddress,
        measure: Measure,
        question: &str,
    ) -> Answer {
        if address.arm.is_none()
            && let Some(found) = Topic::of(field).and_then(|topic| topic.find(self.source, field))
        {
            return characterised(self.source, found);
        }
        let arm = match &address.arm {
            Some(name) => match self.arms.place(name) {
                Some(arm) => Some(arm),
                None => return Answer::not_reported(),
            },
            None => None,
        };
        if measure == Measure::GroupSize && address.outcome.is_none() {
            return match arm {
                Some(arm) => self.size_of_arm(arm, field, false),
                None => match total(self.source) {
                    Some((number, evidence)) => self.plain(&number.text, &evidence, 0.8, None),
                    None => Answer::not_reported(),
                },
            };
        }
        // Without an outcome the field itself says what is looked for, such as age.
        let label;
        let outcome = match (&address.outcome, field.scope) {
            (Some(outcome), _) => Some(outcome.as_str()),
            (None, Scope::Outcome | Scope::ArmOutcome) => {
                return Answer::not_reported();
            }
            (None, _) => {
                label = field
                    .label
                    .split(':')
                    .next()
                    .unwrap_or(&field.label)
                    .to_owned();
                Some(label.as_str())
            }
        };
        // "… until the 6-month follow-up": an outcome can say its own time.
        let own_time = outcome.filter(|name| {
            address.time_point.is_none() && !matches!(When::of(name), When::NotSaid | When::End)
        });
        let wanted = Wanted {
            measure,
            arm,
            outcome,
            time: address.time_point.as_deref().or(own_time),
        };
        let baseline = address.outcome.is_none();
        if let Some((best, rivals)) = self.place(&wanted, question, baseline) {
            return match doubt(&wanted, &best, baseline) {
                Some(why) => self.unclear(&best, why),
                None => self.answer_of(measure, arm, (best, rivals)),
            };
        }
        if let Some(computed) = self.computed(&wanted, question, baseline) {
            return computed;
        }
        if measure == Measure::GroupSize
            && let Some(arm) = arm
        {
            return self.size_at_outcome(&wanted, arm, field, question);
        }
        Answer::not_reported()
    }

    /// The best place, where nothing is in doubt about it, and those as good that say another number.
    pub(crate) fn best(
        &self,
        wanted: &Wanted<'_>,
        question: &str,
        baseline: bool,
    ) -> Option<(Candidate, Vec<Candidate>)> {
        self.place(wanted, question, baseline)
            .filter(|(best, _)| doubt(wanted, best, baseline).is_none())
    }

    /// The best place and those as good that say another number.
    fn place(
        &self,
        wanted: &Wanted<'_>,
        question: &str,
        baseline: bool,
    ) -> Option<(Candidate, Vec<Candidate>)> {
        let sizes: Vec<Option<f64>> = self
            .sizes
            .iter()
            .map(|size| size.as_ref().map(|s| s.said.number.value))
            .collect();
        let mut candidates = in_tables(self.source, wanted, &self.arms);
        let sentences = in_sentences(self.source, wanted, &self.arms, &sizes)
            .into_iter()
            .map(|mut candidate| {
                candidate.score *= if baseline && wanted.arm.is_some() {
                    BASELINE_SENTENCE
                } else {
                    SENTENCE
                };
                candidate
            });
        candidates.extend(sentences);
        candidates.retain(|candidate| candidate.score >= THRESHOLD);
        let sure = |candidate: &Candidate| doubt(wanted, candidate, baseline).is_none();
        if candidates.iter().any(sure) {
            candidates.retain(sure);
        }
        let latest = candidates
            .iter()
            .filter_map(|candidate| match candidate.when {
                When::After(days) => Some(days),
                _ => None,
            })
            .fold(0.0, f64::max);
        let mut ranked: Vec<(f64, Candidate)> = candidates
            .into_iter()
            .map(|candidate| {
                let time = if wanted.time.is_some() || baseline {
                    0.0
                } else {
                    candidate.when.preference(latest)
                };
                let read = self.read(question, &candidate.evidence).unwrap_or(0.0);
                (candidate.score + time + READER * read, candidate)
            })
            .filter(|(rank, _)| rank.is_finite())
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        let (rank, best) = ranked.first().cloned()?;
        let rivals = ranked
            .into_iter()
            .skip(1)
            .filter(|(other, candidate)| {
                rank - other < EQUAL && candidate.number.value != best.number.value
            })
            .map(|(_, candidate)| candidate)
            .collect();
        Some((best, rivals))
    }

    fn read(&self, question: &str, evidence: &[String]) -> Option<f64> {
        let unit = evidence.first()?;
        let row = unit.rsplit_once(".c").map_or(unit.as_str(), |(row, _)| row);
        let place = self
            .source
            .units()
            .iter()
            .position(|u| u.name == *unit || u.name == row)?;
        self.reader.get(question, place)
    }

    /// A place that speaks of what was asked for, without a value: a person looks at it.
    pub(crate) fn unclear(&self, best: &Candidate, why: String) -> Answer {
        let mut answer = Answer::not_reported();
        answer.finding.status = ValueStatus::Unclear;
        answer.finding.evidence = self.source.quotes(&best.evidence);
        answer.known.assumed.push(why);
        answer
    }

    fn answer_of(
        &self,
        measure: Measure,
        arm: Option<usize>,
        (best, rivals): (Candidate, Vec<Candidate>),
    ) -> Answer {
        let mut evidence = best.evidence.clone();
        let mut assumed = best.assumed.clone();
        let conflict = !rivals.is_empty();
        if conflict {
            let others: Vec<String> = rivals
                .iter()
                .map(|rival| {
                    format!(
                        "{} ({})",
                        rival.number.text,
                        rival.evidence.first().map_or("", String::as_str)
                    )
                })
                .collect();
            assumed.push(format!(
                "Other places that fit as well say {}.",
                others.join(", ")
            ));
            evidence.extend(
                rivals
                    .iter()
                    .filter_map(|rival| rival.evidence.first().cloned()),
            );
        }
        evidence.dedup();
        let known = Known {
            named: evidence.len(),
            unit: self.unit_of(measure, &best),
            names_arm: arm.map(|arm| self.names_arm(arm, &evidence)),
            support: best.score.min(1.0),
            assumed,
            inputs: Vec::new(),
        };
        let finding = Finding {
            status: if conflict {
                ValueStatus::Conflicting
            } else {
                ValueStatus::Reported
            },
            value: as_printed(measure, &best),
            unit: known.unit.clone(),
            formula: None,
            evidence: self.source.quotes(&evidence),
        };
        Answer {
            finding,
            known,
            probability: Some(best.score.clamp(0.0, 0.99)),
        }
    }

    /// The unit of a number; people and probabilities have none. “Number (%)” above a column says that shares stand
    /// beside counts, not that everything below is per cent.
    fn unit_of(&self, measure: Measure, best: &Candidate) -> Option<String> {
        let counted = matches!(
            measure,
            Measure::Events
                | Measure::GroupSize
                | Measure::PValue
                | Measure::TruePositives
                | Measure::FalsePositives
                | Measure::FalseNegatives
                | Measure::TrueNegatives
        );
        if counted {
            return None;
        }
        let effect = matches!(
            measure,
            Measure::Estimate | Measure::LowerLimit | Measure::UpperLimit
        );
        let of_headings = || {
            self.unit_of_headings(&best.evidence)
                .filter(|unit| !effect || unit != "%")
        };
        best.reading.unit.clone().or_else(of_headings)
    }

    /// A unit that a heading gives in brackets or behind a comma: “Age, years”, “Weight (kg)”.
    pub(crate) fn unit_of_headings(&self, evidence: &[String]) -> Option<String> {
        evidence.iter().skip(1).find_map(|name| {
            let unit = self.source.anchors().unit(name)?;
            let text = self.source.document.words_of(&unit.range);
            text.split([',', '(', ')', ';'])
                .skip(1)
                .find_map(|part| crate::units::unit_name(part.trim()))
        })
    }

    pub(crate) fn names_arm(&self, arm: usize, evidence: &[String]) -> bool {
        evidence.iter().any(|name| {
            self.source.anchors().unit(name).is_some_and(|unit| {
                let words = Terms::of(self.source.document.words_of(&unit.range));
                self.arms.fit(arm, &words, &self.source.rarity) > 0.4
                    || words
                        .words()
                        .iter()
                        .any(|word| self.arms.told_by(arm, word))
            })
        })
    }

    pub(crate) fn plain(
        &self,
        value: &str,
        evidence: &[String],
        probability: f64,
        arm: Option<bool>,
    ) -> Answer {
        let finding = Finding {
            status: ValueStatus::Reported,
            value: value.to_owned(),
            unit: None,
            formula: None,
            evidence: self.source.quotes(evidence),
        };
        let known = Known {
            named: evidence.len(),
            names_arm: arm,
            support: 1.0,
            ..Known::default()
        };
        Answer {
            finding,
            known,
            probability: Some(probability),
        }
    }
}
