//! A study as the classic XML: `clinical_study`, by NLM's `public.xsd`.

use documents::dois_in;
use formats::XmlElement;

use super::{REGISTRY, other_id};
use crate::PartialDate;
use crate::criteria::{Lines, criteria};
use crate::numbers::identified;
use crate::trial::{
    Arm, CriterionKind, Dates, Design, Eligibility, Intervention, Location, OtherId, Outcome,
    OutcomeRank, Publication, Size, SizeKind, Sponsor, SponsorRole, Trial,
};
use crate::vocabulary::{coded, masking, model, phases, sex, yes_or_no};

/// The trial of a `clinical_study`; `Err` with the reason where it is none.
pub(crate) fn trial(study: &XmlElement) -> Result<Trial, &'static str> {
    let info = study
        .child("id_info")
        .ok_or("it has no numbers (“id_info”)")?;
    let id = info
        .line_of("nct_id")
        .ok_or("it has no number (“nct_id”)")?;
    let (id, registry) = identified(&id, REGISTRY);
    let mut trial = Trial {
        url: study
            .child("required_header")
            .and_then(|header| header.line_of("url"))
            .or_else(|| Some(format!("https://clinicaltrials.gov/study/{id}"))),
        id,
        registry,
        other_ids: other_ids(info),
        title: study.line_of("brief_title"),
        official_title: study.line_of("official_title"),
        acronym: study.line_of("acronym"),
        status: study.line_of("overall_status").and_then(|s| coded(&s)),
        why_stopped: study.line_of("why_stopped"),
        dates: dates(study),
        design: design(study),
        size: size(study),
        arms: arms(study),
        interventions: interventions(study),
        conditions: all(study, "condition"),
        keywords: all(study, "keyword"),
        outcomes: outcomes(study),
        eligibility: eligibility(study),
        sponsors: sponsors(study),
        countries: study
            .child("location_countries")
            .map(|countries| all(countries, "country"))
            .unwrap_or_default(),
        locations: locations(study),
        publications: publications(study),
        has_results: study.child("clinical_results").is_some(),
        ..Trial::default()
    };
    for country in trial
        .locations
        .iter()
        .filter_map(|site| site.country.as_ref())
    {
        if !trial.countries.contains(country) {
            trial.countries.push(country.clone());
        }
    }
    Ok(trial)
}

fn all(element: &XmlElement, name: &str) -> Vec<String> {
    named(element, name).filter_map(XmlElement::line).collect()
}

fn named<'e>(element: &'e XmlElement, name: &str) -> impl Iterator<Item = &'e XmlElement> {
    element.children().filter(move |child| child.name == name)
}

fn block(element: &XmlElement, name: &str) -> Option<String> {
    element.child(name)?.line()
}

fn other_ids(info: &XmlElement) -> Vec<OtherId> {
    info.children()
        .filter_map(|child| {
            let kind = match child.name.as_str() {
                "org_study_id" => "ORGANIZATION".to_owned(),
                "secondary_id" => child
                    .attribute("type")
                    .map_or_else(|| "SECONDARY".to_owned(), str::to_owned),
                "nct_alias" => "FORMER_NUMBER".to_owned(),
                _ => return None,
            };
            Some(other_id(&child.line()?, Some(kind)))
        })
        .collect()
}

fn dates(study: &XmlElement) -> Dates {
    let date = |name: &str| PartialDate::read(&study.line_of(name)?);
    Dates {
        registered: date("study_first_submitted")
            .or_else(|| date("firstreceived_date"))
            .or_else(|| date("study_first_posted")),
        first_posted: date("study_first_posted"),
        start: date("start_date"),
        start_is_actual: study
            .child("start_date")
            .and_then(|start| start.attribute("type"))
            .map(|kind| kind == "Actual"),
        primary_completion: date("primary_completion_date"),
        completion: date("completion_date"),
        results_posted: date("results_first_posted"),
        updated: date("last_update_posted"),
    }
}

fn design(study: &XmlElement) -> Design {
    let info = study.child("study_design_info");
    let part = |name: &str| info.and_then(|info| info.line_of(name));
    let (masking, masked) = part("masking")
        .map(|text| masking(&text))
        .unwrap_or_default();
    Design {
        study_type: study.line_of("study_type").and_then(|t| coded(&t)),
        phases: study
            .line_of("phase")
            .map(|p| phases(&p))
            .unwrap_or_default(),
        allocation: part("allocation").and_then(|t| coded(&t)),
        model: part("intervention_model")
            .or_else(|| part("observational_model"))
            .and_then(|t| model(&t)),
        masking,
        masked,
        purpose: part("primary_purpose").and_then(|t| coded(&t)),
        // Before 2017 the design was one sentence.
        as_written: study.line_of("study_design"),
    }
}

fn size(study: &XmlElement) -> Option<Size> {
    let element = study.child("enrollment")?;
    Some(Size {
        people: element.line()?.replace(',', "").parse().ok()?,
        kind: match element.attribute("type") {
            Some("Actual") => SizeKind::Actual,
            Some("Anticipated" | "Estimated") => SizeKind::Target,
            _ => SizeKind::NotSaid,
        },
        as_written: None,
    })
}

fn arms(study: &XmlElement) -> Vec<Arm> {
    named(study, "arm_group")
        .map(|arm| {
            let label = arm.line_of("arm_group_label").unwrap_or_default();
            let given = named(study, "intervention")
                .filter(|one| all(one, "arm_group_label").contains(&label))
                .filter_map(|one| one.line_of("intervention_name"))
                .collect();
            Arm {
                kind: arm.line_of("arm_group_type").and_then(|t| coded(&t)),
                description: block(arm, "description"),
                interventions: given,
                label,
            }
        })
        .collect()
}

fn interventions(study: &XmlElement) -> Vec<Intervention> {
    named(study, "intervention")
        .map(|one| Intervention {
            kind: one.line_of("intervention_type").and_then(|t| coded(&t)),
            name: one.line_of("intervention_name").unwrap_or_default(),
            description: block(one, "description"),
            other_names: all(one, "other_name"),
            arms: all(one, "arm_group_label"),
        })
        .collect()
}

fn outcomes(study: &XmlElement) -> Vec<Outcome> {
    [
        ("primary_outcome", OutcomeRank::Primary),
        ("secondary_outcome", OutcomeRank::Secondary),
        ("other_outcome", OutcomeRank::Other),
    ]
    .into_iter()
    .flat_map(|(name, rank)| {
        named(study, name).filter_map(move |one| {
            Some(Outcome {
                rank,
                measure: one.line_of("measure")?,
                description: block(one, "description"),
                time_frame: one.line_of("time_frame"),
            })
        })
    })
    .collect()
}

fn eligibility(study: &XmlElement) -> Eligibility {
    let Some(part) = study.child("eligibility") else {
        return Eligibility::default();
    };
    let age = |name: &str| part.line_of(name).filter(|age| age != "N/A");
    Eligibility {
        criteria: part
            .child("criteria")
            .map(|c| criteria(&c.text(), Lines::Wrapped, CriterionKind::NotSaid))
            .unwrap_or_default(),
        minimum_age: age("minimum_age"),
        maximum_age: age("maximum_age"),
        sex: part.line_of("gender").and_then(|text| sex(&text)),
        healthy_volunteers: part
            .line_of("healthy_volunteers")
            .and_then(|text| yes_or_no(&text)),
    }
}

fn sponsors(study: &XmlElement) -> Vec<Sponsor> {
    let Some(part) = study.child("sponsors") else {
        return Vec::new();
    };
    part.children()
        .filter_map(|child| {
            let role = match child.name.as_str() {
                "lead_sponsor" => SponsorRole::Lead,
                "collaborator" => SponsorRole::Collaborator,
                _ => return None,
            };
            Some(Sponsor {
                role,
                name: child.line_of("agency")?,
                class: child.line_of("agency_class").and_then(|c| coded(&c)),
            })
        })
        .collect()
}

fn locations(study: &XmlElement) -> Vec<Location> {
    named(study, "location")
        .map(|site| {
            let facility = site.child("facility");
            let address = facility.and_then(|f| f.child("address"));
            Location {
                facility: facility.and_then(|f| f.line_of("name")),
                city: address.and_then(|a| a.line_of("city")),
                country: address.and_then(|a| a.line_of("country")),
            }
        })
        .collect()
}

fn publications(study: &XmlElement) -> Vec<Publication> {
    [("results_reference", "result"), ("reference", "background")]
        .into_iter()
        .flat_map(|(name, kind)| {
            named(study, name).map(move |one| {
                let citation = one.line_of("citation");
                Publication {
                    kind: Some(kind.to_owned()),
                    pmid: one.line_of("PMID"),
                    dois: citation.as_deref().map(dois_in).unwrap_or_default(),
                    citation,
                }
            })
        })
        .collect()
}
