//! [`Trial`]: what a registry holds of one trial, whichever registry and file it came from.

use serde::{Deserialize, Serialize};

use crate::PartialDate;
use crate::results::Results;

/// One registration. What the file does not say is `None` or empty; nothing is made up to fill it. Texts are untrusted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Trial {
    /// Its number in its registry, in that registry's spelling, such as `NCT01234567`.
    pub id: String,
    /// The registry, such as `ClinicalTrials.gov`.
    pub registry: String,
    /// Its other numbers: of other registries, of the sponsor, former ones.
    pub other_ids: Vec<OtherId>,
    /// Short or public title.
    pub title: Option<String>,
    /// Scientific title.
    pub official_title: Option<String>,
    /// Acronym.
    pub acronym: Option<String>,
    /// Its page.
    pub url: Option<String>,
    /// Recruitment, in lower case words, such as `active not recruiting`.
    pub status: Option<String>,
    /// Why it was stopped.
    pub why_stopped: Option<String>,
    /// Its dates.
    pub dates: Dates,
    /// How it is made.
    pub design: Design,
    /// How many people.
    pub size: Option<Size>,
    /// Its arms.
    pub arms: Vec<Arm>,
    /// What is given or done.
    pub interventions: Vec<Intervention>,
    /// What the people have.
    pub conditions: Vec<String>,
    /// Words to find it by.
    pub keywords: Vec<String>,
    /// What is measured.
    pub outcomes: Vec<Outcome>,
    /// Who may take part.
    pub eligibility: Eligibility,
    /// Who is responsible and who helps.
    pub sponsors: Vec<Sponsor>,
    /// Countries, each once.
    pub countries: Vec<String>,
    /// Sites.
    pub locations: Vec<Location>,
    /// Publications that the registry names.
    pub publications: Vec<Publication>,
    /// Whether the registry says that it has results, read here or not.
    pub has_results: bool,
    /// Results, as the JSON of ClinicalTrials.gov holds them.
    pub results: Results,
    /// Where it stands in its file.
    pub place: Place,
}

/// A number beside that of the registry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OtherId {
    /// As written.
    pub text: String,
    /// What the registry says it is, such as `EUDRACT_NUMBER`, `former number` or the name of the registry.
    pub kind: Option<String>,
    /// The numbers of registries that stand in it, in the registries' spelling.
    pub numbers: Vec<String>,
}

/// The dates of a trial.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Dates {
    /// First sent to the registry (ClinicalTrials.gov: first submitted), which decides whether it was prospective; else
    /// the date of registration.
    pub registered: Option<PartialDate>,
    /// First shown.
    pub first_posted: Option<PartialDate>,
    /// First person enrolled, actual or planned.
    pub start: Option<PartialDate>,
    /// Whether the start is one that was; `None` where the file does not say.
    pub start_is_actual: Option<bool>,
    /// Last measurement of the primary outcome.
    pub primary_completion: Option<PartialDate>,
    /// Last measurement.
    pub completion: Option<PartialDate>,
    /// Results first shown.
    pub results_posted: Option<PartialDate>,
    /// Last changed.
    pub updated: Option<PartialDate>,
}

/// How a trial is made, in lower case words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Design {
    /// `interventional`, `observational` …
    pub study_type: Option<String>,
    /// `phase 2`, `phase 3`, `early phase 1`, `not applicable`; two for a trial of both.
    pub phases: Vec<String>,
    /// `randomized`, `non randomized` …
    pub allocation: Option<String>,
    /// `parallel`, `crossover`, `factorial`, `single group` …
    pub model: Option<String>,
    /// `none`, `single`, `double`, `triple`, `quadruple` …
    pub masking: Option<String>,
    /// Who is masked: `participant`, `investigator` …
    pub masked: Vec<String>,
    /// `treatment`, `prevention` …
    pub purpose: Option<String>,
    /// The registry's own sentence, where it has one in place of fields.
    pub as_written: Option<String>,
}

/// How many people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Size {
    /// People; where the registry gives arms only, their sum.
    pub people: u64,
    /// Planned or reached.
    pub kind: SizeKind,
    /// As written, where that is more than the number.
    pub as_written: Option<String>,
}

/// Planned or reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SizeKind {
    /// Planned.
    Target,
    /// Reached.
    Actual,
    /// The file does not say.
    #[default]
    NotSaid,
}

/// An arm.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Arm {
    /// Its name.
    pub label: String,
    /// `experimental`, `placebo comparator` …
    pub kind: Option<String>,
    /// What happens in it.
    pub description: Option<String>,
    /// Names of its interventions.
    pub interventions: Vec<String>,
}

/// What is given or done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Intervention {
    /// `drug`, `device`, `behavioral` …
    pub kind: Option<String>,
    /// Its name.
    pub name: String,
    /// More of it.
    pub description: Option<String>,
    /// Other names.
    pub other_names: Vec<String>,
    /// Names of the arms that get it.
    pub arms: Vec<String>,
}

/// How much hangs on an outcome.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeRank {
    /// What the trial is sized for.
    #[default]
    Primary,
    /// Beside it.
    Secondary,
    /// Any other.
    Other,
}

/// What is measured.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Outcome {
    /// Its rank.
    pub rank: OutcomeRank,
    /// Its name.
    pub measure: String,
    /// More of it.
    pub description: Option<String>,
    /// When it is measured, as written.
    pub time_frame: Option<String>,
}

/// Who may take part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Eligibility {
    /// Single criteria, in the order of the text.
    pub criteria: Vec<Criterion>,
    /// Lowest age as written, such as `18 Years`.
    pub minimum_age: Option<String>,
    /// Highest age as written.
    pub maximum_age: Option<String>,
    /// `all`, `female`, `male`.
    pub sex: Option<String>,
    /// Whether healthy people may.
    pub healthy_volunteers: Option<bool>,
}

/// Which side of eligibility a criterion is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CriterionKind {
    /// Must be met.
    Inclusion,
    /// Must not be met.
    Exclusion,
    /// The text does not say.
    NotSaid,
}

/// One criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    /// Its side.
    pub kind: CriterionKind,
    /// Its words, on one line.
    pub text: String,
}

/// Who is responsible or helps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sponsor {
    /// `lead` or `collaborator`.
    pub role: SponsorRole,
    /// Name.
    pub name: String,
    /// `industry`, `nih`, `other` …
    pub class: Option<String>,
}

/// What a sponsor does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SponsorRole {
    /// Is responsible.
    #[default]
    Lead,
    /// Helps.
    Collaborator,
}

/// A site.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Location {
    /// Hospital or the like.
    pub facility: Option<String>,
    /// City.
    pub city: Option<String>,
    /// Country.
    pub country: Option<String>,
}

/// A publication that the registry names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Publication {
    /// `result`, `background`, `derived` (found by the registry through the trial's number in PubMed), or none.
    pub kind: Option<String>,
    /// PubMed number.
    pub pmid: Option<String>,
    /// DOIs that stand in the citation.
    pub dois: Vec<String>,
    /// As cited, or its address.
    pub citation: Option<String>,
}

/// Where a trial stands in its file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Place {
    /// Line, from 1; `None` where the format has none.
    pub line: Option<u64>,
    /// Its number in the file, from 1, bad ones counted too.
    pub entry: u64,
}

impl Trial {
    /// All numbers of registries that it goes by, its own first, each once.
    pub fn numbers(&self) -> Vec<&str> {
        let mut all = vec![self.id.as_str()];
        for number in self.other_ids.iter().flat_map(|other| &other.numbers) {
            if !all.contains(&number.as_str()) {
                all.push(number);
            }
        }
        all
    }

    /// Its outcomes of a rank, in order.
    pub fn outcomes_of(&self, rank: OutcomeRank) -> impl Iterator<Item = &Outcome> {
        self.outcomes.iter().filter(move |o| o.rank == rank)
    }
}
