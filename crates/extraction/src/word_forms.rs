//! Words of outcomes whose forms a stemmer keeps apart.
//!
//! Forms of one word only, as a dictionary of English has them, and British beside American spelling: “had died” and
//! “deaths” speak of the same. Words that merely mean something near, such as relapse and recurrence, are left apart: a
//! report may count both.

/// Irregular forms with the word that they are compared as.
const IRREGULAR: [(&str, &str); 27] = [
    ("died", "death"),
    ("die", "death"),
    ("dies", "death"),
    ("dying", "death"),
    ("dead", "death"),
    ("deceased", "death"),
    ("bled", "bleed"),
    ("bleeds", "bleed"),
    ("fallen", "fall"),
    ("slept", "sleep"),
    ("women", "woman"),
    ("men", "man"),
    ("children", "child"),
    ("people", "person"),
    ("teeth", "tooth"),
    ("feet", "foot"),
    ("born", "birth"),
    ("withdrew", "withdraw"),
    ("withdrawn", "withdraw"),
    ("withdrawal", "withdraw"),
    ("withdrawals", "withdraw"),
    ("metastases", "metastasis"),
    ("diagnoses", "diagnosis"),
    ("thromboses", "thrombosis"),
    ("exacerbated", "exacerbation"),
    ("worse", "worsening"),
    ("worsened", "worsening"),
];

/// Parts of words that are spelt in two ways, with the one they are compared in.
const SPELLINGS: [(&str, &str); 12] = [
    ("aemia", "emia"),
    ("oedema", "edema"),
    ("oea", "ea"),
    ("haem", "hem"),
    ("faec", "fec"),
    ("paed", "ped"),
    ("colour", "color"),
    ("flavour", "flavor"),
    ("behaviour", "behavior"),
    ("tumour", "tumor"),
    ("isation", "ization"),
    ("yse", "yze"),
];

/// A word, in lower case, in the form and spelling that it is compared in before it is stemmed.
pub(crate) fn one_form(word: &str) -> String {
    if let Some((_, form)) = IRREGULAR.iter().find(|(other, _)| *other == word) {
        return (*form).to_owned();
    }
    let mut word = word.to_owned();
    for (british, american) in SPELLINGS {
        if word.contains(british) {
            word = word.replace(british, american);
        }
    }
    // “Hospitalised”; not “exercised” or “supervised”, which are spelt so everywhere.
    const ALWAYS_S: [&str; 6] = ["cis", "vis", "omis", "pris", "rtis", "rais"];
    for (british, american) in [("ised", "ized"), ("ising", "izing")] {
        if let Some(stem) = word.strip_suffix(british)
            && stem.len() >= 5
            && !ALWAYS_S
                .iter()
                .any(|end| format!("{stem}is").ends_with(end))
        {
            return format!("{stem}{american}");
        }
    }
    word
}
