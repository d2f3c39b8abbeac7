//! Alternatives without one of their parts: how often each record is found among them, counted once, says for every part
//! what is left without it. A block of thousands of terms is so not searched again for each of them.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::corpus::Bits;
use crate::model::{Expression, Strategy};
use crate::run::Found;
use crate::run::evaluate::{Evaluator, Where};

/// Where an expression lies, by which it is told from others.
pub(crate) fn address(expression: &Expression) -> usize {
    std::ptr::from_ref(expression) as usize
}

/// Records that are found by at least one part, and by at least two.
pub(crate) struct Counted {
    /// Parts of which something could be said.
    pub(crate) parts: usize,
    pub(crate) once: Found,
    twice: Found,
}

impl Counted {
    pub(crate) fn new(records: usize) -> Self {
        let nothing = Found {
            surely: Bits::none(records),
            perhaps: Bits::none(records),
        };
        Self {
            parts: 0,
            once: nothing.clone(),
            twice: nothing,
        }
    }

    pub(crate) fn add(&mut self, found: &Found) {
        self.parts += 1;
        for (once, twice, new) in [
            (&mut self.once.surely, &mut self.twice.surely, &found.surely),
            (
                &mut self.once.perhaps,
                &mut self.twice.perhaps,
                &found.perhaps,
            ),
        ] {
            let mut again = new.clone();
            again.and(once);
            twice.or(&again);
            once.or(new);
        }
    }

    /// What the others find, of a part that was counted.
    pub(crate) fn without(&self, part: &Found) -> Found {
        let rest = |once: &Bits, twice: &Bits, part: &Bits| {
            let mut rest = once.clone();
            rest.without(part);
            rest.or(twice);
            rest
        };
        Found {
            surely: rest(&self.once.surely, &self.twice.surely, &part.surely),
            perhaps: rest(&self.once.perhaps, &self.twice.perhaps, &part.perhaps),
        }
    }
}

/// The alternatives of a strategy that refer to no other line, and the way to the part that is left out.
pub(crate) struct Alternatives {
    /// The expression above each.
    above: FxHashMap<usize, usize>,
    plain: FxHashSet<usize>,
    /// The part that is left out, and all above it.
    way: FxHashSet<usize>,
    pub(crate) counted: FxHashMap<(usize, Where), Counted>,
}

impl Alternatives {
    pub(crate) fn of(strategy: &Strategy) -> Self {
        let mut found = Self {
            above: FxHashMap::default(),
            plain: FxHashSet::default(),
            way: FxHashSet::default(),
            counted: FxHashMap::default(),
        };
        for line in &strategy.lines {
            if let Some(expression) = &line.expression {
                found.enter(expression);
            }
        }
        found
    }

    /// Takes an expression with all below it; returns whether nothing in it refers to another line.
    fn enter(&mut self, expression: &Expression) -> bool {
        if matches!(
            expression,
            Expression::Reference(_) | Expression::Lines(_) | Expression::Near(_)
        ) {
            return matches!(expression, Expression::Near(_));
        }
        let mut plain = true;
        for part in expression.parts() {
            self.above.insert(address(part), address(expression));
            plain &= self.enter(part);
        }
        if plain && matches!(expression, Expression::Or(_)) {
            self.plain.insert(address(expression));
        }
        plain
    }

    /// From now on, this part is left out.
    pub(crate) fn follow(&mut self, part: &Expression) {
        self.way.clear();
        let mut at = Some(address(part));
        while let Some(here) = at {
            self.way.insert(here);
            at = self.above.get(&here).copied();
        }
    }

    pub(crate) fn knows(&self, expression: &Expression) -> bool {
        self.plain.contains(&address(expression))
    }

    /// Of these parts the one that is left out, or holds what is.
    pub(crate) fn on_the_way<'p>(&self, parts: &'p [Expression]) -> Option<&'p Expression> {
        parts.iter().find(|part| self.way.contains(&address(part)))
    }
}

impl<'a> Evaluator<'a> {
    /// What alternatives find without the part that is left out, worked out from what all of them find; `None` where it
    /// must be worked out anew.
    pub(super) fn alternatives_without(
        &mut self,
        expression: &'a Expression,
        parts: &'a [Expression],
        place: Where,
    ) -> Option<Option<Found>> {
        let alternatives = self.alternatives.as_ref()?;
        if !alternatives.knows(expression) {
            return None;
        }
        let key = (address(expression), place);
        let Some(left_out) = self.left_out else {
            let counted = alternatives.counted.get(&key)?;
            return Some((counted.parts > 0).then(|| counted.once.clone()));
        };
        if !self.alternatives.as_ref()?.counted.contains_key(&key) {
            self.left_out = None;
            let mut counted = Counted::new(self.corpus.len());
            for part in parts {
                if let Some(found) = self.find(part, place) {
                    counted.add(&found);
                }
            }
            self.left_out = Some(left_out);
            self.alternatives.as_mut()?.counted.insert(key, counted);
        }
        let on_the_way = self.alternatives.as_ref()?.on_the_way(parts);
        let Some(part) = on_the_way else {
            let counted = self.alternatives.as_ref()?.counted.get(&key)?;
            return Some((counted.parts > 0).then(|| counted.once.clone()));
        };
        self.left_out = None;
        let whole = self.find(part, place);
        self.left_out = Some(left_out);
        let without = self.find(part, place);
        let counted = self.alternatives.as_ref()?.counted.get(&key)?;
        let rest = match &whole {
            Some(whole) => (counted.parts > 1).then(|| counted.without(whole)),
            None => (counted.parts > 0).then(|| counted.once.clone()),
        };
        Some([rest, without].into_iter().flatten().reduce(either))
    }
}

pub(crate) fn both(mut a: Found, b: Found) -> Found {
    a.surely.and(&b.surely);
    a.perhaps.and(&b.perhaps);
    a
}

pub(crate) fn either(mut a: Found, b: Found) -> Found {
    a.surely.or(&b.surely);
    a.perhaps.or(&b.perhaps);
    a
}
