//! Values out of the reports of trials.
//!
//! *What it is:* forms as files ([`read_form`], [`TEMPLATES`]), what a new version of a form means for values that are
//! there ([`changes`]), numbers of reports read with what they are ([`parse()`]), conversions with their formula
//! ([`sd_from_se`] and the like), and suggested values with their evidence and gates ([`suggest()`]).
//!
//! *What it is not:* it stores nothing, runs no model and decides nothing. A reader's scores come in as
//! [`ReaderScores`]; what goes out is advice.
//!
//! ```
//! let template = &extraction::TEMPLATES[3];
//! let form = template.form("f1".into())?;
//! assert_eq!(form.name, "Dichotomous outcomes");
//! # Ok::<(), extraction::FormFileError>(())
//! ```

mod answer;
mod arms;
mod arms_in_sentences;
mod candidate;
mod characteristics;
mod computed;
mod convention;
mod conversion;
mod countries;
mod cues;
mod dates;
mod form_change;
mod form_check;
mod form_file;
mod found_arms;
mod gates;
mod grid;
mod in_sentences;
mod in_tables;
mod lexer;
mod number;
mod numbers;
mod outcome;
mod parse;
mod people;
mod reading;
mod relevance;
mod sizes;
mod source;
mod stated;
mod study_lists;
mod suggest;
mod templates;
mod terms;
mod time;
mod together;
mod units;
mod which_time;
mod word_forms;
mod words;
mod written_answers;

pub use convention::Convention;
pub use conversion::{
    Computed, Group, combine, correlation_of_change, events_from_percent, mean_from_quartiles,
    mean_from_range, sd_from_interval, sd_from_p, sd_from_quartiles, sd_from_range, sd_from_se,
    sd_of_change, se_from_interval,
};
pub use form_change::{Change, FieldChange, changes};
pub use form_check::{FormProblem, check, counts, fits};
pub use form_file::{FormFile, FormFileError, read_form, write_form};
pub use found_arms::found_arms;
pub use number::{Number, p_value, plain_number, written};
pub use parse::parse;
pub use reading::{Ends, Reading, Shape, Spread};
pub use relevance::{ReaderScores, Relevant, ToRead, to_read};
pub use source::{Coverage, Source, SourceUnit};
pub use study_lists::StudyLists;
pub use suggest::{Suggested, question, suggest};
pub use templates::{TEMPLATES, Template};
pub use together::{Doubt, Placed, doubts, names_ratio};
pub use units::{Dimension, Unit, convert, unit_name, unit_word};
pub use written_answers::{Passage, Reply, ToAsk, to_ask, with_replies};
