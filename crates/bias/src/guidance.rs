//! What helps to answer a signalling question, and the words with which reports usually answer it, in our own words. The
//! guidance that is published with each tool rules.

use crate::Tool;

/// What helps to answer a question; empty of a question that the tool does not have.
pub fn help(tool: Tool, question: &str) -> &'static str {
    of(tool, question).0
}

/// Words with which reports usually answer a question, to look for its sentences.
pub fn sought(tool: Tool, question: &str) -> &'static str {
    of(tool, question).1
}

fn of(tool: Tool, question: &str) -> (&'static str, &'static str) {
    match tool {
        Tool::Rob2 | Tool::Rob2Adhering => rob2(tool, question),
        Tool::RobinsI | Tool::RobinsIAdhering => robins_i(question),
        Tool::Quadas2 => quadas_2(question),
    }
}

fn rob2(tool: Tool, question: &str) -> (&'static str, &'static str) {
    if tool == Tool::Rob2Adhering {
        match question {
            "2.3" => {
                return (
                    "Co-interventions are other treatments that are not part of the trial's plan. Only those that matter for the outcome count.",
                    "co-intervention additional treatment concomitant medication rescue therapy balanced between groups",
                );
            }
            "2.4" => {
                return (
                    "Yes where most participants did not get the intervention as it was meant to be delivered.",
                    "fidelity implementation delivered sessions failure protocol violation as planned",
                );
            }
            "2.5" => {
                return (
                    "Stopping, switching to the other group, missed doses or sessions. For a single dose or an operation: whether it was received.",
                    "adherence compliance discontinued crossover switched stopped non-adherence",
                );
            }
            "2.6" => {
                return (
                    "A naive per-protocol or as-treated analysis is not fit. Instrumental variables, or inverse probability weighting with prognostic factors, can be.",
                    "per-protocol as-treated instrumental variable inverse probability weighting complier average causal effect",
                );
            }
            _ => {}
        }
    }
    match question {
        "1.1" => (
            "Yes for random number tables, computer lists, coins, dice, minimisation with a random element. No for dates, record numbers, alternation, or a clinician's choice. “Randomised” alone is no information.",
            "random sequence generation computer-generated randomisation list block stratified minimisation",
        ),
        "1.2" => (
            "Yes for a central office, a web or telephone service, numbered opaque sealed envelopes, or identical numbered containers. No where those who enrol could know or foresee the next allocation.",
            "allocation concealment central randomisation sealed opaque envelopes web-based pharmacy telephone",
        ),
        "1.3" => (
            "Look at the table of baseline characteristics and the sizes of the groups. Differences that chance explains point to no problem.",
            "baseline characteristics similar between groups imbalance differed at baseline",
        ),
        "2.1" => (
            "No where an identical placebo or a sham was used and nothing suggests that it failed.",
            "blinded participants double-blind placebo masked open-label unaware of assignment",
        ),
        "2.2" => (
            "Think of those who gave the intervention and of those who cared for the participants.",
            "blinded personnel clinicians investigators masked open-label unaware of treatment assignment",
        ),
        "2.3" => (
            "Only deviations that came about because it was a trial, such as seeking the other treatment out of disappointment. Stopping a drug for side effects is no such deviation.",
            "protocol deviation crossover contamination additional treatment switched outside protocol",
        ),
        "2.4" => (
            "Whether the deviations are likely to have changed the outcome.",
            "protocol deviation affected outcome crossover rescue treatment",
        ),
        "2.5" => (
            "Deviations that are as frequent in both groups do less harm.",
            "deviation balanced between groups similar proportion crossover",
        ),
        "2.6" => (
            "Yes for intention to treat, also modified so that only participants without outcome data are left out. No for per-protocol or as-treated analyses, or where eligible participants were left out after randomisation.",
            "intention-to-treat analysed as randomised per-protocol modified intention to treat excluded after randomisation",
        ),
        "2.7" => (
            "As a rule of thumb more than 5 % in the wrong group or left out can matter; with rare events fewer.",
            "excluded from analysis number analysed in the wrong group post-randomisation exclusions",
        ),
        "3.1" => (
            "Continuous outcomes: 95 % or more is often enough. Dichotomous: compare the missing with the events. Imputed values count as missing.",
            "lost to follow-up missing outcome data completed follow-up withdrew analysed flow diagram",
        ),
        "3.2" => (
            "Such as an analysis that corrects for bias, or sensitivity analyses over plausible values. Last observation carried forward is none.",
            "sensitivity analysis multiple imputation missing data worst case",
        ),
        "3.3" => (
            "Yes where those lost may have left for reasons of health.",
            "reasons for withdrawal lost to follow-up dropout due to adverse events missing",
        ),
        "3.4" => (
            "Yes where proportions or reasons differ between the groups, or where the circumstances make it likely.",
            "reasons for withdrawal differed between groups dropout adverse events lack of efficacy",
        ),
        "4.1" => (
            "Yes where the instrument cannot tell what it should, or is known to be unreliable.",
            "outcome measured validated instrument questionnaire definition assessed with",
        ),
        "4.2" => (
            "Such as more visits in one group, or another instrument.",
            "same assessments both groups visits schedule follow-up outcome ascertainment",
        ),
        "4.3" => (
            "For outcomes that participants report, they are the assessors.",
            "outcome assessors blinded masked adjudication committee unaware of allocation",
        ),
        "4.4" => (
            "No for outcomes without judgement, such as death from any cause.",
            "self-reported subjective outcome adjudication assessors judgement",
        ),
        "4.5" => (
            "Yes where strong beliefs about the interventions are likely, as with outcomes that patients report in trials of exercise or homeopathy.",
            "expectation preference self-reported subjective knowledge of intervention",
        ),
        "5.1" => (
            "Compare with the protocol or registration of before the data were unblinded.",
            "protocol registered statistical analysis plan prespecified clinicaltrials.gov primary outcome",
        ),
        "5.2" => (
            "Yes where the outcome was measured in several ways (scales, definitions, times) and the one reported may have been picked for what it shows.",
            "outcomes prespecified multiple scales time points secondary outcomes reported",
        ),
        "5.3" => (
            "Yes where the outcome was analysed in several ways (adjusted or not, change or final, several sets of people) and one was picked for what it shows.",
            "analysis prespecified adjusted unadjusted statistical analysis plan post hoc",
        ),
        _ => ("", ""),
    }
}

fn robins_i(question: &str) -> (&'static str, &'static str) {
    match question {
        "1.1" => (
            "No only where nothing that foretells the outcome could also decide who got which intervention. This is rare.",
            "confounding baseline differences adjusted prognostic factors indication",
        ),
        "1.2" => (
            "Yes where people count for one group at one time and for another later.",
            "time-varying exposure follow-up time split switching person-time",
        ),
        "1.3" => (
            "Yes where people stopped or changed for reasons that foretell the outcome.",
            "discontinued switched treatment reasons adherence",
        ),
        "1.4" | "1.7" => (
            "Fit ways are stratifying, regression, matching, standardising and weighting, with all domains that the review named beforehand.",
            "adjusted for regression propensity score matching inverse probability weighting covariates",
        ),
        "1.5" | "1.8" => (
            "Whether each domain was measured so well that adjusting for it works.",
            "measured baseline covariates validated records self-reported",
        ),
        "1.6" => (
            "Adjusting for what the intervention changes can itself bias.",
            "adjusted for during follow-up mediator post-baseline",
        ),
        "2.1" => (
            "Such as excluding people who had an early event, or who had no follow-up visit.",
            "eligibility excluded after start inclusion criteria cohort selected",
        ),
        "2.2" | "2.3" => (
            "Selection biases where it hangs on the intervention and on the outcome, or on causes of both.",
            "excluded selection associated with exposure outcome",
        ),
        "2.4" => (
            "No where prevalent users are followed, or time before the start is left out.",
            "new users start of follow-up index date immortal time prevalent users",
        ),
        "2.5" => (
            "Such as weighting by the inverse probability of being selected.",
            "inverse probability weighting selection adjusted left truncation",
        ),
        "3.1" => (
            "Type, setting, dose, frequency, intensity or timing, as far as they matter.",
            "definition of exposure intervention group defined dose",
        ),
        "3.2" => (
            "No where the groups were told from what was remembered, or recorded later.",
            "recorded at baseline prescription register retrospective recall",
        ),
        "3.3" => (
            "More likely where the groups were told after the outcome was known.",
            "classification retrospective blinded to outcome exposure ascertainment",
        ),
        "4.1" => (
            "Deviations that usual care would bring as well are none.",
            "deviation from intended intervention usual care protocol co-intervention",
        ),
        "4.2" => (
            "Both must hold: unbalanced, and likely to matter for the outcome.",
            "deviations between groups unbalanced affected",
        ),
        "4.3" => (
            "Other treatments that matter for the outcome.",
            "co-intervention concomitant treatment balanced",
        ),
        "4.4" => (
            "No where most got it otherwise than planned.",
            "implemented delivered fidelity as planned",
        ),
        "4.5" => (
            "Stopping, switching, missed doses.",
            "adherence compliance discontinued switched",
        ),
        "4.6" => (
            "Such as inverse probability weighting for adherence; as-treated analyses are not.",
            "per-protocol inverse probability weighting adherence analysis",
        ),
        "5.1" => (
            "Nearly all: so many that those missing could not change the result much.",
            "missing outcome data lost to follow-up complete",
        ),
        "5.2" => (
            "People whose group was not known and who were left out for it.",
            "excluded missing exposure data unknown treatment",
        ),
        "5.3" => (
            "Such as people without the values that are adjusted for.",
            "complete case analysis missing covariates excluded",
        ),
        "5.4" => (
            "Slight differences that chance explains do not matter.",
            "missing data reasons similar between groups",
        ),
        "5.5" => (
            "Such as multiple imputation under plausible assumptions, or sensitivity analyses.",
            "multiple imputation sensitivity analysis missing data robust",
        ),
        "6.1" => (
            "No for death from any cause and the like; yes for what is judged or told by somebody who may know the intervention.",
            "outcome definition subjective objective self-reported assessed",
        ),
        "6.2" => (
            "For outcomes that participants report, they are the assessors.",
            "blinded outcome assessors masked unaware exposure",
        ),
        "6.3" => (
            "The same methods, definitions, times and intensity of looking in all groups.",
            "same method of assessment groups follow-up ascertainment",
        ),
        "6.4" => (
            "Such as an error that is greater in one group because it is looked at more often.",
            "measurement error misclassification differential detection surveillance",
        ),
        "7.1" => (
            "Several scales, definitions or times of one outcome, of which one is reported.",
            "outcome definitions prespecified protocol registered multiple measurements",
        ),
        "7.2" => (
            "Several models or sets of covariates, of which one is reported.",
            "analysis prespecified protocol sensitivity models",
        ),
        "7.3" => (
            "One of several subgroups or cohorts.",
            "subgroup analysis prespecified cohort",
        ),
        _ => ("", ""),
    }
}

fn quadas_2(question: &str) -> (&'static str, &'static str) {
    match question {
        "1.1" => (
            "All eligible patients of a time, or a random sample of them.",
            "consecutive patients random sample enrolled prospectively",
        ),
        "1.2" => (
            "No where known cases were compared with healthy people: that makes tests look better.",
            "case-control healthy controls known disease suspected",
        ),
        "1.3" => (
            "Leaving out patients who are difficult to tell makes tests look better.",
            "exclusion criteria excluded patients indeterminate",
        ),
        "2.1" => (
            "Yes where the index test was always done and read first, or its readers were blind.",
            "index test read blinded to reference standard results interpreted without knowledge",
        ),
        "2.2" => (
            "A threshold chosen to fit the data makes tests look better.",
            "threshold cut-off prespecified optimal ROC Youden",
        ),
        "3.1" => (
            "Whether what differs from the reference standard would rightly be called an error of the index test.",
            "reference standard gold standard diagnosis confirmed by biopsy",
        ),
        "3.2" => (
            "Yes where the readers of the reference standard were blind to the index test.",
            "reference standard interpreted blinded to index test results",
        ),
        "4.1" => (
            "Long enough for the disease to change, or treatment to begin, is too long.",
            "interval between index test and reference standard days",
        ),
        "4.2" => (
            "Patients who were not verified bias the result where that hangs on the index test.",
            "all patients received reference standard verified not verified",
        ),
        "4.3" => (
            "Another reference standard for those with a negative test biases the result.",
            "same reference standard different follow-up biopsy",
        ),
        "4.4" => (
            "Compare those enrolled with those in the two-by-two table.",
            "included in analysis excluded uninterpretable missing withdrawn",
        ),
        _ => ("", ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_question_has_help_and_words_to_look_for() {
        for tool in Tool::ALL {
            for question in tool.form().domains.iter().flat_map(|d| d.questions) {
                assert!(
                    !help(tool, question.id).is_empty(),
                    "{tool} {}",
                    question.id
                );
                assert!(
                    !sought(tool, question.id).is_empty(),
                    "{tool} {}",
                    question.id
                );
            }
        }
        assert_eq!(help(Tool::Rob2, "9.9"), "");
    }
}
