use crate::entries::Entries;

pub(crate) fn parse(_text: &str) -> Entries {
    Entries::default()
}

/// The number of a record, if the line is `<1>` or `1.` alone.
pub(crate) fn record_number(line: &str) -> Option<u64> {
    let line = line.trim();
    let digits = match line.strip_prefix('<') {
        Some(rest) => rest.strip_suffix('>')?,
        None => line.strip_suffix('.')?,
    };
    digits.trim().parse().ok()
}

/// Whether a line is a heading of Ovid's display format.
pub(crate) fn is_heading(line: &str) -> bool {
    matches!(
        line.trim_end(),
        "Title"
            | "Authors"
            | "Author"
            | "Source"
            | "Abstract"
            | "Unique Identifier"
            | "Accession Number"
            | "Institution"
    )
}
