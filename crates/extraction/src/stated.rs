//! Questions of yes or no that a report answers in so many words: “double-blind”, “opaque, sealed envelopes”. Where it
//! does not say so, a person reads the sentences and answers.

use std::sync::LazyLock;

use review::Field;

use crate::cues::{Cues, in_methods};
use crate::source::{Source, SourceUnit};

/// Words of a field's name, and the wordings that say yes and no to it. Concealment: what the Cochrane Handbook (8.3)
/// calls adequate, and what it calls inadequate. Blinding: who was blinded differs, so only what says it of all.
const STATED: [(&[&str], &str, &str); 4] = [
    (
        &["conceal"],
        r"\b(sequentially|consecutively) numbered\b|\bopaque\b.*\benvelopes?\b|\bsealed\b.*\benvelopes?\b|\b(allocation|assignment|randomi[sz]ation|sequence) (was|were) (adequately )?concealed\b|\bconcealed (allocation|assignment|randomi[sz]ation)\b|\b(to )?conceal\w* (of )?(the |treatment |group )*(allocation|assignment|sequence|randomi[sz]ation)\b|\b(allocation|assignment|randomi[sz]ation)\w*\b.*\b(by telephone|central (web|telephone|computer|office|service|pharmacy)|centrali[sz]ed)|\bcentral\w* randomi[sz]|\b(randomi[sz]\w+|sequences?|allocat\w+|assign\w+)\b.*\b(trials? (unit|office)|web-based|interactive (voice|web))",
        r"\b(not|inadequately|un) ?concealed\b|\balternat(e|ing) (allocation|assignment|days)\b|\bopen (random )?(list|allocation schedule)\b|\bby (date of birth|day of the week|record number)\b",
    ),
    (
        &["blind", "mask"],
        r"\b(double|triple|quadruple)[- ]?(blind|mask)",
        r"\bopen[- ]label\b|\b(un|non-?)(blinded|masked)\b|\bnot (blinded|masked)\b|\bcould not be (blinded|masked)\b|\bneither\b.*\bcould be (blinded|masked)\b|\btreatment was open\b",
    ),
    (
        &["intention to treat", "intention-to-treat"],
        r"\bintention[- ]to[- ]treat\b|\banaly[sz]ed (in|according to) the (arm|group)s? .*(assigned|allocated|randomi[sz]ed)",
        r"\bper[- ]protocol analys[ie]s only\b|\bnot analy[sz]ed by intention\b",
    ),
    (
        &["ethic"],
        r"\b(approved by|approval (of|from|by)|ethics (committee|board|review)\b.*\bapproved)\b",
        r"\bno ethic\w+ approval\b|\bethic\w+ approval was not\b",
    ),
];

/// “yes” or “no” with the sentence that says so; none where none does, or where sentences say both.
pub(crate) fn stated<'s>(
    source: &'s Source<'_>,
    field: &Field,
) -> Option<(&'static str, &'s SourceUnit)> {
    static WORDED: LazyLock<Vec<Option<(Cues, Cues)>>> = LazyLock::new(|| {
        STATED
            .iter()
            .map(|(_, yes, no)| Some((Cues::new(&[(1.0, yes)])?, Cues::new(&[(1.0, no)])?)))
            .collect()
    });
    let name = format!("{} {}", field.id, field.label)
        .to_lowercase()
        .replace('_', " ");
    let place = STATED
        .iter()
        .position(|(words, _, _)| words.iter().any(|word| name.contains(word)))?;
    let (yes, no) = WORDED.get(place)?.as_ref()?;
    match (
        yes.best(source, 1.0, in_methods),
        no.best(source, 1.0, in_methods),
    ) {
        (Some((unit, _)), None) => Some(("yes", unit)),
        (None, Some((unit, _))) => Some(("no", unit)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::STATED;
    use crate::cues::Cues;

    #[test]
    fn every_wording_is_well_written() {
        for (_, yes, no) in STATED {
            assert!(Cues::new(&[(1.0, yes)]).is_some(), "{yes}");
            assert!(Cues::new(&[(1.0, no)]).is_some(), "{no}");
        }
    }
}
