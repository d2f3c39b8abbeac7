#!/usr/bin/env python3
"""How well PDFs are read, side by side with pdftotext (poppler) and PyMuPDF, in one run.

For each article the sentences of the publisher's XML (abstract, body, captions) are looked for in the text that each
program extracts: found exactly, and found in order. Compared after NFKC, without white space, hyphens and the marks of
raised letters, which no two programs write alike.

Needs: pdftotext, pdftoppm (poppler-utils), pymupdf and pillow (PyPI). The example `read` of the crate `documents` is
built first:

    cargo build --release -p documents --example read
    python3 tests/benchmarks/documents.py DATA [--boxes FOLDER]

DATA is the folder with `pairs_trials_bmc` and `pairs_hindawi`. With --boxes, pages with the boxes of their sentences
drawn are written to FOLDER.
"""

import argparse
import bisect
import importlib
import json
import pathlib
import random
import re
import resource
import statistics
import subprocess
import unicodedata
import xml.etree.ElementTree as ElementTree

ROOT = pathlib.Path(__file__).resolve().parents[2]
READ = ROOT / "target/release/examples/read"
SKIPPED = {
    "table", "table-wrap", "tbl", "ref-list", "bibl", "bm", "disp-formula", "inline-formula", "tex-math", "math",
    "m", "display-formula", "ref", "supplementary-material", "suppl", "permissions", "history", "contrib-group", "aff",
    "author-notes", "article-id", "pub-date", "xrefbib", "journal-meta", "kwd-group", "cpyrt", "insg", "aug", "source",
    "pubdate", "volume", "issue", "fpage", "url", "kwdg", "ji", "publisher", "custom-meta-group", "counts", "graphic",
}
PARAGRAPHS = {"p", "title", "article-title", "st"}


def processor_seconds():
    """Of this process and the children that have ended: fair on a busy machine."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def folded(text):
    """What is compared: letters, digits and marks without white space, hyphens and marks of citations."""
    marks = r"\[[\[\s]*\d[\d,;\s\u2010-\u2015-]*\][\]\s]*"
    return letters(re.sub(rf"{marks}(?:\s*[,\u2013-]\s*{marks})*", "", text))


def letters(text):
    """Letters, digits and marks without white space and hyphens."""
    text = unicodedata.normalize("NFKC", text)
    text = text.replace("ϑ", "θ").replace("µ", "μ")
    return re.sub(r"[\s\-\u2010-\u2015\u2212\u00ad\u2043\[\]^_'’‘`\"“”\u200b\ufeff]+", "", text)


def words_of(element, out):
    if element.tag in SKIPPED:
        return
    citation = element.tag == "abbrgrp"
    out.append("[" if citation else "")
    out.append(element.text or "")
    for child in element:
        words_of(child, out)
        # Some leave out the comma between two numbers.
        gap = "," if citation and not (child.tail or "").strip() else ""
        out.append((child.tail or "") + gap)
    out.append("]" if citation else "")


def paragraphs(root):
    """The innermost paragraphs in the order of the article."""
    found = []

    def walk(element):
        if element.tag in SKIPPED:
            return
        inner = [child for child in element.iter() if child is not element and child.tag in PARAGRAPHS]
        if element.tag in PARAGRAPHS and not inner:
            out = []
            words_of(element, out)
            text = " ".join("".join(out).split())
            if text:
                found.append(text)
            return
        for child in element:
            walk(child)

    walk(root)
    return found


ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|vs|cf|al|etc|Fig|Figs|Dr|No|ca|approx|resp|Inc|St|Mr|Ms|Prof|Ltd|Co)|\b[A-Z])\.$")


def sentences(text):
    start = 0
    for mark in re.finditer(r"[.?!][\])”’\"]*\s+(?=[A-Z(\[“\"0-9])", text):
        if ABBREVIATION.search(text[start : mark.start() + 1]):
            continue
        yield text[start : mark.end()].strip()
        start = mark.end()
    yield text[start:].strip()


def truth(path):
    text = path.read_text(encoding="utf-8", errors="replace")
    text = re.sub(r"<!DOCTYPE[^>\[]*(\[[^\]]*\])?[^>]*>", "", text, count=1)
    text = re.sub(r"&(?!amp;|lt;|gt;|quot;|apos;|#)(\w+);", " ", text)
    root = ElementTree.fromstring(text)
    wanted = []
    for paragraph in paragraphs(root):
        for sentence in sentences(paragraph):
            # Headings and numbers of a word or two are found anywhere.
            if len(folded(sentence)) >= 25:
                wanted.append(sentence)
    return root, wanted


def in_order(places):
    """Length of the longest run of places that grows."""
    tails = []
    for place in places:
        at = bisect.bisect_left(tails, place)
        tails[at : at + 1] = [place]
    return len(tails)


def score(wanted, text):
    text = folded(text)
    places = []
    missing = []
    for sentence in wanted:
        sentence = folded(sentence)
        place = text.find(sentence)
        if place < 0:
            missing.append(sentence)
        else:
            places.append(place)
    return len(places), in_order(places), missing


def pdftotext(path):
    done = subprocess.run(["pdftotext", "-enc", "UTF-8", str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode("utf-8", "replace")


def pymupdf_text(path):
    import pymupdf

    with pymupdf.open(path) as document:
        return "\n".join(page.get_text() for page in document)


def mended(text):
    """Lines as one text: hyphens at their ends are left out by `folded` anyway."""
    return text.replace("\f", "\n")


def read(paths):
    done = subprocess.run([str(READ), *map(str, paths)], capture_output=True, check=True)
    return done.stdout.decode().splitlines()


# Tables


def cell_text(element):
    out = []
    words_of_cell(element, out)
    return folded("".join(out))


def words_of_cell(element, out):
    out.append(element.text or "")
    for child in element:
        words_of_cell(child, out)
        out.append(child.tail or "")


def xml_tables(root):
    """Each table as a list of rows of cells that are not empty."""
    tables = []
    for table in root.iter():
        if table.tag == "table":
            rows = [[cell_text(cell) for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
        elif table.tag == "tblbdy":
            rows = [[cell_text(cell) for cell in row if cell.tag == "c"] for row in table.iter("r")]
        else:
            continue
        rows = [[cell for cell in row if cell] for row in rows]
        if sum(map(len, rows)) >= 4:
            tables.append([row for row in rows if row])
    return tables


def own_tables(document):
    text = document["text"].encode()
    tables = []
    for table in document["tables"]:
        rows = {}
        for cell in table["cells"]:
            words = text[cell["range"]["start"] : cell["range"]["end"]].decode()
            rows.setdefault(cell["row"], []).append(folded(words))
        tables.append([[cell for cell in row if cell] for _, row in sorted(rows.items())])
    return tables


def matched(truth_cells, own_cells):
    from collections import Counter

    return sum((Counter(truth_cells) & Counter(own_cells)).values())


def neighbours(table):
    """Pairs of cells that stand beside each other in a row."""
    return [pair for row in table for pair in zip(row, row[1:])]


def tables_score(root, document):
    """Cells and pairs of neighbours: of the XML, of the document, in both; by the whole article, since a table that goes
    on over pages is several in a PDF."""
    ours, theirs = own_tables(document), xml_tables(root)
    flat = lambda tables: [cell for table in tables for row in table for cell in row]
    pairs = lambda tables: [pair for table in tables for pair in neighbours(table)]
    return {
        "tables": (len(theirs), len(ours)),
        "cells": (len(flat(theirs)), len(flat(ours)), matched(flat(theirs), flat(ours))),
        "pairs": (len(pairs(theirs)), len(pairs(ours)), matched(pairs(theirs), pairs(ours))),
    }


# Boxes


def boxes_of(document, span):
    """A box per line, as the program makes them for highlights."""
    lines = []
    for word in document["words"]:
        if word["range"]["end"] <= span["start"] or word["range"]["start"] >= span["end"]:
            continue
        place = word["place"]
        if lines:
            last = lines[-1]
            shared = min(last["y"] + last["height"], place["y"] + place["height"]) - max(last["y"], place["y"])
            same = last["page"] == place["page"] and place["x"] >= last["x"]
            if same and shared > 0.4 * min(last["height"], place["height"]):
                right = max(last["x"] + last["width"], place["x"] + place["width"])
                low = max(last["y"] + last["height"], place["y"] + place["height"])
                last["y"] = min(last["y"], place["y"])
                last["width"], last["height"] = right - last["x"], low - last["y"]
                continue
        lines.append(dict(place))
    return lines


def check_boxes(pages, count):
    """Takes sentences by chance and compares them with the letters that PyMuPDF finds in their boxes."""
    import pymupdf

    chance = random.Random(20)
    every = [(path, document, sentence) for path, document in pages for sentence in document["sentences"]]
    picked = chance.sample(every, min(count, len(every)))
    right = 0
    wrong = []
    drawn = {}

    def letters_of(path, number):
        if (path, number) not in drawn:
            with pymupdf.open(path) as pdf:
                page = pdf[number - 1]
                drawn[path, number] = [
                    char
                    for block in page.get_text("rawdict", clip=page.rect)["blocks"]
                    for line in block.get("lines", [])
                    for part in line["spans"]
                    for char in part["chars"]
                ]
        return drawn[path, number]

    for path, document, sentence in picked:
        span = sentence["range"]
        own = letters(document["text"].encode()[span["start"] : span["end"]].decode())
        under = ""
        for box in boxes_of(document, span):
            inside = []
            for char in letters_of(path, box["page"]):
                left, top, right_edge, bottom = char["bbox"]
                across = (left + right_edge) / 2 - box["x"]
                down = char["origin"][1] - 0.2 * (bottom - top) - box["y"]
                if 0 <= across <= box["width"] and 0 <= down <= box["height"]:
                    inside.append(char)
            under += "".join(char["c"] for char in sorted(inside, key=lambda char: char["bbox"][0]))
        found = sorted(letters(under)) == sorted(own)
        right += found
        if not found:
            wrong.append((path.name, sentence["id"], own[:60], letters(under)[:60]))
    return right, len(picked), wrong


def draw_boxes(pages, folder):
    """Ten pages with the boxes of their sentences, colour by turns."""
    from PIL import Image, ImageDraw

    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(7)
    colours = [(255, 200, 0, 90), (0, 160, 255, 80), (0, 200, 90, 80)]
    every = [(path, document, page["number"]) for path, document in pages for page in document["pages"]]
    for path, document, page in chance.sample(every, min(10, len(every))):
        stem = folder / f"{path.stem}-{page}"
        subprocess.run(
            ["pdftoppm", "-cropbox", "-r", "80", "-png", "-singlefile", "-f", str(page), "-l", str(page), str(path), str(stem)],
            check=True,
        )
        picture = Image.open(f"{stem}.png").convert("RGBA")
        layer = Image.new("RGBA", picture.size)
        pen = ImageDraw.Draw(layer)
        scale = 80 / 72
        spans = [sentence["range"] for sentence in document["sentences"]]
        for number, span in enumerate(spans):
            for box in boxes_of(document, span):
                if box["page"] == page:
                    corner = (box["x"] * scale, box["y"] * scale)
                    other = ((box["x"] + box["width"]) * scale, (box["y"] + box["height"]) * scale)
                    pen.rectangle([corner, other], fill=colours[number % 3])
        for table in document["tables"]:
            for cell in table["cells"]:
                for box in boxes_of(document, cell["range"]):
                    if box["page"] == page:
                        corner = (box["x"] * scale, box["y"] * scale)
                        other = ((box["x"] + box["width"]) * scale, (box["y"] + box["height"]) * scale)
                        pen.rectangle([corner, other], outline=(255, 0, 0, 255))
        Image.alpha_composite(picture, layer).convert("RGB").save(f"{stem}.png")


def main():
    options = argparse.ArgumentParser()
    options.add_argument("data", type=pathlib.Path)
    options.add_argument("--boxes", type=pathlib.Path)
    options.add_argument("--missing", action="store_true", help="list the sentences that are not found")
    options = options.parse_args()
    # Its loading is no part of reading.
    importlib.import_module("pymupdf")
    totals = {}
    cells = [0] * 6
    tables = [0, 0]
    kept = []
    speed = {"attest": 0.0, "pdftotext": 0.0, "pymupdf": 0.0}
    all_pages = 0
    for folder in ("pairs_trials_bmc", "pairs_hindawi"):
        print(f"\n## {folder}\n")
        print("| file | sentences | Attest | pdftotext | PyMuPDF | in order: Attest | pdftotext | PyMuPDF |")
        print("|---|--:|--:|--:|--:|--:|--:|--:|")
        for path in sorted((options.data / folder).glob("*.pdf")):
            root, wanted = truth(path.with_suffix(".xml"))
            start = processor_seconds()
            [line] = read([path])
            speed["attest"] += processor_seconds() - start
            document = json.loads(line)["document"]
            kept.append((path, document))
            all_pages += len(document["pages"])
            start = processor_seconds()
            poppler = mended(pdftotext(path))
            speed["pdftotext"] += processor_seconds() - start
            start = processor_seconds()
            mupdf = mended(pymupdf_text(path))
            speed["pymupdf"] += processor_seconds() - start
            line = []
            for name, text in (("attest", document["text"]), ("pdftotext", poppler), ("pymupdf", mupdf)):
                found, ordered, missing = score(wanted, text)
                line.append((found, ordered))
                sums = totals.setdefault((folder, name), [0, 0, 0, []])
                sums[0] += len(wanted)
                sums[1] += found
                sums[2] += ordered
                sums[3].append(found / len(wanted))
                if options.missing and name == "attest":
                    for sentence in missing:
                        also = [n for n, t in (("p", poppler), ("m", mupdf)) if sentence in folded(t)]
                        print("   MISSING", "".join(also) or "-", sentence[:200])
            shares = [f"{100 * value / len(wanted):.1f}" for value in [l[0] for l in line] + [l[1] for l in line]]
            print(f"| {path.stem[-14:]} | {len(wanted)} | " + " | ".join(shares) + " |")
            result = tables_score(root, document)
            if not result["cells"][0]:
                continue  # BioMed Central's XML leaves the contents of tables out.
            for at, value in enumerate(result["cells"] + result["pairs"]):
                cells[at] += value
            tables[0] += result["tables"][0]
            tables[1] += result["tables"][1]
            if options.missing and result["cells"][0]:
                print("   TABLES", result)
    print()
    for (folder, name), (wanted, found, ordered, each) in totals.items():
        print(
            f"{folder} {name}: {100 * found / wanted:.1f} % of {wanted} sentences, "
            f"{100 * ordered / wanted:.1f} % in order, median of files {100 * statistics.median(each):.1f} %"
        )
    xml, own, both, xml_pairs, own_pairs, both_pairs = cells
    print(
        f"tables: {tables[0]} in the XML, {tables[1]} found; cells: recall {100 * both / max(xml, 1):.1f} % of {xml}, "
        f"precision {100 * both / max(own, 1):.1f} % of {own}; neighbours in a row: recall "
        f"{100 * both_pairs / max(xml_pairs, 1):.1f} %, precision {100 * both_pairs / max(own_pairs, 1):.1f} %"
    )
    print("pages per processor second, starts included: " + ", ".join(f"{n} {all_pages / s:.0f}" for n, s in speed.items()))
    right, all_boxes, wrong = check_boxes(kept, 200)
    print(f"boxes: {right} of {all_boxes} sentences stand on exactly their letters")
    for one in wrong[:20]:
        print("  ", *one)
    if options.boxes:
        draw_boxes(kept, options.boxes)


if __name__ == "__main__":
    main()
