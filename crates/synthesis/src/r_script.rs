//! [`r_script`]: an R script that makes the numbers of an analysis again with the package metafor, and holds them against
//! what Attest found.

use std::fmt::Write as _;

use drawing::text::one_line;

use crate::{
    Analysis, Asymmetry, Data, HartungKnapp, Measure, Method, StudyEffect, Subgroups, Wording,
    egger, leave_one_out,
};

/// The script. It holds the numbers itself, so that it needs no other file; `name` stands in its first line. At its end it
/// prints what Attest found beside what metafor finds, and warns where they differ by more than one in a million. Names of
/// studies are untrusted: none can end a string or a line.
pub fn r_script(
    name: &str,
    analysis: &Analysis,
    subgroups: Option<&Subgroups>,
    wording: &Wording,
) -> String {
    let mut script = Script(String::new());
    for words in [name, wording.notice.as_str(), wording.outcome.as_str()] {
        if !words.trim().is_empty() {
            script.comment(words);
        }
    }
    script
        .comment("Made by Attest. Needs R with the package metafor: install.packages(\"metafor\")");
    script.push("library(metafor)");
    script.push("");
    data(&mut script, analysis, subgroups);
    script.push("");
    fit(&mut script, analysis);
    script.push("print(result)");
    shown(&mut script, analysis);
    script.push("print(leave1out(result))");
    if subgroups.is_some() {
        script.push(
            "for (one in unique(group)) if (sum(group == one) > 1) print(update(result, subset = group == one))",
        );
    }
    script.push("forest(result)");
    script.push("funnel(result)");
    script.push("");
    compare(&mut script, analysis, subgroups);
    script.0
}

struct Script(String);

impl Script {
    fn push(&mut self, line: &str) {
        // Writing to a String cannot fail.
        let _written = writeln!(self.0, "{line}");
    }

    fn comment(&mut self, text: &str) {
        let text = one_line(text);
        self.push(&format!("# {}", visible(&text).collect::<String>()));
    }

    fn numbers(&mut self, name: &str, numbers: &[f64]) {
        let numbers: Vec<String> = numbers.iter().map(|n| number(*n)).collect();
        self.push(&format!("{name} <- c({})", numbers.join(", ")));
    }

    fn texts<'t>(&mut self, name: &str, texts: impl Iterator<Item = &'t str>) {
        let texts: Vec<String> = texts.map(string).collect();
        self.push(&format!("{name} <- c({})", texts.join(", ")));
    }
}

/// The numbers of the studies. Those that could not be pooled are not among them.
fn data(script: &mut Script, analysis: &Analysis, subgroups: Option<&Subgroups>) {
    let studies = &analysis.studies;
    script.texts("slab", studies.iter().map(|study| study.label.as_str()));
    for (place, name) in columns(analysis).iter().enumerate() {
        let column: Vec<f64> = studies.iter().map(|study| cells(study)[place]).collect();
        script.numbers(name, &column);
    }
    if subgroups.is_some() {
        let groups = studies.iter();
        script.texts(
            "group",
            groups.map(|study| study.group.as_deref().unwrap_or_default()),
        );
    }
}

fn fit(script: &mut Script, analysis: &Analysis) {
    let options = &analysis.options;
    let level = format!("level = {}", number(100.0 * options.level));
    let names = columns(analysis);
    let arguments: Vec<String> = names
        .iter()
        .map(|name| format!("{name} = {name}"))
        .collect();
    let arguments = arguments.join(", ");
    let letters = letters(options.measure);
    // Studies that say nothing of a ratio are left out of the table above already, or wanted.
    match options.method {
        Method::MantelHaenszel => script.push(&format!(
            "result <- rma.mh({arguments}, measure = \"{letters}\", slab = slab, add = c(1/2, 0), to = c(\"only0\", \"none\"), drop00 = c(FALSE, FALSE), {level})"
        )),
        Method::Peto => script.push(&format!(
            "result <- rma.peto({arguments}, slab = slab, add = c(0, 0), to = c(\"none\", \"none\"), drop00 = c(FALSE, FALSE), {level})"
        )),
        method => {
            if matches!(options.measure, Measure::Difference | Measure::Ratio) {
                script.push("effects <- data.frame(yi = yi, vi = sei^2)");
            } else {
                let zeros = match options.measure {
                    Measure::PetoOddsRatio => ", add = 0, to = \"none\"",
                    _ => "",
                };
                script.push(&format!(
                    "effects <- escalc(measure = \"{letters}\", {arguments}{zeros})"
                ));
            }
            let (name, test) = (estimator(method), test(options.hartung_knapp));
            script.comment(
                "Finer than usual, so that the last digits are those of the method and not of the steps to it.",
            );
            script.push("fine <- list(threshold = 1e-12, maxiter = 10000, tol = 1e-14)");
            let call = |control: &str| {
                format!(
                    "rma(yi, vi, data = effects, slab = slab, method = \"{name}\", test = \"{test}\", {level}, control = {control})"
                )
            };
            if method == Method::Reml {
                script.comment("Where the usual steps swing, half steps settle it.");
                script.push(&format!(
                    "result <- tryCatch({},\n  error = function(e) {})",
                    call("fine"),
                    call("list(threshold = 1e-9, maxiter = 10000, stepadj = 0.5)")
                ));
            } else {
                script.push(&format!("result <- {}", call("fine")));
            }
        }
    }
}

/// The estimate as it is shown, its prediction interval and those of the variance between studies.
fn shown(script: &mut Script, analysis: &Analysis) {
    let back = match analysis.options.measure {
        measure if measure.is_ratio() => ", transf = exp",
        Measure::LogitProportion => ", transf = transf.ilogit",
        Measure::FreemanTukey => ", transf = transf.ipft.hm, targs = list(ni = ni)",
        _ => "",
    };
    if !analysis.options.method.is_random() {
        script.push(&format!("print(predict(result{back}))"));
        return;
    }
    if analysis.prediction.is_some() {
        script.comment("The prediction interval of Attest has k - 2 degrees of freedom.");
        script.push(&format!(
            "print(predict(result{back}, pi.type = \"riley\"))"
        ));
    } else {
        script.push(&format!("print(predict(result{back}))"));
    }
    script.push("print(confint(result))");
}

/// What Attest found beside what metafor finds, on the scale on which it was pooled.
fn compare(script: &mut Script, analysis: &Analysis, subgroups: Option<&Subgroups>) {
    script.comment("What Attest found, on the scale on which it was pooled, beside metafor:");
    let (pooled, found) = (&analysis.pooled, &analysis.heterogeneity);
    let mut both: Vec<(String, f64, String)> = Vec::new();
    let mut add = |name: &str, value: f64, there: &str| {
        both.push((name.to_owned(), value, there.to_owned()));
    };
    add("estimate", pooled.estimate, "as.numeric(result$beta)");
    add("standard error", pooled.se, "result$se");
    add("lower", pooled.interval.low, "result$ci.lb");
    add("upper", pooled.interval.high, "result$ci.ub");
    if let Some(p) = pooled.p {
        add("p", p, "result$pval");
    }
    add("Q", found.q, "result$QE");
    add("p of Q", found.p, "result$QEp");
    add("tau2", found.tau2, "result$tau2");
    add("I2", 100.0 * found.i2, "result$I2");
    if let Some(prediction) = analysis.prediction {
        // metafor keeps the error of its intervals as their level.
        let reach = "qt(1 - result$level / 2, result$k - 2)";
        for (name, value, sign) in [
            ("prediction lower", prediction.interval.low, '-'),
            ("prediction upper", prediction.interval.high, '+'),
        ] {
            let there =
                format!("as.numeric(result$beta) {sign} {reach} * sqrt(result$se^2 + result$tau2)");
            add(name, value, &there);
        }
    }
    if let Asymmetry::Tested(test) = egger(analysis) {
        add(
            "t of Egger's test",
            test.t,
            "regtest(as.numeric(result$yi), result$vi, model = \"lm\")$zval",
        );
    }
    for group in subgroups.iter().flat_map(|found| &found.groups) {
        if group.studies.len() > 1 {
            let there = format!(
                "as.numeric(update(result, subset = group == {})$beta)",
                string(&group.name)
            );
            let name = format!("subgroup {}", one_line(&group.name));
            add(&name, group.pooled.estimate, &there);
        }
    }
    script.push("beside <- rbind(");
    let last = both.len() - 1;
    for (place, (name, value, there)) in both.iter().enumerate() {
        let comma = if place == last { "" } else { "," };
        script.push(&format!(
            "  data.frame(what = {}, attest = {}, metafor = {there}){comma}",
            string(name),
            number(*value)
        ));
    }
    script.push(")");
    if let Ok(without) = leave_one_out(analysis) {
        let estimates: Vec<f64> = without.iter().map(|one| one.pooled.estimate).collect();
        script.numbers("without", &estimates);
        script.push(
            "beside <- rbind(beside, data.frame(what = paste(\"without\", slab), attest = without, metafor = leave1out(result)$estimate))",
        );
    }
    script.push("beside$difference <- beside$attest - beside$metafor");
    script.push(
        "if (anyNA(beside$metafor)) cat(\"metafor gives no value for:\", paste(beside$what[is.na(beside$metafor)], collapse = \"; \"), \"\\n\")",
    );
    script.push("print(beside, digits = 7)");
    script.push("differs <- which(abs(beside$difference) > 1e-6 * pmax(1, abs(beside$attest)))");
    script.push(
        "if (length(differs) > 0) warning(\"Attest and metafor differ in: \", paste(beside$what[differs], collapse = \"; \"))",
    );
    script.push("if (length(differs) == 0) cat(\"Attest and metafor agree.\\n\")");
}

/// What metafor calls the numbers of the studies.
fn columns(analysis: &Analysis) -> &'static [&'static str] {
    match analysis.studies.first().map(|study| &study.data) {
        Some(Data::TwoByTwo(_)) => &["ai", "n1i", "ci", "n2i"],
        Some(Data::Means(_)) => &["m1i", "sd1i", "n1i", "m2i", "sd2i", "n2i"],
        Some(Data::Proportion(_)) => &["xi", "ni"],
        Some(Data::Estimate(_)) => &["yi", "sei"],
        None => &[],
    }
}

/// The numbers of a study in the order of [`columns`]; a measure takes numbers of one kind only.
fn cells(study: &StudyEffect) -> [f64; 6] {
    match &study.data {
        Data::TwoByTwo(t) => {
            let [a, b, c, d] = [t.events1, t.n1, t.events2, t.n2].map(|n| n as f64);
            [a, b, c, d, 0.0, 0.0]
        }
        Data::Means(m) => [m.mean1, m.sd1, m.n1 as f64, m.mean2, m.sd2, m.n2 as f64],
        Data::Proportion(p) => [p.events as f64, p.n as f64, 0.0, 0.0, 0.0, 0.0],
        Data::Estimate(e) => [e.yi, e.sei, 0.0, 0.0, 0.0, 0.0],
    }
}

fn estimator(method: Method) -> &'static str {
    match method {
        Method::DerSimonianLaird => "DL",
        Method::Reml => "REML",
        Method::PauleMandel => "PM",
        Method::Fixed | Method::MantelHaenszel | Method::Peto => "EE",
    }
}

fn test(interval: HartungKnapp) -> &'static str {
    match interval {
        HartungKnapp::No => "z",
        HartungKnapp::Plain => "knha",
        HartungKnapp::AdHoc => "adhoc",
    }
}

/// metafor's letters for a measure.
fn letters(measure: Measure) -> &'static str {
    match measure {
        Measure::OddsRatio => "OR",
        Measure::RiskRatio => "RR",
        Measure::RiskDifference => "RD",
        Measure::PetoOddsRatio => "PETO",
        Measure::MeanDifference => "MD",
        Measure::StandardizedMeanDifference => "SMD",
        Measure::LogitProportion => "PLO",
        Measure::FreemanTukey => "PFT",
        Measure::Difference | Measure::Ratio => "GEN",
    }
}

/// A number that R reads back to the last digit.
fn number(value: f64) -> String {
    match value {
        _ if value.is_nan() => "NA".to_owned(),
        _ if value.is_infinite() && value > 0.0 => "Inf".to_owned(),
        _ if value.is_infinite() => "-Inf".to_owned(),
        _ => value.to_string(),
    }
}

/// A text as a string of R: nothing in it ends the string or the line, and nothing outside ASCII hangs on the locale in
/// which the script is read.
fn string(text: &str) -> String {
    let mut safe = String::from("\"");
    for c in visible(&one_line(text)) {
        // Writing to a String cannot fail.
        let _written = match c {
            '"' | '\\' => write!(safe, "\\{c}"),
            c if c.is_ascii() => write!(safe, "{c}"),
            c if u32::from(c) <= 0xFFFF => write!(safe, "\\u{:04x}", u32::from(c)),
            c => write!(safe, "\\U{:08x}", u32::from(c)),
        };
    }
    safe.push('"');
    safe
}

/// Without controls, and without what hides or reorders other characters.
fn visible(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| {
        !c.is_control()
            && !matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{E0000}'..='\u{E007F}')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_ends_neither_string_nor_line() {
        assert_eq!(string("a\"; quit()\n#\\"), r##""a\"; quit() #\\""##);
        assert_eq!(
            string("Müller 研 😀\u{202E}"),
            r#""M\u00fcller \u7814 \U0001f600""#
        );
        assert_eq!(number(0.000_000_1), "0.0000001");
    }
}
