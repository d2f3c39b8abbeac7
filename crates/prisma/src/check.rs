//! The arithmetic of the flow: what must add up, and a readable account of what does not.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::words::thousands;
use crate::{Flow, Key, ReportFlow};

/// A rule that the numbers of a flow must obey.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// The named parts of a count sum to the count.
    PartsSumToCount,
    /// Records identified = records removed before screening + records screened.
    RecordsIdentified,
    /// Records screened = records excluded + reports sought.
    RecordsScreened,
    /// Records excluded = excluded by a human + excluded by automation tools.
    RecordsExcludedBy,
    /// Reports sought = reports not retrieved + reports assessed.
    ReportsSought,
    /// Reports assessed = reports excluded + reports of new included studies.
    ReportsAssessed,
    /// Through other methods no more reports are sought than records were identified.
    SoughtWithinIdentified,
    /// Total = previous + new.
    Totals,
    /// Every included study has at least one report.
    StudiesWithinReports,
}

/// Two sides of a [`Rule`] that should agree and do not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Mismatch {
    /// The rule that is broken.
    pub rule: Rule,
    /// The left side: the whole, or the smaller number where one must lie within another.
    pub left: u64,
    /// The right side: the sum of the parts, or the limit.
    pub right: u64,
    /// The numbers of the diagram that take part, the left side first.
    pub keys: Vec<Key>,
    /// A sentence for the reviewers: both numbers, where they come from, and the difference.
    pub explanation: String,
}

/// One term of a sum, with its name in the middle of a sentence.
struct Term {
    key: Option<Key>,
    words: &'static str,
    n: Option<u64>,
    /// A line that a review may lawfully lack (no automation tools, say): unknown counts as none.
    optional: bool,
}

fn term(key: Key, words: &'static str, n: Option<u64>) -> Term {
    Term {
        key: Some(key),
        words,
        n,
        optional: false,
    }
}

fn optional(key: Key, words: &'static str, n: Option<u64>) -> Term {
    Term {
        optional: true,
        ..term(key, words, n)
    }
}

/// What is still on its way takes part in a sum only while there is any.
fn pending(words: &'static str, n: u64) -> Term {
    Term {
        key: None,
        words,
        n: (n > 0).then_some(n),
        optional: true,
    }
}

impl Flow {
    /// Every rule that the numbers break; empty when they add up.
    ///
    /// Records and reports that are [pending](crate::PendingRecords) are counted on their way, so an
    /// unfinished review adds up too. A rule one of whose numbers is unknown is not applied, but for
    /// parts that exceed their whole already. Lines that a review may lack (automation tools, say)
    /// count as none.
    pub fn check(&self) -> Vec<Mismatch> {
        let mut found = Vec::new();
        self.check_parts(&mut found);
        self.check_records(&mut found);
        self.check_reports(&mut found);
        self.check_included(&mut found);
        found
    }

    fn check_parts(&self, found: &mut Vec<Mismatch>) {
        for (key, words) in [
            (Key::DatabaseResults, "records from databases"),
            (Key::RegisterResults, "records from registers"),
            (Key::DbrNotretrievedReports, "reports not retrieved"),
            (Key::DbrExcluded, "reports excluded"),
            (
                Key::OtherNotretrievedReports,
                "reports not retrieved (other methods)",
            ),
            (Key::OtherExcluded, "reports excluded (other methods)"),
        ] {
            let Some(breakdown) = self.breakdown(key) else {
                continue;
            };
            if let (Some(total), Some(sum)) = (breakdown.total, breakdown.sum_of_parts())
                && total != sum
            {
                found.push(Mismatch {
                    rule: Rule::PartsSumToCount,
                    left: total,
                    right: sum,
                    keys: vec![key],
                    explanation: format!(
                        "{} {words} are given in all, but the {} that are listed one by one add up to {}.",
                        thousands(total),
                        breakdown.parts.len(),
                        thousands(sum),
                    ),
                });
            }
        }
    }

    fn check_records(&self, found: &mut Vec<Mismatch>) {
        let removed = &self.removed;
        let mut identified = vec![Key::DatabaseResults];
        if self.registers.count().is_some() {
            identified.push(Key::RegisterResults);
        }
        found.extend(balance(
            Rule::RecordsIdentified,
            ("records were identified", "record", self.identified()),
            &identified,
            &[
                optional(
                    Key::Duplicates,
                    "duplicate records removed",
                    removed.duplicates,
                ),
                optional(
                    Key::ExcludedAutomatic,
                    "records removed by automation tools",
                    removed.automatic,
                ),
                optional(
                    Key::ExcludedOther,
                    "records removed for other reasons",
                    removed.other,
                ),
                term(Key::RecordsScreened, "records screened", self.screened),
                pending("records not yet screened", self.pending.unscreened),
                pending("records in conflict", self.pending.conflicts),
            ],
        ));
        found.extend(balance(
            Rule::RecordsScreened,
            ("records were screened", "record", self.screened),
            &[Key::RecordsScreened],
            &[
                term(Key::RecordsExcluded, "records excluded", self.excluded),
                term(Key::DbrSoughtReports, "reports sought", self.reports.sought),
                pending(
                    "retained records whose report is not yet sought",
                    self.reports.pending.unsought,
                ),
            ],
        ));
        if let (Some(excluded), Some(by)) = (self.excluded, self.excluded_by) {
            let sum = by.human.saturating_add(by.automation);
            if excluded != sum {
                found.push(Mismatch {
                    rule: Rule::RecordsExcludedBy,
                    left: excluded,
                    right: sum,
                    keys: vec![Key::RecordsExcluded],
                    explanation: format!(
                        "{} records were excluded, but those excluded by a human ({}) and by automation tools ({}) make {}.",
                        thousands(excluded),
                        thousands(by.human),
                        thousands(by.automation),
                        thousands(sum),
                    ),
                });
            }
        }
    }

    fn check_reports(&self, found: &mut Vec<Mismatch>) {
        found.extend(sought_rule(
            &self.reports,
            "reports were sought for retrieval",
            [
                Key::DbrSoughtReports,
                Key::DbrNotretrievedReports,
                Key::DbrAssessed,
            ],
        ));
        let dbr_excluded = term(
            Key::DbrExcluded,
            "reports excluded",
            self.reports.excluded.count(),
        );
        let included = term(
            Key::NewReports,
            "reports of new included studies",
            self.new.reports,
        );
        let Some(other) = &self.other_methods else {
            found.extend(balance(
                Rule::ReportsAssessed,
                (
                    "reports were assessed for eligibility",
                    "report",
                    self.reports.assessed,
                ),
                &[Key::DbrAssessed],
                &[dbr_excluded, included],
            ));
            return;
        };
        found.extend(sought_rule(
            &other.reports,
            "reports from other methods were sought for retrieval",
            [
                Key::OtherSoughtReports,
                Key::OtherNotretrievedReports,
                Key::OtherAssessed,
            ],
        ));
        // The two columns meet in one box, so that their sum alone can be checked.
        let assessed = self.reports.assessed.zip(other.reports.assessed);
        found.extend(balance(
            Rule::ReportsAssessed,
            (
                "reports were assessed for eligibility in both columns together",
                "report",
                assessed.map(|(dbr, other)| dbr.saturating_add(other)),
            ),
            &[Key::DbrAssessed, Key::OtherAssessed],
            &[
                dbr_excluded,
                term(
                    Key::OtherExcluded,
                    "reports from other methods excluded",
                    other.reports.excluded.count(),
                ),
                included,
            ],
        ));
        if let (Some(sought), Some(identified)) =
            (other.reports.sought, self.identified_by_other_methods())
            && sought > identified
        {
            found.push(Mismatch {
                rule: Rule::SoughtWithinIdentified,
                left: sought,
                right: identified,
                keys: vec![
                    Key::OtherSoughtReports,
                    Key::WebsiteResults,
                    Key::OrganisationResults,
                    Key::CitationsResults,
                    Key::OtherResults,
                ],
                explanation: format!(
                    "{} reports from other methods were sought, but only {} records were identified by other methods.",
                    thousands(sought),
                    thousands(identified),
                ),
            });
        }
    }

    fn check_included(&self, found: &mut Vec<Mismatch>) {
        let previous = self.previous.unwrap_or_default();
        let total = self.total.unwrap_or_default();
        if self.template().updated {
            found.extend(balance(
                Rule::Totals,
                (
                    "studies are included in the review in all",
                    "study",
                    total.studies,
                ),
                &[Key::TotalStudies],
                &[
                    term(
                        Key::PreviousStudies,
                        "studies of the previous version",
                        previous.studies,
                    ),
                    term(Key::NewStudies, "new studies", self.new.studies),
                ],
            ));
            found.extend(balance(
                Rule::Totals,
                (
                    "reports of included studies are counted in all",
                    "report",
                    total.reports,
                ),
                &[Key::TotalReports],
                &[
                    term(
                        Key::PreviousReports,
                        "reports of the previous version",
                        previous.reports,
                    ),
                    term(
                        Key::NewReports,
                        "reports of new included studies",
                        self.new.reports,
                    ),
                ],
            ));
        }
        for (included, keys, which) in [
            (
                previous,
                [Key::PreviousStudies, Key::PreviousReports],
                "of the previous version",
            ),
            (
                self.new,
                [Key::NewStudies, Key::NewReports],
                "newly included",
            ),
            (total, [Key::TotalStudies, Key::TotalReports], "in all"),
        ] {
            if let (Some(studies), Some(reports)) = (included.studies, included.reports)
                && studies > reports
            {
                found.push(Mismatch {
                    rule: Rule::StudiesWithinReports,
                    left: studies,
                    right: reports,
                    keys: keys.into(),
                    explanation: format!(
                        "{} studies {which} have only {} reports, but every study has at least one report.",
                        thousands(studies),
                        thousands(reports),
                    ),
                });
            }
        }
    }
}

fn sought_rule(reports: &ReportFlow, words: &'static str, keys: [Key; 3]) -> Option<Mismatch> {
    let pending_reports = &reports.pending;
    balance(
        Rule::ReportsSought,
        (words, "report", reports.sought),
        &keys[..1],
        &[
            term(
                keys[1],
                "reports not retrieved",
                reports.not_retrieved.count(),
            ),
            term(keys[2], "reports assessed", reports.assessed),
            pending("reports awaited", pending_reports.awaited),
            pending("reports not yet assessed", pending_reports.unassessed),
            pending("reports in conflict", pending_reports.conflicts),
        ],
    )
}

/// `whole` = the sum of `parts`; the first element of `whole` completes "12 …" to a sentence.
fn balance(
    rule: Rule,
    whole: (&str, &str, Option<u64>),
    whole_keys: &[Key],
    parts: &[Term],
) -> Option<Mismatch> {
    let (words, unit, n) = whole;
    let left = n?;
    let known = parts.iter().filter_map(|part| part.n);
    let right = known.fold(0_u64, u64::saturating_add);
    let complete = parts.iter().all(|part| part.optional || part.n.is_some());
    if left == right || (!complete && right < left) {
        return None;
    }
    let sum: Vec<String> = parts
        .iter()
        .filter_map(|part| Some(format!("{} ({})", part.words, thousands(part.n?))))
        .collect();
    let difference = left.abs_diff(right);
    let units = match (unit, difference) {
        ("study", 1) => "study".to_owned(),
        ("study", _) => "studies".to_owned(),
        (unit, 1) => unit.to_owned(),
        (unit, _) => format!("{unit}s"),
    };
    let verdict = if left > right {
        let verb = if difference == 1 { "is" } else { "are" };
        format!("{} {units} {verb} unaccounted for", thousands(difference))
    } else {
        format!("{} {units} too many", thousands(difference))
    };
    Some(Mismatch {
        rule,
        left,
        right,
        keys: whole_keys
            .iter()
            .copied()
            .chain(
                parts
                    .iter()
                    .filter(|part| part.n.is_some())
                    .filter_map(|part| part.key),
            )
            .collect(),
        explanation: format!(
            "{} {words}, but {} make {}: {verdict}.",
            thousands(left),
            sum.join(" + "),
            thousands(right),
        ),
    })
}
