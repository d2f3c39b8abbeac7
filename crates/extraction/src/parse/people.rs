//! How many people: “n = 30”, “30 patients”, “12 of 30 (40%)”.

use super::Parser;
use crate::number::Number;
use crate::reading::Shape;

/// Words for people that are counted.
const PEOPLE: [&str; 42] = [
    "patients",
    "patient",
    "children",
    "participants",
    "participant",
    "subjects",
    "subject",
    "women",
    "men",
    "infants",
    "adults",
    "volunteers",
    "individuals",
    "people",
    "persons",
    "cases",
    "females",
    "males",
    "adolescents",
    "girls",
    "boys",
    "students",
    "neonates",
    "newborns",
    "mothers",
    "controls",
    "eyes",
    "pregnancies",
    "families",
    "nurses",
    "athletes",
    "smokers",
    "survivors",
    "veterans",
    "residents",
    "inpatients",
    "outpatients",
    "respondents",
    "babies",
    "couples",
    "caregivers",
    "users",
];

impl Parser<'_> {
    /// “n = 30”, “N 30”.
    pub(super) fn group_size(&self, at: usize) -> Option<(Shape, usize)> {
        if self.word(at) != Some("n") {
            return None;
        }
        let mut next = at + 1;
        while self.mark(next, "=:") {
            next += 1;
        }
        let n = self
            .number(next)
            .filter(|n| n.is_whole() && n.value >= 0.0)?;
        if self.mark(next + 1, "/")
            && let Some(group) = self
                .number(next + 2)
                .filter(|g| g.is_whole() && g.value >= n.value)
        {
            let (percent, end) = self.percent_in_brackets(next + 3);
            return Some((
                Shape::EventsOfGroup {
                    events: n.clone(),
                    group: group.clone(),
                    percent,
                },
                end,
            ));
        }
        if self.mark(next + 1, "%") {
            return None;
        }
        Some((Shape::GroupSize(n.clone()), next + 1))
    }

    pub(super) fn of_group(&self, at: usize, events: &Number) -> Option<(Shape, usize)> {
        let fits =
            |group: &&Number| group.is_whole() && group.value >= events.value && group.value > 0.0;
        if self.mark(at + 1, "/") {
            let group = self.number(at + 2).filter(fits)?;
            // "25 mg/5 ml" has no number before the slash; "1/2/2004" is a date of unknown order.
            if self.mark(at + 3, "/") {
                return None;
            }
            let (percent, end) = self.percent_in_brackets(at + 3);
            return Some((
                Shape::EventsOfGroup {
                    events: events.clone(),
                    group: group.clone(),
                    percent,
                },
                end,
            ));
        }
        let mut next = at + 1;
        // "12 (of 30)", "12 patients of 30".
        if self.people_behind(next) && self.word(next).is_some_and(|w| PEOPLE.contains(&w)) {
            next += 1;
        }
        let bracket = self.mark(next, "([");
        if bracket {
            next += 1;
        }
        match self.word(next) {
            Some("of") => next += 1,
            Some("out") if self.word(next + 1) == Some("of") => next += 2,
            _ => return None,
        }
        while matches!(
            self.word(next),
            Some("the" | "all" | "these" | "those" | "a" | "total" | "of" | "our")
        ) {
            next += 1;
        }
        let group = self.number(next).filter(fits)?;
        if self.mark(next + 1, "%") {
            return None;
        }
        let (percent, end) = self.percent_in_brackets(next + 1 + usize::from(bracket));
        Some((
            Shape::EventsOfGroup {
                events: events.clone(),
                group: group.clone(),
                percent,
            },
            end,
        ))
    }

    /// “30 patients”, “30 eligible young women”.
    pub(super) fn people_behind(&self, at: usize) -> bool {
        for next in at..at + 4 {
            match self.word(next) {
                Some(word) if PEOPLE.contains(&word) => return true,
                Some(
                    "of" | "and" | "to" | "were" | "was" | "in" | "had" | "who" | "with" | "than"
                    | "or" | "for" | "at" | "the" | "from",
                )
                | None => return false,
                Some(_) => {}
            }
        }
        false
    }
}
