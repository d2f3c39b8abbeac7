import { expect, test } from "vitest";
import type { ModelEntry } from "../../host/contract";
import { factsOf, tooLarge, weights } from "./words";

const model: ModelEntry = {
  path: "/models/reader.gguf",
  sha256: "ab".repeat(32),
  bytes: 24_600_000,
  name: "Attest reader",
  architecture: "bert",
  role: "reader",
  quantization: "Q8_0",
  parameters: 22_713_216,
  context_length: 512,
  licence: null,
  has_chat_template: false,
  memory_needed: 61_000_000,
  shipped: true,
  source: null,
  trial: null,
  chosen: true,
};

test("numbers as they are said", () => {
  expect(weights(22_713_216)).toBe("22.7\u00a0million weights");
  expect(weights(3_212_749_888)).toBe("3.2\u00a0billion weights");
  const facts = Object.fromEntries(factsOf(model));
  expect(facts.Size).toBe("25\u00a0MB, 22.7\u00a0million weights, stored as Q8_0");
  expect(facts.Licence).toBe("the file names none");
});

test("memory that is not known is no reason to warn", () => {
  expect(tooLarge(model, null)).toBe(false);
  expect(tooLarge(model, 60_000_000)).toBe(true);
  expect(tooLarge(model, 62_000_000)).toBe(false);
});
