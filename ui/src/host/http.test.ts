import { afterEach, expect, test, vi } from "vitest";
import { toFailure, type Failure } from "./failure";
import { httpHost } from "./http";
import type { ChosenFile } from "./host";

afterEach(() => void vi.unstubAllGlobals());

const KEPT = "/tmp/attest-uploads-6af1/9/figure.png";

/** A program that keeps what is uploaded under a path of its own, and can read nothing. */
function answer(address: string): Promise<Response> {
  if (address.startsWith("/upload")) return Promise.resolve(Response.json({ path: KEPT }));
  return Promise.resolve(Response.json({ code: "bad_input", message: `${KEPT}: this is an image`, hint: "Export as RIS." }, { status: 422 }));
}

test("a failure names an uploaded file as the person called it", async () => {
  const page = new EventTarget();
  vi.stubGlobal("window", page);
  vi.stubGlobal("location", { hash: "", pathname: "/" });
  vi.stubGlobal("sessionStorage", { getItem: () => "token" });
  vi.stubGlobal("fetch", vi.fn(answer));
  const host = httpHost();

  const files = await new Promise<ChosenFile[]>((resolve, reject) => {
    host.onDrop({ dropped: resolve, hover: () => undefined, failed: reject });
    const file = new File(["x"], "figure.png");
    page.dispatchEvent(Object.assign(new Event("drop"), { dataTransfer: { types: ["Files"], files: [file] } }));
  });
  expect(files).toEqual([{ path: KEPT, name: "figure.png" }]);

  const failure: Failure = await host.call("preview_import", {}).then(() => expect.fail("it was read"), toFailure);
  expect(failure.code).toBe("bad_input");
  expect(failure.message).toBe("figure.png: this is an image");
});
