//! [`Cues`]: how much the wording of a sentence says that it answers a question of one kind.

use documents::SectionKind;
use regex::RegexSet;

use crate::source::{Place, Source, SourceUnit};

/// Wordings with what each counts; some count against.
#[derive(Clone, Debug)]
pub(crate) struct Cues {
    wordings: RegexSet,
    counts: Vec<f64>,
}

impl Cues {
    /// Wordings are regular expressions, without regard to upper and lower case. `None` where one is not written rightly,
    /// which a test excludes.
    pub(crate) fn new(list: &[(f64, &str)]) -> Option<Self> {
        let wordings = regex::RegexSetBuilder::new(list.iter().map(|(_, wording)| wording))
            .case_insensitive(true)
            .build()
            .ok()?;
        Some(Self {
            wordings,
            counts: list.iter().map(|(count, _)| *count).collect(),
        })
    }

    /// What the wordings of a text come to.
    pub(crate) fn weigh(&self, text: &str) -> f64 {
        self.wordings
            .matches(text)
            .into_iter()
            .map(|place| self.counts[place])
            .sum()
    }

    /// The sentence that answers best, with what its wording comes to; the first of several that are as good. None where
    /// no sentence reaches `least`.
    pub(crate) fn best<'s>(
        &self,
        source: &'s Source<'_>,
        least: f64,
        of_section: impl Fn(SectionKind) -> Option<f64>,
    ) -> Option<(&'s SourceUnit, f64)> {
        let mut best: Option<(&SourceUnit, f64)> = None;
        for unit in source.units() {
            let Some(section) = of_section(unit.section) else {
                continue;
            };
            if !matches!(unit.place, Place::Sentence(_)) || unit.terms.words().len() < 3 {
                continue;
            }
            let said = self.weigh(&unit.text);
            if said >= least && best.is_none_or(|(_, known)| said + section > known) {
                best = Some((unit, said + section));
            }
        }
        best
    }
}

/// What a sentence is worth for its place where methods are asked about; none where others' studies are spoken of.
pub(crate) fn in_methods(section: SectionKind) -> Option<f64> {
    match section {
        SectionKind::Methods => Some(0.4),
        SectionKind::Abstract => Some(0.2),
        SectionKind::Results | SectionKind::Other => Some(0.0),
        _ => None,
    }
}
