"""Adds to groups of abstracts how near the untuned MiniLM finds each text to the query (cosine), and keeps its vectors
of each query and of one text of each group: later passes of training hold the reader to all of these, so that it
forgets nothing that MiniLM knew and its file still serves as an embedder.
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
    parser.add_argument("out", type=Path, help="the groups with `teacher` (.jsonl); vectors beside it (.npz)")
    parser.add_argument("--negatives", type=int, default=2)
    parser.add_argument("--order", nargs="*", default=["screen", "topic", "near", "design"], help="tasks whose order is taught")
    parser.add_argument("--most", type=int, default=144, help="tokens a text at most")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
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
            for start in range(0, len(order), 16):
                part = order[start:start + 16]
                found[part] = model.embed(*words.batch([rows[i] for i in part])).numpy()
        return found

    queries = vectors([g["query"] for g in groups], 96)
    rng = np.random.default_rng(options.seed)
    for group in groups:
        group["texts"] = group["texts"][: options.negatives + 1] if group["task"] in LONG else group["texts"]
        group["kept"] = int(rng.integers(len(group["texts"])))
    kept = vectors([g["texts"][g["kept"]] for g in groups], options.most)
    np.savez(options.out.with_suffix(".npz"), queries=queries.astype(np.float16), texts=kept.astype(np.float16))
    chosen = [i for i, g in enumerate(groups) if g["task"] in options.order]
    for start in range(0, len(chosen), 400):
        part = chosen[start:start + 400]
        near = iter(vectors([t for i in part for t in groups[i]["texts"]], options.most))
        for i in part:
            groups[i]["teacher"] = [round(float(next(near) @ queries[i]), 4) for _ in groups[i]["texts"]]
        print(f"{start + len(part)}/{len(chosen)}", flush=True)
    with options.out.open("w") as file:
        for group in groups:
            file.write(json.dumps(group, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
