//! Years and spans of years as people write them.

use crate::query::Node;

/// `2010`, `2010..2015`, `2010-2015`, `2010:2015`, `2010/01/01:2015/12/31`, `>=2010`, `<2010`, `2010..`.
pub(crate) fn years(typed: &str) -> Option<Node> {
    let typed = typed.trim();
    let single = |text: &str| -> Option<i32> {
        let digits = text.trim().get(..4)?;
        let rest = &text.trim()[4..];
        (digits.bytes().all(|b| b.is_ascii_digit())
            && (rest.is_empty() || rest.starts_with(['/', '-'])))
        .then(|| digits.parse().ok())
        .flatten()
    };
    for (sign, from, to) in [
        (">=", Some(0), None),
        ("<=", None, Some(0)),
        (">", Some(1), None),
        ("<", None, Some(-1)),
    ] {
        if let Some(year) = typed.strip_prefix(sign).and_then(single) {
            return Some(Node::Years {
                from: from.map(|by: i32| year + by),
                to: to.map(|by: i32| year + by),
            });
        }
    }
    let ends = ["..", ":", "–", "—"]
        .iter()
        .find_map(|separator| typed.split_once(separator))
        .or_else(|| {
            // `2010-2015` is a span, `2010-03` a month.
            let (from, to) = typed.split_once('-')?;
            (to.is_empty() || from.is_empty() || (from.len() == 4 && to.len() == 4))
                .then_some((from, to))
        });
    match ends {
        Some((from, to)) => {
            let (from_year, to_year) = (single(from), single(to));
            let readable = (from_year.is_some() || from.trim().is_empty())
                && (to_year.is_some() || to.trim().is_empty())
                && (from_year.is_some() || to_year.is_some());
            readable.then_some(Node::Years {
                from: from_year,
                to: to_year,
            })
        }
        None => single(typed).map(|year| Node::Years {
            from: Some(year),
            to: Some(year),
        }),
    }
}
