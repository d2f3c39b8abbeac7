//! The qualifiers (subheadings) of MeSH with the two-letter codes that Ovid and Cochrane write (NLM, MeSH Qualifiers 2024).

#[rustfmt::skip]
const QUALIFIERS: &[(&str, &str)] = &[
    ("ab", "abnormalities"), ("ad", "administration & dosage"), ("ae", "adverse effects"), ("ag", "agonists"),
    ("aa", "analogs & derivatives"), ("an", "analysis"), ("ah", "anatomy & histology"),
    ("ai", "antagonists & inhibitors"), ("bi", "biosynthesis"), ("bl", "blood"), ("bs", "blood supply"),
    ("cf", "cerebrospinal fluid"), ("cs", "chemical synthesis"), ("ci", "chemically induced"), ("ch", "chemistry"),
    ("cl", "classification"), ("co", "complications"), ("cn", "congenital"), ("cy", "cytology"), ("df", "deficiency"),
    ("di", "diagnosis"), ("dg", "diagnostic imaging"), ("du", "diagnostic use"), ("dh", "diet therapy"),
    ("de", "drug effects"), ("dt", "drug therapy"), ("ec", "economics"), ("ed", "education"), ("em", "embryology"),
    ("en", "enzymology"), ("ep", "epidemiology"), ("es", "ethics"), ("eh", "ethnology"), ("et", "etiology"),
    ("ge", "genetics"), ("gd", "growth & development"), ("hi", "history"), ("im", "immunology"), ("in", "injuries"),
    ("ir", "innervation"), ("is", "instrumentation"), ("ip", "isolation & purification"),
    ("lj", "legislation & jurisprudence"), ("me", "metabolism"), ("mt", "methods"), ("mi", "microbiology"),
    ("mo", "mortality"), ("nu", "nursing"), ("og", "organization & administration"), ("ps", "parasitology"),
    ("py", "pathogenicity"), ("pa", "pathology"), ("pk", "pharmacokinetics"), ("pd", "pharmacology"),
    ("ph", "physiology"), ("pp", "physiopathology"), ("po", "poisoning"), ("pc", "prevention & control"),
    ("px", "psychology"), ("ra", "radiography"), ("ri", "radionuclide imaging"), ("rt", "radiotherapy"),
    ("re", "radiation effects"), ("rh", "rehabilitation"), ("st", "standards"),
    ("sn", "statistics & numerical data"), ("sd", "supply & distribution"), ("su", "surgery"),
    ("tu", "therapeutic use"), ("th", "therapy"), ("to", "toxicity"), ("tm", "transmission"), ("tr", "transplantation"),
    ("td", "trends"), ("us", "ultrasonography"), ("ul", "ultrastructure"), ("ur", "urine"),
    ("ut", "utilization"), ("ve", "veterinary"), ("vi", "virology"),
];

/// The code of a qualifier given by code or name.
pub(crate) fn code(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase().replace(" and ", " & ");
    QUALIFIERS
        .iter()
        .find(|(code, name)| *code == text || *name == text)
        .map(|(code, _)| (*code).to_owned())
}

/// The name of a code; a code that is not known stands for itself.
pub(crate) fn name(code: &str) -> &str {
    QUALIFIERS
        .iter()
        .find(|(known, _)| *known == code)
        .map_or(code, |(_, name)| name)
}
