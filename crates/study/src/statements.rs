//! [`Statement`]: what may be said of a study, in sentences that claim no more than the intervals.

use agreement::{Interval, Proportion};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::accuracy::{Difference, Measure};
use crate::bias::AutomationBias;
use crate::estimate::{Estimate, Share};
use crate::plan::{Arm, PrimaryOutcome, Task};
use crate::report::Report;
use crate::time_saved::TimeSaved;

/// A sentence about a result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "StudyStatement")]
pub struct Statement {
    /// What it is about.
    pub about: Topic,
    /// Whether it is about what the plan calls primary; all else is secondary, whatever it shows.
    pub primary: bool,
    /// Whether it states something that the interval shows; otherwise it says that nothing is shown.
    pub shown: bool,
    /// The sentence.
    pub text: String,
}

/// What a sentence is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "StudyTopic")]
#[expect(missing_docs, reason = "each names its topic")]
pub enum Topic {
    Time,
    Recall,
    Specificity,
    Accuracy,
    AutomationBias,
    Conduct,
}

/// Everything that may be said, the primary outcome first.
pub(crate) fn statements(report: &Report) -> Vec<Statement> {
    let mut all = Vec::new();
    let primary = report.plan.primary;
    match (&report.time, &report.no_time) {
        (Some(time), _) => {
            all.extend(time.saved.iter().map(|saved| of_time(report, saved)));
        }
        (None, reason) => all.push(Statement {
            about: Topic::Time,
            primary: primary == PrimaryOutcome::Time,
            shown: false,
            text: format!(
                "Nothing can be said of time: {}.",
                reason.as_deref().unwrap_or("no time was measured")
            ),
        }),
    }
    for accuracy in &report.accuracy {
        let differences = accuracy.differences.iter();
        all.extend(
            differences.map(|difference| of_difference(report, accuracy.measure, difference)),
        );
    }
    all.extend(report.bias.iter().flat_map(|bias| of_bias(report, bias)));
    all.sort_by_key(|statement| !statement.primary);
    all.extend(of_conduct(report));
    all
}

fn of_time(report: &Report, time: &TimeSaved) -> Statement {
    let (unit, units) = unit(report.plan.task);
    let level = percent(report.plan.level);
    let (value, interval) = (time.saved.value, time.saved.interval);
    let arm = time.arm;
    let readers = report
        .time
        .as_ref()
        .map_or(0, |analysis| analysis.model.readers);
    let of_clusters = time
        .clusters
        .map_or_else(String::new, |clusters| format!(" of {clusters} reports"));
    let basis = format!(
        "{} {units}{of_clusters}, each read with and without suggestions by two of {readers} people; active time, arm {} against A",
        time.items,
        arm.letter(),
    );
    let shown = interval.is_some_and(|i| i.low > 0.0 || i.high < 0.0);
    let text = match interval {
        Some(i) if i.low > 0.0 => format!(
            "Reading {} took {} % less time per {unit} ({level} % interval {} to {} %; {basis}).",
            arm.in_words(),
            percent(value),
            percent(i.low),
            percent(i.high),
        ),
        Some(i) if i.high < 0.0 => format!(
            "Reading {} took {} % more time per {unit} ({level} % interval {} to {} %; {basis}).",
            arm.in_words(),
            percent(-value),
            percent(-i.high),
            percent(-i.low),
        ),
        Some(i) => format!(
            "No difference in time is shown {}: the time saved per {unit} lies between {} and {} % ({level} % interval; \
             {basis}).",
            arm.in_words(),
            percent(i.low),
            percent(i.high),
        ),
        None => format!(
            "No interval of the time saved {} can be given ({basis}).",
            arm.in_words()
        ),
    };
    Statement {
        about: Topic::Time,
        primary: report.plan.primary == PrimaryOutcome::Time,
        shown,
        text,
    }
}

fn of_difference(report: &Report, measure: Measure, difference: &Difference) -> Statement {
    let share = |count: Proportion| {
        let value = count.value().map_or("–".to_owned(), points);
        format!("{value} ({} of {})", count.successes, count.of)
    };
    let how = difference.arm.in_words();
    let shares = format!(
        "{} {how}, {} {} on the same items",
        share(difference.with),
        share(difference.without),
        Arm::Alone.in_words()
    );
    let level = percent(report.plan.level);
    let (word, margin) = (capital(measure.in_words()), difference.margin);
    let verdict = match difference {
        Difference { interval: None, .. } => "nothing is shown".to_owned(),
        Difference { better: true, .. } => format!("higher {how}"),
        Difference {
            worse: true,
            non_inferior: true,
            ..
        } => {
            format!("lower {how}, though by less than {margin}")
        }
        Difference { worse: true, .. } => format!("lower {how}"),
        Difference {
            non_inferior: true, ..
        } => {
            format!("{how} not worse by {margin} or more; that it is better is not shown")
        }
        _ => format!("that it is not worse by {margin} or more {how} is not shown"),
    };
    let range = difference.interval.map_or_else(String::new, |i| {
        format!(
            ", {level} % interval {} to {}",
            signed(i.low),
            signed(i.high)
        )
    });
    let (about, primary) = match measure {
        Measure::Recall => (Topic::Recall, Some(PrimaryOutcome::Recall)),
        Measure::Specificity => (Topic::Specificity, None),
        Measure::Accuracy => (Topic::Accuracy, Some(PrimaryOutcome::Accuracy)),
    };
    Statement {
        about,
        primary: primary == Some(report.plan.primary),
        shown: difference.non_inferior || difference.worse,
        text: format!(
            "{word}: {verdict} ({shares}; difference {}{range}).",
            signed(difference.value)
        ),
    }
}

fn of_bias(report: &Report, bias: &AutomationBias) -> Vec<Statement> {
    let arm = bias.arm.letter();
    let level = percent(report.plan.level);
    let share = |share: &Share| {
        let count = share.count;
        let range = share.interval.map_or_else(String::new, |i| {
            format!(
                ", {level} % interval {} to {} %",
                percent(i.low),
                percent(i.high)
            )
        });
        format!("{} of {}{range}", count.successes, count.of)
    };
    let mut text = format!(
        "Arm {arm}: wrong suggestions that were taken: {}; right suggestions that were overridden: {}.",
        share(&bias.wrong_taken),
        share(&bias.right_overridden)
    );
    if let Some(switches) = bias.switches {
        text.push_str(&format!(
            " After the suggestion was shown, {} answers of {} went from wrong to right and {} from right to wrong.",
            switches.to_right, switches.shown, switches.to_wrong
        ));
    }
    let mut all = vec![Statement {
        about: Topic::AutomationBias,
        primary: false,
        shown: true,
        text,
    }];
    if let Some(Estimate { value, interval }) = bias.errors_added {
        let shown = interval.is_some_and(|i: Interval| i.low > 0.0 || i.high < 0.0);
        let verdict = match interval {
            Some(i) if i.low > 0.0 => "people made more errors with it than alone",
            Some(i) if i.high < 0.0 => "people made fewer errors with it than alone",
            _ => {
                "that people make more errors with it than alone is not shown, nor that they do not"
            }
        };
        let range = interval.map_or_else(String::new, |i| {
            format!(
                ", {level} % interval {} to {}",
                signed(i.low),
                signed(i.high)
            )
        });
        all.push(Statement {
            about: Topic::AutomationBias,
            primary: false,
            shown,
            text: format!(
                "Where the suggestion of arm {arm} is wrong, {verdict} (difference in the share of errors {}{range}).",
                signed(value)
            ),
        });
    }
    all
}

/// Fewer are told to be few.
const FEW_CLUSTERS: usize = 10;

/// What limits every sentence before.
fn of_conduct(report: &Report) -> Vec<Statement> {
    let conduct = &report.conduct;
    let mut texts = Vec::new();
    if conduct.read < conduct.drawn {
        texts.push(format!(
            "{} of {} readings that were drawn are missing.",
            conduct.drawn - conduct.read,
            conduct.drawn
        ));
    }
    if conduct.otherwise + conduct.repeated > 0 {
        texts.push(format!(
            "{} readings were not made as drawn and {} were made again; they are not analysed.",
            conduct.otherwise, conduct.repeated
        ));
    }
    if conduct.unsettled > 0 {
        texts.push(format!(
            "Of {} readings the truth is not settled; they count for time only.",
            conduct.unsettled
        ));
    }
    texts.push(
        "Only the primary outcome answers the question of the plan; all else is secondary, and its intervals are not \
         widened for their number."
            .to_owned(),
    );
    texts.push(format!(
        "All of this is of these {} people, these {} and this model; the intervals of accuracy take the people as given.",
        report.plan.readers.len(),
        unit(report.plan.task).1,
    ));
    let clusters = report.plan.clusters().len();
    if clusters > 0 {
        texts.push(format!(
            "The values of a report were read one after the other by the same person in the same way: the intervals take \
             each of the {clusters} reports as one.{}",
            if clusters < FEW_CLUSTERS {
                " Of so few reports little can be shown."
            } else {
                ""
            }
        ));
    }
    let statement = |text| Statement {
        about: Topic::Conduct,
        primary: false,
        shown: true,
        text,
    };
    texts.into_iter().map(statement).collect()
}

/// One of what is read, and several.
fn unit(task: Task) -> (&'static str, &'static str) {
    match task {
        Task::TitleAbstract => ("record", "records"),
        Task::FullText => ("report", "reports"),
        Task::Extraction => ("value", "values"),
    }
}

/// A share in percent, to a decimal place where it is no whole number.
fn percent(share: f64) -> String {
    let text = format!("{:.1}", share * 100.0);
    let text = text.strip_suffix(".0").map(str::to_owned).unwrap_or(text);
    minus(&text)
}

/// A share to three decimal places.
fn points(share: f64) -> String {
    minus(&format!("{share:.3}"))
}

fn signed(difference: f64) -> String {
    if difference > 0.0 {
        format!("+{difference:.3}")
    } else {
        minus(&format!("{difference:.3}"))
    }
}

/// With a true minus sign, and none before nothing.
fn minus(text: &str) -> String {
    let nothing = text
        .trim_start_matches('-')
        .chars()
        .all(|c| c == '0' || c == '.');
    match text.strip_prefix('-') {
        Some(rest) if nothing => rest.to_owned(),
        Some(rest) => format!("−{rest}"),
        None => text.to_owned(),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
