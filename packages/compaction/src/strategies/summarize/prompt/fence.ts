import { contentKey } from "../../../conversation/content-key.ts";

/** A text that goes into a prompt as data. */
export interface FencedText {
  /** A word for what it is; several texts may share one. */
  readonly name: string;
  readonly text: string;
}

/**
 * Puts texts between marks that none of them can close: the marks carry a key made from all the texts together, which
 * whoever wrote a part of one could not know and which does not occur in any. The same texts get the same key.
 */
export function fence(texts: readonly FencedText[]): { readonly key: string; readonly input: string } {
  const harmless = texts.map(({ name, text }) => ({ name, text: withoutMarks(text) }));
  const all = harmless.map(({ text }) => text).join("\n");
  let key = keyOf(all);
  while (all.includes(key)) key = keyOf(key + all);
  const fenced = harmless.map(({ name, text }) => `<${name}-${key}>\n${text}\n</${name}-${key}>`);
  return { key, input: fenced.join("\n\n") };
}

function keyOf(text: string): string {
  return contentKey(text).slice(0, 12);
}

/**
 * Breaks what would be more than text to a model's server or could pass for one of our marks: the marks of chat
 * templates, such as that for the end of a turn, and tags with our names.
 */
function withoutMarks(text: string): string {
  return text
    .replace(/<([|｜])([^<>|｜\n]{1,64})[|｜]>/g, "<¦$2¦>")
    .replace(/\[(\/?)(INST|TOOL_CALLS)\]/g, "[ $1$2]")
    .replace(/<(\/?)(?=(?:transcript|kept|notes)\b)/gi, "< $1");
}
