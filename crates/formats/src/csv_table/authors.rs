//! Cells that hold the names of all authors.
//!
//! How names are divided differs from source to source, but not within one column; so the column is asked first.

use review::Author;

use crate::fields;

/// What stands between two names of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Divider {
    /// One of these texts.
    Text(&'static str),
    /// A comma, each name written without one (`Smith J., Doe A.`, `Jane Smith, Al Doe`).
    Comma,
    /// A comma, and one within each name (`Smith, J., Doe, A.`).
    EverySecondComma,
    /// Nothing at all (`Jane SmithAl Doe`, as Springer writes it).
    Nothing,
    /// Every cell has to be looked at for itself.
    Unknown,
}

/// Finds the divider of a column from some of its cells.
pub(super) fn divider<'a>(cells: impl Iterator<Item = &'a str> + Clone) -> Divider {
    let cells = cells.filter(|cell| !cell.trim().is_empty()).take(300);
    let holds = |text: &str| cells.clone().any(|cell| cell.contains(text));
    for text in ["//", ";", "|", "\n", " and "] {
        if holds(text) {
            return Divider::Text(text);
        }
    }
    let mut plain_names = 0usize;
    let mut pairs = 0usize;
    let mut glued = 0usize;
    let mut count = 0usize;
    for cell in cells {
        count += 1;
        let parts: Vec<&str> = cell
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .collect();
        let whole = parts.len() > 1
            && parts
                .iter()
                .all(|part| part.trim_end_matches('.').contains([' ', '.']));
        let ends_in_initials = parts.iter().all(|part| {
            part.split_whitespace().nth(1).is_some()
                && part.split_whitespace().next_back().is_some_and(initials)
        });
        if whole && (parts.len() > 2 || ends_in_initials) {
            plain_names += 1;
        } else if parts.len() > 3
            && parts.len().is_multiple_of(2)
            && parts.iter().skip(1).step_by(2).all(|part| initials(part))
        {
            pairs += 1;
        } else if parts.len() == 1 && seams(cell).next().is_some() {
            glued += 1;
        }
    }
    if plain_names > 0 && plain_names >= pairs {
        Divider::Comma
    } else if pairs > 0 {
        Divider::EverySecondComma
    } else if glued * 3 > count {
        Divider::Nothing
    } else {
        Divider::Unknown
    }
}

/// The authors of a cell.
pub(super) fn parse(cell: &str, divider: Divider) -> Vec<Author> {
    let cell = cell.trim();
    if let Some(list) = python_list(cell) {
        return list
            .iter()
            .filter_map(|name| fields::author(name))
            .collect();
    }
    let names: Vec<&str> = match divider {
        Divider::Text(text) => cell.split(text).collect(),
        Divider::Comma => cell.split(',').collect(),
        Divider::EverySecondComma => every_second(cell),
        Divider::Nothing => unglued(cell),
        Divider::Unknown => return fields::author_list(cell),
    };
    names.into_iter().filter_map(fields::author).collect()
}

/// `['Marx, Karl', "O'Neil, A"]`, a list as Python prints it.
pub(super) fn python_list(cell: &str) -> Option<Vec<String>> {
    let inside = cell.strip_prefix('[')?.strip_suffix(']')?;
    let mut items = Vec::new();
    let mut rest = inside.trim_start();
    while let Some(quote) = rest.chars().next() {
        if quote != '\'' && quote != '"' {
            return None;
        }
        let mut item = String::new();
        let mut characters = rest[1..].char_indices();
        let end = loop {
            match characters.next()? {
                (at, character) if character == quote => break at,
                (_, '\\') => item.push(characters.next()?.1),
                (_, character) => item.push(character),
            }
        };
        items.push(item);
        rest = rest[1 + end + 1..].trim_start();
        rest = rest.strip_prefix(',').unwrap_or(rest).trim_start();
    }
    Some(items)
}

fn initials(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    (1..=4).contains(&letters)
        && word
            .chars()
            .all(|c| c.is_uppercase() || matches!(c, '.' | '-' | ' '))
}

fn every_second(cell: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut start = 0;
    let mut commas = 0;
    for (at, _) in cell.match_indices(',') {
        commas += 1;
        if commas % 2 == 0 {
            names.push(cell[start..at].trim_start_matches([' ', '&']));
            start = at + 1;
        }
    }
    names.push(cell[start..].trim_start_matches([' ', '&']));
    names
}

/// Where one name ends and the next begins without a sign: a small letter (or the point behind initials at the end of
/// a name) and then a capital. `McDonald`, `DeVito` and `LaTour` are no seams.
fn seams(cell: &str) -> impl Iterator<Item = usize> {
    let mut previous = ' ';
    let mut word_start = 0;
    let mut words = 0usize;
    cell.char_indices().filter_map(move |(at, character)| {
        let before = std::mem::replace(&mut previous, character);
        if before == ' ' {
            word_start = at;
            words += 1;
        }
        let head = &cell[word_start..at];
        let seam = before.is_lowercase()
            && character.is_uppercase()
            && words > 1
            && !matches!(
                head,
                "Mc" | "Mac"
                    | "De"
                    | "Di"
                    | "Du"
                    | "La"
                    | "Le"
                    | "Lo"
                    | "Van"
                    | "Von"
                    | "Fitz"
                    | "El"
                    | "Al"
                    | "Des"
                    | "Da"
                    | "Dal"
                    | "Del"
                    | "Della"
                    | "Dos"
                    | "Ben"
                    | "Vander"
                    | "Ter"
                    | "Ver"
                    | "St"
                    | "Ma"
            );
        if seam {
            word_start = at;
            words = 1;
        }
        seam.then_some(at)
    })
}

fn unglued(cell: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut start = 0;
    for seam in seams(cell) {
        names.push(&cell[start..seam]);
        start = seam;
    }
    names.push(&cell[start..]);
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(cells: &[&str]) -> Vec<String> {
        let divider = divider(cells.iter().copied());
        parse(cells[0], divider)
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn each_source_divides_names_its_own_way() {
        assert_eq!(
            shown(&["Smith J.A., Silva M.-P."]),
            ["Smith, J.A.", "Silva, M.-P."]
        );
        assert_eq!(shown(&["Smith, John", "Doe, A; Roe, B"]), ["Smith, John"]);
        assert_eq!(
            shown(&["Smith, J., Doe, A. B."]),
            ["Smith, J.", "Doe, A. B."]
        );
        assert_eq!(
            shown(&["Smith, J., Doe, A., & Roe, C.", "Smith, J., & Doe, A."]).len(),
            3
        );
        assert_eq!(
            shown(&["Jane Smith, Al Doe", "Jane Smith, Al Doe, Bo Roe"]),
            ["Smith, Jane", "Doe, Al"]
        );
        assert_eq!(
            shown(&["['Marx, Karl', \"O'Neil, A\"]"]),
            ["Marx, Karl", "O'Neil, A"]
        );
        assert_eq!(shown(&["Smith, J//Doe, A"]), ["Smith, J", "Doe, A"]);
        assert_eq!(
            shown(&["Holloway R G and Gramling R"]),
            ["Holloway, R G", "Gramling, R"]
        );
        assert_eq!(
            shown(&["Vivek K. SmithAl R. McDonaldMelissa C. Roe"]),
            ["Smith, Vivek K.", "McDonald, Al R.", "Roe, Melissa C."]
        );
    }
}
