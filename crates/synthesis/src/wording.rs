//! [`Wording`]: words that the numbers do not say, and how texts from outside are shown.

use drawing::text::{Style, one_line, wrap};
use drawing::{Anchor, Picture};
use serde::{Deserialize, Serialize};

use crate::Analysis;
use crate::colours::{INK, NOTICE};

/// Words of a drawing or a draft that the numbers do not say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Wording {
    /// The outcome, such as `Death by 30 days`.
    pub outcome: String,
    /// The first arm, such as `BCG vaccine`.
    pub first_arm: String,
    /// The second arm, which is compared with.
    pub second_arm: String,
    /// A name for the estimate, such as `hazard ratio`; empty takes that of the measure.
    pub measure: String,
    /// What lower values favour, under the axis; may be empty.
    pub favours_low: String,
    /// What higher values favour, under the axis; may be empty.
    pub favours_high: String,
    /// What must be seen wherever the numbers are shown, such as that they are a draft; may be empty.
    pub notice: String,
}

impl Wording {
    /// What is estimated, in words.
    pub(crate) fn estimated(&self, analysis: &Analysis) -> String {
        if self.measure.trim().is_empty() {
            analysis.options.measure.name().to_owned()
        } else {
            self.measure.trim().to_owned()
        }
    }
}

/// The first letter as a capital.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// What stands above a drawing: the outcome, and below it what must be seen. Neither is cut.
pub(crate) struct Heading {
    outcome: Vec<String>,
    notice: Vec<String>,
}

const OUTCOME: Style = Style {
    size: 15.0,
    bold: true,
};
const NOTICE_STYLE: Style = Style {
    size: 12.0,
    bold: true,
};
/// From one line of the outcome to the next, of the notice, and the air below, in px.
const LINES: (f32, f32, f32) = (20.0, 16.0, 6.0);

impl Heading {
    /// Broken into lines no wider than `room` px.
    pub(crate) fn new(wording: &Wording, room: f32) -> Self {
        let lines = |text: &str, style| match one_line(text) {
            text if text.is_empty() => Vec::new(),
            text => wrap(&text, style, room),
        };
        Self {
            outcome: lines(&wording.outcome, OUTCOME),
            notice: lines(&wording.notice, NOTICE_STYLE),
        }
    }

    /// How high it is, in px; 0 of nothing.
    pub(crate) fn height(&self) -> f32 {
        let (outcome, notice) = (self.outcome.len() as f32, self.notice.len() as f32);
        if outcome + notice > 0.0 {
            outcome * LINES.0 + notice * LINES.1 + LINES.2
        } else {
            0.0
        }
    }

    /// Writes it from its upper left corner.
    pub(crate) fn draw(&self, picture: &mut Picture, (x, top): (f32, f32)) {
        let mut y = top;
        for line in &self.outcome {
            picture.text((x, y + 12.0), Anchor::Start, OUTCOME, INK, line);
            y += LINES.0;
        }
        for line in &self.notice {
            picture.text((x, y + 12.0), Anchor::Start, NOTICE_STYLE, NOTICE, line);
            y += LINES.1;
        }
    }
}
