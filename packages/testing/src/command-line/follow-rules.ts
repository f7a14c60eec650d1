import type { EmulatedAnswer } from "../openai/model/emulated-model.ts";
import type { EmulatedReply } from "../openai/model/emulated-reply.ts";
import { lastEntry } from "./last-entry.ts";

/** A reply, and when it is given. */
export interface Rule {
  /** Told the last user message or tool output. */
  matches(text: string): boolean;
  readonly reply: EmulatedReply;
}

/** Answers by the first rule that matches. */
export function followRules(rules: readonly Rule[], otherwise: EmulatedReply): EmulatedAnswer {
  return (request) => {
    const { text } = lastEntry(request);
    return rules.find((rule) => rule.matches(text))?.reply ?? otherwise;
  };
}
