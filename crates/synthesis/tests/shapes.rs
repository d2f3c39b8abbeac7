//! Forest and funnel plots of many shapes: everything that is written in them has a shape in the shipped font, and the
//! drawings can be made. `SHAPES=FOLDER` keeps them as PNG, to be looked at.

#![allow(
    clippy::expect_used,
    reason = "a test ends where what it needs is absent"
)]

use synthesis::{
    Data, Estimate, HartungKnapp, Means, Measure, Method, Options, SingleProportion, Study,
    TwoByTwo, Wording, forest_plot, funnel_plot, pool, subgroups,
};

fn study(label: &str, group: Option<&str>, data: Data) -> Study {
    Study {
        id: label.to_owned(),
        label: label.to_owned(),
        group: group.map(str::to_owned),
        data,
    }
}

fn events(label: &str, [events1, n1, events2, n2]: [u64; 4]) -> Study {
    let table = TwoByTwo {
        events1,
        n1,
        events2,
        n2,
    };
    study(label, None, Data::TwoByTwo(table))
}

const NOTICE: &str = "Draft: the extraction of 3 of 12 studies is not settled, numbers may change.";

fn wording(outcome: &str) -> Wording {
    Wording {
        outcome: outcome.to_owned(),
        first_arm: "practice pharmacist".to_owned(),
        second_arm: "usual care".to_owned(),
        favours_low: "favours the pharmacist".to_owned(),
        favours_high: "favours usual care".to_owned(),
        notice: NOTICE.to_owned(),
        ..Wording::default()
    }
}

/// What each shape is called, its studies, measure and method, and whether it has subgroups.
fn shapes() -> Vec<(&'static str, Vec<Study>, Options, bool)> {
    let options = |measure, method| Options::new(measure, method);
    let two = vec![
        events("Aronson 1948", [4, 123, 11, 139]),
        events("Ferguson 1949", [6, 306, 29, 303]),
    ];
    let thirty = (0..30)
        .map(|n| {
            let label = format!("Study {n} 20{n:02}");
            let means = Means {
                mean1: 10.0 - n as f64 * 0.3,
                sd1: 4.0 + n as f64 * 0.1,
                n1: 20 + 7 * n,
                mean2: 12.0,
                sd2: 5.0,
                n2: 25 + 7 * n,
            };
            let group = if n % 3 == 0 { "children" } else { "adults" };
            study(&label, Some(group), Data::Means(means))
        })
        .collect();
    let long = vec![
        events(
            "International Collaborative Group for the Study of Very Long Names of Trials and Their Consequences 1997",
            [40, 1_230, 61, 1_239],
        ),
        events(
            "González-Ferrándiz y colaboradores de la Red Española 2004",
            [16, 306, 29, 303],
        ),
        events("X 1", [0, 52, 0, 50]),
        events("Ω-3 Consortium 2011", [0, 220, 7, 210]),
    ];
    let extreme = vec![
        study(
            "Precise 2001",
            None,
            Data::Estimate(Estimate {
                yi: -0.2,
                sei: 0.04,
            }),
        ),
        study(
            "Also 2002",
            None,
            Data::Estimate(Estimate {
                yi: -0.1,
                sei: 0.05,
            }),
        ),
        study(
            "Far 2003",
            None,
            Data::Estimate(Estimate { yi: 3.1, sei: 1.9 }),
        ),
        study(
            "Vague 2004",
            None,
            Data::Estimate(Estimate { yi: -0.5, sei: 2.5 }),
        ),
    ];
    let shares = vec![
        study(
            "A 2001",
            None,
            Data::Proportion(SingleProportion { events: 3, n: 50 }),
        ),
        study(
            "B 2002",
            None,
            Data::Proportion(SingleProportion { events: 30, n: 90 }),
        ),
        study(
            "C 2003",
            None,
            Data::Proportion(SingleProportion { events: 12, n: 70 }),
        ),
    ];
    let knapp = Options {
        hartung_knapp: HartungKnapp::AdHoc,
        ..options(Measure::StandardizedMeanDifference, Method::Reml)
    };
    vec![
        (
            "two studies",
            two.clone(),
            options(Measure::RiskRatio, Method::Reml),
            false,
        ),
        (
            "risk difference",
            two.clone(),
            options(Measure::RiskDifference, Method::MantelHaenszel),
            false,
        ),
        (
            "three studies",
            two.iter()
                .cloned()
                .chain([events("Hart & Sutherland 1977", [62, 13_598, 248, 12_867])])
                .collect(),
            options(Measure::OddsRatio, Method::Reml),
            false,
        ),
        ("thirty studies", thirty, knapp, true),
        (
            "long names",
            long,
            options(Measure::OddsRatio, Method::DerSimonianLaird),
            false,
        ),
        (
            "extreme intervals",
            extreme,
            options(Measure::Ratio, Method::PauleMandel),
            false,
        ),
        (
            "proportions",
            shares,
            options(Measure::LogitProportion, Method::Reml),
            false,
        ),
    ]
}

/// What is written in a drawing, without its title and description.
fn written(svg: &str) -> String {
    let from = svg.find("</desc>").expect("a description");
    let mut text = String::new();
    let mut inside = false;
    for c in svg[from..].chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    text
}

#[test]
fn what_is_written_has_a_shape() {
    let keep = std::env::var_os("SHAPES");
    for (name, studies, options, grouped) in shapes() {
        let analysis = pool(&studies, &options).expect("pooled");
        let groups = grouped.then(|| subgroups(&analysis).expect("subgroups"));
        let long = "Unplanned readmission to any hospital for any reason at all, with a stay of one night or more, 180 days";
        let outcome = match name {
            "long names" | "two studies" => long,
            _ => "Unplanned readmission, 180 days",
        };
        let wording = wording(outcome);
        for (kind, svg) in [
            ("forest", forest_plot(&analysis, groups.as_ref(), &wording)),
            ("funnel", funnel_plot(&analysis, &wording)),
        ] {
            let text = written(&svg);
            assert!(text.contains("readmission"), "{kind} of {name}");
            assert!(text.contains("Draft:"), "{kind} of {name}");
            assert!(
                svg.contains(&format!("-desc\">{NOTICE}")),
                "{kind} of {name}"
            );
            assert!(
                kind == "forest" || text.contains("missing") && text.contains("studies are one."),
                "the legend is whole: {text}"
            );
            assert_eq!(drawing::text::missing(&text), [], "{kind} of {name}");
            let png = drawing::png(&svg, 96).expect("drawn");
            assert!(png.starts_with(b"\x89PNG"));
            if let Some(folder) = &keep {
                let file = std::path::Path::new(folder).join(format!("{name} {kind}.png"));
                std::fs::write(file, png).expect("kept");
            }
        }
    }
}
