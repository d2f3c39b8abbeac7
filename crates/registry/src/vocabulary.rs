//! The words of registries made alike: `ACTIVE_NOT_RECRUITING` and `Active, not recruiting` are one status.

/// Lower case words, without punctuation; `None` of nothing. `N/A` and `NA` become `not applicable`.
pub(crate) fn coded(text: &str) -> Option<String> {
    let lower = text.trim().to_lowercase();
    if matches!(lower.as_str(), "n/a" | "na") {
        return Some("not applicable".to_owned());
    }
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|word| !word.is_empty())
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// The model of a trial without the word `assignment`, which only some files have.
pub(crate) fn model(text: &str) -> Option<String> {
    let coded = coded(text)?;
    let short = coded.strip_suffix(" assignment").unwrap_or(&coded);
    Some(match short {
        "cross over" => "crossover".to_owned(),
        short => short.to_owned(),
    })
}

/// How far a trial is masked and who is: `Double (Participant, Investigator)`, `Double Blind`, `None (Open Label)`.
pub(crate) fn masking(text: &str) -> (Option<String>, Vec<String>) {
    let (level, who) = match text.split_once('(') {
        Some((level, rest)) => (level, rest.trim_end().trim_end_matches(')')),
        None => (text, ""),
    };
    let Some(level) = coded(level) else {
        return (None, Vec::new());
    };
    let level = match level.as_str() {
        "open label" | "open" | "no masking" => "none",
        "double blind" | "double blinded" | "double masked" => "double",
        "single blind" | "single blinded" | "single masked" => "single",
        other => other.strip_suffix(" masking").unwrap_or(other),
    };
    let who = if level == "none" {
        Vec::new()
    } else {
        who.split(',').filter_map(coded).collect()
    };
    (Some(level.to_owned()), who)
}

/// The phases that a text names: `PHASE2`, `Phase 1/Phase 2`, `Phase II-III`, `4`, or the four answers of EU CTR
/// (`Therapeutic confirmatory - (Phase III): yes`), of which those with yes count. A text that names none is kept in
/// lower case words.
pub(crate) fn phases(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    if lower.contains("): yes") || lower.contains("): no") {
        let mut found = Vec::new();
        for part in lower.split("(phase ").skip(1) {
            if let Some((phase, rest)) = part.split_once("):")
                && rest.trim_start().starts_with("yes")
                && let Some(number) = number(phase.trim())
            {
                found.push(format!("phase {number}"));
            }
        }
        return found;
    }
    let mut found: Vec<String> = Vec::new();
    let mut early = false;
    for token in lower.split(|c: char| !c.is_alphanumeric()) {
        let token = token.strip_prefix("phase").unwrap_or(token);
        if token == "early" {
            early = true;
        } else if let Some(number) = number(token) {
            let phase = if early || number == 0 {
                "early phase 1".to_owned()
            } else {
                format!("phase {number}")
            };
            early = false;
            if !found.contains(&phase) {
                found.push(phase);
            }
        }
    }
    if found.is_empty() {
        return coded(text)
            .filter(|coded| coded != "not available" && coded.len() <= 60)
            .into_iter()
            .collect();
    }
    found
}

fn number(token: &str) -> Option<u8> {
    // “IIa” and “2b” are parts of their phase.
    let token = if token.len() > 1 {
        token.trim_end_matches(['a', 'b', 'c'])
    } else {
        token
    };
    Some(match token {
        "0" => 0,
        "1" | "i" => 1,
        "2" | "ii" => 2,
        "3" | "iii" => 3,
        "4" | "iv" => 4,
        _ => return None,
    })
}

/// Yes or no.
pub(crate) fn yes_or_no(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "yes" | "true" | "accepts healthy volunteers" | "1" => Some(true),
        "no" | "false" | "0" => Some(false),
        _ => None,
    }
}

/// Male, female or all.
pub(crate) fn sex(text: &str) -> Option<String> {
    let coded = coded(text)?;
    if coded.starts_with("male no female yes") || coded.starts_with("female yes male no") {
        return Some("female".to_owned());
    }
    if coded.starts_with("male yes female no") || coded.starts_with("female no male yes") {
        return Some("male".to_owned());
    }
    Some(match coded.as_str() {
        "both"
        | "both males and females"
        | "male and female"
        | "all"
        | "male female"
        | "both male and female" => "all".to_owned(),
        "f" | "females" | "women" => "female".to_owned(),
        "m" | "males" | "men" => "male".to_owned(),
        other if other.starts_with("female yes male yes") => "all".to_owned(),
        other => other.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn registries_agree_after_it() {
        for (a, b) in [
            ("ACTIVE_NOT_RECRUITING", "Active, not recruiting"),
            ("NON_RANDOMIZED", "Non-Randomized"),
            ("NA", "N/A"),
        ] {
            assert_eq!(coded(a), coded(b));
        }
        assert_eq!(model("SINGLE_GROUP"), model("Single Group Assignment"));
        assert_eq!(model("CROSSOVER"), model("Crossover Assignment"));
        assert_eq!(
            masking("DOUBLE (PARTICIPANT, OUTCOMES_ASSESSOR)"),
            masking("Double (Participant, Outcomes Assessor)")
        );
        assert_eq!(
            masking("None (Open Label)"),
            (Some("none".to_owned()), vec![])
        );
    }

    #[test]
    fn phases_are_found_in_all_spellings() {
        let both = vec!["phase 1".to_owned(), "phase 2".to_owned()];
        for text in [
            "PHASE1|PHASE2",
            "Phase 1/Phase 2",
            "Phase I-II",
            "I/II",
            "1-2",
        ] {
            assert_eq!(phases(text), both, "{text}");
        }
        assert_eq!(phases("EARLY_PHASE1"), ["early phase 1"]);
        assert_eq!(phases("Early Phase 1"), ["early phase 1"]);
        assert_eq!(phases("Phase IIb"), ["phase 2"]);
        assert_eq!(phases("N/A"), ["not applicable"]);
        assert_eq!(phases(""), Vec::<String>::new());
        let european = "Human pharmacology (Phase I): no\nTherapeutic exploratory (Phase II): yes\n\
            Therapeutic confirmatory - (Phase III): yes\nTherapeutic use (Phase IV): no\n";
        assert_eq!(phases(european), ["phase 2", "phase 3"]);
    }
}
