//! Pool: a meta-analysis of a table of studies, in the columns of R's metafor as the export `metafor` writes them, without
//! a review. Every number comes from the table; nothing is asked of a model.

pub(crate) mod rows;

use std::path::{Path, PathBuf};

use serde::Serialize;
use synthesis::{
    Analysis, Asymmetry, Measure, Method, Options, PoolError, Repooled, Sentence, Subgroups,
    Wording,
};

use crate::convert::write_whole;
use crate::error::{Error, Result};

pub use rows::{PoolProblem, Wanted};

/// What is asked for.
#[derive(Clone, Debug)]
pub struct PoolRequest {
    /// The table, as CSV.
    pub file: PathBuf,
    /// Which of its rows.
    pub wanted: Wanted,
    /// How they are pooled.
    pub options: Options,
    /// Whether each subgroup (column `group`) is pooled by itself too.
    pub subgroups: bool,
    /// Words for drawing and draft.
    pub wording: Wording,
    /// Where the forest plot goes: `.svg`, `.png` or `.pdf`.
    pub forest: Option<PathBuf>,
    /// Where the funnel plot goes: `.svg`, `.png` or `.pdf`.
    pub funnel: Option<PathBuf>,
}

impl PoolRequest {
    /// The table pooled with intervals of 95 % and nothing unusual.
    pub fn new(file: impl Into<PathBuf>, measure: Measure, method: Method) -> Self {
        Self {
            file: file.into(),
            wanted: Wanted::default(),
            options: Options::new(measure, method),
            subgroups: false,
            wording: Wording::default(),
            forest: None,
            funnel: None,
        }
    }
}

/// An estimate with its interval as it is shown: of ratios the ratio, of proportions the share.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct ShownEstimate {
    /// The estimate.
    pub estimate: f64,
    /// Its interval, or that of a prediction.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

/// The meta-analysis with all that is told of it.
#[derive(Clone, Debug, Serialize)]
pub struct PoolReport {
    /// Measure, method and scale in words.
    pub in_words: String,
    /// The pooled estimate as it is shown.
    pub pooled: ShownEstimate,
    /// The prediction interval as it is shown.
    pub prediction: Option<ShownEstimate>,
    /// The analysis, on the scale on which it is pooled.
    pub analysis: Analysis,
    /// Each subgroup by itself, where that was asked for.
    pub subgroups: Option<Subgroups>,
    /// Without each study in turn; `None` where what is left cannot be pooled.
    pub leave_one_out: Option<Vec<Repooled>>,
    /// The studies added one by one in the order of the table; `None` where the first cannot be pooled.
    pub cumulative: Option<Vec<Repooled>>,
    /// Egger's test, or why it was not made.
    pub asymmetry: Asymmetry,
    /// A draft paragraph, each sentence with its studies.
    pub draft: Vec<Sentence>,
    /// What a reader has to know of the numbers: the notes of the analysis in words, and how estimates were read.
    pub remarks: Vec<String>,
    /// Rows that could not be used.
    pub problems: Vec<PoolProblem>,
}

/// Pools the studies of a table, and draws them where that is asked for.
///
/// # Errors
/// A table that cannot be read; several outcomes, time points or rows of a study where one has to be chosen; studies that
/// cannot be pooled as asked.
pub fn pool_file(request: &PoolRequest) -> Result<PoolReport> {
    let read = rows::read(&request.file, &request.wanted, request.options.measure)?;
    let analysis = synthesis::pool(&read.studies, &request.options)
        .map_err(|error| refused(&error, &read.problems))?;
    let wording = Wording {
        outcome: either(&request.wording.outcome, read.outcome.as_deref()),
        measure: either(&request.wording.measure, read.effect_measure.as_deref()),
        first_arm: either(
            &request.wording.first_arm,
            request.wanted.first_arm.as_deref(),
        ),
        second_arm: either(
            &request.wording.second_arm,
            request.wanted.second_arm.as_deref(),
        ),
        ..request.wording.clone()
    };
    let subgroups = match request.subgroups {
        true => Some(synthesis::subgroups(&analysis).map_err(|error| refused(&error, &[]))?),
        false => None,
    };
    let draft = synthesis::sentences(&analysis, &wording).map_err(|error| refused(&error, &[]))?;
    if let Some(path) = &request.forest {
        let svg = synthesis::forest_plot(&analysis, subgroups.as_ref(), &wording);
        write_drawing(path, &svg)?;
    }
    if let Some(path) = &request.funnel {
        write_drawing(path, &synthesis::funnel_plot(&analysis, &wording))?;
    }
    let shown = |estimate: f64, interval| {
        let interval: agreement::Interval = analysis.shown_interval(interval);
        ShownEstimate {
            estimate: analysis.shown(estimate),
            low: interval.low,
            high: interval.high,
        }
    };
    let pooled = shown(analysis.pooled.estimate, analysis.pooled.interval);
    let prediction = analysis
        .prediction
        .map(|p| shown(analysis.pooled.estimate, p.interval));
    Ok(PoolReport {
        in_words: format!(
            "{}; {}; scale: {}",
            request.options.measure.name(),
            request.options.method.name(),
            request.options.measure.scale()
        ),
        pooled,
        prediction,
        subgroups,
        leave_one_out: synthesis::leave_one_out(&analysis).ok(),
        cumulative: synthesis::cumulative(&analysis).ok(),
        asymmetry: synthesis::egger(&analysis),
        draft,
        remarks: {
            let notes = analysis.notes.iter().map(synthesis::Note::words);
            notes.chain(read.remarks).collect()
        },
        problems: read.problems,
        analysis,
    })
}

fn either(given: &str, otherwise: Option<&str>) -> String {
    match given.trim() {
        "" => otherwise.unwrap_or_default().to_owned(),
        given => given.to_owned(),
    }
}

pub(crate) fn refused(error: &PoolError, problems: &[PoolProblem]) -> Error {
    let told: Vec<String> = problems
        .iter()
        .take(3)
        .map(|p| format!("row {} ({}): {}", p.row, p.study, p.problem))
        .collect();
    let hint = match (error.hint(), error) {
        (Some(hint), _) => hint.to_owned(),
        (None, PoolError::TooFew { left_out, .. }) if told.is_empty() && !left_out.is_empty() => {
            "Check the numbers of these studies; of events, a risk difference (rd) can be pooled where a ratio cannot."
                .to_owned()
        }
        (None, PoolError::TooFew { .. }) if told.is_empty() => {
            "Check that the measure goes with the columns of the table.".to_owned()
        }
        (None, PoolError::TooFew { .. }) => {
            format!("Some rows could not be used: {}.", told.join("; "))
        }
        (None, _) => {
            "Choose one row for each study with --outcome, --time-point, --first-arm and --second-arm; two studies of the same name need names of their own, such as “Smith 2001a”."
                .to_owned()
        }
    };
    Error::invalid(error.to_string(), hint)
}

/// Writes a drawing in the format that the file's name says.
pub(crate) fn write_drawing(path: &Path, svg: &str) -> Result<()> {
    let extension = path.extension().and_then(|e| e.to_str());
    let bytes = match extension.map(str::to_lowercase).as_deref() {
        Some("svg") => svg.as_bytes().to_vec(),
        Some("png") => drawing::png(svg, 300)
            .map_err(|e| Error::invalid(e.to_string(), "Choose SVG or PDF."))?,
        Some("pdf") => drawing::pdf(svg).map_err(|e| Error::internal(e.to_string()))?,
        _ => {
            return Err(Error::invalid(
                format!("{} is no name of a drawing", path.display()),
                "End it in .svg, .png or .pdf.",
            ));
        }
    };
    write_whole(path, |out| {
        out.write_all(&bytes).map_err(|e| Error::file(path, &e))
    })
}
