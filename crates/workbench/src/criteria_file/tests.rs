use super::*;

fn parse(text: &str) -> CriteriaFile {
    CriteriaFile::parse(text).unwrap_or_default()
}

#[test]
fn the_form_that_is_asked_for() {
    let read = parse(
        "# Nudging\n\n## Question\nDo nudges change what\nclinicians do?\n\n## Inclusion criteria\n1. Clinicians\n   who prescribe\n2. A *nudge*\n\n**Exclusion criteria:**\n- Students\n- (a) Reviews\n\n## Remarks\nnone\n",
    );
    assert_eq!(read.title.as_deref(), Some("Nudging"));
    assert_eq!(read.question, "Do nudges change what clinicians do?");
    assert_eq!(read.inclusion, ["Clinicians who prescribe", "A *nudge*"]);
    assert_eq!(read.exclusion, ["Students", "(a) Reviews"]);
    let protocol = read.protocol();
    let labels: Vec<&str> = protocol.criteria.iter().map(|c| c.label.as_str()).collect();
    assert_eq!(labels, ["I1", "I2", "E1", "E2"]);
    assert_eq!(protocol.criteria[3].polarity, Polarity::Exclusion);
}

#[test]
fn other_forms() {
    let read = parse("Relevant = describes a tool for nurses.");
    assert_eq!(read.question, "describes a tool for nurses.");
    assert_eq!(read.inclusion, ["describes a tool for nurses."]);
    let read = parse(
        "Population:\n- Inclusion criteria: teachers\n- Exclusion criteria: others\nDesign:\n- Exclusion criteria: essays\n",
    );
    assert_eq!(read.inclusion, ["Population: teachers"]);
    assert_eq!(read.exclusion, ["Population: others", "Design: essays"]);
    assert_eq!(read.question, "Population: teachers");
    let read = parse(
        "Exclusion criteria will include any study: (1) that is old, (2) in Latin, and (3) of plants.\n",
    );
    assert_eq!(read.exclusion, ["that is old", "in Latin", "of plants"]);
    let read = parse("# Aspirin for stroke\n\n## Boolean query\n(aspirin AND stroke).ti,ab.\n");
    assert_eq!(read.question, "Aspirin for stroke");
    let read = parse("Boolean query:\n(aspirin AND stroke).ti,ab.\n");
    assert_eq!(read.question, "(aspirin AND stroke).ti,ab.");
    let read = parse(
        "---\ntitle: \"Of bees\"\n---\n\n```{r}\nx <- str_c(sep = \"\\n\", # it's a comment\n \"Research question: Do bees \\\"fly\\\"?\",\n 'INCLUSION CRITERIA:', '- bees')\n```\nText\n",
    );
    assert_eq!(read.title.as_deref(), Some("Of bees"));
    assert_eq!(
        (read.question.as_str(), read.inclusion.as_slice()),
        ("Do bees \"fly\"?", ["bees".to_owned()].as_slice())
    );
    for nothing in [
        "", "\n \n", "- ", "#", "---\n---", "```{r\n", "\u{feff}", "12 34",
    ] {
        assert_eq!(CriteriaFile::parse(nothing), None, "{nothing:?}");
    }
}

/// (file, inclusion criteria, exclusion criteria, words of the question), as counted by reading the files.
const KNOWN: [(&str, usize, usize, &str); 9] = [
    (
        "clef_CD007394",
        5,
        3,
        "Galactomannan detection for invasive aspergillosis",
    ),
    (
        "clef_CD010705",
        5,
        2,
        "The diagnostic accuracy of the GenoType",
    ),
    (
        "dennstaedt_2024_cdss_ro",
        1,
        0,
        "describes a clinical decision support system",
    ),
    (
        "goncalo_RV2",
        3,
        6,
        "COVID-19 and Immune-Mediated RBC Destruction",
    ),
    (
        "goncalo_RV4",
        5,
        6,
        "Questionnaire, survey, or attitude study",
    ),
    (
        "gptscreenr_melanoma",
        5,
        6,
        "Our study aims to identify the current gaps",
    ),
    (
        "gptscreenr_smartphones",
        3,
        0,
        "The aims of this scoping review are fourfold",
    ),
    ("gptscreenr_solastalgia", 4, 2, "How is solastalgia defined"),
    (
        "gptscreenr_teachers",
        3,
        3,
        "to identify quantitative literature focused on teachers",
    ),
];

#[test]
fn real_files_are_understood() {
    let Some(folder) = real_data::folder("screening/criteria") else {
        return;
    };
    for (name, inclusion, exclusion, question) in KNOWN {
        let read = CriteriaFile::read(&folder.join(format!("{name}.md"))).unwrap_or_default();
        assert!(
            read.question.starts_with(question),
            "{name}: {}",
            read.question
        );
        assert_eq!(
            (read.inclusion.len(), read.exclusion.len()),
            (inclusion, exclusion),
            "{name}: {read:#?}"
        );
    }
    let files = std::fs::read_dir(&folder)
        .map(|files| files.flatten().collect::<Vec<_>>())
        .unwrap_or_default();
    assert!(files.len() >= 23);
    for file in files {
        let read = CriteriaFile::read(&file.path()).unwrap_or_default();
        assert!(
            !read.inclusion.is_empty(),
            "{}: {read:#?}",
            file.path().display()
        );
        let all = || {
            read.inclusion
                .iter()
                .chain(&read.exclusion)
                .chain([&read.question])
        };
        assert!(
            all().all(|text| !text.contains(['\n', '<']) && text.len() > 5),
            "{read:#?}"
        );
    }
}
