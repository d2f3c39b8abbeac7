//! [`Theme`]: the colours of the drawing.

use serde::{Deserialize, Serialize};

/// Which of the two palettes to draw with.
///
/// Colours are written as attributes, which any style sheet of a surrounding page overrides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// For paper: the colours of the published templates on white.
    #[default]
    Light,
    /// For a dark screen.
    Dark,
}

/// One colour for each part of the drawing, as `#rrggbb`.
pub(crate) struct Palette {
    pub(crate) background: &'static str,
    pub(crate) text: &'static str,
    pub(crate) quiet_text: &'static str,
    pub(crate) line: &'static str,
    pub(crate) main_box: &'static str,
    pub(crate) grey_box: &'static str,
    pub(crate) main_header: &'static str,
    pub(crate) grey_header: &'static str,
    pub(crate) header_text: &'static str,
    pub(crate) stage: &'static str,
    pub(crate) stage_text: &'static str,
    pub(crate) note: &'static str,
    pub(crate) note_line: &'static str,
}

impl Theme {
    pub(crate) fn palette(self) -> Palette {
        match self {
            Theme::Light => Palette {
                background: "#ffffff",
                text: "#000000",
                quiet_text: "#404040",
                line: "#1a1a1a",
                main_box: "#ffffff",
                grey_box: "#e6e6e6",
                main_header: "#ffc000",
                grey_header: "#c9c9c9",
                header_text: "#000000",
                stage: "#9dc3e6",
                stage_text: "#000000",
                note: "#fff4e0",
                note_line: "#b25d00",
            },
            Theme::Dark => Palette {
                background: "#16191d",
                text: "#eceff3",
                quiet_text: "#b4bcc6",
                line: "#aab4c0",
                main_box: "#20252b",
                grey_box: "#363d46",
                main_header: "#d9a300",
                grey_header: "#8d98a5",
                header_text: "#0d0f12",
                stage: "#2f5d88",
                stage_text: "#f3f8fd",
                note: "#3a2c14",
                note_line: "#e0a44a",
            },
        }
    }
}
