//! [`Arms`]: the arms of a study under all names that the report has for them, and how large they are.
//!
//! Arms are found before any value, and every value asks here which column, row or clause is its arm's.

use std::collections::{BTreeMap, BTreeSet};

use crate::terms::{Rarity, Terms};

/// An arm with the names it goes by.
#[derive(Clone, Debug)]
pub(crate) struct Arm {
    /// The name in the study's list.
    pub(crate) name: String,
    /// That name and others: parts before and in brackets, long forms of abbreviations.
    names: Vec<Terms>,
    /// What kind of arm its name says it is.
    role: Option<Role>,
}

/// What kind of arm a name tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// What is tested.
    Experimental,
    /// What it is compared with.
    Control,
}

/// The arms of a study.
#[derive(Clone, Debug)]
pub(crate) struct Arms {
    pub(crate) arms: Vec<Arm>,
    /// Labels that are not an arm's, however well they fit where its own is missing: the report has them beside it.
    foreign: BTreeSet<(usize, String)>,
}

/// How well a label must fit an arm by its words.
const FITS: f64 = 0.3;
/// How much better the arm must fit than another one for the label to be told apart by words.
const CLEARLY: f64 = 0.1;

const CONTROL: [&str; 14] = [
    "control",
    "controls",
    "placebo",
    "sham",
    "usual",
    "standard",
    "conventional",
    "untreated",
    "comparator",
    "comparison",
    "vehicle",
    "waitlist",
    "waiting",
    "tau",
];
const EXPERIMENTAL: [&str; 6] = [
    "intervention",
    "treatment",
    "experimental",
    "treated",
    "active",
    "interventional",
];

/// Stems by which sentences call arms of a kind.
const CONTROL_STEMS: [&str; 6] = ["control", "placebo", "sham", "usual", "comparison", "tau"];
const EXPERIMENTAL_STEMS: [&str; 2] = ["intervent", "experiment"];

impl Arms {
    pub(crate) fn new(names: &[String], abbreviations: &[(String, String)]) -> Self {
        let mut arms: Vec<Arm> = names
            .iter()
            .map(|name| Arm {
                name: name.clone(),
                names: names_of(name, abbreviations),
                role: role_of(name),
            })
            .collect();
        // Of two arms the one that is not the control is the other.
        if let [a, b] = &mut arms[..] {
            match (a.role, b.role) {
                (None, Some(Role::Control)) => a.role = Some(Role::Experimental),
                (Some(Role::Control), None) => b.role = Some(Role::Experimental),
                (None, Some(Role::Experimental)) => a.role = Some(Role::Control),
                (Some(Role::Experimental), None) => b.role = Some(Role::Control),
                (Some(a_role), Some(b_role)) if a_role == b_role => {
                    a.role = None;
                    b.role = None;
                }
                _ => {}
            }
        }
        Self {
            arms,
            foreign: BTreeSet::new(),
        }
    }

    /// Learns from labels that stand side by side, the headings of a table, which of them are other arms than these:
    /// where “White grape juice” and “Apple juice” are two columns, “Apple juice” alone is not “white grape juice (WGJ)”.
    pub(crate) fn tell_apart(&mut self, labels: &[String], rarity: &Rarity) {
        let labels: Vec<(String, Terms)> = labels
            .iter()
            .map(|label| without_size(label))
            .map(|label| (label.to_lowercase(), Terms::of(&label)))
            .filter(|(_, terms)| !terms.is_empty())
            .collect();
        for arm in 0..self.arms.len() {
            let fits: Vec<f64> = labels
                .iter()
                .map(|(_, terms)| self.label_fit(arm, terms, rarity))
                .collect();
            let best = (0..labels.len()).max_by(|a, b| fits[*a].total_cmp(&fits[*b]));
            let Some(best) = best.filter(|best| fits[*best] >= FITS) else {
                continue;
            };
            let own = &labels[best].1;
            for (place, (label, terms)) in labels.iter().enumerate() {
                // What it lacks are words of the arm's name that the arm's own label has.
                let lacks = own.set().iter().any(|word| {
                    !terms.has(word) && self.arms[arm].names.iter().any(|n| n.has(word))
                });
                if lacks && fits[best] - fits[place] >= CLEARLY {
                    self.foreign.insert((arm, label.clone()));
                }
            }
        }
    }

    fn is_foreign(&self, arm: usize, label: &str) -> bool {
        self.foreign
            .contains(&(arm, without_size(label).to_lowercase()))
    }

    pub(crate) fn place(&self, name: &str) -> Option<usize> {
        self.arms.iter().position(|arm| arm.name == name)
    }

    /// How well a text speaks of an arm by its words, 0 to 1.
    pub(crate) fn fit(&self, arm: usize, text: &Terms, rarity: &Rarity) -> f64 {
        let Some(arm) = self.arms.get(arm) else {
            return 0.0;
        };
        arm.names
            .iter()
            .map(|name| rarity.coverage(name, text).min(1.0))
            .fold(0.0, f64::max)
    }

    /// Whether a word tells of this arm: it is in one of its names, or the kind of arm it is.
    pub(crate) fn told_by(&self, arm: usize, word: &str) -> bool {
        let has = |arm: &Arm| arm.names.iter().any(|name| name.has(word));
        let Some(own) = self.arms.get(arm) else {
            return false;
        };
        let common = |other: &Arm| other.name != own.name && has(other);
        if has(own) {
            return !self.arms.iter().any(common);
        }
        let role = match own.role {
            Some(Role::Control) => CONTROL_STEMS.contains(&word),
            Some(Role::Experimental) => EXPERIMENTAL_STEMS.contains(&word),
            None => false,
        };
        let others_role = self
            .arms
            .iter()
            .filter(|other| other.role == own.role)
            .count()
            > 1;
        role && !others_role && !self.arms.iter().any(has)
    }

    /// How well a label, all of it, is one of an arm's names.
    fn label_fit(&self, arm: usize, label: &Terms, rarity: &Rarity) -> f64 {
        let Some(arm) = self.arms.get(arm) else {
            return 0.0;
        };
        arm.names
            .iter()
            .map(|name| {
                // "Fluoxetine" is all of the label and part of "fluoxetine 20 mg".
                let all_of_name = rarity.coverage(name, label);
                let all_of_label = rarity.coverage(label, name);
                0.5 * all_of_name.max(all_of_label) + 0.5 * rarity.likeness(name, label)
            })
            .fold(0.0, f64::max)
    }

    /// Which label is which arm's. Labels may repeat, as under “Children” and “Adolescents”; `None` where a label is no
    /// arm's, such as “P value” or “Total”.
    pub(crate) fn assign(&self, labels: &[String], rarity: &Rarity) -> Vec<Option<usize>> {
        let terms: Vec<Terms> = labels
            .iter()
            .map(|label| Terms::of(&without_size(label)))
            .collect();
        let mut of_label: Vec<Option<usize>> = vec![None; labels.len()];
        for (place, label) in terms.iter().enumerate() {
            let mut fits: Vec<(usize, f64)> = (0..self.arms.len())
                .filter(|arm| !self.is_foreign(*arm, &labels[place]))
                .map(|arm| (arm, self.label_fit(arm, label, rarity)))
                .collect();
            fits.sort_by(|a, b| b.1.total_cmp(&a.1));
            if let Some((arm, best)) = fits.first().copied() {
                let second = fits.get(1).map_or(0.0, |(_, fit)| *fit);
                if best >= FITS && best - second >= CLEARLY {
                    of_label[place] = Some(arm);
                }
            }
        }
        let unknown = |of_label: &[Option<usize>]| -> Vec<usize> {
            (0..labels.len())
                .filter(|place| of_label[*place].is_none() && may_be_arm(&labels[*place]))
                .collect()
        };
        let missing = |of_label: &[Option<usize>]| -> Vec<usize> {
            (0..self.arms.len())
                .filter(|arm| !of_label.contains(&Some(*arm)))
                .collect()
        };
        // By what kind of arm the label says it is.
        for arm in missing(&of_label) {
            let Some(role) = self.arms[arm].role else {
                continue;
            };
            if self
                .arms
                .iter()
                .filter(|other| other.role == Some(role))
                .count()
                > 1
            {
                continue;
            }
            let of_role: Vec<usize> = unknown(&of_label)
                .into_iter()
                .filter(|place| role_of(&labels[*place]) == Some(role))
                .filter(|place| !self.is_foreign(arm, &labels[*place]))
                .collect();
            for place in of_role {
                of_label[place] = Some(arm);
            }
        }
        // What is left when all others are known.
        if let [arm] = missing(&of_label)[..]
            && self.arms.len() >= 2
        {
            let mut left = unknown(&of_label);
            left.retain(|place| !self.is_foreign(arm, &labels[*place]));
            let different: BTreeMap<String, Vec<usize>> =
                left.iter().fold(BTreeMap::new(), |mut all, place| {
                    all.entry(without_size(&labels[*place]))
                        .or_insert_with(Vec::new)
                        .push(*place);
                    all
                });
            let known_labels = of_label.iter().flatten().count();
            if let [(_, places)] = &different.into_iter().collect::<Vec<_>>()[..]
                && known_labels > 0
            {
                for place in places {
                    of_label[*place] = Some(arm);
                }
            }
        }
        of_label
    }
}

/// A label without what it says of its size and its numbers: “Placebo (n = 42)” is “Placebo”.
pub(crate) fn without_size(label: &str) -> String {
    let mut text = label.to_owned();
    for marks in [('(', ')'), ('[', ']')] {
        while let Some(open) = text.find(marks.0) {
            let Some(close) = text[open..].find(marks.1).map(|n| open + n) else {
                break;
            };
            let inside = text[open..close].to_lowercase();
            let says_size = inside.contains('=')
                || inside.contains('%')
                || inside.trim_matches(['(', ' ']).starts_with('n');
            if !says_size {
                break;
            }
            text.replace_range(open..=close, " ");
        }
    }
    let words: Vec<&str> = text
        .split_whitespace()
        .take_while(|word| !matches!(word.to_lowercase().as_str(), "n" | "n="))
        .filter(|word| !word.to_lowercase().starts_with("n="))
        .collect();
    words.join(" ")
}

/// Labels of columns that no arm has.
pub(crate) fn may_be_arm(label: &str) -> bool {
    const OTHER: [&str; 40] = [
        "p",
        "total",
        "all",
        "overall",
        "difference",
        "ci",
        "or",
        "rr",
        "hr",
        "sd",
        "se",
        "mean",
        "median",
        "n",
        "%",
        "test",
        "ratio",
        "statistic",
        "effect",
        "es",
        "size",
        "variable",
        "variables",
        "characteristic",
        "characteristics",
        "item",
        "items",
        "outcome",
        "outcomes",
        "measure",
        "t",
        "x2",
        "f",
        "z",
        "value",
        "no",
        "baseline",
        "change",
        "parameter",
        "range",
    ];
    let plain = without_size(label).to_lowercase();
    let words: Vec<&str> = plain
        .split(|c: char| !c.is_alphanumeric() && c != '%')
        .filter(|w| !w.is_empty())
        .collect();
    words.first().is_some_and(|first| !OTHER.contains(first))
        && !words.iter().all(|w| w.chars().all(|c| c.is_ascii_digit()))
}

/// Whether a name says that it is what others are compared with.
pub(crate) fn says_control(name: &str) -> bool {
    role_of(name) == Some(Role::Control)
}

fn role_of(name: &str) -> Option<Role> {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).collect();
    let control = words.iter().any(|word| CONTROL.contains(word));
    let experimental = words.iter().any(|word| EXPERIMENTAL.contains(word));
    match (control, experimental) {
        (true, _) => Some(Role::Control),
        (false, true) => Some(Role::Experimental),
        (false, false) => None,
    }
}

/// A name, its parts outside and inside brackets, and long and short forms of abbreviations in it.
fn names_of(name: &str, abbreviations: &[(String, String)]) -> Vec<Terms> {
    let mut names = vec![name.to_owned()];
    if let (Some(open), Some(close)) = (name.find('('), name.rfind(')'))
        && open < close
    {
        names.push(format!("{} {}", &name[..open], &name[close + 1..]));
        names.push(name[open + 1..close].to_owned());
    }
    for (short, long) in abbreviations {
        let lower = name.to_lowercase();
        let same = |a: &str| {
            let (a, b) = (Terms::of(a), Terms::of(name));
            !a.is_empty() && a.set().is_subset(b.set())
        };
        let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).collect();
        if words.contains(&short.as_str()) {
            names.push(long.clone());
        }
        if lower.contains(&long.to_lowercase()) || same(long) {
            names.push(short.clone());
        }
    }
    let mut terms: Vec<Terms> = Vec::new();
    for name in names {
        let of_name = Terms::of(&name);
        if !of_name.is_empty() && !terms.contains(&of_name) {
            terms.push(of_name);
        }
    }
    terms
}
