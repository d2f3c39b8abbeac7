#!/usr/bin/env python3
"""Writes the trial reports of the sample review as PDFs, and `values.csv`, the truth about what stands in them.

Each report is written by hand in `texts/`; title, authors, journal and abstract come from the work of the same number
in `../works/`. Needs `pip install typst==0.15.2`; the same texts give the same bytes. It stops with a message, and says
which report, when figures do not fit together or a true value is not found in the text.
With `--check` it writes nothing and fails if the files in the folder are not what the texts give.
"""

import csv
import datetime
import io
import json
import re
import sys
import tomllib
from pathlib import Path

sys.dont_write_bytecode = True
FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent))

import typst

from content import initials, load_works
from figures import FORMULAS, decimals, fill, numbers

TYPST = "0.15.2"
COLUMNS = ["report", "form", "field", "arm", "outcome", "time_point", "status", "value", "unit", "page", "where", "formula"]
STUDY, ARM, OUTCOME, ARM_OUTCOME = "study", "arm", "outcome", "arm_outcome"
NOTE = "This report is synthetic. It was written for the sample review of Attest: trial, people, places, journal and references are invented, and nothing in it is evidence about any treatment."
RUN = re.compile("\x01(\\w+)\x02|\\^([^^]+)\\^|_([^_]+)_")
LOOK = {
    "font": "Libertinus Serif", "size": 9.4, "region": "gb", "paper": "a4", "margin": 18, "gutter": 6, "accent": "#000000",
    "sans-heads": False, "heads": "plain", "numbered": False, "foot": "outside", "kind": "", "title-size": 17,
    "title-coloured": False, "boxed": False, "abstract-inset": 0, "abstract-name": "Abstract", "after-name": ". ",
    "after-number": ".", "shaded": False,
}


def forms():
    """The fields of the templates in `assets/forms`: `file.id` to (scope, kind, options)."""
    fields = {}
    for path in (FOLDER.parents[1] / "forms").glob("*.toml"):
        for field in tomllib.loads(path.read_text())["field"]:
            fields[f"{path.stem}.{field['id']}"] = (field.get("scope", STUDY), field["kind"], field.get("options", []))
    return fields


def runs(text, ligatures):
    """Printed text as runs for the template: plain, superscript (`^1^`), italic (`_x_`) and marks."""
    out, end = [], 0
    for match in RUN.finditer(text):
        out.append({"t": text[end : match.start()]})
        key = ("at", "sup", "i")[next(i for i in range(3) if match[i + 1] is not None)]
        out.append({key: next(g for g in match.groups() if g is not None)})
        end = match.end()
    out.append({"t": text[end:]})
    if ligatures:
        for run in out:
            for kind in ("t", "i"):
                if kind in run:
                    run[kind] = run[kind].replace("fi", "ﬁ").replace("fl", "ﬂ")
    return [run for run in out if run != {"t": ""}]


def dated(value, words):
    """Whether the parts of an ISO date (`2014-03`, `2014-03-07`) stand in the words."""
    year, month, *day = value.split("-")
    named = datetime.date(2000, int(month), 1).strftime("%B") in words
    return year in words and named and all(str(int(d)) in numbers(words) for d in day)


class Report:
    """One report: its texts as printed, each under a place (`paragraph 3`, `T2:readmitted:1`), and its true values."""

    def __init__(self, work, text):
        self.work, self.text, self.style = work, text, text.get("style", {})
        self.look = {**LOOK, **text.get("look", {})}
        self.places = {}
        self.body = []
        for section in text["section"]:
            self.add_section(section)
        for number, item in enumerate(text["back"]):
            self.places[f"back {number}"] = self.filled(item["text"])
        self.check_citations()
        self.check_sums()
        self.truth = [self.true_value(n, line) for n, line in enumerate(text["truth"].strip().splitlines(), 1)]

    def stop(self, message):
        raise SystemExit(f"{self.work['id']}: {message}")

    def filled(self, text):
        """One line of text as printed."""
        out = fill(" ".join(text.split()), self.style)
        if "{" in out:
            self.stop(f"a figure was not filled in: {out}")
        return out

    def add_section(self, section):
        self.body.append({"kind": "head", "level": 1, "text": section["title"]})
        first = True
        for block in section["text"].strip().split("\n\n"):
            if block.startswith("## "):
                self.body.append({"kind": "head", "level": 2, "text": block[3:]})
                first = True
            elif block.startswith("[table "):
                self.add_table(block[7:-1])
            elif block == "[flow]":
                self.add_flow(self.text["flow"])
            else:
                white = block.startswith("%white ")
                place = f"paragraph {len(self.places)}"
                self.places[place] = self.filled(block[7:] if white else block)
                self.body.append({"kind": "white" if white else "par", "first": first, "place": place})
                first = False

    def add_table(self, number):
        table = self.text["table"][number]
        head = [[self.head_cell(cell, f"T{number}:head{y}:{x}") for x, cell in enumerate(row)] for y, row in enumerate(table["head"])]
        width = sum(cell["span"] for cell in head[0])
        rows = []
        for line in table["rows"].strip().splitlines():
            if line.startswith("# "):
                rows.append({"kind": "group", "label": self.placed(f"T{number}:group {len(rows)}", line[2:])})
                continue
            key, label, *cells = (cell.strip() for cell in line.split("|"))
            if len(cells) != width - 1:
                self.stop(f"table {number}: {len(cells)} cells instead of {width - 1}: {line}")
            key = key or f"row{len(rows)}"
            rows.append({
                "kind": "row", "indented": label.startswith("> "),
                "label": self.placed(f"T{number}:{key}:0", label.removeprefix("> ")),
                "cells": [self.placed(f"T{number}:{key}:{x}", cell) for x, cell in enumerate(cells, 1)],
            })
        self.body.append({
            "kind": "table", "name": f"{table.get('name', 'Table')} {number}", "wide": table.get("wide", False),
            "caption": self.placed(f"T{number}:caption", table["caption"]), "head": head, "rows": rows,
            "foot": self.placed(f"T{number}:foot", table.get("foot", "")), "widths": table.get("widths", [1] + [0] * (width - 1)),
        })

    def add_flow(self, flow):
        def box(name):
            return [self.placed(f"flow:{name}:{n}", line) for n, line in enumerate(flow[name].strip().splitlines())]

        arms = [[box(name) for name in names] for names in flow["arms"]]
        self.body.append({
            "kind": "flow", "name": "Figure 1", "caption": self.placed("flow:caption", flow["caption"]), "arms": arms,
            "screened": box("screened"), "excluded": box("excluded"), "randomised": box("randomised"),
        })

    def placed(self, place, text):
        """Keeps the printed text under its place; the place stands for it until marks are known."""
        if place in self.places:
            self.stop(f"{place} is there twice")
        self.places[place] = self.filled(text)
        return place

    def head_cell(self, cell, place):
        span, star, label = cell.partition("*")
        return {"span": int(span), "runs": self.placed(place, label)} if star else {"span": 1, "runs": self.placed(place, cell)}

    def check_citations(self):
        """References are numbered in the order in which they are first cited, and each is cited."""
        cited = [int(n) for item in self.body for n in re.findall(r"\^([\d,]+)\^", self.places.get(item.get("place"), ""))]
        expected = list(range(1, len(self.text["references"].strip().splitlines()) + 1))
        if list(dict.fromkeys(cited)) != expected:
            self.stop(f"references are cited in the order {cited}")

    def check_sums(self):
        """`sums` (a total and its parts), `means` (a mean, then mean and size of each group), `shares` (per cent, part, whole)."""
        seen = {n for text in self.places.values() for n in numbers(text)} | set(numbers(self.work["abstract"]))
        for total, *parts in self.text["sums"]:
            if total != sum(parts):
                self.stop(f"{total} is not {' + '.join(str(p) for p in parts)}")
            missing = [n for n in (total, *parts) if str(n) not in seen]
            if missing:
                self.stop(f"{missing} of the sums is not in the report")

        for mean, *groups in self.text.get("means", []):
            pairs = list(zip(groups[::2], groups[1::2]))
            pooled = sum(m * n for m, n in pairs) / sum(n for _, n in pairs)
            if round(pooled, decimals(str(mean))) != mean:
                self.stop(f"{mean} is not the mean of {groups}, {pooled:.3f} is")
        for percent, a, n in self.text.get("shares", []):
            if f"{100 * a / n:.{decimals(percent)}f}" != percent:
                self.stop(f"{percent} is not {a} of {n}")
            if percent not in seen:
                self.stop(f"{percent}% of the shares is not in the report")

    def true_value(self, row, line):
        """One line of `truth`: `form.field | arm | outcome | time point | value | unit | where`."""
        parts = [part.strip() for part in line.split("|")]
        if len(parts) != 7:
            self.stop(f"truth {row}: {len(parts)} parts in {line}")
        name, arm, outcome, time_point, value, unit, where = parts
        if name not in FIELDS:
            self.stop(f"truth {row}: no field {name}")
        scope, kind, options = FIELDS[name]
        if bool(arm) != (scope in (ARM, ARM_OUTCOME)) or bool(outcome) != (scope in (OUTCOME, ARM_OUTCOME)):
            self.stop(f"truth {row}: {name} is for each {scope}: {line}")
        form, _, field = name.partition(".")
        entry = {"report": self.work["id"], "form": form, "field": field, "arm": arm, "outcome": outcome, "time_point": time_point, "unit": unit}
        if value == "not_reported":
            return {**entry, "status": value}
        place, at, words = self.find(row, where)
        entry |= {"where": words, "place": place, "at": at, "key": f"v{row}"}
        found = numbers(words)
        if value.startswith("= "):
            formula, *arguments = value[2:].split()
            value, formula = FORMULAS[formula](*arguments)
            loose = [a for a in arguments if a not in found and not self.is_given(a)]
            if loose:
                self.stop(f"truth {row}: {loose} is not printed in the report")
            return {**entry, "status": "calculated", "value": value, "formula": formula}
        if value.startswith("#"):
            if len(found) < int(value[1:]):
                self.stop(f"truth {row}: “{words}” has no number {value}")
            value = ("<" if words.startswith("<") else "") + found[int(value[1:]) - 1]
        if kind == "number" and value.removeprefix("<") not in found:
            self.stop(f"truth {row}: {value} is not in “{words}”")
        if kind == "text" and value.lower() not in words.lower():
            self.stop(f"truth {row}: “{value}” is not in “{words}”")
        if kind == "date" and not dated(value, words):
            self.stop(f"truth {row}: {value} is not in “{words}”")
        if kind == "choice" and value not in options or kind == "yes_no_unclear" and value not in ("yes", "no", "unclear"):
            self.stop(f"truth {row}: {value} is no answer to {name}")
        return {**entry, "status": "reported", "value": value}

    def is_given(self, number):
        return any(number in numbers(text) for text in self.places.values())

    def find(self, row, where):
        """(place, position, words): a table cell by its name, or words that stand once in the text."""
        if where in self.places:
            return where, 0, self.places[where]
        words = self.filled(where)
        hits = [place for place, text in self.places.items() if words in re.sub(r"\^[^^]+\^", "", text)]
        if len(hits) != 1 or self.places[hits[0]].count(words) != 1:
            self.stop(f"truth {row}: stands {len(hits)} times as such: {words}")
        return hits[0], self.places[hits[0]].index(words), words

    def marked(self, place):
        """The runs of a place with a mark before each true value."""
        text = self.places[place]
        for entry in sorted((e for e in self.truth if e.get("place") == place), key=lambda e: -e["at"]):
            text = f"{text[: entry['at']]}\x01{entry['key']}\x02{text[entry['at'] :]}"
        return self.runs(text)

    def runs(self, text):
        return runs(text, self.style.get("ligatures", False))

    def for_template(self):
        """The report as the template reads it."""
        work, head = self.work, self.text["head"]
        body = json.loads(json.dumps(self.body))
        for item in body:
            if item["kind"] in ("par", "white"):
                item["runs"] = self.marked(item.pop("place"))
            if item["kind"] == "flow":
                item["caption"] = self.marked(item["caption"])
                for name in ("screened", "excluded", "randomised"):
                    item[name] = [self.marked(line) for line in item[name]]
                item["arms"] = [[[self.marked(line) for line in step] for step in arm] for arm in item["arms"]]
            if item["kind"] == "table":
                item["caption"], item["foot"] = self.marked(item["caption"]), self.marked(item["foot"])
                for row in item["head"]:
                    for cell in row:
                        cell["runs"] = self.marked(cell["runs"])
                for row in item["rows"]:
                    row["label"] = self.marked(row["label"])
                    row["cells"] = [self.marked(cell) for cell in row.get("cells", [])]
        first = re.match(r"([a-z]*)(\d+)", work["pages"])
        names = [f"{given} {family}" for family, given in work["authors"]]
        if len(head["affiliations_of"]) != len(names):
            self.stop("each author needs an affiliation")
        byline = ", ".join(f"{name}^{mark}^" for name, mark in zip(names, head["affiliations_of"]))
        family, given = work["authors"][0]
        abstract = []
        for line in work["abstract"].splitlines():
            label, _, rest = line.partition(": ")
            abstract.append({"label": f"{label}: ", "runs": [{"t": rest}]})
        pages = work["pages"].replace("-", "–")
        return {
            "title": work["title"], "authors": names, "keywords": work["keywords"], "year": int(work["year"]), "doi": work["doi"],
            "journal": work["journal_name"], "journal-short": work["journal_short"],
            "cited": f"{work['journal_short']} {work['year']}; {work['volume']}({work['issue']}): {pages}",
            "running-authors": f"{family} {initials(given)} et al.", "running-title": head["running_title"],
            "page-prefix": first[1], "first-page": int(first[2]), "byline": runs(byline, False),
            "places": runs(self.filled(head["places"]).replace("^ ", "^\u00a0"), False), "abstract": abstract,
            "notes": [runs(self.filled(note), False) for note in (head["correspondence"], head["dates"], NOTE)],
            "body": body, "look": self.look,
            "back": [{"title": item["title"], "runs": self.marked(f"back {n}")} for n, item in enumerate(self.text["back"])],
            "references": [runs(" ".join(line.split()), False) for line in self.text["references"].strip().splitlines()],
        }

    def typeset(self):
        """(bytes of the PDF, rows of values.csv): the page of each value is asked of typst."""
        inputs = {"report": json.dumps(self.for_template(), ensure_ascii=False, sort_keys=True)}
        options = {"sys_inputs": inputs, "ignore_system_fonts": True, "font_paths": [str(FOLDER.parents[1] / "fonts")]}
        template = str(FOLDER / "report.typ")
        pdf = typst.compile(template, format="pdf", timestamp=int(self.work["year"]) * 31556952 - 62167219200, **options)
        marks = json.loads(typst.query(template, "<at>", field="value", **options))
        pages = {mark["key"]: mark["page"] for mark in marks}
        return pdf, [{**entry, "page": pages[entry["key"]] if "key" in entry else ""} for entry in self.truth]


def check_sentences(reports, works):
    """No sentence stands in two reports, nor in a report and an abstract."""
    seen = {}
    for work in works:
        for sentence in re.split(r"(?<=[.?!])\s+", work["abstract"]):
            seen[re.sub(r"^[A-Z][A-Za-z ,]+: ", "", sentence).lower()] = f"the abstract of {work['id']}"
    for report in reports:
        for place, text in report.places.items():
            for sentence in re.split(r"(?<=[.?!])\s+", re.sub(r"\^[^^]+\^", "", text)):
                name = report.work["id"]
                if len(sentence.split()) > 4 and seen.setdefault(sentence.lower(), name) != name:
                    report.stop(f"shares a sentence with {seen[sentence.lower()]}: {sentence}")


def check_counts(rows):
    """What the README promises of `values.csv`."""
    for name in {row["report"] for row in rows}:
        mine = [row for row in rows if row["report"] == name]
        if len(mine) < 20 or sum(row["status"] == "not_reported" for row in mine) < 2:
            raise SystemExit(f"{name}: too few values")
        keys = [tuple(row[c] for c in COLUMNS[:6]) for row in mine]
        if len(keys) != len(set(keys)):
            raise SystemExit(f"{name}: a value stands twice: {[k for k in keys if keys.count(k) > 1][0]}")


def main():
    if typst.__version__ != TYPST:
        raise SystemExit(f"pip install typst=={TYPST}: other versions give other bytes (this is {typst.__version__})")
    works = {work["id"]: work for work in load_works()}
    reports = [Report(works[path.stem], tomllib.loads(path.read_text())) for path in sorted(FOLDER.glob("texts/*.toml"))]
    check_sentences(reports, works.values())
    files, rows = {}, []
    for report in reports:
        pdf, values = report.typeset()
        files[f"{report.work['id']}.pdf"] = pdf
        rows += values
    check_counts(rows)
    table = io.StringIO()
    writer = csv.DictWriter(table, COLUMNS, extrasaction="ignore", lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(rows)
    files["values.csv"] = table.getvalue().encode()
    stale = [name for name, data in files.items() if not (FOLDER / name).exists() or (FOLDER / name).read_bytes() != data]
    if "--check" in sys.argv:
        if stale:
            raise SystemExit(f"these are not what the texts give: {', '.join(stale)}")
        return
    for name in stale:
        (FOLDER / name).write_bytes(files[name])
    for name, data in files.items():
        print(f"{name:12} {len(data):7} bytes  {sum(row['report'] == Path(name).stem for row in rows):3} values")


FIELDS = forms()

if __name__ == "__main__":
    main()
