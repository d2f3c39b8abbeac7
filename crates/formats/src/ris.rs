use crate::entries::Entries;

pub(crate) fn parse(_text: &str) -> Entries {
    Entries::default()
}

pub(crate) fn write(
    _records: &[review::Record],
    _out: &mut dyn std::io::Write,
) -> std::io::Result<()> {
    Ok(())
}
