import { describe, expect, it } from "vitest";
import type { ExportedFile } from "../../host/contract";
import { grouped, latestDrawing, titleInWords } from "./kept";

const file = (name: string, written_at: number): ExportedFile => ({ name, path: `/r/exports/${name}`, bytes: 1, written_at });

describe("kept exports", () => {
  const files = [
    file("2026-11-21 10.00.00 records all.ris", 30),
    file("2026-11-21 09.00.00 prisma/prisma.json", 21),
    file("2026-11-21 09.00.00 prisma/prisma.svg", 20),
    file("2026-11-21 09.00.00 prisma/prisma.pdf", 20),
    file("2026-11-20 09.00.00 prisma/prisma.svg", 10),
  ];

  it("lists the files of a diagram as one, the printable ones first", () => {
    expect(grouped(files).map(({ title, written_at }) => [title, written_at])).toEqual([
      ["2026-11-21 10.00.00 records all.ris", 30],
      ["2026-11-21 09.00.00 prisma", 21],
      ["2026-11-20 09.00.00 prisma", 10],
    ]);
    expect(grouped(files)[1]?.files.map(({ name }) => name.split("/")[1])).toEqual(["prisma.pdf", "prisma.svg", "prisma.json"]);
  });

  it("names exports in words", () => {
    expect(titleInWords("2026-11-21 10.00.00 records all.ris")).toBe("Records: all records, duplicates merged");
    expect(titleInWords("2026-11-21 10.00.00 prisma")).toBe("PRISMA 2020 flow diagram");
    expect(titleInWords("2026-11-21 10.00.00 audit trail.csv")).toBe("Audit trail");
    expect(titleInWords("2026-11-21 10.00.00 revman draft")).toBe("Files for RevMan Web draft");
    expect(titleInWords("2026-11-21 10.00.00 metafor.csv")).toBe("Table for the analysis");
    expect(titleInWords("put here by hand.pdf")).toBe("Put here by hand");
  });

  it("finds the latest drawing", () => {
    expect(latestDrawing(files)?.written_at).toBe(20);
    expect(latestDrawing([])).toBeNull();
  });
});
