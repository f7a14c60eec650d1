import { readRelaxed } from "./read-relaxed.ts";

/** A call that was read, and where it ended. */
export interface XmlCall {
  readonly value: unknown;
  readonly end: number;
  /** Whether its end was missing. */
  readonly isUnclosed: boolean;
}

const mostParameters = 20;
/** What the model says in its own words, and may look like anything. */
const texts: ReadonlySet<string> = new Set(["text", "answer", "question", "fact", "query", "url", "action", "status"]);

/**
 * Reads a call in the form that Qwen3.5, the base of Fara1.5, was trained on:
 * `<function=name><parameter=key>value</parameter></function>`. `undefined` where there is none at `start`.
 */
export function readXmlCall(text: string, start: number): XmlCall | undefined {
  const name = /^<function=([\w.-]{1,64})>/i.exec(text.slice(start, start + 80));
  if (name === null) return undefined;
  const close = text.indexOf("</function>", start);
  const end = close === -1 ? text.length : close;
  const body = text.slice(start + name[0].length, end);
  const pieces = body.split("<parameter=", mostParameters + 1).slice(1);
  const entries = pieces.flatMap((piece) => {
    const key = /^([\w-]{1,64})>/.exec(piece.slice(0, 70));
    if (key?.[1] === undefined) return [];
    const written = piece.slice(key[0].length).split(/<\/(?:parameter|tool_call)>/i, 1)[0] ?? "";
    return [[key[1], parameterValue(key[1], written)] as const];
  });
  return {
    value: { name: name[1], arguments: Object.fromEntries(entries) },
    end: close === -1 ? end : close + "</function>".length,
    isUnclosed: close === -1,
  };
}

function parameterValue(key: string, written: string): unknown {
  // The template puts each value on lines of its own.
  const value = written.replace(/^\r?\n/, "").replace(/\r?\n$/, "");
  if (texts.has(key)) return key === "action" || key === "status" ? value.trim() : value;
  const trimmed = value.trim();
  return readRelaxed(trimmed)?.value ?? trimmed;
}
