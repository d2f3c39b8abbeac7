//! Large files of tagged entries are read in parts, at the same time on all cores.
//!
//! A part begins where an entry certainly begins, whatever stands before it, so that the parts give the records and
//! problems of the whole; only the numbers of lines and entries are moved up.

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::entries::Entries;

/// Bytes of a part, at least: so many that starting work on it costs nothing beside the work.
const SIZE: usize = 1 << 19;

/// Reads the parts of a text, each of which but the first begins with `start` at the start of a line, and joins them
/// in order. Small files are one part.
pub(crate) fn read<'t>(
    text: &'t str,
    start: &str,
    read_part: impl Fn(&'t str) -> Entries + Sync,
) -> Entries {
    read_by(SIZE, text, start, read_part)
}

fn read_by<'t>(
    size: usize,
    text: &'t str,
    start: &str,
    read_part: impl Fn(&'t str) -> Entries + Sync,
) -> Entries {
    let parts = cut(text, start, size);
    if parts.len() == 1 {
        return read_part(text);
    }
    let read: Vec<(Entries, u64)> = parts
        .into_par_iter()
        .map(|part| {
            // Each part but the last ends with a line end.
            let lines = memchr::memchr_iter(b'\n', part.as_bytes()).count() as u64;
            (read_part(part), lines)
        })
        .collect();
    joined(read)
}

/// Joins the entries of parts, each with its number of lines.
fn joined(parts: Vec<(Entries, u64)>) -> Entries {
    let mut all = Entries::default();
    all.records
        .reserve_exact(parts.iter().map(|(part, _)| part.records.len()).sum());
    let mut lines_before = 0;
    for (part, lines) in parts {
        all.append(part, lines_before);
        lines_before += lines;
    }
    all
}

/// Cuts a text before lines that begin with `start`, into parts of at least `size` bytes, the last one perhaps less.
fn cut<'t>(text: &'t str, start: &str, size: usize) -> Vec<&'t str> {
    let line_start = format!("\n{start}");
    let finder = memchr::memmem::Finder::new(&line_start);
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(behind) = rest.as_bytes().get(size..)
        && let Some(place) = finder.find(behind)
        && let Some((part, after)) = rest.split_at_checked(size + place + 1)
    {
        parts.push(part);
        rest = after;
    }
    parts.push(rest);
    parts
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// That reading in parts of any size gives what reading at once gives, for some texts and all real files.
    pub(crate) fn assert_parts_change_nothing(
        start: &str,
        texts: &[&str],
        read_part: impl Fn(&str) -> Entries + Sync,
    ) {
        let mut cuts = 0;
        let mut compare = |text: &str| {
            let mut whole = read_part(text);
            whole.problems.sort_by_key(|problem| problem.line);
            for size in [1, 50, 4000, 100_000] {
                let mut parts = read_by(size, text, start, &read_part);
                parts.problems.sort_by_key(|problem| problem.line);
                assert_eq!(parts.records, whole.records, "{size}");
                assert_eq!(parts.problems, whole.problems, "{size}");
                cuts += cut(text, start, size).len() - 1;
            }
        };
        texts.iter().for_each(|text| compare(text));
        let mut folders: Vec<_> = real_data::folder("formats").into_iter().collect();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let bytes = std::fs::read(path).unwrap();
                    let text = crate::decode::decode(&bytes).text;
                    if text.starts_with(start) || text.contains(&format!("\n{start}")) {
                        compare(&text);
                    }
                }
            }
        }
        assert!(cuts > 0);
    }

    #[test]
    fn a_text_is_cut_at_entries_and_nowhere_else() {
        let text = "x\nTY  - 1\n TY  - 2\nTY  - 3\nTY - 4\n\nTY  - é";
        let parts = [
            "x\n",
            "TY  - 1\n TY  - 2\n",
            "TY  - 3\nTY - 4\n\n",
            "TY  - é",
        ];
        assert_eq!(cut(text, "TY  - ", 1), parts);
        assert_eq!(cut(text, "TY  - ", 1000), [text]);
    }
}
