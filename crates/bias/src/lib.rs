//! How far results can be biased, and how certain the evidence is.
//!
//! *What it is:* RoB 2, ROBINS-I and QUADAS-2 as data ([`Form`]) with what is asked when, and as algorithms that tell the
//! way they took ([`judge`]).
//! Files of assessments ([`read_csv`], [`to_csv`] …), two assessors compared ([`compare`]), drawings
//! ([`traffic_light_plot`], [`summary_plot`]), tables for robvis ([`JudgementTable`]) and RevMan ([`to_revman`]), and GRADE's
//! summary of findings ([`grade`]). Pure: no clock, no files, no chance but from a seed.
//!
//! *What it is not:* it answers no question and rates no evidence; people do. It knows no review, no document and no model.
//!
//! ```
//! use bias::{Answer, Assessment, Judgement, Tool, judge};
//!
//! let assessment = Assessment::new("Lee 2019", "Death by 30 days", Tool::Rob2, "A. Able").with_answers([
//!     ("1.1", Answer::Yes),
//!     ("1.2", Answer::NoInformation),
//!     ("1.3", Answer::Yes),
//! ]);
//! let judged = judge(&assessment);
//! assert_eq!(judged.domains[0].judgement, Some(Judgement::High));
//! assert_eq!(
//!     judged.domains[0].finding.in_words(),
//!     "High, because 1.2 is “no information” and 1.3 is “yes”"
//! );
//! // The other domains are not answered yet, and nothing is assumed of them.
//! assert_eq!(judged.overall.judgement, None);
//! assert_eq!(judged.missing[0], "an answer to 2.1");
//! ```

mod answer;
mod assessment;
mod cell;
mod compare;
mod file;
mod finding;
mod form;
pub mod grade;
mod guidance;
mod judge;
mod judgement;
mod judgement_table;
mod picture;
mod quadas_2;
mod revman;
mod rob2;
mod robins_i;
mod summary_plot;
mod tool;
mod traffic_light;

pub use answer::Answer;
pub use assessment::{Assessment, Assessments, FILE_VERSION, GivenAnswer, GivenJudgement, OVERALL};
pub use compare::{
    AnswerDifference, ComparedResult, Comparison, ItemAgreement, JudgementDifference, RESAMPLING,
    compare, consensus_draft,
};
pub use file::{
    FileError, ReadAssessments, RowProblem, empty_csv, read_csv, read_json, read_toml, to_csv,
    to_json, to_toml,
};
pub use finding::{Choice, Finding, PathStep};
pub use form::{Answers, Asked, AskedIf, Domain, Form, Is, Question};
pub use guidance::{help, sought};
pub use judge::{Judged, JudgedItem, judge};
pub use judgement::Judgement;
pub use judgement_table::{JudgementRow, JudgementTable, TableError};
pub use revman::to_revman;
pub use summary_plot::summary_plot;
pub use tool::Tool;
pub use traffic_light::traffic_light_plot;
