import { describe, expect, it } from "vitest";
import type { AuditEntry, SearchRow } from "../../host/contract";
import { freshness } from "./freshness";

function search(imported_at: number, withdrawn: string | null = null): SearchRow {
  const named = { id: "s", source: "PubMed", kind: "database" as const, searched_on: null, strategy: null };
  const file = { file_name: "p.nbib", file_sha256: "", format: "NBIB", encoding: "UTF-8" };
  return { ...named, ...file, imported_at, records: 1, problems: 0, withdrawn };
}

function change(at: number, action: string): Pick<AuditEntry, "action" | "at"> {
  return { at, action };
}

describe("freshness", () => {
  it("follows imports and runs", () => {
    expect(freshness([], [])).toBe("nothing_imported");
    expect(freshness([search(1, "wrong file")], [])).toBe("nothing_imported");
    expect(freshness([search(1)], [])).toBe("never_run");
    expect(freshness([search(1)], [change(2, "deduplicate")])).toBe("fresh");
    expect(freshness([search(1), search(3)], [change(2, "deduplicate")])).toBe("stale");
    expect(freshness([search(1), search(3, "wrong file")], [change(2, "deduplicate")])).toBe("fresh");
  });

  it("takes no note that holds the word for a run", () => {
    expect(freshness([search(1)], [change(2, "note")])).toBe("never_run");
  });
});
