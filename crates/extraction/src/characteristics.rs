//! Characteristics of a study that reports word in few ways: where it was done, who could take part, how long people were
//! followed, who paid. A sentence is proposed where its wording says that it answers, and none else.

use std::sync::LazyLock;

use documents::SectionKind;
use review::{Field, FieldKind};

use crate::countries::{countries, named_countries};
use crate::cues::{Cues, in_methods};
use crate::parse::parse;
use crate::reading::Shape;
use crate::source::{Place, Source, SourceUnit};

/// A characteristic that is known by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Topic {
    Country,
    Setting,
    Population,
    FollowUp,
    Funding,
    PrimaryOutcome,
    Recruitment,
    Design,
}

/// What was found: the value, the sentence, and how much its wording says, 0 to 1.
pub(crate) struct Characteristic {
    pub(crate) value: String,
    pub(crate) unit: Option<String>,
    pub(crate) sentence: String,
    pub(crate) strength: f64,
}

impl Topic {
    /// Which characteristic a field asks for, by its id and label.
    pub(crate) fn of(field: &Field) -> Option<Self> {
        let name = format!("{} {}", field.id, field.label)
            .to_lowercase()
            .replace(['_', '-'], " ");
        let says = |words: &[&str]| words.iter().any(|word| name.contains(word));
        match &field.kind {
            FieldKind::Text if says(&["countr"]) => Some(Self::Country),
            FieldKind::Text if says(&["fund", "sponsor"]) => Some(Self::Funding),
            FieldKind::Text if says(&["primary outcome", "primary endpoint", "main outcome"]) => {
                Some(Self::PrimaryOutcome)
            }
            FieldKind::Text if says(&["setting"]) => Some(Self::Setting),
            FieldKind::Text
                if says(&["population", "eligib", "inclusion", "who could take part"]) =>
            {
                Some(Self::Population)
            }
            FieldKind::Number { .. } if says(&["follow up", "followup"]) && !says(&["lost"]) => {
                Some(Self::FollowUp)
            }
            FieldKind::Date if says(&["recruit", "enrol", "inclusion"]) => Some(Self::Recruitment),
            FieldKind::Choice { .. } if says(&["design"]) => Some(Self::Design),
            _ => None,
        }
    }

    /// What the report says of it; none where no sentence is worded so.
    pub(crate) fn find(self, source: &Source<'_>, field: &Field) -> Option<Characteristic> {
        match self {
            Self::Country => country(source),
            Self::Setting => setting(source),
            Self::Population => sentence(&POPULATION, source, 2.0, in_methods),
            Self::PrimaryOutcome => sentence(&PRIMARY_OUTCOME, source, 2.0, in_methods),
            Self::Funding => sentence(&FUNDING, source, 2.0, of_back),
            Self::FollowUp => follow_up(source),
            Self::Recruitment => recruitment(source, field),
            Self::Design => design(source, field),
        }
    }
}

macro_rules! cues {
    ($name:ident: $($count:literal $wording:literal),* $(,)?) => {
        static $name: LazyLock<Option<Cues>> =
            LazyLock::new(|| Cues::new(&[$(($count, $wording)),*]));
    };
}

cues! { PLACE:
    1.0 r"\b(hospitals?|clinics?|cent(re|er)s?|practices?|departments?|units?|schools?|universit\w+|wards?|homes|communit\w+|primary care|villages?|sites?|institut\w+)\b",
    1.0 r"\b(took place|conducted|carried out|performed|took part|recruited|enrol\w+|came from|were from|undertaken|set in)\b",
    0.7 r"\b(trial|study|patients|participants|people|women|men|children)\b",
    0.5 r"\b(in|at|from|across) (the |a |an |\w+ )*(hospital|clinic|cent(re|er)|practice|department|universit|communit|countr)",
    -2.0 r"\b(software|statistical|manufactur\w+|purchased|version|ethics|approv\w+|guideline|national (list|register|statistics))\b",
}
cues! { SETTING:
    1.0 r"\b(hospitals?|clinics?|cent(re|er)s?|practices?|departments?|intensive care|schools?|wards?|nursing homes|communit\w+|primary care|emergency|outpatients?|villages?|sites)\b",
    1.0 r"\b(took place|conducted|carried out|performed in|performed at|took part|recruited (from|at|in)|enrolled (from|at|in)|came from|were from|undertaken|set in|trial (in|at)|study (in|at)|groups in|cent(re|er)s in)\b",
    0.5 r"\b(trial|study|patients|participants)\b",
    0.7 r"\b(a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+|\w+ty(-\w+)?) ((?:\w+[- ]){0,3})(hospitals?|clinics?|cent(re|er)s?|practices?|departments?|units?|schools?|wards?|nursing homes|sites)\b",
    0.6 r"\b(single|multi)[- ]?cent(re|er)\b",
    -2.0 r"\b(software|ethics|approv\w+|not eligible|excluded|randomi[sz]ed to|allocated to|assigned to)\b",
    -0.5 r"\b(discharged|readmi\w+|intervention)\b",
}
cues! { POPULATION:
    1.5 r"\b(were|was|are) eligible\b|\beligible (patients|participants|people|subjects|children|women|men|adults)? ?(were|was|if|when|for)\b|\beligib\w+ (criteria|participants|patients)\b|\binclusion criteria\b|\bincluded if\b|\bcould (take part|be included|join)\b|\basked to take part\b|\binvited\b.*\bif\b",
    1.5 r"\b(aged?|older than|younger than|over|between) (of )?(\d+|eighteen|sixty|seventy)\b|\b\d+ (to|and|[-–]) ?\d+ years\b|\b\d+ years (or|and|of) (older|over|more|above|age)|\b(≥|>|at least) ?\d+ years\b|\b\d+ years or\b",
    0.6 r"\b(patients|participants|people|persons|adults|children|women|men|subjects|they)\b.*\b(who|with|if|had|were|took|lived|admitted|discharged)\b",
    0.4 r"\b(diagnos\w+|admitted|discharged|lived|took|history of)\b",
    -2.5 r"\bnot eligible\b|\bexclu\w+\b|\bmean age\b|\bmedian age\b|\bleft out\b|\bdid not invite\b|\bineligible\b",
    -1.0 r"\brandomi[sz]ed (to|into)\b|\bwere randomi[sz]ed\b|\brandomly\b",
}
cues! { PRIMARY_OUTCOME:
    2.0 r"\b(primary|main|principal) (efficacy |clinical |study |safety )*(outcome|end ?-?point|outcome measure|endpoint|outcome variable|variable)s?( measures?)?(:| (was|were|is|comprised|included)\b)",
    -1.5 r"\b(sample size|power|differ\w* (in|between)|did not|no difference|was (reached|analysed|analyzed|met|similar|lower|higher|reduced))\b",
}
cues! { FUNDING:
    3.0 r"^(funding|financial support|source of funding|sources of funding|grant support|role of the funding source|sponsor)\b",
    2.0 r"\b(was|were|is) (funded|financed|sponsored|paid for|(financially )?supported) by\b.*\b",
    1.5 r"\bsupported (in part |partly )?by (a |the |an )?(\w+ ){0,4}(grants?|fund|foundation|council|institutes?|ministry)\b",
    2.0 r"\b(no|any|not receive|without) (specific |external |outside |financial )?(funding|financial support|grant)\b",
    1.5 r"\bgrants? (from|of|no|number|by)\b|\bfunded by\b|\bprogramme grant\b",
    1.0 r"\b(foundation|council|trust|ministry|fund|institutes? of health|authority)\b",
    0.5 r"\b(the|this) (trial|study|work|research)\b",
    -2.5 r"\b(fee|fees|honorari\w+|consult\w+|speaker\w*|lectur\w+|shares|employ\w+|personal)\b",
    -1.5 r"\bhad no role\b|\bsaw neither\b|\bplayed no part\b",
}
cues! { FOLLOWED:
    2.0 r"\b(median|mean|total|length|duration|maximum) (length |duration |time )?(of )?follow-?up\b|\bfollow-?up (was|of|for|lasted|period|time|duration)\b|\b(were|was) followed( up)? (for|until|over)\b",
    -2.0 r"\blost\b|\bloss\b|\bcall\b",
}
cues! { RECRUITED:
    2.0 r"\b(recruit\w*|enrol\w*|includ\w+|took part|accrual|took place|conducted|carried out)\b",
    1.0 r"\b(between|from|began|started|ran|lasted)\b",
    0.5 r"\b(patients|participants|people|children|women|men)\b",
    -2.0 r"\b(received|accepted|revised|published|submitted|registered|searched|literature)\b",
}

fn sentence(
    cues: &LazyLock<Option<Cues>>,
    source: &Source<'_>,
    least: f64,
    of_section: impl Fn(SectionKind) -> Option<f64>,
) -> Option<Characteristic> {
    let (unit, said) = cues.as_ref()?.best(source, least, of_section)?;
    Some(whole(unit, said))
}

/// A sentence as it stands.
fn whole(unit: &SourceUnit, said: f64) -> Characteristic {
    Characteristic {
        value: unit.text.split_whitespace().collect::<Vec<_>>().join(" "),
        unit: None,
        sentence: unit.name.clone(),
        strength: strength(said),
    }
}

fn strength(said: f64) -> f64 {
    (said / (said + 0.5)).clamp(0.0, 0.99)
}

/// Who paid stands behind the article, or on its first page.
fn of_back(section: SectionKind) -> Option<f64> {
    match section {
        SectionKind::References | SectionKind::Introduction => None,
        SectionKind::Back | SectionKind::Front | SectionKind::Other => Some(0.5),
        _ => Some(0.0),
    }
}

/// The sentence that says where patients came from; one that names the country before one that does not.
fn setting(source: &Source<'_>) -> Option<Characteristic> {
    let cues = SETTING.as_ref()?;
    let mut best: Option<(&SourceUnit, f64)> = None;
    for unit in source.units() {
        let (Some(section), Place::Sentence(_)) = (in_methods(unit.section), unit.place) else {
            continue;
        };
        let said = cues.weigh(&unit.text);
        let named = if countries(&unit.text).is_empty() {
            0.0
        } else {
            0.6
        };
        if said >= 2.2 && best.is_none_or(|(_, known)| said + named + section > known) {
            best = Some((unit, said + named + section));
        }
    }
    best.map(|(unit, said)| whole(unit, said))
}

/// The country that a sentence about place and people names, in its words.
fn country(source: &Source<'_>) -> Option<Characteristic> {
    let cues = PLACE.as_ref()?;
    let mut best: Option<(&SourceUnit, f64)> = None;
    for unit in source.units() {
        let Some(section) = in_methods(unit.section) else {
            continue;
        };
        if countries(&unit.text).is_empty() {
            continue;
        }
        let said = cues.weigh(&unit.text);
        if said >= 1.5 && best.is_none_or(|(_, known)| said + section > known) {
            best = Some((unit, said + section));
        }
    }
    let (unit, said) = best?;
    Some(Characteristic {
        value: named_countries(&unit.text)?.to_owned(),
        ..whole(unit, said)
    })
}

/// How long people were followed: as it is said, else the time at which the primary outcome was measured.
fn follow_up(source: &Source<'_>) -> Option<Characteristic> {
    let said = FOLLOWED.as_ref()?.best(source, 2.0, |section| {
        // Only a sentence that gives a length.
        in_methods(section)
    });
    let length = |unit: &SourceUnit| {
        unit.readings
            .iter()
            .rev()
            .find_map(|reading| match &reading.shape {
                Shape::Duration(n) => Some((n.text.clone(), reading.unit.clone())),
                _ => None,
            })
    };
    let primary = PRIMARY_OUTCOME.as_ref()?.best(source, 2.0, in_methods);
    [said, primary]
        .into_iter()
        .flatten()
        .find_map(|(unit, said)| {
            let (value, in_unit) = length(unit)?;
            Some(Characteristic {
                value,
                unit: in_unit,
                ..whole(unit, said)
            })
        })
}

/// Begin or end of the recruitment, from the sentence that gives both, else from one that gives the begin.
fn recruitment(source: &Source<'_>, field: &Field) -> Option<Characteristic> {
    let name = format!("{} {}", field.id, field.label).to_lowercase();
    let end = name.contains("end") || name.contains("until");
    let cues = RECRUITED.as_ref()?;
    let mut best: Option<(f64, Characteristic)> = None;
    for unit in source.units() {
        let Some(section) = in_methods(unit.section) else {
            continue;
        };
        let date = parse(&unit.text, None)
            .into_iter()
            .find_map(|reading| match reading.shape {
                Shape::Period { from, to } => Some(if end { to } else { from }),
                _ => None,
            });
        let said = cues.weigh(&unit.text) + section;
        if let Some(value) = date
            && said >= 2.0
            && best.as_ref().is_none_or(|(known, _)| said > *known)
        {
            let found = Characteristic {
                value,
                ..whole(unit, said)
            };
            best = Some((said, found));
        }
    }
    best.map(|(_, found)| found)
}

/// Wordings of a design, with words of the option that stands for it. The first that a sentence of title, abstract or
/// methods has is meant: a cluster trial has parallel arms as well.
const DESIGNS: [(&str, &[&str]); 5] = [
    (
        r"\bcluster[- ](\w+ )?randomi[sz]|\brandomi[sz]\w+ (whole )?(clusters|practices|villages|schools|wards|hospitals)\b|\b(practice|village|school|ward|hospital|cluster) was the unit of (allocation|randomi[sz]ation)\b",
        &["cluster"],
    ),
    (
        r"\bcross-?over\b.*\b(trial|study|design)\b",
        &["crossover", "cross-over"],
    ),
    (
        r"\bnon-?randomi[sz]ed\b|\bquasi-(experimental|randomi[sz]ed)\b",
        &["non-randomised", "nonrandomised"],
    ),
    (
        r"\brandomi[sz]\w+\b.*\b(parallel|two (arms|groups)|individual(ly)?|1 ?: ?1)\b|\b(parallel|two-arm|individual(ly)?)\b.*\brandomi[sz]",
        &["parallel"],
    ),
    (
        r"\bcohort\b.*\bstudy\b|\b(prospective|retrospective) cohort\b",
        &["cohort"],
    ),
];

fn design(source: &Source<'_>, field: &Field) -> Option<Characteristic> {
    let FieldKind::Choice { options, .. } = &field.kind else {
        return None;
    };
    static WORDED: LazyLock<Option<Vec<Cues>>> = LazyLock::new(|| {
        DESIGNS
            .iter()
            .map(|(wording, _)| Cues::new(&[(1.0, wording)]))
            .collect()
    });
    for (cues, (_, words)) in WORDED.as_ref()?.iter().zip(&DESIGNS) {
        let own = |section: SectionKind| match section {
            SectionKind::Front => Some(0.1),
            SectionKind::Methods | SectionKind::Abstract => in_methods(section),
            _ => None,
        };
        let Some((unit, _)) = cues.best(source, 1.0, own) else {
            continue;
        };
        let option = options.iter().find(|option| {
            let option = option.to_lowercase();
            words.iter().any(|word| option.starts_with(word))
        });
        return option.map(|option| Characteristic {
            value: option.clone(),
            ..whole(unit, 2.0)
        });
    }
    None
}
