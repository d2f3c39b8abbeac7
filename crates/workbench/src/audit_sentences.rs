//! Each kind of change in words for clinicians, as what follows the name of who did it.
//!
//! The detail of a change is JSON that any version of the program may have written: nothing in it is taken for granted.

mod detail;

use review::{DecisionId, RecordId};
use store::AuditRow;

use crate::ledger::Ledger;

use detail::{Detail, counted};

/// A change in words.
pub(crate) struct Told {
    pub(crate) text: String,
    /// The records it is about.
    pub(crate) records: Vec<RecordId>,
    /// The decision that it recorded.
    pub(crate) decision: Option<DecisionId>,
}

/// Tells a change. Of one that is withheld, only that something was decided.
pub(crate) fn told(row: &AuditRow, ledger: &Ledger, withheld: bool) -> Told {
    let detail = Detail(serde_json::from_str(&row.detail).unwrap_or_default());
    let decides = matches!(row.action.as_str(), "decide" | "adjudicate") && !withheld;
    Told {
        text: if withheld {
            withheld_text(&row.action)
        } else {
            sentence(&row.action, &detail, |id| label_of(ledger, id))
        },
        records: detail.records(),
        decision: decides
            .then(|| detail.text("id").map(DecisionId::from))
            .flatten(),
    }
}

fn withheld_text(action: &str) -> String {
    let what = if action == "note" {
        "wrote a note on a record"
    } else {
        "decided on a record"
    };
    format!("{what}; what, is told once the other decision that it needs is made")
}

/// The label of a criterion of the protocol in force.
fn label_of(ledger: &Ledger, id: &str) -> Option<String> {
    let criteria = &ledger.protocol().criteria;
    let found = criteria.iter().find(|c| c.id.as_str() == id);
    found.map(|c| c.label.clone())
}
fn sentence(action: &str, d: &Detail, label: impl Fn(&str) -> Option<String>) -> String {
    let cited = || {
        d.text("reason").map_or_else(String::new, |reason| {
            let label = label(reason).unwrap_or_else(|| "a criterion of the protocol".to_owned());
            format!(" ({label})")
        })
    };
    let note = || {
        d.text("note")
            .map_or_else(String::new, |text| format!(", with the note “{text}”"))
    };
    let field = || d.quoted("field");
    match action {
        "create review" => format!(
            "made the review{}{}",
            d.quoted("title"),
            d.after(" with Attest ", "program")
        ),
        "copy review" => "copied the review to this place".to_owned(),
        "record protocol" => format!(
            "recorded version {} of the protocol{}",
            d.number("version"),
            d.after(": ", "remark")
        ),
        "add reviewer" => format!(
            "added {} as a reviewer",
            d.text("name").unwrap_or("a person")
        ),
        "import" => imported(d),
        "withdraw import" => format!(
            "took the import of {} back{}",
            d.text("file").unwrap_or("a file"),
            d.after(": ", "reason")
        ),
        "deduplicate" => deduplicated(d),
        "merge duplicates" => "said that two records are the same work; they are merged".to_owned(),
        "keep records apart" => "said that two records are different works".to_owned(),
        "put pair off" => "put the question off whether two records are the same work".to_owned(),
        "take back pair" => "took the answer on a pair of records back".to_owned(),
        "undo merge" => "undid a merge; the record stands alone again".to_owned(),
        "decide" => format!(
            "{} a record{} {}{}{}",
            verdict(d),
            cited(),
            d.stage(),
            d.spent(),
            note()
        ),
        "adjudicate" if d.text("verdict") == Some("unsure") => {
            format!("left a conflict {} unsure{}", d.stage(), note())
        }
        "adjudicate" => format!(
            "settled a conflict {}: {}{}{}",
            d.stage(),
            verdict(d),
            cited(),
            note()
        ),
        "undo decision" => "took a decision of their own back".to_owned(),
        "import decisions" => format!(
            "imported {}, {} of them to include",
            d.count("decisions", "decision", "decisions"),
            d.number("included")
        ),
        "note" => format!("noted{}", d.quoted("note")),
        "tag" if d.0["present"] == true => {
            format!("tagged {}{}", d.record_count(), d.quoted("tag"))
        }
        "tag" => format!("took the tag{} off {}", d.quoted("tag"), d.record_count()),
        "edit record" => edited(d),
        "retrieve" => retrieved(d),
        "attach document" => format!("attached{} as the report", d.quoted("file")),
        "link study" => linked(d),
        "save form" => format!(
            "saved version {} of the extraction form{}",
            d.number("version"),
            d.after(": ", "remark")
        ),
        "add part of study" => format!("added the {}{} to a study", part(d), d.quoted("name")),
        "withdraw part of study" => format!(
            "took the {}{} off the list of a study; its values are kept",
            part(d),
            d.quoted("name")
        ),
        "record value" => format!("recorded what they found for{}{}", field(), d.spent()),
        "accept value" => format!("accepted what was suggested for{}{}", field(), d.spent()),
        "correct value" => format!("corrected what was suggested for{}{}", field(), d.spent()),
        "enter value" => format!("entered a value for{}{}", field(), d.spent()),
        "reject value" => format!("rejected what was suggested for{}{}", field(), d.spent()),
        "withdraw value" => format!("took their value of{} back", field()),
        "settle value" => format!("settled a difference on{}", field()),
        "withdraw consensus" => format!("took the settlement of{} back", field()),
        "finish study" => "finished extracting a study".to_owned(),
        "take study up again" => "took the extraction of a study up again".to_owned(),
        "suggest values" => format!(
            "had values suggested for a study: {}",
            d.count("suggestions", "suggestion", "suggestions")
        ),
        "suggest" => format!(
            "had a model read {} against the criteria: {}",
            d.count("records", "record", "records"),
            d.count("suggestions", "suggestion", "suggestions")
        ),
        "remove before screening" => removed(d),
        "put back" => format!("put {} back for screening", d.record_count()),
        "previous version" => format!(
            "recorded what the previous version of the review included: {} in {}",
            d.count("studies", "study", "studies"),
            d.count("reports", "report", "reports")
        ),
        "import registry" => format!(
            "imported {} of a trial registry: {}, {} new, {} in other words than before",
            d.text("file").unwrap_or("a file"),
            d.count("trials", "trial", "trials"),
            d.number("fresh"),
            d.number("changed")
        ),
        "withdraw registry import" => format!(
            "took the registry file {} back{}",
            d.text("file").unwrap_or("a file"),
            d.after(": ", "reason")
        ),
        "link trial" => {
            let trial = d.text("trial").unwrap_or("a trial");
            match d.text("said") {
                Some("linked") => format!("linked a record to the trial {trial}"),
                Some("not_linked") => {
                    format!("said that a record does not report the trial {trial}")
                }
                _ => format!("took back what they said of a record and the trial {trial}"),
            }
        }
        "enter paper value" => match d.text("value") {
            Some(value) => format!(
                "noted what a report says of its trial ({}): “{value}”",
                d.text("item").unwrap_or("an item").replace('_', " ")
            ),
            None => format!(
                "took back what they noted of a report ({})",
                d.text("item").unwrap_or("an item").replace('_', " ")
            ),
        },
        "name key paper" => format!("named a key paper:{}", d.quoted("given")),
        "withdraw key paper" => format!("took the key paper{} off the list", d.quoted("given")),
        "draw audit sample" => format!(
            "had an audit sample of {} drawn from {} that were not settled (to show a recall of {} with {} confidence; seed {})",
            d.count("size", "record", "records"),
            d.number("population"),
            d.percent("target"),
            d.percent("confidence"),
            d.number("seed")
        ),
        "give up audit sample" => format!("gave the audit sample up{}", d.after(": ", "reason")),
        "write report item" => format!(
            "wrote on item {} of {}{}",
            d.text("item").unwrap_or("?"),
            d.text("checklist").unwrap_or("a checklist"),
            d.after(", reported at ", "place")
        ),
        "keep analysis" if d.number("version") > 1 => format!(
            "changed the analysis{} (version {})",
            d.quoted("name"),
            d.number("version")
        ),
        "keep analysis" => format!("kept the analysis{}", d.quoted("name")),
        "withdraw analysis" => format!(
            "withdrew the analysis{}{}",
            d.quoted("name"),
            d.after(": ", "reason")
        ),
        "rate certainty" => format!(
            "rated the certainty of the analysis{}{}",
            d.quoted("name"),
            d.after(": ", "certainty")
        ),
        "write paragraph" if d.number("sentences") == 0 => format!(
            "took the own paragraph on the analysis{} back",
            d.quoted("name")
        ),
        "write paragraph" => format!("wrote the paragraph on the analysis{}", d.quoted("name")),
        "save search blocks" => format!(
            "saved version {} of the concepts of the search: {} in {}{}",
            d.number("version"),
            d.count("terms", "term", "terms"),
            d.count("blocks", "block", "blocks"),
            d.after(": ", "remark")
        ),
        "record search run" => format!(
            "recorded the search of{}{}",
            d.quoted("database"),
            d.after(" on ", "searched_on")
        ),
        "correct search run" => format!(
            "corrected what was recorded of the search of{}{}",
            d.quoted("database"),
            d.after(" on ", "searched_on")
        ),
        "withdraw search run" => format!(
            "took back that{} was searched{}",
            d.quoted("database"),
            d.after(": ", "reason")
        ),
        "assign records" => match d.list("reviewers").count() {
            0 => format!("took the assignment of {} back", d.record_count()),
            _ => format!("assigned {} to reviewers", d.record_count()),
        },
        "start calibration" => format!(
            "started round {} of calibration with {}",
            d.number("round"),
            d.record_count()
        ),
        "end calibration" => format!("ended round {} of calibration", d.number("round")),
        "save study design" => "changed the plan of a study of suggestions".to_owned(),
        "lock study" => format!(
            "locked the protocol of the study of suggestions{} and drew {}",
            d.quoted("title"),
            if d.0["of"] == "values" {
                counted(d.number("items"), "value", "values")
            } else {
                counted(d.number("items"), "record", "records")
            }
        ),
        "read in study" => "read a record in the study of suggestions".to_owned(),
        "read value in study" => "read a value in the study of suggestions".to_owned(),
        "judge value in study" if d.0["together"] == true => {
            "settled with others what is true of a value in the study of suggestions".to_owned()
        }
        "judge value in study" => "judged a value in the study of suggestions".to_owned(),
        "judge in study" if d.0["together"] == true => {
            "settled with others what is true of a record in the study of suggestions".to_owned()
        }
        "judge in study" => "judged a record in the study of suggestions".to_owned(),
        "end study" if d.0["complete"] == true => {
            "ended the study of suggestions, complete".to_owned()
        }
        "end study" => format!(
            "ended the study of suggestions before its end{}",
            d.after(": ", "reason")
        ),
        "save census criteria" => format!(
            "saved version {} of the criteria of the trial census{}",
            d.number("version"),
            d.after(": ", "remark")
        ),
        "draw census sample" => format!(
            "had {} drawn from {} to be labelled for the trial census (seed {})",
            d.count("size", "record", "records"),
            d.number("population"),
            d.number("seed")
        ),
        "label census record" => "labelled a record for the trial census".to_owned(),
        "set bias methods" => format!(
            "said how risk of bias is assessed: {}, {} of each result, sentences {} looked for",
            d.text("tool").unwrap_or("a tool"),
            if d.text("assessors") == Some("one") {
                "one assessor"
            } else {
                "two assessors"
            },
            if d.0["finds_sentences"] == true {
                "may be"
            } else {
                "are not"
            }
        ),
        "add bias result" => format!(
            "put {} on the list for risk of bias{}",
            bias_result(d),
            d.after(", with ", "tool")
        ),
        "withdraw bias result" => {
            format!("took {} off the list for risk of bias", bias_result(d))
        }
        "change bias tool" => format!(
            "has {} assessed with another tool{}",
            bias_result(d),
            d.after(": ", "tool")
        ),
        "record bias entry" => format!(
            "recorded something on the risk of bias of {}{}",
            bias_result(d),
            d.spent()
        ),
        "settle bias item" => format!(
            "settled {} on the risk of bias of {}",
            d.text("item").unwrap_or("a difference"),
            bias_result(d)
        ),
        "withdraw bias settlement" => format!(
            "took the settlement of {} on the risk of bias of {} back",
            d.text("item").unwrap_or("a difference"),
            bias_result(d)
        ),
        "finish bias result" => {
            format!("finished the risk of bias of {}", bias_result(d))
        }
        "take bias result up again" => {
            format!("took the risk of bias of {} up again", bias_result(d))
        }
        "set member" => format!(
            "said that the login{} is {} of the team",
            d.quoted("login"),
            d.text("role").unwrap_or("a member")
        ),
        "new version" => "brought the review to the form of a newer version of Attest".to_owned(),
        "give packet" => format!(
            "gave {} out as a packet",
            d.count("records", "record", "records")
        ),
        "received packet" => format!(
            "opened a packet of {}",
            d.count("records", "record", "records")
        ),
        "open packet" => "made this review of a packet".to_owned(),
        "take packet" => taken(d),
        other => other.to_owned(),
    }
}

/// A result whose risk of bias is assessed; the study as a whole has no name of its own.
fn bias_result(d: &Detail) -> String {
    match d.text("result") {
        Some(name) => format!("the result “{name}”"),
        None => "a study".to_owned(),
    }
}

fn verdict(d: &Detail) -> &'static str {
    match d.text("verdict") {
        Some("include") => "included",
        Some("exclude") => "excluded",
        Some("unsure") => "was unsure about",
        _ => "decided on",
    }
}

/// What came back of a packet, and how much of it was not recorded.
fn taken(d: &Detail) -> String {
    let left = d.number("conflicts") + d.number("refused");
    let recorded = d.count("taken", "decision", "decisions");
    if left == 0 {
        return format!("took what was decided on a packet: {recorded}");
    }
    let left = counted(left, "decision was", "decisions were");
    format!("took what was decided on a packet: {recorded}; {left} not recorded")
}

fn imported(d: &Detail) -> String {
    let problems = match d.number("problems") {
        0 => String::new(),
        n => format!(", {} listed", counted(n, "problem", "problems")),
    };
    format!(
        "imported {}{}: {}{problems}",
        d.text("file").unwrap_or("a file"),
        d.after(" from ", "source"),
        d.count("records", "record", "records")
    )
}

fn deduplicated(d: &Detail) -> String {
    let left = match d.number("doubtful") {
        0 => "no pair was doubtful".to_owned(),
        n => format!(
            "{} left to a person",
            counted(n, "doubtful pair was", "doubtful pairs were")
        ),
    };
    format!(
        "looked for duplicates among {}: {} merged, {left}",
        d.count("records", "record", "records"),
        d.count("merged", "record was", "records were")
    )
}

fn edited(d: &Detail) -> String {
    let name = d.text("field").unwrap_or("field");
    let field = match name {
        "doi" => "DOI",
        "pmid" => "PubMed number",
        other => other,
    };
    // An abstract is too long for a sentence; it stands in the detail.
    let short = name != "abstract";
    match (d.text("from"), d.text("to")) {
        (_, None) => format!("took the {field} out of a record"),
        (None, Some(to)) if short => format!("filled in the {field} “{to}” of a record"),
        (None, Some(_)) => format!("filled in the {field} of a record"),
        (Some(from), Some(to)) if short => {
            format!("changed the {field} of a record from “{from}” to “{to}”")
        }
        (Some(_), Some(_)) => format!("changed the {field} of a record"),
    }
}

fn retrieved(d: &Detail) -> String {
    if d.0["at_hand"].is_number() {
        return format!(
            "noted that {} at hand",
            d.count("at_hand", "report is", "reports are")
        );
    }
    let state = Detail(d.0["retrieval"].clone());
    match state.text("retrieval") {
        Some("retrieved") => "noted that a report is at hand".to_owned(),
        Some("not_retrieved") => format!(
            "noted that a report could not be had{}",
            state.after(": ", "reason")
        ),
        _ => "noted that a report is sought".to_owned(),
    }
}

fn linked(d: &Detail) -> String {
    let n = i64::try_from(d.list("records").count()).unwrap_or_default();
    format!(
        "said that {} to the study{}",
        counted(n, "report belongs", "reports belong"),
        d.quoted("label")
    )
}

fn part(d: &Detail) -> &'static str {
    match d.text("part") {
        Some("arm") => "arm",
        Some("outcome") => "outcome",
        Some("time_point") => "time point",
        _ => "part",
    }
}

fn removed(d: &Detail) -> String {
    let how = if d.text("kind") == Some("automation") {
        ", as an automation tool found them ineligible"
    } else {
        ""
    };
    format!(
        "took {} out before screening{how}{}",
        d.record_count(),
        d.after(": ", "reason")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(action: &str, detail: &str) -> String {
        let detail = Detail(serde_json::from_str(detail).unwrap_or_default());
        sentence(action, &detail, |id| (id == "e1").then(|| "E1".to_owned()))
    }

    #[test]
    fn changes_are_told_in_words() {
        for (action, detail, text) in [
            (
                "decide",
                r#"{"id":"d","record_id":"r","stage":"full_text","verdict":"exclude","reason":"e1","note":"letter","active_ms":12400}"#,
                "excluded a record (E1) at full text, after 12 s, with the note “letter”",
            ),
            (
                "adjudicate",
                r#"{"stage":"title_abstract","verdict":"unsure"}"#,
                "left a conflict at title and abstract unsure",
            ),
            (
                "adjudicate",
                r#"{"stage":"title_abstract","verdict":"exclude","reason":"gone"}"#,
                "settled a conflict at title and abstract: excluded (a criterion of the protocol)",
            ),
            (
                "import",
                r#"{"file":"a.ris","source":"Embase","records":1,"problems":2}"#,
                "imported a.ris from Embase: 1 record, 2 problems listed",
            ),
            (
                "deduplicate",
                r#"{"records":90,"merged":12,"doubtful":1}"#,
                "looked for duplicates among 90 records: 12 records were merged, 1 doubtful pair was left to a person",
            ),
            (
                "edit record",
                r#"{"record":"r","field":"doi","to":"10.1/x"}"#,
                "filled in the DOI “10.1/x” of a record",
            ),
            (
                "retrieve",
                r#"{"record":"r","retrieval":{"retrieval":"not_retrieved","reason":"no answer"}}"#,
                "noted that a report could not be had: no answer",
            ),
            (
                "draw audit sample",
                r#"{"size":52,"population":100,"target":0.95,"confidence":0.95,"seed":7}"#,
                "had an audit sample of 52 records drawn from 100 that were not settled (to show a recall of 95 % with 95 % confidence; seed 7)",
            ),
            (
                "a verb of another version",
                "not JSON",
                "a verb of another version",
            ),
        ] {
            assert_eq!(said(action, detail), text);
        }
    }
}
