//! Journal, year, volume, issue and pages out of a citation in one text.

/// What a citation says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Citation {
    pub(super) journal: Option<String>,
    pub(super) year: Option<i32>,
    pub(super) volume: Option<String>,
    pub(super) issue: Option<String>,
    pub(super) pages: Option<String>,
}

fn some(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// Reads the two shapes that databases use; anything else says nothing.
pub(super) fn parse(text: &str) -> Citation {
    let text = text.trim();
    embase(text).or_else(|| pubmed(text)).unwrap_or_default()
}

/// `Endoscopic Ultrasound (2014) 3:3 (152-160). Date of Publication: 2014`
fn embase(text: &str) -> Option<Citation> {
    let open = text.find(" (")?;
    let (journal, rest) = text.split_at(open);
    let (year, rest) = rest.get(2..)?.split_once(')')?;
    let year: i32 = year
        .trim()
        .parse()
        .ok()
        .filter(|year| (1400..2200).contains(year))?;
    let mut citation = Citation {
        journal: some(journal),
        year: Some(year),
        ..Citation::default()
    };
    let rest = rest
        .split(". ")
        .next()
        .unwrap_or_default()
        .trim()
        .trim_end_matches('.');
    let (numbers, pages) = match rest.split_once('(') {
        Some((numbers, pages)) => (numbers, pages.split_once(')').map(|(pages, _)| pages)),
        None => (rest, None),
    };
    let (volume, issue) = numbers.split_once(':').unwrap_or((numbers, ""));
    citation.volume = some(volume);
    citation.issue = some(issue);
    citation.pages = pages.and_then(some);
    Some(citation)
}

/// `Behav Ther. 2022 Mar;53(2):334-347. doi: …`
fn pubmed(text: &str) -> Option<Citation> {
    let (head, rest) = text.split_once(';')?;
    let (journal, date) = head.rsplit_once(". ")?;
    let year: i32 = date.get(..4)?.parse().ok()?;
    let rest = rest
        .split(". ")
        .next()
        .unwrap_or_default()
        .trim()
        .trim_end_matches('.');
    let (numbers, pages) = rest.split_once(':').unwrap_or((rest, ""));
    let (volume, issue) = match numbers.split_once('(') {
        Some((volume, issue)) => (volume, issue.trim_end_matches(')')),
        None => (numbers, ""),
    };
    Some(Citation {
        journal: some(journal),
        year: Some(year),
        volume: some(volume),
        issue: some(issue),
        pages: some(pages),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_shapes_are_read() {
        let embase = parse("Endoscopic Ultrasound (2014) 3:3 (152-160). Date of Publication: 2014");
        let pubmed =
            parse("Endoscopic Ultrasound. 2014 Mar 5;3(3):152-160. doi: 10.1/x. Epub 2013 Oct 12.");
        assert_eq!(embase, pubmed);
        assert_eq!(embase.journal.as_deref(), Some("Endoscopic Ultrasound"));
        assert_eq!(embase.volume.as_deref(), Some("3"));
        assert_eq!(embase.pages.as_deref(), Some("152-160"));
        assert_eq!(parse("no citation; at all"), Citation::default());
    }
}
