//! Years.

/// The first year in a date: four digits that stand alone, or that begin a run of eight (`20180305`), from 1400 to
/// 2199.
pub(crate) fn year(text: &str) -> Option<i32> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|digits| matches!(digits.len(), 4 | 8))
        .filter_map(|digits| digits.get(..4)?.parse().ok())
        .find(|year| (1400..2200).contains(year))
}

#[cfg(test)]
mod tests {
    use super::year;

    #[test]
    fn years_are_found_in_dates() {
        for (text, expected) in [
            ("2018///", Some(2018)),
            ("2018 Mar 5", Some(2018)),
            ("05/03/2018", Some(2018)),
            ("c1999", Some(1999)),
            ("20180305", Some(2018)),
            ("2019-2020", Some(2019)),
            ("n.d.", None),
            ("12345", None),
            ("0000", None),
            ("", None),
        ] {
            assert_eq!(year(text), expected, "{text}");
        }
    }
}
