#!/usr/bin/env python3
"""Makes crates/ranking/tests/golden/*.csv: what the reference programs answer.

    python3 tests/benchmarks/ranking_golden.py SCREENING_FOLDER

needs the environment that tests/benchmarks/ranking.py makes (run that first) and, for buscarpy.csv, buscarpy 0.0.2 in
it. Of the reviews only row numbers are kept.
"""

import csv
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
GOLDEN = HERE.parent.parent / "crates/ranking/tests/golden"
sys.path.insert(0, str(HERE))
from ranking import VENV, asreview_order  # noqa: E402

# Review, column of labels, priors, model, whether to the last record.
ORDERS = [
    ("appenzeller_2020_wilson", "label_included", (14, 1957), "u4", False),
    ("appenzeller_2020_wilson", "label_included", (6, 407), "u4", False),
    ("appenzeller_2020_wilson", "label_included", (14, 1957), "u3", False),
    ("nagtegaal_2019_nudging", "label_included", (429, 1360), "u4", False),
    ("nagtegaal_2019_nudging", "label_included", (429, 1360), "u3", False),
    ("clef_CD010705", "label_included", (67, 43), "u4", True),
    ("clef_CD010705", "label_included", (67, 43), "random", True),
    ("cohen_Antihistamines", "label_included", (1, 12), "u4", True),
    ("dennstaedt_2024_cdss_ro", "label_tiab", (13, 252), "u4", True),
    ("goncalo_RV2", "label_included", (0, 1), "u4", False),
    ("gptscreenr_solastalgia", "label_tiab", (35, 134), "u4", False),
]

BUSCARPY = '''
import csv, sys
import numpy as np
from buscarpy import calculate_h0
chance = np.random.RandomState(3)
out = csv.writer(sys.stdout, lineterminator="\\n")
out.writerow(["records", "screened", "target", "p_value", "relevant"])
for _ in range(60):
    n_all = int(chance.choice([30, 200, 1000, 5000, 20000]))
    n = int(chance.randint(5, n_all + 1)) if n_all < 5000 else int(chance.randint(50, n_all // 2))
    n = min(n, 3000)
    p = np.exp(-np.arange(n) / max(5, n / chance.randint(2, 20))) * chance.uniform(.1, .9)
    labels = (chance.rand(n) < p).astype(int)
    if labels.sum() == 0:
        labels[0] = 1
    target = float(chance.choice([.8, .9, .95, .99, 1.0]))
    h0 = calculate_h0(labels, n_all, target)
    if not np.isnan(h0):
        out.writerow([n_all, n, target, repr(float(h0)), " ".join(map(str, np.flatnonzero(labels)))])
'''


def main():
    import subprocess

    folder = pathlib.Path(sys.argv[1])
    # The old file stays until the new one is whole.
    unfinished = GOLDEN / "orders.csv.unfinished"
    with open(unfinished, "w", newline="", encoding="utf-8") as file:
        file.write("# Orders of labelling by ASReview 3.0.5, seed 42, priors first: row numbers only, from 0.\n")
        file.write("# Made by tests/benchmarks/ranking_golden.py.\n")
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["review", "label_column", "model", "priors", "all", "order"])
        for review, column, priors, model, every in ORDERS:
            order, _ = asreview_order(folder / "dev" / f"{review}.csv", column, priors, model, 42, every)
            out.writerow([review, column, model, len(priors), int(every), " ".join(map(str, order))])
            print(review, model, len(order), flush=True)
    unfinished.replace(GOLDEN / "orders.csv")
    made = subprocess.run([VENV / "bin/python", "-c", BUSCARPY], capture_output=True, text=True, check=True)
    with open(GOLDEN / "buscarpy.csv", "w", encoding="utf-8") as file:
        file.write("# calculate_h0 of buscarpy 0.0.2 on sequences drawn by chance; `relevant`: places of the relevant\n")
        file.write("# records among those screened, from 0. Made by tests/benchmarks/ranking_golden.py.\n")
        file.write(made.stdout)


if __name__ == "__main__":
    main()
