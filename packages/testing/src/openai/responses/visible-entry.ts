import { isRecord } from "@massgen/core/provider";
import type { EmulatedEntry } from "../model/emulated-request.ts";
import { emulatedTokens, imageTokens, lowDetailImageTokens, sealedItemTokens, tokensPerItem } from "../model/tokens.ts";
import { callIdOf, type InputItem } from "./check-item.ts";
import type { OpenedSeals } from "./open-seals.ts";

/** What the model sees of an item, and what it costs. */
export interface VisibleEntry {
  readonly entry: EmulatedEntry;
  readonly tokens: number;
}

/** Shows an item as the model sees it; `undefined` for one that only asks for something. */
export function visibleEntry(item: InputItem, seals: OpenedSeals): VisibleEntry | undefined {
  const { type } = item;
  if (type === "compaction_trigger" || type === "configuration_update") return undefined;
  if (type === "compaction") {
    const { text, tokens } = seals.get(item) ?? { text: "", tokens: 0 };
    return { entry: { kind: "sealed", text }, tokens: tokens + sealedItemTokens };
  }
  if (type === "reasoning") return counted({ kind: "reasoning", text: seals.get(item)?.text ?? "" });
  if (type === "message") {
    const { text, images, imageCost } = readContent(item.content);
    return counted({ kind: "message", role: String(item.role), text, images }, imageCost);
  }
  if (type.endsWith("_output") || type === "mcp_approval_response") {
    const { text, images, imageCost } = readContent(item.output ?? item);
    return counted({ kind: "output", callId: callIdOf(item), text, images }, imageCost);
  }
  return counted({ kind: "call", callId: callIdOf(item), name: nameOf(item), arguments: argumentsOf(item) });
}

/** Text of an entry, in which facts can be looked for. */
export function entryText(entry: EmulatedEntry): string {
  switch (entry.kind) {
    case "message":
      return `${entry.role}: ${entry.text}`;
    case "call":
      return `${entry.name}(${entry.arguments})`;
    default:
      return entry.text;
  }
}

/** What an entry without images costs. */
export function counted(entry: EmulatedEntry, imageCost = 0): VisibleEntry {
  const text = entry.kind === "call" ? entry.name + entry.arguments : entry.text;
  return { entry, tokens: tokensPerItem + emulatedTokens(text) + imageCost };
}

function nameOf({ type, name }: InputItem): string {
  return typeof name === "string" ? name : type;
}

function argumentsOf(item: InputItem): string {
  const own = item.arguments ?? item.input;
  if (typeof own === "string") return own;
  const { id: _id, type: _type, status: _status, call_id: _callId, ...rest } = item;
  return JSON.stringify(rest);
}

interface ReadContent {
  readonly text: string;
  readonly images: readonly string[];
  readonly imageCost: number;
}

/** Reads a text, parts, or the output of a tool of the provider. */
export function readContent(content: unknown): ReadContent {
  if (typeof content === "string") return { text: content, images: [], imageCost: 0 };
  if (!Array.isArray(content)) return readPart(content);
  const parts = content.map(readPart);
  return {
    text: parts.flatMap(({ text }) => (text === "" ? [] : [text])).join("\n"),
    images: parts.flatMap(({ images }) => images),
    imageCost: parts.reduce((sum, { imageCost }) => sum + imageCost, 0),
  };
}

function readPart(part: unknown): ReadContent {
  if (!isRecord(part)) return { text: "", images: [], imageCost: 0 };
  const text = part.text ?? part.refusal;
  if (typeof text === "string") return { text, images: [], imageCost: 0 };
  const nested = isRecord(part.image_url) ? part.image_url : part;
  const image = isRecord(part.image_url) ? part.image_url.url : (part.image_url ?? part.file_id);
  if (/image|screenshot/.test(String(part.type)) && typeof image === "string") {
    return { text: "", images: [image], imageCost: nested.detail === "low" ? lowDetailImageTokens : imageTokens };
  }
  const { type: _type, ...rest } = part;
  return { text: JSON.stringify(rest), images: [], imageCost: 0 };
}
