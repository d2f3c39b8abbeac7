//! How far two who judge the same records agree, and how sure one can be of it.
//!
//! *What it is:* accuracy against a truth ([`Confusion`]), agreement beyond chance ([`Table`]), proportions with their
//! intervals ([`Proportion`]), and differences between two who judged the same records ([`mcnemar`], [`Resampling`]).
//! Pure: no clock, no files, and chance only from a seed.
//!
//! *What it is not:* it knows no review, no reviewer and no model.
//!
//! ```
//! use agreement::{Proportion, Table};
//!
//! // Two people on 100 records: both include 45, both exclude 45, and five each way.
//! let table = Table::new(2, vec![45.0, 5.0, 5.0, 45.0]);
//! assert!(table.and_then(|t| t.kappa()).is_some_and(|kappa| (kappa - 0.8).abs() < 1e-12));
//! let interval = Proportion::new(57, 60).interval(0.95);
//! assert!(interval.is_some_and(|i| i.contains(0.95)));
//! ```

mod confusion;
mod paired;
mod proportion;
mod resampling;
mod table;

pub use confusion::Confusion;
pub use paired::mcnemar;
pub use proportion::{Interval, Proportion};
pub use resampling::Resampling;
pub use table::Table;
