//! How many people are in an arm, or were measured for an outcome, as an answer to a field.

use review::Measure;

use crate::answer::{Answer, Study};
use crate::candidate::Wanted;
use crate::parse::parse;
use crate::reading::Shape;
use crate::sizes::total;

impl Study<'_, '_> {
    pub(crate) fn size_of_arm(&self, arm: usize, of_outcome: bool) -> Answer {
        let Some(size) = self.sizes.get(arm).and_then(Option::as_ref) else {
            return self.same_people(arm);
        };
        let mut answer = self.plain(
            &size.number.text,
            &size.evidence,
            0.0,
            Some(self.names_arm(arm, &size.evidence)),
        );
        let assumed = &mut answer.known.assumed;
        if of_outcome {
            assumed.push("This is the number of people in the arm; the report gives no other for this outcome.".into());
        } else if !size.others.is_empty() && size.weight < 2.0 {
            let others: Vec<&str> = size
                .others
                .iter()
                .map(|number| number.text.as_str())
                .collect();
            assumed.push(format!("Other places say {}.", others.join(", ")));
        }
        answer.probability = Some((size.weight / (size.weight + 0.5)).min(0.99));
        answer
    }

    /// Arms that are the same people before and after: the number of all.
    fn same_people(&self, arm: usize) -> Answer {
        let paired = self.arms.arms.get(arm).is_some_and(|a| {
            let lower = a.name.to_lowercase();
            ["pre", "post", "before", "after", "baseline"]
                .iter()
                .any(|word| lower.starts_with(word))
        });
        if paired && let Some((number, evidence)) = total(self.source) {
            let mut answer = self.plain(&number.text, &evidence, 0.6, Some(true));
            answer.known.assumed.push(
                "Before and after, the people are the same: this is the number of all.".into(),
            );
            return answer;
        }
        Answer::not_reported()
    }

    /// The number of people an outcome was measured in: as the heading over its cell says, else the size of the arm.
    pub(crate) fn size_at_outcome(
        &self,
        wanted: &Wanted<'_>,
        arm: usize,
        question: &str,
    ) -> Answer {
        for measure in [
            Measure::Mean,
            Measure::Events,
            Measure::Percent,
            Measure::Median,
        ] {
            let other = Wanted {
                measure,
                ..wanted.clone()
            };
            let Some((best, _)) = self.best(&other, question, false) else {
                continue;
            };
            let sized = best.evidence.iter().skip(1).find_map(|name| {
                let unit = self.source.anchors().unit(name)?;
                let readings = parse(self.source.document.words_of(&unit.range), None);
                readings
                    .into_iter()
                    .find_map(|reading| match reading.shape {
                        Shape::GroupSize(n) => Some((n, name.clone())),
                        _ => None,
                    })
            });
            if let Some((number, name)) = sized {
                let evidence = vec![name];
                return self.plain(
                    &number.text,
                    &evidence,
                    best.score.clamp(0.0, 0.99),
                    Some(self.names_arm(arm, &evidence)),
                );
            }
        }
        self.size_of_arm(arm, true)
    }
}
