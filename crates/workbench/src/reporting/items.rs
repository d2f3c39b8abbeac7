//! The items of the reporting checklists: their numbers, and in short what each asks for, in our words.
//!
//! PRISMA 2020 (Page et al., BMJ 2021;372:n71) and PRISMA-S (Rethlefsen et al., Syst Rev 2021;10:39) are published under
//! CC BY 4.0, PRISMA-trAIce (Holst et al., JMIR AI 2025;4:e80247; its repository under the MIT licence) likewise.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::{Error, Result};

/// A reporting checklist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ChecklistKind {
    /// PRISMA 2020: 27 items with their parts.
    #[serde(rename = "prisma_2020")]
    Prisma2020,
    /// PRISMA-S: 16 items on the search.
    PrismaS,
    /// PRISMA-trAIce: the use of artificial intelligence in the review.
    PrismaTraice,
}

impl ChecklistKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Prisma2020, Self::PrismaS, Self::PrismaTraice];

    /// The word in files, in the database and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Prisma2020 => "prisma_2020",
            Self::PrismaS => "prisma_s",
            Self::PrismaTraice => "prisma_traice",
        }
    }

    /// The checklist of that word. Errors name those that there are.
    pub fn from_word(word: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == word.replace('-', "_").to_lowercase())
            .ok_or_else(|| {
                Error::invalid(
                    format!("there is no checklist “{word}”"),
                    "Choose prisma_2020, prisma_s or prisma_traice.",
                )
            })
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Prisma2020 => "PRISMA 2020",
            Self::PrismaS => "PRISMA-S",
            Self::PrismaTraice => "PRISMA-trAIce",
        }
    }

    /// Where it comes from, with its licence.
    pub fn source(self) -> &'static str {
        match self {
            Self::Prisma2020 => {
                "Items in short, after Page MJ, McKenzie JE, Bossuyt PM, et al. The PRISMA 2020 statement. BMJ 2021;372:n71 (CC BY 4.0)."
            }
            Self::PrismaS => {
                "Items in short, after Rethlefsen ML, Kirtley S, Waffenschmidt S, et al. PRISMA-S. Syst Rev 2021;10:39 (CC BY 4.0)."
            }
            Self::PrismaTraice => {
                "Items in short, after Holst D, Moenck K, Koch J, et al. PRISMA-trAIce. JMIR AI 2025;4:e80247 (CC BY 4.0)."
            }
        }
    }

    pub(super) fn items(self) -> &'static [Item] {
        match self {
            Self::Prisma2020 => PRISMA_2020,
            Self::PrismaS => PRISMA_S,
            Self::PrismaTraice => PRISMA_TRAICE,
        }
    }
}

/// How much a checklist insists on an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Requirement {
    /// It must be reported.
    Mandatory,
    /// It should be.
    Recommended,
    /// It may be.
    Optional,
}

/// An item: number, section, topic, what it asks for, how much it is insisted on.
pub(super) struct Item {
    pub(super) number: &'static str,
    pub(super) section: &'static str,
    pub(super) topic: &'static str,
    pub(super) asks: &'static str,
    pub(super) requirement: Requirement,
}

const fn item(
    number: &'static str,
    section: &'static str,
    topic: &'static str,
    asks: &'static str,
) -> Item {
    Item {
        number,
        section,
        topic,
        asks,
        requirement: Requirement::Mandatory,
    }
}

const fn recommended(mut item: Item) -> Item {
    item.requirement = Requirement::Recommended;
    item
}

const fn optional(mut item: Item) -> Item {
    item.requirement = Requirement::Optional;
    item
}

#[rustfmt::skip]
const PRISMA_2020: &[Item] = &[
    item("1", "Title", "Title", "Say in the title that this is a systematic review."),
    item("2", "Abstract", "Abstract", "Follow the PRISMA 2020 checklist for abstracts."),
    item("3", "Introduction", "Rationale", "Why the review is needed, given what is known."),
    item("4", "Introduction", "Objectives", "The question or objective that the review answers."),
    item("5", "Methods", "Eligibility criteria", "Inclusion and exclusion criteria, and how studies were grouped for synthesis."),
    item("6", "Methods", "Information sources", "Every source that was searched or consulted, with the date of its last search."),
    item("7", "Methods", "Search strategy", "The full strategy of every database, register and website, with limits and filters."),
    item("8", "Methods", "Selection process", "How studies were selected: how many reviewers, whether independently, which automation tools."),
    item("9", "Methods", "Data collection process", "How data were collected: how many reviewers, whether independently, contact with authors, automation tools."),
    item("10a", "Methods", "Data items: outcomes", "The outcomes for which data were sought, and which results of each."),
    item("10b", "Methods", "Data items: other variables", "All other variables for which data were sought, and assumptions about missing or unclear information."),
    item("11", "Methods", "Risk of bias assessment", "How risk of bias in the studies was assessed: tool, reviewers, independence, automation."),
    item("12", "Methods", "Effect measures", "The effect measure of each outcome."),
    item("13a", "Methods", "Synthesis: eligible studies", "How it was decided which studies each synthesis takes in."),
    item("13b", "Methods", "Synthesis: preparation", "How data were prepared, such as missing statistics and conversions."),
    item("13c", "Methods", "Synthesis: presentation", "How results were tabulated or drawn."),
    item("13d", "Methods", "Synthesis: methods", "How results were synthesised, with models, heterogeneity measures and software."),
    item("13e", "Methods", "Synthesis: heterogeneity", "How causes of heterogeneity were explored."),
    item("13f", "Methods", "Synthesis: sensitivity", "Sensitivity analyses."),
    item("14", "Methods", "Reporting bias assessment", "How bias from missing results was assessed."),
    item("15", "Methods", "Certainty assessment", "How certainty in the evidence was assessed."),
    item("16a", "Results", "Study selection: flow", "Results of search and selection, from records identified to studies included, best as a flow diagram."),
    item("16b", "Results", "Study selection: near misses", "Studies that might seem to fit but were excluded, and why."),
    item("17", "Results", "Study characteristics", "Each included study with its citation and characteristics."),
    item("18", "Results", "Risk of bias in studies", "Risk-of-bias assessments of each study."),
    item("19", "Results", "Results of individual studies", "For all outcomes, each study's summary statistics and effect estimate with its precision."),
    item("20a", "Results", "Syntheses: studies", "For each synthesis, characteristics and risk of bias of its studies."),
    item("20b", "Results", "Syntheses: results", "Results of all statistical syntheses, with precision and heterogeneity."),
    item("20c", "Results", "Syntheses: heterogeneity", "Results of investigations of heterogeneity."),
    item("20d", "Results", "Syntheses: sensitivity", "Results of sensitivity analyses."),
    item("21", "Results", "Reporting biases", "Bias from missing results for each synthesis."),
    item("22", "Results", "Certainty of evidence", "Certainty for each outcome."),
    item("23a", "Discussion", "Interpretation", "The results in the light of other evidence."),
    item("23b", "Discussion", "Limitations of the evidence", "Limits of the evidence that was included."),
    item("23c", "Discussion", "Limitations of the review", "Limits of how the review was done."),
    item("23d", "Discussion", "Implications", "What follows for practice, policy and research."),
    item("24a", "Other information", "Registration", "Register and number, or that the review was not registered."),
    item("24b", "Other information", "Protocol", "Where the protocol can be read, or that none was prepared."),
    item("24c", "Other information", "Amendments", "Amendments to registration or protocol, with explanations."),
    item("25", "Other information", "Support", "Funding and other support, and the funders' role."),
    item("26", "Other information", "Competing interests", "Competing interests of the authors."),
    item("27", "Other information", "Availability of data and materials", "Which forms, data, code and other materials are public, and where."),
];

#[rustfmt::skip]
const PRISMA_S: &[Item] = &[
    item("1", "Information sources and methods", "Database name", "Each database that was searched, with its platform."),
    item("2", "Information sources and methods", "Multi-database searching", "Databases that were searched together on one platform."),
    item("3", "Information sources and methods", "Study registries", "The study registries that were searched."),
    item("4", "Information sources and methods", "Online resources and browsing", "Websites and other sources that were searched or browsed, and how."),
    item("5", "Information sources and methods", "Citation searching", "Whether cited or citing references were examined, and how."),
    item("6", "Information sources and methods", "Contacts", "Whether authors, experts, manufacturers or others were asked for studies or data."),
    item("7", "Information sources and methods", "Other methods", "Any other source or method."),
    item("8", "Search strategies", "Full search strategies", "The strategy of each database and source, exactly as it was run."),
    item("9", "Search strategies", "Limits and restrictions", "Limits that were applied, with reasons, or that there were none."),
    item("10", "Search strategies", "Search filters", "Published filters that were used, with citation and changes."),
    item("11", "Search strategies", "Prior work", "Strategies adapted or reused from other reviews, with citation."),
    item("12", "Search strategies", "Updates", "How searches were updated, such as by reruns or alerts."),
    item("13", "Search strategies", "Dates of searches", "For each strategy, the date when it was last run."),
    item("14", "Peer review", "Peer review", "Any peer review of the strategies."),
    item("15", "Managing records", "Total records", "The number of records from each database and source."),
    item("16", "Managing records", "Deduplication", "How duplicate records were removed, with software."),
];

#[rustfmt::skip]
const PRISMA_TRAICE: &[Item] = &[
    optional(item("T1", "Title", "Title", "Name the use of AI in the title where it played a substantial part.")),
    optional(item("A1", "Abstract", "Abstract", "The AI tools, the stages they were used at, and their role.")),
    recommended(item("I1", "Introduction", "Rationale", "Why AI tools were used for these tasks.")),
    item("M1", "Methods", "Protocol", "Whether the use of AI was laid down beforehand, and what deviates from it."),
    item("M2", "Methods", "Identification of tools", "Name, version and developer of each tool, and how to get it."),
    item("M3", "Methods", "Purpose and stage", "At which stage it was used, and for exactly which task."),
    item("M4", "Methods", "Input", "What data the tool was given, for training and in use."),
    item("M5", "Methods", "Output", "What it gave, and how that was processed."),
    item("M6", "Methods", "Prompts", "For language models: prompts, how they were made, and parameters."),
    recommended(item("M7", "Methods", "Settings", "For other tools: settings and algorithms that matter for performance.")),
    item("M8", "Methods", "Human oversight", "How people used and checked the output: how many, how, and how disagreements were settled."),
    item("M9", "Methods", "Evaluation", "How performance was evaluated: reference standard and measures."),
    recommended(item("M10", "Methods", "Ethics and data", "Data management, privacy, and terms of use.")),
    item("R1", "Results", "Flow", "Records handled by AI and by people, told apart in flow diagram or text."),
    item("R2", "Results", "Performance", "Results of the evaluations, such as agreement, recall and precision."),
    recommended(item("D1", "Discussion", "Limitations", "Limits of the use of AI and what they may mean for the findings.")),
    optional(item("D2", "Discussion", "Implications", "What was learnt from using AI.")),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checklists_have_the_items_of_their_statements() {
        let whole: std::collections::BTreeSet<&str> = PRISMA_2020
            .iter()
            .map(|item| item.number.trim_end_matches(char::is_alphabetic))
            .collect();
        assert_eq!((whole.len(), PRISMA_2020.len()), (27, 42));
        assert_eq!(PRISMA_S.len(), 16);
        let mandatory: Vec<&str> = PRISMA_TRAICE
            .iter()
            .filter(|item| item.requirement == Requirement::Mandatory)
            .map(|item| item.number)
            .collect();
        let expected = ["M1", "M2", "M3", "M4", "M5", "M6", "M8", "M9", "R1", "R2"];
        assert_eq!(mandatory, expected);
    }
}
