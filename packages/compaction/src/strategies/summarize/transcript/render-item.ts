import type { ItemFacts } from "../../../adapters/item-adapter.ts";
import { readableText } from "./readable-text.ts";
import { spokenText } from "./spoken-text.ts";

export interface RenderSettings {
  /** Characters of a result or of a call's arguments, above which only both ends are shown. */
  readonly limit: number;
  /** Name of the tool that answered. */
  readonly toolOf: (callId: string) => string;
}

/**
 * An item as lines of a transcript. Only our own words stand at the beginning of a line, so that no content can pass for
 * a turn of somebody else.
 */
export function renderItem(facts: ItemFacts, { limit, toolOf }: RenderSettings): string {
  const lines: string[] = [];
  const say = (who: string, text: string) => {
    if (text.trim() !== "") lines.push(`${who}: ${indented(text.trim())}`);
  };
  const speaker = facts.reasoning ? "assistant, thinking" : facts.role;
  say(speaker, readableText(spokenText(facts)));
  for (const part of facts.parts) {
    if (part.kind === "image") lines.push(`${facts.role}: [image]`);
    if (part.kind === "opaque") lines.push(`${speaker}: [content that only its provider can read]`);
  }
  for (const call of facts.calls) say("call", `${call.name} ${readableText(call.arguments, limit)}`);
  for (const { callId, text } of facts.results) {
    say(`result of ${indented(toolOf(callId))}`, text === "" ? "[no text]" : readableText(text, limit));
  }
  return lines.join("\n");
}

/** Content on several lines, none of which begins where our own words do. */
export function indented(text: string): string {
  return text.replace(/\r\n?|[\n\v\f\u0085\u2028\u2029]/g, "\n ");
}
