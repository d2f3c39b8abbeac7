//! Headings of a strategy that MeSH does not have.

use crate::headings::HeadingTree;
use crate::lint::{in_order, note};
use crate::model::{Expression, Strategy};
use crate::problem::{Problem, ProblemKind, Severity};
use crate::run::all_units;
use crate::syntax::{Syntax, Thesaurus};

/// Headings that are not in MeSH, with the heading that was perhaps meant. Nothing where the platform searches another
/// thesaurus.
pub fn lint_headings(strategy: &Strategy, mesh: &HeadingTree) -> Vec<Problem> {
    let mut problems = Vec::new();
    if strategy.syntax.thesaurus() != Some(Thesaurus::Mesh) {
        return problems;
    }
    for (number, _, unit) in all_units(strategy) {
        let (Expression::Heading(heading), Some(line)) = (unit, strategy.line(number)) else {
            continue;
        };
        // A truncated heading is for the platform to match.
        if mesh.knows(&heading.name) || heading.name.contains(['*', '$', '?']) {
            continue;
        }
        let (severity, hint) = match mesh.heading_of(&heading.name) {
            Some(meant) => (
                // PubMed goes on to the heading by itself.
                match strategy.syntax {
                    Syntax::PubMed => Severity::Hint,
                    _ => Severity::Warning,
                },
                format!("It leads to the heading “{meant}”: write that one."),
            ),
            None => (
                Severity::Warning,
                match mesh.nearest(&heading.name).as_slice() {
                    [] => "Look it up in the MeSH browser, or search it as words.".to_owned(),
                    near => format!("Did you mean “{}”?", near.join("” or “")),
                },
            ),
        };
        note(
            &mut problems,
            line,
            heading.at,
            (ProblemKind::UnknownHeading, severity),
            format!(
                "“{}” is no heading of the MeSH file on this computer.",
                heading.name
            ),
            hint,
        );
    }
    in_order(problems)
}
