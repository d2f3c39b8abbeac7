//! The PRISMA 2020 flow: boxes, arithmetic, CSV and drawing.
//!
//! *What it is:* the numbers of the flow diagram as plain data ([`Flow`]), the rules they must obey
//! ([`Flow::check`]), the CSV of the R package PRISMA2020 ([`PackageTable`]) and the drawing of the
//! four published templates as SVG, PNG and PDF ([`svg()`], [`png()`], [`pdf()`]).
//!
//! *What it is not:* it counts nothing itself and reads no file, no clock and no network; what is
//! unknown stays a blank and is never drawn as zero.
//!
//! ```
//! use prisma::{Breakdown, DrawingOptions, Flow, Included, Removed};
//!
//! let mut flow = Flow {
//!     databases: Breakdown::by_name([("MEDLINE (Ovid)", 820), ("Embase", 414)]),
//!     removed: Removed { duplicates: Some(210), ..Removed::default() },
//!     screened: Some(1024),
//!     excluded: Some(1000),
//!     new: Included { studies: Some(9), reports: Some(10) },
//!     ..Flow::default()
//! };
//! flow.reports.sought = Some(24);
//! flow.reports.not_retrieved = Breakdown::of(2);
//! flow.reports.assessed = Some(22);
//! flow.reports.excluded = Breakdown::by_name([("Wrong population", 8), ("No outcome", 4)]);
//! assert_eq!(flow.check(), []);
//!
//! flow.reports.excluded.parts[1].n = 3;
//! assert_eq!(
//!     flow.check()[0].explanation,
//!     "22 reports were assessed for eligibility, but reports excluded (11) + reports of new \
//!      included studies (10) make 21: 1 report is unaccounted for."
//! );
//! let drawing = prisma::svg(&flow, &DrawingOptions::default());
//! assert!(drawing.contains("(n = 1,024)"));
//! ```

mod check;
mod content;
mod flow;
mod image;
mod key;
mod layout;
mod package_table;
mod svg;
mod template;
mod theme;
mod words;

pub use check::{Mismatch, Rule};
pub use drawing::DrawError;
pub use flow::{
    Breakdown, ExcludedBy, Flow, Included, NamedCount, OtherMethods, PendingRecords,
    PendingReports, Removed, ReportFlow,
};
pub use image::{pdf, png};
pub use key::Key;
pub use layout::{Arrow, Bar, DrawingOptions, Layout, Note, PlacedBox, PlacedLine, Rect, layout};
pub use package_table::{PackageTable, Row, TableError, TableNote};
pub use svg::svg;
pub use template::Template;
pub use theme::Theme;
pub use words::thousands;
