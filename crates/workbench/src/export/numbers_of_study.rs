//! [`NumbersOfStudy`]: the settled numbers of one study by arm, outcome and time point, for the tables of a meta-analysis.

use review::{FieldId, Form, Measure, Scope, ValueStatus};

use super::evidence_table::{ExtractedStudy, ExtractedValue};

/// A study with its arms and what was measured, each list as the study has it.
pub(crate) struct NumbersOfStudy<'p> {
    form: &'p Form,
    pub(crate) study: &'p ExtractedStudy,
    pub(crate) arms: Vec<&'p str>,
    pub(crate) results: Vec<OutcomeAtTime<'p>>,
}

/// An outcome at a time point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OutcomeAtTime<'p> {
    pub(crate) outcome: &'p str,
    pub(crate) time: Option<&'p str>,
}

impl<'p> NumbersOfStudy<'p> {
    pub(crate) fn of(form: &'p Form, study: &'p ExtractedStudy) -> Self {
        let mut arms: Vec<&str> = Vec::new();
        let mut results: Vec<OutcomeAtTime<'_>> = Vec::new();
        for address in study.values.iter().map(|value| &value.address) {
            if let Some(arm) = &address.arm
                && !arms.contains(&arm.as_str())
            {
                arms.push(arm);
            }
            if let Some(outcome) = &address.outcome {
                let time = address.time_point.as_deref();
                let result = OutcomeAtTime { outcome, time };
                if !results.contains(&result) {
                    results.push(result);
                }
            }
        }
        Self {
            form,
            study,
            arms,
            results,
        }
    }

    /// A number of an arm; the number of people is that of the arm where the form does not ask for it by outcome.
    pub(crate) fn of_arm(&self, measure: Measure, arm: &str, at: &OutcomeAtTime<'_>) -> String {
        let by_outcome = self.field(measure, Scope::ArmOutcome);
        match by_outcome {
            Some(field) => self.number(field, Some(arm), Some(at)),
            None if measure == Measure::GroupSize => self
                .field(measure, Scope::Arm)
                .map_or_else(String::new, |field| self.number(field, Some(arm), None)),
            None => String::new(),
        }
    }

    /// What the report says of two arms together. With more than two, its estimate may be of any pair of them, and none
    /// is given.
    pub(crate) fn of_pair(&self, measure: Measure, at: &OutcomeAtTime<'_>) -> String {
        match self.field(measure, Scope::Outcome) {
            Some(field) if self.arms.len() == 2 => self.number(field, None, Some(at)),
            _ => String::new(),
        }
    }

    /// What the report's estimate is, where the form asks for it by choice.
    pub(crate) fn effect_measure(&self, at: &OutcomeAtTime<'_>) -> String {
        let field =
            self.form.fields.iter().find(|field| {
                field.id.as_str() == "effect_measure" && field.scope == Scope::Outcome
            });
        match field {
            Some(field) if self.arms.len() == 2 => self.number(&field.id, None, Some(at)),
            _ => String::new(),
        }
    }

    /// The form's first field for a number.
    fn field(&self, wanted: Measure, scope: Scope) -> Option<&'p FieldId> {
        self.form
            .fields
            .iter()
            .find(|field| {
                field.scope == scope
                    && matches!(&field.kind, review::FieldKind::Number { measure, .. } if *measure == wanted)
            })
            .map(|field| &field.id)
    }

    /// The settled value behind [`of_arm`](Self::of_arm).
    pub(crate) fn value_of_arm(
        &self,
        measure: Measure,
        arm: &str,
        at: &OutcomeAtTime<'_>,
    ) -> Option<&'p ExtractedValue> {
        match self.field(measure, Scope::ArmOutcome) {
            Some(field) => self.value(field, Some(arm), Some(at)),
            None if measure == Measure::GroupSize => {
                self.value(self.field(measure, Scope::Arm)?, Some(arm), None)
            }
            None => None,
        }
    }

    /// The settled value behind [`of_pair`](Self::of_pair).
    pub(crate) fn value_of_pair(
        &self,
        measure: Measure,
        at: &OutcomeAtTime<'_>,
    ) -> Option<&'p ExtractedValue> {
        let field = self.field(measure, Scope::Outcome)?;
        (self.arms.len() == 2)
            .then(|| self.value(field, None, Some(at)))
            .flatten()
    }

    /// A settled value; empty where there is none.
    fn number(&self, field: &FieldId, arm: Option<&str>, at: Option<&OutcomeAtTime<'_>>) -> String {
        let finding = self.value(field, arm, at).and_then(ExtractedValue::finding);
        finding.map_or_else(String::new, |finding| finding.value.clone())
    }

    /// A settled value that the report gives, or that was computed from what it gives.
    fn value(
        &self,
        field: &FieldId,
        arm: Option<&str>,
        at: Option<&OutcomeAtTime<'_>>,
    ) -> Option<&'p ExtractedValue> {
        let value = self.study.values.iter().find(|value| {
            let address = &value.address;
            address.field == *field
                && address.arm.as_deref() == arm
                && address.outcome.as_deref() == at.map(|at| at.outcome)
                && address.time_point.as_deref() == at.and_then(|at| at.time)
        });
        value.filter(|value| {
            value.finding().is_some_and(|finding| {
                matches!(
                    finding.status,
                    ValueStatus::Reported | ValueStatus::Calculated
                )
            })
        })
    }
}
