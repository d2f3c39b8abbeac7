//! Numbers as they are shown: enough digits and no more.

use agreement::Interval;

/// A value in at least two decimals below 100, fewer above, three digits below 0.1.
pub(crate) fn figure(value: f64) -> String {
    let size = value.abs();
    let decimals = match size {
        _ if !value.is_finite() => return "–".to_owned(),
        _ if size >= 1e6 => return minus(&format!("{value:.1e}")),
        _ if size >= 1000.0 => 0,
        _ if size >= 100.0 => 1,
        _ if size >= 0.095 || size == 0.0 => 2,
        _ if size >= 0.0095 => 3,
        _ if size >= 0.00095 => 4,
        _ => return minus(&format!("{value:.1e}")),
    };
    let text = format!("{value:.decimals$}");
    minus(&text)
}

/// The same, but a value that is not that of no effect never looks like it: 0.998 is not told as 1.00.
pub fn figure_beside(value: f64, no_effect: Option<f64>) -> String {
    let text = figure(value);
    let Some(no_effect) = no_effect else {
        return text;
    };
    if value == no_effect || text != figure(no_effect) {
        return text;
    }
    (3..=6)
        .map(|decimals| minus(&format!("{value:.decimals$}")))
        .find(|longer| longer.trim_start_matches('−').parse() != Ok(no_effect))
        .unwrap_or(text)
}

/// `0.34 to 0.70`.
pub(crate) fn range(interval: Interval, no_effect: Option<f64>) -> String {
    format!(
        "{} to {}",
        figure_beside(interval.low, no_effect),
        figure_beside(interval.high, no_effect)
    )
}

/// A p value with its sign: `= 0.031`, `< 0.001`.
pub fn p_value(p: f64) -> String {
    match p {
        _ if p < 0.001 => "< 0.001".to_owned(),
        _ if p > 0.999 => "> 0.999".to_owned(),
        // What lies beside the usual border is not told as on it.
        _ if p != 0.05 && (p - 0.05).abs() < 0.0005 => format!("= {p:.4}"),
        _ => format!("= {p:.3}"),
    }
}

/// A share as a percentage without decimals, but never 0 or 100 of what is not.
pub(crate) fn percent(share: f64) -> String {
    let text = format!("{:.0}", 100.0 * share);
    match text.as_str() {
        "0" if share > 0.0 => "< 1".to_owned(),
        "100" if share < 1.0 => "> 99".to_owned(),
        _ => text,
    }
}

/// The level of an interval, such as `95`.
pub(crate) fn level(level: f64) -> String {
    format!("{}", (level * 1e4).round() / 100.0)
}

/// The sign that is a minus, and none before nothing.
fn minus(text: &str) -> String {
    match text.strip_prefix('-') {
        Some(rest) if rest.chars().all(|c| matches!(c, '0' | '.')) => rest.to_owned(),
        Some(_) => text.replace('-', "−"),
        None => text.replace("e-", "e−"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_no_effect_does_not_look_like_it() {
        assert_eq!(figure_beside(0.998, Some(1.0)), "0.998");
        assert_eq!(figure_beside(0.99996, Some(1.0)), "0.99996");
        assert_eq!(figure_beside(1.0, Some(1.0)), "1.00");
        assert_eq!(figure_beside(-0.0004, Some(0.0)), "−4.0e−4");
        assert_eq!(figure(-0.5), "−0.50");
        assert_eq!(figure(1234.56), "1235");
        assert_eq!(p_value(0.0004), "< 0.001");
        assert_eq!(p_value(0.0497), "= 0.0497");
        assert_eq!(p_value(0.05), "= 0.050");
        assert_eq!(percent(0.999), "> 99");
    }
}
