//! The gates that a proposal goes through, in order (METHODS §7), before a person sees it as sound.

use review::{Field, FieldKind, Finding, Gate, GateResult, Light, Measure, Proposal, ValueStatus};

use crate::form_check::fits;
use crate::number::{Number, p_value};
use crate::parse::parse;
use crate::source::Source;
use crate::units;

/// What is known of a proposal beside its finding.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    /// Names of sentences and cells that were named as evidence; more than were found where some do not exist.
    pub(crate) named: usize,
    /// The numbers that a computed value rests on, as the report gives them.
    pub(crate) inputs: Vec<String>,
    /// Unit that stands behind the number.
    pub(crate) unit: Option<String>,
    /// What had to be taken for granted about arm or kind of number.
    pub(crate) assumed: Vec<String>,
    /// Whether the quote names the arm; none where the field has no arm.
    pub(crate) names_arm: Option<bool>,
    /// How much of what was asked for the quote speaks of, 0 to 1.
    pub(crate) support: f64,
}

/// From here on a quote speaks of what was asked for.
const SUPPORTED: f64 = 0.75;

fn result(gate: Gate, light: Light, says: impl Into<String>) -> GateResult {
    GateResult {
        gate,
        light,
        says: says.into(),
    }
}

/// Judges a finding by every gate that looks at it alone; arithmetic across values is in [`crate::together`].
pub(crate) fn judge(
    source: &Source<'_>,
    field: &Field,
    finding: &Finding,
    known: &Known,
) -> Vec<GateResult> {
    let green = |gate| result(gate, Light::Green, "");
    let mut gates = Vec::new();
    let empty = finding.value.is_empty();
    gates.push(if empty || fits(&field.kind, &finding.value) {
        green(Gate::Form)
    } else {
        result(
            Gate::Form,
            Light::Red,
            "The value is not of the kind that the field asks for.",
        )
    });
    if empty {
        if !known.assumed.is_empty() {
            let says = known.assumed.join(" ");
            gates.push(result(Gate::Support, Light::Amber, says));
        }
        return gates;
    }
    gates.push(
        if finding.evidence.is_empty() || finding.evidence.len() < known.named {
            result(
                Gate::Evidence,
                Light::Red,
                "A sentence or cell was named that the document does not have.",
            )
        } else {
            green(Gate::Evidence)
        },
    );
    gates.push(number_gate(field, finding, known));
    let whole = finding.evidence.iter().all(|quote| {
        source
            .anchors()
            .unit(quote.unit.split(' ').next().unwrap_or_default())
            .is_some_and(|_| {
                quote
                    .unit
                    .split(' ')
                    .filter_map(|name| source.anchors().unit(name))
                    .all(|unit| quote.exact.contains(source.document.words_of(&unit.range)))
            })
    });
    gates.push(if whole {
        green(Gate::WholeSentences)
    } else {
        result(
            Gate::WholeSentences,
            Light::Red,
            "The quote is cut within a sentence or cell.",
        )
    });
    gates.push(unit_gate(field, known));
    if let Some(names_arm) = known.names_arm {
        gates.push(if names_arm && known.assumed.is_empty() {
            green(Gate::Arm)
        } else if known.assumed.is_empty() {
            result(
                Gate::Arm,
                Light::Amber,
                "The quote does not name the arm by the name it has here.",
            )
        } else {
            result(Gate::Arm, Light::Amber, known.assumed.join(" "))
        });
    }
    gates.push(green(Gate::Arithmetic));
    let remarks = if known.names_arm.is_none() {
        known.assumed.join(" ")
    } else {
        String::new()
    };
    gates.push(if known.support >= SUPPORTED && remarks.is_empty() {
        green(Gate::Support)
    } else if !remarks.is_empty() {
        result(Gate::Support, Light::Amber, remarks)
    } else {
        result(
            Gate::Support,
            Light::Amber,
            "The quote names only a part of what the field asks for.",
        )
    });
    gates
}

/// The number stands in the evidence as a whole number, with its sign and point; of a computed value, its inputs do.
fn number_gate(field: &Field, finding: &Finding, known: &Known) -> GateResult {
    if !matches!(field.kind, FieldKind::Number { .. }) {
        return match finding.status {
            ValueStatus::Reported if matches!(field.kind, FieldKind::Text) => {
                let squeezed = |text: &str| {
                    text.split_whitespace()
                        .collect::<Vec<_>>()
                        .join(" ")
                        .to_lowercase()
                };
                let stands = finding
                    .evidence
                    .iter()
                    .any(|q| squeezed(&q.exact).contains(&squeezed(&finding.value)));
                if stands {
                    result(Gate::Number, Light::Green, "")
                } else {
                    result(
                        Gate::Number,
                        Light::Amber,
                        "The words are not those of the quote.",
                    )
                }
            }
            _ => result(Gate::Number, Light::Green, ""),
        };
    }
    let wanted: Vec<String> = if finding.status == ValueStatus::Calculated {
        known.inputs.clone()
    } else {
        vec![finding.value.clone()]
    };
    let missing: Vec<&String> = wanted
        .iter()
        .filter(|number| {
            !finding
                .evidence
                .iter()
                .any(|quote| stands_in(number, &quote.exact))
        })
        .collect();
    if missing.is_empty() && !wanted.is_empty() {
        result(Gate::Number, Light::Green, "")
    } else {
        let missing: Vec<String> = missing.into_iter().cloned().collect();
        result(
            Gate::Number,
            Light::Red,
            format!("This number is not in the quote: {}", missing.join(", ")),
        )
    }
}

/// Whether a number stands in a text, whole: its digits, sign and point; trailing zeros count as given. Of a p value with
/// `<` or its kin the sign stands before it.
pub(crate) fn stands_in(number: &str, text: &str) -> bool {
    let Some((comparison, value)) = p_value(number) else {
        return false;
    };
    let digits = comparison.map_or(number, |sign| &number[sign.len_utf8()..]);
    let same = |found: &&Number| {
        let compared = comparison.is_none_or(|sign| {
            let before = text.get(..found.range.start).unwrap_or_default().trim_end();
            before.ends_with(sign)
                || before.strip_suffix('=').is_some_and(|before| {
                    matches!(
                        (sign, before.trim_end().chars().last()),
                        ('≤', Some('<')) | ('≥', Some('>'))
                    )
                })
        });
        compared
            && (found.text == digits
                || (found.value == value && found.decimals() == decimals(digits)))
    };
    parse(text, None)
        .iter()
        .any(|reading| reading.shape.numbers().iter().any(same))
        || {
            // Numbers that the parser puts nowhere, such as "one".
            crate::lexer::tokens(text)
                .iter()
                .filter_map(crate::lexer::Token::number)
                .any(|n| same(&n))
        }
}

fn decimals(number: &str) -> u32 {
    number
        .split_once('.')
        .map_or(0, |(_, d)| u32::try_from(d.len()).unwrap_or(u32::MAX))
}

fn unit_gate(field: &Field, known: &Known) -> GateResult {
    let FieldKind::Number {
        unit: Some(wanted),
        measure,
    } = &field.kind
    else {
        return result(Gate::Unit, Light::Green, "");
    };
    if *measure == Measure::Percent {
        return result(Gate::Unit, Light::Green, "");
    }
    match &known.unit {
        None => result(
            Gate::Unit,
            Light::Amber,
            format!("The quote does not give the unit {wanted}."),
        ),
        Some(unit) if units::unit_name(unit) == units::unit_name(wanted) || unit == wanted => {
            result(Gate::Unit, Light::Green, "")
        }
        Some(unit) if units::convert(1.0, unit, wanted).is_some() => result(
            Gate::Unit,
            Light::Amber,
            format!("The value was given in {unit}."),
        ),
        Some(unit) => result(
            Gate::Unit,
            Light::Red,
            format!("The quote gives {unit}; the field asks for {wanted}."),
        ),
    }
}

/// Puts a gate's result in the place of the one that is there.
pub(crate) fn set(proposal: &mut Proposal, new: GateResult) {
    if let Proposal::Read { gates, .. } = proposal
        && let Some(old) = gates.iter_mut().find(|gate| gate.gate == new.gate)
    {
        *old = new;
    }
}
