//! Kinds of publication from the words of databases.

use review::RecordKind;

/// The kind that a publication type in words names, such as `Journal Article`, `Conference Paper` or `article`;
/// `None` where the words name no kind of [`RecordKind`] (a study design, a language, …).
pub(crate) fn kind_from_words(words: &str) -> Option<RecordKind> {
    let lower = words.trim().to_ascii_lowercase();
    let has = |part: &str| lower.contains(part);
    Some(if lower.is_empty() || lower.len() > 100 {
        return None;
    } else if has("preprint") || has("posted content") {
        RecordKind::Preprint
    } else if has("trial regist") || has("clinical trial record") {
        RecordKind::TrialRegistration
    } else if has("chapter") || has("book section") || has("in book") || has("inbook") {
        RecordKind::BookSection
    } else if has("thesis") || has("dissertation") {
        RecordKind::Thesis
    } else if has("proceedings paper")
        || has("conference")
        || has("meeting abstract")
        || has("congress")
    {
        RecordKind::ConferencePaper
    } else if has("proceedings") {
        RecordKind::Proceedings
    } else if has("journal")
        || has("magazine")
        || has("newspaper")
        || has("periodical")
        || has("editorial")
        || has("letter")
        || matches!(
            lower.as_str(),
            "article"
                | "review"
                | "note"
                | "comment"
                | "erratum"
                | "short survey"
                | "article in press"
        )
        || lower.starts_with("article;")
    {
        RecordKind::JournalArticle
    } else if matches!(
        lower.as_str(),
        "book" | "monograph" | "edited book" | "books" | "e-book" | "ebook"
    ) {
        RecordKind::Book
    } else if matches!(
        lower.as_str(),
        "report" | "technical report" | "tech report" | "government document"
    ) {
        RecordKind::TechnicalReport
    } else if matches!(
        lower.as_str(),
        "web page" | "webpage" | "website" | "web site" | "blog"
    ) {
        RecordKind::WebPage
    } else if matches!(lower.as_str(), "dataset" | "data set" | "data paper") {
        RecordKind::Dataset
    } else {
        return None;
    })
}
