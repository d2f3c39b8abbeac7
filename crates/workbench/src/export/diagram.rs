//! Export of the PRISMA 2020 flow diagram, with its numbers and the result of the arithmetic checks.

use std::path::{Path, PathBuf};

use prisma::{DrawingOptions, Flow, Mismatch, PackageTable, TableNote};
use serde::Serialize;

use crate::convert::write_whole;
use crate::error::{Error, Result};
use crate::open_review::Review;
use crate::simulate::write_json;

/// How the diagram is drawn.
#[derive(Clone, Debug, Default)]
pub struct DiagramOptions {
    /// Template, theme and the like.
    pub drawing: DrawingOptions,
    /// Resolution of the PNG in dots per inch; 300 if 0.
    pub dpi: u32,
}

/// What was written.
#[derive(Clone, Debug, Serialize)]
pub struct DiagramFiles {
    /// The numbers.
    pub flow: Flow,
    /// Sums that do not agree, in words. Empty in a consistent review.
    pub mismatches: Vec<Mismatch>,
    /// What is still to be done before the numbers are final.
    pub unfinished: Vec<String>,
    /// What the CSV of the R package cannot express.
    pub table_notes: Vec<TableNote>,
    /// The files.
    pub files: Vec<PathBuf>,
}

impl Review {
    /// Writes `prisma.svg`, `prisma.png`, `prisma.pdf`, `prisma.csv` (for the R package PRISMA2020) and `prisma.json`.
    pub async fn export_prisma(
        &self,
        folder: &Path,
        options: &DiagramOptions,
    ) -> Result<DiagramFiles> {
        let flow = self.flow().await?;
        std::fs::create_dir_all(folder).map_err(|e| Error::file(folder, &e))?;
        let drawn =
            |e: prisma::DrawError| Error::internal(format!("the diagram could not be drawn: {e}"));
        let (table, table_notes) = PackageTable::of(&flow);
        let dpi = if options.dpi == 0 { 300 } else { options.dpi };
        let contents = [
            (
                "prisma.svg",
                prisma::svg(&flow, &options.drawing).into_bytes(),
            ),
            (
                "prisma.png",
                prisma::png(&flow, &options.drawing, dpi).map_err(drawn)?,
            ),
            (
                "prisma.pdf",
                prisma::pdf(&flow, &options.drawing).map_err(drawn)?,
            ),
            ("prisma.csv", table.to_csv().into_bytes()),
        ];
        let mut files = Vec::new();
        for (name, bytes) in contents {
            let path = folder.join(name);
            write_whole(&path, |file| {
                file.write_all(&bytes).map_err(|e| Error::file(&path, &e))
            })?;
            files.push(path);
        }
        let mut written = DiagramFiles {
            mismatches: flow.check(),
            unfinished: flow.unfinished(),
            table_notes,
            flow,
            files,
        };
        let path = folder.join("prisma.json");
        written.files.push(path.clone());
        write_json(&path, &written)?;
        Ok(written)
    }
}
