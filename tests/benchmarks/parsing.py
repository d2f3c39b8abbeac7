#!/usr/bin/env python3
"""How fast RIS is read, as a ratio to rispy within one run.

    tests/benchmarks/parsing.py PATH/TO/attest [FILE.ris ...]

Both read the same large file: the given files (or a synthetic one) repeated until 40 MB. `attest convert IN --to json
--out OUT` is timed as a whole process, start and writing of the JSON included; rispy is timed inside of Python, its
start not included. Each is repeated; the medians are printed with their ratio, of elapsed time and of processor time:
on a busy machine only the latter means anything. rispy is installed into an environment
of its own under target/.
"""
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
ENVIRONMENT = ROOT / "target" / "benchmarks" / "rispy"
SIZE = 40_000_000
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


def write_large(path, sources):
    abstract = "Background: nothing here was ever measured, but the length is that of an abstract. " * 18
    texts = [pathlib.Path(source).read_text(encoding="utf-8-sig") for source in sources]
    written = number = 0
    with open(path, "w", encoding="utf-8") as file:
        while written < SIZE:
            text = texts[number % len(texts)] + "\n" if texts else ENTRY.format(number=number, abstract=abstract)
            written += file.write(text)
            number += 1
    return path


def cpu_of_children():
    times = os.times()
    return times.children_user + times.children_system


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    attest, sources = sys.argv[1], sys.argv[2:]
    python = python_with_rispy()
    with tempfile.TemporaryDirectory() as folder:
        large = write_large(os.path.join(folder, "large.ris"), sources)
        out = os.path.join(folder, "large.json")
        ours, theirs = [], []
        ours_cpu, theirs_cpu = [], []
        for repeat in range(5):
            if os.path.exists(out):
                os.remove(out)
            start, start_cpu = time.perf_counter(), cpu_of_children()
            subprocess.run([attest, "convert", large, "--to", "json", "--out", out], check=True, stdout=subprocess.DEVNULL)
            ours.append(time.perf_counter() - start)
            ours_cpu.append(cpu_of_children() - start_cpu)
            if repeat < 3:
                answer = subprocess.run(
                    [python, "-c", TIME_RISPY, large], check=True, capture_output=True, text=True
                ).stdout.split()
                count = int(answer[0])
                theirs.append(float(answer[1]))
                theirs_cpu.append(float(answer[2]))
        size = os.path.getsize(large) / 1e6
    print(f"{size:.0f} MB, {count} entries by rispy")
    for name, mine, other in [("elapsed", ours, theirs), ("processor", ours_cpu, theirs_cpu)]:
        mine, other = statistics.median(mine), statistics.median(other)
        print(f"{name:10} attest {mine:7.3f} s {size / mine:7.1f} MB/s   rispy {other:7.3f} s {size / other:6.1f} MB/s"
              f"   ratio {other / mine:6.1f}")


if __name__ == "__main__":
    main()
