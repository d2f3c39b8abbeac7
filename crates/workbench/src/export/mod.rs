//! Export: records, decisions, times, the audit trail and the PRISMA diagram leave the review as files.
//!
//! Every file is written whole or not at all. Cells that a spreadsheet would run as a formula are neutralised.

mod audit_trail;
mod checklists;
mod decisions;
mod diagram;
mod evidence_docx;
mod evidence_report;
pub(crate) mod evidence_table;
mod metafor;
pub(crate) mod numbers_of_study;
pub(crate) mod page;
mod records;
mod revman;
mod table;
mod time_columns;
pub(crate) mod word_document;

pub use checklists::ReportFormat;
pub(crate) use decisions::utc;
pub use diagram::{DiagramFiles, DiagramOptions};
pub use records::{RecordFormat, RecordSet};
pub use table::{Table, TableFormat, TableWritten};
pub(crate) use time_columns::{TIME_COLUMNS, time_cells};
