import { loadO200kCounter } from "@massgen/compaction/o200k";
import type { Entry } from "./neutral.ts";

/** Tokens of a conversation, exact in o200k, of what each entry says and nothing around it. */
export type CountNeutral = (entries: readonly Entry[]) => number;

/** Counts each text once, however often it comes back in a peer's result. */
export async function createNeutralCount(): Promise<CountNeutral> {
  const counter = await loadO200kCounter();
  const known = new Map<string, number>();
  const count = (text: string) => {
    const seen = known.get(text);
    if (seen !== undefined) return seen;
    const { tokens } = counter.count(text);
    known.set(text, tokens);
    return tokens;
  };
  return (entries) =>
    entries.reduce(
      (total, entry) =>
        total + (entry.kind === "call" ? count(entry.name) + count(entry.arguments) : count(entry.text)),
      0,
    );
}
