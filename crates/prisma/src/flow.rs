//! [`Flow`]: the numbers of a review's flow diagram, as they stand at one moment.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Key;

/// Every number of the PRISMA 2020 flow diagram (Page et al. 2021, Figure 1).
///
/// `None` means that the number is not known or that the review has no such box; it is drawn as a
/// blank and never as zero. *Records*, *reports* and *studies* are three different counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Flow {
    /// What the previous version of the review included; `None` in a new review.
    pub previous: Option<Included>,
    /// Records identified from databases, by database.
    pub databases: Breakdown,
    /// Records identified from study registers, by register.
    pub registers: Breakdown,
    /// Records removed before screening.
    pub removed: Removed,
    /// Records whose title and abstract were screened and have a settled outcome.
    pub screened: Option<u64>,
    /// Records excluded at that step.
    pub excluded: Option<u64>,
    /// The same exclusions by who made them, where automation tools took part (PRISMA-trAIce).
    pub excluded_by: Option<ExcludedBy>,
    /// The way of the reports found through databases and registers.
    pub reports: ReportFlow,
    /// The column of other methods; `None` where none were used.
    pub other_methods: Option<OtherMethods>,
    /// What this review (or, in an update, this version) newly includes.
    pub new: Included,
    /// What an update includes in all; `None` in a new review.
    pub total: Option<Included>,
    /// Records whose way is not finished.
    pub pending: PendingRecords,
}

/// Studies, and the reports that describe them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Included {
    /// Number of studies.
    pub studies: Option<u64>,
    /// Number of reports of these studies: at least one for each.
    pub reports: Option<u64>,
}

/// A count with the parts it is made of, such as each database or each reason for exclusion.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Breakdown {
    /// The count in all, where it is stated apart from its parts.
    pub total: Option<u64>,
    /// The parts, in the order in which they shall be drawn.
    pub parts: Vec<NamedCount>,
}

/// One part of a [`Breakdown`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NamedCount {
    /// Name as the reviewers wrote it: untrusted text.
    pub name: String,
    /// Number of records or reports.
    pub n: u64,
}

/// Records removed before screening.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Removed {
    /// Duplicate records.
    pub duplicates: Option<u64>,
    /// Records marked as ineligible by automation tools.
    pub automatic: Option<u64>,
    /// Records removed for other reasons.
    pub other: Option<u64>,
}

/// Records excluded by people and by automation tools (PRISMA 2020 item 16a; PRISMA-trAIce).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExcludedBy {
    /// By a person.
    pub human: u64,
    /// By an automation tool, without a person looking at the record.
    pub automation: u64,
}

/// The way of reports from being sought to being assessed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ReportFlow {
    /// Reports sought for retrieval.
    pub sought: Option<u64>,
    /// Reports not retrieved, with reasons where they were noted.
    pub not_retrieved: Breakdown,
    /// Reports assessed for eligibility that have a settled outcome.
    pub assessed: Option<u64>,
    /// Reports excluded, by reason.
    pub excluded: Breakdown,
    /// Reports whose way is not finished.
    pub pending: PendingReports,
}

/// Records found otherwise than through databases and registers, and their reports.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct OtherMethods {
    /// Records identified from websites.
    pub websites: Option<u64>,
    /// Records identified from organisations.
    pub organisations: Option<u64>,
    /// Records identified by citation searching.
    pub citations: Option<u64>,
    /// Records identified by any other method.
    pub other: Option<u64>,
    /// The way of their reports. PRISMA 2020 has no screening box in this column.
    pub reports: ReportFlow,
}

/// Records that are on their way: none of them is counted in `screened`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct PendingRecords {
    /// Pairs of records that may be duplicates and await a decision.
    pub possible_duplicates: u64,
    /// Records without the decisions they need.
    pub unscreened: u64,
    /// Records on which reviewers disagree.
    pub conflicts: u64,
}

/// Reports that are on their way: none of them is counted in `assessed`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct PendingReports {
    /// Retained records whose report is not sought yet, so not counted in `sought`.
    pub unsought: u64,
    /// Reports sought but neither retrieved nor given up yet.
    pub awaited: u64,
    /// Reports retrieved but without the decisions they need.
    pub unassessed: u64,
    /// Reports on which reviewers disagree.
    pub conflicts: u64,
}

impl Breakdown {
    /// A count without parts.
    pub fn of(total: u64) -> Breakdown {
        Breakdown {
            total: Some(total),
            parts: Vec::new(),
        }
    }

    /// A count that is the sum of its parts.
    pub fn by_name<'a>(parts: impl IntoIterator<Item = (&'a str, u64)>) -> Breakdown {
        Breakdown {
            total: None,
            parts: parts
                .into_iter()
                .map(|(name, n)| NamedCount {
                    name: name.to_owned(),
                    n,
                })
                .collect(),
        }
    }

    /// The sum of the parts; `None` without parts.
    pub fn sum_of_parts(&self) -> Option<u64> {
        (!self.parts.is_empty()).then(|| {
            self.parts
                .iter()
                .fold(0_u64, |sum, part| sum.saturating_add(part.n))
        })
    }

    /// The count: as stated, or else the sum of its parts, or else unknown.
    pub fn count(&self) -> Option<u64> {
        self.total.or_else(|| self.sum_of_parts())
    }
}

impl PendingReports {
    /// Whether nothing is on its way.
    pub fn is_empty(&self) -> bool {
        *self == PendingReports::default()
    }
}

impl Flow {
    /// Records identified from databases and registers together; `None` where neither is known.
    pub fn identified(&self) -> Option<u64> {
        sum_of_known([self.databases.count(), self.registers.count()])
    }

    /// Records identified by other methods; `None` where none of them is known.
    pub fn identified_by_other_methods(&self) -> Option<u64> {
        let other = self.other_methods.as_ref()?;
        sum_of_known([
            other.websites,
            other.organisations,
            other.citations,
            other.other,
        ])
    }

    /// The number that stands at a key of the diagram; `None` where it is unknown.
    pub fn count(&self, key: Key) -> Option<u64> {
        let other = self.other_methods.as_ref();
        match key {
            Key::PreviousStudies => self.previous?.studies,
            Key::PreviousReports => self.previous?.reports,
            Key::DatabaseResults => self.databases.count(),
            Key::DatabaseSpecificResults => self.databases.sum_of_parts(),
            Key::RegisterResults => self.registers.count(),
            Key::RegisterSpecificResults => self.registers.sum_of_parts(),
            Key::WebsiteResults => other?.websites,
            Key::OrganisationResults => other?.organisations,
            Key::CitationsResults => other?.citations,
            Key::OtherResults => other?.other,
            Key::Duplicates => self.removed.duplicates,
            Key::ExcludedAutomatic => self.removed.automatic,
            Key::ExcludedOther => self.removed.other,
            Key::RecordsScreened => self.screened,
            Key::RecordsExcluded => self.excluded,
            Key::DbrSoughtReports => self.reports.sought,
            Key::DbrNotretrievedReports => self.reports.not_retrieved.count(),
            Key::DbrAssessed => self.reports.assessed,
            Key::DbrExcluded => self.reports.excluded.count(),
            Key::OtherSoughtReports => other?.reports.sought,
            Key::OtherNotretrievedReports => other?.reports.not_retrieved.count(),
            Key::OtherAssessed => other?.reports.assessed,
            Key::OtherExcluded => other?.reports.excluded.count(),
            Key::NewStudies => self.new.studies,
            Key::NewReports => self.new.reports,
            Key::TotalStudies => self.total?.studies,
            Key::TotalReports => self.total?.reports,
        }
    }

    /// The count at a key together with its parts; `None` for a number that has none.
    pub fn breakdown(&self, key: Key) -> Option<&Breakdown> {
        let other = self.other_methods.as_ref();
        match key {
            Key::DatabaseResults | Key::DatabaseSpecificResults => Some(&self.databases),
            Key::RegisterResults | Key::RegisterSpecificResults => Some(&self.registers),
            Key::DbrNotretrievedReports => Some(&self.reports.not_retrieved),
            Key::DbrExcluded => Some(&self.reports.excluded),
            Key::OtherNotretrievedReports => Some(&other?.reports.not_retrieved),
            Key::OtherExcluded => Some(&other?.reports.excluded),
            _ => None,
        }
    }

    /// What is not finished yet, one short phrase each, such as `40 records not yet screened`.
    /// Empty once the review is complete.
    pub fn unfinished(&self) -> Vec<String> {
        let records = &self.pending;
        let mut phrases = Vec::new();
        let mut say = |n: u64, one: &str, many: &str| {
            if n > 0 {
                let words = if n == 1 { one } else { many };
                phrases.push(format!("{} {words}", crate::words::thousands(n)));
            }
        };
        say(
            records.possible_duplicates,
            "possible duplicate pair to decide on",
            "possible duplicate pairs to decide on",
        );
        say(
            records.unscreened,
            "record not yet screened",
            "records not yet screened",
        );
        say(
            records.conflicts,
            "record on which reviewers disagree",
            "records on which reviewers disagree",
        );
        let columns = [
            (Some(&self.reports), ""),
            (
                self.other_methods.as_ref().map(|other| &other.reports),
                " (other methods)",
            ),
        ];
        for (reports, column) in columns {
            let Some(reports) = reports else { continue };
            let pending = &reports.pending;
            let states = [
                (pending.unsought, "not yet sought"),
                (pending.awaited, "sought but not yet retrieved"),
                (pending.unassessed, "not yet assessed"),
                (pending.conflicts, "on which reviewers disagree"),
            ];
            for (n, state) in states {
                say(
                    n,
                    &format!("report {state}{column}"),
                    &format!("reports {state}{column}"),
                );
            }
        }
        phrases
    }
}

/// The sum of the numbers that are known; `None` where none is.
pub(crate) fn sum_of_known<const N: usize>(counts: [Option<u64>; N]) -> Option<u64> {
    counts.into_iter().flatten().reduce(u64::saturating_add)
}
