import { describe, expect, it } from "vitest";
import type { AgreementFigure, AgreementFigures } from "../../host/contract";
import { axisStart, cautions, decimals, figureWords, intervalOf, mostFrequent, rowsOf, tableRows } from "./figures";
import { placeOf } from "./place";

const figure = (value: number | null, range: [number, number] | null = null): AgreementFigure => ({
  value,
  standard_error: null,
  analytic: null,
  resampled: range === null ? null : { low: range[0], high: range[1] },
});

// 40 both include, 10 and 10 differ, 40 both exclude: observed .8, κ .6.
const even: AgreementFigures = {
  items: 100,
  raters: 2,
  table: [40, 10, 10, 40],
  raw: figure(0.8, [0.71, 0.87]),
  kappa: figure(0.6, [0.43, 0.74]),
  pabak: figure(0.6, [0.43, 0.74]),
  ac1: figure(0.6, [0.43, 0.74]),
  alpha: figure(0.602, [0.44, 0.75]),
  weighted_kappa: null,
  ac2: null,
  specific: [],
  prevalence_index: 0,
  bias_index: 0,
  resampling: { draws: 2000, seed: 1, level: 0.95 },
};
const categories = ["include", "exclude"];

describe("figures of agreement", () => {
  it("are written to two decimals, and never rounded up to what is not there", () => {
    expect(decimals(0.6)).toBe("0.60");
    expect(decimals(-0.051)).toBe("−0.05");
    expect(decimals(-0.001)).toBe("0.00");
    expect(decimals(0.9991)).toBe("0.99");
    expect(decimals(1)).toBe("1.00");
    expect(decimals(0.1 * 3 + 0.7 - 1e-16)).toBe("1.00");
  });

  it("stand with their interval, that by formula where resampling has no width", () => {
    expect(figureWords(even.kappa)).toBe("0.60 (0.43 to 0.74)");
    expect(figureWords(figure(null))).toBe("not defined");
    const alike = { ...figure(1, [1, 1]), analytic: { low: 0.88, high: 1 } };
    expect(intervalOf(alike)).toEqual({ low: 0.88, high: 1 });
    expect(figureWords(figure(1, [1, 1]))).toBe("1.00");
    expect(figureWords(figure(1, [1 - 3e-8, 1]))).toBe("1.00");
  });

  it("show observed agreement, κ, PABAK and AC1 together, weighted ones only where there are any", () => {
    expect(rowsOf([{ label: "", figures: even }]).map(({ label }) => label)).toEqual([
      "Observed agreement",
      "Cohen’s κ",
      "PABAK",
      "Gwet’s AC1",
      "Krippendorff’s α",
    ]);
    const many = rowsOf([{ label: "", figures: { ...even, raters: 3, ac2: figure(0.7) } }]);
    expect(many.map(({ label }) => label)).toContain("Fleiss’ κ");
    expect(many.map(({ label }) => label)).toContain("Gwet’s AC2");
  });

  it("stand on an axis that reaches below 0 only where one of them does", () => {
    expect(axisStart([even])).toBe(0);
    expect(axisStart([even, { ...even, kappa: figure(0.1, [-0.2, 0.4]) }])).toBe(-1);
  });

  it("warn where there is too little, or one answer rules", () => {
    expect(cautions(even, categories)).toEqual([]);
    expect(cautions({ ...even, items: 1 }, categories)[0]).toContain("Only 1\u00a0record so far");
    // 2 + 96 of 100, 1 and 1 differ: 97 % of the answers are exclude.
    const rare = { ...even, table: [2, 1, 1, 96] };
    expect(mostFrequent(rare, categories)).toEqual({ category: "exclude", share: 0.97 });
    expect(cautions(rare, categories)).toEqual([
      "97\u00a0% of all answers are “exclude”. κ then comes out low even where two agree well; AC1 and PABAK do not.",
    ]);
    expect(cautions({ ...even, table: [0, 0, 0, 100], kappa: figure(null) }, categories)[0]).toContain("κ is not defined");
  });

  it("come with the table they are of", () => {
    expect(tableRows([40, 12, 8, 40], categories)).toEqual([
      { category: "include", cells: [40, 12] },
      { category: "exclude", cells: [8, 40] },
    ]);
  });
});

it("takes what is shown from the address, and nothing that it does not know", () => {
  expect(placeOf({})).toEqual({ show: "agreement", stage: "title_abstract", unsure: "between_both", idle: "60" });
  const all = { show: "time", stage: "full_text", unsure: "left_out", idle: "120" };
  expect(placeOf(all)).toEqual(all);
  expect(placeOf({ unsure: "never", idle: "1" })).toEqual(placeOf({}));
});
