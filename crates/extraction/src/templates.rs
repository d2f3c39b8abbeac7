//! The forms that come with the program, to begin from.

use review::{Form, FormId};

use crate::form_file::{FormFileError, read_form};

/// A form to begin from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Template {
    /// Its name in files and commands, such as `dichotomous`.
    pub name: &'static str,
    /// What it is for, in a line.
    pub purpose: &'static str,
    /// The form as TOML, with comments.
    pub toml: &'static str,
}

impl Template {
    /// The form itself, under this identity.
    ///
    /// # Errors
    /// None for the templates that come with the program, which a test reads.
    pub fn form(&self, id: FormId) -> Result<Form, FormFileError> {
        Ok(read_form(self.toml, id)?.form)
    }
}

macro_rules! template {
    ($name:literal, $purpose:literal) => {
        Template {
            name: $name,
            purpose: $purpose,
            toml: include_str!(concat!("../../../assets/forms/", $name, ".toml")),
        }
    };
}

/// The forms that come with the program.
pub const TEMPLATES: [Template; 6] = [
    template!(
        "study_characteristics",
        "Design, setting, eligibility, funding of a study"
    ),
    template!(
        "arms",
        "What each arm was given, and how many people were in it"
    ),
    template!("baseline", "Who the people were, arm by arm"),
    template!("dichotomous", "Events in each arm, outcome by outcome"),
    template!(
        "continuous",
        "Means with their spread in each arm, outcome by outcome"
    ),
    template!(
        "diagnostic_accuracy",
        "Index test against reference standard: the 2 × 2 table"
    ),
];
