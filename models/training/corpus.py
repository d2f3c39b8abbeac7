"""Builds the training groups of the reader from the `train` parts of the data whose licence allows it.

A *group* is a query with one text that answers it and a few that do not. One JSON object a line:
`{"task", "query", "texts": [positive, negative, …]}`. Deterministic for a seed.

Tasks
* `screen`    question or criterion of a review → a record that was included, against records that were not
* `topic`     title, aim or conclusion → the abstract it was taken from, against its nearest neighbours
* `near`      question, criterion, title or aim → three records of the review, without a right one: here the reader
              learns from `teacher.py` alone
* `design`    a criterion on design or population in words → abstracts whose title says so, against others
* `heading`   subject headings of a record → the record, against others that lack one of them (`headings.py`)
* `evidence`  outcome, intervention, comparator → the sentences of a trial that annotators marked, against others of it
* `role`      "Who took part?" … → the section of a structured abstract that tells it, against other sections
"""

import argparse
import csv
import gzip
import json
import random
import re
from collections import defaultdict
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from criteria import read
from headings import heading_groups

ALLOWED = re.compile(r"MIT|Apache-2\.0|CC0|CC-BY 4|CC BY(?!-)")
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9(])")
HEADING = re.compile(r"\b([A-Z][A-Z/ ,&]{4,40}):\s")

# Phrasing → what the title says of such a record.
DESIGNS = [
    (r"randomi[sz]ed", ["Randomised controlled trial", "The study is a randomized controlled trial (RCT)",
                        "Participants were allocated at random", "Study design: RCT"]),
    (r"systematic review|meta-analys|\breview\b", ["Review article", "Systematic review or meta-analysis",
                        "Secondary literature (i.e., reviews)", "The article is a review and reports no new data"]),
    (r"\b(mice|mouse|rats?|murine|rabbits?|dogs?|pigs?|zebrafish)\b", ["Animal study", "The study was done in animals",
                        "Preclinical in vivo experiment", "Not in humans"]),
    (r"case report|case series|a case of", ["Case report or case series", "The article describes single patients",
                        "Article type is a case report"]),
    (r"cohort|prospective study|longitudinal", ["Cohort study", "Participants were followed up over time",
                        "Longitudinal observational study"]),
    (r"cross-sectional|survey|questionnaire", ["Cross-sectional survey", "The study used a questionnaire",
                        "Questionnaire or survey study"]),
    (r"qualitative|interviews|focus group", ["Qualitative study", "People were interviewed about their experience"]),
    (r"child(ren)?\b|paediatric|pediatric|infants?", ["Children or adolescents", "Paediatric population",
                        "Participants are younger than 18 years"]),
    (r"pregnan", ["Pregnant women", "Participants are pregnant"]),
    (r"elderly|older (adults|people|patients)|geriatric", ["Older adults", "Participants are 65 years or older"]),
    (r"in vitro|cell line|cells in culture", ["In vitro experiment", "The experiment was done on cells, not on people"]),
    (r"sensitivity and specificity|diagnostic (accuracy|value|performance)|diagnosis of",
     ["Diagnostic test accuracy study", "The accuracy of a test is compared with a reference standard"]),
    (r"cost-effective|economic evaluation|\bcosts?\b", ["Economic evaluation", "Reports cost-effectiveness"]),
    (r"protocol", ["Study protocol without results", "The article is a protocol"]),
    (r"guideline|editorial|commentary|letter to", ["Editorial, commentary or guideline",
                        "Opinion piece that reports no original data"]),
    (r"case-control", ["Case-control study", "People with and without the disease are compared"]),
]
ROLES = [
    (r"participant|patient|population|subjects|setting|sample", ["Who took part?", "Which patients were studied?",
                                                                 "Population"]),
    (r"intervention|treatment|exposure", ["What was the intervention?", "Which treatments were given?", "Intervention"]),
    (r"outcome|measure", ["Which outcomes were measured?", "Primary outcome", "What was measured?"]),
    (r"result|finding", ["What were the results?", "Which numbers are reported for the outcome?"]),
    (r"conclusion|interpretation|discussion", ["What did the authors conclude?"]),
    (r"objective|aim|purpose|background|introduction", ["What was the aim of the study?"]),
    (r"method|design", ["How was the study done?", "Study design"]),
    (r"trial registration", ["Under which number was the trial registered?"]),
]


def records_of(folder: Path, row: dict) -> list[dict]:
    """Records of a training review with `label` (after title and abstract where that is known)."""
    path = folder / "train" / f"{row['review_id']}.csv.gz"
    with gzip.open(path, "rt", newline="") as file:
        records = list(csv.DictReader(file))
    for record in records:
        label = record["label_tiab"] or record["label_included"]
        record["label"] = int(float(label)) if label else 0
        record["text"] = (record["title"].strip() + ". " + record["abstract"].strip()).strip(". ")
    return [r for r in records if r["title"].strip()]


def neighbours(texts: list[str], k: int) -> np.ndarray:
    """Rows of the `k` texts most alike to each, without itself."""
    matrix = TfidfVectorizer(sublinear_tf=True, min_df=2, max_df=0.3, stop_words="english").fit_transform(texts)
    found = np.zeros((len(texts), k), dtype=np.int64)
    for start in range(0, len(texts), 500):
        block = (matrix[start:start + 500] @ matrix.T).toarray()
        for i in range(block.shape[0]):
            block[i, start + i] = -1
        take = min(k, len(texts) - 1)
        found[start:start + block.shape[0], :take] = np.argpartition(-block, take - 1, axis=1)[:, :take]
    return found


def screen_groups(reviews: list[dict], rng: random.Random) -> list[dict]:
    groups = []
    for review in reviews:
        included = [r for r in review["records"] if r["label"]]
        excluded = [r for r in review["records"] if not r["label"]]
        if not included or not excluded:
            continue
        vectors = TfidfVectorizer(sublinear_tf=True, stop_words="english")
        matrix = vectors.fit_transform([r["text"] for r in excluded])
        everything = " ".join(review["questions"] + review["include"])
        near = np.asarray((matrix @ vectors.transform([everything]).T).todense()).ravel()
        hard = [excluded[i] for i in np.argsort(-near)[: max(30, len(excluded) // 4)]]
        times = 150 if len(included) > 150 else len(included) * (2 if len(included) < 60 else 1)
        picks = [included[i % len(included)] for i in range(times)]
        rng.shuffle(picks)
        for positive in picks:
            others = [p for p in reviews if p is not review]
            whole = rng.choice(review["questions"])
            criteria = review["include"]
            kind = rng.random()
            if criteria and kind < 0.35:
                query = rng.choice(criteria)
                # Which criterion an excluded record fails is not known: most negatives are from other reviews.
                negatives = [rng.choice(hard), *(rng.choice(rng.choice(others)["records"]) for _ in range(2))]
            elif criteria and kind < 0.6:
                query = " ".join([whole, *rng.sample(criteria, min(2, len(criteria)))])
                negatives = [rng.choice(hard), rng.choice(hard), rng.choice(excluded)]
            else:
                query = whole
                negatives = [rng.choice(hard), rng.choice(excluded), rng.choice(excluded)]
            groups.append({"task": "screen", "query": query,
                           "texts": [positive["text"], *(n["text"] for n in negatives)]})
    return groups


def split(text: str) -> list[str]:
    return [s for s in SENTENCE.split(text) if len(s) > 25]


def topic_groups(reviews: list[dict], rng: random.Random, most: int) -> list[dict]:
    groups = []
    for review in reviews:
        records = [r for r in review["records"] if len(r["abstract"]) > 300]
        if len(records) < 40:
            continue
        near = neighbours([r["text"] for r in records], 12)
        picks = rng.sample(range(len(records)), min(len(records), 900))
        for i in picks:
            record = records[i]
            sentences = split(record["abstract"])
            if len(sentences) < 4:
                continue
            kind = rng.random()
            if kind < 0.4:
                query, text = record["title"], record["abstract"]
            elif kind < 0.75:
                # The aim: one of the first three sentences, rather one that says so.
                aims = [s for s in sentences[:4] if re.search(r"\b(aim|objective|purpose|to (assess|evaluate|determine"
                                                              r"|investigate|compare|examine)|whether)\b", s, re.I)]
                chosen = rng.choice(aims or sentences[:3])
                query = re.sub(r"^[A-Z][A-Z/ ]+:\s*", "", chosen)
                text = record["title"] + ". " + " ".join(s for s in sentences if s is not chosen)
            else:
                chosen = sentences[-1]
                query = re.sub(r"^[A-Z][A-Z/ ]+:\s*", "", chosen)
                text = record["title"] + ". " + " ".join(sentences[:-1])
            negatives = [records[j] for j in rng.sample(list(near[i]), 2)] + [rng.choice(records)]
            groups.append({"task": "topic", "query": query[:400], "texts": [
                text, *((n["abstract"] if kind < 0.4 else n["text"]) for n in negatives)]})
    rng.shuffle(groups)
    return groups[:most]


def near_groups(reviews: list[dict], rng: random.Random, most: int) -> list[dict]:
    groups = []
    while len(groups) < most:
        review = rng.choice(reviews)
        records = review["records"]
        kind = rng.random()
        if kind < 0.5:
            query = rng.choice([*review["questions"], *review["include"], *review["exclude"]])
        elif kind < 0.75:
            query = rng.choice(records)["title"]
        else:
            query = (split(rng.choice(records)["abstract"]) or [review["questions"][0]])[0]
        words = set(re.findall(r"\w{4,}", query.lower()))
        sample = rng.sample(records, min(30, len(records)))
        sample.sort(key=lambda r: -len(words & set(re.findall(r"\w{4,}", r["text"].lower()))))
        groups.append({"task": "near", "query": query[:400],
                       "texts": [sample[0]["text"], rng.choice(sample[1:8])["text"], rng.choice(sample[8:])["text"]]})
    return groups


def design_groups(reviews: list[dict], rng: random.Random, most: int) -> list[dict]:
    records = [r for review in reviews for r in review["records"] if len(r["abstract"]) > 200]
    groups = []
    for pattern, phrasings in DESIGNS:
        said = re.compile(pattern, re.I)
        says = [r for r in records if said.search(r["title"])]
        silent = [r for r in rng.sample(records, min(len(records), 12000)) if not said.search(r["text"])]
        for record in rng.sample(says, min(len(says), most // len(DESIGNS))):
            hidden = rng.random() < 0.4
            text = record["abstract"] if hidden else record["text"]
            negatives = [rng.choice(silent) for _ in range(3)]
            groups.append({"task": "design", "query": rng.choice(phrasings),
                           "texts": [text, *((n["abstract"] if hidden else n["text"]) for n in negatives)]})
    return groups


def article_sentences(text: str) -> list[tuple[int, int]]:
    """Ranges of the sentences (and table lines) of an article."""
    ranges = []
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        for gap in SENTENCE.finditer(line.group()):
            ranges.append((start, line.start() + gap.start()))
            start = line.start() + gap.end()
        ranges.append((start, line.end()))
    return [(a, b) for a, b in ranges if b - a > 15]


def evidence_query(prompt: dict, rng: random.Random) -> str:
    outcome, intervention, comparator = (prompt[k].strip() for k in ("outcome", "intervention", "comparator"))
    return rng.choice([
        f"What is the effect of {intervention} compared with {comparator} on {outcome}?",
        f"{outcome}: {intervention} versus {comparator}",
        f"Effect of {intervention} on {outcome}",
        f"{outcome}",
    ])


def evidence_groups(folder: Path, rng: random.Random) -> list[dict]:
    with gzip.open(folder / "evidence_inference" / "prompts.jsonl.gz", "rt") as file:
        prompts = [json.loads(line) for line in file]
    groups = []
    for prompt in prompts:
        if prompt["split"] != "train" or prompt["licence"] not in ("CC BY", "CC0/PD"):
            continue
        path = folder / "evidence_inference" / "txt" / f"{prompt['pmcid']}.txt.gz"
        if not path.exists():
            continue
        text = gzip.open(path, "rt", encoding="utf-8", newline="").read()
        spans = [(a["start"], a["end"]) for a in prompt["annotations"] if a["offset_ok"] and a["valid_reasoning"]]
        ranges = article_sentences(text)
        gold, rest = [], []
        for a, b in ranges:
            overlap = max((min(b, e) - max(a, s) for s, e in spans), default=0)
            (gold if overlap > 0.5 * (b - a) else rest).append(text[a:b][:500])
        gold = list(dict.fromkeys(gold))
        if not gold or len(rest) < 20:
            continue
        words = set(re.findall(r"\w{4,}", " ".join((prompt["outcome"], prompt["intervention"])).lower()))
        rest.sort(key=lambda s: -len(words & set(re.findall(r"\w{4,}", s.lower()))))
        hard, easy = rest[:25], rest[25:]
        for positive in rng.sample(gold, min(2, len(gold))):
            negatives = rng.sample(hard, min(4, len(hard))) + rng.sample(easy, min(3, len(easy)))
            groups.append({"task": "evidence", "query": evidence_query(prompt, rng), "texts": [positive, *negatives]})
    return groups


def role_groups(folder: Path, rng: random.Random, most: int) -> list[dict]:
    groups = []
    with open(folder / "structured_abstracts_from_pmc" / "abstracts.jsonl") as file:
        abstracts = [json.loads(line) for line in file]
    for abstract in abstracts:
        if abstract["licence"] not in ("CC BY", "CC0/PD"):
            continue
        sections = [(s["heading"], s["text"]) for s in abstract["sections"] if s["text"]]
        for pattern, phrasings in ROLES:
            wanted = re.compile(pattern, re.I)
            yes = [t for h, t in sections if wanted.search(h)]
            no = [s for h, t in sections if not wanted.search(h) for s in split(t)]
            if not yes or len(no) < 3:
                continue
            sentences = split(yes[0])
            if sentences:
                groups.append({"task": "role", "query": rng.choice(phrasings),
                               "texts": [rng.choice(sentences)[:500], *(n[:500] for n in rng.sample(no, 3))]})
    rng.shuffle(groups)
    return groups[:most]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the folder `data` (see its README)")
    parser.add_argument("out", type=Path, help="where the groups are written (.jsonl)")
    parser.add_argument("--seed", type=int, default=20261121)
    for task, most in {"topic": 10000, "near": 0, "design": 3000, "role": 3000, "heading": 0, "evidence": 10000}.items():
        parser.add_argument(f"--{task}", type=int, default=most, help="groups at most")
    options = parser.parse_args()
    rng = random.Random(options.seed)
    screening = options.data / "screening"
    reviews = []
    with open(screening / "CATALOG.csv", newline="") as file:
        for row in csv.DictReader(file):
            if row["split"] == "train" and ALLOWED.search(row["licence"]):
                questions, include, exclude = read(screening, row)
                reviews.append({"id": row["review_id"], "questions": questions, "include": include,
                                "exclude": exclude, "records": records_of(screening, row)})
    groups = [
        *screen_groups(reviews, rng),
        *topic_groups(reviews, rng, options.topic),
        *near_groups(reviews, rng, options.near),
        *design_groups(reviews, rng, options.design),
        *(heading_groups(reviews, rng, options.heading, neighbours) if options.heading else []),
        *evidence_groups(options.data / "extraction", rng)[: options.evidence],
        *role_groups(options.data / "extraction", rng, options.role),
    ]
    rng.shuffle(groups)
    counts = defaultdict(int)
    with open(options.out, "w") as file:
        for group in groups:
            counts[group["task"]] += 1
            file.write(json.dumps(group, ensure_ascii=False) + "\n")
    print(f"{len(reviews)} reviews, {len(groups)} groups: {dict(counts)}")


if __name__ == "__main__":
    main()
