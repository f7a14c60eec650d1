import { isRecord } from "@massgen/core/provider";

type Fields = Readonly<Record<string, unknown>>;

/** A piece of a tool call. Servers leave out any of these. */
export interface CallDelta {
  readonly index: number | undefined;
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly arguments: string;
  readonly extra: Fields | undefined;
}

/** A piece of an answer, or a whole one. */
export interface Delta {
  readonly text: string;
  readonly thought: string;
  readonly refusal: string;
  readonly calls: readonly CallDelta[];
}

/** Reads a `delta`, or a `message` where the server did not stream; what has another shape than expected is passed over. */
export function readDelta(delta: unknown): Delta {
  const fields = isRecord(delta) ? delta : {};
  const parts = Array.isArray(fields.content) ? fields.content.filter(isRecord) : [];
  const calls = Array.isArray(fields.tool_calls) ? fields.tool_calls.filter(isRecord) : [];
  // What came before tool calls, and still comes from a few.
  const legacy = isRecord(fields.function_call) ? [{ index: 0, function: fields.function_call }] : [];
  return {
    text: text(fields.content) || parts.map((part) => text(part.text)).join(""),
    thought: text(fields.reasoning_content) || text(fields.reasoning) || parts.map(thoughtOf).join(""),
    refusal: text(fields.refusal),
    calls: [...calls, ...legacy].map(readCall),
  };
}

function readCall(call: Fields): CallDelta {
  const named = isRecord(call.function) ? call.function : call;
  return {
    // Ollama has put the index beside the name.
    index: wholeNumber(call.index) ?? wholeNumber(named.index),
    id: text(call.id) || (typeof call.id === "number" ? String(call.id) : undefined),
    name: text(named.name) || undefined,
    arguments: argumentsOf(named.arguments),
    extra: isRecord(call.extra_content) ? call.extra_content : undefined,
  };
}

/** Mistral's reasoning models think in parts of the content. */
function thoughtOf({ type, thinking }: Fields): string {
  if (type !== "thinking") return "";
  return Array.isArray(thinking)
    ? thinking.map((part) => (isRecord(part) ? text(part.text) : "")).join("")
    : text(thinking);
}

function argumentsOf(value: unknown): string {
  if (typeof value === "string") return value;
  return value === undefined || value === null ? "" : JSON.stringify(value);
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function wholeNumber(value: unknown): number | undefined {
  const number = typeof value === "string" && /^\d{1,9}$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isInteger(number) && number >= 0 ? number : undefined;
}
