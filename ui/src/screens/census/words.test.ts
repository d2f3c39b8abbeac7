import { describe, expect, it } from "vitest";
import type { CensusLabelling, CensusRevealed, CensusYear } from "../../host/contract";
import { byDesign, correctedWords, costWords, lines, missingWords, probabilityWord, revealedWords, span } from "./words";

const YEARS: CensusYear[] = [
  { year: 2010, records: 3, designs: [{ design: "randomised_trial", records: 1 }, { design: "animal", records: 2 }] },
  { year: 2012, records: 2, designs: [{ design: "animal", records: 2 }] },
  { year: null, records: 1, designs: [{ design: "randomised_trial", records: 1 }] },
];

const plain = (text: string | null) => text?.replaceAll("\u00a0", " ");

describe("the census in words", () => {
  it("gathers the counts of each design, the most frequent first", () => {
    expect(byDesign(YEARS)).toEqual([
      { design: "animal", total: 4, years: [{ year: 2010, value: 2 }, { year: 2012, value: 2 }] },
      // The trial without a year counts in the sum and stands in no year.
      { design: "randomised_trial", total: 2, years: [{ year: 2010, value: 1 }, { year: 2012, value: 0 }] },
    ]);
    expect(span(YEARS)).toEqual([2010, 2012]);
    expect(span([])).toBeNull();
  });

  it("says what a point costs, with intervals", () => {
    const words = costWords({
      on: "articles",
      lost_per_1000_trials: 50.6,
      lost_interval: { low: 33.4, high: 76.1 },
      along_per_1000_others: 402.4,
      along_interval: { low: 392.7, high: 412.1 },
    });
    expect(words).toBe("Of 1,000 randomised trials 51 (33 to 76) are expected to be lost; of 1,000 other records 402 (393 to 412) come along.");
  });

  it("says what is missing for a correction, and nothing where enough is labelled", () => {
    const labelling = { needed: 20, missing_yes: 15, missing_no: 0, about_more: 150 } as CensusLabelling;
    expect(plain(missingWords(labelling))).toBe(
      "Counts are corrected once 20 randomised trials and 20 other records are labelled: 15 randomised trials still missing. Going by those labelled so far, that takes about 150 records more.",
    );
    expect(missingWords({ ...labelling, missing_yes: 0 })).toBeNull();
  });

  it("sets what the classifier says beside the label", () => {
    const said = (design: string, randomised_trial: number) =>
      revealedWords({ label: "no", after_seen: false, labelled_at: 0, record: { design, randomised_trial } } as CensusRevealed);
    expect(said("observational", 0.03)).toBe("You: no. The classifier: observational study; a randomised trial with 0.03.");
    expect(said("randomised_trial", 0.981)).toBe("You: no. The classifier: a randomised trial with 0.98.");
  });

  it("never claims certainty", () => {
    expect(probabilityWord(0.9999)).toBe("0.99");
    expect(probabilityWord(0)).toBe("0.01");
    expect(correctedWords({ year: 2010, found: 3, of: 9, number: null, interval: null })).toBe("cannot be corrected");
    expect(correctedWords({ year: null, found: 3, of: 9, number: 2.46, interval: { low: 0, high: 5.02 } })).toBe("2.5 (0.0 to 5.0)");
  });

  it("reads the lines of a field", () => {
    expect(lines(" a \n\n b|c\n")).toEqual(["a", "b|c"]);
  });
});
