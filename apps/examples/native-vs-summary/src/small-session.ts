import type { ConversationItem } from "@massgen/core";
import { requestPlaces } from "./session/request-places.ts";

/**
 * A session for tests whose sizes can be computed by hand, in the emulator's count of 4 tokens an item and 1 for four
 * characters: a user message of 10 tokens, steps of 400 (a call of 7 and its output of 393), and an answer. The
 * request after N steps has 10 + 400 N tokens.
 */
export function smallSession(steps: number) {
  const items: readonly ConversationItem[] = [
    { type: "message", role: "user", content: "Read all of these files." },
    ...Array.from({ length: steps }, (_, index): readonly ConversationItem[] => {
      const call_id = `call_${index}`;
      return [
        { type: "function_call", call_id, name: "read", arguments: `{"n":${index % 10}}` },
        { type: "function_call_output", call_id, output: fileText(index) },
      ];
    }).flat(),
    { type: "message", role: "assistant", content: "I have read them all." },
  ];
  return { name: "small.json", items, requests: requestPlaces(items), recordedItems: items.length };
}

/** A window that the session outgrows after 15 steps: 6,010 tokens. */
export const smallLimits = { contextWindow: 8_000, trigger: 0.75, target: 0.4 };

/** 1,556 characters, no two texts alike. */
function fileText(index: number): string {
  return `File ${index}: ${"the harbour opens at seven and the ferry leaves at nine. ".repeat(30)}`.slice(0, 1_556);
}
