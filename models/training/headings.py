"""Groups from subject headings: what a person who indexed a record said it is about, as the query.

Records of MEDLINE carry Medical Subject Headings given by indexers of the National Library of Medicine. One to three
headings of a record make a criterion that it meets; records of the same review that lack one of them, and are as like it
as can be found, do not meet it. This is the only training that holds a text to *all* parts of a criterion.
"""

import random
import re
from collections import Counter, defaultdict

# Headings that tell what kind of study it is or who took part, in the words of protocols.
PLAIN = {
    "Child": ["Children", "Participants are children"], "Child, Preschool": ["Preschool children", "Aged 2 to 5 years"],
    "Infant": ["Infants", "Children younger than 2 years"], "Adolescent": ["Adolescents", "Young people aged 13 to 18"],
    "Aged": ["Older adults", "Participants aged 65 years or over"], "Aged, 80 and over": ["People aged 80 and over"],
    "Animals": ["Animal study", "Not in humans"], "Double-Blind Method": ["Double-blind trial", "Participants were blinded"],
    "Single-Blind Method": ["Single-blind trial"], "Cross-Over Studies": ["Crossover design", "Cross-over trial"],
    "Randomized Controlled Trials as Topic": ["Randomised controlled trials"], "Pregnancy": ["Pregnant women"],
    "Clinical Trials as Topic": ["Clinical trials"], "Placebos": ["Placebo-controlled"],
    "Retrospective Studies": ["Retrospective study"], "Prospective Studies": ["Prospective study"],
    "Follow-Up Studies": ["Participants were followed up"], "Quality of Life": ["Reports quality of life"],
    "Cost-Benefit Analysis": ["Economic evaluation", "Reports cost-effectiveness"],
    "Drug Therapy, Combination": ["Combination of drugs"], "Dose-Response Relationship, Drug": ["Several doses compared"],
}
SILENT = {"Humans", "Male", "Female", "Adult", "Middle Aged", "Treatment Outcome", "Time Factors", "Research", "Statistics"}
ONE = ["{0}", "{0}", "The study is about {0}", "Inclusion: {0}", "Reports on {0}"]
MORE = ["{0}; {1}", "{0} and {1}", "{0} in {1}", "Studies of {0} with {1}", "{0}, {1}"]


def in_words(heading: str, rng: random.Random) -> str:
    """A heading as people write it: `Pain, Postoperative` is postoperative pain."""
    if heading in PLAIN:
        return rng.choice(PLAIN[heading])
    parts = heading.split(", ")
    if len(parts) == 2 and parts[1][:1].isupper():
        heading = f"{parts[1]} {parts[0]}"
    return heading.lower() if rng.random() < 0.6 and not re.search(r"[A-Z]{2}", heading) else heading


def query_of(headings: list[str], rng: random.Random) -> str:
    words = [in_words(h, rng) for h in headings]
    if len(words) == 1:
        return rng.choice(ONE).format(*words)
    return ", ".join([rng.choice(MORE).format(*words), *words[2:]])


def heading_groups(reviews: list[dict], rng: random.Random, most: int, neighbours) -> list[dict]:
    """`neighbours(texts, k)`: rows of the texts most alike to each."""
    groups = []
    for review in reviews:
        records = [r for r in review["records"] if len(r["abstract"]) > 200 and r["keywords"].count(";") >= 3]
        if len(records) < 200:
            continue
        of = [{h.strip() for h in r["keywords"].split(";")} - SILENT for r in records]
        count = Counter(h for headings in of for h in headings)
        having = defaultdict(list)
        for row, headings in enumerate(of):
            for heading in headings:
                having[heading].append(row)
        near = neighbours([r["text"] for r in records], 40)
        for row in range(len(records)):
            usable = sorted(h for h in of[row] if 3 <= count[h] <= 0.4 * len(records))
            if len(usable) < 3:
                continue
            chosen = rng.sample(usable, rng.choices((1, 2, 3), (45, 35, 20))[0])
            wanted = set(chosen)
            alike = [int(i) for i in near[row] if i != row and not wanted <= of[i]]
            if len(chosen) > 1:
                # All but one of the headings, where there is such a record.
                partly = [i for i in having[chosen[0]] if not wanted <= of[i]]
                alike = rng.sample(partly, min(2, len(partly))) + alike
            lacking = [i for i in rng.sample(range(len(records)), 20) if not wanted & of[i]]
            if alike and lacking:
                negatives = (alike[0], lacking[0]) if rng.random() < 0.7 else (alike[0], alike[-1])
                groups.append({"task": "heading", "query": query_of(chosen, rng),
                               "texts": [records[row]["text"], *(records[i]["text"] for i in negatives)]})
    rng.shuffle(groups)
    return groups[:most]
