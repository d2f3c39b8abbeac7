//! The table from a file, and a flow from the table.

use super::lists::{ListField, read_list, read_number};
use super::{COLUMNS, PackageTable, Row, TableError, TableNote};
use crate::{Breakdown, Flow, Included, Key, OtherMethods, Removed, ReportFlow};

impl PackageTable {
    /// Reads a file: UTF-8 with or without byte order mark, or Windows-1252, as spreadsheets write
    /// it; columns in any order, separated by commas or (spreadsheets of some countries) semicolons.
    ///
    /// # Errors
    /// [`TableError`] if it is not CSV or lacks the columns `data` or `n`. A row whose number cannot
    /// be read is no error: [`PackageTable::flow`] lists it.
    pub fn from_csv(bytes: &[u8]) -> Result<PackageTable, TableError> {
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text.into(),
            Err(_) => encoding_rs::WINDOWS_1252.decode(bytes).0,
        };
        let text = text.trim_start_matches('\u{feff}');
        let first_line = text.lines().next().unwrap_or_default();
        let delimiter = if first_line.contains(',') { b',' } else { b';' };
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .from_reader(text.as_bytes());
        let headers = reader.headers()?.clone();
        let place = |name: &str| {
            headers
                .iter()
                .position(|header| header.trim().eq_ignore_ascii_case(name))
        };
        let places = COLUMNS.map(place);
        for (name, place) in COLUMNS.into_iter().zip(places) {
            if matches!(name, "data" | "n") && place.is_none() {
                return Err(TableError::MissingColumn(name));
            }
        }
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record?;
            let [data, node, box_name, description, boxtext, tooltips, url, n] =
                places.map(|place| {
                    let field = record.get(place?)?;
                    (field != "NA").then(|| field.to_owned())
                });
            rows.push(Row {
                data,
                node,
                box_name,
                description,
                boxtext,
                tooltips,
                url,
                n,
            });
        }
        Ok(PackageTable { rows })
    }

    /// The numbers of the table as a flow, and what could not be read of them.
    pub fn flow(&self) -> (Flow, Vec<TableNote>) {
        let mut reader = FlowReader {
            table: self,
            notes: Vec::new(),
        };
        let flow = reader.flow();
        let mut notes = reader.notes;
        for key in Key::ALL {
            let rows = self.rows.iter();
            let same = rows.filter(|row| row.data.as_deref() == Some(key.as_str()));
            if same.count() > 1 {
                notes.push(TableNote {
                    key: Some(key),
                    message: format!(
                        "The file has more than one row {}; the first is taken",
                        key.as_str()
                    ),
                });
            }
        }
        (flow, notes)
    }
}

struct FlowReader<'a> {
    table: &'a PackageTable,
    notes: Vec<TableNote>,
}

impl FlowReader<'_> {
    fn flow(&mut self) -> Flow {
        let other_methods = OtherMethods {
            websites: self.number(Key::WebsiteResults),
            organisations: self.number(Key::OrganisationResults),
            citations: self.number(Key::CitationsResults),
            other: None,
            reports: self.reports([
                Key::OtherSoughtReports,
                Key::OtherNotretrievedReports,
                Key::OtherAssessed,
                Key::OtherExcluded,
            ]),
        };
        let previous = self.included([Key::PreviousStudies, Key::PreviousReports]);
        let total = self.included([Key::TotalStudies, Key::TotalReports]);
        Flow {
            previous: (previous != Included::default()).then_some(previous),
            databases: self.sources(Key::DatabaseResults, Key::DatabaseSpecificResults),
            registers: self.sources(Key::RegisterResults, Key::RegisterSpecificResults),
            removed: Removed {
                duplicates: self.number(Key::Duplicates),
                automatic: self.number(Key::ExcludedAutomatic),
                other: self.number(Key::ExcludedOther),
            },
            screened: self.number(Key::RecordsScreened),
            excluded: self.number(Key::RecordsExcluded),
            reports: self.reports([
                Key::DbrSoughtReports,
                Key::DbrNotretrievedReports,
                Key::DbrAssessed,
                Key::DbrExcluded,
            ]),
            other_methods: (other_methods != OtherMethods::default()).then_some(other_methods),
            new: self.included([Key::NewStudies, Key::NewReports]),
            total: (total != Included::default()).then_some(total),
            ..Flow::default()
        }
    }

    fn field(&self, key: Key) -> Option<&str> {
        let field = self.table.row(key)?.n.as_deref()?.trim();
        (!field.is_empty()).then_some(field)
    }

    fn unread(&mut self, key: Key, text: &str) {
        self.notes.push(TableNote {
            key: Some(key),
            message: format!(
                "{}: \u{201c}{text}\u{201d} holds no whole number and is left blank",
                key.description()
            ),
        });
    }

    fn number(&mut self, key: Key) -> Option<u64> {
        let field = self.field(key)?.to_owned();
        let n = read_number(&field);
        if n.is_none() {
            self.unread(key, &field);
        }
        n
    }

    fn list(&mut self, key: Key) -> Breakdown {
        let Some(field) = self.field(key) else {
            return Breakdown::default();
        };
        match read_list(field) {
            ListField::Count(n) => Breakdown::of(n),
            ListField::Parts(parts, unread) => {
                for entry in unread {
                    self.unread(key, &entry);
                }
                Breakdown { total: None, parts }
            }
        }
    }

    /// A count in one row and its parts in another.
    fn sources(&mut self, count: Key, specific: Key) -> Breakdown {
        let total = self.number(count);
        let mut breakdown = self.list(specific);
        // A total that its parts sum to says nothing more than they do.
        if total != breakdown.sum_of_parts() {
            breakdown.total = total.or(breakdown.total);
        }
        breakdown
    }

    fn included(&mut self, [studies, reports]: [Key; 2]) -> Included {
        Included {
            studies: self.number(studies),
            reports: self.number(reports),
        }
    }

    fn reports(&mut self, [sought, not_retrieved, assessed, excluded]: [Key; 4]) -> ReportFlow {
        ReportFlow {
            sought: self.number(sought),
            not_retrieved: Breakdown {
                total: self.number(not_retrieved),
                parts: Vec::new(),
            },
            assessed: self.number(assessed),
            excluded: self.list(excluded),
            ..ReportFlow::default()
        }
    }
}
