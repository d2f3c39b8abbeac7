//! Arguments of meta-analysis and sample size.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use workbench::synthesis::size::LogRank;
use workbench::synthesis::{HartungKnapp, Measure, Method};

#[derive(Debug, Args)]
pub(crate) struct Pool {
    /// Table of the studies as CSV, in the columns of R's metafor: slab, and ai, n1i, ci, n2i; or m1i, sd1i, n1i, m2i,
    /// sd2i, n2i; or xi, ni; or yi and sei or vi; or estimate with lower_limit and upper_limit. `attest export DIR
    /// metafor` writes it.
    pub(crate) file: PathBuf,
    /// What is estimated.
    #[arg(long, value_enum)]
    pub(crate) measure: PoolMeasure,
    /// How it is pooled.
    #[arg(long, value_enum, default_value_t = PoolMethod::Reml)]
    pub(crate) method: PoolMethod,
    /// The interval of Hartung and Knapp, of random effects.
    #[arg(long, value_enum, default_value_t = Knapp::No)]
    pub(crate) hartung_knapp: Knapp,
    /// Level of all intervals.
    #[arg(long, default_value_t = 0.95)]
    pub(crate) level: f64,
    /// Keep studies without an event in either arm when a ratio is pooled, with ½ added; else they are left out and listed.
    #[arg(long)]
    pub(crate) keep_double_zero: bool,
    /// Pool each subgroup (column “group”) by itself too.
    #[arg(long)]
    pub(crate) subgroups: bool,
    /// The outcome, where the table has several.
    #[arg(long)]
    pub(crate) outcome: Option<String>,
    /// The time point, where the table has several.
    #[arg(long)]
    pub(crate) time_point: Option<String>,
    /// The arm whose effect it is, where studies have several.
    #[arg(long)]
    pub(crate) first_arm: Option<String>,
    /// The arm it is compared with.
    #[arg(long)]
    pub(crate) second_arm: Option<String>,
    /// Under the axis of the forest plot: what lower values favour.
    #[arg(long, default_value = "")]
    pub(crate) favours_low: String,
    /// Under the axis of the forest plot: what higher values favour.
    #[arg(long, default_value = "")]
    pub(crate) favours_high: String,
    /// Draw the forest plot into this file (.svg, .png or .pdf).
    #[arg(long)]
    pub(crate) forest: Option<PathBuf>,
    /// Draw the funnel plot into this file (.svg, .png or .pdf).
    #[arg(long)]
    pub(crate) funnel: Option<PathBuf>,
}

/// What is estimated.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum PoolMeasure {
    /// Odds ratio.
    Or,
    /// Risk ratio.
    Rr,
    /// Risk difference.
    Rd,
    /// Peto odds ratio.
    Peto,
    /// Mean difference.
    Md,
    /// Standardised mean difference (Hedges' g).
    Smd,
    /// Proportion, by the logit.
    Logit,
    /// Proportion, by the double arcsine of Freeman and Tukey.
    FreemanTukey,
    /// Any estimate of which 0 means no effect.
    Difference,
    /// Any ratio, such as a hazard ratio; yi is its logarithm, estimate the ratio itself.
    Ratio,
}

impl From<PoolMeasure> for Measure {
    fn from(measure: PoolMeasure) -> Self {
        match measure {
            PoolMeasure::Or => Measure::OddsRatio,
            PoolMeasure::Rr => Measure::RiskRatio,
            PoolMeasure::Rd => Measure::RiskDifference,
            PoolMeasure::Peto => Measure::PetoOddsRatio,
            PoolMeasure::Md => Measure::MeanDifference,
            PoolMeasure::Smd => Measure::StandardizedMeanDifference,
            PoolMeasure::Logit => Measure::LogitProportion,
            PoolMeasure::FreemanTukey => Measure::FreemanTukey,
            PoolMeasure::Difference => Measure::Difference,
            PoolMeasure::Ratio => Measure::Ratio,
        }
    }
}

/// How studies are pooled.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum PoolMethod {
    /// Fixed effect, inverse variance.
    Fixed,
    /// Fixed effect, Mantel–Haenszel.
    Mh,
    /// Fixed effect, Peto.
    Peto,
    /// Random effects, DerSimonian–Laird.
    Dl,
    /// Random effects, restricted maximum likelihood.
    Reml,
    /// Random effects, Paule–Mandel.
    Pm,
}

impl From<PoolMethod> for Method {
    fn from(method: PoolMethod) -> Self {
        match method {
            PoolMethod::Fixed => Method::Fixed,
            PoolMethod::Mh => Method::MantelHaenszel,
            PoolMethod::Peto => Method::Peto,
            PoolMethod::Dl => Method::DerSimonianLaird,
            PoolMethod::Reml => Method::Reml,
            PoolMethod::Pm => Method::PauleMandel,
        }
    }
}

/// The interval of Hartung and Knapp.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Knapp {
    /// That of the normal distribution instead.
    No,
    /// As published.
    Plain,
    /// Never with a scale below 1.
    AdHoc,
}

impl From<Knapp> for HartungKnapp {
    fn from(knapp: Knapp) -> Self {
        match knapp {
            Knapp::No => HartungKnapp::No,
            Knapp::Plain => HartungKnapp::Plain,
            Knapp::AdHoc => HartungKnapp::AdHoc,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct Size {
    #[command(subcommand)]
    pub(crate) of: SizeOf,
    #[command(flatten)]
    pub(crate) plan: SizePlan,
}

#[derive(Debug, Subcommand)]
pub(crate) enum SizeOf {
    /// Two means.
    Means {
        /// Mean of the first arm less that of the second, as expected.
        #[arg(long, allow_negative_numbers = true)]
        difference: f64,
        /// Standard deviation in either arm.
        #[arg(long)]
        sd: f64,
    },
    /// Two proportions.
    Proportions {
        /// Expected in the first arm, such as 0.2.
        #[arg(long)]
        first: f64,
        /// Expected in the second arm.
        #[arg(long)]
        second: f64,
        /// By the difference of arcsines instead of the χ² test.
        #[arg(long)]
        arcsine: bool,
    },
    /// Time to an event, by the log-rank test.
    Survival {
        /// Hazard in the first arm over that in the second, as expected.
        #[arg(long)]
        hazard_ratio: f64,
        /// Share of the second arm with the event by the end.
        #[arg(long)]
        events: f64,
        /// Whose formula.
        #[arg(long, value_enum, default_value_t = SurvivalFormula::Schoenfeld)]
        formula: SurvivalFormula,
    },
}

/// How events are counted.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum SurvivalFormula {
    /// Schoenfeld (1983).
    Schoenfeld,
    /// Freedman (1982).
    Freedman,
}

impl From<SurvivalFormula> for LogRank {
    fn from(formula: SurvivalFormula) -> Self {
        match formula {
            SurvivalFormula::Schoenfeld => LogRank::Schoenfeld,
            SurvivalFormula::Freedman => LogRank::Freedman,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct SizePlan {
    /// Error of the first kind: two-sided for a difference (0.05 where not given), one-sided for non-inferiority (0.025),
    /// of each of two one-sided tests for equivalence (0.025).
    #[arg(long, global = true)]
    pub(crate) alpha: Option<f64>,
    /// The power.
    #[arg(long, global = true, default_value_t = 0.8)]
    pub(crate) power: f64,
    /// People in the first arm for each one in the second.
    #[arg(long, global = true, default_value_t = 1.0)]
    pub(crate) ratio: f64,
    /// Share of those recruited without an outcome, such as 0.1.
    #[arg(long, global = true, default_value_t = 0.0)]
    pub(crate) drop_out: f64,
    /// Show that the first arm is not worse by more than this margin (higher is better; of hazards a ratio above 1).
    #[arg(
        long,
        global = true,
        value_name = "MARGIN",
        conflicts_with = "equivalence"
    )]
    pub(crate) non_inferiority: Option<f64>,
    /// Show that the arms differ by no more than this margin.
    #[arg(long, global = true, value_name = "MARGIN")]
    pub(crate) equivalence: Option<f64>,
    /// Clusters are allocated: people in each on average. Needs --icc.
    #[arg(long, global = true, value_name = "PEOPLE")]
    pub(crate) cluster_size: Option<f64>,
    /// Intracluster correlation.
    #[arg(long, global = true)]
    pub(crate) icc: Option<f64>,
    /// Coefficient of variation of the sizes of clusters.
    #[arg(long, global = true, default_value_t = 0.0)]
    pub(crate) cluster_cv: f64,
}
