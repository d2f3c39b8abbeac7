//! The script for R finds, in R, what Attest found: for every measure, method and interval that can be chosen, with empty
//! cells, two studies, and names that try to end a string or a line. Skipped, with a line that says so, where R with
//! metafor is not. `SCRIPTS=FOLDER` keeps the scripts.

mod support;

use std::process::Command;

use support::{Outcome, studies};
use synthesis::{
    Data, DoubleZero, Estimate, HartungKnapp, Measure, Method, Options, Study, TwoByTwo, Wording,
    pool, r_script, subgroups,
};

const METHODS: [Method; 6] = [
    Method::Fixed,
    Method::MantelHaenszel,
    Method::Peto,
    Method::DerSimonianLaird,
    Method::Reml,
    Method::PauleMandel,
];
const INTERVALS: [HartungKnapp; 3] = [HartungKnapp::No, HartungKnapp::Plain, HartungKnapp::AdHoc];

/// Names as no study should have them.
const HOSTILE: [&str; 8] = [
    "O\"Brien\"); quit(status = 3); (\" 2001",
    "C:\\new\\table\\u0041 2002",
    "two\nlines <- 1 2003",
    "Ångström & Müller-Lüdenscheidt 2004",
    "研究 😀 2005",
    "'quoted' `ticks` $x {y} %d 2006",
    "\u{202E}8002 turned\u{2028}round # 2007",
    "",
];

/// With names that try to end a string, and in each third place an arm without an event.
fn hostile(file: &str) -> Result<Vec<Study>, Box<dyn std::error::Error>> {
    let mut found = studies(file)?;
    for (place, study) in found.iter_mut().enumerate() {
        study.label = HOSTILE[place % HOSTILE.len()].to_owned();
        study.group = Some(HOSTILE[place % 2].to_owned()).filter(|_| place % 5 != 0);
    }
    Ok(found)
}

fn data_for(measure: Measure) -> Result<Vec<Vec<Study>>, Box<dyn std::error::Error>> {
    let table = |id: usize, [events1, n1, events2, n2]: [u64; 4]| Study {
        id: id.to_string(),
        label: format!("Trial {id}"),
        group: None,
        data: Data::TwoByTwo(TwoByTwo {
            events1,
            n1,
            events2,
            n2,
        }),
    };
    let zeros = [
        [0, 50, 3, 52],
        [0, 40, 0, 41],
        [2, 60, 0, 58],
        [5, 90, 9, 95],
        [30, 30, 30, 30],
        [1, 20, 4, 22],
    ];
    let zeros = || -> Vec<Study> {
        let rows = zeros.iter().enumerate();
        rows.map(|(id, row)| table(id, *row)).collect()
    };
    let estimate = |id: usize, yi, sei| Study {
        id: id.to_string(),
        label: format!("Trial {id}"),
        group: None,
        data: Data::Estimate(Estimate { yi, sei }),
    };
    Ok(match measure {
        Measure::OddsRatio
        | Measure::RiskRatio
        | Measure::RiskDifference
        | Measure::PetoOddsRatio => vec![
            hostile("bcg")?,
            hostile("catheters")?,
            zeros(),
            studies("bcg")?.into_iter().take(2).collect(),
        ],
        Measure::MeanDifference | Measure::StandardizedMeanDifference => {
            vec![
                hostile("stroke_units")?,
                studies("stroke_units")?.into_iter().take(3).collect(),
            ]
        }
        Measure::LogitProportion | Measure::FreemanTukey => vec![hostile("vasospasm")?],
        Measure::Difference | Measure::Ratio => vec![
            hostile("passive_smoking")?,
            vec![
                estimate(1, -0.25, 0.11),
                estimate(2, -0.25, 0.11),
                estimate(3, 1e-7, 0.4),
            ],
        ],
    })
}

/// Every analysis that the options allow, with a name of its own.
fn scripts() -> Result<Vec<(String, String)>, Box<dyn std::error::Error>> {
    let mut scripts = Vec::new();
    for measure in Measure::ALL {
        for (number, studies) in data_for(measure)?.into_iter().enumerate() {
            for method in METHODS {
                for hartung_knapp in INTERVALS {
                    for double_zero in [DoubleZero::LeftOut, DoubleZero::Kept] {
                        let level = if number % 2 == 0 { 0.95 } else { 0.9 };
                        let options = Options {
                            hartung_knapp,
                            level,
                            double_zero,
                            ..Options::new(measure, method)
                        };
                        if options.check().is_err() {
                            continue;
                        }
                        // What zeros do is looked at where there are some, and intervals at one set of data.
                        let kept = double_zero == DoubleZero::Kept;
                        let zeros = number == 2 && measure.is_ratio();
                        let usual = hartung_knapp == HartungKnapp::No;
                        let with_interval = match method {
                            Method::Reml => hartung_knapp != HartungKnapp::AdHoc,
                            Method::DerSimonianLaird => hartung_knapp != HartungKnapp::Plain,
                            _ => usual,
                        };
                        let of_moments =
                            matches!(method, Method::DerSimonianLaird | Method::PauleMandel);
                        if kept && !(zeros && usual)
                            || !with_interval
                            || number > 0 && (!usual || of_moments)
                        {
                            continue;
                        }
                        let name =
                            format!("{measure:?} {method:?} {hartung_knapp:?} {number} {kept}");
                        let Ok(analysis) = pool(&studies, &options) else {
                            return Err(format!("{name} cannot be pooled").into());
                        };
                        let groups = analysis.studies.iter().any(|study| study.group.is_some());
                        let groups = if groups {
                            Some(subgroups(&analysis)?)
                        } else {
                            None
                        };
                        let wording = Wording {
                            notice: "Draft:\nnot settled".to_owned(),
                            ..Wording::default()
                        };
                        let script = r_script(
                            &format!("{name}\nquit(status = 4)"),
                            &analysis,
                            groups.as_ref(),
                            &wording,
                        );
                        scripts.push((name, script));
                    }
                }
            }
        }
    }
    Ok(scripts)
}

#[test]
fn a_script_says_in_its_second_line_that_it_is_a_draft() -> Outcome {
    let scripts = scripts()?;
    assert!(scripts.len() > 60, "{}", scripts.len());
    for (name, script) in scripts {
        assert!(script.is_ascii(), "{script}");
        let second = script.lines().nth(1);
        assert_eq!(second, Some("# Draft: not settled"), "{name}");
    }
    Ok(())
}

#[test]
fn r_finds_the_same() -> Outcome {
    let present = Command::new("Rscript")
        .args([
            "--vanilla",
            "-e",
            "if (!requireNamespace('metafor', quietly = TRUE)) q(status = 1)",
        ])
        .output();
    if !present.is_ok_and(|output| output.status.success()) {
        println!("skipped: R with metafor is not here");
        return Ok(());
    }
    let keep = std::env::var_os("SCRIPTS");
    let folder = keep.as_ref().map_or_else(
        || std::env::temp_dir().join(format!("attest-r-scripts-{}", std::process::id())),
        std::path::PathBuf::from,
    );
    std::fs::create_dir_all(&folder)?;
    let scripts = scripts()?;
    for (number, (name, script)) in scripts.iter().enumerate() {
        std::fs::write(folder.join(format!("{number:03}.R")), script)?;
        std::fs::write(folder.join(format!("{number:03}.txt")), name)?;
    }
    // Each in an environment of its own, in one process of R; drawings go nowhere.
    let all = "options(warn = 1); pdf(NULL)
        for (file in sort(list.files(pattern = '[.]R$'))) {
          name <- readLines(sub('R$', 'txt', file), warn = FALSE)
          said <- try(capture.output(suppressMessages(source(file, local = new.env(parent = globalenv()), encoding = 'UTF-8'))), silent = TRUE)
          agree <- !inherits(said, 'try-error') && 'Attest and metafor agree.' %in% said
          if (agree) cat('agree', name, '\\n') else { cat('DIFFER', file, name, '\\n'); writeLines(tail(said, 30)) }
        }";
    let output = Command::new("Rscript")
        .args(["--vanilla", "-e", all])
        .current_dir(&folder)
        .output()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    let agreeing = said
        .lines()
        .filter(|line| line.starts_with("agree "))
        .count();
    assert_eq!(agreeing, scripts.len(), "{said}\n{errors}");
    if keep.is_none() {
        std::fs::remove_dir_all(&folder)?;
    }
    Ok(())
}
