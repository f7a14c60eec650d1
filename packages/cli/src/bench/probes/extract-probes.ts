import type { ItemFacts } from "@massgen/compaction";
import type { Probe, ProbeKind } from "./probe.ts";
import { isConstraint, isErrorLine, linesIn, sentencesIn } from "./sentences.ts";
import { isId, isNumber, isPath, wordsIn } from "./words.ts";

/** Probes of one kind that one item has at most, the first ones: a listing must not outweigh everything else. */
const mostOfKind = 20;

/** What is looked for of an item. Deterministic; the same text leads to the same probes. */
export function extractProbes({ role, parts, results }: ItemFacts): readonly Probe[] {
  const text = parts.map((part) => (part.kind === "text" ? part.text : "")).join("\n");
  if (text.startsWith("[massgen: ")) return [];
  const words = wordsIn(text);
  return [
    ...first("path", words.filter(isPath)),
    ...first("id", words.filter(isId)),
    ...first("number", words.filter(isNumber)),
    ...(results.length > 0 ? first("error", linesIn(text).filter(isErrorLine)) : []),
    ...(role === "user" && results.length === 0 ? first("constraint", sentencesIn(text).filter(isConstraint)) : []),
  ];
}

function first(kind: ProbeKind, texts: readonly string[]): readonly Probe[] {
  return [...new Set(texts)].slice(0, mostOfKind).map((text) => ({ kind, text }));
}
