//! [`Detail`]: what stands in the log of a change, read patiently.

use review::RecordId;
use serde_json::Value;

/// The detail of a change.
pub(super) struct Detail(pub(super) Value);

impl Detail {
    /// A text that is there and not empty.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.0[name].as_str().filter(|text| !text.trim().is_empty())
    }

    pub(super) fn number(&self, name: &str) -> i64 {
        self.0[name].as_i64().unwrap_or_default()
    }

    pub(super) fn list(&self, name: &str) -> impl Iterator<Item = &str> {
        let items = self.0[name].as_array().into_iter().flatten();
        items.filter_map(Value::as_str)
    }

    /// The records that any of the names under which they are kept gives.
    pub(super) fn records(&self) -> Vec<RecordId> {
        let single = ["record_id", "record", "a", "b", "duplicate"];
        let single = single.into_iter().filter_map(|name| self.text(name));
        single
            .chain(self.list("records"))
            .map(RecordId::from)
            .collect()
    }

    pub(super) fn quoted(&self, name: &str) -> String {
        self.text(name)
            .map_or_else(String::new, |text| format!(" “{text}”"))
    }

    pub(super) fn after(&self, before: &str, name: &str) -> String {
        self.text(name)
            .map_or_else(String::new, |text| format!("{before}{text}"))
    }

    pub(super) fn count(&self, name: &str, one: &str, many: &str) -> String {
        counted(self.number(name), one, many)
    }

    pub(super) fn record_count(&self) -> String {
        let n = i64::try_from(self.list("records").count()).unwrap_or_default();
        counted(n, "record", "records")
    }

    pub(super) fn stage(&self) -> &'static str {
        if self.text("stage") == Some("full_text") {
            "at full text"
        } else {
            "at title and abstract"
        }
    }

    pub(super) fn spent(&self) -> String {
        self.0["active_ms"].as_f64().map_or_else(String::new, |ms| {
            let seconds = ms / 1000.0;
            if seconds < 90.0 {
                format!(", after {seconds:.0} s")
            } else {
                format!(", after {:.0} min", seconds / 60.0)
            }
        })
    }

    pub(super) fn percent(&self, name: &str) -> String {
        self.0[name].as_f64().map_or_else(
            || "?".to_owned(),
            |share| format!("{} %", (share * 1000.0).round() / 10.0),
        )
    }
}

pub(super) fn counted(n: i64, one: &str, many: &str) -> String {
    match n {
        1 => format!("1 {one}"),
        n => format!("{n} {many}"),
    }
}
