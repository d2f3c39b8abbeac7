//! [`Model`]: the ways of ordering records, by the names of the reference program.

use std::collections::HashSet;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::balancer::Balancer;
use crate::features::{FeatureExtractor, english_stop_words};

/// A way of ordering the records that are still to be screened (METHODS §1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Model {
    /// ASReview's ELAS u4: words and word pairs, support vector machine. The one to use.
    #[default]
    U4,
    /// ASReview's ELAS u3: words, naive Bayes. For comparison.
    U3,
    /// u4 together with what a language model read of each record before any label ([`Reading`](crate::Reading)).
    Attest,
    /// Chance. What every other order must beat.
    Random,
}

impl Model {
    /// The name used in files and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Model::U4 => "u4",
            Model::U3 => "u3",
            Model::Attest => "attest",
            Model::Random => "random",
        }
    }

    /// How it makes vectors of texts; `None` where it does not look at them.
    pub(crate) fn feature_extractor(self) -> Option<FeatureExtractor> {
        match self {
            Model::U4 | Model::Attest => Some(FeatureExtractor {
                bigrams: true,
                sublinear: true,
                max_df: 0.95,
                stop_words: HashSet::new(),
            }),
            Model::U3 => Some(FeatureExtractor {
                bigrams: false,
                sublinear: false,
                max_df: 1.0,
                stop_words: english_stop_words(),
            }),
            Model::Random => None,
        }
    }

    /// How it weighs the two kinds of label.
    pub(crate) fn balancer(self) -> Balancer {
        match self {
            Model::U3 => Balancer { ratio: 1.2 },
            Model::U4 | Model::Attest | Model::Random => Balancer { ratio: 9.8 },
        }
    }
}

impl fmt::Display for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Model {
    type Err = UnknownModel;

    fn from_str(name: &str) -> Result<Self, UnknownModel> {
        [Model::U4, Model::U3, Model::Attest, Model::Random]
            .into_iter()
            .find(|model| model.as_str() == name)
            .ok_or_else(|| UnknownModel(name.to_owned()))
    }
}

/// There is no model of that name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no ranking model called `{0}`; choose u4, u3, attest or random")]
pub struct UnknownModel(String);
