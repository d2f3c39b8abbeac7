//! The studies of a JSON file, one after the other, as bytes.
//!
//! serde_json reads a whole value or fails. Here a file is only cut: the studies of a list, of the pages of a search, of
//! lines, or a single one. So memory is that of one study, and a study that is no proper JSON costs only itself: the
//! next `{"protocolSection"` begins the next one, wherever the brackets and quotes of the one before left us.

use std::io::{self, BufRead};

/// The key that begins a study in the files of ClinicalTrials.gov.
const STUDY_KEY: &[u8] = b"\"protocolSection\"";
/// The key of the list of studies.
const LIST_KEY: &[u8] = b"studies";
/// Brackets nested deeper than this are not followed; serde_json refuses more than 128.
const DEEPEST: usize = 256;
/// What is kept of text that is not kept.
const TAIL: usize = 64;

/// A study as it stands in the file.
pub(crate) struct RawStudy {
    pub(crate) bytes: Vec<u8>,
    /// Line on which it begins, from 1.
    pub(crate) line: u64,
    /// Why it cannot be whole.
    pub(crate) broken: Option<&'static str>,
}

/// Cuts a file into studies.
pub(crate) struct Studies<R> {
    input: R,
    line: u64,
    largest: usize,
    current: Current,
    /// A study that ended where the next began.
    ready: Option<RawStudy>,
}

#[derive(Default)]
struct Current {
    /// Of the study, or of what stands between studies the last few bytes.
    bytes: Vec<u8>,
    line: u64,
    inside: bool,
    too_large: bool,
    mismatch: bool,
    /// Open brackets.
    open: Vec<u8>,
    too_deep: usize,
    in_string: bool,
    escaped: bool,
    /// The last string, as far as it matters.
    string: Vec<u8>,
    /// The last key.
    key: Vec<u8>,
}

impl<R: BufRead> Studies<R> {
    /// Studies that take more bytes than `largest` are left out and told.
    pub(crate) fn new(input: R, largest: usize) -> Self {
        Self {
            input,
            line: 1,
            largest,
            current: Current::default(),
            ready: None,
        }
    }

    pub(crate) fn next(&mut self) -> io::Result<Option<RawStudy>> {
        if let Some(ready) = self.ready.take() {
            return Ok(Some(ready));
        }
        loop {
            let available = self.input.fill_buf()?;
            if available.is_empty() {
                let cut = std::mem::take(&mut self.current);
                return Ok(cut.inside.then(|| {
                    cut.ended(Some("the file ends in the middle of it; it may be cut off"))
                }));
            }
            let mut found = None;
            let mut used = 0;
            for &byte in available {
                used += 1;
                if byte == b'\n' {
                    self.line += 1;
                }
                found = self.current.take(byte, self.line, self.largest);
                if found.is_some() {
                    break;
                }
            }
            self.input.consume(used);
            if let Some(study) = found {
                return Ok(Some(study));
            }
        }
    }
}

impl Current {
    fn ended(self, reason: Option<&'static str>) -> RawStudy {
        let broken = if self.too_large {
            Some("it is larger than any true study")
        } else if self.mismatch {
            reason.or(Some("its brackets or quotes do not match"))
        } else {
            reason
        };
        RawStudy {
            bytes: if self.too_large {
                Vec::new()
            } else {
                self.bytes
            },
            line: self.line,
            broken,
        }
    }

    fn begin(&mut self, line: u64) {
        *self = Self {
            bytes: vec![b'{'],
            line,
            inside: true,
            open: vec![b'{'],
            ..Self::default()
        };
    }

    fn keep(&mut self, byte: u8, largest: usize) {
        self.bytes.push(byte);
        if self.inside && self.bytes.len() > largest {
            self.too_large = true;
        }
        if (self.too_large || !self.inside) && self.bytes.len() > 4 * TAIL {
            let from = self.bytes.len() - TAIL;
            self.bytes = self.bytes.split_off(from);
        }
    }

    fn take(&mut self, byte: u8, line: u64, largest: usize) -> Option<RawStudy> {
        if !self.inside && !self.in_string && byte == b'{' {
            self.begin(line);
            return None;
        }
        self.keep(byte, largest);
        if byte == b'"'
            && let Some(study) = self.restarted(line)
        {
            return study;
        }
        if self.in_string {
            self.within_string(byte);
            return None;
        }
        match byte {
            b'"' => {
                self.in_string = true;
                self.string.clear();
            }
            b':' => self.key = std::mem::take(&mut self.string),
            b'{' | b'[' => {
                if byte == b'[' && self.open.len() == 1 && self.key == LIST_KEY {
                    *self = Self::default();
                    return None;
                }
                if self.open.len() < DEEPEST {
                    self.open.push(byte);
                } else {
                    self.too_deep += 1;
                }
            }
            b'}' | b']' if self.inside => return self.close(byte),
            _ => {}
        }
        None
    }

    fn within_string(&mut self, byte: u8) {
        if self.escaped {
            self.escaped = false;
        } else if byte == b'\\' {
            self.escaped = true;
        } else if byte == b'"' {
            self.in_string = false;
        } else if byte == b'\n' {
            // No string of JSON holds a line break: its end is missing.
            self.in_string = false;
            self.mismatch = true;
        } else if self.string.len() < TAIL {
            self.string.push(byte);
        }
    }

    fn close(&mut self, byte: u8) -> Option<RawStudy> {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return None;
        }
        let opener = if byte == b'}' { b'{' } else { b'[' };
        match self.open.pop() {
            Some(open) if open == opener => {}
            _ => {
                self.mismatch = true;
                if let Some(at) = self.open.iter().rposition(|open| *open == opener) {
                    self.open.truncate(at);
                }
            }
        }
        if self.open.is_empty() {
            return Some(std::mem::take(self).ended(None));
        }
        None
    }

    /// Whether a study begins here although the one before has not ended. `Some(None)`: it begins between studies.
    #[expect(
        clippy::option_option,
        reason = "the outer says whether, the inner what was before"
    )]
    fn restarted(&mut self, line: u64) -> Option<Option<RawStudy>> {
        let before = self.bytes.strip_suffix(STUDY_KEY)?;
        let before = before.trim_ascii_end();
        let start = before.len().checked_sub(1)?;
        if before.last() != Some(&b'{') {
            return None;
        }
        if self.inside && start == 0 && !self.too_large {
            return None;
        }
        let from = self.bytes.split_off(start);
        let breaks = from.iter().filter(|byte| **byte == b'\n').count() as u64;
        let former = std::mem::take(self);
        self.begin(line - breaks);
        self.bytes = from;
        self.string = STUDY_KEY.trim_ascii().to_vec();
        Some(
            former
                .inside
                .then(|| former.ended(Some("it does not end before the next one begins"))),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(String, u64, bool)> {
        let mut studies = Studies::new(text.as_bytes(), 4096);
        let mut all = Vec::new();
        while let Some(study) = studies.next().expect("memory can be read") {
            let text = String::from_utf8(study.bytes).expect("UTF-8");
            all.push((text, study.line, study.broken.is_some()));
        }
        all
    }

    fn study(id: &str) -> String {
        format!(
            r#"{{"protocolSection":{{"identificationModule":{{"nctId":"{id}"}}}},"hasResults":false}}"#
        )
    }

    #[test]
    fn lists_pages_lines_and_single_studies_are_cut_alike() {
        let (a, b) = (study("NCT00000001"), study("NCT00000002"));
        for text in [
            format!("[{a},{b}]"),
            format!(r#"{{"totalCount":2,"studies":[{a},{b}],"nextPageToken":"x{{y"}}"#),
            format!("{a}\n{b}\n"),
            format!(r#"{{"studies":[{a}]}}{{"studies":[{b}]}}"#),
        ] {
            let found: Vec<String> = cut(&text).into_iter().map(|(text, ..)| text).collect();
            assert_eq!(found, [a.clone(), b.clone()], "{text}");
        }
        assert_eq!(cut(&a).len(), 1);
        assert!(cut("").is_empty() && cut("no JSON").is_empty());
    }

    #[test]
    fn a_broken_study_costs_only_itself() {
        let (a, b) = (study("NCT00000001"), study("NCT00000002"));
        let whole = |text: &str| -> Vec<String> {
            let found = cut(text).into_iter();
            found
                .filter(|(.., broken)| !broken)
                .map(|(text, ..)| text)
                .collect()
        };
        for bad in [
            // A quote that is not closed, brackets too few and too many, of the wrong kind, and nothing but a start.
            r#"{"protocolSection":{"identificationModule":{"nctId":"NCT3}}}"#,
            r#"{"protocolSection":{"a":[{"b":1}"#,
            r#"{"protocolSection":{"a":1}}}}]}"#,
            r#"{"protocolSection":{"a":[1}}"#,
            r#"{"protocolSection""#,
            r#"{"protocolSection":{"a":"{{{[[["#,
        ] {
            let found = whole(&format!(r#"{{"studies":[{a},{bad},{b}]}}"#));
            assert!(found.contains(&a) && found.contains(&b), "{bad}: {found:?}");
        }
        let cut_off = format!("[{a},{}", b.get(..40).expect("long"));
        assert_eq!(whole(&cut_off), std::slice::from_ref(&a));
        assert_eq!(cut(&cut_off).len(), 2);
        let huge = format!(
            r#"[{{"protocolSection":{{"a":"{}"}}}},{b}]"#,
            "x".repeat(10_000)
        );
        assert_eq!(whole(&huge), [b]);
    }

    #[test]
    fn lines_are_counted() {
        let text = format!("[\n{},\n{}\n]", study("NCT00000001"), study("NCT00000002"));
        let lines: Vec<u64> = cut(&text).into_iter().map(|(_, line, _)| line).collect();
        assert_eq!(lines, [2, 3]);
    }
}
