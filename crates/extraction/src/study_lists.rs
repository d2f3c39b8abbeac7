//! [`StudyLists`]: the arms, outcomes and time points of one study, which values are entered for.

use review::{Field, Scope, ValueAddress};
use serde::{Deserialize, Serialize};

/// What the values of a study are entered for, each list in the study's own order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StudyLists {
    /// Arms, the experimental ones first.
    #[serde(default)]
    pub arms: Vec<String>,
    /// Outcomes.
    #[serde(default)]
    pub outcomes: Vec<String>,
    /// Time points; none where outcomes are asked for without one.
    #[serde(default)]
    pub time_points: Vec<String>,
}

impl StudyLists {
    /// The addresses that a field has in this study, in order: one for the study, or one for each arm, outcome and
    /// time point that its scope asks for.
    pub fn addresses(&self, field: &Field) -> Vec<ValueAddress> {
        let arms: Vec<Option<&String>> = match field.scope {
            Scope::Arm | Scope::ArmOutcome => self.arms.iter().map(Some).collect(),
            Scope::Study | Scope::Outcome => vec![None],
        };
        let per_outcome = matches!(field.scope, Scope::Outcome | Scope::ArmOutcome);
        let outcomes: Vec<Option<&String>> = if per_outcome {
            self.outcomes.iter().map(Some).collect()
        } else {
            vec![None]
        };
        let times: Vec<Option<&String>> = if per_outcome && !self.time_points.is_empty() {
            self.time_points.iter().map(Some).collect()
        } else {
            vec![None]
        };
        let mut addresses = Vec::new();
        for outcome in &outcomes {
            for time in &times {
                for arm in &arms {
                    addresses.push(ValueAddress {
                        field: field.id.clone(),
                        arm: arm.cloned(),
                        outcome: outcome.cloned(),
                        time_point: time.cloned(),
                    });
                }
            }
        }
        addresses
    }
}
