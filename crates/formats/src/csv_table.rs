use crate::csv_columns::{ColumnGuess, ColumnMapping};
use crate::entries::Entries;

pub(crate) fn parse(_text: &str, _mapping: Option<&ColumnMapping>) -> (Entries, ColumnGuess) {
    (
        Entries::default(),
        ColumnGuess {
            header: Vec::new(),
            mapping: ColumnMapping::default(),
            confident: false,
        },
    )
}

pub(crate) fn write(
    _records: &[review::Record],
    _out: &mut dyn std::io::Write,
) -> std::io::Result<()> {
    Ok(())
}
