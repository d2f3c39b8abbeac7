"""Deduplication by Attest and by bib-dedupe on the same files in one run.

    python3 tests/benchmarks/dedup.py target/release/attest --data ../shared/data/dedup

Prints a table: pairs merged, false merges, sensitivity, queue, seconds, peak memory, and how many times faster
Attest is. The labelled sets come first, then sets grown from them by realistic corruption (`dedup_grow.py`).
`bib-dedupe` is installed from PyPI into `target/dedup-venv`. It is left out of sets larger than `--bib-dedupe-up-to`
records and may use at most `--memory` GiB: on 100,000 records it has needed more than 21 GiB.

Attest is called as `attest dedupe --file IN.csv --out OUT.csv --queue Q.csv`; OUT has the columns row,group with the
row number from 0, Q has the columns a,b with two row numbers.
"""

import argparse
import collections
import csv
import itertools
import json
import os
import resource
import subprocess
import sys
import time
import venv
from pathlib import Path

from dedup_grow import grow

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent.parent / "target"
SETS = ["haematology", "stroke", "digital_work", "copper"]

BIB_DEDUPE = """
import json, sys, warnings
warnings.filterwarnings("ignore")
import pandas as pd
from bib_dedupe.bib_dedupe import block, cluster, match, prep

if __name__ == "__main__":
    records = pd.read_csv(sys.argv[1], dtype=str)
    matched = match(block(prep(records)))
    groups = [sorted(int(i) for i in group) for group in cluster(matched)]
    maybe = int((matched["duplicate_label"] == "maybe").sum()) if len(matched) else 0
    json.dump({"groups": groups, "maybe": maybe}, open(sys.argv[2], "w"))
"""


def normalised(source, path):
    """Writes a set with the column names that both programs know and the row number as ID; returns its clusters."""
    names = {"authors": "author", "issue": "number", "record_id": "ID"}
    columns = ["ID", "ENTRYTYPE", "title", "author", "year", "journal", "volume", "number", "pages", "abstract",
               "doi", "booktitle"]
    clusters = []
    with open(source, encoding="utf-8", newline="") as file, open(path, "w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, columns, extrasaction="ignore")
        writer.writeheader()
        for number, row in enumerate(csv.DictReader(file)):
            row = {names.get(key, key): value for key, value in row.items()}
            clusters.append(row.get("cluster_id", ""))
            row["author"] = row["author"].replace("; ", " and ")
            row.setdefault("ENTRYTYPE", "article")
            writer.writerow({**row, "ID": number})
    return clusters


def pairs(groups):
    """All pairs of rows that share a group."""
    return {tuple(sorted(pair)) for group in groups for pair in itertools.combinations(group, 2)}


def grouped(labels):
    """Rows by their label, those without one left out."""
    groups = collections.defaultdict(list)
    for row, label in enumerate(labels):
        if label:
            groups[label].append(row)
    return [group for group in groups.values() if len(group) > 1]


def reached(truth, merged, queued):
    """True pairs that come together when a person answers the queue rightly."""
    root = {}

    def find(row):
        while root.setdefault(row, row) != row:
            row = root[row]
        return row

    for a, b in merged | (queued & truth):
        root[find(a)] = find(b)
    return sum(find(a) == find(b) for a, b in truth)


def run(command, memory_gib):
    """Runs a command; seconds, peak memory in MiB of its largest process, and whether it ended well."""
    def limit():
        size = int(memory_gib * 2**30)
        resource.setrlimit(resource.RLIMIT_AS, (size, size))

    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, preexec_fn=limit)
    error = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        print(error.decode(errors="replace")[-400:], file=sys.stderr)
    return time.monotonic() - start, usage.ru_maxrss / 1024, process.returncode == 0


def environment():
    """The Python of a virtual environment that has bib-dedupe."""
    folder = TARGET / "dedup-venv"
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "bib-dedupe"], check=True)
    return python


def attest(program, path, out, memory):
    """Groups and queue of Attest."""
    groups, queue = out / "groups.csv", out / "queue.csv"
    command = [program, "dedupe", "--file", path, "--out", groups, "--queue", queue]
    seconds, size, well = run(command, memory)
    if not well:
        return None
    with open(groups, encoding="utf-8", newline="") as file:
        labels = {int(row["row"]): row["group"] for row in csv.DictReader(file)}
    merged = grouped([labels.get(row, "") for row in range(max(labels, default=-1) + 1)])
    with open(queue, encoding="utf-8", newline="") as file:
        queued = {tuple(sorted((int(row["a"]), int(row["b"])))) for row in csv.DictReader(file)}
    return pairs(merged), queued, len(queued), seconds, size


def bib_dedupe(python, path, out, memory):
    """Groups of bib-dedupe; its `maybe` pairs are counted as its queue."""
    script, result = out / "bib_dedupe_run.py", out / "bib_dedupe.json"
    script.write_text(BIB_DEDUPE)
    seconds, size, well = run([python, script, path, result], memory)
    if not well:
        return None
    found = json.loads(result.read_text())
    return pairs(found["groups"]), set(), found["maybe"], seconds, size


def main():
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("attest", help="path of the attest program")
    parser.add_argument("--data", type=Path, required=True, help="folder of the labelled sets")
    parser.add_argument("--grown", type=int, nargs="*", default=[10_000, 100_000], help="sizes of grown sets")
    parser.add_argument("--bib-dedupe-up-to", type=int, default=20_000, help="largest set given to bib-dedupe")
    parser.add_argument("--memory", type=float, default=8, help="GiB of address space a process may use")
    options = parser.parse_args()
    out = TARGET / "dedup-benchmark"
    out.mkdir(parents=True, exist_ok=True)
    python = environment()
    sources = [(name, options.data / f"{name}.csv") for name in SETS]
    for size in options.grown:
        path = out / f"grown_{size}.csv"
        grow([path for _, path in sources[:len(SETS)]], size, path)
        sources.append((f"grown {size:,}", path))
    print(f"{'set':<15}{'records':>8}  {'program':<11}{'pairs':>7}{'merged':>7}{'false':>6}{'sens.':>7}"
          f"{'+queue':>7}{'queue':>7}{'seconds':>9}{'MiB':>7}{'ratio':>7}")
    for name, source in sources:
        path = out / "in.csv"
        clusters = normalised(source, path)
        truth = pairs(grouped(clusters))
        found = {"attest": attest(options.attest, path, out, options.memory)}
        if len(clusters) <= options.bib_dedupe_up_to:
            found["bib-dedupe"] = bib_dedupe(python, path, out, options.memory)
        times = {program: result[3] for program, result in found.items() if result}
        for program, result in found.items():
            head = f"{name:<15}{len(clusters):>8}  {program:<11}{len(truth):>7}"
            if result is None:
                print(head, "failed")
                continue
            merged, queued, queue, seconds, size = result
            share = reached(truth, merged, queued) / len(truth)
            ratio = times.get("bib-dedupe", 0) / seconds if program == "attest" else 0
            print(f"{head}{len(merged):>7}{len(merged - truth):>6}{len(merged & truth) / len(truth):>7.4f}"
                  f"{share:>7.4f}{queue:>7}{seconds:>9.1f}{size:>7.0f}" + (f"{ratio:>6.0f}x" if ratio else ""),
                  flush=True)


if __name__ == "__main__":
    main()
