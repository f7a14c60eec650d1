import { readFileSync } from "node:fs";
import { heuristicCounter, openaiResponses } from "@massgen/compaction";
import type { ConversationItem } from "@massgen/core";
import { countItemTokens } from "../../../packages/compaction/src/counting/item-tokens.ts";

/** Tokens that a session has grown by before each of its calls of the model, in order. */
export interface SessionGrowth {
  readonly name: string;
  readonly growth: readonly number[];
}

/** Reads a session of Responses items, one a line or as a list; a call is where the model begins to speak. */
export function readGrowth(name: string, file: string): SessionGrowth {
  const items = parse(readFileSync(file, "utf8"));
  const growth: number[] = [];
  let waiting = 0;
  let byModel = false;
  for (const item of items) {
    const facts = openaiResponses.describe(item);
    const isOfModel = facts.role === "assistant";
    if (isOfModel && !byModel) {
      growth.push(waiting);
      waiting = 0;
    }
    byModel = isOfModel;
    waiting += countItemTokens(facts, heuristicCounter).tokens;
  }
  return { name, growth };
}

function parse(text: string): readonly ConversationItem[] {
  if (text.startsWith("{") && text.includes('"items"')) return JSON.parse(text).items;
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}
