//! Trials as registries hold them.
//!
//! *What it is:* [`read_trials`] reads the files of ClinicalTrials.gov (JSON of the API, classic XML, CSV) and of the
//! WHO's portal ICTRP (XML, CSV) as one type, [`Trial`], one after the other, so that a file of any size needs the memory
//! of one trial. [`TableWriter`] writes the ten kinds of things a trial consists of as tables; [`link`](fn@link) joins
//! reports with trials by registry numbers; [`compare`](fn@compare) sets the registration beside what a paper says;
//! [`bench`](fn@bench) counts what trials used, each count with the trials it rests on; [`prefill`](fn@prefill) puts the numbers of a pooled
//! table into the questions of a sample size. Pure: no clock, no files, no network, no chance.
//!
//! *What it is not:* it fetches nothing, and it judges nothing: of a registration and a paper it says which words differ,
//! never that an outcome was switched; of a trial in planning it says what others did, never whether it will be completed.
//!
//! ```
//! use registry::{RegistryItem, TableKind, read_trials};
//!
//! let file = br#"<clinical_study><id_info><nct_id>NCT01234567</nct_id></id_info><condition>Migraine</condition>
//!     <eligibility><criteria><textblock>Inclusion Criteria:
//!      -  Age 18 or more
//!      -  Migraine with aura</textblock></criteria></eligibility></clinical_study>"#;
//! let mut trials = Vec::new();
//! read_trials(&file[..], |item| {
//!     if let RegistryItem::Trial(trial) = item {
//!         trials.push(*trial);
//!     }
//!     std::ops::ControlFlow::Continue(())
//! })?;
//! let rows = TableKind::Criteria.rows(&trials[0]);
//! assert_eq!(rows[1], ["NCT01234567", "inclusion", "Migraine with aura"]);
//! # Ok::<(), registry::ReadTrialsError>(())
//! ```

mod bench;
mod clinical_trials_gov;
mod compare;
mod criteria;
mod date;
mod design_words;
mod history;
mod ictrp;
mod json_studies;
mod link;
mod numbers;
mod prefill;
mod read;
mod results;
mod row;
mod spreadsheet;
mod tables;
mod time_frame;
mod trial;
mod vocabulary;
mod words;

pub use bench::{
    Bench, BenchQuote, Frequencies, FrequencyRow, Spread, SpreadValue, TrialFacts, Used, bench,
};
pub use compare::{
    Compared, ComparedItem, Finding, PaperOutcome, PaperValues, RegistryComparison, Stated, compare,
};
pub use date::{NoDate, PartialDate};
pub use history::{TrialChange, changes};
pub use link::{
    JoinedBy, Link, LinkWay, Links, ReportText, TrialGroup, TrialKey, UnknownNumber, link,
};
pub use numbers::numbers_in;
pub use prefill::{
    ChiSquaredTest, DifferenceAim, Prefill, PrefilledQuestion, SchoenfeldsFormula, SizeQuestion,
    Sourced, prefill,
};
pub use read::{ReadTrialsError, RegistryFormat, RegistryItem, read_trials};
pub use results::{AdverseEvent, Comparison, FlowCount, Measurement, Results};
pub use tables::{TableKind, TableWriter};
pub use time_frame::{NamedTime, TimeUnit, times_in};
pub use trial::{
    Arm, Criterion, CriterionKind, Dates, Design, Eligibility, Intervention, Location, OtherId,
    Outcome, OutcomeRank, Place, Publication, Size, SizeKind, Sponsor, SponsorRole, Trial,
};
pub use words::MarkedPiece;
