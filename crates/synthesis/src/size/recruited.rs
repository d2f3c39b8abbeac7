//! From the people that a comparison needs to those that have to be recruited.

use super::{Plan, SampleSize, SizeError, Step};

/// More is no plan.
const MOST: f64 = 1e9;

/// What a comparison of single people needs.
pub(super) struct Needed {
    pub(super) first: f64,
    pub(super) second: f64,
    pub(super) events: Option<f64>,
    pub(super) formula: &'static str,
    pub(super) source: &'static str,
}

/// Clusters and drop-out added, everything rounded up.
///
/// The design effect is 1 + ((1 + cv²)m − 1)ICC (Donner, Birkett and Buck 1981; of unequal clusters Eldridge, Ashby and
/// Kerry 2006).
pub(super) fn recruited(needed: &Needed, plan: &Plan) -> Result<SampleSize, SizeError> {
    let mut steps = vec![Step {
        what: "people in the analysis".to_owned(),
        first: needed.first,
        second: needed.second,
    }];
    let mut people = [needed.first, needed.second];
    let mut clusters = None;
    if let Some(planned) = plan.clusters {
        let effect = 1.0 + ((1.0 + planned.cv * planned.cv) * planned.size - 1.0) * planned.icc;
        people = people.map(|n| n * effect);
        steps.push(step(
            format!("people in the analysis, with a design effect of {effect:.3}"),
            people,
        ));
        let of = people.map(|n| n / planned.size);
        steps.push(step("clusters".to_owned(), of));
        let [first, second] = of;
        let whole = [up(first)?, up(second)?];
        clusters = Some((whole[0], whole[1]));
        people = whole.map(|n| n as f64 * planned.size);
        steps.push(step("people in whole clusters".to_owned(), people));
    }
    if plan.drop_out > 0.0 {
        people = people.map(|n| {
            // Who is analysed is whole people, before those that will be lost are added.
            if plan.clusters.is_some() {
                n
            } else {
                (n - 1e-9).ceil()
            }
        });
        people = people.map(|n| n / (1.0 - plan.drop_out));
        steps.push(step(
            format!("people to recruit, with {} % lost", 100.0 * plan.drop_out),
            people,
        ));
    }
    let (first, second) = (up(people[0])?, up(people[1])?);
    Ok(SampleSize {
        first,
        second,
        total: first + second,
        events: needed.events.map(up).transpose()?,
        clusters,
        steps,
        formula: needed.formula,
        source: needed.source,
    })
}

fn step(what: String, [first, second]: [f64; 2]) -> Step {
    Step {
        what,
        first,
        second,
    }
}

/// The next whole number; what lies above one by the error of the arithmetic only is that one.
fn up(n: f64) -> Result<u64, SizeError> {
    if n.is_finite() && n <= MOST {
        Ok((n - 1e-9).ceil().max(1.0) as u64)
    } else {
        Err(SizeError::TooMany)
    }
}
