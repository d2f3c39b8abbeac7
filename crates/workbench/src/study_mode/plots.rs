//! The drawings of a study's report: time by arm, and differences with their intervals. Plain SVG, for page and PDF.

use std::fmt::Write as _;

use study::{Arm, Difference, Estimate};

use super::content::unit;
use super::findings::StudyFindings;
use super::page::escaped;

/// A drawing of its own size, in px.
pub(crate) struct Drawing {
    pub(crate) width: f64,
    pub(crate) height: f64,
    /// What it shows, for those who do not see it.
    pub(crate) says: String,
    /// SVG without its outermost element.
    pub(crate) inner: String,
}

const WIDTH: f64 = 680.0;
const LABELS: f64 = 190.0;
const INK: &str = "#1d2430";
const SOFT: &str = "#5b6472";
const LINE: &str = "#c9ced6";
const MARK: &str = "#2f5fa8";

fn put(svg: &mut String, element: std::fmt::Arguments<'_>) {
    // Writing into a string cannot fail.
    let _written = svg.write_fmt(element);
}

fn text(svg: &mut String, x: f64, y: f64, anchor: &str, colour: &str, words: &str) {
    put(
        svg,
        format_args!(
            "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\" font-family=\"Noto Sans, sans-serif\" \
             font-size=\"12\" fill=\"{colour}\">{}</text>",
            escaped(words)
        ),
    );
}

fn line(svg: &mut String, from: (f64, f64), to: (f64, f64), colour: &str, dashed: bool) {
    let dash = if dashed {
        " stroke-dasharray=\"4 3\""
    } else {
        ""
    };
    put(
        svg,
        format_args!(
            "<line x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\" stroke=\"{colour}\" stroke-width=\"1.2\"{dash}/>",
            from.0, from.1, to.0, to.1
        ),
    );
}

/// Active seconds of every reading, a row for each arm, on a scale of ratios; the bar is the median.
pub(crate) fn times(findings: &StudyFindings) -> Option<Drawing> {
    let (unit, _) = unit(findings);
    let all: Vec<f64> = findings.seconds.values().flatten().copied().collect();
    let least = all.iter().copied().fold(f64::INFINITY, f64::min);
    let most = all.iter().copied().fold(0.0, f64::max);
    if !(least > 0.0 && most.is_finite()) {
        return None;
    }
    let ticks: Vec<f64> = [
        0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1800.0, 3600.0,
        86_400.0,
    ]
    .into_iter()
    .collect();
    let low = ticks
        .iter()
        .copied()
        .rfind(|&tick| tick <= least)
        .unwrap_or(least);
    let high = ticks
        .iter()
        .copied()
        .find(|&tick| tick > most)
        .unwrap_or(most * 1.1);
    let across = WIDTH - LABELS - 20.0;
    let x = |seconds: f64| LABELS + (seconds / low).ln() / (high / low).ln() * across;
    let rows = findings.seconds.len() as f64;
    let foot = 16.0 + rows * 46.0;
    let mut inner = String::new();
    for &tick in ticks.iter().filter(|&&tick| tick >= low && tick <= high) {
        line(&mut inner, (x(tick), 10.0), (x(tick), foot), LINE, false);
        text(
            &mut inner,
            x(tick),
            foot + 16.0,
            "middle",
            SOFT,
            &format!("{tick}"),
        );
    }
    text(
        &mut inner,
        WIDTH - 20.0,
        foot + 34.0,
        "end",
        SOFT,
        &format!("active seconds a {unit}, on a scale of ratios"),
    );
    let mut said = Vec::new();
    for (row, (arm, seconds)) in findings.seconds.iter().enumerate() {
        let middle = 36.0 + row as f64 * 46.0;
        text(&mut inner, 0.0, middle + 4.0, "start", INK, &arm_label(arm));
        for (at, &one) in seconds.iter().enumerate() {
            // Spread without chance, so that the same study gives the same drawing.
            let apart = ((at * 7) % 13) as f64 - 6.0;
            put(
                &mut inner,
                format_args!(
                    "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"3\" fill=\"{MARK}\" fill-opacity=\"0.45\"/>",
                    x(one),
                    middle + apart
                ),
            );
        }
        let mut sorted = seconds.clone();
        sorted.sort_unstable_by(f64::total_cmp);
        let median = agreement::quantile(&sorted, 0.5);
        put(
            &mut inner,
            format_args!(
                "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"3\" height=\"30\" fill=\"{INK}\"/>",
                x(median) - 1.5,
                middle - 15.0
            ),
        );
        said.push(format!(
            "arm {arm}: {} readings, median {median:.1} s",
            seconds.len()
        ));
    }
    Some(Drawing {
        width: WIDTH,
        height: foot + 42.0,
        says: format!("Active seconds a {unit}. {}.", capital(&said.join("; "))),
        inner,
    })
}

/// One line of a drawing of intervals.
struct Row {
    label: String,
    value: f64,
    interval: Option<agreement::Interval>,
    margin: Option<f64>,
}

/// Time saved, in percent.
pub(crate) fn saved(findings: &StudyFindings) -> Option<Drawing> {
    let time = findings.analysis.time.as_ref()?;
    let row = |label: String, estimate: &Estimate| Row {
        label,
        value: estimate.value * 100.0,
        interval: estimate.interval.map(|i| agreement::Interval {
            low: i.low * 100.0,
            high: i.high * 100.0,
        }),
        margin: None,
    };
    let mut rows = Vec::new();
    for one in &time.saved {
        let arm = one.arm.letter();
        rows.push(row(format!("Arm {arm}, mixed model"), &one.saved));
        rows.push(row(format!("Arm {arm}, ratio of means"), &one.by_means));
    }
    forest(rows, "time saved against arm A, %", 0)
}

/// Differences of recall, specificity and right answers against reading without suggestions.
pub(crate) fn differences(findings: &StudyFindings) -> Option<Drawing> {
    let mut rows = Vec::new();
    for accuracy in &findings.analysis.accuracy {
        for difference in &accuracy.differences {
            let Difference {
                arm,
                value,
                interval,
                margin,
                ..
            } = *difference;
            rows.push(Row {
                label: format!(
                    "{}, arm {}",
                    capital(accuracy.measure.in_words()),
                    arm.letter()
                ),
                value,
                interval,
                margin: Some(margin),
            });
        }
    }
    forest(
        rows,
        "difference from arm A; the dashed line is the margin",
        2,
    )
}

fn forest(rows: Vec<Row>, caption: &str, places: usize) -> Option<Drawing> {
    let ends = rows.iter().flat_map(|row| {
        let interval = row.interval.map(|i| [i.low, i.high]);
        [row.value, 0.0]
            .into_iter()
            .chain(interval.into_iter().flatten())
            .chain(row.margin.map(|margin| -margin))
    });
    let (low, high) = ends
        .filter(|end| end.is_finite())
        .fold((0.0_f64, 0.0_f64), |(low, high), end| {
            (low.min(end), high.max(end))
        });
    if rows.is_empty() || high - low <= 0.0 {
        return None;
    }
    let room = (high - low) * 0.06;
    let (low, high) = (low - room, high + room);
    let right = WIDTH - 20.0;
    let x = |value: f64| LABELS + (value - low) / (high - low) * (right - LABELS);
    let foot = 14.0 + rows.len() as f64 * 28.0;
    let mut inner = String::new();
    line(&mut inner, (x(0.0), 6.0), (x(0.0), foot), SOFT, false);
    text(&mut inner, x(0.0), foot + 16.0, "middle", SOFT, "0");
    for end in [low + room, high - room] {
        if (x(end) - x(0.0)).abs() > 40.0 {
            text(
                &mut inner,
                x(end),
                foot + 16.0,
                "middle",
                SOFT,
                &signed(end, places),
            );
        }
    }
    text(&mut inner, right, foot + 34.0, "end", SOFT, caption);
    let mut said = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let y = 24.0 + at as f64 * 28.0;
        text(&mut inner, 0.0, y + 4.0, "start", INK, &row.label);
        if let Some(margin) = row.margin {
            line(
                &mut inner,
                (x(-margin), y - 10.0),
                (x(-margin), y + 10.0),
                SOFT,
                true,
            );
        }
        if let Some(interval) = row.interval {
            line(
                &mut inner,
                (x(interval.low), y),
                (x(interval.high), y),
                MARK,
                false,
            );
            for end in [interval.low, interval.high] {
                line(
                    &mut inner,
                    (x(end), y - 4.0),
                    (x(end), y + 4.0),
                    MARK,
                    false,
                );
            }
        }
        put(
            &mut inner,
            format_args!(
                "<circle cx=\"{:.1}\" cy=\"{y:.1}\" r=\"4.5\" fill=\"{MARK}\"/>",
                x(row.value)
            ),
        );
        let interval = row.interval.map_or_else(
            || "no interval".to_owned(),
            |i| format!("{} to {}", signed(i.low, places), signed(i.high, places)),
        );
        said.push(format!(
            "{}: {} ({interval})",
            row.label,
            signed(row.value, places)
        ));
    }
    Some(Drawing {
        width: WIDTH,
        height: foot + 42.0,
        says: format!("{}. {}.", capital(caption), said.join("; ")),
        inner,
    })
}

pub(crate) fn signed(value: f64, places: usize) -> String {
    let text = format!("{:.places$}", value.abs());
    let nothing = text.chars().all(|c| c == '0' || c == '.');
    match value {
        _ if nothing => text,
        value if value < 0.0 => format!("−{text}"),
        _ => format!("+{text}"),
    }
}

/// An arm's letter with what it is, short enough for a margin.
pub(crate) fn arm_label(letter: &str) -> String {
    let words = match letter {
        "A" => "without suggestions",
        "B" => "suggestion in view",
        "C" => "own answer first",
        _ => "model alone",
    };
    format!("{letter}  {words}")
}

pub(crate) fn label_of(arm: Arm) -> String {
    arm_label(&arm.letter().to_string())
}

pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
