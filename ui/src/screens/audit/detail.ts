// The detail of a change is JSON that any version of the program may have written: nothing in it is taken for granted.

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export class Detail {
  readonly #fields: Fields;

  constructor(fields: Fields) {
    this.#fields = fields;
  }

  static read(json: string): Detail {
    try {
      const value: unknown = JSON.parse(json);
      return new Detail(isFields(value) ? value : {});
    } catch {
      return new Detail({});
    }
  }

  /** A text that is there and not empty. */
  text(name: string): string | null {
    const value = this.#fields[name];
    return typeof value === "string" && value.trim() !== "" ? value : null;
  }

  number(name: string): number | null {
    const value = this.#fields[name];
    return typeof value === "number" ? value : null;
  }

  flag(name: string): boolean {
    return this.#fields[name] === true;
  }

  texts(name: string): string[] {
    const value = this.#fields[name];
    return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
  }

  inner(name: string): Detail {
    const value = this.#fields[name];
    return new Detail(isFields(value) ? value : {});
  }
}

/** The JSON in lines, as somebody reads it who wants to see exactly what was recorded. */
export function indented(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json) as unknown, null, 2);
  } catch {
    return json;
  }
}
