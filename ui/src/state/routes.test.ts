import { describe, expect, it } from "vitest";
import { address, parsePlace } from "./routes";

describe("routes", () => {
  it("reads back what it wrote", () => {
    const place = { name: "records", params: { query: "nudge & “default”", record: "r1" } } as const;
    expect(parsePlace(address(place))).toEqual(place);
  });

  it("leads home from anywhere unknown", () => {
    expect(parsePlace("")).toEqual({ name: "home", params: {} });
    expect(parsePlace("#/nowhere?x=1").name).toBe("home");
  });
});
