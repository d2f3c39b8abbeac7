#!/usr/bin/env python3
"""Runs ASReview and `attest simulate` side by side and compares order, measures and time.

    python3 tests/benchmarks/ranking.py ATTEST [--model u4] [--all] FILE.csv[:LABEL_COLUMN[:PRIOR,PRIOR]] ...

ATTEST is the program. Without priors the first relevant and the first irrelevant row are taken. ASReview 3.0.5 is
installed into target/ranking-venv the first time. Both programs start from the same file in the same run, once each,
one after the other; times are of whole programs, by the wall clock and of the processor (which a busy machine changes
less), and of ASReview also without its start (measured on a review of four records). Exits with 1 where an order differs.
"""

import argparse
import csv
import json
import os
import pathlib
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
VENV = ROOT / "target/ranking-venv"
csv.field_size_limit(10**9)


def asreview():
    """The program, installed if need be."""
    program = VENV / "bin/asreview"
    if not program.exists():
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
        subprocess.run([VENV / "bin/pip", "install", "-q", "asreview==3.0.5", "buscarpy==0.0.2"], check=True)
    return program


def timed(command):
    """Runs it; what it printed, and its seconds of wall clock and of processor."""
    used, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True)
    wall, now = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return done, (wall, now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime)


def read(path, column):
    """Titles, abstracts and labels (0 or 1)."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return [(row["title"], row["abstract"], int(row[column] == "1")) for row in rows]


def asreview_order(path, column, priors, model, seed, every):
    """Rows in the order of labelling, priors first, and the seconds it took (wall clock, processor)."""
    with tempfile.TemporaryDirectory() as folder:
        return _run_asreview(pathlib.Path(folder), read(path, column), priors, model, seed, every)


def _run_asreview(folder, rows, priors, model, seed, every):
    with open(folder / "review.csv", "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["title", "abstract", "included"])
        out.writerows(rows)
    command = [asreview(), "simulate", folder / "review.csv", "--seed", str(seed), "-o", folder / "out.asreview"]
    command += ["--prior-idx", *map(str, priors)]
    command += ["-q", "random"] if model == "random" else ["--ai", f"elas_{model}"]
    command += ["--n-stop", "-1"] if every else []
    done, seconds = timed(command)
    if done.returncode:
        sys.exit(done.stderr)
    with zipfile.ZipFile(folder / "out.asreview") as archive:
        archive.extractall(folder / "out")
    database = next((folder / "out").rglob("results.db"))
    connection = sqlite3.connect(database)
    try:
        query = "select record_id from results order by rowid"
        return [row for (row,) in connection.execute(query)], seconds
    finally:
        connection.close()


def attest_order(program, path, column, priors, model, seed, every):
    """The same of `attest simulate`, with its measures."""
    with tempfile.TemporaryDirectory() as folder:
        order, metrics = pathlib.Path(folder) / "order.csv", pathlib.Path(folder) / "metrics.json"
        command = [program, "simulate", path, "--label-column", column, "--model", model, "--seed", str(seed)]
        command += ["--priors", ",".join(map(str, priors)), "--order", order, "--metrics", metrics]
        command += ["--all"] if every else []
        done, seconds = timed(command)
        if done.returncode:
            sys.exit(done.stderr)
        with open(order, encoding="utf-8", newline="") as file:
            cells = [line[0] if len(line) == 1 else line for line in csv.reader(file) if line]
        if not all(isinstance(cell, str) for cell in cells):
            header = cells[0]
            at = next(i for i, name in enumerate(header) if name in ("row", "record", "index"))
            cells = [line[at] for line in cells[1:]]
        return [int(cell) for cell in cells if cell.isdigit()], seconds, json.loads(metrics.read_text())


def measures(order, labels, priors):
    """Loss, NDCG and mean time to discovery, by ASReview's own functions where it has them."""
    screened = [labels[row] for row in order if row not in priors]
    padded = screened + [0] * (len(labels) - len(priors) - len(screened))
    code = (
        "import json,sys\nfrom asreview.metrics import loss,ndcg\nl=json.load(sys.stdin)\n"
        "t=[i+1 for i,x in enumerate(l) if x]\n"
        "print(json.dumps({'loss':loss(l),'ndcg':ndcg(l),'average_time_to_discovery':sum(t)/len(t)}))"
    )
    command = [VENV / "bin/python", "-c", code]
    done = subprocess.run(command, input=json.dumps(padded), capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


NAMES = {"average_time_to_discovery": ("average_time_to_discovery", "atd")}


def find(tree, measure):
    """The first value of that measure anywhere in the JSON."""
    if isinstance(tree, dict):
        for name in NAMES.get(measure, (measure,)):
            if isinstance(tree.get(name), (int, float)):
                return tree[name]
        tree = list(tree.values())
    if isinstance(tree, list):
        return next((v for v in (find(item, measure) for item in tree) if v is not None), None)
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("attest")
    parser.add_argument("files", nargs="+")
    parser.add_argument("--model", default="u4", choices=["u4", "u3", "random"])
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--all", action="store_true")
    args = parser.parse_args()

    tiny = [("one two", "", 1), ("three four", "", 0), ("one five", "", 1), ("three six", "", 0)]
    with tempfile.TemporaryDirectory() as folder:
        _, start = _run_asreview(pathlib.Path(folder), tiny, [0, 1], args.model, args.seed, False)
    print(f"ASReview starts in {start[0]:.2f} s, {start[1]:.2f} s of processor; load {os.getloadavg()[0]:.1f}")
    differ = False
    for name in args.files:
        path, column, priors = [*name.split(":"), "", ""][:3]
        column = column or "label_included"
        rows = read(path, column)
        labels = [label for _, _, label in rows]
        chosen = [int(p) for p in priors.split(",")] if priors else [labels.index(1), labels.index(0)]
        theirs, slow = asreview_order(path, column, chosen, args.model, args.seed, args.all)
        ours, fast, metrics = attest_order(args.attest, path, column, chosen, args.model, args.seed, args.all)
        if ours[: len(chosen)] != chosen:
            ours = chosen + ours
        at = next((i for i, pair in enumerate(zip(theirs, ours)) if pair[0] != pair[1]), None)
        at = min(len(theirs), len(ours)) if at is None and len(theirs) != len(ours) else at
        differ |= at is not None
        print(f"{pathlib.Path(path).name} priors {chosen}: {len(theirs)} labelled of {len(rows)}")
        print("  order", "identical" if at is None else f"differs from place {at}: {theirs[at:at+3]} {ours[at:at+3]}")
        for kind, theirs_s, ours_s, start_s in zip(("wall clock", "processor"), slow, fast, start):
            bare = max(theirs_s - start_s, 0) / ours_s
            print(f"  {kind}: ASReview {theirs_s:.2f} s, attest {ours_s:.3f} s: 1/{theirs_s / ours_s:.0f}"
                  f" (without ASReview's start 1/{bare:.0f})")
        for measure, value in measures(theirs, labels, set(chosen)).items():
            mine = find(metrics, measure)
            print(f"  {measure} {value:.6f}, difference", "not given" if mine is None else f"{abs(mine - value):.1e}")
    sys.exit(differ)


if __name__ == "__main__":
    main()
