//! The form for extraction: saving a version, and what becomes of the values entered so far.

use std::collections::BTreeSet;
use std::path::Path;

use review::{FieldKind, Form, FormId, ReviewerId};
use serde::Serialize;
use store::{Actor, FormVersion};
use ts_rs::TS;

use super::standing::form_in_force;
use crate::convert::write_whole;
use crate::error::{Error, Result};
use crate::open_review::Review;
use crate::people::refuse_control_characters;

/// The form with its history.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FormView {
    /// The version in force; `None` before one was saved.
    pub form: Option<Form>,
    /// Every version, the latest last.
    pub versions: Vec<FormVersion>,
    /// Fields with values in force, by identity: taking one off the form keeps its values.
    pub in_use: Vec<String>,
}

/// What saving a form came to.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FormChange {
    /// Number of the version.
    pub version: i64,
    /// Labels of fields that were taken off the form and have values: they are kept and shown apart.
    pub kept_values_of: Vec<String>,
}

impl Review {
    /// The form of the review with its versions.
    pub async fn extraction_form(&self) -> Result<FormView> {
        let facts = self.extraction_facts().await?;
        let in_use: BTreeSet<String> = facts
            .values
            .iter()
            .filter(|value| value.finding.is_some())
            .map(|value| value.address.field.0.clone())
            .collect();
        Ok(FormView {
            form: form_in_force(&facts).cloned(),
            versions: facts.forms.clone(),
            in_use: in_use.into_iter().collect(),
        })
    }

    /// Saves the form as a new version. No value is changed or lost by it: a value keeps the version it was entered
    /// under, those of fields that are gone are shown apart, and those that a changed field does not take any more are
    /// asked for again.
    pub async fn save_form(
        &self,
        form: &Form,
        remark: Option<&str>,
        reviewer: &ReviewerId,
    ) -> Result<FormChange> {
        let mut form = form.clone();
        refuse_unfit(&form)?;
        self.known_reviewer(reviewer).await?;
        let facts = self.extraction_facts().await?;
        let before = form_in_force(&facts);
        if let Some(before) = before {
            form.id = before.id.clone();
        }
        let used = |field: &review::FieldId| {
            facts
                .values
                .iter()
                .any(|value| value.address.field == *field && value.finding.is_some())
        };
        let kept_values_of = before
            .map(|before| {
                let gone = before.fields.iter().filter(|field| {
                    !form.fields.iter().any(|f| f.id == field.id) && used(&field.id)
                });
                gone.map(|field| field.label.clone()).collect()
            })
            .unwrap_or_default();
        let mut change = self
            .store
            .begin(&Actor::Reviewer(reviewer.clone()), "save form")
            .await?;
        let saved = change.add_form_version(&form, remark, reviewer).await?;
        change
            .commit(&serde_json::json!({
                "form": saved.id, "name": saved.name, "version": saved.version, "fields": saved.fields.len(),
                "remark": remark,
            }))
            .await?;
        self.advance_ledger(|_| {}).await?;
        Ok(FormChange {
            version: saved.version,
            kept_values_of,
        })
    }

    /// Reads a form from a TOML file, for the designer; nothing is saved.
    pub async fn read_form(&self, file: &Path) -> Result<Form> {
        form_of_file(file)
    }

    /// Writes the form in force as TOML.
    pub async fn export_form(&self, out: &Path) -> Result<usize> {
        let facts = self.extraction_facts().await?;
        let form = form_in_force(&facts).ok_or_else(|| {
            Error::refused(
                "there is no form for extraction yet",
                "Make one first, for example from a template.",
            )
        })?;
        let toml = extraction::write_form(form).map_err(|e| Error::internal(e.to_string()))?;
        write_whole(out, |file| {
            file.write_all(toml.as_bytes())
                .map_err(|e| Error::file(out, &e))
        })?;
        Ok(form.fields.len())
    }
}

/// A form that comes with the program, to begin from.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FormTemplate {
    /// Its name in commands, such as `dichotomous`.
    pub name: String,
    /// What it is for, in a line.
    pub purpose: String,
    /// The form.
    pub form: Form,
}

/// The forms that come with the program.
pub fn form_templates() -> Result<Vec<FormTemplate>> {
    extraction::TEMPLATES
        .iter()
        .map(|template| {
            let form = template
                .form(FormId(String::new()))
                .map_err(|e| Error::internal(format!("the template {}: {e}", template.name)))?;
            Ok(FormTemplate {
                name: template.name.to_owned(),
                purpose: template.purpose.to_owned(),
                form,
            })
        })
        .collect()
}

/// The largest file that is read as a form, bytes.
const LARGEST: u64 = 4 << 20;

/// Reads a form from a TOML file.
fn form_of_file(file: &Path) -> Result<Form> {
    let length = std::fs::metadata(file)
        .map_err(|e| Error::file(file, &e))?
        .len();
    if length > LARGEST {
        return Err(Error::bad_input(
            format!("{} is too large to be a form", file.display()),
            "Choose a form that was exported as TOML.",
        ));
    }
    let text = std::fs::read_to_string(file).map_err(|e| Error::file(file, &e))?;
    let read = extraction::read_form(&text, FormId(String::new())).map_err(|e| {
        Error::bad_input(
            format!("{}: {e}", file.display()),
            "Export a form, or one of the templates, to see how such a file is written.",
        )
    })?;
    Ok(read.form)
}

/// Refuses a form that could not be filled in.
fn refuse_unfit(form: &Form) -> Result<()> {
    let problems = extraction::check(form);
    if let Some(first) = problems.first() {
        let more = match problems.len() {
            1 => String::new(),
            n => format!(", and {} more", n - 1),
        };
        return Err(Error::invalid(
            format!("the form cannot be used yet: {first}{more}"),
            "Mend it and save again.",
        ));
    }
    refuse_control_characters(&form.name)?;
    for field in &form.fields {
        refuse_control_characters(&field.label)?;
        refuse_control_characters(&field.section)?;
        if let FieldKind::Choice { options, .. } = &field.kind {
            options
                .iter()
                .try_for_each(|option| refuse_control_characters(option))?;
        }
    }
    Ok(())
}
