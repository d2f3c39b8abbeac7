//! A summary of findings as rows, CSV, and a page that needs no program and no network.

use super::{Findings, OutcomeFindings, PerThousand, RiskFindings};
use crate::cell::table;

const STYLE: &str = "body{font:15px/1.45 'Noto Sans',system-ui,sans-serif;color:#111;max-width:75em;margin:2em auto;\
    padding:0 1em}h1{font-size:1.35em}h2{font-size:1.1em;margin-top:2em}table{border-collapse:collapse;width:100%}\
    caption{text-align:left;padding:.3em 0}th,td{border:1px solid #767676;padding:.45em .6em;text-align:left;\
    vertical-align:top}thead th{background:#eef2f6}dl{display:grid;grid-template-columns:max-content 1fr;gap:.2em 1em}\
    dt{font-weight:600}dd{margin:0}.circles{white-space:nowrap}.open{color:#8a2b06;font-weight:600}\
    @media print{body{margin:0;max-width:none}}";

/// The headings and cells of the table, one row for each assumed risk of an outcome: for CSV, and for whoever sets it in a
/// document.
pub fn summary_rows(findings: &Findings) -> Vec<Vec<String>> {
    let mut rows = vec![
        [
            "Outcome",
            "Participants (studies)",
            "Effect (interval)",
            "Risk without the intervention",
            "Risk with the intervention (interval)",
            "Difference (interval)",
            "Certainty",
            "Footnotes",
            "Comment",
        ]
        .map(str::to_owned)
        .to_vec(),
    ];
    for outcome in &findings.outcomes {
        let begin = [name(outcome), people(outcome), effect(outcome)];
        let certainty = match outcome.certainty {
            Some(certainty) => format!("{} {}", certainty.circles(), certainty.words()),
            None => "not rated yet".to_owned(),
        };
        let end = [
            certainty,
            outcome.marks.join(", "),
            outcome.comment.trim().to_owned(),
        ];
        let mut push = |middle: [String; 3]| {
            rows.push(
                begin
                    .iter()
                    .cloned()
                    .chain(middle)
                    .chain(end.clone())
                    .collect(),
            );
        };
        if outcome.risks.is_empty() {
            push([outcome.without.clone(), outcome.with.clone(), String::new()]);
        }
        for risk in &outcome.risks {
            push([assumed(risk), corresponding(risk), difference(risk)]);
        }
    }
    rows
}

/// The table as CSV, with the footnotes below; what must be seen stands in the first line.
pub fn summary_csv(findings: &Findings) -> String {
    let mut rows = summary_rows(findings);
    if !findings.notice.is_empty() {
        rows.insert(0, vec![findings.notice.clone()]);
    }
    for footnote in &findings.footnotes {
        rows.push(vec![format!("{}: {}", footnote.mark, footnote.text)]);
    }
    table(rows)
}

/// The summary of findings as a page of HTML. Everything in it is escaped, and it forbids itself scripts and everything
/// from elsewhere.
pub fn summary_html(findings: &Findings) -> String {
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{0}</title><style>{STYLE}</style></head><body>\
         <h1>Summary of findings: {0}</h1>\n{1}<dl>",
        escaped(&findings.title),
        match findings.notice.as_str() {
            "" => String::new(),
            notice => format!("<p class=\"open\">{}</p>\n", escaped(notice)),
        }
    );
    for (term, text) in [
        ("Population", &findings.population),
        ("Setting", &findings.setting),
        ("Intervention", &findings.intervention),
        ("Comparison", &findings.comparison),
    ] {
        if !text.trim().is_empty() {
            page.push_str(&format!("<dt>{term}</dt><dd>{}</dd>", escaped(text)));
        }
    }
    page.push_str(
        "</dl>\n<table><thead><tr><th scope=\"col\">Outcome</th><th scope=\"col\">Participants (studies)</th>\
         <th scope=\"col\">Effect (interval)</th><th scope=\"col\">Risk without the intervention</th>\
         <th scope=\"col\">Risk with the intervention (interval)</th><th scope=\"col\">Difference (interval)</th>\
         <th scope=\"col\">Certainty of the evidence (GRADE)</th><th scope=\"col\">Comment</th></tr></thead><tbody>\n",
    );
    for outcome in &findings.outcomes {
        rows_of(&mut page, outcome);
    }
    page.push_str("</tbody></table>\n");
    if !findings.footnotes.is_empty() {
        page.push_str("<h2>Footnotes</h2>\n<dl>");
        for footnote in &findings.footnotes {
            page.push_str(&format!(
                "<dt>{}</dt><dd>{}</dd>",
                escaped(&footnote.mark),
                escaped(&footnote.text)
            ));
        }
        page.push_str("</dl>\n");
    }
    page.push_str(
        "<p>The risk with the intervention, and its interval, are worked out from the risk without it and the effect with \
         its interval (Cochrane Handbook, chapter 14). Certainty was rated by the people named below, not by a program.</p>\n",
    );
    beside(&mut page, findings);
    page.push_str("</body></html>\n");
    page
}

fn rows_of(page: &mut String, outcome: &OutcomeFindings) {
    let span = outcome.risks.len().max(1);
    let lines: Vec<[String; 3]> = if outcome.risks.is_empty() {
        vec![[outcome.without.clone(), outcome.with.clone(), String::new()]]
    } else {
        outcome
            .risks
            .iter()
            .map(|risk| [assumed(risk), corresponding(risk), difference(risk)])
            .collect()
    };
    for (line, cells) in lines.iter().enumerate() {
        page.push_str("<tr>");
        if line == 0 {
            page.push_str(&format!(
                "<th scope=\"row\" rowspan=\"{span}\">{}</th><td rowspan=\"{span}\">{}</td><td rowspan=\"{span}\">{}</td>",
                escaped(&name(outcome)),
                escaped(&people(outcome)),
                escaped(&effect(outcome))
            ));
        }
        for (place, cell) in cells.iter().enumerate() {
            let mark = outcome
                .risks
                .get(line)
                .map_or("", |risk| risk.mark.as_str());
            let mark = if place == 0 {
                superscript(mark)
            } else {
                String::new()
            };
            page.push_str(&format!("<td>{}{mark}</td>", escaped(cell)));
        }
        if line == 0 {
            let certainty = match outcome.certainty {
                Some(certainty) => format!(
                    "<span class=\"circles\" aria-hidden=\"true\">{}</span> {}{}",
                    certainty.circles(),
                    certainty.words(),
                    superscript(&outcome.marks.join(", "))
                ),
                None => "<span class=\"open\">not rated yet</span>".to_owned(),
            };
            page.push_str(&format!(
                "<td rowspan=\"{span}\">{certainty}</td><td rowspan=\"{span}\">{}</td>",
                escaped(outcome.comment.trim())
            ));
        }
        page.push_str("</tr>\n");
    }
}

/// What stands beside the ratings: facts, who rated, what is missing.
fn beside(page: &mut String, findings: &Findings) {
    page.push_str("<h2>Beside the ratings</h2>\n");
    for outcome in &findings.outcomes {
        page.push_str(&format!("<h3>{}</h3>\n<dl>", escaped(&name(outcome))));
        let mut line = |term: &str, text: &str, open: bool| {
            let class = if open { " class=\"open\"" } else { "" };
            page.push_str(&format!("<dt>{term}</dt><dd{class}>{}</dd>", escaped(text)));
        };
        for fact in &outcome.facts {
            line(fact.of, &fact.says, false);
        }
        if !outcome.rated_by.trim().is_empty() {
            line("Rated by", outcome.rated_by.trim(), false);
        }
        for missing in &outcome.missing {
            line("Missing", missing, true);
        }
        for problem in &outcome.problems {
            line("To be checked", problem, true);
        }
        page.push_str("</dl>\n");
    }
}

fn name(outcome: &OutcomeFindings) -> String {
    match outcome.follow_up.trim() {
        "" => outcome.name.trim().to_owned(),
        follow_up => format!("{} (follow-up: {follow_up})", outcome.name.trim()),
    }
}

fn people(outcome: &OutcomeFindings) -> String {
    match (outcome.participants, outcome.studies) {
        (Some(people), Some(studies)) => format!("{people} ({})", of_studies(studies)),
        (Some(people), None) => people.to_string(),
        (None, Some(studies)) => format!("({})", of_studies(studies)),
        (None, None) => String::new(),
    }
}

fn of_studies(studies: u32) -> String {
    match studies {
        1 => "1 study".to_owned(),
        n => format!("{n} studies"),
    }
}

fn effect(outcome: &OutcomeFindings) -> String {
    if outcome.effect.is_empty() {
        "not estimable".to_owned()
    } else if (outcome.level - 0.95).abs() < 1e-9 {
        outcome.effect.clone()
    } else {
        format!(
            "{}, {:.0} % interval",
            outcome.effect,
            outcome.level * 100.0
        )
    }
}

fn assumed(risk: &RiskFindings) -> String {
    let people = format!("{} per 1,000", people_of(risk)(risk.assumed));
    match risk.label.trim() {
        "" => people,
        label => format!("{label}: {people}"),
    }
}

fn corresponding(risk: &RiskFindings) -> String {
    let of = people_of(risk);
    let PerThousand {
        value, low, high, ..
    } = risk.corresponding;
    format!("{} per 1,000 ({} to {})", of(value), of(low), of(high))
}

fn difference(risk: &RiskFindings) -> String {
    let of = people_of(risk);
    let told = |people: f64| {
        let number = of(people.abs());
        if people > 0.0 && number != "0" {
            format!("{number} more")
        } else {
            format!("{number} fewer")
        }
    };
    let PerThousand {
        value, low, high, ..
    } = risk.difference;
    format!(
        "{} per 1,000 (from {} to {})",
        told(value),
        told(low),
        told(high)
    )
}

/// How people of 1,000 are told: whole, as in the handbook's tables; where fewer than one has the event, in two digits, since
/// “0” would say that nobody has it.
fn people_of(risk: &RiskFindings) -> impl Fn(f64) -> String {
    let rare = risk.assumed > 0.0 && risk.assumed < 1.0;
    move |people: f64| {
        if !rare || !(1e-9..10.0).contains(&people) {
            return format!("{:.0}", people.round());
        }
        let decimals = (1.0 - people.log10().floor()).clamp(0.0, 9.0) as usize;
        format!("{people:.decimals$}")
    }
}

fn superscript(marks: &str) -> String {
    if marks.is_empty() {
        String::new()
    } else {
        format!("<sup>{}</sup>", escaped(marks))
    }
}

/// Text as it may stand between tags.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\n' | '\t' => safe.push(' '),
            c if c.is_control() || is_invisible(c) => {}
            c => safe.push(c),
        }
    }
    safe
}

/// Characters that reorder or hide others would let a text show what it does not say.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{E0000}'..='\u{E007F}')
}
