import { isRecord } from "@massgen/core/provider";
import { invalidItem } from "./invalid-item.ts";
import type { CallFacts } from "./item-adapter.ts";
import { jsonText } from "./json-text.ts";

type Fields = Readonly<Record<string, unknown>>;

/**
 * The calls of an AI message. Where `tool_calls` is empty, integrations send what the provider wrote, which LangChain keeps
 * in `additional_kwargs`.
 */
export function langchainCalls(fields: Fields): readonly CallFacts[] {
  const calls = records(fields.tool_calls);
  if (calls.length > 0) return calls.map(({ id, name, args }) => callOf(id, name, args));
  const written = isRecord(fields.additional_kwargs) ? fields.additional_kwargs : {};
  const raw = records(written.tool_calls).map(({ id, function: body }) =>
    isRecord(body) ? callOf(id, body.name, body.arguments) : callOf(id, "", ""),
  );
  const { function_call: legacy } = written;
  return isRecord(legacy) ? [...raw, callOf(functionCallId(legacy.name), legacy.name, legacy.arguments)] : raw;
}

/** The legacy form pairs by function name alone; the prefix keeps such names apart from real ids. */
export function functionCallId(name: unknown): string {
  return `function:${String(name)}`;
}

function callOf(id: unknown, name: unknown, written: unknown): CallFacts {
  if (typeof id !== "string") throw invalidItem("A tool call has no id.");
  return { id, name: typeof name === "string" ? name : "", arguments: jsonText(written) };
}

function records(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
