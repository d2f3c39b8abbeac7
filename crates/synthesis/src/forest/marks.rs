//! The plot between the columns: axis, squares, intervals, diamonds.

use agreement::Interval;
use drawing::text::{cut, one_line, width};
use drawing::{Anchor, Line, Picture};

use super::{AXIS_WIDTH, SMALL};
use crate::axis::Axis;
use crate::colours::{GUIDE, INK, MARK, QUIET};
use crate::wording::capital;
use crate::{Analysis, StudyEffect, Wording};

/// Wide enough for all estimates, and for the intervals up to about the breadth that those take themselves.
pub(super) fn axis(analysis: &Analysis, left: f32) -> Axis {
    let reach = analysis.options.z();
    let mut core: Vec<f64> = analysis.studies.iter().map(|study| study.yi).collect();
    core.extend([analysis.pooled.interval.low, analysis.pooled.interval.high]);
    if analysis.options.measure.no_effect().is_some() {
        core.push(0.0);
    }
    let least = |values: &[f64]| values.iter().copied().fold(f64::INFINITY, f64::min);
    let most = |values: &[f64]| values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let (low, high) = (least(&core), most(&core));
    let mut reaches: Vec<f64> = analysis.studies.iter().map(|s| reach * s.se()).collect();
    reaches.sort_by(f64::total_cmp);
    let typical = reaches[reaches.len() / 2];
    let room = (high - low).max(1.5 * typical);
    let mut ends: Vec<f64> = analysis
        .studies
        .iter()
        .flat_map(|s| [s.yi - reach * s.se(), s.yi + reach * s.se()])
        .collect();
    ends.extend(
        analysis
            .prediction
            .iter()
            .flat_map(|p| [p.interval.low, p.interval.high]),
    );
    let low = least(&ends).max(low - room).min(low);
    let high = most(&ends).min(high + room).max(high);
    let air = 0.03 * (high - low);
    Axis::new(low - air, high + air, left, AXIS_WIDTH)
}

/// The lines of the pooled estimate and of no effect.
pub(super) fn guides(
    picture: &mut Picture,
    analysis: &Analysis,
    axis: &Axis,
    top: f32,
    bottom: f32,
) {
    let pooled = analysis.pooled.estimate;
    let x = axis.at(pooled);
    let dashed = Line {
        dash: "4 3",
        ..Line::thin(MARK)
    };
    picture.stroke((x, top), (x, bottom), dashed);
    if analysis.options.measure.no_effect().is_some() && axis.shows(0.0) {
        let x = axis.at(0.0);
        picture.stroke((x, top), (x, bottom), Line::thin(GUIDE));
    }
}

/// A study: its interval, and a square with an area like its weight.
pub(super) fn mark_study(
    picture: &mut Picture,
    analysis: &Analysis,
    study: &StudyEffect,
    axis: &Axis,
    y: f32,
) {
    let reach = analysis.options.z() * study.se();
    let interval = Interval {
        low: study.yi - reach,
        high: study.yi + reach,
    };
    bar(picture, axis, interval, y, 1.2);
    let heaviest = analysis
        .studies
        .iter()
        .map(|s| s.weight)
        .fold(0.0, f64::max);
    let share = if heaviest > 0.0 {
        (study.weight / heaviest).sqrt() as f32
    } else {
        1.0
    };
    // In area like the weight, but never too small to be seen.
    let half = (7.0 * share).max(1.8);
    let x = axis.at(study.yi);
    let corners = [
        (x - half, y - half),
        (x + half, y - half),
        (x + half, y + half),
        (x - half, y + half),
    ];
    picture.shape(&corners, MARK, "");
}

/// An interval as a line, with an arrow where it goes on beyond the axis.
pub(super) fn bar(picture: &mut Picture, axis: &Axis, interval: Interval, y: f32, thick: f32) {
    let ends = [interval.low, interval.high];
    let [from, to] = ends.map(|end| axis.at(end).clamp(axis.left(), axis.right()));
    let line = Line {
        width: thick,
        ..Line::thin(INK)
    };
    picture.stroke((from, y), (to, y), line);
    for end in ends {
        if axis.shows(end) {
            continue;
        }
        let (tip, back) = if axis.is_before(end) {
            (axis.left(), 6.0)
        } else {
            (axis.right(), -6.0)
        };
        picture.shape(
            &[(tip, y), (tip + back, y - 4.0), (tip + back, y + 4.0)],
            INK,
            "",
        );
    }
}

/// A pooled estimate, as wide as its interval.
pub(super) fn diamond(
    picture: &mut Picture,
    axis: &Axis,
    estimate: f64,
    interval: Interval,
    y: f32,
) {
    let [low, middle, high] = [interval.low, estimate, interval.high]
        .map(|value| axis.at(value).clamp(axis.left(), axis.right()));
    let points = [(low, y), (middle, y - 7.0), (high, y), (middle, y + 7.0)];
    picture.shape(&points, MARK, INK);
}

/// The axis with its ticks and what it shows.
pub(super) fn foot(
    picture: &mut Picture,
    analysis: &Analysis,
    wording: &Wording,
    axis: &Axis,
    y: f32,
    estimated: &str,
) {
    picture.stroke((axis.left(), y), (axis.right(), y), Line::thin(INK));
    let mut free = f32::NEG_INFINITY;
    for (value, word) in ticks(analysis, axis) {
        let x = axis.at(value);
        picture.stroke((x, y), (x, y + 5.0), Line::thin(INK));
        let half = width(&word, SMALL) / 2.0;
        if x - half > free {
            picture.text((x, y + 18.0), Anchor::Middle, SMALL, INK, &word);
            free = x + half + 6.0;
        }
    }
    let measure = analysis.options.measure;
    let scale = match measure.scale() {
        "as it is" => String::new(),
        scale => format!(" ({scale} scale)"),
    };
    let label = format!("{}{scale}", capital(estimated));
    let centre = (axis.left() + axis.right()) / 2.0;
    let label = cut(&label, SMALL, AXIS_WIDTH);
    picture.text((centre, y + 35.0), Anchor::Middle, SMALL, INK, &label);
    if measure.no_effect().is_none() {
        return;
    }
    // Arrows are shapes: the shipped font has none.
    let room = AXIS_WIDTH / 2.0 - 8.0 - ARROW;
    for (favours, side) in [(&wording.favours_low, -1.0), (&wording.favours_high, 1.0)] {
        let favours = cut(&one_line(favours), SMALL, room);
        if favours.is_empty() {
            continue;
        }
        let (end, anchor) = if side < 0.0 {
            (axis.left(), Anchor::Start)
        } else {
            (axis.right(), Anchor::End)
        };
        let (tip, back) = (end, end - side * ARROW * 0.6);
        let (y, middle) = (y + 51.0, y + 47.0);
        picture.shape(
            &[(tip, middle), (back, middle - 4.0), (back, middle + 4.0)],
            QUIET,
            "",
        );
        picture.text((end - side * ARROW, y), anchor, SMALL, QUIET, &favours);
    }
}

/// The room of an arrow before what is favoured, in px.
const ARROW: f32 = 12.0;

/// Ticks of the axis in the values that are shown.
pub(crate) fn ticks(analysis: &Analysis, axis: &Axis) -> Vec<(f64, String)> {
    let measure = analysis.options.measure;
    if !measure.is_proportion() {
        return axis.ticks(measure.is_ratio());
    }
    // Shares, at the places that they have on the pooling scale.
    const SHARES: [f64; 13] = [
        0.001, 0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99,
    ];
    SHARES
        .into_iter()
        .filter_map(|share| {
            let place = measure.pooled_scale(share);
            axis.shows(place).then(|| (place, format!("{share}")))
        })
        .collect()
}
