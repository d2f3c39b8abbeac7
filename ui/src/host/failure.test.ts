import { describe, expect, it } from "vitest";
import { toFailure } from "./failure";

describe("toFailure", () => {
  it("keeps code, message and hint of the program", () => {
    const failure = toFailure({ code: "in_use", message: "Another program has it open.", hint: "Close it." });
    expect(failure).toMatchObject({ code: "in_use", message: "Another program has it open.", hint: "Close it." });
    expect(failure.refused).toBe(true);
  });

  it("keeps what a model that stopped left behind", () => {
    const failure = toFailure({ code: "model", message: "The model stopped.", hint: "Choose another." });
    expect(failure).toMatchObject({ code: "model", message: "The model stopped.", hint: "Choose another." });
    expect(failure.refused).toBe(false);
  });

  it("takes a bare string of the window for a fault of the program", () => {
    const failure = toFailure("rpc not allowed");
    expect(failure).toMatchObject({ code: "internal", message: "rpc not allowed" });
    expect(failure.refused).toBe(false);
  });

  it("does not trust a code it does not know", () => {
    expect(toFailure({ code: "E42", message: "odd" })).toMatchObject({ code: "internal", message: "odd" });
  });
});
