"""What follows from the works: truth, decisions, retrieval, studies and the counts of PRISMA 2020."""

import csv
import datetime
import json

from content import FILES, HERE, number, read

REVIEWERS = {"adams": "R. Adams", "silva": "M. Silva", "novak": "K. Novak"}


def write_table(name, header, rows):
    """One CSV file: UTF-8, LF."""
    with open(HERE / name, "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(header)
        table.writerows(rows)


def entries(exports):
    """Every record with its file and its number in it, counted from 1."""
    out = []
    for source, rows in exports.items():
        for place, row in enumerate(rows, 1):
            out.append((FILES[source], place, row))
    return out


def first_of_each(all_entries):
    """The first record of each work, which the decisions name."""
    first = {}
    for entry in all_entries:
        first.setdefault(entry[2]["id"], entry)
    return first


def write_truth(all_entries):
    first = first_of_each(all_entries)
    rows = []
    for file, place, row in all_entries:
        original = first[row["id"]]
        copy_of = "" if original[:2] == (file, place) else f"{original[0]}#{original[1]}"
        rows.append([file, place, row["id"], row.get("study", ""), copy_of, row["title_abstract"], row["full_text"], row["reason"].upper()])
    header = ["file", "entry", "work", "study", "duplicate_of", "title_abstract", "full_text", "reason"]
    write_table("truth.csv", header, rows)


def verdicts(work, stage, conflicts):
    """[(reviewer, verdict, reason, note)] of both reviewers and, after a conflict, of the adjudicator."""
    truth = work[stage]
    reason = work["reason"] if truth == "exclude" else ""
    conflict = conflicts.get((work["id"], stage))
    if not conflict:
        return [(who, truth, reason, "") for who in ("adams", "silva")]
    out = []
    for who in ("adams", "silva"):
        verdict, _, cited = conflict[who].partition(" ")
        out.append((who, verdict, cited, conflict.get(f"{who}_note", "")))
    assert len({v[1:3] for v in out}) > 1 or out[0][1] == "unsure", f"{work['id']}: no conflict at {stage}"
    out.append(("novak", truth, reason, conflict.get("novak_note", "")))
    return out


def seconds(work, stage, who, verdict):
    """Active time: longer for longer abstracts, for doubt and for the adjudicator's second look."""
    spread = number(work["id"] + who + stage)
    if stage == "full_text":
        return 150 + spread % 420
    words = len(work["abstract"].split())
    base = {"include": 16, "exclude": 6, "unsure": 34}[verdict] + words // 9
    return max(8, min(90, base + spread % 19 + (12 if who == "novak" else 0)))


def write_decisions(works, all_entries):
    conflicts = {(c["work"], c["stage"]): c for c in read("screening.toml")["conflict"]}
    unknown = {key[0] for key in conflicts} - {w["id"] for w in works}
    assert not unknown, f"screening.toml names works that do not exist: {unknown}"
    first = first_of_each(all_entries)
    orders = {
        "adams": sorted(works, key=lambda w: (w["copies"] == ["handsearch"], list(FILES.values()).index(first[w["id"]][0]), first[w["id"]][1])),
        "silva": sorted(works, key=lambda w: (w["copies"] == ["handsearch"], number("order" + w["id"]))),
    }
    orders["novak"] = orders["adams"]
    starts = {
        ("adams", "title_abstract"): "2026-01-19T08:30",
        ("silva", "title_abstract"): "2026-01-20T13:00",
        ("novak", "title_abstract"): "2026-02-02T09:15",
        ("adams", "full_text"): "2026-02-16T08:45",
        ("silva", "full_text"): "2026-02-17T13:10",
        ("novak", "full_text"): "2026-03-02T09:00",
    }
    rows = []
    for stage in ("title_abstract", "full_text"):
        for who in ("adams", "silva", "novak"):
            clock = datetime.datetime.fromisoformat(starts[who, stage])
            seen = 0
            for work in orders[who]:
                if work[stage] not in ("include", "exclude"):
                    continue
                given = {v[0]: v for v in verdicts(work, stage, conflicts)}
                if who not in given:
                    continue
                _, verdict, reason, note = given[who]
                spent = seconds(work, stage, who, verdict)
                if work["copies"] == ["handsearch"] and clock.date() < datetime.date(2026, 3, 10):
                    clock = datetime.datetime(2026, 3, 10 + (stage == "full_text"), 10 + (who == "silva"))
                elif seen and seen % 35 == 0:
                    clock = datetime.datetime.combine(clock.date() + datetime.timedelta(days=1), datetime.time(8, 40))
                clock += datetime.timedelta(seconds=spent + 3)
                seen += 1
                file, place, row = first[work["id"]]
                role = "adjudicator" if who == "novak" else "reviewer"
                rows.append([stage, file, place, row["doi"], row["title"], REVIEWERS[who], role, verdict, reason.upper(), note, spent, clock.isoformat() + "Z"])
    rows.sort(key=lambda r: r[-1])
    header = ["stage", "file", "entry", "doi", "title", "reviewer", "role", "verdict", "reason", "note", "active_seconds", "decided_at"]
    write_table("decisions.csv", header, rows)
    return rows


def write_reports(works, all_entries):
    first = first_of_each(all_entries)
    sought = [w for w in works if w["title_abstract"] == "include"]
    rows = []
    for work in sought:
        lost = work["full_text"] == "not_retrieved"
        file, place, row = first[work["id"]]
        rows.append([work["id"], file, place, row["title"], "not_retrieved" if lost else "retrieved", work.get("not_retrieved", "")])
    write_table("retrieval.csv", ["work", "file", "entry", "title", "retrieval", "reason"], rows)
    labels = {}
    rows = []
    for work in works:
        if work["full_text"] == "include":
            label = labels.setdefault(work["study"], f"{work['authors'][0][0]} {work['year']}")
            rows.append([work["id"], *first[work["id"]][:2], work["study"], label])
    write_table("studies.csv", ["work", "file", "entry", "study", "study_label"], rows)


def agreement(decisions, stage):
    """Both reviewers' verdicts in a table, with raw agreement and Cohen's kappa over the three verdicts."""
    words = ["include", "unsure", "exclude"]
    pairs = {}
    for row in decisions:
        if row[0] == stage and row[6] == "reviewer":
            pairs.setdefault((row[1], row[2]), {})[row[5]] = row[7]
    table = [[sum(p == {"R. Adams": a, "M. Silva": b} for p in pairs.values()) for b in words] for a in words]
    n = sum(map(sum, table))
    observed = sum(table[i][i] for i in range(3)) / n
    expected = sum(sum(table[i]) * sum(row[i] for row in table) for i in range(3)) / n**2
    return {
        "order_of_verdicts": words,
        "rows_adams_columns_silva": table,
        "records": n,
        "raw_agreement": round(observed, 6),
        "cohen_kappa": round((observed - expected) / (1 - expected), 6),
        "conflicts_adjudicated": sum(row[0] == stage and row[6] == "adjudicator" for row in decisions),
    }


def flow(works):
    """Counts of one column of the diagram from the reports that were sought."""
    def count(**wanted):
        return sum(all(w[k] == v for k, v in wanted.items()) for w in works)

    reasons = sorted({w["reason"] for w in works if w["full_text"] == "exclude"})
    return {
        "sought_reports": count(title_abstract="include"),
        "notretrieved_reports": count(full_text="not_retrieved"),
        "assessed": count(full_text="include") + count(full_text="exclude"),
        "excluded": {r.upper(): count(full_text="exclude", reason=r) for r in reasons},
        "included_reports": count(full_text="include"),
    }


def write_expected(works, exports, decisions):
    databases = [w for w in works if w["copies"] != ["handsearch"]]
    by_hand = [w for w in works if w["copies"] == ["handsearch"]]
    per_source = {source: len(rows) for source, rows in exports.items()}
    identified = sum(n for source, n in per_source.items() if source != "handsearch")
    screened = len(databases)
    left, right = flow(databases), flow(by_hand)
    included = [w for w in works if w["full_text"] == "include"]
    counts = {
        "records_in_file": {FILES[source]: n for source, n in per_source.items()},
        "problems": {
            FILES["embase"]: {
                "year_not_a_number_at_entry": year_entry(exports),
                "text_outside_of_entries": 1,
                "end_missing_at_entry": per_source["embase"],
            },
            FILES["handsearch"]: {"unreadable_entry": per_source["handsearch"] + 1},
        },
        "prisma": {
            "database_results": identified,
            "database_specific_results": {FILES[s]: n for s, n in per_source.items() if s != "handsearch"},
            "register_results": 0,
            "duplicates": identified - screened,
            "excluded_automatic": 0,
            "excluded_other": 0,
            "records_screened": screened,
            "records_excluded": sum(w["title_abstract"] == "exclude" for w in databases),
            "dbr_sought_reports": left["sought_reports"],
            "dbr_notretrieved_reports": left["notretrieved_reports"],
            "dbr_assessed": left["assessed"],
            "dbr_excluded": left["excluded"],
            "citations_results": per_source["handsearch"],
            "website_results": 0,
            "organisation_results": 0,
            "other_sought_reports": right["sought_reports"],
            "other_notretrieved_reports": right["notretrieved_reports"],
            "other_assessed": right["assessed"],
            "other_excluded": right["excluded"],
            "new_studies": len({w["study"] for w in included}),
            "new_reports": len(included),
        },
        "agreement_before_adjudication": {stage: agreement(decisions, stage) for stage in ("title_abstract", "full_text")},
    }
    check_sums(counts["prisma"], left, right)
    text = json.dumps(counts, indent=2, ensure_ascii=False) + "\n"
    (HERE / "expected.json").write_text(text, encoding="utf-8", newline="\n")
    return counts


def year_entry(exports):
    """The entry of the Embase file whose year cannot be read as a number."""
    (place,) = (i for i, row in enumerate(exports["embase"], 1) if not str(row["year"]).isdigit())
    return place


def check_sums(p, left, right):
    """The sums of the diagram (METHODS: PRISMA 2020)."""
    def equal(a, b, what):
        if a != b:
            raise SystemExit(f"counts do not add up, {what}: {a} is not {b}")

    equal(p["database_results"], p["duplicates"] + p["records_screened"], "identified = duplicates + screened")
    equal(p["records_screened"], p["records_excluded"] + p["dbr_sought_reports"], "screened = excluded + sought")
    equal(p["dbr_sought_reports"], p["dbr_notretrieved_reports"] + p["dbr_assessed"], "sought = not retrieved + assessed")
    equal(p["dbr_assessed"], sum(p["dbr_excluded"].values()) + left["included_reports"], "assessed = reasons + included")
    equal(p["citations_results"], p["other_sought_reports"], "other identified = other sought")
    equal(p["other_sought_reports"], p["other_notretrieved_reports"] + p["other_assessed"], "other sought")
    equal(p["other_assessed"], sum(p["other_excluded"].values()) + right["included_reports"], "other assessed")
    equal(p["new_reports"], left["included_reports"] + right["included_reports"], "reports")
    if p["new_studies"] > p["new_reports"]:
        raise SystemExit("more studies than reports")
