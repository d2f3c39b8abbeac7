// Finding words in a PDF. The text of a page comes in runs; a place is told by run and character, so that it can be
// marked where the run is drawn.

export interface Run {
  str: string;
  hasEOL: boolean;
}

/** A part of a run that belongs to something found. */
export interface Part {
  run: number;
  from: number;
  to: number;
}

/** Where the words stand on a page: for each place the parts of runs it covers. White space and case do not matter. */
export function find(runs: readonly Run[], words: string): Part[][] {
  const wanted = squeeze(words);
  if (wanted === "") return [];
  const { text, places } = letters(runs);
  const found: Part[][] = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
    found.push(parts(places.slice(at, at + wanted.length)));
  }
  return found;
}

interface Place {
  run: number;
  character: number;
}

/** The letters of a page without white space, and the place of each. Hyphens at the end of a line fall away. */
function letters(runs: readonly Run[]): { text: string; places: Place[] } {
  let text = "";
  const places: Place[] = [];
  runs.forEach(({ str, hasEOL }, run) => {
    const end = hasEOL && /\p{L}-\s*$/u.test(str) ? str.lastIndexOf("-") : str.length;
    for (let character = 0; character < end; character++) {
      // One letter may become several: "ﬁ", as typesetters join them, is found as "fi".
      for (const letter of squeeze(str.charAt(character))) {
        text += letter;
        places.push({ run, character });
      }
    }
  });
  return { text, places };
}

function parts(places: readonly Place[]): Part[] {
  const made: Part[] = [];
  for (const { run, character } of places) {
    const last = made.at(-1);
    if (last?.run === run) last.to = character + 1;
    else made.push({ run, from: character, to: character + 1 });
  }
  return made;
}

function squeeze(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\p{M}\s\u00ad]/gu, "")
    .toLowerCase();
}
