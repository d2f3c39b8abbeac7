"""Fine-tunes the reader on the groups of `corpus.py`.

Loss: which text of the group answers the query (softmax over the group), and whether each does (binary cross-entropy).
With the groups of `teacher.py` also: the order in which the untuned MiniLM would put the texts (Kullback–Leibler), and
the vectors of queries and texts stay near the untuned ones, so that the file still serves as an embedder.
The word embeddings and the lowest layers stay as they are, which saves a fifth of the time.
"""

import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from reader import Reader, Words

# Cosines of MiniLM differ by some 0.1 between texts that matter and texts that do not.
TEMPERATURE = 0.1
LONG = ("screen", "topic", "near", "design", "heading")


def batches(groups: list[dict], rng: random.Random, tokens: int, most: int) -> list[list[dict]]:
    """Batches of groups of one kind and of like length, about `tokens` tokens each, in random order."""
    result = []
    for kind in (True, False):
        of_kind = [g for g in groups if (g["task"] in LONG) == kind]
        rng.shuffle(of_kind)
        for start in range(0, len(of_kind), 600):
            near = sorted(of_kind[start:start + 600], key=lambda g: max(map(len, g["text_ids"])))
            batch, longest, rows = [], 0, 0
            for group in near:
                length = min(most, max(map(len, group["text_ids"])) + len(group["query_ids"]) + 3)
                if batch and max(longest, length) * (rows + len(group["texts"])) > tokens:
                    result.append(batch)
                    batch, longest, rows = [], 0, 0
                batch.append(group)
                longest, rows = max(longest, length), rows + len(group["texts"])
            result.append(batch)
    rng.shuffle(result)
    return result


def blended(untuned: dict, tuned: dict, share: float) -> dict:
    """Weights between the untuned trunk and the tuned one; the head is that of the tuned one."""
    return {name: torch.lerp(untuned[name], value, share) if name.startswith("trunk.") and value.is_floating_point() else value
            for name, value in tuned.items()}


def group_loss(logits: torch.Tensor, batch: list[dict]) -> torch.Tensor:
    which, whether, taught = [], [], []
    for part, group in zip(torch.split(logits, [len(g["text_ids"]) for g in batch]), batch):
        if "teacher" in group:
            wanted = torch.softmax(torch.tensor(group["teacher"]) / TEMPERATURE, -1)
            taught.append(functional.kl_div(torch.log_softmax(part, -1), wanted, reduction="sum"))
        if group["task"] == "near":
            continue
        which.append(functional.cross_entropy(part.unsqueeze(0), torch.zeros(1, dtype=torch.long)))
        truth = torch.zeros_like(part)
        truth[0] = 1
        whether.append(functional.binary_cross_entropy_with_logits(part, truth))
    loss = torch.zeros(())
    if which:
        loss = loss + (torch.stack(which).sum() + 0.5 * torch.stack(whether).sum()) / len(batch)
    if taught:
        loss = loss + 0.7 * torch.stack(taught).sum() / len(batch)
    return loss


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", type=Path, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("groups", type=Path)
    parser.add_argument("out", type=Path, help="checkpoint (.pt)")
    parser.add_argument("--start", type=Path, help="a checkpoint to go on from")
    parser.add_argument("--blend", type=float, default=1.0,
                        help="share of the checkpoint's trunk in the start; the rest is the untuned one (Wortsman 2022)")
    parser.add_argument("--hold", type=float, default=2.0, help="how much the drift of the vectors counts")
    parser.add_argument("--rate", type=float, default=6e-5)
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--tokens", type=int, default=6400, help="tokens a batch")
    parser.add_argument("--most", type=int, default=144, help="tokens a row at most")
    parser.add_argument("--negatives", type=int, default=2, help="texts beside the right one in groups of abstracts")
    parser.add_argument("--frozen", type=int, default=2, help="lowest layers that are not trained")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    words = Words(options.base)
    model = Reader(options.base)
    if options.start:
        model.load_state_dict(blended(model.state_dict(), torch.load(options.start), options.blend))
    model.trunk.embeddings.requires_grad_(False)
    model.trunk.encoder.layer[: options.frozen].requires_grad_(False)

    groups = [json.loads(line) for line in options.groups.open()]
    kept = options.groups.with_suffix(".npz")
    vectors = {name: torch.from_numpy(part) for name, part in np.load(kept).items()} if kept.exists() else None
    for at, group in enumerate(groups):
        group["at"] = at
        if group["task"] in LONG:
            group["texts"] = group["texts"][: options.negatives + 1]
    for start in range(0, len(groups), 1000):
        part = groups[start:start + 1000]
        queries = words.ids([g["query"] for g in part])
        texts = iter(words.ids([t for g in part for t in g["texts"]]))
        for group, query in zip(part, queries):
            group["query_ids"] = query[:96]
            group["text_ids"] = [next(texts)[: options.most] for _ in group["texts"]]

    plan = [b for _ in range(options.epochs) for b in batches(groups, rng, options.tokens, options.most)]
    optimizer = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=options.rate,
                                  weight_decay=0.01, fused=True)
    warm = max(1, len(plan) // 20)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.02, (len(plan) - step) / (len(plan) - warm))))
    model.train()
    began, kept, smooth = time.monotonic(), time.monotonic(), {}
    for step, batch in enumerate(plan):
        rows = [words.pair(g["query_ids"], t, options.most) for g in batch for t in g["text_ids"]]
        with torch.autocast("cpu", torch.bfloat16):
            logits = model(*words.batch(rows))
        loss = group_loss(logits, batch)
        if vectors is not None:
            # The texts are long: every second batch is enough to hold them.
            for name in ("queries", "texts")[: 1 + step % 2]:
                of = (lambda g: g["query_ids"]) if name == "queries" else (lambda g: g["text_ids"][g["kept"]])
                with torch.autocast("cpu", torch.bfloat16):
                    now = model.embed(*words.batch([words.single(of(g), options.most) for g in batch]))
                drift = (1 - (now * vectors[name][[g["at"] for g in batch]].float()).sum(-1)).mean()
                loss = loss + options.hold * drift
                smooth[name] = 0.98 * smooth.get(name, drift.item()) + 0.02 * drift.item()
        kind = "abstracts" if batch[0]["task"] in LONG else "sentences"
        smooth[kind] = 0.98 * smooth.get(kind, loss.item()) + 0.02 * loss.item()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        if step % 50 == 0:
            passed = time.monotonic() - began
            left = passed / (step + 1) * (len(plan) - step - 1)
            losses = " ".join(f"{name} {value:.3f}" for name, value in sorted(smooth.items()))
            print(f"{step}/{len(plan)} {losses} {passed / 60:.1f} min, {left / 60:.0f} left", flush=True)
        if time.monotonic() - kept > 300:
            torch.save(model.state_dict(), options.out)
            kept = time.monotonic()
    torch.save(model.state_dict(), options.out)


if __name__ == "__main__":
    main()
