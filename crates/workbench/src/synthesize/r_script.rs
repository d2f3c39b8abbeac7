//! An R script that makes the numbers of an analysis again, with the package metafor.

use std::fmt::Write as _;

use synthesis::{Analysis, Data, DoubleZero, HartungKnapp, Measure, Method};

use super::choice::AnalysisChoice;

/// The script. It holds the numbers itself, so that it needs no other file.
pub(crate) fn r_script(choice: &AnalysisChoice, analysis: &Analysis) -> String {
    let mut out = String::new();
    let mut push = |line: &str| {
        // Writing to a String cannot fail.
        let _written = writeln!(out, "{line}");
    };
    push(&format!("# {}", plain(&choice.name)));
    push("# Made by Attest. Needs R with the package metafor: install.packages(\"metafor\")");
    push("library(metafor)");
    push("");
    let quoted: Vec<String> = analysis.studies.iter().map(|s| string(&s.label)).collect();
    push(&format!("slab <- c({})", quoted.join(", ")));
    for (name, numbers) in columns(analysis) {
        push(&format!("{name} <- c({})", numbers.join(", ")));
    }
    if choice.subgroups.is_some() {
        let groups: Vec<String> = analysis
            .studies
            .iter()
            .map(|study| string(study.group.as_deref().unwrap_or("none")))
            .collect();
        push(&format!("group <- c({})", groups.join(", ")));
    }
    push("");
    let data = call_data(analysis, choice.measure);
    let level = format!("level = {}", 100.0 * choice.level);
    // Studies without information on a ratio are left out of the table above already.
    let zeros = match (choice.double_zero, choice.method) {
        (DoubleZero::Kept, _) => ", drop00 = FALSE",
        (DoubleZero::LeftOut, _) => "",
    };
    let test = match choice.hartung_knapp {
        HartungKnapp::No => "z",
        HartungKnapp::Plain => "knha",
        HartungKnapp::AdHoc => "adhoc",
    };
    match choice.method {
        Method::MantelHaenszel => push(&format!(
            "result <- rma.mh({data}, measure = \"{}\", slab = slab, add = c(1/2, 0), to = c(\"only0\", \"none\"), {level})",
            letters(choice.measure)
        )),
        Method::Peto => push(&format!(
            "result <- rma.peto({data}, slab = slab, add = c(1/2, 0), to = c(\"only0\", \"none\"), {level})"
        )),
        method => {
            if matches!(choice.measure, Measure::Difference | Measure::Ratio) {
                push("effects <- data.frame(yi = yi, vi = sei^2, slab = slab)");
            } else {
                push(&format!(
                    "effects <- escalc(measure = \"{}\", {data}, slab = slab{zeros})",
                    letters(choice.measure)
                ));
            }
            let name = match method {
                Method::DerSimonianLaird => "DL",
                Method::Reml => "REML",
                Method::PauleMandel => "PM",
                Method::Fixed | Method::MantelHaenszel | Method::Peto => "EE",
            };
            push(&format!(
                "result <- rma(yi, vi, data = effects, slab = slab, method = \"{name}\", test = \"{test}\", {level})"
            ));
        }
    }
    push("print(result)");
    let back = match choice.measure {
        measure if measure.is_ratio() => ", transf = exp",
        Measure::LogitProportion => ", transf = transf.ilogit",
        Measure::FreemanTukey => ", transf = transf.ipft.hm, targs = list(ni = ni)",
        _ => "",
    };
    if choice.method.is_random() {
        // The prediction interval of Attest has k - 2 degrees of freedom.
        push(&format!(
            "print(predict(result{back}, pi.type = \"riley\"))"
        ));
        push("print(confint(result))");
    } else {
        push(&format!("print(predict(result{back}))"));
    }
    push("print(leave1out(result))");
    push(
        "if (result$k >= 10 && inherits(result, \"rma.uni\")) print(regtest(result, model = \"lm\"))",
    );
    if choice.subgroups.is_some() && !matches!(choice.method, Method::MantelHaenszel | Method::Peto)
    {
        push(
            "for (one in unique(group)) if (sum(group == one) > 1) print(update(result, subset = group == one))",
        );
    }
    push("forest(result)");
    push("funnel(result)");
    push("");
    push("# What Attest found, on the scale on which it was pooled:");
    let pooled = &analysis.pooled;
    push(&format!(
        "# estimate {:.6}, {} % interval {:.6} to {:.6}",
        pooled.estimate,
        100.0 * choice.level,
        pooled.interval.low,
        pooled.interval.high
    ));
    let found = &analysis.heterogeneity;
    push(&format!(
        "# Q {:.6}, df {}, p {:.6}; tau2 {:.6}; I2 {:.4} %",
        found.q,
        found.df,
        found.p,
        found.tau2,
        100.0 * found.i2
    ));
    out
}

fn columns(analysis: &Analysis) -> Vec<(&'static str, Vec<String>)> {
    let mut columns: Vec<(&'static str, Vec<String>)> = Vec::new();
    let mut add = |name: &'static str, value: String| match columns
        .iter_mut()
        .find(|(known, _)| *known == name)
    {
        Some((_, values)) => values.push(value),
        None => columns.push((name, vec![value])),
    };
    for study in &analysis.studies {
        match &study.data {
            Data::TwoByTwo(t) => {
                add("ai", t.events1.to_string());
                add("n1i", t.n1.to_string());
                add("ci", t.events2.to_string());
                add("n2i", t.n2.to_string());
            }
            Data::Means(m) => {
                add("m1i", m.mean1.to_string());
                add("sd1i", m.sd1.to_string());
                add("n1i", m.n1.to_string());
                add("m2i", m.mean2.to_string());
                add("sd2i", m.sd2.to_string());
                add("n2i", m.n2.to_string());
            }
            Data::Proportion(p) => {
                add("xi", p.events.to_string());
                add("ni", p.n.to_string());
            }
            Data::Estimate(e) => {
                add("yi", e.yi.to_string());
                add("sei", e.sei.to_string());
            }
        }
    }
    columns
}

fn call_data(analysis: &Analysis, measure: Measure) -> String {
    if matches!(measure, Measure::Difference | Measure::Ratio) {
        return String::new();
    }
    let names: Vec<String> = columns(analysis)
        .into_iter()
        .map(|(name, _)| format!("{name} = {name}"))
        .collect();
    names.join(", ")
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

/// A text as a string of R: nothing in it ends the string or the line.
fn string(text: &str) -> String {
    let safe: String = text
        .chars()
        .filter(|c| !c.is_control())
        .flat_map(|c| match c {
            '"' | '\\' => vec!['\\', c],
            c => vec![c],
        })
        .collect();
    format!("\"{safe}\"")
}

/// A text in one line, for a comment.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
}
