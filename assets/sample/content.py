"""Reads the hand-written works and turns each into the copies that the databases hold."""

import math
import re
import tomllib
import unicodedata
import zlib
from pathlib import Path

HERE = Path(__file__).parent
FILES = {
    "pubmed": "pubmed.nbib",
    "embase": "embase.ris",
    "scopus": "scopus.csv",
    "cinahl": "cinahl.xml",
    "handsearch": "handsearch.bib",
}
NOTE = "Synthetic record written for the sample review of Attest; not a real publication."
FIGURE = re.compile(r"\{(?:(rr|or|rd|p|pct) )?(\d+)/(\d+)(?: (\d+)/(\d+))?\}")


def figure(match):
    """The words for one group `{a/b}`, or for a comparison of two such as `{rr a/b c/d}`."""
    kind = match[1]
    a, n, b, m = (int(x) if x else 0 for x in match.groups()[1:])
    if not kind:
        return f"{a} of {n} ({100 * a / n:.1f}%)"
    if kind == "pct":
        return f"{100 * a / n:.1f}%"
    p, q = a / n, b / m
    if kind == "rd":
        half = 1.96 * math.sqrt(p * (1 - p) / n + q * (1 - q) / m)
        low, high = p - q - half, p - q + half
        return f"{100 * (p - q):.1f} percentage points, 95% CI {100 * low:.1f} to {100 * high:.1f}"
    if kind == "p":
        pooled = (a + b) / (n + m)
        z = abs(p - q) / math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))
        value = math.erfc(z / math.sqrt(2))
        return f"{value:.3f}" if value < 0.1 else f"{value:.2f}"
    if kind == "rr":
        estimate, error = p / q, math.sqrt(1 / a - 1 / n + 1 / b - 1 / m)
    else:
        estimate = (a / (n - a)) / (b / (m - b))
        error = math.sqrt(1 / a + 1 / (n - a) + 1 / b + 1 / (m - b))
    low, high = (estimate * math.exp(sign * 1.96 * error) for sign in (-1, 1))
    return f"{estimate:.2f}, 95% CI {low:.2f} to {high:.2f}"


def number(text):
    """A number that is the same in every run and says nothing about what the work is."""
    return zlib.crc32(text.encode())


def author(text):
    """(family, given) of `Family, Given M` or `Family GM`."""
    family, comma, given = text.strip().partition(", ")
    if not comma:
        family, _, given = text.strip().rpartition(" ")
    return family, given


def initials(given):
    """`IR` of `Imogen R`; initials that are already run together stay."""
    return given if given.isupper() and " " not in given else "".join(part[0] for part in given.split())


def ascii_only(text):
    """The text without accents, as older databases print it."""
    special = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "þ": "th", "Þ": "Th", "ð": "d", "æ": "ae", "ß": "ss", "ı": "i"})
    text = unicodedata.normalize("NFKD", text.translate(special))
    return "".join(c for c in text if not unicodedata.combining(c))


def cp1252(text):
    """The text with every character that Windows-1252 lacks replaced as the database does."""
    text = text.replace("≥", ">=").replace("≤", "<=").replace("−", "-")
    out = []
    for c in text:
        try:
            c.encode("cp1252")
            out.append(c)
        except UnicodeEncodeError:
            out.append(ascii_only(c))
    return "".join(out)


def read(name):
    """One TOML file of this folder."""
    with open(HERE / name, "rb") as file:
        return tomllib.load(file)


def load_works():
    """All works in the order of the files, with figures filled in and identifiers given."""
    works = []
    for path in sorted((HERE / "works").glob("*.toml")):
        works += read(path.relative_to(HERE))["work"]
    journals = read("journals.toml")
    for work in works:
        work["authors"] = [author(a) for a in work.get("authors", "").split(";") if a.strip()]
        work["abstract"] = FIGURE.sub(figure, work.get("abstract", "").strip())
        work["journal_name"], work["journal_short"], work["place"] = journals[work["journal"]]
        digits = f"9999{sorted(journals).index(work['journal']) + 10:03d}"
        check = sum(int(d) * (8 - i) for i, d in enumerate(digits)) % 11
        work["issn"] = f"{digits[:4]}-{digits[4:]}{'0X987654321'[check]}"
        suffix = f"{work['journal']}.{work['year']}.{number(work['id'] + work['title']) % 9000 + 1000}"
        work.setdefault("doi", f"10.5555/{suffix}")
        work.setdefault("language", "eng")
        work["copies"] = work["in"].split()
        truth = work["truth"].split()
        work["title_abstract"] = truth[0]
        work["full_text"] = truth[1] if len(truth) > 1 and truth[1] in ("include", "exclude", "not_retrieved") else ""
        work["reason"] = truth[-1] if truth[-1].startswith("e") and len(truth[-1]) == 2 else ""
    by_age = sorted(works, key=lambda w: (w["year"], number(w["id"])))
    for place, work in enumerate(by_age):
        work["pmid"] = str(99000001 + 113 * place)
        work["accession"] = 990001000 + 97 * place
    return works


def copies(works, source):
    """The records of one export in file order: each work with the alterations of that copy."""
    rows = []
    for work in works:
        for key in work["copies"]:
            if key.partition("#")[0] != source:
                continue
            row = {**work, "copy": key}
            altered = work.get("as", {}).get(key, {})
            row.update(altered)
            if "authors" in altered:
                row["authors"] = [author(a) for a in altered["authors"].split(";")]
            if "journal" in altered:
                row["journal_name"] = row["journal_short"] = altered["journal"]
            if row.get("journal_abbreviated"):
                row["journal_name"] = row["journal_short"]
            if "#" in key:
                row["accession"] += 7
            rows.append(row)
    order = {
        "pubmed": lambda r: -int(r["pmid"]),
        "embase": lambda r: (-r["accession"]),
        "scopus": lambda r: (-int(r["year"]), r["title"].lower()),
        "cinahl": lambda r: r["title"].lower().lstrip("'\"[+"),
        "handsearch": lambda r: r["id"],
    }
    return sorted(rows, key=order[source])
