/** The JSON of a change in lines, as somebody reads it who wants to see exactly what was recorded. */
export function indented(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json) as unknown, null, 2);
  } catch {
    return json;
  }
}
