//! A study of the API, version 2 (<https://clinicaltrials.gov/data-api/about-api/study-data-structure>).

use documents::dois_in;
use serde_json::Value;

use super::value::{at, line, lines, list, text};
use super::{REGISTRY, json_results, other_id};
use crate::PartialDate;
use crate::criteria::{Lines, criteria};
use crate::numbers::identified;
use crate::trial::{
    Arm, CriterionKind, Dates, Design, Eligibility, Intervention, Location, OtherId, Outcome,
    OutcomeRank, Publication, Size, SizeKind, Sponsor, SponsorRole, Trial,
};
use crate::vocabulary::{coded, model, phases, sex};

/// The trial of a study; `Err` with the reason where it is none.
pub(crate) fn trial(study: &Value) -> Result<Trial, &'static str> {
    let protocol = study
        .get("protocolSection")
        .ok_or("it has no “protocolSection”, so it is no study of ClinicalTrials.gov")?;
    let identification = protocol.get("identificationModule").unwrap_or(&Value::Null);
    let id = line(identification, &["nctId"]).ok_or("it has no number (“nctId”)")?;
    let (id, registry) = identified(&id, REGISTRY);
    let status = protocol.get("statusModule").unwrap_or(&Value::Null);
    let mut trial = Trial {
        url: Some(format!("https://clinicaltrials.gov/study/{id}")),
        id,
        registry,
        other_ids: other_ids(identification),
        title: line(identification, &["briefTitle"]),
        official_title: line(identification, &["officialTitle"]),
        acronym: line(identification, &["acronym"]),
        status: line(status, &["overallStatus"]).and_then(|s| coded(&s)),
        why_stopped: line(status, &["whyStopped"]),
        dates: dates(status),
        conditions: lines(protocol, &["conditionsModule", "conditions"]),
        keywords: lines(protocol, &["conditionsModule", "keywords"]),
        outcomes: outcomes(protocol),
        eligibility: eligibility(protocol),
        sponsors: sponsors(protocol),
        publications: publications(protocol),
        has_results: study
            .get("hasResults")
            .and_then(Value::as_bool)
            .unwrap_or(false),
        results: json_results::results(study),
        ..Trial::default()
    };
    trial.has_results |= !trial.results.is_empty();
    design(protocol, &mut trial);
    arms(protocol, &mut trial);
    places(protocol, &mut trial);
    Ok(trial)
}

fn other_ids(identification: &Value) -> Vec<OtherId> {
    let mut all = Vec::new();
    if let Some(own) = line(identification, &["orgStudyIdInfo", "id"]) {
        let kind = line(identification, &["orgStudyIdInfo", "type"]);
        all.push(other_id(
            &own,
            kind.or_else(|| Some("ORGANIZATION".to_owned())),
        ));
    }
    for one in list(identification, &["secondaryIdInfos"]) {
        if let Some(number) = line(one, &["id"]) {
            let kind = line(one, &["type"]).or_else(|| line(one, &["domain"]));
            all.push(other_id(&number, kind));
        }
    }
    for alias in lines(identification, &["nctIdAliases"]) {
        all.push(other_id(&alias, Some("FORMER_NUMBER".to_owned())));
    }
    all
}

fn dates(status: &Value) -> Dates {
    let date = |path: &[&str]| PartialDate::read(&line(status, path)?);
    Dates {
        registered: date(&["studyFirstSubmitDate"])
            .or_else(|| date(&["studyFirstPostDateStruct", "date"])),
        first_posted: date(&["studyFirstPostDateStruct", "date"]),
        start: date(&["startDateStruct", "date"]),
        start_is_actual: line(status, &["startDateStruct", "type"]).map(|t| t == "ACTUAL"),
        primary_completion: date(&["primaryCompletionDateStruct", "date"]),
        completion: date(&["completionDateStruct", "date"]),
        results_posted: date(&["resultsFirstPostDateStruct", "date"]),
        updated: date(&["lastUpdatePostDateStruct", "date"])
            .or_else(|| date(&["lastUpdateSubmitDate"])),
    }
}

fn design(protocol: &Value, trial: &mut Trial) {
    let module = protocol.get("designModule").unwrap_or(&Value::Null);
    let word = |path: &[&str]| line(module, path).and_then(|text| coded(&text));
    let mut found: Vec<String> = Vec::new();
    for phase in lines(module, &["phases"]).iter().flat_map(|p| phases(p)) {
        if !found.contains(&phase) {
            found.push(phase);
        }
    }
    trial.design = Design {
        study_type: word(&["studyType"]),
        phases: found,
        allocation: word(&["designInfo", "allocation"]),
        model: line(module, &["designInfo", "interventionModel"])
            .or_else(|| line(module, &["designInfo", "observationalModel"]))
            .and_then(|text| model(&text)),
        masking: word(&["designInfo", "maskingInfo", "masking"]),
        masked: lines(module, &["designInfo", "maskingInfo", "whoMasked"])
            .iter()
            .filter_map(|who| coded(who))
            .collect(),
        purpose: word(&["designInfo", "primaryPurpose"]),
        as_written: None,
    };
    trial.size = at(module, &["enrollmentInfo", "count"])
        .and_then(Value::as_u64)
        .map(|people| Size {
            people,
            kind: match line(module, &["enrollmentInfo", "type"]).as_deref() {
                Some("ACTUAL") => SizeKind::Actual,
                Some("ESTIMATED") => SizeKind::Target,
                _ => SizeKind::NotSaid,
            },
            as_written: None,
        });
}

fn arms(protocol: &Value, trial: &mut Trial) {
    let module = protocol
        .get("armsInterventionsModule")
        .unwrap_or(&Value::Null);
    trial.arms = list(module, &["armGroups"])
        .iter()
        .map(|arm| Arm {
            label: line(arm, &["label"]).unwrap_or_default(),
            kind: line(arm, &["type"]).and_then(|kind| coded(&kind)),
            description: line(arm, &["description"]),
            // “Drug: Aspirin”: the type is that of the intervention.
            interventions: lines(arm, &["interventionNames"])
                .into_iter()
                .map(|name| match name.split_once(": ") {
                    Some((_, name)) => name.to_owned(),
                    None => name,
                })
                .collect(),
        })
        .collect();
    trial.interventions = list(module, &["interventions"])
        .iter()
        .map(|one| Intervention {
            kind: line(one, &["type"]).and_then(|kind| coded(&kind)),
            name: line(one, &["name"]).unwrap_or_default(),
            description: line(one, &["description"]),
            other_names: lines(one, &["otherNames"]),
            arms: lines(one, &["armGroupLabels"]),
        })
        .collect();
}

fn outcomes(protocol: &Value) -> Vec<Outcome> {
    [
        ("primaryOutcomes", OutcomeRank::Primary),
        ("secondaryOutcomes", OutcomeRank::Secondary),
        ("otherOutcomes", OutcomeRank::Other),
    ]
    .into_iter()
    .flat_map(|(key, rank)| {
        list(protocol, &["outcomesModule", key])
            .iter()
            .filter_map(move |one| {
                Some(Outcome {
                    rank,
                    measure: line(one, &["measure"])?,
                    description: line(one, &["description"]),
                    time_frame: line(one, &["timeFrame"]),
                })
            })
    })
    .collect()
}

fn eligibility(protocol: &Value) -> Eligibility {
    let module = protocol.get("eligibilityModule").unwrap_or(&Value::Null);
    Eligibility {
        criteria: text(module, &["eligibilityCriteria"])
            .map(|text| criteria(&text, Lines::Meant, CriterionKind::NotSaid))
            .unwrap_or_default(),
        minimum_age: line(module, &["minimumAge"]),
        maximum_age: line(module, &["maximumAge"]),
        sex: line(module, &["sex"]).and_then(|text| sex(&text)),
        healthy_volunteers: at(module, &["healthyVolunteers"]).and_then(Value::as_bool),
    }
}

fn sponsors(protocol: &Value) -> Vec<Sponsor> {
    let module = protocol
        .get("sponsorCollaboratorsModule")
        .unwrap_or(&Value::Null);
    let one = |value: &Value, role| {
        Some(Sponsor {
            role,
            name: line(value, &["name"])?,
            class: line(value, &["class"]).and_then(|class| coded(&class)),
        })
    };
    let lead = module
        .get("leadSponsor")
        .and_then(|lead| one(lead, SponsorRole::Lead));
    let others = list(module, &["collaborators"])
        .iter()
        .filter_map(|other| one(other, SponsorRole::Collaborator));
    lead.into_iter().chain(others).collect()
}

fn places(protocol: &Value, trial: &mut Trial) {
    trial.locations = list(protocol, &["contactsLocationsModule", "locations"])
        .iter()
        .map(|site| Location {
            facility: line(site, &["facility"]),
            city: line(site, &["city"]),
            country: line(site, &["country"]),
        })
        .collect();
    for country in trial
        .locations
        .iter()
        .filter_map(|site| site.country.as_ref())
    {
        if !trial.countries.contains(country) {
            trial.countries.push(country.clone());
        }
    }
}

fn publications(protocol: &Value) -> Vec<Publication> {
    list(protocol, &["referencesModule", "references"])
        .iter()
        .map(|one| {
            let citation = line(one, &["citation"]);
            Publication {
                kind: line(one, &["type"]).and_then(|kind| coded(&kind)),
                pmid: line(one, &["pmid"]),
                dois: citation.as_deref().map(dois_in).unwrap_or_default(),
                citation,
            }
        })
        .collect()
}
