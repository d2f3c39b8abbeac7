import { describe, expect, it } from "vitest";
import type { StoppingPanel } from "../../host/contract";
import { atLeast, claimed, nextSample, safeLine } from "./stopping";

const PANEL: StoppingPanel = {
  records: 1816,
  screened: 612,
  found: 90,
  irrelevant_in_a_row: 120,
  test: { target: 0.95, confidence: 0.95, p_value: 0.01, reached: true, window: 500 },
  safe: { items: [] },
  audit: null,
  earlier_audits: 0,
  next_audit_size: 52,
  claim: { recall_at_least: null, confidence: 0.95, basis: "nothing" },
};

describe("the stopping panel", () => {
  it("claims nothing before a sample was read, whatever the test says", () => {
    expect(claimed(PANEL)).not.toMatch(/\d/);
    expect(nextSample(PANEL)).toContain("52 of the 1,204 unread");
  });

  it("states the bound of the sample, never rounded up", () => {
    const claim = { recall_at_least: 90 / 94, confidence: 0.95, basis: "audit_sample" } as const;
    expect(claimed({ ...PANEL, claim })).toContain("at least 95\u00a0% of the relevant records would be found, with 95\u00a0% confidence");
    expect([atLeast(0.999), atLeast(0.29), atLeast(1)]).toEqual(["99\u00a0%", "29\u00a0%", "100\u00a0%"]);
  });

  it("says what is not known about an item", () => {
    expect(safeLine({ kind: "key_papers_found", state: "unknown", reached: 0, needed: null }).detail).toBe("no key papers were named");
  });
});
