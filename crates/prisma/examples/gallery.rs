//! Draws every template, light and dark, few and many entries, into a folder, to be looked at:
//! `cargo run -p prisma --example gallery -- FOLDER`.

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use prisma::{DrawingOptions, Flow, PackageTable, Template, Theme};

#[path = "../tests/flows/mod.rs"]
mod flows;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("name a folder")?);
    fs::create_dir_all(&folder)?;
    let mut drawings: Vec<(String, Flow, DrawingOptions)> = Vec::new();
    for template in Template::ALL {
        let name = format!(
            "{}{}",
            if template.updated { "updated" } else { "new" },
            if template.other_methods { "-other" } else { "" }
        );
        let options = DrawingOptions {
            template: Some(template),
            ..DrawingOptions::default()
        };
        let flow = flows::worked_example(template);
        let dark = DrawingOptions {
            theme: Theme::Dark,
            ..options
        };
        let blank = DrawingOptions {
            footnotes: true,
            ..options
        };
        drawings.push((format!("{name}-light"), flow.clone(), options));
        drawings.push((format!("{name}-dark"), flow, dark));
        drawings.push((format!("{name}-blank"), Flow::default(), blank));
        drawings.push((format!("{name}-crowded"), flows::crowded(), options));
        drawings.push((format!("{name}-crowded-dark"), flows::crowded(), dark));
    }
    for (name, flow, options) in drawings {
        let path = |extension: &str| folder.join(format!("{name}.{extension}"));
        fs::write(path("svg"), prisma::svg(&flow, &options))?;
        fs::write(path("png"), prisma::png(&flow, &options, 120)?)?;
        fs::write(path("pdf"), prisma::pdf(&flow, &options)?)?;
        fs::write(path("csv"), PackageTable::of(&flow).0.to_csv())?;
    }
    Ok(())
}
