//! [`Convention`]: how the numbers of a table or sentence are to be read, as its headings and notes say: “n (%)”,
//! “mean ± SD”.

use serde::{Deserialize, Serialize};

use crate::lexer::{Kind, Token, tokens};

/// How numbers are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Convention {
    /// `12 (40)` is a count with its share.
    CountPercent,
    /// `40 (12)` is a share with its count.
    PercentCount,
    /// `3.4 (1.3)` is a mean with its standard deviation.
    MeanSd,
    /// … with its standard error.
    MeanSe,
    /// `3.4 (2.9–4.1)` is a mean with its confidence interval.
    MeanCi,
    /// `7 (4–9)` is a median with its quartiles.
    MedianIqr,
    /// … with its range.
    MedianRange,
    /// … a mean with its range.
    MeanRange,
    /// An effect estimate with its interval.
    EstimateCi,
    /// A number of people.
    Count,
    /// A share.
    Percent,
    /// A mean.
    Mean,
    /// A standard deviation.
    Sd,
    /// A standard error.
    Se,
    /// A median.
    Median,
    /// A confidence interval.
    Interval,
    /// A p value.
    PValue,
}

impl Convention {
    /// Whether it says of two numbers what they are.
    pub fn is_of_two(self) -> bool {
        use Convention as C;
        matches!(
            self,
            C::CountPercent
                | C::PercentCount
                | C::MeanSd
                | C::MeanSe
                | C::MeanCi
                | C::MedianIqr
                | C::MedianRange
                | C::MeanRange
                | C::EstimateCi
        )
    }

    /// Whether a text says that some pairs are means with their standard deviation and others counts with their share:
    /// “Values are mean (SD) or number (%)”.
    pub(crate) fn is_mixed(text: &str) -> bool {
        let tokens = tokens(text);
        let said: Vec<Self> = (0..tokens.len())
            .filter_map(|at| of_two(&tokens, at))
            .collect();
        said.contains(&Self::MeanSd) && said.contains(&Self::CountPercent)
    }

    /// What a heading, caption or note says; the last word of several holds, those about two numbers before others.
    pub fn of(text: &str) -> Option<Self> {
        let tokens = tokens(text);
        (0..tokens.len())
            .rev()
            .find_map(|at| of_two(&tokens, at))
            .or_else(|| (0..tokens.len()).rev().find_map(|at| of_one(&tokens, at)))
    }
}

/// The convention about two numbers that begins at a token.
pub(crate) fn of_two(tokens: &[Token], at: usize) -> Option<Convention> {
    use Convention as C;
    let word = |at: usize| tokens.get(at).and_then(Token::word);
    let mark = |at: usize, marks: &str| tokens.get(at).is_some_and(|t| t.is_mark(marks));
    let joint =
        |at: usize| mark(at, "(±[,/;|+-") || matches!(word(at), Some("and" | "with" | "or"));
    let past_joint = |mut at: usize| {
        while joint(at) || word(at) == Some("the") {
            at += 1;
        }
        at
    };
    let first = word(at);
    // "±SD" and "(SD)" by themselves: a mean stands before them.
    if mark(at, "±([") && (at == 0 || !matches!(word(at - 1), Some("median"))) {
        let closes = |end: usize| mark(at, "±") || mark(end, ")]");
        if let Some((end, spread)) = spread(tokens, at + 1)
            && closes(end)
        {
            return Some(spread);
        }
    }
    match first? {
        "mean" | "means" | "average" | "m" | "x" | "x¯" | "x̄" | "χ" => {
            let mut next = at + 1;
            // "mean values ± SD", "mean age (SD)": a word or two between.
            for _ in 0..3 {
                if joint(next) {
                    break;
                }
                next += 1;
            }
            let after = past_joint(next);
            if after == next {
                return None;
            }
            if let Some((_, spread)) = spread(tokens, after) {
                return Some(spread);
            }
            if is_interval(tokens, after) {
                return Some(C::MeanCi);
            }
            matches!(word(after), Some("range" | "min")).then_some(C::MeanRange)
        }
        "median" | "medians" => {
            let mut next = at + 1;
            for _ in 0..3 {
                if joint(next) {
                    break;
                }
                next += 1;
            }
            let after = past_joint(next);
            match word(after)? {
                "iqr" | "interquartile" | "inter" | "quartile" | "quartiles" | "q1" | "25th"
                | "iq" => Some(C::MedianIqr),
                "range" | "min" | "minimum" | "ranges" => Some(C::MedianRange),
                _ => None,
            }
        }
        "n" | "no" | "number" | "numbers" | "count" | "nr" | "num" | "frequency" | "patients" => {
            let mut after = at + 1;
            if mark(after, ".") {
                after += 1;
            }
            // "number (per cent) of patients", "No. of patients (%)", "n and %".
            for _ in 0..4 {
                if joint(after) {
                    break;
                }
                after += 1;
            }
            let after = past_joint(after);
            (is_percent(tokens, after)).then_some(C::CountPercent)
        }
        "percentage" | "percent" => {
            let after = past_joint(at + 1);
            matches!(word(after), Some("n" | "no" | "number")).then_some(C::PercentCount)
        }
        "or" | "rr" | "hr" | "aor" | "ahr" | "ratio" | "difference" | "estimate" | "risk"
        | "effect" | "md" | "smd" => {
            let after = past_joint(at + 1);
            (after > at + 1 && is_interval(tokens, after)).then_some(C::EstimateCi)
        }
        _ => None,
    }
    .or_else(|| {
        (mark(at, "%") && mark(at + 1, "(") && matches!(word(at + 2), Some("n" | "no")))
            .then_some(C::PercentCount)
    })
}

/// A spread's name, and where it ends.
fn spread(tokens: &[Token], at: usize) -> Option<(usize, Convention)> {
    let word = |at: usize| tokens.get(at).and_then(Token::word);
    match (word(at)?, word(at + 1)) {
        ("sd" | "stdev" | "std" | "sds" | "stddev", Some("dev" | "deviation")) => {
            Some((at + 2, Convention::MeanSd))
        }
        ("sd" | "stdev" | "std" | "sds" | "s" | "stddev", _) => Some((at + 1, Convention::MeanSd)),
        ("standard", Some("deviation" | "deviations")) => Some((at + 2, Convention::MeanSd)),
        ("se" | "sem" | "stderr", _) => Some((at + 1, Convention::MeanSe)),
        ("standard", Some("error" | "errors")) => Some((at + 2, Convention::MeanSe)),
        _ => None,
    }
}

fn is_percent(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|t| {
        t.is_mark("%")
            || matches!(
                t.word(),
                Some("percent" | "percentage" | "percentages" | "proportion")
            )
    }) || (tokens.get(at).and_then(Token::word) == Some("per")
        && tokens.get(at + 1).and_then(Token::word) == Some("cent"))
}

/// “95% CI”, “CI”, “confidence interval”.
pub(crate) fn is_interval(tokens: &[Token], at: usize) -> bool {
    let name = |at: usize| {
        matches!(
            tokens.get(at).and_then(Token::word),
            Some("ci" | "cis" | "confidence" | "cri" | "credible" | "cl")
        )
    };
    name(at)
        || (tokens.get(at).is_some_and(|t| t.number().is_some())
            && tokens.get(at + 1).is_some_and(|t| t.is_mark("%"))
            && (name(at + 1) || name(at + 2) || name(at + 3)))
}

/// The convention about one number that a token names by itself.
fn of_one(tokens: &[Token], at: usize) -> Option<Convention> {
    use Convention as C;
    if is_interval(tokens, at) {
        return Some(C::Interval);
    }
    match &tokens.get(at)?.kind {
        Kind::Mark('%') => {
            // "95%" of an interval and "5%" of a level are no heading.
            let number_before = at > 0 && tokens[at - 1].number().is_some();
            (!number_before).then_some(C::Percent)
        }
        Kind::Word(word) => match word.as_str() {
            "mean" | "means" | "average" | "χ" | "x̄" => Some(C::Mean),
            "sd" | "sds" => Some(C::Sd),
            "deviation" => Some(C::Sd),
            "se" | "sem" => Some(C::Se),
            "median" | "medians" => Some(C::Median),
            "n" | "no" | "number" => {
                // "(n = 30)" says how large the group is, not what the column holds.
                let gives_size = tokens.get(at + 1).is_some_and(|t| t.is_mark("=:"));
                (!gives_size).then_some(C::Count)
            }
            "p" => Some(C::PValue),
            "percent" | "percentage" => Some(C::Percent),
            _ => None,
        },
        _ => None,
    }
}
