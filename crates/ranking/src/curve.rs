//! [`recall_curve_svg`]: how many of the relevant records were found as screening went on, drawn.

#![expect(
    clippy::let_underscore_must_use,
    reason = "writing to a String cannot fail"
)]

use std::fmt::Write;

use crate::measures::Measures;

const WIDTH: f64 = 760.0;
const HEIGHT: f64 = 520.0;
const LEFT: f64 = 72.0;
const RIGHT: f64 = 24.0;
const TOP: f64 = 56.0;
const BOTTOM: f64 = 64.0;
/// Points of the mean curve.
const MEAN_POINTS: usize = 400;

/// Colours for light and for dark surroundings. The background is drawn, so that text is legible wherever it is shown.
const STYLE: &str = "\
.page{fill:#ffffff}.ink{fill:#1f2328}.soft{fill:#57606a}.grid{stroke:#d8dee4}.axis{stroke:#57606a}\
.chance{stroke:#6e7781}.perfect{stroke:#1a7f37}.run{stroke:#0969da}.mark{stroke:#bc4c00}.marked{fill:#bc4c00}\
@media (prefers-color-scheme:dark){.page{fill:#161b22}.ink{fill:#e6edf3}.soft{fill:#9da7b3}.grid{stroke:#30363d}\
.axis{stroke:#8b949e}.chance{stroke:#8b949e}.perfect{stroke:#56d364}.run{stroke:#6cb6ff}.mark{stroke:#ffa657}\
.marked{fill:#ffa657}}";

/// Draws the recall curve of one simulation, or of several from different priors with their mean, as an SVG document.
///
/// Beside it stand the curve of chance, the perfect curve, and the work saved over sampling at 95 % recall. Simulations
/// without a relevant record have no curve and are left out. Text stays text in the reader's own sans-serif font;
/// `title` is escaped.
pub fn recall_curve_svg(title: &str, runs: &[Measures]) -> String {
    let runs: Vec<&Measures> = runs.iter().filter(|run| run.relevant > 0).collect();
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" width=\"{WIDTH}\" \
         height=\"{HEIGHT}\" role=\"img\" aria-labelledby=\"title desc\" font-family=\"system-ui, sans-serif\" \
         font-size=\"13\">\n<title id=\"title\">{}</title>\n<desc id=\"desc\">{}</desc>\n<style>{STYLE}</style>\n\
         <rect class=\"page\" width=\"{WIDTH}\" height=\"{HEIGHT}\"/>\n",
        escaped(title),
        escaped(&described(&runs)),
    );
    let _ = writeln!(
        svg,
        "<text class=\"ink\" x=\"{LEFT}\" y=\"32\" font-size=\"17\" font-weight=\"600\">{}</text>",
        escaped(title)
    );
    axes(&mut svg, &runs);

    let _ = writeln!(
        svg,
        "<path class=\"chance\" fill=\"none\" stroke-width=\"1.5\" stroke-dasharray=\"6 5\" d=\"M{} {}L{} {}\"/>",
        x(0.0),
        y(0.0),
        x(1.0),
        y(1.0)
    );
    if let Some(first) = runs.first() {
        let ideal: Vec<usize> = (1..=first.relevant).collect();
        line(
            &mut svg,
            "perfect",
            "stroke-width=\"1.5\" stroke-dasharray=\"2 4\"",
            &steps(&ideal, first.records),
        );
    }
    let many = runs.len() > 1;
    for run in &runs {
        let look = if many {
            "stroke-width=\"1\" stroke-opacity=\"0.35\""
        } else {
            "stroke-width=\"2.5\""
        };
        line(
            &mut svg,
            "run",
            look,
            &steps(&run.time_to_discovery, run.records),
        );
    }
    let mean = mean_curve(&runs);
    if many {
        let points: Vec<(f64, f64)> = mean.clone();
        line(&mut svg, "run", "stroke-width=\"2.5\"", &points);
    }
    if !runs.is_empty() {
        mark_wss(&mut svg, &runs, &mean);
        legend(&mut svg, runs.len());
    }
    svg.push_str("</svg>\n");
    svg
}

fn axes(svg: &mut String, runs: &[&Measures]) {
    for percent in (0..=100).step_by(20) {
        let share = f64::from(percent) / 100.0;
        let _ = writeln!(
            svg,
            "<path class=\"grid\" d=\"M{0} {1}V{2}M{3} {4}H{5}\"/>\
             <text class=\"soft\" x=\"{0}\" y=\"{6}\" text-anchor=\"middle\">{percent}</text>\
             <text class=\"soft\" x=\"{7}\" y=\"{8}\" text-anchor=\"end\">{percent}</text>",
            x(share),
            y(1.0),
            y(0.0),
            x(0.0),
            y(share),
            x(1.0),
            y(0.0) + 20.0,
            x(0.0) - 10.0,
            y(share) + 4.5,
        );
    }
    let of = |value: &dyn Fn(&Measures) -> usize| {
        let least = runs.iter().map(|run| value(run)).min();
        let greatest = runs.iter().map(|run| value(run)).max();
        match (least, greatest) {
            (Some(least), Some(greatest)) if least == greatest => format!(" of {}", grouped(least)),
            (Some(least), Some(greatest)) => {
                format!(" of {} to {}", grouped(least), grouped(greatest))
            }
            _ => String::new(),
        }
    };
    let middle = f64::midpoint(y(0.0), y(1.0));
    let _ = writeln!(
        svg,
        "<path class=\"axis\" fill=\"none\" d=\"M{0} {1}V{2}H{3}\"/>\
         <text class=\"ink\" x=\"{4}\" y=\"{5}\" text-anchor=\"middle\">Records screened (%{6})</text>\
         <text class=\"ink\" transform=\"translate(24 {middle}) rotate(-90)\" \
         text-anchor=\"middle\">Relevant records found (%{7})</text>",
        x(0.0),
        y(1.0),
        y(0.0),
        x(1.0),
        x(0.5),
        HEIGHT - 18.0,
        of(&|run| run.records),
        of(&|run| run.relevant),
    );
}

/// A line at 95 % from where it was reached to where chance would have reached it.
fn mark_wss(svg: &mut String, runs: &[&Measures], mean: &[(f64, f64)]) {
    let saved: f64 = runs.iter().map(|run| run.wss_at(0.95)).sum::<f64>() / runs.len() as f64;
    let reached = mean
        .iter()
        .find(|(_, recall)| *recall >= 0.95)
        .map_or(1.0, |&(share, _)| share);
    let label = if runs.len() > 1 {
        "mean WSS@95"
    } else {
        "WSS@95"
    };
    let _ = writeln!(
        svg,
        "<path class=\"mark\" fill=\"none\" stroke-width=\"1.5\" d=\"M{0} {1}H{2}M{0} {3}V{4}M{2} {3}V{4}\"/>\
         <text class=\"marked\" x=\"{5}\" y=\"{6}\" text-anchor=\"middle\">{label} = {7:.1} %</text>",
        x(reached),
        y(0.95),
        x(0.95),
        y(0.95) - 5.0,
        y(0.95) + 5.0,
        x(f64::midpoint(reached, 0.95).clamp(0.15, 0.85)),
        y(0.95) + 20.0,
        saved * 100.0,
    );
}

fn legend(svg: &mut String, runs: usize) {
    let mut entries = Vec::new();
    if runs > 1 {
        entries.push((
            "run",
            "stroke-width=\"2.5\"",
            format!("mean of {runs} simulations"),
        ));
        entries.push((
            "run",
            "stroke-width=\"1\" stroke-opacity=\"0.5\"",
            "each simulation".to_owned(),
        ));
    } else {
        entries.push(("run", "stroke-width=\"2.5\"", "this order".to_owned()));
    }
    entries.push((
        "perfect",
        "stroke-width=\"1.5\" stroke-dasharray=\"2 4\"",
        "perfect order".to_owned(),
    ));
    entries.push((
        "chance",
        "stroke-width=\"1.5\" stroke-dasharray=\"6 5\"",
        "chance".to_owned(),
    ));
    let left = x(1.0) - 190.0;
    let top = y(0.0) - 22.0 * entries.len() as f64 - 6.0;
    for (at, (class, look, text)) in entries.iter().enumerate() {
        let line = top + 22.0 * at as f64;
        let _ = writeln!(
            svg,
            "<path class=\"{class}\" fill=\"none\" {look} d=\"M{left} {line}h32\"/>\
             <text class=\"ink\" x=\"{}\" y=\"{}\">{text}</text>",
            left + 42.0,
            line + 4.5,
        );
    }
}

/// The curve as corners: it rises where a relevant record was found.
fn steps(places: &[usize], records: usize) -> Vec<(f64, f64)> {
    let mut corners = vec![(0.0, 0.0)];
    let (mut found, all) = (0.0, places.len() as f64);
    for &place in places {
        let share = place as f64 / records as f64;
        corners.push((share, found / all));
        found += 1.0;
        corners.push((share, found / all));
    }
    corners.push((1.0, found / all));
    corners
}

/// The mean recall by share of the records screened.
fn mean_curve(runs: &[&Measures]) -> Vec<(f64, f64)> {
    if let [run] = runs {
        return steps(&run.time_to_discovery, run.records);
    }
    (0..=MEAN_POINTS)
        .map(|at| {
            let share = at as f64 / MEAN_POINTS as f64;
            let recall: f64 = runs
                .iter()
                .map(|run| {
                    let screened = (share * run.records as f64 + 1e-9) as usize;
                    let found = run.time_to_discovery.partition_point(|&p| p <= screened);
                    found as f64 / run.relevant as f64
                })
                .sum();
            (share, recall / runs.len().max(1) as f64)
        })
        .collect()
}

fn line(svg: &mut String, class: &str, look: &str, points: &[(f64, f64)]) {
    let _ = write!(
        svg,
        "<path class=\"{class}\" fill=\"none\" stroke-linejoin=\"round\" {look} d=\""
    );
    for (at, &(share, recall)) in points.iter().enumerate() {
        let command = if at == 0 { 'M' } else { 'L' };
        let _ = write!(svg, "{command}{:.2} {:.2}", x(share), y(recall));
    }
    svg.push_str("\"/>\n");
}

fn described(runs: &[&Measures]) -> String {
    let Some(first) = runs.first() else {
        return "There is no relevant record, so there is no curve.".to_owned();
    };
    let saved: f64 = runs.iter().map(|run| run.wss_at(0.95)).sum::<f64>() / runs.len() as f64;
    format!(
        "Recall curve of {} simulation(s) over {} records with {} relevant; work saved over sampling at 95 % recall: \
         {:.1} %.",
        runs.len(),
        grouped(first.records),
        grouped(first.relevant),
        saved * 100.0
    )
}

fn x(share: f64) -> f64 {
    LEFT + share * (WIDTH - LEFT - RIGHT)
}

fn y(recall: f64) -> f64 {
    HEIGHT - BOTTOM - recall * (HEIGHT - TOP - BOTTOM)
}

/// With commas between thousands.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Safe inside an element; characters that XML forbids become the replacement character.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\t' | '\n' | '\r' => safe.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => safe.push('\u{fffd}'),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Thresholds;

    fn run(places: &[usize], records: usize) -> Measures {
        let mut screened = vec![false; records];
        places.iter().for_each(|&place| screened[place - 1] = true);
        Measures::of(&screened, records, &Thresholds::default())
    }

    #[test]
    fn text_is_escaped_and_counted() {
        let svg = recall_curve_svg("A <b> & \"c\"\u{1}", &[run(&[1, 2, 5], 2_000)]);
        assert!(
            svg.contains("A &lt;b&gt; &amp; &quot;c&quot;\u{fffd}"),
            "{svg}"
        );
        assert!(svg.contains("Records screened (% of 2,000)"));
        assert!(svg.contains("Relevant records found (% of 3)"));
        assert!(!svg.contains("mean"));
    }

    #[test]
    fn several_runs_have_a_mean_and_none_has_no_curve() {
        let runs = [run(&[1, 2], 10), run(&[4, 8], 10)];
        let svg = recall_curve_svg("Two", &runs);
        assert!(svg.contains("mean of 2 simulations") && svg.contains("mean WSS@95"));
        let refs: Vec<&Measures> = runs.iter().collect();
        // At half of the records the first run has found both and the second one of two.
        assert_eq!(mean_curve(&refs)[MEAN_POINTS / 2], (0.5, 0.75));

        let svg = recall_curve_svg("None", &[run(&[], 10)]);
        assert!(svg.contains("no relevant record") && !svg.contains("class=\"run\""));
    }
}
