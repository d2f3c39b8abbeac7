import { describe, expect, it } from "vitest";
import type { SearchHit, SearchResult } from "../../host/contract";
import { Pages } from "./pages.svelte";

const TOTAL = 1234;

function answers(name: string, asked: number[] = []) {
  return (offset: number, limit: number): Promise<SearchResult> => {
    asked.push(offset);
    const n = Math.max(0, Math.min(limit, TOTAL - offset));
    const hits = Array.from({ length: n }, (_, i) => ({ id: `${name}${offset + i}` }) as SearchHit);
    return Promise.resolve({ total: TOTAL, understood: name, notes: [], hits });
  };
}

describe("pages", () => {
  it("fetch what is in sight, once", async () => {
    const asked: number[] = [];
    const pages = new Pages();
    await pages.put(answers("a", asked));
    await pages.reach(995, 1030);
    await pages.reach(996, 1031);
    expect(asked).toEqual([0, 900, 1000]);
    expect(pages.hit(1005)?.id).toBe("a1005");
    expect(pages.hit(500)).toBeUndefined();
  });

  it("show the answer to the latest question only", async () => {
    const pages = new Pages();
    let release = () => undefined as unknown;
    const held = new Promise<void>((resolve) => (release = resolve));
    const slow = pages.put((offset, limit) => held.then(() => answers("slow")(offset, limit)));
    await pages.put(answers("quick"));
    release();
    await slow;
    expect([pages.understood, pages.hit(0)?.id]).toEqual(["quick", "quick0"]);
  });

  it("give the ids of everything found", async () => {
    const pages = new Pages();
    await pages.put(answers("a"));
    const ids = await pages.ids(0, TOTAL - 1);
    expect([ids.length, new Set(ids).size, ids.at(-1)]).toEqual([TOTAL, TOTAL, "a1233"]);
    expect((await pages.ids(0, TOTAL - 1, (done) => done < 600)).length).toBe(600);
  });
});
