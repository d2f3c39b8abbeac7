#!/usr/bin/env python3
"""Whether a reader betters suggested values: the same questions with and without it, over the same reports.

    cargo build --release -p cli
    python3 tests/benchmarks/values_reader.py models/attest-reader-q8_0.gguf [RCT120]

Reports: the six synthetic ones of the sample (assets/sample/reports/values.csv has the truth) and, where its folder is
given, the development trials of rct120. Right is as in crates/extraction/tests/values.
"""

import csv
import json
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
ATTEST = ROOT / "target/release/attest"
REPORTS = ROOT / "assets/sample/reports"
FIELD = '[[field]]\nid = "{0}"\nlabel = "{1}"\nkind = "number"\nmeasure = "{0}"\nscope = "arm_outcome"\n'
BINARY = [("events", "People with the event"), ("group_size", "People analysed")]
CONTINUOUS = [("mean", "Mean"), ("standard_deviation", "Standard deviation"), ("group_size", "People analysed")]


def extracted(form, document, lists, model):
    """The values of a form, by field, arm, outcome and time point."""
    with tempfile.TemporaryDirectory() as scratch:
        out = pathlib.Path(scratch) / "values.json"
        command = [ATTEST, "extract", "--form", form, "--document", document, "--out", out]
        for name, words in zip(("--arms", "--outcomes", "--time-points"), lists):
            command += [name, *words] if words else []
        command += ["--model", model] if model else []
        subprocess.run(command, check=True, capture_output=True)
        values = json.loads(out.read_text())["values"]
    return {(v["field"], v["group"] or "", v["outcome"] or "", v["timepoint"] or ""): v for v in values}


def distinct(rows, column):
    return list(dict.fromkeys(row[column] for row in rows if row[column]))


def same(truth, value, decimals=None):
    try:
        wanted, found = float(truth), float(value)
    except ValueError:
        return False
    return wanted == found or decimals is not None and abs(wanted - found) <= 0.5 * 0.1**decimals + 1e-9


def is_right(row, value):
    """As `is_right` of the Rust test has it."""
    squeezed = lambda text: " ".join(text.split()).lower()
    if row["status"] == "not_reported":
        return value["status"] == "not_reported"
    truth = row["value"].lstrip("<")
    if re.fullmatch(r"-?\d+(\.\d+)?", truth):
        calculated = value["status"] == "calculated"
        return same(truth, value["value"], len(truth.partition(".")[2]) if calculated else None)
    found, passage = squeezed(value["value"]), squeezed(row["where"])
    return value["value"] == row["value"] or bool(found) and (passage in found or found in passage)


def of_sample(model):
    rows = list(csv.DictReader((REPORTS / "values.csv").open()))
    names = list(rows[0])
    report, form, field, arm, outcome, time, *_ = names
    counts = []
    for one in distinct(rows, report):
        of_report = [row for row in rows if row[report] == one]
        arms = distinct(of_report, arm)
        for kind in distinct(of_report, form):
            asked = [row for row in of_report if row[form] == kind]
            lists = (arms, distinct(asked, outcome), distinct(asked, time))
            values = extracted(ROOT / f"assets/forms/{kind}.toml", REPORTS / f"{one}.pdf", lists, model)
            for row in asked:
                value = values.get((row[field], row[arm], row[outcome], row[time]))
                if value is not None:
                    counts.append((is_right(row, value), bool(value["value"])))
    return counts


def of_rct120(folder, model):
    counts = []
    with tempfile.TemporaryDirectory() as scratch:
        forms = {}
        for kind, fields in (("binary", BINARY), ("continuous", CONTINUOUS)):
            forms[kind] = pathlib.Path(scratch) / f"{kind}.toml"
            forms[kind].write_text(f'name = "{kind}"\n' + "".join(FIELD.format(*field) for field in fields))
        for row in json.loads((folder / "outcomes.json").read_text()):
            if row["split"] != "DEV":
                continue
            name = f"PMC{row['pmcid']}"
            document = folder / f"abstract_and_results_xml_files/{name}.xml"
            lists = ([row["intervention"], row["comparator"]], [row["outcome"]], [])
            try:
                values = extracted(forms[row["outcome_type"]], document, lists, model)
            except subprocess.CalledProcessError:
                document = folder / f"no_attributes_markdown_files/{name}.md"
                values = extracted(forms[row["outcome_type"]], document, lists, model)
            for (field, arm, _, _), value in values.items():
                side = "intervention" if arm == row["intervention"] else "comparator"
                gold = row[f"{side}_{field}"]
                gold = "" if gold in (None, "") else gold
                right = same(gold, value["value"]) if gold != "" else not value["value"]
                counts.append((right, bool(value["value"])))
    return counts


def main():
    reader = pathlib.Path(sys.argv[1]).resolve()
    sets = [("sample reports", of_sample)]
    if len(sys.argv) > 2:
        folder = pathlib.Path(sys.argv[2])
        sets.append(("rct120", lambda model: of_rct120(folder, model)))
    for name, measured in sets:
        without, with_reader = measured(None), measured(reader)
        for words, counts in (("rules alone", without), ("with the reader", with_reader)):
            right = sum(r for r, _ in counts)
            proposed = [r for r, p in counts if p]
            print(f"{name}, {words}: {right}/{len(counts)} right, {sum(proposed)}/{len(proposed)} of those proposed")
        pairs = list(zip(without, with_reader))
        better = sum(b and not a for (a, _), (b, _) in pairs)
        worse = sum(a and not b for (a, _), (b, _) in pairs)
        print(f"{name}: {better} better and {worse} worse with the reader", flush=True)


if __name__ == "__main__":
    main()
