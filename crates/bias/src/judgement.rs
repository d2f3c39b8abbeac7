//! [`Judgement`]: how great the risk of bias is, in the words of the tools.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A judgement of a domain or of a result as a whole. Each tool has its own words ([`crate::Tool::judgements`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "BiasJudgement")]
pub enum Judgement {
    /// Low risk; of applicability, low concern. All tools.
    Low,
    /// Some concerns. RoB 2.
    SomeConcerns,
    /// Moderate risk. ROBINS-I.
    Moderate,
    /// Unclear. QUADAS-2.
    Unclear,
    /// High risk; of applicability, high concern. RoB 2 and QUADAS-2.
    High,
    /// Serious risk. ROBINS-I.
    Serious,
    /// Critical risk. ROBINS-I.
    Critical,
    /// No information on which to base a judgement. ROBINS-I.
    NoInformation,
}

impl Judgement {
    /// Every judgement.
    pub const ALL: [Judgement; 8] = [
        Judgement::Low,
        Judgement::SomeConcerns,
        Judgement::Moderate,
        Judgement::Unclear,
        Judgement::High,
        Judgement::Serious,
        Judgement::Critical,
        Judgement::NoInformation,
    ];

    /// The words, such as `Some concerns`.
    pub fn words(self) -> &'static str {
        match self {
            Judgement::Low => "Low",
            Judgement::SomeConcerns => "Some concerns",
            Judgement::Moderate => "Moderate",
            Judgement::Unclear => "Unclear",
            Judgement::High => "High",
            Judgement::Serious => "Serious",
            Judgement::Critical => "Critical",
            Judgement::NoInformation => "No information",
        }
    }

    /// Reads the words in any case, with or without “risk” or “concern” behind them, or the letters L, S and H of tables
    /// of RoB 2.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase().replace(['_', '-'], " ");
        let short = text
            .trim_end_matches(" of bias")
            .trim_end_matches(" risk")
            .trim_end_matches(" concern")
            .trim();
        Self::ALL
            .into_iter()
            .find(|judgement| {
                let words = judgement.words().to_lowercase();
                words == text || words == short
            })
            .or(match short {
                "l" => Some(Judgement::Low),
                "s" | "some" => Some(Judgement::SomeConcerns),
                "h" => Some(Judgement::High),
                _ => None,
            })
    }

    /// The symbol that tells the judgement without colour: that of RoB 2’s own forms where it has one. The minus is an en
    /// dash, as the shipped font has no other.
    pub fn symbol(self) -> &'static str {
        match self {
            Judgement::Low => "+",
            Judgement::SomeConcerns | Judgement::Moderate => "!",
            Judgement::High | Judgement::Serious => "–",
            Judgement::Critical => "×",
            Judgement::Unclear | Judgement::NoInformation => "?",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn judgements_are_read_as_people_write_them() {
        for judgement in Judgement::ALL {
            assert_eq!(Judgement::read(judgement.words()), Some(judgement));
        }
        assert_eq!(Judgement::read("LOW RISK"), Some(Judgement::Low));
        assert_eq!(Judgement::read("high risk of bias"), Some(Judgement::High));
        assert_eq!(
            Judgement::read("some_concerns"),
            Some(Judgement::SomeConcerns)
        );
        assert_eq!(Judgement::read("S"), Some(Judgement::SomeConcerns));
        assert_eq!(Judgement::read("middling"), None);
        assert_eq!(Judgement::read(""), None);
    }
}
