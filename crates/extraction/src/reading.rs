//! [`Reading`]: numbers of a report together with what they are, such as a mean with its standard deviation.

use std::ops::Range;

use review::Measure;
use serde::Serialize;

use crate::number::Number;

/// Numbers that belong together, with their place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reading {
    /// What they are.
    pub shape: Shape,
    /// Their bytes in the text that was parsed.
    pub range: Range<usize>,
    /// The unit behind them, in the program's spelling, such as `mg/kg`.
    pub unit: Option<String>,
    /// Whether they stand in brackets behind another reading, as the second of `3.0 ± 1.5 (4.3 ± 2.0)`.
    pub in_brackets: bool,
}

/// What numbers are.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// `n = 30`.
    GroupSize(Number),
    /// `30 patients`: a group, or those of a group who had an event.
    People(Number),
    /// `12/30`, `12 of 30`, `12/30 (40%)`.
    EventsOfGroup {
        /// With the event.
        events: Number,
        /// All.
        group: Number,
        /// The share, where it is given too.
        percent: Option<Number>,
    },
    /// `12 (40%)`.
    CountPercent {
        /// How many.
        count: Number,
        /// Which share.
        percent: Number,
    },
    /// `40%`.
    Percent(Number),
    /// `3.4 ± 1.3`, `3.4 (SD 1.3)`.
    MeanSpread {
        /// The mean.
        mean: Number,
        /// Its spread.
        spread: Number,
        /// What the spread is.
        kind: Spread,
    },
    /// A median or mean with quartiles or range.
    Centre {
        /// The middle.
        centre: Number,
        /// Whether it is a median; else a mean.
        median: bool,
        /// Lower end.
        lower: Number,
        /// Upper end.
        upper: Number,
        /// What the ends are.
        ends: Ends,
    },
    /// `0.85 (95% CI 0.65 to 1.12)`.
    Estimate {
        /// The estimate.
        estimate: Number,
        /// Lower limit.
        lower: Number,
        /// Upper limit.
        upper: Number,
        /// Level of the interval, per cent; none where it is not said.
        level: Option<f64>,
    },
    /// A confidence interval without its estimate.
    Interval {
        /// Lower limit.
        lower: Number,
        /// Upper limit.
        upper: Number,
        /// Level of the interval, per cent; none where it is not said.
        level: Option<f64>,
    },
    /// `12 (40)`, where nothing says what stands in the brackets.
    Bracketed {
        /// Before the brackets.
        first: Number,
        /// In them.
        inside: Number,
    },
    /// `7 (1–96)`, where nothing says what the ends are.
    BracketedRange {
        /// Before the brackets.
        first: Number,
        /// Lower end.
        lower: Number,
        /// Upper end.
        upper: Number,
    },
    /// `5–7`.
    Range {
        /// Lower end.
        lower: Number,
        /// Upper end.
        upper: Number,
    },
    /// `p < 0.001`, `P = .03`.
    PValue {
        /// `=`, `<`, `>`, `≤` or `≥`.
        sign: char,
        /// The number.
        value: Number,
    },
    /// `p = ns`.
    NotSignificant,
    /// `25 mg/kg`.
    Dose(Number),
    /// `12 weeks`.
    Duration(Number),
    /// `43 years old`.
    Age(Number),
    /// `2019`, `2019-04` or `2019-04-30`.
    Date(String),
    /// From one date to another.
    Period {
        /// Begin.
        from: String,
        /// End.
        to: String,
    },
    /// A number and nothing that says what it is.
    Plain(Number),
}

/// What the spread of a mean is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Spread {
    /// Standard deviation.
    StandardDeviation,
    /// Standard error.
    StandardError,
    /// A `±` that does not say which.
    NotSaid,
}

/// What the ends around a middle are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ends {
    /// First and third quartile.
    Quartiles,
    /// Smallest and largest value.
    Range,
}

impl Shape {
    /// The numbers that answer to a measure, the surest first. A number whose kind the report does not say answers to
    /// [`Measure::Any`] only, so that nothing is taken for what it may not be.
    pub fn answers(&self, measure: Measure) -> Vec<&Number> {
        use Measure as M;
        match (self, measure) {
            (Shape::GroupSize(n) | Shape::People(n), M::GroupSize)
            | (Shape::People(n), M::Events)
            | (Shape::Percent(n), M::Percent)
            | (Shape::Dose(n), M::Dose)
            | (Shape::Duration(n), M::Duration)
            | (Shape::Age(n), M::Age)
            | (
                Shape::EventsOfGroup { events: n, .. } | Shape::CountPercent { count: n, .. },
                M::Events,
            )
            | (Shape::EventsOfGroup { group: n, .. }, M::GroupSize)
            | (
                Shape::EventsOfGroup {
                    percent: Some(n), ..
                }
                | Shape::CountPercent { percent: n, .. },
                M::Percent,
            )
            | (
                Shape::MeanSpread { mean: n, .. }
                | Shape::Centre {
                    centre: n,
                    median: false,
                    ..
                },
                M::Mean,
            )
            | (
                Shape::MeanSpread {
                    spread: n,
                    kind: Spread::StandardDeviation,
                    ..
                },
                M::StandardDeviation,
            )
            | (
                Shape::MeanSpread {
                    spread: n,
                    kind: Spread::StandardError,
                    ..
                },
                M::StandardError,
            )
            | (
                Shape::Centre {
                    centre: n,
                    median: true,
                    ..
                },
                M::Median,
            )
            | (
                Shape::Centre {
                    lower: n,
                    ends: Ends::Quartiles,
                    ..
                },
                M::LowerQuartile,
            )
            | (
                Shape::Centre {
                    upper: n,
                    ends: Ends::Quartiles,
                    ..
                },
                M::UpperQuartile,
            )
            | (
                Shape::Centre {
                    lower: n,
                    ends: Ends::Range,
                    ..
                },
                M::Minimum,
            )
            | (
                Shape::Centre {
                    upper: n,
                    ends: Ends::Range,
                    ..
                },
                M::Maximum,
            )
            | (Shape::Estimate { estimate: n, .. }, M::Estimate | M::Mean)
            | (
                Shape::Estimate { lower: n, .. } | Shape::Interval { lower: n, .. },
                M::LowerLimit,
            )
            | (
                Shape::Estimate { upper: n, .. } | Shape::Interval { upper: n, .. },
                M::UpperLimit,
            )
            | (Shape::PValue { value: n, .. }, M::PValue) => vec![n],
            (_, M::Any) => self.numbers(),
            _ => Vec::new(),
        }
    }

    /// All numbers of the reading, in order.
    pub fn numbers(&self) -> Vec<&Number> {
        match self {
            Shape::GroupSize(n)
            | Shape::People(n)
            | Shape::Percent(n)
            | Shape::Dose(n)
            | Shape::Duration(n)
            | Shape::Age(n)
            | Shape::Plain(n)
            | Shape::PValue { value: n, .. } => vec![n],
            Shape::EventsOfGroup {
                events,
                group,
                percent,
            } => [events, group]
                .into_iter()
                .chain(percent.as_ref())
                .collect(),
            Shape::CountPercent {
                count: a,
                percent: b,
            }
            | Shape::MeanSpread {
                mean: a, spread: b, ..
            }
            | Shape::Bracketed {
                first: a,
                inside: b,
            }
            | Shape::Interval {
                lower: a, upper: b, ..
            }
            | Shape::Range { lower: a, upper: b } => vec![a, b],
            Shape::Centre {
                centre: a,
                lower: b,
                upper: c,
                ..
            }
            | Shape::Estimate {
                estimate: a,
                lower: b,
                upper: c,
                ..
            }
            | Shape::BracketedRange {
                first: a,
                lower: b,
                upper: c,
            } => vec![a, b, c],
            Shape::NotSignificant | Shape::Date(_) | Shape::Period { .. } => Vec::new(),
        }
    }
}

impl std::fmt::Display for Shape {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let t = |n: &Number| n.text.clone();
        match self {
            Shape::GroupSize(n) => write!(f, "n {}", t(n)),
            Shape::People(n) => write!(f, "people {}", t(n)),
            Shape::EventsOfGroup {
                events,
                group,
                percent,
            } => {
                write!(f, "events {} of {}", t(events), t(group))?;
                percent
                    .as_ref()
                    .map_or(Ok(()), |p| write!(f, " ({}%)", t(p)))
            }
            Shape::CountPercent { count, percent } => {
                write!(f, "count {} ({}%)", t(count), t(percent))
            }
            Shape::Percent(n) => write!(f, "{}%", t(n)),
            Shape::MeanSpread { mean, spread, kind } => {
                let kind = match kind {
                    Spread::StandardDeviation => "sd",
                    Spread::StandardError => "se",
                    Spread::NotSaid => "±",
                };
                write!(f, "mean {} {kind} {}", t(mean), t(spread))
            }
            Shape::Centre {
                centre,
                median,
                lower,
                upper,
                ends,
            } => {
                let what = if *median { "median" } else { "mean" };
                let ends = if *ends == Ends::Quartiles {
                    "quartiles"
                } else {
                    "range"
                };
                write!(
                    f,
                    "{what} {} {ends} {} to {}",
                    t(centre),
                    t(lower),
                    t(upper)
                )
            }
            Shape::Estimate {
                estimate,
                lower,
                upper,
                ..
            } => {
                write!(
                    f,
                    "estimate {} ci {} to {}",
                    t(estimate),
                    t(lower),
                    t(upper)
                )
            }
            Shape::Interval { lower, upper, .. } => write!(f, "ci {} to {}", t(lower), t(upper)),
            Shape::Bracketed { first, inside } => write!(f, "{} ({})", t(first), t(inside)),
            Shape::BracketedRange {
                first,
                lower,
                upper,
            } => {
                write!(f, "{} ({} to {})", t(first), t(lower), t(upper))
            }
            Shape::Range { lower, upper } => write!(f, "{} to {}", t(lower), t(upper)),
            Shape::PValue { sign, value } => write!(f, "p {sign} {}", t(value)),
            Shape::NotSignificant => f.write_str("p ns"),
            Shape::Dose(n) => write!(f, "dose {}", t(n)),
            Shape::Duration(n) => write!(f, "time {}", t(n)),
            Shape::Age(n) => write!(f, "age {}", t(n)),
            Shape::Date(date) => write!(f, "date {date}"),
            Shape::Period { from, to } => write!(f, "period {from} to {to}"),
            Shape::Plain(n) => f.write_str(&n.text),
        }
    }
}
