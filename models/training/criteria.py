"""Questions and criteria of the labelled reviews, read from the catalogue and from the files in `criteria/`.

Not a general reader of protocols (that is `workbench/criteria_file.rs`); it knows the three layouts of the training
data: CLEF protocols, R Markdown with a text block, and plain lists.
"""

import re
from pathlib import Path

CLEF_PARTS = ["participants", "index_tests", "target_conditions"]


def _clean(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" -\n\t\"'\\")


def _clef(text: str) -> tuple[list[str], list[str], list[str]]:
    title = _clean(text.splitlines()[0].lstrip("# "))
    part = {
        name: _clean(found.group(1))
        for name in ["objective", *CLEF_PARTS, "type_of_study"]
        if (found := re.search(rf"<{name}>(.*?)</{name}>", text, re.S))
    }
    questions = [title]
    if "objective" in part:
        questions.append(part["objective"].split(" Secondary objectives")[0][:400])
    include = [part[name][:300] for name in CLEF_PARTS if part.get(name)]
    if "type_of_study" in part:
        include.append(part["type_of_study"][:300])
    return questions, include, []


def _block(text: str) -> str:
    """The string that an R Markdown file gives to the language model it tests."""
    found = re.search(r"study_description *<-(.*?)```", text, re.S)
    body = found.group(1) if found else text
    if "str_c(" in body:
        body = "\n".join(re.findall(r'"((?:[^"\\]|\\.)*)"', body.replace('sep = "\\n"', "")))
    return body.replace("\\n", "\n").replace('"', "")


def _lists(text: str) -> tuple[list[str], list[str], list[str]]:
    questions, include, exclude = [], [], []
    into = questions
    for line in text.splitlines():
        line = line.strip()
        bare = re.sub(r"^[-*•\d.)\s]+", "", line)
        lower = bare.lower()
        if lower.startswith("definitions"):
            into = []
        elif lower.startswith("research question") and len(bare) < 25:
            into = questions
            continue
        if lower.startswith("inclusion criteria:") and len(bare) > 25:
            include.append(_clean(bare.split(":", 1)[1]))
        elif lower.startswith("exclusion criteria:") and len(bare) > 25:
            exclude.append(_clean(bare.split(":", 1)[1]))
        elif lower.startswith(("inclusion", "inclusion and exclusion")) and len(bare) < 40:
            into = include
        elif lower.startswith(("exclusion", "excluded")) and len(bare) < 40:
            into = exclude
        elif len(bare) > 12 and not line.startswith("#"):
            into.append(_clean(re.sub(r"^(AIMS|RESEARCH QUESTION|Relevant =)[:\s]*", "", bare)))
    return questions, include, exclude


def read(folder: Path, row: dict) -> tuple[list[str], list[str], list[str]]:
    """Questions, inclusion criteria and exclusion criteria of a review of the catalogue."""
    question = re.sub(r"^[A-Z][a-z]+ [A-Z] et al\. \(\d{4}\)\. *", "", row["question"])
    question = re.sub(r"^DERP drug class review: *", "", question)
    question = re.sub(r"\s*\((scoping review|preclinical|Filges.*?)\)", "", question)
    if row["criteria_file"]:
        text = (folder / row["criteria_file"]).read_text(errors="replace")
        if row["group"].startswith("clef"):
            return _clef(text)
        questions, include, exclude = _lists(_block(text))
        if row["review_id"].startswith("goncalo"):
            questions = [" ".join(include)[:400]] if question.startswith("PubMed query") else []
        questions = [q for q in questions if not q.isupper() and not q.endswith(":")]
        return (questions or [question])[:3], [c[:300] for c in include if c], [c[:300] for c in exclude if c]
    return [question], [], []
