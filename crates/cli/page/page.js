// The overview page of `attest serve`: the diagram, the people, and search. Text is only ever set as text.

const token = location.hash.slice(1);
const byId = (id) => document.getElementById(id);

async function ask(path, request) {
  const response = await fetch(path, {
    method: request ? "POST" : "GET",
    headers: { Authorization: `Bearer ${token}` },
    body: request && JSON.stringify(request),
  });
  if (response.status === 401) {
    throw new Error("This address is not complete. Open the one that `attest serve` printed, with everything behind the #.");
  }
  if (!response.ok) {
    const failure = await response.json();
    throw new Error(`${failure.message} ${failure.hint}`);
  }
  return response;
}

const rpc = async (name, payload = {}) => (await ask("/rpc", { name, payload })).json();

function show(error) {
  byId("trouble").textContent = error ? error.message : "";
  byId("trouble").hidden = !error;
}

function element(tag, properties, children = []) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

async function overview() {
  const status = await rpc("status", { recall: 0.95, confidence: 0.95 });
  document.title = `${status.title} · Attest`;
  byId("title").textContent = status.title;
  const problems = status.mismatches.map((mismatch) => mismatch.explanation);
  const open = [...problems, ...status.unfinished];
  byId("to-do").textContent = open.length ? `Still to do: ${open.join("; ")}.` : "Every number is final.";
  const drawing = await (await ask("/prisma.svg")).blob();
  byId("diagram").src = URL.createObjectURL(drawing);
  byId("diagram").alt =
    `Flow diagram: ${status.flow.screened} records screened, ${status.flow.excluded} excluded, ` +
    `${status.flow.new.studies} studies in ${status.flow.new.reports} reports included.`;
  const share = (load) => `${load.decided} of ${load.total} decided, ${load.open} open`;
  byId("reviewers").replaceChildren(
    ...status.reviewers.map((reviewer) =>
      element("tr", {}, [
        element("th", { scope: "row", textContent: reviewer.name }),
        element("td", { textContent: share(reviewer.title_abstract) }),
        element("td", { textContent: share(reviewer.full_text) }),
      ]),
    ),
  );
}

const marked = (text) => [
  text.cut_before ? "… " : "",
  ...text.pieces.map((piece) => (piece.marked ? element("mark", { textContent: piece.text }) : piece.text)),
  text.cut_after ? " …" : "",
];

let latest = 0;
async function search() {
  const query = byId("query").value.trim();
  const mine = ++latest;
  byId("found").hidden = query === "";
  if (query === "") return;
  const found = await rpc("search", { query, as_you_type: true, offset: 0, limit: 50, reviewer: null });
  // An answer to what was typed before must not replace a newer one.
  if (mine !== latest) return;
  const notes = found.notes.length ? ` (${found.notes.join("; ")})` : "";
  byId("understood").textContent = `${found.total} records for ${found.understood}${notes}`;
  byId("hits").replaceChildren(
    ...found.hits.map((hit) =>
      element("li", {}, [
        element("div", { className: "title" }, marked(hit.title)),
        element("div", { className: "place", textContent: `${hit.place} · ${hit.outcome}` }),
        element("div", {}, marked(hit.abstract_text)),
      ]),
    ),
  );
}

const guarded = (action) => () => action().then(() => show(null), show);
byId("query").addEventListener("input", guarded(search));
byId("search").addEventListener("submit", (event) => {
  event.preventDefault();
  guarded(search)();
});
guarded(overview)();
