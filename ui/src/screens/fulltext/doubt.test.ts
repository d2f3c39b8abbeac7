import { describe, expect, it } from "vitest";
import type { DocumentMatch } from "../../host/contract";
import { doubtOf } from "./doubt";

const MATCH: DocumentMatch = {
  path: "/a/lee.pdf",
  name: "lee.pdf",
  record: "one",
  title: "A trial of reminders",
  found_by: "doi",
  problem: null,
  has_text: true,
  attachable: true,
};

describe("doubtOf", () => {
  it("says nothing of a file that is what it was chosen for", () => {
    expect(doubtOf(MATCH, "one")).toBeNull();
  });

  it("names the report that the file is instead", () => {
    expect(doubtOf(MATCH, "two")).toBe("lee.pdf seems to be another report: “A trial of reminders”.");
  });

  it("says that the report's own words do not stand in it", () => {
    const unknown = { ...MATCH, record: null, title: null, found_by: null };
    expect(doubtOf(unknown, "two")).toContain("neither the title nor the DOI");
    expect(doubtOf({ ...MATCH, found_by: "file_name" }, "two")).toContain("neither the title nor the DOI");
  });

  it("has nothing to say of a scan", () => {
    expect(doubtOf({ ...MATCH, record: null, title: null, found_by: null, has_text: false }, "two")).toBeNull();
  });
});
