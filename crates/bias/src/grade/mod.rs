//! GRADE's summary of findings: what people rated, with absolute effects worked out and facts beside the ratings.
//!
//! Nothing is rated here. People rate each of the five reasons to lower and the three to raise certainty, with a footnote,
//! and say the certainty; the program checks that it is what their ratings come to, works out absolute effects, and tells
//! what the numbers say to each reason.
//!
//! Sources: Guyatt GH, Oxman AD, Akl EA, et al. GRADE guidelines 1. J Clin Epidemiol 2011;64:383–94; Schünemann HJ,
//! Higgins JPT, Vist GE, et al. Cochrane Handbook for Systematic Reviews of Interventions, chapter 14.

mod absolute;
mod certainty;
mod facts;
mod findings;
mod page;
mod table;

pub use absolute::{
    AbsoluteError, EffectMeasure, PerThousand, absolute_difference, corresponding_risk,
};
pub use certainty::{Certainty, Lowered, Lowering, Raised, Raising};
pub use facts::Fact;
pub use findings::{Findings, Footnote, OutcomeFindings, RiskFindings, work_out};
pub use page::{summary_csv, summary_html, summary_rows};
pub use table::{AssumedRisk, Design, Outcome, SUMMARY_VERSION, SummaryTable, read_summary};
