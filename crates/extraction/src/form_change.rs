//! [`changes`]: what a new version of a form does to values that were entered under an earlier one.
//!
//! No value is ever changed or lost by it. A field that is taken off keeps its values, and shows them as such; one whose
//! kind changes keeps them too, and those that no longer fit are asked for again.

use review::{FieldId, FieldKind, Form, Scope};
use serde::Serialize;

/// What became of a field between two versions.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FieldChange {
    /// The field.
    pub field: FieldId,
    /// What became of it.
    pub change: Change,
}

/// What became of a field.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "change")]
pub enum Change {
    /// It is new: asked for in every study.
    Added,
    /// It is off the form; its values stay and are exported as such.
    TakenOff,
    /// Another label, guidance, question or heading: values stay as they are.
    Reworded,
    /// Another place in the form.
    Moved,
    /// Another kind of value.
    Kind {
        /// Before.
        from: FieldKind,
        /// Now.
        to: FieldKind,
        /// Whether every value that fitted before still does; otherwise each is looked at with [`fits`](crate::fits).
        all_fit: bool,
    },
    /// It is entered for something else: earlier values stand at addresses that are no longer asked for.
    Scope {
        /// Before.
        from: Scope,
        /// Now.
        to: Scope,
    },
}

/// The changes from one version of a form to another, in the order of the new one; fields taken off come last.
pub fn changes(before: &Form, after: &Form) -> Vec<FieldChange> {
    let mut found = Vec::new();
    // The order of those that both have: only what moved against it is told.
    let common = |form: &Form, other: &Form| -> Vec<FieldId> {
        form.fields
            .iter()
            .filter(|field| other.fields.iter().any(|o| o.id == field.id))
            .map(|field| field.id.clone())
            .collect()
    };
    let (order_before, order_after) = (common(before, after), common(after, before));
    for field in &after.fields {
        let mut push = |change| {
            found.push(FieldChange {
                field: field.id.clone(),
                change,
            });
        };
        let Some(old) = before.fields.iter().find(|old| old.id == field.id) else {
            push(Change::Added);
            continue;
        };
        if old.kind != field.kind {
            push(Change::Kind {
                from: old.kind.clone(),
                to: field.kind.clone(),
                all_fit: all_fit(&old.kind, &field.kind),
            });
        }
        if old.scope != field.scope {
            push(Change::Scope {
                from: old.scope,
                to: field.scope,
            });
        }
        let words = |f: &review::Field| {
            (
                f.label.clone(),
                f.guidance.clone(),
                f.question.clone(),
                f.section.clone(),
            )
        };
        if words(old) != words(field) {
            push(Change::Reworded);
        }
        let place = |order: &[FieldId]| order.iter().position(|id| *id == field.id);
        if place(&order_before) != place(&order_after) {
            push(Change::Moved);
        }
    }
    for old in &before.fields {
        if !after.fields.iter().any(|field| field.id == old.id) {
            found.push(FieldChange {
                field: old.id.clone(),
                change: Change::TakenOff,
            });
        }
    }
    found
}

/// Whether all that fits the one kind fits the other.
fn all_fit(from: &FieldKind, to: &FieldKind) -> bool {
    match (from, to) {
        (_, FieldKind::Text) | (FieldKind::Number { .. }, FieldKind::Number { .. }) => true,
        (
            FieldKind::Choice { options, several },
            FieldKind::Choice {
                options: wider,
                several: now,
            },
        ) => (*now || !several) && options.iter().all(|option| wider.contains(option)),
        (FieldKind::YesNoUnclear, FieldKind::Choice { options, .. }) => ["yes", "no", "unclear"]
            .iter()
            .all(|word| options.iter().any(|o| o == word)),
        (from, to) => from == to,
    }
}
