//! [`registrations_in`]: numbers of trial registries in running text.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::Registration;

/// The registries of the WHO's network (ICTRP primary registries, with ClinicalTrials.gov and EU CT) and the shape of
/// their numbers. The first group of a shape is what is kept.
const SHAPES: [(&str, &str, &str); 21] = [
    ("ClinicalTrials.gov", r"NCT[\s:#-]*0?(\d{8})\b", "NCT"),
    ("ISRCTN", r"ISRCTN[\s:#-]*(\d{8})\b", "ISRCTN"),
    (
        "EU Clinical Trials Register",
        r"\b((?:19|20)\d{2}-\d{6}-\d{2})\b",
        "",
    ),
    ("CTIS", r"\b(20\d{2}-5\d{5}-\d{2}-\d{2})\b", ""),
    (
        "ChiCTR",
        r"ChiCTR[\s:]*((?:-?[A-Z]{2,5}-)?\d{8,10})\b",
        "ChiCTR",
    ),
    ("ANZCTR", r"ACTRN[\s:-]*(\d{14})p?\b", "ACTRN"),
    ("CTRI", r"CTRI[\s/:]*(20\d{2}/\d{2,3}/\d{6})\b", "CTRI/"),
    ("DRKS", r"DRKS[\s:-]*(\d{8})\b", "DRKS"),
    (
        "JPRN (UMIN)",
        r"UMIN[\s:-]*(?:CTR[\s:-]*)?(?:ID[\s:-]*)?(\d{9})\b",
        "UMIN",
    ),
    ("JPRN (JapicCTI)", r"JapicCTI[\s:-]*(\d{6})\b", "JapicCTI-"),
    ("JPRN (jRCT)", r"jRCT[\s:-]*((?:s|c)?\d{9,10})\b", "jRCT"),
    ("NTR", r"\bNTR[\s:-]*(\d{1,4})\b", "NTR"),
    ("NTR", r"\bNL(\d{4})\b", "NL"),
    ("IRCT", r"IRCT[\s:-]*(\d{6,14}N\d{1,3})\b", "IRCT"),
    ("PACTR", r"PACTR[\s:-]*(\d{15,16})\b", "PACTR"),
    ("TCTR", r"TCTR[\s:-]*(\d{11})\b", "TCTR"),
    ("CRIS", r"KCT[\s:-]*(\d{7})\b", "KCT"),
    ("ReBEC", r"RBR[\s:-]+([0-9a-z]{6,8})\b", "RBR-"),
    ("RPCEC", r"RPCEC[\s:-]*(\d{8})\b", "RPCEC"),
    ("SLCTR", r"SLCTR[\s/:-]*(20\d{2}/\d{3})\b", "SLCTR/"),
    ("LBCTR", r"LBCTR[\s:-]*(\d{10})\b", "LBCTR"),
];

/// The numbers of trial registries in a text, each once, in the registries' own spelling, in order of appearance.
///
/// ```
/// let found = documents::registrations_in("Registered (NCT 01234567, ISRCTN 13837944; EudraCT 2009-012345-67).");
/// let numbers: Vec<&str> = found.iter().map(|one| one.number.as_str()).collect();
/// assert_eq!(numbers, ["NCT01234567", "ISRCTN13837944", "2009-012345-67"]);
/// ```
pub fn registrations_in(text: &str) -> Vec<Registration> {
    static FOUND_BY: LazyLock<Vec<(&str, Regex, &str)>> = LazyLock::new(|| {
        SHAPES
            .iter()
            .filter_map(|(registry, shape, prefix)| {
                let written = format!("(?i){shape}");
                Some((*registry, Regex::new(&written).ok()?, *prefix))
            })
            .collect()
    });
    let mut found: Vec<(usize, Registration)> = Vec::new();
    for (registry, shape, prefix) in FOUND_BY.iter() {
        for one in shape.captures_iter(text) {
            let (Some(whole), Some(number)) = (one.get(0), one.get(1)) else {
                continue;
            };
            // “2020-501234-12” within “2020-501234-12-00” is one number.
            if prefix.is_empty() && text[whole.end()..].starts_with('-') {
                continue;
            }
            // A study called “SANTR 3” has no number of a registry.
            let before = text[..whole.start()].chars().next_back();
            if before.is_some_and(char::is_alphanumeric) {
                continue;
            }
            let registration = Registration {
                registry: (*registry).to_owned(),
                number: format!("{prefix}{}", number.as_str()),
            };
            if !found.iter().any(|(_, known)| *known == registration) {
                found.push((whole.start(), registration));
            }
        }
    }
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, one)| one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_registry_is_known_by_its_numbers() {
        for (text, number) in [
            ("ClinicalTrials.gov Identifier: NCT01471379.", "NCT01471379"),
            (
                "ISRCTN identifier: ISRCTN13837944, registered",
                "ISRCTN13837944",
            ),
            ("EudraCT number 2011-004321-12;", "2011-004321-12"),
            ("EU CT 2022-501234-12-00", "2022-501234-12-00"),
            ("ChiCTR-TRC-12002345", "ChiCTR-TRC-12002345"),
            ("ChiCTR2000029308", "ChiCTR2000029308"),
            ("ACTRN12610000123456", "ACTRN12610000123456"),
            ("CTRI/2012/05/002634", "CTRI/2012/05/002634"),
            ("DRKS00004567", "DRKS00004567"),
            ("UMIN000012345", "UMIN000012345"),
            ("JapicCTI-121987", "JapicCTI-121987"),
            ("jRCTs031180123", "jRCTs031180123"),
            ("Netherlands Trial Register NTR2345", "NTR2345"),
            ("IRCT2013012345N1", "IRCT2013012345N1"),
            ("PACTR201201000345678", "PACTR201201000345678"),
            ("TCTR20140520001", "TCTR20140520001"),
            ("KCT0001234", "KCT0001234"),
            ("RBR-2nyx5d", "RBR-2nyx5d"),
            ("SLCTR/2012/003", "SLCTR/2012/003"),
        ] {
            let found = registrations_in(text);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert_eq!(found[0].number, number, "{text}");
        }
    }

    #[test]
    fn other_numbers_are_none() {
        let text =
            "On 2011-04-12 the SANTR 3 study (grant 2011-0043) gave 1234567890; NL 2019 was wet.";
        let found = registrations_in(text);
        assert!(found.is_empty(), "{found:?}");
    }
}
