//! Abbreviations that medical texts use, and what may follow them.

/// What follows an abbreviation within its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Follower {
    /// It never ends a sentence: "vs.", "e.g.", "Dr.".
    Anything,
    /// A number or a letter: "Fig. 2", "No. 4". Otherwise the sentence ends, as in "… said no. We …".
    Number,
    /// It may end a sentence ("… et al. The trial"), or stand before a name or a number.
    NotASentence,
}

/// What follows this word before a full stop, if it is an abbreviation.
pub(super) fn follower_of(token: &str) -> Option<Follower> {
    let word = token.trim_start_matches(['(', '[', '"', '“']);
    let lower = word.to_lowercase();
    match lower.as_str() {
        "vs" | "v" if word == lower || word == "Vs" || word == "VS" => Some(Follower::Anything),
        "e.g" | "i.e" | "eg" | "ie" | "cf" | "viz" | "approx" | "ca" | "resp" | "incl" => {
            Some(Follower::Anything)
        }
        "dr" | "drs" | "prof" | "mr" | "mrs" | "ms" | "st" | "messrs" if word != lower => {
            Some(Follower::Anything)
        }
        "fig" | "figs" | "tab" | "tabs" | "eq" | "eqs" | "ref" | "refs" | "no" | "nos" | "nr"
        | "vol" | "vols" | "suppl" | "pp" | "chap" | "sect" | "art" | "ser" | "p" => {
            Some(Follower::Number)
        }
        "al" | "etc" | "inc" | "ltd" | "co" | "corp" | "jr" | "sr" | "ed" | "eds" | "dept"
        | "univ" | "wt" | "yr" | "yrs" | "mo" | "mos" | "wk" | "wks" | "hr" | "hrs" | "sec"
        | "spp" | "sp" | "subsp" | "var" | "ssp" | "bid" | "tid" | "a.m" | "p.m" | "i.v"
        | "i.m" | "s.c" | "p.o" | "i.p" | "b.i.d" | "t.i.d" | "q.d" | "o.d" | "u.s" | "u.s.a"
        | "u.k" | "e.u" | "s.d" | "s.e" | "s.e.m" | "c.i" | "o.r" | "r.r" | "h.r" | "n.s"
        | "ph.d" | "m.d" | "b.w" | "w.r.t" | "a.k.a" | "d.f" | "v.s" => {
            Some(Follower::NotASentence)
        }
        _ => None,
    }
}

/// Whether a text begins with a word that seldom stands inside a name: it begins a sentence.
pub(super) fn begins_sentences(text: &str) -> bool {
    let word = text
        .split(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default();
    let rest = &text[word.len()..];
    let heading = !word.is_empty() && rest.starts_with(':');
    let initial = rest.starts_with('.');
    heading
        || !initial
            && matches!(
                word,
                "The"
                    | "We"
                    | "This"
                    | "These"
                    | "Those"
                    | "That"
                    | "In"
                    | "A"
                    | "An"
                    | "Of"
                    | "Our"
                    | "It"
                    | "There"
                    | "However"
                    | "Results"
                    | "Conclusion"
                    | "Conclusions"
                    | "Methods"
                    | "Patients"
                    | "Although"
                    | "After"
                    | "At"
                    | "All"
                    | "Both"
                    | "For"
                    | "From"
                    | "To"
                    | "When"
                    | "While"
                    | "With"
                    | "Most"
                    | "Many"
                    | "Some"
                    | "No"
                    | "One"
                    | "Two"
                    | "Three"
                    | "Among"
                    | "As"
                    | "By"
                    | "During"
                    | "Further"
                    | "Here"
                    | "If"
                    | "Moreover"
                    | "On"
                    | "Participants"
                    | "Primary"
                    | "Secondary"
                    | "Since"
                    | "Such"
                    | "They"
                    | "Thus"
                    | "Therefore"
                    | "Using"
                    | "Women"
                    | "Men"
                    | "Children"
                    | "Adults"
                    | "Subjects"
                    | "Mean"
                    | "Median"
                    | "Data"
                    | "Studies"
                    | "Trials"
                    | "Background"
                    | "Objective"
                    | "Finally"
            )
}
