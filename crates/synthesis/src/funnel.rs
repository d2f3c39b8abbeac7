//! [`funnel_plot`]: estimates over their standard errors, as an SVG for paper.

use drawing::text::{Style, cut, one_line, width, wrap};
use drawing::{Anchor, Line, Picture};

use crate::axis::Axis;
use crate::colours::{AREA, GUIDE, INK, MARK, QUIET};
use crate::forest::{ticks, with_interval};
use crate::number::{figure, level};
use crate::wording::{Heading, capital};
use crate::{Analysis, Wording};

const WIDTH: f32 = 560.0;
const MARGIN: f32 = 16.0;
const LEFT: f32 = 74.0;
const RIGHT: f32 = 24.0;
/// Height of the plot itself.
const PLOT: f32 = 330.0;
/// From the foot of the plot to the first line of the legend.
const TO_LEGEND: f32 = 64.0;
/// From one line of the legend to the next.
const LINE: f32 = 16.0;
const TEXT: Style = Style {
    size: 12.0,
    bold: false,
};
const SMALL: Style = Style {
    size: 11.0,
    bold: false,
};

/// The funnel plot: each study at its estimate and standard error (large studies on top), and the pseudo-interval in which
/// the studies would lie if only chance set them apart, about the pooled estimate.
pub fn funnel_plot(analysis: &Analysis, wording: &Wording) -> String {
    let estimated = wording.estimated(analysis);
    let middle = analysis.pooled.estimate;
    let z = analysis.options.z();
    let largest = analysis.studies.iter().map(|s| s.se()).fold(0.0, f64::max);
    let (step, depth) = depth(largest);
    let mut reach = z * depth;
    for study in &analysis.studies {
        reach = reach.max((study.yi - middle).abs() * 1.05);
    }
    let heading = Heading::new(wording, WIDTH - 2.0 * MARGIN);
    // Room for the name of the upright axis above it.
    let top = MARGIN + heading.height() + 22.0;
    let bottom = top + PLOT;
    let legend = wrap(
        &format!(
            "Shaded: {} % pseudo-interval about the pooled estimate. Asymmetry has many reasons; missing studies are one.",
            level(analysis.options.level)
        ),
        SMALL,
        WIDTH - 2.0 * MARGIN,
    );
    let height = bottom + TO_LEGEND + legend.len() as f32 * LINE;
    let axis = Axis::new(middle - reach, middle + reach, LEFT, WIDTH - LEFT - RIGHT);
    let down = |se: f64| top + (se / depth) as f32 * PLOT;

    let title = format!("Funnel plot: {}", capital(&estimated));
    let mut picture = Picture::new(
        "funnel",
        WIDTH,
        height,
        &title,
        &description(analysis, wording),
    );
    heading.draw(&mut picture, (MARGIN, MARGIN));
    let apex = (axis.at(middle), top);
    let feet = [-1.0, 1.0].map(|side| (axis.at(middle + side * z * depth), bottom));
    picture.shape(&[apex, feet[0], feet[1]], AREA, "");
    let dashed = |dash| Line {
        dash,
        ..Line::thin(GUIDE)
    };
    for foot in feet {
        picture.stroke(apex, foot, dashed("5 4"));
    }
    picture.stroke(apex, (apex.0, bottom), Line::thin(MARK));
    let none = analysis.options.measure.no_effect();
    if none.is_some() && axis.shows(0.0) && axis.at(0.0) != apex.0 {
        let x = axis.at(0.0);
        picture.stroke((x, top), (x, bottom), dashed("2 3"));
    }
    let ink = Line::thin(INK);
    picture.stroke((LEFT, top), (LEFT, bottom), ink);
    picture.stroke((LEFT, bottom), (axis.right(), bottom), ink);
    let decimals = (-step.log10().floor()).clamp(0.0, 6.0) as usize;
    let lines = (depth / step).round() as usize;
    for line in 0..=lines {
        let se = line as f64 * step;
        let y = down(se);
        picture.stroke((LEFT - 5.0, y), (LEFT, y), ink);
        let word = format!("{se:.decimals$}");
        picture.text((LEFT - 8.0, y + 4.0), Anchor::End, SMALL, INK, &word);
    }
    let upright = (MARGIN, top - 12.0);
    picture.text(upright, Anchor::Start, SMALL, QUIET, "Standard error");
    let mut free = f32::NEG_INFINITY;
    for (value, word) in ticks(analysis, &axis) {
        let x = axis.at(value);
        picture.stroke((x, bottom), (x, bottom + 5.0), ink);
        let half = width(&word, SMALL) / 2.0;
        if x - half > free {
            picture.text((x, bottom + 18.0), Anchor::Middle, SMALL, INK, &word);
            free = x + half + 6.0;
        }
    }
    let scale = match analysis.options.measure.scale() {
        "as it is" => String::new(),
        scale => format!(" ({scale} scale)"),
    };
    let label = format!("{}{scale}", capital(&estimated));
    let label = cut(&label, TEXT, axis.right() - LEFT);
    let centre = (LEFT + axis.right()) / 2.0;
    picture.text((centre, bottom + 38.0), Anchor::Middle, TEXT, INK, &label);
    for (line, words) in legend.iter().enumerate() {
        let y = bottom + TO_LEGEND + line as f32 * LINE;
        picture.text((MARGIN, y), Anchor::Start, SMALL, QUIET, words);
    }
    for study in &analysis.studies {
        let name = format!(
            "{}: standard error {}",
            one_line(&study.label),
            figure(study.se())
        );
        let place = (axis.at(study.yi), down(study.se()));
        picture.circle(place, 4.0, MARK, Line::thin("#ffffff"), &name);
    }
    picture.finish()
}

/// The plot in words.
fn description(analysis: &Analysis, wording: &Wording) -> String {
    let notice = match one_line(&wording.notice) {
        notice if notice.is_empty() => notice,
        notice => format!("{notice} "),
    };
    format!(
        "{notice}{} studies by their estimates and standard errors, about the pooled {}.",
        analysis.studies.len(),
        with_interval(
            analysis.shown(analysis.pooled.estimate),
            analysis.shown_interval(analysis.pooled.interval),
            analysis.options.measure.no_effect()
        )
    )
}

/// The step of the ticks of the standard error, and a whole number of steps that is enough for the largest.
fn depth(largest: f64) -> (f64, f64) {
    let rough = largest / 4.0;
    let decade = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0]
        .map(|factor| factor * decade)
        .into_iter()
        .find(|step| *step >= rough)
        .unwrap_or(10.0 * decade);
    (step, (largest * 1.02 / step).ceil() * step)
}
