//! When to stop screening (METHODS §2): never after so many records, never on a bare "95 % found".
//!
//! Three answers that a team reads side by side: a test on what was screened ([`RecallTest`]), a check list
//! ([`SafeChecklist`]), and a random sample of what was left ([`AuditSample`]). The first two say when
//! to draw the sample; what may be stated of recall comes from the sample alone ([`Claim`]).

mod audit;
mod hypergeometric;
mod panel;
mod safe;

pub use audit::{
    AuditSample, Interval, audit_confidence, audit_sample_size, clopper_pearson, draw_audit_sample,
    sample_size,
};
pub use hypergeometric::{RecallTest, recall_test};
pub use panel::{Claim, ClaimBasis, StoppingInput, StoppingPanel};
pub use safe::{ItemState, SafeChecklist, SafeInput, SafeItem, SafeItemKind};
