// Structured abstracts: where a section begins, and the label that it bears. The text itself is never altered.

import type { Segment } from "../../host/contract";

export interface Section {
  /** As the source wrote it, without its colon; `null` where the paragraph bears none. */
  label: string | null;
  segments: Segment[];
  /** Where the segments begin in the whole text. */
  from: number;
}

const WORDS =
  "background|introduction|context|rationale|importance|objectives?|aims?|purpose|hypothesis|question|design|study design|setting|" +
  "settings and participants|participants?|patients?|population|sample|eligibility criteria|data sources?|search methods|" +
  "selection criteria|data collection and analysis|data extraction|data synthesis|study selection|interventions?|exposures?|" +
  "comparators?|methods?|methodology|materials? and methods|patients and methods|methods and (?:analysis|materials|results|findings)|main outcomes?(?: measures?| and measures)?|" +
  "outcomes?(?: measures?)?|measurements?(?: and main results)?|measures|results?|findings|main results|limitations?|discussion|" +
  "interpretation|conclusions?(?: and relevance)?|implications(?: for practice)?|significance|relevance|funding|trial registration|" +
  "registration|clinical trial registration|ethics and dissemination|background and (?:aims?|objectives?|purpose)|aims? and (?:objectives?|methods)|" +
  "objectives? and methods|results and (?:conclusions?|discussion)|authors['’] conclusions?|plain language summary";

/** At the start of a paragraph: a known word, or capitals as in PubMed, with a colon. */
const AT_START = new RegExp(`^\\s*(${WORDS}|\\p{Lu}[\\p{Lu}\\d ,&/()'’-]{2,70}\\p{Lu}\\)?)\\s*:\\s+`, "iu");
const CAPITALS = /^\p{Lu}[^\p{Ll}]*$/u;
const KNOWN = new RegExp(`^(?:${WORDS})$`, "iu");

/** Within a paragraph, where everything was put in one: a known word with a capital after the end of a sentence. */
const WITHIN = new RegExp(`(?<=[.!?)\\]%]\\s{0,2})(?=(?:${WORDS})\\s*:\\s)`, "giu");

/** The paragraphs of an abstract. */
export function sections(segments: readonly Segment[]): Section[] {
  const text = segments.map((segment) => segment.text).join("");
  return starts(text)
    .map(([from, to]) => {
      const label = labelOf(text.slice(from, to));
      const start = from + (label?.length ?? 0);
      return { label: label?.text ?? null, segments: cut(segments, start, to), from: start };
    })
    .filter(({ label, segments: own }) => label !== null || own.some((segment) => segment.text.trim() !== ""));
}

function starts(text: string): [number, number][] {
  const at = new Set([0]);
  for (const match of text.matchAll(/\n+/g)) at.add(match.index + match[0].length);
  for (const match of text.matchAll(WITHIN)) if (/\p{Lu}/u.test(text.charAt(match.index))) at.add(match.index);
  const sorted = [...at].sort((a, b) => a - b);
  return sorted.map((from, index) => [from, sorted[index + 1] ?? text.length]);
}

function labelOf(paragraph: string): { text: string; length: number } | null {
  const found = AT_START.exec(paragraph);
  const text = found?.[1];
  if (found === null || text === undefined) return null;
  // Without regard to case the pattern of capitals fits any words: only real capitals are a label.
  if (!KNOWN.test(text) && !CAPITALS.test(text)) return null;
  return { text, length: found[0].length };
}

/** The part of marked text between two places. */
export function cut(segments: readonly Segment[], from: number, to: number): Segment[] {
  const parts: Segment[] = [];
  let at = 0;
  for (const { text, list } of segments) {
    const part = text.slice(Math.max(0, from - at), Math.max(0, to - at));
    if (part !== "") parts.push({ text: part, list });
    at += text.length;
  }
  return parts;
}
