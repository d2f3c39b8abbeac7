//! [`Note`]: what a reader of a result has to know beside its numbers.

use drawing::text::one_line;
use serde::Serialize;

use crate::{Data, FEWEST_FOR_EGGER, Heterogeneity, Measure, Method, Options, StudyEffect};

/// Something that a reader of the result has to know.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "note")]
pub enum Note {
    /// ½ was added to each cell of these studies' tables because one is empty.
    CorrectedForZeros {
        /// Ids of the studies.
        studies: Vec<String>,
    },
    /// The correction shows in these studies' own estimates and in Q only; the pooled estimate rests on the tables as
    /// they are.
    CorrectedForQOnly {
        /// Ids of the studies.
        studies: Vec<String>,
    },
    /// There are fewer than five studies: how far their effects differ is hardly known, whatever Q and I² say.
    FewStudies {
        /// How many.
        studies: usize,
    },
    /// The interval of Hartung and Knapp is narrower than the usual one, which the ad-hoc correction would prevent.
    HartungKnappIsNarrower,
    /// A prediction interval needs three studies.
    NoPrediction,
    /// The effects differ less than chance alone would have it, so that the interval of τ² is empty.
    EmptyHeterogeneityInterval,
    /// Egger's test finds asymmetry too often where the standard error hangs on the estimate itself, as that of odds ratios,
    /// standardised differences and logits does (Sterne et al. 2011; Pustejovsky and Rodgers 2019).
    EggerFindsTooMuch,
    /// Studies of which an arm has the same numbers: if it is one group of people, it counts more than once.
    SameArm {
        /// Ids of the studies.
        studies: Vec<String>,
    },
    /// The inverse of the double arcsine is taken at the harmonic mean of the sizes, which can mislead where sizes differ
    /// much (Schwarzer et al. 2019).
    DoubleArcsine,
}

impl Note {
    /// The note in words.
    pub fn words(&self) -> String {
        match self {
            Note::CorrectedForZeros { studies } => format!(
                "½ was added to each cell of {} with an empty cell ({}).",
                tables(studies.len()),
                studies.join("; ")
            ),
            Note::CorrectedForQOnly { studies } => format!(
                "For their own estimates and for Q, ½ was added to each cell of {} with an empty cell ({}); the pooled estimate rests on the tables as they are.",
                tables(studies.len()),
                studies.join("; ")
            ),
            Note::FewStudies { studies } => format!(
                "With {studies} studies it is hardly known how far their effects differ, whatever Q and I² say."
            ),
            Note::HartungKnappIsNarrower => "The interval of Hartung and Knapp is narrower here than the usual one; compare with the ad-hoc correction.".to_owned(),
            Note::NoPrediction => "A prediction interval needs three studies or more.".to_owned(),
            Note::EmptyHeterogeneityInterval => "The estimates differ less than chance alone would have it; the interval of τ² is empty.".to_owned(),
            Note::EggerFindsTooMuch => "Of this measure, the standard error hangs on the estimate itself, so that Egger's test finds asymmetry more often than there is some.".to_owned(),
            Note::SameArm { studies } => format!(
                "An arm has the same numbers in {}; if it is one group of people, it counts more than once.",
                studies.join("; ")
            ),
            Note::DoubleArcsine => "The double arcsine is turned back at the harmonic mean of the sizes, which can mislead where sizes differ much; compare with the logit.".to_owned(),
        }
    }
}

fn tables(n: usize) -> String {
    if n == 1 {
        "1 table".to_owned()
    } else {
        format!("{n} tables")
    }
}

/// What is to be said of an analysis. `narrower`: the interval of Hartung and Knapp is narrower than the usual one.
pub(crate) fn notes(
    studies: &[StudyEffect],
    options: &Options,
    heterogeneity: &Heterogeneity,
    narrower: bool,
) -> Vec<Note> {
    let mut notes = Vec::new();
    let corrected: Vec<String> = studies
        .iter()
        .filter(|study| study.added > 0.0)
        .map(|study| study.id.clone())
        .collect();
    if !corrected.is_empty() {
        notes.push(if options.method == Method::MantelHaenszel {
            Note::CorrectedForQOnly { studies: corrected }
        } else {
            Note::CorrectedForZeros { studies: corrected }
        });
    }
    notes.extend(same_arms(studies));
    if studies.len() < 5 {
        notes.push(Note::FewStudies {
            studies: studies.len(),
        });
    }
    if options.method.is_random() {
        if studies.len() < 3 {
            notes.push(Note::NoPrediction);
        }
        if heterogeneity.tau2_interval.is_none() {
            notes.push(Note::EmptyHeterogeneityInterval);
        }
    }
    if narrower {
        notes.push(Note::HartungKnappIsNarrower);
    }
    let entangled = matches!(
        options.measure,
        Measure::OddsRatio | Measure::StandardizedMeanDifference | Measure::LogitProportion
    );
    if entangled && studies.len() >= FEWEST_FOR_EGGER {
        notes.push(Note::EggerFindsTooMuch);
    }
    if options.measure == Measure::FreemanTukey {
        notes.push(Note::DoubleArcsine);
    }
    notes
}

/// Studies whose names begin alike, as those of one trial with several arms do, and of which an arm has the same numbers.
fn same_arms(studies: &[StudyEffect]) -> Vec<Note> {
    let first_word = |study: &StudyEffect| {
        let label = one_line(&study.label).to_lowercase();
        label.split(' ').next().unwrap_or_default().to_owned()
    };
    let arms = |study: &StudyEffect| match &study.data {
        Data::TwoByTwo(t) => vec![(t.events1 as f64, 0.0, t.n1), (t.events2 as f64, 0.0, t.n2)],
        Data::Means(m) => vec![(m.mean1, m.sd1, m.n1), (m.mean2, m.sd2, m.n2)],
        Data::Proportion(_) | Data::Estimate(_) => Vec::new(),
    };
    let mut seen: Vec<(String, Vec<&StudyEffect>)> = Vec::new();
    for study in studies {
        let word = first_word(study);
        match seen.iter_mut().find(|(known, _)| *known == word) {
            Some((_, those)) => those.push(study),
            None => seen.push((word, vec![study])),
        }
    }
    seen.iter()
        .filter_map(|(_, those)| {
            let shares = |study: &&&StudyEffect| {
                let own = arms(study);
                those.iter().any(|other| {
                    other.id != study.id && arms(other).iter().any(|arm| own.contains(arm))
                })
            };
            let studies: Vec<String> = those
                .iter()
                .filter(shares)
                .map(|study| study.id.clone())
                .collect();
            (!studies.is_empty()).then_some(Note::SameArm { studies })
        })
        .collect()
}
