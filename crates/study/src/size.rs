//! [`Size`]: how many items it takes.

use serde::{Deserialize, Serialize};
use statrs::distribution::{ContinuousCDF, Normal};
use ts_rs::TS;

/// How many items a study needs to show what it is after.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "StudySize")]
pub struct Size {
    /// Level of the interval, such as .95.
    pub level: f64,
    /// The probability of showing it if it is so, such as .8.
    pub power: f64,
}

impl Size {
    /// The usual size: an interval of 95 % and a power of 80 %.
    pub const USUAL: Size = Size {
        level: 0.95,
        power: 0.8,
    };

    /// Standard deviation of the logarithm of one reading's time, reader and item set aside, that the figures of METHODS
    /// §5 rest on.
    pub const USUAL_RESIDUAL_SD: f64 = 0.56;

    /// Items, each read once without and once with suggestions, to show a share of time saved: the paired t test of the
    /// logarithms (normal formula with the correction of Guenther 1981). `None` where the saving is not between 0 and 1,
    /// or the level or power is none.
    ///
    /// ```
    /// let pairs = |saved| study::Size::USUAL.pairs_for_time(saved, study::Size::USUAL_RESIDUAL_SD);
    /// assert_eq!([0.2, 0.25, 0.3, 0.4].map(pairs), [Some(101), Some(62), Some(41), Some(21)]);
    /// ```
    pub fn pairs_for_time(&self, saved: f64, residual_sd: f64) -> Option<usize> {
        let (tail, reach) = self.quantiles()?;
        if !(saved > 0.0 && saved < 1.0 && residual_sd > 0.0 && residual_sd.is_finite()) {
            return None;
        }
        // Two readings differ by √2 as much as one varies.
        let ratio = std::f64::consts::SQRT_2 * residual_sd / (1.0 - saved).ln();
        whole((reach * ratio).powi(2) + tail * tail / 2.0)
    }

    /// Relevant items to show that recall with suggestions is not worse by the margin, if it is the same: `differing` is
    /// the share on which the two readings are expected to differ (Nam 1997, at no difference). For the share of right
    /// answers the same, of all items.
    ///
    /// ```
    /// // One reading in ten differs: of few relevant records five points cannot be told from chance.
    /// assert_eq!(study::Size::USUAL.relevant_for_margin(0.05, 0.1), Some(314));
    /// ```
    pub fn relevant_for_margin(&self, margin: f64, differing: f64) -> Option<usize> {
        let (_, reach) = self.quantiles()?;
        if !(margin > 0.0 && margin < 1.0 && differing > 0.0 && differing <= 1.0) {
            return None;
        }
        whole(reach * reach * differing / (margin * margin))
    }

    /// The quantile beyond the interval, and its sum with that of the power.
    fn quantiles(&self) -> Option<(f64, f64)> {
        let inside = |x: f64| x > 0.0 && x < 1.0;
        let normal = Normal::standard();
        (inside(self.level) && inside(self.power)).then(|| {
            let tail = normal.inverse_cdf((1.0 + self.level) / 2.0);
            (tail, tail + normal.inverse_cdf(self.power))
        })
    }
}

fn whole(n: f64) -> Option<usize> {
    (n.is_finite() && n < 1e9).then(|| n.ceil() as usize)
}
