import { isRecord } from "@massgen/core/provider";
import { callUsage } from "../call-usage.ts";
import type { ReadLinesOptions } from "../read-lines.ts";
import { readRecords } from "../read-records.ts";
import type { RawSession } from "../session-log.ts";
import { ofType, type SkipTally } from "../skip-tally.ts";
import { createCallTracker } from "./call-tracker.ts";

/** Items that no model was sent, or that stand for items which the log has too. */
const notConversation: ReadonlySet<unknown> = new Set([
  "ghost_snapshot",
  "compaction",
  "compaction_summary",
  "context_compaction",
]);

/**
 * Reads a rollout of Codex: `{timestamp, type, payload}` a line, or bare items as the first versions wrote them. What a
 * compaction replaced is earlier in the file and stays; its replacement is left out.
 */
export async function readCodex(path: string, tally: SkipTally, options: ReadLinesOptions = {}): Promise<RawSession> {
  const items: unknown[] = [];
  const calls = createCallTracker();
  let compactions = 0;
  const add = (item: unknown) => {
    if (!isRecord(item) || (typeof item.type !== "string" && typeof item.role !== "string")) {
      tally.add(["item without a type", "items without a type"]);
    } else if (notConversation.has(item.type)) {
      tally.add(ofType("item", item.type));
    } else {
      calls.item(item, items.length);
      items.push(item);
    }
  };
  for await (const { fields } of readRecords(path, tally, options)) {
    const { type, payload } = fields;
    if (!isRecord(payload)) {
      if (isBareItem(fields)) add(fields);
      else if (type !== undefined) tally.add(ofType("record", type));
      continue;
    }
    if (type === "response_item") {
      add(payload);
    } else if (type === "turn_context") {
      calls.model(payload.model);
    } else if (type === "compacted") {
      compactions += 1;
    } else if (type === "event_msg") {
      if (payload.type === "token_count" && isRecord(payload.info)) {
        calls.usage(callUsage(payload.info.last_token_usage));
      } else if (payload.type === "thread_rolled_back") {
        tally.add([
          "turn that was rolled back, and is replayed all the same",
          "turns that were rolled back, and are replayed all the same",
        ]);
      }
    } else if (type !== "session_meta") {
      tally.add(ofType("record", type));
    }
  }
  return { source: "codex", format: "openai-responses", items, calls: calls.calls(), compactions };
}

/** The header and the state records of the first versions have no type. */
function isBareItem(fields: Readonly<Record<string, unknown>>): boolean {
  return typeof fields.role === "string" || (typeof fields.type === "string" && !("payload" in fields));
}
