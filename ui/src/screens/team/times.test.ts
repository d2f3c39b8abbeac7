import { describe, expect, it } from "vitest";
import type { Learning, ScreeningTime, TimeDistribution } from "../../host/contract";
import { axisEnd, byPractice, forecastWords, learningWords, practiceCurve, range, remarks, seconds, span } from "./times";

const distribution: TimeDistribution = {
  count: 120,
  total: 4800,
  mean: 40,
  mean_interval: { low: 36, high: 45 },
  geometric_mean: 33,
  geometric_interval: { low: 30, high: 36 },
  shortest: 4,
  lower_quartile: 20,
  median: 32,
  upper_quartile: 52,
  percentile_95: 108,
  longest: 240,
};

const adams: ScreeningTime = {
  stage: "title_abstract",
  reviewer: "a",
  name: "R. Adams",
  role: "reviewer",
  seconds: distribution,
  median_by_idle_rule: [31, 32, 32],
  pace: { count: 120, per_hour: 90, interval: { low: 80, high: 100 } },
  learning: null,
  reopened: 0,
  untimed: 0,
  open: 600,
  forecast: {
    remaining: 600,
    seconds: 24_000,
    interval: { low: 21_600, high: 27_000 },
    from: 120,
    sessions: 4,
    design_effect: 1.2,
  },
};

// Half the time with each doubling: 40, 20, 10 … seconds.
const halving: Learning = { count: 64, per_doubling: -0.5, interval: { low: -0.6, high: -0.4 }, first: 40, latest: 0.625, curve: [] };

describe("times", () => {
  it("have tenths only where they matter", () => {
    expect(seconds(8.44)).toBe("8.4\u00a0s");
    expect(seconds(41.2)).toBe("41\u00a0s");
    expect(range({ low: 9, high: 12 }, seconds)).toBe("(9.0\u00a0s to 12\u00a0s)");
    expect(range(null, seconds)).toBe("");
  });

  it("say what is left with its interval, or why that cannot be told", () => {
    expect(forecastWords(adams)).toBe(
      "R. Adams, at this pace: 6\u00a0h 40\u00a0min left for 600\u00a0records (95\u00a0% interval 6\u00a0h to 7\u00a0h 30\u00a0min), judged by the latest 120 in 4\u00a0sessions.",
    );
    expect([3000, 35_900, 36_500].map(span)).toEqual(["50\u00a0min", "10\u00a0h", "10\u00a0h"]);
    const early = { ...adams, forecast: null, open: 1, seconds: { ...distribution, count: 3 } };
    expect(forecastWords(early)).toBe(
      "R. Adams has 1\u00a0record left. How long they take cannot be told yet: 3\u00a0times were measured, and it takes 20.",
    );
    expect(forecastWords({ ...adams, open: 0, forecast: null })).toBeNull();
  });

  it("say that one gets faster only where the interval does", () => {
    expect(learningWords(halving)).toBe(
      "With each doubling of what was read the time falls by 50\u00a0% (95\u00a0% interval 40\u00a0% to 60\u00a0%).",
    );
    expect(learningWords({ ...halving, per_doubling: -0.01, interval: { low: -0.06, high: 0.04 } })).toContain("No sure sign");
    expect(learningWords({ ...halving, per_doubling: 0.1, interval: { low: 0.02, high: 0.18 } })).toContain("rises by 10\u00a0%");
  });

  it("follow the law of practice from the first to the latest", () => {
    expect(byPractice(halving, 1)).toBe(40);
    expect(byPractice(halving, 4)).toBeCloseTo(10, 10);
    const curve = practiceCurve(halving, 3);
    expect(curve.map(({ n }) => Math.round(n))).toEqual([1, 8, 64]);
    expect(curve[2]?.seconds).toBeCloseTo(0.625, 10);
  });

  it("lie on an axis that ends at a round number", () => {
    expect(axisEnd([distribution])).toBe(120);
    expect(axisEnd([{ ...distribution, percentile_95: 7.2 }])).toBe(8);
    expect(axisEnd([])).toBe(1);
  });

  it("come with what else is to know", () => {
    expect(remarks(adams)).toBeNull();
    expect(remarks({ stage: "full_text", reopened: 1, untimed: 12 })).toBe(
      "1\u00a0report was opened again, and that time is added; 12\u00a0reports were decided without a time, as imported decisions are.",
    );
  });
});
