//! [`Template`]: which of the four published diagrams is meant.

use serde::{Deserialize, Serialize};

use crate::{Flow, Key};

/// One of the four flow diagrams of PRISMA 2020: {new, updated} × {databases and registers only,
/// databases, registers and other methods}.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Template {
    /// An update of a review: previous and total studies are shown.
    pub updated: bool,
    /// Other methods than databases and registers were used: their column is shown.
    pub other_methods: bool,
}

impl Template {
    /// All four.
    pub const ALL: [Template; 4] = [
        Template {
            updated: false,
            other_methods: false,
        },
        Template {
            updated: false,
            other_methods: true,
        },
        Template {
            updated: true,
            other_methods: false,
        },
        Template {
            updated: true,
            other_methods: true,
        },
    ];

    /// The name of the published template.
    pub fn title(self) -> &'static str {
        match (self.updated, self.other_methods) {
            (false, false) => {
                "PRISMA 2020 flow diagram for new systematic reviews: databases and registers"
            }
            (false, true) => {
                "PRISMA 2020 flow diagram for new systematic reviews: databases, registers and other sources"
            }
            (true, false) => {
                "PRISMA 2020 flow diagram for updated systematic reviews: databases and registers"
            }
            (true, true) => {
                "PRISMA 2020 flow diagram for updated systematic reviews: databases, registers and other sources"
            }
        }
    }

    /// Whether the template has a place for a number.
    pub fn shows(self, key: Key) -> bool {
        match key {
            Key::PreviousStudies | Key::PreviousReports | Key::TotalStudies | Key::TotalReports => {
                self.updated
            }
            Key::WebsiteResults
            | Key::OrganisationResults
            | Key::CitationsResults
            | Key::OtherResults
            | Key::OtherSoughtReports
            | Key::OtherNotretrievedReports
            | Key::OtherAssessed
            | Key::OtherExcluded => self.other_methods,
            _ => true,
        }
    }
}

impl Flow {
    /// The template that has a place for every number of this flow.
    pub fn template(&self) -> Template {
        Template {
            updated: self.previous.is_some() || self.total.is_some(),
            other_methods: self.other_methods.is_some(),
        }
    }

    /// The numbers of this flow that a chosen template has no place for.
    pub fn left_out_by(&self, template: Template) -> Vec<Key> {
        Key::ALL
            .into_iter()
            .filter(|key| !template.shows(*key) && self.count(*key).is_some())
            .collect()
    }
}
