import type { ItemFacts } from "../adapters/item-adapter.ts";

const nothing = { type: "item", calls: [], results: [], reasoning: false, standsForPrefix: false, parts: [] } as const;

/**
 * Facts of a conversation in shorthand: `user`, `system`, `assistant`, `reasoning`, `thinking` (a message that has to
 * begin its turn), `approval` (an answer to no call), `compaction`, `call ID`, `result ID`, and `server-call ID`, which
 * needs no result.
 */
export function conversationOf(...steps: readonly string[]): readonly ItemFacts[] {
  return steps.map((step): ItemFacts => {
    const [kind, id = ""] = step.split(" ");
    switch (kind) {
      case "call":
        return { ...nothing, role: "assistant", calls: [{ id, name: "tool", arguments: "{}" }] };
      case "result":
        return { ...nothing, role: "tool", results: [{ callId: id, text: "", replaceable: true }] };
      case "server-call":
        return { ...nothing, role: "assistant", calls: [{ id, name: "tool", arguments: "{}", answerOptional: true }] };
      case "approval":
        return { ...nothing, role: "tool" };
      case "thinking":
        return { ...nothing, role: "assistant", beginsTurn: true };
      case "reasoning":
        return { ...nothing, role: "assistant", reasoning: true };
      case "compaction":
        return { ...nothing, role: "system", standsForPrefix: true };
      case "user":
      case "system":
      case "assistant":
        return { ...nothing, role: kind };
      default:
        throw new Error(`Unknown step ${step}`);
    }
  });
}
