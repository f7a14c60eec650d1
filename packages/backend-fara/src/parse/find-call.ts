import type { FaraActionName } from "../profiles/action-name.ts";
import { matchBraces } from "./match-braces.ts";
import { readCallShape } from "./read-call-shape.ts";
import { readRelaxed } from "./read-relaxed.ts";
import { readXmlCall } from "./read-xml-call.ts";

/** A call that stands in a text. */
export interface FoundCall {
  readonly type: "call";
  readonly action: FaraActionName;
  readonly fields: Readonly<Record<string, unknown>>;
  /** Where the call begins, its tag and fence included. */
  readonly start: number;
  /** Behind its last bracket. */
  readonly end: number;
  /** Whether brackets were missing at its end. */
  readonly isUnclosed: boolean;
}

/** What there is where no call was found. */
export type Finding = FoundCall | { readonly type: "unknown"; readonly action: string } | { readonly type: "none" };

/** Characters of a text that are looked at: hundreds of times what a model writes before it acts. */
export const longestText = 200_000;

/** Places that are tried; beyond it a text is taken to have no call. */
const mostCandidates = 40;

/**
 * Finds the first call that can be read: behind a `<tool_call>` tag, and where none of those holds one, anywhere. The
 * tag may be there twice, stand for its own end or in the middle of a thought; there may be a fence, or no tag at all.
 * What comes after the thoughts of a reasoning model counts before what is in them.
 */
export function findCall(whole: string): Finding {
  const text = whole.slice(0, longestText);
  const thoughtEnd = text.lastIndexOf("</think>");
  const after = thoughtEnd === -1 ? undefined : findFrom(text, thoughtEnd);
  return after?.type === "call" ? after : findFrom(text, 0);
}

function findFrom(text: string, from: number): Finding {
  const findings = attempts(text, from);
  let unknown: Finding | undefined;
  for (const finding of findings) {
    if (finding.type === "call") return finding;
    if (finding.type === "unknown") unknown ??= finding;
  }
  return unknown ?? { type: "none" };
}

function* attempts(text: string, from: number): Generator<Finding> {
  for (const place of places(text, /<tool_call>/gi, from)) {
    yield readAt(text, behindFence(text, place + "<tool_call>".length), place);
  }
  for (const place of places(text, /\{|<function=/gi, from)) yield readAt(text, place, place);
}

function places(text: string, pattern: RegExp, from: number): readonly number[] {
  const found: number[] = [];
  pattern.lastIndex = from;
  while (found.length < mostCandidates) {
    const place = pattern.exec(text)?.index;
    if (place === undefined) break;
    found.push(place);
  }
  return found;
}

function readAt(text: string, place: number, start: number): Finding {
  const read = readValue(text, place);
  if (read === undefined) return { type: "none" };
  const shape = readCallShape(read.value);
  return shape.type === "call" ? { ...shape, start, end: read.end, isUnclosed: read.isUnclosed } : shape;
}

function readValue(text: string, place: number) {
  if (text[place] === "<") return readXmlCall(text, place);
  const end = text[place] === "{" ? matchBraces(text, place) : undefined;
  const strict = end === undefined ? undefined : parse(text.slice(place, end));
  if (strict !== undefined && end !== undefined) return { value: strict, end, isUnclosed: false };
  return readRelaxed(text, place);
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Place of what a tag holds, behind spaces and the first line of a fence. */
function behindFence(text: string, place: number): number {
  const pattern = /\s{0,100}(?:```[a-z]{0,10}\s{0,100})?/iy;
  pattern.lastIndex = place;
  return place + (pattern.exec(text)?.[0].length ?? 0);
}
