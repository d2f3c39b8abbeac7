import { describe, expect, it } from "vitest";
import { rateOf } from "../state/rate";
import { count, date, duration, moment, number, pace, path, people, percent, sentence, size, speed } from "./format";

/** Spaces that do not break look the same in a failure message; the tests write plain ones. */
const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("format", () => {
  it("writes numbers and shares", () => {
    expect(number(1204)).toBe("1,204");
    expect(plain(percent(0.912))).toBe("91 %");
    expect(plain(percent(0.9996))).toBe("99 %");
    expect(plain(percent(0.001))).toBe("1 %");
    expect(plain(percent(1))).toBe("100 %");
  });

  it("counts in the singular and the plural", () => {
    expect(plain(count(1, "record"))).toBe("1 record");
    expect(plain(count(0, "record"))).toBe("0 records");
    expect(plain(count(31, "study", "studies"))).toBe("31 studies");
  });

  it.each([
    [0.2, "1 s"],
    [41, "41 s"],
    [89.4, "89 s"],
    [720, "12 min"],
    [12_000, "3 h 15 min"],
    [13_716, "3 h 45 min"],
    [32_000, "9 h"],
    [7_000_000, "1,944 h"],
  ])("rounds %s s to %s", (seconds, text) => {
    expect(plain(duration(seconds))).toBe(text);
  });

  it("says how a screening goes", () => {
    expect(plain(pace(41, 790))).toBe("41 s a record · about 9 h left");
  });

  it("says how fast a job goes", () => {
    expect(speed(320.4)).toBe("320 a second");
    expect(speed(0.25)).toBe("15 a minute");
  });

  it("names times by how long ago they are", () => {
    const now = new Date(2026, 10, 21, 15, 0).getTime();
    expect(moment(new Date(2026, 10, 21, 9, 5).getTime(), now)).toBe("09:05");
    expect(moment(new Date(2026, 10, 20, 23, 59).getTime(), now)).toBe("yesterday 23:59");
    expect(moment(new Date(2026, 2, 3, 14, 5).getTime(), now)).toBe("3 Mar 14:05");
    expect(moment(new Date(2025, 2, 3, 14, 5).getTime(), now)).toBe("3 March 2025");
  });

  it("reads dates and leaves what is none", () => {
    expect(date("2026-11-20")).toBe("20 November 2026");
    expect(date("autumn 2026")).toBe("autumn 2026");
  });

  it("shortens what is long", () => {
    expect(plain(size(999))).toBe("999 bytes");
    expect(plain(size(1536))).toBe("1.5 kB");
    expect(plain(size(48_200_000))).toBe("48 MB");
    expect(path("/home/adams/Documents/Reviews of 2026/Nudging/Nudging.review")).toBe("/home/…/Nudging/Nudging.review");
    expect(path("/srv/Nudging.review")).toBe("/srv/Nudging.review");
    expect(people(["Adams R", "Silva M", "Okoye N", "Berg L", "Chen Y"])).toBe("Adams R, Silva M, Okoye N and 2 more");
  });
});

describe("rateOf", () => {
  it("gives rate and remaining time once they are steady", () => {
    const job = { done: 400, total: 1000, started_ms: 0 };
    expect(rateOf(job, 500)).toBeNull();
    expect(rateOf(job, 2000)).toEqual({ perSecond: 200, remaining: 3 });
    expect(rateOf({ ...job, total: 0 }, 2000)?.remaining).toBeNull();
  });

  it("begins a sentence with a capital, but not the name of a file", () => {
    expect(sentence("there is no review in /tmp/x")).toBe("There is no review in /tmp/x");
    expect(sentence("/tmp/x: no such file")).toBe("/tmp/x: no such file");
    expect(sentence("medline.ris was imported before")).toBe("medline.ris was imported before");
    expect(sentence("")).toBe("");
  });
});
