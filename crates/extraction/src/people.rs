//! How many people are in an arm, or were measured for an outcome, as an answer to a field.

use review::{Field, Measure, ValueStatus};

use crate::answer::{Answer, Study};
use crate::candidate::{Candidate, Wanted};
use crate::number::Number;
use crate::parse::parse;
use crate::reading::Shape;
use crate::sizes::total;

impl Study<'_, '_> {
    /// How many people are in an arm, where places agree about it: of those assigned to it where the field asks for them.
    pub(crate) fn size_of_arm(&self, arm: usize, field: &Field, of_outcome: bool) -> Answer {
        let size = self.sizes.get(arm).and_then(Option::as_ref);
        let Some(size) = size else {
            return self.same_people(arm);
        };
        let asks_assigned = asks_for_assigned(field);
        let chosen = match (&size.assigned, asks_assigned) {
            (Some(assigned), true) => Some(assigned),
            _ => Some(&size.said)
                .filter(|_| size.is_sure() && !(asks_assigned && size.is_disputed())),
        };
        let Some(said) = chosen else {
            let mut answer = Answer::not_reported();
            answer.finding.status = ValueStatus::Unclear;
            answer.finding.evidence = self.source.quotes(&size.said.evidence);
            answer.known.assumed.push(
                "Places differ, or only one speaks of it: this is the number of people in the arm at one of them."
                    .into(),
            );
            return answer;
        };
        let mut answer = self.plain(
            &said.number.text,
            &said.evidence,
            0.0,
            Some(self.names_arm(arm, &said.evidence)),
        );
        let assumed = &mut answer.known.assumed;
        if of_outcome {
            assumed.push("This is the number of people in the arm; the report gives no other for this outcome.".into());
        } else if size.is_disputed() {
            let others: Vec<&str> = size
                .others
                .iter()
                .map(|said| said.number.text.as_str())
                .collect();
            assumed.push(format!("Other places say {}.", others.join(", ")));
        }
        answer.probability = Some((said.weight / (said.weight + 0.5)).min(0.99));
        answer
    }

    /// How many people the heading over a place speaks of, “Placebo (n = 42)”, with the heading's name.
    pub(crate) fn heading_size(&self, place: &Candidate) -> Option<(Number, Vec<String>)> {
        place.evidence.iter().skip(1).find_map(|name| {
            let unit = self.source.anchors().unit(name)?;
            let readings = parse(self.source.document.words_of(&unit.range), None);
            readings
                .into_iter()
                .find_map(|reading| match reading.shape {
                    Shape::GroupSize(n) => Some((n, vec![name.clone()])),
                    _ => None,
                })
        })
    }

    /// Whether the heading in front of a place ends with the mark of a footnote.
    fn has_footnote(&self, place: &Candidate) -> bool {
        place.evidence.iter().skip(1).any(|name| {
            let in_front = name.ends_with(".c1");
            let unit = self.source.anchors().unit(name).filter(|_| in_front);
            unit.is_some_and(|unit| {
                let text = self.source.document.words_of(&unit.range).trim_end();
                text.ends_with(['*', '†', '‡', '§', '¶', '#', '¤'])
            })
        })
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
        field: &Field,
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
            if self.has_footnote(&best) {
                return self.unclear(
                    &best,
                    "The row has a footnote, which may say that fewer people were measured.".into(),
                );
            }
            if let Some((number, evidence)) = self.heading_size(&best) {
                return self.plain(
                    &number.text,
                    &evidence,
                    best.score.clamp(0.0, 0.99),
                    Some(self.names_arm(arm, &evidence)),
                );
            }
        }
        self.size_of_arm(arm, field, true)
    }
}

/// Whether a field asks for the people who were assigned to an arm, whatever became of them.
fn asks_for_assigned(field: &Field) -> bool {
    let name = format!("{} {}", field.id, field.label).to_lowercase();
    ["random", "assigned", "allocated", "enrolled"]
        .iter()
        .any(|word| name.contains(word))
}
