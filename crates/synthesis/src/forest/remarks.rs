//! What is said below the plot, and what it says to those who cannot see it.

use agreement::Interval;
use drawing::text::one_line;

use crate::number::{figure, figure_beside, level, p_value, percent, range};
use crate::wording::capital;
use crate::{Analysis, HartungKnapp, Subgroups, Wording};

/// Method, heterogeneity, subgroups, what was not pooled, notes: a line each.
pub(super) fn remarks(analysis: &Analysis, subgroups: Option<&Subgroups>) -> Vec<String> {
    let found = &analysis.heterogeneity;
    let interval = |interval: Option<Interval>, of: &dyn Fn(f64) -> String| {
        interval.map_or(String::new(), |i| {
            format!(
                " ({} % CI {} to {})",
                level(analysis.options.level),
                of(i.low),
                of(i.high)
            )
        })
    };
    let mut heterogeneity = format!(
        "Heterogeneity: Q = {}, df = {}, p {}; I² = {} %{}",
        figure(found.q),
        found.df,
        p_value(found.p),
        percent(found.i2),
        interval(found.i2_interval, &|share| format!("{} %", percent(share))),
    );
    if analysis.options.method.is_random() {
        heterogeneity.push_str(&format!(
            "; τ² = {}{}",
            figure(found.tau2),
            interval(found.tau2_interval, &figure)
        ));
    }
    let knapp = match analysis.options.hartung_knapp {
        HartungKnapp::No => "",
        HartungKnapp::Plain => "; interval of Hartung and Knapp",
        HartungKnapp::AdHoc => "; interval of Hartung and Knapp with the ad-hoc correction",
    };
    let method = analysis.options.method.name();
    let mut remarks = vec![format!("Method: {method}{knapp}"), heterogeneity];
    if let Some((found, p)) = subgroups.and_then(|found| found.p.map(|p| (found, p))) {
        remarks.push(format!(
            "Difference between subgroups: Q = {}, df = {}, p {}",
            figure(found.q),
            found.df,
            p_value(p)
        ));
    }
    remarks.extend(analysis.left_out.iter().map(|left| {
        format!(
            "Not pooled: {}, because {}.",
            one_line(&left.label),
            left.because.reason()
        )
    }));
    remarks.extend(analysis.notes.iter().map(crate::Note::words));
    remarks
}

/// The plot in sentences.
pub(super) fn description(analysis: &Analysis, wording: &Wording) -> String {
    let none = analysis.options.measure.no_effect();
    let studies: Vec<String> = analysis
        .studies
        .iter()
        .map(|study| {
            let (value, interval) = analysis.shown_study(study);
            format!(
                "{}: {}",
                one_line(&study.label),
                with_interval(value, interval, none)
            )
        })
        .collect();
    let outcome = match one_line(&wording.outcome) {
        outcome if outcome.is_empty() => outcome,
        outcome => format!("{outcome}. "),
    };
    let notice = match one_line(&wording.notice) {
        notice if notice.is_empty() => notice,
        notice => format!("{notice} "),
    };
    format!(
        "{notice}{outcome}{}. {} studies, pooled {}. {}.",
        capital(&wording.estimated(analysis)),
        analysis.studies.len(),
        with_interval(
            analysis.shown(analysis.pooled.estimate),
            analysis.shown_interval(analysis.pooled.interval),
            none
        ),
        studies.join("; ")
    )
}

/// `0.49 [0.34 to 0.70]`.
pub(crate) fn with_interval(value: f64, interval: Interval, none: Option<f64>) -> String {
    format!("{} [{}]", figure_beside(value, none), range(interval, none))
}
