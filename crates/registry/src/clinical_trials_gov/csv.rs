//! A study as a line of the download as CSV, of the site as it is now and as it was before 2023.

use super::{REGISTRY, other_id};
use crate::PartialDate;
use crate::design_words::read_design;
use crate::numbers::identified;
use crate::row::Row;
use crate::time_frame::is_time;
use crate::trial::{
    Dates, Eligibility, Intervention, Location, Outcome, OutcomeRank, Size, SizeKind, Sponsor,
    SponsorRole, Trial,
};
use crate::vocabulary::{coded, phases, sex};

/// Ends of the names of countries that hold a comma.
const SECOND_PARTS: [&str; 6] = [
    "Republic of",
    "Islamic Republic of",
    "Province of China",
    "The Democratic Republic of the",
    "The Former Yugoslav Republic of",
    "Occupied",
];

/// The trial of a line; `Err` with the reason where it is none.
pub(crate) fn trial(row: &Row) -> Result<Trial, &'static str> {
    let id = row
        .line(&["nct number"])
        .ok_or("the cell “NCT Number” is empty")?;
    let (id, registry) = identified(&id, REGISTRY);
    let date = |names: &[&str]| PartialDate::read(&row.line(names)?);
    let mut trial = Trial {
        url: row
            .line(&["study url", "url"])
            .or_else(|| Some(format!("https://clinicaltrials.gov/study/{id}"))),
        id,
        registry,
        other_ids: row
            .parts(&["other ids"], &['|'])
            .iter()
            .map(|one| other_id(one, None))
            .collect(),
        title: row.line(&["study title", "title"]),
        acronym: row.line(&["acronym"]),
        status: row
            .line(&["study status", "status"])
            .and_then(|s| coded(&s)),
        dates: Dates {
            registered: date(&["first submitted", "first posted"]),
            first_posted: date(&["first posted"]),
            start: date(&["start date"]),
            primary_completion: date(&["primary completion date"]),
            completion: date(&["completion date"]),
            results_posted: date(&["results first posted"]),
            updated: date(&["last update posted"]),
            ..Dates::default()
        },
        // The download does not say whether people are enrolled or expected.
        size: row.line(&["enrollment"]).and_then(|n| {
            Some(Size {
                people: n.replace(',', "").parse::<f64>().ok().and_then(whole)?,
                kind: SizeKind::NotSaid,
                as_written: None,
            })
        }),
        conditions: row.parts(&["conditions"], &['|']),
        interventions: row
            .parts(&["interventions"], &['|'])
            .iter()
            .map(|one| intervention(one))
            .collect(),
        outcomes: outcomes(row),
        eligibility: eligibility(row),
        sponsors: sponsors(row),
        has_results: row
            .line(&["study results"])
            .is_some_and(|text| matches!(text.to_lowercase().as_str(), "yes" | "has results")),
        ..Trial::default()
    };
    if let Some(text) = row.line(&["study design", "study designs"]) {
        read_design(&text, &mut trial.design);
    }
    trial.design.study_type = row.line(&["study type"]).and_then(|t| coded(&t));
    trial.design.phases = row
        .line(&["phases"])
        .map(|p| phases(&p))
        .unwrap_or_default();
    for site in row.parts(&["locations"], &['|']) {
        let site = location(&site);
        if let Some(country) = &site.country
            && !trial.countries.contains(country)
        {
            trial.countries.push(country.clone());
        }
        trial.locations.push(site);
    }
    Ok(trial)
}

/// A table program may have written `120.0`.
fn whole(number: f64) -> Option<u64> {
    (number >= 0.0 && number.fract() == 0.0 && number < 1e15).then_some(number as u64)
}

pub(crate) fn intervention(text: &str) -> Intervention {
    match text.split_once(':') {
        Some((kind, name)) if kind.len() <= 24 && !name.trim().is_empty() && known_kind(kind) => {
            Intervention {
                kind: coded(kind),
                name: name.trim().to_owned(),
                ..Intervention::default()
            }
        }
        _ => Intervention {
            name: text.to_owned(),
            ..Intervention::default()
        },
    }
}

fn known_kind(kind: &str) -> bool {
    matches!(
        coded(kind).as_deref(),
        Some(
            "drug"
                | "device"
                | "biological"
                | "procedure"
                | "radiation"
                | "behavioral"
                | "behavioural"
                | "genetic"
                | "dietary supplement"
                | "combination product"
                | "diagnostic test"
                | "other"
        )
    )
}

fn outcomes(row: &Row) -> Vec<Outcome> {
    [
        ("primary outcome measures", OutcomeRank::Primary),
        ("secondary outcome measures", OutcomeRank::Secondary),
        ("other outcome measures", OutcomeRank::Other),
        // Before 2023 the ranks were not told apart.
        ("outcome measures", OutcomeRank::Other),
    ]
    .into_iter()
    .flat_map(|(column, rank)| {
        row.parts(&[column], &['|'])
            .into_iter()
            .map(move |text| outcome(&text, rank))
    })
    .collect()
}

/// `measure, description, time frame`: commas stand within each of them too, so only a last part that speaks of a time
/// is set apart.
fn outcome(text: &str, rank: OutcomeRank) -> Outcome {
    match text.rsplit_once(", ") {
        Some((measure, time)) if is_time(time) => Outcome {
            rank,
            measure: measure.to_owned(),
            time_frame: Some(time.to_owned()),
            ..Outcome::default()
        },
        _ => Outcome {
            rank,
            measure: text.to_owned(),
            ..Outcome::default()
        },
    }
}

fn eligibility(row: &Row) -> Eligibility {
    let age = row.line(&["age"]).unwrap_or_default();
    // “18 Years to 75 Years (Adult, Older Adult)”, “18 Years and older”, or, now, “ADULT, OLDER_ADULT”.
    let years = age.split('(').next().unwrap_or_default().trim();
    let (minimum_age, maximum_age) = if let Some((from, to)) = years.split_once(" to ") {
        (Some(from.to_owned()), Some(to.to_owned()))
    } else if let Some(from) = years.strip_suffix(" and older") {
        (Some(from.to_owned()), None)
    } else if let Some(to) = years.strip_prefix("up to ") {
        (None, Some(to.to_owned()))
    } else {
        (None, None)
    };
    Eligibility {
        minimum_age,
        maximum_age,
        sex: row.line(&["sex", "gender"]).and_then(|text| sex(&text)),
        ..Eligibility::default()
    }
}

fn sponsors(row: &Row) -> Vec<Sponsor> {
    let class = row.line(&["funder type"]).and_then(|class| coded(&class));
    let mut all: Vec<Sponsor> = Vec::new();
    let mut add = |name: String| {
        let first = all.is_empty();
        all.push(Sponsor {
            role: if first {
                SponsorRole::Lead
            } else {
                SponsorRole::Collaborator
            },
            name,
            class: if first { class.clone() } else { None },
        });
    };
    for column in ["sponsor/collaborators", "sponsor", "collaborators"] {
        row.parts(&[column], &['|']).into_iter().for_each(&mut add);
    }
    all
}

fn location(text: &str) -> Location {
    let parts: Vec<&str> = text.split(", ").collect();
    let (last, before) = match parts.as_slice() {
        [before @ .., last] => (*last, before),
        [] => return Location::default(),
    };
    let (country, before) = match before {
        [before @ .., name] if SECOND_PARTS.contains(&last) => (format!("{name}, {last}"), before),
        before => (last.to_owned(), before),
    };
    Location {
        facility: before.first().map(|name| (*name).to_owned()),
        city: before.get(1).map(|name| (*name).to_owned()),
        country: Some(country),
    }
}
