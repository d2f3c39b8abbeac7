#!/usr/bin/env python3
"""A review of 100,000 records: time to the first record, from decision to next record, of a search; and memory.

Usage: large_review.py path/to/attest [--records 100000] [--keep FOLDER]

Needs nothing but Python's standard library. The records are made up from a vocabulary with the frequencies of real
text (Zipf), titles of 12 and abstracts of 180 words. Everything is measured as a person meets it: by the program
itself, from its start, and over the same requests that a user interface sends to `attest serve`.
"""

import argparse
import itertools
import json
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path


def vocabulary(rng, size=60_000):
    consonants, vowels = "bcdfghklmnprstvz", "aeiou"
    words = set()
    while len(words) < size:
        words.add("".join(rng.choice(consonants) + rng.choice(vowels) for _ in range(rng.randint(1, 5))))
    words = sorted(words)
    rng.shuffle(words)
    return words, list(itertools.accumulate(1 / (rank + 2.7) for rank in range(size)))


def write_export(path, count, rng):
    words, cumulative = vocabulary(rng)
    with open(path, "w", encoding="utf-8", newline="") as out:
        for n in range(count):
            text = rng.choices(words, cum_weights=cumulative, k=192)
            out.write(
                f"TY  - JOUR\r\nTI  - {' '.join(text[:12]).capitalize()}\r\nAU  - {text[0].capitalize()}{n}, A.\r\n"
                f"PY  - {1990 + n % 34}\r\nJO  - Journal of {text[1].capitalize()}\r\nVL  - {n % 60 + 1}\r\nSP  - {n}\r\n"
                f"DO  - 10.5555/made.up.{n}\r\nAB  - {' '.join(text[12:]).capitalize()}.\r\nER  - \r\n"
            )


def peak_megabytes(pid):
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return float("nan")


class Served:
    def __init__(self, attest, review):
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            [attest, "--json", "serve", review, "--port", "0"], stdout=subprocess.PIPE, text=True
        )
        text = ""
        while not text.rstrip().endswith("}"):
            line = self.process.stdout.readline()
            if not line:
                sys.exit("attest serve ended")
            text += line
        answer = json.loads(text)
        self.address = answer["address"].split("/#")[0] + "/rpc"
        self.token = answer["token"]

    def rpc(self, name, **payload):
        body = json.dumps({"name": name, "payload": payload}).encode()
        request = urllib.request.Request(
            self.address, body, {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        )
        started = time.perf_counter()
        with urllib.request.urlopen(request) as answer:
            value = json.load(answer)
        return value, time.perf_counter() - started


def shown(name, seconds, wanted):
    middle = statistics.median(seconds) * 1000
    high = sorted(seconds)[int(len(seconds) * 0.95)] * 1000
    print(f"{name:<44} median {middle:8.1f} ms   95th percentile {high:8.1f} ms   aim {wanted}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("attest")
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    folder = options.keep or Path(tempfile.mkdtemp(prefix="attest-benchmark-"))
    folder.mkdir(parents=True, exist_ok=True)
    review = str(folder / "Large.review")

    def run(*words):
        started = time.perf_counter()
        done = subprocess.run([options.attest, "--json", *words], capture_output=True, text=True)
        if done.returncode not in (0, 3):
            sys.exit(done.stderr)
        return json.loads(done.stdout), time.perf_counter() - started

    if not Path(review).exists():
        export = folder / "export.ris"
        write_export(export, options.records, random.Random(20240309))
        run("new", review, "--title", "Large", "--reviewers", "1")
        _, seconds = run("import", review, str(export), "--source", "Made up")
        print(f"import                                       {seconds:8.1f} s")
        _, seconds = run("dedupe", review)
        print(f"deduplication in the review                  {seconds:8.1f} s")
        run("reviewer", "add", review, "A. Reviewer")
        _, seconds = run("search", review, "anything")
        print(f"building the search index                    {seconds:8.1f} s")

    served = Served(options.attest, review)
    reviewer = served.rpc("reviewers")[0][0]["id"]
    ask = {"reviewer": reviewer, "stage": "title_abstract", "count": 1}
    record, _ = served.rpc("next_records", **ask)
    print(f"opening to first record                      {time.perf_counter() - served.started:8.2f} s    aim < 2 s")

    words = [word.strip(".,").lower() for word in record[0]["record"]["abstract_text"].split()]
    served.rpc("search", request={"query": words[0], "limit": 20})

    decisions, nexts = [], []
    for n in range(120):
        verdict = "include" if n % 10 == 0 else "exclude"
        _, decided = served.rpc(
            "decide",
            verdict={
                "record": record[0]["id"], "stage": "title_abstract", "reviewer": reviewer, "verdict": verdict,
                "reason": None, "note": None, "time": None,
            },
        )
        record, asked = served.rpc("next_records", **ask)
        decisions.append(decided)
        nexts.append(decided + asked)
    shown("decision recorded", decisions, "")
    shown("decision to next record, ranking beside it", nexts, "< 50 ms")

    queries = {
        "search: one word": [words[n] for n in range(3, 43)],
        "search: two words and a year": [f"{words[n]} {words[n + 1]} year:2000..2010" for n in range(3, 43)],
        "search: phrase": [f'"{words[n]} {words[n + 1]}"' for n in range(3, 43)],
        "search: as you type, two letters": [words[n][:2] for n in range(3, 43)],
        "search: by decision": ["decision:included"] * 20,
    }
    for name, texts in queries.items():
        times = [
            served.rpc("search", request={"query": text, "as_you_type": "type" in name, "limit": 20})[1]
            for text in texts
        ]
        shown(name, times, "< 50 ms")
    pages = {
        "records: a page deep in the table": {"request": {"offset": 60_000, "limit": 100}},
        "records: by title, after the first time": {"request": {"offset": 60_000, "limit": 100, "sort": "title"}},
    }
    for name, payload in pages.items():
        _, first = served.rpc("search", **payload)
        print(f"{name:<44} first  {first * 1000:8.1f} ms")
        shown(name, [served.rpc("search", **payload)[1] for _ in range(20)], "< 50 ms")
    for name, payload in {
        "counts of the navigation": ("counts", {"reviewer": reviewer}),
        "overview": ("status", {"recall": 0.95, "confidence": 0.95}),
        "pace": ("pace", {"offset_minutes": 0}),
    }.items():
        shown(name, [served.rpc(payload[0], **payload[1])[1] for _ in range(20)], "< 200 ms")
    time.sleep(30)  # until the background ranking is through
    record, asked = served.rpc("next_records", **ask)
    print(f"memory, at its peak                          {peak_megabytes(served.process.pid):8.0f} MB   aim < 500 MB")
    served.process.terminate()
    served.process.wait()
    if not options.keep:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
