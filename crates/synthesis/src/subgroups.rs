//! [`subgroups`]: each subgroup pooled by itself, and whether they differ.

use serde::Serialize;

use crate::analysis::Pooled;
use crate::quantile::chi_squared_tail;
use crate::sensitivity::pool_any;
use crate::{Analysis, PoolError, StudyEffect};

/// One subgroup.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Subgroup {
    /// Its name; empty of studies without one.
    pub name: String,
    /// Ids of its studies.
    pub studies: Vec<String>,
    /// Its estimate; of a single study that study's own.
    pub pooled: Pooled,
    /// Variance between its studies, its own and not one common to all subgroups.
    pub tau2: f64,
    /// I² within it, 0 to 1.
    pub i2: f64,
}

/// Subgroups and the test whether they differ.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Subgroups {
    /// The subgroups, in the order in which they come first.
    pub groups: Vec<Subgroup>,
    /// Q between the estimates of the subgroups that have a name (Borenstein and Higgins 2013; Cochrane Handbook
    /// 10.11.3.1): studies of which nobody knows the subgroup are none of their own.
    pub q: f64,
    /// Its degrees of freedom.
    pub df: f64,
    /// Its p under χ²; `None` of fewer than two named subgroups.
    pub p: Option<f64>,
}

/// Pools each subgroup by itself.
///
/// # Errors
/// As [`pool`](crate::pool): a subgroup may not be estimable.
pub fn subgroups(analysis: &Analysis) -> Result<Subgroups, PoolError> {
    let mut names: Vec<&str> = Vec::new();
    for study in &analysis.studies {
        let name = study.group.as_deref().unwrap_or_default();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let groups = names
        .into_iter()
        .map(|name| {
            let studies: Vec<StudyEffect> = analysis
                .studies
                .iter()
                .filter(|study| study.group.as_deref().unwrap_or_default() == name)
                .cloned()
                .collect();
            let ids = studies.iter().map(|study| study.id.clone()).collect();
            let (pooled, tau2, i2) =
                pool_any(studies, &analysis.options).map_err(|why| PoolError::Subgroup {
                    name: match name {
                        "" => "no subgroup".to_owned(),
                        name => name.to_owned(),
                    },
                    why: Box::new(why),
                })?;
            Ok(Subgroup {
                name: name.to_owned(),
                studies: ids,
                pooled,
                tau2,
                i2,
            })
        })
        .collect::<Result<Vec<Subgroup>, PoolError>>()?;
    let weight = |group: &Subgroup| 1.0 / (group.pooled.se * group.pooled.se);
    let named = || groups.iter().filter(|group| !group.name.is_empty());
    let sum: f64 = named().map(weight).sum();
    let mean = named()
        .map(|group| weight(group) * group.pooled.estimate)
        .sum::<f64>()
        / sum;
    let q = named()
        .map(|group| weight(group) * (group.pooled.estimate - mean).powi(2))
        .sum();
    let df = (named().count() as f64 - 1.0).max(0.0);
    Ok(Subgroups {
        groups,
        q,
        df,
        p: (df > 0.0).then(|| chi_squared_tail(q, df)),
    })
}
