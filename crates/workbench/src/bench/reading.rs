//! [`Reading`]: what a model's judgements of one record come to, and [`kept`]: what a rule makes of it.

use models::{Item, JudgedLabel, Judgement, Polarity};

use super::report::BenchRule;

/// A model's judgements of a record, taken together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Reading {
    /// `None` where a criterion was not read.
    pub(crate) leaning: Option<Leaning>,
    /// What a threshold is applied to, 0 to 1. Of a decoder the least of the probabilities that an inclusion criterion is
    /// met or an exclusion criterion is not; of a reader the record's place among the sample. `None` where there is none.
    pub(crate) probability: Option<f64>,
    /// How long it took.
    pub(crate) seconds: f64,
}

/// What the labels of a record's criteria say together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Leaning {
    Include,
    Exclude,
    Unclear,
}

impl Reading {
    /// Judgements that do not answer the item's criteria one by one count as not read.
    pub(crate) fn new(item: &Item, judgements: &[Judgement], seconds: f64) -> Self {
        let answered = judgements.len() == item.criteria.len()
            && judgements
                .iter()
                .zip(&item.criteria)
                .all(|(judgement, asked)| judgement.criterion == asked.id);
        if !answered || judgements.is_empty() {
            return Self {
                leaning: None,
                probability: None,
                seconds,
            };
        }
        let with_polarity = || {
            let polarities = item.criteria.iter().map(|asked| asked.polarity);
            judgements.iter().zip(polarities)
        };
        let mut leaning = Some(Leaning::Include);
        for (judgement, polarity) in with_polarity() {
            let says = judgement.label.map(|label| match (polarity, label) {
                (Polarity::Inclusion, JudgedLabel::NotMet)
                | (Polarity::Exclusion, JudgedLabel::Met) => Leaning::Exclude,
                (Polarity::Inclusion, JudgedLabel::Met | JudgedLabel::Partly)
                | (Polarity::Exclusion, JudgedLabel::NotMet) => Leaning::Include,
                (Polarity::Inclusion, JudgedLabel::Unclear)
                | (Polarity::Exclusion, JudgedLabel::Partly | JudgedLabel::Unclear) => {
                    Leaning::Unclear
                }
            });
            leaning = leaning.zip(says).map(|pair| match pair {
                (Leaning::Exclude, _) | (_, Leaning::Exclude) => Leaning::Exclude,
                (Leaning::Unclear, _) | (_, Leaning::Unclear) => Leaning::Unclear,
                (Leaning::Include, Leaning::Include) => Leaning::Include,
            });
        }
        let probability = with_polarity()
            .map(|(judgement, polarity)| {
                let met = judgement
                    .probability
                    .filter(|p| (0.0..=1.0).contains(p) && judgement.label.is_some())?;
                Some(match polarity {
                    Polarity::Inclusion => met,
                    Polarity::Exclusion => 1.0 - met,
                })
            })
            .try_fold(1.0_f64, |least, p| Some(least.min(p?)));
        Self {
            leaning,
            probability,
            seconds,
        }
    }

    /// The reading of a reader, which has a better view of the whole than of single criteria.
    pub(crate) fn with_place(self, place: Option<f64>) -> Self {
        Self {
            probability: place,
            ..self
        }
    }

    /// Whether the rule has what it needs.
    pub(crate) fn is_read(&self, rule: BenchRule) -> bool {
        match rule {
            BenchRule::Labels {} => self.leaning.is_some(),
            BenchRule::Threshold { .. } | BenchRule::Fitted { .. } => self.probability.is_some(),
        }
    }

    /// Whether the record is left to a person though it was read.
    pub(crate) fn is_left_open(&self, rule: BenchRule) -> bool {
        rule == BenchRule::Labels {} && self.leaning == Some(Leaning::Unclear)
    }

    fn reaches(&self, threshold: f64) -> bool {
        self.probability.is_none_or(|p| p >= threshold)
    }
}

/// Parts of the sample for thresholds that are fitted.
const PARTS: usize = 5;

/// Which records a rule keeps. `relevant` says what the team decided, record by record.
pub(crate) fn kept(readings: &[Reading], relevant: &[bool], rule: BenchRule) -> Vec<bool> {
    match rule {
        BenchRule::Labels {} => readings
            .iter()
            .map(|r| r.leaning != Some(Leaning::Exclude))
            .collect(),
        BenchRule::Threshold { at_least } => readings.iter().map(|r| r.reaches(at_least)).collect(),
        BenchRule::Fitted { sensitivity } => {
            let parts = parts(relevant);
            let thresholds: Vec<f64> = (0..PARTS)
                .map(|part| {
                    let others = readings
                        .iter()
                        .zip(relevant)
                        .zip(&parts)
                        .filter(|&((_, &relevant), &of)| relevant && of != part)
                        .map(|((reading, _), _)| reading);
                    threshold(others, sensitivity)
                })
                .collect();
            readings
                .iter()
                .zip(&parts)
                .map(|(reading, &part)| reading.reaches(thresholds[part]))
                .collect()
        }
    }
}

/// The part of each record: the included ones dealt out in turn, and the excluded ones. The sample is in random order.
fn parts(relevant: &[bool]) -> Vec<usize> {
    let mut dealt = [0; 2];
    relevant
        .iter()
        .map(|&relevant| {
            let next = &mut dealt[usize::from(relevant)];
            *next += 1;
            (*next - 1) % PARTS
        })
        .collect()
}

/// The highest threshold that keeps this share of the relevant records; 0, which keeps all, where there are none.
fn threshold<'r>(relevant: impl Iterator<Item = &'r Reading>, sensitivity: f64) -> f64 {
    // A record without probability is kept whatever the threshold.
    let mut probabilities: Vec<f64> = relevant
        .map(|reading| reading.probability.unwrap_or(f64::INFINITY))
        .collect();
    probabilities.sort_unstable_by(f64::total_cmp);
    let wanted = (sensitivity * probabilities.len() as f64 - 1e-9).ceil() as usize;
    let missed = probabilities.len() - wanted.min(probabilities.len());
    probabilities.get(missed).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(polarities: &[Polarity]) -> Item {
        Item {
            question: "Does it help?".into(),
            title: "A trial".into(),
            sentences: Vec::new(),
            criteria: polarities
                .iter()
                .zip(1..)
                .map(|(&polarity, n)| models::Asked {
                    id: format!("c{n}"),
                    text: "Adults".into(),
                    polarity,
                })
                .collect(),
        }
    }

    fn judged(criterion: &str, label: JudgedLabel, probability: f64) -> Judgement {
        Judgement {
            label: Some(label),
            probability: Some(probability),
            unread: None,
            ..Judgement::unread(criterion, "")
        }
    }

    #[test]
    fn criteria_are_taken_together() {
        use JudgedLabel::{Met, NotMet, Partly, Unclear};
        use Polarity::{Exclusion, Inclusion};
        let item = item(&[Inclusion, Exclusion]);
        let read = |first, second| {
            let judgements = [judged("c1", first, 0.8), judged("c2", second, 0.3)];
            Reading::new(&item, &judgements, 1.0)
        };
        assert_eq!(read(Met, NotMet).leaning, Some(Leaning::Include));
        assert_eq!(read(Partly, NotMet).leaning, Some(Leaning::Include));
        assert_eq!(read(Met, Met).leaning, Some(Leaning::Exclude));
        assert_eq!(read(NotMet, Unclear).leaning, Some(Leaning::Exclude));
        assert_eq!(read(Met, Unclear).leaning, Some(Leaning::Unclear));
        assert_eq!(read(Unclear, NotMet).leaning, Some(Leaning::Unclear));
        // The exclusion criterion is not met with a probability of .7, the least of the two.
        assert_eq!(read(Met, NotMet).probability, Some(0.7));
    }

    #[test]
    fn what_was_not_read_is_kept_by_every_rule() {
        let item = item(&[Polarity::Inclusion, Polarity::Inclusion]);
        let half = [
            judged("c1", JudgedLabel::NotMet, 0.1),
            Judgement::unread("c2", "cut off"),
        ];
        let swapped = [
            judged("c2", JudgedLabel::NotMet, 0.1),
            judged("c1", JudgedLabel::NotMet, 0.1),
        ];
        let impossible = [
            judged("c1", JudgedLabel::Met, 7.0),
            judged("c2", JudgedLabel::Met, f64::NAN),
        ];
        for judgements in [&half[..], &swapped[..], &half[..1], &[]] {
            let reading = Reading::new(&item, judgements, 1.0);
            assert_eq!((reading.leaning, reading.probability), (None, None));
            for rule in [
                BenchRule::Labels {},
                BenchRule::Threshold { at_least: 0.9 },
                BenchRule::Fitted { sensitivity: 0.5 },
            ] {
                assert!(!reading.is_read(rule));
                assert_eq!(kept(&[reading], &[true], rule), [true]);
            }
        }
        assert_eq!(Reading::new(&item, &impossible, 1.0).probability, None);
    }

    /// Ten included records with probabilities .05, .15 … .95: each fifth holds out two neighbours five apart.
    #[test]
    fn a_fitted_threshold_is_that_of_other_records() {
        let reading = |probability: f64| Reading {
            leaning: None,
            probability: Some(probability),
            seconds: 0.0,
        };
        let readings: Vec<Reading> = (0..10)
            .map(|n| reading(0.05 + 0.1 * f64::from(n)))
            .collect();
        // Without record 0 and 5 the least of the others is .15, above record 0.
        let all = kept(
            &readings,
            &[true; 10],
            BenchRule::Fitted { sensitivity: 1.0 },
        );
        assert_eq!(
            all,
            [false, true, true, true, true, true, true, true, true, true]
        );
        // One of the eight others may be missed: the threshold is .25, or .15 where .05 is not there to be missed.
        let most = kept(
            &readings,
            &[true; 10],
            BenchRule::Fitted { sensitivity: 0.875 },
        );
        assert_eq!(
            most,
            [false, false, true, true, true, true, true, true, true, true]
        );
    }
}
