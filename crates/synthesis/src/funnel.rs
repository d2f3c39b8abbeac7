//! [`funnel_plot`]: estimates over their standard errors, as an SVG for paper.

use drawing::text::{Style, cut, width};

use crate::axis::Axis;
use crate::forest::{ticks, with_interval};
use crate::number::{figure, level};
use crate::picture::{AREA, Anchor, GUIDE, INK, MARK, Picture, QUIET};
use crate::wording::{capital, one_line};
use crate::{Analysis, Wording};

const WIDTH: f32 = 560.0;
const HEIGHT: f32 = 460.0;
const LEFT: f32 = 74.0;
const RIGHT: f32 = 24.0;
const TOP: f32 = 46.0;
const BOTTOM: f32 = 84.0;
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
    let axis = Axis::new(middle - reach, middle + reach, LEFT, WIDTH - LEFT - RIGHT);
    let bottom = HEIGHT - BOTTOM;
    let down = |se: f64| TOP + (se / depth) as f32 * (bottom - TOP);

    let none = analysis.options.measure.no_effect();
    let description = format!(
        "{} studies by their estimates and standard errors, about the pooled {}.",
        analysis.studies.len(),
        with_interval(
            analysis.shown(middle),
            analysis.shown_interval(analysis.pooled.interval),
            none
        )
    );
    let title = format!("Funnel plot: {}", capital(&estimated));
    let mut picture = Picture::new("funnel", WIDTH, HEIGHT, &title, &description);
    if !wording.outcome.trim().is_empty() {
        let style = Style {
            size: 15.0,
            bold: true,
        };
        let outcome = cut(&one_line(&wording.outcome), style, WIDTH - 32.0);
        picture.text((16.0, 28.0), Anchor::Start, style, INK, &outcome);
    }
    let apex = (axis.at(middle), TOP);
    let feet = [-1.0, 1.0].map(|side| (axis.at(middle + side * z * depth), bottom));
    picture.shape(&[apex, feet[0], feet[1]], AREA, "");
    for foot in feet {
        picture.stroke(apex, foot, GUIDE, 1.0, "5 4");
    }
    picture.stroke(apex, (apex.0, bottom), MARK, 1.0, "");
    if none.is_some() && axis.shows(0.0) && axis.at(0.0) != apex.0 {
        let x = axis.at(0.0);
        picture.stroke((x, TOP), (x, bottom), GUIDE, 1.0, "2 3");
    }
    picture.stroke((LEFT, TOP), (LEFT, bottom), INK, 1.0, "");
    picture.stroke((LEFT, bottom), (axis.right(), bottom), INK, 1.0, "");
    let decimals = (-step.log10().floor()).clamp(0.0, 6.0) as usize;
    let lines = (depth / step).round() as usize;
    for line in 0..=lines {
        let se = line as f64 * step;
        let y = down(se);
        picture.stroke((LEFT - 5.0, y), (LEFT, y), INK, 1.0, "");
        let word = format!("{se:.decimals$}");
        picture.text((LEFT - 8.0, y + 4.0), Anchor::End, SMALL, INK, &word);
    }
    picture.text(
        (16.0, TOP - 8.0),
        Anchor::Start,
        SMALL,
        QUIET,
        "Standard error",
    );
    let mut free = f32::NEG_INFINITY;
    for (value, word) in ticks(analysis, &axis) {
        let x = axis.at(value);
        picture.stroke((x, bottom), (x, bottom + 5.0), INK, 1.0, "");
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
    let centre = (LEFT + axis.right()) / 2.0;
    picture.text((centre, bottom + 38.0), Anchor::Middle, TEXT, INK, &label);
    let legend = format!(
        "Shaded: {} % pseudo-interval about the pooled estimate. Asymmetry has many reasons; missing studies are one.",
        level(analysis.options.level)
    );
    picture.text(
        (16.0, HEIGHT - 18.0),
        Anchor::Start,
        SMALL,
        QUIET,
        &cut(&legend, SMALL, WIDTH - 32.0),
    );
    for study in &analysis.studies {
        let name = format!(
            "{}: standard error {}",
            one_line(&study.label),
            figure(study.se())
        );
        picture.point((axis.at(study.yi), down(study.se())), 4.0, &name);
    }
    picture.finish()
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
