//! How far results can be biased, and how certain the evidence is.
//!
//! *What it is:* RoB 2, ROBINS-I and QUADAS-2 as data ([`Form`]) with what is asked when, and as algorithms that tell the
//! way they took ([`judge`]).
//! Pure: no clock, no files, no chance but from a seed.
//!
//! *What it is not:* it answers no question and rates no evidence; people do. It knows no review, no document and no model.

mod answer;
mod assessment;
mod cell;
mod compare;
mod file;
mod finding;
mod form;
pub mod grade;
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
pub use judge::{Judged, JudgedItem, judge};
pub use judgement::Judgement;
pub use judgement_table::{JudgementRow, JudgementTable, TableError};
pub use revman::to_revman;
pub use summary_plot::summary_plot;
pub use tool::Tool;
pub use traffic_light::traffic_light_plot;
