import { isUtf8 } from "node:buffer";
import type { Format } from "@massgen/compaction";
import { MassGenError } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";
import { parseConversation } from "../conversation-file/parse-conversation.ts";
import { nameOf, readBytes } from "../conversation-file/read-bytes.ts";
import { callUsage } from "./call-usage.ts";
import { createReplacedBytesTally, replacedBytes } from "./replaced-bytes.ts";
import type { RawSession, SessionCall } from "./session-log.ts";
import type { SkipTally } from "./skip-tally.ts";

const lineFeed = 0x0a;

/**
 * Reads a conversation that is one JSON value: a list, or an object with `items` or `messages` and perhaps `usage`. Of one
 * that ends too early it reads the items that are whole.
 *
 * @throws MassGenError `invalid-input`
 */
export async function readDocument(path: string, tally: SkipTally): Promise<RawSession> {
  const bytes = asUtf8(await readBytes(path), tally);
  try {
    const { items, format, layout } = await parseConversation(bytes, nameOf(path));
    const usage = layout.kind === "object" ? layout.rest.usage : undefined;
    return { ...ofItems(items), format: format as Format | undefined, calls: readCalls(usage, items.length, tally) };
  } catch (error) {
    const value = MassGenError.isInstance(error) ? await salvage(bytes) : undefined;
    const list = isRecord(value) ? (value.items ?? value.messages) : value;
    if (!Array.isArray(list) || list.length < 2) throw error;
    tally.add(["item at which the file is cut off", "items at which the file is cut off"]);
    const format = isRecord(value) && typeof value.format === "string" ? (value.format as Format) : undefined;
    return { ...ofItems(list.slice(0, -1)), format };
  }
}

/** The same bytes, or where some are not UTF-8, with U+FFFD in place of those. */
function asUtf8(bytes: Uint8Array, tally: SkipTally): Uint8Array {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isUtf8(buffer)) return bytes;
  const replaced = createReplacedBytesTally();
  let line = 1;
  for (let start = 0; start < buffer.length; line += 1) {
    const end = buffer.indexOf(lineFeed, start);
    const piece = buffer.subarray(start, end < 0 ? buffer.length : end);
    replaced.add(line, replacedBytes(piece, piece.toString("utf8")));
    start += piece.length + 1;
  }
  replaced.report(tally);
  return Buffer.from(buffer.toString("utf8"));
}

function ofItems(items: readonly unknown[]): RawSession {
  return { source: "conversation", items, calls: [], compactions: 0 };
}

/** As much of JSON as can be understood. */
async function salvage(bytes: Uint8Array): Promise<unknown> {
  try {
    const { parse } = await import("jsonc-parser");
    return parse(new TextDecoder().decode(bytes), [], { disallowComments: true });
  } catch {
    return undefined;
  }
}

/** `usage[i].after_item` is the index of the first item which that call produced. */
function readCalls(usage: unknown, items: number, tally: SkipTally): readonly SessionCall[] {
  if (!Array.isArray(usage)) return [];
  return usage.flatMap((record: unknown): readonly SessionCall[] => {
    const afterItem = isRecord(record) ? record.after_item : undefined;
    if (!isRecord(record) || !Number.isSafeInteger(afterItem) || Number(afterItem) < 0 || Number(afterItem) > items) {
      tally.add([
        "usage record without a place in the conversation",
        "usage records without a place in the conversation",
      ]);
      return [];
    }
    const model = typeof record.model === "string" ? record.model : undefined;
    return [{ afterItem: Number(afterItem), usage: callUsage(record), model }];
  });
}
