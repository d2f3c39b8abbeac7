//! [`detect`]: which format a text is in, by what it holds. The name of the file only settles what that leaves open.

use crate::{Format, ReadError};

/// Refuses what is no text at all.
pub(crate) fn refuse_binary(bytes: &[u8]) -> Result<(), ReadError> {
    let head = bytes.get(..bytes.len().min(1 << 16)).unwrap_or(bytes);
    let holds = |name: &[u8]| memchr::memmem::find(head, name).is_some();
    let export = "export the references as RIS, nbib, BibTeX or CSV";
    let (what, hint) = if head.starts_with(b"%PDF") {
        (
            "a PDF document",
            "attach it to its record; to import references, export them as RIS",
        )
    } else if head.starts_with(b"PK\x03\x04") && (holds(b"xl/") || holds(b"worksheets")) {
        ("an Excel workbook", "open it and save it as \"CSV UTF-8\"")
    } else if head.starts_with(b"PK\x03\x04") && holds(b"word/") {
        ("a Word document", export)
    } else if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        ("a ZIP archive", "unpack it and import the files inside")
    } else if head.starts_with(b"\xd0\xcf\x11\xe0") {
        (
            "an old Office file (.xls or .doc)",
            "open it and save it as \"CSV UTF-8\"",
        )
    } else if head.starts_with(b"SQLite format 3") {
        (
            "a database file, perhaps an EndNote library",
            "in EndNote, choose File, Export, RefMan (RIS)",
        )
    } else if head.starts_with(b"\x1f\x8b")
        || head.starts_with(b"7z\xbc\xaf")
        || head.starts_with(b"Rar!")
    {
        (
            "a compressed archive",
            "unpack it and import the files inside",
        )
    } else if head.starts_with(b"{\\rtf") {
        (
            "a Rich Text document",
            "save it as plain text, or export the references as RIS",
        )
    } else if head.starts_with(b"\x89PNG")
        || head.starts_with(b"\xff\xd8\xff")
        || head.starts_with(b"GIF8")
    {
        ("an image", export)
    } else {
        return Ok(());
    };
    Err(not_readable(what, hint))
}

fn not_readable(what: &str, hint: &str) -> ReadError {
    ReadError::NotReadable {
        what: what.to_owned(),
        hint: hint.to_owned(),
    }
}

/// Recognises the format of a text.
pub(crate) fn detect(text: &str, file_name: Option<&str>) -> Result<Format, ReadError> {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if start.starts_with('<')
        && !start
            .get(1..2)
            .is_some_and(|c| c.as_bytes()[0].is_ascii_digit())
    {
        return xml(start);
    }
    // The start of a first entry leaves nothing to count, whatever the texts below look like.
    if start.starts_with("TY  - ") {
        return Ok(Format::Ris);
    }
    if start.starts_with("PMID- ") {
        return Ok(Format::Nbib);
    }
    if is_json(start) {
        // Every study of ClinicalTrials.gov begins with this; nothing in it is a reference.
        if beginning(start).contains("\"protocolSection\"") {
            return Err(of_a_registry("ClinicalTrials.gov"));
        }
        return Ok(Format::Json);
    }
    if first_line_is_header(start) {
        return Ok(Format::Csv);
    }
    if let Some(format) = by_lines(start) {
        return Ok(format);
    }
    refuse_noise(start)?;
    refuse_catalogues(start)?;
    match file_name.and_then(Format::from_file_name) {
        Some(format) if format != Format::Csv || looks_like_table(start) => Ok(format),
        _ if looks_like_table(start) => Ok(Format::Csv),
        _ => Err(ReadError::UnknownFormat),
    }
}

/// Formats of catalogues and programs that are not read, by their first tag.
fn refuse_catalogues(text: &str) -> Result<(), ReadError> {
    let first_lines = || text.lines().filter(|line| !line.trim().is_empty()).take(5);
    let any = |start: &str| first_lines().any(|line| line.starts_with(start));
    let what = if any("nep.repec.org") {
        "a RePEc NEP newsletter"
    } else if any("Record.*INSPEC") {
        "an Inspec file"
    } else if any("--AU--") || any("--TI--") || any("--RT--") {
        "a Biblioscape tag file"
    } else if any("TI- ") && any("AU- ") {
        "a Copac file"
    } else {
        return Ok(());
    };
    Err(not_readable(what, "export the references as RIS or BibTeX"))
}

/// Control characters are no part of any text; much of them means a file of an unknown kind.
fn refuse_noise(text: &str) -> Result<(), ReadError> {
    let (mut all, mut strange) = (0_usize, 0_usize);
    for character in text.chars().take(8192) {
        all += 1;
        strange += usize::from(
            (character.is_control() && !character.is_whitespace()) || character == '\u{fffd}',
        );
    }
    if strange * 20 > all {
        return Err(not_readable(
            "a binary file of an unknown kind",
            "export the references as RIS, nbib, BibTeX or CSV",
        ));
    }
    Ok(())
}

/// XML is told by its first element.
fn xml(text: &str) -> Result<Format, ReadError> {
    let head = beginning(text);
    let mut rest = head;
    let mut names = Vec::new();
    // The root and one or two below it: EndNote's root is called `xml` and holds `records`.
    while let Some(place) = memchr::memchr(b'<', rest.as_bytes()) {
        rest = rest.get(place + 1..).unwrap_or_default();
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment
                .find("-->")
                .and_then(|end| comment.get(end..))
                .unwrap_or_default();
            continue;
        }
        if rest.starts_with(['?', '!', '/']) {
            continue;
        }
        let name = rest
            .split(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
            .next()
            .unwrap_or_default();
        names.push(name.rsplit(':').next().unwrap_or_default());
        if names.len() == 3 {
            break;
        }
    }
    let has = |name: &str| names.iter().any(|known| known.eq_ignore_ascii_case(name));
    if names.first().is_some_and(|name| {
        name.starts_with("Pubmed")
            || name.starts_with("Medline")
            || *name == "BookDocument"
            || *name == "ArticleSet"
    }) {
        return Ok(Format::PubmedXml);
    }
    if has("records") || (has("record") && head.contains("<ref-type")) {
        return Ok(Format::EndnoteXml);
    }
    let hint = "export the references as RIS, EndNote XML or PubMed XML";
    Err(if has("clinical_study") {
        of_a_registry("ClinicalTrials.gov")
    } else if has("Trials_downloaded_from_ICTRP") {
        of_a_registry("ICTRP")
    } else if has("html") || has("head") || has("body") {
        not_readable(
            "a web page",
            "download the export itself instead of saving the page",
        )
    } else if has("modsCollection") || has("mods") {
        not_readable("an XML file of the kind MODS", hint)
    } else if head.contains("MARC21") || has("searchRetrieveResponse") {
        not_readable("an XML file of a library catalogue (MARC)", hint)
    } else if has("Sources") {
        not_readable("an XML file of Word's source manager", hint)
    } else if has("CitaviExchangeData") {
        not_readable(
            "an XML file of Citavi",
            "in Citavi, choose File, Export, RIS",
        )
    } else {
        let name: String = names
            .first()
            .copied()
            .unwrap_or_default()
            .chars()
            .take(40)
            .collect();
        not_readable(&format!("an XML file of an unknown kind (<{name}>)"), hint)
    })
}

/// Trials of a registry are no references: they are read elsewhere.
fn of_a_registry(registry: &str) -> ReadError {
    not_readable(
        &format!("an export of trials from {registry}"),
        "import it under Trial registries, or with `attest registry add`",
    )
}

/// The first 64 KiB.
fn beginning(text: &str) -> &str {
    text.get(..floor(text, 1 << 16)).unwrap_or(text)
}

/// The largest place up to `at` where the text can be cut.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn is_json(text: &str) -> bool {
    let Some(inside) = text.strip_prefix(['[', '{']) else {
        return false;
    };
    let inside = inside.trim_start();
    if text.starts_with('[') {
        inside.starts_with(['{', ']'])
    } else {
        inside.starts_with(['"', '}'])
    }
}

/// Names of columns that tables of references have.
const COLUMNS: &[&str] = &[
    "title",
    "titles",
    "article title",
    "document title",
    "item title",
    "publication title",
    "primary title",
    "author",
    "authors",
    "author names",
    "author(s)",
    "author full names",
    "abstract",
    "abstracts",
    "abstract note",
    "doi",
    "year",
    "publication year",
    "publication_year",
    "year of publication",
    "pub year",
    "py",
    "ti",
    "au",
    "ab",
    "journal",
    "journal title",
    "source",
    "source title",
    "source_title",
    "publication",
    "pmid",
    "pubmed id",
    "pages",
    "volume",
    "issue",
    "issn",
    "keywords",
    "author keywords",
    "notes",
    "url",
    "link",
    "database",
    "date",
    "ref_id",
    "isbn",
    "publisher",
    "language",
    "type",
    "item type",
    "document type",
    "key",
    "id",
    "record_id",
    "label",
    "included",
    "label_included",
    "duplicate_id",
    "cluster_id",
    "primary_title",
    "secondary_title",
    "notes_abstract",
    "first_authors",
    "number",
    "accession number",
    "eid",
];

/// Whether the first line is the header of a table of references: at least two cells are names of columns.
fn first_line_is_header(text: &str) -> bool {
    let line = text.split('\n').next().unwrap_or_default();
    let line = line.get(..floor(line, 1 << 14)).unwrap_or_default();
    [',', ';', '\t', '|'].into_iter().any(|separator| {
        let known = line
            .split(separator)
            .map(|cell| cell.trim().trim_matches('"').trim().to_lowercase())
            .filter(|cell| COLUMNS.contains(&cell.as_str()))
            .count();
        known >= 2
    })
}

/// Whether the first lines have the same separators, at least one each.
fn looks_like_table(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let (Some(header), Some(row)) = (lines.next(), lines.next()) else {
        return false;
    };
    header.len() < 1 << 14
        && ['\t', ',', ';', '|'].into_iter().any(|separator| {
            let cells = header.matches(separator).count();
            cells > 0 && (row.matches(separator).count() == cells || row.contains('"'))
        })
}

/// Lines that are looked at before the format is decided.
const SAMPLE: usize = 400;

/// Counts the lines that belong to each of the line-based formats.
fn by_lines(text: &str) -> Option<Format> {
    let mut lines = text.split('\n').filter(|line| !line.trim().is_empty());
    loop {
        let mut score = Scores::default();
        let mut seen = 0;
        for line in lines.by_ref().take(SAMPLE) {
            seen += 1;
            score.add(line);
        }
        if let Some(format) = score.best() {
            return Some(format);
        }
        // Long introductions occur; the sample after them decides.
        if seen < SAMPLE {
            return None;
        }
    }
}

#[derive(Default)]
struct Scores {
    /// Tags of two characters with `-` in the fifth place.
    dashed: usize,
    ris: usize,
    nbib: usize,
    wos_start: usize,
    wos: usize,
    refer: usize,
    bibtex: usize,
    ovid_number: usize,
    ovid_heading: usize,
}

impl Scores {
    fn add(&mut self, line: &str) {
        let line = line.trim_start_matches('\u{feff}');
        let bytes = line.as_bytes();
        if let [a, b, rest @ ..] = bytes
            && a.is_ascii_alphabetic()
            && b.is_ascii_alphanumeric()
        {
            let tag = [a.to_ascii_uppercase(), b.to_ascii_uppercase()];
            let spaces = rest
                .iter()
                .take(4)
                .take_while(|byte| **byte == b' ')
                .count();
            let dash = rest.get(spaces) == Some(&b'-');
            if dash && spaces == 2 {
                self.dashed += 1;
            }
            if dash && spaces <= 3 {
                match &tag {
                    b"TY" => self.ris += 20,
                    b"ER" | b"T1" | b"T2" | b"A1" | b"Y1" | b"PY" | b"JO" | b"JF" | b"N2"
                    | b"SP" | b"UR" | b"KW"
                        if spaces > 0 =>
                    {
                        self.ris += 1;
                    }
                    b"UI" | b"FA" | b"MH" | b"SO" | b"JT" | b"JI" | b"DP" | b"TA" | b"LA"
                    | b"PT" | b"OT"
                        if spaces == 2 =>
                    {
                        self.nbib += 1;
                    }
                    _ => {}
                }
            }
            let word = bytes
                .iter()
                .take(4)
                .take_while(|byte| byte.is_ascii_uppercase())
                .count();
            if matches!(word, 3 | 4)
                && bytes.get(4) == Some(&b'-')
                && bytes
                    .get(word..4)
                    .is_some_and(|gap| gap.iter().all(|byte| *byte == b' '))
            {
                self.nbib += if line.starts_with("PMID- ") { 20 } else { 3 };
            }
            if line.starts_with("FN ") || (line.starts_with("PT ") && line.trim_end().len() <= 5) {
                self.wos_start += 1;
            }
            if rest.first() == Some(&b' ')
                && bytes.get(3) != Some(&b'-')
                && bytes.get(4) != Some(&b'-')
                && tag == [*a, *b]
                || matches!(line.trim_end(), "ER" | "EF")
            {
                self.wos += 1;
            }
        }
        let trimmed = line.trim_start();
        if let Some(rest) = trimmed.strip_prefix('%') {
            let mut characters = rest.chars();
            let tag = characters.next();
            let next = characters.next();
            if tag.is_some_and(|c| c.is_ascii_alphanumeric() || "@!#$]&(^>+~[=?*<".contains(c))
                && next.is_none_or(|c| c == ' ' || c == '\t')
            {
                self.refer += 1;
            }
        }
        if let Some(rest) = trimmed.strip_prefix('@') {
            let word = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
            let open = rest.get(word..).unwrap_or_default().trim_start();
            if word > 1 && open.starts_with(['{', '(']) {
                self.bibtex += 5;
            }
        }
        if crate::ovid::record_number(line).is_some() {
            self.ovid_number += 1;
        }
        if crate::ovid::is_heading(line) {
            self.ovid_heading += 1;
        }
    }

    fn best(&self) -> Option<Format> {
        let wos = if self.wos_start > 0 { self.wos + 5 } else { 0 };
        let ovid = if self.ovid_heading > 3 || (self.ovid_number > 0 && self.ovid_heading > 0) {
            (self.ovid_number + self.ovid_heading) * 3
        } else {
            0
        };
        let nbib = if self.nbib > 0 {
            self.nbib + self.dashed / 4
        } else {
            0
        };
        let ris = if self.ris > 0 {
            self.ris + self.dashed / 4
        } else {
            0
        };
        [
            (ris, Format::Ris),
            (nbib, Format::Nbib),
            (wos, Format::WebOfScience),
            (self.refer * 2, Format::Refer),
            (self.bibtex, Format::Bibtex),
            (ovid, Format::Ovid),
            // Tagged lines without any tag that is typical of one format are read as RIS.
            (usize::from(self.dashed > 1), Format::Ris),
        ]
        .into_iter()
        .filter(|(score, _)| *score > 0)
        // The earlier one wins a tie.
        .rev()
        .max_by_key(|(score, _)| *score)
        .map(|(_, format)| format)
    }
}
