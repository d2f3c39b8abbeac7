//! Places of words and phrases, and which of them stand near each other.

/// Words from `start` to `end` of a record; sorted by record, then place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Span {
    pub(crate) document: u32,
    pub(crate) start: u16,
    pub(crate) end: u16,
}

/// Each left place that a right one follows at once, as one.
pub(crate) fn next_to(left: &[Span], right: &[Span]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = 0;
    for span in left {
        while right
            .get(at)
            .is_some_and(|r| (r.document, r.start) < (span.document, span.end + 1))
        {
            at += 1;
        }
        // Left places of one word rise together, so that the cursor never has to go back.
        if let Some(next) = right.get(at)
            && (next.document, next.start) == (span.document, span.end + 1)
        {
            found.push(Span {
                end: next.end,
                ..*span
            });
        }
    }
    found
}

/// Places that stand near each other, with at most `between` words between them.
pub(crate) fn near(left: &[Span], right: &[Span], between: u32, ordered: bool) -> Vec<Span> {
    // Beyond this a place in another part of the record could be reached.
    let between = u16::try_from(between.min(99)).unwrap_or(99);
    let mut found = Vec::new();
    for span in left {
        let lowest = if ordered {
            span.end
        } else {
            span.start.saturating_sub(between + 50)
        };
        let from = right.partition_point(|r| (r.document, r.start) < (span.document, lowest));
        for other in &right[from..] {
            let reach = span.end.saturating_add(between + 1);
            if other.document != span.document || other.start > reach {
                break;
            }
            let after = other.start > span.end;
            let before = other.end < span.start;
            let gap = match (after, before) {
                (true, _) => other.start - span.end - 1,
                (_, true) if !ordered => span.start - other.end - 1,
                _ => continue,
            };
            if gap <= between {
                found.push(Span {
                    document: span.document,
                    start: span.start.min(other.start),
                    end: span.end.max(other.end),
                });
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}
