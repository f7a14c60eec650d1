import type { CompactingBackend } from "@massgen/core";
import type { AgentInputItem } from "@openai/agents-core";
import { fromWire } from "./wire/from-wire.ts";
import { toWire } from "./wire/to-wire.ts";

/** A backend that compacts items of the Responses API, for the same items as the Agents SDK spells them. */
export function agentsBackend(backend: CompactingBackend): CompactingBackend<AgentInputItem> {
  return {
    name: backend.name,
    async compact({ items, ...request }) {
      const { items: window, usage } = await backend.compact({ ...request, items: items.map(toWire) });
      return { items: window.map(fromWire), usage };
    },
  };
}
