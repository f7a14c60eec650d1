import type { AgentInputItem } from "@openai/agents-core";
import { cutPoints } from "../../conversation/cut-points.ts";
import { pairCalls } from "../../conversation/pairing.ts";
import { openaiAgents } from "./agents-adapter.ts";

/** At most so many of the newest items, fewer where a result would lose its call, or an item its reasoning. */
export function newestItems(items: readonly AgentInputItem[], limit: number): AgentInputItem[] {
  if (limit >= items.length) return [...items];
  const facts = items.map((item) => openaiAgents.describe(item));
  const { pairs } = pairCalls(facts);
  const earliest = items.length - Math.max(0, Math.floor(limit));
  return items.slice(cutPoints({ facts, pairs }).find((cut) => cut >= earliest) ?? items.length);
}
