import { expect } from "vitest";
import type { Fields } from "./fields.ts";

/** Calls without an output, in a conversation of Responses items that is valid otherwise. */
export function openResponsesCalls(items: readonly Fields[]): readonly string[] {
  const open = new Set<string>();
  items.forEach((item, index) => {
    const type = String(item.type ?? "message");
    if (type === "reasoning") {
      const next = items[index + 1];
      const follows = next?.type === "reasoning" || String(next?.type).endsWith("_call") || next?.role === "assistant";
      expect(follows, `reasoning at ${index} leads to nothing`).toBe(true);
    }
    if (type.endsWith("_call") && item.call_id !== undefined) open.add(String(item.call_id));
    if (type.endsWith("_output")) {
      expect(open.delete(String(item.call_id)), `output at ${index} has no open call`).toBe(true);
    }
  });
  return [...open];
}
