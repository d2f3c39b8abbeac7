import { describe, expect, it } from "vitest";
import type { Role, ScreeningTime, Stage, TimeReport } from "../../host/contract";
import { secondsLeft } from "./plots";

const interval = { low: 8_000, high: 9_000 };

function time(reviewer: string, stage: Stage, role: Role, seconds: number | null): ScreeningTime {
  const forecast = seconds === null ? null : { remaining: 340, seconds, interval, from: 300, sessions: 4, design_effect: 1 };
  return { reviewer, stage, role, forecast } as ScreeningTime;
}

const report = {
  screening: [
    time("adams", "title_abstract", "adjudicator", 1),
    time("adams", "full_text", "reviewer", 2),
    time("adams", "title_abstract", "reviewer", 8_500),
    time("silva", "title_abstract", "reviewer", null),
  ],
} as TimeReport;

describe("the time that is left", () => {
  it("is that of one's own screening of titles and abstracts", () => {
    expect(secondsLeft(report, "adams")).toBe(8_500);
  });

  it("is not told where nothing is forecast or known", () => {
    expect(secondsLeft(report, "silva")).toBeNull();
    expect(secondsLeft(report, "novak")).toBeNull();
    expect(secondsLeft(undefined, "adams")).toBeNull();
  });
});
