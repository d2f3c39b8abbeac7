#!/usr/bin/env python3
"""Writes the export files and the tables of the sample review from the texts in `works/`.

Run without arguments from anywhere; Python 3.11 or later, nothing to install. The same texts give the same
bytes. It stops with a message, and says which work, when the texts contradict what the README promises.
With `--check` it also fails if the files that lay there were not what the texts give.
"""

import re
import sys

sys.dont_write_bytecode = True

import accounts
from content import FILES, HERE, copies, load_works
from exports import WRITERS

TABLES = ["truth.csv", "decisions.csv", "retrieval.csv", "studies.csv", "expected.json"]
SHORT_KINDS = {"Letter", "Published Erratum", "Editorial", "News", "Comment"}


def check_texts(works):
    """Abstracts of a natural length, no sentence in two works, unique identifiers, known copies."""
    seen = {}
    for work in works:
        name = work["id"]
        words = len(work["abstract"].split())
        if words and not 120 <= words <= 260 and work["kind"] not in SHORT_KINDS:
            raise SystemExit(f"{name}: abstract of {words} words")
        if "{" in work["abstract"]:
            raise SystemExit(f"{name}: a figure was not filled in")
        for sentence in re.split(r"(?<=[.?!])\s+", work["abstract"]):
            sentence = re.sub(r"^[A-Z][A-Za-z ,]+: ", "", sentence).lower()
            if len(sentence.split()) > 4 and seen.setdefault(sentence, name) != name:
                raise SystemExit(f"{name} and {seen[sentence]} share a sentence: {sentence}")
        for key in work.get("as", {}):
            if key not in work["copies"]:
                raise SystemExit(f"{name}: altered in {key} but not there")
        for key in work["copies"]:
            if key.partition("#")[0] not in FILES:
                raise SystemExit(f"{name}: no export called {key}")
    for field in ("id", "doi", "pmid", "accession"):
        values = [w[field] for w in works if w[field]]
        if len(values) != len(set(values)):
            raise SystemExit(f"two works share a {field}")


def contents():
    """The generated files as they lie in the folder."""
    paths = [HERE / name for name in [*FILES.values(), *TABLES]]
    return {path.name: path.read_bytes() for path in paths if path.exists()}


def main():
    before = contents()
    works = load_works()
    check_texts(works)
    exports = {source: copies(works, source) for source in FILES}
    for source, rows in exports.items():
        WRITERS[source](rows)
    all_entries = accounts.entries(exports)
    accounts.write_truth(all_entries)
    decisions = accounts.write_decisions(works, all_entries)
    accounts.write_reports(works, all_entries)
    counts = accounts.write_expected(works, exports, decisions)
    for name, count in counts["prisma"].items():
        print(f"{name:28} {count}")
    stale = [name for name, data in contents().items() if before.get(name) != data]
    if "--check" in sys.argv and stale:
        raise SystemExit(f"these were not up to date and have been rewritten: {', '.join(stale)}")


if __name__ == "__main__":
    main()
