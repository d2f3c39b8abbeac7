//! The colours of forest and funnel plots.

/// Text and lines, black as print.
pub(crate) const INK: &str = "#111111";
/// What is said beside.
pub(crate) const QUIET: &str = "#404040";
/// What must not be overlooked, such as that the numbers are a draft.
pub(crate) const NOTICE: &str = "#8a2b06";
/// Squares, diamonds and points.
pub(crate) const MARK: &str = "#1f4e79";
/// Rules of the table and ticks.
pub(crate) const RULE: &str = "#767676";
/// The line of no effect and that of the pooled estimate.
pub(crate) const GUIDE: &str = "#595959";
/// Areas behind.
pub(crate) const AREA: &str = "#eef2f6";
