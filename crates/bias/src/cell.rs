//! Cells of tables that go through spreadsheets, and reading tables that come from them.

use csv::StringRecord;

/// A cell that no spreadsheet program takes for a formula: one that begins with `=`, `+`, `-`, `@`, tab or carriage
/// return gets an apostrophe before it (OWASP, CSV Injection).
pub(crate) fn neutralised(cell: &str) -> String {
    if is_risky(cell) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

/// Takes the apostrophe off again.
pub(crate) fn plain(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_risky(rest) => rest,
        _ => cell,
    }
}

/// Whether it begins a formula, behind any apostrophes: one that has some already gets another, so that it comes back.
fn is_risky(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(RISKY)
}

const RISKY: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The separator that stands most often in the first line.
pub(crate) fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |separator: u8| first.bytes().filter(|&byte| byte == separator).count();
    [b'\t', b';', b',']
        .into_iter()
        .max_by_key(|&separator| count(separator))
        .unwrap_or(b',')
}

/// A table as CSV; cells are neutralised.
pub(crate) fn table<'a>(rows: impl IntoIterator<Item = Vec<String>> + 'a) -> String {
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .from_writer(Vec::new());
    for row in rows {
        // Writing to a vector cannot fail.
        if writer
            .write_record(row.iter().map(|cell| neutralised(cell)))
            .is_err()
        {
            break;
        }
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

/// The columns of a table by their names in lower case.
pub(crate) struct Columns(Vec<String>);

impl Columns {
    pub(crate) fn of(header: &StringRecord) -> Self {
        Self(
            header
                .iter()
                .map(|name| name.trim_start_matches('\u{feff}').trim().to_lowercase())
                .collect(),
        )
    }

    /// What stands in the first of these columns that there is, without spaces around it and without the apostrophe of a
    /// neutralised cell.
    pub(crate) fn cell<'r>(&self, row: &'r StringRecord, names: &[&str]) -> &'r str {
        names
            .iter()
            .find_map(|name| self.0.iter().position(|column| column == name))
            .and_then(|place| row.get(place))
            .map_or("", |cell| plain(cell.trim()))
    }

    pub(crate) fn has(&self, names: &[&str]) -> bool {
        names
            .iter()
            .any(|name| self.0.iter().any(|column| column == name))
    }

    pub(crate) fn names(&self) -> &[String] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_neutralised_and_come_back() {
        for cell in [
            "=1+1", "+ 4", "-2", "@x", "plain", "'quoted", "'=1", "''-", "",
        ] {
            assert_eq!(plain(&neutralised(cell)), cell);
        }
        assert_eq!(neutralised("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(delimiter("a;b;c,d"), b';');
    }
}
