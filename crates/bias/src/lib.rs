//! How far results can be biased, and how certain the evidence is.
//!
//! *What it is:* RoB 2, ROBINS-I and QUADAS-2 as data ([`Form`]) with what is asked when, and as algorithms that tell the
//! way they took ([`judge`]).
//! Pure: no clock, no files, no chance but from a seed.
//!
//! *What it is not:* it answers no question and rates no evidence; people do. It knows no review, no document and no model.

mod answer;
mod assessment;
mod finding;
mod form;
mod judge;
mod judgement;
mod quadas_2;
mod rob2;
mod robins_i;
mod tool;

pub use answer::Answer;
pub use assessment::{
    Assessment, Assessments, FILE_VERSION, GivenAnswer, GivenJudgement, OVERALL,
};
pub use finding::{Choice, Finding, PathStep};
pub use form::{Answers, Asked, AskedIf, Domain, Form, Is, Question};
pub use judge::{Judged, JudgedItem, judge};
pub use judgement::Judgement;
pub use tool::Tool;
