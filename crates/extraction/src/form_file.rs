//! Forms as TOML files: readable, with comments, kept under version control or sent to a colleague by mail.

use review::{Field, FieldId, FieldKind, Form, FormId, Measure, Scope};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::form_check::{FormProblem, check};
use crate::study_lists::StudyLists;

/// A form with the lists of a study, where the file has any.
#[derive(Clone, Debug, PartialEq)]
pub struct FormFile {
    /// The form, as its first version.
    pub form: Form,
    /// Arms, outcomes and time points that values are asked for; empty lists are filled from the document.
    pub lists: StudyLists,
}

/// Why a file is no form.
#[derive(Debug, Error)]
pub enum FormFileError {
    /// Not TOML, or with words that a form does not have.
    #[error("this is not a form: {0}")]
    Toml(#[from] toml::de::Error),
    /// A form that could not be filled in.
    #[error("the form needs mending: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Unfit(Vec<FormProblem>),
    /// It could not be written as TOML.
    #[error("the form cannot be written: {0}")]
    Unwritable(#[from] toml::ser::Error),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    guidance: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    arms: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    outcomes: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    time_points: Vec<String>,
    #[serde(default, rename = "field")]
    fields: Vec<FileField>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileField {
    id: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    section: String,
    label: String,
    kind: Kind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    measure: Option<Measure>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    options: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "is_false")]
    several: bool,
    #[serde(default, skip_serializing_if = "is_study")]
    scope: Scope,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    guidance: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    question: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Text,
    Number,
    Choice,
    Date,
    YesNoUnclear,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
fn is_false(flag: &bool) -> bool {
    !flag
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
fn is_study(scope: &Scope) -> bool {
    *scope == Scope::Study
}

/// Reads a form. Its identity is `id`, its version 1.
///
/// # Errors
/// What is not TOML, has unknown words (a misspelt one would otherwise be ignored), or fails [`check`].
pub fn read_form(text: &str, id: FormId) -> Result<FormFile, FormFileError> {
    let file: File = toml::from_str(text)?;
    let mut misplaced = Vec::new();
    let mut fields = Vec::with_capacity(file.fields.len());
    for field in file.fields {
        let number = field.kind == Kind::Number;
        let choice = field.kind == Kind::Choice;
        if !number && (field.measure.is_some() || field.unit.is_some()) {
            misplaced.push(FormProblem::of(
                &field.id,
                "“measure” and “unit” belong to numbers",
            ));
        }
        if !choice && (field.options.is_some() || field.several) {
            misplaced.push(FormProblem::of(
                &field.id,
                "“options” and “several” belong to choices",
            ));
        }
        fields.push(Field {
            kind: match field.kind {
                Kind::Text => FieldKind::Text,
                Kind::Number => FieldKind::Number {
                    measure: field.measure.unwrap_or_default(),
                    unit: field.unit,
                },
                Kind::Choice => FieldKind::Choice {
                    options: field.options.unwrap_or_default(),
                    several: field.several,
                },
                Kind::Date => FieldKind::Date,
                Kind::YesNoUnclear => FieldKind::YesNoUnclear,
            },
            id: FieldId(field.id),
            section: field.section,
            label: field.label,
            guidance: field.guidance,
            question: field.question,
            scope: field.scope,
        });
    }
    let form = Form {
        id,
        version: 1,
        name: file.name,
        guidance: file.guidance,
        fields,
    };
    let mut problems = check(&form);
    problems.extend(misplaced);
    if !problems.is_empty() {
        return Err(FormFileError::Unfit(problems));
    }
    Ok(FormFile {
        form,
        lists: StudyLists {
            arms: file.arms,
            outcomes: file.outcomes,
            time_points: file.time_points,
        },
    })
}

/// Writes a form so that [`read_form`] reads it again.
///
/// # Errors
/// [`FormFileError::Unwritable`] where TOML has no such value.
pub fn write_form(form: &Form) -> Result<String, FormFileError> {
    let fields = form
        .fields
        .iter()
        .map(|field| {
            let (kind, measure, unit, options, several) = match &field.kind {
                FieldKind::Text => (Kind::Text, None, None, None, false),
                FieldKind::Number { measure, unit } => {
                    let measure = (*measure != Measure::Any).then_some(*measure);
                    (Kind::Number, measure, unit.clone(), None, false)
                }
                FieldKind::Choice { options, several } => {
                    (Kind::Choice, None, None, Some(options.clone()), *several)
                }
                FieldKind::Date => (Kind::Date, None, None, None, false),
                FieldKind::YesNoUnclear => (Kind::YesNoUnclear, None, None, None, false),
            };
            FileField {
                id: field.id.0.clone(),
                section: field.section.clone(),
                label: field.label.clone(),
                kind,
                measure,
                unit,
                options,
                several,
                scope: field.scope,
                guidance: field.guidance.clone(),
                question: field.question.clone(),
            }
        })
        .collect();
    let file = File {
        name: form.name.clone(),
        guidance: form.guidance.clone(),
        arms: Vec::new(),
        outcomes: Vec::new(),
        time_points: Vec::new(),
        fields,
    };
    Ok(format!(
        "# Extraction form, version {}. How to write one: docs/EXTRACTION.md\n\n{}",
        form.version,
        toml::to_string_pretty(&file)?
    ))
}
