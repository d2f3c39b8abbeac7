import { describe, expect, it } from "vitest";
import { LineBuffer } from "./stream";

describe("LineBuffer", () => {
  it("puts lines together that arrive in pieces", () => {
    const lines = new LineBuffer();
    expect(lines.push('data: {"kind":')).toEqual([]);
    expect(lines.push('"opened"}\n\nda')).toEqual(['{"kind":"opened"}']);
    expect(lines.push("ta:2\r\n")).toEqual(["2"]);
  });

  it("passes over comments that only keep the connection open", () => {
    expect(new LineBuffer().push(": still here\n\nevent: x\ndata: 1\n")).toEqual(["1"]);
  });
});
