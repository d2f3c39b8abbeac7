//! What stands in a study's report, in order: written once, shown as a page and as a PDF.

use agreement::Interval;
use study::{Estimate, Measure, Share};

use super::findings::{Reported, StudyFindings};
use super::of_values::ValueFindings;
use super::plots::{Drawing, arm_label, capital, differences, label_of, saved, signed, times};
use crate::export::utc;

/// One of what is read, and several.
pub(crate) fn unit(findings: &StudyFindings) -> (&'static str, &'static str) {
    match findings.values {
        Some(_) => ("value", "values"),
        None => ("record", "records"),
    }
}

/// What intervals take as one: a report of which several values were read, or a record.
fn together(findings: &StudyFindings) -> &'static str {
    match findings.values {
        Some(_) => "reports",
        None => "records",
    }
}

/// A part of the report.
pub(crate) enum Block {
    Heading(String),
    Text(String),
    /// Said first and loudly.
    Warning(String),
    List(Vec<String>),
    Table {
        header: Vec<String>,
        rows: Vec<Vec<String>>,
    },
    Drawing(Drawing),
}

pub(crate) fn content(reported: &Reported) -> Vec<Block> {
    let findings = &reported.findings;
    let mut blocks = Vec::new();
    about(reported, &mut blocks);
    blocks.push(Block::Heading("What may be said".into()));
    let sentences = &findings.analysis.statements;
    let about_result = |primary: bool| {
        sentences
            .iter()
            .filter(|s| s.primary == primary && s.about != study::Topic::Conduct)
            .map(|s| s.text.clone())
            .collect::<Vec<String>>()
    };
    blocks.push(Block::Text("Primary outcome:".into()));
    blocks.push(Block::List(about_result(true)));
    let secondary = about_result(false);
    if !secondary.is_empty() {
        blocks.push(Block::Text("Secondary:".into()));
        blocks.push(Block::List(secondary));
    }
    time(findings, &mut blocks);
    accuracy(findings, &mut blocks);
    bias(findings, &mut blocks);
    conduct(reported, &mut blocks);
    blocks
}

fn about(reported: &Reported, blocks: &mut Vec<Block>) {
    let findings = &reported.findings;
    let plan = &findings.analysis.plan;
    blocks.push(Block::Text(plan.question.clone()));
    if !findings.integrity.holds() {
        blocks.push(Block::Warning(format!(
            "This study is not what was locked and read. Audit trail whole: {}. Protocol as noted when it was locked: {}. \
             Suggestions as locked: {}. Readings or judgements that were altered, added or taken away: {}.",
            yes(findings.integrity.audit_whole),
            yes(findings.integrity.protocol_as_noted),
            yes(findings.integrity.suggestions_as_locked),
            findings.integrity.altered
        )));
    }
    if !findings.end.reason.is_empty() {
        blocks.push(Block::Warning(format!(
            "Ended by {} before everything was read and settled: {}",
            findings.end.by, findings.end.reason
        )));
    }
    let (_, units) = unit(findings);
    let of_reports = findings.values.map_or_else(String::new, |values| {
        format!(
            " of {} reports, which are read whole by the same person in the same arm",
            values.reports
        )
    });
    let readers = plan.readers.join(", ");
    let arms: Vec<String> = std::iter::once("A (without suggestions)".to_owned())
        .chain(
            plan.assisted
                .iter()
                .map(|arm| format!("{} ({})", arm.letter(), arm.in_words())),
        )
        .collect();
    blocks.push(Block::List(vec![
        format!(
            "{} {units}{of_reports}, each read twice by two of {} people ({readers}), once without and once with suggestions; arms {}.",
            plan.items.len(),
            plan.readers.len(),
            arms.join(" and ")
        ),
        format!(
            "What is right was judged by {}, each alone and blind to arms, readers and model: alike on {} of {} {units}. Settled: {} of {}.",
            plan.adjudicators.join(", "),
            findings.adjudicated_alike,
            findings.adjudicated,
            findings.settled,
            plan.items.len()
        ),
        format!("Model: {}.", plan.agent),
        format!(
            "Protocol locked by {} on {}; SHA-256 {}. Ended on {}.",
            findings.locked_by,
            utc(findings.locked_at),
            findings.analysis.protocol_sha256,
            utc(findings.end.at)
        ),
    ]));
}

fn time(findings: &StudyFindings, blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading("Time".into()));
    let plan = &findings.analysis.plan;
    let (one, all) = unit(findings);
    let rows = together(findings);
    let Some(time) = &findings.analysis.time else {
        let why = findings.analysis.no_time.as_deref();
        blocks.push(Block::Text(format!(
            "There is no analysis of time: {}.",
            why.unwrap_or("no time was measured")
        )));
        return;
    };
    blocks.push(Block::Text(format!(
        "Active time: the {one} in sight, the window in focus, and a key, movement or scrolling within the last {} s.",
        plan.idle_seconds
    )));
    blocks.extend(times(findings).map(Block::Drawing));
    blocks.push(Block::Table {
        header: vec![
            "Arm".into(),
            "Readings".into(),
            format!("Mean, s a {one}"),
            format!("Median, s a {one}"),
            format!("Geometric mean, s a {one}"),
            format!("s a {one} kept"),
            format!("One person, all {all}"),
        ],
        rows: time
            .arms
            .iter()
            .map(|arm| {
                vec![
                    label_of(arm.arm),
                    arm.readings.to_string(),
                    format!("{:.1}", arm.per_item),
                    format!("{:.1}", arm.median),
                    format!("{:.1}", arm.geometric_mean),
                    arm.per_kept.map_or("–".into(), |s| format!("{s:.1}")),
                    duration(arm.per_set),
                ]
            })
            .collect(),
    });
    blocks.extend(saved(findings).map(Block::Drawing));
    let level = format!("{:.0} %", plan.level * 100.0);
    let share = |estimate: &Estimate| percent(estimate.value, estimate.interval);
    blocks.push(Block::Table {
        header: vec![
            "Arm against A".into(),
            capital(all),
            format!("Time saved, mixed model ({level} interval)"),
            "p".into(),
            "By the ratio of means".into(),
            "If 30 s are away".into(),
            "If 120 s are away".into(),
        ],
        rows: time
            .saved
            .iter()
            .map(|one| {
                vec![
                    label_of(one.arm),
                    one.items.to_string(),
                    share(&one.saved),
                    p(one.p),
                    share(&one.by_means),
                    one.if_idle_after_30.as_ref().map_or("–".into(), share),
                    one.if_idle_after_120.as_ref().map_or("–".into(), share),
                ]
            })
            .collect(),
    });
    let model = &time.model;
    let mean = if findings.values.is_some() {
        " a value, as the mean of the values of a report for each reader"
    } else {
        ""
    };
    blocks.push(Block::Text(format!(
        "Mixed model of the logarithm of active seconds{mean} (arm, period, sequence; readers and {rows} as crossed random \
         effects), {} readings of {} {rows} by {} readers. Standard deviations of the logarithm: readers {:.2}, {rows} \
         {:.2}, rest {:.2}. Readings without a time above 0: {}.{}",
        model.observations,
        model.items,
        model.readers,
        model.reader_sd,
        model.item_sd,
        model.residual_sd,
        time.untimed,
        if model.left_out.is_empty() {
            String::new()
        } else {
            format!(" Left out, as it cannot be told apart: {}.", model.left_out.join(", "))
        }
    )));
}

fn accuracy(findings: &StudyFindings, blocks: &mut Vec<Block>) {
    let (_, units) = unit(findings);
    blocks.push(Block::Heading(
        if findings.values.is_some() {
            "Right answers"
        } else {
            "Recall and right answers"
        }
        .into(),
    ));
    if findings.analysis.accuracy.is_empty() {
        blocks.push(Block::Text(
            "Nothing can be said of it: no answer could be held against what is right.".into(),
        ));
        return;
    }
    let mut rows = Vec::new();
    for measure in &findings.analysis.accuracy {
        for arm in &measure.arms {
            rows.push(vec![
                capital(measure.measure.in_words()),
                label_of(arm.arm),
                shares(&arm.share),
            ]);
        }
    }
    blocks.push(Block::Table {
        header: words(&["Measure", "Arm", "Share (interval)"]),
        rows,
    });
    blocks.extend(differences(findings).map(Block::Drawing));
    let mut rows = Vec::new();
    for measure in &findings.analysis.accuracy {
        for one in &measure.differences {
            let verdict = match one {
                d if d.interval.is_none() => "nothing is shown",
                d if d.better => "better",
                d if d.worse && d.non_inferior => "worse, by less than the margin",
                d if d.worse => "worse",
                d if d.non_inferior => "not worse by the margin",
                _ => "not shown",
            };
            rows.push(vec![
                capital(measure.measure.in_words()),
                label_of(one.arm),
                format!("{} of {}", one.with.successes, one.with.of),
                format!("{} of {}", one.without.successes, one.without.of),
                points(one.value, one.interval),
                one.p.map_or("–".into(), p),
                format!("{}: {verdict}", one.margin),
            ]);
        }
    }
    blocks.push(Block::Table {
        header: vec![
            "Measure".into(),
            "Arm".into(),
            "In the arm".into(),
            format!("A, same {units}"),
            "Difference (interval)".into(),
            "p".into(),
            "Margin".into(),
        ],
        rows,
    });
    for recall in findings
        .analysis
        .accuracy
        .iter()
        .filter(|a| a.measure == Measure::Recall)
    {
        for arm in recall.arms.iter().filter(|arm| !arm.missed.is_empty()) {
            blocks.push(Block::Text(format!(
                "Relevant records that were dropped, arm {}:",
                arm_label(&arm.arm.letter().to_string())
            )));
            blocks.push(Block::List(
                arm.missed
                    .iter()
                    .map(|id| findings.titles.get(id).unwrap_or(id).clone())
                    .collect(),
            ));
        }
    }
    if let Some(values) = &findings.values {
        of_values(findings, values, blocks);
        return;
    }
    let model = findings.model;
    blocks.push(Block::Text(format!(
        "Of the records read the model suggests to include {}, to exclude {}, and neither of {}; it has no answer in form \
         for {}. Alone, what it does not suggest to exclude goes on; records without an answer count nowhere.",
        model.include, model.exclude, model.neither, model.unread
    )));
}

fn of_values(findings: &StudyFindings, values: &ValueFindings, blocks: &mut Vec<Block>) {
    let mut rows = Vec::new();
    for kind in &findings.analysis.by_kind {
        for arm in &kind.accuracy.arms {
            let difference = kind.accuracy.differences.iter().find(|d| d.arm == arm.arm);
            rows.push(vec![
                capital(&kind.kind),
                kind.items.to_string(),
                label_of(arm.arm),
                shares(&arm.share),
                difference.map_or("–".into(), |d| points(d.value, d.interval)),
            ]);
        }
    }
    if !rows.is_empty() {
        blocks.push(Block::Text("By the kind of field:".into()));
        blocks.push(Block::Table {
            header: words(&[
                "Kind",
                "Values",
                "Arm",
                "Right (interval)",
                "Difference from A (interval)",
            ]),
            rows,
        });
    }
    blocks.push(Block::Text(format!(
        "Right is what is the same as the value that the adjudicators settled: numbers as numbers, options as options. \
         {} distinct answers in other words or units were judged by the adjudicators, blind to who or what gave them.",
        values.judged
    )));
    blocks.push(Block::Text(format!(
        "Of the values read, the suggestion gives one for {} and says of {} that they are not reported; {} of {} \
         suggestions are right. {} answers took the suggestion as it was, by its key.",
        values.suggested, values.not_reported, values.right, values.settled, values.accepted
    )));
}

fn bias(findings: &StudyFindings, blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading("Following suggestions".into()));
    if findings.analysis.bias.is_empty() {
        blocks.push(Block::Text(if findings.values.is_some() {
            "Nothing can be said of it: no suggestion was shown on a value whose truth is settled.".into()
        } else {
            "Nothing can be said of it: no suggestion that says include or exclude was shown on a record whose truth is settled."
                .into()
        }));
        return;
    }
    blocks.push(Block::Table {
        header: words(&[
            "Arm",
            "Wrong suggestions taken",
            "Right suggestions overridden",
            "Errors added where it is wrong",
            "After it was shown: to right, to wrong, kept",
        ]),
        rows: findings
            .analysis
            .bias
            .iter()
            .map(|one| {
                vec![
                    label_of(one.arm),
                    shares(&one.wrong_taken),
                    shares(&one.right_overridden),
                    one.errors_added
                        .as_ref()
                        .map_or("–".into(), |e| points(e.value, e.interval)),
                    one.switches.map_or("–".into(), |s| {
                        format!("{}, {}, {} of {}", s.to_right, s.to_wrong, s.kept, s.shown)
                    }),
                ]
            })
            .collect(),
    });
    if findings.values.is_some() {
        blocks.push(Block::Text(
            "Taken is an answer that is the same as the suggestion, whether by its key or entered; a suggestion that a value \
             is not reported counts like any other."
                .into(),
        ));
        return;
    }
    blocks.push(Block::Text(
        "Suggestions that say neither include nor exclude can be neither followed nor overridden, and are not counted here."
            .into(),
    ));
}

fn conduct(reported: &Reported, blocks: &mut Vec<Block>) {
    let findings = &reported.findings;
    let conduct = &findings.analysis.conduct;
    blocks.push(Block::Heading("How it was done".into()));
    let mut points: Vec<String> = findings
        .analysis
        .statements
        .iter()
        .filter(|s| s.about == study::Topic::Conduct)
        .map(|s| s.text.clone())
        .collect();
    points.push(format!(
        "Readings drawn: {}; made as drawn: {}; missing: {}.",
        conduct.drawn,
        conduct.read,
        conduct.missing.len()
    ));
    let of_records = reported.known.iter().map(|known| known.laid_aside);
    let of_values = reported.values.iter().map(|known| known.laid_aside);
    let aside: usize = of_records.chain(of_values).sum();
    points.push(format!(
        "Laid aside before an answer and taken up again, times added: {aside} times."
    ));
    points.push(format!(
        "Overhead that the times above do not show: practice {}, adjudication {}.",
        duration(findings.practice_seconds),
        duration(findings.adjudication_seconds)
    ));
    points.push(format!(
        "Intervals by resampling: {} draws, seed {}. Allocation drawn from seed {}, which was closed until the end; with \
         the protocol anybody can draw it again and compare the seal.",
        findings.analysis.resampling.draws,
        findings.analysis.resampling.seed,
        findings.allocation_seed
    ));
    points.push(format!(
        "Checked for this report: audit trail whole: {}; protocol and suggestions as locked: {}; every reading as it was noted: {}.",
        yes(findings.integrity.audit_whole),
        yes(findings.integrity.protocol_as_noted && findings.integrity.suggestions_as_locked),
        yes(findings.integrity.altered == 0)
    ));
    blocks.push(Block::List(points));
}

fn words(of: &[&str]) -> Vec<String> {
    of.iter().map(|word| (*word).to_owned()).collect()
}

fn yes(truth: bool) -> &'static str {
    if truth { "yes" } else { "no" }
}

fn p(value: f64) -> String {
    if value < 0.001 {
        "< .001".into()
    } else {
        format!("{value:.3}")
    }
}

fn percent(value: f64, interval: Option<Interval>) -> String {
    let one = |share: f64| signed(share * 100.0, 1).trim_start_matches('+').to_owned();
    let range = interval.map_or_else(
        || "no interval".to_owned(),
        |i| format!("{} to {} %", one(i.low), one(i.high)),
    );
    format!("{} % ({range})", one(value))
}

fn points(value: f64, interval: Option<Interval>) -> String {
    let range = interval.map_or_else(
        || "no interval".to_owned(),
        |i| format!("{} to {}", signed(i.low, 3), signed(i.high, 3)),
    );
    format!("{} ({range})", signed(value, 3))
}

fn shares(share: &Share) -> String {
    let value = share.value().map_or("–".to_owned(), |v| format!("{v:.3}"));
    let range = share
        .interval
        .map_or_else(String::new, |i| format!(" ({:.3} to {:.3})", i.low, i.high));
    format!(
        "{value}{range}, {} of {}",
        share.count.successes, share.count.of
    )
}

/// Seconds as hours and minutes, or as they are below a minute and a half.
fn duration(seconds: f64) -> String {
    if seconds < 90.0 {
        return format!("{seconds:.0} s");
    }
    let minutes = (seconds / 60.0).round() as u64;
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}
