//! Names of authors.

use review::Author;

use super::text::one_line;

/// One author as sources write them: `Smith, J. A., Jr`, `Smith, Jr, J. A.`, `Smith JA`, `J. A. Smith`, a name alone,
/// or a group. `None` for an empty text.
///
/// A trailing comma marks a group, as EndNote writes it.
pub(crate) fn author(text: &str) -> Option<Author> {
    let line = one_line(text);
    let name = line.trim_matches([' ', ';']);
    if name.is_empty() || name == "," {
        return None;
    }
    if let Some(group) = name.strip_suffix(',')
        && !group.contains(',')
        && (group.contains(' ') || group.chars().all(|c| !c.is_lowercase()))
    {
        return Some(Author::Group {
            name: group.trim_end().to_owned(),
        });
    }
    let name = name.trim_end_matches(',').trim_end();
    if is_group(name) {
        return Some(Author::Group {
            name: name.to_owned(),
        });
    }
    Some(if name.contains(',') {
        with_comma(name)
    } else {
        without_comma(name)
    })
}

/// Several authors in one text: separated by semicolons, line ends, ` and `, or by commas where that is unmistakable
/// (`Smith J., Doe A.B.`).
pub(crate) fn author_list(text: &str) -> Vec<Author> {
    let text = text.trim();
    let parts: Vec<&str> = if text.contains(';') {
        text.split([';', '\n']).collect()
    } else if text.contains('\n') {
        text.split('\n').collect()
    } else if text.contains(" and ") && !is_group(text) {
        text.split(" and ").flat_map(by_comma).collect()
    } else {
        by_comma(text)
    };
    parts.into_iter().filter_map(author).collect()
}

/// Splits at commas where every part is a whole name.
fn by_comma(text: &str) -> Vec<&str> {
    let parts: Vec<&str> = text
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let whole_name = |part: &&str| {
        let mut words = part.split_whitespace();
        let last = words.next_back();
        words.next().is_some()
            && last.is_some_and(|last| is_initials(last) || parts.len() > 2)
            && !is_suffix(part)
    };
    if parts.len() > 1 && parts.iter().all(whole_name) {
        parts
    } else {
        vec![text]
    }
}

fn with_comma(name: &str) -> Author {
    let mut parts = name
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty());
    let family = parts.next().unwrap_or_default();
    let rest: Vec<&str> = parts.collect();
    let (given, suffix) = match rest.as_slice() {
        [] => (None, None),
        [one] if is_suffix(one) => (None, Some((*one).to_owned())),
        [one] => match one.rsplit_once(' ') {
            Some((given, suffix)) if is_suffix(suffix) => {
                (Some(given.trim().to_owned()), Some(suffix.to_owned()))
            }
            _ => (Some((*one).to_owned()), None),
        },
        [first, given] if is_suffix(first) => {
            (Some((*given).to_owned()), Some((*first).to_owned()))
        }
        [given, last] if is_suffix(last) => (Some((*given).to_owned()), Some((*last).to_owned())),
        more => (Some(more.join(", ")), None),
    };
    person(family, given, suffix)
}

fn without_comma(name: &str) -> Author {
    // The form of most databases, `Smith JA`, needs no list of words.
    if let Some((family, given)) = name.split_once(' ')
        && !family.ends_with('.')
        && is_initials(given)
    {
        return person(family, Some(given.to_owned()), None);
    }
    let mut words: Vec<&str> = name.split(' ').collect();
    let mut suffix = None;
    if words.len() > 2
        && let Some(last) = words.last()
        && is_suffix(last)
        // `Smith V` has an initial and no suffix.
        && last.len() > 1
    {
        suffix = Some((*last).to_owned());
        words.pop();
    }
    let initials = words
        .iter()
        .skip(1)
        .rev()
        .take_while(|word| is_initials(word))
        .count();
    let cut = if initials > 0 && !words.first().is_some_and(|first| first.ends_with('.')) {
        let family = words.get(..words.len() - initials).unwrap_or_default();
        let given = words.get(words.len() - initials..).unwrap_or_default();
        return person(&family.join(" "), Some(given.join(" ")), suffix);
    } else {
        // The family name begins at its first particle, else it is the last word.
        words
            .iter()
            .position(|word| is_particle(word))
            .unwrap_or(words.len().saturating_sub(1))
    };
    let given = words.get(..cut).unwrap_or_default().join(" ");
    let family = words.get(cut..).unwrap_or_default().join(" ");
    person(&family, (!given.is_empty()).then_some(given), suffix)
}

fn person(family: &str, given: Option<String>, suffix: Option<String>) -> Author {
    Author::Person {
        family: family.to_owned(),
        given,
        suffix,
    }
}

/// One to four capitals, with points or hyphens: `JA`, `J.A.`, `J.-P.`.
fn is_initials(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    (1..=4).contains(&letters)
        && word
            .chars()
            .all(|c| c.is_uppercase() || matches!(c, '.' | '-' | '\''))
}

fn is_suffix(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "Jr" | "Sr"
            | "JR"
            | "SR"
            | "Jnr"
            | "Snr"
            | "II"
            | "III"
            | "IV"
            | "V"
            | "2nd"
            | "3rd"
            | "4th"
            | "5th"
    )
}

fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "van"
            | "von"
            | "de"
            | "der"
            | "den"
            | "del"
            | "della"
            | "di"
            | "da"
            | "dos"
            | "das"
            | "du"
            | "la"
            | "le"
            | "ten"
            | "ter"
            | "zu"
            | "zur"
            | "el"
            | "al"
            | "bin"
            | "ibn"
            | "af"
            | "av"
            | "d'"
            | "het"
            | "'t"
    )
}

/// Whether the name is that of a group: it says so with a word that no person is called by.
fn is_group(name: &str) -> bool {
    let bare = name.trim_matches(['[', ']', '.', ' ']);
    let nobody = [
        "anonymous",
        "anon",
        "no authors listed",
        "et al",
        "and others",
        "others",
        "no author",
    ];
    if nobody.iter().any(|known| known.eq_ignore_ascii_case(bare)) {
        return true;
    }
    // The words before a first comma must be a group by themselves: `Board, John` is a person.
    let (head, comma) = match name.split_once(',') {
        Some((head, _)) => (head, true),
        None => (name, false),
    };
    let words = head.split_whitespace().count();
    if words < 2 {
        return false;
    }
    let certain = words > 2 || !comma;
    let speaks = head.split(|c: char| !c.is_alphanumeric()).any(|word| {
        // The words below have at least three letters; most parts of personal names are left out here.
        word.len() > 2 && is_word_of_groups(word)
    });
    speaks && certain || words > 7
}

/// Whether a word, in capital or small letters, speaks of a group.
fn is_word_of_groups(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "group"
            | "committee"
            | "consortium"
            | "collaboration"
            | "collaborative"
            | "collaborators"
            | "organization"
            | "organisation"
            | "association"
            | "society"
            | "investigators"
            | "network"
            | "department"
            | "ministry"
            | "agency"
            | "council"
            | "foundation"
            | "university"
            | "universität"
            | "institute"
            | "institutes"
            | "institution"
            | "center"
            | "centers"
            | "centre"
            | "hospital"
            | "federation"
            | "taskforce"
            | "commission"
            | "programme"
            | "initiative"
            | "consortia"
            | "gmbh"
            | "inc"
            | "ltd"
            | "pharmaceuticals"
            | "company"
            | "corporation"
            | "bureau"
            | "office"
            | "college"
            | "academy"
            | "trialists"
            | "panel"
            | "secretariat"
            | "working"
            | "team"
            | "members"
            | "authority"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> (String, Option<String>, Option<String>) {
        match author(text) {
            Some(Author::Person {
                family,
                given,
                suffix,
            }) => (family, given, suffix),
            Some(Author::Group { name }) => (format!("group {name}"), None, None),
            None => ("none".to_owned(), None, None),
        }
    }

    #[test]
    fn names_are_taken_apart() {
        for (text, family, given, suffix) in [
            ("Smith, J. A., Jr", "Smith", Some("J. A."), Some("Jr")),
            ("Smith, Jr., J. A.", "Smith", Some("J. A."), Some("Jr.")),
            ("Smith, John Jr", "Smith", Some("John"), Some("Jr")),
            ("King, Jr", "King", None, Some("Jr")),
            ("Smith JA", "Smith", Some("JA"), None),
            ("Smith JA Jr", "Smith", Some("JA"), Some("Jr")),
            ("De la Cruz M. J.", "De la Cruz", Some("M. J."), None),
            ("J. A. Smith", "Smith", Some("J. A."), None),
            (
                "Ludwig van Beethoven",
                "van Beethoven",
                Some("Ludwig"),
                None,
            ),
            ("Jane Smith III", "Smith", Some("Jane"), Some("III")),
            ("Jane V", "Jane", Some("V"), None),
            ("Plato", "Plato", None, None),
            ("O'Neill, Séan ", "O'Neill", Some("Séan"), None),
            ("Board, John", "Board", Some("John"), None),
            (
                "ISIS-2 Collaborative Group,",
                "group ISIS-2 Collaborative Group",
                None,
                None,
            ),
            ("WHO,", "group WHO", None, None),
            (
                "Department of Health, Education, and Welfare",
                "group Department of Health, Education, and Welfare",
                None,
                None,
            ),
            ("[Anonymous]", "group [Anonymous]", None, None),
            (" , ", "none", None, None),
        ] {
            let expected = (
                family.to_owned(),
                given.map(str::to_owned),
                suffix.map(str::to_owned),
            );
            assert_eq!(parts(text), expected, "{text}");
        }
    }

    #[test]
    fn lists_are_split_where_that_is_safe() {
        for (text, count) in [
            ("Smith J., Doe A.B., Lee C", 3),
            ("Smith, J.; Doe, A.", 2),
            ("Smith, Jane and Doe, Alan", 2),
            ("Smith, Jane", 1),
            ("Jane Smith, Alan Doe, Ann Lee", 3),
            ("Smith JA, Doe B", 2),
            ("Institute of Medicine and Health", 1),
            ("", 0),
        ] {
            assert_eq!(author_list(text).len(), count, "{text}");
        }
    }
}
