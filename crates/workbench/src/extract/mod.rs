//! Extract: forms, the values of each study with the words they rest on, two extractors and their consensus, and what
//! models propose.
//!
//! One file per verb. What a reviewer may see of a study is decided in [`view`]; what follows from the recorded rows
//! (who extracts, what is settled, where extractors differ) is worked out in [`standing`], never stored.

mod addresses;
mod ask_values;
mod consensus;
mod doubts;
mod evidence_of_selection;
mod figures;
mod finish;
mod forms;
mod give;
mod number_text;
mod parts;
mod read_attached;
mod reading_view;
pub(crate) mod standing;
mod studies;
pub(crate) mod suggest_values;
pub(crate) mod view;

pub(crate) use addresses::in_words;
pub(crate) use ask_values::with_decoder;
pub use consensus::{Consensus, Difference, DifferencesView};
pub use evidence_of_selection::Selection;
pub(crate) use figures::ExtractionFigures;
pub use forms::{FormChange, FormTemplate, FormView, form_templates};
pub use give::{AcceptedValue, GivenValue, RefusedSuggestion};
pub(crate) use read_attached::KeptDocuments;
pub use reading_view::{ReadingPage, ReadingView};
pub(crate) use standing::form_in_force;
pub use standing::{Settled, Unfinished};
pub use studies::{ExtractionStage, StudyReport, StudyRow};
pub use suggest_values::ValuesSummary;
pub use view::{AddressView, ExtractorView, FormerValue, ProposedValue, StudyView};

#[cfg(test)]
mod tests;
