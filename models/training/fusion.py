"""How the reader's answers, its vectors and u4 are put together: what the constants of `ranking/fusion.rs` were chosen by.

Screens the dev reviews again as `attest simulate --model attest` does, from priors drawn by chance, but trains anew only
now and then, so that many ways can be tried; compares ATD, loss and WSS@95 with u4 alone, and says what a choice made on
all reviews but one gives on that one. Reads what `evaluate.py` kept.
"""

import argparse
import json
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from evaluate import dev_reviews, fit_to_question, z

COST, RATIO = 0.11, 9.8


def fit(kernel: np.ndarray, rows: np.ndarray, labels: np.ndarray, active: np.ndarray | None):
    """β of the L2-SVM (squared hinge, bias as a feature), by Newton steps on the active set."""
    positives = labels.sum()
    weights = np.where(labels > 0, 1.0, positives / (RATIO * (len(labels) - positives)))
    weights *= len(labels) / weights.sum()
    signs = np.where(labels > 0, 1.0, -1.0)
    block = kernel[np.ix_(rows, rows)]
    grown = np.ones(len(rows), dtype=bool)
    if active is not None:
        grown[: len(active)] = active
    active, beta = grown, np.zeros(len(rows))
    for _ in range(10):
        a = np.flatnonzero(active)
        beta[:] = 0
        beta[a] = np.linalg.solve(block[np.ix_(a, a)] + np.diag(0.5 / (COST * weights[a])), signs[a])
        now = signs * (block @ beta) < 1
        if (now == active).all():
            break
        active = now
    return beta, active


def measures(labels: np.ndarray, total: int) -> dict[str, float]:
    found = np.flatnonzero(labels) + 1
    positives = len(found)
    loss = (positives * (total - (positives - 1) / 2) - np.sum(total - found + 1)) / (positives * (total - positives))
    k = int(np.floor(0.95 * positives + 1e-9))
    ideal = np.round(np.linspace(0, positives, total))
    wss = (int(np.flatnonzero(ideal >= k)[0]) - (found[k - 1] - 1)) / total if k else 0.0
    return {"atd": float(found.mean()), "loss": float(loss), "wss": float(wss)}


def simulate(kernels, question: np.ndarray, labels: np.ndarray, way: dict | None, seed: int) -> dict[str, float]:
    """`kernels`: of words and of vectors; `question`: how well records fit it; `way`: weights, or u4."""
    total, generator = len(labels), np.random.default_rng(seed)
    order = [int(generator.choice(np.flatnonzero(labels == kind))) for kind in (1, 0)]
    known = len(order)
    open_ = np.ones(total, dtype=bool)
    open_[order] = False
    wanted = labels.sum() - labels[order].sum()
    active: list = [None, None]
    scores, trained = np.zeros(total), False
    while labels[order[known:]].sum() < wanted:
        count = len(order)
        every = 1 if count < 20 else 5 if count < 150 else 20 if count < 600 else 60
        if not trained or (count - known) % every == 0:
            trained, index, pool = True, np.array(order), np.flatnonzero(open_)

            def learnt(view: int) -> np.ndarray:
                beta, active[view] = fit(kernels[view], index, labels[index], active[view])
                return kernels[view][:, index] @ beta

            def standardised(values: np.ndarray) -> np.ndarray:
                return (values - values[pool].mean(0)) / (values[pool].std(0) + 1e-9)

            scores = standardised(learnt(0))
            if way:
                fading = 1 / (1 + labels[index].sum() / way["half"])
                scores = scores + way["vectors"] * standardised(learnt(1))
                scores = scores + fading * way["question"] * standardised(question)
        pool = np.flatnonzero(open_)
        pick = int(pool[np.argmax(scores[pool])])
        open_[pick] = False
        order.append(pick)
    screened = np.zeros(total - known, dtype=int)
    screened[: len(order) - known] = labels[order[known:]]
    return measures(screened, total - known)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--cache", type=Path, default=Path("evaluation"), help="what evaluate.py kept")
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--without", nargs="*", default=[], help="reviews to leave out (the largest take longest)")
    options = parser.parse_args()
    ways = [{"vectors": v, "question": q, "half": h} for v, q, h in
            ((1, 1, 5), (1, 1.5, 5), (1, 0.7, 5), (0.7, 1, 5), (1, 1, 10), (1.5, 1, 5))]
    results: dict[str, dict[str, dict[str, float]]] = {}
    for row, records, _, labels, *_ in dev_reviews(options.data / "screening"):
        name = row["review_id"]
        if name in options.without:
            continue
        texts = [f"{r['title']} {r['abstract']}" for r in records]
        words = TfidfVectorizer(token_pattern=r"(?u)\b\w\w+\b", ngram_range=(1, 2), sublinear_tf=True, max_df=0.95)
        matrix = words.fit_transform(texts).astype(np.float32)
        kept = np.load(options.cache / f"{name}.npz")
        kernels = [(matrix @ matrix.T).toarray().astype(float) + 1, (kept["vectors"] @ kept["vectors"].T).astype(float) + 1]
        question = z(fit_to_question(kept["question"], kept["near"], kept["bm25"], kept["vectors"]))

        def mean(way: dict | None) -> dict[str, float]:
            runs = [simulate(kernels, question, labels, way, seed) for seed in range(options.seeds)]
            return {key: float(np.mean([run[key] for run in runs])) for key in runs[0]}

        base = mean(None)
        print(name, "u4", {key: round(value, 4) for key, value in base.items()}, flush=True)
        for way in ways:
            found = mean(way)
            results.setdefault(json.dumps(way), {})[name] = {
                "atd": found["atd"] / base["atd"], "loss": found["loss"] / max(base["loss"], 1e-9),
                "wss": found["wss"] - base["wss"]}
    average = lambda of, key: float(np.mean([v[key] for v in of.values()]))
    for way, of in sorted(results.items(), key=lambda item: average(item[1], "atd") + average(item[1], "loss")):
        print(way, {key: round(average(of, key), 3) for key in ("atd", "loss", "wss")},
              f"worst wss {min(v['wss'] for v in of.values()):+.3f}")
    left_out = {}
    for name in next(iter(results.values())):
        rest = {way: {n: v for n, v in of.items() if n != name} for way, of in results.items()}
        best = min(rest, key=lambda way: average(rest[way], "atd") + average(rest[way], "loss"))
        left_out[name] = results[best][name]
    print("chosen on all others:", {key: round(average(left_out, key), 3) for key in ("atd", "loss", "wss")},
          f"worst wss {min(v['wss'] for v in left_out.values()):+.3f}")


if __name__ == "__main__":
    main()
