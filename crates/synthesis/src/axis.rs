//! [`Axis`]: from values to places across a drawing, with ticks that people can read.

use crate::number::figure;

/// A horizontal axis, its values on the pooling scale.
pub(crate) struct Axis {
    low: f64,
    high: f64,
    left: f32,
    width: f32,
}

/// Ticks that are enough.
const MOST_TICKS: usize = 7;

impl Axis {
    /// An axis of a width in px that shows the values from low to high.
    pub(crate) fn new(low: f64, high: f64, left: f32, width: f32) -> Self {
        let (low, high) = if high > low {
            (low, high)
        } else {
            (low - 0.5, low + 0.5)
        };
        Self {
            low,
            high,
            left,
            width,
        }
    }

    /// The place of a value in px, which may lie beside the axis.
    pub(crate) fn at(&self, value: f64) -> f32 {
        let share = (value - self.low) / (self.high - self.low);
        self.left + (share.clamp(-10.0, 10.0) as f32) * self.width
    }

    /// Its left end in px.
    pub(crate) fn left(&self) -> f32 {
        self.left
    }

    /// Its right end in px.
    pub(crate) fn right(&self) -> f32 {
        self.left + self.width
    }

    /// Whether a value lies on it.
    pub(crate) fn shows(&self, value: f64) -> bool {
        (self.low..=self.high).contains(&value)
    }

    /// Whether a value lies before its left end.
    pub(crate) fn is_before(&self, value: f64) -> bool {
        value < self.low
    }

    /// Ticks as places of the pooling scale and their words. `to_scale` turns what is shown into the pooling scale.
    pub(crate) fn ticks(&self, logarithmic: bool) -> Vec<(f64, String)> {
        if logarithmic {
            self.logarithmic()
        } else {
            self.linear()
        }
    }

    fn linear(&self) -> Vec<(f64, String)> {
        let rough = (self.high - self.low) / (MOST_TICKS as f64 - 1.0);
        let decade = 10_f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0]
            .map(|f| f * decade)
            .into_iter()
            .find(|step| *step >= rough)
            .unwrap_or(10.0 * decade);
        let decimals = (-step.log10().floor()).clamp(0.0, 9.0) as usize;
        let first = (self.low / step).ceil() as i64;
        let last = (self.high / step).floor() as i64;
        (first..=last)
            .take(3 * MOST_TICKS)
            .map(|n| {
                let value = n as f64 * step;
                (value, format!("{value:.decimals$}").replace('-', "−"))
            })
            .collect()
    }

    /// The finest of some customary rows of numbers that is not too many.
    fn logarithmic(&self) -> Vec<(f64, String)> {
        const ROWS: [&[f64]; 4] = [
            &[1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0],
            &[1.0, 1.5, 2.0, 3.0, 5.0, 7.0],
            &[1.0, 2.0, 5.0],
            &[1.0],
        ];
        let decades = |every: i32| {
            let first = (self.low / std::f64::consts::LN_10).floor() as i32;
            let last = (self.high / std::f64::consts::LN_10).ceil() as i32;
            (first..=last).filter(move |decade| decade.rem_euclid(every) == 0)
        };
        let with = |row: &[f64], every: i32| -> Vec<(f64, String)> {
            decades(every)
                .flat_map(|decade| row.iter().map(move |digit| digit * 10_f64.powi(decade)))
                .filter(|value| self.shows(value.ln()))
                .map(|value| (value.ln(), plain(value)))
                .collect()
        };
        let rows = ROWS.into_iter().map(|row| with(row, 1));
        let sparse = [2, 3, 5, 10, 20, 50]
            .into_iter()
            .map(|every| with(&[1.0], every));
        rows.chain(sparse)
            .find(|ticks| ticks.len() <= MOST_TICKS)
            .unwrap_or_default()
    }
}

/// A tick's number without digits that say nothing.
fn plain(value: f64) -> String {
    if (1e-4..1e6).contains(&value) {
        format!("{}", (value * 1e6).round() / 1e6)
    } else {
        figure(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(low: f64, high: f64, logarithmic: bool) -> Vec<String> {
        let ticks = Axis::new(low, high, 0.0, 100.0).ticks(logarithmic);
        ticks.into_iter().map(|(_, word)| word).collect()
    }

    #[test]
    fn ticks_are_customary_numbers() {
        assert_eq!(words(0.05_f64.ln(), 12_f64.ln(), true), ["0.1", "1", "10"]);
        assert_eq!(
            words(0.2_f64.ln(), 3_f64.ln(), true),
            ["0.2", "0.5", "1", "2"]
        );
        assert_eq!(
            words(-0.31, 0.12, false),
            ["−0.3", "−0.2", "−0.1", "0.0", "0.1"]
        );
        assert_eq!(words(-12.0, 3.0, false), ["−10", "−5", "0"]);
    }
}
