//! An analysis whose values come from an extraction that is not settled is a draft, and every file that leaves says so.

/// What drawings and tables say; `None` where everything is settled. `unfinished` are studies with what is open.
pub(super) fn notice(unfinished: &[(String, String)]) -> Option<String> {
    begun(unfinished).map(|begun| format!("{begun}, numbers may change."))
}

/// The same with the first of the studies, for texts.
pub(super) fn in_full(unfinished: &[(String, String)]) -> Option<String> {
    const NAMED: usize = 8;
    let begun = begun(unfinished)?;
    let named: Vec<String> = unfinished
        .iter()
        .take(NAMED)
        .map(|(study, open)| format!("{study} ({open})"))
        .collect();
    let more = match unfinished.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!("; and {more} more"),
    };
    Some(format!(
        "{begun}, numbers may change: {}{more}.",
        named.join("; ")
    ))
}

fn begun(unfinished: &[(String, String)]) -> Option<String> {
    Some(match unfinished.len() {
        0 => return None,
        1 => "Draft: the extraction of 1 study is not settled".to_owned(),
        n => format!("Draft: the extraction of {n} studies is not settled"),
    })
}
