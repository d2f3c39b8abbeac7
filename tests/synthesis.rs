//! Meta-analysis and sample sizes through the command line.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where what it needs is absent"
)]

mod support;

use std::path::{Path, PathBuf};

use support::{attest, error, json, word};

fn data(file: &str) -> String {
    let folder: PathBuf =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../crates/synthesis/tests/reference");
    word(&folder.join(file))
}

fn is(value: &serde_json::Value, expected: f64) {
    let value = value.as_f64().expect("a number");
    assert!((value - expected).abs() < 5e-4, "{value} is not {expected}");
}

/// The numbers of metafor's own example (Viechtbauer, J Stat Softw 2010;36(3), section 3).
#[test]
fn the_trials_of_bcg_are_pooled_and_drawn() {
    let folder = tempfile::tempdir().expect("a folder");
    let (forest, funnel) = (
        folder.path().join("forest.svg"),
        folder.path().join("funnel.pdf"),
    );
    let report = json([
        "pool",
        &data("bcg.csv"),
        "--measure",
        "rr",
        "--subgroups",
        "--forest",
        &word(&forest),
        "--funnel",
        &word(&funnel),
    ]);
    is(&report["analysis"]["pooled"]["estimate"], -0.7145);
    is(&report["analysis"]["pooled"]["interval"]["low"], -1.0669);
    is(&report["analysis"]["heterogeneity"]["tau2"], 0.3132);
    is(&report["analysis"]["heterogeneity"]["q"], 152.2330);
    is(&report["pooled"]["estimate"], 0.4894);
    assert_eq!(
        report["subgroups"]["groups"].as_array().map(Vec::len),
        Some(3)
    );
    assert_eq!(report["leave_one_out"].as_array().map(Vec::len), Some(13));
    for sentence in report["draft"].as_array().expect("sentences") {
        assert!(
            sentence["studies"]
                .as_array()
                .is_some_and(|ids| !ids.is_empty())
        );
    }
    let svg = std::fs::read_to_string(&forest).expect("a drawing");
    assert!(svg.contains(">Ferguson &amp; Simes 1949<") && svg.contains(">0.49 [0.34 to 0.70]<"));
    assert!(
        std::fs::read(&funnel)
            .expect("a drawing")
            .starts_with(b"%PDF")
    );
}

/// As the export writes it: several outcomes, arms in either order, a value that is lacking, hazard ratios as reported.
#[test]
fn a_table_of_the_extraction_is_pooled_by_what_was_chosen() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("metafor.csv");
    let table = "slab,outcome,time_point,arm1,arm2,ai,bi,ci,di,n1i,n2i,effect_measure,estimate,standard_error,lower_limit,upper_limit\n\
        A 2001,Death,30 days,Drug,Placebo,10,90,20,80,100,100,HR,0.5,,0.25,1\n\
        B 2002,Death,30 days,Placebo,Drug,30,70,15,85,100,100,,,,,\n\
        C 2003,Death,30 days,Drug,Placebo,,,12,38,50,50,HR,0.8,,0.4,1.6\n\
        D 2004,Death,30 days,Drug,Placebo,5,45,many,41,50,50,HR,2,,3,4\n\
        A 2001,Stroke,30 days,Drug,Placebo,1,99,2,98,100,100,,,,,\n";
    std::fs::write(&file, table).expect("a file");
    let file = word(&file);
    let several = error(["pool", &file, "--measure", "or"]);
    assert!(
        several
            .message
            .contains("several outcomes: “death”, “stroke”"),
        "{several:?}"
    );
    assert!(several.hint.contains("--outcome"));
    let mixed = error(["pool", &file, "--measure", "or", "--outcome", "Death"]);
    assert!(mixed.message.contains("both ways"), "{mixed:?}");

    let chosen = [
        "--outcome",
        "death",
        "--first-arm",
        "Drug",
        "--second-arm",
        "Placebo",
    ];
    let pool = |measure: &'static str, method: &'static str| {
        let words = ["pool", &file, "--measure", measure, "--method", method];
        json(words.into_iter().chain(chosen))
    };
    let report = pool("or", "mh");
    let studies: Vec<&str> = report["analysis"]["studies"]
        .as_array()
        .expect("studies")
        .iter()
        .filter_map(|study| study["id"].as_str())
        .collect();
    assert_eq!(studies, ["A 2001", "B 2002"]);
    // By hand: (10·80 + 15·70)/(90·20 + 85·30) = 1850/4350.
    is(&report["pooled"]["estimate"], 1850.0 / 4350.0);
    let problems = report["problems"].to_string();
    assert!(
        problems.contains("ai is not given") && problems.contains("ci is “many”"),
        "{problems}"
    );

    // Of two hazard ratios with intervals as wide, the geometric mean.
    let ratios = pool("ratio", "fixed");
    is(&ratios["pooled"]["estimate"], 0.4_f64.sqrt());
    assert!(
        ratios["draft"][0]["text"]
            .as_str()
            .is_some_and(|text| text.contains("HR 0.63"))
    );
    let problems = ratios["problems"].to_string();
    assert!(
        problems.contains("the arms are the other way round"),
        "{problems}"
    );
    assert!(
        ratios["problems"]
            .to_string()
            .contains("does not lie between its limits")
    );
}

#[test]
fn sizes_are_told_with_their_formula() {
    let size = json([
        "size",
        "means",
        "--difference",
        "-0.5",
        "--sd",
        "1",
        "--drop-out",
        "0.2",
    ]);
    assert_eq!((&size["first"], &size["total"]), (&80.into(), &160.into()));
    let size = json([
        "size",
        "proportions",
        "--first",
        "0.85",
        "--second",
        "0.65",
        "--non-inferiority",
        "0.1",
        "--alpha",
        "0.05",
    ]);
    assert_eq!(size["second"], 25);
    let size = json([
        "size",
        "survival",
        "--hazard-ratio",
        "0.5",
        "--events",
        "0.5",
    ]);
    assert_eq!(size["events"], 66);
    let output = attest(["size", "means", "--difference", "0.5", "--sd", "1"]);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        text.contains("128 people: 64 in the first arm") && text.contains("Cohen"),
        "{text}"
    );
    let wrong = error(["size", "proportions", "--first", "20", "--second", "0.1"]);
    assert!(wrong.message.contains("lies between 0 and 1"), "{wrong:?}");
    let half = error([
        "size",
        "means",
        "--difference",
        "1",
        "--sd",
        "1",
        "--icc",
        "0.05",
    ]);
    assert!(half.hint.contains("--cluster-size"), "{half:?}");
}

/// What a statistician would stumble over is told, and a table as other programs write it is read.
#[test]
fn what_is_odd_in_a_table_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, table: &str| {
        let file = folder.path().join(name);
        std::fs::write(&file, table).expect("a file");
        word(&file)
    };
    let zeros = write(
        "zeros.csv",
        "slab,ai,n1i,ci,n2i\nA 2001,0.0,50,0,52\nB 2002,0,40,0,41\nC 2003,-1,60,0,58\n",
    );
    let none = error(["pool", &zeros, "--measure", "rr"]);
    assert!(
        none.message.contains("A 2001: both arms have no event"),
        "{none:?}"
    );
    assert!(none.hint.contains("“-1”"), "{none:?}");
    let difference = json(["pool", &zeros, "--measure", "rd"]);
    assert_eq!(difference["analysis"]["studies"][0]["added"], 0.5);
    let twice = write(
        "twice.csv",
        "slab,ai,n1i,ci,n2i\nSmith 2001,1,50,2,52\nSmith 2001,4,40,5,41\n",
    );
    let twice = error(["pool", &twice, "--measure", "rr"]);
    assert!(
        twice.message.contains("count more than once") && twice.hint.contains("Smith 2001a"),
        "{twice:?}"
    );
    let ratios = write(
        "ratios.csv",
        "slab,effect_measure,estimate,lower_limit,upper_limit\nA,HR,0.5,0.4,1.6\nB,HR,0.8,0.6,1.07\n",
    );
    let ratios = json(["pool", &ratios, "--measure", "ratio"]);
    let remarks = ratios["remarks"].to_string();
    assert!(
        remarks.contains("standard errors of 2 estimates come from their limits")
            && remarks.contains("far from the middle of its limits in A."),
        "{remarks}"
    );
    let means = write(
        "means.csv",
        "slab,m1i,sd1i,n1i,m2i,sd2i,n2i\nA,−1.2,0.4,20.0,−1.3,0.5,20\nB,1.2,0,20,1.3,0.5,20\n\
         C,1.1,0.4,20,1.3,0.5,20\nD,1.1,0.4,20,,0.5,20\n",
    );
    let means = json(["pool", &means, "--measure", "md", "--method", "fixed"]);
    is(&means["analysis"]["studies"][0]["yi"], 0.1);
    assert_eq!(means["analysis"]["left_out"][0]["because"], "no_variance");
    assert!(
        means["problems"][0]["problem"] == "m2i is not given",
        "{means}"
    );
    assert!(
        means["remarks"]
            .to_string()
            .contains("With 2 studies it is hardly known"),
        "{means}"
    );
}
