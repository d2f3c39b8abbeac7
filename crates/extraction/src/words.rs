//! Fields that are no number: the sentence that answers, the option it names, the date it gives.

use review::{Field, FieldKind, Finding, Scope, ValueStatus};

use crate::answer::Answer;
use crate::characteristics::{Characteristic, Topic};
use crate::gates::Known;
use crate::parse::parse;
use crate::reading::Shape;
use crate::relevance::{ReaderScores, Relevant};
use crate::source::{Place, Source, SourceUnit};
use crate::stated::stated;
use crate::terms::Terms;

/// From here on a reader's probability says that a unit answers.
const READ: f64 = 0.5;
/// Without a reader: the share of the question's words that the report has, by weight, that a unit must hold.
const WORDS: f64 = 0.34;
/// And how many of them at least; of a question with fewer, all.
const FEWEST_WORDS: usize = 2;
/// Units that are looked at.
const LOOKED_AT: usize = 12;
/// Characters of a sentence that is proposed as a text at most.
const LONGEST: usize = 600;

/// A proposal for a field of words.
pub(crate) fn in_words(
    source: &Source<'_>,
    field: &Field,
    question: &str,
    reader: &ReaderScores,
) -> Answer {
    let nothing = Answer::not_reported;
    if asks_for_registration(field)
        && let Some(found) = registration(source)
    {
        return found;
    }
    if let Some(characteristic) = Topic::of(field).and_then(|topic| topic.find(source, field)) {
        return characterised(source, characteristic);
    }
    if matches!(field.kind, FieldKind::YesNoUnclear)
        && let Some((answer, unit)) = stated(source, field)
    {
        return found(source, answer.into(), &unit.name, 0.9);
    }
    // Words that the report has nowhere tell nothing about which place is meant, where options or dates say whether it
    // answers. Of words alone more is asked.
    let asked = match field.kind {
        FieldKind::Choice { .. } | FieldKind::Date => source.rarity.known(&Terms::of(question)),
        _ => Terms::of(question),
    };
    let answering: Vec<(Relevant, f64)> = source
        .relevant(question, reader, LOOKED_AT)
        .into_iter()
        .filter_map(|relevant| {
            let unit = source.units().get(relevant.unit)?;
            let words = source.rarity.coverage(&asked, &unit.terms);
            let held = asked.set().iter().filter(|w| unit.terms.has(w)).count();
            let enough = held >= FEWEST_WORDS.min(asked.set().len());
            match relevant.reader {
                Some(probability) => (probability >= READ).then_some((relevant, probability)),
                None => (words >= WORDS && enough).then_some((relevant, words)),
            }
        })
        .collect();
    let of = |relevant: &Relevant| source.units().get(relevant.unit);
    match &field.kind {
        FieldKind::Text => {
            let sentence = answering.iter().find_map(|(relevant, strength)| {
                let unit = of(relevant)?;
                let sentence = matches!(unit.place, Place::Sentence(_))
                    && unit.text.chars().count() <= LONGEST;
                // A heading is no answer.
                (sentence && unit.terms.words().len() >= 4).then_some((unit, *strength))
            });
            let Some((unit, strength)) = sentence else {
                return nothing();
            };
            found(
                source,
                unit.text.split_whitespace().collect::<Vec<_>>().join(" "),
                &unit.name,
                strength,
            )
        }
        FieldKind::Choice { options, several } => {
            for (relevant, strength) in &answering {
                let Some(unit) = of(relevant) else { continue };
                let named: Vec<&String> = options
                    .iter()
                    .filter(|option| names_option(option, unit, field.scope))
                    .collect();
                match named[..] {
                    [] => {}
                    [one] => return found(source, one.clone(), &unit.name, *strength),
                    _ if *several => {
                        let all: Vec<String> = named.into_iter().cloned().collect();
                        return found(source, all.join("; "), &unit.name, *strength);
                    }
                    // "Cluster-randomised parallel trial": the longest name is the most particular one.
                    _ => {
                        let longest = named
                            .iter()
                            .max_by_key(|option| Terms::of(option).words().len());
                        if let Some(longest) = longest {
                            return found(source, (**longest).clone(), &unit.name, strength * 0.8);
                        }
                    }
                }
            }
            nothing()
        }
        FieldKind::Date => {
            let end = asks_for_end(field);
            for (relevant, strength) in &answering {
                let Some(unit) = of(relevant) else { continue };
                let date =
                    parse(&unit.text, None)
                        .into_iter()
                        .find_map(|reading| match reading.shape {
                            Shape::Period { from, to } => Some(if end { to } else { from }),
                            Shape::Date(date) if !end => Some(date),
                            _ => None,
                        });
                if let Some(date) = date {
                    return found(source, date, &unit.name, *strength);
                }
            }
            nothing()
        }
        FieldKind::YesNoUnclear => {
            // Words that stand beside each other are no answer to a question of yes or no: a person reads them.
            let names: Vec<String> = answering
                .iter()
                .filter_map(|(relevant, _)| Some(of(relevant)?.name.clone()))
                .take(2)
                .collect();
            if names.is_empty() {
                return nothing();
            }
            let mut answer = nothing();
            answer.finding.status = ValueStatus::Unclear;
            answer.finding.evidence = source.quotes(&names);
            answer
        }
        FieldKind::Number { .. } => nothing(),
    }
}

/// Whether a unit names an option: of a study all its words, in any order (“randomised, parallel-group trial”); of an
/// outcome its words as they are, or another name of the same effect.
fn names_option(option: &str, unit: &SourceUnit, scope: Scope) -> bool {
    if scope == Scope::Study {
        let terms = Terms::of(option);
        return !terms.is_empty() && terms.set().iter().all(|word| unit.terms.has(word));
    }
    const SAME: [(&str, &str); 3] = [
        ("risk ratio", "relative risk"),
        ("rate ratio", "relative rate"),
        ("risk difference", "absolute risk reduction"),
    ];
    let (text, option) = (unit.text.to_lowercase(), option.to_lowercase());
    text.contains(&option)
        || SAME
            .iter()
            .any(|(name, other)| *name == option && text.contains(other))
}

fn found(source: &Source<'_>, value: String, unit: &str, strength: f64) -> Answer {
    let finding = Finding {
        status: ValueStatus::Reported,
        value,
        unit: None,
        formula: None,
        evidence: source.quotes(&[unit.to_owned()]),
    };
    let known = Known {
        named: 1,
        support: strength,
        ..Known::default()
    };
    Answer {
        finding,
        known,
        probability: Some(strength.clamp(0.0, 0.99)),
    }
}

/// A characteristic that was found by its wording.
pub(crate) fn characterised(source: &Source<'_>, characteristic: Characteristic) -> Answer {
    let Characteristic {
        value,
        unit,
        sentence,
        strength,
    } = characteristic;
    let mut answer = found(source, value, &sentence, strength);
    answer.finding.unit.clone_from(&unit);
    answer.known.unit = unit;
    answer
}

fn asks_for_registration(field: &Field) -> bool {
    let words = format!("{} {} {}", field.id, field.label, field.question).to_lowercase();
    words.contains("registration")
        || words.contains("registered")
        || words.contains("register number")
}

fn asks_for_end(field: &Field) -> bool {
    let words = format!("{} {}", field.id, field.label).to_lowercase();
    words.contains("end") || words.contains("until")
}

/// The first number of a trial registry in the document, with its sentence.
fn registration(source: &Source<'_>) -> Option<Answer> {
    let registration = source.document.registrations.first()?;
    let unit = source
        .units()
        .iter()
        .find(|unit| unit.text.contains(&registration.number))?;
    Some(found(source, registration.number.clone(), &unit.name, 0.99))
}
