#!/usr/bin/env python3
"""How long a reviewer waits for the next record while five hundred PDFs are read in the background.

Usage: pdfs_beside_screening.py path/to/attest FOLDER_WITH_PDFS [--pdfs 500] [--records 5000]

The PDFs are those of the folder and what lies below it, as often as it takes; each is made another file by a comment
after its end, so that none is known from before. They are matched to reports as files are that a person drops on the
window, while decisions are made and the next records asked for as the screens do; first the same without them.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

from large_review import Served, shown, write_export


def screened(served, reviewer, until):
    """Seconds from each decision to the next record, for as long as `until` says."""
    ask = {"reviewer": reviewer, "stage": "title_abstract", "count": 1}
    record, _ = served.rpc("next_records", **ask)
    waits = []
    while until(len(waits)) and record:
        verdict = {
            "record": record[0]["id"], "stage": "title_abstract", "reviewer": reviewer,
            "verdict": "include" if len(waits) % 10 == 0 else "exclude", "reason": None, "note": None, "time": None,
        }
        _, decided = served.rpc("decide", verdict=verdict)
        record, asked = served.rpc("next_records", **ask)
        waits.append(decided + asked)
        # Nobody decides faster than this.
        time.sleep(0.2)
    return waits


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("attest")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pdfs", type=int, default=500)
    parser.add_argument("--records", type=int, default=5_000)
    options = parser.parse_args()
    originals = sorted(options.folder.rglob("*.pdf"))
    if not originals:
        sys.exit(f"there are no PDFs in {options.folder}")
    with tempfile.TemporaryDirectory(prefix="attest-benchmark-") as scratch:
        scratch = Path(scratch)
        pdfs = []
        for number, original in enumerate(islice(cycle(originals), options.pdfs)):
            pdf = scratch / f"{number}.pdf"
            pdf.write_bytes(original.read_bytes() + f"\n% {number}\n".encode())
            pdfs.append(str(pdf))
        review = str(scratch / "Beside.review")
        export = scratch / "export.ris"
        write_export(export, options.records, random.Random(20240309))
        for words in (
            ["new", review, "--title", "Beside", "--reviewers", "1"],
            ["import", review, str(export), "--source", "Made up"],
            ["reviewer", "add", review, "A. Reviewer"],
        ):
            subprocess.run([options.attest, "--quiet", *words], check=True, stdout=subprocess.DEVNULL)
        served = Served(options.attest, review)
        try:
            reviewer = served.rpc("reviewers")[0][0]["id"]
            shown("decision to next record, nothing beside it", screened(served, reviewer, lambda n: n < 150), "< 50 ms")
            job, _ = served.rpc("match_documents", files=pdfs)
            started = time.perf_counter()

            def reading(_):
                known = {one["id"]: one for one in served.rpc("jobs")[0]}
                return known[job["id"]]["state"] in ("waiting", "running")

            waits = screened(served, reviewer, reading)
            seconds = time.perf_counter() - started
            shown(f"the same beside {len(pdfs)} PDFs", waits, "< 50 ms")
            print(f"the slowest of {len(waits)}: {max(waits) * 1000:.0f} ms; the PDFs took {seconds:.0f} s")
        finally:
            served.process.terminate()
            served.process.wait()


if __name__ == "__main__":
    main()
