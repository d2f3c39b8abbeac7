"""What the reader may say of single criteria: thresholds from the development reviews with criteria.

A label that speaks against a record (an inclusion criterion that is not met, an exclusion criterion that is met) must
almost never fall on a record that the reviewers included. For each kind of criterion: which share of the labels on
included records would be wrong at a threshold, and which share of the labels on excluded records it would give; then
the threshold chosen on all reviews but one, tried on that one. Reads what `evaluate.py` kept.
"""

import argparse
from pathlib import Path

import numpy as np

from evaluate import dev_reviews

ALLOWED = 0.01


def pairs(cache: Path, data: Path) -> dict[str, dict[str, list[tuple[np.ndarray, np.ndarray]]]]:
    """Kind of criterion → review → (probabilities, labels) of each of its criteria."""
    found: dict[str, dict[str, list]] = {"inclusion": {}, "exclusion": {}}
    for row, *_ in dev_reviews(data / "screening"):
        kept = np.load(cache / f"{row['review_id']}.npz")
        for place, logits in enumerate(kept["criteria"]):
            kind = "inclusion" if place < int(kept["inclusion"]) else "exclusion"
            probabilities = 1 / (1 + np.exp(-logits.astype(float)))
            found[kind].setdefault(row["review_id"], []).append((probabilities, kept["labels"]))
    return found


def against(kind: str, probabilities: np.ndarray, threshold: float) -> np.ndarray:
    return probabilities <= threshold if kind == "inclusion" else probabilities >= threshold


def shares(kind: str, criteria: list[tuple[np.ndarray, np.ndarray]], threshold: float) -> tuple[float, float]:
    """Share of labels against the record, on included and on excluded records."""
    said = [(against(kind, p, threshold), y) for p, y in criteria]
    return tuple(float(np.concatenate([s[y == kind_of] for s, y in said]).mean()) for kind_of in (1, 0))


def records(kind: str, criteria: list[tuple[np.ndarray, np.ndarray]], threshold: float) -> tuple[float, float]:
    """Share of records with any such label."""
    any_said = np.any([against(kind, p, threshold) for p, _ in criteria], axis=0)
    labels = criteria[0][1]
    return float(any_said[labels == 1].mean()), float(any_said[labels == 0].mean())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--cache", type=Path, default=Path("evaluation"))
    options = parser.parse_args()
    for kind, reviews in pairs(options.cache, options.data).items():
        steps = [0.005, 0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15] if kind == "inclusion" else \
            [0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99, 0.995]
        print(f"\n{kind}: {len(reviews)} reviews, {sum(map(len, reviews.values()))} criteria, "
              f"{sum(int(c[0][1].sum()) for c in reviews.values())} included records")
        for step in steps:
            each = {name: shares(kind, criteria, step) for name, criteria in reviews.items()}
            whole = {name: records(kind, criteria, step) for name, criteria in reviews.items()}
            mean = lambda of, place: np.mean([value[place] for value in of.values()])
            print(f"  {step:5}: on included {mean(each, 0):.3f} (worst review {max(v[0] for v in each.values()):.3f}), on excluded "
                  f"{mean(each, 1):.3f}; records with one: included {mean(whole, 0):.3f}, excluded {mean(whole, 1):.3f}")
        left_out = []
        for name in reviews:
            others = [c for other, criteria in reviews.items() if other != name for c in criteria]
            safe = [s for s in steps if shares(kind, others, s)[0] <= ALLOWED]
            chosen = (max(safe) if kind == "inclusion" else min(safe)) if safe else None
            left_out.append((name, chosen, shares(kind, reviews[name], chosen) if chosen else (0.0, 0.0)))
        for name, chosen, (included, excluded) in left_out:
            print(f"  left out {name}: threshold {chosen}, on its included {included:.3f}, on its excluded {excluded:.3f}")
        # For a record: which share of the labels that speak for it is on included records, against their share.
        for step in ([0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9] if kind == "inclusion" else [0.02, 0.05, 0.1, 0.2, 0.3]):
            lifts = []
            for criteria in reviews.values():
                said = [(p >= step if kind == "inclusion" else p <= step, y) for p, y in criteria]
                told, truth = (np.concatenate(part) for part in zip(*said))
                lifts.append((told.mean(), truth[told].mean() / truth.mean() if told.any() else np.nan))
            print(f"  for, {step}: on {np.mean([t for t, _ in lifts]):.2f} of all, included among them "
                  f"{np.nanmean([lift for _, lift in lifts]):.2f} times as often as in the review")


if __name__ == "__main__":
    main()
