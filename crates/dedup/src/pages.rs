//! [`Pages`]: `123-8`, `123-128`, `S12-S15`, `e0123`, `CD001234` as comparable numbers.

use review::Agreement;

use crate::text::{fold, present};

/// Where a work stands inside a volume.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Pages {
    /// What stands before the number, such as `e`, `s`, `2s` or `cd`.
    pub(crate) prefix: String,
    /// First page or article number.
    pub(crate) first: u64,
    /// Last page, where a range was given.
    pub(crate) last: Option<u64>,
}

impl Pages {
    /// Reads the first range of a pages field; `None` for none and for extents such as `62 p`.
    pub(crate) fn read(text: Option<&str>) -> Option<Self> {
        let text = present(text)?.to_lowercase();
        let text: String = text
            .chars()
            .map(|c| match c {
                '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
                c => c,
            })
            .collect();
        let text = text.split([';', ',']).next().unwrap_or_default().trim();
        let text = text.strip_prefix("pp").unwrap_or(text);
        let text = text.strip_prefix("p.").unwrap_or(text);
        if text.ends_with(" p") || text.ends_with(" p.") || text.ends_with("pages") {
            return None;
        }
        let mut parts = text.split('-').map(str::trim).filter(|p| !p.is_empty());
        let (prefix, first) = number(parts.next()?)?;
        let last = parts.next().and_then(number).map(|(_, last)| last);
        let last = last.map(|last| complete(first, last));
        Some(Self {
            prefix,
            first,
            last: last.filter(|last| *last >= first),
        })
    }

    /// Whether first and last page are given and differ.
    pub(crate) fn is_range(&self) -> bool {
        self.last.is_some_and(|last| last > self.first)
    }

    fn end(&self) -> u64 {
        self.last.unwrap_or(self.first)
    }
}

/// `2s5` → (`2s`, 5); `1458.e2` → (``, 1458); `12a` → (``, 12).
fn number(part: &str) -> Option<(String, u64)> {
    let part = fold(part);
    let part = part.split(' ').next()?;
    let is_digit = |c: char| c.is_ascii_digit();
    let tail_start = part.trim_end_matches(is_digit).len();
    let (prefix, digits) = if tail_start < part.len() {
        part.split_at(tail_start)
    } else {
        let start = part.find(is_digit)?;
        let end = start + part[start..].find(|c| !is_digit(c))?;
        (&part[..start], &part[start..end])
    };
    Some((prefix.to_owned(), digits.parse().ok()?))
}

/// `123-8` means 123 to 128.
fn complete(first: u64, last: u64) -> u64 {
    let mut scale: u64 = 10;
    while scale <= last && scale < u64::MAX {
        scale = scale.saturating_mul(10);
    }
    if last < first {
        (first / scale * scale).saturating_add(last)
    } else {
        last
    }
}

/// How two places compare. `Missing` also stands for an article number against a range that starts at 1, as one
/// journal counts both ways.
pub(crate) fn compare(a: Option<&Pages>, b: Option<&Pages>) -> Agreement {
    let (Some(a), Some(b)) = (a, b) else {
        return Agreement::Missing;
    };
    let prefixes = a.prefix == b.prefix || a.prefix.is_empty() || b.prefix.is_empty();
    if prefixes && a.first == b.first {
        return match (a.last, b.last) {
            (Some(x), Some(y)) if x != y => Agreement::Similar,
            _ => Agreement::Same,
        };
    }
    if a.prefix == b.prefix && a.first <= b.end() && b.first <= a.end() {
        return Agreement::Similar;
    }
    let counts_from_one = |x: &Pages, y: &Pages| x.first == 1 && x.is_range() && !y.is_range();
    if counts_from_one(a, b) || counts_from_one(b, a) {
        return Agreement::Missing;
    }
    Agreement::Different
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, u64, Option<u64>) {
        let pages = Pages::read(Some(text)).unwrap();
        (pages.prefix, pages.first, pages.last)
    }

    #[test]
    fn reads_the_styles_of_databases() {
        assert_eq!(read("123-8"), (String::new(), 123, Some(128)));
        assert_eq!(read("1442-1458.e2"), (String::new(), 1442, Some(1458)));
        assert_eq!(read("083-087"), (String::new(), 83, Some(87)));
        assert_eq!(read("376 -- 383"), (String::new(), 376, Some(383)));
        assert_eq!(read("365‐371"), (String::new(), 365, Some(371)));
        assert_eq!(read("E329-e336"), ("e".into(), 329, Some(336)));
        assert_eq!(read("2S5-9"), ("2s".into(), 5, Some(9)));
        assert_eq!(read("2S5-2S9"), ("2s".into(), 5, Some(9)));
        assert_eq!(read("901-7; quiz 907"), (String::new(), 901, Some(907)));
        assert_eq!(read("Cd008039"), ("cd".into(), 8039, None));
        assert_eq!(Pages::read(Some("62 p")), None);
        assert_eq!(Pages::read(Some("iii-iv")), None);
        assert_eq!(Pages::read(Some("99999999999999999999999")), None);
    }

    #[test]
    fn compares_places() {
        let of = |a: &str, b: &str| {
            compare(Pages::read(Some(a)).as_ref(), Pages::read(Some(b)).as_ref())
        };
        assert_eq!(of("123-8", "123-128"), Agreement::Same);
        assert_eq!(of("123", "123-128"), Agreement::Same);
        assert_eq!(of("943-945", "943-944"), Agreement::Similar);
        assert_eq!(of("2141-2147", "2142-2147"), Agreement::Similar);
        assert_eq!(of("e12", "1-13"), Agreement::Missing);
        assert_eq!(of("S12", "12-19"), Agreement::Same);
        assert_eq!(of("S12", "e12"), Agreement::Different);
        assert_eq!(of("10-20", "30-40"), Agreement::Different);
    }
}
