//! [`found_arms`]: the arms of a study, where nobody has named them yet.

use crate::arms::{may_be_arm, says_control, without_size};
use crate::source::Source;

/// The arms that the headings of a table name with their sizes, “Home visits (n = 206)”, the comparator last: those of
/// the first table that has at least two. Empty where no table does; then a person names them.
pub fn found_arms(source: &Source<'_>) -> Vec<String> {
    for grid in &source.grids {
        let headings = grid.all_headings();
        let mut names: Vec<String> = Vec::new();
        for heading in &headings {
            if grid.size_in(heading).is_none() || !may_be_arm(&heading.text) {
                continue;
            }
            let name = without_size(&heading.text)
                .trim_matches([',', ';', ':', ' '])
                .to_owned();
            if !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
        if names.len() >= 2 {
            // Stable: what is tested keeps the order of the report.
            names.sort_by_key(|name| says_control(name));
            return names;
        }
    }
    Vec::new()
}
