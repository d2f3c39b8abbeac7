// The screens by name, and how an address names one: "#/records?query=nudge".

export const ROUTES = [
  "home",
  "overview",
  "protocol",
  "strategy",
  "import",
  "duplicates",
  "screen",
  "conflicts",
  "fulltext",
  "extract",
  "synthesis",
  "design",
  "registries",
  "bias",
  "records",
  "ask",
  "census",
  "team",
  "study",
  "report",
  "exports",
  "models",
  "audit",
  "settings",
  "gallery",
] as const;

export type RouteName = (typeof ROUTES)[number];

export interface Place {
  name: RouteName;
  /** What the screen should show first, such as a query. */
  params: Record<string, string>;
}

export function parsePlace(hash: string): Place {
  const [path = "", query = ""] = hash.replace(/^#?\/?/, "").split("?");
  const name = ROUTES.find((route) => route === path) ?? "home";
  return { name, params: Object.fromEntries(new URLSearchParams(query)) };
}

export function address({ name, params }: Place): string {
  const query = new URLSearchParams(params).toString();
  return query === "" ? `#/${name}` : `#/${name}?${query}`;
}
