//! British and American spellings, as they differ in titles and abstracts.

/// Pairs of letters inside words: British, American.
const PAIRS: &[(&str, &str)] = &[
    ("haem", "hem"),
    ("aemia", "emia"),
    ("aemic", "emic"),
    ("oesoph", "esoph"),
    ("oedem", "edem"),
    ("paedia", "pedia"),
    ("tumour", "tumor"),
    ("foet", "fet"),
    ("gynaec", "gynec"),
    ("behaviour", "behavior"),
    ("colour", "color"),
    ("labour", "labor"),
    ("favour", "favor"),
    ("odour", "odor"),
    ("fibre", "fiber"),
    ("centre", "center"),
    ("litre", "liter"),
    ("randomis", "randomiz"),
    ("organis", "organiz"),
    ("hospitalis", "hospitaliz"),
    ("immunis", "immuniz"),
    ("catheteris", "catheteriz"),
    ("characteris", "characteriz"),
    ("sterilis", "steriliz"),
    ("visualis", "visualiz"),
    ("ischaem", "ischem"),
    ("diarrhoea", "diarrhea"),
    ("anaesth", "anesth"),
    ("aetiolog", "etiolog"),
    ("faec", "fec"),
    ("faecal", "fecal"),
    ("caesar", "cesar"),
    ("sulph", "sulf"),
    ("leukaem", "leukem"),
    ("coeliac", "celiac"),
    ("dyspnoea", "dyspnea"),
    ("apnoea", "apnea"),
    ("orthopaed", "orthoped"),
    ("programme", "program"),
    ("counsell", "counsel"),
    ("ageing", "aging"),
    ("grey", "gray"),
    ("mould", "mold"),
    ("oestr", "estr"),
    ("haemorrh", "hemorrh"),
];

/// Beginnings whose last “o” is not that of “oesoph”.
const LATIN: [&str; 5] = ["gastr", "trache", "bronch", "pharyng", "laryng"];

/// Other spellings of a word, lower case: each differs in one place.
pub(crate) fn variants(word: &str) -> Vec<String> {
    let word = word.to_lowercase();
    let mut found = Vec::new();
    for (british, american) in PAIRS {
        if let Some(at) = word.find(british) {
            match (*british, at) {
                // American “gastroesophageal” is “gastrooesophageal” in British, not an “o” less.
                ("oesoph", 1..) if LATIN.iter().any(|part| word[..at].ends_with(part)) => {
                    found.push(word.replacen("esoph", "oesoph", 1));
                }
                ("ageing", 1..) => {}
                _ => found.push(word.replacen(british, american, 1)),
            }
        } else if let Some(at) = word.find(american)
            && begins_well(&word, at, american)
        {
            found.push(word.replacen(american, british, 1));
        }
    }
    found.sort();
    found.dedup();
    found.retain(|other| *other != word);
    // A pair inside another one, such as hem in hemorrh, gives the same word.
    found
}

/// Short American forms (`hem`, `fet`, `fec`) are letters of many words; only at the beginning they are meant.
fn begins_well(word: &str, at: usize, american: &str) -> bool {
    let at_start = at == 0;
    match american {
        "hem" => at_start && !word.starts_with("hemi"),
        "aging" | "fet" | "fec" | "estr" | "edem" | "gray" | "mold" | "program" | "color" => {
            at_start
        }
        "emia" | "emic" => {
            !word.starts_with("academ")
                && !word.starts_with("epidem")
                && !word.starts_with("systemic")
                && !word.starts_with("endem")
                && !word.starts_with("pandem")
                && !word.starts_with("chem")
        }
        "esoph" => at_start || !word[..at].ends_with('o'),
        "etiolog" => at_start,
        "counsel" => !word.contains("counsell"),
        "pedia" => true,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways() {
        assert_eq!(variants("tumour"), ["tumor"]);
        assert_eq!(variants("Tumor"), ["tumour"]);
        assert_eq!(variants("oesophagus"), ["esophagus"]);
        assert_eq!(variants("esophagus"), ["oesophagus"]);
        assert_eq!(variants("randomized"), ["randomised"]);
        assert_eq!(variants("gastroesophageal"), ["gastrooesophageal"]);
        assert_eq!(variants("paraoesophageal"), ["paraesophageal"]);
        assert!(variants("imaging").is_empty());
        assert!(variants("dialysis").is_empty());
        assert!(variants("hemisphere").is_empty());
        assert!(variants("systemic").is_empty());
        assert!(variants("epidemic").is_empty());
    }
}
