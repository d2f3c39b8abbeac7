import { describe, expect, it } from "vitest";
import { axis, axisOf, figure, half, pValue } from "./plot";

describe("numbers", () => {
  it("have enough digits, a minus sign, and never look like no effect", () => {
    expect(figure(0.4894)).toBe("0.49");
    expect(figure(-12.345)).toBe("−12.35");
    expect(figure(1234.5)).toBe("1235");
    expect(figure(0.998, 1)).toBe("0.998");
    expect(figure(-0.0004)).toBe("−4.0e−4");
    expect(figure(-0)).toBe("0.00");
    expect(pValue(0.0004)).toBe("< 0.001");
  });
});

describe("the axis", () => {
  it("has customary ticks", () => {
    expect(axis(Math.log(0.2), Math.log(3), true).ticks).toEqual([0.2, 0.5, 1, 2]);
    expect(axis(-12, 3, false).ticks).toEqual([-10, -5, 0]);
  });

  it("shows all estimates and cuts an interval that is far wider than the others", () => {
    const studies = [
      { estimate: 0.5, low: 0.3, high: 0.9 },
      { estimate: 0.7, low: 0.4, high: 1.2 },
      { estimate: 0.6, low: 0.0001, high: 5000 },
    ];
    const found = axisOf(studies, { estimate: 0.6, low: 0.4, high: 0.9 }, true, 1);
    for (const { estimate } of studies) {
      expect(found.at(estimate)).toBeGreaterThan(0);
      expect(found.at(estimate)).toBeLessThan(100);
    }
    expect(found.at(0.0001)).toBeLessThan(0);
    expect(found.at(5000)).toBeGreaterThan(100);
    expect(found.at(1)).toBeGreaterThan(0);
  });

  it("draws weights as areas", () => {
    expect(half(0.5, 0.5)).toBe(7);
    expect(half(0.125, 0.5)).toBe(3.5);
    expect(half(0, 0.5)).toBe(2);
  });
});
