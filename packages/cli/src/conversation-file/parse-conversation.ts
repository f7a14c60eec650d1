import { isUtf8 } from "node:buffer";
import { inputError } from "../input-error.ts";
import type { ConversationFile, FileLayout } from "./conversation-file.ts";
import { parseJson } from "./parse-json.ts";

/** Reads a conversation from the bytes of a JSON or JSONL file. */
export async function parseConversation(bytes: Uint8Array, name: string): Promise<ConversationFile> {
  if (!isUtf8(bytes)) throw inputError(`${name} is not UTF-8 text.`, "Save it as UTF-8.");
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString("utf8")
    .replace(/^\uFEFF/, "");
  if (text.trim() === "") throw inputError(`${name} is empty.`, "Name a file with at least one item or message.");
  const lines = await parseLines(text, name);
  const found = lines ?? fromValue(await parseJson(text, name), text, name);
  if (found.items.length === 0) {
    throw inputError(`The conversation in ${name} is empty.`, "Name a file with at least one item or message.");
  }
  return { name, bytes, ...found };
}

type Found = Pick<ConversationFile, "layout" | "items" | "format">;

/** JSONL: the first line that says anything is a whole object, and it is an item or other lines follow. */
async function parseLines(text: string, name: string): Promise<Found | undefined> {
  const [start = ""] = /\S[^\n]*/.exec(text) ?? [];
  const first = parseObject(start.trimEnd());
  if (first === undefined) return undefined;
  const isAlone = text.trim().length === start.trimEnd().length;
  if (isAlone && itemsKey(first) !== undefined) return undefined;
  const items: unknown[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() !== "") items.push(await parseJson(line, name, index + 1));
  }
  return { layout: { kind: "lines" }, items, format: undefined };
}

function parseObject(line: string): Readonly<Record<string, unknown>> | undefined {
  if (!line.startsWith("{") || !line.endsWith("}")) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function fromValue(value: unknown, text: string, name: string): Found {
  const indent = /^\s*[[{]\r?\n([ \t]+)/.exec(text)?.[1] ?? "";
  if (Array.isArray(value)) return { layout: { kind: "array", indent }, items: value, format: undefined };
  const key = isObject(value) ? itemsKey(value) : undefined;
  if (!isObject(value) || key === undefined) {
    throw inputError(
      `${name} holds no conversation.`,
      'Pass an array of items or messages, an object with "items" or "messages", or JSONL.',
    );
  }
  const layout: FileLayout = { kind: "object", key, rest: value, indent };
  const format = typeof value.format === "string" ? value.format : undefined;
  return { layout, items: value[key] as readonly unknown[], format };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function itemsKey(value: Readonly<Record<string, unknown>>): "items" | "messages" | undefined {
  return (["items", "messages"] as const).find((key) => Array.isArray(value[key]));
}
