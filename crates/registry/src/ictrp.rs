//! A trial of the WHO's portal (ICTRP): the same flat fields as XML and as CSV.
//!
//! Names, addresses and telephone numbers of contacts are not read: no review needs them.

use documents::dois_in;

use crate::PartialDate;
use crate::clinical_trials_gov::csv::intervention;
use crate::criteria::{Lines, criteria};
use crate::design_words::read_design;
use crate::numbers::{identified, numbers_in};
use crate::row::Row;
use crate::time_frame::is_time;
use crate::trial::{
    Arm, CriterionKind, Dates, Eligibility, OtherId, Outcome, OutcomeRank, Publication, Size,
    SizeKind, Sponsor, SponsorRole, Trial,
};
use crate::vocabulary::{coded, phases, sex, yes_or_no};

/// The trial of the fields; `Err` with the reason where they are none.
pub(crate) fn trial(row: &Row) -> Result<Trial, &'static str> {
    let id = row
        .line(&["trialid", "trial id", "main id"])
        .ok_or("it has no number (“TrialID”)")?;
    let source = row.line(&["source register"]).unwrap_or_default();
    let (id, registry) = identified(&id, &source);
    let date = |names: &[&str]| PartialDate::read(&row.line(names)?);
    let mut trial = Trial {
        id,
        registry,
        other_ids: other_ids(row),
        title: row.line(&["public title"]),
        official_title: row.line(&["scientific title"]),
        acronym: row.line(&["acronym"]),
        url: row.line(&["web address", "url"]),
        status: row.line(&["recruitment status"]).and_then(|s| coded(&s)),
        dates: Dates {
            // The third is the first without a doubt whether day or month comes first.
            registered: date(&["date registration3"]).or_else(|| date(&["date registration"])),
            start: date(&["date enrollement", "date enrollment"]),
            completion: date(&["results date completed"]),
            results_posted: date(&["results date posted"]),
            updated: date(&["last refreshed on"]),
            ..Dates::default()
        },
        conditions: row.parts(&["condition", "conditions"], &[';', '\n']),
        interventions: row
            .parts(&["intervention", "interventions"], &[';', '\n'])
            .iter()
            .map(|one| intervention(one))
            .collect(),
        eligibility: eligibility(row),
        sponsors: sponsors(row),
        countries: row.parts(&["countries"], &[';', '\n']),
        publications: publications(row),
        has_results: row
            .line(&["results yes no"])
            .and_then(|text| yes_or_no(&text))
            .unwrap_or(false),
        ..Trial::default()
    };
    if let Some(text) = row.text(&["study design"]) {
        read_design(&text, &mut trial.design);
    }
    trial.design.study_type = row.line(&["study type"]).and_then(|t| {
        let coded = coded(&t)?;
        // “Interventional study” and “Interventional clinical trial of medicinal product” are one type.
        let kind = ["interventional", "observational"]
            .into_iter()
            .find(|kind| coded.starts_with(kind));
        Some(kind.map_or(coded.clone(), str::to_owned))
    });
    trial.design.phases = row.text(&["phase"]).map(|p| phases(&p)).unwrap_or_default();
    for (names, rank) in [
        (
            ["primary outcome", "primary outcomes"],
            OutcomeRank::Primary,
        ),
        (
            ["secondary outcome", "secondary outcomes"],
            OutcomeRank::Secondary,
        ),
    ] {
        let parts = row.parts(&names, &[';', '\n']);
        trial
            .outcomes
            .extend(parts.iter().map(|text| outcome(text, rank)));
    }
    sizes(row, &mut trial);
    Ok(trial)
}

fn other_ids(row: &Row) -> Vec<OtherId> {
    row.parts(
        &[
            "secondary ids",
            "secondary id",
            "secondaryids",
            "secondary identifying numbers",
        ],
        &[';', '\n'],
    )
    .into_iter()
    .map(|text| OtherId {
        numbers: numbers_in(&text)
            .into_iter()
            .map(|found| found.number)
            .collect(),
        kind: None,
        text,
    })
    .collect()
}

/// `Survival [28 days]`; `Survival. Timepoint: 28 days`.
fn outcome(text: &str, rank: OutcomeRank) -> Outcome {
    let bracket = text
        .strip_suffix(']')
        .and_then(|text| text.rsplit_once('['))
        .map(|(measure, time)| (measure, time.strip_prefix("Time Frame:").unwrap_or(time)));
    let lower = text.to_ascii_lowercase();
    let told = ["timepoint:", "time point:", "time frame:", "timeframe:"]
        .into_iter()
        .find_map(|word| {
            let at = lower.find(word)?;
            Some((text.get(..at)?, text.get(at + word.len()..)?))
        });
    match bracket.filter(|(_, time)| is_time(time)).or(told) {
        Some((measure, time)) if !measure.trim().is_empty() => Outcome {
            rank,
            measure: measure
                .trim()
                .trim_end_matches(['.', ',', '-', '(', ' '])
                .to_owned(),
            time_frame: Some(time.trim().to_owned()).filter(|time| !time.is_empty()),
            description: None,
        },
        _ => Outcome {
            rank,
            measure: text.to_owned(),
            ..Outcome::default()
        },
    }
}

fn eligibility(row: &Row) -> Eligibility {
    let side = |names: &[&str], first| {
        row.text(names)
            .map(|text| criteria(&text, Lines::Meant, first))
            .unwrap_or_default()
    };
    // Where the registry has one text only, it stands under inclusion, with headings in it.
    let mut all = side(&["inclusion criteria"], CriterionKind::Inclusion);
    all.extend(side(&["exclusion criteria"], CriterionKind::Exclusion));
    let age = |name: &str| {
        row.line(&[name]).filter(|age| {
            !matches!(
                age.to_lowercase().as_str(),
                "n/a" | "none" | "no limit" | "not applicable"
            )
        })
    };
    Eligibility {
        criteria: all,
        minimum_age: age("inclusion agemin"),
        maximum_age: age("inclusion agemax"),
        sex: row.line(&["inclusion gender"]).and_then(|text| sex(&text)),
        healthy_volunteers: None,
    }
}

fn sponsors(row: &Row) -> Vec<Sponsor> {
    let lead = row
        .line(&["primary sponsor"])
        .map(|name| (name, SponsorRole::Lead));
    let others = row
        .parts(&["secondary sponsor", "secondary sponsors"], &[';', '\n'])
        .into_iter()
        .map(|name| (name, SponsorRole::Collaborator));
    let mut all: Vec<Sponsor> = lead
        .into_iter()
        .chain(others)
        .map(|(name, role)| Sponsor {
            role,
            name,
            class: None,
        })
        .collect();
    // Nearly every registration has it, and a paper's funder is more often there than among the sponsors.
    for name in row.parts(&["source support"], &[';', '\n']) {
        if !all.iter().any(|known| known.name == name) {
            all.push(Sponsor {
                role: SponsorRole::Collaborator,
                name,
                class: Some("source of support".to_owned()),
            });
        }
    }
    all
}

fn publications(row: &Row) -> Vec<Publication> {
    row.parts(&["results url link"], &[';', '\n'])
        .into_iter()
        .map(|address| Publication {
            kind: Some("result".to_owned()),
            pmid: None,
            dois: dois_in(&address),
            citation: Some(address),
        })
        .collect()
}

/// A number, or the arms with theirs (`Drug group:49;Control group:49;`), which are summed.
fn sizes(row: &Row, trial: &mut Trial) {
    let Some(text) = row.line(&["target size"]) else {
        return;
    };
    let number = |text: &str| text.trim().replace(',', "").parse::<u64>().ok();
    if let Some(people) = number(&text) {
        trial.size = Some(Size {
            people,
            kind: SizeKind::Target,
            as_written: None,
        });
        return;
    }
    let mut sum: u64 = 0;
    let mut arms: Vec<Arm> = Vec::new();
    for part in text.split(';').filter(|part| !part.trim().is_empty()) {
        let Some((label, people)) = part.rsplit_once([':', '：']) else {
            return;
        };
        let Some(people) = number(people) else {
            return;
        };
        sum = sum.saturating_add(people);
        arms.push(Arm {
            label: label.trim().to_owned(),
            ..Arm::default()
        });
    }
    if !arms.is_empty() {
        trial.arms = arms;
        trial.size = Some(Size {
            people: sum,
            kind: SizeKind::Target,
            as_written: Some(text),
        });
    }
}
