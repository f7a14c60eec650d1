import { isRecord } from "@massgen/core/provider";
import { readLines } from "./read-lines.ts";

/** How a file is read. */
export type LogKind = "claude-code" | "codex" | "massgen-log" | "item-lines" | "document";

/** Lines that are looked at before a file is taken for what most of it could be. */
const mostLines = 200;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Tells from a file's first lines what wrote it; `undefined` where no line says anything. A `document` is one JSON value,
 * in one line or several.
 */
export async function logKind(path: string, signal?: AbortSignal): Promise<LogKind | undefined> {
  let mayBeLines = false;
  let seen = 0;
  for await (const { text, isLast } of readLines(path, { signal })) {
    seen += 1;
    const fields = text === undefined ? undefined : parse(text);
    if (seen === 1 && (text === undefined || isDocument(text, fields, isLast))) return "document";
    const kind = fields === undefined ? undefined : kindOf(fields, seen);
    if (kind !== undefined) return kind;
    mayBeLines ||= fields !== undefined && (typeof fields.type === "string" || typeof fields.role === "string");
    if (seen >= mostLines) break;
  }
  if (seen === 0) return undefined;
  return mayBeLines ? "item-lines" : "document";
}

function kindOf(fields: Fields, position: number): LogKind | undefined {
  const { type } = fields;
  if (fields.log === "massgen-run-log") return "massgen-log";
  if (type === "session_meta" || (typeof type === "string" && isRecord(fields.payload))) return "codex";
  if (typeof type === "string" && ["uuid", "leafUuid", "sessionId", "parentUuid"].some((name) => name in fields)) {
    return "claude-code";
  }
  // Before Codex had envelopes, its first line was the header alone.
  const isHeader = type === undefined && typeof fields.id === "string" && typeof fields.timestamp === "string";
  if (position === 1 && isHeader && fields.role === undefined) return "codex";
  if (fields.record_type === "state") return "codex";
  if (typeof fields.role === "string") return "item-lines";
  return typeof type === "string" && /^(reasoning|item_reference|\w+_call|\w+_call_output)$/.test(type)
    ? "item-lines"
    : undefined;
}

/** Whether a first line is, or begins, a value that is no record. */
function isDocument(text: string, fields: Fields | undefined, isLast: boolean): boolean {
  if (fields !== undefined) return holdsItems(fields);
  return isLast || /^\s*\[/.test(text) || !text.trimEnd().endsWith("}");
}

function holdsItems(fields: Fields): boolean {
  return Array.isArray(fields.items) || (Array.isArray(fields.messages) && fields.role === undefined);
}

function parse(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
