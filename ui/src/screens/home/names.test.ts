import { describe, expect, it } from "vitest";
import { folderName, reviewFolder, within } from "./names";

describe("folderName", () => {
  it.each([
    ["Nudging prescribers", "Nudging prescribers.review"],
    ["Statins: benefit/harm in adults ≥ 75?", "Statins benefit harm in adults ≥ 75.review"],
    ["  Two \n lines  ", "Two lines.review"],
    ["Review no. 2.", "Review no. 2.review"],
    ["…/..", "….review"],
    ["../..", ""],
    ["", ""],
  ])("%j", (title, name) => {
    expect(folderName(title)).toBe(name);
  });

  it("cuts a long title at a word", () => {
    const name = folderName("Effect of pharmacist-led medication review after discharge from hospital on readmission in older adults");
    expect(name).toBe("Effect of pharmacist-led medication review after discharge from hospital on.review");
  });

  it("cuts one endless word", () => {
    expect(folderName("x".repeat(300))).toBe(`${"x".repeat(80)}.review`);
  });
});

describe("paths", () => {
  it("joins as the system does", () => {
    expect(within("/home/adams/Attest", "A.review")).toBe("/home/adams/Attest/A.review");
    expect(within("C:\\Users\\Adams", "A.review")).toBe("C:\\Users\\Adams\\A.review");
    expect(within("/", "A.review")).toBe("/A.review");
  });

  it("takes the database, or a mark at the end, for its folder", () => {
    expect(reviewFolder("/a/B.review/review.db")).toBe("/a/B.review");
    expect(reviewFolder(" /a/B.review/ ")).toBe("/a/B.review");
    expect(reviewFolder("C:\\a\\B.review\\review.db")).toBe("C:\\a\\B.review");
    expect(reviewFolder("/a/B.review")).toBe("/a/B.review");
  });
});
