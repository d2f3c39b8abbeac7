"""Writes the records in the style of each database: fields, order of fields, encoding and line ends."""

import csv
import io
import re
import textwrap
from xml.sax.saxutils import escape

from content import FILES, HERE, NOTE, cp1252, initials

LANGUAGES = {"eng": "English", "spa": "Spanish", "ger": "German"}
INTERRUPTED_AFTER = 23
INTERRUPTED = "*** Export interrupted: the server did not answer in time (504). Resumed with the next record. ***"
CUT_OFF = "@article{pemberton1987,\n  title = {Home visits by a hosp"


def joined(abstract, upper=False):
    """The abstract on one line; section labels in capitals as MEDLINE prints them."""
    lines = abstract.split("\n")
    if upper:
        lines = [re.sub(r"^([A-Z][A-Za-z ,]{2,40}): ", lambda m: m[0].upper(), line) for line in lines]
    return " ".join(lines)


def pages_of(row):
    """(first, last, article number) of the pages as given."""
    pages = row.get("pages", "")
    first, dash, last = pages.partition("-")
    if dash:
        return first, last, ""
    return ("", "", pages) if re.match(r"(e|ESR)\d|\d{4}\.", pages) else (pages, "", "")


def write_pubmed(rows):
    """MEDLINE format: UTF-8, LF, four-letter tags, continuation lines with six spaces.

    Some records are fully indexed and some are as the publisher sent them, as in a real export.
    """
    out = []

    def tag(name, value):
        if value:
            folded = textwrap.wrap(value, 84, break_long_words=False, break_on_hyphens=False)
            out.append(f"{name:<4}- " + "\n      ".join(folded))

    for row in rows:
        out.append("")
        tag("PMID", row["pmid"])
        tag("OWN", "NLM")
        tag("STAT", "MEDLINE" if int(row["pmid"]) % 2 == 0 else "Publisher")
        tag("IS", row["issn"] + " (Electronic)")
        tag("VI", row.get("volume"))
        tag("IP", row.get("issue"))
        tag("DP", str(row["year"]))
        tag("TI", row["title"] if row["title"].endswith((".", "?")) else row["title"] + ".")
        tag("PG", row.get("pages"))
        tag("LID", row["doi"] and row["doi"] + " [doi]")
        tag("AB", joined(row["abstract"], upper=True))
        for family, given in row["authors"]:
            tag("FAU", f"{family}, {given}")
            tag("AU", f"{family} {initials(given)}")
        tag("LA", row["language"])
        for kind in dict.fromkeys(["Journal Article", row["kind"]]):
            tag("PT", kind)
        if row.get("original"):
            tag("TT", row["original_title"])
        tag("PL", row["place"])
        tag("TA", row["journal_short"])
        tag("JT", row["journal_name"])
        for word in row["keywords"]:
            tag("MH" if word.istitle() else "OT", word)
        tag("GN", NOTE)
        tag("AID", row["doi"] and row["doi"] + " [doi]")
        first = pages_of(row)[0] or pages_of(row)[2]
        tag("SO", f"{row['journal_short']}. {row['year']};{row.get('volume', '')}({row.get('issue', '')}):{first}.")
    (HERE / FILES["pubmed"]).write_bytes(("\n".join(out) + "\n").encode("utf-8"))


def write_embase(rows):
    """RIS of an Ovid flavour: Windows-1252 and CRLF; a message of the server between two
    entries; the last entry cut off before its end tag.
    """
    entries = []
    for row in rows:
        first, last, article = pages_of(row)
        if row.get("pages_in_one_field"):
            first, last = row["pages"], ""
        lines = [
            ("TY", "JOUR"),
            ("DB", "Embase"),
            ("AN", str(row["accession"])),
            ("T1", row["title"]),
            *(("A1", f"{family} {'.'.join(initials(given))}.") for family, given in row["authors"]),
            ("Y1", f"{row['year']}//"),
            ("N2", joined(row["abstract"])),
            *(("KW", word.lower()) for word in row["keywords"]),
            ("JF", row["journal_name"]),
            ("JA", row["journal_short"]),
            ("LA", LANGUAGES[row["language"]]),
            ("VL", row.get("volume", "")),
            ("IS", row.get("issue", "")),
            ("SP", first or article),
            ("EP", last),
            ("CY", row["place"]),
            ("SN", row["issn"]),
            ("M3", "Article" if row["kind"] in ("Journal Article", "Randomized Controlled Trial", "Controlled Clinical Trial") else row["kind"]),
            ("DO", row["doi"] and "https://doi.org/" + row["doi"]),
            ("N1", NOTE),
        ]
        entries.append([f"{name}  - {value}" for name, value in lines if value] + ["ER  - "])
    entries[-1] = entries[-1][:-2] + ["N1  - Synthetic record written for the sam"]
    entries.insert(INTERRUPTED_AFTER, [INTERRUPTED])
    text = "\r\n\r\n".join("\r\n".join(entry) for entry in entries)
    (HERE / FILES["embase"]).write_bytes(cp1252(text).encode("cp1252"))


SCOPUS = (
    "Authors|Author full names|Author(s) ID|Title|Year|Source title|Volume|Issue|Art. No.|Page start|Page end|"
    "Page count|Cited by|DOI|Link|Abstract|Author Keywords|Index Keywords|Publisher|ISSN|PubMed ID|"
    "Language of Original Document|Abbreviated Source Title|Document Type|Publication Stage|Open Access|Source|EID|Note"
).split("|")
SCOPUS_KINDS = {
    "Conference Abstract": "Conference paper",
    "Letter": "Letter",
    "Published Erratum": "Erratum",
    "Editorial": "Editorial",
    "Review": "Review",
    "Systematic Review": "Review",
    "Comment": "Note",
    "News": "Note",
    "Preprint": "Preprint",
}


def write_scopus(rows):
    """CSV with the columns of Scopus: UTF-8 with a byte order mark, LF, a copyright line after the abstract."""
    buffer = io.StringIO()
    table = csv.writer(buffer, lineterminator="\n")
    table.writerow(SCOPUS)
    for row in rows:
        first, last, article = pages_of(row)
        short = [f"{family}, {'.'.join(initials(given))}." for family, given in row["authors"]]
        identity = [str(59900000000 + int(row["pmid"]) % 1000000 * 10 + i) for i in range(len(short))]
        full = [f"{family}, {given} ({i})" for (family, given), i in zip(row["authors"], identity)]
        eid = f"2-s2.0-99{row['accession']}"
        count = str(int(last) - int(first) + 1) if first.isdigit() and last.isdigit() else ""
        abstract = joined(row["abstract"])
        abstract = f"{abstract} © {row['year']}, {row['journal_name']}." if abstract else "[No abstract available]"
        table.writerow([
            "; ".join(short), "; ".join(full), "; ".join(identity), row["title"], row["year"], row["journal_name"],
            row.get("volume", ""), row.get("issue", ""), article, first, last, count, "", row["doi"],
            row["doi"] and "https://doi.org/" + row["doi"], abstract, "; ".join(row["keywords"]), "", "", row["issn"].replace("-", ""),
            row["pmid"] if "pubmed" in row["copies"] and row["doi"] else "", LANGUAGES[row["language"]], row["journal_short"],
            SCOPUS_KINDS.get(row["kind"], "Article"), "Final", "", "Scopus", eid, NOTE,
        ])
    (HERE / FILES["scopus"]).write_bytes(b"\xef\xbb\xbf" + buffer.getvalue().encode("utf-8"))


def write_cinahl(rows):
    """EndNote XML as written by EndNote after an EBSCOhost export: everything on one line, text in style elements."""
    def styled(name, value):
        value = escape(str(value)).replace("\n", "&#xD;")
        return f'<{name}><style face="normal" font="default" size="100%">{value}</style></{name}>' if value else ""

    out = ['<?xml version="1.0" encoding="UTF-8" ?><xml><records>']
    for place, row in enumerate(rows, 1):
        out.append(
            '<record><database name="CINAHL.enl" path="CINAHL.enl">CINAHL.enl</database>'
            f'<source-app name="EndNote" version="20.4">EndNote</source-app><rec-number>{place}</rec-number>'
            '<ref-type name="Journal Article">17</ref-type><contributors><authors>'
            + "".join(styled("author", f"{family}, {given}") for family, given in row["authors"])
            + "</authors></contributors><titles>"
            + styled("title", row["title"])
            + styled("secondary-title", row["journal_name"])
            + styled("alt-title", row["journal_short"])
            + "</titles><periodical>"
            + styled("full-title", row["journal_name"])
            + "</periodical>"
            + styled("pages", row.get("pages", ""))
            + styled("volume", row.get("volume", ""))
            + styled("number", row.get("issue", ""))
            + "<keywords>"
            + "".join(styled("keyword", word) for word in row["keywords"])
            + "</keywords><dates>"
            + styled("year", row["year"])
            + "</dates>"
            + styled("isbn", row["issn"])
            + styled("accession-num", f"99{row['accession'] % 10000000:07d}. Language: {LANGUAGES[row['language']]}")
            + styled("abstract", row["abstract"])
            + styled("notes", NOTE)
            + (f"<urls><related-urls>{styled('url', 'https://doi.org/' + row['doi'])}</related-urls></urls>" if row["doi"] else "<urls></urls>")
            + styled("electronic-resource-num", row["doi"])
            + styled("remote-database-name", "CINAHL Complete")
            + styled("remote-database-provider", "EBSCOhost")
            + styled("language", LANGUAGES[row["language"]])
            + "</record>"
        )
    out.append("</records></xml>")
    (HERE / FILES["cinahl"]).write_bytes("".join(out).encode("utf-8"))


def write_handsearch(rows):
    """BibTeX as a reference manager writes it: accents as LaTeX commands, capitals kept by braces; a last entry
    that breaks off in its title and cannot be read.
    """
    latex = str.maketrans({"é": "{\\'e}", "ö": '{\\"o}', "å": "{\\aa}", "&": "\\&", "%": "\\%", "ü": '{\\"u}'})
    out = []
    for row in rows:
        fields = {
            "title": re.sub(r"\b([A-Z]{2,})\b", r"{\1}", row["title"]),
            "author": " and ".join(f"{family}, {given}" for family, given in row["authors"]),
            "journal": row["journal_name"],
            "year": row["year"],
            "volume": row.get("volume", ""),
            "number": row.get("issue", ""),
            "pages": row.get("pages", "").replace("-", "--"),
            "doi": row["doi"],
            "abstract": joined(row["abstract"]),
            "keywords": ", ".join(row["keywords"]),
            "note": NOTE,
        }
        body = ",\n".join(f"  {name} = {{{str(value).translate(latex)}}}" for name, value in fields.items() if value)
        out.append(f"@article{{{row['authors'][0][0].lower()}{row['year']},\n{body}\n}}\n")
    (HERE / FILES["handsearch"]).write_bytes("\n".join([*out, CUT_OFF]).encode("utf-8"))


WRITERS = {
    "pubmed": write_pubmed,
    "embase": write_embase,
    "scopus": write_scopus,
    "cinahl": write_cinahl,
    "handsearch": write_handsearch,
}
