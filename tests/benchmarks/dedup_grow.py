"""Grows a set of bibliographic records with known duplicates, for the benchmark `dedup.py`.

Works: the distinct works of the seed sets, then new works recombined from them (title of two, authors of a
third, place of publication of a fourth), then look-alikes that must stay apart (second parts, errata, replies,
conference abstracts, later reports by the same authors).
Copies: of some works, one to four further records with the differences that databases really introduce:
abbreviated journals, initials, dropped fields, page styles, a year off by one, capitals, accents lost, typos,
translated-title brackets, dropped subtitles.

Everything follows from the seed number; nothing is read but the seed sets.
"""

import csv
import html
import random
import re
import unicodedata

COLUMNS = ["ID", "ENTRYTYPE", "title", "author", "year", "journal", "volume", "number", "pages",
           "abstract", "doi", "cluster_id"]


def read_seeds(files):
    """One record for every distinct work of the given CSV files, in the columns above."""
    seeds = []
    for path in files:
        seen = set()
        with open(path, encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                cluster = row.get("cluster_id", "")
                if cluster and cluster in seen:
                    continue
                seen.add(cluster)
                if len(row["title"].split()) < 4:
                    continue
                seeds.append({
                    "title": row["title"].strip(),
                    "author": row.get("author") or row.get("authors", "").replace("; ", " and "),
                    "year": row["year"],
                    "journal": row.get("journal") or row.get("booktitle") or "",
                    "volume": row["volume"],
                    "number": row.get("number") or row.get("issue") or "",
                    "pages": row["pages"].replace(" ", "").replace("--", "-"),
                    "abstract": row.get("abstract") or "",
                    "doi": row.get("doi") or "",
                })
    return seeds


def invent(seeds, rng, number):
    """A new work, recombined from four seeds."""
    a, b, c, d = (rng.choice(seeds) for _ in range(4))
    head, tail = a["title"].split(), b["title"].split()
    cut = max(2, len(head) // 2)
    title = " ".join(head[:cut] + tail[len(tail) // 2:])
    names = c["author"].split(" and ") + a["author"].split(" and ")
    rng.shuffle(names)
    first = rng.randint(1, 2400)
    return {
        "title": title,
        "author": " and ".join(name for name in names[:rng.randint(1, 6)] if name),
        "year": str(rng.randint(1985, 2022)),
        "journal": d["journal"],
        "volume": str(rng.randint(1, 90)),
        "number": str(rng.randint(1, 12)) if rng.random() < 0.8 else "",
        "pages": f"{first}-{first + rng.randint(2, 18)}",
        "abstract": rng.choice(seeds)["abstract"] if rng.random() < 0.5 else "",
        "doi": f"10.{1000 + number % 7000}/grown.{number}" if rng.random() < 0.6 else "",
    }


def look_alike(work, rng, number):
    """Another work that resembles this one and must not be merged with it."""
    other = dict(work)
    other["doi"] = f"10.5555/alike.{number}" if work["doi"] else ""
    first = rng.randint(1, 2400)
    kind = rng.randrange(6)
    if kind == 0:
        other["title"] = work["title"].rstrip(".") + ". Part 2"
        other["pages"] = f"{first}-{first + 8}"
    elif kind == 1:
        other["title"] = "Erratum: " + work["title"]
        other["pages"] = str(first)
        other["abstract"] = ""
    elif kind == 2:
        other["title"] = "Reply to: " + work["title"]
        other["pages"] = str(first)
        other["abstract"] = ""
    elif kind == 3:
        other["number"] = "Suppl 1"
        other["pages"] = f"S{first}"
        other["year"] = str(int(work["year"]) - 1) if work["year"].isdigit() else work["year"]
        other["volume"] = str(rng.randint(1, 90))
        other["journal"] = rng.choice(["Stroke", "Blood", "Value in Health", "Annals of Neurology"])
    elif kind == 4:
        words = work["title"].split()
        other["title"] = " ".join(words[:-2] + ["in", "adolescents", "at", f"{rng.randint(2, 9)}", "years"])
        other["pages"] = f"{first}-{first + 9}"
        other["number"] = str(rng.randint(1, 12))
    else:
        other["title"] = work["title"].rstrip(".") + ": study protocol"
        other["pages"] = f"{first}-{first + 7}"
        other["volume"] = str(rng.randint(1, 90))
    return other


def abbreviated(journal):
    """The journal's name with its words cut short, as in MEDLINE."""
    small = {"of", "the", "and", "for", "in", "on", "&", "de", "la", "und"}
    words = [w for w in re.split(r"[\s.]+", journal) if w and w.lower() not in small]
    if len(words) < 2:
        return journal
    return " ".join(w if len(w) < 6 else w[:rng_length(w)] for w in words)


def rng_length(word):
    """How many letters an abbreviation keeps: stable for one word."""
    return 4 + sum(map(ord, word)) % 3


def typo(text, rng):
    """One letter changed, lost, doubled or swapped with its neighbour, never a digit."""
    places = [i for i, c in enumerate(text) if c.isalpha() and i > 0]
    if not places:
        return text
    i = rng.choice(places)
    kind = rng.randrange(4)
    if kind == 0:
        return text[:i] + rng.choice("abcdefghijklmnoprstuvw") + text[i + 1:]
    if kind == 1:
        return text[:i] + text[i + 1:]
    if kind == 2:
        return text[:i] + text[i] + text[i:]
    return text[:i - 1] + text[i] + text[i - 1] + text[i + 1:]


def without_accents(text):
    """The text with the marks taken off its letters."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def initials(authors):
    """`Smith, John Paul` as `Smith, J. P.`"""
    out = []
    for name in authors.split(" and "):
        family, _, given = name.partition(", ")
        letters = " ".join(f"{part[0]}." for part in re.split(r"[\s.\-]+", given) if part)
        out.append(f"{family}, {letters}" if letters else family)
    return " and ".join(out)


def short_pages(pages):
    """`1123-1128` as `1123-8`."""
    match = re.fullmatch(r"(\d+)-(\d+)", pages)
    if not match or len(match[1]) != len(match[2]):
        return pages
    first, last = match.groups()
    same = 0
    while same < len(last) - 1 and first[same] == last[same]:
        same += 1
    return f"{first}-{last[same:]}"


def copy_of(work, rng):
    """A further record of the same work, as another database would give it."""
    copy = dict(work)
    chance = rng.random
    if chance() < 0.5:
        copy["journal"] = abbreviated(copy["journal"])
    elif chance() < 0.2:
        copy["journal"] = copy["journal"].replace(" and ", " & ")
    if chance() < 0.5:
        copy["author"] = initials(copy["author"])
    if chance() < 0.15:
        copy["author"] = without_accents(copy["author"])
    if chance() < 0.06:
        copy["author"] = copy["author"].split(" and ")[0]
    if chance() < 0.4:
        copy["pages"] = short_pages(copy["pages"])
    elif chance() < 0.1:
        copy["pages"] = copy["pages"].split("-")[0]
    elif chance() < 0.05:
        copy["pages"] = ""
    if chance() < 0.04 and copy["year"].isdigit():
        copy["year"] = str(int(copy["year"]) + rng.choice([-1, 1]))
    if chance() < 0.15:
        copy["number"] = ""
    if chance() < 0.04:
        copy["volume"] = ""
    if chance() < 0.02:
        copy["volume"], copy["number"] = copy["number"], copy["volume"]
    if chance() < 0.4:
        copy["doi"] = ""
    if chance() < 0.3:
        copy["abstract"] = ""
    if chance() < 0.03:
        copy["journal"] = ""
    if chance() < 0.02:
        copy["author"] = ""
    title = copy["title"]
    style = chance()
    if style < 0.25:
        title = title.capitalize()
    elif style < 0.32:
        title = title.upper()
    elif style < 0.40:
        title = title.title()
    if chance() < 0.3:
        title = title.rstrip(".") + ("" if title.endswith(".") else ".")
    if chance() < 0.10:
        title = typo(title, rng)
    if chance() < 0.02:
        title = typo(title, rng)
    if chance() < 0.03:
        title = f"[{title.rstrip('.')}]"
    if chance() < 0.02:
        title = title.rstrip(".") + ". [Chinese]"
    if chance() < 0.02 and ": " in title and len(title.split(": ")[0].split()) >= 4:
        title = title.split(": ")[0]
    if chance() < 0.05:
        title = html.escape(title)
    if chance() < 0.1:
        title = without_accents(title)
    copy["title"] = title
    return copy


def grow(seed_files, count, path, seed=1):
    """Writes `count` records to `path` and returns the number of works."""
    rng = random.Random(seed)
    seeds = read_seeds(seed_files)
    works = [dict(s) for s in seeds][: count // 2]
    records = []
    cluster = 0
    number = 0
    while len(records) < count:
        number += 1
        work = works[number - 1] if number <= len(works) else invent(seeds, rng, number)
        cluster += 1
        records.append({**work, "cluster_id": cluster})
        if rng.random() < 0.45:
            for _ in range(rng.choice([1, 1, 1, 2, 2, 3, 4])):
                records.append({**copy_of(work, rng), "cluster_id": cluster})
        if rng.random() < 0.05:
            cluster += 1
            records.append({**look_alike(work, rng, number), "cluster_id": cluster})
    records = records[:count]
    rng.shuffle(records)
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        for index, record in enumerate(records):
            writer.writerow({**record, "ID": f"r{index:06d}", "ENTRYTYPE": "article"})
    return cluster
