//! The results of a study: `resultsSection` of the API, version 2.

use std::collections::HashMap;

use serde_json::Value;

use super::value::{cell, lines, list};
use crate::results::{AdverseEvent, Comparison, FlowCount, Measurement, Results};

/// The numbers of a study's results; empty where it has none.
pub(super) fn results(study: &Value) -> Results {
    let Some(section) = study.get("resultsSection") else {
        return Results::default();
    };
    Results {
        flow: flow(section),
        baseline: baseline(section),
        outcomes: list(section, &["outcomeMeasuresModule", "outcomeMeasures"])
            .iter()
            .flat_map(measurements)
            .collect(),
        analyses: list(section, &["outcomeMeasuresModule", "outcomeMeasures"])
            .iter()
            .flat_map(comparisons)
            .collect(),
        adverse_events: adverse_events(section),
    }
}

/// The names of groups by their numbers, which stand for them in the rows.
fn names(groups: &[Value]) -> HashMap<&str, String> {
    groups
        .iter()
        .filter_map(|group| Some((group.get("id")?.as_str()?, cell(group, &["title"]))))
        .collect()
}

fn name(of: &Value, names: &HashMap<&str, String>) -> String {
    let id = of
        .get("groupId")
        .and_then(Value::as_str)
        .unwrap_or_default();
    match names.get(id) {
        Some(name) if !name.is_empty() => name.clone(),
        _ => id.to_owned(),
    }
}

fn flow(section: &Value) -> Vec<FlowCount> {
    let module = section.get("participantFlowModule").unwrap_or(&Value::Null);
    let names = names(list(module, &["groups"]));
    let mut rows = Vec::new();
    for period in list(module, &["periods"]) {
        let title = cell(period, &["title"]);
        let mut push = |milestone: String, is_withdrawal, counts: &[Value], people: &str| {
            rows.extend(counts.iter().map(|count| FlowCount {
                period: title.clone(),
                milestone: milestone.clone(),
                is_withdrawal,
                group: name(count, &names),
                people: cell(count, &[people]),
            }));
        };
        for milestone in list(period, &["milestones"]) {
            let counts = list(milestone, &["achievements"]);
            push(cell(milestone, &["type"]), false, counts, "numSubjects");
        }
        for reason in list(period, &["dropWithdraws"]) {
            let counts = list(reason, &["reasons"]);
            push(cell(reason, &["type"]), true, counts, "numSubjects");
        }
    }
    rows
}

fn baseline(section: &Value) -> Vec<Measurement> {
    let module = section
        .get("baselineCharacteristicsModule")
        .unwrap_or(&Value::Null);
    let names = names(list(module, &["groups"]));
    list(module, &["measures"])
        .iter()
        .flat_map(|measure| {
            // A measure without people of its own is of all at baseline.
            let own = list(measure, &["denoms"]);
            let analysed = people(if own.is_empty() {
                list(module, &["denoms"])
            } else {
                own
            });
            rows(measure, &names, &analysed, String::new(), String::new())
        })
        .collect()
}

fn measurements(measure: &Value) -> Vec<Measurement> {
    let names = names(list(measure, &["groups"]));
    rows(
        measure,
        &names,
        &people(list(measure, &["denoms"])),
        cell(measure, &["type"]),
        cell(measure, &["timeFrame"]),
    )
}

/// People of each group, where it is people that are counted.
fn people(denominators: &[Value]) -> HashMap<&str, String> {
    let of_people = denominators
        .iter()
        .find(|one| cell(one, &["units"]).eq_ignore_ascii_case("participants"));
    of_people
        .or(denominators.first())
        .map(|one| list(one, &["counts"]))
        .unwrap_or_default()
        .iter()
        .filter_map(|count| Some((count.get("groupId")?.as_str()?, cell(count, &["value"]))))
        .collect()
}

fn rows(
    measure: &Value,
    names: &HashMap<&str, String>,
    analysed: &HashMap<&str, String>,
    rank: String,
    time_frame: String,
) -> Vec<Measurement> {
    let title = cell(measure, &["title"]);
    let mut rows = Vec::new();
    for class in list(measure, &["classes"]) {
        let own = people(list(class, &["denoms"]));
        for category in list(class, &["categories"]) {
            let parts = [cell(class, &["title"]), cell(category, &["title"])];
            let filled: Vec<&str> = parts
                .iter()
                .map(String::as_str)
                .filter(|part| !part.is_empty())
                .collect();
            for value in list(category, &["measurements"]) {
                let id = value
                    .get("groupId")
                    .and_then(Value::as_str)
                    .unwrap_or_default();
                rows.push(Measurement {
                    rank: rank.clone(),
                    title: title.clone(),
                    time_frame: time_frame.clone(),
                    category: filled.join(": "),
                    group: name(value, names),
                    parameter: cell(measure, &["paramType"]),
                    dispersion: cell(measure, &["dispersionType"]),
                    unit: cell(measure, &["unitOfMeasure"]),
                    value: cell(value, &["value"]),
                    spread: cell(value, &["spread"]),
                    lower: cell(value, &["lowerLimit"]),
                    upper: cell(value, &["upperLimit"]),
                    analysed: own
                        .get(id)
                        .or_else(|| analysed.get(id))
                        .cloned()
                        .unwrap_or_default(),
                });
            }
        }
    }
    rows
}

fn comparisons(measure: &Value) -> Vec<Comparison> {
    let names = names(list(measure, &["groups"]));
    list(measure, &["analyses"])
        .iter()
        .map(|analysis| Comparison {
            outcome: cell(measure, &["title"]),
            groups: lines(analysis, &["groupIds"])
                .into_iter()
                .map(|id| names.get(id.as_str()).cloned().unwrap_or(id))
                .collect(),
            method: cell(analysis, &["statisticalMethod"]),
            p_value: cell(analysis, &["pValue"]),
            parameter: cell(analysis, &["paramType"]),
            value: cell(analysis, &["paramValue"]),
            level: cell(analysis, &["ciPctValue"]),
            lower: cell(analysis, &["ciLowerLimit"]),
            upper: cell(analysis, &["ciUpperLimit"]),
        })
        .collect()
}

fn adverse_events(section: &Value) -> Vec<AdverseEvent> {
    let module = section.get("adverseEventsModule").unwrap_or(&Value::Null);
    let names = names(list(module, &["eventGroups"]));
    let mut rows = Vec::new();
    for (key, serious) in [("seriousEvents", true), ("otherEvents", false)] {
        for event in list(module, &[key]) {
            rows.extend(list(event, &["stats"]).iter().map(|stats| AdverseEvent {
                serious,
                term: cell(event, &["term"]),
                organ_system: cell(event, &["organSystem"]),
                group: name(stats, &names),
                affected: cell(stats, &["numAffected"]),
                at_risk: cell(stats, &["numAtRisk"]),
            }));
        }
    }
    rows
}
