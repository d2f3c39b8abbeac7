//! The arithmetic gate: what a number cannot be, alone or beside the others of its arm, outcome and time. The same for
//! what is proposed and for what a person enters.

use std::collections::HashMap;

use review::{Gate, GateResult, Light, Measure, Proposal, ValueAddress};

use crate::gates::set;
use crate::number::{p_value, plain_number};
use crate::suggest::Suggested;

/// A number at its address.
#[derive(Clone, Copy, Debug)]
pub struct Placed<'a> {
    /// Which value.
    pub address: &'a ValueAddress,
    /// What it measures.
    pub measure: Measure,
    /// The number as it is kept; what is none is passed over.
    pub text: &'a str,
    /// Of an estimate and its limits: whether they are known to be a ratio, which is not below zero.
    pub is_ratio: bool,
}

/// What speaks against a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Doubt {
    /// Red where it cannot be; amber where the numbers do not fit each other and a report may have a reason.
    pub light: Light,
    /// In words.
    pub says: String,
    /// The numbers that it rests on, by their place in the list, the doubted one among them.
    pub of: Vec<usize>,
}

impl Doubt {
    /// As a gate tells it.
    pub fn gate(&self) -> GateResult {
        GateResult {
            gate: Gate::Arithmetic,
            light: self.light,
            says: self.says.clone(),
        }
    }
}

type Place<'a> = (Option<&'a str>, Option<&'a str>, Option<&'a str>);

fn place(address: &ValueAddress) -> Place<'_> {
    (
        address.arm.as_deref(),
        address.outcome.as_deref(),
        address.time_point.as_deref(),
    )
}

/// What speaks against each of these numbers, in their order; the first thing of each.
pub fn doubts(all: &[Placed<'_>]) -> Vec<Option<Doubt>> {
    let mut by_place: HashMap<Place<'_>, Vec<usize>> = HashMap::new();
    for (at, one) in all.iter().enumerate() {
        by_place.entry(place(one.address)).or_default().push(at);
    }
    (0..all.len())
        .map(|at| {
            let beside = Beside {
                all,
                at,
                by_place: &by_place,
            };
            alone(&all[at])
                .map(|says| Doubt {
                    light: Light::Red,
                    says,
                    of: vec![at],
                })
                .or_else(|| beside.doubt())
        })
        .collect()
}

/// What a number cannot be by itself.
fn alone(one: &Placed<'_>) -> Option<String> {
    let value = if one.measure == Measure::PValue {
        p_value(one.text)?.1
    } else {
        plain_number(one.text)?
    };
    let text = one.text;
    match one.measure {
        Measure::GroupSize if value == 0.0 => Some("A group has people.".into()),
        Measure::Percent if !(0.0..=100.0).contains(&value) => {
            Some(format!("A share lies between 0 and 100 %, not at {text}."))
        }
        Measure::PValue if !(0.0..=1.0).contains(&value) => {
            Some(format!("A p value lies between 0 and 1, not at {text}."))
        }
        Measure::StandardDeviation if value < 0.0 => {
            Some("A standard deviation is not below zero.".into())
        }
        Measure::StandardError if value < 0.0 => Some("A standard error is not below zero.".into()),
        Measure::Age if value < 0.0 => Some("An age is not below zero.".into()),
        Measure::Estimate | Measure::LowerLimit | Measure::UpperLimit
            if one.is_ratio && value < 0.0 =>
        {
            Some(format!("A ratio is not below zero, as {text} is."))
        }
        _ => None,
    }
}

/// A number beside the others.
struct Beside<'a> {
    all: &'a [Placed<'a>],
    at: usize,
    by_place: &'a HashMap<Place<'a>, Vec<usize>>,
}

impl Beside<'_> {
    /// The number of that measure that stands beside this one, or this one itself; none where there are several.
    fn of(&self, measure: Measure) -> Option<(usize, f64)> {
        let own = &self.all[self.at];
        if own.measure == measure {
            return plain_number(own.text).map(|value| (self.at, value));
        }
        let here = place(own.address);
        self.only(here, measure).or_else(|| {
            // A form may ask for the people of an arm once, for all its outcomes.
            let of_arm = measure == Measure::GroupSize && here.0.is_some() && here.1.is_some();
            of_arm
                .then(|| self.only((here.0, None, None), measure))
                .flatten()
        })
    }

    fn only(&self, place: Place<'_>, measure: Measure) -> Option<(usize, f64)> {
        let mut found = self
            .by_place
            .get(&place)?
            .iter()
            .filter(|at| self.all[**at].measure == measure)
            .filter_map(|at| plain_number(self.all[*at].text).map(|value| (*at, value)));
        found.next().filter(|_| found.next().is_none())
    }

    /// Events ≤ people, per cent = events / people, an interval around its estimate, what is lower below what is upper.
    fn doubt(&self) -> Option<Doubt> {
        let own = self.all[self.at].measure;
        let doubt = |light, says: String, of: &[usize]| {
            Some(Doubt {
                light,
                says,
                of: of.to_vec(),
            })
        };
        if matches!(own, Measure::Events | Measure::GroupSize | Measure::Percent)
            && let (Some((e, events)), Some((g, group))) =
                (self.of(Measure::Events), self.of(Measure::GroupSize))
        {
            if events > group {
                if own == Measure::Percent {
                    return None;
                }
                let says = format!(
                    "{events} people with the event are more than the {group} of the group."
                );
                return doubt(Light::Red, says, &[e, g]);
            }
            if let Some((p, percent)) = self.of(Measure::Percent)
                && group > 0.0
            {
                let decimals = self.all[p].text.split_once('.').map_or(0, |(_, d)| d.len());
                let given = 100.0 * events / group;
                let tolerance = 0.5 * 10_f64.powi(-i32::try_from(decimals).unwrap_or(9)) + 1e-9;
                if (given - percent).abs() > tolerance {
                    let says = format!("{events} of {group} are {given:.1} %, not {percent} %.");
                    return doubt(Light::Amber, says, &[e, g, p]);
                }
            }
        }
        let interval = [Measure::LowerLimit, Measure::Estimate, Measure::UpperLimit];
        if interval.contains(&own) {
            let [lower, estimate, upper] = interval.map(|measure| self.of(measure));
            if let (Some((l, lower)), Some((u, upper))) = (lower, upper) {
                if lower > upper {
                    let says =
                        format!("The interval ends at {upper}, below its beginning at {lower}.");
                    return doubt(Light::Red, says, &[l, u]);
                }
                if let Some((e, estimate)) = estimate
                    && !(lower <= estimate && estimate <= upper)
                {
                    let says = format!(
                        "The interval from {lower} to {upper} does not hold the estimate {estimate}."
                    );
                    return doubt(Light::Red, says, &[l, e, u]);
                }
            }
        }
        let rising = [
            (Measure::Minimum, "smallest value"),
            (Measure::LowerQuartile, "lower quartile"),
            (Measure::Median, "median"),
            (Measure::UpperQuartile, "upper quartile"),
            (Measure::Maximum, "largest value"),
        ];
        let own_rank = rising.iter().position(|(measure, _)| *measure == own)?;
        let (own_at, own_value) = self.of(own)?;
        rising
            .iter()
            .enumerate()
            .find_map(|(rank, (measure, words))| {
                let (other_at, other) = self.of(*measure)?;
                let falls = (rank < own_rank && other > own_value)
                    || (rank > own_rank && other < own_value);
                if !falls {
                    return None;
                }
                let (low, high) = if rank < own_rank {
                    (
                        format!("The {words} {other}"),
                        format!("the {} {own_value}", rising[own_rank].1),
                    )
                } else {
                    (
                        format!("The {} {own_value}", rising[own_rank].1),
                        format!("the {words} {other}"),
                    )
                };
                doubt(
                    Light::Red,
                    format!("{low} is above {high}."),
                    &[own_at, other_at],
                )
            })
    }
}

/// Whether words such as “risk ratio” name a ratio; “log odds ratio” and “ratio or difference” do not.
pub fn names_ratio(words: &str) -> bool {
    let words = words.to_lowercase();
    let mut each = words.split(|c: char| !c.is_alphanumeric());
    let ratio = each.any(|word| matches!(word, "ratio" | "ratios"));
    ratio
        && !["difference", "log", "ln"].iter().any(|other| {
            words
                .split(|c: char| !c.is_alphanumeric())
                .any(|word| word == *other)
        })
}

/// The arithmetic gate over all that was proposed: values of the same arm, outcome and time are looked at together.
pub(crate) fn check_together(all: &mut [(Suggested, Measure)]) {
    let placed: Vec<Placed<'_>> = all
        .iter()
        .map(|(one, measure)| Placed {
            address: &one.address,
            measure: *measure,
            text: match &one.proposal {
                Proposal::Read { finding, .. } => &finding.value,
                Proposal::Unread { .. } => "",
            },
            is_ratio: false,
        })
        .collect();
    let found = doubts(&placed);
    for ((suggested, _), doubt) in all.iter_mut().zip(found) {
        if let Some(doubt) = doubt {
            set(&mut suggested.proposal, doubt.gate());
        }
    }
}
