import { type ConversationItem, MassGenError } from "@massgen/core";
import { isRecord } from "@massgen/core/provider";
import type { AgentInputItem } from "@openai/agents-core";

type Fields = Readonly<Record<string, unknown>>;

/**
 * An item of a compacted window as the Agents SDK has it: the compaction item, and the messages that were kept.
 *
 * @throws MassGenError `unsupported` for any other type.
 */
export function fromWire(item: ConversationItem): AgentInputItem {
  const { type, role, content, id, status = "completed" }: Fields = { ...item };
  const named = typeof id === "string" ? { id } : {};
  if (type === "compaction") {
    const { encrypted_content: sealed, created_by: maker }: Fields = { ...item };
    const made = typeof maker === "string" ? { created_by: maker } : {};
    return { type, encrypted_content: String(sealed), ...named, ...made };
  }
  if (role === "assistant") return { type: "message", ...named, role, status, content } as AgentInputItem;
  if (role === "user") return { type: "message", ...named, role, content: partsFromWire(content) } as AgentInputItem;
  if (role === "system" || role === "developer") {
    return { type: "message", ...named, role: "system", content: textOf(content) };
  }
  throw new MassGenError(`The backend's window holds an item of the type ${String(type)}.`, {
    code: "unsupported",
    remedy: "Another strategy has its turn; nothing needs to be done.",
  });
}

function partsFromWire(content: unknown): unknown {
  if (!Array.isArray(content)) return content;
  return content.map((part: unknown) => {
    if (!isRecord(part)) return part;
    const { image_url: image, file_id: id, file_url: url, file_data: data, ...rest } = part;
    if (part.type === "input_image") return { ...rest, image: image ?? { id } };
    if (part.type !== "input_file") return part;
    return { ...rest, file: data ?? (url === undefined ? { id } : { url }) };
  });
}

function textOf(content: unknown): string {
  if (!Array.isArray(content)) return String(content ?? "");
  return content.map((part) => (isRecord(part) && typeof part.text === "string" ? part.text : "")).join("\n");
}
