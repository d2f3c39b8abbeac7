"""Adds to groups of abstracts how near the untuned MiniLM finds each text to the query (cosine), and keeps its vectors
of the queries: the second pass of training holds the reader to both, so that it forgets nothing that MiniLM knew.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch

from reader import Reader, Words
from train import LONG


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", type=Path)
    parser.add_argument("groups", type=Path)
    parser.add_argument("out", type=Path, help="the groups with `teacher` (.jsonl); vectors of the queries beside it (.npy)")
    parser.add_argument("--negatives", type=int, default=2)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    words, model = Words(options.base), Reader(options.base)
    model.eval()
    groups = [json.loads(line) for line in options.groups.open()]

    def vectors(texts: list[str], most: int) -> np.ndarray:
        rows = [words.single(ids, most) for ids in words.ids(texts)]
        order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
        found = np.zeros((len(rows), 384), dtype=np.float32)
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            for start in range(0, len(order), 48):
                part = order[start:start + 48]
                found[part] = model.embed(*words.batch([rows[i] for i in part])).numpy()
        return found

    queries = vectors([g["query"] for g in groups], 96)
    np.save(options.out.with_suffix(".npy"), queries.astype(np.float16))
    chosen = [i for i, g in enumerate(groups) if g["task"] in LONG]
    for start in range(0, len(chosen), 400):
        part = chosen[start:start + 400]
        for i in part:
            groups[i]["texts"] = groups[i]["texts"][: options.negatives + 1]
        near = iter(vectors([t for i in part for t in groups[i]["texts"]], 144))
        for i in part:
            groups[i]["teacher"] = [round(float(next(near) @ queries[i]), 4) for _ in groups[i]["texts"]]
        print(f"{start + len(part)}/{len(chosen)}", flush=True)
    with options.out.open("w") as file:
        for group in groups:
            file.write(json.dumps(group, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
