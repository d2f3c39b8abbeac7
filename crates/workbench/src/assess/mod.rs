//! Assess: the risk of bias of results, by two people apart from each other and then together.
//!
//! One file per verb. What a reviewer may see of a result is decided in [`view`]; what follows from the recorded rows (who
//! assesses, what is settled, where assessors differ) is worked out in [`standing`], never stored. The judgements
//! themselves are those of the crate `bias`; a person takes them or overrides them with a reason.

mod agreement;
mod differences;
mod export;
mod finish;
mod give;
mod methods;
mod results;
mod sentences;
mod standing;
mod take_in;
mod times;
mod view;

pub use agreement::BiasAgreement;
pub use differences::{BiasDifferences, BiasSettlement};
pub use export::{BiasExport, BiasExported};
pub use give::{BiasAnswerGiven, BiasJudgementGiven};
pub use methods::{BiasMethods, BiasMethodsView, BiasToolChoice};
pub use sentences::{BiasSentence, BiasSentences};
pub use standing::BiasStage;
pub use take_in::BiasTaken;
pub use times::AssessmentTime;
pub use view::{
    BiasAssessorView, BiasCell, BiasOverview, BiasQuestionState, BiasResultLine, BiasResultView,
    BiasStudy,
};

#[cfg(test)]
mod tests;
