//! What is counted of proposals, field by field.

use std::collections::BTreeMap;

use agreement::Proportion;

/// Proposals of one kind of field against what people extracted.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counts {
    /// Values asked for.
    pub(crate) asked: u64,
    /// Of them right: the same value, or rightly nothing.
    pub(crate) right: u64,
    /// Values that the report gives.
    pub(crate) given: u64,
    /// Of them right.
    pub(crate) given_right: u64,
    /// Values proposed.
    pub(crate) proposed: u64,
    /// Of them of what the report gives.
    pub(crate) proposed_given: u64,
    /// Values proposed that are right.
    pub(crate) proposed_right: u64,
}

impl Counts {
    /// Counts one: whether the report gives the value, whether one was proposed, and whether that was the right thing.
    pub(crate) fn count(&mut self, given: bool, proposed: bool, right: bool) {
        let one = u64::from;
        self.asked += 1;
        self.right += one(right);
        self.given += one(given);
        self.given_right += one(given && right);
        self.proposed += one(proposed);
        self.proposed_given += one(proposed && given);
        self.proposed_right += one(proposed && right);
    }

    pub(crate) fn add(&mut self, other: Counts) {
        self.asked += other.asked;
        self.right += other.right;
        self.given += other.given;
        self.given_right += other.given_right;
        self.proposed += other.proposed;
        self.proposed_given += other.proposed_given;
        self.proposed_right += other.proposed_right;
    }
}

/// “12/15, 80 % (55–93)”, with the interval of Wilson.
pub(crate) fn share(successes: u64, of: u64) -> String {
    let proportion = Proportion::new(successes, of);
    match (proportion.value(), proportion.interval(0.95)) {
        (Some(value), Some(interval)) => format!(
            "{successes}/{of}, {:.0} % ({:.0}–{:.0})",
            100.0 * value,
            100.0 * interval.low,
            100.0 * interval.high
        ),
        _ => format!("{successes}/{of}"),
    }
}

/// Prints a table, and returns the sum of all.
pub(crate) fn report(title: &str, counts: &BTreeMap<String, Counts>) -> Counts {
    println!(
        "{title}\nfield | right | of those given | of those proposed | exists: precision | exists: recall"
    );
    let mut all = Counts::default();
    let line = |name: &str, c: &Counts| {
        println!(
            "{name} | {} | {} | {} | {} | {}",
            share(c.right, c.asked),
            share(c.given_right, c.given),
            share(c.proposed_right, c.proposed),
            share(c.proposed_given, c.proposed),
            share(c.proposed_given, c.given)
        );
    };
    for (name, of_field) in counts {
        line(name, of_field);
        all.add(*of_field);
    }
    line("all", &all);
    all
}
