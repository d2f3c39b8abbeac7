#!/usr/bin/env python3
"""How fast RIS is read, as a ratio to rispy within one run.

    tests/benchmarks/parsing.py PATH/TO/attest [FILE.ris ...]

All read the same large file: the given files (else the RIS of the sample review, else synthetic entries) repeated
until 50 MB. In turn, several times, are run

    rispy.load           timed inside of Python, its start not included
    attest preview       reads and parses, writes no records: the time of the parser with the start of the program,
                         the reading of the file and its SHA-256
    attest convert       the same, and writes all records as JSON to the disk

The programs of Attest are timed as whole processes. Of each the best elapsed time and the best processor time count:
what else runs on the machine only ever adds to them. Elapsed time holds the use of several cores, processor time
does not. rispy is installed into an environment of its own under target/.
"""
import os
import pathlib
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
ENVIRONMENT = ROOT / "target" / "benchmarks" / "rispy"
SAMPLE = ROOT / "assets" / "sample" / "embase.ris"
SIZE = 50_000_000
ROUNDS = 5
ENTRY = """TY  - JOUR
TI  - Effects of a synthetic intervention on an invented outcome: trial number {number}
AU  - Smith, Jane A.
AU  - Müller, Jörg
AU  - de la Cruz, María
PY  - 2019/05/01/
T2  - Journal of Invented Results
J2  - J Invent Res
VL  - 12
IS  - 3
SP  - 101
EP  - 110
SN  - 1234-5678
DO  - 10.1000/invented.{number}
AB  - {abstract}
KW  - randomised trial
KW  - invention
UR  - https://example.org/{number}
N1  - Cited By :3
ER  - 

"""
TIME_RISPY = """
import sys, time, rispy
wall, cpu = time.perf_counter(), time.process_time()
with open(sys.argv[1], encoding="utf-8") as file:
    count = len(rispy.load(file))
print(count, time.perf_counter() - wall, time.process_time() - cpu)
"""


def python_with_rispy():
    python = ENVIRONMENT / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", ENVIRONMENT], check=True)
        subprocess.run([python, "-m", "pip", "--quiet", "install", "rispy"], check=True)
    return python


def text_of(source):
    data = pathlib.Path(source).read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("windows-1252")
    # With plain line ends, which is what rispy is given in any case.
    return text.replace("\r\n", "\n")


def write_large(path, sources):
    abstract = "Background: nothing here was ever measured, but the length is that of an abstract. " * 18
    texts = [text_of(source) for source in sources]
    written = number = 0
    with open(path, "w", encoding="utf-8", newline="") as file:
        while written < SIZE:
            text = texts[number % len(texts)] + "\n" if texts else ENTRY.format(number=number, abstract=abstract)
            written += file.write(text)
            number += 1
    return path


def cpu_of_children():
    times = os.times()
    return times.children_user + times.children_system


def run_attest(*arguments):
    """Elapsed and processor seconds of one run."""
    start, start_cpu = time.perf_counter(), cpu_of_children()
    done = subprocess.run(arguments, stdout=subprocess.DEVNULL)
    # 0: whole, 3: some entries could not be read; both have read the file.
    if done.returncode not in (0, 3):
        sys.exit(f"{' '.join(arguments)} ended with {done.returncode}")
    return time.perf_counter() - start, cpu_of_children() - start_cpu


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    attest, sources = sys.argv[1], sys.argv[2:]
    if not sources and SAMPLE.exists():
        sources = [SAMPLE]
    python = python_with_rispy()
    measured = {"rispy.load": [], "attest preview": [], "attest convert": []}
    with tempfile.TemporaryDirectory() as folder:
        large = write_large(os.path.join(folder, "large.ris"), sources)
        out = os.path.join(folder, "large.json")
        size = os.path.getsize(large) / 1e6
        for _ in range(ROUNDS):
            count, wall, cpu = subprocess.run(
                [python, "-c", TIME_RISPY, large], check=True, capture_output=True, text=True
            ).stdout.split()
            measured["rispy.load"].append((float(wall), float(cpu)))
            measured["attest preview"].append(run_attest(attest, "preview", large, "--json"))
            if os.path.exists(out):
                os.remove(out)
            measured["attest convert"].append(run_attest(attest, "convert", large, "--to", "json", "--out", out))
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"{size:.0f} MB, {count} entries by rispy; {os.cpu_count()} cores, load average {load}")
    best = {name: [min(values) for values in zip(*times)] for name, times in measured.items()}
    for name, (wall, cpu) in best.items():
        wall_ratio, cpu_ratio = (theirs / ours for theirs, ours in zip(best["rispy.load"], (wall, cpu)))
        print(f"{name:15} elapsed {wall:7.3f} s {size / wall:7.1f} MB/s, ratio {wall_ratio:5.1f}"
              f"   processor {cpu:7.3f} s {size / cpu:7.1f} MB/s, ratio {cpu_ratio:5.1f}")


if __name__ == "__main__":
    main()
