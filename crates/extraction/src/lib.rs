//! Values out of the reports of trials.
//!
//! *What it is:* forms as files ([`read_form`], [`TEMPLATES`]), what a new version of a form means for values that are
//! there ([`changes`]).
//!
//! *What it is not:* it stores nothing, runs no model and decides nothing.
//!
//! ```
//! let template = &extraction::TEMPLATES[3];
//! let form = template.form("f1".into())?;
//! assert_eq!(form.name, "Dichotomous outcomes");
//! # Ok::<(), extraction::FormFileError>(())
//! ```

mod convention;
mod dates;
mod form_change;
mod form_check;
mod form_file;
mod lexer;
mod number;
mod parse;
mod reading;
mod study_lists;
mod templates;
mod units;

pub use convention::Convention;
pub use form_change::{Change, FieldChange, changes};
pub use form_check::{FormProblem, check, fits};
pub use form_file::{FormFile, FormFileError, read_form, write_form};
pub use number::{Number, plain_number, written};
pub use parse::parse;
pub use reading::{Ends, Reading, Shape, Spread};
pub use study_lists::StudyLists;
pub use templates::{TEMPLATES, Template};
pub use units::{Dimension, Unit, convert, unit_name, unit_word};
