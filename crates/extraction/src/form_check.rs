//! [`check`]: whether a form can be filled in; [`fits`]: whether a value can be entered in a field.

use std::collections::BTreeSet;
use std::fmt;

use review::{FieldId, FieldKind, Form, Measure};

use crate::number::{p_value, plain_number};

/// Something that keeps a form from being used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormProblem {
    /// The field; none where it is the form as a whole.
    pub field: Option<FieldId>,
    /// What is wrong, in words.
    pub says: String,
}

impl FormProblem {
    pub(crate) fn of(field: &str, says: impl Into<String>) -> Self {
        Self {
            field: Some(field.into()),
            says: says.into(),
        }
    }
}

impl fmt::Display for FormProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.field {
            Some(field) => write!(f, "field “{field}”: {}", self.says),
            None => f.write_str(&self.says),
        }
    }
}

/// Fields of a form at most: more is a mistake of a program, not a form that a person fills in.
const MOST_FIELDS: usize = 500;
/// Characters of a label or an option at most.
const LONGEST_LABEL: usize = 300;

/// What is wrong with a form; nothing where it can be used.
pub fn check(form: &Form) -> Vec<FormProblem> {
    let mut problems = Vec::new();
    let mut whole = |says: &str| {
        problems.push(FormProblem {
            field: None,
            says: says.into(),
        });
    };
    if form.name.trim().is_empty() {
        whole("the form has no name");
    }
    if form.fields.is_empty() {
        whole("the form has no field");
    }
    if form.fields.len() > MOST_FIELDS {
        whole("the form has more than 500 fields");
    }
    let mut seen = BTreeSet::new();
    for field in &form.fields {
        let id = field.id.as_str();
        let mut wrong = |says: &str| problems.push(FormProblem::of(id, says));
        let spelt = !id.is_empty()
            && id.len() <= 64
            && id.starts_with(|c: char| c.is_ascii_lowercase())
            && id
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        if !spelt {
            wrong(
                "an id begins with a lower-case letter and has only lower-case letters, digits and “_”, at most 64",
            );
        }
        if !seen.insert(id) {
            wrong("there are two fields of this id");
        }
        if field.label.trim().is_empty() {
            wrong("it has no label");
        }
        if field.label.chars().count() > LONGEST_LABEL {
            wrong("its label has more than 300 characters");
        }
        if let FieldKind::Choice { options, .. } = &field.kind {
            let different: BTreeSet<String> =
                options.iter().map(|o| o.trim().to_lowercase()).collect();
            if options.len() < 2 {
                wrong("a choice needs at least two options");
            }
            if different.len() != options.len() {
                wrong("two of its options are the same");
            }
            if options
                .iter()
                .any(|o| o.trim().is_empty() || o.contains(';'))
            {
                wrong("an option is not empty and has no semicolon, which parts several choices");
            }
            if options.iter().any(|o| o.chars().count() > LONGEST_LABEL) {
                wrong("an option has more than 300 characters");
            }
        }
        if let FieldKind::Number {
            unit: Some(unit), ..
        } = &field.kind
            && unit.trim().is_empty()
        {
            wrong("its unit is empty; leave it out instead");
        }
    }
    problems
}

/// Whether a value, as text, can stand in a field of this kind. Several choices are parted by `; `.
pub fn fits(kind: &FieldKind, value: &str) -> bool {
    let value = value.trim();
    match kind {
        FieldKind::Text => !value.is_empty(),
        FieldKind::Number { measure, .. } if counts(*measure) => {
            plain_number(value).is_some() && value.bytes().all(|b| b.is_ascii_digit())
        }
        FieldKind::Number {
            measure: Measure::PValue,
            ..
        } => p_value(value).is_some(),
        FieldKind::Number { .. } => plain_number(value).is_some(),
        FieldKind::Choice { options, several } => {
            let known = |part: &str| options.iter().any(|o| o.trim() == part.trim());
            if *several {
                value.split(';').all(known)
            } else {
                known(value)
            }
        }
        FieldKind::Date => is_date(value),
        FieldKind::YesNoUnclear => matches!(value, "yes" | "no" | "unclear"),
    }
}

/// Whether it counts people or results: a whole number from 0.
pub fn counts(measure: Measure) -> bool {
    matches!(
        measure,
        Measure::Events
            | Measure::GroupSize
            | Measure::TruePositives
            | Measure::FalsePositives
            | Measure::FalseNegatives
            | Measure::TrueNegatives
    )
}

/// `2019`, `2019-04` or `2019-04-30`, a day that exists.
fn is_date(value: &str) -> bool {
    let parts: Vec<&str> = value.split('-').collect();
    let number = |part: &str, digits: usize| {
        (part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()))
            .then(|| part.parse::<u32>().ok())
            .flatten()
    };
    let year = parts.first().and_then(|part| number(part, 4));
    let month = parts
        .get(1)
        .map(|part| number(part, 2).filter(|m| (1..=12).contains(m)));
    let day = parts.get(2).map(|part| number(part, 2));
    let Some(year) = year.filter(|year| *year >= 1000) else {
        return false;
    };
    match (month, day) {
        (None, None) => parts.len() == 1,
        (Some(Some(_)), None) => parts.len() == 2,
        (Some(Some(month)), Some(Some(day))) => {
            let leap =
                year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
            let days = match month {
                4 | 6 | 9 | 11 => 30,
                2 if leap => 29,
                2 => 28,
                _ => 31,
            };
            parts.len() == 3 && (1..=days).contains(&day)
        }
        _ => false,
    }
}
