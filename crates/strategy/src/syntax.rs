//! [`Syntax`]: the platforms whose search languages are known, and where they differ.

use serde::{Deserialize, Serialize};

/// A search language. Sources: the help pages of the platforms, as of 2025; what two sources tell differently is said in
/// decision 25.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Syntax {
    /// PubMed of the National Library of Medicine.
    #[serde(rename = "pubmed")]
    PubMed,
    /// MEDLINE on Ovid.
    OvidMedline,
    /// Embase on Ovid.
    OvidEmbase,
    /// Cochrane Library (Wiley), Search Manager.
    Cochrane,
    /// Scopus, advanced search.
    Scopus,
    /// Web of Science, advanced search.
    WebOfScience,
    /// CINAHL on EBSCOhost.
    Cinahl,
    /// ClinicalTrials.gov, expert search (Essie).
    #[serde(rename = "clinicaltrials-gov")]
    ClinicalTrialsGov,
    /// International Clinical Trials Registry Platform of the WHO.
    Ictrp,
}

/// The order in which operators without brackets bind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precedence {
    /// One after the other.
    LeftToRight,
    /// AND and NOT before OR.
    AndFirst,
    /// OR before AND and AND NOT.
    OrFirst,
}

/// What words side by side without quotes mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unquoted {
    /// A phrase.
    Phrase,
    /// Each of them, anywhere in the field.
    AllWords,
}

/// The thesaurus of a database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Thesaurus {
    /// Medical Subject Headings.
    Mesh,
    /// Emtree, of Embase.
    Emtree,
    /// CINAHL subject headings.
    Cinahl,
}

impl Syntax {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::PubMed,
        Self::OvidMedline,
        Self::OvidEmbase,
        Self::Cochrane,
        Self::Scopus,
        Self::WebOfScience,
        Self::Cinahl,
        Self::ClinicalTrialsGov,
        Self::Ictrp,
    ];

    /// As it is called in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::PubMed => "PubMed",
            Self::OvidMedline => "MEDLINE (Ovid)",
            Self::OvidEmbase => "Embase (Ovid)",
            Self::Cochrane => "Cochrane Library (Wiley)",
            Self::Scopus => "Scopus",
            Self::WebOfScience => "Web of Science",
            Self::Cinahl => "CINAHL (EBSCOhost)",
            Self::ClinicalTrialsGov => "ClinicalTrials.gov",
            Self::Ictrp => "WHO ICTRP",
        }
    }

    /// The word used in files and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::PubMed => "pubmed",
            Self::OvidMedline => "ovid-medline",
            Self::OvidEmbase => "ovid-embase",
            Self::Cochrane => "cochrane",
            Self::Scopus => "scopus",
            Self::WebOfScience => "web-of-science",
            Self::Cinahl => "cinahl",
            Self::ClinicalTrialsGov => "clinicaltrials-gov",
            Self::Ictrp => "ictrp",
        }
    }

    /// The syntax of that word; common other names are understood.
    pub fn from_word(word: &str) -> Option<Self> {
        let word = word.trim().to_lowercase().replace(['_', ' '], "-");
        Self::ALL
            .into_iter()
            .find(|syntax| syntax.as_str() == word)
            .or(match word.as_str() {
                "ovid" | "medline" => Some(Self::OvidMedline),
                "embase" => Some(Self::OvidEmbase),
                "central" | "wiley" => Some(Self::Cochrane),
                "wos" => Some(Self::WebOfScience),
                "ebsco" => Some(Self::Cinahl),
                "ctgov" | "clinicaltrials.gov" => Some(Self::ClinicalTrialsGov),
                _ => None,
            })
    }

    /// Whether it is one of the databases on Ovid.
    pub fn is_ovid(self) -> bool {
        matches!(self, Self::OvidMedline | Self::OvidEmbase)
    }

    /// The order in which operators bind where brackets are left out.
    pub fn precedence(self) -> Precedence {
        match self {
            Self::PubMed => Precedence::LeftToRight,
            Self::Scopus => Precedence::OrFirst,
            _ => Precedence::AndFirst,
        }
    }

    /// What words side by side without quotes mean. PubMed takes words with a field tag for a phrase.
    pub fn unquoted(self) -> Unquoted {
        match self {
            Self::PubMed | Self::OvidMedline | Self::OvidEmbase | Self::Ictrp => Unquoted::Phrase,
            _ => Unquoted::AllWords,
        }
    }

    /// The thesaurus whose headings can be searched.
    pub fn thesaurus(self) -> Option<Thesaurus> {
        match self {
            Self::PubMed | Self::OvidMedline | Self::Cochrane => Some(Thesaurus::Mesh),
            Self::OvidEmbase => Some(Thesaurus::Emtree),
            Self::Cinahl => Some(Thesaurus::Cinahl),
            _ => None,
        }
    }

    /// Whether words can be asked to stand near each other; in PubMed only single words of a field.
    pub fn has_proximity(self) -> bool {
        !matches!(self, Self::ClinicalTrialsGov | Self::Ictrp)
    }

    /// Whether the number of a proximity operator counts steps (1 is adjacent) and not the words between (0 is adjacent).
    pub fn distance_counts_steps(self) -> bool {
        self.is_ovid() || self == Self::Cochrane
    }

    /// Whether words can be asked to stand in an order with others between.
    pub fn has_ordered_proximity(self) -> bool {
        matches!(self, Self::Scopus | Self::Cinahl | Self::Cochrane)
    }

    /// Whether lines may refer to other lines.
    pub fn has_lines(self) -> bool {
        !matches!(self, Self::ClinicalTrialsGov | Self::Ictrp)
    }

    /// Whether AND, OR and NOT must be written in capitals.
    pub fn needs_capital_operators(self) -> bool {
        matches!(self, Self::PubMed | Self::ClinicalTrialsGov)
    }

    /// Whether words can be truncated at all.
    pub fn has_truncation(self) -> bool {
        self != Self::ClinicalTrialsGov
    }

    /// Whether truncation works inside quotes.
    pub fn truncates_in_quotes(self) -> bool {
        !matches!(self, Self::Cochrane | Self::ClinicalTrialsGov | Self::Ictrp)
    }

    /// The letters that must stand before a truncation; 0 where the platform asks for none.
    pub fn shortest_stem(self) -> usize {
        match self {
            Self::PubMed => 4,
            Self::Cochrane | Self::WebOfScience => 3,
            _ => 0,
        }
    }

    /// How a reference to a line is written, before its number.
    pub(crate) fn reference_sign(self) -> &'static str {
        match self {
            Self::OvidMedline | Self::OvidEmbase => "",
            Self::Cinahl => "S",
            _ => "#",
        }
    }

    /// The word for taking away.
    pub(crate) fn not_word(self) -> &'static str {
        match self {
            Self::Scopus | Self::ClinicalTrialsGov => "AND NOT",
            Self::OvidMedline | Self::OvidEmbase => "not",
            _ => "NOT",
        }
    }
}

impl std::fmt::Display for Syntax {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}
