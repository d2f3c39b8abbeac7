//! A registration beside what a paper says, with the words that differ.
//!
//! Nothing is judged here. That words differ can be a switched outcome, a shorter wording, or a translation; which it is,
//! a person says who reads both.

use std::cmp::Ordering;
use std::collections::BTreeSet;

mod sides;

pub use sides::{
    Compared, ComparedItem, Finding, PaperOutcome, PaperValues, RegistryComparison, Stated,
};

use crate::PartialDate;
use crate::design_words::read_design;
use crate::numbers::numbers_in;
use crate::time_frame::times_in;
use crate::trial::{Design, Outcome, OutcomeRank, SizeKind, SponsorRole, Trial};
use crate::vocabulary::{masking, model};
use crate::words::{MarkedPiece, marked, overlap, word_set};

/// Two outcomes with fewer words in common are not set side by side: with less than two fifths (Dice), most words of
/// both are others. A convention, not a measurement; every overlap is told.
const SIDE_BY_SIDE: f64 = 0.4;

/// Sets a registration beside what a paper says. What only one side could say is compared too: that a registry's primary
/// outcome is nowhere in the paper is told where the paper names at least one.
pub fn compare(trial: &Trial, paper: &PaperValues) -> RegistryComparison {
    let mut items = Vec::new();
    items.extend(registration(trial, paper));
    items.extend(outcomes(trial, paper));
    items.extend(size(trial, paper));
    items.extend(registered_before_start(trial));
    items.extend(date(
        ComparedItem::Start,
        trial.dates.start,
        paper.enrolment_start.as_ref(),
    ));
    let end = date(
        ComparedItem::End,
        trial.dates.primary_completion.or(trial.dates.completion),
        paper.enrolment_end.as_ref(),
    );
    items.extend(end.map(|mut item| {
        let note = "the registry's date is that of the last measurement, the paper's that of the last enrolment";
        item.note = Some(match item.note {
            Some(days) => format!("{days}; {note}"),
            None => note.to_owned(),
        });
        item
    }));
    items.extend(design(trial, paper));
    items.extend(sponsor(trial, paper));
    RegistryComparison {
        trial: trial.id.clone(),
        report: paper.report.clone(),
        items,
    }
}

fn plain(text: &str) -> Vec<MarkedPiece> {
    vec![MarkedPiece {
        text: text.to_owned(),
        differs: false,
    }]
}

fn differing(text: &str) -> Vec<MarkedPiece> {
    vec![MarkedPiece {
        text: text.to_owned(),
        differs: true,
    }]
}

fn one<T>(
    item: ComparedItem,
    finding: Finding,
    registry: &str,
    paper: &str,
    stated: &Stated<T>,
) -> Compared {
    let show = if finding == Finding::Same {
        plain
    } else {
        differing
    };
    Compared {
        item,
        finding,
        registry: show(registry),
        paper: show(paper),
        overlap: None,
        quote: stated.quote.clone(),
        place: stated.place.clone(),
        note: None,
    }
}

fn registration(trial: &Trial, paper: &PaperValues) -> Option<Compared> {
    let stated = paper.registration.as_ref()?;
    let given: Vec<String> = numbers_in(&stated.value)
        .into_iter()
        .map(|n| n.number)
        .collect();
    let finding = if given.is_empty() {
        Finding::CannotBeTold
    } else if given
        .iter()
        .any(|number| trial.numbers().contains(&number.as_str()))
    {
        Finding::Same
    } else {
        Finding::Differs
    };
    let own = trial.numbers().join(", ");
    Some(one(
        ComparedItem::Registration,
        finding,
        &own,
        &stated.value,
        stated,
    ))
}

fn in_words(measure: &str, time_frame: Option<&str>) -> String {
    match time_frame {
        Some(time) if !time.is_empty() => format!("{measure} [{time}]"),
        _ => measure.to_owned(),
    }
}

fn of_trial(outcome: &Outcome) -> String {
    in_words(&outcome.measure, outcome.time_frame.as_deref())
}

fn of_paper(outcome: &PaperOutcome) -> String {
    in_words(&outcome.measure, outcome.time_frame.as_deref())
}

/// Outcomes are set side by side by the words of their names (time frames aside), the most alike first.
fn outcomes(trial: &Trial, paper: &PaperValues) -> Vec<Compared> {
    let mut items = Vec::new();
    for (item, rank, other_rank, stated, others) in [
        (
            ComparedItem::PrimaryOutcome,
            OutcomeRank::Primary,
            OutcomeRank::Secondary,
            &paper.primary_outcomes,
            &paper.secondary_outcomes,
        ),
        (
            ComparedItem::SecondaryOutcome,
            OutcomeRank::Secondary,
            OutcomeRank::Primary,
            &paper.secondary_outcomes,
            &paper.primary_outcomes,
        ),
    ] {
        if stated.is_empty() {
            continue;
        }
        let registered: Vec<&Outcome> = trial.outcomes_of(rank).collect();
        let pairs = matched(&registered, stated);
        for (index, outcome) in registered.iter().enumerate() {
            let pair = pairs.iter().find(|(at, _)| *at == index);
            match pair.and_then(|(_, at)| stated.get(*at)) {
                Some(stated) => items.push(beside(item, outcome, stated)),
                None => items.push(unmatched_in_registry(item, outcome, others)),
            }
        }
        let elsewhere: Vec<&Outcome> = trial.outcomes_of(other_rank).collect();
        for (index, stated) in stated.iter().enumerate() {
            if !pairs.iter().any(|(_, at)| *at == index) {
                items.push(unmatched_in_paper(item, stated, &elsewhere));
            }
        }
    }
    items
}

fn matched(registered: &[&Outcome], stated: &[Stated<PaperOutcome>]) -> Vec<(usize, usize)> {
    let of: Vec<BTreeSet<String>> = registered.iter().map(|o| word_set(&o.measure)).collect();
    let with: Vec<BTreeSet<String>> = stated.iter().map(|s| word_set(&s.value.measure)).collect();
    let mut all: Vec<(f64, usize, usize)> = Vec::new();
    for (a, left) in of.iter().enumerate() {
        for (b, right) in with.iter().enumerate() {
            let shared = overlap(left, right);
            if shared >= SIDE_BY_SIDE {
                all.push((shared, a, b));
            }
        }
    }
    all.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)).then(x.2.cmp(&y.2)));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, a, b) in all {
        if !pairs.iter().any(|(left, right)| *left == a || *right == b) {
            pairs.push((a, b));
        }
    }
    pairs
}

fn beside(item: ComparedItem, registered: &Outcome, stated: &Stated<PaperOutcome>) -> Compared {
    let (left, right) = (of_trial(registered), of_paper(&stated.value));
    let (of_left, of_right) = (word_set(&left), word_set(&right));
    let names_same = word_set(&registered.measure) == word_set(&stated.value.measure);
    let times = match (&registered.time_frame, &stated.value.time_frame) {
        (Some(a), Some(b)) if !same_times(a, b) => Some("the time frames differ"),
        (Some(_), None) => Some("the paper's outcome is given without a time frame"),
        _ => None,
    };
    Compared {
        item,
        finding: if names_same && times.is_none_or(|_| stated.value.time_frame.is_none()) {
            Finding::Same
        } else {
            Finding::Differs
        },
        overlap: Some(overlap(&of_left, &of_right)),
        registry: marked(&left, &of_right),
        paper: marked(&right, &of_left),
        quote: stated.quote.clone(),
        place: stated.place.clone(),
        note: times.map(str::to_owned),
    }
}

/// Whether two time frames have the same words, or name the same times in other units (`12 weeks`, `84 days`).
fn same_times(a: &str, b: &str) -> bool {
    if word_set(a) == word_set(b) {
        return true;
    }
    let days = |text: &str| -> Vec<f64> { times_in(text).iter().map(|time| time.days()).collect() };
    let (a, b) = (days(a), days(b));
    !a.is_empty() && a.len() == b.len() && a.iter().zip(&b).all(|(x, y)| (x - y).abs() < 1e-9)
}

fn unmatched_in_registry(
    item: ComparedItem,
    registered: &Outcome,
    others: &[Stated<PaperOutcome>],
) -> Compared {
    let words = word_set(&registered.measure);
    let found = others
        .iter()
        .map(|stated| (overlap(&words, &word_set(&stated.value.measure)), stated))
        .filter(|(shared, _)| *shared >= SIDE_BY_SIDE)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    if let Some((_, stated)) = found {
        return Compared {
            finding: Finding::OtherRank,
            ..beside(item, registered, stated)
        };
    }
    Compared {
        item,
        finding: Finding::OnlyInRegistry,
        registry: differing(&of_trial(registered)),
        paper: Vec::new(),
        overlap: None,
        quote: None,
        place: None,
        note: None,
    }
}

fn unmatched_in_paper(
    item: ComparedItem,
    stated: &Stated<PaperOutcome>,
    elsewhere: &[&Outcome],
) -> Compared {
    let words = word_set(&stated.value.measure);
    let found = elsewhere
        .iter()
        .map(|outcome| (overlap(&words, &word_set(&outcome.measure)), outcome))
        .filter(|(shared, _)| *shared >= SIDE_BY_SIDE)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    if let Some((_, outcome)) = found {
        return Compared {
            finding: Finding::OtherRank,
            ..beside(item, outcome, stated)
        };
    }
    Compared {
        item,
        finding: Finding::OnlyInPaper,
        registry: Vec::new(),
        paper: differing(&of_paper(&stated.value)),
        overlap: None,
        quote: stated.quote.clone(),
        place: stated.place.clone(),
        note: None,
    }
}

fn size(trial: &Trial, paper: &PaperValues) -> Option<Compared> {
    let (size, stated) = (trial.size.as_ref()?, paper.randomised.as_ref()?);
    let finding = if size.people == stated.value {
        Finding::Same
    } else {
        Finding::Differs
    };
    let kind = match size.kind {
        SizeKind::Target => "planned",
        SizeKind::Actual => "actual",
        SizeKind::NotSaid => "planned or actual, the file does not say",
    };
    let mut found = one(
        ComparedItem::Size,
        finding,
        &format!("{} ({kind})", size.people),
        &stated.value.to_string(),
        stated,
    );
    if finding == Finding::Differs && size.people > 0 {
        let share = 100.0 * stated.value as f64 / size.people as f64;
        found.note = Some(format!(
            "the paper's number is {share:.1} % of the registry's"
        ));
    }
    Some(found)
}

fn registered_before_start(trial: &Trial) -> Option<Compared> {
    let (registered, start) = (trial.dates.registered?, trial.dates.start?);
    let (finding, mut note) = match registered.against(start) {
        Some(Ordering::Greater) => (
            Finding::Differs,
            "registered after its start (retrospectively)".to_owned(),
        ),
        Some(_) => (
            Finding::Same,
            "registered before its start or on that day".to_owned(),
        ),
        None => (
            Finding::CannotBeTold,
            "the dates are not known to the day, so that their order cannot be told".to_owned(),
        ),
    };
    if let (Finding::Differs, Some(days)) = (finding, registered.days_after(start)) {
        note = format!("{note}, {days} days after it");
    }
    Some(Compared {
        item: ComparedItem::RegisteredBeforeStart,
        finding,
        registry: plain(&format!("registered {registered}, start {start}")),
        paper: Vec::new(),
        overlap: None,
        quote: None,
        place: None,
        note: Some(note),
    })
}

fn date(
    item: ComparedItem,
    registered: Option<PartialDate>,
    stated: Option<&Stated<Option<PartialDate>>>,
) -> Option<Compared> {
    let (registered, stated) = (registered?, stated?);
    let value = stated.value?;
    let finding = if registered == value {
        Finding::Same
    } else {
        match registered.against(value) {
            None => Finding::CannotBeTold,
            Some(Ordering::Equal) => Finding::Same,
            Some(_) => Finding::Differs,
        }
    };
    let mut found = one(
        item,
        finding,
        &registered.to_string(),
        &value.to_string(),
        stated,
    );
    if finding == Finding::CannotBeTold {
        found.note = Some(
            "one of the dates is part of the other; they do not contradict each other".to_owned(),
        );
    } else if let (Finding::Differs, Some(days)) = (finding, value.days_after(registered)) {
        let side = if days > 0 { "later" } else { "earlier" };
        found.note = Some(format!("the paper's date is {} days {side}", days.abs()));
    }
    Some(found)
}

fn design(trial: &Trial, paper: &PaperValues) -> Vec<Compared> {
    let mut found = Vec::new();
    let read = |text: &str| {
        let mut design = Design::default();
        read_design(text, &mut design);
        design
    };
    if let (Some(registered), Some(stated)) = (&trial.design.allocation, &paper.allocation) {
        let value = read(&stated.value)
            .allocation
            .or_else(|| model(&stated.value));
        found.push(of_code(ComparedItem::Allocation, registered, value, stated));
    }
    if let (Some(registered), Some(stated)) = (&trial.design.masking, &paper.masking) {
        let value = read(&stated.value)
            .masking
            .or_else(|| masking(&stated.value).0);
        found.push(of_code(ComparedItem::Masking, registered, value, stated));
    }
    found
}

fn of_code(
    item: ComparedItem,
    registered: &str,
    value: Option<String>,
    stated: &Stated<String>,
) -> Compared {
    let finding = match value {
        None => Finding::CannotBeTold,
        Some(value) if value == registered => Finding::Same,
        Some(_) => Finding::Differs,
    };
    let mut found = one(item, finding, registered, &stated.value, stated);
    let many = matches!(registered, "triple" | "quadruple");
    if item == ComparedItem::Masking && finding == Finding::Differs && many {
        found.note = Some(
            "registries count who is masked; papers often call all of that double-blind".to_owned(),
        );
    }
    found
}

fn sponsor(trial: &Trial, paper: &PaperValues) -> Option<Compared> {
    let stated = paper.sponsor.as_ref()?;
    let names: Vec<&str> = trial
        .sponsors
        .iter()
        .filter(|sponsor| sponsor.role == SponsorRole::Lead)
        .chain(
            trial
                .sponsors
                .iter()
                .filter(|s| s.role == SponsorRole::Collaborator),
        )
        .map(|sponsor| sponsor.name.as_str())
        .collect();
    if names.is_empty() {
        return None;
    }
    let words = word_set(&stated.value);
    // Of several names the one that is most like the paper's stands for the registry.
    let (shared, name) = names
        .into_iter()
        .map(|name| (overlap(&word_set(name), &words), name))
        .reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    let of_name = word_set(name);
    Some(Compared {
        item: ComparedItem::Sponsor,
        finding: if of_name == words {
            Finding::Same
        } else {
            Finding::Differs
        },
        overlap: Some(shared),
        registry: marked(name, &words),
        paper: marked(&stated.value, &of_name),
        quote: stated.quote.clone(),
        place: stated.place.clone(),
        note: None,
    })
}

#[cfg(test)]
mod tests;
