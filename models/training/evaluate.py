"""Measures the reader on the dev reviews without labels, against BM25 and the untuned MiniLM.

For each review: AUROC and recall after 10, 20 and 50 % of the records, ranked by the question alone; the mean over
reviews with a 95 % interval of the paired difference (bootstrap over reviews). *Score* is what `attest score` gives:
the reader's answer, the nearness of the vectors and BM25, standardised and added, with the likeness to the records that
fit best (feedback without labels, Rocchio 1971). What was computed is
kept for `labels.py` and `fusion.py`. With `--evidence`, recall@1/5/10 of an annotated sentence on the validation
questions of Evidence Inference.
"""

import argparse
import csv
import gzip
import json
import math
import random
import re
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from sklearn.metrics import roc_auc_score

from corpus import article_sentences
from criteria import read
from reader import Reader, Words

WORD = re.compile(r"\w\w+")
# As in crates/ranking/src/fusion.rs: of reader, nearness and words; of the likeness to the best fifth.
WEIGHTS, FEEDBACK, BEST = (1.0, 1.0, 0.5), 1.0, 0.2
# As in crates/models/src/reader_agent.rs: how much the nearness of a sentence adds to its logit.
NEARNESS = 4.0


def bm25(query: str, texts: list[str], k1: float = 1.2, b: float = 0.75) -> np.ndarray:
    documents = [Counter(WORD.findall(t.lower())) for t in texts]
    lengths = np.array([sum(d.values()) for d in documents], dtype=float)
    mean = max(lengths.mean(), 1.0)
    scores = np.zeros(len(texts))
    for term in set(WORD.findall(query.lower())):
        found = np.array([d.get(term, 0) for d in documents], dtype=float)
        df = np.count_nonzero(found)
        if df:
            idf = math.log(1 + (len(texts) - df + 0.5) / (df + 0.5))
            scores += idf * found * (k1 + 1) / (found + k1 * (1 - b + b * lengths / mean))
    return scores


class Scorer:
    """Logits and embeddings of a checkpoint (or of the untuned MiniLM)."""

    def __init__(self, base: Path, checkpoint: Path | None, most: int = 320):
        self.words, self.model, self.most = Words(base), Reader(base), most
        if checkpoint:
            self.model.load_state_dict(torch.load(checkpoint))
        self.model.eval()

    def _run(self, rows: list[list[int]], what) -> np.ndarray:
        order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
        results: list = [None] * len(rows)
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            for start in range(0, len(order), 8):
                part = order[start:start + 8]
                values = what(*self.words.batch([rows[i] for i in part])).float().numpy()
                for i, value in zip(part, values):
                    results[i] = value
        return np.array(results)

    def score(self, query: str, texts: list[str]) -> np.ndarray:
        query_ids = self.words.ids([query])[0]
        return self._run([self.words.pair(query_ids, t, self.most) for t in self.words.ids(texts)], self.model)

    def embed(self, texts: list[str]) -> np.ndarray:
        return self._run([self.words.single(t, 256) for t in self.words.ids(texts)], self.model.embed)


def measures(scores: np.ndarray, labels: np.ndarray) -> dict[str, float]:
    order = np.argsort(-scores, kind="stable")
    found = np.cumsum(labels[order]) / labels.sum()
    at = {f"recall@{p}": found[max(0, math.ceil(len(labels) * p / 100) - 1)] for p in (10, 20, 50)}
    return {"auroc": roc_auc_score(labels, scores), **at}


def z(values: np.ndarray) -> np.ndarray:
    return (values - values.mean()) / (values.std() + 1e-9)


def fit_to_question(logits: np.ndarray, near: np.ndarray, lexical: np.ndarray, vectors: np.ndarray) -> np.ndarray:
    """The score of `attest score`."""
    first = z(sum(weight * z(part) for weight, part in zip(WEIGHTS, (logits, near, lexical))))
    best = np.argsort(-first, kind="stable")[: max(5, int(len(first) * BEST))]
    return first + FEEDBACK * z(vectors @ (vectors[best].mean(0) - vectors.mean(0)))


def interval(differences: np.ndarray, rng: np.random.Generator) -> tuple[float, float]:
    means = [rng.choice(differences, len(differences)).mean() for _ in range(4000)]
    return float(np.percentile(means, 2.5)), float(np.percentile(means, 97.5))


def dev_reviews(screening: Path):
    with open(screening / "CATALOG.csv", newline="") as file:
        for row in csv.DictReader(file):
            if row["split"] == "dev":
                with open(screening / "dev" / f"{row['review_id']}.csv", newline="") as records_file:
                    records = list(csv.DictReader(records_file))
                texts = [(r["title"].strip() + ". " + r["abstract"].strip()).strip(". ") for r in records]
                labels = np.array([int(float(r["label_tiab"] or r["label_included"] or 0)) for r in records])
                yield row, records, texts, labels, *read(screening, row)


def question_of(row: dict, questions: list[str]) -> str:
    """CLEF protocols: the title. Others: all their questions."""
    return questions[0] if row["group"].startswith("clef") else " ".join(questions)


def screening_table(options, tuned: Scorer, untuned: Scorer) -> None:
    table = {}
    for row, records, texts, labels, questions, include, exclude in dev_reviews(options.data / "screening"):
        question = question_of(row, questions)
        name = row["review_id"]
        cache = options.cache / f"{name}.minilm.npy"
        if not cache.exists():
            options.cache.mkdir(parents=True, exist_ok=True)
            np.save(cache, untuned.embed(texts))
        cosine = np.load(cache) @ untuned.embed([question])[0]
        logits = tuned.score(question, texts)
        by_criterion = [tuned.score(criterion, texts) for criterion in [*include, *exclude]]
        lexical = bm25(question, texts)
        vectors = tuned.embed(texts)
        near = vectors @ tuned.embed([question])[0]
        parts = {"reader": logits, "near": near, "bm25": lexical}
        # The same steps with nothing of ours: the untuned model's cosine in the place of both.
        plain = fit_to_question(cosine, cosine, lexical, np.load(cache))
        ways = {**parts, "minilm": cosine, "minilm, same steps": plain,
                "score": fit_to_question(logits, near, lexical, vectors)}
        table[name] = {way: measures(scores, labels) for way, scores in ways.items()}
        np.savez(options.cache / f"{name}.npz", labels=labels, question=logits, criteria=np.array(by_criterion), inclusion=len(include),
                 vectors=vectors, near=near, bm25=lexical, minilm=cosine)
        print(name, len(labels), labels.sum(),
              {way: {k: round(float(v), 3) for k, v in m.items()} for way, m in table[name].items()}, flush=True)
    rng = np.random.default_rng(1)
    for way in ["bm25", "minilm", "minilm, same steps", "reader", "near", "score"]:
        means = {k: float(np.mean([t[way][k] for t in table.values()])) for k in ("auroc", "recall@10", "recall@20", "recall@50")}
        print(f"{way:18}", {k: round(v, 3) for k, v in means.items()})
    for way in ["reader", "score"]:
        for other in ("bm25", "minilm", "minilm, same steps"):
            difference = np.array([t[way]["auroc"] - t[other]["auroc"] for t in table.values()])
            low, high = interval(difference, rng)
            print(f"AUROC {way} - {other}: {difference.mean():.3f} (95 % interval {low:.3f} to {high:.3f})")


def evidence_table(options, tuned: Scorer, untuned: Scorer) -> None:
    """*Reader and words* is the order of `attest evidence`; *with nearness* what sentences of records are cited by."""
    folder = options.data / "extraction" / "evidence_inference"
    with gzip.open(folder / "prompts.jsonl.gz", "rt") as file:
        prompts = [p for p in map(json.loads, file) if p["split"] == "validation"]
    random.Random(1).shuffle(prompts)
    ranks: dict[str, list[int]] = {}
    for prompt in prompts[: options.evidence]:
        text = gzip.open(folder / "txt" / f"{prompt['pmcid']}.txt.gz", "rt", encoding="utf-8", newline="").read()
        spans = [(a["start"], a["end"]) for a in prompt["annotations"] if a["offset_ok"] and a["valid_reasoning"]]
        ranges = article_sentences(text)
        gold = np.array([max((min(b, e) - max(a, s) for s, e in spans), default=0) > 0.5 * (b - a) for a, b in ranges])
        if not gold.any():
            continue
        sentences = [text[a:b] for a, b in ranges]
        query = f"What is the effect of {prompt['intervention']} compared with {prompt['comparator']} on {prompt['outcome']}?"
        lexical, logits = bm25(query, sentences), tuned.score(query, sentences)
        near = tuned.embed(sentences) @ tuned.embed([query])[0]
        scores = {"bm25": lexical, "minilm": untuned.embed(sentences) @ untuned.embed([query])[0], "reader": logits,
                  "reader and words": z(logits) + WEIGHTS[2] * z(lexical),
                  "reader with nearness": logits + NEARNESS * near}
        for way, values in scores.items():
            place = int(np.where(gold[np.argsort(-values, kind="stable")])[0][0]) + 1
            ranks.setdefault(way, []).append(place)
    rng = np.random.default_rng(1)
    for way, found in ranks.items():
        for k in (1, 5, 10):
            hits = (np.array(found) <= k).astype(float)
            low, high = interval(hits, rng)
            print(f"evidence {way}, {len(found)} questions, recall@{k}: {hits.mean():.3f} ({low:.3f} to {high:.3f})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", type=Path)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("--cache", type=Path, default=Path("evaluation"))
    parser.add_argument("--evidence", type=int, default=0, help="how many questions")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    tuned, untuned = Scorer(options.base, options.checkpoint), Scorer(options.base, None)
    screening_table(options, tuned, untuned)
    if options.evidence:
        evidence_table(options, tuned, untuned)


if __name__ == "__main__":
    main()
