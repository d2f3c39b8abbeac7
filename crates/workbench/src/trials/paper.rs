//! What a paper says of its trial, to be set beside the registration: filled from the values that the team extracted, with
//! their quotes; where nothing was extracted, from what a person typed.

use documents::{Anchors, Found};
use registry::{PaperOutcome, PaperValues, PartialDate, Stated, numbers_in};
use review::{
    DocumentHash, FieldKind, Finding, RecordId, ReviewerId, Scope, StudyId, ValueAddress,
    ValueStatus,
};
use serde::{Deserialize, Serialize};
use store::{Actor, ExtractionFacts, RegistryPaperValueRow};
use ts_rs::TS;

use crate::decide::known_group;
use crate::error::{Error, Result};
use crate::extract::Settled;
use crate::extract::standing::Standing;
use crate::ledger::Ledger;
use crate::open_review::Review;
use crate::retrieve::study_of;

/// The longest text that may be typed, characters.
const LONGEST: usize = 4_000;

/// What is set beside a registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PaperItem {
    /// The number of the registration.
    Registration,
    /// Primary outcomes.
    PrimaryOutcomes,
    /// Secondary outcomes.
    SecondaryOutcomes,
    /// People randomised.
    Randomised,
    /// First person enrolled.
    EnrolmentStart,
    /// Last person enrolled.
    EnrolmentEnd,
    /// Allocation.
    Allocation,
    /// Masking.
    Masking,
    /// Who paid or is responsible.
    Sponsor,
}

impl PaperItem {
    /// All, in the order of a comparison.
    pub const ALL: [PaperItem; 9] = [
        PaperItem::Registration,
        PaperItem::PrimaryOutcomes,
        PaperItem::SecondaryOutcomes,
        PaperItem::Randomised,
        PaperItem::EnrolmentStart,
        PaperItem::EnrolmentEnd,
        PaperItem::Allocation,
        PaperItem::Masking,
        PaperItem::Sponsor,
    ];

    /// As it is stored, and named on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            PaperItem::Registration => "registration",
            PaperItem::PrimaryOutcomes => "primary_outcomes",
            PaperItem::SecondaryOutcomes => "secondary_outcomes",
            PaperItem::Randomised => "randomised",
            PaperItem::EnrolmentStart => "enrolment_start",
            PaperItem::EnrolmentEnd => "enrolment_end",
            PaperItem::Allocation => "allocation",
            PaperItem::Masking => "masking",
            PaperItem::Sponsor => "sponsor",
        }
    }

    /// The item of a word.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|item| item.as_str() == word)
    }

    /// The fields of the shipped forms that hold it, and names that teams give such fields.
    fn fields(self) -> &'static [&'static str] {
        match self {
            PaperItem::Registration => &["registration", "trial_registration", "registry_number"],
            PaperItem::PrimaryOutcomes => &["primary_outcome", "primary_outcomes"],
            PaperItem::SecondaryOutcomes => &["secondary_outcome", "secondary_outcomes"],
            PaperItem::Randomised => &["n_randomised", "n_randomized"],
            PaperItem::EnrolmentStart => &["recruitment_start", "enrolment_start"],
            PaperItem::EnrolmentEnd => &["recruitment_end", "enrolment_end"],
            PaperItem::Allocation => &["allocation", "design"],
            PaperItem::Masking => &["masking", "blinding"],
            PaperItem::Sponsor => &["sponsor", "funding"],
        }
    }
}

/// What the paper says of one item, and where that comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct PaperItemView {
    /// Of what.
    pub item: PaperItem,
    /// Where it comes from.
    pub source: PaperSource,
    /// What the paper says; empty where nothing is known.
    pub values: Vec<String>,
    /// The words it rests on.
    pub quote: Option<String>,
    /// Where they stand, such as `page 3`.
    pub place: Option<String>,
    /// The document they were cut from.
    pub document: Option<DocumentHash>,
    /// Who typed it.
    pub by: Option<String>,
    /// Why nothing is known, or what the extraction says in place of a value.
    pub why: Option<String>,
    /// Whether a person may type it now.
    pub open: bool,
}

/// Where it is known from what a paper says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PaperSource {
    /// A value that the team extracted.
    Extracted,
    /// A person typed it here.
    Typed,
    /// Nothing is known.
    Nothing,
}

/// The papers of one study, or one paper that belongs to none.
pub(crate) struct Papers<'a> {
    pub(crate) study: Option<StudyId>,
    /// Their records, the first being where typed values are kept.
    pub(crate) groups: Vec<usize>,
    pub(crate) standing: Standing<'a>,
}

impl<'a> Papers<'a> {
    pub(crate) fn of(ledger: &Ledger, facts: &'a ExtractionFacts, groups: Vec<usize>) -> Self {
        let study = groups.first().and_then(|group| study_of(ledger, *group));
        let nobody = StudyId::from("");
        let required = ledger.protocol().reviewers_extraction;
        Self {
            standing: Standing::of(facts, study.as_ref().unwrap_or(&nobody), required),
            study,
            groups,
        }
    }

    /// What is known of an item.
    pub(crate) fn view(
        &self,
        ledger: &Ledger,
        item: PaperItem,
        typed: &[RegistryPaperValueRow],
    ) -> PaperItemView {
        let mut view = PaperItemView {
            item,
            source: PaperSource::Nothing,
            values: Vec::new(),
            quote: None,
            place: None,
            document: None,
            by: None,
            why: None,
            open: true,
        };
        match self.extracted(item) {
            Extracted::Value(findings) => {
                view.source = PaperSource::Extracted;
                view.open = false;
                view.values = values_of(item, &findings);
                let quotes = || findings.iter().filter_map(|f| f.evidence.first());
                let exact: Vec<&str> = quotes().map(|quote| quote.exact.as_str()).collect();
                view.quote = (!exact.is_empty()).then(|| exact.join(" … "));
                let first = quotes().next();
                view.place = first
                    .and_then(|quote| quote.page)
                    .map(|page| format!("page {page}"));
                view.document = first.map(|quote| quote.document.clone());
                return view;
            }
            Extracted::Without(status) => {
                view.source = PaperSource::Extracted;
                view.open = false;
                view.why = Some(status.to_owned());
                return view;
            }
            Extracted::Apart => {
                view.open = false;
                view.why = Some(
                    "two extractors enter it apart from each other; it stands here when both have finished"
                        .to_owned(),
                );
                return view;
            }
            Extracted::Differ => {
                view.open = false;
                view.why = Some(
                    "the extractors differ on it; it stands here when that is settled".to_owned(),
                );
                return view;
            }
            Extracted::Open => view.why = Some("nobody has extracted it yet".to_owned()),
            Extracted::NotAsked => {
                view.why = Some("the extraction form does not ask for it".to_owned());
            }
        }
        let of_papers = |row: &&RegistryPaperValueRow| {
            row.item == item.as_str()
                && ledger
                    .ordinal(&row.record_id)
                    .is_some_and(|o| self.groups.contains(&ledger.group(o)))
        };
        if let Some(row) = typed.iter().rfind(of_papers) {
            view.source = PaperSource::Typed;
            view.values = parts(item, &row.value);
            view.quote = Some(row.quote.clone()).filter(|quote| !quote.is_empty());
            view.by = Some(ledger.reviewer_name(&row.reviewer_id).to_owned());
            view.why = None;
        }
        view
    }

    fn extracted(&self, item: PaperItem) -> Extracted {
        let Some(form) = self.standing.form else {
            return Extracted::NotAsked;
        };
        let fields = || item.fields().iter();
        let field = fields().find_map(|id| form.fields.iter().find(|field| field.id.0 == *id));
        let Some(field) = field else {
            return Extracted::NotAsked;
        };
        let addresses: Vec<&ValueAddress> = match field.scope {
            // Of an item that is one for the study, or the sum over its arms.
            Scope::Study => self.addresses_of(&field.id.0),
            Scope::Arm if item == PaperItem::Randomised => self.addresses_of(&field.id.0),
            _ => return Extracted::NotAsked,
        };
        if item == PaperItem::Randomised && !matches!(field.kind, FieldKind::Number { .. }) {
            return Extracted::NotAsked;
        }
        let apart = self.standing.is_double() && !self.standing.is_unsealed();
        if self.study.is_none() || addresses.is_empty() {
            return if apart {
                Extracted::Apart
            } else {
                Extracted::Open
            };
        }
        let mut findings = Vec::new();
        for address in addresses {
            match self.standing.settled(address) {
                Settled::Open if apart => return Extracted::Apart,
                Settled::Open => return Extracted::Open,
                Settled::Differ { .. } => return Extracted::Differ,
                Settled::Value { value } => findings.extend(value.finding.clone()),
            }
        }
        let without = findings.iter().find_map(|finding| match finding.status {
            ValueStatus::Reported | ValueStatus::Calculated => None,
            ValueStatus::NotReported => Some("not reported, by the extraction"),
            ValueStatus::Unclear => Some("unclear, by the extraction"),
            ValueStatus::Conflicting => Some("the paper contradicts itself, by the extraction"),
        });
        match without {
            Some(status) => Extracted::Without(status),
            None => Extracted::Value(findings),
        }
    }

    fn addresses_of(&self, field: &str) -> Vec<&ValueAddress> {
        let all = self.standing.addresses.iter();
        all.filter(|address| address.field.0 == field).collect()
    }
}

enum Extracted {
    /// One value, or one for each arm.
    Value(Vec<Finding>),
    /// The extraction says that there is none, and why.
    Without(&'static str),
    /// Two extractors have not both finished.
    Apart,
    Differ,
    Open,
    NotAsked,
}

fn values_of(item: PaperItem, findings: &[Finding]) -> Vec<String> {
    if item == PaperItem::Randomised && findings.len() > 1 {
        let sum: Option<u64> = findings
            .iter()
            .map(|finding| whole(&finding.value))
            .sum::<Option<u64>>();
        return sum.map(|sum| sum.to_string()).into_iter().collect();
    }
    findings
        .iter()
        .flat_map(|finding| parts(item, &finding.value))
        .collect()
}

/// Several outcomes stand on lines of their own, or between semicolons.
fn parts(item: PaperItem, value: &str) -> Vec<String> {
    let several = matches!(
        item,
        PaperItem::PrimaryOutcomes | PaperItem::SecondaryOutcomes
    );
    let parts: Vec<&str> = if several {
        value.split(['\n', ';']).collect()
    } else {
        vec![value]
    };
    parts
        .into_iter()
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

fn whole(text: &str) -> Option<u64> {
    let text = text.trim();
    let plain: String = text
        .chars()
        .filter(|c| !matches!(c, ',' | ' ' | '\u{a0}' | '\u{202f}'))
        .collect();
    plain.parse::<u64>().ok().or_else(|| {
        plain
            .parse::<f64>()
            .ok()
            .filter(|n| n.fract() == 0.0 && (0.0..1e12).contains(n))
            .map(|n| n as u64)
    })
}

/// The items as the crate compares them.
pub(crate) fn paper_values(report: &str, items: &[PaperItemView]) -> PaperValues {
    let mut paper = PaperValues {
        report: report.to_owned(),
        ..PaperValues::default()
    };
    for view in items {
        let Some(first) = view.values.first() else {
            continue;
        };
        let text = || stated(view, first.clone());
        let date = || stated(view, PartialDate::read(first));
        let outcomes = || {
            let of = view.values.iter().map(|measure| {
                stated(
                    view,
                    PaperOutcome {
                        measure: measure.clone(),
                        time_frame: None,
                    },
                )
            });
            of.collect()
        };
        match view.item {
            PaperItem::Registration => paper.registration = Some(text()),
            PaperItem::PrimaryOutcomes => paper.primary_outcomes = outcomes(),
            PaperItem::SecondaryOutcomes => paper.secondary_outcomes = outcomes(),
            PaperItem::Randomised => {
                paper.randomised = whole(first).map(|people| stated(view, people));
            }
            PaperItem::EnrolmentStart => paper.enrolment_start = Some(date()),
            PaperItem::EnrolmentEnd => paper.enrolment_end = Some(date()),
            PaperItem::Allocation => paper.allocation = Some(text()),
            PaperItem::Masking => paper.masking = Some(text()),
            PaperItem::Sponsor => paper.sponsor = Some(text()),
        }
    }
    paper
}

fn stated<T>(view: &PaperItemView, value: T) -> Stated<T> {
    Stated {
        value,
        quote: view.quote.clone(),
        place: view.place.clone(),
    }
}

impl Review {
    /// Keeps what a person read in a report where nothing was extracted; an empty value takes it back. A quote must
    /// stand in the report.
    ///
    /// # Errors
    /// Refused where the extraction has it, where two extractors enter it apart from each other, where the value is no
    /// number or date of its kind, or where the quote does not stand in the attached document or the abstract.
    pub async fn enter_paper_value(
        &self,
        record: &RecordId,
        item: PaperItem,
        value: &str,
        quote: &str,
        reviewer: &ReviewerId,
    ) -> Result<()> {
        self.known_reviewer(reviewer).await?;
        let ledger = self.ledger().await?;
        let group = known_group(&ledger, record)?;
        let kept = self.kept_trials().await?;
        let facts = self.extraction_facts().await?;
        let papers = Papers::of(&ledger, &facts, vec![group]);
        let view = papers.view(&ledger, item, &kept.facts.paper_values);
        if !view.open {
            return Err(Error::refused(
                view.why
                    .unwrap_or_else(|| "this is extracted already".to_owned()),
                "What is extracted is changed in the extraction.",
            ));
        }
        let (value, quote) = (value.trim(), quote.trim());
        check(item, value)?;
        if !value.is_empty() && !quote.is_empty() {
            self.check_quote(&ledger, group, quote).await?;
        }
        if value.is_empty() && view.source != PaperSource::Typed {
            return Err(Error::invalid(
                "nothing is typed",
                "Write what the paper says of it.",
            ));
        }
        let record = ledger.id(group).clone();
        let mut change = self
            .store
            .begin(&Actor::Reviewer(reviewer.clone()), "enter paper value")
            .await?;
        change
            .add_registry_paper_value(&record, item.as_str(), value, quote, reviewer)
            .await?;
        change
            .commit(&serde_json::json!({
                "record": record, "item": item.as_str(), "value": value, "quote": quote,
            }))
            .await?;
        Ok(())
    }

    async fn check_quote(&self, ledger: &Ledger, group: usize, quote: &str) -> Result<()> {
        let stands = |anchors: &Anchors<'_>| !matches!(anchors.find(quote), Found::No(_));
        let combined = self.combined(ledger, group).await?;
        if stands(&Anchors::of_text(&combined.title_and_abstract())) {
            return Ok(());
        }
        if let review::Retrieval::Retrieved {
            document: Some(hash),
        } = ledger.retrieval(group)
        {
            let document = self.read_attached(&hash).await?;
            if stands(&Anchors::of_document(&document)) {
                return Ok(());
            }
        }
        Err(Error::refused(
            "this quote stands neither in the attached report nor in the abstract",
            "Copy the words from the report, or leave the quote out.",
        ))
    }
}

fn check(item: PaperItem, value: &str) -> Result<()> {
    if value.is_empty() {
        return Ok(());
    }
    if value.chars().count() > LONGEST {
        return Err(Error::invalid(
            "this is too long",
            "Write what the paper says of it in its words, not more.",
        ));
    }
    match item {
        PaperItem::Randomised if whole(value).is_none() => Err(Error::invalid(
            format!("“{value}” is no number of people"),
            "Write it in digits, such as 1286.",
        )),
        PaperItem::EnrolmentStart | PaperItem::EnrolmentEnd
            if PartialDate::read(value).is_none() =>
        {
            Err(Error::invalid(
                format!("“{value}” is no date"),
                "Write it as 2015-03-09, 2015-03 or 2015.",
            ))
        }
        PaperItem::Registration if numbers_in(value).is_empty() => Err(Error::invalid(
            format!("“{value}” is no number of a registry that is known"),
            "Write it as NCT01234567, ISRCTN12345678 or 2009-012345-67.",
        )),
        _ => Ok(()),
    }
}
