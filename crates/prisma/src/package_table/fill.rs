//! A flow into the table.

use super::lists::{safe_name, write_list};
use super::{PackageTable, TableNote, rows};
use crate::{Breakdown, Flow, Key};

impl PackageTable {
    /// The standard table with the numbers of a flow, and what it could not hold of them.
    pub fn of(flow: &Flow) -> (PackageTable, Vec<TableNote>) {
        let mut table = PackageTable::standard();
        let notes = table.fill(flow);
        (table, notes)
    }

    /// Replaces the numbers and leaves all texts as they are; rows that an older file lacks are added.
    /// Gives back what the format could not hold, or held under a changed name.
    pub fn fill(&mut self, flow: &Flow) -> Vec<TableNote> {
        let mut notes = lost(flow);
        for key in Key::ALL {
            if key == Key::OtherResults {
                continue;
            }
            let n = match list_at(flow, key) {
                Some(breakdown) if !breakdown.parts.is_empty() => {
                    note_changed_names(key, breakdown, &mut notes);
                    Some(write_list(&breakdown.parts))
                }
                _ if matches!(
                    key,
                    Key::DatabaseSpecificResults | Key::RegisterSpecificResults
                ) =>
                {
                    None
                }
                _ => flow.count(key).map(|n| n.to_string()),
            };
            self.set(key, n);
        }
        notes
    }

    fn set(&mut self, key: Key, n: Option<String>) {
        let is_key = |row: &&mut super::Row| row.data.as_deref() == Some(key.as_str());
        if let Some(row) = self.rows.iter_mut().find(is_key) {
            row.n = n;
            return;
        }
        let standard = rows::standard_rows().into_iter();
        self.rows.extend(
            standard
                .filter(|row| row.data.as_deref() == Some(key.as_str()))
                .map(|row| super::Row {
                    n: n.clone(),
                    ..row
                }),
        );
    }
}

/// The list that the format has a row for.
fn list_at(flow: &Flow, key: Key) -> Option<&Breakdown> {
    match key {
        Key::DatabaseSpecificResults
        | Key::RegisterSpecificResults
        | Key::DbrExcluded
        | Key::OtherExcluded => flow.breakdown(key),
        _ => None,
    }
}

fn note_changed_names(key: Key, breakdown: &Breakdown, notes: &mut Vec<TableNote>) {
    for part in &breakdown.parts {
        let safe = safe_name(&part.name);
        if safe != part.name {
            notes.push(TableNote {
                key: Some(key),
                message: format!(
                    "\u{201c}{}\u{201d} is written as \u{201c}{safe}\u{201d}, because the format cannot hold some of its characters",
                    part.name
                ),
            });
        }
    }
}

/// What the format has no place for.
fn lost(flow: &Flow) -> Vec<TableNote> {
    let mut notes = Vec::new();
    let mut note = |key: Option<Key>, message: String| notes.push(TableNote { key, message });
    let no_place = "; the format has no place for it";
    if let Some(by) = flow.excluded_by {
        note(
            Some(Key::RecordsExcluded),
            format!(
                "{} records were excluded by a human and {} by automation tools{no_place}",
                by.human, by.automation
            ),
        );
    }
    let other = flow.other_methods.as_ref();
    if let Some(n) = other.and_then(|other| other.other) {
        note(
            Some(Key::OtherResults),
            format!("{n} records were identified from other sources{no_place}"),
        );
    }
    let reports = [
        (
            Some(&flow.reports),
            [Key::DbrNotretrievedReports, Key::DbrExcluded],
        ),
        (
            other.map(|other| &other.reports),
            [Key::OtherNotretrievedReports, Key::OtherExcluded],
        ),
    ];
    for (reports, [not_retrieved, excluded]) in reports {
        let Some(reports) = reports else { continue };
        if !reports.not_retrieved.parts.is_empty() {
            note(
                Some(not_retrieved),
                "Only the number of reports not retrieved is written, not the reasons".to_owned(),
            );
        }
        let breakdown = &reports.excluded;
        if let (Some(total), Some(sum)) = (breakdown.total, breakdown.sum_of_parts())
            && total != sum
        {
            note(
                Some(excluded),
                format!(
                    "The reasons for exclusion are written; that they should sum to {total} is not"
                ),
            );
        }
    }
    if !flow.unfinished().is_empty() {
        note(
            None,
            format!(
                "The review is not finished ({}){no_place}",
                flow.unfinished().join("; ")
            ),
        );
    }
    let template = flow.template();
    let shown = |keys: &[Key]| keys.iter().any(|key| flow.count(*key).is_some());
    if template.updated && !shown(&[Key::PreviousStudies, Key::PreviousReports]) {
        note(
            Some(Key::PreviousStudies),
            "Without numbers of the previous version the package draws a new review".to_owned(),
        );
    }
    let identified = [
        Key::WebsiteResults,
        Key::OrganisationResults,
        Key::CitationsResults,
    ];
    if template.other_methods && !shown(&identified) {
        note(
            Some(Key::WebsiteResults),
            "Without records from websites, organisations or citation searching the package draws no column of other methods"
                .to_owned(),
        );
    }
    notes
}
