//! The questions of ROBINS-I, in our own words. The numbers and answers are those of the published form.

use crate::Tool;
use crate::form::words::{ALWAYS, FIVE, FOUR, NO, NOT_YES, YES, is};
use crate::form::{AskedIf, Domain, Form, Question};

const SOURCE: &str = "Sterne JAC, Hernán MA, Reeves BC, et al. ROBINS-I: a tool for assessing risk of bias in \
     non-randomised studies of interventions. BMJ 2016;355:i4919; form of 19 September 2016 (riskofbias.info).";
const VERSION: &str = "2016, cohort-type studies";
const OVERALL: &str = "As bad as the worst domain. Where a domain has no information and none is at serious or critical \
     risk, the reviewer says whether it is a key domain.";
const BY_PEOPLE: &str =
    "The guidance describes what each judgement stands for; the reviewer matches the study to it.";

/// ROBINS-I for the effect of assignment to the intervention.
pub(crate) static ASSIGNMENT: Form = Form {
    tool: Tool::RobinsI,
    name: "ROBINS-I",
    version: VERSION,
    effect: "the effect of assignment to the intervention",
    source: SOURCE,
    domains: &[
        CONFOUNDING,
        SELECTION,
        CLASSIFICATION,
        DEVIATIONS_ASSIGNMENT,
        MISSING_DATA,
        MEASUREMENT,
        REPORTED,
    ],
    overall: OVERALL,
};

/// ROBINS-I for the effect of starting and adhering to the intervention.
pub(crate) static ADHERING: Form = Form {
    tool: Tool::RobinsIAdhering,
    name: "ROBINS-I",
    version: VERSION,
    effect: "the effect of starting and adhering to the intervention",
    source: SOURCE,
    domains: &[
        CONFOUNDING,
        SELECTION,
        CLASSIFICATION,
        DEVIATIONS_ADHERING,
        MISSING_DATA,
        MEASUREMENT,
        REPORTED,
    ],
    overall: OVERALL,
};

/// Only confounding at baseline matters: follow-up is not split by intervention, or switches have nothing to do with the
/// outcome. The form does not say where “no information” leads; here it leads where “no” does.
const BASELINE: AskedIf = AskedIf(&[&[is("1.2", NOT_YES)], &[is("1.3", NOT_YES)]]);
/// Confounding that changes over time matters too.
const OVER_TIME: AskedIf = AskedIf(&[&[is("1.3", YES)]]);

const CONFOUNDING: Domain = Domain {
    id: "D1",
    name: "Bias due to confounding",
    short: "Confounding",
    questions: &[
        Question {
            id: "1.1",
            text: "Could the effect of the intervention be confounded in this study?",
            answers: FOUR,
            asked: ALWAYS,
        },
        Question {
            id: "1.2",
            text: "Was participants' follow-up split by the intervention they received?",
            answers: FIVE,
            asked: AskedIf(&[&[is("1.1", YES)]]),
        },
        Question {
            id: "1.3",
            text: "Was stopping or switching interventions likely related to what foretells the outcome?",
            answers: FIVE,
            asked: AskedIf(&[&[is("1.2", YES)]]),
        },
        Question {
            id: "1.4",
            text: "Did the analysis control for all important confounding domains in a fit way?",
            answers: FIVE,
            asked: BASELINE,
        },
        Question {
            id: "1.5",
            text: "Were the confounding domains that were controlled for measured validly and reliably?",
            answers: FIVE,
            asked: AskedIf(&[&[is("1.4", YES)]]),
        },
        Question {
            id: "1.6",
            text: "Did the authors control for anything after the start that the intervention could have affected?",
            answers: FIVE,
            asked: BASELINE,
        },
        Question {
            id: "1.7",
            text: "Did the analysis control, in a fit way, for all important confounding domains and for confounding that \
                   changes over time?",
            answers: FIVE,
            asked: OVER_TIME,
        },
        Question {
            id: "1.8",
            text: "Were the confounding domains that were controlled for measured validly and reliably?",
            answers: FIVE,
            asked: AskedIf(&[&[is("1.7", YES)]]),
        },
    ],
    judging: "1.1 no: low. Otherwise moderate at best; the guidance describes the judgements and the reviewer matches the \
              study to them.",
    applicability: None,
};

const SELECTION: Domain = Domain {
    id: "D2",
    name: "Bias in selection of participants into the study",
    short: "Selection",
    questions: &[
        Question {
            id: "2.1",
            text: "Were participants selected into the study, or its analysis, by something observed after the start of \
                   the intervention?",
            answers: FIVE,
            asked: ALWAYS,
        },
        Question {
            id: "2.2",
            text: "Was what selection went by likely associated with the intervention?",
            answers: FIVE,
            asked: AskedIf(&[&[is("2.1", YES)]]),
        },
        Question {
            id: "2.3",
            text: "Was what selection went by likely influenced by the outcome or a cause of it?",
            answers: FIVE,
            asked: AskedIf(&[&[is("2.2", YES)]]),
        },
        Question {
            id: "2.4",
            text: "Did follow-up and intervention start together for most participants?",
            answers: FIVE,
            asked: ALWAYS,
        },
        Question {
            id: "2.5",
            text: "Was the analysis adjusted in a way that likely corrects for selection?",
            answers: FIVE,
            asked: AskedIf(&[&[is("2.2", YES), is("2.3", YES)], &[is("2.4", NO)]]),
        },
    ],
    judging: "2.1 no and 2.4 yes: low. Otherwise the guidance describes the judgements and the reviewer matches the study \
              to them.",
    applicability: None,
};

const CLASSIFICATION: Domain = Domain {
    id: "D3",
    name: "Bias in classification of interventions",
    short: "Classification",
    questions: &[
        Question {
            id: "3.1",
            text: "Were the intervention groups clearly defined?",
            answers: FIVE,
            asked: ALWAYS,
        },
        Question {
            id: "3.2",
            text: "Was what defines the groups recorded at the start of the intervention?",
            answers: FIVE,
            asked: ALWAYS,
        },
        Question {
            id: "3.3",
            text: "Could knowing the outcome, or its risk, have affected who was put into which group?",
            answers: FIVE,
            asked: ALWAYS,
        },
    ],
    judging: "3.1 and 3.2 yes and 3.3 no: low. Otherwise the guidance describes the judgements and the reviewer matches the \
              study to them.",
    applicability: None,
};

const DEVIATIONS_ASSIGNMENT: Domain = Domain {
    id: "D4",
    name: "Bias due to deviations from intended interventions",
    short: "Deviations",
    questions: &[
        Question {
            id: "4.1",
            text: "Were there deviations from the intended intervention beyond what usual practice brings?",
            answers: FIVE,
            asked: ALWAYS,
        },
        Question {
            id: "4.2",
            text: "Were these deviations unbalanced between the groups and likely to have affected the outcome?",
            answers: FIVE,
            asked: AskedIf(&[&[is("4.1", YES)]]),
        },
    ],
    judging: "4.1 no: low. Otherwise the guidance describes the judgements and the reviewer matches the study to them.",
    applicability: None,
};

const DEVIATIONS_ADHERING: Domain = Domain {
    id: "D4",
    name: "Bias due to deviations from intended interventions",
    short: "Deviations",
    questions: &[
        Question {
            id: "4.3",
            text: "Were important co-interventions balanced between the groups?",
            answers: FIVE,
            asked: ALWAYS,
        },
        Question {
            id: "4.4",
            text: "Was the intervention carried out successfully for most participants?",
            answers: FIVE,
            asked: ALWAYS,
        },
        Question {
            id: "4.5",
            text: "Did participants adhere to their intervention?",
            answers: FIVE,
            asked: ALWAYS,
        },
        Question {
            id: "4.6",
            text: "Was the analysis fit to estimate the effect of starting and adhering to the intervention?",
            answers: FIVE,
            asked: AskedIf(&[&[is("4.3", NO)], &[is("4.4", NO)], &[is("4.5", NO)]]),
        },
    ],
    judging: "4.3, 4.4 and 4.5 yes: low. Otherwise the guidance describes the judgements and the reviewer matches the study \
              to them.",
    applicability: None,
};

const IF_MISSING: AskedIf = AskedIf(&[&[is("5.1", NO)], &[is("5.2", YES)], &[is("5.3", YES)]]);

const MISSING_DATA: Domain = Domain {
    id: "D5",
    name: "Bias due to missing data",
    short: "Missing data",
    questions: &[
        Question {
            id: "5.1",
            text: "Was the outcome known for all, or nearly all, participants?",
            answers: FIVE,
            asked: ALWAYS,
        },
        Question {
            id: "5.2",
            text: "Were participants left out because their intervention was not known?",
            answers: FIVE,
            asked: ALWAYS,
        },
        Question {
            id: "5.3",
            text: "Were participants left out because something else that the analysis needs was missing?",
            answers: FIVE,
            asked: ALWAYS,
        },
        Question {
            id: "5.4",
            text: "Are those missing similar between the groups in proportion and reasons?",
            answers: FIVE,
            asked: IF_MISSING,
        },
        Question {
            id: "5.5",
            text: "Is there evidence that the result holds in spite of what is missing?",
            answers: FIVE,
            asked: IF_MISSING,
        },
    ],
    judging: "5.1 yes, 5.2 and 5.3 no, or 5.4 yes: low. Otherwise the guidance describes the judgements and the reviewer \
              matches the study to them.",
    applicability: None,
};

const MEASUREMENT: Domain = Domain {
    id: "D6",
    name: "Bias in measurement of outcomes",
    short: "Measurement",
    questions: &[
        Question {
            id: "6.1",
            text: "Could knowing the intervention have influenced the measure of the outcome?",
            answers: FIVE,
            asked: ALWAYS,
        },
        Question {
            id: "6.2",
            text: "Did those who assessed the outcome know which intervention a participant received?",
            answers: FIVE,
            asked: ALWAYS,
        },
        Question {
            id: "6.3",
            text: "Was the outcome assessed in comparable ways in the groups?",
            answers: FIVE,
            asked: ALWAYS,
        },
        Question {
            id: "6.4",
            text: "Were systematic errors of measurement related to the intervention?",
            answers: FIVE,
            asked: ALWAYS,
        },
    ],
    judging: "6.3 yes, 6.4 no, and 6.1 or 6.2 no: low. Otherwise the guidance describes the judgements and the reviewer \
              matches the study to them.",
    applicability: None,
};

const REPORTED: Domain = Domain {
    id: "D7",
    name: "Bias in selection of the reported result",
    short: "Reported result",
    questions: &[
        Question {
            id: "7.1",
            text: "Was the effect likely picked, for what it shows, from several measurements of the outcome?",
            answers: FIVE,
            asked: ALWAYS,
        },
        Question {
            id: "7.2",
            text: "Was the effect likely picked, for what it shows, from several analyses?",
            answers: FIVE,
            asked: ALWAYS,
        },
        Question {
            id: "7.3",
            text: "Was the effect likely picked, for what it shows, from several subgroups?",
            answers: FIVE,
            asked: ALWAYS,
        },
    ],
    judging: BY_PEOPLE,
    applicability: None,
};
