import type { ConversationItem } from "@massgen/core";
import { shownName, unsendable } from "./unsendable.ts";

const calls: ReadonlySet<unknown> = new Set(["function_call", "custom_tool_call"]);
const outputs: ReadonlySet<unknown> = new Set(["function_call_output", "custom_tool_call_output"]);

interface OpenCalls {
  readonly positions: number[];
  next: number;
}

/**
 * Finds for each tool call, by its position, the item that answers it. Where an id occurs more than once, the first
 * output belongs to the first call.
 *
 * @throws BackendError `invalid-request` for a call without output and an output without call: servers refuse both.
 */
export function pairOutputs(
  items: readonly ConversationItem[],
  backend: string,
): ReadonlyMap<number, ConversationItem> {
  const open = new Map<unknown, OpenCalls>();
  const answered = new Map<number, ConversationItem>();
  for (const [position, item] of items.entries()) {
    const id = "call_id" in item ? item.call_id : undefined;
    if (calls.has(item.type)) {
      const sameId = open.get(id);
      if (sameId === undefined) open.set(id, { positions: [position], next: 0 });
      else sameId.positions.push(position);
    } else if (outputs.has(item.type)) {
      const sameId = open.get(id);
      const call = sameId?.positions[sameId.next];
      if (sameId === undefined || call === undefined)
        throw unpaired(backend, `the output ${shownName(id)} has no call`);
      sameId.next++;
      answered.set(call, item);
    }
  }
  for (const [id, { positions, next }] of open) {
    if (next < positions.length) throw unpaired(backend, `the call ${shownName(id)} has no output`);
  }
  return answered;
}

function unpaired(backend: string, problem: string) {
  return unsendable(
    backend,
    `${problem}, which servers refuse.`,
    "Send each tool call together with its output; compacting the conversation repairs it.",
    "invalid-request",
  );
}
