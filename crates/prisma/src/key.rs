//! [`Key`]: the name of each number of the diagram, as in the column `data` of the R package's CSV.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One number of the PRISMA 2020 flow diagram.
///
/// The names are those of the R package PRISMA2020 (Haddaway et al. 2022), which are also the ids in
/// the drawing. [`Key::OtherResults`] is the one number that the package has no row for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // Each is described for people by `description`.
pub enum Key {
    PreviousStudies,
    PreviousReports,
    DatabaseResults,
    DatabaseSpecificResults,
    RegisterResults,
    RegisterSpecificResults,
    WebsiteResults,
    OrganisationResults,
    CitationsResults,
    OtherResults,
    Duplicates,
    ExcludedAutomatic,
    ExcludedOther,
    RecordsScreened,
    RecordsExcluded,
    DbrSoughtReports,
    DbrNotretrievedReports,
    DbrAssessed,
    DbrExcluded,
    OtherSoughtReports,
    OtherNotretrievedReports,
    OtherAssessed,
    OtherExcluded,
    NewStudies,
    NewReports,
    TotalStudies,
    TotalReports,
}

impl Key {
    /// Every key, in the order in which the diagram is read.
    pub const ALL: [Key; 27] = [
        Key::PreviousStudies,
        Key::PreviousReports,
        Key::DatabaseResults,
        Key::DatabaseSpecificResults,
        Key::RegisterResults,
        Key::RegisterSpecificResults,
        Key::WebsiteResults,
        Key::OrganisationResults,
        Key::CitationsResults,
        Key::OtherResults,
        Key::Duplicates,
        Key::ExcludedAutomatic,
        Key::ExcludedOther,
        Key::RecordsScreened,
        Key::RecordsExcluded,
        Key::DbrSoughtReports,
        Key::DbrNotretrievedReports,
        Key::DbrAssessed,
        Key::DbrExcluded,
        Key::OtherSoughtReports,
        Key::OtherNotretrievedReports,
        Key::OtherAssessed,
        Key::OtherExcluded,
        Key::NewStudies,
        Key::NewReports,
        Key::TotalStudies,
        Key::TotalReports,
    ];

    /// The name in the column `data` of the CSV, which is also the id in the drawing.
    pub fn as_str(self) -> &'static str {
        self.names().0
    }

    /// The name of the box that shows the number: the column `box` of the CSV, `box1` to `box16`.
    pub fn box_name(self) -> &'static str {
        self.names().1
    }

    /// What is counted, in PRISMA 2020's words.
    pub fn description(self) -> &'static str {
        self.names().2
    }

    fn names(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Key::PreviousStudies => (
                "previous_studies",
                "box1",
                "Studies included in previous version of review",
            ),
            Key::PreviousReports => (
                "previous_reports",
                "box1",
                "Reports of studies included in previous version of review",
            ),
            Key::DatabaseResults => (
                "database_results",
                "box2",
                "Records identified from databases",
            ),
            Key::DatabaseSpecificResults => (
                "database_specific_results",
                "box2",
                "Records identified from each database",
            ),
            Key::RegisterResults => (
                "register_results",
                "box2",
                "Records identified from registers",
            ),
            Key::RegisterSpecificResults => (
                "register_specific_results",
                "box2",
                "Records identified from each register",
            ),
            Key::WebsiteResults => (
                "website_results",
                "box11",
                "Records identified from websites",
            ),
            Key::OrganisationResults => (
                "organisation_results",
                "box11",
                "Records identified from organisations",
            ),
            Key::CitationsResults => (
                "citations_results",
                "box11",
                "Records identified from citation searching",
            ),
            Key::OtherResults => (
                "other_results",
                "box11",
                "Records identified by any other method",
            ),
            Key::Duplicates => ("duplicates", "box3", "Duplicate records removed"),
            Key::ExcludedAutomatic => (
                "excluded_automatic",
                "box3",
                "Records marked as ineligible by automation tools",
            ),
            Key::ExcludedOther => (
                "excluded_other",
                "box3",
                "Records removed for other reasons",
            ),
            Key::RecordsScreened => ("records_screened", "box4", "Records screened"),
            Key::RecordsExcluded => ("records_excluded", "box5", "Records excluded"),
            Key::DbrSoughtReports => (
                "dbr_sought_reports",
                "box6",
                "Reports sought for retrieval (databases and registers)",
            ),
            Key::DbrNotretrievedReports => (
                "dbr_notretrieved_reports",
                "box7",
                "Reports not retrieved (databases and registers)",
            ),
            Key::DbrAssessed => (
                "dbr_assessed",
                "box8",
                "Reports assessed for eligibility (databases and registers)",
            ),
            Key::DbrExcluded => (
                "dbr_excluded",
                "box9",
                "Reports excluded (databases and registers)",
            ),
            Key::OtherSoughtReports => (
                "other_sought_reports",
                "box12",
                "Reports sought for retrieval (other methods)",
            ),
            Key::OtherNotretrievedReports => (
                "other_notretrieved_reports",
                "box13",
                "Reports not retrieved (other methods)",
            ),
            Key::OtherAssessed => (
                "other_assessed",
                "box14",
                "Reports assessed for eligibility (other methods)",
            ),
            Key::OtherExcluded => (
                "other_excluded",
                "box15",
                "Reports excluded (other methods)",
            ),
            Key::NewStudies => ("new_studies", "box10", "New studies included in review"),
            Key::NewReports => ("new_reports", "box10", "Reports of new included studies"),
            Key::TotalStudies => ("total_studies", "box16", "Total studies included in review"),
            Key::TotalReports => (
                "total_reports",
                "box16",
                "Reports of total included studies",
            ),
        }
    }
}
