//! How far those who judge the same records agree, and how sure one can be of it.
//!
//! *What it is:* accuracy against a truth ([`Confusion`]), agreement beyond chance of two ([`Table`]) and of more
//! ([`Ratings`]), all figures of two or more at once with their intervals ([`Agreement`]), proportions with theirs
//! ([`Proportion`]), and differences between two who judged the same records ([`mcnemar`], [`paired_difference`],
//! [`Resampling`]).
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
mod figures;
mod paired;
mod proportion;
mod ratings;
mod resampling;
mod table;
mod weights;

pub use confusion::Confusion;
pub use figures::{Agreement, AgreementFigure, Scale, SpecificAgreement};
pub use paired::{mcnemar, paired_difference};
pub use proportion::{Interval, Proportion};
pub use ratings::{Counts, Distance, Ratings, WithError};
pub use resampling::{Resampling, quantile};
pub use table::Table;
pub use weights::Weights;
