//! The questions of RoB 2, in our own words. The numbers and answers are those of the published tool.

use crate::Tool;
use crate::form::words::{ALWAYS, FIVE, FOUR, NO, NOT_NO, NOT_YES, SIX, YES, is};
use crate::form::{AskedIf, Domain, Form, Question};

const SOURCE: &str = "Sterne JAC, Savović J, Page MJ, et al. RoB 2: a revised tool for assessing risk of bias in \
     randomised trials. BMJ 2019;366:l4898; full guidance document of 22 August 2019 (riskofbias.info).";
const OVERALL: &str = "Low where every domain is low; high where one is high; some concerns where one domain raises some \
     concerns. Where several raise some concerns the reviewer says, with a reason, whether together they make it high.";

/// RoB 2 for the effect of assignment to the intervention.
pub(crate) static ASSIGNMENT: Form = Form {
    tool: Tool::Rob2,
    name: "RoB 2",
    version: "22 August 2019, individually randomised parallel-group trials",
    effect: "the effect of assignment to the intervention (intention to treat)",
    source: SOURCE,
    domains: &[
        RANDOMISATION,
        DEVIATIONS_ASSIGNMENT,
        MISSING_DATA,
        MEASUREMENT,
        SELECTION,
    ],
    overall: OVERALL,
};

/// RoB 2 for the effect of adhering to the intervention.
pub(crate) static ADHERING: Form = Form {
    tool: Tool::Rob2Adhering,
    name: "RoB 2",
    version: "22 August 2019, individually randomised parallel-group trials",
    effect: "the effect of adhering to the intervention (per protocol)",
    source: SOURCE,
    domains: &[
        RANDOMISATION,
        DEVIATIONS_ADHERING,
        MISSING_DATA,
        MEASUREMENT,
        SELECTION,
    ],
    overall: OVERALL,
};

const RANDOMISATION: Domain = Domain {
    id: "D1",
    name: "Bias arising from the randomisation process",
    short: "Randomisation",
    questions: &[
        Question {
            id: "1.1",
            text: "Was chance what decided the order of allocation?",
            answers: FIVE,
            asked: ALWAYS,
        },
        Question {
            id: "1.2",
            text: "Could nobody foresee the next allocation until a participant was enrolled and assigned?",
            answers: FIVE,
            asked: ALWAYS,
        },
        Question {
            id: "1.3",
            text: "Do differences between the groups at baseline point to a problem with randomisation?",
            answers: FIVE,
            asked: ALWAYS,
        },
    ],
    judging: "1.2 no: high. 1.2 no information: high if 1.3 is yes, else some concerns. 1.2 yes: some concerns if 1.1 is \
              no or 1.3 is yes, else low.",
    applicability: None,
};

const AWARE: [Question; 2] = [
    Question {
        id: "2.1",
        text: "Did participants know during the trial which intervention they were assigned to?",
        answers: FIVE,
        asked: ALWAYS,
    },
    Question {
        id: "2.2",
        text: "Did those who cared for participants or delivered the interventions know who was assigned to which?",
        answers: FIVE,
        asked: ALWAYS,
    },
];

const IF_AWARE: AskedIf = AskedIf(&[&[is("2.1", NOT_NO)], &[is("2.2", NOT_NO)]]);

const DEVIATIONS_ASSIGNMENT: Domain = Domain {
    id: "D2",
    name: "Bias due to deviations from intended interventions",
    short: "Deviations",
    questions: &[
        AWARE[0],
        AWARE[1],
        Question {
            id: "2.3",
            text: "Were there deviations from the intended intervention that arose because of the trial context?",
            answers: FIVE,
            asked: IF_AWARE,
        },
        Question {
            id: "2.4",
            text: "Were these deviations likely to have affected the outcome?",
            answers: FIVE,
            asked: AskedIf(&[&[is("2.3", YES)]]),
        },
        Question {
            id: "2.5",
            text: "Were these deviations balanced between the groups?",
            answers: FIVE,
            asked: AskedIf(&[&[is("2.4", NOT_NO)]]),
        },
        Question {
            id: "2.6",
            text: "Was the analysis fit to estimate the effect of assignment?",
            answers: FIVE,
            asked: ALWAYS,
        },
        Question {
            id: "2.7",
            text: "Could it have made a substantial difference that participants were not analysed in the group they were \
                   randomised to?",
            answers: FIVE,
            asked: AskedIf(&[&[is("2.6", NOT_YES)]]),
        },
    ],
    judging: "Two parts, of which the worse holds. Deviations: low if 2.1 and 2.2 are no, or 2.3 is no; some concerns if \
              2.3 is no information, 2.4 is no, or 2.5 is yes; else high. Analysis: 2.6 yes: low; else some concerns if \
              2.7 is no, else high.",
    applicability: None,
};

const DEVIATIONS_ADHERING: Domain = Domain {
    id: "D2",
    name: "Bias due to deviations from intended interventions",
    short: "Deviations",
    questions: &[
        AWARE[0],
        AWARE[1],
        Question {
            id: "2.3",
            text: "Were important interventions outside the protocol balanced between the groups (if that applies)?",
            answers: SIX,
            asked: IF_AWARE,
        },
        Question {
            id: "2.4",
            text: "Were there failures in carrying out the intervention that could have affected the outcome (if that \
                   applies)?",
            answers: SIX,
            asked: ALWAYS,
        },
        Question {
            id: "2.5",
            text: "Did participants fail to adhere to their intervention in a way that could have affected the outcome (if \
                   that applies)?",
            answers: SIX,
            asked: ALWAYS,
        },
        Question {
            id: "2.6",
            text: "Was the analysis fit to estimate the effect of adhering to the intervention?",
            answers: FIVE,
            asked: AskedIf(&[
                &[is("2.3", NOT_YES)],
                &[is("2.4", NOT_NO)],
                &[is("2.5", NOT_NO)],
            ]),
        },
    ],
    judging: "Low if nobody was aware (2.1 and 2.2 no) or 2.3 is yes or does not apply, and 2.4 and 2.5 are no or do not \
              apply. Otherwise some concerns if 2.6 is yes, else high.",
    applicability: None,
};

const MISSING_DATA: Domain = Domain {
    id: "D3",
    name: "Bias due to missing outcome data",
    short: "Missing data",
    questions: &[
        Question {
            id: "3.1",
            text: "Was the outcome known for all, or nearly all, who were randomised?",
            answers: FIVE,
            asked: ALWAYS,
        },
        Question {
            id: "3.2",
            text: "Is there evidence that missing outcomes did not bias the result?",
            answers: FOUR,
            asked: AskedIf(&[&[is("3.1", NOT_YES)]]),
        },
        Question {
            id: "3.3",
            text: "Could it hang on the true value of the outcome whether it is missing?",
            answers: FIVE,
            asked: AskedIf(&[&[is("3.2", NO)]]),
        },
        Question {
            id: "3.4",
            text: "Is it likely that it hung on the true value of the outcome whether it is missing?",
            answers: FIVE,
            asked: AskedIf(&[&[is("3.3", NOT_NO)]]),
        },
    ],
    judging: "Low if 3.1 is yes, 3.2 is yes or 3.3 is no; some concerns if 3.4 is no; else high.",
    applicability: None,
};

const MEASUREMENT: Domain = Domain {
    id: "D4",
    name: "Bias in measurement of the outcome",
    short: "Measurement",
    questions: &[
        Question {
            id: "4.1",
            text: "Was the way of measuring the outcome unfit?",
            answers: FIVE,
            asked: ALWAYS,
        },
        Question {
            id: "4.2",
            text: "Could the outcome have been measured or ascertained differently in the two groups?",
            answers: FIVE,
            asked: ALWAYS,
        },
        Question {
            id: "4.3",
            text: "Did those who assessed the outcome know which intervention a participant received?",
            answers: FIVE,
            asked: AskedIf(&[&[is("4.1", NOT_YES), is("4.2", NOT_YES)]]),
        },
        Question {
            id: "4.4",
            text: "Could knowing the intervention have influenced the assessment of the outcome?",
            answers: FIVE,
            asked: AskedIf(&[&[is("4.3", NOT_NO)]]),
        },
        Question {
            id: "4.5",
            text: "Is it likely that knowing the intervention influenced the assessment of the outcome?",
            answers: FIVE,
            asked: AskedIf(&[&[is("4.4", NOT_NO)]]),
        },
    ],
    judging: "High if 4.1 or 4.2 is yes. Otherwise, if 4.3 or 4.4 is no: low where 4.2 is no, some concerns where it is no \
              information. Otherwise some concerns if 4.5 is no, else high.",
    applicability: None,
};

const SELECTION: Domain = Domain {
    id: "D5",
    name: "Bias in selection of the reported result",
    short: "Reported result",
    questions: &[
        Question {
            id: "5.1",
            text: "Were the data analysed by a plan that was final before outcomes were available unblinded?",
            answers: FIVE,
            asked: ALWAYS,
        },
        Question {
            id: "5.2",
            text: "Was the result likely picked, for what it shows, from several eligible measurements of the outcome \
                   (scales, definitions, time points)?",
            answers: FIVE,
            asked: ALWAYS,
        },
        Question {
            id: "5.3",
            text: "Was the result likely picked, for what it shows, from several eligible analyses of the data?",
            answers: FIVE,
            asked: ALWAYS,
        },
    ],
    judging: "High if 5.2 or 5.3 is yes. If both are no: low if 5.1 is yes, else some concerns. If either is no \
              information: some concerns.",
    applicability: None,
};
