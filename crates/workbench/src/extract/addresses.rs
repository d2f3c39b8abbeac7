//! Which values a form asks for of a study, given the study's arms, outcomes and time points.

use review::{Field, Form, Scope, ValueAddress};
use store::{StudyPart, StudyPartKind};

/// The names of a study's parts of one kind, in order.
pub(super) fn names(parts: &[&StudyPart], kind: StudyPartKind) -> Vec<String> {
    parts
        .iter()
        .filter(|part| part.kind == kind)
        .map(|part| part.name.clone())
        .collect()
}

/// Every value that is asked for: field by field as the form has them, and within a field by outcome, time point and
/// arm. An outcome of a study without time points is asked for once.
pub(super) fn addresses(form: &Form, parts: &[&StudyPart]) -> Vec<ValueAddress> {
    let arms = names(parts, StudyPartKind::Arm);
    let outcomes = names(parts, StudyPartKind::Outcome);
    let times: Vec<Option<String>> = match names(parts, StudyPartKind::TimePoint) {
        none if none.is_empty() => vec![None],
        times => times.into_iter().map(Some).collect(),
    };
    let mut all = Vec::new();
    for field in &form.fields {
        match field.scope {
            Scope::Study => all.push(at(field, None, None, None)),
            Scope::Arm => all.extend(arms.iter().map(|arm| at(field, Some(arm), None, None))),
            Scope::Outcome => {
                for outcome in &outcomes {
                    for time in &times {
                        all.push(at(field, None, Some(outcome), time.as_ref()));
                    }
                }
            }
            Scope::ArmOutcome => {
                for outcome in &outcomes {
                    for time in &times {
                        for arm in &arms {
                            all.push(at(field, Some(arm), Some(outcome), time.as_ref()));
                        }
                    }
                }
            }
        }
    }
    all
}

fn at(
    field: &Field,
    arm: Option<&String>,
    outcome: Option<&String>,
    time_point: Option<&String>,
) -> ValueAddress {
    ValueAddress {
        field: field.id.clone(),
        arm: arm.cloned(),
        outcome: outcome.cloned(),
        time_point: time_point.cloned(),
    }
}

/// An address in words, such as “Mean (placebo, pain, 6 weeks)”; fields that the form does not have by their identity.
pub(crate) fn in_words(form: Option<&Form>, address: &ValueAddress) -> String {
    let field = form.and_then(|form| form.fields.iter().find(|f| f.id == address.field));
    let label = field.map_or(address.field.as_str(), |field| field.label.as_str());
    let of: Vec<&str> = [&address.arm, &address.outcome, &address.time_point]
        .into_iter()
        .filter_map(|part| part.as_deref())
        .collect();
    if of.is_empty() {
        label.to_owned()
    } else {
        format!("{label} ({})", of.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use review::{FieldKind, FormId};

    use super::*;

    fn field(id: &str, scope: Scope) -> Field {
        Field {
            id: id.into(),
            section: String::new(),
            label: id.to_uppercase(),
            guidance: String::new(),
            question: String::new(),
            kind: FieldKind::Text,
            scope,
        }
    }

    fn part(kind: StudyPartKind, name: &str) -> StudyPart {
        StudyPart {
            id: name.into(),
            study_id: "s".into(),
            kind,
            name: name.into(),
        }
    }

    #[test]
    fn values_are_asked_for_by_what_the_study_has() {
        let form = Form {
            id: FormId::from("f"),
            version: 1,
            name: "Form".into(),
            guidance: String::new(),
            fields: vec![
                field("design", Scope::Study),
                field("n", Scope::Arm),
                field("effect", Scope::Outcome),
                field("events", Scope::ArmOutcome),
            ],
        };
        let mut parts = vec![
            part(StudyPartKind::Arm, "drug"),
            part(StudyPartKind::Outcome, "pain"),
            part(StudyPartKind::Arm, "placebo"),
        ];
        let shown = |parts: &[StudyPart]| -> Vec<String> {
            addresses(&form, &parts.iter().collect::<Vec<_>>())
                .iter()
                .map(|address| in_words(Some(&form), address))
                .collect()
        };
        let expected = [
            "DESIGN",
            "N (drug)",
            "N (placebo)",
            "EFFECT (pain)",
            "EVENTS (drug, pain)",
            "EVENTS (placebo, pain)",
        ];
        assert_eq!(shown(&parts), expected);
        assert_eq!(shown(&[]), ["DESIGN"]);
        parts.push(part(StudyPartKind::TimePoint, "6 weeks"));
        parts.push(part(StudyPartKind::TimePoint, "1 year"));
        assert_eq!(
            shown(&parts)[3..5],
            ["EFFECT (pain, 6 weeks)", "EFFECT (pain, 1 year)"]
        );
        assert_eq!(shown(&parts).len(), 9);
    }
}
