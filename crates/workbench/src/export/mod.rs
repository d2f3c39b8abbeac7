//! Export: records, decisions, times, the audit trail and the PRISMA diagram leave the review as files.
//!
//! Every file is written whole or not at all. Cells that a spreadsheet would run as a formula are neutralised.

mod decisions;
mod diagram;
mod records;
mod table;

pub use diagram::{DiagramFiles, DiagramOptions};
pub use records::{RecordFormat, RecordSet};
pub use table::{Table, TableFormat};
