//! Which designs studies have, by their titles and abstracts, and how many of each there are.
//!
//! *What it is:* a transparent classifier of study designs ([`Classifier`]: weighted cues in a file, each with the sentence it
//! was found in), criteria answered yes, no or unclear ([`Criteria`]), phase and number of people ([`Judged`]), operating points
//! with what they cost ([`OperatingPoints`]), figures against labels ([`evaluate`]), and counts by year that are corrected for
//! misclassification, with a trend only where the classifier's own drift does not explain it ([`Counter`], [`correct`]).
//! [`Census`] does it for files of any size, record by record. Pure: no review, no network, no chance.
//!
//! *What it is not:* it decides nothing about a record of a review, no language model is asked, and no word of a record is
//! rewritten: evidence is cut out by its place.
//!
//! ```
//! use census::{Census, Design, Reading, Summary};
//!
//! let file = b"TY  - JOUR\nPY  - 2019\nTI  - Aspirin for headache: a randomised trial\nER  - \n";
//! let census = Census::shipped(Reading::All)?;
//! let (mut out, mut summary) = (Vec::new(), Summary::default());
//! let mut table = census.table(&mut out)?;
//! census.classify_file(&file[..], "search.ris", &mut table, &mut summary, |_| true)?;
//! table.finish()?;
//! assert_eq!(summary.records, 1);
//!
//! let mut counter = census::Counter::new(census::CountedAs::Likeliest);
//! census::read_designs(&out[..], |row| counter.add(&row))?;
//! assert_eq!(counter.counts().designs[&Design::RandomisedTrial], 1);
//! # Ok::<(), census::CensusError>(())
//! ```

mod census;
mod classifier;
mod counts;
mod criteria;
mod design;
mod error;
mod evaluation;
mod labels;
mod operating_point;
mod patterns;
mod phase;
mod prevalence;
mod records;
mod size;
mod table;
mod text;
mod trend;

pub use census::{Census, Judged, Summary};
pub use classifier::{CUES, Classified, Classifier, FoundCue, Reading};
pub use counts::{
    CorrectedWhole, CorrectedYear, Correction, CountedAs, Counter, Counts, FEWEST_IN_PERIOD,
    ShownAccuracy, YearCount, correct,
};
pub use criteria::{
    Answer, Answered, Answers, CRITERIA, Criteria, Criterion, CriterionEntry, read_criteria,
    write_criteria,
};
pub use design::Design;
pub use error::CensusError;
pub use evaluation::{
    AtPoint, Auroc, DesignFigure, Evaluation, Labelled, Shown, Truth, auroc, evaluate,
};
pub use labels::{Labels, read_labels};
pub use operating_point::{
    Expected, Measured, OPERATING_POINTS, OperatingPoint, OperatingPoints, PointEntry,
};
pub use phase::Phase;
pub use prevalence::{Corrected, LEAST_YOUDEN, corrected_share};
pub use records::{Item, read_records};
pub use size::SizeClass;
pub use table::{DesignRow, DesignTable, read_designs};
pub use text::{Evidence, Place};
pub use trend::{Accuracy, Drift, Period, Trend, Yearly, drift, trend};
