//! What the judgements of ROBINS-I stand for in each domain, by the tables of its detailed guidance, in our own words.

use crate::finding::Choice;
use crate::{Judgement, Tool};

/// Low, moderate, serious, critical, no information.
type Descriptions = [&'static str; 5];

const CONFOUNDING: Descriptions = [
    "No confounding is expected.",
    "Confounding is expected; all known important confounding domains were measured and controlled for, so reliably and \
     validly that no serious confounding is left.",
    "A known important domain was not measured or not controlled for, or measured so badly that serious confounding is to \
     be expected.",
    "Confounding cannot be controlled here by its nature, or negative controls strongly suggest that it is left.",
    "It is not said whether confounding might be present.",
];
const SELECTION: Descriptions = [
    "All who would have been eligible for the target trial were in the study, and for each follow-up started with the \
     intervention.",
    "Selection may have been related to intervention and outcome, but was adjusted for; or follow-up and intervention did \
     not start together, but for too few to matter, or this was adjusted for, or the effect is constant over time.",
    "Selection was related to intervention and outcome (but not very strongly) and could not be adjusted for; or follow-up \
     and intervention did not start together, much follow-up is missing, and the effect is not constant over time.",
    "Selection was very strongly related to intervention and outcome and could not be adjusted for; or very much follow-up \
     is missing, and the effect is not constant over time.",
    "It is not said how participants were selected, or whether follow-up and intervention started together.",
];
const CLASSIFICATION: Descriptions = [
    "Intervention status is well defined, by what was recorded at the time of the intervention only.",
    "Intervention status is well defined, but some of it was determined afterwards.",
    "Intervention status is not well defined, or major parts of it could have been affected by knowing the outcome.",
    "So much was misclassified that the study says nothing useful (unusual).",
    "It is not said how intervention status was defined, or from what.",
];
const DEVIATIONS_ASSIGNMENT: Descriptions = [
    "Deviations, if any, were those of usual practice.",
    "There were deviations from usual practice, whose effect on the outcome is expected to be slight.",
    "Deviations from usual practice were unbalanced between the groups and likely to have affected the outcome.",
    "Deviations from usual practice were substantial, unbalanced, and likely to have affected the outcome.",
    "It is not said whether there were deviations.",
];
const DEVIATIONS_ADHERING: Descriptions = [
    "Important co-interventions were balanced, and nothing in carrying out or adherence is likely to affect the outcome.",
    "Deviations are expected to have a slight effect; or co-interventions were unbalanced or deviations likely to matter, \
     but the analysis allowed for them.",
    "Co-interventions were unbalanced, or deviations likely to affect the outcome, and the analysis did not allow for them.",
    "The same to a substantial degree, and the analysis did not allow for it.",
    "It is not said whether there were deviations.",
];
const MISSING: Descriptions = [
    "Data are reasonably complete; or those missing are similar in proportion and reasons; or the analysis is likely to \
     have removed any bias.",
    "Proportions or reasons differ slightly between the groups, and the analysis is unlikely to have removed the bias.",
    "Proportions or reasons differ substantially, and the analysis is unlikely to have removed the bias, was unfit, or \
     could not have done so.",
    "(Unusual) The differences are critical, and the analysis could not have removed the bias.",
    "It is not said whether data are missing, or could be.",
];
const MEASUREMENT: Descriptions = [
    "Assessment was comparable; the measure cannot be influenced by knowing the intervention or the assessors did not know \
     it; and errors are unrelated to the intervention.",
    "Assessment was comparable; the measure is hardly influenced by knowing the intervention; and errors are hardly related \
     to the intervention.",
    "Assessment was not comparable; or the measure is subjective and was taken by people who knew the intervention; or \
     errors are related to the intervention.",
    "Assessment was so different that outcomes cannot reasonably be compared.",
    "It is not said how outcomes were assessed.",
];
const REPORTED: Descriptions = [
    "There is clear evidence (usually a plan written beforehand) that all results are those that were intended.",
    "Measurements and analyses agree with a plan, or are clearly defined and consistent; and nothing suggests that analyses \
     or subgroups were picked.",
    "Outcomes are defined differently from place to place; or there is a high risk that the result was picked from \
     several; or the subgroup seems to have been chosen by its result.",
    "There is evidence or strong suspicion of selective reporting, and what is unreported is likely to differ substantially.",
    "Too little is said to judge.",
];

/// What may be chosen for a domain.
pub(super) fn choices(tool: Tool, domain: &str) -> Vec<Choice> {
    let descriptions = match domain {
        "D1" => &CONFOUNDING,
        "D2" => &SELECTION,
        "D3" => &CLASSIFICATION,
        "D4" if tool == Tool::RobinsIAdhering => &DEVIATIONS_ADHERING,
        "D4" => &DEVIATIONS_ASSIGNMENT,
        "D5" => &MISSING,
        "D6" => &MEASUREMENT,
        _ => &REPORTED,
    };
    tool.judgements()
        .iter()
        .zip(descriptions)
        .map(|(judgement, means)| Choice::new(*judgement, means))
        // Confounding that is expected rules low out.
        .filter(|choice| domain != "D1" || choice.judgement != Judgement::Low)
        .collect()
}
